(** * What happens over many generations

    Definitions and claims only; the proofs are in [theory/Gen*.v] and
    [theory/Chain*.v].  Every claim is about [Chain], the process itself, and
    holds for every alphabet size [K], every number of samples, every start [Q]
    in the simplex and every number of generations [t].

    The names are those of the claims under audit, with [-] written as [_].
    What holds of a single generation is in [OneGeneration]. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
Local Open Scope R_scope.

(** ** Vocabulary *)

(** [rprod t f] is [f 0 * ... * f (t-1)]. *)
Fixpoint rprod (t : nat) (f : nat -> R) : R :=
  match t with
  | O => 1
  | S t' => rprod t' f * f t'
  end.

(** Schedules: shares of exogenous data, and numbers of samples. *)
Definition shares (alpha : nat -> R) : Prop := forall s, 0 <= alpha s <= 1.
Definition samples (N : nat -> nat) : Prop := forall s, (1 <= N s)%nat.

(** The closed loop, alpha = 0: the expectation of [G(Q[t])] from [Q[0] = Q].
    The world [P] has weight zero in every mixture. *)
Definition Closed (K : nat) (P : nat -> R) (N : nat -> nat) (t : nat)
           (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  Chain K P (constantly 0) N 0 t G Q.

(** The expectation of [G(Q[t], Q[t+1])] in the closed loop. *)
Definition Closed_step (K : nat) (P : nat -> R) (N : nat -> nat) (t : nat)
           (G : (nat -> R) -> (nat -> R) -> R) (Q : nat -> R) : R :=
  Closed K P N t (fun Q' => Chain K P (constantly 0) N t 1 (G Q') Q') Q.

(** [Var[mean(f,Q[t])]] in the closed loop: the expected squared distance of
    [mean(f,Q[t])] from its own expectation. *)
Definition Closed_variance (K : nat) (P : nat -> R) (N : nat -> nat) (f : nat -> R)
           (t : nat) (Q : nat -> R) : R :=
  Closed K P N t (fun Q' => (mean K f Q' - Closed K P N t (mean K f) Q) ^ 2) Q.

(** The factor by which a generation of [n] samples shrinks diversity. *)
Definition rate (n : nat) : R := 1 - 1 / INR n.

(** 1 when all the mass sits on symbol [i], otherwise 0.  Its expectation is
    the probability of being there. *)
Definition at_vertex (i : nat) (Q : nat -> R) : R :=
  if Req_EM_T (Q i) 1 then 1 else 0.

(** 1 at the vertices, 0 elsewhere in the simplex: two symbols cannot both have
    all the mass. *)
Definition at_some_vertex (K : nat) (Q : nat -> R) : R :=
  rsum K (fun i => at_vertex i Q).

(** ** Entropy decay: alpha = 0 *)

(** Diversity after [t] generations, also when the number of samples changes. *)
(* No reading: any schedule of samples; with N fixed it is diversity_decay. *)
Definition diversity_schedule : Prop :=
  forall K P N Q t, simplex K P -> samples N -> simplex K Q ->
  Closed K P N t (Diversity K) Q = rprod t (fun s => rate (N s)) * Diversity K Q.

(* claim for N >= 1, t >= 0: E[D(Q[t])] == (1 - 1/N)^t*D(Q) *)
Definition diversity_decay : Prop :=
  forall K P N Q t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed K P (constantly N) t (Diversity K) Q = rate N ^ t * Diversity K Q.

(* claim for N >= 1, t >= 0: E[H(Q[t+1])] <= E[H(Q[t])] *)
Definition every_generation : Prop :=
  forall K P N Q t, simplex K P -> samples N -> simplex K Q ->
  Closed K P N (S t) (Entropy K) Q <= Closed K P N t (Entropy K) Q.

(** More exactly, every generation costs at least this much: nothing at the
    vertices, and something everywhere else if [N >= 2]. *)
(* claim for N >= 1, t >= 0: E[H(Q[t])] - E[H(Q[t+1])] >= (1 - 1/N)^t*D(Q)/(2*N) *)
Definition every_generation_loss : Prop :=
  forall K P N Q t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed K P (constantly N) t (Entropy K) Q - Closed K P (constantly N) (S t) (Entropy K) Q
  >= rate N ^ t * Diversity K Q / (2 * INR N).

(** geometric: expected entropy falls at the rate 1 - 1/N exactly.  The upper
    half holds with any constant [C] that bounds H/D on the lattice of models
    that [N] samples can give, so with the largest such ratio; at a vertex both
    are zero.  [C = N] will always do. *)
Definition lattice (K N : nat) (Q : nat -> R) : Prop :=
  simplex K Q
  /\ forall i, (i < K)%nat -> exists k, (k <= N)%nat /\ Q i = INR k / INR N.

(* claim for N >= 1, t >= 0: E[H(Q[t])] >= (1 - 1/N)^t*D(Q) *)
Definition geometric_lower : Prop :=
  forall K P N Q t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  rate N ^ t * Diversity K Q <= Closed K P (constantly N) t (Entropy K) Q.

(* No reading: the constant C is any that bounds H/D on a lattice. *)
Definition geometric_upper : Prop :=
  forall K P N Q t C, simplex K P -> (1 <= N)%nat -> simplex K Q -> (1 <= t)%nat ->
  (forall Q', lattice K N Q' -> Entropy K Q' <= C * Diversity K Q') ->
  Closed K P (constantly N) t (Entropy K) Q <= C * (rate N ^ t * Diversity K Q).

(* claim for N >= 1, Q in lattice(N): H(Q) <= N*D(Q) *)
Definition entropy_within_N_diversity : Prop :=
  forall K N Q, (1 <= N)%nat -> lattice K N Q -> Entropy K Q <= INR N * Diversity K Q.

(** The largest such ratio over all alphabets is that of [N] symbols of equal
    mass.  With one sample all lattice models are vertices. *)
(* claim for N >= 2, Q in lattice(N): H(Q) <= log(N)/(1 - 1/N)*D(Q) *)
Definition entropy_within_log_diversity : Prop :=
  forall K N Q, (2 <= N)%nat -> lattice K N Q ->
  Entropy K Q <= ln (INR N) / rate N * Diversity K Q.

(** geometric, both halves, for every alphabet. *)
(* claim for N >= 1, t >= 1: (1 - 1/N)^t*D(Q) <= E[H(Q[t])] <= log(N)*(1 - 1/N)^(t-1)*D(Q) *)
Definition geometric : Prop :=
  forall K P N Q t, simplex K P -> (1 <= N)%nat -> simplex K Q -> (1 <= t)%nat ->
  rate N ^ t * Diversity K Q
    <= Closed K P (constantly N) t (Entropy K) Q
    <= ln (INR N) * rate N ^ (t - 1) * Diversity K Q.

(** ** Variance amplification: alpha = 0 *)

(* claim for N >= 1, t >= 0: E[Q[t]_1] == Q_1 *)
(* claim for N >= 1, t >= 0: sum(i: abs(E[Q[t]_i] - Q_i)) == 0 *)
Definition martingale_generations : Prop :=
  forall K P N Q t i, simplex K P -> samples N -> simplex K Q -> (i < K)%nat ->
  Closed K P N t (fun Q' => Q' i) Q = Q i.

(* claim for N >= 1, t >= 0: Var[mean(f,Q[t])] == var(f,Q)*(1 - (1 - 1/N)^t) *)
(* claim for N >= 1: Var[mean(f,Q')] == var(f,Q)/N *)
Definition variance_law : Prop :=
  forall K P N Q f t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed_variance K P (constantly N) f t Q = var K f Q * (1 - rate N ^ t).

(* claim for N >= 2, t >= 0: var(f,Q) > 0 implies Var[mean(f,Q[t+1])] > Var[mean(f,Q[t])] *)
Definition variance_grows : Prop :=
  forall K P N Q f t, simplex K P -> (2 <= N)%nat -> simplex K Q -> 0 < var K f Q ->
  Closed_variance K P (constantly N) f t Q < Closed_variance K P (constantly N) f (S t) Q.

(* claim for N >= 1, t >= 0: t/N*var(f,Q)*(1 - (t-1)/(2*N)) <= Var[mean(f,Q[t])] <= t/N*var(f,Q) *)
Definition linear_window : Prop :=
  forall K P N Q f t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  INR t / INR N * var K f Q * (1 - (INR t - 1) / (2 * INR N))
    <= Closed_variance K P (constantly N) f t Q
    <= INR t / INR N * var K f Q.

(** For the diameter take the least and the largest value of [f]. *)
(* claim for N >= 1, t >= 0: Var[mean(f,Q[t])] <= (max(f) - min(f))^2/4 *)
Definition diameter_cap : Prop :=
  forall K P N Q f lo hi t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  (forall i, (i < K)%nat -> lo <= f i <= hi) ->
  Closed_variance K P (constantly N) f t Q <= (hi - lo) ^ 2 / 4.

(* claim for N >= 1, t >= 0: E[L2(Q[t],Q)] == (1 - (1 - 1/N)^t)*D(Q) *)
Definition drift_law : Prop :=
  forall K P N Q t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed K P (constantly N) t (fun Q' => L2 K Q' Q) Q = (1 - rate N ^ t) * Diversity K Q.

(** [KL(Q[t],Q)] is a finite sum: the support of [Q[t]] stays inside that of
    [Q] with probability one. *)
(* claim for N >= 1, t >= 0: E[H(Q[t])] + E[KL(Q[t],Q)] == H(Q) *)
Definition conservation : Prop :=
  forall K P N Q t, simplex K P -> samples N -> simplex K Q ->
  Closed K P N t (Entropy K) Q + Closed K P N t (fun Q' => KL K Q' Q) Q = Entropy K Q.

(* claim for N >= 1, t >= 0: E[KL(Q[t+1],Q)] >= E[KL(Q[t],Q)] *)
Definition kl_drift_grows : Prop :=
  forall K P N Q t, simplex K P -> samples N -> simplex K Q ->
  Closed K P N t (fun Q' => KL K Q' Q) Q <= Closed K P N (S t) (fun Q' => KL K Q' Q) Q.

(* claim for N >= 1, t >= 0: E[(mean(f,Q[t+1]) - mean(f,Q[t]))^2] == var(f,Q)/N*(1 - 1/N)^t *)
Definition shrinking_steps : Prop :=
  forall K P N Q f t, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed_step K P (constantly N) t (fun Q' Q'' => (mean K f Q'' - mean K f Q') ^ 2) Q
    = var K f Q / INR N * rate N ^ t.

(** So the drift is no random walk with equal steps ... *)
(* claim for N >= 1, t >= 0: var(f,Q) > 0 implies E[(mean(f,Q[t+2]) - mean(f,Q[t+1]))^2] < E[(mean(f,Q') - mean(f,Q))^2] *)
Definition iid_random_walk_fails : Prop :=
  forall K P N Q f t, simplex K P -> (1 <= N)%nat -> simplex K Q -> 0 < var K f Q ->
  Closed_step K P (constantly N) (S t) (fun Q' Q'' => (mean K f Q'' - mean K f Q') ^ 2) Q
    < Closed_step K P (constantly N) 0 (fun Q' Q'' => (mean K f Q'' - mean K f Q') ^ 2) Q.

(** ... and its variance is not linear, from the second generation on. *)
(* claim for N >= 1, t >= 2: var(f,Q) > 0 implies Var[mean(f,Q[t])] < t/N*var(f,Q) *)
Definition forever_linear_fails : Prop :=
  forall K P N Q f t, simplex K P -> (1 <= N)%nat -> simplex K Q -> 0 < var K f Q ->
  (2 <= t)%nat ->
  Closed_variance K P (constantly N) f t Q < INR t / INR N * var K f Q.

(** ** Stability: alpha > 0 *)

(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[Q[t]_1] - P_1 == (1 - alpha)^t*(Q_1 - P_1) *)
Definition mean_contraction : Prop :=
  forall K P alpha N Q t i, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (i < K)%nat ->
  Chain K P alpha N 0 t (fun Q' => Q' i) Q - P i
    = rprod t (fun s => 1 - alpha s) * (Q i - P i).

(* claim with a world for N >= 1, 0 < alpha <= 1, t >= 0: E[L2(Q[t],P)] <= (1 - alpha)^(2*t)*L2(Q,P) + 1/(N*alpha*(2 - alpha)) *)
Definition mse_bound : Prop :=
  forall K P a N Q t, simplex K P -> 0 < a <= 1 -> (1 <= N)%nat -> simplex K Q ->
  Chain K P (constantly a) (constantly N) 0 t (fun Q' => L2 K Q' P) Q
    <= ((1 - a) ^ 2) ^ t * L2 K Q P + 1 / (INR N * a * (2 - a)).

(** From [Q = P], with any schedules; [b = (1 - alpha_t)^2]. *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(Q[t+1])] == (1 - 1/N)*((1 - (1 - alpha)^2)*D(P) + (1 - alpha)^2*E[D(Q[t])]) *)
Definition diversity_recursion : Prop :=
  forall K P alpha N t, simplex K P -> shares alpha -> samples N ->
  Chain K P alpha N 0 (S t) (Diversity K) P
    = rate (N t) * ((1 - (1 - alpha t) ^ 2) * Diversity K P
                    + (1 - alpha t) ^ 2 * Chain K P alpha N 0 t (Diversity K) P).

(** The share of diversity that is lost for ever. *)
Definition lost_share (a : R) (N : nat) : R := 1 / (1 + (INR N - 1) * a * (2 - a)).

(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(Q[t])] >= D(P)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1: E[D(Q[infinity])] == D(P)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) *)
Definition grounding_law : Prop :=
  forall K P a N, simplex K P -> 0 <= a <= 1 -> (1 <= N)%nat ->
  (forall t, Diversity K P * (1 - lost_share a N)
             <= Chain K P (constantly a) (constantly N) 0 t (Diversity K) P)
  /\ Un_cv (fun t => Chain K P (constantly a) (constantly N) 0 t (Diversity K) P)
           (Diversity K P * (1 - lost_share a N)).

(** From [Q = P], at every time. *)
(* claim [start = P] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(Q[t])] == D(P)*(1 - (1 - ((1 - 1/N)*(1 - alpha)^2)^t)/(1 + (N-1)*alpha*(2 - alpha))) *)
Definition grounding_exact : Prop :=
  forall K P a N t, simplex K P -> 0 <= a <= 1 -> (1 <= N)%nat ->
  Chain K P (constantly a) (constantly N) 0 t (Diversity K) P
    = Diversity K P * (1 - (1 - (rate N * (1 - a) ^ 2) ^ t) * lost_share a N).

(** The floor of the grounding law holds under every schedule that keeps at
    least the share [a] and at least [n] samples. *)
(* No reading: any schedules above a and n; with fixed ones it is grounding_law. *)
Definition grounding_schedule : Prop :=
  forall K P alpha N a n t, simplex K P -> shares alpha -> samples N ->
  0 <= a <= 1 -> (1 <= n)%nat ->
  (forall s, a <= alpha s) -> (forall s, (n <= N s)%nat) ->
  Diversity K P * (1 - lost_share a n) <= Chain K P alpha N 0 t (Diversity K) P.

(** The limit of the grounding law does not depend on where the loop started. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[D(Q[infinity])] == D(P)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) *)
Definition grounding_any_start : Prop :=
  forall K P a N Q, simplex K P -> 0 <= a <= 1 -> (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Chain K P (constantly a) (constantly N) 0 t (Diversity K) Q)
        (Diversity K P * (1 - lost_share a N)).

