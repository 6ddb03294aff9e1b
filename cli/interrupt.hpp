// Stopping on request: the first SIGINT or SIGTERM asks the work to end, a second one ends the program at
// once (which the ledger survives). What cannot be asked is guard.hpp's matter.
#pragma once

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

}  // namespace groundcheck::cli
