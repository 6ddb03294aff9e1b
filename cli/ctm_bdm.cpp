// groundcheck ctm bdm: the complexity of longer strings by their blocks, and of their perturbations.
#include <fmt/format.h>

#include <iostream>

#include "cli/command.hpp"
#include "cli/ctm_options.hpp"
#include "cli/interrupt.hpp"
#include "ctm/block_decomposition.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

using Value = std::variant<ctm::BitsEnclosure, ctm::UnknownBlocks>;

Value value_of(const ctm::Table& table, const std::string& text, const CtmOptions& options) {
    return ctm::complexity_by_blocks(table, ctm::decompose(text, options.block, options.step));
}

// A difference of two enclosures, which may be negative.
std::string signed_decimal(const Rational& value) {
    return value < 0 ? "-" + ctm::decimal(-value) : "+" + ctm::decimal(value);
}

std::string in_words(const Value& value) {
    if (const auto* unknown = std::get_if<ctm::UnknownBlocks>(&value))
        return "no value: no machine of this table prints " + joined(unknown->blocks);
    const auto& bits = std::get<ctm::BitsEnclosure>(value);
    return fmt::format("between {} and {} bits", ctm::decimal(bits.low), ctm::decimal(bits.high));
}

void print_perturbations(const ctm::Table& table, const std::string& text, const CtmOptions& options,
                         const ctm::BitsEnclosure& whole) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string changed = ctm::flipped(text, i);
        const Value value = value_of(table, changed, options);
        std::cout << fmt::format("  {:>4}  {}  ", i + 1, changed);
        if (const auto* bits = std::get_if<ctm::BitsEnclosure>(&value))
            std::cout << fmt::format("between {} and {}\n", signed_decimal(bits->low - whole.high),
                                     signed_decimal(bits->high - whole.low));
        else
            std::cout << in_words(value) << "\n";
    }
}

void print_one(const ctm::Table& table, const std::string& text, const CtmOptions& options) {
    const ctm::BlockDecomposition blocks = ctm::decompose(text, options.block, options.step);
    const Value value = ctm::complexity_by_blocks(table, blocks);
    std::cout << text << "  " << in_words(value) << "\n ";
    for (const ctm::Block& block : blocks.blocks)
        std::cout << fmt::format(" {}{}", block.text,
                                 block.occurrences > 1 ? fmt::format(" ({} times)", block.occurrences) : "");
    if (!blocks.rest.empty()) std::cout << fmt::format("; left out at the end: {}", blocks.rest);
    std::cout << "\n";
    if (!options.perturb) return;
    if (const auto* whole = std::get_if<ctm::BitsEnclosure>(&value))
        print_perturbations(table, text, options, *whole);
    else
        std::cout << "  no perturbations: there is nothing to compare with\n";
}

}  // namespace

int print_block_decompositions(CtmOptions options) {
    if (options.step == 0) options.step = options.block;
    if (options.step > options.block) {
        std::cerr << fmt::format(
            "error: --step {} is longer than a block of {}: symbols would be passed over\n", options.step,
            options.block);
        return exit_bad_input;
    }
    for (const std::string& text : options.strings) {
        if (!is_binary_or_complain(text)) return exit_bad_input;
        if (text.size() < options.block) {
            std::cerr << fmt::format("error: \"{}\" has {} symbols, fewer than a block of {}; see --block\n",
                                     text, text.size(), options.block);
            return exit_bad_input;
        }
    }
    options = with_states(std::move(options));
    const auto all = obtain(options);
    if (!all) return exit_by_signal + Interrupt::signal();
    const ctm::Table table(*all, blank_of(options.blank));
    std::cout << fmt::format("D({}), blocks of {}, one every {}\n", options.states, options.block,
                             options.step);
    for (const std::string& text : options.strings)
        print_one(table, text, options);
    return exit_pass;
}

}  // namespace groundcheck::cli
