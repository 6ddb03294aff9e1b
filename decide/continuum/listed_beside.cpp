#include "decide/continuum/listed_beside.hpp"

namespace groundcheck {

using continuum::OutsideForms;

namespace {

constexpr std::uint64_t most_listed = 2000;  // points, each of which has a certificate of its own

}  // namespace

std::vector<FixedDistributions> listed_points(const Question& question, const Instance& instance) {
    Domain lists = question.domains().at(instance.domain);
    std::erase_if(lists.distributions,
                  [](const auto& entry) { return entry.second.kind == DistributionDomain::Kind::simplex; });
    if (lists.distributions.empty()) return {{}};
    const std::string name = lists.distributions.begin()->first;
    if (!instance.K)
        throw OutsideForms(name +
                           " ranges over a list while another variable ranges over a continuum: give K");
    const bool symmetric = is_symmetric(*question.statement()) && is_symmetric(lists) &&
                           (!question.equality() || is_symmetric(*question.equality()));
    lists.observables.clear();
    const PointSet points(lists, instance, symmetric);
    if (points.size() == 0) throw OutsideForms("no listed point has that many symbols");
    if (points.size() > most_listed)
        throw OutsideForms("more than " + std::to_string(most_listed) +
                           " points are listed while another variable ranges over a continuum: list fewer");
    std::vector<FixedDistributions> result;
    for (std::uint64_t i = 0; i < points.size(); ++i)
        result.push_back(points.at(i).distributions);
    return result;
}

std::string to_text(const FixedDistributions& point) {
    std::string text;
    for (const auto& [name, shares] : point) {
        text += (text.empty() ? "" : ", ") + name + " = (";
        for (const Rational& share : shares)
            text += (&share == &shares.front() ? "" : ", ") + to_string(share);
        text += ')';
    }
    return text;
}

}  // namespace groundcheck
