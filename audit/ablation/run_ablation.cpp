#include "audit/ablation/run_ablation.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "audit/ablation/parameter_map.hpp"
#include "decide/limits.hpp"
#include "decide/question/domain_text.hpp"
#include "decide/question/free_domain.hpp"
#include "decide/question/simplicity.hpp"
#include "ledger/record.hpp"
#include "ledger/versions.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

// Instances of a relaxed claim that are decided together; after a refutation the next ones are not looked at.
constexpr std::size_t together = 16;

// A claim as it stands (no assumption), or without one of its assumptions.
struct Item {
    const Claim* claim;
    const Assumption* assumption;  // or null
};

bool wanted(const Assumption& assumption, const AblationOptions& options) {
    const bool has_something = assumption.dropped || (assumption.sweep && options.maps);
    const auto& only = options.only;
    return has_something &&
           (only.empty() || std::find(only.begin(), only.end(), assumption.name) != only.end());
}

std::vector<Item> items_of(const std::vector<Claim>& claims, const AblationOptions& options) {
    std::vector<Item> items;
    std::size_t number = 0;
    for (const Claim& claim : claims) {
        if (!options.share.has(number++)) continue;
        if (options.claims) items.push_back({&claim, nullptr});
        std::vector<const Assumption*> assumptions;
        for (const Assumption& assumption : claim.assumptions)
            if (wanted(assumption, options)) assumptions.push_back(&assumption);
        std::sort(assumptions.begin(), assumptions.end(),
                  [](const Assumption* a, const Assumption* b) { return a->name < b->name; });
        for (const Assumption* assumption : assumptions)
            items.push_back({&claim, assumption});
    }
    return items;
}

const char* const between_points =
    "this is between the points of the domain's lattice, for which the lattice stands";

// How the instances of a claim came out, as far as they were looked at.
struct Decided {
    std::size_t planned = 0, decided = 0;
    std::uint64_t points = 0;
    std::optional<Witness> witness;
    bool refuted = false;
    Assurance weakest = Assurance::formal;
    std::string open;  // why one of them is not decided
};

class Ablation {
  public:
    Ablation(const Item& item, Ledger* ledger, const AblationOptions& options, const std::stop_token& stop)
        : item_(item), ledger_(ledger), options_(options), limits_(options.seconds, options.memory, stop) {
        search_ = options.search;
        search_.stop = [this] { return !limits_.reached().empty(); };
    }

    AblationResult run() {
        const Claim& claim = *item_.claim;
        result_.claim = claim.id;
        result_.work = search_.work;
        if (item_.assumption == nullptr) {
            as_it_stands();
        } else {
            result_.assumption = item_.assumption->name;
            result_.says = item_.assumption->says;
            result_.unsaid = item_.assumption->unsaid;
            result_.statement = item_.assumption->statement_text;
            if (item_.assumption->dropped) without_assumption();
            if (item_.assumption->sweep && options_.maps) map();
        }
        result_.seconds = limits_.elapsed();
        return std::move(result_);
    }

    // Whether a limit, rather than the methods, is why the result is what it is.
    bool interrupted() const { return interrupted_; }

  private:
    void as_it_stands() {
        const Claim& claim = *item_.claim;
        result_.statement = claim.statement_text;
        result_.domain = domain_text(claim.domains.front());
        const SearchOutcome found = search({&claim, false}, {});
        if (!found.witness) return;
        refuted(claim, found);
    }

    void without_assumption() {
        const Claim relaxed = relaxed_claim(*item_.claim, *item_.assumption);
        result_.domain = domain_text(relaxed.domains.front());
        const SearchOutcome first = search({&relaxed, false}, {});
        if (first.witness) return refuted(relaxed, first);
        result_.searched = first.searched;
        if (note_limit()) return;
        const Decided decided = decide(relaxed);
        result_.instances = decided.planned;
        result_.decided = decided.decided;
        result_.points += decided.points;
        if (decided.refuted) return beyond_search(relaxed, decided);
        if (!decided.open.empty()) {
            if (!note_limit()) result_.reason = decided.open;
            return;
        }
        result_.need = Need::not_needed;
        result_.verdict = Verdict::proved;
        result_.assurance = decided.weakest;
        if (item_.claim->equality && !item_.assumption->drop.contains("statement")) equality_case(relaxed);
    }

    // The search missed a counterexample that deciding found: the simplest one is at most as complicated.
    void beyond_search(const Claim& relaxed, const Decided& decided) {
        if (!decided.witness) {
            result_.need = Need::needed;
            result_.verdict = Verdict::refuted;
            return;
        }
        SearchOutcome again = search({&relaxed, false}, decided.witness);
        refuted(relaxed, again);
    }

