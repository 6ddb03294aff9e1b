// What a process can do.
//
// A process is a value (theorems/language/process.hpp). What can be done with it is asked for here, one
// capability at a time, and each is offered or declined with a reason:
//
//     one symbol       its mass is a Markov chain of its own: sums over symbols are decided symbol by symbol
//     moments          the first two moments obey closed recursions, for any K and t (affine_moments.hpp)
//     finite chain     the laws of Q[t], by a chain on counts or on the models that come out (chain.hpp)
//     limit            the law of Q[infinity] (limit_law.hpp)
//     recursion        numbers, each with its step: run from the domain's values on
//     plain step       Q' = C/N, C ~ Multinomial(N, M): for continuum proofs, exports to Coq, expansions
//     simulation       replicates of it are drawn and measured
//
// Here and in resolved_process.hpp, which says what it comes to at a point, the families and members of a
// process are looked at, and nowhere else. A new member is declined by all that does not name it: see "Add a
// process" in docs/claim-language.md. A null process is the plain one.
#pragma once

#include <compare>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/affine_form.hpp"
#include "sim/offer.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

// What a model is: a distribution over symbols, a Gaussian, what a string emits; or, of a recursion, numbers.
enum class StateSpace { symbols, gaussian, strings, numbers };
StateSpace state_space(const Process* process);

// A process as a key: by structure. Null is the plain one, as is a process that changes nothing.
class ProcessKey {
  public:
    ProcessKey() = default;
    explicit ProcessKey(std::shared_ptr<const Process> process) : process_(std::move(process)) {}

    std::strong_ordering operator<=>(const ProcessKey& other) const;
    bool operator==(const ProcessKey& other) const { return (*this <=> other) == 0; }

  private:
    std::shared_ptr<const Process> process_;
};

// Whether two processes are the same and their expressions stand at the same places of their files: then
// their errors are the same, too.
bool same_with_places(const Process* a, const Process* b);

// What of a claim's domain the steps use.
struct ProcessNeeds {
    bool share = true, samples = true;     // the domain's alpha and N
    std::vector<ExpressionPtr> schedules;  // t in them is the step's number
    std::vector<ExpressionPtr> rules;      // train, fit, noise
    std::set<std::string> names;           // variables beside those that the expressions name
    std::string start = "Q";               // the distribution that is Q[0]
};
ProcessNeeds needs_of(const Process* process);

// The expressions that say what is done with each symbol, those about one symbol as sums over it.
std::vector<ExpressionPtr> symbol_rules(const Process* process);

// One symbol at a time: M_i and Q'_i are affine in the symbol's own masses, with the same numbers for every
// symbol. Over every alphabet nothing may depend on K.
struct SymbolView {
    AffineForm train, fit;
};
Offer<SymbolView> symbol_view(const Process* process, bool any_alphabet);

// Closed recursions for the first two moments: M and Q' are affine in Q, X and M.
struct MomentView {
    AffineForm train, fit;
};
Offer<MomentView> moment_view(const Process* process);

enum class ChainKind { counts, models };
Offer<ChainKind> finite_chain(const Process* process);

// The plain step, whatever the start.
struct PlainStep {};
Offer<PlainStep> plain_step(const Process* process);
// The plain process, from Q: all that proofs over a continuum know.
Offer<PlainStep> plain_process(const Process* process);

// M, what the first step's samples are drawn from, is alpha*P + (1-alpha)*Q with the domain's own alpha, or Q
// without one.
Offer<PlainStep> plain_mixture(const Process* process);

// The plain step but for its fit, and the fit's form where it looks at one symbol alone: X_i for the plain
// step. Whatever the start, and from Q.
Offer<AffineForm> fit_of_plain_step(const Process* process, bool any_alphabet);
Offer<AffineForm> fit_of_plain_samples(const Process* process, bool any_alphabet);

// Replicates of models on symbols.
struct Replicated {};
Offer<Replicated> replicated(const Process* process);

// The worlds that I[world; ...] is about, where the process lists them with their probabilities. The program
// learner's are the strings, with the prior m: state_space says so.
Offer<std::vector<World>> listed_worlds(const Process* process);

// The samples of a step as something to look at: X, the frequencies of N of them, and their sequence.
struct SampleView {};
Offer<SampleView> sample_frequencies(const Process* process);
Offer<SampleView> sample_sequence(const Process* process);

// The program learner's rules.
Offer<ProgramProcess> learner_rules(const Process* process);

// The numbers that are stepped, and how.
Offer<RecursionProcess> recursion_steps(const Process* process);

// Every capability by name, and why it is declined; empty where it is offered. For people.
std::vector<std::pair<std::string, std::string>> capabilities_of(const Process* process);

}  // namespace groundcheck
