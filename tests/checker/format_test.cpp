// The format: what checker/FORMAT.md says, by hand-written certificates, more to refuse than to accept.
#include <fstream>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"

using namespace groundcheck::test;

namespace format_test {

namespace {

// A certificate for a statement about every alphabet, read by symbols, with the given proof lines.
std::string by_symbols(const std::string& statement, const std::string& proof,
                       const std::string& lets = "let K any\nlet N 3\n") {
    return sealed("groundcheck certificate 2\nclaim test/format\nstatement " + statement +
                  "\nreading symbols\n" + lets + "range Q simplex\n" + proof + "seal \n");
}

const std::string identity = "proof 1 identity\n";

}  // namespace

TEST_CASE("the worked example of the specification is accepted as it stands", "[checker]") {
    std::ifstream file("checker/FORMAT.md");
    REQUIRE(file);
    std::string example;
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("    groundcheck certificate", 0) == 0 || !example.empty()) {
            if (line.empty()) break;
            example += line.substr(4) + "\n";
        }
    }
    const Checked answer = check(example);
    INFO(answer.said);
    CHECK(answer.answer == Answer::proved);
    CHECK(answer.said.find(
              "for every K and every Q, N=1: E[H(Q')] <= H(Q), with equality exactly at the vertices") !=
          std::string::npos);
}

TEST_CASE("the checker's command line says what it takes", "[checker]") {
    struct Case {
        const char* arguments;
        int code;
        const char* said;
    };
    for (const Case& c : {
             Case{"--help", 0, "usage: groundcheck-checker FILE..."},
             {"-h", 0, "Exit code 0: all proved"},
             {"no-such-file --help", 0, "usage:"},
             {"", 2, "usage: groundcheck-checker FILE..."},
             {"--verbose", 2, "there is no option --verbose"},
             {"-x checker/FORMAT.md", 2, "there is no option -x"},
             {"no-such-file", 2, "no-such-file: unreadable: the file cannot be opened"},
             {"checker", 2, "unreadable: "},  // a folder
             {"checker/FORMAT.md", 2, "unreadable: 'groundcheck certificate 2' expected"},
             {"/dev/null", 2, "unreadable: "},
         }) {
        const auto [code, said] = run_checker(c.arguments);
        INFO("groundcheck-checker " << c.arguments << "\n" << said);
        CHECK(code == c.code);
        CHECK(said.find(c.said) != std::string::npos);
        CHECK(said.find(": proved:") == std::string::npos);
    }
}

TEST_CASE("statements that an identity proves", "[checker]") {
    for (const char* statement : {
             "E[D(Q')] == (1 - 1/N)*D(Q)",
             "H(Q) - E[H(Q')] == E[KL(Q',Q)]",
             "E[supp(Q')] == sum(i: 1 - (1 - Q_i)^N)",
             "E[sum(i: Q'_i^2)] == 1 - (1 - 0x1p0/N)*D(Q)",
             "sum(i: Q_i*log(Q_i^2/Q_i)) <= -H(Q)",
             "sum(i: Q_i*(Q_i - 1)) + D(Q) == 0",
         }) {
        const Checked answer = check(by_symbols(statement, identity));
        INFO(statement << ": " << answer.said);
        CHECK(answer.answer == Answer::proved);
    }
}

TEST_CASE("statements that are not what they seem", "[checker]") {
    for (const char* statement : {
             "sum(i: Q_i*(1/Q_i)) == sum(i: 1)",               // 0 for a missing symbol, not 1
             "sum(i: Q_i*(1/Q_i)) == supp(Q) + 0*log(0-1)+1",  // off by one
             "sum(i: log(Q_i) - log(Q_i)) == 0",               // no value where a symbol is missing
             "E[sum(i: log(Q'_i) - log(Q'_i))] == 0",          // the same inside an expectation
             "E[sum(i: Q'_i*(1/Q'_i))] == sum(i: 1)",          // a sample can miss a symbol
             "sum(i: log(2*Q_i - 1) - log(2*Q_i - 1)) == 0",   // no value for Q_i < 1/2
             "sum(i: (2*Q_i - 1)^(1/2)*(2*Q_i - 1)^(1/2) - 2*Q_i + 1) == 0",
             "sum(i: (Q_i - 1/2)/(Q_i - 1/2)) == sum(i: 1)",
             "E[H(Q')] == H(Q)",
             "D(Q) > D(Q)",
             "D(Q) != D(Q)",
             "H(Q) == H(Q) + 1/1000000000000000000000",
             "E[E[H(Q')]] == E[H(Q')]",
             "H(Q') == H(Q')",
             "H(P) == H(P)",
             "D(Q)*D(Q) == D(Q)^2",
             "K == K",
             "D(Q) == D(Q) and E[H(Q')] <= H(Q)",
             "D(Q) == D(Q) or D(Q) == D(Q)",
             "vertex(Q)",
             "D(Q)",
             "D(Q) == D(Q) D(Q)",
             "(D(Q) == D(Q)",
             "Q == Q",
             "H(Q, Q) == H(Q, Q)",
             "1 + == 1",
             "1e99999 == 1e99999",
             "sum(i: Q_i^100000) == sum(i: Q_i^100000)",
             "\xff\xfe == 1",
         }) {
        const Checked answer = check(by_symbols(statement, identity));
        INFO(statement << ": " << answer.said);
        CHECK(answer.answer != Answer::proved);
    }
}

