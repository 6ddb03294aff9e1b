#include "decide/continuum/numbered_symbols.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "decide/continuum/closed_brackets.hpp"
#include "decide/continuum/cube_reading.hpp"
#include "sim/process.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/types.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

struct NotNumbered {
    std::string reason;
};

[[noreturn]] void outside(const Expression& e) {
    throw NotNumbered{"'" + to_text(e) + "' is more than masses of symbols by their numbers"};
}

// Writes out sums and products over the symbols, and functionals that are such sums, with numbers as indices.
class WritingOut {
  public:
    explicit WritingOut(std::uint32_t K) : K_(K) {}

    ExpressionPtr of(const ExpressionPtr& e) {
        switch (e->node) {
            case Node::parameter:
                return e->name == "K" ? built_number(K_, e->where) : e;
            case Node::index: {
                const auto bound = symbols_.find(e->name);
                return bound == symbols_.end() ? e : built_number(bound->second, e->where);
            }
            case Node::component: {
                auto copy = std::make_shared<Expression>(*with_parts(*e));
                copy->args[1] = built_number(symbol(*copy->args[1]), e->args[1]->where);
                return copy;
            }
            case Node::sum:
            case Node::prod:
                if (e->ranged || e->args.size() != 1) outside(*e);
                return over_symbols(e->node == Node::sum ? Node::add : Node::mul, e->where,
                                    [&](std::uint32_t i) {
                                        symbols_[e->name] = i;
                                        ExpressionPtr term = of(e->args[0]);
                                        symbols_.erase(e->name);
                                        return term;
                                    });
            case Node::functional:
                return functional(*e);
            default:
                return with_parts(*e);
        }
    }

  private:
    ExpressionPtr with_parts(const Expression& e) {
        auto copy = std::make_shared<Expression>(e);
        for (ExpressionPtr& arg : copy->args)
            arg = of(arg);
        return copy;
    }

    Rational symbol(const Expression& index) const {
        const auto number = constant_value(index);
        if (!number || denominator(*number) != 1 || *number < 1 || *number > K_) outside(index);
        return *number;
    }

    template <class Term>
    ExpressionPtr over_symbols(Node join, SourceRange where, const Term& term) {
        ExpressionPtr all;
        for (std::uint32_t i = 1; i <= K_; ++i) {
            const ExpressionPtr next = term(i);
            all = all ? built(join, {all, next}, where) : next;
        }
        return all;
    }

    // The terms of sums that are polynomials, or have absolute values in them.
    struct Terms {
        using Value = ExpressionPtr;
        const Expression& of;

        ExpressionPtr number(const Rational& value) const { return built_number(value, of.where); }
        ExpressionPtr join(Node node, std::vector<ExpressionPtr> args, const char* name = "") const {
            return built(node, std::move(args), of.where, name);
        }
        ExpressionPtr add(const ExpressionPtr& a, const ExpressionPtr& b) const {
            return join(Node::add, {a, b});
        }
        ExpressionPtr sub(const ExpressionPtr& a, const ExpressionPtr& b) const {
            return join(Node::sub, {a, b});
        }
        ExpressionPtr mul(const ExpressionPtr& a, const ExpressionPtr& b) const {
            return join(Node::mul, {a, b});
        }
        ExpressionPtr square(const ExpressionPtr& a) const { return join(Node::pow, {a, number(2)}); }
        ExpressionPtr absolute(const ExpressionPtr& a) const { return join(Node::function, {a}, "abs"); }
        ExpressionPtr xlogx(const ExpressionPtr&) const { outside(of); }
        ExpressionPtr divergence(const ExpressionPtr&, const ExpressionPtr&) const { outside(of); }
        ExpressionPtr ratio(const ExpressionPtr&, const ExpressionPtr&) const { outside(of); }
        ExpressionPtr positive(const ExpressionPtr&) const { outside(of); }
    };

    ExpressionPtr functional(const Expression& e) {
        const SymbolTerm* term = symbol_term(e);
        const bool distributions = std::all_of(e.args.begin(), e.args.end(), [](const ExpressionPtr& arg) {
            return arg->type == Type::distribution;
        });
        if (term == nullptr || !distributions) outside(e);
        return over_symbols(Node::add, e.where, [&](std::uint32_t i) {
            std::vector<ExpressionPtr> masses;
            for (const ExpressionPtr& arg : e.args)
                masses.push_back(
                    built(Node::component, {with_parts(*arg), built_number(i, e.where)}, e.where));
            return term_in(Terms{e}, *term, masses);
        });
    }

    std::uint32_t K_;
    std::map<std::string, std::uint32_t> symbols_;  // bound by a sum -> the symbol at hand
};

// Puts numbers in the place of masses, and declares them.
class PuttingIn {
  public:
    PuttingIn(Domain& domain, const Instance& instance, bool mixture_is_plain)
        : domain_(domain), K_(*instance.K), plain_(mixture_is_plain) {
        const auto alpha = instance.scalars.find("alpha");
        closed_ =
            !domain.scalars.contains("alpha") || (alpha != instance.scalars.end() && alpha->second == 0);
        for (const auto& [name, range] : domain.distributions)
            if (range.kind != DistributionDomain::Kind::simplex)
                throw NotNumbered{name + " ranges over a list"};
        names_ = std::move(domain.distributions);
        domain.distributions.clear();
        domain.K.clear();
        domain.K_text.clear();
        for (const auto& [name, range] : names_)
            declare(name);
    }

