(** * From a claim to its normal form

    The margin of a claim is a sum over the symbols of p*G(p), p the mass of the
    symbol, with the G that the checker bounds. *)

From Coq Require Import Reals Lra Lia ZArith QArith Qreals List.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.
From Groundcheck.theory Require Import Sums Expectation Analysis Binomial Loss ChainClosed ChainEntropy VerifiedLog
  VerifiedMixtures.
Local Open Scope R_scope.

Fixpoint real_terms (terms : list log_term) (p : R) : R :=
  match terms with
  | nil => 0
  | Term c e f :: rest => Q2R c * ln (IZR e + IZR f * p) + real_terms rest p
  end.

(** 0 at the mass 1, and 1 elsewhere. *)
Definition not_all (p : R) : R := if Req_EM_T p 1 then 0 else 1.

Definition real_form (f : form) (p : R) : R :=
  match f with
  | Form polynomial terms root inside =>
      real_polynomial polynomial p + real_terms terms p + Q2R root / sqrt p + Q2R inside * not_all p
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
  intros w [p s r i] [q t r' i'] x. cbn [add_forms real_form].
  rewrite add_polynomials_real, scaled_polynomial_real, add_terms_real, !Q2R_red, !Q2R_plus, !Q2R_mult.
  unfold Rdiv. ring.
Qed.

Lemma empty_form_real : forall p, real_form empty_form p = 0.
Proof.
  intros. unfold empty_form. cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z. unfold Rdiv. ring.
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
  intros K N f u Q E HQ. destruct f as [| |q| |x|]; cbn [form_of functional_value] in *.
  - injection E as <-. unfold Entropy. rewrite <- rsum_opp. apply rsum_ext. intros i _.
    cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z.
    replace (0 + 1 * Q i) with (Q i) by ring. unfold Rdiv. ring.
  - injection E as <-. rewrite Diversity_alt by exact HQ. apply rsum_ext. intros i _.
    cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z. unfold Rdiv. ring.
  - destruct q as [|[|r]]; try discriminate. injection E as <-. unfold Tsallis.
    assert (P : INR (S (S r)) - 1 = INR (S r)) by (rewrite (S_INR (S r)); ring). rewrite P.
    assert (H : 0 < INR (S r)) by (apply lt_0_INR; lia).
    rewrite <- (simplex_sum K Q HQ) at 1. rewrite <- rsum_minus. unfold Rdiv. rewrite <- rsum_scal_r.
    apply rsum_ext. intros i L.
    rewrite power_whole by (eapply simplex_nonneg; eauto).
    cbn [real_form real_polynomial real_terms]. rewrite monomial_real, Q2R_opp, Q2R_make, Q2R_Z.
    unfold Rdiv at 3. rewrite (Rmult_0_l (/ sqrt (Q i))), (Rmult_0_l (not_all (Q i))).
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
  - injection E as <-. unfold at_some_vertex. rewrite <- (simplex_sum K Q HQ) at 1. rewrite <- rsum_minus.
    apply rsum_ext. intros i _. cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z.
    unfold at_vertex, not_all, Rdiv. destruct (Req_EM_T (Q i) 1) as [->|_]; ring.
Qed.

(** ** Generations *)

(** The closed loop of statements/Generations.v, with as many samples in every generation. *)
Lemma Closed_loop_is_Closed : forall K P N t G Q, simplex K P -> (1 <= N)%nat -> simplex K Q ->
  Closed K P (constantly N) t G Q = Closed_loop K N t G Q.
Proof.
  intros K P N t G Q HP HN. unfold Closed. generalize 0%nat as s. revert Q.
  induction t as [|t IH]; intros Q s HQ; cbn [Chain Closed_loop]; [reflexivity|].
  rewrite (Gen_ext_M K _ _ Q) by (intros i _; unfold mix, constantly; ring).
  apply Gen_eq; auto.
Qed.

(** The n+1 points of a generation. *)
Definition point (n j : nat) : R := INR (S j) / INR (S n).

(** The mean of [F] one generation later, under size bias. *)
Definition biased (n : nat) (F : R -> R) (p : R) : R := Binomial n p (fun j => F (point n j)) 0.

Lemma biased_le : forall n F G p, 0 <= p <= 1 ->
  (forall j, (j <= n)%nat -> F (point n j) <= G (point n j)) -> biased n F p <= biased n G p.
