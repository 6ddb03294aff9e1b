// One mpfr_t with a destructor.
#pragma once

#include <mpfr.h>

#include "interval/precision.hpp"

namespace groundcheck {

class MpfrValue {
  public:
    explicit MpfrValue(Precision bits) { mpfr_init2(value_, static_cast<mpfr_prec_t>(bits)); }
    MpfrValue(const MpfrValue&) = delete;
    MpfrValue& operator=(const MpfrValue&) = delete;
    MpfrValue(MpfrValue&& other) noexcept {
        mpfr_init2(value_, MPFR_PREC_MIN);
        mpfr_swap(value_, other.value_);
    }
    MpfrValue& operator=(MpfrValue&& other) noexcept {
        mpfr_swap(value_, other.value_);
        return *this;
    }
    ~MpfrValue() { mpfr_clear(value_); }

    mpfr_ptr get() { return value_; }
    [[nodiscard]] mpfr_srcptr get() const { return value_; }

  private:
    mpfr_t value_;
};

}  // namespace groundcheck
