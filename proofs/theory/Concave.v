(** * Concave diversities do not rise in expectation

    Jensen's inequality over the draws themselves, and Tsallis entropies by
    Bernoulli's inequality. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis.
From Groundcheck.statements Require Import OneGeneration.
Local Open Scope R_scope.

(** A weighted average of probability vectors is one. *)
Lemma simplex_average : forall K L w V,
  (forall i, (i < L)%nat -> 0 <= w i) -> (forall i, (i < L)%nat -> simplex K (V i)) ->
  0 < rsum L w -> simplex K (fun j => rsum L (fun i => w i * V i j) / rsum L w).
Proof.
  intros K L w V Hw HV HW. split.
  - intros j Lj. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    apply rsum_nonneg. intros i Li. apply Rmult_le_pos; auto. apply (simplex_nonneg K); auto.
  - unfold Rdiv. rewrite rsum_scal_r, (rsum_swap K L (fun j i => w i * V i j)).
    rewrite (rsum_ext L _ w); [field; lra|].
    intros i Li. rewrite rsum_scal, (simplex_sum K) by auto. ring.
Qed.

(** Jensen's inequality for finitely many probability vectors. *)
Lemma jensen : forall K G, concave_on_simplex K G -> forall L w V,
  (forall i, (i < L)%nat -> 0 <= w i) -> (forall i, (i < L)%nat -> simplex K (V i)) ->
  0 < rsum L w ->
  rsum L (fun i => w i * G (V i))
  <= rsum L w * G (fun j => rsum L (fun i => w i * V i j) / rsum L w).
Proof.
  intros K G [Hext Hcon]. induction L as [|l IH]; intros w V Hw HV HW; [simpl in *; lra|].
  assert (Hw' : forall i, (i < l)%nat -> 0 <= w i) by (intros; apply Hw; lia).
  assert (HV' : forall i, (i < l)%nat -> simplex K (V i)) by (intros; apply HV; lia).
  assert (Hl : 0 <= w l) by (apply Hw; lia).
  simpl rsum in HW |- *.
  destruct (rsum_nonneg l w Hw') as [Hp|Z].
  - specialize (IH w V Hw' HV' Hp).
    pose proof (simplex_average K l w V Hw' HV' Hp) as HA.
    set (A := fun j => rsum l (fun i => w i * V i j) / rsum l w) in *.
    set (W := rsum l w) in *.
    assert (Hr : 0 <= W / (W + w l) <= 1).
    { assert (0 < / (W + w l)) by (apply Rinv_0_lt_compat; lra). split.
      - apply Rmult_le_pos; lra.
      - apply Rmult_le_reg_r with (W + w l); [lra|]. unfold Rdiv.
        rewrite Rmult_assoc, Rinv_l by lra. lra. }
    pose proof (Hcon _ A (V l) Hr HA (HV l ltac:(lia))) as C.
    apply Rle_trans with ((W + w l) * (W / (W + w l) * G A + (1 - W / (W + w l)) * G (V l))).
    + replace ((W + w l) * (W / (W + w l) * G A + (1 - W / (W + w l)) * G (V l)))
        with (W * G A + w l * G (V l)) by (field; lra).
      lra.
    + apply Rmult_le_compat_l; [lra|]. eapply Rle_trans; [exact C|]. right.
      apply Hext. intros j _. unfold A. field. lra.
  - assert (Z0 : forall i, (i < l)%nat -> w i = 0) by (apply rsum_zero_terms; auto).
    rewrite <- Z, Rplus_0_l in HW |- *.
    rewrite (rsum_ext l (fun i => w i * G (V i)) (fun _ => 0)), rsum_zero
      by (intros i Li; rewrite Z0 by exact Li; ring).
    rewrite Rplus_0_l. right. f_equal. apply Hext. intros j _.
    rewrite (rsum_ext l (fun i => w i * V i j) (fun _ => 0)), rsum_zero
      by (intros i Li; rewrite Z0 by exact Li; ring).
    field. lra.
Qed.

(** The model expected when [c] is counted and [n] draws are to come. *)
Definition expected_fit (N : nat) (M : nat -> R) (n : nat) (c : counts) : nat -> R :=
  fun j => (INR (c j) + INR n * M j) / INR N.

Lemma expected_fit_simplex : forall K N M n c, (1 <= N)%nat -> simplex K M ->
  rsum K (fun i => INR (c i)) + INR n = INR N -> simplex K (expected_fit N M n c).
Proof.
  intros K N M n c HN [HM S] T. assert (0 < INR N) by (apply lt_0_INR; lia).
  unfold expected_fit. split.
  - intros i L. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    pose proof (pos_INR (c i)). pose proof (pos_INR n). specialize (HM i L).
    assert (0 <= INR n * M i) by now apply Rmult_le_pos. lra.
  - unfold Rdiv. rewrite rsum_scal_r, rsum_plus, rsum_scal, S, Rmult_1_r, T. field. lra.
Qed.

Lemma Draws_concave : forall K N M G, (1 <= N)%nat -> simplex K M -> concave_on_simplex K G ->
  forall n c, rsum K (fun i => INR (c i)) + INR n = INR N ->
  Draws K M n (fun c' => G (fit N c')) c <= G (expected_fit N M n c).
Proof.
  intros K N M G HN HM HG. assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  induction n as [|n IH]; intros c T; simpl Draws.
  - right. apply HG. intros i L. unfold fit, expected_fit. simpl (INR 0). f_equal. ring.
  - destruct HM as [HM0 S].
    assert (T' : forall i, (i < K)%nat -> rsum K (fun j => INR (bump c i j)) + INR n = INR N).
    { intros i L. rewrite (rsum_ext K _ (fun j => 1 * INR (bump c i j))) by (intros; ring).
      rewrite (rsum_bump K (fun _ => 1) c i L), <- T, S_INR.
      rewrite (rsum_ext K (fun j => 1 * INR (c j)) (fun j => INR (c j))) by (intros; ring). ring. }
    apply Rle_trans with (rsum K (fun i => M i * G (expected_fit N M n (bump c i)))).
    + apply rsum_le. intros i L. apply Rmult_le_compat_l; auto.
    + eapply Rle_trans; [apply (jensen K G HG K M (fun i => expected_fit N M n (bump c i))); auto|].
      * intros i L. apply expected_fit_simplex; auto. now split.
      * rewrite S. lra.
      * rewrite S, Rmult_1_l. right. apply HG. intros j Lj. unfold expected_fit.
        rewrite (rsum_ext K _ (fun i => M i * ((INR (c j) + INR n * M j) / INR N)
                                        + (if Nat.eqb i j then M j / INR N else 0))).
        -- rewrite rsum_plus, rsum_scal_r, S, (rsum_single K j); auto.
           ++ rewrite Nat.eqb_refl, S_INR. field. lra.
           ++ intros i _ D. apply Nat.eqb_neq in D. now rewrite D.
        -- intros i _. unfold bump. rewrite (Nat.eqb_sym j i).
           destruct (Nat.eqb_spec i j) as [->|_]; [rewrite S_INR|]; field; lra.
Qed.

Theorem concave_diversity_proof : concave_diversity.
Proof.
  intros K N Q G HN HQ HG. unfold Gen.
  assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  eapply Rle_trans; [apply Draws_concave; auto|].
  - unfold zero_counts. simpl (INR 0). rewrite rsum_zero. ring.
  - right. apply HG. intros i _. unfold expected_fit, zero_counts. simpl (INR 0). field. lra.
Qed.

(** ** Tsallis entropies *)

(** If [h] lies above its tangent at [Q i], its expectation is at least [h (Q i)].
    A symbol without mass stays without mass, so no tangent is needed there. *)
Lemma Gen_symbol_convex : forall K N Q i h s, (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  (0 < Q i -> forall x, 0 <= x -> h (Q i) + s * (x - Q i) <= h x) ->
  h (Q i) <= Gen K N Q (fun Q' => h (Q' i)).
Proof.
  intros K N Q i h s HN HQ L T.
  apply Rle_trans with (Gen K N Q (fun Q' => h (Q i) + s * (Q' i - Q i))).
  - rewrite Gen_plus, Gen_scal, (Gen_minus K N Q (fun Q' => Q' i) (fun _ => Q i)).
    rewrite !Gen_const, Gen_coord by auto. lra.
  - apply Gen_le; auto. intros Q' HQ' Z.
    destruct (simplex_nonneg K Q i HQ L) as [Hp|E].
    + apply T; auto. apply (simplex_nonneg K); auto.
    + rewrite (Z i L (eq_sym E)), <- E. lra.
Qed.

Lemma power_0 : forall q, power 0 q = 0.
Proof. intros q. unfold power. destruct (Req_EM_T 0 0); [reflexivity|lra]. Qed.

Lemma power_pos : forall x q, 0 < x -> power x q = Rpower x q.
Proof. intros x q Hx. unfold power. destruct (Req_EM_T x 0); [lra|reflexivity]. Qed.

Lemma power_scale : forall p x q, 0 < p -> 0 < x ->
  power x q = power p q * Rpower (x / p) q.
Proof.
  intros p x q Hp Hx. assert (0 < x / p) by (apply Rdiv_lt_0_compat; lra).
  rewrite !power_pos by auto. rewrite Rpower_mult_distr by auto. f_equal. field. lra.
Qed.

Lemma power_tangent_above_1 : forall q p x, 1 < q -> 0 < p -> 0 <= x ->
  power p q + (power p q * q / p) * (x - p) <= power x q.
Proof.
  intros q p x Hq Hp Hx. assert (H0 : 0 < power p q) by (rewrite power_pos by auto; apply exp_pos).
  replace (power p q + power p q * q / p * (x - p))
    with (power p q * (1 + q * (x / p - 1))) by (field; lra).
  destruct Hx as [Hx|<-].
  - rewrite (power_scale p x q) by auto. apply Rmult_le_compat_l; [lra|].
    apply bernoulli_above_1; auto. apply Rdiv_lt_0_compat; lra.
  - rewrite power_0. unfold Rdiv. rewrite Rmult_0_l. nra.
Qed.

Lemma power_tangent_below_1 : forall q p x, 0 < q < 1 -> 0 < p -> 0 <= x ->
  power x q <= power p q + (power p q * q / p) * (x - p).
Proof.
  intros q p x Hq Hp Hx. assert (H0 : 0 < power p q) by (rewrite power_pos by auto; apply exp_pos).
  replace (power p q + power p q * q / p * (x - p))
    with (power p q * (1 + q * (x / p - 1))) by (field; lra).
  destruct Hx as [Hx|<-].
  - rewrite (power_scale p x q) by auto. apply Rmult_le_compat_l; [lra|].
    apply bernoulli_below_1; auto. apply Rdiv_lt_0_compat; lra.
  - rewrite power_0. unfold Rdiv. rewrite Rmult_0_l. nra.
Qed.

(** The power sum's expectation: above its value for [q > 1], below for [q < 1]. *)
Lemma Gen_power_sum_above_1 : forall q K N Q, 1 < q -> (1 <= N)%nat -> simplex K Q ->
  rsum K (fun i => power (Q i) q) <= Gen K N Q (fun Q' => rsum K (fun i => power (Q' i) q)).
Proof.
  intros q K N Q Hq HN HQ. rewrite (Gen_rsum K N Q K (fun i Q' => power (Q' i) q)).
  apply rsum_le. intros i L.
  apply (Gen_symbol_convex K N Q i (fun x => power x q) (power (Q i) q * q / Q i)); auto.
  intros Hp x Hx. now apply power_tangent_above_1.
Qed.

Lemma Gen_power_sum_below_1 : forall q K N Q, 0 < q < 1 -> (1 <= N)%nat -> simplex K Q ->
  Gen K N Q (fun Q' => rsum K (fun i => power (Q' i) q)) <= rsum K (fun i => power (Q i) q).
