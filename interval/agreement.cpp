#include "interval/agreement.hpp"

#include <algorithm>
#include <utility>

#include "interval/mpfr_value.hpp"

namespace groundcheck {

namespace {

constexpr int shown_digits = 25;

// The sign of x - y, exactly: every arf with an exponent in MPFR's range is an MPFR number. Beyond that range
// `x` is rounded in the given direction, which is outward, so enclosures may only be found to meet that do
// not.
int compare(const arf_struct* x, mpfr_rnd_t outward, mpfr_srcptr y) {
    MpfrValue exact(std::max<Precision>(arf_bits(x), 2));
    arf_get_mpfr(exact.get(), x, outward);
    return mpfr_cmp(exact.get(), y);
}

}  // namespace

KernelDisagreement::KernelDisagreement(std::string quantity, std::string ball, std::string mpfi)
    : std::runtime_error("the arithmetic kernels disagree about " + quantity + ": Arb encloses it in " +
                         ball + ", MPFI in " + mpfi + "; these have no number in common"),
      quantity_(std::move(quantity)),
      ball_(std::move(ball)),
      mpfi_(std::move(mpfi)) {}

bool meet(const Ball& ball, const MpfiInterval& mpfi) {
    if (ball.is_empty() || mpfi.is_empty()) return ball.is_empty() && mpfi.is_empty();
    return compare(ball.low(), MPFR_RNDD, mpfi.high()) <= 0 &&
           compare(ball.high(), MPFR_RNDU, mpfi.low()) >= 0;
}

void require_agreement(std::string_view quantity, const Ball& ball, const MpfiInterval& mpfi) {
    if (meet(ball, mpfi)) return;
    throw KernelDisagreement(std::string(quantity), BallKernel().to_string(ball, shown_digits),
                             MpfiKernel().to_string(mpfi, shown_digits));
}

}  // namespace groundcheck
