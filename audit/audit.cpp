#include "audit/audit.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

#include "ledger/record.hpp"
#include "ledger/versions.hpp"
#include "sim/random.hpp"
#include "theorems/language/sha256.hpp"

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

// The logarithm of what an instance costs, roughly: the outcomes of a generation, for each of the points. It
// decides nothing but the order of work.
double estimated_work(const Question& question, const Instance& instance) {
    constexpr double continuum = 5;  // a proof over one looks at more than a point
    const double K = std::max<double>(2, instance.K.value_or(2));
    const auto ways = [K](double total) {
        return std::lgamma(total + K) - std::lgamma(total + 1) - std::lgamma(K);
    };
    double work = has_continuum(question.domains()[instance.domain]) ? continuum : 0;
    if (instance.N) work += ways(*instance.N);
    for (const auto& [name, range] : question.domains()[instance.domain].distributions)
        if (range.kind == DistributionDomain::Kind::lattice) work += ways(range.denominator);
    return work;
}

// What must be the same for all who work on the same instances.
std::string fingerprint(const std::vector<Work>& works) {
    std::string text = engine_fingerprint();
    for (const Work& work : works)
        text += "\n" + work.question.claim->hash + (work.question.mutant ? " mutant " : " claim ") +
                std::to_string(work.instances.size());
    return sha256(text);
}

// A number for each thing there is to do, in the order of the works: instances or simulations.
using Places = std::vector<std::pair<std::size_t, std::size_t>>;

class Run {
  public:
    Run(std::vector<Work>& works, Ledger* ledger, const AuditOptions& options,
        const ProgressCallback& progress, std::stop_token stop)
        : works_(works),
          ledger_(ledger),
          options_(options),
          progress_(progress),
          stop_(std::move(stop)),
          threads_(options.threads),
          pool_(options.pool == nullptr ? threads_ : *options.pool) {
        for (std::size_t w = 0; w < works.size(); ++w) {
            for (std::size_t i = 0; i < works[w].instances.size(); ++i)
                instances_.emplace_back(w, i);
        }
        for (std::size_t w = 0; w < works.size() && options.simulate; ++w) {
            for (std::size_t range = 0; range < works[w].result.to_simulate().size(); ++range) {
                simulated_point(works[w].question,
                                range);  // data that cannot be read are an error before all
                simulations_.emplace_back(w, range);
            }
        }
        instance_tasks_ = share_of(instances_.size());
        simulation_tasks_ = share_of(simulations_.size());
        state_.simulations = simulation_tasks_.size();
        state_.total = instance_tasks_.size() + state_.simulations;
    }

    void decide() {
        if (pool_.leads()) resume();
        Tasks<InstanceResult> job;
        job.name = "instances " + fingerprint(works_);
        job.tasks = open_instances();
        job.make_worker = [this] { return [this](std::size_t task) { return decided(task); }; };
        job.take = [this](std::size_t task, InstanceResult result) { take(task, std::move(result), false); };
        job.pack = [](const InstanceResult& result) { return json_text(to_json(result)); };
        job.unpack = [](const std::string& text) { return instance_from(parse_json(text)); };
        job.stop = [this] { return stop_.stop_requested(); };
        job.run_on(pool_);
    }

    // In one process one simulation after another, each with all the threads; otherwise side by side.
    void simulate() {
        ThreadPool one_by_one(1);
        Pool& pool = options_.pool == nullptr ? one_by_one : *options_.pool;
        Tasks<SimulatedClaim> job;
        job.name = "simulations " + fingerprint(works_);
        for (const std::size_t task : simulation_tasks_)
            if (pool.leads() && !resume_simulation(task)) job.tasks.push_back(task);
        job.make_worker = [this] { return [this](std::size_t task) { return simulated(task); }; };
        job.take = [this](std::size_t task, SimulatedClaim found) { take(task, std::move(found), false); };
        job.pack = [](const SimulatedClaim& found) { return json_text(to_json(found)); };
        job.unpack = [](const std::string& text) { return simulated_from(parse_json(text)); };
        job.stop = [this] { return stop_.stop_requested(); };
        job.run_on(pool);
        for (Work& work : works_)
            std::sort(work.result.simulated.begin(), work.result.simulated.end(),
                      [](const SimulatedClaim& a, const SimulatedClaim& b) { return a.range < b.range; });
    }

  private:
    std::vector<std::size_t> share_of(std::size_t tasks) const {
        std::vector<std::size_t> mine;
        for (std::size_t task = 0; task < tasks; ++task)
            if (options_.share.has(task)) mine.push_back(task);
        return mine;
    }

