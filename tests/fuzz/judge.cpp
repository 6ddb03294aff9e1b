#include "tests/fuzz/judge.hpp"

#include <algorithm>
#include <typeinfo>

#include "audit/audit.hpp"
#include "decide/simplest.hpp"
#include "tests/fuzz/judge_witness.hpp"
#include "tests/fuzz/points.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::fuzz {

namespace {

constexpr const char* nothing_inside = "no point of the domain satisfies its condition";

// What the reference says of the points of one instance.
struct Tally {
    std::uint64_t holds = 0, fails = 0, open = 0, without_value = 0;
    std::string first_failing, first_without;
};

// What the engine says: a result, or an error about the claim.
struct Said {
    std::optional<ClaimResult> result;
    std::optional<std::string> error;
    bool at_a_point = false;  // the error is about the claim's value somewhere
};

Said ask(const Claim& claim, unsigned threads, std::uint64_t order) {
    AuditOptions options;
    options.threads = threads;
    options.order_seed = order;
    options.simulate = false;
    options.second.points = 0;  // the engine alone, without the reference at its side
    Said said;
    try {
        said.result = decide_claim(claim, false, options);
    } catch (const InputError& error) {
        said.error = error.message;
        said.at_a_point = error.hint.starts_with("met while deciding");
    }
    return said;
}

// Evaluates the parts of a formula apart, so that one without a value is seen even where another part settles
// the matter. The engine may evaluate them in any order.
bool some_part_without_value(const Expression& formula, const reference::Point& point, const Process* process,
                             const reference::Budget& budget) {
    switch (formula.node) {
        case Node::conjunction:
        case Node::disjunction:
        case Node::negation:
        case Node::implication:
        case Node::equivalence:
            return std::any_of(formula.args.begin(), formula.args.end(), [&](const ExpressionPtr& part) {
                return some_part_without_value(*part, point, process, budget);
            });
        default:
            break;
    }
    try {
        reference::holds(formula, point, process, budget);
    } catch (const reference::NoValue&) {
        return true;
    } catch (const reference::NoOpinion&) {
        return true;  // it may be so
    }
    return false;
}

class Judge {
  public:
    Judge(const Claim& claim, const JudgeOptions& options) : claim_(claim), options_(options) {
        budget_.steps = options.steps;
    }

    Judgement run() {
        const Said said = ask(claim_, 1, 0);
        note(said);
        compare_points(said);
        if (said.result) check_witnesses(*said.result);
        if (options_.orders) compare_orders(said);
        return std::move(judgement_);
    }

  private:
    Question question() const { return {&claim_, false}; }
    const Domain& domain() const { return claim_.domains.front(); }
    void fail(Fault fault, const std::string& message) { judgement_.failures.push_back({fault, message}); }

    void note(const Said& said) {
        if (said.error) {
            judgement_.ending = Ending::refused;
            judgement_.reason = *said.error;
            return;
        }
        const Verdict verdict = said.result->verdict;
        judgement_.ending = verdict == Verdict::proved    ? Ending::proved
                            : verdict == Verdict::refuted ? Ending::refuted
                                                          : Ending::undecided;
        for (const InstanceResult& instance : said.result->instances)
            if (instance.verdict == Verdict::undecided) judgement_.reason = instance.reason;
    }

    void compare_points(const Said& said) {
        if (said.error && !said.at_a_point) return;  // it is refused for its form
        instances_ = instances(question());
        tallies_.assign(instances_.size(), {});
        bool complete = false;
        try {
            complete = each_point(question(), options_.most_points, [&](const reference::Point& point) {
                visit(point, said.error.has_value());
                return true;
            });
        } catch (const reference::NoValue&) {
            return;  // the condition has none
        } catch (const reference::NoOpinion&) {
            return;
        }
        if (!complete) return;
        if (said.error) return judge_error(*said.error);
        for (std::size_t i = 0; i < instances_.size(); ++i)
            judge_instance(i, *said.result);
    }

    void visit(const reference::Point& point, bool every_part) {
        const auto place = std::find_if(instances_.begin(), instances_.end(),
                                        [&](const Instance& instance) { return belongs(point, instance); });
        if (place == instances_.end())
            throw std::logic_error("a point that no instance has: " + groundcheck::to_text(point));
        Tally& tally = tallies_[static_cast<std::size_t>(place - instances_.begin())];
        const Process* process = domain().process.get();
        if (every_part && some_part_without_value(*claim_.statement, point, process, budget_)) caused_ = true;
        if (every_part && claim_.equality &&
            some_part_without_value(*claim_.equality, point, process, budget_))
            caused_ = true;
        if (caused_) return;
        try {
            const Truth truth =
                reference::claim_holds(*claim_.statement, claim_.equality.get(), point, process, budget_);
            ++(truth == Truth::yes ? tally.holds : truth == Truth::no ? tally.fails : tally.open);
            if (truth == Truth::no && tally.fails == 1) tally.first_failing = groundcheck::to_text(point);
        } catch (const reference::NoOpinion&) {
            ++tally.open;
        } catch (const reference::NoValue& error) {
            if (++tally.without_value == 1)
                tally.first_without = groundcheck::to_text(point) + ": " + error.what();
        }
    }

    void judge_error(const std::string& error) {
        const bool open = std::any_of(tallies_.begin(), tallies_.end(), [](const Tally& tally) {
            return tally.open > 0 || tally.without_value > 0;
        });
        if (caused_ || open || error.find("cannot be decided exactly") != std::string::npos) return;
        fail(Fault::error_without_cause, error);
    }

