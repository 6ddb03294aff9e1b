#!/usr/bin/env bash
# Does proofs/check.sh notice tampering?
#
#   tests/proofs/check_test.sh
#
# A small project stands in for proofs/: one statement, one theorem, checked by
# copies of the real scripts.  Each case changes it in one way and says whether
# the check must accept, or reject and why.  Prints "N accepted, M rejected as
# they should be"; exit status 1 if any case behaves otherwise, 77 ("skipped")
# without Coq.
set -euo pipefail
export LC_ALL=C

proofs=$(CDPATH="" cd -- "$(dirname -- "$0")/../../proofs" && pwd)
command -v coqc >/dev/null 2>&1 || { echo "check_test.sh: skipped, coqc is not installed"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

accepted=0
rejected=0
wrong=0

pin() {
  # shellcheck disable=SC2046
  sha256sum Process.v statements/*.v $(ls -d verified/*.v 2>/dev/null || true) Assumptions.v assumptions.allow _CoqProject build.sh check.sh lint.awk \
    > statements.sha256
}

# A fresh project in $scratch/p.
fresh() {
  rm -rf -- "$scratch/p"
  mkdir -p -- "$scratch/p/statements" "$scratch/p/theory"
  cp -- "$proofs/build.sh" "$proofs/check.sh" "$proofs/lint.awk" "$scratch/p/"
  cd -- "$scratch/p"
  printf '%s\n' '-Q . Groundcheck' Process.v statements/Claims.v theory/Proofs.v > _CoqProject
  echo 'Definition next (n : nat) : nat := S n.' > Process.v
  cat > statements/Claims.v <<'END'
From Groundcheck Require Import Process.
Definition grows : Prop := forall n, n <= next n.
Definition shrinks : Prop := forall n, next n <= n.
Definition shrinks_fails : Prop := ~ shrinks.
END
  cat > theory/Proofs.v <<'END'
From Coq Require Import Classical_Prop.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import Claims.
Theorem grows_proof : grows.
Proof. intros n. apply le_S, le_n. Qed.
Theorem shrinks_fails_proof : shrinks_fails.
Proof. destruct (classic shrinks); intros every; specialize (every 0); inversion every. Qed.
END
  cat > Assumptions.v <<'END'
From Groundcheck.statements Require Claims.
From Groundcheck.theory Require Proofs.
Definition grows : Groundcheck.statements.Claims.grows := Groundcheck.theory.Proofs.grows_proof.  Redirect "grows" Print Assumptions grows.
Definition shrinks_fails : Groundcheck.statements.Claims.shrinks_fails := Groundcheck.theory.Proofs.shrinks_fails_proof.  Redirect "shrinks_fails" Print Assumptions shrinks_fails.
END
  echo 'Coq.Logic.Classical_Prop.classic' > assumptions.allow
  pin
}

run_check() { ./check.sh "$scratch/p/out" > "$scratch/log" 2>&1; }

report() {
  echo "WRONG: $*" >&2
  sed 's/^/    /' "$scratch/log" >&2
  wrong=$((wrong + 1))
}

accept() {
  if run_check && grep -qx '2 theorems checked, 0 failed' "$scratch/log" && [ -s out/checked.tsv ]
  then accepted=$((accepted + 1)); else report "not accepted: $1"; fi
}

# reject WHAT PATTERN: the check must fail, for the reason that PATTERN matches.
reject() {
  if run_check; then report "accepted: $1"
  elif ! grep -q -- "$2" "$scratch/log"; then report "rejected for another reason: $1"
  elif [ -e out/checked.tsv ]; then report "rejected, but checked.tsv was written: $1"
  else rejected=$((rejected + 1)); fi
}

# A lint that lets axioms pass, so that it is seen who else refuses them.
look_away() { sed -i 's/"Admitted admit/"admit/; s/Axiom Axioms//' lint.awk; pin; }

fresh; accept "the project as it is"
fresh; echo '(* An Axiom would be (* Admitted *) here. *)' >> theory/Proofs.v
accept "words in a nested comment"
fresh; cat >> theory/Proofs.v <<'END'
Section Local_assumptions.
  Hypothesis n_small : 1 <= 2.
  Lemma small : 1 <= 2. Proof. exact n_small. Qed.
End Local_assumptions.
END
accept "a hypothesis inside a section"

fresh; sed -i 's/^Proof. intros n. .*/Admitted./' theory/Proofs.v
reject "an admitted theorem" "'Admitted' is not allowed"
fresh; sed -i 's/^Proof. intros n. .*/Proof. intros n. admit. Admitted./' theory/Proofs.v
reject "an admitted goal" "'admit' is not allowed"
fresh; sed -i 's/^Theorem grows_proof/Axiom trust : forall n, n <= next n.\n&/; s/intros n. apply le_S, le_n/exact trust/' theory/Proofs.v
look_away
reject "a new axiom" "rests on more than assumptions.allow"
fresh; sed -i 's/^Theorem grows_proof/Local\n Parameter trust : forall n, n <= next n.\n&/; s/intros n. apply le_S, le_n/exact trust/' theory/Proofs.v
reject "a parameter over two lines" "'Parameter' is not allowed"
fresh; sed -i 's/^Theorem grows_proof/Hypothesis trust : forall n, n <= next n.\n&/; s/intros n. apply le_S, le_n/exact trust/' theory/Proofs.v
reject "a hypothesis outside a section" "outside a section"
fresh; sed -i '/^Proof. intros n/d; s/^Theorem grows_proof/Axiom grows_proof/' theory/Proofs.v
look_away
reject "an axiom under the theorem's name" "Proofs.grows_proof rests on more"
fresh; : > assumptions.allow; pin
reject "an axiom of the library that is not on the list" "Proofs.shrinks_fails_proof rests on more"
fresh; sed -i 's/^Theorem grows_proof/Unset Guard Checking.\nFixpoint any (n : nat) : False := any n.\n&/; s/intros n. apply le_S, le_n/destruct (any 0)/' theory/Proofs.v
reject "a recursion that does not end" "'Guard Checking' may not be switched"
fresh; sed -i 's/^Theorem grows_proof/Inductive big : Set := wrap : Type -> big.\n&/' theory/Proofs.v
echo '-arg -type-in-type' >> _CoqProject; pin
reject "an option that switches universes off" "something beside its logical root"
fresh; sed -i 's/^Theorem grows_proof : grows./Definition grows : Prop := True.\n&/; s/intros n. apply le_S, le_n/exact I/' theory/Proofs.v
reject "a statement redefined beside its proof" "not a proof of its statement"
fresh; sed -i 's/^Theorem grows_proof : grows/Theorem grows_proof : 0 <= next 0/; s/intros n. apply le_S, le_n/apply le_0_n/' theory/Proofs.v
reject "a weaker theorem" "not a proof of its statement"
fresh; sed -i 's/n <= next n/next (next n) <= n/' statements/Claims.v; pin
reject "a statement made stronger" "do not compile"
fresh; sed -i 's/n <= next n/0 <= next n/' statements/Claims.v
sed -i 's/apply le_S, le_n/apply le_0_n/' theory/Proofs.v
reject "a statement made weaker, and its proof with it" "statements/Claims.v is not what statements.sha256 pins"
fresh; sed -i 's/S n\./S (S n)./' Process.v
sed -i 's/apply le_S, le_n/apply le_S, le_S, le_n/' theory/Proofs.v
reject "another meaning of a definition" "Process.v is not what statements.sha256 pins"
fresh; sed -i 's/n <= next n/0 <= next n/' statements/Claims.v
sed -i 's/apply le_S, le_n/apply le_0_n/' theory/Proofs.v; pin
accept "a statement changed and pinned"
fresh; sed -i '/grows_proof/d' Assumptions.v; pin
reject "a statement without a line" "no theorem for the statement grows "
fresh; sed -i '/shrinks_fails_proof/d' Assumptions.v; pin
reject "a false statement whose negation is not proved" "no theorem for the statement shrinks_fails "
fresh; sed -i '/shrinks_fails/d' Assumptions.v statements/Claims.v
sed -i '/shrinks_fails/,$d' theory/Proofs.v; pin
reject "a statement that nobody decides" "no theorem for the statement shrinks "
fresh; sed -i 's/^Definition grows : [^ ]* :=/Definition grows :=/' Assumptions.v; pin
reject "a line that does not compare types" "Assumptions.v holds something unexpected"
fresh; sed -i 's/Groundcheck.statements.Claims.grows /Claims.grows /' Assumptions.v; pin
reject "a statement that is not named in full" "Assumptions.v holds something unexpected"
fresh; sed -i 's/Groundcheck.theory.Proofs.grows_proof/Proofs.grows_proof/' Assumptions.v; pin
reject "a theorem that is not named in full" "Assumptions.v holds something unexpected"
fresh; sed -i 's/Print Assumptions grows\./Print Assumptions Groundcheck.theory.Proofs.grows_proof./' Assumptions.v; pin
reject "the assumptions of another term" "Assumptions.v holds something unexpected"
fresh; sed -i 's/ Require Proofs/ Require Import Proofs/' Assumptions.v; pin
reject "an import among the requirements" "Assumptions.v holds something unexpected"
fresh; sed -i '1i Axiom trust : False.' Assumptions.v; pin
reject "an axiom in the list itself" "Assumptions.v holds something unexpected"
fresh; echo 'Lemma trivial : True. Proof. exact I. Qed.' >> statements/Claims.v
reject "a proof among the statements" "holds definitions only"
fresh; sed -i '1a Notation "a <= b" := (True).' statements/Claims.v
reject "a notation among the statements" "holds definitions only"
fresh; echo 'Definition unused := 0.' > theory/Other.v
reject "a file that the project does not list" "theory/Other.v is not listed"
fresh; sed -i 's/apply le_S, le_n/reflexivity/' theory/Proofs.v
reject "a proof that does not go through" "do not compile"

# What is pinned is everything that says what is proved, and how that is checked.
for file in Process.v statements/Claims.v Assumptions.v assumptions.allow _CoqProject build.sh lint.awk; do
  fresh
  case $file in
    *.v) echo '(* other *)' >> "$file" ;;
    _CoqProject) echo >> "$file" ;;
    *) echo '# other' >> "$file" ;;
  esac
  reject "$file changed and not pinned" "$file is not what statements.sha256 pins"
