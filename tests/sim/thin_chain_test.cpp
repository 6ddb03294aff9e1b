// The thin chain against the whole rows, and the solvers that use it: nothing rests on them but speed.
#include "sim/thin_chain.hpp"

#include <cmath>

#include "sim/chain_solver.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace thin_chain_test {

namespace {

struct Setting {
    std::uint32_t N;
    Rational alpha, p, odds;
};

const std::vector<Setting> settings = {{1, 0, 0, 1},
                                       {2, 0, 0, 1},
                                       {150, 0, 0, 1},
                                       {3000, 0, 0, 1},
                                       {3000, Rational(1, 7), Rational(1, 3), 1},
                                       {3000, Rational(1), Rational(1, 1000), 1},
                                       {3000, 0, 0, Rational(9, 10)},
                                       {3000, 0, 0, 40}};

std::vector<double> function(std::uint32_t N, double (*f)(double)) {
    std::vector<double> u;
    for (std::uint32_t i = 0; i <= N; ++i)
        u.push_back(f(static_cast<double>(i) / N));
    return u;
}

}  // namespace

TEST_CASE("Thin rows do what whole rows do to smooth functions") {
    for (const Setting& at : settings) {
        const CountChain whole({at.N, at.N}, at.alpha, at.p, 0, at.odds);
        const ThinChain thin(whole);
        for (auto* f : {+[](double x) { return x * (1 - x); }, +[](double x) { return std::exp(-3 * x); },
                        +[](double x) { return x < 1 ? -(1 - x) * std::log1p(-x) : 0.0; }}) {
            const std::vector<double> u = function(at.N, f);
            const auto exact = whole.change(u);
            const auto thinned = thin.change(u);
            double worst = 0;
            for (std::uint32_t i = 0; i <= at.N; ++i)
                worst = std::max(worst, std::abs(thinned[i] - exact[i].value));
            INFO("N = " << at.N << ", alpha = " << to_string(at.alpha) << ", odds = " << to_string(at.odds));
            CHECK(worst < 1e-13);
        }
    }
}

TEST_CASE("Thin rows do not mistake a rough function for a smooth one near the ends") {
    // The indicator of the count 0, which only whole rows see: those near the end are whole.
    const CountChain whole({2000, 2000}, 0, 0, 0);
    std::vector<double> u(2001, 0.0);
    u[0] = 1;
    const auto exact = whole.change(u);
    const auto thinned = ThinChain(whole).change(u);
    for (std::uint32_t i = 0; i <= 2000; ++i)
        CHECK(std::abs(thinned[i] - exact[i].value) < 1e-14);
}

TEST_CASE("Solvers leave little of their equations by the whole rows") {
    for (const Setting& at : settings) {
        if (at.N < 2 || at.alpha != 0) continue;
        const CountChain chain({at.N, at.N}, 0, 0, 0, at.odds);
        const std::vector<double> one(at.N + std::size_t{1}, 1.0);
        const std::vector<double> u = AbsorbingSolver(chain).solve(one, one);
        const auto change = chain.change(u);
        for (std::uint32_t i = 1; i < at.N; ++i)
            REQUIRE(std::abs(1 + change[i].value) < 1e-9);
        CHECK(u.front() == 0);
        CHECK(u.back() == 0);
        // Measures: what was put in comes out at the ends, one by one.
        const std::vector<double> n = SojournSolver(chain).solve(one, one, 1e-12);
        const std::vector<double> moved = chain.carried(n);
        for (std::uint32_t j = 1; j < at.N; ++j)
            REQUIRE(std::abs(n[j] - moved[j] - 1) < 1e-8);
        CHECK(std::abs(moved.front() + moved.back() - (at.N - 1)) < 1e-6 * at.N);
    }
    const CountChain grounded({3000, 3000}, Rational(1, 7), Rational(1, 3), 0);
    const std::vector<double> f = function(
        3000, +[](double x) { return x * x; });
    const auto change = grounded.change(ErgodicSolver(grounded).solve(f));
    const double level = f[0] + change[0].value;
    for (std::size_t i = 0; i < f.size(); ++i)
        REQUIRE(std::abs(f[i] + change[i].value - level) < 1e-11);
}

}  // namespace thin_chain_test
