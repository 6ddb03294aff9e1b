(** * Sums of logarithms of whole numbers, and their bounds *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Analysis VerifiedLog VerifiedBernstein VerifiedForms.
Local Open Scope R_scope.

(** The sum of c*f(m), [f] being the logarithm or the root. *)
Fixpoint sum_of (f : R -> R) (sum : list (Z * Q)) : R :=
  match sum with
  | nil => 0
  | (m, c) :: rest => Q2R c * f (IZR m) + sum_of f rest
  end.

Lemma add_log_value : forall f m c sum,
  sum_of f (add_log m c sum) = Q2R c * f (IZR m) + sum_of f sum.
Proof.
  induction sum as [|[m' c'] rest IH]; cbn [add_log sum_of]; [reflexivity|].
  destruct (Z.eqb_spec m m') as [->|_]; cbn [sum_of]; [|rewrite IH; ring].
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
  sum_of ln (add_terms_at x terms sum) = real_terms terms (Q2R x) + sum_of ln sum.
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

(** Terms that have cancelled. *)
Lemma left_terms_valid : forall terms, forallb valid_term terms = true ->
  forallb valid_term (left_terms terms) = true.
Proof.
  induction terms as [|[c e f] rest IH]; intros V; [reflexivity|].
  cbn [forallb] in V. apply andb_prop in V. destruct V as [V1 V2].
  unfold left_terms in *. cbn [filter]. destruct (negb _); [|now apply IH].
  cbn [forallb]. rewrite V1. now apply IH.
Qed.

Lemma left_terms_value : forall terms p, real_terms (left_terms terms) p = real_terms terms p.
Proof.
  intros terms p. induction terms as [|[c e f] rest IH]; [reflexivity|].
  unfold left_terms in *. cbn [filter]. destruct (Z.eqb_spec (Qnum c) 0) as [C|C]; cbn [negb real_terms];
    rewrite IH; [|reflexivity].
  replace (Q2R c) with 0 by (unfold Q2R; rewrite C; ring). ring.
Qed.

Lemma root_at_value : forall root x, 0 < Q2R x -> sum_of sqrt (root_at root x) = Q2R root / sqrt (Q2R x).
Proof.
  intros root x Hx. unfold root_at. destruct (Z.eqb_spec (Qnum root) 0) as [E|_]; cbn [sum_of].
  - unfold Q2R at 1. rewrite E. unfold Rdiv. ring.
  - pose proof (Zpos_positive (Qden x)) as Hd.
    assert (Hn : 0 < IZR (Qnum x)).
    { unfold Q2R in Hx. apply (Rmult_lt_reg_r (/ IZR (Zpos (Qden x)))); [now apply Rinv_0_lt_compat|].
      rewrite Rmult_0_l. exact Hx. }
    rewrite Q2R_over by (rewrite Q2R_Z; lra). rewrite Q2R_Z, mult_IZR. unfold Q2R at 3.
    set (a := IZR (Qnum x)) in *. set (b := IZR (Zpos (Qden x))) in *.
    change (a * / b) with (a / b). rewrite (sqrt_div_alt a b), (sqrt_mult a b) by lra.
    assert (0 < sqrt a) by now apply sqrt_lt_R0. assert (0 < sqrt b) by now apply sqrt_lt_R0.
    replace a with (sqrt a * sqrt a) at 1 by (apply sqrt_sqrt; lra). field. lra.
Qed.

Definition known_value (x : known_sum) : R :=
  match x with
  | KnownSum r logs roots => Q2R r + sum_of ln logs + sum_of sqrt roots
  end.

Lemma form_at_value : forall f x, valid_form f = true -> 0 < Q2R x ->
  known_value (form_at f x) = real_form f (Q2R x).
Proof.
  intros [p terms root inside] x V Hx. cbn [form_at known_value real_form].
  rewrite add_terms_at_value, root_at_value by (auto; now apply valid_positive_at).
  unfold not_all. cbn [sum_of].
  destruct (Qeq_bool x (inject_Z 1)) eqn:O; destruct (Req_EM_T (Q2R x) 1) as [O'|O'];
    rewrite ?Q2R_red, ?Q2R_plus, polynomial_at_real.
  - ring.
  - apply Qeq_true in O. rewrite Q2R_Z in O. contradiction.
  - exfalso. apply Qeq_bool_neq in O. apply O. apply eqR_Qeq. now rewrite Q2R_Z.
  - ring.
Qed.

(** ** The table of bounds *)

Definition known_right (f : R -> R) (scale : positive) (known : list (Z * (Z * Z))) : Prop :=
  forall m l u, find_bounds known m = Some (l, u) ->
  IZR l <= IZR (Zpos scale) * f (IZR m) <= IZR u.

Lemma known_more : forall f scale m l u known, IZR l <= IZR (Zpos scale) * f (IZR m) <= IZR u ->
  known_right f scale known -> known_right f scale ((m, (l, u)) :: known).
Proof.
  intros f scale m l u known B K m' l' u' F. cbn [find_bounds] in F.
  destruct (Z.eqb_spec m' m) as [->|_]; [|now apply K]. now injection F as <- <-.
Qed.

Lemma nothing_known : forall f scale, known_right f scale nil.
Proof. intros f scale m l u E. discriminate E. Qed.

Lemma bound_follows_right : forall scale known m base d lower upper, known_right ln scale known ->
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

Lemma check_bounds_right : forall scale l known all, known_right ln scale known ->
  check_bounds scale known l = Some all -> known_right ln scale all.
Proof.
  intros scale. induction l as [|[m base d lower upper] rest IH]; intros known all K E;
    cbn [check_bounds] in E.
  - now injection E as <-.
  - destruct (bound_follows scale known (LogBound m base d lower upper)) eqn:B; [|discriminate].
    apply (IH _ _ ) in E; [exact E|]. apply known_more; [|exact K]. eapply bound_follows_right; eauto.
Qed.

(** Roots: by their squares. *)
Lemma root_follows_right : forall scale m lower upper,
  root_follows scale (RootBound m lower upper) = true ->
  IZR lower <= IZR (Zpos scale) * sqrt (IZR m) <= IZR upper.
Proof.
  intros scale m lower upper E. cbn [root_follows] in E.
  apply andb_prop in E. destruct E as [E E5]. apply andb_prop in E. destruct E as [E E4].
  apply andb_prop in E. destruct E as [E E3]. apply andb_prop in E. destruct E as [E1 E2].
  apply Z.leb_le, IZR_le in E1, E2, E3, E4, E5. rewrite !mult_IZR in E3, E5.
  pose proof (Zpos_positive scale) as Hs.
  rewrite <- (sqrt_square (IZR (Zpos scale))), <- sqrt_mult by (first [lra | apply Rmult_le_pos; lra]).
  rewrite <- (sqrt_square (IZR lower)), <- (sqrt_square (IZR upper)) by lra.
  split; now apply sqrt_le_1_alt.
Qed.

(** Both tables. *)
Definition all_known (scale : positive) (known : tables) : Prop :=
  match known with
  | Tables logs roots => known_right ln scale logs /\ known_right sqrt scale roots
  end.

Lemma tables_of_right : forall scale bounds roots known,
  tables_of scale bounds roots = Some known -> all_known scale known.
Proof.
  intros scale bounds roots known E. unfold tables_of in E.
  destruct (check_bounds _ _ bounds) as [logs|] eqn:B; [|discriminate].
  destruct (forallb (root_follows scale) roots) eqn:F; [|discriminate].
  injection E as <-. split.
  - apply check_bounds_right in B; [exact B|]. apply known_more; [rewrite ln_1; lra | apply nothing_known].
  - apply known_more; [rewrite sqrt_1; lra|]. clear B.
    induction roots as [|[m lower upper] rest IH]; [apply nothing_known|].
    cbn [forallb map] in *. apply andb_prop in F. destruct F as [F R].
    apply known_more; [now apply root_follows_right | now apply IH].
Qed.

(** ** Lower bounds of sums *)

Lemma lower_sum_right : forall f scale known, known_right f scale known ->
  forall sum z, lower_sum known sum = Some z -> IZR z <= IZR (Zpos scale) * sum_of f sum.
Proof.
  intros f scale known K. induction sum as [|[m c] rest IH]; intros z E; cbn [lower_sum sum_of] in *.
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
                  <= IZR (Zpos scale) * (Q2R c * f (IZR m))); [|lra].
      eapply Rle_trans; [now apply floor_below|]. rewrite mult_IZR. unfold Q2R.
      replace (IZR (Zpos scale) * (IZR (Qnum c) * / IZR (Zpos (Qden c)) * f (IZR m)))
        with (IZR (Qnum c) * (IZR (Zpos scale) * f (IZR m)) / IZR (Zpos (Qden c)))
        by (unfold Rdiv; ring).
      apply Rmult_le_compat_r; [lra|].
      destruct (Z.leb_spec 0 (Qnum c)) as [S|S].
      * apply IZR_le in S. apply Rmult_le_compat_l; lra.
      * apply IZR_lt in S. apply Rmult_le_compat_neg_l; lra.
Qed.

Lemma nothing_left : forall sum, forallb (fun mc => Z.eqb (Qnum (snd mc)) 0) sum = true ->
  sum_of ln sum = 0.
Proof.
  induction sum as [|[m c] rest IH]; cbn [forallb sum_of snd]; [reflexivity|]. intros E.
  apply andb_prop in E. destruct E as [E R]. apply Z.eqb_eq in E. rewrite IH by exact R.
  unfold Q2R. rewrite E. ring.
Qed.

(** ** The values of the expectation's coefficients *)

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

Lemma lower_values_right : forall scale known terms centre, all_known scale known ->
  positive_at (Q2R centre) terms -> forall values g,
  lower_values scale known terms centre values = Some g ->
  length g = length values /\
  forall i x, (i < length values)%nat ->
  IZR (nth i g 0%Z)
  <= IZR (Zpos scale) * (known_value (nth i values x) + real_terms terms (Q2R centre)).
Proof.
  intros scale [of_logs of_roots] terms centre [Kl Kr] P.
  induction values as [|[r logs roots] rest IH]; intros g E; cbn [lower_values] in E.
  - injection E as <-. split; [reflexivity|]. intros i x L. simpl in L. lia.
  - destruct (lower_sum of_logs (add_terms_at centre terms logs)) as [z|] eqn:S; [|discriminate].
    destruct (lower_sum of_roots roots) as [y|] eqn:T; [|discriminate].
    destruct (lower_values scale _ terms centre rest) as [l|]; [|discriminate].
    injection E as <-. destruct (IH l eq_refl) as [Hl B]. split; [simpl; now rewrite Hl|].
    intros [|i] x L; cbn [nth]; [|apply B; simpl in L; lia].
    apply (lower_sum_right ln scale of_logs Kl) in S. rewrite add_terms_at_value in S by exact P.
    apply (lower_sum_right sqrt scale of_roots Kr) in T.
    pose proof (floor_of_below scale r) as F. rewrite !plus_IZR. cbn [known_value]. lra.
Qed.
