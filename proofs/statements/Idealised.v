(** * Without sampling noise

    Definitions and claims only; the proofs are in [theory/IdealisedProofs.v].
    The idealised update takes the training mixture itself as the next model, as
    infinitely many samples would ([N = infinity] in a claim).  What the mixture
    does to distances and divergences is said here too.

    Numbers of statements are those of arXiv:2601.05280v2. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations Remedy.
Local Open Scope R_scope.

(** The model after [t] idealised updates from [Q]. *)
Fixpoint Idealised (P : nat -> R) (alpha : nat -> R) (t : nat) (Q : nat -> R) : nat -> R :=
  match t with
  | O => Q
  | S t' => mix (alpha t') P (Idealised P alpha t' Q)
  end.

(** ** Proposition 1 *)

(** In closed form, with a share that does not change. *)
(* claim [N = infinity] with a world for 0 <= alpha <= 1, t >= 0: E[Q[t]_1] == (1 - (1 - alpha)^t)*P_1 + (1 - alpha)^t*Q_1 *)
Definition idealised_update : Prop :=
  forall P a Q t i, 0 <= a <= 1 ->
  Idealised P (constantly a) t Q i = (1 - (1 - a) ^ t) * P i + (1 - a) ^ t * Q i.

(** Every update brings the model nearer to the world, by the share exactly; ... *)
(* No reading: a claim has no name for the share of an earlier generation. *)
Definition idealised_distance : Prop :=
  forall K P alpha Q t, shares alpha ->
  TV K (Idealised P alpha t Q) P = rprod t (fun s => 1 - alpha s) * TV K Q P.

(** ... so at a fixed share the distance falls geometrically. *)
(* claim [N = infinity] with a world for 0 <= alpha <= 1, t >= 0: E[TV(Q[t],P)] == (1 - alpha)^t*TV(Q,P) *)
Definition idealised_rate : Prop :=
  forall K P a Q t, 0 <= a <= 1 ->
  TV K (Idealised P (constantly a) t Q) P = (1 - a) ^ t * TV K Q P.

(* claim [N = infinity] with a world for 0 <= alpha <= 1, t >= 0: E[TV(Q[t],P)] <= exp(-alpha*t)*TV(Q,P) *)
Definition idealised_exponential : Prop :=
  forall K P a Q t, 0 <= a <= 1 ->
  TV K (Idealised P (constantly a) t Q) P <= exp (- a * INR t) * TV K Q P.

(** ** Theorem 5: the scope condition *)

(** Shares that stay above [a] bring the model to the world at least at that rate. *)
(* claim [N = infinity, alpha = a + (1-a)/(t+2)^r] with a world for 0 <= a <= 1, t >= 0: E[TV(Q[t],P)] <= (1 - a)^t*TV(Q,P) *)
Definition idealised_persistent : Prop :=
  forall K P alpha Q a t, shares alpha -> 0 <= a -> (forall s, a <= alpha s) ->
  TV K (Idealised P alpha t Q) P <= (1 - a) ^ t * TV K Q P.

(** What decides is the sum of the shares.  What is left of the start vanishes if
    and only if they add up to infinity, or one of them replaces the model. *)
(* No reading: about limits under all schedules at once. *)
Definition start_forgotten_iff : Prop :=
  forall alpha, shares alpha ->
  (Un_cv (fun t => rprod t (fun s => 1 - alpha s)) 0
   <-> cv_infty (fun t => rsum t alpha) \/ exists s, alpha s = 1).

(* No reading, for the same reason. *)
Definition idealised_reaches_world_iff : Prop :=
  forall K P alpha Q, shares alpha -> 0 < TV K Q P ->
  (Un_cv (fun t => TV K (Idealised P alpha t Q) P) 0
   <-> cv_infty (fun t => rsum t alpha) \/ exists s, alpha s = 1).

(** So a vanishing share is no reason to degenerate: with alpha_t = 1/(t+2) the
    model still tends to the world, ... *)
(* claim [N = infinity, alpha = 1/(t+2)] with a world for t >= 0: E[TV(Q[t],P)] == TV(Q,P)/(t+1) *)
Definition vanishing_share_converges : Prop :=
  forall K P Q t,
  TV K (Idealised P (fun s => 1 / (INR s + 2)) t Q) P = TV K Q P / (INR t + 1).

(** ... and with alpha_t = 1/(t+2)^2 more than half of the distance stays. *)
(* claim [N = infinity, alpha = 1/(t+2)^2] with a world for t >= 0: E[TV(Q[t],P)] == TV(Q,P)*(t+2)/(2*(t+1)) *)
(* claim [N = infinity, alpha = 1/(t+2)^2] with a world for t >= 0: E[TV(Q[t],P)] == TV(Q,P)*(t+2)/(2*(t+1)) and E[TV(Q[t],P)] >= TV(Q,P)/2 *)
Definition summable_share_remembers : Prop :=
  forall K P Q t,
  TV K (Idealised P memory_alpha t Q) P = TV K Q P * (INR t + 2) / (2 * (INR t + 1))
  /\ TV K (Idealised P memory_alpha t Q) P >= TV K Q P / 2.

(** ** Lemma 7: how far the mixture is from the model *)

(* claim with a world for 0 <= alpha <= 1: TV(M,Q) == alpha*TV(P,Q) <= alpha *)
(* claim with a world for 0 <= alpha <= 1: TV(M,Q) == alpha*TV(P,Q) and TV(M,Q) <= alpha *)
(* claim with a world for 0 <= alpha <= 1: TV(M,Q) <= alpha *)
Definition mixture_distance : Prop :=
  forall K a P Q, 0 <= a <= 1 -> simplex K P -> simplex K Q ->
  TV K (mix a P Q) Q = a * TV K P Q
  /\ a * TV K P Q <= a.

(** ** Equation (20): the mixture is nearer to the world than the model *)

(** If the model lacks a symbol of the world and alpha < 1, the right side is
    infinite and nothing is claimed; with alpha = 1 the mixture is the world and
    both sides are 0.  Everywhere else [KL] is the true divergence. *)
(* claim with a world for 0 <= alpha <= 1: KL(P,M) <= (1 - alpha)*KL(P,Q) *)
Definition mixture_divergence : Prop :=
  forall K a P Q, 0 <= a <= 1 -> simplex K P -> simplex K Q ->
  (forall i, (i < K)%nat -> Q i = 0 -> P i = 0) \/ a = 1 ->
  KL K P (mix a P Q) <= (1 - a) * KL K P Q.
