#include "decide/continuum/continuum_witness.hpp"

#include <algorithm>
#include <set>

#include "decide/methods/listed_decider.hpp"
#include "decide/question/interval_points.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t largest_alphabet = 64;
constexpr std::uint64_t most_candidates = 3000;          // points of one lattice
constexpr std::uint64_t outcomes_of_candidate = 20'000;  // of a large alphabet: what one evaluation may visit

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

    [[nodiscard]] std::optional<Witness> refute(std::string& no_value) const {
        DecideOptions options;
        const std::vector<std::uint32_t>& K = question_.domains().front().K;
        if (!K.empty() && K.front() > 3) options.outcome_budget = outcomes_of_candidate;
        const ListedDecider decider(question_, options);
        for (const Instance& instance : instances(question_)) {
            try {
                const InstanceResult result = decider.decide(instance);
                if (result.verdict == Verdict::refuted && result.witness) return result.witness;
            } catch (const InputError& error) {  // the claim has no value at a candidate: no witness there
                if (no_value.empty()) no_value = error.message + ", at " + to_text(instance.key());
            }
        }
        return std::nullopt;
    }

  private:
    Claim claim_;
    Question question_;
};

bool has_simplex(const Domain& domain) {
    return std::any_of(domain.distributions.begin(), domain.distributions.end(), [](const auto& entry) {
        return entry.second.kind == DistributionDomain::Kind::simplex;
    });
}

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
        // Without an end there is one point fewer; an interval is never listed as nothing.
        const std::uint32_t parts =
            has_simplex(domain) ? 4 : denominator + (range.without_low || range.without_high ? 1 : 0);
        range = listed_range(range, even_points(range, parts));
    }
    return result;
}

// With the uniform distribution in place of every lattice.
Domain uniform_only(Domain domain) {
    for (auto& [name, range] : domain.distributions)
        if (range.kind == DistributionDomain::Kind::lattice) range.kind = DistributionDomain::Kind::uniform;
    return domain;
}

std::vector<std::uint32_t> alphabets(const Instance& instance) {
    if (!instance.K) return {2, 3};
    return {*instance.K};
}

// Up to which denominator the lattices on K symbols are gone through: as far as the points of that many
// distributions are few. The lattice with denominator d has C(d+K-1, K-1) points.
std::uint32_t last_denominator(std::uint32_t K, std::size_t distributions) {
    constexpr std::uint32_t most = 24, most_of_more = 8, most_of_several = 4;
    const std::uint32_t limit = distributions > 1 ? most_of_several : K < 3 ? most : most_of_more;
    std::uint32_t d = 1;
    while (d < limit && power(Rational(binomial(d + K, d + 1)), static_cast<std::int64_t>(distributions)) <=
                            most_candidates)
        ++d;
    return d;
}

// Distributions in which one symbol or more have the share p, and the others what is left.
std::vector<std::vector<Rational>> with_share(const Rational& p, const Instance& instance) {
    std::vector<std::vector<Rational>> result;
    const Integer most = floor(1 / p);
    const auto fill = [&](std::vector<Rational> point, const Rational& rest, std::uint32_t others) {
        for (std::uint32_t i = 0; i < others; ++i)
            point.push_back(rest / others);
        if (instance.K) point.resize(*instance.K);  // the others have no mass
        if (point.size() >= 2) result.push_back(std::move(point));
    };
    for (std::uint32_t copies = 1; copies <= most && copies < largest_alphabet; ++copies) {
        if (instance.K ? copies > *instance.K : copies != 1 && copies != most) continue;
        const std::vector<Rational> point(copies, p);
        const Rational rest = 1 - Rational(copies) * p;
        const std::uint32_t others = instance.K ? *instance.K - copies : 1;
        if (rest == 0) {
            fill(point, rest, 0);
        } else if (others > 0) {
            fill(point, rest, 1);
            if (others > 1) fill(point, rest, others);
        }
    }
    return result;
}

// For a claim where one number ranges and nothing else but lists: the simplest numbers close to the place in
// its interval.
std::optional<Witness> near_number(const Question& question, const Instance& instance, const Rational& place,
                                   std::string& no_value) {
    const Domain& domain = question.domains().at(instance.domain);
    const auto varies = [](const auto& entry) { return entry.second.continuum; };
    if (std::count_if(domain.scalars.begin(), domain.scalars.end(), varies) != 1) return std::nullopt;
    std::set<Rational> tried;
    for (Rational width = 4; width <= power(Rational(2), 40); width *= 4) {
        Domain single = listed(domain, instance, instance.K.value_or(0), 1);
        for (auto& [name, range] : single.scalars) {
            const ScalarDomain& whole = domain.scalars.at(name);
            if (!whole.continuum) continue;
            const Rational length = whole.values.at(1) - whole.values.at(0);
            const Rational at = whole.values.at(0) + length * place;
            const Rational reach = length * std::min(place, Rational(1 - place)) / width;
            range.values = {simplest_between(at - reach, at + reach)};
            if (!tried.insert(range.values.front()).second) continue;
            if (auto witness = Restricted(question, single).refute(no_value)) return witness;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Witness> find_witness(const Question& question, const Instance& instance,
                                    const std::optional<Rational>& negative_at, std::string& no_value) {
    const Domain& domain = question.domains().at(instance.domain);
    for (const std::uint32_t K : alphabets(instance)) {
        const std::uint32_t last = last_denominator(K, domain.distributions.size());
        for (std::uint32_t denominator = 1; denominator <= last; ++denominator) {
            if (auto witness =
                    Restricted(question, listed(domain, instance, K, denominator)).refute(no_value))
                return witness;
        }
        if (K <= last) continue;  // then the uniform distribution was among them
        if (auto witness =
                Restricted(question, uniform_only(listed(domain, instance, K, 1))).refute(no_value))
            return witness;
    }
    if (!negative_at || *negative_at <= 0 || *negative_at >= 1) return std::nullopt;
    if (!has_simplex(domain)) return near_number(question, instance, *negative_at, no_value);
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
            if (auto witness = Restricted(question, single).refute(no_value)) return witness;
        }
    }
    return std::nullopt;
}

}  // namespace groundcheck
