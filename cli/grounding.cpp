// groundcheck grounding: how much of the world's data keeps how much of its diversity.
#include "sim/grounding.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command.hpp"
#include "cli/grounding.hpp"
#include "cli/grounding_curve.hpp"
#include "cli/guard.hpp"
#include "cli/plot_option.hpp"
#include "cli/process_options.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

using Json = nlohmann::ordered_json;

// Multiplications that one chain may cost: a few seconds.
constexpr double chain_effort = 3e8;

// What is asked, of whichever measure.
struct GroundingQuestion {
    Integer samples = 1;
    Horizon horizon;
    bool entropy = false;
    std::vector<Rational> world;  // for entropy
    std::shared_ptr<const EntropyGrounding> grounding;

    [[nodiscard]] std::string measure() const { return entropy ? "entropy" : "diversity"; }
    [[nodiscard]] std::string until() const { return until_text(horizon); }
};

GroundingQuestion question_of(const GroundingOptions& options) {
    GroundingQuestion question;
    if (options.samples.empty()) refuse("--samples is missing", "N is how many samples a generation draws");
    question.samples = whole_from("--samples", options.samples, Integer(1) << 200);
    question.horizon = horizon_of(options);
    question.entropy = options.measure == "entropy";
    if (!question.entropy) return question;
    std::optional<std::uint32_t> symbols = options.symbols;
    if (!symbols && options.world == "uniform") symbols = 2;
    question.world = distribution_from("--world", options.world, symbols);
    try {
        question.grounding =
            std::make_shared<EntropyGrounding>(question.world, options.no_chain ? 0 : chain_effort);
    } catch (const std::invalid_argument& error) {
        refuse(std::string("--world: ") + error.what());
    }
    return question;
}

LeastShare least_for(const GroundingQuestion& question, const Integer& N, const Rational& keep) {
    if (question.entropy) {
        return least_share(
            [&](const Rational& a) { return question.grounding->keeps(N, a, question.horizon, keep); },
            Rational(1, 1000000));
    }
    return least_share([&](const Rational& a) { return keeps_diversity(N, a, question.horizon, keep); },
                       Rational(1, Integer(1) << 56));
}

DoubleInterval hull_of(const Rational& low, const Rational& high) {
    return DoubleKernel().interval(low, high);
}

DoubleInterval alpha_of(const LeastShare& least) { return hull_of(least.low, least.high); }
DoubleInterval fresh_of(const LeastShare& least, const Integer& N) {
    return hull_of(least.low * Rational(N), least.high * Rational(N));
}

const char* name_of(LeastShare::Kind kind) {
    switch (kind) {
        case LeastShare::Kind::none_needed:
            return "none needed";
        case LeastShare::Kind::enclosed:
            return "enclosed";
        case LeastShare::Kind::impossible:
            return "impossible";
        case LeastShare::Kind::unknown:
            break;
    }
    return "unknown";
}

// The numbers of samples in a table: powers of ten below N, and N.
std::vector<Integer> table_samples(const Integer& N) {
    std::vector<Integer> samples;
    for (Integer n = 10; n < N; n *= 10)
        samples.push_back(n);
    samples.push_back(N);
    return samples;
}

EntropyKept kept_of(const GroundingQuestion& question, const Integer& N, const Rational& alpha) {
    if (question.entropy) return question.grounding->kept(N, alpha, question.horizon);
    return {diversity_kept(N, alpha, question.horizon), "exact recursion", "exact recursion"};
}

// --- Answers ---

std::string impossible_text(const GroundingQuestion& question, const Rational& keep) {
    const EntropyKept most = kept_of(question, question.samples, 1);
    return fmt::format(
        "impossible: even with nothing but the world's data (alpha = 1), {} samples keep {} of the {},\n"
        "less than {}; draw more samples",
        with_commas(question.samples), enclosure_text(most.share, 8), question.measure(), number_text(keep));
}

