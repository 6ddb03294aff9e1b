(** * Right answers: the supermartingale

    The counts of [N] draws have the generating function [(sum M x)^N].  With
    [x = s] on the right answers it is the supermartingale, with [x] 0 or 1 the
    probability of drawing nothing but right answers. *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits Accepted.
From Groundcheck.statements Require Import OneGeneration Generations Verifier.
Local Open Scope R_scope.

(** ** The generating function of the counts *)

Lemma rprod_bump : forall K (x : nat -> R) c i, (i < K)%nat ->
  rprod K (fun j => x j ^ bump c i j) = rprod K (fun j => x j ^ c j) * x i.
Proof.
  intros K x c i L. induction K as [|k IH]; [lia|]. simpl.
  destruct (Nat.eq_dec i k) as [->|D].
  - rewrite bump_same. simpl. rewrite (rprod_ext k _ (fun j => x j ^ c j)); [ring|].
    intros j Lj. rewrite bump_other by lia. reflexivity.
  - rewrite IH by lia. rewrite bump_other by lia. ring.
Qed.

Lemma Draws_generating : forall K M x n c,
  Draws K M n (fun c' => rprod K (fun i => x i ^ c' i)) c
  = rprod K (fun i => x i ^ c i) * rsum K (fun i => M i * x i) ^ n.
Proof.
  intros K M x n. induction n as [|n IH]; intro c; simpl; [ring|].
  rewrite (rsum_ext K _ (fun i => M i * x i * (rprod K (fun j => x j ^ c j)
                                   * rsum K (fun j => M j * x j) ^ n))).
  - rewrite rsum_scal_r. ring.
  - intros i L. rewrite IH, rprod_bump by exact L. ring.
Qed.

Lemma rprod_zero_counts : forall K (x : nat -> R), rprod K (fun i => x i ^ zero_counts i) = 1.
Proof.
  intros K x. rewrite (rprod_ext K _ (fun _ => 1)) by reflexivity. rewrite rprod_const. apply pow1.
Qed.

(** ** Shares of right answers *)

Lemma right_share_as_mean : forall K A Q,
  right_share K A Q = mean K (fun i => if A i then 1 else 0) Q.
Proof. intros K A Q. apply rsum_ext. intros i _. destruct (A i); ring. Qed.

Lemma right_share_bounds : forall K A Q, simplex K Q -> 0 <= right_share K A Q <= 1.
Proof.
  intros K A Q HQ. split.
  - apply rsum_nonneg. intros i L. destruct (A i); [now apply (simplex_nonneg K) | lra].
  - rewrite <- (simplex_sum K Q HQ). apply rsum_le. intros i L.
    pose proof (simplex_nonneg K Q i HQ L). destruct (A i); lra.
Qed.

(** A power of the number of right answers is a product over symbols. *)
Lemma Rpower_rsum : forall s (A : nat -> bool) (c : counts) K, 0 < s ->
  Rpower s (rsum K (fun i => if A i then INR (c i) else 0))
  = rprod K (fun i => (if A i then s else 1) ^ c i).
Proof.
  intros s A c K Hs. induction K as [|k IH]; [now apply Rpower_O|].
  simpl. rewrite Rpower_plus, IH. f_equal.
  destruct (A k); [now apply Rpower_pow | rewrite pow1; now apply Rpower_O].
Qed.

(** Powers keep a strict order. *)
Lemma pow_strict : forall a b n, (1 <= n)%nat -> 0 <= a -> a < b -> a ^ n < b ^ n.
Proof.
  intros a b n Hn Ha Hab. destruct n as [|n]; [lia|]. simpl.
  assert (a ^ n <= b ^ n) by (apply pow_incr; lra). pose proof (pow_le a n Ha).
  assert (0 < b ^ n) by (apply pow_lt; lra). nra.
Qed.

Section Imperfect.

