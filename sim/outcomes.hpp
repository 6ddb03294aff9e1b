// The outcomes of one generation: every way N samples can fall on K symbols, with its probability.
//
// A generation draws C ~ Multinomial(N, M); expectations given M are finite sums over the compositions of N
// into K parts. For a sum over symbols the one-symbol law C_i ~ Binomial(N, M_i) is enough, which turns
// C(N+K-1, K-1) outcomes into N+1.
//
// Weights are computed in the caller's number kernel. In exact arithmetic they are scaled: with M_i = a_i/b
// the weights visited are the integers N!/(prod c_i!) * prod a_i^c_i, and their sum is total_weight() = b^N;
// dividing once at the end spares a reduction to lowest terms per outcome.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "interval/exact_kernel.hpp"
#include "interval/kernel.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

using Counts = std::vector<std::uint32_t>;

// How many outcomes there are: C(N+K-1, K-1).
Integer outcome_count(std::uint32_t K, std::uint32_t N);

// The least b with b*M_i integral for all i.
Integer common_denominator(const std::vector<Rational>& mixture);

// The exact probability of one outcome: N!/(prod c_i!) * prod M_i^c_i. Precondition: counts and mixture have
// K entries.
Rational outcome_probability(const Counts& counts, const std::vector<Rational>& mixture);

// The sum of the weights that each_outcome and BinomialLaw visit: 1, or b^N in exact arithmetic.
template <NumberKernel Kernel>
typename Kernel::Value total_weight(const Kernel& kernel, std::uint32_t N,
                                    const std::vector<Rational>& mixture) {
    if constexpr (std::is_same_v<Kernel, ExactKernel>) {
        return kernel.rational(power(Rational(common_denominator(mixture)), N));
    } else {
        return kernel.rational(1);
    }
}

namespace detail {

// powers[c] = (M_i * scale)^c for c = 0..N.
template <NumberKernel Kernel>
std::vector<typename Kernel::Value> powers(const Kernel& kernel, const Rational& base, std::uint32_t N) {
    std::vector<typename Kernel::Value> result;
    result.reserve(N + 1);
    result.push_back(kernel.rational(1));
    const auto factor = kernel.rational(base);
    for (std::uint32_t c = 1; c <= N; ++c)
        result.push_back(kernel.mul(result.back(), factor));
    return result;
}

template <NumberKernel Kernel>
Rational scaled(const Rational& mass, const std::vector<Rational>& mixture) {
    if constexpr (std::is_same_v<Kernel, ExactKernel>) {
        return mass * common_denominator(mixture);
    } else {
        return mass;
    }
}

// Walks the compositions of N into K parts, the largest first count first; the partial product of weights
// goes down with the recursion: N!/(prod c_i!) is the product of the binomials C(rest, c_i).
template <NumberKernel Kernel, class Visit>
class OutcomeWalk {
  public:
    using Value = typename Kernel::Value;

    OutcomeWalk(const Kernel& kernel, std::uint32_t N, const std::vector<Rational>& mixture, Visit& visit)
        : kernel_(kernel), visit_(visit), counts_(mixture.size(), 0) {
        for (const auto& mass : mixture) {
            powers_.push_back(powers(kernel, scaled<Kernel>(mass, mixture), N));
            possible_.push_back(mass != 0);
        }
    }

    void walk(std::size_t symbol, std::uint32_t rest, const Value& weight) {
        if (symbol + 1 == counts_.size()) {
            if (rest > 0 && !possible_[symbol]) return;
            counts_[symbol] = rest;
            visit_(kernel_.mul(weight, powers_[symbol][rest]), counts_);
            return;
        }
        const std::uint32_t most = possible_[symbol] ? rest : 0;
        Integer ways = 1;  // C(rest, c), from c = rest downwards
        if (most < rest) {
            counts_[symbol] = 0;
            walk(symbol + 1, rest, weight);
            return;
        }
        for (std::uint32_t c = rest;; --c) {
            counts_[symbol] = c;
            const Value factor = kernel_.mul(kernel_.rational(Rational(ways)), powers_[symbol][c]);
            walk(symbol + 1, rest - c, kernel_.mul(weight, factor));
            if (c == 0) break;
            ways = ways * c / (rest - c + 1);
        }
    }

  private:
    const Kernel& kernel_;
    Visit& visit_;
    Counts counts_;
    std::vector<std::vector<Value>> powers_;
    std::vector<bool> possible_;
};

}  // namespace detail

// Calls visit(weight, counts) for every outcome of positive probability, counts in falling lexicographic
// order. Throws ProcessError for more than 10,000 symbols. Preconditions: N >= 1, mixture is a distribution.
template <NumberKernel Kernel, class Visit>
void each_outcome(const Kernel& kernel, std::uint32_t N, const std::vector<Rational>& mixture, Visit visit) {
    constexpr std::size_t most_symbols = 10'000;  // the walk goes down through them, one within the other
    if (mixture.size() > most_symbols)
        throw ProcessError("outcomes on " + std::to_string(mixture.size()) + " symbols, more than " +
                           std::to_string(most_symbols) + ", are not gone through");
    detail::OutcomeWalk<Kernel, Visit> walk(kernel, N, mixture, visit);
    walk.walk(0, N, kernel.rational(1));
}

// The law of one symbol's count, Binomial(N, mass), for one N and any number of masses: the binomial
// coefficients are computed once.
template <NumberKernel Kernel>
class BinomialLaw {
  public:
    using Value = typename Kernel::Value;

    // Precondition: N >= 1.
    BinomialLaw(const Kernel& kernel, std::uint32_t N) : kernel_(kernel), N_(N) {
        Integer ways = 1;
        for (std::uint32_t k = 0; k <= N; ++k) {
            ways_.push_back(kernel.rational(Rational(ways)));
            ways = ways * (N - k) / (k + 1);
        }
    }

    // Calls visit(weight, k) for every k in 0..N of positive probability, k rising. The weights add up to
    // total_weight(kernel, N, {mass, 1 - mass}). Precondition: 0 <= mass <= 1.
    template <class Visit>
    void each(const Rational& mass, Visit visit) const {
        if (mass == 0) return visit(kernel_.rational(1), 0U);
        const std::vector<Rational> mixture = {mass, 1 - mass};
        const auto hit = detail::powers(kernel_, detail::scaled<Kernel>(mass, mixture), N_);
        if (mass == 1) return visit(hit[N_], N_);
        const auto miss = detail::powers(kernel_, detail::scaled<Kernel>(1 - mass, mixture), N_);
        for (std::uint32_t k = 0; k <= N_; ++k)
            visit(kernel_.mul(ways_[k], kernel_.mul(hit[k], miss[N_ - k])), k);
    }

  private:
    Kernel kernel_;
    std::uint32_t N_;
    std::vector<Value> ways_;
};

}  // namespace groundcheck
