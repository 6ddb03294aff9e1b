#include "decide/evaluate/dependencies.hpp"

#include <algorithm>
#include <tuple>

#include "sim/process.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

void Dependencies::add(const Dependencies& other) {
    K = K || other.K;
    N = N || other.N;
    process = process || other.process;
    names.insert(other.names.begin(), other.names.end());
}

namespace {

// A process as a whole: its steps, where it starts, and the world.
Dependencies whole_process(const Process* process) {
    Dependencies result = dependencies_of(process);
    result.names.insert({"P", "h", "world", needs_of(process).start});
    return result;
}

// The worlds that there can be, and their probabilities. The program learner's are strings, with its prior.
Dependencies random_world(const Process* process) {
    Dependencies result;
    const auto worlds = listed_worlds(process);
    if (!worlds) return result;
    for (const World& world : *worlds)
        for (const ExpressionPtr& part : {world.law, world.weight})
            result.add(dependencies_of(*part, nullptr));
    return result;
}

bool draws(const Expression& e) {
    if (goes_over_outcomes(e.node)) return true;
    switch (e.node) {
        case Node::generation:
            return true;
        case Node::distribution:
            return e.name == "Q'" || e.name == "M";
        case Node::functional:
            return follows_process(e);
        case Node::parameter:
            return e.name == "doeblin";
        default:
            return false;
    }
}

class Walk {
  public:
    explicit Walk(const Process* process) : process_(process) {}

    Dependencies of(const Expression& e) {
        Dependencies result;
        if (draws(e)) result = whole_process(process_);
        switch (e.node) {
            case Node::parameter:
                if (e.name == "K" || e.name == "L") result.K = true;
                if (e.name == "N") result.N = true;
                result.names.insert(e.name);
                break;
            case Node::distribution:
            case Node::observable:
                // With the program learner Q and P are what a string emits through the channel.
                if (state_space(process_) == StateSpace::strings) result.add(whole_process(process_));
                result.names.insert(e.name);
                break;
            case Node::index:
                if (std::find(bound_.begin(), bound_.end(), e.name) == bound_.end())
                    result.names.insert(e.name);
                break;
            case Node::sum:
            case Node::prod:
                if (!e.ranged) result.K = true;  // it runs over the symbols
                break;
            case Node::functional:
                result.K = true;
                break;
            case Node::information:
                result.add(random_world(process_));
                break;
            default:
                break;
        }
        const bool binder = e.node == Node::sum || e.node == Node::prod;
        if (binder) bound_.push_back(e.name);
        for (const ExpressionPtr& arg : e.args)
            result.add(of(*arg));
        if (binder) bound_.pop_back();
        return result;
    }

  private:
    const Process* process_;
    std::vector<std::string> bound_;
};

}  // namespace

Dependencies dependencies_of(const Expression& expression, const Process* process) {
    return Walk(process).of(expression);
}

Dependencies dependencies_of(const Process* process) {
    Dependencies result;
    result.K = true;  // models have K symbols, and schedules and smoothing may use it
    result.process = true;
    const ProcessNeeds needs = needs_of(process);
    if (needs.share) result.names.insert("alpha");
    result.N = needs.samples;
    result.names.insert(needs.names.begin(), needs.names.end());
    for (const ExpressionPtr& schedule : needs.schedules) {
        Dependencies own = dependencies_of(*schedule, nullptr);
        own.names.erase("t");
        result.add(own);
    }
    for (const ExpressionPtr& rule : needs.rules)
        result.add(dependencies_of(*rule, nullptr));
    return result;
}

PointKey::PointKey(const Dependencies& dependencies, const Point& point) {
    const auto take = [&](const auto& values, auto& into) {
        for (const auto& [name, value] : values)
            if (dependencies.names.contains(name)) into.emplace(name, value);
    };
    if (dependencies.K) K = point.K;
    if (dependencies.N) N = point.N;
    if (dependencies.process) process = ProcessKey(point.process);
    take(point.scalars, scalars);
    take(point.distributions, masses);
    take(point.observables, masses);
    take(point.strings, strings);
}

PointKey PointKey::without_distributions(const Point& point) {
    PointKey key;
    key.K = point.K;
    key.N = point.N;
    key.process = ProcessKey(point.process);
    key.scalars = point.scalars;
    return key;
}

bool PointKey::operator<(const PointKey& other) const {
    return std::tie(K, N, process, scalars, masses, strings) <
           std::tie(other.K, other.N, other.process, other.scalars, other.masses, other.strings);
}

}  // namespace groundcheck