Variables (K N : nat) (A : nat -> bool) (u v : R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Hu : 0 < u.
Hypothesis Hv : 0 < v.

Notation w := (imperfect A u v).
Notation q Q := (right_share K A Q).

Let Hw : forall i, (i < K)%nat -> 0 < w i.
Proof. intros i _. unfold imperfect. destruct (A i); assumption. Qed.

Lemma total_weight : forall Q, simplex K Q ->
  rsum K (fun j => w j * Q j) = u * q Q + v * (1 - q Q).
Proof.
  intros Q HQ. replace (1 - q Q) with (rsum K (fun j => Q j - (if A j then Q j else 0)))
    by (rewrite rsum_minus, (simplex_sum K Q HQ); reflexivity).
  unfold right_share. rewrite <- !rsum_scal, <- rsum_plus. apply rsum_ext. intros j _.
  unfold imperfect. destruct (A j); ring.
Qed.

Lemma accepted_model : forall Q, simplex K Q -> simplex K (accepted K w Q).
Proof.
  intros Q HQ. apply accepted_simplex; auto.
  - intros i L. left. now apply Hw.
  - now apply accepted_pos.
Qed.

Lemma weight_pos : forall Q, simplex K Q -> 0 < u * q Q + v * (1 - q Q).
Proof. intros Q HQ. rewrite <- total_weight by exact HQ. now apply accepted_pos. Qed.

(** The share of right answers among the accepted ones. *)
Lemma accepted_share : forall Q, simplex K Q ->
  q (accepted K w Q) = u * q Q / (u * q Q + v * (1 - q Q)).
Proof.
  intros Q HQ. unfold right_share at 1. rewrite <- total_weight by exact HQ.
  rewrite (rsum_ext K _ (fun i => (if A i then Q i else 0)
                                  * (u * / rsum K (fun j => w j * Q j)))).
  - rewrite rsum_scal_r. fold (q Q). unfold Rdiv. ring.
  - intros i _. unfold accepted, imperfect at 1, Rdiv. destruct (A i); ring.
Qed.

(** [s] to the number of right answers. *)
Lemma right_power : forall s c, 0 < s ->
  Rpower s (INR N * q (fit N c)) = rprod K (fun i => (if A i then s else 1) ^ c i).
Proof.
  intros s c Hs. assert (HN0 : 0 < INR N) by (apply lt_0_INR; lia).
  rewrite <- Rpower_rsum by exact Hs. f_equal.
  unfold right_share. rewrite <- rsum_scal. apply rsum_ext. intros i _. unfold fit.
  destruct (A i); [field; lra | ring].
Qed.

(** [s <= s^q (q + (1 - q) s)]: the weighted means of 1 and [s]. *)
Lemma weighted_means : forall s x, 0 < s -> 0 <= x <= 1 ->
  s / (x + (1 - x) * s) <= Rpower s x.
Proof.
  intros s x Hs Hx. assert (Hd : 0 < x + (1 - x) * s).
  { destruct (Req_dec x 0) as [->|]; [lra|]. assert (0 <= (1 - x) * s) by (apply Rmult_le_pos; lra). lra. }
  assert (B : Rpower s (1 - x) <= x + (1 - x) * s).
  { destruct (Req_dec x 0) as [->|H0].
    - replace (1 - 0) with 1 by ring. rewrite Rpower_1 by exact Hs. lra.
    - destruct (Req_dec x 1) as [->|H1].
      + replace (1 - 1) with 0 by ring. rewrite Rpower_O by exact Hs. lra.
      + pose proof (bernoulli_below_1 (1 - x) s ltac:(lra) Hs). lra. }
  apply (Rmult_le_reg_r (x + (1 - x) * s)); [exact Hd|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with (Rpower s x * Rpower s (1 - x)).
  - rewrite <- Rpower_plus. replace (x + (1 - x)) with 1 by ring. rewrite Rpower_1 by exact Hs. lra.
  - apply Rmult_le_compat_l; [left; apply exp_pos | exact B].
Qed.

(** The same, strictly, by the tangent of the exponential function. *)
Lemma weighted_means_strict : forall s x, 0 < s -> s <> 1 -> 0 < x < 1 ->
  s / (x + (1 - x) * s) < Rpower s x.
Proof.
  intros s x Hs H1 Hx. assert (Hd : 0 < x + (1 - x) * s).
  { assert (0 <= (1 - x) * s) by (apply Rmult_le_pos; lra). lra. }
  set (l := ln s). assert (Hl : l <> 0).
  { intro E. apply H1. rewrite <- (exp_ln s Hs). fold l. rewrite E. apply exp_0. }
  assert (B : Rpower s (1 - x) < x + (1 - x) * s).
  { unfold Rpower. fold l. set (m := exp ((1 - x) * l)). assert (Hm : 0 < m) by apply exp_pos.
    assert (Hz : forall c z, c <> 0 -> z <> 0 -> c * z <> 0) by (intros; now apply Rmult_integral_contrapositive).
    pose proof (exp_ineq1 (- ((1 - x) * l)) ltac:(apply Ropp_neq_0_compat, Hz; lra)) as E0.
    pose proof (exp_ineq1 (x * l) ltac:(apply Hz; lra)) as E1.
    apply (Rmult_lt_compat_l m) in E0; [|exact Hm]. apply (Rmult_lt_compat_l m) in E1; [|exact Hm].
    unfold m in E0 at 2, E1 at 2. rewrite <- exp_plus in E0, E1.
    replace ((1 - x) * l + - ((1 - x) * l)) with 0 in E0 by ring. rewrite exp_0 in E0.
    replace ((1 - x) * l + x * l) with l in E1 by ring. unfold l in E1 at 2. rewrite exp_ln in E1 by exact Hs.
    apply (Rmult_lt_compat_l x) in E0; [|lra]. apply (Rmult_lt_compat_l (1 - x)) in E1; [|lra].
    fold l in E1. lra. }
  apply (Rmult_lt_reg_r (x + (1 - x) * s)); [exact Hd|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_lt_trans with (Rpower s x * Rpower s (1 - x)).
  - rewrite <- Rpower_plus. replace (x + (1 - x)) with 1 by ring. rewrite Rpower_1 by exact Hs. lra.
  - apply Rmult_lt_compat_l; [apply exp_pos | exact B].
Qed.

Lemma one_generation : forall Q, simplex K Q ->
  Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))
  = (v / u / (q Q + (1 - q Q) * (v / u))) ^ N.
Proof.
  intros Q HQ. set (s := v / u). assert (Hs : 0 < s) by now apply Rdiv_lt_0_compat.
  pose proof (weight_pos Q HQ) as Hp.
  unfold Gen. rewrite (Draws_ext K _ N _ (fun c => rprod K (fun i => (if A i then s else 1) ^ c i)))
    by (intro c; now apply right_power).
  rewrite Draws_generating, rprod_zero_counts, Rmult_1_l.
  f_equal.
  rewrite (rsum_ext K _ (fun i => Q i * (v * / rsum K (fun j => w j * Q j)))).
  - rewrite rsum_scal_r, (simplex_sum K Q HQ), total_weight by exact HQ.
    unfold s. field. lra.
  - intros i L. assert (HZ : 0 < rsum K (fun j => w j * Q j)) by now apply accepted_pos.
    unfold accepted, imperfect at 1, s. destruct (A i); field; repeat split; lra.
Qed.

(** [s^(Nq)] is the [N]-th power of [s^q]. *)
Lemma power_of_share : forall s x, Rpower s (INR N * x) = Rpower s x ^ N.
Proof.
  intros s x. rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult. f_equal. ring.
Qed.

Lemma mean_weight_pos : forall Q, simplex K Q -> 0 < v / u / (q Q + (1 - q Q) * (v / u)).
Proof.
  intros Q HQ. pose proof (weight_pos Q HQ) as Hp. apply Rdiv_lt_0_compat; [now apply Rdiv_lt_0_compat|].
  replace (q Q + (1 - q Q) * (v / u)) with ((u * q Q + v * (1 - q Q)) / u) by (field; lra).
  now apply Rdiv_lt_0_compat.
Qed.

Lemma supermartingale : forall Q, simplex K Q ->
  Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))
  <= Rpower (v / u) (INR N * q Q).
