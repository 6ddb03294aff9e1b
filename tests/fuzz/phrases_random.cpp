// Distributions, what a bracket draws, and the families that have phrases of their own.
#include <algorithm>

#include "tests/fuzz/phrases.hpp"

namespace groundcheck::fuzz {

std::string Phrases::time() {
    Names all = {"1", "1", std::to_string(setting_.last)};
    const bool declared =
        std::find(setting_.numbers.begin(), setting_.numbers.end(), "t") != setting_.numbers.end();
    if (declared) all.insert(all.end(), {"t", "t", "t"});
    if (drawn_ && outside_ > 0 && setting_.last > 1)
        all.insert(all.end(), {integers_.front(), integers_.front()});
    if (percent(5)) all.emplace_back("0");
    if (setting_.endless && percent(7)) return "infinity";
    return choice_.of(all);
}

// (c/2, 1 - c/2) and the like: a distribution written out, with bound variables and numbers in it.
std::string Phrases::literal() {
    const std::uint32_t K = setting_.K.front();

    Names firsts = {"1/2", "1/3", "1", "0"};
    if (!integers_.empty())
        firsts = {integers_.back() + "/2", "1 - " + integers_.back() + "/2",
                  "1/(1+" + integers_.back() + ")"};
    if (!symbols_.empty() && percent(50))
        firsts = {symbols_.back() + "/" + std::to_string(K), "Q_" + symbols_.back()};
    const auto declares = [&](const char* name) {
        return std::find(setting_.numbers.begin(), setting_.numbers.end(), name) != setting_.numbers.end();
    };
    if (declares("alpha") && percent(40)) firsts = {"alpha", "1-alpha"};
    if (declares("N") && percent(25)) firsts = {"1/N", "1-1/N"};
    std::string first = choice_.of(firsts);
    const bool named = std::find(setting_.distributions.begin(), setting_.distributions.end(), "Q") !=
                       setting_.distributions.end();
    if (first.starts_with("Q_") && !named) first = "1/2";

    std::string result = "(" + first + ", 1 - (" + first + ")";
    for (std::uint32_t i = 2; i < K; ++i)
        result += ", 0";
    return result + ")";
}

bool Phrases::literals() const {
    return setting_.K.size() == 1 && setting_.K.front() > 1 && setting_.K.front() < 4 &&
           setting_.kind != SettingKind::continuum && setting_.kind != SettingKind::program;
}

std::string Phrases::distribution() {
    const bool program = setting_.kind == SettingKind::program;
    if (drawn_ && percent(65)) {
        if (program) return join({"Q[", time(), "]"});
        return setting_.last > 1 && percent(45) ? "Q[" + time() + "]" : "Q'";
    }
    if (outcome_ && percent(55)) return "Q'";
    Names all = setting_.distributions;
    if (program) {
        if (plain_) return "m";  // a domain's condition is read before what h emits has a name
        all = {"m", "Q"};
        if (setting_.grounded) all.emplace_back("P");
        return choice_.of(all);
    }
    if (setting_.grounded && !elsewhere_) all.emplace_back("M");
    if (literals() && percent(18)) return literal();
    if (!setting_.sets.empty() && percent(15)) return "given(A, " + choice_.of(setting_.distributions) + ")";
    if (percent(40)) return "Q";
    return choice_.of(all);
}

std::string Phrases::bracket(unsigned depth) {
    const Within drawn(drawn_, true);
    const Within outside(outside_, integers_.size());
    std::string from;
    if (setting_.kind != SettingKind::program && setting_.kind != SettingKind::any && percent(18)) {
        const Within nothing(drawn_, false);
        from = " from " + distribution();
    }
    if (setting_.kind == SettingKind::program && percent(20)) {
        const Within nothing(drawn_, false);
        from = percent(50) ? " from " + string() : " with N = " + choice_.of({"1", "2", "N+1"});
    }
    const Within elsewhere(elsewhere_, elsewhere_ || !from.empty());
    switch (choice_.weighted({60, 12, 28})) {
        case 0:
            return join({"E[", number(depth - 1), from, "]"});
        case 1:
            return join({"Var[", number(depth - 1), from, "]"});
        default:
            return join({"Pr[", formula(depth - 1), from, "]"});
    }
}

std::string Phrases::laws() {
    const auto law = [&] {
        const std::string from = percent(60) ? " from " + choice_.of(setting_.distributions) : "";
        return join({"Law[", (percent(50) ? "Q'" : "Q[" + choice_.of({"1", "2"}) + "]"), from, "]"});
    };
    return join({choice_.of({"TV(", "TV(", "KL("}), law(), ", ", law(), ")"});
}

std::string Phrases::information() {
    if (percent(40)) return choice_.of({"I[world; X]", "I[world; samples]"});
    const Within drawn(drawn_, true);
    const Within outside(outside_, integers_.size());
    if (setting_.kind == SettingKind::program) return join({"I[world; h[", time(), "]]"});
    return percent(30) ? "I[world; Q']" : join({"I[world; Q[", time(), "]]"});
}

// ---- the program learner

std::string Phrases::string() {
    Names all = setting_.strings;
    all.insert(all.end(), words_.begin(), words_.end());
    if (drawn_ && percent(60)) return join({"h[", time(), "]"});
    all.push_back(setting_.length == 1 ? "\"1\"" : "\"01\"");
    const std::string word = choice_.of(all);
    if (percent(8)) {
        if (percent(25)) return join({"join(", word, ", ", choice_.of(all), ")"});
        return join({"flip(", word, ", ", choice_.of(Names{"1", "1", std::to_string(setting_.length)}), ")"});
    }
    return percent(20) ? choice_.of({"reverse(", "complement("}) + word + ")" : word;
}

std::string Phrases::program_number() {
    const bool free = !drawn_ && !plain_;
    if (free && percent(12)) return information();
    switch (choice_.weighted({free ? 30U : 0U, free ? 15U : 0U, free ? 5U : 0U, 15, 10, 5})) {
        case 0: {
            const Within drawn(drawn_, true);
            const std::string left = "h[" + time() + "]";
            const std::string settings =
                percent(25) ? " with " + choice_.of({"N = 2", "N = 1", "e = 1/3", "e = e/2"}) : "";
            return join({"Pr[", left, choice_.of({" == ", " != "}), string(), settings, "]"});
        }
        case 1: {
            const Within drawn(drawn_, true);
            const std::string law = "Law[h[" + time() + "]]";
            return choice_.of({"TV(", "H(", "D("}) == "TV(" ? "TV(" + law + ", m)" : "H(" + law + ")";
        }
        case 2:
            return "doeblin";
        case 3:
            return join({choice_.of({"m", "Q"}), "_", (words_.empty() ? "h" : words_.back())});
        case 4:
            return join({"D(", distribution(), ")"});
        default:
            if (percent(40)) return join({"BDM(", choice_.of({"1", "2"}), ", 1, ", string(), ")"});
            return join({"D(2, ", string(), ")"});
    }
}

// ---- recursions

std::string Phrases::iterate() {
    Names times = {"t", "t", "t", "t+1", "2*t", "0", "1", "2", "3"};
    for (const std::string& bound : integers_)
        times.insert(times.end(), {bound, bound, "t+" + bound});
    return join({choice_.of(setting_.stepped), "[", choice_.of(times), "]"});
}

// ---- the Gaussian family

std::string Phrases::gaussian_number() {
    const std::string t = time();
    if (percent(35)) return gaussian_probability(t);
    const std::string body = choice_.of({"mu[T]", "s2[T]", "mu[T]^2", "s2[T]^2", "mu[T]*s2[T]",
                                         "(mu[T] - mu)^2", "(s2[T] - s2)/2", "2*mu[T] - s2[T]"});
    std::string text;
    for (const char c : body)
        text += c == 'T' ? t : std::string(1, c);
    return join({(percent(70) ? "E[" : "Var["), text, "]"});
}

// Bounds on the next mean and variance, most of them with a probability that is known, joined by a word or
// not.
std::string Phrases::gaussian_probability(const std::string& t) {
    const auto event = [&] {
        const std::string bound = choice_.of({"s2", "2*s2", "s2/3", "mu", "0", "1", "mu + 1"});
        const std::string sign = choice_.of({" < ", " <= ", " > ", " >= ", " == ", " != "});
        const std::string of = choice_.of({"s2[1]", "mu[1]", "2*s2[1] - s2", "1 - mu[1]", "(mu[1] - mu)^2",
                                           "mu[1]*s2[1]", "s2[0]", "s2[t]", "mu[t]", "mu[1]^2"});
        const std::string later = choice_.of({"s2[t+1] < s2[t]", "mu[t+1] >= mu[t]", "s2[t+1] > 2*s2[t]"});
        std::string text;
        for (const char c : percent(80) ? of + sign + bound : later)
            text += c == 't' ? t : std::string(1, c);
        return text;
    };
    const auto word = [&] { return choice_.of({" and ", " or ", " implies ", " iff "}); };
    std::string formula = event();
    if (percent(40)) formula = join({"(", formula, ")", word(), (percent(20) ? "not (" : "("), event(), ")"});
    return join({"Pr[", formula, "]"});
}

}  // namespace groundcheck::fuzz
