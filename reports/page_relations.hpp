// Papers beside each other: which of their results are the same in other letters, which contradict each other
// and why, which a proof here has sharpened; and a page for each paper.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// How the paper's results stand to others; empty if its file says nothing of that.
std::string relations_section(const Report& report, const Paper& paper);

// papers.html, the index over the papers of a report: what became of each, and how their results stand to
// each other. It links to the papers' own pages.
std::string papers_page(const Report& report);

// The file of a paper's own page, beside papers.html: "paper-zenil-2026.html".
std::string paper_page_name(const Paper& paper);

// The part of the report that is about one of its papers: the claims that the paper names, with all about
// them.
Report part_about(const Report& report, const Paper& paper);

}  // namespace groundcheck
