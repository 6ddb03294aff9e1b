(** * Finite sums

    The algebra of [rsum], and what it says about probability vectors. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
Local Open Scope R_scope.

Lemma rsum_ext : forall K f g,
  (forall i, (i < K)%nat -> f i = g i) -> rsum K f = rsum K g.
Proof.
  induction K as [|k IH]; intros f g E; simpl; [reflexivity|].
  rewrite (IH f g), (E k); auto with arith.
Qed.

Lemma rsum_le : forall K f g,
  (forall i, (i < K)%nat -> f i <= g i) -> rsum K f <= rsum K g.
Proof.
  induction K as [|k IH]; intros f g E; simpl; [lra|].
  apply Rplus_le_compat; auto with arith.
Qed.

Lemma rsum_plus : forall K f g,
  rsum K (fun i => f i + g i) = rsum K f + rsum K g.
Proof. induction K as [|k IH]; intros; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_minus : forall K f g,
  rsum K (fun i => f i - g i) = rsum K f - rsum K g.
Proof. induction K as [|k IH]; intros; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_opp : forall K f, rsum K (fun i => - f i) = - rsum K f.
Proof. induction K as [|k IH]; intros; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_scal : forall K a f, rsum K (fun i => a * f i) = a * rsum K f.
Proof. induction K as [|k IH]; intros; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_scal_r : forall K a f, rsum K (fun i => f i * a) = rsum K f * a.
Proof. induction K as [|k IH]; intros; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_zero : forall K, rsum K (fun _ => 0) = 0.
Proof. induction K as [|k IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma rsum_const : forall K a, rsum K (fun _ => a) = INR K * a.
Proof.
  induction K as [|k IH]; intros; [simpl; ring|].
  rewrite S_INR. simpl rsum. rewrite IH. ring.
Qed.

Lemma rsum_nonneg : forall K f,
  (forall i, (i < K)%nat -> 0 <= f i) -> 0 <= rsum K f.
Proof. intros K f E. rewrite <- (rsum_zero K). apply rsum_le, E. Qed.

Lemma rsum_swap : forall K L f,
  rsum K (fun i => rsum L (fun j => f i j)) = rsum L (fun j => rsum K (fun i => f i j)).
Proof.
  induction K as [|k IH]; intros; simpl.
  - symmetry; apply rsum_zero.
  - rewrite IH. symmetry. apply rsum_plus.
Qed.

(** A sum with one possibly non-zero term. *)
Lemma rsum_single : forall K j f,
  (j < K)%nat -> (forall i, (i < K)%nat -> i <> j -> f i = 0) -> rsum K f = f j.
Proof.
  induction K as [|k IH]; intros j f L E; [lia|]. simpl.
  destruct (Nat.eq_dec j k) as [->|N].
  - rewrite (rsum_ext k f (fun _ => 0)), rsum_zero; [ring|].
    intros i Hi. apply E; lia.
  - rewrite (IH j f), (E k); try lia; [ring|]. intros i Hi Hn. apply E; lia.
Qed.

(** Taking one term out of a sum. *)
Lemma rsum_split : forall K j f, (j < K)%nat ->
  rsum K f = f j + rsum K (fun i => if Nat.eqb i j then 0 else f i).
Proof.
  intros K j f L.
  rewrite (rsum_ext K f
    (fun i => (if Nat.eqb i j then f i else 0) + (if Nat.eqb i j then 0 else f i))).
  - rewrite rsum_plus. f_equal.
    rewrite (rsum_single K j); [now rewrite Nat.eqb_refl | exact L |].
    intros i _ Hn. apply Nat.eqb_neq in Hn. now rewrite Hn.
  - intros i _. destruct (Nat.eqb i j); ring.
Qed.

Lemma rsum_term_le : forall K f j,
  (forall i, (i < K)%nat -> 0 <= f i) -> (j < K)%nat -> f j <= rsum K f.
Proof.
  intros K f j E L. rewrite (rsum_split K j f L).
  assert (0 <= rsum K (fun i => if Nat.eqb i j then 0 else f i)); [|lra].
  apply rsum_nonneg. intros i Hi. destruct (Nat.eqb i j); [lra|auto].
Qed.

(** A sum of non-negative terms vanishes only if each term does. *)
Lemma rsum_zero_terms : forall K f,
  (forall i, (i < K)%nat -> 0 <= f i) -> rsum K f = 0 ->
  forall i, (i < K)%nat -> f i = 0.
Proof.
  intros K f E Z i L. pose proof (rsum_term_le K f i E L). specialize (E i L). lra.
Qed.

Lemma rsum_pos : forall K f j,
  (forall i, (i < K)%nat -> 0 <= f i) -> (j < K)%nat -> 0 < f j -> 0 < rsum K f.
Proof. intros K f j E L Hp. pose proof (rsum_term_le K f j E L). lra. Qed.

Lemma rsum_abs : forall K f, Rabs (rsum K f) <= rsum K (fun i => Rabs (f i)).
Proof.
  induction K as [|k IH]; intros; simpl; [rewrite Rabs_R0; lra|].
  eapply Rle_trans; [apply Rabs_triang|]. specialize (IH f). lra.
Qed.

(** ** Probability vectors *)

Lemma simplex_nonneg : forall K Q i, simplex K Q -> (i < K)%nat -> 0 <= Q i.
Proof. intros K Q i [Hn _] L. auto. Qed.

Lemma simplex_sum : forall K Q, simplex K Q -> rsum K Q = 1.
Proof. now intros K Q [_ S]. Qed.

Lemma simplex_le_1 : forall K Q i, simplex K Q -> (i < K)%nat -> Q i <= 1.
Proof. intros K Q i [Hn S] L. rewrite <- S. now apply rsum_term_le. Qed.

Lemma simplex_K : forall K Q, simplex K Q -> (1 <= K)%nat.
Proof. intros [|k] Q [_ S]; [simpl in S; lra | lia]. Qed.

Lemma simplex_ext : forall K Q R,
  (forall i, (i < K)%nat -> Q i = R i) -> simplex K Q -> simplex K R.
Proof.
  intros K Q R E [Hn S]. split.
  - intros i L. rewrite <- E; auto.
  - rewrite <- S. apply rsum_ext. intros i L. now rewrite E.
Qed.

Lemma simplex_mix : forall K alpha P Q,
  0 <= alpha <= 1 -> simplex K P -> simplex K Q -> simplex K (mix alpha P Q).
Proof.
  intros K a P Q Ha [HP SP] [HQ SQ]. unfold mix. split.
  - intros i L. specialize (HP i L). specialize (HQ i L).
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
  - rewrite rsum_plus, !rsum_scal, SP, SQ. ring.
Qed.

(** With no exogenous data the mixture is the model. *)
Lemma mix_0 : forall P Q i, mix 0 P Q i = Q i.
Proof. intros; unfold mix; ring. Qed.

(** If one symbol has all the mass, the others have none. *)
Lemma vertex_at_others : forall K Q i j, simplex K Q -> vertex_at K i Q ->
  (j < K)%nat -> j <> i -> Q j = 0.
Proof.
  intros K Q i j [Hn S] [Li E] Lj Hne.
  assert (Z : rsum K (fun k => if Nat.eqb k i then 0 else Q k) = 0)
    by (pose proof (rsum_split K i Q Li); lra).
  assert (E0 : (if Nat.eqb j i then 0 else Q j) = 0).
  { apply (rsum_zero_terms K (fun k => if Nat.eqb k i then 0 else Q k)); auto.
    intros k Lk. destruct (Nat.eqb k i); [lra|auto]. }
  apply Nat.eqb_neq in Hne. now rewrite Hne in E0.
Qed.
