#include "reports/diff.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <tuple>

#include "reports/json.hpp"
#include "reports/passage_verdict.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

std::string in_words(const Standing& standing) {
    if (standing.verdict == Verdict::undecided) return "undecided";
    return to_text(standing.verdict) + " (" + to_text(standing.assurance) + ")";
}

std::optional<Change> change_between(const Standing& before, const Standing& after) {
    if (before.verdict != after.verdict) return Change::verdict;
    if (before.verdict != Verdict::undecided && before.assurance != after.assurance)
        return after.assurance < before.assurance ? Change::assurance_lost : Change::assurance_gained;
    if (before.statement != after.statement) return Change::statement;
    return std::nullopt;
}

// What replicates or an enumeration say, from a report's entry: in the same words as LoopFindingResult.
std::string outcome_from(const Json& entry, const char* finding, const char* enumerated) {
    const auto lattice = entry.find("lattice");
    if (lattice == entry.end()) return entry.at(finding).get<std::string>();
    LatticeVerdict found;
    found.verdict = verdict_from(lattice->at(enumerated).at("verdict").get<std::string>());
    return found.in_words();
}

void add_findings(const Json& json, Standings& all) {
    if (!json.contains("loop_findings")) return;  // a report from before there were some
    for (const Json& entry : json.at("loop_findings")) {
        const auto id = entry.at("id").get<std::string>(), mutant = entry.at("mutant").get<std::string>();
        all.findings[{id, false}] = {outcome_from(entry, "finding", "found"),
                                     entry.at("statement").get<std::string>()};
        if (!mutant.empty())
            all.findings[{id, true}] = {outcome_from(entry, "mutant_finding", "mutant"), mutant};
    }
}

// Findings that say something else, are of another statement, came or went.
void compare_findings(const Standings& before, const Standings& after, std::vector<Difference>& found) {
    for (const auto& [key, old] : before.findings) {
        const auto place = after.findings.find(key);
        if (place == after.findings.end())
            found.push_back({Change::finding, key.first, key.second, old.outcome, ""});
        else if (place->second.outcome != old.outcome)
            found.push_back({Change::finding, key.first, key.second, old.outcome, place->second.outcome});
        else if (place->second.statement != old.statement)
            found.push_back({Change::finding, key.first, key.second, old.outcome,
                             place->second.outcome + ", of another statement"});
    }
    for (const auto& [key, added] : after.findings)
        if (before.findings.find(key) == before.findings.end())
            found.push_back({Change::finding, key.first, key.second, "", added.outcome});
}

bool is_database(const fs::path& file) {
    const std::string magic = "SQLite format 3";
    std::string start(magic.size(), '\0');
    std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
    return start == magic;
}

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw LedgerUnreadable(file.string() + ": " + why);
}

Standings read_report_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) refuse(file, "there is no such file, or it cannot be read.");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    try {
        return standings_from(parse_json(text));
    } catch (const RecordError& error) {
        refuse(file,
               std::string("this is neither a ledger nor a report of groundcheck (") + error.what() + ").");
    }
}

}  // namespace

Standings standings(const Report& report) {
    Standings all;
    for (const ClaimResult& result : report.results)
        all.claims[{result.claim.id, result.is_mutant}] = {
            result.verdict, result.assurance,
            result.is_mutant ? result.claim.mutant->statement_text : result.claim.statement_text};
    for (const LoopFindingResult& finding : report.loop_findings) {
        all.findings[{finding.id, false}] = {finding.outcome(), finding.statement};
        if (!finding.mutant.empty())
            all.findings[{finding.id, true}] = {finding.mutant_outcome(), finding.mutant};
    }
    for (const Paper& paper : report.papers)
        for (const auto* passages : {&paper.statements, &paper.sentences})
            for (const Passage& passage : *passages)
                all.passages[{paper.id, passage.number}] =
                    to_text(passage_verdict(assessments(report, passage)));
    return all;
}

