#include "reports/page_claim.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "decide/question/domain_text.hpp"
#include "reports/assessment.hpp"
#include "reports/example.hpp"
#include "reports/extent.hpp"
#include "reports/html.hpp"
#include "reports/mathml.hpp"
#include "reports/page_paper.hpp"
#include "reports/text.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

namespace {

// A row of the list that makes up a section: what it is, and the markup that says it.
std::string row(const std::string& what, const std::string& html) {
    return html.empty() ? "" : "<dt>" + what + "</dt><dd>" + html + "</dd>\n";
}

// A domain as it is written in the claim file.
std::string domain_html(const Domain& domain) {
    std::vector<std::string> parts;
    for (const auto& [name, range] : written_ranges(domain))
        parts.push_back("<span class=\"nobreak\"><var>" + html_text(name) + "</var> <code>" +
                        html_text(range) + "</code></span>");
    if (!domain.where_text.empty())
        parts.push_back("where <code>" + html_text(domain.where_text) + "</code>");
    if (domain.process && !domain.process->text.empty())
        parts.push_back("process <code>" + html_text(domain.process->text) + "</code>");
    std::string html;
    for (const std::string& part : parts)
        html += (html.empty() ? "" : "; ") + part;
    return html;
}

// A statement, typeset; where it is long, also as its text, which a narrow screen breaks into lines.
std::string shown_statement(const std::string& typeset, const std::string& text) {
    constexpr std::size_t longest = 24;  // characters that a phone certainly shows in a line
    if (text.size() <= longest) return "<div class=\"statement\">" + typeset + "</div>";
    return "<div class=\"statement long\">" + typeset + "</div><code class=\"narrow\">" + html_text(text) +
           "</code>";
}

std::string verdict_class(Verdict verdict) {
    return verdict == Verdict::proved ? "holds" : verdict == Verdict::refuted ? "fails" : "open";
}

std::string coverage_cells(const DomainSummary* covered) {
    if (covered == nullptr) return "<td colspan=\"5\">not reached</td>";
    std::string verdict =
        "<span class=\"" + verdict_class(covered->verdict) + "\">" + to_text(covered->verdict) + "</span>";
    if (covered->verdict == Verdict::refuted && covered->instances > 1)
        verdict += fmt::format(" ({} of {})", grouped(covered->refuted), grouped(covered->instances));
    if (covered->verdict == Verdict::undecided)
        verdict += fmt::format(" ({} of {})", grouped(covered->undecided), grouped(covered->instances));
    const bool decided = covered->undecided < covered->instances;
    return "<td>" + verdict + "</td><td>" + (decided ? to_text(covered->assurance) : "") +
           "</td><td class=\"number\" data-label=\"instances\">" + grouped(covered->instances) +
           "</td><td class=\"number\" data-label=\"points\">" + grouped(covered->points) +
           "</td><td data-label=\"decided by\">" + html_text(shares(covered->methods)) + "</td>";
}

// Where the claim was decided: a line for each domain.
std::string coverage_table(const ClaimResult& result) {
    const std::vector<DomainSummary> covered = domain_summaries(result);
    std::string html =
        "<div class=\"scroll\"><table "
        "class=\"coverage\"><thead><tr><th>domain</th><th>verdict</th><th>assurance</th>"
        "<th class=\"number\">instances</th><th class=\"number\">points</th><th>decided "
        "by</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < result.claim.domains.size(); ++i) {
        const auto place = std::find_if(covered.begin(), covered.end(),
                                        [i](const DomainSummary& c) { return c.domain == i; });
        html += "<tr><td>" + domain_html(result.claim.domains[i]) + "</td>" +
                coverage_cells(place == covered.end() ? nullptr : &*place) + "</tr>\n";
    }
    return html + "</tbody></table></div>";
}

std::string assumptions_html(const Claim& claim) {
    std::string html;
    for (const Assumption& assumption : claim.assumptions)
        html += "<li><b>" + html_text(assumption.name) + "</b>: " + html_text(assumption.says) + "</li>\n";
    return html.empty() ? "" : "<ul class=\"plain\">\n" + html + "</ul>";
}

const char* need_class(Need need) {
    return need == Need::needed ? "fails" : need == Need::not_needed ? "holds" : "open";
}

// Where a claim changes when a parameter moves: "q: proved on [1/4, 2], refuted at 3".
std::string map_html(const ParameterMap& map) {
    std::string html = "<var>" + html_text(map.parameter) + "</var> in <code>" + html_text(map.range) +
                       "</code>, " + html_text(to_text(map.key)) + ": ";
    if (map.boundary) {
        const char* below = map.boundary->proved_below ? "proved" : "refuted";
        const char* above = map.boundary->proved_below ? "refuted" : "proved";
        return html + below + " up to " + to_string(map.boundary->low) + ", " + above + " from " +
               to_string(map.boundary->high);
    }
    std::size_t proved = 0, refuted = 0, open = 0;
    for (const ParameterPiece& piece : map.pieces)
        ++(piece.verdict == Verdict::proved ? proved : piece.verdict == Verdict::refuted ? refuted : open);
    return html +
           fmt::format("{} proved, {} refuted, {} open", counted(proved, "piece", "pieces"), refuted, open);
}

