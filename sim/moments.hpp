// The first two moments of the process, which obey closed linear recursions for any K and any N.
//
// Let R be the relative frequencies the learner has, Q = k*R + (1-k)*U its model (k = 1 for maximum
// likelihood; k = n/(n + K*c) for n samples and additive smoothing by c; U uniform), M = alpha*P +
// (1-alpha)*Q the mixture and F the frequencies of N fresh samples from M. Then
//     R' = (1-l)*R + l*F,   l = 1 where data are replaced, l = N/(all samples so far) where they accumulate,
// and with m = E[M] and C = Cov(R), conditioning on the generation before (E[F|R] = M, Cov(F|R) =
// (diag(M) - M*M^T)/N, Cov(M) = g^2*C with g = (1-alpha)*k):
//     E[R'] = (1-l)*E[R] + l*m
//     C'    = (1 - l + l*g)^2*C + l^2/N*(diag(m) - m*m^T - g^2*C).
// The covariance enters what is asked here through two numbers, its trace and f^T*C*f, and each has a
// recursion of its own, since the map C -> C' is linear plus a term that m determines. So a generation costs
// O(K), whatever N is.
//
// In exact rationals the numbers grow by a fixed count of digits per generation; the same recursion over an
// enclosing kernel (interval/kernel.hpp) does not grow.
#pragma once

#include <concepts>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// What the recursions need of a number: every NumberKernel has it, and RationalArithmetic below.
template <class A>
concept MomentArithmetic = requires(const A a, const typename A::Value v, const Rational r) {
    { a.rational(r) } -> std::same_as<typename A::Value>;
    { a.add(v, v) } -> std::same_as<typename A::Value>;
    { a.sub(v, v) } -> std::same_as<typename A::Value>;
    { a.mul(v, v) } -> std::same_as<typename A::Value>;
};

// Plain rationals, exact.
struct RationalArithmetic {
    using Value = Rational;
    [[nodiscard]] Rational rational(const Rational& value) const { return value; }
    [[nodiscard]] Rational add(const Rational& a, const Rational& b) const { return a + b; }
    [[nodiscard]] Rational sub(const Rational& a, const Rational& b) const { return a - b; }
    [[nodiscard]] Rational mul(const Rational& a, const Rational& b) const { return a * b; }
};

// How the learner makes a model from data.
struct MomentLearner {
    bool accumulate = false;  // fitted to all samples so far instead of the newest N
    Rational smoothing = 0;   // c >= 0: Q_i = (count_i + c)/(n + K*c)
};

// What the moments are asked of. `world` may be left empty if alpha is always 0, `observable` if no mean(f,
// Q) is asked for.
struct MomentProblem {
    std::vector<Rational> start;       // Q[0]
    std::vector<Rational> world;       // P
    std::vector<Rational> observable;  // f, a value per symbol
    MomentLearner learner;
};

// Throws std::invalid_argument, with a sentence for the user, unless start and world are distributions of the
// same length, the observable has that length or none, and the smoothing is not negative.
void check(const MomentProblem& problem);

// Throws std::invalid_argument unless 0 <= alpha <= 1 and samples >= 1.
void check_generation(const Rational& alpha, const Integer& samples);

// The moments of Q[t], t = 0, 1, 2, ... The model starts at Q[0] as given, without data behind it: in the
// accumulating loop the first samples are drawn from the mixture of P and Q[0], and Q[1] is fitted to them.
template <MomentArithmetic Arithmetic>
class MomentRecursion {
  public:
    using Value = typename Arithmetic::Value;

    // Throws as check(problem) does.
    MomentRecursion(Arithmetic arithmetic, MomentProblem problem)
        : arithmetic_(std::move(arithmetic)), problem_(std::move(problem)) {
        check(problem_);
        if (problem_.world.empty()) problem_.world = problem_.start;
        frequencies_.reserve(problem_.start.size());
        for (const Rational& mass : problem_.start)
            frequencies_.push_back(number(mass));
        trace_ = number(0);
        variance_ = number(0);
    }

    // One generation. Throws as check_generation does.
    void step(const Rational& alpha, const Integer& samples) {
        check_generation(alpha, samples);
        const std::vector<Value> mixture = mixed(alpha);
        data_ = problem_.learner.accumulate ? Integer(data_ + samples) : samples;
        const Rational fresh = Rational(samples) / Rational(data_);  // l
        const Rational kept = (1 - alpha) * weight_;                 // g
        const Rational noise = fresh * fresh / Rational(samples);    // l^2/N
        const Rational pass = 1 - fresh + fresh * kept;
        const Value factor = number(pass * pass - noise * kept * kept);
        trace_ = next(trace_, factor, noise, diversity_of(mixture));
        if (!problem_.observable.empty()) variance_ = next(variance_, factor, noise, variance_under(mixture));
        for (std::size_t i = 0; i < mixture.size(); ++i)
            frequencies_[i] = blend(fresh, mixture[i], frequencies_[i]);
        weight_ = Rational(data_) / (Rational(data_) + symbols() * problem_.learner.smoothing);
        ++generation_;
    }

