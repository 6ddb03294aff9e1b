// The calculator's values: each expression beside another way to write the same number, on standard input and
// as arguments, in every kernel.
#include <sstream>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using groundcheck::Rational;
using groundcheck::test::has;
using groundcheck::test::Outcome;
using groundcheck::test::Surroundings;

namespace eval_test {

namespace {

Outcome gc(const std::vector<std::string>& arguments, const Surroundings& surroundings = {}) {
    return groundcheck::test::groundcheck(arguments, surroundings);
}

// The second one is a fraction, made of logarithms of fractions, or an identity.
struct Same {
    const char* expression;
    const char* other;
};

const Same table[] = {
    {"sum(s in 1..10: 1/s)", "7381/2520"},
    {"prod(s in 1..10: s)", "3628800"},
    {"max((1/4,3/4))", "3/4"},
    {"min((1/4,3/4))", "1/4"},
    {"max((1/6,1/2,1/3))", "1/2"},
    {"min((1/6,1/2,1/3,0))", "0"},
    {"max(1/3, 2/7, 3/10)", "1/3"},
    {"min(1/3, 2/7, 3/10)", "2/7"},
    {"max(log(2), 1/2)", "log(2)"},
    {"R(2,(1/2,1/2))", "log(2)"},
    {"(-1)^1000000001", "-1"},
    {"(-1)^1000000000", "1"},
    {"(-1)^(-1000000001)", "-1"},
    {"(-1)^(10^30)", "1"},
    {"(-1)^(10^30+1)", "-1"},
    {"(-1)^(2^1001)", "1"},
    {"(-1)^(-(10^40) - 1)", "-1"},
    {"0^(10^40)", "0"},
    {"1^(10^40)", "1"},
    {"(-2)^abs(2)", "4"},
    {"(-2)^abs(-3)", "-8"},
    {"(-2)^max(1, 3)", "-8"},
    {"(-2)^min(4, 5)", "16"},
    {R"~((-2)^length("010"))~", "-8"},
    {"(-2)^sqrt(9)", "-8"},
    {"(-2)^(log(8)/log(2))", "-8"},
    {"(-2)^sum(i in 1..3: i)", "64"},
    {"(-2)^prod(i in 1..3: i)", "64"},
    {"(-2)^supp((1/2,1/4,1/4))", "-8"},
    {"(-2)^halting(1)", "2^halting(1)"},
    {"(-1/2)^(-3)", "-8"},
    {"(-3)^0", "1"},
    {"0^0", "1"},
    {"0^(1-1)", "1"},
    {"2^-2", "1/4"},
    {"2^3^2", "512"},
    {"-2^2", "-4"},
    {"(2/3)^5", "32/243"},
    {"8^(1/3)", "2"},
    {"16^0.75", "8"},
    {"(1/4)^(1/2)", "1/2"},
    {"2^(3/2)*2^(1/2)", "4"},
    {"sum(i in 1..100: i)", "5050"},
    {"sum(i in 1..3: sum(j in 1..i: j))", "10"},
    {"sum(i in 1..4: prod(j in 1..i: j))", "33"},
    {"prod(i in 1..4: sum(j in i..4: 1))", "24"},
    {"sum(i in 0..10: (-1)^i*2^i)", "683"},
    {"sum(i in 5..4: 1/0)", "0"},
    {"prod(i in 5..4: 1/0)", "1"},
    {"sum(i in -3..3: i^2)", "28"},
    {"sum(i in 1..50: 1/(i*(i+1)))", "50/51"},
    {"prod(i in 2..50: 1 - 1/i^2)", "51/100"},
    {"sum(i in 1..abs(-4): i)", "10"},
    {"sum(i in 1..log(8)/log(2): i)", "6"},
    {"sum(i in 1..3: sum(j in i..2*i: i*j))", "75"},
    {"sum(i in 1..3: log(i))", "log(6)"},
    {"log(prod(i in 1..10: i))", "log(3628800)"},
    {"sum(i in 1..9: log(1 + 1/i))", "log(10)"},
    {"sum(i in 1..4: max((i/4, 1-i/4)))", "3"},
    {"sum(i in 0..4: min((i/4, 1-i/4)))", "1"},
    {"sum(s in strings(3): length(s))", "24"},
    {"sum(s in strings(0): 1)", "1"},
    {"sum(s in strings(10): 1)", "1024"},
    {"prod(s in strings(2): length(s))", "16"},
    {"sum(s in strings(2): sum(r in strings(3): length(s)*length(r)))", "192"},
    {R"~(length("01"))~", "2"},
    {R"~(length(""))~", "0"},
    {R"~(length(reverse("0110")))~", "4"},
    {R"~(length(complement("011")))~", "3"},
    {"H((1/2,1/2))", "log(2)"},
    {"H((1/2,1/4,1/4))", "3/2*log(2)"},
    {"H((1,0))", "0"},
    {"H((1/3,1/3,1/3))", "log(3)"},
    {"H((sum(i in 1..2: 1/4), 1/2))", "log(2)"},
    {"H((1/2,1/3,1/6))", "log(2)/2 + log(3)/3 + log(6)/6"},
    {"sum(i in 1..2: H((i-1, 2-i)))", "0"},
    {"sum(i in 1..3: H((i/4, 1-i/4)))", "2*(log(4)/4 + 3/4*log(4/3)) + log(2)"},
    {"D((1/2,1/2))", "1/2"},
    {"D((1/2,1/3,1/6))", "11/18"},
    {"D((1,0,0))", "0"},
    {"R(0,(1/2,1/2,0))", "log(2)"},
    {"R(1,(1/2,1/4,1/4))", "3/2*log(2)"},
    {"R(2,(1/2,1/3,1/6))", "log(18/7)"},
    {"R(infinity,(1/2,1/3,1/6))", "log(2)"},
    {"R(2*infinity,(1/3,2/3))", "log(3/2)"},
    {"R(abs(-2),(1/2,1/3,1/6))", "log(18/7)"},
    {"R(1/2,(1/4,1/4,1/4,1/4))", "log(4)"},
    {"R(3,(1/2,1/2))", "log(2)"},
    {"T(2,(1/2,1/2))", "1/2"},
    {"T(3,(1/2,1/2))", "3/8"},
    {"T(0,(1/2,1/4,1/4))", "2"},
    {"T(1,(1/2,1/2))", "log(2)"},
    {"T(1/2,(1/4,1/4,1/4,1/4))", "2"},
    {"KL((1/2,1/2),(1/4,3/4))", "log(2)/2 + log(2/3)/2"},
    {"KL((1/2,1/2),(1/2,1/2))", "0"},
    {"KL((1,0),(1/3,2/3))", "log(3)"},
    {"TV((1/2,1/2),(1,0))", "1/2"},
    {"TV((1/2,1/3,1/6),(1/6,1/3,1/2))", "1/3"},
    {"L2((1/2,1/2),(1,0))", "1/2"},
    {"L2((1/2,1/3,1/6),(1/6,1/3,1/2))", "2/9"},
    {"supp((1/2,1/2,0))", "2"},
    {"supp((1,0,0))", "1"},
    {"sum(k in 1..3: TV((k/3, 1-k/3), (1/3,2/3)))", "1"},
    {"H((1/2,1/2)) - KL((1/2,1/2),(1/2,1/2))", "log(2)"},
    {R"~(runs(1,"0") + runs(1,"1"))~", "sum(s in outputs(1): runs(1,s))"},
    {"sum(s in outputs(2): runs(2,s))", "halting(2)"},
    {"sum(s in outputs(2): D(2,s))", "1"},
    {R"~(D(2,"0")*halting(2))~", R"~(runs(2,"0"))~"},
    {R"~(runs(2,"01"))~", R"~(runs(2,reverse("01")))~"},
    {R"~(runs(2,"011"))~", R"~(runs(2,complement("011")))~"},
    {"sum(s in outputs(2): runs(2,s) - runs(2,complement(s)))", "0"},
    {"halting(2)", "6088"},
    {"steps(2)", "6"},
    {"steps(1)", "1"},
    {"sum(n in 1..2: steps(n))", "7"},
    {"sum(n in 1..2: halting(n))", "halting(1) + halting(2)"},
    {"halting(2) + endless(2)", "2*(4*2 + 2)^(2*2)"},
    {"digamma(2) - digamma(1)", "1"},
    {"digamma(5) - digamma(1)", "25/12"},
    {"digamma(1/2) + 2*log(2)", "digamma(1)"},
    {"sum(k in 1..9: 1/k)", "digamma(10) - digamma(1)"},
    {"exp(log(3))", "3"},
    {"exp(0)", "1"},
    {"exp(2*log(3) - log(2))", "9/2"},
    {"expm1(log(3))", "2"},
    {"log1p(1)", "log(2)"},
    {"log(exp(1))", "1"},
    {"log(exp(1e1000))/1e1000", "1"},
    {"log(3^(10^30))/10^30", "log(3)"},
    {"log(3^(-(10^30)))/10^30", "-log(3)"},
    {"sqrt(2)^2", "2"},
    {"sqrt(1/9)", "1/3"},
    {"abs(-7/3)", "7/3"},
    {"-log(2)", "log(1/2)"},
    {"- -3", "3"},
    {"--3", "3"},
    {"+3", "3"},
    {"[2,2]", "2"},
    {"[1/2]*4", "2"},
    {"1/3 + 1/6", "1/2"},
    {"0x1.8p-3", "3/16"},
    {"1e-3", "1/1000"},
    {"pi - pi/2 - pi/2", "0"},
    {"0*infinity", "0"},
    {"4*sum(k in 1..20: 1/(2*k-1)^2)/4", "sum(k in 0..19: (2*k+1)^(-2))"},
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

struct Ends {
    Rational low, high;
};

// "[1.25, 1.5]" as exact fractions.
Ends ends_of(const std::string& text) {
    const std::size_t comma = text.find(", ");
    REQUIRE(text.starts_with("["));
    REQUIRE(comma != std::string::npos);
    const auto low = groundcheck::parse_rational(text.substr(1, comma - 1));
    const auto high = groundcheck::parse_rational(text.substr(comma + 2, text.size() - comma - 3));
    INFO(text);
    REQUIRE(low.has_value());
    REQUIRE(high.has_value());
    REQUIRE(*low <= *high);
    return {*low, *high};
}

// The answers to both sides of the table, from one run of the program for each.
std::pair<std::vector<std::string>, std::vector<std::string>> answers(const std::string& kernel,
                                                                      bool as_arguments) {
    std::vector<std::string> results[2];
    for (const int side : {0, 1}) {
        Surroundings surroundings;
        std::vector<std::string> arguments = {"eval", "--kernel", kernel};
        for (const Same& same : table) {
            const std::string text = side == 0 ? same.expression : same.other;
            if (as_arguments)
                arguments.push_back(text);
            else
                surroundings.input += text + "\n";
        }
        const Outcome outcome = gc(arguments, surroundings);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        results[side] = lines_of(outcome.out);
        REQUIRE(results[side].size() == std::size(table));
    }
    return {results[0], results[1]};
}

}  // namespace

TEST_CASE("Two ways to write a number have enclosures that are tight and meet", "[cli][eval]") {
    CHECK(std::size(table) >= 120);
    for (const bool as_arguments : {false, true})
        for (const char* kernel : {"ball", "mpfi", "double"}) {
            const auto [left, right] = answers(kernel, as_arguments);
            const Rational tolerance = std::string(kernel) == "double"
                                           ? Rational(1, 1'000'000'000'000)
                                           : groundcheck::power(Rational(10), -18);
            for (std::size_t i = 0; i < left.size(); ++i) {
                const std::string text = std::string(table[i].expression) + " and " + table[i].other;
                // MPFR's and the doubles' numbers end long before these two's powers.
                if (std::string(kernel) != "ball" && text.find("log(exp(1e1000))") == 0) continue;
                if (std::string(kernel) != "ball" && text.find("log(3^") == 0) continue;
                INFO(kernel << (as_arguments ? ", arguments: " : ": ") << text << ": " << left[i] << " and "
                            << right[i]);
                const Ends a = ends_of(left[i]), b = ends_of(right[i]);
                CHECK(a.low <= b.high);
                CHECK(b.low <= a.high);
                const Rational size = std::max<Rational>(1, abs(a.high));
                CHECK(a.high - a.low <= tolerance * size);
                CHECK(b.high - b.low <= tolerance * size);
            }
        }
}

TEST_CASE("The exact kernel gives the number itself, or says that it cannot", "[cli][eval]") {
    const auto [left, right] = answers("exact", false);
    CHECK(answers("exact", true) == std::pair(left, right));
    std::size_t exact = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        INFO(table[i].expression << " and " << table[i].other << ": " << left[i] << " and " << right[i]);
        CHECK_FALSE(left[i] == "[empty]");
        if (left[i] == "[inexact]" || right[i] == "[inexact]") continue;
        CHECK(left[i] == right[i]);
        ++exact;
    }
    CHECK(exact >= 110);
}

TEST_CASE("Wide arguments and arguments that begin with a bracket or a sign", "[cli][eval]") {
    struct Case {
        const char* text;
        const char* answer;  // at five digits
    };
    const Case cases[] = {
        {"[1,2]+[3,4]", "[4, 6]"},
        {"[1, 2]", "[1, 2]"},
        {"[1]", "[1, 1]"},
        {"[1,2]*[3,4]-[0,1]", "[2, 8]"},
        {"[-2,1]^2", "[0, 4]"},
        {"[-2,1]^3", "[-8, 1]"},
        {"[-2,1]^0", "[1, 1]"},
        {"[-2,-1]^(-3)", "[-1, -0.125]"},
        {"[-1,1]^(10^30)", "[0, 1]"},
        {"[-1,1]^(10^30+1)", "[-1, 1]"},
        {"[-1/2,1]^abs(-3)", "[-0.125, 1]"},
        {"[2,3]^[1,2]", "[2, 9]"},
        {"[-inf,inf]", "[-inf, inf]"},
        {"[1,2]/[0,1]", "[1, inf]"},
        {"-[1,2]", "[-2, -1]"},
        {"-1", "[-1, -1]"},
        {"-1/2", "[-0.5, -0.5]"},
        {"-abs(-2)", "[-2, -2]"},
        {"--1", "[1, 1]"},
        {"--abs(-2)", "[2, 2]"},
        {"-(1/2)^2", "[-0.25, -0.25]"},
        {"-max((1/4,3/4))", "[-0.75, -0.75]"},
        {"(1)", "[1, 1]"},
        {"+2", "[2, 2]"},
        {"KL((1,0),(0,1))", "[inf, inf]"},
        {"KL((1/2,1/2),(1,0))", "[inf, inf]"},
    };
    for (const char* kernel : {"ball", "mpfi", "double"}) {
        std::vector<std::string> all = {"eval", "--kernel", kernel, "--digits", "5"};
        Surroundings surroundings;
        std::string expected;
        for (const Case& one : cases) {
            const Outcome outcome = gc({"eval", one.text, "--digits", "5", "--kernel", kernel});
            INFO(kernel << ": " << one.text << "\n" << outcome.err);
            CHECK(outcome.code == 0);
            CHECK(outcome.out == std::string(one.answer) + "\n");
            all.emplace_back(one.text);
            surroundings.input += std::string(one.text) + "\n";
            expected += std::string(one.answer) + "\n";
        }
        CHECK(gc(all).out == expected);
        CHECK(gc({"eval", "--digits=5", "--kernel", kernel}, surroundings).out == expected);
    }
}

TEST_CASE("Options of eval stand anywhere; after -- all is an expression", "[cli][eval]") {
    CHECK(gc({"eval", "--digits", "3", "-log(2)"}).out == "[-0.694, -0.693]\n");
    CHECK(gc({"eval", "-log(2)", "--digits", "3"}).out == "[-0.694, -0.693]\n");
    CHECK(gc({"eval", "--digits", "3", "--", "-log(2)"}).out == "[-0.694, -0.693]\n");
    CHECK(gc({"eval", "--", "--1"}).out == "[1, 1]\n");
    const Outcome late = gc({"eval", "1", "--", "--digits"});
    CHECK(late.code == 2);  // an expression there: --digits has no meaning
    CHECK(late.out == "[1, 1]\n");
    const Outcome misspelt = gc({"eval", "--digit", "1"});
    CHECK(misspelt.code == 2);
    CHECK(has(misspelt.err, "--digit"));
    CHECK(gc({"eval", "1", "--digits"}).code == 2);  // its value is missing
    CHECK(gc({"eval", "--help", "1"}).code == 0);
    CHECK(gc({"eval", "[1,2]", "--theorems", "."}).out == "[1, 2]\n");
    CHECK(gc({"eval", ""}).code == 2);
    CHECK(has(gc({"eval", ""}).err, "the text is empty"));
}

TEST_CASE("What is too large for a kernel has bounds that hold, and says so", "[cli][eval]") {
    const auto value = [](const std::string& kernel, const std::string& text) {
        return gc({"eval", "--kernel", kernel, "--digits", "10", text});
    };
    struct Case {
        const char* text;
        const char* ball;
        const char* mpfi;
        const char* doubles;
    };
    const char* const most = "[1e323228496, inf]";
    const char* const most_double = "[1.797693134e308, inf]";
    const Case cases[] = {
        {"2^(10^9)", "[1e301029995, 1e301029996]", "[1e301029995, 1e301029996]", most_double},
        {"2^(10^20)", "[1e30102999566398119521, 1e30102999566398119522]", most, most_double},
        {"3^(10^20)", "[1e47712125471966243729, 1e47712125471966243730]", most, most_double},
        {"(-3)^(10^20+1)", "[-1e47712125471966243730, -1e47712125471966243729]", "[-inf, -1e323228496]",
         "[-inf, -1.797693134e308]"},
        {"[-2,1]^2000000000", "[0, 1e602059992]", "[0, inf]", "[0, inf]"},
        {"[-2,1]^2000000001", "[-1e602059992, 1]", "[-inf, 1]", "[-inf, 1]"},
        {"exp(1e18)", "[1e434294481903251827, 1e434294481903251828]", most, most_double},
        {"exp(1e30)", "[1e434294481903251827651128918916, 1e434294481903251827651128918917]", most,
         most_double},
        {"10^(1e20 + 1/2)", "[1e100000000000000000000, 1e100000000000000000001]", most, most_double},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(value("ball", one.text).out == std::string(one.ball) + "\n");
        CHECK(value("mpfi", one.text).out == std::string(one.mpfi) + "\n");
        CHECK(value("double", one.text).out == std::string(one.doubles) + "\n");
        CHECK(value("exact", one.text).out == "[inexact]\n");
        CHECK(value("ball", one.text).err.empty());
        CHECK(has(value("double", one.text).err, "beyond the numbers of the kernel double"));
    }
    // exp(10^1000) = 10^(10^1000/log(10)), 10^1000/log(10) = 4342944819032518276511...
    const std::string ball = value("ball", "exp(1e1000)").out;
    CHECK(ball.starts_with("[1e4342944819032518276511"));
    CHECK(ball.find(", 1e4342944819032518276511") == 3 + 1000);
    CHECK(value("ball", "exp(-1e1000)").out.starts_with("[1e-4342944819032518276511"));
    // Beyond reach the lower end is finite still, and it is said.
    const Outcome beyond = value("ball", "exp(exp(exp(20)))");
    CHECK(beyond.code == 0);
    CHECK(beyond.out.starts_with("[1e6041870966764817"));
    CHECK(beyond.out.ends_with(", inf]\n"));
    CHECK(has(beyond.err, "beyond the numbers of the kernel ball"));
}

}  // namespace eval_test
