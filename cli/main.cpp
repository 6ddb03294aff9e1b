// groundcheck: decides rigorously what a paper on recursive self-training claims.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "cli/run_program.hpp"
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
    const std::filesystem::path program = cli::companion("groundcheck-mpi", "mpi");
    if (!program.empty()) execv(program.c_str(), argv);
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
    cli::Context context;
    return cli::run_program_of({argv + 1, argv + argc}, context);
}
