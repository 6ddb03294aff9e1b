#include "decide/methods/expand.hpp"

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/question/instance.hpp"
#include "sim/outcomes.hpp"
#include "sim/process.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t longest = 1500;        // characters
constexpr std::uint32_t most_outcomes = 64;  // of an expectation that is written out
constexpr std::size_t few = 10;              // outcomes that are listed
constexpr std::uint64_t most_terms = 200;    // of a sum

// There is no such form.
struct NoForm {};

// A term: its text, and its value where it is rational.
struct Term {
    std::string text;
    std::optional<Rational> value;

    bool is(int number) const { return value && *value == number; }
};

Term exact(const Rational& value) {
    std::string text = to_string(value);
    if (value < 0 || denominator(value) != 1) text = "(" + text + ")";
    return {std::move(text), value};
}

Term written(std::string text) {
    if (text.size() > longest) throw NoForm{};
    return {std::move(text), std::nullopt};
}

Term sum(const Term& a, const Term& b) {
    if (a.value && b.value) return exact(*a.value + *b.value);
    if (a.is(0)) return b;
    if (b.is(0)) return a;
    return written("(" + a.text + " + " + b.text + ")");
}

Term negated(const Term& a) { return a.value ? exact(-*a.value) : written("(-" + a.text + ")"); }

Term product(const Term& a, const Term& b) {
    if (a.is(0) || b.is(0)) return exact(0);
    if (a.value && b.value) return exact(*a.value * *b.value);
    if (a.is(1)) return b;
    if (b.is(1)) return a;
    return written(a.text + "*" + b.text);
}

Term quotient(const Term& a, const Term& b) {
    if (b.is(0)) throw NoForm{};
    if (a.value && b.value) return exact(*a.value / *b.value);
    if (b.is(1)) return a;
    return written(a.text + "/" + (b.value ? b.text : "(" + b.text + ")"));
}

Term logarithm(const Term& a) {
    if (a.is(1)) return exact(0);
    if (a.value && *a.value <= 0) throw NoForm{};
    return written("log(" + (a.value ? to_string(*a.value) : a.text) + ")");
}

Term raised(const Term& base, const Term& power) {
    if (base.value && power.value && denominator(*power.value) == 1 && abs(*power.value) <= 64 &&
        (*base.value != 0 || *power.value >= 0))
        return exact(groundcheck::power(*base.value, numerator(*power.value).convert_to<std::int64_t>()));
    if (base.is(0) && power.value && *power.value > 0) return exact(0);
    if (base.is(1)) return exact(1);
    return written(base.text + "^" + (power.value ? power.text : "(" + power.text + ")"));
}

using Masses = std::vector<Rational>;

// The terms of sums over the symbols, written out; an infinite one has no form.
struct WrittenTerms {
    using Value = Term;

    static Term number(const Rational& value) { return exact(value); }
    static Term add(const Term& a, const Term& b) { return sum(a, b); }
    static Term sub(const Term& a, const Term& b) { return sum(a, negated(b)); }
    static Term mul(const Term& a, const Term& b) { return product(a, b); }
    static Term square(const Term& a) { return raised(a, exact(2)); }
    static Term absolute(const Term& a) {
        return a.value ? exact(abs(*a.value)) : written("abs(" + a.text + ")");
    }
    static Term xlogx(const Term& a) { return a.is(0) ? exact(0) : product(a, logarithm(a)); }
    static Term divergence(const Term& p, const Term& r) {
        return p.is(0) ? exact(0) : product(p, logarithm(quotient(p, r)));
    }
    static Term ratio(const Term& a, const Term& b) { return a.is(0) ? exact(0) : quotient(a, b); }
    static Term positive(const Term& a) {
        if (!a.value) throw NoForm{};
        return exact(*a.value > 0 ? 1 : 0);
    }
};

class Expander {
  public:
    Expander(const Point& point, const std::optional<std::vector<std::uint32_t>>& outcome) : point_(point) {
        // Without the plain process alpha, N and the estimator are not the point's own.
        if (!plain_step(point.process.get())) throw NoForm{};
        if (outcome) set_sample(*outcome);
    }

