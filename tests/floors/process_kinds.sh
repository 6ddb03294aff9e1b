#!/usr/bin/env bash
# The families and members of a process are looked at in its own files alone: theorems/language/process.*, sim/, and
# the reference, which gives them a second meaning. Everything else asks for capabilities (sim/process.hpp).
#
#   process_kinds.sh ROOT
#
# Prints every other place, one a line, and the exit code is 1; 2 if there is nothing to check.
set -euo pipefail
export LC_ALL=C

root=${1:?usage: process_kinds.sh ROOT}
cd -- "$root"

# A family by name, or a member of a process or of the rules it comes to.
families='\b(SymbolProcess|GaussianProcess|ProgramProcess|RecursionProcess)\b'
members='\bprocess_?(\(\))?(\.|->)(family|alpha|samples|accumulate|additive|train|fit|endless|models|exact_share|start|worlds|world_mean|world_variance|gaussian|program|noise|maximum|exact|penalty|steps)\b([^(]|$)'
rules='\brules_?(\(\))?\.(accumulate|train|fit|simple_fit|endless|models|exact_share|constant)\b'
questions='\b(is_plain|models_are_counts|is_counting)\b'

files() {
    find . \( -name '.?*' -o -path ./build -o -path ./tests -o -path ./bench -o -path ./checker \) -prune -o \
        -type f \( -name '*.cpp' -o -name '*.hpp' \) -print |
        sed 's|^\./||' | grep -vE '^(sim|reference)/|^theorems/language/process(_file|_recursion)?\.' | sort
}

mapfile -t all < <(files)
((${#all[@]} > 0)) || { echo "process_kinds.sh: no source in $root" >&2; exit 2; }
# Comments may speak of what they like.
found=$(grep -nHE "$families|$members|$rules|$questions" "${all[@]}" | grep -vE '^[^:]*:[0-9]+:[[:space:]]*//' || true)
if [[ -n $found ]]; then
    printf '%s\n' "$found" | sed 's|$|   <- asks for a kind of process; ask for a capability (sim/process.hpp)|'
    exit 1
fi
echo "${#all[@]} files ask for no kind of process"
