#include "ctm/table.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "ctm/cache.hpp"
#include "ctm/census_text.hpp"
#include "ctm/complexity.hpp"
#include "ctm/sealed_file.hpp"
#include "ctm/table_csv.hpp"
#include "tests/catch.hpp"
#include "tests/ctm/scratch_folder.hpp"
#include "tests/random.hpp"
#include "tests/sanitized.hpp"

using namespace groundcheck;
using namespace groundcheck::ctm;

namespace table_test {

namespace {

Enumeration enumerate(int states, std::uint32_t bound, bool prove_undecided = false) {
    EnumerationOptions options;
    options.states = states;
    options.bound = bound;
    options.prove_undecided = prove_undecided;
    auto all = enumerate_machines(options);
    REQUIRE(all);
    return std::move(*all);
}

std::string complement(std::string output) {
    for (char& cell : output)
        cell = cell == '0' ? '1' : '0';
    return output;
}

std::string csv_of(const Table& table) {
    std::ostringstream out;
    write_csv(out, table);
    return out.str();
}

}  // namespace

TEST_CASE("a table on both blanks is unchanged by reversal and by complement", "[ctm][table]") {
    for (int states = 1; states <= 4; ++states) {
        const Table table(enumerate(states, default_bound(states)), Blank::both);
        std::uint64_t sum = 0;
        for (const Row& row : table.rows()) {
            REQUIRE(table.count(std::string(row.output.rbegin(), row.output.rend())) == row.count);
            REQUIRE(table.count(complement(row.output)) == row.count);
            sum += row.count;
        }
        CHECK(sum == table.halting());
        CHECK(table.runs() == 2 * machine_count(states));
        CHECK(table.halting() < table.runs());
    }
}

TEST_CASE("rows come by falling count, then length, then string, each output once", "[ctm][table]") {
    const Table table(enumerate(4, 107), Blank::both);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        const Row& row = table.rows()[i];
        CHECK(seen.insert(row.output).second);
        REQUIRE(row.count > 0);
        if (i == 0) continue;
        const Row& before = table.rows()[i - 1];
        REQUIRE(std::tuple(before.count, row.output.size(), row.output) >
                std::tuple(row.count, before.output.size(), before.output));
    }
}

TEST_CASE("strings no machine printed are counted 0", "[ctm][table]") {
    const Table table(enumerate(2, 6), Blank::both);
    CHECK(table.count("0") > 0);
    for (const char* never :
         {"", "00000", "0000000000000000000000000000000000000000000000000000000000000000000000", "2", "0 ",
          "zero"}) {
        CHECK(table.count(never) == 0);
    }
}

TEST_CASE("a table cut off early says how far it can be from the complete one", "[ctm][table]") {
    const Table complete(enumerate(4, 107), Blank::both);
    CHECK(complete.completeness() == Completeness::by_theorem);
    CHECK(complete.tail() == 0);
    CHECK(complete.tail_variation() == 0);
    Rational last_variation = 1;
    for (const std::uint32_t bound : {4U, 8U, 16U, 32U, 64U, 106U}) {
        const Table early(enumerate(4, bound), Blank::both);
        CHECK(early.completeness() == Completeness::bounded);
        Rational distance = 0;
        for (const Row& row : complete.rows()) {
            const ProbabilityRange range = early.probability_range(early.count(row.output));
            const Rational truth = complete.probability(row.count);
            REQUIRE(range.low <= truth);
            REQUIRE(truth <= range.high);
            distance += abs(Rational(truth - early.probability(early.count(row.output))));
        }
        // Every output of the early table is one of the complete table.
        for (const Row& row : early.rows())
            REQUIRE(complete.count(row.output) >= row.count);
        CHECK(distance / 2 <= early.tail_variation());
        CHECK(early.tail_variation() < last_variation);
        last_variation = early.tail_variation();
    }
    CHECK(last_variation < Rational(1, 100));
    // Proofs shrink the tail and change nothing else.
    const Table proved(enumerate(3, 12, true), Blank::both);
    const Table unproved(enumerate(3, 12), Blank::both);
    if (!kSanitized) {
        CHECK(csv_of(Table(enumerate(4, 107, true), Blank::both)) == csv_of(complete));
    }
    CHECK(proved.tail() * 10 < unproved.tail());
    CHECK(proved.halting() == unproved.halting());
}

