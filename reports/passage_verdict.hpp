// The verdict on a paper's passage, in words, by rule from what became of its readings.
//
// Readings have roles (theorems/language/paper.hpp). The rule, first line that applies:
//
//     no claim of any reading was audited                              not audited
//     a universal reading fails                                        fails
//     a reading as worded fails, and a repaired one holds              holds, repaired
//     a reading as worded fails, and one of any other kind holds       holds in part
//     a reading as worded fails                                        fails
//     a reading as worded is open, and another one holds               holds as far as it is decided
//     a reading as worded is open                                      open
//     all as worded hold, and a weaker one holds                       holds, but says less than it seems
//     all as worded hold, and a special case fails                     holds in part
//     all as worded hold                                               holds
//     none is as worded: a repaired reading holds                      holds, repaired
//     none is as worded: a weaker one holds                            holds, but says less than it seems
//     none is as worded: a special case holds                          holds in part
//     none is as worded: a special case fails                          fails
//     otherwise                                                        open
//
// A universal reading that does not fail counts as one as worded. A step of the proof decides nothing: a
// theorem may be true though a step of its proof is not.
#pragma once

#include <string>
#include <vector>

#include "reports/assessment.hpp"

namespace groundcheck {

enum class PassageVerdict {
    holds,
    holds_repaired,
    holds_but_less,
    holds_in_part,
    holds_so_far,
    fails,
    open,
    not_audited
};
std::string to_text(PassageVerdict verdict);  // "holds, repaired"

// What the rule sees of a reading.
struct JudgedReading {
    Role role = Role::as_worded;
    Assessment assessment = Assessment::open;
    bool audited = true;  // at least one of its claims
};
PassageVerdict passage_verdict(const std::vector<JudgedReading>& readings);
PassageVerdict passage_verdict(const std::vector<ReadingAssessment>& readings);

// The readings on which the verdict rests, at most two, in the order of the file: the first that fails and
// the first that holds of those that the rule's line speaks of. Where nothing is decided, the first.
std::vector<const ReadingAssessment*> leading(const std::vector<ReadingAssessment>& readings);

// How many of what among a paper's statements (or, if it has none, its sentences), in a sentence: "Of its 20
// numbered statements, 9 hold; 2 hold when repaired; 1 was not audited." Empty without any.
std::string answer(const Report& report, const Paper& paper);

// Whether each of these claims was audited and decided, with its expected verdict.
bool all_as_expected(const Report& report, const std::vector<std::string>& claims);
// Whether all that a finding's claims say is as the paper's file expects.
bool is_established(const Report& report, const PaperFinding& finding);

}  // namespace groundcheck
