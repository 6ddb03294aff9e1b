#include "audit/audit.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "sim/random.hpp"

namespace groundcheck {

namespace {

// One question with its instances and where their results go.
struct Work {
    Question question;
    std::vector<Instance> instances;
    std::unique_ptr<Decider> decider;
    ClaimResult result;
    std::vector<char> finished;
};

std::vector<Work> plan(const std::vector<Claim>& claims, const AuditOptions& options, bool only_mutants) {
    std::vector<Work> works;
    const auto add = [&](const Claim& claim, bool mutant) {
        Work work;
        work.question = {&claim, mutant};
        work.instances = instances(work.question);
        work.decider = std::make_unique<Decider>(work.question, options.decide);
        work.result.claim = claim;
        work.result.is_mutant = mutant;
        work.result.instances.resize(work.instances.size());
        work.finished.resize(work.instances.size());
        works.push_back(std::move(work));
    };
    for (const auto& claim : claims) {
        if (!only_mutants) add(claim, false);
    }
    for (const auto& claim : claims) {
        if (claim.mutant && options.mutants) add(claim, true);
    }
    return works;
}

class Run {
  public:
    Run(std::vector<Work>& works, Ledger* ledger, const AuditOptions& options,
        const ProgressCallback& progress, std::stop_token stop)
        : works_(works), ledger_(ledger), options_(options), progress_(progress), stop_(std::move(stop)) {
        for (std::size_t w = 0; w < works.size(); ++w) {
            for (std::size_t i = 0; i < works[w].instances.size(); ++i)
                tasks_.emplace_back(w, i);
        }
        if (options.order_seed != 0)
            std::shuffle(tasks_.begin(), tasks_.end(), RandomStream(options.order_seed, {}));
        state_.total = tasks_.size();
        for (const Work& work : works) {
            if (!options.simulate) break;
            const std::size_t ranges = work.result.to_simulate().size();
            for (std::size_t range = 0; range < ranges; ++range)
                simulated_point(work.question,
                                range);  // data that cannot be read are an error before all else
            state_.simulations += ranges;
        }
        state_.total += state_.simulations;
    }

    // Of several errors the one that stands first is thrown, whatever the threads met first: what stands
    // before an error is still looked at, what stands behind it is not.
    void go() {
        std::pair<std::size_t, std::size_t> first(works_.size(), 0);
        std::exception_ptr error;
        const auto behind = [&](std::size_t t) {
            const std::lock_guard lock(mutex_);
            return tasks_[t] > first;
        };
        tbb::parallel_for(std::size_t{0}, tasks_.size(), [&](std::size_t t) {
            if (stop_.stop_requested() || behind(t)) return;
            try {
                one(works_[tasks_[t].first], tasks_[t].second);
            } catch (...) {
                const std::lock_guard lock(mutex_);
                if (tasks_[t] > first) return;
                first = tasks_[t];
                error = std::current_exception();
            }
        });
        if (error) std::rethrow_exception(error);
    }

    // One simulation after another: each has all the threads.
    void simulate() {
        for (Work& work : works_) {
            if (!options_.simulate) return;
            for (std::size_t range = 0; range < work.result.to_simulate().size(); ++range) {
                if (stop_.stop_requested()) return;
                simulate(work, range);
            }
        }
    }

  private:
    void simulate(Work& work, std::size_t range) {
        const Claim& claim = *work.question.claim;
        StatisticalOptions options = options_.statistical;
        options.threads = options_.threads;
        options.go_on = [this] {
            if (progress_) progress_(state_);
            return !stop_.stop_requested();
        };
        SimulatedClaim asked;
        asked.range = range;
        asked.replicates = options.replicates;
        asked.seed = options.seed;
        asked.confidence = options.confidence;
        state_.current = claim.id;
        std::optional<SimulatedClaim> found;
        if (ledger_ != nullptr) found = ledger_->find_simulated(claim, work.question.mutant, asked);
        if (found) {
            ++state_.resumed;
        } else {
            found = simulate_claim(work.question, range, options);
            if (stop_.stop_requested()) return;
            if (ledger_ != nullptr) ledger_->store(claim, work.question.mutant, *found);
        }
        work.result.simulated.push_back(std::move(*found));
        ++state_.done;
        if (progress_) progress_(state_);
    }

