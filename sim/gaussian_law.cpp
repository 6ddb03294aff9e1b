#include "sim/gaussian_law.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "interval/ball_kernel.hpp"
#include "sim/enclosed.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t kKnownWeight = 8;  // the fourth powers of s2 and of d^2
constexpr std::uint64_t kMostBits = 10'000;

// E[d^a*s2^b] after each step.
class MomentTrack {
  public:
    explicit MomentTrack(const Rational& variance) {
        for (std::uint32_t b = 0; 2 * b <= kKnownWeight; ++b)
            moments_[{0, b}] = power(variance, b);
    }

    // The draw's means as distances from mu[0].
    void step(const GaussianDraw& draw) {
        if (!last_ || *last_ != draw) {
            last_ = draw;
            step_.emplace(draw, kKnownWeight);
        }
        Moments next;
        for (std::uint32_t a = 0; a <= kKnownWeight; ++a)
            for (std::uint32_t b = 0; a + 2 * b <= kKnownWeight; ++b) {
                Rational total = 0;
                for (const auto& [powers, coefficient] : step_->moment(a, b))
                    total += coefficient * at(powers.first, powers.second);
                next[{a, b}] = total;
            }
        moments_ = std::move(next);
    }
    [[nodiscard]] Rational at(std::uint32_t a, std::uint32_t b) const {
        const auto found = moments_.find({a, b});
        return found == moments_.end() ? Rational(0) : found->second;
    }
    [[nodiscard]] bool is_small() const {
        return std::all_of(moments_.begin(), moments_.end(), [](const auto& moment) {
            return boost::multiprecision::msb(denominator_of(moment.second)) < kMostBits;
        });
    }

  private:
    using Moments = std::map<std::pair<std::uint32_t, std::uint32_t>, Rational>;
    Moments moments_;
    std::optional<GaussianDraw> last_;
    std::optional<GaussianDrawMoments> step_;
};

// From E[x], ..., E[x^4].
KnownMoments known_from(const std::array<Rational, 4>& raw) {
    const Rational& m = raw[0];
    const Rational second = raw[1] - m * m;
    const Rational fourth = raw[3] - 4 * raw[2] * m + 6 * raw[1] * m * m - 3 * m * m * m * m;
    return {kernel.rational(m), true, kernel.rational(second).hi, kernel.rational(fourth).hi};
}

KnownMoments& moments_of(KnownGaussian& known, GaussianMeasure measure) {
    return known[static_cast<std::size_t>(measure)];
}

void add_moments(const MomentTrack& track, const Rational& mean, KnownGaussian& known) {
    const auto by = [&](std::uint32_t a, std::uint32_t b) {
        return known_from(
            {track.at(a, b), track.at(2 * a, 2 * b), track.at(3 * a, 3 * b), track.at(4 * a, 4 * b)});
    };
    KnownMoments& location = moments_of(known, GaussianMeasure::mean);
    location = by(1, 0);
    location.expectation = kernel.rational(Rational(mean + track.at(1, 0)));
    moments_of(known, GaussianMeasure::variance) = by(0, 1);
    moments_of(known, GaussianMeasure::drift) = by(2, 0);

    const Rational E = track.at(0, 1), V = track.at(0, 2) - E * E;
    KnownMoments& root = moments_of(known, GaussianMeasure::deviation);
    root.expectation = {0, kernel.sqrt(kernel.rational(E)).hi};
    root.variance = kernel.rational(E == 0 ? Rational(0) : std::min(E, Rational(V / E))).hi;
    if (E > 0)
        moments_of(known, GaussianMeasure::log_variance).expectation.hi = kernel.log(kernel.rational(E)).hi;
    else
        moments_of(known, GaussianMeasure::log_variance).expectation = {-directed::infinity,
                                                                        -directed::infinity};
}

// The closed loop's roots and logarithms.
class ClosedTrack {
  public:
    explicit ClosedTrack(const Rational& variance)
        : log_(balls_.log(balls_.rational(variance))), root_(balls_.sqrt(balls_.rational(variance))) {}

