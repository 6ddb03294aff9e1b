#include "decide/methods/decide_statistical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <set>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/methods/gaussian_replicates.hpp"
#include "interval/ball_kernel.hpp"
#include "sim/process.hpp"
#include "sim/simulated_process.hpp"
#include "sim/simulation.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr DoubleKernel kernel;
constexpr Precision kBits = 128;

bool is_bracket(const Expression& e) {
    return e.node == Node::expectation || e.node == Node::variance || e.node == Node::probability ||
           e.node == Node::information;
}

std::size_t index(Measure measure) { return static_cast<std::size_t>(measure); }

}  // namespace

std::uint32_t simulated_time(const Expression& model, const Point& point) {
    if (model.node == Node::distribution) return 1;  // Q'
    const BallKernel balls(kBits);
    const DoubleInterval time = kernel.from_ball(Evaluator<BallKernel>(balls, point).scalar(*model.args[0]));
    if (time.lo != time.hi || time.lo < 0 || time.lo > 1e6)
        throw NotSimulated(fmt::format("{} is no generation that can be reached", to_text(model)));
    return static_cast<std::uint32_t>(time.lo);
}

namespace {

// What a bracket asks of the replicates.
struct Bracket {
    Measure measure = Measure::entropy;
    bool variance = false;
    const Expression* model = nullptr;
    std::string reference;   // the fixed distribution of a drift, or empty
    std::string observable;  // of a mean, or empty
};

NotSimulated unsupported(const Expression& e) {
    return NotSimulated(fmt::format("{} is nothing that replicates are measured for", to_text(e)));
}

Bracket read_bracket(const Expression& e) {
    if (e.node == Node::probability || e.node == Node::information || e.args.size() != 1)
        throw unsupported(e);
    const Expression& body = *e.args[0];
    if (body.node != Node::functional) throw unsupported(e);
    Bracket result;
    result.variance = e.node == Node::variance;
    const auto argument = [&](std::size_t i) -> const Expression& { return *body.args.at(i); };
    if ((body.name == "mean" || body.name == "mass") && body.args.size() == 2 &&
        argument(0).node == Node::observable && is_drawn_model(argument(1))) {
        result.measure = Measure::mean;
        result.observable = argument(0).name;
        result.model = &argument(1);
        return result;
    }
    if (result.variance) throw unsupported(e);
    if (body.args.size() == 1 && is_drawn_model(argument(0))) {
        result.model = &argument(0);
        if (body.name == "H")
            result.measure = Measure::entropy;
        else if (body.name == "D")
            result.measure = Measure::diversity;
        else if (body.name == "supp")
            result.measure = Measure::support;
        else
            throw unsupported(e);
        return result;
    }
    if (body.args.size() != 2) throw unsupported(e);
    const bool forward = is_drawn_model(argument(0));
    const Expression &model = argument(forward ? 0 : 1), &fixed = argument(forward ? 1 : 0);
    if (!is_drawn_model(model) || fixed.node != Node::distribution || is_drawn_model(fixed))
        throw unsupported(e);
    result.model = &model;
    result.reference = fixed.name;
    if (body.name == "L2")
        result.measure = Measure::l2;
    else if (body.name == "TV")
        result.measure = Measure::tv;
    else if (body.name == "KL")
        result.measure = forward ? Measure::kl : Measure::reverse_kl;
    else
        throw unsupported(e);
    return result;
}

void collect(const Expression& e, std::vector<const Expression*>& brackets) {
    if (is_bracket(e)) {
        brackets.push_back(&e);
        return;
    }
    for (const auto& arg : e.args)
        collect(*arg, brackets);
}

Point at_time(const Point& point, std::uint32_t t) {
    Point result = point;
    result.scalars["t"] = t;
    return result;
}

std::vector<double> doubles(const std::vector<Rational>& values) {
    std::vector<double> result;
    result.reserve(values.size());
    for (const Rational& value : values)
        result.push_back(static_cast<double>(value));
    return result;
}

// The replicates, and what is known of the brackets from them.
class Replicates {
  public:
    Replicates(const Point& point, const std::vector<Bracket>& brackets, std::uint32_t generations,
               const StatisticalOptions& options)
        : simulation_(plan_of(point, brackets, generations, options)) {
        SimulationState state;
        const auto go_on = [&](const Simulation::Progress&) { return !options.go_on || options.go_on(); };
        complete_ = simulation_.run(
            state, {.threads = options.threads, .progress = go_on, .keep = {}, .pool = nullptr});
        if (!complete_) return;
        estimates_ = estimates(simulation_, state, options.confidence, Sharing::all);
        const SimulationPlan& plan = simulation_.plan();
        const bool closed =
            std::all_of(plan.alpha.begin(), plan.alpha.end(), [](const Rational& a) { return a == 0; });
        keeps_mean_ = !plan.own && plan.smoothing == 0 && (closed || plan.world == plan.start);
    }

