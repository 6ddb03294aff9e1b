#include "sim/selected_fixation.hpp"

#include <algorithm>
#include <cmath>

#include "interval/ball_kernel.hpp"
#include "sim/fixation.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

constexpr Precision solving_precision = 128;

using Vector = std::vector<double>;

// log(odds), odds >= 1.
Ball log_odds(const BallKernel& kernel, const Rational& odds) {
    return kernel.log1p(kernel.rational(odds - 1));
}

// Where to begin: Kimura's (1962) h(x) = (1-e^(-2*N*L*x))/(1-e^(-2*N*L)) for a favoured symbol of odds e^L,
// at the lattice's counts.
Vector diffusion(std::uint32_t N, double strength) {
    Vector h = shares(N);
    if (strength * N < 1e-200) return h;
    for (std::uint32_t i = 0; i <= N; ++i)
        h[i] = std::expm1(-2 * strength * i) / std::expm1(-2 * strength * N);
    h[N] = 1;
    return h;
}

// The same for k: the disfavoured symbol's probability is e^(-2*L*(N-i)) times that, and k = e^(L*(N-i))*h.
Vector killed_diffusion(std::uint32_t N, double strength) {
    Vector k = diffusion(N, strength);
    for (std::uint32_t i = 0; i <= N; ++i)
        k[i] *= std::exp(-strength * (N - i));
    return k;
}

// The largest of a/b on the interior.
double largest_quotient(const Vector& a, const Vector& b) {
    double largest = 0;
    for (std::size_t i = 1; i + 1 < a.size(); ++i)
        largest = std::max(largest, a[i] / b[i]);
    return largest;
}

// A harmonic h (f = 0) and w with (I-T)*w = h, from their residuals: see absorbing.hpp.
struct Pair {
    Solved h, w;
};
Pair enclosed_pair(AbsorbingSolutions& found) {
    const double e = largest_ratio(found.residual[0], found.u[0]);
    const double r = largest_ratio(found.residual[1], found.u[0]);
    if (!(r < 0.5)) throw ChainTooHard("the equations of fixation did not converge");
    const double h = relative_error(1.01 * e / (1 - r) * largest_quotient(found.u[1], found.u[0]), 0);
    const double w = relative_error(r, h);
    return {{std::move(found.u[0]), h}, {std::move(found.u[1]), w}};
}

// r_i and 1 - r_i of the header for the symbol with odds 1/odds, odds > 1, at every count: r_i =
// exp(N*((1-x)*log(odds) - log(1 + (odds-1)*(1-x)))).
Killing killing(std::uint32_t N, const Rational& odds) {
    const BallKernel kernel(solving_precision);
    const DoubleKernel doubles;
    const Ball strength = log_odds(kernel, odds);
    const Ball excess = kernel.rational(odds - 1);
    const Ball size = kernel.rational(N);
    const Ball zero = kernel.rational(0);
    Killing rates;
    for (std::uint32_t i = 0; i <= N; ++i) {
        const Ball rest = kernel.rational(Rational(N - i, N));
        const Ball gap = kernel.sub(kernel.mul(rest, strength), kernel.log1p(kernel.mul(excess, rest)));
        const Ball log_kept = kernel.min(zero, kernel.mul(size, gap));
        rates.kept.push_back(doubles.from_ball(kernel.exp(log_kept)));
        rates.killed.push_back(doubles.from_ball(kernel.neg(kernel.expm1(log_kept))));
    }
    return rates;
}

DoubleInterval meet(DoubleInterval a, DoubleInterval b) {
    const DoubleInterval common{std::max(a.lo, b.lo), std::min(a.hi, b.hi)};
    if (!(common.lo <= common.hi)) throw std::logic_error("two enclosures of how a chain ends do not meet");
    return common;
}

bool is_sharp(DoubleInterval value) { return value.lo > 0 && value.hi - value.lo <= 1e-3 * value.lo; }

}  // namespace

// (1-s^(Nq))/(1-s^N) = expm1(-N*q*L)/expm1(-N*L) with L = log(odds), and where odds < 1, with L =
// log(1/odds), the same times e^(-N*(1-q)*L).
DoubleInterval selection_bound(const Rational& odds, std::uint32_t N, const Rational& q) {
    const BallKernel kernel(solving_precision);
    const DoubleKernel doubles;
    if (odds == 1) return doubles.rational(q);
    if (q == 0 || q == 1) return doubles.rational(q);
    const Ball strength = log_odds(kernel, odds > 1 ? odds : Rational(1 / odds));
    const auto times_strength = [&](const Rational& factor) {
        return kernel.mul(kernel.rational(factor), strength);
    };
    const Ball bound = kernel.div(kernel.expm1(times_strength(-Rational(N) * q)),
                                  kernel.expm1(times_strength(-Rational(N))));
    const DoubleInterval probable{0, 1};
    if (odds > 1) return meet(doubles.from_ball(bound), probable);
    return meet(doubles.from_ball(kernel.mul(bound, kernel.exp(times_strength(-Rational(N) * (1 - q))))),
                probable);
}

