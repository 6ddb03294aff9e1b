// Integer powers of any size and literal distributions in claims: decided by the same rules in every kernel,
// and refused with the point where they have no meaning.
#include <cstdint>

#include "decide/evaluate/evaluate.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace powers_test {

namespace {

// What deciding throws.
InputError refusal(const std::string& statement, const std::string& domain) {
    try {
        const ClaimResult result = decide(statement, domain);
        FAIL("decided, as " << static_cast<int>(result.verdict));
    } catch (const InputError& error) {
        return error;
    }
    throw std::logic_error("not reached");
}

// A statement's truth at q, in a kernel.
template <class Kernel>
Truth truth_at(const Kernel& kernel, const std::string& text, const Rational& q) {
    Scope scope;
    scope.names["q"] = Type::scalar;
    Point point;
    point.scalars["q"] = q;
    return Evaluator<Kernel>(kernel, point).truth(*parse_statement(Source(text), scope));
}

}  // namespace

TEST_CASE("Claims with integer powers of any size are decided") {
    const Case table[] = {
        {"(-1)^1000000001 == -q", "q = \"1\"", Verdict::proved},
        {"(-1)^1000000001 == q", "q = \"1\"", Verdict::refuted},
        {"(-1)^(2^1001+1) == q", "q = \"-1\"", Verdict::proved},
        {"(-1)^(10^30*q) == 1", "q = \"lattice(4)\"", Verdict::proved},
        {"(-2)^abs(q) == q^2", "q = \"2, -2\"", Verdict::proved},
        {"(-2)^max(q, 1) == -8", "q = \"3\"", Verdict::proved},
        {"(-2)^min(q, 5) > 0", "q = \"4, 2\"", Verdict::proved},
        {"(-2)^q > 0", "q = \"2, 3\"", Verdict::refuted},
        {"3^(10^20) > q", "q = \"1, 1000000\"", Verdict::proved},
        {"3^(10^20) < q", "q = \"1\"", Verdict::refuted},
        {"3^(-(10^20)) > q", "q = \"0\"", Verdict::proved},
        {"(-3)^(10^20+1) < q", "q = \"0\"", Verdict::proved},
        {"(1/2 + Q_1)^(10^12) >= 0", "K = 2\nQ = \"lattice(4)\"", Verdict::proved},
        {"(Q_1 - Q_2)^(2*10^9) <= 1", "K = 2\nQ = \"lattice(4)\"", Verdict::proved},
        {"exp(10^300) > q", "q = \"1\"", Verdict::proved},
        {"exp(-(10^300)) > q", "q = \"0\"", Verdict::proved},
        {"0^q == 1", "q = \"0\"", Verdict::proved},
        {"0^q == 0", "q = \"1, 100000000000000000000\"", Verdict::proved},
        {"R(10^20, Q) <= log(2)", "K = 2\nQ = \"vertices\"", Verdict::proved},
    };
    check_all(table);
}

TEST_CASE("The kernels agree on powers, and none decides wrongly") {
    struct Power {
        const char* text;
        Rational q;
        bool holds;
    };
    const Power table[] = {
        {"(-1)^(10^25+1) == q", -1, true},  {"(-1)^(10^25) == q", 1, true},
        {"(-1)^(10^25) == q", -1, false},   {"(-2)^abs(q) == -8", -3, true},
        {"(-2)^abs(q) == -8", 3, true},     {"(-2)^abs(q) == 8", 3, false},
        {"q^(2^40) == 1", -1, true},        {"q^(2^40+1) == 1", -1, false},
        {"q^(10^9+1) < 0", -2, true},       {"q^(3*10^9) > 0", -2, true},
        {"q^(10^9+1) > 0", -2, false},      {"(q - 1)^(10^30) == 0", 1, true},
        {"2^(10^30) > 2^(10^29)", 1, true}, {"q^length(\"010\") == -8", -2, true},
    };
    for (const Power& power : table) {
        INFO(power.text << " at q = " << power.q);
        const Truth right = certainly(power.holds);
        CHECK(truth_at(BallKernel(128), power.text, power.q) == right);
        const auto cautious = [&](Truth truth) { return truth == right || truth == Truth::unknown; };
        CHECK(cautious(truth_at(MpfiKernel(128), power.text, power.q)));
        CHECK(cautious(truth_at(DoubleKernel(), power.text, power.q)));
        CHECK(cautious(truth_at(ExactKernel(), power.text, power.q)));
    }
}

