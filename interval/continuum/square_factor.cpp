#include "interval/continuum/square_factor.hpp"

#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_mpoly_factor.h>

namespace groundcheck::continuum {

namespace {

// FLINT's polynomials in as many variables as ours have.
class Ring {
  public:
    Ring() { fmpq_mpoly_ctx_init(context, variable_count, ORD_LEX); }
    ~Ring() { fmpq_mpoly_ctx_clear(context); }
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;

    fmpq_mpoly_ctx_t context;
};

class Element {
  public:
    explicit Element(const Ring& ring) : ring_(ring) { fmpq_mpoly_init(value, ring.context); }
    ~Element() { fmpq_mpoly_clear(value, ring_.context); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

    fmpq_mpoly_t value;

  private:
    const Ring& ring_;
};

class FlintFactors {
  public:
    explicit FlintFactors(const Ring& ring) : ring_(ring) { fmpq_mpoly_factor_init(value, ring.context); }
    ~FlintFactors() { fmpq_mpoly_factor_clear(value, ring_.context); }
    FlintFactors(const FlintFactors&) = delete;
    FlintFactors& operator=(const FlintFactors&) = delete;

    fmpq_mpoly_factor_t value;

  private:
    const Ring& ring_;
};

class FlintFraction {
  public:
    FlintFraction() { fmpq_init(value); }
    explicit FlintFraction(const Rational& rational) : FlintFraction() {
        fmpq_set_mpq(value, rational.backend().data());
    }
    ~FlintFraction() { fmpq_clear(value); }
    FlintFraction(const FlintFraction&) = delete;
    FlintFraction& operator=(const FlintFraction&) = delete;
    [[nodiscard]] Rational rational() const {
        Rational result;
        fmpq_get_mpq(result.backend().data(), value);
        return result;
    }

    fmpq_t value;
};

void set(Element& element, const Polynomial& polynomial, const Ring& ring) {
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
        std::array<ulong, variable_count> exponents{};
        std::copy(monomial.begin(), monomial.end(), exponents.begin());
        fmpq_mpoly_set_coeff_fmpq_ui(element.value, FlintFraction(coefficient).value, exponents.data(),
                                     ring.context);
    }
}

Polynomial get(const Element& element, const Ring& ring) {
    Polynomial result;
    for (slong i = 0; i < fmpq_mpoly_length(element.value, ring.context); ++i) {
        std::array<ulong, variable_count> exponents{};
        FlintFraction coefficient;
        fmpq_mpoly_get_term_coeff_fmpq(coefficient.value, element.value, i, ring.context);
        fmpq_mpoly_get_term_exp_ui(exponents.data(), element.value, i, ring.context);
        Exponents monomial{};
        for (std::size_t v = 0; v < variable_count; ++v)
            monomial.at(v) = static_cast<std::uint32_t>(exponents.at(v));
        result.add(monomial, coefficient.rational());
    }
    return result;
}

}  // namespace

std::optional<SquareFactor> square_factor(const Polynomial& polynomial) {
    const Ring ring;
    Element whole(ring), base(ring);
    set(whole, polynomial, ring);
    FlintFactors factors(ring);
    if (fmpq_mpoly_factor_squarefree(factors.value, whole.value, ring.context) == 0) return std::nullopt;
    Polynomial root(Rational(1));
    for (slong i = 0; i < fmpq_mpoly_factor_length(factors.value, ring.context); ++i) {
        fmpq_mpoly_factor_get_base(base.value, factors.value, i, ring.context);
        const slong exponent = fmpq_mpoly_factor_get_exp_si(factors.value, i, ring.context);
        root = root * get(base, ring).power(static_cast<std::uint32_t>(exponent / 2));
    }
    if (root.constant()) return std::nullopt;
    auto rest = polynomial.divided_by(root * root);
    if (!rest) return std::nullopt;
    return SquareFactor{std::move(root), std::move(*rest)};
}

}  // namespace groundcheck::continuum
