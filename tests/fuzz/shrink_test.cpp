// The shrinker and the writer: what comes out is still a claim, fails as before, and is small.
#include "tests/fuzz/shrink.hpp"

#include "tests/catch.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using namespace groundcheck::fuzz;

namespace {

bool is_claim(Recipe& recipe) {
    try {
        load(recipe);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

Recipe large() {
    Recipe recipe;
    recipe.statement = "E[H(Q')] + 2*sum(c in 0..2: supp(Q)*c) <= H(Q) and (vertex(Q) or D(Q) <= 1/2)";
    recipe.where = "interior(Q) or N == 1";
    recipe.domain = {{"K", "[2, 3]"}, {"N", "\"1..3\""}, {"Q", "\"lattice(4)\""}, {"q", "\"1, 2\""}};
    recipe.process = {{"data", "\"accumulate\""}};
    return recipe;
}

}  // namespace

TEST_CASE("A claim shrinks to the part that fails") {
    const auto fails = [](Recipe& recipe) {
        return is_claim(recipe) && recipe.statement.find("supp(Q)") != std::string::npos;
    };
    const Recipe small = shrink(large(), fails);
    CHECK(small.statement == "supp(Q) <= 0");
    CHECK(small.where.empty());
    CHECK(small.process.empty());
    REQUIRE(small.domain.size() == 2);
    CHECK(small.domain[0].value == "[3]");
    CHECK(small.domain[1].value == "\"lattice(1)\"");
}

TEST_CASE("What makes a claim fail is never taken away") {
    const auto samples = [](const Recipe& recipe) {
        for (const Entry& entry : recipe.domain)
            if (entry.key == "N") return entry.value;
        return std::string();
    };
    const auto fails = [&](Recipe& recipe) {
        const std::string N = samples(recipe);
        return is_claim(recipe) && recipe.where.find("N == 1") != std::string::npos &&
               (N == "[1, 2]" || N == "[2]");
    };
    Recipe recipe = large();
    recipe.domain[1].value = "[1, 2]";
    const Recipe small = shrink(recipe, fails);
    CHECK(small.where == "N == 1");
    CHECK(samples(small) == "[2]");
}

TEST_CASE("The tries are a bound") {
    int asked = 0;
    const auto never = [&](Recipe&) {
        ++asked;
        return false;
    };
    CHECK(to_toml(shrink(large(), never, 7)) == to_toml(large()));
    CHECK(asked == 7);
}

TEST_CASE("Unused variables are taken out of a claim, quotation marks are written as TOML wants them") {
    Recipe recipe = large();
    const auto claim = load(recipe);
    CHECK(recipe.domain.size() == 3);
    CHECK(claim->claim().statement_text == large().statement);
    CHECK(quoted("h == \"01\"") == "\"h == \\\"01\\\"\"");
    recipe.statement = "H(R) <= 1";
    CHECK_THROWS_AS(load(recipe), InputError);
}
