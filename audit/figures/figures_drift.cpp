#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figure_simulation.hpp"
#include "audit/figures/figure_values.hpp"
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

namespace {

// A share of exogenous data, the variance that follows from it by the recursion, and what is known of that
// in closed form: equal to it, or bounds of it.
struct NoiseSchedule {
    const char* column;
    const char* label;
    const char* share;  // in r
    const char* low;    // in t
    const char* high;
    int colour;
};
constexpr NoiseSchedule noise_schedules[] = {
    {"none", "no exogenous data: a random walk", "0", "t", "t", 0},
    {"harmonic", "α_t = 1/(t+2): slope 1/3", "1/(r+2)", "((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2",
     "((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2", 1},
    {"root", "α_t = 1/√(t+1): between √t/2 and √t/2 + 1/2", "1/sqrt(r+1)", "sqrt(t)/2", "sqrt(t)/2 + 1/2", 2},
    {"constant", "α = 1/10: bounded", "1/10", "(1 - (9/10)^(2*t))/(1 - (9/10)^2)",
     "(1 - (9/10)^(2*t))/(1 - (9/10)^2)", 3}};

}  // namespace

Figure noise_variance() {
    constexpr std::uint32_t last = 60;
    Figure figure;
    figure.id = "noise-variance";
    figure.title = "With noise of a fixed variance the drift is a random walk only without exogenous data";
    figure.caption =
        "The variance `v[t+1] = (1 - alpha_t)^2*v[t] + 1` from `v[0] = 0`, in units of the noise's. Marks: "
        "the "
        "recursion gone through. Lines: its closed form, or bounds. Where `alpha_t` tends to 0 the variance "
        "has "
        "no bound, but a random walk's slope it has only without exogenous data.";
    figure.method =
        "Marks and lines are enclosures in ball arithmetic of 128 bits, computed apart and narrower than the "
        "line.";
    figure.x = {"generation t", false, "0", std::to_string(last)};
    figure.y = {"variance (units of the noise’s)", false, "0", "30"};
    std::vector<std::uint32_t> times;
    std::vector<Rational> axis;
    for (std::uint32_t t = 0; t <= last; t += 2) {
        times.push_back(t);
        axis.emplace_back(t);
    }
    add_axis(figure, "t", axis);
    const Setting setting{Point()};
    for (const NoiseSchedule& schedule : noise_schedules) {
        const std::string name = schedule.column;
        const std::string recursion =
            "sum(s in 1..t: prod(r in s..t-1: (1 - " + std::string(schedule.share) + ")^2))";
        add_enclosures(figure, name, setting.over(times, recursion));
        add_enclosures(figure, name + "_lower", setting.over(times, schedule.low));
        add_enclosures(figure, name + "_upper", setting.over(times, schedule.high));
        const bool bounds = std::string(schedule.low) != schedule.high;
        figure.curves.push_back({"", CurveStyle::points, "t", name + "_low", "", "", schedule.colour});
        figure.curves.push_back({schedule.label, bounds ? CurveStyle::dashed : CurveStyle::line, "t",
                                 name + "_lower_low", "", "", schedule.colour});
        if (bounds)
            figure.curves.push_back(
                {"", CurveStyle::dashed, "t", name + "_upper_high", "", "", schedule.colour});
    }
    return figure;
}

}  // namespace groundcheck::figures
