// Forgeries made by hand, each with the reason for which it must be refused, beside what may pass: names that
// are given another meaning, symbols that do not add up, exponents that outgrow their bits, conditions that
// vary with the point, rules used where they do not hold, and texts that cost more than they may.
#include <chrono>
#include <iostream>

#include "tests/catch.hpp"
#include "tests/checker/forged.hpp"

using namespace groundcheck::test;

TEST_CASE("forgeries: names", "[checker]") {
    const std::string i = "identity";
    refuse({
        {"E[H(Q[infinity])] >= H(Q);reading symbols;let K any;let N 3;let infinity 0;range Q simplex", i,
         "'infinity' has a meaning"},
        {"x <= pi;reading coordinates;let pi 1;range x [0,1]", B, "'pi' has a meaning"},
        {"pi <= 1;reading coordinates;range pi [0,1]", B, "'pi' has a meaning"},
        {"2^L > K + 0*D(Q);reading symbols;let K 2;let L 3;range Q simplex", "tree;precision 128;tree B",
         "'L' has a meaning"},
        {"x + H >= 1;reading coordinates;let H 1;range x [0,1]", B, "'H' has a meaning"},
        {"x + D >= 1;reading coordinates;let D 1;range x [0,1]", B, "'D' has a meaning"},
        {"x*log <= 1;reading coordinates;let log 1;range x [0,1]", B, "'log' has a meaning"},
        {"D(M) >= 0;reading symbols;let K any;let M 1;range Q simplex", B, "'M' has a meaning"},
        {"x + E >= 0;reading coordinates;let E 1;range x [0,1]", B, "'E' has a meaning"},
        {"x + KL >= 0;reading coordinates;let KL 1;range x [0,1]", B, "'KL' has a meaning"},
        {"x + vertex >= 0;reading coordinates;let vertex 1;range x [0,1]", B, "'vertex' has a meaning"},
        {"x >= 0;reading coordinates;let 1x 2;range x [0,1]", B, "is no name"},
        {"x >= 0;reading coordinates;let x' 2;range x [0,1]", B, "is no name"},
        {"x >= 0;reading coordinates;let x 2;range x [0,1]", B, "declared twice"},
        {"x >= 0;reading coordinates;let q 2;let q 2;range x [0,1]", B, "declared twice"},
        {"K*x <= 3*x;reading coordinates;let K 2;let K 3;range x [0,1]", B, "declared twice"},
        {"D(Q) >= 0;reading symbols;let K any;let K any;range Q simplex", B, "declared twice"},
        {"D(Q) >= 0;reading symbols;let K any;range Q simplex;range Q simplex", B, "declared twice"},
        {"Q >= 0;reading coordinates;range Q [0,1]", B, "'Q' is a distribution"},
        {"P >= 0;reading coordinates;let P 1;range x [0,1]", B, "'P' is a distribution"},
        {"N >= 1;reading coordinates;range N [1,2]", B, "'N' is a number that 'let' gives"},
        {"K >= 1;reading coordinates;range K [1,2]", B, "'K' is a number that 'let' gives"},
        {"D(alpha) >= 0;reading coordinates;let K 2;range alpha simplex", B, "'alpha' is a number"},
        {"x + y >= 0" + on_x, B, "'y' is not declared"},
        {"0*y + x >= 0" + on_x, B, "'y' is not declared"},
        {"D(P) >= 0" + by_symbols, B, "'P' is not declared"},
        {"D(M) >= 0" + on_x, B, "M needs the distribution Q"},
        {"Q >= 0" + by_symbols, B, "stands where a number is expected"},
        {"D(N) >= 0" + by_symbols, B, "not declared as a distribution"},
        {"H(1/2) >= 0" + by_symbols, B, "a number stands where a distribution"},
        {"log(Q) <= 0" + by_symbols, B, "stands where a number is expected"},
        {"K >= 2" + by_symbols, i, "'K' is any number"},
        {"sum(i: i) >= 0" + by_symbols, i, "the index 'i' is no number"},
        {"sum(N: Q_N) == 1" + by_symbols, i, "cannot be an index"},
        {"sum(q: Q_q) == 1;reading symbols;let K any;let q 1;range Q simplex", i, "cannot be an index"},
        {"sum(pi: Q_pi) == 1" + by_symbols, i, "cannot be an index"},
        {"sum(1: Q_1) == 1" + by_coordinates, i, "no name for an index"},
        {"sum(i: Q_j) == 1" + by_symbols, i, "neither bound"},
        {"sum(i: sum(j: Q_i)) == 1" + by_symbols, i, "within another"},
        {"Q_1 >= 0" + by_symbols, B, "neither bound"},
        {"Q_3 >= 0" + by_coordinates, B, "neither bound"},
        {"E[E[D(Q')]] >= 0" + by_symbols, B, "within another"},
        {"D(Q') >= 0" + by_symbols, B, "outside E"},
        {"E[D(Q')] >= 0;reading symbols;let K any;range Q simplex", B, "needs 'let N'"},
        {"D(Q) >= 0;reading symbols;let K any;let N 0;range Q simplex", B, "N must be a whole number"},
        {"D(Q) >= 0;reading symbols;let K any;let N 7/2;range Q simplex", B, "N must be a whole number"},
        {"D(Q) >= 0;reading symbols;let K 0;range Q simplex", B, "K must be a whole number"},
        {"D(Q) >= 0;reading symbols;let K -1;range Q simplex", B, "K must be a whole number"},
    });
}

