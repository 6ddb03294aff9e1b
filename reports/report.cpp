#include "reports/report.hpp"

#include <algorithm>

#include "audit/record.hpp"
#include "audit/theorem.hpp"

namespace groundcheck {

Report read_report(const Ledger& ledger) {
    Report report{ledger.results(), ledger.sentences(), ledger.facts(), ledger.ablations()};
    try {
        attach_theorems(report.results, report.facts);
    } catch (const RecordError& error) {
        throw LedgerUnreadable(std::string("the ledger's record of a theorem is damaged: ") + error.what());
    }
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

bool passes(const Report& report) {
    const auto is_claim = [](const ClaimResult& result) { return !result.is_mutant; };
    return std::any_of(report.results.begin(), report.results.end(), is_claim) &&
           std::all_of(report.results.begin(), report.results.end(),
                       [](const ClaimResult& r) { return r.passes(); });
}

std::vector<const ClaimResult*> readings(const Report& report, const std::string& sentence) {
    std::vector<const ClaimResult*> found;
    for (const ClaimResult& result : report.results) {
        const std::vector<std::string>& read = result.claim.sentences;
        if (!result.is_mutant && std::find(read.begin(), read.end(), sentence) != read.end())
            found.push_back(&result);
    }
    return found;
}

std::vector<const AblationResult*> ablations(const Report& report, const std::string& claim) {
    std::vector<const AblationResult*> found;
    for (const AblationResult& ablation : report.ablations)
        if (ablation.claim == claim && !ablation.assumption.empty()) found.push_back(&ablation);
    return found;
}

std::string family(const std::string& id) {
    const std::size_t slash = id.rfind('/');
    return slash == std::string::npos || slash == 0 ? "claims" : id.substr(0, slash);
}

std::string short_name(const std::string& id) {
    const std::size_t slash = id.rfind('/');
    return slash == std::string::npos ? id : id.substr(slash + 1);
}

}  // namespace groundcheck