done
fresh; echo "$(printf '0%.0s' {1..64})  statements/Gone.v" >> statements.sha256
reject "a pin of a file that is gone" "pins statements/Gone.v"
fresh; : > statements.sha256
reject "no pins at all" "Process.v is not what statements.sha256 pins"

# A file that stands in for a statement's. add FILE: it becomes part of the project, before the proofs, and pinned.
add() { sed -i "s|^theory/Proofs.v|$1\n&|" _CoqProject; pin; }
weaken() { sed -i 's/^Theorem grows_proof : grows./Theorem grows_proof : Claims.grows./; s/intros n. apply le_S, le_n/exact I/' theory/Proofs.v; }
fresh; echo 'Definition grows : Prop := True.' > theory/Claims.v; weaken; add theory/Claims.v
sed -i 's/^From Groundcheck.statements Require Import Claims/From Groundcheck.theory Require Import Claims.\n&/' theory/Proofs.v
reject "a second file of a statement file's name" "two files have the name Claims.v"
fresh; echo 'Definition next (n : nat) : nat := S (S n).' > theory/Process.v; add theory/Process.v
reject "a second Process.v" "two files have the name Process.v"
fresh; mkdir statements/more; echo 'Definition grows : Prop := True.' > statements/more/Claims.v; add statements/more/Claims.v
reject "a statement file further down" "statements/more/Claims.v is neither Process.v nor a file of"
fresh; mkdir -p Groundcheck/statements; echo 'Definition grows : Prop := True.' > Groundcheck/statements/Other.v; add Groundcheck/statements/Other.v
reject "a folder of the root's name" "is neither Process.v nor a file of"
fresh; mv theory/Proofs.v elsewhere; ln -s ../elsewhere theory/Proofs.v
reject "a link in place of a file" "theory/Proofs.v is not a file of its own"
fresh; sed -i 's/^Theorem grows_proof/Module Groundcheck. Module statements. Module Claims. Definition grows : Prop := True. End Claims. End statements. End Groundcheck.\n&/' theory/Proofs.v
reject "modules with a statement's full name" "a module may not be called 'Groundcheck'"
fresh; sed -i 's/^Theorem grows_proof : grows./Definition weak : Prop := True.\nAxiom trust : weak -> grows.\nCoercion trust : weak >-> grows.\nTheorem grows_proof : weak./; s/intros n. apply le_S, le_n/exact I/' theory/Proofs.v
reject "a coercion from a weaker theorem" "Axiom' is not allowed"
fresh; look_away
sed -i 's/^Theorem grows_proof : grows./Definition weak : Prop := True.\nAxiom trust : weak -> grows.\nCoercion trust : weak >-> grows.\nTheorem grows_proof : weak./; s/intros n. apply le_S, le_n/exact I/' theory/Proofs.v
reject "the same with a lint that looks away" "rests on more than assumptions.allow"

