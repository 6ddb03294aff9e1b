#include "cli/ctm.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/ctm_options.hpp"
#include "cli/interrupt.hpp"
#include "ctm/complexity.hpp"
#include "ctm/sealed_file.hpp"
#include "ctm/table.hpp"
#include "ctm/table_csv.hpp"

namespace groundcheck::cli {

namespace {

// A probability in scientific notation, rounded; the exact value is always printed beside it or in the CSV.
std::string about(const Rational& value) { return fmt::format("{:.3e}", static_cast<double>(value)); }

void describe(std::ostream& out, const ctm::Enumeration& all, const ctm::Table& table) {
    out << fmt::format("D({}), blank {}, at most {} steps: {} outputs\n", table.states(),
                       ctm::name_of(table.blank()), table.bound(), table.rows().size());
    out << fmt::format("  runs            {:>20}\n  halting         {:>20}   longest: {} steps\n",
                       table.runs(), table.halting(), table.longest_halt());
    const std::uint64_t blanks = table.blank() == ctm::Blank::both ? 2 : 1;
    for (std::size_t i = 0; i < ctm::kEndlessReasons; ++i) {
        if (all.census.endless[i] == 0) continue;
        out << fmt::format("  never halting   {:>20}   {}\n", all.census.endless[i] * blanks,
                           ctm::name_of(static_cast<ctm::Endless>(i)));
    }
    out << fmt::format("  undecided       {:>20}\n", table.undecided());
    switch (table.completeness()) {
        case ctm::Completeness::proved:
            out << "  complete: every other machine is proved never to halt\n";
            return;
        case ctm::Completeness::by_theorem:
            out << fmt::format(
                "  complete: no {}-state machine halts later than {} steps (Lin and Rado 1965, Brady 1983)\n",
                table.states(), *ctm::longest_halting_run(table.states()));
            return;
        case ctm::Completeness::bounded:
            break;
    }
    out << fmt::format(
        "  not complete: the undecided can move between 0 and {} of the probability (about {})\n",
        table.tail_variation().str(), about(table.tail_variation()));
    if (const auto late = ctm::late_halts_by_literature(all)) {
        out << fmt::format("  by the published count of halting machines, {} to {} of them halt later\n",
                           late->low * blanks, late->high * blanks);
    }
}

int write_table(CtmOptions options) {
    const auto all = obtain(options);
    if (!all) return exit_by_signal + Interrupt::signal();
    const ctm::Table table(*all, blank_of(options.blank));
    if (options.out.empty()) {
        ctm::write_csv(std::cout, table);
        std::cout.flush();
    } else {
        std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
        ctm::write_csv(file, table);
        file.close();
        if (!file) {
            std::cerr << fmt::format("error: cannot write the table to {}\n", options.out);
            return exit_bad_input;
        }
    }
    describe(std::cerr, *all, table);
    return exit_pass;
}

void print_complexity(const ctm::Table& table, const std::string& text) {
    const std::uint64_t count = table.count(text);
    if (count > 0) {
        const ctm::BitsEnclosure bits = ctm::complexity_in_bits(count, table.halting());
        std::cout << fmt::format("{}  between {} and {} bits: printed by {} of {} halting runs\n", text,
                                 ctm::decimal(bits.low), ctm::decimal(bits.high), count, table.halting());
        return;
    }
    std::cout << fmt::format("{}  no estimate: no {}-state machine that halts within {} steps prints it",
                             text, table.states(), table.bound());
    if (table.tail() > 0) {
        const Rational most = table.probability_range(0).high;
        std::cout << fmt::format("; its probability is at most {} (about {})", most.str(), about(most));
    } else {
        std::cout << fmt::format("; its probability in D({}) is 0", table.states());
    }
    std::cout << '\n';
}

int print_complexities(CtmOptions options) {
    for (const std::string& text : options.strings)
        if (!is_binary_or_complain(text)) return exit_bad_input;
    options = with_states(std::move(options));
    const auto all = obtain(options);
    if (!all) return exit_by_signal + Interrupt::signal();
    const ctm::Table table(*all, blank_of(options.blank));
    for (const std::string& text : options.strings)
        print_complexity(table, text);
    if (options.states < 5) {
        std::cerr << fmt::format("from D({}); for D(5), which knows longer strings, add --states 5\n",
                                 options.states);
    }
    return exit_pass;
}

// Runs a command, turning what it throws into a message and an exit code.
int guarded(int (*command)(CtmOptions), const CtmOptions& options) {
    try {
        const int code = command(options);
        if (code > exit_by_signal) std::cerr << "stopped; the same command goes on from here\n";
        return code;
    } catch (const std::invalid_argument& error) {
        std::cerr << "error: " << error.what() << '\n';
    } catch (const std::runtime_error& error) {  // a folder or file that cannot be written
        std::cerr << "error: " << error.what() << '\n';
    }
    return exit_bad_input;
}

void run(int (*command)(CtmOptions), CtmOptions options, Context& context) {
    options.pool = context.pool;
    context.exit_code = guarded(command, options);
}

void add_common(Command command, CtmOptions& options, int most_states = ctm::kMaxTableStates) {
    command.add_option("--states", options.states, "number of states").between(1, most_states);
    command
        .add_option(
            "--bound", options.bound,
            "steps after which a run is given up (default: the longest halting run; 500 for 5 states)")
        .between(1U, ctm::kLargestBound);
    command.add_option("--blank", options.blank, "symbol of the blank tape: 0, 1 or both")
        .one_of({"0", "1", "both"})
        .with_default();
    command.add_option("--threads", options.threads, "threads to use (default: all)").between(1U, 1024U);
    command.add_flag("--prove", options.prove,
                     "try harder to prove that what reaches the bound never halts (hours for 5 states)");
}

}  // namespace

void add_ctm_command(Command app, Context& context) {
    Command ctm = app.add_command("ctm", "Algorithmic probability: what small Turing machines print");
    ctm.requires_command();
    const auto options = std::make_shared<CtmOptions>();

    Command table =
        ctm.add_command("table", "write D(n), the exact output distribution of all n-state machines, as CSV");
    add_common(table, *options);
    table.option("--states").required();
    table.add_option("--out", options->out, "file to write to (default: standard output)");
    table.on_run([options, &context] { run(write_table, *options, context); });

    Command complexity = ctm.add_command(
        "complexity",
        "complexity of binary strings by the coding theorem: -log2 D(n), from a table built on first use");
    add_common(complexity, *options);
    complexity.option("--states")
        .described("number of states (default: 5 if its table has been built, else 4)");
    complexity.add_option("strings", options->strings, "binary strings").required();
    complexity.on_run([options, &context] { run(print_complexities, *options, context); });

    Command bdm = ctm.add_command(
        "bdm", "complexity of longer binary strings by the block decomposition method, in bits");
    add_common(bdm, *options);
    bdm.option("--states").described("number of states (default: 5 if its table has been built, else 4)");
    bdm.add_option("strings", options->strings, "binary strings").required();
    bdm.add_option("--block", options->block, "symbols in a block")
        .between(std::size_t{1}, std::size_t{64})
        .with_default();
    bdm.add_option("--step", options->step,
                   "symbols from one block's beginning to the next's: 1 is a sliding window (default: a "
                   "block's length; what is left at the end belongs to no block)")
        .between(std::size_t{1}, std::size_t{64});
    bdm.add_flag("--perturb", options->perturb, "also by how much it changes when one symbol is exchanged");
    bdm.on_run([options, &context] { run(print_block_decompositions, *options, context); });

    Command part = ctm.add_command(
        "part", "some subtrees of the enumeration, up to six states: what they say of D(n), and their cost");
    add_common(part, *options, ctm::kMaxStates);
    part.option("--states").required();
    part.add_option("--subtrees", options->subtrees, "which: from..to, counted from 1").required();
    part.add_option(
        "--keep", options->keep,
        "file of what is finished, of this and other stretches; the same command goes on from it");
    part.add_option("strings", options->strings, "binary strings whose probabilities are to be enclosed");
    part.on_run([options, &context] { run(work_on_part, *options, context); });
}

}  // namespace groundcheck::cli
