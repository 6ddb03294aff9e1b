#include <array>
#include <cmath>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figures.hpp"
#include "decide/evaluate/point_process.hpp"
#include "sim/make_chain.hpp"
#include "sim/program_chain.hpp"
#include "sim/program_run.hpp"

namespace groundcheck::figures {

namespace {

constexpr unsigned length = 4;
constexpr std::uint32_t samples = 4, generations = 60, runs = 400;
constexpr double doubt = 0.01;
constexpr int information_bits = 256;

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

DoubleInterval information_of(const std::vector<Rational>& prior,
                              const std::vector<std::vector<Ball>>& laws) {
    const BallKernel kernel(information_bits);
    Ball total = kernel.rational(0);
    for (std::size_t x = 0; x < laws.front().size(); ++x) {
        Ball mixed = kernel.rational(0);
        for (std::size_t w = 0; w < prior.size(); ++w)
            mixed = kernel.add(mixed, kernel.mul(kernel.rational(prior[w]), laws[w][x]));
        for (std::size_t w = 0; w < prior.size(); ++w) {
            if (prior[w] == 0 || kernel.is_zero(laws[w][x])) continue;
            const Ball term = kernel.mul(laws[w][x], kernel.log(kernel.div(laws[w][x], mixed)));
            total = kernel.add(total, kernel.mul(kernel.rational(prior[w]), term));
        }
    }
    return DoubleKernel().from_ball(total);
}

namespace {

// The random world of the figure: a string with this prior, and what it emits.
ProgramLoop random_world() {
    ProgramLoop loop;
    loop.length = 2;
    loop.prior = {Rational(3, 8), Rational(1, 8), Rational(1, 8), Rational(3, 8)};
    loop.noise = Rational(1, 4);
    loop.samples = 2;
    return loop;
}

std::vector<Ball> balls(const Law& law) {
    std::vector<Ball> result;
    for (const Rational& mass : law)
        result.push_back(BallKernel(information_bits).rational(mass));
    return result;
}

// The information of Law(w), over the worlds w.
template <class LawOf>
DoubleInterval over_worlds(const ProgramLoop& loop, LawOf law_of) {
    std::vector<std::vector<Ball>> laws;
    for (std::size_t world = 0; world < loop.prior.size(); ++world)
        laws.push_back(law_of(world));
    return information_of(loop.prior, laws);
}

}  // namespace

Figure information() {
    constexpr std::uint32_t last = 24;
    const ProgramLoop loop = random_world();
    Figure figure;
    figure.id = "information";
    figure.title =
        "The density matcher keeps one sample’s worth of information about the world, the program learner "
        "none";
    figure.caption =
        "Mutual information of a random world and the learner after t generations of a closed loop. The "
        "world is a "
        "string of two bits with prior (3/8, 1/8, 1/8, 3/8), each bit of a sample is flipped with "
        "probability 1/4, "
        "N = 2, and the loop starts at the world. Dashed: what a single sample tells.";
    figure.method =
        "The laws of the two chains of hypotheses and of the chain on counts, enclosed in ball arithmetic of "
        "256 bits; "
        "narrower than the line.";
    figure.x = {"generation t", false, "0", std::to_string(last)};
    figure.y = {"information about the world (nats)", false, "0", ""};

    Point point;
    point.K = static_cast<std::uint32_t>(loop.prior.size());
    point.N = loop.samples;
    const auto counts = make_chain(BallKernel(information_bits), process_rules(point, {}), point.K);
    const ProgramChain sampling(loop, Choice::sample), maximum(loop, Choice::maximum);
    const DoubleInterval one_sample =
        over_worlds(loop, [&](std::size_t world) { return balls(emission(loop, world)); });
    std::vector<Rational> times;
    std::vector<DoubleInterval> density, sampled, greatest;
    for (std::uint32_t t = 0; t <= last; ++t) {
        times.emplace_back(t);
        // Q[0] is the world's own law, another one for each world: it tells all that a hypothesis does.
        density.push_back(
            t == 0 ? over_worlds(loop, [&](std::size_t world) { return balls(sampling.law(world, 0)); })
                   : over_worlds(loop, [&](std::size_t world) {
                         return counts->law(emission(loop, world), t).weights;
                     }));
        sampled.push_back(
            over_worlds(loop, [&](std::size_t world) { return balls(sampling.law(world, t)); }));
        greatest.push_back(
            over_worlds(loop, [&](std::size_t world) { return balls(maximum.law(world, t)); }));
    }
    add_axis(figure, "t", times);
    add_enclosures(figure, "density", density);
    add_enclosures(figure, "posterior", sampled);
    add_enclosures(figure, "maximum", greatest);
    add_enclosures(figure, "one_sample", std::vector<DoubleInterval>(times.size(), one_sample));
    figure.curves = {
        {"density matcher", CurveStyle::line, "t", "density_low", "", "", 1},
        {"program learner, drawing from the posterior", CurveStyle::line, "t", "posterior_low", "", "", 2},
        {"program learner, most likely program", CurveStyle::line, "t", "maximum_low", "", "", 3},
        {"one sample", CurveStyle::dashed, "t", "one_sample_low", "", "", 0}};
    return figure;
}

}  // namespace groundcheck::figures
