#include "decide/question/verdict.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "decide/question/simplicity.hpp"
#include "decide/question/subsumption.hpp"

namespace groundcheck {

std::string to_text(Assurance assurance) {
    switch (assurance) {
        case Assurance::statistical:
            return "statistical";
        case Assurance::lattice:
            return "lattice";
        case Assurance::exact:
            return "exact";
        case Assurance::continuum:
            return "continuum";
        case Assurance::verified:
            return "verified certificate";
        case Assurance::formal:
            return "formal";
    }
    return "unknown";
}

std::string meaning(Assurance assurance) {
    switch (assurance) {
        case Assurance::statistical:
            return "a simulation agrees, with the confidence stated; this is evidence, not proof";
        case Assurance::lattice:
            return "decided with certainty at every point listed (a grid of rational points, or the data)";
        case Assurance::exact:
            return "decided as an identity between exact numbers or formulas";
        case Assurance::continuum:
            return "decided at every point of the domain, with a certificate";
        case Assurance::verified:
            return "decided at every point of the domain, with a certificate that a checker proved in Coq "
                   "has accepted";
        case Assurance::formal:
            return "covered by a theorem that Coq has checked";
    }
    return "";
}

namespace {

// A witness's simplicity, and then what it says: two different witnesses never tie, and the choice does not
// depend on the order of work.
struct Complexity {
    Simplicity point;
    std::string written;

    explicit Complexity(const Witness& witness) : point(witness), written(witness.relation) {
        if (witness.outcome)
            for (const std::uint32_t count : witness.outcome->counts)
                written += ' ' + std::to_string(count);
    }
    bool operator<(const Complexity& other) const {
        if (point < other.point) return true;
        return !(other.point < point) && written < other.written;
    }
};

const InstanceResult* simplest_refutation(const std::vector<InstanceResult>& instances) {
    const InstanceResult* best = nullptr;
    std::optional<Complexity> least;
    for (const InstanceResult& instance : instances) {
        if (instance.verdict != Verdict::refuted || !instance.witness) continue;
        Complexity candidate(*instance.witness);
        if (least && !(candidate < *least)) continue;
        best = &instance;
        least = std::move(candidate);
    }
    return best;
}

// The weakest assurance among the instances with this verdict.
Assurance weakest(const std::vector<InstanceResult>& instances, Verdict verdict) {
    std::optional<Assurance> result;
    for (const InstanceResult& instance : instances)
        if (instance.verdict == verdict)
            result = std::min(result.value_or(instance.assurance), instance.assurance);
    return result.value_or(Assurance::lattice);
}

}  // namespace

std::string to_text(StatisticalFinding finding) {
    switch (finding) {
        case StatisticalFinding::agrees:
            return "agrees";
        case StatisticalFinding::contradicted:
            return "contradicted";
        case StatisticalFinding::uninformative:
            return "too wide to tell";
    }
    return {};
}

StatisticalFinding SimulatedClaim::finding() const {
    const auto has = [this](StatisticalFinding finding) {
        return std::any_of(checks.begin(), checks.end(),
                           [&](const StatisticalCheck& check) { return check.finding == finding; });
    };
    if (has(StatisticalFinding::contradicted)) return StatisticalFinding::contradicted;
    if (checks.empty() || has(StatisticalFinding::uninformative)) return StatisticalFinding::uninformative;
    return StatisticalFinding::agrees;
}

bool ClaimResult::simulations_pass() const {
    return std::all_of(simulated.begin(), simulated.end(), [this](const SimulatedClaim& simulation) {
        return simulation.finding() == expected_finding();
    });
}

const Witness* ClaimResult::witness() const {
    if (simplest) return &*simplest;
    const InstanceResult* instance = simplest_refutation(instances);
    return instance == nullptr ? nullptr : &*instance->witness;
}

void conclude(ClaimResult& result) {
    std::stable_sort(result.instances.begin(), result.instances.end(),
                     [](const InstanceResult& a, const InstanceResult& b) {
                         return std::tie(a.domain, a.key) < std::tie(b.domain, b.key);
                     });
    bool refuted = false;
    bool undecided = result.instances.empty() || result.instances.size() < result.planned;
    for (const InstanceResult& instance : result.instances) {
        refuted = refuted || instance.verdict == Verdict::refuted;
        undecided = undecided || instance.verdict == Verdict::undecided;
    }
    result.verdict = refuted ? Verdict::refuted : undecided ? Verdict::undecided : Verdict::proved;
    // One counterexample refutes on its own, so a refutation is as sure as the counterexample that is shown.
    const InstanceResult* shown = refuted ? simplest_refutation(result.instances) : nullptr;
    result.assurance = shown != nullptr                    ? shown->assurance
                       : result.verdict == Verdict::proved ? proof_assurance(result)
                                                           : weakest(result.instances, result.verdict);
}

}  // namespace groundcheck
