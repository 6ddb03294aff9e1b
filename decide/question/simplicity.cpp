#include "decide/question/simplicity.hpp"

#include <algorithm>
#include <tuple>

namespace groundcheck {

namespace {

void measure(Simplicity& result) {
    const auto count = [&result](const Integer& size) {
        result.largest = std::max(result.largest, size);
        result.total += size;
    };
    for (const auto& [name, values] : result.distributions)
        count(size_of(values));
    for (const auto& [name, value] : result.scalars) {
        if (name == "t") {
            result.t = value;
            continue;
        }
        count(Integer(denominator(value)));
        result.rest += abs(Integer(numerator(value)));
    }
    for (const auto& [name, values] : result.observables)
        for (const Rational& value : values)
            result.rest += abs(Integer(numerator(value))) + Integer(denominator(value));
}

}  // namespace

Integer size_of(const std::vector<Rational>& distribution) {
    Integer result = 1;
    for (const Rational& value : distribution)
        result = lcm(result, Integer(denominator(value)));
    return result;
}

Simplicity::Simplicity(const Point& point)
    : K(point.K),
      N(point.N.value_or(0)),
      distributions(point.distributions),
      observables(point.observables),
      scalars(point.scalars),
      strings(point.strings) {
    measure(*this);
}

Simplicity::Simplicity(const Witness& witness)
    : K(witness.K),
      N(witness.N.value_or(0)),
      distributions(witness.distributions),
      observables(witness.observables),
      scalars(witness.scalars),
      strings(witness.strings) {
    measure(*this);
}

bool Simplicity::operator<(const Simplicity& other) const {
    const auto sizes = [](const Simplicity& s) {
        return std::tie(s.K, s.N, s.t, s.largest, s.total, s.rest);
    };
    if (sizes(*this) != sizes(other)) return sizes(*this) < sizes(other);
    if (distributions != other.distributions) return distributions > other.distributions;
    return std::tie(scalars, observables, strings) <
           std::tie(other.scalars, other.observables, other.strings);
}

}  // namespace groundcheck
