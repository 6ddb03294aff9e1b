#include "sim/count_chain.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

// Masses below this are taken out of a law and counted as lost: they cost time and say nothing.
constexpr double negligible = 1e-60;

// Rows per task. Fixed, so that sums are added in the same order whatever the number of threads.
constexpr std::uint32_t chunk = 256;

template <class Body>
void each_chunk(std::uint32_t states, Body body) {
    const std::uint32_t chunks = (states + chunk - 1) / chunk;
    oneapi::tbb::parallel_for(std::uint32_t{0}, chunks, [&](std::uint32_t k) {
        body(k, k * chunk, std::min(states, (k + 1) * chunk));
    });
}

}  // namespace

CountChain::CountChain(CountChainSize size, const Rational& alpha, const Rational& p, std::size_t memory,
                       const Rational& odds)
    : size_(size), win_(numerator_of(odds)), lose_(denominator_of(odds)) {
    const Rational base = alpha * p;
    whole_ = boost::multiprecision::lcm(denominator_of(base), denominator_of(alpha));
    base_ = numerator_of(base * Rational(whole_));
    kept_ = numerator_of((1 - alpha) * Rational(whole_));
    mirrored_ = odds == 1 && base == alpha - base;
    hit_.reserve(size.from + std::size_t{1});
    miss_.reserve(size.from + std::size_t{1});
    for (std::uint32_t i = 0; i <= size.from; ++i) {
        const Share m = share(i);
        hit_.push_back(nearest(Rational(m.hits, m.whole)));
        miss_.push_back(nearest(Rational(m.whole - m.hits, m.whole)));
    }
    // 20 standard deviations of a row, N of the largest; rows are shorter than that on average.
    const double entries = (20 * std::sqrt(0.25 * size.to) + 8) * (size.from + 1.0);
    if (entries * sizeof(double) <= static_cast<double>(memory)) store();
}

CountChain::Share CountChain::share(std::uint32_t i) const {
    const Integer accepted = win_ * i;
    const Integer all = accepted + lose_ * (size_.from - i);
    return {base_ * all + kept_ * accepted, whole_ * all};
}

void CountChain::turn(BinomialRow& row) const {
    std::reverse(row.weights.begin(), row.weights.end());
    row.first = size_.to + 1 - row.first - static_cast<std::uint32_t>(row.weights.size());
}

void CountChain::make_row(std::uint32_t i, BinomialRow& row) const {
    const bool turned = mirrored_ && size_.from - i < i;
    const Share m = share(turned ? size_.from - i : i);
    binomial_row(size_.to, odds(m.hits, m.whole - m.hits), row);
    if (turned) turn(row);
}

void CountChain::store() {
    const std::uint32_t states = size_.from + 1;
    std::vector<std::vector<double>> parts((states + chunk - 1) / chunk);
    std::vector<std::size_t> length(states);
    first_.resize(states);
    relative_.resize(states);
    outside_.resize(states);
    each_chunk(states, [&](std::uint32_t part, std::uint32_t begin, std::uint32_t end) {
        BinomialRow scratch;
        for (std::uint32_t i = begin; i < end; ++i) {
            make_row(i, scratch);
            first_[i] = scratch.first;
            relative_[i] = scratch.relative;
            outside_[i] = scratch.outside;
            length[i] = scratch.weights.size();
            parts[part].insert(parts[part].end(), scratch.weights.begin(), scratch.weights.end());
        }
    });
    offset_.assign(1, 0);
    for (const std::size_t n : length)
        offset_.push_back(offset_.back() + n);
    weights_.reserve(offset_.back());
    for (std::vector<double>& part : parts) {
        weights_.insert(weights_.end(), part.begin(), part.end());
        part = {};
    }
    stored_ = true;
}

CountChain::View CountChain::row(std::uint32_t i, BinomialRow& scratch) const {
    if (stored_) {
        return {first_[i], weights_.data() + offset_[i], offset_[i + 1] - offset_[i], relative_[i],
                outside_[i]};
    }
    make_row(i, scratch);
    return {scratch.first, scratch.weights.data(), scratch.weights.size(), scratch.relative, scratch.outside};
}

double CountChain::hit(std::uint32_t i) const { return hit_[i]; }

double CountChain::miss(std::uint32_t i) const { return miss_[i]; }

double CountChain::mean(std::uint32_t i) const { return size_.to * hit_[i]; }

double CountChain::variance(std::uint32_t i) const { return size_.to * hit_[i] * miss_[i]; }

namespace {

// Makes `mass`, which begins at the count `first`, reach over `count` entries from `begin` on.
void make_room(std::uint32_t& first, std::vector<double>& mass, std::uint32_t begin, std::size_t count) {
    if (mass.empty()) first = begin;
    if (begin < first) {
        mass.insert(mass.begin(), first - begin, 0.0);
        first = begin;
    }
    if (begin - first + count > mass.size()) mass.resize(begin - first + count, 0.0);
}

}  // namespace

