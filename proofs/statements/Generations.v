(** * What happens over many generations

    Definitions and claims only; the proofs are in [theory/Gen*.v] and
    [theory/Chain*.v].  Every claim is about [Chain], the process itself, and
    holds for every alphabet size [K], every number of samples, every start [P]
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

(** The closed loop, alpha = 0: the expectation of [G(P[t])] from [P[0] = P].
    The world [Q] has weight zero in every mixture. *)
Definition Closed (K : nat) (Q : nat -> R) (N : nat -> nat) (t : nat)
           (G : (nat -> R) -> R) (P : nat -> R) : R :=
  Chain K Q (constantly 0) N 0 t G P.

(** The expectation of [G(P[t], P[t+1])] in the closed loop. *)
Definition Closed_step (K : nat) (Q : nat -> R) (N : nat -> nat) (t : nat)
           (G : (nat -> R) -> (nat -> R) -> R) (P : nat -> R) : R :=
  Closed K Q N t (fun P' => Chain K Q (constantly 0) N t 1 (G P') P') P.

(** [Var[mean(f,P[t])]] in the closed loop: the expected squared distance of
    [mean(f,P[t])] from its own expectation. *)
Definition Closed_variance (K : nat) (Q : nat -> R) (N : nat -> nat) (f : nat -> R)
           (t : nat) (P : nat -> R) : R :=
  Closed K Q N t (fun P' => (mean K f P' - Closed K Q N t (mean K f) P) ^ 2) P.

(** The factor by which a generation of [n] samples shrinks diversity. *)
Definition rate (n : nat) : R := 1 - 1 / INR n.

(** 1 when all the mass sits on symbol [i], otherwise 0.  Its expectation is
    the probability of being there. *)
Definition at_vertex (i : nat) (P : nat -> R) : R :=
  if Req_EM_T (P i) 1 then 1 else 0.

(** 1 at the vertices, 0 elsewhere in the simplex: two symbols cannot both have
    all the mass. *)
Definition at_some_vertex (K : nat) (P : nat -> R) : R :=
  rsum K (fun i => at_vertex i P).

(** ** Entropy decay: alpha = 0 *)

(** Diversity after [t] generations, also when the number of samples changes. *)
Definition diversity_schedule : Prop :=
  forall K Q N P t, simplex K Q -> samples N -> simplex K P ->
  Closed K Q N t (Diversity K) P = rprod t (fun s => rate (N s)) * Diversity K P.

Definition diversity_decay : Prop :=
  forall K Q N P t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Closed K Q (constantly N) t (Diversity K) P = rate N ^ t * Diversity K P.

(* claim for N >= 1, t >= 0: E[H(P[t+1])] <= E[H(P[t])] *)
Definition every_generation : Prop :=
  forall K Q N P t, simplex K Q -> samples N -> simplex K P ->
  Closed K Q N (S t) (Entropy K) P <= Closed K Q N t (Entropy K) P.

(** More exactly, every generation costs at least this much: nothing at the
    vertices, and something everywhere else if [N >= 2]. *)
Definition every_generation_loss : Prop :=
  forall K Q N P t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Closed K Q (constantly N) t (Entropy K) P - Closed K Q (constantly N) (S t) (Entropy K) P
  >= rate N ^ t * Diversity K P / (2 * INR N).

(** geometric: expected entropy falls at the rate 1 - 1/N exactly.  The upper
    half holds with any constant [C] that bounds H/D on the lattice of models
    that [N] samples can give, so with the largest such ratio; at a vertex both
    are zero.  [C = N] will always do. *)
Definition lattice (K N : nat) (P : nat -> R) : Prop :=
  simplex K P
  /\ forall i, (i < K)%nat -> exists k, (k <= N)%nat /\ P i = INR k / INR N.

Definition geometric_lower : Prop :=
  forall K Q N P t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  rate N ^ t * Diversity K P <= Closed K Q (constantly N) t (Entropy K) P.

Definition geometric_upper : Prop :=
  forall K Q N P t C, simplex K Q -> (1 <= N)%nat -> simplex K P -> (1 <= t)%nat ->
  (forall P', lattice K N P' -> Entropy K P' <= C * Diversity K P') ->
  Closed K Q (constantly N) t (Entropy K) P <= C * (rate N ^ t * Diversity K P).

Definition entropy_within_N_diversity : Prop :=
  forall K N P, (1 <= N)%nat -> lattice K N P -> Entropy K P <= INR N * Diversity K P.

