// What the calculator refuses: each text with the column and the message of its error, on standard input and
// as an argument, in every kernel.
#include <sstream>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using groundcheck::test::has;
using groundcheck::test::Outcome;
using groundcheck::test::run;
using groundcheck::test::Surroundings;

namespace eval_refusals_test {

namespace {

Outcome gc(const std::vector<std::string>& arguments, const Surroundings& surroundings = {}) {
    return groundcheck::test::groundcheck(arguments, surroundings);
}

struct Refusal {
    const char* text;
    int column;
    const char* message;
};

const Refusal refusals[] = {
    {R"~(E[1])~", 1, R"~(E[...] is not available here: there is no process, only numbers)~"},
    {R"~(Var[1])~", 1, R"~(Var[...] is not available here: there is no process, only numbers)~"},
    {R"~(Pr[1 < 2])~", 1, R"~(Pr[...] is not available here: there is no process, only numbers)~"},
    {R"~(Law[Q[1]])~", 1, R"~(Law[...] is not available here: there is no process, only numbers)~"},
    {R"~(E[H(Q')])~", 1, R"~(E[...] is not available here: there is no process, only numbers)~"},
    {R"~(Q)~", 1, R"~(unknown name "Q")~"},
    {R"~(P)~", 1, R"~(unknown name "P")~"},
    {R"~(Q_1)~", 1, R"~(unknown name "Q")~"},
    {R"~(H(Q))~", 3, R"~(unknown name "Q")~"},
    {R"~(K)~", 1, R"~(unknown name "K")~"},
    {R"~(N + 1)~", 1, R"~(unknown name "N")~"},
    {R"~(t)~", 1, R"~(unknown name "t")~"},
    {R"~(alpha)~", 1, R"~(unknown name "alpha")~"},
    {R"~(M)~", 1, R"~(M is the mixture alpha*P + (1-alpha)*Q, but there is no Q here)~"},
    {R"~(L)~", 1, R"~(unknown name "L")~"},
    {R"~(f)~", 1, R"~(unknown name "f")~"},
    {R"~(mean(f, (1/2,1/2)))~", 6, R"~(unknown name "f")~"},
    {R"~(var((1/2,1/2), (1/2,1/2)))~", 5, R"~("var" needs an observable here, this is a distribution)~"},
    {R"~(max(f))~", 5, R"~(unknown name "f")~"},
    {R"~(h)~", 1, R"~(unknown name "h")~"},
    {R"~(h[1])~", 1, R"~(only Q has generations, Q[t]: "h" does not)~"},
    {R"~(world)~", 1, R"~(unknown name "world")~"},
    {R"~(doeblin)~", 1, R"~(unknown name "doeblin")~"},
    {R"~(Q')~", 1, R"~(Q' is not available here: there is no process, only numbers)~"},
    {R"~(Q[2])~", 1, R"~(Q[...] is not available here: there is no process, only numbers)~"},
    {R"~(x)~", 1, R"~(unknown name "x")~"},
    {R"~(x + 1)~", 1, R"~(unknown name "x")~"},
    {R"~(sin(1))~", 1, R"~(unknown function "sin")~"},
    {R"~(ln(2))~", 1, R"~(unknown function "ln")~"},
    {R"~(entropy((1/2,1/2)))~", 1, R"~(unknown function "entropy")~"},
    {R"~(fixtime((1/2,1/2)))~", 1, R"~(fixtime is not available here: there is no process, only numbers)~"},
    {R"~(vertex((1,0)))~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(interior((1/2,1/2)))~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(finite(1))~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(1 < 2)~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(1 == 1)~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(1 < 2 and 2 < 3)~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(not 1 < 2)~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(for every outcome: 1 < 2)~", 1,
     R"~("for every outcome:" stands only at the beginning of a statement)~"},
    {R"~((1/2, 1/2))~", 1, R"~(a number is needed here, this is a distribution)~"},
    {R"~("01")~", 1, R"~(a number is needed here, this is a string)~"},
    {R"~(reverse("01"))~", 1, R"~(a number is needed here, this is a string)~"},
    {R"~("01" == "01")~", 1, R"~(a number is needed here, this is a formula)~"},
    {R"~(log)~", 1, R"~(unknown name "log")~"},
    {R"~(log())~", 1, R"~("log" takes 1 argument, not 0)~"},
    {R"~(log(1, 2))~", 1, R"~("log" takes 1 argument, not 2)~"},
    {R"~(exp((1/2,1/2)))~", 5, R"~("exp" needs a number here, this is a distribution)~"},
    {R"~(H())~", 1, R"~("H" takes 1 argument, not 0)~"},
    {R"~(H(1/2))~", 3, R"~("H" needs a distribution here, this is a number)~"},
    {R"~(H((1/2,1/2), (1/2,1/2)))~", 1, R"~("H" takes 1 argument, not 2)~"},
    {R"~(H((1/2,1/3)))~", 3, R"~(the probabilities add up to 5/6, not to 1)~"},
    {R"~(H((3/2,-1/2)))~", 8, R"~(a probability is negative: -1/2)~"},
    {R"~(H((1,1)))~", 3, R"~(the probabilities add up to 2, not to 1)~"},
    {R"~(H((1/2,"01")))~", 8, R"~(a number is needed here, this is a string)~"},
    {R"~(H((pi, 1-pi)))~", 4, R"~(a probability is a fraction that is known exactly, not this)~"},
    {R"~(H((sqrt(2)/2, 1-sqrt(2)/2)))~", 4,
     R"~(a probability is a fraction that is known exactly, not this)~"},
    {R"~(H((infinity, 0)))~", 4, R"~(a probability is a fraction that is known exactly, not this)~"},
    {R"~(H(([0,1], 1/2)))~", 4, R"~(a probability is a fraction that is known exactly, not this)~"},
    {R"~(H((1/0, 1)))~", 4, R"~(a probability is a fraction that is known exactly, not this)~"},
    {R"~(KL((1/2,1/2),(1/3,1/3,1/3)))~", 1, R"~(the two distributions have different lengths, 2 and 3)~"},
    {R"~(TV((1/2,1/2),(1,1/2)))~", 14, R"~(the probabilities add up to 3/2, not to 1)~"},
    {R"~(R((1/2,1/2)))~", 1, R"~("R" takes 2 arguments, not 1)~"},
    {R"~(R(-1,(1/2,1/2)))~", 3, R"~(the order of an entropy cannot be negative)~"},
    {R"~(R(1-2,(1/2,1/2)))~", 3, R"~(the order of an entropy cannot be negative)~"},
    {R"~(R(abs(-1)-3,(1/2,1/2)))~", 3, R"~(the order of an entropy cannot be negative, this is -2)~"},
    {R"~(R(pi,(1/2,1/2)))~", 3,
     R"~(the order of an entropy is a fraction that is known exactly, or infinity)~"},
    {R"~(R([1,2],(1/2,1/2)))~", 3,
     R"~(the order of an entropy is a fraction that is known exactly, or infinity)~"},
    {R"~(R(-infinity,(1/2,1/2)))~", 3,
     R"~(the order of an entropy is a fraction that is known exactly, or infinity)~"},
    {R"~(T(infinity,(1/2,1/2)))~", 3, R"~(T has no order infinity)~"},
    {R"~(T(2*infinity,(1/2,1/2)))~", 3, R"~(the order of an entropy is a fraction that is known exactly)~"},
    {R"~(T(log(2),(1/2,1/2)))~", 3, R"~(the order of an entropy is a fraction that is known exactly)~"},
    {R"~(sum(i: i))~", 1, R"~(there are no symbols to run over here)~"},
    {R"~(sum(i in 1..10))~", 15, R"~(a colon ":" is expected here)~"},
    {R"~(sum(i in 1..: i))~", 13, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(sum(i in 1..3/2: i))~", 13, R"~(the ends of a range are whole numbers, this is 3/2)~"},
    {R"~(sum(i in 1..pi: i))~", 13,
     R"~(the end of a range is a whole number, and this is none that is known exactly)~"},
    {R"~(sum(i in 1..10^9: i))~", 1, R"~(the range has more than 1000000 terms)~"},
    {R"~(sum(i in 1..2000001: i))~", 1, R"~(the range has more than 1000000 terms)~"},
    {R"~(sum(i in 1..infinity: i))~", 13, R"~(a range is finite)~"},
    {R"~(sum(i in 1..2*infinity: i))~", 13,
     R"~(the end of a range is a whole number, and this is none that is known exactly)~"},
    {R"~(sum(i in 1..10: j))~", 17, R"~(unknown name "j")~"},
    {R"~(sum(i in 1..10: sum(i in 1..2: i)))~", 21, R"~("i" is a variable already)~"},
    {R"~(sum(I in 1..10: I))~", 5, R"~(the variable of a sum begins with a small letter)~"},
    {R"~(sum(log in 1..10: 1))~", 5, R"~("log" has a meaning already)~"},
    {R"~(sum(pi in 1..3: pi))~", 5, R"~("pi" has a meaning already)~"},
    {R"~(sum(i in i..10: i))~", 10, R"~(unknown name "i")~"},
    {R"~(sum(i in 1..3: H((i/2, 1-i/2))))~", 24, R"~(a probability is negative: -1/2)~"},
    {R"~(sum(i in 0..3: sum(j in 1..1/i: j)))~", 28,
     R"~(the end of a range is a whole number, and this is none that is known exactly)~"},
    {R"~(sum(i in 1..2000: sum(j in 1..10000: 1)))~", 19,
     R"~(the calculation goes through more than 10000000 terms of sums and products)~"},
    {R"~(sum(i in 1..5: sum(j in 1..10^(12+i): 1)))~", 28,
     R"~(the end of a range is at most 10^12 in absolute value, this is beyond)~"},
    {R"~(sum(s in words(2): 1))~", 10,
     R"~(a sum runs over a range low..high, the strings of a length, strings(4), or the outputs of all machines, outputs(4))~"},
    {R"~(sum(s in strings(2): s))~", 22, R"~(a number is needed here, this is a string)~"},
    {R"~(sum(s in strings(1/2): 1))~", 18, R"~(the length of strings is a whole number, this is 1/2)~"},
    {R"~(sum(s in strings(21): 1))~", 10,
     R"~(strings of length 21 are not gone through; the length is from 0 to 20)~"},
    {R"~(sum(s in strings(-1): 1))~", 10,
     R"~(strings of length -1 are not gone through; the length is from 0 to 20)~"},
    {R"~(sum(s in outputs(0): 1))~", 18, R"~(machines have 1 to 5 states here, not 0)~"},
    {R"~(sum(s in outputs(6): 1))~", 18, R"~(machines have 1 to 5 states here, not 6)~"},
    {R"~(sum(s in strings(2): log(s)))~", 26, R"~("log" needs a number here, this is a string)~"},
    {R"~(prod(i in 1..3: "01"))~", 17, R"~(a number is needed here, this is a string)~"},
    {R"~(halting(0))~", 9, R"~(machines have 1 to 5 states here, not 0)~"},
    {R"~(halting(6))~", 9, R"~(machines have 1 to 5 states here, not 6)~"},
    {R"~(halting(1/2))~", 9, R"~(the number of states is a whole number, this is 1/2)~"},
    {R"~(halting("01"))~", 9, R"~("halting" needs a number here, this is a string)~"},
    {R"~(endless(7))~", 9, R"~(machines have 1 to 5 states here, not 7)~"},
    {R"~(steps(pi))~", 7,
     R"~(the number of states is a whole number, and this is none that is known exactly)~"},
    {R"~(runs(2))~", 1, R"~("runs" takes 2 arguments, not 1)~"},
    {R"~(runs(2, 3))~", 9, R"~("runs" needs a string here, this is a number)~"},
    {R"~(runs("01", 2))~", 6, R"~("runs" needs a number here, this is a string)~"},
    {R"~(runs(9, "0"))~", 6, R"~(machines have 1 to 5 states here, not 9)~"},
    {R"~(D(3))~", 1, R"~("D" takes 2 arguments, not 1)~"},
    {R"~(D(2, 3))~", 6, R"~("D" needs a string here, this is a number)~"},
    {R"~(D(0, "01"))~", 3, R"~(machines have 1 to 5 states here, not 0)~"},
    {R"~(length(01))~", 8, R"~("length" needs a string here, this is a number)~"},
    {R"~(length(2))~", 8, R"~("length" needs a string here, this is a number)~"},
    {R"~(length("012"))~", 11, R"~(a string has zeros and ones only, and ends with a quotation mark)~"},
    {R"~(length("01)~", 11,
     R"~(a string has zeros and ones only, and ends with a quotation mark (the text ends))~"},
    {R"~(complement(1))~", 12, R"~("complement" needs a string here, this is a number)~"},
    {R"~([3,1])~", 1, R"~(the interval is empty: its lower end is not below its upper end)~"},
    {R"~([1,2,3])~", 1, R"~(an interval has two ends, this has 3)~"},
    {R"~([inf,1])~", 1, R"~(the interval is empty: its lower end is not below its upper end)~"},
    {R"~([1,-inf])~", 1, R"~(the interval is empty: its lower end is not below its upper end)~"},
    {R"~([log(2),1])~", 2, R"~(the end of an interval is one number, written out)~"},
    {R"~([1,[2,3]])~", 4, R"~(the end of an interval is one number, written out)~"},
    {R"~([])~", 2, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(1 +)~", 4, R"~(a number, a name or an opening parenthesis is expected here (the text ends))~"},
    {R"~(1 + * 2)~", 5, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(2x)~", 2, R"~(a number runs into a letter here)~"},
    {R"~(2 3)~", 3, R"~(an operator or the end of the statement is expected here)~"},
    {R"~((1)~", 3, R"~(a closing parenthesis ")" is expected here (the text ends))~"},
    {R"~(1))~", 2, R"~(an operator or the end of the statement is expected here)~"},
    {R"~(1e99999)~", 1, R"~(this number cannot be read: its exponent is beyond 20000)~"},
    {R"~(0x)~", 2, R"~(a number runs into a letter here)~"},
    {R"~(.5)~", 1, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(5.)~", 2, R"~(an operator or the end of the statement is expected here)~"},
    {R"~(1,2)~", 2, R"~(an operator or the end of the statement is expected here)~"},
    {R"~(")~", 2, R"~(a string has zeros and ones only, and ends with a quotation mark (the text ends))~"},
    {R"~('01')~", 1, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(2 ** 3)~", 4, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(√2)~", 1, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~(2 × 3)~", 3, R"~(an operator or the end of the statement is expected here)~"},
    {R"~(50%)~", 3, R"~(an operator or the end of the statement is expected here)~"},
    {R"~(|2|)~", 1, R"~(a number, a name or an opening parenthesis is expected here)~"},
    {R"~((-2)^(3^(3^(3^3))))~", 6,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~((-2)^exp(200))~", 6,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~([-1,1]^(2^(2^30)))~", 8,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~(sum(i in 1..10: (-1)^(i*exp(100))))~", 22,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~([-1,1]^[1/2,1])~", 8,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~((-2)^[2,3])~", 6,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~([-2,-1]^[2,3])~", 9,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~([-1,-1]^[1,2])~", 9,
     R"~(the base can be negative, and whether this exponent is a whole number, even or odd, cannot be told)~"},
    {R"~(supp(1))~", 6, R"~("supp" needs a distribution here, this is a number)~"},
    {R"~(min())~", 1, R"~("min" takes 2 or more arguments, not 0)~"},
    {R"~(max("01", 2))~", 5, R"~("max" needs a number here, this is a string)~"},
    {R"~(abs())~", 1, R"~("abs" takes 1 argument, not 0)~"},
    {R"~(0x1p99999)~", 1, R"~(this number cannot be read: its exponent is beyond 20000)~"},
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::string complaint(const Refusal& refusal) {
    return "1:" + std::to_string(refusal.column) + ": error: " + refusal.message + "\n    " + refusal.text +
           "\n";
}

}  // namespace

TEST_CASE("What is no expression, or has no meaning, is refused at its place, in every kernel",
          "[cli][eval]") {
    CHECK(std::size(refusals) >= 120);
    Surroundings surroundings;
    for (const Refusal& refusal : refusals)
        surroundings.input += std::string(refusal.text) + "\n";
    for (const char* kernel : {"ball", "mpfi", "double", "exact"}) {
        const Outcome outcome = gc({"eval", "--kernel", kernel}, surroundings);
        CHECK(outcome.code == 2);
        const std::vector<std::string> answers = lines_of(outcome.out);
        REQUIRE(answers.size() == std::size(refusals));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            INFO(kernel << ": " << refusals[i].text << "\n" << answers[i]);
            CHECK(answers[i] == "error");
            CHECK(has(outcome.err,
                      "line " + std::to_string(i + 1) + " of standard input: " + complaint(refusals[i])));
        }
    }
}

TEST_CASE("The same texts are refused as arguments", "[cli][eval]") {
    for (const Refusal& refusal : refusals) {
        if (std::string(refusal.text).find("2000:") != std::string::npos) continue;  // long, and done above
        const Outcome outcome = gc({"eval", "--kernel", "double", "--", refusal.text});
        INFO(refusal.text << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        // CLI11 would cut up [...], so such an argument gets a blank at its end.
        CHECK(has(outcome.err, complaint(refusal).substr(0, complaint(refusal).size() - 1)));
    }
}

TEST_CASE("Values outside a function's domain are empty, with the place and the code 2", "[cli][eval]") {
    struct Outside {
        const char* text;
        int column;
        const char* what;
    };
    const Outside table[] = {
        {"log(0)", 5, "the argument of log lies outside the domain"},
        {"log(-1)", 5, "the argument of log lies outside the domain"},
        {"sqrt(-1/4)", 6, "the argument of sqrt lies outside the domain"},
        {"log1p(-1)", 7, "the argument of log1p lies outside the domain"},
        {"digamma(0)", 9, "the argument of digamma lies outside the domain"},
        {"1/0", 3, "the divisor lies outside the domain"},
        {"1/(1-1)", 3, "the divisor lies outside the domain"},
        {"0^(-1)", 1, "the base of a negative power lies outside the domain"},
        {"0^(-10^30)", 1, "the base of a negative power lies outside the domain"},
        {"(-2)^(1/2)", 1, "the base of a power whose exponent is no whole number lies outside the domain"},
        {"(-2)^0.3", 1, "the base of a power whose exponent is no whole number lies outside the domain"},
        {"1 + (-8)^(1/3)", 5,
         "the base of a power whose exponent is no whole number lies outside the domain"},
        {"sum(i in 0..3: 1/i)", 18, "the divisor lies outside the domain"},
        {"sum(i in 0..3: log(i))", 20, "the argument of log lies outside the domain"},
    };
    for (const char* kernel : {"ball", "mpfi", "double", "exact"})
        for (const Outside& outside : table) {
            const Outcome outcome = gc({"eval", "--kernel", kernel, outside.text});
            INFO(kernel << ": " << outside.text << "\n" << outcome.out << outcome.err);
            CHECK(outcome.code == 2);
            CHECK(outcome.out == "[empty]\n");
            CHECK(outcome.err ==
                  "note: column " + std::to_string(outside.column) + ": " + outside.what + "\n");
        }
}

TEST_CASE("Lines of standard input are read one by one, whatever they hold", "[cli][eval]") {
    const auto eval = [](const std::string& input) {
        Surroundings surroundings;
        surroundings.input = input;
        return gc({"eval", "--digits", "5"}, surroundings);
    };
    CHECK(eval("1+1\r\n2+2\r\n").out == "[2, 2]\n[4, 4]\n");
    CHECK(eval("1+1\r\n2+2\r\n").code == 0);
    CHECK(eval("1+1").out == "[2, 2]\n");  // no line break at the end
    CHECK(eval("\n  \n# a comment\n\t# another\n1+1\n\n").out == "[2, 2]\n");
    for (const char* nothing : {"", "\n", "\n\n \r\n", "# 1+1\n"}) {
        const Outcome outcome = eval(nothing);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(has(outcome.err, "standard input has no expression"));
    }
    struct Bad {
        std::string line;
        const char* message;
    };
    std::string deep, tower = "1";
    for (int i = 0; i < 1000; ++i)
        deep += "(";
    for (int i = 0; i < 2000; ++i)
        tower += "+1";
    const Bad table[] = {
        {std::string("1+\0"
                     "1",
                     4),
         "1:3: error: the text has a NUL character here"},
        {"1+\xFF", "1:3: error: the text is not valid UTF-8 here"},
        {"1+\xC3", "1:3: error: the text is not valid UTF-8 here"},
        {deep, "more than 250 brackets within each other"},
        {tower, "operations deep"},
        {std::string(100'001, '1'), "the line is longer than 100000 bytes"},
        {std::string(10'000'000, '('), "the line is longer than 100000 bytes"},
        {std::string(3'000'000, ' ') + "1", "the line is longer than 100000 bytes"},
    };
    for (const Bad& bad : table) {
        const Outcome outcome = eval("1+1\n" + bad.line + "\n2+2\n");
        INFO(bad.message << "\n" << outcome.out << outcome.err.substr(0, 300));
        CHECK(outcome.code == 2);
        CHECK(outcome.out == "[2, 2]\nerror\n[4, 4]\n");  // the answers stay in step
        CHECK(has(outcome.err, "line 2 of standard input: "));
        CHECK(has(outcome.err, bad.message));
        CHECK(outcome.err.size() < 250'000);
    }
    // As long as a line may be, with CRLF.
    std::string longest = "1";
    longest += std::string(99'998, ' ') + "+";
    CHECK(eval(longest.substr(0, 99'999) + "\r\n").out == "[1, 1]\n");
    CHECK(eval("1" + std::string(99'999, ' ') + "\r\n").out == "[1, 1]\n");
}

#if !defined(__SANITIZE_ADDRESS__)  // which reserves more address space than the limit
TEST_CASE("A line of gigabytes is refused while it is read", "[cli][eval]") {
    // 300 MB in one line within an address space of 200 MB.
    const std::string program = groundcheck::test::groundcheck_command({}).front();
    const Outcome outcome =
        run({"bash", "-c",
             "ulimit -v 204800; (head -c 300000000 /dev/zero | tr '\\0' '1'; echo; echo 1+1) | '" + program +
                 "' eval"});
    INFO(outcome.out << outcome.err.substr(0, 300));
    CHECK(outcome.code == 2);
    CHECK(outcome.out == "error\n[2, 2]\n");
    CHECK(has(outcome.err, "line 1 of standard input: error: the line is longer than 100000 bytes"));
}
#endif

}  // namespace eval_refusals_test
