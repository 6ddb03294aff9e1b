#include "tests/fuzz/generate.hpp"

#include <algorithm>

#include "tests/fuzz/fit.hpp"
#include "tests/fuzz/phrases.hpp"

namespace groundcheck::fuzz {

namespace {

SettingKind choose_kind(Choice& choice) {
    constexpr SettingKind all[] = {SettingKind::symbols,   SettingKind::changed,  SettingKind::any,
                                   SettingKind::continuum, SettingKind::numbers,  SettingKind::program,
                                   SettingKind::gaussian,  SettingKind::recursion};
    return all[choice.weighted({31, 25, 17, 9, 4, 8, 3, 3})];
}

// A number for a fitted or free relation: one that is decided symbol by symbol as often as not.
std::string some_number(Choice& choice, Phrases& phrases, const Setting& setting) {
    // A recursion has to speak of its numbers, or the domain may not declare them.
    if (setting.kind == SettingKind::recursion)
        return choice.percent(50) ? phrases.iterate()
                                  : join({"(", phrases.iterate(), choice.of({" + ", " - ", "*"}),
                                          phrases.number(1 + static_cast<unsigned>(choice.below(2))), ")"});
    const bool symbols = !setting.distributions.empty() && setting.kind != SettingKind::program;
    const unsigned chance = setting.kind == SettingKind::continuum || setting.any() ? 88 : 45;
    return symbols && choice.percent(chance) ? phrases.separable()
                                             : phrases.number(1 + static_cast<unsigned>(choice.below(3)));
}

// Relations that hold for a reason, nudged now and then; for continua, whose values cannot be fitted.
std::string known(Choice& choice, Phrases& phrases, const Setting& setting) {
    const std::string nudge =
        choice.percent(60) ? "" : choice.of({"*1", "*(99/100)", "*(101/100)", " + 1/1000", "*2", " - 1/50"});
    if (setting.distributions.empty()) {
        return join({choice.of({"x^2", "x", "(x - 1/2)^2", "x*(1-x)", "x^3", "x^2 - x", "(x-1)^2*(x+2)",
                                "1/(1+x^2)"}),
                     choice.of({" >= ", " > ", " <= ", " < "}), choice.of({"0", "1", "-1", "1/4", "4"}),
                     nudge});
    }
    std::vector<std::string> all = {"H(Q) >= 0", "D(Q) >= 0",    "D(Q) <= H(Q)",
                                    "D(Q) < 1",  "supp(Q) >= 1", "sum(i: Q_i^3) <= sum(i: Q_i^2)"};
    if (setting.samples)
        all.insert(all.end(), {"E[H(Q')] <= H(Q)", "E[D(Q')] <= D(Q)", "E[supp(Q')] <= supp(Q)",
                               "E[T(3, Q')] <= T(3, Q)", "E[KL(Q', Q)] >= 0", "E[L2(Q', Q)] <= 1/N",
                               "E[D(Q')] == (1-1/N)*D(Q)"});
    const bool declared =
        std::find(setting.numbers.begin(), setting.numbers.end(), "N") != setting.numbers.end();
    if (setting.samples && declared)
        all.insert(all.end(), {"E[D(Q')] == (1-1/N)*D(Q)", "E[L2(Q', Q)] <= 1/N"});
    if (setting.samples && declared && setting.grounded)
        all.insert(all.end(), {"E[D(Q')] == (1-1/N)*D(M)", "E[H(Q')] <= H(M)", "E[KL(Q', M)] >= 0"});
    std::string result = choice.of(all) + nudge;
    if (choice.percent(25))
        result += join({" and ", phrases.separable(), " >= ", choice.of({"0", "-10", "-1"})});
    return result;
}

class Statement {
  public:
    Statement(Choice& choice, Draft& draft)
        : choice_(choice), draft_(draft), phrases_(choice, draft.setting) {}

    void choose() {
        Recipe& recipe = draft_.recipe;
        const Setting& setting = draft_.setting;
        const bool finite = setting.kind != SettingKind::continuum && setting.kind != SettingKind::numbers;
        const bool symbols = !setting.distributions.empty();
        if (finite && symbols && choice_.percent(38)) recipe.where = phrases_.condition(1);
        const bool own = setting.kind == SettingKind::program || setting.kind == SettingKind::gaussian ||
                         setting.kind == SettingKind::recursion;
        const bool every = setting.samples && !own && !setting.any();
        switch (choice_.weighted(
            {finite ? 55U : 0U, 25, symbols ? (finite ? 8U : 60U) : 40U, 12, every && finite ? 6U : 0U})) {
            case 0:
                if (fitted()) return;
                [[fallthrough]];
            case 1:
                relation();
                break;
            case 2:
                if (own) {
                    relation();
                } else {
                    recipe.statement = known(choice_, phrases_, setting);
                    if (choice_.percent(30)) equality();
                }
                break;
            case 3:
                if (setting.kind == SettingKind::recursion) {
                    relation();
                    recipe.equality.clear();
                    recipe.statement += choice_.of({" or ", " and ", " implies "}) + phrases_.formula(1);
                } else {
                    recipe.statement = phrases_.formula(2);
                }
                break;
            default:
                recipe.statement = "for every outcome: " + phrases_.outcome();
        }
    }

  private:
    bool fitted() {
        const std::string number = some_number(choice_, phrases_, draft_.setting);
        std::vector<std::string> conditions;
        for (int n = 0; n < 6; ++n)
            conditions.push_back(phrases_.condition(1));
        const auto found = fit(choice_, draft_.recipe, number, conditions);
        if (!found) return false;
        draft_.recipe.statement = found->statement;
        draft_.recipe.equality = found->equality;
        return true;
    }

    void relation() {
        const std::string left = some_number(choice_, phrases_, draft_.setting);
        const std::string right = choice_.percent(50) ? choice_.of({"0", "1", "1/2", "3", "-1", "-5", "20"})
                                                      : some_number(choice_, phrases_, draft_.setting);
        draft_.recipe.statement = left + choice_.of({" <= ", " >= ", " < ", " > ", " == "}) + right;
        if (choice_.percent(12)) equality();
    }

    // Where the two sides are equal; the statement has to be one relation with <= or >=.
    void equality() {
        const std::string& text = draft_.recipe.statement;
        const bool weak = text.find(" <= ") != std::string::npos || text.find(" >= ") != std::string::npos;
        if (weak && text.find(" and ") == std::string::npos) draft_.recipe.equality = phrases_.condition(1);
    }

    Choice& choice_;
    Draft& draft_;
    Phrases phrases_;
};

}  // namespace

Recipe generate(std::uint64_t seed, std::uint64_t number) {
    Choice choice(seed, number);
    Draft draft = choose_setting(choice, choose_kind(choice));
    Statement(choice, draft).choose();
    return draft.recipe;
}

}  // namespace groundcheck::fuzz
