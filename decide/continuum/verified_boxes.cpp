#include "decide/continuum/verified_boxes.hpp"

#include <algorithm>
#include <cmath>

namespace groundcheck {

namespace {

constexpr int smallest_box = 16;           // halvings of [0,1]
constexpr double cancelled = 1e-12;        // one that is 0 but for the rounding of doubles
using Coefficients = std::vector<double>;  // of a polynomial in Bernstein form

// Times the linear function that is y0 at 0 and y1 at 1.
Coefficients times_linear(double y0, double y1, const Coefficients& g) {
    const auto k = static_cast<double>(g.size());
    Coefficients product(g.size() + 1);
    for (std::size_t j = 0; j < product.size(); ++j) {
        const auto at = static_cast<double>(j);
        if (j < g.size()) product[j] += (k - at) / k * y0 * g[j];
        if (j > 0) product[j] += at / k * y1 * g[j - 1];
    }
    return product;
}

// A polynomial, from its constant on, in the linear function that is y0 at 0 and y1 at 1.
Coefficients bernstein_of(double y0, double y1, const std::vector<double>& polynomial) {
    Coefficients g = {0};
    for (std::size_t i = polynomial.size(); i-- > 0;) {
        g = times_linear(y0, y1, g);
        for (double& coefficient : g)
            coefficient += polynomial[i];
    }
    return g;
}

// The coefficients on [0, share], by de Casteljau's algorithm.
Coefficients left_part(double share, Coefficients g) {
    Coefficients part;
    while (!g.empty()) {
        part.push_back(g.front());
        for (std::size_t j = 0; j + 1 < g.size(); ++j)
            g[j] = (1 - share) * g[j] + share * g[j + 1];
        g.pop_back();
    }
    return part;
}

Coefficients restricted(double low, double high, const Coefficients& g) {
    Coefficients below = left_part(high, g);
    std::reverse(below.begin(), below.end());
    Coefficients part = left_part((high - low) / high, std::move(below));
    std::reverse(part.begin(), part.end());
    return part;
}

void add_pieces(Coefficients& sum, Coefficients other) {
    while (sum.size() < other.size())
        sum = times_linear(1, 1, sum);
    while (other.size() < sum.size())
        other = times_linear(1, 1, other);
    for (std::size_t j = 0; j < sum.size(); ++j)
        sum[j] += other[j];
}

// A mass form in doubles.
struct DoubleForm {
    struct Term {
        double c, e, f;
    };
    std::vector<double> polynomial;
    std::vector<Term> terms;
    double root;

    explicit DoubleForm(const MassForm& form) : root(form.root.convert_to<double>()) {
        for (const Rational& coefficient : form.polynomial)
            polynomial.push_back(coefficient.convert_to<double>());
        for (const LogTerm& term : form.terms)
            if (term.c != 0)
                terms.push_back(
                    {term.c.convert_to<double>(), term.e.convert_to<double>(), term.f.convert_to<double>()});
    }

    [[nodiscard]] double logarithms(double p) const {
        double sum = 0;
        for (const Term& term : terms)
            sum += term.c * std::log(term.e + term.f * p);
        return sum;
    }
};

double double_of(const KnownSum& sum) {
    auto value = sum.r.convert_to<double>();
    for (const auto& [m, c] : sum.logs)
        value += c.convert_to<double>() * std::log(m.convert_to<double>());
    for (const auto& [m, c] : sum.roots)
        value += c.convert_to<double>() * std::sqrt(m.convert_to<double>());
    return value;
}

// The series of log(1+y), and what makes it a lower bound (theory/VerifiedLog.v).
std::vector<double> log_series(double c, double kappa) {
    std::vector<double> series = {0};
    for (unsigned i = 1; i <= verified_degree; ++i)
        series.push_back((i % 2 == 1 ? c : -c) / i);
    series.push_back(-c * kappa / (verified_degree + 1));
    return series;
}

// The series of c/sqrt(1+y).
std::vector<double> root_series(double c) {
    std::vector<double> series = {c};
    for (unsigned i = 1; i <= verified_degree; ++i)
        series.push_back(series.back() * (1.0 - 2.0 * i) / (2.0 * i));
    return series;
}

class BoxSearch {
  public:
    BoxSearch(const MassForm& model, const std::vector<KnownSum>& points, double room)
        : model_(model), room_(room) {
        std::transform(points.begin(), points.end(), std::back_inserter(values_), double_of);
    }

