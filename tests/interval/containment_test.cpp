// Every function of every kernel, against the other library at four times the precision: each answer must
// contain the true image, and its endpoints must not lie further outside than a stated number of units in the
// last place. So an infinitely wide answer fails, and so does an answer a hair too narrow.
#include "interval/agreement.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/interval/excess.hpp"
#include "tests/interval/operations.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace containment_test {

namespace {

// What a kernel under test promises.
struct Promise {
    std::int64_t bits;  // precision of its endpoints
    Rational ulps;      // how far outside the true end an endpoint may lie
    Rational least;     // least positive number, where exponents are bounded
    Endpoint largest;   // beyond it endpoints are infinite; +infinity if there is no such bound
    std::int64_t reference_bits;
};

// Whether `claimed` is a valid and tight lower end, given the reference's lower end (itself at most one unit
// in its last place below the true one).
bool good_lower(const Endpoint& claimed, const Endpoint& reference, const Promise& promise) {
    if (!claimed.is_finite() || !reference.is_finite()) {
        if (claimed == reference) return true;
        const bool overflow = claimed.kind == Endpoint::Kind::minus_infinity && reference.is_finite() &&
                              promise.largest.is_finite() && reference.value < -promise.largest.value;
        return overflow;
    }
    const Rational reference_ulp = ulp(reference.value, promise.reference_bits, 0);
    const Rational slack = 4 * reference_ulp;
    if (claimed.value > reference.value + slack) return false;  // does not contain
    if (promise.largest.is_finite() && reference.value > promise.largest.value) {
        return claimed.value == promise.largest.value;
    }
    const Rational unit =
        ulp(std::max<Rational>(abs(claimed.value), abs(reference.value)), promise.bits, promise.least);
    return reference.value + slack - claimed.value <= promise.ulps * unit + slack;
}

Endpoint negative(const Endpoint& e) {
    if (e.is_finite()) return finite_endpoint(-e.value);
    return e.kind == Endpoint::Kind::plus_infinity ? minus_infinity() : plus_infinity();
}

template <NumberKernel Tested, NumberKernel Reference>
void compare_all(const Tested& tested, const Reference& reference, const Promise& promise, int rounds,
                 std::uint64_t salt) {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(salt);
    for (const OperationInfo& info : operations) {
        int finite_ends = 0;
        for (int round = 0; round < rounds; ++round) {
            const Arguments arguments = random_arguments(random, info.operation);
            const auto claimed = compute(tested, info.operation, arguments);
            const auto truth = compute(reference, info.operation, arguments);
            INFO(describe(info, arguments)
                 << "\n  " << Tested::name << " " << tested.to_string(claimed, 40) << "\n  "
                 << Reference::name << " " << reference.to_string(truth, 40));
            REQUIRE(tested.is_empty(claimed) == reference.is_empty(truth));
            if (tested.is_empty(claimed)) continue;
            REQUIRE(good_lower(tested.lower(claimed), reference.lower(truth), promise));
            REQUIRE(good_lower(negative(tested.upper(claimed)), negative(reference.upper(truth)), promise));
            finite_ends += tested.lower(claimed).is_finite() && tested.upper(claimed).is_finite() ? 1 : 0;
        }
        INFO(info.name << ": too few bounded answers to mean anything");
        REQUIRE(finite_ends * 8 > rounds);
    }
}

// Points inside the arguments: their images must meet the image of the whole.
template <NumberKernel Tested, NumberKernel Reference>
void sample_points(const Tested& tested, const Reference& reference, int rounds, std::uint64_t salt) {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(salt);
    // A point of the range that is not too large for its image to be written out.
    const auto pick = [&](Range range, double largest) {
        const double lo = std::clamp(range.lo, -largest, largest);
        const double hi = std::clamp(range.hi, -largest, largest);
        std::uniform_real_distribution<double> part(0, 1);
        const double x = std::clamp(lo + part(random) * (hi - lo), lo, hi);
        return Range{x, x};
    };
    for (const OperationInfo& info : operations) {
        for (int round = 0; round < rounds; ++round) {
            Arguments arguments = random_arguments(random, info.operation);
            const auto whole = compute(tested, info.operation, arguments);
            INFO(describe(info, arguments));
            const double largest = spread_of(info.operation) < 100 ? 2e3 : 1e300;
            arguments.a = pick(arguments.a, largest);
            arguments.b = pick(arguments.b, largest);
            const auto point = compute(reference, info.operation, arguments);
            if (reference.is_empty(point)) continue;
            INFO("at the point " << describe(info, arguments) << ": " << reference.to_string(point, 30)
                                 << " outside " << tested.to_string(whole, 30));
            REQUIRE_FALSE(tested.is_empty(whole));
            REQUIRE(tested.lower(whole) <= reference.upper(point));
            REQUIRE(reference.lower(point) <= tested.upper(whole));
        }
    }
}

const Promise double_promise{53, 1, power(Rational(2), -1074),
                             finite_endpoint(Rational(std::numeric_limits<double>::max())), 212};

}  // namespace

TEST_CASE("the double kernel gives the tightest enclosures there are") {
    compare_all(DoubleKernel(), MpfiKernel(212), double_promise, 1500, 1);
    compare_all(DoubleKernel(), BallKernel(212), double_promise, 1500, 2);
}

TEST_CASE("the Arb kernel encloses what MPFI finds at four times the precision, within 1.01 ulps") {
    for (const Precision bits : {53, 64, 128, 256}) {
        const Promise promise{bits, Rational(101, 100), 0, plus_infinity(), 4 * bits};
        compare_all(BallKernel(bits), MpfiKernel(4 * bits), promise, 400,
                    10 + static_cast<std::uint64_t>(bits));
    }
}

TEST_CASE("the MPFI kernel encloses what Arb finds at four times the precision, within 1.01 ulps") {
    for (const Precision bits : {53, 64, 128, 256}) {
        const Promise promise{bits, Rational(101, 100), 0, plus_infinity(), 4 * bits};
        compare_all(MpfiKernel(bits), BallKernel(4 * bits), promise, 400,
                    20 + static_cast<std::uint64_t>(bits));
    }
}

TEST_CASE("the image of a point lies in the image of every range around it") {
    sample_points(DoubleKernel(), BallKernel(200), 1500, 30);
    sample_points(BallKernel(100), MpfiKernel(400), 800, 31);
    sample_points(MpfiKernel(100), BallKernel(400), 800, 32);
}

TEST_CASE("more bits give narrower enclosures of the same number, at every rung") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(40);
    for (const OperationInfo& info : operations) {
        for (int round = 0; round < 100; ++round) {
            const Arguments arguments = random_arguments(random, info.operation);
            Ball last = compute(BallKernel(64), info.operation, arguments);
            for (const Precision bits : {128, 256, 512}) {
                const BallKernel kernel(bits);
                const Ball next = compute(kernel, info.operation, arguments);
                const MpfiInterval other = compute(MpfiKernel(bits), info.operation, arguments);
                INFO(describe(info, arguments) << " at " << bits << " bits");
                REQUIRE(meet(last, other));
                REQUIRE(meet(next, other));
                if (next.is_empty()) break;
                const BallKernel coarse(64);
                REQUIRE(distance(kernel.lower(next), kernel.upper(next)) <=
                        distance(coarse.lower(last), coarse.upper(last)));
                last = next;
            }
        }
    }
}

}  // namespace containment_test
