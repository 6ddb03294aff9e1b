// Which of two counterexamples is the simpler one: the order in which they are searched, chosen and shown.
//
// The size of a distribution is the least common denominator of its probabilities, the size of a number its
// denominator. A counterexample is simpler if the first of these that differs is smaller:
//
//   1. K, the number of symbols
//   2. N, the number of samples (none counts as 0)
//   3. t, the number of generations (none counts as 0)
//   4. the largest of the sizes of its distributions and numbers (t aside)
//   5. the sum of those sizes
//   6. the sum of the absolute numerators of its numbers, and of the numerators and denominators of
//   observables
//   7. the distributions by name, a greater first probability coming first; then the numbers; then the
//   observables
//
// The first five say how much there is to write down and to compute; the rest is there so that nothing ties.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

struct Simplicity {
    std::uint32_t K = 0, N = 0;
    Rational t = 0;
    Integer largest = 0, total = 0, rest = 0;
    ByName<std::vector<Rational>> distributions;
    std::map<std::string, std::vector<Rational>> observables;
    std::map<std::string, Rational> scalars;
    std::map<std::string, std::string> strings;

    explicit Simplicity(const Point& point);
    explicit Simplicity(const Witness& witness);
    bool operator<(const Simplicity& other) const;
};

// The least common denominator of the entries.
Integer size_of(const std::vector<Rational>& distribution);

}  // namespace groundcheck
