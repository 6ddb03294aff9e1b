#include "reports/ablation_text.hpp"

#include <algorithm>

#include "reports/example.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string line(std::size_t indent, const std::string& text, std::size_t width) {
    return std::string(indent, ' ') + indented(printable(text), indent + 4, width) + "\n";
}

std::string example(const Witness& witness, std::size_t indent, std::size_t width) {
    std::string text;
    for (const std::string& each : worked_example(witness)) {
        const std::size_t lead = std::min(each.find_first_not_of(' '), each.size());
        text += std::string(indent + lead, ' ') +
                (is_command(each) ? each : indented(each.substr(lead), indent + lead + 4, width)) + "\n";
    }
    return text;
}

std::string verdict_line(const AblationResult& ablation) {
    switch (ablation.need) {
        case Need::needed:
            return "NEEDED: without it the claim is false";
        case Need::not_needed:
            return "not needed there: proved (" + to_text(ablation.assurance) + "), " +
                   counted(ablation.decided, "instance", "instances");
        case Need::open:
            return "open: " + (ablation.reason.empty() ? "only the map was asked for" : ablation.reason);
    }
    return "";
}

std::string number(const Rational& value) { return to_string(value); }

}  // namespace

std::string map_text(const ParameterMap& map, std::size_t width) {
    std::string text = line(4, map.parameter + " over " + map.range + " at " + to_text(map.key), width);
    Table table({{"", Table::Align::left}, {"", Table::Align::left}, {"", Table::Align::left}});
    for (const ParameterPiece& piece : map.pieces) {
        const std::string range =
            piece.single() ? map.parameter + " = " + number(piece.low)
                           : number(piece.low) + " <= " + map.parameter + " <= " + number(piece.high);
        std::string how;
        if (piece.verdict == Verdict::undecided)
            how = piece.reason;
        else if (piece.witness && piece.witness->distributions.contains("Q"))
            how = "at Q = " + vector_text(piece.witness->distributions.at("Q"));
        const std::string verdict = piece.verdict == Verdict::undecided ? "gap"
                                    : piece.verdict == Verdict::proved
                                        ? "proved (" + to_text(piece.assurance) + ")"
                                        : "refuted";
        table.add({range, verdict, printable(how)});
    }
    const std::vector<std::string> lines = table.lines(std::max<std::size_t>(width, 46) - 6);
    for (std::size_t i = 1; i < lines.size(); ++i)  // without the empty heading
        text += "      " + lines[i] + "\n";
    if (map.boundary)
        text +=
            line(6,
                 "boundary: " + std::string(map.boundary->proved_below ? "proved" : "refuted") + " at " +
                     number(map.boundary->low) + ", " + (map.boundary->proved_below ? "refuted" : "proved") +
                     " at " + number(map.boundary->high),
                 width);
    return text;
}

std::string ablation_text(const AblationResult& ablation, const SummaryStyle& style) {
    const std::size_t width = std::max<std::size_t>(style.width, 60);
    std::string text;
    if (ablation.assumption.empty()) {
        if (!ablation.witness) return text;
        text += line(2, "FALSE as it stands. The simplest counterexample:", width);
        text += example(*ablation.witness, 6, width);
        if (!ablation.reason.empty()) text += line(4, ablation.reason, width);
        return text + line(4, ablation.searched, width);
    }
    text += line(
        2,
        ablation.assumption + ": " + ablation.says + (ablation.unsaid ? " (the paper does not say so)" : ""),
        width);
    if (!ablation.domain.empty()) {
        text += line(4, "without it: " + ablation.statement, width);
        text += line(4, "for " + ablation.domain, width);
        text += line(4, verdict_line(ablation), width);
        if (ablation.need != Need::open && !ablation.reason.empty()) text += line(4, ablation.reason, width);
        if (ablation.witness) text += example(*ablation.witness, 6, width);
        if (!ablation.searched.empty()) text += line(4, ablation.searched, width);
    }
    for (const ParameterMap& map : ablation.maps)
        text += map_text(map, width);
    return text;
}

std::string ablation_line(const std::vector<const AblationResult*>& ablations) {
    std::string text;
    for (const AblationResult* ablation : ablations) {
        if (ablation->domain.empty()) continue;
        text += (text.empty() ? "" : "; ") + ablation->assumption + " " + to_text(ablation->need);
    }
    return text;
}

}  // namespace groundcheck
