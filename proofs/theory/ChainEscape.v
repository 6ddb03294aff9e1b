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
  intros K Q alpha N s t i P HQ Ha HN. revert s P.
  induction t as [|t IH]; intros s P HP HV; simpl Stay.
  - simpl. unfold at_vertex. destruct HV as [_ E]. destruct (Req_EM_T (P i) 1); tauto.
  - set (r := rprod t (fun u => (1 - alpha (S s + u)%nat * (1 - Q i)) ^ N (S s + u)%nat)).
    replace (at_vertex i P) with 1
      by (unfold at_vertex; destruct HV as [_ E]; destruct (Req_EM_T (P i) 1); tauto).
    rewrite (Gen_eq K (N s) (mix (alpha s) Q P) _ (fun P' => r * is_one (P' i))); auto.
    + rewrite Gen_scal.
      destruct (escape_proof K (N s) (alpha s) Q P i (HN s) (Ha s) HQ HP HV) as [-> _].
      rewrite rprod_first, Nat.add_0_r.
      rewrite (rprod_ext t _ (fun u => (1 - alpha (S s + u)%nat * (1 - Q i)) ^ N (S s + u)%nat))
        by (intros; now rewrite <- plus_n_Sm).
      fold r. ring.
    + apply simplex_mix; auto.
    + intros P' HP' _. unfold is_one. destruct (Req_EM_T (P' i) 1) as [E|E].
      * rewrite Rmult_1_r. apply IH; auto. destruct HV as [L _]. now split.
      * destruct t as [|t']; simpl Stay; unfold at_vertex;
          destruct (Req_EM_T (P' i) 1); (tauto || ring).
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
  intros K Q alpha N s i P HQ Ha HN HP HV Hq Hinf.
  pose proof (simplex_nonneg K Q i HQ (proj1 HV)) as Hq0.
  assert (V : Un_cv (fun t => rprod t (fun u =>
    (1 - alpha (s + u)%nat * (1 - Q i)) ^ N (s + u)%nat)) 0).
  { apply (rprod_vanishes _ (fun u => alpha (s + u)%nat * (1 - Q i))).
    - apply escape_factor; auto. lra.
    - apply tail_diverges; [lra | exact Hinf]. }
  intros eps Heps. destruct (V eps Heps) as [T HT]. exists T. intros t Ht.
  rewrite (escape_law_proof K Q alpha N s t i P HQ Ha HN HP HV). now apply HT.
Qed.

(** ** Never settling *)

Lemma agree_bounds : forall K P P2, 0 <= agree K P P2 <= 1.
Proof.
  induction K as [|k IH]; intros P P2; simpl; [lra|].
  destruct (Req_EM_T (P k) (P2 k)); [apply IH | lra].
Qed.

(** Either the models agree everywhere or the indicator is 0. *)
Lemma agree_cases : forall K P P2,
  (forall i, (i < K)%nat -> P i = P2 i) \/ agree K P P2 = 0.
Proof.
  induction K as [|k IH]; intros P P2; simpl; [left; intros; lia|].
  destruct (Req_EM_T (P k) (P2 k)) as [E|E]; [|now right].
  destruct (IH P P2) as [H|H]; [left | now right].
  intros i L. destruct (Nat.eq_dec i k) as [->|]; [exact E | apply H; lia].
Qed.

(** The probability that one generation does not change the model. *)
Definition unmoved_once (K : nat) (Q : nat -> R) (a : R) (N : nat) (P : nat -> R) : R :=
  Gen K N (mix a Q P) (fun P' => agree K P' P).

Lemma Unmoved_ext : forall K Q alpha N t s P0 P P2,
  (forall i, (i < K)%nat -> P i = P2 i) ->
  Unmoved K Q alpha N s t P0 P = Unmoved K Q alpha N s t P0 P2.
Proof.
  intros K Q alpha N [|t] s P0 P P2 E; [reflexivity|]. simpl. apply Gen_ext_M.
  intros i L. unfold mix. now rewrite E.
Qed.

Lemma Unmoved_product : forall K Q alpha N t s P,
  Unmoved K Q alpha N s t P P
  = rprod t (fun u => unmoved_once K Q (alpha (s + u)%nat) (N (s + u)%nat) P).
Proof.
  intros K Q alpha N t. induction t as [|t IH]; intros s P; [reflexivity|].
  rewrite rprod_first, Nat.add_0_r.
  rewrite (rprod_ext t _ (fun u => unmoved_once K Q (alpha (S s + u)%nat) (N (S s + u)%nat) P))
    by (intros; now rewrite <- plus_n_Sm).
  rewrite <- IH. simpl. unfold unmoved_once.
  rewrite <- (Gen_scal_r K (N s) _ (Unmoved K Q alpha N (S s) t P P)). apply Gen_ext.
  intro P'. destruct (agree_cases K P' P) as [E|E]; [|rewrite E; ring].
  now rewrite (Unmoved_ext K Q alpha N t (S s) P P' P E).
Qed.

(** All [N] samples show symbol [i]. *)
Lemma Gen_is_one : forall K N M i, (1 <= N)%nat -> simplex K M -> (i < K)%nat ->
  Gen K N M (fun P' => is_one (P' i)) = M i ^ N.
Proof.
  intros K N M i HN HM L. rewrite (Gen_marginal K N M i is_one HM L).
  rewrite <- (Binomial_all (M i) N 0). apply Binomial_ext. intro j.
  now apply is_one_frequency.
Qed.

Section Settle.

Variables (K : nat) (Q : nat -> R) (N : nat) (P : nat -> R).
Hypothesis HQ : simplex K Q.
Hypothesis HN : (1 <= N)%nat.
Hypothesis HP : simplex K P.

Lemma unmoved_once_bounds : forall a, 0 <= a <= 1 -> 0 <= unmoved_once K Q a N P <= 1.
Proof.
  intros a Ha. pose proof (simplex_mix K a Q P Ha HQ HP) as HM. unfold unmoved_once.
  rewrite <- (Gen_const K N _ 0 HM), <- (Gen_const K N _ 1 HM).
  split; apply Gen_le; auto; intros; apply agree_bounds.
Qed.

(** At vertex [i]. *)
Lemma unmoved_vertex : forall a i, 0 <= a <= 1 -> vertex_at K i P ->
  unmoved_once K Q a N P <= (1 - a * (1 - Q i)) ^ N.
Proof.
  intros a i Ha [L E]. pose proof (simplex_mix K a Q P Ha HQ HP) as HM.
  replace (1 - a * (1 - Q i)) with (mix a Q P i) by (unfold mix; rewrite E; ring).
  rewrite <- (Gen_is_one K N _ i HN HM L). apply Gen_le; auto. intros P' HP' _.
  destruct (agree_cases K P' P) as [A|A].
  - unfold is_one. rewrite (A i L), E. destruct (Req_EM_T 1 1); [apply agree_bounds | tauto].
  - rewrite A. unfold is_one. destruct (Req_EM_T (P' i) 1); lra.
Qed.

(** Elsewhere. *)
Lemma unmoved_inside : forall a i, 0 <= a <= 1 -> (i < K)%nat -> P i <> 1 ->
  unmoved_once K Q a N P <= 1 - ((1 - a) * P i) ^ N.
Proof.
  intros a i Ha L E. pose proof (simplex_mix K a Q P Ha HQ HP) as HM.
  apply Rle_trans with (1 - mix a Q P i ^ N).
  - rewrite <- (Gen_is_one K N _ i HN HM L), <- (Gen_const K N _ 1 HM) at 1.
    rewrite <- Gen_minus. apply Gen_le; auto. intros P' HP' _.
    unfold is_one. destruct (Req_EM_T (P' i) 1) as [O|O].
    + destruct (agree_cases K P' P) as [A|A]; [|lra].
      exfalso. apply E. now rewrite <- (A i L).
    + pose proof (agree_bounds K P' P). lra.
  - apply Rplus_le_compat_l, Ropp_le_contravar, pow_incr.
    pose proof (simplex_nonneg K P i HP L). pose proof (simplex_nonneg K Q i HQ L).
    unfold mix. assert (0 <= a * Q i) by (apply Rmult_le_pos; lra).
    split; [apply Rmult_le_pos; lra | lra].
Qed.

End Settle.

Theorem never_settles_proof : never_settles.
Proof.
  intros K Q alpha N s P HQ Ha HN HP HVQ Hal Hinf.
  set (c := fun u => unmoved_once K Q (alpha (s + u)%nat) N P).
  assert (Hc : forall u, 0 <= c u <= 1) by (intro u; apply unmoved_once_bounds; auto).
  assert (V : Un_cv (fun t => rprod t c) 0).
  { destruct (vertex_decide K P) as [(i & L & E)|HV].
    - assert (Hq : Q i < 1).
      { destruct (simplex_le_1 K Q i HQ L) as [H|H]; [exact H|].
        exfalso. apply HVQ. exists i. now split. }
      pose proof (simplex_nonneg K Q i HQ L).
      apply (rprod_vanishes c (fun u => alpha (s + u)%nat * (1 - Q i))).
      + intro u. split; [apply Hc|].
        eapply Rle_trans; [apply (unmoved_vertex K Q N P HQ HN HP _ i); auto; now split|].
        apply (escape_factor alpha (fun _ => N) s (1 - Q i)); auto; [now intro | lra].
      + apply tail_diverges; [lra | exact Hinf].
    - destruct (positive_symbol K P HP) as (i & L & Hi).
      assert (Hi1 : P i <> 1) by (intro E; apply HV; exists i; now split).
      destruct (Hal (/ 2) ltac:(lra)) as [T HT].
      set (d := (/ 2 * P i) ^ N).
      assert (Hd : 0 < d) by (apply pow_lt; lra).
      apply (rprod_vanishes c (fun u => if Nat.leb T u then d else 0)).
      + intro u. split; [apply Hc|]. destruct (Nat.leb_spec T u) as [Lu|Lu].
        * apply Rle_trans with (1 - d); [|pose proof (exp_ineq1_le (- d)); lra].
          eapply Rle_trans;
            [apply (unmoved_inside K Q N P HQ HN HP _ i); auto|].
          apply Rplus_le_compat_l, Ropp_le_contravar, pow_incr.
          specialize (HT (s + u)%nat ltac:(lia)). unfold R_dist in HT.
          rewrite Rminus_0_r in HT. pose proof (Rle_abs (alpha (s + u)%nat)).
          split; [lra | apply Rmult_le_compat_r; lra].
        * rewrite Ropp_0, exp_0. apply Hc.
      + now apply eventually_constant_diverges. }
  intros eps Heps. destruct (V eps Heps) as [T HT]. exists T. intros t Ht.
  rewrite Unmoved_product. now apply HT.
Qed.
