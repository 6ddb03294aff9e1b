#include "reports/assessment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.hpp"

namespace groundcheck {

namespace {

const ClaimResult* find(const Report& report, const std::string& id) {
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant && result.claim.id == id) return &result;
    return nullptr;
}

ReadingAssessment find(const Report& report, const SentenceReading& reading) {
    ReadingAssessment found;
    found.reading = &reading;
    std::vector<const ClaimResult*> failing;
    bool all_proved = !reading.claims.empty();
    const auto visit = [&](const std::string& id, Verdict fails) {
        const ClaimResult* result = find(report, id);
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

std::vector<ReadingAssessment> assessments(const Report& report, const Sentence& sentence) {
    std::vector<ReadingAssessment> list;
    list.reserve(sentence.readings.size());
    for (const SentenceReading& reading : sentence.readings)
        list.push_back(find(report, reading));
    return list;
}

std::string in_words(const ReadingAssessment& reading) {
    std::string text = to_text(reading.assessment) + " " + reading.reading->says;
    if (reading.assessment == Assessment::fails)
        text += reading.counterexample != nullptr ? ": counterexample" : ": the contrary is proved";
    if (reading.assessment == Assessment::open)
        text += reading.missing > 0 ? ": not all of it was audited" : ": undecided";
    return text;
}

std::vector<const ReadingAssessment*> leading(const std::vector<ReadingAssessment>& readings) {
    std::vector<const ReadingAssessment*> chosen;
    for (const Assessment wanted : {Assessment::holds, Assessment::fails}) {
        const auto place =
            std::find_if(readings.begin(), readings.end(),
                         [&](const ReadingAssessment& reading) { return reading.assessment == wanted; });
        if (place != readings.end()) chosen.push_back(&*place);
    }
    if (chosen.empty() && !readings.empty()) chosen.push_back(&readings.front());
    std::sort(chosen.begin(), chosen.end());  // all in one vector: its order
    return chosen;
}

std::vector<const ClaimResult*> related_claims(const Report& report, const Sentence& sentence) {
    std::vector<const ClaimResult*> related;
    for (const ClaimResult* result : readings(report, sentence.id)) {
        const bool told = std::any_of(
            sentence.readings.begin(), sentence.readings.end(), [&](const SentenceReading& reading) {
                const auto names = [&](const std::vector<std::string>& ids) {
                    return std::find(ids.begin(), ids.end(), result->claim.id) != ids.end();
                };
                return names(reading.claims) || names(reading.against);
            });
        if (!told) related.push_back(result);
    }
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

std::string overall(const std::vector<ReadingAssessment>& readings) {
    const auto count = [&](Assessment wanted) {
        return std::count_if(readings.begin(), readings.end(),
                             [&](const ReadingAssessment& reading) { return reading.assessment == wanted; });
    };
    const bool holds = count(Assessment::holds) > 0, fails = count(Assessment::fails) > 0;
    const bool audited = std::any_of(readings.begin(), readings.end(),
                                     [](const auto& reading) { return !reading.audited.empty(); });
    if (!audited) return "not audited";
    if (holds && fails) return "holds in part";
    if (count(Assessment::open) > 0)
        return holds || fails ? to_text(holds ? Assessment::holds : Assessment::fails) + ", in part open"
                              : "open";
    return holds ? "holds" : "fails";
}

std::string answer(const Report& report) {
    std::vector<std::pair<std::string, std::size_t>> counts = {
        {"holds", 0}, {"holds in part", 0}, {"fails", 0}, {"not audited", 0}, {"open", 0}};
    for (const Sentence& sentence : report.sentences) {
        const std::string word = overall(assessments(report, sentence));
        const auto place =
            std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == word; });
        ++(place == counts.end() ? counts.back() : *place).second;
    }
    const std::size_t total = report.sentences.size();
    std::string text;
    const auto add = [&](std::size_t number, const char* one, const char* many) {
        if (number == 0) return;
        text += (text.empty() ? " " : "; ") + (number == total ? std::string("all") : grouped(number)) + " " +
                (number == 1 ? one : many);
    };
    add(counts[0].second, "holds in every reading", "hold in every reading");
    add(counts[1].second, "holds in some readings and fails in others",
        "hold in some readings and fail in others");
    add(counts[2].second, "fails in every reading", "fail in every reading");
    add(counts[4].second, "is open, at least in part", "are open, at least in part");
    add(counts[3].second, "was not audited", "were not audited");
    return text.empty() ? ""
                        : "Of the paper\u2019s " + counted(total, "sentence", "sentences") + "," + text + ".";
}

std::string range_text(std::pair<Assurance, Assurance> range) {
    return range.first == range.second ? to_text(range.first)
                                       : to_text(range.first) + " to " + to_text(range.second);
}

}  // namespace groundcheck
