(** * What is claimed of one generation

    Statements only: definitions of propositions, proved in the folder theory.
    Each holds for every alphabet size [K], every sample size [N >= 1] and every
    model in the simplex.  The name above each is its claim's id. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
Local Open Scope R_scope.

(** ** The sample *)

(** [n] draws are multinomial: the counts are [d] with probability
    [n! * prod_i (M i ^ d i / d i!)]. *)
Fixpoint same_counts (K : nat) (c d : counts) : R :=
  match K with
  | O => 1
  | S k => same_counts k c d * (if Nat.eqb (c k) (d k) then 1 else 0)
  end.

Fixpoint power_over_factorials (K : nat) (M : nat -> R) (d : counts) : R :=
  match K with
  | O => 1
  | S k => power_over_factorials k M d * (M k ^ d k / INR (fact (d k)))
  end.

Definition multinomial_law : Prop :=
  forall K N M d, simplex K M -> rsum K (fun i => INR (d i)) = INR N ->
  Draws K M N (fun c => same_counts K c d) zero_counts
  = INR (fact N) * power_over_factorials K M d.

(** Marginals are binomial: the expectation of any function [g] of the count of
    one symbol is the binomial sum.  [C n k], Coq's own, is the binomial
    coefficient. *)
Definition marginals_binomial : Prop :=
  forall K N M i (g : nat -> R), simplex K M -> (i < K)%nat ->
  Draws K M N (fun c => g (c i)) zero_counts
  = rsum (S N) (fun k => C N k * M i ^ k * (1 - M i) ^ (N - k) * g k).

(** martingale: [E[P'_i] = P_i]. *)
(* claim for N >= 1: sum(i: abs(E[P'_i] - P_i)) == 0 *)
Definition martingale : Prop :=
  forall K N P i, (1 <= N)%nat -> simplex K P -> (i < K)%nat ->
  Gen K N P (fun P' => P' i) = P i.

(** ** Entropy decay: alpha = 0, so the sample is drawn from [P] itself *)

(** one-step: expected entropy never rises, and is kept exactly at vertices. *)
(* claim for N >= 1: E[H(P')] <= H(P), equal iff vertex(P) *)
Definition one_step : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Gen K N P (Entropy K) <= Entropy K P
  /\ (Gen K N P (Entropy K) = Entropy K P <-> vertex K P).

(** kl-identity. *)
(* claim for N >= 1: H(P) - E[H(P')] == E[KL(P',P)] *)
Definition kl_identity : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Entropy K P - Gen K N P (Entropy K) = Gen K N P (fun P' => KL K P' P).

(** loss-floor. *)
(* claim for N >= 1: H(P) - E[H(P')] >= D(P)/(2*N) *)
Definition loss_floor : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Entropy K P - Gen K N P (Entropy K) >= Diversity K P / (2 * INR N).

(** sandwich-lower.  A symbol with [P i = 0] contributes zero to the sum. *)
(* claim for N >= 1: H(P) - E[H(P')] >= 1/2*sum(i: P_i*log(1 + (1 - P_i)/(N*P_i))) *)
Definition sandwich_lower : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Entropy K P - Gen K N P (Entropy K)
  >= 1 / 2 * rsum K (fun i => P i * ln (1 + (1 - P i) / (INR N * P i))).

(** sandwich-upper.  A symbol with [P i = 0] contributes zero to the sum. *)
(* claim for N >= 1: H(P) - E[H(P')] <= sum(i: P_i*log(1 + (1 - P_i)/(N*P_i))) *)
Definition sandwich_upper : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Entropy K P - Gen K N P (Entropy K)
  <= rsum K (fun i => P i * ln (1 + (1 - P i) / (INR N * P i))).

(** sandwich-upper's remark: with one sample there is equality. *)
Definition sandwich_upper_one_sample : Prop :=
  forall K P, simplex K P ->
  Entropy K P - Gen K 1 P (Entropy K)
  = rsum K (fun i => P i * ln (1 + (1 - P i) / (INR 1 * P i))).

(** paninski. *)
(* claim for N >= 1: H(P) - E[H(P')] <= log(1 + (K - 1)/N) *)
Definition paninski : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Entropy K P - Gen K N P (Entropy K) <= ln (1 + (INR K - 1) / INR N).

(** gini-factor. *)
(* claim for N >= 1: E[D(P')] == (1 - 1/N)*D(P) *)
Definition gini_factor : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  Gen K N P (Diversity K) = (1 - 1 / INR N) * Diversity K P.

(** tsallis, for every real order [q > 0] other than 1, with [0^q = 0]. *)
Definition power (x q : R) : R := if Req_EM_T x 0 then 0 else Rpower x q.

Definition Tsallis (q : R) (K : nat) (P : nat -> R) : R :=
  (1 - rsum K (fun i => power (P i) q)) / (q - 1).

(* claim for N >= 1, q > 0, q != 1: E[T(q,P')] <= T(q,P) *)
Definition tsallis : Prop :=
  forall q K N P, 0 < q -> q <> 1 -> (1 <= N)%nat -> simplex K P ->
  Gen K N P (Tsallis q K) <= Tsallis q K P.

(** renyi-to-two, its part below 1: for every alphabet and every real order [q]
    between 0 and 1.  (Of orders from 1 to 2 the claim speaks for K = 2 and 3
    only; those are for the exact engine.) *)
Definition Renyi (q : R) (K : nat) (P : nat -> R) : R :=
  ln (rsum K (fun i => power (P i) q)) / (1 - q).

(* claim for N >= 1, 0 < q < 1: E[R(q,P')] <= R(q,P) *)
Definition renyi_below_one : Prop :=
  forall q K N P, 0 < q < 1 -> (1 <= N)%nat -> simplex K P ->
  Gen K N P (Renyi q K) <= Renyi q K P.

(** What lies behind one-step, gini-factor and tsallis: no diversity that is
    concave on the simplex rises in expectation. *)
Definition concave_on_simplex (K : nat) (G : (nat -> R) -> R) : Prop :=
  (forall P R, (forall i, (i < K)%nat -> P i = R i) -> G P = G R)
  /\ (forall l P R, 0 <= l <= 1 -> simplex K P -> simplex K R ->
      l * G P + (1 - l) * G R <= G (fun i => l * P i + (1 - l) * R i)).

Definition concave_diversity : Prop :=
  forall K N P G, (1 <= N)%nat -> simplex K P -> concave_on_simplex K G ->
  Gen K N P G <= G P.

(** support: no outcome has a symbol that the model lacks, and the expected
    number of symbols kept. *)
(* claim for N >= 1: E[supp(P')] == sum(i: 1 - (1 - P_i)^N) *)
(* claim for N >= 1: for every outcome: supp(P') <= supp(P) *)
Definition support : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  (forall c, outcome K P N c -> Support K (fit N c) <= Support K P)
  /\ Gen K N P (Support K) = rsum K (fun i => 1 - (1 - P i) ^ N).

(** reverse-kl: from a model with at least two symbols and full support, a
    symbol is lost with positive probability. *)
(* claim for K >= 2, N >= 1, interior(P): Pr[supp(P') < supp(P)] > 0 *)
Definition reverse_kl : Prop :=
  forall K N P, (1 <= N)%nat -> (2 <= K)%nat -> simplex K P -> interior K P ->
  0 < Gen K N P (fun P' => positive (Support K P - Support K P')).

(** absorbing: the model is certain not to change exactly when it is a vertex. *)
(* claim for N >= 1: Pr[P' == P] == 1 iff vertex(P) *)
Definition absorbing : Prop :=
  forall K N P, (1 <= N)%nat -> simplex K P ->
  ((forall c, outcome K P N c -> forall i, (i < K)%nat -> fit N c i = P i)
   <-> vertex K P).

(** ** Grounding: a share alpha of exogenous data *)

(** mse-law. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[L2(P',Q)] == D(M)/N + (1 - alpha)^2*L2(P,Q) *)
Definition mse_law : Prop :=
  forall K N alpha Q P, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K Q -> simplex K P ->
  Gen K N (mix alpha Q P) (fun P' => L2 K P' Q)
  = Diversity K (mix alpha Q P) / INR N + (1 - alpha) ^ 2 * L2 K P Q.

(** entropy-floor, for one generation: through the entropy of the mixture. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[H(P')] >= H(M) - log(1 + (K - 1)/N)
     >= alpha*H(Q) + (1 - alpha)*H(P) - log(1 + (K - 1)/N) *)
Definition entropy_floor : Prop :=
  forall K N alpha Q P, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K Q -> simplex K P ->
  Gen K N (mix alpha Q P) (Entropy K)
    >= Entropy K (mix alpha Q P) - ln (1 + (INR K - 1) / INR N)
  /\ Entropy K (mix alpha Q P) - ln (1 + (INR K - 1) / INR N)
    >= alpha * Entropy K Q + (1 - alpha) * Entropy K P - ln (1 + (INR K - 1) / INR N).

(** entropy-floor, second half: after any number of generations, under any
    schedules, expected entropy is at least expected diversity. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[H(P')] >= E[D(P')] *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[H(P[t])] >= E[D(P[t])] *)
Definition entropy_above_diversity : Prop :=
  forall K Q alpha N t P,
  simplex K Q -> simplex K P ->
  (forall s, 0 <= alpha s <= 1) -> (forall s, (1 <= N s)%nat) ->
  Chain K Q alpha N 0 t (Entropy K) P >= Chain K Q alpha N 0 t (Diversity K) P.

(** mixture-kl.  With [alpha > 0] the support of [Q] lies inside that of the
    mixture, so [KL] is the true divergence. *)
(* claim with a world for 0 < alpha <= 1: KL(Q,M) <= log(1/alpha) *)
Definition mixture_kl : Prop :=
  forall K alpha Q P, 0 < alpha <= 1 -> simplex K Q -> simplex K P ->
  KL K Q (mix alpha Q P) <= ln (1 / alpha).

(** collapse-step. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[D(P')] <= (1 - 1/N)*(D(P) + 2*alpha) *)
Definition collapse_step : Prop :=
  forall K N alpha Q P, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K Q -> simplex K P ->
  Gen K N (mix alpha Q P) (Diversity K)
  <= (1 - 1 / INR N) * (Diversity K P + 2 * alpha).

(** escape: from vertex [i] the model stays there with probability
    [(1 - alpha (1 - Q_i))^N], so it leaves with at least the probability shown. *)
Definition is_one (x : R) : R := if Req_EM_T x 1 then 1 else 0.

(* claim with a world for N >= 1, 0 <= alpha <= 1, vertex(P): Pr[P' != P] == 1 - (1 - alpha*(1 - sum(i: P_i*Q_i)))^N
     >= 1 - exp(-N*alpha*(1 - sum(i: P_i*Q_i))) *)
Definition escape : Prop :=
  forall K N alpha Q P i, (1 <= N)%nat -> 0 <= alpha <= 1 ->
  simplex K Q -> simplex K P -> vertex_at K i P ->
  Gen K N (mix alpha Q P) (fun P' => is_one (P' i)) = (1 - alpha * (1 - Q i)) ^ N
  /\ Gen K N (mix alpha Q P) (fun P' => 1 - is_one (P' i))
     >= 1 - exp (- (INR N * alpha * (1 - Q i))).

(** wasserstein.  For K = 2 a model is known by one of its coordinates, and this
    says that the laws of [P'_i] from [P] and from [R] are at Wasserstein-1
    distance exactly [(1 - alpha) |P_i - R_i|]: the distance is the greatest
    difference in expectation of a function with Lipschitz constant 1
    (Kantorovich and Rubinstein).  It holds of each coordinate for every K. *)
Definition lipschitz_1 (f : R -> R) : Prop :=
  forall x y, Rabs (f x - f y) <= Rabs (x - y).

Definition wasserstein : Prop :=
  forall K N alpha Q P R i, (1 <= N)%nat -> 0 <= alpha <= 1 ->
  simplex K Q -> simplex K P -> simplex K R -> (i < K)%nat ->
  (forall f, lipschitz_1 f ->
     Gen K N (mix alpha Q P) (fun P' => f (P' i)) - Gen K N (mix alpha Q R) (fun P' => f (P' i))
     <= (1 - alpha) * Rabs (P i - R i))
  /\ (exists f, lipschitz_1 f /\
     Gen K N (mix alpha Q P) (fun P' => f (P' i)) - Gen K N (mix alpha Q R) (fun P' => f (P' i))
     = (1 - alpha) * Rabs (P i - R i)).

(** forward-kl-finite fails: although alpha > 0, every symbol of a world with
    full support is missing from the fit with positive probability, and then
    [KL(Q,P')] is infinite. *)
Definition forward_kl_finite_fails : Prop :=
  forall K N alpha Q P i, (2 <= K)%nat -> (1 <= N)%nat -> 0 < alpha <= 1 ->
  simplex K Q -> interior K Q -> simplex K P -> (i < K)%nat ->
  0 < Gen K N (mix alpha Q P) (fun P' => 1 - positive (P' i)).

(** monotone-with-data fails: from every vertex that is not the world itself,
    entropy rises. *)
Definition monotone_with_data_fails : Prop :=
  forall K N alpha Q P i, (2 <= N)%nat -> 0 < alpha < 1 ->
  simplex K Q -> simplex K P -> vertex_at K i P -> Q i < 1 ->
  Entropy K P < Gen K N (mix alpha Q P) (Entropy K).
