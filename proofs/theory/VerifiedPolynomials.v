(** * Polynomials in a linear function, in Bernstein form *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Binomial VerifiedLog VerifiedBernstein.
Local Open Scope R_scope.

Lemma times_linear_from_length : forall g y0 y1 k j x,
  length (times_linear_from y0 y1 k j x g) = S (length g).
Proof. induction g as [|y g IH]; intros; simpl; [reflexivity|]. now rewrite IH. Qed.

Lemma times_linear_from_nth : forall g y0 y1 k j x i, (Zpos k = j + Z.of_nat (length g))%Z ->
  (i <= length g)%nat ->
  Q2R (nth i (times_linear_from y0 y1 k j x g) 0%Q)
  = / IZR (Zpos k) * ((IZR (Zpos k) - IZR (j + Z.of_nat i)) * (Q2R y0 * Q2R (nth i g 0%Q))
                      + IZR (j + Z.of_nat i) * (Q2R y1 * Q2R (nth i (x :: g) 0%Q))).
Proof.
  induction g as [|y g IH]; intros y0 y1 k j x i E L.
  - assert (i = 0)%nat by (simpl in L; lia). subst i. cbn [times_linear_from nth length] in *.
    replace (j + Z.of_nat 0)%Z with (Zpos k) by lia.
    rewrite Q2R_red, Q2R_mult. field. apply Rgt_not_eq, Zpos_positive.
  - destruct i as [|i]; cbn [times_linear_from].
    + cbn [nth]. rewrite Q2R_red, Q2R_mult, Q2R_plus, !Q2R_mult, !Q2R_Z, Q2R_make, minus_IZR.
      replace (j + Z.of_nat 0)%Z with j by lia. unfold Rdiv. ring.
    + cbn [nth]. rewrite IH; cbn [length] in *; try lia.
      replace (Z.succ j + Z.of_nat i)%Z with (j + Z.of_nat (S i))%Z by lia. reflexivity.
Qed.

Definition rational_form (g : list Q) (t : R) : R :=
  Binomial (pred (length g)) t (fun j => Q2R (nth j g 0%Q)) 0.

Lemma times_linear_value : forall y0 y1 g t, g <> nil ->
  rational_form (times_linear y0 y1 g) t = (Q2R y0 * (1 - t) + Q2R y1 * t) * rational_form g t.
Proof.
  intros y0 y1 g t Hg. destruct g as [|x g]; [congruence|]. clear Hg.
  unfold rational_form, times_linear. rewrite times_linear_from_length. set (n := length g).
  change (length (x :: g)) with (S n). cbn [pred]. rewrite Binomial_times_linear.
  assert (P : Zpos (Pos.of_nat (S n)) = Z.of_nat (S n)) by (rewrite <- Pos.of_nat_succ; lia).
  apply Binomial_eq. intros j Hj.
  rewrite times_linear_from_nth; [|rewrite P; reflexivity | simpl length; lia].
  rewrite P, Z.add_0_l, <- !INR_IZR_INZ. f_equal.
  destruct j as [|j]; [simpl (INR 0); ring | reflexivity].
Qed.

Lemma bernstein_of_length : forall y0 y1 p, length (bernstein_of y0 y1 p) = S (length p).
Proof.
  intros y0 y1. induction p as [|c p IH]; [reflexivity|]. cbn [bernstein_of].
  rewrite map_length. unfold times_linear. rewrite times_linear_from_length, IH. reflexivity.
Qed.

Lemma rational_form_map : forall (F : Q -> Q) (f : R -> R) g t,
  (forall q, Q2R (F q) = f (Q2R q)) -> g <> nil ->
  rational_form (map F g) t = Binomial (pred (length g)) t (fun j => f (Q2R (nth j g 0%Q))) 0.
Proof.
  intros F f g t E Hg. unfold rational_form. rewrite map_length. apply Binomial_eq. intros j Hj.
  rewrite (nth_indep _ 0%Q (F 0%Q)), map_nth by (rewrite map_length; destruct g; [congruence | simpl in *; lia]).
  apply E.
Qed.

Lemma bernstein_of_value : forall y0 y1 p t,
  rational_form (bernstein_of y0 y1 p) t = real_polynomial p (Q2R y0 * (1 - t) + Q2R y1 * t).
Proof.
  intros y0 y1 p t. induction p as [|c p IH]; cbn [bernstein_of real_polynomial].
  - unfold rational_form. simpl. unfold Q2R. simpl. lra.
  - assert (N : bernstein_of y0 y1 p <> nil).
    { intros E. apply (f_equal (@length Q)) in E. rewrite bernstein_of_length in E. discriminate. }
    rewrite (rational_form_map _ (fun x => Q2R c + x)).
    + rewrite Binomial_plus, Binomial_const. f_equal.
      change (rational_form (times_linear y0 y1 (bernstein_of y0 y1 p)) t
              = (Q2R y0 * (1 - t) + Q2R y1 * t)
                * real_polynomial p (Q2R y0 * (1 - t) + Q2R y1 * t)).
      now rewrite times_linear_value, IH.
    + intros q. now rewrite Q2R_red, Q2R_plus.
    + intros E. apply (f_equal (@length Q)) in E. unfold times_linear in E.
      rewrite times_linear_from_length in E. discriminate.
Qed.

(** Multiples of the coefficients, rounded down. *)
Lemma floors_value : forall s c p y0 y1 t, 0 <= t <= 1 ->
  value (map (fun x => floor_of s (c * x)%Q) (bernstein_of y0 y1 p)) t
  <= IZR (Zpos s) * (Q2R c * real_polynomial p (Q2R y0 * (1 - t) + Q2R y1 * t)).
Proof.
  intros s c p y0 y1 t Ht. rewrite <- bernstein_of_value. unfold value, rational_form.
  rewrite map_length, <- !Binomial_scal. apply Binomial_le; [exact Ht|]. intros j Hj.
  rewrite (nth_indep _ 0%Z (floor_of s (c * 0)%Q)) by
    (rewrite map_length, bernstein_of_length in *; simpl in *; lia).
  rewrite (map_nth (fun x => floor_of s (c * x)%Q)). rewrite <- Q2R_mult. apply floor_of_below.
Qed.
