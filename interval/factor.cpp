#include "interval/factor.hpp"

#if __has_include(<flint/ulong_extras.h>)
#include <flint/ulong_extras.h>
#else
#include <ulong_extras.h>
#endif

#include <array>
#include <limits>
#include <map>
#include <stdexcept>

namespace groundcheck {

namespace {

using Exponents = std::map<Integer, std::int64_t>;

bool fits_word(const Integer& value) { return value <= std::numeric_limits<std::uint64_t>::max(); }

// Precondition: value >= 1.
void factor_word(std::uint64_t value, std::int64_t exponent, Exponents& found) {
    n_factor_t split;
    n_factor_init(&split);
    n_factor(&split, value, 1);
    for (int i = 0; i < split.num; ++i)
        found[Integer(split.p[i])] += exponent * split.exp[i];
}

// The primes below trial_bound, by Eratosthenes' sieve.
std::vector<unsigned> small_primes() {
    std::array<bool, trial_bound> composite{};
    std::vector<unsigned> primes;
    for (unsigned n = 2; n < trial_bound; ++n) {
        if (composite[n]) continue;
        primes.push_back(n);
        for (unsigned multiple = n * n; multiple < trial_bound; multiple += n)
            composite[multiple] = true;
    }
    return primes;
}

// Precondition: no prime factor below trial_bound = 2^10, so a k-th power has more than 10*k bits.
void factor_large(Integer value, Exponents& found) {
    std::int64_t exponent = 1;
    for (unsigned k = 2; 10 * k <= msb(value);) {
        const auto root = exact_root(Rational(value), k);
        if (root) {
            value = numerator(*root);
            exponent *= k;
        } else {
            ++k;
        }
    }
    if (fits_word(value)) {
        factor_word(value.convert_to<std::uint64_t>(), exponent, found);
    } else {
        found[value] += exponent;
    }
}

}  // namespace

std::vector<Factor> factors(const Integer& value) {
    static const std::vector<unsigned> primes = small_primes();
    if (value < 1) throw std::domain_error("factors: the integer must be positive");
    Exponents found;
    Integer rest = value;
    if (!fits_word(rest)) {
        for (const unsigned prime : primes) {
            const Integer divisor(prime);
            const auto exponent =
                mpz_remove(rest.backend().data(), rest.backend().data(), divisor.backend().data());
            if (exponent != 0) found[divisor] += static_cast<std::int64_t>(exponent);
        }
    }
    if (fits_word(rest)) {
        factor_word(rest.convert_to<std::uint64_t>(), 1, found);
    } else {
        factor_large(std::move(rest), found);
    }
    std::vector<Factor> result;
    result.reserve(found.size());
    for (const auto& [base, exponent] : found)
        result.push_back({base, exponent});
    return result;
}

}  // namespace groundcheck
