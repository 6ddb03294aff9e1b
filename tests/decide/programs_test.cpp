// Claims about strings, machines and the program learner: true, false by a hair, exactly tight; and what is
// no such claim.
#include "decide/evaluate/machines.hpp"
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace programs_test {

namespace {

const char* const noisy = "noise = \"e\"";

// One bit, one sample, uniform prior: a chain of two states that is left with probability 2e(1-e).
const char* const bit =
    "L = 1\nN = 1\nt = \"0..4\"\ne = \"1/10, 1/3, 2/3\"\nm = \"uniform\"\nh = \"strings\"";
const char* const any_prior =
    "L = 1\nN = \"1..3\"\nt = \"0..3\"\ne = \"1/3\"\nm = \"lattice(3)\"\nh = \"strings\"";
const char* const two = "L = \"1, 2\"\nN = \"1, 2\"\ne = \"1/10, 1/3\"\nm = \"D(3)\"\nh = \"strings\"";
const char* const grounded =
    "L = \"1, 2\"\nN = \"1, 2\"\ne = \"1/10\"\nm = \"D(3)\"\nh = \"strings\"\nworld = \"strings\"\nalpha = "
    "\"1/4, 1/2\"";

}  // namespace

TEST_CASE("Claims about the program learner are decided, at equality and a hair beside it") {
    const Case table[] = {
        {"Pr[h[t] == h] == 1/2 + 1/2*(1 - 4*e*(1-e))^t", bit, Verdict::proved, noisy},
        {"Pr[h[t] == h] <= 1/2 + 1/2*(1 - 4*e*(1-e))^t - 1e-40", bit, Verdict::refuted, noisy},
        {"Pr[h[1] == complement(h)] == 2*e*(1-e) and Pr[h[1] == \\\"1\\\" from \\\"0\\\"] == 2*e*(1-e)",
         "L = 1\nN = 1\ne = \"1/10, 1/3\"\nm = \"uniform\"\nh = \"strings\"", Verdict::proved, noisy},
        {"TV(Law[h[t]], m) == 1/2*abs(1 - 4*e*(1-e))^t", bit, Verdict::proved, noisy},
        {"doeblin == 4*e*(1-e)", "L = 1\nN = 1\ne = \"1/10, 1/3\"\nm = \"uniform\"", Verdict::proved, noisy},
        {"doeblin == 4*e*(1-e) + 1e-30", "L = 1\nN = 1\ne = \"1/10, 1/3\"\nm = \"uniform\"", Verdict::refuted,
         noisy},
        {"E[H(Q[t])] == H(Q)", bit, Verdict::proved, noisy},
        {"E[H(Q[t])] == -e*log(e) - (1-e)*log(1-e)", bit, Verdict::proved, noisy},
        {"E[H(Q[t])] < H(Q) + 1e-40 and Pr[H(Q[t]) == H(Q)] == 1 and Var[H(Q[t])] == 0", bit, Verdict::proved,
         noisy},
        {"E[H(Q[t])] < H(Q)", bit, Verdict::refuted, noisy},
        {"E[TV(Q[t], Q)] == abs(1 - 2*e)*(1 - Pr[h[t] == h])", bit, Verdict::proved, noisy},
        {"E[Q'_h] == Pr[h[1] == h]*(1-e) + (1 - Pr[h[1] == h])*e",
         "L = 1\nN = \"1, 2\"\ne = \"1/3\"\nm = \"lattice(3)\"\nh = \"strings\"", Verdict::proved, noisy},
        // Any prior, zeros included: the law tends to it wherever that is possible.
        {"Law[h[infinity]] == m", "L = 2\nN = \"1, 2\"\ne = \"1/3\"\nm = \"lattice(3)\"\nh = \"strings(01)\"",
         Verdict::proved, noisy},
        {"TV(Law[h[t]], m) <= (1 - doeblin)^t", any_prior, Verdict::proved, noisy},
        {"KL(Law[h[t+1]], m) <= KL(Law[h[t]], m)", any_prior, Verdict::proved, noisy},
        {"TV(Law[h[t]], m) <= (1 - doeblin)^(t+1)", any_prior, Verdict::refuted, noisy},
        {"Pr[h[infinity] == h] == m_h", two, Verdict::proved, noisy},
        {"E[-log(m_(h[infinity]))] == H(m) and H(Law[h[infinity]]) == H(m)", two, Verdict::proved, noisy},
        {"E[-log(m_(h[infinity]))] <= H(m) - 1e-40", two, Verdict::refuted, noisy},
        // The maximum of one sample under a uniform prior is the sample.
        {"Pr[h[1] == complement(h)] == e^L",
         "L = \"1, 2\"\nN = 1\ne = \"1/10\"\nm = \"uniform\"\nh = \"strings\"", Verdict::proved,
         "noise = \"e\"\nchoice = \"maximum\""},
        {"Law[h[1]] == Q", "L = 2\nN = 1\nm = \"uniform\"\nh = \"strings\"", Verdict::proved,
         "noise = \"1/4\"\nchoice = \"maximum\""},
        {"Law[h[1]] == Q", "L = 2\nN = 1\nm = \"uniform\"\nh = \"strings\"", Verdict::refuted,
         "noise = \"1/4\""},
        {"sum(s in strings(L): m_s) == 1 and K == 2^L and sum(i: m_i) == 1", "L = \"1..3\"\nm = \"D(4)\"",
         Verdict::proved, "noise = \"1/4\""},
        // The world.
        {"Law[h[1]] == Law[h[1] from world]",
         "L = 2\nN = 2\nm = \"D(2)\"\nh = \"strings\"\nworld = \"strings\"\nalpha = 1", Verdict::proved,
         "noise = \"1/3\""},
        {"Pr[h[1] == world with alpha = 1] >= Pr[h[1] == world]", grounded, Verdict::proved, noisy},
        {"Pr[h[1] == world with alpha = 0] >= Pr[h[1] == world]", grounded, Verdict::refuted, noisy},
        {"Pr[h[infinity] == world with alpha = 0, N = N + 1] == m_world", grounded, Verdict::proved, noisy},
        {"Pr[h[1] == h with alpha = 2*alpha - alpha] == Pr[h[1] == h]", grounded, Verdict::proved, noisy},
        {"E[TV(Q, P)] == 0 iff h == world", grounded, Verdict::proved, noisy},
        {"Pr[h[1] == world] >= 0",
         "L = 1\nN = 2\nm = \"uniform\"\nh = \"strings\"\nworld = \"strings(1)\"\nalpha = \"1/2\"",
         Verdict::proved, "noise = \"1/3\"\nshare = \"exact\""},
        // Several generations in one bracket run over courses.
        {"Pr[h[1] == h[2]] == 1 - 2*e*(1-e)",
         "L = 1\nN = 1\ne = \"1/10, 1/3\"\nm = \"uniform\"\nh = \"strings\"", Verdict::proved, noisy},
        {"Pr[h[0] == h and h[1] == reverse(reverse(h[1]))] == 1", two, Verdict::proved, noisy},
        {"TV(Law[reverse(h[1])], Law[h[1] from reverse(h)]) == 0", two, Verdict::proved, noisy},
    };
    check_all(table, "program");
}

TEST_CASE("Claims about machines") {
    const auto verdict = [](const std::string& statement, const std::string& domain) {
        return decide(statement, domain).verdict;
    };
    const std::string n = "n = \"1, 2, 3\"";
    CHECK(verdict("sum(s in outputs(n): D(n, s)) == 1", n) == Verdict::proved);
    CHECK(verdict("sum(s in outputs(n): runs(n, s)) == halting(n) + 1e-9", n) == Verdict::refuted);
    CHECK(verdict("halting(n) + endless(n) == 2*(4*n+2)^(2*n)", n) == Verdict::proved);
    CHECK(verdict("D(n, \\\"0\\\") == D(n, complement(\\\"0\\\")) and D(n, \\\"01\\\") == D(n, "
                  "reverse(\\\"01\\\"))",
                  n) == Verdict::proved);
    CHECK(verdict("steps(3) == 21 and runs(1, \\\"0101\\\") == 0 and length(\\\"\\\") == 0", "") ==
          Verdict::proved);
    // The two halting choices of 18 at the first step, over both blanks, and nothing else prints one cell.
    CHECK(verdict("D(1, \\\"0\\\") == 1/2 and halting(1) == 2*2*6", "") == Verdict::proved);
    CHECK(verdict("D(3, s) > D(3, complement(reverse(s))) - 1e-12 and length(s) > 3",
                  "s = \"strings(0101, 00000)\"") == Verdict::proved);
    // D(n) as a distribution of the plain process, too.
    CHECK(verdict("E[D(Q')] == (1 - 1/N)*D(Q)", "L = 2\nN = \"1..3\"\nQ = \"D(2)\"") == Verdict::proved);
    CHECK(machine_prior(2, 5).empty());
    CHECK(is_law(machine_prior(3, 4)));
}

TEST_CASE("Schedules, a start at the world and a penalty") {
    const char* const bits =
        "L = 1\nN = \"1, 2\"\nt = \"0..3\"\ne = \"1/4\"\nm = \"lattice(3)\"\nh = \"strings\"\nworld = "
        "\"strings\"";
    const char* const anchor =
        "L = 2\nN = \"1, 2\"\ne = \"1/4, 1/3\"\nm = [[\"1/2\", \"1/6\", \"1/6\", \"1/6\"], [\"4/7\", "
        "\"1/7\", "
        "\"1/7\", \"1/7\"]]\nh = \"strings(00)\"\nlambda = \"0, 1, 2, 3, 7/2, 5\"";
    const Case table[] = {
        // Exogenous data in the first step alone: from then on a closed loop, from the world.
        {"Law[h[t+1]] == Law[h[t+1] from world with e = e]", bits, Verdict::refuted, "noise = \"e\""},
        {"Pr[h[t+1] == world] == Pr[h[t+1] == world from world]", bits, Verdict::proved,
         "noise = \"e\"\nalpha = \"0^t\""},
        {"Pr[h[t] == world] == Pr[h[t] == world from world]", bits, Verdict::refuted,
         "noise = \"e\"\nalpha = \"0^t\""},
        // At every step but the first.
        {"Law[h[t]] == Law[h[t] from complement(h)] or t < 2", bits, Verdict::proved,
         "noise = \"e\"\nalpha = \"1 - 0^t\""},
        {"Law[h[t]] == Law[h[t] from complement(h)] or t < 1", bits, Verdict::refuted,
         "noise = \"e\"\nalpha = \"1 - 0^t\"\nchoice = \"maximum\""},
        // Two generations in one bracket: the second step is the schedule's second.
        {"Pr[h[1] == h[2]] == sum(s in strings(1): Pr[h[1] == s]*Pr[h[2] == s and h[1] == s]/max(Pr[h[1] == "
         "s], 1/10^9))",
         "L = 1\nN = 1\ne = \"1/4\"\nm = \"uniform\"\nh = \"strings\"\nworld = \"strings\"", Verdict::proved,
         "noise = \"e\"\nalpha = \"1/(t+2)\""},
        {"Law[h[t]] == Law[h[t] from world] and Q == P",
         "L = 1\nN = 1\nt = \"0..2\"\ne = \"1/4\"\nm = \"uniform\"\nworld = \"strings\"", Verdict::proved,
         "noise = \"e\"\nstart = \"world\""},
        // Staying whatever the data: the penalised prior has to outweigh N copies of any other string. A tie
        // is
        // broken evenly, so the inequality is strict.
        {"Pr[h[1] == h] == 1 iff (m_(\\\"00\\\")/m_(\\\"11\\\"))^lambda > ((1-e)/e)^(2*N)", anchor,
         Verdict::proved, "noise = \"e\"\nchoice = \"maximum\"\npenalty = \"lambda\""},
        {"Pr[h[1] == h] == 1 iff lambda*log(m_(\\\"00\\\")/m_(\\\"11\\\")) > 2*N*log((1-e)/e)", anchor,
         Verdict::proved, "noise = \"e\"\nchoice = \"maximum\"\npenalty = \"lambda\""},
        {"Pr[h[1] == h] == 1 iff lambda*log(m_(\\\"00\\\")/m_(\\\"11\\\")) > 2*N*log((1-e)/e) + 1/10^30",
         anchor, Verdict::proved, "noise = \"e\"\nchoice = \"maximum\"\npenalty = \"lambda\""},
        {"Pr[h[1] == h] == 1 iff lambda*log(m_(\\\"00\\\")/m_(\\\"11\\\")) > N*log((1-e)/e)", anchor,
         Verdict::refuted, "noise = \"e\"\nchoice = \"maximum\"\npenalty = \"lambda\""},
        // On the equality: with e = 1/3, N = 1, m = (4, 1, 1, 1)/7 and the penalty 1 the string 11 ties after
        // itself.
        {"Pr[h[1] == h] == 1",
         "L = 2\nN = 1\nm = [[\"4/7\", \"1/7\", \"1/7\", \"1/7\"]]\nh = \"strings(00)\"", Verdict::refuted,
         "noise = \"1/3\"\nchoice = \"maximum\""},
        {"Pr[h[1] == h] == 1 - 1/2*1/9",
         "L = 2\nN = 1\nm = [[\"4/7\", \"1/7\", \"1/7\", \"1/7\"]]\nh = \"strings(00)\"", Verdict::proved,
         "noise = \"1/3\"\nchoice = \"maximum\""},
        {"Pr[h[1] == h] == 1",
         "L = 2\nN = 1\nm = [[\"4/7\", \"1/7\", \"1/7\", \"1/7\"]]\nh = \"strings(00)\"", Verdict::proved,
         "noise = \"1/3\"\nchoice = \"maximum\"\npenalty = \"1000/999\""},
        // No weight: the maximum of the likelihood, whatever the prior.
        {"Law[h[1]] == Q", "L = 2\nN = 1\nm = \"lattice(2)\"\nh = \"strings\"", Verdict::proved,
         "noise = \"1/4\"\nchoice = \"maximum\"\npenalty = \"0\""},
    };
    check_all(table, "program");
}

TEST_CASE("Complexity by blocks, and a symbol exchanged") {
    const auto verdict = [](const std::string& statement) {
        return decide(statement, "n = \"2, 3\"").verdict;
    };
    CHECK(verdict("BDM(1, 1, \\\"0101\\\") == n - n + 4 and BDM(1, 1, \\\"0000\\\") == 3") ==
          Verdict::proved);
    CHECK(verdict("BDM(n, 1, \\\"0000\\\") < BDM(n, 1, \\\"0100\\\")") == Verdict::proved);
    CHECK(verdict("BDM(n, 2, \\\"00001\\\") > BDM(n, 2, \\\"00\\\")") == Verdict::proved);
    // One more of the same block costs the logarithm of 2; what is left at the end costs nothing.
    CHECK(verdict("abs(BDM(n, 2, \\\"0101\\\") - BDM(n, 2, \\\"01\\\") - 1) < 1/10^60") == Verdict::proved);
    CHECK(verdict("abs(BDM(n, 2, \\\"0101\\\") - BDM(n, 2, \\\"01\\\") - 1) > 1/10^60") == Verdict::refuted);
    CHECK(verdict("abs(BDM(n, 2, \\\"010\\\") - BDM(n, 2, \\\"01\\\")) < 1/10^60") == Verdict::proved);
    CHECK(verdict("abs(BDM(n, 2, \\\"0111\\\") + log(D(n, \\\"01\\\")*D(n, \\\"11\\\"))/log(2)) < 1/10^60") ==
          Verdict::proved);
    CHECK(
        verdict("BDM(n, 2, flip(\\\"0000\\\", 4)) - BDM(n, 2, \\\"0000\\\") > 0 and flip(\\\"0000\\\", n) != "
                "flip(\\\"0000\\\", n + 1)") == Verdict::proved);
    CHECK(verdict("flip(\\\"0110\\\", n) == \\\"0010\\\"") == Verdict::refuted);
    // Equal or not, exactly: the machines' mirror images and complements print the mirror images.
    CHECK(verdict("BDM(n, 2, \\\"0111\\\") == BDM(n, 2, \\\"1000\\\") and BDM(n, 2, \\\"0111\\\") == BDM(n, "
                  "2, \\\"1110\\\")") == Verdict::proved);
    CHECK(verdict("BDM(n, 2, \\\"0101\\\") - 1 == BDM(n, 2, \\\"01\\\") and -2*BDM(n, 2, \\\"00\\\") == "
                  "-BDM(n, 2, \\\"0011\\\")") == Verdict::proved);
    CHECK(verdict("BDM(n, 2, \\\"0101\\\") - 1 < BDM(n, 2, \\\"01\\\")") == Verdict::refuted);
    CHECK(verdict("BDM(n, 2, \\\"0101\\\") - 1 - 1/10^40 < BDM(n, 2, \\\"01\\\")") == Verdict::proved);
    CHECK(verdict("BDM(n, 2, \\\"0101\\\") - 1 + 1/10^40 == BDM(n, 2, \\\"01\\\")") == Verdict::refuted);
    // Two strings behind each other: their blocks add up if they are different, and one more of the same
    // costs a bit.
    CHECK(verdict("join(\\\"01\\\", reverse(\\\"01\\\")) == \\\"0110\\\" and length(join(\\\"0\\\", "
                  "\\\"101\\\")) == 4 and n > 1") == Verdict::proved);
    CHECK(verdict("join(\\\"01\\\", \\\"10\\\") == join(\\\"10\\\", \\\"01\\\") and n > 1") ==
          Verdict::refuted);
    CHECK(
        verdict("BDM(n, 2, join(\\\"01\\\", \\\"00\\\")) == BDM(n, 2, \\\"01\\\") + BDM(n, 2, \\\"00\\\")") ==
        Verdict::proved);
    CHECK(verdict("BDM(n, 2, join(\\\"01\\\", \\\"00\\\")) < BDM(n, 2, \\\"01\\\") + BDM(n, 2, \\\"00\\\") - "
                  "1/10^60") == Verdict::refuted);
    CHECK(verdict("BDM(n, 2, join(\\\"01\\\", \\\"01\\\")) == BDM(n, 2, \\\"01\\\") + 1") == Verdict::proved);
    const auto message = [](const std::string& statement) {
        try {
            decide(statement, "n = \"2\"");
        } catch (const InputError& error) {
            return error.message;
        }
        return std::string();
    };
    CHECK_THAT(message("BDM(n, 7, \\\"0101011\\\") > 0"),
               Catch::Contains("no machine with 2 states prints the block 0101011"));
    CHECK_THAT(message("BDM(n, 5, \\\"0101\\\") > 0"), Catch::Contains("which has 4, not 5"));
    CHECK_THAT(message("BDM(n, 0, \\\"0101\\\") > 0"), Catch::Contains("not 0"));
    CHECK_THAT(message("BDM(n, 1/2, \\\"0101\\\") > 0"), Catch::Contains("whole number"));
    CHECK_THAT(message("n > 0 and BDM(6, 1, \\\"0101\\\") > 0"), Catch::Contains("1 to 5 states"));
    CHECK_THAT(message("n > 0 and length(flip(\\\"0101\\\", 0)) > 0"), Catch::Contains("no symbol number 0"));
    CHECK_THAT(message("n > 0 and length(flip(\\\"0101\\\", 5)) > 0"), Catch::Contains("no symbol number 5"));
}

TEST_CASE("A refutation names the strings") {
    const ClaimResult result =
        decide("Pr[h[1] == h] > 9/10", "L = 2\nN = 1\nm = \"D(2)\"\nh = \"strings(11, 01)\"",
               "[process]\nfamily = \"program\"\nnoise = \"1/3\"\n");
    REQUIRE(result.witness() != nullptr);
    CHECK(result.witness()->strings.at("h") == "01");
    CHECK(to_text(result.instances.front().key) == "L=2 N=1");
}

TEST_CASE("Loops that are too large end undecided, with the reason") {
    const ClaimResult result =
        decide("Pr[h[1] == h] > 0", "L = 12\nN = 50\nm = \"uniform\"\nh = \"strings(010101010101)\"",
               "[process]\nfamily = \"program\"\nnoise = \"1/3\"\n");
    CHECK(result.verdict == Verdict::undecided);
    CHECK(result.instances.front().reason.find("too many data sets") != std::string::npos);
}

TEST_CASE("What has no value at a point is an error with the place") {
    const std::string head = "[process]\nfamily = \"program\"\n";
    const std::string domain = "L = 2\nN = \"1, 2\"\nm = \"D(4)\"\nh = \"strings\"\n";
    const std::string world = domain + "world = \"strings\"\nalpha = \"1/2\"\n";
    const struct {
        std::string statement, domain, process, message;
    } table[] = {
        {"Pr[h[1] == h] > 0", domain + "e = \"1/2, 1\"", "noise = \"e\"", "noise lies between 0 and 1"},
        {"Pr[h[1] == h] > 0", domain + "e = \"2\"", "noise = \"sqrt(e)\"", "no rational number"},
        {"Pr[h[1] == world] > 0", world, "noise = \"1/3\"\nshare = \"exact\"", "1/2 is no whole number"},
        {"Pr[h[1] == world with alpha = 3*alpha] > 0", world, "noise = \"1/3\"", "alpha lies from 0 to 1"},
        {"Pr[h[1] == world with N = N/2] > 0", world, "noise = \"1/3\"", "N is a whole number"},
        {"m_(\\\"011\\\") > 0 and Pr[h[1] == h] > 0", domain, "noise = \"1/3\"", "its length is 3, not 2"},
        {"Pr[h[1] == h from \\\"1\\\"] >= 0", domain, "noise = \"1/3\"", "its length is 1, not 2"},
        {"Pr[h[n] == h] > 0", domain + "n = \"-1\"", "noise = \"1/3\"", "there is no generation -1"},
        {"halting(n) + Pr[h[1] == h] > 0", domain + "n = \"6\"", "noise = \"1/3\"", "1 to 5 states"},
        {"halting(n) + Pr[h[1] == h] > 0", domain + "n = \"3/2\"", "noise = \"1/3\"",
         "a whole number is needed"},
        {"Pr[h[1] == h] > 0", "L = 9\nN = 1\nm = \"D(2)\"\nh = \"strings(000000000)\"", "noise = \"1/3\"",
         "no machine with 2 states prints a string of length 9"},
    };
    for (const auto& row : table) {
        INFO(row.statement << "\n" << row.domain << row.process);
        std::string message = "decided";
        try {
            decide(row.statement, row.domain, head + row.process);
        } catch (const InputError& error) {
            message = error.what();
            CHECK(error.line > 0);
        }
        INFO(message);
        CHECK(message.find(row.message) != std::string::npos);
    }
}

}  // namespace programs_test
