// Probabilities in the Gaussian family: true, false by a hair, exactly on equality, and what has no law.
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::decide;

namespace gaussian_events_test {

namespace {

const std::string process = "[process]\nfamily = \"gaussian\"\n";
const char* const of_any = "N = \"2..5\"\nmu = \"-1, 2\"\ns2 = \"3/2, 4\"";
const char* const of_three = "N = 3\nt = \"0..3\"\nmu = \"-1, 2\"\ns2 = \"3/2\"";

struct Claimed {
    const char* statement;
    const char* domain;
    Verdict verdict;
};

}  // namespace

TEST_CASE("Bounds on the next variance and mean of a Gaussian have the probabilities of their laws") {
    const Claimed table[] = {
        // Two degrees of freedom are an exponential law, four a sum of two; one is the square of a normal
        // variable.
        {"N != 3 or abs(Pr[s2[1] >= 2*s2] - exp(-2)) < 1e-30", of_any, Verdict::proved},
        {"N != 3 or Pr[s2[1] >= 2*s2] < exp(-2) + 1e-30", of_any, Verdict::proved},
        {"N != 3 or Pr[s2[1] >= 2*s2] < exp(-2) - 1e-30", of_any, Verdict::refuted},
        {"N != 5 or abs(Pr[s2[1] >= s2] - 3*exp(-2)) < 1e-30", of_any, Verdict::proved},
        {"N != 5 or abs(Pr[s2[1] >= s2] - 3*exp(-2)) > 1e-30", of_any, Verdict::refuted},
        {"N != 2 or 0.68268949213708589717 < Pr[s2[1] <= s2] < 0.68268949213708589718", of_any,
         Verdict::proved},
        {"N != 2 or Pr[s2[1] <= s2] < 0.68268949213708589717", of_any, Verdict::refuted},
        {"N != 4 or abs(Pr[s2[1] > s2] - Pr[s2[1] > s2/3 and not s2[1] <= s2]) < 1e-30", of_any,
         Verdict::proved},
        {"0.95449973610364158559 < Pr[(mu[1] - mu)^2 <= 4*s2/N] < 0.9544997361036415856", of_any,
         Verdict::proved},
        {"0.84134474606854294858 < Pr[mu[1] <= mu + 1] < 0.84134474606854294859",
         "N = 4\nmu = \"-1, 2\"\ns2 = 4", Verdict::proved},
        {"0.84134474606854294858 < Pr[1 - mu[1] <= 2 - mu] < 0.84134474606854294859",
         "N = 4\nmu = \"-1, 2\"\ns2 = 4", Verdict::proved},
        {"Pr[mu[1] <= mu - 1] < 0.15865525393145705141", "N = 4\nmu = \"-1, 2\"\ns2 = 4", Verdict::refuted},
        // On equality, where the probabilities are rational.
        {"Pr[mu[1] >= mu] == 1/2", of_any, Verdict::proved},
        {"Pr[mu[1] >= mu] == 1/2 + 1e-40", of_any, Verdict::refuted},
        {"Pr[s2[1] > 0] == 1 and Pr[s2[1] < 0] == 0 and Pr[s2[1] == s2] == 0", of_any, Verdict::proved},
        {"Pr[s2[1] != s2] == 1 and Pr[s2[1] <= s2 or s2[1] >= s2/2] == 1", of_any, Verdict::proved},
        {"Pr[s2[1] <= s2 implies s2[1] < 2*s2] == 1 and Pr[finite(s2[1])] == 1", of_any, Verdict::proved},
        {"Pr[s2[0] == s2 and mu[0] == mu] == 1 and Pr[1 < 2] == 1 and Pr[mu[0] > mu] == 0", of_any,
         Verdict::proved},
        {"Pr[mu[1] > mu iff mu[1] < mu] == 0", of_any, Verdict::proved},
        {"Pr[mu[1]^2 + s2[1] > 0] == 1", of_any, Verdict::proved},
        {"Pr[mu[1] >= mu or mu[1] > mu + 1] == 1/2", of_any, Verdict::proved},
        {"Pr[mu[1] >= mu or mu[1] > mu + 1] > 1/2", of_any, Verdict::refuted},
        {"Pr[mu[1] >= mu and (s2[1] < s2 or s2[1] >= s2 or mu[1] > 5)] == 1/2", of_any, Verdict::proved},
        // Independent of each other, and of what is no probability's business.
        {"N != 3 or abs(Pr[mu[1] >= mu and s2[1] >= s2] - exp(-1)/2) < 1e-30", of_any, Verdict::proved},
        {"N != 3 or abs(Pr[mu[1] >= mu or s2[1] >= s2] - (1 + exp(-1))/2) < 1e-30", of_any, Verdict::proved},
        {"N != 3 or abs(Pr[s2/2 <= s2[1] < s2] - (exp(-1/2) - exp(-1))) < 1e-30", of_any, Verdict::proved},
        {"abs(Pr[s2[1] < s2 and log(2) < 1] - Pr[s2[1] < s2]) < 1e-30", of_any, Verdict::proved},
        // Far out on both sides.
        {"0 < Pr[s2[1] >= 100*s2] < 1e-1200", "N = 64\nmu = 0\ns2 = 1", Verdict::proved},
        {"0 < Pr[s2[1] <= s2/1000] < 1e-60", "N = 64\nmu = 0\ns2 = 1", Verdict::proved},
        {"0 < Pr[mu[1] >= 100] < 1e-1000", "N = 4\nmu = 0\ns2 = 1", Verdict::proved},
        // Without variance nothing moves.
        {"Pr[s2[t] == 0 and mu[t] == mu] == 1 and Pr[mu[t] > mu] == 0",
         "N = 3\nt = \"0..4\"\nmu = \"2\"\ns2 = 0", Verdict::proved},
    };
    for (const auto& [statement, domain, verdict] : table) {
        INFO(statement);
        CHECK(decide(statement, domain, process).verdict == verdict);
    }
}

TEST_CASE("One step of a Gaussian after another: the ratios of variances are independent of all before") {
    const Claimed table[] = {
        {"abs(Pr[s2[t+1] >= 2*s2[t]] - exp(-2)) < 1e-30", of_three, Verdict::proved},
        {"Pr[s2[t+1] >= 2*s2[t]] < exp(-2) - 1e-30", of_three, Verdict::refuted},
        {"abs(Pr[s2[t+1] < s2[t] and s2[t+2] < s2[t+1]] - (1 - exp(-1))^2) < 1e-30", of_three,
         Verdict::proved},
        {"Pr[mu[t+1] >= mu[t]] == 1/2 and Pr[mu[t] - 3 <= mu[t+1] - 3] == 1/2", of_three, Verdict::proved},
        {"Pr[mu[t+1] >= mu[t] and mu[t+2] >= mu[t+1]] == 1/4", of_three, Verdict::proved},
        {"Pr[mu[t+1] >= mu[t] and mu[t+2] >= mu[t+1]] > 1/4", of_three, Verdict::refuted},
        {"0.95449973610364158559 < Pr[(mu[t+1]-mu[t])^2 <= 4*s2[t]/N] < 0.9544997361036415856", of_three,
         Verdict::proved},
        {"Pr[s2[t+1] > 0 and s2[t+1]*s2[t] + 1 > 0] == 1", of_three, Verdict::proved},
    };
    for (const auto& [statement, domain, verdict] : table) {
        INFO(statement);
        CHECK(decide(statement, domain, process).verdict == verdict);
    }
    // The samples are those of the step: three of them from generation 1 to 2.
    const char* const scheduled = "t = \"1\"\nmu = \"2\"\ns2 = \"4\"";
    CHECK(
        decide("abs(Pr[s2[t+1] >= s2[t]] - exp(-1)) < 1e-30", scheduled, process + "N = \"t+2\"\n").verdict ==
        Verdict::proved);
}

TEST_CASE("Probabilities of Gaussians that are not known leave the claim undecided, with the reason") {
    const auto reason = [](const char* statement) {
        INFO(statement);
        const std::string timed = std::string(statement).find("[t") == std::string::npos ? "" : "t = 2\n";
        const ClaimResult result = decide(statement, timed + "N = 3\nmu = 1\ns2 = 1", process);
        CHECK(result.verdict == Verdict::undecided);
        return result.instances.front().reason;
    };
    const auto says = [](const std::string& text, const char* part) {
        INFO(text);
        CHECK(text.find(part) != std::string::npos);
    };
    says(reason("Pr[s2[t] >= s2] > 1/100"), "product of chi-squares");
    says(reason("Pr[mu[t] >= 1] > 1/100"), "after several generations");
    says(reason("Pr[mu[t+1] >= mu[t] + 1] > 1/100"), "after several generations");
    says(reason("Pr[s2[t+1] >= s2[t-1]] > 1/100"), "after several generations");
    says(reason("Pr[mu[1] <= s2[1]] > 1/100"), "each by itself");
    says(reason("Pr[mu[1]^2 <= 1] > 1/100"), "around mu");
    says(reason("Pr[log(s2[1]) <= 0] > 1/100"), "as one on s2[t]");
    says(reason("Pr[sqrt(s2[1]) <= 1] > 1/100"), "as one on s2[t]");
    for (const char* bound : {"abs(mu[1]) <= 1", "min(s2[1], 1) < 1", "mu[1] <= pi", "exp(s2[1]) <= 1"})
        says(reason((std::string("Pr[") + bound + "] > 1/100").c_str()), "bounds with rational numbers");
    says(reason("Pr[mu[infinity] <= 0] > 1/100"), "no limit law");
    // A transcendental number on both sides: enclosures cannot tell that they are equal.
    CHECK(decide("Pr[s2[1] >= s2] == exp(-1)", "N = 3\nmu = 1\ns2 = 1", process).verdict ==
          Verdict::undecided);
}

TEST_CASE("Gaussian probabilities that mean nothing are errors, but where nothing asks for their value") {
    for (const char* statement : {"Pr[mu[1] <= 0 from 1] <= 1", "Pr[s2[1] >= s2 or 1/0 > 1] <= 1",
                                  "Pr[s2[1]/0 <= 1] <= 1", "Pr[mu[1]] <= 1", "Law[mu[1]] == 1"}) {
        INFO(statement);
        CHECK_THROWS_AS(decide(statement, of_any, process), InputError);
    }
    CHECK_THROWS_AS(decide("Pr[s2[t] <= 0] <= 1", "t = 1\nmu = 0\ns2 = 1", process + "N = \"t+1\"\n"),
                    InputError);
    CHECK(decide("Pr[s2[1] >= 0 or 1/0 > 1] == 1", of_any, process).verdict == Verdict::proved);
    CHECK(decide("Pr[s2[1] < 0 and 1/0 > 1] == 0", of_any, process).verdict == Verdict::proved);
}

}  // namespace gaussian_events_test
