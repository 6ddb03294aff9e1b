// What papers write and the language says otherwise: the hint of an error about a word that it does not know.
#pragma once

#include <string>
#include <string_view>

namespace groundcheck {

// What comes nearest to the word here, as a hint: "the Shannon entropy is H(p)" for "entropy". Empty for a
// word that is not in the book. Upper and lower case are the same.
std::string said_here(std::string_view word);

// The same where a text breaks off what can be read: a hint about what stands there, `rest`, after `before`.
std::string hint_at(std::string_view rest, std::string_view before);

}  // namespace groundcheck
