#include "sim/large_chain.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "interval/ball_kernel.hpp"
#include "interval/double_log.hpp"
#include "sim/chain_solver.hpp"
#include "sim/moments.hpp"

namespace groundcheck {

namespace {

constexpr double unit = 0x1p-53;
using directed::add_down;
using directed::add_up;
using directed::mul_down;
using directed::mul_up;

// value*(1 - relative) .. value*(1 + relative) + more, for value >= 0 and relative >= 0.
DoubleInterval around(double value, double relative, double more = 0) {
    const double down = std::max(0.0, directed::add_down(1, -relative));
    return {mul_down(value, down), add_up(mul_up(value, add_up(1, relative)), more)};
}

double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

std::vector<double> shares(std::uint32_t N) {
    std::vector<double> x;
    x.reserve(N + std::size_t{1});
    for (std::uint32_t i = 0; i <= N; ++i)
        x.push_back(static_cast<double>(i) / N);
    return x;
}

// A solution of (I-T)*w = f on the interior states, w = 0 at the ends: w within u*(1 +- relative).
struct Solved {
    std::vector<double> u;
    double relative = 0;
};

// With r the largest of |f - (I-T)*u|/f over the interior, where f itself is known within f*f_relative:
// (1-s)*f <= (I-T)*u <= (1+s)*f for s = (r + f_relative)/(1 - f_relative), so u/(1+s) <= w <= u/(1-s), and
// 1/(1-s) <= 1 + 1.02*s for s <= 0.01.
Solved solve_enclosed(const CountChain& chain, const std::vector<double>& f, double f_relative) {
    Solved solved{solve_absorbing(chain, f), 0};
    const std::vector<Approximate> change = chain.change(solved.u);
    double worst = 0;
    for (std::size_t i = 1; i + 1 < f.size(); ++i) {
        const double off = std::abs(f[i] + change[i].value) + change[i].error + 2 * unit * f[i];
        worst = std::max(worst, off / f[i]);
    }
    if (!(worst + f_relative < 0.005)) throw ChainTooHard("the fixation-time equations did not converge");
    solved.relative = 1.05 * (worst + f_relative);
    return solved;
}

// sum_j law_j*w_j. The terms are at least 0, as u >= (1-s)*w >= 0.
DoubleInterval expectation(const CountLaw& law, const Solved& w) {
    double sum = 0;
    for (std::size_t j = 0; j < law.mass.size(); ++j)
        sum += law.mass[j] * w.u[law.first + j];
    const double rounding = (static_cast<double>(law.mass.size()) + 2) * unit;
    return around(sum, 1.01 * (law.relative + w.relative + rounding), 1.01 * law.lost * largest(w.u));
}

DoubleInterval times(std::size_t count, DoubleInterval value) {
    const DoubleKernel kernel;
    return kernel.mul(kernel.point(static_cast<double>(count)), value);
}

std::map<Rational, std::size_t> multiplicities(const std::vector<Rational>& p) {
    std::map<Rational, std::size_t> counted;
    for (const Rational& mass : p)
        ++counted[mass];
    return counted;
}

void check_samples(std::uint32_t N) {
    check_generation(0, N);
    if (N >= (std::uint32_t{1} << 31)) throw std::invalid_argument("a chain has fewer than 2^31 samples");
}

}  // namespace

// --- Tables ---

namespace {

template <class F>
CountTable table(std::uint32_t N, F f) {
    const DoubleKernel kernel;
    CountTable result;
    result.low.reserve(N + std::size_t{1});
    result.high.reserve(N + std::size_t{1});
    for (std::uint32_t i = 0; i <= N; ++i) {
        const DoubleInterval value = f(kernel, kernel.div(kernel.point(i), kernel.point(N)));
        result.low.push_back(std::max(0.0, value.lo));
        result.high.push_back(std::max(0.0, value.hi));
    }
    return result;
}

}  // namespace

CountTable entropy_table(std::uint32_t N) {
    return table(N, [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.neg(fast_xlogx(x)); });
}
CountTable diversity_table(std::uint32_t N) {
    return table(N, [](const DoubleKernel& kernel, DoubleInterval x) {
        return kernel.mul(x, kernel.sub(kernel.point(1), x));
    });
}
CountTable support_table(std::uint32_t N) {
    return table(N,
                 [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.point(x.lo > 0 ? 1 : 0); });
}
CountTable vertex_table(std::uint32_t N) {
    return table(
        N, [](const DoubleKernel& kernel, DoubleInterval x) { return kernel.point(x.lo == 1 ? 1 : 0); });
}
CountTable unsettled_table(std::uint32_t N) {
    return table(
        N, [](const DoubleKernel& kernel, DoubleInterval x) { return x.lo == 1 ? kernel.point(0) : x; });
}
CountTable variation_table(std::uint32_t N, const Rational& to) {
    return table(N, [&, p = DoubleKernel().rational(to)](const DoubleKernel& kernel, DoubleInterval x) {
        return kernel.mul(kernel.point(0.5), kernel.abs(kernel.sub(x, p)));
    });
}
CountTable distance_table(std::uint32_t N, const Rational& to) {
    return table(N, [&, p = DoubleKernel().rational(to)](const DoubleKernel& kernel, DoubleInterval x) {
        const DoubleInterval difference = kernel.abs(kernel.sub(x, p));
        return kernel.mul(difference, difference);
    });
}

// Each product rounds once and n additions of numbers >= 0 lose at most n*u of the sum.
DoubleInterval expectation(const CountLaw& law, const CountTable& table) {
    double low = 0;
    double high = 0;
    for (std::size_t j = 0; j < law.mass.size(); ++j) {
        low += law.mass[j] * table.low[law.first + j];
        high += law.mass[j] * table.high[law.first + j];
    }
    const double relative = 1.01 * (law.relative + (static_cast<double>(law.mass.size()) + 2) * unit);
    // Products that underflow lose less than 1e-290 in all.
    return {std::max(0.0, add_down(around(low, relative).lo, -1e-290)),
            around(high, relative, add_up(mul_up(law.lost, largest(table.high)), 1e-290)).hi};
}

// --- Fixation ---

Fixation fixation(const std::vector<Rational>& start, std::uint32_t N, std::size_t memory) {
    check(MomentProblem{start, {}, {}, {}});
    check_samples(N);
    const DoubleKernel kernel;
    Fixation result;
    result.probability = start;
    result.time = result.deviation = kernel.point(0);
    if (std::find(start.begin(), start.end(), Rational(1)) != start.end()) {
        for (const Rational& mass : start)
            result.time_given.push_back(mass == 1 ? kernel.point(0) : DoubleInterval::empty());
        return result;
    }
    const CountChain chain({N, N}, 0, 0, memory);
    const std::vector<double> x = shares(N);
    const Solved w = solve_enclosed(chain, x, 2 * unit);
    // E[T^2; ends at i] has (I-T)*v = 2w - x, as T at a state is 1 + T one step later: v = x + 2*T(w) + T(v)
    // and T(w) = w - x. Since w >= x (fixation takes a generation at least), 2w - x >= w, and an error of
    // w.relative*w in w is at most 2.1*w.relative of it.
    std::vector<double> f(x.size());
    for (std::size_t i = 0; i < f.size(); ++i)
        f[i] = std::max(2 * w.u[i] - x[i], x[i] / 2);
    const Solved v = solve_enclosed(chain, f, 2.1 * w.relative + 8 * unit);

    // From a start off the lattice: one generation to Binomial(N, Q_i), and on from there.
    std::map<Rational, DoubleInterval> time;
    DoubleInterval second = kernel.point(0);
    for (const auto& [mass, count] : multiplicities(start)) {
        if (mass == 0) continue;
        const CountLaw law = first_law(N, mass);
        const DoubleInterval share = kernel.rational(mass);
        const DoubleInterval later = expectation(law, w);
        time[mass] = kernel.add(share, later);
        result.time = kernel.add(result.time, times(count, time[mass]));
        const DoubleInterval square = kernel.add(kernel.add(share, times(2, later)), expectation(law, v));
        second = kernel.add(second, times(count, square));
    }
    const DoubleInterval variance = kernel.sub(second, kernel.mul(result.time, result.time));
    result.deviation = kernel.sqrt(kernel.max(variance, kernel.point(0)));
    for (const Rational& mass : start)
        result.time_given.push_back(mass == 0 ? DoubleInterval::empty()
                                              : kernel.div(time[mass], kernel.rational(mass)));
    return result;
}

// --- The long run ---

namespace {

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
    const DoubleInterval own{*std::min_element(table.low.begin(), table.low.end()), largest(table.high)};
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

// Where the world's data are rare the chain spends nearly all its time at the ends, and Poisson's equation
// has a solution of size 1/alpha that no double holds well: almost all of it is a multiple of x, which the
// slope takes away. What is left solves the equation between the ends with 0 at the ends; the slope and the
// level are such that it holds at the ends as well, found by repetition, each round being off by about
// alpha*N times what the one before was.
DoubleInterval rarely_grounded(const CountChain& chain, const CountTable& table,
                               const std::vector<double>& middle, const Rational& p) {
    constexpr int rounds = 8;
    const std::vector<double> x = shares(chain.size().from);
    const auto mean = static_cast<double>(p);
    Potential potential{std::vector<double>(x.size(), 0.0), 0};
    std::vector<Approximate> change = chain.change(potential.u);
    DoubleInterval best = stationary_bounds(table, p, potential, change);
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> left(x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            left[i] = middle[i] - potential.slope * (x[i] - mean) + change[i].value;
        const double more = left.back() - left.front();
        const double level = left.front() + more * mean;
        for (std::size_t i = 0; i < x.size(); ++i)
            left[i] -= more * (x[i] - mean) + level;
        potential.slope += more;
        const std::vector<double> step = solve_absorbing(chain, left);
        for (std::size_t i = 0; i < x.size(); ++i)
            potential.u[i] += step[i];
        change = chain.change(potential.u);
        const DoubleInterval next = stationary_bounds(table, p, potential, change);
        const double before = best.hi - best.lo;
        best = both(best, next);
        if (round > 0 && !(best.hi - best.lo < 0.5 * before)) break;
    }
    return best;
}

// Below this alpha*N the chain is rarely grounded; a width beyond this share of the value is worth the other
// solution as well.
constexpr double rare = 0.25;
constexpr double wide = 1e-13;

}  // namespace

DoubleInterval stationary_expectation(const CountChain& chain, const CountTable& table, const Rational& alpha,
                                      const Rational& p) {
    std::vector<double> middle(table.low.size());
    for (std::size_t i = 0; i < middle.size(); ++i)
        middle[i] = (table.low[i] + table.high[i]) / 2;
    std::optional<DoubleInterval> found;
    if (static_cast<double>(alpha) * chain.size().from < rare) {
        found = rarely_grounded(chain, table, middle, p);
        if (found->hi - found->lo <= wide * found->hi) return *found;
    }
    const Potential potential{solve_ergodic(chain, middle), 0};
    const DoubleInterval usual = stationary_bounds(table, p, potential, chain.change(potential.u));
    return found ? both(*found, usual) : usual;
}

Stationary stationary(const std::vector<Rational>& world, const Rational& alpha, std::uint32_t N,
                      std::size_t memory) {
    check(MomentProblem{world, {}, {}, {}});
    check_samples(N);
    check_generation(alpha, N);
    if (alpha == 0)
        throw std::invalid_argument("without the world's data (alpha = 0) the long run is fixation");
    const DoubleKernel kernel;
    MomentRecursion moments(RationalArithmetic{}, MomentProblem{world, world, {}, {}});
    const Rational lost = 1 / (1 + Rational(N - 1) * alpha * (2 - alpha));
    const DoubleInterval zero = kernel.point(0);
    Stationary result{zero, moments.diversity() * (1 - lost), zero, zero, zero, moments.diversity() * lost};
    const CountTable entropy = entropy_table(N);
    const CountTable support = support_table(N);
    const CountTable vertex = vertex_table(N);
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
        const CountChain chain({N, N}, alpha, p, memory);
        add(result.entropy, count, stationary_expectation(chain, entropy, alpha, p));
        add(result.support, count, stationary_expectation(chain, support, alpha, p));
        add(result.vertex, count, stationary_expectation(chain, vertex, alpha, p));
        add(result.variation, count, stationary_expectation(chain, variation_table(N, p), alpha, p));
    }
    // The model is at one vertex at most, and has one symbol at least.
    result.vertex.hi = std::min(result.vertex.hi, 1.0);
    result.support.lo = std::max(result.support.lo, 1.0);
    result.variation.hi = std::min(result.variation.hi, 1.0);
    return result;
}

