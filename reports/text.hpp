// Text for terminals: columns, wrapping, numbers and times as people write them.
//
// Widths count code points, which is right for everything the catalogue writes. Nothing here depends on the
// locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace groundcheck {

// Code points in UTF-8 text.
std::size_t width_of(std::string_view text);

// `text` padded with blanks to `width`, on the right or on the left; unchanged if it is wider.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

// `text` cut to `width` code points, with an ellipsis if something is missing. Precondition: width >= 1.
std::string shortened(std::string_view text, std::size_t width);

// Lines of at most `width` code points, broken at blanks; a longer word is broken where it must be.
// Precondition: width >= 1.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// `text` wrapped, every line but the first indented by `indent` blanks, without a newline at the end; `width`
// is that of the page, and the first line starts in column `indent`.
std::string indented(std::string_view text, std::size_t indent, std::size_t width);

// The text with control characters written out ("\x1b"), so that a claim's title cannot steer the terminal.
std::string printable(std::string_view text);

// With a capital letter first, where that is an ASCII letter.
std::string capitalised(std::string text);

// The words in a row: "a, b, c".
std::string joined(const std::vector<std::string>& words, std::string_view between = ", ");

std::string grouped(std::uint64_t number);  // "1,234,567"
std::string duration(double seconds);       // "3 ms", "1.2 s", "4 min 05 s", "2 h 03 min"
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);  // "1 claim"

// Rows under a heading; columns as wide as their widest cell.
class Table {
  public:
    enum class Align { left, right };
    struct Column {
        std::string heading;
        Align align = Align::left;
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    // Precondition: as many cells as columns.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    // The heading first, then the rows, columns two blanks apart, no blanks at a line's end. Lines longer
    // than `width` are made to fit by shortening the last column (to no less than 8), never another.
    std::vector<std::string> lines(std::size_t width) const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace groundcheck
