// Where the chain ends: the law that the model tends to, and how long a closed loop takes to a vertex.
//
// States are eliminated one by one, each handing its probabilities on to the others (Grassmann, Taksar and
// Heyman 1985; Kemeny and Snell 1960 for absorbing chains). 1 - T_nn is computed as the sum of the other
// probabilities of its row, so nothing is ever subtracted and enclosures stay tight at any precision.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/chain.hpp"

namespace groundcheck {

template <class Value>
struct LimitLaw {
    std::vector<Value> weights;  // by rank among the states of generation 1, adding up to 1
    Value time;                  // closed loop: the mean number of generations to a vertex; otherwise unused
};

namespace detail {

// The chain's matrix with rows that add up to 1, dense; only states marked in `member` are filled in.
template <NumberKernel Kernel>
std::vector<std::vector<typename Kernel::Value>> dense(ProcessChain<Kernel>& chain,
                                                       const std::vector<char>& member) {
    const Kernel& kernel = chain.kernel();
    const auto& step = chain.step(1);
    std::vector<std::vector<typename Kernel::Value>> matrix(step.rows.size());
    for (std::size_t i = 0; i < step.rows.size(); ++i) {
        if (member[i] == 0) continue;
        matrix[i].assign(step.rows.size(), kernel.rational(0));
        for (const auto& [j, weight] : step.rows[i])
            matrix[i][j] = kernel.div(weight, step.total);
    }
    return matrix;
}

inline bool is_vertex(const Counts& counts) {
    std::size_t positive = 0;
    for (const auto count : counts)
        positive += count > 0 ? 1 : 0;
    return positive == 1;
}

// h_i = r_i + sum_j T_ij*h_j with h = 0 at vertices, and where the mass goes: every state that is no vertex
// is eliminated, h_n = (r_n + sum_{j != n} T_nj*h_j) / sum_{j != n} T_nj.
template <NumberKernel Kernel>
LimitLaw<typename Kernel::Value> absorption(ProcessChain<Kernel>& chain, const std::vector<Rational>& start) {
    using Value = typename Kernel::Value;
    const Kernel& kernel = chain.kernel();
    const Compositions& states = chain.states(1);
    const std::size_t size = states.size();
    const auto& law = chain.law(start, 1);
    std::vector<char> inner(size);
    for (std::size_t i = 0; i < size; ++i)
        inner[i] = is_vertex(states[i]) ? 0 : 1;
    auto matrix = dense(chain, inner);
    // The start is one more row, which is never eliminated; from a vertex no time passes.
    const bool moves =
        std::count(start.begin(), start.end(), Rational(0)) + 1 != std::ptrdiff_t(start.size());
    matrix.emplace_back();
    for (const Value& weight : law.weights)
        matrix.back().push_back(kernel.div(weight, law.total));
    inner.push_back(0);
    std::vector<Value> time(size + 1, kernel.rational(1));
    time[size] = kernel.rational(moves ? 1 : 0);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < size; ++i)
        if (inner[i] != 0) rows.push_back(i);
    rows.insert(rows.begin(), size);
    while (rows.size() > 1) {
        const std::size_t n = rows.back();
        rows.pop_back();
        inner[n] = 0;
        Value leaving = kernel.rational(0);
        for (std::size_t j = 0; j < size; ++j)
            if (j != n && !kernel.is_zero(matrix[n][j])) leaving = kernel.add(leaving, matrix[n][j]);
        for (std::size_t j = 0; j < size; ++j)
            if (j != n && !kernel.is_zero(matrix[n][j])) matrix[n][j] = kernel.div(matrix[n][j], leaving);
        time[n] = kernel.div(time[n], leaving);
        for (const std::size_t i : rows) {
            const Value flow = matrix[i][n];
            if (kernel.is_zero(flow)) continue;
            matrix[i][n] = kernel.rational(0);
            for (std::size_t j = 0; j < size; ++j)
                if (j != n && !kernel.is_zero(matrix[n][j]))
                    matrix[i][j] = kernel.add(matrix[i][j], kernel.mul(flow, matrix[n][j]));
            time[i] = kernel.add(time[i], kernel.mul(flow, time[n]));
        }
    }
    return {std::move(matrix[size]), time[size]};
}

// The stationary law of the states in `member`, a closed class all of whose transitions are possible.
template <NumberKernel Kernel>
LimitLaw<typename Kernel::Value> stationary(ProcessChain<Kernel>& chain, const std::vector<char>& member) {
    using Value = typename Kernel::Value;
    const Kernel& kernel = chain.kernel();
    auto matrix = dense(chain, member);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < member.size(); ++i)
        if (member[i] != 0) order.push_back(i);
    for (std::size_t n = order.size(); n-- > 1;) {
        Value leaving = kernel.rational(0);
        for (std::size_t j = 0; j < n; ++j)
            leaving = kernel.add(leaving, matrix[order[n]][order[j]]);
        for (std::size_t i = 0; i < n; ++i) {
            Value& flow = matrix[order[i]][order[n]];
            flow = kernel.div(flow, leaving);
            for (std::size_t j = 0; j < n; ++j) {
                Value& entry = matrix[order[i]][order[j]];
                entry = kernel.add(entry, kernel.mul(flow, matrix[order[n]][order[j]]));
            }
        }
    }
    std::vector<Value> weights(member.size(), kernel.rational(0));
    weights[order[0]] = kernel.rational(1);
    Value total = weights[order[0]];
    for (std::size_t n = 1; n < order.size(); ++n) {
        Value mass = kernel.rational(0);
        for (std::size_t i = 0; i < n; ++i)
            mass = kernel.add(mass, kernel.mul(weights[order[i]], matrix[order[i]][order[n]]));
        total = kernel.add(total, mass);
        weights[order[n]] = std::move(mass);
    }
    for (const std::size_t i : order)
        weights[i] = kernel.div(weights[i], total);
    return {std::move(weights), kernel.rational(0)};
}

}  // namespace detail

// The law of P[infinity] from P[0] = start: of the vertex where a closed loop ends, or the stationary law
// with exogenous data or smoothing (which no start changes). Throws ProcessError where the process has no
// limit law of this kind: a schedule, accumulating data, or too many states.
template <NumberKernel Kernel>
LimitLaw<typename Kernel::Value> limit_law(ProcessChain<Kernel>& chain, const std::vector<Rational>& start) {
    const ProcessRules& rules = chain.rules();
    if (!rules.constant || rules.accumulate)
        throw ProcessError(
            "P[infinity] needs the same generation for ever: no schedule, no accumulating data");
    const Compositions& states = chain.states(1);
    constexpr std::size_t most_states = 2000;
    if (states.size() > most_states)
        throw ProcessError("the limit law of " + std::to_string(states.size()) + " states, more than " +
                           std::to_string(most_states));
    const Rational alpha = rules.generation(0).alpha;
    const bool smoothed = rules.additive > 0 && alpha < 1;
    if (alpha == 0 && !smoothed) return detail::absorption(chain, start);
    // Whatever has mass in every mixture has it for ever; every composition of those symbols can follow any.
    std::vector<char> member(states.size(), 1);
    for (std::size_t i = 0; i < states.size() && !smoothed; ++i)
        for (std::size_t k = 0; k < rules.world.size(); ++k)
            if (rules.world[k] == 0 && states[i][k] > 0) member[i] = 0;
    return detail::stationary(chain, member);
}

}  // namespace groundcheck
