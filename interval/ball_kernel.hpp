// The Arb kernel: intervals whose endpoints Arb computes, rounded outward at a chosen precision.
//
// Arb's own ball is a midpoint and a 30-bit radius: ideal for points, wasteful for wide intervals (the radius
// is rounded up) and unable to hold [1, inf). Here an interval keeps two endpoints, and a function is
// evaluated by Arb at the endpoints of each of its monotone pieces; only the lower bound of the lower ball
// and the upper bound of the upper ball remain. A point costs one evaluation.
#pragma once

#include <cstdint>
#include <string>

#include "interval/arb_headers.hpp"
#include "interval/endpoint.hpp"
#include "interval/kernel.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

// A closed interval of extended reals with arf endpoints; empty when they are NaN. A value type.
class Ball {
  public:
    Ball() { init(); }  // the point 0
    Ball(const Ball& other) {
        init();
        arf_set(&low_, &other.low_);
        arf_set(&high_, &other.high_);
    }
    Ball(Ball&& other) noexcept {
        init();
        swap(other);
    }
    Ball& operator=(const Ball& other) {
        arf_set(&low_, &other.low_);
        arf_set(&high_, &other.high_);
        return *this;
    }
    Ball& operator=(Ball&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Ball() {
        arf_clear(&low_);
        arf_clear(&high_);
    }
    static Ball empty() {
        Ball result;
        arf_nan(&result.low_);
        arf_nan(&result.high_);
        return result;
    }

    [[nodiscard]] const arf_struct* low() const { return &low_; }
    [[nodiscard]] const arf_struct* high() const { return &high_; }
    arf_struct* low() { return &low_; }
    arf_struct* high() { return &high_; }

    [[nodiscard]] bool is_empty() const { return arf_is_nan(&low_) != 0; }
    [[nodiscard]] bool is_point() const { return !is_empty() && arf_equal(&low_, &high_) != 0; }

    void swap(Ball& other) noexcept {
        arf_swap(&low_, &other.low_);
        arf_swap(&high_, &other.high_);
    }

  private:
    void init() {
        arf_init(&low_);
        arf_init(&high_);
    }

    arf_struct low_;
    arf_struct high_;
};

// Meets NumberKernel (kernel.hpp), where each operation is documented.
class BallKernel {
  public:
    using Value = Ball;
    static constexpr const char* name = "ball";

    // Precondition: bits >= 2.
    explicit BallKernel(Precision bits = 128) : bits_(bits) {}
    [[nodiscard]] Precision precision() const { return bits_; }

    [[nodiscard]] Ball rational(const Rational& value) const;
    [[nodiscard]] Ball interval(const Rational& low, const Rational& high) const;
    [[nodiscard]] Ball infinity() const;
    [[nodiscard]] Ball pi() const;

    [[nodiscard]] Ball add(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball sub(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball mul(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball div(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball neg(const Ball& a) const;
    [[nodiscard]] Ball power(const Ball& base, std::int64_t exponent) const;
    [[nodiscard]] Ball power(const Ball& base, const Ball& exponent) const;
    [[nodiscard]] Ball abs(const Ball& a) const;
    [[nodiscard]] Ball min(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball max(const Ball& a, const Ball& b) const;
    [[nodiscard]] Ball hull(const Ball& a, const Ball& b) const;

    [[nodiscard]] Ball sqrt(const Ball& a) const;
    [[nodiscard]] Ball log(const Ball& a) const;
    [[nodiscard]] Ball log1p(const Ball& a) const;
    [[nodiscard]] Ball exp(const Ball& a) const;
    [[nodiscard]] Ball expm1(const Ball& a) const;
    [[nodiscard]] Ball digamma(const Ball& a) const;
    [[nodiscard]] Ball xlogx(const Ball& a) const;
    [[nodiscard]] Ball chi_square_tail(std::uint32_t degrees, const Ball& a) const;

    [[nodiscard]] Truth less(const Ball& a, const Ball& b) const;
    [[nodiscard]] Truth less_equal(const Ball& a, const Ball& b) const;
    [[nodiscard]] Truth equal(const Ball& a, const Ball& b) const;
    [[nodiscard]] bool is_zero(const Ball& a) const;
    [[nodiscard]] bool is_empty(const Ball& a) const { return a.is_empty(); }

    // Precondition of both: not empty. Exact, unless the endpoint's exponent exceeds 2^24 in absolute value:
    // then an outward bound, so that no caller asks for gigabytes.
    [[nodiscard]] Endpoint lower(const Ball& a) const;
    [[nodiscard]] Endpoint upper(const Ball& a) const;

    [[nodiscard]] std::string to_string(const Ball& a, int digits) const;
    // Endpoints as C hexadecimal floats, rounded outward to double: "[0x1p+0, 0x1.8p+1]".
    [[nodiscard]] std::string to_hex(const Ball& a) const;

  private:
    Precision bits_;
};

}  // namespace groundcheck
