(** * Sums of logarithms of whole numbers, and their bounds *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims Checker.
From Groundcheck.theory Require Import Analysis VerifiedLog VerifiedBernstein VerifiedForms.
Local Open Scope R_scope.

Fixpoint sum_value (sum : list (Z * Q)) : R :=
  match sum with
  | nil => 0
  | (m, c) :: rest => Q2R c * ln (IZR m) + sum_value rest
  end.

Lemma add_log_value : forall m c sum,
  sum_value (add_log m c sum) = Q2R c * ln (IZR m) + sum_value sum.
Proof.
  induction sum as [|[m' c'] rest IH]; cbn [add_log sum_value]; [reflexivity|].
  destruct (Z.eqb_spec m m') as [->|_]; cbn [sum_value]; [|rewrite IH; ring].
  rewrite Q2R_red, Q2R_plus. ring.
Qed.

(** Every argument is positive at [x]. *)
Definition positive_at (x : R) (terms : list log_term) : Prop :=
  forall c e f, In (Term c e f) terms -> 0 < IZR e + IZR f * x.

Lemma ln_rational : forall q, 0 < Q2R q -> ln (Q2R q) = ln (IZR (Qnum q)) - ln (IZR (Zpos (Qden q))).
Proof.
  intros q H. unfold Q2R in *. pose proof (Zpos_positive (Qden q)) as P.
  apply ln_div; [|exact P]. apply (Rmult_lt_reg_r (/ IZR (Zpos (Qden q)))).
  - now apply Rinv_0_lt_compat.
  - rewrite Rmult_0_l. exact H.
Qed.

Lemma add_terms_at_value : forall x terms sum, positive_at (Q2R x) terms ->
  sum_value (add_terms_at x terms sum) = real_terms terms (Q2R x) + sum_value sum.
Proof.
  intros x. induction terms as [|[c e f] rest IH]; intros sum P; cbn [add_terms_at real_terms]; [ring|].
  rewrite !add_log_value, IH by (intros c' e' f' I; apply (P c'); now right).
  assert (V : Q2R (Qred (inject_Z e + inject_Z f * x)) = IZR e + IZR f * Q2R x)
    by (rewrite Q2R_red, Q2R_plus, Q2R_mult, !Q2R_Z; reflexivity).
  assert (H : 0 < IZR e + IZR f * Q2R x) by (apply (P c); now left).
  rewrite <- V in H |- *. rewrite ln_rational by exact H. rewrite Q2R_opp. ring.
Qed.

Lemma valid_term_positive : forall c e f x, valid_term (Term c e f) = true -> 0 < x ->
  0 <= IZR f /\ 0 < IZR e + IZR f * x.
Proof.
  intros c e f x V Hx. cbn [valid_term] in V.
  apply andb_prop in V. destruct V as [V Hs]. apply andb_prop in V. destruct V as [He Hf].
  apply Z.leb_le in He, Hf. apply Z.ltb_lt in Hs.
  apply IZR_le in He, Hf. apply IZR_lt in Hs. rewrite plus_IZR in Hs. split; [exact Hf|].
  destruct Hf as [Hf|Hf]; [|rewrite <- Hf in *; lra].
  assert (0 < IZR f * x) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma valid_positive_at : forall x terms, forallb valid_term terms = true -> 0 < x ->
  positive_at x terms.
Proof.
  intros x terms V Hx c e f I. rewrite forallb_forall in V.
  now apply (valid_term_positive c e f x (V _ I)).
Qed.

Lemma form_at_value : forall f x, valid_form f = true -> 0 < Q2R x ->
  Q2R (fst (form_at f x)) + sum_value (snd (form_at f x)) = real_form f (Q2R x).
Proof.
  intros [p terms] x V Hx. cbn [form_at fst snd real_form].
  rewrite polynomial_at_real, add_terms_at_value by now apply valid_positive_at.
  cbn [sum_value]. ring.
Qed.

(** ** The table of bounds *)

Definition known_right (scale : positive) (known : list (Z * (Z * Z))) : Prop :=
  forall m l u, find_bounds known m = Some (l, u) ->
  IZR l <= IZR (Zpos scale) * ln (IZR m) <= IZR u.

Lemma nothing_known_right : forall scale, known_right scale nil.
Proof.
  intros scale m l u E. cbn [find_bounds] in E.
  destruct (Z.eqb_spec m 1) as [->|_]; [|discriminate]. injection E as <- <-. rewrite ln_1. lra.
Qed.

Lemma bound_follows_right : forall scale known m base d lower upper, known_right scale known ->
  bound_follows scale known (LogBound m base d lower upper) = true ->
  IZR lower <= IZR (Zpos scale) * ln (IZR m) <= IZR upper.
Proof.
  intros scale known m base d lower upper K E. unfold bound_follows in E.
  destruct m as [|m|m]; try discriminate. destruct base as [|n|n]; try discriminate.
  destruct (find_bounds known (Zpos n)) as [[l u]|] eqn:F; [|discriminate].
  apply K in F. destruct F as [Fl Fu].
  apply andb_prop in E. destruct E as [E Eu]. apply andb_prop in E. destruct E as [E El].
  apply andb_prop in E. destruct E as [L D].
  apply Qle_true in El, Eu.
  rewrite !Q2R_minus, !Q2R_mult, !Q2R_Z, log_series_at_real in El, Eu.
  set (y := Q2R (Qmake (Zpos n - Zpos m) m)) in *.
  pose proof (Zpos_positive m) as Hm. pose proof (Zpos_positive n) as Hn.
  pose proof (Zpos_positive scale) as Hs.
  assert (Y : 1 + y = IZR (Zpos n) / IZR (Zpos m)).
  { unfold y. rewrite Q2R_make, minus_IZR. field. lra. }
  assert (H : 0 < IZR (Zpos n) / IZR (Zpos m)) by (apply Rdiv_lt_0_compat; lra).
  assert (V : ln (1 + y) = ln (IZR (Zpos n)) - ln (IZR (Zpos m))) by (rewrite Y; apply ln_div; lra).
  pose proof (log_series_upper d y D ltac:(lra)) as U.
  assert (M : IZR (Zpos n) <= IZR (Zpos m)).
  { apply IZR_le. apply Pos.leb_le in L. exact L. }
  assert (W : series d (Qmake (Zpos m) n) y <= ln (1 + y)).
  { apply log_series_lower; [exact D | lra | |].
    - rewrite Q2R_make. apply (Rmult_le_reg_r (IZR (Zpos n))); [lra|].
      replace (IZR (Zpos m) / IZR (Zpos n) * IZR (Zpos n)) with (IZR (Zpos m)) by (field; lra). lra.
    - rewrite Y, Q2R_make. right. field. lra. }
  rewrite V in U, W. split.
  - apply (Rmult_le_compat_l (IZR (Zpos scale))) in U; lra.
  - apply (Rmult_le_compat_l (IZR (Zpos scale))) in W; lra.
Qed.

Lemma check_bounds_right : forall scale l known all, known_right scale known ->
  check_bounds scale known l = Some all -> known_right scale all.
Proof.
  intros scale. induction l as [|[m base d lower upper] rest IH]; intros known all K E;
    cbn [check_bounds] in E.
  - now injection E as <-.
  - destruct (bound_follows scale known (LogBound m base d lower upper)) eqn:B; [|discriminate].
    apply (IH _ _ ) in E; [exact E|]. intros m' l' u' F. cbn [find_bounds] in F.
    destruct (Z.eqb_spec m' m) as [->|_]; [|now apply K].
    injection F as <- <-. eapply bound_follows_right; eauto.
Qed.

(** ** Lower bounds of sums *)

Lemma lower_sum_right : forall scale known, known_right scale known ->
  forall sum z, lower_sum known sum = Some z -> IZR z <= IZR (Zpos scale) * sum_value sum.
Proof.
  intros scale known K. induction sum as [|[m c] rest IH]; intros z E; cbn [lower_sum sum_value] in *.
  - injection E as <-. lra.
  - destruct (lower_sum known rest) as [below|]; [|discriminate].
    specialize (IH below eq_refl).
    pose proof (Zpos_positive scale) as Hs. pose proof (Zpos_positive (Qden c)) as Hd.
    assert (Hi : 0 < / IZR (Zpos (Qden c))) by now apply Rinv_0_lt_compat.
    destruct (Z.eqb_spec (Qnum c) 0) as [C|_].
    + injection E as <-. replace (Q2R c) with 0; [lra|]. unfold Q2R. rewrite C. ring.
    + destruct (find_bounds known m) as [[l u]|] eqn:F; [|discriminate]. apply K in F.
      injection E as <-. rewrite plus_IZR.
      assert (B : IZR ((Qnum c * (if Z.leb 0 (Qnum c) then l else u)) / Zpos (Qden c))
                  <= IZR (Zpos scale) * (Q2R c * ln (IZR m))); [|lra].
      eapply Rle_trans; [now apply floor_below|]. rewrite mult_IZR. unfold Q2R.
      replace (IZR (Zpos scale) * (IZR (Qnum c) * / IZR (Zpos (Qden c)) * ln (IZR m)))
        with (IZR (Qnum c) * (IZR (Zpos scale) * ln (IZR m)) / IZR (Zpos (Qden c)))
        by (unfold Rdiv; ring).
      apply Rmult_le_compat_r; [lra|].
      destruct (Z.leb_spec 0 (Qnum c)) as [S|S].
      * apply IZR_le in S. apply Rmult_le_compat_l; lra.
      * apply IZR_lt in S. apply Rmult_le_compat_neg_l; lra.
Qed.

Lemma nothing_left : forall sum, forallb (fun mc => Z.eqb (Qnum (snd mc)) 0) sum = true ->
  sum_value sum = 0.
Proof.
  induction sum as [|[m c] rest IH]; cbn [forallb sum_value snd]; [reflexivity|]. intros E.
  apply andb_prop in E. destruct E as [E R]. apply Z.eqb_eq in E. rewrite IH by exact R.
  unfold Q2R. rewrite E. ring.
Qed.

(** ** The values of the expectation's coefficients *)

Definition known_value (x : Q * list (Z * Q)) : R := Q2R (fst x) + sum_value (snd x).

Lemma next_values_length : forall N v count j, length (next_values N v count j) = count.
Proof. intros N v. induction count as [|c IH]; intros j; simpl; [reflexivity|]. now rewrite IH. Qed.

Lemma next_values_nth : forall N v x count j i, (i < count)%nat ->
  nth i (next_values N v count j) x = form_at v (Qred (Qmake (Z.succ (j + Z.of_nat i)) N)).
Proof.
  intros N v x. induction count as [|c IH]; intros j i L; [lia|]. cbn [next_values].
  destruct i as [|i]; cbn [nth].
  - now replace (j + Z.of_nat 0)%Z with j by lia.
  - rewrite IH by lia. now replace (Z.succ j + Z.of_nat i)%Z with (j + Z.of_nat (S i))%Z by lia.
Qed.

Lemma lower_values_right : forall scale known terms centre, known_right scale known ->
  positive_at (Q2R centre) terms -> forall values g,
  lower_values scale known terms centre values = Some g ->
  length g = length values /\
  forall i x, (i < length values)%nat ->
  IZR (nth i g 0%Z)
  <= IZR (Zpos scale) * (known_value (nth i values x) + real_terms terms (Q2R centre)).
Proof.
  intros scale known terms centre K P. induction values as [|[r sum] rest IH]; intros g E;
    cbn [lower_values] in E.
  - injection E as <-. split; [reflexivity|]. intros i x L. simpl in L. lia.
  - destruct (lower_sum known (add_terms_at centre terms sum)) as [z|] eqn:S; [|discriminate].
    destruct (lower_values scale known terms centre rest) as [l|]; [|discriminate].
    injection E as <-. destruct (IH l eq_refl) as [Hl B]. split; [simpl; now rewrite Hl|].
    intros [|i] x L; cbn [nth]; [|apply B; simpl in L; lia].
    apply (lower_sum_right scale known K) in S. rewrite add_terms_at_value in S by exact P.
    pose proof (floor_of_below scale r) as F. rewrite plus_IZR.
    unfold known_value. cbn [fst snd]. lra.
Qed.
