#include "sim/loops/sequence_model.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace groundcheck::loops {

ContextIndex::ContextIndex(std::span<const std::uint64_t> contexts, unsigned bits) : contexts_(contexts) {
    // About one bucket a context; numbers of tokens are small where tokens are frequent, so that the highest
    // bits tell little apart, and a few buckets more are cheap.
    const unsigned wanted = std::min(26U, static_cast<unsigned>(std::bit_width(contexts.size())) + 3);
    shift_ = bits > wanted ? bits - wanted : 0;
    const std::uint64_t last = contexts.empty() ? 0 : contexts.back() >> shift_;
    buckets_.assign(static_cast<std::size_t>(last) + 2, 0);
    for (const std::uint64_t context : contexts)
        ++buckets_[static_cast<std::size_t>(context >> shift_) + 1];
    for (std::size_t b = 1; b < buckets_.size(); ++b)
        buckets_[b] += buckets_[b - 1];
}

std::uint32_t ContextIndex::find(std::uint64_t context) const {
    const std::uint64_t bucket = context >> shift_;
    if (bucket + 1 >= buckets_.size()) return kNone;
    const auto begin = contexts_.begin() + buckets_[static_cast<std::size_t>(bucket)];
    const auto end = contexts_.begin() + buckets_[static_cast<std::size_t>(bucket) + 1];
    const auto at = std::lower_bound(begin, end, context);
    return at != end && *at == context ? static_cast<std::uint32_t>(at - contexts_.begin()) : kNone;
}

SequenceModel::SequenceModel(GramCounts counts, GramShape shape, Smoothing smoothing, std::size_t vocabulary)
    : counts_(std::move(counts)), shape_(shape), smoothing_(smoothing), vocabulary_(vocabulary) {
    const unsigned order = shape_.length - 1;
    base_ = smoothing_.interpolates() ? 0 : order;
    levels_.resize(order - base_ + 1);
    for (unsigned length = base_; length < order; ++length)
        levels_[length - base_] =
            level_of(shortened(counts_, shape_, length + 1), shape_.with_length(length + 1));
    levels_.back() = level_of(counts_, shape_);
    link_levels();
    const Level& top = levels_.back();
    met_before_.reserve(top.contexts.size());
    std::uint32_t before = 0;
    for (std::uint32_t c = 0; c < top.contexts.size(); ++c) {
        met_before_.push_back(before);
        before += count_of(top, c);
    }
}

SequenceModel::Level SequenceModel::level_of(const GramCounts& counts, GramShape shape) {
    Level level;
    level.rows.reserve(counts.size());
    std::uint32_t upto = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::uint64_t context = shape.context(counts.grams[i]);
        if (level.contexts.empty() || level.contexts.back() != context) {
            level.contexts.push_back(context);
            level.first.push_back(static_cast<std::uint32_t>(i));
            upto = 0;
        }
        upto += counts.counts[i];
        level.rows.push_back({upto, shape.token(counts.grams[i]), kNone});
    }
    level.first.push_back(static_cast<std::uint32_t>(counts.size()));
    const unsigned order = shape.length - 1;
    level.index = ContextIndex(level.contexts, order * shape.bits);
    for (std::size_t i = 0; i < counts.size(); ++i)
        level.rows[i].target = order == 0 ? 0 : level.index.find(counts.grams[i] & shape.mask(order));
    return level;
}

// Every context without its oldest token was met as well: its grams are the sums of longer ones.
void SequenceModel::link_levels() {
    for (std::size_t j = 1; j < levels_.size(); ++j) {
        const unsigned length = base_ + static_cast<unsigned>(j);
        for (const std::uint64_t context : levels_[j].contexts)
            levels_[j].shorter.push_back(
                length == 1 ? 0 : levels_[j - 1].index.find(context & shape_.mask(length - 1)));
    }
}

std::uint32_t SequenceModel::count_of(const Level& level, std::uint32_t context) const {
    return level.rows[level.first[context + 1] - 1].upto;
}

std::uint32_t SequenceModel::row_of(RandomStream& random, const Level& level, std::uint32_t context) const {
    const auto drawn = static_cast<std::uint32_t>(random.below(count_of(level, context)));
    const auto begin = level.rows.begin() + level.first[context];
    const auto end = level.rows.begin() + level.first[context + 1];
    const auto at =
        std::upper_bound(begin, end, drawn, [](std::uint32_t x, const Row& row) { return x < row.upto; });
    return static_cast<std::uint32_t>(at - level.rows.begin());
}

