// Brackets over a continuum said again without brackets, whatever the process; and brackets about one symbol
// on alphabets whose outcomes nobody could list. Each true claim has neighbours: false by a hair, and strict
// where there is equality.
#include "decide/continuum/count_laws.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/random.hpp"
#include "tests/sample_results.hpp"

using namespace groundcheck;
using groundcheck::test::decide;

namespace closed_brackets_test {

namespace {

struct Case {
    const char* statement;
    const char* domain;
    Verdict verdict;
    const char* process;
};

const char* const plain = "K = 2\nN = \"1..5\"\nQ = \"simplex\"";
const char* const any = "K = \"any\"\nN = \"1..4\"\nQ = \"simplex\"";
const char* const timed = "K = [2, 4]\nN = \"2, 5\"\nt = \"1..4\"\nQ = \"simplex\"";
const char* const later = "K = [2, 4]\nN = \"2, 5\"\nQ = \"simplex\"";
const char* const smoothed = "K = [2, 3]\nN = \"2, 5\"\nt = \"1..3\"\nQ = \"simplex\"\ne = \"1/10, 1\"";
const char* const grounded = "K = [2, 3]\nN = 4\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"0, 1/2, 1\"";
const char* const schedule = "K = \"any\"\nN = 3\nt = \"1..4\"\nQ = \"simplex\"\nP = \"simplex\"";

const char* const smoothing = "fit = \"(1-e)*X_i + e/K\"";
const char* const harmonic = "alpha = \"1/(t+2)\"";
const char* const exact = "share = \"exact\"";
const char* const ensemble = "models = \"1/2, 1/3, 1/6\"";
const char* const accumulating = "data = \"accumulate\"";

std::string with(const char* process) {
    return *process == 0 ? std::string() : std::string("[process]\n") + process + "\n";
}

void check(const Case& c) {
    const ClaimResult result = decide(c.statement, c.domain, with(c.process));
    INFO(c.statement << " with " << c.process << " over\n" << c.domain);
    for (const InstanceResult& instance : result.instances)
        INFO(instance.reason);
    CHECK(result.verdict == c.verdict);
}

}  // namespace

TEST_CASE("Moments over a simplex after several generations of any affine process") {
    const Case table[] = {
        // Smoothing: with b = (1-e)^2*(1-1/N) diversity tends geometrically to its limit.
        {"E[Q[t]_1] == 1/K + (1-e)^t*(Q_1 - 1/K)",
         "K = 2\nN = 3\nt = \"1..3\"\nQ = \"simplex\"\ne = \"1/10, 1\"", Verdict::proved, smoothing},
        {"E[D(Q[t])] == ((1-e)^2*(1-1/N))^t*D(Q) + (1-(1-e)^2)*(1-1/K)*(1-((1-e)^2*(1-1/N))^t)/"
         "(1-(1-e)^2*(1-1/N))",
         smoothed, Verdict::proved, smoothing},
        {"E[D(Q[t])] <= ((1-e)^2*(1-1/N))^t*D(Q) + (1-(1-e)^2)*(1-1/K)*(1-((1-e)^2*(1-1/N))^t)/"
         "(1-(1-e)^2*(1-1/N)) - 1e-30",
         smoothed, Verdict::refuted, smoothing},
        {"E[D(Q[t])] < ((1-e)^2*(1-1/N))^t*D(Q) + (1-(1-e)^2)*(1-1/K)*(1-((1-e)^2*(1-1/N))^t)/"
         "(1-(1-e)^2*(1-1/N))",
         smoothed, Verdict::refuted, smoothing},
        // An ensemble is one model with N/(1/4 + 1/9 + 1/36) samples.
        {"E[D(Q[t])] == (1 - 7/(18*N))^t*D(Q)", timed, Verdict::proved, ensemble},
        {"E[D(Q[t])] <= (1 - 7/(18*N))^t*D(Q) - 1e-30*D(Q)", timed, Verdict::refuted, ensemble},
        // An exact share samples a little less noise.
        {"E[D(Q')] == D(M) - (alpha*D(P) + (1-alpha)*D(Q))/N", grounded, Verdict::proved, exact},
        {"E[D(Q')] >= (1-1/N)*D(M)", grounded, Verdict::proved, exact},
        {"E[D(Q')] > (1-1/N)*D(M)", grounded, Verdict::refuted, exact},
        {"E[D(Q')] <= D(M) - (alpha*D(P) + (1-alpha)*D(Q))/N - 1e-30", grounded, Verdict::refuted, exact},
        // A schedule: the mean loses the factor 1 - 1/(s+2) in every step, (t+1)^-1 in all.
        {"sum(i: E[Q[t]_i]*P_i) == sum(i: (P_i + (Q_i - P_i)/(t+1))*P_i)", schedule, Verdict::proved,
         harmonic},
        {"sum(i: E[Q[t]_i]*P_i) >= sum(i: (P_i + (Q_i - P_i)/(t+1))*P_i) - 1e-30", schedule, Verdict::proved,
         harmonic},
        {"sum(i: E[Q[t]_i]*P_i) >= sum(i: (P_i + (Q_i - P_i)/(t+1))*P_i) + 1e-30", schedule, Verdict::refuted,
         harmonic},
        // Accumulating data keep a martingale's mean, and lose ever less diversity.
        {"E[L2(Q[t], Q)] == D(Q) - E[D(Q[t])]", timed, Verdict::proved, accumulating},
        {"E[D(Q[2])] == D(Q)*(1-1/N)*(1-1/(4*N))", later, Verdict::proved, accumulating},
        {"E[D(Q[2])] >= D(Q)*(1-1/N)*(1-1/(4*N)) + 1e-30*D(Q)", later, Verdict::refuted, accumulating},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("Variances, products and probabilities of the plain process over a simplex") {
    const Case table[] = {
        {"E[Q'_1*Q'_2] == (1-1/N)*Q_1*Q_2", plain, Verdict::proved, ""},
        {"E[Q'_1*Q'_2] <= (1-1/N)*Q_1*Q_2 - 1e-30", plain, Verdict::refuted, ""},
        {"Var[Q'_1] == Q_1*(1-Q_1)/N", plain, Verdict::proved, ""},
        {"Var[Q'_1] < Q_1*(1-Q_1)/N", plain, Verdict::refuted, ""},
        {"sum(i: Var[Q'_i]) == D(Q)/N", any, Verdict::proved, ""},
        {"sum(i: Var[Q[t]_i]) == D(Q)*(1-(1-1/N)^t)", "K = \"any\"\nN = 3\nt = \"1..5\"\nQ = \"simplex\"",
         Verdict::proved, ""},
        {"Pr[Q'_1 == 0] == (1-Q_1)^N", plain, Verdict::proved, ""},
        {"Pr[Q'_1 > 0] <= N*Q_1", plain, Verdict::proved, ""},
        {"Pr[Q'_1 > 0] < N*Q_1", plain, Verdict::refuted, ""},
        {"Pr[0 < Q'_2 and Q'_2 < 1] == 1 - Q_1^N - Q_2^N", "K = 2\nN = \"1..5\"\nQ = \"simplex\"",
         Verdict::proved, ""},
        {"sum(i: Q_i*Pr[Q'_i == 0]) == sum(i: Q_i*(1-Q_i)^N)", any, Verdict::proved, ""},
        {"sum(i: Q_i*Pr[Q'_i == 0]) <= sum(i: Q_i*(1-Q_i)^N) - 1e-30*D(Q)", any, Verdict::refuted, ""},
        {"Pr[Q'_1 == 0] == (1-M_1)^N",
         "K = 2\nN = \"1..3\"\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"[0,1]\"", Verdict::proved, ""},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("A generation that a sum runs over is decided or left, never evaluated without its number",
          "[continuum]") {
    const std::string domain = "K = 2\nN = 2\nt = \"1, 2\"\nQ = \"simplex\"\n";
    for (const char* statement :
         {"sum(s in 1..t: Pr[not vertex(Q[s])]) <= 4*Q_1*Q_2", "sum(s in 1..t: Pr[Q[s]_1 == 1]) <= 4",
          "sum(s in 0..t-1: E[D(Q[s])]) <= 4", "sum(s in 1..t: E[abs(Q[s]_1 - 1/3)]) <= 4"}) {
        INFO(statement);
        CHECK(decide(statement, domain, "").verdict != Verdict::refuted);
    }
}

TEST_CASE("Probabilities of the closed loop over a simplex after several generations") {
    const char* const two = "K = 2\nN = \"2..5\"\nt = \"1..4\"\nQ = \"simplex\"";
    const char* const pairs = "K = 2\nN = 2\nt = \"1..6\"\nQ = \"simplex\"";
    const char* const three = "K = 3\nN = \"1..3\"\nt = \"1..3\"\nQ = \"simplex\"";
    const Case table[] = {
        // Two samples: what has not settled is (1/2, 1/2), so both bounds are equalities.
        {"Pr[not vertex(Q[t])] == 4*Q_1*Q_2/2^t", pairs, Verdict::proved, ""},
        {"Pr[not vertex(Q[t])] <= 4*Q_1*Q_2/2^t - 1e-30", pairs, Verdict::refuted, ""},
        {"Pr[interior(Q[t])] == 4*Q_1*Q_2/2^t", pairs, Verdict::proved, ""},
        {"Pr[Q[t]_2 == 1/2] == 4*Q_1*Q_2/2^t", pairs, Verdict::proved, ""},
        {"Pr[D(Q[t]) > 0 and supp(Q[t]) == 2] == 4*Q_1*Q_2/2^t", pairs, Verdict::proved, ""},
        {"Pr[not vertex(Q[t])] >= 4*Q_1*Q_2*(1-1/N)^t", two, Verdict::proved, ""},
        {"Pr[not vertex(Q[t])] >= 4*Q_1*Q_2*(1-1/N)^t + 1e-30*Q_1*Q_2", two, Verdict::refuted, ""},
        {"Pr[not vertex(Q[t])] <= N^2/(N-1)*Q_1*Q_2*(1-1/N)^t", two, Verdict::proved, ""},
        {"Pr[not vertex(Q[t])] <= N^2/(N-1)*Q_1*Q_2*(1-1/N)^t - 1e-30*Q_1*Q_2", two, Verdict::refuted, ""},
        {"Pr[vertex(Q[t])] + Pr[not vertex(Q[t])] == 1", two, Verdict::proved, ""},
        {"Pr[Q[t]_1 > 0] <= N*Q_1", two, Verdict::proved, ""},
        {"Pr[Q[t]_1 > 0] < N*Q_1", two, Verdict::refuted, ""},
        // More symbols: the vertices are one for each.
        {"Pr[vertex(Q')] == sum(i: Q_i^N)", "K = [2, 3]\nN = \"1..4\"\nQ = \"simplex\"", Verdict::proved, ""},
        {"Pr[not vertex(Q[t])] <= N*(1-1/N)^t*D(Q)", three, Verdict::proved, ""},
        {"Pr[vertex(Q[t])] >= 1 - N*(1-1/N)^t*D(Q) + 1e-30*D(Q)", three, Verdict::refuted, ""},
        {"sum(i: Q_i*Pr[Q[t]_i > 0]) <= N*sum(i: Q_i^2)",
         "K = \"any\"\nN = \"1..3\"\nt = \"1..3\"\nQ = \"simplex\"", Verdict::proved, ""},
        // Means of other degrees than two: rational values of a count.
        {"E[Q'_1^3] == Q_1/N^2 + 3*(1-1/N)/N*Q_1^2 + (1-1/N)*(1-2/N)*Q_1^3", plain, Verdict::proved, ""},
        {"E[max(Q[t])] == 1 - 2*Q_1*Q_2/2^t", pairs, Verdict::proved, ""},
        // Sums and products over ranges of numbers are numbers.
        {"E[L2(Q[t], Q)] == D(Q)*(1 - prod(s in 1..t: 1 - 1/(N*s^2)))", timed, Verdict::proved, accumulating},
        {"E[L2(Q[t], Q)] <= D(Q)/N*sum(s in 1..t: 1/s^2)", timed, Verdict::proved, accumulating},
        {"E[L2(Q[t], Q)] <= D(Q)/N*sum(s in 1..t: 1/s^4)", timed, Verdict::refuted, accumulating},
        // Exogenous data are another chain.
        {"Pr[Q[t]_1 > 0] < 1",
         "K = 2\nN = 2\nt = 2\nQ = \"simplex\"\nP = [[\"1/2\", \"1/2\"]]\nalpha = \"1/2\"",
         Verdict::undecided, ""},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("The means of a count given the first one are the chain's") {
    std::mt19937_64 random = test::generator(1707);
    for (std::uint32_t N = 1; N <= 6; ++N)
        for (std::uint32_t t = 1; t <= 4; ++t) {
            INFO(N << " samples, " << t << " generations");
            std::vector<Rational> count, spread, values;
            for (std::uint32_t c = 0; c <= N; ++c) {
                count.emplace_back(Rational(c, N));
                spread.emplace_back(Rational(c, N) * (1 - Rational(c, N)));
                values.push_back(test::random_rational(random));
            }
            // The share is a martingale, and x*(1-x) loses the factor 1-1/N in every generation.
            CHECK(given_first_count(count, t) == count);
            const std::vector<Rational> kept = given_first_count(spread, t);
            for (std::uint32_t c = 0; c <= N; ++c)
                CHECK(kept[c] == spread[c] * power(1 - Rational(1, N), t - 1));
            // One generation more is one and the others; the ends stay.
            CHECK(given_first_count(given_first_count(values, t), 2) == given_first_count(values, t + 1));
            CHECK(given_first_count(values, t).front() == values.front());
            CHECK(given_first_count(values, t).back() == values.back());
        }
}

TEST_CASE("What has no closed form over a continuum stays undecided, and says why") {
    const Case table[] = {
        {"E[max(Q[t])] >= 1/K", "K = 2\nN = 3\nt = 2\nQ = \"simplex\"", Verdict::undecided, ensemble},
        {"E[D(Q[t])] <= 1 - 1/K", "K = 2\nN = 3\nt = 2\nQ = \"simplex\"\ne = \"[0,1]\"", Verdict::undecided,
         smoothing},
        {"E[Q[t]_1^3] >= 0", "K = 2\nN = 3\nt = 2\nQ = \"simplex\"", Verdict::undecided, ensemble},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("A bracket about one symbol takes its count alone, on alphabets of any size") {
    // 60 symbols and 40 samples: 10^28 outcomes.
    const char* const large = "K = 60\nN = 40\nQ = \"uniform\"";
    const char* const large_later = "K = 60\nN = 6\nt = \"1..3\"\nQ = \"uniform\"";
    const Case table[] = {
        {"Pr[Q'_7 == 0] == (59/60)^40", large, Verdict::proved, ""},
        {"Pr[Q'_7 == 0] > (59/60)^40", large, Verdict::refuted, ""},
        {"Pr[Q'_7 == 0] >= (59/60)^40 + 1e-30", large, Verdict::refuted, ""},
        {"sum(i: Q_i*Pr[Q'_i == 0]) == (59/60)^40", large, Verdict::proved, ""},
        {"sum(i: Q_i*Pr[Q'_i == 0 or Q'_i == 1/N]) == (59/60)^40 + 40/60*(59/60)^39", large, Verdict::proved,
         ""},
        {"E[exp(log(1/2)*N*Q'_3)] == (1 - 1/120)^40", large, Verdict::proved, ""},
        {"abs(E[exp(-Q'_3*N*log(2))] - (1 - 1/120)^40) < 1e-12", large, Verdict::proved, ""},
        {"sum(i: Q_i*Pr[Q'_i > 0 implies Q'_i >= 1/N]) == 1", large, Verdict::proved, ""},
        // Several generations, and other processes.
        {"Pr[Q[t]_5 == 0] < Pr[Q[t+1]_5 == 0]", large_later, Verdict::proved, ""},
        {"Pr[Q[1]_5 == 0 and Q[2]_5 > 0] == 0", "K = 60\nN = 6\nQ = \"uniform\"", Verdict::proved, ""},
        {"Pr[Q'_5 < 1/600] == 0", large, Verdict::proved, "fit = \"9/10*X_i + 1/(10*K)\""},
        {"Pr[Q'_5 == 1/600] == (59/60)^40", large, Verdict::proved, "fit = \"9/10*X_i + 1/(10*K)\""},
        // Two symbols in one bracket are no one symbol.
        {"Pr[Q'_1 == 0 and Q'_2 == 0] == (58/60)^40", large, Verdict::undecided, ""},
    };
    for (const Case& c : table)
        check(c);
}

}  // namespace closed_brackets_test