CountLaw CountChain::step(const CountLaw& law) const {
    const auto sources = static_cast<std::uint32_t>(law.mass.size());
    struct Part {
        std::uint32_t first = 0;
        std::vector<double> mass;
        double relative = 0;
        double lost = 0;
    };
    std::vector<Part> parts((sources + chunk - 1) / chunk);
    each_chunk(sources, [&](std::uint32_t k, std::uint32_t begin, std::uint32_t end) {
        Part& part = parts[k];
        BinomialRow scratch;
        for (std::uint32_t s = begin; s < end; ++s) {
            const double mass = law.mass[s];
            if (mass < negligible) {
                part.lost += mass;
                continue;
            }
            const View view = row(law.first + s, scratch);
            make_room(part.first, part.mass, view.first, view.count);
            double* out = part.mass.data() + (view.first - part.first);
            for (std::size_t j = 0; j < view.count; ++j)
                out[j] += mass * view.weights[j];
            part.relative = std::max(part.relative, view.relative);
            part.lost += mass * view.outside;
        }
    });
    CountLaw next;
    std::size_t low = size_.to + std::size_t{1};
    std::size_t high = 0;
    for (const Part& part : parts) {
        if (part.mass.empty()) continue;
        low = std::min<std::size_t>(low, part.first);
        high = std::max<std::size_t>(high, part.first + part.mass.size());
    }
    if (low < high) {
        next.first = static_cast<std::uint32_t>(low);
        next.mass.assign(high - low, 0.0);
    }
    double lost = 0;
    double relative = 0;
    for (const Part& part : parts) {
        for (std::size_t j = 0; j < part.mass.size(); ++j)
            next.mass[part.first - low + j] += part.mass[j];
        lost += part.lost;
        relative = std::max(relative, part.relative);
    }
    // An entry is a sum of at most `chunk` products within a part and then of the parts' entries: each
    // product rounds once, and adding n positive numbers loses at most n*u of the sum (adding 0 loses
    // nothing). Errors multiply: (1+a)(1+b)(1+c) - 1 <= 1.001*(a+b+c) while all are below 1e-4. Products that
    // underflow lose less than 1e-300 each. The rows keep total mass, so what was lost stays lost and is not
    // magnified. The last factor covers the roundings of these sums themselves.
    const double rounding = (static_cast<double>(chunk) + static_cast<double>(parts.size()) + 2) * unit;
    next.relative = 1.001 * (law.relative + relative + rounding);
    next.lost = 1.001 * (law.lost + lost * (1 + law.relative) + 1e-290);
    return next;
}

namespace {

// sum_j w_j*F_j and sum_j w_j*|F_j| for F_j = u_j - centre - slope*(j - c). Four sums side by side, so that
// the processor need not wait for one addition before the next.
struct Bent {
    double sum = 0;
    double size = 0;
};

Bent bent_sum(const double* w, const double* u, std::size_t count, double centre, double slope,
              double start) {
    constexpr std::size_t lanes = 4;
    std::array<double, lanes> sum{};
    std::array<double, lanes> size{};
    std::size_t j = 0;
    for (; j + lanes <= count; j += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double f = (u[j + lane] - centre) - slope * (start + static_cast<double>(j + lane));
            const double term = w[j + lane] * f;
            sum[lane] += term;
            size[lane] += std::abs(term);
        }
    }
    Bent bent;
    for (; j < count; ++j) {
        const double term = w[j] * ((u[j] - centre) - slope * (start + static_cast<double>(j)));
        bent.sum += term;
        bent.size += std::abs(term);
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        bent.sum += sum[lane];
        bent.size += size[lane];
    }
    return bent;
}

}  // namespace

// Where row i lies: the count c next to its mean N*m_i, and N*m_i - c as the nearest double.
struct CountChain::Centre {
    std::uint32_t count;
    double offset;
};

CountChain::Centre CountChain::centre(std::uint32_t i) const {
    const Share m = share(i);
    const Integer expected = size_.to * m.hits;  // N*m_i*whole
    const Integer rounded = (2 * expected + m.whole) / (2 * m.whole);
    const Integer beyond = expected - rounded * m.whole;
    return {static_cast<std::uint32_t>(rounded), beyond == 0 ? 0.0 : nearest(Rational(beyond, m.whole))};
}

