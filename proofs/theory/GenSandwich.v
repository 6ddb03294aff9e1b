(** * The sandwich's lower bound, for every sample size

    Claim: [E[ln(1 + B)] >= (ln(1 + n p) + ln((n+1) p))/2] for [B] binomial over
    [n] draws.  At [p = 1] there is equality, so it is enough that the difference
    of the two sides falls as [p] grows.  Its derivative is
      [n E[ln(1 + 1/(1+B'))] - n/(2(1 + n p)) - 1/(2p)],
    [B'] binomial over [n - 1] draws.  The trapezoidal rule for the convex
    function [1/x] gives [ln(1 + 1/x) <= (1/x + 1/(x+1))/2], and the expectations
    of [1/(1+B')] and [1/(2+B')] are known in closed form; what then remains is
      [(1-p)^(n-1) (1 - (n+2) p) (1 + n p) <= 1]. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial Loss GenLimits GenSine.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

(** ** The derivative of an expectation in the success probability *)

Lemma d_Binomial_0 : forall g k p, derivable_pt_lim (fun p => Binomial 0 p g k) p 0.
Proof. intros. simpl. apply derivable_pt_lim_const. Qed.

Lemma Binomial_minus : forall p n g h k,
  Binomial n p (fun j => g j - h j) k = Binomial n p g k - Binomial n p h k.
Proof.
  intros. rewrite (Binomial_ext p n _ (fun j => g j + -1 * h j)) by (intros; ring).
  rewrite Binomial_plus, Binomial_scal. ring.
Qed.

(** [d/dp E[g(B_{n+1})] = (n+1) E[g(1 + B_n) - g(B_n)]]. *)
Lemma d_Binomial : forall n g k p,
  derivable_pt_lim (fun p => Binomial (S n) p g k) p
    (INR (S n) * Binomial n p (fun j => g (S j) - g j) k).
Proof.
  assert (step : forall n g k p a b,
    derivable_pt_lim (fun p => Binomial n p g (S k)) p a ->
    derivable_pt_lim (fun p => Binomial n p g k) p b ->
    derivable_pt_lim (fun p => Binomial (S n) p g k) p
      (Binomial n p (fun j => g (S j) - g j) k + (p * a + (1 - p) * b))).
  { intros n g k p a b Ha Hb. eapply d_is.
    - apply (d_plus (fun p => p * Binomial n p g (S k)) (fun p => (1 - p) * Binomial n p g k)).
      + apply (d_mult (fun p => p)); [apply derivable_pt_lim_id | exact Ha].
      + apply (d_mult (fun p => 1 - p)); [|exact Hb].
        apply (d_minus (fun _ => 1) (fun p => p));
          [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
    - rewrite Binomial_minus, Binomial_shift. ring. }
  induction n as [|n IH]; intros g k p.
  - eapply d_is; [apply step; apply d_Binomial_0 | simpl; ring].
  - eapply d_is; [apply step; apply IH|].
    rewrite (S_INR (S n)), (Binomial_step n p (fun j => g (S j) - g j)).
    ring.
Qed.

(** With certainty every draw hits. *)
Lemma Binomial_certain : forall n g k, Binomial n 1 g k = g (k + n)%nat.
Proof.
  induction n as [|n IH]; intros g k; simpl.
  - now rewrite Nat.add_0_r.
  - rewrite !IH, Nat.add_succ_r. simpl. ring.
Qed.

(** ** Inverse moments *)

(** [(n+1) p E[1/(1+B_n)] = 1 - (1-p)^(n+1)]. *)
Lemma Binomial_inverse : forall n p,
  INR (S n) * p * Binomial n p (fun j => / INR (S j)) 0 = 1 - (1 - p) ^ S n.
Proof.
  intros n p. rewrite <- Binomial_some, <- (Binomial_shift p n (fun j => / INR j)).
  rewrite <- Binomial_size_bias. apply Binomial_ext. intros [|j]; [simpl; ring|].
  cbn [Nat.eqb]. apply Rinv_r, not_0_INR. lia.
Qed.

Lemma Binomial_none : forall n p,
  Binomial n p (fun j => if Nat.eqb j 0 then 1 else 0) 0 = (1 - p) ^ n.
Proof.
  intros n p. rewrite (Binomial_ext p n _ (fun j => 1 - (if Nat.eqb j 0 then 0 else 1)))
    by (intros j; destruct (Nat.eqb j 0); ring).
  rewrite Binomial_minus, Binomial_const, Binomial_some. ring.
Qed.

(** [(n+1)(n+2) p^2 E[1/((1+B_n)(2+B_n))] = 1 - (1-p)^(n+2) - (n+2) p (1-p)^(n+1)]. *)
Lemma Binomial_inverse_2 : forall n p,
  INR (S (S n)) * p * (INR (S n) * p
    * Binomial n p (fun j => / INR (S j) * / INR (S (S j))) 0)
  = 1 - (1 - p) ^ S (S n) - INR (S (S n)) * p * (1 - p) ^ S n.
Proof.
  intros n p.
  rewrite <- (Binomial_shift p n (fun j => / INR j * / INR (S j))), <- Binomial_size_bias.
  rewrite (Binomial_ext p (S n) _
    (fun j => / INR (S j) - (if Nat.eqb j 0 then 1 else 0))).
  - rewrite Binomial_minus, Binomial_none, Rmult_minus_distr_l, Binomial_inverse. ring.
  - intros [|j]; [simpl; rewrite Rinv_1; ring|]. cbn [Nat.eqb].
    field. split; apply not_0_INR; lia.
Qed.

(** ** The trapezoidal rule *)

(** [ln u <= (u - 1/u)/2] from 1 on. *)
Lemma ln_trapezoid : forall u, 1 < u -> ln u <= (u - 1 / u) / 2.
Proof.
  intros u Hu. apply (compare_derivatives ln (fun u => (u - 1 / u) / 2) (fun u => / u)
    (fun u => (1 + / u ^ 2) / 2) 1 u Hu).
  - intros t Ht. apply derivable_pt_lim_ln. lra.
  - intros t Ht. eapply d_is.
    + apply (d_mult (fun u => u - 1 / u) (fun _ => / 2)); [|apply derivable_pt_lim_const].
      apply (d_minus (fun u => u) (fun u => 1 / u)); [apply derivable_pt_lim_id|].
      apply (derivable_pt_lim_div (fun _ => 1) id);
        [apply derivable_pt_lim_const | apply derivable_pt_lim_id | unfold id; lra].
    + unfold id, Rsqr. field. lra.
  - intros t Ht. assert (Hs : 0 <= (1 - / t) ^ 2) by apply pow2_ge_0.
    replace ((1 - / t) ^ 2) with (1 + / t ^ 2 - 2 * / t) in Hs by (field; lra). lra.
  - rewrite ln_1. lra.
Qed.

Lemma log_step : forall j : nat,
  ln (INR (S (S j))) - ln (INR (S j)) <= / INR (S j) - / 2 * (/ INR (S j) * / INR (S (S j))).
Proof.
  intro j. assert (H1 : 0 < INR (S j)) by (apply lt_0_INR; lia).
  rewrite (S_INR (S j)). set (v := INR (S j)) in *.
  rewrite <- ln_div by lra.
  assert (Hu : 1 < (v + 1) / v).
  { replace ((v + 1) / v) with (1 + / v) by (field; lra).
    pose proof (Rinv_0_lt_compat v H1). lra. }
  eapply Rle_trans; [apply (ln_trapezoid _ Hu)|]. right. field. lra.
Qed.

(** ** The difference of the two sides *)

Definition gap (n : nat) (p : R) : R :=
  Binomial n p (fun j => ln (INR (S j))) 0
  - (/ 2 * ln (1 + INR n * p) + / 2 * ln (INR (S n) * p)).

Definition gap_slope (m : nat) (p : R) : R :=
  INR (S m) * Binomial m p (fun j => ln (INR (S (S j))) - ln (INR (S j))) 0
  - (/ 2 * (INR (S m) * / (1 + INR (S m) * p)) + / 2 * / p).

Lemma d_ln_affine : forall a b p, 0 < a + b * p ->
  derivable_pt_lim (fun p => ln (a + b * p)) p (b * / (a + b * p)).
Proof.
  intros a b p Hp. eapply d_is.
  - apply (derivable_pt_lim_comp (fun p => a + b * p) ln).
    + apply (d_plus (fun _ => a)); [apply derivable_pt_lim_const | apply d_linear].
    + apply derivable_pt_lim_ln. exact Hp.
  - ring.
Qed.

Lemma gap_deriv : forall m p, 0 < p -> derivable_pt_lim (gap (S m)) p (gap_slope m p).
Proof.
  intros m p Hp. unfold gap, gap_slope.
  assert (Hm : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Hm2 : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
  assert (0 < INR (S m) * p) by now apply Rmult_lt_0_compat.
  assert (0 < INR (S (S m)) * p) by now apply Rmult_lt_0_compat.
  apply d_minus; [apply d_Binomial|]. apply d_plus; apply d_scal.
  - apply d_ln_affine. lra.
  - eapply d_is.
    + apply (derivable_pt_lim_comp (fun p => INR (S (S m)) * p) ln);
        [apply d_linear | now apply derivable_pt_lim_ln].
    + field. lra.
Qed.

(** What remains when the expectations are put in: with [n = m + 1],
    [(1-p)^m (1 - (n+2) p) (1 + n p) <= 1]. *)
Lemma remainder_bound : forall m p, 0 < p < 1 ->
  (1 - p) ^ m * ((1 - (INR m + 3) * p) * (1 + (INR m + 1) * p)) <= 1.
Proof.
  intros m p Hp. pose proof (pos_INR m) as Hm.
  assert (Hq : 0 <= (1 - p) ^ m <= 1).
  { split; [apply pow_nonneg | apply pow_at_most_1]; lra. }
  set (w := (1 - (INR m + 3) * p) * (1 + (INR m + 1) * p)).
  assert (Hw : w <= 1).
  { assert (0 <= (INR m + 1) * (INR m + 3) * (p * p)) by (repeat apply Rmult_le_pos; lra).
    replace w with (1 - 2 * p - (INR m + 1) * (INR m + 3) * (p * p)) by (unfold w; ring).
    lra. }
  destruct (Rle_dec 0 w) as [L|G].
  - assert ((1 - p) ^ m * w <= 1 * 1) by (apply Rmult_le_compat; lra). lra.
  - assert (0 <= (1 - p) ^ m * - w) by (apply Rmult_le_pos; lra). lra.
Qed.

(** The trapezoidal rule in expectation, with [n = m + 1] and [q = 1 - p]:
    [n E[ln(1 + 1/(1+B'))] <= (1 - q^n)/p - (1 - q^(n+1) - (n+1) p q^n)/(2 (n+1) p^2)]. *)
Lemma log_step_expectation : forall m p, 0 < p <= 1 ->
  INR (S m) * Binomial m p (fun j => ln (INR (S (S j))) - ln (INR (S j))) 0
  <= (1 - (1 - p) ^ S m) / p
     - (1 - (1 - p) ^ S (S m) - INR (S (S m)) * p * (1 - p) ^ S m)
       / (2 * INR (S (S m)) * (p * p)).
Proof.
  intros m p Hp.
  assert (Hm : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Hm2 : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
  rewrite <- Binomial_inverse, <- Binomial_inverse_2.
  apply Rle_trans with (INR (S m) * Binomial m p (fun j =>
    / INR (S j) - / 2 * (/ INR (S j) * / INR (S (S j)))) 0).
  - apply Rmult_le_compat_l; [lra|]. apply Binomial_le; [lra|]. intros j _. apply log_step.
  - rewrite Binomial_minus, Binomial_scal. right. field. lra.
Qed.

Lemma gap_slope_nonpos : forall m p, 0 < p < 1 -> gap_slope m p <= 0.
Proof.
  intros m p Hp. unfold gap_slope.
  pose proof (log_step_expectation m p ltac:(lra)) as HB.
  pose proof (remainder_bound m p Hp) as Hr. pose proof (pos_INR m) as Hm.
  set (Bn := Binomial m p (fun j => ln (INR (S (S j))) - ln (INR (S j))) 0) in *.
  rewrite !S_INR in *. set (n := INR m + 1) in *.
  change ((1 - p) ^ S m) with ((1 - p) * (1 - p) ^ m) in *.
  change ((1 - p) ^ S (S m)) with ((1 - p) * ((1 - p) * (1 - p) ^ m)) in *.
  set (r := (1 - p) ^ m) in *.
  assert (Hn : 1 <= n) by (unfold n; lra).
  assert (Hnp : 0 < n * p) by (apply Rmult_lt_0_compat; lra).
  replace (INR m + 3) with (n + 2) in Hr by (unfold n; ring).
  assert (Hfin : (1 - p) * (r * (1 - (n + 2) * p)) <= (1 - p) * / (1 + n * p)).
  { apply Rmult_le_compat_l; [lra|]. apply (Rmult_le_reg_r (1 + n * p)); [lra|].
    rewrite Rinv_l by lra. lra. }
  assert (Hscale : 0 < / (2 * (n + 1) * (p * p)))
    by (apply Rinv_0_lt_compat; repeat apply Rmult_lt_0_compat; lra).
  (* The bound exceeds the slope's other half by a positive multiple of Hfin. *)
  apply Rle_trans with (((1 - p) * (r * (1 - (n + 2) * p)) - (1 - p) * / (1 + n * p))
                        * / (2 * (n + 1) * (p * p))).
  - apply Rle_trans with ((1 - (1 - p) * r) / p
      - (1 - (1 - p) * ((1 - p) * r) - (n + 1) * p * ((1 - p) * r)) / (2 * (n + 1) * (p * p))
      - (/ 2 * (n * / (1 + n * p)) + / 2 * / p)); [lra|].
    right. field. repeat split; lra.
  - assert (0 <= ((1 - p) * / (1 + n * p) - (1 - p) * (r * (1 - (n + 2) * p)))
                 * / (2 * (n + 1) * (p * p))) by (apply Rmult_le_pos; lra). lra.
Qed.

(** [E[ln(1 + B)] >= (ln(1 + n p) + ln((n+1) p))/2]. *)
Lemma gap_nonneg : forall n p, 0 < p <= 1 -> 0 <= gap n p.
Proof.
  intros n p [Hp [Hp1 | ->]].
  - destruct n as [|m].
    + unfold gap. simpl. rewrite Rmult_0_l, Rplus_0_r, Rmult_1_l, ln_1.
      pose proof (ln_le_minus_1 p Hp). lra.
    + assert (E1 : gap (S m) 1 = 0).
      { unfold gap. rewrite Binomial_certain. rewrite !Rmult_1_r, (S_INR (0 + S m)).
        simpl plus. rewrite (S_INR (S m)), (Rplus_comm 1 (INR (S m))). lra. }
      rewrite <- E1.
      destruct (MVT_cor2 (gap (S m)) (gap_slope m) p 1 Hp1) as (c & E & Hc).
      { intros c Hc. apply gap_deriv. lra. }
      pose proof (gap_slope_nonpos m c ltac:(lra)).
      assert (0 <= - gap_slope m c * (1 - p)) by (apply Rmult_le_pos; lra). lra.
  - unfold gap. rewrite Binomial_certain, !Rmult_1_r, (S_INR (0 + n)). simpl plus.
    rewrite (S_INR n), (Rplus_comm 1 (INR n)). lra.
Qed.

(** ** The claim *)

Lemma symbol_loss_lower : forall N p, (1 <= N)%nat -> 0 <= p <= 1 ->
  / 2 * (p * ln (1 + (1 - p) / (INR N * p))) <= symbol_loss N p.
Proof.
  intros [|n] p HN [[Hp|<-] Hp1]; [lia | lia | | rewrite symbol_loss_0 by lia; lra].
  rewrite symbol_loss_size_bias by exact Hp.
  assert (HS : 0 < INR (S n)) by (apply lt_0_INR; lia).
  assert (Hs : 0 < INR (S n) * p) by now apply Rmult_lt_0_compat.
  assert (Hn : 0 <= INR n * p) by (apply Rmult_le_pos; [apply pos_INR | lra]).
  rewrite (Binomial_ext p n _ (fun k => ln (INR (S k)) - ln (INR (S n) * p)))
    by (intro k; apply ln_div; [apply lt_0_INR; lia | exact Hs]).
  rewrite Binomial_minus, Binomial_const.
  pose proof (gap_nonneg n p (conj Hp Hp1)) as G. unfold gap in G.
  replace (1 + (1 - p) / (INR (S n) * p)) with ((1 + INR n * p) / (INR (S n) * p))
    by (rewrite S_INR in *; field; lra).
  rewrite ln_div by lra.
  rewrite <- Rmult_assoc, (Rmult_comm (/ 2)), Rmult_assoc.
  apply Rmult_le_compat_l; lra.
Qed.

Theorem sandwich_lower_proof : sandwich_lower.
Proof.
  intros K N Q HN HQ. rewrite loss_sum by exact HQ. apply Rle_ge.
  unfold Rdiv at 1. rewrite Rmult_1_l, <- rsum_scal. apply rsum_le. intros i L.
  apply symbol_loss_lower; auto.
  split; [eapply simplex_nonneg | eapply simplex_le_1]; eauto.
Qed.
