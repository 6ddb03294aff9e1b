// Large chains against the exact chain in rationals for small N, against closed formulas for large N, and for
// tightness.
#include "sim/large_chain.hpp"

#include <cmath>
#include <map>

#include "interval/exact_kernel.hpp"
#include "sim/chain_solver.hpp"
#include "sim/moments.hpp"
#include "sim/outcomes.hpp"
#include "sim/stochastic_matrix.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace {

using Distribution = std::vector<Rational>;

bool contains(DoubleInterval enclosure, const Rational& value) {
    return Rational(enclosure.lo) <= value && value <= Rational(enclosure.hi);
}

double relative_width(DoubleInterval enclosure) { return (enclosure.hi - enclosure.lo) / enclosure.hi; }

Rational weight(std::uint32_t N, std::uint32_t k, const Rational& m) {
    return Rational(binomial(N, k)) * power(m, k) * power(1 - m, N - k);
}

// The exact matrix of one symbol's count.
StochasticMatrix count_matrix(std::uint32_t N, const Rational& alpha, const Rational& p) {
    StochasticMatrix matrix;
    for (std::uint32_t i = 0; i <= N; ++i) {
        const Rational m = alpha * p + (1 - alpha) * Rational(i, N);
        Law row;
        for (std::uint32_t j = 0; j <= N; ++j)
            row.push_back(weight(N, j, m));
        matrix.push_back(std::move(row));
    }
    return matrix;
}

// x with (I - A)*x = b by elimination; A substochastic.
std::vector<Rational> solve_exactly(const StochasticMatrix& A, std::vector<Rational> b) {
    const std::size_t n = b.size();
    StochasticMatrix m(n, Law(n));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            m[i][j] = Rational(i == j ? 1 : 0) - A[i][j];
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k || m[i][k] == 0) continue;
            const Rational factor = m[i][k] / m[k][k];
            for (std::size_t j = k; j < n; ++j)
                m[i][j] -= factor * m[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = 0; k < n; ++k)
        b[k] /= m[k][k];
    return b;
}

// The whole process for K symbols on the lattice: states, and the law of the next state from a model.
struct Lattice {
    std::uint32_t N;
    std::vector<Counts> states;
    std::map<Counts, std::size_t> index;

    Lattice(std::uint32_t samples, std::size_t K) : N(samples) {
        each_outcome(ExactKernel(), N, Distribution(K, Rational(1, K)), [&](const Exact&, const Counts& c) {
            index[c] = states.size();
            states.push_back(c);
        });
    }
    [[nodiscard]] Distribution model(std::size_t state) const {
        Distribution q;
        for (const auto count : states[state])
            q.emplace_back(count, N);
        return q;
    }
    [[nodiscard]] Law law_from(const Distribution& mixture) const {
        Law law;
        for (const Counts& counts : states)
            law.push_back(outcome_probability(counts, mixture));
        return law;
    }
    [[nodiscard]] bool vertex(std::size_t state) const {
        return std::find(states[state].begin(), states[state].end(), N) != states[state].end();
    }
};

Distribution mixture(const Rational& alpha, const Distribution& world, const Distribution& q) {
    Distribution m;
    for (std::size_t i = 0; i < q.size(); ++i)
        m.push_back(alpha * world[i] + (1 - alpha) * q[i]);
    return m;
}

// E[H] as an exact number.
LogLinear entropy(const Lattice& lattice, const Law& law) {
    LogLinear sum;
    for (std::size_t s = 0; s < law.size(); ++s)
        for (const Rational& q : lattice.model(s))
            if (q > 0) sum -= LogLinear::log(q) * (q * law[s]);
    return sum;
}

bool contains(DoubleInterval enclosure, const LogLinear& value) {
    return (value - LogLinear(Rational(enclosure.lo))).sign() >= 0 &&
           (LogLinear(Rational(enclosure.hi)) - value).sign() >= 0;
}

