#include "sim/comparison.hpp"

#include <fmt/format.h>

#include <bit>
#include <map>
#include <stdexcept>

#include "interval/rational.hpp"
#include "sim/enclosed.hpp"

namespace groundcheck {

namespace {

DoubleInterval enclosed(const Rational& value) { return kernel.rational(value); }

// The law of Binomial(n, p), exactly.
Law binomial_law(std::uint32_t n, const Rational& p) {
    Law law;
    for (std::uint32_t k = 0; k <= n; ++k)
        law.push_back(Rational(binomial(n, k)) * power(p, k) * power(Rational(1 - p), n - k));
    return law;
}

// The law of one symbol's count after a generation, when the model gives it the mass q and the world p.
Law count_law(const ProgramLoop& loop, const Rational& q, const Rational& p) {
    if (loop.share == WorldShare::mixture)
        return binomial_law(loop.samples, loop.alpha * p + (1 - loop.alpha) * q);
    const auto worlds = numerator(loop.alpha * loop.samples).convert_to<std::uint32_t>();
    const Law from_world = binomial_law(worlds, p);
    const Law from_model = binomial_law(loop.samples - worlds, q);
    Law sum(loop.samples + 1, Rational(0));
    for (std::size_t i = 0; i < from_world.size(); ++i) {
        for (std::size_t j = 0; j < from_model.size(); ++j)
            sum[i + j] += from_world[i] * from_model[j];
    }
    return sum;
}

// The count chain of a symbol to which the world gives the mass p.
class OneSymbolChain {
  public:
    OneSymbolChain(const ProgramLoop& loop, Rational p) : loop_(loop), p_(std::move(p)) {
        for (std::uint32_t c = 0; c <= loop.samples; ++c) {
            const Rational share(c, loop.samples);
            shares_.push_back(enclosed(share));
            entropies_.push_back(kernel.neg(kernel.xlogx(enclosed(share))));
            gaps_.push_back(enclosed(abs(Rational(share - p_))));
            rows_.push_back(enclosed_law(share));
        }
    }

    // -q*log(q), |q - p| and q in expectation, for t = 0, 1, ..., from the mass q; added to `sums` `times`
    // times.
    void add(const Rational& q, std::size_t times, bool is_world, std::vector<LearnerState>& sums) const {
        const DoubleInterval weight = enclosed(Rational(times));
        const auto put = [&](LearnerState& state, const LearnerState& part) {
            state.entropy = kernel.add(state.entropy, kernel.mul(weight, part.entropy));
            state.distance = kernel.add(state.distance, kernel.mul(weight, part.distance));
            if (is_world) state.truth = part.truth;
        };
        put(sums[0], {kernel.neg(kernel.xlogx(enclosed(q))), enclosed(abs(Rational(q - p_))), enclosed(q)});
        std::vector<DoubleInterval> law;
        for (std::size_t t = 1; t < sums.size(); ++t) {
            law = t == 1 ? enclosed_law(q) : next(law);
            put(sums[t], {mean(law, entropies_), mean(law, gaps_), mean(law, shares_)});
        }
    }

  private:
    [[nodiscard]] std::vector<DoubleInterval> enclosed_law(const Rational& q) const {
        std::vector<DoubleInterval> law;
        for (const Rational& mass : count_law(loop_, q, p_))
            law.push_back(enclosed(mass));
        return law;
    }

    static DoubleInterval mean(const std::vector<DoubleInterval>& law,
                               const std::vector<DoubleInterval>& values) {
        DoubleInterval sum = enclosed(0);
        for (std::size_t c = 0; c < law.size(); ++c)
            sum = kernel.add(sum, kernel.mul(law[c], values[c]));
        return sum;
    }

    [[nodiscard]] std::vector<DoubleInterval> next(const std::vector<DoubleInterval>& law) const {
        std::vector<DoubleInterval> after(law.size(), enclosed(0));
        for (std::size_t c = 0; c < law.size(); ++c) {
            for (std::size_t k = 0; k < law.size(); ++k)
                after[k] = kernel.add(after[k], kernel.mul(law[c], rows_[c][k]));
        }
        return after;
    }

    const ProgramLoop& loop_;
    Rational p_;
    std::vector<DoubleInterval> shares_, entropies_, gaps_;
    std::vector<std::vector<DoubleInterval>> rows_;
};

LearnerState no_state() { return {enclosed(0), enclosed(0), enclosed(0)}; }

std::vector<LearnerState> density_matcher(const ProgramLoop& loop, std::size_t start,
                                          std::uint32_t generations) {
    const Law first = emission(loop, start);
    const Law world = emission(loop, loop.world);
    std::map<Rational, std::map<Rational, std::size_t>> symbols;  // p -> q -> how many
    for (std::size_t x = 0; x < first.size(); ++x)
        ++symbols[world[x]][first[x]];
    std::vector<LearnerState> states(std::size_t{generations} + 1, no_state());
    for (const auto& [p, masses] : symbols) {
        const OneSymbolChain chain(loop, p);
        for (const auto& [q, times] : masses)
            chain.add(q, times, p == world[loop.world] && q == first[loop.world], states);
    }
    for (LearnerState& state : states)  // total variation is half the sum of the gaps
        state.distance = kernel.div(state.distance, enclosed(2));
    return states;
}

std::vector<LearnerState> program_learner(const ProgramChain& chain, std::size_t start,
                                          std::uint32_t generations) {
    const ProgramLoop& loop = chain.loop();
    const Law world = emission(loop, loop.world);
    Law distances;
    Law truths;
    for (std::size_t h = 0; h < world.size(); ++h) {
        const Law model = emission(loop, h);
        distances.push_back(total_variation(model, world));
        truths.push_back(model[loop.world]);
    }
    DoubleInterval entropy = enclosed(0);  // the same for every string
    for (const Rational& mass : world)
        entropy = kernel.sub(entropy, kernel.xlogx(enclosed(mass)));
    std::vector<LearnerState> states;
    for (std::uint32_t t = 0; t <= generations; ++t) {
        const Law& law = chain.law(start, t);
        Rational distance = 0;
        Rational truth = 0;
        for (std::size_t h = 0; h < law.size(); ++h) {
            distance += law[h] * distances[h];
            truth += law[h] * truths[h];
        }
        states.push_back({entropy, enclosed(distance), enclosed(truth)});
    }
    return states;
}

}  // namespace

std::vector<LearnerSeries> compare_learners(const ProgramLoop& loop, Choice choice, std::size_t start,
                                            std::uint32_t generations) {
    const ProgramChain chain(loop, choice);
    if (start >= loop.prior.size())
        throw std::invalid_argument(
            fmt::format("there is no string number {} of length {}", start, loop.length));
    // First what may be too large for an exact matrix: then nothing else is begun.
    std::vector<LearnerState> program = program_learner(chain, start, generations);
    return {{"density matcher", density_matcher(loop, start, generations)},
            {choice == Choice::sample ? "program learner (sample)" : "program learner (maximum)",
             std::move(program)}};
}

}  // namespace groundcheck
