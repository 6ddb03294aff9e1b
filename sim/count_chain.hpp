// The chain of one symbol's count, for large N: banded, in doubles, every result with a proved error.
//
// Given the share i/N of a symbol now, its count in the next generation is Binomial(N', m_i) with
//     m_i = alpha*p + (1-alpha)*i/N,
// whatever the other symbols do. So each symbol of a model with any K is such a chain, and expectations of
// sums over symbols come from K of them. The chain may change its size from one generation to the next.
//
// Rows are kept in memory if they fit, and made anew each time they are needed if not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "interval/rational.hpp"
#include "sim/binomial_row.hpp"

namespace groundcheck {

// A number known to within an error: the true one is in [value - error, value + error].
struct Approximate {
    double value = 0;
    double error = 0;
};

// A measure on the counts 0..N in doubles. The true one is at least mass*(1 - relative) and at most
// mass*(1 + relative) plus a measure of total mass `lost`.
struct CountLaw {
    std::uint32_t first = 0;
    std::vector<double> mass;  // mass[k] belongs to the count first + k
    double relative = 0;
    double lost = 0;
};

struct CountChainSize {
    std::uint32_t from = 1;  // N now
    std::uint32_t to = 1;    // N in the next generation
};

class CountChain {
  public:
    static constexpr std::size_t default_memory = std::size_t{3} << 29;  // bytes for rows: 1.5 GiB

    // Preconditions: 0 <= alpha, p <= 1; both sizes at least 1 and below 2^31.
    CountChain(CountChainSize size, const Rational& alpha, const Rational& p,
               std::size_t memory = default_memory);

    [[nodiscard]] CountChainSize size() const { return size_; }

    // The law one generation later. The result does not depend on the number of threads.
    [[nodiscard]] CountLaw step(const CountLaw& law) const;

    // (T*u - u)_i for every state i: the expected change of u in a generation. Precondition: from == to, u
    // has N+1 finite entries. What makes it accurate: with c the centre of row i and any slope s,
    //     sum_j T_ij*u_j = u_c + s*(N*m_i - c) + sum_j T_ij*(u_j - u_c - s*(j-c)),
    // where the last terms are of the size of u's curvature and so are the errors that the weights cause.
    [[nodiscard]] std::vector<Approximate> change(const std::vector<double>& u) const;

    // The parts of the model that a solver needs: mean and variance of the next count from state i, in
    // doubles.
    [[nodiscard]] double mean(std::uint32_t i) const;
    [[nodiscard]] double variance(std::uint32_t i) const;

  private:
    struct View {
        std::uint32_t first;
        const double* weights;
        std::size_t count;
        double relative;
        double outside;
    };

    [[nodiscard]] Odds odds_of(std::uint32_t i) const;
    void make_row(std::uint32_t i, BinomialRow& row) const;
    [[nodiscard]] View row(std::uint32_t i, BinomialRow& scratch) const;
    void store();
    [[nodiscard]] Approximate change_at(std::uint32_t i, const std::vector<double>& u, double largest,
                                        BinomialRow& scratch) const;

    CountChainSize size_;
    Integer base_, slope_, whole_;  // m_i = (base_ + i*slope_)/whole_
    double hit_base_ = 0, hit_slope_ = 0;
    bool stored_ = false;
    std::vector<std::size_t> offset_;
    std::vector<std::uint32_t> first_;
    std::vector<double> weights_, relative_, outside_;
};

// The law of the first count: Binomial(N, mass). Precondition: 0 <= mass <= 1.
CountLaw first_law(std::uint32_t N, const Rational& mass);

}  // namespace groundcheck
