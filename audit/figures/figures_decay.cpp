#include "audit/figures/figure_columns.hpp"
#include "audit/figures/figure_simulation.hpp"
#include "audit/figures/figure_values.hpp"
#include "audit/figures/figures.hpp"
#include "decide/continuum/cube_reading.hpp"
#include "interval/continuum/function.hpp"
#include "sim/large_chain.hpp"
#include "sim/simulation.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck::figures {

namespace {

using continuum::Polynomial;

// A number in the claim language, with K = 2, N, t, q and Q.
ExpressionPtr parsed(const std::string& text) {
    Scope scope;
    scope.K = {2};
    scope.samples = true;
    scope.names = {{"N", Type::scalar}, {"t", Type::scalar}, {"q", Type::scalar}, {"Q", Type::distribution}};
    return parse_expression(text, scope);
}

Point two_symbols(const Rational& p, std::uint32_t N) {
    Point point;
    point.K = 2;
    point.N = N;
    point.scalars["N"] = N;
    point.distributions["Q"] = {p, 1 - p};
    return point;
}

// N times what is left over, for one symbol of any mass in [low, high], by Taylor's theorem:
// f(p) in f(m) + f'(m)*[-h, h] + f''([low, high])/2*[0, h^2] for |p - m| <= h, m the middle.
DoubleInterval over_cell(continuum::Function<BallKernel>& margin, const Rational& low, const Rational& high,
                         std::uint32_t N) {
    const BallKernel& kernel = margin.kernel();
    const Rational middle = (low + high) / 2, half = (high - low) / 2;
    const auto at_middle = margin.series(middle, middle, 1);
    const Ball curvature = margin.coefficient(low, high, 2);
    const Ball linear = kernel.mul(at_middle[1], kernel.interval(-half, half));
    const Ball square = kernel.mul(curvature, kernel.interval(0, half * half));
    const Ball value = kernel.add(at_middle[0], kernel.add(linear, square));
    return DoubleKernel().from_ball(kernel.mul(kernel.rational(N), value));
}

const char* const bound = "H(Q) - E[H(Q')] - 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))";

}  // namespace

Figure symbol_margin() {
    Figure figure;
    figure.id = "symbol-margin";
    figure.title = "The lower bound of the entropy loss has room at every probability";
    figure.caption =
        "What one symbol of probability p adds to `H(Q) - E[H(Q')]` beyond its part of the lower bound "
        "`1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))`, times N. Where no symbol falls below 0, no model of "
        "any "
        "number of symbols does.";
    figure.method =
        "Each band encloses the function at every p of a cell, by Taylor’s theorem in ball arithmetic of 128 "
        "bits; the "
        "cells leave out p below 1/3900 and above 3899/3900, the certificates’ proof leaves out nothing.";
    figure.x = {"probability p of the symbol", false, "0", "1"};
    figure.y = {"N · margin of one symbol (nats)", false, "", ""};
    // Cells of [0,1], small near its ends; the first and the last are left out, where derivatives are
    // unbounded.
    constexpr int cells = 128, first = 2;
    const auto cell_end = [](int i) { return Rational(i * i, i * i + (cells - i) * (cells - i)); };
    std::vector<Rational> ends;
    for (int i = first; i < cells - first; ++i)
        for (const int end : {i, i + 1})
            ends.push_back(cell_end(end));
    add_axis(figure, "p", ends);
    int colour = 0;
    for (const std::uint32_t N : {2U, 4U, 16U, 64U}) {
        ReadingScope scope;
        scope.N = N;
        scope.distributions["Q"] = scope.distributions["M"] = {Polynomial::variable(1)};
        const SymbolSum sum = read_expression(*parsed(bound), scope);
        continuum::Function<BallKernel> margin(BallKernel(128), sum.g, 1, 2);
        std::vector<DoubleInterval> values;
        for (int i = first; i < cells - first; ++i)
            values.insert(values.end(), 2, over_cell(margin, cell_end(i), cell_end(i + 1), N));
        const std::string name = "N" + std::to_string(N);
        add_enclosures(figure, name, values);
        figure.curves.push_back({"N = " + std::to_string(N), CurveStyle::enclosure, "p", name + "_low",
                                 name + "_high", "", ++colour});
    }
    return figure;
}

