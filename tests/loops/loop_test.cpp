// The loop as a whole: against exact laws for k = 0, against identities for every k, and the same whoever
// runs it.
#include "sim/loops/loop.hpp"

#include <cmath>
#include <functional>
#include <map>

#include "sim/loops/known_law.hpp"
#include "sim/loops/loop_checkpoint.hpp"
#include "sim/moments.hpp"
#include "tests/catch.hpp"
#include "tests/loops/fixture.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::loops;

namespace loop_test {

namespace {

std::size_t at(LoopMeasure measure) { return static_cast<std::size_t>(measure); }

using Estimates = std::vector<std::array<MeasureEstimate, kLoopMeasures>>;

bool meet(DoubleInterval a, DoubleInterval b) { return a.lo <= b.hi && b.lo <= a.hi; }

// The average is within six standard errors of the value.
bool near(const MeasureEstimate& e, double value) {
    return std::abs(test::middle_of(e.average) - value) <= 6 * test::middle_of(e.standard_error) + 1e-9;
}

Estimates estimates_of(const LoopPlan& plan, double confidence = 0.9999) {
    const Loop loop(plan);
    return loop_estimates(loop, test::finished(loop), confidence, Sharing::all);
}

std::string bytes_of_run(const LoopPlan& plan, unsigned threads = 1) {
    const Loop loop(plan);
    return to_text(test::finished(loop, threads), "");
}

}  // namespace

TEST_CASE("for k = 0 the loop has the exact engine's law", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1621);
    for (const char* alpha : {"0", "1/4"}) {
        LoopPlan plan = test::plan_of(test::some_text(random, 200, 7), 0, 4, 12);
        plan.alpha.assign(4, parse_rational(alpha).value());
        plan.replicates = 4000;
        const Estimates found = estimates_of(plan);
        const LoopLaw law = known_law(plan);
        REQUIRE(law.entropy.size() == 5);
        REQUIRE(law.diversity.size() == 5);
        for (std::size_t t = 0; t <= 4; ++t) {
            const std::pair<LoopMeasure, DoubleInterval> known[] = {
                {LoopMeasure::entropy, law.entropy[t]},
                {LoopMeasure::diversity, law.diversity[t]},
                {LoopMeasure::vocabulary, law.vocabulary[t]}};
            for (const auto& [measure, value] : known) {
                INFO(alpha << " t " << t << " " << kLoopMeasureNames[at(measure)]);
                CHECK(meet(found[t][at(measure)].expectation, value));
                if (t > 0) CHECK(near(found[t][at(measure)], test::middle_of(value)));
            }
        }
        // The intervals say something: the start's diversity is outside the last one.
        CHECK_FALSE(meet(found[4][at(LoopMeasure::diversity)].expectation, law.diversity[0]));
    }
}

TEST_CASE("for k = 0 accumulated data keep what the moment recursion says", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1622);
    LoopPlan plan = test::plan_of(test::some_text(random, 100, 5), 0, 5, 4);
    plan.accumulate = true;
    plan.replicates = 3000;
    const Estimates found = estimates_of(plan);
    const LoopLaw law = known_law(plan);
    CHECK(law.entropy.empty());  // the chain does not know accumulated data
    REQUIRE(law.diversity.size() == 6);
    for (std::size_t t = 1; t <= 5; ++t)
        CHECK(near(found[t][at(LoopMeasure::diversity)], test::middle_of(law.diversity[t])));
}

TEST_CASE("for k = 0 an ensemble is one model with as many more samples", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1623);
    LoopPlan plan = test::plan_of(test::some_text(random, 100, 5), 0, 3, 3);
    plan.models = 4;
    plan.replicates = 4000;
    const Estimates found = estimates_of(plan);
    const double start = test::middle_of(found[0][at(LoopMeasure::diversity)].average);
    for (std::size_t t = 1; t <= 3; ++t)
        CHECK(near(found[t][at(LoopMeasure::diversity)], start * std::pow(1 - 1.0 / 12, t)));
}

