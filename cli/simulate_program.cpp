// groundcheck simulate --learner program: the density matcher and the program learner in the same loop, from
// the same start.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "audit/figures/series_figure.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/plot_option.hpp"
#include "cli/simulate.hpp"
#include "cli/simulate_process.hpp"
#include "ctm/cache.hpp"
#include "ctm/table.hpp"
#include "reports/measure_text.hpp"
#include "reports/text.hpp"
#include "sim/comparison.hpp"
#include "sim/confidence.hpp"
#include "sim/program_run.hpp"
#include "sim/schedule.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kQuantities = 4;
constexpr std::array<const char*, kQuantities> kNames = {"entropy", "distance", "truth", "knows"};
constexpr std::array<const char*, kQuantities> kHeadings = {"entropy", "TV from the world",
                                                            "Q(the world's string)", "is the world's"};

struct LearnerRun {
    std::string name;
    LoopLearner kind;
};

// One learner's series: for every generation and quantity, the average and the interval.
struct Estimate {
    DoubleInterval average, expectation;
};
using Series = std::vector<std::array<Estimate, kQuantities>>;

// The value if it is the same in every generation; the exact core knows no schedules.
Rational constant(const char* name, const std::string& text) {
    const Schedule schedule(text, name);
    Rational value = schedule.at(0);
    for (const std::uint64_t t : {1, 2, 3, 5, 7, 100}) {
        if (schedule.at(t) != value)
            throw InputError("", fmt::format("{} {} changes with t", name, text),
                             "the program learner's loop has the same alpha and N in every generation");
    }
    return value;
}

std::size_t string_number(const char* name, const std::string& text, unsigned length) {
    const bool binary = text.find_first_not_of("01") == std::string::npos;
    if (!binary || text.size() != length)
        throw InputError("", fmt::format("{} {} is no binary string of length {}", name, text, length),
                         "write 0s and 1s, as many as --length says");
    return program_number(text);
}

// The prior proportional to D(n), from the user's cache or enumerated now. Nothing if the user stopped it.
std::optional<Law> prior_of(const SimulateOptions& options) {
    if (options.prior_states == 0)
        return prior_from_weights(options.length, [](const std::string&) { return 1U; });
    ctm::EnumerationOptions wanted;
    wanted.states = options.prior_states;
    wanted.bound = ctm::default_bound(options.prior_states);
    wanted.threads = options.threads;
    SimulationBar bar;
    const Interrupt interrupt;
    wanted.progress = [&](const ctm::Progress& progress) {
        bar.show(progress.finished, progress.total);
        return Interrupt::signal() == 0;
    };
    const auto all = ctm::Cache(ctm::default_cache_folder()).obtain(wanted);
    if (!all) return std::nullopt;
    const ctm::Table table(*all, ctm::Blank::both);
    const auto& rows = table.rows();
    if (std::none_of(rows.begin(), rows.end(),
                     [&](const ctm::Row& row) { return row.output.size() == options.length; }))
        throw InputError("",
                         fmt::format("no machine with {} states prints a string of length {}, so that D({}) "
                                     "is no prior for them",
                                     options.prior_states, options.length, options.prior_states),
                         "a shorter --length, or another --prior-states; 0 makes the prior uniform");
    return prior_from_weights(options.length, [&](const std::string& text) { return table.count(text); });
}

std::array<DoubleInterval, kQuantities> values_of(const RunSummary& summary, double slack) {
    const auto around = [&](double x) {
        return DoubleInterval{std::max(0.0, directed::add_down(x, -slack)), directed::add_up(x, slack)};
    };
    const auto share = [&](double x) { return DoubleInterval{around(x).lo, std::min(1.0, around(x).hi)}; };
    return {around(summary.entropy),
            share(summary.distance),
            share(summary.mass),
            {summary.knowledge, summary.knowledge}};
}

