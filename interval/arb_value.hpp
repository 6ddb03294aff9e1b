// One arb_t with a destructor: the only place where Arb's own ball is owned.
#pragma once

#include "interval/arb_headers.hpp"

namespace groundcheck {

class ArbValue {
  public:
    ArbValue() { arb_init(value_); }
    ArbValue(const ArbValue&) = delete;
    ArbValue(ArbValue&&) = delete;
    ArbValue& operator=(const ArbValue&) = delete;
    ArbValue& operator=(ArbValue&&) = delete;
    ~ArbValue() { arb_clear(value_); }

    arb_ptr get() { return value_; }

  private:
    arb_t value_;
};

}  // namespace groundcheck
