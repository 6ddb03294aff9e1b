(** * The spectrum of the closed loop

    By size bias the [j]-th moment of a binomial count is, up to lower powers of
    [p], [n (n-1) ... (n-j+1) p^j]. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Binomial GenLimits.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** ** Polynomials of degree less than [j] *)

Definition below (j : nat) (q : R -> R) : Prop :=
  exists a : nat -> R, forall p, q p = rsum j (fun k => a k * p ^ k).

Lemma below_ext : forall j q r, (forall p, q p = r p) -> below j q -> below j r.
Proof. intros j q r E [a H]. exists a. intro p. now rewrite <- E. Qed.

Lemma below_plus : forall j q r, below j q -> below j r -> below j (fun p => q p + r p).
Proof.
  intros j q r [a Ha] [b Hb]. exists (fun k => a k + b k). intro p.
  rewrite Ha, Hb, <- rsum_plus. apply rsum_ext. intros; ring.
Qed.

Lemma below_scal : forall j c q, below j q -> below j (fun p => c * q p).
Proof.
  intros j c q [a Ha]. exists (fun k => c * a k). intro p.
  rewrite Ha, <- rsum_scal. apply rsum_ext. intros; ring.
Qed.

Lemma below_zero : forall j, below j (fun _ => 0).
Proof.
  intro j. exists (fun _ => 0). intro p. rewrite (rsum_ext j _ (fun _ => 0)).
  - symmetry. apply rsum_zero.
  - intros; ring.
Qed.

Lemma below_shift : forall j q, below j q -> below (S j) (fun p => p * q p).
Proof.
  intros j q [a Ha]. exists (fun k => match k with O => 0 | S k' => a k' end). intro p.
  rewrite Ha, rsum_first, <- rsum_scal. rewrite Rmult_0_l, Rplus_0_l.
  apply rsum_ext. intros. simpl. ring.
Qed.

