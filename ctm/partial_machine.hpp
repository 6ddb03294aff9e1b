// A table of which only some entries are defined: a node of the tree normal form. It stands for all the
// machines that complete it. The halting entries of those machines are among the undefined ones: a defined
// entry never halts.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "ctm/machine.hpp"

namespace groundcheck::ctm {

// An entry of four bytes, so that the simulator reads it at once.
struct Entry {
    std::int8_t move = 0;
    std::uint8_t write = 0;
    std::uint8_t next = 0;
    bool defined = false;
};

class PartialMachine {
  public:
    explicit PartialMachine(int states) : states_(states) {}

    [[nodiscard]] int states() const { return states_; }
    [[nodiscard]] const Entry& entry(unsigned state, unsigned symbol) const {
        return entries_[2 * state + symbol];
    }
    void define(unsigned state, unsigned symbol, unsigned write, int move, unsigned next) {
        entries_[2 * state + symbol] = {.move = static_cast<std::int8_t>(move),
                                        .write = static_cast<std::uint8_t>(write),
                                        .next = static_cast<std::uint8_t>(next),
                                        .defined = true};
    }
    void undefine(unsigned state, unsigned symbol) { entries_[2 * state + symbol] = {}; }

    // Whether an undefined entry belongs to a state that can be reached from `from` through defined entries,
    // whatever the tape. If not, a run that is in state `from` executes defined entries for ever, and those
    // never halt.
    [[nodiscard]] bool can_reach_undefined(unsigned from) const {
        unsigned seen = 1U << from;
        for (unsigned waiting = seen; waiting != 0;) {
            const auto state = static_cast<unsigned>(std::countr_zero(waiting));
            waiting &= waiting - 1;
            for (unsigned symbol = 0; symbol < 2; ++symbol) {
                const Entry& e = entry(state, symbol);
                if (!e.defined) return true;
                const unsigned next = 1U << e.next;
                waiting |= next & ~seen;
                seen |= next;
            }
        }
        return false;
    }

  private:
    std::array<Entry, kMaxEntries> entries_{};
    int states_;
};

}  // namespace groundcheck::ctm
