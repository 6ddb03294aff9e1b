// The process of a claim, where it is not the plain one: what happens from one generation to the next.
//
// The plain process is Q' = C/N with C ~ Multinomial(N, alpha*P + (1-alpha)*Q), the same alpha and N in every
// generation. A claim's [process] changes one hypothesis at a time: alpha or N may be expressions in the
// generation t (t = 0 for the step from Q[0] to Q[1]), the model may be fitted to all data so far, the
// estimator may smooth, and the first model may be another distribution than Q.
//
// What the samples are drawn from, `train`, and what is made of their frequencies X, `fit`, are expressions
// as well, so that a verifier, a temperature, a smoothing or a step size is a line in the claim file; in a
// fit N is the number of samples that X counts. An estimator is a short way to write a fit. With N =
// "infinity" there is no sampling noise: X is the training distribution itself.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "theorems/language/types.hpp"

namespace groundcheck {

// One of the worlds that a random world can be: its law, and the prior probability that it is this one.
struct World {
    ExpressionPtr law, weight;
};

// A process on K symbols.
struct SymbolProcess {
    ExpressionPtr alpha;    // the share of exogenous data in the step from t to t+1; null: the domain's alpha
    ExpressionPtr samples;  // the number of new samples in that step; null: the domain's N
    bool accumulate = false;       // X are the frequencies of all samples so far, not of the newest N alone
    ExpressionPtr train;           // the training distribution; null: alpha*P + (1-alpha)*Q
    ExpressionPtr fit;             // the next model's mass of symbol i; null: X_i
    bool endless = false;          // N = "infinity"
    std::vector<Rational> models;  // an ensemble's weights, adding up to 1; empty: one model
    bool exact_share = false;      // exactly alpha*N of the samples are the world's
    std::string start = "Q";       // the distribution that is Q[0]
    std::vector<World> worlds;     // what P is in I[world; ...], where it is random; empty: nothing is said
};

// No symbols: the model is a Gaussian with mean mu and variance s2. sim/gaussian.hpp.
struct GaussianProcess {
    ExpressionPtr samples = nullptr, alpha = nullptr;              // as above; without a world alpha is 0
    ExpressionPtr world_mean = nullptr, world_variance = nullptr;  // the world's Gaussian; null: none
    bool accumulate = false;  // fitted to all samples so far, not to the newest alone
};

// The program learner chooses among strings: sim/program_learner.hpp. The domain has the rest: L, N, alpha,
// the prior m, the first hypothesis h and the world's string.
struct ProgramProcess {
    ExpressionPtr noise;    // the probability that the channel flips a bit; may use the domain's numbers
    bool maximum = false;   // the next hypothesis is a maximum of the posterior, not drawn from it
    bool exact = false;     // exactly alpha*N samples are the world's, not each with probability alpha
    ExpressionPtr alpha;    // the share of the world's samples in the step from t to t+1; null: the domain's
    ExpressionPtr penalty;  // the power of the prior in what a maximum maximises; null: 1
    std::string start = "h";  // the string that is h[0]: h, or world
};

// No symbols, and nothing random: numbers of the domain, each with what it is after a step.
struct RecursionProcess {
    std::map<std::string, ExpressionPtr> steps;  // by number; made from the numbers before the step, all of
                                                 // them, and from t, the step's own number from 0
    ExpressionPtr alpha;  // what alpha is in the step from t to t+1; null: the domain's alpha
};

// What it can do, and what its parts come to at a point, is asked of sim/process.hpp; no code outside that
// folder and the reference looks at the families (tests/floors sees to it).
struct Process {
    std::variant<SymbolProcess, GaussianProcess, ProgramProcess, RecursionProcess> family;
    std::string text;  // as written, for people: "N = (t+2)^2, data = accumulate"; empty for the plain one
    std::map<std::string, std::string> written =
        {};  // the entries of [process]: process_from reads them again
};

// An order of processes by what they say: their expressions by structure, texts and places aside. A key of
// maps.
std::strong_ordering order(const Process& a, const Process& b);

// What a process lends the names of a claim: scope_of(domain) asks for it.
void declare(const Process& process, const Domain& domain, Scope& scope);

// The symbol that a fit speaks of, and the frequencies of the samples.
inline constexpr const char* fit_symbol = "i";
inline constexpr const char* fit_frequencies = "X";

// Whether a fit is a function of the counts behind X alone: then models are compositions of their number.
bool of_counts(const Expression& fit, const SymbolProcess& process);

// What `estimator = "additive(count)"` stands for: (N*X_i + count)/(N + K*count).
ExpressionPtr additive_fit(const Rational& count);

// The variables of the domain that the process uses.
std::vector<std::string> variables_of(const Process& process, const Scope& scope);

// The process that the entries of a [process] describe: process_from(process.written, domain) is the process
// again. Null if there are none. Throws InputError.
std::shared_ptr<const Process> process_from(const std::map<std::string, std::string>& entries,
                                            const Domain& domain);

// Whether the two say the same, entry by entry; null is the plain process. Spelling apart, but for the texts'
// white space.
bool same_entries(const Process* process, const std::map<std::string, std::string>& entries);

}  // namespace groundcheck
