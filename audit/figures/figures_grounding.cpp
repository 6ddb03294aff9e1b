#include <array>
#include <numeric>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figure_values.hpp"
#include "audit/figures/figures.hpp"
#include "sim/grounding.hpp"
#include "sim/survival.hpp"

namespace groundcheck::figures {

namespace {

// 1, 1.25, 1.6, ... times powers of ten: ten points a decade, evenly spaced for the eye.
std::vector<Rational> decades(int from, int to) {
    std::vector<Rational> values;
    for (int decade = from; decade < to; ++decade)
        for (const int hundredths : {100, 125, 160, 200, 250, 320, 400, 500, 640, 800})
            values.push_back(power(Rational(10), decade) * Rational(hundredths, 100));
    values.push_back(power(Rational(10), to));
    return values;
}

}  // namespace

Figure kept_diversity() {
    Figure figure;
    figure.id = "kept-diversity";
    figure.title = "How much is kept depends on the number of fresh samples per generation, α·N";
    figure.caption =
        "The share of the world’s diversity that is kept for ever, `1 - 1/(1 + (N - 1)*alpha*(2 - alpha))`, "
        "against "
        "`alpha*N`, for several N, from `Q[0] = P`. Dashed: its limit for large N, `2*x/(1 + 2*x)` at `x = "
        "alpha*N`.";
    figure.method = "Exact, rounded outward.";
    figure.x = {"fresh samples per generation, α·N", true, "0.01", "1000"};
    figure.y = {"share of diversity kept for ever", false, "0", "1"};
    const std::vector<Rational> grid = decades(-2, 3);
    add_axis(figure, "fresh", grid);
    const DoubleKernel kernel;
    int colour = 0;
    for (const int N : {2, 10, 100, 1000}) {
        std::vector<DoubleInterval> kept;
        for (const Rational& fresh : grid)
            kept.push_back(fresh <= N ? kernel.rational(1 - lost_for_ever(N, fresh / N))
                                      : DoubleInterval::empty());
        const std::string name = "N" + std::to_string(N);
        add_enclosures(figure, name, kept);
        figure.curves.push_back(
            {"N = " + std::to_string(N), CurveStyle::line, "fresh", name + "_low", "", "", ++colour});
    }
    std::vector<DoubleInterval> limit;
    for (const Rational& fresh : grid)
        limit.push_back(kernel.rational(2 * fresh / (1 + 2 * fresh)));
    add_enclosures(figure, "limit", limit);
    figure.curves.push_back({"limit", CurveStyle::dashed, "fresh", "limit_low", "", "", 0});
    return figure;
}

Figure lost_map() {
    constexpr std::array<const char*, 4> words = {"lost: <1%", "1–10%", "10–50%", ">50%"};
    Figure figure;
    figure.id = "lost-map";
    figure.title = "Fresh data keep diversity wherever α·N is large, however small α is";
    figure.caption =
        "The share of the world’s diversity that is lost for ever, `1/(1 + (N - 1)*alpha*(2 - alpha))`, "
        "over a constant share alpha of fresh data and N samples per generation.";
    figure.method = "Each cell is decided exactly, at its middle.";
    figure.x = {"share α of fresh data", true, "0.0001", "1"};
    figure.y = {"samples N per generation", true, "1", "100000"};
    std::vector<Rational> shares, samples;
    std::vector<std::string> lost;
    for (const Rational& alpha : decades(-4, 0)) {
        for (const Rational& about : decades(0, 5)) {
            const Integer N = numerator(about) / denominator(about);
            if (!samples.empty() && samples.back() == Rational(N) && shares.back() == alpha) continue;
            const Rational loss = lost_for_ever(N, alpha);
            shares.push_back(alpha);
            samples.emplace_back(N);
            lost.emplace_back(words[loss < Rational(1, 100)  ? 0
                                    : loss < Rational(1, 10) ? 1
                                    : loss <= Rational(1, 2) ? 2
                                                             : 3]);
        }
    }
    add_axis(figure, "alpha", shares);
    add_axis(figure, "N", samples);
    add_column(figure, "lost", lost);
    constexpr std::array<int, 4> colours = {1, 6, 5, 2};
    for (std::size_t i = 0; i < words.size(); ++i)
        figure.curves.push_back({words[i], CurveStyle::cells, "alpha", "N", "lost", words[i], colours[i]});
    return figure;
}

Figure collapse_map() {
    Figure figure;
    figure.id = "collapse-map";
    figure.title = "Diversity dies only if samples stay few and fresh ones vanish";
    figure.caption =
        "Schedules `alpha_t = t^-s` and `N_t = 10*t^r`, rounded up. Diversity dies exactly where the sum of "
        "`1/N_t` is "
        "infinite (r ≤ 1) and `alpha_t*N_t` tends to 0 (s > r). On the line r = 0, N bounded, that is every "
        "s > 0.";
    figure.method =
        "Each cell is decided at its middle by one of three inequalities about the moment recursion.";
    figure.x = {"s: how fast the share of fresh data falls, α_t = t^−s", false, "0", "2"};
    figure.y = {"r: how fast samples grow, N_t = 10 t^r", false, "0", "2"};
    constexpr int steps = 40;
    std::vector<Rational> falls, grows;
    std::vector<std::string> fate;
    for (int i = 0; i < steps; ++i) {
        for (int j = 0; j < steps; ++j) {
            const Rational s(2 * i + 1, steps), r(2 * j + 1, steps);
            const Survival outcome = survival({1, -s, 0}, {10, r, 0}, 1);
            falls.push_back(s);
            grows.push_back(r);
            fate.push_back(outcome.inequality);
        }
    }
    add_axis(figure, "s", falls);
    add_axis(figure, "r", grows);
    add_column(figure, "decided_by", fate);
    figure.curves = {
        {"dies", CurveStyle::cells, "s", "r", "decided_by", "collapse", 2},
        {"survives: enough fresh samples", CurveStyle::cells, "s", "r", "decided_by", "grounding", 1},
        {"survives: enough samples", CurveStyle::cells, "s", "r", "decided_by", "product", 6}};
    return figure;
}

Figure idealised_shares() {
    constexpr std::uint32_t last = 20;
    Figure figure;
    figure.id = "idealised-shares";
    figure.title = "Without sampling the sum of the shares decides, not whether they tend to 0";
    figure.caption =
        "The distance `TV(Q[t], P)` from the world, as a part of that at the start, in the loop without "
        "samples. "
        "Marks: the process. Lines: `1/(t + 1)` and `(t + 2)/(2*(t + 1))`. Both shares tend to 0; the sum of "
        "the "
        "first is infinite, and the model reaches the world; that of the second is finite, and half of the "
        "distance stays.";
    figure.method =
        "Marks are the exact process of the claims, three symbols, `Q = (3/4, 1/4, 0)` and `P = (1/4, 1/4, "
        "1/2)`; "
        "both they and the lines are enclosed in ball arithmetic of 128 bits.";
    figure.x = {"generation t", false, "0", std::to_string(last)};
    figure.y = {"part of the distance that is left", false, "0", "1"};
    std::vector<std::uint32_t> times(last + 1);
    std::iota(times.begin(), times.end(), 0U);
    add_axis(figure, "t", {times.begin(), times.end()});
    Point point;
    point.K = 3;
    point.distributions["Q"] = {Rational(3, 4), Rational(1, 4), 0};
    point.distributions["P"] = {Rational(1, 4), Rational(1, 4), Rational(1, 2)};
    struct Share {
        const char *column, *label, *alpha, *law;
    };
    int colour = 0;
    for (const Share& share : {Share{"harmonic", "α_t = 1/(t+2)", "1/(t+2)", "1/(t+1)"},
                               Share{"square", "α_t = 1/(t+2)²", "1/(t+2)^2", "(t+2)/(2*(t+1))"}}) {
        const Setting setting(point, {{"N", "infinity"}, {"alpha", share.alpha}});
        const std::string name = share.column;
        add_enclosures(figure, name, setting.over(times, "E[TV(Q[t],P)]/TV(Q,P)"));
        add_enclosures(figure, name + "_law", setting.over(times, share.law));
        ++colour;
        figure.curves.push_back({share.label, CurveStyle::line, "t", name + "_law_low", "", "", colour});
        figure.curves.push_back({"", CurveStyle::points, "t", name + "_low", "", "", colour});
    }
    add_enclosures(figure, "limit",
                   std::vector<DoubleInterval>(times.size(), DoubleKernel().rational(Rational(1, 2))));
    figure.curves.push_back({"limit 1/2", CurveStyle::dashed, "t", "limit_low", "", "", 0});
    return figure;
}

}  // namespace groundcheck::figures