TEST_CASE("a cap is how many transitions stand behind the model", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1624);
    LoopPlan plan = test::plan_of(test::some_text(random, 100, 5), 0, 3, 10);
    plan.accumulate = true;
    plan.cap = 4;
    plan.replicates = 4000;
    const Estimates found = estimates_of(plan);
    const double start = test::middle_of(found[0][at(LoopMeasure::diversity)].average);
    CHECK(near(found[1][at(LoopMeasure::diversity)], start * (1 - 1.0 / 4)));
    // Two different ones of the four: both of generation 1 with probability 9/38, and then they differ as two
    // samples of the start do; else one at least is drawn from the model of the four that were kept, and
    // equals the other one, or what that was drawn from, with 1/4.
    CHECK(near(found[2][at(LoopMeasure::diversity)], start * 0.75 * (1 - 29.0 / 38 / 4)));
    plan.cap = 1000;
    LoopPlan uncapped = plan;
    uncapped.cap = 0;
    CHECK(bytes_of_run(plan) == bytes_of_run(uncapped));
}

TEST_CASE("the first generation's pairs are the real text's in expectation, for every k", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1625);
    for (unsigned order = 0; order <= 3; ++order) {
        LoopPlan plan = test::plan_of(test::some_text(random, 400, 5), order, 1, 150);
        plan.alpha = {Rational(1, 3)};
        plan.passage = 40;
        plan.replicates = 2000;
        const Estimates found = estimates_of(plan);
        const Loop loop(plan);
        // What the entropy loses is what is gained in distance: E[h(J1)] + E[KL of transitions] = h(J0).
        const auto& h = found[1][at(LoopMeasure::entropy)];
        const auto& kl = found[1][at(LoopMeasure::kl)];
        const double sum = test::middle_of(h.average) + test::middle_of(kl.average);
        const double error = test::middle_of(h.standard_error) + test::middle_of(kl.standard_error);
        INFO("order " << order);
        CHECK(std::abs(sum - test::middle_of(loop.start()[at(LoopMeasure::entropy)])) <= 6 * error);
        CHECK(test::middle_of(kl.average) > 0);
        CHECK(h.expectation.lo < loop.start()[at(LoopMeasure::entropy)].hi);
    }
}

TEST_CASE("a whole copy of the real text is the real text", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1626);
    LoopPlan plan = test::plan_of(test::some_text(random, 500, 6), 2, 2, 500);
    plan.alpha.assign(2, Rational(1));
    plan.passage = 500;
    plan.replicates = 3;
    for (const bool exact : {false, true}) {
        plan.exact_share = exact;
        const Loop loop(plan);
        const LoopState state = test::finished(loop);
        for (std::size_t t = 1; t <= 2; ++t) {
            CHECK(state.generations[t][at(LoopMeasure::tv)].finite.mean().hi < 1e-12);
            CHECK(state.generations[t][at(LoopMeasure::grams_kept)].finite.mean().lo == 1);
            CHECK(meet(state.generations[t][at(LoopMeasure::entropy)].finite.mean(),
                       loop.start()[at(LoopMeasure::entropy)]));
        }
    }
}

TEST_CASE("an exact share copies exactly so many tokens", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    // The real text is one token; its model too; with additive smoothing the model writes others, and of 40
    // tokens at least the 30 copied are that one.
    LoopPlan plan = test::plan_of(test::tokens_of(std::vector<std::uint32_t>(64, 0), 2), 0, 2, 40);
    plan.exact_share = true;
    plan.alpha.assign(2, Rational(3, 4));
    plan.passage = 7;
    plan.smoothing = parse_smoothing("additive(1000)").value();
    plan.replicates = 200;
    const Estimates found = estimates_of(plan);
    // 10 tokens of the model, of either kind with 1/2 (nearly): E[sum of squares] by hand.
    const double n = 40, q = 1000.0 / (40 + 2000);
    const double mean = 10 * q, var = 10 * q * (1 - q);
    const double squares = (var + mean * mean + var + (n - mean) * (n - mean)) / (n * n);
    CHECK(near(found[2][at(LoopMeasure::diversity)], 1 - squares));
    plan.alpha.assign(2, Rational(1, 3));
    CHECK_THROWS_AS(Loop(plan), std::invalid_argument);
}

