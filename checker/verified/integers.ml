(* Coq's binary numbers as Zarith's: what extract.v puts in the place of Coq's own functions. *)

type t = Z.t

(* A positive number is 1, or twice another, or twice another and 1. *)
let one = Z.one
let twice p = Z.shift_left p 1
let twice_and_one p = Z.succ (Z.shift_left p 1)

let match_positive odd even one p =
  if Z.equal p Z.one then one ()
  else
    let half = Z.shift_right p 1 in
    if Z.is_odd p then odd half else even half

(* A whole number is 0, or a positive one, or minus a positive one. *)
let zero = Z.zero
let positive p = p
let negative = Z.neg

let match_integer zero positive negative z =
  match Z.sign z with 0 -> zero () | 1 -> positive z | _ -> negative (Z.neg z)

let succ = Z.succ
let add = Z.add
let sub = Z.sub
let mul = Z.mul
let neg = Z.neg
let equal = Z.equal
let leq = Z.leq
let lt = Z.lt

(* Rounded down; in Coq a quotient by zero is zero. *)
let div a b = if Z.sign b = 0 then Z.zero else Z.fdiv a b

(* Numerator and denominator without their common divisor; the denominator is positive. *)
let reduced numerator denominator =
  let d = Z.gcd numerator denominator in
  (Z.divexact numerator d, Z.divexact denominator d)
