#include "cli/simulate_plot.hpp"

#include <set>

#include "audit/figures/series_figure.hpp"
#include "interval/ball_kernel.hpp"
#include "reports/measure_text.hpp"
#include "sim/affordable_law.hpp"
#include "sim/moments.hpp"
#include "sim/start_law.hpp"

namespace groundcheck::cli {

namespace {

using figures::SeriesQuantity;

const std::vector<double>& world_of(const SimulationPlan& plan) {
    return plan.world.empty() ? plan.start : plan.world;
}

void add_moments(const SimulationPlan& plan, KnownLaw& law) {
    if (!moments_are_affordable(plan.start.size(), plan.generations())) return;
    const std::vector<Rational> start = exact_law(plan.start), world = exact_law(world_of(plan));
    const std::vector<Rational>& reference = plan.drift_from_world ? world : start;
    MomentRecursion<BallKernel> moments(BallKernel(128),
                                        {start, world, {}, {plan.accumulate, plan.smoothing}});
    const DoubleKernel kernel;
    for (std::size_t t = 0;; ++t) {
        law.diversity.push_back(kernel.from_ball(moments.diversity()));
        law.l2.push_back(kernel.from_ball(moments.distance(reference)));
        if (t == plan.generations()) return;
        moments.step(plan.alpha[t], plan.samples[t]);
    }
}

// The chain knows the plain process, whose counts stand behind the newest model alone.
void add_chain(const SimulationPlan& plan, KnownLaw& law) {
    if (plan.accumulate || plan.smoothing != 0) return;
    const std::vector<double>& world = world_of(plan);
    std::set<std::pair<double, double>> masses;
    for (std::size_t i = 0; i < plan.start.size(); ++i)
        masses.emplace(plan.start[i], world[i]);
    if (!chain_is_affordable(plan.samples, masses.size())) return;
    const ChainPlan chain =
        scheduled_chain(exact_law(plan.start), exact_law(world), plan.alpha, plan.samples);
    const bool from_start = !plan.drift_from_world || plan.world.empty();
    for (const ChainGeneration& generation : chain_generations(chain)) {
        law.entropy.push_back(generation.entropy);
        if (from_start) law.tv.push_back(generation.variation);
    }
}

SeriesQuantity quantity(const char* label, Measure measure, const std::vector<GenerationEstimate>& estimates,
                        const std::vector<DoubleInterval>& known) {
    const auto m = static_cast<std::size_t>(measure);
    SeriesQuantity result;
    result.name = kMeasureNames[m];
    result.label = label;
    for (const GenerationEstimate& generation : estimates) {
        const MeasureEstimate& estimate = generation.measures[m];
        result.average.push_back(middle(estimate.average));
        result.band.push_back(estimate.expectation);
    }
    result.enclosed = known;
    return result;
}

}  // namespace

KnownLaw known_law(const SimulationPlan& plan) {
    KnownLaw law;
    if (plan.own) return law;
    add_moments(plan, law);
    add_chain(plan, law);
    return law;
}

std::vector<Figure> simulation_figures(const SimulationPlan& plan,
                                       const std::vector<GenerationEstimate>& estimates,
                                       const KnownLaw& known) {
    const std::string reference = plan.drift_from_world ? "the world" : "the start";
    return {figures::series_figure("entropy", "Expected entropy of the model", "nats",
                                   {quantity("entropy", Measure::entropy, estimates, known.entropy)}),
            figures::series_figure("diversity", "Expected diversity of the model", "probability",
                                   {quantity("diversity", Measure::diversity, estimates, known.diversity)}),
            figures::series_figure("drift", "Expected distance from " + reference, "distance",
                                   {quantity("total variation", Measure::tv, estimates, known.tv),
                                    quantity("L2", Measure::l2, estimates, known.l2)})};
}

}  // namespace groundcheck::cli
