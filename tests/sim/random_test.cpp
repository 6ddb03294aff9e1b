// The generator against its published test vectors, and that streams do not depend on one another.
#include "sim/random.hpp"

#include <set>

#include "tests/catch.hpp"

using namespace groundcheck;

TEST_CASE("Philox4x32-10 gives the published answers") {
    // Random123's known-answer vectors: all zeros, all ones, digits of pi.
    CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) ==
          PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox4x32_10({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}) ==
          PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A stream is Philox of its name and the block's number") {
    const std::uint64_t seed = 0x0123456789abcdefU;
    RandomStream stream(seed, {.replicate = 7, .generation = 9, .purpose = 3});
    for (std::uint32_t block = 0; block < 50; ++block) {
        const PhiloxCounter expected = philox4x32_10({block, 9, 7, 3}, {0x89abcdefU, 0x01234567U});
        CHECK(stream() == (std::uint64_t{expected[1]} << 32 | expected[0]));
        CHECK(stream() == (std::uint64_t{expected[3]} << 32 | expected[2]));
    }
}

TEST_CASE("Different names give different streams") {
    std::set<std::uint64_t> first;
    for (std::uint64_t seed : {0ULL, 1ULL, 1ULL << 32})
        for (std::uint32_t replicate : {0U, 1U, 100000U})
            for (std::uint32_t generation : {0U, 1U, 2U})
                for (const int purpose : {0, 1, 255})
                    first.insert(
                        RandomStream(seed, {replicate, generation, static_cast<std::uint8_t>(purpose)})());
    CHECK(first.size() == 81);
}

TEST_CASE("Bounded numbers reach every value and no other, evenly") {
    RandomStream stream(5, {});
    for (std::uint64_t bound : {1ULL, 2ULL, 3ULL, 7ULL}) {
        std::vector<int> seen(bound, 0);
        for (int i = 0; i < 7000; ++i) {
            const std::uint64_t value = stream.below(bound);
            REQUIRE(value < bound);
            ++seen[value];
        }
        for (const int count : seen)  // six standard deviations, at most 6*sqrt(7000/4)
            CHECK(std::abs(count - 7000.0 / static_cast<double>(bound)) < 252);
    }
    // A bound just above 2^63 rejects nearly half of the products: the mean still sits in the middle.
    const std::uint64_t bound = (1ULL << 63) + 1;
    double sum = 0;
    for (int i = 0; i < 10000; ++i)
        sum += static_cast<double>(stream.below(bound)) / static_cast<double>(bound);
    CHECK(std::abs(sum / 10000 - 0.5) < 0.018);
}

TEST_CASE("Units lie strictly above 0 and spread evenly") {
    RandomStream stream(6, {});
    double sum = 0, squares = 0;
    for (int i = 0; i < 100000; ++i) {
        const double u = stream.unit();
        REQUIRE(u > 0);
        REQUIRE(u <= 1);
        sum += u;
        squares += u * u;
    }
    CHECK(std::abs(sum / 100000 - 0.5) < 0.006);          // six times sqrt(1/12/1e5)
    CHECK(std::abs(squares / 100000 - 1.0 / 3) < 0.006);  // six times sqrt(4/45/1e5)
}
