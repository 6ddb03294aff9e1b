// What an equality condition comes down to for the numbers of an instance.
#pragma once

#include "context.hpp"

namespace checker {

enum class Equality { unstated, always, vertex, uniform, vertex_or_uniform, never };
inline bool at_vertices(Equality e) { return e == Equality::vertex || e == Equality::vertex_or_uniform; }
inline bool at_uniform(Equality e) { return e == Equality::uniform || e == Equality::vertex_or_uniform; }

// The certificate's condition with the constants put in: always, never, at the vertices or where Q is
// uniform. It is read without the variables (`inside` is the scope that has them, for the tests of this guard
// alone), so that it cannot hold in one part of the domain and fail in another. Throws Unreadable for any
// other.
Equality equality_of(const Context& context, const Scope& inside);

}  // namespace checker
