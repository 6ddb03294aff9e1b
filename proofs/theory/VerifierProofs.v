(** * Verifiers: conditioning, and the chance of ending right

    The counts of [N] draws have the generating function [(sum M x)^N].  With
    [x = s] on the right answers it is the supermartingale, with [x] 0 or 1 the
    probability of drawing nothing but right answers. *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits ChainClosed.
From Groundcheck.statements Require Import OneGeneration Generations Verifier.
Local Open Scope R_scope.

(** ** What is accepted *)

Lemma accepted_simplex : forall K w Q, simplex K Q -> (forall i, (i < K)%nat -> 0 <= w i) ->
  0 < rsum K (fun j => w j * Q j) -> simplex K (accepted K w Q).
Proof.
  intros K w Q HQ Hw Hp. unfold accepted. split.
  - intros i L. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    apply Rmult_le_pos; [now apply Hw | now apply (simplex_nonneg K)].
  - unfold Rdiv. rewrite rsum_scal_r. now rewrite Rinv_r by lra.
Qed.

(** Positive weights accept something. *)
Lemma accepted_pos : forall K w Q, simplex K Q -> (forall i, (i < K)%nat -> 0 < w i) ->
  0 < rsum K (fun j => w j * Q j).
Proof.
  intros K w Q HQ Hw. assert (H0 : forall i, (i < K)%nat -> 0 <= w i * Q i).
  { intros i L. apply Rmult_le_pos; [left; now apply Hw | now apply (simplex_nonneg K)]. }
  destruct (rsum_nonneg K _ H0) as [Hp|Z]; [exact Hp|]. exfalso.
  pose proof (rsum_zero_terms K _ H0 (eq_sym Z)) as T. cbv beta in T.
  pose proof (simplex_sum K Q HQ) as S. rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S; [lra|].
  intros i L. specialize (T i L). specialize (Hw i L).
  apply Rmult_integral in T. destruct T; lra.
Qed.

Theorem verified_power_proof : verified_power.
Proof.
  intros K w Q t i HQ Hw L. revert i L. induction t as [|t IH]; intros i L.
  - simpl. rewrite (rsum_ext K _ Q) by (intros; ring). rewrite (simplex_sum K Q HQ). field.
  - simpl Verified_idealised. unfold accepted. rewrite (IH i L).
    set (Z := rsum K (fun j => Q j * w j ^ t)).
    assert (HZ : 0 < Z).
    { unfold Z. rewrite (rsum_ext K _ (fun j => w j ^ t * Q j)) by (intros; ring).
      apply accepted_pos; [exact HQ|]. intros j Lj. now apply pow_lt, Hw. }
    rewrite (rsum_ext K (fun j => w j * Verified_idealised K w t Q j)
                        (fun j => Q j * w j ^ S t * / Z)).
    + rewrite rsum_scal_r. set (Z' := rsum K (fun j => Q j * w j ^ S t)).
      assert (HZ' : 0 < Z').
      { unfold Z'. rewrite (rsum_ext K _ (fun j => w j ^ S t * Q j)) by (intros; ring).
        apply accepted_pos; [exact HQ|]. intros j Lj. now apply pow_lt, Hw. }
      simpl. field. lra.
    + intros j Lj. rewrite (IH j Lj). fold Z. simpl. field. lra.
Qed.

(** ** Projection *)

(** Where the world has mass, the weight is 1. *)
Theorem projection_divergence_proof : projection_divergence.
Proof.
  intros K w P Q HP HQ Hw HS H1.
  assert (W : forall i, (i < K)%nat -> 0 < P i -> w i = 1).
  { assert (Z : rsum K (fun i => (1 - w i) * P i) = 0).
    { rewrite (rsum_ext K _ (fun i => P i - w i * P i)) by (intros; ring).
      rewrite rsum_minus, H1, (simplex_sum K P HP). ring. }
    assert (H0 : forall i, (i < K)%nat -> 0 <= (1 - w i) * P i).
    { intros i L. specialize (Hw i L). apply Rmult_le_pos; [lra | now apply (simplex_nonneg K)]. }
    intros i L Hp. pose proof (rsum_zero_terms K (fun i => (1 - w i) * P i) H0 Z i L) as T.
    cbv beta in T.
    apply Rmult_integral in T. destruct T; lra. }
  set (m := rsum K (fun i => w i * Q i)).
  assert (Hq : forall i, (i < K)%nat -> 0 < P i -> 0 < Q i).
  { intros i L Hp. destruct (simplex_nonneg K Q i HQ L) as [Hq|E]; [exact Hq|].
    rewrite (HS i L (eq_sym E)) in Hp. lra. }
  assert (Hm : 0 < m).
  { assert (Hex : exists i, (i < K)%nat /\ 0 < P i).
    { apply NNPP. intro No. pose proof (simplex_sum K P HP) as S.
      rewrite (rsum_ext K P (fun _ => 0)), rsum_zero in S; [lra|].
      intros i L. destruct (simplex_nonneg K P i HP L) as [Hp|E]; [|now symmetry].
      exfalso. apply No. now exists i. }
    destruct Hex as (i & L & Hp). apply (rsum_pos K _ i); [|exact L|].
    - intros j Lj. apply Rmult_le_pos; [apply Hw, Lj | now apply (simplex_nonneg K)].
    - rewrite (W i L Hp). specialize (Hq i L Hp). lra. }
  unfold KL. rewrite <- (Rmult_1_l (ln m)), <- (simplex_sum K P HP), <- rsum_scal_r, <- rsum_plus.
  apply rsum_ext. intros i L. destruct (simplex_nonneg K P i HP L) as [Hp|<-]; [|ring].
  unfold accepted. fold m. rewrite (W i L Hp), Rmult_1_l. specialize (Hq i L Hp).
  replace (P i / (Q i / m)) with (P i / Q i * m) by (field; lra).
  rewrite ln_mult; [ring | now apply Rdiv_lt_0_compat | exact Hm].
Qed.

(** A model whose every symbol is accepted, is accepted as it is. *)
Lemma accepted_same : forall K w Q, simplex K Q ->
  (forall i, (i < K)%nat -> w i = 0 \/ w i = 1) ->
  (forall i, (i < K)%nat -> w i = 0 -> Q i = 0) ->
  forall i, (i < K)%nat -> accepted K w Q i = Q i.
Proof.
  intros K w Q HQ Hw HS. assert (E : forall i, (i < K)%nat -> w i * Q i = Q i).
  { intros i L. destruct (Hw i L) as [Z|O]; [rewrite (HS i L Z); ring | rewrite O; ring]. }
  intros i L. unfold accepted. rewrite (rsum_ext K _ Q E), (simplex_sum K Q HQ), (E i L). field.
Qed.

Lemma verified_same : forall K N w, (1 <= N)%nat ->
  (forall i, (i < K)%nat -> w i = 0 \/ w i = 1) ->
  forall t Q, simplex K Q -> (forall i, (i < K)%nat -> w i = 0 -> Q i = 0) ->
  Verified K N w t (Diversity K) Q = rate N ^ t * Diversity K Q.
Proof.
  intros K N w HN Hw. induction t as [|t IH]; intros Q HQ HS; [simpl; ring|]. simpl Verified.
  rewrite (Gen_ext_M K N _ Q) by (now apply accepted_same).
  rewrite (Gen_eq K N Q _ (fun Q' => rate N ^ t * Diversity K Q')); auto.
  - rewrite Gen_scal, Gen_Diversity by assumption. unfold rate. simpl. ring.
Qed.

Theorem projection_loop_proof : projection_loop.
Proof.
  intros K N w Q t HN HQ Ht Hw Hp. destruct t as [|t]; [lia|]. simpl Verified.
  assert (HM : simplex K (accepted K w Q)).
  { apply accepted_simplex; auto. intros i L. destruct (Hw i L); lra. }
  rewrite (Gen_eq K N _ _ (fun Q' => rate N ^ t * Diversity K Q')); auto.
  - rewrite Gen_scal, Gen_Diversity by assumption. unfold rate. simpl. ring.
  - intros Q' HQ' Z. apply verified_same; auto. intros i L E. apply Z; [exact L|].
    unfold accepted. rewrite E. unfold Rdiv. ring.
Qed.

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

Lemma HM : forall Q, simplex K Q -> simplex K (accepted K w Q).
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

Lemma supermartingale : forall Q, simplex K Q ->
  Gen K N (accepted K w Q) (fun Q' => Rpower (v / u) (INR N * q Q'))
  <= Rpower (v / u) (INR N * q Q).
Proof.
  intros Q HQ. set (s := v / u). assert (Hs : 0 < s) by now apply Rdiv_lt_0_compat.
  pose proof (right_share_bounds K A Q HQ) as Hx. pose proof (weight_pos Q HQ) as Hp.
  unfold Gen. rewrite (Draws_ext K _ N _ (fun c => rprod K (fun i => (if A i then s else 1) ^ c i)))
    by (intro c; now apply right_power).
  rewrite Draws_generating, rprod_zero_counts, Rmult_1_l.
  replace (rsum K (fun i => accepted K w Q i * (if A i then s else 1)))
    with (s / (q Q + (1 - q Q) * s)).
  - replace (Rpower s (INR N * q Q)) with (Rpower s (q Q) ^ N)
      by (rewrite <- Rpower_pow by apply exp_pos; rewrite Rpower_mult; f_equal; ring).
    apply pow_incr. split.
    + apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat.
      replace (q Q + (1 - q Q) * s) with ((u * q Q + v * (1 - q Q)) / u) by (unfold s; field; lra).
      now apply Rdiv_lt_0_compat.
    + now apply weighted_means.
  - rewrite (rsum_ext K _ (fun i => Q i * (v * / rsum K (fun j => w j * Q j)))).
    + rewrite rsum_scal_r, (simplex_sum K Q HQ), total_weight by exact HQ.
      unfold s. field. lra.
    + intros i L. assert (HZ : 0 < rsum K (fun j => w j * Q j)) by now apply accepted_pos.
      unfold accepted, imperfect at 1, s. destruct (A i); field; repeat split; lra.
Qed.

(** ** Over generations *)

Lemma Verified_le : forall t G G' Q, simplex K Q ->
  (forall Q', simplex K Q' -> G Q' <= G' Q') -> Verified K N w t G Q <= Verified K N w t G' Q.
Proof.
  induction t as [|t IH]; intros G G' Q HQ H; simpl; [now apply H|].
  apply Gen_le; auto using HM.
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
  rewrite (Gen_eq K N _ _ (fun _ => a)); auto using HM. apply Gen_const. now apply HM.
Qed.

(** A function that a generation multiplies by at most [c]. *)
Lemma Verified_contracts : forall G c, 0 <= c ->
  (forall Q, simplex K Q -> Gen K N (accepted K w Q) G <= c * G Q) ->
  forall t Q, simplex K Q -> Verified K N w t G Q <= c ^ t * G Q.
Proof.
  intros G c Hc H. induction t as [|t IH]; intros Q HQ; simpl; [lra|].
  apply Rle_trans with (Gen K N (accepted K w Q) (fun Q' => c ^ t * G Q')).
  - apply Gen_le; auto using HM.
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

(** ** All right, all wrong *)

Lemma is_one_bounds : forall x, 0 <= is_one x <= 1.
Proof. intro x. unfold is_one. destruct (Req_EM_T x 1); lra. Qed.

Lemma is_one_1 : is_one 1 = 1.
Proof. unfold is_one. destruct (Req_EM_T 1 1); [reflexivity | contradiction]. Qed.

Lemma is_one_other : forall x, x <> 1 -> is_one x = 0.
Proof. intros x H. unfold is_one. destruct (Req_EM_T x 1); [contradiction | reflexivity]. Qed.

(** If nothing outside [B] is drawn, [B] has everything; the probability of that. *)
Lemma only_drawn : forall (B : nat -> bool) M, simplex K M ->
  right_share K B M ^ N <= Gen K N M (fun Q' => is_one (right_share K B Q')).
Proof.
  intros B M HM'. unfold Gen.
  replace (right_share K B M) with (rsum K (fun i => M i * (if B i then 1 else 0)))
    by (apply rsum_ext; intros i _; destruct (B i); ring).
  pose proof (Draws_generating K M (fun i => if B i then 1 else 0) N zero_counts) as E.
  rewrite rprod_zero_counts, Rmult_1_l in E. rewrite <- E. apply Draws_le; [exact (proj1 HM')|]. intros c Hc0.
  destruct (classic (exists i, (i < K)%nat /\ B i = false /\ c i <> 0%nat)) as [(i & L & Bi & Hc)|No].
  - replace (rprod K (fun i => (if B i then 1 else 0) ^ c i)) with 0; [apply is_one_bounds|].
    symmetry. clear - L Bi Hc. revert L. generalize K. induction K0 as [|k IH]; intro L; [lia|]. simpl.
    destruct (Nat.eq_dec i k) as [->|D]; [rewrite Bi, pow_ne_zero by exact Hc; ring|].
    rewrite IH by lia. ring.
  - assert (Z : forall i, (i < K)%nat -> B i = false -> c i = 0%nat).
    { intros i L Bi. destruct (Nat.eq_dec (c i) 0%nat) as [E0|D]; [exact E0|].
      exfalso. apply No. now exists i. }
    replace (right_share K B (fit N c)) with 1.
    + rewrite is_one_1. right. rewrite (rprod_ext K _ (fun _ => 1)).
      * rewrite rprod_const. apply pow1.
      * intros i L. destruct (B i) eqn:Bi; [apply pow1|]. now rewrite (Z i L Bi).
    + rewrite <- (simplex_sum K _ (fit_simplex K M N c HN Hc0)). apply rsum_ext. intros i L.
      destruct (B i) eqn:Bi; [reflexivity|]. unfold fit. rewrite (Z i L Bi). simpl.
      unfold Rdiv. ring.
Qed.

Lemma only_right : forall M, simplex K M -> q M ^ N <= Gen K N M (all_right K A).
Proof. intros M HM'. now apply (only_drawn A). Qed.

Lemma wrong_share : forall Q, simplex K Q -> right_share K (fun i => negb (A i)) Q = 1 - q Q.
Proof.
  intros Q HQ. rewrite <- (simplex_sum K Q HQ). unfold right_share. rewrite <- rsum_minus.
  apply rsum_ext. intros i _. destruct (A i); simpl; ring.
Qed.

Lemma only_wrong : forall M, simplex K M -> (1 - q M) ^ N <= Gen K N M (all_wrong K A).
Proof.
  intros M HM'. rewrite <- (wrong_share M HM').
  eapply Rle_trans; [now apply (only_drawn (fun i => negb (A i)))|].
  apply Gen_le; auto. intros Q' HQ' _. rewrite (wrong_share Q' HQ'). unfold all_wrong. lra.
Qed.

Notation undecided := (fun Q' => 1 - all_right K A Q' - all_wrong K A Q').

(** In every generation the loop is decided with probability [2^-N] at least,
    and what is decided stays so. *)
Lemma undecided_step : forall Q, simplex K Q ->
  Gen K N (accepted K w Q) undecided <= (1 - (/ 2) ^ N) * undecided Q.
Proof.
  intros Q HQ. pose proof (HM Q HQ) as HMQ. rewrite !Gen_minus, Gen_const by exact HMQ.
  pose proof (only_right _ HMQ) as R1. pose proof (only_wrong _ HMQ) as R2.
  pose proof (accepted_share Q HQ) as E. pose proof (weight_pos Q HQ) as Wp.
  pose proof (right_share_bounds K A _ HMQ) as Bp. set (p := q (accepted K w Q)) in *.
  assert (HNz : N <> O) by lia.
  destruct (Req_dec (q Q) 1) as [E1|N1].
  - assert (Ep : p = 1) by (rewrite E, E1; field; lra).
    rewrite Ep, pow1 in R1. rewrite Ep in R2. replace (1 - 1) with 0 in R2 by ring.
    rewrite pow_ne_zero in R2 by exact HNz.
    unfold all_right at 2, all_wrong at 2. rewrite E1, is_one_1, is_one_other by lra. lra.
  - destruct (Req_dec (q Q) 0) as [E0|N0].
    + assert (Ep : p = 0) by (rewrite E, E0; field; lra).
      rewrite Ep, pow_ne_zero in R1 by exact HNz. rewrite Ep in R2.
      replace (1 - 0) with 1 in R2 by ring. rewrite pow1 in R2.
      unfold all_right at 2, all_wrong at 2. rewrite E0.
      replace (1 - 0) with 1 by ring. rewrite is_one_1, is_one_other by lra. lra.
    + unfold all_right at 2, all_wrong at 2. rewrite !is_one_other by lra.
      assert ((/ 2) ^ N <= p ^ N + (1 - p) ^ N); [|lra].
      pose proof (pow_le p N (proj1 Bp)). pose proof (pow_le (1 - p) N ltac:(lra)).
      destruct (Rle_dec (/ 2) p).
      * assert ((/ 2) ^ N <= p ^ N) by (apply pow_incr; lra). lra.
      * assert ((/ 2) ^ N <= (1 - p) ^ N) by (apply pow_incr; lra). lra.
Qed.

Lemma half_power : 0 <= 1 - (/ 2) ^ N < 1.
Proof.
  assert (0 < (/ 2) ^ N) by (apply pow_lt; lra).
  assert ((/ 2) ^ N <= 1) by (apply pow_at_most_1; lra). lra.
Qed.

Lemma undecided_generations : forall t Q, simplex K Q ->
  Verified K N w t undecided Q <= (1 - (/ 2) ^ N) ^ t.
Proof.
  intros t Q HQ. pose proof half_power as Hh.
  eapply Rle_trans; [apply (Verified_contracts undecided (1 - (/ 2) ^ N)); auto using undecided_step; lra|].
  pose proof (pow_le (1 - (/ 2) ^ N) t ltac:(lra)). cbv beta.
  pose proof (is_one_bounds (q Q)). pose proof (is_one_bounds (1 - q Q)).
  unfold all_right, all_wrong.
  rewrite <- (Rmult_1_r ((1 - (/ 2) ^ N) ^ t)) at 2. apply Rmult_le_compat_l; lra.
Qed.

(** What is right stays right. *)
Lemma right_grows : forall t Q, simplex K Q ->
  Verified K N w t (all_right K A) Q <= Verified K N w (S t) (all_right K A) Q.
Proof.
  induction t as [|t IH]; intros Q HQ.
  - change (all_right K A Q <= Gen K N (accepted K w Q) (all_right K A)).
    pose proof (HM Q HQ) as HMQ.
    apply Rle_trans with (q (accepted K w Q) ^ N); [|now apply only_right].
    unfold all_right. destruct (Req_dec (q Q) 1) as [E|D].
    + rewrite accepted_share, E, is_one_1 by exact HQ.
      replace (u * 1 / (u * 1 + v * (1 - 1))) with 1 by (field; lra). rewrite pow1. lra.
    + rewrite is_one_other by exact D. apply pow_le. exact (proj1 (right_share_bounds K A _ HMQ)).
  - change (Gen K N (accepted K w Q) (Verified K N w t (all_right K A))
            <= Gen K N (accepted K w Q) (Verified K N w (S t) (all_right K A))).
    apply Gen_le; auto using HM.
Qed.

Lemma right_below_1 : forall t Q, simplex K Q -> Verified K N w t (all_right K A) Q <= 1.
Proof.
  intros t Q HQ. rewrite <- (Verified_const t 1 Q HQ). apply Verified_le; auto.
  intros. apply is_one_bounds.
Qed.

(** Where the loop is decided, [s] to the number of right answers is 1 or [s^N]. *)
Lemma right_bound : forall t Q, simplex K Q ->
  1 - Rpower (v / u) (INR N * q Q) - (1 - (/ 2) ^ N) ^ t
  <= (1 - (v / u) ^ N) * Verified K N w t (all_right K A) Q.
Proof.
  intros t Q HQ. set (s := v / u). assert (Hs : 0 < s) by now apply Rdiv_lt_0_compat.
  pose proof (supermartingale_generations t Q HQ) as S. fold s in S.
  pose proof (undecided_generations t Q HQ) as U.
  assert (L : Verified K N w t (fun Q' => 1 + - 1 * undecided Q' + (s ^ N - 1) * all_right K A Q') Q
              <= Verified K N w t (fun Q' => Rpower s (INR N * q Q')) Q).
  { apply Verified_le; auto. intros Q' HQ'. unfold all_right, all_wrong.
    destruct (Req_dec (q Q') 1) as [E|D1].
    - rewrite E, is_one_1, is_one_other by lra.
      rewrite (Rmult_1_r (INR N)), Rpower_pow by exact Hs. lra.
    - rewrite (is_one_other _ D1). destruct (Req_dec (q Q') 0) as [E|D0].
      + rewrite E, (Rmult_0_r (INR N)), Rpower_O by exact Hs.
        replace (1 - 0) with 1 by ring. rewrite is_one_1. lra.
      + rewrite is_one_other by lra. pose proof (exp_pos (INR N * q Q' * ln s)). unfold Rpower. lra. }
  rewrite (Verified_plus t (fun Q' => 1 + -1 * undecided Q')), (Verified_plus t (fun _ => 1)),
    (Verified_scal t (-1) undecided), Verified_scal, Verified_const in L by exact HQ.
  lra.
Qed.

Lemma ends_right : forall Q, simplex K Q -> v < u ->
  exists p, Un_cv (fun t => Verified K N w t (all_right K A) Q) p
  /\ (1 - Rpower (v / u) (INR N * q Q)) / (1 - (v / u) ^ N) <= p.
Proof.
  intros Q HQ Hlt. set (x := fun t => Verified K N w t (all_right K A) Q).
  destruct (growing_cv x) as [p Hp].
  - intro t. now apply right_grows.
  - exists 1. intros y [t ->]. now apply right_below_1.
  - exists p. split; [exact Hp|]. set (s := v / u).
    assert (Hs : 0 < s < 1).
    { unfold s. split; [now apply Rdiv_lt_0_compat|]. apply (Rmult_lt_reg_r u); [exact Hu|].
      replace (v / u * u) with v by (field; lra). lra. }
    assert (HsN : 0 < 1 - s ^ N).
    { assert (s ^ N <= s ^ 1).
      { destruct N as [|n]; [lia|]. simpl. pose proof (pow_at_most_1 s n ltac:(lra)).
        pose proof (pow_le s n ltac:(lra)). nra. }
      simpl in H. lra. }
    apply (Rmult_le_reg_r (1 - s ^ N)); [exact HsN|].
    replace ((1 - Rpower s (INR N * q Q)) / (1 - s ^ N) * (1 - s ^ N))
      with (1 - Rpower s (INR N * q Q)) by (field; lra).
    set (b := 1 - Rpower s (INR N * q Q)).
    destruct (Rle_dec b (p * (1 - s ^ N))) as [L|G]; [exact L|]. exfalso.
    set (gap := b - p * (1 - s ^ N)). assert (Hg : 0 < gap) by (unfold gap; lra).
    destruct (pow_tends_to_0 (1 - (/ 2) ^ N) half_power gap Hg) as [T HT].
    specialize (HT T ltac:(lia)). unfold R_dist in HT. rewrite Rminus_0_r in HT.
    apply Rabs_def2 in HT. destruct HT as [HT _].
    pose proof (right_bound T Q HQ) as B. fold s in B. fold b in B. fold (x T) in B.
    assert (x T <= p) by (apply growing_ineq; [intro t; now apply right_grows | exact Hp]).
    assert ((1 - s ^ N) * x T <= (1 - s ^ N) * p) by (apply Rmult_le_compat_l; lra).
    unfold gap in HT. lra.
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
    rewrite Gen_mean by (auto using HM). rewrite <- right_share_as_mean.
    now apply accepted_share. }
  split; [exact E|]. rewrite E. set (x := right_share K A Q) in *.
  apply (Rmult_le_reg_r (u * x + v * (1 - x))); [exact Wp|].
  replace (u * x / (u * x + v * (1 - x)) * (u * x + v * (1 - x))) with (u * x) by (field; lra).
  assert (0 <= x * ((1 - x) * (u - v))) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
  nra.
Qed.

Theorem verifier_supermartingale_proof : verifier_supermartingale.
Proof. intros K N A u v Q HN HQ Hu Hv. now apply supermartingale. Qed.

Theorem verifier_supermartingale_generations_proof : verifier_supermartingale_generations.
Proof. intros K N A u v Q t HN HQ Hu Hv. now apply supermartingale_generations. Qed.

Theorem verifier_decides_proof : verifier_decides.
Proof. intros K N A u v Q t HN HQ Hu Hv. now apply undecided_generations. Qed.

Theorem verifier_ends_right_proof : verifier_ends_right.
Proof. intros K N A u v Q HN HQ Huv. apply ends_right; auto; lra. Qed.
