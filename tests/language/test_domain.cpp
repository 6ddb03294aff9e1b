// The [domain] of a claim file: its forms, what is none, and what the statement must find in it.
#include <string>
#include <vector>

#include "tests/language/claim_files.hpp"

namespace groundcheck::test::test_domain {
namespace {

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

}  // namespace
}  // namespace groundcheck::test::test_domain
