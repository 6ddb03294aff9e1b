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

pin() { sha256sum Process.v statements/*.v > statements.sha256; }

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
Check (Proofs.grows_proof : Claims.grows).  Redirect "grows" Print Assumptions Proofs.grows_proof.
Check (Proofs.shrinks_fails_proof : Claims.shrinks_fails).  Redirect "shrinks_fails" Print Assumptions Proofs.shrinks_fails_proof.
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
reject "a new axiom" "rests on more than assumptions.allow"
fresh; sed -i 's/^Theorem grows_proof/Local\n Parameter trust : forall n, n <= next n.\n&/; s/intros n. apply le_S, le_n/exact trust/' theory/Proofs.v
reject "a parameter over two lines" "'Parameter' is not allowed"
fresh; sed -i 's/^Theorem grows_proof/Hypothesis trust : forall n, n <= next n.\n&/; s/intros n. apply le_S, le_n/exact trust/' theory/Proofs.v
reject "a hypothesis outside a section" "outside a section"
fresh; sed -i '/^Proof. intros n/d; s/^Theorem grows_proof/Axiom grows_proof/' theory/Proofs.v
reject "an axiom under the theorem's name" "Proofs.grows_proof rests on more"
fresh; : > assumptions.allow
reject "an axiom of the library that is not on the list" "Proofs.shrinks_fails_proof rests on more"
fresh; sed -i 's/^Theorem grows_proof/Unset Guard Checking.\nFixpoint any (n : nat) : False := any n.\n&/; s/intros n. apply le_S, le_n/destruct (any 0)/' theory/Proofs.v
reject "a recursion that does not end" "'Guard Checking' may not be switched"
fresh; sed -i 's/^Theorem grows_proof/Inductive big : Set := wrap : Type -> big.\n&/' theory/Proofs.v
echo '-arg -type-in-type' >> _CoqProject
reject "an option that switches universes off" "something beside its logical root"
fresh; sed -i 's/^Theorem grows_proof : grows./Definition grows : Prop := True.\n&/; s/intros n. apply le_S, le_n/exact I/' theory/Proofs.v
reject "a statement redefined beside its proof" "not a proof of its statement"
fresh; sed -i 's/^Theorem grows_proof : grows/Theorem grows_proof : 0 <= next 0/; s/intros n. apply le_S, le_n/apply le_0_n/' theory/Proofs.v
reject "a weaker theorem" "not a proof of its statement"
fresh; sed -i 's/n <= next n/next (next n) <= n/' statements/Claims.v
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
fresh; sed -i '/grows_proof/d' Assumptions.v
reject "a statement without a line" "no theorem for the statement grows "
fresh; sed -i '/shrinks_fails_proof/d' Assumptions.v
reject "a false statement whose negation is not proved" "no theorem for the statement shrinks_fails "
fresh; sed -i '/shrinks_fails/d' Assumptions.v statements/Claims.v
sed -i '/shrinks_fails/,$d' theory/Proofs.v
reject "a statement that nobody decides" "no theorem for the statement shrinks "
fresh; sed -i 's/^Check (Proofs.grows_proof : Claims.grows)/Check Proofs.grows_proof/' Assumptions.v
reject "a line that does not compare types" "Assumptions.v holds something unexpected"
fresh; sed -i '1i Axiom trust : False.' Assumptions.v
reject "an axiom in the list itself" "Assumptions.v holds something unexpected"
fresh; echo 'Lemma trivial : True. Proof. exact I. Qed.' >> statements/Claims.v
reject "a proof among the statements" "holds definitions only"
fresh; sed -i '1a Notation "a <= b" := (True).' statements/Claims.v
reject "a notation among the statements" "holds definitions only"
fresh; echo 'Definition unused := 0.' > theory/Other.v
reject "a file that the project does not list" "theory/Other.v is not listed"
fresh; sed -i 's/apply le_S, le_n/reflexivity/' theory/Proofs.v
reject "a proof that does not go through" "do not compile"

echo "$accepted accepted, $rejected rejected as they should be, $wrong wrong"
[ "$wrong" -eq 0 ]
