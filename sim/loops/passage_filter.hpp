// A verifier: which passages of the model's own text are kept.
//
// A passage that is refused is written anew, until one is kept; real passages are kept as they are. A passage
// counts as right if at least a share s of its n-grams (within the passage) stand in the real text; right
// ones are kept with probability u, others with probability v.
//   all                  keeps everything: the same text as without a verifier
//   known(n)             s = 1, u = 1, v = 0
//   known(n, s)          u = 1, v = 0
//   known(n, s, u, v)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/loops/real_text.hpp"
#include "sim/loops/sequence_model.hpp"
#include "sim/random.hpp"

namespace groundcheck::loops {

struct FilterRule {
    unsigned length = 0;  // n; 0: no verifier, or one that keeps all
    double share = 1, right = 1, wrong = 0;
};

// Throws std::invalid_argument, with a sentence for the user, for what is not such a rule: n from 1 to 8,
// 0 <= s <= 1, 0 < u <= 1, 0 <= v <= 1.
FilterRule parse_filter(const std::string& text);

class PassageFilter {
  public:
    // Throws std::invalid_argument if n-grams do not fit into 64 bits. `real` has to live as long.
    PassageFilter(const RealText& real, FilterRule rule);
    PassageFilter(const PassageFilter&) = delete;
    PassageFilter& operator=(const PassageFilter&) = delete;

    // Draws from `random` only where u and v leave something to chance.
    [[nodiscard]] bool keeps(std::span<const std::uint32_t> passage, RandomStream& random) const;
    [[nodiscard]] bool keeps_all() const { return rule_.length == 0; }

  private:
    [[nodiscard]] bool is_right(std::span<const std::uint32_t> passage) const;

    FilterRule rule_;
    GramShape shape_;
    GramCounts known_;
    ContextIndex index_;
};

}  // namespace groundcheck::loops