    // Takes what the ledger has. Certificates are looked at again, so it is done by all threads.
    void resume() {
        if (ledger_ == nullptr) return;
        Job job;
        job.name = "the ledger";
        job.tasks = instance_tasks_;
        job.make_worker = [this] {
            return [this](std::size_t task) {
                const auto [w, i] = instances_[task];
                const Instance& instance = works_[w].instances[i];
                const Question& question = works_[w].question;
                auto stored =
                    ledger_->find(*question.claim, question.mutant, instance.domain, instance.key());
                if (stored && (!options_.still_there || options_.still_there(*stored)))
                    take(task, std::move(*stored), true);
                return std::any();
            };
        };
        job.stop = [this] { return stop_.stop_requested(); };
        threads_.run(job);
    }

    std::vector<std::size_t> open_instances() const {
        std::vector<std::size_t> open;
        for (const std::size_t task : instance_tasks_)
            if (works_[instances_[task].first].finished[instances_[task].second] == 0) open.push_back(task);
        if (options_.order_seed != 0) {
            std::shuffle(open.begin(), open.end(), RandomStream(options_.order_seed, {}));
            return open;
        }
        std::vector<double> cost(instances_.size());
        for (const std::size_t task : open) {
            const auto [w, i] = instances_[task];
            cost[task] = estimated_work(works_[w].question, works_[w].instances[i]);
        }
        std::stable_sort(open.begin(), open.end(),
                         [&](std::size_t a, std::size_t b) { return cost[a] > cost[b]; });
        return open;
    }

    std::any decided(std::size_t task) const {
        const auto [w, i] = instances_[task];
        const Work& work = works_[w];
        InstanceResult found =
            decide_and_hold(*work.decider, work.question, work.instances[i], options_.second);
        // What a stop left open is not decided: the next run looks again.
        if (found.verdict == Verdict::undecided && stop_.stop_requested()) return {};
        return found;
    }

    void take(std::size_t task, InstanceResult result, bool resumed) {
        const auto [w, i] = instances_[task];
        Work& work = works_[w];
        const Claim& claim = *work.question.claim;
        if (ledger_ != nullptr && !resumed) ledger_->store(claim, work.question.mutant, result);
        const std::lock_guard lock(mutex_);
        work.finished[i] = 1;
        work.result.seconds += result.seconds;
        if (resumed) ++work.result.resumed;
        work.result.instances[i] = std::move(result);
        note(claim, resumed);
    }

    bool resume_simulation(std::size_t task) {
        if (ledger_ == nullptr) return false;
        const auto [w, range] = simulations_[task];
        const Question& question = works_[w].question;
        SimulatedClaim asked;
        asked.range = range;
        asked.replicates = options_.statistical.replicates;
        asked.seed = options_.statistical.seed;
        asked.confidence = options_.statistical.confidence;
        auto found = ledger_->find_simulated(*question.claim, question.mutant, asked);
        if (!found) return false;
        take(task, std::move(*found), true);
        return true;
    }

    std::any simulated(std::size_t task) {
        const auto [w, range] = simulations_[task];
        const Question& question = works_[w].question;
        StatisticalOptions options = options_.statistical;
        options.threads = options_.threads;
        options.go_on = [this, &question] {
            const std::lock_guard lock(mutex_);
            state_.current = question.claim->id;
            if (progress_) progress_(state_);
            return !stop_.stop_requested();
        };
        SimulatedClaim found = simulate_claim(question, range, options);
        if (stop_.stop_requested()) return {};
        return found;
    }

    void take(std::size_t task, SimulatedClaim found, bool resumed) {
        Work& work = works_[simulations_[task].first];
        const Claim& claim = *work.question.claim;
        if (ledger_ != nullptr && !resumed) ledger_->store(claim, work.question.mutant, found);
        const std::lock_guard lock(mutex_);
        work.result.simulated.push_back(std::move(found));
        note(claim, resumed);
    }

    // One more is done. Precondition: the lock is held.
    void note(const Claim& claim, bool resumed) {
        ++state_.done;
        if (resumed) ++state_.resumed;
        state_.current = claim.id;
        if (progress_) progress_(state_);
    }

    std::vector<Work>& works_;
    Ledger* ledger_;
    const AuditOptions& options_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
    ThreadPool threads_;
    Pool& pool_;
    Places instances_, simulations_;
    std::vector<std::size_t> instance_tasks_, simulation_tasks_;  // this share's
    std::mutex mutex_;                                            // guards the results and what follows
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
    run.decide();
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
