(** * Samples in their order, and their counts *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits RightAnswers Channels.
From Groundcheck.statements Require Import Generations Remedy Information.
Local Open Scope R_scope.

(** ** Sequences and their counts *)

Lemma rsum_app : forall a b f, rsum (a + b) f = rsum a f + rsum b (fun i => f (a + i)%nat).
Proof.
  intros a b f. induction b as [|b IH]; [rewrite Nat.add_0_r; simpl; ring|].
  rewrite Nat.add_succ_r. simpl. rewrite IH. ring.
Qed.

Lemma rsum_blocks : forall K q f,
  rsum (K * q) f = rsum q (fun j => rsum K (fun i => f (K * j + i)%nat)).
Proof.
  intros K q f. induction q as [|q IH]; [now rewrite Nat.mul_0_r|].
  rewrite Nat.mul_succ_r, rsum_app, IH. reflexivity.
Qed.

Theorem sequences_are_draws_proof : sequences_are_draws.
Proof.
  intros K N M F c HK. revert c. induction N as [|n IH]; intro c; [simpl; ring|].
  change (K ^ S n)%nat with (K * K ^ n)%nat. rewrite rsum_blocks.
  rewrite (rsum_swap (K ^ n) K). simpl Draws. apply rsum_ext. intros i L. rewrite <- IH, <- rsum_scal.
  apply rsum_ext. intros j _. cbn [sequence_law sequence_counts].
  replace ((K * j + i) / K)%nat with j by (apply (Nat.div_unique _ _ _ i); lia).
  replace ((K * j + i) mod K)%nat with i by (apply (Nat.mod_unique _ _ j); lia). ring.
Qed.

Lemma sequence_law_simplex : forall K N M, simplex K M -> simplex (K ^ N) (sequence_law K N M).
Proof.
  intros K N M HM. pose proof (simplex_K K M HM) as HK. split.
  - intros y _. revert y. induction N as [|n IH]; intro y; simpl; [lra|].
    apply Rmult_le_pos; [|apply IH]. apply (simplex_nonneg K); [exact HM|].
    apply Nat.mod_upper_bound. lia.
  - rewrite (rsum_ext _ _ (fun y => sequence_law K N M y * 1)) by (intros; ring).
    rewrite (sequences_are_draws_proof K N M (fun _ => 1) zero_counts HK).
    apply Draws_const. exact (simplex_sum K M HM).
Qed.

(** A sequence's probability depends on its counts. *)
Lemma sequence_law_counts : forall K N M y c, (1 <= K)%nat ->
  rprod K (fun i => M i ^ sequence_counts K N y c i)
  = rprod K (fun i => M i ^ c i) * sequence_law K N M y.
Proof.
  intros K N M y c HK. revert y c. induction N as [|n IH]; intros y c; simpl; [ring|].
  rewrite IH, rprod_bump; [ring|]. apply Nat.mod_upper_bound. lia.
Qed.

Lemma sequence_counts_bound : forall K N y c i, (sequence_counts K N y c i <= c i + N)%nat.
Proof.
  intros K N. induction N as [|n IH]; intros y c i; simpl; [lia|].
  eapply Nat.le_trans; [apply IH|]. unfold bump. destruct (Nat.eqb i (y mod K)); lia.
Qed.

(** The counts in a number. *)
Fixpoint counts_of (N K z i : nat) : nat :=
  match K with
  | O => O
  | S k => if Nat.eqb i k then (z mod S N)%nat else counts_of N k (z / S N) i
  end.

Lemma counts_of_number : forall N K c i, (forall j, (j < K)%nat -> (c j <= N)%nat) -> (i < K)%nat ->
  counts_of N K (counts_number N K c) i = c i.
Proof.
  intros N K c i. induction K as [|k IH]; intros Hc L; [lia|].
  cbn [counts_of counts_number]. pose proof (Hc k ltac:(lia)) as Hk.
  destruct (Nat.eqb_spec i k) as [->|D].
  - symmetry. apply (Nat.mod_unique _ _ (counts_number N k c)); lia.
  - replace ((c k + S N * counts_number N k c) / S N)%nat with (counts_number N k c)
      by (apply (Nat.div_unique _ _ _ (c k)); lia).
    apply IH; [|lia]. intros j Lj. apply Hc. lia.
Qed.

Lemma counts_number_bound : forall N K c, (forall j, (j < K)%nat -> (c j <= N)%nat) ->
  (counts_number N K c < S N ^ K)%nat.
Proof.
  intros N K c. induction K as [|k IH]; intro Hc; [simpl; lia|].
  assert (H1 := IH ltac:(intros j Lj; apply Hc; lia)). pose proof (Hc k ltac:(lia)).
  change (S N ^ S k)%nat with (S N * S N ^ k)%nat. cbn [counts_number].
  assert (S (counts_number N k c) <= S N ^ k)%nat by lia. nia.
Qed.

Theorem counts_sufficient_proof : counts_sufficient.
Proof.
  intros n m K N M Hm HM sequences. unfold sequences.
  assert (HK : (1 <= K)%nat).
  { pose proof (simplex_K n m Hm) as Hn. apply (simplex_K K (M O)). apply HM. lia. }
  assert (Hb : forall y j, (j < K)%nat -> (sequence_counts K N y zero_counts j <= N)%nat).
  { intros y j _. exact (sequence_counts_bound K N y zero_counts j). }
  apply (sufficient_statistic_proof n (K ^ N)%nat (S N ^ K)%nat m _ _
    (fun w z => Rabs (rprod K (fun i => M w i ^ counts_of N K z i))) (fun _ => 1)).
  - exact Hm.
  - intros w Lw. now apply sequence_law_simplex, HM.
  - intros y _. apply counts_number_bound. apply Hb.
  - intros w z. apply Rabs_pos.
  - intros _. lra.
  - intros w y Lw Ly.
    rewrite (rprod_ext K _ (fun i => M w i ^ sequence_counts K N y zero_counts i))
      by (intros i L; now rewrite counts_of_number by auto).
    rewrite sequence_law_counts, rprod_zero_counts by exact HK.
    rewrite Rmult_1_l, Rmult_1_r, Rabs_pos_eq; [reflexivity|].
    now apply (sequence_law_simplex K N (M w) (HM w Lw)).
Qed.

Lemma sequence_counts_ext : forall K N y c d, (forall i, c i = d i) ->
  forall i, sequence_counts K N y c i = sequence_counts K N y d i.
Proof.
  intros K N. induction N as [|n IH]; intros y c d E i; simpl; [apply E|].
  apply IH. intro j. unfold bump. now rewrite E.
Qed.

Theorem counts_not_injective_proof : counts_not_injective.
Proof.
  intros K N HK HN. destruct N as [|[|n]]; [lia | lia |]. exists 1%nat, K.
  assert (HKn : (1 <= K ^ n)%nat) by (apply Nat.neq_0_lt_0, Nat.pow_nonzero; lia).
  change (K ^ S (S n))%nat with (K * (K * K ^ n))%nat.
  assert (K * 2 <= K * (K * K ^ n))%nat by (apply Nat.mul_le_mono_l; nia).
  split; [lia|]. split; [lia|]. split; [lia|]. intro i.
  cbn [sequence_counts]. rewrite (Nat.mod_small 1 K), (Nat.div_small 1 K) by lia.
  rewrite Nat.mod_same, Nat.div_same, (Nat.mod_small 1 K), (Nat.div_small 1 K) by lia.
  rewrite Nat.mod_0_l, Nat.div_0_l by lia.
  apply sequence_counts_ext. intro j. unfold bump.
  destruct (Nat.eqb j 0), (Nat.eqb j 1); reflexivity.
Qed.
