(** * The closed loop over many generations: moments

    With alpha = 0 the model is a martingale, and a generation of [N] samples
    multiplies the expected variance of every observable by [1 - 1/N].  Every
    law of this file follows from these two facts by induction over the
    generations of the chain. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** ** The expectation over closed generations *)

Lemma no_shares : shares (constantly 0).
Proof. intro s. unfold constantly. lra. Qed.

Lemma constant_samples : forall N, (1 <= N)%nat -> samples (constantly N).
Proof. intros N HN s. exact HN. Qed.

(** [E[mean(f,Q')^2]] and [E[var(f,Q')]]. *)
Lemma Gen_var : forall K N M f, (1 <= N)%nat -> simplex K M ->
  Gen K N M (var K f) = rate N * var K f M.
Proof.
  intros K N M f HN HM.
  rewrite (Gen_eq K N M _ (fun Q' => mean K (fun i => f i ^ 2) Q' - (mean K f Q' - 0) ^ 2)); auto.
  - rewrite Gen_minus, (Gen_mean K N M _ HN HM), (Gen_mean_square K N M f HN HM 0).
    rewrite (var_alt K f M (simplex_sum K M HM)) at 2.
    fold (mean K (fun i => f i ^ 2) M).
    replace (mean K (fun i => f i ^ 2) M) with (var K f M + mean K f M ^ 2)
      by (rewrite (var_alt K f M (simplex_sum K M HM)); unfold mean; ring).
    unfold rate. field. apply not_0_INR. lia.
  - intros Q' HQ' _. rewrite (var_alt K f Q' (simplex_sum K Q' HQ')). unfold mean. ring.
Qed.

Section Loop.

Variables (K : nat) (P : nat -> R) (N : nat -> nat).
Hypothesis HP : simplex K P.
Hypothesis HN : samples N.

Notation E := (Closed K P N).

Lemma Closed_ext : forall t G G' Q, (forall Q', G Q' = G' Q') -> E t G Q = E t G' Q.
Proof. intros. now apply Chain_ext. Qed.

Lemma Closed_eq : forall t G G' Q, simplex K Q ->
  (forall Q', simplex K Q' -> G Q' = G' Q') -> E t G Q = E t G' Q.
Proof. intros. apply Chain_eq; auto. exact no_shares. Qed.

Lemma Closed_le : forall t G G' Q, simplex K Q ->
  (forall Q', simplex K Q' -> G Q' <= G' Q') -> E t G Q <= E t G' Q.
Proof. intros. apply Chain_le; auto. exact no_shares. Qed.

Lemma Closed_const : forall t a Q, simplex K Q -> E t (fun _ => a) Q = a.
Proof. intros. apply Chain_const; auto. exact no_shares. Qed.

Lemma Closed_plus : forall t F G Q, E t (fun Q' => F Q' + G Q') Q = E t F Q + E t G Q.
Proof. intros. apply Chain_plus. Qed.

Lemma Closed_minus : forall t F G Q, E t (fun Q' => F Q' - G Q') Q = E t F Q - E t G Q.
Proof. intros. apply Chain_minus. Qed.

Lemma Closed_scal : forall t a G Q, E t (fun Q' => a * G Q') Q = a * E t G Q.
Proof. intros. apply Chain_scal. Qed.

Lemma Closed_rsum : forall t L F Q,
  E t (fun Q' => rsum L (fun i => F i Q')) Q = rsum L (fun i => E t (F i) Q).
Proof. intros. apply Chain_rsum. Qed.

(** The last generation draws from the model itself. *)
Lemma Closed_last : forall t G Q, E (S t) G Q = E t (fun Q' => Gen K (N t) Q' G) Q.
Proof.
  intros t G Q. unfold Closed. rewrite Chain_last. apply Chain_ext. intro Q'.
  simpl. apply Gen_ext_M. intros i _. apply mix_0.
Qed.

(** What one generation multiplies by a constant, [t] generations multiply by
    the product. *)
Lemma Closed_multiplied : forall G (r : nat -> R),
  (forall s Q, simplex K Q -> Gen K (N s) Q G = r s * G Q) ->
  forall t Q, simplex K Q -> E t G Q = rprod t r * G Q.
Proof.
  intros G r H t Q HQ. induction t as [|t IH]; [unfold Closed; simpl; ring|].
  rewrite Closed_last, (Closed_eq t _ (fun Q' => r t * G Q') Q HQ) by (intros; now apply H).
  rewrite Closed_scal, IH. simpl. ring.
Qed.

Lemma Closed_Diversity : forall t Q, simplex K Q ->
  E t (Diversity K) Q = rprod t (fun s => rate (N s)) * Diversity K Q.
Proof.
  apply (Closed_multiplied (Diversity K)). intros s Q HQ. unfold rate.
  now apply Gen_Diversity.
Qed.

Lemma Closed_var : forall f t Q, simplex K Q ->
  E t (var K f) Q = rprod t (fun s => rate (N s)) * var K f Q.
Proof.
  intro f. apply (Closed_multiplied (var K f)). intros s Q HQ. now apply Gen_var.
Qed.

Lemma Closed_mean : forall f t Q, simplex K Q -> E t (mean K f) Q = mean K f Q.
Proof.
  intros f t Q HQ. rewrite (Closed_multiplied (mean K f) (fun _ => 1)); auto.
  - rewrite rprod_const, pow1. ring.
  - intros s Q' HQ'. rewrite Rmult_1_l. now apply Gen_mean.
Qed.

Lemma Closed_coord : forall t Q i, simplex K Q -> (i < K)%nat ->
  E t (fun Q' => Q' i) Q = Q i.
Proof.
  intros t Q i HQ L. rewrite <- (mean_indicator K i Q L).
  rewrite <- (Closed_mean (indicator i) t Q HQ). apply Closed_ext. intro Q'.
  symmetry. now apply mean_indicator.
Qed.

(** [E[(mean(f,Q[t]) - mean(f,Q))^2] = (1 - prod (1 - 1/N_s)) var(f,Q)]: the
    second moment of [f] is kept, and what leaves the inner variance is found
    in the spread of the mean. *)
Lemma Closed_mean_square : forall f t Q, simplex K Q ->
  E t (fun Q' => (mean K f Q' - mean K f Q) ^ 2) Q
  = var K f Q * (1 - rprod t (fun s => rate (N s))).
Proof.
  intros f t Q HQ. set (m := mean K f Q).
  rewrite (Closed_eq t _ (fun Q' =>
    mean K (fun i => f i ^ 2) Q' - var K f Q' + ((- 2 * m) * mean K f Q' + m ^ 2)) Q HQ).
  - rewrite Closed_plus, Closed_minus, (Closed_plus t (fun Q' => -2 * m * mean K f Q')).
    rewrite Closed_scal, !Closed_mean, Closed_var, Closed_const by exact HQ. fold m.
    rewrite (var_alt K f Q (simplex_sum K Q HQ)). unfold m, mean. ring.
  - intros Q' HQ'. rewrite (var_alt K f Q' (simplex_sum K Q' HQ')). unfold mean. ring.
Qed.

Lemma Closed_variance_schedule : forall f t Q, simplex K Q ->
  Closed_variance K P N f t Q = var K f Q * (1 - rprod t (fun s => rate (N s))).
Proof.
  intros f t Q HQ. unfold Closed_variance. rewrite (Closed_mean f t Q HQ).
  now apply Closed_mean_square.
Qed.

Lemma Closed_L2 : forall t Q, simplex K Q ->
  E t (fun Q' => L2 K Q' Q) Q = (1 - rprod t (fun s => rate (N s))) * Diversity K Q.
Proof.
  intros t Q HQ. unfold L2. rewrite (Closed_rsum t K (fun i Q' => (Q' i - Q i) ^ 2)).
  rewrite (Diversity_alt K Q HQ), <- rsum_scal. apply rsum_ext. intros i L.
  rewrite <- (var_indicator K i Q HQ L), Rmult_comm, <- (Closed_mean_square (indicator i) t Q HQ).
  apply Closed_ext. intro Q'. now rewrite !(mean_indicator K i _ L).
Qed.

(** The expected squared step of an observable's mean. *)
Lemma Closed_step_square : forall f t Q, simplex K Q ->
  Closed_step K P N t (fun Q' Q'' => (mean K f Q'' - mean K f Q') ^ 2) Q
  = var K f Q / INR (N t) * rprod t (fun s => rate (N s)).
Proof.
  intros f t Q HQ. unfold Closed_step.
  rewrite (Closed_eq t _ (fun Q' => / INR (N t) * var K f Q') Q HQ).
  - rewrite Closed_scal, (Closed_var f t Q HQ). unfold Rdiv. ring.
  - intros Q' HQ'.
    change (Gen K (N t) (mix 0 P Q') (fun Q'' => (mean K f Q'' - mean K f Q') ^ 2)
            = / INR (N t) * var K f Q').
    rewrite (Gen_ext_M K (N t) (mix 0 P Q') Q') by (intros i _; apply mix_0).
    rewrite (Gen_mean_square K (N t) Q' f (HN t) HQ' (mean K f Q')). unfold Rdiv. ring.
Qed.

End Loop.

(** ** The claims *)

Lemma rprod_rate : forall N t, rprod t (fun s => rate (constantly N s)) = rate N ^ t.
Proof. intros. unfold constantly. apply rprod_const. Qed.

Theorem diversity_schedule_proof : diversity_schedule.
Proof. intros K P N Q t HP HN HQ. now apply Closed_Diversity. Qed.

Theorem diversity_decay_proof : diversity_decay.
Proof.
  intros K P N Q t HP HN HQ. rewrite <- rprod_rate.
  apply Closed_Diversity; auto. now apply constant_samples.
Qed.

Theorem martingale_generations_proof : martingale_generations.
Proof. intros K P N Q t i HP HN HQ L. now apply Closed_coord. Qed.

Theorem variance_law_proof : variance_law.
Proof.
  intros K P N Q f t HP HN HQ. rewrite <- rprod_rate.
  apply Closed_variance_schedule; auto. now apply constant_samples.
Qed.

Theorem variance_grows_proof : variance_grows.
Proof.
  intros K P N Q f t HP HN HQ Hv.
  rewrite !variance_law_proof by (auto; lia).
  pose proof (rate_pos N HN). pose proof (rate_bounds N ltac:(lia)).
  apply Rmult_lt_compat_l; [exact Hv|]. simpl.
  assert (0 < rate N ^ t) by (apply pow_lt; lra). nra.
Qed.

Theorem linear_window_proof : linear_window.
Proof.
  intros K P N Q f t HP HN HQ. rewrite variance_law_proof by auto.
  pose proof (var_nonneg K f Q HQ) as Hv. pose proof (pos_INR t) as Ht.
  assert (Hn : 1 <= INR N) by (apply le_INR in HN; exact HN).
  pose proof (rate_bounds N HN) as Hr. rewrite rate_alt in *.
  set (x := / INR N) in *. assert (Hx : 0 <= x <= 1) by lra.
  pose proof (bernoulli x t Hx) as Hlo.
  pose proof (bernoulli_upper x t Hx) as Hup.
  replace (INR t / INR N * var K f Q * (1 - (INR t - 1) / (2 * INR N)))
    with (var K f Q * (INR t * x - INR t * (INR t - 1) / 2 * (x * x)))
    by (unfold x; field; lra).
  replace (INR t / INR N * var K f Q) with (var K f Q * (INR t * x)) by (unfold x; field; lra).
  split; apply Rmult_le_compat_l; lra.
Qed.

(** The variance of a bounded observable is at most a quarter of its squared
    range (Popoviciu's inequality). *)
Lemma var_range : forall K f Q lo hi, simplex K Q ->
  (forall i, (i < K)%nat -> lo <= f i <= hi) -> var K f Q <= (hi - lo) ^ 2 / 4.
Proof.
  intros K f Q lo hi HQ Hf.
  assert (B : 0 <= rsum K (fun i => Q i * ((f i - lo) * (hi - f i)))).
  { apply rsum_nonneg. intros i L. specialize (Hf i L).
    pose proof (simplex_nonneg K Q i HQ L). repeat apply Rmult_le_pos; lra. }
  rewrite (rsum_ext K _ (fun i => (hi + lo) * (Q i * f i) - lo * hi * Q i - Q i * f i ^ 2)) in B
    by (intros; ring).
  rewrite !rsum_minus, !rsum_scal, (simplex_sum K Q HQ) in B. fold (mean K f Q) in B.
  rewrite (var_alt K f Q (simplex_sum K Q HQ)).
  pose proof (pow2_ge_0 (mean K f Q - (hi + lo) / 2)). lra.
Qed.

Theorem diameter_cap_proof : diameter_cap.
Proof.
  intros K P N Q f lo hi t HP HN HQ Hf. rewrite variance_law_proof by auto.
  eapply Rle_trans; [|apply (var_range K f Q lo hi HQ Hf)].
  pose proof (var_nonneg K f Q HQ). pose proof (rate_bounds N HN).
  pose proof (pow_nonneg (rate N) t ltac:(lra)). nra.
Qed.

Theorem drift_law_proof : drift_law.
Proof.
  intros K P N Q t HP HN HQ. rewrite <- rprod_rate.
  apply Closed_L2; auto. now apply constant_samples.
Qed.

Theorem shrinking_steps_proof : shrinking_steps.
Proof.
  intros K P N Q f t HP HN HQ. rewrite <- rprod_rate.
  apply Closed_step_square; auto. now apply constant_samples.
Qed.

Theorem iid_random_walk_fails_proof : iid_random_walk_fails.
Proof.
  intros K P N Q f t HP HN HQ Hv. rewrite !shrinking_steps_proof by auto.
  pose proof (rate_bounds N HN) as Hr.
  assert (0 < var K f Q / INR N) by (apply Rdiv_lt_0_compat; [exact Hv | apply lt_0_INR; lia]).
  apply Rmult_lt_compat_l; [assumption|]. simpl.
  pose proof (pow_at_most_1 (rate N) t ltac:(lra)).
  pose proof (pow_nonneg (rate N) t ltac:(lra)). nra.
Qed.

Theorem forever_linear_fails_proof : forever_linear_fails.
Proof.
  intros K P N Q f t HP HN HQ Hv Ht. rewrite variance_law_proof by auto.
  assert (Hn : 1 <= INR N) by (apply le_INR in HN; exact HN).
  pose proof (rate_bounds N HN) as Hr. rewrite rate_alt in *.
  set (x := / INR N) in *. assert (0 < x) by (unfold x; apply Rinv_0_lt_compat; lra).
  replace (INR t / INR N * var K f Q) with (var K f Q * (INR t * x)) by (unfold x; field; lra).
  apply Rmult_lt_compat_l; [exact Hv|].
  destruct t as [|[|t]]; [lia | lia |].
  pose proof (bernoulli x t ltac:(lra)) as B. pose proof (pos_INR t).
  change ((1 - x) ^ S (S t)) with ((1 - x) * ((1 - x) * (1 - x) ^ t)). rewrite !S_INR.
  set (y := (1 - x) ^ t) in *.
  assert ((1 - x) * (1 - x) * (1 - INR t * x) <= (1 - x) * (1 - x) * y)
    by (apply Rmult_le_compat_l; nra).
  assert (0 < (2 * INR t + 1 - INR t * x) * (x * x)) by (apply Rmult_lt_0_compat; nra).
  nra.
Qed.
