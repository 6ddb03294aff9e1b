// The whole program: its commands, and what becomes of their errors.
#include "cli/whole_program.hpp"

#include <exception>
#include <iostream>
#include <new>

#include "cli/command.hpp"
#include "cli/ctm.hpp"
#include "cli/manual.hpp"
#include "cli/run_program.hpp"
#include "decide/second_meaning.hpp"
#include "interval/agreement.hpp"
#include "interval/number_memory.hpp"
#include "ledger/certificate_store.hpp"
#include "ledger/ledger.hpp"
#include "ledger/merge.hpp"
#include "ledger/versions.hpp"
#include "reports/folder.hpp"
#include "theorems/language/error.hpp"
#include "work/pool.hpp"

namespace groundcheck::cli {

namespace {

std::string versions() {
    std::string text = "groundcheck " + program_version() + " (" + source_revision() + ")";
    for (const auto& [library, version] : library_versions())
        text.append("\n").append(library).append(" ").append(version);
    return text;
}

void declare(Command app, Context& context) {
    app.add_option("--theorems", context.theorems, "Folder of the catalogue of claims")
        .named("DIR")
        .last_counts();
    add_audit_command(app, context);
    add_check_command(app, context);
    add_ablate_command(app, context);
    add_new_command(app);
    add_list_command(app, context);
    add_show_command(app, context);
    add_eval_command(app, context);
    add_merge_command(app, context);
    add_report_command(app, context);
    add_verify_report_command(app, context);
    add_diff_command(app, context);
    add_export_command(app, context);
    add_chain_command(app);
    add_grounding_command(app);
    add_simulate_command(app, context);
    add_ctm_command(app, context);
}

int complain(const std::exception& error, int code) {
    const std::string text = error.what();
    // Errors in a file say where before they say that they are errors.
    std::cerr << (text.find("error: ") == std::string::npos ? "error: " : "") << text << "\n";
    return code;
}

}  // namespace

int run_program_of(const std::vector<std::string>& words, Context& context) {
    keep_number_memory();
    try {
        Program program(
            "groundcheck", "Decides rigorously what a paper on recursive self-training claims.", versions(),
            "Exit codes: 0 every verdict is the expected one, 1 a claim falls short or is undecided,\n"
            "2 bad input, 3 the arithmetic kernels, or the engine and the reference, disagree.");
        declare(program.command(), context);
        program.command()
            .add_command("version", "Print the version and those of the libraries that verdicts depend on")
            .on_run([] { std::cout << versions() << "\n"; });
        add_manual_commands(program);
        program.run(words);
    } catch (const CommandLineEnd& end) {
        (end.is_wrong ? std::cerr : std::cout) << end.what();
        return end.is_wrong ? exit_bad_input : exit_pass;
    } catch (const KernelDisagreement& error) {
        std::cerr << "The two arithmetic kernels disagree; no verdict can be given.\n";
        return complain(error, exit_disagreement);
    } catch (const MeaningDisagreement& error) {
        std::cerr
            << "The engine and the reference evaluator contradict each other; no verdict can be given.\n";
        return complain(error, exit_disagreement);
    } catch (const InputError& error) {
        return complain(error, exit_bad_input);
    } catch (const InputErrors& error) {
        return complain(error, exit_bad_input);
    } catch (const LedgerBusy& error) {
        return complain(error, exit_bad_input);
    } catch (const LedgerUnreadable& error) {
        return complain(error, exit_bad_input);
    } catch (const LedgerUnwritable& error) {
        return complain(error, exit_bad_input);
    } catch (const LedgersDiffer& error) {
        return complain(error, exit_bad_input);
    } catch (const ReportUnwritable& error) {
        return complain(error, exit_bad_input);
    } catch (const CertificateUnwritable& error) {
        return complain(error, exit_bad_input);
    } catch (const PoolBroken& error) {
        return complain(error, exit_bad_input);
    } catch (const ProgramFailed& error) {
        return complain(error, exit_bad_input);
    } catch (const std::bad_alloc&) {
        std::cerr << "groundcheck: out of memory; no verdict was given\n";
        return exit_internal;
    } catch (const std::exception& error) {
        std::cerr << "groundcheck: internal error, no verdict was given: " << error.what() << "\n";
        return exit_internal;
    }
    if (!std::cout.flush()) {
        std::cerr << "cannot write to standard output\n";
        return exit_bad_input;
    }
    return context.exit_code;
}

}  // namespace groundcheck::cli
