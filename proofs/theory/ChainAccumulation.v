(** * Accumulating data

    The model is fitted to all samples so far.  A generation that finds [s * N]
    samples in the pool and adds [N] of its own moves the model by only
    [1/(s+1)] of the way, so it costs the share [1/(N (s+1)^2)] of diversity,
    and these shares are summable. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits GenSine ChainCollapse.
From Groundcheck.statements Require Import Generations Accumulation.
Local Open Scope R_scope.

(** The number of samples in a pool. *)
Definition pool_size (K : nat) (c : counts) : R := rsum K (fun i => INR (c i)).

Lemma pool_size_bump : forall K c i, (i < K)%nat -> pool_size K (bump c i) = pool_size K c + 1.
Proof.
  intros K c i L. pose proof (rsum_bump K (fun _ => 1) c i L) as B. unfold pool_size.
  rewrite (rsum_ext K (fun j => INR (bump c i j)) (fun j => 1 * INR (bump c i j)))
    by (intros; ring).
  rewrite B. f_equal. apply rsum_ext. intros; ring.
Qed.

(** Only the pools that [n] draws can lead to count. *)
Lemma Draws_eq_size : forall K M n F F' c,
  (forall c', pool_size K c' = pool_size K c + INR n -> F c' = F' c') ->
  Draws K M n F c = Draws K M n F' c.
Proof.
  induction n as [|n IH]; intros F F' c E; simpl Draws.
  - apply E. simpl. ring.
  - apply rsum_ext. intros i L. f_equal. apply IH. intros c' H. apply E.
    rewrite H, (pool_size_bump K c i L), S_INR. ring.
Qed.

Lemma indicator_count : forall K i (c : counts), (i < K)%nat ->
  rsum K (fun j => indicator i j * INR (c j)) = INR (c i).
Proof.
  intros K i c L. rewrite (rsum_single K i); [| exact L |].
  - unfold indicator. rewrite Nat.eqb_refl. ring.
  - intros j _ Hn. unfold indicator. apply Nat.eqb_neq in Hn. rewrite Hn. ring.
Qed.

(** One generation, when [s * N] samples are in the pool. *)
Section OneGeneration.

Variables (K N s : nat) (c : counts).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Hs : (1 <= s)%nat.
Hypothesis Hc : pool_size K c = INR (s * N).

Let M := fit (s * N) c.

Let N_pos : 0 < INR N.
Proof. apply lt_0_INR. lia. Qed.

Let s_pos : 0 < INR s.
Proof. apply lt_0_INR. lia. Qed.

Lemma pool_simplex : simplex K M.
Proof.
  unfold M, fit. split.
  - intros i _. apply Rmult_le_pos; [apply pos_INR|]. left.
    apply Rinv_0_lt_compat. rewrite mult_INR. now apply Rmult_lt_0_compat.
  - unfold Rdiv. rewrite rsum_scal_r. fold (pool_size K c). rewrite Hc, mult_INR. field. lra.
Qed.

Lemma pool_coord_square : forall i, (i < K)%nat ->
  Draws K M N (fun c' => fit (S s * N) c' i ^ 2) c
  = M i ^ 2 + / (INR N * (INR s + 1) ^ 2) * (M i * (1 - M i)).
Proof.
  intros i L. pose proof pool_simplex as HM.
  set (w := / (INR (S s * N)) ^ 2).
  rewrite (Draws_ext K M N _
    (fun c' => w * rsum K (fun j => indicator i j * INR (c' j)) ^ 2)).
  - rewrite Draws_scal, (Draws_square K M N (indicator i) c (simplex_sum K M HM)).
    rewrite indicator_count, mean_indicator, var_indicator by auto.
    replace (INR (c i)) with (INR s * INR N * M i)
      by (unfold M, fit; rewrite mult_INR; field; lra).
    unfold w. rewrite mult_INR, S_INR. field. lra.
  - intro c'. rewrite indicator_count by exact L. unfold fit, w.
    rewrite mult_INR, S_INR. field. lra.