TEST_CASE("forgeries: symbols and ranges", "[checker]") {
    const std::string i = "identity";
    refuse({
        {"sum(i: u) <= 2*u;reading coordinates;let K 3;range u [0,1]", i, "for K = 2"},
        {"sum(i: u) <= 2*u;reading coordinates;let K any;range u [0,1]", i, "for K = 2"},
        {"sum(i: u) <= 2*u;reading coordinates;range u [0,1]", i, "no K is given"},
        {"H(Q) <= log(2);reading coordinates;let K 3;range Q simplex", "tree;precision 64;tree S T0 T0",
         "for K = 2"},
        {"D(Q) <= 1/2;reading coordinates;range Q simplex", B, "no 'let K 2'"},
        {"D(Q) <= 1;reading symbols;range Q simplex", B, "no K is given"},
        {"x >= 0;reading symbols;let K any;range x [0,1]", B, "needs a distribution that ranges"},
        {"E[D(Q')] >= 0;reading symbols;let K any;let N 2;range P simplex", B, "needs the distribution Q"},
        {"D(M) >= 0;reading symbols;let K any;range P simplex", B, "needs the distribution Q"},
        {"D(P) >= 0;equality vertex(Q);reading symbols;let K any;range P simplex", B, "about Q"},
        {"D(P) >= 0;reading symbols;let K any;range P simplex", "tree;vary M;precision 64;tree B",
         "needs the range of Q"},
        {"D(P) <= 1;reading symbols;let K any;range P simplex", "tree;shift 1;precision 64;tree B",
         "needs two distributions"},
        {"D(P) >= 0;reading whole;let K any;range P simplex", "jensen", "needs the distribution Q"},
        {"KL(Q,P) < KL(Q,P) + 1;reading symbols;let K any;range Q simplex;range P simplex", B,
         "strictness is for margins of one variable"},
        {"KL((1/2,1/2),Q) < KL((1/2,1/2),Q) + 1" + by_coordinates, B, "both sides are infinite"},
        {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + 1;equality vertex(Q)" + by_coordinates, B,
         "both sides are infinite"},
        {"KL(Q,P) - KL(Q,P) <= 1;reading symbols;let K any;range Q simplex;range P simplex", B,
         "not known to have a value"},
        {"KL(Q,P) - KL(P,Q) <= KL(Q,P) + 1;reading symbols;let K any;range Q simplex;range P simplex", B,
         "infinity - infinity"},
        {"KL(Q,P) - KL(P,Q) <= KL(Q,P) - KL(P,Q) + 1;reading symbols;let K any;range Q simplex;range P "
         "simplex",
         B, "on the face Q=0"},
        {"KL(Q,P) - KL(P,Q) == KL(Q,P) - KL(P,Q);reading symbols;let K any;range Q simplex;range P simplex",
         i, "on the face Q=0"},
        {"supp(Q) <= 2;reading symbols;let K 3;range Q simplex", "tree;tilt 0;precision 64;tree B",
         "at the end"},
        {"supp(Q) <= 2;reading symbols;let K 3;range Q simplex", "tree;tilt 1;precision 64;tree B",
         "leaf 'B' does not hold"},
        {"supp(Q) == K;reading symbols;let K 3;range Q simplex", "identity;tilt 0", ""},
        {"supp(Q) <= K;reading symbols;let K 3;range Q simplex", "identity;tilt 0", "differ on the boundary"},
        {"supp(Q) <= K;equality max(Q) == 1/K;reading symbols;let K 3;range Q simplex",
         "tree;tilt 0;precision 64;tree B", "at the end"},
        {"supp(Q) < K;reading symbols;let K 3;range Q simplex", "tree;tilt 0;precision 64;tree B",
         "at the end"},
        {"supp(Q) <= supp(M);reading symbols;let K any;range Q simplex;range P simplex;range alpha [0,1]", B,
         "on the face P=0 alpha=1"},
        {"supp(Q) == supp(M);reading symbols;let K any;range Q simplex;range P simplex;range alpha [0,1)", i,
         "on the face Q=0"},
        {"H(P) + KL(Q,P) >= KL(Q,P);reading symbols;let K any;range Q simplex;range P simplex",
         "tree;precision 64;tree S L1.1 R1.1", "does not hold on [0, 1]"},
        {"E[R(1/2,Q')] <= R(1/2,Q);reading whole;let K 3;let N 5;range u [0,1]", "jensen",
         "needs a distribution that ranges"},
        {"E[R(sum(i: 1),Q')] <= R(sum(i: 1),Q);reading whole;let K 3;let N 5;range Q simplex",
         "tangents;precision 64;tree G@1", "only constants"},
        {"E[R(4*D((1/2,1/2)),Q')] <= R(4*D((1/2,1/2)),Q)" + as_whole, "tangents;precision 64;tree G@1",
         "only constants"},
        {"sum(i: Q_i*E[D(Q')]) == 1" + by_symbols, i, "sum over the symbols"},
        {"sum(i: Q_i*E[H(Q')]) == 0" + by_symbols, i, "sum over the symbols"},
        {"sum(i: E[supp(Q')]) == 0" + by_symbols, i, "sum over the symbols"},
        {"sum(i: D(Q)) == sum(i: 1)" + by_symbols, i, "sum over the symbols"},
        {"D((1/2,1/3)) <= 1 + x" + on_x, B, "no distribution"},
        {"D((3/2,-1/2)) <= 1 + x" + on_x, B, "no distribution"},
        {"D((x,1 - x)) <= 1/3" + on_x, B, "only constants"},
        {"x >= 1/2;reading coordinates;range x [1,0]", B, "empty"},
        {"x >= 1;reading coordinates;range x [1,1]", B, "empty"},
        {"x >= 0;reading coordinates;range x [1/0,2]", B, "divides by zero"},
        {"x >= 0;reading coordinates;range x [0,nan]", B, "is not a number"},
        {"x >= 0;reading coordinates;range x [0,inf]", B, "is not a number"},
        {"x >= 0;reading coordinates;range x [0,1e5]", B, "is not a number"},
        {"x >= 0;reading coordinates;range x [0,1", B, "a range is"},
        {"x >= 0;reading coordinates;range x ", B, "a name and a value"},
        {"alpha <= 1;reading coordinates;range alpha [0,2]", B, "alpha's range"},
        {"alpha*x <= 2;reading coordinates;let alpha 2;range x [0,1]", B, "alpha is not in"},
        {"D(M) <= 1;reading symbols;let K any;let alpha 1/2;range Q simplex", B, "alpha without P"},
        {"1 >= 0;reading coordinates;let q 1", B, "no variable"},
        {"x > 0;reading coordinates;range x [0,1]", B, "at the end x=0"},
        {"x < 1;reading coordinates;range x (0,1]", B, "at the end x=1"},
        {"a + b + c + d + e + f >= 0;reading coordinates;range a [0,1];range b [0,1];range c [0,1];range d "
         "[0,1];range e [0,1];range f [0,1]",
         B, "more than 5 variables"},
    });
}

