// Domains by their definition: which points belong, and how many there are.
#include "reference/domain.hpp"

#include <set>
#include <tuple>

#include "tests/catch.hpp"
#include "tests/language_fixture.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::test;
using reference::contains;
using reference::each_point;
using reference::Point;

namespace domain_test {

namespace {

// The domain of a claim of these lines.
Domain domain_of(const std::string& lines, const std::string& statement, const std::string& before = "") {
    static const TemporaryFolder folder;
    folder.write("text.txt", "ab ba abba\n");
    folder.write("counts.csv", "a,3\nb,1\n");
    const std::string text =
        "title = \"a test\"\nstatement = '" + statement + "'\n" + before + "\n[domain]\n" + lines + "\n";
    return load_claim(folder.write("claim.toml", text)).domains.front();
}

bool operator<(const Point& a, const Point& b) {
    const auto all = [](const Point& p) {
        return std::tie(p.K, p.N, p.scalars, p.distributions, p.observables, p.strings);
    };
    return all(a) < all(b);
}
struct Less {
    bool operator()(const Point& a, const Point& b) const { return a < b; }
};

struct Counted {
    const char *lines, *statement;
    std::vector<std::uint32_t> alphabets;
    std::size_t points;
};

Point point_of(std::uint32_t K, std::optional<std::uint32_t> N = std::nullopt) {
    Point point;
    point.K = K;
    point.N = N;
    return point;
}

const Rational half(1, 2), third(1, 3);

}  // namespace

TEST_CASE("Every point of a finite domain comes once, and belongs to it", "[reference]") {
    const std::vector<Counted> rows = {
        {"K = 3\nQ = 'lattice(4)'", "D(Q) <= 1", {3}, 15},  // C(6, 2)
        {"K = 1\nQ = 'lattice(7)'", "D(Q) <= 1", {1}, 1},
        {"K = [2, 3]\nQ = 'lattice(4)'", "D(Q) <= 1", {2, 3}, 20},
        {"K = [2, 3]\nQ = 'lattice(4)'", "D(Q) <= 1", {2, 3, 5}, 20},
        {"K = [2, 3]\nQ = 'lattice(4)'", "D(Q) <= 1", {3}, 15},
        {"K = 'any'\nQ = 'lattice(3)'", "D(Q) <= 1", {1, 2, 3, 4}, 35},  // absent symbols included
        {"K = 2\nN = '1..3'\nQ = 'lattice(N)'", "D(Q) <= N", {2}, 9},
        {"K = 3\nN = [2, 5]\nQ = 'lattice(N)'", "D(Q) <= N", {3}, 27},
        {"K = 2\nQ = 'lattice(2)'\nP = 'lattice(3)'", "TV(Q, P) <= 1", {2}, 12},
        {"K = 4\nQ = 'vertices'", "D(Q) <= 1", {4}, 4},
        {"K = 5\nQ = 'uniform'", "D(Q) <= 1", {5}, 1},
        {"K = 2\nQ = [[0.5, 0.5], ['1/3', '2/3']]", "D(Q) <= 1", {2}, 2},
        {"K = 3\nf = 'cube(2)'", "min(f) <= max(f)", {3}, 27},
        {"K = 3\nf = 'cube(1)'", "min(f) <= max(f)", {3}, 8},
        {"K = [2, 4]\nf = 'rank'", "min(f) <= max(f)", {2, 4}, 2},
        {"K = 2\nf = [[0, 7], [1, -1], [2, 2]]", "min(f) <= max(f)", {2}, 3},
        {"K = 2\nf = 'cube(1)'\nQ = 'lattice(2)'", "mean(f, Q) <= 1", {2}, 12},
        {"q = 'lattice(8)'", "q <= 1", {0}, 9},
        {"q = '0, 1/4, 1'", "q <= 1", {0}, 3},
        {"q = [0, 0.5]\nt = '0..3'", "q <= t+1", {0}, 8},
        {"t = '2, 5..7'", "t >= 1", {0}, 4},
        {"N = '1..10'", "N >= 1", {0}, 10},
        {"K = 3\nQ = 'lattice(4)'\nwhere = 'interior(Q)'", "D(Q) <= 1", {3}, 3},  // C(3, 2)
        {"K = 2\nQ = 'lattice(4)'\nwhere = 'Q_1 >= Q_2'", "D(Q) <= 1", {2}, 3},
        {"K = 2\nQ = 'lattice(4)'\nwhere = 'H(Q) > log(3)'", "D(Q) <= 1", {2}, 0},
        {"q = '1, 2, 4, 5, 9'\nwhere = 'sqrt(q) == 1 or sqrt(q) == 3'", "q <= 9", {0}, 2},
        {"L = 3\nh = 'strings'", "h == h", {8}, 8},
        {"L = 3\nh = 'strings(010, 001)'", "h == h", {8}, 2},
        {"L = '1..2'\nh = 'strings'", "h == h", {2, 4}, 6},
        {"L = 1\nQ = 'D(2)'", "D(Q) <= 1", {2}, 1},
        {"L = 2\nQ = 'lattice(2)'\nh = 'strings'", "Q_h <= 1", {4}, 40},
    };
    for (const Counted& row : rows) {
        INFO(row.lines);
        const Domain domain = domain_of(row.lines, row.statement);
        std::set<Point, Less> points;
        std::size_t visits = 0;
        REQUIRE(each_point(domain, row.alphabets, 10'000, [&](const Point& point) {
            ++visits;
            points.insert(point);
            CHECK(contains(domain, point));
            return true;
        }));
        CHECK(visits == row.points);
        CHECK(points.size() == row.points);
    }
}

