// All replicates: chunks of them on threads, merged in their order.
#include <mpfr.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "sim/loops/loop.hpp"

namespace groundcheck::loops {

namespace {

// So few that the state stays small; the number depends on the plan alone.
constexpr std::uint32_t kMostLoopChunks = 512;

std::uint32_t loop_chunk_size(const LoopPlan& plan) {
    return (plan.replicates + kMostLoopChunks - 1) / kMostLoopChunks;
}

struct Chunk {
    std::vector<LoopMoments> moments;
    std::vector<std::vector<std::uint32_t>> samples;
};

// What all threads share.
struct Board {
    std::mutex mutex;
    std::map<std::uint64_t, Chunk> waiting;
    std::exception_ptr failure;
    std::atomic<std::uint64_t> next = 0;
    std::atomic<bool> stop = false;
    std::uint64_t done = 0, total = 0;
};

void add_values(LoopMoments& moments, const LoopValues& values, double cut) {
    for (std::size_t m = 0; m < kLoopMeasures; ++m) {
        if (values[m].lo == directed::infinity)
            ++moments[m].infinite;
        else
            moments[m].finite.add(values[m]);
    }
    const DoubleInterval perplexity = values[static_cast<std::size_t>(LoopMeasure::perplexity)];
    moments[kCutPerplexity].finite.add({std::min(perplexity.lo, cut), std::min(perplexity.hi, cut)});
}

void merge_chunk(LoopState& state, const Chunk& chunk) {
    for (std::size_t t = 0; t < state.generations.size(); ++t) {
        for (std::size_t m = 0; m < chunk.moments[t].size(); ++m) {
            state.generations[t][m].finite.merge(chunk.moments[t][m].finite);
            state.generations[t][m].infinite += chunk.moments[t][m].infinite;
        }
    }
    if (state.chunks_done == 0) state.samples = chunk.samples;
    ++state.chunks_done;
}

// The chunk, or nothing complete if it was stopped.
bool run_chunk(const Loop& loop, LoopReplicate& replicate, std::uint64_t number, Board& board,
               const Loop::Options& options, Chunk& chunk) {
    const std::size_t T = loop.plan().generations();
    const std::uint32_t size = loop_chunk_size(loop.plan());
    const double cut = loop.measurer().range(LoopMeasure::perplexity, 1, 1, false).hi;
    chunk.moments.assign(T + 1, {});
    const auto first = static_cast<std::uint32_t>(number * size);
    const std::uint32_t last = first + std::min(size, loop.plan().replicates - first);
    for (std::uint32_t r = first; r < last; ++r) {
        add_values(chunk.moments[0], loop.start(), cut);
        const bool whole = replicate.run(r, [&](std::size_t t, const LoopGeneration& generation) {
            add_values(chunk.moments[t], generation.values, cut);
            if (r == 0) chunk.samples.push_back(generation.sample);
            const std::lock_guard lock(board.mutex);
            ++board.done;
            if (options.progress && !options.progress(board.done, board.total)) board.stop = true;
            return !board.stop;
        });
        // Stopped behind its last generation, a replicate is complete, but others of the chunk may not be.
        if (!whole) return false;
    }
    return true;
}

}  // namespace

std::uint64_t Loop::chunks() const {
    const std::uint32_t size = loop_chunk_size(plan_);
    return (plan_.replicates + size - 1) / size;
}

bool Loop::run(LoopState& state, const Options& options) const {
    const std::uint32_t size = loop_chunk_size(plan_);
    state.generations.resize(plan_.generations() + 1);
    Board board;
    board.next = state.chunks_done;
    board.total = (plan_.replicates - state.replicates_done) * plan_.generations();

    const auto deliver = [&](std::uint64_t number, Chunk chunk) {
        const std::lock_guard lock(board.mutex);
        board.waiting.emplace(number, std::move(chunk));
        for (auto first = board.waiting.begin();
             first != board.waiting.end() && first->first == state.chunks_done;
             first = board.waiting.erase(first)) {
            merge_chunk(state, first->second);
            state.replicates_done = std::min<std::uint64_t>(plan_.replicates, state.chunks_done * size);
            if (options.keep) options.keep(state);
        }
    };
    const auto work = [&] {
        try {
            LoopReplicate replicate(*this);
            for (std::uint64_t number = board.next++; !board.stop && number < chunks();
                 number = board.next++) {
                Chunk chunk;
                if (!run_chunk(*this, replicate, number, board, options, chunk)) return;
                deliver(number, std::move(chunk));
            }
        } catch (...) {
            const std::lock_guard lock(board.mutex);
            if (!board.failure) board.failure = std::current_exception();
            board.stop = true;
        }
    };

    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t left = chunks() - state.chunks_done;
    const std::uint64_t threads =
        std::min<std::uint64_t>(options.threads == 0 ? processors : options.threads, left);
    std::vector<std::thread> pool;
    for (std::uint64_t i = 1; i < threads; ++i)
        pool.emplace_back([&] {
            work();
            mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);  // what MPFR keeps for a thread does not end with it
        });
    if (left > 0) work();
    for (std::thread& thread : pool)
        thread.join();
    if (board.failure) std::rethrow_exception(board.failure);
    return state.chunks_done == chunks();
}

}  // namespace groundcheck::loops
