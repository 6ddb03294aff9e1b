// What processes offer and decline, by what they say; keys by structure.
#include "sim/process.hpp"

#include <functional>
#include <set>

#include "tests/catch.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;

namespace process_test {

namespace {

Scope step_scope() {
    Scope scope;
    scope.K = {3};
    scope.step = scope.samples = true;
    for (const char* name : {"Q", "P", "R"})
        scope.names[name] = Type::distribution;
    for (const char* name : {"N", "t", "alpha", "e"})
        scope.names[name] = Type::scalar;
    scope.names["f"] = Type::observable;
    return scope;
}

ExpressionPtr fit(const std::string& text) {
    Scope scope = step_scope();
    scope.names[fit_frequencies] = Type::distribution;
    scope.symbol = fit_symbol;
    return parse_expression(text, scope);
}

SymbolProcess with_fit(const std::string& text) {
    SymbolProcess process;
    process.fit = fit(text);
    return process;
}

SymbolProcess with_train(const std::string& text) {
    SymbolProcess process;
    process.train = parse_distribution(text, step_scope());
    return process;
}

Process made(SymbolProcess process) { return {std::move(process), "a process"}; }

SymbolProcess changed(const std::function<void(SymbolProcess&)>& change) {
    SymbolProcess process;
    change(process);
    return process;
}

}  // namespace

TEST_CASE("One symbol is looked at alone where the train and the fit speak of nothing else") {
    struct Row {
        const char* text;
        const char* view;     // why there is none; empty: there is
        const char* every;    // the same over every alphabet
        const char* moments;  // why there are no closed ones
    };
    const char* const ties = "ties a symbol's mass to the number of symbols";
    const Row fits[] = {
        {"X_i", "", "", ""},
        {"(1-e)*X_i + e/K", "", ties, ""},
        {"(N*X_i + 1/2)/(N + K/2)", "", ties, ""},
        {"(1-e)*Q_i + e*X_i", "", "", ""},
        {"X_i + e*(Q_i - X_i)", "", "", ""},
        {"(X_i + P_i)/2", "", "", ""},
        {"-(-X_i)", "", "", ""},
        {"e^2*X_i + (1-e^2)*M_i", "", "", ""},
        {"X_i/(1 + t) + t*Q_i/(1 + t)", "", "", ""},
        {"1/K", "", ties, ""},
        {"e", "", ties, ""},
        {"(X_i + f_i)/2", "speaks of other symbols", "speaks of other symbols", ""},
        {"X_i/2 + i/(K*(K+1))", "speaks of other symbols", "speaks of other symbols", ""},
        {"X_i/2 + P_i^2/(2*sum(j: P_j^2))", "speaks of other symbols", "speaks of other symbols", ""},
        {"D(P)*X_i + (1-D(P))/K", "speaks of other symbols: P", "speaks of other symbols: P", ""},
        {"P_1*X_i + (1-P_1)*Q_i", "speaks of other symbols: P", "speaks of other symbols: P", ""},
        {"X_i^2", "X_i^2 is not affine", "not affine", "X_i^2 is not affine"},
        {"X_1", "X_1 is not affine", "not affine", "not affine"},
        {"X_(K + 1 - i)", "not affine", "not affine", "not affine"},
        {"X_i*Q_i", "not affine", "not affine", "not affine"},
        {"X_i/D(Q)", "not affine", "not affine", "not affine"},
        {"max(X)*X_i", "not affine", "not affine", "not affine"},
        {"X_i/sum(j: X_j)", "not affine", "not affine", "not affine"},
        {"max(X_i, 1/2)", "not affine", "not affine", "not affine"},
    };
    const Row trains[] = {
        {"alpha*P + (1-alpha)*Q", "", "", ""},
        {"(P + Q)/2", "", "", ""},
        {"Q + e*(P - Q)", "", "", ""},
        {"P", "", "", ""},
        {"Q/2 + normalize(j: 1)/2", "", ties, ""},
        {"Q/2 + normalize(j: 2)/2", "", ties, ""},
        {"Q/2 + (1/6, 1/3, 1/2)/2", "speaks of other symbols", "speaks of other symbols", ""},
        {"Q/2 + normalize(j: j)/2", "speaks of other symbols", "speaks of other symbols", ""},
        {"Q/2 + normalize(j: P_j^2)/2", "speaks of other symbols", "speaks of other symbols", ""},
        {"max(P)*Q + (1-max(P))*P", "speaks of other symbols: P", "speaks of other symbols: P", ""},
        {"normalize(j: Q_j)", "not affine", "not affine", "not affine"},
        {"normalize(j: Q_j^2)", "not affine", "not affine", "not affine"},
        {"max(Q)*Q + (1-max(Q))*P", "not affine", "not affine", "not affine"},
    };
    const auto check = [](const Row& row, const SymbolProcess& symbols) {
        INFO(row.text);
        const Process process = made(symbols);
        const auto says = [](const std::string& reason, const char* wanted) {
            INFO("says: " << reason);
            CHECK(reason.empty() == (*wanted == '\0'));
            CHECK(reason.find(wanted) != std::string::npos);
        };
        says(symbol_view(&process, false).reason(), row.view);
        says(symbol_view(&process, true).reason(), row.every);
        says(moment_view(&process).reason(), row.moments);
    };
    for (const Row& row : fits)
        check(row, with_fit(row.text));
    for (const Row& row : trains)
        check(row, with_train(row.text));
}

TEST_CASE("Each member of a process keeps the plain step's methods away") {
    const auto alpha = parse_expression("1/(t+1)", step_scope());
    const SymbolProcess others[] = {
        changed([&](SymbolProcess& p) { p.alpha = alpha; }),
        changed([&](SymbolProcess& p) { p.samples = alpha; }),
        changed([](SymbolProcess& p) { p.accumulate = true; }),
        with_train("Q"),
        with_fit("X_i"),
        changed([](SymbolProcess& p) { p.endless = true; }),
        changed([](SymbolProcess& p) {
            p.models = {Rational(1, 2), Rational(1, 2)};
        }),
        changed([](SymbolProcess& p) { p.exact_share = true; }),
    };
    CHECK(plain_step(nullptr));
    CHECK(plain_process(nullptr));
    const Process from_world = made(changed([](SymbolProcess& p) { p.start = "P"; }));
    CHECK(plain_step(&from_world));
    CHECK_FALSE(plain_process(&from_world));
    CHECK(fit_of_plain_step(&from_world, false));
    CHECK_FALSE(fit_of_plain_samples(&from_world, false));
    for (const SymbolProcess& symbols : others) {
        const Process process = made(symbols);
        CHECK_FALSE(plain_step(&process));
        CHECK_FALSE(plain_process(&process));
        CHECK(plain_step(&process).reason().find("a process") != std::string::npos);
        CHECK(replicated(&process));
    }
    for (const Process& process : {Process{GaussianProcess(), ""}, Process{ProgramProcess(), ""}}) {
        for (const std::string& reason :
             {plain_step(&process).reason(), symbol_view(&process, false).reason(),
              moment_view(&process).reason(), finite_chain(&process).reason(), replicated(&process).reason()})
            CHECK_FALSE(reason.empty());
        CHECK_THROWS_AS(*plain_step(&process), std::logic_error);
    }
    CHECK_FALSE(learner_rules(nullptr));
}

TEST_CASE("Chains on counts are those of fits that look at the counts alone") {
    const auto kind = [](const SymbolProcess& symbols) {
        const Process process = made(symbols);
        const auto found = finite_chain(&process);
        return !found ? "none" : *found == ChainKind::counts ? "counts" : "models";
    };
    CHECK(kind({}) == std::string("counts"));
    for (const char* text : {"X_i", "(N*X_i + 1)/(N + K)", "(X_i + P_i)/2", "X_i^2", "alpha*X_i"})
        CHECK(kind(with_fit(text)) == std::string("counts"));
    for (const char* text : {"(X_i + Q_i)/2", "(X_i + M_i)/2", "X_i + 0*t", "D(Q)*X_i"})
        CHECK(kind(with_fit(text)) == std::string("models"));
    SymbolProcess kept = with_fit("(X_i + Q_i)/2");
    kept.accumulate = true;
    CHECK(kind(kept) == std::string("none"));
    SymbolProcess scheduled = with_fit("alpha*X_i");
    scheduled.alpha = parse_expression("1/(t+1)", step_scope());
    CHECK(kind(scheduled) == std::string("models"));
}

namespace {

World one_world(const char* law, const char* weight) {
    return {parse_distribution(law, step_scope()), parse_expression(weight, step_scope())};
}

ProgramProcess changed_learner(const std::function<void(ProgramProcess&)>& change) {
    ProgramProcess learner;
    learner.noise = parse_expression("1/4", step_scope());
    change(learner);
    return learner;
}

}  // namespace

TEST_CASE("A program learner is a key by what it says") {
    std::set<ProcessKey> keys;
    for (const ProgramProcess& learner :
         {changed_learner([](ProgramProcess&) {}),
          changed_learner([](ProgramProcess& p) { p.maximum = true; }),
          changed_learner([](ProgramProcess& p) { p.exact = true; }),
          changed_learner([](ProgramProcess& p) { p.start = "world"; }),
          changed_learner([](ProgramProcess& p) { p.alpha = parse_expression("0^t", step_scope()); }),
          changed_learner([](ProgramProcess& p) { p.penalty = parse_expression("2", step_scope()); }),
          changed_learner([](ProgramProcess& p) { p.penalty = parse_expression("3", step_scope()); })})
        CHECK(keys.insert(ProcessKey(std::make_shared<const Process>(Process{learner, ""}))).second);
    const Process scheduled{
        changed_learner([](ProgramProcess& p) { p.alpha = parse_expression("0^t", step_scope()); }), ""};
    CHECK_FALSE(needs_of(&scheduled).share);
    CHECK(needs_of(&scheduled).start == "h");
}

TEST_CASE("Which samples can be looked at, and which worlds there can be") {
    SymbolProcess plain_samples, endless, ensemble, exact, told;
    endless.endless = exact.exact_share = true;
    ensemble.models = {Rational(1, 2), Rational(1, 2)};
    told.worlds = {one_world("P", "1/2"), one_world("Q", "1/2")};
    const auto offered = [](const SymbolProcess& symbols) {
        const Process process = made(symbols);
        return std::pair(bool(sample_frequencies(&process)), bool(sample_sequence(&process)));
    };
    CHECK(offered(plain_samples) == std::pair(true, true));
    CHECK(offered(told) == std::pair(true, true));
    CHECK(offered(exact) == std::pair(true, false));
    CHECK(offered(endless) == std::pair(false, false));
    CHECK(offered(ensemble) == std::pair(false, false));
    const Process gaussian{GaussianProcess(), ""}, worlds = made(told);
    CHECK_FALSE(sample_frequencies(&gaussian));
    CHECK_FALSE(listed_worlds(&gaussian));
    CHECK_FALSE(listed_worlds(nullptr));
    CHECK(listed_worlds(&worlds)->size() == 2);
    CHECK_FALSE(plain_step(&worlds));
    // A world written out tells the symbols apart.
    CHECK(symbol_rules(&worlds).size() == 2);
}

TEST_CASE("A Gaussian's process is a key by its world, its schedules and its data") {
    const auto number = [](const char* text) { return parse_expression(text, step_scope()); };
    const std::vector<GaussianProcess> different = {
        {},
        {.samples = number("t+1")},
        {.world_mean = number("1"), .world_variance = number("1")},
        {.world_mean = number("1"), .world_variance = number("2")},
        {.world_mean = number("2"), .world_variance = number("1")},
        {.alpha = number("1"), .world_mean = number("2"), .world_variance = number("1")},
        {.accumulate = true},
    };
    std::set<ProcessKey> keys;
    for (int twice = 0; twice < 2; ++twice)
        for (const GaussianProcess& process : different)
            keys.insert(ProcessKey(std::make_shared<const Process>(Process{process, "any text"})));
    CHECK(keys.size() == different.size());
}

TEST_CASE("A process is a key by what it says") {
    std::vector<SymbolProcess> different = {
        {},
        with_fit("X_i/2 + Q_i/2"),
        with_fit("X_i/2 + M_i/2"),
        with_train("P/2 + Q/2"),
        changed([](SymbolProcess& p) { p.start = "P"; }),
        changed([](SymbolProcess& p) {
            p.models = {Rational(1, 2), Rational(1, 2)};
        }),
        changed([](SymbolProcess& p) {
            p.models = {Rational(1, 3), Rational(2, 3)};
        }),
        changed([](SymbolProcess& p) { p.accumulate = true; }),
        changed([](SymbolProcess& p) { p.endless = true; }),
        changed([](SymbolProcess& p) { p.exact_share = true; }),
        changed([](SymbolProcess& p) { p.worlds = {one_world("P", "1")}; }),
        changed([](SymbolProcess& p) { p.worlds = {one_world("Q", "1")}; }),
        changed([](SymbolProcess& p) {
            p.worlds = {one_world("P", "1/2"), one_world("Q", "1/2")};
        }),
        changed([](SymbolProcess& p) {
            p.worlds = {one_world("P", "1/3"), one_world("Q", "2/3")};
        }),
        changed([](SymbolProcess& p) { p.samples = parse_expression("t+1", step_scope()); }),
        changed([](SymbolProcess& p) { p.alpha = parse_expression("t+1", step_scope()); }),
    };
    std::set<ProcessKey> keys;
    const auto key = [](const SymbolProcess& symbols, const char* text) {
        return ProcessKey(std::make_shared<const Process>(Process{symbols, text}));
    };
    for (const SymbolProcess& symbols : different)
        CHECK(keys.insert(key(symbols, "first")).second);
    for (const Process& process : {Process{GaussianProcess(), ""}, Process{ProgramProcess(), ""}})
        CHECK(keys.insert(ProcessKey(std::make_shared<const Process>(process))).second);
    for (const SymbolProcess& symbols : different)
        CHECK_FALSE(keys.insert(key(symbols, "second")).second);
    CHECK(ProcessKey() == key({}, "said with nothing"));
    CHECK(key(with_fit("X_i/2+Q_i/2"), "") == key(with_fit(" X_i / 2 + Q_i / 2"), ""));
    // The same, but errors stand elsewhere.
    const Process here = made(with_fit("X_i/2+Q_i/2")), there = made(with_fit("  X_i/2 + Q_i/2"));
    CHECK((order(here, there) == 0));
    CHECK_FALSE(same_with_places(&here, &there));
    const Process again = made(with_fit("X_i/2+Q_i/2"));
    CHECK(same_with_places(&here, &again));
    CHECK_FALSE(same_with_places(&here, nullptr));
}

TEST_CASE("What the domain lends a process is what it does not say itself") {
    const Process scheduled = made(changed([](SymbolProcess& p) {
        p.alpha = parse_expression("e/(t+1)", step_scope());
        p.samples = parse_expression("t+1", step_scope());
        p.start = "R";
    }));
    const ProcessNeeds needs = needs_of(&scheduled), plain = needs_of(nullptr);
    CHECK_FALSE(needs.share);
    CHECK_FALSE(needs.samples);
    CHECK(needs.start == "R");
    CHECK(needs.schedules.size() == 2);
    CHECK(needs.rules.empty());
    CHECK(plain.share);
    CHECK(plain.samples);
    CHECK(plain.start == "Q");
    const Process gaussian{GaussianProcess(), ""};
    CHECK(needs_of(&gaussian).names == std::set<std::string>{"mu", "s2"});
    CHECK_FALSE(needs_of(&gaussian).share);
    GaussianProcess with_world;
    with_world.world_mean = parse_expression("1", step_scope());
    with_world.world_variance = parse_expression("N", step_scope());
    const Process grounded{with_world, ""};
    CHECK(needs_of(&grounded).share);
    CHECK(needs_of(&grounded).rules.size() == 2);
    with_world.alpha = parse_expression("1/(t+1)", step_scope());
    const Process alternating{with_world, ""};
    CHECK_FALSE(needs_of(&alternating).share);
    CHECK(needs_of(&alternating).schedules.size() == 1);
    CHECK(state_space(&gaussian) == StateSpace::gaussian);
    CHECK(state_space(nullptr) == StateSpace::symbols);
}

TEST_CASE("A recursion is a value of its own, and declines all that is about symbols") {
    Scope scope;
    for (const char* name : {"x", "y", "t", "alpha"})
        scope.names[name] = Type::scalar;
    const auto recursion = [&](const char* x, const char* y, const char* alpha) {
        RecursionProcess result;
        result.steps["x"] = parse_expression(x, scope);
        if (y != nullptr) result.steps["y"] = parse_expression(y, scope);
        if (alpha != nullptr) result.alpha = parse_expression(alpha, scope);
        return std::make_shared<const Process>(Process{result, ""});
    };
    std::set<ProcessKey> keys = {ProcessKey()};
    for (const auto& process : {recursion("x/2", nullptr, nullptr), recursion("x/3", nullptr, nullptr),
                                recursion("x/2", "x", nullptr), recursion("x/2", "y", nullptr),
                                recursion("x/2", "y", "1/2"), recursion("x/2", "y", "1/(t+1)")})
        CHECK(keys.insert(ProcessKey(process)).second);
    CHECK_FALSE(keys.insert(ProcessKey(recursion(" x / 2", nullptr, nullptr))).second);
    const auto here = recursion("x/2", "y", "1/2"), there = recursion("x/2", "  y", "1/2");
    CHECK_FALSE(same_with_places(here.get(), there.get()));
    CHECK(same_with_places(here.get(), recursion("x/2", "y", "1/2").get()));

    CHECK(state_space(here.get()) == StateSpace::numbers);
    const ProcessNeeds needs = needs_of(here.get());
    CHECK(needs.names == std::set<std::string>{"x", "y"});
    CHECK(needs.schedules.size() == 3);
    CHECK_FALSE(needs.share);
    CHECK_FALSE(needs.samples);
    CHECK(recursion_steps(here.get())->steps.size() == 2);
    CHECK_FALSE(recursion_steps(nullptr));
    CHECK_FALSE(learner_rules(here.get()));
    CHECK_FALSE(symbol_view(here.get(), false));
    CHECK_FALSE(moment_view(here.get()));
    CHECK_FALSE(finite_chain(here.get()));
    CHECK_FALSE(plain_step(here.get()));
    CHECK_FALSE(plain_process(here.get()));
    CHECK_FALSE(fit_of_plain_step(here.get(), false));
    CHECK_FALSE(fit_of_plain_samples(here.get(), false));
    CHECK_FALSE(replicated(here.get()));
    for (const auto& [capability, why] : capabilities_of(here.get())) {
        INFO(capability);
        CHECK_FALSE(why.empty());
    }
}

}  // namespace process_test
