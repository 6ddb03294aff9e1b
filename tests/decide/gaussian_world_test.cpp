// Gaussians with a world of their own and with accumulating data: true, false by a hair, on equality.
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::decide;

namespace gaussian_world_test {

namespace {

const std::string family = "[process]\nfamily = \"gaussian\"\n";
const char* const shares = "N = \"2..4\"\nt = \"0..3\"\nmu = \"-1, 2\"\ns2 = \"3/2\"\nalpha = \"0, 1/3, 1\"";
const char* const closed = "N = \"2..4\"\nt = \"0..4\"\nmu = \"-1, 2\"\ns2 = \"3/2\"";

void check(const char* domain, const std::string& process,
           const std::vector<std::pair<const char*, Verdict>>& table) {
    for (const auto& [statement, verdict] : table) {
        INFO(statement);
        CHECK(decide(statement, domain, process).verdict == verdict);
    }
}

}  // namespace

TEST_CASE("Of a Gaussian with a world all moments are exact") {
    check(shares, family + "world = \"1/2, 2\"\n",
          {
              {"E[mu[t]] == 1/2 + (1-alpha)^t*(mu - 1/2)", Verdict::proved},
              {"E[mu[t]] == 1/2 + (1-alpha)^t*(mu - 1/2) + 1e-40", Verdict::refuted},
              // Given a generation, the next mean has the mixture's variance over N, and the next variance is
              // it.
              {"E[s2[t+1]] == alpha*2 + (1-alpha)*E[s2[t]] + alpha*(1-alpha)*E[(mu[t] - 1/2)^2]",
               Verdict::proved},
              {"E[s2[t+1]] > alpha*2 + (1-alpha)*E[s2[t]] + alpha*(1-alpha)*E[(mu[t] - 1/2)^2] - 1e-40",
               Verdict::proved},
              {"E[s2[t+1]] > alpha*2 + (1-alpha)*E[s2[t]] + alpha*(1-alpha)*E[(mu[t] - 1/2)^2]",
               Verdict::refuted},
              {"E[(mu[t+1] - 1/2)^2] == (1-alpha)^2*E[(mu[t] - 1/2)^2] + E[s2[t+1]]/N", Verdict::proved},
              {"E[(mu[t+1] - 1/2)^2] == (1-alpha)^2*E[(mu[t] - 1/2)^2] + E[s2[t+1]]/(N+1)", Verdict::refuted},
              {"t < 0 or Var[mu[1]] == (alpha*2 + (1-alpha)*s2 + alpha*(1-alpha)*(mu - 1/2)^2)/N",
               Verdict::proved},
              {"E[mu[t]*mu[t+1]] == (1-alpha)*E[mu[t]^2] + alpha/2*E[mu[t]]", Verdict::proved},
              {"alpha > 0 or E[s2[t]^2] == s2^2*((N+1)/(N-1))^t", Verdict::proved},
              {"alpha < 1 or t == 0 or E[s2[t]^2] == 4*(N+1)/(N-1)", Verdict::proved},
              {"alpha < 1 or t == 0 or E[s2[t]^2] == 4*(N+1)/(N-1) + 1e-40", Verdict::refuted},
              // With a world of positive variance the spread does not die out, as it does without.
              {"alpha == 0 or E[s2[t]] >= 3/2", Verdict::proved},
          });
    // A world and a share that follow the domain's numbers and the generation.
    check("N = \"2, 3\"\nt = \"0..4\"\nmu = \"-1, 2\"\ns2 = 1\nm = \"0, 3\"",
          family + "world = \"max(m, 0) - 1, m^2\"\nalpha = \"1/(t+2)\"\n",
          {{"E[mu[t]] - (m - 1) == (mu - (m - 1))*prod(s in 0..t-1: 1 - 1/(s+2))", Verdict::proved},
           {"t < 0 or Var[mu[1]] == (m^2/2 + s2/2 + (mu - m + 1)^2/4)/N", Verdict::proved},
           {"t < 0 or Var[mu[1]] == (m^2/2 + s2/2 + (mu - m + 1)^2/4)/N + 1e-40", Verdict::refuted}});
}

TEST_CASE("Of a Gaussian fitted to all data so far all moments are exact") {
    const char* const floor = "s2*prod(s in 1..t-1: 1 - 1/((s+1)*(N*(s+1)-1)))";
    const std::string spread = "E[s2[t]] == " + std::string(floor);
    check(closed, family + "data = \"accumulate\"\n",
          {
              {"E[mu[t]] == mu", Verdict::proved},
              {spread.c_str(), Verdict::proved},
              {"E[s2[t]] == s2", Verdict::refuted},
              {"t == 0 or Var[mu[t+1]] == Var[mu[t]] + E[s2[t]]/(N*(t+1)^2)", Verdict::proved},
              {"Var[mu[t+1]] == Var[mu[t]] + E[s2[t]]/(N*(t+1)^2) + 1e-40", Verdict::refuted},
              {"E[mu[t]*mu[t+1]] == E[mu[t]^2]", Verdict::proved},
              {"t < 0 or E[s2[1]^2] == s2^2*(N+1)/(N-1)", Verdict::proved},
              // What accumulating does for it: the variance of the mean stays below twice the first one's.
              {"Var[mu[t]] <= 2*s2/N", Verdict::proved},
          });
    // All samples from the world are one pool, with a schedule too: of 2, 3, 4, ... samples.
    check("t = \"1..4\"\nmu = \"-1, 2\"\ns2 = 1\nalpha = 1",
          family + "data = \"accumulate\"\nN = \"t+2\"\nworld = \"5, 3\"\n",
          {{"E[mu[t]] == 5 and E[s2[t]] == 3 and Var[mu[t]] == 3/(t*(t+3)/2)", Verdict::proved},
           {"Var[s2[t]] == 18/(t*(t+3)/2 - 1)", Verdict::proved},
           {"Var[s2[t]] == 18/(t*(t+3)/2 - 1) + 1e-40", Verdict::refuted}});
    // One new sample is enough once there are others.
    check("t = \"0..3\"\nmu = 2\ns2 = 1", family + "data = \"accumulate\"\nN = \"1 + 0^t\"\n",
          {{"E[mu[t]] == mu and Var[mu[2]] == s2/2 + s2/9", Verdict::proved}});
}

TEST_CASE("What is not known of a Gaussian beyond the closed loop is undecided, with the reason") {
    const std::string grounded = family + "world = \"1/2, 2\"\n", pooled = family + "data = \"accumulate\"\n";
    const std::string one = "N = 3\nmu = 1\ns2 = 1\nalpha = \"1/2\"", other = "N = 3\nmu = 1\ns2 = 1";
    const auto undecided = [](const char* statement, const std::string& domain, const std::string& process,
                              const char* reason) {
        INFO(statement);
        const std::string timed = std::string(statement).find("[t") == std::string::npos ? "" : "t = 2\n";
        const ClaimResult result = decide(statement, timed + domain, process);
        CHECK(result.verdict == Verdict::undecided);
        INFO(result.instances.front().reason);
        CHECK(result.instances.front().reason.find(reason) != std::string::npos);
    };
    for (const char* statement :
         {"E[log(s2[t])] <= 9", "E[sqrt(s2[t])] <= 9", "Pr[s2[1] <= 1] < 1", "Pr[mu[1] <= mu] < 1"})
        undecided(statement, one, grounded, "only moments of Gaussians are known");
    for (const char* statement : {"E[log(s2[t])] <= 9", "E[sqrt(s2[t])] <= 9", "Pr[s2[t+1] <= s2[t]] < 1"})
        undecided(statement, other, pooled, "only moments of Gaussians are known");
    undecided("E[mu[1]^14] >= 0", one, grounded, "up to weight 12");
    // The first generation's data are its own, and a share of nothing is no share.
    CHECK(decide("E[log(s2[1])] == log(s2) + digamma(1) and Pr[mu[1] <= mu] == 1/2", other, pooled).verdict ==
          Verdict::proved);
    CHECK(decide("E[log(s2[1])] == log(s2) + digamma(1) and Pr[mu[1] <= mu] == 1/2",
                 "N = 3\nmu = 1\ns2 = 1\nalpha = 0", grounded)
              .verdict == Verdict::proved);
    CHECK(decide("E[mu[1]] <= 9", "N = 3\nmu = 1\ns2 = 1\nalpha = \"[0,1]\"", grounded).verdict ==
          Verdict::undecided);
}

TEST_CASE("A Gaussian's world that makes no sense is an error that says what would") {
    struct Bad {
        const char* process;
        const char* domain;
        const char* says;
    };
    const char* const share = "N = 2\nmu = 1\ns2 = 1\nalpha = \"1/2\"";
    const char* const none = "N = 2\nmu = 1\ns2 = 1";
    const Bad table[] = {
        {"world = \"0, 1\"", none, "without a share alpha"},
        {"", share, "and there is none"},
        {"alpha = \"1/(t+1)\"", none, "world = \"0, 1\""},
        {"world = \"0\"", share, "a mean and a variance"},
        {"world = \"0, 1, 2\"", share, "a mean and a variance"},
        {"world = \"0, -1\"", share, "a variance is not negative"},
        {"world = \"0, s2 - 2\"", share, "the world's variance is negative"},
        {"world = \"0, sqrt(2)\"", share, "is not rational"},
        {"world = \"0, v\"", share, "\"v\""},
        {"world = \"0, 1\"\nalpha = \"t+2\"", none, "it must lie from 0 to 1"},
        {"world = \"0, 1\"\nshare = \"exact\"", share, "the Gaussian family has no \"share\""},
        {"train = \"1\"", none, ""},
        {"models = \"1/2, 1/2\"", none, "the Gaussian family has no \"models\""},
        {"data = \"forget\"", none, "no value of \"data\""},
        {"data = \"accumulate\"\nN = \"t+1\"", none, "one sample at generation 0"},
    };
    for (const Bad& bad : table) {
        INFO(bad.process << " over " << bad.domain);
        try {
            const ClaimResult result = decide("E[mu[2]] <= 9", bad.domain, family + bad.process + "\n");
            FAIL("a verdict: " << to_text(result.verdict));
        } catch (const InputError& error) {
            INFO(error.message << " / " << error.hint);
            CHECK((error.message + " " + error.hint).find(bad.says) != std::string::npos);
        }
    }
}

}  // namespace gaussian_world_test
