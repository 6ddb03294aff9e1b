// Tampering: no edit of a certificate that changes its meaning may pass.
#include <algorithm>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"
#include "tests/random.hpp"

using namespace groundcheck::test;

namespace tampering_test {

namespace {

const std::string every_alphabet = "K = \"any\"\nQ = \"simplex\"\n";

std::vector<std::string> genuine() {
    const std::string three = every_alphabet + "P = \"simplex\"\nalpha = \"[0,1]\"\n";
    return {
        certificate_of("E[H(Q')] <= H(Q)", every_alphabet + "N = 5", "vertex(Q)"),
        certificate_of("H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))",
                       every_alphabet + "N = 9", "vertex(Q)"),
        certificate_of("H(Q) - E[H(Q')] <= log(1 + (K - 1)/N)", "K = 3\nN = 1\nQ = \"simplex\"",
                       "max(Q) == 1/K"),
        certificate_of("E[R(1/2,Q')] <= R(1/2,Q)", "K = 2\nN = 6\nQ = \"simplex\"", "vertex(Q)"),
        certificate_of("E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha)", three + "N = 4"),
        certificate_of("E[H(Q')] <= H(M) and H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", three + "N = 6"),
        certificate_of("E[D(Q')] == (1 - 1/N)*D(Q)", every_alphabet + "N = 7"),
        certificate_of("KL(Q,P) >= L2(Q,P)/2", every_alphabet + "P = \"simplex\""),
        certificate_of("(x - y^2)^2 >= 0", "x = \"[0,1]\"\ny = \"[0,1]\""),
        certificate_of("log(1 + x) <= log(4/3) + 3/4*(x - 1/3)", "x = \"[0,1]\""),
        certificate_of("E[R(2,Q')] <= R(2,Q)", "K = 3\nN = 3\nQ = \"simplex\"", "vertex(Q)"),
        certificate_of("E[H(Q[t+1])] <= E[H(Q[t])]", every_alphabet + "N = 9\nt = 4", "vertex(Q)"),
        certificate_of("KL(P,M) <= log(1/alpha)", every_alphabet + "P = \"simplex\"\nalpha = \"(0,1]\""),
    };
}

std::vector<std::string> tokens_of(const std::string& text, std::size_t& begin, std::size_t& end) {
    begin = text.find("tree ", text.find("precision"));
    end = begin;
    std::vector<std::string> tokens;
    while (begin != std::string::npos && text.compare(end, 5, "tree ") == 0) {
        const std::size_t line_end = text.find('\n', end);
        std::istringstream line(text.substr(end + 5, line_end - end - 5));
        for (std::string token; line >> token;)
            tokens.push_back(token);
        end = line_end + 1;
    }
    return tokens;
}

std::string with_tokens(const std::string& text, std::size_t begin, std::size_t end,
                        const std::vector<std::string>& tokens) {
    std::string line = "tree";
    for (const std::string& token : tokens)
        line += " " + token;
    return sealed(text.substr(0, begin) + line + "\n" + text.substr(end));
}

// Every edit of the tree that leaves it no tree over the domain, sealed anew: one token dropped, doubled, or
// a split and a leaf exchanged; and the tree cut off anywhere.
void spoil_tree(const std::string& text, std::vector<std::string>& edits) {
    std::size_t begin = 0;
    std::size_t end = 0;
    const std::vector<std::string> tokens = tokens_of(text, begin, end);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::vector<std::string> edited = tokens;
        edited.erase(edited.begin() + static_cast<std::ptrdiff_t>(i));
        if (!edited.empty()) edits.push_back(with_tokens(text, begin, end, edited));
        edited = tokens;
        edited.insert(edited.begin() + static_cast<std::ptrdiff_t>(i), tokens[i]);
        edits.push_back(with_tokens(text, begin, end, edited));
        edited = tokens;
        edited[i] = tokens[i][0] == 'S' ? "T4" : "S";
        edits.push_back(with_tokens(text, begin, end, edited));
        if (i > 0)
            edits.push_back(with_tokens(text, begin, end,
                                        {tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i)}));
    }
}

