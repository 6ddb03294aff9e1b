// All replicates of a loop, on threads.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <string>

#include "sim/chunked_run.hpp"
#include "sim/loops/loop.hpp"
#include "theorems/language/sha256.hpp"

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
    const auto tokens = plan.real->text().tokens;
    return fmt::format(
        "{} loops of {} generations, seed {}, text {}", plan.replicates, plan.generations(), plan.seed,
        sha256({reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(std::uint32_t)}));
}

void merge_chunk(LoopState& state, const LoopChunk& chunk) {
    for (std::size_t t = 0; t < state.generations.size(); ++t)
        for (std::size_t m = 0; m < chunk.moments[t].size(); ++m)
            state.generations[t][m].merge(chunk.moments[t][m]);
    if (state.chunks_done == 0) state.samples = chunk.samples;
}

// One thread of a run.
struct LoopRunner {
    const Loop& loop;
    const Chunks& chunks;
    ChunkedRun<LoopChunk>& run;
    const std::function<void()>& report;  // a generation more is done
    LoopReplicate replicate{loop};

    bool fill(std::uint64_t number, LoopChunk& chunk) {
        const double cut = loop.measurer().range(LoopMeasure::perplexity, 1, 1, false).hi;
        chunk.moments.assign(loop.plan().generations() + 1, {});
        const auto [first, end] = chunks.replicates_of(number);
        for (std::uint32_t r = first; r < end; ++r) {
            add_values(chunk.moments[0], loop.start(), cut);
            const bool whole = replicate.run(r, [&](std::size_t t, const LoopGeneration& generation) {
                add_values(chunk.moments[t], generation.values, cut);
                if (r == 0) chunk.samples.push_back(generation.sample);
                report();
                return !run.stopped();
            });
            // Stopped behind its last generation, a replicate is complete, but others of the chunk may not
            // be.
            if (!whole) return false;
        }
        return true;
    }
    void finish() {}
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
    const auto make_worker = [&] { return LoopRunner{*this, chunks, run, report}; };
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
