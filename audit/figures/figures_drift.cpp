#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figure_simulation.hpp"
#include "audit/figures/figures.hpp"
#include "sim/moments.hpp"
#include "sim/simulation.hpp"

namespace groundcheck::figures {

Figure drift_variance() {
    constexpr std::uint32_t N = 20, last = 100, replicates = 4000;
    const std::vector<Rational> start = {Rational(1, 2), Rational(1, 4), Rational(1, 4)};
    const std::vector<Rational> observable = {0, 1, 2};
    const Rational v = Rational(11, 16);  // var(f, Q): 5/4 - (3/4)^2
    Figure figure;
    figure.id = "drift-variance";
    figure.title = "The drift is a random walk only while t is small against N";
    figure.caption =
        "Three symbols, `Q = (1/2, 1/4, 1/4)`, `f = (0, 1, 2)`, N = 20: the variance of `mean(f, Q[t])` over "
        "generations. It begins between `t/N*v*(1 - (t - 1)/(2*N))` and `t/N*v` (shaded up to t = N), bends, "
        "and tends to "
        "`v = var(f, Q)`, below the cap `(max(f) - min(f))^2/4`.";
    figure.method =
        "The line is exact (rational moments). The simulation’s band comes from 4,000 simulated runs (seed "
        "1) and holds all at once with 99% confidence.";
    figure.x = {"generation t", false, "0", std::to_string(last)};
    figure.y = {"variance of the mean (units of f, squared)", false, "0", "1.1"};

    SimulationPlan runs;
    runs.start = {2, 1, 1};
    runs.observable = {0, 1, 2};
    runs.alpha.assign(last, Rational(0));
    runs.samples.assign(last, N);
    runs.replicates = replicates;
    runs.seed = seed;
    const std::vector<GenerationEstimate> estimated = simulated(runs);

    MomentRecursion<RationalArithmetic> moments(RationalArithmetic{}, {start, start, observable, {}});
    const DoubleKernel kernel;
    std::vector<Rational> times;
    std::vector<DoubleInterval> variance, linear_low, linear_high, limit, cap, band;
    for (std::uint32_t t = 0; t <= last; ++t) {
        if (t > 0) moments.step(0, N);
        const Rational linear = Rational(t, N) * v;
        times.emplace_back(t);
        variance.push_back(kernel.rational(moments.variance()));
        // The window says something while t is small against N; afterwards it only fills the picture.
        const bool early = t <= N;
        linear_low.push_back(early ? kernel.rational(linear * (1 - (Rational(t) - 1) / (2 * N)))
                                   : DoubleInterval::empty());
        linear_high.push_back(early ? kernel.rational(linear) : DoubleInterval::empty());
        limit.push_back(kernel.rational(v));
        cap.push_back(kernel.rational(1));
        band.push_back(estimated[t].variance);
    }
    add_axis(figure, "t", times);
    add_enclosures(figure, "variance", variance);
    add_enclosures(figure, "window_lower", linear_low);
    add_enclosures(figure, "window_upper", linear_high);
    add_enclosures(figure, "limit", limit);
    add_enclosures(figure, "cap", cap);
    add_enclosures(figure, "simulated", band);
    figure.curves = {{"linear window", CurveStyle::band, "t", "window_lower_low", "window_upper_high", "", 6},
                     {"simulation", CurveStyle::band, "t", "simulated_low", "simulated_high", "", 5},
                     {"variance", CurveStyle::line, "t", "variance_low", "", "", 1},
                     {"limit v", CurveStyle::dashed, "t", "limit_high", "", "", 0},
                     {"cap", CurveStyle::dashed, "t", "cap_high", "", "", 2}};
    return figure;
}

}  // namespace groundcheck::figures
