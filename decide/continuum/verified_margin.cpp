#include "decide/continuum/verified_margin.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "decide/continuum/verified_equality.hpp"
#include "decide/continuum/verified_side.hpp"
#include "sim/process.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

// Orders that the checker knows: 1/2, and whole ones from 2 to this.
constexpr int largest_verified_order = 1000;
constexpr int largest_verified_power = 64;
constexpr int largest_verified_time = 1000;
constexpr std::uint32_t largest_verified_samples = 4096;

class SideReader {
  public:
    // `start` is the distribution that is Q[0], `share` the samples' where models are mixed with it.
    SideReader(const Instance& instance, std::string start, std::optional<Rational> share = std::nullopt)
        : instance_(instance), start_(std::move(start)), share_(std::move(share)) {}

    Side read(const Expression& e) const {
        switch (e.node) {
            case Node::number:
                return of_number(e.value);
            case Node::parameter:
                return of_number(parameter(e));
            case Node::add:
                return combined(read(*e.args[0]), 1, read(*e.args[1]));
            case Node::sub:
                return combined(read(*e.args[0]), -1, read(*e.args[1]));
            case Node::neg:
                return negated(read(*e.args[0]));
            case Node::mul:
            case Node::div:
                return product(e);
            case Node::pow:
                return of_number(power_of(e));
            case Node::functional:
                if (e.args.size() == 1 && e.args[0]->node == Node::literal) return of_literal(e);
                return of_model(functional(e, nullptr).form);
            case Node::sum:
                return of_model(functional(e, nullptr).form);
            case Node::component:
                return mass(e);
            case Node::expectation:
            case Node::probability:
                return bracket(e);
            case Node::function:
                return logarithm(e);
            default:
                beyond(e, "is no number, functional or expectation that the verified checker knows");
        }
    }

  private:
    Rational parameter(const Expression& e) const {
        if (e.name == "N" && instance_.N) return *instance_.N;
        const auto found = instance_.scalars.find(e.name);
        if (found == instance_.scalars.end()) beyond(e, "has no value for every alphabet");
        return found->second;
    }

    Rational power_of(const Expression& e) const {
        const Rational base = number(*e.args[0]), exponent = number(*e.args[1]);
        if (denominator(exponent) != 1 || exponent < 0 || exponent > largest_verified_power)
            beyond(e, "has an exponent that is no whole number from 0 on");
        return power(base, static_cast<std::int64_t>(numerator(exponent)));
    }

    Side logarithm(const Expression& e) const {
        if (e.name != "log" || e.args.size() != 1)
            beyond(e, "is a function that the verified checker does not know");
        const Rational x = number(*e.args[0]);
        if (x <= 0) beyond(e, "is a logarithm of nothing positive");
        return of_logarithm(1, x);
    }

    Side product(const Expression& e) const {
        Side a = read(*e.args[0]), b = read(*e.args[1]);
        if (e.node == Node::div) {
            if (b.kind != Side::Kind::number || b.number == 0)
                beyond(e, "divides by a sum over the symbols, or by 0");
            b.number = 1 / b.number;
        }
        return groundcheck::product(e, std::move(a), std::move(b));
    }

    // H or D of numbers that are written out.
    Side of_literal(const Expression& e) const {
        const bool entropy = e.name == "H";
        if (!entropy && e.name != "D") beyond(e, "is a functional that the verified checker does not know");
        Side side = entropy ? of_logarithm(0, 1) : of_number(1);
        Rational all = 0;
        for (const ExpressionPtr& part : e.args[0]->args) {
            const Rational p = number(*part);
            all += p;
            if (p < 0 || (entropy && p == 0)) beyond(e, "has masses that are not positive");
            side = combined(side, -1, entropy ? of_logarithm(p, p) : of_number(p * p));
        }
        if (all != 1) beyond(e, "has masses that do not add up to 1");
        return side;
    }

    // Q_1 or Q_2, where there are two symbols.
    Side mass(const Expression& e) const {
        const std::optional<Rational> symbol =
            e.args[1]->node == Node::number ? std::optional<Rational>(e.args[1]->value) : std::nullopt;
        if (instance_.K != 2 || !is_model(*e.args[0], nullptr) || (symbol != 1 && symbol != 2))
            beyond(e, "is the mass of one symbol");
        return of_mass(*symbol == 1 ? 1 : 2);
    }

