(** * The series of 1/sqrt(1 + y), cut off after an odd power, is a lower bound *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import VerifiedLog.
Local Open Scope R_scope.

(** The last coefficient. *)
Fixpoint last_root (n j : nat) (a : R) : R :=
  match n with
  | O => a
  | S n => last_root n (S j) (a * ((1 - 2 * INR (S j)) / (2 * INR (S j))))
  end.

Lemma last_root_sign : forall n j a, a <> 0 -> 0 < a * (-1) ^ n * last_root n j a.
Proof.
  induction n as [|n IH]; intros j a Ha; cbn [last_root pow].
  - rewrite Rmult_1_r. change (0 < Rsqr a). now apply Rlt_0_sqr.
  - set (q := (1 - 2 * INR (S j)) / (2 * INR (S j))).
    assert (H : 0 < INR (S j)) by (apply lt_0_INR; lia).
    assert (H1 : 1 <= INR (S j)) by (apply (le_INR 1); lia).
    assert (Q : 0 < - q).
    { unfold q. replace (- ((1 - 2 * INR (S j)) / (2 * INR (S j))))
        with ((2 * INR (S j) - 1) / (2 * INR (S j))) by (field; lra).
      apply Rdiv_lt_0_compat; lra. }
    assert (Hq : a * q <> 0) by (apply Rmult_integral_contrapositive; split; [exact Ha | lra]).
    specialize (IH (S j) (a * q) Hq).
    replace (a * (-1 * (-1) ^ n) * last_root n (S j) (a * q))
      with (a * q * (-1) ^ n * last_root n (S j) (a * q) * / (- q)) by (field; lra).
    apply Rmult_lt_0_compat; [exact IH | now apply Rinv_0_lt_compat].
Qed.

Lemma root_factor : forall j,
  Q2R (Qmake (1 - Zpos (xO (Pos.of_succ_nat j))) (xO (Pos.of_succ_nat j)))
  = (1 - 2 * INR (S j)) / (2 * INR (S j)).
Proof.
  intros j. rewrite Q2R_make, minus_IZR.
  replace (IZR (Zpos (xO (Pos.of_succ_nat j)))) with (2 * INR (S j)); [reflexivity|].
  rewrite INR_IZR_INZ, <- mult_IZR. reflexivity.
Qed.

(** The series solves 2(1+y)f' + f = 0 up to its last term. *)
Lemma root_series_derivative : forall n j a y, exists D,
  derivable_pt_lim
    (fun x => x ^ j * real_polynomial (root_series n (Pos.of_succ_nat j) a) x) y D /\
  2 * (1 + y) * D + y ^ j * real_polynomial (root_series n (Pos.of_succ_nat j) a) y
  = 2 * INR j * Q2R a * y ^ pred j + (2 * INR (j + n) + 1) * last_root n j (Q2R a) * y ^ (j + n).
Proof.
  assert (P : forall j y, INR j * (y * y ^ pred j) = INR j * y ^ j).
  { intros [|j] y; [change (INR 0) with 0 | cbn [pred pow]]; ring. }
  assert (M : forall j a y, derivable_pt_lim (fun x => x ^ j * a) y (INR j * y ^ pred j * a)).
  { intros j a y. replace (INR j * y ^ pred j * a) with (INR j * y ^ pred j * a + y ^ j * 0) by ring.
    apply (derivable_pt_lim_mult (fun x => x ^ j) (fun _ => a)).
    - apply derivable_pt_lim_pow.
    - apply derivable_pt_lim_const. }
  induction n as [|n IH]; intros j a y; cbn [root_series real_polynomial last_root].
  - exists (INR j * y ^ pred j * Q2R a). split.
    + apply (derivable_pt_lim_ext (fun x => x ^ j * Q2R a)); [intros x; ring | apply M].
    + rewrite Nat.add_0_r.
      replace (2 * (1 + y) * (INR j * y ^ pred j * Q2R a))
        with (2 * INR j * Q2R a * y ^ pred j + 2 * Q2R a * (INR j * (y * y ^ pred j))) by ring.
      rewrite P. ring.
  - set (b := Qred (a * Qmake (1 - Zpos (xO (Pos.of_succ_nat j))) (xO (Pos.of_succ_nat j)))%Q).
    assert (B : Q2R b = Q2R a * ((1 - 2 * INR (S j)) / (2 * INR (S j))))
      by (unfold b; rewrite Q2R_red, Q2R_mult, root_factor; reflexivity).
    assert (H : INR (S j) <> 0) by (apply not_0_INR; lia).
    destruct (IH (S j) b y) as (D & HD & E).
    change (Pos.succ (Pos.of_succ_nat j)) with (Pos.of_succ_nat (S j)).
    exists (INR j * y ^ pred j * Q2R a + D). split.
    + apply (derivable_pt_lim_ext (fun x => x ^ j * Q2R a
        + x ^ S j * real_polynomial (root_series n (Pos.of_succ_nat (S j)) b) x)).
      * intros x. simpl pow. ring.
      * apply derivable_pt_lim_plus; [apply M | exact HD].
    + rewrite B in E. replace (j + S n)%nat with (S j + n)%nat by lia.
      set (rest := (2 * INR (S j + n) + 1)
        * last_root n (S j) (Q2R a * ((1 - 2 * INR (S j)) / (2 * INR (S j)))) * y ^ (S j + n)) in *.
      replace (2 * (1 + y) * (INR j * y ^ pred j * Q2R a + D)
          + y ^ j * (Q2R a + y * real_polynomial (root_series n (Pos.of_succ_nat (S j)) b) y))
        with (2 * INR j * Q2R a * y ^ pred j + 2 * Q2R a * (INR j * (y * y ^ pred j)) + Q2R a * y ^ j
          + (2 * (1 + y) * D + y ^ S j * real_polynomial (root_series n (Pos.of_succ_nat (S j)) b) y))
        by (simpl pow; ring).
      rewrite E, P. simpl (pred (S j)).
      replace (2 * INR (S j) * (Q2R a * ((1 - 2 * INR (S j)) / (2 * INR (S j)))))
        with (Q2R a * (1 - 2 * INR (S j))) by (field; exact H).
      rewrite !S_INR. ring.
Qed.

Lemma root_series_lower : forall d y, Nat.odd d = true -> -1 < y ->
  sqrt (1 + y) * real_polynomial (root_series d 1 (inject_Z 1)) y <= 1.
Proof.
  intros d y Hd Hy. set (R := real_polynomial (root_series d 1 (inject_Z 1))).
  set (g := fun x => sqrt (1 + x) * R x).
  set (l := last_root d 0 1).
  assert (L : l < 0).
  { pose proof (last_root_sign d 0 1 ltac:(lra)) as S. fold l in S.
    assert (O : (-1) ^ d = -1).
    { apply Nat.odd_spec in Hd. destruct Hd as (m & ->).
      rewrite pow_add, pow_mult. replace ((-1) ^ 2) with 1 by ring. rewrite pow1. ring. }
    rewrite O in S. lra. }
  set (g' := fun x => (2 * INR d + 1) * l * x ^ d / (2 * sqrt (1 + x))).
  assert (D : forall x, -1 < x -> derivable_pt_lim g x (g' x)).
  { intros x Hx. destruct (root_series_derivative d 0 (inject_Z 1) x) as (D & HD & E).
    simpl pow in E, HD. rewrite Q2R_Z in E. change (Pos.of_succ_nat 0) with 1%positive in *.
    fold l in E. fold R in E, HD. simpl plus in E.
    assert (S : 0 < sqrt (1 + x)) by (apply sqrt_lt_R0; lra).
    replace (g' x) with (/ (2 * sqrt (1 + x)) * (0 + 1) * R x + sqrt (1 + x) * D).
    - apply (derivable_pt_lim_mult (fun x => sqrt (1 + x)) R).
      + apply (derivable_pt_lim_comp (fun x => 1 + x) sqrt).
        * apply (derivable_pt_lim_plus (fun _ => 1) id);
            [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
        * apply derivable_pt_lim_sqrt. lra.
      + eapply derivable_pt_lim_ext; [|exact HD]. intros z. simpl. unfold R. ring.
    - unfold g'. apply (Rmult_eq_reg_r (2 * sqrt (1 + x))); [|lra].
      replace ((/ (2 * sqrt (1 + x)) * (0 + 1) * R x + sqrt (1 + x) * D) * (2 * sqrt (1 + x)))
        with (R x + 2 * (sqrt (1 + x) * sqrt (1 + x)) * D) by (field; lra).
      rewrite sqrt_sqrt by lra.
      replace ((2 * INR d + 1) * l * x ^ d / (2 * sqrt (1 + x)) * (2 * sqrt (1 + x)))
        with ((2 * INR d + 1) * l * x ^ d) by (field; lra).
      simpl (INR 0) in E. lra. }
  assert (G0 : g 0 = 1).
  { unfold g, R. rewrite Rplus_0_r, sqrt_1. apply Nat.odd_spec in Hd. destruct Hd as (m & ->).
    replace (2 * m + 1)%nat with (S (2 * m)) by lia. cbn [root_series real_polynomial].
    rewrite Q2R_Z. ring. }
  assert (Slope : forall z, -1 < z -> (0 <= z <= y \/ y <= z <= 0) -> y * g' z <= 0).
  { intros z Hz Hzy. pose proof (odd_power_sign d z y Hd Hzy) as S.
    assert (Q : 0 < / (2 * sqrt (1 + z))).
    { apply Rinv_0_lt_compat. assert (0 < sqrt (1 + z)) by (apply sqrt_lt_R0; lra). lra. }
    pose proof (pos_INR d).
    unfold g'. replace (y * ((2 * INR d + 1) * l * z ^ d / (2 * sqrt (1 + z))))
      with (- ((2 * INR d + 1) * - l * (y * z ^ d * / (2 * sqrt (1 + z))))) by (unfold Rdiv; ring).
    assert (0 <= (2 * INR d + 1) * - l * (y * z ^ d * / (2 * sqrt (1 + z)))); [|lra].
    apply Rmult_le_pos; apply Rmult_le_pos; lra. }
  change (g y <= 1). destruct (Rtotal_order y 0) as [N|[->|N]].
  - destruct (MVT_cor2 g g' y 0 N) as (z & E & Hz); [intros z Hz; apply D; lra|].
    pose proof (Slope z ltac:(lra) ltac:(right; lra)). lra.
  - lra.
  - destruct (MVT_cor2 g g' 0 y N) as (z & E & Hz); [intros z Hz; apply D; lra|].
    pose proof (Slope z ltac:(lra) ltac:(left; lra)). lra.
Qed.
