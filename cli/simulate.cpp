// groundcheck simulate: many replicates of the process, with confidence intervals.
#include "cli/simulate.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/plot_option.hpp"
#include "cli/simulate_gaussian.hpp"
#include "cli/simulate_plot.hpp"
#include "cli/simulate_process.hpp"
#include "cli/simulation_session.hpp"
#include "cli/written_number.hpp"
#include "reports/simulation_series.hpp"
#include "reports/text.hpp"
#include "sim/process_error.hpp"
#include "sim/start_law.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::cli {

SimulationBar::SimulationBar() : shown_(isatty(STDERR_FILENO) == 1) {}

SimulationBar::~SimulationBar() {
    if (drawn_) std::cerr << "\r\033[K" << std::flush;
}

void SimulationBar::show(std::uint64_t done, std::uint64_t total) {
    const Clock::time_point now = Clock::now();
    if (!shown_ || total == 0 || (drawn_ && now - last_ < std::chrono::milliseconds(200))) return;
    last_ = now;
    drawn_ = true;
    constexpr std::uint64_t kWidth = 30;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const auto filled = static_cast<std::uint64_t>(share * kWidth);
    const double elapsed = std::chrono::duration<double>(now - begin_).count();
    const std::string left =
        done == 0 ? "" : fmt::format(", {} left", duration(elapsed * (1 - share) / share));
    std::cerr << fmt::format("\r\033[K[{:#<{}}{:.<{}}] {:3.0f}%{}", "", filled, "", kWidth - filled,
                             100 * share, left)
              << std::flush;
}

bool SimulateOptions::leads() const { return groundcheck::leads(pool); }

void write_series(const SimulateOptions& options, const std::string& text) {
    if (options.out.empty()) {
        std::cout << text;
        return;
    }
    std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        throw InputError("", fmt::format("cannot write to {}", options.out),
                         "name a file that can be written");
}

namespace {

struct Task {
    SimulationPlan plan;
    Parameters parameters;
    std::vector<std::string> notes;
    std::optional<OwnProcess> process;  // where it is not the plain one
};

std::string digest_of(const std::vector<double>& values) {
    return sha256(
               std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)))
        .substr(0, 16);
}

// "mle", "additive(1/2)".
Rational smoothing_of(const std::string& text) {
    if (text == "mle") return 0;
    if (text.starts_with("additive(") && text.ends_with(")")) {
        const auto value = parse_rational(text.substr(9, text.size() - 10));
        if (value && *value >= 0) return *value;
    }
    throw InputError("", fmt::format("--estimator {} is not known", text),
                     "write mle, or additive(1/2) with any "
                     "number of 0 or more");
}

// Schedules and the estimator, of a process that keeps the counts.
void set_plain(const SimulateOptions& options, SimulationPlan& plan) {
    set_schedules(options, plan);
    plan.accumulate = options.data == "accumulate";
    plan.smoothing = smoothing_of(options.estimator);
}

Task task_of(const SimulateOptions& options) {
    if (options.start.empty())
        throw InputError("", "--start is missing",
                         "say where the simulation starts, for instance --start uniform(100)");
    if (options.samples.empty())
        throw InputError("", "--samples is missing",
                         "say how many samples a generation has, for instance --samples 1000");
    Task task;
    SimulationPlan& plan = task.plan;
    StartLaw start = parse_start_law(options.start);
    task.notes = start.notes;
    StartLaw world;
    if (!options.world.empty()) {
        world = parse_start_law(options.world);
        task.notes.insert(task.notes.end(), world.notes.begin(), world.notes.end());
        share_alphabet(start, world);
        plan.world = world.weights;
    }
    plan.start = start.weights;
    if (options.observable != "rank") plan.observable = read_observable(options.observable, start);
    plan.drift_from_world = options.drift_from == "world";
    if (says_process(options)) {
        task.process.emplace(options, start, options.world.empty() ? start : world, observable_of(plan));
        task.process->set(plan, options.generations);
    } else {
        set_plain(options, plan);
    }
    plan.replicates = options.replicates;
    plan.seed = options.seed;
    task.parameters = {
        {"start", fmt::format("{} (K = {}, {})", options.start, start.size(), digest_of(plan.start))},
        {"world",
         options.world.empty() ? "the start" : fmt::format("{} ({})", options.world, digest_of(plan.world))},
        {"alpha", options.alpha},
        {"samples", options.samples},
        {"data", options.data},
        {"estimator", options.estimator},
        {"observable", options.observable == "rank"
                           ? "rank"
                           : fmt::format("{} ({})", options.observable, digest_of(plan.observable))},
        {"drift from", plan.drift_from_world ? "the world" : "the start"},
        {"generations", std::to_string(options.generations)},
        {"replicates", std::to_string(options.replicates)},
        {"seed", std::to_string(options.seed)}};
    if (task.process)
        task.parameters.insert(task.parameters.begin() + 6, task.process->written().begin(),
                               task.process->written().end());
    return task;
}

