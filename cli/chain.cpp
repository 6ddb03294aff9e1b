// groundcheck chain: fixation, the long run and every generation of a large chain, enclosed.
#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>

#include "cli/chain_report.hpp"
#include "cli/command.hpp"
#include "cli/guard.hpp"
#include "cli/plot_option.hpp"
#include "cli/process_options.hpp"
#include "sim/sojourn.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

// A line on a terminal while generations are computed; nothing elsewhere.
class Ticker {
  public:
    Ticker() : shown_(isatty(STDERR_FILENO) == 1) {}
    ~Ticker() {
        if (percent_ >= 0) std::cerr << "\r\033[K";
    }
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

    void show(std::size_t done, std::size_t of) {
        const int percent = static_cast<int>(100 * done / of);
        if (!shown_ || percent == percent_) return;
        percent_ = percent;
        std::cerr << fmt::format("\rgenerations {:3}%", percent) << std::flush;
    }

  private:
    bool shown_;
    int percent_ = -1;
};

void end_of(const ChainRequest& request, ChainResults& results) {
    const std::uint32_t N = request.N();
    if (!request.verified()) {
        if (request.fixation) results.fixation = fixation(request.start, N);
        if (request.every_start) results.every_start = fixation_from_counts(N, 1);
    } else if (request.fixation) {
        const SelectedFixation selected(N, request.odds);
        results.selected = selected.from(request.start[0]);
        for (std::uint32_t i = 1; request.every_start && i < N; ++i)
            results.every_start.push_back(selected.from_count(i));
    }
    if (!request.sojourn) return;
    const Rational odds = request.symbol == 0 ? request.odds : Rational(1 / request.odds);
    results.sojourn = sojourn(request.start[request.symbol], odds, N, request.plan.memory);
}

ChainResults results_of(const ChainRequest& request) {
    ChainResults results;
    end_of(request, results);
    if (request.long_run && request.verified()) {
        results.selected_stationary =
            selected_stationary(request.world, request.alpha.factor, request.odds, request.N());
    } else if (request.long_run) {
        results.stationary = stationary(request.world, request.alpha.factor, request.N());
    }
    if (request.generations > 0) {
        Ticker ticker;
        ChainRun run =
            run_chain(request.plan, [&](std::size_t done, std::size_t of) { ticker.show(done, of); });
        results.generations = std::move(run.generations);
        const std::uint32_t last = request.plan.samples(request.generations);
        for (std::uint32_t j = 0; request.law && j <= last; ++j)
            results.law.push_back(mass_at(run.law, j));
    }
    return results;
}

void run(const ChainOptions& options) {
    if (!options.plot.empty()) require_plot_file(options.plot);
    const Guard guard({options.seconds, 0}, std::stop_source(), "what was asked");
    std::optional<oneapi::tbb::global_control> limit;
    if (options.threads > 0)
        limit.emplace(oneapi::tbb::global_control::max_allowed_parallelism, options.threads);
    const ChainRequest request = chain_request(options);
    ChainResults results;
    try {
        results = results_of(request);
    } catch (const std::invalid_argument& error) {
        throw InputError("", error.what(), "");
    }
    if (!options.plot.empty()) write_plot(options.plot, chain_figures(results.generations));
    print_chain(request, results, options);
}

}  // namespace

void add_chain_command(Command app) {
    auto options = std::make_shared<ChainOptions>();
    Command command =
        app.add_command("chain", "Enclose what a large chain does: fixation, long run, each generation");
    command.add_option("--samples", options->samples, "Samples per generation, N");
    command.add_option("--samples-schedule", options->samples_schedule,
                       "Samples of generation t = 1, 2, ..., rounded up: \"(t+2)^2\"");
    command.add_option("--symbols", options->symbols, "Symbols, K (default: what start or world have, or 2)");
    command.add_option("--alpha", options->alpha, "Share of the world's data (default: 0)");
    command.add_option("--alpha-schedule", options->alpha_schedule,
                       "Share in generation t = 1, 2, ...: \"1/(t+1)\"");
    command.add_option("--world", options->world,
                       std::string("P (default: the start): ") + distribution_help);
    command.add_option("--start", options->start,
                       "Q[0], as for --world (default: the world; without both: uniform)");
    command.add_option("--odds", options->odds,
                       "A verifier accepts symbol 1 so many times as often as symbol 2: u/v");
    command.add_option("--accept", options->accept,
                       "The same as u,v: how often it accepts symbol 1, and symbol 2");
    command.add_option("--generations", options->generations, "How many generations to follow one by one");
    command.add_flag("--no-fixation", options->no_fixation, "Leave out how the model ends (alpha = 0)");
    command.add_flag("--no-long-run", options->no_long_run, "Leave out the stationary law (alpha > 0)");
    command.add_flag("--every-start", options->every_start,
                     "How the model ends from each count of symbol 1, two symbols");
    command.add_flag("--sojourn", options->sojourn,
                     "Expected generations at each count before the model ends");
    command.add_flag("--law", options->law, "Probability of each count in the last generation followed");
    command.add_option("--symbol", options->symbol, "Whose count --sojourn and --law are about (default: 1)");
    command.add_option("--plot", options->plot,
                       "Draw entropy, diversity and drift of the generations into this SVG file (gnuplot)");
    command.add_option("--format", options->format, "text, csv (17 digits, outward) or json (exact doubles)")
        .one_of({"text", "csv", "json"})
        .with_default();
    command.add_option("--digits", options->digits, "Significant digits of text, rounded outward")
        .between(1, 17)
        .with_default();
    command.add_option("--threads", options->threads, "Threads (default: all); results do not depend on it")
        .between(1U, 1024U);
    command.add_option("--memory", options->memory, "MiB for the chain's rows; beyond it they are made anew")
        .between(std::size_t{0}, std::size_t{1} << 20U)
        .with_default();
    command.add_option("--time", options->seconds, "Seconds for the whole command (default: no limit)")
        .between(0.0, 1e9)
        .named("SECONDS");
    command.on_run([options] { run(*options); });
}

}  // namespace groundcheck::cli
