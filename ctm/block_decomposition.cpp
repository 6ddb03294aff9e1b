#include "ctm/block_decomposition.hpp"

#include <map>

namespace groundcheck::ctm {

BlockDecomposition decompose(std::string_view text, std::size_t length, std::size_t step) {
    BlockDecomposition result;
    std::map<std::string_view, std::size_t> place;
    std::size_t begin = 0, covered = 0;
    for (; begin + length <= text.size(); begin += step) {
        const std::string_view block = text.substr(begin, length);
        const auto [known, is_new] = place.emplace(block, result.blocks.size());
        if (is_new) result.blocks.push_back({.text = std::string(block)});
        ++result.blocks[known->second].occurrences;
        covered = begin + length;
    }
    result.rest = text.substr(covered);
    return result;
}

std::variant<BitsEnclosure, UnknownBlocks> complexity_by_blocks(const Table& table,
                                                                const BlockDecomposition& blocks) {
    BitsEnclosure sum;
    UnknownBlocks unknown;
    for (const Block& block : blocks.blocks) {
        const std::uint64_t count = table.count(block.text);
        if (count == 0) {
            unknown.blocks.push_back(block.text);
            continue;
        }
        // Sums of lower ends are below the sum, and of upper ends above: rational addition is exact.
        for (const BitsEnclosure& part : {complexity_in_bits(count, table.halting()),
                                          complexity_in_bits(1, block.occurrences)}) {  // log2(occurrences)
            sum.low += part.low;
            sum.high += part.high;
        }
    }
    if (!unknown.blocks.empty()) return unknown;
    return sum;
}

std::string flipped(std::string text, std::size_t position) {
    text.at(position) = text.at(position) == '0' ? '1' : '0';
    return text;
}

}  // namespace groundcheck::ctm
