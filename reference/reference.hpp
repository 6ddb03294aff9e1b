// The reference: what a claim says at a point, straight from the documentation of the claim language.
//
// This is a second meaning beside the engine's. Every outcome is enumerated, every generation is made from
// the one before, every sum is added up; there is no symmetry, no separation into symbols, no cache and no
// filter. It shares with the engine the syntax tree and exact numbers, and nothing of the process or of the
// evaluator. It is slow and says so: what takes more steps than it was given, it declines. docs/reference.md
// says what it enumerates.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interval/truth.hpp"
#include "reference/number.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/listing.hpp"

namespace groundcheck {
struct Process;
}

namespace groundcheck::reference {

// One exact value for every variable of a claim.
struct Point {
    std::uint32_t K = 0;
    std::optional<std::uint32_t> N;
    std::map<std::string, Rational> scalars;                   // alpha, t, q, ...
    ByName<std::vector<Rational>> distributions;               // K entries each
    std::map<std::string, std::vector<Rational>> observables;  // the same
    std::map<std::string, std::string> strings;
};

struct Budget {
    std::uint64_t steps = 2'000'000;  // expressions evaluated and outcomes visited, about; beyond: NoOpinion
    unsigned most_bits = 512;         // of the bounds of what is not exact
};

// The text has no value at the point: a division by zero, a literal that is no distribution.
struct NoValue : std::runtime_error {
    NoValue(SourceRange range, const std::string& message) : std::runtime_error(message), where(range) {}
    SourceRange where;
};

// Both sides of the first relation, outside brackets and sums, that was found false.
struct Sides {
    std::string left, right;
};

// Whether a formula holds at the point under the process (null: the plain one). unknown: bounds of most_bits
// do not tell. The parts of a formula are read from left to right and no further than needed. Throws NoValue,
// NoOpinion.
Truth holds(const Expression& formula, const Point& point, const Process* process, const Budget& budget,
            Sides* failing = nullptr);

// The same of a claim: the statement, and (where `equality` is not null) that its two sides are equal if and
// only if the condition holds. Precondition then: the statement is a relation.
Truth claim_holds(const Expression& statement, const Expression* equality, const Point& point,
                  const Process* process, const Budget& budget, Sides* failing = nullptr);

// The value of a number, exact or between bounds of most_bits. Throws NoValue, NoOpinion.
Number value_of(const Expression& scalar, const Point& point, const Process* process, const Budget& budget);

// Whether the reference has a row for the functional with so many arguments: see evaluate_distributions.cpp.
bool has_functional(const std::string& name, std::size_t arguments);

}  // namespace groundcheck::reference
