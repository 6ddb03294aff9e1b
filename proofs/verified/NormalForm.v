(** * The normal form of a claim's margin

    For the verified checker: a claim's margin is the sum over the symbols of
    p*G(p), p the mass of the symbol, with (size bias)

      G(p)   = u(p)   + sum_j B(N-1, j, p) * G_1((j+1)/N) + l(p),
      G_1(p) = v_1(p) + sum_j B(N-1, j, p) * G_2((j+1)/N),  and so on,

    B the binomial probabilities.  [u] and [v_t] are forms, of the model and of
    that after [t] generations: a polynomial, a sum of terms c*ln(e + f*p), with
    rational c and whole e, f >= 0, a multiple of 1/sqrt(p), and one of the function
    that is 0 at the mass 1 and 1 elsewhere; [l] is a sum of ln(m)*(a*(1-p) + b*p).  [margin_of] derives them from the claim and N. *)

From Coq Require Import ZArith QArith List.
From Groundcheck.verified Require Import Claims.

(** ** Numbers *)

Definition both (f : Q -> Q -> Q) (x y : option Q) : option Q :=
  match x, y with
  | Some a, Some b => Some (Qred (f a b))
  | _, _ => None
  end.

Fixpoint rational_power (a : Q) (n : nat) : Q :=
  match n with
  | O => inject_Z 1
  | S n => Qred (a * rational_power a n)%Q
  end.

(** None for a division by zero. *)
Fixpoint rational_value (N : nat) (x : number) : option Q :=
  match x with
  | Whole z => Some (inject_Z z)
  | SampleSize => Some (inject_Z (Z.of_nat N))
  | NumberSum x y => both Qplus (rational_value N x) (rational_value N y)
  | NumberDifference x y => both Qminus (rational_value N x) (rational_value N y)
  | NumberProduct x y => both Qmult (rational_value N x) (rational_value N y)
  | NumberQuotient x y =>
      match rational_value N y with
      | Some b => if Qeq_bool b (inject_Z 0) then None
                  else both Qdiv (rational_value N x) (Some b)
      | None => None
      end
  | NumberPower x n =>
      match rational_value N x with
      | Some a => Some (rational_power a n)
      | None => None
      end
  end.

(** A polynomial by its coefficients, from the constant on. *)
Fixpoint polynomial_at (p : list Q) (x : Q) : Q :=
  match p with
  | nil => inject_Z 0
  | c :: rest => Qred (c + x * polynomial_at rest x)%Q
  end.

(** [c*x^r]. *)
Fixpoint monomial (r : nat) (c : Q) : list Q :=
  match r with
  | O => c :: nil
  | S r => inject_Z 0 :: monomial r c
  end.

Fixpoint add_polynomials (p q : list Q) : list Q :=
  match p, q with
  | nil, _ => q
  | _, nil => p
  | x :: p, y :: q => Qred (x + y)%Q :: add_polynomials p q
  end.

(** ** The normal form of a margin *)

(** [Term c e f] is c*ln(e + f*p). *)
Inductive log_term : Type := Term (c : Q) (e f : Z).

(** A polynomial, logarithms, root/sqrt(p), and [inside] where p is not 1. *)
Inductive form : Type := Form (polynomial : list Q) (terms : list log_term) (root inside : Q).

Definition empty_form : form := Form nil nil (inject_Z 0) (inject_Z 0).

