// groundcheck report: makes the reports again from a ledger, deciding nothing.
#include "reports/report.hpp"

#include <filesystem>
#include <iostream>
#include <memory>

#include "audit/formal/theorem.hpp"
#include "cli/command.hpp"
#include "reports/csv.hpp"
#include "reports/folder.hpp"
#include "reports/json.hpp"
#include "reports/latex.hpp"
#include "reports/markdown.hpp"
#include "reports/summary.hpp"

namespace groundcheck::cli {

namespace {

struct ReportOptions {
    std::filesystem::path ledger;
    std::filesystem::path report;
    std::string format = "text";
};

std::string in_format(const std::string& format, const Report& report) {
    if (format == "markdown") return markdown(report);
    if (format == "csv") return csv(report);
    if (format == "latex") return latex(report);
    if (format == "json") return json_text(report_json(report), 1) + "\n";
    return summary(report, page_style());
}

void make_report(const ReportOptions& options, Context& context) {
    const Report report = read_report(Ledger::read_only(options.ledger), context.theorems_checked());
    if (report.results.empty())
        throw LedgerUnreadable(options.ledger.string() + ": the ledger has no audit to report on.");
    if (!options.report.empty()) write_report(report, options.report);
    std::cout << in_format(options.format, report);
    context.exit_code = passes(report) ? exit_pass : exit_fail;
}

}  // namespace

void add_report_command(Command app, Context& context) {
    auto options = std::make_shared<ReportOptions>();
    Command command =
        app.add_command("report", "Make the reports again from a ledger, without deciding anything");
    command.add_option("ledger", options->ledger, "The ledger of an audit").required().named("FILE");
    command
        .add_option("--report", options->report,
                    "Folder for index.html, report.json and junit.xml (default: print only)")
        .named("DIR");
    command
        .add_option("--format", options->format,
                    "What to print: text, markdown for a review, csv, latex for a paper's appendix, or "
                    "json as in report.json")
        .one_of({"text", "markdown", "csv", "latex", "json"})
        .with_default();
    command.on_run([options, &context] { make_report(*options, context); });
}

}  // namespace groundcheck::cli
