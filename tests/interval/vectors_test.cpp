// Interval test vectors in the manner of IEEE 1788: domains, infinities, empties, signed zeros, subnormals,
// overflow. Each says what the tightest answer in doubles is; the two multi-precision kernels must give the
// same exact ends where they are small integers, infinities or empty.
#include <limits>
#include <optional>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/interval/operations.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace vectors_test {

namespace {

constexpr double huge = std::numeric_limits<double>::max();
constexpr double tiny = std::numeric_limits<double>::denorm_min();
constexpr double normal = std::numeric_limits<double>::min();
constexpr Range unused{0, 0};

struct Vector {
    Operation operation;
    Range a;
    Range b;
    std::optional<Range> expected;  // nothing: empty
};

// Exact in every kernel.
const Vector exact_vectors[] = {
    // add, sub
    {Operation::add, {1, 2}, {-5, inf}, Range{-4, inf}},
    {Operation::add, {-inf, 3}, {1, inf}, Range{-inf, inf}},
    {Operation::add, {-inf, 3}, {-inf, 4}, Range{-inf, 7}},
    {Operation::add, {inf, inf}, {1, 2}, Range{inf, inf}},
    {Operation::add, {inf, inf}, {-inf, -inf}, std::nullopt},
    {Operation::add, {inf, inf}, {-inf, 4}, Range{-inf, inf}},
    {Operation::sub, {1, 2}, {1, 2}, Range{-1, 1}},
    {Operation::sub, {inf, inf}, {inf, inf}, std::nullopt},
    {Operation::sub, {0, inf}, {0, inf}, Range{-inf, inf}},
    // mul
    {Operation::mul, {0, 0}, {-inf, inf}, Range{0, 0}},
    {Operation::mul, {0, 0}, {inf, inf}, Range{0, 0}},
    {Operation::mul, {-0.0, 0}, {-3, 5}, Range{0, 0}},
    {Operation::mul, {0, 1}, {inf, inf}, Range{0, inf}},
    {Operation::mul, {-1, 0}, {0, inf}, Range{-inf, 0}},
    {Operation::mul, {-2, 3}, {-5, 7}, Range{-15, 21}},
    {Operation::mul, {-2, 3}, {-11, 7}, Range{-33, 22}},
    {Operation::mul, {-2, -1}, {-5, -3}, Range{3, 10}},
    {Operation::mul, {-2, -1}, {3, inf}, Range{-inf, -3}},
    {Operation::mul, {-inf, -1}, {-inf, -2}, Range{2, inf}},
    {Operation::mul, {-inf, inf}, {-1, 1}, Range{-inf, inf}},
    {Operation::mul, {2, 3}, {-1, 0}, Range{-3, 0}},
    // div
    {Operation::div, {1, 2}, {0, 1}, Range{1, inf}},
    {Operation::div, {1, 2}, {-1, 0}, Range{-inf, -1}},
    {Operation::div, {1, 2}, {0, 0}, std::nullopt},
    {Operation::div, {0, 0}, {0, 0}, std::nullopt},
    {Operation::div, {0, 0}, {-1, 1}, Range{0, 0}},
    {Operation::div, {0, 0}, {0, inf}, Range{0, 0}},
    {Operation::div, {1, 2}, {-1, 1}, Range{-inf, inf}},
    {Operation::div, {-1, 2}, {0, 1}, Range{-inf, inf}},
    {Operation::div, {0, 2}, {0, 4}, Range{0, inf}},
    {Operation::div, {-2, -1}, {0, 4}, Range{-inf, -0.25}},
    {Operation::div, {-2, -1}, {-4, 0}, Range{0.25, inf}},
    {Operation::div, {1, 2}, {-0.0, 4}, Range{0.25, inf}},
    {Operation::div, {1, 2}, {4, inf}, Range{0, 0.5}},
    {Operation::div, {1, inf}, {4, 8}, Range{0.125, inf}},
    {Operation::div, {-inf, inf}, {4, 8}, Range{-inf, inf}},
    {Operation::div, {-inf, -1}, {-4, -2}, Range{0.25, inf}},
    {Operation::div, {1, inf}, {1, inf}, Range{0, inf}},
    {Operation::div, {1, 2}, {inf, inf}, Range{0, 0}},
    {Operation::div, {inf, inf}, {inf, inf}, std::nullopt},
    {Operation::div, {inf, inf}, {2, 4}, Range{inf, inf}},
    {Operation::div, {6, 12}, {-3, -2}, Range{-6, -2}},
    // neg, abs, min, max, hull
    {Operation::neg, {-1, inf}, unused, Range{-inf, 1}},
    {Operation::abs, {-3, 2}, unused, Range{0, 3}},
    {Operation::abs, {-3, -2}, unused, Range{2, 3}},
    {Operation::abs, {-inf, -2}, unused, Range{2, inf}},
    {Operation::abs, {-inf, inf}, unused, Range{0, inf}},
    {Operation::min, {-1, 5}, {0, 3}, Range{-1, 3}},
    {Operation::max, {-1, 5}, {0, inf}, Range{0, inf}},
    {Operation::hull, {-1, 0}, {3, 4}, Range{-1, 4}},
    // sqrt
    {Operation::sqrt, {4, 9}, unused, Range{2, 3}},
    {Operation::sqrt, {-4, 9}, unused, Range{0, 3}},
    {Operation::sqrt, {-4, -1}, unused, std::nullopt},
    {Operation::sqrt, {-4, 0}, unused, Range{0, 0}},
    {Operation::sqrt, {0, inf}, unused, Range{0, inf}},
    // log, log1p
    {Operation::log, {0, 1}, unused, Range{-inf, 0}},
    {Operation::log, {-3, 1}, unused, Range{-inf, 0}},
    {Operation::log, {0, 0}, unused, std::nullopt},
    {Operation::log, {-3, 0}, unused, std::nullopt},
    {Operation::log, {-3, -1}, unused, std::nullopt},
    {Operation::log, {1, inf}, unused, Range{0, inf}},
    {Operation::log, {1, 1}, unused, Range{0, 0}},
    {Operation::log1p, {-1, 0}, unused, Range{-inf, 0}},
    {Operation::log1p, {-1, -1}, unused, std::nullopt},
    {Operation::log1p, {-5, inf}, unused, Range{-inf, inf}},
    {Operation::log1p, {-5, -2}, unused, std::nullopt},
    // exp, expm1
    {Operation::exp, {-inf, 0}, unused, Range{0, 1}},
    {Operation::exp, {0, inf}, unused, Range{1, inf}},
    {Operation::exp, {-inf, -inf}, unused, Range{0, 0}},
    {Operation::exp, {0, 0}, unused, Range{1, 1}},
    {Operation::expm1, {-inf, 0}, unused, Range{-1, 0}},
    {Operation::expm1, {0, inf}, unused, Range{0, inf}},
    {Operation::expm1, {-inf, -inf}, unused, Range{-1, -1}},
    // digamma, xlogx
    {Operation::digamma, {-3, -1}, unused, std::nullopt},
    {Operation::digamma, {0, 0}, unused, std::nullopt},
    {Operation::digamma, {-3, inf}, unused, Range{-inf, inf}},
    {Operation::xlogx, {0, 0}, unused, Range{0, 0}},
    {Operation::xlogx, {-5, 0}, unused, Range{0, 0}},
    {Operation::xlogx, {-5, -1}, unused, std::nullopt},
    {Operation::xlogx, {1, inf}, unused, Range{0, inf}},
    // power with a real exponent: base >= 0, 0^0 = 1
    {Operation::power, {0, 0}, {0, 0}, Range{1, 1}},
    {Operation::power, {0, 0}, {2, 3}, Range{0, 0}},
    {Operation::power, {0, 0}, {-2, -1}, std::nullopt},
    {Operation::power, {0, 0}, {-2, 0}, Range{1, 1}},
    {Operation::power, {0, 0}, {-1, 1}, Range{0, 1}},
    {Operation::power, {-2, -1}, {2, 2}, std::nullopt},
    {Operation::power, {-2, 4}, {0.5, 0.5}, Range{0, 2}},
    {Operation::power, {0, 2}, {2, 3}, Range{0, 8}},
    {Operation::power, {0, 2}, {-1, -1}, Range{0.5, inf}},
    {Operation::power, {0.5, 2}, {-2, 3}, Range{0.125, 8}},
    {Operation::power, {4, 16}, {-0.5, 0.25}, Range{0.25, 2}},
    {Operation::power, {1, 1}, {-inf, inf}, Range{1, 1}},
    {Operation::power, {2, 4}, {-inf, -1}, Range{0, 0.5}},
    {Operation::power, {0.25, 0.5}, {1, inf}, Range{0, 0.5}},
    {Operation::power, {0, inf}, {0, 0}, Range{1, 1}},
    {Operation::power, {1, inf}, {0, 1}, Range{1, inf}},
    {Operation::power, {2, inf}, {-1, -1}, Range{0, 0.5}},
};

struct IntegerPowerVector {
    Range a;
    std::int64_t n;
    std::optional<Range> expected;
};

const IntegerPowerVector integer_power_vectors[] = {
    {{-3, 2}, 0, Range{1, 1}},
    {{0, 0}, 0, Range{1, 1}},
    {{-inf, inf}, 0, Range{1, 1}},
    {{-3, 2}, 1, Range{-3, 2}},
    {{-3, 2}, 2, Range{0, 9}},
    {{-3, -2}, 2, Range{4, 9}},
    {{-3, 2}, 3, Range{-27, 8}},
    {{-3, -2}, 3, Range{-27, -8}},
    {{-inf, 2}, 3, Range{-inf, 8}},
    {{-inf, 2}, 2, Range{0, inf}},
    {{0, 0}, -1, std::nullopt},
    {{-0.0, 0.0}, -2, std::nullopt},
    {{0, 2}, -1, Range{0.5, inf}},
    {{-0.0, 2}, -1, Range{0.5, inf}},
    {{-2, 0}, -1, Range{-inf, -0.5}},
    {{-2, -0.0}, -1, Range{-inf, -0.5}},
    {{-2, 4}, -1, Range{-inf, inf}},
    {{-2, 4}, -2, Range{0.0625, inf}},
    {{-2, 0}, -2, Range{0.25, inf}},
    {{2, 4}, -3, Range{0.015625, 0.125}},
    {{-4, -2}, -3, Range{-0.125, -0.015625}},
    {{2, inf}, -2, Range{0, 0.25}},
    {{-1, 1}, std::numeric_limits<std::int64_t>::max(), Range{-1, 1}},
    {{-1, -1}, std::numeric_limits<std::int64_t>::min(), Range{1, 1}},
};

// Rounding in doubles: only the double kernel.
const Vector double_vectors[] = {
    {Operation::add, {1, 1}, {0x1p-60, 0x1p-60}, Range{1, 1 + 0x1p-52}},
    {Operation::add, {1, 1}, {-0x1p-60, -0x1p-60}, Range{1 - 0x1p-53, 1}},
    {Operation::add, {huge, huge}, {1, 1}, Range{huge, inf}},
    {Operation::add, {huge, huge}, {huge, huge}, Range{huge, inf}},
    {Operation::add, {-huge, -huge}, {-huge, -huge}, Range{-inf, -huge}},
    {Operation::add, {huge, huge}, {-huge, -huge}, Range{0, 0}},
    {Operation::add, {tiny, tiny}, {tiny, tiny}, Range{2 * tiny, 2 * tiny}},
    {Operation::sub, {normal, normal}, {tiny, tiny}, Range{normal - tiny, normal - tiny}},
    {Operation::mul, {huge, huge}, {2, 2}, Range{huge, inf}},
    {Operation::mul, {-huge, -huge}, {2, 2}, Range{-inf, -huge}},
    {Operation::mul, {tiny, tiny}, {0.5, 0.5}, Range{0, tiny}},
    {Operation::mul, {-tiny, tiny}, {0.5, 0.5}, Range{-tiny, tiny}},
    {Operation::mul, {tiny, tiny}, {tiny, tiny}, Range{0, tiny}},
    {Operation::mul, {tiny, tiny}, {1.5, 1.5}, Range{tiny, 2 * tiny}},
    {Operation::mul, {tiny, tiny}, {3, 3}, Range{3 * tiny, 3 * tiny}},
    {Operation::mul, {normal, normal}, {0.5, 0.5}, Range{normal / 2, normal / 2}},
    {Operation::mul, {0.1, 0.1}, {10, 10}, Range{1, 1 + 0x1p-52}},
    {Operation::mul, {0x1p-1000, 0x1p-1000}, {0x1p-74, 0x1p-74}, Range{tiny, tiny}},
    {Operation::mul, {0x1p-1000, 0x1p-1000}, {0x1.8p-74, 0x1.8p-74}, Range{tiny, 2 * tiny}},
    {Operation::mul, {-inf, huge}, {0.5, 2}, Range{-inf, inf}},
    {Operation::mul, {-1, huge}, {2, inf}, Range{-inf, inf}},
    {Operation::div, {1, 1}, {3, 3}, Range{0x1.5555555555555p-2, 0x1.5555555555556p-2}},
    {Operation::div, {-1, -1}, {3, 3}, Range{-0x1.5555555555556p-2, -0x1.5555555555555p-2}},
    {Operation::div, {tiny, tiny}, {2, 2}, Range{0, tiny}},
    {Operation::div, {tiny, tiny}, {tiny, tiny}, Range{1, 1}},
    {Operation::div, {3 * tiny, 3 * tiny}, {2, 2}, Range{tiny, 2 * tiny}},
    {Operation::div, {huge, huge}, {0.5, 0.5}, Range{huge, inf}},
    {Operation::div, {1, 1}, {tiny, tiny}, Range{huge, inf}},
    {Operation::div, {1, 1}, {huge, huge}, Range{0x1p-1024, 0x1p-1024 + tiny}},
    {Operation::div, {0x1p1023, inf}, {3, 3}, Range{0x1.5555555555555p+1021, inf}},
    {Operation::sqrt, {2, 2}, unused, Range{0x1.6a09e667f3bccp+0, 0x1.6a09e667f3bcdp+0}},
    {Operation::sqrt, {tiny, tiny}, unused, Range{0x1p-537, 0x1p-537}},
    {Operation::sqrt, {2 * tiny, 3 * tiny}, unused, Range{0x1.6a09e667f3bccp-537, 0x1.bb67ae8584cabp-537}},
    {Operation::sqrt, {huge, huge}, unused, Range{0x1.fffffffffffffp+511, 0x1p+512}},
    {Operation::exp, {1000, 1000}, unused, Range{huge, inf}},
    {Operation::exp, {-1000, -1000}, unused, Range{0, tiny}},
    {Operation::exp, {1, 1}, unused, Range{0x1.5bf0a8b145769p+1, 0x1.5bf0a8b14576ap+1}},
    {Operation::exp, {tiny, tiny}, unused, Range{1, 1 + 0x1p-52}},
    {Operation::expm1, {tiny, tiny}, unused, Range{tiny, 2 * tiny}},
    {Operation::expm1, {-1000, -1000}, unused, Range{-1, -1 + 0x1p-53}},
    {Operation::log, {2, 2}, unused, Range{0x1.62e42fefa39efp-1, 0x1.62e42fefa39fp-1}},
    {Operation::log1p, {tiny, tiny}, unused, Range{0, tiny}},
    {Operation::log1p, {-tiny, -tiny}, unused, Range{-2 * tiny, -tiny}},
    {Operation::digamma, {tiny, tiny}, unused, Range{-inf, -huge}},
    {Operation::power, {2, 2}, {0.5, 0.5}, Range{0x1.6a09e667f3bccp+0, 0x1.6a09e667f3bcdp+0}},
    {Operation::power, {2, 2}, {2000, 2000}, Range{huge, inf}},
    {Operation::power, {2, 2}, {-2000, -2000}, Range{0, tiny}},
    {Operation::xlogx, {0.25, 0.5}, unused, Range{-0x1.78b56362cef38p-2, -0x1.62e42fefa39efp-2}},
};

template <NumberKernel Kernel>
void check(const Kernel& kernel, const char* what, const typename Kernel::Value& actual,
           const std::optional<Range>& expected) {
    const std::string wanted = expected ? kernel.to_string(make(kernel, *expected), 40) : "[empty]";
    INFO(Kernel::name << " " << what << ": " << kernel.to_string(actual, 40) << ", expected " << wanted);
    REQUIRE(kernel.is_empty(actual) == !expected.has_value());
    if (!expected) return;
    const auto tightest = make(kernel, *expected);
    CHECK(kernel.lower(actual) == kernel.lower(tightest));
    CHECK(kernel.upper(actual) == kernel.upper(tightest));
}

template <NumberKernel Kernel, std::size_t count>
void check_all(const Kernel& kernel, const Vector (&vectors)[count]) {
    for (const Vector& vector : vectors) {
        const auto& info = operations.at(static_cast<std::size_t>(vector.operation));
        const Arguments arguments{vector.a, vector.b, 0};
        check(kernel, describe(info, arguments).c_str(), compute(kernel, vector.operation, arguments),
              vector.expected);
    }
}

template <NumberKernel Kernel>
void check_integer_powers(const Kernel& kernel) {
    for (const IntegerPowerVector& vector : integer_power_vectors) {
        const Arguments arguments{vector.a, unused, vector.n};
        const auto& info = operations.at(static_cast<std::size_t>(Operation::integer_power));
        check(kernel, describe(info, arguments).c_str(), compute(kernel, Operation::integer_power, arguments),
              vector.expected);
    }
}

// 1/0: every kernel's own empty value.
template <NumberKernel Kernel>
typename Kernel::Value empty_value(const Kernel& kernel) {
    return kernel.div(kernel.rational(1), kernel.rational(0));
}

template <NumberKernel Kernel>
void check_empty_absorbs(const Kernel& kernel) {
    const auto empty = empty_value(kernel);
    const auto one = kernel.rational(1);
    const auto zero = kernel.rational(0);
    for (const auto& result : {kernel.add(empty, one),
                               kernel.add(one, empty),
                               kernel.sub(empty, one),
                               kernel.sub(one, empty),
                               kernel.mul(empty, zero),
                               kernel.mul(zero, empty),
                               kernel.div(empty, one),
                               kernel.div(zero, empty),
                               kernel.neg(empty),
                               kernel.abs(empty),
                               kernel.min(empty, one),
                               kernel.min(one, empty),
                               kernel.max(empty, one),
                               kernel.max(one, empty),
                               kernel.power(empty, std::int64_t{0}),
                               kernel.power(empty, std::int64_t{3}),
                               kernel.power(empty, std::int64_t{-2}),
                               kernel.power(empty, zero),
                               kernel.power(one, empty),
                               kernel.sqrt(empty),
                               kernel.log(empty),
                               kernel.log1p(empty),
                               kernel.exp(empty),
                               kernel.expm1(empty),
                               kernel.digamma(empty),
                               kernel.xlogx(empty),
                               kernel.hull(empty, empty)}) {
        CHECK(kernel.is_empty(result));
    }
    CHECK(kernel.equal(kernel.hull(empty, one), one) == Truth::yes);
    CHECK(kernel.equal(kernel.hull(one, empty), one) == Truth::yes);
    for (const Truth truth :
         {kernel.less(empty, one), kernel.less(one, empty), kernel.less_equal(empty, one),
          kernel.less_equal(empty, empty), kernel.equal(empty, empty), kernel.equal(empty, one)}) {
        CHECK(truth == Truth::unknown);
    }
    CHECK_FALSE(kernel.is_zero(empty));
    CHECK(kernel.to_string(empty, 5) == "[empty]");
}

}  // namespace