std::string rendered(const SimulateOptions& options, const SimulationSeries& series) {
    if (options.format == "csv") return simulation_csv(series);
    if (options.format == "json") return simulation_json(series);
    return simulation_text(series);
}

}  // namespace

int simulate_frequencies(const SimulateOptions& options) {
    Task task = task_of(options);
    const std::string parameters = parameter_lines(task.parameters);
    try {
        check(task.plan);
    } catch (const std::invalid_argument& error) {
        throw InputError("", error.what(), "");
    }
    if (!options.leads()) {
        SimulationState nowhere;
        const Simulation helped(std::move(task.plan));
        helped.run(nowhere, {.threads = 1, .progress = {}, .keep = {}, .pool = options.pool});
        return exit_pass;
    }
    const Simulation simulation(std::move(task.plan));
    SimulationState state;
    bool complete = false;
    try {
        complete = run_kept(
            options, state, [&](const std::string& text) { return state_from_text(text, parameters); },
            [&](const SimulationState& now) { return to_text(now, parameters); },
            [&](SimulationState& now, SimulationWatch& watch, const auto& keep) {
                Simulation::Options run;
                run.threads = options.threads;
                run.pool = options.pool;
                run.progress = [&](const Simulation::Progress& progress) {
                    return watch.go_on(progress.generations_done, progress.generations_total);
                };
                run.keep = keep;
                return simulation.run(now, run);
            });
    } catch (const DomainError& error) {
        throw task.process ? task.process->located(error) : InputError("", error.what(), "");
    } catch (const ProcessError& error) {
        throw InputError("", error.what(), "");
    }
    if (!complete) return stopped_after(state.replicates_done, options);
    SimulationSeries series{task.parameters,
                            task.notes,
                            estimates(simulation, state, options.confidence, sharing_of(options)),
                            simulation.plan().alpha,
                            simulation.plan().samples,
                            options.replicates,
                            options.confidence,
                            sharing_of(options),
                            task.process && task.process->endless()};
    if (!options.plot.empty())
        write_plot(options.plot,
                   simulation_figures(simulation.plan(), series.generations, known_law(simulation.plan())));
    write_series(options, rendered(options, series));
    if (options.format == "csv")
        for (const std::string& note : series.notes)
            std::cerr << "note: " << note << "\n";
    return exit_pass;
}

// Options that count for nothing where they stand would leave their user with an answer to another question.
void refuse_idle_options(Command command, const SimulateOptions& options) {
    const auto refuse_given = [&](std::initializer_list<const char*> names, const char* why) {
        for (const char* name : names)
            if (command.option(name).is_given())
                throw InputError("", fmt::format("{} has no meaning here: {}", name, why), "leave it out");
    };
    if (options.claims.empty()) refuse_given({"--mutants"}, "it is about --claims");
    if (!options.claims.empty())
        refuse_given({"--each", "--drift-from", "--out"}, "--claims prints how each claim fares");
    if (options.learner != "program" || !options.claims.empty())
        refuse_given({"--length", "--noise", "--choice", "--prior-states"}, "it is about --learner program");
    if (!options.loops.exact.empty() && !options.loops.model.empty())
        refuse_given({"--start", "--alpha", "--data", "--models", "--weight", "--real-weight", "--ensemble",
                      "--estimator", "--verifier", "--replicates", "--generations", "--seed", "--format",
                      "--resume", "--plot"},
                     "--exact goes through all texts of small chains");
    // A variable of the shell that is not set leaves an empty word.
    for (const char* name :
         {"--models", "--weight", "--real-weight", "--train", "--fit", "--resume", "--exact"})
        if (command.option(name).is_empty())
            throw InputError("", fmt::format("{} says nothing", name), "leave it out, or give it a value");
    std::error_code ignored;
    if (std::filesystem::is_directory(options.resume, ignored))
        throw InputError(options.resume, "this is a folder", "--resume names a file");
}

