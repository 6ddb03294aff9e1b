// The learner of mechanisms in the closed loop: a Bayesian over programs instead of a fit to frequencies.
//
// Hypotheses are the strings h of length L, with a prior m. A hypothesis emits samples: h through a channel
// that flips each bit independently with probability e. In each generation the learner sees N samples, some
// from the world's string and the others from the present hypothesis; it forms the posterior as if all came
// from one string, and its next hypothesis is either drawn from the posterior or a maximum of it. The
// hypothesis over generations is a Markov chain with rational transition probabilities.
//
// What the learner needs of N samples are the numbers k_j of ones at each position j: with mis(h,k) the
// number of bits in which the samples differ from h,
//     posterior(h | k) = m(h) * e^mis * (1-e)^(N*L-mis) / sum over all h of the same,
//     mis(h,k) = sum_j (h_j == 0 ? k_j : N - k_j),
// so (N+1)^L data sets stand for 2^(N*L) samples. Given how many samples are the world's, W, the k_j are
// independent sums of two binomials.
//
// A maximum may weigh the prior: of all h it is one with the greatest e^mis * (1-e)^(N*L-mis) * m(h)^lambda,
// where 0^0 = 1 and the plain maximum has the penalty lambda = 1.
//
// A string is numbered by its value as a binary number, its first symbol the most significant.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "interval/log_linear.hpp"
#include "sim/stochastic_matrix.hpp"

namespace groundcheck {

// How the share alpha of the world's samples is meant.
enum class WorldShare {
    mixture,  // each sample is the world's with probability alpha, independently: the mixture alpha*P +
              // (1-alpha)*Q
    exact     // exactly alpha*N of the N samples are the world's; alpha*N must be an integer
};

// What the learner does with its posterior.
enum class Choice {
    sample,  // draws the next hypothesis from it
    maximum  // takes a maximum; among several, each with equal probability (so symmetries of the prior
             // survive)
};

struct ProgramLoop {
    unsigned length = 1;        // L
    Law prior;                  // m, 2^L entries; zeros are allowed and stay hypotheses one can start from
    Rational noise;             // e
    std::uint32_t samples = 1;  // N
    Rational alpha = 0;         // share of the world's samples
    std::size_t world = 0;      // the world's string h*
    WorldShare share = WorldShare::mixture;
    Rational penalty = 1;  // lambda: a maximum is one of Pr(data | h)*m(h)^lambda
};

// The loop has more data sets or hypotheses than exact enumeration can take.
struct ProgramLoopTooLarge : std::length_error {
    using std::length_error::length_error;
};

// How many data sets the learner can see: (N+1)^L.
Integer data_sets(const ProgramLoop& loop);

// Throws std::invalid_argument, saying what is wrong and what would be right, unless 1 <= L <= 16, the prior
// is a law of 2^L entries, 0 < e < 1, N >= 1, 0 <= alpha <= 1, world < 2^L, alpha*N is an integer if the
// share is exact, and the penalty is not negative. (With e = 0 or 1 samples of two strings can contradict
// every hypothesis, and there is no posterior.)
void check(const ProgramLoop& loop);

// The prior proportional to weight(s) over the strings s of length L, for instance their counts in an output
// distribution. Throws std::invalid_argument if all weights are 0.
Law prior_from_weights(unsigned length, const std::function<std::uint64_t(const std::string&)>& weight);

// The string with a number, and the other way round. Preconditions: h < 2^L; text is a binary string.
std::string program_string(std::size_t h, unsigned length);
std::size_t program_number(const std::string& text);
// Its symbol at a position from 0, from the left, and whether that is 1. Precondition: position < L.
bool program_bit(std::size_t h, unsigned position, unsigned length);

// The law of one sample emitted by h, over the 2^L strings: e^d*(1-e)^(L-d) at Hamming distance d.
Law emission(const ProgramLoop& loop, std::size_t h);

// The entropy of emission(loop, h) in nats, the same for every h since the laws are permutations of one
// another: -L*(e*log(e) + (1-e)*log(1-e)).
LogLinear emission_entropy(const ProgramLoop& loop);

// T[h][g]: the probability that the next hypothesis is g when the present one is h, exactly. Throws
// ProgramLoopTooLarge if (N+1)^L * 2^L exceeds 2^22, or, for Choice::sample, if the number of different
// posteriors exceeds 2^12 (their denominators multiply).
StochasticMatrix transition_matrix(const ProgramLoop& loop, Choice choice);

// sum over data sets of min_h Pr(data | h): a Doeblin constant of the loop whatever the learner does with the
// data, at most doeblin_constant(transition_matrix(...)) and much cheaper. Throws ProgramLoopTooLarge as
// above.
Rational data_doeblin_constant(const ProgramLoop& loop);

// The expected complexity sum_h law(h) * -log(m(h)), in nats (divide by log(2) for bits). Throws
// std::domain_error if the law has mass where the prior has none.
LogLinear expected_complexity(const Law& law, const Law& prior);

}  // namespace groundcheck
