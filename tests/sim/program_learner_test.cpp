// The program learner: its transition matrices against going through every possible sequence of samples.
#include "sim/program_learner.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace program_learner_test {

namespace {

std::size_t strings(const ProgramLoop& loop) { return std::size_t{1} << loop.length; }

Law random_prior(std::mt19937_64& random, unsigned length, bool zeros) {
    const std::size_t certain = random() % (std::size_t{1} << length);
    return prior_from_weights(length, [&](const std::string& s) {
        return random() % 6 + (zeros && program_number(s) != certain ? 0 : 1);
    });
}

ProgramLoop random_loop(std::mt19937_64& random) {
    ProgramLoop loop;
    loop.length = static_cast<unsigned>(random() % 3 + 1);
    loop.samples = static_cast<std::uint32_t>(random() % (loop.length == 3 ? 2 : 4 - loop.length) + 1);
    loop.prior = random_prior(random, loop.length, random() % 3 == 0);
    loop.noise = Rational(random() % 6 + 1, 7);
    loop.world = random() % strings(loop);
    if (random() % 3 == 0) {
        loop.share = WorldShare::exact;
        loop.alpha = Rational(random() % (loop.samples + 1), loop.samples);
    } else {
        loop.alpha = Rational(random() % 6, 5);
    }
    if (random() % 3 == 0) loop.penalty = Rational(random() % 5, random() % 3 + 1);
    return loop;
}

// The definition: every sequence of N samples, its probability under the loop, the posterior as if all came
// from one string, and the learner's choice.
StochasticMatrix by_definition(const ProgramLoop& loop, Choice choice) {
    const std::size_t n = strings(loop);
    std::vector<Law> emits;
    for (std::size_t h = 0; h < n; ++h)
        emits.push_back(emission(loop, h));
    StochasticMatrix matrix(n, Law(n, Rational(0)));
    std::size_t sequences = 1;
    for (std::uint32_t i = 0; i < loop.samples; ++i)
        sequences *= n;
    for (std::size_t sequence = 0; sequence < sequences; ++sequence) {
        Law answer = loop.prior;
        Law probability(n, Rational(1));
        std::size_t rest = sequence;
        for (std::uint32_t i = 0; i < loop.samples; ++i) {
            const std::size_t x = rest % n;
            rest /= n;
            // With an exact share the first alpha*N samples are the world's; the order does not matter to the
            // learner.
            const Rational world_share = loop.share == WorldShare::mixture         ? loop.alpha
                                         : Rational(i) < loop.alpha * loop.samples ? Rational(1)
                                                                                   : Rational(0);
            for (std::size_t h = 0; h < n; ++h) {
                answer[h] *= emits[h][x];
                probability[h] *= world_share * emits[loop.world][x] + (1 - world_share) * emits[h][x];
            }
        }
        if (choice == Choice::maximum) {
            // m^lambda times the likelihood, both to the power of lambda's denominator.
            const auto up = numerator(loop.penalty).convert_to<std::int64_t>(),
                       down = denominator(loop.penalty).convert_to<std::int64_t>();
            for (std::size_t h = 0; h < n; ++h) {
                Rational likelihood = 1;
                for (std::size_t s = sequence, i = 0; i < loop.samples; ++i, s /= n)
                    likelihood *= emits[h][s % n];
                answer[h] = power(loop.prior[h], up) * power(likelihood, down);
            }
            const Rational most = *std::max_element(answer.begin(), answer.end());
            for (Rational& weight : answer)
                weight = weight == most ? 1 : 0;
        }
        Rational sum = 0;
        for (const Rational& weight : answer)
            sum += weight;
        for (std::size_t h = 0; h < n; ++h) {
            for (std::size_t g = 0; g < n; ++g)
                matrix[h][g] += probability[h] * answer[g] / sum;
        }
    }
    return matrix;
}

}  // namespace

TEST_CASE("The learner's transition matrix is the definition's") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(611);
    for (int round = 0; round < 80; ++round) {
        const ProgramLoop loop = random_loop(random);
        INFO("L=" << loop.length << " N=" << loop.samples << " e=" << loop.noise << " alpha=" << loop.alpha);
        for (const Choice choice : {Choice::sample, Choice::maximum}) {
            const StochasticMatrix matrix = transition_matrix(loop, choice);
            REQUIRE(is_stochastic(matrix));
            REQUIRE(matrix == by_definition(loop, choice));
        }
    }
}

