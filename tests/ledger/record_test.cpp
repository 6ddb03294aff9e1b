#include "ledger/record.hpp"

#include <limits>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sample_figure.hpp"
#include "tests/sample_loop_finding.hpp"
#include "tests/sample_results.hpp"

using namespace groundcheck;

TEST_CASE("an instance survives the way through JSON text", "[record]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(20);
    for (int i = 0; i < 500; ++i) {
        const InstanceResult instance = test::random_instance(random, test::random_key(random));
        const std::string text = json_text(to_json(instance));
        const InstanceResult back = instance_from(parse_json(text));
        REQUIRE(back.domain == instance.domain);
        REQUIRE(back.key == instance.key);
        REQUIRE(back.verdict == instance.verdict);
        REQUIRE(back.assurance == instance.assurance);
        REQUIRE(back.points == instance.points);
        REQUIRE(back.methods == instance.methods);
        REQUIRE(back.kernels == instance.kernels);
        REQUIRE(back.precision == instance.precision);
        REQUIRE(back.margin == instance.margin);
        REQUIRE(back.certificate == instance.certificate);
        REQUIRE(back.verified_certificate == instance.verified_certificate);
        REQUIRE(back.verified_hash == instance.verified_hash);
        REQUIRE(back.reason == instance.reason);
        REQUIRE(back.seconds == instance.seconds);
        REQUIRE(back.witness.has_value() == instance.witness.has_value());
        if (instance.witness) {
            REQUIRE(back.witness->K == instance.witness->K);
            REQUIRE(back.witness->N == instance.witness->N);
            REQUIRE(back.witness->scalars == instance.witness->scalars);
            REQUIRE(back.witness->distributions == instance.witness->distributions);
            REQUIRE(back.witness->observables == instance.witness->observables);
            REQUIRE(back.witness->outcome.has_value() == instance.witness->outcome.has_value());
            if (instance.witness->outcome) {
                REQUIRE(back.witness->outcome->counts == instance.witness->outcome->counts);
                REQUIRE(back.witness->outcome->probability == instance.witness->outcome->probability);
            }
            REQUIRE(back.witness->relation == instance.witness->relation);
            REQUIRE(back.witness->left.exact == instance.witness->left.exact);
            REQUIRE(back.witness->right.enclosure == instance.witness->right.enclosure);
            REQUIRE(back.witness->why == instance.witness->why);
        }
        REQUIRE(json_text(to_json(back)) == text);
    }
}

TEST_CASE("an ablation survives the way through JSON text, members and all", "[record][ablation]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(22);
    for (int i = 0; i < 200; ++i) {
        const AblationResult ablation = test::random_ablation(random, "a/b", test::random_text(random));
        const AblationResult back = ablation_from(parse_json(json_text(to_json(ablation))));
        REQUIRE(json_text(to_json(back)) == json_text(to_json(ablation)));
        REQUIRE(back.assumption == ablation.assumption);
        REQUIRE(back.unsaid == ablation.unsaid);
        REQUIRE(back.need == ablation.need);
        REQUIRE(back.verdict == ablation.verdict);
        REQUIRE(back.assurance == ablation.assurance);
        REQUIRE(back.points == ablation.points);
        REQUIRE(back.certain == ablation.certain);
        REQUIRE(back.work == ablation.work);
        REQUIRE(back.searched == ablation.searched);
        REQUIRE(back.reason == ablation.reason);
        REQUIRE(back.witness.has_value() == ablation.witness.has_value());
        REQUIRE(back.maps.size() == ablation.maps.size());
        for (std::size_t m = 0; m < back.maps.size(); ++m) {
            REQUIRE(back.maps[m].pieces.size() == ablation.maps[m].pieces.size());
            REQUIRE(back.maps[m].boundary.has_value() == ablation.maps[m].boundary.has_value());
            for (std::size_t p = 0; p < back.maps[m].pieces.size(); ++p) {
                REQUIRE(back.maps[m].pieces[p].low == ablation.maps[m].pieces[p].low);
                REQUIRE(back.maps[m].pieces[p].high == ablation.maps[m].pieces[p].high);
                REQUIRE(back.maps[m].pieces[p].verdict == ablation.maps[m].pieces[p].verdict);
            }
        }
    }
    const Json good = to_json(test::random_ablation(random, "a/b", "c"));
    for (const char* name :
         {"claim", "assumption", "says", "unsaid", "statement", "domain", "need", "verdict", "instances",
          "decided", "points", "certain", "work", "maps", "seconds"}) {
        Json without = good;
        without.erase(name);
        CHECK_THROWS_AS(ablation_from(without), RecordError);
        Json wrong = good;
        wrong[name] = nullptr;
        CHECK_THROWS_AS(ablation_from(wrong), RecordError);
    }
    for (const char* word : {"", "Needed", "not_needed", "needed "})
        CHECK_THROWS_AS(need_from(word), RecordError);
    for (const Need need : {Need::needed, Need::not_needed, Need::open})
        CHECK(need_from(to_text(need)) == need);
}

