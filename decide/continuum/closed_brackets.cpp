#include "decide/continuum/closed_brackets.hpp"

#include <map>
#include <optional>
#include <vector>

#include "decide/continuum/counted_brackets.hpp"
#include "decide/continuum/symbol_moments.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"
#include "sim/process.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t last_generation = 1000;

// Without its process a statement's M is the plain process's.
void require_plain_mixture(const Expression& statement, const Domain& domain) {
    const auto is_mixture = [](const Expression& e) { return is_distribution_named(e, "M"); };
    const auto plain = plain_mixture(domain.process.get());
    if (!plain && mentions(statement, is_mixture)) throw NotClosed{plain.reason()};
}

class BracketRewriter : private CountedBrackets {
  public:
    BracketRewriter(const Domain& domain, const Instance& instance) : CountedBrackets(domain, instance) {}

    ExpressionPtr outside(const ExpressionPtr& e) {
        const bool bracket =
            e->node == Node::expectation || e->node == Node::variance || e->node == Node::probability;
        if (bracket && e->args.size() != 1) throw NotClosed{"'" + to_text(*e) + "' starts elsewhere"};
        if (e->node == Node::law || e->node == Node::every_outcome || is_drawn_model(*e)) fail(*e);
        if (!bracket) {
            if ((e->node == Node::sum || e->node == Node::prod) && e->ranged)
                if (const auto value = known_number(*e)) return built_number(*value, e->where);
            auto copy = std::make_shared<Expression>(*e);
            for (ExpressionPtr& arg : copy->args)
                arg = outside(arg);
            return copy;
        }
        changed_ = true;
        where_ = e->where;
        time_ = time_of(*e->args[0]);
        if (e->node == Node::probability) return probability(e->args[0], time_);
        return e->node == Node::variance ? variance(e->args[0]) : expected(e->args[0]);
    }

    [[nodiscard]] bool changed() const { return changed_; }

  private:
    // ---- the generation

    std::uint32_t time_of(const Expression& body) {
        std::optional<std::uint32_t> time;
        const auto walk = [&](const auto& self, const Expression& e) -> void {
            if (is_drawn_model(e)) {
                const std::uint32_t here = e.node == Node::distribution ? 1 : generation_number(e);
                if (time && *time != here) throw NotClosed{"two generations in one bracket"};
                time = here;
                return;
            }
            for (const ExpressionPtr& arg : e.args)
                self(self, *arg);
        };
        walk(walk, body);
        return time.value_or(1);
    }

    std::uint32_t generation_number(const Expression& e) const {
        const std::optional<Rational> t = known_number(*e.args[0]);  // none for Q[s] under a sum over s
        if (!t || denominator(*t) != 1 || *t < 1 || *t > last_generation) fail(e);
        return numerator(*t).convert_to<std::uint32_t>();
    }

    // What `ask` offers for the generation at hand, asked once.
    template <class Moments>
    const Moments& once(std::map<std::uint32_t, Moments>& known,
                        Offer<Moments> (*ask)(const Domain&, const Instance&, std::uint32_t)) const {
        const auto found = known.find(time_);
        if (found != known.end()) return found->second;
        const Offer<Moments> offered = ask(domain_, instance_, time_);
        if (!offered) throw NotClosed{offered.reason()};
        return known.emplace(time_, *offered).first->second;
    }
    const SymbolMoments& moments() { return once(moments_, symbol_moments); }
    const PairMoments& pair() { return once(pairs_, pair_moments); }

    // ---- expectations

