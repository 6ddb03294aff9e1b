// What is wrong with a piece of input, where, and what would be right.
//
// Every reader in the project reports bad input by throwing an InputError, and by nothing else. Its message
// is made for people: the place, the line itself with a mark under the offending part, and a hint where there
// is one.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace groundcheck {

struct InputError : std::runtime_error {
    // `source_line` is the text of the line, `length` how many code points of it are marked (at least one).
    InputError(std::string file, std::size_t line, std::size_t column, std::size_t length,
               std::string message, std::string hint, const std::string& source_line);

    // An error about a file as a whole (unreadable, empty): no line, no mark.
    InputError(std::string file, std::string message, std::string hint);

    std::string file;        // empty when the text does not come from a file
    std::size_t line = 0;    // from 1; 0 when the error is about the file as a whole
    std::size_t column = 0;  // from 1, in code points
    std::string message;     // one sentence, without its place
    std::string hint;        // what would be right, or empty
};

}  // namespace groundcheck