void flip_bytes(const std::string& text, std::mt19937_64& random, std::size_t count,
                std::vector<std::string>& edits) {
    for (std::size_t i = 0; i < count; ++i) {
        std::string edited = text;
        const std::size_t place = random() % text.size();
        edited[place] = static_cast<char>(edited[place] ^ static_cast<char>(1U << (random() % 8)));
        edits.push_back(edited);
    }
}

void edit_lines(const std::string& text, std::mt19937_64& random, std::size_t count,
                std::vector<std::string>& edits) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::string> edited = lines;
        const auto place = edited.begin() + static_cast<std::ptrdiff_t>(random() % lines.size());
        if (random() % 2 == 0) {
            edited.erase(place);
        } else {
            edited.insert(place, *place);
        }
        std::string joined;
        for (const std::string& line : edited)
            joined += line + "\n";
        edits.push_back(joined);
    }
    for (std::size_t cut = 1; cut < text.size(); cut += 1 + text.size() / 40)
        edits.push_back(text.substr(0, cut));
}

}  // namespace

TEST_CASE("what the prover writes, the checker confirms", "[checker]") {
    for (const Checked& answer : check(genuine())) {
        INFO(answer.said);
        CHECK(answer.answer == Answer::proved);
    }
}

TEST_CASE("no tampered certificate passes", "[checker]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(71);
    std::vector<std::string> all;
    for (const std::string& text : genuine()) {
        flip_bytes(text, random, 250, all);
        edit_lines(text, random, 40, all);
        if (text.find("tree ") != std::string::npos && text.find("proof 2") == std::string::npos)
            spoil_tree(text, all);
    }
    CHECK(all.size() >= 2000);
    const std::vector<std::string> edits = affordable(all);
    const std::vector<Checked> answers = check(edits);
    std::size_t passed = 0;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        if (answers[i].answer != Answer::proved) continue;
        ++passed;
        UNSCOPED_INFO(answers[i].said << "\n" << edits[i]);
    }
    CHECK(passed == 0);
}

