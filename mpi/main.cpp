// groundcheck-mpi: the program on many machines, started by mpirun. Rank 0 is the program, and the other
// ranks run the same words to help it: what they say goes nowhere, unless it is why they cannot.
#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/whole_program.hpp"
#include "mpi/mpi_pool.hpp"

namespace {

namespace gc = groundcheck;
namespace cli = groundcheck::cli;
using Words = std::vector<std::string>;

// The command that the words name; empty if they name none.
std::string command_in(const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--theorems")
            ++i;
        else if (!words[i].starts_with("-"))
            return words[i];
    }
    return {};
}

// What can be shared out. Other commands would be run by every rank, on the same files.
bool is_shared_out(const std::string& command) {
    constexpr std::array<const char*, 4> shared = {"audit", "ablate", "simulate", "ctm"};
    return std::find(shared.begin(), shared.end(), command) != shared.end();
}

// What a stream is told goes into a text as long as this lives.
class Overheard {
  public:
    explicit Overheard(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    ~Overheard() { stream_.rdbuf(before_); }
    Overheard(const Overheard&) = delete;
    Overheard& operator=(const Overheard&) = delete;
    [[nodiscard]] std::string text() const { return text_.str(); }

  private:
    std::ostringstream text_;
    std::ostream& stream_;
    std::streambuf* before_;
};

int run(const Words& words, cli::Context& context) {
    try {
        return cli::run_program_of(words, context);
    } catch (const gc::HelpIsOver&) {
        return cli::exit_pass;
    }
}

// One rank alone has nobody to lead: its threads work, as in groundcheck.
int alone(const Words& words) {
    cli::Context context;
    const int code = run(words, context);
    MPI_Finalize();
    return code;
}

int lead(const Words& words, gc::MpiPool& pool) {
    cli::Context context;
    context.pool = &pool;
    int code = cli::exit_bad_input;
    if (is_shared_out(command_in(words)))
        code = run(words, context);
    else
        std::cerr << "error: of groundcheck's commands audit, ablate, simulate and ctm can be shared out; "
                     "run others without mpirun\n";
    std::cout.flush();
    std::cerr.flush();
    if (!pool.dismiss()) MPI_Abort(MPI_COMM_WORLD, code);  // somebody is in the middle of a task
    MPI_Finalize();
    return code;
}

void help(const Words& words, gc::MpiPool& pool) {
    const Overheard answer(std::cout), complaint(std::cerr);
    // One task at a time, and one thread for it: there are as many ranks as there should be.
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    cli::Context context;
    context.pool = &pool;
    int code = cli::exit_pass;
    if (is_shared_out(command_in(words))) code = run(words, context);
    pool.leave(code == cli::exit_pass ? std::string() : complaint.text());
    MPI_Finalize();
}

}  // namespace

int main(int argc, char** argv) {
    MPI_Init(&argc, &argv);
    int rank = 0, ranks = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    const Words words(argv + 1, argv + argc);
    if (ranks == 1) return alone(words);
    gc::MpiPool pool;
    if (rank == 0) return lead(words, pool);
    help(words, pool);
    return cli::exit_pass;
}
