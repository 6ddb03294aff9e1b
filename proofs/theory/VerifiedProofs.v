(** * What the verified checker accepts is true *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck Require Import Process.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.statements Require Import Verified.
From Groundcheck.theory Require Import Sums Expectation Binomial Loss VerifiedLog VerifiedRoot
  VerifiedBernstein VerifiedPolynomials VerifiedForms VerifiedBounds VerifiedGenerations VerifiedPairs.
Local Open Scope R_scope.

(** ** One logarithm on a box *)

(** Without the computing that [injection] does. *)
Lemma Some_injective : forall (A : Type) (x y : A), Some x = Some y -> x = y.
Proof. congruence. Qed.

Lemma kappa_of_large : forall e f low centre,
  1 <= Q2R (kappa_of e f low centre) /\
  (0 < IZR e + IZR f * Q2R low ->
   (IZR e + IZR f * Q2R centre) / (IZR e + IZR f * Q2R low) <= Q2R (kappa_of e f low centre)).
Proof.
  intros e f low centre. unfold kappa_of.
  set (r := ((inject_Z e + inject_Z f * centre) / (inject_Z e + inject_Z f * low))%Q).
  assert (V : 0 < IZR e + IZR f * Q2R low ->
    Q2R r = (IZR e + IZR f * Q2R centre) / (IZR e + IZR f * Q2R low)).
  { intros H. unfold r. rewrite Q2R_over; rewrite !Q2R_plus, !Q2R_mult, !Q2R_Z; [reflexivity | lra]. }
  destruct (Qle_bool r (inject_Z 1)) eqn:E.
  - apply Qle_true in E. rewrite Q2R_Z in *. split; [lra|]. intros H. rewrite <- V by exact H. lra.
  - assert (E' : Q2R (inject_Z 1) < Q2R r) by (apply Qle_false; now rewrite E).
    rewrite Q2R_Z in E'. rewrite Q2R_red. split; [lra|]. intros H. rewrite <- V by exact H. lra.
Qed.

Lemma term_coefficients_right : forall scale low high centre d root c e f g,
  term_coefficients scale (Box low high centre d root) (Term c e f) = Some g ->
  Nat.odd d = true -> valid_term (Term c e f) = true ->
  0 < IZR e + IZR f * Q2R centre /\ g <> nil /\
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t ->
  Q2R low <= p -> 0 < p ->
  value g t <= IZR (Zpos scale)
    * (Q2R c * ln (IZR e + IZR f * p) - Q2R c * ln (IZR e + IZR f * Q2R centre)).
Proof.
  intros scale low high centre d root c e f g E Hd V. cbn [term_coefficients] in E.
  set (h := (inject_Z e + inject_Z f * centre)%Q) in *.
  assert (Vh : Q2R h = IZR e + IZR f * Q2R centre)
    by (unfold h; rewrite Q2R_plus, Q2R_mult, !Q2R_Z; reflexivity).
  set (above := Z.leb (Qnum c) 0) in *.
  destruct (negb (Qle_bool h (inject_Z 0))) eqn:Hh; [|discriminate]. cbn [andb] in E.
  apply Qle_false in Hh. rewrite Q2R_Z, Vh in Hh.
  destruct (above || negb (Qle_bool (inject_Z e + inject_Z f * low) (inject_Z 0)))%bool eqn:A;
    [|discriminate].
  apply Some_injective in E. subst g. split; [exact Hh|]. split.
  { intros N. apply (f_equal (@length Z)) in N. rewrite map_length in N. rewrite bernstein_of_length in N. discriminate. }
  intros t Ht p Ep Hlp Hp.
  destruct (valid_term_positive c e f p V Hp) as [Hf Hep].
  eapply Rle_trans; [now apply floors_value|].
  assert (Hs : 0 < IZR (Zpos scale)) by apply Zpos_positive.
  apply Rmult_le_compat_l; [lra|]. rewrite <- Rmult_minus_distr_l.
  set (y := IZR f * (p - Q2R centre) / (IZR e + IZR f * Q2R centre)).
  match goal with |- context [real_polynomial _ ?z] => replace z with y end.
  2:{ rewrite !Q2R_red, !Q2R_over by (rewrite Vh; lra).
      rewrite !Q2R_mult, !Q2R_minus, !Q2R_Z, Vh. unfold y. rewrite Ep. field. lra. }
  assert (Y : 1 + y = (IZR e + IZR f * p) / (IZR e + IZR f * Q2R centre)) by (unfold y; field; lra).
  assert (P : 0 < (IZR e + IZR f * p) / (IZR e + IZR f * Q2R centre)) by (apply Rdiv_lt_0_compat; lra).
  assert (L : ln (1 + y) = ln (IZR e + IZR f * p) - ln (IZR e + IZR f * Q2R centre))
    by (rewrite Y; apply Analysis.ln_div; lra).
  rewrite <- L. cbn [real_polynomial]. rewrite Q2R_Z, Rplus_0_l.
  assert (Sc : 0 < / IZR (Zpos (Qden c))) by apply Rinv_0_lt_compat, Zpos_positive.
  unfold above in *. destruct (Z.leb_spec (Qnum c) 0) as [C|C].
  - pose proof (log_series_upper d y Hd ltac:(lra)) as U. unfold series in U.
    apply Rmult_le_compat_neg_l; [|exact U]. unfold Q2R. apply IZR_le in C.
    apply (Rmult_le_compat_r (/ IZR (Zpos (Qden c)))) in C; lra.
  - cbn [orb] in A. apply Qle_false in A. rewrite Q2R_plus, Q2R_mult, !Q2R_Z in A.
    destruct (kappa_of_large e f low centre) as [K1 K2]. specialize (K2 A).
    apply Rmult_le_compat_l.
    { unfold Q2R. apply IZR_lt in C. apply Rmult_le_pos; lra. }
    apply (log_series_lower d _ y Hd); [lra | exact K1 |].
    rewrite Y. set (k := Q2R (kappa_of e f low centre)) in *.
    assert (Hi : 0 < / (IZR e + IZR f * Q2R centre)) by now apply Rinv_0_lt_compat.
    apply Rle_trans with (k * ((IZR e + IZR f * Q2R low) / (IZR e + IZR f * Q2R centre))).
    + apply Rle_trans with
        ((IZR e + IZR f * Q2R centre) / (IZR e + IZR f * Q2R low)
         * ((IZR e + IZR f * Q2R low) / (IZR e + IZR f * Q2R centre))); [right; field; lra|].
      apply Rmult_le_compat_r; [|exact K2]. apply Rmult_le_pos; lra.
    + apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; [lra|].
      apply Rplus_le_compat_l. apply Rmult_le_compat_l; lra.
Qed.

Lemma add_term_coefficients_right : forall scale low high centre d root, Nat.odd d = true ->
  forall terms g g', forallb valid_term terms = true -> g <> nil ->
  add_term_coefficients scale (Box low high centre d root) terms g = Some g' ->
  positive_at (Q2R centre) terms /\ g' <> nil /\
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t ->
  Q2R low <= p -> 0 < p ->
  value g' t <= IZR (Zpos scale) * (real_terms terms p - real_terms terms (Q2R centre)) + value g t.
Proof.
  intros scale low high centre d root Hd. induction terms as [|[c e f] rest IH]; intros g g' V Hg E;
    cbn [add_term_coefficients] in E.
  - injection E as <-. split; [intros c e f []|]. split; [exact Hg|].
    intros t Ht p _ _ _. cbn [real_terms]. lra.
  - cbn [forallb] in V. apply andb_prop in V. destruct V as [V1 V].
    destruct (term_coefficients scale (Box low high centre d root) (Term c e f)) as [h|] eqn:T; [|discriminate].
    destruct (add_term_coefficients scale (Box low high centre d root) rest g) as [g1|] eqn:A; [|discriminate].
    injection E as <-.
    destruct (term_coefficients_right _ _ _ _ _ _ _ _ _ _ T Hd V1) as (H0 & Hh & B).
    destruct (IH g g1 V Hg A) as (P & Hg1 & B1). split; [|split].
    + intros c' e' f' [I|I]; [now injection I as <- <- <- | now apply (P c')].
    + now apply (add_bernstein_value h g1 0 ltac:(lra)).
    + intros t Ht p Ep Hlp Hp. cbn [real_terms].
      pose proof (proj2 (add_bernstein_value h g1 t Ht Hh Hg1)) as S.
      specialize (B t Ht p Ep Hlp Hp). specialize (B1 t Ht p Ep Hlp Hp). lra.
