// Runs a finding's loops and holds its statement against them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "decide/loops/loop_finding.hpp"
#include "interval/directed.hpp"
#include "sim/betting.hpp"
#include "sim/chunked_run.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

using loops::Loop;
using loops::LoopMeasure;
using loops::LoopValues;

// The statement cannot be held against replicates; the message says why.
struct NotHeld : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One bracket at one time, over the replicates of its loop.
struct Held {
    const LoopBracket* bracket = nullptr;
    std::uint32_t t = 0;
    DoubleInterval range;                     // of what one replicate can make
    std::vector<DoubleInterval> values = {};  // in the order of the replicates
};

// By statement, then time, then bracket.
struct HeldStatement {
    const LoopStatement* statement = nullptr;
    std::vector<std::vector<Held>> at;
};

// What one replicate makes: a number, or 1 where the formula is true, 0 where not.
DoubleInterval made_of(const Held& held, const LoopLeaves& leaves) {
    if (!held.bracket->probability) return value_of(held.bracket->body, leaves);
    const Truth truth = truth_of(held.bracket->body, leaves);
    return {truth == Truth::yes ? 1.0 : 0.0, truth == Truth::no ? 0.0 : 1.0};
}

HeldStatement planned(const LoopStatement& statement, const std::vector<std::uint32_t>& times) {
    HeldStatement held;
    held.statement = &statement;
    for (const std::uint32_t t : times) {
        held.at.emplace_back();
        for (const LoopBracket& bracket : statement.brackets)
            held.at.back().push_back({&bracket, t, {0, 1}});
    }
    return held;
}

// What any replicate can make lies in the value on the measures' own ranges.
DoubleInterval range_of(const Held& held, const Loop& loop) {
    if (held.bracket->probability) return {0, 1};
    LoopLeaves leaves;
    leaves.t = held.t;
    leaves.measure = [&](std::size_t m, std::uint32_t generation) {
        if (generation == 0) return loop.start()[m];
        return loop.range(static_cast<LoopMeasure>(m), generation);
    };
    const DoubleInterval range = value_of(held.bracket->body, leaves);
    if (!is_bounded(range))
        throw NotHeld(
            fmt::format("no bound is known for what stands in E[...] at t = {}: an interval would "
                        "tell nothing (a divisor may be 0, or a logarithm's argument)",
                        held.t));
    return range;
}

// One thread: whole paths of replicates, and what each bracket makes of them.
struct PathRunner {
    const Loop& loop;
    const Chunks& chunks;
    ChunkedRun<std::vector<std::vector<DoubleInterval>>>& run;
    const std::vector<Held*>& wanted;
    const std::function<bool()>& go_on;
    loops::LoopReplicate replicate{loop};

    bool fill(std::uint64_t number, std::vector<std::vector<DoubleInterval>>& values) {
        values.assign(wanted.size(), {});
        const auto [first, end] = chunks.replicates_of(number);
        for (std::uint32_t r = first; r < end; ++r) {
            std::vector<LoopValues> path = {loop.start()};
            replicate.run(r, [&](std::size_t, const loops::LoopGeneration& generation) {
                path.push_back(generation.values);
                return !run.stopped();
            });
            if (path.size() <= loop.plan().generations()) return false;
            add(path, values);
        }
        const std::lock_guard lock(run.mutex());
        if (go_on && !go_on()) run.stop();
        return true;
    }
    void finish() {}

  private:
    void add(const std::vector<LoopValues>& path, std::vector<std::vector<DoubleInterval>>& values) const {
        LoopLeaves leaves;
        leaves.measure = [&](std::size_t m, std::uint32_t generation) { return path.at(generation)[m]; };
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            leaves.t = wanted[i]->t;
            values[i].push_back(made_of(*wanted[i], leaves));
        }
    }
};

