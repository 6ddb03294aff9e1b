// Statements: what is read, how it is printed, and what is rejected where.
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"

namespace groundcheck::test::test_parser {
namespace {

struct Accept {
    std::string text;
    std::string printed;
};

std::string repeat(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

TEST_CASE("statements are read and printed with the fewest parentheses", "[parser]") {
    const std::vector<Accept> table = {
        {"E[H(Q')] <= H(Q)", "E[H(Q')] <= H(Q)"},
        {"(E[H(Q')]) <= ((H(Q)))", "E[H(Q')] <= H(Q)"},
        {"0<=Q_1<=1", "0 <= Q_1 and Q_1 <= 1"},
        {"-2^2 == -(2^2)", "-2^2 == -2^2"},
        {"(-2)^2 == 4", "(-2)^2 == 4"},
        {"2^3^2 == 512", "2^3^2 == 512"},
        {"(2^3)^2 == 64", "(2^3)^2 == 64"},
        {"2^-1 == 1/2", "2^-1 == 1/2"},
        {"1-(2-3) == 1-2-3+4", "1 - (2 - 3) == 1 - 2 - 3 + 4"},
        {"1/(2/3) == 1/2/3", "1/(2/3) == 1/2/3"},
        {"(1+2)*3 == 9", "(1 + 2)*3 == 9"},
        {"2*-3 == -6", "2*-3 == -6"},
        {"+5 == 5", "5 == 5"},
        {"not 1 == 2 and 1 == 1", "not 1 == 2 and 1 == 1"},
        {"not (1 == 2 and 1 == 1)", "not (1 == 2 and 1 == 1)"},
        {"(1 == 1 or 1 == 2) and 1 == 1", "(1 == 1 or 1 == 2) and 1 == 1"},
        {"1 == 1 implies 1 == 2 implies 1 == 3", "1 == 1 implies 1 == 2 implies 1 == 3"},
        {"(1 == 1 implies 1 == 2) implies 1 == 3", "(1 == 1 implies 1 == 2) implies 1 == 3"},
        {"vertex(Q) iff interior(Q) iff finite(KL(Q,P))", "vertex(Q) iff interior(Q) iff finite(KL(Q, P))"},
        {"Pr[Q' == Q] == 1 iff vertex(Q)", "Pr[Q' == Q] == 1 iff vertex(Q)"},
        {"for every outcome: supp(Q') <= supp(Q)", "for every outcome: supp(Q') <= supp(Q)"},
        {"for  every\noutcome :\n H(Q') <= E[H(Q')]", "for every outcome: H(Q') <= E[H(Q')]"},
        {"sum(i: Q_i*log(Q_i)) <= 0", "sum(i: Q_i*log(Q_i)) <= 0"},
        {"sum(c in 0..N-1: c) == prod(c in 1..2: c + 1)", "sum(c in 0..N - 1: c) == prod(c in 1..2: c + 1)"},
        {"sum(i: sum(j: Q_i*Q_j)) == 1", "sum(i: sum(j: Q_i*Q_j)) == 1"},
        {"E[Q'_1 from R] == M_1", "E[Q'_1 from R] == M_1"},
        {"E[Q'_1 from (1/2, 1/2, 0)] == 0", ""},
        {"Var[mean(f,Q')] == var(f,Q)/N", "Var[mean(f, Q')] == var(f, Q)/N"},
        {"E[H(Q[t])] >= E[H(Q[t+1])]", "E[H(Q[t])] >= E[H(Q[t + 1])]"},
        {"E[Q[t]_1] == Q_1", "E[Q[t]_1] == Q_1"},
        {"R(infinity,Q) <= R(inf, P)", "R(infinity, Q) <= R(infinity, P)"},
        {"max(Q) <= max(1, 2, Q_1)", "max(Q) <= max(1, 2, Q_1)"},
        {"0.1 + 1.50 == 1e-3 + 2.5E2 + 0x1.8p+3", "0.1 + 1.5 == 0.001 + 250 + 12"},
        {"Q_(1+1) == f_2", "Q_(1 + 1) == f_2"},
        {"Q != P or Q == R", "Q != P or Q == R"},
        {"\t\r\n1 < 2 \n", "1 < 2"},
        {"pi > 3", "pi > 3"},
        {"(((1 < 2)))", "1 < 2"},
        {"abs(Q_1 - R_1)*(1-alpha) >= 0", "abs(Q_1 - R_1)*(1 - alpha) >= 0"},
    };
    for (const Accept& accept : table) {
        INFO(accept.text);
        if (accept.printed.empty()) {
            // K = 2 and 3 at once: a literal of either length is wrong.
            CHECK_THROWS_AS(parse_statement(accept.text, full_scope()), InputError);
            continue;
        }
        CHECK(to_text(*parse_statement(accept.text, full_scope())) == accept.printed);
    }
}

TEST_CASE("the shape of a tree", "[parser]") {
    const Scope scope = full_scope();
    const ExpressionPtr chain = parse_statement("H(Q) <= H(P) < 3", scope);
    REQUIRE(chain->node == Node::conjunction);
    CHECK(chain->args[0]->relation == Relation::less_equal);
    CHECK(chain->args[1]->relation == Relation::less);
    CHECK(chain->args[0]->args[1] == chain->args[1]->args[0]);

    const ExpressionPtr power = parse_expression("-2^2", scope);
    REQUIRE(power->node == Node::neg);
    CHECK(power->args[0]->node == Node::pow);

    const ExpressionPtr symbol_sum = parse_expression("sum(i: Q_i)", scope);
    CHECK_FALSE(symbol_sum->ranged);
    CHECK(symbol_sum->args[0]->args[1]->node == Node::index);
    CHECK(parse_expression("sum(i in 1..2: i)", scope)->ranged);

    const ExpressionPtr maximum = parse_expression("max(Q)", scope);
    CHECK(maximum->node == Node::functional);
    CHECK(parse_expression("max(1, 2)", scope)->node == Node::function);

    const ExpressionPtr start = parse_expression("E[H(Q') from R]", scope);
    REQUIRE(start->args.size() == 2);
    CHECK(start->args[1]->name == "R");
}

TEST_CASE("a node knows its place", "[parser]") {
    const ExpressionPtr e = parse_statement("1 < 2 and\n  H(Q) <=\tlog(K)", full_scope());
    const Expression& second = *e->args[1];
    CHECK(second.where.line == 2);
    CHECK(second.where.column == 3);
    CHECK(second.where.length == 14);
    CHECK(second.args[1]->where.column == 11);
    CHECK(second.args[1]->where.length == 6);
}

TEST_CASE("numbers are exact", "[parser]") {
    const auto value = [](const std::string& text) { return parse_calculator(text)->value; };
    CHECK(value("0.1") == Rational(1, 10));
    CHECK(value("1e-3") == Rational(1, 1000));
    CHECK(value("0x1p-1074") == power(Rational(2), -1074));
    CHECK(value("0x1.8p+3") == 12);
    CHECK(value("0XFFp0") == 255);
    CHECK(value("00012") == 12);
    CHECK(value("123456789012345678901234567890") == Rational(Integer("123456789012345678901234567890")));
    CHECK(value("3.14159265358979323846") ==
          Rational(Integer("314159265358979323846"), Integer("100000000000000000000")));
}

TEST_CASE("the calculator reads intervals and no variables", "[parser]") {
    const auto printed = [](const std::string& text) { return to_text(*parse_calculator(text)); };
    CHECK(printed("log([0x1p-1, 0x1.8p+3])") == "log([0.5, 12])");
    CHECK(printed("[-1, +2] * [1.5]") == "[-1, 2]*[1.5, 1.5]");
    CHECK(printed("[-inf, infinity]") == "[-infinity, infinity]");
    CHECK(printed("[1/3, 2^10]") == "[1/3, 1024]");
    CHECK(printed("[-0x1.8p-1074, 1]") == "[-0x3p-1075, 1]");
    CHECK(printed("sum(i in 1..10: 1/i^2)") == "sum(i in 1..10: 1/i^2)");
    CHECK(printed("H((1/2, 1/4, 1/4)) - log(2)") == "H((1/2, 1/4, 1/4)) - log(2)");
    CHECK(printed("KL((0.5,0.5),(1,0))") == "KL((0.5, 0.5), (1, 0))");
    CHECK(printed("sqrt(2)^2 + digamma(1/2) + pi") == "sqrt(2)^2 + digamma(1/2) + pi");

    const std::vector<Reject> table = {
        {"x + 1", 1, 1, "unknown name \"x\""},
        {"log(N)", 1, 5, "unknown name \"N\""},
        {"K", 1, 1, "unknown name \"K\""},
        {"log", 1, 1, "a function needs its arguments"},
        {"[2, 1]", 1, 1, "the interval is empty"},
        {"1 + [inf, inf]", 1, 5, "the interval is empty"},
        {"[-inf, -inf]", 1, 1, "the interval is empty"},
        {"[inf]", 1, 1, "the interval is empty"},
        {"[1, 2, 3]", 1, 1, "an interval has two ends"},
        {"[1, sqrt(2)]", 1, 5, "one number, written out"},
        {"[[1, 2], 3]", 1, 2, "one number, written out"},
        {"[1, 2", 1, 6, "\"]\" is expected"},
        {"[", 1, 2, "a number, a name or an opening parenthesis"},
        {"[]", 1, 2, "a number, a name or an opening parenthesis"},
        {"[1/0, 2]", 1, 2, "one number, written out"},
        {"E[H(Q')]", 1, 1, "there is no process"},
        {"sum(i: i)", 1, 1, "there are no symbols"},
        {"Q'", 1, 1, "there is no process"},
        {"M", 1, 1, "there is no Q here"},
        {"1 < 2", 1, 1, "a number is needed here, this is a formula"},
        {"(1/2, 1/2)", 1, 1, "a number is needed here, this is a distribution"},
        {"KL((1/2, 1/2), (1, 0, 0))", 1, 1, "different lengths, 2 and 3"},
        {"", 1, 1, "the text is empty"},
        {"  \t ", 1, 1, "the text is empty"},
        {"1 +", 1, 4, "(the text ends)"},
        {"sum(i in 1..10^12: i)", 1, 1, "more than 1000000 terms"},
        {"1e20001", 1, 1, "exponent is beyond 20000"},
        {"1\xFF", 1, 2, "not valid UTF-8"},
        {std::string("1\0 + 1", 6), 1, 2, "NUL"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { parse_calculator(reject.text); });
}

TEST_CASE("texts that are not in the language", "[parser]") {
    const std::vector<Reject> table = {
        {"", 1, 1, "the text is empty"},
        {"H(Q)", 1, 1, "a formula is needed here, this is a number"},
        {"E[H(Q') <= 1", 1, 13, "\"]\" is expected here (the text ends)"},
        {"E[H(Q')", 1, 8, "\"]\" is expected"},
        {"H(Q <= 1", 1, 9, "\")\" is expected"},
        {"(1 < 2", 1, 7, "\")\" is expected"},
        {"1 < 2)", 1, 6, "an operator or the end"},
        {"1 <= ", 1, 6, "a number, a name or an opening parenthesis"},
        {"<= 1", 1, 1, "a number, a name or an opening parenthesis"},
        {"1 + + * 2 < 1", 1, 7, "a number, a name or an opening parenthesis"},
        {"1 = 1", 1, 3, "write == for an equation"},
        {"1 =< 1", 1, 3, "write <= for"},
        {"1 => 1", 1, 3, "implies"},
        {"1 <> 1", 1, 4, "a number, a name or an opening parenthesis"},
        {"1 === 1", 1, 5, "a number, a name"},
        {"1 < 2 && 2 < 3", 1, 7, "write \"and\""},
        {"1 < 2 || 2 < 3", 1, 7, "write \"or\""},
        {"!(1 < 2)", 1, 1, "write \"not\""},
        {"2**3 == 8", 1, 3, "write ^ for a power"},
        {"2 x < 3", 1, 3, "a product is written with *"},
        {"2x < 3", 1, 2, "runs into a letter"},
        {"2(1) < 3", 1, 2, "a product is written with *"},
        {"1.2.3 < 1", 1, 4, "an operator or the end"},
        {".5 < 1", 1, 1, "write 0.5 with a digit on both sides"},
        {"5. < 6", 1, 2, "write 0.5 with a digit"},
        {"0x < 1", 1, 2, "runs into a letter"},
        {"1e < 1", 1, 2, "runs into a letter"},
        {"1_000 < 2", 1, 2, "runs into a letter"},
        {"50% < 1", 1, 3, "no percentages"},
        {"{1} < 2", 1, 1, "no braces"},
        {"1 < 2 # obvious", 1, 7, "no comments"},
        {"H(Q) \xE2\x89\xA4 1", 1, 6, "write <="},
        {"H(Q) \xE2\x89\xA5 1", 1, 6, "write >="},
        {"H(Q) \xE2\x89\xA0 1", 1, 6, "write !="},
        {"\xCE\xB1 < 1", 1, 1, "write alpha"},
        {"1 \xE2\x88\x92 1 == 0", 1, 3, "typographic minus"},
        {"2 \xC3\x97 2 == 4", 1, 3, "write * for a product"},
        {"\xE2\x88\x9A"
         "2 < 2",
         1, 1, "write sqrt"},
        {"\xE2\x88\x91 < 2", 1, 1, "write sum"},
        {"E[H(Q\xE2\x80\x99)] < 1", 1, 6, "typographic apostrophe"},
        {"E[H(Q\xE2\x80\xB2)] < 1", 1, 6, "prime sign"},
        {"1 < \xE2\x88\x9E", 1, 5, "write infinity"},
        {"sum(: 1) < 2", 1, 5, "variable that the sum runs over"},
        {"sum(1: 1) < 2", 1, 5, "variable that the sum runs over"},
        {"sum(i 1) < 2", 1, 7, "\":\" (over the symbols) or \"in low..high:\""},
        {"sum(i, 1) < 2", 1, 6, "\":\" (over the symbols)"},
        {"sum(i in 1: 1) < 2", 1, 10, "\"..\" and the upper end"},
        {"sum(i in 1 1) < 2", 1, 12, "\"..\" and the upper end"},
        {"sum(i in strings(2) 1) < 2", 1, 21, "\"..\" and the upper end"},
        {"sum(i in 1..3 1) < 2", 1, 15, "a colon"},
        {"sum(i in 1..3: 1 < 2", 1, 21, "\")\" is expected"},
        {"sum < 2", 1, 1, "unknown name \"sum\""},
        {"Q_ < 1", 1, 3, "an index is expected"},
        {"Q_(1 < 1", 1, 9, "\")\" is expected"},
        {"Q _1 < 1", 1, 3, "an index belongs to"},
        {"H(Q)_1 < 1", 1, 5, "an index belongs to"},
        {"1 < 2 and", 1, 10, "a number, a name or an opening parenthesis"},
        {"1 < 2 and and 2 < 3", 1, 11, "a number, a name or an opening parenthesis"},
        {"1 < 2 2 < 3", 1, 7, "a product is written with *"},
        {"1 + not 1 < 2", 1, 5, "\"not\" cannot stand inside"},
        {"1 < not 2", 1, 5, "\"not\" cannot stand inside"},
        {"for every outcome H(Q') < 1", 1, 19, "a colon"},
        {"for each outcome: H(Q') < 1", 1, 5, "an operator or the end"},
        {"1 < 2 and (for every outcome: H(Q') < 1)", 1, 16, "\")\" is expected"},
        {"E[H(Q') | Q] < 1", 1, 9, "\"]\" is expected"},
        {"E(H(Q')) < 1", 1, 1, "E takes brackets"},
        {"Pr(Q' == Q) < 1", 1, 1, "Pr takes brackets"},
        {"E[H(Q') from] < 1", 1, 13, "a number, a name or an opening parenthesis"},
        {"Q[t < 1", 1, 8, "\"]\" is expected"},
        {"log( < 1", 1, 6, "a number, a name or an opening parenthesis"},
        {"log(1,) < 1", 1, 7, "a number, a name or an opening parenthesis"},
        {"1 <\n  = 2", 2, 3, "write == for an equation"},
        {"1 < 2 and\n\tH(Q) < Hx(Q)", 2, 9, "unknown function \"Hx\""},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { parse_statement(reject.text, full_scope()); });
}

TEST_CASE("names and types that do not fit", "[types]") {
    const std::vector<Reject> table = {
        {"alhpa < 1", 1, 1, "did you mean \"alpha\"?"},
        {"infinty > 1", 1, 1, "did you mean \"infinity\"?"},
        {"n < 1", 1, 1, "did you mean \"N\"?"},
        {"KL(Q,r) < 1", 1, 6, "did you mean \"R\"?"},
        {"zebra < 1", 1, 1, "known here:"},
        {"S == Q", 1, 1, "unknown name \"S\""},
        {"P' == Q", 1, 1, "only Q has a next generation"},
        {"Sqrt(2) < 1", 1, 1, "did you mean \"sqrt\"?"},
        {"kl(Q,P) < 1", 1, 1, "did you mean \"KL\"?"},
        {"ln(2) < 1", 1, 1, "did you mean \"log\"?"},
        {"log10(2) < 1", 1, 1, "unknown function"},
        {"wholly(Q) < 1", 1, 1, "known here: log"},
        {"N(2) < 1", 1, 1, "\"N\" is not a function"},
        {"K(2) < 1", 1, 1, "\"K\" is not a function"},
        {"Q(1) < 1", 1, 1, "\"Q\" is not a function"},
        {"alpha (1-alpha) < 1", 1, 1, "a product is written with *"},
        {"log < 1", 1, 1, "is a function and needs its arguments"},
        {"H < 1", 1, 1, "is a function and needs its arguments"},
        {"Q < 1", 1, 5, "compares a distribution with a number"},
        {"1 == Q", 1, 6, "compares a number with a distribution"},
        {"Q < P", 1, 1, "distributions have no order"},
        {"Q == P <= R", 1, 6, "distributions have no order"},
        {"f == f", 1, 1, "this is an observable"},
        {"(1 < 2) == (2 < 3)", 1, 1, "joined by and, or, implies, iff"},
        {"1 < (2 < 3)", 1, 5, "this is a formula"},
        {"Q + 1 < 2", 1, 1, "a number is needed here, this is a distribution"},
        {"1 + f < 2", 1, 5, "a number is needed here, this is an observable"},
        {"-Q == Q", 1, 2, "a number is needed here"},
        {"1 + (1 < 2) < 3", 1, 5, "a number is needed here, this is a formula"},
        {"not Q", 1, 5, "a formula is needed here, this is a distribution"},
        {"1 and 2 < 3", 1, 1, "a formula is needed here, this is a number"},
        {"1 < 2 iff N", 1, 11, "a formula is needed here"},
        {"H(1) < 1", 1, 3, "\"H\" needs a distribution here, this is a number"},
        {"H(N) < 1", 1, 3, "\"H\" needs a distribution here"},
        {"H(f) < 1", 1, 3, "this is an observable"},
        {"H(Q, P) < 1", 1, 1, "takes 1 argument, not 2"},
        {"H() < 1", 1, 1, "takes 1 argument, not 0"},
        {"log(Q) < 1", 1, 5, "needs a number here"},
        {"log(1 < 2) < 1", 1, 5, "needs a number here, this is a formula"},
        {"R(Q) < 1", 1, 1, "takes 2 arguments, not 1"},
        {"R(Q, 2) < 1", 1, 3, "\"R\" needs a number here, this is a distribution"},
        {"R(-1, Q) < 1", 1, 3, "cannot be negative"},
        {"T(infinity, Q) < 1", 1, 3, "no order infinity"},
        {"KL(Q) < 1", 1, 1, "takes 2 arguments, not 1"},
        {"KL(Q, 1) < 1", 1, 7, "\"KL\" needs a distribution here"},
        {"mean(Q, f) < 1", 1, 6, "\"mean\" needs an observable here, this is a distribution"},
        {"var(1, Q) < 1", 1, 5, "needs an observable here"},
        {"max(1) < 2", 1, 1, "takes 2 or more arguments, not 1"},
        {"max(Q, P) < 2", 1, 1, "takes 1 argument, not 2"},
        {"max() < 2", 1, 1, "takes 2 or more arguments, not 0"},
        {"min(1, Q) < 2", 1, 8, "needs a number here"},
        {"finite(Q)", 1, 8, "needs a number here"},
        {"vertex(1)", 1, 8, "needs a distribution here"},
        {"vertex(Q) < 1", 1, 1, "this is a formula"},
        {"Q' == Q", 1, 1, "Q' is random and has no value by itself"},
        {"H(Q') < 1", 1, 3, "write E[...], Var[...] or Pr[...]"},
        {"Q[1] == Q", 1, 1, "random and has no value by itself"},
        {"E[H(P[1])] < 1", 1, 5, "only Q has generations"},
        {"E[H(Q'[1])] < 1", 1, 5, "Q' is Q[1]"},
        {"E[H(Q[-1])] < 1", 1, 7, "a whole number from 0"},
        {"E[H(Q[1/2])] < 1", 1, 7, "a whole number from 0"},
        {"E[H(Q[P])] < 1", 1, 7, "a number is needed here"},
        {"E[Q'] == Q", 1, 3, "a number is needed here, this is a distribution"},
        {"E[1 < 2] < 1", 1, 3, "a number is needed here, this is a formula"},
        {"Pr[H(Q')] < 1", 1, 4, "a formula is needed here"},
        {"E[E[H(Q')]] < 1", 1, 3, "cannot be nested"},
        {"Var[E[H(Q')]] < 1", 1, 5, "cannot be nested"},
        {"Pr[E[H(Q')] < H(Q')] < 1", 1, 4, "cannot be nested"},
        {"E[H(Q') from 1] < 1", 1, 14, "a distribution is needed here"},
        {"E[H(Q') from Q'] < 1", 1, 14, "Q' is random"},
        {"E[KL(Q',M) from R] < 1", 1, 9, "starts from another model"},
        {"for every outcome: H(Q) < 1", 1, 1, "does not mention the outcome"},
        {"for every outcome: E[H(Q')] < 1", 1, 1, "does not mention the outcome"},
        {"for every outcome: H(Q')", 1, 20, "a formula is needed here"},
        {"1_i < 1", 1, 2, "runs into a letter"},
        {"N_1 < 1", 1, 1, "only a distribution or an observable has components"},
        {"Q_0 < 1", 1, 3, "numbered from 1"},
        {"Q_4 < 1", 1, 3, "no symbol 4 when K = 2"},
        {"Q_3 < 1", 1, 3, "no symbol 3 when K = 2"},
        {"f_3 < 1", 1, 3, "no symbol 3 when K = 2"},
        {"Q_(1/2) < 1", 1, 4, "a whole number, this is 1/2"},
        {"Q_(2-3) < 1", 1, 4, "numbered from 1, this is -1"},
        {"Q_j < 1", 1, 3, "unknown name \"j\""},
        {"Q_P < 1", 1, 3, "a number is needed here"},
        {"sum(i: Q_i) + Q_i < 1", 1, 17, "unknown name \"i\""},
        {"sum(t: 1) < 1", 1, 5, "is a variable already"},
        {"sum(i: sum(i: 1)) < 1", 1, 12, "is a variable already"},
        {"sum(log: 1) < 1", 1, 5, "has a meaning already"},
        {"sum(pi: 1) < 1", 1, 5, "has a meaning already"},
        {"sum(I: 1) < 1", 1, 5, "begins with a small letter"},
        {"sum(i: Q) < 1", 1, 8, "a number is needed here"},
        {"sum(i in Q..2: 1) < 1", 1, 10, "a number is needed here"},
        {"sum(i in 1..5/2: 1) < 1", 1, 13, "whole numbers, this is 5/2"},
        {"sum(i in 1..infinity: 1) < 1", 1, 13, "a range is finite"},
        {"(1/2, 1/3) == Q", 1, 1, "add up to 5/6, not to 1"},
        {"(3/2, -1/2) == Q", 1, 7, "a probability is negative: -1/2"},
        {"(1, alpha, 1/2) == Q", 1, 1, "add up to 3/2, not to 1"},
        {"(1/2, 1/2) == Q", 1, 1, "has 2 probabilities, but the domain has K = 3"},
        {"(1/2, Q) == Q", 1, 7, "a number is needed here"},
        {"[0, 1] < 2", 1, 1, "only in the calculator"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { parse_statement(reject.text, full_scope()); });
}

TEST_CASE("what a scope does not have", "[types]") {
    Scope no_samples = full_scope();
    no_samples.samples = false;
    no_samples.names.erase("N");
    Scope no_world = full_scope();
    no_world.names.erase("P");
    Scope any = full_scope();
    any.any_alphabet = true;
    any.K.clear();
    Scope numbers;
    numbers.samples = true;
    numbers.names["N"] = Type::scalar;
    Scope two = full_scope();
    two.K = {2};

    struct Row {
        const Scope& scope;
        Reject reject;
    };
    const std::vector<Row> table = {
        {no_samples, {"E[H(Q')] < 1", 1, 1, "declare N in the domain"}},
        {no_samples, {"for every outcome: H(Q') < 1", 1, 1, "needs samples"}},
        {no_samples, {"N < 1", 1, 1, "\"N\" is not in the domain"}},
        {no_world, {"E[H(Q')] < 1", 1, 1, "declare P in the domain"}},
        {no_world, {"H(M) < 1", 1, 3, "declare P in the domain"}},
        {no_world, {"H(P) < 1", 1, 3, "\"P\" is not in the domain"}},
        {any, {"H(Q) < log(K)", 1, 12, "K = \"any\""}},
        {any, {"Q_1 < 1", 1, 3, "with K = \"any\" a symbol has no number"}},
        {any, {"sum(i: Q_(i+1)) < 1", 1, 11, "with K = \"any\" a symbol has no number"}},
        {any, {"sum(c in 1..2: Q_c) < 1", 1, 18, "with K = \"any\" a symbol has no number"}},
        {any, {"KL(Q,(1/2,1/2)) < 1", 1, 6, "the domain says K = \"any\""}},
        {numbers, {"K < 1", 1, 1, "K needs symbols"}},
        {numbers, {"sum(i: 1) < 1", 1, 1, "needs symbols"}},
        {numbers, {"Q == Q", 1, 1, "\"Q\" is not in the domain"}},
        {numbers, {"E[N] < 1", 1, 1, "declare Q in the domain"}},
        {numbers, {"H(M) < 1", 1, 3, "there is no Q here"}},
        {numbers, {"alpha < 1", 1, 1, "alpha = \"lattice(8)\""}},
        {two, {"(1/3, 1/3, 1/3) == Q", 1, 1, "has 3 probabilities, but the domain has K = 2"}},
    };
    for (const Row& row : table)
        check_rejected(row.reject, [&] { parse_statement(row.reject.text, row.scope); });

    CHECK(to_text(*parse_statement("Q == (1/2, 1/2)", two)) == "Q == (1/2, 1/2)");
    CHECK(to_text(*parse_statement("sum(i: Q_i*P_i) <= 1", any)) == "sum(i: Q_i*P_i) <= 1");
    Scope closed = no_world;
    closed.grounded = false;
    CHECK(to_text(*parse_statement("H(M) == H(Q)", closed)) == "H(M) == H(Q)");
}

TEST_CASE("a condition has nothing random in it", "[types]") {
    CHECK(to_text(*parse_condition("N == 1 or vertex(Q)", full_scope())) == "N == 1 or vertex(Q)");
    const std::vector<Reject> table = {
        {"Q' == Q", 1, 1, "Q' is random"},
        {"vertex(Q) and E[H(Q')] == 0", 1, 15, "cannot stand in it"},
        {"for every outcome: Q' == Q", 1, 1, "only at the beginning of a statement"},
        {"H(Q)", 1, 1, "a formula is needed here"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { parse_condition(reject.text, full_scope()); });
}

TEST_CASE("deep and long texts are read or refused, in good time", "[parser]") {
    const auto nested = [](std::size_t depth) {
        return repeat("(", depth) + "1" + repeat(")", depth) + " < 2";
    };
    CHECK(to_text(*parse_statement(nested(200), full_scope())) == "1 < 2");
    CHECK(parse_statement(repeat("abs(", 200) + "1" + repeat(")", 200) + " < 2", full_scope())->node ==
          Node::relation);
    CHECK(parse_calculator("1" + repeat("+1", 900))->node == Node::add);
    CHECK(parse_calculator(repeat("-", 900) + "1")->node == Node::neg);
    CHECK(parse_calculator("2" + repeat("^2", 900))->node == Node::pow);

    const std::vector<Reject> table = {
        {nested(40'000), 1, 251, "more than 250 brackets"},
        {repeat("(", 90'000), 1, 251, "more than 250 brackets"},
        {repeat("abs(", 20'000), 1, 1001, "more than 250 brackets"},
        {repeat("E[", 20'000), 1, 501, "more than 250 brackets"},
        {repeat("sum(i:", 10'000), 1, 1501, "more than 250 brackets"},
        {repeat("Q_(", 20'000), 1, 751, "more than 250 brackets"},
        {repeat("Q[", 20'000), 1, 501, "more than 250 brackets"},
        {"1" + repeat("+1", 20'000) + " < 2", 1, 1, "operations deep"},
        {"1 < 2" + repeat(" and 1 < 2", 5'000), 1, 1, "operations deep"},
        {repeat("1 < 2 implies ", 5'000) + "1 < 2", 1, 13991, "operators within each other"},
        {repeat("-", 50'000) + "1 < 2", 1, 1001, "operators within each other"},
        {repeat("not ", 20'000) + "1 < 2", 1, 4001, "operators within each other"},
        {"2" + repeat("^2", 20'000) + " < 2", 1, 2001, "operators within each other"},
        {repeat(" ", 100'000) + "1 < 2", 1, 1, "longer than 100000 bytes"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { parse_statement(reject.text, full_scope()); });
}

TEST_CASE("what papers write gets a hint that says what comes nearest here", "[error]") {
    struct Case {
        const char* text;
        const char* hint;  // a part of it
    };
    for (const Case& c : {Case{"entropy(Q) < 1", "H(p)"},
                          {"Gini(Q) < 1", "D(p)"},
                          {"ln(2) < 1", "log"},
                          {"log2(N) < 1", "log(x)/log(2)"},
                          {"variance(Q) < 1", "Var[...]"},
                          {"Prob(Q) < 1", "Pr[a formula]"},
                          {"P(Q == P) < 1", "Pr[a formula]"},
                          {"norm(Q) < 1", "L2(p, q)"},
                          {"binomial(N, 2) < 1", "prod(i in 1..n: ...)"},
                          {"forall t: N < 1", "let the variable range there"},
                          {"if N > 1 then N > 0", "implies"},
                          {"lim(t: N) < 1", "Q[infinity]"},
                          {"Q -> P", "Q[infinity]"},
                          {"H[Q] < 1", "H takes parentheses"},
                          {"E[H(Q(t))] < 1", "Q[t]"},
                          {"E[H(Q')] < expected", "E[...]"},
                          {"N < 1 when t > 2", "implies"},
                          // Not in the book: the nearest name, or what there is.
                          {"suppp(Q) < 1", "supp"},
                          {"wholly(Q) < 1", "known here"}}) {
        INFO(c.text);
        const std::optional<InputError> error = error_of([&] { parse_statement(c.text, full_scope()); });
        REQUIRE(error.has_value());
        CHECK(error->hint.find(c.hint) != std::string::npos);
    }
}

TEST_CASE("an error shows the line and marks the place", "[error]") {
    const std::optional<InputError> error =
        error_of([] { parse_statement("1 < 2 and\n\tE[H(Q'] < 1", full_scope()); });
    REQUIRE(error.has_value());
    CHECK(std::string(error->what()) ==
          "2:8: error: a closing parenthesis \")\" is expected here\n"
          "    \tE[H(Q'] < 1\n"
          "    \t      ^");
    const std::optional<InputError> marked = error_of([] { parse_statement("1 < alhpa", full_scope()); });
    REQUIRE(marked.has_value());
    CHECK(std::string(marked->what()) ==
          "1:5: error: unknown name \"alhpa\"\n"
          "    1 < alhpa\n"
          "        ^~~~~\n"
          "  hint: did you mean \"alpha\"?");
    const std::optional<InputError> cut =
        error_of([] { parse_calculator(repeat("1+", 400) + "x" + repeat("+1", 400)); });
    REQUIRE(cut.has_value());
    CHECK(cut->column == 801);
    CHECK(std::string(cut->what()).size() < 500);
    CHECK(std::string(cut->what()).find("...1+1+") != std::string::npos);
}

}  // namespace
}  // namespace groundcheck::test::test_parser
