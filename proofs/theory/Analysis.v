(** * Inequalities for the logarithm and for powers *)

From Coq Require Import Reals Lra.
Local Open Scope R_scope.

(** A function with non-positive slope before 1 and non-negative slope after it
    is smallest at 1. *)
Lemma minimum_at_1 : forall f f' : R -> R,
  (forall x, 0 < x -> derivable_pt_lim f x (f' x)) ->
  (forall x, 0 < x <= 1 -> f' x <= 0) -> (forall x, 1 <= x -> 0 <= f' x) ->
  forall x, 0 < x -> f 1 <= f x.
Proof.
  intros f f' Hd Hneg Hpos x Hx.
  destruct (Rtotal_order x 1) as [L|[->|G]]; [|lra|].
  - destruct (MVT_cor2 f f' x 1 L) as (c & E & Hc).
    + intros c Hc. apply Hd. lra.
    + assert (f' c <= 0) by (apply Hneg; lra). nra.
  - destruct (MVT_cor2 f f' 1 x G) as (c & E & Hc).
    + intros c Hc. apply Hd. lra.
    + assert (0 <= f' c) by (apply Hpos; lra). nra.
Qed.

(** [ln x <= x - 1]. *)
Lemma ln_le_minus_1 : forall x, 0 < x -> ln x <= x - 1.
Proof.
  intros x Hx. rewrite <- (exp_ln x Hx) at 2. pose proof (exp_ineq1_le (ln x)). lra.
Qed.

(** The tangent line of the logarithm at [a]. *)
Lemma ln_tangent : forall a x, 0 < a -> 0 < x -> ln x <= ln a + (x / a - 1).
Proof.
  intros a x Ha Hx. assert (0 < x / a) by (apply Rdiv_lt_0_compat; lra).
  replace x with (a * (x / a)) at 1 by (field; lra).
  rewrite ln_mult by lra. pose proof (ln_le_minus_1 (x / a)). lra.
Qed.

Lemma ln_div : forall x y, 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros x y Hx Hy. unfold Rdiv.
  rewrite ln_mult, ln_Rinv by (auto; now apply Rinv_0_lt_compat). ring.
Qed.

(** Gibbs' inequality for one symbol: [x ln(x/y) >= x - y]. *)
Lemma gibbs : forall x y, 0 <= x -> 0 < y -> x - y <= x * ln x - x * ln y.
Proof.
  intros x y [Hx|<-] Hy; [|lra].
  pose proof (ln_tangent x y Hx Hy) as T.
  assert (x * ln y <= x * (ln x + (y / x - 1))) by (apply Rmult_le_compat_l; lra).
  replace (x * (ln x + (y / x - 1))) with (x * ln x + y - x) in H by (field; lra). lra.
Qed.

(** Third-order Taylor polynomial of [u ln u] at 1 is a lower bound: divided by
    [u], the difference has derivative [(u-1)^3/(3u^2)]. *)
Lemma ln_taylor : forall u, 0 < u -> u - 1 / 2 - u ^ 2 / 6 - / u / 3 <= ln u.
Proof.
  intros u Hu.
  pose (f := fun u => ln u - (u - 1 / 2 - (u * u) / 6 - / u / 3)).
  assert (M : f 1 <= f u).
  { apply (minimum_at_1 f (fun x => (x - 1) ^ 3 / (3 * x ^ 2))); [| | |exact Hu].
    - intros x Hx. unfold f.
      replace ((x - 1) ^ 3 / (3 * x ^ 2))
        with (/ x - (1 - 0 - (1 * x + x * 1) * / 6 - (- 1 / (x * x)) * / 3)) by (field; lra).
      assert (Dx : derivable_pt_lim id x 1) by apply derivable_pt_lim_id.
      apply derivable_pt_lim_minus; [now apply derivable_pt_lim_ln|].
      apply (derivable_pt_lim_minus (fun u => u - 1 / 2 - u * u / 6) (fun u => / u / 3)).
      + apply (derivable_pt_lim_minus (fun u => u - 1 / 2) (fun u => u * u / 6)).
        * apply (derivable_pt_lim_minus id (fun _ => 1 / 2)); [exact Dx|].
          apply derivable_pt_lim_const.
        * replace ((1 * x + x * 1) * / 6) with ((1 * x + x * 1) * / 6 + (x * x) * 0) by ring.
          apply (derivable_pt_lim_mult (fun u => u * u) (fun _ => / 6));
            [|apply derivable_pt_lim_const].
          apply (derivable_pt_lim_mult id id); exact Dx.
      + replace (-1 / (x * x) * / 3) with (-1 / (x * x) * / 3 + / x * 0) by ring.
        apply (derivable_pt_lim_mult (fun u => / u) (fun _ => / 3));
          [|apply derivable_pt_lim_const].
        assert (Dinv : derivable_pt_lim (fun y => 1 / y) x ((0 * x - 1 * 1) / Rsqr x)).
        { apply (derivable_pt_lim_div (fun _ => 1) id);
            [apply derivable_pt_lim_const | exact Dx | unfold id; lra]. }
        intros eps He. destruct (Dinv eps He) as [d Hd]. exists d. intros h Hh Hl.
        specialize (Hd h Hh Hl). unfold Rsqr in Hd.
        replace (-1 / (x * x)) with ((0 * x - 1 * 1) / (x * x)) by (f_equal; ring).
        replace (/ (x + h) - / x) with (1 / (x + h) - 1 / x) by (unfold Rdiv; ring). exact Hd.
    - intros x Hx. replace ((x - 1) ^ 3) with (- (1 - x) ^ 3) by ring.
      assert (0 <= (1 - x) ^ 3) by (apply pow_le; lra).
      assert (0 < / (3 * x ^ 2)) by (apply Rinv_0_lt_compat; nra).
      unfold Rdiv. nra.
    - intros x Hx. apply Rmult_le_pos; [apply pow_le; lra|].
      left. apply Rinv_0_lt_compat. nra. }
  unfold f in M. rewrite ln_1, Rinv_1 in M. lra.
Qed.

(** The same for [x ln x] at [p > 0], for all [x >= 0]. *)
Lemma xlnx_taylor : forall p x, 0 < p -> 0 <= x ->
  (x - p) + (x - p) ^ 2 / (2 * p) - (x - p) ^ 3 / (6 * p ^ 2) <= x * ln x - x * ln p.
Proof.
  intros p x Hp [Hx|<-].
  - assert (Hu : 0 < x / p) by (apply Rdiv_lt_0_compat; lra).
    pose proof (ln_taylor (x / p) Hu) as T. rewrite ln_div in T by lra.
    assert (T' : x * (x / p - 1 / 2 - (x / p) ^ 2 / 6 - / (x / p) / 3) <= x * (ln x - ln p))
      by (apply Rmult_le_compat_l; lra).
    replace ((x - p) + (x - p) ^ 2 / (2 * p) - (x - p) ^ 3 / (6 * p ^ 2))
      with (x * (x / p - 1 / 2 - (x / p) ^ 2 / 6 - / (x / p) / 3)) by (field; lra).
    lra.
  - replace ((0 - p) + (0 - p) ^ 2 / (2 * p) - (0 - p) ^ 3 / (6 * p ^ 2))
      with (- (p / 3)) by (field; lra).
    lra.
Qed.

Lemma Rpower_base_1 : forall q, Rpower 1 q = 1.
Proof. intros q. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

(** Bernoulli's inequality for real exponents. *)
Lemma bernoulli_above_1 : forall q u, 1 < q -> 0 < u -> 1 + q * (u - 1) <= Rpower u q.
Proof.
  intros q u Hq Hu.
  pose (f := fun u => Rpower u q - q * u).
  assert (M : f 1 <= f u).
  { apply (minimum_at_1 f (fun x => q * Rpower x (q - 1) - (0 * x + q * 1))); [| | |exact Hu].
    - intros x Hx. apply (derivable_pt_lim_minus (fun u => Rpower u q) (fun u => q * u)).
      + now apply derivable_pt_lim_power.
      + apply (derivable_pt_lim_mult (fun _ => q) id);
          [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
    - intros x Hx. assert (Rpower x (q - 1) <= Rpower 1 (q - 1)) by (apply Rle_Rpower_l; lra).
      rewrite Rpower_base_1 in H. nra.
    - intros x Hx. assert (Rpower 1 (q - 1) <= Rpower x (q - 1)) by (apply Rle_Rpower_l; lra).
      rewrite Rpower_base_1 in H. nra. }
  unfold f in M. rewrite Rpower_base_1 in M. lra.
Qed.

Lemma bernoulli_below_1 : forall q u, 0 < q < 1 -> 0 < u -> Rpower u q <= 1 + q * (u - 1).
Proof.
  intros q u Hq Hu.
  pose (f := fun u => q * u - Rpower u q).
  assert (M : f 1 <= f u).
  { apply (minimum_at_1 f (fun x => (0 * x + q * 1) - q * Rpower x (q - 1))); [| | |exact Hu].
    - intros x Hx. apply (derivable_pt_lim_minus (fun u => q * u) (fun u => Rpower u q)).
      + apply (derivable_pt_lim_mult (fun _ => q) id);
          [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
      + now apply derivable_pt_lim_power.
    - intros x Hx. assert (1 <= Rpower x (q - 1)); [|nra].
      replace (q - 1) with (- (1 - q)) by ring. rewrite Rpower_Ropp.
      assert (/ 1 <= / Rpower x (1 - q)); [|lra].
      apply Rinv_le_contravar; [apply exp_pos|].
      assert (Rpower x (1 - q) <= Rpower 1 (1 - q)) by (apply Rle_Rpower_l; lra).
      rewrite Rpower_base_1 in H. exact H.
    - intros x Hx. assert (Rpower x (q - 1) <= 1); [|nra].
      replace (q - 1) with (- (1 - q)) by ring. rewrite Rpower_Ropp.
      assert (/ Rpower x (1 - q) <= / 1); [|lra].
      apply Rinv_le_contravar; [lra|].
      assert (Rpower 1 (1 - q) <= Rpower x (1 - q)) by (apply Rle_Rpower_l; lra).
      rewrite Rpower_base_1 in H. exact H. }
  unfold f in M. rewrite Rpower_base_1 in M. lra.
Qed.