    bool cover(const Rational& low, const Rational& high, int depth) {
        const Rational middle = (low + high) / 2;
        for (const Rational& centre : {high, low, middle}) {
            // An end where G vanishes is a centre, so that what cancels there cancels exactly.
            if ((centre == high && high != 1) || (centre == low && low != 0)) continue;
            if (passes(low, high, centre)) {
                boxes.push_back({low, high, centre});
                return true;
            }
        }
        return depth < smallest_box && cover(low, middle, depth + 1) && cover(middle, high, depth + 1);
    }

    std::vector<MassBox> boxes;

  private:
    [[nodiscard]] bool passes(const Rational& low, const Rational& high, const Rational& centre) const {
        const Coefficients g =
            coefficients(low.convert_to<double>(), high.convert_to<double>(), centre.convert_to<double>());
        for (std::size_t j = 0; j < g.size(); ++j) {
            const bool zero_may_stand =
                (j == 0 && low == 0 && centre == 0) || (j + 1 == g.size() && high == 1 && centre == 1);
            if (!(zero_may_stand ? g[j] >= -cancelled : g[j] >= room_)) return false;
        }
        return !g.empty();
    }

    // Of G on the box; none where a logarithm or the root has no expansion about the centre.
    [[nodiscard]] Coefficients coefficients(double low, double high, double centre) const {
        if (model_.root < 0 || (model_.root > 0 && centre == 0)) return {};
        const double constant = model_.logarithms(centre);
        Coefficients g = values_;
        for (double& value : g)
            value += constant;
        g = restricted(low, high, g);
        add_pieces(g, bernstein_of(low, high, model_.polynomial));
        for (const DoubleForm::Term& term : model_.terms) {
            const double h = term.e + term.f * centre, least = term.e + term.f * low;
            if (!(h > 0) || (term.c > 0 && !(least > 0))) return {};
            const double kappa = term.c > 0 ? std::max(1.0, h / least) : 0;
            add_pieces(g, bernstein_of(term.f * (low - centre) / h, term.f * (high - centre) / h,
                                       log_series(term.c, kappa)));
        }
        if (model_.root > 0)
            add_pieces(g, bernstein_of((low - centre) / centre, (high - centre) / centre,
                                       root_series(model_.root / std::sqrt(centre))));
        return g;
    }

