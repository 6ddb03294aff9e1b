#include "ctm/closed_contexts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

namespace groundcheck::ctm {

namespace {

// A symbol in bit 0; above it the remembered (state, symbol) pairs, newest lowest, each as 2*state+symbol+1
// in four bits.
using Cell = std::uint64_t;
using Gram = std::vector<Cell>;

struct Context {
    unsigned state = 0;
    Cell here = 0;
    Gram left;   // left[0] is next to the head
    Gram right;  // right[0] is next to the head

    friend bool operator<(const Context& a, const Context& b) {
        return std::tie(a.state, a.here, a.left, a.right) < std::tie(b.state, b.here, b.left, b.right);
    }
};

// The r-grams of one side, ordered by their r-1 cells nearest to the head: those that can follow a known
// beginning.
class Grams {
  public:
    explicit Grams(unsigned radius) { known_.insert(Gram(radius, Cell{0})); }

    // True if the gram is new.
    bool add(const Gram& gram) { return known_.insert(gram).second; }

    // Calls use(gram) for each known gram that begins with the cells view[1], ..., view[r-1].
    template <class Use>
    void each_after(const Gram& view, const Use& use) const {
        const Gram beginning(view.begin() + 1, view.end());
        for (auto gram = known_.lower_bound(beginning); gram != known_.end(); ++gram) {
            if (!std::equal(beginning.begin(), beginning.end(), gram->begin())) break;
            use(*gram);
        }
    }

  private:
    std::set<Gram> known_;
};

class Search {
  public:
    Search(const PartialMachine& machine, const ContextLimits& limits)
        : machine_(machine), limits_(limits), left_(limits.radius), right_(limits.radius) {
        const Gram blank(limits.radius, Cell{0});
        found_.insert({.state = 0, .here = 0, .left = blank, .right = blank});
    }

    // Steps from every context found, again and again, until a whole round finds neither a context nor an
    // r-gram that is new: then the sets are closed. Rounds are needed because an r-gram found late concerns
    // contexts seen before.
    bool closes() {
        for (std::size_t before = 0; grown_ || before != found_.size();) {
            grown_ = false;
            before = found_.size();
            const std::vector<Context> round(found_.begin(), found_.end());
            for (const Context& context : round) {
                if (!step(context) || found_.size() > limits_.contexts) return false;
            }
        }
        return true;
    }

  private:
    // The cell under the head after the step: the symbol written, and the pair of this step as its newest
    // memory.
    [[nodiscard]] Cell written(const Context& from, const Entry& entry) const {
        const Cell pair = 2 * from.state + (from.here & 1) + 1;
        Cell memory = pair;
        std::uint64_t kept = 1;
        for (Cell older = from.here >> 1; older != 0 && kept < limits_.memory; older >>= 4) {
            if (!limits_.distinct || (older & 15) != pair) memory |= (older & 15) << (4 * kept++);
        }
        return (limits_.memory == 0 ? 0 : memory << 1) | entry.write;
    }

    // Adds every context one step can lead to; false if the step asks for an undefined entry.
    //
    // Why all of them are added: let the cells ahead, in the direction of the move, be a1, a2, ...; the
    // context shows a1..ar, and the r-grams of that side contain every stretch a(i+1)..a(i+r) with i >= 1.
    // After the move a1 is under the head and a2..a(r+1) is in view, which is an r-gram of the side beginning
    // with a2..ar. Behind the head the written cell comes into view, and the former view b1..br is now a
    // stretch further out: it becomes an r-gram of its side; all other stretches were r-grams of their sides
    // before.
    bool step(const Context& from) {
        const Entry& entry = machine_.entry(from.state, from.here & 1);
        if (!entry.defined) return false;
        const bool rightwards = entry.move > 0;
        const Gram& ahead = rightwards ? from.right : from.left;
        const Gram& behind = rightwards ? from.left : from.right;
        grown_ |= (rightwards ? left_ : right_).add(behind);
        Gram new_behind{written(from, entry)};
        new_behind.insert(new_behind.end(), behind.begin(), behind.end() - 1);
        (rightwards ? right_ : left_).each_after(ahead, [&](const Gram& coming) {
            found_.insert({.state = entry.next,
                           .here = ahead[0],
                           .left = rightwards ? new_behind : coming,
                           .right = rightwards ? coming : new_behind});
        });
        return true;
    }

    const PartialMachine& machine_;
    ContextLimits limits_;
    Grams left_;
    Grams right_;
    std::set<Context> found_;
    bool grown_ = true;
};

}  // namespace

bool has_closed_contexts(const PartialMachine& machine, const ContextLimits& limits) {
    return Search(machine, limits).closes();
}

bool has_closed_contexts(const PartialMachine& machine) {
    static constexpr std::array<ContextLimits, 9> kLadder = {{
        {.radius = 1, .memory = 0, .distinct = false, .contexts = 256},
        {.radius = 2, .memory = 0, .distinct = false, .contexts = 256},
        {.radius = 3, .memory = 0, .distinct = false, .contexts = 512},
        {.radius = 2, .memory = 2, .distinct = false, .contexts = 1024},
        {.radius = 2, .memory = 4, .distinct = true, .contexts = 1024},
        {.radius = 2, .memory = 8, .distinct = false, .contexts = 2048},
        {.radius = 5, .memory = 0, .distinct = false, .contexts = 2048},
        {.radius = 3, .memory = 6, .distinct = true, .contexts = 4096},
        {.radius = 4, .memory = 10, .distinct = false, .contexts = 8192},
    }};
    for (const ContextLimits& limits : kLadder) {
        if (has_closed_contexts(machine, limits)) return true;
    }
    return false;
}

}  // namespace groundcheck::ctm
