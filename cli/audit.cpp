// groundcheck audit: decides the catalogue, or what the arguments name, and reports.
#include "audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <memory>

#include "audit/ablation/run_ablation.hpp"
#include "audit/figures/figures.hpp"
#include "audit/loop_findings.hpp"
#include "cli/audit_facts.hpp"
#include "cli/audit_figures.hpp"
#include "cli/audit_verified.hpp"
#include "cli/command.hpp"
#include "cli/guard.hpp"
#include "cli/progress.hpp"
#include "cli/selection.hpp"
#include "decide/question/free_domain.hpp"
#include "ledger/certificate_store.hpp"
#include "ledger/merge.hpp"
#include "reports/folder.hpp"
#include "reports/summary.hpp"
#include "reports/text.hpp"
#include "theorems/language/paper_file.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

// What one search for a counterexample may do, in products of probabilities, and how often a family's range
// is halved: a fraction of what `groundcheck ablate` does, so that all of them together take about a minute.
constexpr std::uint64_t ablation_work = 200'000;
constexpr unsigned ablation_map_steps = 4;

struct AuditCommandOptions {
    std::vector<std::string> claims, papers;
    fs::path report = "audit-report";
    fs::path ledger;  // empty: in the report folder
    bool fresh = false;
    bool no_mutants = false;
    bool no_simulations = false;
    std::uint64_t seed = 1;
    bool full = false;
    bool no_ablation = false;
    unsigned threads = 0;
    std::uint32_t verified_samples = 256;  // the largest N that the verified checker is given
    std::string shard;                     // "i/n"; empty: all of it

    Share share() const { return shard.empty() ? Share{} : *share_from(shard); }
    bool is_share() const { return !shard.empty(); }  // 1/1 is one, too: a batch system may have one job
    fs::path ledger_file() const {
        if (!ledger.empty()) return ledger;
        return report / (is_share() ? shard_name() : std::string("ledger.sqlite"));
    }
    // The ledgers of the shares of one audit lie side by side, and share the folder of certificates.
    std::string shard_name() const {
        return fmt::format("shard-{}-of-{}.sqlite", share().index, share().count);
    }
};

// The ledger to write to. With --fresh a file that is no ledger, or one of another format, steps aside: it is
// somebody's, and stays under another name.
Ledger ledger_of(const AuditCommandOptions& options) {
    const fs::path file = options.ledger_file();
    if (!options.fresh) return Ledger(file);
    try {
        Ledger ledger(file);
        ledger.clear();
        return ledger;
    } catch (const LedgerUnreadable& unreadable) {
        fs::path aside = file;
        aside += ".unreadable";
        fs::rename(file, aside);
        std::cerr << fmt::format("{}\nIt is kept as {}, and a new one is begun.\n", unreadable.what(),
                                 aside.string());
        return Ledger(file);
    }
}

// Says, once the number of instances is known, what the ledger already has.
void announce(std::size_t stored, std::size_t total) {
    if (stored == 0) return;
    if (stored >= total)
        std::cout << fmt::format("all {} were decided before; --fresh decides them again\n",
                                 counted(total, "instance", "instances"));
    else
        std::cout << fmt::format("continuing: {} of {} already decided\n", grouped(stored),
                                 counted(total, "instance", "instances"));
    std::cout << std::flush;
}

std::size_t already_stored(const Ledger& ledger, const std::vector<Claim>& claims, bool mutants) {
    std::size_t stored = 0;
    for (const Claim& claim : claims) {
        stored += ledger.stored(claim, false);
        if (mutants && claim.mutant) stored += ledger.stored(claim, true);
    }
    return stored;
}

AuditOptions engine_options(const AuditCommandOptions& options, const CertificateFolder& certificates,
                            const Context& context) {
    AuditOptions engine;
    engine.mutants = !options.no_mutants;
    engine.threads = options.threads;
    engine.simulate = !options.no_simulations;
    engine.statistical.seed = options.seed;
    engine.share = options.share();
    engine.pool = context.pool;
    engine.decide.keep_certificate = [&certificates](const Question& question, const InstanceResult& result,
                                                     const std::string& text) {
        return certificates.keep(question, result, text);
    };
    engine.still_there = [&certificates](const InstanceResult& result) { return certificates.holds(result); };
    return engine;
}

