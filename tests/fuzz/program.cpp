// groundcheck-fuzz: fuzzed claims until one fails, or until they have all been looked at.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <map>

#include "tests/fuzz/campaign.hpp"

using namespace groundcheck::fuzz;

namespace {

std::string replay(std::uint64_t seed, std::uint64_t number) {
    return "groundcheck-fuzz --seed " + std::to_string(seed) + " --from " + std::to_string(number) +
           " --claims 1";
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Fuzzed claims: the engine against the reference");
    Campaign campaign;
    double minutes = 0;
    bool show = false, reasons = false;
    app.add_option("--seed", campaign.seed, "of all random choices");
    app.add_option("--from", campaign.from, "the first claim's number");
    app.add_option("--claims", campaign.claims, "how many claims");
    app.add_option("--minutes", minutes, "stop after that time; --claims is then without a limit");
    app.add_flag("--show", show, "print every claim");
    app.add_flag("--reasons", reasons, "count why claims are undecided, refused or no claims");
    CLI11_PARSE(app, argc, argv);
    const auto start = std::chrono::steady_clock::now();
    if (minutes > 0) {
        if (app.count("--claims") == 0) campaign.claims = UINT64_MAX - campaign.from;
        campaign.stop = [&] {
            return std::chrono::steady_clock::now() - start > std::chrono::duration<double>(minutes * 60);
        };
    }
    std::map<std::string, int> why;
    campaign.after = [&](const Judgement& judgement, const Recipe& recipe) {
        if (show)
            std::cout << to_toml(recipe) << "# ending " << int(judgement.ending) << " " << judgement.reason
                      << "\n\n";
        if (!judgement.reason.empty())
            ++why[std::to_string(int(judgement.ending)) + " " + judgement.reason.substr(0, 90)];
    };
    std::uint64_t failures = 0;
    campaign.found = [&](const Found& found) {
        ++failures;
        std::cout << "FAILURE: " << to_text(found.failure.fault) << "\n  " << found.failure.message << "\n"
                  << to_toml(found.recipe) << "replay: " << replay(campaign.seed, found.number) << "\n\n"
                  << std::flush;
        return true;
    };
    const Counts counts = run(campaign);
    std::cout << to_text(counts);
    if (reasons)
        for (const auto& [reason, count] : why)
            std::cout << count << "  " << reason << "\n";
    return failures == 0 ? 0 : 1;
}