(** The largest such ratio over all alphabets is that of [N] symbols of equal
    mass.  With one sample all lattice models are vertices. *)
Definition entropy_within_log_diversity : Prop :=
  forall K N P, (2 <= N)%nat -> lattice K N P ->
  Entropy K P <= ln (INR N) / rate N * Diversity K P.

(** geometric, both halves, for every alphabet. *)
(* claim for N >= 1, t >= 1: (1 - 1/N)^t*D(P) <= E[H(P[t])] <= log(N)*(1 - 1/N)^(t-1)*D(P) *)
Definition geometric : Prop :=
  forall K Q N P t, simplex K Q -> (1 <= N)%nat -> simplex K P -> (1 <= t)%nat ->
  rate N ^ t * Diversity K P
    <= Closed K Q (constantly N) t (Entropy K) P
    <= ln (INR N) * rate N ^ (t - 1) * Diversity K P.

(** ** Variance amplification: alpha = 0 *)

Definition martingale_generations : Prop :=
  forall K Q N P t i, simplex K Q -> samples N -> simplex K P -> (i < K)%nat ->
  Closed K Q N t (fun P' => P' i) P = P i.

(* claim for N >= 1, t >= 0: Var[mean(f,P[t])] == var(f,P)*(1 - (1 - 1/N)^t) *)
(* claim for N >= 1: Var[mean(f,P')] == var(f,P)/N *)
Definition variance_law : Prop :=
  forall K Q N P f t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Closed_variance K Q (constantly N) f t P = var K f P * (1 - rate N ^ t).

(* claim for N >= 2, t >= 0: var(f,P) > 0 implies Var[mean(f,P[t+1])] > Var[mean(f,P[t])] *)
Definition variance_grows : Prop :=
  forall K Q N P f t, simplex K Q -> (2 <= N)%nat -> simplex K P -> 0 < var K f P ->
  Closed_variance K Q (constantly N) f t P < Closed_variance K Q (constantly N) f (S t) P.

(* claim for N >= 1, t >= 0: t/N*var(f,P)*(1 - (t-1)/(2*N)) <= Var[mean(f,P[t])] <= t/N*var(f,P) *)
Definition linear_window : Prop :=
  forall K Q N P f t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  INR t / INR N * var K f P * (1 - (INR t - 1) / (2 * INR N))
    <= Closed_variance K Q (constantly N) f t P
    <= INR t / INR N * var K f P.

(** For the diameter take the least and the largest value of [f]. *)
(* claim for N >= 1, t >= 0: Var[mean(f,P[t])] <= (max(f) - min(f))^2/4 *)
Definition diameter_cap : Prop :=
  forall K Q N P f lo hi t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  (forall i, (i < K)%nat -> lo <= f i <= hi) ->
  Closed_variance K Q (constantly N) f t P <= (hi - lo) ^ 2 / 4.

(* claim for N >= 1, t >= 0: E[L2(P[t],P)] == (1 - (1 - 1/N)^t)*D(P) *)
Definition drift_law : Prop :=
  forall K Q N P t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Closed K Q (constantly N) t (fun P' => L2 K P' P) P = (1 - rate N ^ t) * Diversity K P.

(** [KL(P[t],P)] is a finite sum: the support of [P[t]] stays inside that of
    [P] with probability one. *)
(* claim for N >= 1, t >= 0: E[H(P[t])] + E[KL(P[t],P)] == H(P) *)
Definition conservation : Prop :=
  forall K Q N P t, simplex K Q -> samples N -> simplex K P ->
  Closed K Q N t (Entropy K) P + Closed K Q N t (fun P' => KL K P' P) P = Entropy K P.

(* claim for N >= 1, t >= 0: E[KL(P[t+1],P)] >= E[KL(P[t],P)] *)
Definition kl_drift_grows : Prop :=
  forall K Q N P t, simplex K Q -> samples N -> simplex K P ->
  Closed K Q N t (fun P' => KL K P' P) P <= Closed K Q N (S t) (fun P' => KL K P' P) P.

(* claim for N >= 1, t >= 0: E[(mean(f,P[t+1]) - mean(f,P[t]))^2] == var(f,P)/N*(1 - 1/N)^t *)
Definition shrinking_steps : Prop :=
  forall K Q N P f t, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Closed_step K Q (constantly N) t (fun P' P'' => (mean K f P'' - mean K f P') ^ 2) P
    = var K f P / INR N * rate N ^ t.

(** So the drift is no random walk with equal steps ... *)
Definition iid_random_walk_fails : Prop :=
  forall K Q N P f t, simplex K Q -> (1 <= N)%nat -> simplex K P -> 0 < var K f P ->
  Closed_step K Q (constantly N) (S t) (fun P' P'' => (mean K f P'' - mean K f P') ^ 2) P
    < Closed_step K Q (constantly N) 0 (fun P' P'' => (mean K f P'' - mean K f P') ^ 2) P.

