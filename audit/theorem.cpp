#include "audit/theorem.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <utility>

#include "audit/record.hpp"
#include "theorems/language/process.hpp"
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

namespace {

constexpr std::string_view reading_mark = "(* claim";

// Where the lines directly above `at` that are readings begin. Precondition: a line begins at `at`.
std::size_t readings_above(const std::string& coq, std::size_t at) {
    while (at > 0) {
        const std::size_t line = at < 2 ? 0 : coq.rfind('\n', at - 2) + 1;  // npos + 1 is 0
        // A reading may run over several lines: the last ends with the comment.
        const std::string_view text = std::string_view(coq).substr(line, at - line);
        if (!text.ends_with("*)\n")) return at;
        const std::size_t open = coq.rfind("(*", at - 1);
        if (open == std::string::npos || coq.compare(open, reading_mark.size(), reading_mark) != 0) return at;
        at = open;
    }
    return at;
}

std::string without_spaces(std::string text) {
    std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
    return text;
}

// The reading between "(* claim" and "*)": " [PROCESS] with a world: STATEMENT, equal iff CONDITION".
std::optional<Reading> parse_reading(std::string text) {
    Reading reading;
    text = without_spaces(std::move(text));
    if (text.starts_with("[")) {
        const auto close = text.find("]:") != std::string::npos ? text.find("]:") : text.find("]with");
        if (close == std::string::npos) return std::nullopt;
        reading.process = text.substr(1, close - 1);
        text.erase(0, close + 1);
    }
    const std::string world = "withaworld";
    if (text.starts_with(world)) {
        reading.world = true;
        text.erase(0, world.size());
    }
    if (!text.starts_with(":")) return std::nullopt;
    text.erase(0, 1);
    const std::string equal = ",equaliff";
    if (const auto condition = text.find(equal); condition != std::string::npos) {
        reading.equality = text.substr(condition + equal.size());
        text.erase(condition);
    }
    reading.statement = text;
    return reading;
}

}  // namespace

std::string statement_in(const std::string& coq, const std::string& name) {
    const auto begin = coq.find("Definition " + name + " : Prop");
    if (begin == std::string::npos || (begin > 0 && coq[begin - 1] != '\n')) return {};
    const auto first = readings_above(coq, begin);
    // A sentence of Coq ends with a period before white space; inside one, periods stand in names only.
    for (auto end = coq.find('.', begin); end != std::string::npos; end = coq.find('.', end + 1)) {
        if (end + 1 == coq.size() || coq[end + 1] == '\n' || coq[end + 1] == ' ')
            return coq.substr(first, end + 1 - first);
    }
    return {};
}

std::vector<std::vector<Reading>> readings_in(const std::string& statements) {
    std::vector<std::vector<Reading>> result;
    std::vector<Reading> above;
    const std::string definition = "Definition ";
    for (std::size_t at = 0; at < statements.size();) {
        if (statements.compare(at, reading_mark.size(), reading_mark) == 0) {
            const auto begin = at + reading_mark.size();
            const auto end = statements.find("*)", begin);
            if (end == std::string::npos) break;
            if (auto reading = parse_reading(statements.substr(begin, end - begin)))
                above.push_back(std::move(*reading));
            at = end;
        } else if (statements.compare(at, definition.size(), definition) == 0) {
            result.push_back(std::exchange(above, {}));
        }
        at = statements.find('\n', at);
        if (at == std::string::npos) break;
        ++at;
    }
    return result;
}

Reading reading_of(const Claim& claim) {
    Reading reading;
    reading.statement = without_spaces(claim.statement_text);
    reading.equality = without_spaces(claim.equality_text);
    for (const Domain& domain : claim.domains) {
        if (domain.process) reading.process = without_spaces(domain.process->text);
        const auto alpha = domain.scalars.find("alpha");
        if (alpha != domain.scalars.end() && without_spaces(alpha->second.text) != "0") reading.world = true;
    }
    if (reading.process.find("alpha=") != std::string::npos) reading.world = true;
    return reading;
}

namespace {

// Whether some choice of readings, from the theorem number `next` on, completes `so_far` to the claim.
bool completes(const std::vector<std::vector<Reading>>& theorems, std::size_t next, const std::string& so_far,
               const Reading& claim) {
    if (next == theorems.size()) return so_far == claim.statement;
    return std::any_of(theorems[next].begin(), theorems[next].end(), [&](const Reading& reading) {
        return reading.process == claim.process && reading.equality == claim.equality &&
               (reading.world || !claim.world) &&
               completes(theorems, next + 1, so_far + (next == 0 ? "" : "and") + reading.statement, claim);
    });
}

}  // namespace

bool covers(const CheckedTheorem& theorem, const Claim& claim) {
    const auto theorems = readings_in(theorem.statement);
    return !theorems.empty() && completes(theorems, 0, "", reading_of(claim));
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
    const std::string joint = " and ";
    const auto end = reference.find(joint);
    const auto found = theorems_.find(reference.substr(0, end));
    if (found == theorems_.end()) return std::nullopt;
    if (end == std::string::npos) return found->second;
    const auto others = find(reference.substr(end + joint.size()));
    if (!others) return std::nullopt;
    CheckedTheorem all = found->second;
    all.reference = reference;
    all.name += joint + others->name;
    if (others->axioms != all.axioms) all.axioms += (all.axioms.empty() ? "" : ",") + others->axioms;
    all.statement += "\n\n" + others->statement;
    return all;
}

void attach(ClaimResult& result, const CheckedTheorem& theorem) {
    if (result.is_mutant || result.verdict != Verdict::proved) return;
    if (result.claim.formal != theorem.reference) return;
    result.theorem = theorem;
    if (covers(theorem, result.claim)) result.assurance = Assurance::formal;
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
