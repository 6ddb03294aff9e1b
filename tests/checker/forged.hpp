// Forgeries made by hand: a few lines of text become a sealed certificate, and the checker must refuse it for
// the stated reason.
#pragma once

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"

namespace groundcheck::test {

struct Forged {
    std::string lines;   // statement (and equality), reading, lets and ranges, with ';' for line ends
    std::string proof;   // likewise
    std::string reason;  // a part of what the checker must say
};

inline std::string certificate(const std::string& lines, const std::string& proof) {
    std::string text =
        "groundcheck certificate 2\nclaim test/forged\nstatement " + lines + ";proof 1 " + proof + ";";
    for (char& c : text)
        if (c == ';') c = '\n';
    return sealed(text + "seal \n");
}

inline const std::string by_symbols = ";reading symbols;let K any;let N 3;range Q simplex";
inline const std::string by_coordinates = ";reading coordinates;let K 2;let N 3;range Q simplex";
inline const std::string as_whole = ";reading whole;let K 3;let N 3;range Q simplex";
inline const std::string on_x = ";reading coordinates;range x [0,1]";
inline const std::string B = "tree;precision 64;tree B";

inline std::string nested(const std::string& open, const std::string& inner, const std::string& close,
                          unsigned times) {
    std::string text = inner;
    for (unsigned i = 0; i < times; ++i)
        text = open + text + close;
    return text;
}

inline void refuse(const std::vector<Forged>& forgeries) {
    std::vector<std::string> texts;
    for (const Forged& forged : forgeries)
        texts.push_back(certificate(forged.lines, forged.proof));
    const std::vector<Checked> answers = check(texts);
    for (std::size_t i = 0; i < forgeries.size(); ++i) {
        INFO(texts[i].substr(0, 1000) << answers[i].said.substr(0, 1000));
        CHECK(answers[i].answer != Answer::proved);
        CHECK(answers[i].said.find(forgeries[i].reason) != std::string::npos);
    }
}

}  // namespace groundcheck::test
