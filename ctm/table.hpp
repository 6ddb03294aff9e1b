// D(n): the output distribution of all n-state machines, with exact counts.
//
// D(n)(s) = machines that halt with output s / machines that halt, over the blank symbols asked for.
// Exchanging the symbols 0 and 1 everywhere in a machine turns its run on blank 0 into the complemented run
// on blank 1, and is a bijection of the machines; so the counts for blank 1 are those of the complemented
// strings for blank 0.
//
// A table made at a bound may be incomplete: machines that have not halted at the bound, and of which it is
// not known that they never will, could still add to it. The table then carries how much they could move.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ctm/enumerate.hpp"
#include "interval/rational.hpp"

namespace groundcheck::ctm {

// The blank symbols of the tapes a table ranges over.
enum class Blank { zero, one, both };

// Why a table leaves no halting machine out, if so.
enum class Completeness {
    proved,      // every machine that has not halted at the bound was proved here never to halt
    by_theorem,  // the bound is no less than the longest halting run known from the literature (machine.hpp)
    bounded      // neither: a halting machine may be missing
};

struct Row {
    std::string output;
    std::uint64_t count = 0;
};

// A closed interval of probabilities.
struct ProbabilityRange {
    Rational low;
    Rational high;
};

class Table {
  public:
    Table(const Enumeration& enumeration, Blank blank);

    [[nodiscard]] int states() const { return states_; }
    [[nodiscard]] std::uint32_t bound() const { return bound_; }
    [[nodiscard]] Blank blank() const { return blank_; }

    // Runs that were considered: machines times blanks. All counts below count runs.
    [[nodiscard]] std::uint64_t runs() const { return runs_; }
    [[nodiscard]] std::uint64_t halting() const { return halting_; }
    [[nodiscard]] std::uint32_t longest_halt() const { return longest_halt_; }
    // Runs that have not halted at the bound and are not proved endless here.
    [[nodiscard]] std::uint64_t undecided() const { return undecided_; }
    [[nodiscard]] Completeness completeness() const { return completeness_; }
    // Runs that may still halt: undecided() if the table is bounded, otherwise 0.
    [[nodiscard]] std::uint64_t tail() const {
        return completeness_ == Completeness::bounded ? undecided_ : 0;
    }

    // All outputs, by falling count, then rising length, then in the order of the strings.
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

    // Runs that halt with this output; 0 for a string no machine printed, and for text that is not a string
    // of 0s and 1s.
    [[nodiscard]] std::uint64_t count(std::string_view output) const;

    // count/halting(), exactly.
    [[nodiscard]] Rational probability(std::uint64_t count) const;

    // Where the probability lies in the table without a bound, for an output counted `count` times at the
    // bound. With u of the U = tail() runs halting, v <= u of them with this output, it is
    // (count+v)/(halting+u), so between count/(halting+U) and (count+U)/(halting+U). A single point if the
    // tail is 0.
    [[nodiscard]] ProbabilityRange probability_range(std::uint64_t count) const;

    // An upper bound on the total variation distance between this table and the one without a bound:
    // U/(halting+U). The latter is a mixture of this one and of the outputs of the u <= U late runs, with the
    // share u/(halting+u) of these.
    [[nodiscard]] Rational tail_variation() const;

  private:
    int states_;
    std::uint32_t bound_;
    Blank blank_;
    std::uint64_t runs_;
    std::uint64_t halting_;
    std::uint32_t longest_halt_;
    std::uint64_t undecided_;
    Completeness completeness_;
    std::vector<Row> rows_;
    OutputCounts counts_;
};

// How many machines halt after the bound, as far as the literature says more than the enumeration itself.
struct LateHalts {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

// For five states and a bound of at most 47 176 870 steps, from the published number of halting machines in
// Rado's formalism; no value otherwise. It rests on that count, which was computed from a Coq-verified
// enumeration, and is no part of what is proved here. Per blank.
//
// Rado's halting entries move as well: 4 halting and 4n moving choices per entry. A halting leaf with d
// entries defined before stands for 2*(4n+2)^(2n-1-d) machines here and 4*(4n+4)^(2n-1-d) there, per
// relabelling. So the late machines there, L = published - counted, make between L/2 * (22/24)^9 (all leaves
// at d = 0) and L/2 (all leaves at d = 2n-1) here.
std::optional<LateHalts> late_halts_by_literature(const Enumeration& enumeration);

// "0", "1" or "both".
std::string_view name_of(Blank blank);

}  // namespace groundcheck::ctm
