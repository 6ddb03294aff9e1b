#include "decide/methods/gaussian_replicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "decide/evaluate/point_process.hpp"
#include "interval/ball_kernel.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

bool is_gaussian_model(const Expression& e) { return e.node == Node::generation; }

bool is_model_named(const Expression& e, const char* name) { return is_gaussian_model(e) && e.name == name; }

[[noreturn]] void not_measured(const Expression& e) {
    throw NotSimulated(fmt::format("{} is nothing that replicates are measured for", to_text(e)));
}

// One of the measures, and the model that it is of.
struct MeasuredModel {
    GaussianMeasure measure;
    const Expression* model;
};

// (mu[t] - mu)^2 in either order.
const Expression* squared_distance(const Expression& e) {
    if (e.node != Node::pow || e.args[0]->node != Node::sub || e.args[1]->node != Node::number ||
        e.args[1]->value != 2)
        return nullptr;
    const auto is_start = [](const Expression& part) {
        return part.node == Node::parameter && part.name == "mu";
    };
    const Expression &a = *e.args[0]->args[0], &b = *e.args[0]->args[1];
    if (is_model_named(a, "mu") && is_start(b)) return &a;
    if (is_model_named(b, "mu") && is_start(a)) return &b;
    return nullptr;
}

std::optional<MeasuredModel> measured_model(const Expression& e) {
    if (is_model_named(e, "mu")) return MeasuredModel{GaussianMeasure::mean, &e};
    if (is_model_named(e, "s2")) return MeasuredModel{GaussianMeasure::variance, &e};
    if (const Expression* model = squared_distance(e)) return MeasuredModel{GaussianMeasure::drift, model};
    if (e.node != Node::function || e.args.size() != 1 || !is_model_named(*e.args[0], "s2"))
        return std::nullopt;
    if (e.name == "log") return MeasuredModel{GaussianMeasure::log_variance, e.args[0].get()};
    if (e.name == "sqrt") return MeasuredModel{GaussianMeasure::deviation, e.args[0].get()};
    return std::nullopt;
}

const Expression& body_of(const Expression& bracket) {
    const bool known = bracket.node == Node::expectation || bracket.node == Node::variance;
    if (!known || bracket.args.size() != 1) not_measured(bracket);
    return *bracket.args[0];
}

}  // namespace

std::uint32_t last_gaussian_generation(const Expression& bracket, const Point& now) {
    std::uint32_t last = 0;
    for_each_part(body_of(bracket), [&](const Expression& e) {
        if (is_gaussian_model(e)) last = std::max(last, simulated_time(e, now));
    });
    return last;
}

GaussianReplicates::GaussianReplicates(const Point& point, std::uint32_t generations,
                                       const StatisticalOptions& options) {
    plan_.mean = point.scalars.at("mu");
    plan_.variance = point.scalars.at("s2");
    plan_.draws = gaussian_draws(point, generations);
    plan_.replicates = options.replicates;
    plan_.seed = options.seed;
    GaussianState state;
    GaussianRunOptions run;
    run.threads = options.threads;
    run.progress = [&](std::uint64_t, std::uint64_t) { return !options.go_on || options.go_on(); };
    complete_ = run_gaussian(plan_, state, run);
    if (complete_) estimates_ = estimates(plan_, state, options.confidence, Sharing::all);
}

DoubleInterval GaussianReplicates::value(const Expression& bracket, const Point& now) const {
    const Expression& body = body_of(bracket);
    if (bracket.node == Node::expectation) return expected(body, now);
    const bool keeps_mean = std::all_of(
        plan_.draws.begin(), plan_.draws.end(),
        [&](const GaussianDraw& draw) { return draw.share == 0 || draw.world_mean == plan_.mean; });
    if (!keeps_mean || !is_model_named(body, "mu")) not_measured(bracket);
    return estimates_.at(simulated_time(body, now))[static_cast<std::size_t>(GaussianMeasure::drift)]
        .estimate.expectation;
}

DoubleInterval GaussianReplicates::expected(const Expression& body, const Point& now) const {
    constexpr DoubleKernel kernel;
    constexpr Precision bits = 128;
    if (const auto found = measured_model(body))
        return estimates_.at(simulated_time(*found->model, now))[static_cast<std::size_t>(found->measure)]
            .estimate.expectation;
    const auto is_fixed = [](const Expression& e) { return !mentions(e, is_gaussian_model); };
    if (is_fixed(body)) return kernel.from_ball(Evaluator<BallKernel>(BallKernel(bits), now).scalar(body));
    const auto part = [&](std::size_t i) { return expected(*body.args[i], now); };
    switch (body.node) {
        case Node::neg:
            return kernel.neg(part(0));
        case Node::add:
            return kernel.add(part(0), part(1));
        case Node::sub:
            return kernel.sub(part(0), part(1));
        case Node::mul:
            if (is_fixed(*body.args[0]) || is_fixed(*body.args[1])) return kernel.mul(part(0), part(1));
            break;
        case Node::div:
            if (is_fixed(*body.args[1])) return kernel.div(part(0), part(1));
            break;
        default:
            break;
    }
    not_measured(body);
}

}  // namespace groundcheck