    void step(std::uint32_t n) {
        const Rational x(n - 1, 2);
        const Ball shape = balls_.rational(x);
        log_ = balls_.add(log_, balls_.sub(balls_.digamma(shape), balls_.log(shape)));
        trigamma_ = kernel.add(trigamma_, kernel.rational(Rational(1 / x + 1 / (x * x))));
        auto place = factors_.find(n);
        if (place == factors_.end()) place = factors_.emplace(n, factor(n)).first;
        root_ = balls_.mul(root_, place->second);
    }
    void add(KnownGaussian& known) const {
        KnownMoments& log = moments_of(known, GaussianMeasure::log_variance);
        log.expectation = kernel.from_ball(log_);
        log.exact = true;
        log.variance = trigamma_.hi;
        KnownMoments& root = moments_of(known, GaussianMeasure::deviation);
        root.expectation = kernel.from_ball(root_);
        root.exact = true;
        const KnownMoments& square_of_it = moments_of(known, GaussianMeasure::variance);
        if (square_of_it.exact)
            root.variance = std::clamp(kernel.sub(square_of_it.expectation, square(root.expectation)).hi, 0.0,
                                       root.variance);
    }

  private:
    // With w = prod_{i<=m} (2i-1)/(2i): sqrt(pi*m)*w for n - 1 = 2m, 1/(sqrt(pi*x)*w) for n - 1 = 2m + 1
    // (gaussian.cpp).
    [[nodiscard]] Ball factor(std::uint32_t n) const {
        const std::uint32_t m = (n - 1) / 2;
        Ball w = balls_.rational(1);
        for (std::uint32_t i = 1; i <= m; ++i)
            w = balls_.mul(w, balls_.rational(Rational(2 * i - 1, 2 * i)));
        const Ball scaled = balls_.sqrt(balls_.mul(balls_.pi(), balls_.rational(Rational(n - 1, 2))));
        if ((n - 1) % 2 == 0) return balls_.mul(scaled, w);
        return balls_.div(balls_.rational(1), balls_.mul(scaled, w));
    }

    BallKernel balls_{128};
    Ball log_, root_;
    DoubleInterval trigamma_ = {0, 0};
    std::map<std::uint32_t, Ball> factors_;
};

}  // namespace

double KnownMoments::radius(std::uint64_t n, double doubt) const {
    const DoubleInterval many = whole(n);
    const auto root = [&](double moment, int halves) {
        DoubleInterval value = kernel.div(point(moment), point(doubt));
        for (int i = 0; i < halves; ++i)
            value = kernel.sqrt(value);
        return value.hi;
    };
    double radius = directed::infinity;
    if (variance == directed::infinity) return radius;
    radius = root(kernel.div(point(variance), many).hi, 1);
    if (fourth == directed::infinity) return radius;
    const DoubleInterval pairs = kernel.mul(kernel.mul(point(3), whole(n - 1)), square(point(variance)));
    const DoubleInterval cubed = kernel.mul(many, square(many));
    return std::min(radius, root(kernel.div(kernel.add(point(fourth), pairs), cubed).hi, 2));
}

std::vector<KnownGaussian> known_gaussian(const std::vector<GaussianDraw>& draws, const Rational& mean,
                                          const Rational& variance) {
    std::vector<KnownGaussian> result(draws.size() + 1);
    MomentTrack track(variance);
    std::optional<ClosedTrack> closed;
    if (variance > 0) closed.emplace(variance);
    bool small = true;
    for (std::size_t t = 0;; ++t) {
        if (small) add_moments(track, mean, result[t]);
        if (closed) closed->add(result[t]);
        if (t == draws.size()) return result;
        GaussianDraw centred = draws[t];
        centred.world_mean -= mean;
        if (small) track.step(centred);
        small = small && track.is_small();
        if (closed && draws[t].plain())
            closed->step(draws[t].samples);
        else
            closed.reset();
    }
}

}  // namespace groundcheck