TEST_CASE("complexities are enclosed tightly", "[ctm][complexity]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(31);
    const Rational ulp = Rational(1, Integer("1000000000000000"));
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t total = 1 + (random() >> (random() % 63));
        const std::uint64_t count = 1 + random() % total;
        const BitsEnclosure bits = complexity_in_bits(count, total);
        CHECK(bits.low <= bits.high);
        CHECK(bits.high - bits.low <= 2 * ulp);
        const long double value =
            std::log2(static_cast<long double>(total)) - std::log2(static_cast<long double>(count));
        CHECK(std::fabs(static_cast<double>(bits.low) - static_cast<double>(value)) < 1e-12);
        // log2(total/count) + log2(count/1) = log2(total/1)
        const BitsEnclosure rest = complexity_in_bits(1, count);
        const BitsEnclosure whole = complexity_in_bits(1, total);
        CHECK(bits.low + rest.low <= whole.high);
        CHECK(bits.high + rest.high >= whole.low);
    }
    for (unsigned k = 0; k < 60; ++k) {
        const BitsEnclosure bits = complexity_in_bits(3, std::uint64_t{3} << k);
        CHECK(bits.low <= k);
        CHECK(bits.high >= k);
        const BitsEnclosure exact = complexity_in_bits(std::uint64_t{1}, std::uint64_t{1} << k);
        CHECK(exact.low == k);
        CHECK(exact.high == k);
    }
    // 2^19 < 3^12 and 3^5 < 2^8, so log2(3) is between 19/12 and 8/5.
    CHECK(complexity_in_bits(1, 3).low > Rational(19, 12));
    CHECK(complexity_in_bits(1, 3).high < Rational(8, 5));
}

TEST_CASE("decimals are written out in full", "[ctm][complexity]") {
    CHECK(decimal(0) == "0.000000000000000");
    CHECK(decimal(3) == "3.000000000000000");
    CHECK(decimal(Rational(1, 8)) == "0.125000000000000");
    CHECK(decimal(Rational(10000000000000001, 1000000000000000)) == "10.000000000000001");
    CHECK(decimal(Rational(1, 1000000000000000)) == "0.000000000000001");
}

TEST_CASE("the CSV holds the table exactly", "[ctm][csv]") {
    for (const Blank blank : {Blank::zero, Blank::one, Blank::both}) {
        const Table table(enumerate(3, 15), blank);
        std::istringstream in(csv_of(table));
        std::string line;
        std::getline(in, line);
        CHECK(line == "string,count,probability,bits_low,bits_high,probability_low,probability_high");
        Rational sum = 0;
        std::size_t rows = 0;
        while (std::getline(in, line)) {
            std::vector<std::string> fields;
            std::istringstream cells(line);
            for (std::string field; std::getline(cells, field, ',');)
                fields.push_back(field);
            REQUIRE(fields.size() == 7);
            const Row& row = table.rows()[rows++];
            CHECK(fields[0] == row.output);
            CHECK(fields[1] == std::to_string(row.count));
            const Rational probability(fields[2]);
            CHECK(probability * Rational(Integer(table.halting())) == Rational(Integer(row.count)));
            CHECK(std::stod(fields[3]) <= std::stod(fields[4]));
            CHECK(Rational(fields[5]) <= probability);
            CHECK(probability <= Rational(fields[6]));
            sum += probability;
        }
        CHECK(rows == table.rows().size());
        CHECK(sum == 1);
    }
}

TEST_CASE("a sealed file is read back whole or not at all", "[ctm][cache]") {
    const ScratchFolder scratch;
    const auto path = scratch.path() / "deep" / "down" / "file.txt";
    CHECK(read_sealed(path).seal == Seal::missing);
    const std::string body = "one\ntwo\n";
    write_sealed(path, body);
    CHECK(read_sealed(path).seal == Seal::intact);
    CHECK(read_sealed(path).body == body);
    write_sealed(path, "");
    CHECK(read_sealed(path).seal == Seal::intact);
    CHECK(read_sealed(path).body.empty());
    write_sealed(path, body);
    CHECK(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}) == 1);

    std::ifstream in(path, std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(in), {}};
    const auto write = [&](const std::string& text) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    };
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        write(changed);
        CHECK(read_sealed(path).seal == Seal::broken);
        write(good.substr(0, i));
        CHECK(read_sealed(path).seal == Seal::broken);
    }
    write(good + "x");
    CHECK(read_sealed(path).seal == Seal::broken);
}

