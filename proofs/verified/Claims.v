(** * Claims that the verified checker knows, and what they mean

    A small language of claims about the closed loop, for every alphabet [K], or for
    two symbols, and every model [Q]: sums over the symbols, of the model and, in expectation, of
    those after fixed numbers of generations.  The text of a certificate is read into it by
    the program around the checker, which also prints it back; what a sentence
    of it means is said here, in the terms of Process.v. *)

From Coq Require Import Reals Arith.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations.
Local Open Scope R_scope.

(** Numbers that are made of whole numbers and the sample size [N]. *)
Inductive number : Type :=
| Whole (z : Z)
| SampleSize
| NumberSum (x y : number)
| NumberDifference (x y : number)
| NumberProduct (x y : number)
| NumberQuotient (x y : number)
| NumberPower (x : number) (n : nat).

Fixpoint number_value (N : nat) (x : number) : R :=
  match x with
  | Whole z => IZR z
  | SampleSize => INR N
  | NumberSum x y => number_value N x + number_value N y
  | NumberDifference x y => number_value N x - number_value N y
  | NumberProduct x y => number_value N x * number_value N y
  | NumberQuotient x y => number_value N x / number_value N y
  | NumberPower x n => number_value N x ^ n
  end.

(** Sums over the symbols of a distribution: H, D, T of a whole order or of the
    order 1/2, and
    [sum(i: Q_i*log(1 + (1 - Q_i)/(x*Q_i)))], the sum of the two sandwich claims
    with [N] in the place of [x].  A symbol of mass zero contributes zero.
    [Unsettled] is 0 at the vertices and 1 elsewhere: its expectation is
    Pr[not vertex(Q)]. *)
Inductive functional : Type :=
| Shannon
| Gini
| TsallisOrder (q : nat)
| TsallisHalf
| Spread (x : number)
| Unsettled.

Definition functional_value (K N : nat) (f : functional) (Q : nat -> R) : R :=
  match f with
  | Shannon => Entropy K Q
  | Gini => Diversity K Q
  | TsallisOrder q => Tsallis (INR q) K Q
  | TsallisHalf => Tsallis (1 / 2) K Q
  | Spread x => rsum K (fun i => Q i * ln (1 + (1 - Q i) / (number_value N x * Q i)))
  | Unsettled => 1 - at_some_vertex K Q
  end.

(** How far a model is from where the loop started: L2(Q[t],Q), KL(Q[t],Q). *)
Inductive distance : Type := SquaredDistance | RelativeEntropy.

Definition distance_value (K : nat) (d : distance) (Q' Q : nat -> R) : R :=
  match d with
  | SquaredDistance => L2 K Q' Q
  | RelativeEntropy => KL K Q' Q
  end.

(** [Closed_loop K N t G Q] is E[G(Q[t])] from Q[0] = Q: [N] samples of the model
    in every generation and no others.  It is [Closed] of statements/Generations.v
    with [N] fixed (theory/VerifiedForms.v). *)
Fixpoint Closed_loop (K N t : nat) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Gen K N Q (fun Q' => Closed_loop K N t' G Q')
  end.

(** The loop in which every model is a mixture of the start [P], with the weight 1 - b,
    and of what [N] samples of the model before it give, with the weight b: r real
    samples that are kept beside N synthetic ones have b = N/(r+N). *)
Fixpoint Mixed_loop (K N t : nat) (b : R) (P : nat -> R) (G : (nat -> R) -> R) (Q : nat -> R) : R :=
  match t with
  | O => G Q
  | S t' => Gen K N Q (fun X => Mixed_loop K N t' b P G (fun i => (1 - b) * P i + b * X i))
  end.

(** What is asked of it: D(Q[t]), or L2(Q[t],Q), the distance from the start. *)
Inductive mixed : Type := MixedDiversity | MixedDistance.

Definition mixed_value (K : nat) (d : mixed) (Q' Q : nat -> R) : R :=
  match d with
  | MixedDiversity => Diversity K Q'
  | MixedDistance => L2 K Q' Q
  end.

(** [Model f] is f(Q), [LaterModel t f] is E[f(Q[t])], [Drift t d] is E[d(Q[t],Q)]; Q[1]
    is Q'.  [Mixed b t d] is the same in the loop with the weights 1-b and b.
    [LogMultiple x a] is log(x)*a. *)
Inductive quantity : Type :=
| Constant (x : number)
| Model (f : functional)
| LaterModel (t : nat) (f : functional)
| Drift (t : nat) (d : distance)
| Mixed (b : number) (t : nat) (d : mixed)
| QuantitySum (a b : quantity)
| QuantityDifference (a b : quantity)
| Multiple (x : number) (a : quantity)
| LogMultiple (x : number) (a : quantity).

Fixpoint quantity_value (K N : nat) (Q : nat -> R) (a : quantity) : R :=
  match a with
  | Constant x => number_value N x
  | Model f => functional_value K N f Q
  | LaterModel t f => Closed_loop K N t (functional_value K N f) Q
  | Drift t d => Closed_loop K N t (fun Q' => distance_value K d Q' Q) Q
  | Mixed b t d => Mixed_loop K N t (number_value N b) Q (fun Q' => mixed_value K d Q' Q) Q
  | QuantitySum a b => quantity_value K N Q a + quantity_value K N Q b
  | QuantityDifference a b => quantity_value K N Q a - quantity_value K N Q b
  | Multiple x a => number_value N x * quantity_value K N Q a
  | LogMultiple x a => ln (number_value N x) * quantity_value K N Q a
  end.

(** [a >= b]; with [OnlyAtVertices] also: equality holds exactly where all the
    mass sits on one symbol; with [Everywhere]: it always holds. *)
Inductive equality : Type := Unsaid | OnlyAtVertices | Everywhere.

(** The alphabets that are asked about: all of them, or the one of two symbols. *)
Inductive alphabet : Type := AnyAlphabet | TwoSymbols.

Definition in_alphabet (A : alphabet) (K : nat) : Prop :=
  match A with
  | AnyAlphabet => True
  | TwoSymbols => K = 2%nat
  end.

Inductive claim : Type := AtLeast (a b : quantity) (e : equality).

Definition claim_holds (K N : nat) (Q : nat -> R) (c : claim) : Prop :=
  match c with
  | AtLeast a b e =>
      quantity_value K N Q a >= quantity_value K N Q b
      /\ match e with
         | Unsaid => True
         | OnlyAtVertices => quantity_value K N Q a = quantity_value K N Q b <-> vertex K Q
         | Everywhere => quantity_value K N Q a = quantity_value K N Q b
         end
  end.
