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

(** [E[mean(f,P')^2]] and [E[var(f,P')]]. *)
Lemma Gen_var : forall K N M f, (1 <= N)%nat -> simplex K M ->
  Gen K N M (var K f) = rate N * var K f M.
Proof.
  intros K N M f HN HM.
  rewrite (Gen_eq K N M _ (fun P' => mean K (fun i => f i ^ 2) P' - (mean K f P' - 0) ^ 2)); auto.
  - rewrite Gen_minus, (Gen_mean K N M _ HN HM), (Gen_mean_square K N M f HN HM 0).
    rewrite (var_alt K f M (simplex_sum K M HM)) at 2.
    fold (mean K (fun i => f i ^ 2) M).
    replace (mean K (fun i => f i ^ 2) M) with (var K f M + mean K f M ^ 2)
      by (rewrite (var_alt K f M (simplex_sum K M HM)); unfold mean; ring).
    unfold rate. field. apply not_0_INR. lia.
  - intros P' HP' _. rewrite (var_alt K f P' (simplex_sum K P' HP')). unfold mean. ring.
Qed.

Section Loop.

Variables (K : nat) (Q : nat -> R) (N : nat -> nat).
Hypothesis HQ : simplex K Q.
Hypothesis HN : samples N.

Notation E := (Closed K Q N).

Lemma Closed_ext : forall t G G' P, (forall P', G P' = G' P') -> E t G P = E t G' P.
Proof. intros. now apply Chain_ext. Qed.

Lemma Closed_eq : forall t G G' P, simplex K P ->
  (forall P', simplex K P' -> G P' = G' P') -> E t G P = E t G' P.
Proof. intros. apply Chain_eq; auto. exact no_shares. Qed.

Lemma Closed_le : forall t G G' P, simplex K P ->
  (forall P', simplex K P' -> G P' <= G' P') -> E t G P <= E t G' P.
Proof. intros. apply Chain_le; auto. exact no_shares. Qed.

Lemma Closed_const : forall t a P, simplex K P -> E t (fun _ => a) P = a.
Proof. intros. apply Chain_const; auto. exact no_shares. Qed.

Lemma Closed_plus : forall t F G P, E t (fun P' => F P' + G P') P = E t F P + E t G P.
Proof. intros. apply Chain_plus. Qed.

Lemma Closed_minus : forall t F G P, E t (fun P' => F P' - G P') P = E t F P - E t G P.
Proof. intros. apply Chain_minus. Qed.

Lemma Closed_scal : forall t a G P, E t (fun P' => a * G P') P = a * E t G P.
Proof. intros. apply Chain_scal. Qed.

Lemma Closed_rsum : forall t L F P,
  E t (fun P' => rsum L (fun i => F i P')) P = rsum L (fun i => E t (F i) P).
Proof. intros. apply Chain_rsum. Qed.

(** The last generation draws from the model itself. *)
Lemma Closed_last : forall t G P, E (S t) G P = E t (fun P' => Gen K (N t) P' G) P.
Proof.
  intros t G P. unfold Closed. rewrite Chain_last. apply Chain_ext. intro P'.
  simpl. apply Gen_ext_M. intros i _. apply mix_0.
Qed.

(** What one generation multiplies by a constant, [t] generations multiply by
    the product. *)
Lemma Closed_multiplied : forall G (r : nat -> R),
  (forall s P, simplex K P -> Gen K (N s) P G = r s * G P) ->
  forall t P, simplex K P -> E t G P = rprod t r * G P.
Proof.
  intros G r H t P HP. induction t as [|t IH]; [unfold Closed; simpl; ring|].
  rewrite Closed_last, (Closed_eq t _ (fun P' => r t * G P') P HP) by (intros; now apply H).
  rewrite Closed_scal, IH. simpl. ring.
Qed.

Lemma Closed_Diversity : forall t P, simplex K P ->
  E t (Diversity K) P = rprod t (fun s => rate (N s)) * Diversity K P.
Proof.
  apply (Closed_multiplied (Diversity K)). intros s P HP. unfold rate.
  now apply Gen_Diversity.
Qed.

Lemma Closed_var : forall f t P, simplex K P ->
  E t (var K f) P = rprod t (fun s => rate (N s)) * var K f P.
Proof.
  intro f. apply (Closed_multiplied (var K f)). intros s P HP. now apply Gen_var.
Qed.

Lemma Closed_mean : forall f t P, simplex K P -> E t (mean K f) P = mean K f P.
Proof.
  intros f t P HP. rewrite (Closed_multiplied (mean K f) (fun _ => 1)); auto.
  - rewrite rprod_const, pow1. ring.
  - intros s P' HP'. rewrite Rmult_1_l. now apply Gen_mean.
Qed.

Lemma Closed_coord : forall t P i, simplex K P -> (i < K)%nat ->
  E t (fun P' => P' i) P = P i.
Proof.
  intros t P i HP L. rewrite <- (mean_indicator K i P L).
  rewrite <- (Closed_mean (indicator i) t P HP). apply Closed_ext. intro P'.
  symmetry. now apply mean_indicator.
Qed.

(** [E[(mean(f,P[t]) - mean(f,P))^2] = (1 - prod (1 - 1/N_s)) var(f,P)]: the
    second moment of [f] is kept, and what leaves the inner variance is found
    in the spread of the mean. *)
Lemma Closed_mean_square : forall f t P, simplex K P ->
  E t (fun P' => (mean K f P' - mean K f P) ^ 2) P
  = var K f P * (1 - rprod t (fun s => rate (N s))).
Proof.
  intros f t P HP. set (m := mean K f P).
  rewrite (Closed_eq t _ (fun P' =>
    mean K (fun i => f i ^ 2) P' - var K f P' + ((- 2 * m) * mean K f P' + m ^ 2)) P HP).
  - rewrite Closed_plus, Closed_minus, (Closed_plus t (fun P' => -2 * m * mean K f P')).
    rewrite Closed_scal, !Closed_mean, Closed_var, Closed_const by exact HP. fold m.
    rewrite (var_alt K f P (simplex_sum K P HP)). unfold m, mean. ring.
  - intros P' HP'. rewrite (var_alt K f P' (simplex_sum K P' HP')). unfold mean. ring.
Qed.

Lemma Closed_variance_schedule : forall f t P, simplex K P ->
  Closed_variance K Q N f t P = var K f P * (1 - rprod t (fun s => rate (N s))).
Proof.
  intros f t P HP. unfold Closed_variance. rewrite (Closed_mean f t P HP).
  now apply Closed_mean_square.
Qed.

Lemma Closed_L2 : forall t P, simplex K P ->
  E t (fun P' => L2 K P' P) P = (1 - rprod t (fun s => rate (N s))) * Diversity K P.
Proof.
  intros t P HP. unfold L2. rewrite (Closed_rsum t K (fun i P' => (P' i - P i) ^ 2)).
  rewrite (Diversity_alt K P HP), <- rsum_scal. apply rsum_ext. intros i L.
  rewrite <- (var_indicator K i P HP L), Rmult_comm, <- (Closed_mean_square (indicator i) t P HP).
  apply Closed_ext. intro P'. now rewrite !(mean_indicator K i _ L).
Qed.

(** The expected squared step of an observable's mean. *)
Lemma Closed_step_square : forall f t P, simplex K P ->
  Closed_step K Q N t (fun P' P'' => (mean K f P'' - mean K f P') ^ 2) P
  = var K f P / INR (N t) * rprod t (fun s => rate (N s)).
Proof.
  intros f t P HP. unfold Closed_step.
  rewrite (Closed_eq t _ (fun P' => / INR (N t) * var K f P') P HP).
  - rewrite Closed_scal, (Closed_var f t P HP). unfold Rdiv. ring.
  - intros P' HP'.
    change (Gen K (N t) (mix 0 Q P') (fun P'' => (mean K f P'' - mean K f P') ^ 2)
            = / INR (N t) * var K f P').
    rewrite (Gen_ext_M K (N t) (mix 0 Q P') P') by (intros i _; apply mix_0).
    rewrite (Gen_mean_square K (N t) P' f (HN t) HP' (mean K f P')). unfold Rdiv. ring.
Qed.

End Loop.

(** ** The claims *)

Lemma rprod_rate : forall N t, rprod t (fun s => rate (constantly N s)) = rate N ^ t.
Proof. intros. unfold constantly. apply rprod_const. Qed.

Theorem diversity_schedule_proof : diversity_schedule.
Proof. intros K Q N P t HQ HN HP. now apply Closed_Diversity. Qed.

Theorem diversity_decay_proof : diversity_decay.
Proof.
  intros K Q N P t HQ HN HP. rewrite <- rprod_rate.
  apply Closed_Diversity; auto. now apply constant_samples.
Qed.

Theorem martingale_generations_proof : martingale_generations.
Proof. intros K Q N P t i HQ HN HP L. now apply Closed_coord. Qed.

Theorem variance_law_proof : variance_law.
Proof.
  intros K Q N P f t HQ HN HP. rewrite <- rprod_rate.
  apply Closed_variance_schedule; auto. now apply constant_samples.
Qed.

Theorem variance_grows_proof : variance_grows.
Proof.
  intros K Q N P f t HQ HN HP Hv.
  rewrite !variance_law_proof by (auto; lia).
  pose proof (rate_pos N HN). pose proof (rate_bounds N ltac:(lia)).
  apply Rmult_lt_compat_l; [exact Hv|]. simpl.
  assert (0 < rate N ^ t) by (apply pow_lt; lra). nra.
Qed.

Theorem linear_window_proof : linear_window.
Proof.
  intros K Q N P f t HQ HN HP. rewrite variance_law_proof by auto.
  pose proof (var_nonneg K f P HP) as Hv. pose proof (pos_INR t) as Ht.
  assert (Hn : 1 <= INR N) by (apply le_INR in HN; exact HN).
  pose proof (rate_bounds N HN) as Hr. rewrite rate_alt in *.
  set (x := / INR N) in *. assert (Hx : 0 <= x <= 1) by lra.
  pose proof (bernoulli x t Hx) as Hlo.
  pose proof (bernoulli_upper x t Hx) as Hup.
  replace (INR t / INR N * var K f P * (1 - (INR t - 1) / (2 * INR N)))
    with (var K f P * (INR t * x - INR t * (INR t - 1) / 2 * (x * x)))
    by (unfold x; field; lra).
  replace (INR t / INR N * var K f P) with (var K f P * (INR t * x)) by (unfold x; field; lra).
  split; apply Rmult_le_compat_l; lra.
Qed.

(** The variance of a bounded observable is at most a quarter of its squared
    range (Popoviciu's inequality). *)
Lemma var_range : forall K f P lo hi, simplex K P ->
  (forall i, (i < K)%nat -> lo <= f i <= hi) -> var K f P <= (hi - lo) ^ 2 / 4.
Proof.
  intros K f P lo hi HP Hf.
  assert (B : 0 <= rsum K (fun i => P i * ((f i - lo) * (hi - f i)))).
  { apply rsum_nonneg. intros i L. specialize (Hf i L).
    pose proof (simplex_nonneg K P i HP L). repeat apply Rmult_le_pos; lra. }
  rewrite (rsum_ext K _ (fun i => (hi + lo) * (P i * f i) - lo * hi * P i - P i * f i ^ 2)) in B
    by (intros; ring).
  rewrite !rsum_minus, !rsum_scal, (simplex_sum K P HP) in B. fold (mean K f P) in B.
  rewrite (var_alt K f P (simplex_sum K P HP)).
  pose proof (pow2_ge_0 (mean K f P - (hi + lo) / 2)). lra.
Qed.

Theorem diameter_cap_proof : diameter_cap.
Proof.
  intros K Q N P f lo hi t HQ HN HP Hf. rewrite variance_law_proof by auto.
  eapply Rle_trans; [|apply (var_range K f P lo hi HP Hf)].
  pose proof (var_nonneg K f P HP). pose proof (rate_bounds N HN).
  pose proof (pow_nonneg (rate N) t ltac:(lra)). nra.
Qed.

Theorem drift_law_proof : drift_law.
Proof.
  intros K Q N P t HQ HN HP. rewrite <- rprod_rate.
  apply Closed_L2; auto. now apply constant_samples.
Qed.

Theorem shrinking_steps_proof : shrinking_steps.
Proof.
  intros K Q N P f t HQ HN HP. rewrite <- rprod_rate.
  apply Closed_step_square; auto. now apply constant_samples.
Qed.

Theorem iid_random_walk_fails_proof : iid_random_walk_fails.
Proof.
  intros K Q N P f t HQ HN HP Hv. rewrite !shrinking_steps_proof by auto.
  pose proof (rate_bounds N HN) as Hr.
  assert (0 < var K f P / INR N) by (apply Rdiv_lt_0_compat; [exact Hv | apply lt_0_INR; lia]).
  apply Rmult_lt_compat_l; [assumption|]. simpl.
  pose proof (pow_at_most_1 (rate N) t ltac:(lra)).
  pose proof (pow_nonneg (rate N) t ltac:(lra)). nra.
Qed.

Theorem forever_linear_fails_proof : forever_linear_fails.
Proof.
  intros K Q N P f t HQ HN HP Hv Ht. rewrite variance_law_proof by auto.
  assert (Hn : 1 <= INR N) by (apply le_INR in HN; exact HN).
  pose proof (rate_bounds N HN) as Hr. rewrite rate_alt in *.
  set (x := / INR N) in *. assert (0 < x) by (unfold x; apply Rinv_0_lt_compat; lra).
  replace (INR t / INR N * var K f P) with (var K f P * (INR t * x)) by (unfold x; field; lra).
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
