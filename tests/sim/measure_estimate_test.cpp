// Moments and estimates of measures that may be infinite, and their text.
#include "sim/measure_estimate.hpp"

#include <cmath>

#include "sim/state_text.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace measure_estimate_test {

namespace {

constexpr DoubleInterval endless{directed::infinity, directed::infinity};

MeasureMoments of(const std::vector<double>& values, unsigned infinite = 0) {
    MeasureMoments moments;
    for (const double value : values)
        moments.add({value, value});
    for (unsigned i = 0; i < infinite; ++i)
        moments.add(endless);
    return moments;
}

bool holds(DoubleInterval interval, double value) { return interval.lo <= value && value <= interval.hi; }

}  // namespace

TEST_CASE("infinite values are counted, and count as the largest where they are cut off", "[sim]") {
    MeasureMoments moments = of({1, 2}, 1);
    moments.merge(of({3}, 2));
    CHECK(moments.infinite == 3);
    CHECK(moments.finite.n == 3);
    const EnclosedMoments cut = moments.cut_off(10);
    CHECK(cut.n == 6);
    CHECK(holds(cut.mean(), 6));
    CHECK(cut.mean().hi - cut.mean().lo < 1e-14);
    CHECK(of({}, 4).cut_off(7).mean().lo == 7);
    CHECK(of({5, 6}).cut_off(100).n == 2);
}

TEST_CASE("averages have a standard error where all values are finite and there are two", "[sim]") {
    const MeasureEstimate plain = estimate_without_bounds(of({1, 2, 3, 6}));
    CHECK(holds(plain.average, 3));
    CHECK(holds(plain.standard_error, std::sqrt(14.0 / 3 / 4)));
    CHECK(plain.standard_error.hi - plain.standard_error.lo < 1e-14);
    CHECK(estimate_without_bounds(of({2})).standard_error.is_empty());
    const MeasureEstimate infinite = estimate_without_bounds(of({1, 2}, 1));
    CHECK(infinite.average.lo == directed::infinity);
    CHECK(infinite.infinite == 1);
    CHECK(infinite.standard_error.is_empty());
}

TEST_CASE("a measure that may be infinite is bounded from below, and so is how often it is", "[sim]") {
    const MeasureMoments moments = of(std::vector<double>(600, 0.5), 400);
    MeasureEstimate estimate = estimate_without_bounds(moments);
    bound_from_below(estimate, moments, moments.cut_off(1), {0, 1}, 0.01);
    CHECK(estimate.expectation.hi == directed::infinity);
    CHECK((estimate.expectation.lo <= 0.7 && estimate.expectation.lo > 0.6));
    CHECK(holds(estimate.infinite_share, 0.4));
    CHECK(estimate.infinite_share.hi - estimate.infinite_share.lo < 0.2);
    const MeasureEstimate constant = estimate_of_constant(endless, 20);
    CHECK(constant.infinite == 20);
    CHECK(constant.infinite_share.lo == 1);
    CHECK(estimate_of_constant({2, 2}, 20).infinite == 0);
}

TEST_CASE("the doubt is shared out, and never more than there is", "[sim]") {
    CHECK(doubt_of_each(0.75, Sharing::each, 10) == 0.25);
    CHECK(doubt_of_each(0.75, Sharing::all, 4) == 0.0625);
    CHECK(doubt_of_each(0.75, Sharing::all, 3) * 3 <= 0.25);
    CHECK(doubt_of_each(0.75, Sharing::all, 0) == 0.25);
}

TEST_CASE("moments come back from a state's text as they were; other texts are refused", "[sim]") {
    const MeasureMoments moments = of({1.0 / 3, 2, -7e-300}, 2);
    const std::string good = state_beginning("title 1", "a: 1\nb: 2\n") + state_line(moments) + state_end();
    StateReader reader(good, "title 1", "a: 1\nb: 2\n", "a test");
    const MeasureMoments back = reader.moments();
    reader.end();
    CHECK(state_line(back) == state_line(moments));
    CHECK_THROWS_AS(StateReader(good, "title 2", "a: 1\nb: 2\n", "a test"), StateMismatch);
    CHECK_THROWS_WITH(StateReader(good, "title 1", "a: 1\nb: 3\n", "a test"),
                      "the state was made with\n  b: 2\nand now it is\n  b: 3");
    CHECK_THROWS_WITH(StateReader(good, "title 1", "a: 1\n", "a test"),
                      "the state was made with\n  b: 2\nand now it is\n  (nothing)");
    CHECK_THROWS_WITH(StateReader(good, "title 1", "a: 1\nb: 2\nc: 3\n", "a test"),
                      "the state was made with\n  (nothing)\nand now it is\n  c: 3");
    const auto read = [](const std::string& body) {
        StateReader words(state_beginning("title 1", "") + body, "title 1", "", "a test");
        words.number_up_to(5);
        words.end();
    };
    CHECK_NOTHROW(read("5\nend\n"));
    for (const char* body : {"6\nend\n", "-1\nend\n", "5", "5\nen", "x\nend\n", "", "5.0\nend\n"})
        CHECK_THROWS_WITH(read(body), "this is not a complete state of a test");
}

}  // namespace measure_estimate_test
