// The fast logarithms against MPFR's directed rounding: containment on millions of points of every size, and
// width.
#include "interval/double_log.hpp"

#include <mpfr.h>

#include <bit>
#include <cmath>

#include "tests/catch.hpp"
#include "tests/interval/positive_double.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using test::positive_double;

namespace double_log_test {

namespace {

// log(x) or x*log(x), with 160 bits: an error of 2^-158 of itself.
void reference_log(mpfr_ptr out, double x) {
    mpfr_set_d(out, x, MPFR_RNDN);
    mpfr_log(out, out, MPFR_RNDN);
}

bool contains(DoubleInterval enclosure, mpfr_srcptr value) {
    return mpfr_cmp_d(value, enclosure.lo) >= 0 && mpfr_cmp_d(value, enclosure.hi) <= 0;
}

void check_point(double x) {
    MPFR_DECL_INIT(value, 160);
    reference_log(value, x);
    const DoubleInterval logarithm = fast_log(x);
    if (!contains(logarithm, value)) FAIL("log(" << x << ") escapes");
    if (logarithm.hi - logarithm.lo > 0x1p-48 * std::abs(mpfr_get_d(value, MPFR_RNDN)))
        FAIL("log(" << x << ") is wide");
    mpfr_mul_d(value, value, x, MPFR_RNDN);
    const DoubleInterval product = fast_xlogx(x);
    if (!contains(product, value)) FAIL("xlogx(" << x << ") escapes");
    const double size = std::abs(mpfr_get_d(value, MPFR_RNDN));
    const double two_ulps = 2 * (directed::next_up(size) - size);
    if (size < 0x1p1000 && product.hi - product.lo > 0x1.02p-48 * size + 2 * two_ulps)
        FAIL("xlogx(" << x << ") is wide");
}

}  // namespace

TEST_CASE("fast logarithms enclose, narrowly, on a million points of every size") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(200);
    for (int round = 0; round < 1'000'000; ++round)
        check_point(positive_double(random));
    SUCCEED("1000000 points");
}

TEST_CASE("fast logarithms at the edges of their reduction") {
    check_point(directed::least_positive);
    check_point(directed::largest);
    check_point(0x1p-1022);
    check_point(directed::next_down(0x1p-1022));
    for (int exponent = -1022; exponent < 1024; ++exponent) {
        for (const double significand :
             {1.0, 1 + 0x1p-52, 2 - 0x1p-52, 0x1.6a09effffffffp+0, 0x1.6a09fp+0, 1.5}) {
            check_point(std::ldexp(significand, exponent));
        }
    }
    CHECK(fast_log(1.0).lo == 0);
    CHECK(fast_log(1.0).hi == 0);
    CHECK(fast_xlogx(0.0).lo == 0);
    CHECK(fast_xlogx(0.0).hi == 0);
}

TEST_CASE("fast logarithms of intervals contain the tightest enclosure and are hardly wider") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(201);
    const DoubleKernel kernel;
    for (int round = 0; round < 50000; ++round) {
        double lo = positive_double(random);
        double hi = positive_double(random);
        if (lo > hi) std::swap(lo, hi);
        if (hi > 1e290) continue;  // x*log(x) overflows
        CAPTURE(lo, hi);
        const DoubleInterval fast = fast_log({lo, hi});
        const DoubleInterval tight = kernel.log({lo, hi});
        const auto contained = [](DoubleInterval inner, DoubleInterval outer) {
            const double slack = 0x1p-48 * std::max(std::abs(inner.lo), std::abs(inner.hi)) + 0x1p-1072;
            return outer.lo <= inner.lo + 0x1p-52 * std::abs(inner.lo) &&
                   inner.hi - 0x1p-52 * std::abs(inner.hi) <= outer.hi && outer.lo >= inner.lo - slack &&
                   outer.hi <= inner.hi + slack;
        };
        REQUIRE(contained(tight, fast));
        REQUIRE(contained(kernel.xlogx({lo, hi}), fast_xlogx({lo, hi})));
    }
    const DoubleInterval across = fast_xlogx({0, 1});
    CHECK(across.lo == -above_inverse_e);
    CHECK(across.hi == 0);
}

TEST_CASE("the doubles next to 1/e") {
    MPFR_DECL_INIT(inverse, 160);
    mpfr_set_si(inverse, -1, MPFR_RNDN);
    mpfr_exp(inverse, inverse, MPFR_RNDN);
    CHECK(mpfr_get_d(inverse, MPFR_RNDD) == below_inverse_e);
    CHECK(mpfr_get_d(inverse, MPFR_RNDU) == above_inverse_e);
}

}  // namespace double_log_test
