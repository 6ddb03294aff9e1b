// Where the chain ends: the law that the model tends to, and how long that takes.
//
// Which states can follow which decides the rest: in the long run the model is in one of the closed classes,
// and there its law tends to the stationary one if the class has period 1. States are eliminated one by one,
// each handing its probabilities on to the others (Grassmann, Taksar and Heyman 1985; Kemeny and Snell 1960
// for absorbing chains). 1 - T_nn is computed as the sum of the other probabilities of its row, so nothing is
// ever subtracted and enclosures stay tight at any precision.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/chain.hpp"
#include "sim/closed_classes.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

template <class Value>
struct LimitLaw {
    std::vector<Value> weights;  // by number among the states of generation 1, adding up to 1
    Value time;                  // the mean number of generations until the model is in a closed class
};

namespace detail {

// The chain's matrix among the states that a start can reach, with rows that add up to 1; and one more row,
// the last, for the start itself.
template <NumberKernel Kernel>
class Elimination {
  public:
    using Value = typename Kernel::Value;

    Elimination(ProcessChain<Kernel>& chain, const std::vector<Rational>& start) : kernel_(chain.kernel()) {
        const StateLaw<Value> law = chain.law(start, 1);
        known_ = law.weights.size();
        std::vector<std::pair<std::uint32_t, Value>> first;
        for (std::uint32_t i = 0; i < law.weights.size(); ++i)
            if (!kernel_.is_zero(law.weights[i]))
                first.emplace_back(i, kernel_.div(law.weights[i], law.total));
        for (const auto& [state, weight] : first)
            place(state);
        std::vector<std::vector<std::pair<std::uint32_t, Value>>> rows;
        for (std::size_t i = 0; i < states_.size(); ++i) {
            rows.push_back(chain.row(1, states_[i]));
            for (const auto& [state, weight] : rows.back())
                place(state);
        }
        rows.push_back(std::move(first));
        const Value zero = kernel_.rational(0);
        for (const auto& row : rows) {
            matrix_.emplace_back(states_.size(), zero);
            follows_.emplace_back();
            for (const auto& [state, weight] : row) {
                Value& entry = matrix_.back()[places_.at(state)];
                entry = kernel_.is_zero(entry) ? weight : kernel_.add(entry, weight);
                follows_.back().push_back(places_.at(state));
            }
        }
        follows_.pop_back();
    }

    LimitLaw<Value> limit() {
        const ClosedClasses classes = closed_classes(follows_);
        for (const std::uint32_t period : classes.periods)
            if (period > 1)
                throw ProcessError("the model tends to no law: in the long run it goes through " +
                                   std::to_string(period) + " sets of models in turn");
        std::vector<std::vector<std::size_t>> members(classes.periods.size());
        std::vector<std::size_t> passing;
        for (std::size_t i = 0; i < states_.size(); ++i)
            (classes.of[i] < 0 ? passing : members[static_cast<std::size_t>(classes.of[i])]).push_back(i);
        Value time = absorbed(passing);
        std::vector<Value> masses(members.size(), kernel_.rational(0));
        for (std::size_t c = 0; c < members.size(); ++c)
            for (const std::size_t i : members[c])
                masses[c] = kernel_.add(masses[c], matrix_.back()[i]);
        LimitLaw<Value> result{{}, std::move(time)};
        result.weights.assign(
            std::max(known_, std::size_t{1} + *std::max_element(states_.begin(), states_.end())),
            kernel_.rational(0));
        for (std::size_t c = 0; c < members.size(); ++c) {
            const std::vector<Value> law = stationary(members[c]);
            for (std::size_t i = 0; i < members[c].size(); ++i)
                result.weights[states_[members[c][i]]] = kernel_.mul(masses[c], law[i]);
        }
        return result;
    }

  private:
    void place(std::uint32_t state) {
        constexpr std::size_t most_states = 2000;
        if (!places_.try_emplace(state, states_.size()).second) return;
        if (states_.size() >= most_states)
            throw ProcessError("the limit law of more than " + std::to_string(most_states) + " states");
        states_.push_back(state);
    }

