// The precision ladder: how an undecided comparison is tried again.
//
// A comparison whose enclosures overlap is repeated with twice the bits until it is decided or a stated
// ceiling is passed. Doubling makes the total work at most about twice that of the last rung for operations
// of linear cost.
#pragma once

#include <cstdint>
#include <stdexcept>

namespace groundcheck {

// Bits of a significand.
using Precision = std::int64_t;

// The rungs 64, 128, 256, ... up to the ceiling, which is always the last one. A range for `for`:
//     for (const Precision bits : PrecisionLadder{4096}) { ... }
class PrecisionLadder {
  public:
    static constexpr Precision first_rung = 64;
    static constexpr Precision default_ceiling = 4096;

    // Throws std::invalid_argument unless 2 <= ceiling <= 2^31. A ceiling below the first rung is the only
    // rung.
    explicit constexpr PrecisionLadder(Precision ceiling = default_ceiling) : ceiling_(ceiling) {
        if (ceiling < 2 || ceiling > (Precision{1} << 31)) {
            throw std::invalid_argument("a precision ceiling lies between 2 and 2147483648 bits");
        }
    }

    class Iterator {
      public:
        constexpr Iterator(Precision rung, Precision ceiling) : rung_(rung), ceiling_(ceiling) {}
        constexpr Precision operator*() const { return rung_; }
        constexpr Iterator& operator++() {
            rung_ = rung_ >= ceiling_ ? end_rung : (2 * rung_ < ceiling_ ? 2 * rung_ : ceiling_);
            return *this;
        }
        constexpr bool operator!=(const Iterator& other) const { return rung_ != other.rung_; }

      private:
        friend class PrecisionLadder;
        static constexpr Precision end_rung = 0;
        Precision rung_;
        Precision ceiling_;
    };

    [[nodiscard]] constexpr Iterator begin() const {
        return {first_rung < ceiling_ ? first_rung : ceiling_, ceiling_};
    }
    [[nodiscard]] constexpr Iterator end() const { return {Iterator::end_rung, ceiling_}; }
    [[nodiscard]] constexpr Precision ceiling() const { return ceiling_; }

  private:
    Precision ceiling_;
};

}  // namespace groundcheck
