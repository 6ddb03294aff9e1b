#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/scratch.hpp"

namespace groundcheck::test {

namespace fs = std::filesystem;

namespace {

void put(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

void redirect(const fs::path& file, int flags, int descriptor) {
    const int opened = open(file.c_str(), flags, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Surroundings& surroundings) {
    std::string name = (fs::temp_directory_path() / "groundcheck-run-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    files_ = name;
    out_ = surroundings.out.empty() ? files_ / "out" : surroundings.out;
    put(files_ / "in", surroundings.input);

    // Everything the child needs is made before the fork.
    std::vector<std::string> texts;
    std::map<std::string, std::string> environment = {{"LC_ALL", "C"}};
    for (const char* kept : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TMPDIR"})
        if (const char* value = std::getenv(kept)) environment[kept] = value;
    for (const auto& [variable, value] : surroundings.environment)
        environment[variable] = value;
    for (const auto& [variable, value] : environment)
        texts.push_back(variable + "=" + value);
    std::vector<char*> variables, arguments;
    for (std::string& text : texts)
        variables.push_back(text.data());
    variables.push_back(nullptr);
    std::vector<std::string> words = command;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    process_ = fork();
    if (process_ < 0) throw std::runtime_error("cannot fork");
    if (process_ != 0) return;
    redirect(files_ / "in", O_RDONLY, STDIN_FILENO);
    redirect(out_, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(files_ / "err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    if (chdir(surroundings.folder.c_str()) != 0) _exit(126);
    if (surroundings.largest_file > 0) {
        const rlimit limit = {surroundings.largest_file, surroundings.largest_file};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);  // inherited: the write fails instead
    }
    execvpe(arguments[0], arguments.data(), variables.data());
    _exit(127);
}

Process::~Process() {
    if (!over_) {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    std::error_code ignored;
    fs::remove_all(files_, ignored);
}

bool Process::answers_to(int signal) {
    const fs::path process = fs::path("/proc") / std::to_string(process_);
    const unsigned long long bit = 1ULL << (signal - 1);
    for (int i = 0; i < 6000 && running(); ++i) {
        std::error_code ignored;
        // Before it becomes the program, the child is a copy of this one, handlers and all.
        if (fs::read_symlink(process / "exe", ignored) != fs::read_symlink("/proc/self/exe", ignored)) {
            std::ifstream status(process / "status");
            std::string word;
            while (status >> word)
                if (word == "SigCgt:" && status >> word && (std::stoull(word, nullptr, 16) & bit) != 0)
                    return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void Process::send(int signal) const { kill(process_, signal); }

bool Process::running() {
    if (!over_ && waitpid(process_, &status_, WNOHANG) == process_) over_ = true;
    return !over_;
}

Outcome Process::wait() {
    if (!over_) waitpid(process_, &status_, 0);
    over_ = true;
    Outcome outcome;
    if (WIFEXITED(status_)) outcome.code = WEXITSTATUS(status_);
    if (WIFSIGNALED(status_)) outcome.signal = WTERMSIG(status_);
    if (fs::is_regular_file(out_)) outcome.out = bytes_of(out_);
    outcome.err = bytes_of(files_ / "err");
    return outcome;
}

std::vector<std::string> groundcheck_command(const std::vector<std::string>& arguments) {
    std::vector<std::string> command = {GROUNDCHECK_PROGRAM, "--theorems", GROUNDCHECK_TEST_CATALOGUE};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

Outcome groundcheck(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    return Process(groundcheck_command(arguments), surroundings).wait();
}

Outcome run(const std::vector<std::string>& command, const Surroundings& surroundings) {
    return Process(command, surroundings).wait();
}

}  // namespace groundcheck::test
