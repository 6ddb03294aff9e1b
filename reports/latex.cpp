#include "reports/latex.hpp"

#include "reports/example.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string typewriter(std::string_view text) { return "\\texttt{" + latex_text(text) + "}"; }

std::string row_of(const ClaimResult& result) {
    return typewriter(result.claim.id) + " & " + latex_text(result.claim.title) + " & " +
           to_text(result.verdict) + (result.passes() ? "" : " (not as expected)") + " & " +
           (result.verdict == Verdict::undecided ? "" : to_text(result.assurance)) + " \\\\\n";
}

std::string latex_claims(const Report& report) {
    std::string text =
        "\\begin{longtable}{@{}p{0.27\\linewidth}p{0.41\\linewidth}ll@{}}\n\\toprule\n"
        "claim & what it says & verdict & assurance \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n";
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant) text += row_of(result);
    return text + "\\end{longtable}\n";
}

std::string example_of(const ClaimResult& result) {
    const Witness* witness = result.witness();
    if (result.is_mutant || witness == nullptr) return "";
    std::string text = "\\paragraph{" + latex_text(result.claim.title) + "} (" + typewriter(result.claim.id) +
                       ")\\par\n\\begin{flushleft}\\small\n";
    for (const std::string& line : worked_example(*witness))
        if (!is_command(line)) text += typewriter(line) + "\\\\\n";
    return text + "\\end{flushleft}\n";
}

}  // namespace

std::string latex_text(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        switch (c) {
            case '\\':
                result += "\\textbackslash{}";
                break;
            case '^':
                result += "\\textasciicircum{}";
                break;
            case '~':
                result += "\\textasciitilde{}";
                break;
            case '<':
                result += "\\textless{}";
                break;
            case '>':
                result += "\\textgreater{}";
                break;
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
            case '{':
            case '}':
                result += '\\';
                result += c;
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string latex(const Report& report) {
    std::string text = "% Made by groundcheck; needs \\usepackage{longtable,booktabs}.\n";
    for (const Paper& paper : report.papers)
        text += "\\noindent Audit of " + latex_text(citation(paper)) + ".\n\n";
    text += latex_claims(report);
    std::string examples;
    for (const ClaimResult& result : report.results)
        examples += example_of(result);
    if (!examples.empty()) text += "\n\\subsection*{Counterexamples}\n" + examples;
    return text;
}

}  // namespace groundcheck
