#include "reports/page_relations.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "reports/html.hpp"
#include "reports/page_paper.hpp"
#include "reports/passage_verdict.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string heading(Kinship kind) {
    switch (kind) {
        case Kinship::same:
            return "The same in other letters";
        case Kinship::contradicts:
            return "Contradictory, and why";
        case Kinship::sharpened:
            return "Sharpened by a proof here";
    }
    throw std::logic_error("a relation without a heading");
}

const Paper* paper_of(const Report& report, const std::string& id) {
    for (const Paper& paper : report.papers)
        if (paper.id == id) return &paper;
    return nullptr;
}

// The place of a paper, with a link where the report has it. Papers have pages of their own, or are parts of
// one page.
std::string place(const Report& report, const std::string& id, const std::string& number, bool own_pages) {
    const std::string words = html_text(id) + ", " + html_text(number);
    const Paper* paper = paper_of(report, id);
    if (paper == nullptr) return words;
    for (const auto* passages : {&paper->statements, &paper->sentences})
        for (const Passage& passage : *passages)
            if (passage.number == number)
                return "<a href=\"" + (own_pages ? html_text(paper_page_name(*paper)) : std::string()) + "#" +
                       passage_anchor(*paper, passage) + "\">" + words + "</a>";
    return words;
}

std::string relation_item(const Report& report, const Paper& paper, const PaperRelation& relation,
                          bool own_pages) {
    std::string html = "<li>" + place(report, paper.id, relation.number, own_pages);
    if (!relation.paper.empty())
        html += (relation.kind == Kinship::contradicts ? " against " : " and ") +
                place(report, relation.paper, relation.there, own_pages);
    return html + ": " + with_evidence(report, relation.says, relation.claims) + "</li>\n";
}

// The claims' links lead to sections of this page; on the index they are names alone.
std::string without_links_here(std::string html) {
    const std::string link = "<a href=\"#", end = "</a>";
    for (std::size_t at = html.find(link); at != std::string::npos; at = html.find(link, at)) {
        const std::size_t close = html.find('>', at), stop = html.find(end, close);
        html.erase(stop, end.size());
        html.erase(at, close + 1 - at);
    }
    return html;
}

std::string paper_row(const Report& report, const Paper& paper) {
    return "<tr><th><a href=\"" + html_text(paper_page_name(paper)) + "\">" + html_text(paper.id) +
           "</a></th><td class=\"what\">" + html_text(citation(paper)) + "</td><td class=\"says\">" +
           html_text(answer(report, paper)) + "</td><td>" +
           counted(claims_of(paper).size(), "claim", "claims") + "</td></tr>\n";
}

}  // namespace

std::string relations_section(const Report& report, const Paper& paper) {
    std::string html;
    for (const Kinship kind : all_kinships) {
        std::string items;
        for (const PaperRelation& relation : paper.relations)
            if (relation.kind == kind) items += relation_item(report, paper, relation, false);
        if (!items.empty())
            html += "<h3>" + heading(kind) + "</h3>\n<ul class=\"readings\">\n" + items + "</ul>\n";
    }
    if (html.empty()) return "";
    return "<h2 id=\"relations-" + anchor(paper.id) + "\">Beside other results" +
           (report.papers.size() > 1 ? ": " + html_text(paper.title) : "") + "</h2>\n" + html;
}

std::string papers_page(const Report& report) {
    std::string html =
        page_head("Papers, audited") +
        "<header>\n<p class=\"paper\"><a href=\"index.html\">The whole audit</a></p>\n"
        "<h1>Papers beside each other</h1>\n</header>\n<main>\n<table class=\"sentences\"><thead><tr>"
        "<th></th><th>paper</th><th>what an audit finds</th><th>names</th></tr></thead><tbody>\n";
    for (const Paper& paper : report.papers)
        html += paper_row(report, paper);
    html += "</tbody></table>\n";
    for (const Kinship kind : all_kinships) {
        std::string items;
        for (const Paper& paper : report.papers)
            for (const PaperRelation& relation : paper.relations)
                if (relation.kind == kind)
                    items += without_links_here(relation_item(report, paper, relation, true));
        if (!items.empty())
            html += "<h2>" + heading(kind) + "</h2>\n<ul class=\"readings\">\n" + items + "</ul>\n";
    }
    return html + "</main>\n</body>\n</html>\n";
}

std::string paper_page_name(const Paper& paper) { return "paper-" + paper.id + ".html"; }

Report part_about(const Report& report, const Paper& paper) {
    const std::vector<std::string> named = claims_of(paper);
    const std::set<std::string> claims(named.begin(), named.end());
    Report part{{}, {paper}, report.facts, {}};
    std::copy_if(report.results.begin(), report.results.end(), std::back_inserter(part.results),
                 [&](const ClaimResult& result) { return claims.contains(result.claim.id); });
    std::copy_if(report.ablations.begin(), report.ablations.end(), std::back_inserter(part.ablations),
                 [&](const AblationResult& result) { return claims.contains(result.claim); });
    for (const Figure& figure : report.figures) {
        const auto asked = std::find_if(paper.figures.begin(), paper.figures.end(),
                                        [&](const PaperFigure& one) { return one.draws == figure.id; });
        if (asked == paper.figures.end()) continue;
        Figure& own =
            part.figures.emplace_back(figure);  // several papers may ask for it, each with its own words
        if (!asked->title.empty()) own.title = asked->title;
        if (!asked->caption.empty()) own.caption = asked->caption;
    }
    return part;
}

}  // namespace groundcheck
