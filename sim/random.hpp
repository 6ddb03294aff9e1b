// Counter-based random numbers: the i-th number of a stream is a function of the seed, the stream's name and
// i.
//
// A generator with a state gives results that depend on who drew before. Here a block of 128 random bits is
// Philox4x32-10 of a counter (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// 2011), and the counter holds the replicate, the generation and the purpose. So every replicate and
// generation has a stream of its own, whichever thread works on it, and 2^56 blocks do not run into the next
// stream.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace groundcheck {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

// The bijection of 128 bits that the key selects: ten rounds.
PhiloxCounter philox4x32_10(PhiloxCounter counter, PhiloxKey key);

// What distinguishes one stream from the others of a seed.
struct StreamName {
    std::uint32_t replicate = 0;
    std::uint32_t generation = 0;
    std::uint8_t purpose = 0;
};

// A stream of random numbers. Meets UniformRandomBitGenerator.
class RandomStream {
  public:
    using result_type = std::uint64_t;

    RandomStream(std::uint64_t seed, StreamName name)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}, name_(name) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    // 64 random bits: words 2i and 2i+1 of the stream's blocks, the first one low.
    result_type operator()() {
        if (next_ == numbers_.size()) refill();
        return numbers_[next_++];
    }

    // Uniform on the 2^53 doubles (k + 1/2) * 2^-53, k = 0..2^53-1 (halves of units above 1/2 round to even):
    // never 0, never above 1.
    double unit() { return (static_cast<double>((*this)() >> 11) + 0.5) * 0x1p-53; }

    // Uniform on 0..bound-1, exactly. Precondition: bound >= 1. Method: the high word of a 128-bit product,
    // the few products that would make some results likelier rejected (Lemire 2019).
    std::uint64_t below(std::uint64_t bound) {
        auto product = multiply((*this)(), bound);
        if (low_word(product) < bound) {
            const std::uint64_t surplus = (0 - bound) % bound;  // 2^64 mod bound
            while (low_word(product) < surplus)
                product = multiply((*this)(), bound);
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

  private:
    __extension__ using Wide = unsigned __int128;
    static Wide multiply(std::uint64_t a, std::uint64_t b) { return static_cast<Wide>(a) * b; }
    static std::uint64_t low_word(Wide value) { return static_cast<std::uint64_t>(value); }

    void refill();

    PhiloxKey key_;
    StreamName name_;
    std::uint64_t block_ = 0;
    std::array<std::uint64_t, 16> numbers_{};
    std::size_t next_ = 16;
};

}  // namespace groundcheck