Figure loss_sandwich() {
    constexpr std::uint32_t N = 10;
    constexpr int steps = 120;
    Figure figure;
    figure.id = "loss-sandwich";
    figure.title = "One generation’s loss of entropy lies between bounds a factor of two apart";
    figure.caption =
        "Two symbols, `Q = (p, 1 - p)`, N = 10 samples: the loss `H(Q) - E[H(Q')]` between its lower and "
        "upper "
        "bound (shaded), above `D(Q)/(2*N)` and below `log(1 + (K - 1)/N)`.";
    figure.method =
        "Enclosed at each of 121 points in ball arithmetic of 128 bits; the enclosures are narrower than "
        "the line.";
    figure.x = {"probability p of the first symbol", false, "0", "1"};
    figure.y = {"nats", false, "0", ""};
    std::vector<Rational> grid;
    for (int i = 0; i <= steps; ++i)
        grid.emplace_back(i, steps);
    add_axis(figure, "p", grid);
    const auto column = [&](const std::string& name, const std::string& text) {
        const ExpressionPtr expression = parsed(text);
        std::vector<DoubleInterval> values;
        values.reserve(grid.size());
        for (const Rational& p : grid)
            values.push_back(enclosed(*expression, two_symbols(p, N)));
        add_enclosures(figure, name, values);
    };
    column("loss", "H(Q) - E[H(Q')]");
    column("lower", "1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))");
    column("upper", "sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))");
    column("floor", "D(Q)/(2*N)");
    column("paninski", "log(1 + 1/N)");
    figure.curves = {{"between the bounds", CurveStyle::band, "p", "lower_low", "upper_high", "", 6},
                     {"loss of entropy", CurveStyle::line, "p", "loss_low", "", "", 1},
                     {"D(Q)/(2N)", CurveStyle::dashed, "p", "floor_low", "", "", 3},
                     {"log(1 + (K−1)/N)", CurveStyle::dashed, "p", "paninski_high", "", "", 2}};
    return figure;
}

Figure generations() {
    constexpr std::uint32_t K = 8, N = 20, last = 80, replicates = 1000;
    Figure figure;
    figure.id = "generations";
    figure.title =
        "In a closed loop expected entropy and diversity fall in every generation, at the rate 1 − 1/N";
    figure.caption =
        "Eight equally likely symbols at the start, N = 20 samples per generation. Lines: `E[H(Q[t])]` and "
        "`E[D(Q[t])]`. Dashed: `(1 - 1/N)^t*D(Q)` and `log(N)*(1 - 1/N)^(t-1)*D(Q)`, between which the "
        "entropy stays. "
        "Shaded: the simulation’s confidence bands.";
    figure.method =
        "The lines are enclosures from the exact one-symbol chain, narrower than the line. The bands come "
        "from 1,000 "
        "simulated runs (seed 1) and hold all at once with 99% confidence.";
    figure.x = {"generation t", false, "0", std::to_string(last)};
    figure.y = {"E[H] in nats; E[D]", false, "0", ""};
    const std::vector<Rational> start(K, Rational(1, K));
    ChainPlan plan;
    plan.start = plan.world = start;
    plan.alpha = [](std::uint32_t) { return Rational(0); };
    plan.samples = [](std::uint32_t) { return N; };
    plan.generations = last;
    const std::vector<ChainGeneration> chain = chain_generations(plan);
    SimulationPlan runs;
    runs.start.assign(K, 1.0);
    runs.alpha.assign(last, Rational(0));
    runs.samples.assign(last, N);
    runs.replicates = replicates;
    runs.seed = seed;
    const std::vector<GenerationEstimate> estimated = simulated(runs);

    const DoubleKernel kernel;
    std::vector<Rational> times;
    std::vector<DoubleInterval> entropy, diversity, entropy_band, diversity_band, lower, upper;
    const Rational diversity_of_start = 1 - Rational(1, K);
    for (std::uint32_t t = 0; t <= last; ++t) {
        times.emplace_back(t);
        entropy.push_back(chain[t].entropy);
        diversity.push_back(chain[t].diversity);
        entropy_band.push_back(estimated[t].measures[static_cast<std::size_t>(Measure::entropy)].expectation);
        diversity_band.push_back(
            estimated[t].measures[static_cast<std::size_t>(Measure::diversity)].expectation);
        lower.push_back(kernel.rational(power(1 - Rational(1, N), t) * diversity_of_start));
        upper.push_back(
            t == 0 ? DoubleInterval::empty()
                   : kernel.mul(kernel.log(kernel.rational(N)),
                                kernel.rational(power(1 - Rational(1, N), t - 1) * diversity_of_start)));
    }
    add_axis(figure, "t", times);
    add_enclosures(figure, "entropy", entropy);
    add_enclosures(figure, "diversity", diversity);
    add_enclosures(figure, "entropy_simulated", entropy_band);
    add_enclosures(figure, "diversity_simulated", diversity_band);
    add_enclosures(figure, "lower_bound", lower);
    add_enclosures(figure, "upper_bound", upper);
    figure.curves = {
        {"", CurveStyle::band, "t", "entropy_simulated_low", "entropy_simulated_high", "", 1},
        {"", CurveStyle::band, "t", "diversity_simulated_low", "diversity_simulated_high", "", 2},
        {"expected entropy", CurveStyle::line, "t", "entropy_low", "", "", 1},
        {"expected diversity", CurveStyle::line, "t", "diversity_low", "", "", 2},
        {"bounds of the entropy", CurveStyle::dashed, "t", "upper_bound_high", "", "", 0},
        {"", CurveStyle::dashed, "t", "lower_bound_low", "", "", 0}};
    return figure;
}

