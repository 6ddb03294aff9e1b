(** * Accumulating data

    Definitions and claims only; the proofs are in [theory/ChainAccumulation.v].
    Another loop than [Chain]: without exogenous data (alpha = 0), but the model
    is fitted to all samples so far, not only to the newest.  S1 fails for it. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** [Pool K N s t G c]: the expectation of [G] of the model after [t] more
    generations, when [s * N] samples with counts [c] are in the pool.  Each
    generation draws [N] samples from the current model, the empirical
    frequencies of the pool, and adds them to the pool. *)
Fixpoint Pool (K N s t : nat) (G : (nat -> R) -> R) (c : counts) : R :=
  match t with
  | O => G (fit (s * N) c)
  | S t' => Draws K (fit (s * N) c) N (Pool K N (S s) t' G) c
  end.

(** The expectation of [G(Q[t])] from [Q[0] = Q]; the first [N] samples are
    drawn from [Q]. *)
Definition Accumulating (K N t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Draws K Q N (Pool K N 1 t' G) zero_counts
  end.

(* claim [data = accumulate] for N >= 1, t >= 0: E[D(Q[t])] == D(Q)*prod(s in 1..t: 1 - 1/(N*s^2)) *)
Definition accumulation_law : Prop :=
  forall K N Q t, (1 <= N)%nat -> simplex K Q ->
  Accumulating K N t (Diversity K) Q
    = Diversity K Q * rprod t (fun s => 1 - 1 / (INR N * (INR s + 1) ^ 2)).

(** The limit, which is also a lower bound for all times; with one sample per
    generation it is zero, with two or more it is positive. *)
Definition accumulation_share (N : nat) : R :=
  sin (PI / sqrt (INR N)) / (PI / sqrt (INR N)).

(* No reading: the claim language has no sine. *)
Definition accumulation_limit : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  (forall t, Diversity K Q * accumulation_share N <= Accumulating K N t (Diversity K) Q)
  /\ Un_cv (fun t => Accumulating K N t (Diversity K) Q)
           (Diversity K Q * accumulation_share N)
  /\ ((2 <= N)%nat -> 0 < accumulation_share N).

(** A floor without sines, ... *)
(* claim [data = accumulate] for N >= 1, t >= 0: E[D(Q[t])] >= D(Q)*(1 - 1/N)*(1 - 2/(3*N)) *)
Definition accumulation_floor : Prop :=
  forall K N Q t, (1 <= N)%nat -> simplex K Q ->
  Diversity K Q * ((1 - 1 / INR N) * (1 - 2 / (3 * INR N)))
    <= Accumulating K N t (Diversity K) Q.

(** ... and one with [PI^2/6], the sum of [1/s^2]; ... *)
(* claim [data = accumulate] for N >= 1, t >= 0: E[D(Q[t])] >= D(Q)*(1 - pi^2/(6*N)) *)
Definition accumulation_pi_floor : Prop :=
  forall K N Q t, (1 <= N)%nat -> simplex K Q ->
  Diversity K Q * (1 - PI ^ 2 / (6 * INR N)) <= Accumulating K N t (Diversity K) Q.

(** ... so with two or more samples per generation a third of the diversity stays. *)
(* claim [data = accumulate] for N >= 2, t >= 0: E[D(Q[t])] >= D(Q)/3 *)
Definition accumulation_keeps_a_third : Prop :=
  forall K N Q t, (2 <= N)%nat -> simplex K Q ->
  Diversity K Q / 3 <= Accumulating K N t (Diversity K) Q.

(** S1, for accumulating data, without exogenous data. *)
(* No reading: it is false. *)
Definition S1_accumulating : Prop :=
  forall K N Q, (1 <= N)%nat -> simplex K Q ->
  Un_cv (fun t => Accumulating K N t (Diversity K) Q) 0.

(* No reading: that a limit is not 0 for some N and Q is no claim about all of them. *)
Definition S1_accumulating_fails : Prop := ~ S1_accumulating.