    ExpressionPtr of(const ExpressionPtr& e) const {
        if (e->node == Node::component) return mass(*e->args[0], number_of(*e->args[1]), e->where);
        if (e->type == Type::distribution || e->type == Type::observable || e->node == Node::predicate ||
            goes_over_outcomes(e->node))
            outside(*e);
        auto copy = std::make_shared<Expression>(*e);
        for (ExpressionPtr& arg : copy->args)
            arg = of(arg);
        return copy;
    }

  private:
    static std::uint32_t number_of(const Expression& index) {
        if (index.node != Node::number) throw std::logic_error("a symbol without a number");
        return numerator(index.value).convert_to<std::uint32_t>();
    }

    void declare(const std::string& distribution) {
        std::string letters = distribution;
        letters[0] = static_cast<char>(letters[0] - 'A' + 'a');
        for (std::uint32_t i = 1; i < K_; ++i) {
            std::string name = letters + std::to_string(i);
            while (domain_.scalars.contains(name) || is_reserved(name))
                name += 'x';
            ScalarDomain unit;
            unit.values = {0, 1};
            unit.continuum = true;
            unit.text = "[0,1]";
            domain_.scalars[name] = unit;
            shares_[distribution].push_back(name);
        }
    }

    ExpressionPtr mass(const Expression& of_what, std::uint32_t symbol, SourceRange where) const {
        const auto make = [&](Node node, const ExpressionPtr& a, const ExpressionPtr& b) {
            return built(node, {a, b}, where);
        };
        if (of_what.node == Node::literal) return of(of_what.args.at(symbol - 1));
        if (of_what.node != Node::distribution) outside(of_what);
        if (of_what.name == "M") {
            if (!plain_) throw NotNumbered{"M is not alpha*P + (1-alpha)*Q in this process"};
            const ExpressionPtr q = named("Q", symbol, where);
            if (closed_) return q;
            const ExpressionPtr alpha = built(Node::parameter, {}, where, "alpha");
            const ExpressionPtr rest = make(Node::sub, built_number(1, where), alpha);
            return make(Node::add, make(Node::mul, alpha, named("P", symbol, where)),
                        make(Node::mul, rest, q));
        }
        return named(of_what.name, symbol, where);
    }

    // The share of what the symbols before have left.
    ExpressionPtr named(const std::string& distribution, std::uint32_t symbol, SourceRange where) const {
        const auto found = shares_.find(distribution);
        if (found == shares_.end()) throw NotNumbered{"there is no " + distribution};
        ExpressionPtr product;
        const auto times = [&](const ExpressionPtr& factor) {
            product = product ? built(Node::mul, {product, factor}, where) : factor;
        };
        for (std::uint32_t i = 1; i <= symbol && i < K_; ++i) {
            const ExpressionPtr share = built(Node::parameter, {}, where, found->second[i - 1]);
            times(i == symbol ? share : built(Node::sub, {built_number(1, where), share}, where));
        }
        return product;
    }

    Domain& domain_;
    std::uint32_t K_;
    bool plain_, closed_ = false;
    ByName<DistributionDomain> names_;
    std::map<std::string, std::vector<std::string>> shares_;  // distribution -> its numbers
};

Domain& domain_of(Claim& claim, bool mutant, const Instance& instance) {
    return (mutant ? claim.mutant->domains : claim.domains).at(instance.domain);
}

void say(Claim& claim, bool mutant, const ExpressionPtr& statement) {
    (mutant ? claim.mutant->statement : claim.statement) = statement;
    (mutant ? claim.mutant->statement_text : claim.statement_text) = to_text(*statement);
}

void require_simple(const Question& question, const Domain& domain, const Instance& instance) {
    if (!instance.K || *instance.K < 3) throw NotNumbered{"K is not a number from 3"};
    if (question.equality()) throw NotNumbered{"an equality condition is about the distribution"};
    if (domain.where || !domain.observables.empty() || !domain.strings.empty() || instance.L)
        throw NotNumbered{"the domain has a condition, observables or strings"};
    std::size_t numbers = domain.distributions.size() * (*instance.K - 1);
    for (const auto& [name, range] : domain.scalars)
        numbers += range.continuum ? 1 : 0;
    if (numbers > cube_dimension)
        throw NotNumbered{std::to_string(numbers) + " numbers would range, more than " +
                          std::to_string(cube_dimension)};
}

}  // namespace

Offer<ClaimInNumbers> in_numbers(const Question& question, const Instance& instance) {
    const bool mutant = question.mutant;
    ClaimInNumbers result{*question.claim, instance};
    try {
        const Domain& before = question.domains().at(instance.domain);
        require_simple(question, before, instance);
        const bool plain = bool(plain_mixture(before.process.get()));
        const ExpressionPtr written = WritingOut(*instance.K).of(question.statement());
        say(result.claim, mutant, written);
        if (mentions_drawn_model(*written)) {
            const Offer<Claim> closed = without_brackets({&result.claim, mutant}, instance);
            if (!closed) return Declined{closed.reason()};
            result.claim = *closed;
            // What is said without brackets may be a sum over the symbols again: Pr[vertex(Q[t])].
            say(result.claim, mutant,
                WritingOut(*instance.K).of(mutant ? result.claim.mutant->statement : result.claim.statement));
        }
        Domain& domain = domain_of(result.claim, mutant, instance);
        domain.process = nullptr;
        const PuttingIn numbers(domain, instance, plain);
        say(result.claim, mutant,
            numbers.of(mutant ? result.claim.mutant->statement : result.claim.statement));
    } catch (const NotNumbered& why) {
        return Declined{why.reason};
    }
    result.instance.K = 0;
    return result;
}

}  // namespace groundcheck
