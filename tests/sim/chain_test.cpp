// The exact chain: its laws are those of drawing generation after generation, in every kernel.
#include <algorithm>
#include <map>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "sim/composition_chain.hpp"
#include "sim/limit_law.hpp"
#include "sim/process_error.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace chain_test {

namespace {

std::vector<Rational> random_model(std::mt19937_64& random, std::size_t K) {
    std::vector<Integer> parts;
    Integer total = 0;
    for (std::size_t i = 0; i < K; ++i) {
        parts.emplace_back(random() % 6);
        total += parts.back();
    }
    if (total == 0) total = parts[0] = 1;
    std::vector<Rational> model;
    for (const auto& part : parts)
        model.emplace_back(part, total);
    return model;
}

// Rules whose models are (count + additive)/(n + K*additive).
struct AddingRules : ProcessRules {
    Rational additive;
};

AddingRules random_rules(std::mt19937_64& random, std::size_t K) {
    AddingRules rules;
    rules.world = random_model(random, K);
    rules.accumulate = random() % 2 == 0;
    rules.additive = random() % 2 == 0 ? Rational(0) : Rational(random() % 3 + 1, 2);
    const auto mass = [a = rules.additive, K](std::uint32_t n) {
        const Rational total = n + a * static_cast<std::uint32_t>(K);
        return CountMass{n / total, a / total};
    };
    rules.fit = [mass](const ProcessRules::Step&, const std::vector<Rational>& frequencies, std::uint32_t n) {
        std::vector<Rational> model;
        for (const Rational& frequency : frequencies)
            model.emplace_back(mass(n).slope * frequency + mass(n).offset);
        return model;
    };
    if (random() % 2 == 0) rules.simple_fit = [mass](std::uint32_t, std::uint32_t n) { return mass(n); };
    rules.constant = random() % 2 == 0;
    std::vector<Generation> steps;
    for (int t = 0; t < 4; ++t)
        steps.push_back({static_cast<std::uint32_t>(random() % 3 + 1), Rational(random() % 4, 3)});
    rules.generation = [steps, constant = rules.constant](std::uint32_t t) {
        return steps[constant ? 0 : t];
    };
    return rules;
}

// The law of the counts behind Q[t], by taking each generation's samples one by one.
std::map<Counts, Rational> by_hand(const AddingRules& rules, const std::vector<Rational>& start,
                                   std::uint32_t t) {
    const std::size_t K = start.size();
    std::map<Counts, Rational> law = {{Counts(K, 0), Rational(1)}};
    std::uint32_t behind = 0;
    for (std::uint32_t s = 0; s < t; ++s) {
        const auto [samples, alpha] = rules.generation(s);
        std::map<Counts, Rational> next;
        for (const auto& [state, probability] : law) {
            std::vector<Rational> mixture;
            for (std::size_t i = 0; i < K; ++i) {
                const Rational model = s == 0 ? start[i]
                                              : (state[i] + rules.additive) /
                                                    (behind + rules.additive * static_cast<std::uint32_t>(K));
                mixture.push_back(alpha * rules.world[i] + (1 - alpha) * model);
            }
            std::map<Counts, Rational> drawn = {{rules.accumulate ? state : Counts(K, 0), probability}};
            for (std::uint32_t n = 0; n < samples; ++n) {
                std::map<Counts, Rational> more;
                for (const auto& [counts, weight] : drawn) {
                    for (std::size_t i = 0; i < K; ++i) {
                        if (mixture[i] == 0) continue;
                        Counts hit = counts;
                        ++hit[i];
                        more[hit] += weight * mixture[i];
                    }
                }
                drawn = std::move(more);
            }
            for (const auto& [counts, weight] : drawn)
                next[counts] += weight;
        }
        behind = rules.accumulate ? behind + samples : samples;
        law = std::move(next);
    }
    return law;
}

template <NumberKernel Kernel>
void check_containment(const Kernel& kernel, const ProcessRules& rules, const std::vector<Rational>& start,
                       std::uint32_t t, const std::map<Counts, Rational>& expected) {
    CompositionChain<Kernel> chain(kernel, rules, static_cast<std::uint32_t>(start.size()));
    const auto& law = chain.law(start, t);
    for (std::size_t i = 0; i < law.weights.size(); ++i) {
        const auto found = expected.find(chain.states(t)[i]);
        const Rational mass = found == expected.end() ? Rational(0) : found->second;
        // Contained, and tight: moved by a millionth of a millionth the mass is outside.
        const auto gap = kernel.abs(kernel.sub(law.weights[i], kernel.rational(mass)));
        CHECK(kernel.less(gap, kernel.rational(Rational(1, 1'000'000'000'000))) == Truth::yes);
        CHECK(kernel.equal(law.weights[i], kernel.rational(mass)) != Truth::no);
    }
}

}  // namespace

TEST_CASE("Compositions are listed once each, in order, and know their ranks") {
    for (std::uint32_t K = 1; K <= 4; ++K) {
        for (std::uint32_t n = 0; n <= 6; ++n) {
            const Compositions all(n, K);
            CHECK(Integer(all.size()) == Compositions::count(n, K));
            for (std::size_t i = 0; i < all.size(); ++i) {
                CHECK(all.rank(all[i]) == i);
                if (i > 0) CHECK(all[i] < all[i - 1]);
            }
        }
    }
    CHECK_THROWS_AS(Compositions(5000, 4), ProcessError);
}

