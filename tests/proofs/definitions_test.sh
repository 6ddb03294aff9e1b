#!/usr/bin/env bash
# Do the definitions in proofs/ mean what the claim language means?
#
#   tests/proofs/definitions_test.sh ENGINE_VALUES DIR
#
# ENGINE_VALUES (engine_values.cpp) writes equations between Coq terms and the
# program's own values, at random points from GROUNDCHECK_SEED; Coq proves each,
# and fails to prove each with the value changed.  DIR is a build directory of
# proofs/build.sh.  Exit status 77, for "skipped", where Coq is not installed.
set -euo pipefail

program=$1
dir=$2
root=$(CDPATH="" cd -- "$(dirname -- "$0")/../.." && pwd)

if ! command -v coqc >/dev/null; then
  echo "definitions_test.sh: skipped, coqc is not installed"
  exit 77
fi

"$root/proofs/build.sh" "$dir" >/dev/null
mkdir -p -- "$dir/definitions"
"$program" ${GROUNDCHECK_SEED:+"$GROUNDCHECK_SEED"} > "$dir/definitions/definitions.v"
cd -- "$dir/definitions"
coqc -q -Q .. Groundcheck definitions.v > definitions.out 2>&1 || { tail -n 40 definitions.out; exit 1; }

# Coq stops at an equation that it cannot prove and at a "Fail" that does not fail.
equations=$(grep -c '^Proof. evaluate. Qed.$' definitions.v)
refused=$(grep -c '^Fail evaluate.$' definitions.v)
echo "$equations values agree, $refused wrong values refused"
[[ $equations -eq $refused ]]