TEST_CASE("a simulation survives the way through JSON text, infinite ends included", "[record]") {
    SimulatedClaim simulated;
    simulated.range = 2;
    simulated.point = test::key("K=375 N=20 q=1/3");
    simulated.replicates = 100000;
    simulated.seed = std::numeric_limits<std::uint64_t>::max();
    simulated.confidence = 0.999;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    simulated.checks = {{0, {0.1, 1.0 / 3}, {-infinity, infinity}, StatisticalFinding::uninformative},
                        {5, {0x1p-1074, 1e300}, {2, 2}, StatisticalFinding::contradicted}};
    simulated.reason = "a reason";
    simulated.seconds = 1.5;
    const std::string text = json_text(to_json(simulated));
    const SimulatedClaim back = simulated_from(parse_json(text));
    CHECK(json_text(to_json(back)) == text);
    CHECK(back.point == simulated.point);
    CHECK(back.seed == simulated.seed);
    CHECK(back.confidence == simulated.confidence);
    REQUIRE(back.checks.size() == 2);
    CHECK(back.checks[0].left.hi == 1.0 / 3);
    CHECK(back.checks[0].right.lo == -infinity);
    CHECK(back.checks[1].left.lo == 0x1p-1074);
    CHECK(back.finding() == StatisticalFinding::contradicted);
    const auto rejects = [&](const char* pointer, const Json& value) {
        Json changed = to_json(simulated);
        changed[Json::json_pointer(pointer)] = value;
        INFO(pointer << " = " << value);
        CHECK_THROWS_AS(simulated_from(changed), RecordError);
    };
    rejects("/finding", "agrees");  // not what its checks say
    rejects("/finding", "proved");
    rejects("/checks/0/finding", "Agrees");
    rejects("/checks/0/left", 3);
    rejects("/checks/0/left/0", "1/2");
    rejects("/replicates", "many");
    rejects("/replicates", -1);
    rejects("/replicates", 2.5);
    rejects("/point", "K=375 N=20");
    rejects("/point/scalars/q", 0.25);
    rejects("/confidence", nullptr);
}

TEST_CASE("a claim's texts survive the way through JSON", "[record]") {
    const Claim claim = test::sample_claim("entropy-decay/one-step", Verdict::refuted);
    const Claim back = claim_from(parse_json(json_text(to_json(claim), 1)));
    CHECK(json_text(to_json(back)) == json_text(to_json(claim)));
    CHECK(back.id == claim.id);
    CHECK(back.expect == Verdict::refuted);
    CHECK(back.hash == claim.hash);
    const Domain& range = back.domains.at(0);
    CHECK(range.distributions.at("Q").text == "lattice(12)");
    CHECK(range.distributions.at("Q").kind == DistributionDomain::Kind::lattice);
    CHECK(range.distributions.at("Q").denominator == 12);
    CHECK(range.scalars.at("q").values == claim.domains.at(0).scalars.at("q").values);
    CHECK(range.observables.at("f").cube == 2);
    REQUIRE(range.where);
    CHECK(to_text(*range.where) == "interior(Q)");
    CHECK(back.assumptions.at(0).drop.at("alpha") == "[0,1]");
    REQUIRE(back.mutant);
    CHECK(back.mutant->statement_text == claim.mutant->statement_text);
    CHECK(back.mutant->expect == Verdict::refuted);
    Claim without = claim;
    without.mutant.reset();
    CHECK_FALSE(claim_from(to_json(without)).mutant);
}

