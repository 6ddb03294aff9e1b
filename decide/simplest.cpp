#include "decide/simplest.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "decide/continuum/decide_continuum.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_points.hpp"
#include "decide/methods/witness.hpp"
#include "decide/question/free_domain.hpp"
#include "decide/question/simplicity.hpp"
#include "sim/process.hpp"
#include "sim/process_error.hpp"
#include "sim/program_learner.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

// Candidates that are looked at together, between two looks at the limits.
constexpr std::uint64_t largest_batch = 4096, smallest_batch = 16, work_of_batch = 300'000;
constexpr std::size_t most_settled = 40;      // cells that are tried over the continuum
constexpr std::uint64_t overhead = 8;         // of one evaluation, in products of probabilities
constexpr std::size_t most_tuples = 200'000;  // combinations of sizes at one level of one cell

// Where equality is claimed every point needs exact numbers, which cost that much more.
constexpr std::uint64_t exact_weight = 16;

bool claims_equality(const Expression& e) {
    return mentions(e, [](const Expression& part) {
        return part.node == Node::relation && part.relation == Relation::equal;
    });
}

// What K, N and t have to be: a step of the order of simplicity.
struct Cell {
    std::uint32_t K = 0, N = 0;
    Rational t = 0;
    std::vector<FreePoints> parts;
    bool settled = false;  // the claim is proved at every point

    auto place() const { return std::tie(K, N, t); }
    std::string text() const {
        std::string result = "K = " + std::to_string(K);
        if (N > 0) result += ", N = " + std::to_string(N);
        return t > 0 ? result + ", t = " + to_string(t) : result;
    }
};

// One choice of sizes for the variables of one part of a cell.
struct Combination {
    std::uint64_t total = 0;
    std::size_t part = 0;
    std::vector<std::uint32_t> sizes;
};

// A point at which the statement fails, and the domain that it is of.
struct Failing {
    Point point;
    std::size_t domain = 0;
};

class Search {
  public:
    Search(const Question& question, const SearchLimits& limits, const std::optional<Witness>& known)
        : limits_(limits), free_(free_claim(question)), question_{&free_, false} {
        statement_ = with_equality(question_);
        const bool symmetric = is_symmetric(*statement_);
        if (claims_equality(*statement_)) weight_ = exact_weight;
        for (const Instance& instance : instances(question_)) {
            const Domain& domain = free_.domains.at(instance.domain);
            FreePoints part(domain, instance, symmetric && is_symmetric(domain));
            const auto t = instance.scalars.find("t");
            Cell cell;
            cell.K = instance.K.value_or(0);
            cell.N = instance.N.value_or(0);
            if (t != instance.scalars.end()) cell.t = t->second;
            auto place = std::find_if(cells_.begin(), cells_.end(),
                                      [&](const Cell& other) { return other.place() == cell.place(); });
            if (place == cells_.end()) place = cells_.insert(cells_.end(), std::move(cell));
            place->parts.push_back(std::move(part));
        }
        std::sort(cells_.begin(), cells_.end(),
                  [](const Cell& a, const Cell& b) { return a.place() < b.place(); });
        if (known) bound(*known);
    }

    SearchOutcome run() {
        if (outcome_.witness) settle_smaller();
        for (const std::uint32_t level : levels()) {
            if (!level_done(level)) break;
            complete_ = level;
        }
        conclude();
        return std::move(outcome_);
    }

  private:
    // ---- what is known

    void bound(const Witness& witness) {
        outcome_.witness = witness;
        best_.emplace(witness);
    }

    // Whether something at this level of the cell could be simpler than the best.
    bool worth(const Cell& cell, std::uint32_t level) const {
        if (cell.settled) return false;
        if (!best_) return true;
        const auto best = std::tie(best_->K, best_->N, best_->t);
        if (cell.place() != best) return cell.place() < best;
        return level <= best_->largest;
    }

    // 1, 2, ... up to the limit, and beyond it the sizes of what is listed.
    std::set<std::uint32_t> levels() const {
        std::set<std::uint32_t> result;
        bool free = false;
        for (const Cell& cell : cells_)
            for (const FreePoints& part : cell.parts) {
                free = free || part.has_free();
                for (const std::uint32_t size : part.listed_sizes())
                    result.insert(size);
            }
        for (std::uint32_t size = 1; free && size <= limits_.sizes; ++size)
            result.insert(size);
        return result;
    }

    // ---- one level

