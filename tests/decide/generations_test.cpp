// Claims about many generations: true, false by a hair, exactly tight; schedules, accumulation, smoothing,
// limits.
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace generations_test {

namespace {

const char* const two = "K = 2\nN = \"1..4\"\nt = \"0..4\"\nQ = \"lattice(4)\"";
const char* const every = "K = \"any\"\nN = \"1..4\"\nt = \"0..4\"\nQ = \"lattice(6)\"";
const char* const grounded =
    "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(3)\"\nP = \"lattice(3)\"\nalpha = \"0, 1/3, 1\"";
const char* const still = "K = \"any\"\nN = \"1..4\"\nQ = \"lattice(6)\"";
const char* const ends = "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"";
const char* const scheduled = "K = 2\nt = \"0..3\"\nQ = \"lattice(3)\"";

}  // namespace

TEST_CASE("Claims about generations are decided, at equality and a hair beside it") {
    const Case table[] = {
        {"E[D(Q[t])] == (1-1/N)^t*D(Q)", two, Verdict::proved},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q)", every, Verdict::proved},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q) + 1e-40*D(Q)", every, Verdict::refuted},
        {"E[D(Q[t])] <= (1-1/N)^t*D(Q) - 1e-40*D(Q)", two, Verdict::refuted},
        {"E[H(Q[t+1])] <= E[H(Q[t])]", every, Verdict::proved},
        {"E[H(Q[t+1])] < E[H(Q[t])]", every, Verdict::refuted},
        {"E[H(Q[0])] == H(Q)", still, Verdict::proved},
        {"E[H(Q[1])] == E[H(Q')]", still, Verdict::proved},
        {"E[L2(Q[t+1],Q[t])] == 1/N*(1-1/N)^t*D(Q)", every, Verdict::proved},
        {"E[L2(Q[t+1],Q[t])] == 1/N*(1-1/N)^t*D(Q) + 1e-40*D(Q)", every, Verdict::refuted},
        {"Var[Q[t]_1] == Q_1*(1-Q_1)*(1-(1-1/N)^t)", two, Verdict::proved},
        {"E[Q[t]_1] == Q_1", "K = 3\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(3)\"", Verdict::proved},
        {"E[Q[t+2]_1*Q[t]_1] == E[Q[t]_1^2]", two, Verdict::proved},  // a martingale over two steps
        {"Pr[Q[t] == Q] == 1 iff vertex(Q) or t == 0", two, Verdict::proved},
        {"E[H(Q[t]) from (1/2, 1/2)] <= log(2)", two, Verdict::proved},
        {"E[Q[t]_1] - P_1 == (1-alpha)^t*(Q_1-P_1)", grounded, Verdict::proved},
        {"E[Q[t]_1] - P_1 == (1-alpha)^t*(Q_1-P_1) + 1e-30", grounded, Verdict::refuted},
        {"sum(s in 0..t: E[D(Q[s])]) == D(Q)*sum(s in 0..t: (1-1/N)^s)", two, Verdict::proved},
        // Laws.
        {"TV(Law[Q[t+1]], Law[Q[t+1] from R]) <= TV(Law[Q[t]], Law[Q[t] from R])",
         "K = 2\nN = \"1..3\"\nt = \"1..3\"\nQ = \"lattice(3)\"\nR = \"lattice(3)\"", Verdict::proved},
        {"KL(Law[Q'], Law[Q' from R]) == N*KL(Q, R)",
         "K = 2\nN = \"1..4\"\nQ = \"lattice(3)\"\nR = \"lattice(3)\"",
         Verdict::proved},  // counts are sufficient
        {"KL(Law[Q'], Law[Q' from R]) <= N*KL(Q, R) - 1e-30",
         "K = 2\nN = \"1..4\"\nQ = \"lattice(3)\"\nR = \"lattice(3)\"", Verdict::refuted},
        // Schedules, with t bound to the generation.
        {"E[D(Q[t])] == D(Q)*prod(s in 0..t-1: 1 - 1/(s+2))", scheduled, Verdict::proved, "N = \"t+2\""},
        {"E[D(Q[t])] == D(Q)*prod(s in 0..t-1: 1 - 1/(s+3))", scheduled, Verdict::refuted, "N = \"t+2\""},
        {"E[Q[t]_1] - P_1 == prod(s in 0..t-1: 1 - 1/(s+2))*(Q_1-P_1)",
         "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(3)\"\nP = \"lattice(2)\"", Verdict::proved,
         "alpha = \"1/(t+2)\""},
        // Accumulating data: the counts add up, and so the law of Q' is the plain one but that of Q[2] is
        // not.
        {"E[D(Q[t])] == D(Q)*prod(s in 1..t: 1 - 1/(N*s^2))", every, Verdict::proved,
         "data = \"accumulate\""},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q)", every, Verdict::refuted, "data = \"accumulate\""},
        // Smoothing: (C+a)/(N+2a).
        {"E[Q[1]_1] == (N*Q_1 + 1/2)/(N + 1)", "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"", Verdict::proved,
         "estimator = \"additive(1/2)\""},
        {"E[Q'_1] == (N*Q_1 + 1/2)/(N + 1)", "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"", Verdict::proved,
         "estimator = \"additive(1/2)\""},
        {"E[Q'_1] == Q_1", "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"", Verdict::refuted,
         "estimator = \"additive(1/2)\""},
        {"E[Q[infinity]_1] == 1/2", "K = 2\nN = \"1..3\"\nQ = \"lattice(4)\"", Verdict::proved,
         "estimator = \"additive(1)\""},
        // Starts and limits.
        {"E[D(Q[t])] <= D(P)", "K = 2\nN = \"1..3\"\nt = \"0..3\"\nP = \"lattice(3)\"\nalpha = \"0, 1/2\"",
         Verdict::proved, "start = \"P\""},
        {"Pr[Q[infinity]_1 == 1] == Q_1", ends, Verdict::proved},
        {"Pr[Q[infinity]_1 == 1] == Q_1 + 1e-30", ends, Verdict::refuted},
        {"E[D(Q[infinity])] == D(P)*(1 - 1/(1+(N-1)*alpha*(2-alpha)))",
         "K = 2\nN = \"1..4\"\nQ = \"vertices\"\nP = \"lattice(3)\"\nalpha = \"1/3, 1\"", Verdict::proved},
        {"fixtime(Q) == 0 iff vertex(Q)", ends, Verdict::proved},
        {"fixtime(Q) <= -2*N*sum(i: Q_i*log(Q_i))", "K = 2\nN = \"2..6\"\nQ = \"lattice(N)\"",
         Verdict::proved},
        {"max(f) - min(f) >= 1", "K = 2\nf = [[0, 1], [3, -1]]", Verdict::proved},
    };
    check_all(table);
    CHECK(std::size(table) >= 37);
}