std::string ablation_row(const AblationResult& ablation) {
    std::string html = "<tr><td data-label=\"without\"><b>" + html_text(ablation.assumption) +
                       "</b></td><td data-label=\"over\">" + html_text(ablation.domain) +
                       "</td><td><span class=\"" + need_class(ablation.need) + "\">" +
                       to_text(ablation.need) + "</span></td><td>";
    if (ablation.verdict != Verdict::undecided)
        html += to_text(ablation.verdict) + " (" + to_text(ablation.assurance) + ")";
    if (ablation.witness) {
        html += ": ";
        bool first = true;
        for (const std::string& line : worked_example(*ablation.witness)) {
            if (line.find(" fails:") != std::string::npos || line == ablation.witness->why) break;
            html += (first ? "" : "; ") + html_text(line);
            first = false;
        }
    }
    for (const std::string& remark : {ablation.searched, ablation.reason})
        if (!remark.empty()) html += "<br/><span class=\"muted\">" + html_text(remark) + "</span>";
    for (const ParameterMap& map : ablation.maps)
        html += "<br/>" + map_html(map);
    return html + "</td></tr>\n";
}

// What becomes of the claim when one assumption is dropped, the others kept.
std::string ablation_html(const Report& report, const Claim& claim) {
    std::string rows;
    for (const AblationResult* ablation : ablations(report, claim.id))
        rows += ablation_row(*ablation);
    if (rows.empty()) return "";
    return "<div class=\"scroll\"><table class=\"coverage\"><thead><tr><th>without</th><th>then "
           "over</th><th>it is</th>"
           "<th>the claim is then</th></tr></thead><tbody>\n" +
           rows + "</tbody></table></div>";
}

// An exact value as a formula, or as code if it is long.
std::string value_html(const std::string& exact) {
    constexpr std::size_t longest = 160;
    if (exact.size() > longest)
        return fmt::format(
            "an exact value of {} characters, in full in <a href=\"report.json\">report.json</a>",
            grouped(exact.size()));
    try {
        return math_element(*parse_calculator(exact), false);
    } catch (const InputError&) {
        return "<code>" + html_text(exact) + "</code>";
    }
}

std::string side_html(const char* name, const WitnessValue& value) {
    if (value.exact.empty() && value.enclosure.empty()) return "";
    std::string html = "<tr><th>" + std::string(name) + "</th><td>";
    if (!value.exact.empty()) html += "= " + value_html(value.exact);
    if (!value.exact.empty() && !value.enclosure.empty()) html += "<br/>";
    if (!value.enclosure.empty())
        html += "∈ <span class=\"digits\">" + html_text(value.enclosure) + "</span>";
    return html + "</td></tr>\n";
}

// The place of a counterexample: everything of the worked example up to the relation that fails.
std::string place_html(const Witness& witness) {
    std::string html;
    for (const std::string& line : worked_example(witness)) {
        if (line.find(" fails:") != std::string::npos || line == witness.why) break;
        html += (html.empty() ? "" : "<br/>") + html_text(line);
    }
    return html;
}

std::string relation_html(const Claim& claim, const Witness& witness) {
    Claim reduced = claim;
    reduced.statement_text = witness.relation;
    return shown_statement(statement_html(reduced, false), witness.relation);
}

std::string example_html(const ClaimResult& result) {
    const Witness* witness = result.witness();
    if (witness == nullptr) return "";
    std::string html = "<div class=\"example\">\n";
    if (const std::string split = by_samples(result); !split.empty())
        html += "<p>" + html_text(split) + ". The simplest:</p>\n";
    const std::string process = process_of(result);
    html += "<p class=\"place\">" + place_html(*witness) +
            (process.empty() ? "" : "<br/>in the process " + html_text(process)) + "</p>\n";
    if (!witness->relation.empty())
        html += "<p>There this fails:</p>" + relation_html(result.claim, *witness);
    html += "<div class=\"scroll\"><table class=\"sides\">" + side_html("left", witness->left) +
            side_html("right", witness->right) + "</table></div>\n";
    if (!witness->why.empty()) html += "<p>" + html_text(witness->why) + "</p>\n";
    const std::string difference = difference_expression(*witness);
    if (!difference.empty())
        html += "<p>left − right, computed anew:</p><pre class=\"command\">groundcheck eval \"" +
                html_text(difference) + "\"</pre>\n";
    if (!result.searched.empty()) html += "<p class=\"muted\">" + html_text(result.searched) + "</p>\n";
    return html + "</div>";
}

