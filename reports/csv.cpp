#include "reports/csv.hpp"

#include "reports/example.hpp"

namespace groundcheck {

namespace {

const std::string& value_of(const WitnessValue& value) {
    return value.exact.empty() ? value.enclosure : value.exact;
}

std::vector<std::string> cells_of(const ClaimResult& result) {
    const Tally counts = tally(result);
    const Witness* witness = result.witness();
    return {result.claim.id,
            result.is_mutant ? "yes" : "no",
            result.claim.title,
            result.is_mutant ? result.claim.mutant->statement_text : result.claim.statement_text,
            to_text(result.expected()),
            to_text(result.verdict),
            result.passes() ? "yes" : "no",
            result.verdict == Verdict::undecided ? "" : to_text(result.assurance),
            std::to_string(counts.instances),
            std::to_string(counts.undecided_instances),
            std::to_string(counts.points),
            witness == nullptr ? "" : place_text(*witness),
            witness == nullptr ? "" : value_of(witness->left),
            witness == nullptr ? "" : value_of(witness->right)};
}

}  // namespace

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text)
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells)
        line += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
    return line + "\n";
}

std::string csv(const Report& report) {
    std::string text =
        csv_line({"claim", "mutant", "title", "statement", "expected", "verdict", "passes", "assurance",
                  "instances", "undecided_instances", "points", "counterexample", "left", "right"});
    for (const ClaimResult& result : report.results)
        text += csv_line(cells_of(result));
    return text;
}

}  // namespace groundcheck
