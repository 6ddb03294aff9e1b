(** * The count of one symbol

    Its expectation obeys a recursion in one variable, [Binomial]; from it the
    closed form, the moments, size bias, and the probabilities at both ends. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation.
Local Open Scope R_scope.

(** [Binomial n p g k] is the expectation of [g (k + B)], [B] binomial. *)
Fixpoint Binomial (n : nat) (p : R) (g : nat -> R) (k : nat) : R :=
  match n with
  | O => g k
  | S n' => p * Binomial n' p g (S k) + (1 - p) * Binomial n' p g k
  end.

Lemma Draws_marginal : forall K M n i g c, rsum K M = 1 -> (i < K)%nat ->
  Draws K M n (fun c' => g (c' i)) c = Binomial n (M i) g (c i).
Proof.
  intros K M n i g c S L. revert c.
  induction n as [|n IH]; intros c; simpl; [reflexivity|].
  rewrite (rsum_ext K _ (fun j =>
    M j * Binomial n (M i) g (c i)
    + (if Nat.eqb j i
       then M i * (Binomial n (M i) g (Datatypes.S (c i)) - Binomial n (M i) g (c i))
       else 0))).
  - rewrite rsum_plus, rsum_scal_r, S, (rsum_single K i); auto.
    + rewrite Nat.eqb_refl. ring.
    + intros j _ Hn. apply Nat.eqb_neq in Hn. now rewrite Hn.
  - intros j _. rewrite IH. destruct (Nat.eqb_spec j i) as [->|Hn].
    + rewrite bump_same. ring.
    + rewrite bump_other by auto. ring.
Qed.

Lemma Gen_marginal : forall K N M i h, simplex K M -> (i < K)%nat ->
  Gen K N M (fun Q' => h (Q' i)) = Binomial N (M i) (fun k => h (INR k / INR N)) 0.
Proof.
  intros K N M i h [_ S] L. unfold Gen, fit.
  now rewrite (Draws_marginal K M N i (fun k => h (INR k / INR N)) zero_counts S L).
Qed.

Lemma Binomial_step : forall n p g k,
  Binomial (S n) p g k = p * Binomial n p g (S k) + (1 - p) * Binomial n p g k.
Proof. reflexivity. Qed.

(** ** Algebra *)

