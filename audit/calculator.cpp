#include "audit/calculator.hpp"

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
auto Calculator<Kernel>::value(const Expression& e) -> Value {
    switch (e.node) {
        case Node::number:
            return kernel_.rational(e.value);
        case Node::infinity:
            return kernel_.infinity();
        case Node::pi:
            return kernel_.pi();
        case Node::interval: {
            const Expression &low = *e.args[0], &high = *e.args[1];
            if (low.node == Node::number && high.node == Node::number)
                return kernel_.interval(low.value, high.value);
            return kernel_.hull(value(low), value(high));
        }
        case Node::neg:
            return kernel_.neg(value(*e.args[0]));
        case Node::add:
            return kernel_.add(value(*e.args[0]), value(*e.args[1]));
        case Node::sub:
            return kernel_.sub(value(*e.args[0]), value(*e.args[1]));
        case Node::mul:
            return kernel_.mul(value(*e.args[0]), value(*e.args[1]));
        case Node::div: {
            const Value left = value(*e.args[0]), right = value(*e.args[1]);
            const Truth zero = kernel_.equal(right, kernel_.rational(Rational(0)));
            note_outside(!zero, zero, *e.args[1], "the divisor");
            return kernel_.div(left, right);
        }
        case Node::pow:
            return raised(e);
        default:
            return function(e);
    }
}

// `inside`: the whole argument is in the domain; `outside`: none of it is.
template <NumberKernel Kernel>
void Calculator<Kernel>::note_outside(Truth inside, Truth outside, const Expression& argument,
                                      const std::string& what) {
    if (inside == Truth::yes) return;
    const bool nothing = outside == Truth::yes;
    notes_.push_back({argument.where,
                      what + (nothing ? " lies outside the domain" : " may lie partly outside the domain"),
                      nothing});
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::raised(const Expression& e) -> Value {
    const Value base = value(*e.args[0]);
    const Value nought = kernel_.rational(Rational(0));
    const auto exponent = constant_value(*e.args[1]);
    if (exponent && denominator(*exponent) == 1 && abs(*exponent) <= 1'000'000'000) {
        if (*exponent < 0) {
            const Truth zero = kernel_.equal(base, nought);
            note_outside(!zero, zero, *e.args[0], "the base of a negative power");
        }
        return kernel_.power(base, static_cast<std::int64_t>(numerator(*exponent)));
    }
    const Value power = exponent ? kernel_.rational(*exponent) : value(*e.args[1]);
    note_outside(kernel_.less_equal(nought, base), kernel_.less(base, nought), *e.args[0],
                 "the base of a real power");
    return kernel_.power(base, power);
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::function(const Expression& e) -> Value {
    const std::string& name = e.name;
    Value v = value(*e.args[0]);
    if (name == "min" || name == "max") {
        for (std::size_t i = 1; i < e.args.size(); ++i) {
            const Value next = value(*e.args[i]);
            v = name == "min" ? kernel_.min(v, next) : kernel_.max(v, next);
        }
        return v;
    }
    if (name == "abs") return kernel_.abs(v);
    if (name == "exp") return kernel_.exp(v);
    if (name == "expm1") return kernel_.expm1(v);
    // The rest live on a half-line, closed for sqrt and open for the others.
    const Value edge = kernel_.rational(Rational(name == "log1p" ? -1 : 0));
    const bool closed = name == "sqrt";
    note_outside(closed ? kernel_.less_equal(edge, v) : kernel_.less(edge, v),
                 closed ? kernel_.less(v, edge) : kernel_.less_equal(v, edge), *e.args[0],
                 "the argument of " + name);
    if (name == "sqrt") return kernel_.sqrt(v);
    if (name == "log") return kernel_.log(v);
    if (name == "log1p") return kernel_.log1p(v);
    return kernel_.digamma(v);
}

template class Calculator<ExactKernel>;
template class Calculator<BallKernel>;
template class Calculator<MpfiKernel>;
template class Calculator<DoubleKernel>;

}  // namespace groundcheck
