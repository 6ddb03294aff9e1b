#include "sim/loops/enclosed_sum.hpp"

#include <vector>

namespace groundcheck::loops {

long double log_of(std::uint64_t n) {
    static const std::vector<long double> table = [] {
        std::vector<long double> logs(std::size_t{1} << 16, 0);
        for (std::size_t i = 1; i < logs.size(); ++i)
            logs[i] = std::log(static_cast<long double>(i));
        return logs;
    }();
    return n < table.size() ? table[n] : std::log(static_cast<long double>(n));
}

}  // namespace groundcheck::loops
