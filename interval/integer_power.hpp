// base^n for integers n of any size, in every kernel.
//
// A kernel's own power(base, n) takes a machine integer. The exponents of a claim or a calculation are exact
// integers without a bound: (-1)^1000000001, [-2,1]^(2*10^9), 3^(10^30). They stay integer powers whatever
// their size: the parity of n decides the sign, and never does n turn into a real exponent, which has no
// negative base.
//
// As for the kernels' power: base^0 is 1 for every base, 0 has no negative power (empty), and a base that has
// 0 inside has an unbounded negative power. Every answer encloses. An interval kernel whose numbers end
// before the result does gives its largest number and infinity as bounds; the exact kernel answers `inexact`
// where the result has more than 2^22 bits. Exponents of more than 2^17 bits get bounds that are not tight.
#pragma once

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

Ball integer_power(const BallKernel& kernel, const Ball& base, const Integer& exponent);
MpfiInterval integer_power(const MpfiKernel& kernel, const MpfiInterval& base, const Integer& exponent);
DoubleInterval integer_power(const DoubleKernel& kernel, DoubleInterval base, const Integer& exponent);
Exact integer_power(const ExactKernel& kernel, const Exact& base, const Integer& exponent);

}  // namespace groundcheck
