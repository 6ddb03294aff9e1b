// Which versions of which libraries do the arithmetic: part of a verdict's provenance.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace groundcheck {

// (library, version) of FLINT, Arb, MPFR, MPFI, GMP, Boost and SQLite as they run now, in this order. An Arb
// that is part of FLINT 3 says so instead of a number of its own.
std::vector<std::pair<std::string, std::string>> library_versions();

// The engine's version with those of the libraries whose results reach a verdict. A stored verdict is used
// again only where this text is the same.
std::string engine_fingerprint();

}  // namespace groundcheck
