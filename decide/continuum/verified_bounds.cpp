#include "decide/continuum/verified_bounds.hpp"

#include <fmt/format.h>

namespace groundcheck {

namespace {

// y times the sum of y^(i-1)*(-1)^(i+1)/i for i up to the degree, less kappa*y^(degree+1)/(degree+1).
Rational log_series_at(unsigned degree, const Rational& kappa, const Rational& y) {
    Rational sum = -kappa / (degree + 1);
    for (unsigned i = degree; i >= 1; --i)
        sum = Rational(i % 2 == 1 ? 1 : -1, i) + y * sum;
    return y * sum;
}

// The least odd degree for which the rest of the series of log(1+y), y < 0, is below 1/scale.
unsigned degree_for(const Rational& y, const Integer& scale) {
    unsigned degree = 1;
    Rational rest = y * y;
    while (2 * rest * scale > degree + 1) {
        degree += 2;
        rest *= y * y;
    }
    return degree;
}

// Lines that bound the logarithms of these whole numbers: each from the one before it, and from numbers in
// between where the next one is far.
std::string log_lines(const std::set<Integer>& arguments, const Integer& scale, Bounds& bounds) {
    Integer base = 1, lower = 0, upper = 0;
    std::string lines;
    const auto add_line = [&](const Integer& m) {
        const Rational y(base - m, m);
        const unsigned degree = degree_for(y, scale);
        lower = floor(lower - scale * log_series_at(degree, 0, y));
        upper = ceil(upper - scale * log_series_at(degree, Rational(m, base), y));
        lines += fmt::format("log {} from {} degree {} in {} {}\n", m.str(), base.str(), degree, lower.str(),
                             upper.str());
        bounds[m] = {lower, upper};
        base = m;
    };
    for (const Integer& m : arguments) {
        if (m <= 1) continue;
        while (m > 2 * base)
            add_line(2 * base);
        if (m != base) add_line(m);
    }
    return lines;
}

std::string root_lines(const std::set<Integer>& arguments, const Integer& scale, Bounds& bounds) {
    std::string lines;
    for (const Integer& m : arguments) {
        const Integer square = scale * scale * m;
        const Integer lower = sqrt(square);
        const Integer upper = lower * lower == square ? lower : Integer(lower + 1);
        bounds[m] = {lower, upper};
        lines += fmt::format("root {} in {} {}\n", m.str(), lower.str(), upper.str());
    }
    return lines;
}

}  // namespace

WrittenBounds verified_bounds(const std::set<Integer>& logarithms, const std::set<Integer>& roots,
                              const Integer& scale) {
    WrittenBounds written;
    written.tables.logs[1] = {0, 0};
    written.lines = log_lines(logarithms, scale, written.tables.logs);
    written.lines += root_lines(roots, scale, written.tables.roots);
    return written;
}

}  // namespace groundcheck
