// groundcheck-fuzz: fuzzed claims, the engine against the reference.
//
// The claims are judged in a child process. If that ends of itself, the claim in hand is to blame; it is
// reported and the next child goes on behind it. Exit code: 0 if nothing failed and enough was compared, 1
// otherwise, 2 for bad options.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <map>
#include <set>

#include "tests/fuzz/apart.hpp"
#include "tests/fuzz/campaign.hpp"
#include "tests/fuzz/generate.hpp"
#include "tests/fuzz/shrink.hpp"

namespace groundcheck::fuzz {

namespace {

struct Options {
    std::uint64_t seed = 1, from = 0, claims = 0, floor = 0;
    double minutes = 0;
    bool show = false, reasons = false, whole = false;
};

struct Progress {
    std::uint64_t next = 0, failures = 0;
    bool enough = false;
    Counts counts;
};

using Clock = std::chrono::steady_clock;

class Program {
  public:
    explicit Program(const Options& options) : options_(options), start_(Clock::now()) {}

    int run() {
        progress_->next = options_.from;
        const std::uint64_t end = options_.claims == 0 ? UINT64_MAX : options_.from + options_.claims;
        while (progress_->next < end && !progress_->enough) {
            const std::string ended = run_apart([&] { work(end); }, patience());
            if (!ended.empty()) {
                crashed(ended);
                ++progress_->next;
            }
        }
        std::cout << "seed " << options_.seed << "\n" << to_text(progress_->counts);
        const std::uint64_t checks = progress_->counts.points + progress_->counts.witnesses;
        if (checks < options_.floor) {
            std::cout << "too little was compared: " << checks << " points and witnesses, not "
                      << options_.floor << "\n";
            return 1;
        }
        if (progress_->failures > 0) {
            std::cout << progress_->failures << " failures\n";
            return 1;
        }
        std::cout << checks << " checks passed\n";
        return 0;
    }

  private:
    // A claim that takes longer than this has no end.
    std::function<std::string()> patience() {
        static constexpr std::chrono::seconds longest(600);
        return [this, seen = std::uint64_t{UINT64_MAX}, since = Clock::now()]() mutable -> std::string {
            if (std::exchange(seen, progress_->next) != progress_->next) since = Clock::now();
            return Clock::now() - since > longest ? "no end after ten minutes" : "";
        };
    }

    void work(std::uint64_t end) {
        Campaign campaign;
        campaign.seed = options_.seed;
        campaign.from = progress_->next;
        campaign.claims = end - campaign.from;
        campaign.before = [this](std::uint64_t number) { progress_->next = number; };
        campaign.after = [&](const Judgement& judgement, const Recipe& recipe) {
            progress_->counts.add(judgement);
            if (options_.show)
                std::cout << to_toml(recipe) << "# " << to_text(judgement.ending) << " " << judgement.reason
                          << "\n\n";
            if (!judgement.reason.empty())
                ++reasons_[to_text(judgement.ending) + ": " + judgement.reason.substr(0, 100)];
        };
        campaign.found = [&](const Found& found) {
            ++progress_->failures;
            report(found.number, found.recipe, found.failure,
                   [&](Recipe& recipe) { return fails(recipe, found.failure.fault); });
            return true;
        };
        campaign.stop = [this] {
            progress_->enough = options_.minutes > 0 &&
                                Clock::now() - start_ > std::chrono::duration<double>(options_.minutes * 60);
            return progress_->enough;
        };
        fuzz::run(campaign);
        progress_->next = progress_->enough ? progress_->next + 1 : end;
        if (!options_.reasons) return;
        for (const auto& [reason, count] : reasons_)
            std::cout << count << "  " << reason << "\n";
    }

    static bool fails(Recipe& recipe, Fault fault) {
        const Judgement judgement = judge(recipe);
        return std::any_of(judgement.failures.begin(), judgement.failures.end(),
                           [&](const Failure& failure) { return failure.fault == fault; });
    }

    void crashed(const std::string& how) {
        ++progress_->failures;
        ++progress_->counts.claims;
        const Recipe recipe = generate(options_.seed, progress_->next);
        report(progress_->next, recipe, {Fault::crash, how},
               [](Recipe& candidate) { return !run_apart([&] { judge(candidate); }).empty(); });
    }

    // The failing claim, or a smaller one, with what is wrong and how to see it again.
    void report(std::uint64_t number, const Recipe& recipe, const Failure& failure,
                const std::function<bool(Recipe&)>& fails) const {
        Recipe small = recipe;
        // It may need what the engine has remembered from claims before; then there is nothing to shrink.
        const bool alone = !options_.whole && fails(small);
        if (alone) small = shrink(small, fails);
        std::cout << "\nclaim " << number << ": " << to_text(failure.fault) << "\n  " << failure.message
                  << "\n"
                  << (alone ? "the smallest claim that fails like this:\n\n" : "the claim:\n\n")
                  << to_toml(small) << "\nreplay: ./run fuzz --seed " << options_.seed << " --from " << number
                  << " --claims 1\n\n"
                  << std::flush;
    }

    Options options_;
    Clock::time_point start_;
    Shared<Progress> progress_;
    std::map<std::string, int> reasons_;
};

}  // namespace

}  // namespace groundcheck::fuzz

int main(int argc, char** argv) {
    groundcheck::fuzz::Options options;
    CLI::App app("Fuzzed claims, decided by the engine and by the reference", "groundcheck-fuzz");
    app.add_option("--seed", options.seed, "of all random choices; 1 by default");
    app.add_option("--from", options.from, "number of the first claim");
    auto* claims = app.add_option("--claims", options.claims, "how many claims; 5000 without --minutes");
    auto* minutes =
        app.add_option("--minutes", options.minutes, "go on for that long")->check(CLI::PositiveNumber);
    app.add_option("--floor", options.floor, "fail if fewer points and witnesses are compared");
    app.add_flag("--whole", options.whole,
                 "show failing claims as they are, without looking for smaller ones");
    app.add_flag("--show", options.show, "print every claim and how it ended");
    app.add_flag("--reasons", options.reasons, "count why claims are undecided, refused or no claims");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (claims->count() == 0 && minutes->count() == 0) options.claims = 5000;
    return groundcheck::fuzz::Program(options).run();
}
