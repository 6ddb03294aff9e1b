// A Markov chain of order k, fitted to counts of (k+1)-grams, ready to write text and to be asked for
// probabilities.
//
// Contexts lie in rising order, and with each its continuations: the counts summed up, the token, and which
// context comes next, so that writing a token costs one random number and one search among the continuations.
// A model with smoothing keeps such a table for every shorter context as well.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/loops/grams.hpp"
#include "sim/loops/smoothing.hpp"
#include "sim/random.hpp"

namespace groundcheck::loops {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Sorted words, found by their highest bits first.
class ContextIndex {
  public:
    ContextIndex() = default;
    // Precondition: `contexts` rise and outlive this; each below 2^bits.
    ContextIndex(std::span<const std::uint64_t> contexts, unsigned bits);
    // The place of the context, or kNone.
    [[nodiscard]] std::uint32_t find(std::uint64_t context) const;

  private:
    std::span<const std::uint64_t> contexts_;
    unsigned shift_ = 0;
    std::vector<std::uint32_t> buckets_;
};

class SequenceModel {
  public:
    // `counts` are of grams of `shape`, order k = shape.length - 1. Preconditions: counts are not empty and
    // fewer than 2^32 - 1; tokens are below `vocabulary`.
    SequenceModel(GramCounts counts, GramShape shape, Smoothing smoothing, std::size_t vocabulary);
    SequenceModel(const SequenceModel&) = delete;  // its parts point at each other
    SequenceModel& operator=(const SequenceModel&) = delete;
    SequenceModel(SequenceModel&&) = default;
    SequenceModel& operator=(SequenceModel&&) = default;

    // Where the writing stands: the last k tokens, and the longest context of them that was met.
    struct Position {
        std::uint64_t recent = 0;
        std::uint32_t context = kNone;
        unsigned level = 0;  // the length of that context
    };
    struct Written {
        std::uint64_t gram = 0;     // the last k tokens and the new one
        std::uint32_t row = kNone;  // its place in counts(), where it was drawn from there
        bool anew = false;          // the text broke off before this token
    };

    // A context drawn by how often each was met.
    [[nodiscard]] Position begin(RandomStream& random) const;
    // Writes one token.
    Written next(RandomStream& random, Position& position) const;

    // p(token | context); 0 at a context that maximum likelihood knows nothing of.
    [[nodiscard]] double probability(std::uint64_t gram) const;

    [[nodiscard]] const GramCounts& counts() const { return counts_; }
    [[nodiscard]] GramShape shape() const { return shape_; }

  private:
    struct Row {
        std::uint32_t upto;  // counts of this and the earlier continuations of the context
        std::uint32_t token;
        std::uint32_t target;  // the context that comes next, of the same length; kNone if it was never met
    };
    // All contexts of one length.
    struct Level {
        std::vector<std::uint64_t> contexts;
        std::vector<std::uint32_t> first;    // of each context's rows; one more at the end
        std::vector<std::uint32_t> shorter;  // its context without the oldest token, one level below
        std::vector<Row> rows;
        ContextIndex index;
    };
    static Level level_of(const GramCounts& counts, GramShape shape);
    void link_levels();
    [[nodiscard]] std::uint32_t row_of(RandomStream& random, const Level& level, std::uint32_t context) const;
    [[nodiscard]] std::uint32_t count_of(const Level& level, std::uint32_t context) const;
    // Which level the next token is drawn at, and its row; kNone: uniform.
    struct Choice {
        unsigned level = 0;
        std::uint32_t row = kNone;
    };
    [[nodiscard]] Choice choose(RandomStream& random, const Position& position) const;
    void look_up(Position& position) const;
    [[nodiscard]] double probability_at(unsigned level, std::uint64_t gram) const;

    GramCounts counts_;
    GramShape shape_;
    Smoothing smoothing_;
    std::size_t vocabulary_;
    std::vector<Level> levels_;              // levels_[j]: contexts of base_ + j tokens
    unsigned base_ = 0;                      // the shortest length kept
    std::vector<std::uint32_t> met_before_;  // how often all contexts before this one were met
};

}  // namespace groundcheck::loops
