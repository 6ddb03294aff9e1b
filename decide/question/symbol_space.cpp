#include "decide/question/symbol_space.hpp"

#include <algorithm>
#include <functional>

#include "decide/evaluate/planted_fault.hpp"

namespace groundcheck {

namespace {

// How much memory the uses may take, in entries: about 400 MB.
constexpr std::size_t most_uses = 50'000'000;

// Over every alphabet only lattices and vertices have finitely many points, absent symbols aside.
void require_lattices(const Domain& domain) {
    using Kind = DistributionDomain::Kind;
    for (const auto& [name, range] : domain.distributions) {
        if (range.kind == Kind::lattice || range.kind == Kind::vertices) continue;
        if (planted(PlantedFault::uniform_rows_of_mass_0)) continue;
        throw TooLarge("over every alphabet " + name + " = \"" + range.text +
                       "\" has no end of different values, one for each K, so they cannot be listed: give K");
    }
}

}  // namespace

SymbolSpace::SymbolSpace(const Domain& domain, const Instance& instance, bool absent)
    : process_(domain.process) {
    for (const auto& [name, range] : domain.distributions)
        names_.push_back(name);
    if (!instance.K) {
        require_lattices(domain);
        row_of(std::vector<Rational>(names_.size(), Rational(0)));
        if (names_.size() == 1) {
            list_partitions(at_samples(domain.distributions.begin()->second, instance), absent);
        } else {
            list_pairs(domain, instance);
        }
        return;
    }
    const PointSet& points = points_.emplace(domain, instance, true);
    if (points.size() > largest_list)
        throw TooLarge("the instance has more than " + std::to_string(largest_list) + " points");
    std::vector<std::uint32_t> symbols(*instance.K);
    for (std::uint64_t p = 0; p < points.size(); ++p) {
        const Point point = points.at(p);
        for (std::uint32_t i = 0; i < *instance.K; ++i) {
            std::vector<Rational> masses;
            for (const auto& name : names_)
                masses.push_back(point.distributions.at(name)[i]);
            symbols[i] = row_of(masses);
        }
        add_point(symbols);
    }
}

std::uint32_t SymbolSpace::row_of(const std::vector<Rational>& masses) {
    const auto [place, is_new] = index_.try_emplace(masses, static_cast<std::uint32_t>(rows_.size()));
    if (is_new) rows_.push_back(masses);
    return place->second;
}

void SymbolSpace::add_point(const std::vector<std::uint32_t>& rows_of_symbols) {
    auto sorted = rows_of_symbols;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && sorted[i] == sorted[i - 1]) {
            ++uses_.back().times;
        } else {
            uses_.push_back({sorted[i], 1});
        }
    }
    starts_.push_back(uses_.size());
    if (uses_.size() > most_uses) throw TooLarge("listing the points symbol by symbol needs too much memory");
}

// The points of a lattice with any number of symbols are the partitions of its denominator, and any number of
// symbols without mass.
void SymbolSpace::list_partitions(const DistributionDomain& range, bool absent) {
    const std::uint32_t d = range.kind == DistributionDomain::Kind::vertices ? 1 : range.denominator;
    std::vector<std::uint32_t> row(d + 1, 0);
    for (std::uint32_t k = 1; k <= d; ++k)
        row[k] = row_of({Rational(k, d)});
    std::vector<std::uint32_t> symbols;
    for (const auto& parts : compositions(d, d, true)) {
        symbols.clear();
        for (const auto part : parts) {
            if (part > 0) symbols.push_back(row[part]);
        }
        add_point(symbols);
        if (!absent) continue;
        symbols.push_back(0);
        add_point(symbols);
    }
}

void SymbolSpace::list_pairs(const Domain& domain, const Instance& instance) {
    listed_ = false;
    std::vector<std::vector<Rational>> masses = {{}};
    for (const auto& [name, range] : domain.distributions) {
        const std::uint32_t d =
            range.kind == DistributionDomain::Kind::vertices ? 1 : at_samples(range, instance).denominator;
        std::vector<std::vector<Rational>> longer;
        for (const auto& begun : masses) {
            for (std::uint32_t k = 0; k <= d; ++k) {
                longer.push_back(begun);
                longer.back().emplace_back(d == 0 ? Rational(0) : Rational(k, d));
            }
        }
        masses = std::move(longer);
    }
    for (const auto& row : masses)
        row_of(row);
}

Point SymbolSpace::at(std::size_t point, const Instance& instance) const {
    Point result = points_ ? points_->at(point) : Point();
    result.N = instance.N;
    result.scalars = instance.scalars;
    result.process = process_;
    if (points_) return result;
    for (const Use* use = begin(point); use != end(point); ++use) {
        result.K += use->times;
        for (std::size_t n = 0; n < names_.size(); ++n) {
            auto& masses = result.distributions[names_[n]];
            masses.insert(masses.end(), use->times, rows_[use->row][n]);
        }
    }
    for (auto& [name, masses] : result.distributions)
        std::sort(masses.begin(), masses.end(), std::greater<>());  // there is one alone, see listed()
    return result;
}

Point SymbolSpace::symbol(std::size_t row, const Instance& instance) const {
    Point result;
    result.K = instance.K.value_or(0);
    result.N = instance.N;
    result.scalars = instance.scalars;
    result.process = process_;
    for (std::size_t n = 0; n < names_.size(); ++n)
        result.distributions[names_[n]] = {rows_[row][n]};
    return result;
}

}  // namespace groundcheck
