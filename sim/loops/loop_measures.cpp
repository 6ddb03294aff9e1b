#include "sim/loops/loop_measures.hpp"

#include <algorithm>
#include <cmath>

#include "sim/loops/enclosed_sum.hpp"
#include "sim/loops/perplexity.hpp"
#include "sim/loops/repetition.hpp"

namespace groundcheck::loops {

namespace {

std::size_t index(LoopMeasure measure) { return static_cast<std::size_t>(measure); }

DoubleInterval exactly(double x) { return {x, x}; }

// a/b, both whole numbers below 2^53.
DoubleInterval ratio(std::uint64_t a, std::uint64_t b) {
    if (b == 0) return exactly(1);
    return {directed::div_down(static_cast<double>(a), static_cast<double>(b)),
            directed::div_up(static_cast<double>(a), static_cast<double>(b))};
}

// One context's rows in a table: [first, end), and their sum.
struct Rows {
    std::size_t first = 0, end = 0;
    std::uint64_t met = 0;
    std::uint64_t context = 0;
};

// Calls visit(rows) for every context, in rising order.
template <class Visit>
void each_context(const GramCounts& counts, GramShape shape, Visit visit) {
    for (Rows rows; rows.first < counts.size(); rows.first = rows.end) {
        rows.context = shape.context(counts.grams[rows.first]);
        rows.met = 0;
        rows.end = rows.first;
        while (rows.end < counts.size() && shape.context(counts.grams[rows.end]) == rows.context)
            rows.met += counts.counts[rows.end++];
        visit(rows);
    }
}

// What is summed up over the transitions in one pass beside the real text's.
struct Sums {
    EnclosedSum entropy, diversity, per_context, same_contexts, same, cross;
    std::size_t contexts = 0, grams_there = 0;
    bool foreign = false;  // some transition is not in the real text
};

Sums sums_of(const GramCounts& counts, const RealText& real, std::span<const double> surprise,
             std::span<const std::uint64_t> real_context) {
    Sums sums;
    const GramShape shape = real.shape();
    const GramCounts& ruler = real.grams();
    const auto T = static_cast<long double>(counts.total), T0 = static_cast<long double>(ruler.total);
    std::size_t at = 0;  // in the real table
    each_context(counts, shape, [&](const Rows& rows) {
        ++sums.contexts;
        const auto met = static_cast<long double>(rows.met);
        const long double log_met = log_of(rows.met);
        long double squares = 0;
        while (at < ruler.size() && shape.context(ruler.grams[at]) < rows.context)
            ++at;
        if (at < ruler.size() && shape.context(ruler.grams[at]) == rows.context)
            sums.same_contexts.add(std::min(met / T, static_cast<long double>(real_context[at]) / T0));
        for (std::size_t i = rows.first; i < rows.end; ++i) {
            const auto n = static_cast<long double>(counts.counts[i]);
            sums.entropy.add(n / T * (log_met - log_of(counts.counts[i])));
            squares += n * n;
            while (at < ruler.size() && ruler.grams[at] < counts.grams[i])
                ++at;
            if (at == ruler.size() || ruler.grams[at] != counts.grams[i]) {
                sums.foreign = true;
                continue;
            }
            ++sums.grams_there;
            sums.same.add(std::min(n / T, static_cast<long double>(ruler.counts[at]) / T0));
            sums.cross.add(n / T * static_cast<long double>(surprise[at]));
        }
        sums.diversity.add(met / T * (1 - squares / (met * met)));
        sums.per_context.add((1 - squares / (met * met)) / (2 * T));
    });
    return sums;
}

// Counts of the tokens, the newest of each transition.
std::vector<std::uint64_t> token_counts(const GramCounts& counts, GramShape shape, std::size_t vocabulary) {
    std::vector<std::uint64_t> result(vocabulary, 0);
    for (std::size_t i = 0; i < counts.size(); ++i)
        result[shape.token(counts.grams[i])] += counts.counts[i];
    return result;
}

DoubleInterval one_minus(DoubleInterval x) {
    return {std::max(0.0, directed::add_down(1, -x.hi)), std::min(1.0, directed::add_up(1, -x.lo))};
}

}  // namespace

LoopMeasurer::LoopMeasurer(const RealText& real) : real_(real) {
    const GramCounts& counts = real.grams();
    each_context(counts, real.shape(), [&](const Rows& rows) {
        real_contexts_ += 1;
        for (std::size_t i = rows.first; i < rows.end; ++i) {
            real_surprise_.push_back(static_cast<double>(log_of(rows.met) - log_of(counts.counts[i])));
            real_context_.push_back(rows.met);
        }
    });
    for (const std::uint64_t count : real.token_counts())
        if (count == 1) ++tail_;
}

LoopValues LoopMeasurer::measure(const GenerationText& text) const {
    LoopValues values;
    const auto put = [&](LoopMeasure measure, DoubleInterval value) { values[index(measure)] = value; };
    const auto whole = [&](LoopMeasure measure, std::size_t n) {
        put(measure, exactly(static_cast<double>(n)));
    };
    const GramCounts& counts = text.transitions;
    const Sums sums = sums_of(counts, real_, real_surprise_, real_context_);

    put(LoopMeasure::entropy, sums.entropy.enclosure());
    put(LoopMeasure::diversity, sums.diversity.enclosure());
    const DoubleInterval floor = sums.per_context.enclosure();
    put(LoopMeasure::floor, text.floor_factor.is_point() && text.floor_factor.lo == 1
                                ? floor
                                : DoubleKernel().mul(floor, text.floor_factor));
    whole(LoopMeasure::contexts, sums.contexts);
    whole(LoopMeasure::grams, counts.size());
    put(LoopMeasure::grams_kept, ratio(sums.grams_there, real_.grams().size()));
    put(LoopMeasure::tv_contexts, one_minus(sums.same_contexts.enclosure()));
    put(LoopMeasure::tv, one_minus(sums.same.enclosure()));
    if (sums.foreign) {
        put(LoopMeasure::kl, exactly(directed::infinity));
    } else {
        const DoubleInterval cross = sums.cross.enclosure(), own = sums.entropy.enclosure();
        put(LoopMeasure::kl, {std::max(0.0, directed::add_down(cross.lo, -own.hi)),
                              std::max(0.0, directed::add_up(cross.hi, -own.lo))});
    }

    const auto tokens = token_counts(counts, real_.shape(), real_.vocabulary());
    std::size_t vocabulary = 0, tail = 0;
    std::uint64_t tail_mass = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i] == 0) continue;
        ++vocabulary;
        if (real_.token_counts()[i] != 1) continue;
        ++tail;
        tail_mass += tokens[i];
    }
    whole(LoopMeasure::vocabulary, vocabulary);
    put(LoopMeasure::tail_mass, ratio(tail_mass, counts.total));
    put(LoopMeasure::tail_kept, ratio(tail, tail_));

    const GramCounts trigrams = text.trigrams != nullptr ? GramCounts{} : shortened(counts, real_.shape(), 3);
    const GramCounts& there = text.trigrams != nullptr ? *text.trigrams : trigrams;
    whole(LoopMeasure::trigrams, there.size());
    put(LoopMeasure::trigrams_kept, ratio(common(there, real_.trigrams()), real_.trigrams().size()));

    const HeldOutLoss loss = held_out_loss(real_.held_out(), text.models, text.weights);
    put(LoopMeasure::perplexity, loss.perplexity);
    put(LoopMeasure::unseen, ratio(loss.unseen, std::max<std::uint64_t>(1, real_.held_out().total)));
    const auto beginning = text.beginning.first(std::min(kRepetitionTokens, text.beginning.size()));
    whole(LoopMeasure::repeat, longest_repeat(beginning));
    const double repeated = repeated_share(beginning, kRepeatedLength);
    put(LoopMeasure::repeated, {directed::next_down(repeated), directed::next_up(repeated)});
    put(LoopMeasure::restarts, exactly(text.restarts));
    put(LoopMeasure::kept, exactly(text.kept));
    return values;
}

