(** * Theorem 2: what is left when its constant is looked for

    Claims only; the proofs are in [theory/DecayProofs.v].  Theorem 2 of
    arXiv:2601.05280v2 says that expected entropy falls by at least Delta(N) > 0
    in every generation, and that the loop ends in a point mass.  The first is
    false with a Delta that depends on N alone (and true with [D(Q)/(2N)], which
    is [loss_floor]); the second has a rate. *)

From Coq Require Import Reals.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Generations.
Local Open Scope R_scope.

(** No loss serves every model, not even every model of full support, and not
    even for a given alphabet. *)
(* No reading: a claim asks about every model; that this one fails for each d > 0 is "exists a model". *)
Definition uniform_loss_fails : Prop :=
  forall K N d, (2 <= K)%nat -> (1 <= N)%nat -> 0 < d ->
  exists Q, simplex K Q /\ interior K Q /\ Entropy K Q - Gen K N Q (Entropy K) < d.

(** The loop is at a point mass up to this probability.  A model that is none is
    at least as diverse as [(1/N, 1 - 1/N)]; ... *)
(* claim for N >= 2, Q in lattice(N): not vertex(Q) implies D(Q) >= 2*(N - 1)/N^2 *)
Definition lattice_diversity_floor : Prop :=
  forall K N Q, (2 <= N)%nat -> lattice K N Q -> ~ vertex K Q ->
  2 * (INR N - 1) / INR N ^ 2 <= Diversity K Q.

(* claim for N >= 2, t >= 1: Pr[not vertex(Q[t])] <= (1 - 1/N)^t*D(Q)*N^2/(2*(N - 1)) *)
Definition point_mass_rate : Prop :=
  forall K P N Q t, simplex K P -> (2 <= N)%nat -> simplex K Q -> (1 <= t)%nat ->
  Closed K P (constantly N) t (fun Q' => 1 - at_some_vertex K Q') Q
  <= rate N ^ t * Diversity K Q * INR N ^ 2 / (2 * (INR N - 1)).

(** ... from a model that [N] samples can give, also before the first generation. *)
(* claim for N >= 2, Q in lattice(N), t >= 0: Pr[not vertex(Q[t])] <= (1 - 1/N)^t*D(Q)*N^2/(2*(N - 1)) *)
Definition point_mass_rate_lattice : Prop :=
  forall K P N Q t, simplex K P -> (2 <= N)%nat -> lattice K N Q ->
  Closed K P (constantly N) t (fun Q' => 1 - at_some_vertex K Q') Q
  <= rate N ^ t * Diversity K Q * INR N ^ 2 / (2 * (INR N - 1)).

(** ** Rare symbols

    "An event rarer than 1/N is lost" is not certain: ... *)
(* claim for N >= 1: Pr[Q'_1 == 0] == (1 - Q_1)^N *)
Definition symbol_lost : Prop :=
  forall K N Q i, (1 <= N)%nat -> simplex K Q -> (i < K)%nat ->
  Gen K N Q (fun Q' => 1 - positive (Q' i)) = (1 - Q i) ^ N.

(** ... but it happens at least one time in four. *)
(* claim for N >= 2: Q_1 <= 1/N implies Pr[Q'_1 == 0] >= 1/4 *)
Definition rare_symbol_lost : Prop :=
  forall K N Q i, (2 <= N)%nat -> simplex K Q -> (i < K)%nat -> Q i <= 1 / INR N ->
  Gen K N Q (fun Q' => 1 - positive (Q' i)) >= 1 / 4.
