(** * The world in the closed loop

    What the loop knows of the world never grows, by Jensen's inequality for each
    world's law; and where it ends, at symbol [i] with probability [start w i], it
    still knows as much as one sample. *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits ChainClosed ChainLattice
  ChainData Accepted Channels.
From Groundcheck.statements Require Import Generations Remedy Information.
Local Open Scope R_scope.

(** ** The closed loop *)

Lemma Chain_exp_pos : forall K P alpha N t G Q, simplex K P -> shares alpha -> samples N ->
  simplex K Q -> 0 < Chain K P alpha N 0 t (fun Q' => exp (G Q')) Q.
Proof.
  intros K P alpha N t G Q HP Ha HN. generalize O. revert Q. induction t as [|t IH]; intros Q s HQ.
  - apply exp_pos.
  - simpl. assert (HM : simplex K (mix (alpha s) P Q)) by (apply simplex_mix; auto).
    (* below every outcome's value there is a positive constant? use the exponential of a mean *)
    eapply Rlt_le_trans; [apply (exp_pos (Gen K (N s) (mix (alpha s) P Q)
      (fun Q' => ln (Chain K P alpha N (S s) t (fun Q'' => exp (G Q'')) Q'))))|].
    eapply Rle_trans; [apply Gen_exp; auto|]. right. apply Gen_eq; auto.
    intros Q' HQ' _. apply exp_ln. now apply IH.
Qed.

(** The mean over the worlds of something positive is positive. *)
Lemma prior_pos : forall n m f, simplex n m -> (forall w, (w < n)%nat -> 0 < f w) ->
  0 < rsum n (fun w => m w * f w).
Proof.
  intros n m f Hm Hf. rewrite (rsum_ext n _ (fun w => f w * m w)) by (intros; ring).
  now apply accepted_pos.
Qed.

