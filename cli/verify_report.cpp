// groundcheck verify-report: what a report rests on, checked again without believing the audit that made it.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>

#include "audit/formal/theorem.hpp"
#include "audit/verification.hpp"
#include "audit/verified_instances.hpp"
#include "cli/command.hpp"
#include "cli/run_program.hpp"
#include "cli/selection.hpp"
#include "ledger/ledger.hpp"
#include "reports/folder.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

namespace fs = std::filesystem;

struct VerifyReportOptions {
    fs::path folder, checker, verified, ledger;
    std::uint64_t steps = 2'000'000;
};

// The program that checks certificates. Throws InputError if there is none.
fs::path checker_of(const VerifyReportOptions& options) {
    if (!options.checker.empty()) return fs::absolute(options.checker);
    fs::path found = companion("groundcheck-checker", "checker");
    if (found.empty())
        throw InputError("", "the program groundcheck-checker was not found beside this one",
                         "build it (cmake --build --preset release --target groundcheck-checker) or name it "
                         "with --checker FILE");
    return found;
}

// The one that is proved; empty if there is none.
fs::path verified_checker_of(const VerifyReportOptions& options) {
    return options.verified.empty() ? companion(verified_program, "checker") : fs::absolute(options.verified);
}

// Runs a program on certificates.
Checker running(const fs::path& program, const fs::path& folder) {
    return [=](const std::vector<std::string>& files) {
        std::vector<std::string> command = {program.string()};
        command.insert(command.end(), files.begin(), files.end());
        return output_of(command, folder);
    };
}

// A claim by the file that was audited, or, where that is not here, by its id in the catalogue.
std::optional<Claim> claim_of(const ClaimResult& result, const Context& context) {
    std::error_code ignored;
    if (fs::is_regular_file(result.claim.file, ignored)) return load_claim(result.claim.file);
    try {
        Selection selection = select_claims({result.claim.id}, context);
        if (selection.claims.size() == 1) return std::move(selection.claims.front());
    } catch (const InputErrors&) {
    } catch (const InputError&) {
    }
    return std::nullopt;
}

// The bytes of a file; nothing if it cannot be read.
std::optional<std::string> bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

// Whether report.json says what the ledger says, what depends on the run aside.
Verified verify_json(const Report& report, const fs::path& folder) {
    Verified verified;
    const std::optional<std::string> text = bytes_of(folder / "report.json");
    if (!text) {
        verified.passed_over.emplace_back("report.json is not here");
        return verified;
    }
    try {
        Json shown = parse_json(*text), kept = report_json(report);
        shown.erase("run");
        kept.erase("run");
        if (shown == kept)
            verified.good = 1;
        else
            verified.faults.emplace_back("report.json does not say what the ledger says");
    } catch (const RecordError& error) {
        verified.faults.push_back(std::string("report.json: ") + error.what());
    }
    return verified;
}

// Whether data/certificates.sha256, by which a stranger checks the certificates' files, names them all as the
// ledger does.
Verified verify_hashes(const Report& report, const fs::path& folder) {
    Verified verified;
    if (bytes_of(folder / "data" / "certificates.sha256").value_or("") == certificate_hashes(report))
        verified.good = 1;
    else
        verified.faults.emplace_back(
            "data/certificates.sha256 does not name the certificates and hashes of the ledger");
    return verified;
}

// One line, and one for each fault or gap. Returns whether there is no fault.
bool print(const std::string& what, const std::string& how, const Verified& verified) {
    std::cout << what << ": " << verified.good << " " << how;
    if (!verified.passed_over.empty()) std::cout << ", " << verified.passed_over.size() << " passed over";
    if (!verified.faults.empty()) std::cout << ", " << verified.faults.size() << " NOT";
    std::cout << "\n";
    for (const std::string& fault : verified.faults)
        std::cout << "  NOT: " << printable(fault) << "\n";
    for (const std::string& gap : verified.passed_over)
        std::cout << "  passed over: " << printable(gap) << "\n";
    std::cout << std::flush;  // the next check may take minutes
    return verified.faults.empty();
}

void verify(const VerifyReportOptions& options, Context& context) {
    const fs::path ledger = options.ledger.empty() ? options.folder / "ledger.sqlite" : options.ledger;
    const Report report = read_report(Ledger::read_only(ledger), context.theorems_checked());
    if (report.results.empty())
        throw LedgerUnreadable(ledger.string() + ": the ledger has no audit to check.");
    const fs::path program = checker_of(options);
    // A claim is asked for by each check, and again for its mutant.
    std::map<std::string, std::optional<Claim>> claims;
    const ClaimReader read = [&](const ClaimResult& result) {
        const auto known = claims.find(result.claim.id);
        return known != claims.end()
                   ? known->second
                   : claims.emplace(result.claim.id, claim_of(result, context)).first->second;
    };
    bool good = print("claim files", "as they were audited", verify_claims(report.results, read));
    good &= print("certificates", "accepted by " + program.string(),
                  verify_certificates(report.results, options.folder, running(program, options.folder)));
    const fs::path verified = verified_checker_of(options);
    good &= print("verified certificates",
                  "accepted by " + (verified.empty() ? verified_program : verified.string()),
                  verify_accepted(report.results, options.folder,
                                  verified.empty() ? Checker() : running(verified, options.folder)));
    good &= print("certificates.sha256", "says what the ledger says", verify_hashes(report, options.folder));
    good &= print("counterexamples", "confirmed by the reference",
                  verify_counterexamples(report.results, read, options.steps));
    good &= print("report.json", "says what the ledger says", verify_json(report, options.folder));
    std::cout << (good ? "nothing contradicts the report\n" : "the report does NOT hold as it stands\n");
    context.exit_code = good ? exit_pass : exit_fail;
}

}  // namespace

void add_verify_report_command(Command app, Context& context) {
    auto options = std::make_shared<VerifyReportOptions>();
    Command command = app.add_command(
        "verify-report", "Check what a report rests on again: claim files, certificates, counterexamples");
    command.add_option("report", options->folder, "The report's folder").required().named("DIR");
    command.add_option("--ledger", options->ledger, "The audit's ledger (default: DIR/ledger.sqlite)")
        .named("FILE");
    command
        .add_option("--checker", options->checker,
                    "The independent program that checks certificates (default: the one beside this)")
        .named("FILE");
    command
        .add_option(
            "--verified-checker", options->verified,
            "The program that checks certificates of format 3 (default: the one beside this, if it is "
            "there)")
        .named("FILE");
    command.add_option("--steps", options->steps, "How much the reference may do for one counterexample")
        .between(std::uint64_t{1}, std::uint64_t{1} << 40U)
        .with_default();
    command.ends_help_with(
        "Exit codes: 0 nothing contradicts the report, 1 something does, 2 it cannot be read.");
    command.on_run([options, &context] { verify(*options, context); });
}

}  // namespace groundcheck::cli
