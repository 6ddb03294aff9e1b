(** * When vanishing exogenous data means collapse, and when it does not

    One generation contracts diversity by [1 - 1/N] up to a disturbance of twice
    the exogenous share.  With bounded [N] the contraction is uniform, so the
    disturbance decides: if it vanishes, diversity vanishes.  With [N] growing
    fast enough there is no uniform contraction, and diversity stays. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Grounding GenLimits GenProducts
  ChainClosed ChainLattice.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

Lemma rate_increases : forall n m, (1 <= n)%nat -> (n <= m)%nat -> rate n <= rate m.
Proof.
  intros n m Hn Hm. rewrite !rate_alt.
  assert (0 < INR n) by (apply lt_0_INR; lia). apply le_INR in Hm.
  assert (/ INR m <= / INR n) by (apply Rinv_le_contravar; lra). lra.
Qed.

Section Bounded.

Variables (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat) (Nmax : nat).
Variable Q : nat -> R.
Hypothesis HP : simplex K P.
Hypothesis Ha : shares alpha.
Hypothesis HN : samples N.
Hypothesis HQ : simplex K Q.
Hypothesis Hmax : forall s, (N s <= Nmax)%nat.

Let d t := Chain K P alpha N 0 t (Diversity K) Q.

Lemma diversity_step : forall t, d (S t) <= rate Nmax * (d t + 2 * alpha t).
Proof.
  intro t. unfold d. rewrite Chain_last.
  rewrite <- (Chain_const K P alpha N HP Ha HN t 0 (2 * alpha t) Q HQ).
  rewrite <- Chain_plus, <- Chain_scal. apply Chain_le; auto. intros Q' HQ'. simpl.
  rewrite Gen_Diversity by (auto; apply simplex_mix; auto). fold (rate (N t)).
  pose proof (rate_bounds (N t) (HN t)). pose proof (rate_increases _ _ (HN t) (Hmax t)).
  pose proof (Diversity_mix K (alpha t) P Q' (Ha t) HP HQ').
  pose proof (Diversity_nonneg K (mix (alpha t) P Q') (simplex_mix K _ P Q' (Ha t) HP HQ')).
  apply Rmult_le_compat; lra.
Qed.

Lemma diversity_nonneg : forall t, 0 <= d t.
Proof. intro t. apply Chain_nonneg; auto. intros. now apply Diversity_nonneg. Qed.

Lemma Nmax_bounds : 0 <= rate Nmax < 1.
Proof. apply rate_bounds. specialize (HN 0%nat). specialize (Hmax 0%nat). lia. Qed.

Lemma diversity_vanishes : Un_cv alpha 0 -> Un_cv d 0.
Proof.
  intro Hal. apply (contraction_vanishes d (fun t => 2 * alpha t) (rate Nmax)).
  - exact Nmax_bounds.
  - exact diversity_nonneg.
  - exact diversity_step.
  - intros eps Heps. destruct (Hal (eps / 2) ltac:(lra)) as [T HT]. exists T. intros t Ht.
    specialize (HT t Ht). unfold R_dist in *. rewrite Rminus_0_r in *.
    rewrite Rabs_mult, (Rabs_pos_eq 2) by lra. lra.
Qed.

Lemma entropy_vanishes : Un_cv alpha 0 ->
  Un_cv (fun t => Chain K P alpha N 0 t (Entropy K) Q) 0.
Proof.
  intros Hal eps Heps.
  assert (Hm : 0 < INR Nmax).
  { apply lt_0_INR. specialize (HN 0%nat). specialize (Hmax 0%nat). lia. }
  destruct (diversity_vanishes Hal (eps / INR Nmax)) as [T HT].
  { apply Rdiv_lt_0_compat; lra. }
  exists (S T). intros t Ht. destruct t as [|t]; [lia|].
  specialize (HT (S t) ltac:(lia)). unfold R_dist in *. rewrite Rminus_0_r in *.
  rewrite Rabs_pos_eq in HT by apply diversity_nonneg.
  assert (Hle : Chain K P alpha N 0 (S t) (Entropy K) Q <= INR Nmax * d (S t)).
  { eapply Rle_trans; [now apply Chain_Entropy_le|].
    apply Rmult_le_compat_r; [apply diversity_nonneg | apply le_INR, Hmax]. }
  rewrite Rabs_pos_eq.
  - eapply Rle_lt_trans; [exact Hle|].
    replace eps with (INR Nmax * (eps / INR Nmax)) by (field; lra).
    apply Rmult_lt_compat_l; assumption.
  - apply Chain_nonneg; auto. intros Q' HQ'.
    eapply Rle_trans; [now apply (Diversity_nonneg K Q') | now apply Diversity_le_Entropy].
Qed.

Lemma diversity_limsup : forall a T, (forall s, (T <= s)%nat -> alpha s <= a) ->
  forall e, 0 < e -> exists T', forall t, (T' <= t)%nat -> d t <= 2 * a * (INR Nmax - 1) + e.
Proof.
  intros a T HT e He. pose proof Nmax_bounds as Hr.
  destruct (contraction_limsup d (rate Nmax) (2 * a) T Hr) with (d := e) as [T' HT'].
  - intros t Ht. eapply Rle_trans; [apply diversity_step|].
    specialize (HT t Ht). apply Rmult_le_compat_l; lra.
  - exact He.
  - exists T'. intros t Ht. specialize (HT' t Ht).
    replace (2 * a * (INR Nmax - 1)) with (rate Nmax / (1 - rate Nmax) * (2 * a)); [exact HT'|].
    assert (INR Nmax <> 0).
    { apply not_0_INR. specialize (HN 0%nat). specialize (Hmax 0%nat). lia. }
    unfold rate. field. split; [assumption|].
    replace (INR Nmax - (INR Nmax - 1)) with 1 by ring. lra.
Qed.

End Bounded.

(** ** The claims *)

Theorem collapse_diversity_proof : collapse_diversity.
Proof.
  intros K P alpha N Nmax Q HP Ha HN HQ Hmax Hal. now apply (diversity_vanishes K P alpha N Nmax).
Qed.

Theorem collapse_entropy_proof : collapse_entropy.
Proof.
  intros K P alpha N Nmax Q HP Ha HN HQ Hmax Hal. now apply (entropy_vanishes K P alpha N Nmax).
Qed.

Theorem collapse_limsup_proof : collapse_limsup.
Proof.
  intros K P alpha N Nmax Q a T HP Ha HN HQ Hmax HT.
  now apply (diversity_limsup K P alpha N Nmax Q HP Ha HN HQ Hmax a T).
Qed.

(** ** Without exogenous data *)

Theorem closed_loses_proof : closed_loses.
Proof.
  intros K P N Q HP HN HQ Hinf.
  assert (V : Un_cv (fun t => rprod t (fun s => rate (N s))) 0).
  { apply (rprod_vanishes _ (fun s => 1 / INR (N s))); [|exact Hinf].
    intro s. split; [apply rate_bounds, HN|]. unfold rate.
    pose proof (exp_ineq1_le (- (1 / INR (N s)))). lra. }
  pose proof (Diversity_nonneg K Q HQ).
  intros eps Heps. destruct (V (eps / (Diversity K Q + 1))) as [T HT].
  { apply Rdiv_lt_0_compat; lra. }
  exists T. intros t Ht. specialize (HT t Ht).
  rewrite (Closed_Diversity K P N HP HN t Q HQ). unfold R_dist in *. rewrite Rminus_0_r in *.
  rewrite Rabs_mult, (Rabs_pos_eq (Diversity K Q)) by assumption.
  set (r := Rabs _) in *. assert (0 <= r) by apply Rabs_pos.
  apply Rle_lt_trans with (r * (Diversity K Q + 1)); [nra|].
  replace eps with (eps / (Diversity K Q + 1) * (Diversity K Q + 1)) by (field; lra).
  apply Rmult_lt_compat_r; lra.
Qed.

Theorem closed_keeps_proof : closed_keeps.
Proof.
  intros K P N Q B HP HN HQ HB t.
  assert (HN1 : samples N) by (intro s; specialize (HN s); lia).
  rewrite (Closed_Diversity K P N HP HN1 t Q HQ).
  apply Rmult_le_compat_r; [now apply Diversity_nonneg|].
  eapply Rle_trans; [|apply (rprod_stays (fun s => 1 / INR (N s)))].
  - specialize (HB t). destruct HB as [L|E]; [left; apply exp_increasing; lra | rewrite E; lra].
  - intro s. specialize (HN s). apply le_INR in HN. simpl in HN.
    unfold Rdiv. rewrite Rmult_1_l. split.
    + left. apply Rinv_0_lt_compat. lra.
    + apply Rinv_le_contravar; lra.
Qed.

(** ** Growing samples *)

Lemma growing_at_least_1 : samples growing.
Proof. intro s. unfold growing. lia. Qed.

Lemma rate_growing : forall s, rate (growing s) = 1 - / (INR s + 2) ^ 2.
Proof.
  intro s. rewrite rate_alt. unfold growing. rewrite mult_INR, plus_INR.
  change (INR 2) with 2. simpl. now rewrite Rmult_1_r.
Qed.

Theorem growing_samples_proof : growing_samples.
Proof.
  intros K P Q t HP HQ.
  rewrite (Closed_Diversity K P growing HP growing_at_least_1 t Q HQ).
  rewrite (rprod_ext t _ (fun s => 1 - / (INR s + 2) ^ 2)) by (intros; apply rate_growing).
  rewrite rprod_squares. pose proof (squares_above_half t) as B.
  pose proof (Diversity_nonneg K Q HQ). split; [nra|]. intro. nra.
Qed.

Theorem growing_law_proof : growing_law.
Proof.
  intros K P Q t HP HQ. pose proof (pos_INR t).
  rewrite (Closed_Diversity K P growing HP growing_at_least_1 t Q HQ).
  rewrite (rprod_ext t _ (fun s => 1 - / (INR s + 2) ^ 2)) by (intros; apply rate_growing).
  split.
  - rewrite (rprod_ext t (fun s => 1 - 1 / (INR s + 2) ^ 2) (fun s => 1 - / (INR s + 2) ^ 2))
      by (intros; unfold Rdiv; ring).
    ring.
  - rewrite rprod_squares. field. lra.
Qed.

(** The fair coin. *)
Definition coin : nat -> R := fun _ => / 2.

Lemma coin_simplex : simplex 2 coin.
Proof. split; [intros; unfold coin; lra | unfold coin; simpl; lra]. Qed.

Lemma coin_diversity : Diversity 2 coin = / 2.
Proof. unfold Diversity, coin. simpl. lra. Qed.

(** A sequence that stays above a positive number does not tend to zero. *)
Lemma stays_above : forall (x : nat -> R) c, 0 < c -> (forall t, c <= x t) -> ~ Un_cv x 0.
Proof.
  intros x c Hc Hx H. destruct (H c Hc) as [T HT]. specialize (HT T (Nat.le_refl T)).
  unfold R_dist in HT. rewrite Rminus_0_r in HT. pose proof (Rle_abs (x T)).
  specialize (Hx T). lra.
Qed.

Theorem S1_as_worded_fails_proof : S1_as_worded_fails.
Proof.
  intro H. apply (stays_above (fun t => Closed 2 coin growing t (Diversity 2) coin) (/ 4)).
  - lra.
  - intro t.
    pose proof (growing_samples_proof 2%nat coin coin t coin_simplex coin_simplex) as [B _].
    rewrite coin_diversity in B. lra.
  - apply H; auto using coin_simplex, growing_at_least_1, no_shares.
    intros eps Heps. exists O. intros t _. unfold R_dist, constantly.
    rewrite Rminus_0_r, Rabs_R0. exact Heps.
Qed.
