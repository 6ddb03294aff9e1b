#include "decide/continuum/counted_brackets.hpp"

#include <algorithm>
#include <optional>

#include "decide/continuum/count_laws.hpp"
#include "sim/process.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_counted = 64;     // binomial terms of a probability
constexpr double most_bits_of_counts = 12000;  // of a weight after several generations

// Whether the expression names a symbol by a variable that is bound outside of it.
bool has_free_index(const Expression& e, std::vector<std::string>& bound) {
    if (e.node == Node::index) return std::find(bound.begin(), bound.end(), e.name) == bound.end();
    const bool binds = e.node == Node::sum || e.node == Node::prod || e.node == Node::normalize;
    if (binds) bound.push_back(e.name);
    const bool free = std::any_of(e.args.begin(), e.args.end(),
                                  [&](const ExpressionPtr& arg) { return has_free_index(*arg, bound); });
    if (binds) bound.pop_back();
    return free;
}

}  // namespace

CountedBrackets::CountedBrackets(const Domain& domain, const Instance& instance)
    : domain_(domain), instance_(instance) {
    point_.K = instance.K.value_or(0);
    point_.N = instance.N;
    point_.scalars = instance.scalars;
}

bool CountedBrackets::closed_loop() const {
    const auto alpha = instance_.scalars.find("alpha");
    return domain_.scalars.count("alpha") == 0 || (alpha != instance_.scalars.end() && alpha->second == 0);
}

std::uint32_t CountedBrackets::counted_samples(std::uint32_t generation) const {
    if (!plain_process(domain_.process.get()))
        throw NotClosed{"probabilities are known for the plain process"};
    if (!instance_.N || *instance_.N > most_counted)
        throw NotClosed{"a probability of more than " + std::to_string(most_counted) + " samples"};
    if (generation == 1) return *instance_.N;
    if (!closed_loop())
        throw NotClosed{"probabilities after several generations are known without exogenous data"};
    if (bits_of_first_counts(*instance_.N, generation) > most_bits_of_counts)
        throw NotClosed{"a probability after " + std::to_string(generation) + " generations of " +
                        std::to_string(*instance_.N) + " samples has numbers that are too long"};
    return *instance_.N;
}

ExpressionPtr CountedBrackets::probability(const ExpressionPtr& condition, std::uint32_t generation) {
    if (!mentions_drawn_model(*condition)) fail(*condition);
    if (condition->node == Node::negation)
        return built(Node::sub, {number(1), probability(condition->args[0], generation)}, where_);
    if (point_.K != 2 && condition->node == Node::predicate && condition->name == "vertex" &&
        is_drawn_model(*condition->args[0])) {
        const ExpressionPtr index = built(Node::index, {}, where_, "i");
        const auto alone = std::make_shared<Expression>();
        alone->node = Node::relation;
        alone->type = Type::truth;
        alone->relation = Relation::equal;
        alone->args = {built(Node::component, {condition->args[0], index}, where_), number(1)};
        alone->where = where_;
        return built(Node::sum, {probability(alone, generation)}, where_, "i");
    }
    const std::uint32_t N = counted_samples(generation);
    ExpressionPtr index;
    std::vector<Rational> holds;
    for (std::uint32_t c = 0; c <= N; ++c) {
        const Truth truth = numbers().truth(*at_count(condition, Rational(c, N), index));
        if (truth == Truth::unknown) fail(*condition);
        holds.emplace_back(truth == Truth::yes ? 1 : 0);
    }
    return weighed(given_first_count(holds, generation), index);
}

ExpressionPtr CountedBrackets::mean_by_counts(const ExpressionPtr& body, std::uint32_t generation) {
    const std::uint32_t N = counted_samples(generation);
    ExpressionPtr index;
    std::vector<Rational> values;
    for (std::uint32_t c = 0; c <= N; ++c) {
        const std::optional<Rational> value = rational_of(*at_count(body, Rational(c, N), index));
        if (!value) fail(*body);
        values.push_back(*value);
    }
    return weighed(given_first_count(values, generation), index);
}

