#include "ctm/closed_contexts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace groundcheck::ctm {

namespace {

// A symbol in bit 0; above it the remembered (state, symbol) pairs, newest lowest, each as 2*state+symbol+1
// in four bits.
using Cell = std::uint64_t;

constexpr std::size_t kMostRadius = 5;  // of the ladder below

// r cells, the one nearest to the head first; what is beyond r is 0, so that grams of one search compare as
// wholes.
using Gram = std::array<Cell, kMostRadius>;

struct Context {
    unsigned state = 0;
    Cell here = 0;
    Gram left = {};   // left[0] is next to the head
    Gram right = {};  // right[0] is next to the head

    friend bool operator==(const Context&, const Context&) = default;
};

// One round of a multiplicative hash (Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4).
std::size_t mixed(std::size_t hash, Cell cell) {
    hash = (hash ^ cell) * std::size_t{0x9E3779B97F4A7C15};
    return hash ^ (hash >> 32);
}

struct Hash {
    std::size_t operator()(const Gram& gram) const {
        std::size_t hash = 0;
        for (const Cell cell : gram)
            hash = mixed(hash, cell);
        return hash;
    }
    std::size_t operator()(const Context& context) const {
        return mixed((*this)(context.left), context.here) * 31 + mixed((*this)(context.right), context.state);
    }
};

// The r-grams that are known to occur on one side, by their r-1 cells nearest to the head, and beside them
// the contexts (by number) to whose view they come next: those whose cells 2 to r are these.
class Side {
  public:
    struct Meeting {
        std::vector<Gram> grams;
        std::vector<std::size_t> contexts;
    };

    explicit Side(unsigned radius) : radius_(radius) { add({}); }

    // Where grams that begin like this one meet contexts.
    Meeting& begun_by(Gram gram) {
        gram[radius_ - 1] = 0;
        return meetings_[gram];
    }

    // Where contexts with this view meet grams.
    Meeting& after(const Gram& view) {
        Gram beginning = {};
        std::copy(view.begin() + 1, view.begin() + radius_, beginning.begin());
        return meetings_[beginning];
    }

    // True if the gram is new.
    bool add(const Gram& gram) {
        std::vector<Gram>& grams = begun_by(gram).grams;
        if (std::find(grams.begin(), grams.end(), gram) != grams.end()) return false;
        grams.push_back(gram);
        return true;
    }

  private:
    unsigned radius_;
    std::unordered_map<Gram, Meeting, Hash> meetings_;
};

class Search {
  public:
    Search(const PartialMachine& machine, const ContextLimits& limits)
        : machine_(machine), limits_(limits), left_(limits.radius), right_(limits.radius) {
        found({});
    }

    // Steps from every context found, once: what an r-gram found later leads to is found with that r-gram.
    // When none is left the sets are closed.
    bool closes() {
        for (std::size_t next = 0; next < contexts_.size(); ++next)
            if (!step(next) || contexts_.size() > limits_.contexts) return false;
        return true;
    }

  private:
    void found(const Context& context) {
        if (known_.insert(context).second) contexts_.push_back(context);
    }

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

    // What a step from the context leads to if the r-gram comes into view.
    [[nodiscard]] Context following(const Context& from, const Gram& coming) const {
        const Entry& entry = machine_.entry(from.state, from.here & 1);
        const bool rightwards = entry.move > 0;
        const Gram& behind = rightwards ? from.left : from.right;
        Gram new_behind = {};
        new_behind[0] = written(from, entry);
        std::copy(behind.begin(), behind.begin() + (limits_.radius - 1), new_behind.begin() + 1);
        return {.state = entry.next,
                .here = (rightwards ? from.right : from.left)[0],
                .left = rightwards ? new_behind : coming,
                .right = rightwards ? coming : new_behind};
    }

    // Adds every context one step can lead to; false if the step asks for an undefined entry.
    //
    // Why all of them are added: let the cells ahead, in the direction of the move, be a1, a2, ...; the
    // context shows a1..ar, and the r-grams of that side contain every stretch a(i+1)..a(i+r) with i >= 1.
    // After the move a1 is under the head and a2..a(r+1) is in view, which is an r-gram of the side beginning
    // with a2..ar. Behind the head the written cell comes into view, and the former view b1..br is now a
    // stretch further out: it becomes an r-gram of its side, and comes into the view of all contexts that
    // wait for such a one; all other stretches were r-grams of their sides before.
    bool step(std::size_t number) {
        const Context from = contexts_[number];
        const Entry& entry = machine_.entry(from.state, from.here & 1);
        if (!entry.defined) return false;
        const bool rightwards = entry.move > 0;
        Side& behind = rightwards ? left_ : right_;
        const Gram& further_out = rightwards ? from.left : from.right;
        if (behind.add(further_out))
            for (const std::size_t waiting : behind.begun_by(further_out).contexts)
                found(following(contexts_[waiting], further_out));
        Side::Meeting& ahead = (rightwards ? right_ : left_).after(rightwards ? from.right : from.left);
        ahead.contexts.push_back(number);
        for (const Gram& coming : ahead.grams)
            found(following(from, coming));
        return true;
    }

    const PartialMachine& machine_;
    ContextLimits limits_;
    Side left_;
    Side right_;
    std::unordered_set<Context, Hash> known_;
    std::vector<Context> contexts_;
};

}  // namespace

bool has_closed_contexts(const PartialMachine& machine, const ContextLimits& limits) {
    if (limits.radius < 1 || limits.radius > kMostRadius)
        throw std::invalid_argument("closed contexts: a radius of 1 to 5");
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