    Term term(const Expression& e) {
        const auto arg = [&](std::size_t i) { return term(*e.args.at(i)); };
        switch (e.node) {
            case Node::number:
                return exact(e.value);
            case Node::pi:
                return written("pi");
            case Node::parameter:
                return exact(parameter(e.name));
            case Node::index:
                return exact(Rational(bound(e.name)));
            case Node::component:
                return component(e);
            case Node::add:
                return sum(arg(0), arg(1));
            case Node::sub:
                return sum(arg(0), negated(arg(1)));
            case Node::neg:
                return negated(arg(0));
            case Node::mul:
                return times(e);
            case Node::div:
                return quotient(arg(0), arg(1));
            case Node::pow:
                return raised(arg(0), arg(1));
            case Node::function:
                return function(e);
            case Node::functional:
                return functional(e);
            case Node::sum:
            case Node::prod:
                return aggregate(e);
            case Node::expectation:
                return expectation(e);
            default:
                throw NoForm{};
        }
    }

    // The law of the generation that a bracket with this start speaks of.
    Masses law(const Expression* start) {
        const Rational alpha = share_at(point_, 0);
        const Masses from = start != nullptr ? masses(*start) : point_.distributions.at(start_of(point_));
        if (alpha == 0) return from;
        return training_mixture(alpha, point_.distributions.at("P"), from);
    }

  private:
    Rational parameter(const std::string& name) const {
        if (name == "K") return Rational(point_.K);
        if (name == "N") return Rational(point_.N.value());
        const auto found = point_.scalars.find(name);
        if (found == point_.scalars.end()) throw NoForm{};
        return found->second;
    }

    std::int64_t bound(const std::string& name) const {
        for (auto entry = bindings_.rbegin(); entry != bindings_.rend(); ++entry)
            if (entry->first == name) return entry->second;
        throw NoForm{};
    }

    std::int64_t integer(const Expression& e) {
        const Term value = term(e);
        if (!value.value || denominator(*value.value) != 1) throw NoForm{};
        return numerator(*value.value).convert_to<std::int64_t>();
    }

    void set_sample(const std::vector<std::uint32_t>& counts) {
        sample_.emplace();
        std::uint64_t total = 0;
        for (const std::uint32_t count : counts)
            total += count;
        for (const std::uint32_t count : counts)
            sample_->emplace_back(count, total);
    }

    Masses masses(const Expression& e) {
        if (e.node == Node::literal) {
            Masses result;
            for (const ExpressionPtr& arg : e.args) {
                const Term value = term(*arg);
                if (!value.value) throw NoForm{};
                result.push_back(*value.value);
            }
            return result;
        }
        if (e.node == Node::observable) return point_.observables.at(e.name);
        if (e.node != Node::distribution) throw NoForm{};
        if (e.name == "Q'") {
            if (!sample_) throw NoForm{};
            return *sample_;
        }
        if (e.name == "M") return law(nullptr);
        return point_.distributions.at(e.name);
    }

    Term component(const Expression& e) {
        const Masses values = masses(*e.args[0]);
        const std::int64_t i = integer(*e.args[1]);
        if (i < 1 || i > static_cast<std::int64_t>(values.size())) throw NoForm{};
        return exact(values[static_cast<std::size_t>(i - 1)]);
    }

    // 0 times anything is 0, even where the other factor has no value.
    Term times(const Expression& e) {
        std::optional<Term> left;
        try {
            left = term(*e.args[0]);
        } catch (const NoForm&) {
            if (term(*e.args[1]).is(0)) return exact(0);
            throw;
        }
        return left->is(0) ? exact(0) : product(*left, term(*e.args[1]));
    }

