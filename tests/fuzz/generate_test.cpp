// What the generator makes: nearly always a claim, the same one of the same seed, and of every kind.
#include "tests/fuzz/generate.hpp"

#include <set>

#include "tests/catch.hpp"
#include "tests/fuzz/fit.hpp"
#include "tests/fuzz/judge.hpp"
#include "tests/fuzz/points.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using namespace groundcheck::fuzz;

TEST_CASE("A claim follows from the seed and its number") {
    std::set<std::string> all;
    for (std::uint64_t number = 0; number < 50; ++number) {
        const std::string text = to_toml(generate(7, number));
        CHECK(text == to_toml(generate(7, number)));
        all.insert(text);
        all.insert(to_toml(generate(8, number)));
    }
    CHECK(all.size() == 100);
}

TEST_CASE("Generated texts are claims, and speak of everything") {
    constexpr std::uint64_t count = 1500;
    std::uint64_t claims = 0;
    std::string text;
    for (std::uint64_t number = 0; number < count; ++number) {
        Recipe recipe = generate(3, number);
        try {
            load(recipe);
            ++claims;
            text += to_toml(recipe);
        } catch (const InputError&) {
        }
    }
    CHECK(claims * 100 >= count * 98);
    for (const char* phrase : {"E[",
                               "Var[",
                               "Pr[",
                               "Law[",
                               "Q[t]",
                               "Q[2]",
                               " from ",
                               "for every outcome:",
                               "equality",
                               "where",
                               "sum(i:",
                               "prod(",
                               "sum(c in",
                               "in strings(",
                               "M",
                               "fixtime(",
                               "mean(f, ",
                               "KL(",
                               "R(",
                               "infinity",
                               "implies",
                               "K = \"any\"",
                               "simplex",
                               "vertices",
                               "uniform",
                               "lattice(N)",
                               "[[",
                               "(0,1]",
                               "[0,1)",
                               "accumulate",
                               "additive(",
                               "start = ",
                               "family = \"program\"",
                               "family = \"gaussian\"",
                               "Pr[s2[",
                               "world = \"0, 1\"",
                               "family = \"recursion\"",
                               "mass(A, ",
                               "given(A, ",
                               "{2}, {1, 2}",
                               "x[t]",
                               "1/sqrt(t+1)",
                               "N = \"t+1\"",
                               "alpha = \"1/(t+1)\"",
                               "choice = \"maximum\"",
                               "share = \"exact\"",
                               "train = ",
                               "normalize(",
                               "fit = ",
                               "models = ",
                               "N = \"infinity\"",
                               "cube(1)"}) {
        INFO(phrase);
        CHECK(text.find(phrase) != std::string::npos);
    }
}

TEST_CASE("A fitted statement is the tight one") {
    Recipe recipe;
    recipe.domain = {{"K", "2"}, {"N", "[1, 2]"}, {"Q", "\"lattice(2)\""}};
    std::uint64_t proved = 0, refuted = 0;
    for (std::uint64_t number = 0; number < 40; ++number) {
        Choice choice(5, number);
        const auto fitted = fit(choice, recipe, "E[D(Q')]", {"Q_1 == 1/2", "vertex(Q)"});
        REQUIRE(fitted);
        Recipe whole = recipe;
        whole.statement = fitted->statement;
        whole.equality = fitted->equality;
        const Judgement judgement = judge(whole);
        INFO(to_toml(whole));
        CHECK(judgement.failures.empty());
        CHECK(judgement.points + judgement.witnesses >= 6);
        ++(judgement.ending == Ending::proved ? proved : refuted);
    }
    CHECK(proved >= 10);
    CHECK(refuted >= 5);
}

TEST_CASE("Points stand for a continuum, its ends where they belong to it") {
    Recipe recipe;
    recipe.statement = "x*D(Q) <= 1";
    recipe.domain = {{"K", "2"}, {"x", "\"(0,1]\""}, {"Q", "\"simplex\""}};
    const auto claim = load(recipe);
    std::set<Rational> seen;
    std::uint64_t points = 0;
    CHECK(each_point({&claim->claim(), false}, 1000, [&](const reference::Point& point) {
        seen.insert(point.scalars.at("x"));
        ++points;
        return true;
    }));
    CHECK(points == 6 * 7);
    CHECK(seen.size() == 6);
    CHECK(*seen.begin() > 0);
    CHECK(seen.contains(Rational(1)));
    CHECK_FALSE(each_point({&claim->claim(), false}, 41, [](const reference::Point&) { return true; }));
}
