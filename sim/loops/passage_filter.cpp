#include "sim/loops/passage_filter.hpp"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

#include "interval/rational.hpp"
#include "sim/rounding.hpp"
#include "sim/table_lines.hpp"

namespace groundcheck::loops {

FilterRule parse_filter(const std::string& text) {
    if (text == "all") return {};
    const auto wrong = [&](const char* why) {
        return std::invalid_argument(fmt::format("the verifier {} cannot be used: {}", text, why));
    };
    if (!text.starts_with("known(") || !text.ends_with(")"))
        throw wrong("write all, known(n), known(n,s) or known(n,s,u,v), for instance known(3,9/10)");
    std::istringstream cells(text.substr(6, text.size() - 7));
    std::vector<Rational> numbers;
    for (std::string cell; std::getline(cells, cell, ',');) {
        const auto number = parse_rational(trimmed(cell));
        if (!number) throw wrong("its arguments are numbers");
        numbers.push_back(*number);
    }
    if (numbers.size() != 1 && numbers.size() != 2 && numbers.size() != 4)
        throw wrong("known takes n, or n and s, or n, s, u and v");
    FilterRule rule;
    bool whole = false;
    for (unsigned n = 1; n <= 8; ++n) {
        if (numbers[0] != n) continue;
        rule.length = n;
        whole = true;
    }
    if (!whole) throw wrong("n is a whole number from 1 to 8");
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] < 0 || numbers[i] > 1) throw wrong("s, u and v lie between 0 and 1");
    if (numbers.size() >= 2) rule.share = nearest(numbers[1]);
    if (numbers.size() == 4) {
        if (numbers[2] == 0) throw wrong("with u = 0 no passage that is right would be kept");
        rule.right = nearest(numbers[2]);
        rule.wrong = nearest(numbers[3]);
    }
    return rule;
}

PassageFilter::PassageFilter(const RealText& real, FilterRule rule) : rule_(rule) {
    if (keeps_all()) return;
    if (!fits(real.vocabulary(), rule.length))
        throw std::invalid_argument(fmt::format("{}-grams of a vocabulary of {} do not fit into 64 bits",
                                                rule.length, real.vocabulary()));
    shape_ = real.shape().with_length(rule.length);
    known_ = real.grams_of_length(rule.length);
    index_ = ContextIndex(known_.grams, shape_.length * shape_.bits);
}

bool PassageFilter::is_right(std::span<const std::uint32_t> passage) const {
    std::uint64_t gram = 0;
    std::size_t known = 0, all = 0;
    for (std::size_t i = 0; i < passage.size(); ++i) {
        gram = shape_.next(gram, passage[i]);
        if (i + 1 < shape_.length) continue;
        ++all;
        if (index_.find(gram) != kNone) ++known;
    }
    return static_cast<double>(known) >= rule_.share * static_cast<double>(all);
}

bool PassageFilter::keeps(std::span<const std::uint32_t> passage, RandomStream& random) const {
    if (keeps_all()) return true;
    const double chance = is_right(passage) ? rule_.right : rule_.wrong;
    if (chance <= 0) return false;
    return chance >= 1 || random.unit() < chance;
}

}  // namespace groundcheck::loops
