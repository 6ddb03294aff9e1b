// The loop: models of sequences that are trained on their own text, generation after generation.
//
// Q[0] is the Markov chain of order k that the real text gives (real_text.hpp), by maximum likelihood. A
// generation is a text of N tokens, written in passages of L tokens (the last one may be shorter). Each
// passage is real with probability alpha (or, with an exact share, the first alpha*N tokens are), and then
// begins at a uniformly drawn place of the real text; or the model writes it, from a context drawn by how
// often each was met. Every token makes a transition out of the k tokens before it, those before the passage
// included; the next model is fitted to the N transitions, or to those of all generations so far, or to a
// uniform sample of `cap` of those, drawn without replacement. An ensemble is J such models, each fitted to
// its own N tokens; each passage is written by one of them, drawn at random, by weights if there are some.
//
// With weights a transition that was written in step t counts weight[t] times in every fit that it is part
// of, and each transition of the real text real_weight times, in every fit: real_weight = 1 keeps the real
// text beside what is written, all weighed alike. What is fitted is then, with R its tokens,
//     J = (real_weight*R*J[0] + sum_s weight[s]*N[s]*X[s]) / (real_weight*R + sum_s weight[s]*N[s])
// where X[s] are the shares in step s's text, and s the last step alone unless data accumulate.
//
// For k = 0 and L = 1 this is the process of simulation.hpp, to the letter: N samples from
// alpha*P + (1-alpha)*Q with P = Q[0]. For every k and alpha, E[J[1]] = J[0] (real_text.hpp's ring makes the
// chain begin in its stationary law), and J -> entropy is concave, so that the expected entropy of the first
// generation is at most the real text's.
//
// Every replicate, generation and model of an ensemble draws from a random stream of its own, replicates are
// added up in chunks and chunks merged in their order: the result depends on the plan alone.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "interval/rational.hpp"
#include "sim/loops/loop_measures.hpp"
#include "sim/loops/loop_weights.hpp"
#include "sim/loops/passage_filter.hpp"
#include "sim/loops/real_text.hpp"
#include "sim/loops/smoothing.hpp"
#include "sim/simulation.hpp"

namespace groundcheck::loops {

struct LoopPlan {
    std::shared_ptr<const RealText> real;
    std::vector<Rational> alpha;          // alpha[t], one for every generation that is run
    std::vector<std::uint64_t> samples;   // N[t], likewise
    bool exact_share = false;             // alpha*N tokens are real, instead of each passage by chance
    std::uint64_t passage = 1;            // L
    bool accumulate = false;              // fit to all generations so far
    std::uint64_t cap = 0;                // to a sample of so many of their transitions; 0: to all
    unsigned models = 1;                  // J
    std::vector<Rational> model_weights;  // positive, J of them, together 1; empty: equal ones
    std::vector<Rational> weight;         // of a transition of step t; empty: 1
    Rational real_weight = 0;             // of each of the real text's, which is then part of the data
    Smoothing smoothing;
    FilterRule filter;
    std::uint32_t replicates = 20;
    std::uint64_t seed = 1;

    [[nodiscard]] std::size_t generations() const { return samples.size(); }
    // Transitions behind all models of generation t >= 1 together, each counted once whatever its weight.
    [[nodiscard]] std::uint64_t transitions(std::size_t t) const;
};

inline constexpr std::uint64_t kMostTransitions = std::uint64_t{1} << 32;

// A plan that makes no sense, with a sentence for the user.
struct PlanError : std::invalid_argument {
    std::string key;  // which part of it: the option's name without the dashes; empty: none by itself
    PlanError(std::string part, const std::string& message)
        : std::invalid_argument(message), key(std::move(part)) {}
};

// Throws PlanError: no text, lengths that differ, alpha outside [0,1], an exact share that is no whole number
// of tokens, 2^32 transitions or more (weights counted), a cap without accumulation or with weights, other
// than 1 to 64 models, weights of models that are not positive or do not add up to 1, negative weights,
// weights that leave nothing to fit to or change nothing, or with absolute discounting, no replicates.
void check(const LoopPlan& plan);

// Of each measure; and of perplexity cut off at the end of its range, infinite values too: its finite values
// have no bound that is of use.
inline constexpr std::size_t kCutPerplexity = kLoopMeasures;
using LoopMoments = std::array<MeasureMoments, kLoopMeasures + 1>;

struct LoopState {
    std::uint64_t chunks_done = 0;
    std::uint64_t replicates_done = 0;
    std::vector<LoopMoments> generations;  // t = 0..generations; t = 0 is the real text
    // How the newest text of the first replicate begins, t = 1..generations.
    std::vector<std::vector<std::uint32_t>> samples;
};
inline constexpr std::size_t kSampleTokens = 160;

// A replicate in hand, behind generation t: with the plan all that the rest of it depends on.
struct LoopCheckpoint {
    std::uint32_t number = 0;
    std::size_t t = 0;
    std::vector<GramCounts> data;     // behind each model
    std::vector<std::uint64_t> seen;  // transitions of all generations so far, of each model
};

// Where chunks in hand are kept, by number, as bytes of loop_checkpoint.hpp. Called from many threads, each
// with a chunk of its own.
struct LoopCheckpoints {
    std::string parameters;                                // name the plan, as in a state
    std::function<std::string(std::uint64_t chunk)> load;  // empty if there is none
    std::function<void(std::uint64_t chunk, const std::string&)> save;
    double seconds = 2;  // how often at most
};

class Loop {
  public:
    // Throws as check(plan) does, and as PassageFilter.
    explicit Loop(LoopPlan plan);

