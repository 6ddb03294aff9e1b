#include "decide/evaluate/point.hpp"

namespace groundcheck {

std::string to_text(const std::vector<Rational>& values) {
    std::string text = "(";
    for (const auto& value : values)
        text += (text.size() > 1 ? ", " : "") + to_string(value);
    return text + ")";
}

std::string to_text(const Point& point) {
    std::string text = point.K > 0 ? " K=" + std::to_string(point.K) : "";
    if (point.N) text += " N=" + std::to_string(*point.N);
    for (const auto& [name, value] : point.scalars)
        text += " " + name + "=" + to_string(value);
    for (const auto& [name, values] : point.distributions)
        text += " " + name + "=" + to_text(values);
    for (const auto& [name, values] : point.observables)
        text += " " + name + "=" + to_text(values);
    for (const auto& [name, value] : point.strings)
        text += " " + name + "=" + value;
    return text.empty() ? "the statement itself" : text.substr(1);
}

}  // namespace groundcheck
