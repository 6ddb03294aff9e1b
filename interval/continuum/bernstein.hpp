// Binomial expectations as Bernstein polynomials, with all their derivatives enclosed over an interval.
//
// B(p) = E[b(X)], X ~ Binomial(N, p), is the polynomial sum_k b_k*C(N,k)*p^k*(1-p)^(N-k). Its Taylor coefficient B^(j)/j! is again of
// that kind: degree N-j, with coefficients C(N,j) times the j-th forward differences of b. Differences cancel, so they are made at
// a high precision, once; what is left is a sum of weights that rise up to p = k/d and fall after it, so that over an interval
// each weight is known from its two ends and its peak.
#pragma once

#include <cstddef>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck::continuum {

class BernsteinTable {
  public:
    // From the values b_0..b_N, enclosed at a precision of at least precision_for(N, highest order that will be asked for, bits).
    // Precondition: N >= 1.
    explicit BernsteinTable(std::vector<Ball> values);
    static Precision precision_for(std::size_t samples, std::size_t order, Precision bits);

    [[nodiscard]] std::size_t degree() const { return differences_.front().size() - 1; }
    // Encloses B^(j)(p)/j! for all p in [low, high]. Preconditions: 0 <= low <= high <= 1.
    template <NumberKernel Kernel>
    typename Kernel::Value coefficient(const Kernel& kernel, std::size_t j, const Rational& low, const Rational& high);

  private:
    void extend(std::size_t order);
    std::vector<std::vector<Ball>> differences_;               // [j][k]: C(N,j) * j-th difference, at the tables' precision
    std::vector<std::vector<DoubleInterval>> narrow_;          // the same in doubles
    std::vector<Ball> plain_;                                  // the last differences, without C(N,j)
    Precision precision_ = 0;
};

}  // namespace groundcheck::continuum
