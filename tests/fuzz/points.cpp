#include "tests/fuzz/points.hpp"

#include <set>

namespace groundcheck::fuzz {

Domain with_points(const Domain& domain) {
    Domain result = domain;
    constexpr std::uint32_t parts = 4;
    for (auto& [name, range] : result.scalars) {
        if (!range.continuum) continue;
        const Rational low = range.values.at(0), width = range.values.at(1) - low;
        range.continuum = false;
        range.values.clear();
        for (std::uint32_t i = range.without_low ? 1 : 0; i + (range.without_high ? 1 : 0) <= parts; ++i)
            range.values.push_back(low + width * Rational(i, parts));
        range.values.push_back(low + width * Rational(1, 1009));
        range.values.push_back(low + width * Rational(700, 1009));
    }
    std::uint32_t simplices = 0;
    for (const auto& [name, range] : domain.distributions)
        if (range.kind == DistributionDomain::Kind::simplex) ++simplices;
    for (auto& [name, range] : result.distributions) {
        if (range.kind != DistributionDomain::Kind::simplex) continue;
        range.kind = DistributionDomain::Kind::lattice;
        range.denominator = simplices > 1 ? 3 : 6;
    }
    return result;
}

std::vector<std::uint32_t> alphabets(const Question& question) {
    std::set<std::uint32_t> sizes;
    for (const Instance& instance : instances(question)) {
        if (!instance.K) return {1, 2, 3, 4};
        sizes.insert(*instance.K);
    }
    return {sizes.begin(), sizes.end()};
}

bool each_point(const Question& question, std::uint64_t most,
                const std::function<bool(const reference::Point&)>& visit) {
    return reference::each_point(with_points(question.domains().front()), alphabets(question), most, visit);
}

bool belongs(const reference::Point& point, const Instance& instance) {
    if (instance.K && *instance.K != point.K) return false;
    if (instance.N != point.N) return false;
    for (const auto& [name, value] : instance.scalars)
        if (point.scalars.at(name) != value) return false;
    return true;
}

}  // namespace groundcheck::fuzz