    Term function(const Expression& e) {
        std::vector<Term> args;
        for (const ExpressionPtr& arg : e.args)
            args.push_back(term(*arg));
        const std::optional<FunctionRule> rule = function_rule(e);
        if (!rule) throw NoForm{};
        const auto as_called = [&] { return written(e.name + "(" + args[0].text + ")"); };
        switch (*rule) {
            case FunctionRule::logarithm:
                return logarithm(args[0]);
            case FunctionRule::logarithm_of_one_more:
                return logarithm(sum(exact(1), args[0]));
            case FunctionRule::exponential:
                return args[0].is(0) ? exact(1) : as_called();
            case FunctionRule::exponential_less_one:
                return args[0].is(0) ? exact(0) : written("(exp(" + args[0].text + ") - 1)");
            case FunctionRule::square_root:
                return as_called();
            case FunctionRule::absolute_value:
                return args[0].value ? exact(abs(*args[0].value)) : as_called();
            case FunctionRule::least:
            case FunctionRule::greatest:
                return extreme(e.name, args, *rule == FunctionRule::greatest);
            case FunctionRule::digamma:  // what is shown of these is their value
            case FunctionRule::reversed:
            case FunctionRule::complement:
            case FunctionRule::flipped:
            case FunctionRule::conditioned:
            case FunctionRule::length:
            case FunctionRule::block_decomposition:
            case FunctionRule::halting:
            case FunctionRule::endless:
            case FunctionRule::steps:
            case FunctionRule::runs:
            case FunctionRule::x_log_x:
            case FunctionRule::divergence:
            case FunctionRule::ratio:
            case FunctionRule::tsallis_summand:
            case FunctionRule::positive:
                break;
        }
        throw NoForm{};
    }

    static Term extreme(const std::string& name, const std::vector<Term>& args, bool greatest) {
        Term result = args[0];
        for (std::size_t i = 1; i < args.size(); ++i) {
            const Term& next = args[i];
            if (result.value && next.value)
                result = (*next.value < *result.value) != greatest ? next : result;
            else
                result = written(name + "(" + result.text + ", " + next.text + ")");
        }
        return result;
    }

    static Term entropy(const Masses& p) {
        Term total = exact(0);
        for (const Rational& mass : p)
            if (mass > 0) total = sum(total, product(exact(mass), logarithm(exact(mass))));
        return negated(total);
    }

    static Term power_sum(const Masses& p, const Rational& order) {
        Term total = exact(0);
        for (const Rational& mass : p)
            if (mass > 0) total = sum(total, raised(exact(mass), exact(order)));
        return total;
    }

    Term of_order(const Expression& e, bool renyi) {
        const Masses p = masses(*e.args[1]);
        if (e.args[0]->node == Node::infinity) {
            if (!renyi) throw NoForm{};
            return negated(logarithm(exact(*std::max_element(p.begin(), p.end()))));
        }
        const Term order = term(*e.args[0]);
        if (!order.value) throw NoForm{};
        if (order.is(1)) return entropy(p);
        const Term powers = power_sum(p, *order.value);
        if (renyi) return quotient(logarithm(powers), exact(1 - *order.value));
        return quotient(sum(exact(1), negated(powers)), exact(*order.value - 1));
    }

    static Term sum_of_terms(const SymbolTerm& term, const std::vector<Masses>& args) {
        const WrittenTerms algebra;
        Term total = exact(0);
        for (std::size_t i = 0; i < args.at(0).size(); ++i) {
            std::vector<Term> masses;
            for (const Masses& each : args)
                masses.push_back(exact(each.at(i)));
            total = sum(total, term_in(algebra, term, masses));
        }
        return total;
    }

    Term functional(const Expression& e) {
        const std::optional<FunctionalRule> rule = functional_rule(e);
        if (!rule) throw NoForm{};
        switch (*rule) {
            case FunctionalRule::sum_over_symbols: {
                std::vector<Masses> args;
                for (const ExpressionPtr& arg : e.args)
                    args.push_back(masses(*arg));
                if (e.name == "H") return entropy(args.at(0));  // with one sign for all its terms
                return sum_of_terms(*symbol_term(e), args);
            }
            case FunctionalRule::renyi_entropy:
            case FunctionalRule::tsallis_entropy:
                return of_order(e, *rule == FunctionalRule::renyi_entropy);
            case FunctionalRule::greatest: {
                const Masses p = masses(*e.args[0]);
                return exact(*std::max_element(p.begin(), p.end()));
            }
            case FunctionalRule::least: {
                const Masses p = masses(*e.args[0]);
                return exact(*std::min_element(p.begin(), p.end()));
            }
            case FunctionalRule::mean:
            case FunctionalRule::mass:
                return moment(e, false);
            case FunctionalRule::variance:
                return moment(e, true);
            case FunctionalRule::algorithmic_probability:  // what is shown of these is their value
            case FunctionalRule::fixation_time:
                break;
        }
        throw NoForm{};
    }