Section Algebra.
  Variable p : R.

  Lemma Binomial_ext : forall n g h k, (forall j, g j = h j) ->
    Binomial n p g k = Binomial n p h k.
  Proof.
    induction n as [|n IH]; intros g h k E; simpl; [apply E|].
    now rewrite !(IH g h).
  Qed.

  Lemma Binomial_plus : forall n g h k,
    Binomial n p (fun j => g j + h j) k = Binomial n p g k + Binomial n p h k.
  Proof. induction n as [|n IH]; intros; simpl; [reflexivity|]. rewrite !IH. ring. Qed.

  Lemma Binomial_scal : forall n a g k,
    Binomial n p (fun j => a * g j) k = a * Binomial n p g k.
  Proof. induction n as [|n IH]; intros; simpl; [reflexivity|]. rewrite !IH. ring. Qed.

  Lemma Binomial_const : forall n a k, Binomial n p (fun _ => a) k = a.
  Proof. induction n as [|n IH]; intros; simpl; [reflexivity|]. rewrite !IH. ring. Qed.

  (** Starting at [k + 1] is shifting the function. *)
  Lemma Binomial_shift : forall n g k,
    Binomial n p g (S k) = Binomial n p (fun j => g (S j)) k.
  Proof. induction n as [|n IH]; intros; simpl; [reflexivity|]. now rewrite !IH. Qed.

  Lemma Binomial_le : forall n g h k, 0 <= p <= 1 ->
    (forall j, (k <= j <= k + n)%nat -> g j <= h j) ->
    Binomial n p g k <= Binomial n p h k.
  Proof.
    induction n as [|n IH]; intros g h k Hp E; simpl; [apply E; lia|].
    apply Rplus_le_compat; apply Rmult_le_compat_l; try lra;
      apply IH; auto; intros; apply E; lia.
  Qed.

  (** ** Moments *)

  Lemma Binomial_mean : forall n k, Binomial n p INR k = INR k + INR n * p.
  Proof.
    induction n as [|n IH]; intros k; [simpl; ring|].
    rewrite Binomial_step, !IH, !S_INR. ring.
  Qed.

  Lemma Binomial_square : forall n a k,
    Binomial n p (fun j => (INR j - a) ^ 2) k
    = (INR k + INR n * p - a) ^ 2 + INR n * p * (1 - p).
  Proof.
    induction n as [|n IH]; intros a k; [simpl; ring|].
    rewrite Binomial_step, !IH, !S_INR. ring.
  Qed.

  Lemma Binomial_cube : forall n a k,
    Binomial n p (fun j => (INR j - a) ^ 3) k
    = (INR k + INR n * p - a) ^ 3
      + 3 * (INR k + INR n * p - a) * (INR n * p * (1 - p))
      + INR n * p * (1 - p) * (1 - 2 * p).
  Proof.
    induction n as [|n IH]; intros a k; [simpl; ring|].
    rewrite Binomial_step, !IH, !S_INR. ring.
  Qed.

  (** ** Size bias: [E[B g(B)] = n p E[g(1 + B')]], [B'] with one draw fewer. *)

  Lemma Binomial_size_bias_from : forall n g k,
    Binomial (S n) p (fun j => INR j * g j) k
    = INR k * Binomial (S n) p g k + INR (S n) * p * Binomial n p g (S k).
  Proof.
    induction n as [|n IH]; intros g k; [cbn [Binomial]; rewrite !S_INR; simpl (INR 0); ring|].
    rewrite Binomial_step, !IH, !(Binomial_step (S n)), !(Binomial_step n), !S_INR. ring.
  Qed.

  Lemma Binomial_size_bias : forall n g,
    Binomial (S n) p (fun j => INR j * g j) 0 = INR (S n) * p * Binomial n p g 1.
  Proof. intros n g. rewrite Binomial_size_bias_from. simpl (INR 0). ring. Qed.

  (** ** Both ends *)

  (** All [n] draws hit. *)
  Lemma Binomial_all : forall n k,
    Binomial n p (fun j => if Nat.eqb j (k + n) then 1 else 0) k = p ^ n.
  Proof.
    assert (none : forall n k m, (k + n < m)%nat ->
      Binomial n p (fun j => if Nat.eqb j m then 1 else 0) k = 0).
    { induction n as [|n IH]; intros k m L; simpl.
      - replace (Nat.eqb k m) with false; [reflexivity|].
        symmetry. apply Nat.eqb_neq. lia.
      - rewrite !IH by lia. ring. }
    induction n as [|n IH]; intros k; simpl.
    - now rewrite Nat.add_0_r, Nat.eqb_refl.
    - rewrite <- plus_n_Sm. rewrite (none n k (S (k + n))) by lia.
      change (S (k + n)) with (S k + n)%nat. rewrite IH. ring.
  Qed.

  (** At least one of [n] draws hits. *)
  Lemma Binomial_some : forall n,
    Binomial n p (fun j => if Nat.eqb j 0 then 0 else 1) 0 = 1 - (1 - p) ^ n.
  Proof.
    assert (seen : forall n k,
      Binomial n p (fun j => if Nat.eqb j 0 then 0 else 1) (S k) = 1).
    { induction n as [|n IH]; intros k; simpl; [reflexivity|]. rewrite !IH. ring. }
    induction n as [|n IH]; simpl; [ring|]. rewrite IH, seen. ring.
  Qed.
End Algebra.

(** ** The closed form *)

Lemma rsum_first : forall K f, rsum (S K) f = f O + rsum K (fun i => f (S i)).
Proof.
  induction K as [|k IH]; intros f; [simpl; ring|].
  change (rsum (S (S k)) f) with (rsum (S k) f + f (S k)). rewrite IH. simpl. ring.
Qed.

Lemma C_n_0 : forall n, C n 0 = 1.
Proof.
  intros n. unfold C. rewrite Nat.sub_0_r. simpl (INR (fact 0)). field.
  apply INR_fact_neq_0.
Qed.

Lemma C_n_n : forall n, C n n = 1.
Proof.
  intros n. unfold C. rewrite Nat.sub_diag. simpl (INR (fact 0)). field.
  apply INR_fact_neq_0.
Qed.

Lemma Binomial_closed_from : forall n p g k,
  Binomial n p g k
  = rsum (S n) (fun j => C n j * p ^ j * (1 - p) ^ (n - j) * g (k + j)%nat).
Proof.
  induction n as [|n IH]; intros p g k.
  - simpl. rewrite C_n_0, Nat.add_0_r. ring.
  - rewrite Binomial_step, !IH.
    (* first term of the left, last term of the right, Pascal in between *)
    rewrite (rsum_first (S n)).
    change (rsum (S n) (fun j => C n j * p ^ j * (1 - p) ^ (n - j) * g (S k + j)%nat))
      with (rsum n (fun j => C n j * p ^ j * (1 - p) ^ (n - j) * g (S k + j)%nat)
            + C n n * p ^ n * (1 - p) ^ (n - n) * g (S k + n)%nat).
    change (rsum (S n) (fun i => C (S n) (S i) * p ^ S i * (1 - p) ^ (S n - S i) * g (k + S i)%nat))
      with (rsum n (fun i => C (S n) (S i) * p ^ S i * (1 - p) ^ (S n - S i) * g (k + S i)%nat)
            + C (S n) (S n) * p ^ S n * (1 - p) ^ (S n - S n) * g (k + S n)%nat).
    rewrite (rsum_first n (fun j => C n j * p ^ j * (1 - p) ^ (n - j) * g (k + j)%nat)).
    rewrite !C_n_n, !C_n_0, !Nat.sub_diag, !Nat.sub_0_r, !Nat.add_0_r.
    replace (S k + n)%nat with (k + S n)%nat by lia.
    rewrite (rsum_ext n (fun i => C (S n) (S i) * p ^ S i * (1 - p) ^ (S n - S i) * g (k + S i)%nat)
      (fun i => p * (C n i * p ^ i * (1 - p) ^ (n - i) * g (S k + i)%nat)
        + (1 - p) * (C n (S i) * p ^ S i * (1 - p) ^ (n - S i) * g (k + S i)%nat))).
    + rewrite rsum_plus, !rsum_scal. simpl pow. ring.
    + intros i L. rewrite <- (pascal n i L).
      replace (S n - S i)%nat with (S (n - S i)) by lia.
      replace (n - i)%nat with (S (n - S i)) by lia.
      replace (S k + i)%nat with (k + S i)%nat by lia. simpl pow. ring.
Qed.

Lemma Binomial_closed : forall n p g,
  Binomial n p g 0
  = rsum (S n) (fun j => C n j * p ^ j * (1 - p) ^ (n - j) * g j).
Proof. intros. apply Binomial_closed_from. Qed.
