// The points of an instance as sums over symbols: which one-symbol masses occur, and how often in each point.
//
// A separable margin at a point is a sum of one-symbol values, and a lattice with thousands of points has
// only a few dozen different ones. This is the shared layout of that sum: a table of one-symbol masses (p, or
// p and q, ...), and for every point the table rows it uses with multiplicities. It does not depend on N, so
// all sample sizes share it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "decide/question/instance.hpp"

namespace groundcheck {

class SymbolSpace {
  public:
    struct Use {
        std::uint32_t row = 0;    // index into rows()
        std::uint32_t times = 1;  // how many symbols of the point have these masses
    };

    // For a fixed K: all points of the instance, up to a permutation of the symbols. For every alphabet
    // (instance.K empty): all partitions of the lattice's denominator, that is all points of the lattice with
    // any number of symbols as far as they have mass, provided the claim has one distribution; with several
    // the points are not listed (listed() is false) and only the rows are of use. With `absent` every
    // partition is listed twice, the second time with one symbol that has no mass. Throws TooLarge, also for
    // a range that is no lattice (uniform) over every alphabet.
    SymbolSpace(const Domain& domain, const Instance& instance, bool absent = false);

    // One-symbol masses, one per distribution in the order of names(). For every alphabet, row 0 is the
    // symbol with no mass at all.
    const std::vector<std::vector<Rational>>& rows() const { return rows_; }
    const std::vector<std::string>& names() const { return names_; }
    bool listed() const { return listed_; }

    std::size_t size() const { return starts_.size() - 1; }
    const Use* begin(std::size_t point) const { return uses_.data() + starts_[point]; }
    const Use* end(std::size_t point) const { return uses_.data() + starts_[point + 1]; }

    // The point itself, as the domain has it, with N and scalars from `instance`.
    Point at(std::size_t point, const Instance& instance) const;
    // The one-symbol view of a row, as Evaluator::of_symbol takes it.
    Point symbol(std::size_t row, const Instance& instance) const;

  private:
    std::uint32_t row_of(const std::vector<Rational>& masses);
    void add_point(const std::vector<std::uint32_t>& rows_of_symbols);
    void list_partitions(const DistributionDomain& range, bool absent);
    void list_pairs(const Domain& domain, const Instance& instance);

    std::shared_ptr<const Process> process_;
    std::optional<PointSet> points_;  // of a fixed K, in the same order
    std::vector<std::string> names_;
    std::vector<std::vector<Rational>> rows_;
    std::map<std::vector<Rational>, std::uint32_t> index_;
    std::vector<Use> uses_;
    std::vector<std::size_t> starts_ = {0};
    bool listed_ = true;
};

}  // namespace groundcheck
