#include "tests/fuzz/setting.hpp"

#include <algorithm>

namespace groundcheck::fuzz {

namespace {

class Chooser {
  public:
    Chooser(Choice& choice, Draft& draft) : choice_(choice), draft_(draft), setting_(draft.setting) {}

    void symbols() {
        static const std::vector<std::vector<std::uint32_t>> sizes = {{2},    {2},    {3},      {2, 3},
                                                                      {2, 3}, {1, 2}, {1, 2, 3}};
        setting_.K = choice_.of(sizes);
        std::string list;
        for (const std::uint32_t K : setting_.K)
            list += (list.empty() ? "" : ", ") + std::to_string(K);
        add("K", setting_.K.size() == 1 ? list : "[" + list + "]");
        samples(85);
        generations(35);
        shares();
        order();
        parameter();
        add_distribution("Q", listed_range());
        if (choice_.percent(25))
            add_distribution(
                "R", choice_.percent(40) && setting_.K.size() == 1 ? listed_points() : listed_range());
        if (choice_.percent(25)) observable();
        if (choice_.percent(12)) sets();
        setting_.steady = setting_.samples && !setting_.grounded;
        setting_.endless = setting_.samples;
    }

    void any() {
        add("K", "\"any\"");
        samples(80);
        generations(25);
        shares();
        order();
        parameter();
        add_distribution("Q", any_range());
        if (choice_.percent(10)) add_distribution("R", any_range());
        setting_.steady = setting_.samples && !setting_.grounded;
    }

    void continuum() {
        const bool every = choice_.percent(30);
        if (every) setting_.kind = SettingKind::any;
        setting_.K =
            every ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{choice_.percent(80) ? 2U : 3U};
        add("K", every ? "\"any\"" : std::to_string(setting_.K.front()));
        samples(75);
        if (setting_.samples && choice_.percent(35))
            world(choice_.percent(50) ? "\"0, 1/2\"" : interval(true), "\"simplex\"");
        if (choice_.percent(30)) {
            add("x", interval(false));
            setting_.numbers.emplace_back("x");
        }
        add_distribution("Q", choice_.percent(85) ? "\"simplex\"" : "\"vertices\"");
    }

    void numbers() {
        add("x", interval(false));
        setting_.numbers.emplace_back("x");
        if (choice_.percent(30)) {
            add("y", choice_.percent(50) ? interval(false) : "\"0, 1/2, 1\"");
            setting_.numbers.emplace_back("y");
        }
        parameter();
    }

  private:
    void add(const std::string& key, const std::string& value) {
        draft_.recipe.domain.push_back({key, value});
    }
    void add_distribution(const std::string& name, const std::string& range) {
        add(name, range);
        setting_.distributions.push_back(name);
    }

    void samples(unsigned chance) {
        setting_.samples = choice_.percent(chance);
        if (!setting_.samples) return;
        add("N", choice_.of({"1", "2", "3", "[1, 2]", "[2, 3]", "\"1..3\"", "\"1, 3\""}));
        setting_.numbers.emplace_back("N");
    }

    void generations(unsigned chance) {
        setting_.last = choice_.percent(60) ? 2 : 1;
        if (!setting_.samples || !choice_.percent(chance)) return;
        add("t", choice_.of({"1", "\"0..1\"", "\"0..2\"", "\"1..2\"", "2"}));
        setting_.numbers.emplace_back("t");
        setting_.last = 2;
    }

    void world(const std::string& shares, const std::string& range) {
        add("alpha", shares);
        setting_.numbers.emplace_back("alpha");
        add_distribution("P", range);
        setting_.grounded = true;
    }

    void shares() {
        if (!choice_.percent(setting_.samples ? 45 : 15)) return;
        world(choice_.of({"\"1/2\"", "\"0, 1/2\"", "\"0, 1\"", "\"1/3, 1\"", "\"lattice(2)\"", "0"}),
              setting_.any() ? any_range() : listed_range());
    }

    void order() {
        if (!choice_.percent(30)) return;
        add("q", choice_.of({"2", "\"0, 1, 2\"", "\"1/2, 1\"", "\"1, 3\"", "\"3/2, 2\""}));
        setting_.numbers.emplace_back("q");
        setting_.orders.emplace_back("q");
    }

