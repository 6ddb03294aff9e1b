// Processes that are written in the claim: train, fit, exact share, ensembles, no sampling. Each law below is
// an identity that can be worked out by hand; each has a neighbour that is false by a hair.
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;
using groundcheck::test::with;

namespace own_process_test {

namespace {

const char* const two = "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"";
const char* const timed = "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(3)\"";
const char* const grounded =
    "K = [2, 3]\nN = \"2..4\"\nQ = \"lattice(3)\"\nP = \"lattice(2)\"\nalpha = \"0, 1/3, 1\"";
const char* const smoothed = "K = [2, 3]\nN = \"1..3\"\nQ = \"lattice(3)\"\ne = \"1/10, 1\"";
const char* const smoothed_long = "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(3)\"\ne = \"1/10, 1/2\"";
const char* const smoothed_limit = "K = 2\nN = \"1..3\"\nQ = \"lattice(3)\"\ne = \"1/10, 1/2\"";
const char* const ideal =
    "K = [2, 3]\nt = \"0..4\"\nQ = \"lattice(3)\"\nP = \"lattice(2)\"\nalpha = \"0, 1/3, 1\"";
const char* const verified =
    "K = 3\nt = \"0..3\"\nQ = \"lattice(4)\"\nw = [[1, 2, 3], [1, 1, 0]]\nwhere = "
    "\"sum(i: w_i*Q_i) > 0\"";
const char* const halves = "K = 2\nN = [2, 4]\nQ = \"lattice(3)\"\nP = \"lattice(2)\"\nalpha = \"0, 1/2, 1\"";
const char* const step = "K = 2\nN = \"1..2\"\nt = \"0..2\"\nQ = \"lattice(3)\"\neta = \"1/3, 1\"";

const char* const smoothing = "fit = \"(1-e)*X_i + e/K\"";
const char* const endless = "N = \"infinity\"";
const char* const verifier = "N = \"infinity\"\ntrain = \"normalize(i: w_i*Q_i)\"";
const char* const exact = "share = \"exact\"";
const char* const ensemble = "models = \"1/2, 1/3, 1/6\"";
const char* const eta_step = "fit = \"(1-eta)*Q_i + eta*X_i\"";

}  // namespace

TEST_CASE("Processes written in the claim: their laws, and a hair beside them") {
    const Case table[] = {
        // The default, said again: nothing changes.
        {"E[D(Q')] == (1-1/N)*D(Q)", two, Verdict::proved, "train = \"Q\""},
        {"E[D(Q')] == (1-1/N)*D(Q)", two, Verdict::proved, "fit = \"X_i\""},
        {"E[D(Q')] == (1-1/N)*D(M)", grounded, Verdict::proved, "train = \"alpha*P + (1-alpha)*Q\""},
        {"M == P or alpha < 1", grounded, Verdict::proved, "train = \"Q + alpha*(P - Q)\""},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q)", timed, Verdict::proved, "fit = \"X_i\""},
        {"E[D(Q[t])] == (1-1/N)^t*D(Q) + 1e-30*D(Q)", timed, Verdict::refuted, "fit = \"X_i\""},
        // Label smoothing, with eta = 1-(1-e)^2: diversity gained and lost.
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q)", smoothed, Verdict::proved, smoothing},
        {"E[D(Q')] == (1-(1-e)^2)*(1-1/K) + (1-e)^2*(1-1/N)*D(Q) + 1e-30", smoothed, Verdict::refuted,
         smoothing},
        {"E[Q[t]_1] == 1/2 + (1-e)^t*(Q_1 - 1/2)", smoothed_long, Verdict::proved, smoothing},
        {"E[D(Q[infinity])] == (1-(1-e)^2)*N/((1-(1-e)^2)*N + (1-e)^2)/2", smoothed_limit, Verdict::proved,
         smoothing},
        {"E[D(Q[infinity])] > (1-(1-e)^2)*N/((1-(1-e)^2)*N + (1-e)^2)/2", smoothed_limit, Verdict::refuted,
         smoothing},
        // The same as adding to every count.
        {"E[D(Q[t])] <= 1/2 and E[Q'_1] == (N*Q_1 + 1/2)/(N + 1)", timed, Verdict::proved,
         "fit = \"(N*X_i + 1/2)/(N + K/2)\""},
        // A fit that forgets everything: all outcomes are one model, in the laws too.
        {"TV(Law[Q[t]], Law[Q[t] from R]) == 0",
         "K = 2\nN = \"1..3\"\nt = \"1..2\"\nQ = \"lattice(2)\"\nR = \"lattice(2)\"", Verdict::proved,
         "fit = \"1/K\""},
        {"Pr[Q' == (1/2, 1/2)] == 1", two, Verdict::proved, "fit = \"1/K\""},
        {"for every outcome: Q' == (1/2, 1/2)", two, Verdict::proved, "fit = \"1/K\""},
        {"for every outcome: D(Q') <= D(Q)", two, Verdict::refuted, "fit = \"X_i\""},
        // A step of size eta keeps some of the old model: a martingale that loses eta^2/N of its diversity.
        {"E[D(Q[t])] == (1-eta^2/N)^t*D(Q)", step, Verdict::proved, eta_step},
        {"E[D(Q[t])] == (1-eta^2/N)^t*D(Q) + 1e-30*D(Q)", step, Verdict::refuted, eta_step},
        {"E[Q[t]_1] == Q_1", step, Verdict::proved, eta_step},
        {"E[Q[2]_1*Q[1]_1] == E[Q[1]_1^2]", "K = 2\nN = \"1..2\"\nQ = \"lattice(3)\"\neta = \"1/3, 1\"",
         Verdict::proved, eta_step},
        // No sampling.
        {"E[Q[t]_1] == (1-(1-alpha)^t)*P_1 + (1-alpha)^t*Q_1", ideal, Verdict::proved, endless},
        {"E[TV(Q[t],P)] == (1-alpha)^t*TV(Q,P)", ideal, Verdict::proved, endless},
        {"E[TV(Q[t],P)] == (1-alpha)^t*TV(Q,P) + 1e-30", ideal, Verdict::refuted, endless},
        {"Var[Q[t]_1] == 0", ideal, Verdict::proved, endless},
        {"E[TV(Q[t],P)] == TV(Q,P)/(t+1)", "K = 2\nt = \"0..5\"\nQ = \"lattice(3)\"\nP = \"lattice(3)\"",
         Verdict::proved, "alpha = \"1/(t+2)\"\nN = \"infinity\""},
        // A claim about the training distribution alone needs no samples.
        {"H(M) <= H(Q)", "K = 2\nQ = \"lattice(4)\"\nwhere = \"interior(Q)\"", Verdict::proved,
         "train = \"normalize(i: Q_i*Q_i)\""},
        {"H(M) < H(Q)", "K = 2\nQ = \"lattice(4)\"", Verdict::refuted, "train = \"normalize(i: Q_i*Q_i)\""},
        // Verifiers.
        {"E[Q[t]_1] == Q_1*w_1^t/sum(j: Q_j*w_j^t)", verified, Verdict::proved, verifier},
        {"E[Q[t]_1] == Q_1*w_1^t/sum(j: Q_j*w_j^t) + 1e-30", verified, Verdict::refuted, verifier},
        {"E[Q[t]_1] == Q_1^(2^t)/sum(j: Q_j^(2^t))", "K = 2\nt = \"0..3\"\nQ = \"lattice(4)\"",
         Verdict::proved, "N = \"infinity\"\ntrain = \"normalize(i: Q_i*Q_i)\""},
        {"E[D(Q[t])] == (1-1/N)^t*D(normalize(i: w_i*Q_i))",
         "K = 3\nN = \"1..3\"\nt = \"1..2\"\nQ = \"lattice(3)\"\nw = [[1, 1, 0]]\nwhere = \"Q_3 < 1\"",
         Verdict::proved, "train = \"normalize(i: w_i*Q_i)\""},
        // A process can tell the symbols apart though the statement does not.
        {"E[D(Q')] == (1-1/N)*D(normalize(i: w_i*Q_i))",
         "K = 2\nN = \"1..2\"\nQ = \"lattice(5)\"\nw = [[1, 2]]", Verdict::proved,
         "train = \"normalize(i: w_i*Q_i)\""},
        {"E[D(Q')] <= (1-1/N)*12/25", "K = 2\nN = 2\nQ = \"lattice(5)\"", Verdict::refuted,
         "train = \"normalize(i: i*Q_i)\""},
        // Masses may be made with any functional that is rational.
        {"E[D(Q')] == (1-1/N)*(1-1/K)", two, Verdict::proved, "train = \"normalize(i: max(Q))\""},
        {"E[D(Q')] <= 0", "K = 2\nN = 1\nQ = \"vertices\"", Verdict::refuted, "fit = \"(X_i + (2 - i))/2\""},
        {"E[D(Q')] <= 0", "K = 2\nN = 1\nQ = \"vertices\"\nw = [[1, 0]]", Verdict::refuted,
         "fit = \"(X_i + w_i)/2\""},
        // Exactly alpha*N of the samples are the world's.
        {"E[D(Q')] == D(M) - (alpha*D(P) + (1-alpha)*D(Q))/N", halves, Verdict::proved, exact},
        {"E[D(Q')] == (1-1/N)*D(M)", halves, Verdict::refuted, exact},
        {"E[Q[2]_1] - P_1 == (1-alpha)^2*(Q_1 - P_1)", halves, Verdict::proved, exact},
        // Ensembles.
        {"E[D(Q')] == (1 - (1/4+1/9+1/36)/N)*D(Q)", "K = 2\nN = \"1..3\"\nQ = \"lattice(3)\"",
         Verdict::proved, ensemble},
        {"E[D(Q')] == (1 - (1/4+1/9+1/36)/N)*D(Q) - 1e-30*D(Q)", "K = 2\nN = \"1..3\"\nQ = \"lattice(3)\"",
         Verdict::refuted, ensemble},
        {"E[D(Q')] == (1 - 1/(2*N))*D(Q) and E[H(Q')] <= H(Q)", "K = 3\nN = \"1..2\"\nQ = \"lattice(3)\"",
         Verdict::proved, "models = \"1/2, 1/2\""},
        // Mixtures and normalize in the statement itself.
        {"KL(alpha*Q + (1-alpha)*P, P) <= alpha*KL(Q,P) or not finite(KL(Q,P))",
         "K = 2\nQ = \"lattice(3)\"\nP = \"lattice(3)\"\nalpha = \"0, 1/3, 1\"", Verdict::proved, ""},
        {"TV(normalize(i: Q_i*Q_i), Q) <= D(Q)", "K = 3\nQ = \"lattice(4)\"", Verdict::proved, ""},
        {"TV(Q, Q/2 + P/2) == TV(Q,P)/2 + 1e-30", "K = 2\nQ = \"lattice(3)\"\nP = \"lattice(3)\"",
         Verdict::refuted, ""},
    };
    check_all(table);
    CHECK(std::size(table) >= 38);
}