AblationOptions ablation_options(const AuditCommandOptions& options, const Context& context) {
    AblationOptions engine;
    engine.threads = options.threads;
    engine.search.work = ablation_work;
    engine.map_steps = ablation_map_steps;
    engine.share = options.share();
    engine.pool = context.pool;
    return engine;
}

// Decides, with progress and a way to stop. Returns the signal that stopped it before the end, or 0.
int decide(const std::vector<Claim>& claims, Ledger& ledger, const AuditCommandOptions& options,
           const Context& context, std::vector<ClaimResult>& results) {
    const CertificateFolder certificates(options.report);
    const AuditOptions engine = engine_options(options, certificates, context);
    const std::size_t stored = already_stored(ledger, claims, engine.mutants);
    const std::stop_source stop;
    const Guard guard({}, stop, "the instances in hand; the same command goes on from the ledger");
    ProgressLine line;
    AuditProgress last;
    const auto on_progress = [&](const AuditProgress& progress) {
        if (last.total == 0) announce(stored, progress.total - progress.simulations);
        last = progress;
        line.show(progress);
    };
    results = run_audit(claims, &ledger, engine, on_progress, stop.get_token());
    line.clear();
    if (Interrupt::signal() == 0 || last.done == last.total) return 0;
    std::cout << fmt::format(
        "stopped: {} of {} decided and kept in {}\nRun the same command again to go on.\n",
        grouped(last.done), counted(last.total, "instance", "instances"), options.ledger_file().string());
    return Interrupt::signal();
}

// Holds the findings about loops against replicates. Returns the signal that stopped it before the end, or 0.
int find_out(const std::vector<LoopFinding>& findings, Ledger& ledger, const AuditCommandOptions& options) {
    const std::stop_source stop;
    const Guard guard({}, stop, "the finding in hand; the same command goes on from the ledger");
    ProgressLine line;
    LoopFindingsProgress last;
    const auto on_progress = [&](const LoopFindingsProgress& progress) {
        last = progress;
        line.show({progress.done, progress.total, 0, progress.current}, "findings");
    };
    const std::vector<LoopFinding> none;
    const bool whole = run_loop_findings(options.no_simulations ? none : findings, ledger, options.seed,
                                         options.threads, on_progress, stop.get_token());
    line.clear();
    if (whole) return 0;
    std::cout << fmt::format("stopped: {} of {}\nRun the same command again to go on.\n", grouped(last.done),
                             counted(last.total, "finding", "findings"));
    return Interrupt::signal() != 0 ? Interrupt::signal() : SIGTERM;
}

// Whether a theorem that Coq has checked says the claim even between the points of its lattices.
bool covered(const Claim& claim, const CheckedTheorems& theorems) {
    const auto theorem = theorems.find(claim.formal);
    return theorem && beyond(*theorem, free_claim({&claim, false})).empty();
}

// Drops the claims' assumptions one by one and searches the simplest counterexamples, for the ledger. Returns
// the signal that stopped it before the end, or 0.
int rest_on(const std::vector<Claim>& claims, Ledger& ledger, const AuditCommandOptions& options,
            const Context& context) {
    AblationOptions engine = ablation_options(options, context);
    const CheckedTheorems theorems = context.theorems_checked();
    engine.holds_everywhere = [&theorems](const Claim& claim) { return covered(claim, theorems); };
    const std::stop_source stop;
    const Guard guard({}, stop, "the assumptions in hand; the same command goes on from the ledger");
    ProgressLine line;
    AblationProgress last;
    const auto on_progress = [&](const AblationProgress& progress) {
        last = progress;
        line.show({progress.done, progress.total, progress.resumed, progress.current}, "assumptions");
    };
    run_ablation(claims, &ledger, engine, on_progress, stop.get_token());
    line.clear();
    if (Interrupt::signal() == 0) return 0;
    std::cout << fmt::format("stopped: {} of {} looked at\nRun the same command again to go on.\n",
                             grouped(last.done), counted(last.total, "assumption", "assumptions"));
    return Interrupt::signal();
}

