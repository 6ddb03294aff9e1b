#include "decide/continuum/plain_samples.hpp"

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"
#include "sim/process.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr const char* next_model = "Q'";

struct NotRewritten {
    std::string reason;
};

class Rewriter {
  public:
    explicit Rewriter(const AffineForm& fit) : fit_(fit) {}

    ExpressionPtr outside(const ExpressionPtr& e) const {
        if (e->node == Node::expectation) {
            if (e->args.size() != 1) throw NotRewritten{"'" + to_text(*e) + "' starts elsewhere"};
            return with_args(e, {inside(e->args[0])});
        }
        if (!mentions_drawn_model(*e)) return e;
        if (goes_over_outcomes(e->node) || is_drawn_model(*e))
            throw NotRewritten{"'" + to_text(*e) + "' is no expectation over Q'"};
        return mapped(e, [this](const ExpressionPtr& arg) { return outside(arg); });
    }

  private:
    ExpressionPtr inside(const ExpressionPtr& e) const {
        if (!mentions_drawn_model(*e)) return e;
        if (e->node == Node::component && is_next_model(*e->args[0])) return fitted(e->args[1], e->where);
        if (e->node == Node::functional) return functional(*e);
        if (is_drawn_model(*e) || e->node == Node::expectation)
            throw NotRewritten{"'" + to_text(*e) + "' is not known for a fit"};
        return mapped(e, [this](const ExpressionPtr& arg) { return inside(arg); });
    }

    // The symbol's mass in the next model, X standing for the plain Q'.
    ExpressionPtr fitted(const ExpressionPtr& index, SourceRange where) const {
        ExpressionPtr total = fit_.rest;
        for (const auto& [name, slope] : fit_.slopes) {
            const ExpressionPtr of = built_distribution(name == fit_frequencies ? next_model : name, where);
            const ExpressionPtr part =
                built(Node::mul, {slope, built(Node::component, {of, index}, where)}, where);
            total = total ? built(Node::add, {total, part}, where) : part;
        }
        return total ? total : built_number(0, where);
    }

    template <class Term>
    static ExpressionPtr over_symbols(SourceRange where, const Term& term) {
        const ExpressionPtr index = built(Node::index, {}, where, fit_symbol);
        return built(Node::sum, {term(index)}, where, fit_symbol);
    }

    ExpressionPtr functional(const Expression& e) const {
        const SourceRange at = e.where;
        const auto squared = [&](const ExpressionPtr& x) {
            return built(Node::pow, {x, built_number(2, at)}, at);
        };
        if (e.name == "D" && is_next_model(*e.args[0]))
            return built(Node::sub,
                         {built_number(1, at),
                          over_symbols(at, [&](const auto& i) { return squared(fitted(i, at)); })},
                         at);
        if (e.name == "H" && is_next_model(*e.args[0])) {
            const ExpressionPtr sum = over_symbols(at, [&](const auto& i) {
                const ExpressionPtr mass = fitted(i, at);
                return built(Node::mul, {mass, built(Node::function, {mass}, at, "log")}, at);
            });
            return built(Node::neg, {sum}, at);
        }
        const bool first = e.args.size() == 2 && is_next_model(*e.args[0]);
        if (e.name == "L2" && e.args.size() == 2 && (first || is_next_model(*e.args[1])) &&
            !mentions_drawn_model(*e.args[first ? 1 : 0])) {
            const ExpressionPtr& fixed = e.args[first ? 1 : 0];
            return over_symbols(at, [&](const auto& i) {
                return squared(built(Node::sub, {fitted(i, at), built(Node::component, {fixed, i}, at)}, at));
            });
        }
        throw NotRewritten{"'" + to_text(e) + "' is not known for a fit"};
    }

