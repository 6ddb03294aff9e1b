#include "decide/continuum/decide_continuum.hpp"

#include <algorithm>

#include "decide/continuum/certificate.hpp"
#include "decide/continuum/closed_brackets.hpp"
#include "decide/continuum/continuum_witness.hpp"
#include "decide/continuum/cube_margin.hpp"
#include "decide/continuum/implications.hpp"
#include "decide/continuum/listed_beside.hpp"
#include "decide/continuum/numbered_symbols.hpp"
#include "decide/continuum/plain_samples.hpp"
#include "decide/continuum/prove_relation.hpp"
#include "decide/continuum/whole_distribution.hpp"
#include "sim/process.hpp"

namespace groundcheck {

using continuum::OutsideForms;

namespace {

void count(InstanceResult& result, const ProvedRelation& proved) {
    if (proved.proof.method != "tree") {
        ++result.points;
        ++result.methods[proved.proof.method.substr(0, proved.proof.method.find(' '))];
        return;
    }
    result.points += proved.subdivision.leaves;
    for (const auto& [rule, leaves] : proved.subdivision.rules)
        result.methods[rule] += leaves;
    result.kernels[proved.subdivision.precision <= 53 ? "double" : "ball"] += proved.subdivision.leaves;
    result.precision = std::max(result.precision, static_cast<int>(proved.subdivision.precision));
}

// A certificate for the question, still without proofs.
Certificate certificate_for(const ContinuumProblem& problem, const Question& question) {
    Certificate certificate = problem.certificate();
    certificate.claim = question.claim->id + (question.mutant ? " (mutant)" : "");
    certificate.statement =
        question.mutant ? question.claim->mutant->statement_text : question.claim->statement_text;
    certificate.equality = question.equality() ? to_text(*question.equality()) : "";
    return certificate;
}

// Marks an outcome as proved by the certificate.
void set_proved(ContinuumOutcome& outcome, const Instance& instance, Assurance assurance,
                const Certificate& certificate) {
    outcome.result.domain = instance.domain;
    outcome.result.key = instance.key();
    outcome.result.verdict = Verdict::proved;
    outcome.result.assurance = assurance;
    outcome.certificate = to_text(certificate);
}

// Proves the statement about the distribution as a whole. Throws OutsideForms.
ContinuumOutcome prove_at_once(const ContinuumProblem& problem, const Question& question,
                               const Instance& instance) {
    ContinuumOutcome outcome;
    Certificate certificate = certificate_for(problem, question);
    certificate.proofs.push_back(prove_whole_distribution(question, instance));
    const RelationProof& proof = certificate.proofs.front();
    outcome.result.points = (proof.tokens.size() + 2) / 2;  // the leaves of a binary tree, or 1
    outcome.result.methods[proof.method] = outcome.result.points;
    if (!proof.tokens.empty()) outcome.result.precision = static_cast<int>(proof.precision);
    set_proved(outcome, instance, Assurance::continuum, certificate);
    return outcome;
}

// Proves every relation in one reading. Throws NotProved or OutsideForms.
ContinuumOutcome prove_all(const ContinuumProblem& problem, const Question& question,
                           const Instance& instance, const ContinuumOptions& options) {
    ContinuumOutcome outcome;
    Certificate certificate = certificate_for(problem, question);
    bool exact = true;
    for (const Expression* relation : problem.relations()) {
        exact = exact && relation->relation == Relation::equal;  // by an identity, then
        for (ProvedRelation& proved : prove_relation(problem, *relation, options)) {
            count(outcome.result, proved);
            certificate.proofs.push_back(std::move(proved.proof));
        }
    }
    set_proved(outcome, instance, exact ? Assurance::exact : Assurance::continuum, certificate);
    return outcome;
}

// The proof of the question at one listed point, in the first reading that has one. Throws NotProved with the
// reasons of all readings.
ContinuumOutcome prove_at(const FixedDistributions& point, const Question& question, const Instance& instance,
                          const ContinuumOptions& options) {
    NotProved failure;
    const auto add = [&failure](CubeReading reading, const std::string& reason) {
        failure.reason += (failure.reason.empty() ? "by " : "; by ") + to_text(reading) + ": " + reason;
    };
    for (const CubeReading reading : {CubeReading::symbols, CubeReading::coordinates, CubeReading::whole}) {
        const bool numbered = instance.K == 2U || instance.K == 0U || !point.empty();
        if (reading == CubeReading::coordinates ? !numbered : !point.empty()) continue;
        try {
            const ContinuumProblem problem(question, instance, point, reading);
            return reading == CubeReading::whole ? prove_at_once(problem, question, instance)
                                                 : prove_all(problem, question, instance, options);
        } catch (const NotProved& why) {
            add(reading, why.reason);
            if (why.negative_at) failure.negative_at = why.negative_at;
        } catch (const OutsideForms& why) {
            add(reading, why.what());
        }
    }
    if (!point.empty()) failure.reason = "at " + to_text(point) + ": " + failure.reason;
    throw NotProved(failure);
}

// Adds what is proved at one listed point. Every point has a certificate of its own, one below the other.
void add(ContinuumOutcome& all, ContinuumOutcome one) {
    if (all.certificate.empty()) {
        all = std::move(one);
        return;
    }
    all.certificate += one.certificate;
    if (one.result.assurance == Assurance::continuum) all.result.assurance = Assurance::continuum;
    all.result.points += one.result.points;
    for (const auto& [rule, count] : one.result.methods)
        all.result.methods[rule] += count;
    for (const auto& [kernel, count] : one.result.kernels)
        all.result.kernels[kernel] += count;
    all.result.precision = std::max(all.result.precision, one.result.precision);
}

// The proof of the question at every listed point. Throws NotProved.
ContinuumOutcome prove(const Question& question, const Instance& instance, const ContinuumOptions& options) {
    try {
        ContinuumOutcome proved;
        for (const FixedDistributions& point : listed_points(question, instance))
            add(proved, prove_at(point, question, instance, options));
        return proved;
    } catch (const OutsideForms& why) {
        throw NotProved{why.what(), {}};
    }
}

// The proof of the question or, of an implication, of one of the stronger statements. Throws the first
// NotProved.
ContinuumOutcome prove_or_stronger(const Question& question, const Instance& instance,
                                   const ContinuumOptions& options) {
    std::optional<NotProved> failure;
    const auto attempt = [&](const Question& words) -> std::optional<ContinuumOutcome> {
        try {
            return prove(words, instance, options);
        } catch (const NotProved& why) {
            if (!failure) failure = NotProved{why.reason, {}};
            return std::nullopt;
        }
    };
    const std::vector<Claim> stronger = without_implication(*question.claim, question.mutant);
    if (stronger.empty()) return prove(question, instance, options);
    for (const Claim& claim : stronger)
        if (auto outcome = attempt({&claim, question.mutant})) return *std::move(outcome);
    throw NotProved{"as an implication by one multiple of its premise: " + failure->reason, {}};
}

// The proof about numbers alone, if there is one; if not, the failure's reason says why.
std::optional<ContinuumOutcome> proved_in_numbers(const Question& question, const Instance& instance,
                                                  const ContinuumOptions& options, NotProved& failure) {
    const Offer<ClaimInNumbers> numbers = in_numbers(question, instance);
    if (!numbers) return std::nullopt;
    try {
        ContinuumOutcome outcome =
            prove_or_stronger({&numbers->claim, question.mutant}, numbers->instance, options);
        outcome.result.key = instance.key();
        return outcome;
    } catch (const NotProved& why) {
        failure.reason = "with the masses as numbers: " + why.reason;
        return std::nullopt;
    }
}

// The ways in which a claim is proved: in its own words where its process is the plain one, or else about
// plain samples; without its brackets; and about numbers alone. Throws the NotProved of the first that was
// tried, with what the last one says.
ContinuumOutcome prove_in_some_words(const Question& question, const Instance& instance,
                                     const ContinuumOptions& options) {
    std::optional<NotProved> failure;
    const auto proved = [&](const Offer<Claim>& words) -> std::optional<ContinuumOutcome> {
        try {
            if (!words) throw NotProved{words.reason(), {}};
            return prove_or_stronger(Question{&*words, question.mutant}, instance, options);
        } catch (const NotProved& why) {
            if (!failure || why.negative_at) failure = why;
            return std::nullopt;
        }
    };
    const bool plain = bool(plain_process(question.domains().at(instance.domain).process.get()));
    auto outcome = proved(plain ? *question.claim : about_plain_samples(question, instance));
    if (!outcome) {
        const Offer<Claim> closed = without_brackets(question, instance);
        if (closed) outcome = proved(closed);
    }
    if (!outcome) outcome = proved_in_numbers(question, instance, options, *failure);
    if (!outcome) throw NotProved(*failure);
    return *std::move(outcome);
}

}  // namespace

std::vector<std::string> other_words(const Question& question, const Instance& instance) {
    std::vector<std::string> words;
    const auto text = [&](const Claim& claim) {
        return question.mutant ? claim.mutant->statement_text : claim.statement_text;
    };
    const auto add = [&](const Claim& claim) {
        words.push_back(text(claim));
        for (const Claim& stronger : without_implication(claim, question.mutant))
            words.push_back(text(stronger));
    };
    add(*question.claim);
    if (const auto plain = about_plain_samples(question, instance)) add(*plain);
    if (const auto closed = without_brackets(question, instance)) add(*closed);
    if (const auto numbers = in_numbers(question, instance)) add(numbers->claim);
    return words;
}

ContinuumOutcome decide_continuum(const Question& question, const Instance& instance,
                                  const ContinuumOptions& options) {
    NotProved failure;
    try {
        return prove_in_some_words(question, instance, options);
    } catch (const NotProved& why) {
        failure = why;
    }
    ContinuumOutcome outcome;
    outcome.result.domain = instance.domain;
    outcome.result.key = instance.key();
    outcome.result.assurance = Assurance::continuum;
    outcome.result.reason = failure.reason;
    std::string no_value;
    if (auto witness = find_witness(question, instance, failure.negative_at, no_value)) {
        outcome.result.verdict = Verdict::refuted;
        outcome.result.assurance = Assurance::exact;
        outcome.result.witness = std::move(witness);
        outcome.result.reason.clear();
        ++outcome.result.points;
        ++outcome.result.methods["witness"];
    } else if (!no_value.empty()) {
        outcome.result.reason = "the claim has no value at some points of its domain: " + no_value;
    }
    return outcome;
}

}  // namespace groundcheck
