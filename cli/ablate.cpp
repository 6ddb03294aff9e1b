// groundcheck ablate: what a claim rests on. Drops each of its assumptions, alone, and decides what is left.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "audit/ablation/run_ablation.hpp"
#include "cli/command.hpp"
#include "cli/guard.hpp"
#include "cli/progress.hpp"
#include "cli/selection.hpp"
#include "reports/ablation_text.hpp"
#include "reports/text.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck::cli {

namespace {

struct AblateOptions {
    std::vector<std::string> claims;
    std::vector<std::string> assumptions;
    std::filesystem::path ledger;  // empty: nothing is kept
    bool fresh = false;
    bool no_maps = false;
    unsigned steps = AblationOptions().map_steps;
    std::uint32_t denominators = SearchLimits().sizes;
    double work = 2e7;
    double seconds = 0;
    std::uint64_t megabytes = 0;
    unsigned threads = 0;
    std::string format = "text";
};

// Names of assumptions that no claim has are mistakes.
void require_known(const AblateOptions& options, const std::vector<Claim>& claims) {
    std::vector<std::string> known;
    for (const Claim& claim : claims)
        for (const Assumption& assumption : claim.assumptions)
            known.push_back(assumption.name);
    for (const std::string& name : options.assumptions) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        throw InputError("--assume", "no claim named here has an assumption \"" + name + "\"",
                         suggestion(name, known));
    }
}

AblationOptions engine_options(const AblateOptions& options) {
    AblationOptions engine;
    engine.search.sizes = options.denominators;
    engine.search.work = static_cast<std::uint64_t>(options.work);
    engine.seconds = options.seconds;
    engine.memory = options.megabytes * 1'000'000;
    engine.threads = options.threads;
    engine.only = options.assumptions;
    engine.maps = !options.no_maps;
    engine.map_steps = options.steps;
    return engine;
}

// The assumptions of a claim that have nothing to drop, for a reader who misses them.
std::string without_drop(const Claim& claim) {
    std::string text;
    for (const Assumption& assumption : claim.assumptions)
        if (!assumption.dropped && !assumption.sweep) text += (text.empty() ? "" : ", ") + assumption.name;
    return text;
}

void print_text(const std::vector<Claim>& claims, const std::vector<AblationResult>& results,
                const AblateOptions& options) {
    const SummaryStyle style = page_style();
    for (const Claim& claim : claims) {
        std::cout << printable(claim.id) << ": " << printable(claim.title) << "\n";
        std::cout << "  " << printable(claim.statement_text) << "\n";
        for (const AblationResult& result : results)
            if (result.claim == claim.id) std::cout << "\n" << ablation_text(result, style);
        const std::string silent = without_drop(claim);
        if (!silent.empty() && options.assumptions.empty())
            std::cout << "\n  without a drop in the claim's file: " << printable(silent) << "\n";
        std::cout << "\n";
    }
}

void print_json(const std::vector<AblationResult>& results) {
    Json list = Json::array();
    for (const AblationResult& result : results)
        list.push_back(to_json(result));
    std::cout << json_text(list, 2) << "\n";
}

void run(const AblateOptions& options, Context& context) {
    const Selection selection = select_claims(options.claims, context);
    require_claims_in(selection);
    require_known(options, selection.claims);
    AblationOptions engine = engine_options(options);
    engine.pool = context.pool;
    if (!context.leads()) {
        run_ablation(selection.claims, nullptr, engine);
        return;
    }
    std::optional<Ledger> ledger;
    if (!options.ledger.empty()) {
        ledger.emplace(options.ledger);
        if (options.fresh) ledger->clear_ablations();
    }
    const std::stop_source stop;
    const Guard guard({0, options.megabytes}, stop, "the assumption in hand", Guard::Noticing::by_work);
    ProgressLine line;
    const auto on_progress = [&](const AblationProgress& progress) {
        line.show({progress.done, progress.total, progress.resumed, progress.current}, "questions");
    };
    const std::vector<AblationResult> results =
        run_ablation(selection.claims, ledger ? &*ledger : nullptr, engine, on_progress, stop.get_token());
    line.clear();
    if (options.format == "json")
        print_json(results);
    else
        print_text(selection.claims, results, options);
    for (const AblationResult& result : results)
        if (result.need == Need::open && !result.domain.empty()) context.exit_code = exit_fail;
    if (Interrupt::signal() == 0) return;
    if (options.format == "text")
        std::cout << (ledger ? "stopped; the same command goes on from here\n"
                             : "stopped; with --ledger FILE the next run would go on from here\n");
    context.exit_code = guard.exit_code();
}

}  // namespace

void add_ablate_command(Command app, Context& context) {
    auto options = std::make_shared<AblateOptions>();
    Command command = app.add_command(
        "ablate",
        "Drop each assumption of a claim, alone: needed with the simplest counterexample, or not needed");
    command
        .add_option("claims", options->claims,
                    "Papers, ids, families, claim files, or folders of claims or of a paper")
        .required();
    command.add_option("--assume", options->assumptions, "Only these assumptions").named("NAME");
    command.add_option("--denominators", options->denominators, "The largest denominator that is searched")
        .between(1U, 100000U)
        .with_default();
    command.add_option("--work", options->work, "How much one search may do, in products of probabilities")
        .between(1.0, 1e15)
        .with_default();
    command
        .add_option("--time", options->seconds,
                    "Seconds for each assumption; then it stays open (default: none)")
        .between(0.0, 1e9)
        .named("SECONDS");
    command
        .add_option("--memory", options->megabytes,
                    "Megabytes that the program may occupy (default: no limit)")
        .between(std::uint64_t{1}, std::uint64_t{1} << 30U)
        .named("MB");
    command.add_flag("--no-maps", options->no_maps, "Leave out the maps of families");
    command.add_option("--steps", options->steps, "How often a family's range is halved")
        .between(0U, 20U)
        .with_default();
    command.add_option("--ledger", options->ledger, "Keep what is decided in this file, and go on from it")
        .named("FILE");
    command.add_flag("--fresh", options->fresh, "Forget the ledger's ablations");
    command.add_option("--format", options->format, "text or json").one_of({"text", "json"}).with_default();
    command.add_option("--threads", options->threads, "How many at once (default: one per processor)")
        .between(1U, 1024U)
        .named("N");
    command.on_run([options, &context] { run(*options, context); });
}

}  // namespace groundcheck::cli