    // Whether it was not stopped; if it was, there are no values.
    [[nodiscard]] bool complete() const { return complete_; }

    [[nodiscard]] DoubleInterval value(const Bracket& bracket, std::uint32_t t) const {
        const GenerationEstimate& generation = estimates_.at(t);
        if (!bracket.variance) return generation.measures[index(bracket.measure)].expectation;
        // Where the mean's expectation is the start's (a martingale, or Q = P), its variance is E[shift];
        // both intervals hold.
        DoubleInterval result = generation.variance;
        if (keeps_mean_) {
            const DoubleInterval shift = generation.measures[index(Measure::shift)].expectation;
            result = {std::max(result.lo, shift.lo), std::min(result.hi, shift.hi)};
        }
        return result;
    }

  private:
    static SimulationPlan plan_of(const Point& point, const std::vector<Bracket>& brackets,
                                  std::uint32_t generations, const StatisticalOptions& options) {
        const std::string start = start_of(point);
        std::string reference, observable;
        for (const Bracket& bracket : brackets) {
            for (const auto& [wanted, chosen] :
                 {std::pair(&bracket.reference, &reference), std::pair(&bracket.observable, &observable)}) {
                if (wanted->empty()) continue;
                if (!chosen->empty() && *chosen != *wanted)
                    throw NotSimulated(
                        fmt::format("{} and {} cannot be measured in one simulation", *chosen, *wanted));
                *chosen = *wanted;
            }
        }
        SimulationPlan plan;
        plan.start = doubles(point.distributions.at(start));
        if (const auto world = point.distributions.find("P"); world != point.distributions.end())
            plan.world = doubles(world->second);
        if (!reference.empty() && reference != start) {
            if (reference != "P" && point.distributions.at(reference) != point.distributions.at(start))
                throw NotSimulated(reference + " is neither the start of the process nor its world");
            plan.drift_from_world = reference == "P";
        }
        if (!observable.empty()) plan.observable = doubles(point.observables.at(observable));
        const auto known = replicated(point.process.get());
        if (!known) throw NotSimulated(known.reason());
        const auto world = point.distributions.find("P");
        set_process(plan,
                    process_rules(
                        point, world == point.distributions.end() ? std::vector<Rational>() : world->second),
                    point.distributions.at(start), generations);
        plan.replicates = options.replicates;
        plan.seed = options.seed;
        return plan;
    }

    Simulation simulation_;
    std::vector<GenerationEstimate> estimates_;
    bool keeps_mean_ = false, complete_ = false;
};

// What replicates say of a bracket at a point.
using BracketValue = std::function<DoubleInterval(const Expression& bracket, const Point& now)>;

DoubleInterval value_of(const Expression& e, const Point& point, const BracketValue& of_bracket) {
    if (!mentions(e, is_bracket))
        return kernel.from_ball(Evaluator<BallKernel>(BallKernel(kBits), point).scalar(e));
    const auto argument = [&](std::size_t i) { return value_of(*e.args[i], point, of_bracket); };
    switch (e.node) {
        case Node::expectation:
        case Node::variance:
            return of_bracket(e, point);
        case Node::neg:
            return kernel.neg(argument(0));
        case Node::add:
            return kernel.add(argument(0), argument(1));
        case Node::sub:
            return kernel.sub(argument(0), argument(1));
        case Node::mul:
            return kernel.mul(argument(0), argument(1));
        case Node::div:
            return kernel.div(argument(0), argument(1));
        default:
            throw unsupported(e);
    }
}

// Runs what the brackets ask for at t = 0..last; nothing if it was stopped.
BracketValue symbol_values(const std::vector<const Expression*>& texts, const Point& point,
                           std::uint32_t last, const StatisticalOptions& options) {
    std::vector<Bracket> brackets;
    for (const Expression* text : texts)
        brackets.push_back(read_bracket(*text));
    std::uint32_t generations = 1;
    for (std::uint32_t t = 0; t <= last; ++t)
        for (const Bracket& bracket : brackets)
            generations = std::max(generations, simulated_time(*bracket.model, at_time(point, t)));
    const auto replicates = std::make_shared<const Replicates>(point, brackets, generations, options);
    if (!replicates->complete()) return nullptr;
    return [replicates](const Expression& e, const Point& now) {
        const Bracket bracket = read_bracket(e);
        return replicates->value(bracket, simulated_time(*bracket.model, now));
    };
}

BracketValue gaussian_values(const std::vector<const Expression*>& brackets, const Point& point,
                             std::uint32_t last, const StatisticalOptions& options) {
    std::uint32_t generations = 1;
    for (std::uint32_t t = 0; t <= last; ++t)
        for (const Expression* bracket : brackets)
            generations = std::max(generations, last_gaussian_generation(*bracket, at_time(point, t)));
    const auto replicates = std::make_shared<const GaussianReplicates>(point, generations, options);
    if (!replicates->complete()) return nullptr;
    return [replicates](const Expression& e, const Point& now) { return replicates->value(e, now); };
}

StatisticalFinding finding_of(Relation relation, DoubleInterval left, DoubleInterval right,
                              double informative) {
    const auto from = [](Truth truth) {
        return truth == Truth::yes  ? StatisticalFinding::agrees
               : truth == Truth::no ? StatisticalFinding::contradicted
                                    : StatisticalFinding::uninformative;
    };
    switch (relation) {
        case Relation::less_equal:
            return from(kernel.less_equal(left, right));
        case Relation::less:
            return from(kernel.less(left, right));
        case Relation::greater_equal:
            return from(kernel.less_equal(right, left));
        case Relation::greater:
            return from(kernel.less(right, left));
        case Relation::not_equal:
            return from(!kernel.equal(left, right));
        case Relation::equal:
            break;
    }
    if (kernel.equal(left, right) == Truth::no) return StatisticalFinding::contradicted;
    const double width = (left.hi - left.lo) + (right.hi - right.lo);
    const double size = std::min(std::max(std::abs(left.lo), std::abs(left.hi)),
                                 std::max(std::abs(right.lo), std::abs(right.hi)));
    return width <= informative * size ? StatisticalFinding::agrees : StatisticalFinding::uninformative;
}

}  // namespace

