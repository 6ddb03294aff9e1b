#include "interval/continuum/triangle.hpp"

#include <algorithm>
#include <array>

#include "interval/continuum/polynomial.hpp"

namespace groundcheck::continuum {

namespace {

using Corner = std::array<Rational, 3>;

constexpr std::uint64_t most_triangles = 20'000;
constexpr unsigned most_cuts = 60;

// The coefficients of a polynomial of degree n on a triangle with corners a, b, c: that of a^i*b^j*c^k at
// place(i, j), i+j+k = n.
class Net {
  public:
    explicit Net(std::uint32_t degree) : degree_(degree), values_((degree + 1) * (degree + 2) / 2) {}
    std::uint32_t degree() const { return degree_; }
    Ball& at(std::uint32_t i, std::uint32_t j) { return values_[place(i, j)]; }
    const Ball& at(std::uint32_t i, std::uint32_t j) const { return values_[place(i, j)]; }

  private:
    // Row by row of equal k = n-i-j; row k has n-k+1 entries, ordered by j.
    std::size_t place(std::uint32_t i, std::uint32_t j) const {
        const std::uint32_t row = degree_ - i - j;
        return static_cast<std::size_t>(row) * (2 * degree_ + 3 - row) / 2 + j;
    }

    std::uint32_t degree_;
    std::vector<Ball> values_;
};

// The same polynomial with a degree one higher: (n+1)*b'(i,j,k) = i*b(i-1,j,k) + j*b(i,j-1,k) + k*b(i,j,k-1).
Net elevated(const BallKernel& kernel, const Net& net) {
    const std::uint32_t n = net.degree() + 1;
    Net result(n);
    for (std::uint32_t i = 0; i <= n; ++i) {
        for (std::uint32_t j = 0; i + j <= n; ++j) {
            const std::uint32_t k = n - i - j;
            Ball sum = kernel.rational(0);
            const auto add = [&](std::uint32_t weight, std::uint32_t from_i, std::uint32_t from_j) {
                sum =
                    kernel.add(sum, kernel.mul(kernel.rational(Rational(weight, n)), net.at(from_i, from_j)));
            };
            if (i > 0) add(i, i - 1, j);
            if (j > 0) add(j, i, j - 1);
            if (k > 0) add(k, i, j);
            result.at(i, j) = sum;
        }
    }
    return result;
}

struct Triangle {
    std::array<Corner, 3> corners;
    Net expectation, power_sum;
};

class TriangleSearch {
  public:
    TriangleSearch(std::uint32_t q, const BallKernel& kernel) : q_(q), kernel_(kernel) {}

    TriangleProof run(Triangle whole) {
        result_.proved = cover(whole, 0);
        return std::move(result_);
    }

  private:
    static bool is_vertex(const Corner& corner) {
        return std::find(corner.begin(), corner.end(), 1) != corner.end();
    }

    bool cover(const Triangle& triangle, unsigned depth) {
        for (const Rational& c : tangents(triangle)) {
            if (!holds(triangle, c)) continue;
            result_.tokens.push_back("G@" + to_string(c));
            ++result_.leaves;
            return true;
        }
        if (++cuts_ > most_triangles || depth == most_cuts) {
            result_.reason = "stuck on the triangle with a corner at";
            for (const Rational& share : triangle.corners[0])
                result_.reason += ' ' + to_string(share);
            return false;
        }
        result_.tokens.emplace_back("S");
        return cover(part(triangle, true), depth + 1) && cover(part(triangle, false), depth + 1);
    }

    // Where to touch the logarithm: at the value 1 next to a vertex, else at S in the middle, roughly.
    std::vector<Rational> tangents(const Triangle& triangle) const {
        if (std::any_of(triangle.corners.begin(), triangle.corners.end(), is_vertex)) return {1};
        Rational sum = 0;
        for (std::size_t s = 0; s < 3; ++s) {
            const Rational share =
                (triangle.corners[0][s] + triangle.corners[1][s] + triangle.corners[2][s]) / 3;
            sum += groundcheck::power(share, q_);
        }
        return {(Rational(floor(sum * 1024)) + Rational(1, 2)) / 1024};
    }

    // Every coefficient of E - (S/c - 1 + log(c)) is positive, or exactly 0 at a vertex.
    bool holds(const Triangle& triangle, const Rational& c) const {
        const std::uint32_t n = triangle.expectation.degree();
        const Ball slope = kernel_.rational(1 / c);
        const Ball rest = kernel_.sub(kernel_.rational(1), kernel_.log(kernel_.rational(c)));
        const Ball zero = kernel_.rational(0);
        for (std::uint32_t i = 0; i <= n; ++i) {
            for (std::uint32_t j = 0; i + j <= n; ++j) {
                const Ball b = kernel_.add(kernel_.sub(triangle.expectation.at(i, j),
                                                       kernel_.mul(slope, triangle.power_sum.at(i, j))),
                                           rest);
                if (kernel_.less(zero, b) == Truth::yes) continue;
                const std::size_t corner = i == n ? 0 : j == n ? 1 : 2;
                const bool at_corner = i == n || j == n || i + j == 0;
                if (!at_corner || !is_vertex(triangle.corners.at(corner)) ||
                    kernel_.less_equal(zero, b) != Truth::yes)
                    return false;
            }
        }
        return true;
    }

