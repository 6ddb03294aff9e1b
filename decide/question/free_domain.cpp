#include "decide/question/free_domain.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "decide/question/interval_points.hpp"
#include "decide/question/simplicity.hpp"

namespace groundcheck {

namespace {

using DistributionKind = DistributionDomain::Kind;

constexpr std::uint32_t largest_alphabet = 4;  // that stands for "any"

bool is_lattice(const ScalarDomain& range) { return range.text.rfind("lattice", 0) == 0; }

std::uint32_t clipped(const Integer& size) {
    constexpr auto most = std::numeric_limits<std::uint32_t>::max();
    return size > most ? most : size.convert_to<std::uint32_t>();
}

// All distributions whose least common denominator is `size`.
std::vector<std::vector<Rational>> distributions_of(std::uint32_t size, std::uint32_t K, bool sorted) {
    std::vector<std::vector<Rational>> result;
    for (const auto& parts : compositions(size, K, sorted)) {
        const std::uint32_t common =
            std::accumulate(parts.begin(), parts.end(), size,
                            [](std::uint32_t a, std::uint32_t b) { return std::gcd(a, b); });
        if (common != 1) continue;
        std::vector<Rational>& point = result.emplace_back();
        for (const std::uint32_t part : parts)
            point.emplace_back(part, size);
    }
    return result;
}

}  // namespace

Claim free_claim(const Question& question) {
    Claim claim = *question.claim;
    if (question.mutant) {
        claim.statement = question.statement();
        claim.equality = question.equality();
        claim.domains = question.domains();
    }
    claim.mutant.reset();
    for (Domain& domain : claim.domains) {
        if (domain.any_alphabet) {
            domain.any_alphabet = false;
            domain.K.resize(largest_alphabet);
            std::iota(domain.K.begin(), domain.K.end(), 1U);
        }
        for (auto& [name, range] : domain.distributions)
            if (range.kind == DistributionKind::lattice && range.denominator > 0)
                range.kind = DistributionKind::simplex;
        for (auto& [name, range] : domain.scalars) {
            if (range.continuum || !is_lattice(range)) continue;
            range.continuum = true;
            range.values = {Rational(0), Rational(1)};  // lattice(d) has both ends
            range.without_low = range.without_high = false;
        }
    }
    return claim;
}

bool on_lattices(const std::vector<Domain>& domains, const Witness& witness) {
    const auto inside = [&](const Domain& domain) {
        for (const auto& [name, range] : domain.distributions) {
            const auto found = witness.distributions.find(name);
            if (found != witness.distributions.end() && range.kind == DistributionDomain::Kind::lattice &&
                range.denominator > 0 && Integer(range.denominator) % size_of(found->second) != 0)
                return false;
        }
        for (const auto& [name, range] : domain.scalars) {
            const auto found = witness.scalars.find(name);
            if (found != witness.scalars.end() && !range.continuum &&
                std::find(range.values.begin(), range.values.end(), found->second) == range.values.end())
                return false;
        }
        return true;
    };
    return std::any_of(domains.begin(), domains.end(), inside);
}

FreePoints::FreePoints(const Domain& domain, const Instance& instance, bool symmetric) : instance_(instance) {
    fixed_.K = instance.K.value_or(0);
    fixed_.N = instance.N;
    fixed_.scalars = instance.scalars;
    fixed_.process = domain.process;
    for (const auto& [name, value] : instance.scalars) {
        if (name == "t") continue;
        const std::uint32_t size = clipped(Integer(denominator(value)));
        fixed_size_ = std::max(fixed_size_, size);
        fixed_total_ += size;
    }
    const auto closed = [](const auto& entry) {
        return entry.second.kind == DistributionKind::simplex ||
               entry.second.kind == DistributionKind::lattice ||
               entry.second.kind == DistributionKind::vertices;
    };
    const bool sortable =
        symmetric && std::all_of(domain.distributions.begin(), domain.distributions.end(), closed);
    for (const auto& [name, range] : domain.distributions) {
        Variable& variable = variables_.emplace_back();
        variable.name = name;
        variable.free = range.kind == DistributionKind::simplex;
        variable.sorted = sortable && variables_.size() == 1;
        if (variable.free) continue;
        for (auto& point : distributions(at_samples(range, instance), fixed_.K, variable.sorted))
            variable.lists[clipped(size_of(point))].push_back(std::move(point));
    }
    for (const auto& [name, range] : domain.scalars) {
        if (!range.continuum) continue;
        Variable& variable = variables_.emplace_back();
        variable.name = name;
        variable.kind = Kind::scalar;
        variable.free = true;
        variable.range = range;
    }
    for (const auto& [name, range] : domain.observables) {
        Variable& variable = variables_.emplace_back();
        variable.name = name;
        variable.kind = Kind::observable;
        variable.lists[1] = observables(range, fixed_.K);
    }
    for (const auto& [name, range] : domain.strings) {
        Variable& variable = variables_.emplace_back();
        variable.name = name;
        variable.kind = Kind::word;
        variable.words = strings(range, domain, fixed_.K);
        for (std::size_t i = 0; i < variable.words.size(); ++i)
            variable.lists[1].push_back({Rational(i)});
    }
}

bool FreePoints::has_free() const {
    return std::any_of(variables_.begin(), variables_.end(), [](const Variable& v) { return v.free; });
}

std::vector<std::uint32_t> FreePoints::listed_sizes() const {
    std::vector<std::uint32_t> result = {fixed_size_};
    for (const Variable& variable : variables_) {
        if (variable.free) continue;
        for (const auto& [size, list] : variable.lists)
            result.push_back(size);
    }
    return result;
}

std::vector<std::uint32_t> FreePoints::sizes(std::size_t v, std::uint32_t free, std::uint32_t listed) const {
    const Variable& variable = variables_.at(v);
    std::vector<std::uint32_t> result;
    if (variable.free) {
        result.resize(free);
        std::iota(result.begin(), result.end(), 1U);
        return result;
    }
    for (const auto& [size, list] : variable.lists)
        if (size <= listed) result.push_back(size);
    return result;
}

double FreePoints::at_most(const std::vector<std::uint32_t>& sizes) const {
    double total = 1;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
        const Variable& variable = variables_[v];
        const auto size = static_cast<double>(sizes.at(v));
        double count = 1;
        if (!variable.free) {
            const auto list = variable.lists.find(sizes.at(v));
            count = list == variable.lists.end() ? 0 : static_cast<double>(list->second.size());
        } else if (variable.kind == Kind::scalar) {
            count = size * static_cast<double>(variable.range.values.at(1) - variable.range.values.at(0)) + 1;
        } else {  // C(size + K - 1, K - 1); sorted, of two symbols, half of that
            for (std::uint32_t k = 1; k < fixed_.K; ++k)
                count *= (size + k) / k;
            if (variable.sorted && fixed_.K == 2) count = count / 2 + 1;
        }
        total *= count;
    }
    return total;
}

