// Remembered values: each is found again by all that it depends on. The claims here differ between instances
// or terms in exactly one thing that some key could leave out.
#include <set>

#include "decide/evaluate/dependencies.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace remembered_test {

namespace {

struct Row {
    const char* statement;
    const char* domain;
    const char* more;  // keys before the domain, and tables
    Verdict verdict;
};

ClaimResult at(const Row& row, unsigned threads) {
    const ClaimText text(std::string("statement = \"\"\"") + row.statement + "\"\"\"\n" + row.more +
                         "\n[domain]\n" + row.domain + "\n");
    AuditOptions options;
    options.threads = threads;
    return decide_claim(text.claim(), false, options);
}

const char* const schedule_of_K = "[process]\nN = \"K+1\"";

}  // namespace

TEST_CASE("A value of one instance or term is not taken for another's") {
    const Row table[] = {
        // K, in a schedule.
        {"E[D(Q[2])] == (1-1/(K+1))^2*D(Q)", "K = [2, 3]\nQ = \"lattice(6)\"", schedule_of_K,
         Verdict::proved},
        {"E[D(Q[2])] == 4/9*D(Q)", "K = [2, 3]\nQ = \"lattice(6)\"", schedule_of_K, Verdict::refuted},
        {"Pr[vertex(Q[2])] > 1/20", "K = [2, 3]\nQ = \"vertices\"", schedule_of_K, Verdict::proved},
        // A number that only a schedule mentions.
        {"E[D(Q[2])] == (1-1/(a+1))^2*D(Q)", "K = 2\na = \"1, 2, 3\"\nQ = \"lattice(4)\"",
         "[process]\nN = \"a+1\"", Verdict::proved},
        {"E[D(Q[2])] == 1/4*D(Q)", "K = 2\na = \"1, 2\"\nQ = \"lattice(4)\"", "[process]\nN = \"a+1\"",
         Verdict::refuted},
        // The world.
        {"E[Q[2]_1] == (1-alpha)^2*Q_1 + (1-(1-alpha)^2)*P_1",
         "K = 2\nN = 2\nalpha = \"0, 1/3\"\nQ = \"lattice(2)\"\nP = \"lattice(3)\"", "", Verdict::proved},
        // A condition that depends on alpha through the mixture, or on N through the time to a vertex.
        {"H(Q) <= 0",
         "K = 2\nN = 1\nalpha = \"0, 1\"\nQ = \"lattice(2)\"\nP = \"vertices\"\nwhere = \"vertex(M)\"", "",
         Verdict::refuted},
        {"H(Q) <= 0",
         "K = 2\nN = 1\nalpha = \"0, 1/2\"\nQ = \"lattice(2)\"\nP = \"vertices\"\nwhere = \"vertex(M)\"", "",
         Verdict::proved},
        {"E[H(Q')] <= H(M)", "K = 2\nN = 2\nalpha = \"0, 1/2\"\nQ = \"vertices\"\nP = \"vertices\"",
         "equality = \"vertex(M)\"", Verdict::proved},
        {"H(Q) <= 0",
         "K = 2\nN = \"1, 2\"\nQ = \"lattice(2)\"\nwhere = \"fixtime(Q) <= 1 + 1/2 or vertex(Q)\"", "",
         Verdict::refuted},
        {"D(Q) <= 1/4", "K = 2\nN = \"1, 4\"\nQ = \"lattice(4)\"\nwhere = \"D(Q) <= (N-1)/8\"", "",
         Verdict::refuted},
        {"D(Q) <= 3/8", "K = 2\nN = \"1, 4\"\nQ = \"lattice(4)\"\nwhere = \"D(Q) <= (N-1)/8\"", "",
         Verdict::proved},
        // A literal distribution whose entries change from term to term, or with a parameter.
        {"sum(c in 0..4: H((c/4, 1-c/4))) + 0*H(Q) <= 0", "K = 2\nQ = \"vertices\"", "", Verdict::refuted},
        {"sum(c in 0..4: D((c/4, 1-c/4))) == 5/4 + 0*H(Q)", "K = 2\nQ = \"vertices\"", "", Verdict::proved},
        {"D((q, 1-q)) == 2*q*(1-q) + 0*H(Q)", "K = 2\nq = \"0, 1/3, 1/2\"\nQ = \"vertices\"", "",
         Verdict::proved},
        {"sum(c in 1..2: E[D(Q') from (c/3, 1-c/3)]) == 2*(1-1/N)*4/9 + 0*H(Q)",
         "K = 2\nN = 3\nQ = \"vertices\"", "", Verdict::proved},
        // The generation of a model, and its start, under a bound variable.
        {"sum(s in 1..3: E[D(Q[s])]) == D(Q)*sum(s in 1..3: (1-1/N)^s)", "K = 2\nN = 3\nQ = \"lattice(4)\"",
         "", Verdict::proved},
        // What only a recursion's step mentions, or only its schedule; and another recursion's numbers.
        {"x[2] == a^2*x", "x = \"1, 3\"\na = \"2, 5\"", "[process]\nfamily = \"recursion\"\nx = \"a*x\"",
         Verdict::proved},
        {"x[2] == 4*x", "x = 1\na = \"2, 5\"", "[process]\nfamily = \"recursion\"\nx = \"a*x\"",
         Verdict::refuted},
        {"x[3] == (1-1/(a+1))*(1-1/(a+2))*(1-1/(a+3))*x", "x = \"1, 3\"\na = \"1, 2\"",
         "[process]\nfamily = \"recursion\"\nalpha = \"1/(t+a+1)\"\nx = \"(1-alpha)*x\"", Verdict::proved},
        {"x[3] == (1-1/N)^3*x", "x = \"1, 3\"\nN = \"1, 2, 3\"",
         "[process]\nfamily = \"recursion\"\nx = \"(1-1/N)*x\"", Verdict::proved},
        {"x[2] == x + 2*y", "x = \"0, 1\"\ny = \"0, 2\"",
         "[process]\nfamily = \"recursion\"\nx = \"x + y\"\ny = \"y\"", Verdict::proved},
        {"x[2] == x + 2*sqrt(a)*y + 0*y and x[1] >= 0 or y > 0", "x = 0\ny = \"0, 2\"\na = \"2, 3\"",
         "[process]\nfamily = \"recursion\"\nx = \"x + sqrt(a)*y\"\ny = \"y\"", Verdict::proved},
        {"abs(x[2] - 2*sqrt(a)) < 1e-100", "x = 0\na = \"2, 3, 5\"",
         "[process]\nfamily = \"recursion\"\nx = \"x + sqrt(a)\"", Verdict::proved},
        // A lattice that depends on N.
        {"D(Q) <= 1/2", "K = 2\nN = \"1, 2, 3\"\nQ = \"lattice(N)\"", "", Verdict::proved},
        {"D(Q) < 1/2", "K = 2\nN = \"1, 2, 3\"\nQ = \"lattice(N)\"", "", Verdict::refuted},
        // One symbol's tables, over sample sizes and schedules.
        {"E[H(Q')] <= H(Q)", "K = \"any\"\nN = \"1..8\"\nQ = \"lattice(6)\"", "", Verdict::proved},
        {"E[D(Q')] == (1-1/N)*D(Q)", "K = 2\nN = \"1..8\"\nQ = \"lattice(6)\"", "", Verdict::proved},
    };
    for (const Row& row : table)
        for (const unsigned threads : {1U, 4U}) {
            INFO(row.statement << "\n" << row.domain << "\nthreads " << threads);
            CHECK(to_text(at(row, threads).verdict) == to_text(row.verdict));
        }
}

