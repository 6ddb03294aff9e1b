// Terms of a finding's statement as log-linear numbers: exact, where they are such numbers.
#pragma once

#include <functional>
#include <optional>

#include "decide/loops/loop_statement.hpp"
#include "interval/log_linear.hpp"

namespace groundcheck {

// What a term's leaves stand for; nothing where that is not known exactly.
struct ExactLeaves {
    std::function<std::optional<LogLinear>(std::size_t measure, std::uint32_t generation)> measure;
    std::function<std::optional<LogLinear>(std::size_t bracket)> bracket = {};
};

// The value of a term that is a number, at t = 0. Nothing where it is not log-linear for certain: a root, a
// product of logarithms, a division by 0.
std::optional<LogLinear> exact_value(const LoopTerm& term, const ExactLeaves& leaves);
// Of a formula: unknown only where a value is not there.
Truth exact_truth(const LoopTerm& term, const ExactLeaves& leaves);

}  // namespace groundcheck
