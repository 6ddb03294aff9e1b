#include "decide/methods/listed_decider.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <mutex>
#include <tuple>

#include "decide/evaluate/dependencies.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/methods/decide_points.hpp"
#include "decide/methods/decide_separable.hpp"
#include "decide/methods/witness.hpp"
#include "decide/question/absent_symbols.hpp"
#include "sim/process.hpp"
#include "sim/process_error.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

std::string line_of(const std::filesystem::path& file, std::size_t number) {
    std::ifstream stream(file);
    std::string line;
    for (std::size_t i = 0; i < number; ++i) {
        if (!std::getline(stream, line)) return {};
    }
    return line;
}

[[noreturn]] void report(const DomainError& error, const Claim& claim, const Instance& instance) {
    const std::string hint = "met while deciding " + to_text(instance.key()) +
                             "; restrict the domain (`where`) so that it cannot happen";
    // What is said of no text has the place where every file begins, which is in no statement.
    const auto [line, column, length] = error.where;
    if (line == 1 && column == 1) throw InputError(claim.file.string(), error.what(), hint);
    throw InputError(claim.file.string(), line, column, length, error.what(), hint,
                     line_of(claim.file, line));
}

// Over whose masses a statement's constants are spread; see separate().
std::vector<std::string> bases_of(const Domain& domain) {
    std::vector<std::string> names;
    for (const auto& [name, range] : domain.distributions)
        names.push_back(name);
    if (domain.any_alphabet || names.empty()) return names;
    return {domain.distributions.contains("Q") ? "Q" : names.front()};
}

// What keeps a process from being looked at one symbol at a time.
std::optional<NotSeparable> process_obstacle(const Domain& domain, const Expression& statement) {
    const auto view = symbol_view(domain.process.get(), domain.any_alphabet);
    if (view) return std::nullopt;
    return NotSeparable{statement.where, view.reason()};
}

// The smallest part of an instance that decides what a condition says at each point.
PointKey condition_key(const Domain& domain, const Instance& instance, const ExpressionPtr& condition) {
    Point point;
    point.K = instance.K.value_or(0);
    point.N = instance.N;
    point.scalars = instance.scalars;
    point.process = domain.process;
    return condition ? PointKey(dependencies_of(*condition, domain.process.get()), point) : PointKey();
}

}  // namespace

struct ListedDecider::Implementation {
    Question question;
    DecideOptions options;
    ExpressionPtr statement;              // with its equality condition
    std::vector<Separation> separations;  // one for each domain
    std::mutex mutex;
    // By domain, alphabet size and, where a lattice's denominator is N, sample size.
    using SpaceKey = std::tuple<std::size_t, std::optional<std::uint32_t>, std::optional<std::uint32_t>>;
    std::map<SpaceKey, std::shared_ptr<const SymbolSpace>> spaces;
    // By the space and by what of the instance the condition depends on; for an equality condition also by
    // what the domain's depends on, since it is asked at points alone that this one lets in.
    std::map<std::tuple<SpaceKey, PointKey, PointKey>, std::shared_ptr<const std::vector<char>>> wheres,
        equalities;

    SpaceKey space_key(const Instance& instance) const {
        const Domain& domain = question.domains()[instance.domain];
        const bool by_samples =
            std::any_of(domain.distributions.begin(), domain.distributions.end(), [](const auto& entry) {
                return entry.second.kind == DistributionDomain::Kind::lattice &&
                       entry.second.denominator == 0;
            });
        return {instance.domain, instance.K, by_samples ? instance.N : std::nullopt};
    }

    // Whether the list has to tell points with absent symbols from those without. Nothing where it would have
    // to count them.
    std::optional<bool> absent_listed(const Domain& domain, const Instance& instance) const {
        AbsentSymbols seen = AbsentSymbols::unseen;
        if (instance.K || planted(PlantedFault::any_alphabet_without_absent_symbols)) return false;
        for (const ExpressionPtr& condition : {domain.where, question.equality()})
            if (condition) seen = std::max(seen, absent_symbols(*condition));
        if (seen == AbsentSymbols::counted) return std::nullopt;
        return seen == AbsentSymbols::first_seen;
    }

    std::shared_ptr<const SymbolSpace> space(const Instance& instance, bool absent) {
        auto& shared = spaces[space_key(instance)];
        if (!shared)
            shared =
                std::make_shared<const SymbolSpace>(question.domains()[instance.domain], instance, absent);
        return shared;
    }

    // The domain's condition at every point.
    std::shared_ptr<const std::vector<char>> where(const SymbolSpace& points, const Instance& instance) {
        const Domain& domain = question.domains()[instance.domain];
        PointKey key = condition_key(domain, instance, domain.where);
        if (planted(PlantedFault::where_of_first_instance)) key = {};
        auto& found = wheres[{space_key(instance), std::move(key), PointKey()}];
        if (!found)
            found = std::make_shared<const std::vector<char>>(
                evaluate_condition(points, instance, domain.where, {}));
        return found;
    }

    // The equality condition at the points `within`.
    std::shared_ptr<const std::vector<char>> equality(const SymbolSpace& points, const Instance& instance,
                                                      const std::vector<char>& within) {
        const Domain& domain = question.domains()[instance.domain];
        PointKey key = condition_key(domain, instance, question.equality());
        if (planted(PlantedFault::equality_of_first_instance)) key = {};
        auto& found =
            equalities[{space_key(instance), std::move(key), condition_key(domain, instance, domain.where)}];
        if (!found)
            found = std::make_shared<const std::vector<char>>(
                evaluate_condition(points, instance, question.equality(), within));
        return found;
    }

