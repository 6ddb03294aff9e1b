// Schedules that are powers of the generation: alpha_t = c/t^s and N_t = N*t^r.
//
// t = 1 is the generation that makes Q[1] from Q[0]. Exponents and factors are rationals, and t may be
// shifted: "1/(t+1)", "1/2/t^(3/2)", "100*t^0.5", "(t+2)^2", "0.01".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "interval/endpoint.hpp"
#include "interval/kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck {

// factor*(t + shift)^exponent.
struct PowerSchedule {
    Rational factor = 0;
    Rational exponent = 0;
    std::uint32_t shift = 0;

    [[nodiscard]] bool is_constant() const { return factor == 0 || exponent == 0; }

    // The value if it is rational, as it is for every whole exponent. Precondition: t >= 1.
    [[nodiscard]] std::optional<Rational> exact(std::uint64_t t) const;

    // The least whole number that is not below the value: how many samples N*t^r are. Preconditions: t >= 1,
    // factor > 0.
    [[nodiscard]] Integer round_up(std::uint64_t t) const;

    // An enclosure of the value. Precondition: t >= 1, factor >= 0.
    template <NumberKernel Kernel>
    [[nodiscard]] typename Kernel::Value enclose(const Kernel& kernel, std::uint64_t t) const {
        return kernel.mul(kernel.rational(factor),
                          kernel.power(kernel.rational(Rational(t) + shift), kernel.rational(exponent)));
    }
};

// What `text` spells, or nothing. Exponents have a numerator up to 1,000 and a denominator up to 100.
std::optional<PowerSchedule> parse_power_schedule(const std::string& text);

// "1/2/(t+1)^(3/2)"; parse_power_schedule reads it back.
std::string to_string(const PowerSchedule& schedule);

}  // namespace groundcheck
