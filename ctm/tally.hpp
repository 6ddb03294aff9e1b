// Counts per output string while the enumeration runs: a hash table for the outputs that fit a machine word,
// which are nearly all, and a map for the rest. Sums of exact integers do not depend on the order of the
// additions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace groundcheck::ctm {

// Exact counts of machines per output, in the order of the strings.
using OutputCounts = std::map<std::string, std::uint64_t>;

class Tally {
  public:
    Tally();

    // Adds `weight` machines with the output of `length` cells, 1 <= length <= 63, cell i of the stretch in
    // bit i.
    void add(std::uint64_t cells, int length, std::uint64_t weight) {
        // The bit above the last cell tells strings of different lengths apart; no key is 0, which marks an
        // empty slot.
        add_key(cells | std::uint64_t{1} << length, weight);
    }

    // Adds `weight` machines with the given output, of any length.
    void add(const std::string& output, std::uint64_t weight);

    // Adds everything in the other tally.
    void add(const Tally& other);

    // The counts by string.
    [[nodiscard]] OutputCounts counts() const;

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint64_t count = 0;
    };

    void add_key(std::uint64_t key, std::uint64_t weight) {
        // Fibonacci hashing: the top bits of key * 2^64/phi.
        std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> shift_);
        while (slots_[at].key != key) {
            if (slots_[at].key == 0) {
                slots_[at].key = key;
                if (2 * ++used_ > slots_.size()) {
                    grow();
                    add_key(key, weight);
                    return;
                }
                break;
            }
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at].count += weight;
    }
    void grow();

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    int shift_ = 0;
    OutputCounts long_outputs_;
};

}  // namespace groundcheck::ctm
