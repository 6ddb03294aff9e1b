// The terms of sums over the symbols in a number kernel; see symbol_term.hpp.
#pragma once

#include "interval/kernel.hpp"
#include "theorems/language/symbol_term.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
struct KernelTerms {
    using Value = typename Kernel::Value;
    const Kernel& kernel;

    Value number(const Rational& value) const { return kernel.rational(value); }
    Value add(const Value& a, const Value& b) const { return kernel.add(a, b); }
    Value sub(const Value& a, const Value& b) const { return kernel.sub(a, b); }
    Value mul(const Value& a, const Value& b) const { return kernel.mul(a, b); }
    Value square(const Value& a) const { return kernel.power(a, std::int64_t{2}); }
    Value absolute(const Value& a) const { return kernel.abs(a); }
    Value xlogx(const Value& a) const { return kernel.xlogx(a); }
    Value divergence(const Value& p, const Value& r) const {
        if (kernel.is_zero(p)) return number(Rational(0));
        if (kernel.is_zero(r)) return kernel.infinity();
        return kernel.mul(p, kernel.log(kernel.div(p, r)));
    }
    // An a that may be 0 over a b that is 0 is anything from 0 to infinity.
    Value ratio(const Value& a, const Value& b) const {
        const Value zero = number(Rational(0));
        if (kernel.is_zero(a)) return zero;
        if (!kernel.is_zero(b)) return kernel.div(a, b);
        if (kernel.less(zero, a) == Truth::yes) return kernel.infinity();
        return kernel.hull(zero, kernel.infinity());
    }
    Value positive(const Value& a) const { return number(Rational(kernel.is_zero(a) ? 0 : 1)); }
};

}  // namespace groundcheck
