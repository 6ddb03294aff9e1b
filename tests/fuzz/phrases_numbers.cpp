#include <algorithm>

#include "tests/fuzz/phrases.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck::fuzz {

Phrases::Names Phrases::with(Names names, const std::string& name) {
    names.push_back(name);
    return names;
}

namespace {

// Whether a distribution is no name, so that it can have no index.
bool is_made(const std::string& distribution) { return distribution.find('(') != std::string::npos; }

}  // namespace

std::string Phrases::constant() {
    return choice_.of({"0", "1", "2", "1/2", "1/3", "3/4", "0.1", "1/100", "3", "log(2)"});
}

std::string Phrases::leaf() {
    if (!setting_.observables.empty() && percent(20))
        return join({choice_.of({"mean(f, ", "var(f, "}), distribution(), ")"});
    switch (choice_.weighted({20, 25, 35, 20})) {
        case 0:
            return constant();
        case 1: {
            Names all = setting_.numbers;
            if (!setting_.K.empty()) all.emplace_back("K");
            if (setting_.kind == SettingKind::gaussian && drawn_)
                all = {"mu[" + time() + "]", "s2[" + time() + "]"};
            all.insert(all.end(), integers_.begin(), integers_.end());
            return all.empty() ? constant() : choice_.of(all);
        }
        case 2:
            return component();
        default:
            return setting_.distributions.empty() ? constant() : functional();
    }
}

// A share or an observable's value. Symbols by number are for small alphabets that have them for certain.
std::string Phrases::component() {
    if (setting_.distributions.empty()) return constant();
    Names places = symbols_;
    if (!setting_.K.empty()) {
        places.emplace_back("1");
        if (setting_.K.front() > 1) places.emplace_back("2");
    }
    if (places.empty()) return functional();
    const std::string place = choice_.of(places);
    if (!setting_.observables.empty() && percent(30)) return join({setting_.observables.front(), "_", place});
    std::string model = distribution();
    if (is_made(model)) model = setting_.distributions.front();
    return join({model, "_", place});
}

std::string Phrases::operation(unsigned depth) {
    const auto part = [&] { return number(depth - 1); };
    switch (choice_.weighted({20, 20, 20, 10, 8, 6, 6, 4, 4, 3, 3, 2})) {
        case 0:
            return join({"(", part(), " + ", part(), ")"});
        case 1:
            return join({"(", part(), " - ", part(), ")"});
        case 2:
            return join({part(), "*", part()});
        case 3:
            return join({"(", part(), ")/", choice_.of({"2", "3", "4", "7"})});
        case 4:
            return join({"(", part(), ")^", choice_.of({"2", "2", "3", "1/2", "0"})});
        case 5:
            return join({choice_.of({"min(", "max("}), part(), ", ", part(), ")"});
        case 6:
            return join({"abs(", part(), ")"});
        case 7:
            return join({"log1p(abs(", part(), "))"});
        case 8:
            return join({"log(", part(), ")"});
        case 9:
            return join({"exp(-abs(", part(), "))"});
        case 10:
            return join({"sqrt(abs(", part(), "))"});
        default:
            return join({"(", part(), ")/(", part(), ")"});
    }
}

std::string Phrases::sum(unsigned depth) {
    const std::string operation = percent(80) ? "sum" : "prod";
    if (setting_.kind == SettingKind::program && percent(40)) {
        const Within words(words_, with(words_, words_.empty() ? "s" : "r"));
        const std::string body = program_number();
        return join({operation, "(", words_.back(), " in strings(", std::to_string(setting_.length),
                     "): ", body, ")"});
    }
    const bool over_symbols = !setting_.distributions.empty() && percent(55);
    if (over_symbols) {
        const Within symbols(symbols_, with(symbols_, symbols_.empty()       ? "i"
                                                      : symbols_.size() == 1 ? "j"
                                                                             : "k"));
        const std::string name = symbols_.back();
        if (symbols_.size() > 3) return constant();
        const std::string body = percent(50) ? body_of_symbol() : number(depth - 1);
        return join({operation, "(", name, ": ", body, ")"});
    }
    const Within integers(integers_, with(integers_, integers_.empty()       ? "c"
                                                     : integers_.size() == 1 ? "d"
                                                                             : "g"));
    const std::string name = integers_.back();
    if (integers_.size() > 3) return constant();
    const std::string range = choice_.of({"0..1", "0..2", "1..2", "2..1"});
    const bool of_literal = literals() && percent(35);
    const std::string body =
        of_literal ? join({choice_.of({"H(", "D(", "max(", "R(2, "}), literal(), ")"}) : number(depth - 1);
    return join({operation, "(", name, " in ", range, ": ", body, ")"});
}

std::string Phrases::order() {
    Names all = {"0", "1/2", "1", "2", "3", "infinity"};
    all.insert(all.end(), setting_.orders.begin(), setting_.orders.end());
    if (!setting_.orders.empty() && percent(60)) return setting_.orders.front();
    if (!integers_.empty() && percent(40)) return integers_.back();
    return choice_.of(all);
}

namespace {

// The functionals of two distributions, as the language's table has them.
const std::vector<std::string>& of_two_distributions() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> found;
        for (const Function& function : functions())
            if (function.node() == Node::functional &&
                function.parameters == std::vector<Type>(2, Type::distribution))
                found.push_back(function.name);
        return found;
    }();
    return names;
}

}  // namespace

