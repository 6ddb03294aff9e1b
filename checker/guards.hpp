// A seam for tests: the guards that can be taken out of a checker built for that purpose alone.
//
// A forger that no checker ever believes proves nothing about either. The tests therefore build the checker a
// second time with CHECKER_WEAKENED defined; there, the environment variable of that name says which guard is
// missing, and the forger must get through. In the checker that is installed every guard is the constant
// true.
#pragma once

#include <cstdlib>
#include <string_view>

namespace checker {

#ifdef CHECKER_WEAKENED
// Whether the guard of this name is in place.
inline bool guarded(std::string_view guard) {
    static const char* missing = std::getenv("CHECKER_WEAKENED");
    return missing == nullptr || guard != missing;
}
#else
constexpr bool guarded(std::string_view) { return true; }
#endif

}  // namespace checker
