#include "reports/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "decide/question/free_domain.hpp"
#include "decide/question/simplicity.hpp"
#include "ledger/merge.hpp"
#include "ledger/record.hpp"
#include "reports/text.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

namespace {

// A search beyond the lattices may have found a simpler counterexample than deciding did.
void attach_simplest(Report& report) {
    for (const AblationResult& search : report.ablations) {
        if (!search.assumption.empty() || !search.witness) continue;
        for (ClaimResult& result : report.results) {
            if (result.is_mutant || result.claim.id != search.claim || result.verdict != Verdict::refuted)
                continue;
            const Witness* known = result.witness();
            if (known != nullptr && Simplicity(*known) < Simplicity(*search.witness)) continue;
            if (!on_lattices(result.claim.domains, *search.witness))
                continue;  // no point of the claim's domain
            result.simplest = search.witness;
            result.searched = search.searched;
        }
    }
}

}  // namespace

Report read_report(const Ledger& ledger, const CheckedTheorems& theorems) {
    Report report{ledger.results(),   ledger.papers(),  ledger.facts(),
                  ledger.ablations(), ledger.figures(), ledger.loop_findings()};
    try {
        attach_theorems(report.results, report.facts, theorems);
    } catch (const RecordError& error) {
        throw LedgerUnreadable(std::string("the ledger's record of a theorem is damaged: ") + error.what());
    }
    attach_simplest(report);
    std::erase_if(report.facts, [](const auto& fact) { return is_note_of_share(fact.first); });
    return report;
}

namespace {

void add(Tally& total, const Tally& part) {
    total.claims += part.claims;
    total.as_expected += part.as_expected;
    total.proved += part.proved;
    total.refuted += part.refuted;
    total.undecided += part.undecided;
    total.instances += part.instances;
    total.undecided_instances += part.undecided_instances;
    total.points += part.points;
    for (const auto& [method, count] : part.methods)
        total.methods[method] += count;
    for (const auto& [kernel, count] : part.kernels)
        total.kernels[kernel] += count;
    total.held += part.held;
    total.passed_over += part.passed_over;
    total.precision = std::max(total.precision, part.precision);
}

}  // namespace

Tally tally(const ClaimResult& result) {
    Tally tally;
    tally.claims = 1;
    tally.as_expected = result.passes() ? 1 : 0;
    tally.proved = result.verdict == Verdict::proved ? 1 : 0;
    tally.refuted = result.verdict == Verdict::refuted ? 1 : 0;
    tally.undecided = result.verdict == Verdict::undecided ? 1 : 0;
    tally.instances = std::max(result.instances.size(), result.planned);
    tally.undecided_instances = tally.instances - result.instances.size();
    for (const InstanceResult& instance : result.instances) {
        if (instance.verdict == Verdict::undecided) ++tally.undecided_instances;
        tally.points += instance.points;
        for (const auto& [method, count] : instance.methods)
            tally.methods[method] += count;
        for (const auto& [kernel, count] : instance.kernels)
            tally.kernels[kernel] += count;
        tally.held += instance.held;
        tally.passed_over += instance.passed_over;
        tally.precision = std::max(tally.precision, instance.precision);
    }
    return tally;
}

Tally tally(const Report& report, bool mutants) {
    Tally total;
    for (const ClaimResult& result : report.results)
        if (result.is_mutant == mutants) add(total, tally(result));
    return total;
}

SimulationTally simulations(const Report& report) {
    SimulationTally tally;
    for (const ClaimResult& result : report.results) {
        tally.asked += result.to_simulate().size();
        tally.run += result.simulated.size();
        for (const SimulatedClaim& simulated : result.simulated)
            if (simulated.finding() == result.expected_finding()) ++tally.as_expected;
    }
    return tally;
}

bool passes(const Report& report) {
    const auto is_claim = [](const ClaimResult& result) { return !result.is_mutant; };
    return (std::any_of(report.results.begin(), report.results.end(), is_claim) ||
            !report.loop_findings.empty()) &&
           std::all_of(report.loop_findings.begin(), report.loop_findings.end(),
                       [](const LoopFindingResult& finding) { return finding.passes(); }) &&
           std::all_of(report.results.begin(), report.results.end(),
                       [](const ClaimResult& r) { return r.passes() && r.simulations_pass(); });
}

