// The closed recursions of affine processes against the process itself, outcome by outcome in exact
// rationals, with every coefficient chosen at random.
#include "sim/affine_moments.hpp"

#include <map>
#include <tuple>

#include "sim/outcomes.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace affine_moments_test {

namespace {

using Masses = std::vector<Rational>;

// Numbers from 0, adding up to 1, as many as asked for.
Masses shares(std::mt19937_64& random, std::size_t count) {
    Masses result(count);
    Rational sum = 0;
    for (Rational& part : result)
        sum += part = Rational(random() % 5);
    if (sum == 0) sum = result[0] = 1;
    for (Rational& part : result)
        part /= sum;
    return result;
}

Masses scaled(const Rational& factor, Masses p) {
    for (Rational& mass : p)
        mass *= factor;
    return p;
}

Masses at(const AffineLaw& law, const Masses& p) {
    Masses result;
    for (std::size_t i = 0; i < p.size(); ++i)
        result.push_back(law.slope * p[i] + law.rest[i]);
    return result;
}

// One step as the process has it: who draws how many samples from what, and the ensemble's weights.
struct Process {
    AffineStep step;
    std::vector<std::pair<std::uint32_t, AffineLaw>> draws;
    Masses weights = {1};
    std::uint32_t samples = 0;
};

AffineLaw random_law(std::mt19937_64& random, std::size_t K) {
    const Masses parts = shares(random, 2);
    return {parts[0], scaled(parts[1], shares(random, K))};
}

Process random_process(std::mt19937_64& random, std::size_t K, bool accumulate) {
    Process result;
    AffineStep& step = result.step;
    step.accumulate = accumulate;
    const auto world = static_cast<std::uint32_t>(random() % 3),
               own = static_cast<std::uint32_t>(1 + random() % 2);
    const bool apart = random() % 3 == 0;  // an exact share: so many from one law, the others from the model
    if (apart && world > 0) {
        const Rational share(world, world + own);
        const Masses P = shares(random, K);
        step.training = {1 - share, scaled(share, P)};
        result.draws = {{world, {0, P}}, {own, {1, Masses(K)}}};
    } else {
        step.training = random_law(random, K);
        result.draws = {{own, step.training}};
    }
    for (const auto& [samples, law] : result.draws)
        result.samples += samples;
    const Masses parts = shares(random, 4);
    step.x = parts[0] + (accumulate ? Rational(parts[1] + parts[2]) : Rational(0));
    step.q = accumulate ? Rational(0) : parts[1];
    step.m = accumulate ? Rational(0) : parts[2];
    step.rest = scaled(parts[3], shares(random, K));
    if (!accumulate && random() % 3 == 0) result.weights = shares(random, 2);
    if (!accumulate && random() % 5 == 0) {  // no sampling
        result.draws.clear();
        return result;
    }
    Rational squares = 0;
    for (const Rational& weight : result.weights)
        squares += weight * weight;
    for (const auto& [samples, law] : result.draws)
        step.draws.push_back({squares * samples / (Rational(result.samples) * result.samples), law});
    return result;
}

struct State {
    Masses model, counts;
    bool operator<(const State& other) const {
        return std::tie(model, counts) < std::tie(other.model, other.counts);
    }
};
using Law = std::map<State, Rational>;

// All ways in which the draws can come out, as counts.
std::map<Masses, Rational> outcomes(const Process& process, const Masses& model) {
    std::map<Masses, Rational> all = {{Masses(model.size()), Rational(1)}};
    for (const auto& [samples, from] : process.draws) {
        std::map<Masses, Rational> more;
        const Masses law = at(from, model);
        each_outcome(ExactKernel(), samples, law, [&](const Exact&, const Counts& counts) {
            for (const auto& [sum, probability] : all) {
                Masses next = sum;
                for (std::size_t i = 0; i < next.size(); ++i)
                    next[i] += counts[i];
                more[next] += probability * outcome_probability(counts, law);
            }
        });
        all = std::move(more);
    }
    return all;
}

// The next models by going through everything; `behind` samples so far where data accumulate.
Law next(const Process& process, const Law& law, std::uint32_t behind) {
    Law result;
    const AffineStep& step = process.step;
    for (const auto& [state, probability] : law) {
        const Masses training = at(step.training, state.model);
        const auto fitted = [&](const Masses& X) {
            Masses model;
            for (std::size_t i = 0; i < X.size(); ++i)
                model.push_back(step.x * X[i] + step.q * state.model[i] + step.m * training[i] +
                                step.rest[i]);
            return model;
        };
        if (process.draws.empty()) {
            result[{fitted(training), {}}] += probability;
            continue;
        }
        std::map<State, Rational> members = {{{Masses(training.size()), {}}, probability}};
        for (const Rational& weight : process.weights) {
            std::map<State, Rational> more;
            for (const auto& [counts, chance] : outcomes(process, state.model)) {
                Masses all = counts;
                for (std::size_t i = 0; step.accumulate && i < all.size(); ++i)
                    all[i] += state.counts.empty() ? Rational(0) : state.counts[i];
                const Masses model = fitted(scaled(Rational(1, behind), all));
                for (const auto& [so_far, before] : members) {
                    State sum = so_far;
                    for (std::size_t i = 0; i < model.size(); ++i)
                        sum.model[i] += weight * model[i];
                    if (step.accumulate) sum.counts = all;
                    more[sum] += before * chance;
                }
            }
            members = std::move(more);
        }
        for (const auto& [model, chance] : members)
            result[model] += chance;
    }
    return result;
}

QuadraticForm random_form(std::mt19937_64& random, std::size_t K) {
    QuadraticForm form = QuadraticForm::of(Rational(random() % 5) - 2);
    for (std::size_t i = 0; i < K; ++i) {
        form.add(QuadraticForm::mass(i), Rational(random() % 7) - 3);
        for (std::size_t j = 0; j < K; ++j)
            form.add(product(QuadraticForm::mass(i), QuadraticForm::mass(j)), Rational(random() % 7) - 3);
    }
    return form;
}

Rational value(const QuadraticForm& form, const Masses& p) {
    Rational total = form.constant;
    for (const auto& [i, factor] : form.linear)
        total += factor * p[i];
    for (const auto& [symbols, factor] : form.squares)
        total += factor * p[symbols.first] * p[symbols.second];
    return total;
}

}  // namespace

