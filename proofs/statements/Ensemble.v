(** * Ensembles

    Definitions and claims only; the proofs are in [theory/EnsembleProofs.v].
    Definition 3 and Theorem 8 of arXiv:2601.05280v2: [J] models, each fitted to
    its own [N] samples of the same training mixture, and mixed with weights. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** The expectation of [G] of [R0] plus the weighted sum of [J] independent fits. *)
Fixpoint Members (K N : nat) (M : nat -> R) (J : nat) (w : nat -> R)
         (G : (nat -> R) -> R) (R0 : nat -> R) : R :=
  match J with
  | O => G R0
  | S j => Gen K N M (fun X => Members K N M j w G (fun i => R0 i + w j * X i))
  end.

(** The expectation of [G] of the ensemble's mixture. *)
Definition Ensemble (K N : nat) (M : nat -> R) (J : nat) (w : nat -> R)
           (G : (nat -> R) -> R) : R :=
  Members K N M J w G (fun _ => 0).

(** The expectation of [G(Q[t])] when every generation is an ensemble. *)
Fixpoint Ensemble_chain (K : nat) (P alpha : nat -> R) (N J : nat) (w : nat -> R)
         (s t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Ensemble K N (mix (alpha s) P Q) J w
              (fun Q' => Ensemble_chain K P alpha N J w (S s) t' G Q')
  end.

(** The sum of the squared weights: 1/J when they are equal, 1 for one model. *)
Definition concentration (J : nat) (w : nat -> R) : R := rsum J (fun j => w j ^ 2).

(* The weights of a claim are numbers written out: readings are instances.  The statements without one are about
   weights or functions that can be any. *)

(** An ensemble keeps the mean, ... *)
Definition ensemble_mean : Prop :=
  forall K N M J w i, (1 <= N)%nat -> simplex K M -> rsum J w = 1 -> (i < K)%nat ->
  Ensemble K N M J w (fun R => R i) = M i.

(** ... and loses diversity like one model with [N / sum w^2] samples: ... *)
(* claim [models = 1/2, 1/2] for N >= 1: E[D(Q')] == (1 - 1/(2*N))*D(Q) *)
(* claim [models = 1/2, 1/3, 1/6] for N >= 1: E[D(Q')] == (1 - (1/4 + 1/9 + 1/36)/N)*D(Q) *)
(* claim [models = 1/2, 1/3, 1/6] with a world for N >= 1, 0 <= alpha <= 1: E[D(Q')] == (1 - (1/4 + 1/9 + 1/36)/N)*D(M) *)
Definition ensemble_diversity : Prop :=
  forall K N M J w, (1 <= N)%nat -> simplex K M -> rsum J w = 1 ->
  Ensemble K N M J w (Diversity K) = (1 - concentration J w / INR N) * Diversity K M.

(** ... so without exogenous data diversity vanishes for every ensemble. *)
(* claim [models = 1/2, 1/2] for N >= 1, t >= 0: E[D(Q[t])] == (1 - 1/(2*N))^t*D(Q) *)
(* claim [models = 1/2, 1/3, 1/6] for N >= 1, t >= 0: E[D(Q[t])] == (1 - (1/4 + 1/9 + 1/36)/N)^t*D(Q) *)
Definition ensemble_decay : Prop :=
  forall K P N J w Q t, (1 <= N)%nat -> simplex K P -> simplex K Q ->
  rsum J w = 1 -> (forall j, (j < J)%nat -> 0 <= w j) ->
  Ensemble_chain K P (constantly 0) N J w 0 t (Diversity K) Q
    = (1 - concentration J w / INR N) ^ t * Diversity K Q
  /\ 0 <= 1 - concentration J w / INR N < 1.

(** It stands still at the vertices, and nowhere else. *)
Definition ensemble_stands_still : Prop :=
  forall K N J w Q, (1 <= N)%nat -> simplex K Q -> rsum J w = 1 ->
  (Ensemble K N Q J w (Diversity K) = Diversity K Q <-> vertex K Q).

(** With equal weights it is one model with [J N] samples: every expectation is
    the same, after one generation and after any number. *)
Definition equal_ensemble : Prop :=
  forall K N M J G, (1 <= N)%nat -> (1 <= J)%nat ->
  Ensemble K N M J (fun _ => 1 / INR J) G = Gen K (J * N) M G.

Definition equal_ensemble_chain : Prop :=
  forall K P alpha N J t G Q, (1 <= N)%nat -> (1 <= J)%nat ->
  Ensemble_chain K P alpha N J (fun _ => 1 / INR J) 0 t G Q
  = Chain K P alpha (constantly (J * N)%nat) 0 t G Q.
