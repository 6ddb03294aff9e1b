#include "ctm/enumerate.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/info.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

#include "ctm/census_text.hpp"
#include "ctm/sealed_file.hpp"

namespace groundcheck::ctm {

namespace {

// Where the tree is cut into subtrees: at this many defined entries there are thousands for n = 5, none of
// them large. Six states have far larger ones there, and are cut once more.
unsigned split_depth(int states) { return states <= kMaxTableStates ? 4 : 5; }
constexpr std::chrono::seconds kCheckpointEvery{5};

// The processor's time that this thread has had: what a subtree costs, however busy the machine is.
double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// A subtree's census, and the processor's time that it took.
struct Explored {
    Census census;
    double seconds = 0;
};

std::string explored_to_text(const Explored& explored) {
    return fmt::format("{}\n{}", explored.seconds, census_to_text(explored.census));
}

Explored explored_from_text(const std::string& text) {
    std::string_view rest = text;
    const auto seconds = take_line(rest);
    auto census = census_from_text(rest);
    if (!seconds || !census) throw std::invalid_argument("this is not what a subtree gives");
    return {std::move(*census), std::stod(std::string(*seconds))};
}

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
            resumed_ = true;
        }
        for (const bool done : finished_)
            count_ += done ? 1 : 0;
    }

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] bool has(std::size_t subtree) const { return finished_[subtree]; }

    // False if the caller wants to stop.
    bool finish(std::size_t subtree, const Explored& explored) {
        sum_.add(explored.census);
        finished_[subtree] = true;
        ++count_;
        ++fresh_;
        seconds_ += explored.seconds;
        const auto now = std::chrono::steady_clock::now();
        if (!options_.checkpoint.empty() && now - saved_ >= kCheckpointEvery) save();
        return !options_.progress || options_.progress({.finished = count_, .total = finished_.size()});
    }

    void save() {
        write_sealed(options_.checkpoint, partial_to_text(title_, finished_, sum_));
        saved_ = std::chrono::steady_clock::now();
    }

    [[nodiscard]] const Census& sum() const { return sum_; }
    [[nodiscard]] bool resumed() const { return resumed_; }  // whether the file was one of this enumeration
    [[nodiscard]] std::size_t finished() const { return count_; }
    [[nodiscard]] std::size_t fresh() const { return fresh_; }
    [[nodiscard]] double seconds() const { return seconds_; }

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
    bool resumed_ = false;
    std::size_t count_ = 0, fresh_ = 0;
    double seconds_ = 0;
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

// The subtrees, and what ends before them.
struct Cut {
    std::vector<Subtree> subtrees;
    Census trunk;
};

Cut cut(const EnumerationOptions& options, const Exploration& how) {
    Cut cut;
    for (const int direction : {1, -1}) {
        if (direction < 0 && options.mirror) continue;
        for (const Subtree& move : first_moves(options.states, direction)) {
            for (Subtree& subtree : split(move, how, split_depth(options.states), cut.trunk))
                cut.subtrees.push_back(std::move(subtree));
        }
    }
    return cut;
}

Exploration exploration_of(const EnumerationOptions& options) {
    return {.bound = options.bound,
            .detect_loops = options.detect_loops,
            .prove_undecided = options.prove_undecided};
}

// Works off those of the subtrees that are wanted; false if it was stopped, or the pool leads elsewhere.
bool work_off(const std::vector<Subtree>& subtrees, const std::vector<std::size_t>& wanted,
              const EnumerationOptions& options, const Exploration& how, Ledger& ledger) {
    // More threads than processors would only take turns.
    const auto processors = static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
    ThreadPool threads(options.threads > processors ? processors : options.threads);
    Pool& pool = options.pool == nullptr ? threads : *options.pool;
    std::mutex lock;
    std::atomic<bool> stopped = false;
    Tasks<Explored> job;
    job.name = ledger.title();
    for (const std::size_t i : wanted)
        if (pool.leads() && !ledger.has(i)) job.tasks.push_back(i);
    job.make_worker = [&] {
        return [&](std::size_t i) -> std::any {
            const double begin = processor_seconds();
            Census census = explore(subtrees[i], how);
            return Explored{std::move(census), processor_seconds() - begin};
        };
    };
    job.take = [&](std::size_t i, const Explored& explored) {
        const std::scoped_lock guard(lock);
        if (!ledger.finish(i, explored)) stopped.store(true);
    };
    job.pack = explored_to_text;
    job.unpack = explored_from_text;
    job.stop = [&] { return stopped.load(); };
    job.run_on(pool);
    return pool.leads() && !stopped.load();
}