Qed.

Lemma pool_diversity_step :
  Draws K M N (fun c' => Diversity K (fit (S s * N) c')) c
  = (1 - 1 / (INR N * (INR s + 1) ^ 2)) * Diversity K M.
Proof.
  pose proof pool_simplex as HM. pose proof (simplex_sum K M HM) as HS.
  unfold Diversity at 1. rewrite Draws_minus, (Draws_const K M N 1 c HS).
  rewrite (Draws_rsum K M N K (fun i c' => fit (S s * N) c' i ^ 2)).
  rewrite (rsum_ext K _ _ pool_coord_square).
  rewrite rsum_plus, rsum_scal, <- (Diversity_alt K M HM). unfold Diversity. field. lra.
Qed.

End OneGeneration.

Lemma pool_diversity : forall K N t s c, (1 <= N)%nat -> (1 <= s)%nat ->
  pool_size K c = INR (s * N) ->
  Pool K N s t (Diversity K) c
  = rprod t (fun j => 1 - 1 / (INR N * (INR (s + j) + 1) ^ 2)) * Diversity K (fit (s * N) c).
Proof.
  intros K N t. induction t as [|t IH]; intros s c HN Hs Hc; [simpl; ring|].
  set (r := rprod t (fun j => 1 - 1 / (INR N * (INR (S s + j) + 1) ^ 2))).
  change (Pool K N s (S t) (Diversity K) c)
    with (Draws K (fit (s * N) c) N (Pool K N (S s) t (Diversity K)) c).
  rewrite (Draws_eq_size K (fit (s * N) c) N _
    (fun c' => r * Diversity K (fit (S s * N) c'))).
  - rewrite Draws_scal, (pool_diversity_step K N s c HN Hs Hc), rprod_first, Nat.add_0_r.
    rewrite (rprod_ext t _ (fun j => 1 - 1 / (INR N * (INR (S s + j) + 1) ^ 2))).
    + fold r. ring.
    + intros j _. now rewrite <- plus_n_Sm.
  - intros c' Hc'. apply IH; auto. rewrite Hc', Hc, !mult_INR, S_INR. ring.
Qed.

Theorem accumulation_law_proof : accumulation_law.
Proof.
  intros K N Q t HN HQ. destruct t as [|t]; [simpl; ring|].
  set (r := rprod t (fun j => 1 - 1 / (INR N * (INR (1 + j) + 1) ^ 2))).
  change (Accumulating K N (S t) (Diversity K) Q)
    with (Draws K Q N (Pool K N 1 t (Diversity K)) zero_counts).
  rewrite (Draws_eq_size K Q N _ (fun c => r * Diversity K (fit N c))).
  - rewrite Draws_scal. fold (Gen K N Q (Diversity K)). rewrite (Gen_Diversity K N Q HN HQ).
    rewrite rprod_first. simpl (INR 0).
    rewrite (rprod_ext t _ (fun j => 1 - 1 / (INR N * (INR (1 + j) + 1) ^ 2)))
      by (intros; reflexivity).
    fold r. replace (INR N * (0 + 1) ^ 2) with (INR N) by ring. ring.
  - intros c Hc. rewrite (pool_diversity K N t 1 c HN (Nat.le_refl 1)).
    + unfold r. now rewrite Nat.mul_1_l.
    + rewrite Hc, Nat.mul_1_l. unfold pool_size, zero_counts. simpl. rewrite rsum_zero. ring.
Qed.

(** The share kept, as a product over [1 - y^2/s^2] with [y = 1/sqrt N]. *)
Lemma accumulation_factors : forall N t, (1 <= N)%nat ->
  rprod t (fun s => 1 - 1 / (INR N * (INR s + 1) ^ 2))
  = rprod t (fun s => 1 - (/ sqrt (INR N)) ^ 2 / (INR s + 1) ^ 2).
Proof.
  intros N t HN. apply rprod_ext. intros s _.
  assert (HNpos : 0 < INR N) by (apply lt_0_INR; lia). pose proof (pos_INR s).
  rewrite pow_inv, pow2_sqrt by lra. field. lra.
