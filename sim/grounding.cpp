#include "sim/grounding.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "sim/large_chain.hpp"
#include "sim/moments.hpp"

namespace groundcheck {

namespace {

constexpr Precision working_bits = 256;
constexpr std::uint64_t exact_horizon = 64;

Rational rate(const Integer& N, const Rational& alpha) {
    return (1 - 1 / Rational(N)) * (1 - alpha) * (1 - alpha);
}

// x^t for 0 <= x <= 1; beyond the kernel's exponents by 0 <= x^t <= x^(2^63-1).
Ball power_of(const BallKernel& kernel, const Rational& x, std::uint64_t t) {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const bool fits = t <= static_cast<std::uint64_t>(largest);
    const Ball power = kernel.power(kernel.rational(x), fits ? static_cast<std::int64_t>(t) : largest);
    return fits ? power : kernel.hull(kernel.rational(0), power);
}

// (1 - x^t)/(1 - x), or 1/(1-x) for ever. Precondition: 0 <= x < 1.
Ball geometric(const BallKernel& kernel, const Rational& x, const Horizon& horizon) {
    const Ball whole = kernel.rational(1 / (1 - x));
    if (!horizon) return whole;
    return kernel.mul(kernel.sub(kernel.rational(1), power_of(kernel, x, *horizon)), whole);
}

}  // namespace

Rational lost_for_ever(const Integer& N, const Rational& alpha) {
    return 1 / (1 + Rational(N - 1) * alpha * (2 - alpha));
}

Ball lost_share(const BallKernel& kernel, const Integer& N, const Rational& alpha, const Horizon& horizon) {
    if (!horizon) return kernel.rational(lost_for_ever(N, alpha));
    return kernel.mul(kernel.rational(1 / Rational(N)), geometric(kernel, rate(N, alpha), horizon));
}

// With l(t) = L*(1 - rho^t), L = 1/(N*(1-rho)), the recursion is s' = a + b*l + c*s, a = 1/N^2,
// b = 3*B^2*(1/N - 1/N^2), c = B^3*(1 - 3/N + 2/N^2) = rho*B*(1 - 2/N). Summing,
//     s(t) = (a + b*L)*(1-c^t)/(1-c) - b*L*(rho^t - c^t)/(rho - c),
// and for ever (a + b*L)/(1-c). If rho = 0 (alpha = 1 or N = 1), then b = c = 0 and s = a from t = 1 on.
// Otherwise c < rho.
Ball skew_factor(const BallKernel& kernel, const Integer& N, const Rational& alpha, const Horizon& horizon) {
    if (horizon && *horizon == 0) return kernel.rational(0);
    const Rational n = 1 / Rational(N);
    const Rational B = 1 - alpha;
    const Rational rho = rate(N, alpha);
    const Rational a = n * n;
    if (rho == 0) return kernel.rational(a);
    const Rational b = 3 * B * B * (n - n * n);
    const Rational c = rho * B * (1 - 2 * n);
    const Rational bL = b * n / (1 - rho);
    const Ball first = kernel.mul(kernel.rational(a + bL), geometric(kernel, c, horizon));
    if (!horizon) return first;
    const Ball powers = kernel.sub(power_of(kernel, rho, *horizon), power_of(kernel, c, *horizon));
    return kernel.sub(first, kernel.mul(kernel.rational(bL / (rho - c)), powers));
}

Truth keeps_diversity(const Integer& N, const Rational& alpha, const Horizon& horizon, const Rational& keep) {
    if (!horizon) return certainly(1 - lost_for_ever(N, alpha) >= keep);
    if (*horizon <= exact_horizon) {
        const Rational rho = rate(N, alpha);
        const Rational lost =
            (1 - power(rho, static_cast<std::int64_t>(*horizon))) / (Rational(N) * (1 - rho));
        return certainly(1 - lost >= keep);
    }
    for (const Precision bits : PrecisionLadder{}) {
        const BallKernel kernel(bits);
        const Ball kept = kernel.sub(kernel.rational(1), lost_share(kernel, N, alpha, horizon));
        const Truth answer = kernel.less_equal(kernel.rational(keep), kept);
        if (is_certain(answer)) return answer;
    }
    return Truth::unknown;
}

std::optional<Integer> least_samples(const Rational& alpha, const Horizon& horizon, const Rational& keep) {
    if (alpha == 0 && !horizon) return std::nullopt;
    const auto enough = [&](const Integer& N) {
        const Truth kept = keeps_diversity(N, alpha, horizon, keep);
        if (kept == Truth::unknown)
            throw std::domain_error("the share that is kept cannot be told from --keep");
        return kept == Truth::yes;
    };
    Integer high = 1;
    while (!enough(high))
        high *= 2;
    Integer low = high / 2;  // not enough, or 0
    while (high - low > 1) {
        const Integer middle = (low + high) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}

DoubleInterval diversity_kept(const Integer& N, const Rational& alpha, const Horizon& horizon) {
    const BallKernel kernel(working_bits);
    return DoubleKernel().from_ball(kernel.sub(kernel.rational(1), lost_share(kernel, N, alpha, horizon)));
}

EntropyGrounding::EntropyGrounding(std::vector<Rational> world, double effort) : effort_(effort) {
    check(MomentProblem{world, {}, {}, {}});
    const BallKernel kernel(working_bits);
    std::map<Rational, std::size_t> counted;
    diversity_ = 1;
    for (const Rational& p : world) {
        if (p == 0) continue;
        ++counted[p];
        ++symbols_;
        diversity_ -= p * p;
    }
    if (symbols_ < 2) throw std::invalid_argument("the world has a single symbol: no diversity to keep");
    for (const auto& [p, count] : counted) {
        masses_.emplace_back(p, count);
        bennett_.push_back({kernel.rational(3 * p), kernel.rational(1 - 2 * p),
                            kernel.rational(Rational(count) * 3 * (1 - p) * p / 2)});
        const Ball part = kernel.mul(kernel.rational(Rational(count)), kernel.xlogx(kernel.rational(p)));
        entropy_ = kernel.sub(entropy_, part);
    }
}

EntropyKept EntropyGrounding::bounds(const Integer& N, const Rational& alpha, const Horizon& horizon) const {
    const BallKernel kernel(working_bits);
    const auto share = [&](const Ball& entropy) {
        return DoubleKernel().from_ball(kernel.div(entropy, entropy_));
    };
    const Ball lost = lost_share(kernel, N, alpha, horizon);
    const Ball skew = skew_factor(kernel, N, alpha, horizon);
    const Ball one = kernel.rational(1);
    const Ball chi = kernel.log1p(kernel.mul(kernel.rational(Rational(symbols_ - 1)), lost));
    const double by_chi = share(kernel.sub(entropy_, chi)).lo;
    const double by_floor = share(kernel.mul(kernel.rational(diversity_), kernel.sub(one, lost))).lo;

    // P*a^2/(2a + 2b/3) with a = (1-P)*l/P, b = (1-P)*(1-2P)*s/P^2, cleared of fractions:
    // 3*(1-P)*P*l^2 / (2*(3*P*l + (1-2P)*s)). The denominator is positive, as E[d^2*(1+d/3)] >= 2/3*E[d^2];
    // where the enclosure cannot tell, the symbol's part is left out, which is a bound as well (each part is
    // at least 0).
    Ball divergence = kernel.rational(0);
    const Ball zero = kernel.rational(0), square = kernel.mul(lost, lost);
    for (const auto& [of_lost, of_skew, of_square] : bennett_) {
        const Ball below = kernel.add(kernel.mul(of_lost, lost), kernel.mul(of_skew, skew));
        if (kernel.less(zero, below) != Truth::yes) continue;
        divergence = kernel.add(divergence, kernel.div(kernel.mul(of_square, square), below));
    }
    const double by_bennett = share(kernel.sub(entropy_, divergence)).hi;
    const double by_l2 = share(kernel.sub(entropy_, kernel.mul(kernel.rational(diversity_), lost))).hi;
    EntropyKept kept;
    kept.share = {std::max({0.0, by_chi, by_floor}), std::min(by_bennett, by_l2)};
    kept.low_by = by_chi >= by_floor ? "chi-square" : "diversity floor";
    kept.high_by = by_bennett <= by_l2 ? "Bennett" : "L2";
    return kept;
}

// A row has about 20 standard deviations, 8*sqrt(N) entries on average over the states; a stationary law
// takes some 40 products with the matrix.
bool EntropyGrounding::chain_is_affordable(const Integer& N, const Horizon& horizon) const {
    if (N > 2000000) return false;
    const auto n = static_cast<double>(N);
    const double products = horizon ? static_cast<double>(*horizon) : 40.0;
    return 8 * n * std::sqrt(n) * products * static_cast<double>(masses_.size()) <= effort_;
}

std::optional<DoubleInterval> EntropyGrounding::by_chain(const Integer& N, const Rational& alpha,
                                                         const Horizon& horizon) const {
    if (!chain_is_affordable(N, horizon)) return std::nullopt;
    const DoubleKernel kernel;
    if (!horizon && alpha == 0) return kernel.point(0);
    if (horizon && *horizon == 0) return kernel.point(1);
    const auto n = static_cast<std::uint32_t>(N);
    const CountTable table = entropy_table(n);
    DoubleInterval sum = kernel.point(0);
    for (const auto& [p, count] : masses_) {
        // The long run takes a few passes through the rows, which are not worth keeping.
        const CountChain chain({n, n}, alpha, p, horizon ? CountChain::default_memory : 0);
        DoubleInterval part;
        if (!horizon) {
            part = stationary_expectation(chain, table, alpha, p);
        } else {
            CountLaw law = first_law(n, p);
            for (std::uint64_t t = 1; t < *horizon; ++t)
                law = chain.step(law);
            part = expectation(law, table);
        }
        sum = kernel.add(sum, kernel.mul(kernel.point(static_cast<double>(count)), part));
    }
    return kernel.div(sum, kernel.from_ball(entropy_));
}

EntropyKept EntropyGrounding::kept(const Integer& N, const Rational& alpha, const Horizon& horizon) const {
    EntropyKept result = bounds(N, alpha, horizon);
    const auto chain = by_chain(N, alpha, horizon);
    if (!chain) return result;
    if (chain->lo > result.share.hi || chain->hi < result.share.lo)
        throw std::logic_error("the chain and the bounds disagree about the entropy kept");
    if (chain->lo >= result.share.lo) {
        result.share.lo = chain->lo;
        result.low_by = "chain";
    }
    if (chain->hi <= result.share.hi) {
        result.share.hi = chain->hi;
        result.high_by = "chain";
    }
    return result;
}

Truth EntropyGrounding::keeps(const Integer& N, const Rational& alpha, const Horizon& horizon,
                              const Rational& keep) const {
    const auto decide = [&](const DoubleInterval& share) {
        if (Rational(share.lo) >= keep) return Truth::yes;
        return Rational(share.hi) < keep ? Truth::no : Truth::unknown;
    };
    if (horizon && *horizon == 0) return certainly(keep <= 1);
    if (!horizon && alpha == 0) return certainly(keep <= 0);  // ends at a vertex
    const Truth by_bounds = decide(bounds(N, alpha, horizon).share);
    if (is_certain(by_bounds)) return by_bounds;
    const auto chain = by_chain(N, alpha, horizon);
    return chain ? decide(*chain) : Truth::unknown;
}

namespace {

// The question's answers, asked once each.
class KnownAnswers {
  public:
    explicit KnownAnswers(const std::function<Truth(const Rational&)>& enough) : enough_(enough) {}
    Truth at(const Rational& alpha) {
        const auto known = known_.find(alpha);
        if (known != known_.end()) return known->second;
        return known_.emplace(alpha, enough_(alpha)).first->second;
    }

  private:
    const std::function<Truth(const Rational&)>& enough_;
    std::map<Rational, Truth> known_;
};

// Where `upper` begins to hold: it does at `high`, and not at `low`, up to the tolerance. First the power of
// two, 2^-k, by doubling k and halving the gap, which reaches small values fast; then bisection. If it holds
// down to the smallest power that is looked at, {0, that power}: bounds that never say no have no boundary.
template <class Upper>
std::pair<Rational, Rational> boundary(Upper upper, const Rational& tolerance) {
    constexpr unsigned smallest = 512;  // the number of samples is at most 2^200
    const auto share = [](unsigned k) { return Rational(Integer(1), Integer(1) << k); };
    unsigned holds = 0, fails = 1;  // as exponents; `fails` is not known to fail yet
    while (upper(share(fails))) {
        holds = fails;
        if (fails == smallest) return {Rational(0), share(smallest)};
        fails *= 2;
    }
    while (fails - holds > 1) {
        const unsigned middle = (holds + fails) / 2;
        (upper(share(middle)) ? holds : fails) = middle;
    }
    Rational high = share(holds), low = share(fails);
    while (high - low > tolerance * high) {
        const Rational middle = (low + high) / 2;
        (upper(middle) ? high : low) = middle;
    }
    return {low, high};
}

}  // namespace

LeastShare least_share(const std::function<Truth(const Rational&)>& enough, const Rational& tolerance) {
    KnownAnswers answers(enough);
    if (answers.at(0) == Truth::yes) return {LeastShare::Kind::none_needed, 0, 0};
    if (answers.at(1) == Truth::no) return {LeastShare::Kind::impossible, 1, 1};
    LeastShare result;
    if (answers.at(1) == Truth::yes) {
        result.high =
            boundary([&](const Rational& alpha) { return answers.at(alpha) == Truth::yes; }, tolerance)
                .second;
    }
    if (answers.at(0) == Truth::no) {
        result.low =
            boundary([&](const Rational& alpha) { return answers.at(alpha) != Truth::no; }, tolerance).first;
        if (answers.at(1) == Truth::yes) result.kind = LeastShare::Kind::enclosed;
    }
    return result;
}

}  // namespace groundcheck
