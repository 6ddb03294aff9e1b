(** * The joint law of the counts *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

Lemma same_counts_ext : forall K c d d',
  (forall i, (i < K)%nat -> d i = d' i) -> same_counts K c d = same_counts K c d'.
Proof.
  induction K as [|k IH]; intros c d d' E; simpl; [reflexivity|].
  rewrite (IH c d d'), (E k); auto with arith.
Qed.

Lemma same_counts_refl : forall K c d,
  (forall i, (i < K)%nat -> c i = d i) -> same_counts K c d = 1.
Proof.
  induction K as [|k IH]; intros c d E; simpl; [reflexivity|].
  rewrite IH, (E k), Nat.eqb_refl by auto with arith. ring.
Qed.

Lemma same_counts_differ : forall K c d i,
  (i < K)%nat -> c i <> d i -> same_counts K c d = 0.
Proof.
  induction K as [|k IH]; intros c d i L D; [lia|]. simpl.
  destruct (Nat.eq_dec i k) as [->|Hn].
  - apply Nat.eqb_neq in D. rewrite D. ring.
  - rewrite (IH c d i) by (auto; lia). ring.
Qed.

(** Counts never fall, so a symbol counted too often already stays so. *)
Lemma Draws_overshoot : forall K M n d i c, (i < K)%nat -> (d i < c i)%nat ->
  Draws K M n (fun c' => same_counts K c' d) c = 0.
Proof.
  intros K M n d i c L. revert c.
  induction n as [|n IH]; intros c D; simpl.
  - apply (same_counts_differ K c d i); [exact L | lia].
  - rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|].
    intros j _. rewrite IH; [ring|]. unfold bump. destruct (Nat.eqb i j); lia.
Qed.

(** The counts [d] with one [i] fewer. *)
Definition unbump (d : counts) (i : nat) : counts :=
  fun j => if Nat.eqb j i then pred (d j) else d j.

Lemma power_over_factorials_ext : forall K M d d',
  (forall i, (i < K)%nat -> d i = d' i) ->
  power_over_factorials K M d = power_over_factorials K M d'.
Proof.
  induction K as [|k IH]; intros M d d' E; simpl; [reflexivity|].
  rewrite (IH M d d'), (E k); auto with arith.
Qed.

Lemma power_over_factorials_unbump : forall K M d i, (i < K)%nat -> (0 < d i)%nat ->
  M i * power_over_factorials K M (unbump d i) = INR (d i) * power_over_factorials K M d.
Proof.
  induction K as [|k IH]; intros M d i L D; [lia|]. simpl.
  destruct (Nat.eq_dec i k) as [->|Hn].
  - rewrite (power_over_factorials_ext k M (unbump d k) d).
    + unfold unbump. rewrite Nat.eqb_refl. destruct (d k) as [|m]; [lia|]. simpl pred.
      rewrite fact_simpl, mult_INR. simpl pow. field.
      split; [apply INR_fact_neq_0 | apply not_0_INR; lia].
    + intros j Lj. unfold unbump. replace (Nat.eqb j k) with false; [reflexivity|].
      symmetry. apply Nat.eqb_neq. lia.
  - rewrite <- Rmult_assoc, IH by lia. unfold unbump.
    replace (Nat.eqb k i) with false; [ring|]. symmetry. apply Nat.eqb_neq. lia.
Qed.

Lemma unbump_total : forall K d i n, (i < K)%nat -> (0 < d i)%nat ->
  rsum K (fun j => INR (d j)) = INR (S n) -> rsum K (fun j => INR (unbump d i j)) = INR n.
Proof.
  intros K d i n L D T.
  assert (E : rsum K (fun j => INR (d j))
              = rsum K (fun j => 1 * INR (bump (unbump d i) i j))).
  { apply rsum_ext. intros j _. rewrite Rmult_1_l. f_equal. unfold bump, unbump.
    destruct (Nat.eqb_spec j i) as [->|_]; lia. }
  rewrite (rsum_bump K (fun _ => 1) _ i L) in E.
  rewrite (rsum_ext K _ (fun j => 1 * INR (unbump d i j))) by (intros; ring).
  rewrite S_INR in T. lra.
Qed.

(** [n] more draws from counts [c] reach [c + d]. *)
Lemma Draws_multinomial : forall K M n c d,
  rsum K (fun i => INR (d i)) = INR n ->
  Draws K M n (fun c' => same_counts K c' (fun i => (c i + d i)%nat)) c
  = INR (fact n) * power_over_factorials K M d.
Proof.
  intros K M. induction n as [|n IH]; intros c d T; simpl Draws.
  - assert (Z : forall i, (i < K)%nat -> d i = 0%nat).
    { intros i L. apply INR_eq. simpl (INR 0).
      apply (rsum_zero_terms K (fun i => INR (d i))); auto. intros; apply pos_INR. }
    rewrite same_counts_refl by (intros i L; rewrite Z by exact L; lia).
    rewrite (power_over_factorials_ext K M d zero_counts) by (intros; apply Z; auto).
    assert (E : forall k, power_over_factorials k M zero_counts = 1).
    { induction k as [|k IHk]; simpl; [reflexivity|]. rewrite IHk. field. }
    rewrite E. simpl. ring.
  - rewrite (rsum_ext K _ (fun i => INR (d i) * (INR (fact n) * power_over_factorials K M d))).
    + rewrite rsum_scal_r, T, fact_simpl, mult_INR. ring.
    + intros i L. destruct (Nat.eq_dec (d i) 0) as [Z|D].
      * rewrite (Draws_overshoot K M n (fun i => (c i + d i)%nat) i).
        -- rewrite Z. simpl. ring.
        -- exact L.
        -- rewrite bump_same. lia.
      * rewrite (Draws_ext K M n _
          (fun c' => same_counts K c' (fun j => (bump c i j + unbump d i j)%nat))).
        -- rewrite IH by (apply unbump_total; auto; lia).
           transitivity (INR (fact n) * (M i * power_over_factorials K M (unbump d i))); [ring|].
           rewrite power_over_factorials_unbump by (auto; lia). ring.
        -- intros c'. apply same_counts_ext. intros j _. unfold bump, unbump.
           destruct (Nat.eqb_spec j i) as [->|_]; lia.
Qed.

Theorem multinomial_law_proof : multinomial_law.
Proof.
  intros K N M d _ T. rewrite <- (Draws_multinomial K M N zero_counts d T).
  apply Draws_ext. intros c. now apply same_counts_ext.
Qed.
