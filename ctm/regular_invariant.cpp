#include "ctm/regular_invariant.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace groundcheck::ctm {

namespace {

// A set of states of the non-deterministic automaton: (l, f) is l*states + f, "asks" comes last.
using StateSet = std::uint64_t;

template <class Use>
void each_state(StateSet set, const Use& use) {
    for (; set != 0; set &= set - 1)
        use(static_cast<unsigned>(std::countr_zero(set)));
}

class Language {
  public:
    Language(const PartialMachine& machine, const Automaton& automaton)
        : machine_(machine),
          automaton_(automaton),
          states_(static_cast<unsigned>(machine.states())),
          asks_(static_cast<unsigned>(automaton.size() / 2) * states_) {
        for (auto& transitions : to_) {
            transitions.fill(0);
            transitions[asks_] = StateSet{1} << asks_;
        }
        each_entry([&](unsigned l, unsigned f, unsigned r, const Entry& entry) {
            if (!entry.defined)
                to_[r][pair(l, f)] |= StateSet{1} << asks_;
            else if (entry.move > 0)
                to_[r][pair(l, f)] |= StateSet{1} << pair(automaton_[2 * l + entry.write], entry.next);
        });
        while (grows()) {
        }
    }

    // Whether the blank tape is accepted, in the machine's first state.
    [[nodiscard]] bool accepts_blank() const {
        StateSet seen = 1;
        for (StateSet fresh = seen; fresh != 0;) {
            StateSet next = 0;
            each_state(fresh, [&](unsigned state) { next |= to_[0][state]; });
            fresh = next & ~seen;
            seen |= next;
        }
        return (seen >> asks_ & 1) != 0;
    }

  private:
    [[nodiscard]] unsigned pair(unsigned l, unsigned f) const { return l * states_ + f; }

    template <class Use>
    void each_entry(const Use& use) const {
        for (unsigned l = 0; l < automaton_.size() / 2; ++l) {
            for (unsigned f = 0; f < states_; ++f) {
                for (unsigned r = 0; r < 2; ++r)
                    use(l, f, r, machine_.entry(f, r));
            }
        }
    }

    // One round of the rule for moves to the left; whether it added a transition.
    bool grows() {
        bool grown = false;
        each_entry([&](unsigned l, unsigned f, unsigned r, const Entry& entry) {
            if (!entry.defined || entry.move > 0) return;
            for (unsigned b = 0; b < 2; ++b) {
                StateSet ends = 0;
                each_state(to_[b][pair(l, entry.next)], [&](unsigned y) { ends |= to_[entry.write][y]; });
                StateSet& known = to_[r][pair(automaton_[2 * l + b], f)];
                grown = grown || (ends & ~known) != 0;
                known |= ends;
            }
        });
        return grown;
    }

    const PartialMachine& machine_;
    const Automaton& automaton_;
    unsigned states_;
    unsigned asks_;
    std::array<std::array<StateSet, 64>, 2> to_{};  // to_[symbol][state]
};

PartialMachine mirror_image(const PartialMachine& machine) {
    PartialMachine mirror(machine.states());
    for (unsigned state = 0; state < static_cast<unsigned>(machine.states()); ++state) {
        for (unsigned symbol = 0; symbol < 2; ++symbol) {
            const Entry& e = machine.entry(state, symbol);
            if (e.defined) mirror.define(state, symbol, e.write, -e.move, e.next);
        }
    }
    return mirror;
}

// All automata with `states` states, each once up to the names of its states: new states are named in the
// order in which they are first met. `place` entries are chosen, `used` states met.
bool search(const PartialMachine& machine, Automaton& automaton, unsigned place, unsigned used,
            unsigned states) {
    if (place == 2 * states) return used == states && proves_endless(machine, automaton);
    if (place / 2 >= used) return false;  // a state that nothing leads to
    const unsigned last = place == 0 ? 0 : std::min(used, states - 1);
    for (unsigned next = 0; next <= last; ++next) {
        automaton[place] = next;
        if (search(machine, automaton, place + 1, std::max(used, next + 1), states)) return true;
    }
    return false;
}

}  // namespace

bool proves_endless(const PartialMachine& machine, const Automaton& automaton) {
    return !Language(machine, automaton).accepts_blank();
}

bool has_regular_invariant(const PartialMachine& machine, unsigned most_states) {
    const PartialMachine mirror = mirror_image(machine);
    for (unsigned states = 1; states <= most_states; ++states) {
        for (const PartialMachine* side : {&machine, &mirror}) {
            Automaton automaton(2 * std::size_t{states}, 0);
            if (search(*side, automaton, 0, 1, states)) return true;
        }
    }
    return false;
}

}  // namespace groundcheck::ctm
