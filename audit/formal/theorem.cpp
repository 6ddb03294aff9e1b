#include "audit/formal/theorem.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#include "audit/formal/theorem_reading.hpp"
#include "decide/question/instance.hpp"
#include "ledger/record.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

const std::vector<std::string> files_beside_proofs = {"Assumptions.v",    "assumptions.allow", "_CoqProject",
                                                      "build.sh",         "check.sh",          "lint.awk",
                                                      "statements.sha256"};

namespace {

constexpr const char* fact_prefix = "theorem ";
const std::string joint = " and ";

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) return std::nullopt;
    return text;
}

std::vector<std::string> split(const std::string& line, char separator) {
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, separator);)
        result.push_back(field);
    return result;
}

// The last two parts of a qualified name: how Coq prints an axiom.
std::string short_name_of(const std::string& name) {
    const auto last = name.rfind('.');
    if (last == std::string::npos || last == 0) return name;
    const auto before = name.rfind('.', last - 1);
    return before == std::string::npos ? name : name.substr(before + 1);
}

// "statements/Claims.v" is the module Groundcheck.statements.Claims.
std::string module_of(std::string file) {
    if (file.ends_with(".v")) file.erase(file.size() - 2);
    std::replace(file.begin(), file.end(), '/', '.');
    return "Groundcheck." + file;
}

}  // namespace

std::optional<std::string> hash_of_proofs(const std::filesystem::path& proofs) {
    const auto project = content_of(proofs / "_CoqProject");
    if (!project) return std::nullopt;
    std::vector<std::string> files;
    for (const std::string& line : split(*project, '\n'))
        if (line.ends_with(".v")) files.push_back(line);
    files.insert(files.end(), files_beside_proofs.begin(), files_beside_proofs.end());
    std::string all;
    for (const auto& file : files) {
        const auto content = content_of(proofs / file);
        if (!content) return std::nullopt;
        all += *content;
    }
    return sha256(all);
}