Qed.

Lemma accumulation_one : forall t, rprod (S t) (fun s => 1 - 1 / (INR 1 * (INR s + 1) ^ 2)) = 0.
Proof. intro t. rewrite rprod_first. simpl (INR 0). simpl (INR 1). field_simplify. ring. Qed.

Lemma accumulation_share_one : accumulation_share 1 = 0.
Proof.
  unfold accumulation_share. simpl INR. rewrite sqrt_1.
  replace (PI / 1) with PI by field. rewrite sin_PI. unfold Rdiv. ring.
Qed.

(** For [N >= 2], [y] is strictly between 0 and 1. *)
Lemma root_bounds : forall N, (2 <= N)%nat -> 0 < / sqrt (INR N) < 1.
Proof.
  intros N HN. apply le_INR in HN. simpl in HN.
  assert (1 < sqrt (INR N)) by (rewrite <- sqrt_1; apply sqrt_lt_1; lra).
  split; [apply Rinv_0_lt_compat; lra|].
  rewrite <- Rinv_1. apply Rinv_lt_contravar; lra.
Qed.

Lemma accumulation_share_limit : forall N, (1 <= N)%nat ->
  (forall t, accumulation_share N <= rprod t (fun s => 1 - 1 / (INR N * (INR s + 1) ^ 2)))
  /\ Un_cv (fun t => rprod t (fun s => 1 - 1 / (INR N * (INR s + 1) ^ 2)))
           (accumulation_share N).
Proof.
  intros N HN. destruct (Nat.eq_dec N 1) as [->|Hne].
  - rewrite accumulation_share_one. split.
    + intros [|t]; [simpl; lra|]. rewrite accumulation_one. lra.
    + intros eps Heps. exists 1%nat. intros [|t] Ht; [lia|].
      rewrite accumulation_one. unfold R_dist. rewrite Rminus_0_r, Rabs_R0. exact Heps.
  - pose proof (root_bounds N ltac:(lia)) as Hy.
    unfold accumulation_share, Rdiv at 1 2. fold (PI / sqrt (INR N)).
    split.
    + intro t. rewrite (accumulation_factors N t HN).
      destruct t as [|t]; [|exact (proj1 (euler_sine_bounds _ Hy t))].
      apply Rle_trans with (rprod 1 (fun s => 1 - (/ sqrt (INR N)) ^ 2 / (INR s + 1) ^ 2)).
      * exact (proj1 (euler_sine_bounds _ Hy 0)).
      * exact (proj2 (product_bounds _ Hy 1)).
    + intros eps Heps. destruct (euler_sine_product _ Hy eps Heps) as [T HT].
      exists T. intros t Ht. rewrite (accumulation_factors N t HN). exact (HT t Ht).
Qed.

Theorem accumulation_limit_proof : accumulation_limit.
Proof.
  intros K N Q HN HQ. pose proof (Diversity_nonneg K Q HQ) as HD.
  destruct (accumulation_share_limit N HN) as [Hlow Hcv].
  split; [|split].
  - intro t. rewrite accumulation_law_proof by auto. now apply Rmult_le_compat_l.
  - intros eps Heps. destruct (Hcv (eps / (Diversity K Q + 1))) as [T HT].
    { apply Rdiv_lt_0_compat; lra. }
    exists T. intros t Ht. specialize (HT t Ht). rewrite accumulation_law_proof by auto.
    unfold R_dist in *. rewrite <- Rmult_minus_distr_l, Rabs_mult, (Rabs_pos_eq _ HD).
    set (r := Rabs _) in *. assert (0 <= r) by apply Rabs_pos.
    apply Rle_lt_trans with ((Diversity K Q + 1) * r); [nra|].
    replace eps with ((Diversity K Q + 1) * (eps / (Diversity K Q + 1))) by (field; lra).
    apply Rmult_lt_compat_l; lra.
  - intro H2. pose proof (root_bounds N H2) as Hy. pose proof PI_RGT_0 as Hpi.
    assert (Hpos : 0 < PI / sqrt (INR N)) by (apply Rmult_lt_0_compat; lra).
    apply Rdiv_lt_0_compat; [apply sin_gt_0; [exact Hpos|] | exact Hpos].
    unfold Rdiv. rewrite <- (Rmult_1_r PI) at 2. apply Rmult_lt_compat_l; lra.
