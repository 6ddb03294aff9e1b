(** * The mean time to fixation

    A symbol of mass [p >= 1/(N+1)] contributes at least [(1-p)/(2N)] to the
    entropy lost in a generation: the difference of the two sides falls in [p]
    and is zero at [p = 1].  Lattice models have no smaller masses, so away from
    the vertices a generation costs at least [1/(2N)]; entropy is finite, so the
    chain cannot stay away for long. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial Loss Grounding
  GenLimits GenSine GenSandwich ChainClosed ChainLattice.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** ** One symbol *)

(** [E[ln(1 + B)] - ln(N p) - (1-p)/(2 N p)], with [N = n + 1]. *)
Definition excess (n : nat) (p : R) : R :=
  Binomial n p (fun j => ln (INR (S j))) 0
  - (ln (INR (S n) * p) + / (2 * INR (S n)) * (1 / p - 1)).

Definition excess_slope (m : nat) (p : R) : R :=
  INR (S m) * Binomial m p (fun j => ln (INR (S (S j))) - ln (INR (S j))) 0
  - (/ p - / (2 * INR (S (S m))) * / (p * p)).

Lemma excess_deriv : forall m p, 0 < p -> derivable_pt_lim (excess (S m)) p (excess_slope m p).
Proof.
  intros m p Hp. unfold excess, excess_slope.
  assert (Hm : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
  apply d_minus; [apply d_Binomial|]. eapply d_is.
  - apply d_plus.
    + apply (derivable_pt_lim_comp (fun p => INR (S (S m)) * p) ln); [apply d_linear|].
      apply derivable_pt_lim_ln. now apply Rmult_lt_0_compat.
    + apply d_scal. apply (d_minus (fun p => 1 / p) (fun _ => 1));
        [|apply derivable_pt_lim_const].
      apply (derivable_pt_lim_div (fun _ => 1) id);
        [apply derivable_pt_lim_const | apply derivable_pt_lim_id | unfold id; lra].
  - unfold id, Rsqr. field. lra.
Qed.

(** The slope is at most [q^n (1 - (N+1) p) / (2 N p^2)]. *)
Lemma excess_slope_neg : forall m p, 1 < (INR (S (S m)) + 1) * p -> 0 < p < 1 ->
  excess_slope m p < 0.
Proof.
  intros m p Hlow Hp. unfold excess_slope.
  pose proof (log_step_expectation m p ltac:(lra)) as HB.
  set (Bn := Binomial m p (fun j => ln (INR (S (S j))) - ln (INR (S j))) 0) in *.
  assert (HN : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
  set (N := INR (S (S m))) in *.
  change ((1 - p) ^ S (S m)) with ((1 - p) * (1 - p) ^ S m) in HB.
  assert (Hr : 0 < (1 - p) ^ S m) by (apply pow_lt; lra).
  set (r := (1 - p) ^ S m) in *.
  assert (Hscale : 0 < / (2 * N * (p * p)))
    by (apply Rinv_0_lt_compat; repeat apply Rmult_lt_0_compat; lra).
  apply Rle_lt_trans with (r * (1 - (N + 1) * p) * / (2 * N * (p * p))).
  - apply Rle_trans with ((1 - r) / p
      - (1 - (1 - p) * r - N * p * r) / (2 * N * (p * p)) - (/ p - / (2 * N) * / (p * p)));
      [lra|]. right. field. lra.
  - assert (0 < r * ((N + 1) * p - 1) * / (2 * N * (p * p)))
      by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra). lra.
Qed.

Lemma excess_certain : forall n, excess n 1 = 0.
Proof.
  intro n. unfold excess. rewrite Binomial_certain, Rmult_1_r. simpl plus. field.
  apply not_0_INR. lia.
Qed.

Lemma excess_pos : forall n p, 0 < p < 1 -> 1 <= INR (S n) * p -> 0 < excess n p.
Proof.
  intros [|m] p Hp H1; [simpl in H1; lra|].
  rewrite <- (excess_certain (S m)).
  destruct (MVT_cor2 (excess (S m)) (excess_slope m) p 1 (proj2 Hp)) as (c & E & Hc).
  - intros c Hc. apply excess_deriv. lra.
  - assert (HN : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
    assert (INR (S (S m)) * p <= INR (S (S m)) * c) by (apply Rmult_le_compat_l; lra).
    pose proof (excess_slope_neg m c ltac:(lra) ltac:(lra)).
    assert (0 < - excess_slope m c * (1 - p)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** The loss of a lattice symbol, strict inside. *)
Lemma symbol_loss_excess : forall n p, 0 < p ->
  symbol_loss (S n) p = (1 - p) / (2 * INR (S n)) + p * excess n p.
Proof.
  intros n p Hp. rewrite symbol_loss_size_bias by exact Hp.
  assert (HS : 0 < INR (S n)) by (apply lt_0_INR; lia).
  assert (Hs : 0 < INR (S n) * p) by now apply Rmult_lt_0_compat.
  rewrite (Binomial_ext p n _ (fun k => ln (INR (S k)) - ln (INR (S n) * p)))
    by (intro k; apply ln_div; [apply lt_0_INR; lia | exact Hs]).
  rewrite Binomial_minus, Binomial_const. unfold excess. field. lra.
Qed.

Lemma lattice_symbol_loss : forall K N Q i, (1 <= N)%nat -> lattice K N Q -> (i < K)%nat ->
  positive (Q i) * (1 - Q i) / (2 * INR N) <= symbol_loss N (Q i)
  /\ (0 < Q i < 1 -> positive (Q i) * (1 - Q i) / (2 * INR N) < symbol_loss N (Q i)).
Proof.
  intros K [|n] Q i HN [HQ Hk] L; [lia|].
  pose proof (simplex_le_1 K Q i HQ L) as H1.
  assert (HS : 0 < INR (S n)) by (apply lt_0_INR; lia).
  unfold positive. destruct (simplex_nonneg K Q i HQ L) as [Hp|<-].
  2: { rewrite symbol_loss_0 by lia. destruct (Rlt_dec 0 0); [lra|]. split; lra. }
  destruct (Rlt_dec 0 (Q i)) as [_|F]; [|lra]. rewrite Rmult_1_l.
  rewrite symbol_loss_excess by exact Hp.
  destruct H1 as [Hlt|Heq].
  - assert (Hlow : 1 <= INR (S n) * Q i).
    { destruct (Hk i L) as (k & _ & Ek).
      replace (INR (S n) * Q i) with (INR k) by (rewrite Ek; field; lra).
      apply (le_INR 1). destruct k as [|k]; [|lia].
      rewrite Ek in Hp. simpl (INR 0) in Hp. unfold Rdiv in Hp. lra. }
    pose proof (excess_pos n (Q i) (conj Hp Hlt) Hlow).
    assert (0 < Q i * excess n (Q i)) by now apply Rmult_lt_0_compat. split; lra.
  - rewrite Heq, excess_certain. split; lra.
Qed.

(** ** One generation *)

Lemma Support_minus_1 : forall K Q, simplex K Q ->
  Support K Q - 1 = rsum K (fun i => positive (Q i) * (1 - Q i)).
Proof.
  intros K Q HQ. unfold Support.
  rewrite <- (simplex_sum K Q HQ) at 1. rewrite <- rsum_minus.
  apply rsum_ext. intros i L. unfold positive.
  destruct (simplex_nonneg K Q i HQ L) as [Hp|<-].
  - destruct (Rlt_dec 0 (Q i)); [ring | lra].
  - destruct (Rlt_dec 0 0); [lra | ring].
Qed.

Theorem lattice_loss_floor_proof : lattice_loss_floor.
Proof.
  intros K N Q HN HL. pose proof (proj1 HL) as HQ. apply Rle_ge.
  rewrite (loss_sum K N Q HQ), (Support_minus_1 K Q HQ).
  unfold Rdiv. rewrite <- rsum_scal_r. apply rsum_le. intros i L.
  now apply (lattice_symbol_loss K N Q i).
Qed.

Lemma positive_symbol : forall K Q, simplex K Q -> exists i, (i < K)%nat /\ 0 < Q i.
Proof.
  intros K Q [Hn HS]. assert (H : 0 < rsum K Q) by lra. clear HS.
  induction K as [|k IH]; [simpl in H; lra|].
  destruct (Hn k ltac:(lia)) as [Hk|Hk].
  - exists k. split; [lia | exact Hk].
  - simpl in H. destruct IH as (j & Lj & Hj); [intros; apply Hn; lia | lra |].
    exists j. split; [lia | exact Hj].
Qed.

(** Away from the vertices the support has at least two symbols. *)
Lemma Support_off_vertex : forall K Q, simplex K Q -> ~ vertex K Q -> 1 <= Support K Q - 1.
Proof.
  intros K Q HQ HV. rewrite (Support_minus_1 K Q HQ).
  destruct (positive_symbol K Q HQ) as (j & Lj & Hj).
  assert (Hj1 : Q j < 1).
  { destruct (simplex_le_1 K Q j HQ Lj) as [H|H]; [exact H|].
    exfalso. apply HV. exists j. now split. }
  rewrite (rsum_split K j _ Lj).
  assert (Hrest : rsum K (fun i => if Nat.eqb i j then 0 else Q i) = 1 - Q j)
    by (pose proof (rsum_split K j Q Lj); rewrite (simplex_sum K Q HQ) in *; lra).
  assert (Hge : rsum K (fun i => Q j / (1 - Q j) * (if Nat.eqb i j then 0 else Q i))
    <= rsum K (fun i => if Nat.eqb i j then 0 else positive (Q i) * (1 - Q i))).
  { apply rsum_le. intros i L. destruct (Nat.eqb i j) eqn:E; [lra|].
    apply Nat.eqb_neq in E. unfold positive.
    destruct (simplex_nonneg K Q i HQ L) as [Hp|<-].
    2: { destruct (Rlt_dec 0 0); lra. }
    destruct (Rlt_dec 0 (Q i)); [|lra].
    assert (Hle : Q i <= 1 - Q j).
    { rewrite <- Hrest.
      pose proof (rsum_term_le K (fun i => if Nat.eqb i j then 0 else Q i) i) as B.
      apply Nat.eqb_neq in E. simpl in B. rewrite E in B. apply B; [|exact L].
      intros k Lk. destruct (Nat.eqb k j); [lra | now apply (simplex_nonneg K Q k)]. }
    apply Rle_trans with (Q j / (1 - Q j) * (1 - Q j)).
    - apply Rmult_le_compat_l; [|exact Hle].
      apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra].
    - replace (Q j / (1 - Q j) * (1 - Q j)) with (Q j) by (field; lra). lra. }
  rewrite rsum_scal, Hrest in Hge.
  replace (Q j / (1 - Q j) * (1 - Q j)) with (Q j) in Hge by (field; lra).
  unfold positive at 1. destruct (Rlt_dec 0 (Q j)); lra.
Qed.

Lemma at_some_vertex_bounds : forall K Q, simplex K Q -> 0 <= at_some_vertex K Q.
Proof.
  intros K Q HQ. apply rsum_nonneg. intros i L. unfold at_vertex.
  destruct (Req_EM_T (Q i) 1); lra.
Qed.

Lemma at_some_vertex_at : forall K Q, simplex K Q -> vertex K Q -> at_some_vertex K Q = 1.
Proof.
  intros K Q HQ (j & Lj & Ej). unfold at_some_vertex. rewrite (rsum_single K j); auto.
  - unfold at_vertex. destruct (Req_EM_T (Q j) 1); tauto.
  - intros i L Hne. unfold at_vertex. destruct (Req_EM_T (Q i) 1); [|reflexivity].
    rewrite (vertex_at_others K Q j i HQ (conj Lj Ej) L Hne) in *. lra.
Qed.

Lemma vertex_decide : forall K Q, vertex K Q \/ ~ vertex K Q.
Proof.
  intros K Q. induction K as [|k IH].
  - right. intros (i & L & _). lia.
  - destruct (Req_EM_T (Q k) 1) as [E|E].
    + left. exists k. split; [lia | exact E].
    + destruct IH as [(i & L & Ei)|H]; [left; exists i; split; [lia | exact Ei] | right].
      intros (i & L & Ei). apply H. exists i. split; [|exact Ei].
      destruct (Nat.eq_dec i k) as [->|]; [tauto | lia].
Qed.

(** Not being at a vertex is paid for in entropy. *)
Lemma unfixed_pays : forall K N Q, (1 <= N)%nat -> lattice K N Q ->
  1 - at_some_vertex K Q <= 2 * INR N * (Entropy K Q - Gen K N Q (Entropy K)).
Proof.
  intros K N Q HN HL. pose proof (proj1 HL) as HQ.
  assert (HNp : 0 < INR N) by (apply lt_0_INR; lia).
  pose proof (lattice_loss_floor_proof K N Q HN HL) as F. apply Rge_le in F.
  apply (Rmult_le_compat_l (2 * INR N)) in F; [|lra].
  replace (2 * INR N * ((Support K Q - 1) / (2 * INR N))) with (Support K Q - 1) in F
    by (field; lra).
  destruct (vertex_decide K Q) as [V|V].
  - rewrite (at_some_vertex_at K Q HQ V).
    assert (0 <= Support K Q - 1); [|lra].
    rewrite (Support_minus_1 K Q HQ). apply rsum_nonneg. intros i L.
    pose proof (simplex_le_1 K Q i HQ L). unfold positive. destruct (Rlt_dec 0 (Q i)); lra.
  - pose proof (Support_off_vertex K Q HQ V). pose proof (at_some_vertex_bounds K Q HQ). lra.
Qed.

Lemma unfixed_pays_strictly : forall K N Q, (1 <= N)%nat -> lattice K N Q -> ~ vertex K Q ->
  1 - at_some_vertex K Q < 2 * INR N * (Entropy K Q - Gen K N Q (Entropy K)).
Proof.
  intros K N Q HN HL V. pose proof (proj1 HL) as HQ.
  assert (HNp : 0 < INR N) by (apply lt_0_INR; lia).
  pose proof (Support_off_vertex K Q HQ V) as HS. pose proof (at_some_vertex_bounds K Q HQ).
  assert (Hj : exists j, (j < K)%nat /\ 0 < positive (Q j) * (1 - Q j)).
  { rewrite (Support_minus_1 K Q HQ) in HS. clear - HS.
    induction K as [|k IH]; [simpl in HS; lra|]. simpl in HS.
    destruct (Rlt_dec 0 (positive (Q k) * (1 - Q k))) as [Hk|Hk].
    - exists k. split; [lia | exact Hk].
    - destruct IH as (j & Lj & Hj); [lra|]. exists j. split; [lia | exact Hj]. }
  destruct Hj as (j & Lj & Hj).
  assert (Hpj : 0 < Q j < 1).
  { unfold positive in Hj. destruct (Rlt_dec 0 (Q j)); lra. }
  rewrite (loss_sum K N Q HQ), (rsum_split K j _ Lj).
  pose proof (Support_minus_1 K Q HQ) as E. rewrite (rsum_split K j _ Lj) in E.
  assert (Hr : rsum K (fun i => (if Nat.eqb i j then 0 else positive (Q i) * (1 - Q i))
                                * / (2 * INR N))
               <= rsum K (fun i => if Nat.eqb i j then 0 else symbol_loss N (Q i))).
  { apply rsum_le. intros i L. destruct (Nat.eqb i j); [lra|].
    now apply (lattice_symbol_loss K N Q i). }
  rewrite rsum_scal_r in Hr.
  set (S1 := rsum K (fun i => if Nat.eqb i j then 0 else positive (Q i) * (1 - Q i))) in *.
  set (S2 := rsum K (fun i => if Nat.eqb i j then 0 else symbol_loss N (Q i))) in *.
  pose proof (proj2 (lattice_symbol_loss K N Q j HN HL Lj) Hpj) as Hs.
  set (s1 := positive (Q j) * (1 - Q j)) in *. set (s2 := symbol_loss N (Q j)) in *.
  assert (B : s1 * / (2 * INR N) + S1 * / (2 * INR N) < s2 + S2) by (unfold Rdiv in Hs; lra).
  apply (Rmult_lt_compat_l (2 * INR N)) in B; [|lra].
  replace (2 * INR N * (s1 * / (2 * INR N) + S1 * / (2 * INR N))) with (s1 + S1) in B
    by (field; lra). lra.
Qed.

(** ** The chain *)

Section Time.

Variables (K : nat) (P : nat -> R) (N : nat) (Q : nat -> R).
Hypothesis HP : simplex K P.
Hypothesis HN : (1 <= N)%nat.
Hypothesis HL : lattice K N Q.
Hypothesis HV : ~ vertex K Q.

Let HQ : simplex K Q := proj1 HL.
Let HS : samples (constantly N) := constant_samples N HN.

Let u s := Closed K P (constantly N) s (fun Q' => 1 - at_some_vertex K Q') Q.
Let h s := Closed K P (constantly N) s (Entropy K) Q.

Lemma unfixed_nonneg : forall s, 0 <= u s.
Proof.
  intro s. apply Chain_nonneg; auto using no_shares. intros Q' HQ'.
  destruct (vertex_decide K Q') as [V|V].
  - rewrite (at_some_vertex_at K Q' HQ' V). lra.
  - assert (Z : at_some_vertex K Q' = 0); [|lra].
    unfold at_some_vertex. rewrite (rsum_ext K _ (fun _ => 0)); [apply rsum_zero|].
    intros i L. unfold at_vertex. destruct (Req_EM_T (Q' i) 1) as [E|E]; [|reflexivity].
    exfalso. apply V. exists i. now split.
Qed.

Lemma unfixed_step : forall s, u s <= 2 * INR N * (h s - h (S s)).
Proof.
  intro s. unfold u, h. rewrite Closed_last, <- Closed_minus, <- Closed_scal.
  destruct s as [|s].
  - unfold Closed. simpl. now apply unfixed_pays.
  - apply Chain_le_lattice; auto using no_shares. intros Q' HQ'. now apply unfixed_pays.
Qed.

Lemma unfixed_first : u 0 < 2 * INR N * (h 0 - h 1).
Proof.
  unfold u, h. rewrite Closed_last, <- Closed_minus, <- Closed_scal.
  unfold Closed. simpl. now apply unfixed_pays_strictly.
Qed.

Lemma entropy_left : forall s, 0 <= h s.
Proof.
  intro s. apply Chain_nonneg; auto using no_shares. intros Q' HQ'.
  eapply Rle_trans; [now apply (Diversity_nonneg K Q') | now apply Diversity_le_Entropy].
Qed.

Lemma unfixed_sum : forall t, rsum (S t) u <= u 0 + 2 * INR N * (h 1 - h (S t)).
Proof.
  induction t as [|t IH]; [simpl; lra|].
  change (rsum (S (S t)) u) with (rsum (S t) u + u (S t)).
  pose proof (unfixed_step (S t)). lra.
Qed.

Lemma mean_time : exists T, Un_cv (fun t => rsum t u) T /\ T < 2 * INR N * Entropy K Q.
Proof.
  set (B := u 0 + 2 * INR N * h 1).
  assert (HNp : 0 < INR N) by (apply lt_0_INR; lia).
  assert (Hb : forall t, rsum t u <= B).
  { intros [|t]; unfold B.
    - simpl. pose proof (unfixed_nonneg 0). pose proof (entropy_left 1).
      assert (0 <= 2 * INR N * h 1) by (apply Rmult_le_pos; lra). lra.
    - eapply Rle_trans; [apply unfixed_sum|]. pose proof (entropy_left (S t)).
      assert (0 <= 2 * INR N * h (S t)) by (apply Rmult_le_pos; lra). lra. }
  destruct (growing_cv (fun t => rsum t u)) as [T HT].
  - intro t. simpl. pose proof (unfixed_nonneg t). lra.
  - exists B. intros x [t ->]. apply Hb.
  - exists T. split; [exact HT|]. apply Rle_lt_trans with B.
    + destruct (Rle_dec T B) as [L|G]; [exact L|].
      destruct (HT (T - B)) as [t0 Ht0]; [lra|]. specialize (Ht0 t0 (Nat.le_refl t0)).
      unfold R_dist in Ht0. apply Rabs_def2 in Ht0. specialize (Hb t0). lra.
    + unfold B. pose proof unfixed_first. change (h 0) with (Entropy K Q) in *. lra.
Qed.

End Time.

Theorem fixation_time_proof : fixation_time.
Proof. intros K P N Q HP HN HL HV. now apply mean_time. Qed.
