(** * Bounds that are iterated, and noise that adds up

    Definitions and claims only; the proofs are in [theory/SchedulesProofs.v].
    First recursions of numbers, as equations (4)-(5) and (18)-(19) of
    arXiv:2601.05280v2 and the proof of its Theorem 4 have them; then what the
    sampling process itself does under every schedule of shares and samples. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations Remedy.
Local Open Scope R_scope.

(** ** Equations (4)-(5), (18)-(19): a one-step bound, iterated *)

(* claim [family = recursion, x = c*x + d - e/(t+1)^r] for c >= 0, e >= 0, t >= 0: x[t] <= c^t*x + d*sum(i in 0..t-1: c^i) *)
Definition iterated_bound : Prop :=
  forall (x : nat -> R) c d n, 0 <= c -> (forall t, x (S t) <= c * x t + d) ->
  x n <= c ^ n * x 0%nat + d * rsum n (fun i => c ^ i).

(** With a factor below 1 the error ends at most at the floor d/(1-c); ... *)
(* claim [family = recursion, x = c*x + d - e/(t+1)^r] for 0 <= c < 1, e >= 0, t >= 0: x[t] <= c^t*x + d*((1-c^t)/(1-c)) *)
Definition iterated_floor : Prop :=
  forall (x : nat -> R) c d, 0 <= c < 1 -> (forall t, x (S t) <= c * x t + d) ->
  (forall n, x n <= c ^ n * x 0%nat + d * ((1 - c ^ n) / (1 - c)))
  /\ forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> x t <= d / (1 - c) + e.

(** ... without contraction the errors add up. *)
(* claim [family = recursion, x = x + d - e/(t+1)^r] for e >= 0, t >= 0: x[t] <= x + t*d *)
Definition iterated_adds_up : Prop :=
  forall (x : nat -> R) d n, (forall t, x (S t) <= x t + d) -> x n <= x 0%nat + INR n * d.

(** So for models: if each lies within [d] of the mixture it was made from, then
    this is how far they can be from the world. *)
(* No reading: about any sequence of models that stays near, and a claim's process makes one of them. *)
Definition perturbed_update : Prop :=
  forall K P a d (Q : nat -> nat -> R), 0 <= a <= 1 ->
  (forall t, TV K (Q (S t)) (mix a P (Q t)) <= d) ->
  (0 < a -> forall t, TV K (Q t) P <= (1 - a) ^ t * TV K (Q O) P + d * ((1 - (1 - a) ^ t) / a))
  /\ (a = 0 -> forall t, TV K (Q t) P <= TV K (Q O) P + INR t * d).

(** ** Theorem 4: the variance of a mean with independent noise *)

(** [mu' = (1 - alpha_t) mu + alpha_t mu_P + noise], the noise of variance [s2]
    and independent of [mu] (equation (13)): this is the variance of [mu] after
    [t] steps, from [v0]. *)
Fixpoint noise_variance (alpha : nat -> R) (s2 v0 : R) (t : nat) : R :=
  match t with
  | O => v0
  | S t' => (1 - alpha t') ^ 2 * noise_variance alpha s2 v0 t' + s2
  end.

(** Once the share is at most [e], the variance climbs at least so high: ... *)
(* claim [family = recursion, alpha = e/(t+1)^r, v = (1-alpha)^2*v + s2] with a world for s2 >= 0, v >= 0, 0 < e <= 1/2, r >= 0, t >= 0: v[t] >= s2*((1-(1-2*e)^t)/(2*e)) *)
Definition noise_variance_floor : Prop :=
  forall alpha s2 v0 e T n, shares alpha -> 0 <= s2 -> 0 <= v0 -> 0 < e <= / 2 ->
  (forall s, (T <= s)%nat -> alpha s <= e) ->
  s2 * ((1 - (1 - 2 * e) ^ n) / (2 * e)) <= noise_variance alpha s2 v0 (T + n).

(** ... so it has no bound whenever the share vanishes, ... *)
(* No reading: a limit, under any schedule. *)
Definition noise_variance_diverges : Prop :=
  forall alpha s2 v0, shares alpha -> 0 < s2 -> 0 <= v0 -> Un_cv alpha 0 ->
  cv_infty (noise_variance alpha s2 v0).

(** ... and none worse than this if the share stays above [a]. *)
(* claim [family = recursion, alpha = a + (1-a)/(t+2)^r, v = (1-alpha)^2*v + s2] with a world for s2 >= 0, v >= 0, 0 < a <= 1, r >= 0, t >= 0: v[t] <= ((1-a)^2)^t*v + s2/(1-(1-a)^2) *)
Definition noise_variance_bounded : Prop :=
  forall alpha s2 v0 a t, shares alpha -> 0 <= s2 -> 0 <= v0 -> 0 < a ->
  (forall s, a <= alpha s) ->
  noise_variance alpha s2 v0 t <= ((1 - a) ^ 2) ^ t * v0 + s2 / (1 - (1 - a) ^ 2).

(** "Linear, with the noise's slope" is something else.  For alpha_t = 1/(t+2) the
    variance is known in closed form; it has a third of that slope. *)
(* claim [family = recursion, alpha = 1/(t+2), v = (1-alpha)^2*v + s2] with a world for v == 0, t >= 0: v[t] == s2*((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2 *)
Definition noise_variance_harmonic : Prop :=
  forall s2 t,
  noise_variance (fun s => 1 / (INR s + 2)) s2 0 t
  = s2 * ((INR t + 1) * (INR t + 2) * (2 * INR t + 3) / 6 - 1) / (INR t + 1) ^ 2.

(* No reading: a limit. *)
Definition noise_slope_fails : Prop :=
  forall s2, Un_cv (fun t => noise_variance (fun s => 1 / (INR s + 2)) s2 0 t / INR t) (s2 / 3).

(** ** The same of the sampling process *)

(** Equation (13) in expectation, under any schedules. *)
(* claim [N = N*(t+1)^g, alpha = a/(t+1)^r] with a world for t >= 0: E[mean(f,Q[t+1])] == (1 - a/(t+1)^r)*E[mean(f,Q[t])] + a/(t+1)^r*mean(f,P) *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[mean(f,Q[t+1])] == (1 - alpha)*E[mean(f,Q[t])] + alpha*mean(f,P) *)
Definition mean_recursion : Prop :=
  forall K P alpha N f Q t, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  Chain K P alpha N 0 (S t) (mean K f) Q
  = (1 - alpha t) * Chain K P alpha N 0 t (mean K f) Q + alpha t * mean K f P.

(** The one-step bound of the squared distance from the world, and what it comes
    to when it is iterated. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[L2(Q[t+1],P)] <= (1-alpha)^2*E[L2(Q[t],P)] + 1/N and E[L2(Q[t],P)] <= (1-alpha)^(2*t)*L2(Q,P) + 1/N*sum(s in 0..t-1: (1-alpha)^(2*s)) *)
Definition error_recursion : Prop :=
  forall K P a N Q t, simplex K P -> 0 <= a <= 1 -> (1 <= N)%nat -> simplex K Q ->
  let E u := Chain K P (constantly a) (constantly N) 0 u (fun Q' => L2 K Q' P) Q in
  E (S t) <= (1 - a) ^ 2 * E t + 1 / INR N
  /\ E t <= (1 - a) ^ (2 * t) * L2 K Q P + 1 / INR N * rsum t (fun s => (1 - a) ^ (2 * s)).

(** ** The conservation law of the sampling process *)

(** [Var[mean(f,Q[t])]] from [Q[0] = Q]. *)
Definition Chain_variance (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat)
           (f : nat -> R) (t : nat) (Q : nat -> R) : R :=
  Chain K P alpha N 0 t (fun Q' => (mean K f Q' - Chain K P alpha N 0 t (mean K f) Q) ^ 2) Q.

(** From the world, whatever the schedules of shares and samples, drift gained is
    diversity lost: of an observable, ... *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: Var[mean(f,Q[t])] == var(f,P) - E[var(f,Q[t])] *)
(* claim [N = N*(t+1)^g, alpha = a/(t+1)^r, start = P] with a world for t >= 0: Var[mean(f,Q[t])] == var(f,P) - E[var(f,Q[t])] *)
Definition world_conservation : Prop :=
  forall K P alpha N f t, simplex K P -> shares alpha -> samples N ->
  Chain_variance K P alpha N f t P = var K f P - Chain K P alpha N 0 t (var K f) P.

(** ... and of the model. *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[L2(Q[t],P)] == D(P) - E[D(Q[t])] *)
(* claim [N = N*(t+1)^g, alpha = a/(t+1)^r, start = P] with a world for t >= 0: E[L2(Q[t],P)] == D(P) - E[D(Q[t])] *)
Definition world_conservation_diversity : Prop :=
  forall K P alpha N t, simplex K P -> shares alpha -> samples N ->
  Chain K P alpha N 0 t (fun Q' => L2 K Q' P) P
  = Diversity K P - Chain K P alpha N 0 t (Diversity K) P.

(** So the variance of the mean is at most the world's own, and never diverges; ... *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: Var[mean(f,Q[t])] <= var(f,P) *)
(* claim [N = N*(t+1)^g, alpha = a/(t+1)^r, start = P] with a world for t >= 0: Var[mean(f,Q[t])] <= var(f,P) *)
Definition world_variance_bound : Prop :=
  forall K P alpha N f t, simplex K P -> shares alpha -> samples N ->
  Chain_variance K P alpha N f t P <= var K f P.

(** ... and with finitely many samples the model does not converge to the world,
    however much exogenous data there are (Theorem 5). *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[L2(Q[t+1],P)] >= D(P)/N *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 1: E[L2(Q[t],P)] >= D(P)/N *)
Definition sampling_error_floor : Prop :=
  forall K P alpha N t, simplex K P -> shares alpha -> samples N ->
  Diversity K P / INR (N t) <= Chain K P alpha N 0 (S t) (fun Q' => L2 K Q' P) P.

(** At a fixed share this is the distance in the long run, from any start. *)
(* claim with a world for N >= 1, 0 < alpha <= 1: E[L2(Q[infinity],P)] == D(P)/(1 + (N-1)*alpha*(2-alpha)) *)
Definition sampling_error_limit : Prop :=
  forall K P a N Q, simplex K P -> 0 < a <= 1 -> (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Chain K P (constantly a) (constantly N) 0 t (fun Q' => L2 K Q' P) Q)
        (Diversity K P / (1 + (INR N - 1) * a * (2 - a))).