TEST_CASE("a proof does not carry over to a claim that is false", "[checker]") {
    struct Nudge {
        std::size_t certificate;
        std::string from, to;
    };
    const std::vector<std::string> texts = genuine();
    const std::vector<Nudge> nudges = {
        {0, "E[H(Q')] <= H(Q)", "E[H(Q')] >= H(Q)"},
        {0, "E[H(Q')] <= H(Q)", "E[H(Q')] < H(Q)"},
        {0, "E[H(Q')] <= H(Q)", "E[H(Q')] <= 9/10*H(Q) - D(Q)/5"},
        {0, "E[H(Q')] <= H(Q)", "E[H(Q')] == H(Q)"},
        {0, "E[H(Q')] <= H(Q)", "E[H(Q')] <= H(Q) - D(Q)"},
        {0, "let N 5", "let N 0"},
        {0, "let N 5\n", ""},
        {0, "equality vertex(Q)", "equality N == 5"},
        {0, "equality vertex(Q)", "equality N == 6"},
        {1, ">= 1/2*sum", ">= 3/5*sum"},
        {1, ">= 1/2*sum", ">= 51/50*sum"},
        {1, "1 - Q_i", "2 - Q_i"},
        {2, "log(1 + (K - 1)/N)", "log(1 + (K - 1)/(N + 1))"},
        {2, "log(1 + (K - 1)/N)", "log(1 + (K - 1)/N) - 1/1000000000000000000"},
        {2, "<= log", "< log"},
        {2, "let K 3", "let K 4"},
        {2, "let K 3", "let K any"},
        {2, "equality max(Q) == 1/K", "equality vertex(Q)"},
        {3, "E[R(1/2,Q')] <= R(1/2,Q)", "E[R(4,Q')] <= R(4,Q)"},
        {3, "let K 2", "let K 3"},
        {3, "reading coordinates", "reading symbols"},
        {4, "2*alpha", "alpha"},
        {4, "2*alpha", "199/100*alpha"},
        {4, "alpha [0,1]", "alpha [0,2]"},
        {4, "alpha [0,1]", "alpha [-1,1]"},
        {4, "<= (1", "== (1"},
        {5, "E[H(Q')] <= H(M)", "E[H(Q')] <= H(Q)"},
        {5, "H(M) >= alpha*H(P)", "H(M) <= alpha*H(P)"},
        {5, "H(M) >= alpha*H(P)", "H(M) >= 2*alpha*H(P)"},
        {5, " and H(M)", " and E[H(Q')] >= 0 and H(M)"},
        {6, "1 - 1/N", "1 - 1/(N + 1)"},
        {6, "== (1", "< (1"},
        {6, "D(Q')", "H(Q')"},
        {7, ">= L2(Q,P)/2", ">= 11/10*L2(Q,P)"},
        {7, ">= L2(Q,P)/2", "<= L2(Q,P)/2"},
        {7, ">= L2(Q,P)/2", "> L2(Q,P)/2"},
        {7, "KL(Q,P) >= L2(Q,P)/2", "-KL(Q,P) >= L2(Q,P)/2"},
        {7, "KL(Q,P) >=", "KL(Q,P) - KL(P,Q) >="},
        {7, "convex Q P", "concave Q"},
        {8, "(x - y^2)^2 >= 0", "(x - y^2)^3 >= 0"},
        {8, "(x - y^2)^2 >= 0", "x - y^2 >= 0"},
        {8, "(x - y^2)^2 >= 0", "(x - y^2)^2 > 0"},
        {8, "(x - y^2)^2 >= 0", "(x - y^2)^2*(x - 1/2) >= 0"},
        {8, "(x - y^2)^2 >= 0", "(x - y^2)^2 >= 1/1000000000000"},
        {9, "3/4*(x - 1/3)", "3/4*(x - 1/3) - 1/1000000000000000000000"},
        {9, "3/4*(x - 1/3)", "299/400*(x - 1/3)"},
        {9, "<= log", "< log"},
        {10, "E[R(2,Q')] <= R(2,Q)", "E[R(3,Q')] <= R(3,Q) - R(2,Q)"},
        {10, "E[R(2,Q')] <= R(2,Q)", "E[R(2,Q')] >= R(2,Q)"},
        {10, "let N 3", "let N 0"},
        {10, "let K 3", "let K 4"},
        {10, "let K 3", "let K any"},
        {10, "reading whole", "reading symbols"},
        {10, "range Q simplex", "range Q simplex\nrange P simplex\nrange alpha [0,1]"},
        {11, "E[H(Q[t+1])] <= E[H(Q[t])]", "E[H(Q[t])] <= E[H(Q[t+1])]"},
        {11, "<= E[H(Q[t])]", "<= 8/10*E[H(Q[t])]"},
        {11, "let t 4", "let t -1"},
        {11, "let t 4", "let t 1/2"},
        {11, "let t 4\n", ""},
        {11, "range Q simplex", "range Q simplex\nrange P simplex\nrange alpha [0,1]"},
        {12, "(0,1]", "[0,1]"},
        {12, "log(1/alpha)", "99/100*log(1/alpha)"},
        {12, "log(1/alpha)", "log(1/alpha) - 1/100000000000"},
        {12, "alpha (0,1]", "alpha (0,2]"},
        {12, "alpha (0,1]", "alpha (0;1]"},
        {12, "alpha (0,1]", "alpha )0,1]"},
    };
    std::vector<std::string> edits;
    for (const Nudge& nudge : nudges) {
        std::string text = texts[nudge.certificate];
        const std::size_t place = text.find(nudge.from);
        INFO(nudge.from << "\n" << text);
        REQUIRE(place != std::string::npos);
        edits.push_back(sealed(text.replace(place, nudge.from.size(), nudge.to)));
    }
    const std::vector<Checked> answers = check(edits);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        INFO(nudges[i].from << " -> " << nudges[i].to << ": " << answers[i].said);
        CHECK(answers[i].answer != Answer::proved);
    }
}

}  // namespace tampering_test
