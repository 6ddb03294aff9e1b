// groundcheck grounding from outside: answers recomputed by hand, files, and what it refuses.
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
using test::Surroundings;

namespace grounding_test {

namespace {

Outcome grounding(std::vector<std::string> arguments, const Surroundings& surroundings = {}) {
    arguments.insert(arguments.begin(), "grounding");
    return test::groundcheck(arguments, surroundings);
}

nlohmann::json answer(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Outcome outcome = grounding(arguments);
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);
    return nlohmann::json::parse(outcome.out);
}

Rational exact(const nlohmann::json& text) { return *parse_rational(text.get<std::string>()); }

// The share of diversity kept, generation by generation.
Rational kept(const Rational& N, const Rational& alpha, int t) {
    Rational share = 1;
    for (; t > 0; --t)
        share = (1 - 1 / N) * (1 - (1 - alpha) * (1 - alpha) * (1 - share));
    return share;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("grounding encloses the least alpha for ever and up to a horizon", "[cli][grounding]") {
    const auto ever = answer({"--keep", "0.9", "--samples", "1000000"});
    CHECK(ever["answer"] == "enclosed");
    const auto lost = [](const Rational& alpha) { return 1 / (1 + 999999 * alpha * (2 - alpha)); };
    CHECK(lost(exact(ever["alpha_low_exact"])) > Rational(1, 10));
    CHECK(lost(exact(ever["alpha_high_exact"])) <= Rational(1, 10));
    CHECK(Rational(ever["alpha"]["low"].get<double>()) <= exact(ever["alpha_low_exact"]));
    CHECK(Rational(ever["fresh"]["high"].get<double>()) >= exact(ever["alpha_high_exact"]) * 1000000);

    const auto soon = answer({"--keep", "0.9", "--samples", "100", "--horizon", "20"});
    CHECK(soon["answer"] == "enclosed");
    CHECK(kept(100, exact(soon["alpha_low_exact"]), 20) < Rational(9, 10));
    CHECK(kept(100, exact(soon["alpha_high_exact"]), 20) >= Rational(9, 10));

    CHECK(answer({"--keep", "0.9", "--samples", "1000000", "--horizon", "100"})["answer"] == "none needed");
    CHECK(answer({"--keep", "0.9", "--samples", "9"})["answer"] == "impossible");
    const Outcome text = grounding({"--keep", "0.9", "--samples", "9"});
    CHECK(has(text.out, "impossible"));
    CHECK(has(text.out, "[0.88888888, 0.88888889]"));
}

TEST_CASE("grounding tells what is kept", "[cli][grounding]") {
    const Outcome text = grounding({"--alpha", "1/10", "--samples", "11"});
    // 1 - 1/(1 + 10*(1/10)*(19/10)) = 19/29.
    CHECK(has(text.out, "exactly 19/29"));
    const auto soon = answer({"--alpha", "1/10", "--samples", "11", "--horizon", "7"});
    const Rational seventh = kept(11, Rational(1, 10), 7);
    CHECK(Rational(soon["kept"]["low"].get<double>()) <= seventh);
    CHECK(seventh <= Rational(soon["kept"]["high"].get<double>()));
    const auto entropy = answer({"--alpha", "1", "--samples", "2", "--measure", "entropy"});
    // Two fair samples: entropy log 2 with probability 1/2, else 0.
    CHECK(std::abs(entropy["kept"]["low"].get<double>() - 0.5) < 1e-12);
    CHECK(std::abs(entropy["kept"]["high"].get<double>() - 0.5) < 1e-12);
    CHECK(entropy["low_by"] == "chain");
    const auto large =
        answer({"--alpha", "1/1000", "--samples", "1000000", "--measure", "entropy", "--symbols", "40"});
    CHECK(large["low_by"] == "chi-square");
    CHECK(large["high_by"] == "Bennett");
    CHECK(large["kept"]["low"].get<double>() < large["kept"]["high"].get<double>());
}

TEST_CASE("grounding writes tables, curves and plots", "[cli][grounding]") {
    const Scratch scratch;
    Surroundings surroundings;
    surroundings.folder = scratch.folder;
    const Outcome table = grounding({"--keep", "0.9", "--samples", "5000", "--table", "--format", "csv"});
    CHECK(table.code == 0);
    CHECK(has(table.out, "\n10,9/10,enclosed,"));
    CHECK(has(table.out, "\n1000,9/10,enclosed,0.00451469574"));
    CHECK(has(table.out, "\n5000,9/10,enclosed,"));
    const Outcome text = grounding({"--keep", "0.95", "--samples", "100", "--table"});
    CHECK(has(text.out, "impossible"));

    const Outcome files =
        grounding({"--samples", "1000", "--curve", "c.csv", "--plot", "it's.svg"}, surroundings);
    INFO(files.err);
    CHECK(files.code == 0);
    const std::string curve = contents(scratch.folder / "c.csv");
    CHECK(has(curve, "\n1,1/1000,0.66"));  // 1 - 1/(1 + 999*1999/10^6)
    CHECK(has(curve, "\n1000,1,0.99"));
    const std::string plot = contents(scratch.folder / "it's.svg");
    CHECK(has(plot, "<svg"));
    CHECK(has(plot, "fresh samples per generation"));
    const Outcome schedule = grounding(
        {"--alpha-schedule", "1/t", "--samples-schedule", "100*t", "--plot", "s.svg"}, surroundings);
    CHECK(schedule.code == 0);
    CHECK(has(contents(scratch.folder / "s.svg"), "Diversity survives"));
    CHECK(has(contents(scratch.folder / "s.svg"), "at least, ever after"));
}

TEST_CASE("grounding finds the fewest samples that keep a share", "[cli][grounding]") {
    // 1 - 1/(1 + (N-1)*1/2*3/2) >= 3/5 from N = 3 on, with equality: 1 - 1/(1 + 3/2).
    const auto fewest = [](const char* keep, const char* alpha) {
        return answer({"--keep", keep, "--alpha", alpha})["samples"];
    };
    CHECK(fewest("3/5", "1/2") == "3");
    CHECK(fewest("0.6000001", "1/2") == "4");
    CHECK(fewest("0.5999999", "1/2") == "3");
    CHECK(fewest("3/5", "0").is_null());
    CHECK(answer({"--keep", "1/4", "--alpha", "0", "--horizon", "2"})["samples"] == "2");
    const Outcome text = grounding({"--keep", "0.9", "--alpha", "1/1000"});
    INFO(text.out << text.err);
    CHECK(has(text.out, "J models of equal weights"));
    CHECK(has(grounding({"--keep", "0.9", "--alpha", "0"}).out, "impossible"));
    CHECK(grounding({"--keep", "3/5", "--alpha", "1/2", "--format", "csv"}).out ==
          "keep,alpha,samples\n3/5,1/2,3\n");
}

TEST_CASE("grounding decides schedules", "[cli][grounding]") {
    const auto survives = [](const char* alpha, const char* samples) {
        return answer({"--alpha-schedule", alpha, "--samples-schedule", samples})["survives"].get<bool>();
    };
    CHECK(survives("1/t", "100*t"));
    CHECK_FALSE(survives("1/t", "100*t^(1/2)"));
    CHECK(survives("1/t^5", "2*t^(3/2)"));
    CHECK_FALSE(answer({"--alpha-schedule", "1/(t+1)", "--samples", "100"})["survives"].get<bool>());
    CHECK(answer({"--samples-schedule", "(t+1)^2"})["survives"].get<bool>());
    const Outcome text = grounding({"--alpha-schedule", "1/t", "--samples", "100"});
    CHECK(has(text.out, "dies out (collapse)"));
    CHECK(has(text.out, "2*alpha_t"));
}

TEST_CASE("grounding refuses what it cannot use", "[cli][grounding]") {
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
        {{}, "nothing is asked"},
        {{"--keep", "0.9"}, "with --samples N it asks for the least alpha"},
        {{"--samples", "100"}, "nothing is asked"},
        {{"--keep", "1", "--samples", "100"}, "no finite sample"},
        {{"--keep", "0", "--samples", "100"}, "always kept"},
        {{"--keep", "1.1", "--samples", "100"}, "not between 0 and 1"},
        {{"--keep", "ninety", "--samples", "100"}, "no number"},
        {{"--keep", "0.9", "--samples", "0"}, "--samples"},
        {{"--keep", "0.9", "--samples", "1e-3"}, "--samples"},
        {{"--keep", "0.9", "--samples", "1e99"}, "too large"},
        {{"--keep", "0.9", "--samples", "100", "--horizon", "0"}, "--horizon"},
        {{"--keep", "0.9", "--samples", "100", "--horizon", "-3"}, "--horizon"},
        {{"--keep", "0.9", "--alpha", "0.1", "--samples", "100"}, "nothing is left to be found"},
        {{"--alpha", "2", "--samples", "100"}, "not between 0 and 1"},
        {{"--alpha", "2", "--keep", "0.9"}, "not between 0 and 1"},
        {{"--alpha", "0.1", "--keep", "1"}, "no finite sample"},
        {{"--alpha", "0.1", "--keep", "0"}, "always kept"},
        {{"--alpha", "0.1", "--keep", "0.9", "--table"}, "--samples is missing"},
        {{"--alpha", "0.1", "--keep", "0.9", "--measure", "entropy"}, "--samples is missing"},
        {{"--keep", "0.9", "--samples", "100", "--measure", "beauty"}, "--measure"},
        {{"--keep", "0.9", "--samples", "100", "--symbols", "5"}, "play no part"},
        {{"--keep", "0.9", "--samples", "100", "--measure", "entropy", "--symbols", "1"}, "single symbol"},
        {{"--keep", "0.9", "--samples", "100", "--measure", "entropy", "--symbols", "0"}, "--symbols"},
        {{"--keep", "0.9", "--samples", "100", "--measure", "entropy", "--world", "1,0"}, "single symbol"},
        {{"--keep", "0.9", "--samples", "100", "--measure", "entropy", "--world", "0.3,0.3"},
         "add up to 3/5"},
        {{"--table", "--samples", "100", "--alpha", "0.1"}, "--table needs --keep"},
        {{"--samples", "100", "--curve", "/no/such/folder/c.csv"}, "cannot write"},
        {{"--samples", "100", "--plot", "/no/such/folder/c.svg"}, "cannot write"},
        {{"--alpha-schedule", "1/t", "--samples", "100", "--plot", "/no/such/folder/c.svg"}, "cannot write"},
        {{"--alpha-schedule", "1/t", "--samples", "100", "--curve", "c.csv"}, "exclude"},
        {{"--alpha-schedule", "1/t"}, "--samples is missing"},
        {{"--alpha-schedule", "3/t", "--samples", "100"}, "alpha_1"},
        {{"--alpha-schedule", "t", "--samples", "100"}, "grows beyond 1"},
        {{"--alpha-schedule", "1/log(t)", "--samples", "100"}, "no schedule"},
        {{"--alpha-schedule", "1/t", "--samples-schedule", "0"}, "not positive"},
        {{"--alpha-schedule", "1/t", "--samples", "100", "--keep", "0.9"}, "exclude"},
        {{"--alpha-schedule", "1/t", "--samples", "100", "--horizon", "9"}, "exclude"}};
    for (const auto& [arguments, expected] : wrong) {
        const Outcome refused = grounding(arguments);
        INFO((arguments.empty() ? "" : arguments.back()) << ": " << refused.out << refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, expected));
    }
}

}  // namespace grounding_test
