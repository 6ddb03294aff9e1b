#include "sim/loops/known_law.hpp"

#include <algorithm>
#include <set>

#include "interval/ball_kernel.hpp"
#include "sim/affordable_law.hpp"
#include "sim/moments.hpp"

namespace groundcheck::loops {

namespace {

bool is_independent(const LoopPlan& plan) {
    const bool grounded =
        std::any_of(plan.alpha.begin(), plan.alpha.end(), [](const Rational& alpha) { return alpha > 0; });
    return plan.real->order() == 0 && plan.smoothing.kind == Smoothing::Kind::mle && plan.models == 1 &&
           plan.cap == 0 && plan.filter.length == 0 &&
           (!grounded || (plan.passage == 1 && !plan.exact_share));
}

std::vector<Rational> law_of(const RealText& real) {
    std::vector<Rational> law;
    for (const std::uint64_t count : real.token_counts())
        law.emplace_back(count, real.training().size());
    return law;
}

void add_diversity(const LoopPlan& plan, const std::vector<Rational>& start, LoopLaw& law) {
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
    if (plan.accumulate) return;
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
