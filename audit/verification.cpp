#include "audit/verification.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "decide/continuum/certificate.hpp"
#include "decide/continuum/decide_continuum.hpp"
#include "decide/question/free_domain.hpp"
#include "decide/second_meaning.hpp"
#include "ledger/certificate_store.hpp"
#include "ledger/record.hpp"
#include "reference/domain.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

namespace {

namespace fs = std::filesystem;

std::string name_of(const ClaimResult& result) {
    return result.claim.id + (result.is_mutant ? " (mutant)" : "");
}

// What the checker says of a certificate if it proves this statement of the claim: "FILE: proved: DOMAIN:
// STATEMENT", perhaps when there is equality, and "(NAME, N leaves)".
bool says(const std::string& line, const std::string& name, const std::string& statement) {
    const std::string text = one_line(statement);
    const std::size_t end = line.rfind(" (" + name + ", ");
    const std::size_t at = line.find(": " + text);
    if (end == std::string::npos || at == std::string::npos) return false;
    const std::size_t after = at + 2 + text.size();
    return after == end || line.compare(after, 16, ", with equality ") == 0;
}

bool speaks_of(const std::string& line, const ClaimResult& result) {
    return says(line, name_of(result),
                result.is_mutant ? result.claim.mutant->statement_text : result.claim.statement_text);
}

struct Kept {
    const ClaimResult* result;
    const InstanceResult* instance;
};

// The certificates by their file's name, as the checker will be given it.
std::map<std::string, Kept> kept_certificates(const std::vector<ClaimResult>& results) {
    std::map<std::string, Kept> kept;
    for (const ClaimResult& result : results)
        for (const InstanceResult& instance : result.instances)
            if (!instance.certificate.empty()) kept[instance.certificate] = {&result, &instance};
    return kept;
}

// Whether it is the claim in other words, those in which an instance of it is proved over a continuum.
bool speaks_in_other_words(const std::string& line, const Kept& kept) {
    Claim claim = kept.result->claim;
    const Question question{&claim, kept.result->is_mutant};
    const Instance instance = instance_of(kept.instance->domain, kept.instance->key);
    if (instance.domain >= question.domains().size()) return false;
    try {  // a ledger keeps the text alone
        const Scope scope = scope_of(question.domains()[instance.domain]);
        if (question.mutant)
            claim.mutant->statement = parse_statement(claim.mutant->statement_text, scope);
        else
            claim.statement = parse_statement(claim.statement_text, scope);
        const std::vector<std::string> words = other_words(question, instance);
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& text) { return says(line, name_of(*kept.result), text); });
    } catch (const InputError&) {
        return false;
    }
}

// Whether the certificate's file is there as it was written; if not, why.
std::string fault_of_file(const fs::path& folder, const InstanceResult& instance) {
    if (CertificateFolder(folder).holds(instance)) return "";
    std::error_code ignored;
    return fs::exists(folder / instance.certificate, ignored)
               ? "is not the file that the audit wrote (its SHA-256 differs)"
               : "is not here";
}

// The domains in which the claim's counterexamples are searched: its own, and the same with their lattices
// opened.
std::vector<Domain> searched_domains(const Question& question) {
    std::vector<Domain> domains = question.domains();
    for (Domain& opened : free_claim(question).domains)
        domains.push_back(std::move(opened));
    return domains;
}

// The reference's word on a counterexample: empty if it confirms it, else what is wrong or unknown.
struct Word {
    bool is_fault = false;
    std::string text;
};

Word word_on(const Question& question, const Witness& witness, std::uint64_t steps) {
    SecondMeaningOptions options;
    options.witness_steps = steps;
    const reference::Point point = point_of(witness);
    for (const Domain& domain : searched_domains(question)) {
        try {
            if (!reference::contains(domain, point)) continue;
            const bool sure = confirm_witness(question, domain, witness, options) == Truth::yes;
            return sure ? Word{} : Word{false, "the reference cannot decide it within its steps"};
        } catch (const MeaningDisagreement& error) {
            return {true, error.what()};
        } catch (const reference::NoOpinion&) {
            return {false, "the reference cannot decide the domain's condition there"};
        } catch (const reference::NoValue& error) {
            return {true, std::string("the domain's condition has no value there: ") + error.what()};
        }
    }
    return {true, "the point is in none of the claim's domains"};
}

// What a ledger says of a claim, but for where its file was.
Json said_of(const Claim& claim) {
    Json said = to_json(claim);
    said.erase("file");
    return said;
}

// The first member in which the two differ.
std::string difference(const Json& a, const Json& b) {
    for (const auto& [name, value] : a.items())
        if (!b.contains(name) || b.at(name) != value) return name;
    return "mutant";
}

using Place = std::pair<std::size_t, InstanceKey>;  // the domain's number, and the numbers

