// The simplest counterexample: an exhaustive search in the order of simplicity.hpp.
//
// A lattice or a simplex in the domain stands for all distributions, lattice(d) or an interval of a number
// for all rationals of its range: the search looks at every rational point, in order of K, then N, then t,
// then sizes (denominators). What is listed in the domain (values, points, data, vertices, models that N
// samples give) stays listed, and the domain's condition holds. So "simplest" is a fact as far as the search
// says it went, and often without such a bound: where the claim is proved over the whole continuum for every
// smaller K, N and t, nothing simpler exists.
//
// There are infinitely many points with a given K and N, so the search goes by levels: all points of size 1,
// all of size 2, and so on, each level at every (K, N, t) that is smaller than the best one found so far.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "decide/second_meaning.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

struct SearchLimits {
    std::uint32_t sizes = 400;               // the largest size of what ranges freely
    std::uint64_t work = 20'000'000;         // products of probabilities, all evaluations together
    std::uint64_t outcome_budget = 200'000;  // the same, of one evaluation
    Precision ceiling = 512;                 // bits; a point that stays open is passed over, and counted
    SecondMeaningOptions second = {};        // how the counterexample is held against the reference
    std::function<bool()> stop = {};         // asked now and then, from one thread; true ends the search
};

struct SearchOutcome {
    std::optional<Witness> witness;
    bool certain =
        false;  // of a witness: no simpler one exists, whatever its sizes. Of none: there is none at all
    bool stopped = false;      // by the limits
    std::uint64_t points = 0;  // tried
    std::string searched;      // how far it went, in words
};

// The simplest point at which the question's statement (with its equality condition) fails; `known` is a
// witness that bounds the search. The same on any number of threads. Points where the statement has no value
// are no counterexamples. Throws InputError for data that cannot be read, KernelDisagreement, and
// MeaningDisagreement if the reference does not find the point in the domain and the statement false there.
SearchOutcome find_simplest(const Question& question, const SearchLimits& limits,
                            const std::optional<Witness>& known = {});

}  // namespace groundcheck
