#include "decide/continuum/verified_margin.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/process.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

// Orders that the checker knows: 1/2, and whole ones from 2 to this.
constexpr int largest_verified_order = 1000;
constexpr int largest_verified_power = 64;
constexpr std::uint32_t largest_verified_samples = 4096;

struct BeyondVerified {
    std::string reason;
};

[[noreturn]] void beyond(const Expression& e, const std::string& why) {
    throw BeyondVerified{"'" + to_text(e) + "' " + why};
}

void add_term(MassForm& form, const Rational& c, const Integer& e, const Integer& f) {
    for (LogTerm& term : form.terms)
        if (term.e == e && term.f == f) {
            term.c += c;
            return;
        }
    form.terms.push_back({c, e, f});
}

// a += weight * b.
void add_weighted(MassForm& a, const Rational& weight, const MassForm& b) {
    if (a.polynomial.size() < b.polynomial.size()) a.polynomial.resize(b.polynomial.size());
    for (std::size_t i = 0; i < b.polynomial.size(); ++i)
        a.polynomial[i] += weight * b.polynomial[i];
    for (const LogTerm& term : b.terms)
        add_term(a, weight * term.c, term.e, term.f);
    a.root += weight * b.root;
}

// A number, or else a sum over the symbols.
struct Side {
    std::optional<Rational> number;
    MassForm model, next;
};

// Made of whole values: an exception on the way into a braced list would meet a half-made one.
Side of_number(const Rational& number) {
    Side side;
    side.number = number;
    return side;
}

Side of_sums(MassForm model, MassForm next) {
    Side side;
    side.model = std::move(model);
    side.next = std::move(next);
    return side;
}

Side as_sum(const Side& side) {
    if (!side.number) return side;
    MassForm constant;
    constant.polynomial.push_back(*side.number);
    return of_sums(std::move(constant), {});
}

Side combined(const Side& a, const Rational& weight, const Side& b) {
    if (a.number && b.number) return of_number(*a.number + weight * *b.number);
    Side sum = as_sum(a);
    const Side other = as_sum(b);
    add_weighted(sum.model, weight, other.model);
    add_weighted(sum.next, weight, other.next);
    return sum;
}

