// A finding about a loop of sequence models: what a file under theorems/loops/ states, and what replicates
// say of it.
//
// No exact method reaches a loop of models that write text. So what is claimed of one is held against
// replicates, with intervals that hold for every number of them (sim/betting.hpp), and what comes out is
// a finding with a stated confidence: it agrees, is contradicted, or is too wide to tell. It is stored,
// counted and reported apart from verdicts, and proves nothing. A finding about chains on two or three
// symbols can be decided instead, by enumeration (lattice_finding.hpp): such a one is proved or refuted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decide/loops/lattice_finding.hpp"
#include "decide/loops/loop_statement.hpp"
#include "decide/question/statistical_finding.hpp"
#include "sim/loops/loop.hpp"
#include "sim/schedule.hpp"

namespace groundcheck {

// A [loop] or a [beside.NAME], ready to run but for how many generations.
struct LoopTable {
    std::vector<std::pair<std::string, std::string>> settings;  // as written, by name
    loops::LoopPlan plan;            // with one entry in alpha and samples: the same in every generation
    std::optional<Schedule> weight;  // of the transitions of each step, if they are weighted
};
// Its plan over so many generations. Throws InputError where the weight has no value.
loops::LoopPlan plan_over(const LoopTable& table, std::uint32_t generations);

struct LoopFinding {
    std::string id;      // "loops/entropy-falls"; of a file elsewhere its name
    std::string title;   // a sentence
    std::string source;  // where it comes from
    std::string note;    // what a reader should know, or empty
    LoopStatement statement;
    std::vector<std::pair<std::string, std::string>> defined;  // names and what they stand for
    std::vector<std::uint32_t> times;                          // of t; {0} where it is not mentioned
    std::map<std::string, LoopTable> loops;                    // by name, [loop] the empty one
    std::uint32_t replicates = 1000;
    Rational confidence;  // with which all intervals of a statement hold at once
    StatisticalFinding expect = StatisticalFinding::agrees;
    std::optional<LatticePlan> lattice;   // decided by enumeration: then there are no loops
    Verdict verdict = Verdict::proved;    // which is expected then
    std::optional<LoopStatement> mutant;  // the statement nudged the wrong way: must come out the other way
    std::filesystem::path file;
    std::string hash;  // of the file's bytes and of the texts it reads: SHA-256 in hexadecimal

    // "agrees", "contradicted", "proved" or "refuted".
    [[nodiscard]] std::string expected() const { return lattice ? to_text(verdict) : to_text(expect); }
};

// The sides of the statement at t, and what their intervals say.
struct LoopCheck {
    std::uint32_t t = 0;
    std::vector<DoubleInterval> sides;
    StatisticalFinding finding = StatisticalFinding::uninformative;
};

// What an enumeration decides of a finding.
struct LatticeResult {
    Verdict expect = Verdict::proved;
    LatticeVerdict found, mutant;
};

// A finding, held against replicates or decided by enumeration: all that a report says of it.
struct LoopFindingResult {
    std::string id, title, source, note;
    std::string statement, mutant;  // as text; no mutant: empty
    std::vector<std::pair<std::string, std::string>> defined;
    std::vector<std::pair<std::string, std::string>> loops;  // name, and its settings in a line
    StatisticalFinding expect = StatisticalFinding::agrees;
    std::string hash;
    std::uint32_t replicates = 0;
    std::uint64_t seed = 0;
    double confidence = 0;
    std::vector<LoopCheck> checks, mutant_checks;  // in the order of t
    std::string reason;                            // why there are none, or empty
    std::optional<LatticeResult> lattice;          // decided by enumeration; then there are no checks
    double seconds = 0;

    // Contradicted if a check is; else uninformative if one is, or if there are none; else agrees.
    [[nodiscard]] StatisticalFinding finding() const;
    [[nodiscard]] StatisticalFinding mutant_finding() const;
    // As expected, and the mutant the other way.
    [[nodiscard]] bool passes() const;
    // What was found, of the mutant too, and what was expected, in words: "agrees", "proved (lattice)".
    [[nodiscard]] std::string outcome() const;
    [[nodiscard]] std::string mutant_outcome() const;
    [[nodiscard]] std::string expected() const;
};

struct LoopFindingOptions {
    std::uint64_t seed = 1;
    unsigned threads = 0;              // 0: as many as processors
    std::function<bool()> go_on = {};  // asked now and then, one thread at a time; no: nothing is found
};

// What replicates, or an enumeration, say of the finding; the result depends on the finding and the seed
// alone. Without checks, and with the reason, where it was stopped, a verifier keeps nothing, or no bound is
// known for what stands in E. Throws InputError for a plan that cannot be run.
LoopFindingResult decide_loop_finding(const LoopFinding& finding, const LoopFindingOptions& options);

}  // namespace groundcheck
