(** * The sample of one generation: marginals, mean, support, fixed points *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Binomial Loss.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

Theorem marginals_binomial_proof : marginals_binomial.
Proof.
  intros K N M i g [_ S] L.
  rewrite (Draws_marginal K M N i g zero_counts S L). apply Binomial_closed.
Qed.

Theorem martingale_proof : martingale.
Proof. exact Gen_coord. Qed.

Theorem gini_factor_proof : gini_factor.
Proof. exact Gen_Diversity. Qed.

(** ** Support *)

Lemma positive_true : forall x, 0 < x -> positive x = 1.
Proof. intros x Hx. unfold positive. destruct (Rlt_dec 0 x); [reflexivity|lra]. Qed.

Lemma positive_false : forall x, x <= 0 -> positive x = 0.
Proof. intros x Hx. unfold positive. destruct (Rlt_dec 0 x); [lra|reflexivity]. Qed.

Lemma positive_bounds : forall x, 0 <= positive x <= 1.
Proof. intros x. unfold positive. destruct (Rlt_dec 0 x); lra. Qed.

(** A symbol is present in the fit exactly when it was drawn. *)
Lemma positive_frequency : forall N k, (1 <= N)%nat ->
  positive (INR k / INR N) = if Nat.eqb k 0 then 0 else 1.
Proof.
  intros N [|k] HN; simpl Nat.eqb; cbv iota.
  - apply positive_false. simpl (INR 0). unfold Rdiv. lra.
  - apply positive_true, Rdiv_lt_0_compat; apply lt_0_INR; lia.
Qed.

Lemma positive_le : forall K Q Q' i, simplex K Q -> (i < K)%nat ->
  (Q i = 0 -> Q' i = 0) -> positive (Q' i) <= positive (Q i).
Proof.
  intros K Q Q' i HQ L Z. destruct (simplex_nonneg K Q i HQ L) as [Hp|E].
  - rewrite (positive_true (Q i) Hp). apply positive_bounds.
  - rewrite Z by auto. rewrite <- E. lra.
Qed.

(** The probability that symbol [i] is drawn at all. *)
Lemma Gen_present : forall K N Q i, (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  Gen K N Q (fun Q' => positive (Q' i)) = 1 - (1 - Q i) ^ N.
Proof.
  intros K N Q i HN HQ L. rewrite (Gen_marginal K N Q i positive HQ L).
  rewrite <- Binomial_some. apply Binomial_ext. intros j. now apply positive_frequency.
Qed.

Theorem support_proof : support.
Proof.
  intros K N Q HN HQ. split.
  - intros c O. apply rsum_le. intros i L. apply (positive_le K); auto.
    intros Z. apply (fit_absent K Q N c i O). lra.
  - unfold Support. rewrite (Gen_rsum K N Q K (fun i Q' => positive (Q' i))).
    apply rsum_ext. intros i L. now apply Gen_present.
Qed.

(** The first symbol alone is missing with probability [(1 - Q_0)^N > 0]. *)
Theorem reverse_kl_proof : reverse_kl.
Proof.
  intros K N Q HN HK HQ HI.
  apply Rlt_le_trans with (Gen K N Q (fun Q' => 1 - positive (Q' O))).
  - rewrite Gen_minus, Gen_const, Gen_present by (auto; lia).
    assert (0 < (1 - Q O) ^ N); [|lra]. apply pow_lt.
    assert (H1 : 0 < Q 1%nat) by (apply HI; lia).
    pose proof (rsum_split K O Q ltac:(lia)) as S. rewrite (simplex_sum K Q HQ) in S.
    assert (0 < rsum K (fun i => if Nat.eqb i 0 then 0 else Q i)); [|lra].
    apply (rsum_pos K _ 1); [|lia|exact H1].
    intros i L. destruct (Nat.eqb i 0); [lra|]. left. now apply HI.
  - apply Gen_le; auto. intros Q' HQ' Z.
    destruct (Rlt_dec 0 (Q' O)) as [Hp|Hn].
    + rewrite (positive_true (Q' O) Hp). pose proof (positive_bounds (Support K Q - Support K Q')).
      lra.
    + rewrite (positive_false (Q' O)) by lra. rewrite positive_true; [lra|].
      assert (E : Support K Q - Support K Q'
                  = rsum K (fun i => positive (Q i) - positive (Q' i)))
        by (unfold Support; now rewrite rsum_minus).
      rewrite E. apply (rsum_pos K _ O); [|lia|].
      * intros i L. pose proof (positive_le K Q Q' i HQ L (Z i L)). lra.
      * rewrite (positive_true (Q O)) by (apply HI; lia). rewrite (positive_false (Q' O)) by lra.
        lra.
Qed.

(** ** Fixed points *)

(** All draws can be the same symbol, if it has positive mass. *)
Lemma outcome_repeat : forall K Q i n, (i < K)%nat -> 0 < Q i ->
  exists c, outcome K Q n c /\ c i = n.
Proof.
  intros K Q i n L Hp. induction n as [|n (c & O & E)].
  - exists zero_counts. split; [constructor|reflexivity].
  - exists (bump c i). split; [now constructor|]. rewrite bump_same. now f_equal.
Qed.

Theorem absorbing_proof : absorbing.
Proof.
  intros K N Q HN HQ. assert (H1 : 0 < INR N) by (apply lt_0_INR; lia). split.
  - intros A.
    (* some symbol has mass; drawing it N times gives its vertex *)
    assert (E : (exists i, (i < K)%nat /\ 0 < Q i) \/ (forall i, (i < K)%nat -> Q i = 0)).
    { clear A. destruct HQ as [Hn _]. revert Hn. generalize K.
      induction K0 as [|k IH]; intros Hn; [right; lia|].
      destruct (IH ltac:(intros; apply Hn; lia)) as [(i & L & Hp)|Z].
      - left. exists i. split; [lia|exact Hp].
      - destruct (Hn k ltac:(lia)) as [Hp|E].
        + left. exists k. split; [lia|exact Hp].
        + right. intros i L. destruct (Nat.eq_dec i k) as [->|D]; auto. apply Z. lia. }
    destruct E as [(i & L & Hp)|Z].
    + destruct (outcome_repeat K Q i N L Hp) as (c & O & E).
      exists i. split; [exact L|]. rewrite <- (A c O i L). unfold fit. rewrite E. field. lra.
    + destruct HQ as [_ S]. rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S by auto. lra.
  - intros (i & V) c O j L.
    assert (Z : forall k, (k < K)%nat -> k <> i -> fit N c k = 0).
    { intros k Lk D. apply (fit_absent K Q N c k O).
      rewrite (vertex_at_others K Q i k HQ V Lk D). lra. }
    destruct (Nat.eq_dec j i) as [->|D].
    + destruct V as [_ ->].
      rewrite <- (simplex_sum K _ (fit_simplex K Q N c HN O)). symmetry.
      now apply rsum_single.
    + rewrite (Z j L D). symmetry. now apply (vertex_at_others K Q i j).
Qed.
