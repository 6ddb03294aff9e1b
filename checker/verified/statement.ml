(* The statement of a certificate, read into the claims of Verified and printed back: what the checker was asked is
   what is printed, whatever the text looked like. *)

module Zarith = Z
open Verified
module Z = Zarith (* not Coq's *)

exception Unreadable of string

(* For a terminal, and on one line: whatever is not printable ASCII is spelled. *)
let shown text =
  let spelled c = if c >= ' ' && c <= '~' then String.make 1 c else Printf.sprintf "\\x%02x" (Char.code c) in
  let long = 200 in
  let cut = if String.length text > long then String.sub text 0 long ^ "..." else text in
  String.concat "" (List.map spelled (List.of_seq (String.to_seq cut)))

let unreadable fmt = Printf.ksprintf (fun s -> raise (Unreadable (shown s))) fmt

(* {1 Words} *)

type token = Name of string | Digits of string | Sign of string

let is_letter c = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
let is_digit c = c >= '0' && c <= '9'

let rec span text from keep = if from < String.length text && keep text.[from] then span text (from + 1) keep else from

let tokens text =
  let rec go at found =
    if at >= String.length text then List.rev found
    else
      let rest = String.length text - at in
      match text.[at] with
      | ' ' -> go (at + 1) found
      | c when is_letter c ->
          let stop = span text at (fun c -> is_letter c || is_digit c) in
          go stop (Name (String.sub text at (stop - at)) :: found)
      | c when is_digit c ->
          let stop = span text at is_digit in
          if stop - at > 100 then unreadable "a number of more than 100 digits";
          go stop (Digits (String.sub text at (stop - at)) :: found)
      | ('<' | '>') as c when rest >= 2 && text.[at + 1] = '=' -> go (at + 2) (Sign (Printf.sprintf "%c=" c) :: found)
      | ('+' | '-' | '*' | '/' | '^' | '(' | ')' | '[' | ']' | ',' | ':' | '_' | '\'') as c ->
          go (at + 1) (Sign (String.make 1 c) :: found)
      | c -> unreadable "the character '%c' has no meaning in a statement of this format" c
  in
  go 0 []

let word = function Name s | Digits s | Sign s -> s

(* {1 Reading}  A reader holds what is left to read. *)

type reader = { mutable left : token list; given : (string * number) list; mutable used : string list }

let next_is r token = match r.left with t :: _ -> t = token | [] -> false

let take r token =
  match r.left with
  | t :: rest when t = token -> r.left <- rest
  | t :: _ -> unreadable "'%s' stands where '%s' was expected" (word t) (word token)
  | [] -> unreadable "the statement ends where '%s' was expected" (word token)

let taken r token = next_is r token && (take r token; true)

let follows r expected =
  let rec go expected left =
    match (expected, left) with [], _ -> true | a :: expected, b :: left -> a = b && go expected left | _, [] -> false
  in
  go expected r.left

(* A text that must stand here word by word. *)
let take_text r text = List.iter (take r) (tokens text)

(* [Logarithms] is a sum of c*log(x). *)
type value = Number of number | Logarithms of (number * number) list | Quantity of quantity

let one = Whole Z.one

let rec quantity_of = function
  | Number x -> Constant x
  | Logarithms l -> times l (Constant one)
  | Quantity a -> a

(* A sum of logarithms times what is no number. *)
and times l a =
  let multiple (c, x) = if c = one then LogMultiple (x, a) else Multiple (c, LogMultiple (x, a)) in
  match List.map multiple l with
  | [] -> Constant (Whole Z.zero)
  | first :: rest -> List.fold_left (fun sum b -> QuantitySum (sum, b)) first rest

let scaled y = List.map (fun (c, x) -> ((if c = one then y else NumberProduct (c, y)), x))
let opposite = List.map (fun (c, x) -> (NumberDifference (Whole Z.zero, c), x))

let sum a b =
  match (a, b) with
  | Number x, Number y -> Number (NumberSum (x, y))
  | Logarithms l, Logarithms m -> Logarithms (l @ m)
  | a, b -> Quantity (QuantitySum (quantity_of a, quantity_of b))

let difference a b =
  match (a, b) with
  | Number x, Number y -> Number (NumberDifference (x, y))
  | Logarithms l, Logarithms m -> Logarithms (l @ opposite m)
  | a, b -> Quantity (QuantityDifference (quantity_of a, quantity_of b))

(* A sign before logarithms goes to the numbers before them, so that they can still be a factor. *)
let negated = function
  | Logarithms l -> Logarithms (opposite l)
  | (Number _ | Quantity _) as a -> difference (Number (Whole Z.zero)) a

let product a b =
  match (a, b) with
  | Number x, Number y -> Number (NumberProduct (x, y))
  | Number y, Logarithms l | Logarithms l, Number y -> Logarithms (scaled y l)
  | Number x, Quantity q | Quantity q, Number x -> Quantity (Multiple (x, q))
  | Logarithms l, Quantity q | Quantity q, Logarithms l -> Quantity (times l q)
  | Logarithms _, Logarithms _ -> unreadable "a product of two logarithms is outside this format"
  | Quantity _, Quantity _ -> unreadable "a product of two sums over the symbols is outside this format"

let quotient a b =
  match (a, b) with
  | Number x, Number y -> Number (NumberQuotient (x, y))
  | Logarithms l, Number y -> Logarithms (List.map (fun (c, x) -> (NumberQuotient (c, y), x)) l)
  | Quantity q, Number y -> Quantity (Multiple (NumberQuotient (one, y), q))
  | _, Logarithms _ -> unreadable "a division by a logarithm is outside this format"
  | _, Quantity _ -> unreadable "a division by a sum over the symbols is outside this format"

let rec natural n = if n = 0 then O else S (natural (n - 1))
let rec integer = function O -> 0 | S n -> 1 + integer n

(* Tsallis orders: 1/2, and whole numbers from 2 to this. *)
let largest_order = 1000

let order = function
  | Number (NumberQuotient (Whole a, Whole b)) when Z.equal a Z.one && Z.equal b (Z.of_int 2) -> TsallisHalf
  | Number (Whole z) when Z.geq z (Z.of_int 2) && Z.leq z (Z.of_int largest_order) -> TsallisOrder (natural (Z.to_int z))
  | _ -> unreadable "T is known for the order 1/2 and for whole orders from 2 to %d only" largest_order

(* Generations, up to this: Q[0], Q[1], ... *)
let largest_time = 1_000

let rec whole = function
  | Whole z -> z
  | NumberSum (x, y) -> Z.add (whole x) (whole y)
  | NumberDifference (x, y) -> Z.sub (whole x) (whole y)
  | NumberProduct (x, y) -> Z.mul (whole x) (whole y)
  | SampleSize | NumberQuotient _ | NumberPower _ ->
      unreadable "a generation is made of whole numbers with + - * in this format"

let time = function
  | Number x ->
      let t = whole x in
      if Z.sign t < 0 || Z.gt t (Z.of_int largest_time) then unreadable "a generation is none from 0 to %d" largest_time;
      Z.to_int t
  | Logarithms _ | Quantity _ -> unreadable "a generation has to be a number"

(* Whole powers of numbers, up to this. *)
let largest_power = 64

let rec expression r =
  let rec go a =
    if taken r (Sign "+") then go (sum a (term r))
    else if taken r (Sign "-") then go (difference a (term r))
    else a
  in
  go (if taken r (Sign "-") then negated (term r) else term r)

and term r =
  let rec go a =
    if taken r (Sign "*") then go (product a (power r))
    else if taken r (Sign "/") then go (quotient a (power r))
    else a
  in
  go (power r)

and power r =
  let a = factor r in
  if not (taken r (Sign "^")) then a
  else
    match (a, r.left) with
    | Number x, Digits s :: rest when String.length s <= 2 && int_of_string s <= largest_power ->
        r.left <- rest;
        if next_is r (Sign "^") then unreadable "a power of a power needs brackets";
        Number (NumberPower (x, natural (int_of_string s)))
    | _ -> unreadable "only numbers have powers in this format, and whole ones from 0 to %d" largest_power

and factor r =
  match r.left with
  | Digits s :: rest -> r.left <- rest; Number (Whole (Z.of_string s))
  | Sign "(" :: rest ->
      r.left <- rest;
      let a = expression r in
      take r (Sign ")");
      a
  | Name "N" :: rest -> r.left <- rest; Number SampleSize
  | Name "E" :: rest ->
      r.left <- rest;
      take r (Sign "[");
      let a =
        match r.left with
        | Name "L2" :: rest -> r.left <- rest; drift r SquaredDistance
        | Name "KL" :: rest -> r.left <- rest; drift r RelativeEntropy
        | _ ->
            let f, t = functional r ~inside:true in
            LaterModel (natural t, f)
      in
      take r (Sign "]");
      Quantity a
  | Name "Pr" :: rest ->
      r.left <- rest;
      take_text r "[not vertex(";
      let t = model r ~inside:true in
      take_text r ")]";
      Quantity (LaterModel (natural t, Unsettled))
  | Name "H" :: Sign "(" :: Sign "(" :: rest ->
      r.left <- rest;
      Logarithms (opposite (List.map (fun p -> (p, p)) (masses r)))
  | Name "D" :: Sign "(" :: Sign "(" :: rest ->
      r.left <- rest;
      Number (List.fold_left (fun d p -> NumberDifference (d, NumberPower (p, natural 2))) one (masses r))
  | Name "log" :: rest -> (
      r.left <- rest;
      take r (Sign "(");
      let a = expression r in
      take r (Sign ")");
      match a with
      | Number x -> Logarithms [ (one, x) ]
      | Logarithms _ | Quantity _ -> unreadable "only numbers have logarithms in this format")
  | Name s :: rest when List.mem_assoc s r.given ->
      r.left <- rest;
      r.used <- s :: r.used;
      Number (List.assoc s r.given)
  | Name _ :: _ -> Quantity (Model (fst (functional r ~inside:false)))
  | t :: _ -> unreadable "'%s' stands where a number or a functional was expected" (word t)
  | [] -> unreadable "the statement ends where a number or a functional was expected"

(* A distribution that is written out, from its first mass on: two masses or more, and their sum is not looked at. *)
and masses r =
  let rec go found =
    match expression r with
    | Number p when taken r (Sign ",") -> go (p :: found)
    | Number p -> List.rev (p :: found)
    | Logarithms _ | Quantity _ -> unreadable "masses that are written out have to be numbers"
  in
  let found = go [] in
  take_text r "))";
  if List.length found < 2 then unreadable "a distribution that is written out has two masses or more";
  found

(* The distance of a later model from Q. *)
and drift r distance =
  take r (Sign "(");
  let t = model r ~inside:true in
  take_text r ",Q)";
  Drift (natural t, distance)

(* The model Q, or inside brackets one of Q', Q[t]: its generation. *)
and model r ~inside =
  take r (Name "Q");
  if not inside then 0
  else if taken r (Sign "'") then 1
  else (
    take r (Sign "[");
    let t = time (expression r) in
    take r (Sign "]");
    t)

(* A functional, and the generation of its model. *)
and functional r ~inside =
  let of_model f =
    take r (Sign "(");
    let t = model r ~inside in
    take r (Sign ")");
    (f, t)
  in
  match r.left with
  | Name "H" :: rest -> r.left <- rest; of_model Shannon
  | Name "D" :: rest -> r.left <- rest; of_model Gini
  | Name "T" :: rest ->
      r.left <- rest;
      take r (Sign "(");
      let f = order (expression r) in
      take r (Sign ",");
      let t = model r ~inside in
      take r (Sign ")");
      (f, t)
  | Name "sum" :: rest -> r.left <- rest; spread r ~inside
  | t :: _ -> unreadable "'%s' is no functional of this format: H, D, T, and one sum (checker/FORMAT-3.md)" (word t)
  | [] -> unreadable "the statement ends where a functional was expected"

(* sum(i: Q_i*log(1 + (1 - Q_i)/(x*Q_i))), with any name for i. *)
and spread r ~inside =
  take r (Sign "(");
  let index = match r.left with Name s :: rest -> r.left <- rest; s | _ -> unreadable "a sum begins with its index" in
  take r (Sign ":");
  let before = r.left in
  let t = model r ~inside in
  take_text r ("_" ^ index);
  (* The other masses are the same, word by word. *)
  let words = List.length before - List.length r.left in
  let mass = List.filteri (fun i _ -> i < words) before in
  let take_mass () = List.iter (take r) mass in
  take_text r "*log(1+(1-";
  take_mass ();
  take_text r ")/(";
  (* The factor ends where the mass follows. *)
  let rec go a =
    if follows r (Sign "*" :: mass) then a
    else if taken r (Sign "*") then go (product a (power r))
    else if taken r (Sign "/") then go (quotient a (power r))
    else a
  in
  let x =
    match go (power r) with
    | Number x -> x
    | Logarithms _ | Quantity _ -> unreadable "a factor of the masses has to be a number"
  in
  take r (Sign "*");
  take_mass ();
  take_text r ")))";
  (Spread x, t)

(* [given] are the numbers that the certificate declares; each has to be used, or else it speaks of something that is not
   in the claim. *)
let claim ~given ~equality text =
  let r = { left = tokens text; given; used = [] } in
  let a = quantity_of (expression r) in
  let at_least = taken r (Sign ">=") || (take r (Sign "<="); false) in
  let b = quantity_of (expression r) in
  (match r.left with [] -> () | t :: _ -> unreadable "'%s' after the end of the statement" (word t));
  List.iter (fun (s, _) -> if not (List.mem s r.used) then unreadable "the statement does not mention %s" s) given;
  if at_least then AtLeast (a, b, equality) else AtLeast (b, a, equality)

(* In the loop in which every model is mixed with Q: D and the squared distance are known there. *)
let mixed_with b (AtLeast (x, y, equality)) =
  let rec go = function
    | (Constant _ | Model _) as a -> a
    | LaterModel (t, Gini) -> Mixed (b, t, MixedDiversity)
    | Drift (t, SquaredDistance) -> Mixed (b, t, MixedDistance)
    | LaterModel _ | Drift _ -> unreadable "of models that are mixed only D and L2 are known"
    | Mixed _ as a -> a
    | Multiple (x, a) -> Multiple (x, go a)
    | LogMultiple (x, a) -> LogMultiple (x, go a)
    | QuantitySum (a, b) -> QuantitySum (go a, go b)
    | QuantityDifference (a, b) -> QuantityDifference (go a, go b)
  in
  AtLeast (go x, go y, equality)

(* {1 Printing} *)

(* The model after so many generations. *)
let model_at = function S O -> "Q'" | t -> Printf.sprintf "Q[%d]" (integer t)


let rec number = function
  | Whole z -> if Z.sign z < 0 then "(" ^ Z.to_string z ^ ")" else Z.to_string z
  | SampleSize -> "N"
  | NumberSum (x, y) -> "(" ^ number x ^ " + " ^ number y ^ ")"
  | NumberDifference (x, y) -> "(" ^ number x ^ " - " ^ number y ^ ")"
  | NumberProduct (x, y) -> "(" ^ number x ^ "*" ^ number y ^ ")"
  | NumberQuotient (x, y) -> "(" ^ number x ^ "/" ^ number y ^ ")"
  | NumberPower (x, n) -> Printf.sprintf "(%s)^%d" (number x) (integer n)

let functional_of q = function
  | Shannon -> "H(" ^ q ^ ")"
  | Gini -> "D(" ^ q ^ ")"
  | TsallisOrder n -> Printf.sprintf "T(%d,%s)" (integer n) q
  | TsallisHalf -> "T(1/2," ^ q ^ ")"
  | Spread x -> Printf.sprintf "sum(i: %s_i*log(1 + (1 - %s_i)/(%s*%s_i)))" q q (number x) q
  | Unsettled -> "not vertex(" ^ q ^ ")"

let rec printed = function
  | Constant x -> number x
  | Model f -> functional_of "Q" f
  | LaterModel (t, Unsettled) -> "Pr[" ^ functional_of (model_at t) Unsettled ^ "]"
  | LaterModel (t, f) -> "E[" ^ functional_of (model_at t) f ^ "]"
  | Mixed (_, t, MixedDiversity) -> "E[D(" ^ model_at t ^ ")]"
  | Mixed (_, t, MixedDistance) -> "E[L2(" ^ model_at t ^ ",Q)]"
  | Drift (t, SquaredDistance) -> "E[L2(" ^ model_at t ^ ",Q)]"
  | Drift (t, RelativeEntropy) -> "E[KL(" ^ model_at t ^ ",Q)]"
  | QuantitySum (a, b) -> "(" ^ printed a ^ " + " ^ printed b ^ ")"
  | QuantityDifference (a, b) -> "(" ^ printed a ^ " - " ^ printed b ^ ")"
  | Multiple (x, a) -> number x ^ "*" ^ printed a
  | LogMultiple (x, a) -> "log(" ^ number x ^ ")*" ^ printed a

let claim_printed = function
  | AtLeast (a, b, e) -> (
      printed a ^ " >= " ^ printed b
      ^ match e with Unsaid -> "" | OnlyAtVertices -> ", equal if and only if Q is a vertex" | Everywhere -> ", equal for every Q")
