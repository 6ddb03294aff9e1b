// How a model makes probabilities out of counts.
//
// n(c) is how often context c was met, n(c,w) how often w followed it, m(c) how many tokens followed it, V
// the vocabulary's size, c' the context without its oldest token.
//   mle               n(c,w)/n(c)
//   additive(a)       (n(c,w) + a)/(n(c) + a*V)
//   jelinek-mercer(l) (1-l)*n(c,w)/n(c) + l*p(w|c')                       Jelinek and Mercer 1980
//   absolute(d)       (n(c,w) - d)/n(c) [if positive] + d*m(c)/n(c)*p(w|c')   Ney, Essen and Kneser 1994
// Below the shortest context stands the uniform law 1/V. At a context that was never met, additive smoothing
// is uniform and the interpolated ones go on with p(w|c'). Maximum likelihood says nothing there: the text
// breaks off, and begins anew with a context drawn by how often each was met.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interval/rational.hpp"

namespace groundcheck::loops {

struct Smoothing {
    enum class Kind { mle, additive, jelinek_mercer, absolute };
    Kind kind = Kind::mle;
    double amount = 0;  // a, l or d

    // Whether shorter contexts are asked, too.
    [[nodiscard]] bool interpolates() const { return kind == Kind::jelinek_mercer || kind == Kind::absolute; }
};

// Reads "mle", "additive(1/2)", "jelinek-mercer(1/10)", "absolute(3/4)": a > 0, 0 <= l <= 1, 0 <= d <= 1.
// Nothing for another text.
std::optional<Smoothing> parse_smoothing(std::string_view text);
// What it takes, for people.
inline constexpr const char* kSmoothingForms =
    "mle, additive(a) with a > 0, jelinek-mercer(l) or absolute(d) with numbers from 0 to 1";

}  // namespace groundcheck::loops
