#include "work/share.hpp"

#include <algorithm>
#include <vector>

#include "tests/catch.hpp"

using groundcheck::kMostShares;
using groundcheck::Share;
using groundcheck::share_from;
using groundcheck::to_text;

namespace share_test {

TEST_CASE("the shares of a work have every task exactly once, and about as many each", "[work][share]") {
    for (const std::size_t count : {1, 2, 3, 4, 7, 16, 97, 300}) {
        for (const std::size_t tasks : {0, 1, 5, 96, 97, 98, 1000}) {
            std::vector<int> had(tasks);
            std::size_t fewest = tasks, most = 0;
            for (std::size_t index = 1; index <= count; ++index) {
                std::size_t mine = 0;
                for (std::size_t task = 0; task < tasks; ++task) {
                    if (!Share{index, count}.has(task)) continue;
                    ++had[task];
                    ++mine;
                }
                fewest = std::min(fewest, mine);
                most = std::max(most, mine);
            }
            INFO(count << " shares of " << tasks);
            CHECK(std::all_of(had.begin(), had.end(), [](int times) { return times == 1; }));
            CHECK(most <= fewest + 1);
        }
    }
}

TEST_CASE("a share without words is all of it", "[work][share]") {
    CHECK(Share{}.is_whole());
    CHECK_FALSE(Share{1, 2}.is_whole());
    for (std::size_t task = 0; task < 10; ++task)
        CHECK(Share{}.has(task));
}

TEST_CASE("shares are written i/n", "[work][share]") {
    for (const char* text : {"1/1", "1/2", "2/2", "17/40", "1000000/1000000"}) {
        const auto share = share_from(text);
        REQUIRE(share);
        CHECK(to_text(*share) == text);
    }
    CHECK(share_from("2/3") == Share{2, 3});
    for (const char* text : {"",          "/",
                             "1",         "1/",
                             "/2",        "0/1",
                             "0/0",       "1/0",
                             "3/2",       "-1/2",
                             "+1/2",      "1/2/3",
                             " 1/2",      "1/2 ",
                             "1 /2",      "01/2",
                             "1/02",      "1/2x",
                             "a/b",       "1.0/2",
                             "1/1000001", "1/99999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(share_from(text));
    }
}

}  // namespace share_test