    [[nodiscard]] const LoopPlan& plan() const { return plan_; }
    [[nodiscard]] const LoopMeasurer& measurer() const { return measurer_; }
    [[nodiscard]] const LoopValues& start() const { return start_; }
    [[nodiscard]] const SequenceModel& first_model() const { return first_; }
    [[nodiscard]] const PassageFilter& filter() const { return filter_; }
    [[nodiscard]] const LoopWeights& weights() const { return weights_; }
    // What estimators make of the tables, in which a transition of weight 1 counts weights().unit times.
    [[nodiscard]] Smoothing smoothing() const;
    // What any generation t >= 1 can have of a measure, and may weigh: see LoopMeasurer.
    [[nodiscard]] DoubleInterval range(LoopMeasure measure, std::size_t t) const;
    // What the measure `floor` of generation t >= 1 is multiplied with.
    [[nodiscard]] DoubleInterval floor_factor(std::size_t t) const;
    [[nodiscard]] std::uint64_t chunks() const;

    struct Options {
        unsigned threads = 0;                                                   // 0: as many as processors
        std::function<bool(std::uint64_t done, std::uint64_t total)> progress;  // generations; false: stop
        std::function<void(const LoopState&)> keep;                             // after every chunk merged
        Pool* pool = nullptr;  // who writes; null: `threads` threads of this process
        // Where replicates in hand are kept, or null: then a kill loses them. Not with a pool.
        LoopCheckpoints* checkpoints = nullptr;
    };
    // Runs what `state` lacks (nothing of it gets there, where the pool leads elsewhere). Returns whether all
    // is done. Throws VerifierStuck.
    bool run(LoopState& state, const Options& options) const;

  private:
    LoopPlan plan_;
    LoopWeights weights_;
    LoopMeasurer measurer_;
    SequenceModel first_;
    PassageFilter filter_;
    LoopValues start_;
};

// A verifier refused a million passages in a row.
struct VerifierStuck : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A generation of one replicate, as it was written and measured.
struct LoopGeneration {
    LoopValues values;
    std::vector<std::uint32_t> sample;  // the first tokens of the text
};

// One thread's tables, and how a replicate runs.
class LoopReplicate {
  public:
    // `loop` has to live as long.
    explicit LoopReplicate(const Loop& loop);
    // visit(t, generation), t = 1..generations, until it returns false; returns whether it never did.
    bool run(std::uint32_t number, const std::function<bool(std::size_t, const LoopGeneration&)>& visit);
    // The rest of a replicate. Precondition: `from` is a checkpoint of this plan.
    bool go_on(LoopCheckpoint from, const std::function<bool(std::size_t, const LoopGeneration&)>& visit);
    // Of the replicate in hand; inside visit.
    [[nodiscard]] LoopCheckpoint checkpoint() const;

  private:
    struct Text;  // what is gathered while a text is written
    GramCounts write(RandomStream& random, std::size_t t, Text& text);
    void write_passage(RandomStream& random, std::uint64_t length, Text& text);
    void copy_passage(RandomStream& random, std::uint64_t length, Text& text);
    void try_passage(RandomStream& random, std::size_t source, std::uint64_t length);
    void commit(std::size_t length, std::vector<std::uint32_t>* rows, Text& text);
    GramCounts collect();
    [[nodiscard]] GramCounts mixture() const;
    bool run_from(std::size_t first, const std::function<bool(std::size_t, const LoopGeneration&)>& visit);
    LoopGeneration generation(std::size_t t);
    void fit();
    void train(std::uint32_t number, std::size_t t, std::size_t model, GramCounts fresh);

    const Loop& loop_;
    const LoopPlan& plan_;
    const RealText& real_;
    std::vector<SequenceModel> models_;            // of the last generation; empty before the first
    std::vector<const SequenceModel*> sources_;    // what writes now
    std::vector<GramCounts> data_;                 // behind each model
    std::vector<std::uint64_t> seen_;              // transitions of all generations so far, of each model
    std::vector<std::vector<std::uint32_t>> met_;  // how often each row of a source was written
    std::vector<std::uint32_t> real_met_;          // the same of the real text's
    GramCounter foreign_;                          // transitions that are no source's row
    std::vector<std::uint32_t> tokens_, rows_;     // of the passage in hand
    std::vector<std::uint64_t> grams_;
    std::uint64_t anew_ = 0;    // restarts of the passage in hand
    std::uint32_t number_ = 0;  // of the replicate in hand
    std::size_t done_ = 0;      // its generations
};

// How many intervals a generation has: the expectations, and the two probabilities of being infinite.
inline constexpr std::size_t kIntervalsPerLoopGeneration = kLoopMeasures + 2;

// t = 0..generations, with the methods of confidence.hpp on the measures' ranges. For a measure that may be
// infinite the interval is unbounded above, its lower end is that of the measure cut off at its range's end,
// and infinite_share encloses the probability of being infinite. Preconditions: `state` is complete, 0 <
// confidence < 1.
std::vector<std::array<MeasureEstimate, kLoopMeasures>> loop_estimates(const Loop& loop,
                                                                       const LoopState& state,
                                                                       double confidence, Sharing sharing);

// The state as text, and back; `parameters` names the plan, one `key: value` a line. Throws StateMismatch.
std::string to_text(const LoopState& state, const std::string& parameters);
LoopState loop_state_from_text(const std::string& text, const std::string& parameters);

}  // namespace groundcheck::loops