Lemma below_weaken : forall j j' q, (j <= j')%nat -> below j q -> below j' q.
Proof.
  intros j j' q L [a Ha]. exists (fun k => if Nat.ltb k j then a k else 0). intro p.
  rewrite Ha. induction L as [|j' L IH].
  - apply rsum_ext. intros k Lk. apply Nat.ltb_lt in Lk. now rewrite Lk.
  - simpl. rewrite <- IH. assert (E : Nat.ltb j' j = false) by (apply Nat.ltb_ge; exact L).
    rewrite E. ring.
Qed.

Lemma below_power : forall j c, below (S j) (fun p => c * p ^ j).
Proof.
  intros j c. exists (fun k => if Nat.eqb k j then c else 0). intro p.
  rewrite (rsum_single (S j) j); [now rewrite Nat.eqb_refl | lia |].
  intros k _ H. apply Nat.eqb_neq in H. rewrite H. ring.
Qed.

Lemma below_rsum : forall j m (c : nat -> R) (q : nat -> R -> R),
  (forall k, (k < m)%nat -> below j (q k)) -> below j (fun p => rsum m (fun k => c k * q k p)).
Proof.
  intros j m c q. induction m as [|m IH]; intro H; simpl; [apply below_zero|].
  apply below_plus; [apply IH; intros; apply H; lia | apply below_scal, H; lia].
Qed.

(** [(x+1)^j - x^j] has degree less than [j]. *)
Lemma below_difference : forall j, below j (fun x => (x + 1) ^ j - x ^ j).
Proof.
  induction j as [|j IH].
  - apply (below_ext 0 (fun _ => 0)); [intro; simpl; ring | apply below_zero].
  - apply (below_ext (S j) (fun x => x * ((x + 1) ^ j - x ^ j)
      + (((x + 1) ^ j - x ^ j) + 1 * x ^ j))).
    + intro p. simpl. ring.
    + apply below_plus; [now apply below_shift|].
      apply below_plus; [apply (below_weaken j); [lia | exact IH] | apply below_power].
Qed.

(** ** Moments of a count *)

Definition falling (n : R) (j : nat) : R := rprod j (fun i => n - INR i).

Lemma falling_S : forall n j, falling (n + 1) (S j) = (n + 1) * falling n j.
Proof.
  intros n j. unfold falling. rewrite rprod_first. simpl (INR 0). rewrite Rminus_0_r.
  f_equal. apply rprod_ext. intros i _. rewrite S_INR. ring.
Qed.

Lemma Binomial_rsum : forall n p m (c : nat -> R) (g : nat -> nat -> R) k,
  Binomial n p (fun b => rsum m (fun i => c i * g i b)) k
  = rsum m (fun i => c i * Binomial n p (g i) k).
Proof.
  intros n p m c g k. induction m as [|m IH]; simpl; [apply Binomial_const|].
  now rewrite Binomial_plus, IH, Binomial_scal.
Qed.

Lemma moment_leading : forall j n,
  below j (fun p => Binomial n p (fun b => INR b ^ j) 0 - falling (INR n) j * p ^ j).
Proof.
  induction j as [j IH] using lt_wf_ind. intros n. destruct j as [|j].
  - apply (below_ext 0 (fun _ => 0)); [|apply below_zero].
    intro p. rewrite (Binomial_ext p n _ (fun _ => 1)) by reflexivity.
    rewrite Binomial_const. unfold falling. simpl. ring.
  - destruct n as [|n].
    + apply (below_ext (S j) (fun _ => 0)); [|apply below_zero].
      intro p. unfold falling. rewrite rprod_first. simpl. ring.
    + destruct (below_difference j) as [d Hd].
      assert (Hm : forall i, (i < j)%nat ->
        below j (fun p => Binomial n p (fun b => INR b ^ i) 0)).
      { intros i Li. apply (below_weaken (S i)); [lia|].
        apply (below_ext (S i) (fun p =>
          (Binomial n p (fun b => INR b ^ i) 0 - falling (INR n) i * p ^ i)
          + falling (INR n) i * p ^ i)); [intro; ring|].
        apply below_plus; [apply (below_weaken i); [lia | apply IH; lia] | apply below_power]. }
      apply (below_ext (S j) (fun p => INR (S n) * (p *
        ((Binomial n p (fun b => INR b ^ j) 0 - falling (INR n) j * p ^ j)
         + rsum j (fun i => d i * Binomial n p (fun b => INR b ^ i) 0))))).
      * intro p. rewrite (S_INR n), falling_S, <- (S_INR n).
        rewrite (Binomial_ext p (S n) _ (fun b => INR b * INR b ^ j)) by reflexivity.
        rewrite Binomial_size_bias, Binomial_shift.
        rewrite (Binomial_ext p n (fun b => INR (S b) ^ j)
          (fun b => INR b ^ j + rsum j (fun i => d i * INR b ^ i)))
          by (intro b; rewrite S_INR, <- Hd; ring).
        rewrite Binomial_plus, (Binomial_rsum n p j d (fun i b => INR b ^ i)).
        simpl pow. ring.
      * apply below_scal, below_shift, below_plus; [apply IH; lia|].
        now apply (below_rsum j j d (fun i p => Binomial n p (fun b => INR b ^ i) 0)).
Qed.

(** The falling moments themselves are exact. *)
Lemma falling_moment : forall j n p,
  Binomial n p (fun b => falling (INR b) j) 0 = falling (INR n) j * p ^ j.
Proof.
  induction j as [|j IH]; intros n p.
  - rewrite (Binomial_ext p n _ (fun _ => 1)) by reflexivity.
    rewrite Binomial_const. unfold falling. simpl. ring.
  - destruct n as [|n].
    + unfold falling. cbn [Binomial]. rewrite rprod_first. simpl. ring.
    + rewrite (S_INR n), falling_S.
      rewrite (Binomial_ext p (S n) _ (fun b => INR b * falling (INR b - 1) j)).
      * rewrite Binomial_size_bias, Binomial_shift.
        rewrite (Binomial_ext p n _ (fun b => falling (INR b) j))
          by (intro b; f_equal; rewrite S_INR; ring).
        rewrite IH, S_INR. simpl pow. ring.
      * intro b. replace (INR b) with (INR b - 1 + 1) at 1 by ring. rewrite falling_S. ring.
Qed.

(** ** The claim *)

Lemma eigenvalue_falling : forall N j, (1 <= N)%nat ->
  eigenvalue N j * INR N ^ j = falling (INR N) j.
Proof.
  intros N j HN. assert (0 < INR N) by (apply lt_0_INR; lia).
  unfold eigenvalue, falling. induction j as [|j IH]; simpl; [ring|].
  rewrite <- IH. field. lra.
Qed.

Lemma eigenvalue_bounds : forall N j, (2 <= j <= N)%nat -> 0 < eigenvalue N j <= 1 - 1 / INR N.
Proof.
  intros N j. assert (HNp : (2 <= N)%nat -> 1 < INR N).
  { intro H. apply le_INR in H. simpl in H. lra. }
  assert (Hf : forall i, (i < N)%nat -> 0 < 1 - INR i / INR N <= 1).
  { intros i Hi. pose proof (pos_INR i). pose proof (lt_INR _ _ Hi).
    assert (0 < INR N) by lra.
    assert (0 <= INR i / INR N)
      by (apply Rmult_le_pos; [assumption | left; now apply Rinv_0_lt_compat]).
    assert (INR i / INR N < 1).
    { apply (Rmult_lt_reg_r (INR N)); [assumption|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    lra. }
  induction j as [|j IH]; intro Hj; [lia|].
  change (eigenvalue N (S j)) with (eigenvalue N j * (1 - INR j / INR N)).
  pose proof (Hf j ltac:(lia)) as F.
  destruct (Nat.eq_dec j 1) as [->|Hne].
  - unfold eigenvalue. simpl. specialize (HNp ltac:(lia)). simpl in F.
    replace (1 * (1 - 0 / INR N) * (1 - 1 / INR N)) with (1 - 1 / INR N) by (field; lra). lra.
  - destruct (IH ltac:(lia)) as [L U]. split; [apply Rmult_lt_0_compat; lra|].
    apply Rle_trans with (eigenvalue N j * 1); [apply Rmult_le_compat_l|]; lra.
Qed.

Theorem spectrum_proof : spectrum.
Proof.
  intros N HN. assert (HNp : 0 < INR N) by (apply lt_0_INR; lia).
  split; [|repeat split].
  - intros j K Q i HQ L.
    rewrite (Gen_marginal K N Q i (fun x => rprod j (fun s => x - INR s / INR N)) HQ L).
    rewrite (Binomial_ext (Q i) N _ (fun b => / INR N ^ j * falling (INR b) j)).
    + rewrite Binomial_scal, falling_moment, <- (eigenvalue_falling N j HN).
      field. apply pow_nonzero. lra.
    + intro b. unfold falling. induction j as [|j IH]; simpl; [field|].
      rewrite IH. field. split; try apply pow_nonzero; lra.
  - intro j. destruct (below_scal j (/ INR N ^ j) _ (moment_leading j N)) as [a Ha].
    exists a. intros K Q i HQ L. rewrite <- (Ha (Q i)).
    rewrite (Gen_marginal K N Q i (fun x => x ^ j) HQ L).
    rewrite (Binomial_ext (Q i) N _ (fun b => / INR N ^ j * INR b ^ j)).
    + rewrite Binomial_scal, <- (eigenvalue_falling N j HN). field. apply pow_nonzero. lra.
    + intro b. unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. ring.
  - unfold eigenvalue. simpl. field. lra.
  - unfold eigenvalue. simpl. field. lra.
  - now apply eigenvalue_bounds.
  - now apply eigenvalue_bounds.
Qed.
