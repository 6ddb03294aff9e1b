#include "sim/loops/known_law.hpp"

#include <algorithm>
#include <set>

#include "interval/ball_kernel.hpp"
#include "sim/affordable_law.hpp"
#include "sim/moments.hpp"

namespace groundcheck::loops {

namespace {

// One model that is fitted to transitions that all count the same, none of them the real text's.
bool is_plain(const LoopPlan& plan) {
    return plan.models == 1 && plan.weight.empty() && plan.real_weight == 0;
}

// Whether every token is drawn from alpha*P + (1-alpha)*Q by itself.
bool is_independent(const LoopPlan& plan) {
    const bool grounded =
        std::any_of(plan.alpha.begin(), plan.alpha.end(), [](const Rational& alpha) { return alpha > 0; });
    return plan.real->order() == 0 && plan.smoothing.kind == Smoothing::Kind::mle && plan.cap == 0 &&
           plan.filter.length == 0 && (plan.models == 1 || plan.passage == 1) &&
           (!grounded || (plan.passage == 1 && !plan.exact_share));
}

std::vector<Rational> law_of(const RealText& real) {
    std::vector<Rational> law;
    for (const std::uint64_t count : real.token_counts())
        law.emplace_back(count, real.training().size());
    return law;
}

// E[D] with weights, of an ensemble too. With w the models' weights and X the mixture of what their texts
// say,
//     Q[t+1] = (1 - eta)*B + eta*X,  E[sum X^2] = (1 - s)*E[sum M^2] + s,  s = (sum w^2)/N,
// where M = alpha*P + (1-alpha)*Q[t] is what is drawn from, B is Q[t] if data accumulate and P if not, and
// eta the newest text's share of all weights. E[Q[t]] = P, as the loop begins at P and no step moves it; so
// with c = sum P^2 and m = E[sum Q[t]^2] the products of two of these laws are c where one of them is P, else
// m.
std::vector<DoubleInterval> weighted_diversity(const LoopPlan& plan, const std::vector<Rational>& start) {
    const DoubleKernel kernel;
    const auto mixed = [&](DoubleInterval a, const Rational& share, DoubleInterval b) {
        return kernel.add(kernel.mul(kernel.rational(Rational(1 - share)), a),
                          kernel.mul(kernel.rational(share), b));
    };
    Rational c = 0, models = plan.model_weights.empty() ? Rational(1, plan.models) : Rational(0);
    for (const Rational& mass : start)
        c += mass * mass;
    for (const Rational& weight : plan.model_weights)
        models += weight * weight;
    const DoubleInterval still = kernel.rational(c);
    DoubleInterval m = still;
    std::vector<DoubleInterval> diversity = {kernel.rational(Rational(1 - c))};
    const Rational real = plan.real_weight * Rational(plan.real->grams().total);
    Rational before = real;
    for (std::size_t t = 0; t < plan.generations(); ++t) {
        const Rational newest =
            (plan.weight.empty() ? Rational(1) : plan.weight[t]) * Rational(plan.samples[t]);
        const Rational eta = newest / (before + newest), alpha = plan.alpha[t];
        const DoubleInterval drawn = mixed(m, Rational(alpha * (2 - alpha)), still);  // sum M^2
        const DoubleInterval text = mixed(drawn, Rational(models / Rational(plan.samples[t])), {1, 1});
        const DoubleInterval base = plan.accumulate ? m : still;
        const DoubleInterval cross = plan.accumulate ? mixed(m, alpha, still) : still;  // sum B*M
        const Rational squares = eta * eta + (1 - eta) * (1 - eta);
        m = mixed(cross, squares, mixed(base, Rational(eta * eta / squares), text));
        diversity.push_back(kernel.sub({1, 1}, m));
        before = plan.accumulate ? Rational(before + newest) : real;
    }
    return diversity;
}

void add_diversity(const LoopPlan& plan, const std::vector<Rational>& start, LoopLaw& law) {
    if (!is_plain(plan)) {
        law.diversity = weighted_diversity(plan, start);
        return;
    }
    if (!moments_are_affordable(start.size(), plan.generations())) return;
    MomentRecursion<BallKernel> moments(BallKernel(128), {start, start, {}, {plan.accumulate, 0}});
    const DoubleKernel kernel;
    for (std::size_t t = 0;; ++t) {
        law.diversity.push_back(kernel.from_ball(moments.diversity()));
        if (t == plan.generations()) return;
        moments.step(plan.alpha[t], plan.samples[t]);
    }
}

void add_chain(const LoopPlan& plan, const std::vector<Rational>& start, LoopLaw& law) {
    if (plan.accumulate || !is_plain(plan)) return;
    const std::set<std::uint64_t> masses(plan.real->token_counts().begin(), plan.real->token_counts().end());
    if (!chain_is_affordable(plan.samples, masses.size())) return;
    const ChainPlan chain = scheduled_chain(start, start, plan.alpha, plan.samples);
    for (const ChainGeneration& generation : chain_generations(chain)) {
        law.entropy.push_back(generation.entropy);
        law.vocabulary.push_back(generation.support);
    }
}

}  // namespace

LoopLaw known_law(const LoopPlan& plan) {
    LoopLaw law;
    if (!is_independent(plan)) return law;
    const std::vector<Rational> start = law_of(*plan.real);
    add_diversity(plan, start, law);
    add_chain(plan, start, law);
    return law;
}

}  // namespace groundcheck::loops
