// Random arguments for logarithms of doubles.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>

#include "interval/double_kernel.hpp"

namespace groundcheck::test {

// A positive finite double: any bits at all (subnormals included), or close to 1, or in the unit interval.
inline double positive_double(std::mt19937_64& random) {
    std::uniform_real_distribution<double> unit(0, 1);
    for (;;) {
        const std::uint64_t bits = random();
        double x = 0;
        switch (bits % 8) {
            case 0:
                x = unit(random);
                break;
            case 1:
                x = 1 + std::ldexp(unit(random) - 0.5, -static_cast<int>(random() % 53));
                break;
            case 2:
                x = std::bit_cast<double>(random() & 0xFFFFFFFFFFFFFU);
                break;  // subnormal
            case 3:
                x = static_cast<double>(1 + random() % 1000) / static_cast<double>(1 + random() % 1000);
                break;
            case 4:
                x = std::ldexp(0x1.6a09ep+0 + std::ldexp(unit(random) - 0.5, -18),
                               static_cast<int>(random() % 9) - 4);
                break;  // around sqrt(2)*2^k, where the reduction changes sides
            default:
                x = std::bit_cast<double>(random() & 0x7FFFFFFFFFFFFFFFU);
                break;
        }
        if (x > 0 && x < directed::infinity) return x;
    }
}

}  // namespace groundcheck::test
