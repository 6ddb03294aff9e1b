#include "ctm/tree.hpp"

#include <algorithm>
#include <array>

#include "ctm/closed_contexts.hpp"
#include "ctm/regular_invariant.hpp"

namespace groundcheck::ctm {

namespace {

// powers[k] = (4n+2)^k, the number of ways to complete k undefined entries.
std::array<std::uint64_t, kMaxEntries + 1> completions(int states) {
    std::array<std::uint64_t, kMaxEntries + 1> powers{};
    powers[0] = 1;
    for (std::size_t k = 1; k <= 2 * static_cast<std::size_t>(states); ++k) {
        powers[k] = powers[k - 1] * (4 * static_cast<std::uint64_t>(states) + 2);
    }
    return powers;
}

// Where a node stands in the tree.
struct Place {
    unsigned defined;
    unsigned visited;
    std::uint64_t copies;
};

template <bool detect>
class Explorer {
  public:
    Explorer(const Subtree& subtree, const Exploration& how, Census& census)
        : machine_(subtree.machine),
          records_(subtree.records),
          how_(how),
          census_(census),
          states_(static_cast<unsigned>(machine_.states())),
          entries_(2 * states_),
          completions_(completions(machine_.states())) {}

    // Nodes with `depth` defined entries are handed over instead of being explored.
    void hand_over(unsigned depth, std::vector<Subtree>& to) {
        depth_ = depth;
        handed_over_ = &to;
    }

    template <class Tape>
    void visit(Run<Tape> run, Place place) {
        if constexpr (std::is_same_v<Tape, WordTape>) {
            if (place.defined == depth_) {
                handed_over_->push_back({.machine = machine_,
                                         .run = run,
                                         .records = records_,
                                         .defined = place.defined,
                                         .visited = place.visited,
                                         .copies = place.copies});
                return;
            }
        }
        const std::uint64_t machines = place.copies * completions_[entries_ - place.defined];
        switch (advance<detect>(machine_, run, records_, how_.bound)) {
            case Pause::asks:
                branch(run, place);
                return;
            case Pause::repeats:
                endless(Endless::repetition, machines);
                return;
            case Pause::translates:
                endless(Endless::translation, machines);
                return;
            case Pause::reaches_bound:
                undecided(machines);
                return;
            case Pause::fills_tape:
                if constexpr (std::is_same_v<Tape, WordTape>) visit(lengthen(run, how_.bound), place);
                return;
        }
    }

  private:
    void endless(Endless why, std::uint64_t machines) {
        ++census_.leaves;
        census_.endless[static_cast<std::size_t>(why)] += machines;
    }

    void undecided(std::uint64_t machines) {
        if (how_.prove_undecided && has_closed_contexts(machine_)) {
            endless(Endless::closed_contexts, machines);
            return;
        }
        if (how_.prove_undecided && has_regular_invariant(machine_)) {
            endless(Endless::regular_invariant, machines);
            return;
        }
        ++census_.leaves;
        census_.undecided += machines;
    }

    // The two halting choices for the entry that is asked for.
    template <class Tape>
    void halt(const Run<Tape>& run, const Place& place) {
        const std::uint64_t machines = place.copies * completions_[entries_ - place.defined - 1];
        census_.leaves += 2;
        census_.halting += 2 * machines;
        census_.halting_leaves[place.defined] += 2 * place.copies;
        census_.longest_halt = std::max(census_.longest_halt, run.steps + 1);
        const int length = run.rightmost - run.leftmost + 1;
        if constexpr (std::is_same_v<Tape, WordTape>) {
            // A run on a WordTape visits at most 63 cells, so that shifting by `length` is defined.
            const std::uint64_t written = std::uint64_t{1} << (run.head - run.leftmost);
            const std::uint64_t cells =
                run.tape.window(run.leftmost) & ((std::uint64_t{1} << length) - 1) & ~written;
            census_.outputs.add(cells, length, machines);
            census_.outputs.add(cells | written, length, machines);
        } else {
            std::string output = stretch(run.tape, run.leftmost, run.rightmost);
            for (const char written : {'0', '1'}) {
                output[static_cast<std::size_t>(run.head - run.leftmost)] = written;
                census_.outputs.add(output, machines);
            }
        }
    }