Qed.

Theorem accumulation_floor_proof : accumulation_floor.
Proof.
  intros K N Q t HN HQ. rewrite accumulation_law_proof by auto.
  apply Rmult_le_compat_l; [now apply Diversity_nonneg|].
  assert (Hn : 1 <= INR N) by (apply (le_INR 1); exact HN).
  assert (Hx : 0 <= / INR N <= 1).
  { split; [left; apply Rinv_0_lt_compat; lra|].
    rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  pose proof (rprod_accumulate (/ INR N) t Hx) as B.
  rewrite (rprod_ext t _ (fun s => 1 - / INR N / (INR s + 1) ^ 2)).
  - replace ((1 - 1 / INR N) * (1 - 2 / (3 * INR N)))
      with ((1 - / INR N) * (1 - 2 / 3 * / INR N)) by (field; lra). exact B.
  - intros s _. pose proof (pos_INR s). field. split; lra.
Qed.

(** [sin x / x] is at least [1 - x^2/6]. *)
Lemma sine_share : forall x, 0 < x <= PI -> 1 - x ^ 2 / 6 <= sin x / x.
Proof.
  intros x Hx. pose proof PI_4 as Hpi.
  destruct (pre_sin_bound x 0 ltac:(lra) ltac:(lra)) as [B _].
  unfold sin_approx, sin_term in B. simpl in B.
  apply (Rmult_le_reg_r x); [lra|]. unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem accumulation_pi_floor_proof : accumulation_pi_floor.
Proof.
  intros K N Q t HN HQ.
  eapply Rle_trans; [|apply (proj1 (accumulation_limit_proof K N Q HN HQ))].
  apply Rmult_le_compat_l; [now apply Diversity_nonneg|].
  assert (Hn : 1 <= INR N) by (apply (le_INR 1); exact HN). pose proof PI_RGT_0 as Hpi.
  assert (Hs : 1 <= sqrt (INR N)) by (rewrite <- sqrt_1; apply sqrt_le_1; lra).
  unfold accumulation_share.
  replace (PI ^ 2 / (6 * INR N)) with ((PI / sqrt (INR N)) ^ 2 / 6).
  - apply sine_share. split; [apply Rdiv_lt_0_compat; lra|].
    apply (Rmult_le_reg_r (sqrt (INR N))); [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. nra.
  - unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, pow2_sqrt by lra. field. lra.
Qed.

Theorem accumulation_keeps_a_third_proof : accumulation_keeps_a_third.
Proof.
  intros K N Q t HN HQ.
  eapply Rle_trans; [|apply accumulation_floor_proof; auto; lia].
  pose proof (Diversity_nonneg K Q HQ) as HD. apply le_INR in HN. simpl in HN.
  assert (Hx : 0 < / INR N <= / 2)
    by (split; [apply Rinv_0_lt_compat | apply Rinv_le_contravar]; lra).
  apply Rmult_le_compat_l; [exact HD|].
  replace (2 / (3 * INR N)) with (2 / 3 * / INR N) by (field; lra). unfold Rdiv. nra.
Qed.

Theorem S1_accumulating_fails_proof : S1_accumulating_fails.
Proof.
  intro H. apply (stays_above (fun t => Accumulating 2 2 t (Diversity 2) coin) (/ 6)).
  - lra.
  - intro t.
    pose proof (accumulation_keeps_a_third_proof 2%nat 2%nat coin t (Nat.le_refl 2) coin_simplex)
      as B.
    rewrite coin_diversity in B. lra.
  - apply H; [lia | exact coin_simplex].
Qed.
