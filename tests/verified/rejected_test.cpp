// What the verified checker has to refuse, and why: certificates that prove too much, too little, or
// something else.
#include <filesystem>
#include <fstream>
#include <regex>

#include "tests/catch.hpp"
#include "tests/command.hpp"
#include "tests/scratch.hpp"
#include "tests/verified/forgery.hpp"
#include "tests/verified/verifying.hpp"

using namespace groundcheck::test;

namespace rejected_test {

namespace {

// The example of checker/FORMAT-3.md.
const std::string by_hand =
    "groundcheck certificate 3\nclaim example/loss-floor\nstatement H(Q) - E[H(Q')] >= D(Q)/(2*N)\nlet K "
    "any\nlet N 2\n"
    "range Q simplex\nscale 100\nlog 2 from 1 degree 5 in 68 70\nbox 0 1 about 1 degree 1\n";
constexpr const char* negative = "a Bernstein coefficient is negative";

std::string with_last_digit(const std::string& number, int by) {
    // In the last place only: the texts are made so that it does not carry.
    std::string other = number;
    other.back() = static_cast<char>(other.back() + by);
    return other;
}

}  // namespace

TEST_CASE("the example, changed in one place", "[verified]") {
    refuse(by_hand,
           {
               // bounds
               {"68 70", "69 70", 1, "the bounds of log 2"},
               {"68 70", "68 69", 1, "the bounds of log 2"},
               {"68 70", "70 68", 1, "the bounds of log 2"},
               {"from 1 degree 5", "from 2 degree 5", 1, "the bounds of log 2"},
               {"from 1 degree 5", "from 3 degree 5", 1, "the bounds of log 2"},
               {"from 1 degree 5", "from 1 degree 4", 1, "the bounds of log 2"},
               {"from 1 degree 5", "from 1 degree 1", 1, "the bounds of log 2"},
               {"log 2 from 1", "log 1 from 1", 1, "the bounds of log 1"},
               {"log 2 from 1", "log 3 from 1", 1, "the bounds of log 3"},
               {"log 2[^\n]*\n", "", 1, "has no bound"},
               {"log 2 from 1", "log -2 from 1", 2, "-2 is not positive"},
               {"log 2 from 1", "log 2 from 0", 2, "0 is not positive"},
               {"scale 100", "scale 101", 1, "the bounds of log 2"},
               {"scale 100", "scale 10", 1, "the bounds of log 2"},
               {"scale 100\n", "scale 100\nroot 2 in 142 143\n", 1, "the bounds of root 2"},
               {"scale 100\n", "scale 100\nroot 2 in 141 141\n", 1, "the bounds of root 2"},
               {"scale 100\n", "scale 100\nroot 2 in -142 142\n", 1, "the bounds of root 2"},
               {"scale 100\n", "scale 100\nroot 2 in 141 -142\n", 1, "the bounds of root 2"},
               // boxes
               {"box 0 1 about 1", "box 0 1/2 about 1", 1, "the boxes end at 1/2"},
               {"box 0 1 about 1", "box 1/100 1 about 1", 1, "it does not begin at 0"},
               {"box 0 1 about 1", "box 0 2 about 1", 1, "it goes beyond 1"},
               {"box 0 1 about 1", "box 1 0 about 1", 1, "it does not begin at 0"},
               {"box 0 1 about 1", "box 0 0 about 1", 1, "it is empty"},
               {"box 0 1 about 1", "box 0 -1 about 1", 1, "it is empty"},
               {"box 0 1 about 1", "box 0 1 about 1/2", 1, negative},
               {"box 0 1 about 1", "box 0 1 about 0", 1, "no expansion about the centre"},
               {"box 0 1 about 1", "box 0 1 about -1", 1, "no expansion about the centre"},
               {"degree 1\n", "degree 2\n", 1, "the degree is even"},
               {"degree 1\n", "degree 0\n", 1, "the degree is even"},
               {"degree 1\n", "degree 256\n", 2, "is not one from 0 to 255"},
               {"degree 1\n", "degree -1\n", 2, "is not one from 0 to 255"},
               {"box[^\n]*\n", "", 1, "the boxes end at 0"},
               {"box[^\n]*\n", "box 0 1/2 about 1/2 degree 7\nbox 2/3 1 about 1 degree 7\n", 1,
                "[2/3,1]: it does not begin at 1/2"},
               {"box[^\n]*\n", "box 1/2 1 about 1 degree 7\nbox 0 1/2 about 1/2 degree 7\n", 1,
                "it does not begin at 0"},
               {"box 0 1 about 1", "box 0/0 1 about 1", 2, "0 is not positive"},
               {"box 0 1 about 1", "box 0 1/-1 about 1", 2, "-1 is not positive"},
               {"box 0 1 about 1", "box 0 1.0 about 1", 2, "is no whole number"},
               {"box 0 1 about 1", "box 0 1 about", 2, "is no line of this format"},
               {"box 0 1 about 1", "box 0  1 about 1", 2, "is no line of this format"},
               // the claim
               {"D\\(Q\\)/\\(2\\*N\\)", "(1 + 1/4)*D(Q)/(2*N)", 1, negative},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*N) + 1/1000", 1, negative},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*(N - 2))", 1, "divides by 0"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/0", 1, "divides by 0"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/D(Q)", 2, "outside this format"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)*H(Q)", 2, "outside this format"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)^2", 2, "only numbers have powers"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*N)^2^3", 2, "needs brackets"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*K)", 2, "'K' is no functional"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*N) and H(Q) >= 0", 2, "'and'"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*N", 2, "the statement ends"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q)/(2*N))", 2, "after the end"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(P)", 2, "'P' stands where 'Q' was expected"},
               {"D\\(Q\\)/\\(2\\*N\\)", "D(Q')", 2, "''' stands where ')' was expected"},
               {"D\\(Q\\)/\\(2\\*N\\)", "E[D(Q)]", 2, "stands where '[' was expected"},
               {"D\\(Q\\)/\\(2\\*N\\)", "T(1,Q)", 2, "T is known for the order 1/2"},
               {"D\\(Q\\)/\\(2\\*N\\)", "T(3/2,Q)", 2, "T is known for the order 1/2"},
               {"D\\(Q\\)/\\(2\\*N\\)", "T(100000000000,Q)", 2, "T is known for the order 1/2"},
               {"D\\(Q\\)/\\(2\\*N\\)", "sum(i: Q_j*log(1 + (1 - Q_i)/(N*Q_i)))", 2,
                "'j' stands where 'i' was expected"},
               {"D\\(Q\\)/\\(2\\*N\\)", "sum(i: Q_i*log(1 + (1 + Q_i)/(N*Q_i)))", 2,
                "'+' stands where '-' was expected"},
               {"D\\(Q\\)/\\(2\\*N\\)", "sum(i: Q_i*log(1 + (1 - Q_i)/(1/2*Q_i)))", 1, "a factor below 1"},
               {"D\\(Q\\)/\\(2\\*N\\)", "sum(i: Q_i*log(1 + (1 - Q_i)/((1/2)*Q_i)))", 1, "a factor below 1"},
               {">=", ">", 2, "'>'"},
               {">=", "==", 2, "'='"},
               {">=", "<=", 1, "no expansion about the centre"},
               {"let N 2", "let N 3", 1, ""},
               {"let N 2", "let N 0", 1, "N is 0"},
               {"let N 2", "let N -2", 2, "is not one from 0 to 4096"},
               {"let N 2", "let N 100000", 2, "is not one from 0 to 4096"},
               {"let N 2", "let N 2\nlet N 2", 2, "a second line"},
               {"let N 2", "let M 2", 2, "'M' cannot be given a value"},
               {"let N 2", "let N 2\nlet q 2", 2, "the statement does not mention q"},
               {"let N 2", "let N 2\nlet H 2", 2, "'H' cannot be given a value"},
               {"let N 2\n", "", 2, "there is no line 'let N'"},
               {"let K any\n", "", 2, "there is no line 'let K'"},
               {"let K any", "let K 2", 1, "only polynomials"},
               {"let K any", "let K 3", 2, "'K' cannot be given a value"},
               {"range Q simplex\n", "", 2, "there is no line 'range Q simplex'"},
               {"range Q simplex", "range Q lattice(2)", 2, "is no line of this format"},
               {"range Q simplex", "range P simplex", 2, "is no line of this format"},
               {"range Q simplex", "range Q simplex\nrange Q simplex", 2, "a second line"},
               {"statement", "equality max(Q) == 1/K\nstatement", 2, "is no line of this format"},
               {"statement[^\n]*\n", "", 2, "there is no line 'statement'"},
               {"claim [^\n]*\n", "", 2, "there is no line 'claim'"},
               {"claim [^\n]*\n", "claim x*)Admitted.\n", 2, "a claim's name"},
               // the text
               {"groundcheck certificate 3", "groundcheck certificate 2", 2, "the first line is not"},
               {"groundcheck certificate 3\n", "", 2, "the first line is not"},
               {"degree 1\n", "degree 1", 2, "the last line has no end"},
               {"degree 1\n", "degree 1\n\n", 2, "is no line of this format"},
               {"degree 1\n", "degree 1\ngroundcheck certificate 3\n", 2, "there is no line 'let K'"},
               {"scale 100", "scale 0", 2, "0 is not positive"},
               {"scale 100", "scale 1e2", 2, "is no whole number"},
               {"scale 100\n", "", 2, "there is no line 'scale'"},
           });
    CHECK(verify("").code == 2);
    CHECK(verify(by_hand + by_hand).code == 0);
    CHECK(verify(std::string(3000, '(')).code == 2);
}

