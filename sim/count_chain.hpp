// The chain of one symbol's count, for large N: banded, in doubles, every result with a proved error.
//
// Given the share i/N of a symbol now, its count in the next generation is Binomial(N', m_i) with
//     m_i = alpha*p + (1-alpha)*i/N,
// whatever the other symbols do. So each symbol of a model with any K is such a chain, and expectations of
// sums over symbols come from K of them. The chain may change its size from one generation to the next.
//
// A verifier that accepts the symbol's answers with probability u and all others with probability v makes it
//     m_i = alpha*p + (1-alpha)*s_i,   s_i = u*i/(u*i + v*(N-i)),
// which is a chain still: `odds` is u/v, and 1 without a verifier. With it there are two symbols, as the
// others are one to the verifier.
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

    // Preconditions: 0 <= alpha, p <= 1; both sizes at least 1 and below 2^31; odds > 0.
    CountChain(CountChainSize size, const Rational& alpha, const Rational& p,
               std::size_t memory = default_memory, const Rational& odds = 1);

    [[nodiscard]] CountChainSize size() const { return size_; }

    // The law one generation later. The result does not depend on the number of threads.
    [[nodiscard]] CountLaw step(const CountLaw& law) const;

    // (T*u - u)_i for every state i: the expected change of u in a generation. Precondition: from == to, u
    // has N+1 finite entries. What makes it accurate: with c the centre of row i and any slope s,
    //     sum_j T_ij*u_j = u_c + s*(N*m_i - c) + sum_j T_ij*(u_j - u_c - s*(j-c)),
    // where the last terms are of the size of u's curvature and so are the errors that the weights cause.
    [[nodiscard]] std::vector<Approximate> change(const std::vector<double>& u) const;
    // The same of several functions, row by row: where rows are made anew they are made once for all. Where
    // the row of N-i is that of i turned round (alpha = 0 without a verifier, or p = 1/2) it is made once for
    // both.
    [[nodiscard]] std::vector<std::vector<Approximate>> changes(
        const std::vector<std::vector<double>>& functions) const;

    // (n*T)_j = sum_i n_i*T_ij, about: for solvers. Precondition: n has from+1 entries, of any sign.
    [[nodiscard]] std::vector<double> carried(const std::vector<double>& n) const;

    // The parts of the model that a solver needs: m_i, 1 - m_i, mean and variance of the next count from
    // state i, in doubles.
    [[nodiscard]] double hit(std::uint32_t i) const;
    [[nodiscard]] double miss(std::uint32_t i) const;
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

    // m_i = hits/whole, exactly.
    struct Share {
        Integer hits, whole;
    };

    [[nodiscard]] Share share(std::uint32_t i) const;
    void turn(BinomialRow& row) const;  // the row of i into that of N-i, where m_{N-i} = 1 - m_i
    void make_row(std::uint32_t i, BinomialRow& row) const;
    [[nodiscard]] View row(std::uint32_t i, BinomialRow& scratch) const;
    void store();
    struct Centre;
    [[nodiscard]] Centre centre(std::uint32_t i) const;
    [[nodiscard]] Approximate change_at(std::uint32_t i, const Centre& centre, const View& row,
                                        const std::vector<double>& u, double largest) const;

    CountChainSize size_;
    // With d_i = win*i + lose*(N-i), the verifier's odds being win:lose, m_i = (base*d_i + kept*win*i)/
    // (whole*d_i), where alpha*p = base/whole and 1-alpha = kept/whole.
    Integer base_, kept_, whole_, win_, lose_;
    bool mirrored_ = false;  // m_{N-i} = 1 - m_i
    std::vector<double> hit_, miss_;
    bool stored_ = false;
    std::vector<std::size_t> offset_;
    std::vector<std::uint32_t> first_;
    std::vector<double> weights_, relative_, outside_;
};

// The law of the first count: Binomial(N, mass). Precondition: 0 <= mass <= 1.
CountLaw first_law(std::uint32_t N, const Rational& mass);

}  // namespace groundcheck
