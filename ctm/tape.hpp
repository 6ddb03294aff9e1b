// Circular bit tapes: the cell at position p, which may be negative, is bit p modulo the capacity.
//
// As long as the head has visited no more cells than the capacity, no two of them share a bit, wherever on
// the line they lie; all other bits are 0, the blank. So a machine that wanders off in one direction needs no
// recentring, and two tapes of the same run are equal as tapes exactly when their bits are equal. One machine
// word holds nearly every run of the enumeration; the few that visit more cells continue on a tape of many
// words.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace groundcheck::ctm {

using Position = std::int32_t;

// A tape of 64 cells in one word.
class WordTape {
  public:
    static constexpr int kCells = 64;

    [[nodiscard]] unsigned read(Position at) const { return static_cast<unsigned>(cells_ >> (at & 63)) & 1U; }

    // Changes the symbol if `change` is 1, leaves it if `change` is 0.
    void toggle(Position at, unsigned change) { cells_ ^= std::uint64_t{change} << (at & 63); }

    // The 64 cells first, first+1, ..., first+63: cell first+i is bit i.
    [[nodiscard]] std::uint64_t window(Position first) const { return std::rotr(cells_, first & 63); }

    friend bool operator==(const WordTape&, const WordTape&) = default;

  private:
    std::uint64_t cells_ = 0;
};

// A tape of at least the number of cells asked for, a power of two and at least 128.
class LongTape {
  public:
    LongTape() = default;

    // A copy of a tape whose visited cells are leftmost..rightmost, at most 64 of them.
    LongTape(const WordTape& tape, Position leftmost, Position rightmost, std::size_t cells)
        : words_(std::bit_ceil(cells < 128 ? std::size_t{128} : cells) / 64), mask_(words_.size() * 64 - 1) {
        for (Position at = leftmost; at <= rightmost; ++at)
            toggle(at, tape.read(at));
    }

    [[nodiscard]] unsigned read(Position at) const {
        const std::size_t cell = index(at);
        return static_cast<unsigned>(words_[cell / 64] >> (cell % 64)) & 1U;
    }

    void toggle(Position at, unsigned change) {
        const std::size_t cell = index(at);
        words_[cell / 64] ^= std::uint64_t{change} << (cell % 64);
    }

    [[nodiscard]] std::uint64_t window(Position first) const {
        const std::size_t cell = index(first);
        const std::size_t offset = cell % 64;
        const std::uint64_t low = words_[cell / 64] >> offset;
        if (offset == 0) return low;
        return low | words_[(cell / 64 + 1) % words_.size()] << (64 - offset);
    }

    friend bool operator==(const LongTape&, const LongTape&) = default;

  private:
    [[nodiscard]] std::size_t index(Position at) const {
        return static_cast<std::size_t>(static_cast<std::int64_t>(at)) & mask_;
    }

    std::vector<std::uint64_t> words_;
    std::size_t mask_ = 0;
};

// The cells leftmost..rightmost as a string of '0's and '1's.
template <class Tape>
std::string stretch(const Tape& tape, Position leftmost, Position rightmost) {
    std::string text;
    for (Position at = leftmost; at <= rightmost; ++at)
        text.push_back(tape.read(at) != 0 ? '1' : '0');
    return text;
}

}  // namespace groundcheck::ctm