TEST_CASE("A train or fit that makes no sense is an error where it stands, never a verdict") {
    struct Bad {
        const char* process;
        const char* domain;
        const char* says;
    };
    const Bad table[] = {
        {"fit = \"X_i + 1/K\"", two, "the fit adds up to 2"},
        {"fit = \"2*X_i - 1/K\"", two, "the fit is negative, -1/2 at generation 0"},
        {"fit = \"sqrt(X_i)\"", two, "a probability must be a rational number"},
        {"fit = \"X_i/0\"", two, "division by zero"},
        {"fit = \"X\"", two, "a number is needed here"},
        {"fit = \"Q'_i\"", two, "Q' cannot stand here"},
        {"fit = \"E[X_i]\"", two, "cannot stand here"},
        {"fit = \"Y_i\"", two, "unknown name \"Y\""},
        {"fit = \"X_j\"", two, "unknown name \"j\""},
        {"fit = 3", two, "\"fit\""},
        {"fit = \"X_i\"", "K = 2\nN = 2\nQ = \"lattice(2)\"\nX = \"lattice(2)\"",
         "the domain declares it too"},
        {"fit = \"X_i\"\nestimator = \"additive(1)\"", two, "both say what is made of the samples"},
        {"fit = \"(X_i + Q_i)/2\"\ndata = \"accumulate\"", two,
         "a model of accumulating data is made of them alone"},
        {"fit = \"(X_i + M_i)/2\"\ndata = \"accumulate\"", two,
         "a model of accumulating data is made of them alone"},
        {"fit = \"X_i + t*(X_i - X_i)\"\ndata = \"accumulate\"", two,
         "a model of accumulating data is made of them alone"},
        {"fit = \"N*X_i/N\"\nN = \"infinity\"", two, "\"N\" is not in the domain"},
        {"train = \"Q_1\"", two, "a distribution is needed here"},
        {"train = \"M\"", two, "M is the training distribution"},
        {"train = \"2*Q\"", two, "masses add up to 2, not to 1: in train, at generation 0"},
        {"train = \"2*Q - (1/2, 1/2)\"", two,
         "a mixture has the negative mass -1/2: in train, at generation 0"},
        {"train = \"normalize(i: Q_i - 1/2)\"", two, "normalize meets the negative value"},
        {"train = \"normalize(i: 0*Q_i)\"", two,
         "nothing to share out: every value is 0: in train, at generation 0"},
        {"train = \"normalize(i: w_i*Q_i)\"", "K = 2\nN = 2\nQ = \"lattice(2)\"\nw = [[1, 0]]",
         "nothing to share out"},
        {"train = \"normalize(i: Q_i^(1/2))\"", two, "a probability must be a rational number"},
        {"train = \"normalize(i in 1..2: Q_i)\"", two, "normalize runs over the symbols"},
        {"train = \"normalize(Q)\"", two, ""},
        {"train = \"Q*Q\"", two, "\"*\" cannot join a distribution and a distribution"},
        {"train = \"Q + 1\"", two, "a number is needed here"},
        {"train = \"1/Q\"", two, "\"/\" cannot join a number and a distribution"},
        {"train = \"Q'\"", two, "Q' cannot stand here"},
        {"train = \"Q\"\nshare = \"exact\"", grounded, "an exact share is one of"},
        {"share = \"exact\"", grounded, "alpha*N, the number of the world's samples, is 2/3 at generation 0"},
        {"share = \"half\"", two, "no value of \"share\""},
        {"models = \"1/2, 1/3\"", two, "the models' weights add up to 5/6, not to 1"},
        {"models = \"1, 0\"", two, "\"0\" is no weight of a model"},
        {"models = \"1/2, 1/2,\"", two, "is no weight of a model"},
        {"models = \"3/2, -1/2\"", two, "is no weight of a model"},
        {"models = 2", two, "\"models\""},
        {"models = \"1/2, 1/2\"\ndata = \"accumulate\"", two, "accumulating data"},
        {"N = \"infinity\"\ndata = \"accumulate\"", two, "there are no samples to be counted"},
        {"N = \"infinity\"\nestimator = \"additive(1)\"", two, "there are no samples to be counted"},
        {"N = \"infinity\"\nshare = \"exact\"", two, "there are no samples to be counted"},
        {"N = \"infinity\"\nfamily = \"gaussian\"", "N = 2\nmu = \"0\"\ns2 = \"1\"", "Gaussian"},
        {"family = \"program\"\nnoise = \"1/4\"\ntrain = \"Q\"",
         "L = 1\nN = 1\nm = \"uniform\"\nh = \"strings\"", "the program learner's process has no \"train\""},
    };
    std::size_t rejected = 0;
    for (const Bad& bad : table) {
        INFO(bad.process << " over " << bad.domain);
        try {
            const std::string domain = bad.domain;
            const bool gaussian = domain.find("mu") != std::string::npos;
            const char* statement = gaussian ? "E[mu[1]] <= 1" : "E[D(Q')] <= 1";
            const ClaimResult result = decide(statement, domain, with(bad.process));
            FAIL("a verdict: " << to_text(result.verdict));
        } catch (const InputError& error) {
            INFO(error.message << " / " << error.hint);
            CHECK((error.message + " " + error.hint).find(bad.says) != std::string::npos);
            ++rejected;
        }
    }
    CHECK(rejected >= 41);
}

