#!/usr/bin/env bash
# Does Coq compute what the extracted program answers? The program writes certificates as files in which Coq proves the
# claims by computing; those that it accepts have to go through, and those that it rejects must not.
#
#   coq_test.sh GROUNDCHECK_VERIFIED BUILD_PROOFS
#
# Exit status 1 if an answer differs, 77 ("skipped") without the compiled proofs.
set -euo pipefail
export LC_ALL=C

program=${1:?usage: coq_test.sh GROUNDCHECK_VERIFIED BUILD_PROOFS}
proofs=${2:?usage: coq_test.sh GROUNDCHECK_VERIFIED BUILD_PROOFS}
if ! command -v coqc >/dev/null 2>&1 || [ ! -e "$proofs/theory/VerifiedProofs.vo" ]; then
  echo "coq_test.sh: skipped, the proofs are not compiled in $proofs (proofs/build.sh)"
  exit 77
fi
proofs=$(CDPATH="" cd -- "$proofs" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
cd -- "$scratch"
passed=0
wrong=0

# The example of checker/FORMAT-3.md.
example() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/loss-floor' "statement H(Q) - E[H(Q')] >= D(Q)/(2*N)" 'let K any' \
    'let N 2' 'range Q simplex' 'scale 100' 'log 2 from 1 degree 5 in 68 70' 'box 0 1 about 1 degree 1'
}
# With 1/sqrt, roots, two boxes, an equality condition.
roots() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/tsallis' "statement E[T(q,Q')] <= T(q,Q)" 'equality vertex(Q)' \
    'let K any' 'let N 2' 'let q 1/2' 'range Q simplex' 'scale 10000' 'root 2 in 14142 14143' \
    'box 0 1/2 about 1/2 degree 7 root 7/5' 'box 1/2 1 about 1 degree 5 root 1'
}
# With several generations, one of them rounded, and the logarithm of a number.
generations() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/every-generation' "statement E[H(Q[t+1])] <= E[H(Q[t])]" 'let K any' \
    'let N 2' 'let t 2' 'range Q simplex' 'scale 100' 'log 2 from 1 degree 5 in 68 70' 'rounded 1' 'box 0 1 about 1 degree 1'
}
logarithm() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/geometric' "statement E[H(Q[5])] <= log(N)*(1 - 1/N)^4*D(Q)" 'let K any' \
    'let N 2' 'range Q simplex' 'scale 100' 'box 0 1 about 1 degree 1'
}
# G is 0 at the mass 0 too, and with one sample everywhere.
equality() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/inside' 'statement 2*T(3,Q) >= D(Q)' 'equality vertex(Q)' 'let K any' \
    'let N 1' 'range Q simplex' 'scale 100' 'box 0 1 about 1 degree 1'
}
# Two symbols, the third example of checker/FORMAT-3.md.
pair() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/settling' "statement Pr[not vertex(Q')] >= 2*(1 - 1/N)*D(Q)" 'let K 2' \
    'let N 3' 'range Q simplex' 'scale 100' 'box 0 1 about 1 degree 1'
}
drift() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/drift' "statement E[KL(Q[2],Q)] + E[L2(Q',Q)] >= E[KL(Q',Q)] + D(Q)/2" 'let K any' \
    'let N 2' 'range Q simplex' 'scale 100' 'log 2 from 1 degree 5 in 68 70' 'box 0 1 about 1 degree 1'
}
# Half of every model is the start: E[D(Q')] = (1 - b^2/N)*D(Q).
mixed() {
  printf '%s\n' 'groundcheck certificate 3' 'claim example/kept' "statement E[D(Q')] + E[L2(Q[2],Q)] <= (1 - 1/8 + 1/8 + 1/64)*D(Q)" 'let K any' \
    'let N 2' 'mixed 1/2' 'range Q simplex' 'scale 64' 'box 0 1 about 1 degree 1'
}
# agree NAME ANSWER: the certificate is on standard input.
agree() {
  cat > text.gc
  local answer=rejected coq=rejected
  if "$program" text.gc > said; then answer=accepted; fi
  "$program" --coq text.gc > Text.v
  if coqc -q -Q "$proofs" Groundcheck Text.v > coq.log 2>&1; then coq=accepted; fi
  if [ "$answer" != "$coq" ] || [ "$answer" != "$2" ]; then
    echo "WRONG: $1: the program says $answer, Coq $coq, and it ought to be $2" >&2
    sed 's/^/    /' said coq.log >&2
    wrong=$((wrong + 1))
  else
    passed=$((passed + 1))
  fi
}

agree "the example" accepted < <(example)
agree "a bound that is too good" rejected < <(example | sed 's/68 70/68 69/')
agree "another factor" rejected < <(example | sed "s/D(Q)/(1 + 1\/4)*D(Q)/")
agree "roots" accepted < <(roots)
agree "a root that is too small" rejected < <(roots | sed 's/14143/14142/')
agree "a centre's root that is too large" rejected < <(roots | sed 's/root 7\/5$/root 3\/2/')

agree "generations" accepted < <(generations)
agree "one generation too many" rejected < <(generations | sed 's/rounded 1/rounded 2/')
agree "a generation earlier" rejected < <(generations | sed 's/let t 2/let t 1/')
agree "entropy that grows" rejected < <(generations | sed 's/<=/>=/')
agree "the factor log(N), with equality" accepted < <(logarithm)
agree "a smaller factor" rejected < <(logarithm | sed 's/log(N)/99\/100*log(N)/')
agree "a zero at the mass 0" accepted < <(equality)
agree "a zero inside" rejected < <(equality | sed 's/T(3,Q)/1000\/1001*T(3,Q)/')
agree "not equal everywhere" rejected < <(equality | sed 's/vertex(Q)/always/')
agree "equal everywhere" accepted < <(equality | sed "s/vertex(Q)/always/; s/statement .*/statement E[D(Q')] >= 0/")
agree "two symbols" accepted < <(pair)
agree "every symbol by itself" rejected < <(pair | sed 's/let K 2/let K any/')
agree "two symbols, a larger factor" rejected < <(pair | sed 's/>= 2/>= 5\/2/')
agree "two symbols, and equality" rejected < <(pair | sed 's/let K/equality vertex(Q)\nlet K/')
agree "distances from the start" accepted < <(drift)
agree "a larger distance" rejected < <(drift | sed 's/D(Q)\/2/9\/10*D(Q)/')
agree "models mixed with the start" accepted < <(mixed)
agree "less of it" rejected < <(mixed | sed 's/1\/64)/1\/65)/')
agree "another share" rejected < <(mixed | sed 's/mixed 1\/2/mixed 3\/4/')
agree "a share that is none" rejected < <(mixed | sed 's/mixed 1\/2/mixed 3\/2/')

# The theorem rests on no more than the others do.
if ! roots | { cat > text.gc; "$program" --coq text.gc > Text.v; coqc -q -Q "$proofs" Groundcheck Text.v; } |
    awk '/^Axioms:/ { seen = 1; next } /^[ \t]/ { next }
         !/^(ClassicalDedekindReals.sig_not_dec|ClassicalDedekindReals.sig_forall_dec|FunctionalExtensionality.functional_extensionality_dep|Classical_Prop.classic)/ { print; bad = 1 }
         END { exit bad || !seen }' >&2; then
  echo "WRONG: the theorem rests on more than proofs/assumptions.allow (above)" >&2
  wrong=$((wrong + 1))
else
  passed=$((passed + 1))
fi

echo "$passed checks passed"
[ "$wrong" -eq 0 ]
