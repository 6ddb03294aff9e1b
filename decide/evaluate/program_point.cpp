#include "decide/evaluate/program_point.hpp"

#include <bit>
#include <functional>
#include <map>
#include <mutex>
#include <tuple>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "interval/exact_kernel.hpp"
#include "sim/process.hpp"

namespace groundcheck {

namespace {

Rational noise_at(const Point& point) {
    const ExpressionPtr rule = learner_rules(point.process.get())->noise;
    const Expression& noise = *rule;
    Point plain = point;
    plain.process = nullptr;
    const Exact value = Evaluator<ExactKernel>(ExactKernel(), plain).scalar(noise);
    const auto rational = value.is_finite() ? value.number().as_rational() : std::nullopt;
    if (!rational) throw DomainError(noise.where, "the noise is no rational number");
    if (*rational <= 0 || *rational >= 1)
        throw DomainError(noise.where,
                          "the channel's noise lies between 0 and 1, this is " + to_string(*rational));
    return *rational;
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
                               grounded ? loop.share : WorldShare::mixture);
    }
    bool operator<(const LoopKey& other) const { return parts() < other.parts(); }
};

}  // namespace

ProgramLoop program_loop(const Point& point) {
    ProgramLoop loop;
    loop.length = static_cast<unsigned>(std::bit_width(point.K) - 1);
    loop.prior = point.distributions.at("m");
    loop.noise = noise_at(point);
    loop.samples = point.N.value();
    if (const auto alpha = point.scalars.find("alpha"); alpha != point.scalars.end())
        loop.alpha = alpha->second;
    if (const auto world = point.strings.find("world"); world != point.strings.end())
        loop.world = program_number(world->second);
    const auto rules = learner_rules(point.process.get());
    loop.share = rules->exact ? WorldShare::exact : WorldShare::mixture;
    if (loop.share == WorldShare::exact && denominator(loop.alpha * loop.samples) != 1)
        throw DomainError(rules->noise->where,
                          "with share = \"exact\", alpha*N of the samples are the world's, but " +
                              to_string(loop.alpha * loop.samples) + " is no whole number");
    return loop;
}

std::shared_ptr<const ProgramChain> program_chain(const Point& point) {
    LoopKey key{program_loop(point),
                learner_rules(point.process.get())->maximum ? Choice::maximum : Choice::sample};
    constexpr std::size_t most_chains = 64;
    static std::mutex lock;
    static std::map<LoopKey, std::shared_ptr<const ProgramChain>> chains;
    if (planted(PlantedFault::program_key_without_noise)) key.loop.noise = Rational(1, 2);
    const std::scoped_lock guard(lock);
    const auto found = chains.find(key);
    if (found != chains.end()) return found->second;
    auto made = std::make_shared<const ProgramChain>(program_loop(point), key.choice);
    if (chains.size() >= most_chains) chains.clear();
    return chains.emplace(std::move(key), std::move(made)).first->second;
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
