// groundcheck verify-report: a sound report, and one for each thing that can be wrong with it.
#include <filesystem>
#include <fstream>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
namespace fs = std::filesystem;

namespace verify_report_test {

namespace {

const char* const decays = R"toml(
id        = "decays"
title     = "Entropy decays"
statement = "E[H(Q')] <= H(Q)"
expect    = "proved"
[domain]
K = "any"
N = "1..3"
Q = "simplex"
[mutant]
statement = "E[H(Q')] <= H(Q) - 1/100"
expect    = "refuted"
)toml";

const char* const rises = R"toml(
id        = "rises"
title     = "Diversity never falls"
statement = "for every outcome: D(Q') >= D(Q)"
expect    = "refuted"
[domain]
K = 2
N = 2
Q = "lattice(4)"
)toml";

const char* const other = R"toml(
id        = "other"
title     = "Diversity decays"
statement = "E[D(Q')] <= D(Q)"
expect    = "proved"
[domain]
K = "any"
N = "1..3"
Q = "simplex"
# proved for N = 1 and 2, so that a mutant has certificates too
[mutant]
statement = "E[D(Q')] <= (3 - N)/2*D(Q)"
expect    = "refuted"
)toml";

// An audit of the claims above, made once; each test works on a copy.
struct Audited {
    test::Scratch scratch;
    fs::path claims = scratch.folder / "claims", report = scratch.folder / "report";

    Audited() {
        fs::create_directories(claims);
        for (const auto& [name, text] : {std::pair{"decays", decays}, {"rises", rises}, {"other", other}})
            std::ofstream(claims / (std::string(name) + ".toml")) << text;
        const Outcome outcome = test::groundcheck({"audit", claims.string(), "--report", report.string()});
        INFO(outcome.out << outcome.err);
        REQUIRE(outcome.code == 0);
    }

    Outcome verify(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments = {"verify-report", report.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::groundcheck(arguments);
    }

    [[nodiscard]] fs::path certificate_of(const std::string& claim) const {
        for (const auto& entry : fs::recursive_directory_iterator(report / "certificates"))
            if (entry.path().extension() == ".gc" && has(entry.path().string(), "/" + claim + "/"))
                return entry.path();
        FAIL("no certificate of " << claim);
        return {};
    }
};

void put(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

TEST_CASE("verify-report confirms a sound report and says what it looked at", "[cli][verify]") {
    const Audited audited;
    const Outcome outcome = audited.verify();
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    for (const char* line :
         {"claim files: 3 as they were audited\n", "certificates: 8 accepted by ",
          "counterexamples: 3 confirmed by the reference\n", "report.json: 1 says what the ledger says\n",
          "nothing contradicts the report\n"})
        CHECK(has(outcome.out, line));
}

TEST_CASE("verify-report finds whatever is not as the report says", "[cli][verify]") {
    const Audited audited;
    const auto fails = [&](const std::string& reason) {
        const Outcome outcome = audited.verify();
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(has(outcome.out, "NOT: "));
        CHECK(has(outcome.out, reason));
        CHECK(has(outcome.out, "the report does NOT hold as it stands"));
    };
    // A certificate that is lost, changed by a byte, or that of another claim.
    const fs::path certificate = audited.certificate_of("decays");
    const std::string text = test::bytes_of(certificate);
    fs::remove(certificate);
    fails(" is not here");
    put(certificate, text + " ");
    fails("is not the file that the audit wrote");
    put(certificate, test::bytes_of(audited.certificate_of("other")));
    fails("is not the file that the audit wrote");
    put(certificate, text);
    // A claim whose file says something else by now, or nothing that can be read.
    put(audited.claims / "decays.toml", std::string(decays) + "note = \"\"\n");
    fails("decays: its file is no claim any more");
    put(audited.claims / "decays.toml", "# changed\n" + std::string(decays));
    fails("decays: its file, or data that it reads, is not the one that was audited");
    put(audited.claims / "decays.toml", decays);
    // A list of hashes that leaves out what a stranger should check.
    const fs::path list = audited.report / "data" / "certificates.sha256";
    const std::string hashes = test::bytes_of(list);
    put(list, hashes.substr(hashes.find('\n') + 1));
    fails("data/certificates.sha256 does not name the certificates");
    fs::remove(list);
    fails("data/certificates.sha256 does not name the certificates");
    put(list, hashes);
    // A report that says more than the ledger.
    const std::string json = test::bytes_of(audited.report / "report.json");
    std::string boast = json;
    boast.replace(boast.find("\"refuted\""), 9, "\"proved\"");
    put(audited.report / "report.json", boast);
    fails("report.json does not say what the ledger says");
    put(audited.report / "report.json", json.substr(0, json.size() / 2));
    fails("report.json: ");
    put(audited.report / "report.json", json);
    CHECK(audited.verify().code == 0);
}

TEST_CASE("verify-report passes over what it cannot look at, and says so", "[cli][verify]") {
    const Audited audited;
    fs::remove(audited.claims / "rises.toml");
    fs::remove(audited.report / "report.json");
    const Outcome outcome = audited.verify();
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "claim files: 2 as they were audited, 1 passed over"));
    CHECK(has(outcome.out, "passed over: rises: its file is not here"));
    CHECK(has(outcome.out, "passed over: report.json is not here"));
    const Outcome hurried = audited.verify({"--steps", "1"});
    CHECK(hurried.code == 0);
    CHECK(has(hurried.out, "the reference cannot decide it within its steps"));
}

TEST_CASE("verify-report refuses what is no report, and a checker that says nothing", "[cli][verify]") {
    const Audited audited;
    const Outcome silent = audited.verify({"--checker", "/bin/true"});
    CHECK(silent.code == 1);
    CHECK(has(silent.out, "the checker says nothing of it"));
    const Outcome wrong = audited.verify({"--checker", "/bin/echo"});  // says the names of the files
    CHECK(wrong.code == 1);
    for (const std::vector<std::string>& bad :
         std::vector<std::vector<std::string>>{{"--checker", "/nowhere/checker"},
                                               {"--checker", audited.scratch.folder.string()},
                                               {"--ledger", "/nowhere/ledger.sqlite"},
                                               {"--ledger", (audited.claims / "rises.toml").string()},
                                               {"--steps", "0"},
                                               {"--steps", "many"},
                                               {"another"}}) {
        const Outcome outcome = audited.verify(bad);
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 2);
    }
    CHECK(test::groundcheck({"verify-report"}).code == 2);
    CHECK(test::groundcheck({"verify-report", "/nowhere"}).code == 2);
    CHECK(test::groundcheck({"verify-report", audited.claims.string()}).code == 2);
}

}  // namespace verify_report_test