TEST_CASE("forgeries: equality conditions", "[checker]") {
    refuse({
        {"D(P) >= 0;equality vertex(Q);reading coordinates;let K 2;range P simplex", B,
         "about Q, which is not declared"},
        {"(x - 1/2)^2 >= 0;equality max(Q) == 1/K;reading coordinates;let K 2;range x [0,1]",
         "tree;precision 64;tree C2.2@1/2", "about Q, which is not declared"},
        {"D(Q) <= 1;equality supp(Q) == 1" + by_coordinates, B, "only constants"},
        {"D(Q) <= D(Q);equality supp(Q) == 2" + by_coordinates, "identity", "only constants"},
        {"x <= x;equality x/x == 1" + on_x, "identity", "only constants"},
        {"x <= x;equality x >= 0" + on_x, "identity", "only constants"},
        {"D(Q) >= 0;equality vertex(P);reading symbols;let K any;range Q simplex;range P simplex", B,
         "only vertex(Q)"},
        {"D(Q) >= 0;equality N == M" + by_symbols, B, "outside the language"},
        {"D(Q) >= 0;equality n == 3" + by_symbols, B, "'n' is not declared"},
        {"D(Q) >= 0;equality max(Q) == 1/K" + by_symbols, B, "needs a fixed K"},
        {"D(Q) >= 0;equality vertex(Q) and max(Q) == 1/K;reading symbols;let K 3;range Q simplex", B,
         "beyond the checker"},
        {"D(Q) >= 0;equality N == 3" + by_symbols, B, "holds everywhere"},
        {"D(Q) >= 0;equality N == 4" + by_coordinates, B, "at the end"},
        {"D(Q) >= 0 and D(Q) >= -1;equality vertex(Q)" + by_symbols, B + ";proof 2 " + B, "for one relation"},
        {"D(Q) > 0;equality vertex(Q)" + by_symbols, B, "for one relation"},
        {"x >= x;equality 1 == 2" + on_x, "identity", "equality holds everywhere"},
    });
}

