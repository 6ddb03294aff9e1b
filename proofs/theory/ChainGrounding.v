(** * The loop with exogenous data

    With a share [alpha] of exogenous data the mean contracts to the world, and
    from [Q = P] expected diversity follows an affine recursion whose fixed
    point is the grounding law. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

Lemma constant_shares : forall a, 0 <= a <= 1 -> shares (constantly a).
Proof. intros a Ha s. exact Ha. Qed.

Section Grounded.

Variables (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat).
Hypothesis HP : simplex K P.
Hypothesis Ha : shares alpha.
Hypothesis HN : samples N.

Notation E t G Q := (Chain K P alpha N 0 t G Q).

Lemma grounded_coord : forall t Q i, simplex K Q -> (i < K)%nat ->
  E t (fun Q' => Q' i) Q - P i = rprod t (fun s => 1 - alpha s) * (Q i - P i).
Proof.
  intros t Q i HQ L. induction t as [|t IH]; [simpl; ring|].
  rewrite Chain_last. rewrite (Chain_eq K P alpha N HP Ha HN t 0 _
    (fun Q' => alpha t * P i + (1 - alpha t) * Q' i) Q HQ).
  - rewrite Chain_plus, (Chain_scal K P alpha N t 0 (1 - alpha t)), Chain_const by auto.
    change (rprod (S t) (fun s => 1 - alpha s))
      with (rprod t (fun s => 1 - alpha s) * (1 - alpha t)).
    replace (alpha t * P i + (1 - alpha t) * E t (fun Q' => Q' i) Q - P i)
      with ((1 - alpha t) * (E t (fun Q' => Q' i) Q - P i)) by ring.
    rewrite IH. ring.
  - intros Q' HQ'. simpl. rewrite Gen_coord; auto. apply simplex_mix; auto.
Qed.

Lemma grounded_mean : forall t f Q, simplex K Q ->
  E t (mean K f) Q - mean K f P
  = rprod t (fun s => 1 - alpha s) * (mean K f Q - mean K f P).
Proof.
  intros t f Q HQ. unfold mean.
  rewrite (Chain_rsum K P alpha N t 0 K (fun i Q' => Q' i * f i)), <- !rsum_minus, <- rsum_scal.
  apply rsum_ext. intros i L.
  rewrite (Chain_ext K P alpha N t 0 _ (fun Q' => f i * Q' i)) by (intros; ring).
  rewrite Chain_scal. pose proof (grounded_coord t Q i HQ L) as B.
  replace (E t (fun Q' => Q' i) Q)
    with (rprod t (fun s => 1 - alpha s) * (Q i - P i) + P i) by lra. ring.
Qed.

(** [L2(M,P) = (1 - alpha)^2 L2(Q,P)] and
    [D(M) = 1 - alpha^2 sum P^2 - 2 alpha (1-alpha) sum P Q - (1-alpha)^2 sum Q^2]. *)
Lemma L2_mix : forall a Q, L2 K (mix a P Q) P = (1 - a) ^ 2 * L2 K Q P.
Proof.
  intros a Q. unfold L2, mix. rewrite <- rsum_scal. apply rsum_ext. intros; ring.
Qed.

Lemma Diversity_le_1 : forall Q, Diversity K Q <= 1.
Proof.
  intro Q. unfold Diversity.
  assert (0 <= rsum K (fun i => Q i ^ 2)); [|lra].
  apply rsum_nonneg. intros. apply pow2_ge_0.
Qed.

Lemma Diversity_mix_expand : forall a Q,
  Diversity K (mix a P Q)
  = (1 - a ^ 2 - (1 - a) ^ 2 + a ^ 2 * Diversity K P - 2 * a * (1 - a) * mean K P Q)
    + (1 - a) ^ 2 * Diversity K Q.
Proof.
  intros a Q. unfold Diversity, mean.
  rewrite (rsum_ext K (fun i => mix a P Q i ^ 2) (fun i =>
    a ^ 2 * P i ^ 2 + 2 * a * (1 - a) * (Q i * P i) + (1 - a) ^ 2 * Q i ^ 2))
    by (intros; unfold mix; ring).
  rewrite !rsum_plus, !rsum_scal. ring.
Qed.

(** From [Q = P] the mean stays at [P]. *)
Lemma grounded_mean_from_world : forall t f, E t (mean K f) P = mean K f P.
Proof.
  intros t f. pose proof (grounded_mean t f P HP) as B. lra.
Qed.

Lemma grounded_recursion : forall t,
  E (S t) (Diversity K) P
  = rate (N t) * ((1 - (1 - alpha t) ^ 2) * Diversity K P
                  + (1 - alpha t) ^ 2 * E t (Diversity K) P).
Proof.
  intro t. rewrite Chain_last. set (a := alpha t).
  set (k := 1 - a ^ 2 - (1 - a) ^ 2 + a ^ 2 * Diversity K P).
  rewrite (Chain_eq K P alpha N HP Ha HN t 0 _ (fun Q' =>
    rate (N t) * (k - (2 * a * (1 - a)) * mean K P Q' + (1 - a) ^ 2 * Diversity K Q')) P HP).
  - rewrite Chain_scal, Chain_plus, Chain_minus, !Chain_scal, Chain_const by auto.
    rewrite grounded_mean_from_world. unfold k.
    replace (mean K P P) with (1 - Diversity K P); [ring|].
    unfold Diversity, mean. rewrite (rsum_ext K (fun i => P i * P i) (fun i => P i ^ 2)); [ring|].
    intros; ring.
  - intros Q' HQ'. simpl.
    rewrite Gen_Diversity by (auto; apply simplex_mix; auto).
    fold a. rewrite Diversity_mix_expand. reflexivity.
Qed.

(** One generation of the mean squared error, with [D(M) <= 1]. *)
Lemma grounded_L2_step : forall t Q, simplex K Q ->
  E (S t) (fun Q' => L2 K Q' P) Q
  <= / INR (N t) + (1 - alpha t) ^ 2 * E t (fun Q' => L2 K Q' P) Q.
Proof.
  intros t Q HQ. rewrite Chain_last, <- Chain_scal.
  rewrite <- (Chain_const K P alpha N HP Ha HN t 0 (/ INR (N t)) Q HQ), <- Chain_plus.
  apply Chain_le; auto. intros Q' HQ'. simpl.
  rewrite (Gen_L2 K (N t)) by (auto; apply simplex_mix; auto). rewrite L2_mix.
  pose proof (Diversity_le_1 (mix (alpha t) P Q')).
  assert (0 < / INR (N t)) by (apply Rinv_0_lt_compat, lt_0_INR; specialize (HN t); lia).
  unfold Rdiv. nra.
Qed.

End Grounded.

(** ** The claims *)

Theorem mean_contraction_proof : mean_contraction.
Proof. intros K P alpha N Q t i HP Ha HN HQ L. now apply grounded_coord. Qed.

Theorem diversity_recursion_proof : diversity_recursion.
Proof. intros K P alpha N t HP Ha HN. now apply grounded_recursion. Qed.

Theorem mse_bound_proof : mse_bound.
Proof.
  intros K P a N Q t HP Ha HN HQ.
  assert (HNpos : 1 <= INR N) by (apply (le_INR 1); exact HN).
  set (y := 1 / (INR N * a * (2 - a))).
  assert (Hy : y = (1 - a) ^ 2 * y + / INR N).
  { unfold y. field. repeat split; try lra. }
  assert (Hpos : 0 <= y).
  { unfold y, Rdiv. rewrite Rmult_1_l. left. apply Rinv_0_lt_compat.
    repeat apply Rmult_lt_0_compat; lra. }
  induction t as [|t IH]; [simpl pow; unfold Chain; lra|].
  eapply Rle_trans; [apply grounded_L2_step; auto|].
  - apply constant_shares. lra.
  - intro s. exact HN.
  - unfold constantly in *. rewrite <- (tech_pow_Rmult ((1 - a) ^ 2) t).
    assert ((1 - a) ^ 2 * Chain K P (fun _ => a) (fun _ => N) 0 t (fun Q' => L2 K Q' P) Q
            <= (1 - a) ^ 2 * (((1 - a) ^ 2) ^ t * L2 K Q P + y))
      by (apply Rmult_le_compat_l; [apply pow2_ge_0 | exact IH]).
    lra.
Qed.

Lemma grounding_recursion : forall K P a N t, simplex K P -> 0 <= a <= 1 -> (1 <= N)%nat ->
  Chain K P (constantly a) (constantly N) 0 (S t) (Diversity K) P
  = rate N * (1 - a) ^ 2 * Chain K P (constantly a) (constantly N) 0 t (Diversity K) P
    + rate N * (1 - (1 - a) ^ 2) * Diversity K P.
Proof.
  intros K P a N t HP Ha HN.
  rewrite (grounded_recursion K P (constantly a) (constantly N) HP
             (constant_shares a Ha) (fun _ => HN)).
  unfold constantly. ring.
Qed.

Theorem grounding_law_proof : grounding_law.
Proof.
  intros K P a N HP Ha HN.
  set (x := fun t => Chain K P (constantly a) (constantly N) 0 t (Diversity K) P).
  set (y := Diversity K P * (1 - lost_share a N)).
  assert (HNpos : 1 <= INR N) by (apply (le_INR 1); exact HN).
  pose proof (rate_bounds N HN) as Hr. pose proof (Diversity_nonneg K P HP) as HD.
  assert (Hx : forall t, x (S t) = rate N * (1 - a) ^ 2 * x t
                                   + rate N * (1 - (1 - a) ^ 2) * Diversity K P)
    by (intro; now apply grounding_recursion).
  assert (Hden : 1 <= 1 + (INR N - 1) * a * (2 - a)).
  { assert (0 <= (INR N - 1) * a * (2 - a)) by (repeat apply Rmult_le_pos; lra). lra. }
  assert (Hy : y = rate N * (1 - a) ^ 2 * y + rate N * (1 - (1 - a) ^ 2) * Diversity K P).
  { unfold y, lost_share, rate. field. split; lra. }
  assert (Hb : 0 <= (1 - a) ^ 2 <= 1) by (split; [apply pow2_ge_0 | nra]).
  assert (Hc : 0 <= rate N * (1 - a) ^ 2 < 1).
  { split; [apply Rmult_le_pos; lra|]. nra. }
  split.
  - intro t. change (y <= x t). rewrite (affine_closed_form _ _ x y Hx Hy t).
    assert (Hl : 0 <= lost_share a N).
    { unfold lost_share, Rdiv. rewrite Rmult_1_l. left. apply Rinv_0_lt_compat. lra. }
    change (x O) with (Diversity K P).
    replace (Diversity K P - y) with (Diversity K P * lost_share a N) by (unfold y; ring).
    assert (0 <= (rate N * (1 - a) ^ 2) ^ t * (Diversity K P * lost_share a N)); [|lra].
    apply Rmult_le_pos; [now apply pow_nonneg | now apply Rmult_le_pos].
  - exact (affine_limit _ _ x y Hc Hx Hy).
Qed.

Theorem grounding_exact_proof : grounding_exact.
Proof.
  intros K P a N t HP Ha HN.
  set (x := fun t => Chain K P (constantly a) (constantly N) 0 t (Diversity K) P).
  set (y := Diversity K P * (1 - lost_share a N)).
  assert (HNpos : 1 <= INR N) by (apply (le_INR 1); exact HN).
  assert (Hx : forall t, x (S t) = rate N * (1 - a) ^ 2 * x t
                                   + rate N * (1 - (1 - a) ^ 2) * Diversity K P)
    by (intro; now apply grounding_recursion).
  assert (Hden : 1 <= 1 + (INR N - 1) * a * (2 - a)).
  { assert (0 <= (INR N - 1) * a * (2 - a)) by (repeat apply Rmult_le_pos; lra). lra. }
  assert (Hy : y = rate N * (1 - a) ^ 2 * y + rate N * (1 - (1 - a) ^ 2) * Diversity K P).
  { unfold y, lost_share, rate. field. split; lra. }
  change (x t = Diversity K P * (1 - (1 - (rate N * (1 - a) ^ 2) ^ t) * lost_share a N)).
  rewrite (affine_closed_form _ _ x y Hx Hy t). change (x O) with (Diversity K P).
  unfold y. ring.
Qed.

(** ** Memory *)

Theorem memory_product_proof : memory_product.
Proof.
  assert (E : forall t, rprod t (fun s => 1 - memory_alpha s)
                        = rprod t (fun s => 1 - / (INR s + 2) ^ 2)).
  { intro t. apply rprod_ext. intros s _. unfold memory_alpha, Rdiv. ring. }
  split.
  - intro t. rewrite E, rprod_squares. apply squares_above_half.
  - intros eps Heps. destruct (squares_tend_to_half eps Heps) as [T HT].
    exists T. intros t Ht. rewrite E. now apply HT.
Qed.

Lemma memory_shares : shares memory_alpha.
Proof.
  intro s. unfold memory_alpha. pose proof (pos_INR s).
  assert (1 <= (INR s + 2) ^ 2) by nra.
  assert (0 < / (INR s + 2) ^ 2) by (apply Rinv_0_lt_compat; lra).
  assert (/ (INR s + 2) ^ 2 <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  unfold Rdiv. lra.
Qed.

Theorem memory_law_proof : memory_law.
Proof.
  intros K P N Q i t HP HN HQ L.
  pose proof (mean_contraction_proof K P memory_alpha N Q t i HP memory_shares HN HQ L) as B.
  split; [exact B|]. rewrite B. f_equal. rewrite <- rprod_squares.
  apply rprod_ext. intros s _. unfold memory_alpha, Rdiv. ring.
Qed.

Theorem memory_proof : memory.
Proof.
  intros K P N Q i HP HN HQ L.
  set (r := fun t => rprod t (fun s => 1 - memory_alpha s)).
  assert (E : forall t, Chain K P memory_alpha N 0 t (fun Q' => Q' i) Q - (Q i + P i) / 2
                        = (Q i - P i) * (r t - / 2)).
  { intro t. pose proof (grounded_coord K P memory_alpha N HP memory_shares HN t Q i HQ L) as B.
    fold (r t) in B. lra. }
  intros eps Heps. pose proof (Rabs_pos (Q i - P i)).
  destruct (proj2 memory_product_proof (eps / (Rabs (Q i - P i) + 1))) as [T HT].
  { apply Rdiv_lt_0_compat; lra. }
  exists T. intros t Ht. specialize (HT t Ht). unfold R_dist in *. fold (r t) in HT.
  rewrite E, Rabs_mult. pose proof (Rabs_pos (r t - / 2)).
  apply Rle_lt_trans with ((Rabs (Q i - P i) + 1) * Rabs (r t - / 2)); [nra|].
  replace eps with ((Rabs (Q i - P i) + 1) * (eps / (Rabs (Q i - P i) + 1))) by (field; lra).
  apply Rmult_lt_compat_l; lra.
Qed.
