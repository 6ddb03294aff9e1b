#include "sim/random.hpp"

namespace groundcheck {

namespace {

// The multipliers and the key's increments (golden ratio, square root of 3) of the paper, section 4.3.
constexpr std::uint64_t kMultiplier0 = 0xD2511F53U, kMultiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U, kWeyl1 = 0xBB67AE85U;
constexpr int kRounds = 10;

}  // namespace

PhiloxCounter philox4x32_10(PhiloxCounter c, PhiloxKey key) {
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t p0 = kMultiplier0 * c[0], p1 = kMultiplier1 * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key = {key[0] + kWeyl0, key[1] + kWeyl1};
    }
    return c;
}

void RandomStream::refill() {
    // Eight blocks at a time, round by round, since a single block's rounds wait for one another.
    constexpr std::size_t kLanes = 8;
    std::array<std::uint32_t, kLanes> a{}, b{}, c{}, d{};
    for (std::size_t i = 0; i < kLanes; ++i) {
        const std::uint64_t block = block_ + i;
        a[i] = static_cast<std::uint32_t>(block);
        b[i] = name_.generation;
        c[i] = name_.replicate;
        d[i] = static_cast<std::uint32_t>(block >> 32) << 8 | name_.purpose;
    }
    block_ += kLanes;
    PhiloxKey key = key_;
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < kLanes; ++i) {
            const std::uint64_t p0 = kMultiplier0 * a[i], p1 = kMultiplier1 * c[i];
            a[i] = static_cast<std::uint32_t>(p1 >> 32) ^ b[i] ^ key[0];
            b[i] = static_cast<std::uint32_t>(p1);
            c[i] = static_cast<std::uint32_t>(p0 >> 32) ^ d[i] ^ key[1];
            d[i] = static_cast<std::uint32_t>(p0);
        }
        key = {key[0] + kWeyl0, key[1] + kWeyl1};
    }
    for (std::size_t i = 0; i < kLanes; ++i) {
        numbers_[2 * i] = static_cast<std::uint64_t>(b[i]) << 32 | a[i];
        numbers_[2 * i + 1] = static_cast<std::uint64_t>(d[i]) << 32 | c[i];
    }
    next_ = 0;
}

}  // namespace groundcheck