// --- Generation by generation ---

namespace {

// The tables of one N; those that depend on the symbol's first mass apart.
struct Tables {
    std::uint32_t N = 0;
    CountTable entropy, diversity, support, unsettled;

    void be_for(std::uint32_t samples) {
        if (samples == N) return;
        N = samples;
        entropy = entropy_table(N);
        diversity = diversity_table(N);
        support = support_table(N);
        unsettled = unsettled_table(N);
    }
};

ChainGeneration nothing() {
    const DoubleInterval zero{0, 0};
    return {zero, zero, zero, zero, zero, zero};
}

void add_to(ChainGeneration& sum, const ChainGeneration& part, std::size_t count) {
    const DoubleKernel kernel;
    for (const auto member :
         {&ChainGeneration::entropy, &ChainGeneration::diversity, &ChainGeneration::support,
          &ChainGeneration::unsettled, &ChainGeneration::variation, &ChainGeneration::distance})
        sum.*member = kernel.add(sum.*member, times(count, part.*member));
}

// One symbol of mass q, before the first generation.
ChainGeneration symbol_at_start(const Rational& q) {
    const DoubleKernel kernel;
    ChainGeneration at = nothing();
    at.entropy = kernel.neg(kernel.xlogx(kernel.rational(q)));
    at.diversity = kernel.rational(q * (1 - q));
    at.support = kernel.point(q > 0 ? 1 : 0);
    at.unsettled = q == 1 ? kernel.point(0) : kernel.rational(q);
    return at;
}

DoubleInterval common(DoubleInterval a, DoubleInterval b, const char* what) {
    const DoubleInterval both{std::max(a.lo, b.lo), std::min(a.hi, b.hi)};
    if (!(both.lo <= both.hi)) {
        throw std::logic_error(std::string("the chain and the moment recursion disagree about the ") + what);
    }
    return both;
}

void check_plan(const ChainPlan& plan) {
    check(MomentProblem{plan.start, plan.world, {}, {}});
    for (std::uint32_t t = 1; t <= (plan.constant ? std::min(1U, plan.generations) : plan.generations); ++t) {
        check_samples(plan.samples(t));
        check_generation(plan.alpha(t), plan.samples(t));
    }
}

// The chain of the symbol before, for the next one.
struct KeptChain {
    std::optional<CountChain> chain;
    Rational p;
};

class SymbolRun {
  public:
    SymbolRun(const ChainPlan& plan, Rational q, Rational p, KeptChain& kept)
        : plan_(plan), q_(std::move(q)), p_(std::move(p)), kept_(kept) {}

