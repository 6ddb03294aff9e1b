#include "decide/limits.hpp"

#include <unistd.h>

#include <fstream>
#include <utility>

namespace groundcheck {

Limits::Limits(double seconds, std::uint64_t memory, std::stop_token stop)
    : seconds_(seconds), memory_(memory), stop_(std::move(stop)) {}

std::string Limits::reached() const {
    if (seconds_ > 0 && elapsed() > seconds_) return "the time limit is reached";
    if (memory_ > 0 && resident_memory() > memory_) return "the memory limit is reached";
    if (stop_.stop_requested()) return "stopped";  // last: a limit may be what asked for it
    return {};
}

double Limits::elapsed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

std::uint64_t resident_memory() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t all = 0, resident = 0;
    if (!(file >> all >> resident)) return 0;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace groundcheck
