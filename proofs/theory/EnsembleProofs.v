(** * Ensembles: moments, and equal weights *)

From Coq Require Import Reals Arith Lra Lia FunctionalExtensionality.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Loss.
From Groundcheck.statements Require Import Generations Ensemble.
Local Open Scope R_scope.

Section Moments.

Variables (K N : nat) (M w : nat -> R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis HM : simplex K M.

Lemma Members_ext : forall J G G' R0, (forall R, G R = G' R) ->
  Members K N M J w G R0 = Members K N M J w G' R0.
Proof.
  induction J as [|j IH]; intros G G' R0 E; simpl; [apply E|].
  apply Gen_ext. intro X. now apply IH.
Qed.

Lemma members_mean : forall J R0 i, (i < K)%nat ->
  Members K N M J w (fun R => R i) R0 = R0 i + rsum J w * M i.
Proof.
  induction J as [|j IH]; intros R0 i L; simpl; [ring|].
  rewrite (Gen_ext K N M _ (fun X => w j * X i + (R0 i + rsum j w * M i)))
    by (intro X; rewrite IH by exact L; ring).
  rewrite Gen_plus, Gen_scal, Gen_coord, Gen_const by assumption. ring.
Qed.

(** One member adds [w^2 D(M)/N] to the square of the mean. *)
Lemma member_square : forall a (R0 : nat -> R),
  Gen K N M (fun X => rsum K (fun i => (R0 i + a * X i) ^ 2))
  = a ^ 2 * Diversity K M / INR N + rsum K (fun i => (R0 i + a * M i) ^ 2).
Proof.
  intros a R0. rewrite (Gen_rsum K N M K (fun i X => (R0 i + a * X i) ^ 2)).
  rewrite (Diversity_alt K M HM). unfold Rdiv. rewrite <- rsum_scal, <- rsum_scal_r, <- rsum_plus.
  apply rsum_ext. intros i L.
  rewrite (Gen_ext K N M _ (fun X => a ^ 2 * (X i - 0) ^ 2 + (2 * a * R0 i * X i + R0 i ^ 2)))
    by (intro X; ring).
  rewrite !Gen_plus, !Gen_scal, Gen_coord_square, Gen_coord, Gen_const by assumption.
  unfold Rdiv. ring.
Qed.

Lemma members_square : forall J (R0 : nat -> R),
  Members K N M J w (fun R => rsum K (fun i => R i ^ 2)) R0
  = concentration J w * Diversity K M / INR N + rsum K (fun i => (R0 i + rsum J w * M i) ^ 2).
Proof.
  induction J as [|j IH]; intro R0; unfold concentration in *; cbn [Members rsum].
  - unfold Rdiv. rewrite !Rmult_0_l, Rplus_0_l. apply rsum_ext. intros; ring.
  - rewrite (Gen_ext K N M _ (fun X =>
      rsum j (fun i => w i ^ 2) * Diversity K M / INR N
      + rsum K (fun i => ((R0 i + rsum j w * M i) + w j * X i) ^ 2))).
    + rewrite Gen_plus, Gen_const, member_square by exact HM. unfold Rdiv.
      rewrite (rsum_ext K (fun i => (R0 i + rsum j w * M i + w j * M i) ^ 2)
        (fun i => (R0 i + (rsum j w + w j) * M i) ^ 2)) by (intros; ring). ring.
    + intro X. rewrite IH. f_equal. apply rsum_ext. intros; ring.
Qed.

End Moments.

Lemma Members_const_minus : forall K N M w J a G R0, simplex K M ->
  Members K N M J w (fun R => a - G R) R0 = a - Members K N M J w G R0.
Proof.
  intros K N M w J a G R0 HM. revert R0. induction J as [|j IH]; intro R0; simpl; [reflexivity|].
  rewrite (Gen_ext K N M _ (fun X => a - Members K N M j w G (fun i => R0 i + w j * X i)))
    by (intro X; apply IH).
  now rewrite Gen_minus, Gen_const.
Qed.

Theorem ensemble_mean_proof : ensemble_mean.
Proof.
  intros K N M J w i HN HM HW L. unfold Ensemble. rewrite members_mean by assumption.
  rewrite HW. ring.
Qed.

