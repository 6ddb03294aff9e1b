// The error that a process without an answer ends in; apart, so that whoever catches it needs no process.
#pragma once

#include <stdexcept>

namespace groundcheck {

// A question that has no answer: a limit law of a process that has none, a chain too large to be written
// down.
struct ProcessError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace groundcheck
