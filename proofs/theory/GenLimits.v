(** * Limits and products

    Real analysis that the theorems over many generations need and that knows
    nothing of the process: powers, the telescoping products that decide
    growing samples and accumulation, and what a contraction with a vanishing
    disturbance tends to. *)

From Coq Require Import Reals Lra Lia.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** ** Powers of the rate 1 - 1/N *)

Lemma rate_alt : forall n, rate n = 1 - / INR n.
Proof. intro n. unfold rate, Rdiv. ring. Qed.

Lemma rate_bounds : forall n : nat, (1 <= n)%nat -> 0 <= rate n < 1.
Proof.
  intros n Hn. rewrite rate_alt. apply le_INR in Hn. simpl in Hn.
  assert (0 < / INR n) by (apply Rinv_0_lt_compat; lra).
  assert (/ INR n <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  lra.
Qed.

Lemma rate_pos : forall n : nat, (2 <= n)%nat -> 0 < rate n.
Proof.
  intros n Hn. rewrite rate_alt. apply le_INR in Hn. simpl in Hn.
  assert (/ INR n <= / 2) by (apply Rinv_le_contravar; lra). lra.
Qed.

Lemma pow_tends_to_0 : forall x, 0 <= x < 1 -> Un_cv (fun t => x ^ t) 0.
Proof.
  intros x Hx eps Heps.
  destruct (pow_lt_1_zero x ltac:(rewrite Rabs_pos_eq; lra) eps Heps) as [T HT].
  exists T. intros t Ht. unfold R_dist. rewrite Rminus_0_r. apply HT. exact Ht.
Qed.

Lemma pow_nonneg : forall x t, 0 <= x -> 0 <= x ^ t.
Proof.
  intros x t Hx. induction t as [|t IH]; simpl; [lra | apply Rmult_le_pos; assumption].
Qed.

Lemma pow_at_most_1 : forall x t, 0 <= x <= 1 -> x ^ t <= 1.
Proof.
  intros x t Hx. induction t as [|t IH]; simpl; [lra|].
  pose proof (pow_nonneg x t (proj1 Hx)). nra.
Qed.

(** Bernoulli's inequality for a rate 1 - x. *)
Lemma bernoulli : forall x t, 0 <= x <= 1 -> 1 - INR t * x <= (1 - x) ^ t.
Proof.
  intros x t Hx. induction t as [|t IH]; [simpl; lra|].
  rewrite S_INR. change ((1 - x) ^ S t) with ((1 - x) * (1 - x) ^ t).
  pose proof (pos_INR t).
  apply Rle_trans with ((1 - x) * (1 - INR t * x)); [nra|].
  apply Rmult_le_compat_l; lra.
Qed.

(** The next term of Bernoulli's inequality, from the other side. *)
Lemma bernoulli_upper :
  forall x t, 0 <= x <= 1 ->
  (1 - x) ^ t <= 1 - INR t * x + INR t * (INR t - 1) / 2 * (x * x).
Proof.
  intros x t Hx. induction t as [|t IH]; [simpl; lra|].
  change ((1 - x) ^ S t) with ((1 - x) * (1 - x) ^ t).
  apply Rle_trans with ((1 - x) * (1 - INR t * x + INR t * (INR t - 1) / 2 * (x * x))).
  - apply Rmult_le_compat_l; lra.
  - assert (0 <= INR t * (INR t - 1)).
    { destruct t as [|t]; [simpl; lra|]. rewrite S_INR. pose proof (pos_INR t). nra. }
    rewrite S_INR. assert (0 <= x * x * x) by (repeat apply Rmult_le_pos; lra). nra.
Qed.

Lemma geometric_tends_to_0 : forall A x, 0 <= x < 1 -> Un_cv (fun t => A * x ^ t) 0.
Proof.
  intros A x Hx eps Heps.
  assert (HA : 0 < Rabs A + 1) by (pose proof (Rabs_pos A); lra).
  destruct (pow_tends_to_0 x Hx (eps / (Rabs A + 1))) as [T HT]; [apply Rdiv_lt_0_compat; lra|].
  exists T. intros t Ht. specialize (HT t Ht). unfold R_dist in *. rewrite Rminus_0_r in *.
  rewrite Rabs_mult. pose proof (Rabs_pos A). pose proof (Rabs_pos (x ^ t)).
  apply Rle_lt_trans with ((Rabs A + 1) * Rabs (x ^ t)); [nra|].
  replace eps with ((Rabs A + 1) * (eps / (Rabs A + 1))) by (field; lra).
  apply Rmult_lt_compat_l; assumption.
Qed.

(** Squeezing to a limit by a vanishing bound. *)
Lemma squeeze_to :
  forall (x b : nat -> R) y T, (forall t, (T <= t)%nat -> Rabs (x t - y) <= b t) ->
  Un_cv b 0 -> Un_cv x y.
Proof.
  intros x b y T H Hb eps Heps. destruct (Hb eps Heps) as [T' HT'].
  exists (T + T')%nat. intros t Ht. unfold R_dist.
  eapply Rle_lt_trans; [apply H; lia|].
  specialize (HT' t ltac:(lia)). unfold R_dist in HT'. rewrite Rminus_0_r in HT'.
  pose proof (Rle_abs (b t)). lra.
Qed.

(** ** Products *)

Lemma rprod_ext : forall t f g, (forall s, (s < t)%nat -> f s = g s) -> rprod t f = rprod t g.
Proof.
  induction t as [|t IH]; intros f g H; simpl; [reflexivity|].
  rewrite (IH f g) by (intros; apply H; lia). rewrite H by lia. reflexivity.
Qed.

Lemma rprod_first : forall t f, rprod (S t) f = f O * rprod t (fun s => f (S s)).
Proof.
  induction t as [|t IH]; intro f; [simpl; ring|].
  change (rprod (S (S t)) f) with (rprod (S t) f * f (S t)). rewrite IH. simpl. ring.
Qed.

Lemma rprod_const : forall t x, rprod t (fun _ => x) = x ^ t.
Proof. induction t as [|t IH]; intro x; simpl; [reflexivity|]. rewrite IH. ring. Qed.

(** prod_{s=2}^{t+1} (1 - 1/s^2) = (t+2) / (2 (t+1)). *)
Lemma rprod_squares :
  forall t, rprod t (fun s => 1 - / (INR s + 2) ^ 2) = (INR t + 2) / (2 * (INR t + 1)).
Proof.
  induction t as [|t IH]; [simpl; field|].
  change (rprod (S t) (fun s => 1 - / (INR s + 2) ^ 2))
    with (rprod t (fun s => 1 - / (INR s + 2) ^ 2) * (1 - / (INR t + 2) ^ 2)).
  rewrite IH, S_INR. pose proof (pos_INR t). field. lra.
Qed.

Lemma squares_above_half : forall t, / 2 < (INR t + 2) / (2 * (INR t + 1)).
Proof.
  intro t. pose proof (pos_INR t).
  replace ((INR t + 2) / (2 * (INR t + 1))) with (/ 2 + / (2 * (INR t + 1))) by (field; lra).
  assert (0 < / (2 * (INR t + 1))) by (apply Rinv_0_lt_compat; lra). lra.
Qed.

Lemma squares_tend_to_half : Un_cv (fun t => rprod t (fun s => 1 - / (INR s + 2) ^ 2)) (/ 2).
Proof.
  intros eps Heps. destruct (archimed_cor1 eps Heps) as [T [HT HT0]].
  exists T. intros t Ht. unfold R_dist. rewrite rprod_squares. pose proof (pos_INR t).
  replace ((INR t + 2) / (2 * (INR t + 1)) - / 2) with (/ (2 * (INR t + 1))) by (field; lra).
  assert (0 < INR T) by (apply lt_0_INR; exact HT0).
  assert (INR T <= INR t) by (apply le_INR; lia).
  rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra).
  apply Rlt_trans with (/ INR T); [apply Rinv_lt_contravar; nra | exact HT].
Qed.

(** prod_{s=2}^{t+1} (1 - x/s^2) >= 1 - 2x/3, since 1/s^2 <= 1/(s-1/2) - 1/(s+1/2). *)
Lemma rprod_tail_telescoped :
  forall x t, 0 <= x <= 1 ->
  1 - x * (2 / 3 - / (INR t + 3 / 2)) <= rprod t (fun s => 1 - x / (INR s + 2) ^ 2).
Proof.
  intros x t Hx. induction t as [|t IH]; [simpl; lra|].
  change (rprod (S t) (fun s => 1 - x / (INR s + 2) ^ 2))
    with (rprod t (fun s => 1 - x / (INR s + 2) ^ 2) * (1 - x / (INR t + 2) ^ 2)).
  pose proof (pos_INR t) as Ht. set (n := INR t) in *.
  assert (Hgap : / (n + 2) ^ 2 <= / (n + 3 / 2) - / (n + 5 / 2)).
  { replace (/ (n + 3 / 2) - / (n + 5 / 2)) with (/ ((n + 3 / 2) * (n + 5 / 2))) by (field; lra).
    apply Rinv_le_contravar; nra. }
  assert (Hq : 0 < / (n + 2) ^ 2) by (apply Rinv_0_lt_compat; nra).
  assert (Hq1 : / (n + 2) ^ 2 <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; nra).
  assert (Hr : 0 < / (n + 3 / 2) <= 2 / 3).
  { split; [apply Rinv_0_lt_compat; lra|].
    replace (2 / 3) with (/ (3 / 2)) by field. apply Rinv_le_contravar; lra. }
  replace (INR (S t) + 3 / 2) with (n + 5 / 2) by (rewrite S_INR; fold n; lra).
  set (q := / (n + 2) ^ 2) in *. set (r := / (n + 3 / 2)) in *. set (r' := / (n + 5 / 2)) in *.
  change (x / (n + 2) ^ 2) with (x * q).
  assert (0 <= x * q) by (apply Rmult_le_pos; lra).
  assert (x * q <= 1) by nra.
  apply Rle_trans with ((1 - x * (2 / 3 - r)) * (1 - x * q)).
  - assert (0 <= x * (2 / 3 - r)) by (apply Rmult_le_pos; lra).
    assert (x * q <= x * (r - r')) by (apply Rmult_le_compat_l; lra).
    assert (0 <= x * (2 / 3 - r) * (x * q)) by (apply Rmult_le_pos; assumption). lra.
  - apply Rmult_le_compat_r; lra.
Qed.

(** prod_{s=1}^{t} (1 - x/s^2) >= (1-x) (1 - 2x/3). *)
Lemma rprod_accumulate :
  forall x t, 0 <= x <= 1 ->
  (1 - x) * (1 - 2 / 3 * x) <= rprod t (fun s => 1 - x / (INR s + 1) ^ 2).
Proof.
  intros x t Hx. destruct t as [|t]; [simpl; nra|].
  rewrite rprod_first. simpl (INR 0).
  rewrite (rprod_ext t _ (fun s => 1 - x / (INR s + 2) ^ 2)).
  2: { intros s _. rewrite S_INR. do 3 f_equal. ring. }
  replace (1 - x / (0 + 1) ^ 2) with (1 - x) by field.
  apply Rmult_le_compat_l; [lra|].
  pose proof (rprod_tail_telescoped x t Hx). pose proof (pos_INR t).
  assert (0 < / (INR t + 3 / 2)) by (apply Rinv_0_lt_compat; lra).
  assert (0 <= x * / (INR t + 3 / 2)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** ** Affine recursions and contractions *)

Lemma affine_closed_form :
  forall a b x y, (forall t, x (S t) = a * x t + b) -> y = a * y + b ->
  forall t : nat, x t = y + a ^ t * (x O - y).
Proof.
  intros a b x y Hx Hy t. induction t as [|t IH]; [simpl; ring|].
  rewrite Hx, IH. simpl. lra.
Qed.

Lemma affine_limit :
  forall a b x y, 0 <= a < 1 -> (forall t, x (S t) = a * x t + b) -> y = a * y + b -> Un_cv x y.
Proof.
  intros a b x y Ha Hx Hy.
  apply (squeeze_to x (fun t => Rabs (x O - y) * a ^ t) y O).
  - intros t _. rewrite (affine_closed_form a b x y Hx Hy t).
    replace (y + a ^ t * (x O - y) - y) with ((x O - y) * a ^ t) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq (a ^ t)); [lra | apply pow_nonneg; lra].
  - apply geometric_tends_to_0. exact Ha.
Qed.

(** From a time on, x_{t+1} <= c (x_t + e): then x is at most c/(1-c) e in the long run. *)
Lemma contraction_bound :
  forall (x : nat -> R) c e T, 0 <= c < 1 ->
  (forall t, (T <= t)%nat -> x (S t) <= c * (x t + e)) ->
  forall k, x (T + k)%nat <= c ^ k * (x T - c / (1 - c) * e) + c / (1 - c) * e.
Proof.
  intros x c e T Hc Hx k. induction k as [|k IH].
  - rewrite Nat.add_0_r. simpl. lra.
  - rewrite Nat.add_succ_r. eapply Rle_trans; [apply Hx; lia|].
    apply Rle_trans with (c * (c ^ k * (x T - c / (1 - c) * e) + c / (1 - c) * e + e)).
    + apply Rmult_le_compat_l; lra.
    + right. simpl. field. lra.
Qed.

Lemma contraction_limsup :
  forall (x : nat -> R) c e T, 0 <= c < 1 ->
  (forall t, (T <= t)%nat -> x (S t) <= c * (x t + e)) ->
  forall d, 0 < d -> exists T', forall t, (T' <= t)%nat -> x t <= c / (1 - c) * e + d.
Proof.
  intros x c e T Hc Hx d Hd.
  set (y := x T - c / (1 - c) * e).
  destruct (geometric_tends_to_0 y c Hc d Hd) as [k0 Hk0].
  exists (T + k0)%nat. intros t Ht.
  replace t with (T + (t - T))%nat by lia.
  eapply Rle_trans; [apply (contraction_bound x c e T Hc Hx)|]. fold y.
  specialize (Hk0 (t - T)%nat ltac:(lia)). unfold R_dist in Hk0. rewrite Rminus_0_r in Hk0.
  pose proof (Rle_abs (y * c ^ (t - T))). lra.
Qed.

(** A contraction whose disturbance vanishes loses everything. *)
Lemma contraction_vanishes :
  forall (x e : nat -> R) c, 0 <= c < 1 ->
  (forall t, 0 <= x t) -> (forall t, x (S t) <= c * (x t + e t)) -> Un_cv e 0 -> Un_cv x 0.
Proof.
  intros x e c Hc Hpos Hx He eps Heps.
  set (a := eps / 4 * (1 - c)).
  assert (Ha : 0 < a) by (unfold a; nra).
  destruct (He a Ha) as [T HT].
  destruct (contraction_limsup x c a T Hc) with (d := eps / 4) as [T' HT'].
  { intros t Ht. eapply Rle_trans; [apply Hx|]. apply Rmult_le_compat_l; [lra|].
    specialize (HT t Ht). unfold R_dist in HT. rewrite Rminus_0_r in HT.
    pose proof (Rle_abs (e t)). lra. }
  { lra. }
  exists T'. intros t Ht. unfold R_dist. rewrite Rminus_0_r, Rabs_pos_eq by apply Hpos.
  eapply Rle_lt_trans; [apply HT'; exact Ht|].
  replace (c / (1 - c) * a) with (c * (eps / 4)) by (unfold a; field; lra). nra.
Qed.
