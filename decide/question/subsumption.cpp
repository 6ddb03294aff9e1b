#include "decide/question/subsumption.hpp"

#include <algorithm>
#include <sstream>

namespace groundcheck {

namespace {

// An instance's key taken apart: name -> value, as text.
std::map<std::string, std::string> key_values(const std::string& key) {
    std::map<std::string, std::string> values;
    std::istringstream parts(key);
    for (std::string part; parts >> part;) {
        const std::size_t equals = part.find('=');
        if (equals != std::string::npos) values[part.substr(0, equals)] = part.substr(equals + 1);
    }
    return values;
}

// Whether the interval "[low,high]" (or half-open, or open) contains the number.
bool contains(std::string interval, const std::string& number) {
    std::erase(interval, ' ');
    const std::size_t comma = interval.find(',');
    if (interval.size() < 5 || comma == std::string::npos) return false;
    const char first = interval.front(), last = interval.back();
    const auto low = parse_rational(interval.substr(1, comma - 1));
    const auto high = parse_rational(interval.substr(comma + 1, interval.size() - comma - 2));
    const auto value = parse_rational(number);
    if (!low || !high || !value || (first != '[' && first != '(') || (last != ']' && last != ')'))
        return false;
    return *low <= *value && *value <= *high && (first == '[' || *low < *value) &&
           (last == ']' || *value < *high);
}

template <class Map>
std::vector<std::string> names(const Map& variables) {
    std::vector<std::string> result;
    for (const auto& [name, domain] : variables)
        result.push_back(name);
    return result;
}

// A proved instance over whole simplices.
struct Wide {
    const Domain* domain = nullptr;
    std::map<std::string, std::string> values;

    bool contains_instance(const Domain& other, const std::map<std::string, std::string>& point) const {
        if (names(domain->distributions) != names(other.distributions) ||
            names(domain->scalars) != names(other.scalars) || !other.observables.empty() ||
            !other.strings.empty())
            return false;
        const bool fixed = std::all_of(values.begin(), values.end(), [&](const auto& entry) {
            const auto& [name, value] = entry;
            const auto own = point.find(name);
            return (name == "K" && value == "any") || (own != point.end() && own->second == value);
        });
        return fixed && std::all_of(point.begin(), point.end(), [&](const auto& entry) {
                   const auto& [name, value] = entry;
                   if (values.contains(name)) return true;
                   const auto range = domain->scalars.find(name);
                   return range != domain->scalars.end() && contains(range->second.text, value);
               });
    }
};

bool is_whole(const Domain& domain) {
    return !domain.distributions.empty() && domain.observables.empty() && domain.strings.empty() &&
           domain.where_text.empty() &&
           std::all_of(domain.distributions.begin(), domain.distributions.end(),
                       [](const auto& entry) { return entry.second.text == "simplex"; });
}

}  // namespace

Assurance proof_assurance(const ClaimResult& result) {
    const std::vector<Domain>& domains =
        result.is_mutant && result.claim.mutant ? result.claim.mutant->domains : result.claim.domains;
    std::vector<Wide> wide;
    for (const InstanceResult& instance : result.instances) {
        const bool everywhere =
            instance.assurance == Assurance::continuum || instance.assurance == Assurance::exact;
        if (instance.verdict == Verdict::proved && everywhere && instance.domain < domains.size() &&
            is_whole(domains[instance.domain]))
            wide.push_back({&domains[instance.domain], key_values(instance.key)});
    }
    std::optional<Assurance> weakest;
    for (const InstanceResult& instance : result.instances) {
        if (instance.verdict != Verdict::proved) continue;
        if (instance.assurance == Assurance::lattice && instance.domain < domains.size()) {
            const auto point = key_values(instance.key);
            if (std::any_of(wide.begin(), wide.end(), [&](const Wide& each) {
                    return each.contains_instance(domains[instance.domain], point);
                }))
                continue;
        }
        weakest = std::min(weakest.value_or(instance.assurance), instance.assurance);
    }
    return weakest.value_or(Assurance::lattice);
}

}  // namespace groundcheck