// All machines: those of the trunk and of the finished subtrees, their mirror images, and the first step.
Enumeration summed(const EnumerationOptions& options, const Exploration& how, const Census& trunk,
                   const Census& finished) {
    Census moving = trunk;
    moving.add(finished);
    Enumeration all{.states = options.states, .how = how, .census = first_step(options.states)};
    all.census.add(moving);
    if (options.mirror) all.census.add(mirrored(moving));
    return all;
}

// The subtrees of a stretch. Numbers go round in steps of about the golden section of how many there are,
// which spreads every stretch evenly, and a step that has no divisor in common with it misses none.
std::vector<std::size_t> subtrees_of(Stretch stretch, std::size_t count) {
    if (stretch.from < 1 || stretch.from > stretch.to || stretch.to > count)
        throw std::invalid_argument(fmt::format("there are subtrees 1 to {}, and {}..{} are none of them",
                                                count, stretch.from, stretch.to));
    std::size_t step = std::max<std::size_t>(1, count * 618 / 1000);
    while (std::gcd(step, count) != 1)
        --step;
    std::vector<std::size_t> subtrees;
    for (std::size_t number = stretch.from; number <= stretch.to; ++number)
        subtrees.push_back((number - 1) * step % count);
    return subtrees;
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
    if (options.states > kMaxTableStates)
        throw std::invalid_argument(
            fmt::format("all machines of {} states are too many at once; they are "
                        "enumerated in parts",
                        options.states));
    const Exploration how = exploration_of(options);
    const Cut tree = cut(options, how);
    Ledger ledger(options, how, tree.subtrees.size());
    std::vector<std::size_t> all(tree.subtrees.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (!work_off(tree.subtrees, all, options, how, ledger)) {
        if (leads(options.pool) && !options.checkpoint.empty()) ledger.save();
        return std::nullopt;
    }
    if (!options.checkpoint.empty()) {
        std::error_code ignored;
        std::filesystem::remove(options.checkpoint, ignored);
    }
    return summed(options, how, tree.trunk, ledger.sum());
}

std::size_t subtree_count(const EnumerationOptions& options) {
    check(options);
    return cut(options, exploration_of(options)).subtrees.size();
}

std::optional<PartialEnumeration> enumerate_part(const EnumerationOptions& options, Stretch stretch) {
    check(options);
    const Exploration how = exploration_of(options);
    const Cut tree = cut(options, how);
    const std::vector<std::size_t> wanted = subtrees_of(stretch, tree.subtrees.size());
    Ledger ledger(options, how, tree.subtrees.size());
    if (std::error_code ignored; !ledger.resumed() && std::filesystem::exists(options.checkpoint, ignored))
        throw std::invalid_argument(
            fmt::format("{} is damaged, or is not of this enumeration: it has other states, another bound or "
                        "other proofs, or is something else. Name another file",
                        options.checkpoint.string()));
    work_off(tree.subtrees, wanted, options, how, ledger);
    if (!leads(options.pool)) return std::nullopt;
    if (!options.checkpoint.empty()) ledger.save();
    PartialEnumeration part{.enumeration = summed(options, how, tree.trunk, ledger.sum()),
                            .finished = ledger.finished(),
                            .subtrees = tree.subtrees.size(),
                            .fresh = ledger.fresh(),
                            .seconds = ledger.seconds()};
    Census& census = part.enumeration.census;
    part.enumeration.unexplored =
        machine_count(options.states) - census.halting - census.never_halting() - census.undecided;
    census.undecided += part.enumeration.unexplored;
    return part;
}

}  // namespace groundcheck::ctm
