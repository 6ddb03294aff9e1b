(** * One generation with exogenous data *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial Loss.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

Theorem mse_law_proof : mse_law.
Proof.
  intros K N a P Q HN Ha HP HQ.
  rewrite Gen_L2 by auto using simplex_mix. f_equal.
  unfold L2, mix. rewrite <- rsum_scal. apply rsum_ext. intros; ring.
Qed.

(** ** Entropy *)

(** Entropy is concave: the mixture has at least the mean of the entropies. *)
Lemma Entropy_mix : forall K a P Q, 0 <= a <= 1 -> simplex K P -> simplex K Q ->
  a * Entropy K P + (1 - a) * Entropy K Q <= Entropy K (mix a P Q).
Proof.
  intros K a P Q Ha HP HQ. unfold Entropy.
  replace (a * - rsum K (fun i => P i * ln (P i)) + (1 - a) * - rsum K (fun i => Q i * ln (Q i)))
    with (- (a * rsum K (fun i => P i * ln (P i)) + (1 - a) * rsum K (fun i => Q i * ln (Q i))))
    by ring.
  apply Ropp_le_contravar. rewrite <- !rsum_scal, <- rsum_plus. apply rsum_le. intros i L.
  pose proof (simplex_nonneg K P i HP L) as Hq. pose proof (simplex_nonneg K Q i HQ L) as Hp.
  pose proof (simplex_nonneg K _ i (simplex_mix K a P Q Ha HP HQ) L) as [Hm|Z].
  - pose proof (gibbs (P i) (mix a P Q i) Hq Hm) as Gq.
    pose proof (gibbs (Q i) (mix a P Q i) Hp Hm) as Gp.
    apply (Rmult_le_compat_l a) in Gq; [|lra].
    apply (Rmult_le_compat_l (1 - a)) in Gp; [|lra].
    set (l := ln (mix a P Q i)) in *. unfold mix in *. nra.
  - unfold mix in Z |- *. rewrite <- Z.
    assert (0 <= a * P i) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - a) * Q i) by (apply Rmult_le_pos; lra).
    rewrite <- !Rmult_assoc.
    replace (a * P i) with 0 by lra. replace ((1 - a) * Q i) with 0 by lra. lra.
Qed.

Theorem entropy_floor_proof : entropy_floor.
Proof.
  intros K N a P Q HN Ha HP HQ.
  pose proof (paninski_proof K N (mix a P Q) HN (simplex_mix K a P Q Ha HP HQ)).
  pose proof (Entropy_mix K a P Q Ha HP HQ). split; lra.
Qed.

Lemma Diversity_le_Entropy : forall K Q, simplex K Q -> Diversity K Q <= Entropy K Q.
Proof.
  intros K Q HQ. rewrite Diversity_alt by exact HQ. unfold Entropy.
  rewrite <- rsum_opp. apply rsum_le. intros i L.
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|lra].
  pose proof (ln_le_minus_1 (Q i) Hp). nra.
Qed.

Theorem entropy_above_diversity_proof : entropy_above_diversity.
Proof.
  intros K P alpha N t Q HP HQ Ha HN. apply Rle_ge. apply Chain_le; auto.
  intros; now apply Diversity_le_Entropy.
Qed.

