// Directed rounding of doubles against MPFR, which rounds correctly: equal, bit for bit, on values of every
// size.
#include "interval/directed.hpp"

#include <mpfr.h>

#include <bit>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace directed_test {

namespace {

using MpfrOperation = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

double by_mpfr(MpfrOperation f, double a, double b, mpfr_rnd_t direction) {
    MPFR_DECL_INIT(x, 53);
    MPFR_DECL_INIT(y, 53);
    mpfr_set_d(x, a, MPFR_RNDN);
    mpfr_set_d(y, b, MPFR_RNDN);
    f(x, x, y, direction);
    return mpfr_get_d(x, direction);
}

double sqrt_by_mpfr(double a, mpfr_rnd_t direction) {
    MPFR_DECL_INIT(x, 53);
    mpfr_set_d(x, a, MPFR_RNDN);
    mpfr_sqrt(x, x, direction);
    return mpfr_get_d(x, direction);
}

// Any finite double, or one near another's size, a short significand, a subnormal: the places where errors
// vanish.
double any_double(std::mt19937_64& random) {
    for (;;) {
        std::uint64_t bits = random();
        switch (random() % 6) {
            case 0:
                bits &= ~std::uint64_t{0} << (random() % 53);
                break;  // few bits
            case 1:
                bits &= 0x800FFFFFFFFFFFFFU;
                break;  // subnormal
            case 2:
                bits = (bits & 0x800FFFFFFFFFFFFFU) | ((1023 - 20 + random() % 40) << 52U);
                break;  // near 1
            case 3:
                bits = (bits & 0x800FFFFFFFFFFFFFU) | ((40 + random() % 60) << 52U);
                break;  // products underflow
            default:
                break;
        }
        const auto x = std::bit_cast<double>(bits);
        if (x - x == 0) return x;
    }
}

bool same(double a, double b) { return a == b; }  // zeros of either sign are one number

}  // namespace

TEST_CASE("sums, products, quotients and roots are rounded to the tightest double in each direction") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(100);
    for (int round = 0; round < 300000; ++round) {
        const double a = any_double(random);
        const double b =
            random() % 8 == 0 ? std::ldexp(a, static_cast<int>(random() % 60) - 30) : any_double(random);
        if (b - b != 0) continue;
        CAPTURE(round, a, b);
        const bool sums = same(directed::add_down(a, b), by_mpfr(mpfr_add, a, b, MPFR_RNDD)) &&
                          same(directed::add_up(a, b), by_mpfr(mpfr_add, a, b, MPFR_RNDU));
        const bool products = same(directed::mul_down(a, b), by_mpfr(mpfr_mul, a, b, MPFR_RNDD)) &&
                              same(directed::mul_up(a, b), by_mpfr(mpfr_mul, a, b, MPFR_RNDU));
        if (!sums) FAIL("sum");
        if (!products) FAIL("product");
        if (b != 0) {
            const bool quotients = same(directed::div_down(a, b), by_mpfr(mpfr_div, a, b, MPFR_RNDD)) &&
                                   same(directed::div_up(a, b), by_mpfr(mpfr_div, a, b, MPFR_RNDU));
            if (!quotients) FAIL("quotient");
        }
        const double size = std::abs(a);
        const bool roots = same(directed::sqrt_down(size), sqrt_by_mpfr(size, MPFR_RNDD)) &&
                           same(directed::sqrt_up(size), sqrt_by_mpfr(size, MPFR_RNDU));
        if (!roots) FAIL("square root");
    }
    SUCCEED("300000 rounds");
}

TEST_CASE("the sum of the largest doubles and their neighbours") {
    const double top = directed::largest;
    const double values[] = {
        top, -top, directed::next_down(top), top / 2, -top / 2, 0x1p970, -0x1p970, 0x1p971, 1.0, -1.0};
    for (const double a : values) {
        for (const double b : values) {
            CAPTURE(a, b);
            CHECK(same(directed::add_down(a, b), by_mpfr(mpfr_add, a, b, MPFR_RNDD)));
            CHECK(same(directed::add_up(a, b), by_mpfr(mpfr_add, a, b, MPFR_RNDU)));
        }
    }
}

TEST_CASE("neighbouring doubles") {
    using directed::next_down;
    using directed::next_up;
    CHECK(next_up(0.0) == directed::least_positive);
    CHECK(next_up(-0.0) == directed::least_positive);
    CHECK(next_down(0.0) == -directed::least_positive);
    CHECK(next_up(-directed::least_positive) == 0);
    CHECK(next_up(1) == 1 + 0x1p-52);
    CHECK(next_down(1) == 1 - 0x1p-53);
    CHECK(next_up(directed::largest) == directed::infinity);
    CHECK(next_up(directed::infinity) == directed::infinity);
    CHECK(next_up(-directed::infinity) == -directed::largest);
    CHECK(next_down(directed::infinity) == directed::largest);
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(101);
    for (int round = 0; round < 1000; ++round) {
        const double x = any_double(random);
        CHECK(next_up(x) == std::nextafter(x, directed::infinity));
        CHECK(next_down(x) == std::nextafter(x, -directed::infinity));
    }
}

}  // namespace directed_test
