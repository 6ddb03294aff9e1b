// The terms of functionals that are sums over the symbols: H(p) = sum(i: -p_i*log(p_i)).
//
// A term is a small formula in the masses of one symbol, written once (vocabulary.cpp). Everything that has a
// meaning for functionals reads it in an arithmetic of its own: the number kernels, the forms of proofs over
// a continuum, the summands of proofs symbol by symbol, the numbers of a counterexample written out. A symbol
// that no distribution has adds 0, by the conventions of the operations below.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

struct SymbolTerm {
    enum class Kind {
        number,    // value
        argument,  // the symbol's mass in the argument number `argument`, from 0
        sum,       // of two parts, and so on
        difference,
        product,
        square,      // of one
        absolute,    // its absolute value
        xlogx,       // x*log(x), 0 at 0
        divergence,  // p*log(p/r): 0 where p is 0, infinite where r alone is
        ratio,       // a/b: 0 where both are 0, infinite where b alone is; precondition: a >= 0
        positive,    // 1 where x > 0, else 0
    };
    Kind kind = Kind::number;
    Rational value;
    std::size_t argument = 0;
    std::vector<SymbolTerm> parts;
};

// Whether the term has an absolute value in it.
bool has_absolute(const SymbolTerm& term);

// The term in an algebra, which has a type Value and one method for each kind of term: number(rational),
// add, sub, mul, square, absolute, xlogx, divergence, ratio, positive. `arguments` are the symbol's masses.
template <class Algebra>
typename Algebra::Value term_in(const Algebra& algebra, const SymbolTerm& term,
                                const std::vector<typename Algebra::Value>& arguments) {
    // A mass is handed on as it is; what has to be made is kept here.
    using Value = typename Algebra::Value;
    std::array<std::optional<Value>, 2> made;
    const auto part = [&](std::size_t i) -> const Value& {
        const SymbolTerm& p = term.parts[i];
        if (p.kind == SymbolTerm::Kind::argument) return arguments.at(p.argument);
        return made.at(i).emplace(term_in(algebra, p, arguments));
    };
    switch (term.kind) {
        case SymbolTerm::Kind::number:
            return algebra.number(term.value);
        case SymbolTerm::Kind::argument:
            return arguments.at(term.argument);
        case SymbolTerm::Kind::sum:
            return algebra.add(part(0), part(1));
        case SymbolTerm::Kind::difference:
            return algebra.sub(part(0), part(1));
        case SymbolTerm::Kind::product:
            return algebra.mul(part(0), part(1));
        case SymbolTerm::Kind::square:
            return algebra.square(part(0));
        case SymbolTerm::Kind::absolute:
            return algebra.absolute(part(0));
        case SymbolTerm::Kind::xlogx:
            return algebra.xlogx(part(0));
        case SymbolTerm::Kind::divergence:
            return algebra.divergence(part(0), part(1));
        case SymbolTerm::Kind::ratio:
            return algebra.ratio(part(0), part(1));
        case SymbolTerm::Kind::positive:
            return algebra.positive(part(0));
    }
    throw std::logic_error("a term of a kind that does not exist; this is a fault of the program");
}

}  // namespace groundcheck
