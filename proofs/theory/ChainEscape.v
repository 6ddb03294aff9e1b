(** * Leaving the vertices, and data processing

    At a vertex the next model is the same vertex only if every sample shows
    its symbol; the product of these probabilities is the chance to stay.  Data
    processing: one more generation is one more function to average. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Grounding GenLimits.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** [(1 - x)^n <= exp(-x)] for [n >= 1]. *)
Lemma pow_le_exp : forall x n, 0 <= x <= 1 -> (1 <= n)%nat -> (1 - x) ^ n <= exp (- x).
Proof.
  intros x n Hx Hn. destruct n as [|n]; [lia|]. simpl.
  pose proof (pow_at_most_1 (1 - x) n ltac:(lra)). pose proof (exp_ineq1_le (- x)).
  pose proof (pow_nonneg (1 - x) n ltac:(lra)). nra.
Qed.

Lemma rprod_le_exp : forall t f x, (forall u, (u < t)%nat -> 0 <= f u <= exp (- x u)) ->
  0 <= rprod t f <= exp (- rsum t x).
Proof.
  induction t as [|t IH]; intros f x H; simpl.
  - rewrite Ropp_0, exp_0. lra.
  - destruct (IH f x ltac:(intros; apply H; lia)) as [L U].
    destruct (H t ltac:(lia)) as [L' U'].
    rewrite Ropp_plus_distr, exp_plus. split; [now apply Rmult_le_pos|].
    apply Rmult_le_compat; assumption.
Qed.

Lemma rsum_shift : forall s t f, rsum t (fun u => f (s + u)%nat) = rsum (s + t) f - rsum s f.
Proof.
  intros s t f. induction t as [|t IH]; simpl.
  - rewrite Nat.add_0_r. ring.
  - rewrite IH, Nat.add_succ_r. simpl. ring.
Qed.

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

Theorem escape_certain_proof : escape_certain.
Proof.
  intros K Q alpha N s i P HQ Ha HN HP HV Hq Hinf eps Heps.
  pose proof (simplex_nonneg K Q i HQ (proj1 HV)) as Hq0.
  set (q := 1 - Q i).
  destruct (Hinf (rsum s alpha + - ln eps / q)) as [T HT].
  exists T. intros t Ht. unfold R_dist. rewrite Rminus_0_r.
  rewrite (escape_law_proof K Q alpha N s t i P HQ Ha HN HP HV).
  destruct (rprod_le_exp t (fun u => (1 - alpha (s + u)%nat * q) ^ N (s + u)%nat)
              (fun u => alpha (s + u)%nat * q)) as [L U].
  { intros u _. specialize (Ha (s + u)%nat).
    assert (0 <= alpha (s + u)%nat * q <= 1) by (unfold q; split; nra).
    split; [apply pow_nonneg; lra | now apply pow_le_exp]. }
  fold q. rewrite Rabs_pos_eq by exact L. eapply Rle_lt_trans; [exact U|].
  rewrite rsum_scal_r, (rsum_shift s t alpha).
  rewrite <- (exp_ln eps Heps). apply exp_increasing.
  specialize (HT (s + t)%nat ltac:(lia)).
  assert (Hqp : 0 < q) by (unfold q; lra).
  assert (- ln eps / q * q < (rsum (s + t) alpha - rsum s alpha) * q)
    by (apply Rmult_lt_compat_r; lra).
  replace (- ln eps / q * q) with (- ln eps) in * by (field; lra). lra.
Qed.

(** ** Data processing *)

(** A number forced into [0,1]. *)
Definition clip (x : R) : R := Rmax 0 (Rmin 1 x).

Lemma clip_bounds : forall x, 0 <= clip x <= 1.
Proof.
  intro x. unfold clip. split; [apply Rmax_l|]. apply Rmax_lub; [lra | apply Rmin_l].
Qed.

Lemma clip_id : forall x, 0 <= x <= 1 -> clip x = x.
Proof. intros x Hx. unfold clip. rewrite Rmin_right, Rmax_right; lra. Qed.

Theorem dpi_total_variation_proof : dpi_total_variation.
Proof.
  intros K Q alpha N t P P2 b HQ Ha HN HP HP2 H G HG.
  set (G' := fun P' => Gen K (N t) (mix (alpha t) Q P') G).
  assert (E : forall S, simplex K S ->
    Chain K Q alpha N 0 (Datatypes.S t) G S = Chain K Q alpha N 0 t (fun P' => clip (G' P')) S).
  { intros S HS. rewrite Chain_last. apply Chain_eq; auto. intros P' HP'. symmetry.
    apply clip_id. unfold G'.
    pose proof (simplex_mix K (alpha t) Q P' (Ha t) HQ HP') as HM.
    rewrite <- (Gen_const K (N t) _ 0 HM), <- (Gen_const K (N t) _ 1 HM).
    split; apply Gen_le; auto; intros; apply HG. }
  rewrite !E by assumption. apply H. intro P'. apply clip_bounds.
Qed.
