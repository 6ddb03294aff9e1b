// The arithmetic of the checker: intervals through MPFI, and Taylor coefficients of forms over them.
//
// A function f on a box X is described by its Taylor coefficients f^(j)(x)/j!, j = 0..m, each enclosed for
// all x in X; with X a point c and the last one over the whole box, Taylor's theorem bounds f on the box.
// Binomial expectations are Bernstein polynomials, whose coefficients' differences give the derivatives (see
// Expectation).
#pragma once

#include <mpfi.h>
#include <mpfr.h>

#include <cmath>
#include <limits>

#include "algebra.hpp"

namespace checker {

class Interval {
  public:
    static inline mpfr_prec_t precision = 64;
    Interval(long n = 0) : Interval(mpq_class(n)) {}
    Interval(const mpq_class& q) {
        Work::calculate(1 + static_cast<std::uint64_t>(precision) / 256);
        mpfi_init2(v_, precision);
        mpfi_set_q(v_, q.get_mpq_t());
    }
    Interval(const mpq_class& low, const mpq_class& high) : Interval(low) {
        mpfi_put_q(v_, high.get_mpq_t());
    }
    Interval(const Interval& o) {
        mpfi_init2(v_, mpfi_get_prec(o.v_));
        mpfi_set(v_, o.v_);
    }
    Interval& operator=(const Interval& o) {
        if (this != &o) {
            mpfi_set_prec(v_, mpfi_get_prec(o.v_));
            mpfi_set(v_, o.v_);
        }
        return *this;
    }
    ~Interval() { mpfi_clear(v_); }
    static Interval of_doubles(double low, double high) {
        Interval r;
        mpfi_interv_d(r.v_, low, high);
        return r.checked();
    }
    static Interval all() { return of_doubles(-HUGE_VAL, HUGE_VAL); }
    double low() const { return mpfr_get_d(&v_->left, MPFR_RNDD); }
    double high() const { return mpfr_get_d(&v_->right, MPFR_RNDU); }
    bool positive() const { return mpfr_cmp_si(&v_->left, 0) > 0; }
    bool nonnegative() const { return mpfr_cmp_si(&v_->left, 0) >= 0; }
    bool negative() const { return mpfr_cmp_si(&v_->right, 0) < 0; }
    bool exactly_zero() const { return mpfr_zero_p(&v_->left) != 0 && mpfr_zero_p(&v_->right) != 0; }
    Interval lower() const {
        Interval r(*this);
        mpfr_set(&r.v_->right, &v_->left, MPFR_RNDU);
        return r;
    }
    Interval upper() const {
        Interval r(*this);
        mpfr_set(&r.v_->left, &v_->right, MPFR_RNDD);
        return r;
    }
    Interval hull(const Interval& o) const {
        Interval r;
        mpfi_union(r.v_, v_, o.v_);
        return r.checked();
    }
    // What lies in both, where both enclose the same.
    Interval meet(const Interval& o) const {
        Interval r;
        mpfi_intersect(r.v_, v_, o.v_);
        if (mpfi_is_empty(r.v_) != 0) throw std::logic_error("two enclosures of one value do not meet");
        return r.checked();
    }
    template <class F>
    static Interval apply(F&& f) {
        Interval r;
        f(r.v_);
        return r.checked();
    }
    mpfi_srcptr get() const { return v_; }

