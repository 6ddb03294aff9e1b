(** * Iterated bounds, accumulating noise, and the conservation law *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation GenLimits ChainGrounding ChainStart IdealisedProofs.
From Groundcheck.statements Require Import Generations Remedy Schedules.
Local Open Scope R_scope.

(** ** Iterated bounds *)

Lemma geometric_sum : forall c n, (1 - c) * rsum n (fun i => c ^ i) = 1 - c ^ n.
Proof.
  intros c n. induction n as [|n IH]; simpl; [ring|]. rewrite Rmult_plus_distr_l, IH. ring.
Qed.

Lemma geometric_sum_first : forall c n,
  rsum (S n) (fun i => c ^ i) = 1 + c * rsum n (fun i => c ^ i).
Proof.
  intros c n. induction n as [|n IH]; [simpl; ring|].
  change (rsum (S n) (fun i => c ^ i) + c ^ S n = 1 + c * (rsum n (fun i => c ^ i) + c ^ n)).
  rewrite IH. simpl. ring.
Qed.

Theorem iterated_bound_proof : iterated_bound.
Proof.
  intros x c d n Hc Hx. induction n as [|n IH]; [simpl; lra|].
  rewrite geometric_sum_first. eapply Rle_trans; [apply Hx|].
  apply Rle_trans with (c * (c ^ n * x O + d * rsum n (fun i => c ^ i)) + d).
  - apply Rplus_le_compat_r. now apply Rmult_le_compat_l.
  - right. simpl. ring.
Qed.

Theorem iterated_floor_proof : iterated_floor.
Proof.
  intros x c d Hc Hx. split.
  - intro n. pose proof (iterated_bound_proof x c d n (proj1 Hc) Hx) as B.
    rewrite <- geometric_sum.
    replace ((1 - c) * rsum n (fun i => c ^ i) / (1 - c)) with (rsum n (fun i => c ^ i))
      by (field; lra). exact B.
  - intros e He. set (y := d / (1 - c)).
    assert (Hy : y = c * y + d) by (unfold y; field; lra).
    assert (B : forall t, x t <= y + (x O - y) * c ^ t).
    { induction t as [|t IH]; [simpl; lra|]. eapply Rle_trans; [apply Hx|].
      apply (Rmult_le_compat_l c) in IH; [|lra]. simpl. lra. }
    destruct (geometric_tends_to_0 (x O - y) c Hc e He) as [T HT].
    exists T. intros t Ht. specialize (B t). specialize (HT t Ht).
    unfold R_dist in HT. rewrite Rminus_0_r in HT. apply Rabs_def2 in HT. lra.
Qed.

Theorem iterated_adds_up_proof : iterated_adds_up.
Proof.
  intros x d n Hx. induction n as [|n IH]; [simpl; lra|].
  rewrite S_INR. specialize (Hx n). lra.
Qed.

Theorem perturbed_update_proof : perturbed_update.
Proof.
  intros K P a d Q Ha Hd.
  assert (B : forall t, TV K (Q (S t)) P <= (1 - a) * TV K (Q t) P + d).
  { intro t. pose proof (TV_triangle K (Q (S t)) (mix a P (Q t)) P) as T.
    rewrite (TV_scaled K (mix a P (Q t)) P (Q t) P (1 - a)) in T.
    - specialize (Hd t). lra.
    - lra.
    - intros i _. unfold mix. ring. }
  split.
  - intros Hp t.
    destruct (iterated_floor_proof (fun t => TV K (Q t) P) (1 - a) d ltac:(lra) B) as [F _].
    replace a with (1 - (1 - a)) at 3 by ring. apply F.
  - intros -> t. apply (iterated_adds_up_proof (fun t => TV K (Q t) P)).
    intro s. specialize (B s). lra.
Qed.

(** ** Noise *)

Lemma noise_variance_nonneg : forall alpha s2 v0 t, 0 <= s2 -> 0 <= v0 ->
  0 <= noise_variance alpha s2 v0 t.
Proof.
  intros alpha s2 v0 t Hs Hv. induction t as [|t IH]; simpl; [exact Hv|].
  pose proof (pow2_ge_0 (1 - alpha t)) as S. simpl in S.
  assert (0 <= (1 - alpha t) * ((1 - alpha t) * 1) * noise_variance alpha s2 v0 t)
    by now apply Rmult_le_pos. lra.
Qed.

(** [(1 - alpha)^2 >= 1 - 2 e]. *)
Theorem noise_variance_floor_proof : noise_variance_floor.
Proof.
  intros alpha s2 v0 e T n Ha Hs Hv He Hlow. set (y := s2 / (2 * e)).
  assert (Hy : y = (1 - 2 * e) * y + s2) by (unfold y; field; lra).
  replace (s2 * ((1 - (1 - 2 * e) ^ n) / (2 * e))) with (y - y * (1 - 2 * e) ^ n)
    by (unfold y; field; lra).
  induction n as [|n IH].
  - rewrite Nat.add_0_r. pose proof (noise_variance_nonneg alpha s2 v0 T Hs Hv). simpl. lra.
  - rewrite Nat.add_succ_r.
    change (noise_variance alpha s2 v0 (S (T + n)))
      with ((1 - alpha (T + n)%nat) ^ 2 * noise_variance alpha s2 v0 (T + n) + s2).
    pose proof (noise_variance_nonneg alpha s2 v0 (T + n) Hs Hv) as V.
    specialize (Hlow (T + n)%nat ltac:(lia)). specialize (Ha (T + n)%nat).
    set (v := noise_variance alpha s2 v0 (T + n)) in *. set (b := alpha (T + n)%nat) in *.
    assert ((1 - 2 * e) * v <= (1 - b) ^ 2 * v) by (apply Rmult_le_compat_r; [exact V | nra]).
    apply (Rmult_le_compat_l (1 - 2 * e)) in IH; [|lra].
    change ((1 - 2 * e) ^ S n) with ((1 - 2 * e) * (1 - 2 * e) ^ n). lra.
Qed.

(** [(1 - (1-x)^n)/x = sum (1-x)^i >= n/2] if [n x <= 1/2]. *)
Lemma partial_geometric : forall x n, 0 < x <= 1 -> INR n * x <= / 2 ->
  INR n / 2 <= (1 - (1 - x) ^ n) / x.
Proof.
  intros x n Hx Hn. rewrite <- geometric_sum.
  replace ((1 - (1 - x)) * rsum n (fun i => (1 - x) ^ i) / x)
    with (rsum n (fun i => (1 - x) ^ i)) by (replace (1 - (1 - x)) with x by ring; field; lra).
  apply Rle_trans with (rsum n (fun _ => / 2)).
  - rewrite rsum_const. lra.
  - apply rsum_le. intros i L. pose proof (bernoulli x i ltac:(lra)) as B.
    assert (INR i <= INR n) by (apply le_INR; lia).
    assert (INR i * x <= INR n * x) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem noise_variance_diverges_proof : noise_variance_diverges.
Proof.
  intros alpha s2 v0 Ha Hs Hv Hlim M.
  destruct (archimed_cor1 (/ (Rabs (2 * (M / s2)) + 1))) as (n & Hn & Hn0).
  { apply Rinv_0_lt_compat. pose proof (Rabs_pos (2 * (M / s2))). lra. }
  assert (HM : M < s2 * (INR n / 2)).
  { pose proof (Rle_abs (2 * (M / s2))). pose proof (Rabs_pos (2 * (M / s2))).
    assert (0 < INR n) by now apply lt_0_INR.
    assert (2 * (M / s2) < INR n).
    { destruct (Rlt_dec (2 * (M / s2)) (INR n)) as [L|G]; [exact L|]. exfalso.
      assert (/ (Rabs (2 * (M / s2)) + 1) <= / INR n) by (apply Rinv_le_contravar; lra). lra. }
    replace M with (s2 * (M / s2)) by (field; lra). apply Rmult_lt_compat_l; lra. }
  assert (Hn1 : 1 <= INR n) by (apply (le_INR 1); lia).
  set (e := / (4 * INR n)).
  assert (He : 0 < e) by (apply Rinv_0_lt_compat; lra).
  assert (Hne : INR n * (2 * e) = / 2) by (unfold e; field; lra).
  destruct (Hlim e He) as [T HT].
  exists (T + n)%nat. intros t Ht.
  replace t with ((t - n) + n)%nat by lia.
  eapply Rlt_le_trans; [exact HM|].
  eapply Rle_trans; [|apply (noise_variance_floor_proof alpha s2 v0 e)]; try lra; try nra.
  - apply Rmult_le_compat_l; [lra|]. apply partial_geometric; nra.
  - exact Ha.
  - intros s Ls. specialize (HT s ltac:(lia)). unfold R_dist in HT. rewrite Rminus_0_r in HT.
    apply Rabs_def2 in HT. lra.
Qed.

Theorem noise_variance_bounded_proof : noise_variance_bounded.
Proof.
  intros alpha s2 v0 a t Ha Hs Hv Hp Hlow.
  assert (H1 : a <= 1) by (specialize (Ha O); specialize (Hlow O); lra).
  set (c := (1 - a) ^ 2). assert (Hc : 0 <= c < 1) by (unfold c; split; [apply pow2_ge_0 | nra]).
  set (y := s2 / (1 - c)).
  assert (Hy : y = c * y + s2) by (unfold y; field; lra).
  assert (Hy0 : 0 <= y).
  { unfold y, Rdiv. apply Rmult_le_pos; [exact Hs|]. left. apply Rinv_0_lt_compat. lra. }
  induction t as [|t IH]; [simpl; lra|].
  change (noise_variance alpha s2 v0 (S t))
    with ((1 - alpha t) ^ 2 * noise_variance alpha s2 v0 t + s2).
  pose proof (noise_variance_nonneg alpha s2 v0 t Hs Hv) as V.
  specialize (Ha t). specialize (Hlow t). set (v := noise_variance alpha s2 v0 t) in *.
  assert ((1 - alpha t) ^ 2 * v <= c * v)
    by (apply Rmult_le_compat_r; [exact V | unfold c; apply pow_incr; lra]).
  apply (Rmult_le_compat_l c) in IH; [|lra].
  change (c ^ S t) with (c * c ^ t). lra.
Qed.

Theorem noise_variance_harmonic_proof : noise_variance_harmonic.
Proof.
  intros s2 t. induction t as [|t IH]; [simpl; field|].
  change (noise_variance (fun s => 1 / (INR s + 2)) s2 0 (S t))
    with ((1 - 1 / (INR t + 2)) ^ 2 * noise_variance (fun s => 1 / (INR s + 2)) s2 0 t + s2).
  rewrite IH, S_INR. pose proof (pos_INR t). field. lra.
Qed.

(** [v[t]/t - s2/3 = s2 (5 t + 11)/(6 (t+1)^2)], at most [2 s2/(t+1)]. *)
Theorem noise_slope_fails_proof : noise_slope_fails.
Proof.
  intro s2. apply (squeeze_to _ (fun t => Rabs s2 * (2 / (INR t + 1))) _ 1).
  - intros t Ht. rewrite noise_variance_harmonic_proof.
    assert (H1 : 1 <= INR t) by (apply (le_INR 1); exact Ht).
    replace (s2 * ((INR t + 1) * (INR t + 2) * (2 * INR t + 3) / 6 - 1) / (INR t + 1) ^ 2 / INR t - s2 / 3)
      with (s2 * ((5 * INR t + 11) / (6 * (INR t + 1) ^ 2))) by (field; lra).
    rewrite Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos|].
    rewrite Rabs_pos_eq.
    + apply (Rmult_le_reg_r (6 * (INR t + 1) ^ 2)); [nra|].
      replace ((5 * INR t + 11) / (6 * (INR t + 1) ^ 2) * (6 * (INR t + 1) ^ 2))
        with (5 * INR t + 11) by (field; lra).
      replace (2 / (INR t + 1) * (6 * (INR t + 1) ^ 2)) with (12 * (INR t + 1)) by (field; lra).
      lra.
    + apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. nra.
  - intros eps Heps. pose proof (Rabs_pos s2).
    destruct (archimed_cor1 (eps / (2 * (Rabs s2 + 1)))) as (T & HT & HT0);
      [apply Rdiv_lt_0_compat; lra|].
    exists T. intros t Ht. unfold R_dist. rewrite Rminus_0_r.
    assert (0 < INR T) by now apply lt_0_INR. assert (INR T <= INR t) by (apply le_INR; lia).
    assert (Hi : 0 < / (INR t + 1)) by (apply Rinv_0_lt_compat; lra).
    assert (Hlt : / (INR t + 1) < eps / (2 * (Rabs s2 + 1))).
    { eapply Rle_lt_trans; [|exact HT]. apply Rinv_le_contravar; lra. }
    unfold Rdiv at 1. rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
    apply Rle_lt_trans with (2 * (Rabs s2 + 1) * / (INR t + 1)); [nra|].
    replace eps with (2 * (Rabs s2 + 1) * (eps / (2 * (Rabs s2 + 1)))) by (field; lra).
    apply Rmult_lt_compat_l; lra.
