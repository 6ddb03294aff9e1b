// The calculator's dispatch: every function of the language is known or refused, and what is not of the
// language is never guessed.
#include "decide/evaluate/calculator.hpp"

#include "decide/evaluate/evaluate.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/vocabulary.hpp"

using namespace groundcheck;

namespace calculator_test {

namespace {

// An argument of a type, in the calculator's language; empty where it has none.
std::string argument(Type type) {
    if (type == Type::scalar) return "2";
    if (type == Type::distribution) return "(1/4, 3/4)";
    if (type == Type::string) return "\"01\"";
    return "";
}

std::string call(const Function& function) {
    std::string text = function.name + "(";
    for (const Type type : function.parameters) {
        if (argument(type).empty()) return "";
        text += (text.back() == '(' ? "" : ", ") + argument(type);
    }
    return text + ")";
}

// The same call of a function that nothing knows.
Expression renamed(const Expression& e) {
    Expression other = e;
    other.name = "gamma";
    return other;
}

}  // namespace

TEMPLATE_TEST_CASE("Every function is evaluated by its name, and an unknown one throws", "[calculator]",
                   BallKernel, MpfiKernel, DoubleKernel, ExactKernel) {
    std::size_t known = 0;
    for (const Function& function : functions()) {
        const std::string text = call(function);
        if (text.empty() || function.node() == Node::predicate || function.name == "fixtime" ||
            function.result == Type::string)
            continue;
        INFO(text);
        const ExpressionPtr e = parse_calculator(Source(text));
        CHECK_NOTHROW(Calculator<TestType>(TestType()).value(*e));
        CHECK_THROWS_AS(Calculator<TestType>(TestType()).value(renamed(*e)), NoRule);
        ++known;
    }
    CHECK(known >= 24);
}

TEMPLATE_TEST_CASE("What needs a process or a variable has no rule here", "[calculator]", BallKernel,
                   MpfiKernel, DoubleKernel, ExactKernel) {
    Scope scope;
    scope.K = {2};
    scope.samples = true;
    scope.names = {
        {"N", Type::scalar}, {"q", Type::scalar}, {"Q", Type::distribution}, {"f", Type::observable}};
    for (const char* text :
         {"q", "N + 1", "K", "Q_1", "H(Q)", "max(f)", "mean(f, Q)", "var(f, Q)", "sum(i: Q_i)", "E[H(Q')]",
          "Var[Q'_1]", "Pr[Q' == Q]", "KL(Law[Q[1]], Law[Q[1]])", "fixtime(Q)", "E[H(Q[2])]", "2^q",
          "sum(i in 1..q: i)", "R(q, (1/2, 1/2))"}) {
        INFO(text);
        const ExpressionPtr e = parse_expression(Source(text), scope);
        CHECK_THROWS_AS(Calculator<TestType>(TestType()).value(*e), NoRule);
    }
}

TEST_CASE("A note about a place is made once, however often a sum comes by") {
    Calculator<BallKernel> calculator{BallKernel()};
    calculator.value(*parse_calculator(Source("sum(i in 1..1000: log([-1,1])) + sqrt([-1,1])")));
    REQUIRE(calculator.notes().size() == 2);
    CHECK(calculator.notes()[0].where.column == 23);
    CHECK_FALSE(calculator.notes()[0].nothing_left);
}

}  // namespace calculator_test