Qed.

(** ** The root on a box *)

(** If the series is negative the bound is, too; otherwise [root] is at most 1/sqrt(centre). *)
Lemma add_root_coefficients_right : forall scale low high centre d root c g g',
  add_root_coefficients scale (Box low high centre d root) c g = Some g' ->
  Nat.odd d = true -> g <> nil ->
  g' <> nil /\
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t -> 0 < p ->
  value g' t <= IZR (Zpos scale) * (Q2R c / sqrt p) + value g t.
Proof.
  intros scale low high centre d root c g g' E Hd Hg. cbn [add_root_coefficients] in E.
  destruct (Z.eqb_spec (Qnum c) 0) as [C|_].
  { injection E as <-. split; [exact Hg|]. intros t _ p _ _.
    replace (Q2R c) with 0 by (unfold Q2R; rewrite C; ring). unfold Rdiv. lra. }
  destruct (_ && _)%bool eqn:A in E; [|discriminate]. apply Some_injective in E.
  apply andb_prop in A. destruct A as [A A4]. apply andb_prop in A. destruct A as [A A3].
  apply andb_prop in A. destruct A as [A1 A2].
  assert (P : forall q, (0 <=? Qnum q)%Z = true -> 0 <= Q2R q).
  { intros q L. apply Z.leb_le, IZR_le in L. unfold Q2R. apply Rmult_le_pos; [exact L|].
    left. apply Rinv_0_lt_compat, Zpos_positive. }
  apply P in A1, A3. apply Qle_false in A2. apply Qle_true in A4.
  rewrite !Q2R_mult in A4. rewrite Q2R_Z in A2, A4.
  set (h := map _ (bernstein_of _ _ _)) in E.
  assert (Hh : h <> nil).
  { intros N. apply (f_equal (@length Z)) in N. unfold h in N.
    rewrite map_length, bernstein_of_length in N. discriminate. }
  split; [subst g'; now apply (add_bernstein_value h g 0 ltac:(lra))|].
  intros t Ht p Ep Hp. subst g'.
  destruct (add_bernstein_value h g t Ht Hh Hg) as [_ S].
  assert (F : value h t <= IZR (Zpos scale) * (Q2R c / sqrt p)); [|lra].
  eapply Rle_trans; [now apply floors_value|].
  apply Rmult_le_compat_l; [left; apply Zpos_positive|].
  set (y := (p - Q2R centre) / Q2R centre).
  match goal with |- context [real_polynomial _ ?z] => replace z with y end.
  2:{ rewrite !Q2R_red, !Q2R_over, !Q2R_minus by lra. unfold y. rewrite Ep. field. lra. }
  rewrite Q2R_mult. unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact A1|].
  assert (Y : 1 + y = p / Q2R centre) by (unfold y; field; lra).
  assert (Yp : 0 < p / Q2R centre) by (apply Rdiv_lt_0_compat; lra).
  pose proof (root_series_lower d y Hd ltac:(lra)) as L. rewrite Y, sqrt_div_alt in L by exact A2.
  set (s := real_polynomial (root_series d 1 (inject_Z 1)) y) in *.
  assert (Sp : 0 < sqrt p) by now apply sqrt_lt_R0.
  assert (Sc : 0 < sqrt (Q2R centre)) by now apply sqrt_lt_R0.
  assert (R1 : Q2R root * sqrt (Q2R centre) <= 1).
  { rewrite <- (sqrt_square (Q2R root)), <- sqrt_mult by (first [lra | apply Rmult_le_pos; lra]).
    rewrite <- sqrt_1. now apply sqrt_le_1_alt. }
  apply (Rmult_le_reg_r (sqrt p)); [exact Sp|]. rewrite Rinv_l by lra.
  destruct (Rle_or_lt 0 s) as [H|H].
  2:{ assert (0 <= Q2R root * - s * sqrt p) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
  assert (T : sqrt p * s <= sqrt (Q2R centre)).
  { apply (Rmult_le_reg_r (/ sqrt (Q2R centre))); [now apply Rinv_0_lt_compat|].
    rewrite Rinv_r by lra. unfold Rdiv in L. lra. }
  assert (Q2R root * (sqrt p * s) <= Q2R root * sqrt (Q2R centre)) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

(** ** A box *)

Lemma box_coefficients_right : forall scale known n u lines later values low high centre d root g,
  all_known scale known -> valid_form u = true ->
  coefficients_right n (fun p => biased n (real_times n later) p + real_lines lines p) values ->
  Nat.odd d = true ->
  0 <= Q2R low < Q2R high -> Q2R high <= 1 ->
  box_coefficients scale known values u (Box low high centre d root) = Some g ->
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t -> 0 < p ->
  value g t <= IZR (Zpos scale) * real_margin n u lines later p.
Proof.
  intros scale known n [poly terms' c inside] lines later values low high centre d root g K Vu'
    (Ln & f & Vf & Sf) Hd Hl Hh E
    t Ht p Ep Hp.
  cbn [box_coefficients] in E. pose proof (left_terms_value terms' p) as Same.
  pose proof (left_terms_valid terms' Vu') as Vu. set (terms := left_terms terms') in *.
  destruct (lower_values scale known terms centre values) as [g0|] eqn:L; [|discriminate].
  set (below := map (floor_of scale) (bernstein_of low high poly)) in *.
  assert (Hb : below <> nil).
  { intros N. apply (f_equal (@length Z)) in N. unfold below in N.
    rewrite map_length, bernstein_of_length in N. discriminate. }
  (* The centre's positivity comes from the terms, so they are looked at first; a list is never empty. *)
  assert (H0 : g0 <> nil).
  { intros ->. destruct values as [|[r logs roots] values]; [discriminate|].
    cbn [lower_values] in L. destruct known as [of_logs of_roots].
    destruct (lower_sum of_logs _); [|discriminate]. destruct (lower_sum of_roots _); [|discriminate].
    destruct (lower_values _ _ _ _ _); discriminate. }
  assert (Hr : restrict low high g0 <> nil).
  { intros N. apply (f_equal (@length Z)) in N. rewrite restrict_length in N.
    destruct g0; [congruence | discriminate]. }
  destruct (add_root_coefficients _ _ _ _) as [g1|] eqn:Root in E; [|discriminate].
  destruct (add_root_coefficients_right _ _ _ _ _ _ _ _ _ Root Hd Hb) as [H1 B1].
  destruct (add_term_coefficients _ _ _ _) as [g2|] eqn:Terms in E; [|discriminate].
  destruct (add_term_coefficients_right scale low high centre d root Hd terms g1 g2 Vu H1 Terms)
    as (P & H2 & B).
  destruct (Qnum inside =? 0)%Z eqn:Inside in E; [|discriminate].
  apply Some_injective in E. subst g.
  destruct (add_bernstein_value g2 (restrict low high g0) t Ht H2 Hr) as [_ Sum].
  destruct (lower_values_right scale known terms centre K P values g0 L) as [Lg G].
  assert (Hlp : Q2R low <= p).
  { rewrite Ep. assert (0 <= (Q2R high - Q2R low) * t) by (apply Rmult_le_pos; lra). lra. }
  assert (Hp1 : p <= 1).
  { rewrite Ep. assert ((Q2R high - Q2R low) * t <= (Q2R high - Q2R low) * 1)
      by (apply Rmult_le_compat_l; lra). lra. }
  specialize (B t Ht p Ep Hlp Hp). specialize (B1 t Ht p Ep Hp).
  pose proof (restrict_value low high g0 t Hl Hh Ht H0) as R. rewrite <- Ep in R.
  assert (W : value g0 p <= IZR (Zpos scale) *
    (biased n (real_times n later) p + real_lines lines p + real_terms terms (Q2R centre))).
  { unfold value. rewrite Lg, Ln, <- Sf. cbn [pred].
    rewrite <- (Binomial_const p n (real_terms terms (Q2R centre)) 0).
    rewrite <- Binomial_plus, <- Binomial_scal. apply Binomial_le; [lra|]. intros j Hj.
    eapply Rle_trans; [apply (G j no_sum); lia|]. specialize (Vf j ltac:(lia)).
    apply Rmult_le_compat_l; [left; apply Zpos_positive | lra]. }
  assert (F : value below t <= IZR (Zpos scale) * real_polynomial poly p).
  { replace (real_polynomial poly p) with (real_polynomial poly (Q2R low * (1 - t) + Q2R high * t))
      by (f_equal; rewrite Ep; ring).
    rewrite <- bernstein_of_value. unfold below, value, rational_form. rewrite map_length, <- Binomial_scal.
    apply Binomial_le; [exact Ht|]. intros j Hj. rewrite bernstein_of_length in Hj.
    rewrite (nth_indep _ 0%Z (floor_of scale 0%Q)) by
      (rewrite map_length, bernstein_of_length; simpl in *; lia).
    rewrite map_nth. apply floor_of_below. }
  unfold real_margin. cbn [real_times real_form]. rewrite <- Same, (zero_rational inside Inside). lra.
Qed.

(** The coefficients on a box are lower bounds of scale times [F]. *)
Definition bounds_on_boxes (scale : BinNums.positive) (coefficients : box -> option (list Z)) (F : R -> R) : Prop :=
  forall low high centre d root g, Nat.odd d = true ->
  0 <= Q2R low < Q2R high -> Q2R high <= 1 ->
  coefficients (Box low high centre d root) = Some g ->
  forall t, 0 <= t <= 1 -> forall p, p = Q2R low + (Q2R high - Q2R low) * t -> 0 < p ->
  value g t <= IZR (Zpos scale) * F p.

Lemma boxes_pass_right : forall scale coefficients F strict, bounds_on_boxes scale coefficients F ->
  forall boxes start, 0 <= Q2R start ->
  boxes_pass coefficients strict start boxes = true ->
  forall p, Q2R start <= p <= 1 -> Q2R start < 1 -> 0 < p ->
  0 <= F p /\ (strict = true -> p < 1 -> 0 < F p).
Proof.
  intros scale coefficients F strict Right.
  induction boxes as [|[low high centre d root] rest IH]; intros start H0 E p Hp Hs Hpos;
    cbn [boxes_pass] in E.
  - apply Qeq_true in E. rewrite Q2R_Z in E. lra.
  - apply andb_prop in E. destruct E as [E Er]. apply andb_prop in E. destruct E as [E Es].
    apply andb_prop in E. destruct E as [E Hd]. apply andb_prop in E. destruct E as [E E1].
    apply andb_prop in E. destruct E as [E0 El].
    apply Qeq_true in E0. apply Qle_false in El. apply Qle_true in E1. rewrite Q2R_Z in E1.
    assert (Hl : 0 <= Q2R low < Q2R high) by lra.
    destruct (Rlt_or_le p (Q2R high)) as [L|L].
    2:{ destruct (Rlt_or_le (Q2R high) 1) as [M|M].
        - apply (IH high); auto; lra.
        - assert (p = 1) by lra. assert (Q2R high = 1) by lra.
          destruct (coefficients _) as [g|] eqn:B; [|discriminate].
          destruct g as [|x g]; [discriminate|]. cbn [signs_pass] in Es.
          apply andb_prop in Es. destruct Es as [_ Es].
          assert (Ht : 0 <= 1 <= 1) by lra.
          assert (Ep : p = Q2R low + (Q2R high - Q2R low) * 1) by lra.
          pose proof (Right _ _ _ _ _ _ Hd Hl E1 B 1 Ht p Ep Hpos) as R.
          pose proof (value_nonneg _ 1 Ht Es) as V. pose proof (Zpos_positive scale) as S.
          split; [|intros _; lra].
          apply (Rmult_le_reg_l (IZR (Zpos scale))); lra. }
    destruct (coefficients _) as [g|] eqn:B; [|discriminate].
    destruct g as [|x g]; [discriminate|]. cbn [signs_pass] in Es.
    apply andb_prop in Es. destruct Es as [Ex Es].
    set (t := (p - Q2R low) / (Q2R high - Q2R low)).
    assert (Hi : 0 < / (Q2R high - Q2R low)) by (apply Rinv_0_lt_compat; lra).
    assert (Ht : 0 <= t < 1).
    { unfold t, Rdiv. split; [apply Rmult_le_pos; lra|].
      replace 1 with ((Q2R high - Q2R low) * / (Q2R high - Q2R low)) by (field; lra).
      apply Rmult_lt_compat_r; lra. }
    assert (Ep : p = Q2R low + (Q2R high - Q2R low) * t) by (unfold t; field; lra).
    assert (Ht' : 0 <= t <= 1) by lra.
    pose proof (Right _ _ _ _ _ _ Hd Hl E1 B t Ht' p Ep Hpos) as R.
    pose proof (Zpos_positive scale) as S. split.
    + pose proof (value_nonneg _ t Ht' Es) as V.
      apply (Rmult_le_reg_l (IZR (Zpos scale))); lra.
    + intros -> _.
      assert (V : 0 < value (x :: g) t).
      { destruct (Qeq_bool low (inject_Z 0)) eqn:Z0.
        - apply Qeq_true in Z0. rewrite Q2R_Z in Z0. apply value_positive_inside; [|exact Ex | exact Es].
          split; [|lra]. unfold t. apply Rmult_lt_0_compat; [lra | exact Hi].
        - apply Z.ltb_lt in Ex. now apply value_positive. }
      apply (Rmult_lt_reg_l (IZR (Zpos scale))); lra.
Qed.

(** ** The whole *)

Lemma Binomial_at_1 : forall n g k, Binomial n 1 g k = g (k + n)%nat.
Proof.
  induction n as [|n IH]; intros g k; simpl; [f_equal; lia|]. rewrite !IH.
  replace (S k + n)%nat with (k + S n)%nat by lia. ring.
Qed.

Lemma biased_at_1 : forall n F, biased n F 1 = F 1.
Proof.
  intros n F. unfold biased, point. rewrite Binomial_at_1. f_equal. simpl plus. field. apply not_0_INR. lia.
Qed.

Lemma at_1_value : forall n forms, forallb valid_form forms = true ->
  real_times n forms 1 = Q2R (rational_at_1 forms) + sum_of ln (logs_at_1 forms).
Proof.
  intros n. induction forms as [|[p s r i] rest IH]; intros V;
    cbn [forallb real_times rational_at_1 logs_at_1] in *.
  - rewrite Q2R_Z. cbn [sum_of]. ring.
  - apply andb_prop in V. destruct V as [V1 V]. cbn [valid_form] in V1.
    assert (O : 0 < Q2R (inject_Z 1)) by (rewrite Q2R_Z; lra).
    rewrite biased_at_1, IH, add_terms_at_value by (auto; now apply valid_positive_at).
    cbn [real_form]. rewrite !Q2R_plus, polynomial_at_real, Q2R_Z, sqrt_1.
    unfold not_all. destruct (Req_EM_T 1 1) as [_|C]; [|congruence]. unfold Rdiv. lra.
Qed.

Lemma lines_at_1_value : forall lines sum,
  sum_of ln (lines_at_1 lines sum) = real_lines lines 1 + sum_of ln sum.
Proof.
  induction lines as [|[m y0 y1] rest IH]; intros sum; cbn [lines_at_1 real_lines]; [ring|].
  rewrite add_log_value, IH. ring.
Qed.

Lemma vanishes_at_1_right : forall n u lines later, valid_form u = true ->
  forallb valid_form later = true -> vanishes_at_1 (u :: later) lines = true ->
  real_margin n u lines later 1 = 0.
Proof.
  intros n u lines later Vu Vl E. unfold real_margin. rewrite at_1_value by (cbn [forallb]; now rewrite Vu).
  unfold vanishes_at_1 in E. apply andb_prop in E. destruct E as [E1 E2].
  apply Qeq_true in E1. rewrite Q2R_Z in E1. apply nothing_left in E2.
  rewrite lines_at_1_value in E2. lra.
Qed.

(** Where the margin is a sum over the symbols of p*G(p), and the boxes show G >= 0. *)
Lemma any_alphabet : forall K n u lines later strict Q, simplex K Q ->
  (forall p, 0 < p <= 1 -> 0 <= real_margin n u lines later p
     /\ (strict = true -> p < 1 -> 0 < real_margin n u lines later p)) ->
  (strict = true -> real_margin n u lines later 1 = 0) ->
  0 <= rsum K (fun i => Q i * real_margin n u lines later (Q i)) /\
  (strict = true -> (rsum K (fun i => Q i * real_margin n u lines later (Q i)) = 0 <-> vertex K Q)).
Proof.
  intros K n u lines later strict Q HQ G One.
  assert (Pos : forall i, (i < K)%nat -> 0 <= Q i * real_margin n u lines later (Q i)).
  { intros i L. pose proof (simplex_le_1 K Q i HQ L).
    destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|lra].
    apply Rmult_le_pos; [lra|]. apply G. lra. }
  split; [now apply rsum_nonneg|]. intros ->. split.
  - intros Z. apply Diversity_zero_vertex; [exact HQ|]. rewrite Diversity_alt by exact HQ.
    rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros i L.
    pose proof (rsum_zero_terms K _ Pos Z i L) as Zi.
    pose proof (simplex_le_1 K Q i HQ L) as H1.
    destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [|ring].
    destruct H1 as [H1| ->]; [|ring].
    destruct (G (Q i)) as [_ S]; [lra|]. specialize (S eq_refl H1).
    assert (0 < Q i * real_margin n u lines later (Q i)) by now apply Rmult_lt_0_compat. lra.
  - intros V. rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero; [reflexivity|].
    intros i L. destruct (vertex_coord K Q i HQ V L) as [-> | ->]; [ring|]. rewrite One; auto. ring.
Qed.

(** Two symbols: by the mass of the first, or where it has none, by the second's. *)
Lemma two_symbols : forall F Q, simplex 2 Q -> (forall p, 0 < p <= 1 -> 0 <= both_symbols F p) ->
  0 <= rsum 2 (fun i => Q i * F (Q i)).
Proof.
  intros F Q HQ G. pose proof (simplex_sum 2 Q HQ) as S. cbn [rsum] in S |- *.
  assert (H0 : 0 <= Q 0%nat) by (eapply simplex_nonneg; eauto).
  assert (H1 : Q 0%nat <= 1) by (eapply simplex_le_1; eauto).
  assert (E : Q 1%nat = 1 - Q 0%nat) by lra. rewrite E.
  destruct H0 as [H0|H0].
  - pose proof (G (Q 0%nat) (conj H0 H1)) as P. unfold both_symbols in P. lra.
  - rewrite <- H0. assert (P : 0 <= both_symbols F 1) by (apply G; lra). unfold both_symbols in P.
    replace (1 - 1) with 0 in P by ring. replace (1 - 0) with 1 by ring. lra.
Qed.

Lemma shows_right : forall A N a b strict w, shows A N a b strict w = true ->
  forall K Q, in_alphabet A K -> simplex K Q ->
  quantity_value K N Q a >= quantity_value K N Q b /\
  (strict = true -> (quantity_value K N Q a = quantity_value K N Q b <-> vertex K Q)).
Proof.
  intros A [|n] a b strict [scale bounds roots rounded boxes] E K Q HA HQ; unfold shows in E; [discriminate|].
  destruct (margin_of (S n) (QuantityDifference a b)) as [[u lines later]|] eqn:M; [|discriminate].
  destruct (tables_of scale bounds roots) as [known|] eqn:T; [|discriminate].
  apply tables_of_right in T.
  pose proof (margin_of_correct K n Q (QuantityDifference a b) HQ u lines later M) as M'.
  cbn [quantity_value] in M'. clear M. rename M' into M.
  destruct (coefficients_below scale known n rounded lines later) as [values|] eqn:Below; [|discriminate].
  apply andb_prop in E. destruct E as [E B].
  apply andb_prop in E. destruct E as [Vu Vl].
  pose proof (coefficients_below_right scale known n rounded lines later values T Vl Below) as Vv.
  destruct A; cbn [margin_passes in_alphabet] in *; apply andb_prop in B.
  - destruct B as [B One].
    assert (Right : bounds_on_boxes scale (box_coefficients scale known values u) (real_margin n u lines later))
      by (intros low high centre d root g; now apply box_coefficients_right).
    destruct (any_alphabet K n u lines later strict Q HQ) as [P S].
    + intros p Hp. apply (boxes_pass_right scale _ _ strict Right boxes (inject_Z 0));
        rewrite ?Q2R_Z; auto; lra.
    + intros ->. now apply vanishes_at_1_right.
    + split; [lra|]. intros Strict. specialize (S Strict). split; intros H; [apply S | apply S in H]; lra.
  - destruct B as [Weak B]. subst K. destruct strict; [discriminate|]. split; [|discriminate].
    set (coefficients := pair_coefficients _ _ _ _) in B.
    assert (Right : bounds_on_boxes scale coefficients (both_symbols (real_margin n u lines later))).
    { intros low high centre d root g _ Hl Hh C t Ht p Ep _.
      exact (pair_coefficients_right scale known n u lines later values low high centre d root g
               T Vv Hl Hh C t Ht p Ep). }
    assert (P : 0 <= rsum 2 (fun i => Q i * real_margin n u lines later (Q i))); [|lra].
    apply two_symbols; [exact HQ|]. intros p Hp.
    apply (boxes_pass_right scale _ _ false Right boxes (inject_Z 0)); rewrite ?Q2R_Z; auto; lra.
Qed.

Theorem accepted_claims_hold_proof : accepted_claims_hold.
Proof.
  intros A N [a b [| |]] w E K Q HA HQ; unfold accepts in E; cbn [claim_holds].
  - split; [|exact I]. exact (proj1 (shows_right A N a b false w E K Q HA HQ)).
  - destruct (shows_right A N a b true w E K Q HA HQ) as [G S]. split; [exact G | now apply S].
  - apply andb_prop in E. destruct E as [E1 E2].
    pose proof (proj1 (shows_right A N a b false w E1 K Q HA HQ)).
    pose proof (proj1 (shows_right A N b a false w E2 K Q HA HQ)). split; lra.
Qed.