Qed.

(** ** The sampling process *)

Theorem mean_recursion_proof : mean_recursion.
Proof.
  intros K P alpha N f Q t HP Ha HN HQ.
  pose proof (grounded_mean K P alpha N HP Ha HN (S t) f Q HQ) as E1.
  pose proof (grounded_mean K P alpha N HP Ha HN t f Q HQ) as E0.
  cbn [rprod] in E1. set (r := rprod t (fun s => 1 - alpha s)) in *.
  replace (r * (1 - alpha t) * (mean K f Q - mean K f P))
    with ((1 - alpha t) * (Chain K P alpha N 0 t (mean K f) Q - mean K f P)) in E1
    by (rewrite E0; ring). lra.
Qed.

Theorem error_recursion_proof : error_recursion.
Proof.
  intros K P a N Q t HP Ha HN HQ E.
  assert (B : forall u, E (S u) <= (1 - a) ^ 2 * E u + 1 / INR N).
  { intro u. unfold E.
    pose proof (grounded_L2_step K P (constantly a) (constantly N) HP (constant_shares a Ha)
      (fun _ => HN) u Q HQ) as B. unfold constantly in *. unfold Rdiv. lra. }
  split; [apply B|].
  pose proof (iterated_bound_proof E ((1 - a) ^ 2) (1 / INR N) t (pow2_ge_0 _) B) as I.
  rewrite pow_mult. eapply Rle_trans; [exact I|]. right. unfold E at 1. simpl Chain. f_equal. f_equal.
  apply rsum_ext. intros s _. now rewrite pow_mult.
