// The process of a claim, where it is not the plain one: what happens from one generation to the next.
//
// The plain process is Q' = C/N with C ~ Multinomial(N, alpha*P + (1-alpha)*Q), the same alpha and N in every
// generation. A claim's [process] changes one hypothesis at a time: alpha or N may be expressions in the
// generation t (t = 0 for the step from Q[0] to Q[1]), the model may be fitted to all data so far, the
// estimator may smooth, and the first model may be another distribution than Q.
//
// What the samples are drawn from, `train`, and what is made of their frequencies X, `fit`, are expressions
// as well, so that a verifier, a temperature, a smoothing or a step size is a line in the claim file. With N
// = "infinity" there is no sampling noise: X is the training distribution itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "theorems/language/toml_file.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

// The program learner's process: sim/program_learner.hpp. The domain has the rest: L, N, alpha, the prior m,
// the first hypothesis h and the world's string.
struct ProgramProcess {
    ExpressionPtr noise;   // the probability that the channel flips a bit; may use the domain's numbers
    bool maximum = false;  // the next hypothesis is a maximum of the posterior, not drawn from it
    bool exact = false;    // exactly alpha*N samples are the world's, not each with probability alpha

    bool operator==(const ProgramProcess&) const = default;  // expressions by identity
};

struct Process {
    ExpressionPtr alpha;    // the share of exogenous data in the step from t to t+1; null: the domain's alpha
    ExpressionPtr samples;  // the number of new samples in that step; null: the domain's N
    bool accumulate = false;  // the model is fitted to all samples so far, not to the newest N alone
    Rational additive = 0;    // added to every count before normalising: 0 is maximum likelihood
    ExpressionPtr train;      // the training distribution; null: alpha*P + (1-alpha)*Q
    ExpressionPtr fit;        // the next model's mass of symbol i; null: X_i, or what `additive` makes of it
    bool endless = false;     // N = "infinity"
    std::vector<Rational> models;  // an ensemble's weights, adding up to 1; empty: one model
    bool exact_share = false;      // exactly alpha*N of the samples are the world's
    std::string start = "Q";       // the distribution that is Q[0]
    bool gaussian =
        false;  // no symbols: the model is a Gaussian with mean mu and variance s2; sim/gaussian.hpp
    std::optional<ProgramProcess> program;       // the learner chooses among strings
    std::map<std::string, std::string> written;  // the entries of [process]: process_from reads them again
    std::string text;  // the same, for people: "N = (t+2)^2, data = accumulate"; empty for the plain one

    bool operator==(const Process&) const = default;  // expressions by identity

    // Whether alpha, N and the rule are the plain ones (the start apart): then a next generation is Q' = C/N.
    // It is asked of all that a process has, so that a member added later cannot be forgotten.
    bool is_plain() const;

    // Whether a generation is one draw of N samples from a training distribution, and the next model a
    // function of their counts alone: then models are compositions of N.
    bool models_are_counts() const;
};

// The symbol that a fit speaks of, and the frequencies of the samples.
inline constexpr const char* fit_symbol = "i";
inline constexpr const char* fit_frequencies = "X";

// The process that `table` ([process], or null) describes, with the entries of `drop` (or null) in place of
// its own. Null if both are null or empty. Throws InputError.
std::shared_ptr<const Process> read_process(const TomlFile& file, const toml::table* table,
                                            const toml::table* drop, const Domain& domain);

// The process that the entries of a [process] describe: process_from(process.written, domain) is the process
// again. Null if there are none. Throws InputError.
std::shared_ptr<const Process> process_from(const std::map<std::string, std::string>& entries,
                                            const Domain& domain);

// Whether the two say the same, entry by entry; null is the plain process. Spelling apart, but for the texts'
// white space.
bool same_entries(const Process* process, const std::map<std::string, std::string>& entries);

// The variables of the domain that the process uses.
std::vector<std::string> variables_of(const Process& process, const Scope& scope);

}  // namespace groundcheck
