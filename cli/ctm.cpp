#include "cli/ctm.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "ctm/cache.hpp"
#include "ctm/complexity.hpp"
#include "ctm/sealed_file.hpp"
#include "ctm/table.hpp"
#include "ctm/table_csv.hpp"

namespace groundcheck::cli {

namespace {

// A bar on the terminal, redrawn when its percentage changes; nothing when the error output is not a
// terminal.
class ProgressBar {
  public:
    explicit ProgressBar(std::string title)
        : title_(std::move(title)), shown_(::isatty(STDERR_FILENO) == 1) {}
    ~ProgressBar() {
        if (percent_ >= 0) std::cerr << "\r\033[K";
    }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const ctm::Progress& progress) {
        const int percent = static_cast<int>(100 * progress.finished / progress.total);
        if (!shown_ || percent == percent_) return;
        percent_ = percent;
        constexpr int kWidth = 40;
        const int filled = percent * kWidth / 100;
        std::cerr << fmt::format("\r{} [{:#<{}}{:.<{}}] {:3}%", title_, "", filled, "", kWidth - filled,
                                 percent)
                  << std::flush;
    }

  private:
    std::string title_;
    bool shown_;
    int percent_ = -1;
};

struct Options {
    int states = 0;           // 0: as the command decides
    std::uint32_t bound = 0;  // 0: the default of the states
    std::string blank = "both";
    std::string out;
    unsigned threads = 0;
    bool prove = false;
    std::vector<std::string> strings;
};

ctm::Blank blank_of(const std::string& name) {
    return name == "0" ? ctm::Blank::zero : name == "1" ? ctm::Blank::one : ctm::Blank::both;
}

// The enumeration from the cache, built first if need be. No value if the user interrupted it.
std::optional<ctm::Enumeration> obtain(const Options& options) {
    ctm::EnumerationOptions wanted;
    wanted.states = options.states;
    wanted.bound = options.bound != 0 ? options.bound : ctm::default_bound(options.states);
    wanted.prove_undecided = options.prove;
    wanted.threads = options.threads;
    ProgressBar bar(fmt::format("running all {}-state machines", options.states));
    const Interrupt interrupt;
    wanted.progress = [&](const ctm::Progress& progress) {
        bar.show(progress);
        return Interrupt::signal() == 0;
    };
    return ctm::Cache(ctm::default_cache_folder()).obtain(wanted);
}

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

int write_table(Options options) {
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
            std::cerr << fmt::format("cannot write the table to {}\n", options.out);
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

int print_complexities(Options options) {
    for (const std::string& text : options.strings) {
        const std::size_t wrong = text.find_first_not_of("01");
        if (!text.empty() && wrong == std::string::npos) continue;
        std::cerr << (text.empty()
                          ? std::string("an empty string has no complexity: outputs have at least one cell\n")
                          : fmt::format("\"{}\" is not a binary string: character {} is '{}', not 0 or 1\n",
                                        text, wrong + 1, text[wrong]));
        return exit_bad_input;
    }
    if (options.states == 0) {
        const bool have_five =
            ctm::Cache(ctm::default_cache_folder()).load(5, ctm::default_bound(5), false).has_value();
        options.states = have_five ? 5 : 4;
    }
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
int guarded(int (*command)(Options), const Options& options) {
    try {
        const int code = command(options);
        if (code > exit_by_signal) std::cerr << "stopped; the same command goes on from here\n";
        return code;
    } catch (const std::invalid_argument& error) {
        std::cerr << error.what() << '\n';
    } catch (const std::runtime_error& error) {  // a folder or file that cannot be written
        std::cerr << error.what() << '\n';
    }
    return exit_bad_input;
}

void add_common(CLI::App& command, Options& options) {
    command.add_option("--states", options.states, "number of states")->check(CLI::Range(1, ctm::kMaxStates));
    command
        .add_option(
            "--bound", options.bound,
            "steps after which a run is given up (default: the longest halting run; 500 for 5 states)")
        ->check(CLI::Range(1U, ctm::kLargestBound));
    command.add_option("--blank", options.blank, "symbol of the blank tape: 0, 1 or both")
        ->check(CLI::IsMember({"0", "1", "both"}))
        ->capture_default_str();
    command.add_option("--threads", options.threads, "threads to use (default: all)")
        ->check(CLI::Range(1U, 1024U));
    command.add_flag("--prove", options.prove,
                     "try harder to prove that what reaches the bound never halts (hours for 5 states)");
}

}  // namespace

void add_ctm_command(CLI::App& app, int& exit_code) {
    CLI::App* ctm = app.add_subcommand("ctm", "algorithmic probability: what small Turing machines print");
    ctm->require_subcommand(1);
    const auto options = std::make_shared<Options>();

    CLI::App* table = ctm->add_subcommand(
        "table", "write D(n), the exact output distribution of all n-state machines, as CSV");
    add_common(*table, *options);
    table->get_option("--states")->required();
    table->add_option("--out", options->out, "file to write to (default: standard output)");
    table->callback([options, &exit_code] { exit_code = guarded(write_table, *options); });

    CLI::App* complexity = ctm->add_subcommand(
        "complexity",
        "complexity of binary strings by the coding theorem: -log2 D(n), from a table built on first use");
    add_common(*complexity, *options);
    complexity->get_option("--states")
        ->description("number of states (default: 5 if its table has been built, else 4)");
    complexity->add_option("strings", options->strings, "binary strings")->required();
    complexity->callback([options, &exit_code] { exit_code = guarded(print_complexities, *options); });
}

}  // namespace groundcheck::cli
