#include "reports/page_trust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/html.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string line(const std::string& what, const std::string& html) {
    return html.empty() ? "" : "<tr><th>" + what + "</th><td>" + html + "</td></tr>\n";
}

std::string fact_line(const Report& report, const std::string& what, const std::string& name) {
    return line(what, html_text(fact(report, name)));
}

std::string libraries(const Report& report) {
    std::string text;
    for (const char* name : {"FLINT", "Arb", "MPFR", "MPFI", "GMP", "Boost", "SQLite"}) {
        const std::string version = fact(report, name);
        if (!version.empty()) text += (text.empty() ? "" : ", ") + std::string(name) + " " + version;
    }
    return html_text(text);
}

struct Trust {
    Assurance assurance;
    const char* must;
    const char* need_not;
};

// The argument behind each row is docs/report.md, "What has to be trusted".
constexpr std::array<Trust, 6> table = {
    {{Assurance::formal,
      "Coq’s kernel and the axioms that the theorem names; that its statement says what the claim says (both "
      "are shown)",
      "groundcheck, its arithmetic, the machine’s floating-point unit"},
     {Assurance::verified,
      "the theorem about the checker that Coq has checked (./run proofs), Coq’s extraction to OCaml and the "
      "few "
      "lines that put Zarith’s numbers in the place of Coq’s, the OCaml compiler, Zarith and GMP, and that "
      "what "
      "the checker says it has read is the claim. With --coq, Coq’s kernel alone",
      "groundcheck and its arithmetic, the search that found the certificate, the independent checker"},
     {Assurance::continuum,
      "the certificate checker (one small program that shares no code with the rest), its compiler, and GMP, "
      "MPFR and MPFI, with which it counts",
      "the search that found the certificate, Arb, the filter in doubles"},
     {Assurance::exact,
      "the reader of the claim language, exact rational arithmetic (GMP), and the linear independence of "
      "logarithms of primes. A counterexample can be checked by hand",
      "every rounded number"},
     {Assurance::lattice,
      "the enumeration of the points, the compiler, and that the two arithmetic kernels (Arb; MPFI over "
      "MPFR) and the outward rounding in doubles are not wrong in the same way",
      "any one kernel alone"},
     {Assurance::statistical, "the random numbers and the confidence that is stated", "—"}}};

// For an id, which has no blanks.
std::string one_word(std::string text) {
    std::replace(text.begin(), text.end(), ' ', '-');
    return text;
}

}  // namespace

std::string trust_section(const Report& report) {
    std::map<Assurance, std::size_t> counts;
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant && result.verdict != Verdict::undecided) ++counts[result.assurance];
    std::string html =
        "<p>How much has to be believed depends on the assurance of a verdict. A claim’s assurance is the "
        "weakest "
        "among its instances; a refutation’s is that of the counterexample.</p>\n"
        "<div class=\"scroll\"><table class=\"trust\"><thead><tr><th>assurance</th><th "
        "class=\"number\">claims</th>"
        "<th>means</th><th>to be trusted</th><th>need not be trusted</th></tr></thead><tbody>\n";
    for (const Trust& trust : table)
        html += "<tr><th id=\"assurance-" + one_word(to_text(trust.assurance)) + "\">" +
                to_text(trust.assurance) + "</th><td class=\"number\" data-label=\"claims\">" +
                grouped(counts[trust.assurance]) + "</td><td>" + html_text(meaning(trust.assurance)) +
                "</td><td data-label=\"to be trusted\">" + html_text(trust.must) +
                "</td><td data-label=\"need not be trusted\">" + html_text(trust.need_not) + "</td></tr>\n";
    return html +
           "</tbody></table></div>\n"
           "<p>In every case one has to trust that the formal statement is a fair reading of the paper’s "
           "sentence. "
           "That is for the reader to judge: each claim shows its statement, its domain and its "
           "assumptions.</p>\n"
           "<p>Two arithmetics are not two meanings: a sample of the points of every instance, and every "
           "counterexample, is decided again by a reference evaluator that reads the claim by its "
           "definitions and "
           "shares neither caches nor reductions with the engine.</p>\n"
           "<p>A checker that says yes to everything would be noticed: each claim has a mutant, a variant "
           "that must "
           "come out the other way.</p>\n";
}

std::string provenance_section(const Report& report) {
    const Tally claims = tally(report, false);
    const Tally mutants = tally(report, true);
    std::map<std::string, std::uint64_t> kernels = claims.kernels;
    for (const auto& [kernel, count] : mutants.kernels)
        kernels[kernel] += count;
    std::string html = "<table class=\"facts\"><tbody>\n";
    html += line("program", "groundcheck " + html_text(fact(report, "groundcheck")) +
                                ", git revision <code>" + html_text(fact(report, "revision")) +
                                "</code>, engine " + html_text(fact(report, "engine")));
    html += line("arithmetic", libraries(report));
    html += fact_line(report, "compiler", "compiler");
    html += fact_line(report, "machine", "machine");
    html += fact_line(report, "threads", "threads");
    html += fact_line(report, "begun", "started");
    html += fact_line(report, "ended", "finished");
    html += fact_line(report, "wall time", "wall time");
    html += fact_line(report, "seeds", "seeds");
    html += fact_line(report, "Coq", "theorems checked by Coq");
    html += fact_line(report, "verified checker", "verified checker");
    html += line("claims", fmt::format("{} of {} decided, {} as expected", claims.decided(), claims.claims,
                                       claims.as_expected));
    html +=
        line("mutants", fmt::format("{} of {} came out as they must: {} refuted, {} proved",
                                    mutants.as_expected, mutants.claims, mutants.refuted, mutants.proved));
    if (const SimulationTally simulated = simulations(report); simulated.asked > 0)
        html += line("simulations",
                     fmt::format("{} of {} run, {} as expected (evidence, apart from the verdicts)",
                                 simulated.run, simulated.asked, simulated.as_expected));
    html += line("instances", fmt::format("{} of {} decided, at {} points",
                                          grouped(claims.instances + mutants.instances -
                                                  claims.undecided_instances - mutants.undecided_instances),
                                          grouped(claims.instances + mutants.instances),
                                          grouped(claims.points + mutants.points)));
    html += line("enclosures by kernel", html_text(amounts(kernels)));
    html += line(
        "held against the reference",
        fmt::format("{} sampled points and counterexamples, none contradicts; {} were too costly for it",
                    grouped(claims.held + mutants.held), grouped(claims.passed_over + mutants.passed_over)));
    html += line("decided by", html_text(shares(claims.methods)));
    html += line("highest precision", fmt::format("{} bits", std::max(claims.precision, mutants.precision)));
    return html + "</tbody></table>\n";
}

}  // namespace groundcheck
