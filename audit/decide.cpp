#include "audit/decide.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <mutex>
#include <tuple>

#include "audit/continuum.hpp"
#include "audit/decide_points.hpp"
#include "audit/decide_separable.hpp"
#include "audit/spot_check.hpp"
#include "audit/witness.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/sha256.hpp"

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
    throw InputError(
        claim.file.string(), error.where.line, error.where.column, error.where.length, error.what(),
        "met while deciding " + instance.key + "; restrict the domain (`where`) so that it cannot happen",
        line_of(claim.file, error.where.line));
}

InstanceResult undecided(const Instance& instance, const std::string& reason) {
    InstanceResult result;
    result.domain = instance.domain;
    result.key = instance.key;
    result.reason = reason;
    return result;
}

// Whether a condition can depend on more than the point's distributions.
bool depends_on_instance(const ExpressionPtr& e) {
    if (!e) return false;
    if (e->node == Node::parameter && e->name != "K") return true;
    for (const auto& arg : e->args) {
        if (depends_on_instance(arg)) return true;
    }
    return false;
}

// Over whose masses a statement's constants are spread; see separate().
std::vector<std::string> bases_of(const Domain& domain) {
    std::vector<std::string> names;
    for (const auto& [name, range] : domain.distributions)
        names.push_back(name);
    if (domain.any_alphabet || names.empty()) return names;
    return {domain.distributions.contains("P") ? "P" : names.front()};
}

// The points of one domain and alphabet size, with their conditions where those are the same for all
// instances.
struct SharedSpace {
    SymbolSpace space;
    std::optional<PointConditions> conditions;
};

}  // namespace

struct Decider::Implementation {
    Question question;
    DecideOptions options;
    ExpressionPtr statement;              // with its equality condition
    std::vector<Separation> separations;  // one for each domain
    std::mutex mutex;
    // By domain, alphabet size and, where a lattice's denominator is N, sample size.
    using SpaceKey = std::tuple<std::size_t, std::optional<std::uint32_t>, std::optional<std::uint32_t>>;
    std::map<SpaceKey, std::shared_ptr<const SharedSpace>> spaces;

    std::shared_ptr<const SharedSpace> space(const Instance& instance) {
        const std::lock_guard lock(mutex);
        const Domain& domain = question.domains()[instance.domain];
        const bool by_samples =
            std::any_of(domain.distributions.begin(), domain.distributions.end(), [](const auto& entry) {
                return entry.second.kind == DistributionDomain::Kind::lattice &&
                       entry.second.denominator == 0;
            });
        auto& shared = spaces[{instance.domain, instance.K, by_samples ? instance.N : std::nullopt}];
        if (!shared) {
            SharedSpace made{SymbolSpace(domain, instance), std::nullopt};
            const bool same_for_all =
                !depends_on_instance(domain.where) && !depends_on_instance(question.equality());
            if (same_for_all && made.space.listed()) {
                made.conditions =
                    evaluate_conditions(made.space, instance, domain.where, question.equality());
            }
            shared = std::make_shared<const SharedSpace>(std::move(made));
        }
        return shared;
    }

    SeparableOutcome separable(const Separation& separation, const Instance& instance) {
        const auto shared = space(instance);
        if (shared->conditions)
            return decide_separable(separation, shared->space, *shared->conditions, instance, options);
        PointConditions conditions;
        if (shared->space.listed()) {
            const Domain& domain = question.domains()[instance.domain];
            conditions = evaluate_conditions(shared->space, instance, domain.where, question.equality());
        } else if (question.domains()[instance.domain].where || question.equality()) {
            return {std::nullopt, "a condition over every alphabet needs a single distribution", {}};
        }
        return decide_separable(separation, shared->space, conditions, instance, options);
    }

    InstanceResult over_continuum(const Instance& instance) const {
        ContinuumOutcome outcome = decide_continuum(question, instance);
        if (outcome.result.verdict == Verdict::proved) spot_check(question, instance, outcome.result);
        if (!outcome.certificate.empty() && options.keep_certificate) {
            outcome.result.certificate =
                options.keep_certificate(question, outcome.result, outcome.certificate);
            outcome.result.certificate_hash = sha256(outcome.certificate);
        }
        return outcome.result;
    }

    InstanceResult decide(const Instance& instance) {
        const Domain& domain = question.domains()[instance.domain];
        if (has_continuum(domain) && domain.process)
            return undecided(instance,
                             "over a continuum only the plain process is decided (P' = C/N from P)");
        if (has_continuum(domain)) return over_continuum(instance);
        SeparableOutcome outcome;
        const Separation& separation = separations.at(instance.domain);
        if (separation.obstacle) {
            outcome.declined = separation.obstacle->reason;
        } else if (!is_symmetric(domain) || (question.equality() && !is_symmetric(*question.equality()))) {
            outcome.declined = "a condition tells the symbols apart";
        } else if (!domain.distributions.empty() && domain.observables.empty()) {
            outcome = separable(separation, instance);
            if (outcome.result) return *outcome.result;
        }
        if (instance.K) return decide_points(question, statement, instance, options);
        if (outcome.error) throw DomainError(*outcome.error);
        return undecided(instance, outcome.declined);
    }
};

Decider::Decider(const Question& question, const DecideOptions& options)
    : implementation_(std::make_unique<Implementation>()) {
    implementation_->question = question;
    implementation_->options = options;
    implementation_->statement = with_equality(question);
    for (const auto& domain : question.domains()) {
        implementation_->separations.push_back(
            separate(question.statement(), domain.any_alphabet, bases_of(domain)));
        if (domain.process && domain.process->additive != 0) {
            implementation_->separations.back() = {
                {},
                NotSeparable{question.statement()->where,
                             "smoothing ties a symbol's mass to the number of symbols"}};
        }
        if (domain.process && domain.process->program) {
            implementation_->separations.back() = {
                {},
                NotSeparable{question.statement()->where,
                             "the program learner's law is no sum over symbols"}};
        }
        const auto& obstacle = implementation_->separations.back().obstacle;
        if (!domain.any_alphabet || !obstacle || domain.distributions.empty()) continue;
        const auto& claim = *question.claim;
        throw InputError(
            claim.file.string(), obstacle->where.line, obstacle->where.column, obstacle->where.length,
            "K = \"any\" needs both sides to be sums over symbols: " + obstacle->reason,
            "give the alphabet sizes, for instance K = [2, 3]", line_of(claim.file, obstacle->where.line));
    }
}

Decider::~Decider() = default;

InstanceResult Decider::decide(const Instance& instance) const {
    const auto start = std::chrono::steady_clock::now();
    InstanceResult result;
    try {
        result = implementation_->decide(instance);
    } catch (const DomainError& error) {
        report(error, *implementation_->question.claim, instance);
    } catch (const TooLarge& error) {
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
