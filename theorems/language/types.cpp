#include "theorems/language/types.hpp"

#include <algorithm>

#include "theorems/language/claim.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

bool Scope::has_alphabet() const {
    return any_alphabet || !K.empty() || std::any_of(names.begin(), names.end(), [](const auto& entry) {
               return entry.second == Type::distribution || entry.second == Type::observable;
           });
}

Scope scope_of(const Domain& domain) {
    Scope scope;
    scope.any_alphabet = domain.any_alphabet;
    scope.K = domain.K;
    scope.samples = !domain.N.empty();
    if (scope.samples) scope.names["N"] = Type::scalar;
    for (const auto& [name, values] : domain.scalars)
        scope.names[name] = Type::scalar;
    for (const auto& [name, points] : domain.distributions)
        scope.names[name] = Type::distribution;
    for (const auto& [name, points] : domain.observables)
        scope.names[name] = Type::observable;
    for (const auto& [name, range] : domain.observables)
        if (!range.sets.empty()) scope.sets.insert(name);
    for (const auto& [name, words] : domain.strings)
        scope.names[name] = Type::string;
    scope.strings = !domain.L.empty();
    if (domain.process) {
        declare(*domain.process, domain, scope);
        if (scope.grounded) return scope;
    }
    if (const auto alpha = domain.scalars.find("alpha"); alpha != domain.scalars.end()) {
        const std::vector<Rational>& values = alpha->second.values;
        scope.grounded =
            std::any_of(values.begin(), values.end(), [](const Rational& value) { return value != 0; });
    }
    return scope;
}

std::optional<Rational> constant_value(const Expression& e) {
    if (e.node == Node::number) return e.value;
    if (e.node == Node::neg) {
        const std::optional<Rational> value = constant_value(*e.args[0]);
        return value ? std::optional<Rational>(-*value) : std::nullopt;
    }
    if (e.node != Node::add && e.node != Node::sub && e.node != Node::mul && e.node != Node::div &&
        e.node != Node::pow)
        return std::nullopt;
    const std::optional<Rational> a = constant_value(*e.args[0]);
    if (!a) return std::nullopt;
    const std::optional<Rational> b = constant_value(*e.args[1]);
    if (!b) return std::nullopt;
    switch (e.node) {
        case Node::add:
            return *a + *b;
        case Node::sub:
            return *a - *b;
        case Node::mul:
            return *a * *b;
        case Node::div:
            return *b == 0 ? std::nullopt : std::optional<Rational>(*a / *b);
        default:
            break;
    }
    // A tower of powers would be a few characters that ask for gigabytes.
    const bool small = msb(abs(numerator(*a)) + 1) + msb(denominator(*a)) < 64;
    if (!small || denominator(*b) != 1 || abs(*b) > 1000 || (*a == 0 && *b < 0)) return std::nullopt;
    return power(*a, numerator(*b).convert_to<std::int64_t>());
}

namespace {

// E[... from R], Law[... from R].
bool starts_elsewhere(const Expression& e) {
    return goes_over_outcomes(e.node) && e.args.size() > 1 && e.args[1]->type == Type::distribution;
}

}  // namespace

std::vector<std::string> variables_of(const Expression& expression, const Scope& scope) {
    Names names;
    // `elsewhere`: inside a bracket that starts from another model, which needs none of the process's own.
    const auto walk = [&](const auto& self, const Expression& e, bool elsewhere) -> void {
        const bool declared =
            e.node == Node::parameter || e.node == Node::distribution || e.node == Node::observable;
        const bool iterate = e.node == Node::generation && scope.recursion.contains(e.name);
        if (iterate) names.insert(e.name);
        const bool generation = (e.node == Node::generation && !iterate) || goes_over_outcomes(e.node) ||
                                follows_process(e) || (declared && e.name == "Q'");
        const bool from_another = elsewhere || starts_elsewhere(e);
        const bool variable = declared && e.name != "Q'" && e.name != "M";
        if (scope.program && variable && (e.name == "Q" || e.name == "P"))
            names.insert(e.name == "Q" ? scope.start : "world");
        else if (variable)
            names.insert(e.name);
        if (scope.program && (generation || e.name == "doeblin"))
            names.insert({scope.start, "m", "world", "alpha", "N"});
        if (e.node == Node::setting) names.insert(e.name);
        if (generation || (declared && e.name == "M")) {
            if (!from_another || scope.names.contains(scope.start)) names.insert(scope.start);
            for (const char* name : {"alpha", "P"})
                if (!scope.own_training && scope.names.contains(name)) names.insert(name);
        }
        if (generation) names.insert("N");
        for (const ExpressionPtr& arg : e.args)
            self(self, *arg, from_another);
    };
    walk(walk, expression, false);
    return {names.begin(), names.end()};
}

}  // namespace groundcheck
