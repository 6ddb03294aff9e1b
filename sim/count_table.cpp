#include "sim/count_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "interval/double_log.hpp"
#include "sim/moments.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

using directed::add_down;
using directed::add_up;
using directed::mul_down;
using directed::mul_up;

}  // namespace

DoubleInterval around(double value, double relative, double more) {
    const double down = std::max(0.0, add_down(1, -relative));
    return {mul_down(value, down), add_up(mul_up(value, add_up(1, relative)), more)};
}

DoubleInterval times(std::size_t count, DoubleInterval value) {
    const DoubleKernel kernel;
    return kernel.mul(kernel.point(static_cast<double>(count)), value);
}

std::map<Rational, std::size_t> multiplicities(const std::vector<Rational>& p) {
    std::map<Rational, std::size_t> counted;
    for (const Rational& mass : p)
        ++counted[mass];
    return counted;
}

void check_samples(std::uint32_t N) {
    check_generation(0, N);
    if (N >= (std::uint32_t{1} << 31)) throw std::invalid_argument("a chain has fewer than 2^31 samples");
}

DoubleInterval mass_at(const CountLaw& law, std::uint32_t count) {
    if (count < law.first || count - law.first >= law.mass.size()) return {0, law.lost};
    return around(law.mass[count - law.first], law.relative, law.lost);
}

namespace {

template <class F>
CountTable table(std::uint32_t N, F f) {
    const DoubleKernel kernel;
    CountTable result;
    result.low.reserve(N + std::size_t{1});
    result.high.reserve(N + std::size_t{1});
    for (std::uint32_t i = 0; i <= N; ++i) {
        const DoubleInterval value = f(kernel, kernel.div(kernel.point(i), kernel.point(N)));
        result.low.push_back(std::max(0.0, value.lo));
        result.high.push_back(std::max(0.0, value.hi));
    }
    return result;
}

}  // namespace

CountTable entropy_table(std::uint32_t N) {
    return table(N, [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.neg(fast_xlogx(x)); });
}
CountTable diversity_table(std::uint32_t N) {
    return table(N, [](const DoubleKernel& kernel, DoubleInterval x) {
        return kernel.mul(x, kernel.sub(kernel.point(1), x));
    });
}
CountTable support_table(std::uint32_t N) {
    return table(N,
                 [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.point(x.lo > 0 ? 1 : 0); });
}
CountTable vertex_table(std::uint32_t N) {
    return table(
        N, [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.point(x.lo == 1 ? 1 : 0); });
}
CountTable unsettled_table(std::uint32_t N) {
    return table(
        N, [](const DoubleKernel& kernel, DoubleInterval x) { return x.lo == 1 ? kernel.point(0) : x; });
}
CountTable share_table(std::uint32_t N) {
    return table(N, [](const DoubleKernel&, DoubleInterval x) { return x; });
}
CountTable variation_table(std::uint32_t N, const Rational& to) {
    return table(N, [&, p = DoubleKernel().rational(to)](const DoubleKernel& kernel, DoubleInterval x) {
        return kernel.mul(kernel.point(0.5), kernel.abs(kernel.sub(x, p)));
    });
}
CountTable distance_table(std::uint32_t N, const Rational& to) {
    return table(N, [&, p = DoubleKernel().rational(to)](const DoubleKernel& kernel, DoubleInterval x) {
        const DoubleInterval difference = kernel.abs(kernel.sub(x, p));
        return kernel.mul(difference, difference);
    });
}

// Each product rounds once and n additions of numbers >= 0 lose at most n*u of the sum.
DoubleInterval expectation(const CountLaw& law, const CountTable& table) {
    double low = 0;
    double high = 0;
    for (std::size_t j = 0; j < law.mass.size(); ++j) {
        low += law.mass[j] * table.low[law.first + j];
        high += law.mass[j] * table.high[law.first + j];
    }
    const double relative = 1.01 * (law.relative + (static_cast<double>(law.mass.size()) + 2) * unit);
    // Products that underflow lose less than 1e-290 in all.
    return {std::max(0.0, add_down(around(low, relative).lo, -1e-290)),
            around(high, relative,
                   add_up(mul_up(law.lost, *std::max_element(table.high.begin(), table.high.end())), 1e-290))
                .hi};
}

}  // namespace groundcheck
