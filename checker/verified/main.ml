(* groundcheck-verified FILE...: has the verified checker check certificates of format 3 (../FORMAT-3.md). *)

module Zarith = Z
open Verified
module Z = Zarith (* not Coq's *)
open Statement

(* What a certificate may hold. What it may cost is in cost.ml. *)
let largest_sample = 4096
let largest_degree = 255
let largest_rounded = 1_000
let most_digits = 2_000
let most_names = 100

(* And a file. *)
let most_lines = 500_000
let most_in_line = 100_000
let most_bytes = 50_000_000

let usage = "usage: groundcheck-verified FILE...\n\
            \       groundcheck-verified --coq FILE\n\
             \n\
             Checks certificates of format 3 with the checker that is proved in Coq (docs/proofs.md).\n\
             --coq: the certificates as a file in which Coq itself proves the claims, by computing the answers\n\
             exit code 0: every one is accepted; 1: one is rejected; 2: one cannot be read, or the answers cannot be written\n"

(* {1 Lines} *)

let integer_of text =
  let digits = if text <> "" && text.[0] = '-' then String.sub text 1 (String.length text - 1) else text in
  if digits = "" || not (String.for_all is_digit digits) then unreadable "'%s' is no whole number" text;
  if String.length digits > most_digits then unreadable "a number of more than %d digits" most_digits;
  Z.of_string text

let positive_of text =
  let z = integer_of text in
  if Z.sign z <= 0 then unreadable "%s is not positive" text;
  z

let rational_of text =
  match String.split_on_char '/' text with
  | [ a ] -> { qnum = integer_of a; qden = Z.one }
  | [ a; b ] -> { qnum = integer_of a; qden = positive_of b }
  | _ -> unreadable "'%s' is no rational number" text

let natural_of name largest text =
  let z = integer_of text in
  if Z.sign z < 0 || Z.gt z (Z.of_int largest) then unreadable "%s %s is not one from 0 to %d" name text largest;
  natural (Z.to_int z)

module Names = Set.Make (String)

type text = {
  mutable claim_id : string option;
  mutable statement : string option;
  mutable equality : equality option;
  mutable alphabet : alphabet option;
  mutable sample : (string * nat) option;
  mutable model : bool;
  mutable mixed : number option;
  mutable given : (string * number) list;
  mutable scale : Z.t option;
  mutable bounded : Names.t; (* the logarithms and roots that have a line *)
  mutable bounds : log_bound list; (* the last one first, as the boxes *)
  mutable roots : root_bound list;
  mutable rounded : nat option;
  mutable boxes : box list;
}

let once name = function None -> () | Some _ -> unreadable "a second line '%s'" name
let needed name = function Some x -> x | None -> unreadable "there is no line '%s'" name

let reserved = [ "K"; "N"; "Q"; "P"; "M"; "E"; "H"; "D"; "T"; "R"; "sum"; "log"; "pi"; "infinity"; "i"; "L2"; "KL"; "Pr"; "not"; "vertex" ]

let number_of value =
  let q = rational_of value in
  if Z.equal q.qden Z.one then Whole q.qnum else NumberQuotient (Whole q.qnum, Whole q.qden)

let declare t name value =
  let letters = name <> "" && is_letter name.[0] && String.for_all (fun c -> is_letter c || is_digit c) name in
  if (not letters) || List.mem name reserved then unreadable "'%s' cannot be given a value" name;
  if List.mem_assoc name t.given then unreadable "'%s' is given two values" name;
  if List.length t.given >= most_names then unreadable "more than %d names" most_names;
  t.given <- (name, number_of value) :: t.given

(* The number whose logarithm or root it is. *)
let argument_of t function_ text =
  let m = positive_of text in
  let name = function_ ^ " " ^ Z.to_string m in
  if Names.mem name t.bounded then unreadable "a second line '%s'" name;
  t.bounded <- Names.add name t.bounded;
  m

let read_line t line =
  if String.length line > most_in_line then unreadable "more than %d characters in a line" most_in_line;
  let keyword, rest =
    match String.index_opt line ' ' with
    | Some i -> (String.sub line 0 i, String.sub line (i + 1) (String.length line - i - 1))
    | None -> (line, "")
  in
  match (keyword, String.split_on_char ' ' rest) with
  | "claim", [ id ] ->
      once "claim" t.claim_id;
      let allowed c = is_letter c || is_digit c || String.contains "/-_.()" c in
      if id = "" || not (String.for_all allowed id) then unreadable "a claim's name is made of letters, digits and / - _ . ( )";
      t.claim_id <- Some id
  | "statement", _ -> once "statement" t.statement; t.statement <- Some rest
  | "equality", [ "vertex(Q)" ] -> once "equality" t.equality; t.equality <- Some OnlyAtVertices
  | "equality", [ "always" ] -> once "equality" t.equality; t.equality <- Some Everywhere
  | "let", [ "K"; "any" ] -> once "let K" t.alphabet; t.alphabet <- Some AnyAlphabet
  | "let", [ "K"; "2" ] -> once "let K" t.alphabet; t.alphabet <- Some TwoSymbols
  | "let", [ "N"; n ] -> once "let N" t.sample; t.sample <- Some (n, natural_of "N" largest_sample n)
  | "let", [ name; value ] -> declare t name value
  | "range", [ "Q"; "simplex" ] -> if t.model then unreadable "a second line 'range Q'"; t.model <- true
  | "mixed", [ b ] -> once "mixed" t.mixed; t.mixed <- Some (number_of b)
  | "scale", [ s ] -> once "scale" t.scale; t.scale <- Some (positive_of s)
  | "log", [ m; "from"; n; "degree"; d; "in"; lower; upper ] ->
      t.bounds <-
        LogBound (argument_of t "log" m, positive_of n, natural_of "degree" largest_degree d, integer_of lower, integer_of upper)
        :: t.bounds
  | "root", [ m; "in"; lower; upper ] ->
      t.roots <- RootBound (argument_of t "root" m, integer_of lower, integer_of upper) :: t.roots
  | "rounded", [ r ] ->
      once "rounded" t.rounded;
      t.rounded <- Some (natural_of "rounded" largest_rounded r)
  | "box", low :: high :: "about" :: centre :: "degree" :: d :: rest ->
      let root =
        match rest with
        | [] -> { qnum = Z.zero; qden = Z.one }
        | [ "root"; r ] -> rational_of r
        | _ -> unreadable "'%s' is no line of this format" line
      in
      t.boxes <-
        Box (rational_of low, rational_of high, rational_of centre, natural_of "degree" largest_degree d, root) :: t.boxes
  | _ -> unreadable "'%s' is no line of this format" line

let contents file =
  if Sys.file_exists file && Sys.is_directory file then unreadable "it is a folder";
  let channel = open_in_bin file in
  Fun.protect
    ~finally:(fun () -> close_in channel)
    (fun () ->
      let length = in_channel_length channel in
      if length > most_bytes then unreadable "more than %d bytes" most_bytes;
      try really_input_string channel length with End_of_file -> unreadable "it became shorter while it was read")

(* Before the text is cut into lines: of the shortest lines each byte would become a line of its own. *)
let require_few_lines text =
  let lines = String.fold_left (fun lines c -> if c = '\n' then lines + 1 else lines) 0 text in
  if lines > most_lines then unreadable "more than %d lines" most_lines

let first_line = "groundcheck certificate 3"

(* The certificates of a file: each begins with the first line, and every line ends. *)
let read file =
  let text = contents file in
  require_few_lines text;
  let lines = String.split_on_char '\n' text in
  let rec go number found = function
    | [] -> unreadable "the last line has no end"
    | [ "" ] -> List.rev found
    | line :: rest when line = first_line ->
        let t =
          { claim_id = None; statement = None; equality = None; alphabet = None; sample = None; model = false; mixed = None; given = [];
            scale = None; bounded = Names.empty; bounds = []; roots = []; rounded = None; boxes = [] }
        in
        go (number + 1) (t :: found) rest
    | line :: rest -> (
        match found with
        | [] -> unreadable "the first line is not '%s'" first_line
        | t :: _ ->
            (try read_line t line with Unreadable why -> unreadable "line %d: %s" number why);
            go (number + 1) found rest)
  in
  match go 1 [] lines with [] -> unreadable "the file is empty" | found -> found

(* {1 Checking} *)

(* What cannot be written, to a full disk perhaps, must not pass for an answer; nor for a fault of the certificate, as an
   error of the system is when a file is read. *)
exception Unwritten of string

let say fmt = Printf.ksprintf (fun s -> try print_string s with Sys_error why -> raise (Unwritten why)) fmt

type answer = Accepted | Rejected | Bad

(* The name, the alphabets, the samples, the claim and the certificate. *)
let question_of t =
  let alphabet = needed "let K" t.alphabet in
  if not t.model then unreadable "there is no line 'range Q simplex'";
  let id = needed "claim" t.claim_id and samples, n = needed "let N" t.sample in
  let equality = Option.value t.equality ~default:Unsaid in
  let claim = claim ~given:t.given ~equality (needed "statement" t.statement) in
  let claim = match t.mixed with None -> claim | Some b -> mixed_with b claim in
  let rounded = Option.value t.rounded ~default:O in
  let certificate =
    Certificate (needed "scale" t.scale, List.rev t.bounds, List.rev t.roots, rounded, List.rev t.boxes)
  in
  Cost.require_work ~samples:(integer n) claim certificate;
  let samples = match t.mixed with None -> samples | Some b -> samples ^ ", mixed " ^ number b in
  (id, alphabet, samples, n, claim, certificate)

(* A file's name on a line of its own: a name can hold anything, line ends and what turns the writing's direction too.
   Whatever is not printable ASCII is spelled, and so is the sign that spelling begins with: no two names look alike. *)
let name_of file =
  let spelled c = if c >= ' ' && c <= '~' && c <> '\\' then String.make 1 c else Printf.sprintf "\\x%02x" (Char.code c) in
  String.concat "" (List.map spelled (List.of_seq (String.to_seq file)))

let check_one file t =
  let id, alphabet, samples, n, claim, certificate = question_of t in
  if accepts alphabet n claim certificate then (
    let symbols = match alphabet with AnyAlphabet -> "every K" | TwoSymbols -> "K = 2" in
    say "%s: proved: %s: for %s and every Q, with N = %s: %s\n" (name_of file) id symbols samples (claim_printed claim);
    Accepted)
  else (
    say "%s: rejected: %s with N = %s: %s\n" (name_of file) id samples (Reason.rejected alphabet n claim certificate);
    Rejected)

let worse a b =
  match (a, b) with
  | Bad, _ | _, Bad -> Bad
  | Rejected, _ | _, Rejected -> Rejected
  | Accepted, Accepted -> Accepted

let guarded file action =
  let bad why = say "%s: unreadable: %s\n" (name_of file) why; Bad in
  try action () with
  | Unreadable why -> bad why
  | Sys_error why -> bad (shown why)
  | Stack_overflow | Out_of_memory -> bad "too large"

let check file = guarded file (fun () -> List.fold_left (fun answer t -> worse answer (check_one file t)) Accepted (read file))

let print_for_coq file =
  guarded file (fun () ->
      let text index t =
        let id, alphabet, _, n, claim, certificate = question_of t in
        Coq_text.theorem (index + 1) ~id alphabet n claim certificate
      in
      say "%s" (Coq_text.heading ^ String.concat "" (List.mapi text (read file)));
      Accepted)

let code = function Accepted -> 0 | Rejected -> 1 | Bad -> 2

let run arguments =
  match arguments with
  | [] -> prerr_string usage; 2
  | [ "--help" ] -> say "%s" usage; 0
  | [ "--coq"; file ] -> code (print_for_coq file)
  | files -> code (List.fold_left (fun answer file -> worse answer (check file)) Accepted files)

let () =
  exit
    (try
       let result = run (List.tl (Array.to_list Sys.argv)) in
       (try flush stdout with Sys_error why -> raise (Unwritten why));
       result
     with Unwritten why ->
       prerr_endline ("groundcheck-verified: the answers cannot be written: " ^ shown why);
       close_out_noerr stdout (* or leaving would try to write the rest of them *);
       2)
