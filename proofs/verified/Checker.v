(** * The verified checker

    [accepts A N c w] says whether the certificate [w] shows the claim [c] for
    the sample size [N], the alphabets [A] and every model; that it is right is
    statements/Verified.v.  This file is the program: it is extracted to OCaml as
    it stands.  Rational arithmetic and tests of signs, no search.

    How it goes.  The margin is the sum over the symbols of p*G(p), G a Bernstein
    polynomial with the coefficients G_1((j+1)/N) plus u(p) (NormalForm.v).  These
    are v_1((j+1)/N) if no later generation occurs; each generation more replaces
    values at the points (j+1)/N by their means under binomial probabilities.  What is
    linear and has a logarithm for its factor joins these coefficients.  On a
    box [a, b] each logarithm of [u], and the root, is replaced by a Taylor
    polynomial that bounds it from the needed side; G_1((j+1)/N) and the
    logarithms at the centre are combinations of logarithms and roots of whole
    numbers, which the certificate bounds.  What is left is a polynomial, and its
    Bernstein coefficients on [a, b] have to be >= 0.  They are computed in whole
    numbers, as multiples of 1/scale, and rounded down: each step takes means, so
    that less goes in and less comes out.  At p = 1 nothing is lost where G
    vanishes: there, with the centre 1, all coefficients are exact. *)

From Coq Require Import ZArith QArith List.
From Groundcheck.verified Require Import Claims NormalForm Bounds Points.

(** ** The certificate *)

(** On [low <= p <= high] logarithms and roots are expanded about [centre]; [root] is at
    most 1/sqrt(centre). *)
Inductive box : Type := Box (low high centre : Q) (degree : nat) (root : Q).

(** The first [rounded] generations, before which nothing of the claim happens, are
    computed in multiples of 1/scale. *)
Inductive certificate : Type :=
  Certificate (scale : positive) (bounds : list log_bound) (roots : list root_bound)
    (rounded : nat) (boxes : list box).

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

(** [k] is the number of coefficients. *)
Fixpoint raise_degree (count : nat) (k : Z) (g : list Z) : list Z :=
  match count with
  | O => g
  | S count => raise_degree count (Z.succ k) (raise_from k 0 0 g)
  end.

Fixpoint add_coefficients (g h : list Z) : list Z :=
  match g, h with
  | x :: g, y :: h => (x + y)%Z :: add_coefficients g h
  | _, _ => nil
  end.

(** The sum of two polynomials, the degrees made equal first. *)
Definition add_bernstein (g h : list Z) : list Z :=
  add_coefficients (raise_degree (length h - length g) (Z.of_nat (length g)) g)
    (raise_degree (length g - length h) (Z.of_nat (length h)) h).

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
  rev_append (left_part (length g) (Qnum share) (Zpos (Qden share)) (rev_append below nil)) nil.

(** ** Boxes *)

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

(** Lower bounds of the coefficients of scale*G on the box.  The pieces of low degree
    are added up before they are raised to that of the values. *)
Definition box_coefficients (scale : positive) (known : tables) (values : list known_sum)
  (u : form) (b : box) : option (list Z) :=
  match u, b with
  | Form p terms root inside, Box low high centre _ _ =>
      let terms := left_terms terms in
      match lower_values scale known terms centre values,
            add_root_coefficients scale b root (map (floor_of scale) (bernstein_of low high p)) with
      | Some g, Some pieces =>
          match add_term_coefficients scale b terms pieces with
          | Some pieces =>
              if Z.eqb (Qnum inside) 0 then Some (add_bernstein pieces (restrict low high g)) else None
          | None => None
          end
      | _, _ => None
      end
  end.

Fixpoint add_rationals (g h : list Q) : list Q :=
  match g, h with
  | x :: g, y :: h => Qred (x + y)%Q :: add_rationals g h
  | _, _ => nil
  end.

(** The same for two symbols together, of the masses p and 1-p: of p*G(p) + (1-p)*G(1-p),
    where [u] is a polynomial.  [values] are those of both (Points.v). *)
Definition pair_coefficients (scale : positive) (known : tables) (values : list known_sum)
  (u : form) (b : box) : option (list Z) :=
  match u, b with
  | Form p terms root inside, Box low high _ _ _ =>
      match left_terms terms, lower_values scale known nil (inject_Z 0) values with
      | nil, Some g =>
          if (Z.eqb (Qnum root) 0 && Z.eqb (Qnum inside) 0)%bool then
            let p := inject_Z 0 :: p in
            Some (add_bernstein
              (map (floor_of scale)
                 (add_rationals (bernstein_of low high p)
                    (bernstein_of (inject_Z 1 - low) (inject_Z 1 - high) p)))
              (restrict low high g))
          else None
      | _, _ => None
      end
  end.

