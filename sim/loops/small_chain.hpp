// The loop of a Markov chain of order 1 on a few symbols, by enumeration: is its expected entropy falling?
//
// A chain has the transition matrix p. A text of N transitions is begun at a symbol drawn from some law, and
// the next chain is fitted to its counts C. All texts of N transitions are gone through (texts of equal
// counts together), so that every probability is an exact rational and every expectation of an entropy an
// enclosure. What falls depends on what is meant:
//   transitions   h(C) = sum_c n(c)/N*H(p'(.|c)), each context weighted by how often it was met, from a text
//                 begun in the chain's stationary law: E[h(C)] <= h(p). True, as h is concave and E[C/N] is
//                 the chain's own law of pairs.
//   rate          the fitted chain's entropy rate in its own stationary law (where the text's last symbol has
//                 no continuation, a context is drawn by how often each was met): E[rate(C)] <= h(p)
//   fixed-start   E[h(C)] <= h(p) for a text begun at any one symbol, whichever
//   ring          the same for a text of N symbols closed to a ring, begun in the stationary law
//   second        from a chain fitted to a text C of N transitions, begun at a context drawn by how often
//                 each was met there: E[h(C')] <= h(C), for every C that a path can have
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "interval/log_linear.hpp"
#include "interval/rational.hpp"

namespace groundcheck::loops {

// Row by row, K*K entries.
struct TransitionMatrix {
    std::size_t symbols = 2;
    std::vector<Rational> rows;
    [[nodiscard]] const Rational& at(std::size_t from, std::size_t to) const {
        return rows[from * symbols + to];
    }
};

// The stationary law, if there is only one. Precondition: rows add up to 1, none negative.
std::optional<std::vector<Rational>> stationary_law(const TransitionMatrix& matrix);

// sum_c weights_c*H(p(.|c)), in nats.
DoubleInterval conditional_entropy(const TransitionMatrix& matrix, const std::vector<Rational>& weights);
// The same, exactly.
LogLinear exact_conditional_entropy(const TransitionMatrix& matrix, const std::vector<Rational>& weights);

// Transition counts of a text, row by row, with its probability.
struct CountedText {
    std::vector<unsigned> counts;
    Rational probability;
};

// All counts of texts of `transitions`, begun by `start`, each once. Texts closed to a ring have the
// transition from the last symbol to the first as one of them. At a symbol whose row is all zero the text
// breaks off, and the context of the next transition is drawn from `start`.
std::vector<CountedText> counted_texts(const TransitionMatrix& matrix, const std::vector<Rational>& start,
                                       unsigned transitions, bool ring = false);

// The chain that is fitted to a text's counts; the row of a context that was not met is all zero.
TransitionMatrix fitted_chain(const std::vector<unsigned>& counts, std::size_t symbols);
// How often each context was met, as a share. Precondition: at least one count.
std::vector<Rational> context_shares(const std::vector<unsigned>& counts, std::size_t symbols);

// The stationary law of the fitted chain's walk over its contexts: what its entropy rate weights them with.
// Precondition: a text's counts, at least one.
std::vector<Rational> rate_shares(const std::vector<unsigned>& counts, std::size_t symbols);

// h(C), and the fitted chain's entropy rate. Preconditions: a text's counts, at least one.
DoubleInterval transition_entropy(const std::vector<unsigned>& counts, std::size_t symbols);
DoubleInterval fitted_rate(const std::vector<unsigned>& counts, std::size_t symbols);

// For people: rows as "(1, 0), (5/6, 1/6)", a law as "(0, 1)".
std::string matrix_text(const TransitionMatrix& matrix);
std::string law_text(const std::vector<Rational>& law);

enum class FallReading : std::size_t { transitions, rate, fixed_start, ring, second };
inline constexpr std::size_t kFallReadings = 5;
inline constexpr std::array<const char*, kFallReadings> kFallReadingNames = {"transitions", "rate",
                                                                             "fixed-start", "ring", "second"};

// A chain, and which texts are written by it.
struct FallCase {
    unsigned transitions = 0;  // N
    TransitionMatrix matrix;
    std::vector<Rational> law;     // of contexts, before: h(p) = conditional_entropy(matrix, law)
    std::vector<Rational> start;   // what a text is begun by
    std::vector<unsigned> counts;  // of the text behind the chain; reading `second` alone
    bool ring = false, rate = false;

    [[nodiscard]] std::vector<CountedText> texts() const;
    // What the contexts of a chain that is fitted to these counts are weighted with.
    [[nodiscard]] std::vector<Rational> shares_of(const std::vector<unsigned>& text) const;
};

// How many chains that is, C(lattice + symbols - 1, symbols - 1)^symbols, and how many are listed at most.
std::uint64_t lattice_chains(std::size_t symbols, unsigned lattice);
inline constexpr unsigned kMostSmallTransitions = 12, kMostDenominator = 60;  // of a text, of a lattice
inline constexpr std::uint64_t kMostChains = 200'000;
// "3 symbols and the denominator 60 make 6751269000 chains; at most 200000 are gone through"; empty for no
// more.
std::string too_many_chains(std::size_t symbols, unsigned lattice);

// Calls visit(one) for all chains on `symbols` whose probabilities have the denominator `lattice` and that
// have one stationary law, for texts of 1..`most` transitions, N rising; for reading `second` for all counts
// of such texts instead of a lattice. Until visit returns false; whether it never did. Preconditions: 2 or 3
// symbols, lattice >= 1, no more than kMostChains of them.
bool each_fall_case(FallReading reading, std::size_t symbols, unsigned lattice, unsigned most,
                    const std::function<bool(const FallCase&)>& visit);

// A case in which it does not fall.
struct FallWitness {
    FallCase in;
    DoubleInterval expected, before;  // expected > before, certainly
};

struct FallFinding {
    std::uint64_t cases = 0, holds = 0, fails = 0, undecided = 0;
    std::optional<FallWitness> first;  // fewest transitions, then in the lattice's order
};

// Over the cases of each_fall_case. Returns nothing if progress() returned false.
std::optional<FallFinding> fall_on_lattice(FallReading reading, std::size_t symbols, unsigned lattice,
                                           unsigned most, const std::function<bool()>& progress = {});

}  // namespace groundcheck::loops
