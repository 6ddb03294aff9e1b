(** * Two symbols together

    With two symbols a margin is p*G(p) + (1-p)*G(1-p), p the mass of one of them.
    That the checker's coefficients of it are lower bounds. *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Binomial VerifiedLog VerifiedBernstein VerifiedPolynomials
  VerifiedForms VerifiedBounds VerifiedGenerations.
Local Open Scope R_scope.

Definition both_symbols (F : R -> R) (p : R) : R := p * F p + (1 - p) * F (1 - p).

(** ** The values *)

Definition both_coefficient (n : nat) (g : nat -> R) (j : nat) : R :=
  INR j / INR (S n) * g (pred j) + (INR (S n) - INR j) / INR (S n) * g (n - j)%nat.

Lemma both_coefficient_mean : forall n g p,
  Binomial (S n) p (both_coefficient n g) 0 = both_symbols (fun p => Binomial n p g 0) p.
Proof.
  intros n g p. assert (H : INR (S n) <> 0) by (apply not_0_INR; lia).
  unfold both_symbols. rewrite (Binomial_reverse n (1 - p) g). replace (1 - (1 - p)) with p by ring.
  pose proof (Binomial_times_linear n p 0 1 g) as A.
  pose proof (Binomial_times_linear n p 1 0 (fun j => g (n - j)%nat)) as B.
  replace (0 * (1 - p) + 1 * p) with p in A by ring.
  replace (1 * (1 - p) + 0 * p) with (1 - p) in B by ring.
  rewrite A, B, <- Binomial_plus. apply Binomial_ext. intros j. unfold both_coefficient. field. exact H.
Qed.

Lemma times_mass_right : forall N values j, length (times_mass N j values) = length values /\
  forall i, (i < length values)%nat ->
  known_value (nth i (times_mass N j values) no_sum)
  = IZR (Z.succ (j + Z.of_nat i)) / IZR (Zpos N) * known_value (nth i values no_sum).
Proof.
  intros N. induction values as [|value values IH]; intros j; cbn [times_mass].
  - split; [reflexivity|]. intros i L. simpl in L. lia.
  - destruct (IH (Z.succ j)) as [IL IV]. split; [cbn [length]; now rewrite IL|].
    intros [|i] L; cbn [nth].
    + rewrite add_known_value, no_sum_value, Q2R_make. replace (j + Z.of_nat 0)%Z with j by lia. ring.
    + rewrite IV by (simpl in L; lia). do 3 f_equal. lia.
Qed.

Lemma of_both_symbols_right : forall n g values, length values = S n ->
  (forall j, (j <= n)%nat -> known_value (nth j values no_sum) <= g j) ->
  length (of_both_symbols (Pos.of_succ_nat n) values) = S (S n) /\
  forall j, (j <= S n)%nat ->
  known_value (nth j (of_both_symbols (Pos.of_succ_nat n) values) no_sum) <= both_coefficient n g j.
Proof.
  intros n g values L B. unfold of_both_symbols. rewrite <- rev_alt.
  set (N := Pos.of_succ_nat n). set (one := no_sum :: times_mass N 0 values).
  destruct (times_mass_right N values 0) as [TL TV].
  assert (L1 : length one = S (S n)) by (unfold one; cbn [length]; lia).
  destruct (add_values_right n one (rev one)) as [AL AV]; [now rewrite rev_length|].
  split; [lia|]. intros j Hj. rewrite AV by lia. rewrite rev_nth by lia. rewrite L1.
  assert (HN : 0 < INR (S n)) by (apply lt_0_INR; lia).
  assert (P : IZR (Zpos N) = INR (S n)) by (unfold N; rewrite INR_IZR_INZ; f_equal; lia).
  assert (V : forall i, (i <= S n)%nat -> known_value (nth i one no_sum) <= INR i / INR (S n) * g (pred i)).
  { intros [|i] Hi; unfold one; cbn [nth pred].
    - rewrite no_sum_value. simpl (INR 0). unfold Rdiv. lra.
    - rewrite TV by lia. rewrite P. replace (IZR (Z.succ (0 + Z.of_nat i))) with (INR (S i))
        by (rewrite INR_IZR_INZ; f_equal; lia).
      apply Rmult_le_compat_l; [|apply B; lia].
      apply Rmult_le_pos; [apply pos_INR | left; now apply Rinv_0_lt_compat]. }
  unfold both_coefficient. apply Rplus_le_compat; [apply V; lia|].
  replace (S (S n) - S j)%nat with (S n - j)%nat by lia. rewrite <- minus_INR by lia.
  replace (n - j)%nat with (pred (S n - j)) by lia. apply V. lia.
Qed.

(** ** The polynomial *)

Lemma add_rationals_length : forall g h, length g = length h -> length (add_rationals g h) = length g.
Proof.
  induction g as [|x g IH]; intros [|y h] E; simpl in *; try reflexivity; try discriminate.
  rewrite IH; lia.
Qed.

Lemma add_rationals_nth : forall g h j, length g = length h ->
  Q2R (nth j (add_rationals g h) 0%Q) = Q2R (nth j g 0%Q) + Q2R (nth j h 0%Q).
Proof.
  induction g as [|x g IH]; intros [|y h] j E; try discriminate.
  - destruct j; unfold Q2R; simpl; ring.
  - cbn [add_rationals]. destruct j; cbn [nth]; [now rewrite Q2R_red, Q2R_plus|].
    apply IH. simpl in E. lia.
Qed.

Lemma add_rationals_value : forall g h t, length g = length h ->
  rational_form (add_rationals g h) t = rational_form g t + rational_form h t.
Proof.
  intros g h t E. unfold rational_form. rewrite add_rationals_length, <- E by exact E.
  rewrite <- Binomial_plus. apply Binomial_ext. intros j. now apply add_rationals_nth.
Qed.

Lemma floor_below_form : forall scale g t, 0 <= t <= 1 -> g <> nil ->
  value (map (floor_of scale) g) t <= IZR (Zpos scale) * rational_form g t.
Proof.
  intros scale g t Ht Hg. unfold value, rational_form. rewrite map_length, <- Binomial_scal.
  apply Binomial_le; [exact Ht|]. intros j Hj.
  rewrite (nth_indep _ 0%Z (floor_of scale 0%Q)) by
    (rewrite map_length; destruct g; [congruence | simpl in *; lia]).
  rewrite map_nth. apply floor_of_below.
Qed.

(** ** A box *)

Lemma pair_coefficients_right : forall scale known n u lines later values low high centre d root g,
  all_known scale known ->
  coefficients_right n (fun p => biased n (real_times n later) p + real_lines lines p) values ->
  0 <= Q2R low < Q2R high -> Q2R high <= 1 ->
  pair_coefficients scale known (of_both_symbols (Pos.of_succ_nat n) values) u
    (Box low high centre d root) = Some g ->
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t ->
  value g t <= IZR (Zpos scale) * both_symbols (real_margin n u lines later) p.
Proof.
  intros scale known n [poly terms r inside] lines later values low high centre d root g K
    (Ln & f & Vf & Sf) Hl Hh E t Ht p Ep.
  cbn [pair_coefficients] in E.
  destruct (left_terms terms) as [|term rest] eqn:Left; [|discriminate].
  destruct (lower_values _ _ _ _ _) as [g0|] eqn:L in E; [|discriminate].
  destruct (_ && _)%bool eqn:Z0 in E; [|discriminate]. apply andb_prop in Z0. destruct Z0 as [Zr Zi].
  assert (T : forall x, real_terms terms x = 0).
  { intros x. rewrite <- left_terms_value, Left. reflexivity. }
  set (mass := inject_Z 0 :: poly) in E.
  set (both := add_rationals (bernstein_of low high mass)
                 (bernstein_of (inject_Z 1 - low) (inject_Z 1 - high) mass)) in E.
  assert (Lb : length both = S (length mass)).
  { unfold both. rewrite add_rationals_length; now rewrite !bernstein_of_length. }
  assert (Hb : both <> nil) by (intros N; rewrite N in Lb; discriminate).
  assert (Hp : 0 <= p <= 1).
  { rewrite Ep. assert (0 <= (Q2R high - Q2R low) * t) by (apply Rmult_le_pos; lra).
    assert ((Q2R high - Q2R low) * t <= (Q2R high - Q2R low) * 1) by (apply Rmult_le_compat_l; lra). lra. }
  destruct (of_both_symbols_right n f values Ln Vf) as [OL OV].
  destruct (lower_values_right scale known nil (inject_Z 0) K) with (2 := L) as [GL GB]; [intros c e h []|].
  rewrite OL in GL, GB.
  assert (H0 : g0 <> nil) by (intros ->; discriminate).
  assert (Hr : restrict low high g0 <> nil).
  { intros N. apply (f_equal (@length Z)) in N. rewrite restrict_length, GL in N. discriminate. }
  assert (Hm : map (floor_of scale) both <> nil).
  { intros N. apply (f_equal (@length Z)) in N. rewrite map_length, Lb in N. discriminate. }
  match type of E with Some ?l = _ => assert (D : l = g) by congruence end. clear E. subst g.
  destruct (add_bernstein_value (map (floor_of scale) both) (restrict low high g0) t Ht Hm Hr) as [_ Sum].
  pose proof (restrict_value low high g0 t Hl Hh Ht H0) as R. rewrite <- Ep in R.
  pose proof (floor_below_form scale both t Ht Hb) as F.
  assert (P : rational_form both t = both_symbols (real_polynomial poly) p).
  { unfold both. rewrite add_rationals_value by now rewrite !bernstein_of_length.
    rewrite !bernstein_of_value, !Q2R_minus, !Q2R_Z. unfold mass, both_symbols.
    cbn [real_polynomial]. rewrite Q2R_Z.
    replace (Q2R low * (1 - t) + Q2R high * t) with p by (rewrite Ep; ring).
    replace ((1 - Q2R low) * (1 - t) + (1 - Q2R high) * t) with (1 - p) by (rewrite Ep; ring). ring. }
  assert (W : value g0 p <= IZR (Zpos scale)
    * both_symbols (fun p => biased n (real_times n later) p + real_lines lines p) p).
  { replace (both_symbols (fun p => biased n (real_times n later) p + real_lines lines p) p)
      with (both_symbols (fun p => Binomial n p f 0) p) by (unfold both_symbols; now rewrite !Sf).
    rewrite <- both_coefficient_mean, <- Binomial_scal. unfold value. rewrite GL. cbn [pred].
    apply Binomial_le; [exact Hp|]. intros j Hj.
    eapply Rle_trans; [apply (GB j no_sum); lia|]. cbn [real_terms]. rewrite Rplus_0_r.
    apply Rmult_le_compat_l; [left; apply Zpos_positive | apply OV; lia]. }
  assert (M : both_symbols (real_margin n (Form poly terms r inside) lines later) p
    = both_symbols (real_polynomial poly) p
      + both_symbols (fun p => biased n (real_times n later) p + real_lines lines p) p).
  { unfold both_symbols, real_margin. cbn [real_times real_form].
    rewrite !T, (zero_rational r Zr), (zero_rational inside Zi). unfold Rdiv. ring. }
  rewrite M, Rmult_plus_distr_l, <- P. lra.
Qed.
