// Claim files: what is read from them, and what is rejected where.
#include <sys/stat.h>

#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/references.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::test {
namespace {

namespace fs = std::filesystem;

// A claim with this statement and these lines in its [domain].
std::string claim_text(const std::string& statement, const std::string& domain) {
    return "statement = \"" + statement + "\"\n[domain]\n" + domain + "\n";
}

Claim load_text(const std::string& content) {
    const TemporaryFolder folder;
    return load_claim(folder.write("claim.toml", content));
}

Domain domain_of(const std::string& statement, const std::string& domain) {
    return load_text(claim_text(statement, domain)).domains.front();
}

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
    CHECK(second.distributions.at("Q").file == fs::canonical(folder.path() / "data/text.txt"));
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

TEST_CASE("decimals in a claim file mean what they spell", "[domain]") {
    const auto alpha = [](const std::string& text) {
        return domain_of("H(M) >= 0", "K=2\nQ='vertices'\nP='vertices'\nalpha=" + text)
            .scalars.at("alpha")
            .values;
    };
    CHECK(alpha("0.1") == std::vector<Rational>{Rational(1, 10)});
    CHECK(alpha("[0.1, 0.3, 1e-3]") ==
          std::vector<Rational>{Rational(1, 10), Rational(3, 10), Rational(1, 1000)});
    CHECK(alpha("+0.5") == std::vector<Rational>{Rational(1, 2)});
    CHECK(alpha("0.000_1") == std::vector<Rational>{Rational(1, 10000)});
    CHECK(alpha("\"0.1\"") == std::vector<Rational>{Rational(1, 10)});
    CHECK(alpha("\"1/3, 0.1 ,0\"") == std::vector<Rational>{Rational(1, 3), Rational(1, 10), 0});
    CHECK(alpha("0.30000000000000000000000000000000001") ==
          std::vector<Rational>{Rational(Integer("30000000000000000000000000000000001"),
                                         Integer("100000000000000000000000000000000000"))});
    CHECK(alpha("\"lattice(4)\"") ==
          std::vector<Rational>{0, Rational(1, 4), Rational(1, 2), Rational(3, 4), 1});
    CHECK(alpha("0") == std::vector<Rational>{0});
    CHECK(alpha("0x1") == std::vector<Rational>{1});
}

TEST_CASE("the forms of a domain", "[domain]") {
    CHECK(domain_of("H(Q) >= 0", "K='any'\nQ='simplex'").any_alphabet);
    CHECK(domain_of("H(Q) >= 0", "K=[3, 2, 3]\nQ='vertices'").K == std::vector<std::uint32_t>{2, 3});
    CHECK(domain_of("H(Q) >= 0", "K=['5..6', 2]\nQ='vertices'").K == std::vector<std::uint32_t>{2, 5, 6});
    CHECK(domain_of("H(Q) >= 0", "K='2, 4'\nQ=' lattice( 7 ) '").distributions.at("Q").denominator == 7);
    CHECK(domain_of("H(Q) >= 0", "Q=[[0.1,0.9],['1/3','2/3']]").K == std::vector<std::uint32_t>{2});
    CHECK(domain_of("H(Q) >= 0", "Q=[[0.1,0.9],['1/3','2/3']]").distributions.at("Q").points ==
          std::vector<std::vector<Rational>>{{Rational(1, 10), Rational(9, 10)},
                                             {Rational(1, 3), Rational(2, 3)}});
    CHECK(domain_of("mean(f,Q) >= 0", "Q='vertices'\nf=[[0,1,-2.5]]").K == std::vector<std::uint32_t>{3});
    CHECK(domain_of("mean(f,Q) >= 0", "K=2\nQ='vertices'\nf='cube(2)'").observables.at("f").cube == 2);
    CHECK(domain_of("E[H(Q[t])] >= 0", "K=2\nN=2\nQ='vertices'\nt='0..3'").scalars.at("t").values.size() ==
          4);
    CHECK(domain_of("c > 0", "c='[0.5, 3/2]'").scalars.at("c").continuum);
    for (const bool without_low : {false, true}) {
        for (const bool without_high : {false, true}) {
            const std::string text =
                std::string(without_low ? "(" : "[") + "0, 1/2" + (without_high ? ")" : "]");
            const ScalarDomain range = domain_of("c > 0", "c='" + text + "'").scalars.at("c");
            CHECK(range.continuum);
            CHECK(range.values == std::vector<Rational>{0, Rational(1, 2)});
            CHECK(range.without_low == without_low);
            CHECK(range.without_high == without_high);
        }
    }
    CHECK(domain_of("KL(R2,Q) >= 0", "K=2\nQ='vertices'\nR2='simplex'").distributions.contains("R2"));
    CHECK(domain_of("N > 0", "N='1..1000000'").N.size() == 1'000'000);
}

TEST_CASE("domains that are none", "[domain]") {
    // Line 3 of the file is the first of the domain.
    const std::vector<Reject> table = {
        {"K = 0", 3, 5, "K is at least 1"},
        {"K = -2", 3, 5, "K is negative"},
        {"K = 2.5", 3, 5, "K is a whole number"},
        {"K = 2.0", 3, 5, "K is a whole number"},
        {"K = true", 3, 5, "K is a whole number"},
        {"K = []", 3, 5, "the domain of K is empty"},
        {"K = \"\"", 3, 6, "one is missing here"},
        {"K = \"two\"", 3, 6, "\"two\" is not"},
        {"K = \"5..3\"", 3, 6, "the range \"5..3\" of K is empty"},
        {"K = \"2..\"", 3, 6, "unbounded"},
        {"K = \"..4\"", 3, 6, "unbounded"},
        {"K = \"2..infinity\"", 3, 6, "unbounded"},
        {"K = \"2...4\"", 3, 9, "\".4\" is not"},
        {"K = \"2, ,4\"", 3, 9, "one is missing here"},
        {"K = \"2, 4, x\"", 3, 12, "\"x\" is not"},
        {"K = [2, \"a\"]", 3, 10, "\"a\" is not"},
        {"K = [[2]]", 3, 6, "K is a whole number"},
        {"K = 1000001", 3, 5, "K is at most 1000000"},
        {"K = \"1..1e9\"", 3, 9, "K is at most 1000000"},
        {"K = { a = 1 }", 3, 5, "K is a whole number"},
        {"N = 0", 3, 5, "N is at least 1"},
        {"N = \"0..4\"", 3, 5, "N is at least 1"},
        {"N = \"any\"", 3, 6, "\"any\" is not"},
        {"N = \"5..3\"", 3, 6, "of N is empty"},
        {"N = \"1..\"", 3, 6, "unbounded"},
        {"N = 1.5", 3, 5, "N is a whole number"},
        {"N = 99999999999999999999", 3, 25, "not TOML"},
        {"t = -1", 3, 5, "t is negative"},
        {"t = \"[0,3]\"", 3, 6, "t is a whole number"},
        {"alpha = 1.5", 3, 9, "alpha is a share"},
        {"alpha = -0.1", 3, 9, "alpha is a share"},
        {"alpha = \"0, 1, 2\"", 3, 9, "alpha is a share"},
        {"alpha = \"[0,2]\"", 3, 9, "alpha is a share"},
        {"alpha = \"[1,0]\"", 3, 10, "the interval of alpha is empty"},
        {"alpha = \"[0,0]\"", 3, 10, "the interval of alpha is empty"},
        {"alpha = \"[0]\"", 3, 10, "an interval has two ends"},
        {"alpha = \"(0,0]\"", 3, 10, "the interval of alpha is empty"},
        {"alpha = \"(0,2]\"", 3, 9, "alpha is a share"},
        {"alpha = \"(0)\"", 3, 10, "an interval has two ends"},
        {"alpha = \"(0,1\"", 3, 10, "\"(0\" is no value for alpha"},
        {"alpha = \"]0,1]\"", 3, 10, "\"]0\" is no value for alpha"},
        {"alpha = \"[0,1\"", 3, 10, "\"[0\" is no value for alpha"},
        {"alpha = \"\"", 3, 10, "the domain of alpha is empty"},
        {"alpha = []", 3, 9, "the domain of alpha is empty"},
        {"alpha = \"0,,1\"", 3, 12, "a value of alpha is missing"},
        {"alpha = \"half\"", 3, 10, "no value for alpha"},
        {"alpha = \"1/0\"", 3, 10, "no value for alpha"},
        {"alpha = inf", 3, 9, "not a finite number"},
        {"alpha = nan", 3, 9, "not a finite number"},
        {"alpha = true", 3, 9, "is read as a parameter"},
        {"alpha = \"lattice(0)\"", 3, 18, "lattice(0) is empty"},
        {"alpha = \"lattice()\"", 3, 18, "needs its denominator"},
        {"q = \"1..3\"", 3, 6, "ranges of whole numbers are for K, N and t"},
        {"q = \"infinity\"", 3, 6, "write it in the statement"},
        {"q = \"[0, infinity]\"", 3, 10, "unbounded"},
        {"q = [1, [2]]", 3, 9, "a number is needed here"},
        {"q = 1979-05-27", 3, 5, "is read as a parameter"},
        {"Q = \"lattice(0)\"", 3, 14, "lattice(0) is empty"},
        {"Q = \"lattice(-3)\"", 3, 14, "is empty"},
        {"Q = \"lattice(2.5)\"", 3, 14, "a whole number"},
        {"Q = \"lattice\"", 3, 6, "no set of distributions"},
        {"Q = \"lattice(3\"", 3, 6, "no set of distributions"},
        {"Q = \"lattice(1000000)\"", 3, 14, "at most 100000"},
        {"Q = \"simplx\"", 3, 6, "no set of distributions"},
        {"Q = \"\"", 3, 6, "no set of distributions"},
        {"Q = 3", 3, 5, "Q is a distribution"},
        {"Q = []", 3, 5, "the domain of Q is empty"},
        {"Q = [0.5, 0.5]", 3, 6, "a single point is written [[0.5, 0.5]]"},
        {"Q = [[]]", 3, 6, "at least one probability"},
        {"Q = [[0.5, 0.6]]", 3, 6, "add up to 11/10, not to 1"},
        {"Q = [[0.3, 0.3, 0.3]]", 3, 6, "add up to 9/10"},
        {"Q = [[1.5, -0.5]]", 3, 6, "a probability is negative: -1/2"},
        {"Q = [[0.5, \"x\"]]", 3, 12, "not a finite number"},
        {"Q = [[0.5, 0.5], [1]]", 3, 5, "another has 2"},
        {"K = 3\nQ = [[0.5, 0.5]]", 4, 5, "has 2 entries, but K = 3"},
        {"K = [2,3]\nQ = [[0.5, 0.5]]", 4, 5, "has 2 entries, but K = 3"},
        {"K = \"any\"\nQ = [[0.5, 0.5]]", 4, 5, "K is \"any\""},
        {"Q = [[0.5, 0.5]]\nP = [[1, 0, 0]]", 4, 5, "has 3 entries, another has 2"},
        {"Q = \"lattice(3)\"", 2, 1, "does not say how many symbols"},
        {"Q = \"letters:\"", 3, 6, "the name of the file is missing"},
        {"Q = \"letters\"", 3, 6, "the name of the file is missing"},
        {"Q = \"letters:nowhere.txt\"", 3, 14, "there is no such file"},
        {"Q = \"words:.\"", 3, 12, "this is a folder"},
        {"Q = \"lettres:a.txt\"", 3, 6, "no set of distributions"},
        {"K = 2\nQ = \"letters:claim.toml\"", 3, 5, "K comes from the data"},
        {"f = [[]]", 3, 6, "a list of values, one per symbol"},
        {"f = [[0, \"a\"]]", 3, 10, "not a finite number"},
        {"f = \"cube(0)\"", 3, 6, "a whole number from 1"},
        {"f = \"cube(1000)\"", 3, 6, "a whole number from 1"},
        {"f = \"cube\"", 3, 6, "no set of observables"},
        {"f = [[0,1],[0,1,2]]", 3, 5, "another has 2"},
        {"M = \"simplex\"", 3, 1, "M is not declared"},
        {"\"Q'\" = \"simplex\"", 3, 1, "Q' is not declared"},
        {"E = \"simplex\"", 3, 1, "has a meaning in the language"},
        {"log = 3", 3, 1, "has a meaning in the language"},
        {"p_1 = 3", 3, 1, "cannot be a variable"},
        {"\"\" = 3", 3, 1, "cannot be a variable"},
        {"\"1a\" = 3", 3, 1, "cannot be a variable"},
        {"where = 3", 3, 9, "is a text in quotes"},
        {"where = \"\"", 3, 9, "is empty"},
        {"where = \"1 <\"", 3, 13, "is expected here"},
        {"K = 2\nQ = \"vertices\"\nwhere = \"interior(q)\"", 5, 19, "did you mean \"Q\"?"},
        {"K = 2\nQ = \"vertices\"\nwhere = \"H(Q)\"", 5, 10, "a formula is needed here"},
        {"K = 2\nK = 3", 4, 5, "not TOML"},
        {"wher = \"interior(Q)\"", 3, 9, "no value for wher"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { load_text(claim_text("1 < 2", reject.text)); });
}

TEST_CASE("variables and statements must agree", "[domain]") {
    struct Row {
        std::string statement;
        std::string domain;
        std::size_t line;
        std::size_t column;
        std::string fragment;
    };
    const std::vector<Row> table = {
        {"H(Q) >= 0", "K = 2", 1, 16, "\"Q\" is not in the domain"},
        {"E[H(Q')] >= 0", "K = 2\nQ = \"vertices\"", 1, 14, "declare N"},
        {"E[H(Q')] >= 0", "K = 2\nN = 2\nQ = \"vertices\"\nalpha = 0.5", 1, 14, "declare P"},
        {"H(Q) >= 0", "K = 2\nQ = \"vertices\"\nP = \"vertices\"", 5, 1, "the statement never uses it"},
        {"H(Q) >= 0", "K = 2\nQ = \"vertices\"\nalhpa = 0.5", 5, 1, "did you mean \"alpha\"?"},
        {"H(Q) >= 0", "K = 2\nQ = \"vertices\"\nf = \"cube(1)\"", 5, 1, "the statement never uses it"},
        {"H(Q) >= 0", "K = 2\nQ = \"vertices\"\nalpha = 0", 5, 1, "the statement never uses it"},
        {"H(Q) >= log(K)", "K = \"any\"\nQ = \"simplex\"", 1, 26, "K = \\\"any\\\""},
        {"KL(Q,(1,0)) >= 0", "K = [2,3]\nQ = \"vertices\"", 1, 19, "the domain has K = 3"},
        {"Q_3 >= 0", "K = [2,3]\nQ = \"vertices\"", 1, 16, "no symbol 3 when K = 2"},
    };
    for (const Row& row : table) {
        std::string fragment = row.fragment;
        for (std::size_t at = fragment.find('\\'); at != std::string::npos; at = fragment.find('\\'))
            fragment.erase(at, 1);
        check_rejected({claim_text(row.statement, row.domain), row.line, row.column, fragment},
                       [&] { load_text(claim_text(row.statement, row.domain)); });
    }
    // K and N belong to the process, and the sampling variables are used by Q' without being named.
    CHECK_NOTHROW(domain_of("H(Q) >= 0", "K = 2\nN = 3\nQ = \"vertices\""));
    CHECK_NOTHROW(
        domain_of("E[H(Q')] >= 0", "K = 2\nN = 3\nQ = \"vertices\"\nP = \"vertices\"\nalpha = 0.5"));
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

TEST_CASE("files that cannot be read", "[claim]") {
    const TemporaryFolder folder;
    const auto message = [](const fs::path& path) {
        const std::optional<InputError> error = error_of([&] { load_claim(path); });
        REQUIRE(error.has_value());
        CHECK(error->line == 0);
        CHECK(std::string(error->what()).starts_with(path.string() + ": error: "));
        return error->message;
    };
    CHECK(message(folder.path() / "nowhere.toml") == "there is no such file");
    CHECK(message(folder.path()) == "this is a folder, not a file");
    CHECK(message(folder.path() / "a" / "b") == "there is no such file");
    CHECK(message("/dev/null") == "this is not a regular file");
    CHECK(message(folder.write("huge.toml", std::string(2'000'000, '#'))) ==
          "the file is longer than 1048576 bytes");
    CHECK(message(folder.write("empty.toml", "")) == "the file is empty");
    const fs::path fifo = folder.path() / "fifo";
    REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
    CHECK(message(fifo) == "this is not a regular file");
    fs::create_symlink("loop.toml", folder.path() / "loop.toml");
    CHECK(message(folder.path() / "loop.toml").starts_with("the file cannot be read"));
}

TEST_CASE("a data file is looked up from the claim's folder", "[domain]") {
    const TemporaryFolder folder;
    folder.write("texts/a.txt", "abc");
    folder.write("texts/empty.txt", "");
    const auto claim = [&](const std::string& data) {
        return folder.write("family/c.toml", claim_text("H(Q) >= 0", "Q = \"" + data + "\""));
    };
    const fs::path expected = fs::canonical(folder.path() / "texts/a.txt");
    CHECK(load_claim(claim("letters:../texts/a.txt")).domains[0].distributions.at("Q").file == expected);
    CHECK(load_claim(claim("words: ../texts/a.txt ")).domains[0].distributions.at("Q").file == expected);
    CHECK(load_claim(claim("counts:" + expected.string())).domains[0].distributions.at("Q").file == expected);
    check_rejected({"", 3, 14, "is empty"}, [&] { load_claim(claim("letters:../texts/empty.txt")); });
    check_rejected({"", 3, 14, "there is no such file"}, [&] { load_claim(claim("letters:texts/a.txt")); });
    check_rejected({"", 3, 14, "the data file"},
                   [&] { load_claim(claim("letters:" + std::string(5000, 'a'))); });
    fs::create_symlink("loop", folder.path() / "loop");
    check_rejected({"", 3, 14, "the data file"}, [&] { load_claim(claim("letters:../loop/a")); });
}

TEST_CASE("the hash follows the file's bytes and its data", "[claim]") {
    const TemporaryFolder folder;
    const std::string text = claim_text("H(Q) >= 0", "Q = \"letters:a.txt\"");
    folder.write("a.txt", "abc");
    const fs::path file = folder.write("c.toml", text);
    const std::string before = load_claim(file).hash;
    CHECK(before.size() == 64);
    CHECK(load_claim(file).hash == before);
    folder.write("a.txt", "abd");
    CHECK(load_claim(file).hash != before);
    folder.write("a.txt", "abc");
    CHECK(load_claim(file).hash == before);
    folder.write("c.toml", text + "# a remark\n");
    CHECK(load_claim(file).hash != before);
    const std::string plain = claim_text("1 < 2", "");
    CHECK(load_claim(folder.write("d.toml", plain)).hash == sha256(plain));
}

TEST_CASE("data files that exchange their contents are other data", "[claim]") {
    const TemporaryFolder folder;
    const fs::path file =
        folder.write("c.toml", claim_text("H(Q) >= H(P)", "Q = \"letters:a.txt\"\nP = \"counts:b.csv\""));
    folder.write("a.txt", "ab");
    folder.write("b.csv", "x,3\ny,1\n");
    const Claim before = load_claim(file);
    folder.write("a.txt", "x,3\ny,1\n");
    folder.write("b.csv", "ab");
    const Claim after = load_claim(file);
    CHECK(before.hash != after.hash);
    CHECK(before.domains[0].distributions.at("Q").digest == after.domains[0].distributions.at("P").digest);
    CHECK(before.domains[0].distributions.at("Q").digest == sha256("ab"));
    // Each place counts by itself: data of a simulation, a mutant, an assumption that is dropped.
    const std::string two = "Q = [[0.5, 0.5]]\n";
    for (const std::string place :
         {"[[full]]\n", "[simulate]\nN = 1\n", "[mutant]\nstatement = \"H(Q) < 0\"\n[mutant.domain]\n",
          "[assume.a]\nsays = \"s\"\ndrop = { "}) {
        const std::string data = std::string("Q = \"counts:b.csv\"") + (place.back() == ' ' ? " }" : "");
        folder.write("b.csv", "x,3\ny,1\n");
        const fs::path other = folder.write("d.toml", claim_text("H(Q) >= 0", two) + place + data + "\n");
        INFO(place);
        const std::string hash = load_claim(other).hash;
        folder.write("b.csv", "x,3\ny,2\n");
        CHECK(load_claim(other).hash != hash);
    }
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
}  // namespace groundcheck::test