class SideReader {
  public:
    SideReader(const Instance& instance) : instance_(instance) {}

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
                return combined(of_number(0), -1, read(*e.args[0]));
            case Node::mul:
            case Node::div:
                return product(e);
            case Node::pow:
                return of_number(power_of(e));
            case Node::functional:
            case Node::sum:
                return of_sums(functional(e, false), {});
            case Node::expectation:
                if (e.args.size() != 1) beyond(e, "starts elsewhere");
                return of_sums({}, functional(*e.args[0], true));
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
        const Rational base = number(*e.args[0]);
        const Expression& exponent = *e.args[1];
        if (exponent.node != Node::number || denominator(exponent.value) != 1 || exponent.value < 0 ||
            exponent.value > largest_verified_power)
            beyond(e, "has an exponent that is no whole number from 0 on");
        return power(base, static_cast<std::int64_t>(numerator(exponent.value)));
    }

    Side product(const Expression& e) const {
        Side a = read(*e.args[0]), b = read(*e.args[1]);
        if (e.node == Node::div) {
            if (!b.number || *b.number == 0) beyond(e, "divides by a sum over the symbols, or by 0");
            b.number = 1 / *b.number;
        }
        if (a.number && b.number) return of_number(*a.number * *b.number);
        if (!a.number && !b.number) beyond(e, "is a product of sums over the symbols");
        return a.number ? combined(of_sums({}, {}), *a.number, b) : combined(of_sums({}, {}), *b.number, a);
    }

    Rational number(const Expression& e) const {
        const Side side = read(e);
        if (!side.number) beyond(e, "is no number");
        return *side.number;
    }

    static bool is_model(const Expression& e, bool next) {
        return next ? is_next_model(e) : is_distribution_named(e, "Q");
    }

    // The sum of the masses times this form of them; of Q, or inside an expectation of Q'.
    MassForm functional(const Expression& e, bool next) const {
        if (e.node == Node::sum) return spread(e, next);
        if (e.node != Node::functional || e.args.empty() || !is_model(*e.args.back(), next))
            beyond(e, next ? "is no functional of Q' that the verified checker knows"
                           : "is no functional of Q that the verified checker knows");
        if (e.name == "H" && e.args.size() == 1) return {{}, {{-1, 0, 1}}, 0};
        if (e.name == "D" && e.args.size() == 1) return {{1, -1}, {}, 0};
        if (e.name == "T" && e.args.size() == 2) return tsallis(e, number(*e.args[0]));
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
    MassForm spread(const Expression& e, bool next) const {
        const Expression& body = *e.args[0];
        const auto is_mass = [&](const Expression& m) {
            return m.node == Node::component && is_model(*m.args[0], next) &&
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
};

bool is_zero(const MassForm& form) {
    const auto no_factor = [](const LogTerm& term) { return term.c == 0; };
    return form.root == 0 && std::all_of(form.terms.begin(), form.terms.end(), no_factor) &&
           std::all_of(form.polynomial.begin(), form.polynomial.end(),
                       [](const Rational& coefficient) { return coefficient == 0; });
}

// Throws BeyondVerified unless the domain is all of the simplex of every alphabet, with plain samples from Q.
void require_plain(const Domain& domain, const Instance& instance) {
    if (!domain.any_alphabet || instance.K) throw BeyondVerified{"K is not \"any\""};
    if (!instance.N || *instance.N == 0) throw BeyondVerified{"the claim has no N"};
    if (*instance.N > largest_verified_samples)
        throw BeyondVerified{"N is above " + std::to_string(largest_verified_samples)};
    if (const auto plain = plain_process(domain.process.get()); !plain) throw BeyondVerified{plain.reason()};
    if (domain.where) throw BeyondVerified{"the domain has a condition"};
    if (!domain.observables.empty() || !domain.strings.empty() || domain.distributions.size() != 1 ||
        domain.distributions.begin()->first != "Q" ||
        domain.distributions.begin()->second.kind != DistributionDomain::Kind::simplex)
        throw BeyondVerified{"something beside Q ranges, or Q over less than the simplex"};
    for (const auto& [name, range] : domain.scalars)
        if (range.continuum) throw BeyondVerified{name + " ranges over an interval"};
    const auto alpha = instance.scalars.find("alpha");
    if (alpha != instance.scalars.end() && alpha->second != 0) throw BeyondVerified{"alpha is not 0"};
}

}  // namespace

Offer<MassMargin> mass_margin(const Question& question, const Instance& instance) {
    try {
        require_plain(question.domains().at(instance.domain), instance);
        const Expression& statement = *question.statement();
        const bool at_most = statement.relation == Relation::less_equal;
        if (statement.node != Node::relation || (!at_most && statement.relation != Relation::greater_equal))
            throw BeyondVerified{"the statement is not one inequality with >= or <="};
        if (question.equality() && to_text(*question.equality()) != "vertex(Q)")
            throw BeyondVerified{"the equality condition is not vertex(Q)"};
        const SideReader reader(instance);
        const Side left = reader.read(*statement.args[0]), right = reader.read(*statement.args[1]);
        const Side margin = as_sum(at_most ? combined(right, -1, left) : combined(left, -1, right));
        return MassMargin{margin.model, margin.next, *instance.N};
    } catch (const BeyondVerified& why) {
        return Declined{why.reason};
    }
}

std::optional<Rational> mass_number(const Expression& e, const Instance& instance) {
    try {
        return SideReader(instance).read(e).number;
    } catch (const BeyondVerified&) {
        return std::nullopt;
    }
}

bool same_margin(const MassMargin& a, const MassMargin& b) {
    MassMargin difference = a;
    add_weighted(difference.model, -1, b.model);
    add_weighted(difference.next, -1, b.next);
    return a.N == b.N && is_zero(difference.model) && is_zero(difference.next);
}

}  // namespace groundcheck