Theorem ensemble_diversity_proof : ensemble_diversity.
Proof.
  intros K N M J w HN HM HW. unfold Ensemble.
  assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  change (Members K N M J w (fun R => 1 - rsum K (fun i => R i ^ 2)) (fun _ => 0)
          = (1 - concentration J w / INR N) * Diversity K M).
  rewrite Members_const_minus, members_square by assumption. rewrite HW.
  rewrite (rsum_ext K _ (fun i => M i ^ 2)) by (intros; ring).
  replace (rsum K (fun i => M i ^ 2)) with (1 - Diversity K M) by (unfold Diversity; ring).
  field. lra.
Qed.

(** The squared weights cannot all vanish. *)
Lemma concentration_pos : forall J w, rsum J w = 1 -> 0 < concentration J w.
Proof.
  intros J w HW. unfold concentration.
  assert (Hq : forall j, (j < J)%nat -> 0 <= w j ^ 2) by (intros; apply pow2_ge_0).
  destruct (rsum_nonneg J _ Hq) as [Hp|Z]; [exact Hp|]. exfalso.
  rewrite (rsum_ext J w (fun _ => 0)), rsum_zero in HW; [lra|].
  intros j L. pose proof (rsum_zero_terms J _ Hq (eq_sym Z) j L) as E. cbv beta in E. nra.
Qed.

Theorem ensemble_stands_still_proof : ensemble_stands_still.
Proof.
  intros K N J w Q HN HQ HW. rewrite ensemble_diversity_proof by assumption.
  pose proof (concentration_pos J w HW) as Hc.
  assert (HN0 : 0 < / INR N) by (apply Rinv_0_lt_compat, lt_0_INR; lia). split.
  - intro E. apply Diversity_zero_vertex; [exact HQ|]. unfold Rdiv in E.
    assert (Z : concentration J w * / INR N * Diversity K Q = 0) by lra.
    apply Rmult_integral in Z. destruct Z as [Z|Z]; [|exact Z].
    assert (0 < concentration J w * / INR N) by now apply Rmult_lt_0_compat. lra.
  - intro V. replace (Diversity K Q) with 0; [ring|]. rewrite Diversity_alt by exact HQ.
    symmetry. rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|].
    intros i L. destruct (vertex_coord K Q i HQ V L) as [-> | ->]; ring.
Qed.

(** ** Generations *)

(** The mixture of fits is a model, if the weights are weights. *)
Lemma Members_eq : forall K N M w, (1 <= N)%nat -> simplex K M ->
  forall J G G' R0, (forall j, (j < J)%nat -> 0 <= w j) -> (forall i, (i < K)%nat -> 0 <= R0 i) ->
  (forall R, (forall i, (i < K)%nat -> 0 <= R i) -> rsum K R = rsum K R0 + rsum J w -> G R = G' R) ->
  Members K N M J w G R0 = Members K N M J w G' R0.
Proof.
  intros K N M w HN HM. induction J as [|j IH]; intros G G' R0 Hw HR E; simpl.
  - apply E; [exact HR | simpl; ring].
  - apply Gen_eq; auto. intros X HX _. apply IH.
    + intros l Ll. apply Hw. lia.
    + intros i L. assert (0 <= w j * X i)
        by (apply Rmult_le_pos; [apply Hw; lia | now apply (simplex_nonneg K)]).
      specialize (HR i L). lra.
    + intros R HR' S. apply E; [exact HR'|]. rewrite S, rsum_plus, rsum_scal.
      rewrite (simplex_sum K X HX). simpl. ring.
Qed.

Lemma concentration_bounds : forall J w, rsum J w = 1 -> (forall j, (j < J)%nat -> 0 <= w j) ->
  0 < concentration J w <= 1.
Proof.
  intros J w HW Hw. assert (H1 : forall j, (j < J)%nat -> w j <= 1).
  { intros j L. rewrite <- HW. now apply rsum_term_le. }
  split; [now apply concentration_pos|]. unfold concentration.
  rewrite <- HW. apply rsum_le. intros j L. specialize (H1 j L). specialize (Hw j L). nra.
Qed.

