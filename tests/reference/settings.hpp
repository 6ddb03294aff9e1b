// Points at which the reference is asked: small enough to know every value by hand.
#pragma once

#include <memory>
#include <string>

#include "reference/reference.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::test {

// A scope, a point of it, and a process.
struct Setting {
    Scope scope;
    reference::Point point;
    std::shared_ptr<Process> process;  // null: the plain one

    [[nodiscard]] reference::Number value(const std::string& text,
                                          const reference::Budget& budget = {}) const {
        return reference::value_of(*parse_expression(text, scope), point, process.get(), budget);
    }
    [[nodiscard]] Truth truth(const std::string& text, const reference::Budget& budget = {},
                              reference::Sides* sides = nullptr) const {
        return reference::holds(*parse_statement(text, scope), point, process.get(), budget, sides);
    }
};

// Three symbols, two samples, a closed loop: Q = (1/2, 1/3, 1/6), P = (1/6, 1/3, 1/2), R = (1, 0, 0),
// f = (1, 2, 4), t = q = 2.
inline Setting closed_loop() {
    Setting result;
    result.scope.K = {3};
    result.scope.samples = true;
    for (const char* name : {"Q", "P", "R"})
        result.scope.names[name] = Type::distribution;
    for (const char* name : {"N", "t", "q"})
        result.scope.names[name] = Type::scalar;
    result.scope.names["f"] = Type::observable;
    result.point.K = 3;
    result.point.N = 2;
    const Rational half(1, 2), third(1, 3), sixth(1, 6);
    result.point.distributions = {{"Q", {half, third, sixth}}, {"P", {sixth, third, half}}, {"R", {1, 0, 0}}};
    result.point.scalars = {{"t", 2}, {"q", 2}};
    result.point.observables = {{"f", {1, 2, 4}}};
    return result;
}

// The same with half of the data from P: the mixture is uniform.
inline Setting grounded() {
    Setting result = closed_loop();
    result.scope.grounded = true;
    result.scope.names["alpha"] = Type::scalar;
    result.point.scalars["alpha"] = Rational(1, 2);
    return result;
}

// A closed loop with something changed. Schedules are texts in t and the point's other numbers.
inline Setting changed(const std::string& samples, const std::string& alpha = "", bool accumulate = false,
                       const Rational& additive = 0, const std::string& start = "Q") {
    Setting result = closed_loop();
    SymbolProcess process;
    if (!samples.empty()) process.samples = parse_expression(samples, result.scope);
    if (!alpha.empty()) process.alpha = parse_expression(alpha, result.scope);
    process.accumulate = accumulate;
    if (additive != 0) process.fit = additive_fit(additive);
    process.start = start;
    result.process = std::make_shared<Process>(Process{process, ""});
    result.scope.grounded = !alpha.empty();
    result.scope.start = start;
    return result;
}

// The program learner on strings of one bit: noise e = 1/4, one sample, uniform prior, from "0", with no
// data of the world's string "1".
inline Setting learner() {
    Setting result;
    result.scope.K = {2};
    result.scope.samples = result.scope.strings = result.scope.program = result.scope.random_world = true;
    result.scope.start = "h";
    for (const char* name : {"m", "Q", "P"})
        result.scope.names[name] = Type::distribution;
    for (const char* name : {"N", "L", "t", "e", "alpha"})
        result.scope.names[name] = Type::scalar;
    for (const char* name : {"h", "world"})
        result.scope.names[name] = Type::string;
    result.point.K = 2;
    result.point.N = 1;
    result.point.distributions = {{"m", {Rational(1, 2), Rational(1, 2)}}};
    result.point.scalars = {{"t", 2}, {"e", Rational(1, 4)}, {"alpha", 0}};
    result.point.strings = {{"h", "0"}, {"world", "1"}};
    ProgramProcess process;
    process.noise = parse_expression("e", result.scope);
    result.process = std::make_shared<Process>(Process{process, ""});
    return result;
}

// A Gaussian with mean 3 and variance 2, fitted to four samples.
inline Setting gaussian() {
    Setting result;
    result.scope.samples = result.scope.gaussian = true;
    for (const char* name : {"N", "t", "mu", "s2"})
        result.scope.names[name] = Type::scalar;
    result.point.N = 4;
    result.point.scalars = {{"t", 2}, {"mu", 3}, {"s2", 2}};
    result.process = std::make_shared<Process>(Process{GaussianProcess(), ""});
    return result;
}

// A recursion: alpha_t = 1/(t+2), the mean m of 3, the variance v of 0, and w = sqrt(2)*w from 1.
inline Setting recursion() {
    Setting result;
    for (const char* name : {"N", "t", "m", "v", "w", "a"})
        result.scope.names[name] = Type::scalar;
    result.point.N = 4;
    result.point.scalars = {{"t", 2}, {"m", 3}, {"v", 0}, {"w", 1}, {"a", 1}};
    Scope steps = result.scope;
    steps.names["alpha"] = Type::scalar;
    RecursionProcess process;
    process.alpha = parse_expression("1/(t+2)", steps);
    process.steps = {{"m", parse_expression("(1-alpha)*m + alpha*a", steps)},
                     {"v", parse_expression("(1-alpha)^2*v + m/N", steps)},
                     {"w", parse_expression("sqrt(2)*w", steps)}};
    result.scope.recursion = {"m", "v", "w"};
    result.process = std::make_shared<Process>(Process{process, ""});
    return result;
}

}  // namespace groundcheck::test
