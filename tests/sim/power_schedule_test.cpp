// Schedules: what is read, what is refused, and values against plain arithmetic.
#include "sim/power_schedule.hpp"

#include "interval/ball_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

TEST_CASE("Power schedules are read and written back") {
    const auto check = [](const std::string& text, const Rational& factor, const Rational& exponent,
                          std::uint32_t shift, const std::string& canonical) {
        INFO(text);
        const auto schedule = parse_power_schedule(text);
        REQUIRE(schedule.has_value());
        CHECK(schedule->factor == factor);
        CHECK(schedule->exponent == exponent);
        CHECK(schedule->shift == shift);
        CHECK(to_string(*schedule) == canonical);
        const auto again = parse_power_schedule(canonical);
        REQUIRE(again.has_value());
        CHECK(again->factor == factor);
        CHECK(again->exponent == exponent);
    };
    check("0.25", Rational(1, 4), 0, 0, "1/4");
    check("1/t", 1, -1, 0, "1/t");
    check("1/(t+1)", 1, -1, 1, "1/(t+1)");
    check("1/2/t^2", Rational(1, 2), -2, 0, "1/2/t^2");
    check("0.5 / t^0.5", Rational(1, 2), Rational(-1, 2), 0, "1/2/t^(1/2)");
    check("(t+2)^2", 1, 2, 2, "(t+2)^2");
    check("100*t^(3/2)", 100, Rational(3, 2), 0, "100*t^(3/2)");
    check("t", 1, 1, 0, "t");
    check("(1/3)*t", Rational(1, 3), 1, 0, "1/3*t");
    check("3*t^-2", 3, -2, 0, "3/t^2");
    // A power binds tighter than * and /, from the left: nothing that follows belongs to the exponent.
    check("1/t^2/2", Rational(1, 2), -2, 0, "1/2/t^2");
    check("(t+1)^2/2", Rational(1, 2), 2, 1, "1/2*(t+1)^2");
    check("100*t^3/2", 50, 3, 0, "50*t^3");
    check("1/t^1/2", Rational(1, 2), -1, 0, "1/2/t");
    check("t^2*3/4", Rational(3, 4), 2, 0, "3/4*t^2");
    check("t/(3/4)", Rational(4, 3), 1, 0, "4/3*t");
    check("t^(1/2)/3", Rational(1, 3), Rational(1, 2), 0, "1/3*t^(1/2)");
    check("1/(t+1)/3", Rational(1, 3), -1, 1, "1/3/(t+1)");
}

TEST_CASE("What is no power schedule is refused") {
    for (const char* text : {"",       "x",       "1/t^",       "1/",     "*t",
                             "t+1",    "1/(t-1)", "1/(t+1",     "log(t)", "1/t^s",
                             "t^t",    "1/0*t",   "1//t",       "t^2^2",  "t^2/3/4",
                             "t^2/0",  "t/t",     "t*t",        "t^2/x",  "t^2/",
                             "t^(1/2", "t^10000", "t^(1/1000)", "2t",     "1/(t+9999999999)"}) {
        INFO(text);
        CHECK_FALSE(parse_power_schedule(text).has_value());
    }
}

TEST_CASE("Values of schedules: exact where rational, rounded up exactly, enclosed") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(421);
    const BallKernel kernel(200);
    for (int round = 0; round < 300; ++round) {
        PowerSchedule schedule;
        schedule.factor = Rational(1 + random() % 50, 1 + random() % 7);
        schedule.exponent = Rational(static_cast<int>(random() % 13) - 6, 1 + random() % 4);
        schedule.shift = static_cast<std::uint32_t>(random() % 3);
        const std::uint64_t t = 1 + random() % 40;
        const Ball value = schedule.enclose(kernel, t);
        const Integer n = schedule.round_up(t);
        CHECK(kernel.less_equal(value, kernel.rational(Rational(n))) != Truth::no);
        CHECK(kernel.less(kernel.rational(Rational(n) - 1), value) == Truth::yes);
        if (const auto exact = schedule.exact(t)) {
            CHECK(kernel.lower(value).value <= *exact);
            CHECK(*exact <= kernel.upper(value).value);
            CHECK(n == ceil(*exact));
        } else {
            CHECK(boost::multiprecision::denominator(schedule.exponent) > 1);
        }
    }
    CHECK(PowerSchedule{1, Rational(1, 2), 0}.exact(9) == Rational(3));
    CHECK_FALSE(PowerSchedule{1, Rational(1, 2), 0}.exact(8).has_value());
    CHECK(PowerSchedule{1, 2, 2}.round_up(1) == 9);
}
