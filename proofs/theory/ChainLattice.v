(** * The models that a sample can give

    After a generation the model is a vector of counts divided by [N].  A count
    is 0 or at least 1, so a coordinate strictly between 0 and 1 keeps a
    distance of [1/N] from both: being away from the vertices costs diversity.
    This turns the decay of diversity into fixation, and bounds entropy by
    diversity from above. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits ChainClosed ChainEntropy.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

Lemma Gen_le_lattice : forall K N M G G', (1 <= N)%nat -> simplex K M ->
  (forall Q', lattice K N Q' -> G Q' <= G' Q') -> Gen K N M G <= Gen K N M G'.
Proof.
  intros K N M G G' HN [HM S] E. unfold Gen. apply Draws_le; auto.
  intros c O. apply E. split; [now apply (fit_simplex K M)|].
  intros i _. exists (c i). split; [now apply (outcome_le K M N c i) | reflexivity].
Qed.

(** After at least one generation only lattice models count. *)
Lemma Chain_le_lattice : forall K P alpha N s t G G' Q,
  simplex K P -> shares alpha -> samples N -> simplex K Q ->
  (forall Q', lattice K (N (s + t)%nat) Q' -> G Q' <= G' Q') ->
  Chain K P alpha N s (S t) G Q <= Chain K P alpha N s (S t) G' Q.
Proof.
  intros K P alpha N s t G G' Q HP Ha HN HQ E. rewrite !Chain_last.
  apply Chain_le; auto. intros Q' HQ'. apply Gen_le_lattice; auto.
  apply simplex_mix; auto.
Qed.

(** ** Entropy is at most [N] times diversity *)

Theorem entropy_within_N_diversity_proof : entropy_within_N_diversity.
Proof.
  intros K N Q HN [HQ Hk]. rewrite (Diversity_alt K Q HQ), <- rsum_scal.
  unfold Entropy. rewrite <- rsum_opp. apply rsum_le. intros i L.
  pose proof (simplex_le_1 K Q i HQ L) as H1.
  assert (HNpos : 0 < INR N) by (apply lt_0_INR; lia).
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|lra].
  destruct (Hk i L) as (k & _ & Ek).
  assert (Hk1 : 1 <= INR N * Q i).
  { replace (INR N * Q i) with (INR k) by (rewrite Ek; field; lra).
    apply (le_INR 1). destruct k as [|k]; [|lia].
    rewrite Ek in Hp. simpl in Hp. unfold Rdiv in Hp. lra. }
  pose proof (gibbs (Q i) 1 ltac:(lra) ltac:(lra)) as B. rewrite ln_1 in B.
  assert (1 * (1 - Q i) <= INR N * Q i * (1 - Q i)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma Chain_Entropy_le : forall K P alpha N t Q,
  simplex K P -> shares alpha -> samples N -> simplex K Q ->
  Chain K P alpha N 0 (S t) (Entropy K) Q
  <= INR (N t) * Chain K P alpha N 0 (S t) (Diversity K) Q.
Proof.
  intros K P alpha N t Q HP Ha HN HQ. rewrite <- Chain_scal.
  apply Chain_le_lattice; auto. intros Q' HQ'. now apply entropy_within_N_diversity_proof.
Qed.

Theorem geometric_upper_proof : geometric_upper.
Proof.
  intros K P N Q t C HP HN HQ Ht HC. destruct t as [|t]; [lia|].
  rewrite <- (diversity_decay_proof K P N Q (S t) HP HN HQ), <- Closed_scal.
  apply Chain_le_lattice; auto using no_shares, constant_samples.
Qed.

(** The chord of the logarithm from [1/n] to 1. *)
Lemma ln_chord : forall n p, 1 < n -> / n <= p <= 1 -> - ln p <= ln n / (1 - / n) * (1 - p).
Proof.
  intros n p Hn Hp.
  assert (Hi : 0 < / n < 1).
  { split; [apply Rinv_0_lt_compat; lra|].
    rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
  pose proof (ln_tangent p (/ n) ltac:(lra) ltac:(lra)) as A.
  pose proof (ln_tangent p 1 ltac:(lra) ltac:(lra)) as B.
  rewrite ln_Rinv in A by lra. rewrite ln_1 in B.
  set (l := (1 - p) / (1 - / n)).
  assert (El : l * (1 - / n) = 1 - p) by (unfold l; field; lra).
  assert (Hl : 0 <= l <= 1).
  { split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]|].
    apply (Rmult_le_reg_r (1 - / n)); lra. }
  replace (ln n / (1 - / n) * (1 - p)) with (l * ln n) by (unfold l; field; lra).
  assert (A' := Rmult_le_compat_l l _ _ (proj1 Hl) A).
  assert (B' := Rmult_le_compat_l (1 - l) _ _ ltac:(lra) B).
  assert (E : l * (/ n / p) + (1 - l) * (1 / p) = 1).
  { replace (l * (/ n / p) + (1 - l) * (1 / p)) with ((1 - l * (1 - / n)) / p) by (field; lra).
    rewrite El. field. lra. }
  lra.
Qed.

Theorem entropy_within_log_diversity_proof : entropy_within_log_diversity.
Proof.
  intros K N Q HN [HQ Hk]. rewrite (Diversity_alt K Q HQ), <- rsum_scal.
  unfold Entropy. rewrite <- rsum_opp. apply rsum_le. intros i L.
  pose proof (simplex_le_1 K Q i HQ L) as H1.
  assert (HNpos : 1 < INR N) by (apply (lt_INR 1); lia).
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|lra].
  destruct (Hk i L) as (k & _ & Ek).
  assert (Hlow : / INR N <= Q i).
  { rewrite Ek. unfold Rdiv. rewrite <- (Rmult_1_l (/ INR N)) at 1.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
    apply (le_INR 1). destruct k as [|k]; [|lia].
    rewrite Ek in Hp. simpl in Hp. unfold Rdiv in Hp. lra. }
  pose proof (ln_chord (INR N) (Q i) HNpos ltac:(lra)) as B.
  rewrite rate_alt. apply (Rmult_le_compat_l (Q i)) in B; lra.
Qed.

Theorem geometric_proof : geometric.
Proof.
  intros K P N Q t HP HN HQ Ht. split; [now apply geometric_lower_proof|].
  destruct t as [|t]; [lia|]. replace (S t - 1)%nat with t by lia.
  destruct (Nat.eq_dec N 1) as [->|Hne].
  - pose proof (Chain_Entropy_le K P (constantly 0) (constantly 1%nat) t Q HP no_shares
      (constant_samples 1%nat HN) HQ) as B.
    fold (Closed K P (constantly 1%nat) (S t) (Entropy K) Q) in B.
    fold (Closed K P (constantly 1%nat) (S t) (Diversity K) Q) in B.
    rewrite (diversity_decay_proof K P 1%nat Q (S t) HP HN HQ) in B.
    replace (rate 1%nat) with 0 in B by (unfold rate; simpl; field).
    simpl INR. rewrite ln_1. simpl in B. lra.
  - assert (HN2 : (2 <= N)%nat) by lia. pose proof (rate_pos N HN2) as Hr.
    eapply Rle_trans.
    + apply (geometric_upper_proof K P N Q (S t) (ln (INR N) / rate N)); auto.
      intros Q' HQ'. now apply entropy_within_log_diversity_proof.
    + right. simpl pow. field. lra.
Qed.

(** ** Fixation *)

Lemma at_vertex_bounds : forall K N Q i, (1 <= N)%nat -> lattice K N Q -> (i < K)%nat ->
  Q i - INR N * (Q i * (1 - Q i)) <= at_vertex i Q <= Q i.
Proof.
  intros K N Q i HN [HQ Hk] L. pose proof (simplex_le_1 K Q i HQ L) as H1.
  pose proof (simplex_nonneg K Q i HQ L) as H0.
  assert (HNpos : 0 < INR N) by (apply lt_0_INR; lia).
  unfold at_vertex. destruct (Req_EM_T (Q i) 1) as [->|Hne]; [lra|].
  split; [|exact H0]. destruct (Hk i L) as (k & Lk & Ek).
  assert (B : 1 <= INR N * (1 - Q i)).
  { replace (INR N * (1 - Q i)) with (INR N - INR k) by (rewrite Ek; field; lra).
    rewrite <- minus_INR by exact Lk. apply (le_INR 1).
    destruct (Nat.eq_dec k N) as [->|Hkn]; [|lia].
    exfalso. apply Hne. rewrite Ek. field. lra. }
  assert (Q i * 1 <= Q i * (INR N * (1 - Q i))) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma Closed_spread : forall K P N Q t i, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  (i < K)%nat ->
  Closed K P (constantly N) t (fun Q' => Q' i * (1 - Q' i)) Q = rate N ^ t * (Q i * (1 - Q i)).
Proof.
  intros K P N Q t i HP HN HQ L. pose proof (constant_samples N HN) as HS.
  rewrite <- (var_indicator K i Q HQ L), <- rprod_rate.
  rewrite <- (Closed_var K P (constantly N) HP HS (indicator i) t Q HQ).
  apply Closed_eq; auto. intros Q' HQ'. symmetry. now apply var_indicator.
Qed.

Theorem fixation_rate_proof : fixation_rate.
Proof.
  intros K P N Q t i HP HN HQ L Ht. destruct t as [|t]; [lia|].
  pose proof (constant_samples N HN) as HS. pose proof no_shares as Ha.
  rewrite Rmult_assoc, <- (Closed_spread K P N Q (S t) i HP HN HQ L).
  rewrite <- (Closed_coord K P (constantly N) HP HS (S t) Q i HQ L).
  rewrite <- Closed_scal, <- Closed_minus.
  split; apply Chain_le_lattice; auto; intros Q' HQ'; now apply (at_vertex_bounds K N Q' i).
Qed.

Theorem fixation_proof : fixation.
Proof.
  intros K P N Q i HP HN HQ L. pose proof (rate_bounds N HN) as Hr.
  apply (squeeze_to _ (fun t => INR N * (Q i * (1 - Q i)) * rate N ^ t) _ 1).
  - intros t Ht. pose proof (fixation_rate_proof K P N Q t i HP HN HQ L Ht) as B.
    apply Rabs_le. lra.
  - apply geometric_tends_to_0. exact Hr.
Qed.

Theorem fixation_certain_proof : fixation_certain.
Proof.
  intros K P N Q HP HN HQ. pose proof (rate_bounds N HN) as Hr.
  apply (squeeze_to _ (fun t => INR N * Diversity K Q * rate N ^ t) _ 1).
  - intros t Ht. unfold at_some_vertex.
    rewrite (Closed_rsum K P (constantly N) t K at_vertex).
    assert (B : forall i, (i < K)%nat ->
      Q i - INR N * rate N ^ t * (Q i * (1 - Q i))
        <= Closed K P (constantly N) t (at_vertex i) Q <= Q i)
      by (intros; now apply fixation_rate_proof).
    assert (Hi := rsum_le K _ _ (fun i L => proj2 (B i L))).
    assert (Lo := rsum_le K _ _ (fun i L => proj1 (B i L))).
    rewrite rsum_minus, rsum_scal, <- (Diversity_alt K Q HQ) in Lo.
    rewrite (simplex_sum K Q HQ) in Hi, Lo. apply Rabs_le. lra.
  - apply geometric_tends_to_0. exact Hr.
Qed.
