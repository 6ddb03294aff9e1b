// The functionals that are rows of the language's table alone: claims that are true, false by a hair, and
// equal, over lattices and over the simplex; and what every row must have.
#include <algorithm>
#include <string>
#include <vector>

#include "decide/evaluate/kernel_terms.hpp"
#include "decide/methods/separable.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "reference/reference.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/vocabulary.hpp"

using namespace groundcheck;

namespace divergences_test {

namespace {

struct Row {
    const char* statement;
    Verdict verdict;
};

void check(const std::string& domain, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.statement << " over\n" << domain);
        const ClaimResult result = test::decide(row.statement, domain);
        for (const InstanceResult& instance : result.instances)
            INFO(to_text(instance.key) << ": " << instance.reason);
        CHECK(result.verdict == row.verdict);
    }
}

constexpr Verdict yes = Verdict::proved, no = Verdict::refuted;
const std::string lattices = "K = [2, 3]\nQ = \"lattice(6)\"\nP = \"lattice(4)\"";
const std::string inner = lattices + "\nwhere = \"interior(P)\"";

}  // namespace

TEST_CASE("the Jensen-Shannon divergence over lattices", "[divergences]") {
    check(lattices, {{"JS(Q,P) <= log(2)", yes},  // with equality for disjoint supports
                     {"JS(Q,P) < log(2)", no},
                     {"JS(Q,P) <= log(2) - 1/10^30", no},
                     {"JS(Q,P) <= TV(Q,P)*log(2)", yes},
                     {"JS(Q,P) < TV(Q,P)*log(2)", no},
                     {"JS(Q,P) <= TV(Q,P)*log(2)*(1 - 1/10^30)", no},
                     {"JS(Q,P) >= 0", yes},
                     {"JS(Q,P) > 0", no},
                     {"JS(Q,P) == JS(P,Q)", yes},
                     {"JS(Q,P) == H(1/2*Q + 1/2*P) - (H(Q) + H(P))/2", yes},
                     {"JS(Q,P) == (KL(Q, 1/2*Q + 1/2*P) + KL(P, 1/2*Q + 1/2*P))/2", yes},
                     {"JS(Q,P) >= TV(Q,P)^2/2", yes},
                     {"finite(JS(Q,P))", yes}});
}

TEST_CASE("the chi-square divergence over lattices", "[divergences]") {
    check(lattices,
          {{"TV(Q,P)^2 <= chi2(Q,P)/4", yes},  // with equality beside the uniform P of two
           {"TV(Q,P)^2 < chi2(Q,P)/4", no},
           {"TV(Q,P)^2 <= chi2(Q,P)/4*(1 - 1/10^30)", no},
           {"KL(Q,P) <= log(1 + chi2(Q,P))", yes},  // with equality at a vertex Q, and both infinite
           {"KL(Q,P) < log(1 + chi2(Q,P))", no},
           {"KL(Q,P) <= log(1 + chi2(Q,P)) - 1/10^30", no},
           {"chi2(Q,P) >= 0", yes},
           {"chi2(Q,P) > 0", no},
           {"finite(chi2(Q,P))", no},
           {"finite(chi2(Q,P)) iff finite(KL(Q,P))", yes},
           {"chi2(Q,Q) <= chi2(Q,P)", yes},
           {"chi2(Q,P) == chi2(P,Q)", no}});
    check(inner, {{"chi2(Q,P) == sum(i: Q_i^2/P_i) - 1", yes},
                  {"chi2(Q,P) == sum(i: (Q_i - P_i)^2/P_i)", yes},
                  {"chi2(Q,P) == sum(i: Q_i^2/P_i) - 1 + 1/10^30", no},
                  {"finite(chi2(Q,P))", yes}});
}

