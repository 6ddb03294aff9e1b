// The processes that are not the plain one.
#include <algorithm>

#include "tests/fuzz/setting.hpp"

namespace groundcheck::fuzz {

namespace {

bool declares(const Draft& draft, const std::string& name) {
    return std::any_of(draft.recipe.domain.begin(), draft.recipe.domain.end(),
                       [&](const Entry& entry) { return entry.key == name; });
}

std::string schedule_of_samples(Choice& choice, const Draft& draft) {
    std::vector<std::string> all = {"t+1", "2", "2-t+t", "1+t"};
    if (!draft.setting.any()) all.insert(all.end(), {"K", "K", "K", "K+t", "K"});
    if (declares(draft, "N")) all.insert(all.end(), {"N+t", "N", "max(1, N-t)"});
    if (declares(draft, "q")) all.emplace_back("min(3, max(1, 2*q))");
    return choice.of(all);
}

std::string schedule_of_shares(Choice& choice, const Draft& draft) {
    std::vector<std::string> all = {"1/(t+1)", "1/2", "t/(t+1)", "1/(t+2)", "max(0, 1-t)"};
    if (declares(draft, "alpha")) all.insert(all.end(), {"alpha/(t+1)", "alpha", "alpha^(t+1)"});
    if (declares(draft, "N")) all.insert(all.end(), {"1/N", "1/(N+t)"});
    if (!draft.setting.any()) all.emplace_back("1/K");
    return choice.of(all);
}

bool says(const Draft& draft, const std::string& key) {
    const auto& process = draft.recipe.process;
    return std::any_of(process.begin(), process.end(), [&](const Entry& entry) { return entry.key == key; });
}

// What the samples are drawn from, and what is made of them, in the claim's own words. Some have no value at
// some models, or are no distribution: then the engine and the reference must both say so.
std::string own_train(Choice& choice, const Draft& draft) {
    // Over every alphabet what speaks of one symbol alone.
    std::vector<std::string> every = {"Q", "Q/3 + 2*Q/3"};
    if (declares(draft, "P")) every.insert(every.end(), {"P", "(P + Q)/2", "Q + (P - Q)/3"});
    if (declares(draft, "P") && declares(draft, "alpha")) every.emplace_back("alpha*P + (1-alpha)*Q");
    if (draft.setting.any()) return choice.of(every);
    std::vector<std::string> all = {"Q",
                                    "normalize(i: Q_i*Q_i)",
                                    "normalize(j: j*Q_j)",
                                    "normalize(j: j*Q_j)",
                                    "normalize(j: 1/j)",
                                    "Q/2 + normalize(i: 1)/2",
                                    "normalize(i: max(Q))"};
    if (declares(draft, "P")) all.insert(all.end(), {"P", "(P + Q)/2", "normalize(i: P_i*Q_i)", "2*P - Q"});
    if (declares(draft, "P") && declares(draft, "alpha"))
        all.insert(all.end(), {"alpha*P + (1-alpha)*Q", "normalize(i: alpha*P_i + Q_i*Q_i)"});
    for (const std::string& f : draft.setting.observables)
        all.push_back("normalize(i: " + f + "_i*Q_i)");
    if (!draft.setting.sets.empty())
        all.insert(all.end(), {"given(A, Q)", "given(A, Q)", "Q/2 + given(A, Q)/2"});
    return choice.of(all);
}

std::string own_fit(Choice& choice, const Draft& draft) {
    std::vector<std::string> every = {"X_i",    "(Q_i + X_i)/2",         "(X_i + M_i)/2",
                                      "M_i",    "X_i + t*(Q_i - X_i)/2", "(2*X_i + Q_i + M_i)/4",
                                      "-(-X_i)"};
    if (declares(draft, "P")) every.insert(every.end(), {"(X_i + P_i)/2", "P_i"});
    if (draft.setting.any()) return choice.of(every);
    std::vector<std::string> all = {"X_i",
                                    "3/4*X_i + 1/(4*K)",
                                    "1/K",
                                    "(Q_i + X_i)/2",
                                    "(X_i + M_i)/2",
                                    "M_i",
                                    "X_i + t*(Q_i - X_i)/2",
                                    "X_i*X_i",
                                    "X_(K + 1 - i)",
                                    "X_i/2 + i/(K*(K + 1))",
                                    "(X_i + M_i + Q_i + 1/K)/4",
                                    "2*i/(K*(K + 1))"};
    if (declares(draft, "N") && !says(draft, "N")) all.emplace_back("(N*X_i + 1)/(N + K)");
    if (declares(draft, "P")) all.emplace_back("(X_i + P_i)/2");
    return choice.of(all);
}

// What is made of all data so far.
std::string fit_of_data(Choice& choice, const Draft& draft) {
    std::vector<std::string> all = {"X_i"};
    if (declares(draft, "P")) all.emplace_back("(X_i + P_i)/2");
    if (!draft.setting.any())
        all.insert(all.end(), {"3/4*X_i + 1/(4*K)", "X_(K + 1 - i)", "1/K", "X_i/2 + i/(K*(K + 1))"});
    if (!draft.setting.any() && declares(draft, "N")) all.emplace_back("(N*X_i + 1)/(N + K)");
    return choice.of(all);
}

void choose_own_steps(Choice& choice, Draft& draft) {
    auto& process = draft.recipe.process;
    if (choice.percent(20)) {
        process.push_back({"data", quoted("accumulate")});
        process.push_back({"fit", quoted(fit_of_data(choice, draft))});
        return;
    }
    const bool endless = !says(draft, "N") && choice.percent(20);
    if (endless) {
        process.push_back({"N", quoted("infinity")});
        draft.setting.samples = true;
    }
    if (choice.percent(50)) process.push_back({"train", quoted(own_train(choice, draft))});
    if (choice.percent(50)) process.push_back({"fit", quoted(own_fit(choice, draft))});
    if (choice.percent(15)) process.push_back({"models", quoted(choice.of({"1/2, 1/2", "1/3, 2/3", "1"}))});
    if (!says(draft, "train") && !endless && draft.setting.grounded && choice.percent(30))
        process.push_back({"share", quoted("exact")});
}

// Two worlds or three, with probabilities that some choices of a number make none.
std::string random_world(Choice& choice, const Draft& draft) {
    const auto one = [&] {
        std::vector<std::string> all = draft.setting.distributions;
        all.emplace_back("P/2 + " + all.front() + "/2");
        return choice.of(all);
    };
    if (declares(draft, "alpha") && choice.percent(30)) return "P with alpha, " + one() + " with 1-alpha";
    return choice.of(std::vector<std::string>{
        "P with 1/2, " + one() + " with 1/2", "P with 1/3, " + one() + " with 1/2, " + one() + " with 1/6",
        one() + " with 0, " + one() + " with 1", "P with 2/3, " + one() + " with 1/3"});
}

}  // namespace

void change_process(Choice& choice, Draft& draft) {
    Setting& setting = draft.setting;
    auto& process = draft.recipe.process;
    if (choice.percent(55)) {
        if (choice.percent(40))
            std::erase_if(draft.recipe.domain, [](const Entry& entry) { return entry.key == "N"; });
        process.push_back({"N", quoted(schedule_of_samples(choice, draft))});
        setting.samples = true;
        setting.steady = false;
        if (!declares(draft, "N")) std::erase(setting.numbers, "N");
        setting.last = 2;
    }
    if (declares(draft, "P") && choice.percent(45)) {
        process.push_back({"alpha", quoted(schedule_of_shares(choice, draft))});
        setting.grounded = true;
        setting.steady = false;
        setting.last = 2;
    }
    const bool own = declares(draft, "Q") && choice.percent(25);
    if (own) choose_own_steps(choice, draft);
    if (!own && choice.percent(30)) process.push_back({"data", quoted("accumulate")});
    if (!own && choice.percent(25))
        process.push_back({"estimator", quoted(choice.of({"additive(1/2)", "additive(1)", "mle"}))});
    if (setting.distributions.size() > 1 && choice.percent(25))
        process.push_back({"start", quoted(choice.of(setting.distributions))});
    if (declares(draft, "P") && setting.distributions.size() > 1 && !setting.any() && choice.percent(35)) {
        process.push_back({"world", quoted(random_world(choice, draft))});
        setting.worlds = setting.samples;
    }
    const bool limit = own && !says(draft, "N") && !says(draft, "alpha") && choice.percent(40);
    for (const Entry& entry : process)
        if (entry.key != "start" && entry.key != "world") setting.steady = setting.endless = false;
    setting.endless = setting.endless || limit;
    if (setting.kind == SettingKind::symbols && !process.empty()) setting.kind = SettingKind::changed;
}

void choose_program(Choice& choice, Draft& draft) {
    Setting& setting = draft.setting;
    auto& domain = draft.recipe.domain;
    const auto add = [&](const std::string& key, const std::string& value) {
        domain.push_back({key, value});
    };
    const auto number = [&](const std::string& key, const std::string& value) {
        add(key, value);
        setting.numbers.push_back(key);
    };
    setting.length = choice.percent(60) ? 1 : 2;
    setting.K = {1U << setting.length};
    setting.samples = true;
    setting.last = 2;
    add("L", std::to_string(setting.length));
    number("N", choice.of({"1", "2", "[1, 2]"}));
    if (choice.percent(40)) number("t", choice.of({"\"0..1\"", "\"0..2\"", "\"1..2\""}));
    number("e", choice.of({"\"1/10, 1/3\"", "\"1/4\"", "\"1/3, 1/2\"", "\"1/4, 1/3\""}));
    add("m", setting.length == 1 ? choice.of({"\"uniform\"", "\"lattice(2)\"", "[[\"1/3\", \"2/3\"]]"})
                                 : choice.of({"\"uniform\"", "\"vertices\"", "\"D(2)\"",
                                              "[[\"1/2\", \"1/4\", \"1/4\", \"0\"]]"}));
    setting.distributions = {"m"};
    const std::string word = setting.length == 1 ? choice.of({"0", "1"}) : choice.of({"00", "01", "11"});
    add("h", choice.percent(60) ? quoted("strings") : quoted("strings(" + word + ")"));
    setting.strings = {"h"};
    if (choice.percent(60)) {
        number("alpha", choice.of({"\"0, 1/2\"", "\"1/2\"", "\"1/2, 1\"", "\"0, 1\""}));
        add("world", choice.percent(50) ? quoted("strings") : quoted("strings(" + word + ")"));
        setting.strings.emplace_back("world");
        setting.grounded = true;
    }
    setting.endless = true;
    draft.recipe.process = {{"family", quoted("program")},
                            {"noise", quoted(choice.of({"e", "e", "e", "e/2", "1/4"}))}};
    setting.worlds = true;
    if (choice.percent(30)) {
        draft.recipe.process.push_back({"choice", quoted("maximum")});
        if (choice.percent(40))
            draft.recipe.process.push_back(
                {"penalty", quoted(choice.of({"0", "2", "1/2", "3/2", "e*6", "N"}))});
    }
    if (setting.grounded && choice.percent(30)) {
        draft.recipe.process.push_back(
            {"alpha", quoted(choice.of({"0^t", "1-0^t", "1/(t+1)", "alpha/(t+1)", "t"}))});
        setting.endless = choice.percent(20);
    }
    if (setting.grounded && choice.percent(20)) draft.recipe.process.push_back({"start", quoted("world")});
    if (setting.grounded && choice.percent(25)) draft.recipe.process.push_back({"share", quoted("exact")});
}

void choose_gaussian(Choice& choice, Draft& draft) {
    Setting& setting = draft.setting;
    auto& domain = draft.recipe.domain;
    domain = {{"N", choice.of({"2", "3", "[2, 3]", "\"2..4\""})},
              {"mu", choice.of({"0", "\"0, 1\"", "\"-1, 1/2\""})},
              {"s2", choice.of({"1", "\"0, 1\"", "\"1/2, 2\""})}};
    setting.numbers = {"N", "mu", "s2"};
    setting.samples = true;
    setting.last = 2;
    if (choice.percent(60)) {
        domain.push_back({"t", choice.of({"\"0..2\"", "\"1..2\"", "1"})});
        setting.numbers.emplace_back("t");
    }
    draft.recipe.process = {{"family", quoted("gaussian")}};
    if (choice.percent(30)) {
        draft.recipe.process.push_back(
            {"world", quoted(choice.of({"0, 1", "1/2, 2", "-1, 0", "mu + 1, s2", "N, 1/3"}))});
        if (choice.percent(30))
            draft.recipe.process.push_back({"alpha", quoted(choice.of({"1/(t+2)", "0^t", "1/3"}))});
        else {
            domain.push_back({"alpha", choice.of({"\"0, 1/3\"", "\"1/2\"", "1", "\"1/4, 1\""})});
            setting.numbers.emplace_back("alpha");
        }
    }
    if (choice.percent(25)) draft.recipe.process.push_back({"data", quoted("accumulate")});
    if (choice.percent(30)) draft.recipe.process.push_back({"N", quoted(choice.of({"N+t", "t+2", "2*N"}))});
}

}  // namespace groundcheck::fuzz