SequenceModel::Position SequenceModel::begin(RandomStream& random) const {
    const auto drawn = static_cast<std::uint32_t>(random.below(counts_.total));
    const auto at = std::upper_bound(met_before_.begin(), met_before_.end(), drawn) - 1;
    const auto context = static_cast<std::uint32_t>(at - met_before_.begin());
    return {levels_.back().contexts[context], context, shape_.length - 1};
}

// The longest context of the recent tokens that was met.
void SequenceModel::look_up(Position& position) const {
    for (std::size_t j = levels_.size(); j-- > 0;) {
        const unsigned length = base_ + static_cast<unsigned>(j);
        position.level = length;
        position.context = length == 0 ? 0 : levels_[j].index.find(position.recent & shape_.mask(length));
        if (position.context != kNone) return;
    }
}

SequenceModel::Choice SequenceModel::choose(RandomStream& random, const Position& position) const {
    using Kind = Smoothing::Kind;
    unsigned length = position.level;
    std::uint32_t context = position.context;
    if (context == kNone) return {};  // additive smoothing at a context that was never met
    for (;;) {
        const Level& level = levels_[length - base_];
        const std::uint32_t row = row_of(random, level, context);
        const auto n = static_cast<double>(count_of(level, context));
        switch (smoothing_.kind) {
            case Kind::mle:
                return {length, row};
            case Kind::additive: {
                const double all = n + smoothing_.amount * static_cast<double>(vocabulary_);
                return random.unit() * all < n ? Choice{length, row} : Choice{};
            }
            case Kind::jelinek_mercer:
                if (random.unit() >= smoothing_.amount) return {length, row};
                break;
            case Kind::absolute: {
                const std::uint32_t before = row == level.first[context] ? 0 : level.rows[row - 1].upto;
                if (random.unit() * (level.rows[row].upto - before) >= smoothing_.amount)
                    return {length, row};
                break;
            }
        }
        if (length == 0) return {};
        context = length == 1 ? 0 : level.shorter[context];
        --length;
    }
}

SequenceModel::Written SequenceModel::next(RandomStream& random, Position& position) const {
    const unsigned order = shape_.length - 1;
    Written written;
    if (smoothing_.kind == Smoothing::Kind::mle && position.context == kNone) {
        position = begin(random);
        written.anew = true;
    }
    const Choice choice = choose(random, position);
    const Level& level = levels_[choice.level < base_ ? 0 : choice.level - base_];
    const std::uint32_t token = choice.row == kNone ? static_cast<std::uint32_t>(random.below(vocabulary_))
                                                    : level.rows[choice.row].token;
    written.gram = position.recent << shape_.bits | token;
    if (order == 0) written.gram = token;
    position.recent = written.gram & (order == 0 ? 0 : shape_.mask(order));
    if (choice.row != kNone && choice.level == order) {
        written.row = choice.row;
        position = {position.recent, level.rows[choice.row].target, order};
        if (position.context != kNone || smoothing_.kind == Smoothing::Kind::mle) return written;
    }
    look_up(position);
    return written;
}

double SequenceModel::probability(std::uint64_t gram) const {
    return probability_at(shape_.length - 1, gram);
}

double SequenceModel::probability_at(unsigned length, std::uint64_t gram) const {
    using Kind = Smoothing::Kind;
    const auto V = static_cast<double>(vocabulary_);
    const auto shorter = [&] {
        return length == 0 ? 1 / V : probability_at(length - 1, gram & shape_.mask(length));
    };
    const Level& level = levels_[length - base_];
    const GramShape shape = shape_.with_length(length + 1);
    const std::uint32_t context =
        length == 0 ? 0 : level.index.find(shape.context(gram & shape.mask(length + 1)));
    if (context == kNone) {
        if (smoothing_.kind == Kind::mle) return 0;
        return smoothing_.kind == Kind::additive ? 1 / V : shorter();
    }
    const auto begin = level.rows.begin() + level.first[context];
    const auto end = level.rows.begin() + level.first[context + 1];
    const auto at = std::lower_bound(begin, end, shape.token(gram),
                                     [](const Row& row, std::uint32_t token) { return row.token < token; });
    double count = 0;
    if (at != end && at->token == shape.token(gram))
        count = at->upto - (at == begin ? 0 : std::prev(at)->upto);
    const double n = count_of(level, context);
    switch (smoothing_.kind) {
        case Kind::mle:
            return count / n;
        case Kind::additive:
            return (count + smoothing_.amount) / (n + smoothing_.amount * V);
        case Kind::jelinek_mercer:
            return (1 - smoothing_.amount) * count / n + smoothing_.amount * shorter();
        case Kind::absolute: {
            const auto followers = static_cast<double>(end - begin);
            return std::max(count - smoothing_.amount, 0.0) / n +
                   smoothing_.amount * followers / n * shorter();
        }
    }
    return 0;
}

}  // namespace groundcheck::loops
