// The Gaussian family's laws: events against the models that drawn variables make.
#include "sim/gaussian_event.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace gaussian_test {

namespace {

const GaussianPath one = {{{}, 1}};
GaussianPath mean_at(std::uint32_t t) { return {{{{t, {1, 0}}}, 1}}; }
GaussianPath variance_at(std::uint32_t t) { return {{{{t, {0, 1}}}, 1}}; }
GaussianPath times(const Rational& factor, const GaussianPath& f) { return sum({}, f, factor); }

int sign_of(const Rational& x) { return x < 0 ? -1 : x > 0 ? 1 : 0; }

Rational value_at(const GaussianPath& f, const std::vector<std::pair<Rational, Rational>>& models) {
    Rational total = 0;
    for (const auto& [powers, value] : f) {
        Rational term = value;
        for (const auto& [time, power] : powers)
            term *= groundcheck::power(models.at(time).first, power.first) *
                    groundcheck::power(models.at(time).second, power.second);
        total += term;
    }
    return total;
}

// What the event says of the sign where the variables are z and r, each by generation.
int told(const std::variant<int, GaussianSigns>& signs, const std::vector<Rational>& z,
         const std::vector<Rational>& r) {
    if (const int* same = std::get_if<int>(&signs)) return *same;
    const auto& event = std::get<GaussianSigns>(signs);
    const std::size_t t = event.variable.time;
    const bool mean = event.variable.kind == GaussianVariable::Kind::mean;
    const Rational x = mean ? Rational(sign_of(z.at(t)) * z.at(t) * z.at(t)) : r.at(t);
    const auto place = std::lower_bound(event.cuts.begin(), event.cuts.end(), x) - event.cuts.begin();
    return event.signs.at(static_cast<std::size_t>(place));
}

}  // namespace

TEST_CASE("A Gaussian event has the sign of its polynomial at every model that its variables make") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(820);
    const auto small = [&] { return Rational(static_cast<int>(random() % 41) - 20, 1 + random() % 7); };
    const Rational mean(2), variance(9, 4);
    // Squares of whole numbers over n, so that the means stay rational: s2/n = (3/2)^2/n with n a square.
    const std::vector<std::uint32_t> samples = {4, 9, 16};
    for (int round = 0; round < 2000; ++round) {
        std::vector<Rational> z, r;
        std::vector<std::pair<Rational, Rational>> models = {{mean, variance}};
        for (const std::uint32_t n : samples) {
            // s2[t+1] = s2[t]*r/(n-1); with r/(n-1) a square, sqrt(s2[t]/n) is rational.
            const Rational root(1 + random() % 12, 1 + random() % 9);
            z.push_back(small());
            r.push_back(root * root * (n - 1));
            const auto& [m, v] = models.back();
            models.emplace_back(m + z.back() * exact_sqrt(v / n).value(), v * root * root);
        }
        Rational a = small(), b = small(), c = small();
        if (a == 0) a = 1;
        const std::uint32_t t = static_cast<std::uint32_t>(random() % 3);
        const GaussianPath step = sum(mean_at(t + 1), mean_at(t), -1);
        const GaussianPath events[] = {
            sum(times(a, variance_at(1)), times(b, one)),
            sum(times(a, variance_at(t + 1)), times(b, variance_at(t))),
            sum(times(a, mean_at(1)), times(b, one)),
            times(a, step),
            sum(times(a, product(step, step)), times(b, variance_at(t))),
            sum(times(a, product(sum(mean_at(1), times(mean, one), -1), sum(mean_at(1), mean_at(0), -1))),
                times(b, one)),
            times(a, product(variance_at(t + 1), product(mean_at(t), mean_at(t)))),
            sum(times(b, variance_at(0)), times(c, mean_at(0))),
        };
        for (const GaussianPath& f : events) {
            const auto signs = gaussian_signs(f, samples, mean, variance);
            REQUIRE(signs);
            const int sign = sign_of(value_at(f, models));
            if (sign != 0) REQUIRE(told(*signs, z, r) == sign);
        }
    }
}

TEST_CASE("What is no event of one variable is declined with a reason, and without variance all is settled") {
    const std::vector<std::uint32_t> samples = {4, 9, 16};
    const auto reason = [&](const GaussianPath& f) { return gaussian_signs(f, samples, 2, 1).reason(); };
    CHECK(reason(sum(variance_at(2), one, -1)).find("several generations") != std::string::npos);
    CHECK(reason(sum(variance_at(3), variance_at(1), -1)).find("several generations") != std::string::npos);
    CHECK(reason(sum(sum(mean_at(2), mean_at(1), -1), one, -1)).find("several generations") !=
          std::string::npos);
    CHECK(reason(sum(mean_at(1), variance_at(1), -1)).find("by itself") != std::string::npos);
    CHECK(reason(sum(product(mean_at(1), mean_at(1)), one, -1)).find("around mu") != std::string::npos);
    CHECK(reason(sum(product(variance_at(1), variance_at(1)), one, -1)).find("by itself") !=
          std::string::npos);
    const auto still = [&](const GaussianPath& f) {
        return std::get<int>(*gaussian_signs(f, samples, 2, 0));
    };
    CHECK(still(sum(mean_at(3), one, -1)) == 1);
    CHECK(still(sum(variance_at(2), mean_at(1), -1)) == -1);
    CHECK(still(sum(mean_at(2), one, -2)) == 0);
}

}  // namespace gaussian_test