TEST_CASE("A negative base and an exponent that is no whole number: an error at the point") {
    for (const char* statement :
         {"(-2)^q < 5", "(-2)^abs(q) < 5", "(q - 1)^q < 5", "(-1)^(q*(2*10^9+1)) < 5"}) {
        const InputError error = refusal(statement, "q = \"2, 1/2\"");
        INFO(statement);
        CHECK(error.message == "a negative number to a power that is not an integer");
        CHECK(error.hint.find("q=1/2") != std::string::npos);
    }
    const InputError zero = refusal("q^(-(10^20)) < 5", "q = \"1, 0\"");
    CHECK(zero.message == "0 to a negative power");
    CHECK(zero.hint.find("q=0") != std::string::npos);
}

TEST_CASE("A literal distribution is one at every point, or the claim is an error that names the point") {
    struct Literal {
        const char* statement;
        const char* domain;
        const char* message;
        const char* point;
    };
    const Literal table[] = {
        {"H((q, 1-q)) >= 0", "q = \"0, 1/2, 2\"", "a probability is negative: -1", "q=2"},
        {"H((q, 1-q)) >= 0", "q = \"-1/2, 1/2\"", "a probability is negative: -1/2", "q=-1/2"},
        {"H((q, 1-2*q)) >= 0", "q = \"0, 1/3\"", "the probabilities add up to 2/3, not to 1", "q=1/3"},
        {"D((q, q)) >= 0", "q = \"1/2, 1\"", "the probabilities add up to 2, not to 1", "q=1"},
        {"sum(c in 1..3: D((c/2, 1-c/2))) >= q", "q = \"1/3\"", "a probability is negative: -1/2", "q=1/3"},
        {"sum(c in 1..3: D((c/4, 1/2))) >= q", "q = \"1/3\"", "the probabilities add up to 3/4, not to 1",
         "q=1/3"},
        {"KL(Q, (q, 1-q)) >= 0", "K = 2\nQ = \"lattice(2)\"\nq = \"1/2, 3\"", "a probability is negative: -2",
         "q=3"},
        {"TV((q, 1-q), Q) <= 1", "K = 2\nQ = \"lattice(2)\"\nq = \"1/2, -1\"",
         "a probability is negative: -1", "q=-1"},
        {"R(2, (q, 1-q)) >= 0", "q = \"1/2, 3/2\"", "a probability is negative: -1/2", "q=3/2"},
        {"max((q, 1-q)) >= 1/2", "q = \"1/2, 3/2\"", "a probability is negative: -1/2", "q=3/2"},
        {"supp((q, 1-q)) >= 1", "q = \"1/2, 3/2\"", "a probability is negative: -1/2", "q=3/2"},
        {"vertex((q, 1-q)) or q < 1", "q = \"1, 2\"", "a probability is negative: -1", "q=2"},
        {"(q, 1-q) == Q or q < 1", "K = 2\nQ = \"lattice(1)\"\nq = \"1, 2\"", "a probability is negative: -1",
         "q=2"},
        {"E[L2(Q', (q, 1-q))] >= 0", "K = 2\nN = 2\nQ = \"lattice(2)\"\nq = \"1/2, 2\"",
         "a probability is negative: -1", "q=2"},
        {"E[D(Q') from (q, 1-q)] >= 0", "K = 2\nN = 2\nQ = \"lattice(2)\"\nq = \"1/2, 2\"",
         "a probability is negative: -1", "q=2"},
        {"H((log(2)*q, 1-log(2)*q)) >= 0", "q = \"1/2\"", "a probability must be a rational number", "q=1/2"},
    };
    for (const Literal& literal : table) {
        INFO(literal.statement << " over " << literal.domain);
        const InputError error = refusal(literal.statement, literal.domain);
        CHECK(error.message == literal.message);
        CHECK(error.hint.find(literal.point) != std::string::npos);
        CHECK(error.line > 0);
        CHECK(error.column > 0);
    }
    // Where they are distributions, the same claims are decided.
    for (const char* statement : {"H((q, 1-q)) >= 0", "D((q, 1-q)) <= 1/2", "max((q, 1-q)) >= 1/2",
                                  "sum(c in 0..2: D((c/2, 1-c/2))) == 1/2 or q < 0"})
        CHECK(decide(statement, "q = \"0, 1/3, 1\"").verdict == Verdict::proved);
}

}  // namespace powers_test
