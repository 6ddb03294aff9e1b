(** * Infinite products and divergent sums

    A product of factors [1 - x] vanishes when the [x] add up to infinity, and
    stays positive when their sum is bounded: the exponential function is above
    one and below the other. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums GenLimits.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** [(1 - x)^n <= exp(-x)] for [n >= 1]. *)
Lemma pow_le_exp : forall x n, 0 <= x <= 1 -> (1 <= n)%nat -> (1 - x) ^ n <= exp (- x).
Proof.
  intros x n Hx Hn. destruct n as [|n]; [lia|]. simpl.
  pose proof (pow_at_most_1 (1 - x) n ltac:(lra)). pose proof (exp_ineq1_le (- x)).
  pose proof (pow_nonneg (1 - x) n ltac:(lra)). nra.
Qed.

Lemma rprod_le_exp : forall t f x, (forall u, (u < t)%nat -> 0 <= f u <= exp (- x u)) ->
  0 <= rprod t f <= exp (- rsum t x).
Proof.
  induction t as [|t IH]; intros f x H; simpl.
  - rewrite Ropp_0, exp_0. lra.
  - destruct (IH f x ltac:(intros; apply H; lia)) as [L U].
    destruct (H t ltac:(lia)) as [L' U'].
    rewrite Ropp_plus_distr, exp_plus. split; [now apply Rmult_le_pos|].
    apply Rmult_le_compat; assumption.
Qed.

Lemma rprod_vanishes : forall f x, (forall u, 0 <= f u <= exp (- x u)) ->
  cv_infty (fun t => rsum t x) -> Un_cv (fun t => rprod t f) 0.
Proof.
  intros f x H Hinf eps Heps. destruct (Hinf (- ln eps)) as [T HT].
  exists T. intros t Ht. unfold R_dist. rewrite Rminus_0_r.
  destruct (rprod_le_exp t f x (fun u _ => H u)) as [L U].
  rewrite Rabs_pos_eq by exact L. eapply Rle_lt_trans; [exact U|].
  rewrite <- (exp_ln eps Heps). apply exp_increasing. specialize (HT t Ht). lra.
Qed.

Lemma rsum_shift : forall s t f, rsum t (fun u => f (s + u)%nat) = rsum (s + t) f - rsum s f.
Proof.
  intros s t f. induction t as [|t IH]; simpl.
  - rewrite Nat.add_0_r. ring.
  - rewrite IH, Nat.add_succ_r. simpl. ring.
Qed.

(** A tail of a divergent sum, scaled, diverges. *)
Lemma tail_diverges : forall s q x, 0 < q -> cv_infty (fun t => rsum t x) ->
  cv_infty (fun t => rsum t (fun u => x (s + u)%nat * q)).
Proof.
  intros s q x Hq Hinf M. destruct (Hinf (rsum s x + M / q)) as [T HT].
  exists T. intros t Ht. specialize (HT (s + t)%nat ltac:(lia)).
  rewrite rsum_scal_r, rsum_shift.
  replace M with (M / q * q) by (field; lra). apply Rmult_lt_compat_r; lra.
Qed.

(** A sum of terms that are a fixed positive number from some time on. *)
Lemma eventually_constant_diverges : forall T d, 0 < d ->
  cv_infty (fun t => rsum t (fun u => if Nat.leb T u then d else 0)).
Proof.
  intros T d Hd M.
  assert (E : forall k, rsum (T + k) (fun u => if Nat.leb T u then d else 0) = INR k * d).
  { induction k as [|k IH].
    - rewrite Nat.add_0_r, (rsum_ext T _ (fun _ => 0)).
      + rewrite rsum_zero. simpl. ring.
      + intros u Lu. destruct (Nat.leb_spec T u); [lia | reflexivity].
    - rewrite Nat.add_succ_r. simpl rsum. rewrite IH, S_INR.
      destruct (Nat.leb_spec T (T + k)); [ring | lia]. }
  destruct (archimed_cor1 (/ (Rabs (M / d) + 1))) as (k & Hk & Hk0).
  { apply Rinv_0_lt_compat. pose proof (Rabs_pos (M / d)). lra. }
  assert (HM : M / d < INR k).
  { pose proof (Rle_abs (M / d)). pose proof (Rabs_pos (M / d)).
    assert (0 < INR k) by now apply lt_0_INR.
    destruct (Rlt_dec (M / d) (INR k)) as [L|G]; [exact L|]. exfalso.
    assert (/ (Rabs (M / d) + 1) <= / INR k) by (apply Rinv_le_contravar; lra). lra. }
  exists (T + k)%nat. intros t Ht. replace t with (T + (t - T))%nat by lia. rewrite E.
  assert (INR k <= INR (t - T)) by (apply le_INR; lia).
  replace M with (M / d * d) by (field; lra). apply Rmult_lt_compat_r; lra.
Qed.

(** [exp(-2x) <= 1 - x] for [x <= 1/2]. *)
Lemma exp_below : forall x, 0 <= x <= / 2 -> exp (- (2 * x)) <= 1 - x.
Proof.
  intros x Hx. rewrite exp_Ropp.
  pose proof (exp_ineq1_le (2 * x)) as E. pose proof (exp_pos (2 * x)).
  apply (Rmult_le_reg_l (exp (2 * x))); [assumption|]. rewrite Rinv_r by lra.
  assert ((1 + 2 * x) * (1 - x) <= exp (2 * x) * (1 - x)) by (apply Rmult_le_compat_r; lra).
  nra.
Qed.

Lemma rprod_stays : forall x, (forall s, 0 <= x s <= / 2) ->
  forall t, exp (- (2 * rsum t x)) <= rprod t (fun s => 1 - x s).
Proof.
  intros x Hx t. induction t as [|t IH]; simpl.
  - rewrite Rmult_0_r, Ropp_0, exp_0. lra.
  - replace (- (2 * (rsum t x + x t))) with (- (2 * rsum t x) + - (2 * x t)) by ring.
    rewrite exp_plus. apply Rmult_le_compat; try (left; apply exp_pos); [exact IH|].
    now apply exp_below.
Qed.
