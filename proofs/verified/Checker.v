(** * The verified checker

    [accepts N c w] says whether the certificate [w] shows the claim [c] for
    the sample size [N], every alphabet and every model; that it is right is
    statements/Verified.v.  This file is the program: it is extracted to OCaml as
    it stands.  Rational arithmetic and tests of signs, no search.

    How it goes.  The margin is the sum over the symbols of p*G(p), G a Bernstein
    polynomial with the coefficients v((j+1)/N) plus u(p) (NormalForm.v).  On a
    box [a, b] each logarithm of [u], and the root, is replaced by a Taylor
    polynomial that bounds it from the needed side; v((j+1)/N) and the
    logarithms at the centre are combinations of logarithms and roots of whole
    numbers, which the certificate bounds.  What is left is a polynomial, and its
    Bernstein coefficients on [a, b] have to be >= 0.  They are computed in whole
    numbers, as multiples of 1/scale, and rounded down: each step takes means, so
    that less goes in and less comes out.  At p = 1 nothing is lost where G
    vanishes: there, with the centre 1, all coefficients are exact. *)

From Coq Require Import ZArith QArith List.
From Groundcheck.verified Require Import Claims NormalForm.

(** ** The certificate *)

(** [lower/scale <= ln argument <= upper/scale], from the bounds of [ln base]
    and the Taylor polynomial of the given degree. *)
Inductive log_bound : Type := LogBound (argument base : Z) (degree : nat) (lower upper : Z).

(** [lower/scale <= sqrt argument <= upper/scale]. *)
Inductive root_bound : Type := RootBound (argument lower upper : Z).

(** On [low <= p <= high] logarithms and roots are expanded about [centre]; [root] is at
    most 1/sqrt(centre). *)
Inductive box : Type := Box (low high centre : Q) (degree : nat) (root : Q).

Inductive certificate : Type :=
  Certificate (scale : positive) (bounds : list log_bound) (roots : list root_bound)
    (boxes : list box).

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

(** ** Bernstein coefficients *)

(** A list [g] of n+1 coefficients is the polynomial sum_j B(n, j, t)*g_j. *)

(** Of the polynomial times the linear function that is [y0] at 0 and [y1] at 1. *)
Fixpoint times_linear_from (y0 y1 : Q) (k : positive) (j : Z) (previous : Q) (g : list Q)
  : list Q :=
  match g with
  | nil => Qred (y1 * previous)%Q :: nil
  | x :: rest =>
      Qred (Qmake 1 k * (inject_Z (Zpos k - j) * (y0 * x) + inject_Z j * (y1 * previous)))%Q
      :: times_linear_from y0 y1 k (Z.succ j) x rest
  end.

Definition times_linear (y0 y1 : Q) (g : list Q) : list Q :=
  times_linear_from y0 y1 (Pos.of_nat (length g)) 0 (inject_Z 0) g.

(** Of a polynomial in the linear function that is [y0] at 0 and [y1] at 1. *)
Fixpoint bernstein_of (y0 y1 : Q) (p : list Q) : list Q :=
  match p with
  | nil => inject_Z 0 :: nil
  | c :: rest => map (fun x => Qred (c + x)%Q) (times_linear y0 y1 (bernstein_of y0 y1 rest))
  end.

(** From here on multiples of 1/scale, rounded down.  The degree raised by one: *)
Fixpoint raise_from (k j previous : Z) (g : list Z) : list Z :=
  match g with
  | nil => previous :: nil
  | x :: rest => Z.div ((k - j) * x + j * previous) k :: raise_from k (Z.succ j) x rest
  end.

Fixpoint raise_degree (count : nat) (g : list Z) : list Z :=
  match count with
  | O => g
  | S count => raise_degree count (raise_from (Z.of_nat (length g)) 0 0 g)
  end.

Fixpoint add_coefficients (g h : list Z) : list Z :=
  match g, h with
  | x :: g, y :: h => (x + y)%Z :: add_coefficients g h
  | _, _ => nil
  end.

(** The sum of two polynomials, the degrees made equal first. *)
Definition add_bernstein (g h : list Z) : list Z :=
  add_coefficients (raise_degree (length h - length g) g) (raise_degree (length g - length h) h).

