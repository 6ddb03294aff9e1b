#include "decide/question/instance_key.hpp"

#include <algorithm>
#include <utility>

namespace groundcheck {

namespace {

std::weak_ordering compared(const Rational& a, const Rational& b) {
    return a < b   ? std::weak_ordering::less
           : b < a ? std::weak_ordering::greater
                   : std::weak_ordering::equivalent;
}

}  // namespace

std::weak_ordering operator<=>(const InstanceKey& a, const InstanceKey& b) {
    if (a.K.has_value() != b.K.has_value())
        return a.K.has_value() ? std::weak_ordering::less : std::weak_ordering::greater;
    if (const auto order = a.K <=> b.K; order != 0) return order;
    if (const auto order = a.L <=> b.L; order != 0) return order;
    if (const auto order = a.N <=> b.N; order != 0) return order;
    return std::lexicographical_compare_three_way(a.scalars.begin(), a.scalars.end(), b.scalars.begin(),
                                                  b.scalars.end(),
                                                  [](const auto& x, const auto& y) -> std::weak_ordering {
                                                      if (const auto order = x.first <=> y.first; order != 0)
                                                          return order;
                                                      return compared(x.second, y.second);
                                                  });
}

std::string to_text(const InstanceKey& key) {
    std::string text;
    const auto add = [&text](const std::string& name, const std::string& value) {
        text += (text.empty() ? "" : " ") + name + "=" + value;
    };
    if (!key.K) add("K", "any");
    if (key.L)
        add("L", std::to_string(*key.L));
    else if (key.K.value_or(0) > 0)
        add("K", std::to_string(*key.K));
    if (key.N) add("N", std::to_string(*key.N));
    for (const auto& [name, value] : key.scalars)
        add(name, to_string(value));
    return text.empty() ? "the statement itself" : text;
}

}  // namespace groundcheck
