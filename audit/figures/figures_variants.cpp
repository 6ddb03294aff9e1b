// Variants of the process: a verifier that filters the samples, a fit that smooths.
#include <array>
#include <cmath>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figure_simulation.hpp"
#include "audit/figures/figure_values.hpp"
#include "audit/figures/figures.hpp"
#include "sim/selected_fixation.hpp"

namespace groundcheck::figures {

Figure verifier_fixation() {
    const Rational first(1, 4);
    Figure figure;
    figure.id = "verifier-fixation";
    figure.title = "A verifier that is better than chance ends right, if there are enough samples";
    figure.caption =
        "The probability that the closed loop ends at the right answer, of which the model gives a quarter "
        "at "
        "the start, over the number N of samples; u/v is how much more often the verifier accepts a right "
        "answer than a wrong one. Lines: the chain. Dashed: the bound `(1 - s^(N*q))/(1 - s^N)`, s = v/u and "
        "q = 1/4. Without a verifier it is 1/4 for every N.";
    figure.method =
        "Lines are enclosures from the exact chain of the counts with selection, narrower than the line; the "
        "bound is enclosed.";
    figure.x = {"samples N per generation", true, "1", "1000"};
    figure.y = {"probability of ending right", false, "0", "1"};
    std::vector<std::uint32_t> sizes;
    for (const std::uint32_t decade : {1U, 10U, 100U})
        for (const std::uint32_t tenths : {10U, 12U, 15U, 20U, 25U, 30U, 40U, 50U, 60U, 80U})
            if (decade * tenths % 10 == 0) sizes.push_back(decade * tenths / 10);
    sizes.push_back(1000);
    add_axis(figure, "N", {sizes.begin(), sizes.end()});
    struct Odds {
        const char *column, *label;
        Rational value;
    };
    const std::array<Odds, 3> all = {{{"strong", "u/v = 3/2", Rational(3, 2)},
                                      {"middling", "u/v = 11/10", Rational(11, 10)},
                                      {"weak", "u/v = 101/100", Rational(101, 100)}}};
    int colour = 0;
    for (const Odds& odds : all) {
        std::vector<DoubleInterval> right, bound;
        for (const std::uint32_t N : sizes) {
            right.push_back(SelectedFixation(N, odds.value).from(first).probability[0]);
            bound.push_back(selection_bound(odds.value, N, first));
        }
        const std::string name = odds.column;
        add_enclosures(figure, name, right);
        add_enclosures(figure, name + "_bound", bound);
        ++colour;
        figure.curves.push_back({odds.label, CurveStyle::line, "N", name + "_low", "", "", colour});
        figure.curves.push_back({"", CurveStyle::dashed, "N", name + "_bound_low", "", "", colour});
    }
    add_enclosures(figure, "unverified",
                   std::vector<DoubleInterval>(sizes.size(), DoubleKernel().rational(first)));
    figure.curves.push_back({"no verifier", CurveStyle::dashed, "N", "unverified_low", "", "", 0});
    return figure;
}

namespace {

constexpr std::uint32_t smoothed_samples = 20, smoothed_last = 100;
const std::vector<Rational>& smoothed_start() {
    static const std::vector<Rational> start = {Rational(1, 2), Rational(1, 4), Rational(1, 4)};
    return start;
}

// The bands of E[D(Q[t])] from simulated runs. Label smoothing by e is additive smoothing by a count of a
// with e = K*a/(N+K*a).
std::vector<DoubleInterval> smoothed_runs(const Rational& e, const std::vector<std::uint32_t>& times) {
    SimulationPlan runs;
    runs.start = {2, 1, 1};
    runs.smoothing = e * smoothed_samples / (3 * (1 - e));
    runs.alpha.assign(smoothed_last, Rational(0));
    runs.samples.assign(smoothed_last, smoothed_samples);
    runs.replicates = 2000;
    runs.seed = seed;
    const std::vector<GenerationEstimate> estimated = simulated(runs);
    std::vector<DoubleInterval> bands;
    for (const std::uint32_t t : times)
        bands.push_back(estimated[t].measures[static_cast<std::size_t>(Measure::diversity)].expectation);
    return bands;
}

}  // namespace

Figure smoothing_diversity() {
    Figure figure;
    figure.id = "smoothing-diversity";
    figure.title = "Label smoothing does not collapse: the expected diversity tends to a level above 0";
    figure.caption =
        "A closed loop, three symbols, `Q = (1/2, 1/4, 1/4)`, N = 20 samples, the fit `(1 - e)*X_i + e/K`. "
        "Marks: `E[D(Q[t])]` of the process. Lines: the law that it follows, with the factor "
        "`(1 - e)^2*(1 - 1/N)`. Dashed: the level `(1 - 1/K)*h*N/(h*N + 1 - h)` with h = `1 - (1 - e)^2`. "
        "Shaded: simulation.";
    figure.method =
        "Marks and lines are enclosures in ball arithmetic of 128 bits, computed apart. The bands come from "
        "2,000 "
        "simulated runs each (seed 1); those of one e hold all at once with 99% confidence.";
    figure.x = {"generation t", false, "0", std::to_string(smoothed_last)};
    figure.y = {"expected diversity", false, "0", "0.7"};
    std::vector<std::uint32_t> times;
    for (std::uint32_t t = 0; t <= smoothed_last; t += 4)
        times.push_back(t);
    add_axis(figure, "t", {times.begin(), times.end()});
    Point point;
    point.K = 3;
    point.N = smoothed_samples;
    point.distributions["Q"] = smoothed_start();
    struct Smoothing {
        const char *column, *label;
        Rational e;
    };
    const std::array<Smoothing, 3> all = {{{"much", "e = 1/10", Rational(1, 10)},
                                           {"little", "e = 1/100", Rational(1, 100)},
                                           {"none", "no smoothing", 0}}};
    const std::string level = "(1-1/K)*h*N/(h*N + 1 - h)";
    std::vector<FigureCurve> front;
    int colour = 0;
    for (const Smoothing& smoothing : all) {
        point.scalars["e"] = smoothing.e;
        point.scalars["h"] = 1 - power(1 - smoothing.e, 2);
        const Setting setting(point, {{"fit", "(1-e)*X_i + e/K"}});
        const std::string name = smoothing.column;
        add_enclosures(figure, name, setting.over(times, "E[D(Q[t])]"));
        add_enclosures(figure, name + "_law",
                       setting.over(times, level + " + (D(Q) - " + level + ")*((1-e)^2*(1-1/N))^t"));
        add_enclosures(figure, name + "_level", setting.over(times, level));
        add_enclosures(figure, name + "_simulated", smoothed_runs(smoothing.e, times));
        ++colour;
        figure.curves.push_back(
            {"", CurveStyle::band, "t", name + "_simulated_low", name + "_simulated_high", "", colour});
        front.push_back({smoothing.label, CurveStyle::line, "t", name + "_law_low", "", "", colour});
        front.push_back({"", CurveStyle::points, "t", name + "_low", "", "", colour});
        front.push_back({"", CurveStyle::dashed, "t", name + "_level_low", "", "", colour});
    }
    figure.curves.insert(figure.curves.end(), front.begin(), front.end());
    return figure;
}

}  // namespace groundcheck::figures
