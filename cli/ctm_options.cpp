#include "cli/ctm_options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "cli/interrupt.hpp"

namespace groundcheck::cli {

namespace {

// A bar on the terminal, redrawn when its percentage changes; nothing when the error output is not a
// terminal.
class ProgressBar {
  public:
    explicit ProgressBar(std::string title)
        : title_(std::move(title)), shown_(::isatty(STDERR_FILENO) == 1) {}
    ~ProgressBar() {
        if (percent_ >= 0) std::cerr << "\r\033[K";
    }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const ctm::Progress& progress) {
        const int percent = static_cast<int>(100 * progress.finished / progress.total);
        if (!shown_ || percent == percent_) return;
        percent_ = percent;
        constexpr int kWidth = 40;
        const int filled = percent * kWidth / 100;
        std::cerr << fmt::format("\r{} [{:#<{}}{:.<{}}] {:3}%", title_, "", filled, "", kWidth - filled,
                                 percent)
                  << std::flush;
    }

  private:
    std::string title_;
    bool shown_;
    int percent_ = -1;
};

}  // namespace

ctm::Blank blank_of(const std::string& name) {
    return name == "0" ? ctm::Blank::zero : name == "1" ? ctm::Blank::one : ctm::Blank::both;
}

ctm::EnumerationOptions enumeration_of(const CtmOptions& options) {
    ctm::EnumerationOptions wanted;
    wanted.states = options.states;
    wanted.bound = options.bound != 0 ? options.bound : ctm::default_bound(options.states);
    wanted.prove_undecided = options.prove;
    wanted.threads = options.threads;
    wanted.pool = options.pool;
    return wanted;
}

std::optional<ctm::Enumeration> obtain(const CtmOptions& options) {
    ctm::EnumerationOptions wanted = enumeration_of(options);
    if (!leads(options.pool)) {
        enumerate_machines(wanted);
        throw HelpIsOver();
    }
    ProgressBar bar(fmt::format("running all {}-state machines", options.states));
    const Interrupt interrupt;
    wanted.progress = [&](const ctm::Progress& progress) {
        bar.show(progress);
        return Interrupt::signal() == 0;
    };
    return ctm::Cache(ctm::default_cache_folder()).obtain(wanted);
}

CtmOptions with_states(CtmOptions options) {
    if (options.states == 0) {
        const bool have_five =
            ctm::Cache(ctm::default_cache_folder()).load(5, ctm::default_bound(5), false).has_value();
        options.states = have_five ? 5 : 4;
    }
    return options;
}

bool is_binary_or_complain(const std::string& text) {
    const std::size_t wrong = text.find_first_not_of("01");
    if (!text.empty() && wrong == std::string::npos) return true;
    std::cerr << "error: "
              << (text.empty()
                      ? std::string("an empty string has no complexity: outputs have at least one cell\n")
                      : fmt::format("\"{}\" is not a binary string: character {} is '{}', not 0 or 1\n", text,
                                    wrong + 1, text[wrong]));
    return false;
}

}  // namespace groundcheck::cli
