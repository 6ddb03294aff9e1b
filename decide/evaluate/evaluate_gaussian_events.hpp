// Pr over the Gaussian family: the events of sim/gaussian_event.hpp, joined by not, and, or, implies and iff.
// Included by evaluate_*.cpp alone.
//
// Every relation depends on one of finitely many independent variables, and on which side of its bounds that
// one lies. All bounds of a variable cut its line into intervals; on a cell, an interval for each variable, a
// formula is true or false throughout, and the cell's probability is the product of its intervals'.
//
// As where outcomes are gone through, the parts of a formula are read from left to right and no further than
// needed: a part that no cell reaches is never looked at.
#pragma once

#include <set>

#include "decide/evaluate/evaluate_gaussian.hpp"
#include "sim/gaussian_event.hpp"
#include "sim/process_error.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace detail {

inline bool is_generation(const Expression& part) { return part.node == Node::generation; }

// Cells by the number of each variable's cuts below them.
using GaussianCell = std::map<GaussianVariable, std::size_t>;

// Takes out the cuts on both sides of which the truth is the same everywhere, so that a probability which is
// rational is not made up of parts that are not. Precondition: `cells` has all cells of the cuts.
inline void join_cells(std::map<GaussianVariable, std::set<Rational>>& cuts,
                       std::map<GaussianCell, Truth>& cells) {
    for (auto& [variable, bounds] : cuts)
        for (std::size_t k = bounds.size(); k-- > 0;) {
            const bool same = std::all_of(cells.begin(), cells.end(), [&, of = variable](const auto& cell) {
                if (cell.first.at(of) != k) return true;
                GaussianCell above = cell.first;
                above.at(of) = k + 1;
                return cells.at(above) == cell.second;
            });
            if (!same) continue;
            bounds.erase(std::next(bounds.begin(), static_cast<std::ptrdiff_t>(k)));
            std::map<GaussianCell, Truth> joined;
            for (const auto& [cell, truth] : cells) {
                GaussianCell below = cell;
                if (below.at(variable) > k) --below.at(variable);
                joined.emplace(std::move(below), truth);
            }
            cells = std::move(joined);
        }
}

}  // namespace detail

// What is known of the formula's relations, and the cell that it is looked at on.
template <NumberKernel Kernel>
struct Evaluator<Kernel>::GaussianEvents {
    std::map<const Expression*, std::variant<int, GaussianSigns>> signs;  // of left - right
    std::map<const Expression*, Truth> fixed;                             // what is not random
    std::map<GaussianVariable, std::set<Rational>> cuts;
    std::map<GaussianVariable, std::size_t> cell;  // the number of cuts below it
    bool grown = false;                            // a relation was new: the cell is none of its cuts'

    // The sign of a relation on the cell.
    [[nodiscard]] int sign(const std::variant<int, GaussianSigns>& of) const {
        if (const int* same = std::get_if<int>(&of)) return *same;
        const auto& [variable, bounds, signs_between] = std::get<GaussianSigns>(of);
        std::size_t place = cell.at(variable), below = 0;
        for (auto cut = cuts.at(variable).begin(); place > 0; ++cut, --place)
            below += std::binary_search(bounds.begin(), bounds.end(), *cut) ? 1 : 0;
        return signs_between.at(below);
    }
    // Goes to the next cell; no if there is none.
    bool next() {
        for (auto& [variable, place] : cell) {
            if (place++ < cuts.at(variable).size()) return true;
            place = 0;
        }
        return false;
    }
};

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_relation(const Expression& e) -> std::variant<int, GaussianSigns> {
    const auto side = [&](std::size_t i) {
        try {
            return gaussian_body(*e.args[i]);
        } catch (const ProcessError& error) {
            throw ProcessError(to_text(e) +
                               ": Pr is known of bounds with rational numbers on mu[t] and s2[t]; " +
                               error.what());
        }
    };
    const GaussianBody gap = gaussian_sum(side(0), gaussian_scaled(side(1), -1), e);
    if (gap.has_logarithms() || !gap.beside_root.empty())
        throw ProcessError(to_text(e) +
                           ": with Pr, write a bound on log(s2[t]) or sqrt(s2[t]) as one on s2[t]");
    std::uint32_t last = 0;
    for (const auto& [powers, value] : gap.polynomial)
        if (!powers.empty()) last = std::max(last, powers.rbegin()->first);
    const auto samples = closed_gaussian_samples(last, to_text(e));
    const auto signs =
        gaussian_signs(gap.polynomial, samples, point_->scalars.at("mu"), point_->scalars.at("s2"));
    if (!signs) throw ProcessError(to_text(e) + ": " + signs.reason());
    constexpr std::uint32_t most = 100'000;  // the tail of a chi-square law is a sum of half as many terms
    for (const std::uint32_t n : samples)
        if (n > most)
            throw ProcessError("Pr is known for at most " + std::to_string(most) +
                               " samples in a generation");
    return *signs;
}