TEST_CASE("the result depends on neither threads nor stops", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1627);
    for (const char* smoothing : {"mle", "absolute(3/4)"}) {
        LoopPlan plan = test::plan_of(test::some_text(random, 900, 9), 2, 3, 400, 60);
        plan.alpha.assign(3, Rational(1, 5));
        plan.smoothing = parse_smoothing(smoothing).value();
        plan.models = 2;
        plan.replicates = 13;
        const std::string whole = bytes_of_run(plan);
        CHECK(bytes_of_run(plan, 3) == whole);
        const Loop loop(plan);
        LoopState state;
        for (int round = 0; state.chunks_done < loop.chunks(); ++round) {
            REQUIRE(round < 100);
            Loop::Options options;
            options.threads = 2;
            options.progress = [](std::uint64_t done, std::uint64_t) { return done < 10; };
            loop.run(state, options);
            state = loop_state_from_text(to_text(state, "a: b\n"), "a: b\n");
        }
        CHECK(to_text(state, "") == whole);
        plan.seed = 2;
        CHECK(bytes_of_run(plan) != whole);
    }
}

TEST_CASE("a state of something else is refused", "[loops]") {
    auto random = test::generator(1628);
    LoopPlan plan = test::plan_of(test::some_text(random, 50, 3), 1, 1, 20);
    plan.replicates = 2;
    const Loop loop(plan);
    const std::string text = to_text(test::finished(loop), "seed: 1\n");
    CHECK_NOTHROW(loop_state_from_text(text, "seed: 1\n"));
    for (const char* other : {"seed: 2\n", "", "seed: 1\nmore: 2\n"})
        CHECK_THROWS_AS(loop_state_from_text(text, other), StateMismatch);
    CHECK_THROWS_AS(loop_state_from_text(text.substr(0, text.size() - 20), "seed: 1\n"), StateMismatch);
    CHECK_THROWS_AS(loop_state_from_text("", ""), StateMismatch);
}

TEST_CASE("a verifier that accepts all changes nothing, and others keep what they say", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1629);
    LoopPlan plan = test::plan_of(test::some_text(random, 600, 8), 1, 3, 300);
    plan.passage = 10;
    plan.replicates = 5;
    const std::string without = bytes_of_run(plan);
    // A chain of order 1 writes no pair that the real text lacks; and u = v = 1 keeps everything.
    for (const char* rule : {"all", "known(1)", "known(2)", "known(3, 0)", "known(4, 1, 1, 1)"}) {
        plan.filter = parse_filter(rule);
        INFO(rule);
        CHECK(bytes_of_run(plan) == without);
    }
    plan.filter = parse_filter("known(3)");
    const Loop loop(plan);
    const LoopState state = test::finished(loop);
    CHECK(state.generations[1][at(LoopMeasure::kept)].finite.mean().hi < 1);
    plan.filter = parse_filter("known(3, 1, 1/2, 1/2)");  // refuses half of everything
    plan.replicates = 200;
    CHECK(near(estimates_of(plan)[1][at(LoopMeasure::kept)], 0.508));  // 30 of 30 + NB(30, 1/2)
}

TEST_CASE("a verifier that nothing passes is an error, not a loop without end", "[loops]") {
    // The real text never has two a's in a row, and its model of order 0 writes them.
    LoopPlan plan = test::plan_of(test::tokens_of({0, 1, 0, 1, 0, 1}, 2), 0, 1, 60);
    plan.passage = 60;
    plan.replicates = 1;
    plan.filter = parse_filter("known(2)");
    const Loop loop(plan);
    LoopState state;
    CHECK_THROWS_AS(loop.run(state, {}), VerifierStuck);
}