    // The relaxed inequality holds; does equality still hold exactly where the claim says?
    void equality_case(Claim relaxed) {
        relaxed.equality = item_.claim->equality;
        relaxed.hash = sha256(relaxed.hash + " with equality");
        const SearchOutcome found = search({&relaxed, false}, {});
        const std::string alone = "the inequality itself does not need it; when equality holds does";
        if (found.witness) {
            refuted(relaxed, found);
            result_.reason = alone;
            return;
        }
        const Decided decided = decide(relaxed);
        if (decided.refuted) {
            beyond_search(relaxed, decided);
            result_.reason = alone;
        } else if (!decided.open.empty()) {
            result_.reason = "of the inequality itself; when equality holds is open: " + decided.open;
        } else {
            result_.assurance = std::min(result_.assurance, decided.weakest);
        }
    }

    void map() {
        MapOptions options;
        options.steps = options_.map_steps;
        options.decide = options_.decide;
        options.second = options_.search.second;
        options.stop = search_.stop;
        result_.maps = map_parameter(*item_.claim, *item_.assumption, options);
        note_limit();
    }

    SearchOutcome search(const Question& question, const std::optional<Witness>& known) {
        SearchOutcome found = find_simplest(question, search_, known);
        result_.points += found.points;
        return found;
    }

    void refuted(const Claim& claim, const SearchOutcome& found) {
        result_.need = Need::needed;
        result_.verdict = Verdict::refuted;
        result_.assurance = Assurance::exact;
        result_.witness = found.witness;
        result_.certain = found.certain;
        result_.searched = found.searched;
        result_.reason = found.witness && !on_lattices(claim.domains, *found.witness) ? between_points : "";
        note_limit();
    }

    bool note_limit() {
        const std::string why = limits_.reached();
        if (why.empty()) return false;
        interrupted_ = true;
        if (result_.need == Need::open) result_.reason = "open so far: " + why;
        return true;
    }

    Decided decide(const Claim& claim) {
        const Question question{&claim, false};
        const std::vector<Instance> all = instances(question);
        DecideOptions stoppable = options_.decide;
        stoppable.stop = search_.stop;
        const Decider decider(question, stoppable);
        Decided total;
        total.planned = all.size();
        for (std::size_t begin = 0; begin < all.size() && !total.refuted; begin += together) {
            if (note_limit()) {
                total.open = result_.reason;
                return total;
            }
            const std::size_t end = std::min(all.size(), begin + together);
            std::vector<InstanceResult> results(end - begin);
            tbb::this_task_arena::isolate([&] {
                tbb::parallel_for(begin, end,
                                  [&](std::size_t i) { results[i - begin] = one(claim, decider, all[i]); });
            });
            for (const InstanceResult& result : results)
                add(total, result);
        }
        if (all.empty()) total.open = "the relaxed domain has no instance";
        return total;
    }

    InstanceResult one(const Claim& claim, const Decider& decider, const Instance& instance) const {
        if (ledger_ != nullptr)
            if (auto stored = ledger_->find(claim, false, instance.domain, instance.key()))
                return std::move(*stored);
        InstanceResult result = decide_and_hold(decider, {&claim, false}, instance, options_.search.second);
        const bool undecided = result.verdict == Verdict::undecided;
        if (ledger_ != nullptr && !(undecided && search_.stop())) ledger_->store(claim, false, result);
        return result;
    }

    static void add(Decided& total, const InstanceResult& result) {
        total.points += result.points;
        if (result.verdict == Verdict::undecided) {
            if (total.open.empty()) total.open = "at " + to_text(result.key) + ": " + result.reason;
            return;
        }
        ++total.decided;
        if (result.verdict == Verdict::proved) {
            total.weakest = std::min(total.weakest, result.assurance);
            return;
        }
        total.refuted = true;
        if (result.witness && !total.witness) total.witness = result.witness;
    }

    const Item& item_;
    Ledger* ledger_;
    const AblationOptions& options_;
    Limits limits_;
    SearchLimits search_;
    AblationResult result_;
    bool interrupted_ = false;
};

struct Answered {
    AblationResult result;
    bool interrupted = false;  // a limit is why it is what it is: not for keeping
};

std::string packed(const Answered& answer) {
    return json_text({{"interrupted", answer.interrupted}, {"ablation", to_json(answer.result)}});
}

Answered unpacked(const std::string& text) {
    const Json json = parse_json(text);
    return {ablation_from(json.at("ablation")), json.at("interrupted").get<bool>()};
}

