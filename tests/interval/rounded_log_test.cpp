// Correctly rounded logarithms of doubles against MPFR's: where there is an answer it is the one, and there
// nearly always is.
#include "interval/rounded_log.hpp"

#include <mpfr.h>

#include <limits>

#include "tests/catch.hpp"
#include "tests/interval/positive_double.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using test::positive_double;

namespace rounded_log_test {

namespace {

// log(x), or x*log(x), by 200 bits and then rounded to doubles: by the first rounding nothing crosses a
// double here.
double by_mpfr(double x, bool times_x, mpfr_rnd_t direction) {
    MPFR_DECL_INIT(value, 200);
    mpfr_set_d(value, x, MPFR_RNDN);
    mpfr_log(value, value, direction);
    if (times_x) mpfr_mul_d(value, value, x, direction);
    return mpfr_get_d(value, direction);
}

void check_at(double x, int& answered, int& asked) {
    for (const bool times_x : {false, true}) {
        const auto found = times_x ? rounded_xlogx(x) : rounded_log(x);
        ++asked;
        if (!found) continue;
        ++answered;
        CAPTURE(x, times_x);
        REQUIRE(found->lo == by_mpfr(x, times_x, MPFR_RNDD));
        REQUIRE(found->hi == by_mpfr(x, times_x, MPFR_RNDU));
    }
}

}  // namespace

TEST_CASE("A rounded logarithm is MPFR's, and few stay open") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(41);
    int answered = 0, asked = 0;
    for (int i = 0; i < 200'000; ++i)
        check_at(positive_double(random), answered, asked);
    // One point in sixteen lies within 2^-29 of 1, see below.
    if (std::numeric_limits<long double>::digits >= 64) CHECK(answered > asked - asked / 12);
}

TEST_CASE("Rounded logarithms at the edges") {
    int answered = 0, asked = 0;
    for (int k = -1074; k <= 1023; ++k) {
        const double x = std::ldexp(1.0, k);
        for (const double at :
             {x, directed::next_down(x), directed::next_up(x), std::min(x * 0x1.6a09ep0, 0x1p1023),
              std::min(directed::next_down(x * 0x1.6a09ep0), 0x1p1023)})
            if (at > 0 && at != 1) check_at(at, answered, asked);
    }
    check_at(std::numeric_limits<double>::max(), answered, asked);
    for (const double x : {0.0, 1.0}) {
        CHECK(rounded_xlogx(x)->lo == 0);
        CHECK(rounded_xlogx(x)->hi == 0);
    }
    CHECK(rounded_log(1)->lo == 0);
    CHECK(rounded_log(1)->hi == 0);
    if (std::numeric_limits<long double>::digits >= 64) CHECK(answered > asked - asked / 50);
}

TEST_CASE("Where a logarithm lies too near to a double to tell there is no answer") {
    // log(1 + e) differs from the double e by e^2/2.
    CHECK_FALSE(rounded_log(1 + 0x1p-40));
    if (std::numeric_limits<long double>::digits >= 64) CHECK(rounded_log(1 + 0x1p-20));
}

}  // namespace rounded_log_test
