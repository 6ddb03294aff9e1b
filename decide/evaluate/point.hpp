// A point: one exact value for every variable of a claim.
//
// Instances of a claim range over sets; a point is one element, in exact rationals. Everything that can be
// decided about a claim at a point is decided by evaluating it there.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interval/rational.hpp"
#include "theorems/language/listing.hpp"

namespace groundcheck {

struct Process;  // theorems/language/process.hpp

struct Point {
    std::uint32_t K = 0;                          // symbols
    std::optional<std::uint32_t> N;               // samples per generation, where the claim has them
    std::map<std::string, Rational> scalars;      // alpha, t, q, ...
    ByName<std::vector<Rational>> distributions;  // Q, P, R, ...: K entries each, adding up to 1
    std::map<std::string, std::vector<Rational>> observables;  // f, ...: K entries each
    std::map<std::string, std::string> strings;                // h, world, ...
    std::shared_ptr<const Process> process;                    // null: the plain one
};

// "K=2 N=5 q=3 Q=(19/20, 1/20)": for messages and keys; always the same order. K is left out where
// there are no symbols.
std::string to_text(const Point& point);
// "(19/20, 1/20)", as the claim language writes it.
std::string to_text(const std::vector<Rational>& values);

}  // namespace groundcheck
