// The chain of schedules is the chain of the same numbers said as functions, and what costs much is not
// begun.
#include "sim/affordable_law.hpp"

#include "tests/catch.hpp"

using namespace groundcheck;

TEST_CASE("a scheduled chain is the chain of its entries", "[sim]") {
    const std::vector<Rational> start = {Rational(1, 3), Rational(2, 3)},
                                world = {Rational(1, 2), Rational(1, 2)};
    const std::vector<Rational> alpha = {0, Rational(1, 4), 1};
    const std::vector<std::uint64_t> samples = {5, 9, 3};
    ChainPlan plan;
    plan.start = start;
    plan.world = world;
    plan.constant = false;
    plan.generations = 3;
    plan.alpha = [](std::uint32_t t) { return t == 1 ? Rational(0) : t == 2 ? Rational(1, 4) : Rational(1); };
    plan.samples = [](std::uint32_t t) { return t == 1 ? 5U : t == 2 ? 9U : 3U; };
    const auto said = chain_generations(plan);
    const auto scheduled = chain_generations(scheduled_chain(start, world, alpha, samples));
    REQUIRE((said.size() == 4 && scheduled.size() == 4));
    for (std::size_t t = 0; t < said.size(); ++t) {
        CHECK(said[t].entropy.lo == scheduled[t].entropy.lo);
        CHECK(said[t].support.hi == scheduled[t].support.hi);
    }
    // All samples are the world's in the last step: 1 + Pr[both symbols] = 1 + 1 - 2/2^3.
    CHECK((scheduled[3].support.lo <= 1.75 && 1.75 <= scheduled[3].support.hi));
    CHECK(scheduled[3].support.hi - scheduled[3].support.lo < 1e-9);
}

TEST_CASE("laws that would take long are not affordable", "[sim]") {
    CHECK(chain_is_affordable({1000, 1000}, 10));
    CHECK(chain_is_affordable({}, 1000000));
    CHECK_FALSE(chain_is_affordable({1000001}, 1));
    CHECK_FALSE(chain_is_affordable({1000000}, 1));
    CHECK_FALSE(chain_is_affordable({1000}, 100000));
    CHECK(moments_are_affordable(1000, 100));
    CHECK_FALSE(moments_are_affordable(1000000, 10));
}
