// The pool of threads, and what every pool promises.
#include "work/pool.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>

#include "tests/catch.hpp"

using groundcheck::Job;
using groundcheck::Tasks;
using groundcheck::ThreadPool;

namespace pool_test {

namespace {

// The squares of the tasks' numbers.
struct Squares {
    std::mutex mutex;
    std::vector<std::pair<std::size_t, std::size_t>> taken;
    Tasks<std::size_t> job;

    explicit Squares(std::vector<std::size_t> tasks) {
        job.name = "squares";
        job.tasks = std::move(tasks);
        job.make_worker = [] { return [](std::size_t n) -> std::any { return n * n; }; };
        job.take = [this](std::size_t n, std::size_t square) {
            const std::lock_guard lock(mutex);
            taken.emplace_back(n, square);
        };
    }
};

std::vector<std::size_t> first(std::size_t count) {
    std::vector<std::size_t> tasks(count);
    for (std::size_t i = 0; i < count; ++i)
        tasks[i] = i;
    return tasks;
}

}  // namespace

TEST_CASE("every task is done once, and its result taken with its number", "[work][pool]") {
    for (const unsigned threads : {0U, 1U, 2U, 7U}) {
        Squares squares(first(500));
        ThreadPool pool(threads);
        CHECK(pool.leads());
        squares.job.run_on(pool);
        std::set<std::size_t> seen;
        for (const auto& [n, square] : squares.taken) {
            CHECK(square == n * n);
            seen.insert(n);
        }
        CHECK(squares.taken.size() == 500);
        CHECK(seen.size() == 500);
    }
}

TEST_CASE("tasks go out in the order of the job, and one thread takes them in it", "[work][pool]") {
    const std::vector<std::size_t> order = {5, 1, 4, 2, 9};
    Squares squares(order);
    ThreadPool pool(1);
    squares.job.run_on(pool);
    REQUIRE(squares.taken.size() == order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        CHECK(squares.taken[i].first == order[i]);
}

TEST_CASE("a job without tasks is over at once", "[work][pool]") {
    Squares squares({});
    squares.job.make_worker = []() -> Job::Worker { throw std::logic_error("nobody is needed"); };
    ThreadPool pool(2);
    CHECK_NOTHROW(squares.job.run_on(pool));
    CHECK(squares.taken.empty());
}

TEST_CASE("a worker that leaves off has no result", "[work][pool]") {
    Squares squares(first(20));
    squares.job.make_worker = [] {
        return [](std::size_t n) { return n % 2 == 0 ? std::any(n * n) : std::any(); };
    };
    ThreadPool pool(2);
    squares.job.run_on(pool);
    CHECK(squares.taken.size() == 10);
}

TEST_CASE("no task is begun after a stop", "[work][pool]") {
    std::atomic<int> begun = 0;
    Squares squares(first(1000));
    squares.job.make_worker = [&] {
        return [&](std::size_t n) -> std::any {
            ++begun;
            return n;
        };
    };
    squares.job.stop = [&] { return begun >= 10; };
    ThreadPool pool(2);
    squares.job.run_on(pool);
    CHECK(begun >= 10);
    CHECK(begun <= 11);  // one for each further thread
}

TEST_CASE("of several errors that of the least number is thrown, and all tasks before it are done",
          "[work][pool]") {
    for (const unsigned threads : {1U, 2U, 5U}) {
        for (const bool backwards : {false, true}) {
            std::vector<std::size_t> tasks = first(200);
            if (backwards) std::reverse(tasks.begin(), tasks.end());
            Squares squares(tasks);
            squares.job.make_worker = [] {
                return [](std::size_t n) -> std::any {
                    if (n >= 100 && n % 7 == 3) throw std::runtime_error(std::to_string(n));
                    return n;
                };
            };
            ThreadPool pool(threads);
            std::string error;
            try {
                squares.job.run_on(pool);
            } catch (const std::runtime_error& thrown) {
                error = thrown.what();
            }
            CHECK(error == "101");  // the first one at or after 100 that is 3 modulo 7
            std::size_t before = 0;
            for (const auto& [n, square] : squares.taken)
                before += n < 101 ? 1 : 0;
            CHECK(before == 101);
        }
    }
}

}  // namespace pool_test
