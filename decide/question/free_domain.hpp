// A domain with its lattices opened: what ranges over a lattice ranges over every rational point.
//
// A claim over lattice(20) means all distributions and looks at some. The search for the simplest
// counterexample (simplest.hpp) looks at all of them, one size (least common denominator) after the other.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// The claim (or mutant) as a claim with its lattices opened: distributions of a fixed denominator range over
// the simplex, numbers of lattice(d) over [0,1]; K = "any" becomes 1 to 4.
Claim free_claim(const Question& question);

// Whether the witness lies on the lattices, and has the listed numbers, of one of the claim's domains: an
// opened domain has points between those of the claim's own.
bool on_lattices(const std::vector<Domain>& domains, const Witness& witness);

// The points of one instance of an opened domain, by the sizes of its variables.
class FreePoints {
  public:
    // `symmetric`: permuting the symbols changes nothing, so that the first distribution may be sorted.
    FreePoints(const Domain& domain, const Instance& instance, bool symmetric);

    const Instance& instance() const { return instance_; }
    std::size_t domain() const { return instance_.domain; }
    std::size_t variables() const { return variables_.size(); }
    bool has_free() const;
    // The size of what the instance fixes (t aside); 1 if there is nothing.
    std::uint32_t fixed_size() const { return fixed_size_; }
    // The sum of the sizes of all that it fixes.
    std::uint64_t fixed_total() const { return fixed_total_; }
    // The sizes of what is listed, the fixed one included.
    std::vector<std::uint32_t> listed_sizes() const;
    // The sizes that variable v can have: up to `free` if it ranges freely, up to `listed` if not.
    std::vector<std::uint32_t> sizes(std::size_t v, std::uint32_t free, std::uint32_t listed) const;
    // A bound on how many points there are with these sizes, without listing them.
    double at_most(const std::vector<std::uint32_t>& sizes) const;
    // Chooses the points with these sizes, one for each variable, and returns how many there are.
    std::uint64_t select(const std::vector<std::uint32_t>& sizes);
    // One of those, by its number. Safe to call from many threads between two calls of select.
    Point at(std::uint64_t index) const;

    std::optional<Integer> work;  // of one evaluation; for whoever evaluates to remember

  private:
    enum class Kind { distribution, scalar, observable, word };
    using Values = std::vector<std::vector<Rational>>;
    struct Variable {
        std::string name;
        Kind kind = Kind::distribution;
        bool free = false, sorted = false;
        ScalarDomain range;                     // of a free number
        std::map<std::uint32_t, Values> lists;  // by size; of a free variable, those met so far
        std::vector<std::string> words;         // of a string: the lists have its number among these
    };
    const Values& list(Variable& variable, std::uint32_t size);

    Instance instance_;
    Point fixed_;
    std::uint32_t fixed_size_ = 1;
    std::uint64_t fixed_total_ = 0;
    std::vector<Variable> variables_;
    std::vector<const Values*> chosen_;
};

}  // namespace groundcheck
