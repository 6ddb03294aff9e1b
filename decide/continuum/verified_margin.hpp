// The normal form of claims that the verified checker knows (checker/FORMAT-3.md): sums over the symbols in
// one variable, about plain generations.
//
// With size bias the margin left - right of such a relation is the sum over the symbols of p*G(p), p the
// symbol's mass, where
//     G(p) = model(p) + lines(p) + sum(j from 0 to N-1: B(N-1,j,p) * G_1((j+1)/N)),
//     G_t(p) = later_t(p) + sum(j from 0 to N-1: B(N-1,j,p) * G_(t+1)((j+1)/N)),
// B the binomial probabilities, model and later_t mass forms, and lines logarithms of whole numbers times
// what is linear in p. The checker derives the same from the text, and has the proof that it is right; here
// it serves only to find a certificate.
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

// A polynomial by its coefficients, from the constant on, logarithms, root/sqrt(p), and `inside` where p is
// not 1. No two logarithms have the same argument.
struct MassForm {
    std::vector<Rational> polynomial;
    std::vector<LogTerm> terms;
    Rational root;
    Rational inside = 0;
};

// log(m)*(at_0*(1-p) + at_1*p).
struct LogLine {
    Integer m;
    Rational at_0, at_1;
};

struct MassMargin {
    MassForm model;
    std::vector<LogLine> lines;   // no two of one m
    std::vector<MassForm> later;  // after one generation, after two, ...
    std::uint32_t N = 1;
};

// left >= right, or left <= right, and its margin, larger side minus smaller. The sides are parts of the
// question's statement.
struct MassRelation {
    const Expression* left;
    const Expression* right;
    bool at_least;
    MassMargin margin;
    std::size_t brackets;  // expectations in it
    bool pair;             // whether it mentions Q_1*Q_2, and so is about two symbols
};

// The relations that the question's statement says hold together, an equation being two: what certificates
// are needed for. Declines, with the reason, for a statement or a domain that the checker does not know. An
// alphabet of fixed size is taken for any: what holds for every alphabet holds for that one.
Offer<std::vector<MassRelation>> mass_relations(const Question& question, const Instance& instance);

// The distribution that is Q[0] in the domain's process: in a certificate it is Q, whatever its name here.
std::string start_of(const Domain& domain);

// Where the models of the domain's process are mixtures of Q[0], with the weight 1-b, and of the samples: b.
std::optional<Rational> mixed_share(const Domain& domain, const Instance& instance);

// How many there are, if all of them are known.
std::size_t count_relations(const Expression& statement);

bool is_zero(const MassForm& form);
// Whether it has logarithms that have not cancelled.
bool has_logarithms(const MassForm& form);

// What a number of the instance's statement comes to; nothing if it is none that the checker knows.
std::optional<Rational> mass_number(const Expression& e, const Instance& instance);

// The margin of the relation turned round.
MassMargin opposite(const MassMargin& margin);

// Whether the two are the same function, term by term.
bool same_margin(const MassMargin& a, const MassMargin& b);

}  // namespace groundcheck
