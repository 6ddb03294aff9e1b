// Limits of a whole command: time, memory, and signals, which hold inside an instance too.
//
// Work that can be asked ends by itself: the guard requests a stop, and what was decided is printed as
// always. Some work cannot be asked (one long evaluation, a table that is being written). Then the guard ends
// the program, less than a second after the limit or the signal: nothing is said of what was in hand, and a
// ledger, which is written row by row in transactions, keeps all that was decided before.
#pragma once

#include <atomic>
#include <cstdint>
#include <stop_token>
#include <string>
#include <thread>

#include "cli/command_line.hpp"
#include "cli/interrupt.hpp"

namespace groundcheck::cli {

// 0: no limit.
struct RunLimits {
    double seconds = 0;           // of wall time, of the whole command
    std::uint64_t megabytes = 0;  // that the program may occupy
};

// Declares --time and --memory.
void add_limit_options(Command command, RunLimits& limits);

class Guard {
  public:
    // Who notices that a limit is reached: the guard asks the work to stop, or the work looks at its limits
    // by itself and the guard only ends what does not.
    enum class Noticing { by_guard, by_work };

    // From now on, over `source`. `what` names what is lost if the work cannot be asked to stop: "the claim
    // in hand". One object at a time.
    Guard(const RunLimits& limits, std::stop_source source, std::string what,
          Noticing noticing = Noticing::by_guard);
    // Takes the limits away: what is left is printing.
    ~Guard() = default;
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    // Why the work was asked to stop, in words; empty if it was not.
    [[nodiscard]] std::string reason() const;
    // 128 plus the signal's number, or exit_fail for a limit; exit_pass if nothing stopped the work.
    [[nodiscard]] int exit_code() const;

  private:
    void watch(const std::stop_token& done);

    RunLimits limits_;
    std::stop_source source_;
    std::string what_;
    Noticing noticing_;
    Interrupt interrupt_;
    std::atomic<int> limit_{0};  // which one was reached: 1 time, 2 memory
    std::jthread watcher_;       // the last member: it uses the others
};

}  // namespace groundcheck::cli
