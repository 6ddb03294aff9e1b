#include "interval/continuum/subdivision.hpp"

#include <algorithm>

#include "interval/continuum/function.hpp"

namespace groundcheck::continuum {

namespace {

// The function's value at a point cannot be told from zero: more bits are needed, not smaller boxes.
struct NeedsPrecision {};
struct Stop {};

constexpr unsigned guess_depth = 12;  // halvings between two guesses of a zero

// A rule for a box, as the certificate spells it.
struct Rule {
    char kind = 'T';
    std::size_t order = 0;
    std::size_t zeros = 0;
    Rational centre;

    std::string token() const {
        std::string text = kind + std::to_string(order);
        if (zeros > 0) text += '.' + std::to_string(zeros);
        if (kind == 'C') text += '@' + to_string(centre);
        return text;
    }
    std::string name() const { return zeros > 0 ? "zero divided out" : order == 0 ? "range" : "Taylor"; }
};

template <NumberKernel Kernel>
class BoxSearch {
  public:
    BoxSearch(Kernel kernel, const Form& form, std::size_t variable, const SubdivisionOptions& options)
        : function_(kernel, form, variable, options.order),
          form_(form),
          variable_(variable),
          options_(options) {
        for (const Rational& end : {Rational(0), Rational(1)})
            zeros_[end] = zeros_at(end);
        for (const Rational& inside : options.zeros)
            zeros_[inside] = zeros_at(inside);
        polynomial_ = form.polynomial();
        if (polynomial_ && polynomial_->degree(variable) > 40) polynomial_.reset();
    }

    Subdivision run() {
        result_.strict = true;
        try {
            box(0, 1, 0);
            result_.result = Subdivision::Result::nonnegative;
        } catch (const Stop&) {
        }
        return std::move(result_);
    }

  private:
    using Value = typename Kernel::Value;

    // How many leading Taylor coefficients vanish exactly at a point, as far as that can be told.
    std::size_t zeros_at(const Rational& point) const {
        Form derived = form_;
        for (std::size_t zeros = 0; zeros < options_.order; ++zeros) {
            try {
                if (zeros > 0) derived = derivative(derived, variable_);
                if (!limit(derived, variable_, point).is_zero()) return zeros;
            } catch (const OutsideForms&) {
                return zeros;
            }
        }
        return options_.order;
    }

    // A box that is still not settled when it is this small may hold a zero: the simplest rational inside is
    // tried.
    void look_for_zero(const Rational& low, const Rational& high) {
        const Rational guess = simplest_between(low, high);
        if (zeros_.contains(guess)) return;
        const std::size_t zeros = zeros_[guess] = zeros_at(guess);
        if (zeros % 2 == 1 || (zeros > 0 && options_.strict && !may_vanish_at(guess))) {
            result_.result = Subdivision::Result::negative;
            result_.negative_at = guess;
            stop(low, high, "the margin is not positive");
        }
    }

    void stop(const Rational& low, const Rational& high, const std::string& why) {
        result_.stuck_low = low;
        result_.stuck_high = high;
        result_.reason = why;
        throw Stop{};
    }

    void settle(const std::string& token, const std::string& rule, bool strict) {
        result_.tokens.push_back(token);
        ++result_.leaves;
        ++result_.rules[rule];
        result_.strict = result_.strict && strict;
    }

    void box(const Rational& low, const Rational& high, unsigned depth) {
        if (++boxes_ > options_.leaf_budget) stop(low, high, "too many boxes");
        if (depth > options_.depth) stop(low, high, "the boxes became too small");
        if (polynomial_) {
            Box whole = Box::unit();
            whole.low.at(variable_) = low;
            whole.high.at(variable_) = high;
            const BernsteinSigns signs = bernstein_signs(*polynomial_, whole);
            if (signs.nonnegative && (signs.positive || !options_.strict))
                return settle("B", "Bernstein", signs.positive);
        }
        if (by_rules(low, high)) return;
        if (depth % guess_depth == 0 && depth > 0) {
            look_for_zero(low, high);
            if (by_rules(low, high)) return;
        }
        result_.tokens.emplace_back("S");
        const Rational middle = (low + high) / 2;
        check_sign(middle, low, high);
        box(low, middle, depth + 1);
        box(middle, high, depth + 1);
    }

    // A certainly negative value ends the search; one that cannot be told from 0 needs more bits, unless it
    // is exactly 0.
    void check_sign(const Rational& point, const Rational& low, const Rational& high) {
        const Value value = function_.series(point, point, 0)[0];
        const Value zero = function_.kernel().rational(0);
        if (function_.kernel().less(value, zero) == Truth::yes) {
            result_.result = Subdivision::Result::negative;
            result_.negative_at = point;
            stop(low, high, "the margin is negative");
        }
        if (function_.kernel().less(zero, value) == Truth::yes) return;
        const std::size_t zeros = zeros_at(point);
        if (zeros == 0) throw NeedsPrecision{};
        zeros_[point] = zeros;
    }

