#include "reports/passage_verdict.hpp"

#include <algorithm>
#include <array>

#include "reports/text.hpp"

namespace groundcheck {

namespace {

// How many readings of some roles hold, fail, are open.
struct RoleCounts {
    std::size_t holds = 0, fails = 0, open = 0;

    std::size_t all() const { return holds + fails + open; }
};

RoleCounts count(const std::vector<JudgedReading>& readings, std::initializer_list<Role> roles) {
    RoleCounts counts;
    for (const JudgedReading& reading : readings) {
        if (std::find(roles.begin(), roles.end(), reading.role) == roles.end()) continue;
        switch (reading.assessment) {
            case Assessment::holds:
                ++counts.holds;
                break;
            case Assessment::fails:
                ++counts.fails;
                break;
            case Assessment::open:
                ++counts.open;
                break;
        }
    }
    return counts;
}

// The verdict where no reading is as worded.
PassageVerdict without_wording(const RoleCounts& weaker, const RoleCounts& repaired,
                               const RoleCounts& special) {
    if (repaired.holds > 0) return PassageVerdict::holds_repaired;
    if (weaker.holds > 0) return PassageVerdict::holds_but_less;
    if (special.holds > 0) return PassageVerdict::holds_in_part;
    if (special.fails > 0) return PassageVerdict::fails;
    return PassageVerdict::open;
}

}  // namespace

std::string to_text(PassageVerdict verdict) {
    switch (verdict) {
        case PassageVerdict::holds:
            return "holds";
        case PassageVerdict::holds_repaired:
            return "holds, repaired";
        case PassageVerdict::holds_but_less:
            return "holds, but says less than it seems";
        case PassageVerdict::holds_in_part:
            return "holds in part";
        case PassageVerdict::holds_so_far:
            return "holds as far as it is decided";
        case PassageVerdict::fails:
            return "fails";
        case PassageVerdict::open:
            return "open";
        case PassageVerdict::not_audited:
            return "not audited";
    }
    throw std::logic_error("a verdict without words");
}

PassageVerdict passage_verdict(const std::vector<JudgedReading>& readings) {
    if (std::none_of(readings.begin(), readings.end(),
                     [](const JudgedReading& reading) { return reading.audited; }))
        return PassageVerdict::not_audited;
    if (count(readings, {Role::universal}).fails > 0) return PassageVerdict::fails;
    const RoleCounts worded = count(readings, {Role::as_worded, Role::universal});
    const RoleCounts repaired = count(readings, {Role::repaired}), weaker = count(readings, {Role::weaker}),
                     special = count(readings, {Role::special});
    const bool something_holds = worded.holds + weaker.holds + special.holds > 0;
    if (worded.fails > 0) {
        if (repaired.holds > 0) return PassageVerdict::holds_repaired;
        return something_holds ? PassageVerdict::holds_in_part : PassageVerdict::fails;
    }
    if (worded.open > 0)
        return something_holds || repaired.holds > 0 ? PassageVerdict::holds_so_far : PassageVerdict::open;
    if (worded.all() == 0) return without_wording(weaker, repaired, special);
    if (weaker.holds > 0) return PassageVerdict::holds_but_less;
    return special.fails > 0 ? PassageVerdict::holds_in_part : PassageVerdict::holds;
}

PassageVerdict passage_verdict(const std::vector<ReadingAssessment>& readings) {
    std::vector<JudgedReading> judged;
    judged.reserve(readings.size());
    for (const ReadingAssessment& reading : readings)
        judged.push_back({reading.reading->role, reading.assessment, !reading.audited.empty()});
    return passage_verdict(judged);
}

std::vector<const ReadingAssessment*> leading(const std::vector<ReadingAssessment>& readings) {
    const auto first = [&](Assessment wanted, std::initializer_list<Role> order) -> const ReadingAssessment* {
        for (const Role role : order)
            for (const ReadingAssessment& reading : readings)
                if (reading.assessment == wanted && reading.reading->role == role) return &reading;
        return nullptr;
    };
    const ReadingAssessment* fails =
        first(Assessment::fails, {Role::universal, Role::as_worded, Role::special});
    const ReadingAssessment* holds = nullptr;
    switch (passage_verdict(readings)) {
        case PassageVerdict::holds_repaired:
            holds = first(Assessment::holds, {Role::repaired});
            break;
        case PassageVerdict::holds_but_less:
            holds = first(Assessment::holds, {Role::weaker});
            break;
        default:
            holds = first(Assessment::holds,
                          {Role::as_worded, Role::universal, Role::special, Role::weaker, Role::repaired});
    }
    std::vector<const ReadingAssessment*> chosen;
    for (const ReadingAssessment* reading : {fails, holds})
        if (reading != nullptr) chosen.push_back(reading);
    if (chosen.empty() && !readings.empty()) chosen.push_back(&readings.front());
    std::sort(chosen.begin(), chosen.end());  // all in one vector: its order
    return chosen;
}

std::string answer(const Report& report, const Paper& paper) {
    struct Words {
        PassageVerdict verdict;
        const char *one, *many;
    };
    constexpr std::array<Words, 8> table = {
        {{PassageVerdict::holds, "holds", "hold"},
         {PassageVerdict::holds_repaired, "holds when repaired", "hold when repaired"},
         {PassageVerdict::holds_but_less, "holds but says less than it seems",
          "hold but say less than they seem"},
         {PassageVerdict::holds_in_part, "holds in part", "hold in part"},
         {PassageVerdict::holds_so_far, "holds as far as it is decided", "hold as far as they are decided"},
         {PassageVerdict::fails, "fails", "fail"},
         {PassageVerdict::open, "is open", "are open"},
         {PassageVerdict::not_audited, "was not audited", "were not audited"}}};
    const bool numbered = !paper.statements.empty();
    const std::vector<Passage>& passages = numbered ? paper.statements : paper.sentences;
    std::vector<PassageVerdict> found;
    for (const Passage& passage : passages)
        found.push_back(passage_verdict(assessments(report, passage)));
    std::string text;
    for (const Words& words : table) {
        const auto number = static_cast<std::size_t>(std::count(found.begin(), found.end(), words.verdict));
        if (number == 0) continue;
        text += (text.empty() ? " " : "; ") +
                (number == found.size() ? std::string("all") : grouped(number)) + " " +
                (number == 1 ? words.one : words.many);
    }
    if (text.empty()) return "";
    // An audit of some claims shows the passages that they decide, so these need not be all that the paper
    // has.
    return "Of the " +
           (numbered ? counted(found.size(), "numbered statement", "numbered statements")
                     : counted(found.size(), "sentence", "sentences")) +
           " here," + text + ".";
}

bool all_as_expected(const Report& report, const std::vector<std::string>& claims) {
    return std::all_of(claims.begin(), claims.end(), [&](const std::string& id) {
        const ClaimResult* result = result_of(report, id);
        return result != nullptr && result->verdict != Verdict::undecided && result->passes();
    });
}

bool is_established(const Report& report, const PaperFinding& finding) {
    return all_as_expected(report, finding.claims);
}

}  // namespace groundcheck