TEST_CASE("trees", "[checker]") {
    const std::string claim = "E[D(Q')] <= D(Q)";  // the margin is p*(1-p)/3
    const auto tree = [](const std::string& tokens) {
        return "proof 1 tree\nprecision 64\ntree " + tokens + "\n";
    };
    for (const char* tokens :
         {"B", "S B B", "S1 B B", "S L2.1 R2.1", "S S L1.1 T0 R3.1", "S L2.1 S T2 R1.1", "S C2.1@0 R2.1"}) {
        const Checked answer = check(by_symbols(claim, tree(tokens)));
        INFO(tokens << ": " << answer.said);
        CHECK(answer.answer == Answer::proved);
    }
    for (const char* tokens : {
             "T0 T0",
             "S B",
             "S B B B",
             "B B",
             "S",
             "S S B B",
             "L1.1",
             "R1.1",
             "S R1.1 L1.1",
             "S L1.2 R1.1",
             "S L2.2 R1.1",
             "S C1.1@1/4 B",
             "S L1.1 C2.1@1/4",
             "S T1.1 B",
             "S L1 R1.1",
             "S L99999.1 B",
             "S L-1.1 B",
             "S L1.0 B",
             "S L1.5 B",
             "S L.1 B",
             "S B@0 B",
             "S C2.2@1/0 B",
             "S C2.2@x B",
             "S0 B B",
             "S6 B B",
             "S9 B B",
             "SS B B",
             "s B B",
             "b",
             "X3",
             "T",
             "T6x",
             "T6 ",
             "L1.1@0",
             "S  B",
         }) {
        const Checked answer = check(by_symbols(claim, tree(tokens)));
        INFO(tokens << ": " << answer.said);
        if (std::string(tokens) != "S  B") CHECK(answer.answer != Answer::proved);
    }
}

TEST_CASE("lines in disorder", "[checker]") {
    const std::string good = by_symbols("E[D(Q')] == (1 - 1/N)*D(Q)", identity);
    REQUIRE(check(good).answer == Answer::proved);
    const auto edit = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        return sealed(text.replace(text.find(from), from.size(), to));
    };
    for (const std::string& text : {
             edit("certificate 2", "certificate 1"),
             edit("claim test/format\n", ""),
             edit("reading symbols", "reading words"),
             edit("let K any", "let K any\nlet K 2"),
             edit("let N 3", "let N 3\nlet N 4"),
             edit("let K any", "let K none"),
             edit("let N 3", "let N 3/0"),
             edit("let N 3", "let N 7/2"),
             edit("let N 3", "let N -3"),
             edit("let N 3", "let N"),
             edit("range Q simplex", "range Q [0,1]"),
             edit("range Q simplex", "range Q cube"),
             edit("range Q simplex\n", ""),
             edit("range Q simplex", "range Q simplex\nrange Q simplex"),
             edit("range Q simplex", "range Q simplex\nrange N [1,2]"),
             edit("proof 1", "proof 2"),
             edit("proof 1", "proof one"),
             edit("identity", "identity now"),
             edit("identity", "tree"),
             edit("identity", "concave"),
             edit("identity", "concave Q"),
             edit("identity", "convex Q"),
             edit("identity", "convex Q Q"),
             edit("identity", "logarithms"),
             edit("identity", "guess"),
             edit("identity\n", "identity\ntree B\n"),
             edit("identity\n", "identity\nprecision 64\n"),
             edit("identity\n", "identity\ntilt 0\n"),
             edit("identity\n", "identity\nshift 0\n"),
             edit("identity\n", "identity\nvary Q\n"),
             edit("identity\n", "identity\nproof 2 identity\n"),
             edit("identity\n", "identity\n\n"),
             edit("claim ", "claim  \nclaim "),
             std::string(),
             std::string("\n"),
             good.substr(0, good.size() - 1),
             good + "x",
             good + good.substr(0, 40),
             " " + good,
         }) {
        const Checked answer = check(text);
        INFO(text << answer.said);
        CHECK(answer.answer != Answer::proved);
    }
    CHECK(check(good + good).answer == Answer::proved);
}

}  // namespace format_test