// Runs one loop for all that asks for it; whether it was not stopped.
bool run_loop_for(const Loop& loop, const std::vector<Held*>& wanted, const LoopFindingOptions& options) {
    const Chunks chunks(loop.plan().replicates);
    for (Held* held : wanted)
        held->range = range_of(*held, loop);
    using Values = std::vector<std::vector<DoubleInterval>>;
    ChunkedRun<Values> run(0, chunks.count(), [&](const Values& values) {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            wanted[i]->values.insert(wanted[i]->values.end(), values[i].begin(), values[i].end());
    });
    return run.run(options.threads, [&] { return PathRunner{loop, chunks, run, wanted, options.go_on}; });
}

StatisticalFinding found_of(Truth truth) {
    return truth == Truth::yes  ? StatisticalFinding::agrees
           : truth == Truth::no ? StatisticalFinding::contradicted
                                : StatisticalFinding::uninformative;
}

// The sides at every time, all intervals of the statement at once.
std::vector<LoopCheck> checks_of(const HeldStatement& held, const std::vector<std::uint32_t>& times,
                                 const LoopValues& start, const Rational& confidence) {
    std::size_t intervals = 0;
    for (const std::vector<Held>& at : held.at)
        intervals += at.size();
    const double doubt = doubt_of_each(DoubleKernel().rational(confidence).hi, Sharing::all, intervals);
    std::vector<LoopCheck> checks;
    for (std::size_t i = 0; i < times.size(); ++i) {
        std::vector<DoubleInterval> intervals_at;
        for (const Held& one : held.at[i])
            intervals_at.push_back(betting_interval(one.values, one.range, doubt));
        LoopLeaves leaves;
        leaves.t = times[i];
        leaves.measure = [&](std::size_t m, std::uint32_t) { return start[m]; };
        leaves.bracket = [&](std::size_t b) { return intervals_at.at(b); };
        LoopCheck check;
        check.t = times[i];
        for (const LoopTerm& side : held.statement->formula.parts)
            check.sides.push_back(value_of(side, leaves));
        check.finding = found_of(truth_of(held.statement->formula, leaves));
        checks.push_back(std::move(check));
    }
    return checks;
}

std::string settings_line(const std::vector<std::pair<std::string, std::string>>& settings) {
    std::string line;
    for (const auto& [name, value] : settings)
        line += (line.empty() ? "" : ", ") + name + " " + value;
    return line;
}

LoopFindingResult described(const LoopFinding& finding, const LoopFindingOptions& options) {
    LoopFindingResult result;
    result.id = finding.id;
    result.title = finding.title;
    result.source = finding.source;
    result.note = finding.note;
    result.statement = finding.statement.text;
    result.mutant = finding.mutant ? finding.mutant->text : "";
    result.defined = finding.defined;
    for (const auto& [name, table] : finding.loops)
        result.loops.emplace_back(name, settings_line(table.settings));
    result.expect = finding.expect;
    result.hash = finding.hash;
    if (finding.lattice) {
        result.loops.emplace_back("", settings_line(finding.lattice->settings));
        return result;
    }
    result.replicates = finding.replicates;
    result.seed = options.seed;
    result.confidence = DoubleKernel().rational(finding.confidence).hi;
    return result;
}

// Decides the finding and its mutant.
void enumerate(const LoopFinding& finding, const LoopFindingOptions& options, LoopFindingResult& result) {
    const LatticePlan& plan = *finding.lattice;
    result.lattice.emplace();
    result.lattice->expect = finding.verdict;
    result.lattice->found = decide_on_lattice(finding.statement, plan, options.go_on);
    if (finding.mutant) result.lattice->mutant = decide_on_lattice(*finding.mutant, plan, options.go_on);
    if (options.go_on && !options.go_on()) result.reason = "stopped";
}

// The plan over as many generations as are asked for.
loops::LoopPlan plan_of(const LoopFinding& finding, const LoopTable& table, std::uint32_t generations,
                        std::uint64_t seed) {
    loops::LoopPlan plan = plan_over(table, generations);
    plan.replicates = finding.replicates;
    plan.seed = seed;
    return plan;
}

