(** * Channels: data processing and sufficiency

    Data processing is the log sum inequality, for each world and each final
    symbol.  A sufficient statistic merges only symbols whose likelihoods have the
    same quotient with the evidence, and nothing is lost. *)

From Coq Require Import Reals Arith Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.theory Require Import Sums Analysis.
From Groundcheck.statements Require Import Generations Remedy Information.
Local Open Scope R_scope.

(** ** Channels *)

Lemma evidence_nonneg : forall n k m L y, simplex n m -> likelihood n k L -> (y < k)%nat ->
  0 <= evidence n m L y.
Proof.
  intros n k m L y Hm HL Ly. apply rsum_nonneg. intros w Lw. apply Rmult_le_pos.
  - now apply (simplex_nonneg n).
  - now apply (simplex_nonneg k (L w) y (HL w Lw)).
Qed.

Lemma evidence_zero : forall n k m L w y, simplex n m -> likelihood n k L -> (w < n)%nat -> (y < k)%nat ->
  0 < m w -> evidence n m L y = 0 -> L w y = 0.
Proof.
  intros n k m L w y Hm HL Lw Ly Hp Z.
  assert (H0 : forall v, (v < n)%nat -> 0 <= m v * L v y).
  { intros v Lv. apply Rmult_le_pos; [now apply (simplex_nonneg n)|].
    now apply (simplex_nonneg k (L v) y (HL v Lv)). }
  pose proof (rsum_zero_terms n _ H0 Z w Lw) as E. cbv beta in E.
  apply Rmult_integral in E. destruct E; lra.
Qed.

Lemma composed_likelihood : forall n k l L T, likelihood n k L -> likelihood k l T ->
  likelihood n l (composed k L T).
Proof.
  intros n k l L T HL HT w Lw. pose proof (HL w Lw) as Hw. unfold composed. split.
  - intros z Lz. apply rsum_nonneg. intros y Ly. apply Rmult_le_pos.
    + now apply (simplex_nonneg k).
    + now apply (simplex_nonneg l (T y) z (HT y Ly)).
  - rewrite (rsum_swap l k (fun z y => L w y * T y z)).
    rewrite (rsum_ext k _ (L w)); [apply (simplex_sum k _ Hw)|].
    intros y Ly. rewrite rsum_scal, (simplex_sum l _ (HT y Ly)). ring.
Qed.

Lemma evidence_composed : forall n k m L T z,
  evidence n m (composed k L T) z = rsum k (fun y => evidence n m L y * T y z).
Proof.
  intros n k m L T z. unfold evidence, composed.
  rewrite (rsum_ext n _ (fun w => rsum k (fun y => m w * (L w y * T y z))))
    by (intros; now rewrite rsum_scal).
  rewrite (rsum_swap n k (fun w y => m w * (L w y * T y z))). apply rsum_ext. intros y _.
  rewrite <- rsum_scal_r. apply rsum_ext. intros; ring.
Qed.

(** [sum a ln(a/b) >= A ln(A/B)] (the log sum inequality), the [a] with mass
    where the [b] have it. *)
Lemma log_sum : forall k a b, (forall y, (y < k)%nat -> 0 <= a y) ->
  (forall y, (y < k)%nat -> 0 <= b y) -> (forall y, (y < k)%nat -> b y = 0 -> a y = 0) ->
  rsum k a * ln (rsum k a / rsum k b) <= rsum k (fun y => a y * ln (a y / b y)).
Proof.
  intros k a b Ha Hb HZ. set (A := rsum k a). set (B := rsum k b).
  destruct (rsum_nonneg k a Ha) as [HA|EA].
  - assert (HB : 0 < B).
    { destruct (rsum_nonneg k b Hb) as [HB|EB]; [exact HB|]. exfalso.
      assert (Z : rsum k a = 0).
      { rewrite (rsum_ext k a (fun _ => 0)); [apply rsum_zero|]. intros y Ly. apply HZ; [exact Ly|].
        now apply (rsum_zero_terms k b Hb (eq_sym EB)). }
      lra. }
    fold A in HA.
    assert (T : rsum k (fun y => a y * ln (A / B) + (a y - b y * (A / B)))
                <= rsum k (fun y => a y * ln (a y / b y))).
    { apply rsum_le. intros y Ly. destruct (Ha y Ly) as [Hp|<-].
      - assert (Hq : 0 < b y) by (destruct (Hb y Ly) as [H|E]; [exact H | rewrite HZ in Hp by auto; lra]).
        assert (Hr : 0 < A / B) by now apply Rdiv_lt_0_compat.
        pose proof (gibbs (a y) (b y * (A / B)) ltac:(lra) ltac:(now apply Rmult_lt_0_compat)) as G.
        rewrite ln_mult in G by assumption. rewrite (ln_div (a y) (b y)) by assumption. lra.
      - assert (0 <= b y * (A / B)); [|lra].
        apply Rmult_le_pos; [now apply Hb|]. left. now apply Rdiv_lt_0_compat. }
    rewrite rsum_plus, rsum_minus, !rsum_scal_r in T. fold A B in T.
    replace (B * (A / B)) with A in T by (field; lra). lra.
  - fold A in EA. rewrite <- EA.
    rewrite (rsum_ext k _ (fun _ => 0)); [rewrite rsum_zero; lra|].
    intros y Ly. rewrite (rsum_zero_terms k a Ha (eq_sym EA) y Ly). ring.