TEST_CASE("the cache gives back what was stored and nothing that does not add up", "[ctm][cache]") {
    const ScratchFolder scratch;
    const Cache cache(scratch.path());
    CHECK_FALSE(cache.load(3, 21, false));
    const Enumeration plain = enumerate(3, 21);
    cache.store(plain);
    const auto back = cache.load(3, 21, false);
    REQUIRE(back);
    CHECK(census_to_text(back->census) == census_to_text(plain.census));
    CHECK_FALSE(cache.load(3, 21, true));
    CHECK_FALSE(cache.load(3, 20, false));
    CHECK_FALSE(cache.load(2, 21, false));

    cache.store(enumerate(3, 21, true));
    REQUIRE(cache.load(3, 21, true));
    CHECK(cache.load(3, 21, false)->census.undecided == 0);

    // A file of another enumeration, and files with an intact seal and wrong numbers.
    std::filesystem::copy_file(cache.file(3, 21), cache.file(3, 22));
    CHECK_FALSE(cache.load(3, 22, false));
    for (int wrong = 0; wrong < 3; ++wrong) {
        Enumeration changed = plain;
        if (wrong == 0) ++changed.census.halting;
        if (wrong == 1) changed.census.outputs.add("0", 1);
        if (wrong == 2) ++changed.census.undecided;
        cache.store(changed);
        CHECK_FALSE(cache.load(3, 21, false));
    }
}

TEST_CASE("a cache that cannot be written costs a warning, not the table", "[ctm][cache]") {
    const ScratchFolder scratch;
    const auto blocked = scratch.path() / "file";
    std::ofstream(blocked) << "no folder";
    EnumerationOptions options;
    options.states = 2;
    options.bound = 6;
    options.threads = 1;
    const std::string table = census_to_text(enumerate(2, 6).census);
    for (const std::filesystem::path& folder : {std::filesystem::path(), blocked / "cache", blocked}) {
        std::ostringstream said;
        std::streambuf* const before = std::cerr.rdbuf(said.rdbuf());
        const auto made = Cache(folder).obtain(options);
        std::cerr.rdbuf(before);
        REQUIRE(made);
        CHECK(census_to_text(made->census) == table);
        CHECK(said.str().find("not kept") != std::string::npos);
        CHECK_FALSE(Cache(folder).load(2, 6, false));
    }
}

TEST_CASE("a table is built on first use and kept, also after an interruption", "[ctm][cache]") {
    const ScratchFolder scratch;
    const Cache cache(scratch.path());
    EnumerationOptions options;
    options.states = 3;
    options.bound = 21;
    options.threads = 1;
    options.progress = [](const Progress& progress) { return progress.finished < 100; };
    CHECK_FALSE(cache.obtain(options));
    CHECK_FALSE(cache.load(3, 21, false));
    std::size_t first = 0;
    options.progress = [&](const Progress& progress) {
        if (first == 0) first = progress.finished;
        return true;
    };
    const auto built = cache.obtain(options);
    REQUIRE(built);
    CHECK(first == 101);
    REQUIRE(cache.load(3, 21, false));
    options.progress = [](const Progress&) { return false; };
    const auto again = cache.obtain(options);
    REQUIRE(again);
    CHECK(census_to_text(again->census) == census_to_text(enumerate(3, 21).census));
    CHECK(std::distance(std::filesystem::directory_iterator(scratch.path()), {}) == 1);
}

TEST_CASE("the cache folder follows XDG_CACHE_HOME, then HOME", "[ctm][cache]") {
    const char* xdg = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const std::string kept_xdg = xdg == nullptr ? "" : xdg;
    const std::string kept_home = home == nullptr ? "" : home;
    setenv("HOME", "/home/someone", 1);
    setenv("XDG_CACHE_HOME", "/somewhere/cache", 1);
    CHECK(default_cache_folder() == "/somewhere/cache/groundcheck");
    for (const char* relative : {"", "cache", "./cache"}) {
        setenv("XDG_CACHE_HOME", relative, 1);
        CHECK(default_cache_folder() == "/home/someone/.cache/groundcheck");
    }
    unsetenv("XDG_CACHE_HOME");
    CHECK(default_cache_folder() == "/home/someone/.cache/groundcheck");
    unsetenv("HOME");
    CHECK(default_cache_folder().empty());
    if (xdg != nullptr) setenv("XDG_CACHE_HOME", kept_xdg.c_str(), 1);
    if (home != nullptr) setenv("HOME", kept_home.c_str(), 1);
}

}  // namespace table_test
