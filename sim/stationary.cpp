#include "sim/stationary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "sim/absorbing.hpp"
#include "sim/chain_solver.hpp"
#include "sim/moments.hpp"

namespace groundcheck {

namespace {

using directed::add_down;
using directed::add_up;

// A function u of the count and a slope: with pi the stationary law, E_pi[x - p] = 0 for the share x, so that
// E_pi[g] = E_pi[g - slope*(x - p) - (I-T)*u].
struct Potential {
    std::vector<double> u;
    double slope = 0;
};

bool is_finite(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

// The least and the largest entry of g - slope*(x - p) - (I-T)*u, with all errors, and no further than g's
// own.
DoubleInterval stationary_bounds(const CountTable& table, const Rational& p, const Potential& potential,
                                 const std::vector<Approximate>& change) {
    const DoubleKernel kernel;
    const auto N = static_cast<double>(change.size() - 1);
    const DoubleInterval own{*std::min_element(table.low.begin(), table.low.end()),
                             *std::max_element(table.high.begin(), table.high.end())};
    if (!is_finite(potential.u) || !std::isfinite(potential.slope)) return own;
    const DoubleInterval mean = kernel.rational(p), slope = kernel.point(potential.slope);
    DoubleInterval result{directed::infinity, -directed::infinity};
    for (std::size_t i = 0; i < change.size(); ++i) {
        if (!std::isfinite(change[i].value) || !std::isfinite(change[i].error)) return own;
        const DoubleInterval share = kernel.div(kernel.point(static_cast<double>(i)), kernel.point(N));
        const DoubleInterval tilt = kernel.mul(slope, kernel.sub(share, mean));
        const DoubleInterval moved{add_down(change[i].value, -change[i].error),
                                   add_up(change[i].value, change[i].error)};
        const DoubleInterval entry = kernel.add(kernel.sub({table.low[i], table.high[i]}, tilt), moved);
        result.lo = std::min(result.lo, entry.lo);
        result.hi = std::max(result.hi, entry.hi);
    }
    return {std::max(own.lo, result.lo), std::min(own.hi, result.hi)};
}

DoubleInterval both(DoubleInterval a, DoubleInterval b) {
    const DoubleInterval common{std::max(a.lo, b.lo), std::min(a.hi, b.hi)};
    if (!(common.lo <= common.hi)) throw std::logic_error("two enclosures of a stationary mean do not meet");
    return common;
}

// The tables' means, each with a potential that becomes better round by round.
class Search {
  public:
    Search(const CountChain& chain, const std::vector<CountTable>& tables, const Rational& p)
        : chain_(chain), tables_(tables), p_(p) {
        for (const CountTable& table : tables) {
            middle_.emplace_back(table.low.size());
            for (std::size_t i = 0; i < table.low.size(); ++i)
                middle_.back()[i] = (table.low[i] + table.high[i]) / 2;
            best_.push_back({*std::min_element(table.low.begin(), table.low.end()),
                             *std::max_element(table.high.begin(), table.high.end())});
        }
    }

    // Begins with u = g, so that what is left to solve for, T*g less its mean, is smooth: a table may have a
    // jump or a kink, which u then has as well. `better` changes a potential, given g - slope*(x-p) -
    // (I-T)*u.
    void run(int rounds, const std::function<void(Potential&, const std::vector<double>&)>& better) {
        std::vector<Potential> potentials;
        for (const std::vector<double>& g : middle_)
            potentials.push_back({g, 0});
        for (int round = 0; round <= rounds; ++round) {
            const auto changes = changes_of(potentials);
            bool gained = false;
            for (std::size_t k = 0; k < tables_.size(); ++k) {
                const double before = best_[k].hi - best_[k].lo;
                const DoubleInterval found = stationary_bounds(tables_[k], p_, potentials[k], changes[k]);
                best_[k] = both(best_[k], found);
                const double width = best_[k].hi - best_[k].lo;
                gained = gained || (width > narrow * best_[k].hi && (round < 2 || width < 0.5 * before));
            }
            if (!gained || round == rounds) return;
            for (std::size_t k = 0; k < tables_.size(); ++k)
                better(potentials[k], left(k, potentials[k], changes[k]));
        }
    }

    // A width beyond this share of the value is worth another round.
    static constexpr double narrow = 1e-13;
    [[nodiscard]] const std::vector<DoubleInterval>& best() const { return best_; }

  private:
    [[nodiscard]] std::vector<std::vector<Approximate>> changes_of(
        const std::vector<Potential>& potentials) const {
        std::vector<std::vector<double>> functions;
        for (const Potential& potential : potentials)
            functions.push_back(potential.u);
        return chain_.changes(functions);
    }
    [[nodiscard]] std::vector<double> left(std::size_t k, const Potential& potential,
                                           const std::vector<Approximate>& change) const {
        const auto mean = static_cast<double>(p_);
        const auto N = static_cast<double>(change.size() - 1);
        std::vector<double> rest(change.size());
        for (std::size_t i = 0; i < rest.size(); ++i) {
            rest[i] = middle_[k][i] - potential.slope * (static_cast<double>(i) / N - mean) + change[i].value;
        }
        return rest;
    }

    const CountChain& chain_;
    const std::vector<CountTable>& tables_;
    const Rational& p_;
    std::vector<std::vector<double>> middle_;
    std::vector<DoubleInterval> best_;
};

// Where the world's data are rare the chain spends nearly all its time at the ends, and Poisson's equation
// has a solution of size 1/alpha that no double holds well: almost all of it is a multiple of x, which the
// slope takes away. What is left solves the equation between the ends with 0 at the ends; the slope and the
// level are such that it holds at the ends as well, found by repetition, each round being off by about
// alpha*N times what the one before was.
void rarely_grounded(const CountChain& chain, Search& search, const Rational& p) {
    constexpr int rounds = 9;
    const std::vector<double> x = shares(chain.size().from);
    const std::vector<double> even(x.size(), 1.0);
    const auto mean = static_cast<double>(p);
    const AbsorbingSolver solver(chain);
    search.run(rounds, [&](Potential& potential, std::vector<double> left) {
        const double more = left.back() - left.front();
        const double level = left.front() + more * mean;
        for (std::size_t i = 0; i < x.size(); ++i)
            left[i] -= more * (x[i] - mean) + level;
        potential.slope += more;
        const std::vector<double> step = solver.solve(left, even);
        for (std::size_t i = 0; i < x.size(); ++i)
            potential.u[i] += step[i];
    });
}

void usually_grounded(const CountChain& chain, Search& search) {
    constexpr int rounds = 4;
    const ErgodicSolver solver(chain);
    search.run(rounds, [&](Potential& potential, const std::vector<double>& left) {
        const std::vector<double> step = solver.solve(left);
        for (std::size_t i = 0; i < step.size(); ++i)
            potential.u[i] += step[i];
    });
}

// Below this alpha*N the chain is rarely grounded.
constexpr double rare = 0.25;

}  // namespace

std::vector<DoubleInterval> stationary_expectations(const CountChain& chain,
                                                    const std::vector<CountTable>& tables,
                                                    const Rational& alpha, const Rational& p,
                                                    const Rational& odds) {
    Search search(chain, tables, p);
    if (odds == 1 && static_cast<double>(alpha) * chain.size().from < rare) {
        rarely_grounded(chain, search, p);
        const bool sharp = std::all_of(
            search.best().begin(), search.best().end(),
            [](const DoubleInterval& found) { return found.hi - found.lo <= Search::narrow * found.hi; });
        if (sharp) return search.best();
    }
    usually_grounded(chain, search);
    return search.best();
}

DoubleInterval stationary_expectation(const CountChain& chain, const CountTable& table, const Rational& alpha,
                                      const Rational& p) {
    return stationary_expectations(chain, {table}, alpha, p).front();
}

namespace {

void check_grounded(const std::vector<Rational>& world, const Rational& alpha, std::uint32_t N) {
    check(MomentProblem{world, {}, {}, {}});
    check_samples(N);
    check_generation(alpha, N);
    if (alpha == 0)
        throw std::invalid_argument("without the world's data (alpha = 0) the long run is fixation");
}

}  // namespace

Stationary stationary(const std::vector<Rational>& world, const Rational& alpha, std::uint32_t N) {
    check_grounded(world, alpha, N);
    const DoubleKernel kernel;
    MomentRecursion moments(RationalArithmetic{}, MomentProblem{world, world, {}, {}});
    const Rational lost = 1 / (1 + Rational(N - 1) * alpha * (2 - alpha));
    const DoubleInterval zero = kernel.point(0);
    Stationary result{zero, moments.diversity() * (1 - lost), zero, zero, zero, moments.diversity() * lost};
    std::vector<CountTable> tables = {entropy_table(N), support_table(N), vertex_table(N), {}};
    const auto add = [&](DoubleInterval& sum, std::size_t count, DoubleInterval value) {
        sum = kernel.add(sum, times(count, value));
    };
    for (const auto& [p, count] : multiplicities(world)) {
        if (p == 0) continue;  // the symbol dies out and never returns
        if (p == 1) {
            add(result.support, 1, kernel.point(1));
            add(result.vertex, 1, kernel.point(1));
            continue;
        }
        const CountChain chain({N, N}, alpha, p, 0);
        tables.back() = variation_table(N, p);
        const auto found = stationary_expectations(chain, tables, alpha, p);
        add(result.entropy, count, found[0]);
        add(result.support, count, found[1]);
        add(result.vertex, count, found[2]);
        add(result.variation, count, found[3]);
    }
    // The model is at one vertex at most, and has one symbol at least.
    result.vertex.hi = std::min(result.vertex.hi, 1.0);
    result.support.lo = std::max(result.support.lo, 1.0);
    result.variation.hi = std::min(result.variation.hi, 1.0);
    return result;
}

SelectedStationary selected_stationary(const std::vector<Rational>& world, const Rational& alpha,
                                       const Rational& odds, std::uint32_t N) {
    check_grounded(world, alpha, N);
    if (world.size() != 2 || world[0] == 0 || world[1] == 0 || odds <= 0)
        throw std::invalid_argument(
            "a verifier's odds are about two symbols that the world has, and positive");
    const DoubleKernel kernel;
    std::array<std::vector<DoubleInterval>, 2> found;
    for (std::size_t i = 0; i < 2; ++i) {
        const Rational of = i == 0 ? odds : Rational(1 / odds);
        const CountChain chain({N, N}, alpha, world[i], 0, of);
        std::vector<CountTable> tables = {entropy_table(N), support_table(N), vertex_table(N)};
        if (i == 0) {
            for (const CountTable& table : {share_table(N), diversity_table(N), variation_table(N, world[0]),
                                            distance_table(N, world[0])})
                tables.push_back(table);
        }
        found[i] = stationary_expectations(chain, tables, alpha, world[i], of);
    }
    const auto sum = [&](std::size_t k) { return kernel.add(found[0][k], found[1][k]); };
    SelectedStationary result{
        found[0][3],          sum(0), times(2, found[0][4]), sum(1), sum(2), times(2, found[0][5]),
        times(2, found[0][6])};
    result.vertex.hi = std::min(result.vertex.hi, 1.0);
    result.support.lo = std::max(result.support.lo, 1.0);
    result.variation.hi = std::min(result.variation.hi, 1.0);
    return result;
}

}  // namespace groundcheck
