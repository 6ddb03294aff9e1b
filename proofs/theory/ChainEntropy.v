(** * The closed loop over many generations: entropy

    The expectation of [sum_i Q[t]_i ln Q_i] does not change, since [Q[t]] is a
    martingale; so the entropy that is lost is exactly the divergence from the
    start that is gained. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Loss Grounding GenLimits ChainClosed.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** No symbol that [Q] lacks ever comes back. *)
Lemma Closed_eq_support : forall K P N, simplex K P -> samples N ->
  forall R G G', (forall Q', simplex K Q' ->
    (forall i, (i < K)%nat -> R i = 0 -> Q' i = 0) -> G Q' = G' Q') ->
  forall t s Q, simplex K Q -> (forall i, (i < K)%nat -> R i = 0 -> Q i = 0) ->
  Chain K P (constantly 0) N s t G Q = Chain K P (constantly 0) N s t G' Q.
Proof.
  intros K P N HP HN R G G' E. induction t as [|t IH]; intros s Q HQ Z; [now apply E|].
  simpl. apply Gen_eq; auto.
  - apply simplex_mix; auto. apply no_shares.
  - intros Q' HQ' Z'. apply IH; auto. intros i L Ri. apply Z'; auto.
    unfold constantly. rewrite mix_0. now apply Z.
Qed.

Lemma Closed_KL : forall K P N Q t, simplex K P -> samples N -> simplex K Q ->
  Closed K P N t (fun Q' => KL K Q' Q) Q = Entropy K Q - Closed K P N t (Entropy K) Q.
Proof.
  intros K P N Q t HP HN HQ.
  transitivity (Closed K P N t (fun Q' => 0 - Entropy K Q' - mean K (fun i => ln (Q i)) Q') Q).
  - apply (Closed_eq_support K P N HP HN Q); auto. intros Q' HQ' Z.
    rewrite (KL_expand K Q' Q HQ' HQ Z). unfold mean. ring.
  - rewrite !Closed_minus, Closed_const, Closed_mean by auto. unfold Entropy at 2, mean. ring.
Qed.

Theorem conservation_proof : conservation.
Proof. intros K P N Q t HP HN HQ. rewrite Closed_KL by auto. ring. Qed.

Theorem every_generation_proof : every_generation.
Proof.
  intros K P N Q t HP HN HQ. rewrite Closed_last. apply Closed_le; auto.
  intros Q' HQ'. now apply one_step_proof.
Qed.

Theorem every_generation_loss_proof : every_generation_loss.
Proof.
  intros K P N Q t HP HN HQ. pose proof (constant_samples N HN) as HS.
  rewrite Closed_last, <- Closed_minus. apply Rle_ge. unfold Rdiv.
  rewrite <- (diversity_decay_proof K P N Q t HP HN HQ), Rmult_comm, <- Closed_scal.
  apply Closed_le; auto. intros Q' HQ'.
  pose proof (loss_floor_proof K N Q' HN HQ') as F. apply Rge_le in F.
  unfold constantly. unfold Rdiv in F. lra.
Qed.

Theorem kl_drift_grows_proof : kl_drift_grows.
Proof.
  intros K P N Q t HP HN HQ. rewrite !Closed_KL by auto.
  pose proof (every_generation_proof K P N Q t HP HN HQ). lra.
Qed.

Theorem geometric_lower_proof : geometric_lower.
Proof.
  intros K P N Q t HP HN HQ. rewrite <- (diversity_decay_proof K P N Q t HP HN HQ).
  apply Closed_le; auto using constant_samples, Diversity_le_Entropy.
Qed.
