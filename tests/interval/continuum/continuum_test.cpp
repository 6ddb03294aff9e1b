// Forms, their enclosures and the search, by identities: two ways to the same number, containment and
// tightness.
#include <cmath>

#include "interval/continuum/function.hpp"
#include "interval/continuum/shape.hpp"
#include "interval/continuum/subdivision.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::continuum;

namespace continuum_test {

namespace {

const Polynomial x0 = Polynomial::variable(sample_variable);
const Polynomial p1 = Polynomial::variable(1);
const Polynomial q2 = Polynomial::variable(2);
const Form one = Rational(1);

Rational random_rational(std::mt19937_64& random, int bound) {
    return Rational(static_cast<int>(random() % static_cast<unsigned>(2 * bound + 1)) - bound) /
           Rational(1 + static_cast<int>(random() % 9));
}

Polynomial random_polynomial(std::mt19937_64& random) {
    Polynomial result;
    for (int i = 0; i < 5; ++i) {
        Exponents monomial{};
        monomial[1] = static_cast<std::uint32_t>(random() % 4);
        monomial[2] = static_cast<std::uint32_t>(random() % 3);
        result.add(monomial, random_rational(random, 5));
    }
    return result;
}

// The margin of sandwich-lower for one symbol.
Form sandwich(std::uint32_t N) {
    const Form p = p1;
    const Form x = x0;
    const Form bound = p * log(one + (one - p) * power(Form(Rational(N)) * p, -1));
    return expectation(x * log(x), p1, N) - p * log(p) - Form(Rational(1, 2)) * bound;
}

double width(DoubleInterval v) { return v.hi - v.lo; }

}  // namespace

TEST_CASE("polynomials: quotients, substitution, derivatives", "[continuum]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(11);
    for (int i = 0; i < 200; ++i) {
        const Polynomial a = random_polynomial(random);
        const Polynomial b = random_polynomial(random);
        if (b.is_zero()) continue;
        CHECK((a * b).divided_by(b) == a);
        if (!b.constant()) CHECK(!(a * b + Polynomial(Rational(1))).divided_by(b));
        CHECK((a * b).derivative(1) == a.derivative(1) * b + a * b.derivative(1));
        const Rational at = random_rational(random, 4);
        CHECK((a * b).substitute(1, Polynomial(at)) ==
              a.substitute(1, Polynomial(at)) * b.substitute(1, Polynomial(at)));
    }
}

TEST_CASE("Bernstein coefficients: what they say is true of values, and they can say it", "[continuum]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(12);
    int said = 0;
    for (int i = 0; i < 300; ++i) {
        const Polynomial p =
            random_polynomial(random) + Polynomial(Rational(static_cast<int>(random() % 12)));
        const BernsteinSigns signs = bernstein_signs(p, Box::unit());
        if (!signs.nonnegative) continue;
        ++said;
        for (int j = 0; j <= 8; ++j) {
            for (int k = 0; k <= 8; ++k) {
                const Rational v = *p.substitute(1, Polynomial(Rational(j, 8)))
                                        .substitute(2, Polynomial(Rational(k, 8)))
                                        .constant();
                CHECK(v >= 0);
            }
        }
    }
    CHECK(said > 20);
    CHECK(seen_nonnegative((p1 - q2) * (p1 - q2) * (p1 + q2)));
    CHECK(!seen_nonnegative((p1 - q2) * (p1 + q2)));
    CHECK(!bernstein_signs((p1 - q2) * (p1 - q2), Box::unit()).nonnegative);
}

TEST_CASE("forms: what is equal cancels", "[continuum]") {
    const Form p = p1;
    const Form q = q2;
    CHECK((log(p * q) - log(p) - log(q)).is_zero());
    CHECK((log(one + (one - p) * power(Form(Rational(3)) * p, -1)) + log(Form(Rational(3))) + log(p) -
           log(one + Form(Rational(2)) * p))
              .is_zero());
    CHECK((power(power(p, Rational(1, 2)), 2) - p).is_zero());
    CHECK((power(p, Rational(-1)) * p - one).is_zero());
    CHECK((log(Form(Rational(12))) - Form(Rational(2)) * log(Form(Rational(2))) - log(Form(Rational(3))))
              .is_zero());
    CHECK(!(log(p) - log(q)).is_zero());
    CHECK((Form() * Form::singular()).is_zero());
    CHECK((one + Form::singular()).is_singular());
    CHECK(log(Form()).is_singular());
    CHECK(power(Form(), -1).is_singular());
    CHECK_THROWS_AS(log(p - Form(Rational(1, 2))), OutsideForms);
    CHECK_THROWS_AS(power(p - q, Rational(1, 2)), OutsideForms);
    CHECK_THROWS_AS(power(p, Rational(1000000)), OutsideForms);
}

TEST_CASE("expectations: the polynomial moments are the sums they stand for", "[continuum]") {
    for (const std::uint32_t N : {1U, 2U, 3U, 4U, 5U, 9U}) {
        for (std::uint32_t a = 0; a <= 5; ++a) {
            Polynomial sum;
            for (std::uint32_t k = 0; k <= N; ++k) {
                const Rational weight = Rational(binomial(N, k)) * groundcheck::power(Rational(k) / N, a);
                sum += Polynomial(weight) * p1.power(k) * (Polynomial(Rational(1)) - p1).power(N - k);
            }
            CHECK((expectation(Form(x0.power(a)), p1, N) - Form(sum)).is_zero());
        }
    }
    CHECK(expectation(log(Form(x0)), p1, 5).is_singular());  // log(0) can be drawn
}

TEST_CASE("limits and derivatives of expectations, two ways", "[continuum]") {
    const Form body = Form(x0) * log(Form(x0));
    for (const std::uint32_t N : {5U, 8U}) {
        const Form e = expectation(body, p1, N);
        Form sum;  // the same, written out
        for (std::uint32_t k = 0; k <= N; ++k) {
            const Polynomial weight = Polynomial(Rational(binomial(N, k))) * p1.power(k) *
                                      (Polynomial(Rational(1)) - p1).power(N - k);
            sum = sum + limit(body, sample_variable, Rational(k) / N) * Form(weight);
        }
        for (const Rational& at : {Rational(0), Rational(1), Rational(1, 3)}) {
            CHECK((limit(e, 1, at) - limit(sum, 1, at)).is_zero());
            CHECK((limit(derivative(e, 1), 1, at) - limit(derivative(sum, 1), 1, at)).is_zero());
            CHECK((limit(derivative(derivative(e, 1), 1), 1, at) -
                   limit(derivative(derivative(sum, 1), 1), 1, at))
                      .is_zero());
        }
    }
}

TEST_CASE("enclosures of Taylor coefficients contain, and are tight", "[continuum]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(13);
    for (const std::uint32_t N : {7U, 40U, 150U}) {
        const Form f = sandwich(N);
        Function<DoubleKernel> quick(DoubleKernel(), f, 1, 6);
        Function<BallKernel> fine(BallKernel(256), f, 1, 6);
        for (int i = 0; i < 10; ++i) {
            const Rational low = Rational(1 + static_cast<int>(random() % 200), 256);
            const Rational high = low + Rational(1, 64 + static_cast<int>(random() % 64));
            const Rational inside = low + (high - low) * Rational(static_cast<int>(random() % 9), 8);
            const auto box = quick.series(low, high, 6);
            const auto point = quick.series(inside, inside, 6);
            const auto exact = fine.series(inside, inside, 6);
            for (std::size_t j = 0; j <= 6; ++j) {
                const DoubleInterval truth = DoubleKernel().from_ball(exact[j]);
                CHECK(box[j].lo <= truth.lo);
                CHECK(truth.hi <= box[j].hi);
                CHECK(point[j].lo <= truth.hi);
                CHECK(truth.lo <= point[j].hi);
            }
            CHECK(width(point[0]) < 1e-11);
            CHECK(width(box[0]) < 0.5);
            CHECK(box[6].lo == quick.coefficient(low, high, 6).lo);
        }
    }
}

TEST_CASE("Bernstein tables: the value and the slope by the binomial sum", "[continuum]") {
    const unsigned N = 12;
    const BallKernel kernel(200);
    std::vector<Ball> values;
    for (unsigned k = 0; k <= N; ++k)
        values.push_back(kernel.rational(Rational(static_cast<int>(k * k)) / 7));  // E[X^2]/7
    BernsteinTable table(values, 200);
    const Rational p(1, 3);
    const Rational square = Rational(N) * p * (1 - p) + Rational(N) * p * Rational(N) * p;
    const Rational slope = Rational(N) * (1 - 2 * p) + 2 * Rational(N) * Rational(N) * p;
    const DoubleInterval at = table.coefficient(DoubleKernel(), 0, p, p);
    CHECK(Rational(at.lo) <= square / 7);
    CHECK(square / 7 <= Rational(at.hi));
    CHECK(width(at) < 1e-12);
    const DoubleInterval rate = table.coefficient(DoubleKernel(), 1, p, p);
    CHECK(Rational(rate.lo) <= slope / 7);
    CHECK(slope / 7 <= Rational(rate.hi));
    CHECK(width(rate) < 1e-11);
    CHECK(table.coefficient(DoubleKernel(), 3, 0, 1).lo > -1e-10);  // a quadratic has no third derivative
    CHECK(table.coefficient(DoubleKernel(), N + 1, p, p).hi == 0);
}

TEST_CASE("the search: positive, zero at the ends, zero inside, negative", "[continuum]") {
    for (const std::uint32_t N : {1U, 2U, 3U, 17U, 64U}) {
        const Subdivision found = subdivide(sandwich(N), 1);
        INFO(N << " " << found.reason);
        CHECK(found.result == Subdivision::Result::nonnegative);
        CHECK(found.strict);
        CHECK(found.leaves < 40);
    }
    const Form p = p1;
    const Form entropy = Form(Rational(-1)) * (p * log(p)) - (one - p) * log(one - p);
    const Form tight = log(Form(Rational(2))) - entropy;  // zero at 1/2
    const Subdivision weak = subdivide(tight, 1);
    CHECK(weak.result == Subdivision::Result::nonnegative);
    CHECK(!weak.strict);
    const Subdivision below = subdivide(tight - Form(Rational(1, 1000000000)), 1);
    REQUIRE(below.result == Subdivision::Result::negative);
    CHECK(abs(*below.negative_at - Rational(1, 2)) < Rational(1, 1000));
    SubdivisionOptions strict;
    strict.strict = true;
    CHECK(subdivide(tight, 1, strict).result == Subdivision::Result::stuck);
    strict.zeros = {Rational(1, 2)};
    strict.zeros_allowed = true;
    CHECK(subdivide(tight, 1, strict).strict);
    SubdivisionOptions few;
    few.leaf_budget = 2;
    const Subdivision stopped = subdivide(sandwich(64), 1, few);
    CHECK(stopped.result == Subdivision::Result::stuck);
    CHECK(!stopped.reason.empty());
}

TEST_CASE("shapes", "[continuum]") {
    const Form p = p1;
    const Form q = q2;
    const Form m = Form(Rational(1, 3)) * p + Form(Rational(2, 3)) * q;
    CHECK(by_logarithms(q * (log(m) - log(Form(Rational(2, 3))) - log(q))));
    CHECK(!by_logarithms(q * (log(m) - log(Form(Rational(1, 1))) - log(q))));
    CHECK(!by_logarithms(q * (log(Form(Rational(2, 3))) + log(q) - log(m))));
    const Form divergence = p * log(p) - p * log(q) - p + q;
    CHECK(by_convexity(divergence, 1, 2));
    CHECK(!by_convexity(divergence + Form(Rational(1, 1000)), 1, 2));
    CHECK(!by_convexity(Form(Rational(-1)) * divergence, 1, 2));
    CHECK(by_concavity(p * (one - p), 1));
    CHECK(!by_concavity(p * (p - one), 1));
    CHECK(!by_concavity(p * (one - p) + Form(Rational(1)), 1));
}

}  // namespace continuum_test