SelectedFixation::SelectedFixation(std::uint32_t N, const Rational& odds)
    : N_(N), odds_(odds > 0 && odds < 1 ? Rational(1 / odds) : odds), swapped_(odds < 1) {
    check_samples(N);
    if (odds <= 0 || odds == 1)
        throw std::invalid_argument("the odds of a verifier with an effect are positive and not 1");
    solve_favoured();
    try {
        solve_other();
    } catch (const ChainTooHard&) {
        other_.reset();  // it wins too rarely: the closed bound is what is said of it
    }
}

// E[T] = t has (I-T)*t = 1, and E[T^2] = v has (I-T)*v = 2t - 1, as T is 1 + T one step later; 2t - 1 >= t.
void SelectedFixation::solve_favoured() {
    const CountChain chain({N_, N_}, 0, 0, 0, odds_);
    const double strength = DoubleKernel().from_ball(log_odds(BallKernel(solving_precision), odds_)).lo;
    const Vector guess = diffusion(N_, strength);
    const Vector zero(N_ + std::size_t{1}, 0.0);
    const Vector one(N_ + std::size_t{1}, 1.0);
    const auto doubled = [&](const std::vector<Vector>& solved) {
        Vector f = solved[2];
        for (double& value : f)
            value = std::max(2 * value - 1, 0.5);
        return f;
    };
    AbsorbingSolutions found = solve_absorbing(chain, {{guess, [&](const auto&) { return zero; }},
                                                       {zero, [](const auto& solved) { return solved[0]; }},
                                                       {zero, [&](const auto&) { return one; }},
                                                       {zero, doubled}});
    const double t = relative_error(largest_ratio(found.residual[2], one), 0);
    const double v = relative_error(largest_ratio(found.residual[3], found.source[3]), 2.1 * t + 4 * unit);
    time_ = {std::move(found.u[2]), t};
    square_ = {std::move(found.u[3]), v};
    Pair pair = enclosed_pair(found);
    h_ = std::move(pair.h);
    won_time_ = std::move(pair.w);
}

void SelectedFixation::solve_other() {
    const CountChain chain({N_, N_}, 0, 0, 0);
    const double strength = DoubleKernel().from_ball(log_odds(BallKernel(solving_precision), odds_)).lo;
    const Vector guess = killed_diffusion(N_, strength);
    const Vector zero(N_ + std::size_t{1}, 0.0);
    AbsorbingSolutions found = solve_absorbing(
        chain,
        {{guess, [&](const auto&) { return zero; }}, {zero, [](const auto& solved) { return solved[0]; }}},
        killing(N_, odds_));
    Pair pair = enclosed_pair(found);
    other_ = {std::move(pair.h), std::move(pair.w)};
}

SelectedStart SelectedFixation::assembled(Parts parts) const {
    const DoubleKernel kernel;
    auto& [favoured, other] = parts.probability;
    const DoubleInterval one = kernel.point(1);
    favoured = meet(favoured, {parts.bound[0].lo, 1});
    other = meet(other, {0, parts.bound[1].hi});
    favoured = meet(favoured, kernel.sub(one, other));
    other = meet(other, kernel.sub(one, favoured));
    // E[T; the other wins] is also what is left of E[T].
    DoubleInterval other_given = parts.other_given;
    const DoubleInterval rest = kernel.sub(parts.time, parts.won_time);
    if (is_sharp(other) && is_sharp(rest)) {
        const DoubleInterval by_rest = kernel.div(rest, other);
        other_given = other_given.is_empty() ? by_rest : meet(other_given, by_rest);
    }
    SelectedStart result{{favoured, other},
                         parts.time,
                         deviation_from(parts.square, parts.time),
                         {kernel.div(parts.won_time, favoured), other_given}};
    if (swapped_) {
        std::swap(result.probability[0], result.probability[1]);
        std::swap(result.time_given[0], result.time_given[1]);
    }
    return result;
}