    ExpressionPtr expected(const ExpressionPtr& e) {
        if (!mentions_drawn_model(*e)) return e;
        switch (e->node) {
            case Node::add:
            case Node::sub:
                return built(e->node, {expected(e->args[0]), expected(e->args[1])}, where_);
            case Node::neg:
                return built(Node::neg, {expected(e->args[0])}, where_);
            case Node::mul:
                for (const std::size_t fixed : {std::size_t{0}, std::size_t{1}})
                    if (!mentions_drawn_model(*e->args[fixed]))
                        return mul(e->args[fixed], expected(e->args[1 - fixed]));
                break;
            case Node::div:
                if (!mentions_drawn_model(*e->args[1]))
                    return built(Node::div, {expected(e->args[0]), e->args[1]}, where_);
                break;
            case Node::sum: {
                if (e->args[0]->node == Node::set) fail(*e);
                auto copy = std::make_shared<Expression>(*e);
                copy->args.back() = expected(e->args.back());
                return copy;
            }
            default:
                break;
        }
        try {
            return e->node == Node::functional ? functional(*e) : mean(in_masses(e));
        } catch (const NotClosed& why) {  // of another degree: of counts there may be a polynomial
            try {
                return mean_by_counts(e, time_);
            } catch (const NotClosed&) {
                throw why;
            }
        }
    }

    // D(Q[t]) = 1 - sum_i X_i^2, L2(Q[t], R) = sum_i (X_i - R_i)^2.
    ExpressionPtr functional(const Expression& e) {
        const ExpressionPtr index = built(Node::index, {}, where_, "i");
        const auto over_symbols = [&](const ExpressionPtr& term) {
            return built(Node::sum, {term}, where_, "i");
        };
        if (e.name == "D" && e.args.size() == 1 && is_drawn_model(*e.args[0]))
            return built(Node::sub, {number(1), over_symbols(second(index))}, where_);
        if (e.name != "L2") fail(e);
        const std::size_t drawn = is_drawn_model(*e.args[0]) ? 0 : 1;
        const Expression& other = *e.args[1 - drawn];
        if (!is_drawn_model(*e.args[drawn]) || other.node != Node::distribution || other.name == "Q'")
            fail(e);
        const ExpressionPtr fixed = mass(other.name, index);
        return over_symbols(
            mean({mul(fixed, fixed), {{scaled(-2, fixed), index, nullptr}}, {{number(1), index, index}}}));
    }

    ExpressionPtr mean(const InMasses& form) {
        ExpressionPtr sum = form.constant;
        for (const InMasses::Term& term : form.linear)
            sum = add(sum, mul(term.factor, first(term.index)));
        for (const InMasses::Term& term : form.products)
            sum = add(sum, mul(term.factor, same(*term.index, *term.other) ? second(term.index)
                                                                           : mixed(term.index, term.other)));
        return or_zero(sum);
    }
    // The mass in what the plain process's first samples are drawn from, whether alpha is a number or not;
    // null at other generations and for other processes.
    ExpressionPtr drawn_from(const ExpressionPtr& index) const {
        const bool plain = time_ == 1 && instance_.N && plain_process(domain_.process.get());
        return plain ? training_mass(index) : nullptr;
    }
    ExpressionPtr first(const ExpressionPtr& index) {
        if (ExpressionPtr m = drawn_from(index)) return m;
        const SymbolMoments& known = moments();
        ExpressionPtr sum = scaled(known.first[0], mass(known.start, index));
        if (known.world) sum = add(sum, scaled(known.first[1], mass("P", index)));
        return or_zero(add(sum, scaled(known.first[2], number(1))));
    }
    ExpressionPtr second(const ExpressionPtr& index) {
        if (const ExpressionPtr m = drawn_from(index))
            return or_zero(
                add(scaled(1 - Rational(1, *instance_.N), mul(m, m)), scaled(Rational(1, *instance_.N), m)));
        const SymbolMoments& known = moments();
        const ExpressionPtr q = mass(known.start, index);
        ExpressionPtr sum = add(scaled(known.second[0], mul(q, q)), scaled(known.second[3], q));
        if (known.world) {
            const ExpressionPtr p = mass("P", index);
            sum = add(sum, scaled(known.second[1], mul(q, p)));
            sum = add(sum, add(scaled(known.second[2], mul(p, p)), scaled(known.second[4], p)));
        }
        return or_zero(add(sum, scaled(known.second[5], number(1))));
    }

