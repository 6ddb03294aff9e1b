// A paper on the page: the table of its statements and the findings, for the first screen, and every reading
// of every passage after that.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// A link to a claim's section, where the report has one, else its name.
std::string link_to_claim(const Report& report, const std::string& id);

// Where a paper's passage stands on the page, without the '#'.
std::string passage_anchor(const Paper& paper, const Passage& passage);

// What the audit finds: the answer in a sentence, the numbered statements, the sentences of the abstract, the
// letters.
std::string paper_overview(const Report& report, const Paper& paper);

// "Findings", in plain words; empty if the paper's file has none.
std::string findings_section(const Report& report, const Paper& paper);

// Words with the claims that stand behind them, or with what is missing.
std::string with_evidence(const Report& report, const std::string& says,
                          const std::vector<std::string>& claims);

// Each passage with all of its readings.
std::string readings_section(const Report& report, const Paper& paper);

// The passages that a claim decides or bears on, as links.
std::string cited_by(const Report& report, const std::string& claim);

// What the assurances in the tables mean, those that occur.
std::string assurance_legend(const Report& report);

}  // namespace groundcheck
