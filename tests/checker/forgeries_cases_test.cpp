// Forgeries made by hand, of what stands beside a number that ranges: distributions that are constants, and
// absolute values that are proved in cases.
#include <algorithm>
#include <utility>

#include "tests/checker/forged.hpp"

using namespace groundcheck::test;

namespace forgeries_cases_test {

namespace {

// The proofs of all cases, each with its signs, multiples and the rest of the proof.
std::string in_cases(const std::vector<std::pair<std::string, std::string>>& cases) {
    std::string proofs;
    for (const auto& [stated, rest] : cases) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        proofs +=
            (proofs.empty() ? "" : ";proof 1 ") + rest.substr(0, end) + ";case " + stated + rest.substr(end);
    }
    return proofs;
}

}  // namespace

TEST_CASE("forgeries: distributions that are constants", "[checker]") {
    const std::string on_a = ";range a [0,1]", even = ";reading coordinates;let K 2;let Q (1/2,1/2)" + on_a;
    const std::string three = ";reading coordinates;let K 3;let N 3;let Q (1/2,1/4,1/4)";
    const std::string i = "identity";
    refuse({
        {"D(Q) <= 1/4 + a;reading coordinates;let K 2;let Q (1/2,1/3)" + on_a, B, "do not add up to 1"},
        {"D(Q) <= 1/4 + a;reading coordinates;let K 2;let Q (3/2,-1/2)" + on_a, B, "is negative"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 3;let Q (1/2,1/2)" + on_a, B, "K must be their number"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K any;let Q (1/2,1/2)" + on_a, B, "K must be their number"},
        {"D(Q) <= 1/2 + a;reading coordinates;let Q (1/2,1/2)" + on_a, B, "K must be their number"},
        {"D(Q) <= 1/2 + a;reading symbols;let K 2;let Q (1/2,1/2)" + on_a, B, "reading by coordinates"},
        {"E[H(Q')] <= H(Q);reading whole;let K 2;let N 2;let Q (1/2,1/2)" + on_a, "jensen",
         "reading by coordinates"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q (1/2,1/2" + on_a, B, "end with a parenthesis"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q (1/2,1/2,)" + on_a, B, "is not a number"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q ()" + on_a, B, "is not a number"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q (1/2),(1/2)" + on_a, B, "is not a number"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q (1/2,1/2);range Q simplex" + on_a, B,
         "declared twice"},
        {"D(Q) <= 1/2 + a;reading coordinates;let K 2;let Q 1/2" + on_a, B, "'Q' is a distribution"},
        {"D(alpha) <= a;reading coordinates;let K 2;let alpha (1/2,1/2)" + on_a, B, "'alpha' is a number"},
        {"D(N) <= a;reading coordinates;let K 2;let N (1/2,1/2)" + on_a, B, "'N' is a number"},
        {"pi <= 4 + a;reading coordinates;let K 2;let pi (1/2,1/2)" + on_a, B, "has a meaning"},
        {"D(Q) <= 1/2;reading coordinates;let K 2;let Q (1/2,1/2)", B, "no variable"},
        {"D(P) <= a;reading coordinates;let K 3;let Q (1/2,1/4,1/4);range P simplex" + on_a, B,
         "no 'let K 2'"},
        {"Q_4 <= a" + three + on_a, B, "neither bound"},
        {"Q_0 <= a" + three + on_a, B, "neither bound"},
        {"Q_01 <= a" + three + on_a, B, "neither bound"},
        {"D((1/2,1/2)) <= 1/2 + a" + three + on_a, B, "a distribution expected"},
        {"D((1/2,1/4,1/3)) <= 1/2 + a" + three + on_a, B, "no distribution"},
        {"D(Q) < 5/8 + a" + three + on_a, B, "at the end a=0"},
        {"D(Q) <= 5/8 - 1/1000000000000 + a" + three + on_a, B, "at the end a=0"},
        {"D(Q) <= 3/4 - a" + three + on_a, B, "at the end a=1"},
        {"D(Q) + a*(1 - a) <= 3/4" + three + on_a, "tree;precision 64;tree S T0 T0", "does not hold"},
        {"sum(i: 1) == 2 + 0*a" + three + on_a, i, "not identical"},
        {"E[Q'_1] <= a" + three + on_a, B, "outside the checker's language"},
        {"E[R(2,Q')] <= 2 + a" + three + on_a, B, "of a sum over the symbols"},
        {"sum(i: E[D(Q')]) <= 3 + a" + three + on_a, B, "sum over the symbols"},
        {"E[D(Q')] == D(Q) + 0*a" + three + on_a, i, "not identical"},
        {"E[D(Q[2])] == (1 - 1/N)*D(Q) + 0*a" + three + on_a, i, "not identical"},
        {"E[D(Q[2])] <= 1;reading coordinates;let K 2;let N 3;let Q (1/2,1/2);let P (0,1);range alpha [0,1]",
         B, "exogenous data"},
        {"D(M) <= 1/2 + a" + even, "tree;vary M;precision 64;tree B", "'vary M' needs the range of Q"},
        {"D(M) <= 1/2;reading coordinates;let K 2;let Q (1/2,1/2);range alpha [0,1]", B, "alpha without P"},
        // the condition is about the constant, and holds or does not
        {"a >= 0;equality vertex(Q)" + even, B, "at the end a=0"},
        {"a*(1 - a) >= 0;equality vertex(Q)" + even, "tree;precision 64;tree L1.1", "at the end a=0"},
        {"a*(1 - a) >= 0;equality vertex(Q);reading coordinates;let K 2;let Q (1,0)" + on_a,
         "tree;precision 64;tree B", "holds everywhere"},
        {"a*(1 - a) <= 1/4;equality max(Q) == 1/K" + even, "tree;precision 64;tree C2.2@1/2",
         "holds everywhere"},
        {"D(Q) <= 1 + a;equality max(Q) == 1/K;reading coordinates;let K 2;let Q (1/2,1/2)" + on_a, B,
         "holds everywhere"},
        {"D(Q) <= 5/8 + a;equality max(Q) == 1/K" + three + on_a, B, "at the end a=0"},
        {"D(Q) + 0*a <= 5/8;equality max(Q) == 1/K" + three + on_a, i, "not only where the claim says"},
    });
}

TEST_CASE("forgeries: absolute values", "[checker]") {
    const std::string x = ";reading coordinates;range x [-1,1]";
    const std::string uv = ";reading coordinates;range u [0,1];range v [0,1]";
    const std::string pq = ";reading symbols;let K any;range Q simplex;range P simplex";
    const std::string i = "identity";
    refuse({
        // a margin of 0 after something was taken off says nothing of equality
        {"abs(x) == x" + x, in_cases({{"+ 0", i}, {"- 2", i}}), "must be nothing"},
        {"abs(x) == -x" + x, in_cases({{"+ 2", i}, {"- 0", i}}), "must be nothing"},
        {"TV(Q,P) == 0" + pq, in_cases({{"+ 1/2", i}, {"- 1/2", i}}), "must be nothing"},
        {"abs(x) != x" + x, in_cases({{"+ 0", B}, {"- 2", B}}), "only an identity"},
        {"abs(x) > x" + x, in_cases({{"+ 0", i}, {"- 2", i}}), "equality disproves it"},
        {"abs(x) > x" + x, in_cases({{"+ 0", B}, {"- 2", B}}), "at the end"},
        // more is taken off than there is, or something negative
        {"abs(x) <= x" + x, in_cases({{"+ 0", B}, {"- -2", B}}), "is negative"},
        {"abs(x) <= 0" + x, in_cases({{"+ -1", i}, {"- -1", i}}), "is negative"},
        {"abs(x) <= x" + x, in_cases({{"+ 0", B}, {"- 2", B}}), "at the end"},
        {"abs(x) >= 101/100*x" + x, in_cases({{"+ 0", B}, {"- 2", B}}), "at the end"},
        {"abs(u - v) >= u - v + 1/1000000" + uv, in_cases({{"+ 0", B}, {"- 2", B}}), "does not hold"},
        // cases that are missing, twice, in another order, or of too few signs
        {"abs(x) >= -x" + x, in_cases({{"- 0", i}}), "a case is missing"},
        {"abs(x) <= x" + x, in_cases({{"+ 0", i}}), "a case is missing"},
        {"abs(x) <= x" + x, in_cases({{"+ 0", i}, {"+ 0", i}, {"- 0", i}}), "a case is missing"},
        {"abs(x) <= x" + x, in_cases({{"+ 0", i}, {"+ 0", i}}), "the case - is expected"},
        {"abs(x) >= x" + x, in_cases({{"- 2", i}, {"+ 0", i}}), "not numbered in order"},
        {"abs(x) + abs(x - 1/2) >= 0" + x, in_cases({{"+ 1", B}, {"- 1", B}}), "2 absolute values"},
        {"abs(x) >= 0" + x, in_cases({{"++ 1,0", B}, {"+- 1,0", B}, {"-+ 1,0", B}, {"-- 1,0", B}}),
         "1 absolute values"},
        {"abs(x) >= 0" + x, in_cases({{"+ 1,0", B}, {"- 1", B}}), "1 absolute values"},
        {"abs(x) >= 0" + x, B, "1 absolute values"},
        {"x >= -1" + x, in_cases({{"+ 0", B}, {"- 0", B}}), "0 absolute values"},
        {"abs(x) >= 0" + x, in_cases({{"* 1", B}, {"- 1", B}}), "a sign is + or -"},
        {"abs(x) >= 0" + x, in_cases({{"+ a", B}, {"- 1", B}}), "is not a number"},
        {"abs(x) >= 0" + x, in_cases({{"+ 1,", B}, {"- 1", B}}), "is not a number"},
        {"abs(x) >= 0" + x, in_cases({{"+", B}, {"- 1", B}}), "signs and multiples"},
        {"abs(x) >= 0" + x, in_cases({{"+++++ 0,0,0,0,0", B}}), "over the limit"},
        // a symbol may lie in another case than the next: what is shared out must not depend on it
        {"TV(Q,P) <= 1/2" + pq, in_cases({{"+ 0", B + ""}, {"- 0", "tree;shift 1;precision 64;tree B"}}),
         "the same in all cases"},
        {"TV(Q,P) <= 0" + pq,
         in_cases(
             {{"+ 0", "tree;shift 1/2;precision 64;tree B"}, {"- 0", "tree;shift -1/2;precision 64;tree B"}}),
         "the same in all cases"},
        {"TV(Q,P) <= 99/100" + pq,
         in_cases(
             {{"+ 0", "tree;shift 1/2;precision 64;tree B"}, {"- 0", "tree;shift 1/2;precision 64;tree B"}}),
         "does not hold"},
        // conditions, random arguments, and a sign that is not the relation's
        {"abs(x) >= 0;equality 1 == 2" + x, in_cases({{"+ 0", B}, {"- 0", B}}), "proved in cases"},
        {"D(Q) >= 0*abs(2*Q_1 - 1);equality vertex(Q)" + by_coordinates, in_cases({{"+ 0", B}, {"- 0", B}}),
         "proved in cases"},
        {"E[abs(Q'_1 - 1/2)] == E[Q'_1] - 1/2" + by_coordinates, in_cases({{"+ 0", i}, {"- 0", i}}),
         "which sign the argument"},
        {"E[TV(Q',Q)] <= 0" + by_symbols, in_cases({{"+ 0", i}, {"- 0", i}}), "which sign the argument"},
        {"D(Q) >= 0;reading symbols;let K 3;range Q simplex;range x [-1,1]",
         "tree;tilt abs(x);precision 64;tree B", "which sign the argument"},
        {"abs(Q) >= 0" + by_symbols, B, "a number is expected"},
        {"TV(Q,1/2) >= 0" + by_symbols, B, "a number stands where a distribution"},
        {"abs(x,x) >= 0" + x, B, "no function 'abs' of 2"},
        {"sqrt(abs(x)) >= 0" + x,
         in_cases({{"+ 0", "tree;precision 64;tree T0"}, {"- 0", "tree;precision 64;tree T0"}}),
         "argument of a logarithm, root"},
        {"abs(D(Q)) >= 0" + by_symbols, B, "of a sum over the symbols"},
    });
}

}  // namespace forgeries_cases_test
