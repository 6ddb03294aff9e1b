(** * The process: recursive self-training on finite samples

    Definitions only.  Everything the statements of this folder talk about is
    defined here, so that a reader can check by eye that a theorem says what
    the claim says.

    A model is a probability vector over the symbols [0 .. K-1], written as a
    function [P : nat -> R] of which only the values at [i < K] matter.  One
    generation mixes the world [Q] with the model [P], draws [N] symbols from
    the mixture one after the other, and takes the empirical frequencies as the
    next model (the maximum-likelihood fit).  Expectations are taken over the
    draws themselves: no formula for a multinomial law is assumed anywhere. *)

From Coq Require Import Reals Arith.
Local Open Scope R_scope.

(** ** Finite sums and probability vectors *)

(** [rsum K f] is [f 0 + ... + f (K-1)]. *)
Fixpoint rsum (K : nat) (f : nat -> R) : R :=
  match K with
  | O => 0
  | S k => rsum k f + f k
  end.

(** [P] is a probability vector over [K] symbols (so [K >= 1]). *)
Definition simplex (K : nat) (P : nat -> R) : Prop :=
  (forall i, (i < K)%nat -> 0 <= P i) /\ rsum K P = 1.

(** All the mass sits on symbol [i]. *)
Definition vertex_at (K : nat) (i : nat) (P : nat -> R) : Prop :=
  (i < K)%nat /\ P i = 1.

(** [P] is a vertex of the simplex: some symbol has all the mass. *)
Definition vertex (K : nat) (P : nat -> R) : Prop := exists i, vertex_at K i P.

(** Every symbol has positive mass. *)
Definition interior (K : nat) (P : nat -> R) : Prop :=
  forall i, (i < K)%nat -> 0 < P i.

(** ** Sampling *)

(** How often each symbol has been drawn so far. *)
Definition counts := nat -> nat.

Definition zero_counts : counts := fun _ => 0%nat.

(** The counts after symbol [i] has been drawn once more. *)
Definition bump (c : counts) (i : nat) : counts :=
  fun j => if Nat.eqb j i then S (c j) else c j.

(** [Draws K M n F c]: the expectation of [F] of the final counts when [c] has
    been counted already and [n] more symbols are drawn independently from [M].
    The next draw is symbol [i] with probability [M i]. *)
Fixpoint Draws (K : nat) (M : nat -> R) (n : nat) (F : counts -> R) (c : counts) : R :=
  match n with
  | O => F c
  | S n' => rsum K (fun i => M i * Draws K M n' F (bump c i))
  end.

(** [outcome K M n c]: the counts [c] can come out of [n] draws from [M], that
    is, along some sequence of draws each of positive probability. *)
Inductive outcome (K : nat) (M : nat -> R) : nat -> counts -> Prop :=
| outcome_none : outcome K M O zero_counts
| outcome_draw : forall n c i,
    outcome K M n c -> (i < K)%nat -> 0 < M i -> outcome K M (S n) (bump c i).

(** The maximum-likelihood fit to [N] samples: the empirical frequencies. *)
Definition fit (N : nat) (c : counts) : nat -> R := fun i => INR (c i) / INR N.

(** ** Generations *)

(** [Gen K N M G] is [E[G(P')]], with [P'] the fit to [N] draws from [M]. *)
Definition Gen (K N : nat) (M : nat -> R) (G : (nat -> R) -> R) : R :=
  Draws K M N (fun c => G (fit N c)) zero_counts.

(** The training mixture: a share [alpha] of exogenous data from [Q], the rest
    from the model [P]. *)
Definition mix (alpha : R) (Q P : nat -> R) : nat -> R :=
  fun i => alpha * Q i + (1 - alpha) * P i.

(** [Chain K Q alpha N s t G P] is the expectation of [G] of the model after
    [t] generations, when the model at generation [s] is [P].  In generation
    [s] the exogenous share is [alpha s] and [N s] samples are drawn.  With
    [s = 0] this is [E[G(P[t])]] from [P[0] = P]. *)
Fixpoint Chain (K : nat) (Q : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t : nat) (G : (nat -> R) -> R) (P : nat -> R) : R :=
  match t with
  | O => G P
  | S t' => Gen K (N s) (mix (alpha s) Q P) (fun P' => Chain K Q alpha N (S s) t' G P')
  end.

(** A schedule that never changes. *)
Definition constantly {A : Type} (a : A) : nat -> A := fun _ => a.

(** ** Functionals

    In claims: [Entropy] is H, [Diversity] is D, [Support] is supp.  All
    logarithms are natural, so entropies are in nats. *)

(** Shannon entropy.  The convention [0 * ln 0 = 0] needs no clause: Coq's [ln]
    is total, and whatever it returns at zero is multiplied by zero.  At
    positive arguments it is the natural logarithm. *)
Definition Entropy (K : nat) (P : nat -> R) : R :=
  - rsum K (fun i => P i * ln (P i)).

(** Kullback-Leibler divergence of [p] from [r], for vectors with the support
    of [p] inside that of [r].  A symbol with [p i = 0] contributes zero.  Where
    [p i > 0] and [r i = 0] the true value is infinite and this real-valued
    sum means nothing, so statements use it only where the support of [p] lies
    inside that of [r].  In [E[KL(P',P)]] this holds for every outcome [P'] of
    positive probability, and outcomes of probability zero have weight zero. *)
Definition KL (K : nat) (p r : nat -> R) : R :=
  rsum K (fun i => p i * ln (p i / r i)).

(** Gini-Simpson diversity. *)
Definition Diversity (K : nat) (P : nat -> R) : R :=
  1 - rsum K (fun i => P i ^ 2).

(** Squared Euclidean distance. *)
Definition L2 (K : nat) (p r : nat -> R) : R :=
  rsum K (fun i => (p i - r i) ^ 2).

(** Mean and variance of an observable [f], which gives a value to each symbol. *)
Definition mean (K : nat) (f P : nat -> R) : R :=
  rsum K (fun i => P i * f i).

Definition var (K : nat) (f P : nat -> R) : R :=
  rsum K (fun i => P i * (f i - mean K f P) ^ 2).

(** 1 for a positive number, 0 otherwise. *)
Definition positive (x : R) : R := if Rlt_dec 0 x then 1 else 0.

(** Number of symbols with positive mass. *)
Definition Support (K : nat) (P : nat -> R) : R :=
  rsum K (fun i => positive (P i)).