Distribution any_distribution(std::mt19937_64& random, std::size_t K) {
    Distribution q(K);
    Rational sum = 0;
    for (Rational& mass : q)
        sum += mass = Rational(1 + random() % 7);
    for (Rational& mass : q)
        mass /= sum;
    return q;
}

}  // namespace

TEST_CASE("Rows of large chains hold the binomial probabilities") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(411);
    for (int round = 0; round < 30; ++round) {
        const auto N = static_cast<std::uint32_t>(1 + random() % (round < 25 ? 60 : 900));
        const Integer hits = random() % 41;
        const Integer misses = 40 - hits;
        BinomialRow row;
        binomial_row(N, odds(hits, misses), row);
        CHECK(row.relative < 1e-12);
        CHECK(row.outside < 1e-19);
        const Rational m = Rational(hits) / 40;
        Rational outside = 0;
        for (std::uint32_t k = 0; k <= N; ++k) {
            const Rational exact = weight(N, k, m);
            if (k < row.first || k >= row.first + row.weights.size()) {
                outside += exact;
                continue;
            }
            const Rational got(row.weights[k - row.first]);
            REQUIRE(abs(exact - got) <= Rational(row.relative) * got);
        }
        CHECK(outside <= Rational(row.outside));
        if (N > 500 && hits > 5 && misses > 5) CHECK(row.weights.size() < N);
    }
}

TEST_CASE("The change of a function in a generation is enclosed, with rows kept or made anew") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(412);
    for (int round = 0; round < 12; ++round) {
        const auto N = static_cast<std::uint32_t>(1 + random() % 40);
        const Rational alpha(round % 3 == 0 ? 0 : random() % 8, 7);
        const Rational p(random() % 6, 5);
        std::vector<double> u;
        for (std::uint32_t i = 0; i <= N; ++i)
            u.push_back(std::ldexp(static_cast<double>(random() % 1000000), round - 20));
        const StochasticMatrix matrix = count_matrix(N, alpha, p);
        const CountChain kept({N, N}, alpha, p);
        const CountChain anew({N, N}, alpha, p, 0);
        const auto change = kept.change(u);
        const auto again = anew.change(u);
        for (std::uint32_t i = 0; i <= N; ++i) {
            Rational exact = -Rational(u[i]);
            for (std::uint32_t j = 0; j <= N; ++j)
                exact += matrix[i][j] * Rational(u[j]);
            REQUIRE(abs(exact - Rational(change[i].value)) <= Rational(change[i].error));
            CHECK(change[i].error <= 1e-11 * std::ldexp(1000000, round - 20));
            CHECK(change[i].value == again[i].value);
            CHECK(change[i].error == again[i].error);
        }
    }
}

TEST_CASE("Laws one generation later are enclosed, between lattices of different sizes too") {
    const CountChain chain({7, 11}, Rational(1, 5), Rational(2, 3));
    CountLaw law = first_law(7, Rational(3, 10));
    law = chain.step(law);
    for (std::uint32_t j = 0; j <= 11; ++j) {
        Rational exact = 0;
        for (std::uint32_t i = 0; i <= 7; ++i) {
            exact += weight(7, i, Rational(3, 10)) *
                     weight(11, j, Rational(1, 5) * Rational(2, 3) + Rational(4, 5) * Rational(i, 7));
        }
        const Rational got(law.mass.at(j - law.first));
        CHECK(abs(exact - got) <= Rational(law.relative) * got + Rational(law.lost));
    }
    CHECK(law.relative < 1e-13);
}

