// A share of work: what one of several runs does that know nothing of one another, as a batch system starts
// them.
//
// Tasks are dealt out like cards, by their number alone: the shares 1/n, ..., n/n have every task exactly
// once, whatever n is, and neighbours, which cost about the same, go to different shares.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace groundcheck {

struct Share {
    std::size_t index = 1, count = 1;  // 1 <= index <= count

    [[nodiscard]] bool has(std::size_t task) const { return task % count == index - 1; }
    [[nodiscard]] bool is_whole() const { return count == 1; }
    bool operator==(const Share&) const = default;
};

// How many shares a work can have at most.
inline constexpr std::size_t kMostShares = 1'000'000;

// "2/3"
std::string to_text(const Share& share);
// No value for a text that is no share: two whole numbers, 1 <= i <= n <= kMostShares, in plain digits.
std::optional<Share> share_from(const std::string& text);

}  // namespace groundcheck