TEST_CASE("Closed moments are those of the process, whatever the numbers of its steps") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(301);
    std::size_t compared = 0;
    for (int round = 0; round < 120; ++round) {
        const std::size_t K = 1 + random() % 3;
        const bool accumulate = random() % 3 == 0;
        const Masses start = shares(random, K);
        const QuadraticForm form = random_form(random, K);
        AffineMoments moments(start, form);
        CHECK(moments.expected() == value(form, start));
        Law law = {{{start, {}}, Rational(1)}};
        std::uint32_t behind = 0;
        for (int t = 0; t < 2; ++t) {
            Process process = random_process(random, K, accumulate);
            behind = accumulate ? behind + process.samples : process.samples;
            process.step.fresh = Rational(process.samples, behind);
            moments.step(process.step);
            law = next(process, law, behind);
            Rational expected = 0;
            for (const auto& [state, probability] : law)
                expected += probability * value(form, state.model);
            INFO("round " << round << ", t = " << t);
            CHECK(moments.expected() == expected);
            ++compared;
        }
    }
    CHECK(compared >= 240);
}

TEST_CASE("Rests without entries are rests of zeros") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(302);
    // Takes the rest out of a law, and gives its mass to the slope.
    const auto without_rest = [&](AffineLaw law, bool written_out) {
        law.slope = 1;
        law.rest.assign(written_out ? law.rest.size() : 0, Rational(0));
        return law;
    };
    int compared = 0;
    for (int round = 0; round < 200; ++round) {
        const std::size_t K = 1 + random() % 3;
        const bool accumulate = random() % 3 == 0;
        const Masses start = shares(random, K);
        const QuadraticForm form = random_form(random, K);
        AffineMoments zeros(start, form), none(start, form);
        for (int t = 0; t < 3; ++t) {
            AffineStep step = random_process(random, K, accumulate).step;
            AffineStep bare = step;
            const bool training = random() % 2 == 0, fit = random() % 2 == 0;
            for (auto* one : {&step, &bare}) {
                const bool written_out = one == &step;
                if (training) one->training = without_rest(one->training, written_out);
                for (AffineStep::Draw& draw : one->draws)
                    if (training) draw.from = without_rest(draw.from, written_out);
                if (fit) one->rest.assign(written_out ? K : 0, Rational(0));
            }
            zeros.step(step);
            none.step(bare);
            CHECK(zeros.expected() == none.expected());
            ++compared;
        }
    }
    CHECK(compared >= 600);
}

TEST_CASE("Quadratic forms know their degree, and go no further than 2") {
    const QuadraticForm one = QuadraticForm::of(3), mass = QuadraticForm::mass(0),
                        square = product(mass, QuadraticForm::mass(1));
    CHECK(one.degree() == 0);
    CHECK(mass.degree() == 1);
    CHECK(square.degree() == 2);
    CHECK(square.squares == product(QuadraticForm::mass(1), mass).squares);
    CHECK(product(one, square).squares.at({0, 1}) == 3);
    CHECK_THROWS_AS(product(mass, square), std::invalid_argument);
    CHECK_THROWS_AS(product(square, square), std::invalid_argument);
}

}  // namespace affine_moments_test
