#include "audit/point_process.hpp"

#include "audit/evaluate.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_samples = 1'000'000;

// A schedule's value at generation t.
Rational scheduled(const Expression& schedule, const Point& point, std::uint32_t t) {
    Point at = point;
    at.process = nullptr;
    at.scalars["t"] = t;
    const Exact value = Evaluator<ExactKernel>(ExactKernel(), at).scalar(schedule);
    const auto rational = value.is_finite() ? value.number().as_rational() : std::nullopt;
    if (!rational)
        throw DomainError(schedule.where,
                          "the schedule has no rational value at generation " + std::to_string(t));
    return *rational;
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
                                                     " at generation " + std::to_string(t) +
                                                     "; it must lie from 0 to 1");
    return share;
}

Generation generation_at(const Point& point, std::uint32_t t) {
    Generation result;
    result.alpha = share_at(point, t);
    const Process* process = point.process.get();
    if (process != nullptr && process->samples) {
        const Rational samples = scheduled(*process->samples, point, t);
        if (denominator(samples) != 1 || samples < 1 || samples > most_samples)
            throw DomainError(process->samples->where, "the number of samples is " + to_string(samples) +
                                                           " at generation " + std::to_string(t) +
                                                           "; it must be a whole number from 1 to " +
                                                           std::to_string(most_samples));
        result.samples = numerator(samples).convert_to<std::uint32_t>();
    } else {
        if (!point.N) throw std::logic_error("a generation without a number of samples");
        result.samples = *point.N;
    }
    return result;
}

ProcessRules process_rules(const Point& point, std::vector<Rational> world) {
    ProcessRules rules;
    rules.world = std::move(world);
    if (point.process) {
        rules.constant = !point.process->alpha && !point.process->samples;
        rules.accumulate = point.process->accumulate;
        rules.additive = point.process->additive;
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
    static const std::string plain = "P";
    return point.process ? point.process->start : plain;
}

}  // namespace groundcheck
