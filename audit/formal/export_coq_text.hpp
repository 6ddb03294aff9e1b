// The unchanging text of the files that export_coq writes: statement and proof with holes, @NAME@, for the
// numbers.
#pragma once

namespace groundcheck::coq_text {

// Statement, and the lemmas that all claims need.
inline constexpr const char* head = R"coq((* @STATEMENT@

   for N = @N@, every alphabet and every distribution Q; written by
   groundcheck export coq.  To check it: coqc FILE, with coq-interval. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Local Open Scope R_scope.

(** * What is claimed *)

(** Of @N@ draws, a symbol of mass p takes the share k/@N@ with the binomial
    probability: the expectation of g (share). *)
Definition expectation (g : R -> R) (p : R) : R :=
  @EXPECTATION@.

(** A symbol's part of the entropy, in nats.  At x = 0 it is 0. *)
Definition eta (x : R) : R := - (x * ln x).

(** A symbol's part of the bound: of @BOUND_TEXT@. *)
Definition bound (p : R) : R := @BOUND@.

Definition one_symbol : Prop :=
  forall p, 0 <= p <= 1 -> eta p - expectation eta p >= bound p.

(** H(Q) - E[H(Q')] is at least the bound, for K symbols. *)
Fixpoint sum (K : nat) (f : nat -> R) : R :=
  match K with O => 0 | S k => sum k f + f k end.

Definition every_alphabet : Prop :=
  forall K Q, (forall i, (i < K)%nat -> 0 <= Q i <= 1) ->
  sum K (fun i => eta (Q i)) - sum K (fun i => expectation eta (Q i))
  >= sum K (fun i => bound (Q i)).

(** The weights of the expectation are probabilities, and their mean is p. *)
Definition weights : Prop :=
  forall p, expectation (fun _ => 1) p = 1 /\ expectation (fun x => x) p = p.

(** * Proof *)

Lemma weights_proof : weights.
Proof. intros p. unfold expectation. split; field. Qed.

(** Size bias: the loss is p * (F p - ln (@N@*p)). *)
Definition F (p : R) : R :=
  @F@.

Lemma ln_ratio : forall k, 0 < k -> ln (k/@N@) = ln k - ln @N@.
Proof. intros k H. apply Rcomplements.ln_div; lra. Qed.

Lemma size_bias : forall p, 0 < p ->
  eta p - expectation eta p = p * (F p - ln (@N@*p)).
Proof.
  intros p H. rewrite ln_mult by lra. unfold eta, expectation, F.
  repeat match goal with |- context [ln (?k/@N@)] => rewrite (ln_ratio k) by lra end.
  rewrite ?ln_1. field.
Qed.

Lemma F_positive : forall p, 0 <= p <= 1 -> 0 <= F p.
Proof.
  intros p [H H']. assert (0 <= 1-p) by lra. unfold F.
  repeat apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos;
    try (apply pow_le; assumption); try (left; interval); lra.
Qed.

(** The zero at p = 1, divided out. *)
Definition A (p : R) : R :=
  @A@.

Lemma zero_out : forall p, F p = ln @N@ - (1-p) * A p.
Proof. intros p. unfold F, A. rewrite ?ln_1. ring. Qed.

Lemma ln_below : forall x, 0 <= x < 1 ->
  x + x^2/2 + x^3/3 + x^4/4 + x^5/5 <= - ln (1-x).
Proof.
  intros x [H H'].
  destruct (MVT_gen (fun t => - ln (1-t) - (t + t^2/2 + t^3/3 + t^4/4 + t^5/5))
                    0 x (fun t => t^5/(1-t))) as (c & Hc & E).
  - rewrite Rmin_left, Rmax_right by lra. intros t Ht.
    auto_derive; [lra | field; lra].
  - rewrite Rmin_left, Rmax_right by lra. intros t Ht.
    apply derivable_continuous_pt, ex_derive_Reals_0. auto_derive. lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra.
    replace (1 - 0) with 1 in E by ring. rewrite ln_1 in E.
    assert (0 <= c^5/(1-c) * (x-0)).
    { apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply pow_le; lra|].
      left. apply Rinv_0_lt_compat. lra. }
    lra.
Qed.

)coq";

// The proof's parts on the three ranges of p, for half of the sum of logarithms.
inline constexpr const char* sandwich_lower = R"coq((** What is left when p is divided out of the claim. *)
Definition gap (p : R) : R := F p - 1/2 * ln ((1 + @n@*p) * (@N@*p)).

Lemma gap_is : forall p, 0 < p <= 1 ->
  eta p - expectation eta p - bound p = p * gap p.
Proof.
  intros p H. rewrite size_bias by lra. unfold bound, gap.
  replace (1 + (1-p)/(@N@*p)) with ((1 + @n@*p) / (@N@*p)) by (field; lra).
  rewrite (Rcomplements.ln_div (1 + @n@*p)) by lra.
  rewrite (ln_mult (1 + @n@*p)) by lra. field.
Qed.

Lemma near_zero : forall p, 0 < p <= 1/@2N@ -> 0 <= gap p.
Proof.
  intros p H. assert (0 <= F p) by (apply F_positive; lra).
  assert (ln ((1 + @n@*p) * (@N@*p)) <= 0); [|unfold gap; lra].
  rewrite <- ln_1. apply Rcomplements.ln_le; [apply Rmult_lt_0_compat; lra|].
  nra.
Qed.

Lemma middle : forall p, 1/@2N@ <= p <= 7/8 -> 0 <= gap p.
Proof. intros p H. unfold gap, F. interval with (i_bisect p, i_taylor p). Qed.

Lemma slope : forall p, 7/8 <= p <= 1 ->
  A p - ((1 + @n@/@N@)/2 + (1-p)*(1 + (@n@/@N@)^2)/4 + (1-p)^2*(1 + (@n@/@N@)^3)/6
    + (1-p)^3*(1 + (@n@/@N@)^4)/8 + (1-p)^4*(1 + (@n@/@N@)^5)/10) <= 0.
Proof. intros p H. unfold A. interval with (i_bisect p, i_taylor p). Qed.

Lemma near_one : forall p, 7/8 <= p <= 1 -> 0 <= gap p.
Proof.
  intros p H. unfold gap. rewrite zero_out.
  replace ((1 + @n@*p) * (@N@*p))
    with (@N@ * @N@ * ((1 - (1-p)) * (1 - @n@/@N@*(1-p)))) by field.
  rewrite !ln_mult by nra.
  pose proof (ln_below (1-p) ltac:(lra)).
  pose proof (ln_below (@n@/@N@*(1-p)) ltac:(lra)).
  pose proof (Rmult_le_compat_l (1-p) _ _ ltac:(lra) (slope p H)).
  lra.
Qed.

)coq";

// The same for the diversity's share.
inline constexpr const char* loss_floor = R"coq((** What is left when p is divided out of the claim. *)
Definition gap (p : R) : R := F p - ln (@N@*p) - @FACTOR@ * (1-p).

Lemma gap_is : forall p, 0 < p <= 1 ->
  eta p - expectation eta p - bound p = p * gap p.
Proof. intros p H. rewrite size_bias by lra. unfold bound, gap. field. Qed.

Lemma near_zero : forall p, 0 < p <= 1/@2N@ -> 0 <= gap p.
Proof.
  intros p H. assert (0 <= F p) by (apply F_positive; lra).
  assert (ln (@N@*p) <= ln (1/2)) by (apply Rcomplements.ln_le; lra).
  assert (ln (1/2) <= - @FACTOR@) by interval.
  unfold gap. lra.
Qed.

Lemma middle : forall p, 1/@2N@ <= p <= 7/8 -> 0 <= gap p.
Proof. intros p H. unfold gap, F. interval with (i_bisect p, i_taylor p). Qed.

Lemma slope : forall p, 7/8 <= p <= 1 ->
  A p - (1 - @FACTOR@ + (1-p)/2 + (1-p)^2/3 + (1-p)^3/4 + (1-p)^4/5) <= 0.
Proof. intros p H. unfold A. interval with (i_bisect p, i_taylor p). Qed.

Lemma near_one : forall p, 7/8 <= p <= 1 -> 0 <= gap p.
Proof.
  intros p H. unfold gap. rewrite zero_out, ln_mult by lra.
  pose proof (ln_below (1-p) ltac:(lra)) as L. replace (1-(1-p)) with p in L by ring.
  pose proof (Rmult_le_compat_l (1-p) _ _ ltac:(lra) (slope p H)).
  lra.
Qed.

)coq";

// From the three ranges to the claim.
inline constexpr const char* tail = R"coq(Theorem one_symbol_proof : one_symbol.
Proof.
  intros p H. destruct (Req_dec p 0) as [Z|Z].
  - subst p. right. unfold bound, expectation, eta. unfold Rdiv. ring.
  - assert (0 <= gap p).
    { destruct (Rle_dec p (1/@2N@)); [apply near_zero; lra|].
      destruct (Rle_dec p (7/8)); [apply middle; lra | apply near_one; lra]. }
    pose proof (gap_is p ltac:(lra)). pose proof (Rmult_le_pos p (gap p)). lra.
Qed.

Theorem every_alphabet_proof : every_alphabet.
Proof.
  intros K Q. induction K as [|k IH]; intros H; cbn [sum]; [lra|].
  pose proof (one_symbol_proof (Q k) (H k (le_n _))).
  assert (forall i, (i < k)%nat -> 0 <= Q i <= 1) as Hk by (intros i Hi; apply H; lia).
  pose proof (IH Hk). lra.
Qed.

Theorem checked : weights /\ one_symbol /\ every_alphabet.
Proof. exact (conj weights_proof (conj one_symbol_proof every_alphabet_proof)). Qed.

Print Assumptions checked.
)coq";

}  // namespace groundcheck::coq_text