  private:
    // An operation of infinities that has no value (0*inf, inf-inf) leaves not-a-number: then nothing is
    // known.
    const Interval& checked() {
        if (mpfr_nan_p(&v_->left) != 0) mpfr_set_inf(&v_->left, -1);
        if (mpfr_nan_p(&v_->right) != 0) mpfr_set_inf(&v_->right, 1);
        return *this;
    }
    mpfi_t v_;
};
inline Interval operator+(const Interval& a, const Interval& b) {
    return Interval::apply([&](mpfi_ptr r) { mpfi_add(r, a.get(), b.get()); });
}
inline Interval operator-(const Interval& a, const Interval& b) {
    return Interval::apply([&](mpfi_ptr r) { mpfi_sub(r, a.get(), b.get()); });
}
inline Interval operator*(const Interval& a, const Interval& b) {
    if (a.exactly_zero() || b.exactly_zero())
        return 0;  // all the reals of one times 0, its infinite ends are limits
    return Interval::apply([&](mpfi_ptr r) { mpfi_mul(r, a.get(), b.get()); });
}
inline Interval operator/(const Interval& a, const Interval& b) {
    // [0, u] as divisor stands for (0, u]: the boxes are open where a function is singular.
    if (b.nonnegative() && !b.positive() && !b.exactly_zero()) {
        const Interval inverse = (Interval(1) / b.upper()).hull(Interval::of_doubles(HUGE_VAL, HUGE_VAL));
        return a * inverse;
    }
    if (!b.positive() && !b.negative()) return Interval::all();
    return Interval::apply([&](mpfi_ptr r) { mpfi_div(r, a.get(), b.get()); });
}
inline Interval log(const Interval& a) {
    if (!a.nonnegative()) return Interval::all();
    return Interval::apply([&](mpfi_ptr r) { mpfi_log(r, a.get()); });
}
inline Interval exp(const Interval& a) {
    return Interval::apply([&](mpfi_ptr r) { mpfi_exp(r, a.get()); });
}
inline Interval power(const Interval& a, unsigned long n) {
    Interval r = 1;
    for (Interval square = a; n > 0; n /= 2, square = square * square)
        if (n % 2 == 1) r = r * square;
    return r;
}
// a^e for a >= 0, increasing or decreasing in a: the two ends give the range.
inline Interval power(const Interval& a, const mpq_class& e) {
    if (!a.nonnegative()) {
        if (e.get_den() != 1 || (e < 0 && !a.negative())) return Interval::all();
        const Interval p = power(a, mpz_class(abs(e.get_num())).get_ui());
        return e < 0 ? Interval(1) / p : p;
    }
    const auto at = [&e](const Interval& x) -> Interval {
        if (e == 0) return 1;
        if (x.exactly_zero()) return e > 0 ? Interval(0) : Interval::of_doubles(HUGE_VAL, HUGE_VAL);
        if (e.get_den() == 1 && abs(e) < 64) {
            const Interval p = power(x, mpz_class(abs(e.get_num())).get_ui());
            return e < 0 ? Interval(1) / p : p;
        }
        return exp(Interval(e) * log(x));
    };
    return at(a.lower()).hull(at(a.upper()));
}

using Series = std::vector<Interval>;  // coefficient of t^j at place j
inline Series operator+(Series a, const Series& b) {
    for (std::size_t j = 0; j < a.size(); ++j)
        a[j] = a[j] + b[j];
    return a;
}
inline Series operator*(const Series& a, const Series& b) {
    Series r(a.size());
    for (std::size_t j = 0; j < a.size(); ++j)
        for (std::size_t i = 0; i <= j; ++i)
            r[j] = r[j] + a[i] * b[j - i];
    return r;
}
inline Series log(const Series& a) {  // r = log a: a*r' = a'
    Series r(a.size());
    r[0] = log(a[0]);
    for (std::size_t j = 1; j < a.size(); ++j) {
        Interval sum = Interval(static_cast<long>(j)) * a[j];
        for (std::size_t i = 1; i < j; ++i)
            sum = sum - Interval(static_cast<long>(i)) * r[i] * a[j - i];
        r[j] = sum / (Interval(static_cast<long>(j)) * a[0]);
    }
    return r;
}
inline Series exp(const Series& a) {  // r = exp a: r' = a'*r
    Series r(a.size());
    r[0] = exp(a[0]);
    for (std::size_t j = 1; j < a.size(); ++j) {
        for (std::size_t i = 1; i <= j; ++i)
            r[j] = r[j] + Interval(static_cast<long>(i)) * a[i] * r[j - i];
        r[j] = r[j] / Interval(static_cast<long>(j));
    }
    return r;
}
inline Series power(const Series& a, const mpq_class& e) {  // r = a^e: a*r' = e*a'*r
    Series r(a.size());
    r[0] = power(a[0], e);
    for (std::size_t j = 1; j < a.size(); ++j) {
        for (std::size_t i = 1; i <= j; ++i)
            r[j] = r[j] +
                   Interval(mpq_class(e * static_cast<long>(i) - static_cast<long>(j - i))) * a[i] * r[j - i];
        r[j] = r[j] / (Interval(static_cast<long>(j)) * a[0]);
    }
    return r;
}

// Where a function of one variable is expanded: x = centre + t, for all t in `offset`.
struct Place {
    std::size_t variable;
    mpq_class low, high;     // the box, or twice the same point
    std::size_t order;       // coefficients 0..order
    bool last_only = false;  // only the coefficient `order` will be used (the others may be anything)
};

// x^a * log(x)^b, b in {0, 1}, for x in the interval: (x^a log x)^(j)/j! = x^(a-j) * (A_j log x + B_j) with
// A_{j+1} = (a-j)*A_j/(j+1), B_{j+1} = ((a-j)*B_j + A_j)/(j+1).
inline Series power_log(const Interval& x, const mpq_class& a, bool with_log, std::size_t order,
                        bool mirrored) {
    Series r(order + 1);
    mpq_class A = with_log ? 1 : 0, B = with_log ? 0 : 1;
    const Interval logarithm = with_log ? log(x) : Interval(0);
    for (std::size_t j = 0; j <= order; ++j) {
        const mpq_class e = a - static_cast<long>(j);
        if (A == 0) {
            r[j] = B == 0 ? Interval(0) : Interval(B) * power(x, e);
        } else if (e > 0) {
            // x^e*log(x) falls from 0 at 0 to its least value -1/(e*exp(1)) at exp(-1/e), then rises.
            const auto slope = [&](const Interval& end) { return Interval(e) * log(end) + Interval(1); };
            const auto at = [&](const Interval& end) { return power(end, e) * log(end); };
            Interval range = at(x.upper()).hull(x.positive() ? at(x.lower()) : Interval(0));
            if (!slope(x.upper()).negative() && !(x.positive() && slope(x.lower()).positive()))
                range = range.hull(Interval(-1) / (Interval(e) * exp(Interval(1))));
            r[j] = Interval(A) * range + Interval(B) * power(x, e);
            if (x.positive()) r[j] = r[j].meet(power(x, e) * (Interval(A) * logarithm + Interval(B)));
        } else {
            r[j] = power(x, e) * (Interval(A) * logarithm + Interval(B));
        }
        const mpq_class next = static_cast<long>(j) + 1;
        B = (e * B + A) / next;
        A = e * A / next;
        if (mirrored && j % 2 == 1) r[j] = Interval(0) - r[j];  // in t for x = 1 - (centre + t)
    }
    return r;
}

// The coefficients of a polynomial of one variable, from the exact expansion at the box's midpoint.
inline Series polynomial_series(const Polynomial& p, const Place& at) {
    const mpq_class centre = (at.low + at.high) / 2;
    std::vector<mpq_class> c(p.degree(at.variable) + 1);
    for (const auto& [m, k] : p.terms) {
        for (std::size_t v = 0; v < variables; ++v)
            if (v != at.variable && m[v] > 0) throw Rejected("the margin depends on more than one variable");
        c[m[at.variable]] += k;
    }
    for (std::size_t j = 0; j < c.size();
         ++j)  // Horner's scheme: c becomes the coefficients around the centre
        for (std::size_t i = c.size() - 1; i-- > j;)
            c[i] += centre * c[i + 1];
    const Interval offset(mpq_class(at.low - centre), mpq_class(at.high - centre));
    Series r(at.order + 1);
    for (std::size_t j = 0; j <= at.order && j < c.size(); ++j) {
        mpz_class choose;
        for (std::size_t i = c.size(); i-- > j;) {
            mpz_bin_uiui(choose.get_mpz_t(), i, j);
            r[j] = r[j] * offset + Interval(mpq_class(choose * c[i]));
        }
    }
    return r;
}

// The Bernstein polynomial sum_k b_k * C(N,k) x^k (1-x)^(N-k). Its coefficient f^(j)/j! is again one, of
// degree N-j, with coefficients C(N,j) * (j-th forward difference of b)_k.
class Expectation {
  public:
    Expectation(std::vector<Interval> coefficients) { differences_.push_back(std::move(coefficients)); }
    std::size_t degree() const { return differences_[0].size() - 1; }
    // f^(j)(x)/j! for all x in [low, high] within [0, 1].
    Interval coefficient(std::size_t j, const mpq_class& low, const mpq_class& high);
    // The working precision that keeps the order-th differences of N+1 values accurate.
    static mpfr_prec_t table_precision(std::size_t N, std::size_t order) {
        return Interval::precision + 64 +
               static_cast<mpfr_prec_t>(order * (3 + std::ilogb(static_cast<double>(N + 1))));
    }

