#!/usr/bin/env bash
# Builds every proof with coq_makefile.
#
#   proofs/build.sh [--clean] [DIR]
#
# The sources are copied to DIR (default: build/proofs in the repository) and
# compiled there, so the source tree stays clean and several builds do not
# disturb one another.  --clean starts from an empty DIR.
# JOBS (default 2) is the number of parallel compilations.
set -euo pipefail
export LC_ALL=C

here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
clean=no
if [ "${1:-}" = "--clean" ]; then clean=yes; shift; fi
dir=${1:-"$here/../build/proofs"}
[[ $dir == /* ]] || dir=$PWD/$dir

if ! command -v coq_makefile >/dev/null 2>&1; then
  echo "proofs/build.sh: coq_makefile not found; install the package 'coq'." >&2
  exit 2
fi

if [ "$clean" = yes ] && [ -e "$dir" ]; then
  if [ ! -e "$dir/_CoqProject" ]; then
    echo "proofs/build.sh: $dir is not a proof build; refusing to empty it." >&2
    exit 2
  fi
  rm -rf -- "$dir"
fi
mkdir -p -- "$dir"
dir=$(CDPATH="" cd -- "$dir" && pwd)

cd -- "$here"
# Copy what _CoqProject lists and has changed, so that make recompiles that and
# no more.  What the project no longer lists goes, compiled or not: a stale file
# must not satisfy anybody's Require.
mapfile -t sources < <(grep '\.v$' _CoqProject)
(cd -- "$dir" && find . -name '*.v' -o -name '*.vo*') | while read -r old; do
  source=${old#./}
  source=${source%.v*}.v
  printf '%s\n' "${sources[@]}" | grep -x -- "$source" >/dev/null || rm -f -- "$dir/$old"
done
for file in _CoqProject "${sources[@]}"; do
  mkdir -p -- "$dir/$(dirname -- "$file")"
  cmp -s -- "$file" "$dir/$file" || cp -- "$file" "$dir/$file"
done

cd -- "$dir"
# coq_makefile's own hooks: whatever they hold is not of this project.
rm -f -- Makefile.local Makefile.local-late Makefile.coq.local
coq_makefile -f _CoqProject -o Makefile
make --no-print-directory -j "${JOBS:-2}"
