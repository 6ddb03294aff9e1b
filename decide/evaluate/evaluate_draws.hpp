// What is drawn: the chains of models, which models a body speaks of, and going through all of them with
// their probabilities. Included by evaluate_*.cpp alone.
#pragma once

#include <algorithm>
#include <set>
#include <tuple>
#include <type_traits>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/evaluate/point_process.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/precision.hpp"
#include "sim/limit_law.hpp"
#include "sim/make_chain.hpp"
#include "sim/process_error.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace detail {

// All that a chain of models depends on, its first model apart.
struct ChainKey {
    std::uint32_t parts = 0;  // symbols that are told apart: K, or 2 where one is looked at alone
    bool of_symbol = false;
    Precision precision = 0;  // of the arithmetic; 0 where it has none
    PointKey point;           // of the process
    std::vector<Rational> world;

    bool operator<(const ChainKey& other) const {
        return std::tie(parts, of_symbol, precision, point, world) <
               std::tie(other.parts, other.of_symbol, other.precision, other.point, other.world);
    }
};

// Chains are shared by all evaluators of a thread that ask about the same process in the same arithmetic.
template <NumberKernel Kernel>
std::shared_ptr<ProcessChain<Kernel>> shared_chain(const Kernel& kernel, const Point& point,
                                                   std::vector<Rational> world, bool of_symbol) {
    const std::uint32_t parts = of_symbol ? 2 : point.K;
    ChainKey key{parts, of_symbol, 0, PointKey(dependencies_of(point.process.get()), point), world};
    if constexpr (requires { kernel.precision(); }) key.precision = kernel.precision();
    // A chain found under a poor key must at least be the same every time: tables are made from it.
    const bool forgets = !planted(PlantedFault::chain_key_without_K) &&
                         !planted(PlantedFault::chain_key_without_world) &&
                         !planted(PlantedFault::chain_key_without_numbers);
    if (planted(PlantedFault::chain_key_without_K)) key.point.K = 0;
    if (planted(PlantedFault::chain_key_without_world)) key.world.clear();
    if (planted(PlantedFault::chain_key_without_numbers)) key.point.scalars.clear();
    constexpr std::size_t most_chains = 16;
    // A chain says where in the claim something has no value: one is another claim's where that stands
    // elsewhere.
    struct Kept {
        std::shared_ptr<ProcessChain<Kernel>> chain;
        std::shared_ptr<const Process> process;
    };
    thread_local std::map<ChainKey, Kept> chains;
    const auto found = chains.find(key);
    if (found != chains.end() && same_with_places(found->second.process.get(), point.process.get()))
        return found->second.chain;
    const ResolvedProcess process = resolved(point);
    auto made = make_chain(
        kernel, of_symbol ? process.rules_of_symbol(std::move(world)) : process.rules(std::move(world)),
        parts);
    if (chains.size() >= most_chains && forgets) chains.clear();
    return chains.insert_or_assign(std::move(key), Kept{std::move(made), point.process}).first->second.chain;
}

}  // namespace detail

// ---- the models

// Whether the body speaks of the model of one random generation alone, so that its value depends on the count
// alone.
template <NumberKernel Kernel>
bool Evaluator<Kernel>::mentions_only_sample(const Expression& e) {
    if (e.node == Node::distribution) return e.name == "Q'";
    if (e.node == Node::generation) return time_of(e) != 0;
    return std::all_of(e.args.begin(), e.args.end(),
                       [this](const ExpressionPtr& arg) { return mentions_only_sample(*arg); });
}

