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

(* No reading: the claim language has no factorials, and no counts written out. *)
Definition multinomial_law : Prop :=
  forall K N M d, simplex K M -> rsum K (fun i => INR (d i)) = INR N ->
  Draws K M N (fun c => same_counts K c d) zero_counts
  = INR (fact N) * power_over_factorials K M d.

(** Marginals are binomial: the expectation of any function [g] of the count of
    one symbol is the binomial sum.  [C n k], Coq's own, is the binomial
    coefficient. *)
(* No reading: about any function of a count. *)
Definition marginals_binomial : Prop :=
  forall K N M i (g : nat -> R), simplex K M -> (i < K)%nat ->
  Draws K M N (fun c => g (c i)) zero_counts
  = rsum (S N) (fun k => C N k * M i ^ k * (1 - M i) ^ (N - k) * g k).

(** martingale: [E[Q'_i] = Q_i]. *)
(* claim for N >= 1: sum(i: abs(E[Q'_i] - Q_i)) == 0 *)
(* claim for N >= 1: E[Q'_1] == Q_1 *)
Definition martingale : Prop :=
  forall K N Q i, (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  Gen K N Q (fun Q' => Q' i) = Q i.

(** ** Entropy decay: alpha = 0, so the sample is drawn from [Q] itself *)

(** one-step: expected entropy never rises, and is kept exactly at vertices. *)
(* claim for N >= 1: E[H(Q')] <= H(Q), equal iff vertex(Q) *)
Definition one_step : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (Entropy K) <= Entropy K Q
  /\ (Gen K N Q (Entropy K) = Entropy K Q <-> vertex K Q).

(** kl-identity. *)
(* claim for N >= 1: H(Q) - E[H(Q')] == E[KL(Q',Q)] *)
Definition kl_identity : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K) = Gen K N Q (fun Q' => KL K Q' Q).

(** loss-floor. *)
(* claim for N >= 1: H(Q) - E[H(Q')] >= D(Q)/(2*N) *)
Definition loss_floor : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K) >= Diversity K Q / (2 * INR N).

(** sandwich-lower.  A symbol with [Q i = 0] contributes zero to the sum. *)
(* claim for N >= 1: H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i))) *)
Definition sandwich_lower : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K)
  >= 1 / 2 * rsum K (fun i => Q i * ln (1 + (1 - Q i) / (INR N * Q i))).

(** sandwich-upper.  A symbol with [Q i = 0] contributes zero to the sum. *)
(* claim for N >= 1: H(Q) - E[H(Q')] <= sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i))) *)
Definition sandwich_upper : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K)
  <= rsum K (fun i => Q i * ln (1 + (1 - Q i) / (INR N * Q i))).

(** sandwich-upper's remark: with one sample there is equality. *)
(* claim for N == 1: H(Q) - E[H(Q')] == sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i))) *)
Definition sandwich_upper_one_sample : Prop :=
  forall K Q, simplex K Q ->
  Entropy K Q - Gen K 1 Q (Entropy K)
  = rsum K (fun i => Q i * ln (1 + (1 - Q i) / (INR 1 * Q i))).

(** paninski. *)
(* claim for N >= 1: H(Q) - E[H(Q')] <= log(1 + (K - 1)/N) *)
Definition paninski : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K) <= ln (1 + (INR K - 1) / INR N).

(** gini-factor. *)
(* claim for N >= 1: E[D(Q')] == (1 - 1/N)*D(Q) *)
Definition gini_factor : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (Diversity K) = (1 - 1 / INR N) * Diversity K Q.

(** tsallis, for every real order [q > 0] other than 1, with [0^q = 0]. *)
Definition power (x q : R) : R := if Req_EM_T x 0 then 0 else Rpower x q.

Definition Tsallis (q : R) (K : nat) (Q : nat -> R) : R :=
  (1 - rsum K (fun i => power (Q i) q)) / (q - 1).

(* claim for N >= 1, q > 0, q != 1: E[T(q,Q')] <= T(q,Q) *)
Definition tsallis : Prop :=
  forall q K N Q, 0 < q -> q <> 1 -> (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (Tsallis q K) <= Tsallis q K Q.

(** renyi-to-two, its part below 1: for every alphabet and every real order [q]
    between 0 and 1.  (Of orders from 1 to 2 the claim speaks for K = 2 and 3
    only; those are for the exact engine.) *)
Definition Renyi (q : R) (K : nat) (Q : nat -> R) : R :=
  ln (rsum K (fun i => power (Q i) q)) / (1 - q).

(* claim for N >= 1, 0 < q < 1: E[R(q,Q')] <= R(q,Q) *)
Definition renyi_below_one : Prop :=
  forall q K N Q, 0 < q < 1 -> (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (Renyi q K) <= Renyi q K Q.

(** What lies behind one-step, gini-factor and tsallis: no diversity that is
    concave on the simplex rises in expectation. *)
Definition concave_on_simplex (K : nat) (G : (nat -> R) -> R) : Prop :=
  (forall Q R, (forall i, (i < K)%nat -> Q i = R i) -> G Q = G R)
  /\ (forall l Q R, 0 <= l <= 1 -> simplex K Q -> simplex K R ->
      l * G Q + (1 - l) * G R <= G (fun i => l * Q i + (1 - l) * R i)).

(* No reading: about any concave functional. *)
Definition concave_diversity : Prop :=
  forall K N Q G, (1 <= N)%nat -> simplex K Q -> concave_on_simplex K G ->
  Gen K N Q G <= G Q.

(** support: no outcome has a symbol that the model lacks, and the expected
    number of symbols kept. *)
(* claim for N >= 1: E[supp(Q')] == sum(i: 1 - (1 - Q_i)^N) *)
(* claim for N >= 1: for every outcome: supp(Q') <= supp(Q) *)
Definition support : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  (forall c, outcome K Q N c -> Support K (fit N c) <= Support K Q)
  /\ Gen K N Q (Support K) = rsum K (fun i => 1 - (1 - Q i) ^ N).

(** reverse-kl: from a model with at least two symbols and full support, a
    symbol is lost with positive probability. *)
(* claim for K >= 2, N >= 1, interior(Q): Pr[supp(Q') < supp(Q)] > 0 *)
Definition reverse_kl : Prop :=
  forall K N Q, (1 <= N)%nat -> (2 <= K)%nat -> simplex K Q -> interior K Q ->
  0 < Gen K N Q (fun Q' => positive (Support K Q - Support K Q')).

(** absorbing: the model is certain not to change exactly when it is a vertex. *)
(* claim for N >= 1: Pr[Q' == Q] == 1 iff vertex(Q) *)
Definition absorbing : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  ((forall c, outcome K Q N c -> forall i, (i < K)%nat -> fit N c i = Q i)
   <-> vertex K Q).

(** ** Grounding: a share alpha of exogenous data *)

(** mse-law. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[L2(Q',P)] == D(M)/N + (1 - alpha)^2*L2(Q,P) *)
Definition mse_law : Prop :=
  forall K N alpha P Q, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K P -> simplex K Q ->
  Gen K N (mix alpha P Q) (fun Q' => L2 K Q' P)
  = Diversity K (mix alpha P Q) / INR N + (1 - alpha) ^ 2 * L2 K Q P.

(** entropy-floor, for one generation: through the entropy of the mixture. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[H(Q')] >= H(M) - log(1 + (K - 1)/N)
     >= alpha*H(P) + (1 - alpha)*H(Q) - log(1 + (K - 1)/N) *)
Definition entropy_floor : Prop :=
  forall K N alpha P Q, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K P -> simplex K Q ->
  Gen K N (mix alpha P Q) (Entropy K)
    >= Entropy K (mix alpha P Q) - ln (1 + (INR K - 1) / INR N)
  /\ Entropy K (mix alpha P Q) - ln (1 + (INR K - 1) / INR N)
    >= alpha * Entropy K P + (1 - alpha) * Entropy K Q - ln (1 + (INR K - 1) / INR N).

(** entropy-floor, second half: after any number of generations, under any
    schedules, expected entropy is at least expected diversity. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[H(Q')] >= E[D(Q')] *)
(* claim with a world for N >= 1, 0 <= alpha <= 1, t >= 0: E[H(Q[t])] >= E[D(Q[t])] *)
Definition entropy_above_diversity : Prop :=
  forall K P alpha N t Q,
  simplex K P -> simplex K Q ->
  (forall s, 0 <= alpha s <= 1) -> (forall s, (1 <= N s)%nat) ->
  Chain K P alpha N 0 t (Entropy K) Q >= Chain K P alpha N 0 t (Diversity K) Q.

(** mixture-kl.  With [alpha > 0] the support of [P] lies inside that of the
    mixture, so [KL] is the true divergence. *)
(* claim with a world for 0 < alpha <= 1: KL(P,M) <= log(1/alpha) *)
Definition mixture_kl : Prop :=
  forall K alpha P Q, 0 < alpha <= 1 -> simplex K P -> simplex K Q ->
  KL K P (mix alpha P Q) <= ln (1 / alpha).

(** collapse-step. *)
(* claim with a world for N >= 1, 0 <= alpha <= 1: E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha) *)
Definition collapse_step : Prop :=
  forall K N alpha P Q, (1 <= N)%nat -> 0 <= alpha <= 1 -> simplex K P -> simplex K Q ->
  Gen K N (mix alpha P Q) (Diversity K)
  <= (1 - 1 / INR N) * (Diversity K Q + 2 * alpha).

(** escape: from vertex [i] the model stays there with probability
    [(1 - alpha (1 - P_i))^N], so it leaves with at least the probability shown. *)
Definition is_one (x : R) : R := if Req_EM_T x 1 then 1 else 0.

(* claim with a world for N >= 1, 0 <= alpha <= 1, vertex(Q): Pr[Q' != Q] == 1 - (1 - alpha*(1 - sum(i: Q_i*P_i)))^N
     >= 1 - exp(-N*alpha*(1 - sum(i: Q_i*P_i))) *)
Definition escape : Prop :=
  forall K N alpha P Q i, (1 <= N)%nat -> 0 <= alpha <= 1 ->
  simplex K P -> simplex K Q -> vertex_at K i Q ->
  Gen K N (mix alpha P Q) (fun Q' => is_one (Q' i)) = (1 - alpha * (1 - P i)) ^ N
  /\ Gen K N (mix alpha P Q) (fun Q' => 1 - is_one (Q' i))
     >= 1 - exp (- (INR N * alpha * (1 - P i))).

(** wasserstein.  For K = 2 a model is known by one of its coordinates, and this
    says that the laws of [Q'_i] from [Q] and from [R] are at Wasserstein-1
    distance exactly [(1 - alpha) |Q_i - R_i|]: the distance is the greatest
    difference in expectation of a function with Lipschitz constant 1
    (Kantorovich and Rubinstein).  It holds of each coordinate for every K. *)
Definition lipschitz_1 (f : R -> R) : Prop :=
  forall x y, Rabs (f x - f y) <= Rabs (x - y).

(* No reading: about all functions with Lipschitz constant 1. *)
Definition wasserstein : Prop :=
  forall K N alpha P Q R i, (1 <= N)%nat -> 0 <= alpha <= 1 ->
  simplex K P -> simplex K Q -> simplex K R -> (i < K)%nat ->
  (forall f, lipschitz_1 f ->
     Gen K N (mix alpha P Q) (fun Q' => f (Q' i)) - Gen K N (mix alpha P R) (fun Q' => f (Q' i))
     <= (1 - alpha) * Rabs (Q i - R i))
  /\ (exists f, lipschitz_1 f /\
     Gen K N (mix alpha P Q) (fun Q' => f (Q' i)) - Gen K N (mix alpha P R) (fun Q' => f (Q' i))
     = (1 - alpha) * Rabs (Q i - R i)).

(** forward-kl-finite fails: although alpha > 0, every symbol of a world with
    full support is missing from the fit with positive probability, and then
    [KL(P,Q')] is infinite. *)
(* claim with a world for K >= 2, N >= 1, 0 < alpha <= 1, interior(P): Pr[Q'_1 == 0] > 0 *)
Definition forward_kl_finite_fails : Prop :=
  forall K N alpha P Q i, (2 <= K)%nat -> (1 <= N)%nat -> 0 < alpha <= 1 ->
  simplex K P -> interior K P -> simplex K Q -> (i < K)%nat ->
  0 < Gen K N (mix alpha P Q) (fun Q' => 1 - positive (Q' i)).

(** monotone-with-data fails: from every vertex that is not the world itself,
    entropy rises. *)
(* claim with a world for N >= 2, 0 < alpha < 1, vertex(Q): sum(i: Q_i*P_i) < 1 implies E[H(Q')] > H(Q) *)
Definition monotone_with_data_fails : Prop :=
  forall K N alpha P Q i, (2 <= N)%nat -> 0 < alpha < 1 ->
  simplex K P -> simplex K Q -> vertex_at K i Q -> P i < 1 ->
  Entropy K Q < Gen K N (mix alpha P Q) (Entropy K).