TEST_CASE("A bottleneck that keeps the m commonest symbols needs no code") {
    const char* const commonest =
        "train = \"normalize(i: Q_i*min(1, max(0, m - sum(j: min(1, 10^9*max(0, Q_j - Q_i))))))\"";
    const char* const sixths =
        "K = 3\nN = \"1..3\"\nt = \"0..2\"\nm = \"1, 2, 3\"\nQ = [[\"1/2\",\"1/3\",\"1/6\"]]";
    const char* const two = "K = 3\nN = \"1..3\"\nm = 2\nQ = [[\"1/2\",\"1/3\",\"1/6\"]]";
    const char* const all = "K = 3\nN = \"1..3\"\nm = 3\nQ = \"lattice(4)\"";
    const char* const tied = "K = 3\nN = \"1..3\"\nm = 1\nQ = [[\"2/5\",\"2/5\",\"1/5\"]]";
    const Case table[] = {
        {"E[supp(Q[t+1])] <= m", sixths, Verdict::proved, commonest},
        {"E[supp(Q[t+1])] < m", sixths, Verdict::refuted, commonest},
        {"E[Q'_1] == 3/5 and Pr[Q'_3 == 0] == 1", two, Verdict::proved, commonest},
        {"E[Q'_1] == 3/5 + 1e-40", two, Verdict::refuted, commonest},
        {"E[D(Q')] == (1-1/N)*D(Q)", all, Verdict::proved, commonest},  // nothing is left out
        {"E[D(Q')] == (1-1/N)*D(Q)", two, Verdict::refuted, commonest},
        {"E[Q'_1] == 1/2 and E[Q'_2] == 1/2", tied, Verdict::proved, commonest},  // ties are kept
        {"E[supp(Q')] <= m", tied, Verdict::refuted, commonest},
    };
    check_all(table);
}