TEST_CASE("A process that makes no sense is an error where it stands, never a verdict") {
    const Case table[] = {
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "alpha = \"2/(t+1)\""},           // 2 at t = 0, and no P
        {"E[D(Q[t])] <= 1", grounded, Verdict::undecided, "alpha = \"2/(t+1)\""},      // 2 at t = 0
        {"E[D(Q[t])] <= 1", grounded, Verdict::undecided, "alpha = \"-1/(t+1)\""},     // negative
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"3 - 2*t\""},         // 1, then -1
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"(t+1)/2\""},         // a half
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"sqrt(2)\""},         // no rational
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"1e7\""},             // too many
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "data = \"keep\""},               // no such word
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "estimator = \"additive(-1)\""},  // negative
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "estimator = \"additive\""},      // no count
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "estimator = \"bayes\""},         // unknown
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "start = \"P\""},                 // no P
        {"E[D(Q[t])] <= 1", two, Verdict::undecided, "samples = 3"},                   // unknown key
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"E[D(Q')]\""},        // random
        {"E[D(Q[t])] <= 1", scheduled, Verdict::undecided, "N = \"t +\""},             // does not parse
        {"E[D(Q[t-1])] <= 1", two, Verdict::undecided, ""},                            // generation -1
        {"E[sum(s in 0..t: D(Q[s]))] <= 9", two, Verdict::undecided, ""},    // Q[s] inside the bracket
        {"fixtime(Q) <= 99", grounded, Verdict::undecided, ""},              // never fixed for good
        {"E[Q[supp(Q')]_1] <= 1", two, Verdict::undecided, ""},              // a random time
        {"TV(Law[Q], Law[Q']) <= 1", two, Verdict::undecided, ""},           // Q has no law
        {"Law[Q'] <= 1", two, Verdict::undecided, ""},                       // a law is no number
        {"E[H(Q') from Q[1]] <= 1", two, Verdict::undecided, ""},            // starts from a random model
        {"H(Q) >= 0", "K = 2\nQ = \"lattice(N)\"", Verdict::undecided, ""},  // no N
    };
    std::size_t rejected = 0;
    for (const Case& c : table) {
        INFO(c.statement << " over " << c.domain << " with " << c.process);
        CHECK_THROWS_AS(decide(c), InputError);
        ++rejected;
    }
    CHECK(rejected >= 23);
}

