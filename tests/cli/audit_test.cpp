// groundcheck audit from outside: exit codes, reports, going on after a kill, refusing what it cannot do.
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "ledger/ledger.hpp"
#include "ledger/record.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::groundcheck_command;
using test::has;
using test::Outcome;

using test::Scratch;
using test::Surroundings;
namespace fs = std::filesystem;

namespace audit_test {

namespace {

Outcome gc(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    return test::groundcheck(arguments, surroundings);
}

Surroundings in(const Scratch& scratch) {
    Surroundings surroundings;
    surroundings.folder = scratch.folder;
    return surroundings;
}

Json report_in(const fs::path& folder) { return parse_json(test::bytes_of(folder / "report.json")); }

// The report without what depends on the run.
std::string lasting(const fs::path& folder) {
    Json json = report_in(folder);
    json.erase("run");
    return json_text(json, 1);
}

// A claim that takes many instances, each of some milliseconds: time enough to be killed in.
const char* const long_claim = R"toml(
id        = "long"
title     = "A claim with many instances"
statement = "for every outcome: H(Q') <= log(supp(Q))"
expect    = "proved"

[domain]
K = 3
N = "1..20"
Q = "lattice(12)"
)toml";

fs::path write_claim(const Scratch& scratch, const std::string& name, const std::string& text) {
    const fs::path file = scratch.folder / name;
    std::ofstream(file) << text;
    return file;
}

std::size_t instances_in(const fs::path& ledger) {
    try {
        std::size_t count = 0;
        for (const ClaimResult& result : Ledger::read_only(ledger).results())
            count += result.instances.size();
        return count;
    } catch (const std::runtime_error&) {
        return 0;  // not there yet
    }
}

void wait_for_instances(test::Process& process, const fs::path& ledger, std::size_t count) {
    while (process.running() && instances_in(ledger) < count)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace

TEST_CASE("an audit where all is as expected ends with 0 and leaves its reports", "[cli][audit]") {
    const Scratch scratch;
    const Outcome outcome = gc({"audit"}, in(scratch));
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(outcome.err.empty());  // no progress line where nobody watches
    CHECK(has(outcome.out, "claims decided: 3 of 3, as expected: 3 of 3\n"));
    CHECK(has(outcome.out, "mutants refuted or proved as expected: 3 of 3\n"));
    CHECK(has(outcome.out, "PASS"));
    CHECK_FALSE(has(outcome.out, "\x1b"));
    CHECK_FALSE(has(outcome.out, "\r"));
    const fs::path folder = scratch.folder / "audit-report";
    CHECK(report_in(folder)["passes"] == true);
    const Json papers = report_in(folder)["papers"];
    REQUIRE(papers.size() == 2);
    CHECK(papers[0]["statements"][0]["verdict"] == "holds, repaired");
    CHECK(papers[0]["statements"][1]["verdict"] == "not audited");
    CHECK(papers[0]["sentences"][0]["verdict"] == "holds");
    CHECK(papers[0]["findings"][0]["established"] == true);
    CHECK(papers[1]["statements"][0]["verdict"] == "holds");
    CHECK(has(outcome.out, "A. Author (2025), On Decay\n"));
    CHECK(has(outcome.out, "B. Writer and C. Scribe (2026), On Drift\n"));
    CHECK(has(test::bytes_of(folder / "junit.xml"), "<testsuite name=\"paper first-2025\""));
    CHECK(fs::exists(folder / "data" / "loss-sandwich.csv"));
    CHECK(has(test::bytes_of(folder / "junit.xml"), "<testsuites"));
    CHECK(fs::exists(folder / "ledger.sqlite"));
    const Json facts = report_in(folder)["run"]["facts"];
    for (const char* fact : {"groundcheck", "revision", "engine", "FLINT", "MPFR", "MPFI", "GMP", "Boost",
                             "machine", "started", "finished"})
        CHECK(facts.contains(fact));
}

TEST_CASE("a claim that falls short ends the audit with 1", "[cli][audit]") {
    const Scratch scratch;
    write_claim(
        scratch, "false.toml",
        "id = \"false\"\ntitle = \"a false claim\"\nstatement = \"E[H(Q')] >= H(Q)\"\nexpect = \"proved\"\n"
        "[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n");
    const Outcome outcome = gc({"audit", "false.toml"}, in(scratch));
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 1);
    CHECK(has(outcome.out, "FAIL"));
    CHECK(has(outcome.out, "expected proved, found refuted"));
    CHECK(has(outcome.out, "groundcheck eval"));
    CHECK(has(test::bytes_of(scratch.folder / "audit-report/junit.xml"), "<failure"));
    CHECK(report_in(scratch.folder / "audit-report")["passes"] == false);
}

TEST_CASE("running again uses what was decided, and --fresh does not", "[cli][audit]") {
    const Scratch scratch;
    const Outcome first = gc({"audit", "decay"}, in(scratch));
    REQUIRE(first.code == 0);
    CHECK_FALSE(has(first.out, "decided before"));
    const std::string report = lasting(scratch.folder / "audit-report");
    const Outcome second = gc({"audit", "decay"}, in(scratch));
    CHECK(second.code == 0);
    CHECK(has(second.out, "were decided before"));
    CHECK(lasting(scratch.folder / "audit-report") == report);
    const Outcome more = gc({"audit"}, in(scratch));
    CHECK(has(more.out, "continuing: "));
    CHECK(more.code == 0);
    const Outcome fresh = gc({"audit", "decay", "--fresh"}, in(scratch));
    CHECK(fresh.code == 0);
    CHECK_FALSE(has(fresh.out, "decided before"));
    CHECK_FALSE(has(fresh.out, "continuing"));
    CHECK(lasting(scratch.folder / "audit-report") == report);
}

TEST_CASE("--fresh starts over whatever the ledger is, and destroys no file", "[cli][audit]") {
    const Scratch scratch;
    const auto ledger = scratch.folder / "audit-report/ledger.sqlite";
    fs::create_directories(ledger.parent_path());
    const std::string junk = "my notes, and no ledger";
    std::ofstream(ledger) << junk;
    const Outcome refused = gc({"audit", "decay"}, in(scratch));
    CHECK(refused.code == 2);
    CHECK(test::bytes_of(ledger) == junk);
    const Outcome fresh = gc({"audit", "decay", "--fresh"}, in(scratch));
    INFO(fresh.out << fresh.err);
    CHECK(fresh.code == 0);
    CHECK(has(fresh.err, "It is kept as"));
    CHECK(test::bytes_of(scratch.folder / "audit-report/ledger.sqlite.unreadable") == junk);
    CHECK(has(gc({"audit", "decay"}, in(scratch)).out, "were decided before"));
}

TEST_CASE("a changed claim is decided anew", "[cli][audit]") {
    const Scratch scratch;
    const std::string head = "id = \"mine\"\ntitle = \"t\"\nexpect = \"proved\"\n";
    const std::string tail = "[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n";
    write_claim(scratch, "mine.toml", head + "statement = \"E[H(Q')] <= H(Q)\"\n" + tail);
    REQUIRE(gc({"audit", "./mine.toml"}, in(scratch)).code == 0);
    write_claim(scratch, "mine.toml", head + "statement = \"E[H(Q')] <= H(Q)/2\"\n" + tail);
    const Outcome outcome = gc({"audit", "./mine.toml"}, in(scratch));
    CHECK(outcome.code == 1);
    CHECK_FALSE(has(outcome.out, "decided before"));
}

TEST_CASE("an audit killed in the middle goes on and ends with the same verdicts", "[cli][audit]") {
    const Scratch scratch;
    write_claim(scratch, "long.toml", long_claim);
    const std::vector<std::string> command = {"audit", "long.toml", "--threads", "1"};
    std::vector<std::string> whole_command = command;
    whole_command.insert(whole_command.end(), {"--report", "whole"});
    REQUIRE(gc(whole_command, in(scratch)).code == 0);

    const fs::path ledger = scratch.folder / "audit-report" / "ledger.sqlite";
    std::size_t before = 0;
    {
        test::Process process(groundcheck_command(command), in(scratch));
        wait_for_instances(process, ledger, 3);
        process.send(SIGKILL);
        const Outcome killed = process.wait();
        REQUIRE(killed.signal == SIGKILL);
        before = instances_in(ledger);
        REQUIRE(before >= 3);
    }
    const Outcome resumed = gc(command, in(scratch));
    INFO(resumed.out << resumed.err);
    CHECK(resumed.code == 0);
    CHECK(has(resumed.out, "continuing: " + std::to_string(before) + " of 20 instances already decided\n"));
    CHECK(lasting(scratch.folder / "audit-report") == lasting(scratch.folder / "whole"));
}

TEST_CASE("an interrupted audit keeps what it has, says so, and goes on", "[cli][audit]") {
    for (const int signal : {SIGINT, SIGTERM}) {
        const Scratch scratch;
        write_claim(scratch, "long.toml", long_claim);
        const std::vector<std::string> command = {"audit", "long.toml", "--threads", "1"};
        test::Process process(groundcheck_command(command), in(scratch));
        wait_for_instances(process, scratch.folder / "audit-report" / "ledger.sqlite", 2);
        process.send(signal);
        const Outcome stopped = process.wait();
        INFO(stopped.out << stopped.err);
        REQUIRE(stopped.signal == 0);
        REQUIRE(stopped.code == 128 + signal);
        CHECK(has(stopped.out, " of 20 instances decided and kept in audit-report/ledger.sqlite\n"));
        CHECK_FALSE(
            fs::exists(scratch.folder / "audit-report" / "report.json"));  // no report of half an audit
        const Outcome resumed = gc(command, in(scratch));
        CHECK(resumed.code == 0);
        CHECK(has(resumed.out, "continuing: "));
    }
}

TEST_CASE("a second audit on the same ledger is refused politely", "[cli][audit]") {
    const Scratch scratch;
    write_claim(scratch, "long.toml", long_claim);
    test::Process first(groundcheck_command({"audit", "long.toml", "--threads", "1"}), in(scratch));
    wait_for_instances(first, scratch.folder / "audit-report" / "ledger.sqlite", 1);
    const Outcome second = gc({"audit", "long.toml"}, in(scratch));
    CHECK(second.code == 2);
    CHECK(has(second.err, "another audit is using this ledger"));
    CHECK(has(second.err, "--ledger"));
    // With a ledger of its own it is welcome.
    CHECK(gc({"audit", "decay/pathwise", "--ledger", "own.sqlite", "--report", "own"}, in(scratch)).code ==
          0);
    CHECK(first.wait().code == 0);
}

TEST_CASE("the report depends neither on the number of threads nor on the locale", "[cli][audit]") {
    const Scratch scratch;
    REQUIRE(gc({"audit", "--threads", "1", "--report", "one"}, in(scratch)).code == 0);
    REQUIRE(gc({"audit", "--threads", "2", "--report", "two"}, in(scratch)).code == 0);
    REQUIRE(gc({"audit", "--threads", "7", "--report", "seven"}, in(scratch)).code == 0);
    CHECK(lasting(scratch.folder / "one") == lasting(scratch.folder / "two"));
    CHECK(lasting(scratch.folder / "one") == lasting(scratch.folder / "seven"));
    // A locale with other decimal marks; one that does not exist falls back to C, which tests less but fails
    // nothing.
    for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "C.UTF-8"}) {
        Surroundings surroundings = in(scratch);
        surroundings.environment["LC_ALL"] = locale;
        surroundings.environment["LANG"] = locale;
        REQUIRE(gc({"audit", "--report", locale}, surroundings).code == 0);
        CHECK(lasting(scratch.folder / locale) == lasting(scratch.folder / "one"));
    }
}

