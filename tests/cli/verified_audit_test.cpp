// The assurance `verified certificate`: who has it, who has not, and what takes it away.
#include <filesystem>
#include <fstream>

#include "ledger/ledger.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/sha256.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
namespace fs = std::filesystem;

namespace verified_audit_test {

namespace {

// Proved over a continuum; the first two lie in the proved checker's class, though not all of their N.
const char* const claims[][2] = {
    {"decays",
     "statement = \"E[H(Q')] <= H(Q)\"\nequality = \"vertex(Q)\"\nexpect = \"proved\"\n[domain]\nK = "
     "\"any\"\n"
     "N = \"1..5\"\nQ = \"simplex\"\n"
     // proved for N = 1 to 3
     "[mutant]\nstatement = \"E[H(Q')] <= (4-N)/3*H(Q) + 2/3*H(Q)\"\nexpect = \"refuted\"\n"},
    {"orders",
     "statement = \"E[T(q,Q')] <= T(0.5 + 3/2,Q) + T(q,Q) - T(2,Q)\"\nexpect = \"proved\"\n[domain]\n"
     "K = \"any\"\nN = \"2..3\"\nQ = \"simplex\"\nq = \"1/2, 3\"\n"},
    {"pair",
     // for two symbols, and not for every alphabet
     "statement = \"E[H(Q')] <= H(Q) and H(Q) <= log(2) + 1/10\"\nexpect = \"proved\"\n[domain]\nK = 2\nN = "
     "2\n"
     "Q = \"simplex\"\n"}};

struct Folder {
    test::Scratch scratch;
    fs::path sources = scratch.folder / "claims";

