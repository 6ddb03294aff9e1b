// Finite Markov chains in exact arithmetic: laws, transition matrices, where they settle and how fast.
//
// A law is a vector of rational probabilities; a transition matrix has a law in each row. Nothing here
// rounds, so questions such as "is this law stationary" have plain answers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "interval/log_linear.hpp"
#include "interval/rational.hpp"

namespace groundcheck {

using Law = std::vector<Rational>;
using StochasticMatrix = std::vector<Law>;

// Entries at least 0 that sum to 1.
bool is_law(const Law& law);

// Square, and every row a law of the matrix's size.
bool is_stochastic(const StochasticMatrix& matrix);

// The law one step later: sum_i law_i * matrix_ij. Precondition: sizes agree.
Law step(const Law& law, const StochasticMatrix& matrix);

// The law t steps later.
Law after(Law law, const StochasticMatrix& matrix, std::uint32_t t);

// The law that step() leaves unchanged. Throws std::domain_error if there is more than one. Method:
// fraction-free elimination (Bareiss 1968); the answer is checked by one step before it is returned.
Law stationary_law(const StochasticMatrix& matrix);

// m_i*T_ij == m_j*T_ji for all i, j, exactly. It makes m stationary.
bool is_reversible(const StochasticMatrix& matrix, const Law& m);

// The Doeblin constant d = sum_j min_i T_ij. Every row is at least the same measure of mass d, so that
// TV(p*T, r*T) <= (1-d)*TV(p, r), and TV(law after t steps, stationary law) <= (1-d)^t.
Rational doeblin_constant(const StochasticMatrix& matrix);

// TV(p, r) = 1/2 * sum_i |p_i - r_i|. Precondition: sizes agree.
Rational total_variation(const Law& p, const Law& r);

// KL(p, r) in nats; no value if it is infinite, that is if r_i == 0 < p_i for some i.
std::optional<LogLinear> divergence(const Law& p, const Law& r);

}  // namespace groundcheck
