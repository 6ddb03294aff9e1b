#include "reports/json.hpp"

#include <algorithm>
#include <cstdlib>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/schema.hpp"
#include "tests/sample_figure.hpp"
#include "tests/sample_loop_finding.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;

namespace json_test {

namespace {

const char* const schema_file = "reports/report.schema.json";  // tests run in the source folder

test::Schema schema() { return test::Schema(parse_json(test::bytes_of(schema_file))); }

std::string complaints(const Json& report) {
    std::string text;
    for (const std::string& line : schema().errors(report))
        text += line + "\n";
    return text;
}

}  // namespace

TEST_CASE("report.json follows its schema", "[json]") {
    CHECK(complaints(report_json(test::sample_report())) == "");
    CHECK(complaints(report_json(Report())) == "");
    CHECK(complaints(report_json(test::simulated_report())) == "");
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(40);
    for (int i = 0; i < 50; ++i) {
        Report report = test::sample_report();
        std::vector<InstanceResult> instances;
        for (int n = 0; n < 5; ++n)
            instances.push_back(test::random_instance(random, test::random_key(random)));
        report.results.push_back(test::sample_result("random/claim", Verdict::proved, instances));
        REQUIRE(complaints(report_json(report)) == "");
    }
}

TEST_CASE("readings, ablations and figures follow the schema, too", "[json]") {
    Report report = test::sample_report();
    report.papers[0].sentences[0].readings = {{"in expectation", {"entropy-decay/one-step"}, {}},
                                              {"as worded", {}, {"martingale"}}};
    report.figures = {test::sample_figure()};
    AblationResult ablation;
    ablation.claim = "entropy-decay/one-step";
    ablation.assumption = "closed-loop";
    ablation.verdict = Verdict::refuted;
    ablation.need = Need::needed;
    ablation.witness = test::min_entropy_witness();
    ParameterMap map{"q", "[0,4]", test::key("K=2 N=5"), {}, ParameterMap::Boundary{2, Rational(5, 2), true}};
    map.pieces.push_back({0, 2, Verdict::proved, Assurance::lattice, std::nullopt, ""});
    map.pieces.push_back(
        {2, Rational(5, 2), Verdict::undecided, Assurance::lattice, std::nullopt, "not tried"});
    ablation.maps = {map};
    report.ablations = {ablation};
    InstanceResult& certified = report.results[0].instances[0];
    certified.certificate = "certificates/one-step/a.gc";
    certified.certificate_hash = std::string(64, 'a');
    const Json json = report_json(report);
    CHECK(complaints(json) == "");
    CHECK(json["papers"][0]["sentences"][0]["verdict"] == "holds in part");
    CHECK(json["papers"][0]["sentences"][0]["readings"][0]["words"] == "holds in expectation");
    CHECK(json["papers"][0]["sentences"][0]["readings"][1]["finding"] == "fails");
    CHECK(json["figures"][0]["data"] == "data/sample-figure.csv");
    CHECK(json["claims"][0]["ablations"][0]["maps"][0]["boundary"]["high"] == "5/2");
    for (const char* pointer :
         {"/papers/0/sentences/0/readings/0/finding", "/papers/0/sentences/0/verdict", "/papers/0/year",
          "/claims/0/ablations/0/need", "/figures/0/claims", "/claims/0/ablations/0/maps/0/pieces/0/low",
          "/claims/0/results/0/certificate_hash"}) {
        Json changed = json;
        changed[Json::json_pointer(pointer)] = "nonsense";
        INFO(pointer);
        CHECK(complaints(changed) != "");
    }
}

TEST_CASE("the schema refuses what is no report", "[json]") {
    const Json good = report_json(test::sample_report());
    const auto refuses = [&](const char* pointer, const Json& value) {
        Json changed = good;
        changed[Json::json_pointer(pointer)] = value;
        INFO(pointer << " = " << value);
        CHECK(complaints(changed) != "");
    };
    CHECK(complaints(Json::array()) != "");
    CHECK(complaints(Json::object()) != "");
    refuses("/version", 1);
    refuses("/version", 2);
    refuses("/version", 4);
    refuses("/format", "another");
    refuses("/passes", "true");
    refuses("/surprise", 1);
    refuses("/claims", Json::object());
    refuses("/claims/0/verdict", "true");
    refuses("/claims/0/assurance", "certain");
    refuses("/claims/0/points", -1);
    refuses("/claims/0/points", 1.5);
    refuses("/claims/0/colour", "red");
    refuses("/claims/0/results/0/key", 7);
    refuses("/claims/0/methods/exact", "all");
    refuses("/claims/1/witness/distributions/Q/0", "0.9");
    refuses("/claims/1/witness/distributions/Q/0", "9/0");
    refuses("/claims/1/witness/left/enclosure", nullptr);
    refuses("/mutants/0/expect", "");
    refuses("/run/times/0/seconds", "1 s");
    refuses("/run/facts/FLINT", 2.9);
    for (const auto& [name, member] : good.items()) {
        Json without = good;
        without.erase(name);
        INFO("without " << name);
        CHECK(complaints(without) != "");
    }
}

TEST_CASE("what was simulated is in report.json, apart from the verdict", "[json]") {
    const Json json = report_json(test::simulated_report());
    const Json& claim = json.at("claims").at(0);
    CHECK(claim.at("assurance") != "statistical");
    REQUIRE(claim.at("simulated").size() == 1);
    const Json& simulated = claim.at("simulated").at(0);
    CHECK(simulated.at("finding") == "agrees");
    CHECK(simulated.at("passes") == true);
    CHECK(simulated.at("checks").at(1).at("left").at(1).is_null());  // infinite
    CHECK_FALSE(simulated.contains("seconds"));                      // a fact of the run
    CHECK(json.at("simulation_counts").at("as_expected") == 1);
    const auto refuses = [&](const char* pointer, const Json& value) {
        Json changed = json;
        changed[Json::json_pointer(pointer)] = value;
        INFO(pointer << " = " << value);
        CHECK(complaints(changed) != "");
    };
    refuses("/claims/0/simulated/0/finding", "proved");
    refuses("/claims/0/simulated/0/checks/0/left", Json::array({1, 2, 3}));
    refuses("/claims/0/simulated/0/checks/0/left", Json::array({1}));
    refuses("/claims/0/simulated/0/checks/0/left/0", "1");
    refuses("/claims/0/simulated/0/surprise", 1);
}

TEST_CASE("only the object run depends on the run", "[json]") {
    const Report once = test::sample_report();
    Report again = test::sample_report();
    again.facts = {{"FLINT", "3.1"}, {"started", "2027-01-01T00:00:00Z"}, {"threads", "7"}};
    for (ClaimResult& result : again.results) {
        result.seconds *= 3;
        result.resumed = 1;
        result.claim.file = "/elsewhere/" + result.claim.id;
        std::reverse(result.instances.begin(), result.instances.end());  // another order of work
        for (InstanceResult& instance : result.instances)
            instance.seconds += 1;
        conclude(result);
    }
    Json first = report_json(once), second = report_json(again);
    CHECK(json_text(first) != json_text(second));
    first.erase("run");
    second.erase("run");
    CHECK(json_text(first, 1) == json_text(second, 1));
}

TEST_CASE("report.json says what the results say", "[json]") {
    const Json json = report_json(test::sample_report());
    CHECK(json["passes"] == false);
    CHECK(json["claims"].size() == 5);
    CHECK(json["mutants"].size() == 2);
    CHECK(json["claim_counts"]["as_expected"] == 3);
    CHECK(json["claim_counts"]["undecided"] == 1);
    CHECK(json["mutant_counts"]["as_expected"] == 1);
    CHECK(json["claims"][0]["results"][0]["key"] == to_json(test::key("K=2 N=2")));
    CHECK(json["claims"][0]["results"][0]["key"]["N"] == 2);
    CHECK(json["claims"][0]["domains"][0]["scalars"]["q"]["values"] == Json({"1/2", "2"}));
    CHECK(json["claims"][1]["witness"]["distributions"]["Q"] == Json({"9/10", "1/10"}));
    CHECK(json["claims"][1]["passes"] == true);
    CHECK_FALSE(json["claims"][3].contains("assurance"));  // an undecided claim has none
    CHECK(json["mutants"][0]["statement"] == "E[H(Q')] < H(Q)/2");
    CHECK(json["papers"][0]["sentences"][0]["refuted"] ==
          Json({"entropy-decay/min-entropy", "stability/mse-law"}));
    CHECK(json["papers"][0]["sentences"][2]["proved"].empty());
}

TEST_CASE("a second opinion: Python's jsonschema, where it is installed", "[json]") {
    if (std::system("python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) return;
    const test::Scratch scratch;
    const auto verdict = [&](const Json& json) {
        std::ofstream(scratch.folder / "report.json") << json_text(json);
        const std::string command = "python3 -m jsonschema -i '" + (scratch.folder / "report.json").string() +
                                    "' " + schema_file + " >/dev/null 2>&1";
        return std::system(command.c_str());
    };
    Json json = report_json(test::sample_report());
    CHECK(verdict(json) == 0);
    json["claims"][0]["verdict"] = "true";
    CHECK(verdict(json) != 0);
}

TEST_CASE("findings about loops follow the schema, without their times", "[json][loop_findings]") {
    Report report = test::sample_report();
    report.loop_findings = {test::sample_loop_finding()};
    const Json json = report_json(report);
    CHECK(complaints(json) == "");
    REQUIRE(json["loop_findings"].size() == 1);
    CHECK(json["loop_findings"][0]["passes"] == true);
    CHECK_FALSE(json["loop_findings"][0].contains("seconds"));
    CHECK(json["loop_findings"][0]["mutant_checks"][1]["sides"][0][1].is_null());
    report.loop_findings.push_back(test::sample_lattice_finding());
    const Json both = report_json(report);
    CHECK(complaints(both) == "");
    CHECK(both["loop_findings"][1]["lattice"]["found"]["verdict"] == "proved");
    CHECK(both["loop_findings"][1]["passes"] == true);
}

}  // namespace json_test
