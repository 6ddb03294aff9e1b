// Running a program as a shell does.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "tests/catch.hpp"

namespace groundcheck::test {

struct Ran {
    int code;          // the exit code
    std::string said;  // standard output, and what the command sends there
};

// Fails the test if the command cannot be run or does not end by itself.
inline Ran ran(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string said;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
        said.append(buffer.data(), n);
    const int status = pclose(pipe);
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), said};
}

}  // namespace groundcheck::test