(** S5, from any start and under any schedules: with a share of at least [a > 0]
    and at least [n] samples for ever, expected diversity ends up no lower than
    the level of the grounding law. *)
(* No reading: any schedules above a and n, and a limit inferior. *)
Definition grounding_persistent : Prop :=
  forall K P alpha N Q a n, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  0 < a <= 1 -> (1 <= n)%nat ->
  (forall s, a <= alpha s) -> (forall s, (n <= N s)%nat) ->
  forall d, 0 < d -> exists T, forall t, (T <= t)%nat ->
  Diversity K P * (1 - lost_share a n) - d <= Chain K P alpha N 0 t (Diversity K) Q.

(** ** Collapse: when is S1 right? *)

(** S1 under the hypothesis it needs, bounded sample sizes: if the exogenous
    share vanishes, expected diversity and expected entropy vanish. *)
(* No reading: Q[infinity] has no meaning under schedules that change. *)
Definition collapse_diversity : Prop :=
  forall K P alpha N Nmax Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (forall s, (N s <= Nmax)%nat) -> Un_cv alpha 0 ->
  Un_cv (fun t => Chain K P alpha N 0 t (Diversity K) Q) 0.

(* No reading, for the same reason. *)
Definition collapse_entropy : Prop :=
  forall K P alpha N Nmax Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (forall s, (N s <= Nmax)%nat) -> Un_cv alpha 0 ->
  Un_cv (fun t => Chain K P alpha N 0 t (Entropy K) Q) 0.