Qed.

Lemma KL_nonneg : forall k p r, simplex k p -> simplex k r ->
  (forall y, (y < k)%nat -> r y = 0 -> p y = 0) -> 0 <= KL k p r.
Proof.
  intros k p r Hp Hr HZ. pose proof (log_sum k p r (proj1 Hp) (proj1 Hr) HZ) as B.
  rewrite (simplex_sum k p Hp), (simplex_sum k r Hr) in B.
  replace (1 / 1) with 1 in B by field. rewrite ln_1 in B. unfold KL. lra.
Qed.

Lemma evidence_simplex : forall n k m L, simplex n m -> likelihood n k L -> simplex k (evidence n m L).
Proof.
  intros n k m L Hm HL. split.
  - intros y Ly. now apply (evidence_nonneg n k).
  - unfold evidence. rewrite (rsum_swap k n (fun y w => m w * L w y)).
    rewrite (rsum_ext n _ m); [apply (simplex_sum n m Hm)|].
    intros w Lw. rewrite rsum_scal, (simplex_sum k _ (HL w Lw)). ring.
Qed.

(** A term of the sum over worlds: without prior mass it is zero. *)
Lemma prior_le : forall n m f g, simplex n m ->
  (forall w, (w < n)%nat -> 0 < m w -> f w <= g w) ->
  rsum n (fun w => m w * f w) <= rsum n (fun w => m w * g w).
Proof.
  intros n m f g Hm H. apply rsum_le. intros w Lw.
  destruct (simplex_nonneg n m w Hm Lw) as [Hp|<-]; [|lra].
  apply Rmult_le_compat_l; [lra | now apply H].
Qed.

Lemma information_nonneg : forall n k m L, simplex n m -> likelihood n k L -> 0 <= information n k m L.
Proof.
  intros n k m L Hm HL. rewrite <- (rsum_zero n).
  rewrite (rsum_ext n (fun _ => 0) (fun w => m w * 0)) by (intros; ring).
  apply prior_le; [exact Hm|]. intros w Lw Hp. apply KL_nonneg; auto using evidence_simplex.
  intros y Ly Z. now apply (evidence_zero n k m L w y).
Qed.

Theorem information_processing_proof : information_processing.
Proof.
  intros n k l m L T Hm HL HT. split.
  - apply information_nonneg; [exact Hm | now apply (composed_likelihood n k l)].
  - apply prior_le; [exact Hm|]. intros w Lw Hp. pose proof (HL w Lw) as Hw.
    unfold KL. apply Rle_trans with (rsum l (fun z => rsum k (fun y =>
      L w y * T y z * ln (L w y * T y z / (evidence n m L y * T y z))))).
    + apply rsum_le. intros z Lz. rewrite evidence_composed. unfold composed.
      apply log_sum.
      * intros y Ly. apply Rmult_le_pos; [now apply (simplex_nonneg k)|].
        now apply (simplex_nonneg l (T y) z (HT y Ly)).
      * intros y Ly. apply Rmult_le_pos; [now apply (evidence_nonneg n k)|].
        now apply (simplex_nonneg l (T y) z (HT y Ly)).
      * intros y Ly Z. apply Rmult_integral in Z. destruct Z as [Z|Z]; [|rewrite Z; ring].
        rewrite (evidence_zero n k m L w y) by assumption. ring.
    + rewrite (rsum_swap l k (fun z y => L w y * T y z
        * ln (L w y * T y z / (evidence n m L y * T y z)))).
      apply rsum_le. intros y Ly.
      rewrite (rsum_ext l _ (fun z => L w y * ln (L w y / evidence n m L y) * T y z)).
      * rewrite rsum_scal, (simplex_sum l _ (HT y Ly)). lra.
      * intros z Lz. pose proof (simplex_nonneg l (T y) z (HT y Ly) Lz) as [Ht|<-]; [|ring].
        destruct (evidence_nonneg n k m L y Hm HL Ly) as [He|E].
        -- replace (L w y * T y z / (evidence n m L y * T y z)) with (L w y / evidence n m L y)
             by (field; lra). ring.
        -- rewrite (evidence_zero n k m L w y) by (auto; now symmetry). ring.
Qed.

(** ** Sufficiency *)