TEST_CASE("A limit that the process does not have leaves the claim undecided, with the reason") {
    const ClaimResult result =
        decide("E[D(Q[infinity])] <= 1", "K = 2\nQ = \"lattice(3)\"", "[process]\nN = \"t+2\"\n");
    CHECK(result.verdict == Verdict::undecided);
    CHECK(result.instances.front().reason.find("Q[infinity]") != std::string::npos);
}

TEST_CASE("The Gaussian family's moments: the linear law, fourth moments, and what is not a moment") {
    const std::string process = "[process]\nfamily = \"gaussian\"\n";
    const char* const domain = "N = \"2..5\"\nt = \"0..4\"\nmu = \"-1, 2\"\ns2 = \"3/2\"";
    CHECK(decide("Var[mu[t]] == t*s2/N", domain, process).verdict == Verdict::proved);
    CHECK(decide("Var[mu[t]] == t*s2/N + 1e-30", domain, process).verdict == Verdict::refuted);
    CHECK(decide("E[s2[t]^2] == s2^2*((N+1)/(N-1))^t and E[mu[t]] == mu", domain, process).verdict ==
          Verdict::proved);
    // Given s2[t-1] the mean is normal: its fourth central moment is three times the mean of the squared
    // variances.
    CHECK(decide("E[(mu[1]-mu)^4] == 3*(s2/N)^2", "N = \"2..5\"\nmu = \"-1, 2\"\ns2 = \"3/2\"", process)
              .verdict == Verdict::proved);
    CHECK(decide("E[(mu[t]-mu)^4] <= 3*(t*s2/N)^2", domain, process).verdict ==
          Verdict::refuted);  // heavy tails
    for (const char* statement :
         {"E[log(mu[t])] <= 0", "E[1/s2[t]] <= 9", "E[log(s2[t])*mu[t]] <= 9", "E[mu[infinity] + mu[t]] == 0",
          "Var[log(s2[t])] <= 9", "E[exp(s2[t])] <= 9", "E[sqrt(s2[t])*mu[t+1]] <= 9",
          "E[sqrt(2*s2[t])] <= 9", "E[sqrt(s2[t])*sqrt(s2[t+1])] <= 9", "E[log(s2[t]^2)] <= 9",
          "E[sqrt(mu[t])] <= 9", "E[abs(mu[t])] <= 9", "E[pi*mu[t]] <= 9"}) {
        INFO(statement);
        CHECK(decide(statement, domain, process).verdict == Verdict::undecided);
    }
    for (const char* statement : {"E[s2[t]/0] <= 9", "mu[t] == 0", "E[H(Q')] <= 1", "E[sigma[t]] <= 1",
                                  "E[mu[t] from 1] <= 1", "E[mu[t-9]] <= 1"}) {
        INFO(statement);
        CHECK_THROWS_AS(decide(statement, domain, process), InputError);
    }
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", "N = \"1..5\"\nt = 1\nmu = 0\ns2 = 1", process), InputError);
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", "N = \"2..5\"\nt = 1\nmu = 0\ns2 = -1", process), InputError);
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", "N = \"2..5\"\nt = 1\nmu = 0", process), InputError);
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", domain, process + "alpha = \"1/2\"\n"), InputError);
    // A schedule of sample sizes: the steps' variances add up, in whatever order the sizes come.
    const char* const scheduled = "t = \"0..5\"\nmu = \"-1, 2\"\ns2 = \"3/2\"";
    const std::string growing = process + "N = \"(t+2)^2\"\n", falling = process + "N = \"9-t\"\n";
    CHECK(decide("Var[mu[t]] == s2*sum(s in 0..t-1: 1/(s+2)^2)", scheduled, growing).verdict ==
          Verdict::proved);
    CHECK(decide("Var[mu[t]] == s2*sum(s in 0..t-1: 1/(9-s))", scheduled, falling).verdict ==
          Verdict::proved);
    CHECK(decide("Var[mu[t]] == s2*sum(s in 0..t-1: 1/(s+4))", scheduled, falling).verdict ==
          Verdict::refuted);
    CHECK(decide("E[s2[t]^2] == s2^2*prod(s in 0..t-1: (10-s)/(8-s))", scheduled, falling).verdict ==
          Verdict::proved);
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", scheduled, process + "N = \"t+1\"\n"), InputError);
    CHECK_THROWS_AS(decide("E[mu[t]] == mu", scheduled, process + "N = \"t+5/2\"\n"), InputError);
}