(** ... and its variance is not linear, from the second generation on. *)
Definition forever_linear_fails : Prop :=
  forall K Q N P f t, simplex K Q -> (1 <= N)%nat -> simplex K P -> 0 < var K f P ->
  (2 <= t)%nat ->
  Closed_variance K Q (constantly N) f t P < INR t / INR N * var K f P.

(** ** Stability: alpha > 0 *)

(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[P[t]_1] - Q_1 == (1 - alpha)^t*(P_1 - Q_1) *)
Definition mean_contraction : Prop :=
  forall K Q alpha N P t i, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  (i < K)%nat ->
  Chain K Q alpha N 0 t (fun P' => P' i) P - Q i
    = rprod t (fun s => 1 - alpha s) * (P i - Q i).

(* claim with a world for N >= 1, 0 < alpha <= 1, t >= 0: E[L2(P[t],Q)] <= (1 - alpha)^(2*t)*L2(P,Q) + 1/(N*alpha*(2 - alpha)) *)
Definition mse_bound : Prop :=
  forall K Q a N P t, simplex K Q -> 0 < a <= 1 -> (1 <= N)%nat -> simplex K P ->
  Chain K Q (constantly a) (constantly N) 0 t (fun P' => L2 K P' Q) P
    <= ((1 - a) ^ 2) ^ t * L2 K P Q + 1 / (INR N * a * (2 - a)).

(** From [P = Q], with any schedules; [b = (1 - alpha_t)^2]. *)
(* claim [start = Q] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(P[t+1])] == (1 - 1/N)*((1 - (1 - alpha)^2)*D(Q) + (1 - alpha)^2*E[D(P[t])]) *)
Definition diversity_recursion : Prop :=
  forall K Q alpha N t, simplex K Q -> shares alpha -> samples N ->
  Chain K Q alpha N 0 (S t) (Diversity K) Q
    = rate (N t) * ((1 - (1 - alpha t) ^ 2) * Diversity K Q
                    + (1 - alpha t) ^ 2 * Chain K Q alpha N 0 t (Diversity K) Q).

(** The share of diversity that is lost for ever. *)
Definition lost_share (a : R) (N : nat) : R := 1 / (1 + (INR N - 1) * a * (2 - a)).

(* claim [start = Q] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(P[t])] >= D(Q)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) *)
(* claim [start = Q] with a world for N >= 1, 0 <= alpha <= 1: E[D(P[infinity])] == D(Q)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) *)
Definition grounding_law : Prop :=
  forall K Q a N, simplex K Q -> 0 <= a <= 1 -> (1 <= N)%nat ->
  (forall t, Diversity K Q * (1 - lost_share a N)
             <= Chain K Q (constantly a) (constantly N) 0 t (Diversity K) Q)
  /\ Un_cv (fun t => Chain K Q (constantly a) (constantly N) 0 t (Diversity K) Q)
           (Diversity K Q * (1 - lost_share a N)).

(** From [P = Q], at every time. *)
(* claim [start = Q] with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[D(P[t])] == D(Q)*(1 - (1 - ((1 - 1/N)*(1 - alpha)^2)^t)/(1 + (N-1)*alpha*(2 - alpha))) *)
Definition grounding_exact : Prop :=
  forall K Q a N t, simplex K Q -> 0 <= a <= 1 -> (1 <= N)%nat ->
  Chain K Q (constantly a) (constantly N) 0 t (Diversity K) Q
    = Diversity K Q * (1 - (1 - (rate N * (1 - a) ^ 2) ^ t) * lost_share a N).

(** The floor of the grounding law holds under every schedule that keeps at
    least the share [a] and at least [n] samples. *)
Definition grounding_schedule : Prop :=
  forall K Q alpha N a n t, simplex K Q -> shares alpha -> samples N ->
  0 <= a <= 1 -> (1 <= n)%nat ->
  (forall s, a <= alpha s) -> (forall s, (n <= N s)%nat) ->
  Diversity K Q * (1 - lost_share a n) <= Chain K Q alpha N 0 t (Diversity K) Q.