void add_simulate_command(Command app, Context& context) {
    auto options = std::make_shared<SimulateOptions>();
    Command command = app.add_command("simulate", "Simulate many generations, with confidence intervals");
    command.add_option("--learner", options->learner, "frequency (fits frequencies), or program (section 6)")
        .one_of({"frequency", "program"})
        .with_default();
    command
        .add_option(
            "--family", options->family,
            "What a model is: symbols (a distribution over them), or gaussian (a mean and a variance)")
        .one_of({"symbols", "gaussian"})
        .with_default();
    command.add_option("--start", options->start,
                       "Q[0]: uniform(K), zipf(s,K), words:FILE, letters:FILE, characters:FILE, counts:FILE, "
                       "probabilities:FILE, FILE.csv; with --learner program a binary string; with --family "
                       "gaussian its mean and variance, 0,1");
    command.add_option("--world", options->world,
                       "P, in the same forms (default: the start; of Gaussians: none)");
    command.add_option("--alpha", options->alpha, "The world's share of the samples, an expression in t")
        .with_default();
    command.add_option("--samples", options->samples,
                       "N, samples in a generation, an expression in t, or infinity (no sampling noise)");
    command
        .add_option("--data", options->data,
                    "Fit to the newest samples (replace) or to all so far (accumulate)")
        .one_of({"replace", "accumulate"})
        .with_default();
    command.add_option("--estimator", options->estimator, "mle, or additive(a)").with_default();
    command.add_option("--train", options->train,
                       "What the samples are drawn from, as in a claim's [process]: normalize(i: Q_i^2)");
    command.add_option("--fit", options->fit,
                       "The next model's mass of symbol i, as in a claim's [process]: 0.9*X_i + 0.1/K");
    command.add_option("--models", options->models,
                       "An ensemble: the models' weights, 1/2,1/3,1/6, each fitted to N samples of its own");
    command
        .add_option("--share", options->share,
                    "alpha as the chance of each sample (mixture), or exactly alpha*N samples (exact)")
        .one_of({"mixture", "exact"})
        .with_default();
    command.add_option(
        "--let", options->let,
        "What --train and --fit speak of, NAME=VALUE: e=1/10, A={1, 2}, w=[1, 1/2], R=zipf(1,9)");
    command.add_option("--observable", options->observable, "rank (1..K), or a CSV of a value per symbol")
        .with_default();
    command.add_option("--drift-from", options->drift_from, "The reference of drift: start or world")
        .one_of({"start", "world"})
        .with_default();
    command.add_option("--generations", options->generations, "How many generations")
        .between(1U, 1'000'000U)
        .with_default();
    command.add_option("--replicates", options->replicates, "How many independent runs")
        .between(1U, 1'000'000'000U)
        .with_default();
    command.add_option("--seed", options->seed, "Decides all random numbers").with_default();
    command.add_option("--threads", options->threads, "Threads to use (default: all; the result is the same)")
        .between(1U, 1024U);
    command.add_option("--confidence", options->confidence, "Confidence of the intervals, between 0 and 1")
        .checked([](const std::string& text) {
            const auto value = parse_rational(text);
            return value && *value > 0 && *value < 1 ? "" : "a number above 0 and below 1, for instance 0.99";
        })
        .with_default();
    command.add_flag("--each", options->each,
                     "The confidence of each interval by itself, instead of all of them at once");
    command.add_option("--format", options->format, "table, csv or json")
        .one_of({"table", "csv", "json"})
        .with_default();
    command.add_option("--out", options->out, "File to write to (default: standard output)");
    command.add_option(
        "--plot", options->plot,
        "Draw entropy, diversity and drift into this SVG file, the exact law beside them (gnuplot)");
    command.add_option("--resume", options->resume,
                       "File that keeps how far it got; goes on from it if it is there");
    command.add_option("--length", options->length, "program: length of the strings")
        .between(1U, 16U)
        .with_default();
    command.add_option("--noise", options->noise, "program: probability that the channel flips a bit")
        .with_default();
    command.add_option("--choice", options->choice, "program: sample from the posterior, or take its maximum")
        .one_of({"sample", "maximum"})
        .with_default();
    command
        .add_option("--prior-states", options->prior_states,
                    "program: the prior is D(n) of machines with so many states; 0: uniform")
        .between(0, 5)
        .with_default();
    command
        .add_option("--claims", options->claims,
                    "Hold these claims (ids or files) against simulation; the assurance is statistical")
        .separated_by(',');
    command.add_flag("--mutants", options->mutants, "With --claims: their mutants instead");
    add_loop_options(command, options->loops);
    command.on_run([options, command, &context] {
        options->pool = context.pool;
        refuse_idle_options(command, *options);
        for (std::string* number : {&options->alpha, &options->samples, &options->noise})
            *number = in_plain_digits(*number);
        if (!options->plot.empty()) require_plot_file(options->plot);
        require_model(options->loops);
        if (options->family == "gaussian" && !options->loops.model.empty())
            throw InputError("", "--family gaussian does not go with --model markov:k",
                             "leave one of the two out");
        // Claims, Gaussians and programs are the leader's own affair.
        if (!options->leads() && options->loops.model.empty() &&
            (!options->claims.empty() || options->family == "gaussian" || options->learner == "program"))
            return;
        context.exit_code = !options->loops.model.empty()   ? simulate_loops(*options)
                            : !options->claims.empty()      ? simulate_claims(*options, context)
                            : options->family == "gaussian" ? simulate_gaussians(*options)
                            : options->learner == "program" ? simulate_programs(*options)
                                                            : simulate_frequencies(*options);
    });
}

}  // namespace groundcheck::cli