TEST_CASE("papers survive the way through JSON", "[record]") {
    const Json json = to_json(test::sample_paper("first-2025"));
    const Paper back = paper_from(parse_json(json_text(json)));
    CHECK(to_json(back) == json);
    CHECK(citation(back) == citation(test::sample_paper("first-2025")));
    CHECK(back.statements[0].readings[1].role == Role::repaired);
    for (const auto& member : json.items()) {
        Json broken = json;
        broken.erase(member.key());
        INFO(member.key());
        CHECK_THROWS_AS(paper_from(broken), RecordError);
    }
    Json broken = json;
    broken["statements"][0]["readings"][0]["role"] = "wishful";
    CHECK_THROWS_AS(paper_from(broken), RecordError);
    CHECK(back.relations[1].kind == Kinship::sharpened);
    broken = json;
    broken["relations"][0]["kind"] = "cousin";
    CHECK_THROWS_AS(paper_from(broken), RecordError);
}

TEST_CASE("figures survive the way through JSON", "[record]") {
    const Figure figure = test::sample_figure();
    const Json json = to_json(figure);
    CHECK(to_json(figure_from(parse_json(json_text(json)))) == json);
    CHECK(figure_from(json).curves[5].style == CurveStyle::cells);
    Json broken = json;
    broken["rows"][0].erase(0);
    CHECK_THROWS_AS(figure_from(broken), RecordError);
    broken = json;
    broken["curves"][0]["style"] = "wavy";
    CHECK_THROWS_AS(figure_from(broken), RecordError);
    broken = json;
    broken.erase("x");
    CHECK_THROWS_AS(figure_from(broken), RecordError);
    CHECK_THROWS_AS(figure_from(parse_json("{}")), RecordError);
}

TEST_CASE("what is not a record is refused", "[record]") {
    std::mt19937_64 random = test::generator(21);
    InstanceResult instance = test::random_instance(random, test::key("K=2"));
    instance.verdict = Verdict::refuted;
    instance.witness = test::min_entropy_witness();
    const Json good = to_json(instance);
    REQUIRE_NOTHROW(instance_from(good));
    for (const char* text : {"", "{", "[1, 2", "nonsense", "{\"a\": }", "\"\xff\""})
        CHECK_THROWS_AS(parse_json(text), RecordError);
    for (const char* text : {"null", "3", "[]", "{}", "\"proved\""}) {
        CHECK_THROWS_AS(instance_from(parse_json(text)), RecordError);
        CHECK_THROWS_AS(witness_from(parse_json(text)), RecordError);
        CHECK_THROWS_AS(claim_from(parse_json(text)), RecordError);
    }
    for (const char* name :
         {"domain", "key", "verdict", "assurance", "points", "methods", "kernels", "precision"}) {
        Json without = good;
        without.erase(name);
        CHECK_THROWS_AS(instance_from(without), RecordError);
        Json wrong = good;
        wrong[name] = nullptr;
        CHECK_THROWS_AS(instance_from(wrong), RecordError);
    }
    const auto rejects = [&](const char* pointer, const Json& value) {
        Json changed = good;
        changed[Json::json_pointer(pointer)] = value;
        INFO(pointer << " = " << value);
        CHECK_THROWS_AS(instance_from(changed), RecordError);
    };
    rejects("/verdict", "Proved");
    rejects("/verdict", "");
    rejects("/assurance", "certain");
    rejects("/witness/distributions/Q/0", "1/0");
    rejects("/witness/distributions/Q/0", "one half");
    rejects("/witness/distributions/Q/0", 0.5);
    rejects("/witness/K", "two");
    rejects("/witness/K", -2);
    rejects("/witness/K", 2.5);
    rejects("/witness/K", 4294967296);
    rejects("/witness/distributions", Json::array());
    rejects("/witness/distributions/Q", "1/2");
    rejects("/key", "K=2 N=17");
    rejects("/points", -1);
    rejects("/domain", 0.5);
    rejects("/witness/left", "log(2)");
}

