// Claims held against simulated replicates: what agrees, what is contradicted, and what cannot be asked.
#include "audit/decide_statistical.hpp"

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;

namespace {

// A claim that is its statement only; the functions under test look at nothing else.
Claim claim_of(const std::string& statement) {
    Scope scope;
    scope.samples = true;
    scope.grounded = true;
    scope.K = {3};
    for (const char* name : {"alpha", "t", "N"})
        scope.names[name] = Type::scalar;
    for (const char* name : {"P", "Q"})
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
    result.distributions["P"] = {Rational(1, 2), Rational(1, 3), Rational(1, 6)};
    result.distributions["Q"] = result.distributions["P"];
    result.observables["f"] = {0, 1, 2};
    return result;
}

std::vector<StatisticalCheck> checked(const std::string& statement, const Point& at, std::uint32_t last = 3) {
    const Claim claim = claim_of(statement);
    StatisticalOptions options;
    options.seed = test::seed();
    options.replicates = 40000;
    return check_by_simulation({&claim, false}, at, last, options);
}

}  // namespace

TEST_CASE("The catalogue's laws agree with simulation, their mutants are contradicted") {
    GROUNDCHECK_REPLAYABLE();
    struct Case {
        const char *law, *mutant;
    };
    for (const Case& c :
         {Case{"E[D(P')] == (1 - 1/N)*D(P)", "E[D(P')] == (1 - 1/(N+1))*D(P)"},
          Case{"E[D(P[t])] == (1 - 1/N)^t*D(P)", "E[D(P[t])] == (1 - 1/N)^(t+1)*D(P)"},
          Case{"E[L2(P[t],P)] == (1 - (1 - 1/N)^t)*D(P)", "E[L2(P[t],P)] == (1 - (1 - 1/N)^(t+1))*D(P)"},
          Case{"Var[mean(f,P[t])] == var(f,P)*(1 - (1 - 1/N)^t)",
               "Var[mean(f,P[t])] == 2*var(f,P)*(1 - (1 - 1/N)^t)"},
          Case{"E[mean(f,P[t])] == mean(f,P)", "E[mean(f,P[t])] == mean(f,P) + 1/2"},
          Case{"E[H(P[t])] + E[KL(P[t],P)] == H(P)", "E[H(P[t])] + E[KL(P[t],P)] == 3/2*H(P)"},
          Case{"E[H(P[t+1])] <= H(P)", "E[H(P[t+1])] >= H(P)"}}) {
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
    const Claim claim = claim_of("E[D(P')] == (1 - 1/N)*D(P)");
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
         checked("E[D(P[t])] >= D(Q)*(1 - 1/(1 + (N-1)*alpha*(2 - alpha))) - 1/100", at))
        CHECK(check.finding == StatisticalFinding::agrees);
    at.distributions["Q"] = {0, 0, 1};
    const auto drift = checked("E[L2(P[t],Q)] <= 1/4*L2(P,Q) + 1/5", at, 1);
    CHECK(drift[0].finding == StatisticalFinding::contradicted);
    CHECK(drift[1].finding == StatisticalFinding::agrees);
}

TEST_CASE("What replicates are not measured for is refused") {
    for (const char* statement :
         {"Pr[supp(P') < 3] > 0", "Var[H(P')] >= 0", "E[R(3,P')] <= R(3,P)", "E[D(P')*H(P')] >= 0",
          "D(P) >= 0", "E[D(P')]^2 >= 0", "E[L2(P[t],P[t+1])] >= 0", "for every outcome: H(P') <= H(P)",
          "E[max(P')] <= 1"}) {
        INFO(statement);
        CHECK_THROWS_AS(checked(statement, point(), 1), NotSimulated);
    }
    Point at = point();
    at.distributions["Q"] = {0, 0, 1};
    CHECK_THROWS_AS(checked("E[L2(P',Q)] <= E[L2(P',P)]", at, 1), NotSimulated);
}
