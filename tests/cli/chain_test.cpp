// groundcheck chain from outside: what it prints, in every format, and what it refuses.
#include <nlohmann/json.hpp>
#include <sstream>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;

namespace chain_test {

namespace {

Outcome chain(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "chain");
    return test::groundcheck(arguments);
}

// The row of the CSV that begins with `key`, as its last two fields.
std::pair<Rational, Rational> enclosure(const std::string& csv, const std::string& key) {
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(key + ",", 0) != 0) continue;
        const auto last = line.rfind(',');
        const auto before = line.rfind(',', last - 1);
        const auto low = parse_rational(line.substr(before + 1, last - before - 1));
        const auto high = parse_rational(line.substr(last + 1));
        REQUIRE(low.has_value());
        REQUIRE(high.has_value());
        return {*low, *high};
    }
    FAIL("no row " << key << " in\n" << csv);
    return {};
}

bool holds(const std::pair<Rational, Rational>& enclosure, const Rational& value) {
    return enclosure.first <= value && value <= enclosure.second;
}

}  // namespace

TEST_CASE("chain prints fixation, exactly at small N", "[cli][chain]") {
    // N = 2 from (1/2, 1/2): one generation, and with probability 1/2 a wait of mean 2 more.
    const Outcome csv = chain({"--samples", "2", "--format", "csv"});
    INFO(csv.out << csv.err);
    CHECK(csv.code == 0);
    CHECK(holds(enclosure(csv.out, "fixation_time,,"), 2));
    CHECK(holds(enclosure(csv.out, "fixation_probability,,1"), Rational(1, 2)));
    const Outcome thirds = chain({"--samples", "1", "--start", "1/3,1/3,1/3", "--format", "csv"});
    CHECK(holds(enclosure(thirds.out, "fixation_time,,"), 1));
    CHECK(holds(enclosure(thirds.out, "fixation_probability,,3"), Rational(1, 3)));
    const Outcome text = chain({"--samples", "2", "--start", "1/4,3/4"});
    CHECK(text.code == 0);
    CHECK(has(text.out, "symbol 2: with probability 3/4"));
    CHECK(has(text.out, "start (1/4, 3/4)"));
}

TEST_CASE("chain follows schedules and the world", "[cli][chain]") {
    const Outcome growing =
        chain({"--samples-schedule", "(t+1)^2", "--generations", "12", "--format", "csv"});
    INFO(growing.out << growing.err);
    CHECK(growing.code == 0);
    // The product over s = 2..13 of 1 - 1/s^2 is 14/26.
    CHECK(holds(enclosure(growing.out, "diversity,12,"), Rational(7, 26)));
    const Outcome grounded = chain(
        {"--samples", "10", "--alpha", "1/5", "--world", "1/4,3/4", "--generations", "1", "--format", "csv"});
    CHECK(grounded.code == 0);
    // D(P) = 3/8 and 1 + 9*(1/5)*(9/5) = 106/25.
    CHECK(holds(enclosure(grounded.out, "stationary_diversity,,"), Rational(3, 8) * (1 - Rational(25, 106))));
    CHECK(holds(enclosure(grounded.out, "diversity,1,"), Rational(3, 8) * Rational(9, 10)));
    const Outcome text = chain({"--samples", "50", "--alpha", "1/5", "--generations", "100"});
    CHECK(has(text.out, "In the long run"));
    CHECK(has(text.out, "t = 100"));
    CHECK_FALSE(has(text.out, "t = 99"));
}

TEST_CASE("chain encloses probabilities tightly however small or large alpha is", "[cli][chain]") {
    for (const char* alpha : {"1e-16", "1e-30", "0.9999999999999999"}) {
        for (const char* samples : {"1", "20", "300"}) {
            const Outcome outcome = chain({"--samples", samples, "--start", "1/3,2/3", "--alpha", alpha,
                                           "--generations", "2", "--format", "json"});
            INFO(samples << " samples, alpha = " << alpha << "\n" << outcome.out << outcome.err);
            CHECK(outcome.code == 0);
            const auto report = nlohmann::json::parse(outcome.out);
            for (const auto& entry : report["quantities"]) {
                const std::string name = entry["quantity"];
                REQUIRE(entry["low"].is_number());
                REQUIRE(entry["high"].is_number());
                const double low = entry["low"], high = entry["high"];
                INFO(name << " [" << low << ", " << high << "]");
                CHECK(low >= 0);
                CHECK(low <= high);
                CHECK(high - low < 1e-9);
                if (name != "support" && name != "stationary_support") CHECK(high <= 1);
            }
        }
    }
}