std::string Phrases::functional() {
    const auto model = [&] { return distribution(); };
    switch (choice_.weighted({14, 18, 8, 8, 8, 8, 6, 8, 5, 4, setting_.observables.empty() ? 0U : 24U,
                              setting_.steady && !outcome_ ? 4U : 0U, setting_.sets.empty() ? 0U : 30U})) {
        case 0:
            return join({"H(", model(), ")"});
        case 1:
            return join({"D(", model(), ")"});
        case 2:
            return join({"R(", order(), ", ", model(), ")"});
        case 3: {
            const std::string q = order();
            return join({"T(", (q == "infinity" ? "2" : q), ", ", model(), ")"});
        }
        case 4:
        case 5:
        case 6:
            return join({choice_.of(of_two_distributions()), "(", model(), ", ", model(), ")"});
        case 7:
            return join({"supp(", model(), ")"});
        case 8:
            return join({"max(", model(), ")"});
        case 9:
            return join({"min(", model(), ")"});
        case 10:
            return join({choice_.of({"mean(f, ", "var(f, "}), model(), ")"});
        case 11: {
            const Within nothing(drawn_, false);
            return join({"fixtime(", model(), ")"});
        }
        default:
            return join({"mass(A, ", model(), ")"});
    }
}

std::string Phrases::number(unsigned depth) {
    if (depth == 0) return leaf();
    const bool generations = setting_.samples && !drawn_ && !plain_ && !outcome_;
    if (setting_.kind == SettingKind::gaussian) {
        if (generations && percent(60)) return gaussian_number();
        return percent(60) ? operation(depth) : leaf();
    }
    if (setting_.kind == SettingKind::program && !plain_ && percent(45)) return program_number();
    if (setting_.worlds && generations && percent(25)) return information();
    if (setting_.kind == SettingKind::recursion && !plain_ && percent(45)) return iterate();
    switch (choice_.weighted({25, 30, 15, generations ? 30U : 0U,
                              generations && setting_.kind != SettingKind::program ? 4U : 0U})) {
        case 0:
            return leaf();
        case 1:
            return operation(depth);
        case 2:
            return sum(depth);
        case 3:
            return bracket(depth);
        default:
            return laws();
    }
}

// ---- sums over symbols

std::string Phrases::coefficient() {
    Names all = {"1", "2", "1/2", "3", "1/4"};
    const auto declared = [&](const char* name) {
        return std::find(setting_.numbers.begin(), setting_.numbers.end(), name) != setting_.numbers.end();
    };
    if (declared("N")) all.insert(all.end(), {"(1-1/N)", "1/N", "N", "(1-1/N)^2"});
    if (declared("alpha")) all.insert(all.end(), {"(1-alpha)", "alpha", "(1-alpha)^2", "(1+alpha)"});
    if (declared("t") && declared("N")) all.emplace_back("(1-1/N)^t");
    if (declared("a")) all.emplace_back("(2+a)");
    if (declared("x")) all.insert(all.end(), {"x^2", "(2+x)", "x"});
    if (!setting_.K.empty() && setting_.kind != SettingKind::continuum)
        all.insert(all.end(), {"1/K", "(1-1/K)"});
    return choice_.of(all);
}

std::string Phrases::body_of_symbol() {
    const std::string& i = symbols_.back();
    const auto share = [&] {
        std::string model = distribution();
        return (is_made(model) ? setting_.distributions.front() : model) + "_" + i;
    };
    const std::string p = share();
    switch (choice_.weighted({20, 15, 15, 10, 10, 10, 10})) {
        case 0:
            return join({p, "*(1 - ", p, ")"});
        case 1:
            return p + "^2";
        case 2:
            return join({p, "*log(1 + (1 - ", p, ")/2)"});
        case 3:
            return join({"abs(", p, " - ", share(), ")"});
        case 4:
            return join({"1 - (1 - ", p, ")^2"});
        case 5:
            return join({p, "*", share()});
        default:
            return join({"-", p, "*log(", p, ")"});
    }
}

std::string Phrases::separable_part() {
    const auto model = [&] {
        std::string name = distribution();
        return is_made(name) ? setting_.distributions.front() : name;
    };
    switch (choice_.weighted({25, 25, setting_.orders.empty() ? 10U : 60U, 10, 8, 8, 8, 20})) {
        case 0:
            return join({"H(", model(), ")"});
        case 1:
            return join({"D(", model(), ")"});
        case 2: {
            const std::string q = order();
            return join({"T(", (q == "infinity" ? "2" : q), ", ", model(), ")"});
        }
        case 3:
            return join({"supp(", model(), ")"});
        case 4:
        case 5:
        case 6:
            return join({choice_.of(of_two_distributions()), "(", model(), ", ", model(), ")"});
        default: {
            const Within symbols(symbols_, with(symbols_, "i"));
            return join({"sum(i: ", body_of_symbol(), ")"});
        }
    }
}

std::string Phrases::separable() {
    if (setting_.distributions.empty()) return number(2);
    std::string result;
    for (std::size_t terms = 1 + choice_.below(3); terms > 0; --terms) {
        std::string part;
        if (setting_.samples && percent(60)) {
            const Within drawn(drawn_, true);
            part = "E[" + separable_part() + "]";
        } else {
            part = percent(85) ? separable_part() : constant();
        }
        if (percent(50)) part = coefficient() + "*" + part;
        result += (result.empty() ? "" : percent(70) ? " + " : " - ") + part;
    }
    return result;
}

}  // namespace groundcheck::fuzz
