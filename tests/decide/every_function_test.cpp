// Every row of the language's table has a rule in every meaning: the four kernels, the reference, and the
// numbers of a counterexample written out; and all of them say the same. The formulas of the page have their
// test in tests/reports/mathml_test.cpp, the calculator in calculator_test.cpp. A row without a rule fails
// here; a rule without a case in one of the switches does not compile.
#include <map>
#include <set>
#include <string>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/expand.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/reference/settings.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/vocabulary.hpp"

using namespace groundcheck;

namespace every_function_test {

namespace {

// Q = (1/2, 1/3, 1/6), P = (1/6, 1/3, 1/2), the set f = {1, 3}, N = 2.
test::Setting everything() {
    test::Setting result = test::closed_loop();
    result.scope.sets = {"f"};
    result.point.observables["f"] = {1, 0, 1};
    return result;
}

Point of_engine(const test::Setting& setting) {
    Point point;
    point.K = setting.point.K;
    point.N = setting.point.N;
    point.scalars = setting.point.scalars;
    point.distributions = setting.point.distributions;
    point.observables = setting.point.observables;
    return point;
}

// A call of the row's function with arguments of its types, two of a type being different.
std::string sample_call(const Function& function) {
    const std::map<Type, std::vector<std::string>> arguments = {{Type::scalar, {"2", "1"}},
                                                                {Type::distribution, {"Q", "P"}},
                                                                {Type::observable, {"f", "f"}},
                                                                {Type::law, {"Law[Q']", "Law[Q[2]]"}},
                                                                {Type::string, {"\"0101\"", "\"1\""}}};
    std::map<Type, std::size_t> given;
    std::string text = function.name + "(";
    for (const Type type : function.parameters)
        text += (text.back() == '(' ? "" : ", ") + arguments.at(type).at(given[type]++ % 2);
    return text + ")";
}

// What all meanings are asked of the call: a number about it, or itself if it is a formula.
std::string number_about(const Function& function, const std::string& call) {
    if (function.result == Type::string) return "length(" + call + ")";
    return function.result == Type::distribution ? "H(" + call + ")" : call;
}

ExpressionPtr renamed(const ExpressionPtr& e, const std::string& name) {
    auto other = std::make_shared<Expression>(*e);
    if (other->name == name) other->name = "gamma";
    for (ExpressionPtr& arg : other->args)
        arg = renamed(arg, name);
    return other;
}

ExpressionPtr relation(Relation relation, const ExpressionPtr& left, const ExpressionPtr& right) {
    auto e = std::make_shared<Expression>(*built(Node::relation, {left, right}, {}));
    e->type = Type::truth;
    e->relation = relation;
    return e;
}

// low - 2^-30 <= x <= high + 2^-30 for Arb's enclosure of x; the number itself where it is infinite.
ExpressionPtr near_enclosure(const ExpressionPtr& number, const Point& point) {
    const BallKernel kernel(128);
    const Ball value = Evaluator<BallKernel>(kernel, point).scalar(*number);
    const Endpoint low = kernel.lower(value), high = kernel.upper(value);
    REQUIRE(low.is_finite());
    REQUIRE(high.is_finite());
    const Rational slack(1, 1 << 30);
    CHECK(high.value - low.value < slack);
    const auto bound = [&](Relation than, const Rational& at) {
        return relation(than, number, built_number(at, {}));
    };
    auto both = std::make_shared<Expression>(*built(
        Node::conjunction,
        {bound(Relation::greater_equal, low.value - slack), bound(Relation::less_equal, high.value + slack)},
        {}));
    both->type = Type::truth;
    return both;
}

template <class Kernel>
Truth by(const Kernel& kernel, const ExpressionPtr& formula, const Point& point) {
    return Evaluator<Kernel>(kernel, point).truth(*formula);
}

// Whether the call cannot be valued here, though there is a rule: counts of machines that the tests have not.
bool has_no_value(const ExpressionPtr& number, const Point& point) {
    try {
        Evaluator<BallKernel>(BallKernel(64), point).scalar(*number);
    } catch (const NoRule&) {
        throw;
    } catch (const std::runtime_error&) {
        return true;
    }
    return false;
}

// Whether the reference has an opinion; what it says is checked.
bool check_all_agree(const ExpressionPtr& number, const test::Setting& setting, const Point& point) {
    const ExpressionPtr formula = near_enclosure(number, point);
    CHECK(by(BallKernel(128), formula, point) == Truth::yes);
    CHECK(by(MpfiKernel(128), formula, point) == Truth::yes);
    CHECK(by(DoubleKernel(), formula, point) == Truth::yes);
    CHECK(by(ExactKernel(), formula, point) != Truth::no);
    Truth second = Truth::unknown;
    try {
        second = reference::holds(*formula, setting.point, nullptr, {});
    } catch (const reference::NoOpinion&) {
        return false;
    }
    CHECK(second == Truth::yes);
    return true;
}

void check_written_out(const Function& function, const ExpressionPtr& number, const Point& point) {
    const auto* rule = std::get_if<FunctionalRule>(&function.rule);
    if (rule == nullptr || function.parameters[0] == Type::law) return;
    const auto text = expanded(*number, point);
    const bool as_value =
        *rule == FunctionalRule::algorithmic_probability || *rule == FunctionalRule::fixation_time;
    CHECK(text.has_value() != as_value);
    if (!text) return;
    INFO("written out: " << *text);
    const ExpressionPtr again = parse_expression(*text, Scope());
    const BallKernel kernel(128);
    const auto a = Evaluator<BallKernel>(kernel, point).scalar(*number);
    const auto b = Evaluator<BallKernel>(kernel, Point()).scalar(*again);
    CHECK(kernel.equal(a, b) != Truth::no);
}

}  // namespace

TEST_CASE("every row of the language's table means the same everywhere", "[vocabulary][functions]") {
    const test::Setting setting = everything();
    const Point point = of_engine(setting);
    std::size_t compared = 0, formulas = 0, without_value = 0, declined = 0;
    for (const Function& function : functions()) {
        const std::string call = sample_call(function);
        INFO(call);
        if (function.node() == Node::predicate) {
            const ExpressionPtr formula = parse_statement(call, setting.scope);
            CHECK(predicate_rule(*formula) == std::get<PredicateRule>(function.rule));
            const Truth truth = by(BallKernel(128), formula, point);
            CHECK(truth != Truth::unknown);
            CHECK(by(MpfiKernel(128), formula, point) == truth);
            CHECK(by(ExactKernel(), formula, point) == truth);
            CHECK(by(DoubleKernel(), formula, point) == truth);
            CHECK(reference::holds(*formula, setting.point, nullptr, {}) == truth);
            ++formulas;
            continue;
        }
        const ExpressionPtr number = parse_expression(number_about(function, call), setting.scope);
        if (has_no_value(number, point)) {
            ++without_value;
            continue;
        }
        if (!check_all_agree(number, setting, point)) ++declined;
        check_written_out(function, number, point);
        ++compared;
    }
    CHECK(compared + without_value + formulas == functions().size());
    // BDM(k, s) is about machines with five states, which the reference does not run, and this folder may not
    // have.
    CHECK(without_value + declined == 1);
    CHECK(formulas == 3);
}

TEST_CASE("a function that no row has is refused by every meaning", "[vocabulary][functions]") {
    const test::Setting setting = everything();
    const Point point = of_engine(setting);
    for (const Function& function : functions()) {
        if (function.node() == Node::predicate) continue;
        const std::string call = sample_call(function);
        INFO(call);
        const ExpressionPtr unknown =
            renamed(parse_expression(number_about(function, call), setting.scope), function.name);
        CHECK_THROWS_AS(Evaluator<BallKernel>(BallKernel(64), point).scalar(*unknown), NoRule);
        CHECK_THROWS_AS(Evaluator<MpfiKernel>(MpfiKernel(64), point).scalar(*unknown), NoRule);
        CHECK_THROWS_AS(Evaluator<DoubleKernel>(DoubleKernel(), point).scalar(*unknown), NoRule);
        CHECK_THROWS_AS(Evaluator<ExactKernel>(ExactKernel(), point).scalar(*unknown), NoRule);
        CHECK_THROWS_AS(reference::value_of(*unknown, setting.point, nullptr, {}), std::logic_error);
        CHECK_FALSE(expanded(*unknown, point));
    }
}

TEST_CASE("a call has the rule of its row and no other", "[vocabulary][functions]") {
    const test::Setting setting = everything();
    std::set<FunctionalRule> functionals;
    for (const Function& function : functions()) {
        if (function.node() == Node::predicate) continue;
        const std::string call = sample_call(function);
        INFO(call);
        const ExpressionPtr number = parse_expression(number_about(function, call), setting.scope);
        const Expression& e = function.result == Type::scalar ? *number : *number->args[0];
        CHECK(&row_of(e) == &function);
        CHECK(predicate_rule(e) == std::nullopt);
        if (const auto* rule = std::get_if<FunctionalRule>(&function.rule)) {
            CHECK(functional_rule(e) == *rule);
            CHECK(function_rule(e) == std::nullopt);
            CHECK((symbol_term(e) != nullptr) == (*rule == FunctionalRule::sum_over_symbols));
            functionals.insert(*rule);
        } else {
            CHECK(function_rule(e) == std::get<FunctionRule>(function.rule));
            CHECK(functional_rule(e) == std::nullopt);
        }
        CHECK(follows_process(e) == (function.name == "fixtime"));
    }
    CHECK(functionals.size() == 10);
    // What separable.hpp makes has a rule, and no row that a claim could name.
    const ExpressionPtr one = built_number(1, {});
    CHECK(function_rule(*built(Node::function, {one}, {}, "xlogx")) == FunctionRule::x_log_x);
    CHECK_THROWS_AS(row_of(*built(Node::function, {one}, {}, "xlogx")), std::logic_error);
    CHECK(function_rule(*built(Node::function, {one, one}, {}, "xlogx")) == std::nullopt);
}

}  // namespace every_function_test