    void parameter() {
        if (!choice_.percent(30)) return;
        add("a", choice_.of({"1", "\"1, 2\"", "\"0, 1/3, 1\"", "\"1/2\"", "\"-1, 1\"", "\"1..2\""}));
        if (draft_.recipe.domain.back().value == "\"1..2\"") draft_.recipe.domain.back().value = "\"1, 2\"";
        setting_.numbers.emplace_back("a");
    }

    void observable() {
        const bool several = setting_.K.size() > 1;
        add("f", several               ? choice_.of({"\"rank\"", "\"cube(1)\""})
                 : choice_.percent(60) ? choice_.of({"\"rank\"", "\"cube(1)\""})
                                       : listed_observables());
        setting_.observables.emplace_back("f");
    }

    void sets() {
        const bool pairs = setting_.K.front() > 1;
        add("A", quoted(pairs ? choice_.of({"{1}", "{2}", "{1, 2}", "{1}, {2}", "{2}, {1, 2}"}) : "{1}"));
        setting_.sets.emplace_back("A");
    }

    std::string listed_observables() {
        std::string result;
        for (int n = choice_.percent(50) ? 2 : 1; n > 0; --n) {
            std::string point;
            for (std::uint32_t i = 0; i < setting_.K.front(); ++i)
                point += (i == 0 ? "" : ", ") + choice_.of({"0", "1", "2", "\"1/2\"", "-1"});
            result += (result.empty() ? "[" : ", [") + point + "]";
        }
        return "[" + result + "]";
    }

    std::string any_range() {
        return quoted(choice_.of(
            {"lattice(2)", "lattice(3)", "lattice(3)", "lattice(4)", "vertices", "uniform", "lattice(N)"}));
    }

    std::string listed_range() {
        if (setting_.K.size() == 1 && choice_.percent(40)) return listed_points();
        return quoted(choice_.of(
            {"lattice(2)", "lattice(3)", "lattice(4)", "lattice(3)", "vertices", "uniform", "lattice(N)"}));
    }

    // Some points of a small lattice, not closed under exchanging symbols.
    std::string listed_points() {
        std::string result;
        for (std::size_t n = 1 + choice_.below(3); n > 0; --n)
            result += (result.empty() ? "" : ", ") + point(setting_.K.front());
        return "[" + result + "]";
    }

    std::string point(std::uint32_t K) {
        const std::size_t d = 1 + choice_.below(4);
        std::vector<std::size_t> counts(K, 0);
        for (std::size_t ball = 0; ball < d; ++ball)
            ++counts[choice_.below(K)];
        std::string result;
        for (const std::size_t count : counts)
            result += (result.empty() ? "" : ", ") + quoted(std::to_string(count) + "/" + std::to_string(d));
        return "[" + result + "]";
    }

    std::string interval(bool share) {
        const std::string ends = share ? choice_.of({"0,1", "0,1/2", "1/2,1"})
                                       : choice_.of({"0,1", "0,1", "-1,1", "1/2,2", "0,3", "1,2"});
        return quoted(choice_.of({"[", "("}) + ends + choice_.of({"]", ")"}));
    }

    Choice& choice_;
    Draft& draft_;
    Setting& setting_;
};

// "lattice(N)" needs N in the domain.
void mend_lattices(Draft& draft) {
    const auto& domain = draft.recipe.domain;
    if (std::any_of(domain.begin(), domain.end(), [](const Entry& entry) { return entry.key == "N"; }))
        return;
    for (Entry& entry : draft.recipe.domain)
        if (entry.value == "\"lattice(N)\"") entry.value = "\"lattice(2)\"";
}

}  // namespace

Draft choose_setting(Choice& choice, SettingKind kind) {
    Draft draft;
    draft.setting.kind = kind;
    Chooser chooser(choice, draft);
    switch (kind) {
        case SettingKind::symbols:
            chooser.symbols();
            break;
        case SettingKind::changed:
            chooser.symbols();
            change_process(choice, draft);
            break;
        case SettingKind::any:
            chooser.any();
            if (choice.percent(20)) change_process(choice, draft);
            break;
        case SettingKind::continuum:
            chooser.continuum();
            break;
        case SettingKind::numbers:
            chooser.numbers();
            break;
        case SettingKind::program:
            choose_program(choice, draft);
            break;
        case SettingKind::gaussian:
            choose_gaussian(choice, draft);
            break;
        case SettingKind::recursion:
            choose_recursion(choice, draft);
            break;
    }
    mend_lattices(draft);
    return draft;
}

}  // namespace groundcheck::fuzz