namespace {

// Whether expected Renyi entropy of this order rises at the model, falls there, or that is not decided.
const char* change_of(const Expression& gain, const Rational& q, const Rational& p, std::uint32_t N) {
    Point point = two_symbols(p, N);
    point.scalars["q"] = q;
    const DoubleInterval value = enclosed(gain, point);
    return value.hi < 0 ? "falls" : value.lo > 0 ? "rises" : "open";
}

// The middles of the cells: orders in steps of 1/8, models in steps of 1/100.
constexpr int order_cells = 48, model_cells = 50;
Rational order_at(int i) { return {2 * i + 1, 16}; }
Rational model_at(int j) { return Rational(1, 2) + Rational(2 * j + 1, 200); }

// "35/16 for N = 2, ...": the least order of the cells at which some model's entropy rises.
std::string least_rises(const Expression& gain) {
    std::string text;
    for (const std::uint32_t N : {2U, 3U, 5U, 8U}) {
        const auto rises = [&](int i) {
            for (int j = 0; j < model_cells; ++j)
                if (std::string(change_of(gain, order_at(i), model_at(j), N)) == "rises") return true;
            return false;
        };
        int i = 0;
        while (i < order_cells && !rises(i))
            ++i;
        text += (text.empty() ? "" : ", ") + (i == order_cells ? "none" : to_string(order_at(i))) +
                " for N = " + std::to_string(N);
    }
    return text;
}

}  // namespace

Figure entropy_orders() {
    constexpr std::uint32_t N = 5;
    const ExpressionPtr gain = parsed("E[R(q,Q')] - R(q,Q)");
    Figure figure;
    figure.id = "entropy-orders";
    figure.title = "From some order above 2 on the expected Rényi entropy can rise";
    figure.caption =
        "Two symbols, `Q = (p, 1 - p)`, N = 5 samples: whether `E[R(q,Q')] <= R(q,Q)`, for orders q and "
        "probabilities p. Up to order 2 it falls everywhere. Of the orders drawn, the least at which some "
        "model's rises is " +
        least_rises(*gain) + ".";
    figure.method =
        "Each cell is decided at its middle, by enclosures in ball arithmetic of 128 bits that do not "
        "contain 0.";
    figure.x = {"order q of the entropy", false, "0", "6"};
    figure.y = {"probability p of the likelier symbol", false, "0.5", "1"};
    std::vector<Rational> orders, masses;
    std::vector<std::string> what;
    for (int i = 0; i < order_cells; ++i) {
        for (int j = 0; j < model_cells; ++j) {
            orders.push_back(order_at(i));
            masses.push_back(model_at(j));
            what.emplace_back(change_of(*gain, order_at(i), model_at(j), N));
        }
    }
    add_axis(figure, "q", orders);
    add_axis(figure, "p", masses);
    add_column(figure, "expected_entropy", what);
    figure.curves = {{"falls", CurveStyle::cells, "q", "p", "expected_entropy", "falls", 6},
                     {"rises", CurveStyle::cells, "q", "p", "expected_entropy", "rises", 2},
                     {"not decided", CurveStyle::cells, "q", "p", "expected_entropy", "open", 0}};
    return figure;
}

}  // namespace groundcheck::figures
