#include "audit/figures/figures_loops.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <stdexcept>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figures.hpp"
#include "sim/loops/loop.hpp"
#include "sim/loops/plan_text.hpp"

namespace groundcheck {

namespace {

using loops::LoopMeasure;

constexpr std::size_t drawn_generations = 10;
constexpr std::uint64_t drawn_samples = 2000;
constexpr std::uint32_t drawn_replicates = 40;

// One loop, run: of each measure and generation the estimate over the replicates.
struct DrawnLoop {
    std::string name, label;
    std::vector<loops::LoopMoments> generations;
    loops::LoopValues start;
};

DrawnLoop drawn_loop(const std::string& name, const std::string& label, loops::LoopPlan plan) {
    const loops::Loop loop(std::move(plan));
    loops::LoopState state;
    loops::Loop::Options options;
    options.threads = 1;
    loop.run(state, options);
    return {name, label, std::move(state.generations), loop.start()};
}

// The loops that are drawn; each differs in one thing from the first.
std::vector<DrawnLoop> drawn_loops(const std::filesystem::path& text) {
    loops::LoopPlan base;
    base.real = loops::load_real_text({loops::TokenUnit::characters, text}, 2, 0, Rational(1, 10));
    base.alpha.assign(drawn_generations, 0);
    base.samples.assign(drawn_generations, drawn_samples);
    base.passage = 100;
    base.replicates = drawn_replicates;
    base.seed = figures::seed;
    const auto with = [&](const std::function<void(loops::LoopPlan&)>& change) {
        loops::LoopPlan plan = base;
        change(plan);
        return plan;
    };
    const auto smooth = [](loops::LoopPlan& plan) {
        plan.smoothing = loops::parse_smoothing("jelinek-mercer(1/10)").value();
    };
    const auto fresh = [](loops::LoopPlan& plan) { plan.alpha.assign(drawn_generations, Rational(1, 5)); };
    const auto accumulate = [](loops::LoopPlan& plan) { plan.accumulate = true; };
    std::vector<DrawnLoop> all;
    all.push_back(drawn_loop("replaced", "own text alone", base));
    all.push_back(drawn_loop("fresh", "a fifth of it real", with(fresh)));
    all.push_back(drawn_loop("accumulated", "own text accumulates", with(accumulate)));
    all.push_back(drawn_loop("smoothed", "own text, smoothed", with(smooth)));
    all.push_back(drawn_loop("smoothed_fresh", "a fifth real, smoothed", with([&](loops::LoopPlan& plan) {
                                 fresh(plan);
                                 smooth(plan);
                             })));
    all.push_back(
        drawn_loop("smoothed_accumulated", "accumulates, smoothed", with([&](loops::LoopPlan& plan) {
                       accumulate(plan);
                       smooth(plan);
                   })));
    return all;
}

// The columns NAME (the average), NAME_low and NAME_high (two standard errors around it), and their curves.
void draw_loop(Figure& figure, const DrawnLoop& loop, LoopMeasure measure, int colour) {
    const auto m = static_cast<std::size_t>(measure);
    std::vector<std::string> average, low, high;
    for (std::size_t t = 0; t <= drawn_generations; ++t) {
        const MeasureEstimate found = t == 0 ? estimate_of_constant(loop.start[m], drawn_replicates)
                                             : estimate_without_bounds(loop.generations[t][m]);
        const double off = t == 0 || found.standard_error.is_empty() ? 0 : 2 * found.standard_error.hi;
        average.push_back(figures::low_text(found.average.lo));
        low.push_back(figures::low_text(found.average.lo - off));
        high.push_back(figures::high_text(found.average.hi + off));
    }
    figures::add_column(figure, loop.name, average);
    figures::add_column(figure, loop.name + "_low", low);
    figures::add_column(figure, loop.name + "_high", high);
    figure.curves.push_back({"", CurveStyle::band, "t", loop.name + "_low", loop.name + "_high", "", colour});
    figure.curves.push_back({loop.label, CurveStyle::line, "t", loop.name, "", "", colour});
}

Figure loop_figure(const std::string& id, const std::string& title, const std::string& caption,
                   const std::string& unit, LoopMeasure measure, const std::vector<DrawnLoop>& all,
                   std::size_t first, std::size_t end) {
    Figure figure;
    figure.id = loop_figure_prefix + id;
    figure.title = title;
    figure.caption = caption;
    figure.method = fmt::format(
        "Markov chains of order 2 on the characters of the essay that comes with the catalogue, N = {} "
        "characters a generation in passages of 100. Averages over {} replicates; bands are two standard "
        "errors to each side, an estimate without a guarantee.",
        drawn_samples, drawn_replicates);
    figure.x = {"generation t", false, "0", std::to_string(drawn_generations)};
    figure.y = {unit, false, "0", ""};
    std::vector<Rational> times;
    for (std::size_t t = 0; t <= drawn_generations; ++t)
        times.emplace_back(t);
    figures::add_axis(figure, "t", times);
    int colour = 0;
    for (std::size_t i = first; i < end; ++i)
        draw_loop(figure, all[i], measure, ++colour);
    return figure;
}

}  // namespace

std::vector<Figure> make_loop_figures(const std::filesystem::path& text) {
    const std::vector<DrawnLoop> all = drawn_loops(text);
    return {
        loop_figure("entropy", "The entropy of what is written falls; fresh text and accumulation hold it",
                    "The entropy rate, `sum J(c)*H(p(.|c))`, of the text behind each generation's model.",
                    "entropy, nats a character", LoopMeasure::entropy, all, 0, 4),
        loop_figure(
            "trigrams", "Trigrams die out, unless real text comes in or data accumulate",
            "How many different runs of three characters the data behind each model have. At t = 0 it "
            "is the whole real text, longer than a generation. Smoothing puts in what no text has.",
            "different trigrams", LoopMeasure::trigrams, all, 0, 4),
        loop_figure("tail", "Rare characters: their mass stays in expectation",
                    "The share of the text that characters make which stand in the real text once. Without "
                    "smoothing its expectation is kept by the few runs in which one of them spread.",
                    "share of the text", LoopMeasure::tail_mass, all, 0, 3),
        loop_figure("tail-kept", "Rare characters: few of them are left",
                    "Of the characters that stand in the real text once, the share that is still there.",
                    "share left", LoopMeasure::tail_kept, all, 0, 3),
        loop_figure("perplexity", "On real text the models become worse, smoothed as they are",
                    "The perplexity of the models on the tenth of the real text that was held out. Models "
                    "without smoothing give some of it probability 0, and theirs is infinite.",
                    "perplexity a character", LoopMeasure::perplexity, all, 3, 6)};
}

}  // namespace groundcheck
