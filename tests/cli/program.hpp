// Running the built groundcheck as a user would: arguments in, output and exit status out.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace groundcheck::test {

// What a finished process left.
struct Outcome {
    int code = -1;   // exit code, or -1 if a signal ended it
    int signal = 0;  // the signal that ended it, or 0
    std::string out, err;
};

struct Surroundings {
    std::filesystem::path folder = ".";              // working directory
    std::map<std::string, std::string> environment;  // added to a small environment with PATH and LC_ALL=C
    std::string input;                               // standard input
    std::filesystem::path out;                       // where standard output goes instead of Outcome::out
    std::size_t largest_file = 0;  // bytes that a file may grow to (writing more fails), or 0
};

// A process under way. The destructor kills it if it still runs.
class Process {
  public:
    Process(const std::vector<std::string>& command, const Surroundings& surroundings);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // Waits until the program is up and has said that it handles `signal` itself (a minute at most): a signal
    // that comes sooner ends any program, whatever it does later. True if it is so, false if the process
    // ended.
    bool answers_to(int signal);
    void send(int signal) const;
    bool running();
    Outcome wait();  // precondition: not called before

  private:
    pid_t process_;
    bool over_ = false;
    int status_ = 0;
    std::filesystem::path files_;  // a folder with the outputs
    std::filesystem::path out_;
};

// The built program with the tests' own small catalogue, unless `arguments` name another.
Outcome groundcheck(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});
std::vector<std::string> groundcheck_command(const std::vector<std::string>& arguments);

// Any other program.
Outcome run(const std::vector<std::string>& command, const Surroundings& surroundings = {});

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace groundcheck::test
