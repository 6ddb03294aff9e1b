// The text of exported Coq files: are the numbers binomial, and is any other claim turned away? Whether Coq
// accepts the files is for tests/proofs/export_test.sh.
#include <regex>

#include "audit/formal/export_coq.hpp"
#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace export_test {

namespace {

const std::string sandwich = "H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))";
const std::string floor_ = "H(Q) - E[H(Q')] >= D(Q)/(2*N)";
const std::string closed = "K = \"any\"\nN = \"2..16\"\nQ = \"simplex\"\n";

std::string exported(const std::string& statement, std::uint32_t N, const std::string& domain = closed) {
    const ClaimText text("statement = \"" + statement + "\"\nexpect = \"proved\"\n[domain]\n" + domain);
    return export_coq(text.claim(), N);
}

struct Summand {
    Integer coefficient;
    unsigned up = 0, down = 0;
};

// The Bernstein terms between "Definition NAME" and the full stop that ends it.
std::vector<Summand> summands(const std::string& file, const std::string& name) {
    const std::size_t begin = file.find("Definition " + name + " ");
    REQUIRE(begin != std::string::npos);
    const std::string text = file.substr(begin, file.find(".\n", begin) - begin);
    static const std::regex term("([0-9]+) \\* p\\^([0-9]+) \\* \\(1-p\\)\\^([0-9]+) \\* ");
    std::vector<Summand> found;
    for (std::sregex_iterator at(text.begin(), text.end(), term), end; at != end; ++at)
        found.push_back({Integer((*at)[1].str()), static_cast<unsigned>(std::stoul((*at)[2].str())),
                         static_cast<unsigned>(std::stoul((*at)[3].str()))});
    return found;
}

Integer total(const std::vector<Summand>& terms) {
    Integer sum = 0;
    for (const Summand& term : terms)
        sum += term.coefficient;
    return sum;
}

}  // namespace

TEST_CASE("exported expectations are binomial") {
    for (const std::string& statement : {sandwich, floor_})
        for (std::uint32_t N = coq_smallest_N; N <= coq_largest_N; ++N) {
            INFO(statement << " at N = " << N);
            const std::string file = exported(statement, N);
            const auto terms = summands(file, "expectation");
            REQUIRE(terms.size() == N + 1);
            CHECK(total(terms) == Integer(1) << N);
            for (std::size_t k = 0; k < terms.size(); ++k) {
                CHECK(terms[k].up == k);
                CHECK(terms[k].up + terms[k].down == N);
                CHECK(terms[k].coefficient == terms[N - k].coefficient);
                if (k > 0)  // C(N,k)*k == C(N,k-1)*(N-k+1)
                    CHECK(terms[k].coefficient * k == terms[k - 1].coefficient * (N - k + 1));
            }
            const auto biased = summands(file, "F");  // without its term at 0, which is 1*log(1)
            CHECK(biased.size() == N - 1);
            CHECK(total(biased) + 1 == Integer(1) << (N - 1));
            const auto divided = summands(file, "A");  // without its term at n = N-1
            CHECK(divided.size() == N - 1);
            CHECK(total(divided) + 1 == Integer(1) << (N - 1));
            CHECK(file.find('@') == std::string::npos);
            CHECK(file.find("Admitted") == std::string::npos);
            CHECK(file.find("Axiom") == std::string::npos);
        }
}

TEST_CASE("an exported file says which claim it proves") {
    CHECK(exported(sandwich, 7).find(sandwich) != std::string::npos);
    CHECK(exported(floor_, 7).find(floor_) != std::string::npos);
    CHECK(exported("H(Q)-E[H(Q')]>=D(Q)/(2*N)", 7) ==
          exported(floor_, 7));  // the tree counts, not the spaces
    CHECK(exported(sandwich, 7) != exported(floor_, 7));
    CHECK(coq_statements().starts_with(sandwich + "\n" + floor_ + "\n"));
}

TEST_CASE("no other claim is exported") {
    for (const char* statement : {
             "H(Q) - E[H(Q')] >= 51/100*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))",
             "H(Q) - E[H(Q')] >= sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))",
             "H(Q) - E[H(Q')] > 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))",
             "H(Q) - E[H(Q')] <= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))",
             "H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(2*Q_i)))",
             "H(Q) - E[H(Q')] >= 3*D(Q)/(2*N)",
             "H(Q) - E[H(Q')] >= D(Q)*D(Q)",
             "H(Q) - E[H(Q')] >= D(Q)/K",
             "H(Q) - E[H(Q')] >= D(Q)/(N-5)",
             "H(Q) - E[H(Q')] >= N/D(Q)",
             "H(Q) - E[H(Q')] >= D(Q)/2*Q_1",
             "H(Q) - E[H(Q')] >= D(Q)/2 - D(Q)/3",
             "H(Q) - E[H(Q')] >= E[D(Q')]/(3*N)",
             "H(Q) - E[H(Q')] == D(Q)/(2*N)",
             "H(Q) - E[H(Q')] <= D(Q)/(2*N)",
             "not (H(Q) - E[H(Q')] >= D(Q)/(2*N))",
             "H(Q) - H(Q) >= D(Q)/(2*N)",
             "E[H(Q')] <= H(Q)",
         }) {
        INFO(statement);
        CHECK_THROWS_AS(exported(statement, 5), InputError);
    }
}

TEST_CASE("any rational factor of the diversity up to the largest that holds symbol by symbol") {
    CHECK(exported("H(Q) - E[H(Q')] >= (1/(2*N) + 1/(6*N^2))*D(Q)", 5).find("(8/75) * (p * (1-p))") !=
          std::string::npos);  // 1/10 + 1/150
    CHECK(exported("H(Q) - E[H(Q')] >= D(Q)*(1/3)/N", 5).find("(1/15) * (p * (1-p))") != std::string::npos);
    CHECK(exported("H(Q) - E[H(Q')] >= 2*D(Q)/(4*N)", 5).find("(1/10) * (p * (1-p))") != std::string::npos);
    // 1 + 4*log(4/5) is 0.1074257...
    CHECK_NOTHROW(exported("H(Q) - E[H(Q')] >= 0.10742*D(Q)", 5));
    CHECK_THROWS_AS(exported("H(Q) - E[H(Q')] >= 0.10743*D(Q)", 5), InputError);
    // 1 - log(2) is 0.306852819440054690583...
    CHECK_NOTHROW(exported("H(Q) - E[H(Q')] >= 0.30685281944005469058*D(Q)", 2));
    CHECK_THROWS_AS(exported("H(Q) - E[H(Q')] >= 0.30685281944005469059*D(Q)", 2), InputError);
}

TEST_CASE("no export where the sample is not drawn from Q alone") {
    for (const char* domain : {
             "K = \"2\"\nN = \"2..16\"\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"1/2\"\n",
             "K = \"2\"\nN = \"2..16\"\nQ = \"simplex\"\nP = \"simplex\"\n",
             "K = \"2\"\nN = \"2..16\"\nQ = \"simplex\"\nalpha = \"0\"\n",
         }) {
        INFO(domain);
        CHECK_THROWS_AS(exported(floor_, 5, domain), InputError);
    }
}

TEST_CASE("no export for sample sizes that its proof does not cover") {
    for (const std::uint32_t N : {0U, 1U, coq_largest_N + 1, 1000000U, 4294967295U}) {
        INFO(N);
        CHECK_THROWS_AS(exported(sandwich, N), InputError);
        CHECK_THROWS_AS(exported(floor_, N), InputError);
    }
}

}  // namespace export_test
