// Claims held against simulated replicates: what agrees, what is contradicted, and what cannot be asked.
#include "decide/methods/decide_statistical.hpp"

#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/random.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

using namespace groundcheck;

namespace decide_statistical_test {

namespace {

// A claim that is its statement only; the functions under test look at nothing else.
Claim claim_of(const std::string& statement) {
    Scope scope;
    scope.samples = true;
    scope.grounded = true;
    scope.K = {3};
    for (const char* name : {"alpha", "t", "N"})
        scope.names[name] = Type::scalar;
    for (const char* name : {"Q", "P"})
        scope.names[name] = Type::distribution;
    scope.names["f"] = Type::observable;
    Claim claim;
    claim.statement_text = statement;
    claim.statement = parse_statement(statement, scope);
    return claim;
}

Point point() {
    Point result;
    result.K = 3;
    result.N = 5;
    result.scalars["alpha"] = 0;
    result.distributions["Q"] = {Rational(1, 2), Rational(1, 3), Rational(1, 6)};
    result.distributions["P"] = result.distributions["Q"];
    result.observables["f"] = {0, 1, 2};
    return result;
}

std::vector<StatisticalCheck> checked(const std::string& statement, const Point& at, std::uint32_t last = 3,
                                      std::uint32_t replicates = 40000) {
    const Claim claim = claim_of(statement);
    StatisticalOptions options;
    options.seed = test::seed();
    options.replicates = replicates;
    return check_by_simulation({&claim, false}, at, last, options);
}

}  // namespace

TEST_CASE("The catalogue's laws agree with simulation, their mutants are contradicted") {
    GROUNDCHECK_REPLAYABLE();
    struct Case {
        const char *law, *mutant;
    };
    for (const Case& c :
         {Case{"E[D(Q')] == (1 - 1/N)*D(Q)", "E[D(Q')] == (1 - 1/(N+1))*D(Q)"},
          Case{"E[D(Q[t])] == (1 - 1/N)^t*D(Q)", "E[D(Q[t])] == (1 - 1/N)^(t+1)*D(Q)"},
          Case{"E[L2(Q[t],Q)] == (1 - (1 - 1/N)^t)*D(Q)", "E[L2(Q[t],Q)] == (1 - (1 - 1/N)^(t+1))*D(Q)"},
          Case{"Var[mean(f,Q[t])] == var(f,Q)*(1 - (1 - 1/N)^t)",
               "Var[mean(f,Q[t])] == 2*var(f,Q)*(1 - (1 - 1/N)^t)"},
          Case{"E[mean(f,Q[t])] == mean(f,Q)", "E[mean(f,Q[t])] == mean(f,Q) + 1/2"},
          Case{"E[H(Q[t])] + E[KL(Q[t],Q)] == H(Q)", "E[H(Q[t])] + E[KL(Q[t],Q)] == 3/2*H(Q)"},
          Case{"E[H(Q[t+1])] <= H(Q)", "E[H(Q[t+1])] >= H(Q)"}}) {
        INFO(c.law);
        for (const StatisticalCheck& check : checked(c.law, point())) {
            INFO("t = " << check.t << ": [" << check.left.lo << ", " << check.left.hi << "] and ["
                        << check.right.lo << ", " << check.right.hi << "]");
            CHECK(check.finding == StatisticalFinding::agrees);
        }
        const auto mutant = checked(c.mutant, point());
        CHECK(mutant.back().finding == StatisticalFinding::contradicted);
    }
}

TEST_CASE("Too few replicates tell nothing") {
    const Claim claim = claim_of("E[D(Q')] == (1 - 1/N)*D(Q)");
    StatisticalOptions options;
    options.replicates = 5;
    const auto checks = check_by_simulation({&claim, false}, point(), 0, options);
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].finding == StatisticalFinding::uninformative);
}

TEST_CASE("Grounding is simulated with the point's alpha, drift from the world") {
    GROUNDCHECK_REPLAYABLE();
    Point at = point();
    at.scalars["alpha"] = Rational(1, 2);
    for (const StatisticalCheck& check :
         checked("E[D(Q[t])] >= D(P)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) - 1/100", at))
        CHECK(check.finding == StatisticalFinding::agrees);
    at.distributions["P"] = {0, 0, 1};
    const auto drift = checked("E[L2(Q[t],P)] <= 1/4*L2(Q,P) + 1/5", at, 1);
    CHECK(drift[0].finding == StatisticalFinding::contradicted);
    CHECK(drift[1].finding == StatisticalFinding::agrees);
}

