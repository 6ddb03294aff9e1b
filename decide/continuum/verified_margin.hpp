// The normal form of claims that the verified checker knows (checker/FORMAT-3.md): sums over the symbols in
// one variable, about one plain generation.
//
// With size bias the margin left - right of such a claim is the sum over the symbols of p*G(p), p the
// symbol's mass, where
//     G(p) = sum(j from 0 to N-1: B(N-1,j,p) * next((j+1)/N)) + model(p),
// B the binomial probabilities, and model and next are mass forms. The checker derives the same from the
// text, and has the proof that it is right; here it serves only to find a certificate.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decide/question/instance.hpp"
#include "interval/rational.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

// c*log(e + f*p), with e, f >= 0 that are not both 0.
struct LogTerm {
    Rational c;
    Integer e, f;
};

// A polynomial by its coefficients, from the constant on, logarithms, and root/sqrt(p). No two logarithms
// have the same argument.
struct MassForm {
    std::vector<Rational> polynomial;
    std::vector<LogTerm> terms;
    Rational root;
};

struct MassMargin {
    MassForm model, next;
    std::uint32_t N = 1;
};

// The margin of the question's one relation, larger side minus smaller. Declines, with the reason, for a
// statement or a domain that the checker does not know.
Offer<MassMargin> mass_margin(const Question& question, const Instance& instance);

// What a number of the instance's statement comes to; nothing if it is none that the checker knows.
std::optional<Rational> mass_number(const Expression& e, const Instance& instance);

// Whether the two are the same function, term by term.
bool same_margin(const MassMargin& a, const MassMargin& b);

}  // namespace groundcheck
