// Whether the tests run under the sanitizers, where every step costs ten to a hundred times as much:
// exhaustive tests then take the next smaller case, which goes through the same code.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
