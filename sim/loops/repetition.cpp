#include "sim/loops/repetition.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace groundcheck::loops {

namespace {

__extension__ using Wide = unsigned __int128;
constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
constexpr std::uint64_t kBase = 0x1f3d5b79a2c4e687ULL % kPrime;

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    const std::uint64_t sum =
        static_cast<std::uint64_t>(product & kPrime) + static_cast<std::uint64_t>(product >> 61);
    return sum >= kPrime ? sum - kPrime : sum;
}

// Places of passages by their hashes: open addressing, at most half full.
class Places {
  public:
    explicit Places(std::size_t most) : slots_(std::bit_ceil(2 * most + 2)) {}

    // The first of the places with this hash for which same(place) holds; enters `place` if there is none.
    template <class Same>
    bool met_before(std::uint64_t hash, std::uint32_t place, Same same) {
        const std::size_t mask = slots_.size() - 1;
        auto at = static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15U) >> 20) & mask;
        for (; slots_[at].place != kFree; at = (at + 1) & mask)
            if (slots_[at].hash == hash && same(slots_[at].place)) return true;
        slots_[at] = {hash, place};
        return false;
    }

  private:
    static constexpr std::uint32_t kFree = ~std::uint32_t{0};
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t place = kFree;
    };
    std::vector<Slot> slots_;
};

// How many passages equal an earlier one; stops at the first if that is all that is asked.
std::size_t repeats(std::span<const std::uint32_t> text, std::size_t length, bool first_only) {
    if (length == 0 || length > text.size()) return 0;
    Places places(text.size() - length + 1);
    std::uint64_t power = 1, hash = 0;
    for (std::size_t i = 1; i < length; ++i)
        power = times(power, kBase);
    std::size_t found = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= length) {
            const std::uint64_t gone = times(power, std::uint64_t{text[i - length]} + 1);
            hash = hash >= gone ? hash - gone : hash + kPrime - gone;
        }
        hash = (times(hash, kBase) + text[i] + 1) % kPrime;
        if (i + 1 < length) continue;
        const std::size_t begin = i + 1 - length;
        const bool known =
            places.met_before(hash, static_cast<std::uint32_t>(begin), [&](std::uint32_t other) {
                return std::equal(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                  text.begin() + static_cast<std::ptrdiff_t>(i + 1),
                                  text.begin() + static_cast<std::ptrdiff_t>(other));
            });
        if (!known) continue;
        ++found;
        if (first_only) break;
    }
    return found;
}

}  // namespace

std::size_t longest_repeat(std::span<const std::uint32_t> text) {
    // A passage of `low` repeats, none of `beyond` does. Most texts repeat short passages only, and of those
    // the first is soon met: so the lengths are doubled before they are halved.
    std::size_t low = 0, beyond = text.size();
    for (std::size_t length = 1; length < beyond; length *= 2)
        (repeats(text, length, true) > 0 ? low : beyond) = length;
    while (beyond > low + 1) {
        const std::size_t middle = low + (beyond - low) / 2;
        (repeats(text, middle, true) > 0 ? low : beyond) = middle;
    }
    return low;
}

double repeated_share(std::span<const std::uint32_t> text, std::size_t length) {
    if (length == 0 || text.size() < length) return 0;
    return static_cast<double>(repeats(text, length, false)) / static_cast<double>(text.size() - length + 1);
}

}  // namespace groundcheck::loops
