(** * Euler's product for the sine

    [prod_{s>=1} (1 - y^2/s^2) = sin(pi y) / (pi y)] for [0 < y < 1], with an
    explicit error, by the classical comparison of two integrals over
    [[0, pi/2]], of [cos(t)^(2m) cos(2yt)] and of [cos(t)^(2m)]: integration by
    parts gives each from the one before, the ratio of the first factors by
    which they change is [1 - y^2/s^2], and the quotient of the two integrals
    tends to 1.  No integral is needed: the same recursion defines primitives. *)

From Coq Require Import Reals Lra Lia.
From Groundcheck.statements Require Import Generations.
From Groundcheck.theory Require Import GenLimits.
Local Open Scope R_scope.

(** ** Derivatives *)

Lemma d_is : forall f x l l', derivable_pt_lim f x l -> l = l' -> derivable_pt_lim f x l'.
Proof. intros; now subst. Qed.

Lemma d_plus : forall f g x a b, derivable_pt_lim f x a -> derivable_pt_lim g x b ->
  derivable_pt_lim (fun t => f t + g t) x (a + b).
Proof. intros. now apply derivable_pt_lim_plus. Qed.

Lemma d_minus : forall f g x a b, derivable_pt_lim f x a -> derivable_pt_lim g x b ->
  derivable_pt_lim (fun t => f t - g t) x (a - b).
Proof. intros. now apply derivable_pt_lim_minus. Qed.

Lemma d_mult : forall f g x a b, derivable_pt_lim f x a -> derivable_pt_lim g x b ->
  derivable_pt_lim (fun t => f t * g t) x (a * g x + f x * b).
Proof. intros. now apply derivable_pt_lim_mult. Qed.

Lemma d_scal : forall k f x a, derivable_pt_lim f x a ->
  derivable_pt_lim (fun t => k * f t) x (k * a).
Proof. intros. now apply derivable_pt_lim_scal. Qed.

Lemma d_linear : forall k x, derivable_pt_lim (fun t => k * t) x k.
Proof.
  intros. eapply d_is; [apply (d_scal k id), derivable_pt_lim_id | ring].
Qed.

Lemma d_cos_scaled : forall k x,
  derivable_pt_lim (fun t => cos (k * t)) x (- sin (k * x) * k).
Proof.
  intros. apply (derivable_pt_lim_comp (fun t => k * t) cos);
    [apply d_linear | apply derivable_pt_lim_cos].
Qed.

Lemma d_sin_scaled : forall k x,
  derivable_pt_lim (fun t => sin (k * t)) x (cos (k * x) * k).
Proof.
  intros. apply (derivable_pt_lim_comp (fun t => k * t) sin);
    [apply d_linear | apply derivable_pt_lim_sin].
Qed.

Lemma d_cos_pow : forall j x,
  derivable_pt_lim (fun t => cos t ^ S j) x (- INR (S j) * sin x * cos x ^ j).
Proof.
  intros. eapply d_is.
  - apply (derivable_pt_lim_comp cos (fun u => u ^ S j));
      [apply derivable_pt_lim_cos | apply derivable_pt_lim_pow].
  - simpl pred. ring.
Qed.

