(** * Values of later generations, exact and from below *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Binomial VerifiedLog VerifiedBernstein VerifiedForms VerifiedBounds.
Local Open Scope R_scope.

(** ** Sums *)

Lemma add_logs_value : forall f c sum others,
  sum_of f (add_logs c sum others) = Q2R c * sum_of f sum + sum_of f others.
Proof.
  induction sum as [|[m x] rest IH]; intros others; cbn [add_logs sum_of]; [ring|].
  rewrite add_log_value, Q2R_red, Q2R_mult, IH. ring.
Qed.

Lemma add_known_value : forall c a b,
  known_value (add_known c a b) = Q2R c * known_value a + known_value b.
Proof.
  intros c [r l s] [r' l' s']. cbn [add_known known_value].
  rewrite Q2R_red, Q2R_plus, Q2R_mult, !add_logs_value. ring.
Qed.

Lemma no_sum_value : known_value no_sum = 0.
Proof. cbn [known_value no_sum sum_of]. rewrite Q2R_Z. ring. Qed.

(** ** Binomial probabilities in whole numbers *)

Fixpoint dot (row : list Z) (f : nat -> R) (k : nat) : R :=
  match row with
  | nil => 0
  | x :: row => IZR x * f k + dot row f (S k)
  end.

Lemma next_row_dot : forall rest share row previous f k,
  dot (next_row rest share previous row) f k
  = IZR rest * dot row f k + IZR share * (IZR previous * f k + dot row f (S k)).
Proof.
  intros rest share. induction row as [|x row IH]; intros previous f k; cbn [next_row dot].
  - rewrite mult_IZR. ring.
  - rewrite IH, plus_IZR, !mult_IZR. ring.
Qed.

Lemma binomial_row_dot : forall rest share n f k, 0 < IZR (rest + share) ->
  dot (binomial_row rest share n) f k
  = IZR (rest + share) ^ n * Binomial n (IZR share / IZR (rest + share)) f k.
Proof.
  intros rest share n f k H. revert k. induction n as [|n IH]; intros k; cbn [binomial_row].
  - cbn [dot Binomial pow]. ring.
  - rewrite next_row_dot, !IH, Binomial_step. cbn [pow].
    replace (IZR rest) with (IZR (rest + share) - IZR share) by (rewrite plus_IZR; ring).
    field. lra.
Qed.

Lemma next_row_length : forall rest share row previous,
  length (next_row rest share previous row) = S (length row).
Proof. intros rest share. induction row as [|x row IH]; intros; simpl; [reflexivity | now rewrite IH]. Qed.

Lemma binomial_row_length : forall rest share n, length (binomial_row rest share n) = S n.
Proof.
  intros rest share. induction n as [|n IH]; cbn [binomial_row]; [reflexivity|].
  now rewrite next_row_length, IH.
Qed.

Lemma next_row_nonneg : forall rest share, (0 <= rest)%Z -> (0 <= share)%Z -> forall row previous,
  (0 <= previous)%Z -> Forall (Z.le 0) row -> Forall (Z.le 0) (next_row rest share previous row).
Proof.
  intros rest share Hr Hs. induction row as [|x row IH]; intros previous Hp F; cbn [next_row].
  - constructor; [nia | constructor].
  - inversion F; subst. constructor; [nia|]. now apply IH.
Qed.

Lemma binomial_row_nonneg : forall rest share n, (0 <= rest)%Z -> (0 <= share)%Z ->
  Forall (Z.le 0) (binomial_row rest share n).
Proof.
  intros rest share n Hr Hs. induction n as [|n IH]; cbn [binomial_row].
  - constructor; [lia | constructor].
  - apply next_row_nonneg; auto. lia.
Qed.

Lemma whole_power_value : forall N n, IZR (Zpos (whole_power N n)) = IZR (Zpos N) ^ n.
Proof.
  intros N. induction n as [|n IH]; cbn [whole_power pow]; [reflexivity|].
  now rewrite Pos2Z.inj_mul, mult_IZR, IH.
Qed.

Lemma transition_length : forall N n count j, length (transition N n count j) = count.
Proof. intros N n. induction count as [|c IH]; intros j; simpl; [reflexivity | now rewrite IH]. Qed.

Lemma transition_nth : forall N n count j i, (i < count)%nat ->
  nth i (transition N n count j) nil
  = binomial_row (N - Z.succ (j + Z.of_nat i)) (Z.succ (j + Z.of_nat i)) n.
Proof.
  intros N n. induction count as [|c IH]; intros j i L; [lia|]. cbn [transition].
  destruct i as [|i]; cbn [nth].
  - now replace (j + Z.of_nat 0)%Z with j by lia.
  - rewrite IH by lia. now replace (Z.succ j + Z.of_nat i)%Z with (j + Z.of_nat (S i))%Z by lia.
Qed.

(** ** One generation *)

Section Generation.
  Variable n : nat.
  Let N := Pos.of_succ_nat n.
  Let den := whole_power N n.
  Let rows := transition (Zpos N) n (S n) 0.

  Lemma row_right : forall j, (j <= n)%nat -> exists row,
    nth j rows nil = row /\ length row = S n /\ Forall (Z.le 0) row /\
    forall F, / IZR (Zpos den) * dot row (fun i => F (point n i)) 0 = biased n F (point n j).
  Proof.
    intros j Hj. exists (nth j rows nil). split; [reflexivity|].
    unfold rows. rewrite transition_nth by lia. set (k := Z.succ (0 + Z.of_nat j)).
    assert (HN : Zpos N = Z.of_nat (S n)) by (unfold N; lia).
    split; [apply binomial_row_length|]. split; [apply binomial_row_nonneg; lia|].
    intros F. rewrite binomial_row_dot by (apply IZR_lt; lia).
    replace (Zpos N - k + k)%Z with (Zpos N) by lia.
    unfold den. rewrite whole_power_value.
    assert (P : IZR (Zpos N) ^ n <> 0) by (apply pow_nonzero, Rgt_not_eq, Zpos_positive).
    unfold biased. replace (point n j) with (IZR k / IZR (Zpos N)).
    - field. exact P.
    - unfold point. rewrite !INR_IZR_INZ. f_equal; f_equal; lia.
  Qed.

  Lemma exact_mean_value : forall (d : positive) row values (f : nat -> R) k,
    length row = length values ->
    (forall i, (i < length row)%nat -> known_value (nth i values no_sum) = f (k + i)%nat) ->
    known_value (exact_mean d row values) = / IZR (Zpos d) * dot row f k.
  Proof.
    intros d. induction row as [|x row IH]; intros values f k L E; cbn [exact_mean dot].
    - rewrite no_sum_value. ring.
    - destruct values as [|v values]; [discriminate|]. rewrite add_known_value, Q2R_red, Q2R_make.
      rewrite (IH values f (S k)).
      + pose proof (E O ltac:(simpl; lia)) as E0. cbn [nth] in E0.
        rewrite Nat.add_0_r in E0. rewrite E0. unfold Rdiv. ring.
      + simpl in L. lia.
      + intros i Hi. replace (S k + i)%nat with (k + S i)%nat by lia.
        apply (E (S i)). simpl. lia.
  Qed.

  Lemma weighted_below : forall c row values (f : nat -> R) k, length row = length values ->
    Forall (Z.le 0) row ->
    (forall i, (i < length row)%nat -> IZR (nth i values 0%Z) <= c * f (k + i)%nat) ->
    IZR (weighted row values) <= c * dot row f k.
  Proof.
    intros c. induction row as [|x row IH]; intros values f k L P E; cbn [weighted dot]; [lra|].
    destruct values as [|v values]; [discriminate|]. inversion P as [|? ? Px Pr]; subst.
    rewrite plus_IZR, mult_IZR.
    assert (B : IZR (weighted row values) <= c * dot row f (S k)).
    { apply IH; [simpl in L; lia | exact Pr |]. intros i Hi.
      replace (S k + i)%nat with (k + S i)%nat by lia. apply (E (S i)). simpl. lia. }
    pose proof (E O ltac:(simpl; lia)) as E0. cbn [nth] in E0. rewrite Nat.add_0_r in E0.
    apply IZR_le in Px. apply (Rmult_le_compat_l (IZR x)) in E0; lra.
  Qed.

  (** Lower bounds of one generation more. *)
  Lemma rounded_generations_right : forall c, 0 < c -> forall count g F, length g = S n ->
    (forall j, (j <= n)%nat -> IZR (nth j g 0%Z) <= c * F (point n j)) ->
    length (rounded_generations (Zpos den) rows count g) = S n /\
    forall j, (j <= n)%nat -> IZR (nth j (rounded_generations (Zpos den) rows count g) 0%Z)
      <= c * biased_times n count F (point n j).
  Proof.
    intros c Hc. induction count as [|count IH]; intros g F L B; cbn [rounded_generations biased_times].
    { split; assumption. }
    assert (S' : forall j, (j <= n)%nat ->
      IZR (nth j (map (fun row => Z.div (weighted row g) (Zpos den)) rows) 0%Z)
      <= c * biased n F (point n j)).
    { intros j Hj.
      rewrite (nth_indep _ 0%Z ((fun row => Z.div (weighted row g) (Zpos den)) nil))
        by (unfold rows; rewrite map_length, transition_length; lia).
      rewrite (map_nth (fun row => Z.div (weighted row g) (Zpos den))).
      destruct (row_right j Hj) as (row & -> & Lr & P & R).
      eapply Rle_trans; [apply floor_below; lia|]. rewrite <- R.
      assert (W : IZR (weighted row g) <= c * dot row (fun i => F (point n i)) 0).
      { apply weighted_below; [lia | exact P |]. intros i Hi. apply B. lia. }
      pose proof (Rinv_0_lt_compat _ (Zpos_positive den)) as D.
      unfold Rdiv. apply (Rmult_le_compat_r (/ IZR (Zpos den))) in W; lra. }
    specialize (IH (map (fun row => Z.div (weighted row g) (Zpos den)) rows) (biased n F)).
    destruct IH as [IL IB].
    - unfold rows. now rewrite map_length, transition_length.
    - exact S'.
    - split; [exact IL|]. intros j Hj. eapply Rle_trans; [now apply IB|]. right. f_equal.
      replace (biased n (biased_times n count F) (point n j))
        with (biased_times n (S count) F (point n j)) by reflexivity.
      clear. generalize (point n j) as p. induction count as [|count IH]; intros p; [reflexivity|].
      cbn [biased_times] in *. now apply biased_ext.
  Qed.

  Lemma add_values_right : forall g h, length g = length h -> length (add_values g h) = length g /\
    forall j, (j < length g)%nat -> known_value (nth j (add_values g h) no_sum)
      = known_value (nth j g no_sum) + known_value (nth j h no_sum).
  Proof.
    induction g as [|x g IH]; intros [|y h] L; try discriminate; cbn [add_values].
    - split; [reflexivity|]. intros j Hj. simpl in Hj. lia.
    - destruct (IH h ltac:(simpl in L; lia)) as [IL IV]. split; [simpl; now rewrite IL|].
      intros [|j] Hj; cbn [nth].
      + rewrite add_known_value, Q2R_Z. ring.
      + apply IV. simpl in Hj. lia.
  Qed.

  Lemma next_values_right : forall v, valid_form v = true ->
    length (next_values N v (S n) 0) = S n /\
    forall j, (j <= n)%nat -> known_value (nth j (next_values N v (S n) 0) no_sum) = real_form v (point n j).
  Proof.
    intros v V. split; [apply next_values_length|]. intros j Hj. rewrite next_values_nth by lia.
    assert (X : Q2R (Qred (Qmake (Z.succ (0 + Z.of_nat j)) N)) = point n j).
    { unfold point, N. rewrite Q2R_red, Q2R_make, !INR_IZR_INZ. f_equal; f_equal; lia. }
    rewrite form_at_value; [now rewrite X | exact V |].
    rewrite X. apply Rdiv_lt_0_compat; apply lt_0_INR; lia.
  Qed.

  Lemma repeat_right : length (repeat no_sum (S n)) = S n /\
    forall j, (j <= n)%nat -> known_value (nth j (repeat no_sum (S n)) no_sum) = 0.
  Proof. split; [apply repeat_length|]. intros j _. rewrite nth_repeat. apply no_sum_value. Qed.

  Lemma exact_values_right : forall later, forallb valid_form later = true ->
    length (exact_values N den rows (S n) later) = S n /\
    forall j, (j <= n)%nat ->
    known_value (nth j (exact_values N den rows (S n) later) no_sum) = real_times n later (point n j).
  Proof.
    induction later as [|v rest IH]; intros V; [exact repeat_right|].
    cbn [forallb] in V. apply andb_prop in V. destruct V as [Vv Vr]. specialize (IH Vr).
    destruct (next_values_right v Vv) as [NL NV]. cbn [real_times].
    destruct rest as [|v' rest].
    - cbn [exact_values real_times]. split; [exact NL|]. intros j Hj. rewrite NV by exact Hj.
      rewrite biased_zero. ring.
    - change (exact_values N den rows (S n) (v :: v' :: rest)) with
        (add_values (next_values N v (S n) 0)
           (map (fun row => exact_mean den row (exact_values N den rows (S n) (v' :: rest))) rows)).
      set (values := exact_values N den rows (S n) (v' :: rest)) in *. destruct IH as [IL IV].
      set (means := map (fun row => exact_mean den row values) rows).
      assert (Lm : length means = S n) by (unfold means, rows; now rewrite map_length, transition_length).
      destruct (add_values_right (next_values N v (S n) 0) means) as [AL AV]; [lia|].
      split; [lia|]. intros j Hj. rewrite AV, NV by lia. f_equal.
      unfold means.
      rewrite (nth_indep _ no_sum ((fun row => exact_mean den row values) nil))
        by (fold means; lia).
      rewrite (map_nth (fun row => exact_mean den row values)).
      destruct (row_right j Hj) as (row & -> & Lr & _ & R). rewrite <- R.
      apply exact_mean_value; [lia|]. intros i Hi. apply IV. lia.
  Qed.
End Generation.

(** ** The whole *)

Lemma zero_rational : forall q, (Qnum q =? 0)%Z = true -> Q2R q = 0.
Proof. intros q E. apply Z.eqb_eq in E. unfold Q2R. rewrite E. ring. Qed.

Lemma is_nothing_right : forall f p, is_nothing f = true -> real_form f p = 0.
Proof.
  intros [poly terms root inside] p E. cbn [is_nothing] in E.
  apply andb_prop in E. destruct E as [E Ei]. apply andb_prop in E. destruct E as [E Er].
  apply andb_prop in E. destruct E as [Ep Et].
  cbn [real_form]. rewrite (zero_rational root Er), (zero_rational inside Ei). unfold Rdiv. rewrite !Rmult_0_l.
  assert (P : real_polynomial poly p = 0).
  { clear - Ep. induction poly as [|c poly IH]; cbn [real_polynomial forallb] in *; [reflexivity|].
    apply andb_prop in Ep. destruct Ep as [E0 E]. rewrite (zero_rational c E0), IH by exact E. ring. }
  assert (T : real_terms terms p = 0).
  { clear - Et. induction terms as [|[c e f] terms IH]; cbn [real_terms forallb] in *; [reflexivity|].
    apply andb_prop in Et. destruct Et as [E0 E]. rewrite (zero_rational c E0), IH by exact E. ring. }
  lra.
Qed.

Lemma later_than_right : forall n count later rest, later_than count later = Some rest ->
  (forall p, real_times n later p = biased_times n count (real_times n rest) p) /\
  (forallb valid_form later = true -> forallb valid_form rest = true).
Proof.
  intros n. induction count as [|count IH]; intros later rest E; cbn [later_than] in E.
  - injection E as <-. auto.
  - destruct later as [|v later]; [discriminate|]. destruct (is_nothing v) eqn:Z0; [|discriminate].
    destruct (IH later rest E) as [R V]. split.
    + intros p. cbn [real_times biased_times]. rewrite (is_nothing_right v p Z0), (biased_ext n _ _ p R). ring.
    + intros F. cbn [forallb] in F. apply andb_prop in F. now apply V.
Qed.

Theorem values_below_right : forall scale known n rounded later values, all_known scale known ->
  forallb valid_form later = true -> values_below scale known n rounded later = Some values ->
  length values = S n /\
  forall j, (j <= n)%nat -> known_value (nth j values no_sum) <= real_times n later (point n j).
Proof.
  intros scale known n rounded later values K V E.
  assert (X : forall given, Some given = Some values ->
    (length given = S n /\ forall j, (j <= n)%nat ->
       known_value (nth j given no_sum) = real_times n later (point n j)) ->
    length values = S n /\
    forall j, (j <= n)%nat -> known_value (nth j values no_sum) <= real_times n later (point n j)).
  { intros given G [L A]. injection G as <-. split; [exact L|]. intros j Hj. right. now apply A. }
  unfold values_below in E. destruct rounded as [|r].
  - destruct later as [|v [|v' later]].
    + apply (X _ E), repeat_right.
    + apply (X _ E). cbn [forallb] in V. apply andb_prop in V.
      destruct (next_values_right n v (proj1 V)) as [L A]. split; [exact L|].
      intros j Hj. rewrite A by exact Hj. cbn [real_times]. rewrite biased_zero. ring.
    + apply (X _ E). now apply (exact_values_right n (v :: v' :: later)).
  - set (N := Pos.of_succ_nat n) in *. set (den := whole_power N n) in *.
    set (rows := transition (Zpos N) n (S n) 0) in *.
    destruct (later_than (S r) later) as [rest|] eqn:T; [|destruct later as [|? [|? ?]]; discriminate].
    assert (E' : match lower_values scale known nil (inject_Z 0) (exact_values N den rows (S n) rest) with
      | Some g => Some (map (fun z => KnownSum (Qmake z scale) nil nil)
                            (rounded_generations (Zpos den) rows (S r) g))
      | None => None end = Some values) by (destruct later as [|? [|? ?]]; exact E).
    clear E X. destruct (later_than_right n (S r) later rest T) as [R W]. specialize (W V).
    destruct (exact_values_right n rest W) as [XL XV]. fold N den rows in XL, XV.
    destruct (lower_values _ _ _ _ _) as [g|] eqn:G in E'; [|discriminate].
    apply (lower_values_right scale known nil (inject_Z 0) K) in G; [|intros c e f []].
    destruct G as [GL GB]. rewrite XL in GL, GB.
    match type of E' with Some ?l = _ => assert (D : l = values) by congruence end. subst values.
    pose proof (Zpos_positive scale) as Hs.
    destruct (rounded_generations_right n (IZR (Zpos scale)) Hs (S r) g (real_times n rest) GL) as [L B].
    { intros j Hj. eapply Rle_trans; [apply (GB j no_sum); lia|]. rewrite XV by exact Hj.
      cbn [real_terms]. right. ring. }
    fold N den rows in L, B. split; [now rewrite map_length|]. intros j Hj.
    rewrite (nth_indep _ no_sum ((fun z => KnownSum (Qmake z scale) nil nil) 0%Z))
      by (rewrite map_length, L; lia).
    rewrite (map_nth (fun z => KnownSum (Qmake z scale) nil nil)).
    cbn [known_value sum_of]. rewrite Q2R_make, R. specialize (B j Hj).
    apply (Rmult_le_reg_l (IZR (Zpos scale))); [exact Hs|].
    match goal with |- ?s * (?z / ?s + 0 + 0) <= _ => replace (s * (z / s + 0 + 0)) with z by (field; lra) end.
    exact B.
Qed.

(** ** Lines *)

Definition line_coefficient (n : nat) (y0 y1 : Q) (j : nat) : R :=
  / INR n * ((INR n - INR j) * Q2R y0 + INR j * Q2R y1).

Lemma add_line_from_right : forall m y0 y1 n values j,
  length (add_line_from m y0 y1 (Pos.of_succ_nat n) (Z.of_nat j) values) = length values /\
  forall i, (i < length values)%nat ->
  known_value (nth i (add_line_from m y0 y1 (Pos.of_succ_nat n) (Z.of_nat j) values) no_sum)
  = known_value (nth i values no_sum) + ln (IZR m) * line_coefficient (S n) y0 y1 (j + i).
Proof.
  intros m y0 y1 n. induction values as [|[r logs roots] rest IH]; intros j; cbn [add_line_from].
  - split; [reflexivity|]. intros i L. simpl in L. lia.
  - replace (Z.succ (Z.of_nat j)) with (Z.of_nat (S j)) by lia. destruct (IH (S j)) as [IL IV].
    split; [cbn [length]; now rewrite IL|]. intros [|i] L; cbn [nth].
    + cbn [known_value]. rewrite add_log_value, Q2R_red, Q2R_mult, Q2R_plus, !Q2R_mult, !Q2R_Z, Q2R_make, minus_IZR.
      unfold line_coefficient. rewrite Nat.add_0_r.
      replace (IZR (Zpos (Pos.of_succ_nat n))) with (INR (S n)) by (rewrite INR_IZR_INZ; f_equal; lia).
      rewrite (INR_IZR_INZ j). unfold Rdiv. ring.
    + rewrite IV by (simpl in L; lia). do 3 f_equal. lia.
Qed.

Lemma line_coefficient_mean : forall n y0 y1 p,
  Binomial (S n) p (line_coefficient (S n) y0 y1) 0 = Q2R y0 * (1 - p) + Q2R y1 * p.
Proof.
  intros n y0 y1 p. assert (H : INR (S n) <> 0) by (apply not_0_INR; lia).
  rewrite (Binomial_ext p (S n) _ (fun j => Q2R y0 + / INR (S n) * (Q2R y1 - Q2R y0) * INR j))
    by (intros j; unfold line_coefficient; field; exact H).
  rewrite Binomial_plus, Binomial_const, Binomial_scal, Binomial_mean. simpl (INR 0). field. exact H.
Qed.

(** The values are at most coefficients of this function of the mass. *)
Definition coefficients_right (n : nat) (F : R -> R) (values : list known_sum) : Prop :=
  length values = S n /\
  exists g, (forall j, (j <= n)%nat -> known_value (nth j values no_sum) <= g j)
            /\ forall p, Binomial n p g 0 = F p.

Lemma with_lines_right : forall n F lines values all, coefficients_right n F values ->
  with_lines n lines values = Some all ->
  coefficients_right n (fun p => F p + real_lines lines p) all.
Proof.
  intros n F. induction lines as [|[m y0 y1] rest IH]; intros values all C E; cbn [with_lines] in E.
  - injection E as <-. destruct C as (L & g & B & S'). split; [exact L|]. exists g. split; [exact B|].
    intros p. rewrite S'. cbn [real_lines]. ring.
  - destruct n as [|n]; [discriminate|].
    destruct (with_lines (S n) rest values) as [some|] eqn:W; [|discriminate].
    destruct (IH values some C W) as (L & g & B & S').
    match type of E with Some ?l = _ => assert (D : l = all) by congruence end. subst all.
    destruct (add_line_from_right m y0 y1 n some 0) as [AL AV]. cbn [Z.of_nat] in AL, AV.
    split; [lia|]. exists (fun j => g j + ln (IZR m) * line_coefficient (S n) y0 y1 j). split.
    + intros j Hj. rewrite AV by lia. cbn [plus]. specialize (B j Hj). lra.
    + intros p. rewrite Binomial_plus, Binomial_scal, S', line_coefficient_mean. cbn [real_lines]. ring.
Qed.

Theorem coefficients_below_right : forall scale known n rounded lines later values,
  all_known scale known -> forallb valid_form later = true ->
  coefficients_below scale known n rounded lines later = Some values ->
  coefficients_right n (fun p => biased n (real_times n later) p + real_lines lines p) values.
Proof.
  intros scale known n rounded lines later values K V E. unfold coefficients_below in E.
  destruct (values_below scale known n rounded later) as [some|] eqn:W; [|discriminate].
  apply (with_lines_right n _ lines some); [|exact E].
  destruct (values_below_right scale known n rounded later some K V W) as [L B].
  split; [exact L|]. exists (fun j => real_times n later (point n j)). split; [exact B | reflexivity].
Qed.
