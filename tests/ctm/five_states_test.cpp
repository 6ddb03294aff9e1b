// D(5) at 500 steps: the published table, and the published count of machines that halt at all.
//
// It takes half a minute of processor time; with the sanitizers, which take the same paths in the smaller
// tables, it would take ten times that, so there it is left out.
#include "ctm/block_decomposition.hpp"
#include "ctm/known.hpp"
#include "ctm/table.hpp"
#include "tests/catch.hpp"
#include "tests/sanitized.hpp"

using namespace groundcheck;
using namespace groundcheck::ctm;

TEST_CASE("D(5) at 500 steps", "[ctm][five]") {
    if (kSanitized) return;
    EnumerationOptions options;
    options.states = 5;
    options.bound = default_bound(5);
    const auto all = enumerate_machines(options);
    REQUIRE(all);
    const Census& census = all->census;
    CHECK(census.halting + census.never_halting() + census.undecided == machine_count(5));
    CHECK(census.longest_halt == 500);
    INFO(fingerprint(*all) << " undecided " << census.undecided);
    CHECK(acquaintance(*all) == Acquaintance::known);
    CHECK(mirrored(census).outputs.counts() == census.outputs.counts());

    const Table table(*all, Blank::both);
    // Soler-Toscano, Zenil, Delahaye and Gauvrit 2014: the number of different outputs.
    CHECK(table.rows().size() == 99608);
    std::uint64_t sum = 0;
    for (const Row& row : table.rows())
        sum += row.count;
    CHECK(sum == table.halting());
    CHECK(table.completeness() == Completeness::bounded);
    CHECK(table.tail_variation() > 0);
    CHECK(table.tail_variation() < Rational(1, 200));

    // What halts later by the published count is a small part of what is undecided here.
    const auto late = late_halts_by_literature(*all);
    REQUIRE(late);
    CHECK(late->low > 0);
    CHECK(late->low <= late->high);
    CHECK(late->high < census.undecided);

    // Values of the published implementations of the block decomposition method, whose CTM table is D(5)'s:
    // decimal numbers rounded to a double.
    for (const auto& [text, published] :
         {std::pair<std::string, double>{std::string(24, '0'), 26.610413747641715},
          {std::string(12, '0') + std::string(12, '1'), 51.22082749528343}}) {
        const auto value = complexity_by_blocks(table, decompose(text, 12, 12));
        REQUIRE(std::holds_alternative<BitsEnclosure>(value));
        const Rational close(1, 100'000'000'000'000);  // two units in the last place of such a double
        CHECK(std::get<BitsEnclosure>(value).low - close <= Rational(published));
        CHECK(Rational(published) <= std::get<BitsEnclosure>(value).high + close);
    }
}

TEST_CASE("the published count bounds what halts later, at any bound", "[ctm][five]") {
    EnumerationOptions options;
    options.states = 5;
    options.bound = 7;
    const auto early = enumerate_machines(options);
    options.bound = kSanitized ? 8 : 9;
    const auto later = enumerate_machines(options);
    REQUIRE(early);
    REQUIRE(later);
    const auto late = late_halts_by_literature(*early);
    const auto still_late = late_halts_by_literature(*later);
    REQUIRE(late);
    REQUIRE(still_late);
    const std::uint64_t between = later->census.halting - early->census.halting;
    CHECK(between > 0);
    CHECK(late->high >= between + still_late->low);
    CHECK(late->high <= early->census.undecided + early->census.never_halting());
    options.states = 4;
    options.bound = 107;
    CHECK_FALSE(late_halts_by_literature(*enumerate_machines(options)));
}
