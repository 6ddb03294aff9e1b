// Claim files: what is read from them, and what is rejected where.
#include <string>
#include <vector>

#include "tests/language/claim_files.hpp"
#include "theorems/language/references.hpp"

namespace groundcheck::test::test_claim_file {
namespace {

TEST_CASE("a claim file with everything in it", "[claim]") {
    const TemporaryFolder folder;
    folder.write("data/text.txt", "some text");
    const std::string content = R"~~(
id        = "family/name"
title     = "A title"
source    = "somewhere"
note      = "a note"
formal    = "statements/Some.v:name"
statement = """
E[T(q,Q')]
  <= T(q,Q)"""
equality  = "vertex(Q)"
expect    = "proved"

[[domain]]
K = "2..4"
N = "1..3, 10"
Q = "lattice(12)"
q = "1/2, 2, 2"
where = "interior(Q)"

[[domain]]
N = 5
Q = "letters:data/text.txt"
q = 2.50

[assume.closed-loop]
says = "no exogenous data"
drop = { alpha = "[0,1]", P = "simplex" }

[assume.independent]
says = "draws are independent"

[assume.expectation]
says = "of the mean"
unsaid = true
drop = { N = 2, statement = "for every outcome: T(q,Q') <= T(q,Q)" }

[assume.order]
says = "q is 1/2 or 2"
family = { q = "[0,4]", N = "2, 3" }

[mutant]
statement = "E[T(q,Q')] <= 0.9*T(q,Q)"
)~~";
    const Claim claim = load_claim(folder.write("claim.toml", content));
    CHECK(claim.id == "family/name");
    CHECK(claim.title == "A title");
    CHECK(claim.source == "somewhere");
    CHECK(claim.note == "a note");
    CHECK(claim.formal == "statements/Some.v:name");
    CHECK(load_text(
              "statement = \"1 < 2\"\nformal = [\"statements/A.v:one\", \"statements/B.v:two\"]\n[domain]\n")
              .formal == "statements/A.v:one and statements/B.v:two");
    CHECK(claim.statement_text == "E[T(q,Q')]\n  <= T(q,Q)");
    CHECK(to_text(*claim.statement) == "E[T(q, Q')] <= T(q, Q)");
    CHECK(claim.statement->args[1]->where.line == 9);
    CHECK(claim.statement->args[1]->where.column == 6);
    CHECK(to_text(*claim.equality) == "vertex(Q)");
    CHECK(claim.expect == Verdict::proved);
    REQUIRE(claim.domains.size() == 2);
    const Domain& first = claim.domains[0];
    CHECK(first.K == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(first.K_text == "2..4");
    CHECK(first.N == std::vector<std::uint32_t>{1, 2, 3, 10});
    CHECK(first.scalars.at("q").values == std::vector<Rational>{Rational(1, 2), 2});
    CHECK(first.distributions.at("Q").denominator == 12);
    CHECK(to_text(*first.where) == "interior(Q)");
    const Domain& second = claim.domains[1];
    CHECK(second.K.empty());
    CHECK(second.distributions.at("Q").kind == DistributionDomain::Kind::letters);
    CHECK(second.distributions.at("Q").file == std::filesystem::canonical(folder.path() / "data/text.txt"));
    CHECK(second.scalars.at("q").values == std::vector<Rational>{Rational(5, 2)});
    REQUIRE(claim.assumptions.size() == 4);  // by name
    CHECK(claim.assumptions[0].name == "closed-loop");
    CHECK(claim.assumptions[0].drop.at("alpha") == "[0,1]");
    REQUIRE(claim.assumptions[0].dropped.has_value());
    CHECK(claim.assumptions[0].dropped->scalars.at("alpha").continuum);
    CHECK(claim.assumptions[0].dropped->K == first.K);
    CHECK(to_text(*claim.assumptions[0].statement) == to_text(*claim.statement));
    CHECK_FALSE(claim.assumptions[0].unsaid);
    const Assumption& expectation = claim.assumptions[1];
    CHECK(expectation.unsaid);
    CHECK(expectation.statement->node == Node::every_outcome);
    CHECK(expectation.statement_text == "for every outcome: T(q,Q') <= T(q,Q)");
    CHECK(expectation.dropped->N == std::vector<std::uint32_t>{2});
    CHECK_FALSE(claim.assumptions[2].dropped.has_value());
    CHECK_FALSE(claim.assumptions[2].sweep.has_value());
    const Assumption& order = claim.assumptions[3];
    CHECK_FALSE(order.dropped.has_value());
    REQUIRE(order.sweep.has_value());
    CHECK(order.sweep->parameter == "q");
    CHECK(order.sweep->high == 4);
    CHECK(order.sweep->text == "[0,4]");
    CHECK(order.sweep->domain.N == std::vector<std::uint32_t>{2, 3});
    CHECK(order.sweep->domain.K == first.K);
    REQUIRE(claim.mutant.has_value());
    CHECK(claim.mutant->expect == Verdict::refuted);
    CHECK(claim.mutant->domains.size() == 2);
    CHECK(to_text(*claim.mutant->statement) == "E[T(q, Q')] <= 0.9*T(q, Q)");
}

TEST_CASE("what is decided with --full alone", "[claim]") {
    const std::string text =
        "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK=2\nN=3\nQ=\"lattice(4)\"\n"
        "[[full]]\nK=3\nN=5\nQ=\"lattice(6)\"\n[[full]]\nK=4\nN=5\nQ=\"vertices\"\n";
    const Claim claim = load_text(text);
    REQUIRE(claim.domains.size() == 1);
    REQUIRE(claim.full.size() == 2);
    const Claim wide = widened(claim);
    REQUIRE(wide.domains.size() == 3);
    CHECK(wide.full.empty());
    CHECK(wide.hash == claim.hash);
    CHECK(wide.domains[0].K == claim.domains[0].K);
    CHECK(wide.domains[1].distributions.at("Q").denominator == 6);
    CHECK(wide.domains[2].K == std::vector<std::uint32_t>{4});
    CHECK(widened(wide).domains.size() == 3);

    const std::string good = "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK=2\nN=3\nQ=\"lattice(4)\"\n";
    for (const Reject& row : std::vector<Reject>{
             {good + "[full]\nK = 2\nN = 3", 1, 14, "declare Q in the domain"},
             {good + "[full]\nK = 2\nN = 3\nQ = \"lattice(0)\"", 9, 14, "lattice(0)"},
             {good + "[full]\nK = 2\nN = 3\nQ = \"vertices\"\nq = 1", 10, 1, "q"},
             {"full = 3\n" + good, 1, 8, "\"full\" is a table"},
             {"full = []\n" + good, 1, 8, "\"full\" is a table"},
         })
        check_rejected(row, [&] { load_text(row.text); });
}

TEST_CASE("where a claim is held against simulation", "[claim]") {
    const std::string good =
        "statement = \"E[D(Q')] == (1-1/N)*D(Q)\"\n[domain]\nK=2\nN=3\nQ=\"lattice(4)\"\n";
    const Claim claim = load_text(good + R"~~(
[[simulate]]
N = 20
Q = [[0.5, 0.25, 0.25]]

[mutant]
statement = "Var[mean(f,Q[t])] == var(f,Q)"

[mutant.domain]
K = 2
N = 3
t = "1..2"
Q = "lattice(4)"
f = "cube(1)"

[mutant.simulate]
N = 20
t = "0..3"
Q = [[0.5, 0.5]]
f = "rank"
)~~");
    REQUIRE(claim.domains.size() == 1);
    REQUIRE(claim.simulate.size() == 1);
    CHECK(claim.simulate[0].N == std::vector<std::uint32_t>{20});
    REQUIRE(claim.mutant->simulate.size() == 1);
    CHECK(claim.mutant->simulate[0].observables.at("f").rank);
    CHECK(claim.mutant->simulate[0].scalars.at("t").values.size() == 4);

    const std::string point = "[simulate]\nN = 2\nQ = [[0.5, 0.5]]\n";
    for (const Reject& row : std::vector<Reject>{
             {"simulate = 3\n" + good, 1, 12, "\"simulate\" is a table"},
             {good + "[simulate]\nN = [2, 3]\nQ = [[0.5, 0.5]]", 7, 5, "a simulation has one value for N"},
             {good + "[simulate]\nN = 2\nK = 2\nQ = \"lattice(4)\"", 9, 5,
              "a simulation has one value for Q"},
             {good + "[simulate]\nN = 2\nK = 2\nQ = \"simplex\"", 9, 5, "a simulation has one value for Q"},
             {good + "[simulate]\nN = 2\nQ = [[0.5, 0.5], [0, 1]]", 8, 5, "a simulation has one value for Q"},
             {good + point + "K = [2, 3]", 8, 5, "2"},
             {good + point + "where = \"interior(Q)\"", 9, 9, "a simulation has one value for where"},
             {good + point + "q = 1", 9, 1, "never uses it"},
             {good + point + "f = \"rank\"", 9, 1, "never uses it"},
             {good + "[simulate]\nN = 2", 1, 14, "declare Q in the domain"},
         })
        check_rejected(row, [&] { load_text(row.text); });
}

TEST_CASE("a claim needs little: a statement and a domain", "[claim]") {
    const Claim claim = load_text("statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK=2\nN=3\nQ=\"lattice(4)\"");
    CHECK(claim.id == "claim");
    CHECK(claim.expect == Verdict::proved);
    CHECK_FALSE(claim.mutant.has_value());
    CHECK(claim.assumptions.empty());
    CHECK(load_text("statement = '1 < 2'\n[domain]").statement->node == Node::relation);
}

TEST_CASE("claim files that are none", "[claim]") {
    const std::string domain = "\n[domain]\nK = 2\nN = 2\nQ = \"vertices\"\n";
    const std::string good = "statement = \"E[H(Q')] <= H(Q)\"" + domain;
    const std::vector<Reject> table = {
        {"", 0, 0, "the file is empty"},
        {" \n\t\n", 0, 0, "the file is empty"},
        {"statement", 1, 10, "not TOML"},
        {"statement = ", 1, 13, "not TOML"},
        {"statement = \"1 < 2", 1, 19, "not TOML"},
        {"statement = \"1 < 2\"\n[domain", 2, 8, "not TOML"},
        {"statement = \"1 < 2\"", 0, 0, "the claim has no domain"},
        {"[domain]\nK = 2", 0, 0, "the claim has no statement"},
        {"statement = \"1 < 2\"\ndomain = 3", 2, 10, "\"domain\" is a table"},
        {"statement = \"1 < 2\"\ndomain = []", 2, 10, "\"domain\" is a table"},
        {"statement = \"1 < 2\"\ndomain = [1]", 2, 11, "\"domain\" is a table"},
        {"statement = 3" + domain, 1, 13, "is a text in quotes"},
        {"statement = \"\"" + domain, 1, 13, "\"statement\" is empty"},
        {"statement = [\"1 < 2\"]" + domain, 1, 13, "is a text in quotes"},
        {"statment = \"1 < 2\"" + domain, 1, 1, "did you mean \"statement\"?"},
        {"title = 3\n" + good, 1, 9, "is a text in quotes"},
        {"id = \"\"\n" + good, 1, 6, "\"id\" is empty"},
        {"expect = \"true\"\n" + good, 1, 10, "\"true\" is no verdict"},
        {"expect = \"provd\"\n" + good, 1, 10, "did you mean \"proved\"?"},
        {"expect = true\n" + good, 1, 10, "is a text in quotes"},
        {"sentence = \"S2\"\n" + good, 1, 12, "papers cite their claims"},
        {"sentences = [\"S2\"]\n" + good, 1, 13, "leave it out, and name the claim in a reading"},
        {"formal = \"one_step\"\n" + good, 1, 10, "does not name a statement"},
        {"formal = \"statements/One.v\"\n" + good, 1, 10, "does not name a statement"},
        {"formal = \"statements/One.v:\"\n" + good, 1, 10, "does not name a statement"},
        {"formal = \"theory/One.v:one\"\n" + good, 1, 10, "does not name a statement"},
        {"formal = \"statements/One.v:a and statements/One.v:b\"\n" + good, 1, 10,
         "does not name a statement"},
        {"formal = [\"statements/One.v:a\",\n  \"b\"]\n" + good, 2, 3, "does not name a statement"},
        {"formal = [1]\n" + good, 1, 11, "is a text in quotes"},
        {"equality = \"Q' == Q\"\n" + good, 1, 13, "Q' is random"},
        {"equality = \"H(Q)\"\n" + good, 1, 13, "a formula is needed"},
        {"equality = \"vertex(Q)\"\nstatement = \"E[H(Q')] < H(Q)\"" + domain, 1, 12,
         "one relation with <= or >="},
        {"equality = \"vertex(Q)\"\nstatement = \"0 <= E[H(Q')] <= H(Q)\"" + domain, 1, 12, "one relation"},
        {"equality = 3\n" + good, 1, 12, "is a text in quotes"},
        {good + "[assume]\nx = 3", 7, 5, "the assumption \"x\" is a table"},
        {good + "[assume.x]\n", 6, 9, "does not say what it is"},
        {good + "[assume.x]\nsays = \"a\"\ndrops = 3", 8, 1, "did you mean \"drop\"?"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = 3", 8, 8, "\"drop\" is a table"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = {}", 8, 8, "\"drop\" is empty"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { alpha = \"[0,1]\" }", 1, 14, "declare P"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { alpha = 7, P = \"vertices\" }", 8, 18,
         "alpha is a share"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { beta = 1 }", 8, 10, "the statement never uses it"},
        {good + "[assume.x]\nsays = \"a\"\nunsaid = 1", 8, 10, "true or false"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { statement = \"E[H(Q')] <= \" }", 8, 35,
         "is expected here"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { statement = 3 }", 8, 22, "is a text in quotes"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { statement = \"E[H(Q')]<=H(Q)\" }", 8, 22,
         "nothing is dropped"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { q = 2, statement = \"E[D(Q')]<=D(Q)\" }", 8, 10,
         "the statement never uses it"},
        {good + "[assume.x]\nsays = \"a\"\nfamily = 3", 8, 10, "\"family\" is a table"},
        {good + "[assume.x]\nsays = \"a\"\nfamily = { N = \"1..3\" }", 8, 10, "the family has no parameter"},
        {good + "[assume.x]\nsays = \"a\"\nfamily = { alpha = \"[0,1]\" }", 1, 14, "declare P"},
        {good + "[assume.x]\nsays = \"a\"\nfamily = { alpha = 0, P = \"simplex\" }", 8, 20,
         "a family has several values"},
        {good + "[assume.x]\nsays = \"a\"\ndrop = { alpha = 0, P = \"simplex\" }\nfamily = { alpha = "
                "\"[0,1]\", q = "
                "\"[0,1]\" }",
         9, 33, "a family has one parameter"},
        {"mutant = 3\n" + good, 1, 10, "\"mutant\" is a table"},
        {good + "mutant = 3", 6, 1, "must stand before [domain]"},
        {good + "title = \"a\"", 6, 1, "must stand before [domain]"},
        {good + "[mutant]\nexpect = \"refuted\"", 6, 1, "the mutant has no statement"},
        {good + "[mutant]\nstatement = \"1 <\"", 7, 17, "is expected here"},
        {good + "[mutant]\nstatement = \"E[H(Q')]<=H(Q)\"", 7, 13, "the mutant is the claim itself"},
        {good + "[mutant]\nstatement = \"q < 1\"", 7, 14, "unknown name \"q\""},
        {good + "[mutant]\nstatemnt = \"1 < 2\"", 7, 1, "did you mean \"statement\"?"},
        {good + "[mutant]\nstatement = \"1 < 2\"\n[mutant.domain]\nq = 1", 9, 1,
         "the statement never uses it"},
        {good + "[mutant]\nstatement = \"1 < 2\"\n[mutant.domain]\nq = ", 9, 5, "not TOML"},
        {"\xEF\xBB" + good, 1, 1, "not valid UTF-8"},
        {"title = \"caf\xE9\"\n" + good, 1, 13, "not valid UTF-8"},
        {good + std::string("# \0", 3), 6, 3, "a NUL byte"},
        {std::string("\x7F"
                     "ELF\x02\x01\x01\0\0\0",
                     10),
         1, 8, "a NUL byte"},
        {"a" + std::string(3000, '.') + "a = 1\n" + good, 1, 1, "dots in a row"},
        {"a = " + std::string(5000, '['), 1, 261, "not TOML"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { load_text(reject.text); });
}

TEST_CASE("places inside strings are the file's", "[claim]") {
    const std::string domain = "\n[domain]\nK = 2\nQ = \"vertices\"\n";
    const std::vector<Reject> table = {
        {"statement = \"H(Q) < x\"" + domain, 1, 21, "unknown name \"x\""},
        {"statement = 'H(Q) < x'" + domain, 1, 21, "unknown name \"x\""},
        {"statement = \"\"\"H(Q) < x\"\"\"" + domain, 1, 23, "unknown name \"x\""},
        {"statement = \"\"\"\nH(Q)\n  < x\"\"\"" + domain, 3, 5, "unknown name \"x\""},
        {"statement = '''\r\nH(Q)\r\n  < x'''" + domain, 3, 5, "unknown name \"x\""},
        {"statement = \"\"\"\\\n   H(Q) \\\n\n   < x\"\"\"" + domain, 4, 6, "unknown name \"x\""},
        {"statement = \"H(Q)\\t<\\n\\u0020x\"" + domain, 1, 29, "unknown name \"x\""},
        {"statement = \"\\U00000048(Q) < x\"" + domain, 1, 30, "unknown name \"x\""},
        {"# \xC3\xA9\xC3\xA9\nstatement = \"\xC3\xA9 < 1\"" + domain, 2, 14, "a number, a name"},
        {"title = \"\xCE\xB1\"\nstatement = \"H(Q) < 1 \xC3\xA9\"" + domain, 2, 23, "an operator or the end"},
        {"statement = \"\"\"\"H(Q)\" < 1\"\"\"" + domain, 1, 17, "zeros and ones only"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { load_text(reject.text); });
}

TEST_CASE("names of theorems are known, or an error at their place", "[claim]") {
    const TemporaryFolder folder;
    const std::vector<std::string> theorems = {"statements/One.v:one_step", "statements/Two.v:escape"};
    const auto error = [&](const std::string& head) {
        const Claim claim = load_claim(folder.write("c.toml", head + claim_text("1 < 2", "")));
        return error_of([&] { require_theorems(claim, theorems); });
    };
    CHECK_FALSE(error(""));
    CHECK_FALSE(error("formal = \"statements/Two.v:escape\"\n"));
    struct Case {
        const char* head;
        std::size_t line, column;
        const char *message, *hint;
    };
    for (const Case& c : {
             Case{"formal = \"statements/Nope.v:nope\"\n", 1, 11, "there is no statement", ""},
             Case{"formal = \"statements/One.v:one_stp\"\n", 1, 11,
                  "there is no statement of proofs/ \"statements/One.v:one_stp\"",
                  "did you mean \"statements/One.v:one_step\"?"},
             Case{"formal = \"statements/One.v:escape\"\n", 1, 11, "there is no statement",
                  "statements/Two.v:escape"},
             Case{"formal = [\"statements/One.v:one_step\",\n    \"statements/One.v:\\u006fne\"]\n", 2, 6,
                  "there is no statement", ""},
         }) {
        const auto found = error(c.head);
        INFO(c.head);
        REQUIRE(found);
        INFO(found->what());
        CHECK(found->line == c.line);
        CHECK(found->column == c.column);
        CHECK_THAT(found->message, Catch::Contains(c.message));
        CHECK_THAT(found->hint, Catch::Contains(c.hint));
        CHECK_THAT(found->file, Catch::EndsWith("c.toml"));
    }
}

}  // namespace
}  // namespace groundcheck::test::test_claim_file