(** The limit of the grounding law does not depend on where the loop started. *)
Definition grounding_any_start : Prop :=
  forall K Q a N P, simplex K Q -> 0 <= a <= 1 -> (1 <= N)%nat -> simplex K P ->
  Un_cv (fun t => Chain K Q (constantly a) (constantly N) 0 t (Diversity K) P)
        (Diversity K Q * (1 - lost_share a N)).

(** S5, from any start and under any schedules: with a share of at least [a > 0]
    and at least [n] samples for ever, expected diversity ends up no lower than
    the level of the grounding law. *)
Definition grounding_persistent : Prop :=
  forall K Q alpha N P a n, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  0 < a <= 1 -> (1 <= n)%nat ->
  (forall s, a <= alpha s) -> (forall s, (n <= N s)%nat) ->
  forall d, 0 < d -> exists T, forall t, (T <= t)%nat ->
  Diversity K Q * (1 - lost_share a n) - d <= Chain K Q alpha N 0 t (Diversity K) P.

(** ** Collapse: when is S1 right? *)

(** S1 under the hypothesis it needs, bounded sample sizes: if the exogenous
    share vanishes, expected diversity and expected entropy vanish. *)
Definition collapse_diversity : Prop :=
  forall K Q alpha N Nmax P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  (forall s, (N s <= Nmax)%nat) -> Un_cv alpha 0 ->
  Un_cv (fun t => Chain K Q alpha N 0 t (Diversity K) P) 0.

Definition collapse_entropy : Prop :=
  forall K Q alpha N Nmax P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  (forall s, (N s <= Nmax)%nat) -> Un_cv alpha 0 ->
  Un_cv (fun t => Chain K Q alpha N 0 t (Entropy K) P) 0.

(** If the share is at most [a] from some time on, the limit superior of
    expected diversity is at most [2 a (Nmax - 1)]. *)
Definition collapse_limsup : Prop :=
  forall K Q alpha N Nmax P a T, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  (forall s, (N s <= Nmax)%nat) -> (forall s, (T <= s)%nat -> alpha s <= a) ->
  forall d, 0 < d -> exists T', forall t, (T' <= t)%nat ->
  Chain K Q alpha N 0 t (Diversity K) P <= 2 * a * (INR Nmax - 1) + d.

(** Without exogenous data the sum of [1/N_s] decides.  If it is infinite,
    diversity is lost; ... *)
Definition closed_loses : Prop :=
  forall K Q N P, simplex K Q -> samples N -> simplex K P ->
  cv_infty (fun t => rsum t (fun s => 1 / INR (N s))) ->
  Un_cv (fun t => Closed K Q N t (Diversity K) P) 0.

(** ... if it never exceeds [B], a positive share stays for ever. *)
Definition closed_keeps : Prop :=
  forall K Q N P B, simplex K Q -> (forall s, (2 <= N s)%nat) -> simplex K P ->
  (forall t, rsum t (fun s => 1 / INR (N s)) <= B) ->
  forall t, exp (- (2 * B)) * Diversity K P <= Closed K Q N t (Diversity K) P.

(** alpha = 0 and [N_t = (t+2)^2]: more than half of the diversity stays. *)
Definition growing (s : nat) : nat := ((s + 2) * (s + 2))%nat.

Definition growing_samples : Prop :=
  forall K Q P t, simplex K Q -> simplex K P ->
  Diversity K P / 2 <= Closed K Q growing t (Diversity K) P
  /\ (0 < Diversity K P -> Diversity K P / 2 < Closed K Q growing t (Diversity K) P).

(** Exactly: *)
(* claim [N = (t+2)^2] for t >= 0: E[D(P[t])] == D(P)*prod(s in 0..t-1: 1 - 1/(s+2)^2)
     == D(P)*(t+2)/(2*(t+1)) *)
Definition growing_law : Prop :=
  forall K Q P t, simplex K Q -> simplex K P ->
  Closed K Q growing t (Diversity K) P
    = Diversity K P * rprod t (fun s => 1 - 1 / (INR s + 2) ^ 2)
  /\ Closed K Q growing t (Diversity K) P
    = Diversity K P * (INR t + 2) / (2 * (INR t + 1)).

