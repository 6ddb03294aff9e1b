// A forger at work: thousands of consistent certificates of false claims, none of which may pass; and the
// same forger against checkers that lack one guard, where it must get through.
#include "tests/checker/forger.hpp"

#include <cstdlib>
#include <iostream>
#include <set>

#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"
#include "tests/random.hpp"
#include "tests/sanitized.hpp"

using namespace groundcheck::test;

namespace forger_test {

namespace {

std::vector<std::string> genuine() {
    const std::string any = "K = \"any\"\nQ = \"simplex\"\n";
    const std::string two = "K = 2\nQ = \"simplex\"\n";
    const std::string three = "K = 3\nQ = \"simplex\"\n";
    const std::string pair = any + "P = \"simplex\"\n";
    const std::string x = "x = \"[0,1]\"\n";
    return {
        certificate_of("E[H(Q')] <= H(Q)", any + "N = 3", "vertex(Q)"),
        certificate_of("E[H(Q')] >= (1 - 1/N)*D(Q)", any + "N = 4"),
        certificate_of("H(Q) - E[H(Q')] <= log(1 + (K - 1)/N)", three + "N = 1", "max(Q) == 1/K"),
        certificate_of("E[D(Q')] == (1 - 1/N)*D(Q)", any + "N = 4"),
        certificate_of("E[D(Q[t])] == (1 - 1/N)^t*D(Q)", any + "N = 3\nt = 2"),
        certificate_of("E[H(Q[t+1])] <= E[H(Q[t])]", two + "N = 4\nt = 1", "vertex(Q)"),
        certificate_of("D(Q) < 1", any),
        certificate_of("H(Q) <= log(K)", three, "max(Q) == 1/K"),
        certificate_of("H(Q) <= log(2)", two),
        certificate_of("D(Q) <= 1/2", two, "max(Q) == 1/K"),
        certificate_of("H(Q) >= 2*log(2)*D(Q)", two, "vertex(Q) or max(Q) == 1/K"),
        certificate_of("R(2,Q) <= H(Q)", two),
        certificate_of("sum(i: Q_i^3) <= 1", any),
        certificate_of("Q_1*Q_2 <= 1/4", two),
        certificate_of("Q_1*Q_2 <= 1/3", two),
        certificate_of("KL(Q,P) >= L2(Q,P)/2", pair),
        certificate_of("L2(Q,P) <= 2", pair),
        certificate_of("H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", pair + "alpha = \"[0,1]\""),
        certificate_of("E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha)", pair + "alpha = \"[0,1]\"\nN = 3"),
        certificate_of("E[R(1/2,Q')] <= R(1/2,Q)", three + "N = 3", "vertex(Q)"),
        certificate_of("E[R(2,Q')] <= R(2,Q)", three + "N = 2", "vertex(Q)"),
        certificate_of("supp(Q) <= K", three),
        certificate_of("supp(Q) >= 1 + D(Q)", any, "vertex(Q)"),
        certificate_of("supp(M) <= supp(Q) + supp(P)", pair + "alpha = \"[0,1]\""),
        certificate_of("supp(P) <= K", "K = 3\nP = \"simplex\""),
        certificate_of("KL(Q,P) <= KL(Q,P) + 1", pair),
        certificate_of("H(P) + KL(Q,P) >= KL(Q,P)", pair),
        certificate_of("KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + D(Q)", two),
        certificate_of("abs(x) >= x", "x = \"[-1,1]\""),
        certificate_of("abs(x - 1/3) + abs(x - 2/3) >= 1/3", x),
        certificate_of("abs(x - y) <= 1", x + "y = \"[0,1]\""),
        certificate_of("TV(Q,P) <= 1", pair),
        certificate_of("log(1 + x) <= x", x),
        certificate_of("x^2 <= x", x),
        certificate_of("2*x <= 2", x),
        certificate_of("x*log(x) >= x*log(1/3) + x - 1/3", x),
        certificate_of("(x - 1/3)^2 >= 0", x),
        certificate_of("x*(1 - x) > 0", "x = \"(0,1)\""),
        certificate_of("H(M) >= alpha*H(P) + (1 - alpha)*H(Q)",
                       "Q = [[0.5, 0.5]]\nP = [[0.25, 0.75]]\nalpha = \"[0,1]\""),
        certificate_of("E[H(Q')] <= H(M)",
                       "Q = [[0.5, 0.25, 0.25]]\nP = [[0, 0, 1]]\nalpha = \"[0,1]\"\nN = 3"),
        certificate_of("x*y <= 1/4 + (x - 1/2)^2 + (y - 1/2)^2 + (x + y)/2", x + "y = \"[0,1]\""),
    };
}

std::vector<Forgery> forgeries(std::size_t claims, std::size_t proofs, std::size_t* not_false = nullptr) {
    std::mt19937_64 random = generator(73);
    Forger forger(random);
    std::vector<Forgery> all;
    for (const std::string& text : genuine())
        for (Forgery& forgery : forger.forge(text, claims, proofs))
            all.push_back(std::move(forgery));
    if (not_false != nullptr) *not_false = forger.not_false();
    return all;
}

std::vector<std::string> texts_of(const std::vector<Forgery>& forgeries) {
    std::vector<std::string> texts;
    for (const Forgery& forgery : forgeries)
        texts.push_back(forgery.text);
    return texts;
}

// Under the sanitizers, where a check costs twenty times as much, a few forgeries take the same paths.
constexpr std::size_t claims_each = kSanitized ? 2 : 30, proofs_each = kSanitized ? 2 : 8;
constexpr std::size_t least = kSanitized ? 100 : 5000, least_reasons = kSanitized ? 10 : 30;

}  // namespace

TEST_CASE("no certificate of a false claim is accepted, whoever forged it", "[checker]") {
    GROUNDCHECK_REPLAYABLE();
    for (const Checked& answer : check(genuine())) {
        INFO(answer.said);
        CHECK(answer.answer == Answer::proved);
    }
    std::size_t not_false = 0;
    const std::vector<Forgery> all = forgeries(claims_each, proofs_each, &not_false);
    const std::vector<Checked> answers = check(texts_of(all));
    std::map<std::string, std::size_t> by_trick;
    std::set<std::string> reasons;
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        ++by_trick[all[i].trick];
        reasons.insert(answers[i].said.substr(answers[i].said.find(' ')));
        if (answers[i].answer != Answer::proved) continue;
        ++accepted;
        UNSCOPED_INFO(all[i].trick << ", false at " << all[i].where << "\n"
                                   << all[i].text << answers[i].said);
    }
    CHECK(accepted == 0);
    CHECK(all.size() >= least);
    CHECK(by_trick.size() >= (kSanitized ? 5 : 9));
    CHECK(reasons.size() >= least_reasons);  // the forgeries fail in many ways, not all in one
    std::cout << all.size() << " forgeries of " << genuine().size() << " certificates, " << accepted
              << " accepted; " << not_false << " changed claims were not found false and were left out\n";
    for (const auto& [trick, count] : by_trick)
        std::cout << "  " << trick << ": " << count << "\n";
}

TEST_CASE("the forger gets past a checker that lacks a guard", "[checker]") {
    GROUNDCHECK_REPLAYABLE();
    if (kSanitized) return;  // what a checker lets through does not depend on how it was compiled
    const std::vector<Forgery> all = forgeries(24, 3);
    for (const char* guard : {"names", "simplex", "coverage", "constants"}) {
        std::size_t accepted = 0;
        for (const Checked& answer : check_weakened(guard, texts_of(all)))
            accepted += answer.answer == Answer::proved ? 1 : 0;
        INFO("without the guard '" << guard << "'");
        CHECK(accepted > 0);
        std::cout << "without the guard '" << guard << "' " << accepted << " of " << all.size()
                  << " forgeries are accepted\n";
    }
    for (const Checked& answer :
         check_weakened("none", texts_of(all)))  // the seam itself lets nothing through
        REQUIRE(answer.answer != Answer::proved);
}

}  // namespace forger_test
