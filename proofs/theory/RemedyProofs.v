(** * Posterior sampling forgets the world

    Proofs of [statements/Remedy.v].  Detailed balance is the symmetry of
    [m h * L h d * m h' * L h' d / evidence d] in [h] and [h'].  Forgetting is
    Doeblin's argument: what is common to all rows of the transition matrix
    carries no memory of where the chain came from. *)

From Coq Require Import Reals Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums GenLimits.
From Groundcheck.statements Require Import Remedy.
Local Open Scope R_scope.

Section Bayes.

Variables n k : nat.
Variable m : nat -> R.
Variable L : nat -> nat -> R.
Hypothesis Hm : simplex n m.
Hypothesis HL : likelihood n k L.

Notation Z := (evidence n m L).
Notation T := (teach n k m L).

Lemma joint_nonneg : forall h d, (h < n)%nat -> (d < k)%nat -> 0 <= m h * L h d.
Proof.
  intros h d Hh Hd. apply Rmult_le_pos; [apply (simplex_nonneg n m h Hm Hh)|].
  apply (simplex_nonneg k (L h) d (HL h Hh) Hd).
Qed.

Lemma evidence_nonneg : forall d, (d < k)%nat -> 0 <= Z d.
Proof. intros d Hd. apply rsum_nonneg. intros h Hh. now apply joint_nonneg. Qed.

(** A data set without evidence has no joint mass with any hypothesis. *)
Lemma joint_zero : forall h d, (h < n)%nat -> (d < k)%nat -> Z d = 0 -> m h * L h d = 0.
Proof.
  intros h d Hh Hd E. apply (rsum_zero_terms n (fun g => m g * L g d)); auto.
  intros g Hg. now apply joint_nonneg.
Qed.

Lemma posterior_sum : forall d, Z d <> 0 -> rsum n (posterior n m L d) = 1.
Proof.
  intros d Hd. unfold posterior, Rdiv. rewrite rsum_scal_r. fold (Z d). now apply Rinv_r.
Qed.

Lemma posterior_nonneg : forall d h, (h < n)%nat -> (d < k)%nat -> Z d <> 0 ->
  0 <= posterior n m L d h.
Proof.
  intros d h Hh Hd Hz. pose proof (evidence_nonneg d Hd). unfold posterior, Rdiv.
  apply Rmult_le_pos; [now apply joint_nonneg|]. left. apply Rinv_0_lt_compat. lra.
Qed.

Lemma joint_posterior : forall h h' d, (h < n)%nat -> (h' < n)%nat -> (d < k)%nat ->
  m h * (L h d * posterior n m L d h') = m h' * (L h' d * posterior n m L d h).
Proof. intros. unfold posterior, Rdiv. ring. Qed.

Lemma detailed_balance : forall h h', (h < n)%nat -> (h' < n)%nat ->
  m h * T h h' = m h' * T h' h.
Proof.
  intros h h' Hh Hh'. unfold teach. rewrite <- !rsum_scal. apply rsum_ext.
  intros d Hd. now apply joint_posterior.
Qed.

(** [m h * sum_h' T h h' = m h], also where the prior mass is zero. *)
Lemma row_sum : forall h, (h < n)%nat -> m h * rsum n (T h) = m h.
Proof.
  intros h Hh. unfold teach. rewrite rsum_swap, <- rsum_scal.
  rewrite (rsum_ext k _ (fun d => m h * L h d)).
  - rewrite rsum_scal, (simplex_sum k (L h) (HL h Hh)). ring.
  - intros d Hd. rewrite rsum_scal, <- Rmult_assoc.
    destruct (Req_dec (Z d) 0) as [E|E].
    + rewrite (joint_zero h d Hh Hd E). ring.
    + rewrite (posterior_sum d E). ring.
Qed.

Lemma prior_stationary_step : forall h', (h' < n)%nat ->
  rsum n (fun h => m h * T h h') = m h'.
Proof.
  intros h' Hh'. rewrite (rsum_ext n _ (fun h => m h' * T h' h)).
  - rewrite rsum_scal. now apply row_sum.
  - intros h Hh. now apply detailed_balance.
Qed.

Lemma prior_stationary : forall t h', (h' < n)%nat -> teach_law n k m L m t h' = m h'.
Proof.
  induction t as [|t IH]; intros h' Hh'; [reflexivity|]. simpl.
  rewrite <- (prior_stationary_step h' Hh'). apply rsum_ext. intros h Hh. now rewrite IH.
