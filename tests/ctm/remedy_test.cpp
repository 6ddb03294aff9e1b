// The program learner with the prior of algorithmic probability: what the remedy keeps and what it loses.
#include <algorithm>

#include "ctm/table.hpp"
#include "sim/program_learner.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace remedy_test {

namespace {

// The prior proportional to D(4) over the strings of length `length`.
Law coding_prior(unsigned length) {
    static const ctm::Table table = [] {
        ctm::EnumerationOptions options;
        options.states = 4;
        options.bound = 107;
        return ctm::Table(ctm::enumerate_machines(options).value(), ctm::Blank::both);
    }();
    return prior_from_weights(length, [](const std::string& s) { return table.count(s); });
}

}  // namespace

TEST_CASE("in a closed loop the program learner forgets the world", "[ctm][remedy]") {
    const ProgramLoop loop{.length = 3, .prior = coding_prior(3), .noise = Rational(1, 4), .samples = 2};
    const StochasticMatrix matrix = transition_matrix(loop, Choice::sample);
    CHECK(is_reversible(matrix, loop.prior));
    const Rational d = doeblin_constant(matrix);
    CHECK(d > 0);
    // Two worlds, learnt perfectly at the start.
    Law knew_zeros(8, Rational(0));
    Law knew_other(8, Rational(0));
    knew_zeros[program_number("000")] = 1;
    knew_other[program_number("010")] = 1;
    Rational bound = 1;
    for (int t = 0; t < 8; ++t) {
        CHECK(total_variation(knew_zeros, loop.prior) <= bound);
        const Law next_zeros = step(knew_zeros, matrix);
        const Law next_other = step(knew_other, matrix);
        CHECK(total_variation(next_zeros, next_other) <= total_variation(knew_zeros, knew_other));
        knew_zeros = next_zeros;
        knew_other = next_other;
        bound *= 1 - d;
    }
    CHECK(knew_zeros[program_number("000")] < Rational(3, 4));
    CHECK(total_variation(knew_zeros, knew_other) < Rational(1, 2));
}

TEST_CASE("taking the maximum of the posterior drifts to simple strings where the prior has a say",
          "[ctm][remedy]") {
    const Law prior = coding_prior(4);
    const auto settled = [&](std::uint32_t N, const Rational& noise) {
        return stationary_law(
            transition_matrix({.length = 4, .prior = prior, .noise = noise, .samples = N}, Choice::maximum));
    };
    const auto against_prior = [&](const Law& law) {
        return compare(expected_complexity(law, prior), expected_complexity(prior, prior));
    };
    // An even number of samples can split evenly at a position, and then the prior decides.
    for (const std::uint32_t N : {2U, 4U, 6U}) {
        for (const Rational& noise : {Rational(1, 20), Rational(1, 4), Rational(2, 5)}) {
            CHECK(against_prior(settled(N, noise)) < 0);
        }
    }
    // An odd number cannot. One sample outweighs the prior while ((1-e)/e) exceeds the prior's ratios: the
    // maximum is then the majority, position by position, and every string is equally likely in the long run.
    for (const std::uint32_t N : {3U, 5U}) {
        const Law law = settled(N, Rational(1, 4));
        CHECK(law == Law(16, Rational(1, 16)));
        CHECK(against_prior(law) > 0);
        CHECK(against_prior(settled(N, Rational(9, 20))) < 0);
    }
}

TEST_CASE("the world's samples keep the truth above its prior, more with more of them", "[ctm][remedy]") {
    const Law prior = coding_prior(2);
    const std::size_t world = program_number("01");
    const auto truth = [&](const Rational& alpha, std::uint32_t N) {
        const ProgramLoop loop{.length = 2,
                               .prior = prior,
                               .noise = Rational(1, 5),
                               .samples = N,
                               .alpha = alpha,
                               .world = world};
        return stationary_law(transition_matrix(loop, Choice::sample))[world];
    };
    for (const std::uint32_t N : {1U, 2U, 3U, 4U}) {
        Rational last = prior[world];
        CHECK(truth(0, N) == last);
        for (int tenths = 2; tenths <= 10; tenths += 4) {
            const Rational now = truth(Rational(tenths, 10), N);
            CHECK(now > last);
            last = now;
            if (N > 1) CHECK(now > truth(Rational(tenths, 10), N - 1));
        }
    }
}

}  // namespace remedy_test