TEST_CASE("numbers too large are refused at once", "[verified]") {
    const std::string huge(5000, '9');
    refuse(by_hand, {
                        {"scale 100", ("scale " + huge).c_str(), 2, "more than 2000 digits"},
                        {"68 70", ("68 " + huge).c_str(), 2, "more than 2000 digits"},
                        {"\\(2\\*N\\)", ("(2*N + " + huge + ")").c_str(), 2, "more than 100 digits"},
                        {"\\(2\\*N\\)", ("(2*N)" + std::string(3000, ')')).c_str(), 2, "after the end"},
                        {"\\(2\\*N\\)", "(2*N^99)", 2, "only numbers have powers"},
                    });
}

TEST_CASE("numbers that would have to be computed first are refused, too", "[verified]") {
    const std::string tower = "((((2^64)^64)^64)^64)^64", loop = "(1/(N^64)^64)^64";
    for (const std::string& text :
         {"(2*N) + H(Q)*" + tower, "(2*N) + " + tower + "*" + tower, "(2*N) + 1/" + tower,
          "(2*N) + H(Q)*" + loop, "(2*N) + T(2^64^1,Q)*" + tower}) {
        const std::string statement = "statement H(Q) - E[H(Q')] >= D(Q)/" + text;
        std::string changed = by_hand;
        const std::size_t at = changed.find("statement ");
        changed.replace(at, changed.find('\n', at) - at, statement);
        const Verified answer = verify(changed);
        INFO(answer.said);
        CHECK(answer.code == 2);
    }
    std::string odd = by_hand;
    odd.replace(odd.find("claim "), 6, "claim \033[31m\007");
    const Verified answer = verify(odd);
    CHECK(answer.code == 2);
    for (const char c : answer.said)
        CHECK((c >= ' ' && c <= '~'));
}

