(** * The entropy lost in one generation

    The loss is a sum over symbols of one function of [N] and [p_i]; bounds on
    that function, from below by a Taylor polynomial and from above by size bias
    and a tangent line, give the bounds on the loss. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

Lemma INR_ge_1 : forall N, (1 <= N)%nat -> 1 <= INR N.
Proof. intros N HN. now apply (le_INR 1). Qed.

(** ** Loss as divergence *)

(** Divergence from a model whose support covers that of [p]. *)
Lemma KL_expand : forall K p r, simplex K p -> simplex K r ->
  (forall i, (i < K)%nat -> r i = 0 -> p i = 0) ->
  KL K p r = - Entropy K p - rsum K (fun i => p i * ln (r i)).
Proof.
  intros K p r Hp Hr Z. unfold KL, Entropy.
  rewrite Ropp_involutive, <- rsum_minus. apply rsum_ext. intros i L.
  destruct (simplex_nonneg K p i Hp L) as [Hpi|<-]; [|ring].
  destruct (simplex_nonneg K r i Hr L) as [Hri|E].
  - rewrite ln_div by auto. ring.
  - symmetry in E. rewrite (Z i L E) in Hpi. lra.
Qed.

Theorem kl_identity_proof : kl_identity.
Proof.
  intros K N Q HN HQ.
  rewrite (Gen_eq K N Q (fun Q' => KL K Q' Q)
    (fun Q' => - Entropy K Q' - rsum K (fun i => Q' i * ln (Q i)))) by
    (auto; intros Q' HQ' Z; apply KL_expand; auto).
  rewrite Gen_minus, Gen_opp, (Gen_rsum K N Q K (fun i Q' => Q' i * ln (Q i))).
  rewrite (rsum_ext K _ (fun i => Q i * ln (Q i))).
  - unfold Entropy at 1. ring.
  - intros i L. rewrite (Gen_scal_r K N Q (ln (Q i)) (fun Q' => Q' i)).
    now rewrite Gen_coord.
Qed.

(** ** Loss as a sum over symbols *)

(** What one symbol of mass [p] contributes to the loss. *)
Definition symbol_loss (N : nat) (p : R) : R :=
  Binomial N p (fun k => INR k / INR N * ln (INR k / INR N)) 0 - p * ln p.

Lemma loss_sum : forall K N Q, simplex K Q ->
  Entropy K Q - Gen K N Q (Entropy K) = rsum K (fun i => symbol_loss N (Q i)).
Proof.
  intros K N Q HQ. unfold Entropy.
  rewrite Gen_opp, (Gen_rsum K N Q K (fun i Q' => Q' i * ln (Q' i))).
  unfold symbol_loss. rewrite rsum_minus.
  rewrite (rsum_ext K (fun i => Gen K N Q (fun Q' => Q' i * ln (Q' i)))
     (fun i => Binomial N (Q i) (fun k => INR k / INR N * ln (INR k / INR N)) 0)); [ring|].
  intros i L. apply (Gen_marginal K N Q i (fun x => x * ln x) HQ L).
Qed.

Lemma symbol_loss_0 : forall N, (1 <= N)%nat -> symbol_loss N 0 = 0.
Proof.
  intros N HN. unfold symbol_loss.
  assert (E : forall n g, Binomial n 0 g 0 = g O).
  { induction n as [|n IH]; intros g; simpl; [reflexivity|]. rewrite !IH. ring. }
  rewrite E. simpl (INR 0). unfold Rdiv. ring.
Qed.

(** Size bias: with [n + 1] samples the loss of a symbol is
    [p E[ln((1 + B)/((n + 1) p))]], [B] binomial over [n] draws. *)
Lemma symbol_loss_size_bias : forall n p, 0 < p ->
  symbol_loss (S n) p
  = p * Binomial n p (fun k => ln (INR (S k) / (INR (S n) * p))) 0.
Proof.
  intros n p Hp. assert (HN : 0 < INR (S n)) by (apply lt_0_INR; lia).
  unfold symbol_loss.
  rewrite (Binomial_ext p (S n) _ (fun k => / INR (S n) * (INR k * ln (INR k / INR (S n)))))
    by (intros; unfold Rdiv; ring).
  rewrite Binomial_scal, Binomial_size_bias, Binomial_shift.
  rewrite (Binomial_ext p n (fun k => ln (INR (S k) / (INR (S n) * p)))
    (fun k => ln (INR (S k) / INR (S n)) + - ln p)).
  - rewrite Binomial_plus, Binomial_const. field. lra.
  - intros k. assert (0 < INR (S k)) by (apply lt_0_INR; lia).
    assert (0 < INR (S n) * p) by (apply Rmult_lt_0_compat; lra).
    rewrite !ln_div, ln_mult by lra. ring.
Qed.

(** ** The upper bound *)

(** The tangent of the logarithm at the mean of what it is applied to. *)
Lemma symbol_loss_upper : forall N p, (1 <= N)%nat -> 0 <= p <= 1 ->
  symbol_loss N p <= p * ln (1 + (1 - p) / (INR N * p)).
Proof.
  intros [|n] p HN [Hp Hp1]; [lia|].
  destruct Hp as [Hp|<-]; [|rewrite symbol_loss_0 by lia; lra].
  assert (HS : 0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite symbol_loss_size_bias by exact Hp.
  apply Rmult_le_compat_l; [lra|].
  assert (Hnp : 0 < INR (S n) * p) by (apply Rmult_lt_0_compat; lra).
  set (a := 1 + (1 - p) / (INR (S n) * p)).
  assert (Ha : 0 < a).
  { unfold a. assert (0 <= (1 - p) / (INR (S n) * p)); [|lra].
    apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat. }
  apply Rle_trans with
    (Binomial n p (fun k => (ln a - 1 + / (INR (S n) * p) / a)
                            + (/ (INR (S n) * p) / a) * INR k) 0).
  - apply Binomial_le; [lra|]. intros k _.
    assert (Hk : 0 < INR (S k)) by (apply lt_0_INR; lia).
    assert (Hq : 0 < INR (S k) / (INR (S n) * p)) by (apply Rdiv_lt_0_compat; lra).
    pose proof (ln_tangent a _ Ha Hq) as T.
    rewrite (S_INR k) in T |- *.
    replace ((INR k + 1) / (INR (S n) * p) / a)
      with (/ (INR (S n) * p) / a + / (INR (S n) * p) / a * INR k) in T
      by (field; repeat split; lra).
    lra.
  - rewrite Binomial_plus, Binomial_const, Binomial_scal, Binomial_mean. simpl (INR 0).
    right. assert (E : / (INR (S n) * p) / a * (1 + INR n * p) = 1); [|lra].
    unfold a. rewrite S_INR in *.
    assert (0 <= INR n * p) by (apply Rmult_le_pos; [apply pos_INR|lra]).
    field. repeat split; nra.
Qed.

Theorem sandwich_upper_proof : sandwich_upper.
Proof.
  intros K N Q HN HQ. rewrite loss_sum by exact HQ. apply rsum_le.
  intros i L. apply symbol_loss_upper; auto.
  split; [eapply simplex_nonneg | eapply simplex_le_1]; eauto.
Qed.

Theorem sandwich_upper_one_sample_proof : sandwich_upper_one_sample.
Proof.
  intros K Q HQ. rewrite loss_sum by exact HQ. apply rsum_ext. intros i L.
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-].
  - rewrite symbol_loss_size_bias by exact Hp. simpl. f_equal. f_equal. field. lra.
  - rewrite symbol_loss_0 by lia. ring.
Qed.

(** Paninski's bound: one more tangent line, at [1 + (K-1)/N]. *)
Theorem paninski_proof : paninski.
Proof.
  intros K N Q HN HQ. eapply Rle_trans; [now apply sandwich_upper_proof|].
  pose proof (INR_ge_1 N HN) as H1. pose proof (simplex_K K Q HQ) as HK.
  apply INR_ge_1 in HK.
  set (a := 1 + (INR K - 1) / INR N).
  assert (Ha : 0 < a).
  { unfold a. assert (0 <= (INR K - 1) / INR N); [|lra].
    apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra. }
  apply Rle_trans with (rsum K (fun i => Q i * (ln a - 1) + (Q i + (1 - Q i) * / INR N) * / a)).
  - apply rsum_le. intros i L.
    pose proof (simplex_le_1 K Q i HQ L) as H1i.
    destruct (simplex_nonneg K Q i HQ L) as [Hp|E].
    + assert (Hnp : 0 < INR N * Q i) by (apply Rmult_lt_0_compat; lra).
      set (y := 1 + (1 - Q i) / (INR N * Q i)).
      assert (Hy : 0 < y).
      { unfold y. assert (0 <= (1 - Q i) / (INR N * Q i)); [|lra].
        apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat. }
      pose proof (ln_tangent a y Ha Hy) as T.
      replace (Q i * (ln a - 1) + (Q i + (1 - Q i) * / INR N) * / a)
        with (Q i * (ln a + (y / a - 1))) by (unfold y; field; repeat split; lra).
      apply Rmult_le_compat_l; lra.
    + rewrite <- E. rewrite Rmult_0_l, Rmult_0_l, Rplus_0_l.
      assert (0 < / INR N * / a)
        by (apply Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra).
      lra.
  - rewrite rsum_plus, !rsum_scal_r, rsum_plus, rsum_scal_r, rsum_minus, rsum_const.
    rewrite (simplex_sum K Q HQ).
    replace (1 + (INR K * 1 - 1) * / INR N) with a by (unfold a; field; lra).
    right. field. lra.
Qed.

(** ** The lower bound *)

(** A symbol of mass [p] loses at least [p (1 - p)/(2N)] nats.  If [N p <= 1/2]
    every outcome of the size-biased form already does; otherwise the Taylor
    polynomial of degree 3 has a large enough mean. *)
Lemma symbol_loss_lower : forall N p, (1 <= N)%nat -> 0 <= p <= 1 ->
  p * (1 - p) / (2 * INR N) <= symbol_loss N p.
Proof.
  intros [|n] p HN [Hp Hp1]; [lia|].
  destruct Hp as [Hp|<-]; [|rewrite symbol_loss_0 by lia; unfold Rdiv; lra].
  pose proof (INR_ge_1 (S n) HN) as HS.
  assert (Hnp : 0 < INR (S n) * p) by (apply Rmult_lt_0_compat; lra).
  destruct (Rle_or_lt (INR (S n) * p) (1 / 2)) as [Hs|Hl].
  - rewrite symbol_loss_size_bias by exact Hp.
    apply Rle_trans with (p * (1 / 2)).
    + unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
      assert (/ (2 * INR (S n)) <= / 2) by (apply Rinv_le_contravar; lra).
      assert (0 < / (2 * INR (S n))) by (apply Rinv_0_lt_compat; lra). nra.
    + apply Rmult_le_compat_l; [lra|].
      rewrite <- (Binomial_const p n (1 / 2) 0) at 1.
      apply Binomial_le; [lra|]. intros k _.
      assert (H1k : 1 <= INR (S k)) by (apply INR_ge_1; lia).
      (* ln y >= 1 - 1/y with y = (k+1)/(N p) >= 2 *)
      assert (T : ln ((INR (S n) * p) / INR (S k)) <= (INR (S n) * p) / INR (S k) - 1)
        by (apply ln_le_minus_1, Rdiv_lt_0_compat; lra).
      rewrite ln_div in T |- * by lra.
      assert ((INR (S n) * p) / INR (S k) <= INR (S n) * p).
      { assert (/ INR (S k) <= / 1) by (apply Rinv_le_contravar; lra).
        rewrite Rinv_1 in H. unfold Rdiv. nra. }
      lra.
  - unfold symbol_loss. set (N := INR (S n)) in *.
    apply Rle_trans with
      (Binomial (S n) p (fun k => (- p + / N * INR k)
          + (/ (2 * p * N ^ 2) * (INR k - N * p) ^ 2
             + - / (6 * p ^ 2 * N ^ 3) * (INR k - N * p) ^ 3)
          + (ln p * / N) * INR k) 0 - p * ln p).
    + rewrite !Binomial_plus, !Binomial_scal, Binomial_const, Binomial_mean,
        Binomial_square, Binomial_cube.
      simpl (INR 0). fold N.
      replace (- p + / N * (0 + N * p)
        + (/ (2 * p * N ^ 2) * ((0 + N * p - N * p) ^ 2 + N * p * (1 - p))
           + - / (6 * p ^ 2 * N ^ 3) *
             ((0 + N * p - N * p) ^ 3 + 3 * (0 + N * p - N * p) * (N * p * (1 - p))
              + N * p * (1 - p) * (1 - 2 * p)))
        + ln p * / N * (0 + N * p) - p * ln p)
        with (p * (1 - p) / (2 * N)
              + (1 - p) * (3 * (N * p) * (1 - p) - (1 - 2 * p)) * / (6 * p * N ^ 2))
        by (field; split; lra).
      assert (0 < / (6 * p * N ^ 2))
        by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
      assert (0 <= 3 * (N * p) * (1 - p) - (1 - 2 * p)) by nra.
      assert (0 <= (1 - p) * (3 * (N * p) * (1 - p) - (1 - 2 * p)))
        by (apply Rmult_le_pos; lra).
      assert (0 <= (1 - p) * (3 * (N * p) * (1 - p) - (1 - 2 * p)) * / (6 * p * N ^ 2))
        by (apply Rmult_le_pos; lra).
      lra.
    + apply Rplus_le_compat_r. apply Binomial_le; [lra|]. intros k _.
      assert (Hx : 0 <= INR k / N)
        by (apply Rmult_le_pos; [apply pos_INR | left; apply Rinv_0_lt_compat; lra]).
      pose proof (xlnx_taylor p (INR k / N) Hp Hx) as T.
      replace ((INR k / N - p) + (INR k / N - p) ^ 2 / (2 * p)
               - (INR k / N - p) ^ 3 / (6 * p ^ 2))
        with ((- p + / N * INR k)
          + (/ (2 * p * N ^ 2) * (INR k - N * p) ^ 2
             + - / (6 * p ^ 2 * N ^ 3) * (INR k - N * p) ^ 3)) in T by (field; split; lra).
      unfold Rdiv in *. lra.
Qed.

Theorem loss_floor_proof : loss_floor.
Proof.
  intros K N Q HN HQ. apply Rle_ge. rewrite loss_sum by exact HQ.
  rewrite Diversity_alt by exact HQ. unfold Rdiv. rewrite <- rsum_scal_r.
  apply rsum_le. intros i L. apply symbol_loss_lower; auto.
  split; [eapply simplex_nonneg | eapply simplex_le_1]; eauto.
Qed.

(** ** Entropy falls, and strictly so away from the vertices *)

Lemma Diversity_zero_vertex : forall K Q, simplex K Q ->
  Diversity K Q = 0 -> vertex K Q.
Proof.
  intros K Q HQ Z. rewrite Diversity_alt in Z by exact HQ.
  assert (T : forall i, (i < K)%nat -> Q i * (1 - Q i) = 0).
  { apply rsum_zero_terms; auto. intros i L.
    pose proof (simplex_nonneg K Q i HQ L). pose proof (simplex_le_1 K Q i HQ L).
    apply Rmult_le_pos; lra. }
  assert (D : forall k, (k <= K)%nat ->
    (exists i, (i < k)%nat /\ Q i = 1) \/ (forall i, (i < k)%nat -> Q i = 0)).
  { induction k as [|k IH]; intros Hk; [right; lia|].
    destruct IH as [(i & L & E)|A]; [lia| left; exists i; split; auto; lia |].
    destruct (Rmult_integral _ _ (T k Hk)) as [E|E].
    - right. intros i L. destruct (Nat.eq_dec i k) as [->|Hn]; auto. apply A. lia.
    - left. exists k. split; [lia|]. lra. }
  destruct (D K (Nat.le_refl K)) as [(i & L & E)|A].
  - now exists i.
  - destruct HQ as [_ S]. rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S by auto. lra.
Qed.

Lemma vertex_coord : forall K Q i, simplex K Q -> vertex K Q -> (i < K)%nat ->
  Q i = 0 \/ Q i = 1.
Proof.
  intros K Q i HQ (j & L & E) Li. destruct (Nat.eq_dec i j) as [->|Hn]; auto.
  left. apply (vertex_at_others K Q j i); auto. now split.
Qed.

Theorem one_step_proof : one_step.
Proof.
  intros K N Q HN HQ.
  pose proof (loss_floor_proof K N Q HN HQ) as F.
  pose proof (Diversity_nonneg K Q HQ) as HD.
  pose proof (INR_ge_1 N HN) as H1.
  assert (Hi : 0 < / (2 * INR N)) by (apply Rinv_0_lt_compat; lra).
  assert (0 <= Diversity K Q / (2 * INR N)) by (apply Rmult_le_pos; lra).
  split; [lra|]. split.
  - intros E. apply Diversity_zero_vertex; auto.
    assert (Z : Diversity K Q * / (2 * INR N) = 0) by (unfold Rdiv in *; lra).
    destruct (Rmult_integral _ _ Z); lra.
  - intros V. pose proof (sandwich_upper_proof K N Q HN HQ) as U.
    rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero in U; [lra|].
    intros i L. destruct (vertex_coord K Q i HQ V L) as [-> | ->]; [ring|].
    replace (1 + (1 - 1) / (INR N * 1)) with 1 by (field; lra). rewrite ln_1. ring.
Qed.