// Nothing if the user stopped it.
std::optional<Series> simulated(const ProgramLoop& loop, LoopLearner learner, const RunPlan& plan,
                                double doubt, SimulationBar& bar, std::uint64_t before, std::uint64_t total) {
    std::vector<std::array<EnclosedMoments, kQuantities>> moments(std::size_t{plan.generations} + 1);
    const double slack = rounding_bound(loop);
    std::uint64_t done = before;
    const bool whole = each_run(loop, learner, plan, [&](std::size_t t, const RunSummary& summary) {
        const auto values = values_of(summary, slack);
        for (std::size_t q = 0; q < kQuantities; ++q)
            moments[t][q].add(values[q]);
        bar.show(++done, total);
        return Interrupt::signal() == 0;
    });
    if (!whole) return std::nullopt;
    // Entropy is at most L*log(2); the others are probabilities.
    const DoubleKernel kernel;
    const double most = kernel.mul({double(loop.length), double(loop.length)}, kernel.log({2, 2})).hi;
    Series series(moments.size());
    for (std::size_t t = 0; t < series.size(); ++t) {
        for (std::size_t q = 0; q < kQuantities; ++q) {
            const DoubleInterval average = moments[t][q].mean();
            series[t][q] = {average,
                            t == 0 ? average
                                   : mean_interval(moments[t][q],
                                                   {0, q == 0 ? directed::add_up(most, slack) : 1.0}, doubt)};
        }
    }
    return series;
}

struct RunReport {
    std::vector<std::pair<std::string, std::string>> parameters;
    std::vector<LearnerRun> learners;
    std::vector<Series> series;
    std::vector<LearnerSeries>
        enclosed;  // of the same learners, without simulation; none if the loop is too large
    std::vector<std::string> method;

    // The enclosures of a learner's entropy, distance and truth at t, or null.
    const LearnerState* enclosure(std::size_t learner, std::size_t t) const {
        return enclosed.empty() ? nullptr : &enclosed[learner].states[t];
    }
};

std::array<DoubleInterval, 3> quantities(const LearnerState& state) {
    return {state.entropy, state.distance, state.truth};
}

std::string enclosures_text(const RunReport& report) {
    if (report.enclosed.empty()) return "";
    std::string text = "\nThe expectations themselves, enclosed without simulation\n\n";
    std::vector<Table::Column> columns = {{"t", Table::Align::right}};
    for (const char* learner : {"density", "program"}) {
        for (const char* quantity : {"entropy", "TV from the world", "Q(the world's string)"})
            columns.push_back({std::string(learner) + ": " + quantity});
    }
    Table table(columns);
    for (std::size_t t = 0; t < report.enclosed[0].states.size(); ++t) {
        std::vector<std::string> cells = {std::to_string(t)};
        for (const LearnerSeries& learner : report.enclosed) {
            for (const DoubleInterval& value : quantities(learner.states[t]))
                cells.push_back(fmt::format("{:.10f}", middle(value)));
        }
        table.add(cells);
    }
    for (const std::string& line : table.lines(400))
        text += "  " + line + "\n";
    return text;
}

std::string text_of(const RunReport& report) {
    std::string text;
    for (const auto& [name, value] : report.parameters)
        text += fmt::format("  {:<12} {}\n", name, value);
    for (std::size_t i = 0; i < report.series.size(); ++i) {
        text +=
            fmt::format("\n{}: intervals for expectations (entropy in nats)\n\n", report.learners[i].name);
        std::vector<Table::Column> columns = {{"t", Table::Align::right}};
        for (const char* heading : kHeadings)
            columns.push_back({heading});
        Table table(columns);
        for (std::size_t t = 0; t < report.series[i].size(); ++t) {
            std::vector<std::string> cells = {std::to_string(t)};
            for (const Estimate& estimate : report.series[i][t])
                cells.push_back(DoubleKernel().to_string(estimate.expectation, 5));
            table.add(cells);
        }
        for (const std::string& line : table.lines(400))
            text += "  " + line + "\n";
    }
    text += enclosures_text(report);
    text += "\n";
    for (const std::string& sentence : report.method)
        text += indented("  " + sentence, 2, 100) + "\n";
    return text;
}

