#include "theorems/language/symbol_term.hpp"

#include <algorithm>

namespace groundcheck {

bool has_absolute(const SymbolTerm& term) {
    return term.kind == SymbolTerm::Kind::absolute ||
           std::any_of(term.parts.begin(), term.parts.end(), has_absolute);
}

}  // namespace groundcheck