// Answers the items, several at a time, and puts the answers in their order.
class Run {
  public:
    Run(const std::vector<Item>& items, Ledger* ledger, const AblationOptions& options,
        const AblationCallback& progress, std::stop_token stop)
        : items_(items),
          ledger_(ledger),
          options_(options),
          progress_(progress),
          stop_(std::move(stop)),
          threads_(options.threads),
          pool_(options.pool == nullptr ? threads_ : *options.pool) {
        results_.resize(items.size());
        state_.total = items.size();
    }

    // The claims as they stand first: what is false needs no ablation.
    std::vector<AblationResult> go() {
        pass([this](const Item& item) {
            if (item.assumption != nullptr) return false;
            const bool settled = options_.holds_everywhere && options_.holds_everywhere(*item.claim);
            state_.done += settled ? 1 : 0;
            return !settled;
        });
        pass([this](const Item& item) { return item.assumption != nullptr && !is_false(*item.claim); });
        std::vector<AblationResult> found;
        for (auto& result : results_)
            if (result && (!result->assumption.empty() || result->witness)) found.push_back(*result);
        return found;
    }

  private:
    template <class Wanted>
    void pass(Wanted wanted) {
        Tasks<Answered> job;
        job.name = "assumptions " + fingerprint();
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (pool_.leads() && wanted(items_[i]) && !resume(i)) job.tasks.push_back(i);
        job.make_worker = [this] { return [this](std::size_t i) -> std::any { return answer(i); }; };
        job.take = [this](std::size_t i, Answered answer) { take(i, std::move(answer)); };
        job.pack = packed;
        job.unpack = unpacked;
        job.stop = [this] { return stop_.stop_requested(); };
        job.run_on(pool_);
    }

    // What must be the same for all who work on these items.
    std::string fingerprint() const {
        std::string text = engine_fingerprint();
        for (const Item& item : items_)
            text += "\n" + item.claim->hash + " " + name_of(item);
        return sha256(text);
    }

    bool is_false(const Claim& claim) const {
        for (std::size_t i = 0; i < items_.size(); ++i)
            if (items_[i].claim == &claim && items_[i].assumption == nullptr)
                return results_[i] && results_[i]->verdict == Verdict::refuted;
        return false;
    }
    static std::string name_of(const Item& item) { return item.assumption ? item.assumption->name : ""; }

    // Takes the answer that the ledger has, if it comes from as thorough a search.
    bool resume(std::size_t i) {
        if (ledger_ == nullptr || stop_.stop_requested()) return false;
        auto stored = ledger_->find_ablation(*items_[i].claim, name_of(items_[i]));
        if (!stored || !(stored->certain || stored->work >= options_.search.work)) return false;
        note(i, std::move(*stored), true);
        return true;
    }

    Answered answer(std::size_t i) {
        Ablation ablation(items_[i], ledger_, options_, stop_);
        AblationResult result = ablation.run();
        return {std::move(result), ablation.interrupted()};
    }

    void take(std::size_t i, Answered answer) {
        if (ledger_ != nullptr && !answer.interrupted)
            ledger_->store_ablation(*items_[i].claim, answer.result);
        note(i, std::move(answer.result), false);
    }

    void note(std::size_t i, AblationResult result, bool resumed) {
        const std::lock_guard lock(mutex_);
        results_[i] = std::move(result);
        ++state_.done;
        if (resumed) ++state_.resumed;
        state_.current = items_[i].claim->id;
        if (progress_) progress_(state_);
    }

    const std::vector<Item>& items_;
    Ledger* ledger_;
    const AblationOptions& options_;
    const AblationCallback& progress_;
    std::stop_token stop_;
    ThreadPool threads_;
    Pool& pool_;
    std::vector<std::optional<AblationResult>> results_;
    std::mutex mutex_;
    AblationProgress state_;
};

}  // namespace

std::size_t ablation_count(const std::vector<Claim>& claims, const AblationOptions& options) {
    return items_of(claims, options).size();
}

std::vector<AblationResult> run_ablation(const std::vector<Claim>& claims, Ledger* ledger,
                                         const AblationOptions& options, const AblationCallback& progress,
                                         std::stop_token stop) {
    const std::vector<Item> items = items_of(claims, options);
    return Run(items, ledger, options, progress, std::move(stop)).go();
}

Claim relaxed_claim(const Claim& claim, const Assumption& assumption) {
    Claim relaxed = claim;
    relaxed.statement = assumption.statement;
    relaxed.statement_text = assumption.statement_text;
    relaxed.equality = nullptr;
    relaxed.equality_text.clear();
    relaxed.domains = {*assumption.dropped};
    relaxed.assumptions.clear();
    relaxed.mutant.reset();
    relaxed.formal.clear();
    relaxed.expect = Verdict::proved;
    relaxed.hash = sha256(claim.hash + " without " + assumption.name);
    return relaxed;
}

}  // namespace groundcheck