std::string csv_of(const RunReport& report) {
    std::string text = "learner,t";
    for (const char* name : kNames)
        text += fmt::format(",{0},{0}_low,{0}_high", name);
    for (std::size_t q = 0; q < 3; ++q)
        text += fmt::format(",{0}_enclosed_low,{0}_enclosed_high", kNames[q]);
    text += "\n";
    for (std::size_t i = 0; i < report.series.size(); ++i) {
        for (std::size_t t = 0; t < report.series[i].size(); ++t) {
            text += fmt::format("{},{}", report.learners[i].name, t);
            for (const Estimate& e : report.series[i][t])
                text += estimate_columns(e.average, e.expectation);
            const LearnerState* state = report.enclosure(i, t);
            for (std::size_t q = 0; q < 3; ++q) {
                if (state == nullptr) {
                    text += ",,";
                    continue;
                }
                const DoubleInterval value = quantities(*state)[q];
                text += fmt::format(",{},{}", shortest(value.lo), shortest(value.hi));
            }
            text += "\n";
        }
    }
    return text;
}

// Entropy and distance from the world, both learners in each panel.
std::vector<Figure> figures_of(const RunReport& report) {
    constexpr std::array<const char*, 2> titles = {"Expected entropy of the model",
                                                   "Expected total variation from the world"};
    std::vector<Figure> panels;
    for (std::size_t q = 0; q < titles.size(); ++q) {
        std::vector<figures::SeriesQuantity> learners(report.series.size());
        for (std::size_t i = 0; i < learners.size(); ++i) {
            learners[i].name = i == 0 ? "density" : "program";
            learners[i].label = report.learners[i].name;
            for (std::size_t t = 0; t < report.series[i].size(); ++t) {
                learners[i].average.push_back(middle(report.series[i][t][q].average));
                learners[i].band.push_back(report.series[i][t][q].expectation);
                if (const LearnerState* state = report.enclosure(i, t))
                    learners[i].enclosed.push_back(quantities(*state)[q]);
            }
        }
        panels.push_back(
            figures::series_figure(kNames[q], titles[q], q == 0 ? "nats" : "distance", learners));
    }
    return panels;
}

std::string json_of(const RunReport& report) {
    Json json;
    for (const auto& [name, value] : report.parameters)
        json["parameters"][name] = value;
    json["method"] = report.method;
    for (std::size_t i = 0; i < report.series.size(); ++i) {
        Json rows = Json::array();
        for (std::size_t t = 0; t < report.series[i].size(); ++t) {
            Json row;
            row["t"] = t;
            for (std::size_t q = 0; q < kQuantities; ++q) {
                const Estimate& e = report.series[i][t][q];
                row[kNames[q]] = {{"average", middle(e.average)},
                                  {"expectation", Json::array({e.expectation.lo, e.expectation.hi})}};
                const LearnerState* state = report.enclosure(i, t);
                if (state == nullptr || q >= 3) continue;
                const DoubleInterval value = quantities(*state)[q];
                row[kNames[q]]["enclosure"] = Json::array({value.lo, value.hi});
            }
            rows.push_back(row);
        }
        json["learners"][report.learners[i].name] = rows;
    }
    return json.dump(2) + "\n";
}

void refuse_what_has_no_meaning(const SimulateOptions& options) {
    const auto refuse = [](const std::string& option) {
        throw InputError("", fmt::format("{} has no meaning with --learner program", option), "leave it out");
    };
    if (!options.resume.empty()) refuse("--resume");
    if (options.data != "replace") refuse("--data accumulate");
    if (options.estimator != "mle") refuse("--estimator");
    if (options.observable != "rank") refuse("--observable");
    if (const std::string own = first_process_option(options); !own.empty()) refuse(own);
    if (options.drift_from != "start") refuse("--drift-from");
}

ProgramLoop loop_of(const SimulateOptions& options, const std::string& world) {
    const auto noise = parse_rational(options.noise);
    if (!noise)
        throw InputError("", fmt::format("--noise {} is not a number", options.noise),
                         "for instance --noise 1/10");
    const Rational samples = constant("--samples", options.samples.empty() ? "10" : options.samples);
    if (denominator(samples) != 1 || samples < 1 || samples > 10'000'000)
        throw InputError("", fmt::format("--samples {} is no integer from 1 to 10^7", options.samples), "");
    ProgramLoop loop;
    loop.length = options.length;
    loop.noise = *noise;
    loop.samples = numerator(samples).convert_to<std::uint32_t>();
    loop.alpha = constant("--alpha", options.alpha);
    loop.world = string_number("--world", world, options.length);
    loop.share = options.share == "exact" ? WorldShare::exact : WorldShare::mixture;
    return loop;
}