(** S1 as it is worded: the exogenous share vanishes, so diversity does. *)
Definition S1_as_worded : Prop :=
  forall K Q alpha N P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  Un_cv alpha 0 -> Un_cv (fun t => Chain K Q alpha N 0 t (Diversity K) P) 0.

Definition S1_as_worded_fails : Prop := ~ S1_as_worded.

(** With the same sample sizes, from [P = Q], half of the diversity stays under
    every schedule of shares; so S1 does not hold for positive shares either. *)
Definition growing_samples_grounded : Prop :=
  forall K Q alpha t, simplex K Q -> shares alpha ->
  Diversity K Q / 2 <= Chain K Q alpha growing 0 t (Diversity K) Q.

Definition S1_positive_shares : Prop :=
  forall K Q alpha N P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  (forall s, 0 < alpha s) ->
  Un_cv alpha 0 -> Un_cv (fun t => Chain K Q alpha N 0 t (Diversity K) P) 0.

Definition S1_positive_shares_fails : Prop := ~ S1_positive_shares.

(** ** Fixation and memory *)

(** The probability of being at vertex [i] after [t] generations is [P i] up
    to a geometrically small error, and tends to [P i]. *)
Definition fixation_rate : Prop :=
  forall K Q N P t i, simplex K Q -> (1 <= N)%nat -> simplex K P -> (i < K)%nat ->
  (1 <= t)%nat ->
  P i - INR N * rate N ^ t * (P i * (1 - P i))
    <= Closed K Q (constantly N) t (at_vertex i) P <= P i.

(* claim for N >= 1: Pr[P[infinity]_1 == 1] == P_1 *)
Definition fixation : Prop :=
  forall K Q N P i, simplex K Q -> (1 <= N)%nat -> simplex K P -> (i < K)%nat ->
  Un_cv (fun t => Closed K Q (constantly N) t (at_vertex i) P) (P i).

(** The closed loop ends in a vertex with probability one. *)
(* claim for N >= 1: E[supp(P[infinity])] == 1 *)
Definition fixation_certain : Prop :=
  forall K Q N P, simplex K Q -> (1 <= N)%nat -> simplex K P ->
  Un_cv (fun t => Closed K Q (constantly N) t (at_some_vertex K) P) 1.

(** On the lattice of models that [N] samples can give, a generation costs at
    least [1/(2N)] for every symbol beyond the first. *)
Definition lattice_loss_floor : Prop :=
  forall K N P, (1 <= N)%nat -> lattice K N P ->
  Entropy K P - Gen K N P (Entropy K) >= (Support K P - 1) / (2 * INR N).

(** fixation-time, for every alphabet: from a lattice model the mean number of
    generations to fixation is less than [2 N H(P)].  It is the sum over [s] of
    the probability that generation [s] is not yet at a vertex. *)
(* claim for N >= 1, P in lattice(N): not vertex(P) implies fixtime(P) < -2*N*sum(i: P_i*log(P_i)) *)
Definition fixation_time : Prop :=
  forall K Q N P, simplex K Q -> (1 <= N)%nat -> lattice K N P -> ~ vertex K P ->
  exists T,
    Un_cv (fun t => rsum t (fun s =>
             Closed K Q (constantly N) s (fun P' => 1 - at_some_vertex K P') P)) T
    /\ T < 2 * INR N * Entropy K P.

(** spectrum.  One generation turns the product of [P i - s/N] over [s < j] into
    [eigenvalue N j] times the [j]-th power of [P i], exactly; so it turns that
    power into [eigenvalue N j] times itself and a polynomial of lower degree.
    With two symbols, in the basis of the powers 0 .. N on the N+1 lattice
    models, the transition operator is therefore triangular: these are its
    eigenvalues, and the largest below 1 is [1 - 1/N]. *)
Definition eigenvalue (N j : nat) : R := rprod j (fun i => 1 - INR i / INR N).

