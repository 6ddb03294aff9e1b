// Closed classes and their periods, held against reachability by brute force.
#include "sim/closed_classes.hpp"

#include <numeric>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace closed_classes_test {

namespace {

using Graph = std::vector<std::vector<std::size_t>>;

// Which states can be reached in one or more steps, by squaring until nothing is new.
std::vector<std::vector<bool>> reachable(const Graph& follows) {
    const std::size_t n = follows.size();
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n));
    for (std::size_t i = 0; i < n; ++i)
        for (const std::size_t j : follows[i])
            reach[i][j] = true;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (reach[i][k] && reach[k][j]) reach[i][j] = true;
    return reach;
}

// The greatest common divisor of the lengths, up to n^2, of the ways from the state back to itself.
std::uint32_t period_by_lengths(const Graph& follows, std::size_t state) {
    const std::size_t n = follows.size();
    std::vector<bool> here(n);
    here[state] = true;
    std::uint32_t period = 0;
    for (std::uint32_t length = 1; length <= 2 * n * n; ++length) {
        std::vector<bool> next(n);
        for (std::size_t i = 0; i < n; ++i)
            for (const std::size_t j : follows[i])
                if (here[i]) next[j] = true;
        here = next;
        if (here[state]) period = std::gcd(period, length);
    }
    return period;
}

void check_against_brute_force(const Graph& follows) {
    const ClosedClasses classes = closed_classes(follows);
    const auto reach = reachable(follows);
    REQUIRE(classes.of.size() == follows.size());
    for (std::size_t i = 0; i < follows.size(); ++i) {
        bool closed = true;  // whatever follows leads back
        for (std::size_t j = 0; j < follows.size(); ++j)
            closed = closed && (!reach[i][j] || reach[j][i]);
        CHECK((classes.of[i] >= 0) == closed);
        if (!closed) continue;
        CHECK(classes.periods.at(static_cast<std::size_t>(classes.of[i])) == period_by_lengths(follows, i));
        for (std::size_t j = 0; j < follows.size(); ++j)
            CHECK((classes.of[i] == classes.of[j]) == (i == j || (reach[i][j] && reach[j][i])));
    }
}

}  // namespace

TEST_CASE("Closed classes of chains that are known", "[chain]") {
    CHECK(closed_classes({{0}}).periods == std::vector<std::uint32_t>{1});
    CHECK(closed_classes({{1}, {0}}).periods == std::vector<std::uint32_t>{2});
    CHECK(closed_classes({{1}, {2}, {0}}).periods == std::vector<std::uint32_t>{3});
    CHECK(closed_classes({{1}, {2}, {0, 1}}).periods == std::vector<std::uint32_t>{1});
    const ClosedClasses ends = closed_classes({{0}, {0, 1, 2}, {2}});  // the closed loop's: two vertices
    CHECK(ends.of[1] == -1);
    CHECK(ends.of[0] != ends.of[2]);
    CHECK(ends.periods == std::vector<std::uint32_t>{1, 1});
    CHECK(closed_classes({}).of.empty());
}

TEST_CASE("Closed classes of random chains are those of brute force", "[chain]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(0x636c6f73);
    std::size_t checked = 0;
    for (int round = 0; round < 300; ++round) {
        const auto n = std::uniform_int_distribution<std::size_t>(1, 9)(random);
        Graph follows(n);
        std::uniform_int_distribution<std::size_t> state(0, n - 1);
        std::uniform_int_distribution<int> steps(1, round % 3 == 0 ? 1 : 2);
        for (auto& next : follows)
            for (int k = steps(random); k > 0; --k)
                next.push_back(state(random));
        check_against_brute_force(follows);
        ++checked;
    }
    CHECK(checked >= 300);
}

}  // namespace closed_classes_test
