#include "ctm/census_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <span>

namespace groundcheck::ctm {

namespace {

// Each value with a space before it.
std::string row(std::span<const std::uint64_t> values) {
    std::string text;
    for (const std::uint64_t value : values)
        text += fmt::format(" {}", value);
    return text;
}

std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    return value;
}

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t space = line.find(' ');
        found.push_back(line.substr(0, space));
        if (space == std::string_view::npos) return found;
        line.remove_prefix(space + 1);
    }
}

// Reads the line "<name> <value> ... <value>" with exactly as many values as there is room for.
bool take_numbers(std::string_view& text, std::string_view name, std::span<std::uint64_t> values) {
    const auto line = take_line(text);
    if (!line) return false;
    const auto parts = words(*line);
    if (parts.size() != values.size() + 1 || parts[0] != name) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = number(parts[i + 1]);
        if (!value) return false;
        values[i] = *value;
    }
    return true;
}

bool take_number(std::string_view& text, std::string_view name, std::uint64_t& value) {
    return take_numbers(text, name, std::span(&value, 1));
}

bool add_output(std::string_view line, Tally& outputs) {
    const auto parts = words(line);
    if (parts.size() != 3 || parts[0] != "output" || parts[1].empty()) return false;
    if (parts[1].find_first_not_of("01") != std::string_view::npos) return false;
    const auto count = number(parts[2]);
    if (!count) return false;
    outputs.add(std::string(parts[1]), *count);
    return true;
}

}  // namespace

std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

// Up to five states there are ten, as files have them since five was the most there was.
static std::span<const std::uint64_t> written_leaves(const Census& census) {
    const std::span<const std::uint64_t> all(census.halting_leaves);
    for (const std::uint64_t leaves : all.subspan(kMaxTableEntries))
        if (leaves != 0) return all;
    return all.first(kMaxTableEntries);
}

static bool take_leaves(std::string_view& text, Census& census) {
    const std::span<std::uint64_t> all(census.halting_leaves);
    std::string_view again = text;
    if (take_numbers(text, "halting-leaves", all.first(kMaxTableEntries))) return true;
    text = again;
    return take_numbers(text, "halting-leaves", all);
}

std::string census_to_text(const Census& census) {
    std::string text =
        fmt::format("halting {}\nendless{}\nundecided {}\nleaves {}\nlongest {}\nhalting-leaves{}\n",
                    census.halting, row(census.endless), census.undecided, census.leaves, census.longest_halt,
                    row(written_leaves(census)));
    for (const auto& [output, count] : census.outputs.counts())
        text += fmt::format("output {} {}\n", output, count);
    return text;
}

std::optional<Census> census_from_text(std::string_view text) {
    Census census;
    std::uint64_t longest = 0;
    const bool complete =
        take_number(text, "halting", census.halting) && take_numbers(text, "endless", census.endless) &&
        take_number(text, "undecided", census.undecided) && take_number(text, "leaves", census.leaves) &&
        take_number(text, "longest", longest) && take_leaves(text, census);
    if (!complete || longest > UINT32_MAX) return std::nullopt;
    census.longest_halt = static_cast<std::uint32_t>(longest);
    while (!text.empty()) {
        const auto line = take_line(text);
        if (!line || !add_output(*line, census.outputs)) return std::nullopt;
    }
    return census;
}

std::string partial_to_text(std::string_view title, const std::vector<bool>& finished, const Census& census) {
    std::string marks;
    for (const bool done : finished)
        marks.push_back(done ? '1' : '0');
    return fmt::format("{}\nfinished {}\n{}", title, marks, census_to_text(census));
}

std::optional<PartialCensus> partial_from_text(std::string_view text, std::string_view title,
                                               std::size_t subtrees) {
    if (take_line(text) != title) return std::nullopt;
    const auto line = take_line(text);
    if (!line) return std::nullopt;
    const auto parts = words(*line);
    if (parts.size() != 2 || parts[0] != "finished" || parts[1].size() != subtrees) return std::nullopt;
    PartialCensus partial;
    for (const char mark : parts[1])
        partial.finished.push_back(mark == '1');
    auto census = census_from_text(text);
    if (!census) return std::nullopt;
    partial.census = std::move(*census);
    return partial;
}

}  // namespace groundcheck::ctm