Qed.

(** ** Forgetting *)

Hypothesis Hpos : interior n m.

Lemma no_evidence_no_data : forall h d, (h < n)%nat -> (d < k)%nat -> Z d = 0 -> L h d = 0.
Proof.
  intros h d Hh Hd E. pose proof (joint_zero h d Hh Hd E) as J.
  destruct (Rmult_integral _ _ J) as [B|B]; [|exact B]. specialize (Hpos h Hh). lra.
Qed.

Lemma teach_stochastic : forall h, (h < n)%nat -> simplex n (T h).
Proof.
  intros h Hh. split.
  - intros h' Hh'. apply rsum_nonneg. intros d Hd.
    destruct (Req_dec (Z d) 0) as [E|E].
    + rewrite (no_evidence_no_data h d Hh Hd E). lra.
    + apply Rmult_le_pos; [apply (simplex_nonneg k (L h) d (HL h Hh) Hd)|].
      now apply posterior_nonneg.
  - pose proof (row_sum h Hh) as R. specialize (Hpos h Hh).
    apply (Rmult_eq_reg_l (m h)); [|lra]. lra.
Qed.

Lemma law_simplex : forall p t, simplex n p -> simplex n (teach_law n k m L p t).
Proof.
  intros p t Hp. induction t as [|t IH]; [exact Hp|]. split.
  - intros h' Hh'. apply rsum_nonneg. intros h Hh.
    apply Rmult_le_pos; [apply (simplex_nonneg n _ h IH Hh)|].
    apply (simplex_nonneg n _ h' (teach_stochastic h Hh) Hh').
  - simpl. rewrite rsum_swap. rewrite (rsum_ext n _ (teach_law n k m L p t)).
    + apply (simplex_sum n _ IH).
    + intros h Hh. rewrite rsum_scal, (simplex_sum n _ (teach_stochastic h Hh)). ring.
Qed.

(** A transition matrix does not push two laws apart. *)
Lemma teach_contracts : forall p r t,
  TV n (teach_law n k m L p (S t)) (teach_law n k m L r (S t))
  <= TV n (teach_law n k m L p t) (teach_law n k m L r t).
