#include "interval/rational.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace groundcheck {

namespace {

constexpr std::int64_t largest_exponent = 20000;

// Reads a text from the left; every method takes what it can and leaves the rest.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    bool take(char wanted) {
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_prefix(std::string_view lower, std::string_view upper) {
        if (!rest_.starts_with(lower) && !rest_.starts_with(upper)) return false;
        rest_.remove_prefix(lower.size());
        return true;
    }

    // The longest run of digits in base 10 or 16; possibly empty.
    std::string_view take_digits(int base) {
        const auto end =
            std::find_if_not(rest_.begin(), rest_.end(), [base](char c) { return is_digit(c, base); });
        const auto count = static_cast<std::size_t>(end - rest_.begin());
        const std::string_view digits = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return digits;
    }

    // A signed decimal exponent; nothing if there is none or it is too large.
    std::optional<std::int64_t> take_exponent() {
        const bool negative = take('-');
        if (!negative) take('+');
        const std::string_view digits = take_digits(10);
        if (digits.empty()) return std::nullopt;
        std::int64_t value = 0;
        for (const char digit : digits) {
            value = 10 * value + (digit - '0');
            if (value > largest_exponent) return std::nullopt;
        }
        return negative ? -value : value;
    }

  private:
    // The locale has no say in what a digit is.
    static bool is_digit(char c, int base) {
        if (c >= '0' && c <= '9') return true;
        return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    }

    std::string_view rest_;
};

// Precondition: digits of the base only, at least one.
Integer integer_from(const std::string& digits, int base) {
    Integer value;
    mpz_set_str(value.backend().data(), digits.c_str(), base);
    return value;
}

// digits[.digits][marker exponent], in base 10 (marker e) or 16 (marker p, an exponent of 2).
std::optional<Rational> parse_positional(Scanner& scanner, int base) {
    std::string digits(scanner.take_digits(base));
    std::int64_t places = 0;
    if (scanner.take('.')) {
        const std::string_view fraction = scanner.take_digits(base);
        digits += fraction;
        places = static_cast<std::int64_t>(fraction.size());
    }
    if (digits.empty()) return std::nullopt;
    const bool decimal = base == 10;
    std::int64_t exponent = 0;
    if (scanner.take_prefix(decimal ? "e" : "p", decimal ? "E" : "P")) {
        const auto read = scanner.take_exponent();
        if (!read) return std::nullopt;
        exponent = *read;
    }
    const Rational unit = power(Rational(base), -places);
    return Rational(integer_from(digits, base)) * unit * power(Rational(decimal ? 10 : 2), exponent);
}

// "3/4" after its sign, or a positional number.
std::optional<Rational> parse_unsigned(Scanner& scanner) {
    if (scanner.take_prefix("0x", "0X")) return parse_positional(scanner, 16);
    Scanner ahead = scanner;
    const std::string_view numerator = ahead.take_digits(10);
    if (numerator.empty() || !ahead.take('/')) return parse_positional(scanner, 10);
    const std::string_view denominator = ahead.take_digits(10);
    if (denominator.empty()) return std::nullopt;
    scanner = ahead;
    const Integer divisor = integer_from(std::string(denominator), 10);
    if (divisor == 0) return std::nullopt;
    return Rational(integer_from(std::string(numerator), 10), divisor);
}

}  // namespace

std::optional<Rational> parse_rational(std::string_view text) {
    Scanner scanner(text);
    const bool negative = scanner.take('-');
    if (!negative) scanner.take('+');
    auto value = parse_unsigned(scanner);
    if (!value || !scanner.at_end()) return std::nullopt;
    return negative ? Rational(-*value) : value;
}

std::string to_string(const Rational& value) { return value.str(); }

Rational power(const Rational& value, std::int64_t exponent) {
    const std::uint64_t size = exponent < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(exponent)
                                            : static_cast<std::uint64_t>(exponent);
    Rational result;
    mpz_ptr numerator = mpq_numref(result.backend().data());
    mpz_ptr denominator = mpq_denref(result.backend().data());
    // Powers of coprime numbers are coprime, so the result is in lowest terms as it stands.
    mpz_pow_ui(numerator, mpq_numref(value.backend().data()), size);
    mpz_pow_ui(denominator, mpq_denref(value.backend().data()), size);
    if (exponent < 0) {
        if (mpz_sgn(numerator) == 0) throw std::domain_error("0 has no negative powers");
        mpq_inv(result.backend().data(), result.backend().data());
    }
    return result;
}

Integer floor(const Rational& value) {
    Integer result;
    mpz_fdiv_q(result.backend().data(), mpq_numref(value.backend().data()),
               mpq_denref(value.backend().data()));
    return result;
}

Integer floor_quotient(const Integer& a, const Integer& b) {
    Integer result;
    mpz_fdiv_q(result.backend().data(), a.backend().data(), b.backend().data());
    return result;
}

Integer ceil(const Rational& value) {
    Integer result;
    mpz_cdiv_q(result.backend().data(), mpq_numref(value.backend().data()),
               mpq_denref(value.backend().data()));
    return result;
}

std::optional<Rational> exact_sqrt(const Rational& value) { return exact_root(value, 2); }

// A fraction in lowest terms is an n-th power exactly if its numerator and its denominator are.
std::optional<Rational> exact_root(const Rational& value, unsigned n) {
    if (value < 0 || n == 0)
        throw std::domain_error("exact_root: the value must be >= 0 and the degree >= 1");
    Rational result;
    const bool numerator_exact =
        mpz_root(mpq_numref(result.backend().data()), mpq_numref(value.backend().data()), n) != 0;
    const bool denominator_exact =
        mpz_root(mpq_denref(result.backend().data()), mpq_denref(value.backend().data()), n) != 0;
    if (!numerator_exact || !denominator_exact) return std::nullopt;
    return result;
}

Integer binomial(unsigned n, unsigned k) {
    Integer result;
    mpz_bin_uiui(result.backend().data(), n, k);
    return result;
}

namespace {

// Precondition: 0 < low <= high. The continued fractions of the ends agree up to some term; the simplest
// number between them continues with the least integer that the interval allows there.
Rational simplest_positive(Rational low, Rational high) {
    // The matrix of the convergents: the answer is (p1*x + p0)/(q1*x + q0) for the x between the current low,
    // high.
    Integer p0 = 0;
    Integer p1 = 1;
    Integer q0 = 1;
    Integer q1 = 0;
    for (;;) {
        const Integer whole = ceil(low);
        if (Rational(whole) <= high) return {Integer(p1 * whole + p0), Integer(q1 * whole + q0)};
        // No integer lies in [low, high]: both ends have the same integer part, and x = part + 1/y.
        const Integer part = whole - 1;
        p0 = std::exchange(p1, p1 * part + p0);
        q0 = std::exchange(q1, q1 * part + q0);
        const Rational new_low = 1 / (high - part);
        high = 1 / (low - part);
        low = new_low;
    }
}

}  // namespace

Rational simplest_between(const Rational& low, const Rational& high) {
    if (low > high) throw std::domain_error("simplest_between: the interval is empty");
    if (low <= 0 && high >= 0) return 0;
    return low > 0 ? simplest_positive(low, high) : Rational(-simplest_positive(-high, -low));
}

}  // namespace groundcheck
