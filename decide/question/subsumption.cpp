#include "decide/question/subsumption.hpp"

#include <algorithm>

namespace groundcheck {

namespace {

using Kind = DistributionDomain::Kind;

// Whether the interval that the number ranges over contains the value. No for a list of numbers.
bool contains(const ScalarDomain& range, const Rational& value) {
    if (!range.continuum || range.values.size() != 2) return false;
    const Rational &low = range.values[0], &high = range.values[1];
    return low <= value && value <= high && (!range.without_low || low < value) &&
           (!range.without_high || value < high);
}

template <class Map>
bool same_names(const Map& a, const Map& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.first == y.first; });
}

// A proved instance over whole simplices.
struct Wide {
    const Domain* domain = nullptr;
    const InstanceKey* key = nullptr;

    bool contains_instance(const Domain& other, const InstanceKey& point) const {
        if (!same_names(domain->distributions, other.distributions) ||
            !same_names(domain->scalars, other.scalars) || !other.observables.empty() ||
            !other.strings.empty())
            return false;
        const bool symbols = key->K ? key->K == point.K && key->L == point.L : !point.L;
        if (!symbols || key->N != point.N) return false;
        const bool fixed = std::all_of(key->scalars.begin(), key->scalars.end(), [&](const auto& entry) {
            const auto own = point.scalars.find(entry.first);
            return own != point.scalars.end() && own->second == entry.second;
        });
        return fixed && std::all_of(point.scalars.begin(), point.scalars.end(), [&](const auto& entry) {
                   if (key->scalars.contains(entry.first)) return true;
                   const auto range = domain->scalars.find(entry.first);
                   return range != domain->scalars.end() &&
                          groundcheck::contains(range->second, entry.second);
               });
    }
};

bool is_whole(const Domain& domain) {
    return !domain.distributions.empty() && domain.observables.empty() && domain.strings.empty() &&
           domain.where_text.empty() &&
           std::all_of(domain.distributions.begin(), domain.distributions.end(),
                       [](const auto& entry) { return entry.second.kind == Kind::simplex; });
}

}  // namespace

Assurance proof_assurance(const ClaimResult& result) {
    const std::vector<Domain>& domains =
        result.is_mutant && result.claim.mutant ? result.claim.mutant->domains : result.claim.domains;
    std::vector<Wide> wide;
    for (const InstanceResult& instance : result.instances) {
        const bool everywhere = instance.assurance == Assurance::continuum ||
                                instance.assurance == Assurance::verified ||
                                instance.assurance == Assurance::exact;
        if (instance.verdict == Verdict::proved && everywhere && instance.domain < domains.size() &&
            is_whole(domains[instance.domain]))
            wide.push_back({&domains[instance.domain], &instance.key});
    }
    std::optional<Assurance> weakest;
    for (const InstanceResult& instance : result.instances) {
        if (instance.verdict != Verdict::proved) continue;
        if (instance.assurance == Assurance::lattice && instance.domain < domains.size() &&
            std::any_of(wide.begin(), wide.end(), [&](const Wide& each) {
                return each.contains_instance(domains[instance.domain], instance.key);
            }))
            continue;
        weakest = std::min(weakest.value_or(instance.assurance), instance.assurance);
    }
    return weakest.value_or(Assurance::lattice);
}

}  // namespace groundcheck
