(** * No uniform loss, and the rate at which the loop reaches a point mass *)

From Coq Require Import Reals Arith Lra Lia Classical.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis GenLimits Loss Sample Grounding
  ChainClosed ChainLattice.
From Groundcheck.statements Require Import Generations Decay.
Local Open Scope R_scope.

(** ** No uniform loss *)

Lemma Entropy_nonneg : forall K Q, simplex K Q -> 0 <= Entropy K Q.
Proof.
  intros K Q HQ. unfold Entropy. rewrite <- rsum_opp. apply rsum_nonneg. intros i L.
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|lra].
  pose proof (gibbs (Q i) 1 ltac:(lra) ltac:(lra)) as B. rewrite ln_1 in B.
  pose proof (simplex_le_1 K Q i HQ L). pose proof (ln_le_minus_1 (Q i) Hp).
  assert (Q i * (- ln (Q i)) >= 0); [|lra].
  apply Rle_ge, Rmult_le_pos; lra.
Qed.

(** [- s^2 ln(s^2) <= 2 s]. *)
Lemma small_mass_entropy : forall s, 0 < s -> - (s ^ 2 * ln (s ^ 2)) <= 2 * s.
Proof.
  intros s Hs. pose proof (gibbs s 1 ltac:(lra) ltac:(lra)) as B. rewrite ln_1 in B.
  replace (s ^ 2) with (s * s) by ring. rewrite ln_mult by assumption.
  assert (s * (s - 1) <= s * (s * ln s)) by (apply Rmult_le_compat_l; lra). nra.
Qed.

Theorem uniform_loss_fails_proof : uniform_loss_fails.
Proof.
  intros K N d HK HN Hd. destruct K as [|k]; [lia|].
  assert (Hk : 1 <= INR k) by (apply (le_INR 1); lia).
  set (s := Rmin (1 / (2 * INR k)) (d / (4 * INR k))).
  assert (Hs0 : 0 < s).
  { unfold s. apply Rmin_glb_lt; apply Rdiv_lt_0_compat; lra. }
  assert (Hs1 : INR k * s <= / 2).
  { apply Rle_trans with (INR k * (1 / (2 * INR k))).
    - apply Rmult_le_compat_l; [lra | apply Rmin_l].
    - right. field. lra. }
  assert (Hs2 : INR k * s <= d / 4).
  { apply Rle_trans with (INR k * (d / (4 * INR k))).
    - apply Rmult_le_compat_l; [lra | apply Rmin_r].
    - right. field. lra. }
  assert (Hs3 : s <= / 2) by nra.
  set (rest := INR k * s ^ 2).
  assert (Hrest : 0 < rest <= / 4) by (unfold rest; split; nra).
  set (Q := fun i => if Nat.eqb i k then 1 - rest else s ^ 2).
  assert (Qk : Q k = 1 - rest) by (unfold Q; now rewrite Nat.eqb_refl).
  assert (Ql : forall i, (i < k)%nat -> Q i = s ^ 2).
  { intros i L. unfold Q. destruct (Nat.eqb_spec i k); [lia | reflexivity]. }
  assert (Hpos : 0 < s ^ 2) by (simpl; nra).
  assert (HQ : simplex (S k) Q).
  { split.
    - intros i L. unfold Q. destruct (Nat.eqb i k); lra.
    - simpl. rewrite (rsum_ext k Q (fun _ => s ^ 2)) by exact Ql.
      rewrite rsum_const, Qk. fold rest. ring. }
  exists Q. split; [exact HQ|]. split.
  { intros i L. unfold Q. destruct (Nat.eqb i k); lra. }
  assert (HE : 0 <= Gen (S k) N Q (Entropy (S k))).
  { apply Gen_nonneg; auto using Entropy_nonneg. }
  assert (HH : Entropy (S k) Q <= rest + INR k * (2 * s)).
  { unfold Entropy. rewrite <- rsum_opp. simpl rsum. rewrite Qk.
    rewrite (rsum_ext k _ (fun _ => - (s ^ 2 * ln (s ^ 2))))
      by (intros i L; now rewrite (Ql i L)).
    rewrite rsum_const.
    pose proof (gibbs (1 - rest) 1 ltac:(lra) ltac:(lra)) as B. rewrite ln_1 in B.
    pose proof (small_mass_entropy s Hs0) as C.
    apply (Rmult_le_compat_l (INR k)) in C; lra. }
  assert (rest <= INR k * s * / 2) by (unfold rest; nra).
  lra.
Qed.

(** ** The rate *)

(** A model with a symbol strictly between 0 and 1 has diversity at least
    [2 Q_i (1 - Q_i)]: every other symbol leaves at least [Q_i]. *)
Lemma Diversity_one_symbol : forall K Q i, simplex K Q -> (i < K)%nat ->
  2 * (Q i * (1 - Q i)) <= Diversity K Q.
