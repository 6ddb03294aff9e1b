(* Why a certificate was rejected, in words: the checker's parts asked one by one. For people only; the answer is
   Verified.accepts's. *)

module Zarith = Z
open Verified
module Z = Zarith (* not Coq's *)

let rational q = if Z.equal q.qden Z.one then Z.to_string q.qnum else Z.to_string q.qnum ^ "/" ^ Z.to_string q.qden
let zero = { qnum = Z.zero; qden = Z.one }
let one = { qnum = Z.one; qden = Z.one }
let equal a b = qeq_bool a b
let less a b = not (qle_bool b a)

(* The first bound of a logarithm that does not follow from those before it. *)
let rec wrong_bound scale known = function
  | [] -> None
  | (LogBound (m, _, _, lower, upper) as b) :: rest ->
      if bound_follows scale known b then wrong_bound scale ((m, (lower, upper)) :: known) rest
      else Some (Printf.sprintf "the bounds of log %s do not follow from those above" (Z.to_string m))

let wrong_root scale roots =
  List.find_opt (fun b -> not (root_follows scale b)) roots
  |> Option.map (fun (RootBound (m, _, _)) -> Printf.sprintf "the bounds of root %s are wrong" (Z.to_string m))

let wrong_tables scale bounds roots =
  match wrong_bound scale [ (Z.one, (Z.zero, Z.zero)) ] bounds with
  | Some why -> why
  | None -> Option.value (wrong_root scale roots) ~default:"the bounds do not follow"

let rec wrong_box coefficients strict start = function
  | [] -> if equal start one then "G does not vanish at 1, where equality is said to hold" else "the boxes end at " ^ rational start
  | (Box (low, high, _, degree, _) as b) :: rest ->
      let place = Printf.sprintf "box [%s,%s]: " (rational low) (rational high) in
      if not (equal low start) then place ^ "it does not begin at " ^ rational start
      else if not (less low high) then place ^ "it is empty"
      else if less one high then place ^ "it goes beyond 1"
      else if not (Nat.odd degree) then place ^ "the degree is even"
      else (
        match coefficients b with
        | None -> place ^ "a logarithm or root has no bound, or no expansion about the centre"
        | Some g when signs_pass strict (equal low zero) (Some g) -> wrong_box coefficients strict high rest
        | Some _ ->
            place ^ "a Bernstein coefficient is negative"
            ^ if not strict then "" else if equal low zero then ", or none is positive" else ", or the first is not positive")

(* Why there are no values of the generations. *)
let wrong_values scale known n rounded later lines =
  match (later_than rounded later, values_below scale known n rounded later) with
  | None, _ -> "something of the claim happens in the generations that are said to be rounded, or before"
  | Some _, None -> "a logarithm or root has no bound"
  | Some _, Some _ -> if lines = [] then "there are no values" else "with one sample no logarithm can be a factor of the masses"

let not_shown alphabet n a b strict (Certificate (scale, bounds, roots, rounded, boxes)) =
  match (n, margin_of n (QuantityDifference (a, b))) with
  | O, _ -> "N is 0"
  | _, None ->
      "the claim divides by 0, has a factor below 1, models mixed by no share from 0 to 1, or a logarithm as a factor of what is \
       not linear in the masses of Q"
  | S m, Some (Margin ((Form (_, terms, root, inside) as u), lines, later)) -> (
      match tables_of scale bounds roots with
      | None -> wrong_tables scale bounds roots
      | Some known -> (
          match (coefficients_below scale known m rounded lines later, alphabet) with
          | None, _ -> wrong_values scale known m rounded later lines
          | Some _, _ when Z.sign inside.qnum <> 0 -> "it asks whether Q itself is a vertex"
          | Some values, AnyAlphabet -> wrong_box (box_coefficients scale known values u) strict zero boxes
          | Some _, TwoSymbols when strict -> "for two symbols together no equality at the vertices is shown"
          | Some _, TwoSymbols when left_terms terms <> [] || Z.sign root.qnum <> 0 ->
              "for two symbols together Q may have only polynomials"
          | Some values, TwoSymbols ->
              let both = of_both_symbols (Z.of_int (Statement.integer n)) values in
              wrong_box (pair_coefficients scale known both u) strict zero boxes))

let rejected alphabet n (AtLeast (a, b, equality)) certificate =
  match equality with
  | Unsaid -> not_shown alphabet n a b false certificate
  | OnlyAtVertices -> not_shown alphabet n a b true certificate
  | Everywhere when shows alphabet n a b false certificate ->
      "the other way round: " ^ not_shown alphabet n b a false certificate
  | Everywhere -> not_shown alphabet n a b false certificate