TEST_CASE("Logarithms and roots of a Gaussian's variance, and paths of its generations") {
    const std::string process = "[process]\nfamily = \"gaussian\"\n";
    const char* const domain = "N = \"2..6\"\nt = \"0..4\"\nmu = \"-1, 2\"\ns2 = \"3/2, 4\"";
    const std::pair<const char*, Verdict> table[] = {
        // With x = (N-1)/2: equalities in which Euler's constant goes out, and a hair beside them.
        {"E[log(s2[t])] == log(s2) + t*(digamma((N-1)/2) - log((N-1)/2))", Verdict::proved},
        {"E[log(s2[t])] >= log(s2) + t*(digamma((N-1)/2) - log((N-1)/2)) + 1e-30", Verdict::refuted},
        {"E[log(s2[t])] < log(s2) + t*(digamma((N-1)/2) - log((N-1)/2))", Verdict::refuted},
        {"E[log(s2[t])] <= log(s2) - t/(N-1)", Verdict::proved},
        {"E[3*log(2*s2[t]) - 2*s2[t]] == 3*(log(2) + log(s2) + t*(digamma((N-1)/2) - log((N-1)/2))) - 2*s2",
         Verdict::proved},
        // Euler's constant alone: digamma(1) = -gamma.
        {"t == 0 or N != 3 or E[log(s2[1]/s2)] < -0.5772156649015328606065120900824024310421",
         Verdict::proved},
        {"t == 0 or N != 3 or E[log(s2[1]/s2)] < -0.5772156649015328606065120900824024310422",
         Verdict::refuted},
        // The root of a chi-square: with 2 degrees of freedom sqrt(pi)/2, with 1 sqrt(2/pi).
        {"N != 3 or abs(E[sqrt(s2[t])] - sqrt(s2)*(sqrt(pi)/2)^t) < 1e-20", Verdict::proved},
        {"N != 2 or abs(E[sqrt(s2[t])] - sqrt(s2)*sqrt(2/pi)^t) < 1e-20", Verdict::proved},
        {"N != 2 or abs(E[sqrt(s2[t])] - sqrt(s2)*sqrt(2/pi)^t) > 1e-20", Verdict::refuted},
        {"abs(Var[sqrt(s2[t])] - (s2 - E[sqrt(s2[t])]^2)) < 1e-20", Verdict::proved},
        {"E[sqrt(s2[t])*sqrt(s2[t])] == s2", Verdict::proved},
        // E[s2^(3/2)]/E[s2^(1/2)] = s2*N/(N-1) in each generation.
        {"abs(E[sqrt(s2[t])*s2[t]] - E[sqrt(s2[t])]*s2*(N/(N-1))^t) < 1e-20", Verdict::proved},
        {"abs(E[sqrt(s2[t])*mu[t]] - mu*E[sqrt(s2[t])]) < 1e-20", Verdict::proved},
        // Paths: a martingale's increments are uncorrelated.
        {"E[mu[t]*mu[t+1]] == E[mu[t]^2] and E[s2[t]*s2[t+1]] == E[s2[t]^2]", Verdict::proved},
        {"E[(mu[t+1]-mu[t])^2] == s2/N", Verdict::proved},
        {"E[(mu[t+1]-mu[t])^2*s2[t]] == E[s2[t]^2]/N", Verdict::proved},
        {"Var[mu[t+2]-mu[t]] == 2*s2/N", Verdict::proved},
        {"Var[mu[t+2]-mu[t]] == 2*s2/N + 1e-30", Verdict::refuted},
    };
    for (const auto& [statement, verdict] : table) {
        INFO(statement);
        CHECK(decide(statement, domain, process).verdict == verdict);
    }
}

}  // namespace generations_test