(** Terms with one argument are one term: what cancels has to. *)
Fixpoint add_term (c : Q) (e f : Z) (terms : list log_term) : list log_term :=
  match terms with
  | nil => Term c e f :: nil
  | Term c' e' f' :: rest =>
      if (Z.eqb e e' && Z.eqb f f')%bool then Term (Qred (c + c')%Q) e f :: rest
      else Term c' e' f' :: add_term c e f rest
  end.

(** [w] times the terms, added to others. *)
Fixpoint add_terms (w : Q) (terms others : list log_term) : list log_term :=
  match terms with
  | nil => others
  | Term c e f :: rest => add_term (Qred (w * c)%Q) e f (add_terms w rest others)
  end.

(** [w*a + b]. *)
Definition add_forms (w : Q) (a b : form) : form :=
  match a, b with
  | Form p s r i, Form p' s' r' i' =>
      Form (add_polynomials (map (fun c => Qred (w * c)%Q) p) p') (add_terms w s s')
        (Qred (w * r + r')%Q) (Qred (w * i + i')%Q)
  end.

(** The functional is the sum of the masses times this form of them. *)
Definition form_of (N : nat) (f : functional) : option form :=
  let none := inject_Z 0 in
  match f with
  | Shannon => Some (Form nil (Term (inject_Z (-1)) 0 1 :: nil) none none)
  | Gini => Some (Form (inject_Z 1 :: inject_Z (-1) :: nil) nil none none)
  | TsallisOrder (S (S r)) =>
      let c := Qmake 1 (Pos.of_succ_nat r) in Some (Form (c :: monomial r (Qopp c)) nil none none)
  | TsallisOrder _ => None
  | TsallisHalf => Some (Form (inject_Z (-2) :: nil) nil (inject_Z 2) none)
  | Unsettled => Some (Form nil nil none (inject_Z 1))
  | Spread x =>
      match rational_value N x with
      | Some (Qmake a b) =>
          if Z.leb (Zpos b) a then
            Some (Form nil (Term (inject_Z 1) (Zpos b) (a - Zpos b)
                            :: Term (inject_Z (-1)) a 0 :: Term (inject_Z (-1)) 0 1 :: nil)
                    none none)
          else None
      | None => None
      end
  end.

(** [LogLine m a b] is ln(m)*(a*(1-p) + b*p). *)
Inductive log_line : Type := LogLine (m : Z) (at_0 at_1 : Q).

(** [Margin u lines (v_1 :: v_2 :: ...)]: the sum of p*G(p), as above. *)
Inductive margin : Type := Margin (model : form) (lines : list log_line) (later : list form).

(** The form at this time, the first of the list being at time 0, and before it none. *)
Fixpoint at_time (t : nat) (v : form) : list form :=
  match t with
  | O => v :: nil
  | S t => empty_form :: at_time t v
  end.

(** [w] times the forms, added to others. *)
Fixpoint add_times (w : Q) (l others : list form) : list form :=
  match l, others with
  | nil, _ => others
  | v :: l, nil => add_forms w v empty_form :: add_times w l nil
  | v :: l, v' :: others => add_forms w v v' :: add_times w l others
  end.

(** [w] times the lines, added to others. *)
Fixpoint add_lines (w : Q) (lines others : list log_line) : list log_line :=
  match lines with
  | nil => others
  | LogLine m a b :: rest => LogLine m (Qred (w * a)%Q) (Qred (w * b)%Q) :: add_lines w rest others
  end.

(** [w] times a margin, added to another. *)
Definition add_margins (w : Q) (a b : option margin) : option margin :=
  match a, b with
  | Some (Margin u s l), Some (Margin u' s' l') =>
      Some (Margin (add_forms w u u') (add_lines w s s') (add_times w l l'))
  | _, _ => None
  end.

(** A form that is linear in p, by its values at 0 and at 1. *)
Definition line_of (f : form) : option (Q * Q) :=
  match f with
  | Form (a :: nil) nil (Qmake Z0 _) (Qmake Z0 _) => Some (a, a)
  | Form (a :: b :: nil) nil (Qmake Z0 _) (Qmake Z0 _) => Some (a, Qred (a + b)%Q)
  | _ => None
  end.

(** ln(1) is 0. *)
Definition log_line_of (m : Z) (a b : Q) : list log_line :=
  if Z.eqb m 1 then nil else LogLine m a b :: nil.

(** log(x) times a margin that is linear in the masses. *)
Definition log_margin (x : option Q) (a : option margin) : option margin :=
  match x, a with
  | Some (Qmake (Zpos m) n), Some (Margin u nil nil) =>
      match line_of u with
      | Some (y0, y1) =>
          Some (Margin empty_form
                 (log_line_of (Zpos m) y0 y1
                  ++ log_line_of (Zpos n) (Qopp y0) (Qopp y1)) nil)
      | None => None
      end
  | _, _ => None
  end.

(** E[f(Q[t])]. *)
Definition later_margin (N t : nat) (f : functional) : option margin :=
  match t, form_of N f with
  | O, Some u => Some (Margin u nil nil)
  | S t, Some v => Some (Margin empty_form nil (at_time t v))
  | _, None => None
  end.

(** What a distance from the start has gained, this has lost. *)
Definition lost (d : distance) : functional :=
  match d with
  | SquaredDistance => Gini
  | RelativeEntropy => Shannon
  end.

(** In the loop with the weights 1-b and b, E[D(Q[t])] and E[L2(Q[t],Q)] are multiples of
    D(Q): the first of these numbers after [t] steps from (1, 1) or (0, -1). *)
Fixpoint mixed_numbers (share rate : Q) (t : nat) (c z : Q) : Q * Q :=
  match t with
  | O => (c, z)
  | S t =>
      match mixed_numbers share rate t c z with
      | (c, z) => (Qred (c - z * share)%Q, Qred (z * rate)%Q)
      end
  end.

Definition mixed_multiple (N : Q) (b : Q) (t : nat) (d : mixed) : Q :=
  let share := Qred (b * b / N)%Q in
  let rate := Qred (b * b - share)%Q in
  fst (match d with
       | MixedDiversity => mixed_numbers share rate t (inject_Z 1) (inject_Z 1)
       | MixedDistance => mixed_numbers share rate t (inject_Z 0) (inject_Z (-1))
       end).

Definition mixed_margin (N : nat) (b : option Q) (t : nat) (d : mixed) : option margin :=
  match b with
  | Some b =>
      if (Qle_bool (inject_Z 0) b && Qle_bool b (inject_Z 1))%bool then
        let c := mixed_multiple (inject_Z (Z.of_nat N)) b t d in
        Some (Margin (Form (c :: Qopp c :: nil) nil (inject_Z 0) (inject_Z 0)) nil nil)
      else None
  | None => None
  end.

Fixpoint margin_of (N : nat) (a : quantity) : option margin :=
  match a with
  | Constant x =>
      match rational_value N x with
      | Some c => Some (Margin (Form (c :: nil) nil (inject_Z 0) (inject_Z 0)) nil nil)
      | None => None
      end
  | Model f => later_margin N 0 f
  | LaterModel t f => later_margin N t f
  | Mixed b t d => mixed_margin N (rational_value N b) t d
  | Drift t d => add_margins (inject_Z (-1)) (later_margin N t (lost d)) (later_margin N 0 (lost d))
  | QuantitySum a b => add_margins (inject_Z 1) (margin_of N a) (margin_of N b)
  | QuantityDifference a b => add_margins (inject_Z (-1)) (margin_of N b) (margin_of N a)
  | Multiple x a =>
      match rational_value N x with
      | Some c => add_margins c (margin_of N a) (Some (Margin empty_form nil nil))
      | None => None
      end
  | LogMultiple x a => log_margin (rational_value N x) (margin_of N a)
  end.