// Fills in what the loops make of the statements. Throws NotHeld.
void hold(const LoopFinding& finding, std::vector<HeldStatement>& statements, LoopValues& start,
          const LoopFindingOptions& options) {
    for (const auto& [name, table] : finding.loops) {
        std::vector<Held*> wanted;
        std::uint32_t last = 0;
        for (HeldStatement& held : statements) {
            const auto generations = generations_of(*held.statement, finding.times);
            if (const auto found = generations.find(name); found != generations.end())
                last = std::max(last, found->second);
            for (std::vector<Held>& at : held.at)
                for (Held& one : at)
                    if (one.bracket->loop == name) wanted.push_back(&one);
        }
        if (wanted.empty() && !name.empty()) continue;
        try {
            const Loop loop(plan_of(finding, table, last, options.seed));
            if (name.empty()) start = loop.start();
            if (!wanted.empty() && !run_loop_for(loop, wanted, options)) throw NotHeld("stopped");
        } catch (const std::invalid_argument& wrong) {
            throw InputError(finding.file.string(), wrong.what(), "");
        } catch (const loops::VerifierStuck& stuck) {
            throw NotHeld(stuck.what());
        }
    }
}

StatisticalFinding found_in(const std::vector<LoopCheck>& checks) {
    const auto has = [&](StatisticalFinding finding) {
        return std::any_of(checks.begin(), checks.end(),
                           [&](const LoopCheck& check) { return check.finding == finding; });
    };
    if (has(StatisticalFinding::contradicted)) return StatisticalFinding::contradicted;
    if (checks.empty() || has(StatisticalFinding::uninformative)) return StatisticalFinding::uninformative;
    return StatisticalFinding::agrees;
}

}  // namespace

loops::LoopPlan plan_over(const LoopTable& table, std::uint32_t generations) {
    loops::LoopPlan plan = table.plan;
    plan.alpha.assign(generations, table.plan.alpha.front());
    plan.samples.assign(generations, table.plan.samples.front());
    for (std::uint32_t t = 0; table.weight && t < generations; ++t)
        plan.weight.push_back(table.weight->at(t));
    return plan;
}

StatisticalFinding LoopFindingResult::finding() const { return found_in(checks); }
StatisticalFinding LoopFindingResult::mutant_finding() const { return found_in(mutant_checks); }

std::string LoopFindingResult::outcome() const {
    return lattice ? lattice->found.in_words() : to_text(finding());
}
std::string LoopFindingResult::mutant_outcome() const {
    return lattice ? lattice->mutant.in_words() : to_text(mutant_finding());
}
std::string LoopFindingResult::expected() const {
    return lattice ? to_text(lattice->expect) : to_text(expect);
}

bool LoopFindingResult::passes() const {
    if (lattice) {
        const Verdict opposite = lattice->expect == Verdict::proved ? Verdict::refuted : Verdict::proved;
        return lattice->found.verdict == lattice->expect &&
               (mutant.empty() || lattice->mutant.verdict == opposite);
    }
    const StatisticalFinding other =
        expect == StatisticalFinding::agrees ? StatisticalFinding::contradicted : StatisticalFinding::agrees;
    return finding() == expect && (mutant.empty() || mutant_finding() == other);
}

LoopFindingResult decide_loop_finding(const LoopFinding& finding, const LoopFindingOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    LoopFindingResult result = described(finding, options);
    if (finding.lattice) {
        enumerate(finding, options, result);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return result;
    }
    std::vector<HeldStatement> statements = {planned(finding.statement, finding.times)};
    if (finding.mutant) statements.push_back(planned(*finding.mutant, finding.times));
    LoopValues start = {};
    try {
        hold(finding, statements, start, options);
        result.checks = checks_of(statements[0], finding.times, start, finding.confidence);
        if (finding.mutant)
            result.mutant_checks = checks_of(statements[1], finding.times, start, finding.confidence);
    } catch (const NotHeld& why) {
        result.reason = why.what();
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    result.seconds = elapsed.count();
    return result;
}

}  // namespace groundcheck