TEMPLATE_TEST_CASE("vectors with exact answers", "", DoubleKernel, BallKernel, MpfiKernel) {
    check_all(TestType(), exact_vectors);
    check_integer_powers(TestType());
}

TEST_CASE("vectors with rounded answers, in doubles") { check_all(DoubleKernel(), double_vectors); }

TEMPLATE_TEST_CASE("the empty set absorbs, and nothing is certain about it", "", DoubleKernel, BallKernel,
                   MpfiKernel) {
    check_empty_absorbs(TestType());
    CHECK(TestType().to_hex(empty_value(TestType())) == "[empty]");
}

TEMPLATE_TEST_CASE("comparisons are certain only where the enclosures settle them", "", DoubleKernel,
                   BallKernel, MpfiKernel) {
    const TestType kernel;
    const auto value = [&](double lo, double hi) { return make(kernel, Range{lo, hi}); };
    CHECK(kernel.less(value(1, 2), value(3, 4)) == Truth::yes);
    CHECK(kernel.less(value(1, 2), value(2, 4)) == Truth::unknown);
    CHECK(kernel.less_equal(value(1, 2), value(2, 4)) == Truth::yes);
    CHECK(kernel.less(value(2, 4), value(1, 2)) == Truth::no);
    CHECK(kernel.less_equal(value(2, 4), value(1, 2)) == Truth::unknown);
    CHECK(kernel.less_equal(value(3, 4), value(1, 2)) == Truth::no);
    CHECK(kernel.less(value(1, 3), value(2, 4)) == Truth::unknown);
    CHECK(kernel.less(value(1, 1), value(1, 1)) == Truth::no);
    CHECK(kernel.less_equal(value(1, 1), value(1, 1)) == Truth::yes);
    CHECK(kernel.equal(value(1, 1), value(1, 1)) == Truth::yes);
    CHECK(kernel.equal(value(1, 2), value(1, 2)) == Truth::unknown);
    CHECK(kernel.equal(value(1, 2), value(3, 3)) == Truth::no);
    CHECK(kernel.equal(value(3, 3), value(1, 2)) == Truth::no);
    CHECK(kernel.equal(value(0, 0), value(-0.0, -0.0)) == Truth::yes);
    CHECK(kernel.less(value(1, 1), kernel.infinity()) == Truth::yes);
    CHECK(kernel.less(value(1, inf), kernel.infinity()) == Truth::unknown);
    CHECK(kernel.less_equal(value(1, inf), kernel.infinity()) == Truth::yes);
    CHECK(kernel.less(kernel.infinity(), kernel.infinity()) == Truth::no);
    CHECK(kernel.equal(kernel.infinity(), kernel.infinity()) == Truth::yes);
    CHECK(kernel.less(value(-inf, inf), value(0, 0)) == Truth::unknown);
    CHECK(kernel.is_zero(value(0, 0)));
    CHECK(kernel.is_zero(value(-0.0, 0)));
    CHECK_FALSE(kernel.is_zero(value(0, tiny)));
    CHECK_FALSE(kernel.is_zero(value(-1, 1)));
}

TEMPLATE_TEST_CASE("pi lies between Archimedes' bounds and the kernel says so", "", DoubleKernel, BallKernel,
                   MpfiKernel) {
    const TestType kernel;
    CHECK(kernel.less(kernel.rational(Rational(223, 71)), kernel.pi()) == Truth::yes);
    CHECK(kernel.less(kernel.pi(), kernel.rational(Rational(22, 7))) == Truth::yes);
    CHECK(kernel.lower(kernel.pi()) < kernel.upper(kernel.pi()));
    // 30 digits of pi lie on either side only if the kernel is precise.
    const Rational digits(Integer("314159265358979"), Integer("100000000000000"));
    CHECK(kernel.less(kernel.rational(digits), kernel.pi()) == Truth::yes);
    CHECK(kernel.less(kernel.pi(), kernel.rational(digits + Rational(1, Integer("100000000000000")))) ==
          Truth::yes);
}

}  // namespace vectors_test
