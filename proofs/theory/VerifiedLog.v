(** * The series of the logarithm, cut off

    [log_series] of the checker, with its last coefficient, bounds ln(1 + y) from
    above or from below; and rational numbers as real ones. *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Analysis.
Local Open Scope R_scope.

(** ** Rational numbers *)

Lemma Q2R_red : forall q, Q2R (Qred q) = Q2R q.
Proof. intros q. apply Qeq_eqR, Qred_correct. Qed.

Lemma Q2R_Z : forall z, Q2R (inject_Z z) = IZR z.
Proof. intros z. unfold Q2R, inject_Z. simpl. field. Qed.

Lemma Q2R_make : forall a b, Q2R (Qmake a b) = IZR a / IZR (Zpos b).
Proof. reflexivity. Qed.

Lemma Qle_true : forall a b, Qle_bool a b = true -> Q2R a <= Q2R b.
Proof. intros a b E. apply Qle_Rle. now apply Qle_bool_iff. Qed.

Lemma Qle_false : forall a b, negb (Qle_bool a b) = true -> Q2R b < Q2R a.
Proof.
  intros a b E. apply Qlt_Rlt. apply Qnot_le_lt. intros L.
  apply Qle_bool_iff in L. rewrite L in E. discriminate.
Qed.

Lemma Qeq_true : forall a b, Qeq_bool a b = true -> Q2R a = Q2R b.
Proof. intros a b E. apply Qeq_eqR. now apply Qeq_bool_iff. Qed.

Lemma Q2R_over : forall a b, Q2R b <> 0 -> Q2R (a / b)%Q = Q2R a / Q2R b.
Proof.
  intros a b N. apply Q2R_div. intros E. apply N. apply Qeq_eqR in E. rewrite E. unfold Q2R. simpl. ring.
Qed.

Lemma Zpos_positive : forall p, 0 < IZR (Zpos p).
Proof. intros p. apply IZR_lt. reflexivity. Qed.

(** ** Polynomials *)

Fixpoint real_polynomial (p : list Q) (x : R) : R :=
  match p with
  | nil => 0
  | c :: rest => Q2R c + x * real_polynomial rest x
  end.

Lemma polynomial_at_real : forall p x, Q2R (polynomial_at p x) = real_polynomial p (Q2R x).
Proof.
  induction p as [|c p IH]; intros x; cbn [polynomial_at real_polynomial].
  - apply Q2R_Z.
  - rewrite Q2R_red, Q2R_plus, Q2R_mult, IH. reflexivity.
Qed.

(** ** The series *)

(** Derivative of [y * series], for the series that begins with the sign [s]. *)
Fixpoint slope (count : nat) (s kappa y : R) : R :=
  match count with
  | O => - kappa
  | S count => s + y * slope count (- s) kappa y
  end.

Lemma slope_closed : forall n s k y,
  (1 + y) * slope n s k y = s * (1 - (- y) ^ n) - k * y ^ n * (1 + y).
Proof. induction n as [|n IH]; intros; simpl; [ring|]. rewrite Rmult_plus_distr_l.
  replace ((1 + y) * (y * slope n (- s) k y)) with (y * ((1 + y) * slope n (- s) k y)) by ring.
  rewrite IH. ring.
Qed.

Lemma log_series_derivative : forall n i s k y,
  derivable_pt_lim (fun x => x ^ (Pos.to_nat i) * real_polynomial (log_series n i s k) x) y
    (y ^ (pred (Pos.to_nat i)) * slope n (IZR s) (Q2R k) y).
Proof.
  assert (P : forall i y a, derivable_pt_lim (fun x => x ^ Pos.to_nat i * (a / IZR (Zpos i))) y
    (y ^ pred (Pos.to_nat i) * a)).
  { intros i y a. pose proof (Zpos_positive i) as Hi.
    replace (y ^ pred (Pos.to_nat i) * a)
      with (INR (Pos.to_nat i) * y ^ pred (Pos.to_nat i) * (a / IZR (Zpos i))
            + y ^ Pos.to_nat i * 0)
      by (rewrite INR_IZR_INZ, positive_nat_Z; field; lra).
    apply (derivable_pt_lim_mult (fun x => x ^ Pos.to_nat i) (fun _ => a / IZR (Zpos i))).
    - apply derivable_pt_lim_pow.
    - apply derivable_pt_lim_const. }
  induction n as [|n IH]; intros i s k y.
  - cbn [log_series slope real_polynomial].
    apply (derivable_pt_lim_ext (fun x => x ^ Pos.to_nat i * (- Q2R k / IZR (Zpos i)))).
    + intros x. rewrite Q2R_opp, Q2R_mult, Q2R_make. field. apply Rgt_not_eq, Zpos_positive.
    + apply P.
  - cbn [log_series slope real_polynomial].
    apply (derivable_pt_lim_ext (fun x => x ^ Pos.to_nat i * (IZR s / IZR (Zpos i))
      + x ^ Pos.to_nat (Pos.succ i) * real_polynomial (log_series n (Pos.succ i) (Z.opp s) k) x)).
    + intros x. rewrite Q2R_make, Pos2Nat.inj_succ. simpl pow. ring.
    + replace (y ^ pred (Pos.to_nat i) * (IZR s + y * slope n (- IZR s) (Q2R k) y))
        with (y ^ pred (Pos.to_nat i) * IZR s
              + y ^ pred (Pos.to_nat (Pos.succ i)) * slope n (IZR (- s)) (Q2R k) y).
      * apply derivable_pt_lim_plus; [apply P | apply IH].
      * rewrite Pos2Nat.inj_succ, opp_IZR. simpl pred.
        destruct (Pos2Nat.is_succ i) as (m & ->). simpl. ring.
Qed.

Definition series (d : nat) (k : Q) (y : R) : R := y * real_polynomial (log_series d 1 1 k) y.

Lemma log_series_at_real : forall d k y, Q2R (log_series_at d k y) = series d k (Q2R y).
Proof. intros. unfold log_series_at, series. now rewrite Q2R_mult, polynomial_at_real. Qed.

(** The difference is a slope times [y], of a known sign. *)
Lemma log_series_difference : forall d k y, Nat.odd d = true -> -1 < y ->
  exists z, (0 <= z <= y \/ y <= z <= 0) /\
    ln (1 + y) - series d k y = y * (z ^ d * ((Q2R k * (1 + z) - 1) / (1 + z))).
Proof.
  intros d k y Hd Hy.
  set (f := fun x => ln (1 + x) - series d k x).
  set (f' := fun x => / (1 + x) - slope d 1 (Q2R k) x).
  assert (D : forall x, -1 < x -> derivable_pt_lim f x (f' x)).
  { intros x Hx. unfold f, f'. apply (derivable_pt_lim_minus (fun x => ln (1 + x))).
    - replace (/ (1 + x)) with (/ (1 + x) * (0 + 1)) by (field; lra).
      apply (derivable_pt_lim_comp (fun x => 1 + x) ln).
      + apply (derivable_pt_lim_plus (fun _ => 1) id);
          [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
      + apply derivable_pt_lim_ln. lra.
    - pose proof (log_series_derivative d 1 1 k x) as E. simpl in E.
      rewrite Rmult_1_l in E. eapply derivable_pt_lim_ext; [|exact E].
      intros z. unfold series. simpl. ring. }
  assert (V : forall x, -1 < x -> f' x = x ^ d * ((Q2R k * (1 + x) - 1) / (1 + x))).
  { intros x Hx. unfold f'.
    assert (O : (- x) ^ d = - x ^ d).
    { replace (- x) with ((-1) * x) by ring. rewrite Rpow_mult_distr.
      apply Nat.odd_spec in Hd. destruct Hd as (m & ->).
      rewrite pow_add, pow_mult. replace ((-1) ^ 2) with 1 by ring. rewrite pow1. ring. }
    apply (Rmult_eq_reg_l (1 + x)); [|lra].
    rewrite Rmult_minus_distr_l, slope_closed, O. field. lra. }
  assert (Z0 : f 0 = 0) by (unfold f, series; rewrite Rplus_0_r, ln_1; ring).
  destruct (Rtotal_order y 0) as [L|[->|G]].
  - destruct (MVT_cor2 f f' y 0 L) as (z & E & Hz); [intros z Hz; apply D; lra|].
    exists z. split; [lra|]. rewrite V in E by lra. fold (f y). lra.
  - exists 0. split; [lra|]. fold (f 0). rewrite Z0. ring.
  - destruct (MVT_cor2 f f' 0 y G) as (z & E & Hz); [intros z Hz; apply D; lra|].
    exists z. split; [lra|]. rewrite V in E by lra. fold (f y). lra.
Qed.

(** An odd power has the sign of its base. *)
Lemma odd_power_sign : forall d z y, Nat.odd d = true -> 0 <= z <= y \/ y <= z <= 0 ->
  0 <= y * z ^ d.
Proof.
  intros d z y Hd Hz. apply Nat.odd_spec in Hd. destruct Hd as (m & ->).
  rewrite pow_add, pow_mult, pow_1.
  replace (y * ((z ^ 2) ^ m * z)) with ((z ^ 2) ^ m * (y * z)) by ring.
  apply Rmult_le_pos; [apply pow_le, pow2_ge_0|]. nra.
Qed.

Lemma log_series_upper : forall d y, Nat.odd d = true -> -1 < y ->
  ln (1 + y) <= series d (inject_Z 0) y.
Proof.
  intros d y Hd Hy.
  destruct (log_series_difference d (inject_Z 0) y Hd Hy) as (z & Hz & E).
  rewrite Q2R_Z in E. pose proof (odd_power_sign d z y Hd Hz) as S.
  assert (0 < / (1 + z)) by (apply Rinv_0_lt_compat; lra).
  replace (y * (z ^ d * ((0 * (1 + z) - 1) / (1 + z))))
    with (- (y * z ^ d * / (1 + z))) in E by (field; lra).
  assert (0 <= y * z ^ d * / (1 + z)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma log_series_lower : forall d k y, Nat.odd d = true -> -1 < y ->
  1 <= Q2R k -> 1 <= Q2R k * (1 + y) -> series d k y <= ln (1 + y).
Proof.
  intros d k y Hd Hy H1 H2.
  destruct (log_series_difference d k y Hd Hy) as (z & Hz & E).
  pose proof (odd_power_sign d z y Hd Hz) as S.
  assert (0 < / (1 + z)) by (apply Rinv_0_lt_compat; lra).
  replace (y * (z ^ d * ((Q2R k * (1 + z) - 1) / (1 + z))))
    with (y * z ^ d * ((Q2R k * (1 + z) - 1) * / (1 + z))) in E by (unfold Rdiv; ring).
  assert (0 <= Q2R k * (1 + z) - 1) by nra.
  assert (0 <= y * z ^ d * ((Q2R k * (1 + z) - 1) * / (1 + z)))
    by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
  lra.
Qed.
