// Where a simulation starts: a law on symbols, from a formula or from data.
//
// The law is weights/sum, and the weights are doubles, taken as they are: counts are exact; a Zipf weight or
// a decimal probability is the double next to it, and the law simulated is that of the doubles. So every
// quantity of the start has a rigorous enclosure.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

struct StartLaw {
    std::vector<std::string> symbols;  // their names; empty if they are numbered only
    std::vector<double> weights;       // finite, none negative, a positive sum
    std::vector<std::string> notes;    // what the user should know, for instance that a sum was not quite 1

    [[nodiscard]] std::size_t size() const { return weights.size(); }
};

// The law that `text` names:
//   uniform(K)             K symbols alike
//   zipf(s,K)              weight i^-s for i = 1..K, s >= 0
//   1/2,1/3,1/6            probabilities with the sum 1
//   words:FILE             the words of a UTF-8 text, as in claims (sim/corpus.hpp)
//   letters:FILE           its letters, folded to lower case
//   characters:FILE        all its characters but line breaks
//   counts:FILE            a table of counts, `symbol,count` or `count` (table_lines.hpp)
//   probabilities:FILE     a table of probabilities, `symbol,probability` or `probability`, with the sum 1
//   FILE.csv               one of the last two: probabilities if the sum is 1, counts if all are integers
// Throws InputError, with the file's line where there is one. A table may have a header; a symbol that stands
// twice, a negative number and what is no number are errors, and so is a sum of probabilities that is not 1
// within 10^-9 (the weights are then divided by the sum, and a note says so).
StartLaw parse_start_law(const std::string& text);

// The law of the weights, exactly: doubles are rationals. Precondition: none negative, a positive sum.
std::vector<Rational> exact_law(const std::vector<double>& weights);

// One value per symbol of `law` from a CSV, `symbol,value` or, in the order of the symbols, `value`. Throws
// InputError if a symbol is missing, unknown or twice there, or a value is no finite number.
std::vector<double> read_observable(const std::filesystem::path& file, const StartLaw& law);

// Both laws over the symbols of either, the start's first. Symbols are matched by name, or by number if one
// of the laws has no names. Throws InputError if they are matched by number and K differs.
void share_alphabet(StartLaw& start, StartLaw& world);

}  // namespace groundcheck
