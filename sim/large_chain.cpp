#include "sim/large_chain.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "interval/ball_kernel.hpp"
#include "sim/moments.hpp"

namespace groundcheck {

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
    if (plan.odds <= 0) throw std::invalid_argument("a verifier's odds are positive");
    if (plan.odds != 1 && plan.start.size() != 2)
        throw std::invalid_argument("a verifier's odds are about two symbols");
    if (plan.watched >= plan.start.size()) throw std::invalid_argument("there is no such symbol to watch");
    for (std::uint32_t t = 1; t <= (plan.constant ? std::min(1U, plan.generations) : plan.generations); ++t) {
        check_samples(plan.samples(t));
        check_generation(plan.alpha(t), plan.samples(t));
    }
}

// The chain of the symbol before, for the next one.
struct KeptChain {
    std::optional<CountChain> chain;
    Rational p, odds;
};

// One symbol: its first mass, the world's, and the verifier's odds for it.
struct Symbol {
    Rational p, q, odds;
    friend bool operator<(const Symbol& a, const Symbol& b) {
        return std::tie(a.odds, a.p, a.q) < std::tie(b.odds, b.p, b.q);
    }
};

class SymbolRun {
  public:
    SymbolRun(const ChainPlan& plan, const Symbol& symbol, KeptChain& kept)
        : plan_(plan), q_(symbol.q), p_(symbol.p), odds_(symbol.odds), kept_(kept) {}

    // Adds `count` times this symbol's part to all generations; returns the law of its last count.
    template <class Tick>
    CountLaw add_all(std::vector<ChainGeneration>& sums, std::size_t count, Tables& tables, Tick tick) {
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
        return law;
    }

  private:
    CountLaw next(const CountLaw& law, std::uint32_t t, std::uint32_t before, std::uint32_t N) {
        const Rational alpha = plan_.alpha(t);
        if (t == 1) {
            const Rational accepted = odds_ * q_;
            return first_law(N, alpha * p_ + (1 - alpha) * (accepted / (accepted + 1 - q_)));
        }
        if (!plan_.constant) return CountChain({before, N}, alpha, p_, 0, odds_).step(law);
        if (!kept_.chain || kept_.p != p_ || kept_.odds != odds_) {
            kept_.chain.reset();  // before its successor needs the memory
            kept_.chain.emplace(CountChainSize{N, N}, alpha, p_, plan_.memory, odds_);
            kept_.p = p_;
            kept_.odds = odds_;
        }
        return kept_.chain->step(law);
    }

    const ChainPlan& plan_;
    Rational q_, p_, odds_;
    KeptChain& kept_;
};

}  // namespace

ChainRun run_chain(const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress) {
    check_plan(plan);
    const std::vector<Rational>& world = plan.world.empty() ? plan.start : plan.world;
    // By world's mass first, so that symbols with the same chain follow each other; without the world's data
    // there is but one chain.
    const bool closed = plan.constant && (plan.generations == 0 || plan.alpha(1) == 0);
    const auto symbol_at = [&](std::size_t i) {
        return Symbol{closed ? Rational(0) : world[i], plan.start[i],
                      i == 0 ? plan.odds : Rational(1 / plan.odds)};
    };
    std::map<Symbol, std::size_t> symbols;
    for (std::size_t i = 0; i < plan.start.size(); ++i)
        ++symbols[symbol_at(i)];
    KeptChain kept;
    ChainRun run{std::vector<ChainGeneration>(plan.generations + std::size_t{1}, nothing()), {}};
    std::vector<ChainGeneration>& sums = run.generations;
    Tables tables;
    std::size_t done = 0;
    for (const auto& [symbol, count] : symbols) {
        CountLaw last = SymbolRun(plan, symbol, kept).add_all(sums, count, tables, [&] {
            if (progress) progress(++done, symbols.size() * plan.generations);
        });
        const Symbol watched = symbol_at(plan.watched);
        if (!(symbol < watched) && !(watched < symbol)) run.law = std::move(last);
    }
    for (ChainGeneration& sum : sums) {
        sum.unsettled.hi = std::min(sum.unsettled.hi, 1.0);
        sum.support.hi = std::min(sum.support.hi, static_cast<double>(plan.start.size()));
    }
    if (plan.odds != 1) return run;  // the moments have no recursion of their own
    const DoubleKernel kernel;
    MomentRecursion moments(BallKernel(128), MomentProblem{plan.start, world, {}, {}});
    for (std::uint32_t t = 0; t < sums.size(); ++t) {
        if (t > 0) moments.step(plan.alpha(t), plan.samples(t));
        sums[t].diversity = common(sums[t].diversity, kernel.from_ball(moments.diversity()), "diversity");
        sums[t].distance =
            common(sums[t].distance, kernel.from_ball(moments.distance(plan.start)), "distance");
    }
    return run;
}

std::vector<ChainGeneration> chain_generations(
    const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress) {
    return run_chain(plan, progress).generations;
}

}  // namespace groundcheck
