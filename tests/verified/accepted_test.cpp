// What the verified checker has to accept: the prover's certificates of true claims, and what it must not
// find for claims that are false by a hair.
#include "tests/catch.hpp"
#include "tests/verified/verifying.hpp"

using namespace groundcheck::test;

namespace accepted_test {

namespace {

const std::string spread = "sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))";
const std::string one_step = "E[H(Q')] <= H(Q)",
                  loss = "H(Q) - E[H(Q')] >= ", tsallis = "E[T(q,Q')] <= T(q,Q)";

}  // namespace

TEST_CASE("the showpieces are accepted, for N from 1 to 64 and far beyond", "[verified]") {
    std::vector<VerifiedClaim> claims;
    for (const unsigned N : {1U, 2U, 3U, 8U, 16U, 64U, 200U}) {
        claims.push_back({one_step, N, "vertex(Q)"});
        claims.push_back({loss + "D(Q)/(2*N)", N});
        claims.push_back({loss + "1/2*" + spread, N});
        // zero at both ends, and without the logarithm of the mass, which cancels
        claims.push_back({"H(Q) - E[H(Q')] <= " + spread, N, "N == 1 or vertex(Q)"});
        claims.push_back({loss + "(1/(2*N) + 1/(6*N^2))*D(Q)", N});
        for (const char* q : {"1/2", "2", "3", "5"})
            claims.push_back({tsallis, N, "vertex(Q)", q});
    }
    accept(claims);
}

TEST_CASE("other claims of the language", "[verified]") {
    accept({
        {"H(Q) >= 0", 1, "vertex(Q)"},
        {"D(Q) <= 1", 5},
        {"E[D(Q')] >= 0", 1, "N == 1 or vertex(Q)"},
        {"E[D(Q')] >= 0", 2, "N == 1 or vertex(Q)"},
        {"D(Q) >= 0", 3, "N >= 4 or vertex(Q) and N < 4"},
        {"E[D(Q')] <= (1 - 1/N)*D(Q)", 4, "N > 3"},
        {"11/10*T(2,Q) >= T(3,Q)", 2},
        {"2*T(1/2,Q) >= T(1/2,Q)", 2},
        {"-H(Q) <= 0", 1},
        {"-log(N)*D(Q) <= 0", 3},
        {"-log(N)*D(Q) <= -1/2*log(N)*D(Q)", 3},
        {"-(-log(N))*D(Q) >= 0", 2},
        {"(1 + N)*H(Q)/(2^2*N) >= H(Q)/8", 7},
        {"E[D(Q')] <= (1 - 1/N)*D(Q) + 1/10^9", 6},
        {"E[D(Q')] >= (1 - 1/N)*D(Q) - 1/10^9", 6},
        {"E[T(2,Q')] + E[H(Q')] >= 1/2*E[D(Q')]", 9},
        // equal everywhere, which leaves no room for rounding; other spellings of numbers
        {"E[D(Q')] >= (1 - 1/N)*D(Q)", 3},
        {"E[D(Q')] >= (1 - 1/N)*D(Q)", 20},
        {"E[T(3,Q')] + D(Q)*0.25 - D(Q)/4 <= T(4/2 + 1,Q)", 5},
        {"0.5*E[T(0.5,Q')] <= -(-T(1/4 + 0.25,Q))*0.5", 3},
        {"E[sum(i: Q'_i*log(1 + (1 - Q'_i)/(3*Q'_i)))] >= 0", 4},
        {"sum(i: Q_i*log(1 + (1 - Q_i)/(7/2*Q_i))) >= 0", 4},
    });
}

TEST_CASE("of claims that are false by a hair no certificate is found", "[verified]") {
    const auto found = [](const VerifiedClaim& claim) { return !verified_text(claim).empty(); };
    CHECK(found({loss + "(1/(2*N) + 1/(6*N^2) + 1/(12*N^3))*D(Q)", 8}));        // the next term of the sum
    CHECK_FALSE(found({loss + "(1/(2*N) + 1/(6*N^2) + 1/(10*N^3))*D(Q)", 8}));  // a little more than the rest
    CHECK_FALSE(found({loss + "1001/1000*1/2*" + spread, 1000}));
    CHECK_FALSE(found({"H(Q) - E[H(Q')] <= 999/1000*" + spread, 8}));
    CHECK_FALSE(found({"E[H(Q')] <= 99/100*H(Q)", 100}));
    CHECK_FALSE(found({"E[T(q,Q')] <= (1 - 1/N)*T(q,Q)", 4, "", "3"}));
    CHECK_FALSE(found({"E[D(Q')] <= (1 - 1/N)*D(Q) - 1/10^9", 6}));
    CHECK_FALSE(found({"0*H(Q) >= 0", 1, "vertex(Q)"}));  // equality everywhere
    CHECK_FALSE(found({"E[D(Q')] >= 0", 1, "N == 2 or vertex(Q)"}));
    CHECK_FALSE(found({"E[D(Q')] >= 0", 2, "N == 2 or vertex(Q)"}));
    CHECK_FALSE(found({"D(Q) >= 0", 2, "N == 1"}));  // never
}

TEST_CASE("what is beyond the format is declined", "[verified]") {
    for (const char* statement :
         {"H(Q)*D(Q) >= 0", "E[H(Q')]^2 >= 0", "H(Q) > 0 - 1", "D(Q) >= 0 or H(Q) >= 0", "R(2,Q) >= 0",
          "E[H(Q')*D(Q')] >= 0", "supp(Q) >= 0", "T(3/2,Q) >= 0", "sum(i: Q_i^2) >= 0",
          "sum(i: Q_i*log(1 + (1 - Q_i)/(1/2*Q_i))) >= 0"}) {
        INFO(statement);
        CHECK(verified_text({statement, 2}).empty());
    }
}

}  // namespace accepted_test