std::vector<std::string> stated_theorems(const std::filesystem::path& proofs) {
    std::vector<std::string> names;
    std::error_code failed;
    for (auto entry = std::filesystem::directory_iterator(proofs / "statements", failed);
         !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (entry->path().extension() != ".v") continue;
        const std::string file = "statements/" + entry->path().filename().string() + ":";
        for (const std::string& line : split(content_of(entry->path()).value_or(""), '\n')) {
            const auto words = split(line, ' ');
            if (words.size() > 3 && words[0] == "Definition" && words[2] == ":" && words[3] == "Prop")
                names.push_back(file + words[1]);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string seal_of(const std::string& lines) { return "sealed\t" + sha256(lines) + "\n"; }

namespace {

// The lines of checked.tsv between its head and its seal, for these sources. What is wrong, in words, is
// thrown.
std::vector<std::string> entries(const std::string& record, const std::optional<std::string>& sources) {
    const auto last = record.rfind("sealed\t");
    if (last == std::string::npos || record.substr(last) != seal_of(record.substr(0, last)))
        throw std::runtime_error(
            "the list of checked theorems is not as it was written (./run proofs makes it anew)");
    std::vector<std::string> lines = split(record.substr(0, last), '\n');
    if (lines.empty() || !sources || lines.front() != "sources\t" + *sources)
        throw std::runtime_error(
            "the proofs have changed since they were checked (./run proofs checks them again)");
    lines.erase(lines.begin());
    return lines;
}

// What check.sh has compared, compared again: the entry has its line in Assumptions.v, and its axioms are
// allowed.
void require_listed(const std::vector<std::string>& entry, const std::string& assumptions,
                    const std::set<std::string>& allowed) {
    const std::string line = "Definition " + entry[0] + " : " + module_of(entry[1]) + "." + entry[0] +
                             " := Groundcheck.theory." + entry[2] + ".";
    const bool axioms_allowed = entry.size() < 4 || [&] {
        const auto names = split(entry[3], ',');
        return std::all_of(names.begin(), names.end(),
                           [&](const std::string& name) { return allowed.contains(short_name_of(name)); });
    }();
    if (("\n" + assumptions).find("\n" + line) == std::string::npos || !axioms_allowed)
        throw std::runtime_error("the list of checked theorems has an entry, " + entry[0] +
                                 ", that the proofs do not have (./run proofs makes it anew)");
}

}  // namespace

CheckedTheorems::CheckedTheorems(const std::filesystem::path& proofs, const std::filesystem::path& checked) {
    const auto record = content_of(checked);
    if (!record) return;
    try {
        const auto now = hash_of_proofs(proofs);
        const std::vector<std::string> lines = entries(*record, now);
        const std::string assumptions = content_of(proofs / "Assumptions.v").value_or("");
        std::set<std::string> allowed;
        for (const std::string& line : split(content_of(proofs / "assumptions.allow").value_or(""), '\n'))
            if (!line.starts_with("#")) allowed.insert(short_name_of(line));
        for (const std::string& line : lines) {
            const auto entry = split(line, '\t');
            if (entry.size() < 3) throw std::runtime_error("the list of checked theorems is damaged");
            require_listed(entry, assumptions, allowed);
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
    } catch (const std::runtime_error& error) {
        theorems_.clear();
        reason_ = error.what();
    }
}

std::optional<CheckedTheorem> CheckedTheorems::find(const std::string& reference) const {
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

namespace {

using Chosen = std::vector<const TheoremReading*>;  // one reading of each theorem

// The parts that a formula joins by "and", in order.
void add_parts(const ExpressionPtr& formula, std::vector<ExpressionPtr>& parts) {
    if (formula->node != Node::conjunction) return parts.push_back(formula);
    for (const ExpressionPtr& part : formula->args)
        add_parts(part, parts);
}

// The text typed in the claim's scope; null if it has no meaning there.
ExpressionPtr typed(const std::string& text, const Claim& claim, bool condition) {
    const Scope scope = scope_of(claim.domains.front());
    try {
        return condition ? parse_condition(Source(text), scope) : parse_statement(Source(text), scope);
    } catch (const InputError&) {
        return nullptr;
    }
}

bool same_equality(const TheoremReading& reading, const Claim& claim) {
    if (reading.equality.empty() || !claim.equality) return reading.equality.empty() && !claim.equality;
    const ExpressionPtr condition = typed(reading.equality, claim, true);
    return condition && same(*condition, *claim.equality);
}

// Every choice of readings, from the theorem number choice.size() on, whose statements are the claim's parts
// from `begin` on.
void add_choices(const std::vector<std::vector<TheoremReading>>& theorems, const Claim& claim,
                 const std::vector<ExpressionPtr>& parts, std::size_t begin, Chosen& choice,
                 std::vector<Chosen>& result) {
    if (choice.size() == theorems.size()) {
        if (begin == parts.size()) result.push_back(choice);
        return;
    }
    for (const TheoremReading& reading : theorems[choice.size()]) {
        const ExpressionPtr statement = typed(reading.statement, claim, false);
        if (!statement || !same_equality(reading, claim)) continue;
        std::vector<ExpressionPtr> own;
        add_parts(statement, own);
        if (own.size() > parts.size() - begin) continue;
        const bool fits =
            std::equal(own.begin(), own.end(), parts.begin() + static_cast<std::ptrdiff_t>(begin),
                       [](const auto& a, const auto& b) { return same(*a, *b); });
        if (!fits) continue;
        choice.push_back(&reading);
        add_choices(theorems, claim, parts, begin + own.size(), choice, result);
        choice.pop_back();
    }
}

// What of the reading is not sure at the instance; empty if it speaks of every point.
std::string missing(const TheoremReading& reading, const Domain& domain, const Instance& instance) {
    if (!same_entries(domain.process.get(), reading.process)) return "another process";
    if (!reading.world && !is_closed(domain, instance)) return "exogenous data";
    for (const Hypothesis& hypothesis : reading.hypotheses)
        if (!follows(hypothesis, domain, instance)) return hypothesis.text + " is not sure";
    return {};
}

// The same of a choice of readings.
std::string missing(const Chosen& choice, const Domain& domain, const Instance& instance) {
    for (const TheoremReading* reading : choice)
        if (std::string what = missing(*reading, domain, instance); !what.empty()) return what;
    return {};
}

}  // namespace

std::string beyond(const CheckedTheorem& theorem, const Claim& claim) {
    const auto theorems = readings_in(theorem.statement);
    if (theorems.empty() || !claim.statement || claim.domains.empty()) return "there is no statement";
    std::vector<ExpressionPtr> parts;
    add_parts(claim.statement, parts);
    std::vector<Chosen> choices;
    Chosen choice;
    add_choices(theorems, claim, parts, 0, choice, choices);
    if (choices.empty()) return "the theorem's reading says something else";
    for (const Instance& instance : instances({&claim, false})) {
        std::string first;
        const bool covered = std::any_of(choices.begin(), choices.end(), [&](const Chosen& each) {
            const std::string what = missing(each, claim.domains[instance.domain], instance);
            if (first.empty()) first = what;
            return what.empty();
        });
        if (!covered) return first + " at " + to_text(instance.key());
    }
    return {};
}

void attach(ClaimResult& result, const CheckedTheorem& theorem, const std::string& beyond) {
    if (result.is_mutant || result.verdict != Verdict::proved) return;
    if (result.claim.formal != theorem.reference) return;
    result.theorem = theorem;
    result.theorem->beyond = beyond;
    if (beyond.empty()) result.assurance = Assurance::formal;
}

void attach(ClaimResult& result, const CheckedTheorem& theorem) {
    if (result.is_mutant || result.verdict != Verdict::proved) return;
    attach(result, theorem, beyond(theorem, result.claim));
}

namespace {

// Over everything else in the fact.
std::string seal_of_fact(const std::string& id, const Json& fact) {
    Json body = fact;
    body.erase("seal");
    return sha256(id + "\n" + json_text(body));
}

bool operator==(const CheckedTheorem& a, const CheckedTheorem& b) {
    return a.reference == b.reference && a.name == b.name && a.axioms == b.axioms && a.sources == b.sources &&
           a.statement == b.statement;
}

}  // namespace

std::string theorem_fact_name(const std::string& claim_id) { return fact_prefix + claim_id; }

std::pair<std::string, std::string> theorem_fact(const Claim& claim, const CheckedTheorem& theorem) {
    CheckedTheorem judged = theorem;
    judged.beyond = beyond(theorem, claim);
    Json fact = {{"theorem", to_json(judged)}, {"claim", claim.hash}};
    fact["seal"] = seal_of_fact(claim.id, fact);
    return {theorem_fact_name(claim.id), json_text(fact)};
}

void attach_theorems(std::vector<ClaimResult>& results,
                     const std::vector<std::pair<std::string, std::string>>& facts,
                     const CheckedTheorems& theorems) {
    for (auto& result : results) {
        const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) {
            return fact.first == theorem_fact_name(result.claim.id);
        });
        if (found == facts.end() || found->second.empty()) continue;
        const Json fact = parse_json(found->second);
        if (!fact.is_object() || !fact.contains("seal")) continue;  // an older groundcheck's, unsealed
        if (fact["seal"] != seal_of_fact(result.claim.id, fact))
            throw RecordError("the fact \"" + found->first + "\" is not as it was written");
        if (fact.value("claim", "") != result.claim.hash) continue;
        const CheckedTheorem noted = theorem_from(fact.at("theorem"));
        const auto checked = theorems.find(noted.reference);
        if (checked && *checked == noted) attach(result, *checked, noted.beyond);
    }
}

}  // namespace groundcheck
