#include "theorems/language/error.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace groundcheck {
namespace {

// A message shows at most this many code points of a line; a longer line is cut around the mark.
constexpr std::size_t shown_before = 70;
constexpr std::size_t shown_width = 110;

// The line as code points, each fit to print: control characters and stray bytes become one visible
// character.
std::vector<std::string> printable(const std::string& line) {
    std::vector<std::string> points;
    for (std::size_t i = 0; i < line.size();) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const std::size_t length = byte < 0x80    ? 1
                                   : byte >= 0xF0 ? 4
                                   : byte >= 0xE0 ? 3
                                   : byte >= 0xC0 ? 2
                                                  : 1;
        std::size_t have = 1;
        while (have < length && i + have < line.size() &&
               (static_cast<unsigned char>(line[i + have]) & 0xC0U) == 0x80U)
            ++have;
        const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
        const bool stray = (byte >= 0x80 && byte < 0xC0) || have != length || byte >= 0xF8;
        points.push_back(control || stray ? "?" : line.substr(i, have));
        i += have;
    }
    return points;
}

std::string excerpt(const std::string& source_line, std::size_t column, std::size_t length) {
    const std::vector<std::string> points = printable(source_line);
    const std::size_t at = std::min(column - 1, points.size());
    const std::size_t first = at > shown_before ? at - shown_before : 0;
    const std::size_t last = std::min(points.size(), first + shown_width);
    std::string text = first > 0 ? "..." : "";
    std::string mark(text.size(), ' ');
    for (std::size_t i = first; i < last; ++i) {
        text += points[i];
        if (i < at) mark += points[i] == "\t" ? "\t" : " ";
    }
    if (last < points.size()) text += "...";
    const std::size_t marked = std::clamp<std::size_t>(length, 1, last > at ? last - at : 1);
    return "\n    " + text + "\n    " + mark + "^" + std::string(marked - 1, '~');
}

std::string compose(const std::string& file, std::size_t line, std::size_t column, std::size_t length,
                    const std::string& message, const std::string& hint, const std::string* source_line) {
    std::string what = file.empty() ? "" : file + ":";
    if (source_line != nullptr) what += std::to_string(line) + ":" + std::to_string(column) + ":";
    what += (what.empty() ? "error: " : " error: ") + message;
    if (source_line != nullptr) what += excerpt(*source_line, column, length);
    if (!hint.empty()) what += "\n  hint: " + hint;
    return what;
}

}  // namespace

InputError::InputError(std::string file_, std::size_t line_, std::size_t column_, std::size_t length,
                       std::string message_, std::string hint_, const std::string& source_line)
    : std::runtime_error(compose(file_, line_, column_, length, message_, hint_, &source_line)),
      file(std::move(file_)),
      line(line_),
      column(column_),
      message(std::move(message_)),
      hint(std::move(hint_)) {}

InputError::InputError(std::string file_, std::string message_, std::string hint_)
    : std::runtime_error(compose(file_, 0, 0, 0, message_, hint_, nullptr)),
      file(std::move(file_)),
      message(std::move(message_)),
      hint(std::move(hint_)) {}

}  // namespace groundcheck
