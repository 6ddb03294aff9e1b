(** * Accepted samples: the reweighted model, and conditioning *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis.
From Groundcheck.statements Require Import OneGeneration Generations Verifier.
Local Open Scope R_scope.

(** ** What is accepted *)

Lemma accepted_simplex : forall K w Q, simplex K Q -> (forall i, (i < K)%nat -> 0 <= w i) ->
  0 < rsum K (fun j => w j * Q j) -> simplex K (accepted K w Q).
Proof.
  intros K w Q HQ Hw Hp. unfold accepted. split.
  - intros i L. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    apply Rmult_le_pos; [now apply Hw | now apply (simplex_nonneg K)].
  - unfold Rdiv. rewrite rsum_scal_r. now rewrite Rinv_r by lra.
Qed.

(** Positive weights accept something. *)
Lemma accepted_pos : forall K w Q, simplex K Q -> (forall i, (i < K)%nat -> 0 < w i) ->
  0 < rsum K (fun j => w j * Q j).
Proof.
  intros K w Q HQ Hw. assert (H0 : forall i, (i < K)%nat -> 0 <= w i * Q i).
  { intros i L. apply Rmult_le_pos; [left; now apply Hw | now apply (simplex_nonneg K)]. }
  destruct (rsum_nonneg K _ H0) as [Hp|Z]; [exact Hp|]. exfalso.
  pose proof (rsum_zero_terms K _ H0 (eq_sym Z)) as T. cbv beta in T.
  pose proof (simplex_sum K Q HQ) as S. rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S; [lra|].
  intros i L. specialize (T i L). specialize (Hw i L).
  apply Rmult_integral in T. destruct T; lra.
Qed.

Theorem verified_power_proof : verified_power.
Proof.
  intros K w Q t i HQ. revert i. induction t as [|t IH]; intros i HZ L.
  - simpl. rewrite (rsum_ext K _ Q) by (intros; ring). rewrite (simplex_sum K Q HQ). field.
  - assert (H' : forall j, (j < K)%nat ->
      Verified_idealised K w t Q j = Q j * w j ^ t / rsum K (fun j => Q j * w j ^ t)).
    { intros j Lj. apply IH; [|exact Lj]. intros s Ls. apply HZ. lia. }
    pose proof (HZ t ltac:(lia)) as Z1. pose proof (HZ (S t) ltac:(lia)) as Z2.
    simpl Verified_idealised. unfold accepted. rewrite (H' i L).
    set (Z := rsum K (fun j => Q j * w j ^ t)) in *.
    rewrite (rsum_ext K (fun j => w j * Verified_idealised K w t Q j)
                        (fun j => Q j * w j ^ S t * / Z)).
    + rewrite rsum_scal_r. set (Z' := rsum K (fun j => Q j * w j ^ S t)) in *.
      simpl. field. split; assumption.
    + intros j Lj. rewrite (H' j Lj). simpl. field. exact Z1.
Qed.

(** Some symbol has mass, so its powers do not all vanish. *)
Lemma power_total_pos : forall K Q n, simplex K Q -> 0 < rsum K (fun j => Q j ^ n).
Proof.
  intros K Q n HQ. assert (H0 : forall i, (i < K)%nat -> 0 <= Q i ^ n).
  { intros i L. apply pow_le. now apply (simplex_nonneg K). }
  destruct (classic (exists i, (i < K)%nat /\ 0 < Q i)) as [(i & L & Hp)|No].
  - apply (rsum_pos K _ i H0 L). now apply pow_lt.
  - exfalso. pose proof (simplex_sum K Q HQ) as S.
    rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S; [lra|].
    intros i L. destruct (simplex_nonneg K Q i HQ L) as [Hp|E]; [|now symmetry].
    exfalso. apply No. now exists i.
Qed.

Theorem self_verified_power_proof : self_verified_power.
Proof.
  intros K Q t i HQ L. revert i L. induction t as [|t IH]; intros i L.
  - simpl. rewrite (rsum_ext K _ Q) by (intros; ring). rewrite (simplex_sum K Q HQ). field.
  - simpl Self_verified. unfold accepted. rewrite (IH i L).
    pose proof (power_total_pos K Q (2 ^ t) HQ) as HZ.
    pose proof (power_total_pos K Q (2 ^ S t) HQ) as HZ'.
    set (Z := rsum K (fun j => Q j ^ (2 ^ t))) in *.
    assert (E : forall j, Q j ^ (2 ^ S t) = Q j ^ (2 ^ t) * Q j ^ (2 ^ t)).
    { intro j. rewrite <- pow_add. f_equal. simpl. lia. }
    rewrite (rsum_ext K (fun j => Self_verified K t Q j * Self_verified K t Q j)
                        (fun j => Q j ^ (2 ^ S t) * (/ Z * / Z)))
      by (intros j Lj; rewrite (IH j Lj), E; fold Z; unfold Rdiv; ring).
    rewrite rsum_scal_r, E. set (Z' := rsum K (fun j => Q j ^ (2 ^ S t))) in *. field. lra.
Qed.

Lemma self_verified_simplex : forall K t Q, simplex K Q -> simplex K (Self_verified K t Q).
Proof.
  intros K t Q HQ. induction t as [|t IH]; [exact HQ|]. simpl. apply accepted_simplex; auto.
  - intros i L. now apply (simplex_nonneg K).
  - rewrite (rsum_ext K _ (fun j => Self_verified K t Q j ^ 2)) by (intros; ring).
    now apply power_total_pos.
Qed.

(** [sum q^4 >= (sum q^2)^3]: the mean of a cube, with weights [q], is at least the
    cube of the mean. *)
Theorem self_verified_diversity_proof : self_verified_diversity.
Proof.
  intros K Q t HQ. pose proof (self_verified_simplex K t Q HQ) as Hq. simpl Self_verified.
  set (q := Self_verified K t Q) in *. pose proof (power_total_pos K q 2 Hq) as Hm.
  set (m := rsum K (fun j => q j ^ 2)) in *.
  assert (C : m ^ 3 <= rsum K (fun i => q i ^ 4)).
  { apply Rle_trans with (rsum K (fun i => q i * m ^ 3 + 3 * m ^ 2 * (q i ^ 2 - q i * m))).
    - rewrite rsum_plus, rsum_scal_r, rsum_scal, rsum_minus, rsum_scal_r, (simplex_sum K q Hq).
      fold m. right. ring.
    - apply rsum_le. intros i L. pose proof (simplex_nonneg K q i Hq L) as H0.
      assert (0 <= q i * ((q i - m) ^ 2 * (q i + 2 * m))).
      { apply Rmult_le_pos; [exact H0|]. apply Rmult_le_pos; [apply pow2_ge_0 | lra]. }
      replace (q i ^ 4) with (q i * m ^ 3 + 3 * m ^ 2 * (q i ^ 2 - q i * m)
        + q i * ((q i - m) ^ 2 * (q i + 2 * m))) by ring. lra. }
  unfold Diversity. fold m. apply Rplus_le_compat_l, Ropp_le_contravar.
  rewrite (rsum_ext K (fun i => accepted K q q i ^ 2) (fun i => q i ^ 4 * (/ m * / m))).
  - rewrite rsum_scal_r. apply (Rmult_le_reg_r (m * m)); [now apply Rmult_lt_0_compat|].
    replace (rsum K (fun i => q i ^ 4) * (/ m * / m) * (m * m)) with (rsum K (fun i => q i ^ 4))
      by (field; lra).
    replace (m * (m * m)) with (m ^ 3) by ring. exact C.
  - intros i _. unfold accepted.
    rewrite (rsum_ext K (fun j => q j * q j) (fun j => q j ^ 2)) by (intros; ring). fold m.
    field. lra.
Qed.

(** ** Projection *)

(** Where the world has mass, the weight is 1. *)
Theorem projection_divergence_proof : projection_divergence.
Proof.
  intros K w P Q HP HQ Hw HS H1.
  assert (W : forall i, (i < K)%nat -> 0 < P i -> w i = 1).
  { assert (Z : rsum K (fun i => (1 - w i) * P i) = 0).
    { rewrite (rsum_ext K _ (fun i => P i - w i * P i)) by (intros; ring).
      rewrite rsum_minus, H1, (simplex_sum K P HP). ring. }
    assert (H0 : forall i, (i < K)%nat -> 0 <= (1 - w i) * P i).
    { intros i L. specialize (Hw i L). apply Rmult_le_pos; [lra | now apply (simplex_nonneg K)]. }
    intros i L Hp. pose proof (rsum_zero_terms K (fun i => (1 - w i) * P i) H0 Z i L) as T.
    cbv beta in T.
    apply Rmult_integral in T. destruct T; lra. }
  set (m := rsum K (fun i => w i * Q i)).
  assert (Hq : forall i, (i < K)%nat -> 0 < P i -> 0 < Q i).
  { intros i L Hp. destruct (simplex_nonneg K Q i HQ L) as [Hq|E]; [exact Hq|].
    rewrite (HS i L (eq_sym E)) in Hp. lra. }
  assert (Hm : 0 < m).
  { assert (Hex : exists i, (i < K)%nat /\ 0 < P i).
    { apply NNPP. intro No. pose proof (simplex_sum K P HP) as S.
      rewrite (rsum_ext K P (fun _ => 0)), rsum_zero in S; [lra|].
      intros i L. destruct (simplex_nonneg K P i HP L) as [Hp|E]; [|now symmetry].
      exfalso. apply No. now exists i. }
    destruct Hex as (i & L & Hp). apply (rsum_pos K _ i); [|exact L|].
    - intros j Lj. apply Rmult_le_pos; [apply Hw, Lj | now apply (simplex_nonneg K)].
    - rewrite (W i L Hp). specialize (Hq i L Hp). lra. }
  unfold KL. rewrite <- (Rmult_1_l (ln m)), <- (simplex_sum K P HP), <- rsum_scal_r, <- rsum_plus.
  apply rsum_ext. intros i L. destruct (simplex_nonneg K P i HP L) as [Hp|<-]; [|ring].
  unfold accepted. fold m. rewrite (W i L Hp), Rmult_1_l. specialize (Hq i L Hp).
  replace (P i / (Q i / m)) with (P i / Q i * m) by (field; lra).
  rewrite ln_mult; [ring | now apply Rdiv_lt_0_compat | exact Hm].
Qed.

(** A model whose every symbol is accepted, is accepted as it is. *)
Lemma accepted_same : forall K w Q, simplex K Q ->
  (forall i, (i < K)%nat -> w i = 0 \/ w i = 1) ->
  (forall i, (i < K)%nat -> w i = 0 -> Q i = 0) ->
  forall i, (i < K)%nat -> accepted K w Q i = Q i.
Proof.
  intros K w Q HQ Hw HS. assert (E : forall i, (i < K)%nat -> w i * Q i = Q i).
  { intros i L. destruct (Hw i L) as [Z|O]; [rewrite (HS i L Z); ring | rewrite O; ring]. }
  intros i L. unfold accepted. rewrite (rsum_ext K _ Q E), (simplex_sum K Q HQ), (E i L). field.
Qed.

Lemma verified_same : forall K N w, (1 <= N)%nat ->
  (forall i, (i < K)%nat -> w i = 0 \/ w i = 1) ->
  forall t Q, simplex K Q -> (forall i, (i < K)%nat -> w i = 0 -> Q i = 0) ->
  Verified K N w t (Diversity K) Q = rate N ^ t * Diversity K Q.
Proof.
  intros K N w HN Hw. induction t as [|t IH]; intros Q HQ HS; [simpl; ring|]. simpl Verified.
  rewrite (Gen_ext_M K N _ Q) by (now apply accepted_same).
  rewrite (Gen_eq K N Q _ (fun Q' => rate N ^ t * Diversity K Q')); auto.
  - rewrite Gen_scal, Gen_Diversity by assumption. unfold rate. simpl. ring.
Qed.

Theorem projection_loop_proof : projection_loop.
Proof.
  intros K N w Q t HN HQ Ht Hw Hp. destruct t as [|t]; [lia|]. simpl Verified.
  assert (HM : simplex K (accepted K w Q)).
  { apply accepted_simplex; auto. intros i L. destruct (Hw i L); lra. }
  rewrite (Gen_eq K N _ _ (fun Q' => rate N ^ t * Diversity K Q')); auto.
  - rewrite Gen_scal, Gen_Diversity by assumption. unfold rate. simpl. ring.
  - intros Q' HQ' Z. apply verified_same; auto. intros i L E. apply Z; [exact L|].
    unfold accepted. rewrite E. unfold Rdiv. ring.
Qed.