TEST_CASE("What replicates are not measured for is refused") {
    for (const char* statement :
         {"Pr[supp(Q') < 3] > 0", "Var[H(Q')] >= 0", "E[R(3,Q')] <= R(3,Q)", "E[D(Q')*H(Q')] >= 0",
          "D(Q) >= 0", "E[D(Q')]^2 >= 0", "E[L2(Q[t],Q[t+1])] >= 0", "for every outcome: H(Q') <= H(Q)",
          "E[max(Q')] <= 1"}) {
        INFO(statement);
        CHECK_THROWS_AS(checked(statement, point(), 1), NotSimulated);
    }
    Point at = point();
    at.distributions["P"] = {0, 0, 1};
    CHECK_THROWS_AS(checked("E[L2(Q',P)] <= E[L2(Q',Q)]", at, 1), NotSimulated);
}

namespace {

const char* const law = R"~~(
statement = "E[D(Q[t])] == (1 - 1/N)^t*D(Q)"
[domain]
K = 2
N = 3
t = 1
Q = "lattice(2)"
[simulate]
N = 4
t = "0..2"
Q = [["1/2", "1/3", "1/6"]]
[mutant]
statement = "E[D(Q[t])] == (1 - 1/N)^(t+1)*D(Q)"
[mutant.simulate]
N = 4
t = 2
Q = [["1/2", "1/3", "1/6"]]
)~~";

AuditOptions with(std::uint64_t seed) {
    AuditOptions options;
    options.statistical.seed = seed;
    options.statistical.replicates = 20000;
    return options;
}

}  // namespace

TEST_CASE("An audit simulates what claim files ask for, apart from their verdicts") {
    GROUNDCHECK_REPLAYABLE();
    const test::ClaimText text(law);
    const ClaimResult claim = decide_claim(text.claim(), false, with(test::seed()));
    CHECK(claim.verdict == Verdict::proved);
    CHECK(claim.assurance != Assurance::statistical);
    REQUIRE(claim.simulated.size() == 1);
    CHECK(to_text(claim.simulated[0].point) == "K=3 N=4");
    REQUIRE(claim.simulated[0].checks.size() == 3);
    CHECK(claim.simulated[0].checks[2].t == 2);
    CHECK(claim.simulated[0].finding() == StatisticalFinding::agrees);
    CHECK(claim.simulations_pass());
    const ClaimResult mutant = decide_claim(text.claim(), true, with(test::seed()));
    REQUIRE(mutant.simulated.size() == 1);
    REQUIRE(mutant.simulated[0].checks.size() == 1);
    CHECK(mutant.simulated[0].finding() == StatisticalFinding::contradicted);
    CHECK(mutant.simulations_pass());  // as a mutant ought to be
    AuditOptions without = with(1);
    without.simulate = false;
    CHECK(decide_claim(text.claim(), false, without).simulated.empty());
}

TEST_CASE("What is simulated depends on the seed alone, and is taken from the ledger") {
    const test::ClaimText text(law);
    AuditOptions one = with(5), two = with(5), other = with(6);
    one.threads = 1;
    two.threads = 2;
    const auto intervals = [&](const AuditOptions& options) {
        std::string all;
        const ClaimResult result = decide_claim(text.claim(), false, options);
        for (const StatisticalCheck& check : result.simulated.at(0).checks)
            all += DoubleKernel().to_string(check.left, 17) + " ";
        return all;
    };
    CHECK(intervals(one) == intervals(two));
    CHECK(intervals(one) != intervals(other));

    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("groundcheck-simulated-" + std::to_string(getpid()) + ".sqlite");
    {
        Ledger ledger(file);
        run_audit({text.claim()}, &ledger, one);
        AuditProgress last;
        run_audit({text.claim()}, &ledger, one, [&](const AuditProgress& progress) { last = progress; });
        CHECK(last.resumed == last.total);
        CHECK(last.simulations == 2);
        run_audit({text.claim()}, &ledger, other, [&](const AuditProgress& progress) { last = progress; });
        CHECK(last.resumed == last.total - 2);  // another seed: simulated anew
        CHECK(ledger.results().at(0).simulated.at(0).seed == 6);
    }
    std::filesystem::remove(file);
}