namespace {

SelectedStart settled(bool at_first) {
    const DoubleInterval zero{0, 0};
    const DoubleInterval one{1, 1};
    SelectedStart result{{at_first ? one : zero, at_first ? zero : one}, zero, zero, {}};
    result.time_given = {at_first ? zero : DoubleInterval::empty(),
                         at_first ? DoubleInterval::empty() : zero};
    return result;
}

}  // namespace

SelectedStart SelectedFixation::from(const Rational& q) const {
    if (q < 0 || q > 1) throw std::invalid_argument("a share lies between 0 and 1");
    if (q == 0 || q == 1) return settled(q == 1);
    const DoubleKernel kernel;
    const DoubleInterval one = kernel.point(1);
    const Rational x = swapped_ ? Rational(1 - q) : q;  // the favoured symbol's
    const CountLaw law = first_law(N_, odds_ * x / (odds_ * x + 1 - x));
    Parts parts;
    parts.bound = {selection_bound(odds_, N_, x), selection_bound(1 / odds_, N_, 1 - x)};
    const DoubleInterval h = meet(expectation(law, h_), {0, 1});
    parts.won_time = kernel.add(h, expectation(law, won_time_));
    const DoubleInterval later = expectation(law, time_);
    parts.time = kernel.add(one, later);
    parts.square = kernel.add(kernel.add(one, times(2, later)), expectation(law, square_));
    parts.probability = {h, {0, 1}};
    parts.other_given = DoubleInterval::empty();
    if (other_) {
        // E of k after a neutral generation from 1-x, times (1-x + odds*x)^-N.
        const CountLaw neutral = first_law(N_, 1 - x);
        const DoubleInterval k = expectation(neutral, other_->k);
        const BallKernel ball(solving_precision);
        const Ball weight =
            ball.exp(ball.mul(ball.rational(-Rational(N_)), ball.log1p(ball.rational((odds_ - 1) * x))));
        parts.probability[1] = meet(kernel.mul(kernel.from_ball(weight), k), {0, 1});
        if (is_sharp(k))
            parts.other_given = kernel.add(one, kernel.div(expectation(neutral, other_->time), k));
    }
    return assembled(parts);
}

SelectedStart SelectedFixation::from_count(std::uint32_t i) const {
    if (i == 0 || i == N_) return settled(i == N_);
    const DoubleKernel kernel;
    const std::uint32_t count = swapped_ ? N_ - i : i;  // the favoured symbol's
    const Rational x(count, N_);
    Parts parts;
    parts.bound = {selection_bound(odds_, N_, x), selection_bound(1 / odds_, N_, 1 - x)};
    parts.won_time = value_at(won_time_, count);
    parts.time = value_at(time_, count);
    parts.square = value_at(square_, count);
    parts.probability = {meet(value_at(h_, count), {0, 1}), {0, 1}};
    parts.other_given = DoubleInterval::empty();
    if (other_) {
        const BallKernel ball(solving_precision);
        const DoubleInterval k = value_at(other_->k, N_ - count);
        const Ball weight = ball.exp(ball.mul(ball.rational(-Rational(count)), log_odds(ball, odds_)));
        parts.probability[1] = meet(kernel.mul(kernel.from_ball(weight), k), {0, 1});
        parts.other_given = kernel.div(value_at(other_->time, N_ - count), k);
    }
    return assembled(parts);
}

std::vector<SelectedStart> fixation_from_counts(std::uint32_t N, const Rational& odds) {
    std::vector<SelectedStart> starts;
    if (odds != 1) {
        const SelectedFixation selected(N, odds);
        for (std::uint32_t i = 1; i < N; ++i)
            starts.push_back(selected.from_count(i));
        return starts;
    }
    check_samples(N);
    const DoubleKernel kernel;
    const NeutralTimes neutral = neutral_times(N);
    for (std::uint32_t i = 1; i < N; ++i) {
        const std::array<DoubleInterval, 2> share = {kernel.rational(Rational(i, N)),
                                                     kernel.rational(Rational(N - i, N))};
        const std::array<DoubleInterval, 2> won = {value_at(neutral.first, i),
                                                   value_at(neutral.first, N - i)};
        const DoubleInterval time = kernel.add(won[0], won[1]);
        const DoubleInterval square =
            kernel.add(value_at(neutral.second, i), value_at(neutral.second, N - i));
        starts.push_back({share,
                          time,
                          deviation_from(square, time),
                          {kernel.div(won[0], share[0]), kernel.div(won[1], share[1])}});
    }
    return starts;
}

}  // namespace groundcheck