Theorem information_never_grows_proof : information_never_grows.
Proof.
  intros K P alpha N n m start t b HP Ha HN Hm HS H G.
  set (M := fun Q' => mix (alpha t) P Q').
  set (G' := fun w Q' => Gen K (N t) (M Q') (G w)).
  eapply Rle_trans; [|exact (H G')]. apply prior_le; [exact Hm|]. intros w Lw Hp.
  rewrite Chain_last. fold (G' w).
  assert (L : rsum n (fun v => m v * Chain K P alpha N 0 t (fun Q' => exp (G' w Q')) (start v))
    <= rsum n (fun v => m v * Chain K P alpha N 0 (S t) (fun Q' => exp (G w Q')) (start v))).
  { apply prior_le; [exact Hm|]. intros v Lv _. rewrite Chain_last. apply Chain_le; auto.
    intros Q' HQ'. apply Gen_exp; [apply HN | apply simplex_mix; auto]. }
  assert (Pos : 0 < rsum n (fun v => m v * Chain K P alpha N 0 t (fun Q' => exp (G' w Q')) (start v))).
  { apply prior_pos; [exact Hm|]. intros v Lv. apply Chain_exp_pos; auto. }
  destruct L as [L|E].
  - pose proof (ln_increasing _ _ Pos L). unfold G' in *. simpl plus. unfold M in *. lra.
  - rewrite <- E. unfold G'. simpl plus. unfold M. lra.
Qed.

(** ** What the closed loop keeps *)

Lemma cv_const : forall a, Un_cv (fun _ => a) a.
Proof.
  intros a eps Heps. exists O. intros t _. unfold R_dist. rewrite Rminus_diag_eq, Rabs_R0; auto.
Qed.

Lemma cv_scal : forall a x l, Un_cv x l -> Un_cv (fun t => a * x t) (a * l).
Proof. intros a x l H. exact (CV_mult (fun _ => a) x a l (cv_const a) H). Qed.

Lemma cv_rsum : forall L (x : nat -> nat -> R) l,
  (forall i, (i < L)%nat -> Un_cv (x i) (l i)) ->
  Un_cv (fun t => rsum L (fun i => x i t)) (rsum L l).
Proof.
  induction L as [|k IH]; intros x l H; simpl; [apply cv_const|].
  apply (CV_plus (fun t => rsum k (fun i => x i t)) (x k)).
  - apply IH. intros i Li. apply H. lia.
  - apply H. lia.
Qed.

Lemma cv_ext : forall x y l, (forall t, x t = y t) -> Un_cv x l -> Un_cv y l.
Proof.
  intros x y l E H eps Heps. destruct (H eps Heps) as [T HT]. exists T. intros t Ht.
  rewrite <- E. now apply HT.
Qed.

Lemma cv_below : forall x l b T, Un_cv x l -> (forall t, (T <= t)%nat -> x t <= b) -> l <= b.
Proof.
  intros x l b T H Hb. destruct (Rle_dec l b) as [L|G]; [exact L|]. exfalso.
  destruct (H (l - b) ltac:(lra)) as [T' HT']. specialize (HT' (T + T')%nat ltac:(lia)).
  specialize (Hb (T + T')%nat ltac:(lia)). unfold R_dist in HT'. apply Rabs_def2 in HT'. lra.
Qed.

Lemma cv_ln_1 : forall x, Un_cv x 1 -> Un_cv (fun t => ln (x t)) 0.
Proof.
  intros x H. rewrite <- ln_1. apply (continuity_seq ln x 1); [|exact H].
  apply derivable_continuous_pt. exists (/ 1). apply derivable_pt_lim_ln. lra.
Qed.

(** A function that knows only at which vertex the model is, and its exponential. *)
Definition vertex_score (K : nat) (c : nat -> R) (Q : nat -> R) : R :=
  rsum K (fun i => c i * at_vertex i Q).

Lemma vertex_score_exp : forall K c Q, simplex K Q ->
  exp (vertex_score K c Q) = rsum K (fun i => (exp (c i) - 1) * at_vertex i Q) + 1.
Proof.
  intros K c Q HQ. unfold vertex_score.
  destruct (classic (vertex K Q)) as [(i & L & E)|NV].
  - assert (Z : forall a, rsum K (fun j => a j * at_vertex j Q) = a i).
    { intro a. rewrite (rsum_single K i); [|exact L|].
      - unfold at_vertex. destruct (Req_EM_T (Q i) 1); [ring | contradiction].
      - intros j Lj D. pose proof (vertex_at_others K Q i j HQ (conj L E) Lj D) as Z.
        unfold at_vertex. destruct (Req_EM_T (Q j) 1); [lra | ring]. }
    rewrite (Z c), (Z (fun j => exp (c j) - 1)). ring.
  - assert (Z : forall a, rsum K (fun j => a j * at_vertex j Q) = 0).
    { intro a. rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|]. intros j Lj.
      unfold at_vertex. destruct (Req_EM_T (Q j) 1); [|ring]. exfalso. apply NV. now exists j. }
    rewrite (Z c), (Z (fun j => exp (c j) - 1)), exp_0. ring.
Qed.

Lemma vertex_score_limit : forall K P N c Q, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Closed K P (constantly N) t (vertex_score K c) Q) (rsum K (fun i => c i * Q i)).
Proof.
  intros K P N c Q HP HN HQ.
  apply (cv_ext (fun t => rsum K (fun i => c i * Closed K P (constantly N) t (at_vertex i) Q))).
  - intro t. unfold vertex_score. rewrite (Closed_rsum K P (constantly N) t K (fun i Q' => c i * at_vertex i Q')).
    apply rsum_ext. intros i _. now rewrite Closed_scal.
  - apply (cv_rsum K (fun i t => c i * Closed K P (constantly N) t (at_vertex i) Q)).
    intros i L. apply (cv_scal (c i) (fun t => Closed K P (constantly N) t (at_vertex i) Q)).
    now apply fixation_proof.
Qed.

Lemma vertex_score_exp_limit : forall K P N c Q, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Closed K P (constantly N) t (fun Q' => exp (vertex_score K c Q')) Q)
        (rsum K (fun i => exp (c i) * Q i)).
Proof.
  intros K P N c Q HP HN HQ.
  apply (cv_ext (fun t =>
    Closed K P (constantly N) t (vertex_score K (fun i => exp (c i) - 1)) Q + 1)).
  - intro t. rewrite <- (Closed_const K P (constantly N) HP (constant_samples N HN) t 1 Q HQ) at 1.
    rewrite <- Closed_plus. apply Closed_eq; auto using constant_samples.
    intros Q' HQ'. symmetry. now apply vertex_score_exp.
  - replace (rsum K (fun i => exp (c i) * Q i))
      with (rsum K (fun i => (exp (c i) - 1) * Q i) + rsum K Q)
      by (rewrite <- rsum_plus; apply rsum_ext; intros; ring).
    rewrite (simplex_sum K Q HQ).
    apply (CV_plus _ (fun _ => 1)); [now apply vertex_score_limit | apply cv_const].
Qed.

Theorem one_sample_kept_proof : one_sample_kept.
Proof.
  intros K P N n m start t b HP HN Hm HS HI H.
  assert (Hlater : forall k, information_at_most K P (constantly 0) (constantly N) n m start (t + k) b).
  { induction k as [|k IH]; [now rewrite Nat.add_0_r|]. rewrite Nat.add_succ_r.
    apply information_never_grows_proof; auto using no_shares, constant_samples. }
  set (ev := evidence n m start).
  assert (Hev : forall i, (i < K)%nat -> 0 < ev i).
  { intros i L. apply prior_pos; [exact Hm|]. intros w Lw. now apply HI. }
  set (c := fun w i => ln (start w i / ev i)).
  assert (Hc : forall w i, (w < n)%nat -> (i < K)%nat -> exp (c w i) = start w i / ev i).
  { intros w i Lw L. apply exp_ln. apply Rdiv_lt_0_compat; [now apply HI | now apply Hev]. }
  apply (cv_below (fun T => rsum n (fun w => m w *
    (Closed K P (constantly N) T (vertex_score K (c w)) (start w)
     - ln (rsum n (fun v => m v * Closed K P (constantly N) T
             (fun Q' => exp (vertex_score K (c w) Q')) (start v)))))) _ b t).
  - unfold information. apply (cv_rsum n (fun w T => m w *
      (Closed K P (constantly N) T (vertex_score K (c w)) (start w)
       - ln (rsum n (fun v => m v * Closed K P (constantly N) T
               (fun Q' => exp (vertex_score K (c w) Q')) (start v)))))).
    intros w Lw. apply (cv_scal (m w) (fun T =>
      Closed K P (constantly N) T (vertex_score K (c w)) (start w)
      - ln (rsum n (fun v => m v * Closed K P (constantly N) T
              (fun Q' => exp (vertex_score K (c w) Q')) (start v))))).
    replace (KL K (start w) (evidence n m start)) with (rsum K (fun i => c w i * start w i) - 0).
    2: { rewrite Rminus_0_r. apply rsum_ext. intros i _. unfold c. fold ev. ring. }
    apply (CV_minus (fun T => Closed K P (constantly N) T (vertex_score K (c w)) (start w))).
    + apply vertex_score_limit; auto.
    + apply cv_ln_1.
      replace 1 with (rsum n (fun v => m v * rsum K (fun i => exp (c w i) * start v i))).
      * apply (cv_rsum n (fun v T => m v * Closed K P (constantly N) T
          (fun Q' => exp (vertex_score K (c w) Q')) (start v))).
        intros v Lv. apply (cv_scal (m v) (fun T => Closed K P (constantly N) T
          (fun Q' => exp (vertex_score K (c w) Q')) (start v))).
        apply vertex_score_exp_limit; auto.
      * rewrite (rsum_ext n _ (fun v => rsum K (fun i => exp (c w i) * (m v * start v i))))
          by (intros; rewrite <- rsum_scal; apply rsum_ext; intros; ring).
        rewrite (rsum_swap n K (fun v i => exp (c w i) * (m v * start v i))).
        rewrite <- (simplex_sum K (start w) (HS w Lw)). apply rsum_ext. intros i L.
        rewrite rsum_scal. change (rsum n (fun v => m v * start v i)) with (ev i).
        rewrite Hc by assumption. specialize (Hev i L). field. lra.
  - intros T LT. replace T with (t + (T - t))%nat by lia.
    exact (Hlater (T - t)%nat (fun w => vertex_score K (c w))).
Qed.
