#include "reports/assessment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.hpp"

namespace groundcheck {

namespace {

ReadingAssessment find(const Report& report, const Reading& reading) {
    ReadingAssessment found;
    found.reading = &reading;
    std::vector<const ClaimResult*> failing;
    bool all_proved = !reading.claims.empty();
    const auto visit = [&](const std::string& id, Verdict fails) {
        const ClaimResult* result = result_of(report, id);
        if (result == nullptr) {
            ++found.missing;
            return Verdict::undecided;
        }
        found.audited.push_back(result);
        if (result->verdict == fails) failing.push_back(result);
        if (result->verdict == Verdict::refuted && fails == Verdict::refuted &&
            result->witness() != nullptr && found.counterexample == nullptr)
            found.counterexample = result;
        return result->verdict;
    };
    for (const std::string& id : reading.claims)
        all_proved = visit(id, Verdict::refuted) == Verdict::proved && all_proved;
    const std::vector<const ClaimResult*> own = found.audited;
    for (const std::string& id : reading.against)
        visit(id, Verdict::proved);
    found.assessment = !failing.empty() ? Assessment::fails
                       : all_proved     ? Assessment::holds
                                        : Assessment::open;
    if (found.assessment == Assessment::fails) found.deciding = failing;
    if (found.assessment == Assessment::holds) found.deciding = own;
    return found;
}

}  // namespace

std::string to_text(Assessment assessment) {
    return assessment == Assessment::holds ? "holds" : assessment == Assessment::fails ? "fails" : "open";
}

std::vector<DomainSummary> domain_summaries(const ClaimResult& result) {
    std::map<std::size_t, DomainSummary> domains;
    for (const InstanceResult& instance : result.instances) {
        const auto [place, is_new] = domains.try_emplace(instance.domain);
        DomainSummary& domain = place->second;
        domain.domain = instance.domain;
        ++domain.instances;
        domain.points += instance.points;
        for (const auto& [method, count] : instance.methods)
            domain.methods[method] += count;
        if (instance.verdict == Verdict::undecided) {
            ++domain.undecided;
            continue;
        }
        if (instance.verdict == Verdict::refuted) ++domain.refuted;
        const bool first = domain.instances - domain.undecided == 1;
        domain.assurance = first ? instance.assurance : std::min(domain.assurance, instance.assurance);
    }
    std::vector<DomainSummary> list;
    for (auto& [index, domain] : domains) {
        domain.verdict = domain.refuted > 0     ? Verdict::refuted
                         : domain.undecided > 0 ? Verdict::undecided
                                                : Verdict::proved;
        list.push_back(std::move(domain));
    }
    return list;
}

std::pair<Assurance, Assurance> ReadingAssessment::assurance() const {
    Assurance weakest = Assurance::formal;
    Assurance strongest = Assurance::statistical;
    const auto take = [&](Assurance assurance) {
        weakest = std::min(weakest, assurance);
        strongest = std::max(strongest, assurance);
    };
    for (const ClaimResult* result : deciding) {
        take(result->assurance);
        if (result->verdict != Verdict::proved) continue;
        for (const DomainSummary& domain : domain_summaries(*result))
            if (result->assurance != Assurance::formal && domain.verdict == Verdict::proved)
                take(domain.assurance);
    }
    return {weakest, strongest};
}

std::vector<ReadingAssessment> assessments(const Report& report, const Passage& passage) {
    std::vector<ReadingAssessment> list;
    list.reserve(passage.readings.size());
    for (const Reading& reading : passage.readings)
        list.push_back(find(report, reading));
    return list;
}

std::string in_words(const ReadingAssessment& reading) {
    std::string text = to_text(reading.assessment) + " " + reading.reading->says;
    if (reading.assessment == Assessment::fails)
        text += reading.counterexample != nullptr ? ": counterexample" : ": the contrary is proved";
    if (reading.assessment != Assessment::open) return text;
    if (reading.missing > 0) return text + ": not all of it was audited";
    const bool goes_on = std::any_of(reading.audited.begin(), reading.audited.end(),
                                     [](const ClaimResult* result) { return is_unfinished(*result); });
    return text + (goes_on ? ": the audit of it is unfinished" : ": undecided");
}

std::vector<const ClaimResult*> related_claims(const Report& report, const Passage& passage) {
    std::vector<const ClaimResult*> related;
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant && std::find(passage.related.begin(), passage.related.end(), result.claim.id) !=
                                     passage.related.end())
            related.push_back(&result);
    return related;
}

std::optional<std::pair<Assurance, Assurance>> assurance(const std::vector<ReadingAssessment>& readings) {
    std::optional<std::pair<Assurance, Assurance>> all;
    for (const ReadingAssessment& reading : readings) {
        if (reading.assessment == Assessment::open) continue;
        const auto [weakest, strongest] = reading.assurance();
        all = all ? std::pair{std::min(all->first, weakest), std::max(all->second, strongest)}
                  : std::pair{weakest, strongest};
    }
    return all;
}

std::string range_text(std::pair<Assurance, Assurance> range) {
    return range.first == range.second ? to_text(range.first)
                                       : to_text(range.first) + " to " + to_text(range.second);
}

}  // namespace groundcheck
