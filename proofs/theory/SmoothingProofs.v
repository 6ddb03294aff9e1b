(** * Label smoothing: diversity settles, the start is forgotten *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits IdealisedProofs EnsembleProofs.
From Groundcheck.statements Require Import Generations Remedy Smoothing.
Local Open Scope R_scope.

Section Loop.

Variables (K N : nat) (e : R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis He : 0 <= e <= 1.

Notation E t G Q := (Smoothing K e N t G Q).

Lemma K_pos : forall Q, simplex K Q -> 1 <= INR K.
Proof. intros Q HQ. apply (le_INR 1). now apply (simplex_K K Q). Qed.

Lemma smoothed_simplex : forall X, simplex K X -> simplex K (smoothed K e X).
Proof.
  intros X HX. pose proof (K_pos X HX) as HK. unfold smoothed. split.
  - intros i L. pose proof (simplex_nonneg K X i HX L).
    assert (0 < / INR K) by (apply Rinv_0_lt_compat; lra).
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
  - rewrite rsum_plus, rsum_scal, rsum_const, (simplex_sum K X HX). field. lra.
Qed.

(** [D] of the smoothed frequencies. *)
Lemma Diversity_smoothed : forall X, simplex K X ->
  Diversity K (smoothed K e X)
  = (1 - (1 - e) ^ 2) * (1 - 1 / INR K) + (1 - e) ^ 2 * Diversity K X.
Proof.
  intros X HX. pose proof (K_pos X HX) as HK. unfold Diversity.
  rewrite (rsum_ext K (fun i => smoothed K e X i ^ 2)
    (fun i => (1 - e) ^ 2 * X i ^ 2 + (2 * (1 - e) * (e / INR K) * X i + (e / INR K) ^ 2)))
    by (intros; unfold smoothed; ring).
  rewrite !rsum_plus, !rsum_scal, rsum_const, (simplex_sum K X HX). field. lra.
Qed.

Lemma Smoothing_eq : forall t G G' Q, simplex K Q ->
  (forall Q', simplex K Q' -> G Q' = G' Q') -> E t G Q = E t G' Q.
Proof.
  induction t as [|t IH]; intros G G' Q HQ H; simpl; [now apply H|].
  apply Gen_eq; auto. intros X HX _. apply IH; [now apply smoothed_simplex | exact H].
Qed.

Lemma Smoothing_affine : forall t a b G Q, simplex K Q ->
  E t (fun Q' => a + b * G Q') Q = a + b * E t G Q.
Proof.
  induction t as [|t IH]; intros a b G Q HQ; simpl; [reflexivity|].
  rewrite (Gen_eq K N Q _ (fun X => a + b * E t G (smoothed K e X))); auto.
  - now rewrite Gen_plus, Gen_const, Gen_scal.
  - intros X HX _. now apply IH, smoothed_simplex.
Qed.

Lemma Smoothing_last : forall t G Q,
  E (S t) G Q = E t (fun Q' => Gen K N Q' (fun X => G (smoothed K e X))) Q.
Proof.
  induction t as [|t IH]; intros G Q; [reflexivity|].
  change (Gen K N Q (fun X => E (S t) G (smoothed K e X))
          = Gen K N Q (fun X => E t (fun Q' => Gen K N Q' (fun X' => G (smoothed K e X'))) (smoothed K e X))).
  apply Gen_ext. intro X. apply IH.
Qed.

Lemma smoothing_one : forall Q, simplex K Q ->
  Gen K N Q (fun X => Diversity K (smoothed K e X))
  = (1 - (1 - e) ^ 2) * (1 - 1 / INR K) + (1 - e) ^ 2 * (1 - 1 / INR N) * Diversity K Q.
Proof.
  intros Q HQ. rewrite (Gen_eq K N Q _ (fun X =>
    (1 - (1 - e) ^ 2) * (1 - 1 / INR K) + (1 - e) ^ 2 * Diversity K X)); auto.
  - rewrite Gen_plus, Gen_const, Gen_scal, Gen_Diversity by assumption. ring.
  - intros X HX _. now apply Diversity_smoothed.
Qed.

Lemma smoothing_recursion : forall t Q, simplex K Q ->
  E (S t) (Diversity K) Q
  = (1 - e) ^ 2 * rate N * E t (Diversity K) Q + (1 - (1 - e) ^ 2) * (1 - 1 / INR K).
Proof.
  intros t Q HQ. rewrite Smoothing_last.
  rewrite (Smoothing_eq t _ (fun Q' => (1 - (1 - e) ^ 2) * (1 - 1 / INR K)
    + ((1 - e) ^ 2 * rate N) * Diversity K Q') Q HQ).
  - rewrite Smoothing_affine by exact HQ. ring.
  - intros Q' HQ'. rewrite smoothing_one by exact HQ'. unfold rate. ring.
Qed.

Lemma smoothing_coord : forall t Q i, simplex K Q -> (i < K)%nat ->
  E t (fun Q' => Q' i) Q - 1 / INR K = (1 - e) ^ t * (Q i - 1 / INR K).
Proof.
  intros t Q i HQ L. pose proof (K_pos Q HQ) as HK. induction t as [|t IH]; [simpl; ring|].
  rewrite Smoothing_last.
  rewrite (Smoothing_eq t _ (fun Q' => e / INR K + (1 - e) * Q' i) Q HQ).
  - rewrite Smoothing_affine by exact HQ.
    replace (e / INR K + (1 - e) * E t (fun Q' => Q' i) Q - 1 / INR K)
      with ((1 - e) * (E t (fun Q' => Q' i) Q - 1 / INR K)) by (field; lra).
    rewrite IH. simpl. ring.
  - intros Q' HQ'. unfold smoothed.
    rewrite Gen_plus, Gen_scal, Gen_coord, Gen_const by assumption. ring.
Qed.

End Loop.

Theorem smoothing_step_proof : smoothing_step.
Proof. intros K N e Q HN He HQ. now apply smoothing_one. Qed.

Theorem smoothing_keeps_diversity_proof : smoothing_keeps_diversity.
Proof.
  intros K N e Q HN He HQ. pose proof (K_pos K Q HQ) as HK.
  assert (HN1 : 1 <= INR N) by (apply (le_INR 1); exact HN).
  pose proof (rate_bounds N HN) as Hr.
  assert (Hb : 0 <= (1 - e) ^ 2 <= 1) by (split; [apply pow2_ge_0 | nra]).
  set (x := fun t => Smoothing K e N t (Diversity K) Q). set (y := smoothing_level K N e).
  set (a := (1 - e) ^ 2 * rate N). set (b := (1 - (1 - e) ^ 2) * (1 - 1 / INR K)).
  assert (Ha : 0 <= a < 1) by (unfold a; split; [apply Rmult_le_pos; lra | nra]).
  assert (Hden : 0 < (1 - (1 - e) ^ 2) * INR N + (1 - e) ^ 2) by nra.
  assert (Hx : forall t, x (S t) = a * x t + b).
  { intro t. unfold x, a, b. now apply smoothing_recursion. }
  assert (Hy : y = a * y + b).
  { unfold y, a, b, smoothing_level, rate. field. lra. }
  repeat split.
  - intro t. change (Rmin (x O) y <= x t). rewrite (affine_closed_form a b x y Hx Hy t).
    pose proof (pow_nonneg a t (proj1 Ha)). pose proof (pow_at_most_1 a t ltac:(lra)).
    unfold Rmin. destruct (Rle_dec (x O) y); nra.
  - exact (affine_limit a b x y Ha Hx Hy).
  - intros HK2 Hp. apply (le_INR 2) in HK2. simpl in HK2. unfold smoothing_level.
    assert (/ INR K < 1) by (rewrite <- Rinv_1; apply Rinv_lt_contravar; lra).
    apply Rdiv_lt_0_compat; [|exact Hden].
    apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; nra.
Qed.

Theorem smoothing_mean_proof : smoothing_mean.
Proof. intros K N e Q t i HN He HQ L. now apply smoothing_coord. Qed.

Theorem smoothing_forgets_proof : smoothing_forgets.
Proof.
  intros K N e Q t HN He HQ. apply TV_scaled; [apply pow_nonneg; lra|].
  intros i L. now apply smoothing_coord.
Qed.

Theorem additive_is_smoothing_proof : additive_is_smoothing.
Proof.
  intros K N a Q HN Ha HQ e. pose proof (K_pos K Q HQ) as HK.
  apply (le_INR 1) in HN as HN1. simpl in HN1.
  assert (HKa : 0 <= INR K * a) by (apply Rmult_le_pos; lra).
  assert (Same : forall X i, additive K N a X i = smoothed K e X i).
  { intros X i. unfold additive, smoothed, e. field. lra. }
  split; [exact Same|].
  assert (He : 0 <= e <= 1).
  { unfold e. split.
    - apply Rmult_le_pos; [exact HKa|]. left. apply Rinv_0_lt_compat. lra.
    - apply (Rmult_le_reg_r (INR N + INR K * a)); [lra|]. unfold Rdiv.
      rewrite Rmult_assoc, Rinv_l by lra. lra. }
  rewrite <- (smoothing_one K N e HN Q HQ). apply Gen_ext. intro X.
  unfold Diversity. f_equal. apply rsum_ext. intros i _. now rewrite Same.
Qed.

Theorem small_steps_proof : small_steps.
Proof.
  intros K N eta Q HN HQ. assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  unfold Diversity at 1. rewrite Gen_minus, Gen_const by exact HQ.
  rewrite (member_square K N Q HN HQ eta (fun i => (1 - eta) * Q i)).
  rewrite (rsum_ext K _ (fun i => Q i ^ 2)) by (intros; ring).
  replace (rsum K (fun i => Q i ^ 2)) with (1 - Diversity K Q) by (unfold Diversity; ring).
  field. lra.
Qed.

(** ** Gibbs' inequality, with equality *)

Lemma gibbs_equal : forall x y, 0 <= x -> 0 <= y -> (y = 0 -> x = 0) ->
  0 <= x * ln (x / y) - x + y /\ (x * ln (x / y) - x + y = 0 -> y = x).
Proof.
  intros x y [Hx|<-] Hy Z; [|split; intros; lra].
  assert (Hy' : 0 < y) by (destruct Hy as [Hy|E]; [exact Hy | rewrite Z in Hx by auto; lra]).
  rewrite ln_div by assumption. pose proof (gibbs x y ltac:(lra) Hy') as G.
  split; [lra|]. intro E0. destruct (Req_dec x y) as [E|D]; [now symmetry|]. exfalso.
  assert (Hl : ln (y / x) <> 0).
  { intro L0. apply D. assert (Hq : 0 < y / x) by now apply Rdiv_lt_0_compat.
    rewrite <- (exp_ln (y / x) Hq) in Hq. assert (E : y / x = 1).
    { rewrite <- (exp_ln (y / x)) by now apply Rdiv_lt_0_compat. rewrite L0. apply exp_0. }
    apply (Rmult_eq_compat_r x) in E. unfold Rdiv in E. rewrite Rmult_assoc, Rinv_l in E by lra. lra. }
  pose proof (exp_ineq1 _ Hl) as S. rewrite exp_ln in S by now apply Rdiv_lt_0_compat.
  rewrite ln_div in S by assumption.
  apply (Rmult_lt_compat_l x) in S; [|exact Hx].
  replace (x * (y / x)) with y in S by (field; lra). lra.
Qed.

Theorem maximum_likelihood_fit_proof : maximum_likelihood_fit.
Proof.
  intros K X R HX HR HS.
  assert (T : forall i, (i < K)%nat ->
    0 <= X i * ln (X i / R i) - X i + R i
    /\ (X i * ln (X i / R i) - X i + R i = 0 -> R i = X i)).
  { intros i L. apply gibbs_equal; [now apply (simplex_nonneg K) | now apply (simplex_nonneg K) |].
    now apply HS. }
  assert (E : KL K X R = rsum K (fun i => X i * ln (X i / R i) - X i + R i)).
  { rewrite rsum_plus, rsum_minus, (simplex_sum K X HX), (simplex_sum K R HR). unfold KL. ring. }
  rewrite E. split.
  - apply rsum_nonneg. intros i L. now apply T.
  - intros Z i L. apply T; [exact L|].
    apply (rsum_zero_terms K (fun i => X i * ln (X i / R i) - X i + R i)); auto.
    intros j Lj. now apply T.
Qed.
