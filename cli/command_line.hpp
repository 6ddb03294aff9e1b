// The wall around the command-line library: what a command says of itself, without the library's headers.
//
// A command declares its options by binding them to its variables and then says what it does:
//
//     Command command = parent.add_command("chain", "The exact Markov chain of the counts");
//     command.add_option("--digits", options->digits, "Significant digits").between(1, 17).with_default();
//     command.on_run([options] { run(*options); });
//
// CLI11 does the work, in command_line.cpp alone: reading its headers takes longer than compiling a command.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/command_table.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace groundcheck::cli {

// An option that was declared; each function returns the option, so that they can be chained.
class Option {
  public:
    explicit Option(CLI::Option* option) : option_(option) {}

    Option required();
    Option with_default();                      // the help shows the variable's value
    Option named(const std::string& type);      // what the help calls the value: "FILE"
    Option described(const std::string& help);  // another text than the declaration's
    Option one_of(const std::vector<std::string>& values);
    // Both ends belong to the range. Low and High are int, unsigned, long, std::size_t or double.
    template <class Number>
    Option between(Number low, Number high);
    Option separated_by(char delimiter);  // several values in one word
    Option last_counts();                 // given twice, the later one counts
    // `complaint` says what is wrong with a value; an empty text means nothing is.
    Option checked(const std::function<std::string(const std::string&)>& complaint);
    // Whether the words named it. Only once the command runs.
    [[nodiscard]] bool is_given() const;
    [[nodiscard]] bool is_empty() const;  // given, and its last value is the empty word

  private:
    CLI::Option* option_;
};

// A command, or the program itself. Copies are the same command.
class Command {
  public:
    explicit Command(CLI::App* app) : app_(app) {}

    Command add_command(const std::string& name, const std::string& help);
    // Text is a string, a path, a number, a list of them, or an optional one: the kinds that command_line.cpp
    // lists at its end. `name` is "--digits", or without minus signs a word of its own place. The variable
    // has to live as long as the program does its work.
    template <class Value>
    Option add_option(const std::string& name, Value& value, const std::string& help);
    Option add_flag(const std::string& name, bool& value, const std::string& help);
    Option option(const std::string& name);  // one that was declared
    void ends_help_with(const std::string& text);
    void requires_command();  // nothing can be run without naming one of its commands
    void on_run(const std::function<void()>& action);

  private:
    CLI::App* app_;
};

// A command line cannot be used, or asks for help or the version. what() is ready to be printed.
struct CommandLineEnd : std::runtime_error {
    CommandLineEnd(const std::string& text, bool wrong) : std::runtime_error(text), is_wrong(wrong) {}
    bool is_wrong;  // to standard error, exit code 2; otherwise to standard output, exit code 0
};

// The whole program: its name, its commands, and running the one that the words name.
class Program {
  public:
    Program(const std::string& name, const std::string& help, const std::string& versions,
            const std::string& footer);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    Command command();
    // All commands, the program itself first, each before its own commands.
    [[nodiscard]] std::vector<CommandEntry> table() const;
    // The words after the program's name. Runs the command. Throws CommandLineEnd, and what the command
    // throws.
    void run(const std::vector<std::string>& words);

  private:
    std::unique_ptr<CLI::App> app_;
};

}  // namespace groundcheck::cli