TEST_CASE("work that would have no end is refused before it is begun", "[verified]") {
    const std::string head = "groundcheck certificate 3\nclaim test/claim\nlet K any\nrange Q simplex\n";
    const std::string huge(2000, '9'), box = "box 0 1 about 1 degree 1\n";
    const auto statement = [&](const std::string& text, unsigned N, const std::string& scale = "100") {
        return head + "statement " + text + "\nlet N " + std::to_string(N) + "\nscale " + scale + "\n";
    };
    const auto times = [](unsigned count, const auto& line) {
        std::string text;
        for (unsigned i = 0; i < count; ++i)
            text += line(i);
        return text;
    };
    const auto part = [](unsigned i) { return std::to_string(i) + "/1000"; };
    const std::string loss = "H(Q) - E[H(Q')] >= D(Q)/(2*N)";
    const std::vector<std::pair<std::string, const char*>> texts = {
        {statement(loss, 1000) + times(1000,
                                       [&](unsigned i) {
                                           return "box " + part(i) + " " + part(i + 1) + " about " +
                                                  part(i + 1) + " degree 7\n";
                                       }),
         "too much work"},
        {statement("E[D(Q[1000])] <= 1", 256, huge) + "rounded 999\n" + box, "too much work"},
        {statement("E[D(Q[1000])] <= 1", 256) + "rounded 999\n" + box, "too much work"},
        {statement("E[H(Q[1000])] <= 1", 256) + "rounded 998\n" + box, "too many generations"},
        {statement("E[D(Q[1000])] <= 1", 256) + "rounded 998\n" + box, "too much work"},
        {statement("H(Q) >= 0", 2) + "log " + huge + " from 1 degree 255 in 0 " + huge + "\n",
         "too much work"},
        {statement("H(Q) >= 0", 2) +
             times(100000,
                   [](unsigned i) { return "log " + std::to_string(i + 2) + " from 1 degree 1 in 0 9\n"; }),
         "too much work"},
        {statement("H(Q) >= 0", 2) + "box 0 1 about 1/" + huge + " degree 255\n", "too much work"},
        {statement("T(1000,Q) >= 0", 2) + "box 0 1/" + huge + " about 1 degree 1\n", "too much work"},
        {statement("E[T(1000,Q')] >= 0", 4096) + box, "too much work"},
        {statement(times(1500,
                         [](unsigned i) {
                             return std::string(i == 0 ? "" : " + ") + "sum(i: Q_i*log(1 + (1 - Q_i)/(" +
                                    std::to_string(i + 2) + "*Q_i)))";
                         }) +
                       " >= 0",
                   100) +
             box,
         "too much work"},
        {statement("H(Q) >= 0", 2) + "log 2 from 1 degree 5 in 68 70\nlog 2 from 1 degree 5 in 68 70\n",
         "a second line 'log 2'"},
        {statement("H(Q) >= 0", 2) + "log 2 from 1 degree 5 in 68 70\nlog 02 from 1 degree 5 in 68 70\n",
         "a second line 'log 2'"},
        {statement("H(Q) >= 0", 2) + "root 2 in 141 142\nroot 2 in 141 142\n", "a second line 'root 2'"},
        {statement("H(Q) >= 0", 2) +
             times(101, [](unsigned i) { return "let x" + std::to_string(i) + " 1\n"; }),
         "more than 100 names"},
        {statement("H(Q) >= 0" + std::string(100001, ' '), 2), "more than 100000 characters in a line"},
        {std::string(500001, '\n'), "more than 500000 lines"},
    };
    std::vector<std::string> all;
    for (const auto& [text, why] : texts)
        all.push_back(text);
    const std::vector<Verified> answers = verify(all);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        INFO(i << ": " << answers[i].said);
        CHECK(answers[i].code == 2);
        CHECK(answers[i].said.find(texts[i].second) != std::string::npos);
    }
}