(** Of two functions with the same start, the one that rises faster is ahead. *)
Lemma compare_derivatives : forall f g f' g' a b, a < b ->
  (forall t, a <= t <= b -> derivable_pt_lim f t (f' t)) ->
  (forall t, a <= t <= b -> derivable_pt_lim g t (g' t)) ->
  (forall t, a <= t <= b -> f' t <= g' t) ->
  f a = g a -> f b <= g b.
Proof.
  intros f g f' g' a b Hab Hf Hg Hle Ha.
  destruct (MVT_cor2 (fun t => g t - f t) (fun t => g' t - f' t) a b Hab) as (c & E & Hc).
  - intros c Hc. apply d_minus; auto.
  - specialize (Hle c ltac:(lra)).
    assert (0 <= (g' c - f' c) * (b - a)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** ** Two inequalities for the circular functions *)

Lemma sin_abs_le : forall u, 0 <= u -> Rabs (sin u) <= u.
Proof.
  intros u [Hu|<-]; [|rewrite sin_0, Rabs_R0; lra].
  destruct (Rle_dec u PI) as [L|G].
  - rewrite Rabs_pos_eq by (apply sin_ge_0; lra). left. now apply sin_lt_x.
  - apply Rle_trans with 1; [apply Rabs_le, SIN_bound | pose proof PI2_1; lra].
Qed.

(** [1 - cos u <= u^2/2]. *)
Lemma cos_lower : forall u, 0 <= u -> 1 - cos u <= u ^ 2 / 2.
Proof.
  intros u Hu. replace u with (2 * (u / 2)) at 1 by field. rewrite cos_2a_sin.
  pose proof (sin_abs_le (u / 2) ltac:(lra)) as B. pose proof (Rabs_pos (sin (u / 2))).
  assert (Q : Rabs (sin (u / 2)) * Rabs (sin (u / 2)) <= u / 2 * (u / 2))
    by (apply Rmult_le_compat; assumption).
  rewrite <- Rabs_mult, Rabs_pos_eq in Q by apply Rle_0_sqr. lra.
Qed.

(** [t cos t <= sin t] on the first quadrant. *)
Lemma t_cos_le_sin : forall t, 0 <= t <= PI / 2 -> t * cos t <= sin t.
Proof.
  intros t [[Ht|<-] Hpi]; [|rewrite sin_0; lra].
  apply (compare_derivatives (fun u => u * cos u) sin
    (fun u => 1 * cos u + u * - sin u) cos 0 t Ht).
  - intros u _. apply (d_mult id cos); [apply derivable_pt_lim_id | apply derivable_pt_lim_cos].
  - intros u _. apply derivable_pt_lim_sin.
  - intros u Hu. assert (0 <= sin u) by (apply sin_ge_0; lra).
    assert (0 <= u * sin u) by (apply Rmult_le_pos; lra). lra.
  - rewrite sin_0. ring.
Qed.

(** ** The primitives *)

(** [m]-th even number after zero. *)
Definition even (m : nat) : R := 2 * INR m + 2.

Section Primitives.

Variable x : R.
Variable base : R -> R.
Hypothesis Hx : 0 <= x < 2.
Hypothesis base_0 : base 0 = 0.
Hypothesis base_deriv : forall t, derivable_pt_lim base t (cos (x * t)).

(** The primitive of [cos(t)^(2m) cos(xt)] that vanishes at 0. *)
Fixpoint prim (m : nat) (t : R) : R :=
  match m with
  | O => base t
  | S m' => / (even m' ^ 2 - x ^ 2) *
            (even m' * (even m' - 1) * prim m' t
             + (even m' * (cos t ^ S (2 * m') * (sin t * cos (x * t)))
                - x * (cos t ^ S (S (2 * m')) * sin (x * t))))
  end.

Lemma even_gap : forall m, 0 < even m ^ 2 - x ^ 2.
Proof. intro m. unfold even. pose proof (pos_INR m). nra. Qed.

Lemma prim_0 : forall m, prim m 0 = 0.
Proof.
  induction m as [|m IH]; [exact base_0|]. simpl prim.
  rewrite IH, (Rmult_0_r x), sin_0. ring.
Qed.

Lemma prim_deriv : forall m t,
  derivable_pt_lim (prim m) t (cos t ^ (2 * m) * cos (x * t)).
Proof.
  induction m as [|m IH]; intro t.
  - eapply d_is; [apply base_deriv | simpl; ring].
  - eapply d_is.
    + apply d_scal, d_plus; [apply d_scal, IH|]. apply d_minus; apply d_scal.
      * apply d_mult; [apply d_cos_pow|]. apply d_mult;
          [apply derivable_pt_lim_sin | apply d_cos_scaled].
      * apply d_mult; [apply d_cos_pow | apply d_sin_scaled].
    + replace (2 * S m)%nat with (S (S (2 * m))) by lia.
      pose proof (even_gap m) as Hg. pose proof (sin2_cos2 t) as H. unfold Rsqr in H.
      rewrite !S_INR, mult_INR. change (INR 2) with 2.
      replace (2 * INR m + 1) with (even m - 1) by (unfold even; ring).
      replace (even m - 1 + 1) with (even m) by ring.
      set (n := even m) in *. set (p := cos t ^ (2 * m)).
      change (cos t ^ S (2 * m)) with (cos t * p).
      change (cos t ^ S (S (2 * m))) with (cos t * (cos t * p)).
      set (c := cos t) in *. set (s := sin t) in *.
      set (C := cos (x * t)). set (Z := sin (x * t)).
      assert (Hs : s * s = 1 - c * c) by lra.
      apply (Rmult_eq_reg_l (n ^ 2 - x ^ 2)); [|lra].
      rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
      transitivity (n * (n - 1) * (p * C) * (1 - s * s) + (n - x ^ 2) * (c * c) * (p * C)).
      * ring.
      * rewrite Hs. ring.
Qed.

Lemma prim_end : forall m,
  prim (S m) (PI / 2) = even m * (even m - 1) / (even m ^ 2 - x ^ 2) * prim m (PI / 2).
Proof.
  intro m. simpl prim. rewrite cos_PI2. pose proof (even_gap m).
  change (0 * 0 ^ (m + (m + 0))) with (0 * 0 ^ (2 * m)). field. lra.
Qed.

End Primitives.

(** ** The quotient of the two integrals *)

Section Product.

Variable y : R.
Hypothesis Hy : 0 < y < 1.

Let x := 2 * y.

Let x_bounds : 0 <= x < 2.
Proof. unfold x. lra. Qed.

Let wallis := prim 0 id.
Let waved := prim x (fun t => / x * sin (x * t)).

Let a m := wallis m (PI / 2).
Let b m := waved m (PI / 2).

Lemma wallis_deriv : forall m t, derivable_pt_lim (wallis m) t (cos t ^ (2 * m)).
Proof.
  intros m t. eapply d_is.
  - apply prim_deriv; [lra|]. intro u. eapply d_is; [apply derivable_pt_lim_id|].
    now rewrite Rmult_0_l, cos_0.
  - rewrite Rmult_0_l, cos_0. ring.
Qed.

Lemma waved_deriv : forall m t,
  derivable_pt_lim (waved m) t (cos t ^ (2 * m) * cos (x * t)).
Proof.
  intros m t. apply prim_deriv; [exact x_bounds|].
  intro u. eapply d_is; [apply d_scal, d_sin_scaled | field; unfold x; lra].
Qed.

Lemma wallis_0 : forall m, wallis m 0 = 0.
Proof. intro m. now apply prim_0. Qed.

Lemma waved_0 : forall m, waved m 0 = 0.
Proof. intro m. apply prim_0. rewrite Rmult_0_r, sin_0. ring. Qed.

Lemma a_step : forall m, a (S m) = (even m - 1) / even m * a m.
Proof.
  intro m. unfold a, wallis. rewrite prim_end by lra. unfold even.
  pose proof (pos_INR m). field. lra.
Qed.

Lemma b_step : forall m, b (S m) = even m * (even m - 1) / (even m ^ 2 - x ^ 2) * b m.
Proof. intro m. apply prim_end. exact x_bounds. Qed.

Lemma a_pos : forall m, 0 < a m.
Proof.
  induction m as [|m IH]; [unfold a, wallis; simpl; pose proof PI_RGT_0; unfold id; lra|].
  rewrite a_step. apply Rmult_lt_0_compat; [|exact IH].
  unfold even. pose proof (pos_INR m). apply Rdiv_lt_0_compat; lra.
Qed.

(** [prod_{s=1}^m (1 - y^2/s^2) * b_m/a_m = sin(pi y)/(pi y)]. *)
Lemma product_quotient : forall m,
  rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2) * (b m / a m) = sin (PI * y) / (PI * y).
Proof.
  pose proof PI_RGT_0 as Hpi.
  induction m as [|m IH].
  - unfold a, b, wallis, waved, id. simpl. unfold x.
    replace (2 * y * (PI / 2)) with (PI * y) by field. field. lra.
  - rewrite <- IH. pose proof (a_pos m). pose proof (pos_INR m).
    change (rprod (S m) (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2))
      with (rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2) * (1 - y ^ 2 / (INR m + 1) ^ 2)).
    rewrite Rmult_assoc. f_equal. rewrite a_step, b_step. unfold even, x.
    field. repeat split; nra.
Qed.

(** [1 - b_m/a_m] is between 0 and [x^2/2] over [2m-1]. *)
Lemma b_le_a : forall m, b m <= a m.
Proof.
  intro m. apply (compare_derivatives (waved m) (wallis m)
    (fun t => cos t ^ (2 * m) * cos (x * t)) (fun t => cos t ^ (2 * m)) 0).
  - pose proof PI_RGT_0. lra.
  - intros. apply waved_deriv.
  - intros. apply wallis_deriv.
  - intros t Ht. pose proof (COS_bound (x * t)).
    assert (0 <= cos t ^ (2 * m)) by (apply pow_nonneg, cos_ge_0; pose proof PI_RGT_0; lra). nra.
  - now rewrite wallis_0, waved_0.
Qed.

Lemma a_minus_b : forall m, a (S m) - b (S m) <= x ^ 2 / 2 * (a m - a (S m)).
Proof.
  intro m. apply (compare_derivatives (fun t => wallis (S m) t - waved (S m) t)
    (fun t => x ^ 2 / 2 * (wallis m t - wallis (S m) t))
    (fun t => cos t ^ (2 * S m) - cos t ^ (2 * S m) * cos (x * t))
    (fun t => x ^ 2 / 2 * (cos t ^ (2 * m) - cos t ^ (2 * S m))) 0).
  - pose proof PI_RGT_0. lra.
  - intros. apply d_minus; [apply wallis_deriv | apply waved_deriv].
  - intros. apply d_scal, d_minus; apply wallis_deriv.
  - intros t Ht. replace (2 * S m)%nat with (S (S (2 * m))) by lia.
    assert (Hc : 0 <= cos t) by (apply cos_ge_0; pose proof PI_RGT_0; lra).
    set (p := cos t ^ (2 * m)). assert (Hp : 0 <= p) by now apply pow_nonneg.
    change (cos t ^ S (S (2 * m))) with (cos t * (cos t * p)).
    pose proof (sin2_cos2 t) as H. unfold Rsqr in H.
    assert (Hxt : 0 <= x * t) by (apply Rmult_le_pos; lra).
    pose proof (cos_lower (x * t) Hxt) as Hl.
    pose proof (t_cos_le_sin t Ht) as Hs.
    assert (Htc : 0 <= t * cos t) by (apply Rmult_le_pos; lra).
    assert (Hsq : (t * cos t) * (t * cos t) <= sin t * sin t) by (apply Rmult_le_compat; lra).
    assert (Hx2 : 0 <= x ^ 2 / 2 * p)
      by (apply Rmult_le_pos; [pose proof (pow2_ge_0 x); lra | exact Hp]).
    apply Rle_trans with (cos t * cos t * p * ((x * t) ^ 2 / 2)).
    + replace (cos t * (cos t * p) - cos t * (cos t * p) * cos (x * t))
        with (cos t * cos t * p * (1 - cos (x * t))) by ring.
      apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; assumption | exact Hl].
    + replace (cos t * cos t * p * ((x * t) ^ 2 / 2))
        with (x ^ 2 / 2 * p * ((t * cos t) * (t * cos t))) by field.
      replace (x ^ 2 / 2 * (p - cos t * (cos t * p)))
        with (x ^ 2 / 2 * p * (sin t * sin t))
        by (replace (sin t * sin t) with (1 - cos t * cos t) by lra; ring).
      now apply Rmult_le_compat_l.
  - rewrite !wallis_0, waved_0. ring.
Qed.

Lemma quotient_bounds : forall m,
  1 - 2 * y ^ 2 / (2 * INR m + 1) <= b (S m) / a (S m) <= 1.
Proof.
  intro m. pose proof (a_pos (S m)) as Ha. pose proof (b_le_a (S m)) as Hle.
  pose proof (a_minus_b m) as Hgap. pose proof (a_pos m) as Hm. pose proof (pos_INR m) as Hn.
  split.
  - apply (Rmult_le_reg_r (a (S m))); [exact Ha|].
    replace (b (S m) / a (S m) * a (S m)) with (b (S m)) by (field; lra).
    assert (E : a m - a (S m) = a (S m) / (2 * INR m + 1)).
    { rewrite a_step. unfold even. field. lra. }
    rewrite E in Hgap. unfold x in Hgap.
    replace ((1 - 2 * y ^ 2 / (2 * INR m + 1)) * a (S m))
      with (a (S m) - (2 * y) ^ 2 / 2 * (a (S m) / (2 * INR m + 1))) by (field; lra). lra.
  - apply (Rmult_le_reg_r (a (S m))); [exact Ha|].
    replace (b (S m) / a (S m) * a (S m)) with (b (S m)) by (field; lra). lra.
Qed.

Lemma product_bounds : forall m, 0 <= rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2) <= 1.
Proof.
  induction m as [|m [L U]]; [simpl; lra|].
  change (rprod (S m) (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2))
    with (rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2) * (1 - y ^ 2 / (INR m + 1) ^ 2)).
  pose proof (pos_INR m).
  assert (0 < / (INR m + 1) ^ 2) by (apply Rinv_0_lt_compat; nra).
  assert (/ (INR m + 1) ^ 2 <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; nra).
  assert (0 <= y ^ 2 / (INR m + 1) ^ 2 <= 1) by (unfold Rdiv; split; nra).
  split; [apply Rmult_le_pos; lra|].
  set (p := rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2)) in *.
  set (w := y ^ 2 / (INR m + 1) ^ 2) in *.
  assert (p * (1 - w) <= 1 * 1) by (apply Rmult_le_compat; lra). lra.