    // Hands on what goes to states that are left for ever, until the last row goes to closed classes alone,
    // and returns the mean number of steps: h_n = (1 + sum_{j != n} T_nj*h_j) / sum_{j != n} T_nj, and one
    // step from the start.
    Value absorbed(const std::vector<std::size_t>& passing) {
        const std::size_t size = states_.size();
        std::vector<Value> time(size, kernel_.rational(1));
        Value total = kernel_.rational(1);
        std::vector<std::size_t> rows = passing;
        while (!rows.empty()) {
            const std::size_t n = rows.back();
            rows.pop_back();
            Value leaving = kernel_.rational(0);
            for (std::size_t j = 0; j < size; ++j)
                if (j != n && !kernel_.is_zero(matrix_[n][j])) leaving = kernel_.add(leaving, matrix_[n][j]);
            for (std::size_t j = 0; j < size; ++j)
                if (j != n && !kernel_.is_zero(matrix_[n][j]))
                    matrix_[n][j] = kernel_.div(matrix_[n][j], leaving);
            time[n] = kernel_.div(time[n], leaving);
            for (const std::size_t i : rows)
                hand_on(matrix_[i], n, time[i], time[n]);
            hand_on(matrix_.back(), n, total, time[n]);
        }
        return total;
    }

    void hand_on(std::vector<Value>& row, std::size_t n, Value& time, const Value& more) const {
        const Value flow = row[n];
        if (kernel_.is_zero(flow)) return;
        row[n] = kernel_.rational(0);
        for (std::size_t j = 0; j < row.size(); ++j)
            if (j != n && !kernel_.is_zero(matrix_[n][j]))
                row[j] = kernel_.add(row[j], kernel_.mul(flow, matrix_[n][j]));
        time = kernel_.add(time, kernel_.mul(flow, more));
    }

    // The stationary law of a closed class, in its order.
    std::vector<Value> stationary(const std::vector<std::size_t>& order) {
        for (std::size_t n = order.size(); n-- > 1;) {
            Value leaving = kernel_.rational(0);
            for (std::size_t j = 0; j < n; ++j)
                leaving = kernel_.add(leaving, matrix_[order[n]][order[j]]);
            for (std::size_t i = 0; i < n; ++i) {
                Value& flow = matrix_[order[i]][order[n]];
                if (kernel_.is_zero(flow)) continue;
                flow = kernel_.div(flow, leaving);
                for (std::size_t j = 0; j < n; ++j) {
                    Value& entry = matrix_[order[i]][order[j]];
                    entry = kernel_.add(entry, kernel_.mul(flow, matrix_[order[n]][order[j]]));
                }
            }
        }
        std::vector<Value> weights = {kernel_.rational(1)};
        Value total = weights[0];
        for (std::size_t n = 1; n < order.size(); ++n) {
            Value mass = kernel_.rational(0);
            for (std::size_t i = 0; i < n; ++i)
                mass = kernel_.add(mass, kernel_.mul(weights[i], matrix_[order[i]][order[n]]));
            total = kernel_.add(total, mass);
            weights.push_back(std::move(mass));
        }
        for (Value& weight : weights)
            weight = kernel_.div(weight, total);
        return weights;
    }

    const Kernel& kernel_;
    std::size_t known_ = 0;                          // states that the chain had numbered at the start
    std::vector<std::uint32_t> states_;              // of the chain, by place here
    std::map<std::uint32_t, std::size_t> places_;    // and back
    std::vector<std::vector<Value>> matrix_;         // by places, the start's row last
    std::vector<std::vector<std::size_t>> follows_;  // which places can follow which
};

}  // namespace detail

// The law of Q[infinity] from Q[0] = start, if the model's law tends to one. `time` counts from the start,
// which is no state: a start where the closed loop stands still counts one generation. Throws ProcessError
// where there is no limit law of this kind: a schedule, accumulating data, too many states, models that go
// round for ever.
template <NumberKernel Kernel>
LimitLaw<typename Kernel::Value> limit_law(ProcessChain<Kernel>& chain, const std::vector<Rational>& start) {
    if (const std::string why = chain.rules().no_limit(); !why.empty()) throw ProcessError(why);
    return detail::Elimination<Kernel>(chain, start).limit();
}

}  // namespace groundcheck
