// Chunks of replicates on threads: every one once, merged in their order, whatever the threads.
#include "sim/chunked_run.hpp"

#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/catch.hpp"

using namespace groundcheck;

namespace chunked_run_test {

namespace {

using Merged = std::vector<std::uint64_t>;

// Fills a chunk with its number; leaves off at `stop_in`, throws at `throw_in`.
struct Numbering {
    ChunkedRun<std::uint64_t>& run;
    std::uint64_t stop_in, throw_in;
    std::atomic<unsigned>& finished;

    bool fill(std::uint64_t number, std::uint64_t& chunk) const {
        if (number == throw_in) throw std::runtime_error("no such chunk");
        if (number == stop_in) run.stop();
        if (number % 3 == 0) std::this_thread::yield();  // so that they end in another order
        chunk = number;
        return number != stop_in;
    }
    void finish() { ++finished; }
};

constexpr std::uint64_t nowhere = ~std::uint64_t{0};

bool merge_all(Merged& merged, std::uint64_t done, std::uint64_t count, unsigned threads,
               std::uint64_t stop_in = nowhere, std::uint64_t throw_in = nowhere) {
    std::atomic<unsigned> finished = 0;
    ChunkedRun<std::uint64_t> run(done, count, [&](std::uint64_t chunk) { merged.push_back(chunk); });
    return run.run(threads, [&] { return Numbering{run, stop_in, throw_in, finished}; });
}

Merged numbers(std::uint64_t first, std::uint64_t end) {
    Merged result;
    for (std::uint64_t i = first; i < end; ++i)
        result.push_back(i);
    return result;
}

}  // namespace

TEST_CASE("chunks are merged once and in their order", "[sim]") {
    for (const unsigned threads : {0U, 1U, 2U, 5U}) {
        Merged merged;
        CHECK(merge_all(merged, 0, 200, threads));
        CHECK(merged == numbers(0, 200));
        Merged rest;
        CHECK(merge_all(rest, 150, 200, threads));
        CHECK(rest == numbers(150, 200));
        Merged none;
        CHECK(merge_all(none, 200, 200, threads));
        CHECK(none.empty());
    }
}

TEST_CASE("a run that is stopped leaves a whole number of chunks, the first ones", "[sim]") {
    for (const unsigned threads : {1U, 3U}) {
        Merged merged;
        CHECK_FALSE(merge_all(merged, 0, 100, threads, 40));
        CHECK(merged.size() <= 40);
        CHECK(merged == numbers(0, merged.size()));
        CHECK(merge_all(merged, merged.size(), 100, threads));
        CHECK(merged == numbers(0, 100));
    }
}

TEST_CASE("what a worker throws ends the run", "[sim]") {
    for (const unsigned threads : {1U, 3U}) {
        Merged merged;
        CHECK_THROWS_AS(merge_all(merged, 0, 100, threads, nowhere, 60), std::runtime_error);
        CHECK(merged == numbers(0, merged.size()));
        CHECK(merged.size() <= 60);
    }
}

TEST_CASE("chunks share out the replicates", "[sim]") {
    for (const std::uint32_t replicates : {1U, 2U, 511U, 512U, 513U, 100000U, 4294967295U}) {
        const Chunks chunks(replicates);
        CHECK(chunks.count() <= 512);
        std::uint32_t next = 0;
        for (std::uint64_t i = 0; i < chunks.count(); ++i) {
            const auto [first, end] = chunks.replicates_of(i);
            CHECK((first == next && end > first));
            CHECK(chunks.replicates_in(i + 1) == end);
            next = end;
        }
        CHECK(next == replicates);
        CHECK(chunks.replicates_in(0) == 0);
    }
}

}  // namespace chunked_run_test