    // Adds `count` times this symbol's part to all generations.
    template <class Tick>
    void add_all(std::vector<ChainGeneration>& sums, std::size_t count, Tables& tables, Tick tick) {
        add_to(sums[0], symbol_at_start(q_), count);
        CountLaw law;
        std::uint32_t before = 0;
        CountTable variation, distance;
        for (std::uint32_t t = 1; t < sums.size(); ++t) {
            const std::uint32_t N = plan_.samples(t);
            law = next(law, t, before, N);
            if (N != before) {
                tables.be_for(N);
                variation = variation_table(N, q_);
                distance = distance_table(N, q_);
                before = N;
            }
            add_to(sums[t],
                   {expectation(law, tables.entropy), expectation(law, tables.diversity),
                    expectation(law, tables.support), expectation(law, tables.unsettled),
                    expectation(law, variation), expectation(law, distance)},
                   count);
            tick();
        }
    }

  private:
    CountLaw next(const CountLaw& law, std::uint32_t t, std::uint32_t before, std::uint32_t N) {
        const Rational alpha = plan_.alpha(t);
        if (t == 1) return first_law(N, alpha * p_ + (1 - alpha) * q_);
        if (!plan_.constant) return CountChain({before, N}, alpha, p_, 0).step(law);
        if (!kept_.chain || kept_.p != p_) {
            kept_.chain.reset();  // before its successor needs the memory
            kept_.chain.emplace(CountChainSize{N, N}, alpha, p_, plan_.memory);
            kept_.p = p_;
        }
        return kept_.chain->step(law);
    }