TEST_CASE("files and answers that the system does not give", "[verified]") {
    const auto says = [](const std::string& arguments) {
        return ran("{ " GROUNDCHECK_CHECKER " --verified " + arguments + "; } 2>&1");
    };
    const auto is = [](const Ran& answer, const std::string& said) {
        CHECK(answer.code == 2);
        CHECK(answer.said == said);
    };
    const Scratch scratch;
    const std::string file = (scratch.folder / "c.gc").string();
    std::ofstream(file) << by_hand;
    CHECK(says(file).code == 0);
    is(says(scratch.folder.string()), scratch.folder.string() + ": unreadable: it is a folder\n");
    if (std::filesystem::exists("/dev/full"))
        is(says(file + " > /dev/full"),
           "groundcheck-verified: the answers cannot be written: No space left on device\n");
    // A file that says it is a page long, and has one line.
    const std::string shorter = "/sys/devices/system/cpu/online";
    if (std::filesystem::exists(shorter))
        is(says(shorter), shorter + ": unreadable: it became shorter while it was read\n");
    // A line end and a sign that turns the writing's direction: the name stays on its line, and is told
    // apart.
    const std::string odd = (scratch.folder / "a\nb\u202e\\").string();
    std::ofstream(odd) << by_hand;
    const auto [code, said] = says("'" + odd + "'");
    CHECK(code == 0);
    CHECK(said.starts_with(scratch.folder.string() + "/a\\x0ab\\xe2\\x80\\xae\\x5c: proved: "));
}

