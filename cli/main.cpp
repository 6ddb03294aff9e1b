// groundcheck: decides rigorously what a paper on recursive self-training claims.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <string>

#include "cli/whole_program.hpp"

namespace {

namespace cli = groundcheck::cli;

// Whether mpirun has started several of this program.
bool is_one_of_several() {
    const char* ranks = std::getenv("OMPI_COMM_WORLD_SIZE");
    return ranks != nullptr && std::string(ranks) != "1";
}

// Several of this program would only be in each other's way: groundcheck-mpi, beside it, does their work.
// Returns if it is not there.
void become_mpi_program(char** argv) {
    std::error_code ignored;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    for (const char* place : {"groundcheck-mpi", "../mpi/groundcheck-mpi"}) {
        const std::string program = (self.parent_path() / place).string();
        if (std::filesystem::exists(program, ignored)) execv(program.c_str(), argv);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (is_one_of_several()) {
        become_mpi_program(argv);
        std::fputs(
            "error: mpirun started several of groundcheck, and only groundcheck-mpi can work with others; "
            "it is not installed here (docs/scale.md)\n",
            stderr);
        return cli::exit_bad_input;
    }
    try {
        cli::Context context;
        return cli::run_program_of({argv + 1, argv + argc}, context);
    } catch (const std::bad_alloc&) {
        std::fputs("groundcheck: out of memory; no verdict was given\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "groundcheck: internal error, no verdict was given: %s\n", error.what());
    }
    return cli::exit_internal;
}