TEST_CASE("A claim that cannot be simulated says why, and its simulation does not pass") {
    const test::ClaimText text(
        "statement = \"E[max(Q')] >= max(Q)\"\n[domain]\nK = 2\nN = 2\nQ = \"lattice(2)\"\n[simulate]\nN = "
        "2\nQ = "
        "[[0.5, 0.5]]\n");
    const ClaimResult result = decide_claim(text.claim(), false, {});
    CHECK(result.passes());
    REQUIRE(result.simulated.size() == 1);
    CHECK(result.simulated[0].reason.find("max(Q')") != std::string::npos);
    CHECK_FALSE(result.simulations_pass());
}

TEST_CASE("Stopping an audit stops its simulations") {
    const test::ClaimText text(law);
    AuditOptions options = with(1);
    options.statistical.replicates = 1'000'000'000;
    std::stop_source stop;
    const auto on_progress = [&](const AuditProgress& progress) {
        if (progress.done == progress.total - progress.simulations) stop.request_stop();
    };
    const std::vector<ClaimResult> results =
        run_audit({text.claim()}, nullptr, options, on_progress, stop.get_token());
    CHECK(results.at(0).verdict == Verdict::proved);
    CHECK(results.at(0).simulated.empty());
}

TEST_CASE("Every process on symbols is drawn: laws agree, a hair beside them is contradicted or too wide") {
    GROUNDCHECK_REPLAYABLE();
    Scope scope;
    scope.step = true;
    scope.K = {3};
    for (const char* name : {"Q", "P"})
        scope.names[name] = Type::distribution;
    for (const char* name : {"N", "t", "alpha"})
        scope.names[name] = Type::scalar;
    const ExpressionPtr square = parse_distribution("normalize(i: Q_i^2)", scope);
    scope.names[fit_frequencies] = Type::distribution;
    scope.symbol = fit_symbol;
    const auto of = [](const auto& change) {
        SymbolProcess process;
        change(process);
        return std::make_shared<const Process>(Process{std::move(process), "a process"});
    };
    struct Case {
        const char *law, *mutant;
        std::shared_ptr<const Process> process;
        Rational alpha = 0;
    };
    constexpr std::uint32_t few = 6000;  // replicates; each keeps its models exactly
    const Case table[] = {
        {"E[D(Q[t])] == (1 - 1/(4*N))^t*D(Q)", "E[D(Q[t])] == (1 - 1/N)^t*D(Q) - t/20",
         of([&](SymbolProcess& p) { p.fit = parse_expression("(Q_i + X_i)/2", scope); })},
        {"E[D(Q[t])] == 35/66 + (D(Q) - 35/66)*(9/20)^t", "E[D(Q[t])] == D(Q) - t/10",
         of([&](SymbolProcess& p) { p.fit = parse_expression("3/4*X_i + 1/12", scope); })},
        {"E[D(Q[t])] == (1 - 1/(2*N))^t*D(Q)", "E[D(Q[t])] == (1 - 1/N)^t*D(Q)", of([](SymbolProcess& p) {
             p.models = {Rational(1, 2), Rational(1, 2)};
         })},
        {"E[mean(f,Q[t])] == mean(f,Q)", "E[mean(f,Q[t])] == mean(f,Q) + t/5", of([&](SymbolProcess& p) {
             p.accumulate = true;
             p.train = parse_distribution("Q", [&] {
                 Scope plain = scope;
                 plain.symbol.clear();
                 return plain;
             }());
         })},
        {"E[H(Q[t])] <= H(Q)", "E[H(Q[t+1])] >= H(Q)", of([&](SymbolProcess& p) { p.train = square; })},
        {"E[D(Q[t])] <= D(Q)", "E[D(Q[t+1])] >= D(Q)", of([&](SymbolProcess& p) {
             p.train = square;
             p.endless = true;
         })},
    };
    for (const Case& c : table) {
        INFO(c.law);
        Point at = point();
        at.process = c.process;
        const auto laws = checked(c.law, at, 3, few);
        for (const StatisticalCheck& check : laws) {
            INFO("t = " << check.t << ": [" << check.left.lo << ", " << check.left.hi << "] and ["
                        << check.right.lo << ", " << check.right.hi << "]");
            CHECK(check.finding != StatisticalFinding::contradicted);
        }
        CHECK(checked(c.mutant, at, 3, few).back().finding == StatisticalFinding::contradicted);
    }
    // No mass has a least value there, so the mean of this divergence has no upper end, and no lower one.
    Point at = point();
    at.process = table[0].process;
    const auto open = checked("E[KL(Q,Q[t])] <= 1", at, 1, 50);
    CHECK(open.back().left.lo == 0);
    CHECK(open.back().finding == StatisticalFinding::uninformative);
}

