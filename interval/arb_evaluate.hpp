// One evaluation by Arb, as a pair of outward bounds: how BallKernel's functions use the library.
#pragma once

#include "interval/arb_value.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

// Evaluates f by Arb, at a working precision that rises until the result is good to `bits` or it is clear
// that it will not become so cheaply (a zero of f nearby). `lost` is how many bits f is known to lose on the
// way. Sets the bounds of Arb's ball; what Arb cannot bound is infinite.
template <class F>
void evaluate(F f, Precision bits, arf_ptr low, arf_ptr high, Precision lost = 0) {
    ArbValue ball;
    const Precision enough = bits + 8;
    const Precision ceiling = 4 * bits + 512 + 2 * lost;
    for (Precision working = bits + 32 + lost; working <= ceiling; working *= 2) {
        f(ball.get(), working);
        if (arb_is_exact(ball.get()) || arb_rel_accuracy_bits(ball.get()) >= enough) break;
    }
    arb_get_lbound_arf(low, ball.get(), bits);
    arb_get_ubound_arf(high, ball.get(), bits);
    if (arf_is_nan(low) != 0) arf_neg_inf(low);
    if (arf_is_nan(high) != 0) arf_pos_inf(high);
}

}  // namespace groundcheck
