// groundcheck: decides rigorously what a paper on recursive self-training claims.
#include <cstdio>
#include <exception>
#include <iostream>

#include "cli/command.hpp"
#include "cli/ctm.hpp"
#include "cli/manual.hpp"
#include "cli/run_program.hpp"
#include "decide/second_meaning.hpp"
#include "interval/agreement.hpp"
#include "ledger/ledger.hpp"
#include "ledger/versions.hpp"
#include "reports/folder.hpp"
#include "theorems/language/error.hpp"

namespace {

namespace gc = groundcheck;
namespace cli = groundcheck::cli;

std::string versions() {
    std::string text = "groundcheck " + cli::program_version() + " (" + cli::source_revision() + ")";
    for (const auto& [library, version] : gc::library_versions())
        text.append("\n").append(library).append(" ").append(version);
    return text;
}

void declare(cli::Command app, cli::Context& context) {
    app.add_option("--theorems", context.theorems, "Folder of the catalogue of claims")
        .named("DIR")
        .last_counts();
    cli::add_audit_command(app, context);
    cli::add_check_command(app, context);
    cli::add_ablate_command(app, context);
    cli::add_new_command(app);
    cli::add_list_command(app, context);
    cli::add_show_command(app, context);
    cli::add_eval_command(app, context);
    cli::add_report_command(app, context);
    cli::add_verify_report_command(app, context);
    cli::add_diff_command(app, context);
    cli::add_export_command(app, context);
    cli::add_chain_command(app);
    cli::add_grounding_command(app);
    cli::add_simulate_command(app, context);
    cli::add_ctm_command(app, context.exit_code);
}

int complain(const std::exception& error, int code) {
    const std::string text = error.what();
    // Errors in a file say where before they say that they are errors.
    std::cerr << (text.find("error: ") == std::string::npos ? "error: " : "") << text << "\n";
    return code;
}

int run(int argc, char** argv) {
    cli::Program program(
        "groundcheck", "Decides rigorously what a paper on recursive self-training claims.", versions(),
        "Exit codes: 0 every verdict is the expected one, 1 a claim falls short or is undecided,\n"
        "2 bad input, 3 the arithmetic kernels, or the engine and the reference, disagree.");
    cli::Context context;
    declare(program.command(), context);
    program.command()
        .add_command("version", "Print the version and those of the libraries that verdicts depend on")
        .on_run([] { std::cout << versions() << "\n"; });
    cli::add_manual_commands(program);
    try {
        program.run({argv + 1, argv + argc});
    } catch (const cli::CommandLineEnd& end) {
        (end.is_wrong ? std::cerr : std::cout) << end.what();
        return end.is_wrong ? cli::exit_bad_input : cli::exit_pass;
    } catch (const gc::KernelDisagreement& error) {
        std::cerr << "The two arithmetic kernels disagree; no verdict can be given.\n";
        return complain(error, cli::exit_disagreement);
    } catch (const gc::MeaningDisagreement& error) {
        std::cerr
            << "The engine and the reference evaluator contradict each other; no verdict can be given.\n";
        return complain(error, cli::exit_disagreement);
    } catch (const gc::InputError& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const cli::InputErrors& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const gc::LedgerBusy& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const gc::LedgerUnreadable& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const gc::LedgerUnwritable& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const gc::ReportUnwritable& error) {
        return complain(error, cli::exit_bad_input);
    } catch (const cli::ProgramFailed& error) {
        return complain(error, cli::exit_bad_input);
    }
    if (!std::cout.flush()) {
        std::cerr << "cannot write to standard output\n";
        return cli::exit_bad_input;
    }
    return context.exit_code;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("groundcheck: out of memory; no verdict was given\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "groundcheck: internal error, no verdict was given: %s\n", error.what());
    }
    return cli::exit_internal;
}
