// From a claim's expression to forms on the unit cube.
//
// When Q, P or alpha range over a continuum, each becomes a variable of the unit cube, and a side of a
// relation becomes c + sum over the symbols of g, where c and g are forms (interval/continuum/form.hpp).
// There are two readings. By symbols, a distribution is the share of one symbol at a time: a proof about g
// then holds for every alphabet. By coordinates every symbol's share is there, and everything is in c: for
// two symbols Q = (q, 1-q), and distributions that do not range have any number of symbols. The checker of
// certificates reads claims in the same two ways, with code of its own. (The third reading, of a distribution
// as a whole, makes no forms: whole_distribution.hpp.)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decide/continuum/absolute_cases.hpp"
#include "interval/continuum/form.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

enum class CubeReading { symbols, coordinates, whole };
std::string to_text(CubeReading reading);

// The variables of the cube; the one left over is a symbol's mass.
inline constexpr std::size_t cube_dimension = continuum::variable_count - 1;

struct SymbolSum {
    continuum::Form c, g;  // c + sum over the symbols of g
};

// The shares of a distribution: by coordinates of every symbol, by symbols of the one at hand.
using Shares = std::vector<continuum::Polynomial>;

struct ReadingScope {
    CubeReading reading = CubeReading::symbols;
    std::optional<std::uint32_t> K, N;
    std::uint32_t count = 2;                               // how many symbols there are by coordinates
    std::map<std::string, continuum::Polynomial> scalars;  // alpha, q, ...: numbers or variables of the cube
    std::map<std::string, Shares> distributions;
    std::optional<Shares> sample;                  // those of Q[t], inside an expectation
    std::uint32_t sample_time = 1;                 // that t; Q' is Q[1]
    std::map<std::string, std::uint32_t> symbols;  // bound variable -> symbol (0 when read by symbols)
    AbsoluteCases* cases = nullptr;                // what is said of absolute values, outside expectations
};

// The value of a scalar expression. M must be among the distributions if the expression has an expectation.
// Throws continuum::OutsideForms, with the reason, for what the readings do not cover.
SymbolSum read_expression(const Expression& expression, const ReadingScope& scope);

}  // namespace groundcheck