TEST_CASE("chain takes the start for the world, and the world for the start, unless both are said",
          "[cli][chain]") {
    const auto both = [](std::vector<std::string> more) {
        more.insert(more.begin(), {"--samples", "10", "--alpha", "1/10"});
        const Outcome outcome = chain(more);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        const auto line = [&](const std::string& name) {
            const std::size_t begin = outcome.out.find("  " + name + " ");
            return outcome.out.substr(begin + 8, outcome.out.find('\n', begin) - begin - 8);
        };
        return line("start") + " " + line("world");
    };
    CHECK(both({"--start", "1/4,3/4"}) == "(1/4, 3/4) (1/4, 3/4)");
    CHECK(both({"--world", "1/4,3/4"}) == "(1/4, 3/4) (1/4, 3/4)");
    CHECK(both({"--world", "1/4,3/4", "--start", "world"}) == "(1/4, 3/4) (1/4, 3/4)");
    CHECK(both({"--start", "1/4,3/4", "--world", "uniform"}) == "(1/4, 3/4) (1/2, 1/2)");
    CHECK(both({"--world", "1/4,3/4", "--start", "uniform"}) == "(1/2, 1/2) (1/4, 3/4)");
    CHECK(both({}) == "(1/2, 1/2) (1/2, 1/2)");
    CHECK(both({"--symbols", "3"}) == "(1/3, 1/3, 1/3) (1/3, 1/3, 1/3)");
    CHECK(both({"--start", "uniform(3)"}) == "(1/3, 1/3, 1/3) (1/3, 1/3, 1/3)");
    CHECK(both({"--start", "zipf(1, 2)", "--world", "uniform"}) == "(2/3, 1/3) (1/2, 1/2)");
}

TEST_CASE("chain draws its generations", "[cli][chain]") {
    const test::Scratch scratch;
    const std::string file = (scratch.folder / "p.svg").string();
    for (const std::vector<std::string>& more : {std::vector<std::string>{},
                                                 {"--alpha-schedule", "1/(t+1)"},
                                                 {"--alpha", "1/2", "--generations", "3"}}) {
        std::vector<std::string> arguments = {"--samples", "10", "--plot", file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = chain(arguments);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        const std::string picture = test::bytes_of(file);
        for (const char* part : {"Expected entropy", "Expected diversity", "total variation", "L2"})
            CHECK(has(picture, part));
    }
}

TEST_CASE("chain shortens fractions that fill a page", "[cli][chain]") {
    const Outcome outcome = chain({"--samples", "10", "--alpha", "1/" + std::string(300, '3')});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "alpha = about 3e-300"));
    const Outcome beyond = chain({"--samples", "10", "--alpha", "1" + std::string(300, '0')});
    CHECK(beyond.code == 2);
    CHECK(has(beyond.err, "about 1e+300 is not between 0 and 1"));
}

TEST_CASE("chain gives the same in JSON and on any number of threads", "[cli][chain]") {
    const std::vector<std::string> arguments = {"--samples", "700",  "--symbols",     "3",
                                                "--alpha",   "1/30", "--world",       "zipf:1",
                                                "--format",  "json", "--generations", "5"};
    std::vector<std::string> one = arguments;
    one.insert(one.end(), {"--threads", "1"});
    std::vector<std::string> anew = arguments;
    anew.insert(anew.end(), {"--memory", "0"});
    const Outcome all = chain(arguments);
    INFO(all.err);
    CHECK(all.code == 0);
    CHECK(chain(one).out == all.out);
    CHECK(chain(anew).out == all.out);
    const auto document = nlohmann::json::parse(all.out);
    CHECK(document["symbols"] == 3);
    CHECK(document["alpha"] == "1/30");
    std::size_t entropies = 0;
    for (const auto& entry : document["quantities"]) {
        CHECK(entry["low"].get<double>() <= entry["high"].get<double>());
        if (entry["quantity"] == "entropy") ++entropies;
    }
    CHECK(entropies == 6);
}