TEST_CASE("Fixation times equal the exact chain's, for two symbols and for three") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(413);
    const std::vector<std::pair<std::uint32_t, std::size_t>> sizes = {{1, 2}, {2, 2}, {3, 2}, {7, 2}, {12, 2},
                                                                      {1, 3}, {2, 3}, {5, 3}, {3, 4}};
    for (const auto& [N, K] : sizes) {
        INFO("N = " << N << ", K = " << K);
        const Lattice lattice(N, K);
        const std::size_t n = lattice.states.size();
        StochasticMatrix inside(n, Law(n, Rational(0)));
        std::vector<Rational> ones(n, Rational(1));
        for (std::size_t s = 0; s < n; ++s) {
            if (lattice.vertex(s)) {
                ones[s] = 0;
            } else {
                inside[s] = lattice.law_from(lattice.model(s));
            }
        }
        const auto h = solve_exactly(inside, ones);
        std::vector<Rational> twice(n);
        for (std::size_t s = 0; s < n; ++s)
            twice[s] = 2 * h[s] - ones[s];
        const auto second = solve_exactly(inside, twice);
        const Distribution start = any_distribution(random, K);
        const Law law = lattice.law_from(start);
        Rational time = 1;
        Rational square = 1;
        for (std::size_t s = 0; s < n; ++s) {
            time += law[s] * h[s];
            square += law[s] * (2 * h[s] + second[s]);
        }
        const Fixation enclosed = fixation(start, N);
        CHECK(contains(enclosed.time, time));
        CHECK(relative_width(enclosed.time) < 1e-12);
        const Rational variance = square - time * time;
        CHECK(Rational(enclosed.deviation.lo) * Rational(enclosed.deviation.lo) <= variance);
        CHECK(variance <= Rational(enclosed.deviation.hi) * Rational(enclosed.deviation.hi));
        if (variance > 0) CHECK(relative_width(enclosed.deviation) < 1e-9);
        CHECK(enclosed.probability == start);
        // E[T] = sum_i Q_i*E[T | ends at i].
        DoubleInterval total{0, 0};
        const DoubleKernel kernel;
        for (std::size_t i = 0; i < K; ++i)
            total = kernel.add(total, kernel.mul(kernel.rational(start[i]), enclosed.time_given[i]));
        CHECK(contains(total, time));
    }
}

TEST_CASE("Conditional fixation times equal the exact chain's") {
    constexpr std::uint32_t N = 9;
    const StochasticMatrix matrix = count_matrix(N, 0, 0);
    StochasticMatrix inside(N + 1, Law(N + 1, Rational(0)));
    std::vector<Rational> share(N + 1, Rational(0));
    for (std::uint32_t i = 1; i < N; ++i) {
        inside[i] = matrix[i];
        inside[i][0] = inside[i][N] = 0;
        share[i] = Rational(i, N);
    }
    const auto w = solve_exactly(inside, share);
    for (std::uint32_t i = 1; i < N; ++i) {
        const Rational q(i, N);
        const Fixation enclosed = fixation({q, 1 - q}, N);
        CHECK(contains(enclosed.time_given[0], w[i] / q));
        CHECK(contains(enclosed.time_given[1], w[N - i] / (1 - q)));
        CHECK(contains(enclosed.time, w[i] + w[N - i]));
    }
}

TEST_CASE("A vertex is fixed already, and an absent symbol never wins") {
    const Fixation vertex = fixation({0, 1, 0}, 50);
    CHECK(vertex.time.hi == 0);
    CHECK(vertex.deviation.hi == 0);
    CHECK(vertex.time_given[0].is_empty());
    CHECK(vertex.time_given[1].hi == 0);
    const Fixation two = fixation({Rational(1, 2), 0, Rational(1, 2)}, 50);
    const Fixation same = fixation({Rational(1, 2), Rational(1, 2)}, 50);
    CHECK(two.time.lo == same.time.lo);
    CHECK(two.time_given[1].is_empty());
}