// What the arguments and --paper name. Throws InputError for a --paper that is no paper: a family of that
// name is something else.
Selection selected(const AuditCommandOptions& options, const Context& context) {
    std::vector<std::string> names = options.claims;
    std::vector<std::string> known;
    if (!options.papers.empty())
        for (const Paper& paper : whole_catalogue(context).papers)
            known.push_back(paper.id);
    for (const std::string& paper : options.papers) {
        if (std::find(known.begin(), known.end(), paper) == known.end() &&
            !fs::is_regular_file(fs::path(paper) / paper_file_name))
            throw InputError("--paper", "there is no paper \"" + paper + "\"",
                             suggestion(paper, known) + "; or name a folder that has a paper.toml");
        names.push_back(paper);
    }
    return select_claims(names, context, options.full);
}

// The text that the pictures of loops start from: the catalogue's, where there are findings to illustrate.
fs::path loop_text(const Selection& selection, const AuditCommandOptions& options, const Context& context) {
    if (selection.findings.empty() || options.no_simulations) return {};
    std::error_code ignored;
    try {
        fs::path text = context.catalogue() / "facts" / "texts" / "essay.txt";
        return fs::is_regular_file(text, ignored) ? text : fs::path();
    } catch (const InputError&) {  // a user's own findings need no catalogue
        return {};
    }
}

// What is left to do when a share is done. Pictures are made once, in the first share, and findings held.
void finish_share(Ledger& ledger, const Selection& selection, const AuditCommandOptions& options,
                  const Context& context) {
    const Share share = options.share();
    if (share.index == 1)
        record_figures(ledger, selection.claims, selection.papers, loop_text(selection, options, context));
    ledger.set_fact("finished", utc_now());
    note_share(ledger, share, true);
    std::cout << fmt::format(
        "share {} is decided and kept in {}\nWhen all {} are:\n"
        "  groundcheck merge {}/shard-*-of-{}.sqlite --into {}/ledger.sqlite\n",
        to_text(share), options.ledger_file().string(), share.count, options.report.string(), share.count,
        options.report.string());
}

// What all shares of an audit must have been asked alike, beside the claims: the first of them alone holds
// the findings, and each simulates what falls to it.
std::string what_shares_do(const Selection& selection, const AuditCommandOptions& options) {
    std::string text = options.no_simulations
                           ? "no simulations"
                           : "simulations and findings with seed " + std::to_string(options.seed);
    text += options.no_ablation ? ", no ablation" : ", ablation";
    text += options.no_mutants ? ", no mutants" : ", mutants";
    text += ", verified certificates for N up to " + std::to_string(options.verified_samples);
    for (const LoopFinding& finding : selection.findings)
        text += ", " + finding.id + " (" + finding.hash.substr(0, 16) + ")";
    return text;
}

// Two shares in one ledger would look like one share that is whole.
void require_own_ledger(const Ledger& ledger, const AuditCommandOptions& options) {
    const std::string other = other_share_in(ledger, options.share());
    if (!other.empty())
        throw InputError(options.ledger_file().string(),
                         "this is the ledger of share " + other + ", not of share " + options.shard,
                         "leave out --ledger, name another file, or start this one over with --fresh");
}

// Where another process keeps the ledger and says what is found.
void help(const std::vector<Claim>& claims, const AuditCommandOptions& options, const Context& context) {
    const CertificateFolder certificates(options.report);
    run_audit(claims, nullptr, engine_options(options, certificates, context));
    if (!options.no_ablation) run_ablation(claims, nullptr, ablation_options(options, context));
}