TEST_CASE("--no-mutants leaves the mutants out", "[cli][audit]") {
    const Scratch scratch;
    const Outcome outcome = gc({"audit", "--no-mutants"}, in(scratch));
    CHECK(outcome.code == 0);
    CHECK_FALSE(has(outcome.out, "mutants"));
    CHECK(report_in(scratch.folder / "audit-report")["mutants"].empty());
}

TEST_CASE("all bad claim files are reported before anything is decided", "[cli][audit]") {
    const Scratch scratch;
    fs::create_directory(scratch.folder / "mine");
    write_claim(scratch, "mine/good.toml", long_claim);
    write_claim(scratch, "mine/bad1.toml", "id = \n");
    write_claim(
        scratch, "mine/bad2.toml",
        "title = \"t\"\nstatement = \"E[H(Q') <= H(Q)\"\nexpect = \"proved\"\n[domain]\nK = 2\nN = 2\nQ = "
        "\"lattice(3)\"\n");
    const Outcome outcome = gc({"audit", "mine"}, in(scratch));
    CHECK(outcome.code == 2);
    CHECK(has(outcome.err, "bad1.toml:1:"));
    CHECK(has(outcome.err, "bad2.toml:"));
    CHECK(has(outcome.err, "2 errors"));
    CHECK_FALSE(fs::exists(scratch.folder / "audit-report"));
}

