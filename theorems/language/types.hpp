// Giving names their meaning and checking types: from the syntax tree to the typed expression.
//
// A Scope says which variables exist; it is what a claim's domain looks like to the type checker. Checking is
// strict: a formula is no number, a distribution is no number, and Q' exists only where something is random.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "theorems/language/expression.hpp"
#include "theorems/language/listing.hpp"
#include "theorems/language/source.hpp"
#include "theorems/language/syntax.hpp"

namespace groundcheck {

struct Domain;

struct Scope {
    bool calculator = false;    // no variables; interval literals allowed
    bool any_alphabet = false;  // K = "any": K has no value, symbols no numbers
    std::vector<std::uint32_t>
        K;                  // the alphabet sizes, increasing; empty if any or not known before reading data
    bool samples = false;   // N is in the domain, so a next generation exists
    bool grounded = false;  // alpha can be other than 0, so the mixture needs a world P
    bool own_training =
        false;  // the process says what the samples are drawn from: alpha and P only where it names them
    bool gaussian = false;            // the process is the Gaussian family's: mu[t] and s2[t]
    bool program = false;             // the process is the program learner's: h[t] and m
    std::set<std::string> recursion;  // the numbers that the process steps, m[t]; empty: it is no recursion
    bool strings = false;             // the symbols are the strings of length L
    bool random_world = false;        // the process says which worlds there can be: I[world; ...]
    std::string start = "Q";          // the distribution that Q[0] is; of a program learner the string h[0]
    std::set<std::string> sets;       // the observables that are sets of symbols
    bool step = false;                // of a process's own train, fit or step, where nothing is random
    std::string symbol;               // a name that stands for a symbol, as if bound by a sum; empty: none
    ByName<Type> names;               // the declared variables: scalars, distributions, observables, strings

    // Whether there are symbols: K is declared, or a variable has one value for each of them.
    bool has_alphabet() const;
};

// The scope that a claim's domain makes.
Scope scope_of(const Domain& domain);

enum class Wanted { statement, condition, number, distribution };

// The typed expression that `syntax` means. Throws InputError.
ExpressionPtr elaborate(const Source& source, const Scope& scope, const Syntax& syntax, Wanted wanted);

// The value of an expression made of numbers and + - * / ^ only, where that is a rational of reasonable size
// (an exponent must be an integer of at most 1000 in absolute value). Nothing otherwise, or for a division by
// zero.
std::optional<Rational> constant_value(const Expression& expression);

// The names of the variables that an expression uses: declared ones, K, N, and those that Q', M and the
// brackets E, Var, Pr bring with them (Q, N, and alpha and P if the scope has them). Bound variables do not
// count.
std::vector<std::string> variables_of(const Expression& expression, const Scope& scope);

}  // namespace groundcheck
