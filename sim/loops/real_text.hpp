// What is known of the real text: the first model, the passages that are mixed in, and the ruler of all later
// models.
//
// The text is cut in two: the training part, which the first model is fitted to, and a held-out part at its
// end, which perplexity is measured on. The training part is closed to a ring. So every context has a
// continuation, the chain's stationary law is exactly how often each context stands there, and a passage that
// begins at a uniformly drawn place has, token by token, the text's own frequencies.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/loops/grams.hpp"
#include "sim/loops/tokens.hpp"

namespace groundcheck::loops {

class RealText {
  public:
    // `order` k; the last `held_out` tokens are held out. Throws std::invalid_argument, with a sentence for
    // the user, if grams of k+1 tokens or trigrams do not fit into 64 bits, or fewer than k+2 tokens are
    // left.
    RealText(TokenText text, unsigned order, std::size_t held_out);

    [[nodiscard]] const TokenText& text() const { return text_; }
    [[nodiscard]] std::size_t vocabulary() const { return text_.names.size(); }
    [[nodiscard]] GramShape shape() const { return shape_; }  // of k+1 tokens
    [[nodiscard]] unsigned order() const { return shape_.length - 1; }

    // The training part: N of its tokens, its N grams of k+1 tokens, and which of them ends at each token.
    [[nodiscard]] std::span<const std::uint32_t> training() const { return training_; }
    [[nodiscard]] const GramCounts& grams() const { return grams_; }
    [[nodiscard]] std::span<const std::uint32_t> row_at() const { return row_at_; }
    [[nodiscard]] const GramCounts& trigrams() const { return trigrams_; }
    [[nodiscard]] GramCounts grams_of_length(unsigned length) const;
    // How often each token stands in the training part.
    [[nodiscard]] std::span<const std::uint64_t> token_counts() const { return token_counts_; }
    // The grams that end in the held-out part; empty if nothing is held out.
    [[nodiscard]] const GramCounts& held_out() const { return held_out_; }

  private:
    TokenText text_;
    GramShape shape_;
    std::span<const std::uint32_t> training_;
    GramCounts grams_, trigrams_, held_out_;
    std::vector<std::uint32_t> row_at_;
    std::vector<std::uint64_t> token_counts_;
};

}  // namespace groundcheck::loops
