// The processes, held against enumerations made here: every sequence of draws, one after the other.
#include "reference/process_laws.hpp"

#include "reference/machines.hpp"
#include "reference/number.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::reference;

namespace process_laws_test {

namespace {

using Counts = std::vector<std::uint32_t>;

const Spend no_limit = [](std::uint64_t) {};

// Throws NoOpinion after so many steps, and counts what was spent before.
struct Purse {
    std::uint64_t left, spent = 0;
    Spend spend() {
        return [this](std::uint64_t steps) {
            if (steps > left) throw NoOpinion("the purse is empty");
            left -= steps;
            spent += steps;
        };
    }
};

Masses random_masses(std::mt19937_64& random, std::uint32_t K) {
    std::vector<std::uint64_t> weights;
    std::uint64_t total = 0;
    for (std::uint32_t i = 0; i < K; ++i)
        total += weights.emplace_back(random() % 4 + (i == 0 ? 1 : 0));
    Masses result;
    for (const std::uint64_t weight : weights)
        result.emplace_back(weight, total);
    return result;
}

// By all K^N sequences of symbols.
void each_sequence(const Masses& law, std::uint32_t samples, Counts counts, const Rational& probability,
                   Law<Counts>& result) {
    if (samples == 0) {
        if (probability != 0) result[counts] += probability;
        return;
    }
    for (std::size_t i = 0; i < law.size(); ++i) {
        ++counts[i];
        each_sequence(law, samples - 1, counts, probability * law[i], result);
        --counts[i];
    }
}
Law<Counts> sequences(const Masses& law, std::uint32_t samples) {
    Law<Counts> result;
    each_sequence(law, samples, Counts(law.size()), 1, result);
    return result;
}

template <class Thing>
Rational total(const Law<Thing>& law) {
    Rational result = 0;
    for (const auto& [thing, probability] : law)
        result += probability;
    return result;
}
// Comparable: with the counts behind each model.
Law<std::pair<Masses, Counts>> whole(const Law<State>& law) {
    Law<std::pair<Masses, Counts>> result;
    for (const auto& [state, probability] : law)
        result[{state.model, state.counts}] += probability;
    return result;
}
Law<Masses> models(const Law<State>& law) {
    Law<Masses> result;
    for (const auto& [state, probability] : law)
        result[state.model] += probability;
    return result;
}
Masses mean(const Law<State>& law, std::size_t K) {
    Masses result(K);
    for (const auto& [state, probability] : law)
        for (std::size_t i = 0; i < K; ++i)
            result[i] += probability * state.model[i];
    return result;
}

Rules steady(const Rational& alpha, std::uint32_t samples, const Masses& world) {
    Rules rules;
    rules.step = [alpha, samples](std::uint32_t) { return Step{alpha, samples}; };
    rules.world = world;
    return rules;
}
State begin(const Masses& model) { return {model, Counts(model.size(), 0)}; }

// Alpha = 1/(t+2), N = t+1 samples.
Rules scheduled(const Masses& world) {
    Rules rules;
    rules.step = [](std::uint32_t t) { return Step{Rational(1, t + 2), t + 1}; };
    rules.world = world;
    rules.constant = false;
    return rules;
}

Masses fitted(const Counts& counts, const Rational& additive) {
    Rational total = additive * Rational(counts.size());
    for (const std::uint32_t count : counts)
        total += count;
    Masses result;
    for (const std::uint32_t count : counts)
        result.push_back((count + additive) / total);
    return result;
}

// (n*X + a)/(n + K*a), the fit that adds a to every count; none for a = 0.
decltype(Rules::fit) adding(const Rational& a) {
    if (a == 0) return nullptr;
    return [a](std::uint32_t, const Masses&, const Masses&, const Masses& X, std::uint32_t n) {
        Masses result;
        for (const Rational& x : X)
            result.push_back((n * x + a) / (n + a * Rational(X.size())));
        return result;
    };
}

}  // namespace

namespace {

Law<State> law_after(const Rules& rules, const State& start, std::uint32_t from, std::uint32_t until,
                     const Spend& spend) {
    KnownLaws nothing;
    return reference::law_after(rules, start, from, until, nothing, spend);
}

}  // namespace

TEST_CASE("A sample's counts have the probabilities of all sequences of draws", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(911);
    for (std::uint32_t K = 1; K <= 4; ++K)
        for (std::uint32_t N = 0; N <= 4; ++N) {
            const Masses law = random_masses(random, K);
            Law<Counts> found;
            each_sample(N, law, no_limit, [&](const Counts& counts, const Rational& probability) {
                CHECK(found.try_emplace(counts, probability).second);  // each once
                CHECK(probability > 0);
            });
            INFO("K=" << K << " N=" << N);
            CHECK(found == sequences(law, N));
            CHECK(total(found) == 1);
        }
}

TEST_CASE("A generation is the fit to its sample", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(912);
    for (std::uint32_t K = 1; K <= 3; ++K)
        for (std::uint32_t N = 1; N <= 4; ++N)
            for (const Rational& alpha : {Rational(0), Rational(1, 3), Rational(1)})
                for (const Rational& additive : {Rational(0), Rational(1, 2)}) {
                    const Masses Q = random_masses(random, K), P = random_masses(random, K);
                    Rules rules = steady(alpha, N, P);
                    rules.fit = adding(additive);
                    Masses mixed;
                    for (std::uint32_t i = 0; i < K; ++i)
                        mixed.push_back(alpha * P[i] + (1 - alpha) * Q[i]);
                    Law<Masses> expected;
                    for (const auto& [counts, probability] : sequences(mixed, N))
                        expected[fitted(counts, additive)] += probability;
                    const auto law = law_after(rules, begin(Q), 0, 1, no_limit);
                    CHECK(models(law) == expected);
                    CHECK(total(law) == 1);
                }
}

TEST_CASE("Several generations are single ones, one after the other", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(913);
    for (int round = 0; round < 12; ++round)
        for (const bool accumulate : {false, true}) {
            const Masses Q = random_masses(random, 3), P = random_masses(random, 3);
            Rules rules = round % 2 == 0 ? scheduled(P) : steady(Rational(1, 4), 2, P);
            rules.accumulate = accumulate;
            rules.fit = adding(Rational(round % 3, 2));
            Law<State> law = {{begin(Q), Rational(1)}};
            for (std::uint32_t t = 0; t < 3; ++t) {
                Law<State> next;
                for (const auto& [state, probability] : law)
                    for (const auto& [following, step] : law_after(rules, state, t, t + 1, no_limit))
                        next[following] += probability * step;
                law = next;
                CHECK(total(law) == 1);
                CHECK(whole(law_after(rules, begin(Q), 0, t + 1, no_limit)) == whole(law));
            }
            CHECK(models(law_after(rules, begin(Q), 2, 2, no_limit)) == Law<Masses>{{Q, Rational(1)}});
        }
}

TEST_CASE("A step that is known is the same step, at the same price", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(918);
    for (int round = 0; round < 8; ++round) {
        const Masses Q = random_masses(random, 3), P = random_masses(random, 3);
        Rules rules = round % 2 == 0 ? scheduled(P) : steady(Rational(1, 4), 2, P);
        rules.accumulate = round % 4 < 2;
        KnownLaws known;
        for (int again = 0; again < 2; ++again)
            for (std::uint32_t until = 0; until < 4; ++until) {
                Purse with{1'000'000}, without{1'000'000};
                CHECK(whole(reference::law_after(rules, begin(Q), 0, until, known, with.spend())) ==
                      whole(law_after(rules, begin(Q), 0, until, without.spend())));
                CHECK(with.spent == without.spent);
            }
        CHECK_FALSE(known.steps.empty());
        CHECK(known.courses.size() == 1);
    }
}

TEST_CASE("Two generations by hand: schedules, accumulating data, smoothing", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(914);
    for (int round = 0; round < 10; ++round)
        for (const bool accumulate : {false, true}) {
            const Masses Q = random_masses(random, 2), P = random_masses(random, 2);
            const Rational additive(round % 3, 3);
            Rules rules = scheduled(P);
            rules.accumulate = accumulate;
            rules.fit = adding(additive);
            // One draw from (P + Q)/2, then two from (P + 2*Q')/3.
            Law<Masses> expected;
            const Masses first = {(P[0] + Q[0]) / 2, (P[1] + Q[1]) / 2};
            for (const auto& [counts, probability] : sequences(first, 1)) {
                const Masses model = fitted(counts, additive);
                const Masses second = {(P[0] + 2 * model[0]) / 3, (P[1] + 2 * model[1]) / 3};
                for (const auto& [more, weight] : sequences(second, 2)) {
                    Counts all = more;
                    for (std::size_t i = 0; accumulate && i < all.size(); ++i)
                        all[i] += counts[i];
                    expected[fitted(all, additive)] += probability * weight;
                }
            }
            CHECK(models(law_after(rules, begin(Q), 0, 2, no_limit)) == expected);
        }
}

TEST_CASE("The closed loop ends at a symbol with its probability", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(915);
    for (std::uint32_t K = 1; K <= 3; ++K)
        for (std::uint32_t N = 1; N <= 4; ++N) {
            const Masses Q = random_masses(random, K);
            const auto law = limit_law(steady(0, N, {}), Q, no_limit);
            CHECK(total(law) == 1);
            CHECK(mean(law, K) == Q);
            for (const auto& [end, probability] : law) {
                CHECK(std::count(end.model.begin(), end.model.end(), Rational(1)) == 1);
                CHECK(probability > 0);
            }
        }
}

TEST_CASE("With exogenous data or smoothing the limit is stationary", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(916);
    for (std::uint32_t K = 2; K <= 3; ++K)
        for (std::uint32_t N = 1; N <= 3; ++N)
            for (int round = 0; round < 6; ++round) {
                const Masses Q = random_masses(random, K), P = random_masses(random, K);
                Rules rules = steady(round % 3 == 0 ? Rational(0) : Rational(round, 5), N, P);
                rules.fit = adding(round % 3 == 0 ? Rational(1, 2) : Rational(0));
                const auto law = limit_law(rules, Q, no_limit);
                Law<Masses> next;
                for (const auto& [state, probability] : law)
                    for (const auto& [following, step] : law_after(rules, state, 0, 1, no_limit))
                        next[following.model] += probability * step;
                CHECK(total(law) == 1);
                CHECK(models(law) == next);
                // E[Q] = alpha*P + (1-alpha)*E[Q]; with smoothing alone every symbol is drawn to 1/K.
                const Masses wanted = !rules.fit ? P : Masses(K, Rational(1, K));
                CHECK(mean(law, K) == wanted);
                CHECK(models(limit_law(rules, P, no_limit)) == models(law));  // wherever it starts
            }
}

TEST_CASE("The time to a vertex is one generation more than from the next model", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(917);
    const Rational half(1, 2), third(1, 3);
    CHECK(time_to_vertex(steady(0, 1, {}), {half, half}, no_limit) == 1);
    CHECK(time_to_vertex(steady(0, 2, {}), {half, half}, no_limit) == 2);
    CHECK(time_to_vertex(steady(0, 2, {}), {third, 1 - third}, no_limit) == Rational(17, 9));
    CHECK(time_to_vertex(steady(0, 2, {}), {0, 1}, no_limit) == 0);
    for (int round = 0; round < 12; ++round) {
        const Masses Q = random_masses(random, 3);
        const Rules rules = steady(0, 1 + static_cast<std::uint32_t>(round) % 4, {});
        Rational expected = std::count(Q.begin(), Q.end(), Rational(1)) == 1 ? 0 : 1;
        if (expected == 1)
            for (const auto& [state, probability] : law_after(rules, begin(Q), 0, 1, no_limit))
                expected += probability * time_to_vertex(rules, state.model, no_limit);
        CHECK(time_to_vertex(rules, Q, no_limit) == expected);
    }
}

TEST_CASE("What is not solved is declined", "[reference]") {
    const Masses Q = {Rational(1, 2), Rational(1, 2)}, four(4, Rational(1, 4));
    Rules changing = scheduled(Q), keeping = steady(0, 2, Q), open = steady(Rational(1, 2), 2, Q),
          smooth = steady(0, 2, Q);
    keeping.accumulate = true;
    smooth.fit = adding(1);
    CHECK_THROWS_AS(limit_law(changing, Q, no_limit), NoOpinion);
    CHECK_THROWS_AS(limit_law(keeping, Q, no_limit), NoOpinion);
    CHECK_THROWS_AS(limit_law(steady(0, 8, four), four, no_limit), NoOpinion);  // C(11,3) = 165 models
    CHECK_THROWS_AS(time_to_vertex(changing, Q, no_limit), NoOpinion);
    CHECK_THROWS_AS(time_to_vertex(keeping, Q, no_limit), NoOpinion);
    CHECK_THROWS_AS(time_to_vertex(open, Q, no_limit), NoOpinion);
    CHECK_THROWS_AS(time_to_vertex(smooth, Q, no_limit), NoOpinion);
}

TEST_CASE("Nothing is begun that the steps do not pay for", "[reference]") {
    const Masses law(40, Rational(1, 40));
    std::uint64_t visits = 0;
    Purse purse{2000};
    CHECK_THROWS_AS(
        each_sample(1000000, law, purse.spend(), [&](const Counts&, const Rational&) { ++visits; }),
        NoOpinion);
    CHECK(visits == 0);
    CHECK(purse.spent == 0);
    Purse small{2000};  // the first generation is paid for, the second is not
    CHECK_THROWS_AS(law_after(steady(0, 60, {}), begin(Masses(2, Rational(1, 2))), 0, 1000, small.spend()),
                    NoOpinion);
    CHECK(small.spent <= 2000);
    Purse equations{2000};
    CHECK_THROWS_AS(limit_law(steady(0, 40, {}), Masses(2, Rational(1, 2)), equations.spend()), NoOpinion);
    CHECK(equations.spent <= 2000);
}

TEST_CASE("Machines of one and two states: as many as are known to halt", "[reference]") {
    const Machines one = machines(1), two = machines(2);
    CHECK(one.halting == 24);  // of 36, those whose entry for the blank halts: 12 on each blank
    CHECK(one.endless == 48);
    CHECK(one.longest == 1);
    CHECK(one.outputs == std::map<std::string, std::uint64_t>{{"0", 12}, {"1", 12}});
    CHECK(two.halting + two.endless == 20000);
    CHECK(two.halting == 6088);  // Delahaye and Zenil, the coding theorem method's D(2)
    CHECK(two.longest == 6);     // S(2), Rado 1962
    std::uint64_t all = 0;
    for (const auto& [text, count] : two.outputs) {
        all += count;
        std::string other = text;
        for (char& bit : other)
            bit = bit == '0' ? '1' : '0';
        CHECK(two.outputs.at(other) == count);
        CHECK(two.outputs.at(std::string(text.rbegin(), text.rend())) == count);
    }
    CHECK(all == two.halting);
    CHECK_THROWS_AS(machines(0), Undefined);
    CHECK_THROWS_AS(machines(-3), Undefined);
    CHECK_THROWS_AS(machines(3), NoOpinion);
}

}  // namespace process_laws_test
