// A piece of text that is going to be parsed, and where each of its bytes stands in the file it came from.
//
// A claim's statement is the value of a string in a TOML file. Between the two lie quotes, escapes and line
// breaks, so a statement's tenth character is not the tenth character of anything in the file. A Source
// carries the map, so that an error inside a statement is reported at the file's own line and column.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/language/error.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

class Source {
  public:
    // Text that stands for itself: an argument of the command line, a line of standard input.
    Source(std::string text);  // NOLINT(google-explicit-constructor): a text is the simplest source
    Source(const char* text) : Source(std::string(text)) {}

    // `text` as read from a part of the file's `content`. `places` has one entry per byte of `text` and one
    // more for its end.
    Source(std::string text, std::string file, std::shared_ptr<const std::string> content,
           std::vector<Place> places);

    const std::string& text() const { return text_; }
    const std::string& file() const { return file_; }

    // The bytes [begin, end) of the text as a text of their own.
    Source part(std::size_t begin, std::size_t end) const;

    // Where the bytes [begin, end) of the text stand; the length stops at the end of the line. Offsets beyond
    // the text mean its end.
    SourceRange range(std::size_t begin, std::size_t end) const;

    // The error to throw about the bytes [begin, end), or about a range of this source.
    InputError error(std::size_t begin, std::size_t end, std::string message, std::string hint = "") const;
    InputError error(const SourceRange& where, std::string message, std::string hint = "") const;

  private:
    std::string text_;
    std::string file_;
    std::shared_ptr<const std::string> content_;
    std::vector<Place> places_;
};

// The place of every byte of `text` and of its end, as if the text began at line 1, column 1.
std::vector<Place> places_of(std::string_view text);

// The text of line `line` (from 1) without its line break; empty if there is none.
std::string line_of(std::string_view content, std::size_t line);

// The offset of the first byte that is not valid UTF-8, or npos.
std::size_t invalid_utf8(std::string_view text);

}  // namespace groundcheck
