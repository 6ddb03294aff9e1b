// All replicates of a loop, on threads.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "sim/chunked_run.hpp"
#include "sim/loops/loop.hpp"
#include "sim/loops/loop_checkpoint.hpp"

namespace groundcheck::loops {

namespace {

struct LoopChunk {
    std::vector<LoopMoments> moments;
    std::vector<std::vector<std::uint32_t>> samples;  // of the first replicate
};

void add_values(LoopMoments& moments, const LoopValues& values, double cut) {
    for (std::size_t m = 0; m < kLoopMeasures; ++m)
        moments[m].add(values[m]);
    const DoubleInterval perplexity = values[static_cast<std::size_t>(LoopMeasure::perplexity)];
    moments[kCutPerplexity].finite.add({std::min(perplexity.lo, cut), std::min(perplexity.hi, cut)});
}

// What all who write the same loops must agree on.
std::string name_of_loop(const LoopPlan& plan) {
    return fmt::format("{} loops of {} generations, seed {}, text {}", plan.replicates, plan.generations(),
                       plan.seed, digest_of(plan.real->text()));
}

void merge_chunk(LoopState& state, const LoopChunk& chunk) {
    for (std::size_t t = 0; t < state.generations.size(); ++t)
        for (std::size_t m = 0; m < chunk.moments[t].size(); ++m)
            state.generations[t][m].merge(chunk.moments[t][m]);
    if (state.chunks_done == 0) state.samples = chunk.samples;
}

// One thread of a run.
class LoopRunner {
  public:
    LoopRunner(const Loop& l, const Chunks& c, ChunkedRun<LoopChunk>& r, const std::function<void()>& done,
               LoopCheckpoints* kept)
        : loop_(l), chunks_(c), run_(r), report_(done), checkpoints_(kept), replicate_(l) {}

    bool fill(std::uint64_t number, LoopChunk& chunk) {
        auto [first, end] = chunks_.replicates_of(number);
        std::optional<ChunkInHand> kept = kept_of(number);
        chunk.moments.assign(loop_.plan().generations() + 1, {});
        if (kept) {
            chunk = {std::move(kept->sums.generations), std::move(kept->sums.samples)};
            first = kept->replicate.number;
        }
        saved_ = Clock::now();
        for (std::uint32_t r = first; r < end; ++r) {
            const auto visit = [&](std::size_t t, const LoopGeneration& generation) {
                add_values(chunk.moments[t], generation.values, cut_);
                if (r == 0) chunk.samples.push_back(generation.sample);
                keep(number, chunk);
                report_();
                return !run_.stopped();
            };
            const bool goes_on = kept && r == first;
            if (!goes_on) add_values(chunk.moments[0], loop_.start(), cut_);
            // Stopped behind its last generation, a replicate is complete, but others of the chunk may not
            // be.
            if (!(goes_on ? replicate_.go_on(std::move(kept->replicate), visit) : replicate_.run(r, visit)))
                return false;
        }
        return true;
    }
    void finish() {}

  private:
    using Clock = std::chrono::steady_clock;

    const Loop& loop_;
    const Chunks& chunks_;
    ChunkedRun<LoopChunk>& run_;
    const std::function<void()>& report_;  // a generation more is done
    LoopCheckpoints* checkpoints_;         // or null
    LoopReplicate replicate_;

    // The chunk in hand of an earlier run, if it is one of this plan.
    [[nodiscard]] std::optional<ChunkInHand> kept_of(std::uint64_t number) const {
        if (checkpoints_ == nullptr) return std::nullopt;
        const std::string bytes = checkpoints_->load(number);
        if (bytes.empty()) return std::nullopt;
        auto kept = checkpoint_from(bytes, number, checkpoints_->parameters);
        const auto [first, end] = chunks_.replicates_of(number);
        if (kept && (kept->replicate.number < first || kept->replicate.number >= end ||
                     kept->replicate.t > loop_.plan().generations() ||
                     kept->replicate.data.size() != loop_.plan().models ||
                     kept->sums.generations.size() != loop_.plan().generations() + 1))
            return std::nullopt;
        return kept;
    }

    void keep(std::uint64_t number, const LoopChunk& chunk) {
        if (checkpoints_ == nullptr) return;
        const std::chrono::duration<double> since = Clock::now() - saved_;
        if (since.count() < checkpoints_->seconds) return;
        checkpoints_->save(
            number, checkpoint_bytes({{0, 0, chunk.moments, chunk.samples}, replicate_.checkpoint()}, number,
                                     checkpoints_->parameters));
        saved_ = Clock::now();
    }

    double cut_ = loop_.measurer().range(LoopMeasure::perplexity, 1, 1, false, 1).hi;
    Clock::time_point saved_ = Clock::now();
};

}  // namespace

std::uint64_t Loop::chunks() const { return Chunks(plan_.replicates).count(); }

bool Loop::run(LoopState& state, const Options& options) const {
    const Chunks chunks(plan_.replicates);
    state.generations.resize(plan_.generations() + 1);
    std::uint64_t done = 0;
    const std::uint64_t total = (plan_.replicates - state.replicates_done) * plan_.generations();
    ChunkedRun<LoopChunk> run(state.chunks_done, chunks.count(), [&](const LoopChunk& chunk) {
        merge_chunk(state, chunk);
        state.replicates_done = chunks.replicates_in(++state.chunks_done);
        if (options.keep) options.keep(state);
    });
    const std::function<void()> report = [&] {
        if (options.pool != nullptr) return;  // which counts what it has taken
        const std::lock_guard lock(run.mutex());
        ++done;
        if (options.progress && !options.progress(done, total)) run.stop();
    };
    const auto make_worker = [&] {
        return LoopRunner(*this, chunks, run, report,
                          options.pool == nullptr ? options.checkpoints : nullptr);
    };
    if (options.pool == nullptr) return run.run(options.threads, make_worker);
    const std::uint64_t before = state.replicates_done;
    return run.run_on(
        *options.pool, name_of_loop(plan_), make_worker,
        [](const LoopChunk& chunk) {
            return to_text(LoopState{0, 0, chunk.moments, chunk.samples}, "");
        },
        [](const std::string& text) {
            LoopState state = loop_state_from_text(text, "");
            return LoopChunk{std::move(state.generations), std::move(state.samples)};
        },
        [&] {
            done = (state.replicates_done - before) * plan_.generations();
            return !options.progress || options.progress(done, total);
        });
}

}  // namespace groundcheck::loops