    SeparableOutcome separable(const Separation& separation, const Instance& instance) {
        const Domain& domain = question.domains()[instance.domain];
        const auto absent = absent_listed(domain, instance);
        if (!absent)
            return {
                std::nullopt,
                "a condition depends on how many symbols have no mass, and over every alphabet that has no "
                "bound: give K",
                {}};
        std::shared_ptr<const SymbolSpace> points;
        PointConditions conditions;
        {
            const std::lock_guard lock(mutex);
            points = space(instance, *absent);
            if (points->listed()) {
                conditions.within = where(*points, instance);
                conditions.equal = equality(*points, instance, *conditions.within);
            } else if (domain.where || question.equality()) {
                return {std::nullopt, "a condition over every alphabet needs a single distribution", {}};
            }
        }
        return decide_separable(separation, *points, conditions, instance, options);
    }

    // Symbol by symbol, where the statement is a sum over them; otherwise the reason why not.
    SeparableOutcome by_symbols(const Instance& instance) {
        const Domain& domain = question.domains()[instance.domain];
        const Separation& separation = separations.at(instance.domain);
        const auto declined = [](const std::string& why) { return SeparableOutcome{std::nullopt, why, {}}; };
        if (separation.obstacle) return declined(separation.obstacle->reason);
        if (!is_symmetric(domain) || (question.equality() && !is_symmetric(*question.equality())))
            return declined("a condition tells the symbols apart");
        if (domain.distributions.empty() || !domain.observables.empty()) return {};
        try {
            return separable(separation, instance);
        } catch (const ProcessError& error) {  // at this point there is no view of one symbol
            return declined(error.what());
        }
    }

    InstanceResult decide(const Instance& instance) {
        const SeparableOutcome outcome = by_symbols(instance);
        if (outcome.result) return *outcome.result;
        if (instance.K) return decide_points(question, statement, instance, options);
        // With a condition, what has no value may stand at points alone that the condition leaves out.
        if (outcome.error && !question.domains()[instance.domain].where) throw DomainError(*outcome.error);
        if (auto refuted = refuted_on_few_symbols(instance)) return *refuted;
        return undecided(instance, outcome.declined);
    }

    // A counterexample on a few symbols refutes a claim about every alphabet.
    std::optional<InstanceResult> refuted_on_few_symbols(const Instance& instance) {
        constexpr std::uint32_t most_symbols = 4;
        constexpr std::uint64_t most_points = 20'000, most_outcomes = 10'000;
        DecideOptions few = options;
        few.outcome_budget = std::min(few.outcome_budget, most_outcomes);
        Instance at = instance;
        for (std::uint32_t K = 1; K <= most_symbols; ++K) {
            at.K = K;
            try {
                if (PointSet(question.domains()[at.domain], at, true).size() > most_points) continue;
                SeparableOutcome outcome = by_symbols(at);
                InstanceResult result =
                    outcome.result ? *std::move(outcome.result) : decide_points(question, statement, at, few);
                if (result.verdict == Verdict::refuted) return result;
            } catch (const DomainError&) {  // no value somewhere: nothing is said
            } catch (const TooLarge&) {
            } catch (const ConditionOpen&) {
            } catch (const ProcessError&) {
            }
        }
        return std::nullopt;
    }
};

ListedDecider::ListedDecider(const Question& question, const DecideOptions& options)
    : implementation_(std::make_unique<Implementation>()) {
    implementation_->question = question;
    implementation_->options = options;
    implementation_->statement = with_equality(question);
    for (const auto& domain : question.domains()) {
        implementation_->separations.push_back(
            separate(question.statement(), domain.any_alphabet, bases_of(domain)));
        if (auto obstacle = process_obstacle(domain, *question.statement()))
            implementation_->separations.back() = {{}, std::move(obstacle)};
        const auto& obstacle = implementation_->separations.back().obstacle;
        if (!domain.any_alphabet || !obstacle || domain.distributions.empty()) continue;
        const auto& claim = *question.claim;
        throw InputError(
            claim.file.string(), obstacle->where.line, obstacle->where.column, obstacle->where.length,
            "K = \"any\" needs both sides to be sums over symbols: " + obstacle->reason,
            "give the alphabet sizes, for instance K = [2, 3]", line_of(claim.file, obstacle->where.line));
    }
}

ListedDecider::~ListedDecider() = default;

InstanceResult ListedDecider::decide(const Instance& instance) const {
    if (has_continuum(implementation_->question.domains().at(instance.domain)))
        throw std::logic_error("a continuum has no list of points");
    return decided(implementation_->question, instance, [&] {
        try {
            return implementation_->decide(instance);
        } catch (const TooLarge&) {
            if (instance.K) throw;
            if (auto refuted = implementation_->refuted_on_few_symbols(instance)) return *std::move(refuted);
            throw;
        }
    });
}

InstanceResult undecided(const Instance& instance, const std::string& reason) {
    InstanceResult result;
    result.domain = instance.domain;
    result.key = instance.key();
    result.reason = reason;
    return result;
}

InstanceResult decided(const Question& question, const Instance& instance,
                       const std::function<InstanceResult()>& work) {
    const auto start = std::chrono::steady_clock::now();
    InstanceResult result;
    try {
        result = work();
        // Whatever smaller instance the work was done on (a counterexample on few symbols refutes a claim
        // about every alphabet), this is what it says of the one that was asked.
        result.domain = instance.domain;
        result.key = instance.key();
    } catch (const DomainError& error) {
        report(error, *question.claim, instance);
    } catch (const TooLarge& error) {
        result = undecided(instance, error.what());
    } catch (const ConditionOpen& error) {
        result = undecided(instance, error.what());
    } catch (const ProcessError& error) {
        result = undecided(instance, error.what());
    } catch (const ProgramLoopTooLarge& error) {
        result = undecided(instance, error.what());
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace groundcheck