Proof.
  intros K Q i HQ L. rewrite (Diversity_alt K Q HQ), (rsum_split K i) by exact L.
  assert (B : rsum K (fun j => if Nat.eqb j i then 0 else Q j * Q i)
              <= rsum K (fun j => if Nat.eqb j i then 0 else Q j * (1 - Q j))).
  { apply rsum_le. intros j Lj. destruct (Nat.eqb_spec j i) as [->|D]; [lra|].
    apply Rmult_le_compat_l; [now apply (simplex_nonneg K)|].
    pose proof (rsum_split K i Q L) as S. rewrite (simplex_sum K Q HQ) in S.
    pose proof (rsum_term_le K (fun j => if Nat.eqb j i then 0 else Q j) j) as T.
    cbv beta in T. apply Nat.eqb_neq in D. rewrite D in T.
    assert (Q j <= 1 - Q i); [|lra].
    rewrite S at 1. ring_simplify. apply T; [|exact Lj].
    intros m Lm. destruct (Nat.eqb m i); [lra | now apply (simplex_nonneg K)]. }
  rewrite (rsum_ext K (fun j => if Nat.eqb j i then 0 else Q j * Q i)
    (fun j => (if Nat.eqb j i then 0 else Q j) * Q i)) in B
    by (intros j _; destruct (Nat.eqb j i); ring).
  rewrite rsum_scal_r in B.
  pose proof (rsum_split K i Q L) as S. rewrite (simplex_sum K Q HQ) in S.
  replace (rsum K (fun j => if Nat.eqb j i then 0 else Q j)) with (1 - Q i) in B by lra. lra.
Qed.

(** A model that is no vertex has a symbol strictly between 0 and 1. *)
Lemma not_vertex_between : forall K Q, simplex K Q -> ~ vertex K Q ->
  exists i, (i < K)%nat /\ 0 < Q i < 1.
Proof.
  intros K Q HQ HV. apply NNPP. intro No.
  assert (Z : forall i, (i < K)%nat -> Q i = 0).
  { intros i L. pose proof (simplex_le_1 K Q i HQ L) as [H1|E].
    - destruct (simplex_nonneg K Q i HQ L) as [H0|E]; [|now symmetry].
      exfalso. apply No. now exists i.
    - exfalso. apply HV. now exists i. }
  pose proof (simplex_sum K Q HQ) as S.
  rewrite (rsum_ext K Q (fun _ => 0)), rsum_zero in S by exact Z. lra.
Qed.

Theorem lattice_diversity_floor_proof : lattice_diversity_floor.
Proof.
  intros K N Q HN [HQ Hk] HV. destruct (not_vertex_between K Q HQ HV) as (i & L & Hi).
  eapply Rle_trans; [|exact (Diversity_one_symbol K Q i HQ L)].
  assert (HN2 : 2 <= INR N) by (apply (le_INR 2); exact HN).
  destruct (Hk i L) as (k & Lk & Ek). rewrite Ek in *.
  assert (Hk0 : 1 <= INR k).
  { apply (le_INR 1). destruct k as [|k]; [|lia]. simpl in Hi. unfold Rdiv in Hi. lra. }
  assert (Hk1 : INR k <= INR N - 1).
  { assert (k <> N).
    { intros ->. replace (INR N / INR N) with 1 in Hi by (field; lra). lra. }
    assert (INR (S k) <= INR N) by (apply le_INR; lia). rewrite S_INR in *. lra. }
  apply (Rmult_le_reg_r (INR N ^ 2)); [nra|].
  replace (2 * (INR N - 1) / INR N ^ 2 * INR N ^ 2) with (2 * (INR N - 1)) by (field; lra).
  replace (2 * (INR k / INR N * (1 - INR k / INR N)) * INR N ^ 2)
    with (2 * (INR k * (INR N - INR k))) by (field; lra).
  nra.
Qed.

Lemma at_some_vertex_nonneg : forall K Q, 0 <= at_some_vertex K Q.
Proof.
  intros K Q. apply rsum_nonneg. intros i _. unfold at_vertex. destruct (Req_EM_T (Q i) 1); lra.
Qed.

Lemma at_some_vertex_true : forall K Q, vertex K Q -> 1 <= at_some_vertex K Q.
Proof.
  intros K Q (i & L & E). unfold at_some_vertex.
  replace 1 with (at_vertex i Q)
    by (unfold at_vertex; destruct (Req_EM_T (Q i) 1); [reflexivity | contradiction]).
  apply (rsum_term_le K (fun i => at_vertex i Q)); [|exact L].
  intros j _. unfold at_vertex. destruct (Req_EM_T (Q j) 1); lra.
Qed.

Lemma not_vertex_bound : forall K N Q, (2 <= N)%nat -> lattice K N Q ->
  1 - at_some_vertex K Q <= INR N ^ 2 / (2 * (INR N - 1)) * Diversity K Q.
