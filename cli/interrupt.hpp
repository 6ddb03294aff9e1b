// Stopping on request: the first SIGINT or SIGTERM asks the work to end after the instances in hand, a second
// one ends the program at once (which the ledger survives).
#pragma once

#include <stop_token>
#include <thread>

namespace groundcheck::cli {

class Interrupt {
  public:
    // Takes over SIGINT and SIGTERM for the object's lifetime. One object at a time.
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    // The number of the signal that came, or 0.
    static int signal();

  private:
    void (*before_int_)(int);
    void (*before_term_)(int);
};

// Asks `source` to stop as soon as a signal has come, for work that reports too rarely to be asked itself.
class StopOnSignal {
  public:
    // Precondition: an Interrupt lives at least as long.
    explicit StopOnSignal(std::stop_source source);

  private:
    std::jthread watcher_;
};

}  // namespace groundcheck::cli
