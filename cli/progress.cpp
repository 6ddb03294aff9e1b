#include "cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "reports/text.hpp"

namespace groundcheck::cli {

std::string progress_text(const AuditProgress& progress, std::size_t fresh, double seconds, std::size_t width,
                          std::string_view what) {
    std::string text = fmt::format("{}/{} {}", progress.done, progress.total, what);
    if (fresh > 0 && seconds > 0) {
        const double rate = static_cast<double>(fresh) / seconds;
        const double left = static_cast<double>(progress.total - progress.done) / rate;
        text += fmt::format(", {}/s, {} left",
                            rate < 10 ? fmt::format("{:.1f}", rate) : fmt::format("{:.0f}", rate),
                            duration(left));
    }
    return shortened(text + ": " + printable(progress.current), width < 20 ? 20 : width);
}

ProgressLine::ProgressLine() : enabled_(isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const AuditProgress& progress, std::string_view what) {
    const Clock::time_point now = Clock::now();
    if (!enabled_ || (drawn_ && now - last_ < std::chrono::milliseconds(100))) return;
    last_ = now;
    drawn_ = true;
    winsize size = {};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    const std::chrono::duration<double> elapsed = now - begin_;
    fmt::print(stderr, "\r\x1b[K{}",
               progress_text(progress, progress.done - progress.resumed, elapsed.count(),
                             known ? size.ws_col - 1U : 79U, what));
    std::fflush(stderr);
}

void ProgressLine::clear() {
    if (!drawn_) return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    drawn_ = false;
}

}  // namespace groundcheck::cli
