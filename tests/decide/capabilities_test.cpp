// What the capabilities of a process decide that its outcomes, gone through one by one, do not: closed
// moments for any K, N and t, and one symbol at a time. Each law is an identity that can be worked out by
// hand, and has a neighbour that is false by a hair.
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace capabilities_test {

namespace {

const char* const wide = "K = [12, 40]\nN = 1000\nt = \"0..6\"\nQ = \"uniform\"";
const char* const wide_smooth = "K = [12, 40]\nN = 1000\nt = \"0..6\"\nQ = \"uniform\"\ne = \"1/10, 1\"";
const char* const edge = "K = 20\nN = [1, 300]\nt = [0, 1, 2, 25]\nQ = \"vertices\"\ne = \"1/10, 1/2\"";
const char* const mixed =
    "K = 3\nN = [7, 400]\nt = [0, 1, 3, 12]\nQ = [[\"1/2\", \"1/3\", \"1/6\"]]\nP = [[\"1/6\", \"1/6\", "
    "\"2/3\"]]\nalpha = \"0, 1/4, 1\"";
const char* const halves =
    "K = 3\nN = [8, 400]\nQ = [[\"1/2\", \"1/3\", \"1/6\"]]\nP = [[\"1/6\", \"1/6\", \"2/3\"]]\nalpha = "
    "\"1/4, 1/2\"";
const char* const observed =
    "K = 4\nN = 500\nt = [1, 2, 9]\nQ = [[\"1/2\", \"1/4\", \"1/8\", \"1/8\"]]\nf = [[1, -2, 3, \"1/2\"]]";
const char* const any = "K = \"any\"\nN = \"1..6\"\nQ = \"lattice(8)\"\neta = \"1/3, 1\"";
const char* const any_plain = "K = \"any\"\nN = \"1..6\"\nQ = \"lattice(8)\"";
const char* const any_smooth = "K = \"any\"\nN = \"1..4\"\nQ = \"lattice(6)\"\ne = \"1/4, 1\"";
const char* const several = "K = [2, 3, 5]\nN = \"1..5\"\nQ = \"lattice(6)\"\ne = \"1/10, 1/2, 1\"";

const char* const smoothing = "fit = \"(1-e)*X_i + e/K\"";
const char* const additive = "estimator = \"additive(1/2)\"";
const char* const step = "fit = \"(1-eta)*Q_i + eta*X_i\"";

}  // namespace

TEST_CASE("Closed moments of affine processes, for any K, N and t") {
    const Case table[] = {
        {"E[D(Q[t])] == (1-1/N)^t*D(Q)", wide, Verdict::proved, ""},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q) + 1e-60", wide, Verdict::refuted, ""},
        // Towards its floor, which is the same from everywhere.
        {"E[D(Q[t])] == (1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N)) + ((1-e)^2*(1-1/N))^t*(D(Q) - "
         "(1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N)))",
         wide_smooth, Verdict::proved, smoothing},
        {"E[D(Q[t])] == (1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N)) + ((1-e)^2*(1-1/N))^t*(D(Q) - "
         "(1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N)))",
         edge, Verdict::proved, smoothing},
        {"E[D(Q[t])] == (1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N)) + ((1-e)^2*(1-1/N))^t*(D(Q) - "
         "(1-(1-e)^2)*(1-1/K)/(1-(1-e)^2*(1-1/N))) + 1e-60",
         edge, Verdict::refuted, smoothing},
        {"TV((1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, 1/20, "
         "1/20, "
         "1/20, 1/20, 1/20, 1/20), Q) == 19/20 and E[Q[t]_1] == 1/K + (1-e)^t*(Q_1 - 1/K)",
         edge, Verdict::proved, smoothing},
        // The estimator is the fit (N*X + a)/(N + K*a).
        {"E[D(Q[t])] == (1-(N/(N+K/2))^2)*(1-1/K)/(1-(N/(N+K/2))^2*(1-1/N)) + "
         "((N/(N+K/2))^2*(1-1/N))^t*(D(Q) - (1-(N/(N+K/2))^2)*(1-1/K)/(1-(N/(N+K/2))^2*(1-1/N)))",
         wide, Verdict::proved, additive},
        {"E[Q[t]_1] == 1/K + (N/(N+K/2))^t*(Q_1 - 1/K)", wide, Verdict::proved, additive},
        // Off the diagonal, and linear statistics.
        {"E[Q[t]_1*Q[t]_3] == (1-1/N)^t*Q_1*Q_3", wide, Verdict::proved, ""},
        {"E[Q[t]_1*Q[t]_3] == (1-1/N)^t*Q_1*Q_3 - 1e-60", wide, Verdict::refuted, ""},
        {"Var[mean(f,Q[t])] == (1-(1-1/N)^t)*var(f,Q)", observed, Verdict::proved, ""},
        {"Var[mean(f,Q[t])] == (1-(1-1/N)^t)*var(f,Q) + 1e-60", observed, Verdict::refuted, ""},
        {"E[var(f,Q[t])] == (1-1/N)^t*var(f,Q) and E[mean(f,Q[t])] == mean(f,Q)", observed, Verdict::proved,
         ""},
        {"E[sum(i: f_i*Q[t]_i)^2] - mean(f,Q)^2 == (1-(1-1/N)^t)*var(f,Q)", observed, Verdict::proved, ""},
        // Exogenous data, schedules, accumulation.
        {"E[Q[t]_2] == (1-(1-alpha)^t)*P_2 + (1-alpha)^t*Q_2", mixed, Verdict::proved, ""},
        {"E[L2(Q[t],P)] == sum(i: (E[Q[t]_i] - P_i)^2) + sum(i: Var[Q[t]_i])", mixed, Verdict::proved, ""},
        {"E[L2(Q[t],P)] + E[D(Q[t])] == D(P) + 2*sum(i: P_i^2) - 2*sum(i: P_i*E[Q[t]_i])", mixed,
         Verdict::proved, "alpha = \"1/(t+2)\"\nN = \"(t+2)^2\""},
        {"E[D(Q[t])] == D(Q)*prod(s in 0..t-1: 1 - 1/(N*(s+1)^2))",
         "K = 9\nN = 60\nt = \"0..7\"\nQ = \"uniform\"", Verdict::proved, "data = \"accumulate\""},
        {"E[D(Q[t])] == D(Q)*prod(s in 0..t-1: 1 - 1/(N*(s+1)^2)) + 1e-60",
         "K = 9\nN = 60\nt = \"0..7\"\nQ = \"uniform\"", Verdict::refuted, "data = \"accumulate\""},
        {"E[Q[2]_1] == 1/K + (2*N/(2*N+K))*(1/2 + N/(N+K)/2)*(Q_1 - 1/K)",
         "K = 4\nN = [3, 90]\nQ = \"vertices\"", Verdict::proved,
         "data = \"accumulate\"\nfit = \"(N*X_i + 1)/(N + K)\""},
        // Steps, ensembles, exact shares, no sampling.
        {"E[D(Q[t])] == (1-eta^2/N)^t*D(Q)", "K = 15\nN = 200\nt = [3, 30]\nQ = \"uniform\"\neta = \"1/3\"",
         Verdict::proved, step},
        {"E[D(Q[t])] == (1-eta^2/N)^t*D(Q) - 1e-60",
         "K = 15\nN = 200\nt = [3, 30]\nQ = \"uniform\"\neta = \"1/3\"", Verdict::refuted, step},
        {"E[D(Q[t])] == (1 - (1/4+1/9+1/36)/N)^t*D(Q)", wide, Verdict::proved, "models = \"1/2, 1/3, 1/6\""},
        {"E[D(Q')] == D(M) - (alpha*D(P) + (1-alpha)*D(Q))/N", halves, Verdict::proved, "share = \"exact\""},
        {"E[D(Q')] == D(M) - (alpha*D(P) + (1-alpha)*D(Q))/N + 1e-60", halves, Verdict::refuted,
         "share = \"exact\""},
        {"E[Q[t]_1] == 1/K + (1-e)^t*(Q_1 - 1/K) and Var[Q[t]_1] == 0",
         "K = 50\nt = [1, 40]\nQ = \"vertices\"\ne = \"1/3\"", Verdict::proved,
         "N = \"infinity\"\nfit = \"(1-e)*X_i + e/K\""},
        // A fit that tells the symbols apart.
        {"E[Q[t]_2] == (1/2)^t*Q_2 + (1-(1/2)^t)*4/(K*(K+1))", "K = 30\nN = 40\nt = [1, 5]\nQ = \"vertices\"",
         Verdict::proved, "fit = \"X_i/2 + i/(K*(K+1))\""},
    };
    check_all(table);
}

