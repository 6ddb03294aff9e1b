// What a number kernel is: one arithmetic in which an expression can be enclosed.
//
// A kernel is a small value object (it knows its precision) with one method per operation, so that the same
// evaluator runs over exact numbers, Arb, MPFI and doubles without global state. A kernel's Value encloses a
// set of extended reals [lower, upper]; the endpoints may be infinite, and a Value may be empty.
//
//   ExactKernel    exact_kernel.hpp   log-linear numbers; "inexact" is a value of its own and is absorbing
//   BallKernel     ball_kernel.hpp    Arb: endpoints are arf numbers, every function is Arb's
//   MpfiKernel     mpfi_kernel.hpp    MPFI through Boost.Multiprecision; shares no code path with Arb
//   DoubleKernel   double_kernel.hpp  the filter: doubles, every operation rounded outward
//
// Conventions, the same for every kernel (containment is tested function by function, each kernel against the
// others at four times the precision):
//   * Arguments outside a function's domain: the Value encloses the image of the part inside the domain and
//   is
//     empty when no part is inside; `outside(v)`-style questions are the evaluator's, which compares before
//     calling.
//   * log of an interval that reaches 0 has lower end -infinity. Division by an interval that has 0 inside is
//   the
//     whole line; by one that touches 0 from a side, a half-line.
//   * mul: 0 times anything is 0, infinity included (the convention 0*log(0) = 0 of the claims).
#pragma once

#include <concepts>
#include <cstdint>
#include <string>

#include "interval/rational.hpp"
#include "interval/truth.hpp"

namespace groundcheck {

template <class Kernel>
concept NumberKernel = requires(const Kernel kernel, const typename Kernel::Value v, const Rational r,
                                std::int64_t n, std::uint32_t k) {
    // Making values.
    { kernel.rational(r) } -> std::same_as<typename Kernel::Value>;
    { kernel.interval(r, r) } -> std::same_as<typename Kernel::Value>;  // precondition: first <= second
    { kernel.infinity() } -> std::same_as<typename Kernel::Value>;      // the value +infinity
    { kernel.pi() } -> std::same_as<typename Kernel::Value>;
    // Arithmetic.
    { kernel.add(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.sub(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.mul(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.div(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.neg(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.power(v, n) } -> std::same_as<typename Kernel::Value>;  // integer exponent, negative allowed
    { kernel.power(v, v) } -> std::same_as<typename Kernel::Value>;  // v >= 0, real exponent; 0^0 = 1
    { kernel.abs(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.min(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.max(v, v) } -> std::same_as<typename Kernel::Value>;
    { kernel.hull(v, v) } -> std::same_as<typename Kernel::Value>;  // the least interval that holds both
    // Elementary and special functions.
    { kernel.sqrt(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.log(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.log1p(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.exp(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.expm1(v) } -> std::same_as<typename Kernel::Value>;
    { kernel.digamma(v) } -> std::same_as<typename Kernel::Value>;  // domain: v > 0
    { kernel.xlogx(v) } -> std::same_as<typename Kernel::Value>;    // x*log(x), 0 at 0; domain v >= 0
    // Pr[chi2 > v] for a chi-square variable with k >= 1 degrees of freedom, the regularised incomplete gamma
    // function Gamma(k/2, v/2)/Gamma(k/2); domain v >= 0. With k = 1 it is erfc(sqrt(v/2)).
    { kernel.chi_square_tail(k, v) } -> std::same_as<typename Kernel::Value>;
    // Questions. Certain answers only; `unknown` where the enclosures overlap.
    { kernel.less(v, v) } -> std::same_as<Truth>;
    { kernel.less_equal(v, v) } -> std::same_as<Truth>;
    { kernel.equal(v, v) } -> std::same_as<Truth>;       // yes only if both are the same single point
    { kernel.is_zero(v) } -> std::convertible_to<bool>;  // the value is exactly the point 0
    { kernel.is_empty(v) } -> std::convertible_to<bool>;
    // Saying it: outward-rounded decimal endpoints with `digits` significant digits, "[lo, hi]" or "[empty]".
    { kernel.to_string(v, 10) } -> std::same_as<std::string>;
    { Kernel::name } -> std::convertible_to<std::string>;
};

}  // namespace groundcheck
