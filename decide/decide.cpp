#include "decide/decide.hpp"

#include "decide/continuum/decide_continuum.hpp"
#include "decide/continuum/spot_check.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/methods/listed_decider.hpp"
#include "sim/process.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

struct Decider::Implementation {
    Implementation(const Question& asked, const DecideOptions& how)
        : question(asked), options(how), listed(asked, how) {}

    Question question;
    DecideOptions options;
    ListedDecider listed;  // of all its domains: what it refuses is refused before anything is decided

    InstanceResult over_continuum(const Instance& instance) const {
        if (state_space(question.domains()[instance.domain].process.get()) != StateSpace::symbols)
            return undecided(instance, "over a continuum only processes on symbols are decided");
        ContinuumOutcome outcome = planted(PlantedFault::open_ends_ignored)
                                       ? with_closed_ends(instance)
                                       : decide_continuum(question, instance);
        if (outcome.result.verdict == Verdict::proved) {
            try {
                spot_check(question, instance, outcome.result);
            } catch (const InputError& error) {
                return undecided(instance,
                                 "the claim has no value at a point of its domain: " + error.message);
            }
        }
        if (!outcome.certificate.empty() && options.keep_certificate) {
            outcome.result.certificate =
                options.keep_certificate(question, outcome.result, outcome.certificate);
            outcome.result.certificate_hash = sha256(outcome.certificate);
        }
        return outcome.result;
    }

    // For the planted fault: as if every interval had its ends.
    ContinuumOutcome with_closed_ends(const Instance& instance) const {
        Claim closed = *question.claim;
        for (auto* domains : {&closed.domains, closed.mutant ? &closed.mutant->domains : nullptr})
            for (std::size_t d = 0; domains != nullptr && d < domains->size(); ++d)
                for (auto& [name, range] : (*domains)[d].scalars)
                    range.without_low = range.without_high = false;
        return decide_continuum({&closed, question.mutant}, instance);
    }
};

Decider::Decider(const Question& question, const DecideOptions& options)
    : implementation_(std::make_unique<Implementation>(question, options)) {}

Decider::~Decider() = default;

InstanceResult Decider::decide(const Instance& instance) const {
    const Question& question = implementation_->question;
    if (!has_continuum(question.domains()[instance.domain])) return implementation_->listed.decide(instance);
    return decided(question, instance, [&] { return implementation_->over_continuum(instance); });
}

}  // namespace groundcheck
