// An instance's numbers from a line such as "K=2 N=17 q=1/2", for tests alone: the program never reads one.
#pragma once

#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

#include "decide/question/instance_key.hpp"

namespace groundcheck::test {

// "K=any" or no K is every alphabet. Throws std::invalid_argument if it is no such line.
inline InstanceKey key(const std::string& line) {
    InstanceKey result;
    std::istringstream parts(line);
    for (std::string part; parts >> part;) {
        const std::string name = part.substr(0, part.find('=')), text = part.substr(part.find('=') + 1);
        if (name == "K" && text == "any") continue;
        const auto value = parse_rational(text);
        if (!value || name == part) throw std::invalid_argument("no instance's numbers: " + line);
        const auto whole = [&] { return numerator(*value).convert_to<std::uint32_t>(); };
        if (name == "K") {
            result.K = whole();
        } else if (name == "L") {
            result.L = whole();
            result.K = 1U << whole();
        } else if (name == "N") {
            result.N = whole();
        } else {
            result.scalars[name] = *value;
        }
    }
    return result;
}

inline InstanceKey random_key(std::mt19937_64& random) {
    InstanceKey result;
    const auto pick = [&random](std::uint32_t below) { return static_cast<std::uint32_t>(random() % below); };
    if (pick(4) > 0) result.K = pick(2) == 0 ? pick(5) : static_cast<std::uint32_t>(random());
    if (pick(4) == 0) {
        result.L = pick(32);
        result.K = 1U << *result.L;
    }
    if (pick(2) == 0) result.N = static_cast<std::uint32_t>(random()) >> pick(32);
    for (const char* name : {"alpha", "q", "qN", "t"})
        if (pick(2) == 0)
            result.scalars[name] =
                Rational(static_cast<std::int64_t>(random()) >> pick(64), (random() >> (pick(63) + 1)) + 1);
    return result;
}

}  // namespace groundcheck::test