DoubleInterval LoopMeasurer::range(LoopMeasure measure, std::uint64_t transitions, std::uint64_t texts,
                                   bool closed, double loss) const {
    const auto T = static_cast<double>(transitions), N = static_cast<double>(texts);
    const auto V = static_cast<double>(real_.vocabulary());
    const auto above = [](double x) { return x * (1 + 0x1p-20) + 0x1p-20; };  // room for rounding
    switch (measure) {
        case LoopMeasure::entropy:
            return {0, above(std::log(std::min(V, T)))};
        case LoopMeasure::floor:  // a context's D is below 1
            return {0, above((closed ? std::min(T, real_contexts_) : T) * loss / 2)};
        case LoopMeasure::vocabulary:
            return {1, std::min(V, T)};
        case LoopMeasure::contexts:
            return {1, closed ? std::min(T, real_contexts_) : T};
        case LoopMeasure::grams:
            return {1, closed ? std::min(T, static_cast<double>(real_.grams().size())) : T};
        case LoopMeasure::trigrams:  // of real transitions of two tokens or more all are real
            return {0, closed && real_.order() >= 2
                           ? std::min(T, static_cast<double>(real_.trigrams().size()))
                           : std::max(T, N)};
        case LoopMeasure::kl:
            return {0, above(std::log(static_cast<double>(real_.grams().total)))};
        case LoopMeasure::perplexity:
            return {1, V};
        case LoopMeasure::repeat:
            return {0, std::min(N, static_cast<double>(kRepetitionTokens))};
        case LoopMeasure::restarts:
        case LoopMeasure::diversity:
        case LoopMeasure::grams_kept:
        case LoopMeasure::trigrams_kept:
        case LoopMeasure::tail_mass:
        case LoopMeasure::tail_kept:
        case LoopMeasure::tv_contexts:
        case LoopMeasure::tv:
        case LoopMeasure::unseen:
        case LoopMeasure::repeated:
        case LoopMeasure::kept:
            return {0, 1};
    }
    return {0, directed::infinity};
}

}  // namespace groundcheck::loops
