(* What a certificate costs to check, seen before it is checked. The checker computes with exact numbers, and a short text may
   name a number that no memory holds, or work that has no end. What follows is not trusted with anything but time. *)

module Zarith = Z
open Verified
module Z = Zarith (* not Coq's *)
open Statement

(* {1 Sizes} *)

(* Of a number of the claim, and of every number on the way to it. *)
let most_bits = 65_536

(* The bits of numerator and denominator, or more; what would have too many is refused. *)
let within ((a, b) as bits) = if max a b > most_bits then unreadable "a number of more than %d bits" most_bits else bits
let bits_of_sum (a, b) (c, d) = within (max (a + d) (c + b) + 1, b + d)
let bits_of_product (a, b) (c, d) = within (a + c, b + d)

let rec bits_of_number ~samples x =
  let bits = bits_of_number ~samples in
  match x with
  | Whole z -> within (Z.numbits z, 1)
  | SampleSize -> (Z.numbits (Z.of_int samples), 1)
  | NumberSum (x, y) | NumberDifference (x, y) -> bits_of_sum (bits x) (bits y)
  | NumberProduct (x, y) -> bits_of_product (bits x) (bits y)
  | NumberQuotient (x, y) ->
      let c, d = bits y in
      bits_of_product (bits x) (d, c)
  | NumberPower (x, n) ->
      let a, b = bits x and n = max 1 (integer n) in
      within (n * a, n * b)

(* {1 The parts of a claim} *)

(* The functionals of a claim, each with its generation, 0 for Q itself; and the bits of numbers inside them. *)
type parts = { functionals : (int * functional) list; inside : int }

let no_parts = { functionals = []; inside = 0 }
let both a b = { functionals = List.rev_append a.functionals b.functionals; inside = max a.inside b.inside }

let part ~samples time f =
  let a, b = match f with Spread x -> bits_of_number ~samples x | Shannon | Gini | TsallisOrder _ | TsallisHalf | Unsettled -> (10, 10) in
  { functionals = [ (time, f) ]; inside = a + b }

(* The bits of its coefficients, and its parts. *)
let rec sizes ~samples q =
  let sizes = sizes ~samples in
  match q with
  | Constant x -> (bits_of_number ~samples x, no_parts)
  | Model f -> ((10, 10), part ~samples 0 f)
  | LaterModel (t, f) -> ((10, 10), part ~samples (integer t) f)
  | Mixed (b, t, _) ->
      (* each step makes the number longer by the bits of b^2 and N *)
      let c, d = bits_of_number ~samples b in
      let bits = integer t * 2 * (c + d + Z.numbits (Z.of_int samples)) in
      (within (10 + bits, 10 + bits), part ~samples 0 Gini)
  | Drift (t, d) -> ((10, 10), both (part ~samples (integer t) (lost d)) (part ~samples 0 (lost d)))
  | LogMultiple (x, a) ->
      let c, d = bits_of_number ~samples x and bits, parts = sizes a in
      (bits, { parts with inside = max parts.inside (c + d) })
  | QuantitySum (a, b) | QuantityDifference (a, b) ->
      let bits, parts = sizes a and bits', parts' = sizes b in
      (bits_of_sum bits bits', both parts parts')
  | Multiple (x, a) ->
      let bits, parts = sizes a in
      (bits_of_product (bits_of_number ~samples x) bits, parts)

(* {1 Work}  In units of some ten nanoseconds, as a number that may be far too large. *)

(* An operation on whole numbers costs this at least, one with a common divisor that. *)
let whole = 8.
let rational = 20.
let square x = x *. x

(* The words of a number with so many bits. *)
let words bits = 1. +. (float_of_int bits /. 64.)
let bits_of q = Z.numbits q.qnum + Z.numbits q.qden

(* A polynomial's value, or its Bernstein coefficients: each of these steps makes a number that is longer by so many bits. *)
let value_of ~degree bits = float_of_int degree *. (rational +. square (words (degree * bits)))
let bernstein ~degree bits = float_of_int (degree + 1) *. value_of ~degree:(degree + 1) bits

let work_of_bound ~lines ~scale (LogBound (m, n, degree, _, _)) =
  let degree = integer degree + 1 and bits = Z.numbits m + Z.numbits n in
  float_of_int lines +. (2. *. value_of ~degree bits) +. (scale *. words (degree * bits))

let work_of_root ~scale (RootBound (m, a, b)) =
  2. *. square (scale +. words (Z.numbits m) +. words (Z.numbits a) +. words (Z.numbits b))

(* The degree of a form's polynomial. *)
let degree_of = function TsallisOrder q -> integer q | Shannon | Gini | TsallisHalf | Spread _ | Unsettled -> 1

let is_polynomial = function TsallisOrder _ | Gini | Unsettled -> true | Shannon | TsallisHalf | Spread _ -> false

(* Later generations: their values at the points; the steps between them, of which the exact ones are held below; and of
   the rounded ones also the probabilities. *)
let most_samples = 256 (* of several generations *)
let most_steps = 300_000_000.

let work_of_generations ~samples ~rounded ~scale ~coefficients later =
  let n = float_of_int samples and bits = Z.numbits (Z.of_int samples) in
  let last = List.fold_left (fun t (s, _) -> max t s) 0 later in
  let exact = last - 1 - rounded in
  let several = rounded > 0 || exact > 0 in
  if several && samples > most_samples then unreadable "several generations of more than %d samples" most_samples;
  (* One exact step takes N^2 sums of as many logarithms as there are points and functionals, whose factors grow with the
     steps; among the logarithms each one is looked for. Without logarithms and roots they are numbers. *)
  let exact = float_of_int (max 0 exact) in
  let steps = square (float_of_int (List.length later)) *. square exact *. square (square n) in
  let numbers = List.for_all (fun (_, f) -> is_polynomial f) later in
  if several && (not numbers) && steps *. (1. +. (words coefficients /. 8.)) > most_steps then
    unreadable "too many generations that are not rounded";
  let of_numbers = exact *. square n *. (rational +. square (exact *. n *. float_of_int bits /. 64.)) in
  let at_points (_, f) = n *. (rational +. square (words coefficients) +. value_of ~degree:(degree_of f) (bits + (coefficients / (1 + degree_of f)))) in
  let row = words (samples * bits) in
  List.fold_left (fun sum f -> sum +. at_points f) 0. later
  +. float_of_int (List.length later * (last + 1))
  +. (if numbers then of_numbers else 0.)
  +. if several then (n *. square n *. (whole +. row)) +. (float_of_int rounded *. square n *. (whole +. (scale *. row))) else 0.

let work_of_box ~samples ~lines ~scale ~coefficients ~inside ~logs_of_point (Box (low, high, centre, degree, root)) model =
  let n = float_of_int samples and degree = integer degree and terms = 3 * List.length model in
  let ends = bits_of low + bits_of high in
  let expansion = inside + ends + bits_of centre in
  let highest = List.fold_left (fun d f -> max d (degree_of f)) 1 model in
  (* the points at the centre: each logarithm is looked for among the point's and in the table *)
  (n *. float_of_int (logs_of_point + terms) *. float_of_int (lines + logs_of_point + terms + 1))
  +. (n *. float_of_int (terms + 1) *. (rational +. square (words (coefficients + inside + bits_of centre))))
  (* their part on the box, by the algorithm of de Casteljau twice, and the other pieces raised to their degree *)
  +. (square n *. (whole +. (scale *. words ends)))
  +. (square (n +. float_of_int (highest + degree)) *. (whole +. scale))
  +. bernstein ~degree:highest (ends + (coefficients / highest))
  +. (float_of_int (terms + 1) *. bernstein ~degree (expansion + bits_of root + (coefficients / (degree + 1))))

(* What a certificate may cost. *)
let most_work = 3e9

let require_work ~samples (AtLeast (a, b, _)) (Certificate (scale, bounds, roots, rounded, boxes)) =
  let bits, parts = sizes ~samples (QuantityDifference (a, b)) in
  let coefficients = fst bits + snd bits and scale = words (Z.numbits scale) in
  let lines = List.length bounds + List.length roots in
  let later = List.filter (fun (t, _) -> t > 0) parts.functionals in
  let model = List.filter_map (fun (t, f) -> if t = 0 then Some f else None) parts.functionals in
  let sum work = List.fold_left (fun sum x -> sum +. work x) 0. in
  let several = integer rounded > 0 || List.exists (fun (t, _) -> t > 1) later in
  let logs_of_point = if several && integer rounded = 0 then lines else 3 * List.length later in
  let work =
    square (float_of_int (List.length parts.functionals)) *. words coefficients
    +. sum (work_of_bound ~lines ~scale) bounds
    +. sum (work_of_root ~scale) roots
    +. work_of_generations ~samples ~rounded:(integer rounded) ~scale ~coefficients later
    +. (if several then float_of_int samples *. square (float_of_int lines) else 0.)
    +. sum (fun box -> work_of_box ~samples ~lines ~scale ~coefficients ~inside:parts.inside ~logs_of_point box model) boxes
  in
  if work > most_work then unreadable "too much work: some %.0f times as much as is allowed" (Float.ceil (work /. most_work))
