// Every fault that can be planted in the engine is found by the fuzzer, and without one it finds nothing.
//
// Each fault is planted in a process of its own: what the engine has remembered under it must not reach the
// next.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <iostream>

#include "audit/planted_fault.hpp"
#include "tests/catch.hpp"
#include "tests/fuzz/campaign.hpp"

using namespace groundcheck;
using namespace groundcheck::fuzz;

namespace {

constexpr std::uint64_t seed = 1;

const char* name_of(PlantedFault fault) {
    switch (fault) {
        case PlantedFault::none:
            return "none";
        case PlantedFault::chain_key_without_K:
            return "chain_key_without_K";
        case PlantedFault::chain_key_without_numbers:
            return "chain_key_without_numbers";
        case PlantedFault::chain_key_without_world:
            return "chain_key_without_world";
        case PlantedFault::program_key_without_noise:
            return "program_key_without_noise";
        case PlantedFault::symbol_tables_of_another_instance:
            return "symbol_tables_of_another_instance";
        case PlantedFault::where_of_first_instance:
            return "where_of_first_instance";
        case PlantedFault::equality_of_first_instance:
            return "equality_of_first_instance";
        case PlantedFault::literal_remembered:
            return "literal_remembered";
        case PlantedFault::any_alphabet_without_absent_symbols:
            return "any_alphabet_without_absent_symbols";
        case PlantedFault::uniform_rows_of_mass_0:
            return "uniform_rows_of_mass_0";
        case PlantedFault::unsorted_lists_permuted:
            return "unsorted_lists_permuted";
        case PlantedFault::open_ends_ignored:
            return "open_ends_ignored";
        case PlantedFault::unknown_functional_is_entropy:
            return "unknown_functional_is_entropy";
        case PlantedFault::last:
            break;
    }
    return nullptr;
}

struct Finding {
    std::uint64_t claims = 0;  // looked at, the failing one included; 0: the process ended of itself
    Fault fault = Fault::crash;
    bool found = false;
};

// Runs the fuzzer with the fault planted, up to the first failure.
Finding search(PlantedFault planted, std::uint64_t claims) {
    std::array<int, 2> pipe_ends{};
    if (pipe(pipe_ends.data()) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        detail::planted_fault = planted;
        Finding finding;
        Campaign campaign;
        campaign.seed = seed;
        campaign.claims = claims;
        campaign.judge.orders = false;
        campaign.judge.simplest = false;
        campaign.found = [&](const Found& found) {
            finding.found = true;
            finding.fault = found.failure.fault;
            return false;
        };
        finding.claims = run(campaign).claims;
        const bool written = write(pipe_ends[1], &finding, sizeof finding) == sizeof finding;
        _exit(written ? 0 : 1);
    }
    close(pipe_ends[1]);
    Finding finding;
    if (read(pipe_ends[0], &finding, sizeof finding) != sizeof finding) finding = {0, Fault::crash, true};
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return finding;
}

}  // namespace

TEST_CASE("Every planted fault is found within the claims that the tests look at", "[fuzz]") {
    constexpr std::uint64_t most = 5000;
    for (int fault = 1; fault < static_cast<int>(PlantedFault::last); ++fault) {
        const auto planted = static_cast<PlantedFault>(fault);
        const char* name = name_of(planted);
        REQUIRE(name != nullptr);
        const Finding finding = search(planted, most);
        std::cout << name << ": "
                  << (finding.found ? "found after " + std::to_string(finding.claims) + " claims, " + to_text(finding.fault)
                                    : "not found")
                  << "\n" << std::flush;
        INFO(name);
        CHECK(finding.found);
        CHECK(finding.fault != Fault::crash);
    }
}