TEST_CASE("A penalty weighs the prior of a maximum, and of nothing else") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(614);
    std::size_t changed = 0;
    for (int round = 0; round < 60; ++round) {
        ProgramLoop loop = random_loop(random);
        loop.penalty = 1;
        const StochasticMatrix sampled = transition_matrix(loop, Choice::sample),
                               plain = transition_matrix(loop, Choice::maximum);
        loop.penalty = Rational(random() % 4 + 2, 2);
        CHECK(transition_matrix(loop, Choice::sample) == sampled);
        // With the prior's power for its prior, the plain maximum is the weighed one.
        ProgramLoop weighed = loop;
        weighed.penalty = 1;
        if (denominator(loop.penalty) == 1) {
            Rational total = 0;
            for (Rational& mass : weighed.prior)
                total += mass = power(mass, numerator(loop.penalty).convert_to<std::int64_t>());
            for (Rational& mass : weighed.prior)
                mass /= total;
            CHECK(transition_matrix(weighed, Choice::maximum) == transition_matrix(loop, Choice::maximum));
        }
        changed += transition_matrix(loop, Choice::maximum) != plain ? 1U : 0U;
        // Without weight the prior's zeros are no longer seen.
        loop.penalty = 0;
        weighed.prior = Law(strings(loop), Rational(1, strings(loop)));
        weighed.alpha = loop.alpha;
        CHECK(transition_matrix(weighed, Choice::maximum) == transition_matrix(loop, Choice::maximum));
        loop.penalty = Rational(-1, 2);
        CHECK_THROWS_AS(check(loop), std::invalid_argument);
    }
    CHECK(changed > 5);
}

TEST_CASE("Without the world's samples, posterior sampling is in detailed balance with the prior") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(612);
    for (int round = 0; round < 30; ++round) {
        ProgramLoop loop = random_loop(random);
        loop.alpha = 0;
        const StochasticMatrix matrix = transition_matrix(loop, Choice::sample);
        CHECK(is_reversible(matrix, loop.prior));
        CHECK(step(loop.prior, matrix) == loop.prior);
        CHECK(stationary_law(matrix) == loop.prior);
    }
}

TEST_CASE("What the learner knows of the world is lost at the rate of the Doeblin constant") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(613);
    for (int round = 0; round < 20; ++round) {
        ProgramLoop loop = random_loop(random);
        const StochasticMatrix matrix = transition_matrix(loop, Choice::sample);
        const Rational coarse = data_doeblin_constant(loop);
        const Rational d = doeblin_constant(matrix);
        CHECK(coarse > 0);
        CHECK(coarse <= d);
        CHECK(data_doeblin_constant(loop) <= doeblin_constant(transition_matrix(loop, Choice::maximum)));
        const Law settled = stationary_law(matrix);
        for (std::size_t h = 0; h < strings(loop); ++h) {
            Law law(strings(loop), Rational(0));
            law[h] = 1;
            Rational bound = 1;
            for (int t = 0; t < 4; ++t) {
                CHECK(total_variation(law, settled) <= bound);
                law = step(law, matrix);
                bound *= 1 - d;
            }
        }
    }
}

TEST_CASE("The Doeblin constant of the data is the overlap of their laws") {
    // One sample of one bit: min over h of Pr(0|h) and of Pr(1|h) are both min(e, 1-e).
    ProgramLoop loop{.length = 1, .prior = {Rational(1, 2), Rational(1, 2)}, .noise = Rational(1, 5)};
    CHECK(data_doeblin_constant(loop) == Rational(2, 5));
    loop.noise = Rational(1, 2);
    CHECK(data_doeblin_constant(loop) == 1);
    loop.noise = Rational(1, 5);
    loop.alpha = 1;
    CHECK(data_doeblin_constant(loop) == 1);
}

TEST_CASE("Every hypothesis emits a law of the same entropy") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(614);
    for (int round = 0; round < 20; ++round) {
        const ProgramLoop loop = random_loop(random);
        Law first = emission(loop, 0);
        std::sort(first.begin(), first.end());
        for (std::size_t h = 0; h < strings(loop); ++h) {
            Law law = emission(loop, h);
            REQUIRE(is_law(law));
            LogLinear entropy;
            for (const Rational& mass : law)
                entropy.add_scaled(LogLinear::log(mass), -mass);
            CHECK(entropy == emission_entropy(loop));
            std::sort(law.begin(), law.end());
            CHECK(law == first);
        }
    }
}

TEST_CASE("Extremes: pure noise, nothing but the world, one string in the prior") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(615);
    for (int round = 0; round < 10; ++round) {
        ProgramLoop loop = random_loop(random);
        loop.noise = Rational(1, 2);
        for (const Law& row : transition_matrix(loop, Choice::sample))
            CHECK(row == loop.prior);
        loop = random_loop(random);
        loop.alpha = 1;
        for (const Choice choice : {Choice::sample, Choice::maximum}) {
            const StochasticMatrix matrix = transition_matrix(loop, choice);
            for (const Law& row : matrix)
                CHECK(row == matrix[0]);
        }
        std::fill(loop.prior.begin(), loop.prior.end(), Rational(0));
        const std::size_t only = random() % strings(loop);
        loop.prior[only] = 1;
        for (const Law& row : transition_matrix(loop, Choice::sample))
            CHECK(row == loop.prior);
    }
}

