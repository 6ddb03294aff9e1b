// What train, fit or a bracket's body has no value for is an error where it can come out, and only there: a
// model of probability 0 is never asked about. In the engine, by every way through, and in the reference.
#include "reference/reference.hpp"
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;
using groundcheck::test::with;

namespace reachable_test {

namespace {

// One sample a generation: the loop is at a vertex after the first, so that half and half never comes out.
const char* const pooled = "K = 2\nN = 1\nt = \"1..4\"\nQ = [[\"1/3\", \"2/3\"], [\"3/4\", \"1/4\"]]";
const char* const no_half = "data = \"accumulate\"\ntrain = \"normalize(i: Q_i*(Q_i - 1/2)^2)\"";
// From a vertex nothing else comes out, whatever the counts allow.
const char* const vertices = "K = 2\nN = 2\nt = \"1..3\"\nQ = \"vertices\"";
const char* const divides = "fit = \"X_i*(X_i - 1/2)^2/sum(j: X_j*(X_j - 1/2)^2)\"";
// One sample, then five: of the second model's counts only 0 and 5 come out.
const char* const one_then_five = "K = 2\nQ = [[\"1/3\", \"2/3\"], [\"3/4\", \"1/4\"]]";
const char* const growing = "N = \"4*t + 1\"";
const char* const third = "K = 3\nN = 2\nt = \"1..3\"\nQ = [[\"1/2\", \"1/2\", 0]]";
// Where symbol 3, which never comes, has no share.
const char* const by_share = "fit = \"X_i/(1 - X_3)\"";

}  // namespace

TEST_CASE("A model that cannot come out need not have a train, a fit or a value", "[reachable]") {
    const Case table[] = {
        {"E[D(Q[t])] == 0", pooled, Verdict::proved, no_half},
        {"E[D(Q[t])] == 1e-30", pooled, Verdict::refuted, no_half},
        {"E[D(Q[t])] < 0", pooled, Verdict::refuted, no_half},
        {"E[D(Q[t])] <= 0", pooled, Verdict::proved, no_half},
        {"E[Q[t+1]_1*Q[t]_1] == E[Q[t]_1]", pooled, Verdict::proved, no_half},
        {"E[Q[t+1]_1*Q[t]_1] == E[Q[t]_1] + 1e-30", pooled, Verdict::refuted, no_half},
        {"TV(Law[Q[t+1]], Law[Q[t]]) == 0", pooled, Verdict::proved, no_half},
        {"TV(Law[Q[t+1]], Law[Q[t]]) <= 1e-30", pooled, Verdict::proved, no_half},
        {"TV(Law[Q[t+1]], Law[Q[t]]) > 0", pooled, Verdict::refuted, no_half},
        {"E[H(Q[t])] == 0", vertices, Verdict::proved, divides},
        {"E[H(Q[t])] >= 1e-30", vertices, Verdict::refuted, divides},
        {"Pr[Q[t] == Q] == 1", vertices, Verdict::proved, divides},
        {"Pr[Q[t] == Q] < 1", vertices, Verdict::refuted, divides},
        {"TV(Law[Q[t+1]], Law[Q[t]]) == 0", vertices, Verdict::proved, divides},
        {"E[D(Q[infinity])] == 0", "K = 2\nN = 2\nQ = \"vertices\"", Verdict::proved, divides},
        {"E[D(Q[infinity])] > 0", "K = 2\nN = 2\nQ = \"vertices\"", Verdict::refuted, divides},
        {"E[D(Q[t])] == (1 - 1/N)^t*D(Q)", third, Verdict::proved, by_share},
        {"E[D(Q[t])] == (1 - 1/N)^t*D(Q) - 1e-30", third, Verdict::refuted, by_share},
        {"E[sum(i: 1/(Q[2]_i - 2/5))] == 5/3 - 5/2", one_then_five, Verdict::proved, growing},
        {"E[sum(i: 1/(Q[2]_i - 2/5))] == 5/3 - 5/2 + 1e-30", one_then_five, Verdict::refuted, growing},
        {"E[sum(i: 1/(Q[2]_i - 2/5))] >= -5/6", one_then_five, Verdict::proved, growing},
        {"E[sum(i: 1/(Q[2]_i - 1/2))] == 0", "K = 2\nN = 1\nQ = \"lattice(3)\"", Verdict::proved,
         "data = \"accumulate\""},
        {"E[sum(i: 1/(Q[2]_i - 1/2))] == 1e-30", "K = 2\nN = 1\nQ = \"lattice(3)\"", Verdict::refuted,
         "data = \"accumulate\""},
    };
    check_all(table);
}

TEST_CASE("A model that can come out without a train, a fit or a value is an error", "[reachable]") {
    struct Bad {
        const char *statement, *domain, *process, *says;
    };
    // The same with one sample more, or a start from which everything comes out.
    const Bad table[] = {
        {"E[D(Q[t])] >= 0", "K = 2\nN = 2\nt = 2\nQ = [[\"1/3\", \"2/3\"]]", no_half,
         "normalize has nothing to share out: every value is 0: in train, at generation 1"},
        {"E[D(Q[t])] >= 0", "K = 2\nN = 1\nt = 3\nQ = [[\"1/3\", \"2/3\"]]\nP = [[\"2/3\", \"1/3\"]]",
         "data = \"accumulate\"\ntrain = \"(P + 2*normalize(i: Q_i*(Q_i - 1/2)^2))/3\"",
         "every value is 0: in train, at generation 2"},
        {"E[D(Q[t])] >= 0", "K = 2\nN = 2\nt = 1\nQ = \"uniform\"", divides, "division by zero"},
        {"E[D(Q[t])] >= 0", "K = 2\nN = 2\nt = 2\nQ = [[\"1/3\", \"2/3\"]]",
         "fit = \"(1 - t)*X_i + t*X_i*(X_i - 1/2)^2/sum(j: X_j*(X_j - 1/2)^2)\"", "division by zero"},
        {"E[D(Q[t])] >= 0", "K = 3\nN = 2\nt = 1\nQ = [[\"1/2\", \"1/4\", \"1/4\"]]", by_share,
         "the fit adds up to 2, not to 1, at generation 0"},
        {"E[sum(i: 1/(Q[2]_i - 2/5))] == 0", "K = 2\nN = 5\nQ = \"uniform\"", "data = \"replace\"",
         "division by zero"},
    };
    for (const Bad& bad : table) {
        INFO(bad.statement << " over\n" << bad.domain << "\nwith " << bad.process);
        try {
            const ClaimResult result = decide(bad.statement, bad.domain, with(bad.process));
            FAIL_CHECK("decided: " << to_text(result.verdict));
        } catch (const InputError& error) {
            INFO(error.what());
            CHECK(std::string(error.what()).find(bad.says) != std::string::npos);
        }
    }
}

TEST_CASE("Over a continuum a fit without a value somewhere is no error", "[reachable]") {
    // X_i = 0 for all symbols but one comes out with a positive probability inside the simplex, so the first
    // has no value at any point but a vertex; still nothing is proved, and nothing is refused.
    for (const char* fit : {"fit = \"X_i*(1 - X_i)/sum(j: X_j*(1 - X_j))\"", "fit = \"X_i^2/X_i\""}) {
        const Case row{"E[sum(i: Q'_i^2)] <= 1", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::undecided, fit};
        INFO(fit);
        CHECK(to_text(decide(row).verdict) == to_text(row.verdict));
    }
}

namespace {

// The reference's value of a text at K = 2 with one process.
reference::Number value_at(const std::string& text, std::uint32_t N, const std::vector<Rational>& start,
                           const std::function<void(SymbolProcess&, Scope&)>& change) {
    Scope scope;
    scope.K = {2};
    scope.samples = true;
    scope.names = {{"Q", Type::distribution}, {"N", Type::scalar}, {"t", Type::scalar}};
    const ExpressionPtr expression = parse_expression(text, scope);
    SymbolProcess symbols;
    scope.step = true;
    change(symbols, scope);
    const Process process{std::move(symbols), ""};
    reference::Point point;
    point.K = 2;
    point.N = N;
    point.scalars["t"] = 0;
    point.distributions["Q"] = start;
    return reference::value_of(*expression, point, &process, {});
}

}  // namespace

TEST_CASE("The reference asks about models that can come out alone", "[reachable][reference]") {
    const auto pooling = [](SymbolProcess& process, Scope& scope) {
        process.accumulate = true;
        process.train = parse_distribution("normalize(i: Q_i*(Q_i - 1/2)^2)", scope);
    };
    const auto dividing = [](SymbolProcess& process, Scope& scope) {
        scope.names[fit_frequencies] = Type::distribution;
        scope.symbol = fit_symbol;
        process.fit = parse_expression("X_i*(X_i - 1/2)^2/sum(j: X_j*(X_j - 1/2)^2)", scope);
    };
    const std::vector<Rational> inside = {Rational(1, 3), Rational(2, 3)}, vertex = {1, 0};
    CHECK(value_at("E[D(Q[4])]", 1, inside, pooling).exact() == LogLinear(0));
    CHECK(value_at("E[D(Q[3])]", 2, vertex, dividing).exact() == LogLinear(0));
    CHECK_THROWS_AS(value_at("E[D(Q[2])]", 2, inside, pooling), reference::NoValue);
    CHECK_THROWS_AS(value_at("E[D(Q[1])]", 2, inside, dividing), reference::NoValue);
}

}  // namespace reachable_test
