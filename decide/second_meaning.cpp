#include "decide/second_meaning.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "reference/domain.hpp"
#include "sim/random.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

MeaningDisagreement::MeaningDisagreement(const std::string& place, const std::string& engine,
                                         const std::string& reference)
    : std::runtime_error(place + "\n  the engine: " + engine + "\n  the reference: " + reference) {}

namespace {

using Kind = DistributionDomain::Kind;
using Masses = std::vector<Rational>;

// Draws the values of one point.
class Draw {
  public:
    Draw(const Domain& domain, const Instance& instance, RandomStream random)
        : domain_(domain), instance_(instance), random_(random) {}

    std::optional<reference::Point> point() {
        reference::Point result;
        constexpr std::uint64_t largest_alphabet = 5;
        result.K = instance_.K ? *instance_.K : static_cast<std::uint32_t>(1 + below(largest_alphabet));
        result.N = instance_.N;
        result.scalars = instance_.scalars;
        for (const auto& [name, range] : domain_.scalars)
            if (range.continuum) result.scalars[name] = number(range);
        for (const auto& [name, range] : domain_.distributions) {
            auto masses = distribution(range, result.K);
            if (!masses) return std::nullopt;
            result.distributions[name] = *std::move(masses);
        }
        for (const auto& [name, range] : domain_.observables)
            result.observables[name] = observable(range, result.K);
        for (const auto& [name, range] : domain_.strings) {
            const auto all = strings(range, domain_, result.K);
            if (all.empty()) return std::nullopt;
            result.strings[name] = all[below(all.size())];
        }
        return result;
    }

  private:
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

    // A rational of the interval with a small denominator, its ends where they belong to it.
    Rational number(const ScalarDomain& range) {
        constexpr std::array<std::uint32_t, 6> parts = {1, 2, 3, 7, 20, 1009};
        const Rational low = range.values.at(0), width = range.values.at(1) - low;
        for (;;) {
            const std::uint32_t n = parts[below(parts.size())];
            const auto k = static_cast<std::uint32_t>(below(n + 1));
            if ((k > 0 || !range.without_low) && (k < n || !range.without_high))
                return low + width * Rational(k, n);
        }
    }

    // d balls thrown at some of the symbols, so that absent symbols and vertices are met often.
    Masses lattice(std::uint32_t d, std::uint32_t K) {
        std::vector<std::uint32_t> symbols(K);
        std::iota(symbols.begin(), symbols.end(), 0U);
        const std::uint64_t some = 1 + below(K);
        for (std::uint64_t i = 0; i < some; ++i)
            std::swap(symbols[i], symbols[i + below(K - i)]);
        std::vector<std::uint32_t> counts(K, 0);
        for (std::uint32_t ball = 0; ball < d; ++ball)
            ++counts[symbols[below(some)]];
        Masses result;
        for (const std::uint32_t count : counts)
            result.emplace_back(count, d);
        return result;
    }

    std::optional<Masses> distribution(const DistributionDomain& range, std::uint32_t K) {
        constexpr std::array<std::uint32_t, 6> denominators = {1, 2, 3, 5, 12, 101};
        switch (range.kind) {
            case Kind::simplex:
                return lattice(denominators[below(denominators.size())], K);
            case Kind::lattice:
                return lattice(range.denominator == 0 ? instance_.N.value() : range.denominator, K);
            case Kind::vertices:
                return lattice(1, K);
            case Kind::uniform:
                return Masses(K, Rational(1, K));
            case Kind::points:
            case Kind::machines:
            case Kind::letters:
            case Kind::words:
            case Kind::counts: {
                const auto all = distributions(range, K, false);
                if (all.empty()) return std::nullopt;
                return all[below(all.size())];
            }
        }
        throw std::logic_error("no rule draws from " + range.text + "; this is a fault of the program");
    }

    Masses observable(const ObservableDomain& range, std::uint32_t K) {
        Masses result;
        if (!range.points.empty() || !range.sets.empty()) {
            const auto all = observables(range, K);
            return all.empty() ? result : all[below(all.size())];
        }
        for (std::uint32_t i = 0; i < K; ++i)
            result.emplace_back(range.rank ? i + 1 : below(range.cube + 1));
        return result;
    }

