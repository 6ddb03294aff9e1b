#include "sim/survival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "interval/ball_kernel.hpp"

namespace groundcheck {

namespace {

constexpr Precision working_precision = 128;

// alpha_t falls with t, or is constant: it is at most 1 for all t if it is at t = 1.
void check(const PowerSchedule& alpha, const PowerSchedule& samples) {
    if (alpha.factor < 0) throw std::invalid_argument("alpha_t is negative: a share lies between 0 and 1");
    if (samples.factor <= 0)
        throw std::invalid_argument("N_t is not positive: a generation takes at least one sample");
    if (alpha.is_constant() && alpha.factor > 1)
        throw std::invalid_argument("alpha_t is above 1: a share lies between 0 and 1");
    if (!alpha.is_constant() && alpha.exponent > 0)
        throw std::invalid_argument("alpha_t grows beyond 1: a share lies between 0 and 1");
    const BallKernel kernel(working_precision);
    if (kernel.less_equal(alpha.enclose(kernel, 1), kernel.rational(1)) == Truth::no ||
        (alpha.exact(1) && *alpha.exact(1) > 1)) {
        throw std::invalid_argument(fmt::format("alpha_1 = {} is above 1: a share lies between 0 and 1",
                                                kernel.to_string(alpha.enclose(kernel, 1), 6)));
    }
}

bool is_shown(std::uint64_t t) {
    while (t % 10 == 0)
        t /= 10;
    return t == 1 || t == 2 || t == 5;
}

// The recursion, followed generation by generation.
class Follower {
  public:
    Follower(const PowerSchedule& alpha, const PowerSchedule& samples) : alpha_(alpha), samples_(samples) {}

    void step() {
        ++t_;
        const Ball one = kernel_.rational(1);
        const Integer N = samples_.round_up(t_);
        if (N == 1) last_single_ = t_;
        const Ball share = kernel_.min(alpha_.enclose(kernel_, t_), one);
        const Ball a = kernel_.mul(share, kernel_.sub(kernel_.rational(2), share));
        const Ball gained = kernel_.add(kept_, kernel_.mul(a, kernel_.sub(one, kept_)));
        kept_ = kernel_.mul(kernel_.rational(1 - 1 / Rational(N)), gained);
    }
    [[nodiscard]] std::uint64_t generation() const { return t_; }
    [[nodiscard]] DoubleInterval kept() const { return DoubleKernel().from_ball(kept_); }
    [[nodiscard]] const Ball& kept_ball() const { return kept_; }
    [[nodiscard]] std::optional<std::uint64_t> last_single() const { return last_single_; }

