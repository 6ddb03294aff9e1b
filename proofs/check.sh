#!/usr/bin/env bash
# Builds every proof and checks what the theorems rest on.
#
#   proofs/check.sh [--clean] [DIR]
#
# DIR is the build directory of build.sh.  In this order:
#   1. the sources hold no unproved sentence and no foreign file   (lint.awk),
#      no two files or definitions of one name, and what says what is proved, and
#      how that is checked, is what was read and pinned             (statements.sha256)
#   2. everything compiles                                         (build.sh)
#   3. every statement has a theorem of exactly that type          (Assumptions.v)
#      and a place in docs/proofs.md
#   4. the theorem's assumptions are all in assumptions.allow
#   5. coqchk, Coq's independent checker, accepts the compiled proofs and finds
#      no axiom beyond the allowed ones
# What 1 refuses is not compiled.  Each deviation is one failure.  Prints "N theorems
# checked, M failed" and writes DIR/checked.tsv: a line with the hash of the sources; for each
# theorem its statement, file, theorem, axioms; a line with the hash of these.
# Exit status: 0 all is well, 1 something deviates, 2 a tool is missing.
set -euo pipefail
export LC_ALL=C
# Nothing but the files of this folder decides what is compiled, and how.
unset COQPATH COQLIB COQCORELIB COQBIN COQLIBS COQFLAGS COQEXTRAFLAGS COQCHKEXTRAFLAGS OTHERFLAGS MAKEFLAGS MAKEFILES