Theorem sufficient_statistic_proof : sufficient_statistic.
Proof.
  intros n k l m L f g h Hm HL Hf Hg Hh E.
  apply rsum_ext. intros w Lw. destruct (simplex_nonneg n m w Hm Lw) as [Hp|<-]; [|ring]. f_equal.
  set (Gz := fun z => rsum n (fun v => m v * g v z)).
  set (H := fun z => rsum k (fun y => if Nat.eqb (f y) z then h y else 0)).
  assert (Ev : forall y, (y < k)%nat -> evidence n m L y = Gz (f y) * h y).
  { intros y Ly. unfold evidence, Gz. rewrite <- rsum_scal_r. apply rsum_ext. intros v Lv.
    rewrite (E v y Lv Ly). ring. }
  assert (Cz : forall v z, (v < n)%nat -> composed k L (statistic f) v z = g v z * H z).
  { intros v z Lv. unfold composed, H, statistic. rewrite <- rsum_scal. apply rsum_ext. intros y Ly.
    rewrite (E v y Lv Ly). destruct (Nat.eqb_spec (f y) z) as [<-|_]; ring. }
  assert (Ez : forall z, evidence n m (composed k L (statistic f)) z = Gz z * H z).
  { intro z. unfold evidence, Gz. rewrite <- rsum_scal_r. apply rsum_ext. intros v Lv.
    rewrite (Cz v z Lv). ring. }
  assert (HH : forall z, 0 <= H z).
  { intro z. apply rsum_nonneg. intros y _. destruct (Nat.eqb (f y) z); [apply Hh | lra]. }
  unfold KL.
  (* both are the sum over y of [L w y * ln (g w (f y) / Gz (f y))] *)
  transitivity (rsum l (fun z => rsum k (fun y =>
    if Nat.eqb (f y) z then L w y * ln (g w z / Gz z) else 0))).
  - apply rsum_ext. intros z Lz. rewrite Ez, !(Cz w z Lw).
    destruct (HH z) as [Hpz|EH].
    + replace (g w z * H z / (Gz z * H z)) with (g w z / Gz z).
      * unfold H at 1. rewrite Rmult_assoc, (Rmult_comm (rsum k _)), <- Rmult_assoc, <- rsum_scal.
        apply rsum_ext. intros y Ly. destruct (Nat.eqb_spec (f y) z) as [<-|_]; [|ring].
        rewrite (E w y Lw Ly). ring.
      * destruct (Req_dec (Gz z) 0) as [Z|NZ]; [|field; split; [lra | exact NZ]].
        assert (H0 : forall v, (v < n)%nat -> 0 <= m v * g v z)
          by (intros v Lv; apply Rmult_le_pos; [now apply (simplex_nonneg n) | apply Hg]).
        assert (Zg : g w z = 0).
        { pose proof (rsum_zero_terms n _ H0 Z w Lw) as T. cbv beta in T.
          apply Rmult_integral in T. destruct T; lra. }
        rewrite Zg. unfold Rdiv. ring.
    + rewrite <- EH. rewrite Rmult_0_r, Rmult_0_l. symmetry.
      rewrite (rsum_ext k _ (fun _ => 0)); [apply rsum_zero|]. intros y Ly.
      destruct (Nat.eqb_spec (f y) z) as [Fy|_]; [|reflexivity].
      assert (Hy : h y = 0).
      { assert (T := rsum_zero_terms k (fun y => if Nat.eqb (f y) z then h y else 0)).
        cbv beta in T. specialize (T ltac:(intros j _; destruct (Nat.eqb (f j) z); [apply Hh | lra])).
        specialize (T (eq_sym EH) y Ly). apply Nat.eqb_eq in Fy. now rewrite Fy in T. }
      rewrite (E w y Lw Ly), Hy. ring.
  - rewrite (rsum_swap l k (fun z y => if Nat.eqb (f y) z then L w y * ln (g w z / Gz z) else 0)).
    apply rsum_ext. intros y Ly. rewrite (rsum_single l (f y)); [|now apply Hf|].
    2: { intros z _ D. destruct (Nat.eqb_spec (f y) z); [congruence | reflexivity]. }
    rewrite Nat.eqb_refl, (Ev y Ly), (E w y Lw Ly).
    destruct (Hh y) as [Hy|<-]; [|ring].
    destruct (Req_dec (g w (f y)) 0) as [Z|NZ]; [rewrite Z; ring|].
    assert (HG : 0 < Gz (f y)).
    { apply (rsum_pos n _ w); [|exact Lw|].
      - intros v Lv. apply Rmult_le_pos; [now apply (simplex_nonneg n) | apply Hg].
      - apply Rmult_lt_0_compat; [exact Hp|]. specialize (Hg w (f y)). lra. }
    f_equal. f_equal. field. lra.
Qed.
