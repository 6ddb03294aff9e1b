// What deciding yields, as records: keys, witnesses, instances, theorems.
#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

namespace {

Json to_json(const WitnessValue& value) {
    Json json = {{"exact", value.exact}, {"enclosure", value.enclosure}};
    if (!value.written.empty()) json["written"] = value.written;
    return json;
}

Json to_json(const WitnessOutcome& outcome) {
    return {{"counts", outcome.counts}, {"probability", to_string(outcome.probability)}};
}

// An assurance that rests on a certificate is none without it, and the other way round.
void require_verified(const InstanceResult& instance) {
    const bool verified = instance.assurance == Assurance::verified;
    if (verified != !instance.verified_certificate.empty() || verified != !instance.verified_hash.empty() ||
        (verified && instance.verdict != Verdict::proved))
        throw RecordError("an instance's verified certificate and its assurance do not fit together");
}

WitnessOutcome outcome_from(const Json& json) {
    return {member<std::vector<std::uint32_t>>(json, "counts"), rational_from(json.at("probability"))};
}

WitnessValue value_from(const Json& json) {
    return {member<std::string>(json, "exact"), member<std::string>(json, "enclosure"),
            json.value("written", std::string())};
}

}  // namespace

Json to_json(const InstanceKey& key) {
    Json json;
    json["K"] = key.K ? Json(*key.K) : Json("any");
    if (key.L) json["L"] = *key.L;
    if (key.N) json["N"] = *key.N;
    json["scalars"] = numbers(key.scalars);
    return json;
}

InstanceKey key_from(const Json& json) {
    return guarded("an instance's numbers", [&] {
        only_members(json, {"K", "L", "N", "scalars"});
        InstanceKey key;
        if (json.at("K") != "any") key.K = member<std::uint32_t>(json, "K");
        if (json.contains("L")) key.L = member<std::uint32_t>(json, "L");
        if (key.L && (*key.L > 31 || key.K != 1U << *key.L))
            throw RecordError("the symbols are no strings of the length L");
        if (json.contains("N")) key.N = member<std::uint32_t>(json, "N");
        key.scalars = numbers_from<decltype(key.scalars)>(json.at("scalars"));
        return key;
    });
}

Json to_json(const Witness& witness) {
    Json json;
    json["K"] = witness.K;
    if (witness.N) json["N"] = *witness.N;
    json["scalars"] = numbers(witness.scalars);
    json["distributions"] = vectors(witness.distributions);
    json["observables"] = vectors(witness.observables);
    if (!witness.strings.empty()) json["strings"] = witness.strings;
    if (witness.outcome) json["outcome"] = to_json(*witness.outcome);
    for (const WitnessOutcome& outcome : witness.outcomes)
        json["outcomes"].push_back(to_json(outcome));
    json["relation"] = witness.relation;
    json["left"] = to_json(witness.left);
    json["right"] = to_json(witness.right);
    json["why"] = witness.why;
    return json;
}

Witness witness_from(const Json& json) {
    return guarded("a witness", [&] {
        Witness witness;
        witness.K = member<std::uint32_t>(json, "K");
        if (json.contains("N")) witness.N = member<std::uint32_t>(json, "N");
        witness.scalars = numbers_from<decltype(witness.scalars)>(json.at("scalars"));
        witness.distributions = vectors_from<decltype(witness.distributions)>(json.at("distributions"));
        witness.observables = vectors_from<decltype(witness.observables)>(json.at("observables"));
        if (json.contains("strings"))
            witness.strings = member<std::map<std::string, std::string>>(json, "strings");
        if (json.contains("outcome")) witness.outcome = outcome_from(json.at("outcome"));
        if (json.contains("outcomes"))
            for (const Json& outcome : json.at("outcomes"))
                witness.outcomes.push_back(outcome_from(outcome));
        witness.relation = member<std::string>(json, "relation");
        witness.left = value_from(json.at("left"));
        witness.right = value_from(json.at("right"));
        witness.why = member<std::string>(json, "why");
        return witness;
    });
}

Json to_json(const InstanceResult& instance) {
    Json json;
    json["domain"] = instance.domain;
    json["key"] = to_json(instance.key);
    json["verdict"] = to_text(instance.verdict);
    json["assurance"] = to_text(instance.assurance);
    json["points"] = instance.points;
    json["methods"] = instance.methods;
    json["kernels"] = instance.kernels;
    json["held"] = instance.held;
    json["passed_over"] = instance.passed_over;
    json["precision"] = instance.precision;
    if (!instance.margin.empty()) json["margin"] = instance.margin;
    if (instance.witness) json["witness"] = to_json(*instance.witness);
    if (!instance.certificate.empty()) json["certificate"] = instance.certificate;
    if (!instance.certificate_hash.empty()) json["certificate_hash"] = instance.certificate_hash;
    if (!instance.verified_certificate.empty()) json["verified_certificate"] = instance.verified_certificate;
    if (!instance.verified_hash.empty()) json["verified_hash"] = instance.verified_hash;
    if (!instance.reason.empty()) json["reason"] = instance.reason;
    json["seconds"] = instance.seconds;
    return json;
}

InstanceResult instance_from(const Json& json) {
    return guarded("an instance", [&] {
        InstanceResult instance;
        instance.domain = member<std::size_t>(json, "domain");
        instance.key = key_from(json.at("key"));
        instance.verdict = verdict_from(member<std::string>(json, "verdict"));
        instance.assurance = assurance_from(member<std::string>(json, "assurance"));
        instance.points = member<std::uint64_t>(json, "points");
        instance.methods = member<std::map<std::string, std::uint64_t>>(json, "methods");
        instance.kernels = member<std::map<std::string, std::uint64_t>>(json, "kernels");
        instance.held = member<std::uint64_t>(json, "held");
        instance.passed_over = member<std::uint64_t>(json, "passed_over");
        instance.precision = member<int>(json, "precision");
        instance.margin = json.value("margin", std::string());
        if (json.contains("witness")) instance.witness = witness_from(json.at("witness"));
        instance.certificate = json.value("certificate", std::string());
        instance.certificate_hash = json.value("certificate_hash", std::string());
        instance.verified_certificate = json.value("verified_certificate", std::string());
        instance.verified_hash = json.value("verified_hash", std::string());
        require_verified(instance);
        instance.reason = json.value("reason", std::string());
        instance.seconds = member<double>(json, "seconds");
        return instance;
    });
}

Json to_json(const CheckedTheorem& theorem) {
    Json json = {{"reference", theorem.reference},
                 {"name", theorem.name},
                 {"axioms", theorem.axioms},
                 {"sources", theorem.sources},
                 {"statement", theorem.statement}};
    if (!theorem.beyond.empty()) json["beyond"] = theorem.beyond;
    return json;
}

CheckedTheorem theorem_from(const Json& json) {
    return guarded("a theorem", [&] {
        return CheckedTheorem{member<std::string>(json, "reference"),
                              member<std::string>(json, "name"),
                              member<std::string>(json, "axioms"),
                              member<std::string>(json, "sources"),
                              member<std::string>(json, "statement"),
                              json.contains("beyond") ? member<std::string>(json, "beyond") : ""};
    });
}

}  // namespace groundcheck