# What would change the meaning of the lines that follow it in a statement file: pinned, and refused all the same.
state() { sed -i "s/^Definition grows/$1\n&/" statements/Claims.v; pin; }
for sentence in 'Definition next (n : nat) : nat := n.' 'Fixpoint next (n : nat) : nat := n.' \
                'Definition le (a b : nat) : Prop := True.' 'Inductive le (a b : nat) : Prop := always : le a b.' \
                'Definition nat : Set := bool.'; do
  fresh; state "$sentence"
  reject "a second definition: $sentence" "is defined twice among the statements, or has a meaning in Coq's library"
done
for sentence in 'Local Notation "a <= b" := True.' 'Infix "<=" := plus.' 'Local Open Scope bool_scope.' \
                'Open Scope R_scope.' 'Delimit Scope nat_scope with more.' 'Bind Scope nat_scope with nat.' \
                'Arguments next : simpl never.' 'Section Free.' 'Variable n : nat.' 'Module Claims.' 'Set Implicit Arguments.' \
                'Unset Printing All.' 'Coercion next : nat >-> nat.' 'Canonical Structure s := next.' \
                'Require Import Proofs.' 'From Groundcheck Require Import theory.Proofs.' \
                'From Groundcheck.theory Require Import Proofs.' 'From Coq Require Import List.' 'Import Nat.' \
                'From Groundcheck.statements Require Export Claims.' '#[global] Definition a := 0.' \
                'Program Definition a := 0.' 'Let a := 0.' 'Reserved Notation "a ~~ b" (at level 70).' \
                'Fixpoint a (n : nat) : nat := n where "x ~~ y" := (x = y).' 'Class a := b : nat.' \
                'Record a := { b : nat }.' 'Existing Instance a.' 'Hint Resolve le_n.' 'Ltac a := idtac.' \
                'Export Process.' 'Include Process.' 'Time Definition a := 0.' 'Unset Guard Checking.' 'Definition a := 0. Axiom b : False.'; do
  fresh; state "$(printf '%s' "$sentence" | sed 's/[&/]/\\&/g')"
  reject "in a statement file: $sentence" "statements/Claims.v does not pass lint.awk"