TEST_CASE("what cannot be used or written is refused with its reason and code 2", "[cli][audit]") {
    const Scratch scratch;
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& reason) {
        const Outcome outcome = gc(arguments, in(scratch));
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, reason));
        CHECK_FALSE(has(outcome.out, "PASS"));
    };
    std::ofstream(scratch.folder / "file") << "something else entirely, and long enough to be no header";
    fs::create_directory(scratch.folder / "empty");
    refused({"audit", "decay/one-stpe"}, "did you mean \"decay/one-step\"?");
    refused({"audit", "pathwize"}, "did you mean \"pathwise\"?");
    refused({"audit", "nothing/of/this/kind"}, "groundcheck list");
    refused({"audit", "missing.toml"}, "missing.toml");
    refused({"audit", "./empty"}, "no claim file");
    refused({"audit", "--report", "file"}, "file");
    refused({"audit", "--report", "/proc/nowhere"}, "/proc/nowhere");
    refused({"audit", "--ledger", "file"}, "not a ledger");
    refused({"audit", "--ledger", "no/such/folder/ledger"}, "no/such/folder/ledger");
    refused({"audit", "--threads", "0"}, "--threads");
    refused({"audit", "--threads", "many"}, "--threads");
    refused({"audit", "--nonsense"}, "--nonsense");
    refused({"audit", "--theorems", "nowhere"}, "nowhere");
    refused({"audit", "--theorems", "empty"}, "empty");
    CHECK(test::bytes_of(scratch.folder / "file").starts_with("something else"));
}