here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
clean=()
if [ "${1:-}" = "--clean" ]; then clean=(--clean); shift; fi
dir=${1:-"$here/../build/proofs"}
[[ $dir == /* ]] || dir=$PWD/$dir

for tool in coqc coq_makefile coqchk awk sha256sum; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "proofs/check.sh: $tool not found; install the package 'coq'." >&2
    exit 2
  fi
done

cd -- "$here"
failed=0
fail() { echo "FAILED: $*" >&2; failed=$((failed + 1)); }

# --- 1. the sources -----------------------------------------------------------
mapfile -t sources < <(grep '\.v$' _CoqProject)
if grep -v -e '\.v$' -e '^-Q \. Groundcheck$' -e '^$' _CoqProject >&2; then
  fail "_CoqProject holds something beside its logical root and files (above)"
fi
while IFS= read -r file; do
  [[ $file == Assumptions.v ]] && continue
  printf '%s\n' "${sources[@]}" | grep -x -- "$file" >/dev/null || fail "$file is not listed in _CoqProject"
done < <(find . -name '*.v' -print | sed 's|^\./||' | sort)
for file in "${sources[@]}"; do
  [[ $file =~ ^(Process|(statements|verified|theory)/[A-Za-z0-9_]+)\.v$ ]] ||
    fail "$file is neither Process.v nor a file of statements/, verified/ or theory/"
  [[ -f $file && ! -L $file ]] || { fail "$file is not a file of its own"; continue; }
  case $file in
    Process.v | statements/*) kind=statement ;;
    verified/*) kind=function ;;
    *) kind=theory ;;
  esac
  awk -v kind="$kind" -f lint.awk "$file" >&2 || fail "$file does not pass lint.awk"
done

# "From Groundcheck.statements Require Import Generations" takes any file of that name below statements/, and a
# short name means whatever came last: nothing may be there twice.
while IFS= read -r name; do
  fail "two files have the name $name"
done < <(printf '%s\n' "${sources[@]}" Assumptions.v | sed 's|.*/||' | sort | uniq -d)
meaning=()
for file in "${sources[@]}"; do
  [[ $file == Process.v || $file == statements/* || $file == verified/* ]] && meaning+=("$file")
done
# What the statements take from Coq's library; a definition of that name would change them.
library=(C IZR INR Nat None O PI Pos Prop Q Qden Qdiv Qeq_bool Qle_bool Qmake Qminus Qmult Qnum Qopp Qplus Qred R Rabs Rdiv
  Req_EM_T Rge Rgt Rinv Rle Rle_dec Rlt Rlt_dec Rmax Rmin Rminus Rmult Ropp Rplus Rpower Rsqr S Set Some True False
  Type Un_cv Z and andb bool cons cos cv_infty eq ex existsb exp fact false filter forallb ge gt iff inject_Z le length list ln lt
  map minus mult nat negb nil not nth option or orb plus pow pred rev sin snd sqrt sum true up)
while IFS= read -r name; do
  fail "$name is defined twice among the statements, or has a meaning in Coq's library"
done < <({ printf '%s\n' "${library[@]}"
           for file in "${meaning[@]}"; do awk -v kind=names -f lint.awk "$file" || true; done
         } | sort | uniq -d)

# A statement that was weakened, and its proof with it, would pass everything below; so would one whose line here
# was changed, or a check that was.
pinned=("${meaning[@]}" Assumptions.v assumptions.allow _CoqProject build.sh check.sh lint.awk)
for file in "${pinned[@]}"; do
  now=$(sha256sum -- "$file" | cut -d ' ' -f 1)
  grep -qx -- "$now  $file" statements.sha256 ||
    fail "$file is not what statements.sha256 pins: read what has changed, then pin it (docs/proofs.md)"
done
while IFS= read -r file; do
  printf '%s\n' "${pinned[@]}" | grep -x -- "$file" >/dev/null ||
    fail "statements.sha256 pins $file, which is not part of the proofs"
done < <(sed 's/^[0-9a-f]*  //' statements.sha256)

rm -f -- "$dir/checked.tsv"
if [ "$failed" -gt 0 ]; then
  echo "nothing compiled: the sources are refused" >&2
  echo "0 theorems checked, $failed failed"
  exit 1
fi

# --- 2. the build -------------------------------------------------------------
if ! ./build.sh "${clean[@]}" "$dir"; then
  fail "the proofs do not compile"
  echo "0 theorems checked, $failed failed"
  exit 1
fi
dir=$(CDPATH="" cd -- "$dir" && pwd)

# --- 3. a theorem for every statement -----------------------------------------
# A line of Assumptions.v reads
#   Definition X : Groundcheck.statements.File.X := Groundcheck.theory.Module.X_proof.  Redirect "X" Print Assumptions X.
# Nothing else may stand there but the requirements.  A statement that is false
# has none; its negation, X_fails, must have one instead.
awk '
  /^From Groundcheck\.(statements|theory) Require [A-Za-z0-9_]+\.$/ { next }
  /^\(\*.*\*\)$/ || /^$/ { next }
  /^\(\*/ { comment = 1 }
  comment { if (/\*\)$/) comment = 0; next }
  {
    split($0, w, " ")
    x = w[2]
    split(w[4], s, "."); split(w[6], t, ".")
    file = s[3]; module = t[3]
    line = "Definition " x " : Groundcheck.statements." file "." x " := Groundcheck.theory." module "." x \
           "_proof.  Redirect \"" x "\" Print Assumptions " x "."
    if (line != $0) { print "unexpected: " $0 > "/dev/stderr"; bad = 1; next }
    print x "\tstatements/" file ".v\t" module "." x "_proof"
  }
  END { exit bad }
' Assumptions.v > "$dir/theorems.tsv" || fail "Assumptions.v holds something unexpected (above)"

for file in "${sources[@]}"; do
  [[ $file == statements/* ]] || continue
  while IFS= read -r x; do
    grep -q -- "^$x"$'\t'"$file"$'\t' "$dir/theorems.tsv" ||
      grep -qx -- "Definition ${x}_fails : Prop := ~ $x\\." "$file" ||
      fail "no theorem for the statement $x of $file"
  done < <(sed -n 's/^Definition \([A-Za-z0-9_]*\) : Prop :=.*/\1/p' "$file")
done

# Each is named in the documentation, where there is one.
manual=../docs/proofs.md
if [ -e "$manual" ]; then
  while IFS= read -r x; do
    grep -q -- "\`$x\`" "$manual" || fail "docs/proofs.md does not name $x"
  done < <(cut -f 1 "$dir/theorems.tsv")
fi

mkdir -p -- "$dir/assumptions"
rm -f -- "$dir/assumptions/"*
cp -- Assumptions.v "$dir/assumptions/Assumptions.v"
(cd -- "$dir/assumptions" && coqc -q -w -all -Q .. Groundcheck Assumptions.v >/dev/null) ||
  fail "Assumptions.v does not compile: a theorem is not a proof of its statement"

# --- 4. the assumptions -------------------------------------------------------
# Print Assumptions shortens names; they are compared by their last two parts.
allowed=$(sed '/^#/d' assumptions.allow)
short=$(printf '%s\n' "$allowed" | awk -F . 'NF > 1 { print $(NF-1) "." $NF }')
hash=$(cat -- "${sources[@]}" Assumptions.v assumptions.allow _CoqProject build.sh check.sh lint.awk statements.sha256 | sha256sum | cut -d ' ' -f 1)
checked=0
printf 'sources\t%s\n' "$hash" > "$dir/new.tsv"
while IFS="$(printf '\t')" read -r x file theorem; do
  out="$dir/assumptions/$x.out"
  checked=$((checked + 1))
  if axioms=$(allowed=$short awk '
      BEGIN { n = split(ENVIRON["allowed"], a, "\n"); for (i = 1; i <= n; i++) ok[a[i]] = 1 }
      NR == 1 && ($0 == "Axioms:" || $0 == "Closed under the global context") { next }
      NR == 1 { print "unexpected: " $0 > "/dev/stderr"; bad = 1; next }
      /^[ \t]/ { next }
      {
        if (!($1 in ok) || (NF > 1 && $2 != ":")) {
          print "not allowed: " $0 > "/dev/stderr"; bad = 1
        }
        list = list (list == "" ? "" : ",") $1
      }
      END { print list; exit (bad || NR == 0) }' "$out"); then
    printf '%s\t%s\t%s\t%s\n' "$x" "$file" "$theorem" "$axioms" >> "$dir/new.tsv"
  else
    fail "$theorem rests on more than assumptions.allow"
  fi
done < "$dir/theorems.tsv"
[ "$checked" -gt 0 ] || fail "there is no theorem to check"

# --- 5. the independent checker -----------------------------------------------
# It takes most of the time, so it is not asked about proofs refused already.
mapfile -t modules < <(printf '%s\n' "${sources[@]}" | sed -e 's|\.v$||' -e 's|/|.|g' -e 's|^|Groundcheck.|')
if [ "$failed" -gt 0 ]; then
  echo "coqchk not run" >&2
elif ! coqchk -silent -o -Q "$dir" Groundcheck "${modules[@]}" > "$dir/coqchk.out" 2>&1; then
  cat -- "$dir/coqchk.out" >&2
  fail "coqchk does not accept the compiled proofs"
elif ! allowed=$allowed awk '
    BEGIN { n = split(ENVIRON["allowed"], a, "\n"); for (i = 1; i <= n; i++) ok[a[i]] = 1 }
    /^\* Axioms:/ { seen = 1; axioms = ($0 !~ /<none>/); next }
    /^\* Constants|^\* Inductives/ { axioms = 0; others++; if ($0 !~ /<none>$/) { print; bad = 1 } next }
    /^\*/ { axioms = 0; next }
    axioms && NF && !($1 in ok) { print "not allowed: " $1; bad = 1 }
    END { exit (bad || !seen || others != 3) }' "$dir/coqchk.out" >&2; then
  fail "coqchk finds more than assumptions.allow"
fi

echo "$checked theorems checked, $failed failed"
if [ "$failed" -gt 0 ]; then
  rm -f -- "$dir/new.tsv"
  exit 1
fi
printf 'sealed\t%s\n' "$(sha256sum < "$dir/new.tsv" | cut -d ' ' -f 1)" >> "$dir/new.tsv"
mv -- "$dir/new.tsv" "$dir/checked.tsv"
