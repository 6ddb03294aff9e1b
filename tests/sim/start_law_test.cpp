// Starts and schedules from text: what is accepted, and what is refused with which words.
#include "sim/start_law.hpp"

#include <cmath>
#include <fstream>

#include "sim/schedule.hpp"
#include "tests/catch.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;

namespace start_law_test {

namespace {

struct Files {
    test::Scratch scratch;
    std::string put(const std::string& name, const std::string& bytes) const {
        const auto path = scratch.folder / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
};

// The message of the InputError that `read` throws, or "" if it throws none.
template <class Read>
std::string complaint(const Read& read) {
    try {
        read();
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Starts by formula") {
    CHECK(parse_start_law("uniform(5)").weights == std::vector<double>(5, 1.0));
    const StartLaw zipf = parse_start_law("zipf(2, 3)");
    REQUIRE(zipf.size() == 3);
    CHECK(zipf.weights[0] == 1);
    CHECK(zipf.weights[1] == 0.25);
    CHECK(std::fabs(zipf.weights[2] - 1.0 / 9) < 1e-16);
    CHECK(parse_start_law("zipf(0,4)").weights == std::vector<double>(4, 1.0));
    CHECK(parse_start_law("zipf(1.5, 1000000)").size() == 1'000'000);
    CHECK(parse_start_law("1/2, 1/4,0.25").weights == std::vector<double>{0.5, 0.25, 0.25});
    CHECK(parse_start_law("1").weights == std::vector<double>{1});
}

TEST_CASE("Starts from files") {
    const Files files;
    const StartLaw words = parse_start_law("words:" + files.put("t.txt", "the cat and the dog"));
    CHECK(words.symbols == std::vector<std::string>{"the", "and", "cat", "dog"});
    CHECK(words.weights == std::vector<double>{2, 1, 1, 1});
    CHECK(parse_start_law("letters:" + files.put("l.txt", "Aab!")).weights == std::vector<double>{2, 1});
    const StartLaw characters = parse_start_law("characters:" + files.put("c.txt", "Aa a\n!"));
    CHECK(characters.symbols == std::vector<std::string>{"a", " ", "!", "A"});
    const StartLaw counts = parse_start_law("counts:" + files.put("n.csv", "word,count\na,3\nb,0\nc,1\n"));
    CHECK(counts.weights == std::vector<double>{3, 0, 1});
    CHECK(parse_start_law(files.put("m.csv", "3\n1\n")).weights == std::vector<double>{3, 1});
    const StartLaw shares = parse_start_law(files.put("p.csv", "symbol,p\nx,0.25\ny,3/4\n"));
    CHECK(shares.weights == std::vector<double>{0.25, 0.75});
    CHECK(shares.notes.empty());
    const StartLaw tabs = parse_start_law("counts:" + files.put("t.tsv", "word\tcount\na\t3\nb\t1\n"));
    CHECK(tabs.symbols == std::vector<std::string>{"a", "b"});
    CHECK(tabs.weights == std::vector<double>{3, 1});
    const StartLaw quoted = parse_start_law(files.put("e.csv", "\xEF\xBB\xBF\"a;b\";\"0.25\"\nc;\"0.75\"\n"));
    CHECK(quoted.symbols == std::vector<std::string>{"a;b", "c"});
    CHECK(quoted.weights == std::vector<double>{0.25, 0.75});
    const std::string threes(300, '3');
    const StartLaw fractions =
        parse_start_law(files.put("f.csv", "a,1/" + threes + "\nb," + std::string(299, '3') + "2/" + threes));
    CHECK(fractions.weights[0] > 0);
    CHECK(fractions.weights[1] == 1);
    const StartLaw rounded =
        parse_start_law("probabilities:" + files.put("q.csv", "0.3333333333\n0.6666666666\n"));
    CHECK(rounded.notes.size() == 1);
}

TEST_CASE("What is no start is refused, saying why") {
    const Files files;
    const std::string binary = files.put("b.txt", std::string("ab\0\xff\xfe", 5));
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"", "does not name a law"},
        {"uniform", "does not name a law"},
        {"uniform(0)", "no integer from 1"},
        {"uniform(-3)", "no integer from 1"},
        {"uniform(2.5)", "no integer from 1"},
        {"uniform(x)", "no integer from 1"},
        {"uniform(1000000000)", "no integer from 1"},
        {"1/2,1/3", "add up to 0.83"},
        {"1/2,,1/2", "does not name a law"},
        {"3/2,-1/2", "negative"},
        {"0.5,half", "does not name a law"},
        {"zipf(1)", "two arguments"},
        {"zipf(-1,5)", "no number from 0 to 30"},
        {"zipf(31,5)", "no number from 0 to 30"},
        {"zipf(1,0)", "no integer from 1"},
        {"words:/no/such/file", "cannot be opened"},
        {"words:" + files.scratch.folder.string(), "folder"},
        {"words:" + binary, "not UTF-8"},
        {"letters:" + binary, "not UTF-8"},
        {"characters:" + binary, "not UTF-8"},
        {"counts:" + binary, "not UTF-8"},
        {"letters:" + files.put("e.txt", "123"), "no letter"},
        {files.put("sum.csv", "0.5\n0.4\n"), "add up to 0.9, not 1"},
        {"probabilities:" + files.put("two.csv", "1\n1\n"), "add up to 2, not 1"},
        {files.put("neg.csv", "a,1.5\nb,-0.5\n"), "-1/2 is negative"},
        {files.put("nan.csv", "a,0.5\nb,nan\n"), "'nan' is not a finite number"},
        {files.put("nan1.csv", "nan\n0.5\n"), "'nan'"},
        {files.put("inf.csv", "a,inf\n"), "'inf'"},
        {files.put("dup.csv", "a,0.5\nb,0.25\na,0.25\n"), "the symbol 'a' stands here a second time"},
        {files.put("dupn.csv", "a,5\na,2\n"), "second time"},
        {"counts:" + files.put("frac.csv", "a,0.5\nb,1.5\n"), "1/2 is no count"},
        {"counts:" + files.put("big.csv", "a,100000000000000000000\n"), "beyond 2^53"},
        {"counts:" + files.put("zero.csv", "a,0\nb,0\n"), "all numbers are 0"},
        {files.put("none.csv", "\n# nothing\n"), "no number"},
        {files.put("decimal.csv", "a;0,5\nb;1,5\n"), "'0,5' is not a finite number"},
        {"counts:" + files.put("thousands.csv", "a;1.234,5\nb;2\n"), "'1.234,5'"},
        {files.put("spaces.csv", "1 a\n3 b\n"), "'1 a'"},
        {files.put("tiny.csv", "a,1e-400\nb," + std::string("0.") + std::string(400, '9') + "\n"),
         "too small for a simulation"},
        {files.put("mixed.csv", "a,0.5\n0.5\n"), "another number of columns"},
        {files.put("text.csv", "a,0.5\nb,half\n"), "'half' is not a finite number"},
        {"counts:/no/such/file.csv", "cannot be opened"}};
    for (const auto& [text, part] : wrong) {
        const std::string message = complaint([&, &spec = text] { parse_start_law(spec); });
        INFO(text << ": " << message);
        CHECK(has(message, part));
    }
}

TEST_CASE("A wrong line of a table is named") {
    const Files files;
    const std::string file = files.put("t.csv", "# a comment\n\na,0.5\nb,-0.5\n");
    CHECK(has(complaint([&] { parse_start_law(file); }), "t.csv:4:"));
}

TEST_CASE("Two laws share an alphabet by name, or by number") {
    StartLaw start{{"a", "b"}, {1, 2}, {}}, world{{"b", "c"}, {5, 7}, {}};
    share_alphabet(start, world);
    CHECK(start.symbols == std::vector<std::string>{"a", "b", "c"});
    CHECK(start.weights == std::vector<double>{1, 2, 0});
    CHECK(world.weights == std::vector<double>{0, 5, 7});
    StartLaw named{{"a", "b"}, {1, 2}, {}}, plain = parse_start_law("uniform(2)");
    share_alphabet(named, plain);
    CHECK(plain.symbols == named.symbols);
    StartLaw longer = parse_start_law("uniform(3)");
    CHECK(has(complaint([&] { share_alphabet(named, longer); }), "the start has 2 symbols and the world 3"));
}

TEST_CASE("An observable has one value per symbol") {
    const Files files;
    const StartLaw law{{"a", "b"}, {1, 2}, {}};
    CHECK(read_observable(files.put("f.csv", "b,-2\na,0.5\n"), law) == std::vector<double>{0.5, -2});
    CHECK(read_observable(files.put("g.csv", "1\n7\n"), law) == std::vector<double>{1, 7});
    for (const auto& [bytes, part] :
         std::vector<std::pair<std::string, std::string>>{{"a,1\n", "'b' has no value"},
                                                          {"a,1\nb,1\nc,1\n", "no symbol 'c'"},
                                                          {"a,1\na,2\n", "second time"},
                                                          {"1\n2\n3\n", "3 values for 2 symbols"},
                                                          {"a,1\nb,1e200\n", "too large"},
                                                          {"a,1\nb,x\n", "not a finite number"}}) {
        const std::string file = files.put("bad.csv", bytes);
        const std::string message = complaint([&] { read_observable(file, law); });
        INFO(bytes << message);
        CHECK(has(message, part));
    }
}

TEST_CASE("Schedules are evaluated exactly") {
    CHECK(share_at(Schedule("1/(t+1)"), 2) == Rational(1, 3));
    CHECK(share_at(Schedule("0.1"), 99) == Rational(1, 10));
    CHECK(samples_at(Schedule("(t+2)^2"), 3) == 25);
    CHECK(samples_at(Schedule("1e7"), 0) == 10'000'000);
    CHECK(Schedule("max(1/10, 1/(t+1)) + min(t, 2) - abs(-1)").at(3) == Rational(5, 4));
    CHECK(Schedule("-2^2 + 2^-t").at(3) == Rational(-31, 8));
}

TEST_CASE("Bad schedules are refused, naming the generation") {
    const std::vector<std::tuple<std::string, std::uint64_t, std::string>> shares = {
        {"1.1", 0, "11/10 at t = 0"},
        {"2/(t+1)", 0, "is 2 at t = 0"},
        {"-t", 3, "is -3 at t = 3"},
        {"1/t", 0, "divisor is 0"},
        {"1/(t-2)", 2, "divisor is 0"},
        {"t^(1/2)", 1, "exponent is no integer"},
        {"2^t", 5, "is 32 at t = 5"},
        {"t^-1", 0, "negative power of 0"},
        {"sqrt(t)", 1, "not evaluated exactly"},
        {"exp(-t)", 1, "not evaluated exactly"},
        {"2^(t^9)", 9, "exponent is beyond"}};
    for (const auto& [text, t, part] : shares) {
        const std::string message =
            complaint([&, &spec = text, &when = t] { share_at(Schedule(spec), when); });
        INFO(text << ": " << message);
        CHECK(has(message, part));
    }
    for (const auto& [text, t, part] : std::vector<std::tuple<std::string, std::uint64_t, std::string>>{
             {"0", 0, "is 0 at t = 0"},
             {"t", 0, "is 0 at t = 0"},
             {"100/(t+1)", 2, "is 100/3 at t = 2"},
             {"-5", 0, "is -5 at t = 0"},
             {"10^13", 0, "10000000000000 at t = 0"}}) {
        const std::string message =
            complaint([&, &spec = text, &when = t] { samples_at(Schedule(spec), when); });
        INFO(text << ": " << message);
        CHECK(has(message, part));
    }
    for (const std::string text : {"", "1/", "x", "t+", "N", "Q", "1 < 2", "t t", "1/(t+1"}) {
        INFO(text);
        CHECK(complaint([&] { Schedule schedule(text); }) != "");
    }
}

}  // namespace start_law_test
