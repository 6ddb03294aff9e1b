// One replicate: a text is written, counted while it is written, and the next models are fitted.
//
// Nothing is sorted for what a source's rows are drawn from: a row's number is enough to count it. Only what
// smoothing makes up, and the real text's transitions, meet other tables, in one merge at the end.
#include <algorithm>
#include <utility>

#include "sim/loops/loop.hpp"
#include "sim/loops/subsample.hpp"
#include "sim/rounding.hpp"

namespace groundcheck::loops {

namespace {

constexpr std::uint64_t kMostRefusals = 1'000'000;
constexpr std::uint8_t kSubsampling = 128;  // purposes: model j writes with j, subsamples with 128 + j

// The rows that were met, with their grams; `met` is all zero afterwards.
GramCounts taken(const GramCounts& table, std::vector<std::uint32_t>& met) {
    GramCounts result;
    std::size_t rows = 0;
    for (const std::uint32_t count : met)
        rows += count > 0 ? 1 : 0;
    result.grams.reserve(rows);
    result.counts.reserve(rows);
    for (std::size_t i = 0; i < met.size(); ++i) {
        if (met[i] == 0) continue;
        result.grams.push_back(table.grams[i]);
        result.counts.push_back(met[i]);
        result.total += met[i];
        met[i] = 0;
    }
    return result;
}

}  // namespace

struct LoopReplicate::Text {
    std::vector<std::uint32_t> beginning;  // for measures of repetition
    GramCounter trigrams;
    bool with_trigrams = false;
    std::uint64_t last_three = 0, written = 0;
    std::uint64_t tokens = 0, anew = 0, tried = 0, kept = 0;
    GramShape three;
};

LoopReplicate::LoopReplicate(const Loop& loop)
    : loop_(loop), plan_(loop.plan()), real_(*plan_.real), real_met_(real_.grams().size(), 0) {
    std::uint64_t longest = 0;
    for (const std::uint64_t samples : plan_.samples)
        longest = std::max(longest, std::min(samples, plan_.passage));
    tokens_.resize(longest);
    rows_.resize(longest);
    grams_.resize(longest);
}

void LoopReplicate::try_passage(RandomStream& random, std::size_t source, std::uint64_t length) {
    const SequenceModel& model = *sources_[source];
    SequenceModel::Position position = model.begin(random);
    const GramShape shape = real_.shape();
    anew_ = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const SequenceModel::Written written = model.next(random, position);
        tokens_[i] = shape.token(written.gram);
        rows_[i] = written.row;
        grams_[i] = written.gram;
        if (written.anew) ++anew_;
    }
}

void LoopReplicate::write_passage(RandomStream& random, std::uint64_t length, Text& text) {
    const std::size_t source = sources_.size() == 1 ? 0 : loop_.weights().draw_model(random);
    for (std::uint64_t refused = 0;; ++refused) {
        if (refused == kMostRefusals) throw VerifierStuck("the verifier refused a million passages in a row");
        try_passage(random, source, length);
        ++text.tried;
        if (loop_.filter().keeps({tokens_.data(), static_cast<std::size_t>(length)}, random)) break;
    }
    ++text.kept;
    text.anew += anew_;
    commit(length, &met_[source], text);
}

void LoopReplicate::copy_passage(RandomStream& random, std::uint64_t length, Text& text) {
    const auto all = real_.training();
    std::size_t at = random.below(all.size());
    for (std::size_t i = 0; i < length; ++i) {
        tokens_[i] = all[at];
        rows_[i] = real_.row_at()[at];
        if (++at == all.size()) at = 0;
    }
    commit(length, &real_met_, text);
}

void LoopReplicate::commit(std::size_t length, std::vector<std::uint32_t>* rows, Text& text) {
    for (std::size_t i = 0; i < length; ++i) {
        if (rows_[i] == kNone)
            foreign_.add(grams_[i]);
        else
            ++(*rows)[rows_[i]];
    }
    text.tokens += length;
    const std::size_t wanted = kRepetitionTokens - std::min(kRepetitionTokens, text.beginning.size());
    text.beginning.insert(text.beginning.end(), tokens_.begin(),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, length)));
    if (!text.with_trigrams) return;
    for (std::size_t i = 0; i < length; ++i) {
        text.last_three = text.three.next(text.last_three, tokens_[i]);
        if (++text.written >= 3) text.trigrams.add(text.last_three);
    }
}

GramCounts LoopReplicate::collect() {
    GramCounts sum = foreign_.take();
    for (std::size_t s = 0; s < sources_.size(); ++s)
        sum = merged(sum, taken(sources_[s]->counts(), met_[s]));
    return merged(sum, taken(real_.grams(), real_met_));
}

GramCounts LoopReplicate::write(RandomStream& random, std::size_t t, Text& text) {
    const std::uint64_t N = plan_.samples[t];
    const Rational& alpha = plan_.alpha[t];
    const double chance = nearest(alpha);
    const std::uint64_t real =
        plan_.exact_share ? static_cast<std::uint64_t>(numerator_of(Rational(alpha * Rational(N)))) : 0;
    for (std::uint64_t done = 0; done < N;) {
        const bool copied = plan_.exact_share ? done < real
                            : alpha == 0      ? false
                                              : alpha == 1 || random.unit() < chance;
        const std::uint64_t end = plan_.exact_share && copied ? real : N;
        const std::uint64_t length = std::min(plan_.passage, end - done);
        if (copied)
            copy_passage(random, length, text);
        else
            write_passage(random, length, text);
        done += length;
    }
    return collect();
}