TEST_CASE("a verified certificate and its assurance come together or not at all", "[record]") {
    InstanceResult instance = test::plain_instance("K=2 N=3", Verdict::proved);
    instance.assurance = Assurance::verified;
    instance.verified_certificate = "c.gc3";
    instance.verified_hash = std::string(64, 'a');
    const Json good = to_json(instance);
    CHECK(instance_from(good).assurance == Assurance::verified);
    const std::pair<const char*, Json> changes[] = {{"verified_certificate", nullptr},
                                                    {"verified_hash", nullptr},
                                                    {"assurance", "continuum"},
                                                    {"assurance", "formal"},
                                                    {"verdict", "undecided"}};
    for (const auto& [name, value] : changes) {
        Json changed = good;
        if (value.is_null())
            changed.erase(name);
        else
            changed[name] = value;
        INFO(name);
        CHECK_THROWS_AS(instance_from(changed), RecordError);
    }
}

TEST_CASE("words of verdicts and assurances are read back, others refused", "[record]") {
    for (const Verdict verdict : {Verdict::proved, Verdict::refuted, Verdict::undecided})
        CHECK(verdict_from(to_text(verdict)) == verdict);
    for (const Assurance assurance : all_assurances)
        CHECK(assurance_from(to_text(assurance)) == assurance);
    CHECK_THROWS_AS(verdict_from("true"), RecordError);
    CHECK_THROWS_AS(assurance_from("proved"), RecordError);
}

TEST_CASE("a finding about a loop survives the way through JSON text, and cannot be talked round",
          "[record][loop_findings]") {
    const LoopFindingResult finding = test::sample_loop_finding();
    const Json json = to_json(finding);
    const LoopFindingResult back = loop_finding_from(parse_json(json_text(json)));
    CHECK(json_text(to_json(back)) == json_text(json));
    CHECK(back.checks[1].t == 3);
    CHECK(back.mutant_checks[1].sides[0].hi == std::numeric_limits<double>::infinity());
    CHECK(back.loops == finding.loops);
    CHECK(back.defined == finding.defined);
    CHECK(back.passes());
    Json other = json;
    other["mutant_finding"] = "agrees";
    CHECK_THROWS_AS(loop_finding_from(other), RecordError);
    other = json;
    other["checks"][0]["finding"] = "too wide to tell";
    CHECK_THROWS_AS(loop_finding_from(other), RecordError);
    other = json;
    other.erase("seed");
    CHECK_THROWS_AS(loop_finding_from(other), RecordError);
    other = json;
    other["replicates"] = -1;
    CHECK_THROWS_AS(loop_finding_from(other), RecordError);
}

TEST_CASE("an enumerated finding survives the way through JSON text, and cannot be talked round",
          "[record][loop_findings]") {
    const LoopFindingResult finding = test::sample_lattice_finding();
    const Json json = to_json(finding);
    CHECK_FALSE(to_json(test::sample_loop_finding()).contains("lattice"));
    const LoopFindingResult back = loop_finding_from(parse_json(json_text(json)));
    CHECK(json_text(to_json(back)) == json_text(json));
    CHECK(back.passes());
    CHECK(back.lattice->mutant.counterexample == finding.lattice->mutant.counterexample);
    for (const auto& [path, value] :
         {std::pair("/lattice/found/verdict", Json("refuted")), std::pair("/lattice/found/fails", Json(1)),
          std::pair("/lattice/found/open", Json(1)), std::pair("/lattice/found/cases", Json(0)),
          std::pair("/lattice/mutant/fails", Json(0)), std::pair("/lattice/expect", Json("true"))}) {
        Json other = json;
        other[Json::json_pointer(path)] = value;
        INFO(path);
        CHECK_THROWS_AS(loop_finding_from(other), RecordError);
    }
}