Proof.
  intros p r t. unfold TV. apply Rmult_le_compat_l; [lra|]. simpl.
  set (u := teach_law n k m L p t). set (v := teach_law n k m L r t).
  apply Rle_trans with (rsum n (fun h' => rsum n (fun h => Rabs (u h - v h) * T h h'))).
  - apply rsum_le. intros h' Hh'. rewrite <- rsum_minus.
    eapply Rle_trans; [apply rsum_abs|]. apply rsum_le. intros h Hh.
    replace (u h * T h h' - v h * T h h') with ((u h - v h) * T h h') by ring.
    rewrite Rabs_mult, (Rabs_pos_eq (T h h')); [lra|].
    apply (simplex_nonneg n _ h' (teach_stochastic h Hh) Hh').
  - rewrite rsum_swap. right. apply rsum_ext. intros h Hh.
    rewrite rsum_scal, (simplex_sum n _ (teach_stochastic h Hh)). ring.
Qed.

Variable low : nat -> R.
Hypothesis low_nonneg : forall d, (d < k)%nat -> 0 <= low d.
Hypothesis low_le : forall h d, (h < n)%nat -> (d < k)%nat -> low d <= L h d.

(** The part that all rows of [T] have in common. *)
Let common h' := rsum k (fun d => low d * posterior n m L d h').

Lemma low_zero : forall d, (d < k)%nat -> Z d = 0 -> low d = 0.
Proof.
  intros d Hd E. pose proof (simplex_K n m Hm).
  pose proof (no_evidence_no_data 0 d ltac:(lia) Hd E).
  pose proof (low_le 0 d ltac:(lia) Hd). pose proof (low_nonneg d Hd). lra.
Qed.

Lemma common_sum : rsum n common = rsum k low.
Proof.
  unfold common. rewrite rsum_swap. apply rsum_ext. intros d Hd. rewrite rsum_scal.
  destruct (Req_dec (Z d) 0) as [E|E].
  - rewrite (low_zero d Hd E). ring.
  - rewrite (posterior_sum d E). ring.
Qed.

Lemma common_le : forall h h', (h < n)%nat -> (h' < n)%nat -> common h' <= T h h'.
Proof.
  intros h h' Hh Hh'. apply rsum_le. intros d Hd.
  destruct (Req_dec (Z d) 0) as [E|E].
  - rewrite (low_zero d Hd E), (no_evidence_no_data h d Hh Hd E). lra.
  - apply Rmult_le_compat_r; [now apply posterior_nonneg | now apply low_le].
Qed.

(** One generation: the difference of two laws sums to zero, so the common part
    drops out of [sum_h (p h - m h) * T h h']. *)
Lemma forget_step : forall p, simplex n p ->
  rsum n (fun h' => Rabs (rsum n (fun h => p h * T h h') - m h')) <=
  (1 - rsum k low) * rsum n (fun h => Rabs (p h - m h)).
Proof.
  intros p Hp.
  apply Rle_trans with
    (rsum n (fun h' => rsum n (fun h => Rabs (p h - m h) * (T h h' - common h')))).
  - apply rsum_le. intros h' Hh'.
    replace (rsum n (fun h => p h * T h h') - m h')
      with (rsum n (fun h => (p h - m h) * (T h h' - common h'))).
    + eapply Rle_trans; [apply rsum_abs|]. apply rsum_le. intros h Hh.
      pose proof (common_le h h' Hh Hh').
      rewrite Rabs_mult, (Rabs_pos_eq (T h h' - common h')) by lra. lra.
    + rewrite <- (prior_stationary_step h' Hh'). rewrite <- rsum_minus.
      rewrite (rsum_ext n (fun h => (p h - m h) * (T h h' - common h'))
        (fun h => (p h * T h h' - m h * T h h') - (p h - m h) * common h')) by (intros; ring).
      rewrite rsum_minus, rsum_scal_r, (rsum_minus n p m).
      rewrite (simplex_sum n p Hp), (simplex_sum n m Hm). ring.
  - rewrite rsum_swap. right. rewrite <- rsum_scal. apply rsum_ext. intros h Hh.
    rewrite rsum_scal, rsum_minus, (simplex_sum n _ (teach_stochastic h Hh)), common_sum. ring.
Qed.

Lemma low_sum_le_1 : rsum k low <= 1.
Proof.
  pose proof (simplex_K n m Hm). rewrite <- (simplex_sum k (L 0)) by (apply HL; lia).
  apply rsum_le. intros d Hd. apply low_le; [lia | exact Hd].
Qed.

Lemma forgets : forall p, simplex n p -> forall t,
  TV n (teach_law n k m L p t) m <= (1 - rsum k low) ^ t * TV n p m.
Proof.
  intros p Hp t. induction t as [|t IH]; [rewrite pow_O, Rmult_1_l; apply Rle_refl|].
  pose proof low_sum_le_1.
  apply Rle_trans with ((1 - rsum k low) * TV n (teach_law n k m L p t) m).
  - unfold TV. rewrite <- Rmult_assoc, (Rmult_comm _ (/ 2)), Rmult_assoc.
    apply Rmult_le_compat_l; [lra|]. apply (forget_step _ (law_simplex p t Hp)).
  - rewrite <- tech_pow_Rmult, Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

End Bayes.

(** The smallest of [n] numbers, at most 1. *)
Fixpoint least (n : nat) (f : nat -> R) : R :=
  match n with
  | O => 1
  | S n' => Rmin (least n' f) (f n')
  end.

Lemma least_le : forall n f h, (h < n)%nat -> least n f <= f h.
Proof.
  induction n as [|n IH]; intros f h Hh; [lia|]. simpl.
  destruct (Nat.eq_dec h n) as [->|N]; [apply Rmin_r|].
  eapply Rle_trans; [apply Rmin_l | apply IH; lia].
Qed.

Lemma least_pos : forall n f, (forall h, (h < n)%nat -> 0 < f h) -> 0 < least n f.
Proof.
  induction n as [|n IH]; intros f Hf; simpl; [lra|].
  apply Rmin_glb_lt; [apply IH; intros; apply Hf; lia | apply Hf; lia].
Qed.

Lemma coordinate_le_TV : forall n p r h, (h < n)%nat -> Rabs (p h - r h) <= 2 * TV n p r.
Proof.
  intros n p r h Hh. unfold TV.
  pose proof (rsum_term_le n (fun g => Rabs (p g - r g)) h
                (fun g _ => Rabs_pos (p g - r g)) Hh) as B. simpl in B. lra.
Qed.

Theorem remedy_tends_to_prior_proof : remedy_tends_to_prior.
Proof.
  intros n k m L Hm Hpos HL [d [Hd Hall]] p Hp h Hh.
  set (low := fun e => if Nat.eqb e d then least n (fun g => L g d) else 0).
  assert (low_sum : rsum k low = least n (fun g => L g d)).
  { rewrite (rsum_single k d low Hd); unfold low; [now rewrite Nat.eqb_refl|].
    intros e _ Hne. apply Nat.eqb_neq in Hne. now rewrite Hne. }
  assert (low_nonneg : forall e, (e < k)%nat -> 0 <= low e).
  { intros e _. unfold low. destruct (Nat.eqb e d); [left; now apply least_pos | lra]. }
  assert (low_le : forall g e, (g < n)%nat -> (e < k)%nat -> low e <= L g e).
  { intros g e Hg He. unfold low. destruct (Nat.eqb e d) eqn:E.
    - apply Nat.eqb_eq in E as ->. now apply (least_le n (fun g => L g d)).
    - apply (simplex_nonneg k (L g) e (HL g Hg) He). }
  pose proof (low_sum_le_1 n k m L Hm HL low low_le) as Hle.
  pose proof (least_pos n (fun g => L g d) Hall) as Hgt.
  apply (squeeze_to _ (fun t => 2 * TV n p m * (1 - rsum k low) ^ t) _ O).
  - intros t _. eapply Rle_trans; [apply (coordinate_le_TV n _ _ h Hh)|].
    pose proof (forgets n k m L Hm HL Hpos low low_nonneg low_le p Hp t). lra.
  - apply geometric_tends_to_0. lra.
Qed.

Theorem remedy_teach_stochastic_proof : remedy_teach_stochastic.
Proof. intros n k m L Hm Hi HL. now apply teach_stochastic. Qed.

Theorem remedy_detailed_balance_proof : remedy_detailed_balance.
Proof. intros n k m L Hm HL. now apply detailed_balance. Qed.

Theorem remedy_prior_stationary_proof : remedy_prior_stationary.
Proof. intros n k m L Hm HL. now apply prior_stationary. Qed.

Theorem remedy_forgets_proof : remedy_forgets.
Proof.
  intros n k m L low Hm Hi HL Hlow Hle p Hp t. now apply forgets.
Qed.

Theorem remedy_dpi_proof : remedy_dpi.
Proof. intros n k m L Hm Hi HL p r t _ _. now apply teach_contracts. Qed.

Theorem remedy_keeps_entropy_proof : remedy_keeps_entropy.
Proof.
  intros n k m L e Hm Hi HL He p t Hp.
  rewrite (rsum_ext n _ (fun h => teach_law n k m L p t h * e)) by (intros; now rewrite He).
  rewrite rsum_scal_r.
  rewrite (simplex_sum n _ (law_simplex n k m L Hm HL Hi p t Hp)). ring.
Qed.
