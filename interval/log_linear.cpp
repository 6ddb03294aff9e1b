#include "interval/log_linear.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "interval/arb_headers.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/factor.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

void LogLinear::add_term(const Integer& base, const Rational& coefficient) {
    if (coefficient == 0) return;
    const auto [place, is_new] = terms_.try_emplace(base, coefficient);
    if (is_new) return;
    place->second += coefficient;
    if (place->second == 0) terms_.erase(place);
}

LogLinear LogLinear::log(const Rational& argument) {
    if (argument <= 0) throw std::domain_error("the logarithm of a number that is not positive");
    LogLinear result;
    for (const Factor& factor : factors(numerator(argument)))
        result.add_term(factor.base, factor.exponent);
    for (const Factor& factor : factors(denominator(argument)))
        result.add_term(factor.base, -factor.exponent);
    return result;
}

LogLinear& LogLinear::add_scaled(const LogLinear& other, const Rational& factor) {
    if (this == &other) return *this *= Rational(1 + factor);
    if (factor == 0) return *this;
    rational_part_ += other.rational_part_ * factor;
    for (const auto& [base, coefficient] : other.terms_)
        add_term(base, coefficient * factor);
    return *this;
}

LogLinear& LogLinear::operator+=(const LogLinear& other) { return add_scaled(other, 1); }
LogLinear& LogLinear::operator-=(const LogLinear& other) { return add_scaled(other, -1); }

LogLinear& LogLinear::operator*=(const Rational& factor) {
    if (factor == 0) {
        terms_.clear();
        rational_part_ = 0;
        return *this;
    }
    rational_part_ *= factor;
    for (auto& term : terms_)
        term.second *= factor;
    return *this;
}

LogLinear& LogLinear::operator/=(const Rational& divisor) {
    if (divisor == 0) throw std::domain_error("division of a log-linear number by 0");
    return *this *= Rational(1 / divisor);
}

namespace {

// Factor refinement (Bach, Driscoll, Shallit 1993): as long as two bases b, c share a divisor g > 1,
//     r*log(b) + s*log(c) = r*log(b/g) + s*log(c/g) + (r+s)*log(g).
// Each step divides the product of all bases by g, so it ends. Small bases are distinct primes, hence
// pairwise coprime already; only the pairs with a large base need a look.
class CoprimeBases {
  public:
    void insert(Integer base, Rational coefficient) {
        pending_.emplace_back(std::move(base), std::move(coefficient));
        while (!pending_.empty()) {
            auto term = std::move(pending_.back());
            pending_.pop_back();
            settle(std::move(term));
        }
    }

    [[nodiscard]] const LogLinear::Terms& terms() const { return settled_; }

  private:
    void settle(std::pair<Integer, Rational> term) {
        auto& [base, coefficient] = term;
        if (base == 1 || coefficient == 0) return;
        for (auto place = settled_.begin(); place != settled_.end(); ++place) {
            if (is_small_base(base) && is_small_base(place->first) && base != place->first) continue;
            const Integer shared = gcd(base, place->first);
            if (shared == 1) continue;
            pending_.emplace_back(shared, coefficient + place->second);
            pending_.emplace_back(base / shared, coefficient);
            pending_.emplace_back(place->first / shared, place->second);
            settled_.erase(place);
            return;
        }
        settled_.emplace(std::move(base), std::move(coefficient));
    }

    // What refinement splits off a large base can be a small composite, so "small" must mean prime here:
    // below the square of the trial bound, what has no small factor is prime; primes put in by trial division
    // are smaller.
    static bool is_small_base(const Integer& base) { return base < trial_bound * trial_bound; }

