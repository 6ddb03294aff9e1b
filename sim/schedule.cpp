#include "sim/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

constexpr std::uint64_t kMostSamples = 1'000'000'000'000;

// Enough for any schedule in use, and small enough that no value grows without bound.
constexpr std::int64_t kLargestExponent = 1000;

class Evaluation {
  public:
    Evaluation(const Source& source, const Rational& t) : source_(source), t_(t) {}

    [[nodiscard]] Rational value(const Expression& e) const {
        switch (e.node) {
            case Node::number:
                return e.value;
            case Node::parameter:
                return t_;
            case Node::neg:
                return -value(*e.args[0]);
            case Node::add:
                return value(*e.args[0]) + value(*e.args[1]);
            case Node::sub:
                return value(*e.args[0]) - value(*e.args[1]);
            case Node::mul:
                return value(*e.args[0]) * value(*e.args[1]);
            case Node::div: {
                const Rational divisor = value(*e.args[1]);
                if (divisor == 0) throw error(*e.args[1], "the divisor is 0", "t counts from 0: 1/(t+1)");
                return value(*e.args[0]) / divisor;
            }
            case Node::pow:
                return raised(e);
            case Node::function:
            case Node::functional:
                return function(e);
            default:
                throw error(e, "this has no place in a schedule", kAllowed);
        }
    }

  private:
    static constexpr const char* kAllowed =
        "a schedule is made of numbers, t, + - * / ^, min, max and abs, for instance 1/(t+1)";

    [[nodiscard]] InputError error(const Expression& e, const std::string& message,
                                   const std::string& hint = "") const {
        const std::string when = hint.empty() ? fmt::format(" at t = {}", to_string(t_)) : "";
        return source_.error(e.where, message + when, hint);
    }

    [[nodiscard]] Rational raised(const Expression& e) const {
        const Rational base = value(*e.args[0]), exponent = value(*e.args[1]);
        if (denominator(exponent) != 1)
            throw error(*e.args[1], "the exponent is no integer, so the power need not be rational",
                        kAllowed);
        if (abs(exponent) > kLargestExponent)
            throw error(*e.args[1], fmt::format("the exponent is beyond {}", kLargestExponent));
        if (base == 0 && exponent < 0) throw error(*e.args[0], "a negative power of 0");
        return power(base, numerator(exponent).convert_to<std::int64_t>());
    }

    [[nodiscard]] Rational function(const Expression& e) const {
        if (e.name == "abs") return abs(value(*e.args[0]));
        if (e.name != "min" && e.name != "max")
            throw error(e, e.name + " is not evaluated exactly here", kAllowed);
        Rational best = value(*e.args[0]);
        for (std::size_t i = 1; i < e.args.size(); ++i) {
            const Rational next = value(*e.args[i]);
            best = e.name == "min" ? std::min(best, next) : std::max(best, next);
        }
        return best;
    }

    const Source& source_;
    Rational t_;
};

ExpressionPtr parsed(const Source& source) {
    Scope scope;
    scope.names["t"] = Type::scalar;
    return parse_expression(source, scope);
}

std::string shortened(const Rational& value) {
    const std::string text = to_string(value);
    return text.size() <= 40 ? text : fmt::format("about {:.6g}", static_cast<double>(value));
}

}  // namespace

Schedule::Schedule(const std::string& text, const std::string& name)
    : source_(text, name, std::make_shared<const std::string>(text), places_of(text)),
      expression_(parsed(source_)) {}

Rational Schedule::at(std::uint64_t t) const { return Evaluation(source_, Rational(t)).value(*expression_); }

InputError Schedule::wrong(const std::string& message, const std::string& hint) const {
    return source_.error(0, source_.text().size(), message, hint);
}

Rational share_at(const Schedule& alpha, std::uint64_t t) {
    Rational value = alpha.at(t);
    if (value < 0 || value > 1)
        throw alpha.wrong(fmt::format("alpha is {} at t = {}", shortened(value), t),
                          "alpha is the world's share of the samples: it must lie between 0 and 1 in every "
                          "generation, for instance min(1, 1/(t+1))");
    return value;
}

std::uint64_t samples_at(const Schedule& samples, std::uint64_t t) {
    const Rational value = samples.at(t);
    if (denominator(value) != 1 || value < 1 || value > Rational(kMostSamples))
        throw samples.wrong(
            fmt::format("N is {} at t = {}", shortened(value), t),
            "N is a number of samples: it must be an integer from 1 to 10^12 in every generation");
    return numerator(value).convert_to<std::uint64_t>();
}

}  // namespace groundcheck