TEST_CASE("A factor without a value leaves nothing behind when 0 cancels it") {
    const Row table[] = {
        // Each first term throws inside a bracket or a sum; what follows must be evaluated as if it were not
        // there.
        {"0*E[log(Q'_1 - 2) from R] + E[D(Q')] == (1-1/N)*D(Q)",
         "K = 2\nN = 2\nQ = \"lattice(4)\"\nR = \"lattice(3)\"", "", Verdict::proved},
        {"0*E[log(Q[2]_1 - 2) from R] + E[D(Q')] == (1-1/N)*D(Q)",
         "K = 2\nN = 2\nQ = \"lattice(4)\"\nR = \"lattice(3)\"", "", Verdict::proved},
        {"0*sum(i: log(Q_i - 2)) + sum(i: Q_i) == 1", "K = 2\nQ = \"lattice(4)\"", "", Verdict::proved},
        {"0*sum(c in 1..3: 1/(c-3)) + sum(c in 1..3: c) == 6 + 0*H(Q)", "K = 2\nQ = \"lattice(4)\"", "",
         Verdict::proved},
        {"E[abs(Q[2]_1 - Q[1]_1)] - E[abs(Q[2]_1 - Q[1]_1)] + E[D(Q')] == (1-1/N)*D(Q)",
         "K = 2\nN = 3\nQ = \"lattice(4)\"", "", Verdict::proved},
        {"0*E[log(Q'_1 - 1/2)] + E[D(Q')] + E[D(Q[2])] < D(Q)*2*(1-1/N) + 1/1000",
         "K = 2\nN = 2\nQ = \"lattice(4)\"", "", Verdict::proved},
    };
    for (const Row& row : table) {
        INFO(row.statement);
        CHECK(to_text(at(row, 1).verdict) == to_text(row.verdict));
    }
}