TEST_CASE("a bound that is wrong by one in the last place is noticed, wherever it stands", "[verified]") {
    const std::string text = verified_text({"H(Q) - E[H(Q')] >= D(Q)/(2*N)", 24});
    REQUIRE(verify(text).code == 0);
    static const std::regex bound("(log \\d+ from \\d+ degree \\d+ in )(\\d*[1-8]) (\\d*[1-8])\n");
    std::vector<std::string> wrong, loose;
    for (std::sregex_iterator at(text.begin(), text.end(), bound), end; at != end; ++at) {
        const std::string before = text.substr(0, static_cast<std::size_t>(at->position()));
        const std::string after = text.substr(static_cast<std::size_t>(at->position() + at->length()));
        const std::string head = (*at)[1], lower = (*at)[2], upper = (*at)[3];
        wrong.push_back(before + head + with_last_digit(lower, 1) + " " + upper + "\n" + after);
        wrong.push_back(before + head + lower + " " + with_last_digit(upper, -1) + "\n" + after);
    }
    REQUIRE(wrong.size() >= 10);
    for (const Verified& answer : verify(wrong)) {
        INFO(answer.said);
        CHECK(answer.code == 1);
        CHECK(answer.said.find("do not follow") != std::string::npos);
    }
}

TEST_CASE("roots and their boxes", "[verified]") {
    const std::string text = verified_text({"E[T(q,Q')] <= T(q,Q)", 3, "vertex(Q)", "1/2"});
    refuse(text, {
                     {"root 3 in (\\d*)\\d ", "root 3 in $019 ", 1, ""},
                     {"root 6 in", "root 5 in", 1, "the bounds of root 5"},
                     {"root 1\n", "root 1000001/1000000\n", 1, "no expansion about the centre"},
                     {"root 1\n", "root -1\n", 1, "no expansion about the centre"},
                     {" root 1\n", "\n", 1, ""},
                     {"root 3 [^\n]*\n", "", 1, "has no bound"},
                     {"let q 1/2", "let q 1/3", 2, "T is known for the order 1/2"},
                     {"E\\[T\\(q,Q'\\)\\] <= ", "101/100*E[T(q,Q')] <= ", 1, negative},
                 });
}

TEST_CASE("equality is at the vertices only if it is", "[verified]") {
    const std::string box = "box 0 1 about 1 degree 3\n",
                      halves = "box 0 1/2 about 1/2 degree 3\nbox 1/2 1 about 1 degree 3\n",
                      inner_zero = "3*T(4,Q) - 4*T(3,Q) + 5/4*D(Q) >= 0";
    const std::vector<Verified> answers = verify({
        text_with({"D(Q) >= 0", 1, "vertex(Q)"}, box),
        text_with({"D(Q) >= 0*H(Q)", 1, "vertex(Q)"}, box),
        text_with({"D(Q) + 1 >= 0", 1, "vertex(Q)"}, box),  // never
        text_with({"0*D(Q) >= 0", 1, "vertex(Q)"}, box),    // always
        text_with({"D(Q) + 1 >= 1", 1, "vertex(Q)"}, box),
        text_with({"E[D(Q')] >= 0", 1, "vertex(Q)"}, box),  // always: one sample
        text_with({"E[D(Q')] >= 0", 2, "vertex(Q)"}, box),
        text_with({"T(2,Q) <= D(Q)", 1, "vertex(Q)"}, box),  // always
        text_with({"D(Q) >= 0", 1, "always"}, box),
        text_with({"D(Q) <= 0", 1, "always"}, box),
        text_with({"0*D(Q) >= 0", 1, "always"}, box),
        text_with({"D(Q) + 1 >= 1/2", 1, "always"}, box),
        text_with({"E[D(Q')] >= 0", 1, "always"}, box),
        text_with({"E[D(Q')] >= 0", 2, "always"}, box),
        text_with({"T(2,Q) <= D(Q)", 1, "always"}, box),
        // p*(1-p)*(p-1/2)^2, which is 0 where two symbols have half of the mass each
        text_with({inner_zero, 1}, halves),
        text_with({inner_zero, 1, "vertex(Q)"}, halves),
        text_with({inner_zero + " + 1/10^9*D(Q)", 1}, halves),
        // G is p*(1-p), which is 0 at 0, too; but that is no mass
        text_with({"2*T(3,Q) >= D(Q)", 1, "vertex(Q)"}, box),
        text_with({"2*T(3,Q) >= D(Q)", 1, "vertex(Q)"}, halves),
        text_with({"2*T(3,Q) >= 1001/1000*D(Q)", 1, "vertex(Q)"}, box),
    });
    const std::vector<int> codes = {0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1};
    REQUIRE(answers.size() == codes.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        INFO(i << answers[i].said);
        CHECK(answers[i].code == codes[i]);
    }
}

}  // namespace rejected_test
