(** * The margin at the points of a generation

    For the verified checker: the values of the forms at (j+1)/N, which are the
    coefficients of the expectation's Bernstein polynomial, and their means over
    generations, exact or from below. *)

From Coq Require Import ZArith QArith List.
From Groundcheck.verified Require Import NormalForm Bounds.

(** ** Values *)

(** v(x): its rational part, its logarithms, and its root as c*sqrt(m), in a list too. *)
Inductive known_sum : Type := KnownSum (r : Q) (logs roots : list (Z * Q)).

(** 1/sqrt(a/b) = sqrt(a*b)/a. *)
Definition root_at (root x : Q) : list (Z * Q) :=
  if Z.eqb (Qnum root) 0 then nil
  else ((Qnum x * Zpos (Qden x))%Z, (root / inject_Z (Qnum x))%Q) :: nil.

Definition form_at (f : form) (x : Q) : known_sum :=
  match f with
  | Form p terms root inside =>
      let r := polynomial_at p x in
      KnownSum (if Qeq_bool x (inject_Z 1) then r else Qred (r + inside)%Q)
        (add_terms_at x terms nil) (root_at root x)
  end.

(** v((j+1)/N), for j from [N - count] to N-1. *)
Fixpoint next_values (N : positive) (v : form) (count : nat) (j : Z) : list known_sum :=
  match count with
  | O => nil
  | S count => form_at v (Qred (Qmake (Z.succ j) N)) :: next_values N v count (Z.succ j)
  end.

(** Lower bounds of the values plus the terms at the centre. *)
Fixpoint lower_values (scale : positive) (known : tables) (terms : list log_term)
  (centre : Q) (values : list known_sum) : option (list Z) :=
  match known, values with
  | _, nil => Some nil
  | Tables of_logs of_roots, KnownSum r logs roots :: rest =>
      match lower_sum of_logs (add_terms_at centre terms logs), lower_sum of_roots roots,
            lower_values scale known terms centre rest with
      | Some x, Some y, Some l => Some ((floor_of scale r + (x + y))%Z :: l)
      | _, _, _ => None
      end
  end.

(** ** Generations *)

Definition no_sum : known_sum := KnownSum (inject_Z 0) nil nil.

(** [c] times a sum, added to another. *)
Fixpoint add_logs (c : Q) (sum others : list (Z * Q)) : list (Z * Q) :=
  match sum with
  | nil => others
  | (m, x) :: rest => add_log m (Qred (c * x)%Q) (add_logs c rest others)
  end.