TEST_CASE("forgeries: arithmetic and rules beyond their hypotheses", "[checker]") {
    const std::string i = "identity";
    const std::string huge = nested("(", "x^-4096", ")^4096", 5);  // x to the power -2^72
    const std::string open = ";reading coordinates;range x (0,1)";
    refuse({
        {"((x^4096)^4096)^4096 == 1;reading coordinates;range x (0,1]", i,
         "over the limit"},  // 2^36, 0 in 32 bits
        {"log(" + huge + " + 1) == log(2) + log(" + huge + ")" + open, i, "over the limit"},  // 0 in 64 bits
        {"x^(2^64 + 1) == x" + open, i, "over the limit"},
        {"x^-18446744073709551617 == 1/x" + open, i, "over the limit"},
        {"x^5000 <= 1" + on_x, B, "over the limit"},
        {"(1/x)^0 == 1" + on_x, i, "not known to have a value"},
        {"log(x)^0 == 1" + on_x, i, "not known to have a value"},
        {"x/x == 1" + on_x, i, "not known to have a value on the face x=0"},
        {"0/x >= 0" + on_x, B, "not known to have a value on the face x=0"},
        {"1/x >= 1" + on_x, B, "not known to have a value on the face x=0"},
        {"(x - x)/x == 0" + on_x, i, "not known to have a value on the face x=0"},
        {"sum(i: (Q_i-P_i)^2/(Q_i+P_i)) >= 0;reading symbols;let K 2;range Q simplex;range P simplex",
         "convex Q P", "not known to have a value"},
        {"sum(i: Q_i*P_i/(Q_i+P_i)) <= 1/2;reading symbols;let K any;range Q simplex;range P simplex",
         "convex Q P", "not known to have a value"},
        {"1/(x - 1/2) >= -1000" + on_x, "tree;precision 64;tree T0",
         "argument of a logarithm, root or quotient"},
        {"log(x - 1/2) - log(x - 1/2) == 0" + on_x, i, "argument of a logarithm, root or quotient"},
        {"0*log(x - 1/2) >= 0" + on_x, i, "argument of a logarithm, root or quotient"},
        {"sqrt((x - 1/2)^2) == x - 1/2" + on_x, i, "argument of a logarithm, root or quotient"},
        {"0*log(0 - 1) + log(0)*x <= 1" + on_x, i, "no value inside"},
        {"1/0 >= x" + on_x, B, "no value"},
        {"log(0) <= x" + on_x, B, ""},
        {"x*(1 - x)*(x - 3/4) >= 0" + on_x, "tree;precision 64;tree S", "ends before it covers"},
        {"x <= 1" + on_x, "tree;precision 64;tree S B B B", "after the tree is complete"},
        {"x >= x^2*(4 - 3*x)" + on_x, "tree;precision 64;tree C1.1@1/3", "an odd zero inside"},
        {"(x - 1/2)^2 >= 1/100" + on_x, "tree;precision 64;tree C0@3/4", "leaf 'C0@3/4' does not hold"},
        {"x >= 0" + on_x, "tree;precision 64;tree C0@2", "outside the box"},
        {"x*y <= 1/2;reading coordinates;range x [0,1];range y [0,1]", "concave x", "not zero at both ends"},
        {"x*(1 - x)*(1/2 - y) >= 0;reading coordinates;range x [0,1];range y [0,1]", "concave x",
         "not seen to be concave"},
        {"(x - y)^2*(x - 1/2) >= 0;reading coordinates;range x [0,1];range y [0,1]", "convex x y",
         "not seen to be convex"},
        {"(x - y)^2 >= 0;reading coordinates;range x [0,1];range y [0,1]", "convex x x", "are not zero"},
        {"E[R(3,Q')] <= R(3,Q)" + as_whole, "jensen", "not seen to be strictly concave"},
        {"E[R(-1,Q')] <= R(-1,Q)" + as_whole, "jensen", "not seen to be strictly concave"},
        {"E[R(2,Q')] <= R(2,Q);reading whole;let K 4;let N 3;range Q simplex",
         "tangents;precision 64;tree G@1", "three symbols"},
        {"E[D(Q')] >= D(Q)" + as_whole, "jensen", "not of the form"},
        {"E[R(1/2,Q')] <= R(1/2,Q);reading whole;let K 3;let N 3;let alpha 1/2;range Q simplex;range P "
         "simplex",
         "jensen", "not drawn from Q"},
        {"x + Q_1 >= 0;reading coordinates;let K 2;range Q simplex;range x [0,1]",
         "tree;precision 64;tree T0", "one variable"},
        {"x >= 0" + on_x, "tree;tilt x;precision 64;tree B", "reading by symbols"},
        {"x >= 0" + on_x, "identity;tilt 1", ""},
        {"D(Q) >= 0;reading symbols;let K 3;range Q simplex", "tree;tilt log(0);precision 64;tree B",
         "has no value"},
        {"D(Q) >= 0;reading symbols;let K 3;range Q simplex", "tree;tilt D(Q);precision 64;tree B",
         "only numbers"},
        {"D(Q) >= 0" + by_symbols, "tree;tilt 1;precision 64;tree B", "needs a fixed K"},
        {"(x - 1/2)^2 >= 0" + on_x, "tree;square y;precision 64;tree B", "'y' is not declared"},
        {"(x - 1/2)^2 > 0" + on_x, "tree;square x - 1/2;precision 64;tree B", "not seen to be positive"},
        {"x >= 0" + on_x, "tree;square 0;precision 64;tree B", "'square' is for polynomials"},
    });
}