    // All cells at this level; false if a limit ended it.
    bool level_done(std::uint32_t level) {
        bool any = false;
        for (Cell& cell : cells_) {
            if (!worth(cell, level)) continue;
            any = true;
            const bool had_none = !best_;
            if (!cell_done(cell, level)) return false;
            if (had_none && best_) {
                settle_smaller();
                break;  // the cells after this one are not simpler any more
            }
        }
        if (!any) finished_ = true;
        return any;
    }

    bool cell_done(Cell& cell, std::uint32_t level) {
        std::vector<Combination> combinations;
        for (std::size_t p = 0; p < cell.parts.size(); ++p)
            if (!combine(cell.parts[p], p, level, combinations)) return limit();
        std::stable_sort(combinations.begin(), combinations.end(),
                         [](const Combination& a, const Combination& b) { return a.total < b.total; });
        for (std::size_t begin = 0; begin < combinations.size();) {
            std::size_t end = begin;
            while (end < combinations.size() && combinations[end].total == combinations[begin].total)
                ++end;
            std::optional<Failing> simplest;
            for (; begin < end; ++begin)
                if (!try_all(cell.parts[combinations[begin].part], combinations[begin], simplest))
                    return false;
            if (!simplest) continue;
            if (!best_ || Simplicity(simplest->point) < *best_) accept(*simplest);
            return true;
        }
        return true;
    }

    // The combinations of sizes whose largest is the level.
    bool combine(FreePoints& part, std::size_t number, std::uint32_t level, std::vector<Combination>& into) {
        const std::size_t variables = part.variables();
        std::vector<std::uint32_t> sizes(variables);
        const auto choose = [&](const auto& self, std::size_t v, std::uint64_t total, bool reached) -> bool {
            if (v == variables) {
                if (!reached) return true;
                into.push_back({total, number, sizes});
                return into.size() <= most_tuples;
            }
            for (const std::uint32_t size : part.sizes(v, std::min(level, limits_.sizes), level)) {
                if (v + 1 == variables && !reached && size != level) continue;
                sizes[v] = size;
                if (!self(self, v + 1, total + size, reached || size == level)) return false;
            }
            return true;
        };
        if (part.fixed_size() > level) return true;
        return choose(choose, 0, part.fixed_total(), part.fixed_size() == level);
    }

    // Every point with these sizes; the simplest that fails is kept in `simplest`. False if a limit ended it.
    bool try_all(FreePoints& part, const Combination& combination, std::optional<Failing>& simplest) {
        const ExpressionPtr& where = free_.domains.at(part.domain()).where;
        if (part.at_most(combination.sizes) * static_cast<double>(overhead) >
            static_cast<double>(limits_.work - std::min(used_, limits_.work)))
            return limit();
        const std::uint64_t count = part.select(combination.sizes);
        if (count == 0) return true;
        const std::optional<std::uint64_t> unit = work_of(part);
        if (!unit) {
            too_large_ = true;
            return true;
        }
        const std::uint64_t batch =
            std::clamp(work_of_batch / (*unit + overhead), smallest_batch, largest_batch);
        for (std::uint64_t begin = 0; begin < count; begin += batch) {
            const std::uint64_t end = std::min<std::uint64_t>(count, begin + batch);
            const std::uint64_t work = (end - begin) * (*unit + overhead);
            if (work > limits_.work - std::min(used_, limits_.work)) return limit();
            if (limits_.stop && limits_.stop()) return limit();
            used_ += work;
            outcome_.points += end - begin;
            std::vector<Truth> truths(end - begin, Truth::yes);
            tbb::this_task_arena::isolate([&] {
                tbb::parallel_for(std::uint64_t{0}, end - begin,
                                  [&](std::uint64_t i) { truths[i] = truth_at(part.at(begin + i), where); });
            });
            for (std::uint64_t i = 0; i < end - begin; ++i) {
                if (truths[i] == Truth::unknown) ++open_;
                if (truths[i] != Truth::no) continue;
                Point point = part.at(begin + i);
                if (!simplest || Simplicity(point) < Simplicity(simplest->point))
                    simplest = {std::move(point), part.domain()};
            }
        }
        return true;
    }

    bool limit() {
        outcome_.stopped = true;
        return false;
    }

    // Whether the statement holds at the point; outside the domain, or where it has no value, nothing is
    // claimed.
    Truth truth_at(const Point& point, const ExpressionPtr& where) const {
        try {
            const Truth inside = where_truth(where, point);
            if (inside == Truth::no) return Truth::yes;
            const Truth truth = decide_point(*statement_, point, limits_.ceiling, false).truth;
            return inside == Truth::yes || truth == Truth::yes ? truth : Truth::unknown;
        } catch (const DomainError&) {
            return Truth::yes;
        } catch (const ProcessError&) {  // a chain too large to be written down
            return Truth::unknown;
        } catch (const ProgramLoopTooLarge&) {
            return Truth::unknown;
        }
    }