(** If the share is at most [a] from some time on, the limit superior of
    expected diversity is at most [2 a (Nmax - 1)]. *)
(* No reading: a limit superior. *)
Definition collapse_limsup : Prop :=
  forall K P alpha N Nmax Q a T, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (forall s, (N s <= Nmax)%nat) -> (forall s, (T <= s)%nat -> alpha s <= a) ->
  forall d, 0 < d -> exists T', forall t, (T' <= t)%nat ->
  Chain K P alpha N 0 t (Diversity K) Q <= 2 * a * (INR Nmax - 1) + d.

(** Without exogenous data the sum of [1/N_s] decides.  If it is infinite,
    diversity is lost; ... *)
(* No reading: any schedule of samples, and a sum over all of it. *)
Definition closed_loses : Prop :=
  forall K P N Q, simplex K P -> samples N -> simplex K Q ->
  cv_infty (fun t => rsum t (fun s => 1 / INR (N s))) ->
  Un_cv (fun t => Closed K P N t (Diversity K) Q) 0.

(** ... if it never exceeds [B], a positive share stays for ever. *)
(* No reading, for the same reason. *)
Definition closed_keeps : Prop :=
  forall K P N Q B, simplex K P -> (forall s, (2 <= N s)%nat) -> simplex K Q ->
  (forall t, rsum t (fun s => 1 / INR (N s)) <= B) ->
  forall t, exp (- (2 * B)) * Diversity K Q <= Closed K P N t (Diversity K) Q.

