(** * Expectations over one generation and over a chain

    Linearity, constants, monotonicity, and extensionality on the outcomes that
    can happen; the first two moments of a linear statistic of the counts, of one
    coordinate, of diversity and of squared distance. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums.
From Groundcheck.theory Require Export Draws.
Local Open Scope R_scope.

(** ** One generation *)

Lemma Gen_le : forall K N M G G', (1 <= N)%nat -> simplex K M ->
  (forall Q', simplex K Q' -> (forall i, (i < K)%nat -> M i = 0 -> Q' i = 0) -> G Q' <= G' Q') ->
  Gen K N M G <= Gen K N M G'.
Proof.
  intros K N M G G' HN [HM S] E. unfold Gen. apply Draws_le; auto.
  intros c O. apply E.
  - now apply (fit_simplex K M).
  - intros i _ Z. apply (fit_absent K M N c i O). lra.
Qed.

Lemma Gen_eq : forall K N M G G', (1 <= N)%nat -> simplex K M ->
  (forall Q', simplex K Q' -> (forall i, (i < K)%nat -> M i = 0 -> Q' i = 0) -> G Q' = G' Q') ->
  Gen K N M G = Gen K N M G'.
Proof.
  intros K N M G G' HN HM E.
  apply Rle_antisym; apply Gen_le; auto; intros Q' HQ Z; rewrite E; auto; lra.
Qed.

Lemma Gen_ext : forall K N M G G', (forall Q', G Q' = G' Q') -> Gen K N M G = Gen K N M G'.
Proof. intros; unfold Gen; apply Draws_ext; auto. Qed.

Lemma Gen_ext_M : forall K N M M' G,
  (forall i, (i < K)%nat -> M i = M' i) -> Gen K N M G = Gen K N M' G.
Proof. intros; unfold Gen; now apply Draws_ext_M. Qed.

Lemma Gen_plus : forall K N M F G,
  Gen K N M (fun Q => F Q + G Q) = Gen K N M F + Gen K N M G.
Proof. intros; unfold Gen; apply (Draws_plus K M N (fun c => F (fit N c)) (fun c => G (fit N c))). Qed.

Lemma Gen_minus : forall K N M F G,
  Gen K N M (fun Q => F Q - G Q) = Gen K N M F - Gen K N M G.
Proof. intros; unfold Gen; apply (Draws_minus K M N (fun c => F (fit N c)) (fun c => G (fit N c))). Qed.

Lemma Gen_opp : forall K N M F, Gen K N M (fun Q => - F Q) = - Gen K N M F.
Proof. intros; unfold Gen; apply (Draws_opp K M N (fun c => F (fit N c))). Qed.

Lemma Gen_scal : forall K N M a F, Gen K N M (fun Q => a * F Q) = a * Gen K N M F.
Proof. intros; unfold Gen; apply (Draws_scal K M N a (fun c => F (fit N c))). Qed.

Lemma Gen_scal_r : forall K N M a F, Gen K N M (fun Q => F Q * a) = Gen K N M F * a.
Proof. intros; unfold Gen; apply (Draws_scal_r K M N a (fun c => F (fit N c))). Qed.

Lemma Gen_const : forall K N M a, simplex K M -> Gen K N M (fun _ => a) = a.
Proof. intros K N M a [_ S]; unfold Gen; now apply Draws_const. Qed.

Lemma Gen_rsum : forall K N M L F,
  Gen K N M (fun Q => rsum L (fun i => F i Q)) = rsum L (fun i => Gen K N M (F i)).
Proof. intros; unfold Gen; apply (Draws_rsum K M N L (fun i c => F i (fit N c))). Qed.

Lemma Gen_nonneg : forall K N M G, (1 <= N)%nat -> simplex K M ->
  (forall Q', simplex K Q' -> 0 <= G Q') -> 0 <= Gen K N M G.
Proof.
  intros K N M G HN HM E. rewrite <- (Gen_const K N M 0 HM).
  apply Gen_le; auto.
Qed.

(** ** Moments of a linear statistic of the counts *)

(** After [n] draws from [M] the statistic [sum_i f i * c i] has mean
    [n * mean f] above its start and variance [n * var f]. *)
Lemma Draws_linear : forall K M n f c, rsum K M = 1 ->
  Draws K M n (fun c' => rsum K (fun i => f i * INR (c' i))) c
  = rsum K (fun i => f i * INR (c i)) + INR n * mean K f M.
Proof.
  intros K M n f c S. revert c.
  induction n as [|n IH]; intros c; [simpl; ring|]. simpl Draws.
  set (A := rsum K (fun i => f i * INR (c i))).
  rewrite (rsum_ext K _ (fun i => M i * (A + INR n * mean K f M) + M i * f i)).
  - rewrite rsum_plus, rsum_scal_r, S. fold (mean K f M). rewrite S_INR. ring.
  - intros i L. rewrite IH, rsum_bump by exact L. unfold A. ring.
Qed.

Lemma Draws_square : forall K M n f c, rsum K M = 1 ->
  Draws K M n (fun c' => (rsum K (fun i => f i * INR (c' i))) ^ 2) c
  = (rsum K (fun i => f i * INR (c i)) + INR n * mean K f M) ^ 2 + INR n * var K f M.