std::vector<StatisticalCheck> check_by_simulation(const Question& question, const Point& point,
                                                  std::uint32_t last, const StatisticalOptions& options) {
    const Expression& statement = *question.statement();
    if (statement.node != Node::relation)
        throw NotSimulated("the statement is no single equation or inequality");
    std::vector<const Expression*> brackets;
    collect(statement, brackets);
    if (state_space(point.process.get()) == StateSpace::numbers)
        throw NotSimulated(
            "nothing in a recursion is random: a replicate would be the numbers themselves, which deciding "
            "the claim runs");
    if (brackets.empty()) throw NotSimulated("nothing in the statement is random");
    if (!mentions_time(statement)) last = 0;
    const BracketValue of_bracket = state_space(point.process.get()) == StateSpace::gaussian
                                        ? gaussian_values(brackets, point, last, options)
                                        : symbol_values(brackets, point, last, options);
    std::vector<StatisticalCheck> checks;
    if (!of_bracket) return checks;
    for (std::uint32_t t = 0; t <= last; ++t) {
        const Point now = at_time(point, t);
        StatisticalCheck check;
        check.t = t;
        check.left = value_of(*statement.args[0], now, of_bracket);
        check.right = value_of(*statement.args[1], now, of_bracket);
        check.finding = finding_of(statement.relation, check.left, check.right, options.informative);
        checks.push_back(check);
    }
    return checks;
}

Point simulated_point(const Question& question, std::size_t range) {
    Claim claim = *question.claim;
    claim.domains = {question.mutant ? claim.mutant->simulate.at(range) : claim.simulate.at(range)};
    claim.domains.front().scalars.erase("t");
    const std::vector<Instance> found = instances({&claim, false});
    return PointSet(claim.domains.front(), found.at(0), false).at(0);
}

SimulatedClaim simulate_claim(const Question& question, std::size_t range,
                              const StatisticalOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    const Domain& domain =
        question.mutant ? question.claim->mutant->simulate.at(range) : question.claim->simulate.at(range);
    const Point point = simulated_point(question, range);
    SimulatedClaim result;
    result.range = range;
    result.point.K = point.K;
    result.point.N = point.N;
    result.point.scalars = point.scalars;
    result.replicates = options.replicates;
    result.seed = options.seed;
    result.confidence = options.confidence;
    std::set<std::uint32_t> times = {0};
    if (const auto t = domain.scalars.find("t"); t != domain.scalars.end()) {
        times.clear();
        for (const Rational& value : t->second.values)
            times.insert(static_cast<std::uint32_t>(value));
    }
    try {
        result.checks = check_by_simulation(question, point, *times.rbegin(), options);
        if (result.checks.empty()) result.reason = "stopped";
        std::erase_if(result.checks, [&](const StatisticalCheck& check) { return !times.contains(check.t); });
    } catch (const NotSimulated& error) {
        result.reason = error.what();
    } catch (const DomainError& error) {
        throw InputError(question.claim->file.string(), error.what(),
                         "in [simulate], where the claim is simulated");
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    result.seconds = elapsed.count();
    return result;
}

}  // namespace groundcheck