TEST_CASE("Fixation of a large chain is near the diffusion limit and tight") {
    for (const std::uint32_t N : {500U, 2000U}) {
        const Fixation enclosed = fixation({Rational(3, 10), Rational(7, 10)}, N);
        const double limit = -2.0 * N * (0.3 * std::log(0.3) + 0.7 * std::log(0.7));
        CHECK(relative_width(enclosed.time) < 1e-9);
        CHECK(relative_width(enclosed.deviation) < 1e-6);
        CHECK(enclosed.time.hi < limit);
        CHECK(enclosed.time.lo > limit * (1 - 5.0 / N));
        // Kimura and Ohta 1969: -2N*(1-q)/q*log(1-q) generations, given that the symbol wins.
        const double given = -2.0 * N * 0.7 / 0.3 * std::log(0.7);
        CHECK(std::abs(enclosed.time_given[0].lo / given - 1) < 5.0 / N);
    }
}

TEST_CASE("Stationary expectations equal the exact chain's") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(414);
    for (const std::size_t K : {2U, 3U}) {
        for (const Rational& alpha :
             {Rational(1, 50), Rational(1, 3), Rational(1), power(Rational(10), -4), power(Rational(10), -8),
              power(Rational(10), -16), power(Rational(10), -30), power(Rational(10), -320),
              Rational(1 - power(Rational(10), -16)), Rational(1 - power(Rational(10), -30))}) {
            const auto N = static_cast<std::uint32_t>(1 + random() % (K == 2 ? 10 : 4));
            INFO("K = " << K << ", N = " << N << ", alpha = " << to_string(alpha));
            const Distribution world = any_distribution(random, K);
            const Lattice lattice(N, K);
            StochasticMatrix matrix;
            for (std::size_t s = 0; s < lattice.states.size(); ++s)
                matrix.push_back(lattice.law_from(mixture(alpha, world, lattice.model(s))));
            const Law pi = stationary_law(matrix);
            Rational support = 0;
            Rational vertex = 0;
            Rational diversity = 0;
            Rational variation = 0;
            Rational distance = 0;
            for (std::size_t s = 0; s < pi.size(); ++s) {
                const Distribution q = lattice.model(s);
                if (lattice.vertex(s)) vertex += pi[s];
                for (std::size_t i = 0; i < K; ++i) {
                    if (q[i] > 0) support += pi[s];
                    diversity += pi[s] * q[i] * (1 - q[i]);
                    variation += pi[s] * abs(q[i] - world[i]) / 2;
                    distance += pi[s] * (q[i] - world[i]) * (q[i] - world[i]);
                }
            }
            const Stationary enclosed = stationary(world, alpha, N);
            CHECK(contains(enclosed.entropy, entropy(lattice, pi)));
            CHECK(enclosed.entropy.hi - enclosed.entropy.lo < 1e-12);
            CHECK(contains(enclosed.support, support));
            CHECK(relative_width(enclosed.support) < 1e-12);
            CHECK(contains(enclosed.vertex, vertex));
            CHECK(contains(enclosed.variation, variation));
            CHECK(relative_width(enclosed.variation) < 1e-12);
            CHECK(enclosed.diversity == diversity);
            CHECK(enclosed.distance == distance);
        }
    }
}

