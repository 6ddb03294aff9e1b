// Limits of time and memory, for work that ends "open so far" when it meets one.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace groundcheck {

// Counts from its construction. Safe to ask from many threads.
class Limits {
  public:
    // `seconds` of wall time and `memory` bytes that the whole process may occupy; 0 is no limit.
    Limits(double seconds, std::uint64_t memory, std::stop_token stop);

    // Why to stop now, in words; empty as long as there is no reason to.
    std::string reached() const;
    double elapsed() const;  // seconds

  private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    double seconds_;
    std::uint64_t memory_;
    std::stop_token stop_;
};

// Bytes that this process occupies now (its resident set), or 0 where the system does not say.
std::uint64_t resident_memory();

}  // namespace groundcheck