    // Of one evaluation. Nothing if that is too much.
    std::optional<std::uint64_t> work_of(FreePoints& part) const {
        if (!part.work) {
            try {
                part.work = evaluation_work(*statement_, part.at(0));
            } catch (const DomainError&) {
                return 1;  // the next point may have a value
            } catch (const ProcessError&) {
                return std::nullopt;
            } catch (const ProgramLoopTooLarge&) {
                return std::nullopt;
            }
        }
        if (*part.work > limits_.outcome_budget) return std::nullopt;
        return part.work->convert_to<std::uint64_t>() * weight_;
    }

    void accept(const Failing& found) {
        const PointVerdict checked =
            decide_point(*statement_, found.point, PrecisionLadder::default_ceiling, true);
        if (checked.truth != Truth::no) return;  // cannot be: it was certain before
        const Witness witness = make_witness(statement_, found.point);
        confirm_witness(question_, free_.domains.at(found.domain), witness, limits_.second);
        bound(witness);
    }

    // ---- smaller cells over the continuum

    void settle_smaller() {
        std::vector<Cell*> smaller;
        for (Cell& cell : cells_)
            if (cell.place() < std::tie(best_->K, best_->N, best_->t)) smaller.push_back(&cell);
        if (smaller.size() > most_settled) return;
        for (Cell* cell : smaller) {
            if (limits_.stop && limits_.stop()) return;
            cell->settled = std::all_of(cell->parts.begin(), cell->parts.end(),
                                        [this](const FreePoints& part) { return proved(part); });
            settled_ += cell->settled ? 1 : 0;
        }
    }

    bool proved(const FreePoints& part) const {
        const Domain& domain = free_.domains.at(part.domain());
        if (!has_continuum(domain) || !plain_process(domain.process.get()) || !domain.observables.empty())
            return false;
        try {
            return decide_continuum(question_, part.instance()).result.verdict == Verdict::proved;
        } catch (const InputError&) {
        } catch (const DomainError&) {
        }
        return false;
    }

    // ---- what to say

    void conclude() {
        const bool sure = (finished_ || (!outcome_.stopped && !free_left())) && open_ == 0 && !too_large_;
        outcome_.certain = sure;
        const std::string up_to = complete_ == 0 ? std::string("no size in full")
                                                 : "every denominator up to " + std::to_string(complete_);
        std::string& text = outcome_.searched;
        if (outcome_.witness) {
            text = sure ? "nothing simpler exists: every smaller denominator was tried"
                        : "of everything simpler, " + up_to + " was tried: none";
            if (settled_ > 0)
                text += settled_ == 1
                            ? "; for one smaller choice of K, N and t the claim is proved at every point"
                            : "; for " + std::to_string(settled_) +
                                  " smaller choices of K, N and t the claim is proved at every point";
        } else {
            text = sure ? "every point was tried: there is no counterexample"
                        : up_to + " was tried at every K, N and t: no counterexample";
        }
        if (outcome_.stopped) text += "; then a limit ended the search";
        if (too_large_) text += "; samples too large to enumerate were left out";
        if (open_ > 0) text += "; " + std::to_string(open_) + " points stayed open";
    }

    // Whether some cell that could have something simpler has infinitely many points.
    bool free_left() const {
        return std::any_of(cells_.begin(), cells_.end(), [this](const Cell& cell) {
            return worth(cell, std::numeric_limits<std::uint32_t>::max()) &&
                   std::any_of(cell.parts.begin(), cell.parts.end(),
                               [](const FreePoints& part) { return part.has_free(); });
        });
    }

    const SearchLimits& limits_;
    Claim free_;
    Question question_;
    ExpressionPtr statement_;
    std::vector<Cell> cells_;
    std::optional<Simplicity> best_;
    std::uint32_t complete_ = 0;
    std::uint64_t used_ = 0, open_ = 0, weight_ = 1;
    std::size_t settled_ = 0;
    bool finished_ = false, too_large_ = false;
    SearchOutcome outcome_;
};

}  // namespace

SearchOutcome find_simplest(const Question& question, const SearchLimits& limits,
                            const std::optional<Witness>& known) {
    return Search(question, limits, known).run();
}

}  // namespace groundcheck
