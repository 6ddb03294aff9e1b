#include "sim/loops/repetition.hpp"

#include <algorithm>
#include <utility>
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

using Place = std::pair<std::uint64_t, std::uint32_t>;  // a passage's hash, and where it begins

// All passages of this length, equal hashes side by side, earlier places first.
std::vector<Place> passages(std::span<const std::uint32_t> text, std::size_t length) {
    std::vector<Place> places;
    if (length == 0 || length > text.size()) return places;
    places.reserve(text.size() - length + 1);
    std::uint64_t power = 1, hash = 0;
    for (std::size_t i = 1; i < length; ++i)
        power = times(power, kBase);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= length) {
            const std::uint64_t gone = times(power, std::uint64_t{text[i - length]} + 1);
            hash = hash >= gone ? hash - gone : hash + kPrime - gone;
        }
        hash = (times(hash, kBase) + text[i] + 1) % kPrime;
        if (i + 1 >= length) places.emplace_back(hash, static_cast<std::uint32_t>(i + 1 - length));
    }
    std::sort(places.begin(), places.end());
    return places;
}

// How many passages equal an earlier one; stops at the first if that is all that is asked.
std::size_t repeats(std::span<const std::uint32_t> text, std::size_t length, bool first_only) {
    const std::vector<Place> places = passages(text, length);
    std::size_t found = 0;
    std::vector<std::uint32_t> distinct;  // among passages of one hash: nearly always one
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == 0 || places[i].first != places[i - 1].first) distinct.clear();
        const auto passage = text.subspan(places[i].second, length);
        const bool known = std::any_of(distinct.begin(), distinct.end(), [&](std::uint32_t at) {
            return std::equal(passage.begin(), passage.end(), text.subspan(at, length).begin());
        });
        if (!known) {
            distinct.push_back(places[i].second);
            continue;
        }
        ++found;
        if (first_only) break;
    }
    return found;
}

}  // namespace

std::size_t longest_repeat(std::span<const std::uint32_t> text) {
    std::size_t low = 0, beyond = text.size();  // a passage of `low` repeats, none of `beyond` does
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
