#include "reports/json.hpp"

#include "reports/assessment.hpp"
#include "reports/extent.hpp"
#include "reports/passage_verdict.hpp"

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

Json passage_json(const Report& report, const Passage& passage) {
    Json json = {{"number", passage.number},   {"says", passage.says},         {"section", passage.section},
                 {"unread", passage.unread},   {"rests_on", passage.rests_on}, {"verdict", ""},
                 {"as_expected", true},        {"proved", Json::array()},      {"refuted", Json::array()},
                 {"undecided", Json::array()}, {"related", passage.related},   {"readings", Json::array()}};
    for (const ClaimResult* result : results_for(report, passage)) {
        json[to_text(result->verdict)].push_back(result->claim.id);
        if (!result->passes()) json["as_expected"] = false;
    }
    const std::vector<ReadingAssessment> found = assessments(report, passage);
    json["verdict"] = to_text(passage_verdict(found));
    for (const ReadingAssessment& reading : found) {
        Json entry = {{"says", reading.reading->says},          {"role", to_text(reading.reading->role)},
                      {"finding", to_text(reading.assessment)}, {"words", in_words(reading)},
                      {"decided_for", extent_text(reading)},    {"claims", reading.reading->claims},
                      {"against", reading.reading->against}};
        if (reading.assessment != Assessment::open) {
            const auto [weakest, strongest] = reading.assurance();
            entry["assurance"] = {to_text(weakest), to_text(strongest)};
        }
        json["readings"].push_back(std::move(entry));
    }
    return json;
}

Json paper_json(const Report& report, const Paper& paper) {
    // What the paper's file says, and in the place of its passages and findings what became of them.
    Json json = to_json(paper);
    json.erase("figures");  // those that were made have entries of their own
    for (std::size_t i = 0; i < paper.relations.size(); ++i)
        json["relations"][i]["established"] = all_as_expected(report, paper.relations[i].claims);
    json["citation"] = citation(paper);
    json["statements"] = json["sentences"] = json["findings"] = Json::array();
    for (const Passage& passage : paper.statements)
        json["statements"].push_back(passage_json(report, passage));
    for (const Passage& passage : paper.sentences)
        json["sentences"].push_back(passage_json(report, passage));
    for (const PaperFinding& finding : paper.findings)
        json["findings"].push_back({{"title", finding.title},
                                    {"text", finding.text},
                                    {"claims", finding.claims},
                                    {"established", is_established(report, finding)}});
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
    for (const Assurance assurance : all_assurances)
        json["assurances"][to_text(assurance)] = meaning(assurance);
    json["papers"] = Json::array();
    for (const Paper& paper : report.papers)
        json["papers"].push_back(paper_json(report, paper));
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
    json["loop_findings"] = Json::array();
    for (const LoopFindingResult& finding : report.loop_findings) {
        Json& entry = json["loop_findings"].emplace_back(to_json(finding));
        entry.erase("seconds");
        entry["passes"] = finding.passes();
    }
    json["run"] = run_json(report);
    return json;
}

}  // namespace groundcheck
