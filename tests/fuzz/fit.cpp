#include "tests/fuzz/fit.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "tests/fuzz/points.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck::fuzz {

namespace {

using Numbers = std::map<std::string, Rational>;  // what an instance fixes, by name

struct Seen {
    reference::Point point;
    LogLinear value;
};

struct Extremes {
    LogLinear low, high;
};

constexpr std::uint64_t most_points = 120, most_steps = 30'000;

Numbers numbers_of(const reference::Point& point, const Question& question) {
    Numbers result = point.scalars;
    const Domain& domain = question.domains().front();
    if (point.N) result["N"] = Rational(*point.N);
    if (!domain.any_alphabet && domain.L.empty() && point.K > 0) result["K"] = Rational(point.K);
    return result;
}

std::optional<bool> less(const LogLinear& a, const LogLinear& b) {
    const Truth truth = reference::Arithmetic(512).less(a, b);
    if (!is_certain(truth)) return std::nullopt;
    return truth == Truth::yes;
}

class Fitter {
  public:
    Fitter(Choice& choice, const Claim& claim, std::string number)
        : choice_(choice), claim_(claim), number_(std::move(number)) {}

    // Evaluates the number at every point; false if that cannot be done exactly.
    bool see() {
        const Domain& domain = claim_.domains.front();
        const ExpressionPtr left = claim_.statement->args.at(0);
        reference::Budget budget;
        budget.steps = most_steps;
        bool exact = true;
        const auto visit = [&](const reference::Point& point) {
            const reference::Number value = reference::value_of(*left, point, domain.process.get(), budget);
            if (value.exact()) {
                seen_.push_back({point, *value.exact()});
            } else {
                exact = false;
            }
            return exact;
        };
        const bool finite = reference::each_point(domain, alphabets(question()), most_points, visit);
        return finite && exact && !seen_.empty() && group();
    }

    std::optional<Fitted> statement(const std::vector<std::string>& conditions) {
        for (const auto& [numbers, extremes] : extremes_)
            if (to_string(extremes.low).size() + to_string(extremes.high).size() > 120) return std::nullopt;
        upper_ = choice_.percent(50);
        if (extremes_.size() > 8) return std::nullopt;
        if (choice_.percent(75)) return bound(conditions);
        return Fitted{cases(), {}};
    }

  private:
    Question question() const { return {&claim_, false}; }

    bool group() {
        for (const Seen& seen : seen_) {
            const Numbers numbers = numbers_of(seen.point, question());
            const auto [place, is_new] = extremes_.try_emplace(numbers, Extremes{seen.value, seen.value});
            if (is_new) continue;
            const auto below = less(seen.value, place->second.low),
                       above = less(place->second.high, seen.value);
            if (!below || !above) return false;
            if (*below) place->second.low = seen.value;
            if (*above) place->second.high = seen.value;
        }
        return true;
    }

    // The values of the numbers in which the instances differ.
    std::map<std::string, std::set<Rational>> varying() const {
        std::map<std::string, std::set<Rational>> result;
        for (const auto& [numbers, extremes] : extremes_)
            for (const auto& [name, value] : numbers)
                result[name].insert(value);
        std::erase_if(result, [](const auto& entry) { return entry.second.size() == 1; });
        return result;
    }

    const LogLinear& chosen(const Extremes& extremes) const { return upper_ ? extremes.high : extremes.low; }

    // Lagrange's polynomial through the bounds: a number for every instance that is its own extreme.
    std::string polynomial() const {
        const auto names = varying();
        std::string result;
        for (const auto& [numbers, extremes] : extremes_) {
            if (chosen(extremes).is_zero()) continue;
            std::string term = "(" + to_string(chosen(extremes)) + ")";
            Rational scale = 1;
            for (const auto& [name, values] : names) {
                for (const Rational& other : values) {
                    if (other == numbers.at(name)) continue;
                    scale *= numbers.at(name) - other;
                    term += "*(" + name + " - (" + to_string(other) + "))";
                }
            }
            if (scale != 1) term += "*(" + to_string(Rational(1 / scale)) + ")";
            result += (result.empty() ? "" : " + ") + term;
        }
        return result.empty() ? "0" : result;
    }

    Fitted bound(const std::vector<std::string>& conditions) {
        const std::string value = polynomial();
        Fitted result;
        const std::string weak = upper_ ? " <= " : " >= ";
        switch (choice_.weighted({45, 15, 15, 25})) {
            case 0:
                result.statement = number_ + weak + value;
                break;
            case 1:
                result.statement = number_ + (upper_ ? " < " : " > ") + value;
                break;
            case 2:
                result.statement = number_ + weak + value + (upper_ ? " - " : " + ") + "1/1000000000000";
                break;
            default:
                result.statement = number_ + weak + value;
                result.equality = where_reached(conditions);
        }
        return result;
    }

    // A condition that says where the bound is reached, if one of them does.
    std::string where_reached(const std::vector<std::string>& conditions) {
        const Scope scope = scope_of(claim_.domains.front());
        for (const std::string& text : conditions) {
            try {
                const ExpressionPtr condition = parse_condition(text, scope);
                const bool fits = std::all_of(seen_.begin(), seen_.end(), [&](const Seen& seen) {
                    const Extremes& all = extremes_.at(numbers_of(seen.point, question()));
                    const Truth holds =
                        reference::holds(*condition, seen.point, claim_.domains.front().process.get(), {});
                    return is_certain(holds) && (holds == Truth::yes) == (seen.value - chosen(all)).is_zero();
                });
                if (fits) return text;
            } catch (const InputError&) {
            } catch (const std::runtime_error&) {  // it has no value somewhere, or takes too long
            }
        }
        return choice_.percent(40) ? choice_.of(conditions) : "";
    }

    std::string cases() {
        std::string result;
        for (const auto& [numbers, extremes] : extremes_) {
            std::string premise;
            for (const auto& [name, value] : numbers)
                premise += (premise.empty() ? "" : " and ") + name + " == " + to_string(value);
            const bool hair = choice_.percent(8);
            const std::string low = to_string(extremes.low), high = to_string(extremes.high);
            std::string conclusion = low + " <= " + number_ + (hair ? " < " : " <= ") + high;
            if (!premise.empty()) conclusion = "((" + premise + ") implies " + conclusion + ")";
            result += (result.empty() ? "" : " and ") + conclusion;
        }
        return result;
    }

    Choice& choice_;
    const Claim& claim_;
    std::string number_;
    std::vector<Seen> seen_;
    std::map<Numbers, Extremes> extremes_;
    bool upper_ = true;
};

}  // namespace

std::optional<Fitted> fit(Choice& choice, const Recipe& recipe, const std::string& number,
                          const std::vector<std::string>& conditions) {
    Recipe asked = recipe;
    asked.equality.clear();
    asked.statement = number + " <= 0";
    try {
        const auto text = load(asked);
        Fitter fitter(choice, text->claim(), number);
        if (fitter.see()) return fitter.statement(conditions);
    } catch (const InputError&) {
    } catch (const std::runtime_error&) {  // the reference: no value somewhere, or too much work
    }
    return std::nullopt;
}

}  // namespace groundcheck::fuzz