namespace {

// A claim about Gaussians, its text with what the process says beside its family.
std::vector<StatisticalCheck> of_gaussians(const std::string& statement, const std::string& process,
                                           const std::string& numbers = "") {
    const test::ClaimText text("statement = \"" + statement +
                               "\"\nexpect = \"proved\"\n[process]\nfamily = \"gaussian\"\n" + process +
                               "\n[domain]\nN = 6\nt = \"0..3\"\nmu = \"1/2\"\ns2 = 2\n" + numbers);
    Point at;
    at.N = 6;
    at.scalars = {{"mu", Rational(1, 2)}, {"s2", 2}};
    if (!numbers.empty()) at.scalars["alpha"] = Rational(1, 4);
    at.process = text.claim().domains.front().process;
    StatisticalOptions options;
    options.seed = test::seed();
    options.replicates = 40'000;
    return check_by_simulation({&text.claim(), false}, at, 3, options);
}

}  // namespace

TEST_CASE("Gaussians are drawn: laws agree, what is beside them is contradicted") {
    GROUNDCHECK_REPLAYABLE();
    struct Case {
        const char *law, *mutant, *process = "", *numbers = "";
    };
    const char* const grounded = "world = \"1, 3\"";
    const char* const share = "alpha = \"1/4\"\n";
    const Case table[] = {
        {"E[s2[t]] == s2", "E[s2[t]] == s2*(1 - t/10)"},
        {"E[(mu[t]-mu)^2] <= t*s2/N + 1/100", "E[(mu[t]-mu)^2] <= t*s2/(N+3) - 1/50"},
        {"Var[mu[t]] <= t*s2/N + 1/100", "Var[mu[t+1]] <= 1/10"},
        {"E[log(s2[t])] <= log(s2) - t*(log((N-1)/2) - digamma((N-1)/2)) + 1/10",
         "E[log(s2[t+1])] >= log(s2)"},
        {"E[1/2*log(s2[t+1])] < E[1/2*log(s2[t])]", "E[1/2*log(s2[t+1])] > 1/2*log(s2)"},
        {"E[sqrt(s2[t])] <= sqrt(s2) + 1/100", "E[sqrt(s2[t+1])] >= sqrt(s2)"},
        {"E[3*mu[t] - s2[t]/2] >= 0", "E[3*mu[t] - s2[t]/2] <= 0"},
        {"E[mu[t]] == 1 - (1-alpha)^t/2", "E[mu[t]] == 1/2 - t/10", grounded, share},
        {"E[s2[t+1]] >= s2", "E[s2[t+1]] <= s2", grounded, share},
        {"E[s2[t]] <= s2 + 1/20", "E[s2[t]] >= s2 + t/10", "data = \"accumulate\""},
    };
    for (const Case& c : table) {
        INFO(c.law);
        for (const StatisticalCheck& check : of_gaussians(c.law, c.process, c.numbers)) {
            INFO("t = " << check.t << ": [" << check.left.lo << ", " << check.left.hi << "] and ["
                        << check.right.lo << ", " << check.right.hi << "]");
            CHECK(check.finding != StatisticalFinding::contradicted);
        }
        const auto beside = of_gaussians(c.mutant, c.process, c.numbers);
        INFO(c.mutant << ": [" << beside.back().left.lo << ", " << beside.back().left.hi << "] and ["
                      << beside.back().right.lo << ", " << beside.back().right.hi << "]");
        CHECK(beside.back().finding == StatisticalFinding::contradicted);
    }
    for (const char* statement :
         {"Pr[s2[t+1] <= 1] > 0", "Var[s2[t]] >= 0", "E[mu[t]*s2[t]] >= 0", "E[s2[t]^2] >= 0",
          "E[exp(1)/s2[t]] >= 0", "E[s2[t]] >= 0 and E[mu[t]] >= 0"}) {
        INFO(statement);
        CHECK_THROWS_AS(of_gaussians(statement, ""), NotSimulated);
    }
    // Its mean moves: the variance is not that of the distance from the start.
    CHECK_THROWS_AS(of_gaussians("Var[mu[t]] >= 0", grounded, share), NotSimulated);
}

}  // namespace decide_statistical_test