TEST_CASE("forgeries: texts that are not in order", "[checker]") {
    const std::string good = certificate("D(Q) <= 1" + by_symbols, B);
    REQUIRE(check(good).answer == Answer::proved);
    const auto edit = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        return sealed(text.replace(text.find(from), from.size(), to));
    };
    const std::vector<std::pair<std::string, std::string>> texts = {
        {edit("certificate 2\n", "certificate 2\r\n"), "printable"},
        {edit("D(Q)", std::string("D(Q)\0", 5)), "printable"},
        {edit("D(Q)", "D(\xce\xa0)"), "printable"},
        {edit("D(Q)", "\x1b[2JD(Q)"), "printable"},
        {edit("tree B", "tree  B"), "single spaces"},
        {edit("proof 1 tree", "proof 1  tree"), "single spaces"},
        {edit("proof 1 tree", "proof 1"), "a method expected"},
        {edit("proof 1 tree", "proof 1 tree Q"), "needs 0 variables"},
        {edit("reading symbols\n", "reading symbols\nreading symbols\n"), "'proof' expected"},
        {edit("range Q simplex\n", "range Q simplex\nlet q 1\n"), "'proof' expected"},
        {edit("let K any", "let K any any"), "K must be"},
        {edit("certificate 2", "certificate 1"), "in which the model was P and the world Q"},
        {edit("certificate 2", "certificate 3"), "'groundcheck certificate 2' expected"},
        {good + "\n", "the last line is cut off"},
        {good + "x\n", "'groundcheck certificate 2' expected"},
        {good + good.substr(0, 30), "the last line is cut off"},
        {std::string(good).replace(good.size() - 3, 1, good[good.size() - 3] == '0' ? "1" : "0"),
         "the seal is broken"},
    };
    for (const auto& [text, reason] : texts) {
        const Checked answer = check(text);
        INFO(text << answer.said);
        CHECK(answer.answer != Answer::proved);
        if (text != good + "\n") CHECK(answer.said.find(reason) != std::string::npos);
    }
}

