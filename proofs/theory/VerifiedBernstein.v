(** * Bernstein coefficients, rounded down

    What the checker does to lists of coefficients, and that the polynomials only
    become smaller by it.  [Binomial n t f 0] is the polynomial with the
    coefficients [f 0, ..., f n] at [t]. *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Binomial VerifiedLog.
Local Open Scope R_scope.

(** ** Polynomials in Bernstein form *)

Lemma Binomial_eq : forall n p g h k, (forall j, (k <= j <= k + n)%nat -> g j = h j) ->
  Binomial n p g k = Binomial n p h k.
Proof.
  induction n as [|n IH]; intros p g h k E; simpl; [apply E; lia|].
  rewrite (IH p g h (S k)), (IH p g h k); auto; intros; apply E; lia.
Qed.

Lemma Binomial_nonneg : forall n p g k, 0 <= p <= 1 ->
  (forall j, (k <= j <= k + n)%nat -> 0 <= g j) -> 0 <= Binomial n p g k.
Proof.
  intros n p g k Hp E. rewrite <- (Binomial_const p n 0 k). now apply Binomial_le.
Qed.

Lemma Binomial_positive : forall n p g k, 0 <= p < 1 -> 0 < g k ->
  (forall j, (k <= j <= k + n)%nat -> 0 <= g j) -> 0 < Binomial n p g k.
Proof.
  induction n as [|n IH]; intros p g k Hp H0 E; simpl; [exact H0|].
  assert (0 <= Binomial n p g (S k)) by (apply Binomial_nonneg; [lra|]; intros; apply E; lia).
  assert (0 < Binomial n p g k) by (apply IH; auto; intros; apply E; lia).
  assert (0 < (1 - p) * Binomial n p g k) by (apply Rmult_lt_0_compat; lra). nra.
Qed.

(** Inside, one positive coefficient is enough. *)
Lemma Binomial_positive_inside : forall n p g k, 0 < p < 1 ->
  (forall j, (k <= j <= k + n)%nat -> 0 <= g j) ->
  (exists j, (k <= j <= k + n)%nat /\ 0 < g j) -> 0 < Binomial n p g k.
Proof.
  induction n as [|n IH]; intros p g k Hp E (j & Hj & P); simpl.
  - now replace k with j by lia.
  - assert (A : 0 <= Binomial n p g (S k)) by (apply Binomial_nonneg; [lra|]; intros; apply E; lia).
    assert (B : 0 <= Binomial n p g k) by (apply Binomial_nonneg; [lra|]; intros; apply E; lia).
    destruct (Nat.eq_dec j k) as [->|N].
    + assert (0 < Binomial n p g k) by (apply Binomial_positive; [lra | exact P |]; intros; apply E; lia).
      assert (0 < (1 - p) * Binomial n p g k) by (apply Rmult_lt_0_compat; lra). nra.
    + assert (0 < Binomial n p g (S k)).
      { apply IH; [exact Hp | intros; apply E; lia |]. exists j. split; [lia | exact P]. }
      assert (0 < p * Binomial n p g (S k)) by (apply Rmult_lt_0_compat; lra). nra.
Qed.

(** Means of neighbours, repeated. *)
Definition mean_step (b : R) (f : nat -> R) (k : nat) : R := (1 - b) * f k + b * f (S k).

Fixpoint steps (b : R) (i : nat) (f : nat -> R) : nat -> R :=
  match i with
  | O => f
  | S i => steps b i (mean_step b f)
  end.

Lemma Binomial_part : forall n b t f k,
  Binomial n (b * t) f k = Binomial n t (fun i => steps b i f k) 0.
Proof.
  induction n as [|n IH]; intros b t f k; [reflexivity|].
  rewrite !Binomial_step, (Binomial_shift t n).
  change (Binomial n t (fun j => steps b (S j) f k) 0)
    with (Binomial n t (fun j => steps b j (mean_step b f) k) 0).
  rewrite <- (IH b t (mean_step b f) k), <- (IH b t f k). unfold mean_step.
  rewrite Binomial_plus, !Binomial_scal, <- (Binomial_shift (b * t) n f). ring.
Qed.

Lemma Binomial_reverse_from : forall n p f k,
  Binomial n p f k = Binomial n (1 - p) (fun j => f (k + n - j)%nat) 0.
Proof.
  induction n as [|n IH]; intros p f k.
  - simpl. f_equal. lia.
  - rewrite !Binomial_step, (Binomial_shift (1 - p) n), (IH p f (S k)), (IH p f k).
    rewrite (Binomial_ext (1 - p) n (fun j => f (k + n - j)%nat) (fun j => f (k + S n - S j)%nat))
      by (intros; f_equal; lia).
    rewrite (Binomial_ext (1 - p) n (fun j => f (S k + n - j)%nat) (fun j => f (k + S n - j)%nat))
      by (intros; f_equal; lia).
    ring.
Qed.

Lemma Binomial_reverse : forall n p f,
  Binomial n p f 0 = Binomial n (1 - p) (fun j => f (n - j)%nat) 0.
Proof. intros. apply Binomial_reverse_from. Qed.

(** Times a linear function. *)
Lemma Binomial_times_linear : forall n t y0 y1 f,
  (y0 * (1 - t) + y1 * t) * Binomial n t f 0
  = Binomial (S n) t (fun j =>
      / INR (S n) * ((INR (S n) - INR j) * (y0 * f j) + INR j * (y1 * f (pred j)))) 0.
Proof.
  intros n t y0 y1 f. assert (HN : 0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite (Binomial_ext t (S n) _ (fun j => / INR (S n) *
    (INR (S n) * y0 * f j + ((- y0) * (INR j * f j) + y1 * (INR j * f (pred j))))))
    by (intros; ring).
  rewrite Binomial_scal, !Binomial_plus, !Binomial_scal, !Binomial_size_bias.
  rewrite (Binomial_shift t n (fun j => f (pred j))). cbn [pred].
  rewrite Binomial_step.
  change (Binomial n t (fun j => f j) 0) with (Binomial n t f 0). field. lra.
Qed.

(** ** Lists of whole numbers *)

Definition value (g : list Z) (t : R) : R :=
  Binomial (pred (length g)) t (fun j => IZR (nth j g 0%Z)) 0.

Lemma floor_below : forall a d, (0 < d)%Z -> IZR (Z.div a d) <= IZR a / IZR d.
Proof.
  intros a d Hd. assert (0 < IZR d) by now apply IZR_lt.
  apply (Rmult_le_reg_r (IZR d)); [lra|].
  replace (IZR a / IZR d * IZR d) with (IZR a) by (field; lra).
  rewrite <- mult_IZR. apply IZR_le. rewrite Z.mul_comm. now apply Z.mul_div_le.
Qed.

Lemma floor_of_below : forall s x, IZR (floor_of s x) <= IZR (Zpos s) * Q2R x.
Proof.
  intros s x. unfold floor_of. eapply Rle_trans; [now apply floor_below|].
  rewrite mult_IZR. unfold Q2R. right. unfold Rdiv. ring.
Qed.

(** *** The degree raised *)

Lemma raise_from_length : forall g k j x, length (raise_from k j x g) = S (length g).
Proof. induction g as [|y g IH]; intros; simpl; [reflexivity|]. now rewrite IH. Qed.

Lemma raise_from_nth : forall g k j x i, (0 < k)%Z -> (k = j + Z.of_nat (length g))%Z ->
  (i <= length g)%nat ->
  nth i (raise_from k j x g) 0%Z
  = Z.div ((k - (j + Z.of_nat i)) * nth i g 0 + (j + Z.of_nat i) * nth i (x :: g) 0)%Z k.
Proof.
  induction g as [|y g IH]; intros k j x i Hk E L.
  - assert (i = 0)%nat by (simpl in L; lia). subst i. cbn [raise_from nth length] in *.
    replace (j + Z.of_nat 0)%Z with k by lia.
    replace ((k - k) * 0 + k * x)%Z with (x * k)%Z by ring. rewrite Z.div_mul; lia.
  - destruct i as [|i]; cbn [raise_from].
    + cbn [nth]. f_equal. lia.
    + cbn [nth]. rewrite IH; cbn [length] in *; try lia. f_equal. cbn [nth]. f_equal; f_equal; lia.
Qed.

Lemma raise_from_value : forall g t, 0 <= t <= 1 -> g <> nil ->
  value (raise_from (Z.of_nat (length g)) 0 0 g) t <= value g t.
Proof.
  intros g t Ht Hg. destruct g as [|x g]; [congruence|]. clear Hg.
  unfold value. rewrite raise_from_length. set (n := length g).
  change (length (x :: g)) with (S n). cbn [pred].
  replace (Binomial n t (fun j => IZR (nth j (x :: g) 0%Z)) 0)
    with ((1 * (1 - t) + 1 * t) * Binomial n t (fun j => IZR (nth j (x :: g) 0%Z)) 0) by ring.
  rewrite Binomial_times_linear. apply Binomial_le; [exact Ht|]. intros j Hj.
  rewrite raise_from_nth; [|lia | simpl length; lia | simpl length; lia].
  eapply Rle_trans; [apply floor_below; lia|].
  rewrite plus_IZR, !mult_IZR, minus_IZR, Z.add_0_l, <- !INR_IZR_INZ.
  right. destruct j as [|j]; [cbn [nth pred]; simpl (INR 0); unfold Rdiv; ring|].
  cbn [pred]. change (nth (S j) (0%Z :: x :: g) 0%Z) with (nth j (x :: g) 0%Z). unfold Rdiv. ring.
Qed.

Lemma raise_degree_length : forall c k g, length (raise_degree c k g) = (c + length g)%nat.
Proof.
  induction c as [|c IH]; intros k g; cbn [raise_degree]; [reflexivity|].
  rewrite IH, raise_from_length. lia.
Qed.

Lemma raise_degree_value : forall c g t, 0 <= t <= 1 -> g <> nil ->
  value (raise_degree c (Z.of_nat (length g)) g) t <= value g t.
Proof.
  induction c as [|c IH]; intros g t Ht Hg; cbn [raise_degree]; [lra|].
  set (h := raise_from (Z.of_nat (length g)) 0 0 g).
  assert (L : Z.succ (Z.of_nat (length g)) = Z.of_nat (length h))
    by (unfold h; rewrite raise_from_length; lia).
  rewrite L. eapply Rle_trans; [apply IH | now apply raise_from_value]; auto.
  intros E. apply (f_equal (@length Z)) in E. unfold h in E. rewrite raise_from_length in E. discriminate.
Qed.

(** *** Sums *)

Lemma add_coefficients_length : forall g h, length g = length h ->
  length (add_coefficients g h) = length g.
Proof.
  induction g as [|x g IH]; intros [|y h] E; simpl in *; try reflexivity; try discriminate.
  rewrite IH; lia.
Qed.

Lemma add_coefficients_nth : forall g h j, length g = length h ->
  nth j (add_coefficients g h) 0%Z = (nth j g 0 + nth j h 0)%Z.
Proof.
  induction g as [|x g IH]; intros [|y h] j E; simpl in *; try discriminate.
  - destruct j; reflexivity.
  - destruct j; [reflexivity|]. apply IH. lia.
Qed.

Lemma add_bernstein_value : forall g h t, 0 <= t <= 1 -> g <> nil -> h <> nil ->
  add_bernstein g h <> nil /\ value (add_bernstein g h) t <= value g t + value h t.
Proof.
  intros g h t Ht Hg Hh. unfold add_bernstein.
  set (g' := raise_degree (length h - length g) (Z.of_nat (length g)) g).
  set (h' := raise_degree (length g - length h) (Z.of_nat (length h)) h).
  assert (E : length g' = length h') by (unfold g', h'; rewrite !raise_degree_length; lia).
  assert (P : (0 < length g')%nat).
  { unfold g'. rewrite raise_degree_length. destruct g; [congruence | simpl; lia]. }
  split.
  - intros N. apply (f_equal (@length Z)) in N. rewrite add_coefficients_length in N by exact E.
    simpl in N. lia.
  - eapply Rle_trans;
      [|apply Rplus_le_compat;
        [exact (raise_degree_value (length h - length g) g t Ht Hg)
        |exact (raise_degree_value (length g - length h) h t Ht Hh)]].
    fold g' h'. unfold value. rewrite add_coefficients_length, <- E by exact E.
    rewrite <- Binomial_plus. right. apply Binomial_ext. intros j.
    now rewrite add_coefficients_nth, plus_IZR.
Qed.

(** *** A part of the interval *)

Lemma means_length : forall num den g, length (means num den g) = pred (length g).
Proof.
  intros num den. induction g as [|x g IH]; [reflexivity|].
  destruct g as [|y g]; [reflexivity|]. change (means num den (x :: y :: g))
    with (Z.div ((den - num) * x + num * y) den :: means num den (y :: g)).
  simpl length in *. rewrite IH. reflexivity.
Qed.

Lemma means_nth : forall num den g j, (S j < length g)%nat ->
  nth j (means num den g) 0%Z = Z.div ((den - num) * nth j g 0 + num * nth (S j) g 0)%Z den.
Proof.
  intros num den. induction g as [|x g IH]; intros j L; [simpl in L; lia|].
  destruct g as [|y g]; [simpl in L; lia|]. change (means num den (x :: y :: g))
    with (Z.div ((den - num) * x + num * y) den :: means num den (y :: g)).
  destruct j as [|j]; [reflexivity|].
  change (nth (S j) (x :: y :: g) 0%Z) with (nth j (y :: g) 0%Z).
  change (nth (S (S j)) (x :: y :: g) 0%Z) with (nth (S j) (y :: g) 0%Z).
  rewrite <- IH by (simpl in *; lia). reflexivity.
Qed.

Lemma left_part_length : forall count num den g, length g = count ->
  length (left_part count num den g) = count.
Proof.
  induction count as [|c IH]; intros num den [|x g] E; simpl in E; try discriminate; [reflexivity|].
  cbn [left_part length]. rewrite IH; [reflexivity|]. rewrite means_length. simpl. lia.
Qed.

Lemma left_part_below : forall count num den g f, (0 <= num <= den)%Z -> (0 < den)%Z ->
  length g = count -> (forall j, (j < count)%nat -> IZR (nth j g 0%Z) <= f j) ->
  forall i, (i < count)%nat ->
  IZR (nth i (left_part count num den g) 0%Z) <= steps (IZR num / IZR den) i f 0.
Proof.
  induction count as [|c IH]; intros num den g f Hn Hd E B i L; [lia|].
  destruct g as [|x g]; [discriminate|]. cbn [left_part].
  destruct i as [|i]; cbn [nth steps]; [exact (B O L)|].
  apply IH; try lia.
  - rewrite means_length. simpl in *. lia.
  - intros j Hj. rewrite means_nth by (rewrite E; lia).
    eapply Rle_trans; [apply floor_below; lia|].
    rewrite plus_IZR, !mult_IZR, minus_IZR. unfold mean_step.
    assert (P : 0 < IZR den) by now apply IZR_lt.
    assert (0 <= IZR num) by (apply IZR_le; lia). assert (IZR num <= IZR den) by (apply IZR_le; lia).
    replace (((IZR den - IZR num) * IZR (nth j (x :: g) 0%Z) + IZR num * IZR (nth (S j) (x :: g) 0%Z)) / IZR den)
      with ((1 - IZR num / IZR den) * IZR (nth j (x :: g) 0%Z)
            + IZR num / IZR den * IZR (nth (S j) (x :: g) 0%Z)) by (field; lra).
    assert (0 <= IZR num / IZR den) by (apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]).
    assert (0 <= 1 - IZR num / IZR den).
    { replace (1 - IZR num / IZR den) with ((IZR den - IZR num) / IZR den) by (field; lra).
      apply Rmult_le_pos; [lra | left; now apply Rinv_0_lt_compat]. }
    apply Rplus_le_compat; apply Rmult_le_compat_l; auto; apply B; lia.
Qed.

(** A rational number between 0 and 1, as numerator and denominator. *)
Lemma share_bounds : forall q, 0 <= Q2R q <= 1 -> (0 <= Qnum q <= Zpos (Qden q))%Z.
Proof.
  intros q [H0 H1]. unfold Q2R in *. pose proof (Zpos_positive (Qden q)) as P.
  split; apply le_IZR.
  - replace (IZR (Qnum q)) with (IZR (Qnum q) * / IZR (Zpos (Qden q)) * IZR (Zpos (Qden q)))
      by (field; lra). apply Rmult_le_pos; lra.
  - replace (IZR (Qnum q)) with (IZR (Qnum q) * / IZR (Zpos (Qden q)) * IZR (Zpos (Qden q)))
      by (field; lra). nra.
Qed.

Lemma restrict_length : forall low high g, length (restrict low high g) = length g.
Proof.
  intros. unfold restrict. rewrite <- !rev_alt.
  rewrite rev_length, left_part_length; [reflexivity|].
  now rewrite rev_length, left_part_length.
Qed.

Lemma restrict_value : forall low high g t, 0 <= Q2R low < Q2R high -> Q2R high <= 1 ->
  0 <= t <= 1 -> g <> nil ->
  value (restrict low high g) t <= value g (Q2R low + (Q2R high - Q2R low) * t).
Proof.
  intros low high g t Hl Hh Ht Hg. unfold value. rewrite restrict_length. unfold restrict.
  rewrite <- !rev_alt.
  set (n := pred (length g)).
  assert (E : length g = S n) by (unfold n; destruct g; [congruence | reflexivity]).
  set (b := Q2R high). set (share := Qred ((high - low) / high)%Q).
  assert (W : Q2R share = (b - Q2R low) / b).
  { unfold share. rewrite Q2R_red, Q2R_over, Q2R_minus by lra. reflexivity. }
  set (w := Q2R share) in *. fold b in Hl, Hh.
  assert (Hw : 0 <= w <= 1).
  { rewrite W. assert (0 < / b) by (apply Rinv_0_lt_compat; lra). unfold Rdiv. split; [apply Rmult_le_pos; lra|].
    replace 1 with (b * / b) by (field; lra). apply Rmult_le_compat_r; lra. }
  set (below := left_part (length g) (Qnum high) (Zpos (Qden high)) g).
  assert (Lb : length below = S n) by (unfold below; rewrite left_part_length; auto).
  set (f := fun j => IZR (nth j g 0%Z)).
  assert (B1 : forall i, (i < S n)%nat -> IZR (nth i below 0%Z) <= steps b i f 0).
  { intros i L. unfold below, b, Q2R. apply left_part_below; auto; try lia.
    - apply share_bounds. fold b. lra.
    - intros j _. unfold f. lra. }
  set (f1 := fun i => steps b i f 0).
  set (above := left_part (length g) (Qnum share) (Zpos (Qden share)) (rev below)).
  assert (La : length above = S n) by (unfold above; rewrite left_part_length; auto; rewrite rev_length; lia).
  assert (B2 : forall i, (i < S n)%nat ->
    IZR (nth i above 0%Z) <= steps w i (fun j => f1 (n - j)%nat) 0).
  { intros i L. unfold above, w, Q2R. rewrite E. apply left_part_below; try lia.
    - apply share_bounds. exact Hw.
    - rewrite rev_length. exact Lb.
    - intros j Hj. rewrite rev_nth by lia. rewrite Lb.
      replace (S n - S j)%nat with (n - j)%nat by lia. apply B1. lia. }
  eapply Rle_trans.
  - apply (Binomial_le t n _ (fun j => steps w (n - j) (fun i => f1 (n - i)%nat) 0)); [exact Ht|].
    intros j Hj. rewrite rev_nth by lia. rewrite La.
    replace (S n - S j)%nat with (n - j)%nat by lia. apply B2. lia.
  - right. rewrite Binomial_reverse.
    rewrite (Binomial_eq n (1 - t) _ (fun j => steps w j (fun i => f1 (n - i)%nat) 0))
      by (intros j Hj; f_equal; lia).
    rewrite <- Binomial_part.
    replace (w * (1 - t)) with (1 - (Q2R low + (b - Q2R low) * t) / b) by (rewrite W; field; lra).
    rewrite <- (Binomial_reverse n ((Q2R low + (b - Q2R low) * t) / b) f1). unfold f1.
    rewrite <- Binomial_part. f_equal. field. lra.
Qed.

(** *** Signs *)

Lemma value_nonneg : forall g t, 0 <= t <= 1 -> forallb (Z.leb 0) g = true -> 0 <= value g t.
Proof.
  intros g t Ht S. unfold value. apply Binomial_nonneg; [exact Ht|]. intros j _.
  destruct (Nat.lt_ge_cases j (length g)) as [L|L].
  - apply IZR_le. rewrite forallb_forall in S. apply Z.leb_le, S. now apply nth_In.
  - rewrite nth_overflow by exact L. lra.
Qed.

Lemma value_positive : forall x g t, 0 <= t < 1 -> (0 < x)%Z -> forallb (Z.leb 0) (x :: g) = true ->
  0 < value (x :: g) t.
Proof.
  intros x g t Ht Hx S. unfold value. apply Binomial_positive; [exact Ht | now apply IZR_lt |].
  intros j _. destruct (Nat.lt_ge_cases j (length (x :: g))) as [L|L].
  - apply IZR_le. rewrite forallb_forall in S. apply Z.leb_le, S. now apply nth_In.
  - rewrite nth_overflow by exact L. lra.
Qed.

Lemma value_positive_inside : forall g t, 0 < t < 1 -> existsb (Z.ltb 0) g = true ->
  forallb (Z.leb 0) g = true -> 0 < value g t.
Proof.
  intros g t Ht E S. unfold value. apply Binomial_positive_inside; [exact Ht | |].
  - intros j _. destruct (Nat.lt_ge_cases j (length g)) as [L|L].
    + apply IZR_le. rewrite forallb_forall in S. apply Z.leb_le, S. now apply nth_In.
    + rewrite nth_overflow by exact L. lra.
  - apply existsb_exists in E. destruct E as (x & I & P). apply Z.ltb_lt in P.
    destruct (In_nth g x 0%Z I) as (j & L & <-). exists j. split; [lia | now apply IZR_lt].
Qed.
