// check --format 3: certificates for the verified checker, and what it says of them where it is.
#include <fstream>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
namespace fs = std::filesystem;

namespace verified_certificates_test {

namespace {

Outcome check_claim(const std::string& statement, const std::string& domain, const std::string& format,
                    const fs::path& folder) {
    std::ofstream(folder / "mine.toml") << "statement = \"" << statement << "\"\n[domain]\n"
                                        << domain << "\n";
    return test::groundcheck({"check", (folder / "mine.toml").string(), "--certificate",
                              (folder / "mine.gc").string(), "--format", format});
}

bool has_verified_checker() {
    const fs::path program = test::groundcheck_command({}).front();
    return fs::exists(program.parent_path().parent_path() / "checker" / "groundcheck-verified");
}

}  // namespace

TEST_CASE("certificates of format 3 are written and verified", "[cli][verified]") {
    const test::Scratch scratch;
    const std::string every = "K = \"any\"\nN = \"1..3\"\nQ = \"simplex\"";
    const Outcome written = check_claim("E[H(Q')] <= H(Q)", every, "3", scratch.folder);
    INFO(written.out << written.err);
    CHECK(written.code == 0);
    CHECK(has(written.out, "3 certificates in "));
    CHECK(has(written.out, has_verified_checker() ? "verified certificates: all accepted"
                                                  : "the verified checker is not here"));
    CHECK(has(test::bytes_of(scratch.folder / "mine.gc"), "groundcheck certificate 3\nclaim mine\n"));

    const Outcome beyond = check_claim("E[H(Q')]*2 <= H(Q) + D(Q)*H(Q) + 2*H(Q)",
                                       "K = 2\nN = \"1..2\"\nQ = \"simplex\"", "3", scratch.folder);
    INFO(beyond.out << beyond.err);
    CHECK(has(
        beyond.out,
        "no certificate for the verified checker of 2 instances, such as K=2 N=1: 'D(Q)*H(Q)' is a product"));

    // What has a certificate for every alphabet has one for two symbols, and a chain has two in each.
    const Outcome chain = check_claim("(1 - 1/N)^2*D(Q) <= E[H(Q[2])] <= log(N)*(1 - 1/N)*D(Q)",
                                      "K = 2\nN = \"1..3\"\nQ = \"simplex\"", "3", scratch.folder);
    INFO(chain.out << chain.err);
    CHECK(chain.code == 0);
    CHECK(has(chain.out, "3 certificates in "));
    CHECK(has(chain.out, has_verified_checker() ? "verified certificates: all accepted"
                                                : "the verified checker is not here"));

    // The checker spells a name that has a line end; its answers are found all the same.
    const fs::path odd = scratch.folder / "two\nlines\\";
    fs::create_directory(odd);
    const Outcome spelled = check_claim("E[H(Q')] <= H(Q)", every, "3", odd);
    INFO(spelled.out << spelled.err);
    CHECK(spelled.code == 0);
    CHECK(has(spelled.out, has_verified_checker() ? "verified certificates: all accepted"
                                                  : "the verified checker is not here"));

    const Outcome second = check_claim("E[H(Q')] <= H(Q)", every, "2", scratch.folder);
    CHECK(has(test::bytes_of(scratch.folder / "mine.gc"), "groundcheck certificate 2\n"));
    CHECK_FALSE(has(second.out, "verified"));
    const Outcome none = check_claim("E[H(Q')] <= H(Q)", every, "1", scratch.folder);
    CHECK(none.code == 2);
    CHECK(has(none.err, "--format"));
}

TEST_CASE("what the format has no words for is said in a line, and a full disk is no fault of the program",
          "[cli][verified]") {
    const test::Scratch scratch;
    const std::string every = "K = \"any\"\nN = 2\nQ = \"simplex\"";
    const Outcome named = check_claim("E[H(Q')] <= 2*i*H(Q)", every + "\ni = \"1/2\"", "3", scratch.folder);
    INFO(named.out << named.err);
    CHECK(named.code == 0);
    CHECK(has(named.out, "the format cannot give a number the name 'i'"));
    std::ofstream(scratch.folder / "my claim.toml") << "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\n"
                                                    << every << "\n";
    const auto check_into = [&](const std::string& file) {
        return test::groundcheck(
            {"check", (scratch.folder / "my claim.toml").string(), "--certificate", file, "--format", "3"});
    };
    const Outcome blank = check_into((scratch.folder / "c.gc").string());
    CHECK(blank.code == 0);
    CHECK(has(blank.out, "the claim's name has other characters than"));
    std::ofstream(scratch.folder / "mine.toml") << "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\n"
                                                << every << "\n";
    const Outcome full = test::groundcheck(
        {"check", (scratch.folder / "mine.toml").string(), "--certificate", "/dev/full", "--format", "3"});
    CHECK(full.code == 2);
    CHECK(has(full.err, "the certificate /dev/full cannot be written"));
}

TEST_CASE("what ids and paths spell is no proof, and a claim's own file no place for a certificate",
          "[cli][verified]") {
    const test::Scratch scratch;
    const fs::path mine = scratch.folder / "x: proved: y.toml";
    const std::string text =
        "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK = \"any\"\nN = 2\nQ = \"simplex\"\n";
    std::ofstream(mine) << text;
    const auto check_into = [&](const std::string& certificate) {
        return test::groundcheck({"check", mine.string(), "--certificate",
                                  (scratch.folder / certificate).string(), "--format", "3"});
    };
    const Outcome named = check_into("a: proved: b.gc");
    INFO(named.out << named.err);
    if (has_verified_checker())
        CHECK_FALSE(has(named.out, "all accepted"));  // its id is no line of the format
    const Outcome own = check_into("x: proved: y.toml");
    CHECK(own.code == 2);
    CHECK(has(own.err, "the claim's own file"));
    CHECK(test::bytes_of(mine) == text);
}

}  // namespace verified_certificates_test
