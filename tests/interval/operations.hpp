// Every operation of a number kernel as data, so that one test runs them all over every kernel.
//
// Arguments are ranges of doubles, which every kernel at 53 bits or more holds exactly: so all kernels are
// asked for the image of the same set, and their answers can be compared endpoint by endpoint, in exact
// rationals.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "interval/endpoint.hpp"
#include "interval/kernel.hpp"

namespace groundcheck::test {

inline constexpr double inf = std::numeric_limits<double>::infinity();

// A closed range of doubles; the ends may be infinite.
struct Range {
    double lo = 0;
    double hi = 0;
};

enum class Operation {
    add,
    sub,
    mul,
    div,
    neg,
    integer_power,
    power,
    abs,
    min,
    max,
    hull,
    sqrt,
    log,
    log1p,
    exp,
    expm1,
    digamma,
    xlogx,
    chi_square_tail
};

struct OperationInfo {
    Operation operation;
    const char* name;
    int arity;
};

inline constexpr std::array<OperationInfo, 19> operations = {{
    {Operation::add, "add", 2},
    {Operation::sub, "sub", 2},
    {Operation::mul, "mul", 2},
    {Operation::div, "div", 2},
    {Operation::neg, "neg", 1},
    {Operation::integer_power, "whole power", 1},
    {Operation::power, "power", 2},
    {Operation::abs, "abs", 1},
    {Operation::min, "min", 2},
    {Operation::max, "max", 2},
    {Operation::hull, "hull", 2},
    {Operation::sqrt, "sqrt", 1},
    {Operation::log, "log", 1},
    {Operation::log1p, "log1p", 1},
    {Operation::exp, "exp", 1},
    {Operation::expm1, "expm1", 1},
    {Operation::digamma, "digamma", 1},
    {Operation::xlogx, "xlogx", 1},
    {Operation::chi_square_tail, "chi-square tail", 1},
}};

// The range as a kernel's value.
template <NumberKernel Kernel>
typename Kernel::Value make(const Kernel& kernel, Range range) {
    const auto end = [&](double x) {
        if (x == inf) return kernel.infinity();
        return x == -inf ? kernel.neg(kernel.infinity()) : kernel.rational(Rational(x));
    };
    return kernel.hull(end(range.lo), end(range.hi));
}

struct Arguments {
    Range a;
    Range b;
    std::int64_t n = 0;
};

// The degrees of freedom that go with an exponent from -9 to 9: both parities, few and many.
inline std::uint32_t degrees_of(const Arguments& arguments) {
    const auto size = static_cast<std::uint32_t>(std::abs(arguments.n));
    return arguments.n < 0 ? 1 + 17 * size : 1 + size;
}

template <NumberKernel Kernel>
typename Kernel::Value compute(const Kernel& kernel, Operation operation, const Arguments& arguments) {
    const auto a = make(kernel, arguments.a);
    const auto b = make(kernel, arguments.b);
    switch (operation) {
        case Operation::add:
            return kernel.add(a, b);
        case Operation::sub:
            return kernel.sub(a, b);
        case Operation::mul:
            return kernel.mul(a, b);
        case Operation::div:
            return kernel.div(a, b);
        case Operation::neg:
            return kernel.neg(a);
        case Operation::integer_power:
            return kernel.power(a, arguments.n);
        case Operation::power:
            return kernel.power(a, b);
        case Operation::abs:
            return kernel.abs(a);
        case Operation::min:
            return kernel.min(a, b);
        case Operation::max:
            return kernel.max(a, b);
        case Operation::hull:
            return kernel.hull(a, b);
        case Operation::sqrt:
            return kernel.sqrt(a);
        case Operation::log:
            return kernel.log(a);
        case Operation::log1p:
            return kernel.log1p(a);
        case Operation::exp:
            return kernel.exp(a);
        case Operation::expm1:
            return kernel.expm1(a);
        case Operation::digamma:
            return kernel.digamma(a);
        case Operation::xlogx:
            return kernel.xlogx(a);
        case Operation::chi_square_tail:
            return kernel.chi_square_tail(degrees_of(arguments), a);
    }
    throw std::logic_error("an operation without a case");
}

inline std::string describe(const OperationInfo& info, const Arguments& arguments) {
    std::ostringstream text;
    text << std::hexfloat << info.name << " a=[" << arguments.a.lo << ", " << arguments.a.hi << "]";
    if (info.arity == 2) text << " b=[" << arguments.b.lo << ", " << arguments.b.hi << "]";
    if (info.operation == Operation::integer_power) text << " n=" << arguments.n;
    if (info.operation == Operation::chi_square_tail) text << " degrees=" << degrees_of(arguments);
    return text.str();
}

// A double that a careless implementation might trip over, or a random one with an exponent of at most
// `spread`.
inline double random_double(std::mt19937_64& random, int spread) {
    static constexpr std::array<double, 12> special = {0,
                                                       1,
                                                       0.5,
                                                       2,
                                                       4,
                                                       1 + 0x1p-52,
                                                       1 - 0x1p-53,
                                                       0x1.78b56362cef37p-2,
                                                       0x1.78b56362cef38p-2,
                                                       0x1.762d86356be3fp+0,
                                                       3,
                                                       0.1};
    std::uniform_int_distribution<int> kind(0, 9);
    std::uniform_real_distribution<double> significand(1, 2);
    std::uniform_int_distribution<int> exponent(-spread, spread);
    const double sign = kind(random) < 4 ? -1 : 1;
    const int choice = kind(random);
    if (choice == 0) return sign * special.at(static_cast<std::size_t>(random() % special.size()));
    if (choice < 6) return sign * std::ldexp(significand(random), static_cast<int>(exponent(random) / 16));
    return sign * std::ldexp(significand(random), exponent(random));
}

// A point, a range some ulps wide, a wide one, or one with infinite ends.
inline Range random_range(std::mt19937_64& random, int spread) {
    const double x = random_double(random, spread);
    switch (random() % 8) {
        case 0:
        case 1:
            return {x, x};
        case 2:
            return {x, std::nextafter(std::nextafter(x, inf), inf)};
        case 3:
            return {x, inf};
        case 4:
            return random() % 4 == 0 ? Range{-inf, inf} : Range{-inf, x};
        default:
            break;
    }
    const double y = random_double(random, spread);
    return {std::min(x, y), std::max(x, y)};
}

inline std::int64_t random_exponent(std::mt19937_64& random) {
    return std::uniform_int_distribution<std::int64_t>(-9, 9)(random);
}

// Exponents kept small where a result grows exponentially with its argument, so that exact rationals stay
// small.
inline int spread_of(Operation operation) {
    switch (operation) {
        case Operation::exp:
        case Operation::expm1:
        case Operation::power:
        case Operation::chi_square_tail:
            return 9;
        case Operation::integer_power:
            return 150;
        default:
            return 300;
    }
}

inline Arguments random_arguments(std::mt19937_64& random, Operation operation) {
    const int spread = spread_of(operation);
    return {random_range(random, spread), random_range(random, spread), random_exponent(random)};
}

}  // namespace groundcheck::test