Proof.
  intros Q HQ. assert (Hs : 0 < v / u) by now apply Rdiv_lt_0_compat.
  pose proof (right_share_bounds K A Q HQ) as Hx.
  rewrite one_generation, power_of_share by exact HQ. apply pow_incr. split.
  - left. now apply mean_weight_pos.
  - now apply weighted_means.
Qed.

(** A strict loss, unless all answers are right or all are wrong. *)
Lemma supermartingale_strict : forall Q, simplex K Q -> v <> u -> 0 < q Q < 1 ->
  Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))
  < Rpower (v / u) (INR N * q Q).
Proof.
  intros Q HQ Hne Hx. assert (Hs : 0 < v / u) by now apply Rdiv_lt_0_compat.
  assert (H1 : v / u <> 1).
  { intro E. apply Hne. apply (Rmult_eq_compat_r u) in E. unfold Rdiv in E.
    rewrite Rmult_assoc, Rinv_l in E by lra. lra. }
  rewrite one_generation, power_of_share by exact HQ.
  apply pow_strict; [exact HN | left; now apply mean_weight_pos | now apply weighted_means_strict].
Qed.

Lemma supermartingale_equal : forall Q, simplex K Q -> q Q = 0 \/ q Q = 1 ->
  Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))
  = Rpower (v / u) (INR N * q Q).
Proof.
  intros Q HQ E. assert (Hs : 0 < v / u) by now apply Rdiv_lt_0_compat.
  rewrite one_generation, power_of_share by exact HQ. f_equal. destruct E as [-> | ->].
  - rewrite Rpower_O by exact Hs. field. lra.
  - rewrite Rpower_1 by exact Hs. field. lra.
Qed.

(** ** Over generations *)