TEST_CASE("a full disk ends the audit with a message and keeps the ledger usable", "[cli][audit]") {
    const Scratch scratch;
    Surroundings small = in(scratch);
    small.largest_file = 64 * 1024;
    const Outcome outcome = gc({"audit"}, small);
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.signal == 0);
    CHECK_FALSE(outcome.err.empty());
    CHECK(gc({"audit"}, in(scratch)).code == 0);
    if (fs::exists("/dev/full")) {
        Surroundings full = in(scratch);
        full.out = "/dev/full";
        const Outcome unsaid = gc({"audit"}, full);
        CHECK(unsaid.code == 2);
        CHECK(has(unsaid.err, "standard output"));
    }
}

TEST_CASE("a report can be made again from the ledger alone", "[cli][report]") {
    const Scratch scratch;
    REQUIRE(gc({"audit"}, in(scratch)).code == 0);
    const fs::path ledger = scratch.folder / "audit-report" / "ledger.sqlite";
    const Outcome outcome =
        gc({"report", ledger.string(), "--report", "again", "--theorems", "nowhere"}, in(scratch));
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "claims decided: 3 of 3"));
    CHECK(test::bytes_of(scratch.folder / "again/report.json") ==
          test::bytes_of(scratch.folder / "audit-report/report.json"));
    CHECK(test::bytes_of(scratch.folder / "again/junit.xml") ==
          test::bytes_of(scratch.folder / "audit-report/junit.xml"));
    CHECK(gc({"report", "missing"}, in(scratch)).code == 2);
    CHECK(gc({"report"}, in(scratch)).code == 2);
    const std::string bytes = test::bytes_of(ledger);
    std::ofstream(scratch.folder / "cut", std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    const Outcome cut = gc({"report", "cut"}, in(scratch));
    CHECK(cut.code == 2);
    CHECK(has(cut.err, "damaged"));
}

