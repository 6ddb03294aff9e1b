// What is measured of a generation of the loop.
//
// T transitions, pairs of a context c of k tokens and the token w after it, stand behind a model. With
// J(c,w) = n(c,w)/T, J(c) the sum over w, p(w|c) = J(c,w)/J(c), and J0, p0 the same of the real text:
//   entropy          sum_c J(c)*H(p(.|c)), nats a token
//   diversity        sum_c J(c)*D(p(.|c)), D(p) = 1 - sum p_w^2
//   floor            sum_c D(p(.|c))/(2*T): what D/(2N) becomes if each context has n(c) of the samples; with
//                    weights w of the transitions T is (sum w)^2/(sum w^2) there
//   vocabulary       how many tokens follow some context
//   contexts, grams  how many different c, and (c,w)
//   grams_kept       the share of the real text's (c,w) that are there
//   trigrams         different runs of three tokens; of the newest text if k < 2, else of the transitions
//   trigrams_kept    the share of the real text's trigrams that are there
//   tail_mass        the share of transitions to tokens that stand in the real text once
//   tail_kept        the share of such tokens that are there
//   tv_contexts, tv  total variation of J(c) and J(c,w) from J0
//   kl               sum J(c,w)*log(p(w|c)/p0(w|c)); infinite if some (c,w) is not in the real text
//   perplexity       exp of the mean of -log p over the held-out text; infinite if some p is 0. Of the model
//                    itself, smoothing and all; an ensemble's p is the mean of its models', by their weights
//   unseen           the share of the held-out text that the model gives probability 0
//   repeat           the longest passage that stands twice in (the first 2^20 tokens of) the newest text
//   repeated         the share of its passages of 8 tokens that stood there before
//   restarts         how often the newest text broke off at a context without continuation, a token
//   kept             the share of the model's passages that the verifier kept
// With weights T and n(c,w) are sums of them; what is counted as there or not has some weight.
// For maximum likelihood p is the model; with smoothing it is what the model is fitted to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/loops/real_text.hpp"
#include "sim/loops/sequence_model.hpp"

namespace groundcheck::loops {

enum class LoopMeasure : std::size_t {
    entropy,
    diversity,
    floor,
    vocabulary,
    contexts,
    grams,
    grams_kept,
    trigrams,
    trigrams_kept,
    tail_mass,
    tail_kept,
    tv_contexts,
    tv,
    kl,
    perplexity,
    unseen,
    repeat,
    repeated,
    restarts,
    kept,
};
inline constexpr std::size_t kLoopMeasures = 20;
inline constexpr std::array<const char*, kLoopMeasures> kLoopMeasureNames = {
    "entropy",    "diversity",     "floor",     "vocabulary", "contexts",    "grams", "grams_kept",
    "trigrams",   "trigrams_kept", "tail_mass", "tail_kept",  "tv_contexts", "tv",    "kl",
    "perplexity", "unseen",        "repeat",    "repeated",   "restarts",    "kept"};

// Each contains the true value; an infinite one is [inf, inf].
using LoopValues = std::array<DoubleInterval, kLoopMeasures>;

// What a generation hands over.
struct GenerationText {
    const GramCounts& transitions;                 // of all models together
    const GramCounts* trigrams;                    // of the newest text, if k < 2; else null
    std::span<const std::uint32_t> beginning;      // of the newest text
    std::span<const SequenceModel* const> models;  // fitted to it
    double restarts = 0, kept = 1;
    std::span<const std::uint64_t> weights = {};  // of the models; empty: equal ones
    DoubleInterval floor_factor = {1, 1};         // of `floor` with T the transitions' sum
};

// How much of a text repetition is measured on.
inline constexpr std::size_t kRepetitionTokens = std::size_t{1} << 20;
inline constexpr std::size_t kRepeatedLength = 8;

class LoopMeasurer {
  public:
    // `real` has to live as long.
    explicit LoopMeasurer(const RealText& real);

    [[nodiscard]] LoopValues measure(const GenerationText& text) const;

    // Whether the measure can be infinite: then its range ends where it is cut off.
    [[nodiscard]] static bool may_be_infinite(LoopMeasure measure) {
        return measure == LoopMeasure::kl || measure == LoopMeasure::perplexity;
    }
    // Contains every finite value of the measure for `transitions` of them and `texts` tokens in the newest
    // text; of one that may be infinite, the values up to where it is cut off: V for perplexity, log(T0) for
    // kl, which it cannot exceed while it is finite (p0 is at least 1/T0). `closed`: no transition can be one
    // that the real text lacks, as without smoothing. `loss` is sum w^2/(sum w)^2 of the transitions'
    // weights.
    [[nodiscard]] DoubleInterval range(LoopMeasure measure, std::uint64_t transitions, std::uint64_t texts,
                                       bool closed, double loss) const;

  private:
    const RealText& real_;
    std::vector<double> real_surprise_;        // -log p0(w|c), of each of the real grams
    std::vector<std::uint64_t> real_context_;  // n0(c) of each of the real grams
    double real_contexts_ = 0;                 // how many
    std::size_t tail_ = 0;                     // tokens that stand once
};

}  // namespace groundcheck::loops
