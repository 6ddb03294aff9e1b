(** * Data processing

    One more generation is one more function to average.  A function of the
    next model, averaged over the generation, is a function of this model: with
    values in [0,1] if it had such values, at least as large after [exp] and
    [ln] by Jensen's inequality, and with a Lipschitz constant that is smaller by
    [1 - alpha]. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Binomial Contrast GenLimits ChainGrounding.
From Groundcheck.statements Require Import OneGeneration Generations DataProcessing.
Local Open Scope R_scope.

(** A number forced into [0,1]. *)
Definition clip (x : R) : R := Rmax 0 (Rmin 1 x).

Lemma clip_bounds : forall x, 0 <= clip x <= 1.
Proof.
  intro x. unfold clip. split; [apply Rmax_l|]. apply Rmax_lub; [lra | apply Rmin_l].
Qed.

Lemma clip_id : forall x, 0 <= x <= 1 -> clip x = x.
Proof. intros x Hx. unfold clip. rewrite Rmin_right, Rmax_right; lra. Qed.

Theorem dpi_total_variation_proof : dpi_total_variation.
Proof.
  intros K P alpha N t Q Q2 b HP Ha HN HQ HQ2 H G HG.
  set (G' := fun Q' => Gen K (N t) (mix (alpha t) P Q') G).
  assert (E : forall S, simplex K S ->
    Chain K P alpha N 0 (Datatypes.S t) G S = Chain K P alpha N 0 t (fun Q' => clip (G' Q')) S).
  { intros S HS. rewrite Chain_last. apply Chain_eq; auto. intros Q' HQ'. symmetry.
    apply clip_id. unfold G'.
    pose proof (simplex_mix K (alpha t) P Q' (Ha t) HP HQ') as HM.
    rewrite <- (Gen_const K (N t) _ 0 HM), <- (Gen_const K (N t) _ 1 HM).
    split; apply Gen_le; auto; intros; apply HG. }
  rewrite !E by assumption. apply H. intro Q'. apply clip_bounds.
Qed.

(** ** Divergence *)

(** Jensen's inequality for the exponential: [exp(E[G]) <= E[exp G]]. *)
Lemma Gen_exp : forall K N M G, (1 <= N)%nat -> simplex K M ->
  exp (Gen K N M G) <= Gen K N M (fun Q' => exp (G Q')).
Proof.
  intros K N M G HN HM. set (m := Gen K N M G).
  replace (exp m) with (Gen K N M (fun Q' => exp m * (1 - m) + exp m * G Q')).
  - apply Gen_le; auto. intros Q' _ _.
    replace (exp (G Q')) with (exp m * exp (G Q' - m))
      by (rewrite <- exp_plus; f_equal; ring).
    pose proof (exp_ineq1_le (G Q' - m)). pose proof (exp_pos m).
    assert (exp m * (1 + (G Q' - m)) <= exp m * exp (G Q' - m))
      by (apply Rmult_le_compat_l; lra). lra.
  - rewrite Gen_plus, Gen_const, Gen_scal by exact HM. fold m. ring.
Qed.

Theorem dpi_divergence_proof : dpi_divergence.
Proof.
  intros K P alpha N t Q Q2 b HP Ha HN HQ HQ2 H G.
  set (M := mix (alpha t) P).
  set (G' := fun Q' => ln (Gen K (N t) (M Q') (fun Q'' => exp (G Q'')))).
  assert (HM : forall Q', simplex K Q' -> simplex K (M Q')) by (intros; now apply simplex_mix).
  assert (Hpos : forall Q', simplex K Q' -> 0 < Gen K (N t) (M Q') (fun Q'' => exp (G Q''))).
  { intros Q' HQ'. eapply Rlt_le_trans; [apply exp_pos | now apply Gen_exp; auto]. }
  specialize (H G').
  rewrite (Chain_last K P alpha N t 0 G Q).
  rewrite (Chain_last K P alpha N t 0 (fun Q' => exp (G Q')) Q2).
  rewrite (Chain_eq K P alpha N HP Ha HN t 0 (fun Q' => exp (G' Q'))
    (fun Q' => Gen K (N t) (M Q') (fun Q'' => exp (G Q''))) Q2 HQ2) in H
    by (intros; unfold G'; now rewrite exp_ln by auto).
  assert (J : Chain K P alpha N 0 t (fun Q' => Gen K (N t) (M Q') G) Q
              <= Chain K P alpha N 0 t G' Q).
  { apply Chain_le; auto. intros Q' HQ'. unfold G'.
    rewrite <- (ln_exp (Gen K (N t) (M Q') G)).
    destruct (Gen_exp K (N t) (M Q') G (HN t) (HM Q' HQ')) as [L|E].
    - left. apply ln_increasing; [apply exp_pos | exact L].
    - right. now rewrite E. }
  change (Chain K P alpha N 0 t (fun Q' => Gen K (N t) (M Q') G) Q
    - ln (Chain K P alpha N 0 t (fun Q' => Gen K (N t) (M Q') (fun Q'' => exp (G Q''))) Q2) <= b).
  eapply Rle_trans; [apply Rplus_le_compat_r, J | exact H].
Qed.

(** ** Wasserstein distance *)

Definition lipschitz (l : R) (g : R -> R) : Prop :=
  forall x y, Rabs (g x - g y) <= l * Rabs (x - y).

Lemma clip_cases : forall x,
  (x <= 0 /\ clip x = 0) \/ (0 <= x <= 1 /\ clip x = x) \/ (1 <= x /\ clip x = 1).
Proof.
  intro x. destruct (Rle_dec x 0) as [L|L]; [left | destruct (Rle_dec x 1) as [U|U]].
  - split; [exact L|]. unfold clip. rewrite Rmin_right, Rmax_left; lra.
  - right; left. split; [lra | apply clip_id; lra].
  - right; right. split; [lra|]. unfold clip. rewrite Rmin_left, Rmax_right; lra.
Qed.

Lemma clip_lipschitz : lipschitz 1 clip.
Proof.
  intros x y. rewrite Rmult_1_l.
  destruct (clip_cases x) as [[Hx ->]|[[Hx ->]|[Hx ->]]];
  destruct (clip_cases y) as [[Hy ->]|[[Hy ->]|[Hy ->]]];
  unfold Rabs;
  repeat match goal with |- context [Rcase_abs ?a] => destruct (Rcase_abs a) end; lra.
Qed.

(** One generation, seen as a function of the symbol's mass. *)
Definition averaged (N : nat) (a q : R) (g : R -> R) (x : R) : R :=
  Binomial N (a * q + (1 - a) * clip x) (fun k => g (INR k / INR N)) 0.

Lemma averaged_lipschitz : forall N a q g l, (1 <= N)%nat -> 0 <= a <= 1 -> 0 <= q <= 1 ->
  0 <= l -> lipschitz l g -> lipschitz ((1 - a) * l) (averaged N a q g).
Proof.
  intros N a q g l HN Ha Hq Hl Hg x y. unfold averaged.
  assert (HNp : 0 < INR N) by (apply lt_0_INR; lia).
  assert (Hin : forall z, 0 <= a * q + (1 - a) * clip z <= 1)
    by (intro z; pose proof (clip_bounds z); split; nra).
  eapply Rle_trans; [apply (Binomial_lipschitz N _ _ _ (l / INR N)); auto|].
  - intro j. eapply Rle_trans; [apply Hg|]. right.
    replace (INR (S j) / INR N - INR j / INR N) with (/ INR N) by (rewrite S_INR; field; lra).
    rewrite Rabs_pos_eq; [reflexivity|]. left. now apply Rinv_0_lt_compat.
  - replace (a * q + (1 - a) * clip x - (a * q + (1 - a) * clip y))
      with ((1 - a) * (clip x - clip y)) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq (1 - a)) by lra.
    replace (INR N * (l / INR N) * ((1 - a) * Rabs (clip x - clip y)))
      with ((1 - a) * l * Rabs (clip x - clip y)) by (field; lra).
    apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|].
    pose proof (clip_lipschitz x y). lra.
Qed.

Lemma chain_lipschitz : forall K P alpha N Q Q2 i,
  simplex K P -> shares alpha -> samples N -> simplex K Q -> simplex K Q2 -> (i < K)%nat ->
  forall t g l, 0 <= l -> lipschitz l g ->
  Rabs (Chain K P alpha N 0 t (fun Q' => g (Q' i)) Q
        - Chain K P alpha N 0 t (fun Q' => g (Q' i)) Q2)
  <= l * (rprod t (fun s => 1 - alpha s) * Rabs (Q i - Q2 i)).
Proof.
  intros K P alpha N Q Q2 i HP Ha HN HQ HQ2 L.
  pose proof (simplex_nonneg K P i HP L) as Hq. pose proof (simplex_le_1 K P i HP L) as Hq1.
  induction t as [|t IH]; intros g l Hl Hg.
  - simpl. rewrite Rmult_1_l. apply Hg.
  - set (g' := averaged (N t) (alpha t) (P i) g).
    assert (E : forall Q0, simplex K Q0 ->
      Chain K P alpha N 0 (S t) (fun Q' => g (Q' i)) Q0
      = Chain K P alpha N 0 t (fun Q' => g' (Q' i)) Q0).
    { intros Q0 HQ0. rewrite Chain_last. apply Chain_eq; auto. intros Q' HQ'. simpl plus.
      rewrite (Gen_marginal K (N t) _ i g (simplex_mix K _ P Q' (Ha t) HP HQ') L).
      unfold g', averaged, mix. rewrite clip_id; [reflexivity|].
      split; [now apply (simplex_nonneg K Q') | now apply (simplex_le_1 K Q')]. }
    rewrite !E by assumption.
    eapply Rle_trans; [apply (IH g' ((1 - alpha t) * l))|].
    + specialize (Ha t). apply Rmult_le_pos; lra.
    + apply averaged_lipschitz; auto.
    + right. simpl. ring.
Qed.

Theorem wasserstein_generations_proof : wasserstein_generations.
Proof.
  intros K P alpha N t Q Q2 i HP Ha HN HQ HQ2 L E. split.
  - intros g Hg. pose proof (chain_lipschitz K P alpha N Q Q2 i HP Ha HN HQ HQ2 L t g 1) as B.
    unfold E. rewrite Rmult_1_l in B. apply B; [lra|]. intros x y. rewrite Rmult_1_l. apply Hg.
  - unfold E. pose proof (grounded_coord K P alpha N HP Ha HN t Q i HQ L) as E1.
    pose proof (grounded_coord K P alpha N HP Ha HN t Q2 i HQ2 L) as E2.
    set (r := rprod t (fun s => 1 - alpha s)) in *.
    assert (Hr : 0 <= r).
    { unfold r. clear E1 E2 r. induction t as [|t IH]; simpl; [lra|].
      apply Rmult_le_pos; [apply IH | specialize (Ha t); lra]. }
    replace (Chain K P alpha N 0 t (fun Q' => Q' i) Q - Chain K P alpha N 0 t (fun Q' => Q' i) Q2)
      with (r * (Q i - Q2 i)) by lra.
    rewrite Rabs_mult, (Rabs_pos_eq r Hr). reflexivity.
Qed.