TEST_CASE("what a claim rests on is decided anew when it changes under a ledger", "[cli]") {
    const Scratch scratch;
    const auto claim = [&](const std::string& remark) {
        return write_claim(scratch, "data.toml",
                           "statement = \"D(Q) > 1/3 and D(P) <= 1/2\"\n" + remark +
                               "[domain]\nQ = \"counts:p.csv\"\nP = \"letters:q.txt\"\n");
    };
    const auto data = [&](const std::string& name, const std::string& content) {
        std::ofstream(scratch.folder / name, std::ios::binary) << content;
    };
    const auto audit = [&] {
        return gc({"audit", "data.toml", "--report", "r", "--no-ablation"}, in(scratch));
    };
    claim("");
    data("p.csv", "a,1\nb,1\n");
    data("q.txt", "xxxy");
    CHECK(audit().code == 0);
    CHECK(has(audit().out, "were decided before"));
    // A remark in the claim file.
    claim("# a remark\n");
    CHECK_FALSE(has(audit().out, "were decided before"));
    CHECK(has(audit().out, "were decided before"));
    // A table of counts: now the claim is false.
    data("p.csv", "a,9\nb,1\n");
    const Outcome refuted = audit();
    CHECK_FALSE(has(refuted.out, "were decided before"));
    CHECK(refuted.code == 1);
    data("p.csv", "a,1\nb,1\n");
    CHECK(audit().code == 0);  // the first data again, and the first verdict
    // A text: three letters, D(P) = 2/3.
    data("q.txt", "xyz");
    const Outcome three = audit();
    CHECK(three.code == 2);
    CHECK(has(three.err, "different numbers of symbols: Q has 2, P has 3"));
    data("q.txt", "xy");
    const Outcome other = audit();
    CHECK_FALSE(has(other.out, "were decided before"));
    CHECK(other.code == 0);
    // A table that counts a symbol twice is no table.
    data("p.csv", "a,1\nb,1\na,1\n");
    const Outcome twice = audit();
    CHECK(twice.code == 2);
    CHECK(has(twice.err, "p.csv:3:"));
    CHECK(has(twice.err, "line 1 already"));
}

TEST_CASE("a name that nothing answers to is refused before anything is decided", "[cli]") {
    const Scratch scratch;
    const std::string rest = "statement = \"1 < 2\"\n[domain]\n";
    for (const auto& [head, place, hint] : std::vector<std::array<std::string, 3>>{
             {"formal = \"statements/Nope.v:nope\"\n",
              "names.toml:1:11: error: there is no statement of proofs/", "docs/proofs.md"},
             {"title = \"t\"\nformal = [\"statements/OneGeneration.v:one_stop\"]\n",
              "names.toml:2:12: error:", "statements/OneGeneration.v:one_step"},
             {"sentence = \"S2\"\n", "names.toml:1:12: error: a claim does not say who reads it",
              "name the claim in a reading"}}) {
        write_claim(scratch, "names.toml", head + rest);
        for (const std::string command : {"check", "audit"}) {
            const Outcome outcome = gc({command, "names.toml"}, in(scratch));
            INFO(outcome.err);
            CHECK(outcome.code == 2);
            CHECK(has(outcome.err, place));
            CHECK(has(outcome.err, hint));
            CHECK_FALSE(has(outcome.out, "proved"));
        }
    }
    write_claim(scratch, "names.toml", "formal = \"statements/OneGeneration.v:one_step\"\n" + rest);
    CHECK(gc({"check", "names.toml"}, in(scratch)).code == 0);
}

TEST_CASE("a certificate that was lost or changed is made again", "[cli]") {
    const Scratch scratch;
    write_claim(scratch, "whole.toml",
                "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK = 2\nN = 2\nQ = \"simplex\"\n");
    const auto audit = [&] {
        return gc({"audit", "whole.toml", "--report", "r", "--no-ablation"}, in(scratch));
    };
    CHECK(audit().code == 0);
    fs::path certificate;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.folder / "r" / "certificates"))
        if (entry.path().extension() == ".gc") certificate = entry.path();
    REQUIRE_FALSE(certificate.empty());
    const std::string written = test::bytes_of(certificate);
    for (const bool lost : {false, true}) {
        if (lost)
            fs::remove(certificate);
        else
            std::ofstream(certificate, std::ios::app) << "more\n";
        CHECK(audit().code == 0);
        REQUIRE(fs::exists(certificate));
        CHECK(test::bytes_of(certificate) == written);
    }
}

}  // namespace audit_test
