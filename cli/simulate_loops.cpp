// groundcheck simulate --model markov:k: sequence models that are trained on their own text.
#include "cli/simulate_loops.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <set>

#include "cli/command.hpp"
#include "cli/process_options.hpp"
#include "cli/simulate.hpp"
#include "cli/simulate_exact.hpp"
#include "cli/simulate_process.hpp"
#include "cli/simulation_session.hpp"
#include "reports/folder.hpp"
#include "reports/loop_series.hpp"
#include "sim/corpus.hpp"
#include "sim/loops/loop.hpp"
#include "sim/loops/plan_text.hpp"
#include "sim/rounding.hpp"
#include "sim/schedule.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/read_file.hpp"

namespace groundcheck::cli {

namespace {

using loops::Loop;
using loops::LoopPlan;
using loops::LoopState;

unsigned order_of(const std::string& model) {
    if (const auto order = loops::parse_order(model)) return *order;
    refuse(fmt::format("--model {} is not known", model), "write markov:0 to markov:4");
}

// Options of the loop of single symbols that mean nothing here are refused, not ignored.
void refuse_others(const SimulateOptions& options) {
    const auto refuse_if = [](bool given, const char* option, const char* hint) {
        if (given) refuse(fmt::format("{} does not go with --model markov:k", option), hint);
    };
    refuse_if(options.learner != "frequency", "--learner program", "leave one of the two out");
    refuse_if(!options.world.empty(), "--world", "the real text, --start, is the world");
    refuse_if(options.observable != "rank", "--observable", "the measures of a text are fixed");
    refuse_if(options.drift_from != "start", "--drift-from", "drift is from the real text");
    refuse_if(!options.plot.empty(), "--plot", "use --format csv and plot its columns");
    refuse_if(!options.claims.empty(), "--claims", "claims speak of single symbols");
    SimulateOptions others = options;
    others.models.clear();  // means the same here
    const std::string own = first_process_option(others);
    refuse_if(
        !own.empty(), own.c_str(),
        "it says a process of single symbols; --estimator, --verifier, --models and --weight are for texts");
}

loops::TextFile real_file(const std::string& start) {
    if (auto file = loops::parse_text_file(start)) return *file;
    refuse(start.empty() ? "--start is missing" : fmt::format("--start {} is no text", start),
           "a model of sequences starts from a text: bytes:FILE, characters:FILE or words:FILE");
}

std::shared_ptr<const loops::RealText> real_text(const SimulateOptions& options, unsigned order) {
    const loops::TextFile file = real_file(options.start);
    const Rational share = rational_from("--held-out", options.loops.held_out, 0, Rational(9, 10));
    try {
        return loops::load_real_text(file, order, static_cast<std::size_t>(options.loops.vocabulary), share);
    } catch (const CorpusError& error) {
        refuse(error.what(), "");
    } catch (const std::invalid_argument& error) {
        refuse(fmt::format("{}: {}", file.path.string(), error.what()), "");
    }
}

loops::Smoothing loop_smoothing(const std::string& text) {
    const auto smoothing = loops::parse_smoothing(text);
    if (!smoothing)
        refuse(fmt::format("--estimator {} is not known", text),
               std::string("write ") + loops::kSmoothingForms);
    return *smoothing;
}

// How many models there are, and what weighs how much.
void set_weights(const SimulateOptions& options, LoopPlan& plan) {
    plan.models = options.loops.ensemble;
    if (!options.models.empty()) {
        if (options.loops.ensemble != 1)
            refuse("--ensemble and --models both say how many models there are",
                   "--ensemble J is J models of equal weights, --models their weights");
        try {
            plan.model_weights = loops::parse_model_weights(options.models);
        } catch (const std::invalid_argument& error) {
            refuse(std::string("--models: ") + error.what(),
                   std::string("write ") + loops::kModelWeightsForm);
        }
        plan.models = static_cast<unsigned>(plan.model_weights.size());
    }
    if (!options.loops.weight.empty()) {
        const Schedule weight(options.loops.weight, "--weight");
        for (std::uint32_t t = 0; t < options.generations; ++t)
            plan.weight.push_back(weight.at(t));
    }
    if (!options.loops.real_weight.empty())
        plan.real_weight = rational_from("--real-weight", options.loops.real_weight, 0, 1'000'000'000);
}

LoopPlan loop_plan(const SimulateOptions& options) {
    refuse_others(options);
    const unsigned order = order_of(options.loops.model);
    if (options.samples.empty())
        refuse("--samples is missing", "say how many tokens a generation has, for instance --samples 100000");
    LoopPlan plan;
    plan.smoothing = loop_smoothing(options.estimator);
    set_schedules(options, plan);
    plan.exact_share = options.share == "exact";
    plan.passage = options.loops.passage > 0 ? options.loops.passage : loops::default_passage(order);
    plan.accumulate = options.data == "accumulate";
    plan.cap = options.loops.cap;
    set_weights(options, plan);
    plan.replicates = options.replicates;
    plan.seed = options.seed;
    try {
        plan.filter = loops::parse_filter(options.loops.verifier);
    } catch (const std::invalid_argument& error) {
        refuse(std::string("--verifier: ") + error.what(), "");
    }
    plan.real = real_text(options, order);
    return plan;
}

Parameters loop_parameters(const SimulateOptions& options, const LoopPlan& plan) {
    const loops::TokenText& text = plan.real->text();
    Parameters parameters = {
        {"model", options.loops.model},
        {"text", fmt::format("{} ({} tokens, {} different, {})", options.start, text.tokens.size(),
                             plan.real->vocabulary(), loops::digest_of(text).substr(0, 16))},
        {"held out", fmt::format("{} tokens", text.tokens.size() - plan.real->training().size())},
        {"alpha", options.alpha},
        {"share", options.share},
        {"samples", options.samples},
        {"passages", fmt::format("{} tokens", plan.passage)},
        {"data", plan.cap > 0 ? fmt::format("{}, at most {}", options.data, plan.cap) : options.data},
        {"estimator", options.estimator},
        {"verifier", options.loops.verifier},
        {"models", options.models.empty() ? std::to_string(plan.models) : options.models},
        {"generations", std::to_string(options.generations)},
        {"replicates", std::to_string(options.replicates)},
        {"seed", std::to_string(options.seed)}};
    // Only where they are given: states of runs without them stay readable.
    if (!options.loops.weight.empty()) parameters.emplace_back("weight", options.loops.weight);
    if (!options.loops.real_weight.empty()) parameters.emplace_back("real weight", options.loops.real_weight);
    return parameters;
}

// Chunks in hand beside the state that --resume names: FILE.chunk-N. Without --resume nothing is kept.
class ChunkFiles {
  public:
    explicit ChunkFiles(std::filesystem::path state) : state_(std::move(state)) {
        std::error_code ignored;
        const std::string begin = state_.filename().string() + ".chunk-";
        const std::filesystem::path folder = state_.has_parent_path() ? state_.parent_path() : ".";
        for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
            const std::string name = entry.path().filename().string();
            const auto number = parse_rational(name.starts_with(begin) ? name.substr(begin.size()) : "");
            if (number && *number >= 0) numbers_.insert(static_cast<std::uint64_t>(*number));
        }
    }

    [[nodiscard]] std::string load(std::uint64_t chunk) {
        const std::lock_guard lock(mutex_);
        return numbers_.count(chunk) > 0 ? read_file(path(chunk), kMostCheckpoint) : "";
    }
    void save(std::uint64_t chunk, const std::string& bytes) {
        write_file(path(chunk), bytes);
        const std::lock_guard lock(mutex_);
        numbers_.insert(chunk);
    }
    // Whether there are some of chunks before this one: those are done.
    [[nodiscard]] bool has_before(std::uint64_t chunk) {
        const std::lock_guard lock(mutex_);
        return !numbers_.empty() && *numbers_.begin() < chunk;
    }
    void drop_before(std::uint64_t chunk) {
        const std::lock_guard lock(mutex_);
        std::error_code ignored;
        while (!numbers_.empty() && *numbers_.begin() < chunk) {
            std::filesystem::remove(path(*numbers_.begin()), ignored);
            numbers_.erase(numbers_.begin());
        }
    }

  private:
    static constexpr std::uintmax_t kMostCheckpoint = std::uintmax_t{1} << 37;

    [[nodiscard]] std::filesystem::path path(std::uint64_t chunk) const {
        std::filesystem::path file = state_;
        file += ".chunk-" + std::to_string(chunk);
        return file;
    }

    std::filesystem::path state_;
    std::mutex mutex_;
    std::set<std::uint64_t> numbers_;
};

// Runs what is left of the loop; whether all is done.
bool run_loop(const Loop& loop, const SimulateOptions& options, LoopState& state,
              const std::string& parameters) {
    if (!options.leads()) {
        loop.run(state, {.threads = 1, .progress = {}, .keep = {}, .pool = options.pool});
        throw HelpIsOver();
    }
    try {
        return run_kept(
            options, state,
            [&](const std::string& text) { return loops::loop_state_from_text(text, parameters); },
            [&](const LoopState& now) { return loops::to_text(now, parameters); },
            [&](LoopState& now, SimulationWatch& watch, const auto& keep) {
                Loop::Options run;
                run.threads = options.threads;
                run.pool = options.pool;
                run.progress = [&](std::uint64_t done, std::uint64_t total) {
                    return watch.go_on(done, total);
                };
                if (options.resume.empty()) {
                    run.keep = keep;
                    return loop.run(now, run);
                }
                // The state has what a chunk's file had before the file goes.
                ChunkFiles files(options.resume);
                files.drop_before(now.chunks_done);
                run.keep = [&](const LoopState& done) {
                    const bool slow = files.has_before(done.chunks_done);
                    keep(done, slow);
                    if (slow) files.drop_before(done.chunks_done);
                };
                loops::LoopCheckpoints checkpoints{
                    parameters, [&](std::uint64_t chunk) { return files.load(chunk); },
                    [&](std::uint64_t chunk, const std::string& bytes) { files.save(chunk, bytes); }};
                run.checkpoints = &checkpoints;
                return loop.run(now, run);
            });
    } catch (const loops::VerifierStuck& stuck) {
        refuse(stuck.what(), "shorter passages, shorter n-grams, or a smaller share s make it milder");
    }
}

std::string rendered_loop(const SimulateOptions& options, const LoopSeries& series) {
    if (options.format == "csv") return loop_csv(series);
    if (options.format == "json") return loop_json(series);
    return loop_text(series);
}

// For an option that counts something: 0 would be taken for an option that is not there.
std::string of_one_or_more(const std::string& text) {
    const auto number = parse_rational(text);
    return number && *number < 1 ? "a whole number of 1 or more" : "";
}
std::string of_two_or_more(const std::string& text) {
    const auto number = parse_rational(text);
    return number && *number < 2 ? "a whole number of 2 or more: a vocabulary has at least two tokens" : "";
}

}  // namespace

void add_loop_options(Command command, LoopOptions& options) {
    command.add_option("--model", options.model,
                       "markov:k, k from 0 to 4: the loop of sequence models, from --start bytes:FILE, "
                       "characters:FILE or words:FILE");
    command
        .add_option("--held-out", options.held_out,
                    "markov: share of the text that perplexity is measured on")
        .with_default();
    command
        .add_option("--vocabulary", options.vocabulary,
                    "markov: keep so many different tokens, the most frequent; the others become one")
        .checked(of_two_or_more);
    command
        .add_option("--passage", options.passage,
                    "markov: tokens written, or copied, at a time (default: 1 for markov:0, else 1000)")
        .checked(of_one_or_more);
    command
        .add_option("--cap", options.cap,
                    "markov: with --data accumulate, train on a sample of so many transitions")
        .checked(of_one_or_more);
    command
        .add_option("--ensemble", options.ensemble, "markov: so many models, each fitted to its own N tokens")
        .between(1U, 64U)
        .with_default();
    command.add_option(
        "--weight", options.weight,
        "markov: how much a transition written in step t counts in every fit, an expression in t "
        "(default 1)");
    command.add_option("--real-weight", options.real_weight,
                       "markov: keep the real text beside what is written; how much each of its transitions "
                       "counts (default: not at all)");
    command
        .add_option("--verifier", options.verifier,
                    "markov: which passages are kept: all, or known(n,s,u,v), see docs/loops.md")
        .with_default();
    command.add_option(
        "--exact", options.exact,
        "markov:1 without a text: enumerate all chains on K symbols with denominators D, as K,D");
}

void require_model(const LoopOptions& options) {
    const LoopOptions untouched;
    if (!options.model.empty() ||
        (options.held_out == untouched.held_out && options.verifier == untouched.verifier &&
         options.vocabulary == 0 && options.passage == 0 && options.cap == 0 && options.ensemble == 1 &&
         options.weight.empty() && options.real_weight.empty() && options.exact.empty()))
        return;
    refuse(
        "--held-out, --vocabulary, --passage, --cap, --ensemble, --weight, --real-weight, --verifier and "
        "--exact are for "
        "--model",
        "add --model markov:k, for instance --model markov:2");
}

int simulate_loops(const SimulateOptions& options) {
    if (!options.loops.exact.empty()) return simulate_exact(options);
    LoopPlan plan = loop_plan(options);
    const Parameters parameters = loop_parameters(options, plan);
    std::unique_ptr<const Loop> loop;
    try {
        loop = std::make_unique<const Loop>(std::move(plan));
    } catch (const loops::PlanError& error) {
        const bool named = error.key == "models" || error.key == "weight" || error.key == "real-weight";
        refuse(named ? "--" + error.key + ": " + error.what() : error.what(),
               error.key == "models" ? std::string("write ") + loops::kModelWeightsForm : "");
    } catch (const std::invalid_argument& error) {
        refuse(error.what(), "");
    }
    LoopState state;
    if (!run_loop(*loop, options, state, parameter_lines(parameters)))
        return stopped_after(state.replicates_done, options);
    LoopSeries series{parameters,
                      loops::loop_estimates(*loop, state, options.confidence, sharing_of(options)),
                      loops::known_law(loop->plan()),
                      loop->plan().alpha,
                      loop->plan().samples,
                      {},
                      options.replicates,
                      options.confidence,
                      sharing_of(options)};
    for (const auto& sample : state.samples)
        series.texts.push_back(loops::as_text(loop->plan().real->text(), sample));
    write_series(options, rendered_loop(options, series));
    return exit_pass;
}

}  // namespace groundcheck::cli
