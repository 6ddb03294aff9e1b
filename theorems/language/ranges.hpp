// Sets of numbers written as text: "1..64", "1/2, 2, 3", "lattice(8)", "[0,1]", "(0,1]".
//
// What K, N, t, alpha and other parameters range over. Every set is finite or a bounded interval, and none is
// empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "theorems/language/claim.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// The greatest K, N or t.
constexpr std::uint32_t max_integer = 1'000'000;
// The greatest denominator of a lattice.
constexpr std::uint32_t max_denominator = 100'000;

// A part of a text, the bytes [begin, end) of it, without the white space around it.
struct Piece {
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;

    // The part [from, to) of this part, offsets into `text`, trimmed.
    Piece part(std::size_t from, std::size_t to) const;
    // The parts between commas; an empty text has one empty part.
    std::vector<Piece> split() const;
    // What stands between the parentheses of "lattice(12)" for the function "lattice"; nothing if the text is
    // not of that form.
    std::optional<Piece> argument(const std::string& function) const;
};

// All of a source's text, trimmed.
Piece whole(const Source& source);

// The integers that a number, a text such as "1..3, 7" or a list of both describes, increasing and without
// repetition. `name` is for messages. Throws InputError for a set that is empty, unbounded, or has a number
// below `least` or above max_integer.
std::vector<std::uint32_t> read_integers(const TomlFile& file, const toml::node& node,
                                         const std::string& name, std::uint32_t least);

// The domain of t (integers from 0), alpha (within [0, 1]) or another parameter. Throws InputError.
ScalarDomain read_scalar(const TomlFile& file, const toml::node& node, const std::string& name);

// The denominator in lattice(...), from 1 to max_denominator. Throws InputError.
std::uint32_t read_denominator(const Source& source, const Piece& part);

}  // namespace groundcheck
