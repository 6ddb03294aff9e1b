// Decides a statement chain by chain: in intervals, and where they cannot tell, exactly.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "decide/loops/exact_terms.hpp"
#include "decide/loops/lattice_finding.hpp"
#include "sim/loops/loop_measures.hpp"
#include "sim/rounding.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

using loops::CountedText;
using loops::FallCase;

constexpr DoubleKernel lattice_kernel;
constexpr std::uint32_t first_generation = 1;
constexpr std::size_t most_texts_shown = 12;

// One case with its texts: what the statement's leaves are there.
class LatticeCase {
  public:
    LatticeCase(const LoopStatement& statement, const FallCase& one)
        : statement_(statement), case_(one), texts_(one.texts()) {}

    [[nodiscard]] Truth truth() const {
        const Truth found = truth_of(statement_.formula, leaves());
        return found == Truth::unknown ? exact_truth(statement_.formula, exact_leaves()) : found;
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> described() const {
        std::vector<std::pair<std::string, std::string>> lines = {{"N", std::to_string(case_.transitions)},
                                                                  {"rows", loops::matrix_text(case_.matrix)}};
        if (!case_.counts.empty()) lines.emplace_back("fitted to", counts_text(case_.counts));
        lines.emplace_back("begun by", loops::law_text(case_.start));
        if (texts_.size() <= most_texts_shown) {
            std::string all;
            for (const CountedText& text : texts_)
                all +=
                    (all.empty() ? "" : "; ") + counts_text(text.counts) + " " + to_string(text.probability);
            lines.emplace_back("texts", "counts by rows, and probability: " + all);
        }
        describe_sides(lines);
        return lines;
    }

  private:
    static std::string counts_text(const std::vector<unsigned>& counts) {
        return fmt::format("({})", fmt::join(counts, ", "));
    }

    void describe_sides(std::vector<std::pair<std::string, std::string>>& lines) const {
        if (statement_.formula.kind != LoopTerm::Kind::chain) return;
        const std::vector<LoopTerm>& sides = statement_.formula.parts;
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const std::string name = sides.size() != 2 ? "side " + std::to_string(i + 1)
                                     : i == 0          ? "left"
                                                       : "right";
            const auto exact = exact_value(sides[i], exact_leaves());
            lines.emplace_back(name, (exact ? to_string(*exact) + ", " : "") + "in " +
                                         lattice_kernel.to_string(value_of(sides[i], leaves()), 15));
        }
    }

    [[nodiscard]] loops::TransitionMatrix fitted(const CountedText& text) const {
        return loops::fitted_chain(text.counts, case_.matrix.symbols);
    }

    [[nodiscard]] LoopLeaves leaves() const {
        LoopLeaves all;
        const DoubleInterval before = loops::conditional_entropy(case_.matrix, case_.law);
        all.measure = [before](std::size_t, std::uint32_t) { return before; };
        all.bracket = [this, before](std::size_t b) {
            const LoopBracket& bracket = statement_.brackets.at(b);
            DoubleInterval sum{0, 0};
            for (const CountedText& text : texts_) {
                const DoubleInterval after =
                    loops::conditional_entropy(fitted(text), case_.shares_of(text.counts));
                LoopLeaves inside;
                inside.measure = [&](std::size_t, std::uint32_t generation) {
                    return generation == 0 ? before : after;
                };
                DoubleInterval made{0, 1};
                if (!bracket.probability)
                    made = value_of(bracket.body, inside);
                else if (const Truth found = truth_of(bracket.body, inside); found != Truth::unknown)
                    made = lattice_kernel.point(found == Truth::yes ? 1 : 0);
                sum = lattice_kernel.add(sum,
                                         lattice_kernel.mul(lattice_kernel.rational(text.probability), made));
            }
            return sum;
        };
        return all;
    }