    // E[X*Y] of two symbols.
    ExpressionPtr mixed(const ExpressionPtr& index, const ExpressionPtr& other) {
        if (const ExpressionPtr m = drawn_from(index))
            return or_zero(scaled(1 - Rational(1, *instance_.N), mul(m, drawn_from(other))));
        const PairMoments& known = pair();
        const auto& [a, b, c, d, e, f] = known.product;
        const ExpressionPtr q = mass(known.start, index), r = mass(known.start, other);
        ExpressionPtr sum = add(scaled(a, mul(q, r)), scaled(d, add(q, r)));
        if (known.world) {
            const ExpressionPtr x = mass("P", index), y = mass("P", other);
            sum = add(sum, scaled(b, add(mul(q, y), mul(x, r))));
            sum = add(sum, add(scaled(c, mul(x, y)), scaled(e, add(x, y))));
        }
        return or_zero(add(sum, scaled(f, number(1))));
    }

    // Var[c + L] = E[L^2] - E[L]^2 for what is linear.
    ExpressionPtr variance(const ExpressionPtr& body) {
        if (!mentions_drawn_model(*body)) return number(0);
        InMasses form = in_masses(body);
        if (!form.products.empty()) fail(*body);
        form.constant = nullptr;
        const ExpressionPtr first = mean(form);
        return built(Node::sub, {mean(product(*body, form, form)), mul(first, first)}, where_);
    }

    // ---- bodies

    InMasses in_masses(const ExpressionPtr& e) {
        if (!mentions_drawn_model(*e)) return {e, {}, {}};
        switch (e->node) {
            case Node::component:
                return component(*e);
            case Node::add:
                return sum(in_masses(e->args[0]), in_masses(e->args[1]));
            case Node::sub:
                return sum(in_masses(e->args[0]), times(in_masses(e->args[1]), number(-1)));
            case Node::neg:
                return times(in_masses(e->args[0]), number(-1));
            case Node::mul:
                return product(*e, in_masses(e->args[0]), in_masses(e->args[1]));
            case Node::div:
                if (mentions_drawn_model(*e->args[1])) fail(*e);
                return times(in_masses(e->args[0]), built(Node::div, {number(1), e->args[1]}, where_));
            case Node::pow: {
                if (e->args[1]->node != Node::number || e->args[1]->value != 2) fail(*e);
                const InMasses base = in_masses(e->args[0]);
                return product(*e, base, base);
            }
            default:
                fail(*e);
        }
    }

    // Of two symbols the second has what the first has not.
    InMasses component(const Expression& e) {
        if (!is_drawn_model(*e.args[0])) fail(e);
        const ExpressionPtr& index = e.args[1];
        if (point_.K != 2 || index->node != Node::number || index->value != 2)
            return {nullptr, {{number(1), index, nullptr}}, {}};
        return {number(1), {{number(-1), number(1), nullptr}}, {}};
    }

    std::uint32_t time_ = 1;
    std::map<std::uint32_t, SymbolMoments> moments_;
    std::map<std::uint32_t, PairMoments> pairs_;
    bool changed_ = false;
};

}  // namespace

Offer<Claim> without_brackets(const Question& question, const Instance& instance) {
    Claim claim = *question.claim;
    Domain& domain = (question.mutant ? claim.mutant->domains : claim.domains).at(instance.domain);
    try {
        require_plain_mixture(*question.statement(), domain);
        BracketRewriter rewriter(domain, instance);
        const ExpressionPtr statement = rewriter.outside(question.statement());
        if (!rewriter.changed()) return Declined{"there is no bracket to be said again"};
        (question.mutant ? claim.mutant->statement : claim.statement) = statement;
        (question.mutant ? claim.mutant->statement_text : claim.statement_text) = to_text(*statement);
    } catch (const NotClosed& why) {
        return Declined{why.reason};
    } catch (const DomainError& error) {
        return Declined{error.what()};
    }
    domain.process = nullptr;
    return claim;
}

}  // namespace groundcheck