(** alpha = 0 and [N_t = (t+2)^2]: more than half of the diversity stays. *)
Definition growing (s : nat) : nat := ((s + 2) * (s + 2))%nat.

(* claim [N = (t+2)^2] for t >= 0: E[D(Q[t])] >= D(Q)/2 *)
(* claim [N = (t+2)^2] for t >= 0: D(Q) > 0 implies E[D(Q[t])] > D(Q)/2 *)
Definition growing_samples : Prop :=
  forall K P Q t, simplex K P -> simplex K Q ->
  Diversity K Q / 2 <= Closed K P growing t (Diversity K) Q
  /\ (0 < Diversity K Q -> Diversity K Q / 2 < Closed K P growing t (Diversity K) Q).

(** Exactly: *)
(* claim [N = (t+2)^2] for t >= 0: E[D(Q[t])] == D(Q)*prod(s in 0..t-1: 1 - 1/(s+2)^2)
     == D(Q)*(t+2)/(2*(t+1)) *)
Definition growing_law : Prop :=
  forall K P Q t, simplex K P -> simplex K Q ->
  Closed K P growing t (Diversity K) Q
    = Diversity K Q * rprod t (fun s => 1 - 1 / (INR s + 2) ^ 2)
  /\ Closed K P growing t (Diversity K) Q
    = Diversity K Q * (INR t + 2) / (2 * (INR t + 1)).

