// The small case: what is enumerated, by hand and by counting, and what holds of it.
#include "sim/loops/small_chain.hpp"

#include <cmath>
#include <set>

#include "tests/catch.hpp"

using namespace groundcheck;
using namespace groundcheck::loops;

namespace small_chain_test {

namespace {

TransitionMatrix two(Rational stay, Rational leave) {
    return {2, {stay, Rational(1 - stay), leave, Rational(1 - leave)}};
}

}  // namespace

TEST_CASE("stationary laws", "[loops]") {
    CHECK(stationary_law(two(Rational(1, 2), Rational(1, 4))) ==
          std::vector<Rational>{Rational(1, 3), Rational(2, 3)});
    CHECK_FALSE(stationary_law(two(1, 0)).has_value());  // two of them
    CHECK(stationary_law(two(1, Rational(1, 2))) == std::vector<Rational>{1, 0});
}

TEST_CASE("texts are counted with their probabilities", "[loops]") {
    const TransitionMatrix chain = two(Rational(1, 3), Rational(1, 4));
    const std::vector<Rational> start = {Rational(2, 5), Rational(3, 5)};
    for (const bool ring : {false, true}) {
        for (unsigned n = 1; n <= 6; ++n) {
            Rational sum = 0;
            for (const CountedText& text : counted_texts(chain, start, n, ring)) {
                sum += text.probability;
                unsigned total = 0;
                for (const unsigned count : text.counts)
                    total += count;
                CHECK(total == n);
                // A ring leaves each symbol as often as it enters it; a path once more or less.
                const int more = static_cast<int>(text.counts[1]) - static_cast<int>(text.counts[2]);
                CHECK(std::abs(more) <= (ring ? 0 : 1));
            }
            CHECK(sum == 1);
        }
    }
    // aa, ab, ba, bb
    const auto texts = counted_texts(chain, start, 1);
    REQUIRE(texts.size() == 4);
    CHECK(texts[3].counts == std::vector<unsigned>{1, 0, 0, 0});
    CHECK(texts[3].probability == Rational(2, 15));
    // a -> b and nothing after b: the text breaks off, and begins anew at a.
    const auto again = counted_texts({2, {0, 1, 0, 0}}, {1, 0}, 3);
    REQUIRE(again.size() == 1);
    CHECK(again[0].counts == std::vector<unsigned>{0, 3, 0, 0});
}

TEST_CASE("exact entropies lie in their enclosures, and cases are what the readings say", "[loops]") {
    for (std::size_t r = 0; r < kFallReadings; ++r) {
        const auto reading = static_cast<FallReading>(r);
        std::size_t cases = 0;
        each_fall_case(reading, 2, 3, 3, [&](const FallCase& one) {
            ++cases;
            const auto lies_in = [](const LogLinear& exact, DoubleInterval value) {
                const DoubleInterval same = enclose(DoubleKernel(), exact);
                return same.lo <= value.hi && value.lo <= same.hi;
            };
            CHECK(lies_in(exact_conditional_entropy(one.matrix, one.law),
                          conditional_entropy(one.matrix, one.law)));
            CHECK(one.counts.empty() == (reading != FallReading::second));
            Rational sum = 0;
            for (const CountedText& text : one.texts()) {
                sum += text.probability;
                CHECK(lies_in(
                    exact_conditional_entropy(fitted_chain(text.counts, 2), one.shares_of(text.counts)),
                    one.rate ? fitted_rate(text.counts, 2) : transition_entropy(text.counts, 2)));
            }
            CHECK(sum == 1);
            return true;
        });
        CHECK(cases == fall_on_lattice(reading, 2, 3, 3).value().cases);
    }
    int visited = 0;
    CHECK_FALSE(each_fall_case(FallReading::rate, 2, 3, 3, [&](const FallCase&) { return ++visited < 4; }));
    CHECK(visited == 4);
    CHECK(matrix_text(two(1, Rational(5, 6))) == "(1, 0), (5/6, 1/6)");
}

TEST_CASE("the chains of a lattice are counted before they are listed", "[loops]") {
    for (const std::size_t symbols : {2U, 3U})
        for (const unsigned lattice : {1U, 2U, 3U}) {
            std::set<std::string> listed;  // those with one stationary law
            each_fall_case(FallReading::rate, symbols, lattice, 1, [&](const FallCase& one) {
                listed.insert(matrix_text(one.matrix));
                return true;
            });
            CHECK(listed.size() < lattice_chains(symbols, lattice));
            std::uint64_t rows = 0;  // as ways to cut [0, lattice]
            for (unsigned first = 0; first <= lattice; ++first)
                rows += symbols == 2 ? 1 : lattice - first + 1;
            CHECK(lattice_chains(symbols, lattice) == (symbols == 2 ? rows * rows : rows * rows * rows));
            CHECK(too_many_chains(symbols, lattice).empty());
        }
    CHECK(too_many_chains(3, 9).empty());
    CHECK(too_many_chains(3, 10).find("287496") != std::string::npos);
}

TEST_CASE("entropies of counts by hand", "[loops]") {
    const double log2 = std::log(2.0);
    const auto contains = [](DoubleInterval value, double x) {
        return value.lo <= x + 1e-15 && value.hi >= x - 1e-15 && value.hi - value.lo < 1e-14;
    };
    // a a b: a was met twice, once before each; b has no continuation.
    CHECK(contains(transition_entropy({1, 1, 0, 0}, 2), log2));
    CHECK(contains(fitted_rate({1, 1, 0, 0}, 2), log2));  // after b always a again
    // a a b b: after b nothing but b, so the fitted chain ends there.
    CHECK(contains(transition_entropy({1, 1, 0, 1}, 2), 2 * log2 / 3));
    CHECK(contains(fitted_rate({1, 1, 0, 1}, 2), 0));
    // a a b a: a goes on with a or b, b with a; stationary (2/3, 1/3).
    CHECK(contains(fitted_rate({1, 1, 1, 0}, 2), 2 * log2 / 3));
}

TEST_CASE("the expected entropy of transitions falls for every chain of a lattice", "[loops]") {
    const auto pairs = fall_on_lattice(FallReading::transitions, 2, 6, 5).value();
    CHECK(pairs.fails == 0);
    CHECK(pairs.undecided == 0);
    CHECK(pairs.cases == 5 * (49 - 1));  // but for the chain that moves nowhere
    const auto triples = fall_on_lattice(FallReading::transitions, 3, 2, 3).value();
    CHECK(triples.fails == 0);
    CHECK(triples.undecided == 0);
    CHECK(triples.cases > 300);
}

}  // namespace small_chain_test