    // A half of the net, cut at the middle m of the edge ab: row by row de Casteljau's averages at 1/2. The
    // corners of the halves are (c,a,m) and (c,b,m), so that the edge cut next lies opposite m.
    Net part(const Net& net, bool first) const {
        const std::uint32_t n = net.degree();
        Net result(n);
        const Ball half = kernel_.rational(Rational(1, 2));
        for (std::uint32_t k = 0; k <= n; ++k) {
            std::vector<Ball> row;  // along the edge, from a to b
            for (std::uint32_t j = 0; j + k <= n; ++j)
                row.push_back(net.at(n - k - j, j));
            for (std::uint32_t towards_m = 0; towards_m + k <= n; ++towards_m) {
                const std::uint32_t kept = n - k - towards_m;           // corners a, or b, that remain
                result.at(k, kept) = first ? row.front() : row.back();  // c^k * a^kept (b^kept) * m^towards_m
                for (std::size_t j = 0; j + 1 < row.size(); ++j)
                    row[j] = kernel_.mul(half, kernel_.add(row[j], row[j + 1]));
                row.pop_back();
            }
        }
        return result;
    }
    Triangle part(const Triangle& triangle, bool first) const {
        const auto& [a, b, c] = triangle.corners;
        Corner middle;
        for (std::size_t s = 0; s < 3; ++s)
            middle[s] = (a[s] + b[s]) / 2;
        return {first ? std::array<Corner, 3>{c, a, middle} : std::array<Corner, 3>{c, b, middle},
                part(triangle.expectation, first), part(triangle.power_sum, first)};
    }

    std::uint32_t q_;
    const BallKernel& kernel_;
    std::uint64_t cuts_ = 0;
    TriangleProof result_;
};

}  // namespace

TriangleProof expected_log_power_sum(std::uint32_t q, std::uint32_t samples, Precision bits) {
    const BallKernel kernel(bits);
    Net expectation(samples);
    for (std::uint32_t i = 0; i <= samples; ++i) {
        for (std::uint32_t j = 0; i + j <= samples; ++j) {
            Rational sum = 0;
            for (const std::uint32_t count : {i, j, samples - i - j})
                sum += groundcheck::power(Rational(count, samples), q);
            expectation.at(i, j) = kernel.log(kernel.rational(sum));
        }
    }
    Net power_sum(q);  // p_1^q + p_2^q + p_3^q: 1 at the corners, 0 elsewhere
    for (std::uint32_t i = 0; i <= q; ++i) {
        for (std::uint32_t j = 0; i + j <= q; ++j)
            power_sum.at(i, j) = kernel.rational(i == q || j == q || i + j == 0 ? 1 : 0);
    }
    while (expectation.degree() < q)
        expectation = elevated(kernel, expectation);
    while (power_sum.degree() < samples)
        power_sum = elevated(kernel, power_sum);
    const std::array<Corner, 3> corners = {Corner{1, 0, 0}, Corner{0, 1, 0}, Corner{0, 0, 1}};
    return TriangleSearch(q, kernel).run({corners, std::move(expectation), std::move(power_sum)});
}

// Let q = m/n and p_i = a_i^n. Scaled so that the largest a_i is 1, and it is the last, the others range over
// [0,1], and the condition is q*(sum a_i^n)^2 > (sum a_i^m)*(sum a_i^(2n-m)).
bool renyi_seen_concave(const Rational& q, std::uint32_t K) {
    if (q <= 0) return false;
    if (q <= 1) return true;
    constexpr std::uint32_t most_roots = 6;
    if (q >= 2 || K < 2 || K >= variable_count || denominator(q) > most_roots) return false;
    const auto n = static_cast<std::uint32_t>(denominator(q));
    const auto m = static_cast<std::uint32_t>(numerator(q));
    const auto sum = [K](std::uint32_t power) {
        Polynomial total(Rational(1));
        for (std::uint32_t v = 1; v < K; ++v)
            total += Polynomial::variable(v).power(power);
        return total;
    };
    return positive_on_closed_cube(Polynomial(q) * sum(n).power(2) - sum(m) * sum(2 * n - m));
}

}  // namespace groundcheck::continuum
