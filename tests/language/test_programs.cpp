// Strings, machines and the program learner's process: what reads, reads back, and what is rejected where.
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::test::test_programs {
namespace {

const std::string process = "[process]\nfamily = \"program\"\nnoise = \"e\"\n";
const std::string domain =
    "[domain]\nL = 2\nN = \"1..3\"\nt = \"0..2\"\ne = \"1/3\"\nm = \"D(4)\"\nh = \"strings\"\n"
    "world = \"strings(01, 11)\"\nalpha = \"0, 1/2\"\n";
// Uses everything that the domain declares.
const std::string uses = " and t >= 0 and e > 0 and P_1 > 0 and Pr[h[1] == world] >= 0";

Claim load_text(const std::string& toml) {
    const TemporaryFolder folder;
    return load_claim(folder.write("claim.toml", toml));
}

Claim with(const std::string& statement) {
    return load_text("statement = '''" + statement + uses + "'''\n" + process + domain);
}

TEST_CASE("statements about strings and programs read, and read back", "[programs]") {
    for (const char* statement : {"\"\" == \"\"",
                                  "\"01\" != reverse(\"10\")",
                                  "length(complement(h)) == L",
                                  "Pr[h[t] == h from world with N = 2, alpha = alpha/2] >= 0",
                                  "E[H(Q[t])] == H(Q)",
                                  "E[TV(Q', P)] <= 1",
                                  "Var[Q[t]_1] >= 0",
                                  "TV(Law[h[t]], Law[h[t + 1] from \"00\"]) <= 1",
                                  "Law[h[infinity]] == m",
                                  "KL(Law[h[t] with N = N + 1], m) >= 0",
                                  "doeblin > 0",
                                  "sum(s in strings(L): m_s) == 1",
                                  "prod(s in outputs(2): runs(2, s)) >= 0",
                                  "sum(s in strings(2): sum(r in strings(2): Pr[h[1] == r from s])) == 4",
                                  "sum(i: m_i) == 1",
                                  "E[-log(m_(h[infinity]))] < H(m)",
                                  "D(4, h) > 0",
                                  "steps(2) + halting(2) + endless(2) > 0",
                                  "m_(reverse(h)) == m_h",
                                  "Pr[h[1] == h[2]] > 0",
                                  "I[world; h[t]] <= H(m)",
                                  "I[world; h[infinity]] <= I[ world ; X ]",
                                  "I[world; samples] >= 0",
                                  "flip(flip(h, 1), 1) == h",
                                  "join(h, reverse(h)) != join(\"0\", h)",
                                  "BDM(2, 1, flip(h, t + 1)) > BDM(1, h)"}) {
        INFO(statement);
        const Claim claim = with(statement);
        const Scope scope = scope_of(claim.domains.front());
        CHECK(same(*claim.statement, *parse_statement(to_text(*claim.statement), scope)));
    }
}

TEST_CASE("what a domain of strings declares", "[programs]") {
    const Claim claim = with("m_1 > 0");
    const Domain& read = claim.domains.front();
    CHECK(read.L == std::vector<std::uint32_t>{2});
    CHECK(read.K == std::vector<std::uint32_t>{4});
    CHECK(read.strings.at("h").listed.empty());
    CHECK(read.strings.at("world").listed == std::vector<std::string>{"01", "11"});
    CHECK(read.distributions.at("m").kind == DistributionDomain::Kind::machines);
    REQUIRE(read.process);
    CHECK(std::holds_alternative<ProgramProcess>(read.process->family));
    CHECK((order(*read.process, Process()) != 0));
    CHECK(read.process->text == "family = program, noise = e");
    // Without strings m is a parameter like others.
    CHECK(load_text("statement = \"m > 0\"\n[domain]\nm = 2\n").domains.front().scalars.contains("m"));
}

TEST_CASE("statements that are none about programs", "[programs]") {
    // The column counts within the file's line; statement = ''' takes 15.
    const std::vector<Reject> table = {
        {"h < world", 1, 16, "strings have no order"},
        {"h + 1 < 2", 1, 16, "a number is needed here, this is a string"},
        {"H(h) < 2", 1, 18, "\"H\" needs a distribution here, this is a string"},
        {"h == 1", 1, 21, "\"==\" compares a string with a number"},
        {"reverse(1) == h", 1, 24, "\"reverse\" needs a string here"},
        {"h[1] == h", 1, 16, "has no value by itself"},
        {"Pr[world[1] == h] > 0", 1, 19, "\"world\" has none"},
        {"Pr[h[-1] == h] > 0", 1, 21, "a generation is a whole number from 0"},
        {"Pr[h[1] == h from 1] > 0", 1, 34, "a string is needed here"},
        {"Pr[h[1] == h from h[2]] > 0", 1, 34, "is random and has no value by itself"},
        {"Pr[h[1] == h with t = 2] > 0", 1, 34, "\"t\" is no number of this process"},
        {"Pr[h[1] == h with world = 2] > 0", 1, 34, "\"world\" is no number of this process"},
        {"Pr[h[1] == h with N] > 0", 1, 35, "an equals sign"},
        {"Pr[h[1] == h with N = ] > 0", 1, 38, "a number, a name"},
        {"Pr[h[1] == h with N = h] > 0", 1, 38, "a number is needed here, this is a string"},
        {"H(Law[Q']) > 0", 1, 22, "a string is needed here, this is a distribution"},
        {"H(Law[h]) > 0", 1, 22, "only a random hypothesis has a law"},
        {"H(M) > 0", 1, 18, "no mixture M"},
        {"fixtime(Q) > 0", 1, 16, "never stands still"},
        {"for every outcome: H(Q') > 0", 1, 16, "the program learner has hypotheses"},
        {"sum(s in h: 1) > 0", 1, 25, "a sum runs over a range low..high"},
        {"sum(s in strings(1, 2): 1) > 0", 1, 25, "a sum runs over"},
        {"sum(s in strings(h): 1) > 0", 1, 33, "a number is needed here"},
        {"sum(h in strings(2): 1) > 0", 1, 20, "\"h\" is a variable already"},
        {"strings(2) > 0", 1, 16, "unknown function \"strings\""},
        {"D(Q, h) > 0", 1, 16, "\"D\" takes 1 argument, not 2"},
        {"runs(h, 2) > 0", 1, 21, "\"runs\" needs a number here"},
        {"h_1 > 0", 1, 16, "only a distribution or an observable has components"},
        {"Q_5 > 0", 1, 18, "there is no symbol 5"},
        {"I[h; h[1]] > 0", 1, 18, "the information about the random world"},
        {"I[world; h] > 0", 1, 25, "is looked for in h[t]"},
        {"I[world; Q[1]] > 0", 1, 25, "is looked for in h[t]"},
        {"I[world; reverse(h[1])] > 0", 1, 25, "is looked for in h[t]"},
        {"I[world; h[1] from h] > 0", 1, 30, "a closing bracket"},
        {"I[world] > 0", 1, 23, "a semicolon"},
        {"I[world; ] > 0", 1, 25, "a number, a name"},
        {"I > 0", 1, 16, "unknown name \"I\""},
        {"flip(h) == h", 1, 16, "\"flip\" takes 2 arguments, not 1"},
        {"flip(1, h) == h", 1, 21, "\"flip\" needs a string here"},
        {"flip(h, h) == h", 1, 24, "\"flip\" needs a number here"},
        {"join(h) == h", 1, 16, "\"join\" takes 2 arguments, not 1"},
        {"join(h, 1) == h", 1, 24, "\"join\" needs a string here"},
        {"BDM(h) > 0", 1, 16, "takes 2 or 3 arguments, not 1"},
        {"BDM(h, 2) > 0", 1, 20, "\"BDM\" needs a number here"},
        {"BDM(1, 2) > 0", 1, 23, "\"BDM\" needs a string here"},
        {"BDM(1, h, 2) > 0", 1, 23, "\"BDM\" needs a number here"},
        {"BDM(1, 2, 3, h) > 0", 1, 16, "takes 2 or 3 arguments, not 4"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { with(reject.text); });
}

TEST_CASE("processes and domains that are none of programs", "[programs]") {
    const std::string claim = "statement = \"Pr[h[1] == h] > 0\"\n";
    const std::string plain = "[domain]\nL = 2\nN = 2\nm = \"uniform\"\nh = \"strings\"\n";
    const auto family = [](const std::string& more) {
        return "[process]\nfamily = \"program\"\n" + more + "\n";
    };
    const std::string noise = family("noise = \"1/3\"");
    const std::vector<Reject> table = {
        {claim + family("") + plain, 3, 10, "needs its noise"},
        {claim + family("noise = \"0\"") + plain, 4, 9, "between 0 and 1, this is 0"},
        {claim + family("noise = \"1\"") + plain, 4, 9, "between 0 and 1, this is 1"},
        {claim + family("noise = \"t\"") + plain, 4, 10, "\"t\" is not in the domain"},
        {claim + family("noise = \"x\"") + plain, 4, 10, "unknown name \"x\""},
        {claim + family("noise = \"1/3\"\nchoice = \"best\"") + plain, 5, 10,
         "\"best\" is no value of \"choice\""},
        {claim + family("noise = \"1/3\"\nshare = \"half\"") + plain, 5, 9,
         "\"half\" is no value of \"share\""},
        {claim + family("noise = \"1/3\"\nN = \"t+1\"") + plain, 5, 5, "has no \"N\""},
        {claim + family("noise = \"1/3\"\ndata = \"accumulate\"") + plain, 5, 8, "has no \"data\""},
        {claim + "[process]\nnoise = \"1/3\"\n" + plain, 3, 9, "belongs to the program learner"},
        {claim + family("noise = \"1/3\"\nworld = \"h with 1\"") + plain, 5, 9, "drawn from its prior m"},
        {claim + family("noise = \"1/3\"\npenalty = \"2\"") + plain, 5, 11, "choice = \"maximum\""},
        {claim + family("noise = \"1/3\"\nchoice = \"maximum\"\npenalty = \"-1/2\"") + plain, 6, 11,
         "a penalty is not negative, this is -1/2"},
        {claim + family("noise = \"1/3\"\nchoice = \"maximum\"\npenalty = \"t\"") + plain, 6, 12,
         "\"t\" is not in the domain"},
        {claim + family("noise = \"1/3\"\nchoice = \"maximum\"\npenalty = \"\"") + plain, 6, 12,
         "the text is empty"},
        {claim + family("noise = \"1/3\"\nstart = \"m\"") + plain, 5, 9, "\"m\" is no value of \"start\""},
        {claim + family("noise = \"1/3\"\nstart = \"world\"") + plain, 1, 14, "declare world in the domain"},
        {claim + family("noise = \"1/3\"\nalpha = \"0^t\"") + plain, 1, 14, "declare world in the domain"},
        {claim + family("noise = \"1/3\"\nalpha = \"0^s\"") + plain, 5, 12, "unknown name \"s\""},
        {"statement = \"E[D(Q')] > 0\"\n[process]\npenalty = \"2\"\n[domain]\nK = 2\nN = 1\nQ = "
         "\"uniform\"\n",
         3, 11, "belongs to the program learner"},
        {claim + noise + "[domain]\nK = 4\nN = 2\nQ = \"uniform\"\nh = \"strings(01)\"\n", 3, 10,
         "length L is missing"},
        {claim + noise + plain + "K = 4\n", 10, 5, "K follows from the strings' length"},
        {claim + noise + plain + "Q = \"uniform\"\n", 3, 10, "with the program learner Q is not declared"},
        {claim + noise + plain + "g = \"strings(011)\"\n", 10, 5, "has length 3, but L = 2"},
        {claim + noise + plain + "g = \"strings(0a)\"\n", 10, 14, "no string of zeros and ones"},
        {claim + noise + plain + "g = \"strings()\"\n", 10, 14, "no string of zeros and ones"},
        {claim + noise + plain + "g = \"strings(01, 01)\"\n", 10, 18, "is listed twice"},
        {claim + noise + plain + "g = \"some strings\"\n", 10, 6, "is no set of strings"},
        {claim + noise + plain + "g = \"strings\"\n", 10, 1, "never uses it"},
        {claim + noise + "[domain]\nL = 17\nN = 2\nm = \"uniform\"\nh = \"strings\"\n", 6, 5, "at most 16"},
        {claim + noise + "[domain]\nL = 0\nN = 2\nm = \"uniform\"\nh = \"strings\"\n", 6, 5, "L"},
        {claim + noise + "[domain]\nL = 2\nm = \"uniform\"\nh = \"strings\"\n", 1, 14,
         "declare N in the domain"},
        {claim + noise + "[domain]\nL = 2\nN = 2\nh = \"strings\"\n", 1, 14, "declare m in the domain"},
        {claim + noise + "[domain]\nL = 2\nN = 2\nm = \"uniform\"\n", 1, 14, "declare h in the domain"},
        {claim + noise + plain + "alpha = \"1/2\"\n", 1, 14, "declare world in the domain"},
        {claim + noise + "[domain]\nL = 2\nN = 2\nm = \"D(6)\"\nh = \"strings\"\n", 8, 8, "1 to 5 states"},
        {claim + noise + "[domain]\nL = 2\nN = 2\nm = \"D()\"\nh = \"strings\"\n", 8, 8, "1 to 5 states"},
        {claim + noise + "[domain]\nL = 2\nN = 2\nm = [[0.5, 0.5]]\nh = \"strings\"\n", 8, 5,
         "has 2 entries"},
        {"statement = \"H(Q) > 0\"\n[domain]\nK = 4\nQ = \"D(4)\"\n", 4, 5, "of which length?"},
        {"statement = \"length(s) > 0\"\n[domain]\ns = \"strings\"\n", 3, 5, "of which length?"},
    };
    for (const Reject& reject : table) {
        check_rejected(reject, [&] { load_text(reject.text); });
    }
    // A start of its own, a schedule and a penalty that are right.
    const std::string told = "statement = \"I[world; h[1]] > 0\"\n",
                      bare = "[domain]\nL = 2\nN = 2\nm = \"uniform\"\n";
    CHECK(load_text(told + family("noise = \"1/3\"\nstart = \"world\"") + bare).domains.size() == 1);
    check_rejected({"", 1, 14, "declare h in the domain"}, [&] { load_text(told + noise + bare); });
    const Claim whole = load_text(
        claim + family("noise = \"1/3\"\nalpha = \"0^t\"\nchoice = \"maximum\"\npenalty = \"3/2\"") + plain +
        "world = \"strings\"\n");
    const auto& learner = std::get<ProgramProcess>(whole.domains.front().process->family);
    CHECK((learner.alpha && learner.penalty && learner.start == "h"));
    // Without the family, h[1] is nothing.
    check_rejected({claim + plain, 1, 14, "family = \"program\""}, [&] { load_text(claim + plain); });
}

}  // namespace
}  // namespace groundcheck::test::test_programs
