#include "cli/simulation_session.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "cli/command.hpp"
#include "ctm/sealed_file.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

std::string parameter_lines(const Parameters& parameters) {
    std::string text;
    for (const auto& [name, value] : parameters)
        text += fmt::format("{}: {}\n", name, printable(value));
    return text;
}

Sharing sharing_of(const SimulateOptions& options) { return options.each ? Sharing::each : Sharing::all; }

std::optional<std::string> StateFile::body() const {
    if (options_.resume.empty()) return std::nullopt;
    ctm::SealedFile file = ctm::read_sealed(options_.resume);
    if (file.seal == ctm::Seal::missing && !std::filesystem::exists(options_.resume)) return std::nullopt;
    if (file.seal != ctm::Seal::intact)
        refuse(options_.resume + ": this is not an intact state of a simulation",
               "name another file, or remove this one to begin anew");
    return std::move(file.body);
}

void StateFile::keep(const std::function<std::string()>& text) {
    if (options_.resume.empty()) return;
    try {
        ctm::write_sealed(options_.resume, text());
    } catch (const std::exception& error) {
        refuse(fmt::format("{}: the state cannot be kept ({})", options_.resume, error.what()),
               "name a file that can be written");
    }
    written_ = Clock::now();
}

void StateFile::keep_now_and_then(const std::function<std::string()>& text) {
    if (Clock::now() - written_ >= std::chrono::milliseconds(500)) keep(text);
}

int stopped_after(std::uint64_t replicates, const SimulateOptions& options) {
    std::cerr << fmt::format("stopped after {} of {} replicates; {}\n", replicates, options.replicates,
                             options.resume.empty() ? "with --resume FILE a simulation can be taken up again"
                                                    : "the same command goes on from here");
    return exit_by_signal + Interrupt::signal();
}

}  // namespace groundcheck::cli