Theorem ensemble_decay_proof : ensemble_decay.
Proof.
  intros K P N J w Q t HN HP HQ HW Hw. pose proof (concentration_bounds J w HW Hw) as Hc.
  assert (HN0 : 1 <= INR N) by (apply (le_INR 1); lia). split.
  - assert (B : forall s, Ensemble_chain K P (constantly 0) N J w s t (Diversity K) Q
                          = (1 - concentration J w / INR N) ^ t * Diversity K Q); [|apply B].
    revert Q HQ. induction t as [|t IH]; intros Q HQ s; [simpl; ring|]. simpl Ensemble_chain.
    assert (HM : simplex K (mix (constantly 0 s) P Q)) by (apply simplex_mix; auto; unfold constantly; lra).
    unfold Ensemble. rewrite (Members_eq K N _ w HN HM J _
      (fun Q' => 0 - (0 - (1 - concentration J w / INR N) ^ t * Diversity K Q'))); auto.
    + rewrite !Members_const_minus by exact HM.
      assert (E : forall R0, Members K N (mix (constantly 0 s) P Q) J w
                (fun R => (1 - concentration J w / INR N) ^ t * Diversity K R) R0
              = (1 - concentration J w / INR N) ^ t
                * Members K N (mix (constantly 0 s) P Q) J w (Diversity K) R0).
      { clear. generalize ((1 - concentration J w / INR N) ^ t). intro a.
        induction J as [|j IH]; intro R0; simpl; [reflexivity|].
        rewrite <- Gen_scal. apply Gen_ext. intro X. apply IH. }
      rewrite E. fold (Ensemble K N (mix (constantly 0 s) P Q) J w (Diversity K)).
      rewrite ensemble_diversity_proof by assumption.
      replace (Diversity K (mix (constantly 0 s) P Q)) with (Diversity K Q); [simpl; ring|].
      unfold Diversity. f_equal. apply rsum_ext. intros i _. now rewrite mix_0.
    + intros; lra.
    + intros R HR S. rewrite IH; [ring|]. split; [exact HR|].
      rewrite S, rsum_zero, HW. ring.
  - assert (0 < / INR N <= 1).
    { split; [apply Rinv_0_lt_compat; lra | rewrite <- Rinv_1; apply Rinv_le_contravar; lra]. }
    unfold Rdiv. nra.
Qed.

(** ** Equal weights *)

(** Counts can be started from nothing and added afterwards. *)
Lemma Draws_start : forall K M n F c,
  Draws K M n F c = Draws K M n (fun d => F (fun i => (c i + d i)%nat)) zero_counts.
Proof.
  intros K M n F c.
  assert (B : forall m e F', Draws K M m F' (fun i => (c i + e i)%nat)
                             = Draws K M m (fun d => F' (fun i => (c i + d i)%nat)) e).
  { induction m as [|m IH]; intros e F'; simpl; [reflexivity|].
    apply rsum_ext. intros i _. f_equal. rewrite <- IH. f_equal.
    apply functional_extensionality. intro j. unfold bump. destruct (Nat.eqb j i); lia. }
  rewrite <- B. f_equal. apply functional_extensionality. intro i. unfold zero_counts. lia.
Qed.

(** [j] members of weight [1/J], after [c] has been counted by the others. *)
Lemma equal_members : forall K N M J G, (1 <= N)%nat -> (1 <= J)%nat ->
  forall j (c : counts),
  Members K N M j (fun _ => 1 / INR J) G (fun i => INR (c i) / INR (J * N))
  = Draws K M (j * N) (fun d => G (fit (J * N) d)) c.
Proof.
  intros K N M J G HN HJ. assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  assert (HJ0 : 0 < INR J) by (apply lt_0_INR; lia).
  induction j as [|j IH]; intro c; [reflexivity|].
  change (S j * N)%nat with (N + j * N)%nat. rewrite Draws_add, Draws_start.
  simpl Members. unfold Gen. apply Draws_ext. intro d. rewrite <- IH. f_equal.
  apply functional_extensionality. intro i. unfold fit. rewrite plus_INR, mult_INR. field. lra.
Qed.

Theorem equal_ensemble_proof : equal_ensemble.
Proof.
  intros K N M J G HN HJ. unfold Ensemble, Gen. rewrite <- equal_members by assumption. f_equal.
  apply functional_extensionality. intro i. unfold zero_counts. simpl. unfold Rdiv. ring.
Qed.

Theorem equal_ensemble_chain_proof : equal_ensemble_chain.
Proof.
  intros K P alpha N J t G Q HN HJ. generalize O. revert Q.
  induction t as [|t IH]; intros Q s; simpl; [reflexivity|].
  rewrite equal_ensemble_proof by assumption. apply Gen_ext. intro Q'. apply IH.
Qed.