Proof.
  intros q K N Q Hq HN HQ. rewrite (Gen_rsum K N Q K (fun i Q' => power (Q' i) q)).
  apply rsum_le. intros i L. apply Ropp_le_cancel. rewrite <- Gen_opp.
  apply (Gen_symbol_convex K N Q i (fun x => - power x q) (- (power (Q i) q * q / Q i))); auto.
  intros Hp x Hx. pose proof (power_tangent_below_1 q (Q i) x Hq Hp Hx). lra.
Qed.

Theorem tsallis_proof : tsallis.
Proof.
  intros q K N Q Hq Hq1 HN HQ. unfold Tsallis, Rdiv.
  rewrite Gen_scal_r, Gen_minus, Gen_const by exact HQ.
  destruct (Rtotal_order q 1) as [L|[E|G]]; [|lra|].
  - assert (/ (q - 1) < 0) by (apply Rinv_lt_0_compat; lra).
    pose proof (Gen_power_sum_below_1 q K N Q (conj Hq L) HN HQ). nra.
  - assert (0 < / (q - 1)) by (apply Rinv_0_lt_compat; lra).
    pose proof (Gen_power_sum_above_1 q K N Q G HN HQ). nra.
Qed.

(** ** Renyi entropies of order below 1 *)

Lemma power_sum_pos : forall q K Q, simplex K Q -> 0 < rsum K (fun i => power (Q i) q).
Proof.
  intros q K Q HQ.
  assert (Hn : forall i, (i < K)%nat -> 0 <= power (Q i) q).
  { intros i L. destruct (simplex_nonneg K Q i HQ L) as [Hp|<-].
    - rewrite power_pos by exact Hp. left. apply exp_pos.
    - rewrite power_0. lra. }
  destruct (rsum_nonneg K _ Hn) as [H|Z]; [exact H|].
  (* all terms zero would make all masses zero *)
  exfalso. symmetry in Z. pose proof (rsum_zero_terms K _ Hn Z) as T.
  destruct HQ as [HQ S]. rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S; [lra|].
  intros i L. destruct (HQ i L) as [Hp|E]; [|now symmetry].
  specialize (T i L). cbv beta in T. rewrite power_pos in T by exact Hp.
  pose proof (exp_pos (q * ln (Q i))). unfold Rpower in T. lra.
Qed.

(** The tangent of the logarithm at the power sum of [Q]. *)
Theorem renyi_below_one_proof : renyi_below_one.
Proof.
  intros q K N Q Hq HN HQ. unfold Renyi, Rdiv.
  rewrite (Gen_scal_r K N Q (/ (1 - q)) (fun Q' => ln (rsum K (fun i => power (Q' i) q)))).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
  pose proof (power_sum_pos q K Q HQ) as HS.
  pose proof (Gen_power_sum_below_1 q K N Q Hq HN HQ) as HE.
  set (S := rsum K (fun i => power (Q i) q)) in *.
  apply Rle_trans with
    (Gen K N Q (fun Q' => (ln S - 1) + / S * rsum K (fun i => power (Q' i) q))).
  - apply Gen_le; auto. intros Q' HQ' _.
    pose proof (ln_tangent S _ HS (power_sum_pos q K Q' HQ')) as T. unfold Rdiv in T. lra.
  - rewrite Gen_plus, Gen_const, Gen_scal by exact HQ.
    assert (0 < / S) by now apply Rinv_0_lt_compat.
    apply (Rmult_le_compat_l (/ S)) in HE; [|lra]. rewrite Rinv_l in HE by lra. lra.
Qed.