(* claim for N >= 1, j >= 0: E[prod(i in 0..j-1: P'_1 - i/N)] == P_1^j*prod(i in 0..j-1: 1 - i/N) *)
Definition spectrum : Prop :=
  forall N, (1 <= N)%nat ->
  (forall j K P i, simplex K P -> (i < K)%nat ->
     Gen K N P (fun P' => rprod j (fun s => P' i - INR s / INR N)) = P i ^ j * eigenvalue N j)
  /\
  (forall j, exists a : nat -> R, forall K P i, simplex K P -> (i < K)%nat ->
     Gen K N P (fun P' => P' i ^ j)
     = eigenvalue N j * P i ^ j + rsum j (fun k => a k * P i ^ k))
  /\ eigenvalue N 0 = 1 /\ eigenvalue N 1 = 1 /\ eigenvalue N 2 = 1 - 1 / INR N
  /\ (forall j, (2 <= j <= N)%nat -> 0 < eigenvalue N j <= 1 - 1 / INR N).

(** [Stay K Q alpha N s t i P]: the probability that the models of the
    generations [s, s+1, ..., s+t] are all at vertex [i], when that of
    generation [s] is [P]. *)
Fixpoint Stay (K : nat) (Q : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t i : nat) (P : nat -> R) : R :=
  match t with
  | O => at_vertex i P
  | S t' => at_vertex i P
            * Gen K (N s) (mix (alpha s) Q P) (fun P' => Stay K Q alpha N (S s) t' i P')
  end.

(** escape, over many generations. *)
Definition escape_law : Prop :=
  forall K Q alpha N s t i P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  vertex_at K i P ->
  Stay K Q alpha N s t i P
    = rprod t (fun u => (1 - alpha (s + u)%nat * (1 - Q i)) ^ N (s + u)%nat).

(** If the exogenous shares add up to infinity, the loop leaves every vertex
    that is not the world itself, whenever it got there, with probability one. *)
Definition escape_certain : Prop :=
  forall K Q alpha N s i P, simplex K Q -> shares alpha -> samples N -> simplex K P ->
  vertex_at K i P -> Q i < 1 -> cv_infty (fun t => rsum t alpha) ->
  Un_cv (fun t => Stay K Q alpha N s t i P) 0.

(** 1 if the two models agree on every symbol, otherwise 0. *)
Fixpoint agree (K : nat) (P P2 : nat -> R) : R :=
  match K with
  | O => 1
  | S k => if Req_EM_T (P k) (P2 k) then agree k P P2 else 0
  end.

(** The probability that the models of the generations [s+1, ..., s+t] are all
    [P0], when that of generation [s] is [P]. *)
Fixpoint Unmoved (K : nat) (Q : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t : nat) (P0 P : nat -> R) : R :=
  match t with
  | O => 1
  | S t' => Gen K (N s) (mix (alpha s) Q P)
              (fun P' => agree K P' P0 * Unmoved K Q alpha N (S s) t' P0 P')
  end.

(** With [N] fixed there are finitely many models, so a path that converges is
    constant from some generation on.  If the shares vanish but add up to
    infinity, that has probability zero from every generation [s] on, whatever
    the model then: the path does not converge. *)
Definition never_settles : Prop :=
  forall K Q alpha N s P, simplex K Q -> shares alpha -> (1 <= N)%nat -> simplex K P ->
  ~ vertex K Q -> Un_cv alpha 0 -> cv_infty (fun t => rsum t alpha) ->
  Un_cv (fun t => Unmoved K Q alpha (constantly N) s t P P) 0.

(** alpha_s = 1/(s+2)^2 is summable: the mean forgets half of the way to the
    world and never more, however many generations pass. *)
Definition memory_alpha (s : nat) : R := 1 / (INR s + 2) ^ 2.

Definition memory_product : Prop :=
  (forall t, / 2 < rprod t (fun s => 1 - memory_alpha s))
  /\ Un_cv (fun t => rprod t (fun s => 1 - memory_alpha s)) (/ 2).

(* claim [alpha = 1/(t+2)^2] with a world for N >= 1, t >= 0: E[P[t]_1] - Q_1 == prod(s in 0..t-1: 1 - 1/(s+2)^2)*(P_1 - Q_1)
     == (t+2)/(2*(t+1))*(P_1 - Q_1) *)
Definition memory_law : Prop :=
  forall K Q N P i t, simplex K Q -> samples N -> simplex K P -> (i < K)%nat ->
  Chain K Q memory_alpha N 0 t (fun P' => P' i) P - Q i
    = rprod t (fun s => 1 - 1 / (INR s + 2) ^ 2) * (P i - Q i)
  /\ Chain K Q memory_alpha N 0 t (fun P' => P' i) P - Q i
    = (INR t + 2) / (2 * (INR t + 1)) * (P i - Q i).

Definition memory : Prop :=
  forall K Q N P i, simplex K Q -> samples N -> simplex K P -> (i < K)%nat ->
  Un_cv (fun t => Chain K Q memory_alpha N 0 t (fun P' => P' i) P) ((P i + Q i) / 2).
