// groundcheck simulate --model markov:1 --exact K,D: does the expected entropy of a chain fall? By
// enumeration.
#include "cli/simulate_exact.hpp"

#include <fmt/format.h>

#include <iostream>

#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/process_options.hpp"
#include "cli/simulate.hpp"
#include "reports/text.hpp"
#include "sim/loops/small_chain.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

using loops::FallFinding;
using loops::FallReading;
using loops::FallWitness;

struct ExactRequest {
    std::size_t symbols = 2;
    unsigned lattice = 1, most = 1;
};

ExactRequest exact_request(const SimulateOptions& options) {
    const std::string& text = options.loops.exact;
    const auto refuse = [&](const std::string& why) {
        throw InputError(
            "", fmt::format("--exact {} cannot be used: {}", text, why),
            "write K,D: 2 or 3 symbols and the denominator of the probabilities, for instance 2,6; "
            "--samples says up to how many transitions");
    };
    if (options.loops.model != "markov:1") refuse("it is for --model markov:1");
    const std::size_t comma = text.find(',');
    const auto K = parse_rational(text.substr(0, comma));
    const auto D = comma == std::string::npos ? std::nullopt : parse_rational(text.substr(comma + 1));
    if (!K || (*K != 2 && *K != 3)) refuse("K is 2 or 3");
    if (!D) refuse(fmt::format("D is a whole number from 1 to {}", loops::kMostDenominator));
    ExactRequest request;
    request.symbols = *K == 2 ? 2 : 3;
    for (unsigned d = 1; d <= loops::kMostDenominator; ++d)
        if (*D == d) request.lattice = d;
    if (*D != request.lattice)
        refuse(fmt::format("D is a whole number from 1 to {}", loops::kMostDenominator));
    if (const std::string why = loops::too_many_chains(request.symbols, request.lattice); !why.empty())
        refuse(why);
    const auto N = parse_rational(options.samples);
    for (unsigned n = 1; n <= loops::kMostSmallTransitions; ++n)
        if (N && *N == n) request.most = n;
    if (!N || *N != request.most)
        refuse(fmt::format("--samples is a whole number from 1 to {}", loops::kMostSmallTransitions));
    return request;
}

std::string witness_text(const FallWitness& witness) {
    std::string text = fmt::format("      N = {}\n      rows {}\n", witness.in.transitions,
                                   loops::matrix_text(witness.in.matrix));
    text += fmt::format("      begun by {}\n", loops::law_text(witness.in.start));
    if (!witness.in.counts.empty())
        text += fmt::format("      fitted to the counts {}\n", fmt::join(witness.in.counts, " "));
    return text + fmt::format("      expected entropy in {}\n      entropy before in {}\n",
                              enclosure_text(witness.expected, 17), enclosure_text(witness.before, 17));
}

std::string finding_text(FallReading reading, const FallFinding& finding) {
    const char* name = loops::kFallReadingNames[static_cast<std::size_t>(reading)];
    const char* verdict = finding.fails > 0       ? "refuted"
                          : finding.undecided > 0 ? "undecided"
                                                  : "holds in every case";
    std::string text = fmt::format("  {:<12} {}: {} cases, falls or stays in {}, rises in {}, undecided {}\n",
                                   name, verdict, grouped(finding.cases), grouped(finding.holds),
                                   grouped(finding.fails), grouped(finding.undecided));
    if (finding.first) text += "    the first counterexample\n" + witness_text(*finding.first);
    return text;
}

}  // namespace

int simulate_exact(const SimulateOptions& options) {
    const ExactRequest request = exact_request(options);
    std::string text = fmt::format(
        "Chains of order 1 on {} symbols, probabilities with the denominator {}, texts of 1 to {} "
        "transitions:\n"
        "is the expected entropy of the next chain at most the chain's? (docs/loops.md names the "
        "readings)\n\n",
        request.symbols, request.lattice, request.most);
    const Interrupt interrupt;
    for (std::size_t r = 0; r < loops::kFallReadings; ++r) {
        const auto reading = static_cast<FallReading>(r);
        const auto finding = loops::fall_on_lattice(reading, request.symbols, request.lattice, request.most,
                                                    [] { return Interrupt::signal() == 0; });
        if (!finding) return exit_by_signal + Interrupt::signal();
        text += finding_text(reading, *finding);
    }
    write_series(options, text);
    return exit_pass;
}

}  // namespace groundcheck::cli
