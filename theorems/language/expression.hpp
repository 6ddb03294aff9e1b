// The typed expression: what a claim says, after reading.
//
// A tree of small nodes. Every node knows its type and the place in the text it came from, so that whatever
// goes wrong later (a logarithm of a negative number at some lattice point, say) can be pointed at. Trees are
// immutable and shared; rewriting makes new nodes.
#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

enum class Type {
    scalar,        // an extended real number
    distribution,  // K probabilities
    observable,    // K real values, one per symbol
    truth,         // a formula
    law,           // the probabilities of a random model's values, Law[Q[t]]
    string,        // a string of zeros and ones
};

// Where in the text a node stands; line and column count from 1, the column in code points.
struct SourceRange {
    std::size_t line = 1;
    std::size_t column = 1;
    std::size_t length = 1;
};

enum class Node {
    // scalars
    number,    // value
    interval,  // [low, high]: args are two numbers (the calculator only); infinity allowed
    infinity,  // +infinity
    pi,
    parameter,  // name: K, N, t, alpha, or a number or string that the domain declares (q, world)
    index,      // name: a variable bound by sum or prod, as a number (1-based for symbols)
    component,  // args: distribution or observable, index expression: Q_i, Q'_i, P_1
    add,        // of numbers or, to mix them, of distributions
    sub,
    mul,
    div,
    neg,
    pow,
    function,    // name: log log1p exp expm1 sqrt abs min max digamma
    functional,  // name: H D R T KL TV L2 supp max min mean var; args as written
    sum,
    prod,         // name: bound variable; args: body, or low, high, body when over integers (`ranged`), or a
                  // set of strings and body
    set,          // name: strings or outputs; args: number. What a sum over strings runs over
    expectation,  // args: body [, start] [, settings]: E[...], E[... from R], E[... with N = 2]
    variance,     // the same, Var[...]
    probability,  // the same with a formula as body, Pr[...]
    law,          // the same with Q', Q[t] or h[t] as body, Law[...]; of type law, or a distribution for h[t]
    information,  // I[world; ...]: args: Q', Q[t] or h[t]; or none, and name says what else is looked at: X
                  // or samples
    setting,      // name: a number of the domain; args: the value it has in the bracket's process
    // distributions and observables
    distribution,  // name: Q P M Q', or one that the domain declares (R); Q' and M carry no generation index
                   // here
    literal,       // args: scalars, "(3/4, 1/4)"
    normalize,     // name: bound variable; args: body. The distribution in proportion to the body's values
    // Distributions are also made by add, sub, mul, div and neg, of type distribution: mixtures
    observable,  // name: f
    word,        // name: the zeros and ones of a string written out
    generation,  // args: time expression, perhaps infinity; name: Q, h, or a number of a recursion: Q[t],
                 // m[t]
    // formulas
    relation,  // relation; args: left, right
    conjunction,
    disjunction,
    negation,
    implication,
    equivalence,
    predicate,      // name: vertex interior finite; args as written
    every_outcome,  // args: formula that mentions Q'; "for every outcome: ..."
    constant_truth  // value 1 or 0
};

enum class Relation { less_equal, less, greater_equal, greater, equal, not_equal };

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct Expression {
    Node node = Node::number;
    Type type = Type::scalar;
    std::string name;  // see Node
    Rational value;    // Node::number, Node::constant_truth
    Relation relation = Relation::equal;
    bool ranged = false;  // sum and prod: over integers low..high instead of the symbols
    std::vector<ExpressionPtr> args;
    SourceRange where;
};

// Whether the form goes over all that can come out: E, Var, Pr, Law, I, "for every outcome".
bool goes_over_outcomes(Node node);

// The expression in the claim language, fully readable back: parse(to_text(e)) has the same tree.
std::string to_text(const Expression& expression);
std::string to_text(Relation relation);
// Whether the relation holds between a and b where a - b has this sign.
bool holds_by_sign(Relation relation, int sign);

// The same tree, places aside.
bool same(const Expression& a, const Expression& b);

// An order of trees by what they say, places aside: equal exactly where they are the same. For keys.
std::strong_ordering order(const Expression& a, const Expression& b);
// The same of trees that may be missing; none stands before any.
std::strong_ordering order(const ExpressionPtr& a, const ExpressionPtr& b);

}  // namespace groundcheck