template <NumberKernel Kernel>
Generation Evaluator<Kernel>::generation(std::uint32_t t) {
    return generation_at(*point_, t);
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::starting(const Expression* from) {
    if (from != nullptr) return exact_distribution(*from);
    return from_ ? *from_ : named_distribution(start_of(*point_));
}

// M, the training distribution of the first step: alpha*P + (1-alpha)*start unless the process says
// otherwise, where the start is Q unless the expectation says "from".
template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::mixture(const Expression* from) {
    const auto given = point_->distributions.find("M");  // in a process's fit
    if (given != point_->distributions.end()) return given->second;
    if (marginal_ && point_->process)
        return {resolved(*point_).training_of_symbol(0, starting(from).front())};
    return training_at(*point_, 0, starting(from));
}

template <NumberKernel Kernel>
bool Evaluator<Kernel>::is_one_draw() {
    return !point_->process || chain().rules().is_one_draw(0);
}

template <NumberKernel Kernel>
std::uint32_t Evaluator<Kernel>::time_of(const Expression& generation) {
    const Expression& time = *generation.args[0];
    if (time.node == Node::infinity) return for_ever;
    const std::int64_t t = integer(time);
    constexpr std::int64_t last = 1'000'000;
    if (t < 0 || t > last)
        throw DomainError(time.where, "there is no generation " + std::to_string(t) + " (0 to " +
                                          std::to_string(last) + ")");
    return static_cast<std::uint32_t>(t);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::times_of(const Expression& body) -> Times {
    std::set<std::uint32_t> times;
    for_each_part(body, [&](const Expression& e) {
        if (is_next_model(e)) times.insert(1);
        if (e.node == Node::generation) times.insert(time_of(e));
    });
    times.erase(0);
    if (times.empty()) times.insert(1);
    return {times.begin(), times.end()};
}

template <NumberKernel Kernel>
ProcessChain<Kernel>& Evaluator<Kernel>::chain() {
    if (chain_) return *chain_;
    std::vector<Rational> world;
    if (const auto found = point_->distributions.find("P"); found != point_->distributions.end()) {
        world = found->second;
        if (marginal_) world.push_back(1 - world[0]);
    }
    chain_ = detail::shared_chain(kernel_, *point_, std::move(world), marginal_);
    return *chain_;
}

template <NumberKernel Kernel>
void Evaluator<Kernel>::set_sample(const std::vector<std::uint32_t>& counts) {
    drawn_.counts = counts;
    drawn_.sample.clear();
    for (const auto count : counts)
        drawn_.sample.push_back(shares_[count]);
}

template <NumberKernel Kernel>
void Evaluator<Kernel>::set_state(std::uint32_t time, std::size_t state) {
    const std::uint32_t t = time == for_ever ? 1 : time;
    State& visited = drawn_.visited[time];
    visited.rank = state;
    const auto counted = chain().counted(t, state);
    const auto mass = counted ? chain().rules().count_mass(t - 1, counted->samples) : std::nullopt;
    if (!mass) {
        visited.model = values(chain().model(t, state));
        return;
    }
    const std::uint32_t n = counted->samples;
    Values& masses = masses_[n];
    if (masses.empty()) {
        for (std::uint32_t c = 0; c <= n; ++c)
            masses.push_back(kernel_.rational(mass->of(c, n)));
    }
    visited.model.clear();
    const Counts& counts = *counted->counts;
    for (std::size_t i = 0; i < (marginal_ ? 1 : counts.size()); ++i)
        visited.model.push_back(masses[counts[i]]);
}

// ---- going through them

template <NumberKernel Kernel>
template <class Visit>
auto Evaluator<Kernel>::each_sample(const Times& times, const Expression* start, Visit visit) -> Value {
    if (times.size() != 1 || times[0] != 1 || !is_one_draw()) return each_path(times, start, visit);
    const std::uint32_t N = generation(0).samples;
    if (shares_.empty()) {
        const CountMass mass = count_mass(N);
        for (std::uint32_t k = 0; k <= N; ++k)
            shares_.push_back(kernel_.rational(mass.of(k, N)));
    }
    const std::vector<Rational> law = mixture(start);
    const Surroundings outside(*this, start);
    if (!marginal_) {
        each_outcome(kernel_, N, law, [&](const Value& weight, const std::vector<std::uint32_t>& counts) {
            set_sample(counts);
            visit(weight);
        });
        return total_weight(kernel_, N, law);
    }
    if (!kept_.binomial) kept_.binomial.emplace(kernel_, N);
    drawn_.counts.assign(1, 0);
    drawn_.sample.assign(1, shares_[0]);
    kept_.binomial->each(law[0], [&](const Value& weight, std::uint32_t k) {
        drawn_.counts[0] = k;
        drawn_.sample[0] = shares_[k];
        visit(weight);
    });
    return total_weight(kernel_, N, {law[0], 1 - law[0]});
}

template <NumberKernel Kernel>
template <class Visit>
auto Evaluator<Kernel>::each_path(const Times& times, const Expression* start, Visit visit) -> Value {
    std::vector<Rational> from = starting(start);
    if (marginal_) from.push_back(1 - from[0]);
    const Surroundings outside(*this, start);
    if (times.back() == for_ever) {
        if (times.size() > 1) throw ProcessError("Q[infinity] cannot stand beside another generation");
        const auto limit = limit_law(chain(), from);
        for (std::size_t state = 0; state < limit.weights.size(); ++state) {
            if (kernel_.is_zero(limit.weights[state])) continue;
            set_state(for_ever, state);
            visit(limit.weights[state]);
        }
        return kernel_.rational(Rational(1));
    }
    // Copies: the chain may drop what it has kept.
    Values totals;
    for (const std::uint32_t time : times)
        totals.push_back(chain().law(from, time).total);
    const StateLaw<Value> law = chain().law(from, times[0]);
    for (std::size_t state = 0; state < law.weights.size(); ++state) {
        if (kernel_.is_zero(law.weights[state])) continue;
        set_state(times[0], state);
        walk_path(times, totals, 1, state, law.weights[state], visit);
    }
    return totals.back();
}

// Visits what follows the state of times[place-1], whose weight is out of totals[place-1]; what is visited
// has weights out of totals.back().
template <NumberKernel Kernel>
template <class Visit>
void Evaluator<Kernel>::walk_path(const Times& times, const Values& totals, std::size_t place,
                                  std::size_t state, const Value& weight, Visit& visit) {
    if (place == times.size()) return visit(weight);
    const StateLaw<Value> law = chain().law_from(times[place - 1], state, times[place]);
    Value scaled = weight;
    // The law from one state has a total of its own, which divides that of the laws from all of them.
    if constexpr (std::is_same_v<Kernel, ExactKernel>)
        scaled = kernel_.mul(weight, kernel_.div(totals[place], kernel_.mul(totals[place - 1], law.total)));
    for (std::size_t next = 0; next < law.weights.size(); ++next) {
        if (kernel_.is_zero(law.weights[next])) continue;
        set_state(times[place], next);
        walk_path(times, totals, place + 1, next, kernel_.mul(scaled, law.weights[next]), visit);
    }
}

template <NumberKernel Kernel>
CountMass Evaluator<Kernel>::count_mass(std::uint32_t n) {
    return point_->process ? chain().rules().count_mass(0, n).value() : CountMass{};
}

}  // namespace groundcheck