// The truth of a formula on the cell at hand. A relation that is met for the first time brings its cuts.
template <NumberKernel Kernel>
Truth Evaluator<Kernel>::gaussian_truth(const Expression& e, GaussianEvents& events) {
    if (events.grown) return Truth::unknown;  // and no part is looked at that may not be needed
    const auto part = [&](std::size_t i) { return gaussian_truth(*e.args[i], events); };
    switch (e.node) {
        case Node::negation:
            return !part(0);
        case Node::conjunction:
        case Node::disjunction: {
            const bool all = e.node == Node::conjunction;
            Truth result = certainly(all);
            for (std::size_t i = 0; i < e.args.size() && result != certainly(!all); ++i)
                result = all ? result && part(i) : result || part(i);
            return result;
        }
        case Node::implication: {
            const Truth premise = part(0);
            return premise == Truth::no ? Truth::yes : !premise || part(1);
        }
        case Node::equivalence: {
            const Truth a = part(0), b = part(1);
            return (a && b) || (!a && !b);
        }
        default:
            break;
    }
    if (!mentions(e, detail::is_generation)) {
        const auto [place, is_new] = events.fixed.try_emplace(&e, Truth::unknown);
        if (is_new) place->second = formula(e);
        return place->second;
    }
    if (e.node == Node::predicate && e.name == "finite") {  // numbers that are drawn are finite
        gaussian_body(*e.args[0]);
        return Truth::yes;
    }
    if (e.node != Node::relation) throw NoRule(e);
    auto found = events.signs.find(&e);
    if (found == events.signs.end()) {
        found = events.signs.emplace(&e, gaussian_relation(e)).first;
        if (const auto* random = std::get_if<GaussianSigns>(&found->second))
            events.cuts[random->variable].insert(random->cuts.begin(), random->cuts.end());
        events.grown = true;
        return Truth::unknown;
    }
    return certainly(holds_by_sign(e.relation, events.sign(found->second)));
}

// The probability of the interval that has `below` of the variable's cuts below it.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_interval(const GaussianVariable& variable, const std::set<Rational>& cuts,
                                          std::size_t below) -> Value {
    const auto above = std::next(cuts.begin(), static_cast<std::ptrdiff_t>(below));
    std::optional<Rational> low, high;
    if (below > 0) low = *std::prev(above);
    if (above != cuts.end()) high = *above;
    const Value zero = kernel_.rational(Rational(0)), one = kernel_.rational(Rational(1));
    if (variable.kind == GaussianVariable::Kind::variance) {
        const std::uint32_t degrees = samples_of_step(*point_, variable.time) - 1;
        const auto tail = [&](const Rational& x) {
            return kernel_.chi_square_tail(degrees, kernel_.rational(x));
        };
        return kernel_.sub(low ? tail(*low) : one, high ? tail(*high) : zero);
    }
    // A normal variable beyond z on the side away from 0: half of the chi-square's tail beyond z^2.
    const auto beyond = [&](const std::optional<Rational>& cut) {
        if (!cut) return zero;
        const Value square = kernel_.rational(boost::multiprecision::abs(*cut));
        return kernel_.mul(kernel_.rational(Rational(1, 2)), kernel_.chi_square_tail(1, square));
    };
    if (low && *low >= 0) return kernel_.sub(beyond(low), beyond(high));
    if (high && *high <= 0) return kernel_.sub(beyond(high), beyond(low));
    return kernel_.sub(one, kernel_.add(beyond(low), beyond(high)));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_probability(const Expression& bracket) -> Value {
    const Surroundings outside(*this, nullptr);
    const Expression& body = *bracket.args[0];
    GaussianEvents events;
    std::map<detail::GaussianCell, Truth> cells;
    constexpr std::size_t most_cells = 10'000;
    // Until no relation is new: then every cell has been looked at with all cuts there are.
    do {
        events.grown = false;
        cells.clear();
        for (const auto& [variable, bounds] : events.cuts)
            events.cell[variable] = 0;
        do {
            cells.emplace(events.cell, gaussian_truth(body, events));
            if (cells.size() > most_cells)
                throw ProcessError("Pr of an event with more than " + std::to_string(most_cells) + " cells");
        } while (!events.grown && events.next());
    } while (events.grown);
    detail::join_cells(events.cuts, cells);
    const Value zero = kernel_.rational(Rational(0)), one = kernel_.rational(Rational(1));
    if (std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.second == Truth::yes; }))
        return one;
    Value total = zero;
    for (const auto& [cell, truth] : cells) {
        if (truth == Truth::no) continue;
        Value weight = one;
        for (const auto& [variable, below] : cell)
            weight = kernel_.mul(weight, gaussian_interval(variable, events.cuts.at(variable), below));
        total = kernel_.add(total, truth == Truth::yes ? weight : kernel_.hull(zero, weight));
    }
    return kernel_.max(zero, kernel_.min(one, total));
}

}  // namespace groundcheck