    Term moment(const Expression& e, bool variance) {
        const Masses f = masses(*e.args[0]), p = masses(*e.args[1]);
        Rational mean = 0, square = 0;
        for (std::size_t i = 0; i < f.size(); ++i) {
            mean += f[i] * p.at(i);
            square += f[i] * f[i] * p[i];
        }
        return exact(variance ? Rational(square - mean * mean) : mean);
    }

    Term aggregate(const Expression& e) {
        if (e.args[0]->node == Node::set) throw NoForm{};
        const bool adding = e.node == Node::sum;
        const std::int64_t low = e.ranged ? integer(*e.args[0]) : 1;
        const std::int64_t high = e.ranged ? integer(*e.args[1]) : static_cast<std::int64_t>(point_.K);
        if (high - low > static_cast<std::int64_t>(most_terms)) throw NoForm{};
        Term total = exact(adding ? 0 : 1);
        for (std::int64_t i = low; i <= high; ++i) {
            bindings_.emplace_back(e.name, i);
            const Term each = term(*e.args.back());
            bindings_.pop_back();
            total = adding ? sum(total, each) : product(total, each);
        }
        return total;
    }

    // Outcomes with the same value are written once, with the sum of their probabilities.
    Term expectation(const Expression& e) {
        const Masses start = law(e.args.size() > 1 ? e.args[1].get() : nullptr);
        if (!point_.N) throw NoForm{};
        const std::uint32_t N = generation_at(point_, 0).samples;
        const auto K = static_cast<std::uint32_t>(start.size());
        if (binomial(N + K - 1, K - 1) > most_outcomes) throw NoForm{};
        std::vector<std::pair<Term, Rational>> values;
        const auto kept = sample_;
        for (const auto& counts : compositions(N, K, false)) {
            const Rational probability = outcome_probability(counts, start);
            if (probability == 0) continue;
            set_sample(counts);
            Term value = term(*e.args[0]);
            const auto same = std::find_if(values.begin(), values.end(),
                                           [&](const auto& entry) { return entry.first.text == value.text; });
            if (same != values.end())
                same->second += probability;
            else
                values.emplace_back(std::move(value), probability);
        }
        sample_ = kept;
        Term total = exact(0);
        for (const auto& [value, probability] : values)
            total = sum(total, product(exact(probability), value));
        return total;
    }

    const Point& point_;
    std::optional<Masses> sample_;
    std::vector<std::pair<std::string, std::int64_t>> bindings_;
};

}  // namespace

std::optional<std::string> expanded(const Expression& expression, const Point& point,
                                    const std::optional<std::vector<std::uint32_t>>& outcome) {
    try {
        const Term result = Expander(point, outcome).term(expression);
        return result.value ? to_string(*result.value) : result.text;
    } catch (const NoForm&) {
    } catch (const DomainError&) {
    } catch (const std::out_of_range&) {  // a variable that the point does not have
    }
    return std::nullopt;
}

std::vector<WitnessOutcome> few_outcomes(const Expression& statement, const Point& point) {
    if (!point.N || point.K == 0 || !mentions_next_model(statement)) return {};
    if (binomial(*point.N + point.K - 1, point.K - 1) > few) return {};
    std::vector<WitnessOutcome> result;
    try {
        const Masses law = Expander(point, {}).law(nullptr);
        for (auto& counts : compositions(*point.N, point.K, false)) {
            const Rational probability = outcome_probability(counts, law);
            if (probability > 0) result.push_back({std::move(counts), probability});
        }
    } catch (const NoForm&) {
        return {};
    } catch (const DomainError&) {
        return {};
    }
    return result;
}

}  // namespace groundcheck
