(** * The closed loop over many generations: entropy

    The expectation of [sum_i P[t]_i ln P_i] does not change, since [P[t]] is a
    martingale; so the entropy that is lost is exactly the divergence from the
    start that is gained. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Loss Grounding GenLimits ChainClosed.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** No symbol that [P] lacks ever comes back. *)
Lemma Closed_eq_support : forall K Q N, simplex K Q -> samples N ->
  forall R G G', (forall P', simplex K P' ->
    (forall i, (i < K)%nat -> R i = 0 -> P' i = 0) -> G P' = G' P') ->
  forall t s P, simplex K P -> (forall i, (i < K)%nat -> R i = 0 -> P i = 0) ->
  Chain K Q (constantly 0) N s t G P = Chain K Q (constantly 0) N s t G' P.
Proof.
  intros K Q N HQ HN R G G' E. induction t as [|t IH]; intros s P HP Z; [now apply E|].
  simpl. apply Gen_eq; auto.
  - apply simplex_mix; auto. apply no_shares.
  - intros P' HP' Z'. apply IH; auto. intros i L Ri. apply Z'; auto.
    unfold constantly. rewrite mix_0. now apply Z.
Qed.

Lemma Closed_KL : forall K Q N P t, simplex K Q -> samples N -> simplex K P ->
  Closed K Q N t (fun P' => KL K P' P) P = Entropy K P - Closed K Q N t (Entropy K) P.
Proof.
  intros K Q N P t HQ HN HP.
  transitivity (Closed K Q N t (fun P' => 0 - Entropy K P' - mean K (fun i => ln (P i)) P') P).
  - apply (Closed_eq_support K Q N HQ HN P); auto. intros P' HP' Z.
    rewrite (KL_expand K P' P HP' HP Z). unfold mean. ring.
  - rewrite !Closed_minus, Closed_const, Closed_mean by auto. unfold Entropy at 2, mean. ring.
Qed.

Theorem conservation_proof : conservation.
Proof. intros K Q N P t HQ HN HP. rewrite Closed_KL by auto. ring. Qed.

Theorem every_generation_proof : every_generation.
Proof.
  intros K Q N P t HQ HN HP. rewrite Closed_last. apply Closed_le; auto.
  intros P' HP'. now apply one_step_proof.
Qed.

Theorem every_generation_loss_proof : every_generation_loss.
Proof.
  intros K Q N P t HQ HN HP. pose proof (constant_samples N HN) as HS.
  rewrite Closed_last, <- Closed_minus. apply Rle_ge. unfold Rdiv.
  rewrite <- (diversity_decay_proof K Q N P t HQ HN HP), Rmult_comm, <- Closed_scal.
  apply Closed_le; auto. intros P' HP'.
  pose proof (loss_floor_proof K N P' HN HP') as F. apply Rge_le in F.
  unfold constantly. unfold Rdiv in F. lra.
Qed.

Theorem kl_drift_grows_proof : kl_drift_grows.
Proof.
  intros K Q N P t HQ HN HP. rewrite !Closed_KL by auto.
  pose proof (every_generation_proof K Q N P t HQ HN HP). lra.
Qed.

Theorem geometric_lower_proof : geometric_lower.
Proof.
  intros K Q N P t HQ HN HP. rewrite <- (diversity_decay_proof K Q N P t HQ HN HP).
  apply Closed_le; auto using constant_samples, Diversity_le_Entropy.
Qed.
