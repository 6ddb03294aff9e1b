// Threads as a pool. They are TBB's, so that what a task does in parallel shares them.
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <optional>

#include "work/first_error.hpp"
#include "work/pool.hpp"

namespace groundcheck {

namespace {

// Tasks go out one by one, in the job's order.
void work_off(const Job& job, std::atomic<std::size_t>& next, FirstError& error) {
    std::optional<Job::Worker> worker;
    for (std::size_t at = next++; at < job.tasks.size(); at = next++) {
        if (job.stop && job.stop()) return;
        const std::size_t task = job.tasks[at];
        if (error.is_before(task)) continue;
        try {
            if (!worker) worker = job.make_worker();
            std::any result;
            // While it waits for what it does in parallel, a task does nothing of another one.
            tbb::this_task_arena::isolate([&] { result = (*worker)(task); });
            if (result.has_value()) job.take(task, std::move(result));
        } catch (...) {
            error.note(task, std::current_exception());
        }
    }
}

}  // namespace

void ThreadPool::run(const Job& job) {
    std::optional<tbb::global_control> allowed;  // TBB starts no more threads than cores unless told so
    if (threads_ > 0) allowed.emplace(tbb::global_control::max_allowed_parallelism, threads_);
    tbb::task_arena arena(threads_ == 0 ? tbb::task_arena::automatic : static_cast<int>(threads_));
    std::atomic<std::size_t> next = 0;
    FirstError error;
    arena.execute([&] {
        const auto hands = std::min(job.tasks.size(), static_cast<std::size_t>(arena.max_concurrency()));
        tbb::parallel_for(
            std::size_t{0}, hands, [&](std::size_t) { work_off(job, next, error); },
            tbb::simple_partitioner());
    });
    error.rethrow_if_any();
}

}  // namespace groundcheck