    LogLinear::Terms settled_;
    std::vector<std::pair<Integer, Rational>> pending_;
};

bool has_large_base(const LogLinear::Terms& terms) {
    return !terms.empty() && terms.rbegin()->first > std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

LogLinear LogLinear::over_coprime_bases() const {
    if (!has_large_base(terms_)) return *this;  // distinct primes
    CoprimeBases bases;
    for (const auto& [base, coefficient] : terms_)
        bases.insert(base, coefficient);
    LogLinear result(rational_part_);
    result.terms_ = bases.terms();
    return result;
}

// Claim: r0 + sum_j rj*log(bj) = 0 with rational r's and pairwise coprime integers bj > 1 only if every r is
// 0. Proof. Multiply by a common denominator, so that the r's are integers, and let a/c = prod_j bj^rj, a
// positive rational with log(a/c) = -r0. If r0 were not 0, then e^(-r0) would be transcendental (Lindemann),
// but it is a/c. So r0 = 0 and prod_j bj^rj = 1. Each bj has a prime factor that no other base has; its
// exponent in the product is a positive multiple of rj, and by unique factorisation it is 0; so rj = 0. Hence
// over pairwise coprime bases the number is 0 exactly if no term is left and the rational part is 0.
bool LogLinear::is_zero() const {
    if (terms_.empty() || !has_large_base(terms_)) return terms_.empty() && rational_part_ == 0;
    const LogLinear coprime = over_coprime_bases();
    return coprime.terms_.empty() && coprime.rational_part_ == 0;
}

std::optional<Rational> LogLinear::as_rational() const {
    if (terms_.empty()) return rational_part_;
    // A sum of logarithms of rationals is rational only if it is 0 (the proof above).
    if (has_large_base(terms_) && over_coprime_bases().terms_.empty()) return rational_part_;
    return std::nullopt;
}

int LogLinear::sign() const {
    if (terms_.empty()) return rational_part_.sign();
    if (is_zero()) return 0;
    // Not zero, so some precision separates it from zero: the loop ends.
    for (Precision bits = PrecisionLadder::first_rung;; bits *= 2) {
        const BallKernel kernel(bits);
        const Ball value = enclose(kernel, *this);
        if (arf_sgn(value.low()) > 0) return 1;
        if (arf_sgn(value.high()) < 0) return -1;
    }
}

int compare(const LogLinear& a, const LogLinear& b) { return (a - b).sign(); }

std::optional<LogLinear> product(const LogLinear& a, const LogLinear& b) {
    if (const auto factor = a.as_rational()) return b * *factor;
    if (const auto factor = b.as_rational()) return a * *factor;
    return std::nullopt;
}

std::optional<LogLinear> quotient(const LogLinear& a, const LogLinear& b) {
    if (b.is_zero()) throw std::domain_error("division of a log-linear number by 0");
    if (const auto divisor = b.as_rational()) return a / *divisor;
    // b has a logarithm; if a = r*b, then r is the ratio of the coefficients of that logarithm. A common
    // refinement of the bases is not needed to be safe: whatever candidate is found is verified by the exact
    // zero test.
    const LogLinear a_coprime = a.over_coprime_bases();
    const LogLinear b_coprime = b.over_coprime_bases();
    const auto& [base, coefficient] = *b_coprime.terms().begin();
    const auto place = a_coprime.terms().find(base);
    const Rational ratio =
        place == a_coprime.terms().end() ? Rational(0) : Rational(place->second / coefficient);
    if ((a - b * ratio).is_zero()) return LogLinear(ratio);
    return std::nullopt;
}

std::optional<Rational> exact_exp(const LogLinear& a) {
    constexpr double most_bits = 1 << 20;
    if (a.rational_part() != 0)
        return std::nullopt;  // transcendental, or irrational with a rest of logarithms
    Integer common = 1;
    for (const auto& term : a.terms())
        common = lcm(common, denominator(term.second));
    if (common > 64) return std::nullopt;
    Rational result = 1;
    double bits = 0;
    for (const auto& [base, coefficient] : a.terms()) {
        const Rational exponent = coefficient * common;
        bits += static_cast<double>(msb(base) + 1) * std::abs(exponent.convert_to<double>());
        if (!(bits <= most_bits)) return std::nullopt;
        result *= power(Rational(base), numerator(exponent).convert_to<std::int64_t>());
    }
    return exact_root(result, common.convert_to<unsigned>());
}

namespace {

// "2*log(3)", "log(3)", "2/3*log(3)": a term without its sign.
std::string term_text(const Integer& base, const Rational& coefficient) {
    const std::string logarithm = "log(" + base.str() + ")";
    return coefficient == 1 ? logarithm : to_string(coefficient) + "*" + logarithm;
}

}  // namespace

std::string to_string(const LogLinear& value) {
    std::string text = value.rational_part() == 0 ? "" : to_string(value.rational_part());
    for (const auto& [base, coefficient] : value.terms()) {
        const bool negative = coefficient < 0;
        const std::string term = term_text(base, abs(coefficient));
        if (text.empty()) {
            text = negative ? "-" + term : term;
        } else {
            text += (negative ? " - " : " + ") + term;
        }
    }
    return text.empty() ? "0" : text;
}

}  // namespace groundcheck
