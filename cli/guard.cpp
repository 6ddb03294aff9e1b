#include "cli/guard.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>

#include "cli/command.hpp"
#include "decide/limits.hpp"

namespace groundcheck::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto tick = std::chrono::milliseconds(20);
constexpr auto grace = std::chrono::milliseconds(700);  // for work that can be asked

}  // namespace

void add_limit_options(Command command, RunLimits& limits) {
    command
        .add_option("--time", limits.seconds,
                    "Seconds for the whole command; what is not decided then stays open (default: no limit)")
        .between(0.0, 1e9)
        .named("SECONDS");
    command
        .add_option("--memory", limits.megabytes, "Megabytes that the program may occupy (default: no limit)")
        .between(std::uint64_t{1}, std::uint64_t{1} << 30U)
        .named("MB");
}

Guard::Guard(const RunLimits& limits, std::stop_source source, std::string what, Noticing noticing)
    : limits_(limits),
      source_(std::move(source)),
      what_(std::move(what)),
      noticing_(noticing),
      watcher_([this](const std::stop_token& done) { watch(done); }) {}

std::string Guard::reason() const {
    if (const int signal = Interrupt::signal(); signal != 0)
        return signal == SIGINT ? "interrupted (SIGINT)" : "interrupted (SIGTERM)";
    if (limit_ == 1) return fmt::format("the time limit of {} s is reached", limits_.seconds);
    if (limit_ == 2) return fmt::format("the memory limit of {} MB is reached", limits_.megabytes);
    return {};
}

int Guard::exit_code() const {
    if (const int signal = Interrupt::signal(); signal != 0) return exit_by_signal + signal;
    return limit_ != 0 ? exit_fail : exit_pass;
}

void Guard::watch(const std::stop_token& done) {
    const Clock::time_point begin = Clock::now();
    std::optional<Clock::time_point> asked;
    while (!done.stop_requested()) {
        const Clock::time_point now = Clock::now();
        if (limit_ == 0 && limits_.seconds > 0 &&
            std::chrono::duration<double>(now - begin).count() > limits_.seconds)
            limit_ = 1;
        if (limit_ == 0 && limits_.megabytes > 0 && resident_memory() > limits_.megabytes * 1'000'000)
            limit_ = 2;
        if (!asked && !reason().empty()) {
            asked = now;
            if (Interrupt::signal() != 0 || noticing_ == Noticing::by_guard) source_.request_stop();
        }
        if (asked && now - *asked > grace) {
            std::fputs(fmt::format("{}stopped: {}; nothing is said of {}\n",
                                   isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "", reason(), what_)
                           .c_str(),
                       stderr);
            _exit(exit_code());
        }
        std::this_thread::sleep_for(tick);
    }
}

}  // namespace groundcheck::cli
