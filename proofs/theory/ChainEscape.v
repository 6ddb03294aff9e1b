(** * Leaving the vertices, and never settling

    At a vertex the next model is the same vertex only if every sample shows
    its symbol; elsewhere it changes at least when every sample shows one and
    the same symbol.  Over many generations these probabilities multiply. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Binomial Grounding GenLimits
  GenProducts ChainFixationTime.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

Theorem escape_law_proof : escape_law.
Proof.
  intros K P alpha N s t i Q HP Ha HN. revert s Q.
  induction t as [|t IH]; intros s Q HQ HV; simpl Stay.
  - simpl. unfold at_vertex. destruct HV as [_ E]. destruct (Req_EM_T (Q i) 1); tauto.
  - set (r := rprod t (fun u => (1 - alpha (S s + u)%nat * (1 - P i)) ^ N (S s + u)%nat)).
    replace (at_vertex i Q) with 1
      by (unfold at_vertex; destruct HV as [_ E]; destruct (Req_EM_T (Q i) 1); tauto).
    rewrite (Gen_eq K (N s) (mix (alpha s) P Q) _ (fun Q' => r * is_one (Q' i))); auto.
    + rewrite Gen_scal.
      destruct (escape_proof K (N s) (alpha s) P Q i (HN s) (Ha s) HP HQ HV) as [-> _].
      rewrite rprod_first, Nat.add_0_r.
      rewrite (rprod_ext t _ (fun u => (1 - alpha (S s + u)%nat * (1 - P i)) ^ N (S s + u)%nat))
        by (intros; now rewrite <- plus_n_Sm).
      fold r. ring.
    + apply simplex_mix; auto.
    + intros Q' HQ' _. unfold is_one. destruct (Req_EM_T (Q' i) 1) as [E|E].
      * rewrite Rmult_1_r. apply IH; auto. destruct HV as [L _]. now split.
      * destruct t as [|t']; simpl Stay; unfold at_vertex;
          destruct (Req_EM_T (Q' i) 1); (tauto || ring).
Qed.

Lemma escape_factor : forall alpha N s q, shares alpha -> samples N -> 0 <= q <= 1 ->
  forall u, 0 <= (1 - alpha (s + u)%nat * q) ^ N (s + u)%nat <= exp (- (alpha (s + u)%nat * q)).
Proof.
  intros alpha N s q Ha HN Hq u. specialize (Ha (s + u)%nat).
  assert (0 <= alpha (s + u)%nat * q <= 1) by (split; nra).
  split; [apply pow_nonneg; lra | now apply pow_le_exp].
Qed.

Theorem escape_certain_proof : escape_certain.
Proof.
  intros K P alpha N s i Q HP Ha HN HQ HV Hq Hinf.
  pose proof (simplex_nonneg K P i HP (proj1 HV)) as Hq0.
  assert (V : Un_cv (fun t => rprod t (fun u =>
    (1 - alpha (s + u)%nat * (1 - P i)) ^ N (s + u)%nat)) 0).
  { apply (rprod_vanishes _ (fun u => alpha (s + u)%nat * (1 - P i))).
    - apply escape_factor; auto. lra.
    - apply tail_diverges; [lra | exact Hinf]. }
  intros eps Heps. destruct (V eps Heps) as [T HT]. exists T. intros t Ht.
  rewrite (escape_law_proof K P alpha N s t i Q HP Ha HN HQ HV). now apply HT.
Qed.

(** ** Never settling *)

Lemma agree_bounds : forall K Q Q2, 0 <= agree K Q Q2 <= 1.
Proof.
  induction K as [|k IH]; intros Q Q2; simpl; [lra|].
  destruct (Req_EM_T (Q k) (Q2 k)); [apply IH | lra].
Qed.

(** Either the models agree everywhere or the indicator is 0. *)
Lemma agree_cases : forall K Q Q2,
  (forall i, (i < K)%nat -> Q i = Q2 i) \/ agree K Q Q2 = 0.
Proof.
  induction K as [|k IH]; intros Q Q2; simpl; [left; intros; lia|].
  destruct (Req_EM_T (Q k) (Q2 k)) as [E|E]; [|now right].
  destruct (IH Q Q2) as [H|H]; [left | now right].
  intros i L. destruct (Nat.eq_dec i k) as [->|]; [exact E | apply H; lia].
Qed.

(** The probability that one generation does not change the model. *)
Definition unmoved_once (K : nat) (P : nat -> R) (a : R) (N : nat) (Q : nat -> R) : R :=
  Gen K N (mix a P Q) (fun Q' => agree K Q' Q).

Lemma Unmoved_ext : forall K P alpha N t s Q0 Q Q2,
  (forall i, (i < K)%nat -> Q i = Q2 i) ->
  Unmoved K P alpha N s t Q0 Q = Unmoved K P alpha N s t Q0 Q2.
Proof.
  intros K P alpha N [|t] s Q0 Q Q2 E; [reflexivity|]. simpl. apply Gen_ext_M.
  intros i L. unfold mix. now rewrite E.
Qed.

Lemma Unmoved_product : forall K P alpha N t s Q,
  Unmoved K P alpha N s t Q Q
  = rprod t (fun u => unmoved_once K P (alpha (s + u)%nat) (N (s + u)%nat) Q).
Proof.
  intros K P alpha N t. induction t as [|t IH]; intros s Q; [reflexivity|].
  rewrite rprod_first, Nat.add_0_r.
  rewrite (rprod_ext t _ (fun u => unmoved_once K P (alpha (S s + u)%nat) (N (S s + u)%nat) Q))
    by (intros; now rewrite <- plus_n_Sm).
  rewrite <- IH. simpl. unfold unmoved_once.
  rewrite <- (Gen_scal_r K (N s) _ (Unmoved K P alpha N (S s) t Q Q)). apply Gen_ext.
  intro Q'. destruct (agree_cases K Q' Q) as [E|E]; [|rewrite E; ring].
  now rewrite (Unmoved_ext K P alpha N t (S s) Q Q' Q E).
Qed.

(** All [N] samples show symbol [i]. *)
Lemma Gen_is_one : forall K N M i, (1 <= N)%nat -> simplex K M -> (i < K)%nat ->
  Gen K N M (fun Q' => is_one (Q' i)) = M i ^ N.
Proof.
  intros K N M i HN HM L. rewrite (Gen_marginal K N M i is_one HM L).
  rewrite <- (Binomial_all (M i) N 0). apply Binomial_ext. intro j.
  now apply is_one_frequency.
Qed.

Section Settle.

Variables (K : nat) (P : nat -> R) (N : nat) (Q : nat -> R).
Hypothesis HP : simplex K P.
Hypothesis HN : (1 <= N)%nat.
Hypothesis HQ : simplex K Q.

Lemma unmoved_once_bounds : forall a, 0 <= a <= 1 -> 0 <= unmoved_once K P a N Q <= 1.
Proof.
  intros a Ha. pose proof (simplex_mix K a P Q Ha HP HQ) as HM. unfold unmoved_once.
  rewrite <- (Gen_const K N _ 0 HM), <- (Gen_const K N _ 1 HM).
  split; apply Gen_le; auto; intros; apply agree_bounds.
Qed.

(** At vertex [i]. *)
Lemma unmoved_vertex : forall a i, 0 <= a <= 1 -> vertex_at K i Q ->
  unmoved_once K P a N Q <= (1 - a * (1 - P i)) ^ N.
Proof.
  intros a i Ha [L E]. pose proof (simplex_mix K a P Q Ha HP HQ) as HM.
  replace (1 - a * (1 - P i)) with (mix a P Q i) by (unfold mix; rewrite E; ring).
  rewrite <- (Gen_is_one K N _ i HN HM L). apply Gen_le; auto. intros Q' HQ' _.
  destruct (agree_cases K Q' Q) as [A|A].
  - unfold is_one. rewrite (A i L), E. destruct (Req_EM_T 1 1); [apply agree_bounds | tauto].
  - rewrite A. unfold is_one. destruct (Req_EM_T (Q' i) 1); lra.
Qed.

(** Elsewhere. *)
Lemma unmoved_inside : forall a i, 0 <= a <= 1 -> (i < K)%nat -> Q i <> 1 ->
  unmoved_once K P a N Q <= 1 - ((1 - a) * Q i) ^ N.
Proof.
  intros a i Ha L E. pose proof (simplex_mix K a P Q Ha HP HQ) as HM.
  apply Rle_trans with (1 - mix a P Q i ^ N).
  - rewrite <- (Gen_is_one K N _ i HN HM L), <- (Gen_const K N _ 1 HM) at 1.
    rewrite <- Gen_minus. apply Gen_le; auto. intros Q' HQ' _.
    unfold is_one. destruct (Req_EM_T (Q' i) 1) as [O|O].
    + destruct (agree_cases K Q' Q) as [A|A]; [|lra].
      exfalso. apply E. now rewrite <- (A i L).
    + pose proof (agree_bounds K Q' Q). lra.
  - apply Rplus_le_compat_l, Ropp_le_contravar, pow_incr.
    pose proof (simplex_nonneg K Q i HQ L). pose proof (simplex_nonneg K P i HP L).
    unfold mix. assert (0 <= a * P i) by (apply Rmult_le_pos; lra).
    split; [apply Rmult_le_pos; lra | lra].
Qed.

End Settle.

Theorem never_settles_proof : never_settles.
Proof.
  intros K P alpha N s Q HP Ha HN HQ HVP Hal Hinf.
  set (c := fun u => unmoved_once K P (alpha (s + u)%nat) N Q).
  assert (Hc : forall u, 0 <= c u <= 1) by (intro u; apply unmoved_once_bounds; auto).
  assert (V : Un_cv (fun t => rprod t c) 0).
  { destruct (vertex_decide K Q) as [(i & L & E)|HV].
    - assert (Hq : P i < 1).
      { destruct (simplex_le_1 K P i HP L) as [H|H]; [exact H|].
        exfalso. apply HVP. exists i. now split. }
      pose proof (simplex_nonneg K P i HP L).
      apply (rprod_vanishes c (fun u => alpha (s + u)%nat * (1 - P i))).
      + intro u. split; [apply Hc|].
        eapply Rle_trans; [apply (unmoved_vertex K P N Q HP HN HQ _ i); auto; now split|].
        apply (escape_factor alpha (fun _ => N) s (1 - P i)); auto; [now intro | lra].
      + apply tail_diverges; [lra | exact Hinf].
    - destruct (positive_symbol K Q HQ) as (i & L & Hi).
      assert (Hi1 : Q i <> 1) by (intro E; apply HV; exists i; now split).
      destruct (Hal (/ 2) ltac:(lra)) as [T HT].
      set (d := (/ 2 * Q i) ^ N).
      assert (Hd : 0 < d) by (apply pow_lt; lra).
      apply (rprod_vanishes c (fun u => if Nat.leb T u then d else 0)).
      + intro u. split; [apply Hc|]. destruct (Nat.leb_spec T u) as [Lu|Lu].
        * apply Rle_trans with (1 - d); [|pose proof (exp_ineq1_le (- d)); lra].
          eapply Rle_trans;
            [apply (unmoved_inside K P N Q HP HN HQ _ i); auto|].
          apply Rplus_le_compat_l, Ropp_le_contravar, pow_incr.
          specialize (HT (s + u)%nat ltac:(lia)). unfold R_dist in HT.
          rewrite Rminus_0_r in HT. pose proof (Rle_abs (alpha (s + u)%nat)).
          split; [lra | apply Rmult_le_compat_r; lra].
        * rewrite Ropp_0, exp_0. apply Hc.
      + now apply eventually_constant_diverges. }
  intros eps Heps. destruct (V eps Heps) as [T HT]. exists T. intros t Ht.
  rewrite Unmoved_product. now apply HT.
Qed.