const FreePoints::Values& FreePoints::list(Variable& variable, std::uint32_t size) {
    const auto known = variable.lists.find(size);
    if (known != variable.lists.end()) return known->second;
    Values points;  // made first: a list that could not be made is not remembered as an empty one
    if (variable.free && variable.kind == Kind::scalar) {
        for (Rational& value : rationals_of(variable.range, size))
            points.push_back({std::move(value)});
    } else if (variable.free) {
        points = distributions_of(size, fixed_.K, variable.sorted);
    }
    return variable.lists.emplace(size, std::move(points)).first->second;
}

std::uint64_t FreePoints::select(const std::vector<std::uint32_t>& sizes) {
    chosen_.clear();
    std::uint64_t count = 1;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
        chosen_.push_back(&list(variables_[v], sizes.at(v)));
        count *= chosen_.back()->size();
    }
    return count;
}

Point FreePoints::at(std::uint64_t index) const {
    Point point = fixed_;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
        const std::vector<Rational>& values = chosen_[v]->at(index % chosen_[v]->size());
        index /= chosen_[v]->size();
        switch (variables_[v].kind) {
            case Kind::distribution:
                point.distributions[variables_[v].name] = values;
                break;
            case Kind::scalar:
                point.scalars[variables_[v].name] = values.front();
                break;
            case Kind::word:
                point.strings[variables_[v].name] =
                    variables_[v].words.at(numerator(values.front()).convert_to<std::size_t>());
                break;
            case Kind::observable:
                point.observables[variables_[v].name] = values;
                break;
        }
    }
    return point;
}

}  // namespace groundcheck
