#include <algorithm>

#include "tests/fuzz/phrases.hpp"

namespace groundcheck::fuzz {

std::string Phrases::relation(unsigned depth) {
    const std::string left = number(depth), right = percent(50) ? constant() : number(depth);
    return join({left, " ", choice_.of({"<=", "<=", "<", ">=", ">=", ">", "==", "!="}), " ", right});
}

std::string Phrases::predicate() {
    if (setting_.kind == SettingKind::program && percent(50))
        return join({string(), choice_.of({" == ", " != "}), string()});
    if (setting_.distributions.empty()) return join({"finite(", leaf(), ")"});
    switch (choice_.weighted({30, 30, 25, 10, 5})) {
        case 0:
            return join({"vertex(", distribution(), ")"});
        case 1:
            return join({"interior(", distribution(), ")"});
        case 2:
            return join({distribution(), choice_.of({" == ", " != "}), distribution()});
        case 3:
            return join({"finite(KL(", distribution(), ", ", distribution(), "))"});
        default:
            return join({"finite(", leaf(), ")"});
    }
}

std::string Phrases::formula(unsigned depth) {
    if (depth == 0 || percent(40)) return percent(60) ? relation(depth) : predicate();
    const auto part = [&] { return join({"(", formula(depth - 1), ")"}); };
    switch (choice_.weighted({25, 25, 15, 20, 15})) {
        case 0:
            return join({part(), " and ", part()});
        case 1:
            return join({part(), " or ", part()});
        case 2:
            return "not " + part();
        case 3:
            return join({part(), " implies ", part()});
        default:
            return join({part(), " iff ", part()});
    }
}

std::string Phrases::condition(unsigned depth) {
    const Within plain(plain_, true);
    const auto declares = [&](const char* name) {
        return std::find(setting_.numbers.begin(), setting_.numbers.end(), name) != setting_.numbers.end();
    };
    if (setting_.distributions.empty() || percent(setting_.any() ? 8 : 20)) return formula(depth);
    Names all = {"interior(Q)",
                 "vertex(Q)",
                 "not interior(Q)",
                 "not vertex(Q)",
                 "vertex(Q) or interior(Q)",
                 "D(Q) <= 1/2",
                 "max(Q) < 1",
                 "supp(Q) >= 2",
                 "vertex(Q) and interior(Q)",
                 "min(Q) == 0",
                 "D(Q) == 4/9"};
    if (setting_.grounded && setting_.kind != SettingKind::program)
        all.insert(all.end(), {"vertex(M)", "interior(M)", "M == Q", "vertex(M)"});
    if (declares("N"))
        all.insert(all.end(), {"N == 1 or vertex(Q)", "D(Q) <= (N-1)/4", "N == 1", "supp(Q) <= N",
                               "D(Q) < 1/N", "supp(Q) <= N"});
    if (declares("alpha")) all.insert(all.end(), {"alpha == 0", "alpha < D(Q)", "D(Q) <= alpha"});
    if (declares("a")) all.emplace_back("D(Q) < a");
    if (setting_.grounded && setting_.kind != SettingKind::program)
        all.insert(all.end(), {"Q == P", "finite(KL(Q, P))"});
    if (setting_.steady && !setting_.K.empty()) all.emplace_back("fixtime(Q) <= N");
    if (!setting_.K.empty()) all.insert(all.end(), {"Q_1 > 0", "Q_1 <= 1/2", "D(Q) == 1 - 1/K"});
    std::string chosen = choice_.of(all);
    if (setting_.kind == SettingKind::program) std::replace(chosen.begin(), chosen.end(), 'Q', 'm');
    const auto& known = setting_.distributions;
    const bool named =
        setting_.kind == SettingKind::program || std::find(known.begin(), known.end(), "Q") != known.end();
    return named ? chosen : formula(depth);
}

std::string Phrases::outcome() {
    const Within outcome(outcome_, true);
    for (int attempt = 0; attempt < 20; ++attempt) {
        std::string text =
            percent(70) ? functional() + choice_.of({" <= ", " >= ", " < "}) + functional() : formula(2);
        if (text.find("Q'") != std::string::npos) return text;
    }
    return "D(Q') <= D(Q)";
}

}  // namespace groundcheck::fuzz