TEST_CASE("One symbol at a time, where the process allows it") {
    const Case table[] = {
        {"E[H(Q')] <= H(Q)", any, Verdict::proved, step},
        {"E[H(Q')] < H(Q)", any, Verdict::refuted, step},
        {"E[D(Q')] == (1-eta^2/N)*D(Q)", any, Verdict::proved, step},
        {"E[D(Q')] == (1-eta^2/N)*D(Q) + D(Q)*1e-30", any, Verdict::refuted, step},
        {"E[D(Q[3])] == (1-eta^2/N)^3*D(Q)", any, Verdict::proved, step},
        {"E[D(Q')] == (1-1/N)*D(Q)", any_plain, Verdict::proved, "train = \"Q\""},
        {"E[D(Q')] <= (1-1/N)*D(Q) - D(Q)/100", any_plain, Verdict::refuted, "train = \"Q\""},
        {"E[D(Q')] == (1 - 1/(2*N))*D(Q)", any_plain, Verdict::proved, "models = \"1/2, 1/2\""},
        {"E[H(Q')] <= H(Q)", any_plain, Verdict::proved, "models = \"1/2, 1/2\""},
        {"E[TV(Q[2], Q)] == 0", "K = \"any\"\nQ = \"lattice(7)\"", Verdict::proved, "N = \"infinity\""},
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q)", several, Verdict::proved, smoothing},
        {"E[H(Q')] <= H(Q)", several, Verdict::refuted, smoothing},
        {"E[H(Q')] <= log(K)", several, Verdict::proved, smoothing},
        {"E[H(Q[2])] <= log(K)", "K = [2, 3]\nN = \"1..4\"\nQ = \"lattice(4)\"", Verdict::proved, additive},
        {"E[H(Q[2])] >= H(Q)", "K = [2, 3]\nN = \"1..4\"\nQ = \"lattice(4)\"", Verdict::refuted, additive},
        // Negative parts: not for one symbol alone, but the points themselves may be decided.
        {"E[D(Q')] == (1-1/N)*D(Q)", "K = 2\nN = \"1..3\"\nQ = \"lattice(3)\"", Verdict::proved,
         "fit = \"2*X_i - X_i\""},
        {"E[Q'_1] == 2*P_1 - Q_1", "K = 2\nN = \"1..3\"\nQ = [[\"1/2\", \"1/2\"]]\nP = [[\"1/3\", \"2/3\"]]",
         Verdict::proved, "train = \"2*P - Q\""},
    };
    check_all(table);
}