(** The mixture is at least [alpha P] in every symbol. *)
Theorem mixture_kl_proof : mixture_kl.
Proof.
  intros K a P Q Ha HP HQ. unfold KL.
  apply Rle_trans with (rsum K (fun i => P i * ln (1 / a)));
    [|rewrite rsum_scal_r, (simplex_sum K P HP); lra].
  apply rsum_le. intros i L.
  destruct (simplex_nonneg K P i HP L) as [Hq|<-]; [|lra].
  pose proof (simplex_nonneg K Q i HQ L) as Hp.
  assert (Haq : 0 < a * P i) by (apply Rmult_lt_0_compat; lra).
  assert (Hm : a * P i <= mix a P Q i)
    by (unfold mix; assert (0 <= (1 - a) * Q i) by (apply Rmult_le_pos; lra); lra).
  apply Rmult_le_compat_l; [lra|].
  assert (Hd : 0 < P i / mix a P Q i) by (apply Rdiv_lt_0_compat; lra).
  assert (P i / mix a P Q i <= 1 / a).
  { replace (1 / a) with (P i / (a * P i)) by (field; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra. }
  destruct H as [Hlt|Heq]; [left; now apply ln_increasing | rewrite Heq; lra].
Qed.

(** ** Diversity *)

Lemma Diversity_mix : forall K a P Q, 0 <= a <= 1 -> simplex K P -> simplex K Q ->
  Diversity K (mix a P Q) <= Diversity K Q + 2 * a.
Proof.
  intros K a P Q Ha HP HQ. unfold Diversity.
  assert (rsum K (fun i => Q i ^ 2) - rsum K (fun i => mix a P Q i ^ 2) <= 2 * a); [|lra].
  rewrite <- rsum_minus, <- (Rmult_1_r (2 * a)), <- (simplex_sum K Q HQ), <- rsum_scal.
  apply rsum_le. intros i L.
  pose proof (simplex_nonneg K Q i HQ L). pose proof (simplex_le_1 K Q i HQ L).
  pose proof (simplex_nonneg K P i HP L).
  pose proof (simplex_nonneg K _ i (simplex_mix K a P Q Ha HP HQ) L).
  pose proof (simplex_le_1 K _ i (simplex_mix K a P Q Ha HP HQ) L).
  (* Q^2 - M^2 = a (Q - P)(Q + M) <= a Q (Q + M) <= 2 a Q *)
  replace (Q i ^ 2 - mix a P Q i ^ 2) with (a * ((Q i - P i) * (Q i + mix a P Q i)))
    by (unfold mix; ring).
  rewrite (Rmult_comm 2 a), Rmult_assoc. apply Rmult_le_compat_l; [lra|]. nra.
Qed.

Theorem collapse_step_proof : collapse_step.
Proof.
  intros K N a P Q HN Ha HP HQ. rewrite Gen_Diversity by auto using simplex_mix.
  apply Rmult_le_compat_l; [|now apply Diversity_mix].
  pose proof (INR_ge_1 N HN). assert (/ INR N <= / 1) by (apply Rinv_le_contravar; lra).
  rewrite Rinv_1 in *. lra.
Qed.

(** ** Escape from a vertex *)

Lemma is_one_frequency : forall N k, (1 <= N)%nat ->
  is_one (INR k / INR N) = if Nat.eqb k N then 1 else 0.
Proof.
  intros N k HN. assert (0 < INR N) by (apply lt_0_INR; lia). unfold is_one.
  destruct (Nat.eqb_spec k N) as [->|D]; destruct (Req_EM_T _ 1) as [E|E]; auto.
  - exfalso. apply E. field. lra.
  - exfalso. apply D, INR_eq. apply (Rmult_eq_compat_r (INR N)) in E.
    unfold Rdiv in E. rewrite Rmult_assoc, Rinv_l in E by lra. lra.
Qed.

Lemma exp_mult_nat : forall n x, exp (INR n * x) = exp x ^ n.
Proof.
  induction n as [|n IH]; intros x.
  - simpl (INR 0). rewrite Rmult_0_l. apply exp_0.
  - rewrite S_INR, Rmult_plus_distr_r, exp_plus, IH, Rmult_1_l. simpl. ring.
Qed.

Theorem escape_proof : escape.
Proof.
  intros K N a P Q i HN Ha HP HQ [L E].
  assert (HM : simplex K (mix a P Q)) by auto using simplex_mix.
  assert (A : Gen K N (mix a P Q) (fun Q' => is_one (Q' i)) = (1 - a * (1 - P i)) ^ N).
  { rewrite (Gen_marginal K N _ i is_one HM L).
    replace (mix a P Q i) with (1 - a * (1 - P i)) by (unfold mix; rewrite E; ring).
    rewrite <- (Binomial_all (1 - a * (1 - P i)) N 0). apply Binomial_ext.
    intros j. now apply is_one_frequency. }
  split; [exact A|]. rewrite Gen_minus, Gen_const, A by exact HM.
  pose proof (simplex_nonneg K P i HP L). pose proof (simplex_le_1 K P i HP L).
  replace (- (INR N * a * (1 - P i))) with (INR N * - (a * (1 - P i))) by ring.
  rewrite exp_mult_nat. apply Rle_ge, Rplus_le_compat_l, Ropp_le_contravar.
  apply pow_incr. pose proof (exp_ineq1_le (- (a * (1 - P i)))).
  assert (0 <= 1 - a * (1 - P i)) by nra. lra.
Qed.
