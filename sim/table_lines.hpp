// A table of numbers as spreadsheets and scripts write it: `symbol,number` or `number`, a line each.
//
// The number is the last cell. Cells are separated by tabs, by semicolons or by commas: by the first of these
// that every line has outside quotes, and behind which the last line has digits. So symbols may contain the
// separators that are not the table's, and even the table's own, since the last one counts. Quotes around a
// cell are dropped, and two of them inside are one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace groundcheck {

// Without the blanks, tabs and carriage returns at its ends.
std::string_view trimmed(std::string_view text);

struct TableLine {
    std::size_t number = 0;  // of the line in the file, from 1
    bool named = false;      // whether there is a symbol
    std::string symbol, value;
};

// The lines of the table, those apart that are blank or begin with #. `text` is UTF-8 without a byte-order
// mark.
std::vector<TableLine> table_lines(std::string_view text);

// What would be right in the place of a value that is no number.
std::string number_hint(const std::string& value);

}  // namespace groundcheck