TEST_CASE("infinite perplexities are counted", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1630);
    LoopPlan plan = test::plan_of(test::some_text(random, 3000, 12), 2, 2, 100, 500);
    plan.replicates = 30;
    const Estimates found = estimates_of(plan, 0.99);
    for (std::size_t t = 1; t <= 2; ++t) {
        const MeasureEstimate& e = found[t][at(LoopMeasure::perplexity)];
        CHECK(e.infinite == 30);
        CHECK(std::isinf(e.average.lo));
        CHECK(std::isinf(e.expectation.hi));
        CHECK(e.expectation.lo > 1);
        CHECK(e.infinite_share.hi == 1);
        CHECK(e.infinite_share.lo > 0.5);
        CHECK(test::middle_of(found[t][at(LoopMeasure::unseen)].average) > 0);
    }
    plan.smoothing = parse_smoothing("jelinek-mercer(1/10)").value();
    const Estimates smooth = estimates_of(plan, 0.99);
    CHECK(smooth[2][at(LoopMeasure::perplexity)].infinite == 0);
    CHECK(smooth[2][at(LoopMeasure::perplexity)].expectation.lo >= 1);
    // Almost nothing but the uniform law is left of the shorter contexts: finite, and beyond the vocabulary.
    plan.smoothing = parse_smoothing("jelinek-mercer(1/1000000)").value();
    const MeasureEstimate far = estimates_of(plan, 0.99)[2][at(LoopMeasure::perplexity)];
    CHECK(far.infinite == 0);
    CHECK(far.average.lo > 12);
    CHECK(far.expectation.lo <= 12);
    CHECK(smooth[2][at(LoopMeasure::kl)].infinite > 0);  // it writes what the real text lacks
}

TEST_CASE("intervals cover, and are not all of the range", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1631);
    LoopPlan plan = test::plan_of(test::some_text(random, 60, 4), 0, 2, 6);
    plan.replicates = 150;
    const LoopLaw law = known_law(plan);
    int missed = 0, all = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        plan.seed = seed;
        const Loop loop(plan);
        const Estimates found = loop_estimates(loop, test::finished(loop, 1), 0.9, Sharing::each);
        for (std::size_t t = 1; t <= 2; ++t) {
            const DoubleInterval d = found[t][at(LoopMeasure::diversity)].expectation;
            all += 2;
            missed += meet(d, law.diversity[t]) ? 0 : 1;
            missed += meet(found[t][at(LoopMeasure::vocabulary)].expectation, law.vocabulary[t]) ? 0 : 1;
            CHECK(d.hi - d.lo < 0.4);
        }
    }
    CHECK(missed <= all / 10);
}

TEST_CASE("what makes no sense is refused", "[loops]") {
    auto random = test::generator(1632);
    const TokenText text = test::some_text(random, 50, 3);
    const LoopPlan good = test::plan_of(text, 1, 2, 20);
    CHECK_NOTHROW(check(good));
    const auto refused = [&](auto change) {
        LoopPlan plan = good;
        change(plan);
        CHECK_THROWS_AS(check(plan), std::invalid_argument);
        CHECK_THROWS_AS(Loop(plan), std::invalid_argument);
    };
    refused([](LoopPlan& p) { p.real = nullptr; });
    refused([](LoopPlan& p) { p.alpha.pop_back(); });
    refused([](LoopPlan& p) { p.alpha[1] = Rational(11, 10); });
    refused([](LoopPlan& p) { p.alpha[1] = Rational(-1, 10); });
    refused([](LoopPlan& p) { p.samples[0] = 0; });
    refused([](LoopPlan& p) { p.samples[0] = std::uint64_t{1} << 32; });
    refused([](LoopPlan& p) { p.passage = 0; });
    refused([](LoopPlan& p) { p.models = 0; });
    refused([](LoopPlan& p) { p.models = 65; });
    refused([](LoopPlan& p) { p.cap = 5; });
    refused([](LoopPlan& p) { p.replicates = 0; });
    CHECK_THROWS_AS(RealText(text, 1, 50), std::invalid_argument);
    CHECK_THROWS_AS(RealText(test::tokens_of({1, 2, 3, 4, 5, 6, 7}, 5000), 4, 0), std::invalid_argument);
    for (const char* rule :
         {"", "none", "known", "known()", "known(0)", "known(9)", "known(3/2)", "known(2,3)", "known(2,1,1)",
          "known(2,1,0,0)", "known(2,1,1,2)", "known(2,x)"}) {
        INFO(rule);
        CHECK_THROWS_AS(parse_filter(rule), std::invalid_argument);
    }
}

