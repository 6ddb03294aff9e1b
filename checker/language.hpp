// The checker's reading of claims: from the text of a statement to its margins as exact forms.
//
// Two readings of a distribution. By symbols: every distribution has one share per symbol (q_i, p_i, ...),
// and a side of the claim is c + sum_i g(q_i, p_i, ...). By coordinates every symbol's share is there: K = 2
// and Q = (q, 1-q), or all distributions are constants; a side is a function c of what ranges.
#pragma once

#include <string>

#include "cases.hpp"

namespace checker {

struct Tree;
using TreePtr = std::shared_ptr<const Tree>;
// op: number name index(Q_i) generation(Q[t]) vector + - * / ^ neg call sum E rel and or; see language.cpp.
struct Tree {
    std::string op, name;
    mpq_class value;
    std::vector<TreePtr> args;
    std::size_t depth = 0;  // of the nodes below it
};
TreePtr parse_formula(const std::string& text);
TreePtr parse_expression(const std::string& text);
mpq_class parse_number(const std::string& text);

enum class Reading { symbols, coordinates };
// The shares of a distribution: by coordinates of every symbol, by symbols of the one at hand.
using Shares = std::vector<Polynomial>;
struct Side {
    Form c, g;  // c + sum over the symbols of g
};

struct Scope {
    Reading reading = Reading::symbols;
    long K = 0;                           // 0: any
    long count = 2;                       // how many symbols there are by coordinates
    std::map<std::string, Form> numbers;  // N, K, alpha, parameters: constants or variables
    std::map<std::string, Shares> distributions;
    std::optional<Shares> sample;  // those of Q[time], inside an expectation
    long time = 1;
    std::map<std::string, long> symbols;  // bound index -> symbol (1.. by coordinates, 0 by symbols)
    Cases* cases = nullptr;               // what is said of absolute values, outside expectations
};
// The value of an expression. Throws Unreadable for what the checker does not know.
Side build(const Tree& tree, const Scope& scope);

// The part of a value that is no sum over the symbols. Throws Unreadable if there is another; `what` is what
// would be made of it.
const Form& plain(const Side& side, const char* what);
// The t of Q[t].
long time_of(const Tree& generation, const Scope& scope);
// E[body]. See expectation.cpp.
Side expectation(const Tree& body, const Scope& scope);

// The form with v put to a number: exact, with limits where factors vanish (x^a*log(x) -> 0), singular where
// there is none. And the derivative with respect to v.
Form limit(const Form& form, std::size_t v, const mpq_class& value);
Form derivative(const Form& form, std::size_t v);
// The form with v put to a polynomial.
Form replace(const Form& form, std::size_t v, const Polynomial& value);
// Whether sign*form is seen to be >= 0 in the open cube: each of its terms is, or the factors of it as one
// fraction.
bool has_sign(const Form& form, int sign);
// Whether the form depends on the variable.
bool mentions(const Form& form, std::size_t v);
// The sign of a form without variables: -1, 0, 1, or 2 where it cannot be told.
int sign(const Form& form);

}  // namespace checker
