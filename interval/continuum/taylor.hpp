// Taylor arithmetic: the first coefficients of a function's power series, enclosed.
//
// A series f_0 + f_1*t + f_2*t^2 + ... is cut after f_m. If the f_j enclose f^(j)(x)/j! for every x of a set,
// then the operations here enclose the same of products, logarithms, exponentials and powers (the recurrences
// of automatic differentiation).
#pragma once

#include <cstddef>
#include <vector>

#include "interval/integer_power.hpp"
#include "interval/kernel.hpp"

namespace groundcheck::continuum {

template <NumberKernel Kernel>
class TaylorArithmetic {
  public:
    using Value = typename Kernel::Value;
    using Series = std::vector<Value>;

    // Series of coefficients 0..order.
    TaylorArithmetic(Kernel kernel, std::size_t order) : kernel_(std::move(kernel)), order_(order) {}

    Series constant(const Value& value) const {
        Series result(order_ + 1, number(0));
        result[0] = value;
        return result;
    }
    Series add(const Series& a, const Series& b) const {
        Series result;
        for (std::size_t j = 0; j <= order_; ++j)
            result.push_back(kernel_.add(a[j], b[j]));
        return result;
    }
    Series mul(const Series& a, const Series& b) const {
        Series result;
        for (std::size_t j = 0; j <= order_; ++j) {
            Value sum = number(0);
            for (std::size_t i = 0; i <= j; ++i)
                sum = kernel_.add(sum, kernel_.mul(a[i], b[j - i]));
            result.push_back(sum);
        }
        return result;
    }
    // r = log(a):  a*r' = a', so  j*a_0*r_j = j*a_j - sum_{0<i<j} i*r_i*a_{j-i}.
    Series log(const Series& a) const {
        Series r{kernel_.log(a[0])};
        for (std::size_t j = 1; j <= order_; ++j) {
            Value sum = kernel_.mul(number(j), a[j]);
            for (std::size_t i = 1; i < j; ++i) {
                sum = kernel_.sub(sum, kernel_.mul(number(i), kernel_.mul(r[i], a[j - i])));
            }
            r.push_back(kernel_.div(sum, kernel_.mul(number(j), a[0])));
        }
        return r;
    }
    // r = exp(a):  r' = a'*r, so  j*r_j = sum_{0<i<=j} i*a_i*r_{j-i}.
    Series exp(const Series& a) const {
        Series r{kernel_.exp(a[0])};
        for (std::size_t j = 1; j <= order_; ++j) {
            Value sum = number(0);
            for (std::size_t i = 1; i <= j; ++i) {
                sum = kernel_.add(sum, kernel_.mul(number(i), kernel_.mul(a[i], r[j - i])));
            }
            r.push_back(kernel_.div(sum, number(j)));
        }
        return r;
    }
    // r = a^e:  a*r' = e*a'*r, so  j*a_0*r_j = sum_{0<i<=j} (e*i - (j-i))*a_i*r_{j-i}.
    Series power(const Series& a, const Rational& e) const {
        Series r{real_power(a[0], e)};
        for (std::size_t j = 1; j <= order_; ++j) {
            Value sum = number(0);
            for (std::size_t i = 1; i <= j; ++i) {
                const Value factor = kernel_.rational(e * Rational(i) - Rational(j - i));
                sum = kernel_.add(sum, kernel_.mul(factor, kernel_.mul(a[i], r[j - i])));
            }
            r.push_back(kernel_.div(sum, kernel_.mul(number(j), a[0])));
        }
        return r;
    }
    Value real_power(const Value& x, const Rational& e) const {
        if (denominator(e) == 1) return integer_power(kernel_, x, numerator(e));
        if (e < 0) return kernel_.div(number(1), kernel_.power(x, kernel_.rational(-e)));
        return kernel_.power(x, kernel_.rational(e));
    }
    // The coefficients of x^a or, with_log, of x^a*log(x), for x in the interval: f_j = x^(a-j)*(A_j*log(x) +
    // B_j) with A_0 + B_0 = 1, A_{j+1} = (a-j)*A_j/(j+1), B_{j+1} = ((a-j)*B_j + A_j)/(j+1).
    Series power_log(const Value& x, const Rational& a, bool with_log) const {
        Rational A = with_log ? 1 : 0;
        Rational B = with_log ? 0 : 1;
        Series result;
        for (std::size_t j = 0; j <= order_; ++j) {
            const Rational e = a - Rational(j);
            const Value rest = B == 0 ? number(0) : kernel_.mul(kernel_.rational(B), real_power(x, e));
            result.push_back(
                A == 0 ? rest : kernel_.add(kernel_.mul(kernel_.rational(A), power_times_log(x, e)), rest));
            B = (e * B + A) / Rational(j + 1);
            A = e * A / Rational(j + 1);
        }
        return result;
    }
    const Kernel& kernel() const { return kernel_; }
    std::size_t order() const { return order_; }

  private:
    Value number(std::size_t n) const { return kernel_.rational(Rational(n)); }
    // x^e*log(x) for x >= 0. For e > 0 it is xlogx(x^e)/e, where xlogx knows its own minimum.
    Value power_times_log(const Value& x, const Rational& e) const {
        if (e == 0) return kernel_.log(x);
        if (e > 0) return kernel_.div(kernel_.xlogx(real_power(x, e)), kernel_.rational(e));
        return kernel_.mul(real_power(x, e), kernel_.log(x));
    }

    Kernel kernel_;
    std::size_t order_;
};

}  // namespace groundcheck::continuum
