(** * Bounds of logarithms and roots of whole numbers

    For the verified checker: the certificate gives them, and each has to follow
    from those before it. *)

From Coq Require Import ZArith QArith List.
From Groundcheck.verified Require Import NormalForm.

(** ** What the certificate says *)

(** [lower/scale <= ln argument <= upper/scale], from the bounds of [ln base]
    and the Taylor polynomial of the given degree. *)
Inductive log_bound : Type := LogBound (argument base : Z) (degree : nat) (lower upper : Z).

(** [lower/scale <= sqrt argument <= upper/scale]. *)
Inductive root_bound : Type := RootBound (argument lower upper : Z).

(** ** Sums of logarithms of whole numbers *)

(** A list of pairs [(m, c)] is the sum of c*ln(m). *)
Fixpoint add_log (m : Z) (c : Q) (sum : list (Z * Q)) : list (Z * Q) :=
  match sum with
  | nil => (m, c) :: nil
  | (m', c') :: rest =>
      if Z.eqb m m' then (m, Qred (c + c')%Q) :: rest else (m', c') :: add_log m c rest
  end.

(** Terms at a rational mass [x] where each [e + f*x > 0], added to a sum. *)
Fixpoint add_terms_at (x : Q) (terms : list log_term) (sum : list (Z * Q)) : list (Z * Q) :=
  match terms with
  | nil => sum
  | Term c e f :: rest =>
      let y := Qred (inject_Z e + inject_Z f * x)%Q in
      add_log (Qnum y) c (add_log (Zpos (Qden y)) (Qopp c) (add_terms_at x rest sum))
  end.

(** The series of ln(1 + y), divided by y: [count] coefficients 1/i, -1/(i+1), ..., and
    a last one, -kappa/(i + count). *)
Fixpoint log_series (count : nat) (i : positive) (sign : Z) (kappa : Q) : list Q :=
  match count with
  | O => Qopp (kappa * Qmake 1 i)%Q :: nil
  | S count => Qmake sign i :: log_series count (Pos.succ i) (Z.opp sign) kappa
  end.

(** Its value at [y], times [y]: an upper bound of ln(1 + y) if [degree] is odd and
    [kappa] is 0, a lower one if [kappa] is at least 1 and 1/(1 + y). *)
Definition log_series_at (degree : nat) (kappa y : Q) : Q :=
  (y * polynomial_at (log_series degree 1 1 kappa) y)%Q.

(** ** Bounds of logarithms and roots of whole numbers *)

(** Bounds that are known: argument, lower, upper. *)
Fixpoint find_bounds (known : list (Z * (Z * Z))) (m : Z) : option (Z * Z) :=
  match known with
  | nil => None
  | (m', b) :: rest => if Z.eqb m m' then Some b else find_bounds rest m
  end.

(** ln m = ln base - ln(1 + y) with y = (base - m)/m. *)
Definition bound_follows (scale : positive) (known : list (Z * (Z * Z))) (b : log_bound) : bool :=
  match b with
  | LogBound (Zpos m) (Zpos n) degree lower upper =>
      match find_bounds known (Zpos n) with
      | Some (l, u) =>
          let y := Qmake (Zpos n - Zpos m) m in
          let s := inject_Z (Zpos scale) in
          (Pos.leb n m && Nat.odd degree
           && Qle_bool (inject_Z lower) (inject_Z l - s * log_series_at degree (inject_Z 0) y)
           && Qle_bool (inject_Z u - s * log_series_at degree (Qmake (Zpos m) n) y)
                       (inject_Z upper))%bool
      | None => false
      end
  | _ => false
  end.

Fixpoint check_bounds (scale : positive) (known : list (Z * (Z * Z))) (l : list log_bound)
  : option (list (Z * (Z * Z))) :=
  match l with
  | nil => Some known
  | b :: rest =>
      if bound_follows scale known b then
        match b with
        | LogBound m _ _ lower upper => check_bounds scale ((m, (lower, upper)) :: known) rest
        end
      else None
  end.

Definition root_follows (scale : positive) (b : root_bound) : bool :=
  match b with
  | RootBound m lower upper =>
      let square := (Zpos scale * Zpos scale * m)%Z in
      (Z.leb 0 m && Z.leb 0 lower && Z.leb (lower * lower) square
       && Z.leb 0 upper && Z.leb square (upper * upper))%bool
  end.

(** What is known of logarithms, and of roots. *)
Inductive tables : Type := Tables (logs roots : list (Z * (Z * Z))).

Definition tables_of (scale : positive) (bounds : list log_bound) (roots : list root_bound)
  : option tables :=
  match check_bounds scale ((1%Z, (0%Z, 0%Z)) :: nil) bounds with
  | Some logs =>
      if forallb (root_follows scale) roots then
        Some (Tables logs ((1%Z, (Zpos scale, Zpos scale))
          :: map (fun b => match b with RootBound m lower upper => (m, (lower, upper)) end) roots))
      else None
  | None => None
  end.

(** [floor_of scale x] is scale*x, rounded down. *)
Definition floor_of (scale : positive) (x : Q) : Z := Z.div (Zpos scale * Qnum x) (Zpos (Qden x)).

(** A lower bound of scale times the sum of c*f(m), from the bounds of f(m). *)
Fixpoint lower_sum (known : list (Z * (Z * Z))) (sum : list (Z * Q)) : option Z :=
  match sum with
  | nil => Some 0%Z
  | (m, c) :: rest =>
      match lower_sum known rest with
      | None => None
      | Some below =>
          if Z.eqb (Qnum c) 0 then Some below
          else
            match find_bounds known m with
            | None => None
            | Some (l, u) =>
                let b := if Z.leb 0 (Qnum c) then l else u in
                Some (below + Z.div (Qnum c * b) (Zpos (Qden c)))%Z
            end
      end
  end.