    template <class Tape>
    void branch(const Run<Tape>& run, const Place& place) {
        halt(run, place);
        const std::uint64_t completions = completions_[entries_ - place.defined - 1];
        if (place.defined + 1 == entries_) {
            // The moving choices complete the table, and no entry of it halts.
            endless(Endless::no_halting_entry, place.copies * 4 * states_);
            return;
        }
        const unsigned symbol = run.tape.read(run.head);
        for (unsigned next = 0; next <= std::min(place.visited, states_ - 1); ++next) {
            const bool fresh = next == place.visited;
            const Place child{.defined = place.defined + 1,
                              .visited = place.visited + (fresh ? 1 : 0),
                              .copies = fresh ? place.copies * (states_ - place.visited) : place.copies};
            for (unsigned choice = 0; choice < 4; ++choice) {
                machine_.define(run.state, symbol, choice & 1, (choice & 2) != 0 ? 1 : -1, next);
                if (detect && !machine_.can_reach_undefined(next)) {
                    endless(Endless::no_halting_entry, child.copies * completions);
                } else {
                    visit(run, child);
                }
            }
        }
        machine_.undefine(run.state, symbol);
    }

    PartialMachine machine_;
    Records records_;
    const Exploration& how_;
    Census& census_;
    unsigned states_;
    unsigned entries_;
    std::array<std::uint64_t, kMaxEntries + 1> completions_;
    unsigned depth_ = ~0U;
    std::vector<Subtree>* handed_over_ = nullptr;
};

template <bool detect>
void explore_into(const Subtree& subtree, const Exploration& how, unsigned depth, std::vector<Subtree>& to,
                  Census& census) {
    Explorer<detect> explorer(subtree, how, census);
    explorer.hand_over(depth, to);
    explorer.visit(subtree.run,
                   {.defined = subtree.defined, .visited = subtree.visited, .copies = subtree.copies});
}

}  // namespace

Census first_step(int states) {
    const auto powers = completions(states);
    const std::uint64_t machines = powers[2 * static_cast<std::size_t>(states) - 1];
    Census census;
    census.leaves = 2 + 4;
    census.longest_halt = 1;
    census.halting = 2 * machines;
    census.halting_leaves[0] = 2;
    census.outputs.add("0", machines);
    census.outputs.add("1", machines);
    // Two symbols and two directions that stay in state 0.
    census.endless[static_cast<std::size_t>(Endless::translation)] = 4 * machines;
    return census;
}

std::vector<Subtree> first_moves(int states, int direction) {
    std::vector<Subtree> moves;
    if (states == 1) return moves;
    for (unsigned write = 0; write < 2; ++write) {
        Subtree subtree{.machine = PartialMachine(states),
                        .run = {},
                        .records = {},
                        .defined = 1,
                        .visited = 2,
                        .copies = static_cast<std::uint64_t>(states - 1)};
        subtree.machine.define(0, 0, write, direction, 1);
        subtree.run.tape.toggle(0, write);
        subtree.run.head = direction;
        (direction > 0 ? subtree.run.rightmost : subtree.run.leftmost) = direction;
        (direction > 0 ? subtree.run.high : subtree.run.low) = direction;
        subtree.run.state = 1;
        subtree.run.steps = 1;
        moves.push_back(subtree);
    }
    return moves;
}

Census explore(const Subtree& subtree, const Exploration& how) {
    Census census;
    std::vector<Subtree> none;
    (how.detect_loops ? explore_into<true> : explore_into<false>)(subtree, how, ~0U, none, census);
    return census;
}

std::vector<Subtree> split(const Subtree& subtree, const Exploration& how, unsigned depth, Census& trunk) {
    std::vector<Subtree> subtrees;
    (how.detect_loops ? explore_into<true> : explore_into<false>)(subtree, how, depth, subtrees, trunk);
    return subtrees;
}

}  // namespace groundcheck::ctm
