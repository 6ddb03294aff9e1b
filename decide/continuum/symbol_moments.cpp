#include "decide/continuum/symbol_moments.hpp"

#include <optional>
#include <vector>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "sim/affine_moments.hpp"
#include "sim/process_error.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

struct NoMoments {
    std::string reason;
};

// E[X] and E[X^2] for the mass X of a symbol with these masses.
struct Moments {
    Rational first, second;
};

class Asked {
  public:
    Asked(const Domain& domain, const Instance& instance, std::uint32_t t) : t_(t) {
        point_.K = instance.K.value_or(0);
        point_.N = instance.N;
        point_.scalars = instance.scalars;
        point_.process = domain.process;
        world_ = domain.distributions.contains("P");
        start_ = start_of(point_);
    }

    [[nodiscard]] const std::string& start() const { return start_; }
    [[nodiscard]] bool world() const { return world_ && start_ != "P"; }

    [[nodiscard]] Moments at(const Rational& q, const Rational& p) const {
        const QuadraticForm mass = QuadraticForm::mass(0);
        const std::vector<Rational> values = expected({q}, {p}, {mass, product(mass, mass)});
        return {values[0], values[1]};
    }

    // E[X*Y] where the masses of the two symbols are these.
    [[nodiscard]] Rational of_pair(const std::array<Rational, 2>& q, const std::array<Rational, 2>& p) const {
        const QuadraticForm both = product(QuadraticForm::mass(0), QuadraticForm::mass(1));
        return expected({q[0], q[1]}, {p[0], p[1]}, {both}).front();
    }

  private:
    // The expectations of the forms after t steps, from masses of as many symbols as q and p have entries.
    [[nodiscard]] std::vector<Rational> expected(const std::vector<Rational>& q,
                                                 const std::vector<Rational>& p,
                                                 const std::vector<QuadraticForm>& forms) const {
        Point point = point_;
        if (world_) point.distributions["P"] = start_ == "P" ? q : p;
        point.distributions[start_] = q;
        const ResolvedProcess process = resolved(point);
        std::vector<AffineMoments> moments;
        for (const QuadraticForm& form : forms)
            moments.emplace_back(q, form);
        for (std::uint32_t s = 0; s < t_; ++s) {
            const auto step = process.affine_step(s, q.size());
            if (!step) throw NoMoments{step.reason()};
            for (AffineMoments& one : moments)
                one.step(*step);
        }
        std::vector<Rational> values;
        for (const AffineMoments& one : moments)
            values.push_back(one.expected());
        return values;
    }

    Point point_;
    std::uint32_t t_;
    bool world_ = false;
    std::string start_;
};

Rational value(const std::array<Rational, 3>& c, const Rational& q, const Rational& p) {
    return c[0] * q + c[1] * p + c[2];
}
Rational value(const std::array<Rational, 6>& c, const Rational& q, const Rational& p) {
    return c[0] * q * q + c[1] * q * p + c[2] * p * p + c[3] * q + c[4] * p + c[5];
}

// Through as many points as there are numbers. One point more shows that the polynomials are of this degree.
SymbolMoments through_points(const Asked& asked) {
    const Rational half(1, 2);
    const Moments none = asked.at(0, 0), q = asked.at(1, 0), half_q = asked.at(half, 0);
    SymbolMoments result;
    result.start = asked.start();
    result.world = asked.world();
    result.first = {q.first - none.first, 0, none.first};
    const auto bend = [&](const Moments& whole, const Moments& middle) {
        return Rational(2 * (whole.second + none.second - 2 * middle.second));
    };
    result.second[5] = none.second;
    result.second[0] = bend(q, half_q);
    result.second[3] = q.second - none.second - result.second[0];
    if (result.world) {
        const Moments p = asked.at(0, 1), half_p = asked.at(0, half), both = asked.at(1, 1);
        result.first[1] = p.first - none.first;
        result.second[2] = bend(p, half_p);
        result.second[4] = p.second - none.second - result.second[2];
        result.second[1] = both.second - q.second - p.second + none.second;
    }
    const Rational x(1, 3), y = result.world ? Rational(1, 5) : Rational(0);
    const Moments check = asked.at(x, y);
    if (value(result.first, x, y) != check.first || value(result.second, x, y) != check.second)
        throw NoMoments{"the moments of a symbol are no polynomials of second degree"};
    return result;
}

// The same of a pair: what is linear in either symbol's masses, and the same if the symbols change places.
PairMoments pair_through_points(const Asked& asked) {
    const auto at = [&](int q, int other_q, int p, int other_p) {
        return asked.of_pair({q, other_q}, {p, other_p});
    };
    PairMoments result;
    result.start = asked.start();
    result.world = asked.world();
    auto& [a, b, c, d, e, f] = result.product;
    f = at(0, 0, 0, 0);
    d = at(1, 0, 0, 0) - f;
    a = at(1, 1, 0, 0) - 2 * d - f;
    if (result.world) {
        e = at(0, 0, 1, 0) - f;
        c = at(0, 0, 1, 1) - 2 * e - f;
        b = at(1, 0, 0, 1) - d - e - f;
    }
    const Rational q(1, 3), r(1, 7), x = result.world ? Rational(1, 5) : Rational(0),
                                     y = result.world ? Rational(1, 11) : Rational(0);
    const Rational value = a * q * r + b * (q * y + x * r) + c * x * y + d * (q + r) + e * (x + y) + f;
    if (asked.of_pair({q, r}, {x, y}) != value || asked.of_pair({r, q}, {y, x}) != value)
        throw NoMoments{"the moment of two symbols is not linear in the masses of each"};
    return result;
}

// The process's numbers must not range.
void require_numbers(const Domain& domain, const Instance& instance) {
    for (const auto& [name, range] : domain.scalars) {
        if (!range.continuum || instance.scalars.contains(name)) continue;
        const ProcessNeeds needs = needs_of(domain.process.get());
        bool used = (needs.share && name == "alpha") || needs.names.contains(name);
        for (const auto* all : {&needs.schedules, &needs.rules})
            for (const ExpressionPtr& e : *all)
                used = used || (e && mentions_number(*e, name));
        if (used) throw NoMoments{name + " ranges over a continuum, and the process depends on it"};
    }
}

}  // namespace

namespace {

// What `find` makes of the process, where one symbol can be looked at and the process's numbers are numbers.
template <class Moment, class Find>
Offer<Moment> moments_of(const Domain& domain, const Instance& instance, std::uint32_t t, const Find& find) {
    const auto view = symbol_view(domain.process.get(), domain.any_alphabet);
    if (!view) return Declined{view.reason()};
    for (const auto& [name, range] : domain.distributions)
        if (name != "Q" && name != "P") return Declined{"another distribution than Q and P, " + name};
    try {
        require_numbers(domain, instance);
        return find(Asked(domain, instance, t));
    } catch (const NoMoments& why) {
        return Declined{why.reason};
    } catch (const ProcessError& error) {
        return Declined{error.what()};
    } catch (const DomainError& error) {
        return Declined{error.what()};
    }
}

}  // namespace

Offer<SymbolMoments> symbol_moments(const Domain& domain, const Instance& instance, std::uint32_t t) {
    return moments_of<SymbolMoments>(domain, instance, t, through_points);
}

Offer<PairMoments> pair_moments(const Domain& domain, const Instance& instance, std::uint32_t t) {
    return moments_of<PairMoments>(domain, instance, t, pair_through_points);
}

}  // namespace groundcheck
