#include "ctm/enumerate.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "ctm/census_text.hpp"
#include "ctm/sealed_file.hpp"

namespace groundcheck::ctm {

namespace {

// Where the tree is cut into subtrees: at this many defined entries there are thousands for n = 5, none of
// them large.
constexpr unsigned kSplitDepth = 4;
constexpr std::chrono::seconds kCheckpointEvery{5};

// Adds up the subtrees as they finish. All members are called with the lock held.
class Ledger {
  public:
    Ledger(const EnumerationOptions& options, const Exploration& how, std::size_t subtrees)
        : options_(options), title_(title_of(options, how, subtrees)), finished_(subtrees, false) {
        if (options_.checkpoint.empty()) return;
        SealedFile file = read_sealed(options_.checkpoint);
        if (file.seal != Seal::intact) return;
        if (auto saved = partial_from_text(file.body, title_, subtrees)) {
            sum_ = std::move(saved->census);
            finished_ = std::move(saved->finished);
        }
        for (const bool done : finished_)
            count_ += done ? 1 : 0;
    }

    [[nodiscard]] bool has(std::size_t subtree) const { return finished_[subtree]; }

    // False if the caller wants to stop.
    bool finish(std::size_t subtree, const Census& census) {
        sum_.add(census);
        finished_[subtree] = true;
        ++count_;
        const auto now = std::chrono::steady_clock::now();
        if (!options_.checkpoint.empty() && now - saved_ >= kCheckpointEvery) save();
        return !options_.progress || options_.progress({.finished = count_, .total = finished_.size()});
    }

    void save() {
        write_sealed(options_.checkpoint, partial_to_text(title_, finished_, sum_));
        saved_ = std::chrono::steady_clock::now();
    }

    [[nodiscard]] const Census& sum() const { return sum_; }

  private:
    // Two enumerations with the same title have the same subtrees.
    static std::string title_of(const EnumerationOptions& options, const Exploration& how,
                                std::size_t subtrees) {
        return fmt::format("states {} bound {} loops {} prove {} mirror {} subtrees {}", options.states,
                           how.bound, how.detect_loops, how.prove_undecided, options.mirror, subtrees);
    }

    const EnumerationOptions& options_;
    std::string title_;
    std::vector<bool> finished_;
    std::size_t count_ = 0;
    Census sum_;
    std::chrono::steady_clock::time_point saved_ = std::chrono::steady_clock::now();
};

void check(const EnumerationOptions& options) {
    static_cast<void>(machine_count(options.states));  // throws if there are too few or too many states
    if (options.bound < 1 || options.bound > kLargestBound) {
        throw std::invalid_argument(
            fmt::format("the bound must be between 1 and {} steps, not {}", kLargestBound, options.bound));
    }
}

// Works off the subtrees; false if it was stopped.
bool work_off(const std::vector<Subtree>& subtrees, const Exploration& how, Ledger& ledger) {
    std::mutex lock;
    std::atomic<bool> stopped = false;
    oneapi::tbb::parallel_for(std::size_t{0}, subtrees.size(), [&](std::size_t i) {
        if (stopped.load()) return;
        {
            const std::scoped_lock guard(lock);
            if (ledger.has(i)) return;
        }
        const Census census = explore(subtrees[i], how);
        const std::scoped_lock guard(lock);
        if (!ledger.finish(i, census)) stopped.store(true);
    });
    return !stopped.load();
}

}  // namespace

Census mirrored(const Census& census) {
    Census mirror = census;
    mirror.outputs = Tally();
    for (const auto& [output, count] : census.outputs.counts()) {
        mirror.outputs.add(std::string(output.rbegin(), output.rend()), count);
    }
    return mirror;
}

std::optional<Enumeration> enumerate_machines(const EnumerationOptions& options) {
    check(options);
    const Exploration how{.bound = options.bound,
                          .detect_loops = options.detect_loops,
                          .prove_undecided = options.prove_undecided};
    Census moving;
    std::vector<Subtree> subtrees;
    for (const int direction : {1, -1}) {
        if (direction < 0 && options.mirror) continue;
        for (const Subtree& move : first_moves(options.states, direction)) {
            for (Subtree& subtree : split(move, how, kSplitDepth, moving))
                subtrees.push_back(std::move(subtree));
        }
    }
    Ledger ledger(options, how, subtrees.size());
    // More threads than processors would only take turns.
    const int processors = oneapi::tbb::info::default_concurrency();
    const int threads = options.threads == 0 || options.threads > static_cast<unsigned>(processors)
                            ? processors
                            : static_cast<int>(options.threads);
    oneapi::tbb::task_arena arena(threads);
    if (!arena.execute([&] { return work_off(subtrees, how, ledger); })) {
        if (!options.checkpoint.empty()) ledger.save();
        return std::nullopt;
    }
    moving.add(ledger.sum());
    Enumeration all{.states = options.states, .how = how, .census = first_step(options.states)};
    all.census.add(moving);
    if (options.mirror) all.census.add(mirrored(moving));
    if (!options.checkpoint.empty()) {
        std::error_code ignored;
        std::filesystem::remove(options.checkpoint, ignored);
    }
    return all;
}

}  // namespace groundcheck::ctm