TEST_CASE("a chunk in hand that is taken up again ends as if it had never been left", "[loops][checkpoint]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1640);
    const loops::TokenText text = test::some_text(random, 400, 6);
    const std::function<void(LoopPlan&)> kinds[] = {
        [](LoopPlan&) {}, [](LoopPlan& plan) { plan.accumulate = true; },
        [](LoopPlan& plan) {
            plan.accumulate = true;
            plan.cap = 100;
        },
        [](LoopPlan& plan) { plan.models = 3; },
        [](LoopPlan& plan) { plan.smoothing = parse_smoothing("absolute(1/2)").value(); }};
    for (const auto& change : kinds) {
        LoopPlan plan = test::plan_of(text, 2, 4, 80);
        plan.alpha.assign(4, Rational(1, 4));
        plan.replicates = 3;
        change(plan);
        const Loop loop(plan);
        const std::string whole = to_text(test::finished(loop, 1), "");
        // Stopped behind every generation in turn; what is kept is taken up by another run.
        std::map<std::uint64_t, std::string> kept;
        int loads = 0;
        LoopCheckpoints checkpoints{
            "plan",
            [&](std::uint64_t chunk) {
                loads += kept.count(chunk) > 0 ? 1 : 0;
                return kept[chunk];
            },
            [&](std::uint64_t chunk, const std::string& bytes) { kept[chunk] = bytes; }, 0};
        LoopState state;
        bool complete = false;
        int runs = 0;
        for (; !complete && runs < 100; ++runs) {
            Loop::Options options;
            options.threads = 1;
            options.checkpoints = &checkpoints;
            options.progress = [](std::uint64_t, std::uint64_t) { return false; };
            complete = loop.run(state, options);
        }
        CHECK(complete);
        CHECK(runs >= 12);  // a generation each
        CHECK(loads >= 9);
        CHECK(to_text(state, "") == whole);
    }
}

TEST_CASE("a checkpoint that is damaged, of another chunk or another plan is none", "[loops][checkpoint]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1641);
    const Loop loop(test::plan_of(test::some_text(random, 100, 4), 1, 2, 30));
    LoopReplicate replicate(loop);
    std::string bytes;
    replicate.run(0, [&](std::size_t, const LoopGeneration&) {
        ChunkInHand chunk;
        chunk.replicate = replicate.checkpoint();
        chunk.sums.generations.resize(3);
        bytes = checkpoint_bytes(chunk, 5, "plan");
        return true;
    });
    const auto read = checkpoint_from(bytes, 5, "plan");
    REQUIRE(read);
    CHECK(read->replicate.t == 2);
    CHECK(read->replicate.data[0].total == 30);
    CHECK_FALSE(checkpoint_from(bytes, 4, "plan"));
    CHECK_FALSE(checkpoint_from(bytes, 5, "other"));
    CHECK_FALSE(checkpoint_from("", 5, "plan"));
    for (int i = 0; i < 50; ++i) {
        std::string broken = bytes;
        const std::size_t at = random() % bytes.size();
        if (i % 2 == 0)
            broken[at] = static_cast<char>(broken[at] ^ 1);
        else
            broken.resize(at);
        CHECK_FALSE(checkpoint_from(broken, 5, "plan"));
    }
}

}  // namespace loop_test
