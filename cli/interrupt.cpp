#include "cli/interrupt.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace groundcheck::cli {

namespace {

volatile std::sig_atomic_t received = 0;

// Only what a signal handler may do: remember, write, leave.
void on_signal(int signal) {
    if (received != 0) _exit(128 + signal);
    received = signal;
    if (isatty(STDERR_FILENO) == 0) return;
    const int kept = errno;
    const char* text = "\r\x1b[Kstopping (again to stop at once)\n";
    const ssize_t ignored = write(STDERR_FILENO, text, std::strlen(text));
    static_cast<void>(ignored);
    errno = kept;
}

}  // namespace

Interrupt::Interrupt()
    : before_int_(std::signal(SIGINT, on_signal)), before_term_(std::signal(SIGTERM, on_signal)) {
    received = 0;
}

Interrupt::~Interrupt() {
    std::signal(SIGINT, before_int_ == SIG_ERR ? SIG_DFL : before_int_);
    std::signal(SIGTERM, before_term_ == SIG_ERR ? SIG_DFL : before_term_);
}

int Interrupt::signal() { return received; }

}  // namespace groundcheck::cli
