#include "audit/theorem.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

#include "audit/record.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

constexpr const char* fact_prefix = "theorem ";

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) return std::nullopt;
    return text;
}

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');)
        result.push_back(field);
    return result;
}

}  // namespace

std::optional<std::string> hash_of_proofs(const std::filesystem::path& proofs) {
    const auto project = content_of(proofs / "_CoqProject");
    if (!project) return std::nullopt;
    std::vector<std::string> files;
    std::istringstream lines(*project);
    for (std::string line; std::getline(lines, line);)
        if (line.ends_with(".v")) files.push_back(line);
    files.insert(files.end(), {"Assumptions.v", "assumptions.allow"});
    std::string all;
    for (const auto& file : files) {
        const auto content = content_of(proofs / file);
        if (!content) return std::nullopt;
        all += *content;
    }
    return sha256(all);
}

std::string statement_in(const std::string& coq, const std::string& name) {
    const auto begin = coq.find("Definition " + name + " : Prop");
    if (begin == std::string::npos) return {};
    // A sentence of Coq ends with a period before white space; inside one, periods stand in names only.
    for (auto end = coq.find('.', begin); end != std::string::npos; end = coq.find('.', end + 1)) {
        if (end + 1 == coq.size() || coq[end + 1] == '\n' || coq[end + 1] == ' ')
            return coq.substr(begin, end + 1 - begin);
    }
    return {};
}

CheckedTheorems::CheckedTheorems(const std::filesystem::path& proofs, const std::filesystem::path& checked) {
    const auto record = content_of(checked);
    if (!record) return;
    const auto now = hash_of_proofs(proofs);
    std::istringstream lines(*record);
    std::string line;
    std::getline(lines, line);
    const auto head = fields(line);
    if (!now || head.size() != 2 || head[0] != "sources" || head[1] != *now) {
        reason_ = "the proofs have changed since they were checked (./run proofs checks them again)";
        return;
    }
    while (std::getline(lines, line)) {
        const auto entry = fields(line);
        if (entry.size() < 3) continue;
        const auto source = content_of(proofs / entry[1]);
        CheckedTheorem theorem;
        theorem.reference = entry[1] + ":" + entry[0];
        theorem.name = entry[2];
        theorem.axioms = entry.size() > 3 ? entry[3] : "";
        theorem.sources = *now;
        theorem.statement = source ? statement_in(*source, entry[0]) : "";
        if (!theorem.statement.empty()) theorems_[theorem.reference] = theorem;
    }
    reason_.clear();
}

std::optional<CheckedTheorem> CheckedTheorems::find(const std::string& reference) const {
    const auto found = theorems_.find(reference);
    if (found == theorems_.end()) return std::nullopt;
    return found->second;
}

void attach(ClaimResult& result, const CheckedTheorem& theorem) {
    if (result.is_mutant || result.verdict != Verdict::proved) return;
    if (result.claim.formal != theorem.reference) return;
    result.theorem = theorem;
    const bool covers =
        result.claim.equality_text.empty() || theorem.statement.find("<->") != std::string::npos;
    if (covers) result.assurance = Assurance::formal;
}

std::pair<std::string, std::string> theorem_fact(const std::string& claim_id, const CheckedTheorem& theorem) {
    return {fact_prefix + claim_id, json_text(record(theorem))};
}

void attach_theorems(std::vector<ClaimResult>& results,
                     const std::vector<std::pair<std::string, std::string>>& facts) {
    std::map<std::string, CheckedTheorem> theorems;
    for (const auto& [name, value] : facts) {
        if (name.starts_with(fact_prefix) && !value.empty()) {
            theorems[name.substr(std::string(fact_prefix).size())] = theorem_from(parse_json(value));
        }
    }
    for (auto& result : results) {
        const auto found = theorems.find(result.claim.id);
        if (found != theorems.end()) attach(result, found->second);
    }
}

}  // namespace groundcheck
