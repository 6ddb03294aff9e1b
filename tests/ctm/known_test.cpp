// The fingerprints of the true tables, worked out again; the one of five states in five_states_test.cpp.
#include "ctm/known.hpp"

#include "ctm/cache.hpp"
#include "ctm/sealed_file.hpp"
#include "tests/catch.hpp"
#include "tests/ctm/scratch_folder.hpp"

using namespace groundcheck;
using namespace groundcheck::ctm;

namespace known_test {

namespace {

Enumeration enumerated(int states, std::uint32_t bound, bool prove, bool mirror = true) {
    EnumerationOptions options;
    options.states = states;
    options.bound = bound;
    options.prove_undecided = prove;
    options.mirror = mirror;
    return *enumerate_machines(options);
}

}  // namespace

TEST_CASE("the true tables of up to four states are known", "[ctm][known]") {
    for (int states = 1; states <= 4; ++states) {
        INFO(states << " states");
        const std::uint32_t bound = default_bound(states);
        for (const bool prove : {false, true}) {
            const Enumeration table = enumerated(states, bound, prove);
            INFO(fingerprint(table) << " undecided " << table.census.undecided);
            CHECK(acquaintance(table) == Acquaintance::known);
        }
        CHECK(acquaintance(enumerated(states, bound + 1, false)) == Acquaintance::known);
        CHECK(acquaintance(enumerated(states, bound, true, false)) == Acquaintance::known);
        if (bound > 1) CHECK(acquaintance(enumerated(states, bound - 1, false)) == Acquaintance::unknown);
    }
}

TEST_CASE("a table that differs in one count is foreign", "[ctm][known]") {
    const Enumeration table = enumerated(3, 21, true);
    REQUIRE(acquaintance(table) == Acquaintance::known);
    for (int change = 0; change < 7; ++change) {
        Enumeration other = table;
        Census& census = other.census;
        if (change == 0) ++census.halting;
        if (change == 1) census.outputs.add("0", 1);
        if (change == 2) census.outputs.add("0101010101", 1);
        if (change == 3) ++census.longest_halt;
        if (change == 4) ++census.halting_leaves[2];
        if (change == 5) ++census.undecided;
        if (change == 6) other.states = 2;
        INFO("change " << change);
        CHECK(acquaintance(other) == Acquaintance::foreign);
    }
    // Two outputs that exchange their counts: all sums stay.
    Enumeration exchanged = table;
    exchanged.census.outputs = {};
    for (const auto& [output, count] : table.census.outputs.counts())
        exchanged.census.outputs.add(output == "1" ? "111" : output == "111" ? "1" : output, count);
    REQUIRE(exchanged.census.outputs.counts().at("1") != table.census.outputs.counts().at("1"));
    CHECK(exchanged.census.halting == table.census.halting);
    CHECK(acquaintance(exchanged) == Acquaintance::foreign);
}

TEST_CASE("a foreign table with a checksum of its own is not believed", "[ctm][known]") {
    const ScratchFolder scratch;
    const Cache cache(scratch.path());
    EnumerationOptions options;
    options.states = 3;
    options.bound = 21;
    const Enumeration table = enumerated(3, 21, false);
    // One machine is said to print another string: every sum is right, and so is the checksum.
    Enumeration foreign = table;
    foreign.census.outputs = {};
    for (const auto& [output, count] : table.census.outputs.counts())
        foreign.census.outputs.add(output, output == "0" ? count - 1 : output == "1" ? count + 1 : count);
    cache.store(foreign);
    CHECK_FALSE(cache.load(3, 21, false));
    const auto made = cache.obtain(options);
    REQUIRE(made);
    CHECK(fingerprint(*made) == fingerprint(table));
    CHECK(cache.load(3, 21, false));
    // The same with what an interrupted enumeration left behind.
    std::filesystem::remove(cache.file(3, 21));
    options.progress = [](const Progress& progress) { return progress.finished < 100; };
    CHECK_FALSE(cache.obtain(options));
    std::filesystem::path part = cache.file(3, 21);
    part += ".part";
    const SealedFile left = read_sealed(part);
    REQUIRE(left.seal == Seal::intact);
    std::string body = left.body;
    const auto at = body.find("output ");
    REQUIRE(at != std::string::npos);
    body.insert(body.find(' ', at + 7) + 1, "1");
    write_sealed(part, body);
    options.progress = nullptr;
    const auto again = cache.obtain(options);
    REQUIRE(again);
    CHECK(fingerprint(*again) == fingerprint(table));
    CHECK(acquaintance(*again) == Acquaintance::known);
}

}  // namespace known_test
