(** * Grounding by contrast: two starts, a missing symbol, rising entropy *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Binomial Loss Sample Grounding.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

(** ** Wasserstein distance *)

(** A function whose steps are at most [s] has a binomial expectation that
    moves by at most [n s |p - r|] with the success probability. *)
Lemma Binomial_lipschitz : forall n p r g s k, 0 <= p <= 1 -> 0 <= r <= 1 ->
  (forall j, Rabs (g (S j) - g j) <= s) ->
  Rabs (Binomial n p g k - Binomial n r g k) <= INR n * s * Rabs (p - r).
Proof.
  intros n p r g s k Hp Hr. revert g k.
  assert (step : forall m g k, (forall j, Rabs (g (S j) - g j) <= s) ->
    Rabs (Binomial m r g (S k) - Binomial m r g k) <= s).
  { induction m as [|m IH]; intros g k Hg; [exact (Hg k)|].
    rewrite !Binomial_step.
    replace (r * Binomial m r g (S (S k)) + (1 - r) * Binomial m r g (S k)
             - (r * Binomial m r g (S k) + (1 - r) * Binomial m r g k))
      with (r * (Binomial m r g (S (S k)) - Binomial m r g (S k))
            + (1 - r) * (Binomial m r g (S k) - Binomial m r g k)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite !Rabs_mult.
    rewrite (Rabs_pos_eq r), (Rabs_pos_eq (1 - r)) by lra.
    pose proof (IH g (S k) Hg) as H1. pose proof (IH g k Hg) as H2. nra. }
  induction n as [|n IH]; intros g k Hg.
  - simpl. unfold Rminus. rewrite Rplus_opp_r, Rabs_R0. lra.
  - rewrite !Binomial_step.
    replace (p * Binomial n p g (S k) + (1 - p) * Binomial n p g k
             - (r * Binomial n r g (S k) + (1 - r) * Binomial n r g k))
      with (p * (Binomial n p g (S k) - Binomial n r g (S k))
            + ((1 - p) * (Binomial n p g k - Binomial n r g k)
               + (p - r) * (Binomial n r g (S k) - Binomial n r g k))) by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    eapply Rle_trans; [apply Rplus_le_compat_l, Rabs_triang|].
    rewrite !Rabs_mult, (Rabs_pos_eq p), (Rabs_pos_eq (1 - p)), S_INR by lra.
    pose proof (IH g (S k) Hg) as H1. pose proof (IH g k Hg) as H2.
    pose proof (Rmult_le_compat_l (Rabs (p - r)) _ _ (Rabs_pos _) (step n g k Hg)) as H3.
    apply (Rmult_le_compat_l p) in H1; [|lra].
    apply (Rmult_le_compat_l (1 - p)) in H2; [|lra].
    lra.
Qed.

Lemma mix_difference : forall a P Q R i,
  mix a P Q i - mix a P R i = (1 - a) * (Q i - R i).
Proof. intros; unfold mix; ring. Qed.

Lemma lipschitz_1_scal : forall s, Rabs s = 1 -> lipschitz_1 (fun x => s * x).
Proof.
  intros s Hs x y. replace (s * x - s * y) with (s * (x - y)) by ring.
  rewrite Rabs_mult, Hs. lra.
Qed.

Theorem wasserstein_proof : wasserstein.
Proof.
  intros K N a P Q R i HN Ha HP HQ HR L.
  assert (HMQ : simplex K (mix a P Q)) by auto using simplex_mix.
  assert (HMR : simplex K (mix a P R)) by auto using simplex_mix.
  assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  split.
  - intros f Hf. rewrite !Gen_marginal by auto.
    eapply Rle_trans; [apply Rle_abs|].
    eapply Rle_trans; [apply (Binomial_lipschitz _ _ _ _ (/ INR N))|].
    + split; [eapply simplex_nonneg | eapply simplex_le_1]; eauto.
    + split; [eapply simplex_nonneg | eapply simplex_le_1]; eauto.
    + intros j. eapply Rle_trans; [apply Hf|]. rewrite S_INR.
      replace ((INR j + 1) / INR N - INR j / INR N) with (/ INR N) by (field; lra).
      rewrite Rabs_pos_eq; [lra|]. left. now apply Rinv_0_lt_compat.
    + rewrite mix_difference, Rabs_mult, (Rabs_pos_eq (1 - a)), Rinv_r by lra. lra.
  - assert (E : forall s, Gen K N (mix a P Q) (fun Q' => s * Q' i)
                          - Gen K N (mix a P R) (fun Q' => s * Q' i)
                          = s * ((1 - a) * (Q i - R i))).
    { intros s. rewrite !(Gen_scal _ _ _ s (fun Q' => Q' i)), !Gen_coord by auto.
      rewrite <- mix_difference with (P := P). ring. }
    destruct (Rle_or_lt 0 (Q i - R i)) as [Hp|Hp].
    + exists (fun x => 1 * x). split; [apply lipschitz_1_scal, Rabs_R1|].
      rewrite E, Rabs_pos_eq by exact Hp. ring.
    + exists (fun x => -1 * x). split.
      * apply lipschitz_1_scal. rewrite Rabs_left; lra.
      * rewrite E, Rabs_left by exact Hp. ring.
Qed.

(** ** A missing symbol *)

(** Another symbol of the world keeps the mixture away from [i]'s vertex. *)
Theorem forward_kl_finite_fails_proof : forward_kl_finite_fails.
Proof.
  intros K N a P Q i HK HN Ha HP HI HQ L.
  assert (HM : simplex K (mix a P Q)) by (apply simplex_mix; auto; lra).
  rewrite Gen_minus, Gen_const, Gen_present by auto.
  assert (0 < (1 - mix a P Q i) ^ N); [|lra]. apply pow_lt.
  assert (J : exists j, (j < K)%nat /\ j <> i)
    by (destruct i; [exists 1%nat | exists 0%nat]; lia).
  destruct J as (j & Lj & D).
  assert (Hj : 0 < mix a P Q j).
  { unfold mix. pose proof (simplex_nonneg K Q j HQ Lj).
    assert (0 < a * P j) by (apply Rmult_lt_0_compat; [lra | now apply HI]).
    assert (0 <= (1 - a) * Q j) by (apply Rmult_le_pos; lra). lra. }
  pose proof (rsum_split K i (mix a P Q) L) as S. rewrite (simplex_sum K _ HM) in S.
  assert (0 < rsum K (fun k => if Nat.eqb k i then 0 else mix a P Q k)); [|lra].
  apply (rsum_pos K _ j).
  - intros k Lk. destruct (Nat.eqb k i); [lra | now apply (simplex_nonneg K _ k HM)].
  - exact Lj.
  - apply Nat.eqb_neq in D. now rewrite D.
Qed.

(** ** Rising entropy *)

Lemma Entropy_vertex : forall K Q, simplex K Q -> vertex K Q -> Entropy K Q = 0.
Proof.
  intros K Q HQ V. unfold Entropy. rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero; [ring|].
  intros i L. destruct (vertex_coord K Q i HQ V L) as [-> | ->]; [ring|].
  rewrite ln_1. ring.
Qed.

Theorem monotone_with_data_fails_proof : monotone_with_data_fails.
Proof.
  intros K N a P Q i HN Ha HP HQ V HPi.
  assert (HN1 : (1 <= N)%nat) by lia.
  assert (HM : simplex K (mix a P Q)) by (apply simplex_mix; auto; lra).
  rewrite (Entropy_vertex K Q HQ (ex_intro _ i V)). destruct V as [L E].
  apply Rlt_le_trans with (Gen K N (mix a P Q) (Diversity K));
    [|apply Gen_le; auto; intros; now apply Diversity_le_Entropy].
  rewrite Gen_Diversity by auto.
  assert (H2 : 2 <= INR N) by now apply (le_INR 2).
  apply Rmult_lt_0_compat.
  - assert (/ INR N <= / 2) by (apply Rinv_le_contravar; lra). lra.
  - rewrite Diversity_alt by auto. apply (rsum_pos K _ i); [|exact L|].
    + intros j Lj. pose proof (simplex_nonneg K _ j HM Lj).
      pose proof (simplex_le_1 K _ j HM Lj). apply Rmult_le_pos; lra.
    + replace (mix a P Q i) with (1 - a * (1 - P i)) by (unfold mix; rewrite E; ring).
      pose proof (simplex_nonneg K P i HP L).
      assert (0 < a * (1 - P i)) by (apply Rmult_lt_0_compat; lra).
      apply Rmult_lt_0_compat; nra.
Qed.
