#include "ctm/table_csv.hpp"

#include <fmt/format.h>

#include <string>

#include "ctm/complexity.hpp"

namespace groundcheck::ctm {

void write_csv(std::ostream& out, const Table& table) {
    out << "string,count,probability,bits_low,bits_high,probability_low,probability_high\n";
    // Rows with the same count, at least two by reversal or complement in most cases, share everything but
    // the string.
    std::uint64_t count = 0;
    std::string numbers;
    for (const Row& row : table.rows()) {
        if (row.count != count) {
            count = row.count;
            const BitsEnclosure bits = complexity_in_bits(count, table.halting());
            const ProbabilityRange range = table.probability_range(count);
            numbers = fmt::format(",{},{},{},{},{},{}\n", count, table.probability(count).str(),
                                  decimal(bits.low), decimal(bits.high), range.low.str(), range.high.str());
        }
        out << row.output << numbers;
    }
}

}  // namespace groundcheck::ctm