Proof.
  intros K N Q HN HQ. assert (HN2 : 2 <= INR N) by (apply (le_INR 2); exact HN).
  pose proof (Diversity_nonneg K Q (proj1 HQ)) as HD.
  assert (Hc : 0 <= INR N ^ 2 / (2 * (INR N - 1))).
  { apply Rmult_le_pos; [nra|]. left. apply Rinv_0_lt_compat. lra. }
  destruct (classic (vertex K Q)) as [V|NV].
  - pose proof (at_some_vertex_true K Q V).
    assert (0 <= INR N ^ 2 / (2 * (INR N - 1)) * Diversity K Q) by now apply Rmult_le_pos. lra.
  - pose proof (at_some_vertex_nonneg K Q).
    pose proof (lattice_diversity_floor_proof K N Q HN HQ NV) as B.
    apply (Rmult_le_compat_l _ _ _ Hc) in B.
    replace (INR N ^ 2 / (2 * (INR N - 1)) * (2 * (INR N - 1) / INR N ^ 2)) with 1 in B
      by (field; lra). lra.
Qed.

Theorem point_mass_rate_proof : point_mass_rate.
Proof.
  intros K P N Q t HP HN HQ Ht. destruct t as [|t]; [lia|].
  assert (HN2 : 2 <= INR N) by (apply (le_INR 2); exact HN).
  assert (HN1 : (1 <= N)%nat) by lia.
  replace (rate N ^ S t * Diversity K Q * INR N ^ 2 / (2 * (INR N - 1)))
    with (INR N ^ 2 / (2 * (INR N - 1)) * (rate N ^ S t * Diversity K Q)) by (field; lra).
  rewrite <- (diversity_decay_proof K P N Q (S t) HP HN1 HQ), <- Closed_scal.
  apply Chain_le_lattice; auto using no_shares, constant_samples.
  intros Q' HQ'. now apply not_vertex_bound.
Qed.

Theorem point_mass_rate_lattice_proof : point_mass_rate_lattice.
Proof.
  intros K P N Q t HP HN HQ. destruct t as [|t].
  - simpl. pose proof (not_vertex_bound K N Q HN HQ) as B. unfold Closed. simpl.
    assert (2 <= INR N) by (apply (le_INR 2); exact HN).
    replace (1 * Diversity K Q * (INR N * (INR N * 1)) / (2 * (INR N - 1)))
      with (INR N ^ 2 / (2 * (INR N - 1)) * Diversity K Q) by (field; lra). exact B.
  - apply point_mass_rate_proof; auto; [exact (proj1 HQ) | lia].
Qed.

(** ** Rare symbols *)

Theorem symbol_lost_proof : symbol_lost.
Proof.
  intros K N Q i HN HQ L. rewrite Gen_minus, Gen_const, Gen_present by assumption. ring.
Qed.

(** [(1 - 1/N)^N >= 1/4], by Bernoulli's inequality for half of the factors. *)
Lemma quarter : forall N, (2 <= N)%nat -> / 4 <= (1 - 1 / INR N) ^ N.
Proof.
  intros N HN. assert (HN2 : 2 <= INR N) by (apply (le_INR 2); exact HN).
  set (x := 1 / INR N).
  assert (Hx : 0 < x <= / 2).
  { unfold x, Rdiv. rewrite Rmult_1_l. split; [apply Rinv_0_lt_compat; lra|].
    apply Rinv_le_contravar; lra. }
  assert (HxN : INR N * x = 1) by (unfold x; field; lra).
  destruct (Nat.Even_or_Odd N) as [[m E]|[m E]].
  - pose proof (bernoulli x m ltac:(lra)) as B.
    replace (INR m * x) with (/ 2) in B
      by (rewrite E, mult_INR in HxN; simpl (INR 2) in HxN; lra).
    rewrite E, Nat.mul_comm, pow_mult. nra.
  - pose proof (bernoulli x m ltac:(lra)) as B.
    assert (Hm : INR m * x = (1 - x) / 2).
    { rewrite E, plus_INR, mult_INR in HxN. simpl (INR 2) in HxN. simpl (INR 1) in HxN. lra. }
    rewrite Hm in B.
    rewrite E, pow_add, Nat.mul_comm, pow_mult, pow_1.
    set (p := (1 - x) ^ m) in *.
    assert (((1 + x) / 2) ^ 2 <= p ^ 2) by (apply pow_incr; lra).
    assert (((1 + x) / 2) ^ 2 * (1 - x) <= p ^ 2 * (1 - x)) by (apply Rmult_le_compat_r; lra).
    assert (/ 4 <= ((1 + x) / 2) ^ 2 * (1 - x)); [|lra].
    replace (((1 + x) / 2) ^ 2 * (1 - x)) with ((1 + x * (1 - x - x * x)) / 4) by field.
    assert (0 <= x * (1 - x - x * x)) by (apply Rmult_le_pos; nra). lra.
Qed.

Theorem rare_symbol_lost_proof : rare_symbol_lost.
Proof.
  intros K N Q i HN HQ L Hi. rewrite symbol_lost_proof by (auto; lia).
  apply Rle_ge. replace (1 / 4) with (/ 4) by lra. eapply Rle_trans; [apply (quarter N HN)|].
  apply pow_incr. assert (2 <= INR N) by (apply (le_INR 2); exact HN).
  assert (1 / INR N <= 1) by (unfold Rdiv; rewrite Rmult_1_l, <- Rinv_1; apply Rinv_le_contravar; lra).
  lra.
Qed.