(** Means of neighbours, with the weights 1 - num/den and num/den. *)
Fixpoint means (num den : Z) (g : list Z) : list Z :=
  match g with
  | x :: ((y :: _) as rest) => Z.div ((den - num) * x + num * y) den :: means num den rest
  | _ => nil
  end.

(** Coefficients on [0, num/den], by the algorithm of de Casteljau. *)
Fixpoint left_part (count : nat) (num den : Z) (g : list Z) : list Z :=
  match count, g with
  | S count, x :: _ => x :: left_part count num den (means num den g)
  | _, _ => nil
  end.

(** Coefficients on [low, high]: on [0, high], and of that, seen from the other end,
    the share (high - low)/high. *)
Definition restrict (low high : Q) (g : list Z) : list Z :=
  let share := Qred ((high - low) / high)%Q in
  let below := left_part (length g) (Qnum high) (Zpos (Qden high)) g in
  rev (left_part (length g) (Qnum share) (Zpos (Qden share)) (rev below)).

(** ** Boxes *)

(** v(x): its rational part, its logarithms, and its root as c*sqrt(m), in a list too. *)
Inductive known_sum : Type := KnownSum (r : Q) (logs roots : list (Z * Q)).

(** 1/sqrt(a/b) = sqrt(a*b)/a. *)
Definition root_at (root x : Q) : list (Z * Q) :=
  if Z.eqb (Qnum root) 0 then nil
  else ((Qnum x * Zpos (Qden x))%Z, (root / inject_Z (Qnum x))%Q) :: nil.

Definition form_at (f : form) (x : Q) : known_sum :=
  match f with
  | Form p terms root => KnownSum (polynomial_at p x) (add_terms_at x terms nil) (root_at root x)
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

(** What the coefficient -kappa of the last power has to be, for a lower bound. *)
Definition kappa_of (e f : Z) (low centre : Q) : Q :=
  let ratio := ((inject_Z e + inject_Z f * centre) / (inject_Z e + inject_Z f * low))%Q in
  if Qle_bool ratio (inject_Z 1) then inject_Z 1 else Qred ratio.

(** c*ln(e + f*p), less its value at the centre, from below. *)
Definition term_coefficients (scale : positive) (b : box) (t : log_term) : option (list Z) :=
  match b, t with
  | Box low high centre degree _, Term c e f =>
      let h := (inject_Z e + inject_Z f * centre)%Q in
      let y0 := Qred (inject_Z f * (low - centre) / h)%Q in
      let y1 := Qred (inject_Z f * (high - centre) / h)%Q in
      let above := Z.leb (Qnum c) 0 in
      let kappa := if above then inject_Z 0 else kappa_of e f low centre in
      if (negb (Qle_bool h (inject_Z 0))
          && (above || negb (Qle_bool (inject_Z e + inject_Z f * low) (inject_Z 0))))%bool then
        Some (map (fun x => floor_of scale (c * x)%Q)
                  (bernstein_of y0 y1 (inject_Z 0 :: log_series degree 1 1 kappa)))
      else None
  end.

(** The terms that have not cancelled: of the others no expansion is asked for. *)
Definition left_terms (terms : list log_term) : list log_term :=
  filter (fun t => match t with Term c _ _ => negb (Z.eqb (Qnum c) 0) end) terms.

Fixpoint add_term_coefficients (scale : positive) (b : box) (terms : list log_term) (g : list Z)
  : option (list Z) :=
  match terms with
  | nil => Some g
  | t :: rest =>
      match term_coefficients scale b t, add_term_coefficients scale b rest g with
      | Some h, Some g => Some (add_bernstein h g)
      | _, _ => None
      end
  end.

(** The series of 1/sqrt(1 + y), of [count] + 1 coefficients, the first of which is [a] and
    belongs to the power i-1. *)
Fixpoint root_series (count : nat) (i : positive) (a : Q) : list Q :=
  match count with
  | O => a :: nil
  | S count => a :: root_series count (Pos.succ i) (Qred (a * Qmake (1 - Zpos (xO i)) (xO i))%Q)
  end.

