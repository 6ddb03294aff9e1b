#!/usr/bin/env bash
# Builds the verified checker: Coq extracts it to OCaml, ocamlopt compiles that.
#
#   checker/verified/build.sh DIR
#
# Leaves the program groundcheck-verified in DIR. Needs coqc, ocamlfind, ocamlopt and Zarith (Debian: coq, ocaml-findlib,
# libzarith-ocaml-dev). Only definitions are compiled here; that the function is right is checked by proofs/check.sh.
set -euo pipefail
export LC_ALL=C
unset COQPATH COQLIB OCAMLPATH OCAMLPARAM || true

here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
proofs=$here/../../proofs
mkdir -p -- "$1/coq"
dir=$(CDPATH="" cd -- "$1" && pwd)

for file in Process statements/OneGeneration statements/Generations verified/Claims verified/NormalForm verified/Bounds verified/Points verified/Checker; do
  mkdir -p -- "$dir/coq/$(dirname -- "$file")"
  cp -- "$proofs/$file.v" "$dir/coq/$file.v"
  (cd -- "$dir/coq" && coqc -q -Q . Groundcheck "$file.v")
done
cp -- "$here/extract.v" "$here"/*.ml "$dir/"
cd -- "$dir"
coqc -q -Q coq Groundcheck extract.v
# What Coq wrote is not in a style that the compiler has no warnings about.
ocamlfind ocamlopt -w -a -package zarith -c integers.ml verified.mli verified.ml
ocamlfind ocamlopt -w +a-4-9-40..42-44-45-70 -warn-error +a -package zarith -linkpkg \
  integers.cmx verified.cmx statement.ml cost.ml reason.ml coq_text.ml main.ml -o groundcheck-verified.new
mv -- groundcheck-verified.new groundcheck-verified
