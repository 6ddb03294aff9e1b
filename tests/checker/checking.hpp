// Running the checker on certificates: as many texts at a time as a test has.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace groundcheck::test {

enum class Answer { proved, rejected, unreadable };

struct Checked {
    Answer answer = Answer::unreadable;
    std::string said;  // the line about this certificate, without the file's name
};

// The text with a fresh seal in place of its last line.
std::string sealed(const std::string& text);

// What groundcheck-checker says about each of the texts, one file each. Fails the test if the program crashes
// or its exit code is not the worst of its answers.
std::vector<Checked> check(const std::vector<std::string>& texts);
Checked check(const std::string& text);
// The same of the checker built for tests, which lacks the guard of this name (checker/guards.hpp).
std::vector<Checked> check_weakened(const std::string& guard, const std::vector<std::string>& texts);

// The exit code of groundcheck-checker with these arguments, and all that it prints.
std::pair<int, std::string> run_checker(const std::string& arguments);

// A certificate by the prover for one instance; the statement must be provable.
std::string certificate_of(const std::string& statement, const std::string& domain,
                           const std::string& equality = "");

// Under the sanitizers, where a check costs twenty times as much, every thirteenth of the texts; otherwise
// all of them.
std::vector<std::string> affordable(const std::vector<std::string>& texts);

}  // namespace groundcheck::test