    DoubleForm model_;
    Coefficients values_;  // at the points (j+1)/N
    double room_;
};

constexpr std::size_t largest_exact = 256;  // degree of the polynomial

// A polynomial's Bernstein coefficients of the degree raised by one.
std::vector<Rational> raised_by_one(const std::vector<Rational>& g) {
    std::vector<Rational> raised;
    const std::size_t k = g.size();
    for (std::size_t j = 0; j <= k; ++j)
        raised.push_back((j < k ? Rational(k - j, k) * g[j] : Rational(0)) +
                         (j > 0 ? Rational(j, k) * g[j - 1] : Rational(0)));
    return raised;
}

// Those of the degree d, from the coefficients of the powers: the sum of a_k * binomial(j,k)/binomial(d,k).
std::vector<Rational> bernstein_of_powers(const std::vector<Rational>& powers, std::size_t d) {
    std::vector<Rational> g;
    for (std::size_t j = 0; j <= d; ++j) {
        Rational sum = 0, share = 1;
        for (std::size_t k = 0; k < powers.size() && k <= j; ++k) {
            sum += powers[k] * share;
            if (k < j) share *= Rational(j - k, d - k);
        }
        g.push_back(sum);
    }
    return g;
}

void take_in(Integer& multiple, const Integer& other) { multiple = multiple / gcd(multiple, other) * other; }

// The degree raised by one in whole numbers, rounded down as the checker does it.
std::vector<Integer> raised_down(const std::vector<Integer>& g) {
    std::vector<Integer> raised;
    const std::size_t k = g.size();
    for (std::size_t j = 0; j <= k; ++j)
        raised.push_back(floor_quotient((j < k ? Integer(Integer(k - j) * g[j]) : Integer(0)) +
                                            (j > 0 ? Integer(Integer(j) * g[j - 1]) : Integer(0)),
                                        Integer(k)));
    return raised;
}

}  // namespace

bool is_polynomial(const MassForm& form) {
    return form.root == 0 && form.inside == 0 && !has_logarithms(form);
}

MassForm form_of_both(const MassForm& model) {
    MassForm both;
    both.polynomial.resize(model.polynomial.size() + 1);
    std::vector<Rational> power = {1};  // of 1-p
    for (std::size_t i = 0; i < model.polynomial.size(); ++i) {
        power.emplace_back(0);
        for (std::size_t k = power.size() - 1; k > 0; --k)
            power[k] -= power[k - 1];
        both.polynomial[i + 1] += model.polynomial[i];
        for (std::size_t k = 0; k < power.size(); ++k)
            both.polynomial[k] += model.polynomial[i] * power[k];
    }
    return both;
}

bool one_box_passes(const MassForm& model, const std::vector<KnownSum>& points, const Integer& scale,
                    const BoundTables& tables, bool strict) {
    if (!is_polynomial(model) || model.polynomial.size() > largest_exact) return false;
    std::vector<Integer> g, other;
    for (const KnownSum& point : points)
        g.push_back(lower_bound(point, scale, tables));
    for (const Rational& coefficient : bernstein_of_powers(model.polynomial, model.polynomial.size()))
        other.push_back(floor(scale * coefficient));
    while (g.size() < other.size())
        g = raised_down(g);
    while (other.size() < g.size())
        other = raised_down(other);
    bool positive = false;
    for (std::size_t j = 0; j < g.size(); ++j) {
        if (g[j] + other[j] < 0) return false;
        positive = positive || g[j] + other[j] > 0;
    }
    return !strict || positive;
}

std::optional<Integer> exact_scale(const MassForm& model, const std::vector<KnownSum>& points, bool strict) {
    const std::vector<Rational>& powers = model.polynomial;
    const std::size_t degree = std::max<std::size_t>(points.size() - 1, powers.size());
    if (!is_polynomial(model) || degree > largest_exact) return std::nullopt;
    Integer scale = 1;  // a multiple of every denominator that the checker meets on its way to the degree
    std::vector<Rational> g;
    for (const KnownSum& point : points) {
        if (!point.logs.empty() || !point.roots.empty()) return std::nullopt;
        g.push_back(point.r);
        take_in(scale, denominator(g.back()));
    }
    for (const Rational& coefficient : powers)
        take_in(scale, denominator(coefficient));
    Integer binomials = 1;  // a multiple of binomial(d,k) for every d up to the degree
    for (std::size_t d = 2; d <= degree + 1; ++d)
        take_in(binomials, Integer(d));
    while (g.size() < degree + 1)
        g = raised_by_one(g);
    const std::vector<Rational> of_model = bernstein_of_powers(powers, degree);
    bool positive = false;
    for (std::size_t j = 0; j <= degree; ++j) {
        const Rational coefficient = g[j] + of_model[j];
        if (coefficient < 0 || (strict && j == degree && coefficient != 0)) return std::nullopt;
        positive = positive || coefficient > 0;
    }
    if (strict && !positive) return std::nullopt;
    return scale * binomials;
}

std::optional<std::vector<MassBox>> mass_boxes(const MassForm& model, const std::vector<KnownSum>& points,
                                               double room) {
    BoxSearch search(model, points, room);
    if (!search.cover(0, 1, 0)) return std::nullopt;
    return std::move(search.boxes);
}

}  // namespace groundcheck