void print_least(const GroundingQuestion& question, const Rational& keep, const GroundingOptions& options) {
    std::cout << fmt::format("To keep {} of the world's {} {} with {} samples per generation\n",
                             number_text(keep), question.measure(), question.until(),
                             with_commas(question.samples));
    if (question.entropy)
        std::cout << "  world                 " << distribution_text(question.world) << "\n";
    const LeastShare least = least_for(question, question.samples, keep);
    switch (least.kind) {
        case LeastShare::Kind::none_needed:
            std::cout << "  no data of the world's are needed: alpha = 0 is enough\n";
            return;
        case LeastShare::Kind::impossible:
            std::cout << "  " << impossible_text(question, keep) << "\n";
            return;
        case LeastShare::Kind::unknown:
        case LeastShare::Kind::enclosed:
            break;
    }
    const char* what = least.kind == LeastShare::Kind::unknown ? "alpha, if any suffices" : "least alpha";
    std::cout << fmt::format("  {:<24}{}\n", what, enclosure_text(alpha_of(least), options.digits))
              << fmt::format("  {:<24}{}\n", "fresh samples, alpha*N",
                             enclosure_text(fresh_of(least, question.samples), options.digits));
    if (!question.entropy) return;
    const EntropyKept above = kept_of(question, question.samples, least.high);
    const EntropyKept below = kept_of(question, question.samples, least.low);
    std::cout << fmt::format("  at the upper end        kept {} (lower bound: {})\n",
                             enclosure_text(above.share, 8), above.low_by)
              << fmt::format("  at the lower end        kept {} (upper bound: {})\n",
                             enclosure_text(below.share, 8), below.high_by);
}

void print_kept(const GroundingQuestion& question, const Rational& alpha, const GroundingOptions& options) {
    const EntropyKept kept = kept_of(question, question.samples, alpha);
    std::cout << fmt::format(
                     "With alpha = {} and {} samples per generation, {} (alpha*N) of them fresh, {}\n",
                     number_text(alpha), with_commas(question.samples),
                     number_text(alpha * Rational(question.samples)), question.until())
              << fmt::format("  share of {} kept  {}\n", question.measure(),
                             enclosure_text(kept.share, options.digits));
    if (question.entropy)
        std::cout << fmt::format("  lower bound: {}; upper bound: {}\n", kept.low_by, kept.high_by);
    if (!question.entropy && !question.horizon && alpha > 0) {
        const std::string exact = to_string(1 - lost_for_ever(question.samples, alpha));
        if (exact.size() <= 60) std::cout << "  exactly " << exact << "\n";
    }
}

void print_table(const GroundingQuestion& question, const Rational& keep, const GroundingOptions& options) {
    std::cout << fmt::format("Least alpha that keeps {} of the world's {} {}\n\n", number_text(keep),
                             question.measure(), question.until())
              << fmt::format("  {:>24}  {:<42}{}\n", "samples N", "least alpha", "fresh samples alpha*N");
    const int digits = std::min(options.digits, 10);
    for (const Integer& N : table_samples(question.samples)) {
        const LeastShare least = least_for(question, N, keep);
        const bool shown =
            least.kind == LeastShare::Kind::enclosed || least.kind == LeastShare::Kind::unknown;
        std::cout << fmt::format("  {:>24}  {:<42}{}\n", with_commas(N),
                                 shown ? enclosure_text(alpha_of(least), digits) : name_of(least.kind),
                                 shown ? enclosure_text(fresh_of(least, N), digits) : "");
    }
}

// --- The same for programs ---

Json least_json(const GroundingQuestion& question, const Integer& N, const Rational& keep) {
    const LeastShare least = least_for(question, N, keep);
    Json entry = {{"samples", N.str()}, {"keep", to_string(keep)}, {"answer", name_of(least.kind)}};
    if (least.kind == LeastShare::Kind::enclosed || least.kind == LeastShare::Kind::unknown) {
        entry["alpha"] = ends(alpha_of(least));
        entry["fresh"] = ends(fresh_of(least, N));
        entry["alpha_low_exact"] = to_string(least.low);
        entry["alpha_high_exact"] = to_string(least.high);
    }
    return entry;
}