    Folder() {
        fs::create_directories(sources);
        for (const auto& [name, text] : claims)
            std::ofstream(sources / (std::string(name) + ".toml")) << text;
    }
    [[nodiscard]] fs::path report(const std::string& name) const { return scratch.folder / name; }
    [[nodiscard]] Outcome audit(const std::string& name, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments = {"audit", sources.string(), "--report", report(name).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::groundcheck(arguments);
    }
    [[nodiscard]] Outcome verify(const std::string& name) const {
        return test::groundcheck({"verify-report", report(name).string()});
    }
};

// How many instances have the assurance, and whether each of them has its certificate in the folder.
std::size_t verified_in(const fs::path& report) {
    std::size_t count = 0;
    for (const ClaimResult& result : Ledger::read_only(report / "ledger.sqlite").results())
        for (const InstanceResult& instance : result.instances) {
            if (instance.assurance != Assurance::verified) continue;
            ++count;
            CHECK(has(test::bytes_of(report / instance.verified_certificate), "groundcheck certificate 3\n"));
        }
    return count;
}

bool has_verified_checker() {
    const fs::path program = test::groundcheck_command({}).front();
    return fs::exists(program.parent_path().parent_path() / "checker" / "groundcheck-verified");
}

void put(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

TEST_CASE("an audit says which proofs the proved checker accepts", "[cli][verified]") {
    if (!has_verified_checker()) return;
    const Folder folder;
    const Outcome all = folder.audit("all");
    INFO(all.out << all.err);
    REQUIRE(all.code == 0);
    const std::size_t verified = verified_in(folder.report("all"));
    CHECK(verified >= 5 + 4);
    CHECK(has(all.out, "decays  proved   verified certificate"));
    CHECK(has(all.out, "orders  proved   verified certificate"));
    CHECK(has(all.out, "pair    proved   continuum"));
    CHECK(has(all.out, "verified certificates: " + std::to_string(verified) + " of "));
    CHECK(has(test::bytes_of(folder.report("all") / "report.json"), "\"verified_hash\""));
    CHECK(has(test::bytes_of(folder.report("all") / "junit.xml"), "verified certificate"));
    CHECK(has(test::bytes_of(folder.report("all") / "index.html"), "assurance-verified-certificate"));
    CHECK(folder.verify("all").code == 0);

    // up to a bound, and none; what is kept stays
    CHECK(folder.audit("some", {"--verified-samples", "3"}).code == 0);
    CHECK(verified_in(folder.report("some")) == 3 + 3 + 4);
    const Outcome none = folder.audit("none", {"--verified-samples", "0"});
    CHECK(none.code == 0);
    CHECK(has(none.out, "verified certificates: 0 of "));
    CHECK(has(none.out, "not asked: --verified-samples 0"));
    CHECK(verified_in(folder.report("none")) == 0);
    CHECK(folder.audit("some").code == 0);
    CHECK(verified_in(folder.report("some")) == verified);
    CHECK(folder.audit("some", {"--verified-samples", "0"}).code == 0);
    CHECK(verified_in(folder.report("some")) == verified);
}

TEST_CASE("without the program there is no such assurance, and the report says so", "[cli][verified]") {
    const Folder folder;
    const fs::path alone = folder.scratch.folder / "bin" / "groundcheck";
    fs::create_directories(alone.parent_path());
    fs::copy_file(test::groundcheck_command({}).front(), alone);
    const std::string report = folder.report("alone").string();
    const Outcome audit = test::run({alone.string(), "audit", folder.sources.string(), "--report", report});
    INFO(audit.out << audit.err);
    CHECK(audit.code == 0);
    CHECK(verified_in(report) == 0);
    CHECK(has(audit.out, "verified certificates: 0 of "));
    CHECK(has(audit.out, "groundcheck-verified is not installed beside this program"));
    CHECK(has(audit.out, "decays  proved   continuum"));
}

TEST_CASE("verify-report asks the proved checker again", "[cli][verified]") {
    if (!has_verified_checker()) return;
    const Folder folder;
    REQUIRE(folder.audit("all").code == 0);
    const fs::path report = folder.report("all");
    const auto certificate = [&](const std::string& name) {
        return report / "certificates" / "decays" / name;
    };
    const fs::path three = certificate("domain1_K=any_N=3.gc3"), four = certificate("domain1_K=any_N=4.gc3");
    const std::string text = test::bytes_of(three);
    const auto refused = [&](const std::string& why) {
        const Outcome outcome = folder.verify("all");
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(has(outcome.out, why));
    };
    for (const char* program : {"/bin/true", "/bin/echo", "/bin/false"})
        CHECK(test::groundcheck({"verify-report", report.string(), "--verified-checker", program}).code == 1);
    fs::remove(three);
    refused("is not here as the audit wrote it");
    put(three, text + "\n");
    refused("is not here as the audit wrote it");
    // what is lost is decided and verified again
    CHECK(folder.audit("all").code == 0);
    CHECK(test::bytes_of(three) == text);

    // a forger who changes the ledger, too, is met by the checker
    const auto forge = [&](const std::string& certificate_text) {
        put(three, certificate_text);
        Ledger ledger(report / "ledger.sqlite");
        for (const ClaimResult& result : ledger.results())
            for (InstanceResult instance : result.instances)
                if (report / instance.verified_certificate == three) {
                    instance.verified_hash = sha256(certificate_text);
                    ledger.store(result.claim, result.is_mutant, instance);
                }
    };
    std::string false_text = text, weaker = text;
    false_text.replace(false_text.find("E[H(Q')]"), 8, "E[H(Q')]*2");
    weaker.replace(weaker.find("<= H(Q)"), 7, "<= H(Q) + D(Q)");
    forge(false_text);
    refused("decays/domain1_K=any_N=3.gc3: rejected: ");
    forge(weaker);
    refused("decays/domain1_K=any_N=3.gc3: it proves something else: ");
    forge(test::bytes_of(four));
    refused("decays/domain1_K=any_N=3.gc3: it proves something else: ");
}

TEST_CASE("shares merge to the plain run", "[cli][verified]") {
    if (!has_verified_checker()) return;
    const Folder folder;
    REQUIRE(folder.audit("plain").code == 0);
    for (const char* share : {"1/2", "2/2"})
        REQUIRE(folder.audit(std::string("share") + share[0], {"--shard", share}).code == 0);
    const fs::path into = folder.report("merged") / "ledger.sqlite";
    fs::create_directories(into.parent_path());
    const Outcome merged = test::groundcheck(
        {"merge", (folder.report("share1") / "shard-1-of-2.sqlite").string(),
         (folder.report("share2") / "shard-2-of-2.sqlite").string(), "--into", into.string()});
    INFO(merged.out << merged.err);
    REQUIRE(merged.code == 0);
    REQUIRE(test::groundcheck({"report", into.string(), "--report", folder.report("merged").string()}).code ==
            0);
    CHECK(verified_in(folder.report("merged")) == verified_in(folder.report("plain")));
    CHECK(test::groundcheck({"diff", (folder.report("plain") / "report.json").string(),
                             (folder.report("merged") / "report.json").string()})
              .code == 0);
    CHECK(folder.verify("merged").code == 0);
    const auto sums = [&](const std::string& name) {
        return test::bytes_of(folder.report(name) / "data" / "certificates.sha256");
    };
    CHECK(sums("merged") == sums("plain"));
}

}  // namespace verified_audit_test