TEST_CASE("What ties the symbols together is said, over every alphabet") {
    const Case table[] = {
        {"E[D(Q')] <= D(Q)", any_smooth, Verdict::undecided, smoothing},
        {"E[D(Q')] <= D(Q)", any_plain, Verdict::undecided, additive},
        {"E[D(Q')] <= D(Q)", any_plain, Verdict::undecided, "fit = \"X_i*X_i\""},
        {"E[D(Q')] <= D(Q)", any_plain, Verdict::undecided, "train = \"normalize(i: Q_i^2)\""},
    };
    for (const Case& c : table) {
        INFO(c.process);
        try {
            const ClaimResult result = decide(c);
            CHECK(to_text(result.verdict) == to_text(c.verdict));
        } catch (const InputError& error) {
            INFO(error.message);
            const bool sums = error.message.find("K = \"any\" needs both sides to be sums over symbols") == 0;
            CHECK((sums || error.message == "K has no value where the domain says K = \"any\""));
        }
    }
}

TEST_CASE("Over a continuum a fit of one symbol's masses is decided as a statement about plain samples") {
    const char* const simplex = "K = [2, 4]\nN = [1, 3]\nQ = \"simplex\"\ne = \"1/10, 1\"";
    const char* const ranging = "K = 2\nN = [1, 2]\nQ = \"simplex\"\ne = \"[0,1]\"";
    const char* const steps = "K = \"any\"\nN = [1, 4]\nQ = \"simplex\"\neta = \"1/3, 1\"";
    const Case table[] = {
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q)", simplex, Verdict::proved, smoothing},
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q) + 1e-30", simplex, Verdict::refuted,
         smoothing},
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q)", ranging, Verdict::proved, smoothing},
        {"E[D(Q')] <= D(Q)", simplex, Verdict::refuted, smoothing},
        {"E[D(Q')] == (1-(N/(N+K/2))^2)*(1-1/K) + (N/(N+K/2))^2*(1-1/N)*D(Q)",
         "K = [2, 3]\nN = [1, 3]\nQ = \"simplex\"", Verdict::proved, additive},
        {"E[D(Q')] == (1-eta^2/N)*D(Q)", steps, Verdict::proved, step},
        {"E[D(Q')] == (1-eta^2/N)*D(Q) - D(Q)/1000000", steps, Verdict::refuted, step},
        {"E[L2(Q', Q)] == eta^2/N*D(Q)", steps, Verdict::proved, step},
        {"E[H(Q')] <= H(Q)", "K = \"any\"\nN = 2\nQ = \"simplex\"\neta = \"1/2\"", Verdict::undecided, step},
        {"E[H(Q')] < H(Q)", "K = 2\nN = 2\nQ = \"simplex\"\neta = \"1/2\"", Verdict::refuted, step},
        // Counterexamples are found for processes that no proof is known for.
        {"E[D(Q')] <= (1-1/N)*D(Q) - D(Q)/100", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::refuted,
         "train = \"normalize(i: Q_i^2)\""},
        {"E[D(Q')] <= D(Q)", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::undecided,
         "train = \"normalize(i: Q_i^2)\""},
        {"E[D(Q[2])] <= D(Q)", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::proved, "data = \"accumulate\""},
        {"Var[Q'_1] <= 1", "K = 2\nN = 2\nQ = \"simplex\"\ne = \"1/2\"", Verdict::proved, smoothing},
        {"E[KL(Q', Q)] >= 0", "K = 2\nN = 2\nQ = \"simplex\"\ne = \"1/2\"", Verdict::undecided, smoothing},
        {"E[D(Q')] <= 1", "K = 2\nN = 2\nQ = \"simplex\"\nP = \"simplex\"\ne = \"1/2\"", Verdict::proved,
         "alpha = \"1/(t+1)\"\nfit = \"(1-e)*X_i + e/K\""},
        {"E[D(Q')] <= 1 + t", "K = 2\nN = 2\nt = 0\nQ = \"simplex\"", Verdict::proved,
         "fit = \"(1-t)*X_i + t/K\""},  // the fit's t is the step's number
    };
    check_all(table);
    // Where the fit is no distribution somewhere, nothing is proved.
    try {
        const ClaimResult result = decide("E[D(Q')] <= 100", "K = 2\nN = 2\nQ = \"simplex\"\ne = \"[0,2]\"",
                                          std::string("[process]\n") + smoothing + "\n");
        CHECK(to_text(result.verdict) == to_text(Verdict::undecided));
    } catch (const InputError& error) {
        CHECK(error.message.find("negative") != std::string::npos);
    }
}

}  // namespace capabilities_test
