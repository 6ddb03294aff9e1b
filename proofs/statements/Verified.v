(** * What the verified checker is worth

    Statement only, proved in theory/VerifiedProofs.v.  verified/Claims.v says
    what a claim means, verified/Checker.v is the checker: the function that is
    extracted and run. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.verified Require Import Claims Checker.
Local Open Scope R_scope.

(** What is accepted holds, for every alphabet that was asked about and every model. *)
(* No reading: about claims, not one of them. *)
Definition accepted_claims_hold : Prop :=
  forall A N c w, accepts A N c w = true ->
  forall K Q, in_alphabet A K -> simplex K Q -> claim_holds K N Q c.
