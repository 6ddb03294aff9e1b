// The process of `groundcheck simulate` where its options say more than the plain one: --train, --fit,
// --models, --share exact, --samples infinity, and --let for the numbers, sets, observables and distributions
// that these speak of. They mean what the entries of a claim file's [process] and [domain] mean, are read by
// the same reader, and so have the same errors, with the option in the place of the file.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/simulate.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "sim/simulation.hpp"
#include "sim/start_law.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

// Whether one of these options is there.
bool says_process(const SimulateOptions& options);

// The first of these options that is there ("--train"), empty if none is; where none has a meaning.
std::string first_process_option(const SimulateOptions& options);

class OwnProcess {
  public:
    // Reads the options. Both laws are over the same symbols; `observable` has a value for each of them and
    // is called f in expressions. Throws InputError. Precondition: says_process(options).
    OwnProcess(const SimulateOptions& options, const StartLaw& start, const StartLaw& world,
               const std::vector<double>& observable);

    // Says in `plan` what the process does in so many generations. Throws InputError where a schedule has no
    // value.
    void set(SimulationPlan& plan, std::uint32_t generations) const;

    // The options as they were written, each with its name, for the output and for states.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& written() const { return written_; }
    // No samples: the frequencies are the training distribution itself.
    [[nodiscard]] bool endless() const;
    // What to throw for a part of the process that has no value at some model, schedules aside, which set()
    // has checked: with the option and the place in it.
    [[nodiscard]] InputError located(const DomainError& error) const;

  private:
    // An option's text as it was parsed.
    struct Part {
        std::string option, text;
        ExpressionPtr expression;
    };
    static InputError error_in(const Part& part, const DomainError& error);

    std::vector<std::pair<std::string, std::string>> written_;
    std::vector<Part> parts_;  // --alpha, then --samples where there is a number of them, --train and --fit
    Point point_;
};

}  // namespace groundcheck::cli