TEST_CASE("what costs more than a stated limit is refused", "[checker]") {
    const std::string i = "identity";
    std::string chain = "x";
    for (int k = 0; k < 1500; ++k)
        chain += "+x";
    std::string wide = "1";
    for (int k = 0; k < 12; ++k)
        wide = "(" + wide + "+" + wide + ")";  // 4096 leaves: shallow, within the limits
    const auto start = std::chrono::steady_clock::now();
    refuse({
        {"((1+u)^4096)^4096 >= 1;reading coordinates;range u [0,1]", i, "over the limit"},
        {"(1+u+v+w)^400 >= 1;reading coordinates;range u [0,1];range v [0,1];range w [0,1]", B,
         "over the limit"},
        {"1/((1+u*v)^300 + (u + w)^300)^20 >= 0;reading coordinates;range u [0,1];range v [0,1];range w "
         "[0,1]",
         B, "over the limit"},
        {"((3^4096)^4096)^4096 >= x" + on_x, i, "over the limit"},
        {"1e99999 >= x" + on_x, i, "is not a number"},
        {"((1e20000)^4096) >= x" + on_x, i, "over the limit"},
        {std::string(20000, '9') + " >= x" + on_x, i, "over the limit"},
        {nested("(", "x", ")", 20000) + " >= 0" + on_x, i, "over the limit"},
        {nested("(", "x >= 0", ")", 5000) + on_x, i, "over the limit"},
        {nested("-", "x", "", 20000) + " >= 0" + on_x, i, "over the limit"},
        {nested("x^", "x", "", 20000) + " >= 0" + on_x, i, "over the limit"},
        {nested("log(", "x", ")", 20000) + " >= 0" + on_x, i, "over the limit"},
        {chain + " >= 0" + on_x, B, "over the limit"},
        {wide + " + " + wide + " + " + wide + " >= 0" + on_x, B, "over the limit"},
        {"x >= 0;reading coordinates;range x [0,1]", "tree;precision 64;tree" + nested(" S", "", "", 600),
         "over the limit"},
        {"x >= " + std::string(120000, ' ') + "0" + on_x, B, "over the limit"},
        {"E[H(Q')] <= H(Q);reading symbols;let K any;let N 100000;range Q simplex",
         "tree;precision 64;tree T6", "N must be"},
        {"E[H(Q[1000])] <= H(Q);reading symbols;let K any;let N 4096;range Q simplex",
         "tree;precision 64;tree T6", "over the limit"},
        {"E[sum(i: Q'_i^4096)] <= 1;reading symbols;let K any;let N 4000;range Q simplex", B,
         "over the limit"},
        {"E[H(Q[1001])] <= H(Q)" + by_symbols, "tree;precision 64;tree T6", "whole number from 0 to 1000"},
        {"x >= 0" + on_x, "tree;precision 8192;tree B", "the precision must be"},
    });
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::cout << "refused what costs too much, in " << seconds.count() << " s\n";
    const std::string filler = "claim " + std::string(90000, 'x') + "\n";
    std::string large;
    while (large.size() <= (16U << 20U))
        large += filler;
    CHECK(check(large).said.find("the size of the file is over the limit") != std::string::npos);
}

