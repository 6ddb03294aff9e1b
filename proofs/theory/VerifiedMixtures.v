(** * A loop that keeps a share of where it started

    Diversity and squared distance in the loop of verified/Claims.v in which every
    model is a mixture of the start and of the samples: both are multiples of D(P). *)

From Coq Require Import Reals Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.verified Require Import Claims.
From Groundcheck.theory Require Import Sums Expectation Analysis.
Local Open Scope R_scope.

Section Law.

Variables (K N : nat) (b : R) (P : nat -> R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Hb : 0 <= b <= 1.
Hypothesis HP : simplex K P.

Notation mixed X := (fun i => (1 - b) * P i + b * X i).

Lemma mixed_simplex : forall X, simplex K X -> simplex K (mixed X).
Proof.
  intros X HX. split.
  - intros i L. pose proof (simplex_nonneg K X i HX L). pose proof (simplex_nonneg K P i HP L).
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
  - rewrite rsum_plus, !rsum_scal, (simplex_sum K X HX), (simplex_sum K P HP). ring.
Qed.

(** What Q has in common with P. *)
Definition common (Q : nat -> R) : R := rsum K (fun i => Q i * P i).

Lemma common_mixed : forall X, common (mixed X) = (1 - b) * common P + b * common X.
Proof.
  intros X. unfold common.
  rewrite (rsum_ext K _ (fun i => (1 - b) * (P i * P i) + b * (X i * P i))) by (intros; ring).
  now rewrite rsum_plus, !rsum_scal.
Qed.

Lemma common_self : common P = 1 - Diversity K P.
Proof. unfold common, Diversity. rewrite (rsum_ext K _ (fun i => P i ^ 2)) by (intros; ring). ring. Qed.

Lemma Diversity_mixed : forall X,
  Diversity K (mixed X)
  = 1 - ((1 - b) ^ 2 * common P + (2 * (1 - b) * b * common X + b ^ 2 * (1 - Diversity K X))).
Proof.
  intros X. unfold Diversity, common.
  rewrite (rsum_ext K _ (fun i => (1 - b) ^ 2 * (P i * P i) + (2 * (1 - b) * b * (X i * P i) + b ^ 2 * X i ^ 2)))
    by (intros; ring).
  rewrite !rsum_plus, !rsum_scal. ring.
Qed.

(** What a combination of diversity and [common] becomes. *)
Fixpoint real_numbers (t : nat) (c z : R) : R * R :=
  match t with
  | O => (c, z)
  | S t => let (c, z) := real_numbers t c z in (c - z * (b ^ 2 / INR N), z * (b ^ 2 * (1 - 1 / INR N)))
  end.

Definition combination (c y z : R) (Q : nat -> R) : R :=
  c * Diversity K P + y * (common Q - common P) + z * (Diversity K Q - Diversity K P).

Lemma mixed_combination : forall c y z G, (forall Q, simplex K Q -> G Q = combination c y z Q) ->
  forall t, exists y', forall Q, simplex K Q ->
  Mixed_loop K N t b P G Q
  = combination (fst (real_numbers t c z)) y' (snd (real_numbers t c z)) Q.
Proof.
  intros c y z G HG. assert (H : 0 < INR N) by (apply lt_0_INR; lia).
  induction t as [|t (y' & IH)].
  - exists y. exact HG.
  - cbn [real_numbers]. destruct (real_numbers t c z) as [ct zt]. cbn [fst snd] in *.
    exists (b * y' - 2 * (1 - b) * b * zt). intros Q HQ. cbn [Mixed_loop].
    rewrite (Gen_eq K N Q _ (fun X => combination ct y' zt (mixed X))); auto.
    2:{ intros X HX _. now apply IH, mixed_simplex. }
    set (u := ct * Diversity K P + y' * ((1 - b) * common P - common P)
              + zt * (1 - (1 - b) ^ 2 * common P - b ^ 2 - Diversity K P)).
    set (v := y' * b - zt * (2 * (1 - b) * b)). set (w := zt * b ^ 2).
    rewrite (Gen_ext K N Q _ (fun X => u + (v * mean K P X + w * Diversity K X))).
    2:{ intros X. unfold combination. rewrite common_mixed, Diversity_mixed. unfold mean, u, v, w.
        fold (common X). ring. }
    rewrite (Gen_plus K N Q (fun _ => u) (fun X => v * mean K P X + w * Diversity K X)), Gen_const by exact HQ.
    rewrite (Gen_plus K N Q (fun X => v * mean K P X) (fun X => w * Diversity K X)), !Gen_scal.
    change (Gen K N Q (fun X => mean K P X)) with (Gen K N Q (mean K P)).
    change (Gen K N Q (fun X => Diversity K X)) with (Gen K N Q (Diversity K)).
    rewrite Gen_mean, Gen_Diversity by assumption. unfold u, v, w.
    change (mean K P Q) with (common Q). unfold combination. rewrite common_self. field. lra.
Qed.

Theorem mixed_diversity : forall t,
  Mixed_loop K N t b P (fun Q => mixed_value K MixedDiversity Q P) P = fst (real_numbers t 1 1) * Diversity K P.
Proof.
  intros t. destruct (mixed_combination 1 0 1 (fun Q => mixed_value K MixedDiversity Q P)) with (t := t) as (y & E).
  - intros Q _. cbn [mixed_value]. unfold combination. ring.
  - rewrite (E P HP). unfold combination. ring.
Qed.

Theorem mixed_distance : forall t,
  Mixed_loop K N t b P (fun Q => mixed_value K MixedDistance Q P) P = fst (real_numbers t 0 (-1)) * Diversity K P.
Proof.
  intros t. destruct (mixed_combination 0 (-2) (-1) (fun Q => mixed_value K MixedDistance Q P)) with (t := t) as (y & E).
  - intros Q _. cbn [mixed_value]. unfold combination, L2. rewrite common_self. unfold common, Diversity.
    rewrite (rsum_ext K _ (fun i => Q i ^ 2 + (- (2) * (Q i * P i) + P i ^ 2))) by (intros; ring).
    rewrite !rsum_plus, rsum_scal. ring.
  - rewrite (E P HP). unfold combination. ring.
Qed.

End Law.