    [[nodiscard]] ExactLeaves exact_leaves() const {
        ExactLeaves all;
        all.measure = [this](std::size_t, std::uint32_t) { return before(); };
        all.bracket = [this](std::size_t b) -> std::optional<LogLinear> {
            const LoopBracket& bracket = statement_.brackets.at(b);
            LogLinear sum;
            for (const CountedText& text : texts_) {
                const LogLinear after =
                    loops::exact_conditional_entropy(fitted(text), case_.shares_of(text.counts));
                ExactLeaves inside;
                inside.measure = [&](std::size_t, std::uint32_t generation) -> std::optional<LogLinear> {
                    return generation == 0 ? before() : after;
                };
                const auto made = bracket.probability ? exact_indicator(bracket.body, inside)
                                                      : exact_value(bracket.body, inside);
                if (!made) return std::nullopt;
                sum.add_scaled(*made, text.probability);
            }
            return sum;
        };
        return all;
    }

    [[nodiscard]] LogLinear before() const {
        return loops::exact_conditional_entropy(case_.matrix, case_.law);
    }

    static std::optional<LogLinear> exact_indicator(const LoopTerm& formula, const ExactLeaves& inside) {
        const Truth found = exact_truth(formula, inside);
        if (found == Truth::unknown) return std::nullopt;
        return LogLinear(Rational(found == Truth::yes ? 1 : 0));
    }

    const LoopStatement& statement_;
    const FallCase& case_;
    std::vector<CountedText> texts_;
};

// The largest denominator that the case is written with.
Integer complexity(const FallCase& one) {
    Integer largest = 1;
    for (const Rational& entry : one.matrix.rows)
        largest = std::max(largest, Integer(denominator_of(entry)));
    return largest;
}

}  // namespace

std::string LatticeVerdict::in_words() const {
    switch (verdict) {
        case Verdict::proved:
            return "proved (lattice)";
        case Verdict::refuted:
            return "refuted (exact)";
        case Verdict::undecided:
            return "undecided";
    }
    throw std::logic_error("a verdict without a word");
}

void require_exact(const LoopStatement& statement, const Source& source) {
    each_term_of(statement, [&](const LoopTerm& term) {
        if (term.kind == LoopTerm::Kind::measure &&
            term.index != static_cast<std::size_t>(loops::LoopMeasure::entropy))
            throw source.error(term.where, "an enumeration knows the entropy alone",
                               "entropy[0] or E[entropy[1]]");
    });
    for (const auto& [loop, last] : generations_of(statement, {0}))
        if (last > first_generation)
            throw source.error(statement.formula.where, "an enumeration knows the first generation alone",
                               "entropy[0] is the chain's, entropy[1] that of the chain fitted to its text");
}

LatticeVerdict decide_on_lattice(const LoopStatement& statement, const LatticePlan& plan,
                                 const std::function<bool()>& go_on) {
    LatticeVerdict found;
    struct Simplest {
        unsigned transitions;
        Integer denominator;
    };
    std::optional<Simplest> simplest;
    const auto visit = [&](const FallCase& one) {
        if (go_on && !go_on()) return false;
        const LatticeCase held(statement, one);
        const Truth truth = held.truth();
        ++found.cases;
        found.open += truth == Truth::unknown ? 1 : 0;
        if (truth != Truth::no) return true;
        ++found.fails;
        // Cases come with their transitions rising.
        if (simplest && (one.transitions > simplest->transitions || complexity(one) >= simplest->denominator))
            return true;
        simplest = Simplest{one.transitions, complexity(one)};
        found.counterexample = held.described();
        return true;
    };
    const bool whole =
        loops::each_fall_case(plan.reading, plan.symbols, plan.denominator, plan.samples, visit);
    if (found.fails > 0)
        found.verdict = Verdict::refuted;
    else if (whole && found.open == 0 && found.cases > 0)
        found.verdict = Verdict::proved;
    return found;
}

}  // namespace groundcheck
