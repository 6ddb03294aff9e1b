#include "audit/point.hpp"

#include <boost/integer/common_factor.hpp>
#include <tuple>

namespace groundcheck {

std::string to_text(const std::vector<Rational>& values) {
    std::string text = "(";
    for (const auto& value : values)
        text += (text.size() > 1 ? ", " : "") + to_string(value);
    return text + ")";
}

std::string to_text(const Point& point) {
    std::string text = "K=" + std::to_string(point.K);
    if (point.N) text += " N=" + std::to_string(*point.N);
    for (const auto& [name, value] : point.scalars)
        text += " " + name + "=" + to_string(value);
    for (const auto& [name, values] : point.distributions)
        text += " " + name + "=" + to_text(values);
    for (const auto& [name, values] : point.observables)
        text += " " + name + "=" + to_text(values);
    return text;
}

namespace {

Integer lcm_of_denominators(const Integer& start, const std::vector<Rational>& values) {
    Integer result = start;
    for (const auto& value : values)
        result = lcm(result, Integer(denominator(value)));
    return result;
}

// How complicated the numbers beside the distributions are.
Integer size_of_rest(const Point& point) {
    Integer size = 0;
    const auto add = [&size](const Rational& value) {
        size += abs(Integer(numerator(value))) + Integer(denominator(value));
    };
    for (const auto& [name, value] : point.scalars)
        add(value);
    for (const auto& [name, values] : point.observables) {
        for (const auto& value : values)
            add(value);
    }
    return size;
}

}  // namespace

Integer common_denominator(const Point& point) {
    Integer result = 1;
    for (const auto& [name, values] : point.distributions)
        result = lcm_of_denominators(result, values);
    return result;
}

bool simpler(const Point& a, const Point& b) {
    if (a.K != b.K) return a.K < b.K;
    if (a.N != b.N) return a.N < b.N;
    const auto key = [](const Point& p) { return std::make_pair(common_denominator(p), size_of_rest(p)); };
    const auto key_a = key(a), key_b = key(b);
    if (key_a != key_b) return key_a < key_b;
    if (a.distributions != b.distributions) return a.distributions > b.distributions;
    return std::tie(a.scalars, a.observables) < std::tie(b.scalars, b.observables);
}

}  // namespace groundcheck
