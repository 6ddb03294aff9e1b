#include "reports/extent.hpp"

#include <algorithm>
#include <set>

#include "audit/formal/theorem_reading.hpp"
#include "reports/text.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t most = 2;              // extents in one text
constexpr std::size_t longest_process = 40;  // characters of a process that is shown

bool has_samples(const Claim& claim) {
    return std::any_of(claim.domains.begin(), claim.domains.end(),
                       [](const Domain& domain) { return !domain.N_text.empty(); });
}

bool has_generations(const Claim& claim) {
    return std::any_of(claim.domains.begin(), claim.domains.end(),
                       [](const Domain& domain) { return domain.scalars.count("t") != 0; });
}

// Hypotheses that only say what the letters are.
bool is_idle(const std::string& hypothesis) {
    static const std::set<std::string> idle = {"K>=1", "N>=1", "t>=0", "0<=alpha", "alpha<=1"};
    std::string text = hypothesis;
    std::erase(text, ' ');
    return idle.count(text) != 0;
}

// What a theorem asks beyond that, from its readings as they stand above the Coq text.
std::string hypotheses_of(const CheckedTheorem& theorem) {
    std::vector<std::string> asked;
    const std::string mark = "(* claim";
    for (std::size_t at = theorem.statement.find(mark); at != std::string::npos;
         at = theorem.statement.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size(), end = theorem.statement.find("*)", begin);
        if (end == std::string::npos) break;
        for (const Hypothesis& hypothesis :
             parse_reading(theorem.statement.substr(begin, end - begin)).hypotheses)
            if (!is_idle(hypothesis.text) &&
                std::find(asked.begin(), asked.end(), hypothesis.text) == asked.end())
                asked.push_back(hypothesis.text);
    }
    std::string text;
    for (const std::string& hypothesis : asked)
        text += (text.empty() ? " with " : ", ") + hypothesis;
    return text;
}

std::string formal_extent(const ClaimResult& result) {
    std::string text = "every K";
    if (has_samples(result.claim)) text += ", N";
    if (has_generations(result.claim)) text += ", t";
    try {
        return text + (result.theorem ? hypotheses_of(*result.theorem) : "");
    } catch (const InputError&) {  // a theorem of another version, whose hypotheses cannot be told
        return "where its theorem speaks";
    }
}

// A list that a file writes as [2, 3] is "2, 3" here.
std::string letter(const std::string& name, std::string range) {
    if (range.starts_with('[') && range.ends_with(']')) range = range.substr(1, range.size() - 2);
    return range.empty() ? "" : name + " = " + range;
}

std::string domain_extent(const Domain& domain, Assurance assurance) {
    std::string text;
    const auto add = [&text](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
    };
    add(domain.K_text == "any" ? "every K" : letter("K", domain.K_text));
    add(letter("L", domain.L_text));
    add(letter("N", domain.N_text));
    const auto t = domain.scalars.find("t");
    if (t != domain.scalars.end()) add(letter("t", t->second.text));
    if (domain.process && domain.process->text.size() <= longest_process) add(domain.process->text);
    bool whole = assurance == Assurance::continuum || assurance == Assurance::verified;
    if (assurance == Assurance::exact) {
        whole = true;
        for (const auto& [name, range] : domain.distributions)
            whole = whole && range.text == "simplex";
    }
    if (text.empty()) return whole ? "everywhere" : "on all that was tried";
    return text + (whole ? "" : ", on all that was tried");
}

// The domains of a proved claim, those of the strongest assurance first.
std::vector<std::string> domain_extents(const ClaimResult& result) {
    std::vector<DomainSummary> domains = domain_summaries(result);
    std::stable_sort(domains.begin(), domains.end(), [](const DomainSummary& a, const DomainSummary& b) {
        return a.assurance > b.assurance;
    });
    std::vector<std::string> list;
    for (const DomainSummary& domain : domains) {
        if (domain.domain >= result.claim.domains.size()) continue;
        const std::string text = domain_extent(result.claim.domains[domain.domain], domain.assurance);
        if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    }
    return list;
}

std::string counterexample_extent(const ClaimResult& result) {
    const Witness* witness = result.witness();
    if (witness == nullptr) return "";
    std::string text;
    const auto add = [&text](const std::string& name, const std::string& value) {
        text += (text.empty() ? "" : ", ") + name + " = " + value;
    };
    if (witness->K != 0) add("K", std::to_string(witness->K));
    if (witness->N) add("N", std::to_string(*witness->N));
    const auto t = witness->scalars.find("t");
    if (t != witness->scalars.end()) add("t", to_string(t->second));
    return text.empty() ? "one counterexample" : "a counterexample at " + text;
}

std::string first_of(std::vector<std::string> list) {
    if (list.size() > most) {
        const std::size_t more = list.size() - most;
        list.resize(most);
        list.push_back("and " + std::to_string(more) + " more");
    }
    return joined(list, " | ");
}

std::vector<std::string> extents(const ClaimResult& result) {
    if (result.verdict == Verdict::undecided) return {};
    if (result.verdict == Verdict::refuted) {
        const std::string text = counterexample_extent(result);
        return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
    }
    return result.assurance == Assurance::formal ? std::vector<std::string>{formal_extent(result)}
                                                 : domain_extents(result);
}

std::vector<std::string> extents(const ReadingAssessment& reading) {
    std::vector<std::string> all;
    if (reading.assessment == Assessment::open) return all;
    for (const ClaimResult* result : reading.deciding)
        for (std::string& text : extents(*result))
            if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
    return all;
}

}  // namespace

std::string extent_text(const ClaimResult& result) { return first_of(extents(result)); }

std::string extent_text(const ReadingAssessment& reading) { return first_of(extents(reading)); }

std::string short_extent(const ReadingAssessment& reading) {
    const std::vector<std::string> all = extents(reading);
    if (all.empty()) return "";
    const ClaimResult* weakest = *std::min_element(
        reading.deciding.begin(), reading.deciding.end(),
        [](const ClaimResult* a, const ClaimResult* b) { return a->assurance < b->assurance; });
    const std::vector<std::string> own = extents(*weakest);
    return (own.empty() ? all.front() : own.front()) + (all.size() > 1 ? ", …" : "");
}

}  // namespace groundcheck