(** No coefficient is negative; [strict]: and the first is positive, so that G is, but
    perhaps at the upper end; on the box that begins at 0, which is no mass, it is enough
    that any one of them is. *)
Definition signs_pass (strict from_0 : bool) (g : option (list Z)) : bool :=
  match g with
  | Some (x :: rest) =>
      ((if strict then if from_0 then existsb (Z.ltb 0) (x :: rest) else Z.ltb 0 x else true)
       && forallb (Z.leb 0) (x :: rest))%bool
  | _ => false
  end.

(** The boxes cover the masses from [start] to 1, one after the other. *)
Fixpoint boxes_pass (coefficients : box -> option (list Z)) (strict : bool) (start : Q)
  (boxes : list box) : bool :=
  match boxes with
  | nil => Qeq_bool start (inject_Z 1)
  | Box low high centre degree root :: rest =>
      (Qeq_bool low start && negb (Qle_bool high low) && Qle_bool high (inject_Z 1)
       && Nat.odd degree
       && signs_pass strict (Qeq_bool low (inject_Z 0)) (coefficients (Box low high centre degree root))
       && boxes_pass coefficients strict high rest)%bool
  end.

(** ** The whole *)

(** e + f*p > 0 for 0 < p <= 1. *)
Definition valid_term (t : log_term) : bool :=
  match t with
  | Term _ e f => (Z.leb 0 e && Z.leb 0 f && Z.ltb 0 (e + f))%bool
  end.

Definition valid_form (f : form) : bool :=
  match f with
  | Form _ terms _ _ => forallb valid_term terms
  end.

(** At the mass 1, which stays: the rational part of all the forms, and their logarithms. *)
Fixpoint rational_at_1 (forms : list form) : Q :=
  match forms with
  | nil => inject_Z 0
  | Form p _ root _ :: rest => (polynomial_at p (inject_Z 1) + root + rational_at_1 rest)%Q
  end.

Fixpoint logs_at_1 (forms : list form) : list (Z * Q) :=
  match forms with
  | nil => nil
  | Form _ terms _ _ :: rest => add_terms_at (inject_Z 1) terms (logs_at_1 rest)
  end.

Fixpoint lines_at_1 (lines : list log_line) (sum : list (Z * Q)) : list (Z * Q) :=
  match lines with
  | nil => sum
  | LogLine m _ y1 :: rest => add_log m y1 (lines_at_1 rest sum)
  end.

(** G(1) = 0, because everything cancels. *)
Definition vanishes_at_1 (forms : list form) (lines : list log_line) : bool :=
  (Qeq_bool (rational_at_1 forms) (inject_Z 0)
   && forallb (fun mc => Z.eqb (Qnum (snd mc)) 0) (lines_at_1 lines (logs_at_1 forms)))%bool.

(** The boxes of a margin; for two symbols equality is not looked at. *)
Definition margin_passes (A : alphabet) (scale : positive) (known : tables) (n : nat)
  (values : list known_sum) (u : form) (lines : list log_line) (later : list form) (strict : bool)
  (boxes : list box) : bool :=
  match A with
  | AnyAlphabet =>
      (boxes_pass (box_coefficients scale known values u) strict (inject_Z 0) boxes
       && (if strict then vanishes_at_1 (u :: later) lines else true))%bool
  | TwoSymbols =>
      (negb strict
       && boxes_pass (pair_coefficients scale known (of_both_symbols (Pos.of_succ_nat n) values) u)
            false (inject_Z 0) boxes)%bool
  end.

(** a >= b, and with [strict] equality at the vertices and nowhere else. *)
Definition shows (A : alphabet) (N : nat) (a b : quantity) (strict : bool) (w : certificate) : bool :=
  match N, w with
  | S n, Certificate scale bounds roots rounded boxes =>
      match margin_of N (QuantityDifference a b), tables_of scale bounds roots with
      | Some (Margin u lines later), Some known =>
          match coefficients_below scale known n rounded lines later with
          | Some values =>
              (valid_form u && forallb valid_form later
               && margin_passes A scale known n values u lines later strict boxes)%bool
          | None => false
          end
      | _, _ => false
      end
  | _, _ => false
  end.

(** Equality everywhere: the same certificate for both directions. *)
Definition accepts (A : alphabet) (N : nat) (c : claim) (w : certificate) : bool :=
  match c with
  | AtLeast a b Unsaid => shows A N a b false w
  | AtLeast a b OnlyAtVertices => shows A N a b true w
  | AtLeast a b Everywhere => (shows A N a b false w && shows A N b a false w)%bool
  end.
