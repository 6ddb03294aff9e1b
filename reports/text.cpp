#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace groundcheck {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The number of bytes that the first `count` code points take.
std::size_t prefix(std::string_view text, std::size_t count) {
    std::size_t i = 0;
    while (i < text.size() && count > 0) {
        ++i;
        while (i < text.size() && continues(text[i]))
            ++i;
        --count;
    }
    return i;
}

}  // namespace

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string pad_right(std::string_view text, std::size_t width) {
    const std::size_t used = width_of(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
    const std::size_t used = width_of(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string shortened(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) return std::string(text);
    return std::string(text.substr(0, prefix(text, width - 1))) + "\u2026";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    const auto finish = [&] {
        if (!line.empty()) lines.push_back(std::move(line));
        line.clear();
    };
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        std::string_view word = text.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) continue;
        if (!line.empty() && width_of(line) + 1 + width_of(word) > width) finish();
        while (width_of(word) > width) {
            const std::size_t bytes = prefix(word, width);
            lines.emplace_back(word.substr(0, bytes));
            word.remove_prefix(bytes);
        }
        if (!line.empty()) line += ' ';
        line += word;
    }
    finish();
    return lines;
}

std::string indented(std::string_view text, std::size_t indent, std::size_t width) {
    std::string result;
    for (const std::string& line : wrapped(text, width > indent + 20 ? width - indent : 20)) {
        if (!result.empty()) result += "\n" + std::string(indent, ' ');
        result += line;
    }
    return result;
}

std::string printable(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            result += c == '\n' || c == '\t' ? std::string(" ") : fmt::format("\\x{:02x}", byte);
        else
            result += c;
    }
    return result;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? std::string_view() : between).append(word);
    return text;
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

std::string duration(double seconds) {
    if (!(seconds >= 0)) seconds = 0;
    if (seconds < 0.9995) return fmt::format("{:.0f} ms", seconds * 1000);
    if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::uint64_t>(std::llround(std::min(seconds, 1e15)));
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
    return grouped(number) + ' ' + std::string(number == 1 ? singular : plural);
}

std::vector<std::string> Table::lines(std::size_t width) const {
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        widths.push_back(width_of(columns_[c].heading));
        for (const auto& row : rows_)
            widths[c] = std::max(widths[c], width_of(row[c]));
    }
    std::size_t before = 0;
    for (std::size_t c = 0; c + 1 < widths.size(); ++c)
        before += widths[c] + 2;
    widths.back() = std::min(widths.back(), std::max<std::size_t>(width > before ? width - before : 0, 8));

    std::vector<std::string> result;
    const auto emit = [&](const auto& cell) {
        std::string line;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const std::string text =
                c + 1 == columns_.size() ? shortened(cell(c), widths[c]) : std::string(cell(c));
            line += c == 0 ? "" : "  ";
            line +=
                columns_[c].align == Align::right ? pad_left(text, widths[c]) : pad_right(text, widths[c]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result.push_back(std::move(line));
    };
    emit([&](std::size_t c) { return columns_[c].heading; });
    for (const auto& row : rows_)
        emit([&](std::size_t c) { return row[c]; });
    return result;
}

}  // namespace groundcheck
