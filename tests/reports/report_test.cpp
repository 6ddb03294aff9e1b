#include "reports/report.hpp"

#include "ledger/ledger.hpp"
#include "reports/json.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/sample_loop_finding.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;

TEST_CASE("tallies count claims, instances, points and methods", "[report]") {
    const Report report = test::sample_report();
    const Tally claims = tally(report, false);
    CHECK(claims.claims == 5);
    CHECK(claims.as_expected == 3);
    CHECK(claims.proved == 2);
    CHECK(claims.refuted == 2);
    CHECK(claims.undecided == 1);
    CHECK(claims.decided() == 4);
    CHECK(claims.instances == 9);
    CHECK(claims.undecided_instances == 1);
    CHECK(claims.points == 90);
    CHECK(claims.methods.at("exact") == 90);
    CHECK(claims.kernels.at("mpfi") == 180);
    CHECK(claims.precision == 128);
    CHECK(tally(report, true).claims == 2);
    ClaimResult cut = report.results[0];
    cut.planned = 10;
    CHECK(tally(cut).instances == 10);
    CHECK(tally(cut).undecided_instances == 7);
}

TEST_CASE("an audit passes only if everything is as expected", "[report]") {
    Report report = test::sample_report();
    CHECK_FALSE(passes(report));
    const std::vector<ClaimResult> all = report.results;
    const auto with = [&](std::vector<std::size_t> which) {
        report.results.clear();
        for (const std::size_t i : which)
            report.results.push_back(all[i]);
        return passes(report);
    };
    CHECK(with({0, 1, 5}));
    CHECK(with({1}));
    CHECK_FALSE(with({}));
    CHECK_FALSE(with({5}));     // mutants alone are no audit
    CHECK_FALSE(with({0, 2}));  // refuted, expected proved
    CHECK_FALSE(with({0, 3}));  // undecided
    CHECK_FALSE(with({0, 6}));  // a mutant that survives
}

TEST_CASE("simulations are counted by themselves, and one that comes out wrong fails the audit", "[report]") {
    Report report = test::simulated_report();
    CHECK(passes(report));
    CHECK(simulations(report).asked == 1);
    CHECK(simulations(report).run == 1);
    CHECK(simulations(report).as_expected == 1);
    CHECK(tally(report, false).proved == 1);
    for (const StatisticalFinding finding :
         {StatisticalFinding::contradicted, StatisticalFinding::uninformative}) {
        Report wrong = report;
        wrong.results[0].simulated[0].checks[1].finding = finding;
        CHECK_FALSE(passes(wrong));
        CHECK(tally(wrong, false).as_expected == 1);  // the verdict stands
        CHECK(simulations(wrong).as_expected == 0);
    }
    Report left_out = report;
    left_out.results[0].simulated.clear();
    CHECK(passes(left_out));
    CHECK(simulations(left_out).run == 0);
}

TEST_CASE("a refuted claim says for which N it is right", "[report]") {
    const auto result = [](const std::vector<std::pair<std::string, Verdict>>& instances) {
        ClaimResult made;
        for (const auto& [key, verdict] : instances)
            made.instances.push_back(test::plain_instance(key, verdict));
        return by_samples(made);
    };
    const Verdict yes = Verdict::proved, no = Verdict::refuted;
    CHECK(result({{"K=2 N=2 t=0", yes},
                  {"K=2 N=2 t=1", yes},
                  {"K=2 N=3 t=0", yes},
                  {"K=2 N=4 t=0", yes},
                  {"K=2 N=5 t=0", yes},
                  {"K=2 N=5 t=1", no},
                  {"K=2 N=7 t=0", no}}) == "proved for N = 2..4, refuted for N = 5, 7");
    CHECK(result({{"K=2 N=10", yes}, {"K=2 N=9", no}}) == "proved for N = 10, refuted for N = 9");
    CHECK(result({{"K=2 N=2", no}, {"K=2 N=3", no}}).empty());
    CHECK(result({{"K=2 N=2", yes}}).empty());
    CHECK(result({{"K=2 N=2", yes}, {"K=2 N=3", no}, {"K=2 N=4", Verdict::undecided}}).empty());
    CHECK(result({{"K=2 t=3", yes}, {"K=2 N=3", no}}).empty());
    CHECK(result({}).empty());
    // Another variable whose name ends in N is not N.
    CHECK(result({{"K=2 qN=2", yes}, {"K=2 N=3", no}}).empty());
}

TEST_CASE("an id splits into family and name", "[report]") {
    CHECK(group_of("entropy-decay/one-step") == "entropy-decay");
    CHECK(group_of("a/b/c") == "a/b");
    CHECK(group_of("martingale") == "claims");
    CHECK(group_of("/x") == "claims");
    CHECK(short_name("entropy-decay/one-step") == "one-step");
    CHECK(short_name("martingale") == "martingale");
}

TEST_CASE("a report from the ledger is the report of the run", "[report]") {
    const test::Scratch scratch;
    const Report report = test::sample_report();
    {
        Ledger ledger(scratch.folder / "ledger");
        ledger.begin_audit();
        ledger.set_papers(report.papers);
        for (const ClaimResult& result : report.results) {
            ledger.begin_claim(result.claim, result.is_mutant, result.instances.size());
            for (const InstanceResult& instance : result.instances)
                ledger.store(result.claim, result.is_mutant, instance);
        }
        for (const auto& [name, value] : report.facts)
            ledger.set_fact(name, value);
    }
    const Report again = read_report(Ledger::read_only(scratch.folder / "ledger"));
    CHECK(json_text(report_json(again), 1) == json_text(report_json(report), 1));
}

TEST_CASE("a finding about a loop fails the audit if it, or its mutant, comes out otherwise",
          "[report][loop_findings]") {
    Report report = test::simulated_report();
    report.loop_findings = {test::sample_loop_finding()};
    CHECK(passes(report));
    Report alone = report;
    alone.results.clear();
    CHECK(passes(alone));
    for (const StatisticalFinding finding :
         {StatisticalFinding::contradicted, StatisticalFinding::uninformative}) {
        Report wrong = report;
        wrong.loop_findings[0].checks[1].finding = finding;
        CHECK_FALSE(passes(wrong));
    }
    report.loop_findings[0].mutant_checks[0].finding = StatisticalFinding::agrees;
    CHECK_FALSE(passes(report));
}
