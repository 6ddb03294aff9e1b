// The progress line: how far, how fast, how long still. On a terminal only.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "audit/audit.hpp"

namespace groundcheck::cli {

// "120/300 instances, 41/s, 5 s left: entropy-decay/one-step", of at most `width` columns. `fresh` is how
// many of `progress.done` were decided in these `seconds`; the rest came from the ledger and says nothing
// about the rate.
std::string progress_text(const AuditProgress& progress, std::size_t fresh, double seconds, std::size_t width,
                          std::string_view what = "instances");

// Draws the line on standard error, at most ten times a second, and clears it when it goes. Draws nothing if
// standard error is no terminal. Not for use from several threads at once.
class ProgressLine {
  public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const AuditProgress& progress, std::string_view what = "instances");
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    bool enabled_;
    bool drawn_ = false;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point last_;
};

}  // namespace groundcheck::cli