Proof. intros. apply Binomial_le; [assumption|]. intros j Hj. apply H0. lia. Qed.

Lemma biased_ext : forall n F G p, (forall x, F x = G x) -> biased n F p = biased n G p.
Proof. intros. apply Binomial_ext. intros. apply H. Qed.

Lemma biased_linear : forall n w F G p,
  biased n (fun x => w * F x + G x) p = w * biased n F p + biased n G p.
Proof. intros. unfold biased. now rewrite Binomial_plus, Binomial_scal. Qed.

Lemma biased_zero : forall n p, biased n (fun _ => 0) p = 0.
Proof. intros. exact (Binomial_const p n 0 0). Qed.

(** Size bias. *)
Lemma next_model_biased : forall K n Q F, simplex K Q ->
  Gen K (S n) Q (fun Q' => rsum K (fun i => Q' i * F (Q' i)))
  = rsum K (fun i => Q i * biased n F (Q i)).
Proof.
  intros K n Q F HQ. assert (HN : 0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite (Gen_rsum K (S n) Q K (fun i Q' => Q' i * F (Q' i))).
  apply rsum_ext. intros i L.
  rewrite (Gen_marginal K (S n) Q i (fun x => x * F x) HQ L).
  rewrite (Binomial_ext (Q i) (S n) _ (fun k => / INR (S n) * (INR k * F (INR k / INR (S n)))))
    by (intros; unfold Rdiv; ring).
  rewrite Binomial_scal, Binomial_size_bias, Binomial_shift. unfold biased, point. field. lra.
Qed.

Fixpoint biased_times (n t : nat) (F : R -> R) (p : R) : R :=
  match t with
  | O => F p
  | S t => biased n (biased_times n t F) p
  end.

Lemma later_model_biased : forall K n F G,
  (forall Q, simplex K Q -> G Q = rsum K (fun i => Q i * F (Q i))) -> forall t Q, simplex K Q ->
  Closed_loop K (S n) t G Q = rsum K (fun i => Q i * biased_times n t F (Q i)).
Proof.
  intros K n F G HG. induction t as [|t IH]; intros Q HQ; cbn [Closed_loop biased_times]; [now apply HG|].
  rewrite <- next_model_biased by exact HQ. apply Gen_eq; [lia | exact HQ |]. intros Q' HQ' _. now apply IH.
Qed.

(** ** Margins *)

(** Of forms by their times, the first of them at time 0. *)
Fixpoint real_times (n : nat) (forms : list form) (p : R) : R :=
  match forms with
  | nil => 0
  | v :: rest => real_form v p + biased n (real_times n rest) p
  end.

Fixpoint real_lines (lines : list log_line) (p : R) : R :=
  match lines with
  | nil => 0
  | LogLine m y0 y1 :: rest => ln (IZR m) * (Q2R y0 * (1 - p) + Q2R y1 * p) + real_lines rest p
  end.

(** What the checker bounds, for [n + 1] samples. *)
Definition real_margin (n : nat) (u : form) (lines : list log_line) (later : list form) (p : R) : R :=
  real_times n (u :: later) p + real_lines lines p.

Lemma add_times_real : forall n w l others p,
  real_times n (add_times w l others) p = Q2R w * real_times n l p + real_times n others p.
Proof.
  intros n w. induction l as [|v l IH]; intros others p; [cbn [add_times real_times]; ring|].
  destruct others as [|v' others]; cbn [add_times real_times]; rewrite add_forms_real;
    rewrite (biased_ext n _ _ p (IH _)), biased_linear.
  - rewrite empty_form_real. cbn [real_times].
    rewrite biased_zero. ring.
  - ring.
Qed.

Lemma at_time_real : forall n t v p, real_times n (at_time t v) p = biased_times n t (real_form v) p.
Proof.
  intros n. induction t as [|t IH]; intros v p; cbn [at_time real_times biased_times].
  - rewrite biased_zero. ring.
  - rewrite empty_form_real, (biased_ext n _ _ p (IH v)). ring.
Qed.

Lemma add_lines_real : forall w lines others p,
  real_lines (add_lines w lines others) p = Q2R w * real_lines lines p + real_lines others p.
Proof.
  induction lines as [|[m y0 y1] rest IH]; intros others p; cbn [add_lines real_lines]; [ring|].
  rewrite !Q2R_red, !Q2R_mult, IH. ring.
Qed.

Lemma add_margins_real : forall n w u s l u' s' l' p,
  real_margin n (add_forms w u u') (add_lines w s s') (add_times w l l') p
  = Q2R w * real_margin n u s l p + real_margin n u' s' l' p.
Proof.
  intros. unfold real_margin. rewrite add_lines_real.
  change (add_forms w u u' :: add_times w l l') with (add_times w (u :: l) (u' :: l')).
  rewrite add_times_real. ring.
Qed.

Lemma no_later : forall n u p, real_margin n u nil nil p = real_form u p.
Proof. intros. unfold real_margin. cbn [real_times real_lines]. rewrite biased_zero. ring. Qed.

Lemma line_of_real : forall f y0 y1 p, line_of f = Some (y0, y1) ->
  real_form f p = Q2R y0 * (1 - p) + Q2R y1 * p.
Proof.
  intros [poly terms root inside] y0 y1 p E. cbn [line_of] in E.
  destruct poly as [|a [|b [|c poly]]]; try discriminate; destruct terms as [|t terms]; try discriminate;
    destruct root as [[|r|r] d]; try discriminate; destruct inside as [[|i|i] d']; try discriminate;
    cbn [real_form real_polynomial real_terms];
    (replace (Q2R (0 # d)) with 0 by (unfold Q2R; simpl; ring));
    (replace (Q2R (0 # d')) with 0 by (unfold Q2R; simpl; ring)).
  - assert (y0 = a /\ y1 = a) as [-> ->] by (split; congruence). unfold Rdiv. ring.
  - assert (y0 = a /\ y1 = Qred (a + b)) as [-> ->] by (split; congruence).
    rewrite Q2R_red, Q2R_plus. unfold Rdiv. ring.
Qed.

Lemma log_line_of_real : forall m y0 y1 p, real_lines (log_line_of m y0 y1) p
  = ln (IZR m) * (Q2R y0 * (1 - p) + Q2R y1 * p).
Proof.
  intros m y0 y1 p. unfold log_line_of. destruct (Z.eqb_spec m 1) as [->|_]; cbn [real_lines].
  - rewrite ln_1. ring.
  - ring.
Qed.

Lemma real_lines_app : forall s s' p, real_lines (s ++ s') p = real_lines s p + real_lines s' p.
Proof. induction s as [|[m y0 y1] s IH]; intros; cbn [app real_lines]; [ring|]. rewrite IH. ring. Qed.

(** A margin that the checker has derived, and its value. *)
Definition margin_right (K n : nat) (Q : nat -> R) (m : option margin) (x : R) : Prop :=
  forall u lines later, m = Some (Margin u lines later) ->
  x = rsum K (fun i => Q i * real_margin n u lines later (Q i)).

Lemma add_margins_correct : forall K n Q w a b (x y : R),
  margin_right K n Q a x -> margin_right K n Q b y ->
  margin_right K n Q (add_margins w a b) (Q2R w * x + y).
Proof.
  intros K n Q w [[u s l]|] [[u' s' l']|] x y Ha Hb u'' s'' l'' E; simpl in E; try discriminate.
  injection E as <- <- <-. rewrite (Ha u s l eq_refl), (Hb u' s' l' eq_refl).
  rewrite <- rsum_scal, <- rsum_plus. apply rsum_ext. intros i _. rewrite add_margins_real. ring.
Qed.

Lemma log_margin_correct : forall K n Q x a (y : R), margin_right K n Q a y ->
  forall z, (forall q, x = Some q -> Q2R q = z) ->
  margin_right K n Q (log_margin x a) (ln z * y).
Proof.
  intros K n Q [[[|m|m] d]|] [[u [|s0 s] [|l0 l]]|] y Ha z Hz u' s' l' E; simpl in E; try discriminate.
  destruct (line_of u) as [[y0 y1]|] eqn:L; [|discriminate]. injection E as <- <- <-.
  rewrite (Ha u nil nil eq_refl), <- rsum_scal. apply rsum_ext. intros i _.
  rewrite no_later, (line_of_real u y0 y1 (Q i) L). unfold real_margin.
  cbn [real_times]. rewrite real_lines_app, !log_line_of_real, !Q2R_opp, empty_form_real, biased_zero.
  rewrite <- (Hz _ eq_refl), Q2R_make, ln_div by apply Zpos_positive. ring.
Qed.

Lemma later_margin_correct : forall K n Q t f, simplex K Q ->
  margin_right K n Q (later_margin (S n) t f) (Closed_loop K (S n) t (functional_value K (S n) f) Q).
Proof.
  intros K n Q t f HQ u s l E. unfold later_margin in E.
  destruct t as [|t]; destruct (form_of (S n) f) as [w|] eqn:F; try discriminate; injection E as <- <- <-.
  - cbn [Closed_loop]. rewrite (form_of_correct K (S n) f w Q F HQ). apply rsum_ext. intros i _.
    now rewrite no_later.
  - rewrite (later_model_biased K n (real_form w) _
      (fun Q' => form_of_correct K (S n) f w Q' F) (S t) Q HQ).
    apply rsum_ext. intros i _. unfold real_margin. cbn [real_times real_lines biased_times].
    rewrite empty_form_real, (biased_ext n _ _ _ (at_time_real n t w)). ring.
Qed.

(** What a distance from the start gains, its functional loses: the conservation laws. *)
Lemma drift_is_loss : forall K n Q t d, simplex K Q ->
  Closed_loop K (S n) t (fun Q' => distance_value K d Q' Q) Q
  = functional_value K (S n) (lost d) Q - Closed_loop K (S n) t (functional_value K (S n) (lost d)) Q.
Proof.
  intros K n Q t d HQ. assert (HN : (1 <= S n)%nat) by lia.
  rewrite <- !(Closed_loop_is_Closed K Q (S n) t _ Q) by assumption.
  destruct d; cbn [distance_value lost].
  - pose proof (drift_law_proof K Q (S n) Q t HQ HN HQ) as L.
    pose proof (diversity_decay_proof K Q (S n) Q t HQ HN HQ) as D.
    change (functional_value K (S n) Gini) with (Diversity K).
    rewrite L, D. ring.
  - assert (HS : samples (constantly (S n))) by (intros s; exact HN).
    pose proof (conservation_proof K Q (constantly (S n)) Q t HQ HS HQ) as C.
    change (functional_value K (S n) Shannon) with (Entropy K). lra.
Qed.

(** The checker's numbers are those of theory/VerifiedMixtures.v. *)
Lemma mixed_numbers_real : forall n b t c z,
  let share := Qred (b * b / inject_Z (Z.of_nat (S n)))%Q in
  let rate := Qred (b * b - share)%Q in
  Q2R (fst (mixed_numbers share rate t c z)) = fst (real_numbers (S n) (Q2R b) t (Q2R c) (Q2R z)) /\
  Q2R (snd (mixed_numbers share rate t c z)) = snd (real_numbers (S n) (Q2R b) t (Q2R c) (Q2R z)).
Proof.
  intros n b t c z share rate.
  assert (N : INR (S n) <> 0) by (apply not_0_INR; lia).
  assert (NQ : Q2R (inject_Z (Z.of_nat (S n))) = INR (S n)) by (rewrite Q2R_Z; symmetry; apply INR_IZR_INZ).
  assert (Es : Q2R share = Q2R b ^ 2 / INR (S n)).
  { unfold share. rewrite Q2R_red, Q2R_over by (rewrite NQ; exact N). rewrite Q2R_mult, NQ. field. exact N. }
  assert (Er : Q2R rate = Q2R b ^ 2 * (1 - 1 / INR (S n))).
  { unfold rate. rewrite Q2R_red, Q2R_minus, Q2R_mult, Es. field. exact N. }
  induction t as [|t [IH1 IH2]]; cbn [mixed_numbers real_numbers]; [split; reflexivity|].
  destruct (mixed_numbers share rate t c z) as [ct zt].
  destruct (real_numbers (S n) (Q2R b) t (Q2R c) (Q2R z)) as [cr zr]. cbn [fst snd] in *.
  rewrite !Q2R_red, Q2R_minus, !Q2R_mult, IH1, IH2, Es, Er. split; reflexivity.
Qed.

Lemma mixed_margin_correct : forall K n Q b t d (x : R), simplex K Q ->
  (forall q, b = Some q -> Q2R q = x) ->
  margin_right K n Q (mixed_margin (S n) b t d)
    (Mixed_loop K (S n) t x Q (fun Q' => mixed_value K d Q' Q) Q).
Proof.
  intros K n Q [b|] t d x HQ Hx u s l E; unfold mixed_margin in E; [|discriminate].
  destruct (Qle_bool (inject_Z 0) b && Qle_bool b (inject_Z 1))%bool eqn:B; [|discriminate].
  apply andb_prop in B. destruct B as [B0 B1]. apply Qle_true in B0, B1. rewrite !Q2R_Z in B0, B1.
  specialize (Hx b eq_refl). subst x. injection E as <- <- <-.
  assert (HN : (1 <= S n)%nat) by lia.
  set (c := mixed_multiple (inject_Z (Z.of_nat (S n))) b t d).
  assert (V : Mixed_loop K (S n) t (Q2R b) Q (fun Q' => mixed_value K d Q' Q) Q = Q2R c * Diversity K Q).
  { unfold c, mixed_multiple. destruct d.
    - rewrite mixed_diversity by (auto; lra).
      rewrite (proj1 (mixed_numbers_real n b t (inject_Z 1) (inject_Z 1))), Q2R_Z. reflexivity.
    - rewrite mixed_distance by (auto; lra).
      rewrite (proj1 (mixed_numbers_real n b t (inject_Z 0) (inject_Z (-1)))), !Q2R_Z. reflexivity. }
  rewrite V, Diversity_alt, <- rsum_scal by exact HQ. apply rsum_ext. intros i _. rewrite no_later.
  change (mixed_multiple (inject_Z (Z.pos (Pos.of_succ_nat n))) b t d) with c.
  cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z, Q2R_opp. unfold Rdiv. ring.
Qed.

Lemma margin_of_correct : forall K n Q a, simplex K Q ->
  margin_right K n Q (margin_of (S n) a) (quantity_value K (S n) Q a).
Proof.
  intros K n Q a HQ.
  induction a as [x|f|t f|t d|b t d|a IHa b IHb|a IHa b IHb|x a IHa|x a IHa]; cbn [margin_of quantity_value].
  - intros u s l E. destruct (rational_value (S n) x) as [c|] eqn:V; [|discriminate].
    injection E as <- <- <-. rewrite <- (rational_value_real _ _ _ V).
    rewrite (rsum_ext K _ (fun i => Q i * Q2R c)).
    + rewrite rsum_scal_r, (simplex_sum K Q HQ). ring.
    + intros i _. rewrite no_later. cbn [real_form real_polynomial real_terms]. rewrite !Q2R_Z.
      unfold Rdiv. ring.
  - exact (later_margin_correct K n Q 0 f HQ).
  - now apply later_margin_correct.
  - rewrite drift_is_loss by exact HQ.
    match goal with |- margin_right _ _ _ _ (?x - ?y) =>
      replace (x - y) with (Q2R (inject_Z (-1)) * y + x) by (rewrite Q2R_Z; ring) end.
    apply add_margins_correct; [now apply later_margin_correct|].
    exact (later_margin_correct K n Q 0 (lost d) HQ).
  - apply mixed_margin_correct; [exact HQ|]. intros q V. now apply rational_value_real.
  - replace (quantity_value K (S n) Q a + quantity_value K (S n) Q b)
      with (Q2R (inject_Z 1) * quantity_value K (S n) Q a + quantity_value K (S n) Q b)
      by (rewrite Q2R_Z; ring).
    now apply add_margins_correct.
  - replace (quantity_value K (S n) Q a - quantity_value K (S n) Q b)
      with (Q2R (inject_Z (-1)) * quantity_value K (S n) Q b + quantity_value K (S n) Q a)
      by (rewrite Q2R_Z; ring).
    now apply add_margins_correct.
  - destruct (rational_value (S n) x) as [c|] eqn:V; [|intros u s l E; discriminate].
    rewrite <- (rational_value_real _ _ _ V).
    replace (Q2R c * quantity_value K (S n) Q a) with (Q2R c * quantity_value K (S n) Q a + 0) by ring.
    apply add_margins_correct; [exact IHa|].
    intros u' s' l' E'. injection E' as <- <- <-. rewrite (rsum_ext K _ (fun _ => 0)), rsum_zero; [reflexivity|].
    intros i _. rewrite no_later, empty_form_real. ring.
  - apply log_margin_correct; [exact IHa|]. intros q V. now apply rational_value_real.
Qed.
