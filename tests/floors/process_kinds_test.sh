#!/usr/bin/env bash
# No code outside the process's own files asks for kinds of process, and process_kinds.sh notices each way in which some
# could: it is shown a small tree with one fault each.
set -euo pipefail
export LC_ALL=C

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
checks=0 failures=0

# tree LINE [FILE]: a sound tree with this line in it.
tree() {
    rm -rf "$scratch/tree"
    mkdir -p "$scratch"/tree/{sim,reference,theorems/language,decide,tests}
    echo 'if (const auto view = symbol_view(domain.process.get(), false)) use(*view);' >"$scratch/tree/decide/good.cpp"
    echo "$1" >"$scratch/tree/${2:-decide/bad.cpp}"
}

# expect CODE TEXT: process_kinds.sh ends with CODE and prints TEXT.
expect() {
    local code=0 output
    output=$("$here/process_kinds.sh" "$scratch/tree" 2>&1) || code=$?
    ((++checks))
    if [[ $code != "$1" || $output != *"$2"* ]]; then
        printf 'expected %s and "%s", got %s and:\n%s\n' "$1" "$2" "$code" "$output" >&2
        ((++failures))
    fi
}

# what may be
tree 'const Rational alpha = process.alpha();'; expect 0 '2 files ask for no kind of process'
tree '// a SymbolProcess, process->fit'; expect 0 'ask for no kind'
tree 'plan.accumulate = options.data == "accumulate";'; expect 0 'ask for no kind'
tree 'std::get<SymbolProcess>(process.family).fit' sim/rules.cpp; expect 0 'ask for no kind'
tree 'std::get<SymbolProcess>(process.family).fit' reference/rules.cpp; expect 0 'ask for no kind'
tree 'std::get<SymbolProcess>(process.family).fit' theorems/language/process_file.cpp; expect 0 'ask for no kind'
tree 'process->fit' tests/rules.cpp; expect 0 'ask for no kind'
# what may not
for line in 'if (std::holds_alternative<GaussianProcess>(kind)) return 0;' 'const SymbolProcess& symbols = its(process);' \
    'std::visit(ask, domain.process->family);' 'if (point.process && point.process->gaussian) return 0;' \
    'if (process_->program) return;' 'return process.fit' 'if (process->models.size() > 1) throw NoForm{};' \
    'if (rules.accumulate) return;' 'if (chain().rules().train) return;' 'if (!process->is_plain()) return;' \
    'return rules.is_counting();' 'for (const auto& step : process->steps)' 'std::get<RecursionProcess>(kind)' \
    'auto learner = std::get_if<ProgramProcess>(&kind);  // a comment'; do
    tree "$line"; expect 1 "decide/bad.cpp:1:$line"
done
tree 'if (process->exact_share) return;' theorems/language/types.cpp; expect 1 'theorems/language/types.cpp:1:'
rm -rf "$scratch/tree"; mkdir "$scratch/tree"; expect 2 'no source'

"$here/process_kinds.sh" "$here/../.." || { echo "a kind of process is asked for above" >&2; failures=$((failures + 1)); }
((failures == 0)) || exit 1
echo "$((checks + 1)) checks passed"