    const Domain& domain_;
    const Instance& instance_;
    RandomStream random_;
};

// What the stream of an instance's points is named by: the claim's text and the instance, not when it is
// decided.
std::uint64_t stream_seed(const Question& question, const Instance& instance, std::uint64_t seed) {
    const std::string name = std::to_string(seed) + (question.mutant ? " mutant " : " claim ") +
                             question.claim->hash + " " + std::to_string(instance.domain) + " " +
                             to_text(instance.key());
    return std::stoull(sha256(name).substr(0, 16), nullptr, 16);
}

// The reference's answer; nothing where it has none within its steps.
std::optional<Truth> answer(const Question& question, const Domain& domain, const reference::Point& point,
                            std::uint64_t steps, reference::Sides* sides) {
    reference::Budget budget;
    budget.steps = steps;
    try {
        return reference::claim_holds(*question.statement(), question.equality().get(), point,
                                      domain.process.get(), budget, sides);
    } catch (const reference::NoOpinion&) {
        return std::nullopt;
    }
}

std::string written(const reference::Sides& sides) { return sides.left + " against " + sides.right; }

}  // namespace

reference::Point point_of(const Witness& witness) {
    return {witness.K,           witness.N,      witness.scalars, witness.distributions,
            witness.observables, witness.strings};
}

std::string to_text(const reference::Point& point) {
    Point same;
    same.K = point.K;
    same.N = point.N;
    same.scalars = point.scalars;
    same.distributions = point.distributions;
    same.observables = point.observables;
    same.strings = point.strings;
    return to_text(same);
}

std::optional<reference::Point> sample_point(const Question& question, const Instance& instance,
                                             std::uint64_t seed, std::uint32_t number) {
    constexpr std::uint32_t tries = 20;
    const Domain& domain = question.domains().at(instance.domain);
    const std::uint64_t stream = stream_seed(question, instance, seed);
    for (std::uint32_t attempt = 0; attempt < tries; ++attempt) {
        Draw draw(domain, instance, RandomStream(stream, {number, attempt, 0}));
        auto point = draw.point();
        if (!point) return std::nullopt;
        try {
            if (reference::contains(domain, *point)) return point;
        } catch (const reference::NoOpinion&) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

Truth confirm_witness(const Question& question, const Domain& domain, const Witness& witness,
                      const SecondMeaningOptions& options) {
    const reference::Point point = point_of(witness);
    const std::string place = question.claim->id + " at " + to_text(point);
    reference::Sides sides;
    try {
        if (!reference::contains(domain, point))
            throw MeaningDisagreement(place, "a counterexample", "this point is not in the domain");
        const auto truth = answer(question, domain, point, options.witness_steps, &sides);
        if (truth == Truth::yes)
            throw MeaningDisagreement(place, "refuted: " + witness.relation, "it holds here");
        return truth == Truth::no ? Truth::yes : Truth::unknown;
    } catch (const reference::NoOpinion&) {
    } catch (const reference::NoValue& error) {
        throw MeaningDisagreement(place, "refuted: " + witness.relation,
                                  std::string("it has no value: ") + error.what());
    }
    return Truth::unknown;
}

void hold_against_reference(const Question& question, const Instance& instance, InstanceResult& result,
                            const SecondMeaningOptions& options) {
    const Domain& domain = question.domains().at(instance.domain);
    if (result.verdict == Verdict::refuted && result.witness) {
        const bool confirmed = confirm_witness(question, domain, *result.witness, options) == Truth::yes;
        ++(confirmed ? result.held : result.passed_over);
    }
    if (result.verdict != Verdict::proved) return;
    for (std::uint32_t number = 0; number < options.points; ++number) {
        const auto point = sample_point(question, instance, options.seed, number);
        if (!point) continue;
        const std::string place = question.claim->id + " at " + to_text(*point);
        reference::Sides sides;
        try {
            const auto truth = answer(question, domain, *point, options.steps, &sides);
            if (truth == Truth::no)
                throw MeaningDisagreement(place, "proved", "it fails here: " + written(sides));
            ++(truth == Truth::yes ? result.held : result.passed_over);
        } catch (const reference::NoValue& error) {
            throw MeaningDisagreement(place, "proved", std::string("it has no value here: ") + error.what());
        }
    }
}

InstanceResult decide_and_hold(const Decider& decider, const Question& question, const Instance& instance,
                               const SecondMeaningOptions& options) {
    InstanceResult result = decider.decide(instance);
    hold_against_reference(question, instance, result, options);
    return result;
}

}  // namespace groundcheck
