// The exact polynomials of the checker, and how their sign on the unit cube is seen.
//
// Exponents are counted in a fixed number of bits and coefficients grow without bound, so every product is
// held to the limits of limits.hpp: a power that would not fit is refused, never reduced.
#pragma once

#include <gmpxx.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "limits.hpp"

namespace checker {

constexpr std::size_t variables = 6;  // number 0 is the share x = k/N of one symbol in a sample
using Monomial = std::array<unsigned, variables>;

struct Polynomial {
    std::map<Monomial, mpq_class> terms;  // no zero coefficients

    Polynomial() = default;
    Polynomial(const mpq_class& c) { add(Monomial{}, c); }
    static Polynomial variable(std::size_t v) {
        Polynomial p;
        Monomial m{};
        m[v] = 1;
        p.add(m, 1);
        return p;
    }
    void add(const Monomial& m, const mpq_class& c) {
        mpq_class& sum = terms[m];
        sum += c;
        require_size(sum);
        if (sum == 0) terms.erase(m);
    }
    bool zero() const { return terms.empty(); }
    std::optional<mpq_class> constant() const {
        if (zero()) return mpq_class(0);
        if (terms.size() == 1 && terms.begin()->first == Monomial{}) return terms.begin()->second;
        return std::nullopt;
    }
    bool mentions(std::size_t v) const { return degree(v) > 0; }
    unsigned degree(std::size_t v) const {
        unsigned d = 0;
        for (const auto& [m, c] : terms)
            d = std::max(d, m[v]);
        return d;
    }
    std::string text() const {
        std::string s;
        for (const auto& [m, c] : terms) {
            s += "+" + c.get_str();
            for (std::size_t v = 0; v < variables; ++v)
                if (m[v] > 0) s += "v" + std::to_string(v) + "^" + std::to_string(m[v]);
        }
        return s;
    }
};
inline Polynomial operator+(Polynomial a, const Polynomial& b) {
    for (const auto& [m, c] : b.terms)
        a.add(m, c);
    return a;
}
inline Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    Polynomial r;
    for (const auto& [m, c] : a.terms)
        for (const auto& [n, d] : b.terms) {
            Work::spend(4 + (bits(c) + bits(d)) / 256 + bits(c) * bits(d) / 2097152);
            Monomial k{};
            for (std::size_t v = 0; v < variables; ++v) {
                k[v] = m[v] + n[v];
                if (k[v] > limits::degree && guarded("degree"))
                    throw over("the degree of a polynomial", limits::degree);
            }
            r.add(k, c * d);
        }
    return r;
}
inline Polynomial operator-(const Polynomial& a, const Polynomial& b) {
    return a + Polynomial(mpq_class(-1)) * b;
}
inline Polynomial power(const Polynomial& a, long n) {
    if (n < 0) throw std::logic_error("a polynomial to a negative power");
    if (n > limits::power) throw over("a power", limits::power);
    Polynomial r(mpq_class(1)), square = a;
    for (; n > 0; n /= 2) {
        if (n % 2 == 1) r = r * square;
        if (n > 1) square = square * square;
    }
    return r;
}
inline Polynomial substitute(const Polynomial& a, std::size_t v, const Polynomial& value) {
    std::map<unsigned, Polynomial> by_power;
    for (const auto& [m, c] : a.terms) {
        Monomial rest = m;
        rest[v] = 0;
        by_power[m[v]].add(rest, c);
    }
    Polynomial r;
    for (const auto& [n, rest] : by_power)
        r = r + rest * power(value, n);
    return r;
}
inline Polynomial derivative(const Polynomial& a, std::size_t v) {
    Polynomial r;
    for (const auto& [m, c] : a.terms) {
        if (m[v] == 0) continue;
        Monomial n = m;
        --n[v];
        r.add(n, c * m[v]);
    }
    return r;
}
// The quotient a/b when b (not 0) divides a, by the division algorithm in the lexicographic order of
// monomials.
inline std::optional<Polynomial> divide(Polynomial a, const Polynomial& b) {
    Polynomial quotient;
    const auto& [lead, factor] = *b.terms.rbegin();
    while (!a.zero()) {
        const auto& [m, c] = *a.terms.rbegin();
        Monomial step{};
        for (std::size_t v = 0; v < variables; ++v) {
            if (m[v] < lead[v]) return std::nullopt;
            step[v] = m[v] - lead[v];
        }
        const mpq_class times = c / factor;
        quotient.add(step, times);
        for (const auto& [n, d] : b.terms) {
            Work::spend(4 + (bits(times) + bits(d)) / 256);
            Monomial k{};
            for (std::size_t v = 0; v < variables; ++v)
                k[v] = step[v] + n[v];
            a.add(k, -times * d);
        }
    }
    return quotient;
}

