(** * A verifier that accepts the model's samples

    Definitions and claims only; the proofs are in [theory/VerifierProofs.v].
    The loop of Remark 6 and equation (16) of arXiv:2601.05280v2, without
    exogenous data: a sample that is symbol [i] is accepted with probability
    [w i], so the training distribution is the model, reweighted.  Weights 0 and
    1 are a symbolic projection: the model conditioned on what is accepted.

    With a set [A] of right answers a verifier accepts a right one with
    probability [u], a wrong one with probability [v < u]. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** What is accepted of a model's samples is distributed so. *)
Definition accepted (K : nat) (w Q : nat -> R) : nat -> R :=
  fun i => w i * Q i / rsum K (fun j => w j * Q j).

(** The expectation of [G(Q[t])] from [Q[0] = Q]; every generation has [N]
    accepted samples. *)
Fixpoint Verified (K N : nat) (w : nat -> R) (t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Gen K N (accepted K w Q) (Verified K N w t' G)
  end.

(** Without sampling noise. *)
Fixpoint Verified_idealised (K : nat) (w : nat -> R) (t : nat) (Q : nat -> R) : nat -> R :=
  match t with
  | O => Q
  | S t' => accepted K w (Verified_idealised K w t' Q)
  end.

(** ** A static proxy is optimised to the detriment of the rest *)

(** As long as something is accepted; elsewhere a claim has no value. *)
(* claim [N = infinity, train = normalize(i: w_i*Q_i)] for t >= 0: E[Q[t]_1] == Q_1*w_1^t/sum(j: Q_j*w_j^t) *)
Definition verified_power : Prop :=
  forall K w Q t i, simplex K Q ->
  (forall s, (s <= t)%nat -> rsum K (fun j => Q j * w j ^ s) <> 0) -> (i < K)%nat ->
  Verified_idealised K w t Q i = Q i * w i ^ t / rsum K (fun j => Q j * w j ^ t).

(** A verifier that is the model itself accepts every symbol with the model's own
    probability (or: the samples are drawn at temperature 1/2). *)
Fixpoint Self_verified (K t : nat) (Q : nat -> R) : nat -> R :=
  match t with
  | O => Q
  | S t' => accepted K (Self_verified K t' Q) (Self_verified K t' Q)
  end.

(* claim [N = infinity, train = normalize(i: Q_i^2)] for t >= 0: E[Q[t]_1] == Q_1^(2^t)/sum(i: Q_i^(2^t)) *)
Definition self_verified_power : Prop :=
  forall K Q t i, simplex K Q -> (i < K)%nat ->
  Self_verified K t Q i = Q i ^ (2 ^ t) / rsum K (fun j => Q j ^ (2 ^ t)).

(** Without any sampling noise diversity never rises. *)
(* claim [N = infinity, train = normalize(i: Q_i^2)] for t >= 0: E[D(Q[t+1])] <= E[D(Q[t])] *)
Definition self_verified_diversity : Prop :=
  forall K Q t, simplex K Q ->
  Diversity K (Self_verified K (S t) Q) <= Diversity K (Self_verified K t Q).

(** ** Equation (16): projection is conditioning

    If the verifier accepts all of the world, the divergence changes by the
    logarithm of the model's accepted share, exactly.  So there is no factor
    below 1: a model that is accepted already does not come nearer. *)
(* claim [train = normalize(i: w_i*Q_i)] with a world for N >= 1, interior(Q): min(w) >= 0 and max(w) <= 1 and sum(i: w_i*P_i) == 1 implies KL(P,M) == KL(P,Q) + log(sum(i: w_i*Q_i)) *)
Definition projection_divergence : Prop :=
  forall K w P Q, simplex K P -> simplex K Q ->
  (forall i, (i < K)%nat -> 0 <= w i <= 1) ->
  (forall i, (i < K)%nat -> Q i = 0 -> P i = 0) ->
  rsum K (fun i => w i * P i) = 1 ->
  KL K P (accepted K w Q) = KL K P Q + ln (rsum K (fun i => w i * Q i)).

(** In the loop a projection does nothing after the first generation: among the
    right answers diversity is lost at the same rate as ever. *)
(* claim [train = normalize(i: w_i*Q_i)] for N >= 1, t >= 1: (sum(i: w_i^2*(1 - w_i)^2) == 0 and sum(i: w_i*Q_i) > 0) implies E[D(Q[t])] == (1 - 1/N)^t*D(M) *)
Definition projection_loop : Prop :=
  forall K N w Q t, (1 <= N)%nat -> simplex K Q -> (1 <= t)%nat ->
  (forall i, (i < K)%nat -> w i = 0 \/ w i = 1) -> 0 < rsum K (fun i => w i * Q i) ->
  Verified K N w t (Diversity K) Q = rate N ^ t * Diversity K (accepted K w Q).

(** ** A verifier that is not perfect *)

(** The share of right answers. *)
Definition right_share (K : nat) (A : nat -> bool) (Q : nat -> R) : R :=
  rsum K (fun i => if A i then Q i else 0).

(** A right answer is accepted with probability [u], a wrong one with [v]. *)
Definition imperfect (A : nat -> bool) (u v : R) : nat -> R := fun i => if A i then u else v.

(** 1 if all answers are right, or all are wrong. *)
Definition all_right (K : nat) (A : nat -> bool) (Q : nat -> R) : R := is_one (right_share K A Q).
Definition all_wrong (K : nat) (A : nat -> bool) (Q : nat -> R) : R := is_one (1 - right_share K A Q).

(* Readings are for two symbols, the first of them right: the claim language has no sets of symbols. *)

(** The expected share of right answers is this; it is never lower than before. *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, w_1 >= w_2 > 0: E[Q'_1] == w_1*Q_1/(w_1*Q_1 + w_2*(1 - Q_1)) >= Q_1 *)
Definition verifier_improves : Prop :=
  forall K N A u v Q, (1 <= N)%nat -> simplex K Q -> 0 < v <= u ->
  Gen K N (accepted K (imperfect A u v) Q) (right_share K A)
    = u * right_share K A Q / (u * right_share K A Q + v * (1 - right_share K A Q))
  /\ right_share K A Q <= Gen K N (accepted K (imperfect A u v) Q) (right_share K A).

(** [s] to the number of right answers, [s = v/u], is a supermartingale: one
    generation of [N] samples, with equality where all answers are right or all are
    wrong (with two symbols, at the vertices); ... *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, w_1 > w_2 > 0: E[(w_2/w_1)^(N*Q'_1)] <= (w_2/w_1)^(N*Q_1), equal iff vertex(Q) *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, min(w) > 0: E[(w_2/w_1)^(N*Q'_1)] <= (w_2/w_1)^(N*Q_1) *)
Definition verifier_supermartingale : Prop :=
  forall K N A u v Q, (1 <= N)%nat -> simplex K Q -> 0 < u -> 0 < v ->
  let before := Rpower (v / u) (INR N * right_share K A Q) in
  let after := Gen K N (accepted K (imperfect A u v) Q)
                 (fun Q' => Rpower (v / u) (INR N * right_share K A Q')) in
  after <= before
  /\ (v <> u -> (after = before <-> right_share K A Q = 0 \/ right_share K A Q = 1)).

(** ... and any number of them. *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, min(w) > 0, t >= 0: E[(w_2/w_1)^(N*Q[t]_1)] <= (w_2/w_1)^(N*Q_1) *)
Definition verifier_supermartingale_generations : Prop :=
  forall K N A u v Q t, (1 <= N)%nat -> simplex K Q -> 0 < u -> 0 < v ->
  Verified K N (imperfect A u v) t (fun Q' => Rpower (v / u) (INR N * right_share K A Q')) Q
  <= Rpower (v / u) (INR N * right_share K A Q).

(** In the end all answers are right or all are wrong, ... *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, min(w) > 0, t >= 0: Pr[not vertex(Q[t])] <= (1 - (1/2)^N)^t *)
Definition verifier_decides : Prop :=
  forall K N A u v Q t, (1 <= N)%nat -> simplex K Q -> 0 < u -> 0 < v ->
  Verified K N (imperfect A u v) t (fun Q' => 1 - all_right K A Q' - all_wrong K A Q') Q
  <= (1 - (/ 2) ^ N) ^ t.

(** ... and the probability of ending right is at least this, and more if the
    answers are neither all right nor all wrong in the beginning. *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, w_1 > w_2 > 0: Pr[Q[infinity]_1 == 1] >= (1 - (w_2/w_1)^(N*Q_1))/(1 - (w_2/w_1)^N), equal iff vertex(Q) *)
(* claim [train = normalize(i: w_i*Q_i)] for K == 2, N >= 1, w_1 > w_2 > 0: Pr[Q[infinity]_1 == 1] >= (1 - (w_2/w_1)^(N*Q_1))/(1 - (w_2/w_1)^N) *)
Definition verifier_ends_right : Prop :=
  forall K N A u v Q, (1 <= N)%nat -> simplex K Q -> 0 < v < u ->
  let bound := (1 - Rpower (v / u) (INR N * right_share K A Q)) / (1 - (v / u) ^ N) in
  exists p, Un_cv (fun t => Verified K N (imperfect A u v) t (all_right K A) Q) p
  /\ bound <= p
  /\ (p = bound <-> right_share K A Q = 0 \/ right_share K A Q = 1).
