(** * The remedy: a learner of mechanisms that samples from its posterior

    Definitions and claims only; the proofs are in [theory/Remedy*.v].

    Hypotheses are [0 .. n-1], with a prior [m].  What a generation shows to
    the next one is one of finitely many data sets [0 .. k-1] (a data set is the
    whole sample, however many symbols it has); hypothesis [h] produces data set
    [d] with probability [L h d].  The learner takes the posterior given [d] and
    draws its new hypothesis from it.  There is no exogenous data (alpha = 0).

    Source of the result: T. L. Griffiths and M. L. Kalish, "Language evolution
    by iterated learning with Bayesian agents", Cognitive Science 31 (2007). *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
Local Open Scope R_scope.

(** Every hypothesis produces the data sets with probabilities. *)
Definition likelihood (n k : nat) (L : nat -> nat -> R) : Prop :=
  forall h, (h < n)%nat -> simplex k (L h).

(** The probability of data set [d] under the prior. *)
Definition evidence (n : nat) (m : nat -> R) (L : nat -> nat -> R) (d : nat) : R :=
  rsum n (fun h => m h * L h d).

(** Bayes' rule.  Where the evidence is zero there is no posterior; no hypothesis
    of positive prior mass produces such a data set. *)
Definition posterior (n : nat) (m : nat -> R) (L : nat -> nat -> R) (d h : nat) : R :=
  m h * L h d / evidence n m L d.

(** The probability that a learner taught by [h] settles on [h']. *)
Definition teach (n k : nat) (m : nat -> R) (L : nat -> nat -> R) (h h' : nat) : R :=
  rsum k (fun d => L h d * posterior n m L d h').

(** The law of the hypothesis after [t] generations, when its law at the start
    is [p]. *)
Fixpoint teach_law (n k : nat) (m : nat -> R) (L : nat -> nat -> R)
         (p : nat -> R) (t : nat) (h' : nat) : R :=
  match t with
  | O => p h'
  | S t' => rsum n (fun h => teach_law n k m L p t' h * teach n k m L h h')
  end.

(** Total variation distance. *)
Definition TV (n : nat) (p r : nat -> R) : R :=
  / 2 * rsum n (fun h => Rabs (p h - r h)).

(** The step is a transition matrix, when no hypothesis has prior mass zero. *)
(* claim [family = program, noise = e] for N >= 1, 0 < e < 1, interior(m): sum(s in strings(L): Pr[h[1] == s]) == 1 *)
Definition remedy_teach_stochastic : Prop :=
  forall n k m L, simplex n m -> interior n m -> likelihood n k L ->
  forall h, (h < n)%nat -> simplex n (teach n k m L h).

(** Detailed balance with respect to the prior. *)
(* claim [family = program, noise = e] for N >= 1, 0 < e < 1:
     sum(s in strings(L): sum(r in strings(L): abs(m_s*Pr[h[1] == r from s] - m_r*Pr[h[1] == s from r]))) == 0 *)
Definition remedy_detailed_balance : Prop :=
  forall n k m L, simplex n m -> likelihood n k L ->
  forall h h', (h < n)%nat -> (h' < n)%nat ->
  m h * teach n k m L h h' = m h' * teach n k m L h' h.

(** The prior is stationary. *)
(* No reading: the start is a random string, and a claim starts from a given one. *)
Definition remedy_prior_stationary : Prop :=
  forall n k m L, simplex n m -> likelihood n k L ->
  forall t h', (h' < n)%nat -> teach_law n k m L m t h' = m h'.

(** Whatever the learner knew of the world is forgotten, at a geometric rate:
    if every hypothesis produces data set [d] with probability at least [low d],
    the law of the hypothesis approaches the prior by the factor
    [1 - sum_d low d] in every generation, from any start. *)
(* No reading: the bounds low are any; the language's doeblin is another, larger share. *)
Definition remedy_forgets : Prop :=
  forall n k m L low, simplex n m -> interior n m -> likelihood n k L ->
  (forall d, (d < k)%nat -> 0 <= low d) ->
  (forall h d, (h < n)%nat -> (d < k)%nat -> low d <= L h d) ->
  forall p, simplex n p -> forall t,
  TV n (teach_law n k m L p t) m <= (1 - rsum k low) ^ t * TV n p m.

(** Hence the law tends to the prior, whatever the world was, as soon as some
    data set can come from every hypothesis. *)
(* claim [family = program, noise = e] for N >= 1, 0 < e < 1, interior(m): Law[h[infinity]] == m *)
Definition remedy_tends_to_prior : Prop :=
  forall n k m L, simplex n m -> interior n m -> likelihood n k L ->
  (exists d, (d < k)%nat /\ forall h, (h < n)%nat -> 0 < L h d) ->
  forall p, simplex n p -> forall h, (h < n)%nat ->
  Un_cv (fun t => teach_law n k m L p t h) (m h).

(** program-keeps-entropy: if all hypotheses produce data of the same entropy, as
    they do when each sends its string through the same symmetric channel, then
    the learned model's expected entropy never changes. *)
(* No reading: about the law of the whole data set, which has no name there. *)
Definition remedy_keeps_entropy : Prop :=
  forall n k m L e, simplex n m -> interior n m -> likelihood n k L ->
  (forall h, (h < n)%nat -> Entropy k (L h) = e) ->
  forall p t, simplex n p ->
  rsum n (fun h => teach_law n k m L p t h * Entropy k (L h)) = e.

(** Data processing: what two worlds can be told apart by never grows. *)
(* claim [family = program, noise = e] for N >= 1, 0 < e < 1, interior(m), t >= 0: TV(Law[h[t+1]], Law[h[t+1] from g]) <= TV(Law[h[t]], Law[h[t] from g]) *)
Definition remedy_dpi : Prop :=
  forall n k m L, simplex n m -> interior n m -> likelihood n k L ->
  forall p r t, simplex n p -> simplex n r ->
  TV n (teach_law n k m L p (S t)) (teach_law n k m L r (S t))
    <= TV n (teach_law n k m L p t) (teach_law n k m L r t).
