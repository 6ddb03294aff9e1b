#include <array>
#include <cmath>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figures.hpp"
#include "sim/program_run.hpp"

namespace groundcheck::figures {

namespace {

constexpr unsigned length = 4;
constexpr std::uint32_t samples = 4, generations = 60, runs = 400;
constexpr double doubt = 0.01;

struct Learner {
    const char* column;
    const char* label;
    LoopLearner kind;
};
constexpr std::array<Learner, 3> learners = {
    {{"density", "density matcher", LoopLearner::density},
     {"posterior", "program learner, drawing from the posterior", LoopLearner::program_sample},
     {"maximum", "program learner, most likely program", LoopLearner::program_maximum}}};

// A series of each learner, as a mean over the runs with an interval that holds for all times and learners at
// once.
void add_series(Figure& figure, const FigureInputs& inputs, double RunSummary::*quantity, double range) {
    ProgramLoop loop;
    loop.length = length;
    loop.prior = prior_from_weights(length, inputs.prior_weight);
    loop.noise = Rational(1, 10);
    loop.samples = samples;
    loop.world = program_number("0110");
    RunPlan plan;
    plan.start = loop.world;
    plan.generations = generations;
    plan.runs = runs;
    plan.seed = seed;
    const double slack = rounding_bound(loop);
    const double radius =
        hoeffding_radius(runs, range, doubt / (generations * static_cast<double>(learners.size())));
    std::vector<Rational> times;
    for (std::uint32_t t = 0; t <= generations; ++t)
        times.emplace_back(t);
    add_axis(figure, "t", times);
    int colour = 0;
    std::vector<FigureCurve> lines;
    for (const Learner& learner : learners) {
        std::vector<DoubleInterval> band;
        std::vector<std::string> mean;
        const std::vector<RunSummary> summaries = run_loop(loop, learner.kind, plan);
        for (std::size_t t = 0; t < summaries.size(); ++t) {
            const double value = summaries[t].*quantity;
            const double half = directed::add_up(t == 0 ? 0 : radius, slack);
            band.push_back({std::max(0.0, directed::add_down(value, -half)),
                            std::min(range, directed::add_up(value, half))});
            mean.push_back(low_text(value));
        }
        add_enclosures(figure, learner.column, band);
        add_column(figure, std::string(learner.column) + "_mean", mean);
        figure.curves.push_back({"", CurveStyle::band, "t", std::string(learner.column) + "_low",
                                 std::string(learner.column) + "_high", "", ++colour});
        lines.push_back(
            {learner.label, CurveStyle::line, "t", std::string(learner.column) + "_mean", "", "", colour});
    }
    figure.curves.insert(figure.curves.end(), lines.begin(), lines.end());
}

Figure prepared(const char* id, const FigureInputs& inputs) {
    Figure figure;
    figure.id = id;
    figure.method =
        "Means over 400 simulated runs (seed 1); the bands (Hoeffding) hold all at once with 99% "
        "confidence. This is evidence, not proof.";
    figure.caption =
        "A closed loop (alpha = 0) of N = 4 samples, strings of 4 bits, each bit flipped with probability "
        "1/10, begun "
        "at the world’s string 0110; prior: " +
        inputs.prior_name + ".";
    figure.x = {"generation t", false, "0", std::to_string(generations)};
    return figure;
}

}  // namespace

Figure learners_entropy(const FigureInputs& inputs) {
    Figure figure = prepared("learners-entropy", inputs);
    figure.title = "A program learner’s model keeps its entropy, a density matcher’s loses it";
    figure.y = {"expected entropy of the model (nats)", false, "0", ""};
    add_series(figure, inputs, &RunSummary::entropy, length * std::log(2.0) * (1 + 1e-15));
    return figure;
}

Figure learners_knowledge(const FigureInputs& inputs) {
    Figure figure = prepared("learners-knowledge", inputs);
    figure.title = "What either learner knows of the world is lost without fresh data";
    figure.y = {"total variation from the world", false, "0", "1"};
    add_series(figure, inputs, &RunSummary::distance, 1);
    return figure;
}

}  // namespace groundcheck::figures
