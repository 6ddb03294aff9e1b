#include "decide/loops/exact_terms.hpp"

#include <cstdlib>
#include <stdexcept>

#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

constexpr std::int64_t most_exact_power = 64;

Truth exactly_related(Relation relation, int order) {
    switch (relation) {
        case Relation::less:
            return order < 0 ? Truth::yes : Truth::no;
        case Relation::less_equal:
            return order <= 0 ? Truth::yes : Truth::no;
        case Relation::greater:
            return order > 0 ? Truth::yes : Truth::no;
        case Relation::greater_equal:
            return order >= 0 ? Truth::yes : Truth::no;
        case Relation::equal:
        case Relation::not_equal:
            break;
    }
    throw std::logic_error("a relation that no finding has");
}

// A whole number that a generation or an exponent can be.
std::optional<std::int64_t> small_integer(const std::optional<LogLinear>& value) {
    if (!value) return std::nullopt;
    const std::optional<Rational> number = value->as_rational();
    if (!number || denominator_of(*number) != 1 || abs(*number) > most_exact_power) return std::nullopt;
    return static_cast<std::int64_t>(Integer(numerator_of(*number)));
}

std::optional<LogLinear> exact_power(const std::optional<LogLinear>& base,
                                     const std::optional<LogLinear>& exponent) {
    const auto power = small_integer(exponent);
    if (!base || !power) return std::nullopt;
    const auto number = base->as_rational();
    if (*power == 1) return base;
    if (!number || (*power <= 0 && *number == 0)) return std::nullopt;
    Rational result = 1;
    for (std::int64_t i = 0; i < std::abs(*power); ++i)
        result *= *number;
    return LogLinear(*power < 0 ? Rational(1 / result) : result);
}

std::optional<LogLinear> exact_function(const LoopTerm& term, const std::vector<LogLinear>& parts) {
    switch (term.kind) {
        case LoopTerm::Kind::log: {
            const auto argument = parts[0].as_rational();
            if (!argument || *argument <= 0) return std::nullopt;
            return LogLinear::log(*argument);
        }
        case LoopTerm::Kind::exp:
            if (const auto value = exact_exp(parts[0])) return LogLinear(*value);
            return std::nullopt;
        case LoopTerm::Kind::abs:
            return parts[0].sign() < 0 ? -parts[0] : parts[0];
        case LoopTerm::Kind::min:
        case LoopTerm::Kind::max: {
            LogLinear found = parts[0];
            for (const LogLinear& part : parts) {
                const int order = compare(part, found);
                if (term.kind == LoopTerm::Kind::min ? order < 0 : order > 0) found = part;
            }
            return found;
        }
        default:
            return std::nullopt;  // a root
    }
}

}  // namespace

std::optional<LogLinear> exact_value(const LoopTerm& term, const ExactLeaves& leaves) {
    using Kind = LoopTerm::Kind;
    switch (term.kind) {
        case Kind::number:
            return LogLinear(term.exact);
        case Kind::time:
            return LogLinear(Rational(0));
        case Kind::measure: {
            const auto generation = small_integer(exact_value(term.parts.at(0), leaves));
            if (!generation || *generation < 0) return std::nullopt;
            return leaves.measure(term.index, static_cast<std::uint32_t>(*generation));
        }
        case Kind::expectation:
            return leaves.bracket(term.index);
        default:
            break;
    }
    std::vector<LogLinear> parts;
    for (const LoopTerm& part : term.parts) {
        const auto value = exact_value(part, leaves);
        if (!value) return std::nullopt;
        parts.push_back(*value);
    }
    switch (term.kind) {
        case Kind::negative:
            return -parts[0];
        case Kind::sum:
            return parts[0] + parts[1];
        case Kind::difference:
            return parts[0] - parts[1];
        case Kind::product:
            return product(parts[0], parts[1]);
        case Kind::quotient:
            if (parts[1].is_zero()) return std::nullopt;
            return quotient(parts[0], parts[1]);
        case Kind::power:
            return exact_power(parts[0], parts[1]);
        default:
            return exact_function(term, parts);
    }
}

Truth exact_truth(const LoopTerm& term, const ExactLeaves& leaves) {
    if (term.kind != LoopTerm::Kind::chain)
        return connected(term, [&](std::size_t i) { return exact_truth(term.parts.at(i), leaves); });
    Truth found = Truth::yes;
    for (std::size_t i = 0; i < term.relations.size(); ++i) {
        const auto left = exact_value(term.parts.at(i), leaves);
        const auto right = exact_value(term.parts.at(i + 1), leaves);
        found = found &&
                (left && right ? exactly_related(term.relations[i], compare(*left, *right)) : Truth::unknown);
    }
    return found;
}

}  // namespace groundcheck