    void judge_instance(std::size_t index, const ClaimResult& result) {
        const Tally& tally = tallies_[index];
        const auto found =
            std::find_if(result.instances.begin(), result.instances.end(),
                         [&](const auto& instance) { return instance.key == instances_[index].key(); });
        if (found == result.instances.end())
            return fail(Fault::exception, "no result for " + to_text(instances_[index].key()));
        judgement_.points += tally.holds + tally.fails;
        judgement_.passed_over += tally.open;
        const bool finite = !has_continuum(domain()) && instances_[index].K;
        switch (found->verdict) {
            case Verdict::proved:
                if (tally.fails > 0) fail(Fault::proved_but_false, tally.first_failing);
                if (tally.without_value > 0) fail(Fault::proved_without_value, tally.first_without);
                break;
            case Verdict::refuted:
                if (finite && tally.fails + tally.open + tally.without_value == 0)
                    fail(Fault::refuted_but_true,
                         found->witness ? to_text(*found->witness) : to_text(found->key));
                break;
            case Verdict::undecided:
                if (found->reason == nothing_inside && tally.holds + tally.fails > 0)
                    fail(Fault::empty_but_not, to_text(found->key));
                break;
        }
    }

    void check_witnesses(const ClaimResult& result) {
        for (const InstanceResult& instance : result.instances) {
            if (!instance.witness) continue;
            bool confirmed = false;
            if (const auto failure = fault_of(question(), domain(), *instance.witness, options_, confirmed))
                judgement_.failures.push_back(*failure);
            if (confirmed) ++judgement_.witnesses;
        }
        if (!options_.simplest || result.verdict != Verdict::refuted || !result.witness()) return;
        SearchLimits limits;
        limits.sizes = 4;
        limits.work = 4000;
        limits.outcome_budget = 2000;
        const SearchOutcome found = find_simplest(question(), limits, *result.witness());
        bool confirmed = false;
        if (!found.witness) return;
        if (auto failure =
                fault_of(question(), free_of_lattices(domain()), *found.witness, options_, confirmed)) {
            failure->message = "the simplest counterexample: " + failure->message;
            judgement_.failures.push_back(*failure);
        }
        if (confirmed) ++judgement_.witnesses;
    }

    void compare_orders(const Said& first) {
        const Said second = ask(claim_, 2, 0x5eed);
        if (first.error.has_value() != second.error.has_value())
            return fail(Fault::differs_by_order, first.error ? *first.error : *second.error);
        if (first.error) return;
        for (std::size_t i = 0; i < first.result->instances.size(); ++i) {
            const InstanceResult &a = first.result->instances[i], &b = second.result->instances.at(i);
            const auto said = [](const InstanceResult& result) {
                return groundcheck::to_text(result.verdict) +
                       (result.witness ? " " + to_text(*result.witness) : "");
            };
            if (a.key != b.key || said(a) != said(b))
                fail(Fault::differs_by_order,
                     to_text(a.key) + ": " + said(a) + " and then " + to_text(b.key) + ": " + said(b));
        }
    }

    const Claim& claim_;
    const JudgeOptions& options_;
    reference::Budget budget_;
    std::vector<Instance> instances_;
    std::vector<Tally> tallies_;
    bool caused_ = false;  // some part of the claim has no value somewhere
    Judgement judgement_;
};

}  // namespace

std::string to_text(Fault fault) {
    switch (fault) {
        case Fault::proved_but_false:
            return "proved, but false at a point";
        case Fault::proved_without_value:
            return "proved, but without a value at a point";
        case Fault::refuted_but_true:
            return "refuted, but true at every point";
        case Fault::empty_but_not:
            return "said to have no point, but has one";
        case Fault::witness_outside:
            return "a counterexample that is not in the domain";
        case Fault::witness_holds:
            return "a counterexample where the claim does not fail";
        case Fault::witness_sides:
            return "a counterexample that shows other sides than its relation's";
        case Fault::differs_by_order:
            return "another result on two threads";
        case Fault::error_without_cause:
            return "an error, though every point has a value";
        case Fault::exception:
            return "an exception that is no error about the claim";
        case Fault::crash:
            return "a crash";
    }
    return {};
}

std::string to_text(Ending ending) {
    switch (ending) {
        case Ending::proved:
            return "proved";
        case Ending::refuted:
            return "refuted";
        case Ending::undecided:
            return "undecided";
        case Ending::refused:
            return "refused";
        case Ending::rejected:
            return "no claim";
    }
    return {};
}

Judgement judge(Recipe& recipe, const JudgeOptions& options) {
    Judgement judgement;
    std::unique_ptr<test::ClaimText> text;
    try {
        text = load(recipe);
    } catch (const InputError& error) {
        judgement.ending = Ending::rejected;
        judgement.reason = error.message;
        return judgement;
    } catch (const std::exception& error) {
        judgement.failures.push_back({Fault::exception, std::string("reading: ") + error.what()});
        return judgement;
    }
    try {
        return Judge(text->claim(), options).run();
    } catch (const std::exception& error) {
        judgement.failures.push_back(
            {Fault::exception, std::string(typeid(error).name()) + ": " + error.what()});
    }
    return judgement;
}

}  // namespace groundcheck::fuzz
