#include "decide/loops/loop_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/loops/loop_measures.hpp"

namespace groundcheck {

namespace {

constexpr DoubleKernel loop_kernel;

std::uint32_t generation_of(const LoopTerm& measure, const LoopLeaves& leaves) {
    const DoubleInterval time = value_of(measure.parts.at(0), leaves);
    if (!time.is_point() || time.lo < 0 || time.lo > kMostLoopGenerations ||
        time.lo != static_cast<double>(static_cast<std::uint32_t>(time.lo)))
        throw LoopTime(measure.parts[0].where,
                       fmt::format("a generation is a whole number from 0 to {}, at t = {} this is none",
                                   kMostLoopGenerations, leaves.t));
    return static_cast<std::uint32_t>(time.lo);
}

// What is known of a term that has no value, or an infinite one, at some of what its parts may be: nothing.
// (A kernel's own root and power enclose the values that there are.)
constexpr DoubleInterval unbounded = {-directed::infinity, directed::infinity};

DoubleInterval root_of(DoubleInterval of) { return of.lo < 0 ? unbounded : loop_kernel.sqrt(of); }

DoubleInterval power_of(DoubleInterval base, DoubleInterval exponent) {
    constexpr double most = 1e6;
    if (exponent.is_point() && std::abs(exponent.lo) <= most && exponent.lo == std::trunc(exponent.lo)) {
        if (exponent.lo < 0 && base.lo <= 0 && base.hi >= 0) return unbounded;
        return loop_kernel.power(base, static_cast<std::int64_t>(exponent.lo));
    }
    if (base.lo < 0 || (base.lo <= 0 && exponent.lo <= 0)) return unbounded;
    return loop_kernel.power(base, exponent);
}

Truth related(Relation relation, DoubleInterval a, DoubleInterval b) {
    switch (relation) {
        case Relation::less:
            return loop_kernel.less(a, b);
        case Relation::less_equal:
            return loop_kernel.less_equal(a, b);
        case Relation::greater:
            return loop_kernel.less(b, a);
        case Relation::greater_equal:
            return loop_kernel.less_equal(b, a);
        case Relation::equal:
        case Relation::not_equal:
            break;
    }
    throw std::logic_error("a relation that no finding has");
}

// Calls visit(term) for the term and everything in it.
template <class Visit>
void each_term(const LoopTerm& term, const Visit& visit) {
    visit(term);
    for (const LoopTerm& part : term.parts)
        each_term(part, visit);
}

}  // namespace

DoubleInterval value_of(const LoopTerm& term, const LoopLeaves& leaves) {
    const auto part = [&](std::size_t i) { return value_of(term.parts.at(i), leaves); };
    switch (term.kind) {
        case LoopTerm::Kind::number:
            return term.value;
        case LoopTerm::Kind::time:
            return loop_kernel.point(leaves.t);
        case LoopTerm::Kind::measure:
            return leaves.measure(term.index, generation_of(term, leaves));
        case LoopTerm::Kind::expectation:
            return leaves.bracket(term.index);
        case LoopTerm::Kind::negative:
            return loop_kernel.neg(part(0));
        case LoopTerm::Kind::sum:
            return loop_kernel.add(part(0), part(1));
        case LoopTerm::Kind::difference:
            return loop_kernel.sub(part(0), part(1));
        case LoopTerm::Kind::product:
            return loop_kernel.mul(part(0), part(1));
        case LoopTerm::Kind::quotient:
            return loop_kernel.div(part(0), part(1));
        case LoopTerm::Kind::power:
            return power_of(part(0), part(1));
        case LoopTerm::Kind::log:
            return loop_kernel.log(part(0));
        case LoopTerm::Kind::exp:
            return loop_kernel.exp(part(0));
        case LoopTerm::Kind::sqrt:
            return root_of(part(0));
        case LoopTerm::Kind::abs:
            return loop_kernel.abs(part(0));
        case LoopTerm::Kind::min:
        case LoopTerm::Kind::max: {
            DoubleInterval found = part(0);
            for (std::size_t i = 1; i < term.parts.size(); ++i)
                found = term.kind == LoopTerm::Kind::min ? loop_kernel.min(found, part(i))
                                                         : loop_kernel.max(found, part(i));
            return found;
        }
        case LoopTerm::Kind::chain:
        case LoopTerm::Kind::conjunction:
        case LoopTerm::Kind::disjunction:
        case LoopTerm::Kind::negation:
            break;
    }
    throw std::logic_error("a formula has no value");
}

Truth connected(const LoopTerm& term, const std::function<Truth(std::size_t)>& part) {
    switch (term.kind) {
        case LoopTerm::Kind::conjunction:
            return part(0) && part(1);
        case LoopTerm::Kind::disjunction:
            return part(0) || part(1);
        case LoopTerm::Kind::negation:
            return !part(0);
        default:
            throw std::logic_error("a number is not true or false");
    }
}

Truth truth_of(const LoopTerm& term, const LoopLeaves& leaves) {
    if (term.kind != LoopTerm::Kind::chain)
        return connected(term, [&](std::size_t i) { return truth_of(term.parts.at(i), leaves); });
    Truth found = Truth::yes;
    for (std::size_t i = 0; i < term.relations.size(); ++i)
        found = found && related(term.relations[i], value_of(term.parts.at(i), leaves),
                                 value_of(term.parts.at(i + 1), leaves));
    return found;
}

void each_term_of(const LoopStatement& statement, const std::function<void(const LoopTerm&)>& visit) {
    each_term(statement.formula, visit);
    for (const LoopBracket& bracket : statement.brackets)
        each_term(bracket.body, visit);
}

bool mentions_time(const LoopStatement& statement) {
    bool found = false;
    each_term_of(statement,
                 [&](const LoopTerm& term) { found = found || term.kind == LoopTerm::Kind::time; });
    return found;
}

std::map<std::string, std::uint32_t> generations_of(const LoopStatement& statement,
                                                    const std::vector<std::uint32_t>& times) {
    std::map<std::string, std::uint32_t> last;
    for (const std::uint32_t t : times) {
        LoopLeaves leaves;
        leaves.t = t;
        each_term(statement.formula, [&](const LoopTerm& term) {
            if (term.kind == LoopTerm::Kind::measure && generation_of(term, leaves) != 0)
                throw LoopTime(term.where,
                               fmt::format("at t = {} this is random and has no value by itself", t));
        });
        for (const LoopBracket& bracket : statement.brackets)
            each_term(bracket.body, [&](const LoopTerm& term) {
                std::uint32_t& most = last[bracket.loop];
                if (term.kind == LoopTerm::Kind::measure) most = std::max(most, generation_of(term, leaves));
            });
    }
    return last;
}

}  // namespace groundcheck
