(** * The chance of ending right

    Every generation decides with a positive probability that has a bound, so the
    loop ends decided; there [s] to the number of right answers is 1 or [s^N]. *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits Accepted RightAnswers.
From Groundcheck.statements Require Import OneGeneration Generations Verifier.
Local Open Scope R_scope.

(** A limit keeps an upper bound. *)
Lemma cv_at_most : forall x l b, Un_cv x l -> (forall t, x t <= b) -> l <= b.
Proof.
  intros x l b H Hb. destruct (Rle_dec l b) as [L|G]; [exact L|]. exfalso.
  destruct (H (l - b) ltac:(lra)) as [T HT]. specialize (HT T ltac:(lia)).
  specialize (Hb T). unfold R_dist in HT. apply Rabs_def2 in HT. lra.
Qed.

Section Imperfect.

Variables (K N : nat) (A : nat -> bool) (u v : R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Hu : 0 < u.
Hypothesis Hv : 0 < v.

Notation w := (imperfect A u v).
Notation q Q := (right_share K A Q).

Let HM := accepted_model K A u v Hu Hv.
Let accepted_share' := accepted_share K A u v.
Let weight_pos' := weight_pos K A u v Hu Hv.
Let Verified_le' := Verified_le K N A u v HN Hu Hv.
Let Verified_contracts' := Verified_contracts K N A u v HN Hu Hv.

(** ** All right, all wrong *)

Lemma is_one_bounds : forall x, 0 <= is_one x <= 1.
Proof. intro x. unfold is_one. destruct (Req_EM_T x 1); lra. Qed.

Lemma is_one_1 : is_one 1 = 1.
Proof. unfold is_one. destruct (Req_EM_T 1 1); [reflexivity | contradiction]. Qed.

Lemma is_one_other : forall x, x <> 1 -> is_one x = 0.
Proof. intros x H. unfold is_one. destruct (Req_EM_T x 1); [contradiction | reflexivity]. Qed.

(** If nothing outside [B] is drawn, [B] has everything; the probability of that. *)
Lemma only_drawn : forall (B : nat -> bool) M, simplex K M ->
  right_share K B M ^ N <= Gen K N M (fun Q' => is_one (right_share K B Q')).
Proof.
  intros B M HM'. unfold Gen.
  replace (right_share K B M) with (rsum K (fun i => M i * (if B i then 1 else 0)))
    by (apply rsum_ext; intros i _; destruct (B i); ring).
  pose proof (Draws_generating K M (fun i => if B i then 1 else 0) N zero_counts) as E.
  rewrite rprod_zero_counts, Rmult_1_l in E. rewrite <- E. apply Draws_le; [exact (proj1 HM')|]. intros c Hc0.
  destruct (classic (exists i, (i < K)%nat /\ B i = false /\ c i <> 0%nat)) as [(i & L & Bi & Hc)|No].
  - replace (rprod K (fun i => (if B i then 1 else 0) ^ c i)) with 0; [apply is_one_bounds|].
    symmetry. clear - L Bi Hc. revert L. generalize K. induction K0 as [|k IH]; intro L; [lia|]. simpl.
    destruct (Nat.eq_dec i k) as [->|D]; [rewrite Bi, pow_ne_zero by exact Hc; ring|].
    rewrite IH by lia. ring.
  - assert (Z : forall i, (i < K)%nat -> B i = false -> c i = 0%nat).
    { intros i L Bi. destruct (Nat.eq_dec (c i) 0%nat) as [E0|D]; [exact E0|].
      exfalso. apply No. now exists i. }
    replace (right_share K B (fit N c)) with 1.
    + rewrite is_one_1. right. rewrite (rprod_ext K _ (fun _ => 1)).
      * rewrite rprod_const. apply pow1.
      * intros i L. destruct (B i) eqn:Bi; [apply pow1|]. now rewrite (Z i L Bi).
    + rewrite <- (simplex_sum K _ (fit_simplex K M N c HN Hc0)). apply rsum_ext. intros i L.
      destruct (B i) eqn:Bi; [reflexivity|]. unfold fit. rewrite (Z i L Bi). simpl.
      unfold Rdiv. ring.
Qed.

Lemma only_right : forall M, simplex K M -> q M ^ N <= Gen K N M (all_right K A).
Proof. intros M HM'. now apply (only_drawn A). Qed.

Lemma wrong_share : forall Q, simplex K Q -> right_share K (fun i => negb (A i)) Q = 1 - q Q.
Proof.
  intros Q HQ. rewrite <- (simplex_sum K Q HQ). unfold right_share. rewrite <- rsum_minus.
  apply rsum_ext. intros i _. destruct (A i); simpl; ring.
Qed.

Lemma only_wrong : forall M, simplex K M -> (1 - q M) ^ N <= Gen K N M (all_wrong K A).
Proof.
  intros M HM'. rewrite <- (wrong_share M HM').
  eapply Rle_trans; [now apply (only_drawn (fun i => negb (A i)))|].
  apply Gen_le; auto. intros Q' HQ' _. rewrite (wrong_share Q' HQ'). unfold all_wrong. lra.
Qed.

Notation undecided := (fun Q' => 1 - all_right K A Q' - all_wrong K A Q').

(** In every generation the loop is decided with probability [2^-N] at least,
    and what is decided stays so. *)
Lemma undecided_step : forall Q, simplex K Q ->
  Gen K N (accepted K w Q) undecided <= (1 - (/ 2) ^ N) * undecided Q.
Proof.
  intros Q HQ. pose proof (HM Q HQ) as HMQ. rewrite !Gen_minus, Gen_const by exact HMQ.
  pose proof (only_right _ HMQ) as R1. pose proof (only_wrong _ HMQ) as R2.
  pose proof (accepted_share' Q HQ) as E. pose proof (weight_pos' Q HQ) as Wp.
  pose proof (right_share_bounds K A _ HMQ) as Bp. set (p := q (accepted K w Q)) in *.
  assert (HNz : N <> O) by lia.
  destruct (Req_dec (q Q) 1) as [E1|N1].
  - assert (Ep : p = 1) by (rewrite E, E1; field; lra).
    rewrite Ep, pow1 in R1. rewrite Ep in R2. replace (1 - 1) with 0 in R2 by ring.
    rewrite pow_ne_zero in R2 by exact HNz.
    unfold all_right at 2, all_wrong at 2. rewrite E1, is_one_1, is_one_other by lra. lra.
  - destruct (Req_dec (q Q) 0) as [E0|N0].
    + assert (Ep : p = 0) by (rewrite E, E0; field; lra).
      rewrite Ep, pow_ne_zero in R1 by exact HNz. rewrite Ep in R2.
      replace (1 - 0) with 1 in R2 by ring. rewrite pow1 in R2.
      unfold all_right at 2, all_wrong at 2. rewrite E0.
      replace (1 - 0) with 1 by ring. rewrite is_one_1, is_one_other by lra. lra.
    + unfold all_right at 2, all_wrong at 2. rewrite !is_one_other by lra.
      assert ((/ 2) ^ N <= p ^ N + (1 - p) ^ N); [|lra].
      pose proof (pow_le p N (proj1 Bp)). pose proof (pow_le (1 - p) N ltac:(lra)).
      destruct (Rle_dec (/ 2) p).
      * assert ((/ 2) ^ N <= p ^ N) by (apply pow_incr; lra). lra.
      * assert ((/ 2) ^ N <= (1 - p) ^ N) by (apply pow_incr; lra). lra.
Qed.

Lemma below_1 : v < u -> 0 < 1 - (v / u) ^ N.
Proof.
  intro Hlt. assert (Hs : 0 < v / u < 1).
  { split; [now apply Rdiv_lt_0_compat|]. apply (Rmult_lt_reg_r u); [exact Hu|].
    replace (v / u * u) with v by (field; lra). lra. }
  pose proof (pow_strict (v / u) 1 N HN ltac:(lra) ltac:(lra)) as B. rewrite pow1 in B. lra.
Qed.

Lemma half_power : 0 <= 1 - (/ 2) ^ N < 1.
Proof.
  assert (0 < (/ 2) ^ N) by (apply pow_lt; lra).
  assert ((/ 2) ^ N <= 1) by (apply pow_at_most_1; lra). lra.
Qed.

Lemma undecided_generations : forall t Q, simplex K Q ->
  Verified K N w t undecided Q <= (1 - (/ 2) ^ N) ^ t.
Proof.
  intros t Q HQ. pose proof half_power as Hh.
  eapply Rle_trans; [apply (Verified_contracts' undecided (1 - (/ 2) ^ N)); auto using undecided_step; lra|].
  pose proof (pow_le (1 - (/ 2) ^ N) t ltac:(lra)). cbv beta.
  pose proof (is_one_bounds (q Q)). pose proof (is_one_bounds (1 - q Q)).
  unfold all_right, all_wrong.
  rewrite <- (Rmult_1_r ((1 - (/ 2) ^ N) ^ t)) at 2. apply Rmult_le_compat_l; lra.
Qed.

(** What is right stays right. *)
Lemma right_grows : forall t Q, simplex K Q ->
  Verified K N w t (all_right K A) Q <= Verified K N w (S t) (all_right K A) Q.
Proof.
  induction t as [|t IH]; intros Q HQ.
  - change (all_right K A Q <= Gen K N (accepted K w Q) (all_right K A)).
    pose proof (HM Q HQ) as HMQ.
    apply Rle_trans with (q (accepted K w Q) ^ N); [|now apply only_right].
    unfold all_right. destruct (Req_dec (q Q) 1) as [E|D].
    + rewrite accepted_share', E, is_one_1 by exact HQ.
      replace (u * 1 / (u * 1 + v * (1 - 1))) with 1 by (field; lra). rewrite pow1. lra.
    + rewrite is_one_other by exact D. apply pow_le. exact (proj1 (right_share_bounds K A _ HMQ)).
  - change (Gen K N (accepted K w Q) (Verified K N w t (all_right K A))
            <= Gen K N (accepted K w Q) (Verified K N w (S t) (all_right K A))).
    apply Gen_le; auto using HM.
Qed.

Lemma right_below_1 : forall t Q, simplex K Q -> Verified K N w t (all_right K A) Q <= 1.
Proof.
  intros t Q HQ. rewrite <- (Verified_const K N A u v HN Hu Hv t 1 Q HQ). apply Verified_le'; auto.
  intros. apply is_one_bounds.
Qed.

(** Where the loop is decided, [s] to the number of right answers is 1 or [s^N]:
    a bound [b] of its expectation bounds the probability of being right. *)
Lemma right_bound : forall t Q b, simplex K Q ->
  Verified K N w t (fun Q' => Rpower (v / u) (INR N * q Q')) Q <= b ->
  1 - b - (1 - (/ 2) ^ N) ^ t <= (1 - (v / u) ^ N) * Verified K N w t (all_right K A) Q.
Proof.
  intros t Q b HQ S. set (s := v / u) in *. assert (Hs : 0 < s) by now apply Rdiv_lt_0_compat.
  pose proof (undecided_generations t Q HQ) as U.
  assert (L : Verified K N w t (fun Q' => 1 + - 1 * undecided Q' + (s ^ N - 1) * all_right K A Q') Q
              <= Verified K N w t (fun Q' => Rpower s (INR N * q Q')) Q).
  { apply Verified_le'; auto. intros Q' HQ'. unfold all_right, all_wrong.
    destruct (Req_dec (q Q') 1) as [E|D1].
    - rewrite E, is_one_1, is_one_other by lra.
      rewrite (Rmult_1_r (INR N)), Rpower_pow by exact Hs. lra.
    - rewrite (is_one_other _ D1). destruct (Req_dec (q Q') 0) as [E|D0].
      + rewrite E, (Rmult_0_r (INR N)), Rpower_O by exact Hs.
        replace (1 - 0) with 1 by ring. rewrite is_one_1. lra.
      + rewrite is_one_other by lra. pose proof (exp_pos (INR N * q Q' * ln s)). unfold Rpower. lra. }
  rewrite (Verified_plus K N A u v t (fun Q' => 1 + -1 * undecided Q')), (Verified_plus K N A u v t (fun _ => 1)),
    (Verified_scal K N A u v t (-1) undecided), Verified_scal, Verified_const in L by assumption.
  lra.
Qed.

(** The same in the limit; it is enough to have the bound from the first generation on. *)
Lemma limit_bound : forall Q b p, simplex K Q -> v < u ->
  Un_cv (fun t => Verified K N w t (all_right K A) Q) p ->
  (forall t, Verified K N w (S t) (fun Q' => Rpower (v / u) (INR N * q Q')) Q <= b) ->
  (1 - b) / (1 - (v / u) ^ N) <= p.
Proof.
  intros Q b p HQ Hlt Hp Hb. pose proof (below_1 Hlt) as HsN. set (s := v / u) in *.
  set (x := fun t => Verified K N w t (all_right K A) Q) in *.
  apply (Rmult_le_reg_r (1 - s ^ N)); [exact HsN|].
  replace ((1 - b) / (1 - s ^ N) * (1 - s ^ N)) with (1 - b) by (field; lra).
  destruct (Rle_dec (1 - b) (p * (1 - s ^ N))) as [L|G]; [exact L|]. exfalso.
  set (gap := 1 - b - p * (1 - s ^ N)). assert (Hg : 0 < gap) by (unfold gap; lra).
  destruct (pow_tends_to_0 (1 - (/ 2) ^ N) half_power gap Hg) as [T HT].
  specialize (HT (S T) ltac:(lia)). unfold R_dist in HT. rewrite Rminus_0_r in HT.
  apply Rabs_def2 in HT. destruct HT as [HT _].
  pose proof (right_bound (S T) Q b HQ (Hb T)) as B. fold s in B. fold (x (S T)) in B.
  assert (x (S T) <= p) by (apply growing_ineq; [intro t; now apply right_grows | exact Hp]).
  assert ((1 - s ^ N) * x (S T) <= (1 - s ^ N) * p) by (apply Rmult_le_compat_l; lra).
  unfold gap in HT. lra.
Qed.

(** What is wrong stays wrong. *)
Lemma wrong_stays : forall t Q, simplex K Q -> q Q = 0 -> Verified K N w t (all_right K A) Q <= 0.
Proof.
  intros t Q HQ E.
  assert (W : forall t Q, simplex K Q -> all_wrong K A Q <= Verified K N w t (all_wrong K A) Q).
  { clear t Q HQ E. induction t as [|t IH]; intros Q HQ; [simpl; lra|].
    change (all_wrong K A Q <= Gen K N (accepted K w Q) (Verified K N w t (all_wrong K A))).
    pose proof (HM Q HQ) as HMQ.
    apply Rle_trans with (Gen K N (accepted K w Q) (all_wrong K A)); [|apply Gen_le; auto].
    apply Rle_trans with ((1 - q (accepted K w Q)) ^ N); [|now apply only_wrong].
    unfold all_wrong. destruct (Req_dec (q Q) 0) as [E|D].
    - rewrite accepted_share', E by exact HQ.
      replace (1 - u * 0 / (u * 0 + v * (1 - 0))) with 1 by (field; lra).
      rewrite pow1. apply is_one_bounds.
    - rewrite is_one_other by lra. apply pow_le.
      pose proof (right_share_bounds K A _ HMQ). lra. }
  specialize (W t Q HQ). unfold all_wrong at 1 in W. rewrite E in W.
  replace (1 - 0) with 1 in W by ring. rewrite is_one_1 in W.
  apply Rle_trans with (Verified K N w t (fun Q' => 1 + - 1 * all_wrong K A Q') Q).
  - apply Verified_le'; auto. intros Q' HQ'. unfold all_right, all_wrong.
    destruct (Req_dec (q Q') 1) as [E1|D1].
    + rewrite E1, is_one_1, is_one_other by lra. lra.
    + rewrite (is_one_other _ D1). pose proof (is_one_bounds (1 - q Q')). lra.
  - rewrite (Verified_plus K N A u v t (fun _ => 1)), Verified_scal, Verified_const by assumption. lra.
Qed.

Lemma ends_right : forall Q, simplex K Q -> v < u ->
  let bound := (1 - Rpower (v / u) (INR N * q Q)) / (1 - (v / u) ^ N) in
  exists p, Un_cv (fun t => Verified K N w t (all_right K A) Q) p
  /\ bound <= p /\ (p = bound <-> q Q = 0 \/ q Q = 1).
Proof.
  intros Q HQ Hlt bound. set (x := fun t => Verified K N w t (all_right K A) Q).
  assert (Hs : 0 < v / u) by now apply Rdiv_lt_0_compat. pose proof (below_1 Hlt) as HsN.
  destruct (growing_cv x) as [p Hp].
  { intro t. now apply right_grows. }
  { exists 1. intros y [t ->]. now apply right_below_1. }
  assert (Hb : bound <= p).
  { apply (limit_bound Q (Rpower (v / u) (INR N * q Q)) p HQ Hlt Hp).
    intro t. now apply supermartingale_generations. }
  exists p. split; [exact Hp|]. split; [exact Hb|]. split.
  - intro E. pose proof (right_share_bounds K A Q HQ) as Hx.
    destruct (Req_dec (q Q) 0) as [E0|N0]; [now left|].
    destruct (Req_dec (q Q) 1) as [E1|N1]; [now right|]. exfalso.
    pose proof (supermartingale_strict K N A u v HN Hu Hv Q HQ ltac:(lra) ltac:(lra)) as S.
    set (e := Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))) in *.
    assert (L : (1 - e) / (1 - (v / u) ^ N) <= p).
    { apply (limit_bound Q e p HQ Hlt Hp). intro t. simpl. apply Gen_le; auto using HM.
      intros Q' HQ' _. now apply supermartingale_generations. }
    rewrite E in L. unfold bound in L. apply (Rmult_le_compat_r (1 - (v / u) ^ N)) in L; [|lra].
    unfold Rdiv in L. rewrite !Rmult_assoc, Rinv_l in L by lra. lra.
  - intros [E|E].
    + apply Rle_antisym; [|exact Hb].
      replace bound with 0 by (unfold bound; rewrite E, Rmult_0_r, Rpower_O by exact Hs; field; lra).
      apply (cv_at_most x p 0 Hp). intro t. now apply wrong_stays.
    + apply Rle_antisym; [|exact Hb].
      replace bound with 1
        by (unfold bound; rewrite E, Rmult_1_r, Rpower_pow by exact Hs; field; lra).
      apply (cv_at_most x p 1 Hp). intro t. now apply right_below_1.
Qed.

End Imperfect.

Theorem verifier_decides_proof : verifier_decides.
Proof. intros K N A u v Q t HN HQ Hu Hv. now apply undecided_generations. Qed.

Theorem verifier_ends_right_proof : verifier_ends_right.
Proof. intros K N A u v Q HN HQ Huv. apply ends_right; auto; lra. Qed.
