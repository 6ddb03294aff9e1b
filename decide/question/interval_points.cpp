#include "decide/question/interval_points.hpp"

#include <algorithm>

#include "decide/evaluate/planted_fault.hpp"

namespace groundcheck {

bool belongs(const ScalarDomain& range, const Rational& value) {
    if (!range.continuum)
        return std::find(range.values.begin(), range.values.end(), value) != range.values.end();
    const Rational &low = range.values.at(0), &high = range.values.at(1);
    if (value < low || value > high) return false;
    if (planted(PlantedFault::open_ends_ignored)) return true;
    return !(range.without_low && value == low) && !(range.without_high && value == high);
}

std::vector<Rational> even_points(const ScalarDomain& range, std::uint32_t parts) {
    const Rational low = range.values.at(0), width = range.values.at(1) - low;
    std::vector<Rational> result;
    for (std::uint32_t i = 0; i <= parts; ++i) {
        Rational value = low + width * Rational(i, parts);
        if (belongs(range, value)) result.push_back(std::move(value));
    }
    return result;
}

std::vector<Rational> rationals_of(const ScalarDomain& range, std::uint32_t denominator) {
    std::vector<Rational> result;
    const Integer last = floor(range.values.at(1) * denominator);
    for (Integer n = ceil(range.values.at(0) * denominator); n <= last; ++n) {
        if (gcd(n, Integer(denominator)) != 1) continue;
        Rational value(n, Integer(denominator));
        if (belongs(range, value)) result.push_back(std::move(value));
    }
    return result;
}

ScalarDomain listed_range(const ScalarDomain& range, std::vector<Rational> values) {
    ScalarDomain result = range;
    result.values = std::move(values);
    result.continuum = result.without_low = result.without_high = false;
    return result;
}

}  // namespace groundcheck
