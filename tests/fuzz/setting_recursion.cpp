// Recursions: one or two numbers, each with a step.
#include "tests/fuzz/setting.hpp"

namespace groundcheck::fuzz {

namespace {

using Steps = std::vector<std::string>;

// The step of the only number. Some have no value somewhere, some are irrational.
Steps steps_alone(const Setting& setting, bool share, bool parameter) {
    if (share && parameter) return {"(1-alpha)*x + alpha*a", "(1-alpha)^2*x + a", "a*x + alpha"};
    if (share)
        return {"(1-alpha)*x", "(1-alpha)^2*x + 1", "x + alpha", "alpha - x", "x - alpha*sum(c in 0..t: c)"};
    if (parameter)
        return {"a*x + 1", "x + a",           "x + a*t",   "a - x",
                "x/2 + a", "min(x, a) + 1/3", "x/(a + t)", "a*abs(x)"};
    Steps all = {"x/2 + 1",
                 "x + t",
                 "x*x/4",
                 "-x",
                 "x/(t + 1)",
                 "abs(x - 1)",
                 "x + sqrt(t)",
                 "sqrt(abs(x))",
                 "x + 1",
                 "1/(x - 1)",
                 "max(x, t/2)",
                 "x + log(2)",
                 "1/(1 + x*x)",
                 "(1 - 1/sqrt(t + 1))^2*x + 1",
                 "log(x + 2)",
                 "2^x",
                 "x + sum(c in 0..t: c)"};
    if (setting.samples) all = {"(1 - 1/N)*x", "x + 1/N", "x/N + t", "(1 - 1/N)*x + 1/N^2"};
    return all;
}

}  // namespace

// Every variable has a part in some step, so that the domain may declare it whatever the statement says.
void choose_recursion(Choice& choice, Draft& draft) {
    Setting& setting = draft.setting;
    auto& domain = draft.recipe.domain;
    const auto number = [&](const std::string& key, const std::string& value) {
        domain.push_back({key, value});
        setting.numbers.push_back(key);
    };
    const auto starts = [&] {
        return choice.percent(5) ? quoted("[0,1]")
                                 : choice.of({"0", "1", "\"0, 1\"", "\"1/2\"", "\"-1, 2\"", "\"1/3, 3\""});
    };
    number("x", starts());
    setting.stepped = {"x"};
    setting.last = 3;
    number("t", choice.of({"\"0..3\"", "\"1..2\"", "2", "\"0, 4\"", "\"0..1\""}));
    auto& process = draft.recipe.process;
    process = {{"family", quoted("recursion")}};
    if (choice.percent(35)) {
        number("y", starts());
        setting.stepped.emplace_back("y");
        process.push_back(
            {"x", quoted(choice.of({"y", "x + y", "(x + y)/2", "x*y/2 + 1", "y - x/3", "x - t*y"}))});
        process.push_back({"y", quoted(choice.of({"x", "x + y", "x - y/2", "1/(1 + x*x)", "y + x/(t+1)"}))});
        return;
    }
    const bool share = choice.percent(35), scheduled = share && choice.percent(60),
               parameter = choice.percent(35);
    if (share && !scheduled) number("alpha", choice.of({"\"0, 1/2\"", "\"lattice(2)\"", "\"1/3\""}));
    if (scheduled)
        process.push_back(
            {"alpha", quoted(choice.of({"1/(t+2)", "1/sqrt(t+1)", "1/2", "t/(t+1)", "1/(t+1)"}))});
    if (parameter) number("a", choice.of({"\"1, 2\"", "\"1/2\"", "\"-1, 1\"", "\"0, 1/3\""}));
    if (!share && !parameter && choice.percent(20)) {
        number("N", choice.of({"\"1, 2\"", "\"1..3\""}));
        setting.samples = true;
    }
    process.push_back({"x", quoted(choice.of(steps_alone(setting, share, parameter)))});
    setting.samples = false;  // N is a number like others here: nothing is drawn
}

}  // namespace groundcheck::fuzz
