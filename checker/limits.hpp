// What a certificate may ask for. Without bounds a few characters, such as ((1+u)^4096)^4096, cost hours or
// all memory, and an exponent may outgrow the bits that count it. FORMAT.md states the same numbers.
//
// Whatever is over a limit is refused as Unreadable: nothing is said about the claim.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <stdexcept>
#include <string>

#include "guards.hpp"

namespace checker {

struct Rejected : std::runtime_error {  // the certificate does not prove what it says
    using std::runtime_error::runtime_error;
};
struct Unreadable : std::runtime_error {  // not a certificate, or a claim outside the checker's language
    using std::runtime_error::runtime_error;
};

namespace limits {
constexpr std::size_t file = 16U << 20U;  // bytes of a file
constexpr std::size_t line = 100000;      // bytes of a line
constexpr std::size_t number = 10000;     // characters of a number
constexpr long decimal_exponent = 20000;  // of a number such as 1e-300
constexpr std::size_t nodes = 20000;      // numbers, names and operations of a formula
constexpr std::size_t depth = 400;     // of these within each other: a stack of 8 MB holds them, in any build
constexpr std::size_t brackets = 100;  // around formulas, within each other
constexpr std::size_t tokens = 1000000;        // of a tree
constexpr std::size_t tree_depth = 400;        // splits within each other
constexpr long power = 4096;                   // whole exponents that are multiplied out
constexpr long degree = 65536;                 // of a polynomial in one variable, and exponents of any kind
constexpr std::size_t exponent_bits = 4096;    // of an exponent that is no whole number
constexpr std::size_t bits = 1U << 20U;        // of the numerator and denominator of any exact number
constexpr std::size_t shares = 1000;           // of a distribution that is a constant
constexpr std::size_t signs = 4;               // absolute values whose sign is not seen, of a relation
constexpr long samples = 4096;                 // N
constexpr long generations = 1000;             // t of Q[t]
constexpr std::uint64_t algebra = 20'000'000;  // steps with exact numbers, see Work
constexpr std::uint64_t arithmetic = 200'000'000;  // steps with intervals
}  // namespace limits

struct OverLimit : Unreadable {
    using Unreadable::Unreadable;
};
// The refusal of a thing that is over its limit.
inline OverLimit over(const std::string& what, std::uint64_t limit) {
    return OverLimit(what + " is over the limit of " + std::to_string(limit));
}

inline std::size_t bits(const mpz_class& n) { return mpz_sizeinbase(n.get_mpz_t(), 2); }
inline std::size_t bits(const mpq_class& q) {
    return mpz_sizeinbase(q.get_num_mpz_t(), 2) + mpz_sizeinbase(q.get_den_mpz_t(), 2);
}
inline void require_size(const mpq_class& q) {
    if (bits(q) > limits::bits) throw over("the bits of a number", limits::bits);
}

// Counts what one certificate costs, in steps of about the time of one operation on short numbers. Exact
// algebra has the smaller share: genuine margins are short, and it is algebra that a few characters can blow
// up.
class Work {
  public:
    static void begin() { algebra_ = arithmetic_ = 0; }
    // Steps with exact numbers, and steps with intervals. Throw OverLimit when the limit is reached.
    static void spend(std::uint64_t steps) {
        algebra_ += steps;
        if (algebra_ > limits::algebra)
            throw over("the algebra that the certificate asks for", limits::algebra);
    }
    static void calculate(std::uint64_t steps) {
        arithmetic_ += steps;
        if (arithmetic_ > limits::arithmetic)
            throw over("the arithmetic that the certificate asks for", limits::arithmetic);
    }

  private:
    static inline std::uint64_t algebra_ = 0, arithmetic_ = 0;
};

}  // namespace checker
