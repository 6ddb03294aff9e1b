(** * Information about the world

    Definitions and claims only; the proofs are in [theory/InformationProofs.v].
    Corollary 3 and Proposition 9 of arXiv:2601.05280v2.  The world is random: one
    of [0 .. n-1], with prior [m].  A channel is a matrix of probabilities, as a
    [likelihood] is in [Remedy]: world [w] shows [y] with probability [L w y]. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations Remedy.
Local Open Scope R_scope.

(** Mutual information of the world and what it shows: the mean divergence from
    the evidence.  Where [m w * L w y > 0] the evidence is positive. *)
Definition information (n k : nat) (m : nat -> R) (L : nat -> nat -> R) : R :=
  rsum n (fun w => m w * KL k (L w) (evidence n m L)).

(** Two channels, one after the other. *)
Definition composed (k : nat) (L T : nat -> nat -> R) : nat -> nat -> R :=
  fun w z => rsum k (fun y => L w y * T y z).

(** Data processing: what comes after a second channel says no more. *)
(* No reading: the claim language has processes, and no channels by themselves. *)
Definition information_processing : Prop :=
  forall n k l m L T, simplex n m -> likelihood n k L -> likelihood k l T ->
  0 <= information n l m (composed k L T) <= information n k m L.

(** ** Proposition 9: a map that is not injective need not lose information *)

(** A channel without noise: [y] becomes [f y]. *)
Definition statistic (f : nat -> nat) : nat -> nat -> R :=
  fun y z => if Nat.eqb (f y) z then 1 else 0.

(** Nothing is lost by a statistic through which alone the world acts. *)
(* No reading, for the same reason. *)
Definition sufficient_statistic : Prop :=
  forall n k l m L f g h, simplex n m -> likelihood n k L ->
  (forall y, (y < k)%nat -> (f y < l)%nat) ->
  (forall w z, 0 <= g w z) -> (forall y, 0 <= h y) ->
  (forall w y, (w < n)%nat -> (y < k)%nat -> L w y = g w (f y) * h y) ->
  information n l m (composed k L (statistic f)) = information n k m L.

(** The sequences of [N] symbols out of [K] are numbered from 0 to [K^N - 1]; the
    digits of a number to the base [K] are its symbols.  This is a sequence's
    probability when the symbols are drawn from [M], ... *)
Fixpoint sequence_law (K N : nat) (M : nat -> R) (y : nat) : R :=
  match N with
  | O => 1
  | S n => M (Nat.modulo y K) * sequence_law K n M (Nat.div y K)
  end.

(** ... and these are its counts, added to [c]. *)
Fixpoint sequence_counts (K N y : nat) (c : counts) : counts :=
  match N with
  | O => c
  | S n => sequence_counts K n (Nat.div y K) (bump c (Nat.modulo y K))
  end.

(** Counts of [N] draws, as one number: the digits to the base [N + 1]. *)
Fixpoint counts_number (N K : nat) (c : counts) : nat :=
  match K with
  | O => O
  | S k => (c k + S N * counts_number N k c)%nat
  end.

(** The draws of [Process] are these sequences. *)
(* No reading: about any function of the counts. *)
Definition sequences_are_draws : Prop :=
  forall K N M F c, (1 <= K)%nat ->
  rsum (K ^ N) (fun y => sequence_law K N M y * F (sequence_counts K N y c)) = Draws K M N F c.

(** From the samples to their counts is not injective, from two symbols and two
    samples on; ... *)
(* No reading: about the map from samples to counts, not about what is learned. *)
Definition counts_not_injective : Prop :=
  forall K N, (2 <= K)%nat -> (2 <= N)%nat ->
  exists y y', (y < K ^ N)%nat /\ (y' < K ^ N)%nat /\ y <> y'
  /\ forall i, sequence_counts K N y zero_counts i = sequence_counts K N y' zero_counts i.

(** ... but it loses nothing, whatever the worlds and their prior. *)
(* claim [start = P, world = P with p, R with 1-p] for N >= 1, 0 <= p <= 1: I[world; X] == I[world; samples] *)
Definition counts_sufficient : Prop :=
  forall n m K N (M : nat -> nat -> R), simplex n m -> likelihood n K M ->
  let sequences := fun w => sequence_law K N (M w) in
  information n (S N ^ K) m
    (composed (K ^ N) sequences
       (statistic (fun y => counts_number N K (sequence_counts K N y zero_counts))))
  = information n (K ^ N) m sequences.

(** ** Corollary 3: the closed loop *)

(** Each world has its own first model [start w].  Mutual information of the
    world and [Q[t]] is the mean divergence of the law from [start w] to the
    mixture of these laws, written as in [DataProcessing] (Donsker and Varadhan).
    This says that it is at most [b]. *)
Definition information_at_most (K : nat) (P : nat -> R) (alpha : nat -> R) (N : nat -> nat)
           (n : nat) (m : nat -> R) (start : nat -> nat -> R) (t : nat) (b : R) : Prop :=
  forall G : nat -> (nat -> R) -> R,
  rsum n (fun w => m w * (Chain K P alpha N 0 t (G w) (start w)
    - ln (rsum n (fun v => m v * Chain K P alpha N 0 t (fun Q' => exp (G w Q')) (start v))))) <= b.

(** It does not grow, if the exogenous data (should there be any) are the same in
    all worlds. *)
(* claim [start = P, world = P with p, R with 1-p] for N >= 1, 0 <= p <= 1, t >= 0: I[world; Q[t+1]] <= I[world; Q[t]] *)
Definition information_never_grows : Prop :=
  forall K P alpha N n m start t b, simplex K P -> shares alpha -> samples N ->
  simplex n m -> likelihood n K start ->
  information_at_most K P alpha N n m start t b ->
  information_at_most K P alpha N n m start (S t) b.

(** But without exogenous data it never falls below that of a single sample of
    the first model: the loop ends at symbol [i] with probability [start w i]. *)
(* claim [start = P, world = P with p, R with 1-p] for N >= 1, 0 <= p <= 1, interior(P), interior(R), t >= 0: I[world; Q[t]] >= p*KL(P, p*P + (1-p)*R) + (1-p)*KL(R, p*P + (1-p)*R) *)
Definition one_sample_kept : Prop :=
  forall K P N n m start t b, simplex K P -> (1 <= N)%nat ->
  simplex n m -> likelihood n K start -> (forall w, (w < n)%nat -> interior K (start w)) ->
  information_at_most K P (constantly 0) (constantly N) n m start t b ->
  information n K m start <= b.