    const ChainPlan& plan_;
    Rational q_, p_;
    KeptChain& kept_;
};

}  // namespace

std::vector<ChainGeneration> chain_generations(
    const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress) {
    check_plan(plan);
    const std::vector<Rational>& world = plan.world.empty() ? plan.start : plan.world;
    // By world's mass first, so that symbols with the same chain follow each other; without the world's data
    // there is but one chain.
    const bool closed = plan.constant && (plan.generations == 0 || plan.alpha(1) == 0);
    std::map<std::pair<Rational, Rational>, std::size_t> symbols;
    for (std::size_t i = 0; i < plan.start.size(); ++i)
        ++symbols[{closed ? Rational(0) : world[i], plan.start[i]}];
    KeptChain kept;
    std::vector<ChainGeneration> sums(plan.generations + std::size_t{1}, nothing());
    Tables tables;
    std::size_t done = 0;
    for (const auto& [symbol, count] : symbols) {
        SymbolRun(plan, symbol.second, symbol.first, kept).add_all(sums, count, tables, [&] {
            if (progress) progress(++done, symbols.size() * plan.generations);
        });
    }
    const DoubleKernel kernel;
    MomentRecursion moments(BallKernel(128), MomentProblem{plan.start, world, {}, {}});
    for (std::uint32_t t = 0; t < sums.size(); ++t) {
        if (t > 0) moments.step(plan.alpha(t), plan.samples(t));
        ChainGeneration& sum = sums[t];
        sum.diversity = common(sum.diversity, kernel.from_ball(moments.diversity()), "diversity");
        sum.distance = common(sum.distance, kernel.from_ball(moments.distance(plan.start)), "distance");
        sum.unsettled.hi = std::min(sum.unsettled.hi, 1.0);
        sum.support.hi = std::min(sum.support.hi, static_cast<double>(plan.start.size()));
    }
    return sums;
}

}  // namespace groundcheck