const ClaimResult* result_of(const Report& report, const std::string& id) {
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant && result.claim.id == id) return &result;
    return nullptr;
}

std::vector<const ClaimResult*> results_for(const Report& report, const Passage& passage) {
    const std::vector<std::string> named = claims_of(passage);
    std::vector<const ClaimResult*> found;
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant && std::find(named.begin(), named.end(), result.claim.id) != named.end())
            found.push_back(&result);
    return found;
}

bool is_unfinished(const ClaimResult& result) {
    return result.verdict == Verdict::undecided && result.instances.size() < result.planned;
}

bool is_unfinished(const Report& report) {
    const auto begun = [](const ClaimResult& result) { return is_unfinished(result); };
    return std::any_of(report.results.begin(), report.results.end(), begun) &&
           std::all_of(report.results.begin(), report.results.end(), [&](const ClaimResult& result) {
               return begun(result) || (result.passes() && result.simulations_pass());
           });
}

std::vector<const AblationResult*> ablations(const Report& report, const std::string& claim) {
    std::vector<const AblationResult*> found;
    for (const AblationResult& ablation : report.ablations)
        if (ablation.claim == claim && !ablation.assumption.empty()) found.push_back(&ablation);
    return found;
}

namespace {

// "2..6, 8" of {2, 3, 4, 5, 6, 8}: runs of three or more are written as ranges.
std::string ranges(const std::vector<std::uint64_t>& values) {
    std::string text;
    for (std::size_t i = 0; i < values.size();) {
        std::size_t last = i;
        while (last + 1 < values.size() && values[last + 1] == values[last] + 1)
            ++last;
        if (last < i + 2) last = i;
        text += (text.empty() ? "" : ", ") + std::to_string(values[i]);
        if (last > i) text += ".." + std::to_string(values[last]);
        i = last + 1;
    }
    return text;
}

}  // namespace

std::string process_of(const ClaimResult& result) {
    std::string text;
    for (const Domain& domain : result.is_mutant ? result.claim.mutant->domains : result.claim.domains) {
        const std::string own = domain.process ? domain.process->text : "";
        if (own.empty() || (!text.empty() && own != text)) return "";
        text = own;
    }
    return text;
}

std::string by_samples(const ClaimResult& result) {
    std::map<std::uint64_t, bool> refuted;  // by N: whether an instance is
    for (const InstanceResult& instance : result.instances) {
        const std::optional<std::uint32_t> N = instance.key.N;
        if (!N || instance.verdict == Verdict::undecided) return {};
        refuted[*N] = refuted[*N] || instance.verdict == Verdict::refuted;
    }
    std::vector<std::uint64_t> proved_for, refuted_for;
    for (const auto& [N, is_refuted] : refuted)
        (is_refuted ? refuted_for : proved_for).push_back(N);
    if (proved_for.empty() || refuted_for.empty()) return {};
    return "proved for N = " + ranges(proved_for) + ", refuted for N = " + ranges(refuted_for);
}

std::string shares(const std::map<std::string, std::uint64_t>& counts) {
    std::uint64_t total = 0;
    std::vector<std::pair<std::uint64_t, std::string>> order;
    for (const auto& [name, count] : counts) {
        total += count;
        if (count > 0) order.emplace_back(count, name);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    for (const auto& [count, name] : order) {
        const double share = 100.0 * static_cast<double>(count) / static_cast<double>(total);
        text += text.empty() ? "" : ", ";
        text += name;
        if (order.size() == 1) continue;
        text += share < 1 ? " <1%" : share > 99 ? " >99%" : fmt::format(" {:.0f}%", share);
    }
    return text;
}

std::string amounts(const std::map<std::string, std::uint64_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts)
        text += (text.empty() ? "" : ", ") + name + " " + grouped(count);
    return text;
}

std::string fact(const Report& report, const std::string& name) {
    for (const auto& [key, value] : report.facts)
        if (key == name) return value;
    return "";
}

std::string group_of(const std::string& id) {
    const std::size_t slash = id.rfind('/');
    return slash == std::string::npos || slash == 0 ? "claims" : id.substr(0, slash);
}

std::string short_name(const std::string& id) {
    const std::size_t slash = id.rfind('/');
    return slash == std::string::npos ? id : id.substr(slash + 1);
}

}  // namespace groundcheck