// Errors, with A the computed sum of |terms| and n terms in the row:
//   weights:   relative*A, as every weight is within `relative` of the probability;
//   F_j:       u_j - centre rounds by u*|u_j - centre| <= u*(|F_j| + |s*(j-c)|), the product with the slope
//   by
//              u*|s*(j-c)| and the difference by u*|F_j|: summed with the weights at most
//              2.1u*(A + |s|*E|j-c|), and E|j-c| <= sd + 1 as |c - N*m_i| <= 1;
//   sums:      n+2 additions and a product each: (n+3)*u*A;
//   tail:      outside*max|F_j| <= outside*(2*largest + |s|*N);
//   the rest:  u_c - u_i, s*(N*m_i - c) with N*m_i - c as the nearest double of the exact rational, and two
//   sums:
//              at most 4u*(|u_c - u_i| + |s*(N*m_i-c)|) + 2u*|sum|.
// 1.01 covers products of errors and the roundings of the bound itself.
Approximate CountChain::change_at(std::uint32_t i, const Centre& centre, const View& view,
                                  const std::vector<double>& u, double largest) const {
    const std::uint32_t N = size_.to;
    const std::uint32_t c = centre.count;
    const std::uint32_t left = c == 0 ? 0 : c - 1;
    const std::uint32_t right = std::min(c + 1, N);
    const double slope = (u[right] - u[left]) / static_cast<double>(right - left);
    const Bent bent = bent_sum(view.weights, u.data() + view.first, view.count, u[c], slope,
                               static_cast<double>(view.first) - static_cast<double>(c));
    const double jump = u[c] - u[i];
    const double shift = slope * centre.offset;
    const double value = bent.sum + (jump + shift);
    const double size = bent.size;
    const double spread = std::sqrt(variance(i)) + 2;
    const auto terms = static_cast<double>(view.count);
    const double error = (view.relative + (terms + 3) * unit) * size +
                         2.1 * unit * (size + std::abs(slope) * spread) +
                         view.outside * (2 * largest + std::abs(slope) * N) +
                         4 * unit * (std::abs(jump) + std::abs(shift)) + 2 * unit * std::abs(value) + 1e-290;
    return {value, 1.01 * error};
}

std::vector<Approximate> CountChain::change(const std::vector<double>& u) const {
    return std::move(changes({u}).front());
}

std::vector<std::vector<Approximate>> CountChain::changes(
    const std::vector<std::vector<double>>& functions) const {
    const std::uint32_t N = size_.to;
    std::vector<double> largest;
    for (const std::vector<double>& u : functions) {
        largest.push_back(0);
        for (const double value : u)
            largest.back() = std::max(largest.back(), std::abs(value));
    }
    std::vector<std::vector<Approximate>> result(functions.size(),
                                                 std::vector<Approximate>(N + std::size_t{1}));
    const bool halves = mirrored_ && !stored_;
    const auto fill = [&](std::uint32_t i, const View& view) {
        const Centre at = centre(i);
        for (std::size_t k = 0; k < functions.size(); ++k)
            result[k][i] = change_at(i, at, view, functions[k], largest[k]);
    };
    each_chunk(halves ? N / 2 + 1 : N + 1, [&](std::uint32_t, std::uint32_t begin, std::uint32_t end) {
        BinomialRow scratch;
        for (std::uint32_t i = begin; i < end; ++i) {
            View view = row(i, scratch);
            fill(i, view);
            if (!halves || N - i == i) continue;
            turn(scratch);
            view.first = scratch.first;
            fill(N - i, view);
        }
    });
    return result;
}

std::vector<double> CountChain::carried(const std::vector<double>& n) const {
    const std::uint32_t states = size_.from + 1;
    struct Part {
        std::uint32_t first = 0;
        std::vector<double> mass;
    };
    std::vector<Part> parts((states + chunk - 1) / chunk);
    each_chunk(states, [&](std::uint32_t k, std::uint32_t begin, std::uint32_t end) {
        BinomialRow scratch;
        for (std::uint32_t i = begin; i < end; ++i) {
            if (n[i] == 0) continue;
            const View view = row(i, scratch);
            make_room(parts[k].first, parts[k].mass, view.first, view.count);
            double* out = parts[k].mass.data() + (view.first - parts[k].first);
            for (std::size_t j = 0; j < view.count; ++j)
                out[j] += n[i] * view.weights[j];
        }
    });
    std::vector<double> next(size_.to + std::size_t{1}, 0.0);
    for (const Part& part : parts)
        for (std::size_t j = 0; j < part.mass.size(); ++j)
            next[part.first + j] += part.mass[j];
    return next;
}

CountLaw first_law(std::uint32_t N, const Rational& mass) {
    BinomialRow row;
    binomial_row(N, odds(numerator_of(mass), denominator_of(mass) - numerator_of(mass)), row);
    return {row.first, std::move(row.weights), row.relative, row.outside};
}

}  // namespace groundcheck