TEST_CASE("A domain that cannot be gone through is not begun", "[reference]") {
    const auto never = [](const Point&) -> bool { throw std::logic_error("a point was visited"); };
    const std::vector<Counted> rows = {
        {"K = 2\nQ = 'simplex'", "D(Q) <= 1", {2}, 1000},
        {"q = '[0,1]'", "q <= 1", {0}, 1000},
        {"q = '(0,1)'", "q <= 1", {0}, 1000},
        {"K = 2\nQ = 'lattice(2)'\nq = '[0,1]'", "D(Q) <= 1 + q", {2}, 1000},
        {"Q = 'letters:text.txt'", "D(Q) <= 1", {2}, 1000},
        {"Q = 'words:text.txt'", "D(Q) <= 1", {3}, 1000},
        {"Q = 'counts:counts.csv'", "D(Q) <= 1", {2}, 1000},
        {"K = 3\nQ = 'lattice(4)'", "D(Q) <= 1", {3}, 14},
        {"K = 3\nQ = 'lattice(4)'\nwhere = 'vertex(Q)'", "D(Q) <= 1", {3}, 14},  // before the condition
        {"t = '1..20'", "t >= 1", {0}, 19},
        // More points than any memory holds: they are counted, not listed.
        {"K = 30\nQ = 'lattice(1000)'", "D(Q) <= 1", {30}, 1000},
        {"K = 64\nf = 'cube(9)'", "min(f) <= max(f)", {64}, 1000},
    };
    for (const Counted& row : rows) {
        INFO(row.lines);
        CHECK_FALSE(each_point(domain_of(row.lines, row.statement), row.alphabets, row.points, never));
    }
    const Domain domain = domain_of("K = 3\nQ = 'lattice(4)'", "D(Q) <= 1");
    std::size_t visits = 0;
    CHECK(each_point(domain, {3}, 15, [&](const Point&) { return ++visits < 4; }));  // and stops when told
    CHECK(visits == 4);
}

