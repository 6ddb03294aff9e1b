#include "reports/json.hpp"

#include "reports/assessment.hpp"

namespace groundcheck {

namespace {

Json tally_json(const Tally& counts) {
    return {{"total", counts.claims},
            {"as_expected", counts.as_expected},
            {"proved", counts.proved},
            {"refuted", counts.refuted},
            {"undecided", counts.undecided},
            {"instances", counts.instances},
            {"undecided_instances", counts.undecided_instances},
            {"points", counts.points},
            {"methods", counts.methods},
            {"kernels", counts.kernels},
            {"held", counts.held},
            {"passed_over", counts.passed_over},
            {"precision", counts.precision}};
}

// An instance without its time, which belongs to "run".
Json timeless(const InstanceResult& instance) {
    Json json = to_json(instance);
    json.erase("seconds");
    return json;
}

// What each assumption was dropped to and what came of it, without times.
Json ablations_json(const Report& report, const std::string& claim) {
    Json list = Json::array();
    for (const AblationResult* ablation : ablations(report, claim)) {
        Json json = to_json(*ablation);
        for (const char* name : {"claim", "seconds", "work"})
            json.erase(name);
        list.push_back(std::move(json));
    }
    return list;
}

Json result_json(const Report& report, const ClaimResult& result) {
    const Tally counts = tally(result);
    Json json = to_json(result.claim);
    json.erase("file");    // where the file lay is a fact of the machine
    json.erase("mutant");  // mutants have entries of their own
    json.erase("simulate");
    if (result.is_mutant) {
        const Mutant& mutant = *result.claim.mutant;
        json["statement"] = mutant.statement_text;
        json["expect"] = to_text(mutant.expect);
        json["domains"] = to_json(result.claim)["mutant"]["domains"];
    }
    json["family"] = group_of(result.claim.id);
    json["verdict"] = to_text(result.verdict);
    json["passes"] = result.passes();
    if (result.verdict != Verdict::undecided) json["assurance"] = to_text(result.assurance);
    json["instances"] = {{"total", counts.instances}, {"undecided", counts.undecided_instances}};
    json["points"] = counts.points;
    json["methods"] = counts.methods;
    json["kernels"] = counts.kernels;
    json["held"] = counts.held;
    json["passed_over"] = counts.passed_over;
    json["precision"] = counts.precision;
    if (result.theorem) json["theorem"] = to_json(*result.theorem);
    if (const Witness* witness = result.witness()) json["witness"] = to_json(*witness);
    json["simulated"] = Json::array();
    for (const SimulatedClaim& simulated : result.simulated) {
        Json& entry = json["simulated"].emplace_back(to_json(simulated));
        entry.erase("seconds");
        entry["passes"] = simulated.finding() == result.expected_finding();
    }
    if (!result.searched.empty()) json["searched"] = result.searched;
    if (!result.is_mutant) json["ablations"] = ablations_json(report, result.claim.id);
    json["results"] = Json::array();
    for (const InstanceResult& instance : result.instances)
        json["results"].push_back(timeless(instance));
    return json;
}

Json sentence_json(const Report& report, const Sentence& sentence) {
    Json json = {{"id", sentence.id},        {"text", sentence.text},      {"proved", Json::array()},
                 {"refuted", Json::array()}, {"undecided", Json::array()}, {"as_expected", true}};
    for (const ClaimResult* result : readings(report, sentence.id)) {
        json[to_text(result->verdict)].push_back(result->claim.id);
        if (!result->passes()) json["as_expected"] = false;
    }
    const std::vector<ReadingAssessment> found = assessments(report, sentence);
    json["overall"] = found.empty() ? "" : overall(found);
    json["readings"] = Json::array();
    for (const ReadingAssessment& reading : found)
        json["readings"].push_back({{"says", reading.reading->says},
                                    {"finding", to_text(reading.assessment)},
                                    {"words", in_words(reading)},
                                    {"claims", reading.reading->claims},
                                    {"against", reading.reading->against}});
    return json;
}

Json run_json(const Report& report) {
    Json facts = Json::object();
    for (const auto& [name, value] : report.facts)
        facts[name] = value;
    Json times = Json::array();
    for (const ClaimResult& result : report.results)
        times.push_back({{"id", result.claim.id},
                         {"mutant", result.is_mutant},
                         {"seconds", result.seconds},
                         {"file", result.claim.file.string()}});
    return {{"facts", facts}, {"times", times}};
}

}  // namespace

Json report_json(const Report& report) {
    Json json;
    json["format"] = "groundcheck audit report";
    json["version"] = report_format_version;
    json["passes"] = passes(report);
    json["claim_counts"] = tally_json(tally(report, false));
    json["mutant_counts"] = tally_json(tally(report, true));
    const SimulationTally simulated = simulations(report);
    json["simulation_counts"] = {
        {"total", simulated.asked}, {"run", simulated.run}, {"as_expected", simulated.as_expected}};
    json["assurances"] = Json::object();
    for (const Assurance assurance : {Assurance::statistical, Assurance::lattice, Assurance::exact,
                                      Assurance::continuum, Assurance::formal})
        json["assurances"][to_text(assurance)] = meaning(assurance);
    json["sentences"] = Json::array();
    for (const Sentence& sentence : report.sentences)
        json["sentences"].push_back(sentence_json(report, sentence));
    json["claims"] = Json::array();
    json["mutants"] = Json::array();
    for (const ClaimResult& result : report.results)
        json[result.is_mutant ? "mutants" : "claims"].push_back(result_json(report, result));
    json["figures"] = Json::array();
    for (const Figure& figure : report.figures)
        json["figures"].push_back({{"id", figure.id},
                                   {"title", figure.title},
                                   {"method", figure.method},
                                   {"claims", figure.claims},
                                   {"data", "data/" + figure.id + ".csv"}});
    json["run"] = run_json(report);
    return json;
}

}  // namespace groundcheck