// What simulation says of the claim at points that no enumeration reaches: evidence beside the verdict.
std::string simulations_html(const ClaimResult& result) {
    std::string html;
    for (const SimulatedClaim& simulated : result.simulated) {
        html += "<li>at " + html_text(to_text(simulated.point)) + ", " + grouped(simulated.replicates) +
                " replicates (seed " + std::to_string(simulated.seed) + "): <b>" +
                to_text(simulated.finding()) + "</b>, with " +
                fmt::format("{:.6g}%", 100 * simulated.confidence) + " confidence";
        if (simulated.finding() != result.expected_finding())
            html += ", <b class=\"unexpected\">expected " + to_text(result.expected_finding()) + "</b>";
        if (!simulated.reason.empty()) html += "; " + html_text(simulated.reason);
        html += "</li>\n";
    }
    return html.empty() ? "" : "<ul class=\"plain\">\n" + html + "</ul>";
}

std::string undecided_html(const ClaimResult& result) {
    constexpr std::size_t most = 5;
    std::string html;
    std::size_t shown = 0;
    for (const InstanceResult& instance : result.instances) {
        if (instance.verdict != Verdict::undecided || ++shown > most) continue;
        html += "<li><code>" + html_text(to_text(instance.key)) + "</code>: " +
                html_text(instance.reason.empty() ? "no reason was recorded" : instance.reason) + "</li>\n";
    }
    if (shown > most)
        html += "<li>and " + counted(shown - most, "more instance", "more instances") + "</li>\n";
    return html.empty() ? "" : "<ul class=\"plain\">\n" + html + "</ul>";
}

// The instances that the checker proved in Coq has accepted, too.
std::string verified_html(const ClaimResult& result, const std::string& folder) {
    std::size_t count = 0;
    std::uint32_t largest = 0;
    for (const InstanceResult& instance : result.instances) {
        if (instance.verified_certificate.empty()) continue;
        ++count;
        largest = std::max(largest, instance.key.N.value_or(0));
    }
    if (count == 0) return "";
    return "<p>" + counted(count, "instance", "instances") + ", N up to " + std::to_string(largest) +
           ", with a certificate that the checker proved in Coq has accepted. Ask it again with</p>"
           "<pre class=\"command\">groundcheck-checker --verified " +
           html_text(folder) + "*.gc3</pre>";
}

std::string certificates_html(const ClaimResult& result) {
    std::vector<const InstanceResult*> certified;
    for (const InstanceResult& instance : result.instances)
        if (!instance.certificate.empty()) certified.push_back(&instance);
    if (certified.empty()) return "";
    const std::string& first = certified.front()->certificate;
    const std::string folder = first.substr(0, first.rfind('/') + 1);
    std::string html = counted(certified.size(), "certificate", "certificates") + " in <code>" +
                       html_text(folder) + "</code>. Re-check " + (certified.size() == 1 ? "it" : "them") +
                       " in the report’s folder with";
    html += "<pre class=\"command\">groundcheck-checker " +
            html_text(certified.size() == 1 ? first : folder + "*.gc") + "</pre>";
    const InstanceResult& shown = *certified.front();
    if (shown.certificate_hash.empty()) return html + verified_html(result, folder);
    html += (certified.size() == 1
                 ? "SHA-256 "
                 : "SHA-256 of the first, <code>" + html_text(to_text(shown.key)) + "</code>: ") +
            "<code class=\"hash\">" + shown.certificate_hash + "</code>";
    if (certified.size() > 1) html += ". All of them: <code>sha256sum -c data/certificates.sha256</code>";
    return html + verified_html(result, folder);
}

std::string theorem_html(const ClaimResult& result) {
    if (!result.theorem) return "";
    const CheckedTheorem& theorem = *result.theorem;
    return "<code>" + html_text(theorem.name) + "</code> in <code>proofs/" + html_text(theorem.reference) +
           "</code>, checked by Coq on the machine of the audit. What it proves, as it stands there:<pre>" +
           html_text(theorem.statement) + "</pre>" +
           (theorem.beyond.empty()
                ? ""
                : "<p>It does not cover all of this claim: " + html_text(theorem.beyond) + ".</p>") +
           "<p class=\"small\">Axioms: " + html_text(theorem.axioms.empty() ? "none" : theorem.axioms) +
           ". Sources (SHA-256): <code class=\"hash\">" + html_text(theorem.sources) + "</code></p>";
}

// The mutant's domains where they are not the claim's: it may differ in nothing else.
std::string mutant_domains_html(const Claim& claim) {
    const auto texts = [](const std::vector<Domain>& domains) {
        std::vector<std::string> list;
        for (const Domain& domain : domains)
            list.push_back(domain_text(domain));
        return list;
    };
    if (texts(claim.domains) == texts(claim.mutant->domains)) return "";
    std::string html;
    for (const Domain& domain : claim.mutant->domains)
        html += (html.empty() ? "<p>over " : "<br/>and over ") + domain_html(domain);
    return html + "</p>";
}