void LoopReplicate::train(std::uint32_t number, std::size_t t, std::size_t model, GramCounts fresh) {
    const LoopWeights& weights = loop_.weights();
    fresh = times(std::move(fresh), weights.steps[t]);
    if (!plan_.accumulate) {
        data_[model] =
            weights.real == 0 ? std::move(fresh) : merged(fresh, times(real_.grams(), weights.real));
        seen_[model] = plan_.samples[t];
    } else {
        const std::uint64_t all = seen_[model] + plan_.samples[t];
        if (plan_.cap > 0 && all > plan_.cap) {
            RandomStream random(plan_.seed, {.replicate = number,
                                             .generation = static_cast<std::uint32_t>(t),
                                             .purpose = static_cast<std::uint8_t>(kSubsampling + model)});
            const std::uint64_t newest = hypergeometric(all, fresh.total, plan_.cap, random);
            fresh = subsample(fresh, newest, random);
            data_[model] = subsample(data_[model], plan_.cap - newest, random);
        }
        data_[model] = merged(data_[model], fresh);
        seen_[model] = all;
    }
}

// The models of the data, and what writes next.
void LoopReplicate::fit() {
    met_.clear();
    sources_.clear();
    models_.clear();
    for (unsigned j = 0; j < plan_.models; ++j) {
        // What accumulates is needed again; the newest text alone is the model's.
        models_.emplace_back(plan_.accumulate ? data_[j] : std::move(data_[j]), real_.shape(),
                             loop_.smoothing(), real_.vocabulary());
        met_.emplace_back(models_[j].counts().size(), 0);
    }
    for (const SequenceModel& model : models_)
        sources_.push_back(&model);
}

LoopCheckpoint LoopReplicate::checkpoint() const {
    LoopCheckpoint result{number_, done_, {}, seen_};
    for (unsigned j = 0; j < plan_.models; ++j)
        result.data.push_back(plan_.accumulate ? data_[j] : models_[j].counts());
    return result;
}

// What the models stand for together.
GramCounts LoopReplicate::mixture() const {
    const std::vector<std::uint64_t>& weights = loop_.weights().models;
    GramCounts sum = times(models_[0].counts(), weights[0]);
    for (unsigned j = 1; j < plan_.models; ++j)
        sum = weights[j] == 1 ? merged(sum, models_[j].counts())
                              : merged(sum, times(models_[j].counts(), weights[j]));
    return sum;
}

// Writes and measures generation t + 1.
LoopGeneration LoopReplicate::generation(std::size_t t) {
    Text text;
    text.three = real_.shape().with_length(3);
    text.with_trigrams = real_.order() < 2;
    std::vector<GramCounts> fresh;
    for (unsigned j = 0; j < plan_.models; ++j) {
        RandomStream random(plan_.seed, {.replicate = number_,
                                         .generation = static_cast<std::uint32_t>(t),
                                         .purpose = static_cast<std::uint8_t>(j)});
        fresh.push_back(write(random, t, text));
    }
    // The old models' tables go before the new ones come.
    met_.clear();
    sources_.clear();
    models_.clear();
    for (unsigned j = 0; j < plan_.models; ++j)
        train(number_, t, j, std::move(fresh[j]));
    fit();
    const GramCounts together = plan_.models == 1 ? GramCounts{} : mixture();
    const GramCounts trigrams = text.trigrams.take();
    LoopGeneration result;
    result.values = loop_.measurer().measure(
        {plan_.models == 1 ? models_[0].counts() : together, text.with_trigrams ? &trigrams : nullptr,
         text.beginning, sources_, static_cast<double>(text.anew) / static_cast<double>(text.tokens),
         text.tried == 0 ? 1 : static_cast<double>(text.kept) / static_cast<double>(text.tried),
         loop_.weights().models, loop_.floor_factor(t + 1)});
    result.sample.assign(
        text.beginning.begin(),
        text.beginning.begin() + static_cast<std::ptrdiff_t>(std::min(kSampleTokens, text.beginning.size())));
    return result;
}

bool LoopReplicate::run_from(std::size_t first,
                             const std::function<bool(std::size_t, const LoopGeneration&)>& visit) {
    for (std::size_t t = first; t < plan_.generations(); ++t) {
        const LoopGeneration written = generation(t);
        done_ = t + 1;
        if (!visit(t + 1, written)) return false;
    }
    return true;
}

bool LoopReplicate::run(std::uint32_t number,
                        const std::function<bool(std::size_t, const LoopGeneration&)>& visit) {
    number_ = number;
    done_ = 0;
    data_.assign(plan_.models, plan_.accumulate ? times(real_.grams(), loop_.weights().real) : GramCounts{});
    seen_.assign(plan_.models, 0);
    sources_ = {&loop_.first_model()};
    met_.assign(1, std::vector<std::uint32_t>(loop_.first_model().counts().size(), 0));
    return run_from(0, visit);
}

bool LoopReplicate::go_on(LoopCheckpoint from,
                          const std::function<bool(std::size_t, const LoopGeneration&)>& visit) {
    number_ = from.number;
    done_ = from.t;
    data_ = std::move(from.data);
    seen_ = std::move(from.seen);
    fit();
    return run_from(done_, visit);
}

}  // namespace groundcheck::loops
