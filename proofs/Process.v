(** * The process: recursive self-training on finite samples

    Definitions only.  Everything the statements of this folder talk about is
    defined here, so that a reader can check by eye that a theorem says what
    the claim says.

    A model is a probability vector over the symbols [0 .. K-1], written as a
    function [Q : nat -> R] of which only the values at [i < K] matter.  One
    generation mixes the world [P] with the model [Q], draws [N] symbols from
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

(** [Q] is a probability vector over [K] symbols (so [K >= 1]). *)
Definition simplex (K : nat) (Q : nat -> R) : Prop :=
  (forall i, (i < K)%nat -> 0 <= Q i) /\ rsum K Q = 1.

(** All the mass sits on symbol [i]. *)
Definition vertex_at (K : nat) (i : nat) (Q : nat -> R) : Prop :=
  (i < K)%nat /\ Q i = 1.

(** [Q] is a vertex of the simplex: some symbol has all the mass. *)
Definition vertex (K : nat) (Q : nat -> R) : Prop := exists i, vertex_at K i Q.

(** Every symbol has positive mass. *)
Definition interior (K : nat) (Q : nat -> R) : Prop :=
  forall i, (i < K)%nat -> 0 < Q i.

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

(** [Gen K N M G] is [E[G(Q')]], with [Q'] the fit to [N] draws from [M]. *)
Definition Gen (K N : nat) (M : nat -> R) (G : (nat -> R) -> R) : R :=
  Draws K M N (fun c => G (fit N c)) zero_counts.

(** The training mixture: a share [alpha] of exogenous data from [P], the rest
    from the model [Q]. *)
Definition mix (alpha : R) (P Q : nat -> R) : nat -> R :=
  fun i => alpha * P i + (1 - alpha) * Q i.

(** [Chain K P alpha N s t G Q] is the expectation of [G] of the model after
    [t] generations, when the model at generation [s] is [Q].  In generation
    [s] the exogenous share is [alpha s] and [N s] samples are drawn.  With
    [s = 0] this is [E[G(Q[t])]] from [Q[0] = Q]. *)
Fixpoint Chain (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat)
         (s t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Gen K (N s) (mix (alpha s) P Q) (fun Q' => Chain K P alpha N (S s) t' G Q')
  end.

(** A schedule that never changes. *)
Definition constantly {A : Type} (a : A) : nat -> A := fun _ => a.

(** ** Functionals

    In claims: [Entropy] is H, [Diversity] is D, [Support] is supp.  All
    logarithms are natural, so entropies are in nats. *)

(** Shannon entropy.  The convention [0 * ln 0 = 0] needs no clause: Coq's [ln]
    is total, and whatever it returns at zero is multiplied by zero.  At
    positive arguments it is the natural logarithm. *)
Definition Entropy (K : nat) (Q : nat -> R) : R :=
  - rsum K (fun i => Q i * ln (Q i)).

(** Kullback-Leibler divergence of [p] from [r], for vectors with the support
    of [p] inside that of [r].  A symbol with [p i = 0] contributes zero.  Where
    [p i > 0] and [r i = 0] the true value is infinite and this real-valued
    sum means nothing, so statements use it only where the support of [p] lies
    inside that of [r].  In [E[KL(Q',Q)]] this holds for every outcome [Q'] of
    positive probability, and outcomes of probability zero have weight zero. *)
Definition KL (K : nat) (p r : nat -> R) : R :=
  rsum K (fun i => p i * ln (p i / r i)).

(** Gini-Simpson diversity. *)
Definition Diversity (K : nat) (Q : nat -> R) : R :=
  1 - rsum K (fun i => Q i ^ 2).

(** Squared Euclidean distance. *)
Definition L2 (K : nat) (p r : nat -> R) : R :=
  rsum K (fun i => (p i - r i) ^ 2).

(** Mean and variance of an observable [f], which gives a value to each symbol. *)
Definition mean (K : nat) (f Q : nat -> R) : R :=
  rsum K (fun i => Q i * f i).

Definition var (K : nat) (f Q : nat -> R) : R :=
  rsum K (fun i => Q i * (f i - mean K f Q) ^ 2).

(** 1 for a positive number, 0 otherwise. *)
Definition positive (x : R) : R := if Rlt_dec 0 x then 1 else 0.

(** Number of symbols with positive mass. *)
Definition Support (K : nat) (Q : nat -> R) : R :=
  rsum K (fun i => positive (Q i)).