std::string mutant_html(const Report& report, const ClaimResult& result) {
    for (const ClaimResult& mutant : report.results) {
        if (!mutant.is_mutant || mutant.claim.id != result.claim.id) continue;
        std::string html =
            shown_statement(statement_html(mutant.claim, true), mutant.claim.mutant->statement_text) +
            mutant_domains_html(mutant.claim) + "<p>must come out " + to_text(mutant.expected()) +
            ", and is " + verdict_html(mutant);
        if (const Witness* witness = mutant.witness())
            html += ", at " + html_text(worked_example(*witness).front());
        return html + ".</p>";
    }
    return "";
}

std::string figures_html(const Report& report, const std::string& id) {
    std::string html;
    for (const Figure& figure : report.figures) {
        if (std::find(figure.claims.begin(), figure.claims.end(), id) == figure.claims.end()) continue;
        html += (html.empty() ? "" : "; ") + std::string("<a href=\"#") + figure_anchor(figure.id) + "\">" +
                html_text(figure.title) + "</a>";
    }
    return html;
}

// "for every K; N = 1..64": where the verdict was reached, in words.
std::string extent_html(const ClaimResult& result) {
    const std::string extent = extent_text(result);
    if (extent.empty()) return "";
    const bool bare = extent.starts_with("everywhere") || extent.starts_with("on ") ||
                      extent.starts_with("a ") || extent.starts_with("one ") || extent.starts_with("where ");
    return (result.verdict == Verdict::refuted ? ": " : bare ? " " : " for ") + html_text(extent);
}

std::string verdict_row(const ClaimResult& result) {
    std::string html = verdict_html(result) + extent_html(result) + ".";
    if (result.verdict == Verdict::undecided) return html;
    return html + " <span class=\"muted\">" + to_text(result.assurance) + ": " +
           html_text(meaning(result.assurance)) + ".</span>";
}

}  // namespace

std::string claim_anchor(const std::string& id) { return "claim-" + anchor(id); }
std::string figure_anchor(const std::string& id) { return "figure-" + anchor(id); }

std::string verdict_html(const ClaimResult& result) {
    std::string html =
        "<b class=\"" + verdict_class(result.verdict) + "\">" + to_text(result.verdict) + "</b>";
    if (result.verdict != Verdict::undecided) html += " (" + to_text(result.assurance) + ")";
    if (is_unfinished(result))
        html += ", unfinished";
    else if (!result.passes())
        html += ", <b class=\"unexpected\">expected " + to_text(result.expected()) + "</b>";
    return html;
}

std::string claim_section(const Report& report, const ClaimResult& result) {
    const Claim& claim = result.claim;
    const Tally counts = tally(result);
    std::string html = "<section class=\"claim\" id=\"" + claim_anchor(claim.id) +
                       "\"><details><summary><h3>" + html_text(claim.title.empty() ? claim.id : claim.title) +
                       "</h3><span class=\"id\"><code>" + html_text(claim.id) + "</code> " +
                       verdict_html(result) + "<span class=\"muted\">" + extent_html(result) +
                       "</span></span></summary>\n";
    html += shown_statement(statement_html(claim, false), claim.statement_text) + "\n<dl>\n";
    if (!claim.equality_text.empty())
        html += row("equality", "exactly where " + condition_html(claim, claim.equality_text));
    html += row("verdict", verdict_row(result));
    html += row("decided", coverage_table(result));
    html += row("undecided", undecided_html(result));
    html += row("counterexample", example_html(result));
    html += row("simulation", simulations_html(result));
    html += row("theorem", theorem_html(result));
    html += row("certificates", certificates_html(result));
    html += row("assumptions", assumptions_html(claim));
    html += row("ablation", ablation_html(report, claim));
    html += row("mutant", mutant_html(report, result));
    html += row("pictures", figures_html(report, claim.id));
    html += row("note", html_prose(claim.note));
    html += row("source", html_text(claim.source));
    html += row("read in", cited_by(report, claim.id));
    std::string cost = duration(result.seconds) + " of work, all threads together";
    if (!counts.kernels.empty()) cost += "; enclosures " + html_text(amounts(counts.kernels));
    if (counts.precision > 0) cost += fmt::format("; at most {} bits", counts.precision);
    html += row("cost", cost);
    if (!claim.hash.empty())
        html += row("file", "<code>" + html_text(claim.id) + ".toml</code>, SHA-256 <code class=\"hash\">" +
                                html_text(claim.hash) + "</code>");
    return html + "</dl>\n</details></section>\n";
}

}  // namespace groundcheck
