// What `groundcheck simulate` does around a run, whatever it simulates: the parameters that name it, the
// state that --resume keeps, the progress bar, and the word of a run that was stopped.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/interrupt.hpp"
#include "cli/process_options.hpp"
#include "cli/simulate.hpp"
#include "sim/measure_estimate.hpp"
#include "sim/schedule.hpp"
#include "sim/state_text.hpp"

namespace groundcheck::cli {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// One `key: value` a line, as states have them.
std::string parameter_lines(const Parameters& parameters);

// The schedules that --alpha and --samples say, generation by generation, in the plan. Throws InputError.
template <class Plan>
void set_schedules(const SimulateOptions& options, Plan& plan) {
    const Schedule alpha(options.alpha, "--alpha"), samples(options.samples, "--samples");
    for (std::uint32_t t = 0; t < options.generations; ++t) {
        plan.alpha.push_back(share_at(alpha, t));
        plan.samples.push_back(samples_at(samples, t));
    }
}

// What --each says.
Sharing sharing_of(const SimulateOptions& options);

// The file that --resume names.
class StateFile {
  public:
    // `options` has to live as long.
    explicit StateFile(const SimulateOptions& options) : options_(options) {}

    // What read(text) makes of the state in the file; an empty state if there is no file. Throws InputError
    // for a file that is no such state, and where `read` throws StateMismatch.
    template <class Read>
    auto earlier(const Read& read) const -> decltype(read(std::string())) {
        const std::optional<std::string> text = body();
        if (!text) return {};
        try {
            return read(*text);
        } catch (const StateMismatch& mismatch) {
            refuse(options_.resume + ": " + mismatch.what(),
                   "repeat the command that made it, or name another file to begin anew");
        }
    }

    // Writes the state that text() returns, if there is a file to keep it in. Throws InputError if it cannot.
    void keep(const std::function<std::string()>& text);
    // The same, but twice a second at most: writing costs little, but not nothing, and a kill may lose that
    // much.
    void keep_now_and_then(const std::function<std::string()>& text);

  private:
    using Clock = std::chrono::steady_clock;
    std::optional<std::string> body() const;

    const SimulateOptions& options_;
    Clock::time_point written_ = Clock::now();
};

// A run in progress: shows its bar, and hears the signals that stop it.
class SimulationWatch {
  public:
    // Shows how far it got. Whether to go on.
    bool go_on(std::uint64_t done, std::uint64_t total) {
        bar_.show(done, total);
        return Interrupt::signal() == 0;
    }

  private:
    SimulationBar bar_;
    Interrupt interrupt_;
};

// Runs what is left, with the state kept as --resume says. read(text) and write(state) are the state's text;
// run(state, watch, keep) runs and returns whether all is done, keep being called with a state now and then;
// keep(state, true) writes it whatever the time.
template <class State, class Read, class Write, class Run>
bool run_kept(const SimulateOptions& options, State& state, const Read& read, const Write& write,
              const Run& run) {
    StateFile file(options);
    state = file.earlier(read);
    file.keep([&] { return write(state); });  // refuse now what cannot be kept later
    SimulationWatch watch;
    const bool complete = run(state, watch, [&](const State& now, bool at_once = false) {
        const auto text = [&] { return write(now); };
        at_once ? file.keep(text) : file.keep_now_and_then(text);
    });
    file.keep([&] { return write(state); });
    return complete;
}

// Says that a signal stopped the run, and how to go on. Returns the exit code.
int stopped_after(std::uint64_t replicates, const SimulateOptions& options);

}  // namespace groundcheck::cli