done
fresh; printf 'Definition a := 0' >> statements/Claims.v; pin
reject "a sentence without an end" "the last sentence has no end"
fresh; echo '(* open' >> statements/Claims.v; pin
reject "a comment without an end" "a comment or a string has no end"
fresh; state 'Fixpoint twice (n : nat) : nat := match n with O => O | S m => S (S (twice m)) end.'
accept "another definition, pinned"

# A function that a statement is about stands in verified/: definitions, pinned, with integers and lists to compute with.
function_file() {
  mkdir -p verified
  cat > verified/Function.v <<'END'
From Coq Require Import ZArith QArith List.
Definition heads (l : list Z) : option Z := match l with x :: _ => Some (x + 1)%Z | nil => None end.
END
  sed -i "s|^statements/Claims.v|verified/Function.v\n&|" _CoqProject
  sed -i 's/^From Groundcheck Require Import Process/&.\nFrom Groundcheck.verified Require Import Function/' statements/Claims.v
  pin
}
fresh; function_file; accept "a function that a statement is about"
fresh; function_file; sed -i 's/x + 1/x + 2/' verified/Function.v
reject "that function changed and not pinned" "verified/Function.v is not what statements.sha256 pins"
for sentence in 'Lemma trivial : True. Proof. exact I. Qed.' 'Notation "a ++ b" := a.' 'From Coq Require Import Bool.' \
                'From Groundcheck.theory Require Import Proofs.' 'Local Open Scope Z_scope.' 'Axiom heads_are : heads nil = None.'; do
  fresh; function_file; echo "$sentence" >> verified/Function.v; pin
  reject "in a function's file: $sentence" "verified/Function.v does not pass lint.awk"
done
for sentence in 'Definition next (n : nat) : nat := n.' 'Definition map (n : nat) : nat := n.'; do
  fresh; function_file; echo "$sentence" >> verified/Function.v; pin
  reject "in a function's file, a second definition: $sentence" "is defined twice among the statements, or has a meaning in Coq's library"
done
fresh; function_file; mkdir verified/more; echo 'Definition a := 0.' > verified/more/Other.v; add verified/more/Other.v
reject "a function's file further down" "verified/more/Other.v is neither Process.v nor a file of"

# The environment and the build folder have no say in how it is compiled.
fresh; mkdir out; echo 'COQEXTRAFLAGS += -type-in-type' > out/Makefile.local; touch out/_CoqProject
sed -i 's/^Theorem grows_proof/Inductive big : Set := wrap : Type -> big.\nDefinition loop : big := wrap big.\n&/' theory/Proofs.v
reject "an option of the build folder" "do not compile"
fresh; sed -i 's/^Theorem grows_proof/Inductive big : Set := wrap : Type -> big.\nDefinition loop : big := wrap big.\n&/' theory/Proofs.v
export COQEXTRAFLAGS=-type-in-type
reject "an option of the environment" "do not compile"
unset COQEXTRAFLAGS

echo "$accepted accepted, $rejected rejected as they should be, $wrong wrong"
[ "$wrong" -eq 0 ]