Proof.
  intros K M n f c S. revert c.
  induction n as [|n IH]; intros c; [simpl; ring|]. simpl Draws.
  set (A := rsum K (fun i => f i * INR (c i))). set (m := mean K f M).
  rewrite (rsum_ext K _ (fun i =>
     M i * ((A + INR (Datatypes.S n) * m) ^ 2 + INR n * var K f M
            - 2 * (A + INR (Datatypes.S n) * m) * m)
     + (2 * (A + INR (Datatypes.S n) * m)) * (M i * f i)
     + M i * (f i - m) ^ 2)).
  - rewrite !rsum_plus, rsum_scal_r, rsum_scal, S. fold (mean K f M).
    unfold m. fold (var K f M). rewrite S_INR. ring.
  - intros i L. rewrite IH, rsum_bump by exact L. fold A m. rewrite S_INR. ring.
Qed.

Section MeanOfFit.
  Variables (K N : nat) (M f : nat -> R).
  Hypothesis HN : (1 <= N)%nat.
  Hypothesis HM : simplex K M.

  Let N_pos : 0 < INR N.
  Proof. apply lt_0_INR; lia. Qed.

  Let mean_fit : forall c, mean K f (fit N c) = rsum K (fun i => f i * INR (c i)) * / INR N.
  Proof.
    intros c. unfold mean, fit. rewrite <- rsum_scal_r. apply rsum_ext.
    intros; unfold Rdiv; ring.
  Qed.

  Let zero_start : rsum K (fun i => f i * INR (zero_counts i)) = 0.
  Proof.
    rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|].
    intros; unfold zero_counts; simpl; ring.
  Qed.

  (** [E[mean(f,Q')] = mean(f,M)]. *)
  Lemma Gen_mean : Gen K N M (mean K f) = mean K f M.
  Proof.
    unfold Gen. rewrite (Draws_ext K M N _ _ zero_counts mean_fit).
    rewrite Draws_scal_r, Draws_linear, zero_start by apply HM. field. lra.
  Qed.

  (** [E[(mean(f,Q') - a)^2] = var(f,M)/N + (mean(f,M) - a)^2]. *)
  Lemma Gen_mean_square : forall a,
    Gen K N M (fun Q' => (mean K f Q' - a) ^ 2) = var K f M / INR N + (mean K f M - a) ^ 2.
  Proof.
    intros a. unfold Gen. set (L := fun c : counts => rsum K (fun i => f i * INR (c i))).
    rewrite (Draws_ext K M N _
      (fun c => (L c ^ 2 * (/ INR N * / INR N) + (-2 * a * / INR N) * L c) + a ^ 2) zero_counts)
      by (intros c; rewrite mean_fit; unfold L; ring).
    destruct HM as [_ S].
    rewrite !Draws_plus, Draws_scal_r, Draws_scal, Draws_const by exact S.
    unfold L. rewrite Draws_linear, Draws_square, zero_start by exact S. field. lra.
  Qed.
End MeanOfFit.

(** ** Moments of one coordinate, diversity, squared distance *)

Definition indicator (i : nat) : nat -> R := fun j => if Nat.eqb j i then 1 else 0.

Lemma mean_indicator : forall K i Q, (i < K)%nat -> mean K (indicator i) Q = Q i.
Proof.
  intros K i Q L. unfold mean, indicator. rewrite (rsum_single K i); auto.
  - rewrite Nat.eqb_refl; ring.
  - intros j _ Hn. apply Nat.eqb_neq in Hn. rewrite Hn. ring.
Qed.

(** [var(f,Q) = E[f^2] - (E f)^2]. *)
Lemma var_alt : forall K f Q, rsum K Q = 1 ->
  var K f Q = rsum K (fun i => Q i * f i ^ 2) - mean K f Q ^ 2.
Proof.
  intros K f Q S. unfold var. set (m := mean K f Q).
  rewrite (rsum_ext K _ (fun i => Q i * f i ^ 2 + (-2 * m) * (Q i * f i) + Q i * m ^ 2))
    by (intros; ring).
  rewrite !rsum_plus, rsum_scal, rsum_scal_r, S. fold (mean K f Q). fold m. ring.
Qed.

Lemma var_nonneg : forall K f Q, simplex K Q -> 0 <= var K f Q.
Proof.
  intros K f Q [HQ _]. unfold var. apply rsum_nonneg. intros i L.
  apply Rmult_le_pos; auto. apply pow2_ge_0.
Qed.

Lemma var_indicator : forall K i Q, simplex K Q -> (i < K)%nat ->
  var K (indicator i) Q = Q i * (1 - Q i).
Proof.
  intros K i Q [_ S] L. rewrite var_alt, mean_indicator by auto.
  rewrite (rsum_ext K _ (fun j => Q j * indicator i j)).
  - fold (mean K (indicator i) Q). rewrite mean_indicator by auto. ring.
  - intros j _. unfold indicator. destruct (Nat.eqb j i); ring.
Qed.

(** The martingale property: [E[Q'_i] = M_i]. *)
Lemma Gen_coord : forall K N M i, (1 <= N)%nat -> simplex K M -> (i < K)%nat ->
  Gen K N M (fun Q' => Q' i) = M i.
Proof.
  intros K N M i HN HM L. rewrite <- (mean_indicator K i M L).
  rewrite <- (Gen_mean K N M (indicator i) HN HM).
  apply Gen_ext. intros Q'. symmetry. now apply mean_indicator.
Qed.

(** [E[(Q'_i - a)^2] = M_i (1 - M_i)/N + (M_i - a)^2]. *)
Lemma Gen_coord_square : forall K N M i a, (1 <= N)%nat -> simplex K M -> (i < K)%nat ->
  Gen K N M (fun Q' => (Q' i - a) ^ 2) = M i * (1 - M i) / INR N + (M i - a) ^ 2.
Proof.
  intros K N M i a HN HM L.
  rewrite <- (var_indicator K i M HM L). rewrite <- (mean_indicator K i M L).
  rewrite <- (Gen_mean_square K N M (indicator i) HN HM a).
  apply Gen_ext. intros Q'. now rewrite mean_indicator.
Qed.

Lemma Diversity_alt : forall K Q, simplex K Q ->
  Diversity K Q = rsum K (fun i => Q i * (1 - Q i)).
Proof.
  intros K Q [_ S]. unfold Diversity. rewrite <- S at 1. rewrite <- rsum_minus.
  apply rsum_ext. intros; ring.
Qed.

Lemma Diversity_nonneg : forall K Q, simplex K Q -> 0 <= Diversity K Q.
Proof.
  intros K Q HQ. rewrite Diversity_alt by auto. apply rsum_nonneg. intros i L.
  pose proof (simplex_nonneg K Q i HQ L). pose proof (simplex_le_1 K Q i HQ L).
  apply Rmult_le_pos; lra.
Qed.

(** [E[L2(Q',R)] = D(M)/N + L2(M,R)]. *)
Lemma Gen_L2 : forall K N M R, (1 <= N)%nat -> simplex K M ->
  Gen K N M (fun Q' => L2 K Q' R) = Diversity K M / INR N + L2 K M R.
Proof.
  intros K N M R HN HM. unfold L2.
  rewrite (Gen_rsum K N M K (fun i Q' => (Q' i - R i) ^ 2)).
  rewrite (rsum_ext K _ (fun i => (M i * (1 - M i)) * / INR N + (M i - R i) ^ 2))
    by (intros i L; now apply Gen_coord_square).
  rewrite rsum_plus, rsum_scal_r, <- Diversity_alt by auto. reflexivity.
Qed.

(** [E[D(Q')] = (1 - 1/N) D(M)]. *)
Lemma Gen_Diversity : forall K N M, (1 <= N)%nat -> simplex K M ->
  Gen K N M (Diversity K) = (1 - 1 / INR N) * Diversity K M.
Proof.
  intros K N M HN HM. unfold Diversity at 1.
  rewrite Gen_minus, Gen_const by exact HM.
  pose proof (Gen_L2 K N M (fun _ => 0) HN HM) as E. unfold L2 in E.
  rewrite (Gen_ext K N M _ (fun Q' => rsum K (fun i => Q' i ^ 2))) in E
    by (intros; apply rsum_ext; intros; ring).
  rewrite E, (rsum_ext K (fun i => (M i - 0) ^ 2) (fun i => M i ^ 2)) by (intros; ring).
  unfold Diversity. field. apply not_0_INR. lia.
Qed.

(** ** The chain *)

Section ChainAlgebra.
  Variables (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat).

  Lemma Chain_ext : forall t s G G' Q, (forall Q', G Q' = G' Q') ->
    Chain K P alpha N s t G Q = Chain K P alpha N s t G' Q.
  Proof.
    induction t as [|t IH]; intros s G G' Q E; simpl; [apply E|].
    apply Gen_ext. intros Q'. now apply IH.
  Qed.

  Lemma Chain_plus : forall t s F G Q,
    Chain K P alpha N s t (fun Q' => F Q' + G Q') Q
    = Chain K P alpha N s t F Q + Chain K P alpha N s t G Q.
  Proof.
    induction t as [|t IH]; intros s F G Q; simpl; [reflexivity|].
    rewrite <- Gen_plus. apply Gen_ext. intros Q'. apply IH.
  Qed.

  Lemma Chain_scal : forall t s a G Q,
    Chain K P alpha N s t (fun Q' => a * G Q') Q = a * Chain K P alpha N s t G Q.
  Proof.
    induction t as [|t IH]; intros s a G Q; simpl; [reflexivity|].
    rewrite <- Gen_scal. apply Gen_ext. intros Q'. apply IH.
  Qed.

  Lemma Chain_opp : forall t s G Q,
    Chain K P alpha N s t (fun Q' => - G Q') Q = - Chain K P alpha N s t G Q.
  Proof.
    intros. transitivity (-1 * Chain K P alpha N s t G Q); [|ring].
    rewrite <- Chain_scal. apply Chain_ext. intros; ring.
  Qed.

  Lemma Chain_minus : forall t s F G Q,
    Chain K P alpha N s t (fun Q' => F Q' - G Q') Q
    = Chain K P alpha N s t F Q - Chain K P alpha N s t G Q.
  Proof. intros. unfold Rminus. now rewrite Chain_plus, Chain_opp. Qed.

  Lemma Chain_rsum : forall t s L F Q,
    Chain K P alpha N s t (fun Q' => rsum L (fun i => F i Q')) Q
    = rsum L (fun i => Chain K P alpha N s t (F i) Q).
  Proof.
    induction t as [|t IH]; intros s L F Q; simpl; [reflexivity|].
    rewrite <- Gen_rsum. apply Gen_ext. intros Q'. apply IH.
  Qed.

  (** [t] generations and then [u] more. *)
  Lemma Chain_add : forall t u s G Q,
    Chain K P alpha N s (t + u) G Q
    = Chain K P alpha N s t (fun Q' => Chain K P alpha N (s + t) u G Q') Q.
  Proof.
    induction t as [|t IH]; intros u s G Q; simpl.
    - now rewrite Nat.add_0_r.
    - apply Gen_ext. intros Q'. rewrite IH. now rewrite <- plus_n_Sm.
  Qed.

  (** The last generation of [t + 1], seen from the inside. *)
  Lemma Chain_last : forall t s G Q,
    Chain K P alpha N s (S t) G Q
    = Chain K P alpha N s t
        (fun Q' => Gen K (N (s + t)%nat) (mix (alpha (s + t)%nat) P Q') G) Q.
  Proof.
    intros t s G Q. rewrite <- Nat.add_1_r, Chain_add. reflexivity.
  Qed.

  Hypothesis HP : simplex K P.
  Hypothesis Halpha : forall s, 0 <= alpha s <= 1.
  Hypothesis HN : forall s, (1 <= N s)%nat.

  Lemma Chain_le : forall t s G G' Q, simplex K Q ->
    (forall Q', simplex K Q' -> G Q' <= G' Q') ->
    Chain K P alpha N s t G Q <= Chain K P alpha N s t G' Q.
  Proof.
    induction t as [|t IH]; intros s G G' Q HQ E; simpl; [auto|].
    apply Gen_le; auto using simplex_mix.
  Qed.

  Lemma Chain_eq : forall t s G G' Q, simplex K Q ->
    (forall Q', simplex K Q' -> G Q' = G' Q') ->
    Chain K P alpha N s t G Q = Chain K P alpha N s t G' Q.
  Proof.
    intros t s G G' Q HQ E.
    apply Rle_antisym; apply Chain_le; auto; intros; rewrite E; auto; lra.
  Qed.

  Lemma Chain_const : forall t s a Q, simplex K Q ->
    Chain K P alpha N s t (fun _ => a) Q = a.
  Proof.
    induction t as [|t IH]; intros s a Q HQ; simpl; [reflexivity|].
    transitivity (Gen K (N s) (mix (alpha s) P Q) (fun _ => a)).
    - apply Gen_eq; auto using simplex_mix.
    - apply Gen_const; auto using simplex_mix.
  Qed.

  Lemma Chain_nonneg : forall t s G Q, simplex K Q ->
    (forall Q', simplex K Q' -> 0 <= G Q') -> 0 <= Chain K P alpha N s t G Q.
  Proof.
    intros t s G Q HQ E. rewrite <- (Chain_const t s 0 Q HQ). now apply Chain_le.
  Qed.
End ChainAlgebra.
