#include "sim/loops/subsample.hpp"

namespace groundcheck::loops {

GramCounts subsample(const GramCounts& counts, std::uint64_t wanted, RandomStream& random) {
    GramCounts kept;
    kept.total = wanted;
    std::uint64_t left = counts.total;
    for (std::size_t i = 0; i < counts.size() && wanted > 0; ++i) {
        std::uint32_t here = 0;
        for (std::uint32_t n = counts.counts[i]; n > 0; --n, --left) {
            if (wanted == 0 || random.below(left) >= wanted) continue;
            ++here;
            --wanted;
        }
        if (here == 0) continue;
        kept.grams.push_back(counts.grams[i]);
        kept.counts.push_back(here);
    }
    return kept;
}

std::uint64_t hypergeometric(std::uint64_t all, std::uint64_t marked, std::uint64_t wanted,
                             RandomStream& random) {
    std::uint64_t found = 0;
    for (; wanted > 0 && marked > 0; --wanted, --all) {
        if (random.below(all) >= marked) continue;
        ++found;
        --marked;
    }
    return found;
}

}  // namespace groundcheck::loops
