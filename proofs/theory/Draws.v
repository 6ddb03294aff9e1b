(** * Expectations over draws

    Linearity, constants, what can come out of the draws, and monotonicity on
    the outcomes that can happen. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums.
Local Open Scope R_scope.

(** ** Algebra, without any condition on [M] *)

Lemma Draws_ext : forall K M n F F' c,
  (forall c', F c' = F' c') -> Draws K M n F c = Draws K M n F' c.
Proof.
  induction n as [|n IH]; intros F F' c E; simpl; [apply E|].
  apply rsum_ext. intros i _. now rewrite (IH F F').
Qed.

Lemma Draws_ext_M : forall K M M' n F c,
  (forall i, (i < K)%nat -> M i = M' i) -> Draws K M n F c = Draws K M' n F c.
Proof.
  intros K M M' n F c E. revert c.
  induction n as [|n IH]; intros c; simpl; [reflexivity|].
  apply rsum_ext. intros i L. now rewrite IH, E.
Qed.

Lemma Draws_plus : forall K M n F G c,
  Draws K M n (fun c' => F c' + G c') c = Draws K M n F c + Draws K M n G c.
Proof.
  induction n as [|n IH]; intros F G c; simpl; [reflexivity|].
  rewrite <- rsum_plus. apply rsum_ext. intros i _. rewrite IH. ring.
Qed.

Lemma Draws_scal : forall K M n a F c,
  Draws K M n (fun c' => a * F c') c = a * Draws K M n F c.
Proof.
  induction n as [|n IH]; intros a F c; simpl; [reflexivity|].
  rewrite <- rsum_scal. apply rsum_ext. intros i _. rewrite IH. ring.
Qed.

Lemma Draws_scal_r : forall K M n a F c,
  Draws K M n (fun c' => F c' * a) c = Draws K M n F c * a.
Proof.
  intros. rewrite Rmult_comm, <- Draws_scal. apply Draws_ext. intros; ring.
Qed.

Lemma Draws_opp : forall K M n F c,
  Draws K M n (fun c' => - F c') c = - Draws K M n F c.
Proof.
  intros. transitivity (-1 * Draws K M n F c); [|ring].
  rewrite <- Draws_scal. apply Draws_ext. intros; ring.
Qed.

Lemma Draws_minus : forall K M n F G c,
  Draws K M n (fun c' => F c' - G c') c = Draws K M n F c - Draws K M n G c.
Proof.
  intros. unfold Rminus. rewrite Draws_plus. now rewrite Draws_opp.
Qed.

Lemma Draws_const : forall K M n a c,
  rsum K M = 1 -> Draws K M n (fun _ => a) c = a.
Proof.
  intros K M n a c S. revert c.
  induction n as [|n IH]; intros c; simpl; [reflexivity|].
  rewrite (rsum_ext K _ (fun i => M i * a)) by (intros i _; now rewrite IH).
  rewrite rsum_scal_r, S. ring.
Qed.

Lemma Draws_rsum : forall K M n L F c,
  Draws K M n (fun c' => rsum L (fun i => F i c')) c = rsum L (fun i => Draws K M n (F i) c).
Proof.
  induction n as [|n IH]; intros L F c; simpl; [reflexivity|].
  rewrite (rsum_swap L K (fun i j => M j * Draws K M n (F i) (bump c j))).
  apply rsum_ext. intros j _. rewrite IH, rsum_scal. reflexivity.
Qed.

(** Drawing [m] and then [n] symbols is drawing [m + n]. *)
Lemma Draws_add : forall K M m n F c,
  Draws K M (m + n) F c = Draws K M m (fun c' => Draws K M n F c') c.
Proof.
  induction m as [|m IH]; intros n F c; simpl; [reflexivity|].
  apply rsum_ext. intros i _. now rewrite IH.
Qed.

(** ** What can come out of the draws *)

Lemma bump_same : forall c i, bump c i i = S (c i).
Proof. intros; unfold bump; now rewrite Nat.eqb_refl. Qed.

Lemma bump_other : forall c i j, j <> i -> bump c i j = c j.
Proof. intros c i j Hn; unfold bump. apply Nat.eqb_neq in Hn. now rewrite Hn. Qed.

(** The counts add up to the number of draws. *)
Lemma rsum_bump : forall K f c i, (i < K)%nat ->
  rsum K (fun j => f j * INR (bump c i j)) = rsum K (fun j => f j * INR (c j)) + f i.
Proof.
  intros K f c i L.
  rewrite (rsum_ext K _ (fun j => f j * INR (c j) + (if Nat.eqb j i then f j else 0))).
  - rewrite rsum_plus. f_equal.
    rewrite (rsum_single K i); [now rewrite Nat.eqb_refl | exact L |].
    intros j _ Hn. apply Nat.eqb_neq in Hn. now rewrite Hn.
  - intros j _. unfold bump. destruct (Nat.eqb j i); [rewrite S_INR|]; ring.
Qed.

Lemma outcome_total : forall K M n c,
  outcome K M n c -> rsum K (fun i => INR (c i)) = INR n.
Proof.
  intros K M n c O. induction O as [|n c i O IH L Hp].
  - unfold zero_counts; simpl. apply rsum_zero.
  - pose proof (rsum_bump K (fun _ => 1) c i L) as B.
    rewrite (rsum_ext K _ (fun j => 1 * INR (bump c i j))) by (intros; ring).
    rewrite B, S_INR, <- IH. f_equal. apply rsum_ext. intros; ring.
Qed.

(** A symbol that cannot be drawn is not counted. *)
Lemma outcome_absent : forall K M n c i,
  outcome K M n c -> M i <= 0 -> c i = 0%nat.
Proof.
  intros K M n c i O Z. induction O as [|n c j O IH L Hp]; [reflexivity|].
  rewrite bump_other; [exact IH|]. intros ->. lra.
Qed.

Lemma outcome_le : forall K M n c i, outcome K M n c -> (c i <= n)%nat.
Proof.
  intros K M n c i O. induction O as [|n c j O IH L Hp]; [apply Nat.le_refl|].
  unfold bump. destruct (Nat.eqb i j); lia.
Qed.

Lemma outcome_ext_M : forall K M M' n c,
  (forall i, (i < K)%nat -> M i = M' i) -> outcome K M n c -> outcome K M' n c.
Proof.
  intros K M M' n c E O. induction O; constructor; auto. now rewrite <- E.
Qed.

(** The empirical frequencies form a probability vector ... *)
Lemma fit_simplex : forall K M N c,
  (1 <= N)%nat -> outcome K M N c -> simplex K (fit N c).
Proof.
  intros K M N c HN O. assert (0 < INR N) by (apply lt_0_INR; lia).
  unfold fit. split.
  - intros i _. apply Rmult_le_pos; [apply pos_INR|]. left. now apply Rinv_0_lt_compat.
  - unfold Rdiv. rewrite rsum_scal_r, (outcome_total _ _ _ _ O). field. lra.
Qed.

(** ... whose support lies inside that of the law sampled from. *)
Lemma fit_absent : forall K M N c i,
  outcome K M N c -> M i <= 0 -> fit N c i = 0.
Proof.
  intros K M N c i O Z. unfold fit. rewrite (outcome_absent _ _ _ _ _ O Z).
  simpl. unfold Rdiv. ring.
Qed.

(** ** Order, for [M] non-negative *)

Lemma Draws_le_from : forall K M n F F' m c,
  (forall i, (i < K)%nat -> 0 <= M i) ->
  (forall c', outcome K M (m + n) c' -> F c' <= F' c') ->
  outcome K M m c -> Draws K M n F c <= Draws K M n F' c.
Proof.
  induction n as [|n IH]; intros F F' m c HM E O; simpl.
  - apply E. now rewrite Nat.add_0_r.
  - apply rsum_le. intros i L. destruct (HM i L) as [Hp|Z].
    + apply Rmult_le_compat_l; [lra|]. apply (IH F F' (S m)); auto.
      * intros c' O'. apply E. now rewrite <- plus_n_Sm.
      * now constructor.
    + rewrite <- Z. lra.
Qed.

(** The expectation is monotone; only outcomes that can happen count. *)
Lemma Draws_le : forall K M n F F',
  (forall i, (i < K)%nat -> 0 <= M i) ->
  (forall c, outcome K M n c -> F c <= F' c) ->
  Draws K M n F zero_counts <= Draws K M n F' zero_counts.
Proof.
  intros K M n F F' HM E. apply (Draws_le_from K M n F F' O); auto. constructor.
Qed.

Lemma Draws_eq : forall K M n F F',
  (forall i, (i < K)%nat -> 0 <= M i) ->
  (forall c, outcome K M n c -> F c = F' c) ->
  Draws K M n F zero_counts = Draws K M n F' zero_counts.
Proof.
  intros K M n F F' HM E. apply Rle_antisym; apply Draws_le; auto;
    intros c O; rewrite E; auto; lra.
Qed.

Lemma Draws_nonneg : forall K M n F,
  simplex K M -> (forall c, outcome K M n c -> 0 <= F c) ->
  0 <= Draws K M n F zero_counts.
Proof.
  intros K M n F [HM S] E. rewrite <- (Draws_const K M n 0 zero_counts S).
  apply Draws_le; auto.
Qed.
