// Random choices of a fuzzed claim: all of them follow from the seed and the claim's number.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "sim/random.hpp"

namespace groundcheck::fuzz {

class Choice {
  public:
    // The choices of claim `number` of the seed; those of other claims do not depend on them.
    Choice(std::uint64_t seed, std::uint64_t number)
        : random_(seed,
                  {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), purpose}) {}

    // Uniform on 0..bound-1. Precondition: bound >= 1.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
    // True in that many cases of a hundred.
    bool percent(unsigned chance) { return below(100) < chance; }
    // One of the values, each as likely. Precondition: there is one.
    template <class Value>
    Value of(const std::vector<Value>& values) {
        return values[below(values.size())];
    }
    std::string of(std::initializer_list<const char*> values) {
        return *(values.begin() + below(values.size()));
    }
    // The place of one of the weights, as likely as its weight says. Precondition: their sum is positive.
    std::size_t weighted(std::initializer_list<unsigned> weights) {
        std::size_t total = 0;
        for (const unsigned weight : weights)
            total += weight;
        std::size_t place = below(total), index = 0;
        for (const unsigned weight : weights) {
            if (place < weight) return index;
            place -= weight;
            ++index;
        }
        return index;
    }

  private:
    static constexpr std::uint8_t purpose = 211;
    RandomStream random_;
};

// The parts one after the other. They are made from left to right, which the operands of + need not be, so
// that every compiler makes the same claims of a seed.
inline std::string join(std::initializer_list<std::string> parts) {
    std::string result;
    for (const std::string& part : parts)
        result += part;
    return result;
}

}  // namespace groundcheck::fuzz