(** S1 as it is worded: the exogenous share vanishes, so diversity does. *)
(* No reading: it is false. *)
Definition S1_as_worded : Prop :=
  forall K P alpha N Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  Un_cv alpha 0 -> Un_cv (fun t => Chain K P alpha N 0 t (Diversity K) Q) 0.

(* No reading: growing_samples is the counterexample. *)
Definition S1_as_worded_fails : Prop := ~ S1_as_worded.

(** With the same sample sizes, from [Q = P], half of the diversity stays under
    every schedule of shares; so S1 does not hold for positive shares either. *)
(* claim [N = (t+2)^2, start = P] with a world for 0 <= alpha <= 1, t >= 0: E[D(Q[t])] >= D(P)/2 *)
(* claim [N = (t+2)^2, alpha = 1/(t+2), start = P] with a world for t >= 0: E[D(Q[t])] >= D(P)/2 *)
Definition growing_samples_grounded : Prop :=
  forall K P alpha t, simplex K P -> shares alpha ->
  Diversity K P / 2 <= Chain K P alpha growing 0 t (Diversity K) P.

(* No reading: it is false. *)
Definition S1_positive_shares : Prop :=
  forall K P alpha N Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (forall s, 0 < alpha s) ->
  Un_cv alpha 0 -> Un_cv (fun t => Chain K P alpha N 0 t (Diversity K) Q) 0.