TEST_CASE("Numbers belong where their set says", "[reference]") {
    struct Row {
        const char* range;
        Rational value;
        bool inside;
    };
    const std::vector<Row> rows = {
        {"[0,1]", 0, true},
        {"[0,1]", 1, true},
        {"[0,1]", third, true},
        {"[0,1]", Rational(-1, 1000), false},
        {"[0,1]", Rational(1001, 1000), false},
        {"(0,1]", 0, false},
        {"(0,1]", 1, true},
        {"(0,1]", Rational(1, 1000000), true},
        {"[0,1)", 0, true},
        {"[0,1)", 1, false},
        {"(0,1)", 0, false},
        {"(0,1)", 1, false},
        {"(0,1)", half, true},
        {"0, 1/4, 1", Rational(1, 4), true},
        {"0, 1/4, 1", half, false},
        {"lattice(8)", Rational(3, 8), true},
        {"lattice(8)", third, false},
        {"lattice(8)", Rational(9, 8), false},
    };
    for (const Row& row : rows) {
        INFO(row.range << " and " << row.value);
        const Domain domain = domain_of(std::string("q = '") + row.range + "'", "q <= 2");
        Point point;
        point.scalars["q"] = row.value;
        CHECK(contains(domain, point) == row.inside);
    }
}

