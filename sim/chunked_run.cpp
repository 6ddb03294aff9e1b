#include "sim/chunked_run.hpp"

#include <mpfr.h>

#include <thread>
#include <vector>

namespace groundcheck {

namespace {

constexpr std::uint64_t kMostChunks = 512;

}  // namespace

Chunks::Chunks(std::uint32_t replicates)
    : replicates_(replicates),
      size_(static_cast<std::uint32_t>((std::uint64_t{replicates} + kMostChunks - 1) / kMostChunks)) {}

std::pair<std::uint32_t, std::uint32_t> Chunks::replicates_of(std::uint64_t chunk) const {
    const auto first = static_cast<std::uint32_t>(chunk * size_);
    return {first, first + std::min(size_, replicates_ - first)};
}

std::uint64_t Chunks::replicates_in(std::uint64_t chunks) const {
    return std::min<std::uint64_t>(replicates_, chunks * size_);
}

void on_threads(unsigned threads, std::uint64_t most, const std::function<void()>& work) {
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t together = std::min<std::uint64_t>(threads == 0 ? processors : threads, most);
    std::vector<std::thread> pool;
    for (std::uint64_t i = 1; i < together; ++i)
        pool.emplace_back([&] {
            work();
            mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);  // what MPFR keeps for a thread does not end with it
        });
    if (together > 0) work();
    for (std::thread& thread : pool)
        thread.join();
}

}  // namespace groundcheck
