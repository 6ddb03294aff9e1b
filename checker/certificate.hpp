// Reading certificates: the lines of FORMAT.md, in their order, up to the seal.
#pragma once

#include <cstdint>
#include <cstdio>
#include <istream>

#include "language.hpp"

namespace checker {

// What stands after a keyword, and on which line.
struct Text {
    std::string text;
    std::size_t line = 0;
    bool empty() const { return text.empty(); }
};
// The name and the value of a 'let' or a 'range'.
struct Declaration {
    std::string name, value;
    std::size_t line = 0;
};
struct Proof {
    std::size_t line = 0;
    std::string method, first, second;  // identity, tree, logarithms, concave V, convex V W, jensen, tangents
    std::size_t relation = 1;           // which one it is about
    bool free_mixture = false;
    Text tilt, shift, square;
    std::string signs;  // "+-": of the absolute values in this case; empty where there are no cases
    std::vector<mpq_class> multiples;
    std::shared_ptr<Cases> cases;  // for whoever checks the proof
    long precision = 64;
    std::vector<std::pair<std::string, std::size_t>> tree;  // token, line
};
struct Certificate {
    std::size_t line = 0;
    Text claim, statement, equality, reading;
    std::vector<Declaration> constants, ranges;  // in the order written
    std::vector<Proof> proofs;
};

inline long whole_number(const std::string& text, long low, long high, const char* what) {
    const bool digits =
        !text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == std::string::npos;
    const long n = digits ? std::stol(text) : -1;
    if (n < low || n > high || (text.size() > 1 && text[0] == '0'))
        throw Unreadable(std::string(what) + " must be a whole number from " + std::to_string(low) + " to " +
                         std::to_string(high) + ", not '" + text + "'");
    return n;
}
// A whole number or a fraction of two: -?digits or -?digits/digits.
inline mpq_class rational(const std::string& text) {
    const std::size_t slash = text.find('/');
    const std::size_t start = !text.empty() && text[0] == '-' ? 1 : 0;
    const auto part = [&text](std::size_t from, std::size_t to) {
        const std::string digits = text.substr(from, to - from);
        if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
            throw Unreadable("'" + text.substr(0, 100) + "' is not a number such as 3, -3 or 1/3");
        return parse_number(digits);
    };
    mpq_class r = part(start, slash == std::string::npos ? text.size() : slash);
    if (slash != std::string::npos) {
        const mpq_class bottom = part(slash + 1, text.size());
        if (bottom == 0) throw Unreadable("'" + text.substr(0, 100) + "' divides by zero");
        r /= bottom;
    }
    return start == 1 ? mpq_class(-r) : r;
}

// The seal is the 64-bit FNV-1a hash of every byte from the first line to the seal's. It guards against
// accidents, not against malice: what a certificate proves is what its checked text says, sealed or not.
inline std::uint64_t seal_of(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

// Reads lines up to the seal. Every keyword stands at most once and in the order of FORMAT.md.
class Reader {
  public:
    explicit Reader(std::istream& in) : in_(in) {}
    std::size_t line() const { return number_; }
    bool more() { return in_.peek() != std::char_traits<char>::eof(); }
    Certificate certificate() {
        sealed_.clear();
        Certificate c;
        next();
        c.line = number_;
        if (line_ == "groundcheck certificate 1")
            throw Unreadable(
                "a certificate of version 1, in which the model was P and the world Q: this is a "
                "checker of version 2, with the world P and the model Q; have it made anew");
        if (line_ != "groundcheck certificate 2") throw Unreadable("'groundcheck certificate 2' expected");
        advance();
        c.claim = need("claim");
        c.statement = need("statement");
        if (is("equality")) c.equality = need("equality");
        c.reading = need("reading");
        while (is("let"))
            c.constants.push_back(declaration(need("let")));
        while (is("range"))
            c.ranges.push_back(declaration(need("range")));
        for (std::size_t relation = 1; is("proof");) {
            c.proofs.push_back(proof(relation));
            c.proofs.back().relation = relation;
            const std::string& signs = c.proofs.back().signs;  // the last case has minus signs alone
            if (signs.find('+') == std::string::npos) ++relation;
        }
        if (c.proofs.empty()) throw Unreadable("'proof' expected, not '" + line_.substr(0, 100) + "'");
        if (!is("seal")) throw Unreadable("unexpected '" + line_ + "'");
        char expected[17];
        std::snprintf(expected, sizeof expected, "%016llx",
                      static_cast<unsigned long long>(seal_of(sealed_)));
        if (line_ != "seal " + std::string(expected))
            throw Rejected("the seal is broken: the text was altered");
        return c;
    }

  private:
    std::istream& in_;
    std::size_t number_ = 0;
    std::string line_, sealed_;
    void next() {
        ++number_;
        if (!std::getline(in_, line_)) throw Unreadable("the file ends within a certificate");
        if (in_.eof()) throw Unreadable("the last line is cut off");
        if (line_.size() > limits::line) throw over("the length of a line", limits::line);
        for (const char c : line_)
            if (c < ' ' || c > '~')
                throw Unreadable("a byte that is no printable ASCII character: " +
                                 std::to_string(static_cast<unsigned char>(c)));
    }
    bool is(const std::string& keyword) const { return line_.rfind(keyword + " ", 0) == 0; }
    Text need(const std::string& keyword) {
        if (!is(keyword)) throw Unreadable("'" + keyword + "' expected");
        const Text rest{line_.substr(keyword.size() + 1), number_};
        if (rest.empty()) throw Unreadable("nothing after '" + keyword + "'");
        advance();
        return rest;
    }
    void advance() {
        sealed_ += line_ + "\n";
        next();
    }
    static Declaration declaration(const Text& rest) {
        const std::size_t space = rest.text.find(' ');
        if (space == std::string::npos || space == 0 || space + 1 == rest.text.size())
            throw Unreadable("a name and a value expected");
        return {rest.text.substr(0, space), rest.text.substr(space + 1), rest.line};
    }
    // The words of a text that single spaces separate.
    static std::vector<std::string> words_of(const std::string& text) {
        std::vector<std::string> words(1);
        for (const char c : text) {
            if (c == ' ')
                words.emplace_back();
            else
                words.back() += c;
        }
        for (const std::string& word : words)
            if (word.empty()) throw Unreadable("words are separated by single spaces");
        return words;
    }
    // case +- 0,2
    void read_case(Proof& p) {
        const std::vector<std::string> words = words_of(need("case").text);
        if (words.size() != 2) throw Unreadable("signs and multiples expected");
        p.signs = words[0];
        if (p.signs.find_first_not_of("+-") != std::string::npos) throw Unreadable("a sign is + or -");
        if (p.signs.size() > limits::signs) throw over("the absolute values of a case", limits::signs);
        for (std::size_t begin = 0; begin <= words[1].size();) {
            const std::size_t end = std::min(words[1].find(',', begin), words[1].size());
            p.multiples.push_back(rational(words[1].substr(begin, end - begin)));
            begin = end + 1;
        }
    }
    Proof proof(std::size_t expected) {
        Proof p;
        p.line = number_;
        const std::vector<std::string> words = words_of(need("proof").text);
        if (words[0] != std::to_string(expected)) throw Rejected("the proofs are not numbered in order");
        if (words.size() < 2) throw Unreadable("a method expected");
        p.method = words[1];
        const bool shaped = p.method == "concave" || p.method == "convex";
        const std::size_t count = p.method == "convex" ? 4 : shaped ? 3 : 2;
        if (words.size() != count)
            throw Unreadable("'" + p.method + "' needs " + std::to_string(count - 2) + " variables");
        if (count > 2) p.first = words[2];
        if (count > 3) p.second = words[3];
        const bool with_tree = p.method == "tree" || p.method == "tangents";
        if (!shaped && !with_tree && p.method != "identity" && p.method != "logarithms" &&
            p.method != "jensen")
            throw Unreadable("the checker knows no method '" + p.method + "'");
        if (is("vary")) {
            if (need("vary").text != "M")
                throw Unreadable("only M can be varied in place of what it is mixed from");
            p.free_mixture = true;
        }
        if (is("case")) read_case(p);
        if (is("tilt")) p.tilt = need("tilt");
        if (is("shift")) p.shift = need("shift");
        if (with_tree) {
            if (p.method == "tree" && is("square")) p.square = need("square");
            p.precision = whole_number(need("precision").text, 64, 4096, "the precision");
            if (!is("tree")) throw Unreadable("'tree' expected");
        }
        while (is("tree")) {
            const Text rest = need("tree");
            for (const std::string& token : words_of(rest.text))
                p.tree.emplace_back(token, rest.line);
            if (p.tree.size() > limits::tokens) throw over("the tokens of a tree", limits::tokens);
        }
        if (!with_tree && !p.tree.empty()) throw Unreadable("'" + p.method + "' has no tree");
        return p;
    }
};

}  // namespace checker
