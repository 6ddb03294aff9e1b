(** * Two starts become harder to tell apart

    Definitions and claims only; the proofs are in [theory/ChainData.v].  A
    distance between the laws of [Q[t]] from two starts is written through what
    it allows to be told apart: expectations of functions of the model.  So no
    law has to be written out, and the claims hold for every alphabet, every
    schedule and every pair of starts. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** Total variation distance is the supremum of [E[G(Q[t])] - E[G(Q2[t])]] over
    all [G] with values in [0,1].  This says that it is at most [b]. *)
Definition total_variation_at_most (K : nat) (P : nat -> R) (alpha : nat -> R)
           (N : nat -> nat) (t : nat) (Q Q2 : nat -> R) (b : R) : Prop :=
  forall G, (forall Q', 0 <= G Q' <= 1) ->
  Chain K P alpha N 0 t G Q - Chain K P alpha N 0 t G Q2 <= b.

(** dpi: total variation distance does not grow with [t]. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: TV(Law[Q[t+1]], Law[Q[t+1] from R]) <= TV(Law[Q[t]], Law[Q[t] from R]) *)
Definition dpi_total_variation : Prop :=
  forall K P alpha N t Q Q2 b, simplex K P -> shares alpha -> samples N ->
  simplex K Q -> simplex K Q2 ->
  total_variation_at_most K P alpha N t Q Q2 b ->
  total_variation_at_most K P alpha N (S t) Q Q2 b.

(** The Kullback-Leibler divergence of the law from [Q] to the law from [Q2] is
    the supremum of [E[G(Q[t])] - ln E[exp G(Q2[t])]] over all [G] (Donsker and
    Varadhan); it is infinite when there is no bound.  This says that it is at
    most [b]. *)
Definition divergence_at_most (K : nat) (P : nat -> R) (alpha : nat -> R)
           (N : nat -> nat) (t : nat) (Q Q2 : nat -> R) (b : R) : Prop :=
  forall G,
  Chain K P alpha N 0 t G Q - ln (Chain K P alpha N 0 t (fun Q' => exp (G Q')) Q2) <= b.

(** dpi: the divergence does not grow with [t]. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: KL(Law[Q[t+1]], Law[Q[t+1] from R]) <= KL(Law[Q[t]], Law[Q[t] from R]) *)
Definition dpi_divergence : Prop :=
  forall K P alpha N t Q Q2 b, simplex K P -> shares alpha -> samples N ->
  simplex K Q -> simplex K Q2 ->
  divergence_at_most K P alpha N t Q Q2 b ->
  divergence_at_most K P alpha N (S t) Q Q2 b.

(** wasserstein, over [t] generations.  Wasserstein-1 distance between the laws
    of a symbol's mass is the supremum of the difference of [E[g(Q[t]_i)]] over
    all [g] with Lipschitz constant 1 (Kantorovich and Rubinstein); it is exactly
    the product of [1 - alpha_s] times [|Q_i - Q2_i|], and [g x = x] attains it up
    to sign.  With two symbols one symbol's mass is the whole model. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: abs(E[Q[t]_1] - E[Q[t]_1 from R]) == (1 - alpha)^t*abs(Q_1 - R_1) *)
Definition wasserstein_generations : Prop :=
  forall K P alpha N t Q Q2 i, simplex K P -> shares alpha -> samples N ->
  simplex K Q -> simplex K Q2 -> (i < K)%nat ->
  let E g Q := Chain K P alpha N 0 t (fun Q' => g (Q' i)) Q in
  (forall g, lipschitz_1 g ->
     Rabs (E g Q - E g Q2) <= rprod t (fun s => 1 - alpha s) * Rabs (Q i - Q2 i))
  /\ Rabs (E (fun x => x) Q - E (fun x => x) Q2)
     = rprod t (fun s => 1 - alpha s) * Rabs (Q i - Q2 i).