    [[nodiscard]] std::uint64_t generation() const { return generation_; }

    // E[Q[t]], one value per symbol.
    [[nodiscard]] std::vector<Value> mean() const {
        std::vector<Value> model;
        model.reserve(frequencies_.size());
        for (const Value& mass : frequencies_)
            model.push_back(blend(weight_, mass, number(1 / symbols())));
        return model;
    }

    // sum_i Var[Q[t]_i].
    [[nodiscard]] Value spread() const { return times(weight_ * weight_, trace_); }

    // E[D(Q[t])] = D(E[Q[t]]) - spread, as E[p^2] = E[p]^2 + Var[p].
    [[nodiscard]] Value diversity() const { return arithmetic_.sub(diversity_of(mean()), spread()); }

    // E[L2(Q[t], fixed)] = L2(E[Q[t]], fixed) + spread. Precondition: K entries.
    [[nodiscard]] Value distance(const std::vector<Rational>& fixed) const {
        Value sum = spread();
        const std::vector<Value> model = mean();
        for (std::size_t i = 0; i < model.size(); ++i) {
            const Value difference = arithmetic_.sub(model[i], number(fixed.at(i)));
            sum = arithmetic_.add(sum, arithmetic_.mul(difference, difference));
        }
        return sum;
    }

    // Var[mean(f, Q[t])]; 0 without an observable.
    [[nodiscard]] Value variance() const { return times(weight_ * weight_, variance_); }

  private:
    [[nodiscard]] Value number(const Rational& value) const { return arithmetic_.rational(value); }
    [[nodiscard]] Value times(const Rational& factor, const Value& value) const {
        return arithmetic_.mul(number(factor), value);
    }
    [[nodiscard]] Value blend(const Rational& share, const Value& a, const Value& b) const {
        return arithmetic_.add(times(share, a), times(1 - share, b));
    }
    [[nodiscard]] Rational symbols() const { return Rational(problem_.start.size()); }

    // factor*old + noise*source: the recursion of the trace and of f^T*C*f.
    [[nodiscard]] Value next(const Value& old, const Value& factor, const Rational& noise,
                             const Value& source) const {
        return arithmetic_.add(arithmetic_.mul(factor, old), times(noise, source));
    }

    [[nodiscard]] std::vector<Value> mixed(const Rational& alpha) const {
        std::vector<Value> mixture = mean();
        for (std::size_t i = 0; i < mixture.size(); ++i)
            mixture[i] = blend(alpha, number(problem_.world[i]), mixture[i]);
        return mixture;
    }

    // D(p) = 1 - sum_i p_i^2.
    [[nodiscard]] Value diversity_of(const std::vector<Value>& p) const {
        Value sum = number(1);
        for (const Value& mass : p)
            sum = arithmetic_.sub(sum, arithmetic_.mul(mass, mass));
        return sum;
    }

    // var(f, p) = sum_i p_i*f_i^2 - (sum_i p_i*f_i)^2.
    [[nodiscard]] Value variance_under(const std::vector<Value>& p) const {
        Value mean = number(0);
        Value square = number(0);
        for (std::size_t i = 0; i < p.size(); ++i) {
            const Rational& f = problem_.observable[i];
            mean = arithmetic_.add(mean, times(f, p[i]));
            square = arithmetic_.add(square, times(f * f, p[i]));
        }
        return arithmetic_.sub(square, arithmetic_.mul(mean, mean));
    }

    Arithmetic arithmetic_;
    MomentProblem problem_;
    std::vector<Value> frequencies_;  // E[R]
    Value trace_;                     // trace of Cov(R)
    Value variance_;                  // f^T*Cov(R)*f
    Integer data_ = 0;                // samples behind R
    Rational weight_ = 1;             // k
    std::uint64_t generation_ = 0;
};

// --- Closed forms for constant alpha and N, data replaced, maximum likelihood ---

// 1 - (1-1/N)^t: the share of var(f, Q) that Var[mean(f, Q[t])] is, and of D(Q) that E[L2(Q[t], Q)] is, when
// alpha = 0. Precondition: samples >= 1.
Rational drift_share(const Integer& samples, std::uint32_t t);

// b^t*L2(Q,P) + 1/(N*alpha*(2-alpha)) with b = (1-alpha)^2: a bound of E[L2(Q[t], P)] for every t.
// Preconditions: 0 < alpha <= 1, samples >= 1.
Rational distance_bound(const Rational& distance, const Rational& alpha, const Integer& samples,
                        std::uint32_t t);

}  // namespace groundcheck