(** c/sqrt(p) from below, for c >= 0. *)
Definition add_root_coefficients (scale : positive) (b : box) (c : Q) (g : list Z)
  : option (list Z) :=
  match b with
  | Box low high centre degree root =>
      if Z.eqb (Qnum c) 0 then Some g
      else
        let y0 := Qred ((low - centre) / centre)%Q in
        let y1 := Qred ((high - centre) / centre)%Q in
        if (Z.leb 0 (Qnum c) && negb (Qle_bool centre (inject_Z 0)) && Z.leb 0 (Qnum root)
            && Qle_bool (root * root * centre)%Q (inject_Z 1))%bool then
          Some (add_bernstein
            (map (fun x => floor_of scale (c * root * x)%Q)
                 (bernstein_of y0 y1 (root_series degree 1 (inject_Z 1)))) g)
        else None
  end.

(** Lower bounds of the coefficients of scale*G on the box. *)
Definition box_coefficients (scale : positive) (known : tables) (values : list known_sum)
  (u : form) (b : box) : option (list Z) :=
  match u, b with
  | Form p terms root, Box low high centre _ _ =>
      let terms := left_terms terms in
      match lower_values scale known terms centre values with
      | None => None
      | Some g =>
          let rational :=
            add_bernstein (map (floor_of scale) (bernstein_of low high p)) (restrict low high g) in
          match add_root_coefficients scale b root rational with
          | None => None
          | Some g => add_term_coefficients scale b terms g
          end
      end
  end.

(** No coefficient is negative; [strict]: and the first is positive, so that G is, but
    perhaps at the upper end. *)
Definition signs_pass (strict : bool) (g : option (list Z)) : bool :=
  match g with
  | Some (x :: rest) =>
      ((if strict then Z.ltb 0 x else true) && forallb (Z.leb 0) (x :: rest))%bool
  | _ => false
  end.

(** The boxes cover the masses from [start] to 1, one after the other. *)
Fixpoint boxes_pass (scale : positive) (known : tables) (values : list known_sum) (u : form)
  (strict : bool) (start : Q) (boxes : list box) : bool :=
  match boxes with
  | nil => Qeq_bool start (inject_Z 1)
  | Box low high centre degree root :: rest =>
      (Qeq_bool low start && negb (Qle_bool high low) && Qle_bool high (inject_Z 1)
       && Nat.odd degree
       && signs_pass strict (box_coefficients scale known values u (Box low high centre degree root))
       && boxes_pass scale known values u strict high rest)%bool
  end.

(** ** The whole *)

(** e + f*p > 0 for 0 < p <= 1. *)
Definition valid_term (t : log_term) : bool :=
  match t with
  | Term _ e f => (Z.leb 0 e && Z.leb 0 f && Z.ltb 0 (e + f))%bool
  end.

Definition valid_form (f : form) : bool :=
  match f with
  | Form _ terms _ => forallb valid_term terms
  end.

(** G(1) = 0, because everything cancels. *)
Definition vanishes_at_1 (u v : form) : bool :=
  match u, v with
  | Form p s root, Form q t root' =>
      let one := inject_Z 1 in
      (Qeq_bool (polynomial_at p one + root + (polynomial_at q one + root'))%Q (inject_Z 0)
       && forallb (fun mc => Z.eqb (Qnum (snd mc)) 0) (add_terms_at one s (add_terms_at one t nil)))%bool
  end.

Definition accepts (N : nat) (c : claim) (w : certificate) : bool :=
  match N, c, w with
  | S n, AtLeast a b e, Certificate scale bounds roots boxes =>
      match margin_of N (QuantityDifference a b), tables_of scale bounds roots with
      | Some (Margin u v), Some known =>
          let strict := match e with OnlyAtVertices => true | Unsaid => false end in
          (valid_form u && valid_form v
           && boxes_pass scale known (next_values (Pos.of_succ_nat n) v N 0) u strict
                         (inject_Z 0) boxes
           && (if strict then vanishes_at_1 u v else true))%bool
      | _, _ => false
      end
  | _, _, _ => false
  end.
