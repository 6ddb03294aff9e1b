// Reading certificates: the lines of FORMAT.md, in their order, up to the seal.
#pragma once

#include <cstdint>
#include <cstdio>
#include <istream>
#include <sstream>

#include "language.hpp"

namespace checker {

struct Proof {
    std::size_t line = 0;
    std::string method, first, second;  // identity, tree, logarithms, concave V, convex V W, jensen, tangents
    bool free_mixture = false;
    std::string tilt, shift, square;
    long precision = 64;
    std::vector<std::pair<std::string, std::size_t>> tree;  // token, line
};
struct Certificate {
    std::size_t line = 0;
    std::string claim, statement, equality, reading;
    std::vector<std::pair<std::string, std::string>> constants, ranges;  // in the order written
    std::vector<Proof> proofs;
};

inline long whole(const std::string& text, long low, long high, const char* what) {
    const bool digits =
        !text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == std::string::npos;
    const long n = digits ? std::stol(text) : -1;
    if (n < low || n > high || (text.size() > 1 && text[0] == '0'))
        throw Unreadable(std::string(what) + " must be a whole number from " + std::to_string(low) + " to " +
                         std::to_string(high) + ", not '" + text + "'");
    return n;
}
inline mpq_class rational(const std::string& text) {
    const std::size_t slash = text.find('/');
    const bool minus = !text.empty() && text[0] == '-';
    const std::size_t start = minus ? 1 : 0;
    mpq_class r = parse_number(text.substr(start, slash == std::string::npos ? slash : slash - start));
    if (slash != std::string::npos) {
        const mpq_class bottom = parse_number(text.substr(slash + 1));
        if (bottom == 0) throw Unreadable("'" + text + "' divides by zero");
        r /= bottom;
    }
    return minus ? mpq_class(-r) : r;
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
        if (line_ != "groundcheck certificate 1") throw Unreadable("'groundcheck certificate 1' expected");
        advance();
        c.claim = need("claim");
        c.statement = need("statement");
        if (is("equality")) c.equality = need("equality");
        c.reading = need("reading");
        while (is("let"))
            c.constants.push_back(pair(need("let")));
        while (is("range"))
            c.ranges.push_back(pair(need("range")));
        while (is("proof"))
            c.proofs.push_back(proof(c.proofs.size() + 1));
        if (c.proofs.empty()) throw Unreadable("a certificate without a proof");
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
        if (!std::getline(in_, line_)) throw Unreadable("the file ends within a certificate");
        if (in_.eof()) throw Unreadable("the last line is cut off");
        if (line_.size() > 100000) throw Unreadable("a line is too long");
        ++number_;
    }
    bool is(const std::string& keyword) const { return line_.rfind(keyword + " ", 0) == 0; }
    std::string need(const std::string& keyword) {
        if (!is(keyword)) throw Unreadable("'" + keyword + "' expected");
        const std::string rest = line_.substr(keyword.size() + 1);
        if (rest.empty()) throw Unreadable("nothing after '" + keyword + "'");
        advance();
        return rest;
    }
    void advance() {
        sealed_ += line_ + "\n";
        next();
    }
    static std::pair<std::string, std::string> pair(const std::string& text) {
        const std::size_t space = text.find(' ');
        if (space == std::string::npos || space == 0) throw Unreadable("a name and a value expected");
        return {text.substr(0, space), text.substr(space + 1)};
    }
    Proof proof(std::size_t expected) {
        Proof p;
        p.line = number_;
        std::istringstream words(need("proof"));
        std::string number, rest;
        words >> number >> p.method;
        if (number != std::to_string(expected)) throw Rejected("the proofs are not numbered in order");
        const bool shaped = p.method == "concave" || p.method == "convex";
        if (shaped && !(words >> p.first)) throw Unreadable("'" + p.method + "' needs a variable");
        if (p.method == "convex" && !(words >> p.second)) throw Unreadable("'convex' needs two variables");
        if (words >> rest) throw Unreadable("unexpected '" + rest + "'");
        const bool with_tree = p.method == "tree" || p.method == "tangents";
        if (!shaped && !with_tree && p.method != "identity" && p.method != "logarithms" &&
            p.method != "jensen")
            throw Unreadable("the checker knows no method '" + p.method + "'");
        if (is("vary")) {
            if (need("vary") != "M")
                throw Unreadable("only M can be varied in place of what it is mixed from");
            p.free_mixture = true;
        }
        if (is("tilt")) p.tilt = need("tilt");
        if (is("shift")) p.shift = need("shift");
        if (with_tree) {
            if (p.method == "tree" && is("square")) p.square = need("square");
            p.precision = whole(need("precision"), 64, 4096, "the precision");
            if (!is("tree")) throw Unreadable("'tree' expected");
        }
        while (is("tree")) {
            const std::size_t at = number_;
            std::istringstream tokens(need("tree"));
            for (std::string token; tokens >> token;)
                p.tree.emplace_back(token, at);
        }
        if (!with_tree && !p.tree.empty()) throw Unreadable("'" + p.method + "' has no tree");
        return p;
    }
};

}  // namespace checker
