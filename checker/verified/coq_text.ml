(* A certificate as a file for Coq: the claim and the certificate as terms, and the theorem, which Coq proves by computing
   what the checker answers. So neither the extraction nor Zarith has to be trusted, and the claim can be read in Coq's words. *)

module Zarith = Z
open Verified
module Z = Zarith (* not Coq's *)

let integer z = if Z.sign z < 0 then "(" ^ Z.to_string z ^ ")%Z" else Z.to_string z ^ "%Z"
let rational q = Printf.sprintf "(Qmake %s %s)" (integer q.qnum) (Z.to_string q.qden)
let natural n = Printf.sprintf "%d%%nat" (Statement.integer n)
let applied name arguments = "(" ^ String.concat " " (name :: arguments) ^ ")"

let rec number = function
  | Whole z -> applied "Whole" [ integer z ]
  | SampleSize -> "SampleSize"
  | NumberSum (x, y) -> applied "NumberSum" [ number x; number y ]
  | NumberDifference (x, y) -> applied "NumberDifference" [ number x; number y ]
  | NumberProduct (x, y) -> applied "NumberProduct" [ number x; number y ]
  | NumberQuotient (x, y) -> applied "NumberQuotient" [ number x; number y ]
  | NumberPower (x, n) -> applied "NumberPower" [ number x; natural n ]

let functional = function
  | Shannon -> "Shannon"
  | Gini -> "Gini"
  | TsallisOrder q -> applied "TsallisOrder" [ natural q ]
  | TsallisHalf -> "TsallisHalf"
  | Spread x -> applied "Spread" [ number x ]
  | Unsettled -> "Unsettled"

let distance = function SquaredDistance -> "SquaredDistance" | RelativeEntropy -> "RelativeEntropy"
let mixed = function MixedDiversity -> "MixedDiversity" | MixedDistance -> "MixedDistance"
let alphabet = function AnyAlphabet -> "AnyAlphabet" | TwoSymbols -> "TwoSymbols"

let rec quantity = function
  | Constant x -> applied "Constant" [ number x ]
  | Model f -> applied "Model" [ functional f ]
  | LaterModel (t, f) -> applied "LaterModel" [ natural t; functional f ]
  | Drift (t, d) -> applied "Drift" [ natural t; distance d ]
  | Mixed (b, t, d) -> applied "Mixed" [ number b; natural t; mixed d ]
  | QuantitySum (a, b) -> applied "QuantitySum" [ quantity a; quantity b ]
  | QuantityDifference (a, b) -> applied "QuantityDifference" [ quantity a; quantity b ]
  | Multiple (x, a) -> applied "Multiple" [ number x; quantity a ]
  | LogMultiple (x, a) -> applied "LogMultiple" [ number x; quantity a ]

let claim (AtLeast (a, b, e)) =
  Printf.sprintf "AtLeast\n  %s\n  %s\n  %s" (quantity a) (quantity b)
    (match e with Unsaid -> "Unsaid" | OnlyAtVertices -> "OnlyAtVertices" | Everywhere -> "Everywhere")

let list item items = "\n  (" ^ String.concat "\n   " (List.map (fun x -> item x ^ " ::") items) ^ " nil)"

let certificate (Certificate (scale, bounds, roots, rounded, boxes)) =
  let bound (LogBound (m, n, d, a, b)) = applied "LogBound" [ integer m; integer n; natural d; integer a; integer b ] in
  let root (RootBound (m, a, b)) = applied "RootBound" [ integer m; integer a; integer b ] in
  let box (Box (low, high, centre, d, r)) =
    applied "Box" [ rational low; rational high; rational centre; natural d; rational r ]
  in
  Printf.sprintf "Certificate %s%%positive%s%s\n  %s%s" (Z.to_string scale) (list bound bounds) (list root roots)
    (natural rounded) (list box boxes)

(* One certificate's part of the file, in a module of its own. *)
let theorem index ~id a n c w =
  Printf.sprintf
    "(* %s, N = %d: %s *)\n\
     Module Certificate_%d.\n\
     Definition the_claim : claim := %s.\n\
     Definition the_certificate : certificate := %s.\n\
     Theorem holds : forall K Q, in_alphabet %s K -> simplex K Q -> claim_holds K %s Q the_claim.\n\
     Proof. apply (accepted_claims_hold_proof %s %s the_claim the_certificate). vm_compute. reflexivity. Qed.\n\
     Print Assumptions holds.\n\
     End Certificate_%d.\n"
    id (Statement.integer n) (Statement.claim_printed c) index (claim c) (certificate w) (alphabet a) (natural n) (alphabet a) (natural n) index

let heading =
  "From Coq Require Import ZArith QArith List.\n\
   From Groundcheck Require Import Process.\n\
   From Groundcheck.verified Require Import Claims NormalForm Bounds Points Checker.\n\
   From Groundcheck.theory Require Import VerifiedProofs.\n"
