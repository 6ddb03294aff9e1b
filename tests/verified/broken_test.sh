#!/usr/bin/env bash
# Is each guard of the verified checker needed by its proof? With one of them broken the checker still compiles, and its proof
# must not; unchanged, both do.
#
#   broken_test.sh PROOFS BUILD_PROOFS
#
# Exit status 1 if a broken guard goes unnoticed, 77 ("skipped") without the compiled proofs.
set -euo pipefail
export LC_ALL=C

sources=${1:?usage: broken_test.sh PROOFS BUILD_PROOFS}
proofs=${2:?usage: broken_test.sh PROOFS BUILD_PROOFS}
if ! command -v coqc >/dev/null 2>&1 || [ ! -e "$proofs/theory/VerifiedProofs.vo" ]; then
  echo "broken_test.sh: skipped, the proofs are not compiled in $proofs (proofs/build.sh)"
  exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
cp -r -- "$proofs/." "$scratch/"
cp -- "$sources"/verified/*.v "$scratch/verified/"
cp -- "$sources"/theory/Verified*.v "$scratch/theory/"
cp -- "$sources/statements/Verified.v" "$scratch/statements/"
cp -r -- "$scratch/verified" "$scratch/sound"
cd -- "$scratch"
passed=0
wrong=0

compile() {
  local file
  for file in "$@"; do coqc -q -Q . Groundcheck "$file.v" > log 2>&1 || return 1; done
}
program() { compile verified/Claims verified/NormalForm verified/Bounds verified/Points verified/Checker statements/Verified; }
proof() {
  compile theory/VerifiedLog theory/VerifiedRoot theory/VerifiedBernstein theory/VerifiedPolynomials theory/VerifiedMixtures theory/VerifiedForms \
    theory/VerifiedBounds theory/VerifiedGenerations theory/VerifiedPairs theory/VerifiedProofs
}
# broken WHAT FILE SED: in that file of the checker.
broken() {
  cp -- sound/*.v verified/
  sed -i "$3" "verified/$2.v"
  if cmp -s "verified/$2.v" "sound/$2.v"; then
    echo "WRONG: $1: nothing was changed" >&2
    wrong=$((wrong + 1))
  elif ! program; then
    echo "WRONG: $1: it does not compile" >&2
    sed 's/^/    /' log >&2
    wrong=$((wrong + 1))
  elif proof; then
    echo "WRONG: $1: the proof goes through" >&2
    wrong=$((wrong + 1))
  else
    passed=$((passed + 1))
  fi
}

if program && proof; then
  passed=$((passed + 1))
else
  echo "WRONG: the proof does not compile as it is" >&2
  sed 's/^/    /' log >&2
  wrong=$((wrong + 1))
fi
broken "a generation rounded up" Points 's/Z.div (weighted row g) den/Z.opp (Z.div (Z.opp (weighted row g)) den)/'
broken "what happens before is not looked at" Points 's/if is_nothing v then later_than count later else None/later_than count later/'
broken "one generation too few" Points 's/(rounded_generations (Zpos den) rows rounded g)/(rounded_generations (Zpos den) rows (pred rounded) g)/'
broken "another denominator" Points 's/let den := whole_power N n in/let den := whole_power N (S n) in/'
broken "log(a\/b) as log(a) + log(b)" NormalForm 's/log_line_of (Zpos n) (Qopp y0) (Qopp y1)/log_line_of (Zpos n) y0 y1/'
broken "lines forgotten where G has to vanish" Checker 's/lines_at_1 lines (logs_at_1 forms)/logs_at_1 forms/'
broken "a zero between two boxes" Checker 's/signs_pass strict (Qeq_bool low (inject_Z 0))/signs_pass strict true/'
broken "a zero everywhere" Checker 's/if from_0 then existsb (Z.ltb 0) (x :: rest) else Z.ltb 0 x/if from_0 then true else Z.ltb 0 x/'
broken "equality seen from one side" Checker 's/(shows A N a b false w \&\& shows A N b a false w)/(shows A N a b false w \&\& shows A N a b false w)/'
broken "the values of one symbol for two" Checker 's/(of_both_symbols (Pos.of_succ_nat n) values)/values/'
broken "one symbol of two" Points 's/add_values one (rev_append one nil)/add_values one one/'
broken "two symbols, and only one has a polynomial" Checker 's/(bernstein_of (inject_Z 1 - low) (inject_Z 1 - high) p)/(bernstein_of low high p)/'
broken "a logarithm of Q forgotten for two symbols" Checker 's/match left_terms terms, lower_values scale known nil (inject_Z 0) values with/match @nil log_term, lower_values scale known nil (inject_Z 0) values with/'
broken "whether Q is a vertex" Checker 's/if Z.eqb (Qnum inside) 0 then Some/if true then Some/'
broken "a vertex like other points" Points 's/if Qeq_bool x (inject_Z 1) then r else/if Qeq_bool x (inject_Z 2) then r else/'
broken "a distance that loses what it has gained" NormalForm 's/Drift t d => add_margins (inject_Z (-1)) (later_margin N t/Drift t d => add_margins (inject_Z 1) (later_margin N t/'
broken "another functional for a distance" NormalForm 's/| SquaredDistance => Gini/| SquaredDistance => Shannon/'
broken "another share of the start" NormalForm 's/Qred (b \* b \/ N)/Qred (b \/ N)/'
broken "a share above 1" NormalForm 's/(Qle_bool (inject_Z 0) b \&\& Qle_bool b (inject_Z 1))/(Qle_bool (inject_Z 0) b \&\& true)/'

echo "$passed checks passed"
[ "$wrong" -eq 0 ]