    // E[f(Q[t])], E[L2(Q[t],Q)], E[KL(Q[t],Q)] or Pr[not vertex(Q[t])].
    Side bracket(const Expression& e) const {
        if (e.args.size() != 1) beyond(e, "starts elsewhere");
        const Expression& body = *e.args[0];
        const Expression* model = first_part(body, is_drawn_model);
        if (model == nullptr) beyond(e, "is about no model that is drawn");
        if (share_) return mixed(e, body, *model);
        if (e.node == Node::probability) {
            if (!says_unsettled(body)) beyond(e, "is a probability that the verified checker does not know");
            return of_later(time_of(*model), {{}, {}, 0, 1});
        }
        const bool drift = body.node == Node::functional && (body.name == "L2" || body.name == "KL") &&
                           is_model(*body.args[0], model) && is_model(*body.args[1], nullptr);
        if (drift) {
            // The conservation laws: what the distance from the start gains, D or H loses.
            const MassForm lost =
                body.name == "L2" ? MassForm{{1, -1}, {}, 0} : MassForm{{}, {{-1, 0, 1}}, 0};
            return combined(of_model(lost), -1, of_later(time_of(*model), lost));
        }
        Drawn drawn = functional(body, model);
        return of_later(drawn.time, std::move(drawn.form));
    }

    // D and the squared distance are multiples of D(Q) in a loop whose models are mixed with Q: each step
    // takes from the one what the other gets (theory/VerifiedMixtures.v).
    Side mixed(const Expression& e, const Expression& body, const Expression& model) const {
        const bool diversity = e.node == Node::expectation && body.node == Node::functional &&
                               body.name == "D" && is_model(*body.args[0], &model);
        const bool distance = e.node == Node::expectation && body.node == Node::functional &&
                              body.name == "L2" && is_model(*body.args[0], &model) &&
                              is_model(*body.args[1], nullptr);
        if (!diversity && !distance) beyond(e, "is about models that are mixed, and neither D nor L2");
        const Rational part = *share_ * *share_ / Rational(*instance_.N), rate = *share_ * *share_ - part;
        Rational c = diversity ? 1 : 0, z = diversity ? 1 : -1;
        for (std::size_t t = time_of(model); t > 0; --t) {
            c -= z * part;
            z *= rate;
        }
        return of_model({{c, -c}, {}, 0});
    }

    static bool says_unsettled(const Expression& body) {
        if (body.node != Node::negation) return false;
        const Expression& event = *body.args[0];
        return event.node == Node::predicate && event.name == "vertex" && is_drawn_model(*event.args[0]);
    }

    Rational number(const Expression& e) const {
        const Side side = read(e);
        if (side.kind != Side::Kind::number) beyond(e, "is no number that is rational");
        return side.number;
    }

    bool is_model(const Expression& e, const Expression* drawn) const {
        return drawn == nullptr ? is_distribution_named(e, start_) : same(e, *drawn);
    }

    // The generation of Q' or Q[t].
    std::size_t time_of(const Expression& model) const {
        if (is_next_model(model)) return 1;
        if (model.name != "Q") beyond(model, "is no model of one chain");
        const Rational t = number(*model.args[0]);
        if (denominator(t) != 1 || t < 0 || t > largest_verified_time)
            beyond(model, "is no generation that the verified checker knows");
        return static_cast<std::size_t>(numerator(t));
    }

    struct Drawn {
        MassForm form;
        std::size_t time = 0;
    };

    // The sum of the masses times this form of them; of Q, or inside an expectation of the model drawn.
    Drawn functional(const Expression& e, const Expression* drawn) const {
        const std::size_t time = drawn == nullptr ? 0 : time_of(*drawn);
        if (e.node == Node::sum) return {spread(e, drawn), time};
        if (e.node != Node::functional || e.args.empty() || !is_model(*e.args.back(), drawn))
            beyond(e, "is no functional of one model that the verified checker knows");
        if (e.name == "H" && e.args.size() == 1) return {{{}, {{-1, 0, 1}}, 0}, time};
        if (e.name == "D" && e.args.size() == 1) return {{{1, -1}, {}, 0}, time};
        if (e.name == "T" && e.args.size() == 2) return {tsallis(e, number(*e.args[0])), time};
        beyond(e, "is a functional that the verified checker does not know");
    }