// Whether the expectations can be enclosed while a user waits: the posteriors' denominators multiply.
bool small_enough(const ProgramLoop& loop, Choice choice) {
    constexpr std::uint64_t few = 700;
    constexpr std::uint64_t many = std::uint64_t{1} << 20;
    const Integer sets = data_sets(loop);
    return choice == Choice::sample ? sets <= few : sets * loop.prior.size() <= many;
}

int stopped() {
    std::cerr << "stopped\n";
    return exit_by_signal + Interrupt::signal();
}

int simulate(const SimulateOptions& options) {
    refuse_what_has_no_meaning(options);
    std::string world = options.world;
    for (unsigned i = 0; options.world.empty() && i < options.length; ++i)
        world += i % 2 == 0 ? '0' : '1';
    const std::string start = options.start.empty() ? world : options.start;
    ProgramLoop loop = loop_of(options, world);
    const std::size_t first = string_number("--start", start, options.length);
    const auto prior = prior_of(options);
    if (!prior) return stopped();
    loop.prior = *prior;
    check(loop);

    RunReport report;
    const auto possible =
        std::count_if(loop.prior.begin(), loop.prior.end(), [](const Rational& m) { return m > 0; });
    report.parameters = {
        {"strings", fmt::format("length {}: {} of them, {} of positive prior", options.length,
                                loop.prior.size(), possible)},
        {"prior", options.prior_states == 0 ? "uniform" : fmt::format("D({})", options.prior_states)},
        {"world", fmt::format("{}, prior {:.6g}", world, static_cast<double>(loop.prior[loop.world]))},
        {"start", start},
        {"noise", to_string(loop.noise)},
        {"samples", std::to_string(loop.samples)},
        {"alpha", fmt::format("{} ({})", to_string(loop.alpha), options.share)},
        {"generations", std::to_string(options.generations)},
        {"replicates", std::to_string(options.replicates)},
        {"seed", std::to_string(options.seed)}};
    report.learners = {
        {"density matcher", LoopLearner::density},
        {"program learner (" + options.choice + ")",
         options.choice == "maximum" ? LoopLearner::program_maximum : LoopLearner::program_sample}};
    const std::size_t intervals = report.learners.size() * kQuantities * options.generations;
    double doubt = directed::add_down(1, -options.confidence);
    if (!options.each) doubt = directed::div_down(doubt, static_cast<double>(intervals));
    report.method = {
        fmt::format("{} with a confidence of {:.12g}%.",
                    options.each ? "Each interval by itself holds"
                                 : fmt::format("All {} intervals hold at once", intervals),
                    100 * options.confidence),
        "Chernoff-Hoeffding (Hoeffding 1963, theorem 1) and empirical Bernstein (Maurer and Pontil 2009, "
        "theorem 4), intersected. Posteriors are drawn and compared in double precision."};
    const Choice choice = options.choice == "maximum" ? Choice::maximum : Choice::sample;
    if (small_enough(loop, choice)) {
        report.enclosed = compare_learners(loop, choice, first, options.generations);
    } else {
        report.method.emplace_back(
            "The loop is too large to enclose the expectations without simulation: shorter strings or fewer "
            "samples.");
    }
    const RunPlan plan{static_cast<std::uint32_t>(first), options.generations, options.replicates,
                       options.seed};
    {
        SimulationBar bar;
        const Interrupt interrupt;
        const std::uint64_t one = std::uint64_t{options.replicates} * (options.generations + 1ULL);
        for (std::size_t i = 0; i < report.learners.size(); ++i) {
            const auto series = simulated(loop, report.learners[i].kind, plan, doubt, bar, i * one,
                                          report.learners.size() * one);
            if (!series) return stopped();
            report.series.push_back(*series);
        }
    }
    if (!options.plot.empty()) write_plot(options.plot, figures_of(report));
    write_series(options, options.format == "csv"    ? csv_of(report)
                          : options.format == "json" ? json_of(report)
                                                     : text_of(report));
    return exit_pass;
}

}  // namespace

int simulate_programs(const SimulateOptions& options) {
    try {
        return simulate(options);
    } catch (const std::invalid_argument& error) {  // what check(loop) and the prior find wrong
        throw InputError("", error.what(), "");
    }
}

}  // namespace groundcheck::cli
