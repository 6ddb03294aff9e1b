// Replicates on threads: worked off in chunks, and the chunks merged in their order.
//
// Which replicates a chunk has depends on their number alone, and sums of chunks are made in one order. So
// the result depends on neither the number of threads nor how often the run was stopped and taken up again;
// what a stop leaves is a whole number of chunks.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "work/pool.hpp"

namespace groundcheck {

// The chunks of so many replicates: so many of them that they keep threads busy and a kill costs little, so
// few that a state stays small.
class Chunks {
  public:
    // Precondition: replicates >= 1.
    explicit Chunks(std::uint32_t replicates);

    [[nodiscard]] std::uint64_t count() const { return (replicates_ + std::uint64_t{size_} - 1) / size_; }
    // The first replicate of a chunk, and the first one after it. Precondition: chunk < count().
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> replicates_of(std::uint64_t chunk) const;
    // How many replicates the first `chunks` have together.
    [[nodiscard]] std::uint64_t replicates_in(std::uint64_t chunks) const;

  private:
    std::uint32_t replicates_, size_;
};

// Calls work() on `threads` threads (0: as many as processors) but on no more than `most`, this one among
// them, and returns when all have. `work` must not throw.
void on_threads(unsigned threads, std::uint64_t most, const std::function<void()>& work);

// A run over chunks of results of type Chunk.
template <class Chunk>
class ChunkedRun {
  public:
    // The chunks [done, count) are left. merge(chunk) is called for one after another, in their order.
    ChunkedRun(std::uint64_t done, std::uint64_t count, std::function<void(Chunk)> merge)
        : merge_(std::move(merge)), merged_(done), count_(count), next_(done) {}

    // make_worker() is called once on every thread, for its own tables: an object with
    //     bool fill(std::uint64_t number, Chunk& chunk);   false if it left off because the run was stopped
    //     void finish();                                   there is nothing left for this thread
    // Returns whether all chunks are merged. Throws what a worker threw first.
    template <class MakeWorker>
    bool run(unsigned threads, const MakeWorker& make_worker) {
        if (merged_ < count_) on_threads(threads, count_ - merged_, [&] { work(make_worker); });
        if (failure_) std::rethrow_exception(failure_);
        return merged_ == count_;
    }

    // The same by the workers of a pool, which write chunks down with pack() and read them with unpack() on
    // the way. `name` says what all of them must agree on. go_on() is asked between chunks; no: stopped.
    // Whether all chunks are merged; where the pool leads elsewhere they are not.
    template <class MakeWorker>
    bool run_on(Pool& pool, const std::string& name, const MakeWorker& make_worker,
                std::function<std::string(const Chunk&)> pack,
                std::function<Chunk(const std::string&)> unpack, const std::function<bool()>& go_on) {
        Tasks<Chunk> job;
        job.name = name;
        for (std::uint64_t number = merged_; number < count_ && pool.leads(); ++number)
            job.tasks.push_back(number);
        job.make_worker = [&] {
            using Worker = decltype(make_worker());
            return [worker = std::make_shared<Worker>(make_worker())](std::size_t number) -> std::any {
                Chunk chunk;
                return worker->fill(number, chunk) ? std::any(std::move(chunk)) : std::any();
            };
        };
        job.take = [this](std::size_t number, Chunk chunk) { deliver(number, std::move(chunk)); };
        job.pack = std::move(pack);
        job.unpack = std::move(unpack);
        job.stop = [&] {
            if (!stop_ && !go_on()) stop();
            return stopped();
        };
        if (merged_ < count_) job.run_on(pool);
        return merged_ == count_;
    }

    // Chunks in hand are left.
    void stop() { stop_ = true; }
    [[nodiscard]] bool stopped() const { return stop_; }
    // Held while merging; for what else the workers share.
    std::mutex& mutex() { return mutex_; }

  private:
    template <class MakeWorker>
    void work(const MakeWorker& make_worker) {
        try {
            auto worker = make_worker();
            for (std::uint64_t number = next_++; !stop_ && number < count_; number = next_++) {
                Chunk chunk;
                if (!worker.fill(number, chunk)) return;
                deliver(number, std::move(chunk));
            }
            worker.finish();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            stop_ = true;
        }
    }

    void deliver(std::uint64_t number, Chunk chunk) {
        const std::lock_guard lock(mutex_);
        waiting_.emplace(number, std::move(chunk));
        for (auto first = waiting_.begin(); first != waiting_.end() && first->first == merged_;
             first = waiting_.erase(first)) {
            ++merged_;
            merge_(std::move(first->second));
        }
    }

    std::function<void(Chunk)> merge_;
    std::mutex mutex_;  // guards what follows but for the atomic ones
    std::map<std::uint64_t, Chunk> waiting_;
    std::uint64_t merged_, count_;
    std::exception_ptr failure_;
    std::atomic<std::uint64_t> next_;
    std::atomic<bool> stop_ = false;
};

}  // namespace groundcheck
