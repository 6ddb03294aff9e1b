(** * Another loss than maximum likelihood

    Definitions and claims only; the proofs are in [theory/SmoothingProofs.v].
    Section 5.1 of arXiv:2601.05280v2 says that the collapse does not depend on
    the loss, and has label smoothing on its list.  With label smoothing the fit
    is moved towards the uniform distribution by the share [e]: then diversity
    does not vanish, but the model forgets what it was.  There is no exogenous
    data. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations Remedy.
Local Open Scope R_scope.

(** The fit to the frequencies [X]. *)
Definition smoothed (K : nat) (e : R) (X : nat -> R) : nat -> R :=
  fun i => (1 - e) * X i + e / INR K.

(** The expectation of [G(Q[t])] from [Q[0] = Q]. *)
Fixpoint Smoothing (K : nat) (e : R) (N t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Gen K N Q (fun X => Smoothing K e N t' G (smoothed K e X))
  end.

Definition uniform (K : nat) : nat -> R := fun _ => 1 / INR K.

(** One generation, with [1 - (1-e)^2] of the uniform distribution's diversity; ... *)
(* claim [fit = (1-e)*X_i + e/K] for N >= 1, 0 <= e <= 1: E[D(Q')] == (1 - (1 - e)^2)*(1 - 1/K) + (1 - e)^2*(1 - 1/N)*D(Q) *)
Definition smoothing_step : Prop :=
  forall K N e Q, (1 <= N)%nat -> 0 <= e <= 1 -> simplex K Q ->
  Smoothing K e N 1 (Diversity K) Q
  = (1 - (1 - e) ^ 2) * (1 - 1 / INR K) + (1 - e) ^ 2 * (1 - 1 / INR N) * Diversity K Q.

(** ... and this is where it settles. *)
Definition smoothing_level (K N : nat) (e : R) : R :=
  (1 - 1 / INR K) * ((1 - (1 - e) ^ 2) * INR N)
  / ((1 - (1 - e) ^ 2) * INR N + (1 - e) ^ 2).

(* claim [fit = (1-e)*X_i + e/K] for N >= 1, 0 <= e <= 1, t >= 0: E[D(Q[t])] >= min(D(Q), (1 - 1/K)*(1 - (1 - e)^2)*N/((1 - (1 - e)^2)*N + (1 - e)^2)) *)
(* claim [fit = (1-e)*X_i + e/K] for N >= 1, 0 <= e <= 1: E[D(Q[infinity])] == (1 - 1/K)*(1 - (1 - e)^2)*N/((1 - (1 - e)^2)*N + (1 - e)^2) *)
Definition smoothing_keeps_diversity : Prop :=
  forall K N e Q, (1 <= N)%nat -> 0 <= e <= 1 -> simplex K Q ->
  (forall t, Rmin (Diversity K Q) (smoothing_level K N e) <= Smoothing K e N t (Diversity K) Q)
  /\ Un_cv (fun t => Smoothing K e N t (Diversity K) Q) (smoothing_level K N e)
  /\ ((2 <= K)%nat -> 0 < e -> 0 < smoothing_level K N e).

(** But the start is forgotten at the rate [1 - e]: symbol by symbol, ... *)
(* claim [fit = (1-e)*X_i + e/K] for N >= 1, 0 <= e <= 1, t >= 0: E[Q[t]_1] - 1/K == (1 - e)^t*(Q_1 - 1/K) *)
Definition smoothing_mean : Prop :=
  forall K N e Q t i, (1 <= N)%nat -> 0 <= e <= 1 -> simplex K Q -> (i < K)%nat ->
  Smoothing K e N t (fun Q' => Q' i) Q - 1 / INR K = (1 - e) ^ t * (Q i - 1 / INR K).

(** ... and so in total variation. *)
(* claim [fit = (1-e)*X_i + e/K] for N >= 1, 0 <= e <= 1, t >= 0: sum(i: abs(E[Q[t]_i] - 1/K)) == (1 - e)^t*sum(i: abs(Q_i - 1/K)) *)
Definition smoothing_forgets : Prop :=
  forall K N e Q t, (1 <= N)%nat -> 0 <= e <= 1 -> simplex K Q ->
  TV K (fun i => Smoothing K e N t (fun Q' => Q' i) Q) (uniform K) = (1 - e) ^ t * TV K Q (uniform K).

(** Additive smoothing, [a] more of every symbol, is the same with [e = K a/(N + K a)]. *)
Definition additive (K N : nat) (a : R) (X : nat -> R) : nat -> R :=
  fun i => (INR N * X i + a) / (INR N + INR K * a).

(* claim [fit = (N*X_i + a)/(N + K*a)] for N >= 1, a >= 0: E[D(Q')] == (1 - (1 - K*a/(N+K*a))^2)*(1 - 1/K) + (1 - K*a/(N+K*a))^2*(1 - 1/N)*D(Q) *)
Definition additive_is_smoothing : Prop :=
  forall K N a Q, (1 <= N)%nat -> 0 <= a -> simplex K Q ->
  let e := INR K * a / (INR N + INR K * a) in
  (forall X i, additive K N a X i = smoothed K e X i)
  /\ Gen K N Q (fun X => Diversity K (additive K N a X))
     = (1 - (1 - e) ^ 2) * (1 - 1 / INR K) + (1 - e) ^ 2 * (1 - 1 / INR N) * Diversity K Q.

(** A step of size [eta] from the model towards the fit loses as [N/eta^2] samples would. *)
(* claim [fit = (1-eta)*Q_i + eta*X_i] for N >= 1: E[D(Q')] == (1 - eta^2/N)*D(Q) *)
Definition small_steps : Prop :=
  forall K N eta Q, (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (fun X => Diversity K (fun i => (1 - eta) * Q i + eta * X i))
  = (1 - eta ^ 2 / INR N) * Diversity K Q.

(** Maximum likelihood, which is minimal divergence from the frequencies, has the
    frequencies as its only solution (Gibbs' inequality). *)
(* No reading: a claim has no name for a distribution other than the models. *)
Definition maximum_likelihood_fit : Prop :=
  forall K X R, simplex K X -> simplex K R -> (forall i, (i < K)%nat -> R i = 0 -> X i = 0) ->
  0 <= KL K X R /\ (KL K X R = 0 -> forall i, (i < K)%nat -> R i = X i).
