// Functions of one symbol's count, and their expectations under its law.
//
// Entropy, diversity, support and distances are sums over symbols, so their expectations are sums of K
// one-symbol expectations. The share of a vertex is 1, so Pr[Q[t] is no vertex] = sum_i E[share_i; count_i <
// N].
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/count_chain.hpp"

namespace groundcheck {

// A non-negative function of the count 0..N, enclosed at each.
struct CountTable {
    std::vector<double> low, high;
};

CountTable entropy_table(std::uint32_t N);                        // -x*log(x), x = count/N, nats
CountTable diversity_table(std::uint32_t N);                      // x*(1-x)
CountTable support_table(std::uint32_t N);                        // 1 if x > 0
CountTable vertex_table(std::uint32_t N);                         // 1 if x = 1
CountTable unsettled_table(std::uint32_t N);                      // x if x < 1
CountTable share_table(std::uint32_t N);                          // x
CountTable variation_table(std::uint32_t N, const Rational& to);  // |x - to|/2
CountTable distance_table(std::uint32_t N, const Rational& to);   // (x - to)^2

// The expectation of the table under the law.
DoubleInterval expectation(const CountLaw& law, const CountTable& table);

// The law's mass at a count: [0, lost] outside its band.
DoubleInterval mass_at(const CountLaw& law, std::uint32_t count);

// value*(1 - relative) .. value*(1 + relative) + more, for value >= 0 and relative >= 0.
DoubleInterval around(double value, double relative, double more = 0);

// count*value.
DoubleInterval times(std::size_t count, DoubleInterval value);

// The different masses of a distribution, and how many symbols have each.
std::map<Rational, std::size_t> multiplicities(const std::vector<Rational>& p);

// Throws std::invalid_argument unless 1 <= N < 2^31.
void check_samples(std::uint32_t N);

}  // namespace groundcheck
