// Fixation of two symbols with a verifier that accepts one of them more often: Wright-Fisher with selection.
//
// Each generation draws N samples from normalize(u*Q_1, v*Q_2). With s = v/u the share x of symbol 1 has the
// training probability m = x/(x + s*(1-x)), and with X' ~ Binomial(N, m)
//     E[s^X'] = (1-m+m*s)^N = (s/(x + s*(1-x)))^N <= s^(N*x),
// as x + s*(1-x) >= s^(1-x) (the arithmetic mean is no less than the geometric one). So s^X never grows in
// mean, and the probability h of ending at symbol 1 has h*s^N + 1-h <= s^(N*x): the closed bound
//     h >= (1-s^(N*x))/(1-s^N) where s < 1, and <= where s > 1. The favoured symbol wins at least so often.
//
// The favoured symbol's h, and the time T on the event that it wins, E[T; wins] = w with (I-T)*w = h, come
// from its own chain. The other symbol may win with probability 1e-100, which no double holds beside 1; but
// weighting every path by s^X, s > 1 now its odds against, makes the chain a neutral one:
//     h(i) = s^(i-N)*k(i),   k(i) = r_i*sum_j T0_ij*k(j),   r_i = (s^(1-x)/(x + s*(1-x)))^N <= 1,
// k(0) = 0, k(N) = 1, since Binomial(N, m) weighted by s^j is Binomial(N, m*s/(1-m+m*s)) = Binomial(N, x)
// times E[s^X']. So k is the neutral chain's probability of reaching N, killed at rate 1-r_i, and of moderate
// size where selection is weak (about |log s|^2*N below some tens).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/absorbing.hpp"

namespace groundcheck {

// Of one start. Entry 0 is symbol 1's.
struct SelectedStart {
    std::array<DoubleInterval, 2> probability;  // of ending at each symbol
    DoubleInterval time;                        // expected generations until one symbol is left
    DoubleInterval deviation;                   // its standard deviation
    // Expected, given the symbol that is left; empty where it cannot win, or wins too rarely to tell.
    std::array<DoubleInterval, 2> time_given;
};

class SelectedFixation {
  public:
    // `odds` is u/v, positive and not 1. Throws std::invalid_argument otherwise, or unless 1 <= N < 2^31.
    SelectedFixation(std::uint32_t N, const Rational& odds);

    // From the share q of symbol 1, which need not be on the lattice. Throws std::invalid_argument unless 0
    // <= q <= 1.
    [[nodiscard]] SelectedStart from(const Rational& q) const;
    // From the count i of symbol 1; from(i/N) but for the widths. Precondition: i <= N.
    [[nodiscard]] SelectedStart from_count(std::uint32_t i) const;

  private:
    // What is known of a start, the favoured symbol first.
    struct Parts {
        std::array<DoubleInterval, 2> probability,
            bound;                    // the first bound from below, the second from above
        DoubleInterval won_time;      // E[T; the favoured symbol wins]
        DoubleInterval time, square;  // E[T], E[T^2]
        DoubleInterval other_given;   // E[T | the other wins], or empty
    };
    [[nodiscard]] SelectedStart assembled(Parts parts) const;
    void solve_favoured();
    void solve_other();

    std::uint32_t N_;
    Rational odds_;  // of the favoured symbol, above 1
    bool swapped_;   // the favoured symbol is the second
    Solved h_, won_time_, time_, square_;
    struct Other {
        Solved k, time;  // E of T along the killed neutral paths
    };
    std::optional<Other> other_;
};

// From each count 1..N-1 of symbol 1, entry i-1 being that of the count i; without a verifier (odds = 1) too.
// Throws as SelectedFixation does.
std::vector<SelectedStart> fixation_from_counts(std::uint32_t N, const Rational& odds);

// (1-s^(N*q))/(1-s^N) for s = 1/odds, and q where odds = 1. Preconditions: odds > 0, 0 <= q <= 1, N >= 1.
DoubleInterval selection_bound(const Rational& odds, std::uint32_t N, const Rational& q);

}  // namespace groundcheck