    void one(Work& work, std::size_t index) {
        const Instance& instance = work.instances[index];
        const Claim& claim = *work.question.claim;
        std::optional<InstanceResult> stored;
        if (ledger_ != nullptr)
            stored = ledger_->find(claim, work.question.mutant, instance.domain, instance.key());
        if (stored && options_.still_there && !options_.still_there(*stored)) stored.reset();
        const bool resumed = stored.has_value();
        InstanceResult found = resumed
                                   ? std::move(*stored)
                                   : decide_and_hold(*work.decider, work.question, instance, options_.second);
        // What a stop left open is not decided: the next run looks again.
        if (!resumed && found.verdict == Verdict::undecided && stop_.stop_requested()) return;
        work.result.instances[index] = std::move(found);
        work.finished[index] = 1;
        if (ledger_ != nullptr && !resumed)
            ledger_->store(claim, work.question.mutant, work.result.instances[index]);
        const std::lock_guard lock(mutex_);
        ++state_.done;
        if (resumed) {
            ++state_.resumed;
            ++work.result.resumed;
        }
        work.result.seconds += work.result.instances[index].seconds;
        state_.current = claim.id;
        if (progress_) progress_(state_);
    }

    std::vector<Work>& works_;
    Ledger* ledger_;
    const AuditOptions& options_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
    std::vector<std::pair<std::size_t, std::size_t>> tasks_;
    std::mutex mutex_;
    AuditProgress state_;
};

// Drops the instances that were not reached; an unfinished claim cannot be proved by the rest of them.
ClaimResult finish(Work& work) {
    ClaimResult& result = work.result;
    std::vector<InstanceResult> reached;
    for (std::size_t i = 0; i < work.instances.size(); ++i) {
        if (work.finished[i] != 0) {
            reached.push_back(std::move(result.instances[i]));
        } else {
            InstanceResult open;
            open.domain = work.instances[i].domain;
            open.key = work.instances[i].key();
            open.reason = "not reached: the audit was stopped";
            reached.push_back(std::move(open));
        }
    }
    result.instances = std::move(reached);
    conclude(result);
    return std::move(result);
}

// With a stop that is asked inside an instance, too.
AuditOptions stoppable(AuditOptions options, const std::stop_token& stop) {
    options.decide.stop = [stop] { return stop.stop_requested(); };
    return options;
}

std::vector<ClaimResult> decide_all(std::vector<Work> works, Ledger* ledger, const AuditOptions& options,
                                    const ProgressCallback& progress, std::stop_token stop) {
    if (ledger != nullptr) {
        if (options.fresh) ledger->clear();
        for (const auto& work : works)
            ledger->begin_claim(*work.question.claim, work.question.mutant, work.instances.size());
    }
    Run run(works, ledger, options, progress, std::move(stop));
    const int threads = options.threads == 0 ? tbb::task_arena::automatic : static_cast<int>(options.threads);
    std::optional<tbb::global_control> allowed;  // TBB starts no more threads than cores unless told so
    if (threads > 0) allowed.emplace(tbb::global_control::max_allowed_parallelism, options.threads);
    tbb::task_arena arena(threads);
    arena.execute([&run] { run.go(); });
    run.simulate();
    std::vector<ClaimResult> results;
    results.reserve(works.size());
    for (auto& work : works)
        results.push_back(finish(work));
    return results;
}

}  // namespace

std::vector<ClaimResult> run_audit(const std::vector<Claim>& claims, Ledger* ledger,
                                   const AuditOptions& options, const ProgressCallback& progress,
                                   std::stop_token stop) {
    return decide_all(plan(claims, stoppable(options, stop), false), ledger, options, progress, stop);
}

ClaimResult decide_claim(const Claim& claim, bool mutant, const AuditOptions& options,
                         const ProgressCallback& progress, std::stop_token stop) {
    AuditOptions own = options;
    own.mutants = mutant;
    const std::vector<Claim> only = {claim};  // the questions point into it
    const auto begin = std::chrono::steady_clock::now();
    auto results = decide_all(plan(only, stoppable(own, stop), mutant), nullptr, own, progress, stop);
    // On several threads the instances' times add up to more than has passed.
    results.front().seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(results.front());
}

}  // namespace groundcheck
