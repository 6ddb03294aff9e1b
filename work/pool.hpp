// A pool of workers: threads of this process, or processes on many machines.
//
// Work is a job: tasks with numbers that do not depend on one another. Whoever has work says how a task is
// done, how its result is taken, and how a result is written down on the way between machines; who does
// which task is the pool's affair. Where the workers are other processes, every one of them runs the same
// program with the same words and comes to the same jobs in the same order: the one that leads says which
// tasks are to be done and takes the results, the others do tasks until the leader says that the job is
// over.
//
// Errors. Of several tasks that fail, the error of the one with the least number is thrown, whatever was met
// first: tasks before a failed one are still done, those after it are not.
#pragma once

#include <any>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace groundcheck {

// A job whose results are values of any type; see Tasks for one with a type.
struct Job {
    using Worker = std::function<std::any(std::size_t task)>;

    // Names the job and all that its tasks depend on: processes that come to different jobs must notice it.
    std::string name;
    std::vector<std::size_t> tasks;       // in the order in which they are handed out; the leader's counts
    std::function<Worker()> make_worker;  // called by each worker, for tables of its own
    std::function<void(std::size_t, std::any)> take;  // by several threads at once
    std::function<std::string(const std::any&)> pack;
    std::function<std::any(const std::string&)> unpack;
    std::function<bool()> stop;  // asked between tasks; yes: no further task is begun
};

// A pool cannot go on: a process is gone, or works on something else. The message is for the user.
struct PoolBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Thrown in a process that helps, when nothing is left to help with: the whole program ends there, quietly.
struct HelpIsOver {};

class Pool {
  public:
    Pool() = default;
    virtual ~Pool() = default;
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // Does the job. Returns when all tasks are done, or it was stopped; results that a worker has none of (an
    // empty std::any: it left off because of a stop) are not taken. Throws as above, and PoolBroken or
    // HelpIsOver where the workers are other processes.
    virtual void run(const Job& job) = 0;
    // Whether results come to this process. If not it only helps: take() is not called.
    [[nodiscard]] virtual bool leads() const = 0;
};

// Whether results come to this process where such a pool works; null: threads of this process do.
inline bool leads(const Pool* pool) { return pool == nullptr || pool->leads(); }

// Threads of this process.
class ThreadPool : public Pool {
  public:
    // 0: as many as there are processors.
    explicit ThreadPool(unsigned threads) : threads_(threads) {}

    void run(const Job& job) override;
    [[nodiscard]] bool leads() const override { return true; }

  private:
    unsigned threads_;
};

// A job with results of one type. Result is copyable.
template <class Result>
struct Tasks {
    using Worker = std::function<std::any(std::size_t task)>;  // a Result, or nothing if it left off

    std::string name;
    std::vector<std::size_t> tasks;
    std::function<Worker()> make_worker;
    std::function<void(std::size_t, Result)> take;
    std::function<std::string(const Result&)> pack;
    std::function<Result(const std::string&)> unpack;
    std::function<bool()> stop;

    void run_on(Pool& pool) const {
        Job job{name, tasks, make_worker, {}, {}, {}, stop};
        job.take = [this](std::size_t task, std::any result) {
            take(task, std::any_cast<Result>(std::move(result)));
        };
        job.pack = [this](const std::any& result) { return pack(std::any_cast<const Result&>(result)); };
        job.unpack = [this](const std::string& text) { return std::any(unpack(text)); };
        pool.run(job);
    }
};

}  // namespace groundcheck