TEST_CASE("The chain's laws are those of drawing sample by sample, whatever the rules") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(1);
    for (int round = 0; round < 40; ++round) {
        const std::size_t K = random() % 3 + 1;
        const auto t = static_cast<std::uint32_t>(random() % 3 + 1);
        const AddingRules rules = random_rules(random, K);
        const auto start = random_model(random, K);
        const auto expected = by_hand(rules, start, t);
        CompositionChain<ExactKernel> exact(ExactKernel(), rules, static_cast<std::uint32_t>(K));
        const auto& law = exact.law(start, t);
        for (std::size_t i = 0; i < law.weights.size(); ++i) {
            const auto found = expected.find(exact.states(t)[i]);
            const Rational mass = found == expected.end() ? Rational(0) : found->second;
            CHECK(ExactKernel().equal(ExactKernel().div(law.weights[i], law.total),
                                      ExactKernel().rational(mass)) == Truth::yes);
        }
        check_containment(BallKernel(128), rules, start, t, expected);
        check_containment(MpfiKernel(128), rules, start, t, expected);
        check_containment(DoubleKernel(), rules, start, t, expected);
    }
}

TEST_CASE("A path's second half starts from the state where the first ended") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(2);
    const ExactKernel exact;
    for (int round = 0; round < 10; ++round) {
        const AddingRules rules = random_rules(random, 2);
        const auto start = random_model(random, 2);
        CompositionChain<ExactKernel> chain(exact, rules, 2);
        const auto middle = chain.law(start, 1);
        std::vector<Exact> mixed(chain.states(3).size());
        for (std::size_t i = 0; i < middle.weights.size(); ++i) {
            const auto rest = chain.law_from(1, i, 3);
            for (std::size_t j = 0; j < rest.weights.size(); ++j) {
                const Exact share = exact.mul(exact.div(middle.weights[i], middle.total),
                                              exact.div(rest.weights[j], rest.total));
                mixed[j] = exact.add(mixed[j], share);
            }
        }
        const auto& whole = chain.law(start, 3);
        for (std::size_t j = 0; j < mixed.size(); ++j)
            CHECK(exact.equal(mixed[j], exact.div(whole.weights[j], whole.total)) == Truth::yes);
    }
}

TEST_CASE("Limit laws: the stationary law stays, and a closed loop ends where its start says") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(3);
    const ExactKernel exact;
    for (int round = 0; round < 20; ++round) {
        const std::size_t K = random() % 2 + 2;
        const auto N = static_cast<std::uint32_t>(random() % 3 + 1);
        ProcessRules rules;
        rules.world = random_model(random, K);
        const Rational alpha(random() % 4, 3);
        rules.generation = [N, alpha](std::uint32_t) { return Generation{N, alpha}; };
        const auto start = random_model(random, K);
        CompositionChain<ExactKernel> chain(exact, rules, static_cast<std::uint32_t>(K));
        const auto limit = limit_law(chain, start);
        Exact total;
        for (const Exact& weight : limit.weights)
            total = exact.add(total, weight);
        CHECK(exact.equal(total, exact.rational(1)) == Truth::yes);
        std::vector<Exact> next(limit.weights.size());
        for (std::size_t i = 0; i < next.size(); ++i) {
            const auto step = chain.law_from(1, i, 2);
            for (std::size_t j = 0; j < next.size(); ++j)
                next[j] =
                    exact.add(next[j], exact.mul(limit.weights[i], exact.div(step.weights[j], step.total)));
        }
        for (std::size_t j = 0; j < next.size(); ++j)
            CHECK(exact.equal(next[j], limit.weights[j]) == Truth::yes);
        for (std::size_t j = 0; alpha == 0 && j < next.size(); ++j) {
            const auto& counts = chain.states(1)[j];
            const auto full = std::find(counts.begin(), counts.end(), N);
            const Rational mass =
                full == counts.end() ? Rational(0) : start[std::size_t(full - counts.begin())];
            CHECK(exact.equal(limit.weights[j], exact.rational(mass)) == Truth::yes);
        }
    }
}

TEST_CASE("The mean time to fixation is the sum of the probabilities of not being there yet") {
    const BallKernel ball(128);
    ProcessRules rules;
    rules.generation = [](std::uint32_t) { return Generation{3, 0}; };
    const std::vector<Rational> start = {Rational(1, 3), Rational(2, 3)};
    CompositionChain<BallKernel> chain(ball, rules, 2);
    const auto limit = limit_law(chain, start);
    Ball sum = ball.rational(1);
    const int last = 200;  // what is left is below (2/3)^200 * 3
    for (std::uint32_t t = 1; t <= last; ++t) {
        const auto& law = chain.law(start, t);
        for (std::size_t i = 0; i < law.weights.size(); ++i)
            if (std::count(chain.states(t)[i].begin(), chain.states(t)[i].end(), 0U) != 1)
                sum = ball.add(sum, law.weights[i]);
    }
    const Ball gap = ball.sub(limit.time, sum);
    CHECK(ball.less(ball.abs(gap), ball.rational(Rational(1, 1'000'000'000))) == Truth::yes);
    CHECK(ball.less(limit.time, ball.rational(100)) == Truth::yes);
    ProcessRules scheduled = rules;
    scheduled.constant = false;
    CompositionChain<BallKernel> none(ball, scheduled, 2);
    CHECK_THROWS_AS(limit_law(none, start), ProcessError);
}

}  // namespace chain_test
