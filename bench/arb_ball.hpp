// An Arb ball as a user of Arb's C interface would hold it, and x*log(x) with it: what the baselines that the
// benchmarks compare with are written in.
#pragma once

#include "interval/arb_headers.hpp"

namespace groundcheck::baseline {

inline constexpr slong bits = 128;

// A ball that frees itself.
class Arb {
  public:
    Arb() { arb_init(value_); }
    ~Arb() { arb_clear(value_); }
    Arb(const Arb&) = delete;
    Arb& operator=(const Arb&) = delete;
    operator arb_ptr() {
        return value_;
    }  // NOLINT(google-explicit-constructor): the baseline's plain C style

  private:
    arb_t value_;
};

// x*log(x) for the rational n/d, 0 at 0.
inline void x_log_x(arb_ptr result, ulong n, ulong d) {
    if (n == 0) return arb_zero(result);
    Arb x, log;
    arb_set_ui(x, n);
    arb_div_ui(x, x, d, bits);
    arb_log(log, x, bits);
    arb_mul(result, x, log, bits);
}

}  // namespace groundcheck::baseline