(* No reading: growing_samples_grounded is the counterexample. *)
Definition S1_positive_shares_fails : Prop := ~ S1_positive_shares.

(** ** Fixation and memory *)

(** The probability of being at vertex [i] after [t] generations is [Q i] up
    to a geometrically small error, and tends to [Q i]. *)
(* claim for N >= 1, t >= 1: Q_1 - N*(1 - 1/N)^t*Q_1*(1 - Q_1) <= Pr[Q[t]_1 == 1] <= Q_1 *)
Definition fixation_rate : Prop :=
  forall K P N Q t i, simplex K P -> (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  (1 <= t)%nat ->
  Q i - INR N * rate N ^ t * (Q i * (1 - Q i))
    <= Closed K P (constantly N) t (at_vertex i) Q <= Q i.

(* claim for N >= 1: Pr[Q[infinity]_1 == 1] == Q_1 *)
Definition fixation : Prop :=
  forall K P N Q i, simplex K P -> (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  Un_cv (fun t => Closed K P (constantly N) t (at_vertex i) Q) (Q i).

(** The closed loop ends in a vertex with probability one. *)
(* claim for N >= 1: E[supp(Q[infinity])] == 1 *)
Definition fixation_certain : Prop :=
  forall K P N Q, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Closed K P (constantly N) t (at_some_vertex K) Q) 1.

(** On the lattice of models that [N] samples can give, a generation costs at
    least [1/(2N)] for every symbol beyond the first. *)
(* claim for N >= 1, Q in lattice(N): H(Q) - E[H(Q')] >= (supp(Q) - 1)/(2*N) *)
Definition lattice_loss_floor : Prop :=
  forall K N Q, (1 <= N)%nat -> lattice K N Q ->
  Entropy K Q - Gen K N Q (Entropy K) >= (Support K Q - 1) / (2 * INR N).

(** fixation-time, for every alphabet: from a lattice model the mean number of
    generations to fixation is less than [2 N H(Q)].  It is the sum over [s] of
    the probability that generation [s] is not yet at a vertex. *)
(* claim for N >= 1, Q in lattice(N): not vertex(Q) implies fixtime(Q) < -2*N*sum(i: Q_i*log(Q_i)) *)
Definition fixation_time : Prop :=
  forall K P N Q, simplex K P -> (1 <= N)%nat -> lattice K N Q -> ~ vertex K Q ->
  exists T,
    Un_cv (fun t => rsum t (fun s =>
             Closed K P (constantly N) s (fun Q' => 1 - at_some_vertex K Q') Q)) T
    /\ T < 2 * INR N * Entropy K Q.

(** spectrum.  One generation turns the product of [Q i - s/N] over [s < j] into
    [eigenvalue N j] times the [j]-th power of [Q i], exactly; so it turns that
    power into [eigenvalue N j] times itself and a polynomial of lower degree.
    With two symbols, in the basis of the powers 0 .. N on the N+1 lattice
    models, the transition operator is therefore triangular: these are its
    eigenvalues, and the largest below 1 is [1 - 1/N]. *)
Definition eigenvalue (N j : nat) : R := rprod j (fun i => 1 - INR i / INR N).

(* claim for N >= 1, j >= 0: E[prod(i in 0..j-1: Q'_1 - i/N)] == Q_1^j*prod(i in 0..j-1: 1 - i/N) *)
Definition spectrum : Prop :=
  forall N, (1 <= N)%nat ->
  (forall j K Q i, simplex K Q -> (i < K)%nat ->
     Gen K N Q (fun Q' => rprod j (fun s => Q' i - INR s / INR N)) = Q i ^ j * eigenvalue N j)
  /\
  (forall j, exists a : nat -> R, forall K Q i, simplex K Q -> (i < K)%nat ->
     Gen K N Q (fun Q' => Q' i ^ j)
     = eigenvalue N j * Q i ^ j + rsum j (fun k => a k * Q i ^ k))
  /\ eigenvalue N 0 = 1 /\ eigenvalue N 1 = 1 /\ eigenvalue N 2 = 1 - 1 / INR N
  /\ (forall j, (2 <= j <= N)%nat -> 0 < eigenvalue N j <= 1 - 1 / INR N).

(** [Stay K P alpha N s t i Q]: the probability that the models of the
    generations [s, s+1, ..., s+t] are all at vertex [i], when that of
    generation [s] is [Q]. *)
Fixpoint Stay (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t i : nat) (Q : nat -> R) : R :=
  match t with
  | O => at_vertex i Q
  | S t' => at_vertex i Q
            * Gen K (N s) (mix (alpha s) P Q) (fun Q' => Stay K P alpha N (S s) t' i Q')
  end.

(** escape, over many generations. *)
(* No reading: the event is about t generations together, however many t is. *)
Definition escape_law : Prop :=
  forall K P alpha N s t i Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  vertex_at K i Q ->
  Stay K P alpha N s t i Q
    = rprod t (fun u => (1 - alpha (s + u)%nat * (1 - P i)) ^ N (s + u)%nat).

(** If the exogenous shares add up to infinity, the loop leaves every vertex
    that is not the world itself, whenever it got there, with probability one. *)
(* No reading, for the same reason. *)
Definition escape_certain : Prop :=
  forall K P alpha N s i Q, simplex K P -> shares alpha -> samples N -> simplex K Q ->
  vertex_at K i Q -> P i < 1 -> cv_infty (fun t => rsum t alpha) ->
  Un_cv (fun t => Stay K P alpha N s t i Q) 0.

(** 1 if the two models agree on every symbol, otherwise 0. *)
Fixpoint agree (K : nat) (Q Q2 : nat -> R) : R :=
  match K with
  | O => 1
  | S k => if Req_EM_T (Q k) (Q2 k) then agree k Q Q2 else 0
  end.

(** The probability that the models of the generations [s+1, ..., s+t] are all
    [Q0], when that of generation [s] is [Q]. *)
Fixpoint Unmoved (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t : nat) (Q0 Q : nat -> R) : R :=
  match t with
  | O => 1
  | S t' => Gen K (N s) (mix (alpha s) P Q)
              (fun Q' => agree K Q' Q0 * Unmoved K P alpha N (S s) t' Q0 Q')
  end.

(** With [N] fixed there are finitely many models, so a path that converges is
    constant from some generation on.  If the shares vanish but add up to
    infinity, that has probability zero from every generation [s] on, whatever
    the model then: the path does not converge. *)
(* No reading, for the same reason. *)
Definition never_settles : Prop :=
  forall K P alpha N s Q, simplex K P -> shares alpha -> (1 <= N)%nat -> simplex K Q ->
  ~ vertex K P -> Un_cv alpha 0 -> cv_infty (fun t => rsum t alpha) ->
  Un_cv (fun t => Unmoved K P alpha (constantly N) s t Q Q) 0.

(** alpha_s = 1/(s+2)^2 is summable: the mean forgets half of the way to the
    world and never more, however many generations pass. *)
Definition memory_alpha (s : nat) : R := 1 / (INR s + 2) ^ 2.

(* No reading: it is about a product, not about a process; memory_law puts it to use. *)
Definition memory_product : Prop :=
  (forall t, / 2 < rprod t (fun s => 1 - memory_alpha s))
  /\ Un_cv (fun t => rprod t (fun s => 1 - memory_alpha s)) (/ 2).

(* claim [alpha = 1/(t+2)^2] with a world for N >= 1, t >= 0: E[Q[t]_1] - P_1 == prod(s in 0..t-1: 1 - 1/(s+2)^2)*(Q_1 - P_1)
     == (t+2)/(2*(t+1))*(Q_1 - P_1) *)
Definition memory_law : Prop :=
  forall K P N Q i t, simplex K P -> samples N -> simplex K Q -> (i < K)%nat ->
  Chain K P memory_alpha N 0 t (fun Q' => Q' i) Q - P i
    = rprod t (fun s => 1 - 1 / (INR s + 2) ^ 2) * (Q i - P i)
  /\ Chain K P memory_alpha N 0 t (fun Q' => Q' i) Q - P i
    = (INR t + 2) / (2 * (INR t + 1)) * (Q i - P i).

(* No reading: Q[infinity] has no meaning under schedules that change. *)
Definition memory : Prop :=
  forall K P N Q i, simplex K P -> samples N -> simplex K Q -> (i < K)%nat ->
  Un_cv (fun t => Chain K P memory_alpha N 0 t (fun Q' => Q' i) Q) ((Q i + P i) / 2).