Qed.

(** ** Conservation *)

Section World.

Variables (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat).
Hypothesis HP : simplex K P.
Hypothesis Ha : shares alpha.
Hypothesis HN : samples N.

Notation E t G := (Chain K P alpha N 0 t G P).

(** [E[(mean(f,Q[t]) - mean(f,P))^2] = var(f,P) - E[var(f,Q[t])]]: the mean of
    [f^2] is kept. *)
Lemma world_mean_square : forall t f,
  E t (fun Q' => (mean K f Q' - mean K f P) ^ 2) = var K f P - E t (var K f).
Proof.
  intros t f. set (m := mean K f P).
  rewrite (Chain_eq K P alpha N HP Ha HN t 0 _ (fun Q' =>
    mean K (fun i => f i ^ 2) Q' - var K f Q' + ((- 2 * m) * mean K f Q' + m ^ 2)) P HP).
  - rewrite Chain_plus, Chain_minus, (Chain_plus K P alpha N t 0 (fun Q' => -2 * m * mean K f Q')).
    rewrite Chain_scal, Chain_const by auto.
    rewrite !(grounded_mean_from_world K P alpha N HP Ha HN). fold m.
    rewrite (var_alt K f P (simplex_sum K P HP)). fold m. unfold mean at 1. ring.
  - intros Q' HQ'. rewrite (var_alt K f Q' (simplex_sum K Q' HQ')). unfold mean. ring.
Qed.

Lemma world_L2 : forall t,
  E t (fun Q' => L2 K Q' P) = Diversity K P - E t (Diversity K).
Proof.
  intro t. unfold L2. rewrite (Chain_rsum K P alpha N t 0 K (fun i Q' => (Q' i - P i) ^ 2)).
  rewrite (rsum_ext K _ (fun i => P i * (1 - P i) - E t (fun Q' => Q' i * (1 - Q' i)))).
  - rewrite rsum_minus, <- (Diversity_alt K P HP). f_equal.
    rewrite <- (Chain_rsum K P alpha N t 0 K (fun i Q' => Q' i * (1 - Q' i))).
    apply Chain_eq; auto. intros Q' HQ'. symmetry. now apply Diversity_alt.
  - intros i L. rewrite <- (var_indicator K i P HP L).
    rewrite (Chain_eq K P alpha N HP Ha HN t 0 (fun Q' => Q' i * (1 - Q' i)) (var K (indicator i)) P HP).
    + rewrite <- world_mean_square. apply Chain_ext. intro Q'. now rewrite !mean_indicator.
    + intros Q' HQ'. symmetry. now apply var_indicator.
Qed.

End World.

Theorem world_conservation_proof : world_conservation.
Proof.
  intros K P alpha N f t HP Ha HN. unfold Chain_variance.
  rewrite (grounded_mean_from_world K P alpha N HP Ha HN t f). now apply world_mean_square.
Qed.

Theorem world_conservation_diversity_proof : world_conservation_diversity.
Proof. intros K P alpha N t HP Ha HN. now apply world_L2. Qed.

Theorem world_variance_bound_proof : world_variance_bound.
Proof.
  intros K P alpha N f t HP Ha HN. rewrite world_conservation_proof by assumption.
  assert (0 <= Chain K P alpha N 0 t (var K f) P); [|lra].
  apply Chain_nonneg; auto. intros; now apply var_nonneg.
Qed.

Theorem sampling_error_floor_proof : sampling_error_floor.
Proof.
  intros K P alpha N t HP Ha HN. rewrite world_L2, grounded_recursion by assumption.
  pose proof (proj2 (grounded_keeps K P alpha N t HP Ha HN)) as U.
  pose proof (rate_bounds (N t) (HN t)) as Hr. rewrite rate_alt in *.
  set (d := Chain K P alpha N 0 t (Diversity K) P) in *. set (D := Diversity K P) in *.
  set (b := (1 - alpha t) ^ 2). specialize (Ha t).
  assert (Hb : 0 <= b) by (unfold b; apply pow2_ge_0).
  assert ((1 - / INR (N t)) * ((1 - b) * D + b * d) <= (1 - / INR (N t)) * D).
  { apply Rmult_le_compat_l; [lra|]. assert (b * d <= b * D) by (apply Rmult_le_compat_l; lra). lra. }
  unfold Rdiv. lra.
Qed.

(** [L2(Q,P) = D(P) - D(Q) - 2 (mean(P,Q) - mean(P,P))], for [f = P]. *)
Theorem sampling_error_limit_proof : sampling_error_limit.
Proof.
  intros K P a N Q HP Ha HN HQ. assert (Ha' : 0 <= a <= 1) by lra.
  set (m := mean K P Q - mean K P P).
  assert (HNpos : 1 <= INR N) by (apply (le_INR 1); exact HN).
  replace (Diversity K P / (1 + (INR N - 1) * a * (2 - a)))
    with (Diversity K P - Diversity K P * (1 - lost_share a N) - 2 * 0).
  2: { unfold lost_share. assert (0 <= (INR N - 1) * a * (2 - a)) by (repeat apply Rmult_le_pos; lra).
       field. lra. }
  assert (E : forall t,
    Chain K P (constantly a) (constantly N) 0 t (fun Q' => L2 K Q' P) Q
    = Diversity K P - Chain K P (constantly a) (constantly N) 0 t (Diversity K) Q
      - 2 * ((1 - a) ^ t * m)).
  { intro t. rewrite (Chain_eq K P (constantly a) (constantly N) HP (constant_shares a Ha') (fun _ => HN)
      t 0 _ (fun Q' => (Diversity K P - Diversity K Q') + (2 * mean K P P + - 2 * mean K P Q')) Q HQ).
    - rewrite Chain_plus, Chain_minus, (Chain_plus K P (constantly a) (constantly N) t 0
        (fun _ => 2 * mean K P P)),
        (Chain_scal K P (constantly a) (constantly N) t 0 (-2)), !Chain_const
        by (auto using constant_shares; intro; exact HN).
      pose proof (grounded_mean K P (constantly a) (constantly N) HP (constant_shares a Ha')
        (fun _ => HN) t P Q HQ) as G.
      rewrite (rprod_ext t _ (fun _ => 1 - a)), rprod_const in G by reflexivity. fold m in G.
      change (fun Q' => mean K P Q') with (mean K P). lra.
    - intros Q' HQ'. unfold L2, Diversity, mean.
      rewrite (rsum_ext K (fun i => (Q' i - P i) ^ 2)
        (fun i => Q' i ^ 2 - 2 * (Q' i * P i) + P i ^ 2)) by (intros; ring).
      rewrite rsum_plus, rsum_minus, rsum_scal.
      rewrite (rsum_ext K (fun i => P i * P i) (fun i => P i ^ 2)) by (intros; ring). ring. }
  intros eps Heps.
  destruct (grounding_any_start_proof K P a N Q HP Ha' HN HQ (eps / 2) ltac:(lra)) as [T1 H1].
  destruct (geometric_tends_to_0 m (1 - a) ltac:(lra) (eps / 4) ltac:(lra)) as [T2 H2].
  exists (T1 + T2)%nat. intros t Ht. specialize (H1 t ltac:(lia)). specialize (H2 t ltac:(lia)).
  unfold R_dist in *. rewrite Rminus_0_r in H2. rewrite E.
  apply Rabs_def2 in H1. apply Rabs_def2 in H2. apply Rabs_def1; lra.
Qed.
