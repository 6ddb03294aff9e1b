#include "sim/program_chain.hpp"

namespace groundcheck {

ProgramChain::ProgramChain(ProgramLoop loop, Choice choice) : loop_(std::move(loop)), choice_(choice) {
    check(loop_);
}

const StochasticMatrix& ProgramChain::known_matrix() const {
    if (matrix_) return *matrix_;
    matrix_ = transition_matrix(loop_, choice_);
    for (const Law& row : *matrix_) {
        for (const Rational& entry : row)
            common_ = lcm(common_, Integer(denominator(entry)));
    }
    for (const Law& row : *matrix_) {
        Integers& numbers = scaled_.emplace_back();
        for (const Rational& entry : row)
            numbers.push_back(numerator(entry) * (common_ / denominator(entry)));
    }
    return *matrix_;
}

const StochasticMatrix& ProgramChain::matrix() const {
    const std::scoped_lock lock(mutex_);
    return known_matrix();
}

void ProgramChain::advance(Running& running) const {
    Integers next(running.weights.size(), Integer(0));
    for (std::size_t h = 0; h < next.size(); ++h) {
        if (running.weights[h] == 0) continue;
        for (std::size_t g = 0; g < next.size(); ++g)
            next[g] += running.weights[h] * scaled_[h][g];
    }
    running.weights = std::move(next);
    ++running.t;
}

const Law& ProgramChain::law(std::size_t start, std::uint32_t t) const {
    const std::scoped_lock lock(mutex_);
    const auto [place, is_new] = laws_.try_emplace({start, t});
    Law& law = place->second;
    if (!is_new && !law.empty()) return law;
    known_matrix();
    Running& running = running_[start];
    if (running.weights.empty() || running.t > t) {
        running.t = 0;
        running.weights.assign(scaled_.size(), Integer(0));
        running.weights[start] = 1;
    }
    while (running.t < t)
        advance(running);
    const Integer total = boost::multiprecision::pow(common_, t);
    for (const Integer& weight : running.weights)
        law.emplace_back(weight, total);
    return law;
}

const Law& ProgramChain::limit() const {
    const std::scoped_lock lock(mutex_);
    if (!limit_) limit_ = stationary_law(known_matrix());
    return *limit_;
}

const Rational& ProgramChain::doeblin() const {
    const std::scoped_lock lock(mutex_);
    if (!doeblin_) doeblin_ = doeblin_constant(known_matrix());
    return *doeblin_;
}

std::size_t ProgramChain::bits() const {
    const std::scoped_lock lock(mutex_);
    known_matrix();
    return msb(common_) + 1;
}

}  // namespace groundcheck
