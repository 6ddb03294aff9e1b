// Claims as records: their texts, and their domains typed (record_domain.cpp).
#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

namespace {

Json domains(const std::vector<Domain>& list) {
    Json json = Json::array();
    for (const Domain& domain : list)
        json.push_back(record::to_json(domain));
    return json;
}

Assumption assumption_from(const Json& json) {
    Assumption assumption;
    assumption.name = member<std::string>(json, "name");
    assumption.says = member<std::string>(json, "says");
    assumption.drop = member<ByName<std::string>>(json, "drop");
    assumption.unsaid = json.value("unsaid", false);
    return assumption;
}

}  // namespace

Json to_json(const Claim& claim) {
    Json json;
    json["id"] = claim.id;
    json["title"] = claim.title;
    json["source"] = claim.source;
    json["note"] = claim.note;
    json["statement"] = claim.statement_text;
    json["equality"] = claim.equality_text;
    json["expect"] = to_text(claim.expect);
    json["domains"] = domains(claim.domains);
    json["simulate"] = domains(claim.simulate);
    json["assumptions"] = Json::array();
    for (const Assumption& assumption : claim.assumptions)
        json["assumptions"].push_back({{"name", assumption.name},
                                       {"says", assumption.says},
                                       {"drop", assumption.drop},
                                       {"unsaid", assumption.unsaid}});
    if (claim.mutant)
        json["mutant"] = {{"statement", claim.mutant->statement_text},
                          {"expect", to_text(claim.mutant->expect)},
                          {"domains", domains(claim.mutant->domains)},
                          {"simulate", domains(claim.mutant->simulate)}};
    json["formal"] = claim.formal;
    json["file"] = claim.file.string();
    json["hash"] = claim.hash;
    return json;
}

Claim claim_from(const Json& json) {
    return guarded("a claim", [&] {
        Claim claim;
        claim.id = member<std::string>(json, "id");
        claim.title = member<std::string>(json, "title");
        claim.source = member<std::string>(json, "source");
        claim.note = member<std::string>(json, "note");
        claim.statement_text = member<std::string>(json, "statement");
        claim.equality_text = member<std::string>(json, "equality");
        claim.expect = verdict_from(member<std::string>(json, "expect"));
        claim.domains = list_from<std::vector<Domain>>(json.at("domains"), domain_from);
        claim.simulate = list_from<std::vector<Domain>>(json.value("simulate", Json::array()), domain_from);
        claim.assumptions = list_from<std::vector<Assumption>>(json.at("assumptions"), assumption_from);
        if (json.contains("mutant")) {
            const Json& stored = json.at("mutant");
            Mutant& mutant = claim.mutant.emplace();
            mutant.statement_text = member<std::string>(stored, "statement");
            mutant.expect = verdict_from(member<std::string>(stored, "expect"));
            mutant.domains = list_from<std::vector<Domain>>(stored.at("domains"), domain_from);
            mutant.simulate =
                list_from<std::vector<Domain>>(stored.value("simulate", Json::array()), domain_from);
        }
        claim.formal = member<std::string>(json, "formal");
        claim.file = member<std::string>(json, "file");
        claim.hash = member<std::string>(json, "hash");
        return claim;
    });
}

}  // namespace groundcheck
