#include "decide/methods/expand.hpp"

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/methods/written_term.hpp"
#include "decide/question/instance.hpp"
#include "sim/outcomes.hpp"
#include "sim/process.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_outcomes = 64;  // of an expectation that is written out
constexpr std::size_t few = 10;              // outcomes that are listed
constexpr std::uint64_t most_terms = 200;    // of a sum

using Masses = std::vector<Rational>;

class Expander {
  public:
    Expander(const Point& point, const std::optional<std::vector<std::uint32_t>>& outcome) : point_(point) {
        // Without the plain process alpha, N and the estimator are not the point's own.
        if (!plain_step(point.process.get())) throw NoWrittenForm{};
        if (outcome) set_sample(*outcome);
    }

    WrittenTerm term(const Expression& e) {
        const auto arg = [&](std::size_t i) { return term(*e.args.at(i)); };
        switch (e.node) {
            case Node::number:
                return exact_term(e.value);
            case Node::pi:
                return text_term("pi");
            case Node::parameter:
                return exact_term(parameter(e.name));
            case Node::index:
                return exact_term(Rational(bound(e.name)));
            case Node::component:
                return component(e);
            case Node::add:
                return term_sum(arg(0), arg(1));
            case Node::sub:
                return term_sum(arg(0), term_negated(arg(1)));
            case Node::neg:
                return term_negated(arg(0));
            case Node::mul:
                return times(e);
            case Node::div:
                return term_quotient(arg(0), arg(1));
            case Node::pow:
                return term_power(arg(0), arg(1));
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
                throw NoWrittenForm{};
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
        if (found == point_.scalars.end()) throw NoWrittenForm{};
        return found->second;
    }

    std::int64_t bound(const std::string& name) const {
        for (auto entry = bindings_.rbegin(); entry != bindings_.rend(); ++entry)
            if (entry->first == name) return entry->second;
        throw NoWrittenForm{};
    }

    std::int64_t integer(const Expression& e) {
        const WrittenTerm value = term(e);
        if (!value.value || denominator(*value.value) != 1) throw NoWrittenForm{};
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
                const WrittenTerm value = term(*arg);
                if (!value.value) throw NoWrittenForm{};
                result.push_back(*value.value);
            }
            return result;
        }
        if (e.node == Node::observable) return point_.observables.at(e.name);
        if (e.node != Node::distribution) throw NoWrittenForm{};
        if (e.name == "Q'") {
            if (!sample_) throw NoWrittenForm{};
            return *sample_;
        }
        if (e.name == "M") return law(nullptr);
        return point_.distributions.at(e.name);
    }

    WrittenTerm component(const Expression& e) {
        const Masses values = masses(*e.args[0]);
        const std::int64_t i = integer(*e.args[1]);
        if (i < 1 || i > static_cast<std::int64_t>(values.size())) throw NoWrittenForm{};
        return exact_term(values[static_cast<std::size_t>(i - 1)]);
    }

    // 0 times anything is 0, even where the other factor has no value.
    WrittenTerm times(const Expression& e) {
        std::optional<WrittenTerm> left;
        try {
            left = term(*e.args[0]);
        } catch (const NoWrittenForm&) {
            if (term(*e.args[1]).is(0)) return exact_term(0);
            throw;
        }
        return left->is(0) ? exact_term(0) : term_product(*left, term(*e.args[1]));
    }

    WrittenTerm function(const Expression& e) {
        std::vector<WrittenTerm> args;
        for (const ExpressionPtr& arg : e.args)
            args.push_back(term(*arg));
        const std::optional<FunctionRule> rule = function_rule(e);
        if (!rule) throw NoWrittenForm{};
        const auto as_called = [&] { return text_term(e.name + "(" + args[0].text + ")"); };
        switch (*rule) {
            case FunctionRule::logarithm:
                return term_logarithm(args[0]);
            case FunctionRule::logarithm_of_one_more:
                return term_logarithm(term_sum(exact_term(1), args[0]));
            case FunctionRule::exponential:
                return args[0].is(0) ? exact_term(1) : as_called();
            case FunctionRule::exponential_less_one:
                return args[0].is(0) ? exact_term(0) : text_term("(exp(" + args[0].text + ") - 1)");
            case FunctionRule::square_root:
                return as_called();
            case FunctionRule::absolute_value:
                return args[0].value ? exact_term(abs(*args[0].value)) : as_called();
            case FunctionRule::least:
            case FunctionRule::greatest:
                return extreme(e.name, args, *rule == FunctionRule::greatest);
            case FunctionRule::digamma:  // what is shown of these is their value
            case FunctionRule::reversed:
            case FunctionRule::complement:
            case FunctionRule::flipped:
            case FunctionRule::joined:
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
        throw NoWrittenForm{};
    }

    static WrittenTerm extreme(const std::string& name, const std::vector<WrittenTerm>& args, bool greatest) {
        WrittenTerm result = args[0];
        for (std::size_t i = 1; i < args.size(); ++i) {
            const WrittenTerm& next = args[i];
            if (result.value && next.value)
                result = (*next.value < *result.value) != greatest ? next : result;
            else
                result = text_term(name + "(" + result.text + ", " + next.text + ")");
        }
        return result;
    }

    static WrittenTerm entropy(const Masses& p) {
        WrittenTerm total = exact_term(0);
        for (const Rational& mass : p)
            if (mass > 0)
                total = term_sum(total, term_product(exact_term(mass), term_logarithm(exact_term(mass))));
        return term_negated(total);
    }

    static WrittenTerm power_sum(const Masses& p, const Rational& order) {
        WrittenTerm total = exact_term(0);
        for (const Rational& mass : p)
            if (mass > 0) total = term_sum(total, term_power(exact_term(mass), exact_term(order)));
        return total;
    }

    WrittenTerm of_order(const Expression& e, bool renyi) {
        const Masses p = masses(*e.args[1]);
        if (e.args[0]->node == Node::infinity) {
            if (!renyi) throw NoWrittenForm{};
            return term_negated(term_logarithm(exact_term(*std::max_element(p.begin(), p.end()))));
        }
        const WrittenTerm order = term(*e.args[0]);
        if (!order.value) throw NoWrittenForm{};
        if (order.is(1)) return entropy(p);
        const WrittenTerm powers = power_sum(p, *order.value);
        if (renyi) return term_quotient(term_logarithm(powers), exact_term(1 - *order.value));
        return term_quotient(term_sum(exact_term(1), term_negated(powers)), exact_term(*order.value - 1));
    }

    static WrittenTerm sum_of_terms(const SymbolTerm& term, const std::vector<Masses>& args) {
        const WrittenTerms algebra;
        WrittenTerm total = exact_term(0);
        for (std::size_t i = 0; i < args.at(0).size(); ++i) {
            std::vector<WrittenTerm> masses;
            for (const Masses& each : args)
                masses.push_back(exact_term(each.at(i)));
            total = term_sum(total, term_in(algebra, term, masses));
        }
        return total;
    }

    WrittenTerm functional(const Expression& e) {
        const Function* row = functional_row(e);
        if (row == nullptr) throw NoWrittenForm{};
        const auto rule = std::get<FunctionalRule>(row->rule);
        switch (rule) {
            case FunctionalRule::sum_over_symbols: {
                std::vector<Masses> args;
                for (const ExpressionPtr& arg : e.args)
                    args.push_back(masses(*arg));
                if (e.name == "H") return entropy(args.at(0));  // with one sign for all its terms
                return sum_of_terms(*row->term, args);
            }
            case FunctionalRule::renyi_entropy:
            case FunctionalRule::tsallis_entropy:
                return of_order(e, rule == FunctionalRule::renyi_entropy);
            case FunctionalRule::greatest: {
                const Masses p = masses(*e.args[0]);
                return exact_term(*std::max_element(p.begin(), p.end()));
            }
            case FunctionalRule::least: {
                const Masses p = masses(*e.args[0]);
                return exact_term(*std::min_element(p.begin(), p.end()));
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
        throw NoWrittenForm{};
    }

    WrittenTerm moment(const Expression& e, bool variance) {
        const Masses f = masses(*e.args[0]), p = masses(*e.args[1]);
        Rational mean = 0, square = 0;
        for (std::size_t i = 0; i < f.size(); ++i) {
            mean += f[i] * p.at(i);
            square += f[i] * f[i] * p[i];
        }
        return exact_term(variance ? Rational(square - mean * mean) : mean);
    }

    WrittenTerm aggregate(const Expression& e) {
        if (e.args[0]->node == Node::set) throw NoWrittenForm{};
        const bool adding = e.node == Node::sum;
        const std::int64_t low = e.ranged ? integer(*e.args[0]) : 1;
        const std::int64_t high = e.ranged ? integer(*e.args[1]) : static_cast<std::int64_t>(point_.K);
        if (high - low > static_cast<std::int64_t>(most_terms)) throw NoWrittenForm{};
        WrittenTerm total = exact_term(adding ? 0 : 1);
        for (std::int64_t i = low; i <= high; ++i) {
            bindings_.emplace_back(e.name, i);
            const WrittenTerm each = term(*e.args.back());
            bindings_.pop_back();
            total = adding ? term_sum(total, each) : term_product(total, each);
        }
        return total;
    }

    // Outcomes with the same value are written once, with the sum of their probabilities.
    WrittenTerm expectation(const Expression& e) {
        const Masses start = law(e.args.size() > 1 ? e.args[1].get() : nullptr);
        if (!point_.N) throw NoWrittenForm{};
        const std::uint32_t N = generation_at(point_, 0).samples;
        const auto K = static_cast<std::uint32_t>(start.size());
        if (binomial(N + K - 1, K - 1) > most_outcomes) throw NoWrittenForm{};
        std::vector<std::pair<WrittenTerm, Rational>> values;
        const auto kept = sample_;
        for (const auto& counts : compositions(N, K, false)) {
            const Rational probability = outcome_probability(counts, start);
            if (probability == 0) continue;
            set_sample(counts);
            WrittenTerm value = term(*e.args[0]);
            const auto same = std::find_if(values.begin(), values.end(),
                                           [&](const auto& entry) { return entry.first.text == value.text; });
            if (same != values.end())
                same->second += probability;
            else
                values.emplace_back(std::move(value), probability);
        }
        sample_ = kept;
        WrittenTerm total = exact_term(0);
        for (const auto& [value, probability] : values)
            total = term_sum(total, term_product(exact_term(probability), value));
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
        const WrittenTerm result = Expander(point, outcome).term(expression);
        return result.value ? to_string(*result.value) : result.text;
    } catch (const NoWrittenForm&) {
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
    } catch (const NoWrittenForm&) {
        return {};
    } catch (const DomainError&) {
        return {};
    }
    return result;
}

}  // namespace groundcheck
