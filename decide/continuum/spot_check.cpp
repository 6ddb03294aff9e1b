#include "decide/continuum/spot_check.hpp"

#include <algorithm>

#include "decide/methods/listed_decider.hpp"
#include "decide/question/interval_points.hpp"
#include "interval/agreement.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t largest_spotted = 4;

// Distributions on K symbols: uniform, a vertex, and one that has no symmetry. `turned` takes them from the
// other end, so that two distributions differ.
std::vector<std::vector<Rational>> simple_points(std::uint32_t K, bool turned) {
    std::vector<Rational> uniform(K, Rational(1) / Rational(K)), vertex(K, Rational(0)),
        uneven(K, Rational(0));
    vertex.front() = 1;
    Rational rest = 1;
    for (std::uint32_t i = 0; i + 1 < K; ++i) {
        uneven.at(i) = rest / 3;
        rest -= uneven.at(i);
    }
    uneven.back() = rest;
    std::vector<std::vector<Rational>> points = {uniform, vertex, uneven};
    for (std::vector<Rational>& point : points)
        if (turned) std::reverse(point.begin(), point.end());
    return points;
}

// Of what is listed, the first, the middle one and the last.
std::vector<std::vector<Rational>> first_and_last(const std::vector<std::vector<Rational>>& listed) {
    if (listed.size() <= 3) return listed;
    return {listed.front(), listed[listed.size() / 2], listed.back()};
}

Domain few_points(const Domain& domain, const Instance& instance) {
    Domain result = domain;
    const std::uint32_t K = instance.K.value_or(2);
    result.any_alphabet = false;
    result.K.clear();
    if (K > 0) result.K.push_back(K);
    if (instance.N) result.N = {*instance.N};
    bool turned = false;
    for (auto& [name, range] : result.distributions) {
        if (range.kind == DistributionDomain::Kind::simplex) {
            range.points = simple_points(K, turned);
            turned = !turned;
        } else {
            range.points = first_and_last(distributions(at_samples(range, instance), K, false));
        }
        range.kind = DistributionDomain::Kind::points;
    }
    for (auto& [name, range] : result.scalars) {
        if (!range.continuum) {
            range.values = {instance.scalars.at(name)};
            continue;
        }
        const Rational low = range.values.at(0), width = range.values.at(1) - low;
        // Two inside, and the ends that belong to it: there a claim may have no value.
        std::vector<Rational> values = even_points(range, 1);
        values.push_back(low + width / 3);
        values.push_back(low + width * Rational(7, 8));
        range = listed_range(range, std::move(values));
    }
    return result;
}

}  // namespace

void spot_check(const Question& question, const Instance& instance, InstanceResult& proved) {
    if (instance.K.value_or(2) > largest_spotted) return;
    Claim claim = *question.claim;
    const Domain few = few_points(question.domains().at(instance.domain), instance);
    (question.mutant ? claim.mutant->domains : claim.domains).assign(1, few);
    const Question at_points{&claim, question.mutant};
    const ListedDecider decider(at_points);
    for (const Instance& point : instances(at_points)) {
        const InstanceResult found = decider.decide(point);
        if (found.verdict == Verdict::refuted)
            throw KernelDisagreement(
                claim.id + " at " + to_text(proved.key), "proved for every point",
                "refuted at one: " + (found.witness ? found.witness->relation : to_text(point.key())));
        for (const auto& [kernel, enclosures] : found.kernels)
            proved.kernels[kernel] += enclosures;
    }
}

}  // namespace groundcheck
