#include "sim/loops/real_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/loops/sequence_model.hpp"

namespace groundcheck::loops {

namespace {

constexpr unsigned kTrigram = 3;

void check_text(const TokenText& text, unsigned order, std::size_t held_out) {
    const std::size_t V = text.names.size();
    const unsigned longest = std::max(order + 1, kTrigram);
    if (!fits(V, longest))
        throw std::invalid_argument(fmt::format(
            "{} tokens of a vocabulary of {} do not fit into 64 bits: a lower order, or a --vocabulary of "
            "at most {}",
            longest, V, std::uint64_t{1} << (64 / longest)));
    if (text.tokens.size() >= (std::uint64_t{1} << 32))
        throw std::invalid_argument("the text has 2^32 tokens or more");
    if (held_out + order + 2 > text.tokens.size())
        throw std::invalid_argument(fmt::format(
            "the text has {} tokens; {} of them held out, too few are left", text.tokens.size(), held_out));
}

}  // namespace

RealText::RealText(TokenText text, unsigned order, std::size_t held_out) : text_(std::move(text)) {
    check_text(text_, order, held_out);
    shape_ = {order + 1, bits_for(vocabulary())};
    const std::span<const std::uint32_t> all = text_.tokens;
    training_ = all.first(all.size() - held_out);
    grams_ = ring_grams(training_, shape_);
    trigrams_ = grams_of_length(kTrigram);
    token_counts_.assign(vocabulary(), 0);
    for (const std::uint32_t token : training_)
        ++token_counts_[token];

    const ContextIndex index(grams_.grams, shape_.length * shape_.bits);
    row_at_.reserve(training_.size());
    std::uint64_t gram = 0;
    const std::size_t N = training_.size();
    for (std::size_t back = order; back > 0; --back)
        gram = shape_.next(gram, training_[(N * (order + 1) - back) % N]);
    for (const std::uint32_t token : training_) {
        gram = shape_.next(gram, token);
        row_at_.push_back(index.find(gram));
    }
    GramCounter counter;
    gram = 0;
    for (std::size_t i = N - order; i < all.size(); ++i) {
        gram = shape_.next(gram, all[i]);
        if (i >= N) counter.add(gram);
    }
    held_out_ = counter.take();
}

GramCounts RealText::grams_of_length(unsigned length) const {
    return ring_grams(training_, shape_.with_length(length));
}

}  // namespace groundcheck::loops