Qed.

(** The product after [m+1] factors is within [2 y^2/(2m+1)] above its limit. *)
Lemma euler_sine_bounds : forall m,
  sin (PI * y) / (PI * y) <= rprod (S m) (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2)
    <= sin (PI * y) / (PI * y) + 2 * y ^ 2 / (2 * INR m + 1).
Proof.
  intro m. rewrite <- (product_quotient (S m)).
  pose proof (product_bounds (S m)) as [L U]. pose proof (quotient_bounds m) as [QL QU].
  set (p := rprod (S m) (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2)) in *.
  set (q := b (S m) / a (S m)) in *. pose proof (pos_INR m).
  assert (0 <= 2 * y ^ 2 / (2 * INR m + 1)).
  { apply Rmult_le_pos; [pose proof (pow2_ge_0 y); lra|]. left. apply Rinv_0_lt_compat. lra. }
  split; nra.
Qed.

End Product.

Theorem euler_sine_product : forall y, 0 < y < 1 ->
  Un_cv (fun m => rprod m (fun s => 1 - y ^ 2 / (INR s + 1) ^ 2)) (sin (PI * y) / (PI * y)).
Proof.
  intros y Hy eps Heps. destruct (archimed_cor1 (eps / 2) ltac:(lra)) as [T [HT HT0]].
  exists (S T). intros m Hm. destruct m as [|m]; [lia|]. unfold R_dist.
  pose proof (euler_sine_bounds y Hy m) as B.
  assert (0 < INR T) by now apply lt_0_INR.
  assert (INR T <= INR m) by (apply le_INR; lia).
  assert (2 * y ^ 2 / (2 * INR m + 1) <= 2 * / INR T).
  { unfold Rdiv. apply Rmult_le_compat; [nra | | nra |].
    - left. apply Rinv_0_lt_compat. lra.
    - apply Rinv_le_contravar; lra. }
  apply Rabs_def1; lra.
Qed.