  private:
    BallKernel kernel_{working_precision};
    const PowerSchedule& alpha_;
    const PowerSchedule& samples_;
    std::uint64_t t_ = 0;
    Ball kept_ = kernel_.rational(1);
    std::optional<std::uint64_t> last_single_;
};

double low_of(const Ball& value) { return std::max(0.0, DoubleKernel().from_ball(value).lo); }

// For t > T the product of 1 - 1/N_s over T < s <= t is at least 1 - sum 1/N_s, and
// sum_{s>T} 1/N_s <= 1/N * integral_T^infinity (x+h)^-r dx = (T+h)^(1-r)/(N*(r-1)). Precondition: r > 1, T
// >= 1.
double product_floor(const Ball& kept, const PowerSchedule& samples, std::uint64_t T) {
    const BallKernel kernel(working_precision);
    const Rational base = Rational(T) + samples.shift;
    const Ball tail = kernel.mul(kernel.power(kernel.rational(base), kernel.rational(1 - samples.exponent)),
                                 kernel.rational(1 / (samples.factor * (samples.exponent - 1))));
    return low_of(kernel.mul(kept, kernel.sub(kernel.rational(1), tail)));
}

// For t > T, a_t = alpha_t*(2-alpha_t) >= (2-alpha_{T+1})*alpha_t, as alpha does not rise, and N_t >=
// N*(t+h')^r, so alpha_t*(N_t-1) >= c*N*((t+h')/(t+h))^s*(t+h')^(r-s) - alpha_t. The ratio is monotone with
// limit 1, hence at least m = min(1, (T+1+h')/(T+1+h)); r >= s. So a_t*(N_t-1) >= g with
//     g = (2-alpha_{T+1})*(c*N*m^s*(T+1+h')^(r-s) - alpha_{T+1}),
// and k stays above min(k_T, g/(1+g)).
double grounding_floor(const Ball& kept, const PowerSchedule& alpha, const PowerSchedule& samples,
                       std::uint64_t T) {
    const BallKernel kernel(working_precision);
    const Rational s = alpha.is_constant() ? Rational(0) : Rational(-alpha.exponent);
    const Rational r = samples.is_constant() ? Rational(0) : samples.exponent;
    const Rational behind = Rational(T + 1) + samples.shift;
    const Rational ratio = behind / (Rational(T + 1) + alpha.shift);
    const Ball m = kernel.power(kernel.rational(std::min(ratio, Rational(1))), kernel.rational(s));
    const Ball growth = kernel.power(kernel.rational(behind), kernel.rational(r - s));
    const Ball product = kernel.mul(kernel.rational(alpha.factor * samples.factor), kernel.mul(m, growth));
    const Ball last = alpha.enclose(kernel, T + 1);
    const Ball g = kernel.mul(kernel.sub(kernel.rational(2), last), kernel.sub(product, last));
    if (kernel.less(kernel.rational(0), g) != Truth::yes) return 0;
    const Ball fixed = kernel.div(g, kernel.add(g, kernel.rational(1)));
    return low_of(kernel.min(kept, fixed));
}

// The case, by exponents alone. `single` tells whether a generation of one sample has been met.
void decide(const PowerSchedule& alpha, const PowerSchedule& samples, std::optional<std::uint64_t> single,
            Survival& result) {
    const Rational r = samples.is_constant() ? Rational(0) : samples.exponent;
    const Rational s = alpha.is_constant() ? Rational(0) : Rational(-alpha.exponent);
    const bool closed = alpha.factor == 0;
    const auto set = [&](bool survives, const char* inequality, std::string explanation) {
        result.survives = survives;
        result.inequality = inequality;
        result.explanation = std::move(explanation);
    };
    if (r < 0 || (r == 0 && samples.factor <= 1)) {
        return set(
            false, "one sample",
            "N_t = 1 from some generation on, and a model fitted to one sample is a vertex: E[D(Q[t])] = 0.");
    }
    if (closed && single) {
        return set(false, "never recovers",
                   fmt::format(
                       "N_t = 1 at t = {}: the model is a vertex then, and without the world's data it stays "
                       "there.",
                       *single));
    }
    if (r > 1) {
        return set(
            true, "product",
            fmt::format(
                "E[D(Q[t])] >= (1 - 1/N_t)*E[D(Q[t-1])], and the sum of 1/N_t is finite (exponent {} > 1), "
                "so the product of 1 - 1/N_t is positive.",
                to_string(r)));
    }
    if (!closed && s <= r) {
        return set(
            true, "grounding",
            fmt::format("E[D(Q[t])] >= min(E[D(Q[t-1])], D(P)*g_t/(1+g_t)) with g_t = "
                        "alpha_t*(2-alpha_t)*(N_t-1), and alpha_t*N_t, of order t^({}), does not tend to 0.",
                        to_string(Rational(r - s))));
    }
    const std::string why = fmt::format("the sum of 1/N_t is infinite (exponent {} <= 1)", to_string(r));
    if (closed) {
        return set(false, "collapse",
                   "E[D(Q[t])] = (1 - 1/N_t)*E[D(Q[t-1])], and " + why + ", so the product is 0.");
    }
    set(false, "collapse",
        fmt::format("E[D(Q[t])] <= (1 - 1/N_t)*E[D(Q[t-1])] + 2*alpha_t*D(P); {}, and alpha_t*N_t, of order "
                    "t^({}), tends "
                    "to 0, so the limit is at most that of 2*alpha_t*N_t.",
                    why, to_string(Rational(r - s))));
}

}  // namespace

Survival survival(const PowerSchedule& alpha, const PowerSchedule& samples, std::uint64_t generations) {
    check(alpha, samples);
    Survival result;
    Follower follower(alpha, samples);
    while (follower.generation() < generations) {
        follower.step();
        if (is_shown(follower.generation()))
            result.points.push_back({follower.generation(), follower.kept()});
    }
    result.followed = generations;
    decide(alpha, samples, follower.last_single(), result);
    if (result.inequality == "product")
        result.floor = product_floor(follower.kept_ball(), samples, generations);
    if (result.inequality == "grounding")
        result.floor = grounding_floor(follower.kept_ball(), alpha, samples, generations);
    // The product is positive, but the bound of what is left of it may say nothing; with the world's data the
    // other bound may do better.
    if (result.inequality == "product" && alpha.factor > 0 && -alpha.exponent <= samples.exponent) {
        result.floor =
            std::max(result.floor, grounding_floor(follower.kept_ball(), alpha, samples, generations));
    }
    return result;
}

}  // namespace groundcheck
