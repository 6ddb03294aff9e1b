// groundcheck check: decides one claim, or a few, and prints what came of it. No ledger, no report.
#include <tbb/task_arena.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "audit/audit.hpp"
#include "cli/command.hpp"
#include "cli/guard.hpp"
#include "cli/kept_certificates.hpp"
#include "cli/progress.hpp"
#include "cli/selection.hpp"
#include "decide/question/free_domain.hpp"
#include "decide/simplest.hpp"
#include "reports/folder.hpp"
#include "reports/loop_findings.hpp"
#include "reports/summary.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

constexpr std::uint64_t simplest_work = 2'000'000;  // products of probabilities: about a second

struct CheckOptions {
    std::vector<std::string> claims;
    bool mutant = false;
    bool full = false;
    unsigned threads = 0;
    std::filesystem::path certificate;  // empty: certificates are not kept
    int format = 2;                     // of the certificates
    RunLimits limits;
};

// Looks for a simpler counterexample than the domain's own lattices have, as far as it is cheap.
void simplify(ClaimResult& result, const Claim& claim, const CheckOptions& options,
              const std::stop_token& stop) {
    SearchLimits limits;
    limits.work = simplest_work;
    limits.stop = [stop] { return stop.stop_requested(); };
    tbb::task_arena arena(options.threads == 0 ? tbb::task_arena::automatic
                                               : static_cast<int>(options.threads));
    arena.execute([&] {
        const Question question{&claim, options.mutant};
        SearchOutcome found = find_simplest(question, limits, *result.witness());
        // What is shown is a point of the claim's own domain.
        if (found.witness && !on_lattices(question.domains(), *found.witness)) return;
        result.simplest = std::move(found.witness);
        result.searched = std::move(found.searched);
    });
}

// A finding about loops: it has its mutant with it. Whether the work may go on.
bool check_finding(const LoopFinding& finding, const CheckOptions& options, const Guard& guard,
                   const std::stop_token& stop, Context& context) {
    LoopFindingOptions engine;
    engine.threads = options.threads;
    engine.go_on = [stop] { return !stop.stop_requested(); };
    const LoopFindingResult result = decide_loop_finding(finding, engine);
    const SummaryStyle style = page_style();
    std::cout << loop_finding_text(result, style.width, style.times) << std::flush;
    if (!result.passes()) context.exit_code = exit_fail;
    const std::string reason = guard.reason();
    if (reason.empty()) return true;
    std::cerr << "stopped: " << reason << "\n";
    context.exit_code = guard.exit_code();
    return false;
}

void check(const CheckOptions& options, Context& context) {
    const Selection selection = select_claims(options.claims, context, options.full);
    if (options.mutant || options.full || !options.certificate.empty()) require_claims_in(selection);
    for (const Claim& claim : selection.claims)
        if (options.mutant && !claim.mutant)
            throw InputError(claim.file.string(), "the claim has no mutant", "give it one under [mutant]");
    AuditOptions engine;
    engine.threads = options.threads;
    if (!options.certificate.empty() && selection.claims.size() != 1)
        throw InputError("--certificate", "more than one claim is named",
                         "name one claim for one certificate file");
    KeptCertificates kept(options.format);
    if (!options.certificate.empty()) {
        for (const Claim& claim : selection.claims)
            if (std::error_code ignored;
                std::filesystem::equivalent(options.certificate, claim.file, ignored))
                throw InputError(options.certificate.string(), "this is the claim's own file",
                                 "name another file for its certificates");
        if (!can_be_written(options.certificate))  // deciding may take an hour
            throw InputError(options.certificate.string(), "the file cannot be written",
                             "name a file in a folder you may write to");
        engine.decide.keep_certificate = [&kept](const Question& question, const InstanceResult& instance,
                                                 const std::string& text) {
            return kept.keep(question, instance, text);
        };
    }
    const CheckedTheorems theorems = context.theorems_checked();
    const std::stop_source stop;
    const Guard guard(options.limits, stop, "the claim in hand");
    for (const LoopFinding& finding : selection.findings)
        if (!check_finding(finding, options, guard, stop.get_token(), context)) return;
    for (const Claim& claim : selection.claims) {
        ProgressLine line;
        const auto on_progress = [&](const AuditProgress& progress) { line.show(progress); };
        ClaimResult result = decide_claim(claim, options.mutant, engine, on_progress, stop.get_token());
        line.clear();
        if (result.witness() != nullptr) simplify(result, claim, options, stop.get_token());
        KeptCertificates::Written written;
        if (!options.certificate.empty()) written = kept.write(result, options.certificate);
        if (const auto theorem = theorems.find(claim.formal)) attach(result, *theorem);
        std::cout << summary(result, page_style()) << written.text << std::flush;
        if (!written.good) context.exit_code = exit_fail;
        if (!result.passes() || !result.simulations_pass()) context.exit_code = exit_fail;
        if (const std::string reason = guard.reason(); !reason.empty()) {
            std::cerr << "stopped: " << reason << "\n";
            context.exit_code = guard.exit_code();
            return;
        }
    }
}

}  // namespace

void add_check_command(Command app, Context& context) {
    auto options = std::make_shared<CheckOptions>();
    Command command = app.add_command("check", "Decide a claim by its id or from a file of your own");
    command
        .add_option(
            "claims", options->claims,
            "Papers, ids, families, claim files, or folders of claims or of a paper; or findings about "
            "loops, by \"loops\", their ids or files")
        .required();
    command.add_flag("--mutant", options->mutant, "Decide the claim's mutant instead");
    command
        .add_option(
            "--certificate", options->certificate,
            "Write the certificates of what is proved over a continuum to this file, for groundcheck-checker")
        .named("FILE");
    command
        .add_option(
            "--format", options->format,
            "The certificates' format: 2, or 3 for groundcheck-checker --verified, which knows fewer claims")
        .between(2, 3)
        .with_default();
    add_limit_options(command, options->limits);
    command.add_flag("--full", options->full, "Decide the claims' [[full]] domains too; may take an hour");
    command
        .add_option("--threads", options->threads, "How many instances at once (default: one per processor)")
        .between(1U, 1024U)
        .named("N");
    command.on_run([options, &context] { check(*options, context); });
}

}  // namespace groundcheck::cli