Standings standings_from(const Json& json) {
    try {
        if (!json.is_object() || !json.contains("format") || json.at("format") != "groundcheck audit report")
            throw RecordError("it does not say that it is one");
        if (json.at("version") != report_format_version)
            throw RecordError("a report of version " + json.at("version").dump() +
                              "; this groundcheck knows version " + std::to_string(report_format_version));
        Standings all;
        for (const char* kind : {"claims", "mutants"}) {
            for (const Json& entry : json.at(kind)) {
                Standing standing;
                standing.verdict = verdict_from(entry.at("verdict").get<std::string>());
                if (standing.verdict != Verdict::undecided)
                    standing.assurance = assurance_from(entry.at("assurance").get<std::string>());
                standing.statement = entry.at("statement").get<std::string>();
                all.claims[{entry.at("id").get<std::string>(), std::string(kind) == "mutants"}] =
                    std::move(standing);
            }
        }
        add_findings(json, all);
        for (const Json& paper : json.at("papers"))
            for (const char* kind : {"statements", "sentences"})
                for (const Json& passage : paper.at(kind))
                    all.passages[{paper.at("id").get<std::string>(),
                                  passage.at("number").get<std::string>()}] =
                        passage.at("verdict").get<std::string>();
        return all;
    } catch (const nlohmann::json::exception& error) {
        throw RecordError(error.what());
    }
}

Standings read_standings(const fs::path& file, const CheckedTheorems& theorems) {
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) return read_report_file(file / "report.json");
    if (!is_database(file)) return read_report_file(file);
    const Report report = read_report(Ledger::read_only(file), theorems);
    if (report.results.empty() && report.loop_findings.empty())
        refuse(file, "the ledger has no audit to compare.");
    return standings(report);
}

std::string to_text(Change change) {
    switch (change) {
        case Change::verdict:
            return "verdict changed";
        case Change::assurance_lost:
            return "assurance lost";
        case Change::assurance_gained:
            return "assurance gained";
        case Change::statement:
            return "statement changed";
        case Change::added:
            return "added";
        case Change::removed:
            return "removed";
        case Change::finding:
            return "what findings about loops say";
        case Change::passage:
            return "what a paper says";
    }
    return "";
}

std::vector<Difference> differences(const Standings& before, const Standings& after) {
    std::vector<Difference> found;
    for (const auto& [key, old] : before.claims) {
        const auto place = after.claims.find(key);
        if (place == after.claims.end()) {
            found.push_back({Change::removed, key.first, key.second, in_words(old), ""});
        } else if (const auto change = change_between(old, place->second)) {
            found.push_back({*change, key.first, key.second, in_words(old), in_words(place->second)});
        }
    }
    for (const auto& [key, added] : after.claims)
        if (before.claims.find(key) == before.claims.end())
            found.push_back({Change::added, key.first, key.second, "", in_words(added)});
    compare_findings(before, after, found);
    for (const auto& [key, words] : before.passages) {
        const auto place = after.passages.find(key);
        const std::string now = place == after.passages.end() ? "" : place->second;
        if (now != words) found.push_back({Change::passage, key.first + " " + key.second, false, words, now});
    }
    for (const auto& [key, words] : after.passages)
        if (before.passages.find(key) == before.passages.end())
            found.push_back({Change::passage, key.first + " " + key.second, false, "", words});
    std::stable_sort(found.begin(), found.end(), [](const Difference& a, const Difference& b) {
        return std::tie(a.change, a.is_mutant, a.id) < std::tie(b.change, b.is_mutant, b.id);
    });
    return found;
}

std::string differences_text(const std::vector<Difference>& differences, const Standings& before,
                             const Standings& after) {
    if (differences.empty())
        return "no difference: " + counted(after.claims.size(), "claim or mutant", "claims and mutants") +
               (after.findings.empty()
                    ? ""
                    : ", " + counted(after.findings.size(), "finding about loops or mutant",
                                     "findings about loops and mutants")) +
               "\n";
    std::string text;
    const Change* last = nullptr;
    for (const Difference& difference : differences) {
        if (last == nullptr || *last != difference.change)
            text += (text.empty() ? "" : "\n") + to_text(difference.change) + "\n";
        last = &difference.change;
        text += "  " + printable(difference.id) + (difference.is_mutant ? " (mutant)" : "") + ": ";
        const bool came_or_went =
            difference.change == Change::passage || difference.change == Change::finding;
        if (came_or_went && difference.before.empty() != difference.after.empty())
            text += difference.after.empty() ? difference.before + ", now gone" : difference.after + ", new";
        else if (difference.before.empty() || difference.after.empty() ||
                 difference.change == Change::statement)
            text += difference.after.empty() ? difference.before : difference.after;
        else
            text += difference.before + " -> " + difference.after;
        text += "\n";
    }
    return text + "\n" + counted(differences.size(), "difference", "differences") + " between " +
           counted(before.claims.size(), "claim or mutant", "claims and mutants") + " and " +
           grouped(after.claims.size()) + "\n";
}

}  // namespace groundcheck
