// What a process is as a value: its order, what it lends a claim's names, the fits of counts.
#include "theorems/language/process.hpp"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include "theorems/language/claim.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck {

bool of_counts(const Expression& fit, const SymbolProcess& process) {
    if (fit.node == Node::distribution && (fit.name == "Q" || fit.name == "M")) return false;
    if (fit.node == Node::parameter && (fit.name == "t" || (fit.name == "alpha" && process.alpha)))
        return false;
    return std::all_of(fit.args.begin(), fit.args.end(),
                       [&](const ExpressionPtr& arg) { return of_counts(*arg, process); });
}

ExpressionPtr additive_fit(const Rational& count) {
    Scope scope;
    scope.names = {{"N", Type::scalar}, {fit_frequencies, Type::distribution}};
    scope.symbol = std::string(fit_symbol);
    const std::string a = to_string(count);
    std::string text = "(N*X_i + ";
    text.append(a).append(")/(N + K*").append(a).append(")");
    return parse_expression(text, scope);
}

namespace {

std::strong_ordering order(const Rational& a, const Rational& b) {
    return a == b  ? std::strong_ordering::equal
           : a < b ? std::strong_ordering::less
                   : std::strong_ordering::greater;
}

// In turn, until one differs.
template <class... Parts>
std::strong_ordering first_of(const Parts&... parts) {
    std::strong_ordering result = std::strong_ordering::equal;
    ((result = parts, result != 0) || ...);
    return result;
}

// The bindings name every member, so that one that is added does not compile until it is compared.
std::strong_ordering compared(const SymbolProcess& a, const SymbolProcess& b) {
    const auto& [alpha, samples, accumulate, train, fit, endless, models, exact_share, start, worlds] = a;
    const auto weights = std::lexicographical_compare_three_way(
        models.begin(), models.end(), b.models.begin(), b.models.end(),
        [](const Rational& x, const Rational& y) { return order(x, y); });
    const auto prior = std::lexicographical_compare_three_way(
        worlds.begin(), worlds.end(), b.worlds.begin(), b.worlds.end(), [](const World& x, const World& y) {
            return first_of(order(x.law, y.law), order(x.weight, y.weight));
        });
    return first_of(order(alpha, b.alpha), order(samples, b.samples), accumulate <=> b.accumulate,
                    order(train, b.train), order(fit, b.fit), endless <=> b.endless, weights,
                    exact_share <=> b.exact_share, start <=> b.start, prior);
}
std::strong_ordering compared(const GaussianProcess& a, const GaussianProcess& b) {
    const auto& [samples, alpha, world_mean, world_variance, accumulate] = a;
    return first_of(order(samples, b.samples), order(alpha, b.alpha), order(world_mean, b.world_mean),
                    order(world_variance, b.world_variance), accumulate <=> b.accumulate);
}
std::strong_ordering compared(const ProgramProcess& a, const ProgramProcess& b) {
    const auto& [noise, maximum, exact, alpha, penalty, start] = a;
    return first_of(order(noise, b.noise), maximum <=> b.maximum, exact <=> b.exact, order(alpha, b.alpha),
                    order(penalty, b.penalty), start <=> b.start);
}
std::strong_ordering compared(const RecursionProcess& a, const RecursionProcess& b) {
    const auto& [steps, alpha] = a;
    const auto numbers = std::lexicographical_compare_three_way(
        steps.begin(), steps.end(), b.steps.begin(), b.steps.end(), [](const auto& x, const auto& y) {
            return first_of(x.first <=> y.first, order(x.second, y.second));
        });
    return first_of(numbers, order(alpha, b.alpha));
}

}  // namespace

std::strong_ordering order(const Process& a, const Process& b) {
    return std::visit(
        [&]<class A, class B>(const A& left, const B& right) {
            if constexpr (std::is_same_v<A, B>)
                return compared(left, right);
            else
                return a.family.index() <=> b.family.index();
        },
        a.family, b.family);
}

namespace {

struct Declaring {
    const Domain& domain;
    Scope& scope;

    // Whether a schedule of alpha is there and can be other than 0.
    static bool draws_from_world(const ExpressionPtr& alpha) {
        return alpha && constant_value(*alpha) != std::optional<Rational>(0);
    }
    void operator()(const SymbolProcess& process) const {
        scope.samples = scope.samples || process.samples || process.endless;
        scope.grounded = draws_from_world(process.alpha);
        scope.own_training = process.train != nullptr;
        scope.start = process.start;
        scope.random_world = !process.worlds.empty();
    }
    void operator()(const GaussianProcess& process) const {
        scope.samples = scope.samples || process.samples;
        scope.grounded = process.alpha != nullptr;
        scope.gaussian = true;
    }
    // What the start and the world's string emit are the first model and the world.
    void operator()(const ProgramProcess& process) const {
        scope.program = scope.random_world = true;
        scope.grounded = draws_from_world(process.alpha);
        scope.start = process.start;
        if (domain.strings.contains(process.start)) scope.names["Q"] = Type::distribution;
        if (domain.strings.contains("world")) scope.names["P"] = Type::distribution;
    }
    void operator()(const RecursionProcess& process) const {
        for (const auto& [name, step] : process.steps)
            scope.recursion.insert(name);
    }
};

// An expression of a process, perhaps null, and names in it that are the process's own.
struct Part {
    ExpressionPtr expression;
    std::set<std::string> own = {"t"};
};
struct Named {
    std::vector<std::string> names;
    std::vector<Part> parts;
};
Named named_in(const SymbolProcess& process) {
    Named result{{process.start}, {{process.alpha}, {process.samples}, {process.train}, {process.fit}}};
    for (const World& world : process.worlds)
        result.parts.insert(result.parts.end(), {{world.law}, {world.weight}});
    return result;
}
Named named_in(const GaussianProcess& process) {
    Named result{{"mu", "s2"}, {{process.samples}, {process.alpha}}};
    result.parts.insert(result.parts.end(), {{process.world_mean, {}}, {process.world_variance, {}}});
    if (process.world_mean && !process.alpha) result.names.emplace_back("alpha");  // the domain's
    return result;
}
Named named_in(const ProgramProcess& process) {
    return {{"m"}, {{process.noise}, {process.alpha}, {process.penalty}}};
}
// A number that nothing but its own step mentions is used by no one.
Named named_in(const RecursionProcess& process) {
    Named result{{}, {{process.alpha}}};
    for (const auto& [name, step] : process.steps) {
        Part part{step, {"t", name}};
        if (process.alpha) part.own.insert("alpha");
        result.parts.push_back(std::move(part));
    }
    return result;
}

}  // namespace

void declare(const Process& process, const Domain& domain, Scope& scope) {
    std::visit(Declaring{domain, scope}, process.family);
}

std::vector<std::string> variables_of(const Process& process, const Scope& scope) {
    auto [names, parts] = std::visit([](const auto& family) { return named_in(family); }, process.family);
    for (const Part& part : parts) {
        if (!part.expression) continue;
        for (const std::string& name : variables_of(*part.expression, scope))
            if (!part.own.contains(name)) names.push_back(name);
    }
    return names;
}

bool same_entries(const Process* process, const std::map<std::string, std::string>& entries) {
    const std::map<std::string, std::string> none;
    const auto without_spaces = [](std::string text) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
        return text;
    };
    const auto& own = process == nullptr ? none : process->written;
    return std::equal(own.begin(), own.end(), entries.begin(), entries.end(),
                      [&](const auto& a, const auto& b) {
                          return a.first == b.first && without_spaces(a.second) == without_spaces(b.second);
                      });
}

}  // namespace groundcheck