TEST_CASE("what is typed and within the limits passes", "[checker]") {
    for (const auto& [lines, proof] : std::vector<std::pair<std::string, std::string>>{
             {"sum(i: u) <= 2*u;reading coordinates;let K 2;range u [0,1]", "identity"},
             {"D((1/2,1/2)) <= 1/2 + x" + on_x, "tree;precision 64;tree B"},
             {"T*L2(Q,R) >= 0;reading symbols;let K any;let T 2;range Q simplex;range R simplex",
              "convex Q R"},
             {"D(Q) >= 0;equality vertex(Q)" + by_symbols, B},
             {"D(Q) <= 1;equality N == 4" + by_symbols, "tree;precision 64;tree L2.2"},
             {"(((x^16)^16)^16)^16 == x^(2^12)*(x^2048)^30" + on_x, "identity"},
             {nested("(", "x", ")", 300) + " >= 0" + on_x, B},
             {"(1+x)^500 >= 1" + on_x, B},
             {"D(Q) <= 5/8 + x;reading coordinates;let K 3;let Q (1/2,1/4,1/4);range x [0,1]", B},
             {"Q_3 + D((1/2,1/4,1/4)) <= 7/8 + x;reading coordinates;let K 3;let Q (1/2,1/4,1/4);range x "
              "[0,1]",
              B},
             {"E[D(Q')] + 0*x == (1 - 1/N)*D(Q);equality vertex(Q) or 1 == 1;reading coordinates;let K 3;let "
              "N "
              "9;let Q (1/2,1/4,1/4);range x [0,1]",
              "identity"},
             {"D(Q) + x >= x;equality vertex(Q);reading coordinates;let K 2;let Q (0,1);range x [0,1]",
              "identity"},
         }) {
        const Checked answer = check(certificate(lines, proof));
        INFO(lines << "\n" << answer.said);
        CHECK(answer.answer == Answer::proved);
    }
}
