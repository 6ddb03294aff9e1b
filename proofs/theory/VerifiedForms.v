(** * From a claim to its normal form

    The margin of a claim is a sum over the symbols of p*G(p), p the mass of the
    symbol, with the G that the checker bounds. *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration.
From Groundcheck.verified Require Import Claims NormalForm Checker.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial Loss VerifiedLog.
Local Open Scope R_scope.

Fixpoint real_terms (terms : list log_term) (p : R) : R :=
  match terms with
  | nil => 0
  | Term c e f :: rest => Q2R c * ln (IZR e + IZR f * p) + real_terms rest p
  end.

Definition real_form (f : form) (p : R) : R :=
  match f with
  | Form polynomial terms root =>
      real_polynomial polynomial p + real_terms terms p + Q2R root / sqrt p
  end.

(** ** Algebra *)

Lemma add_polynomials_real : forall p q x,
  real_polynomial (add_polynomials p q) x = real_polynomial p x + real_polynomial q x.
Proof.
  induction p as [|a p IH]; intros q x; cbn [add_polynomials real_polynomial]; [ring|].
  destruct q as [|b q]; cbn [real_polynomial]; [ring|]. rewrite Q2R_red, Q2R_plus, IH. ring.
Qed.

Lemma scaled_polynomial_real : forall w p x,
  real_polynomial (map (fun c => Qred (w * c)%Q) p) x = Q2R w * real_polynomial p x.
Proof.
  induction p as [|a p IH]; intros x; cbn [map real_polynomial]; [ring|]. rewrite Q2R_red, Q2R_mult, IH. ring.
Qed.

Lemma monomial_real : forall r c x, real_polynomial (monomial r c) x = Q2R c * x ^ r.
Proof.
  induction r as [|r IH]; intros c x; cbn [monomial real_polynomial pow]; [ring|].
  rewrite Q2R_Z, IH. ring.
Qed.

Lemma add_term_real : forall c e f terms p,
  real_terms (add_term c e f terms) p = Q2R c * ln (IZR e + IZR f * p) + real_terms terms p.
Proof.
  induction terms as [|[c' e' f'] rest IH]; intros p; cbn [add_term real_terms]; [reflexivity|].
  destruct (Z.eqb_spec e e') as [->|_]; cbn [andb real_terms]; [|rewrite IH; ring].
  destruct (Z.eqb_spec f f') as [->|_]; cbn [real_terms]; [|rewrite IH; ring].
  rewrite Q2R_red, Q2R_plus. ring.
Qed.

Lemma add_terms_real : forall w terms others p,
  real_terms (add_terms w terms others) p = Q2R w * real_terms terms p + real_terms others p.
Proof.
  induction terms as [|[c e f] rest IH]; intros others p; cbn [add_terms real_terms]; [ring|].
  rewrite add_term_real, Q2R_red, Q2R_mult, IH. ring.
Qed.

Lemma add_forms_real : forall w a b p,
  real_form (add_forms w a b) p = Q2R w * real_form a p + real_form b p.
Proof.
  intros w [p s r] [q t r'] x. cbn [add_forms real_form].
  rewrite add_polynomials_real, scaled_polynomial_real, add_terms_real, Q2R_red, Q2R_plus, Q2R_mult.
  unfold Rdiv. ring.
Qed.

Lemma empty_form_real : forall p, real_form empty_form p = 0.
Proof.
  intros. unfold empty_form. cbn [real_form real_polynomial real_terms]. rewrite Q2R_Z. unfold Rdiv. ring.
Qed.

(** ** Numbers *)

Lemma both_real : forall (F : Q -> Q -> Q) x y q, both F x y = Some q ->
  exists a b, x = Some a /\ y = Some b /\ Q2R q = Q2R (F a b).
Proof.
  intros F [a|] [b|] q E; simpl in E; try discriminate. injection E as <-.
  exists a, b. now rewrite Q2R_red.
Qed.

Lemma rational_power_real : forall a n, Q2R (rational_power a n) = Q2R a ^ n.
Proof.
  intros a. induction n as [|n IH]; cbn [rational_power pow]; [apply Q2R_Z|].
  now rewrite Q2R_red, Q2R_mult, IH.
Qed.

Lemma rational_value_real : forall N x q, rational_value N x = Some q -> Q2R q = number_value N x.
Proof.
  induction x as [z| |x IHx y IHy|x IHx y IHy|x IHx y IHy|x IHx y IHy|x IHx n]; intros q E;
    cbn [rational_value number_value] in *.
  - injection E as <-. apply Q2R_Z.
  - injection E as <-. rewrite Q2R_Z. symmetry. apply INR_IZR_INZ.
  - apply both_real in E. destruct E as (a & b & Ea & Eb & ->). rewrite Q2R_plus. f_equal; auto.
  - apply both_real in E. destruct E as (a & b & Ea & Eb & ->). rewrite Q2R_minus. f_equal; auto.
  - apply both_real in E. destruct E as (a & b & Ea & Eb & ->). rewrite Q2R_mult. f_equal; auto.
  - destruct (rational_value N y) as [b|]; [|discriminate].
    destruct (Qeq_bool b (inject_Z 0)) eqn:Z0; [discriminate|].
    apply both_real in E. destruct E as (a & b' & Ea & Eb & ->). injection Eb as <-.
    rewrite Q2R_div.
    + rewrite (IHx a Ea), (IHy b eq_refl). reflexivity.
    + intros C. apply Qeq_bool_iff in C. change (inject_Z 0) with 0%Q in Z0. congruence.
  - destruct (rational_value N x) as [a|]; [|discriminate]. injection E as <-.
    rewrite rational_power_real. now rewrite (IHx a eq_refl).
Qed.

(** ** Functionals *)

Lemma power_whole : forall x n, 0 <= x -> power x (INR (S n)) = x ^ S n.
Proof.
  intros x n Hx. unfold power. destruct (Req_EM_T x 0) as [->|N]; [simpl; ring|].
  apply Rpower_pow. lra.
Qed.

Lemma power_half : forall x, 0 < x -> power x (1 * / 2) = sqrt x.
Proof.
  intros x Hx. unfold power. destruct (Req_EM_T x 0) as [->|_]; [lra|].
  rewrite Rmult_1_l. now apply Rpower_sqrt.
Qed.

(** [1 + (1-p)/(x p)] with [x = a/b]. *)
Lemma spread_term : forall a b p, 0 < b <= a -> 0 < p <= 1 ->
  ln (1 + (1 - p) / (a / b * p)) = ln (b + (a - b) * p) - ln a - ln p.
Proof.
  intros a b p Hb Hp.
  assert (0 < b + (a - b) * p) by (assert (0 <= (a - b) * p) by (apply Rmult_le_pos; lra); lra).
  assert (0 < a * p) by (apply Rmult_lt_0_compat; lra).
  replace (1 + (1 - p) / (a / b * p)) with ((b + (a - b) * p) / (a * p)) by (field; lra).
  rewrite ln_div, ln_mult by lra. ring.
Qed.

Lemma form_of_correct : forall K N f u Q, form_of N f = Some u -> simplex K Q ->
  functional_value K N f Q = rsum K (fun i => Q i * real_form u (Q i)).
Proof.
  intros K N f u Q E HQ. destruct f as [| |q| |x]; cbn [form_of functional_value] in *.
  - injection E as <-. unfold Entropy. rewrite <- rsum_opp. apply rsum_ext. intros i _.
    cbn [real_form real_polynomial real_terms]. rewrite Q2R_Z.
    replace (0 + 1 * Q i) with (Q i) by ring. rewrite Q2R_Z. unfold Rdiv. ring.
  - injection E as <-. rewrite Diversity_alt by exact HQ. apply rsum_ext. intros i _.
    cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z. unfold Rdiv. ring.
  - destruct q as [|[|r]]; try discriminate. injection E as <-. unfold Tsallis.
    assert (P : INR (S (S r)) - 1 = INR (S r)) by (rewrite (S_INR (S r)); ring). rewrite P.
    assert (H : 0 < INR (S r)) by (apply lt_0_INR; lia).
    rewrite <- (simplex_sum K Q HQ) at 1. rewrite <- rsum_minus. unfold Rdiv. rewrite <- rsum_scal_r.
    apply rsum_ext. intros i L.
    rewrite power_whole by (eapply simplex_nonneg; eauto).
    cbn [real_form real_polynomial real_terms]. rewrite monomial_real, Q2R_opp, Q2R_make, Q2R_Z.
    unfold Rdiv at 3. rewrite (Rmult_0_l (/ sqrt (Q i))).
    replace (IZR (Z.pos (Pos.of_succ_nat r))) with (INR (S r))
      by (rewrite INR_IZR_INZ; f_equal; lia).
    simpl pow. field. lra.
  - injection E as <-. unfold Tsallis. replace (1 / 2 - 1) with (- (1 / 2)) by field.
    rewrite <- (simplex_sum K Q HQ) at 1. rewrite <- rsum_minus. unfold Rdiv. rewrite <- rsum_scal_r.
    apply rsum_ext. intros i L. cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z.
    destruct (simplex_nonneg K Q i HQ L) as [Hp|<-]; [rewrite power_half by exact Hp|].
    + assert (S : 0 < sqrt (Q i)) by now apply sqrt_lt_R0.
      assert (E : Q i = sqrt (Q i) * sqrt (Q i)) by (symmetry; apply sqrt_sqrt; lra).
      set (s := sqrt (Q i)) in *. rewrite E. field. lra.
    + unfold power. destruct (Req_EM_T 0 0); [ring | congruence].
  - destruct (rational_value N x) as [[a b]|] eqn:V; [|discriminate].
    destruct (Z.leb_spec (Z.pos b) a) as [L|]; [|discriminate]. injection E as <-.
    apply rational_value_real in V. rewrite Q2R_make in V. rewrite <- V.
    apply rsum_ext. intros i Li.
    destruct (simplex_nonneg K Q i HQ Li) as [Hp|<-]; [|ring].
    f_equal. rewrite spread_term.
    + cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z, minus_IZR.
      replace (IZR a + 0 * Q i) with (IZR a) by ring. replace (0 + 1 * Q i) with (Q i) by ring.
      unfold Rdiv. ring.
    + split; [apply Zpos_positive | now apply IZR_le].
    + split; [exact Hp | eapply simplex_le_1; eauto].
Qed.

(** ** Margins *)

(** What the checker bounds, for [n + 1] samples. *)
Definition real_margin (n : nat) (u v : form) (p : R) : R :=
  real_form u p + Binomial n p (fun j => real_form v (INR (S j) / INR (S n))) 0.

Lemma add_margins_real : forall n w u v u' v' p,
  real_margin n (add_forms w u u') (add_forms w v v') p
  = Q2R w * real_margin n u v p + real_margin n u' v' p.
Proof.
  intros n w u v u' v' p. unfold real_margin. rewrite add_forms_real.
  rewrite (Binomial_ext p n _ (fun j => Q2R w * real_form v (INR (S j) / INR (S n))
    + real_form v' (INR (S j) / INR (S n)))) by (intros; apply add_forms_real).
  rewrite Binomial_plus, Binomial_scal. ring.
Qed.

(** Size bias. *)
Lemma next_model_form : forall K n Q v, simplex K Q ->
  Gen K (S n) Q (fun Q' => rsum K (fun i => Q' i * real_form v (Q' i)))
  = rsum K (fun i => Q i * Binomial n (Q i) (fun j => real_form v (INR (S j) / INR (S n))) 0).
Proof.
  intros K n Q v HQ. assert (HN : 0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite (Gen_rsum K (S n) Q K (fun i Q' => Q' i * real_form v (Q' i))).
  apply rsum_ext. intros i L.
  rewrite (Gen_marginal K (S n) Q i (fun x => x * real_form v x) HQ L).
  rewrite (Binomial_ext (Q i) (S n) _ (fun k => / INR (S n) * (INR k * real_form v (INR k / INR (S n)))))
    by (intros; unfold Rdiv; ring).
  rewrite Binomial_scal, Binomial_size_bias, Binomial_shift. field. lra.
Qed.

Lemma add_margins_correct : forall K n Q w a b m (x y : R),
  add_margins w a b = Some m ->
  (forall u v, a = Some (Margin u v) -> x = rsum K (fun i => Q i * real_margin n u v (Q i))) ->
  (forall u v, b = Some (Margin u v) -> y = rsum K (fun i => Q i * real_margin n u v (Q i))) ->
  forall u v, m = Margin u v -> Q2R w * x + y = rsum K (fun i => Q i * real_margin n u v (Q i)).
Proof.
  intros K n Q w [[u v]|] [[u' v']|] m x y E Ha Hb u'' v'' ->; simpl in E; try discriminate.
  injection E as <- <-. rewrite (Ha u v eq_refl), (Hb u' v' eq_refl).
  rewrite <- rsum_scal, <- rsum_plus. apply rsum_ext. intros i _. rewrite add_margins_real. ring.
Qed.

Lemma margin_of_correct : forall K n Q a, simplex K Q ->
  forall u v, margin_of (S n) a = Some (Margin u v) ->
  quantity_value K (S n) Q a = rsum K (fun i => Q i * real_margin n u v (Q i)).
Proof.
  intros K n Q a HQ.
  induction a as [x|f|f|a IHa b IHb|a IHa b IHb|x a IHa]; intros u v E;
    cbn [margin_of quantity_value] in *.
  - destruct (rational_value (S n) x) as [c|] eqn:V; [|discriminate]. injection E as <- <-.
    rewrite <- (rational_value_real _ _ _ V).
    rewrite (rsum_ext K _ (fun i => Q i * Q2R c)).
    + rewrite rsum_scal_r, (simplex_sum K Q HQ). ring.
    + intros i _. unfold real_margin.
      rewrite (Binomial_ext (Q i) n _ (fun _ => 0)) by (intros; apply empty_form_real).
      rewrite Binomial_const. cbn [real_form real_polynomial real_terms]. rewrite Q2R_Z.
      unfold Rdiv. ring.
  - destruct (form_of (S n) f) as [w|] eqn:F; [|discriminate]. injection E as <- <-.
    rewrite (form_of_correct K (S n) f w Q F HQ). apply rsum_ext. intros i _. unfold real_margin.
    rewrite (Binomial_ext (Q i) n _ (fun _ => 0)) by (intros; apply empty_form_real).
    rewrite Binomial_const. ring.
  - destruct (form_of (S n) f) as [w|] eqn:F; [|discriminate]. injection E as <- <-.
    rewrite (Gen_eq K (S n) Q _ (fun Q' => rsum K (fun i => Q' i * real_form w (Q' i))));
      [|lia|exact HQ|intros Q' HQ' _; now apply form_of_correct].
    rewrite next_model_form by exact HQ. apply rsum_ext. intros i _. unfold real_margin.
    rewrite empty_form_real. ring.
  - replace (quantity_value K (S n) Q a + quantity_value K (S n) Q b)
      with (Q2R (inject_Z 1) * quantity_value K (S n) Q a + quantity_value K (S n) Q b)
      by (rewrite Q2R_Z; ring).
    eapply add_margins_correct; eauto.
  - replace (quantity_value K (S n) Q a - quantity_value K (S n) Q b)
      with (Q2R (inject_Z (-1)) * quantity_value K (S n) Q b + quantity_value K (S n) Q a)
      by (rewrite Q2R_Z; ring).
    eapply add_margins_correct; eauto.
  - destruct (rational_value (S n) x) as [c|] eqn:V; [|discriminate].
    rewrite <- (rational_value_real _ _ _ V).
    replace (Q2R c * quantity_value K (S n) Q a) with (Q2R c * quantity_value K (S n) Q a + 0) by ring.
    eapply add_margins_correct; eauto.
    intros u' v' E'. injection E' as <- <-. rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero; [reflexivity|].
    intros i _. unfold real_margin.
    rewrite (Binomial_ext (Q i) n _ (fun _ => 0)) by (intros; apply empty_form_real).
    rewrite Binomial_const, empty_form_real. ring.
Qed.
