#include "sim/table_lines.hpp"

#include <algorithm>
#include <optional>

namespace groundcheck {

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && space(text.back()))
        text.remove_suffix(1);
    return text;
}

namespace {

struct Line {
    std::size_t number;
    std::string_view text;
};

// Blanks at the end go, but not a tab at the beginning: it may separate an empty cell.
std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::string_view inside = trimmed(line);
        if (!inside.empty() && inside.front() != '#') lines.push_back({number, line});
    }
    return lines;
}

// Where the last separator outside quotes stands. A quote opens at the beginning of a cell only, and one that
// nothing closes is a character like others: a symbol may be a quote itself.
std::optional<std::size_t> last_separator(std::string_view line, char separator) {
    std::optional<std::size_t> last;
    bool quoted = false, at_start = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            const bool doubled = c == '"' && i + 1 < line.size() && line[i + 1] == '"';
            if (doubled) ++i;
            quoted = doubled || c != '"';
        } else if (c == separator) {
            last = i;
            at_start = true;
        } else {
            quoted = at_start && c == '"';
            at_start = at_start && c == ' ';
        }
    }
    if (!quoted) return last;
    const std::size_t plain = line.rfind(separator);
    return plain == std::string_view::npos ? std::nullopt : std::optional(plain);
}

std::string unquoted(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::string(cell);
    std::string text;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
        text += cell[i];
        if (cell[i] == '"' && i + 2 < cell.size() && cell[i + 1] == '"') ++i;
    }
    return text;
}

// Digits, and what numbers have beside them, commas of other countries among it.
bool looks_like_number(std::string_view cell) {
    const std::string text = unquoted(cell);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::any_of(text.begin(), text.end(), digit) && std::all_of(text.begin(), text.end(), [&](char c) {
               return digit(c) || std::string_view(".,/+-eE ").find(c) != std::string_view::npos;
           });
}

// The table's separator; a comma where there is none.
char separator_of(const std::vector<Line>& lines) {
    for (const char separator : {'\t', ';'}) {
        const auto has = [&](const Line& line) { return last_separator(line.text, separator).has_value(); };
        if (lines.empty() || !std::all_of(lines.begin(), lines.end(), has)) continue;
        const std::string_view last = lines.back().text;
        if (looks_like_number(last.substr(*last_separator(last, separator) + 1))) return separator;
    }
    return ',';
}

}  // namespace

std::vector<TableLine> table_lines(std::string_view text) {
    const std::vector<Line> lines = lines_of(text);
    const char separator = separator_of(lines);
    std::vector<TableLine> table;
    table.reserve(lines.size());
    for (const Line& line : lines) {
        const auto place = last_separator(line.text, separator);
        TableLine& entry = table.emplace_back();
        entry.number = line.number;
        entry.named = place.has_value();
        if (place) entry.symbol = unquoted(line.text.substr(0, *place));
        entry.value = unquoted(place ? line.text.substr(*place + 1) : line.text);
    }
    return table;
}

std::string number_hint(const std::string& value) {
    const auto comma = value.find(',');
    if (comma != std::string::npos && looks_like_number(value))
        return "a number has a point for its decimals and nothing between its thousands: 0.75, 1234";
    return "a line is `symbol,number` or just `number`; a tab or a semicolon may stand in the comma's place";
}

}  // namespace groundcheck
