// family = "gaussian": what reads, reads back, and what is rejected where.
#include <set>
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::test::test_gaussian {
namespace {

const std::string family = "[process]\nfamily = \"gaussian\"\n";
const std::string domain = "[domain]\nN = 3\nmu = 0\ns2 = 1\nm = \"0, 1\"\n";

Claim load_gaussian(const std::string& statement, const std::string& process, const std::string& more = "") {
    const TemporaryFolder folder;
    return load_claim(folder.write(
        "claim.toml", "statement = '''" + statement + " or m > 0'''\n" + family + process + domain + more));
}

}  // namespace

TEST_CASE("Statements about a Gaussian read, and read back", "[gaussian]") {
    for (const char* statement :
         {"Pr[s2[1] >= s2] < 1/2", "Pr[mu[1] <= mu and not s2[1] < 2*s2] == 0",
          "E[mu[1]*s2[2]] <= Var[mu[1]]", "Pr[(mu[1] - mu)^2 <= 1 implies finite(s2[1])] == 1",
          "E[log(s2[1])] < log(s2)"}) {
        INFO(statement);
        const Claim claim = load_gaussian(statement, "");
        const Scope scope = scope_of(claim.domains.front());
        CHECK(scope.gaussian);
        CHECK(same(*claim.statement, *parse_statement(to_text(*claim.statement), scope)));
    }
    for (const char* statement :
         {"Pr[mu[1]] <= 1", "Law[mu[1]] == 1", "Pr[mu[1] <= 0 from 1] <= 1", "mu[1] <= 0", "Pr[Q' == Q] <= 1",
          "E[Pr[mu[1] <= 0]] <= 1", "E[mu[1] <= 0] <= 1"}) {
        INFO(statement);
        CHECK_THROWS_AS(load_gaussian(statement, ""), InputError);
    }
}

TEST_CASE("What a Gaussian's process says, as a value", "[gaussian]") {
    const Domain read =
        load_gaussian("E[mu[1]] >= 0",
                      "world = \"max(m, 1), m^2\"\nalpha = \"1/(t+2)\"\ndata = \"accumulate\"\n")
            .domains.front();
    REQUIRE(read.process);
    const auto* gaussian = std::get_if<GaussianProcess>(&read.process->family);
    REQUIRE(gaussian != nullptr);
    CHECK(to_text(*gaussian->world_mean) == "max(m, 1)");
    CHECK(to_text(*gaussian->world_variance) == "m^2");
    CHECK(to_text(*gaussian->alpha) == "1/(t + 2)");
    CHECK(gaussian->accumulate);
    CHECK(gaussian->samples == nullptr);
    CHECK((order(*read.process, *process_from(read.process->written, read)) == 0));
    for (const auto& [key, text] : std::vector<std::pair<std::string, std::string>>{
             {"world", "max(m, 1), m"}, {"world", "m, m^2"}, {"alpha", "1/(t+3)"}, {"data", "replace"}}) {
        auto entries = read.process->written;
        entries[key] = text;
        CHECK((order(*read.process, *process_from(entries, read)) != 0));
    }
    // The domain's share, and names that only the world uses.
    const Domain other =
        load_gaussian("E[mu[1]] >= 0", "world = \"m, 1\"\n", "alpha = \"0, 1/2\"\n").domains.front();
    CHECK(std::get<GaussianProcess>(other.process->family).alpha == nullptr);
    const std::vector<std::string> used = variables_of(*other.process, scope_of(other));
    CHECK(std::set<std::string>(used.begin(), used.end()) == std::set<std::string>{"alpha", "m", "mu", "s2"});
}

TEST_CASE("A Gaussian starts from numbers: one that is missing, and one that is an interval, are told apart",
          "[gaussian]") {
    const std::pair<const char*, const char*> table[] = {
        {"s2 = 1\n", "\"mu\" is missing"},
        {"mu = 0\n", "\"s2\" is missing"},
        {"mu = \"[0,1]\"\ns2 = 1\n", "\"mu\" ranges over an interval"},
        {"mu = 0\ns2 = \"(0,1]\"\n", "\"s2\" ranges over an interval"},
        {"mu = 0\ns2 = -1\n", "a variance is not negative"},
    };
    for (const auto& [numbers, says] : table) {
        INFO(numbers);
        const TemporaryFolder folder;
        try {
            load_claim(folder.write(
                "claim.toml", "statement = \"E[mu[1]] >= 0\"\n" + family + "[domain]\nN = 3\n" + numbers));
            FAIL_CHECK("it was read");
        } catch (const InputError& error) {
            INFO(error.what());
            CHECK(error.message.find(says) != std::string::npos);
        }
    }
}

}  // namespace groundcheck::test::test_gaussian
