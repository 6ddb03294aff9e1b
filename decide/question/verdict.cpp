#include "decide/question/verdict.hpp"

#include <algorithm>
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

// One "name=value" of an instance's key. Numbers come before words, and compare as numbers.
struct KeyPart {
    std::string name, word;
    std::optional<Rational> number;

    bool operator<(const KeyPart& other) const {
        if (name != other.name) return name < other.name;
        if (number && other.number && *number != *other.number) return *number < *other.number;
        if (number.has_value() != other.number.has_value()) return number.has_value();
        return word < other.word;
    }
};

std::vector<KeyPart> key_parts(const std::string& key) {
    std::vector<KeyPart> parts;
    for (std::size_t begin = 0; begin < key.size();) {
        const std::size_t end = std::min(key.find(' ', begin), key.size());
        const std::string part = key.substr(begin, end - begin);
        const std::size_t equals = std::min(part.find('='), part.size());
        KeyPart& back = parts.emplace_back();
        back.name = part.substr(0, equals);
        if (equals < part.size()) back.word = part.substr(equals + 1);
        back.number = parse_rational(back.word);
        begin = end + 1;
    }
    return parts;
}

// By domain, then by key. Parsing each key once keeps this linear in the big-number work.
void sort_instances(std::vector<InstanceResult>& instances) {
    struct Entry {
        std::size_t domain;
        std::vector<KeyPart> parts;
        std::size_t position;
    };
    std::vector<Entry> order;
    order.reserve(instances.size());
    for (std::size_t i = 0; i < instances.size(); ++i)
        order.push_back({instances[i].domain, key_parts(instances[i].key), i});
    std::stable_sort(order.begin(), order.end(), [](const Entry& a, const Entry& b) {
        return a.domain != b.domain ? a.domain < b.domain : a.parts < b.parts;
    });
    std::vector<InstanceResult> sorted;
    sorted.reserve(instances.size());
    for (const Entry& entry : order)
        sorted.push_back(std::move(instances[entry.position]));
    instances = std::move(sorted);
}

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
    sort_instances(result.instances);
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