TEST_CASE("However rare or frequent the world's data, stationary means keep their identities, tightly") {
    const DoubleKernel kernel;
    const auto constant = [](std::uint32_t N, double value) {
        return CountTable{std::vector<double>(N + 1, value), std::vector<double>(N + 1, value)};
    };
    const auto share = [](std::uint32_t N) {
        CountTable table;
        for (std::uint32_t i = 0; i <= N; ++i) {
            const DoubleInterval x = DoubleKernel().rational(Rational(i, N));
            table.low.push_back(x.lo);
            table.high.push_back(x.hi);
        }
        return table;
    };
    for (const std::uint32_t N : {1U, 2U, 30U, 400U}) {
        for (const Rational& alpha : {power(Rational(10), -5), power(Rational(10), -16),
                                      power(Rational(10), -30), Rational(1 - power(Rational(10), -16))}) {
            INFO("N = " << N << ", alpha = " << to_string(alpha));
            const Rational p(1, 3);
            const CountChain chain({N, N}, alpha, p);
            const auto mean = [&](const CountTable& table) {
                return stationary_expectation(chain, table, alpha, p);
            };
            // The law adds up to 1 and its mean is the world.
            CHECK(contains(mean(constant(N, 1)), Rational(1)));
            CHECK(contains(mean(share(N)), p));
            CHECK(mean(share(N)).hi - mean(share(N)).lo < 1e-12);
            CHECK(contains(mean(diversity_table(N)),
                           p * (1 - p) * (1 - 1 / (1 + Rational(N - 1) * alpha * (2 - alpha)))));
            // A vertex is where the share is 1 or not: E[x] = Pr[x = 1] + E[x; x < 1].
            const DoubleInterval vertex = mean(vertex_table(N)), unsettled = mean(unsettled_table(N));
            CHECK(contains(kernel.add(vertex, unsettled), p));
            CHECK(vertex.lo >= 0);
            CHECK(vertex.hi <= 1);
            CHECK(vertex.hi - vertex.lo < 1e-10);
            CHECK(unsettled.hi - unsettled.lo < 1e-10);
            const Stationary all = stationary({p, 1 - p}, alpha, N);
            CHECK(all.vertex.lo >= 0);
            CHECK(all.vertex.hi <= 1);
            CHECK(all.vertex.hi - all.vertex.lo < 1e-10);
            CHECK(all.support.lo >= 1);
            CHECK(all.support.hi <= 2);
            CHECK(all.support.hi - all.support.lo < 1e-10);
            CHECK(all.variation.hi - all.variation.lo < 1e-10);
            CHECK(all.entropy.hi - all.entropy.lo < 1e-10);
            // With two symbols the model is at a vertex exactly if one symbol is there: support = 2 - vertex.
            CHECK(kernel.equal(kernel.add(all.vertex, all.support), kernel.point(2)) != Truth::no);
        }
    }
}

TEST_CASE("Stationary diversity of a large chain is the closed formula's") {
    constexpr std::uint32_t N = 1500;
    for (const Rational& alpha : {Rational(1, 2), Rational(1, 100), Rational(1, 100000)}) {
        const CountChain chain({N, N}, alpha, Rational(1, 3));
        const DoubleInterval half = stationary_expectation(chain, diversity_table(N), alpha, Rational(1, 3));
        const Stationary closed = stationary({Rational(1, 3), Rational(2, 3)}, alpha, N);
        CHECK(contains(half, closed.diversity / 2));
        CHECK(relative_width(half) < 1e-8);
        CHECK(relative_width(closed.entropy) < 1e-8);
    }
}

