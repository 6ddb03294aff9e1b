#include "ctm/tally.hpp"

#include <bit>

namespace groundcheck::ctm {

namespace {
constexpr int kFirstBits = 8;  // slots of an empty table, as a power of two
constexpr std::size_t kWordCells = 63;
}  // namespace

Tally::Tally() : slots_(std::size_t{1} << kFirstBits), shift_(64 - kFirstBits) {}

void Tally::add(const std::string& output, std::uint64_t weight) {
    if (output.size() > kWordCells) {
        long_outputs_[output] += weight;
        return;
    }
    std::uint64_t cells = 0;
    for (std::size_t i = 0; i < output.size(); ++i) {
        if (output[i] == '1') cells |= std::uint64_t{1} << i;
    }
    add(cells, static_cast<int>(output.size()), weight);
}

void Tally::add(const Tally& other) {
    for (const Slot& slot : other.slots_) {
        if (slot.key != 0) add_key(slot.key, slot.count);
    }
    for (const auto& [output, count] : other.long_outputs_)
        long_outputs_[output] += count;
}

OutputCounts Tally::counts() const {
    OutputCounts counts = long_outputs_;
    for (const Slot& slot : slots_) {
        if (slot.key == 0) continue;
        const int length = static_cast<int>(std::bit_width(slot.key)) - 1;
        std::string output;
        for (int i = 0; i < length; ++i)
            output.push_back((slot.key >> i & 1U) != 0 ? '1' : '0');
        counts[output] += slot.count;
    }
    return counts;
}

void Tally::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    --shift_;
    used_ = 0;
    for (const Slot& slot : old) {
        if (slot.key != 0) add_key(slot.key, slot.count);
    }
}

}  // namespace groundcheck::ctm