    static MassForm tsallis(const Expression& e, const Rational& q) {
        if (q == Rational(1, 2)) return {{-2}, {}, 2};
        if (denominator(q) != 1 || q < 2 || q > largest_verified_order)
            beyond(e, "has an order that is neither 1/2 nor a whole number from 2 on");
        const auto degree = static_cast<std::size_t>(numerator(q)) - 1;
        MassForm form;
        form.polynomial.resize(degree + 1);
        form.polynomial.front() = 1 / Rational(q - 1);
        form.polynomial.back() = -form.polynomial.front();
        return form;
    }

    // sum(i: Q_i*log(1 + (1 - Q_i)/(x*Q_i))): the logarithms of b + (a-b)*Q_i, a and Q_i, for x = a/b.
    MassForm spread(const Expression& e, const Expression* drawn) const {
        const Expression& body = *e.args[0];
        const auto is_mass = [&](const Expression& m) {
            return m.node == Node::component && is_model(*m.args[0], drawn) &&
                   m.args[1]->node == Node::index && m.args[1]->name == e.name;
        };
        const auto is_one = [](const Expression& one) { return one.node == Node::number && one.value == 1; };
        const auto fits = [&]() -> const Expression* {
            if (e.ranged || e.args.size() != 1 || body.node != Node::mul || !is_mass(*body.args[0]))
                return nullptr;
            const Expression& log = *body.args[1];
            if (log.node != Node::function || log.name != "log" || log.args[0]->node != Node::add)
                return nullptr;
            const Expression& one = *log.args[0]->args[0];
            const Expression& share = *log.args[0]->args[1];
            if (!is_one(one) || share.node != Node::div || share.args[0]->node != Node::sub) return nullptr;
            const Expression& rest = *share.args[0];
            const Expression& under = *share.args[1];
            if (!is_one(*rest.args[0]) || !is_mass(*rest.args[1]) || under.node != Node::mul) return nullptr;
            return is_mass(*under.args[1]) ? under.args[0].get() : nullptr;
        };
        const Expression* factor = fits();
        if (factor == nullptr) beyond(e, "is no sum that the verified checker knows");
        const Rational x = number(*factor);
        if (x < 1) beyond(e, "has a factor below 1");
        const Integer a = numerator(x), b = denominator(x);
        MassForm form;
        add_term(form, 1, b, a - b);
        add_term(form, -1, a, 0);
        add_term(form, -1, 0, 1);
        return form;
    }

    const Instance& instance_;
    std::string start_;
    std::optional<Rational> share_;
};

// Throws BeyondVerified unless the domain is all of the simplex, with plain samples, or a share of them.
void require_plain(const Domain& domain, const Instance& instance, const std::optional<Rational>& share) {
    if (!instance.N || *instance.N == 0) throw BeyondVerified{"the claim has no N"};
    if (*instance.N > largest_verified_samples)
        throw BeyondVerified{"N is above " + std::to_string(largest_verified_samples)};
    if (const auto plain = plain_step(domain.process.get()); !plain && !share)
        throw BeyondVerified{plain.reason()};
    const std::string start = start_of(domain);
    if (domain.where) throw BeyondVerified{"the domain has a condition"};
    if (!domain.observables.empty() || !domain.strings.empty() || domain.distributions.size() != 1 ||
        domain.distributions.begin()->first != start ||
        domain.distributions.begin()->second.kind != DistributionDomain::Kind::simplex)
        throw BeyondVerified{"something beside " + start + " ranges, or it over less than the simplex"};
    for (const auto& [name, range] : domain.scalars)
        if (range.continuum) throw BeyondVerified{name + " ranges over an interval"};
    const auto alpha = instance.scalars.find("alpha");
    if (alpha != instance.scalars.end() && alpha->second != 0) throw BeyondVerified{"alpha is not 0"};
}

// Calls visit(relation, at least or at most) for the relations that a statement says hold together.
template <class Visit>
void for_each_relation(const Expression& statement, const Visit& visit) {
    if (statement.node == Node::conjunction) {
        for (const ExpressionPtr& part : statement.args)
            for_each_relation(*part, visit);
        return;
    }
    const bool is_relation = statement.node == Node::relation;
    const bool equal = is_relation && statement.relation == Relation::equal;
    if (!equal && !(is_relation && (statement.relation == Relation::less_equal ||
                                    statement.relation == Relation::greater_equal)))
        throw BeyondVerified{"the statement is not made of inequalities with >= or <= that hold together"};
    if (equal || statement.relation == Relation::greater_equal) visit(statement, true);
    if (equal || statement.relation == Relation::less_equal) visit(statement, false);
}