  private:
    struct Doubles {
        std::vector<double> middle, radius;
    };
    std::vector<std::vector<Interval>> differences_;  // by order, at the table's precision, without C(N,j)
    std::vector<Doubles> doubles_;                    // with C(N,j)
    void prepare(std::size_t j);
    Interval in_doubles(std::size_t j, double low, double high) const;
    Interval in_intervals(std::size_t j, const mpq_class& low, const mpq_class& high) const;
};

// The form at one point, its other variables absent; expectations are not looked into.
Interval value(const Form& form, std::size_t v, const mpq_class& x);

// A form of one variable, ready for expansion up to an order. Binomial expectations that stand alone are
// summed into one table.
class Function {
  public:
    Function(const Form& form, std::size_t order);
    Series series(const Place& at);

  private:
    std::size_t order_ = 0, merged_tables_ = 0;
    Form rest_;
    std::vector<std::pair<Expectation, Polynomial>> tables_;
    std::map<std::size_t, std::size_t> table_of_;  // atom -> table
    std::size_t add_table(const std::vector<Form>& by_steps, const Polynomial& probability, long N);
    Series expectation_series(std::size_t table, const Place& at, bool last_only);
    Series atom_series(std::size_t number, const Place& at);
    Series term_series(Polynomial p, Factors factors, const Place& at);
    Series form_series(const Form& form, const Place& at);
};

}  // namespace checker
