// Which of several errors counts: that of the task with the least number, whatever was met first.
#pragma once

#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>

namespace groundcheck {

// For use from many threads at once.
class FirstError {
  public:
    // Whether there is an error of a task before this one, which then need not be done any more.
    [[nodiscard]] bool is_before(std::size_t task) const {
        const std::lock_guard lock(mutex_);
        return task > task_;
    }
    // Keeps the task's error, unless there is one of an earlier task.
    void note(std::size_t task, std::exception_ptr error) {
        const std::lock_guard lock(mutex_);
        if (task >= task_) return;
        task_ = task;
        error_ = std::move(error);
    }
    void rethrow_if_any() const {
        if (error_) std::rethrow_exception(error_);
    }

  private:
    mutable std::mutex mutex_;
    std::size_t task_ = std::numeric_limits<std::size_t>::max();
    std::exception_ptr error_;
};

}  // namespace groundcheck