void audit(const AuditCommandOptions& options, Context& context) {
    const Selection selection = selected(options, context);
    require_figures(selection.papers);
    if (!context.leads()) return help(selection.claims, options, context);
    prepare_folder(options.report);
    Ledger ledger = ledger_of(options);
    if (options.is_share()) require_own_ledger(ledger, options);
    ledger.begin_audit();
    ledger.set_papers(selection.papers);
    record_provenance(ledger, options.threads);
    record_theorems(ledger, selection.claims, context);
    if (options.is_share()) {
        note_share(ledger, options.share(), false);
        note_what_shares_do(ledger, what_shares_do(selection, options));
    }
    const auto begin = std::chrono::steady_clock::now();
    std::cout << fmt::format("groundcheck {}: auditing {}{}\n", program_version(),
                             options.is_share() ? "share " + options.shard + " of " : "",
                             counted(selection.claims.size(), "claim", "claims"))
              << std::flush;
    std::vector<ClaimResult> results;
    if (const int signal = decide(selection.claims, ledger, options, context, results); signal != 0) {
        context.exit_code = exit_by_signal + signal;
        return;
    }
    if (const int signal = verify_proofs(results, ledger, CertificateFolder(options.report),
                                         {options.verified_samples, options.threads});
        signal != 0) {
        context.exit_code = exit_by_signal + signal;
        return;
    }
    if (const int signal = options.no_ablation ? 0 : rest_on(selection.claims, ledger, options, context);
        signal != 0) {
        context.exit_code = exit_by_signal + signal;
        return;
    }
    if (const int signal = options.share().index == 1 ? find_out(selection.findings, ledger, options) : 0;
        signal != 0) {
        context.exit_code = exit_by_signal + signal;
        return;
    }
    if (options.is_share()) return finish_share(ledger, selection, options, context);
    record_figures(ledger, selection.claims, selection.papers, loop_text(selection, options, context));
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    ledger.set_fact("finished", utc_now());
    ledger.set_fact("wall time", duration(elapsed.count()));
    const Report report = read_report(ledger, context.theorems_checked());
    write_report(report, options.report);
    std::cout << "\n" << summary(report, page_style());
    std::cout << fmt::format("report: {0}/index.html   ledger: {1}   time: {2}\n", options.report.string(),
                             options.ledger_file().string(), duration(elapsed.count()));
    context.exit_code = passes(report) ? exit_pass : exit_fail;
}

}  // namespace

void add_audit_command(Command app, Context& context) {
    auto options = std::make_shared<AuditCommandOptions>();
    Command command = app.add_command("audit", "Decide every claim and report; goes on where it was stopped");
    command.add_option("claims", options->claims,
                       "Papers, ids, families, claim files, or folders of claims or of a paper (default: the "
                       "whole catalogue)");
    command
        .add_option("--paper", options->papers,
                    "A paper, by its id or its folder, with all claims that it names; may be given again")
        .named("ID");
    command.add_option("--report", options->report, "Folder for index.html, report.json and junit.xml")
        .named("DIR")
        .with_default();
    command.add_option("--ledger", options->ledger, "File of decided instances (default: DIR/ledger.sqlite)")
        .named("FILE");
    command.add_flag("--fresh", options->fresh, "Forget what the ledger has and start over");
    command.add_flag(
        "--no-ablation", options->no_ablation,
        "Leave out what the claims rest on (groundcheck ablate) and the simplest counterexamples");
    command.add_flag("--no-mutants", options->no_mutants, "Leave out the claims' mutants");
    command.add_flag("--no-simulations", options->no_simulations,
                     "Leave out what claims ask to be simulated ([simulate]), and the findings about loops");
    command.add_option("--seed", options->seed, "Of the simulations' random numbers")
        .named("N")
        .with_default();
    command.add_flag("--full", options->full, "Decide the claims' [[full]] domains too; may take an hour");
    command
        .add_option("--threads", options->threads, "How many instances at once (default: one per processor)")
        .between(1U, 1024U)
        .named("N");
    command
        .add_option(
            "--verified-samples", options->verified_samples,
            "The largest sample size for which proofs are given to the checker that is proved in Coq; "
            "0: none are")
        .between(0U, 4096U)
        .named("N")
        .with_default();
    command
        .add_option("--shard", options->shard,
                    "Decide share i of n alone, for groundcheck merge (docs/scale.md); writes no report")
        .named("i/n")
        .checked([](const std::string& text) {
            return share_from(text)
                       ? std::string()
                       : "a share is written i/n, such as 2/3, with 1 <= i <= n: --shard 1/3, 2/3 and "
                         "3/3 are the whole audit";
        });
    command.on_run([options, &context] { audit(*options, context); });
}

}  // namespace groundcheck::cli
