#include "reports/page_examples.hpp"

#include "reports/example.hpp"
#include "reports/html.hpp"
#include "reports/page_claim.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t longest = 100;  // characters of a relation in the list

}  // namespace

std::string counterexamples_section(const Report& report) {
    std::string html;
    for (const ClaimResult& result : report.results) {
        const Witness* witness = result.witness();
        if (result.is_mutant || result.verdict != Verdict::refuted || witness == nullptr) continue;
        const Claim& claim = result.claim;
        const std::string place = place_text(*witness), relation = witness->relation;
        html += "<li>Not so: <a href=\"#" + claim_anchor(claim.id) + "\">" +
                html_text(claim.title.empty() ? claim.id : claim.title) + "</a>" +
                (place.empty() ? "" : ", at " + html_text(place)) +
                (relation.empty() || relation.size() > longest
                     ? "."
                     : ": <code>" + html_text(relation) + "</code> fails.") +
                "</li>\n";
    }
    if (html.empty()) return "";
    return "<h2 id=\"counterexamples\">Counterexamples</h2>\n<p class=\"small\">One for each claim that is "
           "refuted, the simplest that was found; worked out where the link leads.</p>\n<ul "
           "class=\"findings\">\n" +
           html + "</ul>\n";
}

}  // namespace groundcheck
