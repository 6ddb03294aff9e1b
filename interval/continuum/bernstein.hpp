// Binomial expectations as Bernstein polynomials, with all their derivatives enclosed over an interval.
//
// B(p) = E[b(X)], X ~ Binomial(N, p), is the polynomial sum_k b_k*C(N,k)*p^k*(1-p)^(N-k). Its Taylor
// coefficient B^(j)/j! is again of that kind: degree N-j, with coefficients C(N,j) times the j-th forward
// differences of b. Differences cancel, so they are made at a high precision, once; what is left is a sum of
// weights that rise up to p = k/d and fall after it, so that over an interval each weight is known from its
// two ends and its peak.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck::continuum {

// What weights of one degree share, made on first use: ratios (d-k)/(k+1) of neighbours (without the odds),
// and the largest values.
template <NumberKernel Kernel>
struct WeightTables {
    std::map<std::size_t, std::vector<typename Kernel::Value>> ratios, peaks;
};

class BernsteinTable {
  public:
    // From the values b_0..b_N, enclosed at `precision`, which should be at least precision_for(N, the
    // highest order that will be asked for, the bits wanted). Precondition: N >= 1.
    BernsteinTable(std::vector<Ball> values, Precision precision);
    static Precision precision_for(std::size_t samples, std::size_t order, Precision bits);

    [[nodiscard]] std::size_t degree() const { return differences_.front().size() - 1; }
    // Encloses B^(j)(p)/j! for all p in [low, high]. Preconditions: 0 <= low <= high <= 1, and always the
    // same kernel precision.
    DoubleInterval coefficient(const DoubleKernel& kernel, std::size_t j, const Rational& low,
                               const Rational& high);
    Ball coefficient(const BallKernel& kernel, std::size_t j, const Rational& low, const Rational& high);

  private:
    void extend(std::size_t order);

    Precision precision_;
    std::vector<Ball> plain_;                          // the last differences, without C(N,j)
    std::vector<std::vector<Ball>> differences_;       // [j][k]: C(N,j) * j-th difference
    std::vector<std::vector<DoubleInterval>> narrow_;  // the same in doubles
    WeightTables<DoubleKernel> in_doubles_;
    WeightTables<BallKernel> in_balls_;
};

}  // namespace groundcheck::continuum
