#include "decide/evaluate/program_point.hpp"

#include <bit>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "interval/exact_kernel.hpp"
#include "sim/process.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

namespace {

// The value of one of the process's numbers; t in a schedule is the step's.
Rational number_at(const Expression& e, Point point, std::optional<std::uint32_t> t, const char* what) {
    point.process = nullptr;
    if (t) point.scalars["t"] = *t;
    const Exact value = Evaluator<ExactKernel>(ExactKernel(), point).scalar(e);
    const auto rational = value.is_finite() ? value.number().as_rational() : std::nullopt;
    if (!rational) throw DomainError(e.where, std::string(what) + " is no rational number");
    return *rational;
}

Rational noise_at(const Point& point, const Expression& noise) {
    const Rational value = number_at(noise, point, std::nullopt, "the noise");
    if (value <= 0 || value >= 1)
        throw DomainError(noise.where,
                          "the channel's noise lies between 0 and 1, this is " + to_string(value));
    return value;
}

Rational penalty_at(const Point& point, const Expression& penalty) {
    constexpr int most = 1000;  // of its numerator and denominator: they are exponents
    const Rational value = number_at(penalty, point, std::nullopt, "the penalty");
    if (value < 0 || numerator(value) > most || denominator(value) > most)
        throw DomainError(penalty.where, "the penalty is a fraction from 0 with at most " +
                                             std::to_string(most) + " above and below the line, this is " +
                                             to_string(value));
    return value;
}

Rational share_at(const Point& point, const ExpressionPtr& schedule, std::uint32_t t) {
    if (!schedule) {
        const auto alpha = point.scalars.find("alpha");
        return alpha == point.scalars.end() ? Rational(0) : alpha->second;
    }
    const Rational value = number_at(*schedule, point, t, "the share of the world's samples");
    if (value < 0 || value > 1)
        throw DomainError(schedule->where, "the share of exogenous data is " + to_string(value) +
                                               " at generation " + std::to_string(t) +
                                               "; it must lie from 0 to 1");
    return value;
}

// All that the chain depends on: the loop as it was resolved, and what the learner does with its posterior.
// The world counts only where it has a share.
struct LoopKey {
    ProgramLoop loop;
    Choice choice;

    auto parts() const {
        const bool grounded = loop.alpha != 0;
        return std::make_tuple(std::cref(loop.prior), std::cref(loop.noise), loop.length, loop.samples,
                               choice, std::cref(loop.alpha), grounded ? loop.world : 0,
                               grounded ? loop.share : WorldShare::mixture, std::cref(loop.penalty));
    }
    bool operator<(const LoopKey& other) const { return parts() < other.parts(); }
};

}  // namespace

ProgramLoop program_loop(const Point& point, std::uint32_t t) {
    const auto rules = learner_rules(point.process.get());
    ProgramLoop loop;
    loop.length = static_cast<unsigned>(std::bit_width(point.K) - 1);
    loop.prior = point.distributions.at("m");
    loop.noise = noise_at(point, *rules->noise);
    loop.samples = point.N.value();
    loop.alpha = share_at(point, rules->alpha, t);
    if (rules->penalty) loop.penalty = penalty_at(point, *rules->penalty);
    if (const auto world = point.strings.find("world"); world != point.strings.end())
        loop.world = program_number(world->second);
    loop.share = rules->exact ? WorldShare::exact : WorldShare::mixture;
    if (loop.share == WorldShare::exact && denominator(loop.alpha * loop.samples) != 1)
        throw DomainError(rules->noise->where,
                          "with share = \"exact\", alpha*N of the samples are the world's, but " +
                              to_string(loop.alpha * loop.samples) + " is no whole number");
    return loop;
}

std::shared_ptr<const ProgramChain> program_chain(const Point& point, std::uint32_t t) {
    const ProgramLoop loop = program_loop(point, t);
    LoopKey key{loop, learner_rules(point.process.get())->maximum ? Choice::maximum : Choice::sample};
    constexpr std::size_t most_chains = 64;
    static std::mutex lock;
    static std::map<LoopKey, std::shared_ptr<const ProgramChain>> chains;
    if (planted(PlantedFault::program_key_without_noise)) key.loop.noise = Rational(1, 2);
    const std::scoped_lock guard(lock);
    const auto found = chains.find(key);
    if (found != chains.end()) return found->second;
    auto made = std::make_shared<const ProgramChain>(loop, key.choice);
    if (chains.size() >= most_chains) chains.clear();
    return chains.emplace(std::move(key), std::move(made)).first->second;
}

ProgramCourse::ProgramCourse(Point point)
    : point_(std::move(point)),
      steady_(!learner_rules(point_.process.get())->alpha),
      first_(program_chain(point_)) {}

Law ProgramCourse::law(std::size_t start, std::uint32_t from, std::uint32_t until) const {
    if (steady_) return first_->law(start, until - from);
    Law law(point_.K, Rational(0));
    law[start] = 1;
    for (std::uint32_t t = from; t < until; ++t)
        law = step(law, program_chain(point_, t)->matrix());
    return law;
}

const ProgramChain& ProgramCourse::steady_chain() const {
    if (steady_) return *first_;
    throw ProcessError(
        "where alpha has a schedule the steps are not all the same: no law is known that the "
        "hypothesis tends to");
}

std::vector<ProcessRules::Draw> ProgramCourse::first_draws(const std::string& start) const {
    const ProgramLoop& first = loop();
    const Law own = emission(first, program_number(start)), world = emission(first, first.world);
    if (first.share == WorldShare::mixture || first.alpha == 0)
        return {{first.samples, training_mixture(first.alpha, world, own)}};
    const auto fresh = numerator(first.alpha * first.samples).convert_to<std::uint32_t>();
    if (fresh == first.samples) return {{fresh, world}};
    return {{fresh, world}, {first.samples - fresh, own}};
}

// t steps of numbers that grow by the denominator's bits in each. The transition matrix has limits of its own
// (ProgramLoopTooLarge); with a schedule every step has one.
Integer ProgramCourse::work(std::uint32_t t, bool limit) const {
    const std::uint64_t steps = limit ? point_.K : t;
    constexpr std::uint64_t cheap = 1U
                                    << 14;  // bits that are multiplied about as fast as a double's enclosure
    const Integer laws = Integer(steps + 1) * point_.K * point_.K * (1 + first_->bits() * steps / cheap);
    return steady_ ? laws : Integer(laws + data_sets(loop()) * point_.K * steps);
}

void set_number(Point& point, const std::string& name, const Rational& value, SourceRange where) {
    constexpr std::uint32_t most_samples = 1'000'000;
    if (name == "alpha" && (value < 0 || value > 1))
        throw DomainError(where, "alpha lies from 0 to 1, this is " + to_string(value));
    if (name != "N") {
        point.scalars[name] = value;
        return;
    }
    if (denominator(value) != 1 || value < 1 || value > most_samples)
        throw DomainError(where, "N is a whole number from 1 to " + std::to_string(most_samples) +
                                     ", this is " + to_string(value));
    point.N = numerator(value).convert_to<std::uint32_t>();
}

}  // namespace groundcheck
