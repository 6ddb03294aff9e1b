// groundcheck merge: puts the ledgers of an audit's shares together.
#include "ledger/merge.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "cli/command.hpp"
#include "ledger/certificate_store.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

struct MergeOptions {
    std::vector<std::string> ledgers;
    fs::path into;
};

fs::path folder_of(const fs::path& ledger) {
    return ledger.has_parent_path() ? ledger.parent_path() : fs::path(".");
}

// Certificates lie beside their ledger. Returns how many are not to be had.
std::size_t bring_certificates(const MergeOptions& options) {
    const CertificateFolder here(folder_of(options.into));
    std::size_t missing = 0;
    for (const fs::path ledger : options.ledgers) {
        const CertificateFolder there(folder_of(ledger));
        for (const ClaimResult& result : Ledger::read_only(ledger).results())
            for (const InstanceResult& instance : result.instances)
                if (!here.bring(instance, there)) ++missing;
    }
    return missing;
}

void print(const Merged& merged, const MergeOptions& options) {
    constexpr std::size_t most = 10;
    std::cout << fmt::format("{}: {} of {}, {} new\n", options.into.string(), grouped(merged.instances),
                             counted(merged.planned, "instance", "instances"),
                             counted(merged.fresh, "row", "rows"));
    for (std::size_t i = 0; i < merged.gaps.size() && i < most; ++i)
        std::cout << fmt::format("missing: {}\n", printable(merged.gaps[i]));
    if (merged.gaps.size() > most) std::cout << fmt::format("... and {} more\n", merged.gaps.size() - most);
    if (merged.gaps.empty())
        std::cout << fmt::format("The audit is whole:\n  groundcheck report {} --report {}\n",
                                 options.into.string(), folder_of(options.into).string());
    else
        std::cout << fmt::format(
            "Merge what is missing, too; or let one audit decide it:\n"
            "  groundcheck audit ... --ledger {}\n",
            options.into.string());
}

void merge(const MergeOptions& options, Context& context) {
    const Merged merged = merge_ledgers({options.ledgers.begin(), options.ledgers.end()}, options.into);
    if (const std::size_t missing = bring_certificates(options); missing > 0)
        std::cout << fmt::format(
            "{} not beside the ledger that speaks of it; groundcheck audit decides these instances anew\n",
            counted(missing, "certificate is", "certificates are"));
    print(merged, options);
    context.exit_code = merged.gaps.empty() ? exit_pass : exit_fail;
}

}  // namespace

void add_merge_command(Command app, Context& context) {
    auto options = std::make_shared<MergeOptions>();
    Command command =
        app.add_command("merge", "Put the ledgers of an audit's shares (audit --shard) together");
    command.add_option("ledgers", options->ledgers, "The ledgers of the shares").required().named("FILE");
    command.add_option("--into", options->into, "The ledger that gets everything; made if it is not there")
        .required()
        .named("FILE");
    command.ends_help_with(
        "Exit codes: 0 the audit is whole, 1 something is missing, 2 the ledgers cannot be merged.");
    command.on_run([options, &context] { merge(*options, context); });
}

}  // namespace groundcheck::cli