TEST_CASE("Maxima that tie share: the symmetries of the prior are symmetries of the chain") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(616);
    for (int round = 0; round < 10; ++round) {
        ProgramLoop loop = random_loop(random);
        loop.alpha = 0;
        const std::size_t n = strings(loop);
        const std::size_t complement = n - 1;
        for (std::size_t h = 0; h < n; ++h)
            loop.prior[h ^ complement] = loop.prior[h];
        Rational sum = 0;
        for (const Rational& mass : loop.prior)
            sum += mass;
        for (Rational& mass : loop.prior)
            mass = sum == 0 ? Rational(1, Integer(n)) : Rational(mass / sum);
        for (const Choice choice : {Choice::sample, Choice::maximum}) {
            const StochasticMatrix matrix = transition_matrix(loop, choice);
            for (std::size_t h = 0; h < n; ++h) {
                for (std::size_t g = 0; g < n; ++g) {
                    REQUIRE(matrix[h][g] == matrix[h ^ complement][g ^ complement]);
                }
            }
        }
    }
}

TEST_CASE("Strings and their numbers") {
    CHECK(program_string(0, 3) == "000");
    CHECK(program_string(6, 3) == "110");
    CHECK((program_bit(6, 0, 3) && program_bit(6, 1, 3) && !program_bit(6, 2, 3)));
    for (std::size_t h = 0; h < 32; ++h)
        CHECK(program_number(program_string(h, 5)) == h);
}

TEST_CASE("The prior is proportional to the weights") {
    const Law prior = prior_from_weights(2, [](const std::string& s) {
        return s == "10" ? 3U : s == "11" ? 1U : 0U;
    });
    CHECK(prior == Law{0, 0, Rational(3, 4), Rational(1, 4)});
    CHECK_THROWS_AS(prior_from_weights(2, [](const std::string&) { return 0U; }), std::invalid_argument);
}

TEST_CASE("Expected complexity is that of the prior where the law is the prior") {
    const Law prior = {Rational(1, 2), Rational(1, 4), Rational(1, 4), Rational(0)};
    CHECK(expected_complexity(prior, prior) == LogLinear::log(2) * Rational(3, 2));
    CHECK(expected_complexity({1, 0, 0, 0}, prior) == LogLinear::log(2));
    CHECK_THROWS_AS(expected_complexity({0, 0, 0, 1}, prior), std::domain_error);
}

TEST_CASE("A loop that makes no sense is refused") {
    const ProgramLoop good{.length = 2,
                           .prior = Law(4, Rational(1, 4)),
                           .noise = Rational(1, 10),
                           .samples = 2,
                           .alpha = Rational(1, 2),
                           .world = 1,
                           .share = WorldShare::exact};
    CHECK_NOTHROW(check(good));
    const auto refused = [&](const auto& change) {
        ProgramLoop bad = good;
        change(bad);
        CHECK_THROWS_AS(check(bad), std::invalid_argument);
        CHECK_THROWS_AS(transition_matrix(bad, Choice::sample), std::invalid_argument);
        CHECK_THROWS_AS(data_doeblin_constant(bad), std::invalid_argument);
    };
    refused([](ProgramLoop& loop) { loop.length = 0; });
    refused([](ProgramLoop& loop) { loop.length = 17; });
    refused([](ProgramLoop& loop) { loop.prior.pop_back(); });
    refused([](ProgramLoop& loop) { loop.prior[0] = Rational(1, 3); });
    refused([](ProgramLoop& loop) { loop.prior = {Rational(1), Rational(1), Rational(-1), Rational(0)}; });
    refused([](ProgramLoop& loop) { loop.noise = 0; });
    refused([](ProgramLoop& loop) { loop.noise = 1; });
    refused([](ProgramLoop& loop) { loop.noise = Rational(-1, 10); });
    refused([](ProgramLoop& loop) { loop.samples = 0; });
    refused([](ProgramLoop& loop) { loop.alpha = Rational(-1, 2); });
    refused([](ProgramLoop& loop) { loop.alpha = Rational(3, 2); });
    refused([](ProgramLoop& loop) { loop.alpha = Rational(1, 3); });
    refused([](ProgramLoop& loop) { loop.world = 4; });
}

TEST_CASE("A loop too large for exact enumeration says so instead of running for ever") {
    ProgramLoop loop{
        .length = 12, .prior = Law(4096, Rational(1, 4096)), .noise = Rational(1, 10), .samples = 9};
    CHECK_THROWS_AS(transition_matrix(loop, Choice::maximum), ProgramLoopTooLarge);
    CHECK_THROWS_AS(data_doeblin_constant(loop), ProgramLoopTooLarge);
    loop = {.length = 4,
            .prior = prior_from_weights(4, [](const std::string& s) { return 17 + program_number(s); }),
            .noise = Rational(1, 10),
            .samples = 10};
    CHECK_THROWS_AS(transition_matrix(loop, Choice::sample), ProgramLoopTooLarge);
}

}  // namespace program_learner_test
