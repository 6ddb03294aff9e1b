// Weights of an ensemble's models and of what is fitted to: equal ones change nothing, others have the law
// that is known for k = 0, and what makes no sense is refused.
#include <algorithm>
#include <cmath>

#include "sim/loops/known_law.hpp"
#include "sim/loops/loop_weights.hpp"
#include "sim/loops/plan_text.hpp"
#include "tests/catch.hpp"
#include "tests/loops/fixture.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::loops;

namespace weights_test {

namespace {

std::string bytes_of_run(const LoopPlan& plan) {
    const Loop loop(plan);
    return to_text(test::finished(loop), "");
}

// What the intervals of the run say, as text that is the same where they are.
std::string intervals_of(const LoopPlan& plan) {
    const Loop loop(plan);
    std::string text;
    for (const auto& generation : loop_estimates(loop, test::finished(loop), 0.99, Sharing::all))
        for (const MeasureEstimate& e : generation)
            text += DoubleKernel().to_string(e.expectation, 17) + "\n";
    return text;
}

// The averages of every generation's diversity are within six standard errors of the law, and some generation
// tells the law from `other`.
void check_diversity(const LoopPlan& plan, const LoopPlan& other) {
    const Loop loop(plan);
    const auto found = loop_estimates(loop, test::finished(loop), 0.9999, Sharing::all);
    const LoopLaw law = known_law(plan), apart = known_law(other);
    REQUIRE(law.diversity.size() == plan.generations() + 1);
    bool tells = false;
    for (std::size_t t = 1; t <= plan.generations(); ++t) {
        const MeasureEstimate& e = found[t][static_cast<std::size_t>(LoopMeasure::diversity)];
        const double wide = 6 * test::middle_of(e.standard_error) + 1e-9;
        const double average = test::middle_of(e.average);
        INFO("t = " << t);
        CHECK(std::abs(average - test::middle_of(law.diversity[t])) <= wide);
        tells = tells || std::abs(average - test::middle_of(apart.diversity[t])) > wide;
    }
    CHECK(tells);
}

std::string refusal(const LoopPlan& plan, const char* key) {
    try {
        check(plan);
    } catch (const PlanError& error) {
        CHECK(error.key == key);
        return error.what();
    }
    return "nothing";
}

}  // namespace

TEST_CASE("equal weights are no weights, to the bit", "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1641);
    LoopPlan plain = test::plan_of(test::some_text(random, 300, 6), 1, 3, 200, 30);
    plain.models = 3;
    plain.replicates = 5;
    LoopPlan weighted = plain;
    weighted.model_weights.assign(3, Rational(1, 3));
    CHECK(bytes_of_run(weighted) == bytes_of_run(plain));
    CHECK(intervals_of(weighted) == intervals_of(plain));
    plain.models = 1;
    plain.accumulate = true;
    for (const char* estimator : {"mle", "additive(1/2)", "jelinek-mercer(1/5)"}) {
        plain.smoothing = parse_smoothing(estimator).value();
        weighted = plain;
        weighted.weight.assign(3, Rational(1));
        CHECK(bytes_of_run(weighted) == bytes_of_run(plain));
        CHECK(intervals_of(weighted) == intervals_of(plain));
    }
    // Whatever they are, but for smoothing, which adds to what a transition counts.
    weighted.weight.assign(3, Rational(2, 7));
    CHECK(bytes_of_run(weighted) == bytes_of_run(plain));
    weighted.smoothing = plain.smoothing = parse_smoothing("additive(1/2)").value();
    CHECK(bytes_of_run(weighted) != bytes_of_run(plain));
    plain.smoothing = parse_smoothing("additive(7/4)").value();
    CHECK(bytes_of_run(weighted) == bytes_of_run(plain));
}

TEST_CASE("for k = 0 a weighted ensemble has the law of 1/(the sum of squares) times the samples",
          "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1642);
    LoopPlan plan = test::plan_of(test::some_text(random, 100, 5), 0, 3, 6);
    plan.models = 2;
    plan.model_weights = {Rational(5, 6), Rational(1, 6)};
    plan.replicates = 4000;
    LoopPlan equal = plan;
    equal.model_weights.clear();
    check_diversity(plan, equal);
    // By hand: (25 + 1)/36 of 1/6 is lost in each step.
    const LoopLaw law = known_law(plan);
    const double start = test::middle_of(law.diversity[0]);
    for (std::size_t t = 1; t <= 3; ++t)
        CHECK(std::abs(test::middle_of(law.diversity[t]) -
                       start * std::pow(1 - 26.0 / 216, static_cast<double>(t))) < 1e-12);
}

TEST_CASE("for k = 0 weighted fits have their law", "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1643);
    LoopPlan plain = test::plan_of(test::some_text(random, 40, 5), 0, 4, 6);
    plain.replicates = 4000;
    plain.accumulate = true;
    LoopPlan newest = plain;  // the newest weighs more
    newest.weight = {1, 3, 9, 27};
    check_diversity(newest, plain);
    LoopPlan beside = plain;  // the real text beside
    beside.real_weight = Rational(1, 4);
    check_diversity(beside, plain);
    beside.alpha.assign(4, Rational(1, 3));
    plain.alpha = beside.alpha;
    check_diversity(beside, plain);
    beside.accumulate = plain.accumulate = false;
    beside.weight = {1, Rational(1, 2), 0, 2};  // nothing of the third text: its fit is the real text
    check_diversity(beside, plain);
    const Loop loop(beside);
    const auto found = loop_estimates(loop, test::finished(loop), 0.99, Sharing::all);
    const auto entropy = static_cast<std::size_t>(LoopMeasure::entropy);
    CHECK(std::abs(test::middle_of(found[3][entropy].average) - test::middle_of(loop.start()[entropy])) <
          1e-9);
}

TEST_CASE("the laws with weights are those without where the weights say nothing", "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1644);
    LoopPlan plain = test::plan_of(test::some_text(random, 60, 4), 0, 6, 5);
    plain.alpha = {0, Rational(1, 2), Rational(1, 3), 0, 1, Rational(1, 5)};
    for (const bool accumulate : {false, true}) {
        plain.accumulate = accumulate;
        LoopPlan weighted = plain;
        // A weight that hardly counts; accumulating alone takes weights without the real text.
        if (accumulate)
            weighted.weight.assign(6, Rational(3, 2));
        else
            weighted.real_weight = Rational(1, 1'000'000);
        const LoopLaw a = known_law(plain), b = known_law(weighted);
        for (std::size_t t = 0; t <= 6; ++t)
            CHECK(std::abs(test::middle_of(a.diversity[t]) - test::middle_of(b.diversity[t])) <
                  (accumulate ? 1e-12 : 1e-4));
    }
}

TEST_CASE("a model that weighs nearly all is nearly alone", "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1645);
    LoopPlan plan = test::plan_of(test::some_text(random, 200, 6), 1, 2, 100, 20);
    plan.models = 2;
    plan.model_weights = {Rational(999'999, 1'000'000), Rational(1, 1'000'000)};
    plan.replicates = 3;
    const auto tv = static_cast<std::size_t>(LoopMeasure::tv),
               floor = static_cast<std::size_t>(LoopMeasure::floor);
    LoopPlan alone = plan;
    alone.models = 1;
    alone.model_weights.clear();
    const Loop both(plan), one(alone);
    const auto a = loop_estimates(both, test::finished(both), 0.99, Sharing::all);
    const auto b = loop_estimates(one, test::finished(one), 0.99, Sharing::all);
    CHECK(std::abs(test::middle_of(a[1][tv].average) - test::middle_of(b[1][tv].average)) < 1e-5);
    // Contexts of the other model's count in full in a sum over contexts that weighs them all alike.
    CHECK(test::middle_of(a[1][floor].average) >= test::middle_of(b[1][floor].average) - 1e-5);
    CHECK(LoopWeights(both.weights()).models == std::vector<std::uint64_t>{999'999, 1});
}

TEST_CASE("models are drawn by their weights", "[loops][weights]") {
    LoopWeights weights;
    weights.models = {3, 2, 1};
    weights.all_models = 6;
    RandomStream random(7, {.replicate = 1, .generation = 1, .purpose = 1});
    std::vector<int> drawn(3, 0);
    for (int i = 0; i < 6000; ++i)
        ++drawn[weights.draw_model(random)];
    CHECK(std::abs(drawn[0] - 3000) < 250);
    CHECK(std::abs(drawn[1] - 2000) < 250);
    CHECK(std::abs(drawn[2] - 1000) < 250);
}

TEST_CASE("weights that make no sense are refused", "[loops][weights]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1646);
    const LoopPlan good = test::plan_of(test::some_text(random, 200, 6), 1, 3, 1000);
    const auto with = [&](auto change) {
        LoopPlan plan = good;
        plan.models = 2;
        plan.accumulate = true;
        change(plan);
        return plan;
    };
    const auto models = [&](std::vector<Rational> weights) {
        return with([&](LoopPlan& plan) { plan.model_weights = std::move(weights); });
    };
    CHECK(refusal(models({1}), "models") == "1 weights for 2 models");
    CHECK(refusal(models({1, 0}), "models") == "0 is no weight of a model: it is positive");
    CHECK(refusal(models({Rational(3, 2), Rational(-1, 2)}), "models") ==
          "-1/2 is no weight of a model: it is positive");
    CHECK(refusal(models({Rational(1, 2), Rational(1, 3)}), "models") ==
          "the models' weights add up to 5/6, not to 1");
    const Rational tiny(1, Integer("100000000000"));
    CHECK(refusal(models({tiny, Rational(1 - tiny)}), "models")
              .starts_with("the weights have no whole numbers"));
    CHECK(refusal(models({Rational(1, 10'000'000), Rational(9'999'999, 10'000'000)}), "models")
              .starts_with("with weights as whole numbers 2^32 transitions or more"));
    const auto weight = [&](std::vector<Rational> weights) {
        return with([&](LoopPlan& plan) { plan.weight = std::move(weights); });
    };
    CHECK(refusal(weight({1, 2, 3}), "") == "nothing");
    CHECK(refusal(weight({1, 0, 0}), "") == "nothing");
    CHECK(refusal(weight({1, 2}), "weight").starts_with("weights and the number of samples"));
    CHECK(refusal(weight({1, -2, 3}), "weight") == "the weight is -2 at t = 1, below 0");
    CHECK(refusal(weight({0, 0, 0}), "weight") == "all weights are 0 at t = 0: nothing is fitted to");
    CHECK(refusal(weight({1, 2, 10'000'000}), "weight").starts_with("with weights as whole numbers"));
    CHECK(refusal(with([](LoopPlan& plan) { plan.real_weight = -1; }), "real-weight") ==
          "the real text's weight is -1, below 0");
    CHECK(refusal(with([](LoopPlan& plan) {
                      plan.weight = {1, 2, 3};
                      plan.cap = 10;
                  }),
                  "cap")
              .starts_with("a cap draws from data that all weigh the same"));
    CHECK(refusal(with([](LoopPlan& plan) {
                      plan.real_weight = 1;
                      plan.smoothing = parse_smoothing("absolute(1/2)").value();
                  }),
                  "real-weight")
              .starts_with("absolute discounting"));
    CHECK(refusal(with([](LoopPlan& plan) {
                      plan.accumulate = false;
                      plan.weight = {1, 2, 3};
                  }),
                  "weight")
              .starts_with("a weight changes nothing"));
    CHECK(parse_model_weights("1/2, 1/3 ,1/6") ==
          std::vector<Rational>{Rational(1, 2), Rational(1, 3), Rational(1, 6)});
    for (const char* bad : {"", "1/2,", "a", "1/2;1/2"})
        CHECK_THROWS_AS(parse_model_weights(bad), std::invalid_argument);
}

}  // namespace weights_test
