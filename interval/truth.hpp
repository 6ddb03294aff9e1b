// Three-valued truth: what comparing two enclosures can say.
//
// Two enclosures may lie apart, and then an order between the numbers inside them is certain; or they may
// overlap, and then nothing is. Code that treated the second case as "false" would turn ignorance into a
// verdict, so no comparison of enclosures returns bool: it returns a Truth, which converts to nothing.
#pragma once

namespace groundcheck {

enum class Truth { no, unknown, yes };

// Kleene's strong logic: the answer is certain whenever it does not depend on the unknown part.
constexpr Truth operator!(Truth a) {
    return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::unknown;
}
constexpr Truth operator&&(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
constexpr Truth operator||(Truth a, Truth b) { return !(!a && !b); }

// From a decided condition; use it only where the bool itself is exact.
constexpr Truth certainly(bool decided) { return decided ? Truth::yes : Truth::no; }

constexpr bool is_certain(Truth a) { return a != Truth::unknown; }

}  // namespace groundcheck
