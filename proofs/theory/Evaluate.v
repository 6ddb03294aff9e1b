(** * Evaluating the definitions

    Coq's real numbers do not compute.  The tactic [evaluate] proves an equation
    between a quantity of [Process] at rational arguments and the number
    [r0 + r1 * ln p1 + r2 * ln p2 + ...], the [r] rational and the [p] primes.
    The test suite uses it to hold the definitions against another program's
    values; no theorem depends on it. *)

From Coq Require Import Reals Arith List ZArith QArith Qreduction Lra Lia.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations Remedy Accumulation Idealised
  Verifier Smoothing Ensemble.
Import ListNotations.
Local Open Scope R_scope.

(** The vector of the listed numbers. *)
Definition point (l : list R) : nat -> R := fun i => nth i l 0.

Lemma ln_of_fraction : forall x a b, 0 < a -> 0 < b -> x = a / b -> ln x = ln a - ln b.
Proof.
  intros x a b Ha Hb ->. unfold Rdiv.
  rewrite ln_mult, ln_Rinv by (auto; now apply Rinv_0_lt_compat). ring.
Qed.

Lemma ln_of_product : forall x a b, 0 < a -> 0 < b -> x = a * b -> ln x = ln a + ln b.
Proof. intros x a b Ha Hb ->. now apply ln_mult. Qed.

Lemma Rpower_2 : forall x, 0 < x -> Rpower x 2 = x ^ 2.
Proof. intros x Hx. rewrite <- Rpower_pow by exact Hx. reflexivity. Qed.

Lemma Rpower_3 : forall x, 0 < x -> Rpower x 3 = x ^ 3.
Proof.
  intros x Hx. rewrite <- Rpower_pow by exact Hx. f_equal. simpl. ring.
Qed.

(** The rational number that a closed term denotes. *)
Ltac rational x :=
  lazymatch x with
  | IZR ?z => constr:(Qmake z 1)
  | ?a + ?b => let p := rational a in let q := rational b in constr:(Qplus p q)
  | ?a - ?b => let p := rational a in let q := rational b in constr:(Qminus p q)
  | ?a * ?b => let p := rational a in let q := rational b in constr:(Qmult p q)
  | ?a / ?b => let p := rational a in let q := rational b in constr:(Qdiv p q)
  | - ?a => let p := rational a in constr:(Qopp p)
  | / ?a => let p := rational a in constr:(Qinv p)
  | ?a ^ O => constr:(1%Q)
  | ?a ^ (S ?n) => rational (a * a ^ n)
  end.

(** The logarithm of a positive fraction is a difference of logarithms of
    integers.  Other logarithms are multiplied by zero: any number will do. *)
Ltac split_fraction x :=
  let q := rational x in
  let q := eval vm_compute in (Qred q) in
  lazymatch q with
  | Qmake (Zpos ?n) ?d =>
      rewrite (ln_of_fraction x (IZR (Zpos n)) (IZR (Zpos d)))
        by first [lra | field; lra | lra]
  | _ => generalize (ln x); intro
  end.

(** A smallest prime factor, by trial; [n] itself if it is prime. *)
Fixpoint smallest_factor (fuel : nat) (d n : Z) : Z :=
  match fuel with
  | O => n
  | S fuel' =>
      if Z.ltb n (d * d) then n
      else if Z.eqb (Z.modulo n d) 0 then d
      else smallest_factor fuel' (d + 1) n
  end.

Ltac split_integer n :=
  let p := eval vm_compute in (smallest_factor 100 2 (Zpos n)) in
  let m := eval vm_compute in (Z.div (Zpos n) p) in
  lazymatch m with
  | 1%Z => fail "prime"
  | _ => rewrite (ln_of_product (IZR (Zpos n)) (IZR p) (IZR m)) by lra
  end.

Ltac split_logarithms :=
  repeat match goal with
         | |- context [ln ?x] =>
             lazymatch x with IZR _ => fail | _ => split_fraction x end
         end;
  repeat match goal with
         | |- context [ln (IZR (Zpos 1))] => rewrite ln_1
         | |- context [ln (IZR (Zpos ?n))] => split_integer n
         end.

Ltac decide_comparisons :=
  repeat match goal with
         | |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b); try (exfalso; lra)
         | |- context [Req_EM_T ?a ?b] => destruct (Req_EM_T a b); try (exfalso; lra)
         | |- context [Rcase_abs ?a] => destruct (Rcase_abs a); try (exfalso; lra)
         end.

Ltac evaluate :=
  cbv beta iota zeta delta
    [Gen Draws Chain fit zero_counts bump mix constantly rsum point nth Nat.eqb
     Entropy KL Diversity L2 mean var Support positive is_one Tsallis Renyi power TV Rabs
     at_vertex at_some_vertex Closed Closed_step Closed_variance Stay Unmoved agree
     memory_alpha Pool Accumulating rprod
     Idealised accepted Verified Verified_idealised smoothed Smoothing Members Ensemble Ensemble_chain];
  repeat match goal with
         | |- context [INR ?n] =>
             let z := eval vm_compute in (Z.of_nat n) in
             replace (INR n) with (IZR z) by (rewrite INR_IZR_INZ; reflexivity)
         end;
  decide_comparisons;
  repeat first [rewrite Rpower_2 by lra | rewrite Rpower_3 by lra];
  split_logarithms; first [lra | solve [field; lra] | solve [field]].
