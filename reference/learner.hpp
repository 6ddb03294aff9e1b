// The program learner by its definition: it draws N strings from what its hypothesis emits through a channel
// that flips bits, or from the world's, forms the posterior of every hypothesis, and chooses the next one by
// it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/process_laws.hpp"

namespace groundcheck::reference {

struct Learner {
    unsigned length = 1;
    Masses prior;  // by the strings in the order of their binary numbers
    Rational noise, alpha;
    std::uint32_t samples = 1;
    std::string world;
    bool maximum = false, exact_share = false;
    Rational penalty = 1;  // of a maximum: the prior's exponent

    // What a string emits: a distribution over all strings of the length.
    [[nodiscard]] Masses emission(const std::string& h) const;
    [[nodiscard]] Law<std::string> next(const std::string& h, const Spend& spend) const;
    [[nodiscard]] Law<std::string> after(const std::string& h, std::uint32_t generations,
                                         const Spend& spend) const;
    [[nodiscard]] Law<std::string> limit(const Spend& spend) const;
    [[nodiscard]] Rational doeblin(
        const Spend& spend) const;  // sum over g of the least Pr(h[1] = g) over all h
    [[nodiscard]] std::vector<std::string> strings() const;
};
// All strings of zeros and ones of the length, in the order of their binary numbers.
std::vector<std::string> strings_of_length(std::uint32_t length);

}  // namespace groundcheck::reference