std::size_t brackets_in(const Expression& e) {
    std::size_t found = 0;
    for_each_part(e, [&](const Expression& part) {
        found += part.node == Node::expectation || part.node == Node::probability ? 1 : 0;
    });
    return found;
}

}  // namespace

bool is_zero(const MassForm& form) {
    return form.root == 0 && form.inside == 0 && !has_logarithms(form) &&
           std::all_of(form.polynomial.begin(), form.polynomial.end(),
                       [](const Rational& coefficient) { return coefficient == 0; });
}

bool has_logarithms(const MassForm& form) {
    return std::any_of(form.terms.begin(), form.terms.end(), [](const LogTerm& term) { return term.c != 0; });
}

std::string start_of(const Domain& domain) { return needs_of(domain.process.get()).start; }

std::optional<Rational> mixed_share(const Domain& domain, const Instance& instance) {
    const auto fit = fit_of_plain_step(domain.process.get(), domain.any_alphabet);
    if (!fit || fit->rest || fit->slopes.size() != 2) return std::nullopt;
    const auto old = fit->slopes.find(start_of(domain)), fresh = fit->slopes.find("X");
    if (old == fit->slopes.end() || fresh == fit->slopes.end()) return std::nullopt;
    if (mentions_time(*old->second) || mentions_time(*fresh->second)) return std::nullopt;  // t is the step's
    const auto kept = mass_number(*old->second, instance), share = mass_number(*fresh->second, instance);
    const bool mixes =
        kept && share && *kept + *share == 1 && *kept >= 0 && *share >= 0 && start_of(domain) != "Q";
    return mixes ? share : std::nullopt;
}

Offer<std::vector<MassRelation>> mass_relations(const Question& question, const Instance& instance) {
    try {
        const Domain& domain = question.domains().at(instance.domain);
        const std::optional<Rational> share = mixed_share(domain, instance);
        require_plain(domain, instance, share);
        if (const auto equality = mass_equality(question, instance); !equality)
            throw BeyondVerified{equality.reason()};
        const SideReader reader(instance, start_of(domain), share);
        std::vector<MassRelation> relations;
        for_each_relation(*question.statement(), [&](const Expression& relation, bool at_least) {
            const Expression *left = relation.args[0].get(), *right = relation.args[1].get();
            Side gap = as_sum(at_least ? combined(reader.read(*left), -1, reader.read(*right))
                                       : combined(reader.read(*right), -1, reader.read(*left)));
            gap.sums.N = *instance.N;
            relations.push_back(
                {left, right, at_least, std::move(gap.sums), brackets_in(relation), gap.pair});
        });
        if (question.equality() && relations.size() != 1)
            throw BeyondVerified{"the equality condition is about more than one inequality"};
        return relations;
    } catch (const BeyondVerified& why) {
        return Declined{why.reason};
    }
}

std::size_t count_relations(const Expression& statement) {
    try {
        std::size_t count = 0;
        for_each_relation(statement, [&](const Expression&, bool) { ++count; });
        return count;
    } catch (const BeyondVerified&) {
        return 0;
    }
}

std::optional<Rational> mass_number(const Expression& e, const Instance& instance) {
    try {
        const Side side = SideReader(instance, "Q").read(e);
        return side.kind == Side::Kind::number ? std::optional<Rational>(side.number) : std::nullopt;
    } catch (const BeyondVerified&) {
        return std::nullopt;
    }
}

MassMargin opposite(const MassMargin& margin) {
    MassMargin other;
    add_weighted(other, -1, margin);
    other.N = margin.N;
    return other;
}

bool same_margin(const MassMargin& a, const MassMargin& b) {
    MassMargin difference = a;
    add_weighted(difference, -1, b);
    return a.N == b.N && is_zero(difference.model) &&
           std::all_of(difference.later.begin(), difference.later.end(), is_zero) &&
           std::all_of(difference.lines.begin(), difference.lines.end(),
                       [](const LogLine& line) { return line.at_0 == 0 && line.at_1 == 0; });
}

}  // namespace groundcheck