TEST_CASE("Distributions, observables and strings belong where their set says", "[reference]") {
    struct Row {
        const char* lines;
        std::uint32_t K;
        std::vector<Rational> value;
        bool inside;
    };
    const Rational quarter(1, 4);
    const std::vector<Row> distributions = {
        {"K = 2\nQ = 'simplex'", 2, {third, 1 - third}, true},
        {"K = 2\nQ = 'simplex'", 2, {third, third}, false},         // not 1
        {"K = 2\nQ = 'simplex'", 2, {2, -1}, false},                // negative
        {"K = 2\nQ = 'simplex'", 2, {1}, false},                    // too short
        {"K = 2\nQ = 'simplex'", 3, {third, third, third}, false},  // another K
        {"K = 'any'\nQ = 'simplex'", 3, {third, third, third}, true},
        {"K = 2\nQ = 'lattice(4)'", 2, {quarter, 1 - quarter}, true},
        {"K = 2\nQ = 'lattice(4)'", 2, {half, half}, true},
        {"K = 2\nQ = 'lattice(4)'", 2, {third, 1 - third}, false},
        {"K = 2\nQ = 'vertices'", 2, {0, 1}, true},
        {"K = 2\nQ = 'vertices'", 2, {half, half}, false},
        {"K = 2\nQ = 'uniform'", 2, {half, half}, true},
        {"K = 2\nQ = 'uniform'", 2, {1, 0}, false},
        {"K = 2\nQ = [[0.5, 0.5], ['1/3', '2/3']]", 2, {third, 1 - third}, true},
        {"K = 2\nQ = [[0.5, 0.5], ['1/3', '2/3']]", 2, {1 - third, third}, false},
        {"L = 1\nQ = 'D(2)'", 2, {half, half}, true},
        {"L = 1\nQ = 'D(2)'", 2, {third, 1 - third}, false},
        {"Q = 'letters:text.txt'", 2, {half, half}, true},
        {"Q = 'counts:counts.csv'", 2, {quarter, third}, false},
    };
    for (const Row& row : distributions) {
        INFO(row.lines);
        Point point = point_of(row.K);
        point.distributions["Q"] = row.value;
        CHECK(contains(domain_of(row.lines, "D(Q) <= 1"), point) == row.inside);
    }
    const std::vector<Row> observables = {
        {"K = 2\nf = 'cube(2)'", 2, {0, 2}, true},     {"K = 2\nf = 'cube(2)'", 2, {0, 3}, false},
        {"K = 2\nf = 'cube(2)'", 2, {0, half}, false}, {"K = 2\nf = 'cube(2)'", 2, {-1, 0}, false},
        {"K = 2\nf = 'cube(2)'", 2, {1}, false},       {"K = 2\nf = 'rank'", 2, {1, 2}, true},
        {"K = 2\nf = 'rank'", 2, {2, 1}, false},       {"K = 2\nf = [[0, 7]]", 2, {0, 7}, true},
        {"K = 2\nf = [[0, 7]]", 2, {7, 0}, false},
    };
    for (const Row& row : observables) {
        INFO(row.lines);
        Point point = point_of(row.K);
        point.observables["f"] = row.value;
        CHECK(contains(domain_of(row.lines, "min(f) <= max(f)"), point) == row.inside);
    }
    const auto string_inside = [](const char* lines, std::uint32_t K, const std::string& text) {
        Point point = point_of(K);
        point.strings["h"] = text;
        return contains(domain_of(lines, "h == h"), point);
    };
    CHECK(string_inside("L = 2\nh = 'strings'", 4, "01"));
    CHECK(string_inside("L = '1..2'\nh = 'strings'", 2, "1"));
    CHECK(string_inside("L = 2\nh = 'strings(01, 11)'", 4, "11"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings(01, 11)'", 4, "10"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings'", 4, "011"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings'", 4, "1"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings'", 4, "0a"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings'", 8, "011"));
    CHECK_FALSE(string_inside("L = 2\nh = 'strings'", 4, std::string(66, '0')));
}

TEST_CASE("A point has the domain's variables, no more and no fewer", "[reference]") {
    const Domain domain = domain_of("K = 2\nN = '1..3'\nQ = 'lattice(N)'", "D(Q) <= N");
    Point point = point_of(2, 2);
    point.distributions["Q"] = {half, half};
    CHECK(contains(domain, point));
    Point other = point;
    other.N = 3;  // 1/2 is no third
    CHECK_FALSE(contains(domain, other));
    other.N = 4;
    CHECK_FALSE(contains(domain, other));
    other.N.reset();
    CHECK_FALSE(contains(domain, other));
    other = point;
    other.distributions["P"] = {half, half};
    CHECK_FALSE(contains(domain, other));
    other = point;
    other.scalars["q"] = 1;
    CHECK_FALSE(contains(domain, other));
    other = point;
    other.distributions.clear();
    CHECK_FALSE(contains(domain, other));
    const Domain without = domain_of("K = 2\nQ = 'lattice(2)'", "D(Q) <= 1");
    CHECK_FALSE(contains(without, point));  // N has no meaning there
}

TEST_CASE("A condition lets points in, keeps them out, or cannot be decided", "[reference]") {
    const auto ask = [](const char* condition, const Rational& value) {
        Point point;
        point.scalars["q"] = value;
        return contains(domain_of("q = '[0,4]'\nwhere = '" + std::string(condition) + "'", "q <= 4"), point);
    };
    CHECK(ask("q^2 <= 2", 1));
    CHECK_FALSE(ask("q^2 <= 2", 2));
    CHECK(ask("sqrt(q) < 3/2", 2));
    CHECK_THROWS_AS(ask("sqrt(q)^2 == q", 2), reference::NoOpinion);
    CHECK_THROWS_AS(ask("1/(q-1) > 0", 1), reference::NoValue);
    CHECK_FALSE(ask("q < 1 and 1/(q-1) < 0", 1));
}

TEST_CASE("A lattice is what contains says of all candidates", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(921);
    const Domain domain = domain_of("K = 3\nQ = 'lattice(6)'\nwhere = 'Q_1 <= Q_2 + 1/6'", "D(Q) <= 1");
    std::set<Point, Less> points;
    CHECK(each_point(domain, {3}, 1000, [&](const Point& point) { return points.insert(point).second; }));
    std::size_t inside = 0;
    for (int i = 0; i < 2000; ++i) {
        const Rational a(random() % 13, 12), b(random() % 13, 12);
        Point point = point_of(3);
        point.distributions["Q"] = {a, b, 1 - a - b};
        const bool by_hand = 1 - a - b >= 0 && denominator(Rational(6 * a)) == 1 &&
                             denominator(Rational(6 * b)) == 1 && a <= b + Rational(1, 6);
        CHECK(contains(domain, point) == by_hand);
        CHECK((points.count(point) == 1) == by_hand);
        inside += by_hand ? 1 : 0;
    }
    CHECK(inside > 0);
}

}  // namespace domain_test