TEST_CASE("Generations of the chain equal the process enumerated") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(415);
    for (int round = 0; round < 6; ++round) {
        const std::size_t K = 2 + static_cast<std::size_t>(round % 2);
        ChainPlan plan;
        plan.start = any_distribution(random, K);
        plan.world = any_distribution(random, K);
        plan.constant = round < 3;
        plan.generations = 4;
        plan.alpha = [&](std::uint32_t t) { return plan.constant ? Rational(round, 7) : Rational(1, t + 1); };
        plan.samples = [&](std::uint32_t t) { return plan.constant ? 6 : 3 + t % 3; };
        const auto enclosed = chain_generations(plan);
        REQUIRE(enclosed.size() == 5);
        Law law;
        std::vector<Distribution> models = {plan.start};
        law = {1};
        for (std::uint32_t t = 1; t <= plan.generations; ++t) {
            const Lattice lattice(plan.samples(t), K);
            Law next(lattice.states.size(), Rational(0));
            for (std::size_t s = 0; s < law.size(); ++s) {
                const Law row = lattice.law_from(mixture(plan.alpha(t), plan.world, models[s]));
                for (std::size_t k = 0; k < row.size(); ++k)
                    next[k] += law[s] * row[k];
            }
            law = std::move(next);
            models.clear();
            for (std::size_t s = 0; s < law.size(); ++s)
                models.push_back(lattice.model(s));
            Rational diversity = 0;
            Rational support = 0;
            Rational unsettled = 0;
            Rational variation = 0;
            Rational distance = 0;
            for (std::size_t s = 0; s < law.size(); ++s) {
                if (!lattice.vertex(s)) unsettled += law[s];
                for (std::size_t i = 0; i < K; ++i) {
                    const Rational& q = models[s][i];
                    diversity += law[s] * q * (1 - q);
                    if (q > 0) support += law[s];
                    variation += law[s] * abs(q - plan.start[i]) / 2;
                    distance += law[s] * (q - plan.start[i]) * (q - plan.start[i]);
                }
            }
            const ChainGeneration& at = enclosed[t];
            INFO("round " << round << ", t = " << t);
            CHECK(contains(at.entropy, entropy(lattice, law)));
            CHECK(at.entropy.hi - at.entropy.lo < 1e-11);
            CHECK(contains(at.diversity, diversity));
            CHECK(at.diversity.hi - at.diversity.lo < 1e-15);
            CHECK(contains(at.support, support));
            CHECK(contains(at.unsettled, unsettled));
            CHECK(at.unsettled.hi - at.unsettled.lo < 1e-11);
            CHECK(contains(at.variation, variation));
            CHECK(contains(at.distance, distance));
        }
    }
}

TEST_CASE("A long run of a larger chain keeps the laws of diversity and of the mean") {
    constexpr std::uint32_t N = 400;
    const Rational q(1, 5);
    const CountChain chain({N, N}, 0, 0);
    CountLaw law = first_law(N, q);
    CountTable share = unsettled_table(N);
    share.low.back() = share.high.back() = 1;
    const CountTable half = diversity_table(N);
    for (std::uint32_t t = 1; t <= 300; ++t) {
        if (t > 1) law = chain.step(law);
        if (t % 50 != 0) continue;
        const DoubleInterval mean = expectation(law, share);
        CHECK(contains(mean, q));
        CHECK(relative_width(mean) < 1e-9);
        const DoubleInterval diversity = expectation(law, half);
        CHECK(contains(diversity, power(1 - Rational(1, N), t) * q * (1 - q)));
        CHECK(relative_width(diversity) < 1e-9);
        // Fixed at the symbol by t: at most Q_i, and short of it by less than what is unsettled.
        const DoubleInterval fixed = expectation(law, vertex_table(N));
        const DoubleInterval open = expectation(law, unsettled_table(N));
        CHECK(Rational(fixed.lo) <= q);
        CHECK(Rational(fixed.hi) + Rational(open.hi) >= q);
        CHECK(fixed.hi + open.hi < 0.2 * (1 + 1e-9));
    }
}

TEST_CASE("Large chains refuse what is no process") {
    const Distribution fair = {Rational(1, 2), Rational(1, 2)};
    CHECK_THROWS_AS(fixation({Rational(1, 2), Rational(1, 3)}, 10), std::invalid_argument);
    CHECK_THROWS_AS(fixation(fair, 0), std::invalid_argument);
    CHECK_THROWS_AS(fixation({}, 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, 0, 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, Rational(3, 2), 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, Rational(1, 2), 0), std::invalid_argument);
    ChainPlan plan;
    plan.start = fair;
    plan.world = {1};
    plan.generations = 3;
    plan.constant = false;
    plan.alpha = [](std::uint32_t) { return Rational(1, 2); };
    plan.samples = [](std::uint32_t t) { return 3 - t; };
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
    plan.world = fair;
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
    plan.samples = [](std::uint32_t t) { return 3 + t; };
    CHECK_NOTHROW(chain_generations(plan));
    plan.alpha = [](std::uint32_t t) { return Rational(t, 2); };
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
}
