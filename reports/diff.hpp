// Comparing two audits: verdicts that changed, assurance lost or gained, claims that came or went; and what
// findings about loops say.
//
// An audit is a ledger or a report.json; what is compared is what both have of each claim and mutant. Times,
// counts and the order of the claims do not matter. So are the verdicts on what papers say.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ledger/record.hpp"
#include "reports/report.hpp"

namespace groundcheck {

// What is compared of a claim or mutant.
struct Standing {
    Verdict verdict = Verdict::undecided;
    Assurance assurance = Assurance::lattice;  // means nothing if undecided
    std::string statement;
};
// What is compared of a finding about a loop, or of its mutant.
struct FindingStanding {
    std::string outcome;  // "agrees", "proved (lattice)"
    std::string statement;
};
struct Standings {
    std::map<std::pair<std::string, bool>, Standing> claims;              // by (id, is a mutant)
    std::map<std::pair<std::string, bool>, FindingStanding> findings;     // likewise
    std::map<std::pair<std::string, std::string>, std::string> passages;  // verdict by (paper's id, number)
};

Standings standings(const Report& report);
// Of a report.json. Throws RecordError if it is none.
Standings standings_from(const Json& json);

// Of a file: a ledger, a report.json, or a report folder (its report.json). Throws LedgerUnreadable, with the
// file's name and what is wrong with it. `theorems` are for a ledger's, as for read_report.
Standings read_standings(const std::filesystem::path& file, const CheckedTheorems& theorems = {});

enum class Change {
    verdict,           // another verdict
    assurance_lost,    // the same verdict, a weaker assurance
    assurance_gained,  // the same verdict, a stronger one
    statement,         // the same verdict and assurance of another statement
    added,
    removed,
    finding,  // a finding about a loop says something else, or another statement; or it came or went
    passage   // another verdict, in words, on what a paper says, or such a place that came or went
};
std::string to_text(Change change);  // "assurance lost"

struct Difference {
    Change change = Change::verdict;
    std::string id;
    bool is_mutant = false;
    std::string before, after;  // "proved (lattice)"; empty where the claim or the finding is missing
};

// From `before` to `after`: by kind of change, then by id, claims before mutants. Empty if there is none. Of
// a passage the id is its paper's with its number.
std::vector<Difference> differences(const Standings& before, const Standings& after);

// A line for each, under headings; "no difference: ..." if there is none.
std::string differences_text(const std::vector<Difference>& differences, const Standings& before,
                             const Standings& after);

}  // namespace groundcheck