ExpressionPtr CountedBrackets::weighed(const std::vector<Rational>& weights,
                                       const ExpressionPtr& index) const {
    const auto N = static_cast<std::uint32_t>(weights.size() - 1);
    // Binomial probabilities add up to 1.
    if (std::equal(weights.begin() + 1, weights.end(), weights.begin())) return number(weights.front());
    ExpressionPtr sum;
    for (std::uint32_t c = 0; c <= N; ++c)
        if (weights[c] != 0)
            sum = add(sum, scaled(Rational(binomial(N, c)) * weights[c], binomial_term(index, c, N)));
    return or_zero(sum);
}

std::optional<Rational> CountedBrackets::known_number(const Expression& e) const {
    const auto unknown = [&](const Expression& part) {
        return part.node == Node::distribution || part.node == Node::observable ||
               part.node == Node::generation || part.node == Node::information ||
               (part.node == Node::parameter && !has_number(part.name));
    };
    std::vector<std::string> bound;
    if (e.type != Type::scalar || mentions(e, unknown) || has_free_index(e, bound)) return std::nullopt;
    return rational_of(e);
}

std::optional<Rational> CountedBrackets::rational_of(const Expression& e) const {
    const Exact value = numbers().scalar(e);
    return value.is_finite() ? value.number().as_rational() : std::nullopt;
}

ExpressionPtr CountedBrackets::training_mass(const ExpressionPtr& index) const {
    return mass(closed_loop() ? "Q" : "M", index);
}

ExpressionPtr CountedBrackets::binomial_term(const ExpressionPtr& index, std::uint32_t c,
                                             std::uint32_t N) const {
    const ExpressionPtr m = training_mass(index);
    const ExpressionPtr rest = built(Node::sub, {number(1), m}, where_);
    const auto power = [&](const ExpressionPtr& base, std::uint32_t n) -> ExpressionPtr {
        if (n == 0) return number(1);
        return n == 1 ? base : built(Node::pow, {base, number(n)}, where_);
    };
    if (c == 0) return power(rest, N);
    return c == N ? power(m, N) : mul(power(m, c), power(rest, N - c));
}

ExpressionPtr CountedBrackets::at_count(const ExpressionPtr& e, const Rational& share,
                                        ExpressionPtr& index) const {
    std::vector<std::string> bound;
    if (point_.K != 2 || has_free_index(*e, bound)) return with_count(e, share, index);
    index = number(1);
    return with_model(e, share);
}

// The condition with a number for the symbol's random mass. It may speak of numbers alone beside it.
ExpressionPtr CountedBrackets::with_count(const ExpressionPtr& e, const Rational& share,
                                          ExpressionPtr& index) const {
    if (e->node == Node::component && is_drawn_model(*e->args[0])) {
        if (index && !same(*index, *e->args[1])) fail(*e);
        index = e->args[1];
        return built_number(share, e->where);
    }
    const bool of_distributions = e->type == Type::distribution || e->type == Type::observable ||
                                  e->node == Node::index || e->node == Node::sum || e->node == Node::prod ||
                                  e->node == Node::functional;
    if (of_distributions || (e->node == Node::parameter && !has_number(e->name))) fail(*e);
    auto copy = std::make_shared<Expression>(*e);
    for (ExpressionPtr& arg : copy->args)
        arg = with_count(arg, share, index);
    return copy;
}

// Of two symbols: with the model (share, 1 - share) written out.
ExpressionPtr CountedBrackets::with_model(const ExpressionPtr& e, const Rational& share) const {
    if (is_drawn_model(*e)) {
        const auto model = std::make_shared<Expression>();
        model->node = Node::literal;
        model->type = Type::distribution;
        model->args = {number(share), number(1 - share)};
        model->where = e->where;
        return model;
    }
    if (e->node == Node::distribution || e->node == Node::observable ||
        (e->node == Node::parameter && !has_number(e->name)))
        fail(*e);
    auto copy = std::make_shared<Expression>(*e);
    for (ExpressionPtr& arg : copy->args)
        arg = with_model(arg, share);
    return copy;
}

bool CountedBrackets::has_number(const std::string& name) const {
    return name == "N" || (name == "K" && point_.K > 0) || instance_.scalars.contains(name);
}

}  // namespace groundcheck
