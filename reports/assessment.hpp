// What became of a paper's passage: each way to read it holds, fails or is open, as the ledger's verdicts
// say.
//
// The words are put together here from the verdicts and the texts of the paper's file, in one place for every
// form of report. Another verdict gives other words. What follows for the passage as a whole says
// passage_verdict.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/report.hpp"

namespace groundcheck {

enum class Assessment { holds, fails, open };
std::string to_text(Assessment assessment);  // "holds", "fails", "open"

// A reading with what decided it.
struct ReadingAssessment {
    const Reading* reading = nullptr;
    Assessment assessment = Assessment::open;
    std::vector<const ClaimResult*> deciding;  // if it holds, all its claims; if it fails, those that say so
    std::vector<const ClaimResult*> audited;   // every claim of it that is in the report, in its own order
    std::size_t missing = 0;                   // claims of it that are not in the report
    const ClaimResult* counterexample = nullptr;  // the refuted claim that has one, if it fails by one

    // The assurances of the deciding claims, domain by domain, the weakest and the strongest. Precondition:
    // not open.
    std::pair<Assurance, Assurance> assurance() const;
};

// The readings of a passage in the order of its file. They point into the passage and the report.
std::vector<ReadingAssessment> assessments(const Report& report, const Passage& passage);

// "fails as worded, with no bound on the number of samples: counterexample".
std::string in_words(const ReadingAssessment& reading);

// The claims that bear on the passage but belong to none of its readings, in order.
std::vector<const ClaimResult*> related_claims(const Report& report, const Passage& passage);

// The weakest and the strongest assurance of the decided readings; nothing if none is.
std::optional<std::pair<Assurance, Assurance>> assurance(const std::vector<ReadingAssessment>& readings);

// The weakest assurance of a claim's instances in each of its domains, in their order; undecided domains have
// none.
struct DomainSummary {
    std::size_t domain = 0;
    std::size_t instances = 0, undecided = 0, refuted = 0;
    std::uint64_t points = 0;
    std::map<std::string, std::uint64_t> methods;
    Verdict verdict = Verdict::undecided;
    Assurance assurance = Assurance::lattice;
};
std::vector<DomainSummary> domain_summaries(const ClaimResult& result);

// "lattice", or "lattice to continuum".
std::string range_text(std::pair<Assurance, Assurance> range);

}  // namespace groundcheck
