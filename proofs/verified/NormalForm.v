(** * The normal form of a claim's margin

    For the verified checker: a claim's margin is the sum over the symbols of
    p*G(p), p the mass of the symbol, with (size bias)

      G(p) = sum_j B(N-1, j, p) * v((j+1)/N) + u(p),

    B the binomial probabilities.  [u] and [v] are forms: a polynomial, a sum of
    terms c*ln(e + f*p), with rational c and whole e, f >= 0, and a multiple of
    1/sqrt(p).  [margin_of] derives them from the claim and N. *)

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

(** A polynomial, logarithms, and root/sqrt(p). *)
Inductive form : Type := Form (polynomial : list Q) (terms : list log_term) (root : Q).

Definition empty_form : form := Form nil nil (inject_Z 0).

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
  | Form p s r, Form p' s' r' =>
      Form (add_polynomials (map (fun c => Qred (w * c)%Q) p) p') (add_terms w s s')
        (Qred (w * r + r')%Q)
  end.

(** The functional is the sum of the masses times this form of them. *)
Definition form_of (N : nat) (f : functional) : option form :=
  let none := inject_Z 0 in
  match f with
  | Shannon => Some (Form nil (Term (inject_Z (-1)) 0 1 :: nil) none)
  | Gini => Some (Form (inject_Z 1 :: inject_Z (-1) :: nil) nil none)
  | TsallisOrder (S (S r)) =>
      let c := Qmake 1 (Pos.of_succ_nat r) in Some (Form (c :: monomial r (Qopp c)) nil none)
  | TsallisOrder _ => None
  | TsallisHalf => Some (Form (inject_Z (-2) :: nil) nil (inject_Z 2))
  | Spread x =>
      match rational_value N x with
      | Some (Qmake a b) =>
          if Z.leb (Zpos b) a then
            Some (Form nil (Term (inject_Z 1) (Zpos b) (a - Zpos b)
                            :: Term (inject_Z (-1)) a 0 :: Term (inject_Z (-1)) 0 1 :: nil)
                    none)
          else None
      | None => None
      end
  end.

(** [Margin u v]: the sum of p*G(p), as above. *)
Inductive margin : Type := Margin (model next : form).

(** [w] times a margin, added to another. *)
Definition add_margins (w : Q) (a b : option margin) : option margin :=
  match a, b with
  | Some (Margin u v), Some (Margin u' v') => Some (Margin (add_forms w u u') (add_forms w v v'))
  | _, _ => None
  end.

Fixpoint margin_of (N : nat) (a : quantity) : option margin :=
  match a with
  | Constant x =>
      match rational_value N x with
      | Some c => Some (Margin (Form (c :: nil) nil (inject_Z 0)) empty_form)
      | None => None
      end
  | Model f =>
      match form_of N f with
      | Some u => Some (Margin u empty_form)
      | None => None
      end
  | NextModel f =>
      match form_of N f with
      | Some v => Some (Margin empty_form v)
      | None => None
      end
  | QuantitySum a b => add_margins (inject_Z 1) (margin_of N a) (margin_of N b)
  | QuantityDifference a b => add_margins (inject_Z (-1)) (margin_of N b) (margin_of N a)
  | Multiple x a =>
      match rational_value N x with
      | Some c => add_margins c (margin_of N a) (Some (Margin empty_form empty_form))
      | None => None
      end
  end.
