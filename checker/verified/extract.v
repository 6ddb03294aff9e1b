(** The checker of proofs/verified as an OCaml program.

    Coq's binary numbers become Zarith's.  Beside Coq's extraction, the OCaml
    compiler and Zarith, the lines here and integers.ml are what is trusted: each
    name on the right computes what the function on its left does.  They are kept
    to what takes the time; the rest is extracted from Coq's own definitions. *)

From Coq Require Import ZArith QArith Extraction ExtrOcamlBasic.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.

Extract Inductive positive => "Integers.t"
  ["Integers.twice_and_one" "Integers.twice" "Integers.one"] "Integers.match_positive".
Extract Inductive Z => "Integers.t"
  ["Integers.zero" "Integers.positive" "Integers.negative"] "Integers.match_integer".

Extract Constant Pos.succ => "Integers.succ".
Extract Constant Pos.add => "Integers.add".
Extract Constant Pos.mul => "Integers.mul".
Extract Constant Pos.leb => "Integers.leq".
Extract Constant Z.succ => "Integers.succ".
Extract Constant Z.opp => "Integers.neg".
Extract Constant Z.add => "Integers.add".
Extract Constant Z.sub => "Integers.sub".
Extract Constant Z.mul => "Integers.mul".
Extract Constant Z.eqb => "Integers.equal".
Extract Constant Z.leb => "Integers.leq".
Extract Constant Z.ltb => "Integers.lt".
Extract Constant Z.div => "Integers.div".
Extract Constant Qred =>
  "(fun q -> let n, d = Integers.reduced q.qnum q.qden in { qnum = n; qden = d })".

Extraction "verified.ml" accepts.