    bool by_rules(const Rational& low, const Rational& high) {
        for (const auto& [point, zeros] : zeros_) {
            if (zeros == 0 || point < low || point > high) continue;
            const bool end = point == low || point == high;
            if (zeros % 2 == 1 && !end) continue;
            const char kind = point == low ? 'L' : point == high ? 'R' : 'C';
            for (const std::size_t order : {zeros, options_.order}) {
                if (order >= zeros && attempt({kind, order, zeros, point}, low, high)) return true;
            }
            return false;  // no box with a zero of the function settles otherwise
        }
        const Rational middle = (low + high) / 2;
        if ((low == 0 || high == 1) && attempt({'T', 0, 0, middle}, low, high)) return true;
        return attempt({'T', options_.order, 0, middle}, low, high);
    }

    bool attempt(const Rule& rule, const Rational& low, const Rational& high) {
        const Kernel& kernel = function_.kernel();
        Value rest = function_.coefficient(low, high, rule.order);
        if (rule.order > rule.zeros) {
            const auto at = function_.series(rule.centre, rule.centre, rule.order - 1);
            const Value t = kernel.interval(low - rule.centre, high - rule.centre);
            for (std::size_t j = rule.order; j-- > rule.zeros;)
                rest = kernel.add(at[j], kernel.mul(t, rest));
        }
        if (rule.zeros % 2 == 1 && rule.centre == high) rest = kernel.neg(rest);
        if (kernel.is_empty(rest)) return false;
        // Certainly positive: a bound of exactly 0 may hold by luck of rounding, and would fail the
        // checker's.
        if (kernel.less(kernel.rational(0), rest) != Truth::yes) return false;
        const bool allowed =
            rule.zeros == 0 || rule.centre == 0 || rule.centre == 1 || may_vanish_at(rule.centre);
        if (options_.strict && !allowed) return false;
        result_.hairline = result_.hairline || (rule.zeros == 0 && high - low < hairline_width);
        settle(rule.token(), rule.name(), allowed);
        return true;
    }

    // Whether the claim says that equality holds at this point inside.
    bool may_vanish_at(const Rational& point) const {
        const auto& listed = options_.zeros;
        return options_.zeros_allowed && std::find(listed.begin(), listed.end(), point) != listed.end();
    }

    inline static const Rational hairline_width{1, 16384};

    Function<Kernel> function_;
    const Form& form_;
    std::size_t variable_;
    const SubdivisionOptions& options_;
    std::optional<Polynomial> polynomial_;
    std::map<Rational, std::size_t> zeros_;
    std::uint64_t boxes_ = 0;
    Subdivision result_;
};

class PolynomialSearch {
  public:
    PolynomialSearch(const Polynomial& polynomial, const SubdivisionOptions& options)
        : polynomial_(polynomial), options_(options) {
        for (std::size_t v = 1; v < variable_count; ++v) {
            if (polynomial.degree(v) > 0) variables_.push_back(v);
        }
    }
    Subdivision run() {
        result_.strict = true;
        try {
            box(Box::unit(), 0);
            result_.result = Subdivision::Result::nonnegative;
        } catch (const Stop&) {
        }
        return std::move(result_);
    }

  private:
    void box(const Box& at, unsigned depth) {
        if (++boxes_ > options_.leaf_budget || depth > options_.depth) {
            result_.reason = depth > options_.depth ? "the boxes became too small" : "too many boxes";
            throw Stop{};
        }
        const BernsteinSigns signs = bernstein_signs(polynomial_, at);
        if (signs.nonnegative) {
            result_.tokens.emplace_back("B");
            ++result_.leaves;
            ++result_.rules["Bernstein"];
            result_.strict = result_.strict && signs.positive;
            return;
        }
        if (variables_.empty()) throw Stop{};
        const std::size_t v = variables_[depth % variables_.size()];
        result_.tokens.push_back("S" + std::to_string(v));
        Box lower = at;
        Box upper = at;
        lower.high.at(v) = upper.low.at(v) = (at.low.at(v) + at.high.at(v)) / 2;
        box(lower, depth + 1);
        box(upper, depth + 1);
    }

    const Polynomial& polynomial_;
    const SubdivisionOptions& options_;
    std::vector<std::size_t> variables_;
    std::uint64_t boxes_ = 0;
    Subdivision result_;
};

}  // namespace

Subdivision subdivide(const Form& form, std::size_t variable, const SubdivisionOptions& options) {
    try {  // what doubles cannot settle, by value or by box, may yet be settled with more bits
        Subdivision result = BoxSearch<DoubleKernel>(DoubleKernel(), form, variable, options).run();
        if (result.result != Subdivision::Result::stuck) return result;
    } catch (const NeedsPrecision&) {
    }
    for (Precision bits = 128; bits <= options.ceiling; bits *= 2) {
        try {
            Subdivision result = BoxSearch<BallKernel>(BallKernel(bits), form, variable, options).run();
            result.precision = bits;
            return result;
        } catch (const NeedsPrecision&) {
        }
    }
    Subdivision result;
    result.reason = "the margin cannot be told from zero at the highest precision";
    return result;
}

Subdivision subdivide_polynomial(const Polynomial& polynomial, const SubdivisionOptions& options) {
    return PolynomialSearch(polynomial, options).run();
}

}  // namespace groundcheck::continuum