Lemma Verified_le : forall t G G' Q, simplex K Q ->
  (forall Q', simplex K Q' -> G Q' <= G' Q') -> Verified K N w t G Q <= Verified K N w t G' Q.
Proof.
  induction t as [|t IH]; intros G G' Q HQ H; simpl; [now apply H|].
  apply Gen_le; auto using accepted_model.
Qed.

Lemma Verified_scal : forall t a G Q,
  Verified K N w t (fun Q' => a * G Q') Q = a * Verified K N w t G Q.
Proof.
  induction t as [|t IH]; intros a G Q; simpl; [reflexivity|].
  rewrite <- Gen_scal. apply Gen_ext. intro Q'. apply IH.
Qed.

Lemma Verified_plus : forall t F G Q,
  Verified K N w t (fun Q' => F Q' + G Q') Q = Verified K N w t F Q + Verified K N w t G Q.
Proof.
  induction t as [|t IH]; intros F G Q; simpl; [reflexivity|].
  rewrite <- Gen_plus. apply Gen_ext. intro Q'. apply IH.
Qed.

Lemma Verified_const : forall t a Q, simplex K Q -> Verified K N w t (fun _ => a) Q = a.
Proof.
  induction t as [|t IH]; intros a Q HQ; simpl; [reflexivity|].
  rewrite (Gen_eq K N _ _ (fun _ => a)); auto using accepted_model. apply Gen_const. now apply accepted_model.
Qed.

(** A function that a generation multiplies by at most [c]. *)
Lemma Verified_contracts : forall G c, 0 <= c ->
  (forall Q, simplex K Q -> Gen K N (accepted K w Q) G <= c * G Q) ->
  forall t Q, simplex K Q -> Verified K N w t G Q <= c ^ t * G Q.
Proof.
  intros G c Hc H. induction t as [|t IH]; intros Q HQ; simpl; [lra|].
  apply Rle_trans with (Gen K N (accepted K w Q) (fun Q' => c ^ t * G Q')).
  - apply Gen_le; auto using accepted_model.
  - rewrite Gen_scal. replace (c * c ^ t * G Q) with (c ^ t * (c * G Q)) by ring.
    apply Rmult_le_compat_l; [now apply pow_le | now apply H].
Qed.

Lemma supermartingale_generations : forall t Q, simplex K Q ->
  Verified K N w t (fun Q' => Rpower (v / u) (INR N * q Q')) Q <= Rpower (v / u) (INR N * q Q).
Proof.
  intros t Q HQ.
  pose proof (Verified_contracts (fun Q' => Rpower (v / u) (INR N * q Q')) 1 ltac:(lra)) as B.
  rewrite <- (Rmult_1_l (Rpower (v / u) (INR N * q Q))), <- (pow1 t).
  apply B; [|exact HQ]. intros Q' HQ'. rewrite Rmult_1_l. now apply supermartingale.
Qed.

End Imperfect.

(** ** The claims *)

Theorem verifier_improves_proof : verifier_improves.
Proof.
  intros K N A u v Q HN HQ Huv. assert (Hu : 0 < u) by lra. assert (Hv : 0 < v) by lra.
  pose proof (right_share_bounds K A Q HQ) as Hx.
  pose proof (weight_pos K A u v Hu Hv Q HQ) as Wp.
  assert (E : Gen K N (accepted K (imperfect A u v) Q) (right_share K A)
    = u * right_share K A Q / (u * right_share K A Q + v * (1 - right_share K A Q))).
  { rewrite (Gen_ext K N _ _ (mean K (fun i => if A i then 1 else 0)))
      by (intro; apply right_share_as_mean).
    rewrite Gen_mean by (auto using accepted_model). rewrite <- right_share_as_mean.
    now apply accepted_share. }
  split; [exact E|]. rewrite E. set (x := right_share K A Q) in *.
  apply (Rmult_le_reg_r (u * x + v * (1 - x))); [exact Wp|].
  replace (u * x / (u * x + v * (1 - x)) * (u * x + v * (1 - x))) with (u * x) by (field; lra).
  assert (0 <= x * ((1 - x) * (u - v))) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
  nra.
Qed.

Theorem verifier_supermartingale_proof : verifier_supermartingale.
Proof.
  intros K N A u v Q HN HQ Hu Hv. split; [now apply supermartingale|]. intro Hne. split.
  - intro E. pose proof (right_share_bounds K A Q HQ) as Hx.
    destruct (Req_dec (right_share K A Q) 0) as [E0|N0]; [now left|].
    destruct (Req_dec (right_share K A Q) 1) as [E1|N1]; [now right|]. exfalso.
    pose proof (supermartingale_strict K N A u v HN Hu Hv Q HQ Hne ltac:(lra)). lra.
  - now apply supermartingale_equal.
Qed.

Theorem verifier_supermartingale_generations_proof : verifier_supermartingale_generations.
Proof. intros K N A u v Q t HN HQ Hu Hv. now apply supermartingale_generations. Qed.