Json kept_json(const GroundingQuestion& question, const Rational& alpha) {
    const EntropyKept kept = kept_of(question, question.samples, alpha);
    return {{"samples", question.samples.str()},
            {"alpha", to_string(alpha)},
            {"kept", ends(kept.share)},
            {"low_by", kept.low_by},
            {"high_by", kept.high_by}};
}

void print_csv_table(const GroundingQuestion& question, const Rational& keep,
                     const std::vector<Integer>& samples) {
    constexpr int digits = 17;
    std::cout << "samples,keep,answer,alpha_low,alpha_high,fresh_low,fresh_high\n";
    for (const Integer& N : samples) {
        const LeastShare least = least_for(question, N, keep);
        const DoubleInterval alpha = alpha_of(least);
        const DoubleInterval fresh = fresh_of(least, N);
        const bool shown =
            least.kind == LeastShare::Kind::enclosed || least.kind == LeastShare::Kind::unknown;
        std::cout << fmt::format("{},{},{}", N.str(), to_string(keep), name_of(least.kind));
        if (shown) {
            std::cout << fmt::format(",{},{},{},{}\n", low_text(alpha, digits), high_text(alpha, digits),
                                     low_text(fresh, digits), high_text(fresh, digits));
        } else {
            std::cout << ",,,,\n";
        }
    }
}

// --- The command ---

void check_combination(const GroundingOptions& options) {
    const bool schedule = !options.alpha_schedule.empty() || !options.samples_schedule.empty();
    const auto exclude = [](bool both, const char* a, const char* b) {
        if (both) refuse(std::string(a) + " and " + b + " exclude each other");
    };
    exclude(!options.alpha.empty() && !options.alpha_schedule.empty(), "--alpha", "--alpha-schedule");
    exclude(!options.samples.empty() && !options.samples_schedule.empty(), "--samples", "--samples-schedule");
    if (!options.samples.empty() && !options.keep.empty() && !options.alpha.empty())
        refuse("--keep, --alpha and --samples are all given, and nothing is left to be found",
               "leave out the one that you ask for");
    if (options.samples.empty() && !options.keep.empty() && options.alpha.empty() && !schedule)
        refuse("--keep alone does not say what is asked",
               "with --samples N it asks for the least alpha, with --alpha A for the fewest samples");
    if (schedule) {
        exclude(!options.keep.empty(), "--keep", "a schedule");
        exclude(!options.horizon.empty(), "--horizon", "a schedule");
        exclude(options.table || !options.curve.empty(), "--table and --curve", "a schedule");
        exclude(options.measure == "entropy", "--measure entropy", "a schedule");
    } else if (options.keep.empty() && options.alpha.empty() && options.plot.empty() &&
               options.curve.empty()) {
        refuse("nothing is asked",
               "with --samples N, --keep SHARE asks for the least alpha and --alpha A for what is kept; "
               "--keep with --alpha "
               "asks for the fewest samples, --alpha-schedule whether diversity survives");
    }
    if (options.table && options.keep.empty()) refuse("--table needs --keep");
    if (options.measure == "gini" && (options.world != "uniform" || options.symbols)) {
        refuse("--world and --symbols play no part with --measure gini",
               "the share of diversity kept is the same for every world; entropy depends on it");
    }
}