    static ExpressionPtr with_args(const ExpressionPtr& e, std::vector<ExpressionPtr> args) {
        auto copy = std::make_shared<Expression>(*e);
        copy->args = std::move(args);
        return copy;
    }
    template <class Map>
    static ExpressionPtr mapped(const ExpressionPtr& e, const Map& map) {
        std::vector<ExpressionPtr> args;
        for (const ExpressionPtr& arg : e->args)
            args.push_back(map(arg));
        return with_args(e, std::move(args));
    }

    const AffineForm& fit_;
};

// Of degree 1 at most in every number that ranges, so that its least and greatest values stand at corners.
bool is_multi_affine(const Expression& e, const std::string& name, int& degree) {
    degree = 0;
    if (!mentions_number(e, name)) return true;
    int left = 0, right = 0;
    switch (e.node) {
        case Node::parameter:
            degree = 1;
            return true;
        case Node::neg:
            return is_multi_affine(*e.args[0], name, degree);
        case Node::add:
        case Node::sub:
        case Node::mul: {
            if (!is_multi_affine(*e.args[0], name, left) || !is_multi_affine(*e.args[1], name, right))
                return false;
            degree = e.node == Node::mul ? left + right : std::max(left, right);
            return degree <= 1;
        }
        case Node::div:
            return !mentions_number(*e.args[1], name) && is_multi_affine(*e.args[0], name, degree);
        default:
            return false;
    }
}

// Throws NotRewritten unless the fit makes distributions of distributions at every point of the instance: no
// part is negative, and together they are 1.
void require_distribution(const AffineForm& fit, const Domain& domain, const Instance& instance) {
    std::vector<ExpressionPtr> parts;
    for (const auto& [name, slope] : fit.slopes)
        parts.push_back(slope);
    if (fit.rest) parts.push_back(fit.rest);
    Point point;
    point.K = instance.K.value_or(0);
    point.N = instance.N;
    point.scalars = instance.scalars;
    std::vector<Point> corners = {point};
    for (const auto& [name, range] : domain.scalars) {
        if (!range.continuum) continue;
        for (const ExpressionPtr& part : parts) {
            int degree = 0;
            if (!is_multi_affine(*part, name, degree))
                throw NotRewritten{"'" + to_text(*part) + "' of the fit is not affine in " + name};
        }
        std::vector<Point> more;
        for (const Point& corner : corners)
            for (const Rational& end : range.values) {
                more.push_back(corner);
                more.back().scalars[name] = end;
            }
        corners = std::move(more);
    }
    for (const Point& corner : corners) {
        Rational total = 0;
        for (const ExpressionPtr& part : parts) {
            if (mentions_time(*part)) throw NotRewritten{"'" + to_text(*part) + "' of the fit depends on t"};
            const Exact value = Evaluator<ExactKernel>(ExactKernel(), corner).scalar(*part);
            const auto rational = value.is_finite() ? value.number().as_rational() : std::nullopt;
            if (!rational || *rational < 0)
                throw NotRewritten{"'" + to_text(*part) + "' of the fit is irrational or negative somewhere"};
            total += part == fit.rest ? Rational(*rational * corner.K) : *rational;
        }
        if (total != 1) throw NotRewritten{"the fit adds up to " + to_string(total)};
    }
}

}  // namespace

Offer<Claim> about_plain_samples(const Question& question, const Instance& instance) {
    Claim claim = *question.claim;
    Domain& domain = (question.mutant ? claim.mutant->domains : claim.domains).at(instance.domain);
    const auto fit = fit_of_plain_samples(domain.process.get(), domain.any_alphabet);
    if (!fit) return Declined{fit.reason()};
    try {
        require_distribution(*fit, domain, instance);
        const ExpressionPtr statement = Rewriter(*fit).outside(question.statement());
        (question.mutant ? claim.mutant->statement : claim.statement) = statement;
        (question.mutant ? claim.mutant->statement_text : claim.statement_text) = to_text(*statement);
    } catch (const NotRewritten& why) {
        return Declined{why.reason};
    }
    domain.process = nullptr;
    return claim;
}

}  // namespace groundcheck
