// What one would write first with Arb: sums by the definition in balls of 128 bits, no table shared.
#pragma once

#include <cstdint>
#include <vector>

namespace groundcheck::scaling {

// H(Q) - E[H(Q')] of N samples from Q = parts/denominator, symbol by symbol. Throws if it is certainly
// negative.
void arb_entropy_loss(const std::vector<unsigned long>& parts, unsigned long denominator, unsigned long N);

// One generation of the law of a symbol's count among N: a dense matrix of balls, built and multiplied.
void arb_chain_step(std::uint64_t N);

}  // namespace groundcheck::scaling