// The Bernstein coefficients over the unit cube, by index; those not listed are 0. In one variable, of degree
// n, sum_i a_i x^i has the coefficients b_k = sum_{i<=k} C(k,i)/C(n,i) * a_i; the values lie within their
// range.
inline std::map<Monomial, mpq_class> bernstein(const Polynomial& p) {
    std::map<Monomial, mpq_class> b = p.terms;
    for (std::size_t v = 0; v < variables; ++v) {
        const unsigned n = p.degree(v);
        std::map<Monomial, mpq_class> next;
        for (const auto& [index, a] : b)
            for (unsigned k = index[v]; n > 0 && k <= n; ++k) {
                Work::spend(4 + bits(a) / 64);
                mpz_class top, bottom;
                mpz_bin_uiui(top.get_mpz_t(), k, index[v]);
                mpz_bin_uiui(bottom.get_mpz_t(), n, index[v]);
                Monomial to = index;
                to[v] = k;
                next[to] += a * mpq_class(top) / bottom;
            }
        if (n > 0) b = std::move(next);
    }
    return b;
}
// Certainly >= 0 on the closed unit cube; unless it is the zero polynomial, > 0 on the open one.
inline bool nonnegative_on_cube(const Polynomial& p) {
    for (const auto& [index, b] : bernstein(p))
        if (b < 0) return false;
    return true;
}

// Whether all Bernstein coefficients are >= 0 (strict: > 0) on the cube, or on its parts when it is halved at
// most 8 times, in one variable after the other.
inline bool signs_on_parts(const Polynomial& p, bool strict, unsigned depth = 0, std::size_t v = 0) {
    std::size_t places = 1, positive = 0;
    for (std::size_t u = 0; u < variables; ++u)
        places *= p.degree(u) + 1;
    for (const auto& [index, b] : bernstein(p))
        positive += b > 0 ? 1 : 0;
    if (strict ? positive == places : nonnegative_on_cube(p)) return true;
    if (depth == 8 || p.constant()) return false;
    do
        v = (v + 1) % variables;
    while (!p.mentions(v));
    const Polynomial half = Polynomial(mpq_class(1, 2)) * Polynomial::variable(v);
    return signs_on_parts(substitute(p, v, half), strict, depth + 1, v) &&
           signs_on_parts(substitute(p, v, Polynomial(mpq_class(1, 2)) + half), strict, depth + 1, v);
}
// Seen to be > 0 in the open cube.
inline bool seen_positive(const Polynomial& p) {
    return !p.zero() && (nonnegative_on_cube(p) || signs_on_parts(p, true));
}
// Seen to be >= 0 on the cube, once squares (u-v)^2 of differences of variables are divided out.
inline bool seen_nonnegative(Polynomial p) {
    for (std::size_t u = 1; u < variables; ++u)
        for (std::size_t v = u + 1; v < variables; ++v) {
            const Polynomial d = Polynomial::variable(u) - Polynomial::variable(v);
            for (auto q = divide(p, d * d); p.mentions(u) && q; q = divide(p, d * d))
                p = *q;
        }
    return signs_on_parts(p, false);
}

}  // namespace checker