TEST_CASE("a generation's mean divergence is exact", "[divergences]") {
    check("K = [2, 3]\nN = \"1..3\"\nQ = \"lattice(4)\"\nwhere = \"interior(Q)\"",
          {{"E[chi2(Q',Q)] == (K - 1)/N", yes},
           {"E[chi2(Q',Q)] == (K - 1)/N + 1/10^30", no},
           {"E[JS(Q',Q)] <= log(2)", yes},
           {"for every outcome: chi2(Q',Q) >= KL(Q',Q)", yes},
           {"for every outcome: chi2(Q',Q) > KL(Q',Q)", no}});
}

TEST_CASE("both over the simplex, symbol by symbol, with certificates", "[divergences][continuum]") {
    const std::string beside = "K = 2\nQ = \"simplex\"\nP = [[\"1/3\",\"2/3\"]]";
    check(beside, {{"JS(Q,P) >= 0", yes},
                   {"JS(Q,P) > 0", no},
                   {"JS(Q,P) <= log(2)", yes},
                   {"JS(Q,P) <= 1/100", no},
                   {"chi2(Q,P) >= 0", yes},
                   {"chi2(Q,P) <= 2", yes},  // equal at Q = (1, 0)
                   {"chi2(Q,P) < 2", no},
                   {"chi2(Q,P) <= 2 - 1/10^9", no},
                   {"KL(Q,P) <= chi2(Q,P)", yes}});
    const std::string pair = "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"";
    check(pair, {{"chi2(Q,P) >= 0", yes},
                 {"chi2(Q,P) > 0", no},
                 {"chi2(Q,P) <= 10", no},
                 {"chi2(Q,P) >= L2(Q,P)", yes},
                 {"chi2(Q,P) < chi2(Q,P) + 1", no},  // infinite on both sides, then equal
                 {"JS(Q,P) <= 1/2", no}});
}

TEST_CASE("every functional has a row in the reference", "[divergences][vocabulary]") {
    std::size_t count = 0;
    for (const Function& function : functions()) {
        if (function.node() != Node::functional) continue;
        INFO(function.name);
        CHECK(reference::has_functional(function.name, function.parameters.size()));
        ++count;
    }
    CHECK(count >= 19);
    for (const char* name : {"", "h", "Jensen", "chi", "chi3", "js"})
        CHECK_FALSE(reference::has_functional(name, 2));
    CHECK_FALSE(reference::has_functional("JS", 1));
    CHECK_FALSE(reference::has_functional("H", 2));
}

TEST_CASE("a symbol that no distribution has adds nothing to a sum", "[divergences][vocabulary]") {
    std::size_t sums = 0;
    for (const Function& function : functions()) {
        if (!function.term) continue;
        INFO(function.name);
        const auto nothing = [&](const auto& kernel) {
            const KernelTerms<std::decay_t<decltype(kernel)>> algebra{kernel};
            return term_in(algebra, *function.term,
                           std::vector(function.parameters.size(), kernel.rational(Rational(0))));
        };
        const BallKernel ball(64);
        const MpfiKernel mpfi(64);
        const ExactKernel exact;
        CHECK(ball.is_zero(nothing(ball)));
        CHECK(mpfi.is_zero(nothing(mpfi)));
        CHECK(exact.is_zero(nothing(exact)));
        CHECK(function.absent == BesideAbsent::nothing);
        ++sums;
    }
    CHECK(sums >= 10);
}

TEST_CASE("an expression that the table does not have is refused", "[divergences][vocabulary]") {
    Expression call;
    call.node = Node::functional;
    auto model = std::make_shared<Expression>();
    model->node = Node::distribution;
    model->type = Type::distribution;
    model->name = "Q";
    call.args = {model, model};
    for (const char* name : {"", "JSD", "chi", "vertex", "log"}) {
        call.name = name;
        CHECK(symbol_term(call) == nullptr);
        CHECK_THROWS_AS(row_of(call), std::logic_error);
    }
    call.name = "chi2";
    CHECK(symbol_term(call) != nullptr);
    CHECK(row_of(call).name == "chi2");
    call.node = Node::function;  // another kind of call
    CHECK(symbol_term(call) == nullptr);
    CHECK_THROWS_AS(row_of(call), std::logic_error);
}

}  // namespace divergences_test
