(** * Grounding under schedules and from any start

    More grounding never hurts, and the start is forgotten: the recursion of
    expected diversity differs from that from [P = Q] by a disturbance that
    dies out with the mean's distance from the world. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits ChainCollapse ChainGrounding.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** The level of the grounding law and its equation. *)
Lemma level_equation : forall a n D, 0 <= a <= 1 -> (1 <= n)%nat ->
  let y := D * (1 - lost_share a n) in
  y = rate n * ((1 - (1 - a) ^ 2) * D + (1 - a) ^ 2 * y).
Proof.
  intros a n D Ha Hn y. assert (HNpos : 1 <= INR n) by (apply (le_INR 1); exact Hn).
  assert (0 <= (INR n - 1) * a * (2 - a)) by (repeat apply Rmult_le_pos; lra).
  unfold y, lost_share, rate. field. split; lra.
Qed.

Lemma lost_share_bounds : forall a n, 0 <= a <= 1 -> (1 <= n)%nat -> 0 <= lost_share a n <= 1.
Proof.
  intros a n Ha Hn. assert (HNpos : 1 <= INR n) by (apply (le_INR 1); exact Hn).
  assert (0 <= (INR n - 1) * a * (2 - a)) by (repeat apply Rmult_le_pos; lra).
  unfold lost_share, Rdiv. rewrite Rmult_1_l. split.
  - left. apply Rinv_0_lt_compat. lra.
  - rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Theorem grounding_schedule_proof : grounding_schedule.
Proof.
  intros K Q alpha N a n t HQ Ha HN Ha' Hn Hal HNn.
  pose proof (Diversity_nonneg K Q HQ) as HD.
  pose proof (lost_share_bounds a n Ha' Hn) as Hl.
  pose proof (level_equation a n (Diversity K Q) Ha' Hn) as Hy. cbv zeta in Hy.
  set (D := Diversity K Q) in *. set (y := D * (1 - lost_share a n)) in *.
  assert (HyD : 0 <= y <= D) by (unfold y; split; nra).
  induction t as [|t IH]; [exact (proj2 HyD)|].
  rewrite grounded_recursion by auto. fold D. rewrite Hy.
  set (x := Chain K Q alpha N 0 t (Diversity K) Q) in *.
  pose proof (rate_bounds n Hn). pose proof (rate_increases n (N t) Hn (HNn t)).
  specialize (Ha t). specialize (Hal t).
  assert (0 <= (1 - alpha t) ^ 2 <= (1 - a) ^ 2) by (split; [apply pow2_ge_0 | nra]).
  assert ((1 - a) ^ 2 <= 1) by nra.
  set (b := (1 - a) ^ 2) in *. set (b' := (1 - alpha t) ^ 2) in *.
  (* (1-b) D + b y = D - b (D - y), and b' <= b, y <= x *)
  assert (0 <= (1 - b) * D) by (apply Rmult_le_pos; lra).
  assert (0 <= b * y) by (apply Rmult_le_pos; lra).
  apply Rmult_le_compat; [lra | lra | lra |].
  assert (b' * y <= b' * x) by (apply Rmult_le_compat_l; lra).
  assert (b' * (D - y) <= b * (D - y)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(** ** Any start *)

(** The recursion of expected diversity, from any start. *)
Lemma diversity_recursion_any : forall K Q a N P t,
  simplex K Q -> 0 <= a <= 1 -> (1 <= N)%nat -> simplex K P ->
  let d u := Chain K Q (constantly a) (constantly N) 0 u (Diversity K) P in
  d (S t) = rate N * ((1 - (1 - a) ^ 2) * Diversity K Q + (1 - a) ^ 2 * d t)
            - rate N * (2 * a * (1 - a)) * (mean K Q P - mean K Q Q) * (1 - a) ^ t.
Proof.
  intros K Q a N P t HQ Ha HN HP d. unfold d.
  pose proof (constant_shares a Ha) as HA.
  assert (HNs : samples (constantly N)) by (intro s; exact HN).
  pose proof (grounded_mean K Q (constantly a) (constantly N) HQ HA HNs t Q P HP) as Hm.
  rewrite (rprod_ext t _ (fun _ => 1 - a)) in Hm by reflexivity. rewrite rprod_const in Hm.
  rewrite Chain_last.
  set (k := 1 - a ^ 2 - (1 - a) ^ 2 + a ^ 2 * Diversity K Q).
  rewrite (Chain_eq K Q (constantly a) (constantly N) HQ HA HNs t 0 _ (fun P' =>
    rate N * (k - (2 * a * (1 - a)) * mean K Q P' + (1 - a) ^ 2 * Diversity K P')) P HP).
  - rewrite Chain_scal, Chain_plus, Chain_minus, !Chain_scal, Chain_const by auto.
    replace (Chain K Q (constantly a) (constantly N) 0 t (mean K Q) P)
      with ((1 - a) ^ t * (mean K Q P - mean K Q Q) + mean K Q Q) by lra.
    unfold k. replace (Diversity K Q) with (1 - mean K Q Q); [ring|].
    unfold Diversity, mean. rewrite (rsum_ext K (fun i => Q i * Q i) (fun i => Q i ^ 2)); [ring|].
    intros; ring.
  - intros P' HP'. unfold constantly.
    rewrite Gen_Diversity by (auto; apply simplex_mix; auto).
    rewrite Diversity_mix_expand. reflexivity.
Qed.

(** [x_{t+1} - y = c (x_t - y) + e_t] with [e] vanishing: [x] tends to [y]. *)
Lemma affine_disturbed : forall (x e : nat -> R) c y, 0 <= c < 1 ->
  (forall t, x (S t) - y = c * (x t - y) + e t) -> Un_cv e 0 -> Un_cv x y.
Proof.
  intros x e c y Hc Hx He. set (c' := (1 + c) / 2).
  assert (Hc' : 0 < c' < 1) by (unfold c'; lra).
  assert (V : Un_cv (fun t => Rabs (x t - y)) 0).
  { apply (contraction_vanishes _ (fun t => Rabs (e t) / c') c'); [lra | | |].
    - intro t. apply Rabs_pos.
    - intro t. rewrite Hx. eapply Rle_trans; [apply Rabs_triang|].
      rewrite Rabs_mult, (Rabs_pos_eq c) by lra. pose proof (Rabs_pos (x t - y)).
      replace (c' * (Rabs (x t - y) + Rabs (e t) / c'))
        with (c' * Rabs (x t - y) + Rabs (e t)) by (field; lra).
      assert (c * Rabs (x t - y) <= c' * Rabs (x t - y))
        by (apply Rmult_le_compat_r; [assumption | unfold c'; lra]). lra.
    - intros eps Heps. destruct (He (c' * eps)) as [T HT]; [apply Rmult_lt_0_compat; lra|].
      exists T. intros t Ht. specialize (HT t Ht). unfold R_dist in *. rewrite Rminus_0_r in *.
      rewrite Rabs_pos_eq.
      + apply (Rmult_lt_reg_l c'); [lra|].
        replace (c' * (Rabs (e t) / c')) with (Rabs (e t)) by (field; lra). exact HT.
      + apply Rmult_le_pos; [apply Rabs_pos | left; apply Rinv_0_lt_compat; lra]. }
  apply (squeeze_to x (fun t => Rabs (x t - y)) y O); [intros; lra | exact V].
Qed.

Theorem grounding_any_start_proof : grounding_any_start.
Proof.
  intros K Q a N P HQ Ha HN HP.
  set (m := mean K Q P - mean K Q Q).
  pose proof (rate_bounds N HN) as Hr.
  pose proof (level_equation a N (Diversity K Q) Ha HN) as Hy. cbv zeta in Hy.
  set (y := Diversity K Q * (1 - lost_share a N)) in *.
  assert (Hb : 0 <= (1 - a) ^ 2 <= 1) by (split; [apply pow2_ge_0 | nra]).
  apply (affine_disturbed _
    (fun t => - rate N * (2 * a * (1 - a)) * m * (1 - a) ^ t) (rate N * (1 - a) ^ 2)).
  - split; [apply Rmult_le_pos; lra | nra].
  - intro t. rewrite (diversity_recursion_any K Q a N P t HQ Ha HN HP). fold m.
    rewrite Hy at 1. ring.
  - destruct (Req_dec a 0) as [-> | Hne].
    + intros eps Heps. exists O. intros t _. unfold R_dist.
      replace (- rate N * (2 * 0 * (1 - 0)) * m * (1 - 0) ^ t - 0) with 0 by ring.
      rewrite Rabs_R0. exact Heps.
    + apply geometric_tends_to_0. lra.
Qed.
