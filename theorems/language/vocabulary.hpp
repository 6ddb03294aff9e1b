// The functions of the claim language, each in one row: name, argument types, result, formula, how it is set,
// and, of a functional that is a sum over the symbols, its term. One table feeds the type checker, every
// meaning of the language but the two that are second ones on purpose (reference/, checker/), the hints for
// misspelt names, the formulas of the page, the fuzzer and the documentation's test.
//
// What a row computes is a value of an enumeration. Each meaning (the evaluator of the kernels, the
// calculator, the numbers of a counterexample written out) has one switch over these values and no default in
// it, so that one which is added does not compile before every meaning has a rule for it. Names are compared
// here alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "theorems/language/expression.hpp"
#include "theorems/language/symbol_term.hpp"

namespace groundcheck {

// How a call is set as a formula; see reports/mathml.hpp.
enum class Typeset {
    call,         // head(args)
    first_below,  // the first argument as an index of the head, the second in parentheses
    last_below,   // the second as an index, the first in parentheses
    divided,      // head(p | r), as divergences are written
    difference,   // the squared norm of p - r
    size,         // |head p|
    root,
    bars,       // |x|
    of_sum,     // head(1 + x), what log1p stands for
    minus_one,  // head(x) - 1, what expm1 stands for
    words,      // the argument, then the head's words
};

// What symbols that no distribution has change in a functional's value.
enum class BesideAbsent {
    nothing,
    first,    // the first one may change it, further ones do not: min(p) becomes 0
    counted,  // it has a value for each symbol
};

// What a function of numbers or strings computes.
enum class FunctionRule {
    logarithm,
    logarithm_of_one_more,
    exponential,
    exponential_less_one,
    square_root,
    absolute_value,
    least,
    greatest,
    digamma,
    reversed,
    complement,
    flipped,
    joined,
    conditioned,  // given
    length,
    block_decomposition,
    halting,
    endless,
    steps,
    runs,
    // The summands of sums over the symbols, which decide/methods/separable.hpp makes; no claim has them.
    x_log_x,
    divergence,
    ratio,
    tsallis_summand,
    positive,
};

// What a functional computes.
enum class FunctionalRule {
    sum_over_symbols,  // its row has the term
    algorithmic_probability,
    renyi_entropy,
    tsallis_entropy,
    fixation_time,
    greatest,
    least,
    mean,
    variance,
    mass,
};

// What a predicate says.
enum class PredicateRule { vertex, interior, finite };

// What a first argument must be, beyond its type.
enum class FirstArgument {
    any,
    order,           // of an entropy: not negative
    order_infinite,  // the same, or infinity
    set,             // a set of symbols, not any observable
};

struct Function {
    std::string name;
    std::variant<FunctionRule, FunctionalRule, PredicateRule> rule;
    std::vector<Type> parameters;  // the types of its arguments
    std::string meaning;           // the formula: its row in docs/claim-language.md
    Type result = Type::scalar;
    bool variadic = false;  // the last parameter may repeat
    Typeset typeset = Typeset::call;
    std::string head = {};                        // what is set in place of the name; empty: the name
    std::optional<SymbolTerm> term = {};          // of a sum over the symbols of all its distributions
    BesideAbsent absent = BesideAbsent::nothing;  // of a functional or predicate
    FirstArgument first = FirstArgument::any;
    bool follows_process = false;  // it speaks of generations to come: of the process, its start and N

    // What the type checker makes of a call: function, functional or predicate.
    [[nodiscard]] Node node() const;
};

// Every function. max and min appear three times (numbers, distribution, observable), KL, TV and BDM twice.
const std::vector<Function>& functions();

// Those called `name`, none if there is no such function.
std::vector<const Function*> functions_named(std::string_view name);

// The row of a function, functional or predicate, by its name and its first argument's type. Throws
// std::logic_error if there is none.
const Function& row_of(const Expression& call);

// What a call computes; nothing of an expression that is no such call, or that no row is of.
std::optional<FunctionRule> function_rule(const Expression& call);
std::optional<FunctionalRule> functional_rule(const Expression& call);
std::optional<PredicateRule> predicate_rule(const Expression& call);

// The row of a functional, with its rule and its term; null of any other expression.
const Function* functional_row(const Expression& call);

// Whether the expression is itself a call that speaks of generations to come: fixtime.
bool follows_process(const Expression& expression);

// The term of a functional that is a sum over the symbols; null of any other expression.
const SymbolTerm* symbol_term(const Expression& expression);

// All names that are taken: functions, E, Var, Pr, Law, I, sum, prod, constants, keywords. No variable may
// have one of them, except that a capital letter may name both a functional and a distribution: R(2, Q) and
// KL(Q, R) do not collide.
bool is_reserved(std::string_view name);

// "a number", "a distribution", "an observable", "a formula".
std::string describe(Type type);

}  // namespace groundcheck