void run(const GroundingOptions& options) {
    check_combination(options);
    if (!options.plot.empty()) require_plot_file(options.plot);
    const Guard guard(options.limits, std::stop_source(), "what was asked");
    if (!options.alpha_schedule.empty() || !options.samples_schedule.empty()) return answer_schedule(options);
    if (!options.keep.empty() && !options.alpha.empty()) return answer_least_samples(options);
    const GroundingQuestion question = question_of(options);
    if (!options.plot.empty() || !options.curve.empty()) {
        const GroundingCurve curve(question.samples, [&](const Rational& alpha) {
            return kept_of(question, question.samples, alpha);
        });
        if (!options.curve.empty()) curve.write(options.curve);
        if (!options.plot.empty())
            write_plot(options.plot, {curve.figure(question.measure() + " kept " + question.until())});
    }
    if (!options.alpha.empty()) {
        const Rational alpha = rational_from("--alpha", options.alpha, 0, 1);
        if (options.format == "text") return print_kept(question, alpha, options);
        const Json answer = kept_json(question, alpha);
        if (options.format == "json") {
            std::cout << answer.dump(2) << "\n";
            return;
        }
        const DoubleInterval kept{answer["kept"]["low"], answer["kept"]["high"]};
        std::cout << "samples,alpha,kept_low,kept_high,low_by,high_by\n"
                  << fmt::format("{},{},{},{},{},{}\n", question.samples.str(), to_string(alpha),
                                 low_text(kept, 17), high_text(kept, 17), answer["low_by"].get<std::string>(),
                                 answer["high_by"].get<std::string>());
        return;
    }
    if (options.keep.empty()) return;
    const Rational keep = keep_of(options);
    const std::vector<Integer> samples =
        options.table ? table_samples(question.samples) : std::vector<Integer>{question.samples};
    if (options.format == "csv") return print_csv_table(question, keep, samples);
    if (options.format == "json") {
        Json list = Json::array();
        for (const Integer& N : samples)
            list.push_back(least_json(question, N, keep));
        std::cout << (options.table ? list : list.front()).dump(2) << "\n";
        return;
    }
    if (options.table) return print_table(question, keep, options);
    print_least(question, keep, options);
}

}  // namespace

void add_grounding_command(Command app) {
    auto options = std::make_shared<GroundingOptions>();
    Command command = app.add_command(
        "grounding", "How much of the world's data keeps how much of its diversity, certified");
    command.add_option("--keep", options->keep,
                       "The share to keep: asks for the least alpha, or with --alpha for the fewest samples");
    command.add_option("--alpha", options->alpha, "The share of the world's data: asks what is kept");
    command.add_option("--samples", options->samples, "Samples per generation, N");
    command.add_option("--horizon", options->horizon,
                       "Generations for which it is to be kept (default: for ever)");
    command.add_option("--measure", options->measure, "Diversity (Gini-Simpson) or Shannon entropy")
        .one_of({"gini", "entropy"})
        .with_default();
    command.add_option("--symbols", options->symbols,
                       "Symbols, K, for entropy (default: what the world has, or 2)");
    command.add_option("--world", options->world, std::string("P, for entropy: ") + distribution_help)
        .with_default();
    command.add_flag("--bounds-only", options->no_chain,
                     "Entropy by the named bounds, never by the chain (fast)");
    command.add_flag("--table", options->table, "The least alpha for N = 10, 100, ... up to --samples");
    command.add_option(
        "--plot", options->plot,
        "Draw what is kept against alpha*N, or with a schedule over generations, into this SVG "
        "file (gnuplot)");
    command.add_option("--curve", options->curve, "Write the same as CSV");
    command.add_option("--alpha-schedule", options->alpha_schedule,
                       "alpha_t for t = 1, 2, ...: \"c/t^s\"; asks whether diversity survives");
    command.add_option("--samples-schedule", options->samples_schedule, "N_t, rounded up: \"N*t^r\"");
    command.add_option("--format", options->format, "text, csv or json")
        .one_of({"text", "csv", "json"})
        .with_default();
    command.add_option("--digits", options->digits, "Significant digits of text, rounded outward")
        .between(1, 17)
        .with_default();
    add_limit_options(command, options->limits);
    command.on_run([options] { run(*options); });
}

}  // namespace groundcheck::cli
