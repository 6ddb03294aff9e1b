// Deciding on the whole continuum: for every Q of the simplex, and every P and alpha that range with it.
//
// Each relation of the statement becomes a function on the unit cube (cube_reading.hpp) that must
// nowhere be negative. Branch and bound over exact dyadic boxes settles it
// (interval/continuum/subdivision.hpp); the boundary is read from the claim anew, under the claims'
// conventions. A proof comes with its certificate. Where the function is negative, simple rational points
// near by are tried as witnesses against the claim itself.
#pragma once

#include <string>
#include <vector>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

struct ContinuumOptions {
    Precision ceiling = 512;  // bits
};

struct ContinuumOutcome {
    InstanceResult
        result;  // undecided with a reason if nothing else is possible; `certificate` is left empty
    std::string certificate;  // the certificate's text; empty unless proved
};

// Decides one instance of a question whose domain has a continuum. Never throws for a claim it cannot read:
// that is a reason.
ContinuumOutcome decide_continuum(const Question& question, const Instance& instance,
                                  const ContinuumOptions& options = {});

// The statements that a certificate of the instance may prove in place of the claim's own: about plain
// samples, without brackets, about numbers alone (docs/deciding.md).
std::vector<std::string> other_words(const Question& question, const Instance& instance);

}  // namespace groundcheck
