// A large count chain made thin, for solvers: T*u - u from some thirty entries of u a row, whatever N is.
//
// The sum over all counts of a binomial law times a smooth function is the trapezoidal sum over every h-th
// count, times h, but for terms that fall like exp(-2*pi^2*(sd/h)^2) (Poisson summation; Trefethen and
// Weideman, "The exponentially convergent trapezoidal rule", 2014): with h <= sd/1.3 that is below 1e-14. So
// a product costs about 30*N steps where the whole rows have 8*N*sqrt(N) entries. Rows of fewer than 8
// standard deviations, those near the ends, are taken whole.
//
// Nothing here is rigorous and nothing needs to be: what solvers make of it is checked with the whole rows.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/count_chain.hpp"

namespace groundcheck {

class ThinChain {
  public:
    // Precondition: constant size.
    explicit ThinChain(const CountChain& chain);

    // (T*u - u)_i for every state, about. Exact to rounding where u is smooth from one count to the next.
    [[nodiscard]] std::vector<double> change(const std::vector<double>& u) const;

  private:
    struct Row {
        std::size_t offset;    // of its weights
        std::uint32_t first;   // count of the first weight
        std::uint32_t stride;  // counts from one weight to the next
        std::uint32_t count;   // weights
        std::uint32_t centre;  // the count next to the mean
        double off_centre;     // the mean minus that count
    };

    std::vector<Row> rows_;
    std::vector<double> weights_;
};

}  // namespace groundcheck
