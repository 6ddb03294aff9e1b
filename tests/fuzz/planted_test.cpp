// Every fault that can be planted in the engine is found by the fuzzer, and without one it finds nothing.
//
// Each fault is planted in a process of its own: what the engine has remembered under it must not reach the
// next.
#include <iostream>

#include "decide/evaluate/planted_fault.hpp"
#include "tests/catch.hpp"
#include "tests/fuzz/apart.hpp"
#include "tests/fuzz/campaign.hpp"
#include "tests/fuzz/generate.hpp"

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
        case PlantedFault::recursion_key_without_numbers:
            return "recursion_key_without_numbers";
        case PlantedFault::moment_key_without_start:
            return "moment_key_without_start";
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
    std::uint64_t claims = 0;  // looked at, the failing one included
    Fault fault = Fault::crash;
    bool found = false;
};

JudgeOptions quick() {
    JudgeOptions options;
    options.orders = false;
    options.simplest = false;
    return options;
}

// Runs the fuzzer from claim `from` with the fault planted, up to the first failure.
Finding first_failure(PlantedFault planted, std::uint64_t from, std::uint64_t end) {
    const Shared<Finding> finding;
    finding->claims = from;
    const std::string ended = run_apart([&] {
        detail::planted_fault = planted;
        Campaign campaign;
        campaign.seed = seed;
        campaign.from = from;
        campaign.claims = end - from;
        campaign.judge = quick();
        campaign.before = [&](std::uint64_t) { ++finding->claims; };
        campaign.found = [&](const Found& found) {
            finding->found = true;
            finding->fault = found.failure.fault;
            return false;
        };
        run(campaign);
    });
    if (!ended.empty()) finding->found = true;
    return *finding;
}

// Whether the claim fails without any fault.
bool fails_anyway(std::uint64_t number) {
    const Shared<bool> failed;
    const std::string ended = run_apart([&] {
        Recipe recipe = generate(seed, number);
        *failed = !judge(recipe, quick()).failures.empty();
    });
    return *failed || !ended.empty();
}

// The first failure that is the planted fault's.
Finding search(PlantedFault planted, std::uint64_t claims) {
    Finding finding;
    do {
        finding = first_failure(planted, finding.claims, claims);
    } while (finding.found && fails_anyway(finding.claims - 1));
    return finding;
}

}  // namespace

TEST_CASE("Every planted fault is found within the claims that the tests look at", "[fuzz]") {
    constexpr std::uint64_t most = 7000;
    for (int fault = 1; fault < static_cast<int>(PlantedFault::last); ++fault) {
        const auto planted = static_cast<PlantedFault>(fault);
        const char* name = name_of(planted);
        REQUIRE(name != nullptr);
        const Finding finding = search(planted, most);
        std::cout << name << ": "
                  << (finding.found ? "found after " + std::to_string(finding.claims) + " claims, " +
                                          to_text(finding.fault)
                                    : "not found")
                  << "\n"
                  << std::flush;
        INFO(name);
        CHECK(finding.found);
    }
}
