#include "decide/evaluate/point_process.hpp"

#include <optional>

#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

namespace {

class ValuesAt final : public PointValues {
  public:
    explicit ValuesAt(const Point& point) : point_(point) { point_.process = nullptr; }

    std::uint32_t symbols() const override { return point_.K; }
    std::optional<std::uint32_t> samples() const override { return point_.N; }
    std::optional<Rational> share() const override {
        const auto alpha = point_.scalars.find("alpha");
        return alpha == point_.scalars.end() ? std::nullopt : std::optional(alpha->second);
    }
    const std::vector<Rational>* masses(const std::string& name) const override {
        const auto found = point_.distributions.find(name);
        return found == point_.distributions.end() ? nullptr : &found->second;
    }
    std::optional<Rational> number(const Expression& e, const StepNames& names) const override {
        const Point at = in_step(names);
        const Exact value = Evaluator<ExactKernel>(ExactKernel(), at).scalar(e);
        return value.is_finite() ? value.number().as_rational() : std::nullopt;
    }
    std::vector<Rational> distribution(const Expression& e, const StepNames& names) const override {
        const Point at = in_step(names);
        try {
            return Evaluator<ExactKernel>(ExactKernel(), at).masses(e);
        } catch (const DomainError& error) {
            throw DomainError(error.where, std::string(error.what()) + ": in train, at generation " +
                                               std::to_string(names.t));
        }
    }
    std::vector<Rational> over_symbols(const Expression& e, const std::string& symbol,
                                       const StepNames& names) const override {
        const Point at = in_step(names);
        return Evaluator<ExactKernel>(ExactKernel(), at).over_symbols(e, symbol);
    }
    [[noreturn]] void fail(SourceRange where, const std::string& message) const override {
        throw DomainError(where, message);
    }

  private:
    Point in_step(const StepNames& names) const {
        Point at = point_;
        at.scalars["t"] = names.t;
        if (names.alpha) at.scalars["alpha"] = *names.alpha;
        if (names.samples) at.N = names.samples;
        if (names.model != nullptr) at.distributions["Q"] = *names.model;
        if (names.training != nullptr) at.distributions["M"] = *names.training;
        if (names.frequencies != nullptr) at.distributions[fit_frequencies] = *names.frequencies;
        return at;
    }

    Point point_;
};

}  // namespace

ResolvedProcess resolved(const Point& point) {
    return {point.process, std::make_shared<const ValuesAt>(point)};
}

Rational share_at(const Point& point, std::uint32_t t) { return resolved(point).share(t); }

std::vector<Rational> training_at(const Point& point, std::uint32_t t, const std::vector<Rational>& model) {
    const auto alpha = point.scalars.find("alpha");
    if (!point.process && (alpha == point.scalars.end() || alpha->second == 0)) return model;
    return resolved(point).training(t, model);
}

std::uint32_t samples_of_step(const Point& point, std::uint32_t t) {
    return resolved(point).samples(t).value();
}

std::vector<GaussianDraw> gaussian_draws(const Point& point, std::uint32_t t) {
    const ResolvedProcess process = resolved(point);
    std::vector<GaussianDraw> draws;
    for (std::uint32_t s = 0; s < t; ++s)
        draws.push_back(process.gaussian_draw(s));
    return draws;
}

Generation generation_at(const Point& point, std::uint32_t t) { return resolved(point).generation(t); }

ProcessRules process_rules(const Point& point, std::vector<Rational> world) {
    return resolved(point).rules(std::move(world));
}

std::vector<std::pair<Rational, std::vector<Rational>>> worlds_at(const Point& point) {
    const auto worlds = listed_worlds(point.process.get());
    Point plain = point;
    plain.process = nullptr;
    std::vector<std::pair<Rational, std::vector<Rational>>> result;
    Rational total = 0;
    for (const World& world : *worlds) {
        Evaluator<ExactKernel> evaluator(ExactKernel(), plain);
        const Expression& weight = *world.weight;
        const Exact value = evaluator.scalar(weight);
        const auto probability = value.is_finite() ? value.number().as_rational() : std::nullopt;
        if (!probability) throw DomainError(weight.where, "the probability of a world is no rational number");
        if (*probability < 0)
            throw DomainError(weight.where,
                              "the probability of a world is negative: " + to_string(*probability));
        total += *probability;
        result.emplace_back(*probability, evaluator.masses(*world.law));
    }
    if (total != 1)
        throw DomainError(worlds->front().weight->where,
                          "the worlds' probabilities add up to " + to_string(total) + ", not to 1");
    return result;
}

std::string start_of(const Point& point) { return needs_of(point.process.get()).start; }

}  // namespace groundcheck
