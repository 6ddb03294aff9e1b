(** * What the verified checker is worth

    Statement only, proved in theory/VerifiedProofs.v.  verified/Claims.v says
    what a claim means, verified/Checker.v is the checker: the function that is
    extracted and run. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.verified Require Import Claims Checker.
Local Open Scope R_scope.

(** What is accepted holds, for every alphabet and every model. *)
(* No reading: about claims, not one of them. *)
Definition accepted_claims_hold : Prop :=
  forall N c w, accepts N c w = true ->
  forall K Q, simplex K Q -> claim_holds K N Q c.
