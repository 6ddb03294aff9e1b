#include "cli/run_program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& program, int error) {
    throw ProgramFailed("cannot run " + program + ": " + std::generic_category().message(error));
}

std::string all_of(int descriptor) {
    std::string text;
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        const ssize_t got = read(descriptor, buffer.data(), buffer.size());
        if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
        if (got == 0 || (got < 0 && errno != EINTR)) return text;
    }
}

constexpr int cannot_start = 127;  // as shells say it

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& command, const fs::path& folder) {
    std::vector<std::string> words = command;  // everything the child needs is made before the fork
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    // Closed in whatever another thread starts meanwhile: else this end would come only with that one's.
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(command.front(), errno);
    const pid_t child = fork();
    if (child < 0) fail(command.front(), errno);
    if (child == 0) {
        if (dup2(ends[1], STDOUT_FILENO) < 0 || chdir(folder.c_str()) != 0) _exit(cannot_start);
        execv(arguments[0], arguments.data());
        _exit(cannot_start);
    }
    close(ends[1]);
    std::string text = all_of(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status))
        throw ProgramFailed(command.front() + " was ended by signal " + std::to_string(WTERMSIG(status)));
    if (WIFEXITED(status) && WEXITSTATUS(status) == cannot_start)
        throw ProgramFailed("cannot run " + command.front());
    return {std::move(text), WEXITSTATUS(status)};
}

std::string output_of(const std::vector<std::string>& command, const fs::path& folder) {
    return run_program(command, folder).text;
}

fs::path own_folder() {
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path();
}

fs::path companion(const std::string& name, const std::string& built_in) {
    const fs::path own = own_folder();
    if (own.empty()) return {};
    std::error_code error;
    for (const fs::path& folder : {own, own.parent_path() / built_in}) {
        if (fs::is_regular_file(folder / name, error)) return folder / name;
    }
    return {};
}

}  // namespace groundcheck::cli
