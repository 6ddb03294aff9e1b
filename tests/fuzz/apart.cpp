#include "tests/fuzz/apart.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <iostream>
#include <stdexcept>

namespace groundcheck::fuzz {

std::string run_apart(const std::function<void()>& work, const std::function<std::string()>& impatient) {
    std::cout << std::flush;
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no child process can be started");
    if (child == 0) {
        for (const int signal : {SIGABRT, SIGFPE, SIGSEGV, SIGILL, SIGTERM})
            std::signal(signal, SIG_DFL);  // a test program's own handlers would report a failure of the test
        int code = 0;
        try {
            work();
        } catch (const std::exception& error) {
            std::cerr << error.what() << "\n";
            code = 1;
        }
        std::cout << std::flush;
        _exit(code);
    }
    constexpr useconds_t pause = 5000;
    int status = 0;
    std::string ended;
    for (pid_t done = 0; done == 0;) {
        done = waitpid(child, &status, impatient ? WNOHANG : 0);
        if (done != 0 || !impatient) break;
        ended = impatient();
        if (!ended.empty()) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return ended;
        }
        usleep(pause);
    }
    if (WIFSIGNALED(status))
        return "signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")";
    return WEXITSTATUS(status) == 0 ? "" : "exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace groundcheck::fuzz
