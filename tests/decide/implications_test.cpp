// Implications over a continuum: true ones that one multiple of the premise shows, false by a hair, on
// equality; and true ones that no such multiple shows, which stay undecided.
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using groundcheck::test::decide;

TEST_CASE("An implication is decided by a multiple of its premise, or refuted at a point") {
    const char* const three = "K = 3\nQ = \"simplex\"";
    const char* const square = "x = \"[0,1]\"\ny = \"[0,1]\"";
    const char* const line = "x = \"[0,1]\"";
    struct Case {
        const char* statement;
        const char* domain;
        Verdict verdict;
    };
    const Case table[] = {
        {"Q_1 >= 1/2 implies Q_2 <= 1/2", three, Verdict::proved},
        {"Q_1 >= 1/2 implies Q_2 <= 1/2 - 1e-12", three, Verdict::refuted},
        {"Q_1 >= 1/2 implies Q_2 < 1/2", three, Verdict::refuted},
        {"Q_1 >= 1/2 and Q_2 >= 1/4 implies Q_3 <= 1/4", three, Verdict::proved},
        {"Q_1 >= 1/2 and Q_2 >= 1/4 implies Q_3 <= 1/4 - 1e-12", three, Verdict::refuted},
        {"Q_1 == Q_2 implies Q_1 <= 1/2", three, Verdict::proved},
        {"Q_1 == Q_2 implies Q_1 <= 1/2 - 1e-12", three, Verdict::refuted},
        {"Q_1 == Q_2 implies E[Q'_1 - Q'_2] == 0", "K = 3\nN = 2\nQ = \"simplex\"", Verdict::proved},
        {"Q_1 >= Q_2 implies E[Q'_1 - Q'_2] == 0", "K = 3\nN = 2\nQ = \"simplex\"", Verdict::refuted},
        {"Q_1 >= 1/2 implies E[Q'_1] >= 1/2", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::proved},
        {"Q_1 >= 1/2 implies E[Q'_1] > 1/2", "K = 2\nN = 2\nQ = \"simplex\"", Verdict::refuted},
        {"D(Q) >= 1/2 implies E[D(Q')] >= 1/4", "K = \"2..3\"\nN = 2\nQ = \"simplex\"", Verdict::proved},
        {"D(Q) >= 1/2 implies E[D(Q')] >= 1/4 + 1e-12", "K = \"2..3\"\nN = 2\nQ = \"simplex\"",
         Verdict::refuted},
        {"x + y >= 1 implies x^2 + y^2 >= 1/2", square, Verdict::proved},
        {"x + y >= 1 implies x^2 + y^2 >= 1/2 + 1e-12", square, Verdict::refuted},
        {"x + y >= 1 implies x^2 + y^2 > 1/2", square, Verdict::refuted},
        // The premise holds nowhere.
        {"x >= 2 implies x >= 3", line, Verdict::proved},
        // 3/4 is not among the multiples.
        {"x >= 1/2 implies x^3 >= 1/8", line, Verdict::undecided},
        {"x >= y implies x^2 >= y^2", square, Verdict::undecided},
        {"x >= y implies x^2 >= y^2 + 1e-12", square, Verdict::refuted},
        {"x != y implies x + y >= 0", square, Verdict::undecided},
    };
    for (const Case& c : table) {
        const ClaimResult result = decide(c.statement, c.domain);
        INFO(c.statement << " over\n" << c.domain);
        for (const InstanceResult& instance : result.instances)
            INFO(instance.reason);
        CHECK(result.verdict == c.verdict);
    }
}
