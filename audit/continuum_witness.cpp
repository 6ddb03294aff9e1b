#include "audit/continuum_witness.hpp"

#include <algorithm>
#include <set>

#include "audit/decide.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t largest_alphabet = 64;

// The question on another domain. Holds the claim that the question views.
class Restricted {
  public:
    Restricted(const Question& question, const Domain& domain)
        : claim_(*question.claim), question_{&claim_, question.mutant} {
        auto& domains = question.mutant ? claim_.mutant->domains : claim_.domains;
        domains.assign(1, domain);
    }
    Restricted(const Restricted&) = delete;
    Restricted& operator=(const Restricted&) = delete;

    [[nodiscard]] std::optional<Witness> refute() const {
        try {
            const Decider decider(question_);
            for (const Instance& instance : instances(question_)) {
                const InstanceResult result = decider.decide(instance);
                if (result.verdict == Verdict::refuted && result.witness) return result.witness;
            }
        } catch (const InputError&) {  // the claim has no value at one of the candidates: no witness there
        }
        return std::nullopt;
    }

  private:
    Claim claim_;
    Question question_;
};

// The instance's domain with its continua replaced by lists.
Domain listed(const Domain& domain, const Instance& instance, std::uint32_t K, std::uint32_t denominator) {
    Domain result = domain;
    result.any_alphabet = false;
    result.K.clear();
    if (K > 0) result.K.push_back(K);
    if (instance.N) result.N = {*instance.N};
    for (auto& [name, range] : result.distributions) {
        if (range.kind != DistributionDomain::Kind::simplex) continue;
        range.kind = DistributionDomain::Kind::lattice;
        range.denominator = denominator;
    }
    for (auto& [name, range] : result.scalars) {
        if (!range.continuum) {
            range.values = {instance.scalars.at(name)};
            continue;
        }
        const Rational low = range.values.at(0);
        const Rational width = range.values.at(1) - low;
        range.continuum = false;
        range.values.clear();
        const std::uint32_t parts =
            K == 0 ? denominator + (range.without_low || range.without_high ? 1 : 0) : 4;
        for (std::uint32_t i = range.without_low ? 1 : 0; i + (range.without_high ? 1 : 0) <= parts; ++i)
            range.values.push_back(low + width * Rational(i) / parts);
    }
    return result;
}

std::vector<std::uint32_t> alphabets(const Instance& instance) {
    if (!instance.K) return {2, 3};
    if (*instance.K > 3) return {};
    return {*instance.K};
}

// Distributions in which one symbol or more have the share p.
std::vector<std::vector<Rational>> with_share(const Rational& p, const Instance& instance) {
    std::vector<std::vector<Rational>> result;
    const Integer most = floor(1 / p);
    for (std::uint32_t copies = 1; copies <= most && copies < largest_alphabet; ++copies) {
        std::vector<Rational> point(copies, p);
        const Rational rest = 1 - Rational(copies) * p;
        if (rest > 0) point.push_back(rest);
        if (point.size() < 2 || (instance.K && *instance.K != point.size())) continue;
        if (copies == 1 || copies == most) result.push_back(std::move(point));
    }
    return result;
}

// For a claim about one number that ranges: the simplest numbers close to the place in its interval.
std::optional<Witness> near_number(const Question& question, const Instance& instance,
                                   const Rational& place) {
    const Domain& domain = question.domains().at(instance.domain);
    const auto varies = [](const auto& entry) { return entry.second.continuum; };
    if (std::count_if(domain.scalars.begin(), domain.scalars.end(), varies) != 1) return std::nullopt;
    std::set<Rational> tried;
    for (Rational width = 4; width <= power(Rational(2), 40); width *= 4) {
        Domain single = listed(domain, instance, 0, 1);
        for (auto& [name, range] : single.scalars) {
            const ScalarDomain& whole = domain.scalars.at(name);
            if (!whole.continuum) continue;
            const Rational length = whole.values.at(1) - whole.values.at(0);
            const Rational at = whole.values.at(0) + length * place;
            const Rational reach = length * std::min(place, Rational(1 - place)) / width;
            range.values = {simplest_between(at - reach, at + reach)};
            if (!tried.insert(range.values.front()).second) continue;
            if (auto witness = Restricted(question, single).refute()) return witness;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Witness> find_witness(const Question& question, const Instance& instance,
                                    const std::optional<Rational>& negative_at) {
    const Domain& domain = question.domains().at(instance.domain);
    const bool several = domain.distributions.size() > 1;
    for (const std::uint32_t K : alphabets(instance)) {
        const std::uint32_t last = several ? 4 : K == 3 ? 8 : 24;
        for (std::uint32_t denominator = 1; denominator <= last; ++denominator) {
            if (auto witness = Restricted(question, listed(domain, instance, K, denominator)).refute())
                return witness;
        }
    }
    if (!negative_at || *negative_at <= 0 || *negative_at >= 1) return std::nullopt;
    if (domain.distributions.empty()) return near_number(question, instance, *negative_at);
    if (domain.distributions.size() != 1) return std::nullopt;
    std::set<Rational> tried;
    for (int width = 4; width <= 4096; width *= 4) {
        const Rational reach = std::min(*negative_at, Rational(1 - *negative_at)) / width;
        const Rational p = simplest_between(*negative_at - reach, *negative_at + reach);
        if (!tried.insert(p).second) continue;
        for (const auto& point : with_share(p, instance)) {
            Domain single = listed(domain, instance, static_cast<std::uint32_t>(point.size()), 1);
            for (auto& [name, range] : single.distributions) {
                range.kind = DistributionDomain::Kind::points;
                range.points = {point};
            }
            if (auto witness = Restricted(question, single).refute()) return witness;
        }
    }
    return std::nullopt;
}

}  // namespace groundcheck
