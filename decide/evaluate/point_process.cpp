#include "decide/evaluate/point_process.hpp"

#include <algorithm>
#include <optional>

#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_samples = 1'000'000;

std::string at_generation(std::uint32_t t) { return " at generation " + std::to_string(t); }

// A schedule's value at generation t.
Rational scheduled(const Expression& schedule, const Point& point, std::uint32_t t) {
    Point at = point;
    at.process = nullptr;
    at.scalars["t"] = t;
    const Exact value = Evaluator<ExactKernel>(ExactKernel(), at).scalar(schedule);
    const auto rational = value.is_finite() ? value.number().as_rational() : std::nullopt;
    if (!rational) throw DomainError(schedule.where, "the schedule has no rational value" + at_generation(t));
    return *rational;
}

// The number of samples of the step from t; none without sampling, or for a claim that speaks of M alone.
std::optional<std::uint32_t> samples_at(const Point& point, std::uint32_t t) {
    const Process* process = point.process.get();
    if (process != nullptr && process->endless) return std::nullopt;
    if (process == nullptr || !process->samples) return point.N;
    const Rational samples = scheduled(*process->samples, point, t);
    if (denominator(samples) != 1 || samples < 1 || samples > most_samples)
        throw DomainError(process->samples->where,
                          "the number of samples is " + to_string(samples) + at_generation(t) +
                              "; it must be a whole number from 1 to " + std::to_string(most_samples));
    return numerator(samples).convert_to<std::uint32_t>();
}

// The point as train and fit see it in the step from `model`: that model is Q, whatever the first one is
// called.
Point in_step(const Point& point, std::uint32_t t, const std::vector<Rational>& model) {
    Point at = point;
    at.process = nullptr;
    at.scalars["t"] = t;
    if (point.process->alpha || point.scalars.contains("alpha")) at.scalars["alpha"] = share_at(point, t);
    at.N = samples_at(point, t);
    at.distributions["Q"] = model;
    return at;
}

bool mentions_time(const Expression& e) {
    if (e.node == Node::parameter && e.name == "t") return true;
    return std::any_of(e.args.begin(), e.args.end(),
                       [](const ExpressionPtr& arg) { return mentions_time(*arg); });
}

// The next model in a process with a fit of its own.
std::vector<Rational> fit_at(const Point& point, const ProcessRules::Step& step,
                             const std::vector<Rational>& frequencies) {
    const Expression& fit = *point.process->fit;
    Point at = in_step(point, step.t, step.model);
    at.distributions["M"] = step.training;
    at.distributions[fit_frequencies] = frequencies;
    std::vector<Rational> masses = Evaluator<ExactKernel>(ExactKernel(), at).over_symbols(fit, fit_symbol);
    Rational total = 0;
    for (const Rational& mass : masses) {
        if (mass < 0)
            throw DomainError(fit.where, "the fit is negative, " + to_string(mass) + at_generation(step.t) +
                                             ", for the frequencies " + to_text(frequencies));
        total += mass;
    }
    if (total != 1)
        throw DomainError(fit.where, "the fit adds up to " + to_string(total) + ", not to 1," +
                                         at_generation(step.t) + ", for the frequencies " +
                                         to_text(frequencies));
    return masses;
}

}  // namespace

Rational share_at(const Point& point, std::uint32_t t) {
    const Process* process = point.process.get();
    if (process == nullptr || !process->alpha) {
        const auto alpha = point.scalars.find("alpha");
        return alpha == point.scalars.end() ? Rational(0) : alpha->second;
    }
    Rational share = scheduled(*process->alpha, point, t);
    if (share < 0 || share > 1)
        throw DomainError(process->alpha->where, "the share of exogenous data is " + to_string(share) +
                                                     at_generation(t) + "; it must lie from 0 to 1");
    return share;
}

std::vector<Rational> training_at(const Point& point, std::uint32_t t, const std::vector<Rational>& model) {
    if (point.process && point.process->train) {
        const Point at = in_step(point, t, model);
        try {
            return Evaluator<ExactKernel>(ExactKernel(), at).masses(*point.process->train);
        } catch (const DomainError& error) {
            throw DomainError(error.where, std::string(error.what()) + ": in train," + at_generation(t));
        }
    }
    const Rational alpha = share_at(point, t);
    if (alpha == 0) return model;
    const auto world = point.distributions.find("P");
    if (world == point.distributions.end())
        throw DomainError({}, "the claim needs the distribution P, which its domain does not give");
    return training_mixture(alpha, world->second, model);
}

Generation generation_at(const Point& point, std::uint32_t t) {
    Generation result;
    result.alpha = share_at(point, t);
    const Process* process = point.process.get();
    if (process != nullptr && process->endless) return result;
    const auto samples = samples_at(point, t);
    if (!samples) throw std::logic_error("a generation without a number of samples");
    result.samples = *samples;
    if (process != nullptr && process->exact_share &&
        denominator(Rational(result.alpha * result.samples)) != 1)
        throw DomainError(process->alpha ? process->alpha->where : SourceRange{},
                          "alpha*N, the number of the world's samples, is " +
                              to_string(Rational(result.alpha * result.samples)) + at_generation(t) +
                              "; it must be a whole number");
    return result;
}

ProcessRules process_rules(const Point& point, std::vector<Rational> world) {
    ProcessRules rules;
    rules.world = std::move(world);
    if (point.process) {
        rules.constant = !point.process->alpha && !point.process->samples;
        rules.accumulate = point.process->accumulate;
        rules.additive = point.process->additive;
        // A train need not have a value at every model that counts allow, only at those that come out.
        rules.counts_alone = point.process->models_are_counts() && !point.process->train;
        rules.endless = point.process->endless;
        rules.models = point.process->models;
        rules.exact_share = point.process->exact_share;
        if (point.process->train)
            rules.train = [point](std::uint32_t t, const std::vector<Rational>& model) {
                return training_at(point, t, model);
            };
        if (point.process->fit)
            rules.fit = [point](const ProcessRules::Step& step, const std::vector<Rational>& frequencies) {
                return fit_at(point, step, frequencies);
            };
        for (const ExpressionPtr& own : {point.process->train, point.process->fit})
            rules.constant = rules.constant && (!own || !mentions_time(*own));
    }
    // Chains ask for the same generations again and again.
    rules.generation = [point, known = std::map<std::uint32_t, Generation>()](std::uint32_t t) mutable {
        auto place = known.find(t);
        // What has no value throws before anything is remembered.
        if (place == known.end()) place = known.emplace(t, generation_at(point, t)).first;
        return place->second;
    };
    return rules;
}

const std::string& start_of(const Point& point) {
    static const std::string plain = "Q";
    return point.process ? point.process->start : plain;
}

}  // namespace groundcheck
