#!/usr/bin/env bash
# Does Coq accept what "groundcheck export coq" writes, and refuse it changed?
#
#   tests/proofs/export_test.sh GROUNDCHECK
#
# Each change below makes the file's claim or its numbers another; none may go
# through.  Exit status 77, for "skipped", where Coq or coq-interval is missing.
set -euo pipefail

program=$1
dir=$(mktemp -d)
trap 'rm -rf -- "$dir"' EXIT
cd -- "$dir"

echo 'From Interval Require Import Tactic.' > probe.v
if ! command -v coqc >/dev/null || ! coqc -q -w none probe.v >/dev/null 2>&1; then
  echo "export_test.sh: skipped, Coq with coq-interval is not installed"
  exit 77
fi

accepted=0 refused=0 wrong=0

# The list of assumptions takes longest, so it is printed for one file only.
without_list() { sed -i '/^Print Assumptions/d' "$1"; }

# What a file may rest on: the real numbers' axioms, and Coq's machine integers
# and floats with their specifications.
allowed='^(ClassicalDedekindReals|FunctionalExtensionality|Classical_Prop|PrimInt63|Uint63|PrimFloat|FloatAxioms)\.'

accept() {  # accept CLAIM N
  "$program" export coq "$1" --n "$2" --out file.v >/dev/null
  without_list file.v
  if coqc -q -w none file.v > log 2>&1; then
    accepted=$((accepted + 1))
  else
    echo "refused, but should be accepted: $1 at N = $2"; tail -n 5 log; wrong=$((wrong + 1))
  fi
}

refuse() {  # refuse WHAT CLAIM N SED-SCRIPT
  "$program" export coq "$2" --n "$3" --out true.v >/dev/null
  without_list true.v
  sed "$4" true.v > changed.v
  if cmp -s true.v changed.v; then
    echo "nothing was changed: $1"; wrong=$((wrong + 1))
  elif coqc -q -w none changed.v > log 2>&1; then
    echo "accepted, but should be refused: $1"; wrong=$((wrong + 1))
  elif grep -Eiq 'syntax error|not found|illegal' log; then
    echo "refused as no file of Coq at all: $1"; tail -n 5 log; wrong=$((wrong + 1))
  else
    refused=$((refused + 1))
  fi
}

for n in 2 5; do
  accept sandwich-lower "$n"
  accept loss-floor "$n"
  accept loss-floor-sharp "$n"
done

refuse "a larger constant" sandwich-lower 5 '/^Definition bound/s|1/2|51/100|'
refuse "a larger constant" loss-floor 5 '/^Definition bound/s|(1/10)|(1/9)|'
# Between the sharp constant at N = 5, 8/75, and 1 + 4*log(4/5), the largest; and beyond.
refuse "a constant beyond the largest" loss-floor-sharp 5 's|(8/75)|(1075/10000)|'
refuse "one sample less in the bound" sandwich-lower 5 '/^Definition bound/s|(5\*p)|(4*p)|'
refuse "the other direction" loss-floor 5 '/^  forall p, 0 <= p/s|>=|<=|'
refuse "strictly, where there is equality" loss-floor 2 '/^  forall p, 0 <= p/s|>=|>|'
refuse "masses above 1" sandwich-lower 2 '/^  forall p, 0 <= p/s|<= 1|<= 2|'
refuse "a coefficient" sandwich-lower 5 's|10 \* p^2 \* (1-p)^3 \* g|11 * p^2 * (1-p)^3 * g|'
refuse "the first coefficient" sandwich-lower 2 's|1 \* p^0 \* (1-p)^2 \* g|2 * p^0 * (1-p)^2 * g|'
refuse "a coefficient" loss-floor 5 's|5 \* p^4 \* (1-p)^1 \* g|6 * p^4 * (1-p)^1 * g|'
refuse "an exponent" loss-floor 2 's|p^1 \* (1-p)^1 \* g|p^1 * (1-p)^2 * g|'
refuse "a share" loss-floor 5 's|g (2/5)|g (3/5)|'
refuse "the entropy's sign" loss-floor 2 '/^Definition eta/s|- (x|(x|'
refuse "a proof left out" loss-floor 2 's|^Proof. intros p H. unfold A.*|Proof. Qed.|'

"$program" export coq loss-floor --n 2 --out list.v >/dev/null
coqc -q -w none list.v > list.out
grep -q '^Axioms:' list.out
if grep -E '^[A-Za-z]' list.out | sed 1d | grep -Ev "$allowed"; then
  echo "the file rests on more than it may"; wrong=$((wrong + 1))
fi

echo "$accepted accepted, $refused refused as they should be, $wrong wrong"
[[ $wrong -eq 0 ]]