TEST_CASE("A process that goes round for ever tends to no law") {
    const ClaimResult result =
        decide("E[Q[infinity]_1] == 1/2", "K = 2\nN = 1\nQ = \"vertices\"", with("fit = \"X_(K + 1 - i)\""));
    CHECK(result.verdict == Verdict::undecided);
    CHECK(result.instances.front().reason.find("goes through 2 sets of models in turn") != std::string::npos);
}

TEST_CASE("Models that outgrow every list are said to, not waited for") {
    const ClaimResult result =
        decide("E[max(Q[t])] <= 1", "K = 3\nN = 40\nt = 6\nQ = \"lattice(2)\"\neta = \"1/3\"",
               with("fit = \"(1-eta)*Q_i + eta*X_i\""));
    CHECK(result.verdict == Verdict::undecided);
    CHECK_FALSE(result.instances.front().reason.empty());
}

TEST_CASE("A domain need not declare what a claim's process and brackets do not speak of") {
    const Case table[] = {
        // M is made from the start, whatever it is called.
        {"E[D(Q')] == (1-1/N)*D(M)", "K = 2\nN = \"1..3\"\nP = \"lattice(4)\"", Verdict::proved,
         "start = \"P\""},
        {"E[D(Q')] <= (1-1/N)*D(M) - 1e-30", "K = 2\nN = \"1..3\"\nP = \"lattice(4)\"", Verdict::refuted,
         "start = \"P\""},
        // Both brackets start elsewhere than at Q.
        {"TV(Law[Q' from P], Law[Q' from R]) <= N*TV(P, R)",
         "K = 2\nN = \"1..3\"\nP = \"lattice(3)\"\nR = \"lattice(3)\"", Verdict::proved, ""},
        {"E[D(Q[2]) from R] == (1-1/N)^2*D(R)", "K = 2\nN = \"1..3\"\nR = \"lattice(3)\"", Verdict::proved,
         ""},
        {"E[D(Q[2]) from R] > (1-1/N)^2*D(R)", "K = 2\nN = \"1..3\"\nR = \"lattice(3)\"", Verdict::refuted,
         ""},
        // An alpha of 0 asks for no world.
        {"E[D(Q')] == (1-1/N)*D(Q)", "K = 2\nN = \"1..3\"\nQ = \"lattice(4)\"", Verdict::proved,
         "alpha = \"0\""},
        {"E[D(Q[t])] == (1-1/N)^t*D(M)", timed, Verdict::proved, "alpha = \"0\""},
        {"E[D(Q[t])] < (1-1/N)^t*D(M)", timed, Verdict::refuted, "alpha = \"0\""},
    };
    for (const Case& c : table) {
        INFO(c.statement << " with " << c.process);
        const std::string process = *c.process == 0 ? "" : std::string("[process]\n") + c.process + "\n";
        CHECK(decide(c.statement, c.domain, process).verdict == c.verdict);
    }
    CHECK_THROWS_AS(decide("E[D(Q')] < 1", "K = 2\nN = 1\nQ = \"lattice(4)\"", "[process]\nalpha = \"t\"\n"),
                    InputError);
}

TEST_CASE("A point without symbols is told without K") {
    Point point;
    CHECK(to_text(point) == "the statement itself");
    point.scalars["t"] = 3;
    CHECK(to_text(point) == "t=3");
    point.K = 2;
    CHECK(to_text(point) == "K=2 t=3");
}

}  // namespace own_process_test