TEST_CASE("chain starts from a file's letters", "[cli][chain]") {
    const test::Scratch scratch;
    const auto file = scratch.folder / "text";
    std::ofstream(file) << "abba cab";
    const Outcome outcome =
        chain({"--samples", "5", "--world", "letters:" + file.string(), "--format", "csv"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(holds(enclosure(outcome.out, "fixation_probability,,3"), Rational(1, 7)));
}

TEST_CASE("chain encloses fixation with a verifier, as odds or as two probabilities", "[cli][chain]") {
    // N = 2, odds 2, from (1/2, 1/2): m = 2/3, and h = (4/9)/(1 - 4/9) = 4/5 at the count 1. The first count
    // is 2 with probability 4/9 and 1 with probability 4/9; the wait at 1 has mean 9/5.
    const Outcome odds = chain({"--samples", "2", "--odds", "2", "--format", "csv"});
    INFO(odds.out << odds.err);
    CHECK(odds.code == 0);
    CHECK(holds(enclosure(odds.out, "fixation_probability,,1"), Rational(4, 5)));
    CHECK(holds(enclosure(odds.out, "fixation_probability,,2"), Rational(1, 5)));
    CHECK(holds(enclosure(odds.out, "fixation_time,,"), Rational(9, 5)));
    CHECK(holds(enclosure(odds.out, "fixation_probability_at_least,,1"), Rational(2, 3)));
    CHECK(chain({"--samples", "2", "--accept", "0.8,0.4", "--format", "csv"}).out == odds.out);
    CHECK(chain({"--samples", "2", "--accept", "0.5,1/4", "--format", "csv"}).out == odds.out);
    // Preferring neither is no verifier.
    CHECK(chain({"--samples", "9", "--accept", "0.3,0.3"}).out == chain({"--samples", "9"}).out);
    CHECK(chain({"--samples", "9", "--odds", "1", "--generations", "2"}).out ==
          chain({"--samples", "9", "--generations", "2"}).out);
    const Outcome text = chain({"--samples", "40", "--odds", "2/3", "--start", "1/4,3/4"});
    INFO(text.out << text.err);
    CHECK(has(text.out, "accepted 2/3 times as often: symbol 1"));
    CHECK(has(text.out, "symbol 2 wins at least that often"));
    const Outcome world = chain({"--samples", "40", "--odds", "2/3", "--alpha", "1/5"});
    CHECK(has(world.out, "expected share of symbol 1"));
}

TEST_CASE("chain tells by count: every start, sojourn times, the law", "[cli][chain]") {
    const Outcome csv = chain({"--samples", "2", "--odds", "2", "--every-start", "--sojourn", "--law",
                               "--generations", "1", "--format", "csv"});
    INFO(csv.out << csv.err);
    CHECK(csv.code == 0);
    CHECK(has(csv.out, "quantity,generation,symbol,count,low,high"));
    CHECK(holds(enclosure(csv.out, "fixation_probability_from,,1,1"), Rational(4, 5)));
    CHECK(holds(enclosure(csv.out, "fixation_time_from,,,1"), Rational(9, 5)));
    // At the count 1 with probability 4/9 first, and then for 9/5 generations.
    CHECK(holds(enclosure(csv.out, "sojourn,,1,1"), Rational(4, 5)));
    CHECK(holds(enclosure(csv.out, "sojourn,,1,0"), 0));
    CHECK(holds(enclosure(csv.out, "law,1,1,2"), Rational(4, 9)));
    CHECK(holds(enclosure(csv.out, "law,1,1,0"), Rational(1, 9)));
    // The other symbol's are these turned round.
    const Outcome other = chain({"--samples", "2", "--odds", "2", "--sojourn", "--law", "--symbol", "2",
                                 "--generations", "1", "--no-fixation", "--format", "csv"});
    CHECK(holds(enclosure(other.out, "law,1,2,0"), Rational(4, 9)));
    CHECK(holds(enclosure(other.out, "sojourn,,2,1"), Rational(4, 5)));
    CHECK_FALSE(has(other.out, "fixation"));
    const Outcome text =
        chain({"--samples", "5", "--every-start", "--sojourn", "--law", "--generations", "3"});
    INFO(text.out << text.err);
    CHECK(text.code == 0);
    CHECK(has(text.out, "From each count of symbol 1"));
    CHECK(has(text.out, "Probability of each count of symbol 1 in generation 3"));
    const Outcome json = chain({"--samples", "3", "--law", "--generations", "2", "--start", "1/6,1/3,1/2",
                                "--symbol", "3", "--format", "json"});
    INFO(json.out << json.err);
    double low = 0, high = 0;
    const auto document = nlohmann::json::parse(json.out);
    for (const auto& entry : document["quantities"]) {
        if (entry["quantity"] != "law") continue;
        CHECK(entry["symbol"] == 3);
        CHECK(entry["generation"] == 2);
        low += entry["low"].get<double>();
        high += entry["high"].get<double>();
    }
    CHECK(low <= 1);
    CHECK(high >= 1);
    CHECK(high - low < 1e-12);
}

TEST_CASE("chain leaves out what is not wanted", "[cli][chain]") {
    const Outcome ends = chain({"--samples", "9", "--no-fixation", "--generations", "2"});
    CHECK(ends.code == 0);
    CHECK_FALSE(has(ends.out, "ends at a single symbol"));
    CHECK(has(ends.out, "t = 2"));
    const Outcome run = chain({"--samples", "9", "--alpha", "1/2", "--no-long-run", "--generations", "2"});
    CHECK(run.code == 0);
    CHECK_FALSE(has(run.out, "In the long run"));
    CHECK(has(run.out, "t = 2"));
}

TEST_CASE("chain refuses what it cannot use", "[cli][chain]") {
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
        {{}, "--samples is missing"},
        {{"--samples", "0"}, "--samples"},
        {{"--samples", "-5"}, "--samples"},
        {{"--samples", "2.5"}, "--samples"},
        {{"--samples", "many"}, "--samples"},
        {{"--samples", "3000000"}, "beyond this command"},
        {{"--samples", "10", "--samples-schedule", "t"}, "exclude"},
        {{"--samples", "10", "--alpha", "1.5"}, "not between 0 and 1"},
        {{"--samples", "10", "--alpha", "-0.1"}, "not between 0 and 1"},
        {{"--samples", "10", "--alpha", "half"}, "no number"},
        {{"--samples", "10", "--alpha", "0", "--alpha-schedule", "1/t"}, "exclude"},
        {{"--samples", "10", "--alpha-schedule", "2/t"}, "alpha_1 = 2"},
        {{"--samples", "10", "--alpha-schedule", "1/t^(1/2)"}, "not rational"},
        {{"--samples", "10", "--alpha-schedule", "1/log(t)"}, "no schedule"},
        {{"--samples-schedule", "0*t"}, "at least one sample"},
        {{"--samples", "10", "--symbols", "0"}, "--symbols"},
        {{"--samples", "10", "--symbols", "-1"}, "--symbols"},
        {{"--samples", "10", "--start", "1/2,1/3"}, "add up to 5/6"},
        {{"--samples", "10", "--start", "3/2,-1/2"}, "negative"},
        {{"--samples", "10", "--start", "1/2,,1/2"}, "no probability"},
        {{"--samples", "10", "--start", "1/2,1/2", "--symbols", "3"}, "--symbols says 3"},
        {{"--samples", "10", "--start", "1/2,1/2", "--world", "1/3,1/3,1/3"}, "2 symbols"},
        {{"--samples", "10", "--world", "zipf:x", "--symbols", "3"}, "zipf"},
        {{"--samples", "10", "--start", "uniform(0)"}, "no number of symbols"},
        {{"--samples", "10", "--start", "uniform(x)"}, "no number of symbols"},
        {{"--samples", "10", "--start", "uniform(1/2)"}, "no number of symbols"},
        {{"--samples", "10", "--start", "zipf(2)"}, "lacks its number of symbols"},
        {{"--samples", "10", "--start", "uniform(3)", "--symbols", "4"}, "--symbols says 4"},
        {{"--samples", "10", "--start", "uniform(3)", "--world", "1/2,1/2"}, "3 symbols and the world 2"},
        {{"--samples", "10", "--plot", "p.svg", "--generations", "0"}, "no generation to draw"},
        {{"--samples", "10", "--plot", "/no/such/folder/p.svg"}, "cannot write"},
        {{"--samples", "10", "--symbols", "1.5"}, "no whole number"},
        {{"--samples", "10", "--symbols", "4294967296"}, "no whole number from 0 to 4294967295"},
        {{"--samples", "10", "--world", "letters:/no/such/file"}, "/no/such/file"},
        {{"--samples", "10", "--generations", "-1"}, "--generations"},
        {{"--samples", "10", "--generations", "x"}, "--generations"},
        {{"--samples", "10", "--format", "xml"}, "--format"},
        {{"--samples", "10", "--threads", "0"}, "--threads"},
        {{"--samples", "10", "--digits", "0"}, "--digits"},
        {{"--samples", "10", "--odds", "0"}, "no positive number"},
        {{"--samples", "10", "--odds", "-2"}, "no positive number"},
        {{"--samples", "10", "--odds", "2:1"}, "no positive number"},
        {{"--samples", "10", "--odds", "1e9"}, "beyond this command"},
        {{"--samples", "10", "--odds", "1e-9"}, "beyond this command"},
        {{"--samples", "10", "--odds", "2", "--accept", "0.9,0.5"}, "exclude"},
        {{"--samples", "10", "--accept", "0.9"}, "no pair"},
        {{"--samples", "10", "--accept", "0.9,0.5,0.1"}, "no pair"},
        {{"--samples", "10", "--accept", "1.9,0.5"}, "not between 0 and 1"},
        {{"--samples", "10", "--accept", "0.9,0"}, "never accepted"},
        {{"--samples", "10", "--accept", "often,seldom"}, "no number"},
        {{"--samples", "10", "--odds", "2", "--symbols", "3"}, "two symbols"},
        {{"--samples", "10", "--accept", "0.9,0.5", "--start", "1"}, "two symbols"},
        {{"--samples", "10", "--no-fixation"}, "leaves nothing"},
        {{"--samples", "10", "--alpha", "1/2", "--no-fixation", "--generations", "1"}, "no fixation"},
        {{"--samples", "10", "--alpha", "1/2", "--no-long-run"}, "leaves nothing"},
        {{"--samples", "10", "--no-long-run", "--generations", "1"}, "no long run"},
        {{"--samples-schedule", "t", "--no-fixation"}, "no fixation"},
        {{"--samples", "10", "--every-start", "--no-fixation", "--generations", "1"}, "exclude"},
        {{"--samples", "10", "--every-start", "--alpha", "1/2"}, "needs a model that ends"},
        {{"--samples", "10", "--every-start", "--symbols", "3"}, "two symbols"},
        {{"--samples", "100", "--every-start"}, "--format csv"},
        {{"--samples", "10", "--sojourn", "--alpha", "1/2"}, "needs a model that ends"},
        {{"--samples-schedule", "t", "--sojourn"}, "needs a model that ends"},
        {{"--samples", "100", "--sojourn"}, "--format csv"},
        {{"--samples", "10", "--law"}, "--generations"},
        {{"--samples", "100", "--law", "--generations", "2"}, "101 counts"},
        {{"--samples", "10", "--symbol", "1"}, "--symbol"},
        {{"--samples", "10", "--sojourn", "--symbol", "3"}, "between 1 and 2"},
        {{"--samples", "10", "--sojourn", "--symbol", "0"}, "between 1 and 2"},
        {{"--samples", "2000000"}, "--time"},
        {{"--samples", "100000", "--sojourn", "--format", "csv"}, "--time"},
        {{"extra"}, ""}};
    for (const auto& [arguments, expected] : wrong) {
        const Outcome refused = chain(arguments);
        INFO((arguments.empty() ? "" : arguments.back()) << ": " << refused.out << refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, expected));
        CHECK(refused.out.empty());
    }
}

}  // namespace chain_test
