(** * Two starts become harder to tell apart

    Definitions and claims only; the proofs are in [theory/ChainData.v].  A
    distance between the laws of [P[t]] from two starts is written through what
    it allows to be told apart: expectations of functions of the model.  So no
    law has to be written out, and the claims hold for every alphabet, every
    schedule and every pair of starts. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** Total variation distance is the supremum of [E[G(P[t])] - E[G(P2[t])]] over
    all [G] with values in [0,1].  This says that it is at most [b]. *)
Definition total_variation_at_most (K : nat) (Q : nat -> R) (alpha : nat -> R)
           (N : nat -> nat) (t : nat) (P P2 : nat -> R) (b : R) : Prop :=
  forall G, (forall P', 0 <= G P' <= 1) ->
  Chain K Q alpha N 0 t G P - Chain K Q alpha N 0 t G P2 <= b.

(** dpi: total variation distance does not grow with [t]. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: TV(Law[P[t+1]], Law[P[t+1] from R]) <= TV(Law[P[t]], Law[P[t] from R]) *)
Definition dpi_total_variation : Prop :=
  forall K Q alpha N t P P2 b, simplex K Q -> shares alpha -> samples N ->
  simplex K P -> simplex K P2 ->
  total_variation_at_most K Q alpha N t P P2 b ->
  total_variation_at_most K Q alpha N (S t) P P2 b.

(** The Kullback-Leibler divergence of the law from [P] to the law from [P2] is
    the supremum of [E[G(P[t])] - ln E[exp G(P2[t])]] over all [G] (Donsker and
    Varadhan); it is infinite when there is no bound.  This says that it is at
    most [b]. *)
Definition divergence_at_most (K : nat) (Q : nat -> R) (alpha : nat -> R)
           (N : nat -> nat) (t : nat) (P P2 : nat -> R) (b : R) : Prop :=
  forall G,
  Chain K Q alpha N 0 t G P - ln (Chain K Q alpha N 0 t (fun P' => exp (G P')) P2) <= b.

(** dpi: the divergence does not grow with [t]. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: KL(Law[P[t+1]], Law[P[t+1] from R]) <= KL(Law[P[t]], Law[P[t] from R]) *)
Definition dpi_divergence : Prop :=
  forall K Q alpha N t P P2 b, simplex K Q -> shares alpha -> samples N ->
  simplex K P -> simplex K P2 ->
  divergence_at_most K Q alpha N t P P2 b ->
  divergence_at_most K Q alpha N (S t) P P2 b.

(** wasserstein, over [t] generations.  Wasserstein-1 distance between the laws
    of a symbol's mass is the supremum of the difference of [E[g(P[t]_i)]] over
    all [g] with Lipschitz constant 1 (Kantorovich and Rubinstein); it is exactly
    the product of [1 - alpha_s] times [|P_i - P2_i|], and [g x = x] attains it up
    to sign.  With two symbols one symbol's mass is the whole model. *)
Definition wasserstein_generations : Prop :=
  forall K Q alpha N t P P2 i, simplex K Q -> shares alpha -> samples N ->
  simplex K P -> simplex K P2 -> (i < K)%nat ->
  let E g P := Chain K Q alpha N 0 t (fun P' => g (P' i)) P in
  (forall g, lipschitz_1 g ->
     Rabs (E g P - E g P2) <= rprod t (fun s => 1 - alpha s) * Rabs (P i - P2 i))
  /\ Rabs (E (fun x => x) P - E (fun x => x) P2)
     = rprod t (fun s => 1 - alpha s) * Rabs (P i - P2 i).
