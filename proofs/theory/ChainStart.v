(** * Grounding under schedules and from any start

    More grounding never hurts, and the start is forgotten: the recursion of
    expected diversity differs from that from [Q = P] by a disturbance that
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

(** The level is reached from below by every generation that has at least the
    share [a] and [n] samples: [y <= rate N ((1 - b) D + b y)]. *)
Lemma level_step : forall D a n al N, 0 <= D -> 0 <= a <= 1 -> (1 <= n)%nat ->
  a <= al <= 1 -> (n <= N)%nat ->
  let y := D * (1 - lost_share a n) in
  y <= rate N * ((1 - (1 - al) ^ 2) * D + (1 - al) ^ 2 * y).
Proof.
  intros D a n al N HD Ha Hn Hal HN y.
  pose proof (lost_share_bounds a n Ha Hn) as Hl.
  pose proof (level_equation a n D Ha Hn) as Hy. cbv zeta in Hy. fold y in Hy.
  assert (HyD : 0 <= y <= D) by (unfold y; split; nra).
  rewrite Hy at 1.
  pose proof (rate_bounds n Hn). pose proof (rate_increases n N Hn HN).
  assert (0 <= (1 - al) ^ 2 <= (1 - a) ^ 2) by (split; [apply pow2_ge_0 | nra]).
  assert ((1 - a) ^ 2 <= 1) by nra.
  set (b := (1 - a) ^ 2) in *. set (b' := (1 - al) ^ 2) in *.
  assert (0 <= (1 - b) * D) by (apply Rmult_le_pos; lra).
  assert (0 <= b * y) by (apply Rmult_le_pos; lra).
  assert (b' * (D - y) <= b * (D - y)) by (apply Rmult_le_compat_r; lra).
  apply Rmult_le_compat; lra.
Qed.

Theorem grounding_schedule_proof : grounding_schedule.
Proof.
  intros K P alpha N a n t HP Ha HN Ha' Hn Hal HNn.
  pose proof (Diversity_nonneg K P HP) as HD.
  pose proof (lost_share_bounds a n Ha' Hn) as Hl.
  induction t as [|t IH]; [simpl; nra|].
  rewrite grounded_recursion by auto.
  pose proof (level_step (Diversity K P) a n (alpha t) (N t) HD Ha' Hn
                (conj (Hal t) (proj2 (Ha t))) (HNn t)) as B. cbv zeta in B.
  eapply Rle_trans; [exact B|].
  pose proof (rate_bounds (N t) (HN t)).
  apply Rmult_le_compat_l; [lra|]. apply Rplus_le_compat_l.
  apply Rmult_le_compat_l; [apply pow2_ge_0 | exact IH].
Qed.

(** ** Growing samples with exogenous data *)

(** Exogenous data only help: from [Q = P] no less stays than without them. *)
Lemma grounded_keeps : forall K P alpha N t, simplex K P -> shares alpha -> samples N ->
  rprod t (fun s => rate (N s)) * Diversity K P
    <= Chain K P alpha N 0 t (Diversity K) P <= Diversity K P.
Proof.
  intros K P alpha N t HP Ha HN. pose proof (Diversity_nonneg K P HP) as HD.
  induction t as [|t [L U]]; [simpl; lra|].
  rewrite (grounded_recursion K P alpha N HP Ha HN t).
  change (rprod (S t) (fun s => rate (N s))) with (rprod t (fun s => rate (N s)) * rate (N t)).
  pose proof (rate_bounds (N t) (HN t)) as Hr. specialize (Ha t).
  set (d := Chain K P alpha N 0 t (Diversity K) P) in *. set (D := Diversity K P) in *.
  set (b := (1 - alpha t) ^ 2).
  assert (Hb : 0 <= b <= 1) by (unfold b; split; [apply pow2_ge_0 | nra]).
  assert (0 <= (1 - b) * (D - d)) by (apply Rmult_le_pos; lra).
  assert (0 <= b * (D - d)) by (apply Rmult_le_pos; lra).
  set (r := rprod t (fun s => rate (N s))) in *. split.
  - replace (r * rate (N t) * D) with (rate (N t) * (r * D)) by ring.
    apply Rmult_le_compat_l; lra.
  - apply Rle_trans with (rate (N t) * D); [apply Rmult_le_compat_l; lra|].
    assert (0 <= (1 - rate (N t)) * D) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem growing_samples_grounded_proof : growing_samples_grounded.
Proof.
  intros K P alpha t HP Ha.
  pose proof (grounded_keeps K P alpha growing t HP Ha growing_at_least_1) as [B _].
  rewrite (rprod_ext t _ (fun s => 1 - / (INR s + 2) ^ 2)) in B
    by (intros; apply rate_growing).
  rewrite rprod_squares in B. pose proof (squares_above_half t).
  pose proof (Diversity_nonneg K P HP).
  assert (/ 2 * Diversity K P <= (INR t + 2) / (2 * (INR t + 1)) * Diversity K P)
    by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem S1_positive_shares_fails_proof : S1_positive_shares_fails.
Proof.
  intro H. set (alpha := fun s => / (INR s + 2)).
  assert (Ha : forall s, 0 < alpha s <= 1).
  { intro s. unfold alpha. pose proof (pos_INR s). split; [apply Rinv_0_lt_compat; lra|].
    rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  assert (Hsh : shares alpha) by (intro s; specialize (Ha s); lra).
  apply (stays_above (fun t => Chain 2 coin alpha growing 0 t (Diversity 2) coin) (/ 4)).
  - lra.
  - intro t. pose proof (growing_samples_grounded_proof 2%nat coin alpha t coin_simplex Hsh) as B.
    rewrite coin_diversity in B. lra.
  - apply H; auto using coin_simplex, growing_at_least_1; [intro s; apply Ha|].
    intros eps Heps. destruct (archimed_cor1 eps Heps) as (T & HT & HT0).
    exists T. intros t Ht. unfold R_dist. rewrite Rminus_0_r.
    rewrite Rabs_pos_eq by (left; apply Ha). eapply Rlt_trans; [|exact HT].
    assert (0 < INR T) by now apply lt_0_INR. assert (INR T <= INR t) by (apply le_INR; lia).
    unfold alpha. apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | lra].
Qed.

(** ** Any start *)

(** The recursion of expected diversity, from any start. *)
Lemma diversity_recursion_any : forall K P alpha N Q t,
  simplex K P -> shares alpha -> samples N -> simplex K Q ->
  let d u := Chain K P alpha N 0 u (Diversity K) Q in
  d (S t) = rate (N t) * ((1 - (1 - alpha t) ^ 2) * Diversity K P + (1 - alpha t) ^ 2 * d t)
            - rate (N t) * (2 * alpha t * (1 - alpha t)) * (mean K P Q - mean K P P)
              * rprod t (fun s => 1 - alpha s).
Proof.
  intros K P alpha N Q t HP HA HN HQ d. unfold d.
  pose proof (grounded_mean K P alpha N HP HA HN t P Q HQ) as Hm.
  set (r := rprod t (fun s => 1 - alpha s)) in *.
  rewrite Chain_last. set (a := alpha t).
  set (k := 1 - a ^ 2 - (1 - a) ^ 2 + a ^ 2 * Diversity K P).
  rewrite (Chain_eq K P alpha N HP HA HN t 0 _ (fun Q' =>
    rate (N t) * (k - (2 * a * (1 - a)) * mean K P Q' + (1 - a) ^ 2 * Diversity K Q')) Q HQ).
  - rewrite Chain_scal, Chain_plus, Chain_minus, !Chain_scal, Chain_const by auto.
    replace (Chain K P alpha N 0 t (mean K P) Q)
      with (r * (mean K P Q - mean K P P) + mean K P P) by lra.
    unfold k. replace (Diversity K P) with (1 - mean K P P); [ring|].
    unfold Diversity, mean. rewrite (rsum_ext K (fun i => P i * P i) (fun i => P i ^ 2)); [ring|].
    intros; ring.
  - intros Q' HQ'. simpl plus.
    rewrite Gen_Diversity by (auto; apply simplex_mix; auto).
    fold a. rewrite Diversity_mix_expand. reflexivity.
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
  intros K P a N Q HP Ha HN HQ.
  set (m := mean K P Q - mean K P P).
  pose proof (rate_bounds N HN) as Hr.
  pose proof (level_equation a N (Diversity K P) Ha HN) as Hy. cbv zeta in Hy.
  set (y := Diversity K P * (1 - lost_share a N)) in *.
  assert (Hb : 0 <= (1 - a) ^ 2 <= 1) by (split; [apply pow2_ge_0 | nra]).
  apply (affine_disturbed _
    (fun t => - rate N * (2 * a * (1 - a)) * m * (1 - a) ^ t) (rate N * (1 - a) ^ 2)).
  - split; [apply Rmult_le_pos; lra | nra].
  - intro t. rewrite (diversity_recursion_any K P (constantly a) (constantly N) Q t HP
      (constant_shares a Ha) (fun _ => HN) HQ). fold m.
    rewrite (rprod_ext t _ (fun _ => 1 - a)) by reflexivity. rewrite rprod_const.
    unfold constantly. rewrite Hy at 1. ring.
  - destruct (Req_dec a 0) as [-> | Hne].
    + intros eps Heps. exists O. intros t _. unfold R_dist.
      replace (- rate N * (2 * 0 * (1 - 0)) * m * (1 - 0) ^ t - 0) with 0 by ring.
      rewrite Rabs_R0. exact Heps.
    + apply geometric_tends_to_0. lra.
Qed.

(** ** Persistent grounding *)

Theorem grounding_persistent_proof : grounding_persistent.
Proof.
  intros K P alpha N Q a n HP HA HN HQ Ha Hn Hal HNn eps Heps.
  pose proof (Diversity_nonneg K P HP) as HD.
  set (y := Diversity K P * (1 - lost_share a n)).
  set (m := Rabs (mean K P Q - mean K P P)).
  set (d := fun t => Chain K P alpha N 0 t (Diversity K) Q).
  set (short := fun t => Rmax 0 (y - d t)).
  assert (Hm : 0 <= m) by apply Rabs_pos.
  assert (Hb : 0 <= 1 - a < 1) by lra.
  (* How far diversity falls short of the level contracts, up to a disturbance. *)
  assert (Hstep : forall t, short (S t) <= (1 - a / 2) * (short t + 4 * m * (1 - a) ^ t)).
  { intro t. pose proof (HA t) as At. pose proof (Hal t) as Bt.
    pose proof (level_step (Diversity K P) a n (alpha t) (N t) HD ltac:(lra) Hn
                  (conj Bt (proj2 At)) (HNn t)) as L. cbv zeta in L. fold y in L.
    assert (R : d (S t)
      = rate (N t) * ((1 - (1 - alpha t) ^ 2) * Diversity K P + (1 - alpha t) ^ 2 * d t)
        - rate (N t) * (2 * alpha t * (1 - alpha t)) * (mean K P Q - mean K P P)
          * rprod t (fun s => 1 - alpha s))
      by exact (diversity_recursion_any K P alpha N Q t HP HA HN HQ).
    pose proof (rate_bounds (N t) (HN t)) as Hr.
    assert (Hs : 0 <= short t /\ y - d t <= short t)
      by (unfold short; split; [apply Rmax_l | apply Rmax_r]).
    assert (Hp : 0 <= rprod t (fun s => 1 - alpha s) <= (1 - a) ^ t).
    { clear - HA Hal Ha. induction t as [|t IH]; simpl; [lra|].
      specialize (HA t). specialize (Hal t).
      split; [apply Rmult_le_pos; lra|]. rewrite Rmult_comm. apply Rmult_le_compat; lra. }
    set (p := rprod t (fun s => 1 - alpha s)) in *.
    set (g := rate (N t)) in *. set (al := alpha t) in *.
    assert (Hdist : g * (2 * al * (1 - al)) * (mean K P Q - mean K P P) * p
                    <= 2 * m * (1 - a) ^ t).
    { eapply Rle_trans; [apply Rle_abs|]. rewrite !Rabs_mult. fold m.
      rewrite (Rabs_pos_eq g), (Rabs_pos_eq 2), (Rabs_pos_eq al), (Rabs_pos_eq (1 - al)),
        (Rabs_pos_eq p) by lra.
      assert (g * (2 * al * (1 - al)) <= 1 * 2) by (apply Rmult_le_compat; nra).
      assert (0 <= g * (2 * al * (1 - al))) by (apply Rmult_le_pos; nra).
      apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | | lra].
      apply Rmult_le_compat_r; lra. }
    assert (Hmain : y - d (S t) <= (1 - a) * short t + 2 * m * (1 - a) ^ t).
    { rewrite R.
      assert (g * (1 - al) ^ 2 * (y - d t) <= (1 - a) * short t).
      { apply Rle_trans with (g * (1 - al) ^ 2 * short t).
        - apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pow2_ge_0] | lra].
        - apply Rmult_le_compat_r; [lra|].
          assert ((1 - al) ^ 2 <= 1 - a) by nra. pose proof (pow2_ge_0 (1 - al)). nra. }
      lra. }
    assert (Hq : 0 <= (1 - a) ^ t) by (apply pow_nonneg; lra).
    assert (0 <= m * (1 - a) ^ t) by now apply Rmult_le_pos.
    unfold short at 1. apply Rmax_lub; [apply Rmult_le_pos; lra|]. nra. }
  assert (V : Un_cv short 0).
  { apply (contraction_vanishes short (fun t => 4 * m * (1 - a) ^ t) (1 - a / 2)).
    - lra.
    - intro t. apply Rmax_l.
    - exact Hstep.
    - now apply geometric_tends_to_0. }
  destruct (V eps Heps) as [T HT]. exists T. intros t Ht. specialize (HT t Ht).
  unfold R_dist in HT. rewrite Rminus_0_r in HT. pose proof (Rle_abs (short t)).
  assert (y - d t <= short t) by apply Rmax_r. unfold d in *. lra.
Qed.