// What is wrong with a result's instances, if anything.
std::string fault_of_instances(const ClaimResult& result, const Question& question) {
    std::set<Place> planned;
    for (const Instance& instance : instances(question))
        planned.emplace(instance.domain, instance.key());
    for (const InstanceResult& instance : result.instances)
        if (planned.erase({instance.domain, instance.key}) == 0)
            return "its file does not ask for the instance " + to_text(instance.key) + ", or only once";
    if (planned.empty() || result.verdict != Verdict::proved) return "";
    return "it is said to be proved, and " + std::to_string(planned.size()) +
           " instances of its file are not decided, the first at " + to_text(planned.begin()->second);
}

// What is not as the claim's file says, read anew; empty if nothing is.
std::string fault_of_claim(const ClaimResult& result, const Claim& claim) {
    if (claim.hash != result.claim.hash)
        return "its file, or data that it reads, is not the one that was audited";
    const Claim wide = widened(claim);
    const Json said = said_of(result.claim), file = said_of(claim);
    const bool is_wide = said != file;
    if (is_wide && said != said_of(wide))
        return "its file says something else than the report does: " + difference(file, said);
    if (result.is_mutant && !claim.mutant) return "its file has no mutant";
    return fault_of_instances(result, {is_wide ? &wide : &claim, result.is_mutant});
}

}  // namespace

Verified verify_claims(const std::vector<ClaimResult>& results, const ClaimReader& read) {
    Verified verified;
    for (const ClaimResult& result : results) {
        try {
            const auto claim = read(result);
            const std::string fault = claim ? fault_of_claim(result, *claim) : "";
            if (!fault.empty())
                verified.faults.push_back(name_of(result) + ": " + fault);
            else if (result.is_mutant)
                continue;  // counted with its claim
            else if (claim)
                ++verified.good;
            else
                verified.passed_over.push_back(name_of(result) + ": its file is not here");
        } catch (const InputError& error) {
            if (result.is_mutant) continue;  // its claim says so
            verified.faults.push_back(name_of(result) + ": its file is no claim any more: " + error.what());
        }
    }
    return verified;
}

Verified verify_certificates(const std::vector<ClaimResult>& results, const fs::path& folder,
                             const Checker& checker) {
    constexpr std::size_t at_once = 500;
    Verified verified;
    std::vector<std::string> files;
    const std::map<std::string, Kept> kept = kept_certificates(results);
    for (const auto& [file, certificate] : kept) {
        const std::string fault = fault_of_file(folder, *certificate.instance);
        if (fault.empty())
            files.push_back(file);
        else
            verified.faults.push_back(file + " " + fault);
    }
    for (std::size_t begin = 0; begin < files.size(); begin += at_once) {
        const std::size_t end = std::min(files.size(), begin + at_once);
        const std::vector<std::string> some(files.begin() + static_cast<std::ptrdiff_t>(begin),
                                            files.begin() + static_cast<std::ptrdiff_t>(end));
        std::map<std::string, std::string> said;
        std::istringstream lines(checker(some));
        for (std::string line; std::getline(lines, line);)
            said[line.substr(0, line.find(": "))] = line;
        for (const std::string& file : some) {
            const std::string& line = said[file];
            if (!line.starts_with(file + ": proved: "))
                verified.faults.push_back(line.empty() ? file + ": the checker says nothing of it" : line);
            else if (!speaks_of(line, *kept.at(file).result) && speaks_in_other_words(line, kept.at(file)))
                verified.passed_over.push_back(file +
                                               ": proves the claim said again in other words "
                                               "(docs/deciding.md); the checker does not "
                                               "see that the two are the same");
            else if (!speaks_of(line, *kept.at(file).result))
                verified.faults.push_back(file + " proves something else than " +
                                          name_of(*kept.at(file).result) + ": " + line);
            else
                ++verified.good;
        }
    }
    return verified;
}

Verified verify_counterexamples(const std::vector<ClaimResult>& results, const ClaimReader& read,
                                std::uint64_t steps) {
    Verified verified;
    for (const ClaimResult& result : results) {
        const Witness* witness = result.witness();
        if (result.verdict != Verdict::refuted || witness == nullptr) continue;
        std::optional<Claim> claim;
        try {
            claim = read(result);
        } catch (const InputError&) {
            continue;  // verify_claims says so
        }
        if (!claim) {
            verified.passed_over.push_back(name_of(result) + ": its file is not here");
            continue;
        }
        if (claim->hash != result.claim.hash || (result.is_mutant && !claim->mutant)) continue;  // likewise
        const Claim wide = widened(*claim);
        const Word word = word_on({&wide, result.is_mutant}, *witness, steps);
        if (word.text.empty())
            ++verified.good;
        else
            (word.is_fault ? verified.faults : verified.passed_over)
                .push_back(name_of(result) + ": " + word.text);
    }
    return verified;
}

}  // namespace groundcheck