TEST_CASE("A schedule without a value is an error each time it is asked for") {
    const Row row = {"E[D(Q[t])] <= 1", "K = 2\nt = \"1..3\"\nQ = \"lattice(2)\"", "[process]\nN = \"2-t\"",
                     Verdict::undecided};
    for (int again = 0; again < 2; ++again)
        CHECK_THROWS_WITH(at(row, 1), Catch::Contains("the number of samples is 0 at generation 2"));
}

TEST_CASE("What a value depends on is worked out from its names and what they bring with them") {
    const ClaimText plain(
        "statement = \"E[D(Q')] + q*H(M) + sum(c in 1..3: c)*fixtime(Q) <= K + t + R_1 + 100\"\n[domain]\nK "
        "= 2\nN = 2\nq = 1\nt = 1\n"
        "alpha = 0\nQ = \"lattice(2)\"\nP = \"lattice(2)\"\nR = \"lattice(2)\"\n");
    const Dependencies all = dependencies_of(*plain.claim().statement, nullptr);
    CHECK(all.K);
    CHECK(all.N);
    CHECK(all.process);
    for (const char* name : {"alpha", "q", "t", "Q", "P", "R"})
        CHECK(all.names.contains(name));
    CHECK_FALSE(all.names.contains("c"));

    const ClaimText scheduled(
        "statement = \"D(Q) + D(R) + q <= 4\"\n[process]\nalpha = \"a/(t+1)\"\nN = \"n+t\"\n[domain]\nK = 2\n"
        "a = \"1/2\"\nn = 2\nq = 1\nQ = \"lattice(2)\"\nR = \"lattice(2)\"\n");
    const Process* process = scheduled.claim().domains.front().process.get();
    const Dependencies steps = dependencies_of(process);
    CHECK(steps.names == std::set<std::string>{"a", "n"});  // neither the step's own t nor alpha and N
    CHECK_FALSE(steps.N);
    const Dependencies apart = dependencies_of(*scheduled.claim().statement, process);
    CHECK_FALSE(apart.process);
    CHECK(apart.names == std::set<std::string>{"Q", "R", "q"});
}

TEST_CASE("Keys differ where what they hold differs, and in nothing else") {
    Point point;
    point.K = 2;
    point.N = 3;
    point.scalars = {{"alpha", Rational(1, 2)}, {"t", Rational(4)}};
    point.distributions = {{"Q", {Rational(1, 2), Rational(1, 2)}}};
    Dependencies all;
    all.K = all.N = all.process = true;
    all.names = {"alpha", "t", "Q"};
    const PointKey key(all, point);
    CHECK(key == PointKey(all, point));
    const auto differs = [&](const auto& change) {
        Point other = point;
        change(other);
        return !(PointKey(all, other) == key);
    };
    CHECK(differs([](Point& p) { p.K = 3; }));
    CHECK(differs([](Point& p) { p.N = 4; }));
    CHECK(differs([](Point& p) { p.N.reset(); }));
    CHECK(differs([](Point& p) { p.scalars["alpha"] = 0; }));
    CHECK(differs([](Point& p) { p.scalars.erase("t"); }));
    CHECK(differs([](Point& p) { p.distributions["Q"] = {Rational(1), Rational(0)}; }));
    // A process counts by what it says: one that says nothing is the plain one.
    const auto with = [](SymbolProcess process) {
        return [process](Point& p) { p.process = std::make_shared<const Process>(Process{process, "text"}); };
    };
    const auto schedule = [](const char* text) {
        Scope scope;
        scope.names = {{"t", Type::scalar}};
        SymbolProcess process;
        process.alpha = parse_expression(text, scope);
        return process;
    };
    CHECK_FALSE(differs(with({})));
    CHECK(differs(with(schedule("1/(t+1)"))));
    point.process = std::make_shared<const Process>(Process{schedule("1/(t+1)"), "first"});
    const PointKey timed(all, point);
    const auto from_timed = [&](const auto& change) {
        Point other = point;
        change(other);
        return !(PointKey(all, other) == timed);
    };
    CHECK_FALSE(from_timed(with(schedule("1 / (t + 1)"))));
    CHECK(from_timed(with(schedule("1/(t+2)"))));
    CHECK(from_timed(with(schedule("(1/t)+1"))));
    CHECK(from_timed([](Point& p) { p.process = nullptr; }));
    CHECK(from_timed([](Point& p) {
        p.process = std::make_shared<const Process>(Process{GaussianProcess(), ""});
    }));
    point.process = nullptr;
    CHECK_FALSE(differs([](Point& p) { p.scalars["q"] = 7; }));
    CHECK_FALSE(differs([](Point& p) { p.strings["h"] = "01"; }));
}

}  // namespace remembered_test
