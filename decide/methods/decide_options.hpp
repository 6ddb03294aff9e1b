// What deciding may use, whatever the method: how precise, how long, and who keeps the certificates.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

struct DecideOptions {
    Precision ceiling = PrecisionLadder::default_ceiling;  // bits; log-linear numbers need no ceiling
    std::uint64_t outcome_budget = 4'000'000;              // outcomes that one evaluation may visit
    // Asked now and then while an instance is decided point by point; true leaves it undecided, with that for
    // its reason.
    std::function<bool()> stop = {};
    // Keeps the certificate of an instance that is proved over a continuum, and returns the name under which
    // it is kept (the instance's `certificate`). Called from many threads at once. Without it certificates
    // are not kept.
    std::function<std::string(const Question&, const InstanceResult&, const std::string& text)>
        keep_certificate;
};

}  // namespace groundcheck
