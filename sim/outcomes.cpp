#include "sim/outcomes.hpp"

namespace groundcheck {

Integer outcome_count(std::uint32_t K, std::uint32_t N) {
    return K == 0 ? Integer(0) : binomial(N + K - 1, K - 1);
}

Integer common_denominator(const std::vector<Rational>& mixture) {
    Integer result = 1;
    for (const auto& mass : mixture)
        result = lcm(result, Integer(denominator(mass)));
    return result;
}

Rational outcome_probability(const Counts& counts, const std::vector<Rational>& mixture) {
    Rational probability = 1;
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        total += counts[i];
        probability *= Rational(binomial(total, counts[i])) * power(mixture[i], counts[i]);
    }
    return probability;
}

}  // namespace groundcheck
