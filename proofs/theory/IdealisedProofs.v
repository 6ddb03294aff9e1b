(** * The idealised update, and the training mixture

    One update multiplies every difference from the world by [1 - alpha].  The
    rest is about the product of these factors. *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits GenProducts Grounding.
From Groundcheck.statements Require Import Generations Remedy Idealised.
Local Open Scope R_scope.

(** ** Total variation distance *)

Lemma TV_nonneg : forall K p r, 0 <= TV K p r.
Proof.
  intros K p r. unfold TV. apply Rmult_le_pos; [lra|]. apply rsum_nonneg. intros. apply Rabs_pos.
Qed.

(** Differences that are scaled scale the distance. *)
Lemma TV_scaled : forall K p r p' r' c, 0 <= c ->
  (forall i, (i < K)%nat -> p i - r i = c * (p' i - r' i)) -> TV K p r = c * TV K p' r'.
Proof.
  intros K p r p' r' c Hc E. unfold TV.
  rewrite (rsum_ext K _ (fun i => c * Rabs (p' i - r' i))).
  - rewrite rsum_scal. ring.
  - intros i L. rewrite E by exact L. rewrite Rabs_mult, (Rabs_pos_eq c) by exact Hc. reflexivity.
Qed.

Lemma TV_triangle : forall K p q r, TV K p r <= TV K p q + TV K q r.
Proof.
  intros K p q r. unfold TV. rewrite <- Rmult_plus_distr_l, <- rsum_plus.
  apply Rmult_le_compat_l; [lra|]. apply rsum_le. intros i _.
  replace (p i - r i) with ((p i - q i) + (q i - r i)) by ring. apply Rabs_triang.
Qed.

Lemma TV_le_1 : forall K p r, simplex K p -> simplex K r -> TV K p r <= 1.
Proof.
  intros K p r Hp Hr. unfold TV.
  apply Rle_trans with (/ 2 * rsum K (fun i => p i + r i)).
  - apply Rmult_le_compat_l; [lra|]. apply rsum_le. intros i L.
    pose proof (simplex_nonneg K p i Hp L). pose proof (simplex_nonneg K r i Hr L).
    apply Rabs_le. lra.
  - rewrite rsum_plus, (simplex_sum K p Hp), (simplex_sum K r Hr). lra.
Qed.

(** ** Proposition 1 *)

Lemma idealised_difference : forall P alpha Q t i,
  Idealised P alpha t Q i - P i = rprod t (fun s => 1 - alpha s) * (Q i - P i).
Proof.
  intros P alpha Q t i. induction t as [|t IH]; simpl; [ring|].
  unfold mix at 1.
  replace (alpha t * P i + (1 - alpha t) * Idealised P alpha t Q i - P i)
    with ((1 - alpha t) * (Idealised P alpha t Q i - P i)) by ring.
  rewrite IH. ring.
Qed.

Theorem idealised_update_proof : idealised_update.
Proof.
  intros P a Q t i _. pose proof (idealised_difference P (constantly a) Q t i) as E.
  unfold constantly in *. rewrite rprod_const in E. lra.
Qed.

Lemma rprod_shares : forall alpha t, shares alpha -> 0 <= rprod t (fun s => 1 - alpha s) <= 1.
Proof.
  intros alpha t Ha. induction t as [|t IH]; simpl; [lra|]. specialize (Ha t).
  split; [apply Rmult_le_pos; lra | nra].
Qed.

Theorem idealised_distance_proof : idealised_distance.
Proof.
  intros K P alpha Q t Ha. apply TV_scaled; [now apply rprod_shares|].
  intros i _. apply idealised_difference.
Qed.

Theorem idealised_rate_proof : idealised_rate.
Proof.
  intros K P a Q t Ha. rewrite idealised_distance_proof by (intro s; exact Ha).
  unfold constantly. now rewrite rprod_const.
Qed.

Theorem idealised_exponential_proof : idealised_exponential.
Proof.
  intros K P a Q t Ha. rewrite idealised_rate_proof by exact Ha.
  apply Rmult_le_compat_r; [apply TV_nonneg|].
  replace (- a * INR t) with (INR t * - a) by ring.
  rewrite exp_mult_nat. apply pow_incr. pose proof (exp_ineq1_le (- a)). lra.
Qed.

(** ** Theorem 5 *)

Theorem idealised_persistent_proof : idealised_persistent.
Proof.
  intros K P alpha Q a t Ha Ha0 Hlow. rewrite idealised_distance_proof by exact Ha.
  apply Rmult_le_compat_r; [apply TV_nonneg|]. rewrite <- rprod_const.
  induction t as [|t IH]; simpl; [lra|].
  pose proof (rprod_shares alpha t Ha). specialize (Ha t). specialize (Hlow t).
  apply Rmult_le_compat; lra.
Qed.

(** A factor 0 stays in the product. *)
Lemma rprod_zero_factor : forall f s t, f s = 0 -> (s < t)%nat -> rprod t f = 0.
Proof.
  intros f s t Z L. induction t as [|t IH]; [lia|]. simpl.
  destruct (Nat.eq_dec s t) as [<-|D]; [rewrite Z; ring|]. rewrite IH by lia. ring.
Qed.

(** Weierstrass: [prod (1 - x) >= 1 - sum x]. *)
Lemma rprod_above_sum : forall x t, (forall s, 0 <= x s <= 1) ->
  1 - rsum t x <= rprod t (fun s => 1 - x s).
Proof.
  intros x t Hx. induction t as [|t IH]; simpl; [lra|].
  assert (0 <= rprod t (fun s => 1 - x s) <= 1) by (apply rprod_shares; exact Hx).
  specialize (Hx t). nra.
Qed.

Lemma rprod_app : forall f s t, rprod (s + t) f = rprod s f * rprod t (fun u => f (s + u)%nat).
Proof.
  intros f s t. induction t as [|t IH]; [rewrite Nat.add_0_r; simpl; ring|].
  rewrite Nat.add_succ_r. simpl. rewrite IH. ring.
Qed.

Lemma rprod_pos : forall f t, (forall s, 0 < f s) -> 0 < rprod t f.
Proof.
  intros f t Hf. induction t as [|t IH]; simpl; [lra|]. now apply Rmult_lt_0_compat.
Qed.

(** Partial sums of non-negative terms grow without bound or settle. *)
Lemma rsum_grows : forall x, (forall s, 0 <= x s) -> forall s t, (s <= t)%nat -> rsum s x <= rsum t x.
Proof.
  intros x Hx s t L. induction L as [|t L IH]; [lra|]. simpl. specialize (Hx t). lra.
Qed.

Lemma rsum_diverges_or_settles : forall x, (forall s, 0 <= x s) ->
  cv_infty (fun t => rsum t x)
  \/ exists T, forall t, rsum t (fun u => x (T + u)%nat) <= / 2.
Proof.
  intros x Hx. destruct (classic (exists B, forall t, rsum t x <= B)) as [[B HB]|Hno].
  - right.
    destruct (growing_cv (fun t => rsum t x)) as [l Hl].
    + intro t. simpl. specialize (Hx t). lra.
    + exists B. intros y [t ->]. apply HB.
    + destruct (Hl (/ 4) ltac:(lra)) as [T HT]. exists T. intro t. rewrite rsum_shift.
      pose proof (HT T ltac:(lia)) as A. pose proof (HT (T + t)%nat ltac:(lia)) as B'.
      unfold R_dist in *. apply Rabs_def2 in A. apply Rabs_def2 in B'. lra.
  - left. intro M. destruct (classic (exists T, M < rsum T x)) as [[T HT]|HM].
    + exists T. intros t Ht. pose proof (rsum_grows x Hx T t Ht). lra.
    + exfalso. apply Hno. exists M. intro t.
      destruct (Rle_dec (rsum t x) M) as [L|G]; [exact L|]. exfalso. apply HM. exists t. lra.
Qed.

Theorem start_forgotten_iff_proof : start_forgotten_iff.
Proof.
  intros alpha Ha. split.
  - intro V. destruct (classic (exists s, alpha s = 1)) as [E|Hne]; [now right|]. left.
    destruct (rsum_diverges_or_settles alpha (fun s => proj1 (Ha s))) as [D|[T HT]]; [exact D|].
    exfalso. set (c := rprod T (fun s => 1 - alpha s)).
    assert (Hc : 0 < c).
    { apply rprod_pos. intro s. specialize (Ha s).
      destruct (Req_dec (alpha s) 1) as [E|N]; [exfalso; apply Hne; now exists s | lra]. }
    destruct (V (c / 2) ltac:(lra)) as [T' HT']. specialize (HT' (T + T')%nat ltac:(lia)).
    unfold R_dist in HT'. rewrite Rminus_0_r, rprod_app in HT'. fold c in HT'.
    pose proof (rprod_above_sum (fun u => alpha (T + u)%nat) T' (fun u => Ha (T + u)%nat)) as W.
    cbv beta in W. specialize (HT T'). apply Rabs_def2 in HT'. destruct HT' as [HT' _].
    assert (c * / 2 <= c * rprod T' (fun u => 1 - alpha (T + u)%nat))
      by (apply Rmult_le_compat_l; lra). lra.
  - intros [D|[s E]].
    + apply (rprod_vanishes _ alpha); [|exact D]. intro u. specialize (Ha u).
      pose proof (exp_ineq1_le (- alpha u)). lra.
    + intros eps Heps. exists (S s). intros t Ht.
      rewrite (rprod_zero_factor _ s t); [|rewrite E; ring | lia].
      unfold R_dist. rewrite Rminus_0_r, Rabs_R0. exact Heps.
Qed.

Theorem idealised_reaches_world_iff_proof : idealised_reaches_world_iff.
Proof.
  intros K P alpha Q Ha Hd. rewrite <- (start_forgotten_iff_proof alpha Ha).
  set (d := TV K Q P) in *. set (r := fun t => rprod t (fun s => 1 - alpha s)).
  assert (E : forall t, TV K (Idealised P alpha t Q) P = r t * d)
    by (intro t; now apply idealised_distance_proof).
  split; intros V eps Heps.
  - destruct (V (eps * d) ltac:(now apply Rmult_lt_0_compat)) as [T HT].
    exists T. intros t Ht. specialize (HT t Ht). fold (r t). rewrite E in HT.
    unfold R_dist in *. rewrite Rminus_0_r in *.
    rewrite Rabs_mult, (Rabs_pos_eq d) in HT by lra. apply (Rmult_lt_reg_r d); assumption.
  - destruct (V (eps / d) ltac:(now apply Rdiv_lt_0_compat)) as [T HT].
    exists T. intros t Ht. specialize (HT t Ht). fold (r t) in HT. rewrite E.
    unfold R_dist in *. rewrite Rminus_0_r in *.
    rewrite Rabs_mult, (Rabs_pos_eq d) by lra.
    replace eps with (eps / d * d) by (field; lra). now apply Rmult_lt_compat_r.
Qed.

Lemma harmonic_product : forall t, rprod t (fun s => 1 - 1 / (INR s + 2)) = / (INR t + 1).
Proof.
  induction t as [|t IH]; [simpl; field|].
  change (rprod (S t) (fun s => 1 - 1 / (INR s + 2)))
    with (rprod t (fun s => 1 - 1 / (INR s + 2)) * (1 - 1 / (INR t + 2))).
  rewrite IH, S_INR. pose proof (pos_INR t). field. lra.
Qed.

Lemma harmonic_shares : shares (fun s => 1 / (INR s + 2)).
Proof.
  intro s. pose proof (pos_INR s). unfold Rdiv. rewrite Rmult_1_l. split.
  - left. apply Rinv_0_lt_compat. lra.
  - rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Theorem vanishing_share_converges_proof : vanishing_share_converges.
Proof.
  intros K P Q t. rewrite idealised_distance_proof by exact harmonic_shares.
  rewrite harmonic_product. pose proof (pos_INR t). field. lra.
Qed.

Theorem summable_share_remembers_proof : summable_share_remembers.
Proof.
  intros K P Q t.
  enough (E : TV K (Idealised P memory_alpha t Q) P = TV K Q P * (INR t + 2) / (2 * (INR t + 1))).
  { split; [exact E|]. rewrite E. pose proof (squares_above_half t). pose proof (TV_nonneg K Q P).
    unfold Rdiv in *. rewrite Rmult_assoc. apply Rle_ge, Rmult_le_compat_l; lra. }
  rewrite idealised_distance_proof.
  - rewrite (rprod_ext t _ (fun s => 1 - / (INR s + 2) ^ 2))
      by (intros s _; unfold memory_alpha, Rdiv; ring).
    rewrite rprod_squares. pose proof (pos_INR t). field. lra.
  - intro s. unfold memory_alpha. pose proof (pos_INR s).
    assert (1 <= (INR s + 2) ^ 2) by nra. unfold Rdiv. rewrite Rmult_1_l. split.
    + left. apply Rinv_0_lt_compat. lra.
    + rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

(** ** Lemma 7 *)

Theorem mixture_distance_proof : mixture_distance.
Proof.
  intros K a P Q Ha HP HQ. split.
  - apply TV_scaled; [lra|]. intros i _. unfold mix. ring.
  - pose proof (TV_le_1 K P Q HP HQ). pose proof (TV_nonneg K P Q). nra.
Qed.

(** ** Equation (20) *)

(** The logarithm is concave: symbol by symbol,
    [ln M >= a ln P + (1 - a) ln Q]. *)
Lemma ln_concave : forall a x y, 0 <= a <= 1 -> 0 < x -> 0 < y ->
  a * ln x + (1 - a) * ln y <= ln (a * x + (1 - a) * y).
Proof.
  intros a x y Ha Hx Hy.
  assert (Hm : 0 < a * x + (1 - a) * y).
  { destruct (Req_dec a 0) as [->|]; [lra|].
    assert (0 < a * x) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= (1 - a) * y) by (apply Rmult_le_pos; lra). lra. }
  set (m := a * x + (1 - a) * y) in *.
  pose proof (ln_tangent m x Hm Hx) as A. pose proof (ln_tangent m y Hm Hy) as B.
  assert (A' := Rmult_le_compat_l a _ _ (proj1 Ha) A).
  assert (B' := Rmult_le_compat_l (1 - a) _ _ ltac:(lra) B).
  assert (E : a * (x / m) + (1 - a) * (y / m) = 1).
  { replace (a * (x / m) + (1 - a) * (y / m)) with (m / m) by (unfold m; field; fold m; lra).
    field. lra. }
  lra.
Qed.

Theorem mixture_divergence_proof : mixture_divergence.
Proof.
  intros K a P Q Ha HP HQ [HS|H1].
  2: { rewrite H1, Rminus_diag_eq, Rmult_0_l by reflexivity. right. unfold KL.
       rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|]. intros i L.
       destruct (simplex_nonneg K P i HP L) as [Hp|<-]; [|ring].
       replace (P i / mix 1 P Q i) with 1 by (unfold mix; field; lra). rewrite ln_1. ring. }
  unfold KL. rewrite <- rsum_scal. apply rsum_le. intros i L.
  destruct (simplex_nonneg K P i HP L) as [Hp|<-]; [|lra].
  assert (Hq : 0 < Q i).
  { destruct (simplex_nonneg K Q i HQ L) as [Hq|Z]; [exact Hq|].
    rewrite (HS i L) in Hp by (now symmetry). lra. }
  assert (Hm : 0 < mix a P Q i).
  { unfold mix. destruct (Req_dec a 0) as [->|]; [lra|].
    assert (0 < a * P i) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= (1 - a) * Q i) by (apply Rmult_le_pos; lra). lra. }
  rewrite !ln_div by assumption.
  pose proof (ln_concave a (P i) (Q i) Ha Hp Hq) as C. fold (mix a P Q i) in C.
  apply (Rmult_le_compat_l (P i)) in C; lra.
Qed.
