// A census as lines of text, for files that are kept: the cache of finished tables and the checkpoints of
// unfinished ones.
//
// Each line is a name and its values, separated by single spaces; outputs are lines "output <string>
// <count>". Reading is strict: every line must be there, in this order, with nothing else, or there is no
// value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ctm/census.hpp"

namespace groundcheck::ctm {

std::string census_to_text(const Census& census);
std::optional<Census> census_from_text(std::string_view text);

// A census of those subtrees that are finished.
struct PartialCensus {
    std::vector<bool> finished;
    Census census;
};

// The title, one line of the caller's, says which enumeration it is a part of.
std::string partial_to_text(std::string_view title, const std::vector<bool>& finished, const Census& census);

// No value unless the title is the same and there are `subtrees` subtrees.
std::optional<PartialCensus> partial_from_text(std::string_view text, std::string_view title,
                                               std::size_t subtrees);

// Takes the first line off `text`, without its line break. No value at the end.
std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace groundcheck::ctm
