// The judge: one claim by the engine and by the reference, and what must not come out.
//
// The engine decides the claim on one thread, and again on two with its instances in another order. The
// reference decides it at every point of the domain, one by one. What the engine says of an instance has to
// agree with what the reference says of its points; a counterexample has to be one, and the two sides that
// are shown with it have to be its sides; an error has to have a cause.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/recipe.hpp"

namespace groundcheck::fuzz {

enum class Fault {
    proved_but_false,      // the reference finds a point where the claim fails
    proved_without_value,  // the claim's text has no value at a point
    refuted_but_true,      // it holds at every point
    empty_but_not,         // "no point satisfies the condition", though one does
    witness_outside,       // the counterexample is not in the domain
    witness_holds,         // or the claim holds there, or has no value
    witness_sides,         // the sides that it shows are not those of the relation that it shows
    differs_by_order,      // another verdict or counterexample on more threads, in another order
    error_without_cause,   // bad input is reported, and the claim has a value at every point
    exception,             // anything thrown that is no error about the claim
    crash,                 // the process ended; found by the program alone
};
std::string to_text(Fault fault);

struct Failure {
    Fault fault = Fault::exception;
    std::string message;
};

enum class Ending { proved, refuted, undecided, refused, rejected };
std::string to_text(Ending ending);

struct Judgement {
    Ending ending = Ending::undecided;  // refused: an error while deciding; rejected: the file is no claim
    std::vector<Failure> failures;
    std::uint64_t points = 0;       // at which the two were compared
    std::uint64_t passed_over = 0;  // at which the reference has no opinion
    std::uint64_t witnesses = 0;    // counterexamples that the reference confirms
    std::string reason;             // of undecided, refused and rejected claims
};

struct JudgeOptions {
    bool orders = true;                // decide again on two threads
    bool simplest = true;              // look at the simplest counterexample too
    std::uint64_t most_points = 1000;  // beyond: no comparison point by point
    std::uint64_t steps = 60'000;      // of the reference, for one point
};

// Judges the claim; variables that nothing uses are taken out of the recipe. Throws nothing.
Judgement judge(Recipe& recipe, const JudgeOptions& options = {});

}  // namespace groundcheck::fuzz