Definition add_known (c : Q) (a b : known_sum) : known_sum :=
  match a, b with
  | KnownSum r l s, KnownSum r' l' s' =>
      KnownSum (Qred (c * r + r')%Q) (add_logs c l l') (add_logs c s s')
  end.

(** The coefficients of (rest + share*y)^n: with the sum to the power n for their
    denominator, the binomial probabilities. *)
Fixpoint next_row (rest share previous : Z) (row : list Z) : list Z :=
  match row with
  | nil => (share * previous)%Z :: nil
  | x :: row => (rest * x + share * previous)%Z :: next_row rest share x row
  end.

Fixpoint binomial_row (rest share : Z) (n : nat) : list Z :=
  match n with
  | O => 1%Z :: nil
  | S n => next_row rest share 0 (binomial_row rest share n)
  end.

(** One row for each of the points (j+1)/N, j from N - count on. *)
Fixpoint transition (N : Z) (n count : nat) (j : Z) : list (list Z) :=
  match count with
  | O => nil
  | S count => binomial_row (N - Z.succ j) (Z.succ j) n :: transition N n count (Z.succ j)
  end.

(** The mean of the values under the probabilities row/den. *)
Fixpoint exact_mean (den : positive) (row : list Z) (values : list known_sum) : known_sum :=
  match row, values with
  | x :: row, value :: values => add_known (Qred (Qmake x den)) value (exact_mean den row values)
  | _, _ => no_sum
  end.

Fixpoint add_values (g h : list known_sum) : list known_sum :=
  match g, h with
  | x :: g, y :: h => add_known (inject_Z 1) x y :: add_values g h
  | _, _ => nil
  end.

(** Of the forms of this generation and the later ones, at the points. *)
Fixpoint exact_values (N den : positive) (rows : list (list Z)) (count : nat) (later : list form)
  : list known_sum :=
  match later with
  | nil => repeat no_sum count
  | v :: nil => next_values N v count 0
  | v :: rest =>
      let values := exact_values N den rows count rest in
      add_values (next_values N v count 0) (map (fun row => exact_mean den row values) rows)
  end.

(** The same of lower bounds, in multiples of 1/scale and rounded down. *)
Fixpoint weighted (row values : list Z) : Z :=
  match row, values with
  | x :: row, value :: values => (x * value + weighted row values)%Z
  | _, _ => 0%Z
  end.

Fixpoint rounded_generations (den : Z) (rows : list (list Z)) (count : nat) (g : list Z) : list Z :=
  match count with
  | O => g
  | S count =>
      rounded_generations den rows count (map (fun row => Z.div (weighted row g) den) rows)
  end.

(** Nothing is there. *)
Definition is_nothing (f : form) : bool :=
  match f with
  | Form p terms root inside =>
      (forallb (fun c => Z.eqb (Qnum c) 0) p
       && forallb (fun t => match t with Term c _ _ => Z.eqb (Qnum c) 0 end) terms
       && Z.eqb (Qnum root) 0 && Z.eqb (Qnum inside) 0)%bool
  end.

(** What is left of the forms after [count] generations in which nothing is. *)
Fixpoint later_than (count : nat) (later : list form) : option (list form) :=
  match count, later with
  | O, _ => Some later
  | S count, v :: later => if is_nothing v then later_than count later else None
  | S _, nil => None
  end.

Fixpoint whole_power (N : positive) (n : nat) : positive :=
  match n with
  | O => 1%positive
  | S n => (N * whole_power N n)%positive
  end.

(** For n+1 samples: at the points (j+1)/N, the values or lower bounds of all that comes
    after the model. *)
Definition values_below (scale : positive) (known : tables) (n rounded : nat) (later : list form)
  : option (list known_sum) :=
  let N := Pos.of_succ_nat n in
  let den := whole_power N n in
  match rounded, later with
  | O, nil => Some (repeat no_sum (S n))
  | O, v :: nil => Some (next_values N v (S n) 0)
  | _, _ =>
      let rows := transition (Zpos N) n (S n) 0 in
      match later_than rounded later with
      | None => None
      | Some rest =>
          let values := exact_values N den rows (S n) rest in
          match rounded with
          | O => Some values
          | S _ =>
              match lower_values scale known nil (inject_Z 0) values with
              | None => None
              | Some g =>
                  Some (map (fun z => KnownSum (Qmake z scale) nil nil)
                            (rounded_generations (Zpos den) rows rounded g))
              end
          end
      end
  end.

(** With ln(m)*(y0*(1-p) + y1*p), whose coefficients of degree n lie evenly between y0 and
    y1. *)
Fixpoint add_line_from (m : Z) (y0 y1 : Q) (n : positive) (j : Z) (values : list known_sum)
  : list known_sum :=
  match values with
  | nil => nil
  | KnownSum r logs roots :: rest =>
      let c := Qred (Qmake 1 n * (inject_Z (Zpos n - j) * y0 + inject_Z j * y1))%Q in
      KnownSum r (add_log m c logs) roots :: add_line_from m y0 y1 n (Z.succ j) rest
  end.

(** None for one sample, where the degree is 0. *)
Fixpoint with_lines (n : nat) (lines : list log_line) (values : list known_sum)
  : option (list known_sum) :=
  match lines with
  | nil => Some values
  | LogLine m y0 y1 :: rest =>
      match n, with_lines n rest values with
      | S n', Some values => Some (add_line_from m y0 y1 (Pos.of_succ_nat n') 0 values)
      | _, _ => None
      end
  end.

(** The values at the points, with the lines. *)
Definition coefficients_below (scale : positive) (known : tables) (n rounded : nat)
  (lines : list log_line) (later : list form) : option (list known_sum) :=
  match values_below scale known n rounded later with
  | Some values => with_lines n lines values
  | None => None
  end.

(** ** Two symbols *)

(** (j+1)/N times the values, j from this one on. *)
Fixpoint times_mass (N : positive) (j : Z) (values : list known_sum) : list known_sum :=
  match values with
  | nil => nil
  | value :: rest => add_known (Qmake (Z.succ j) N) value no_sum :: times_mass N (Z.succ j) rest
  end.

(** Of p*g(p) + (1-p)*g(1-p), g the polynomial with these N values for its coefficients. *)
Definition of_both_symbols (N : positive) (values : list known_sum) : list known_sum :=
  let one := no_sum :: times_mass N 0 values in
  add_values one (rev_append one nil).
