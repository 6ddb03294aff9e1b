#include "ctm/cache.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "ctm/census_text.hpp"
#include "ctm/known.hpp"
#include "ctm/sealed_file.hpp"

namespace groundcheck::ctm {

namespace {

std::string title_of(int states, std::uint32_t bound, bool prove_undecided) {
    return fmt::format("groundcheck-ctm 1 states {} bound {} prove {}", states, bound, prove_undecided);
}

bool adds_up(int states, const Census& census) {
    std::uint64_t outputs = 0;
    for (const auto& [output, count] : census.outputs.counts())
        outputs += count;
    return outputs == census.halting &&
           census.halting + census.never_halting() + census.undecided == machine_count(states);
}

}  // namespace

std::filesystem::path default_cache_folder() {
    for (const auto& [variable, below] :
         {std::pair("XDG_CACHE_HOME", "groundcheck"), {"HOME", ".cache/groundcheck"}}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && std::filesystem::path(value).is_absolute())
            return std::filesystem::path(value) / below;
    }
    return {};
}

std::filesystem::path Cache::file(int states, std::uint32_t bound, bool mirror) const {
    return folder_ / fmt::format("ctm-{}-states-{}-steps{}.txt", states, bound, mirror ? "" : "-both-sides");
}

std::optional<Enumeration> Cache::load(int states, std::uint32_t bound, bool prove_undecided,
                                       bool mirror) const {
    if (folder_.empty()) return std::nullopt;
    const SealedFile found = read_sealed(file(states, bound, mirror));
    if (found.seal != Seal::intact) return std::nullopt;
    std::string_view text = found.body;
    const auto title = take_line(text);
    const bool proved = title == title_of(states, bound, true);
    if (!proved && (prove_undecided || title != title_of(states, bound, false))) return std::nullopt;
    auto census = census_from_text(text);
    if (!census || !adds_up(states, *census)) return std::nullopt;
    Enumeration read{.states = states,
                     .how = {.bound = bound, .detect_loops = true, .prove_undecided = proved},
                     .census = std::move(*census)};
    if (acquaintance(read) == Acquaintance::foreign) return std::nullopt;
    return read;
}

void Cache::store(const Enumeration& enumeration, bool mirror) const {
    write_sealed(file(enumeration.states, enumeration.how.bound, mirror),
                 title_of(enumeration.states, enumeration.how.bound, enumeration.how.prove_undecided) + "\n" +
                     census_to_text(enumeration.census));
}

namespace {

// Says that a file is there and is not taken.
void disown(const std::filesystem::path& file, const std::string& why) {
    std::cerr << fmt::format("groundcheck: {} {}; it is not used, the table is made again\n", file.string(),
                             why);
}

}  // namespace

bool Cache::can_keep() const {
    std::string why = "there is no cache folder (XDG_CACHE_HOME or HOME names one)";
    if (!folder_.empty()) {
        std::error_code failed;
        std::filesystem::create_directories(folder_, failed);
        const std::filesystem::path probe = folder_ / fmt::format("probe-{}", getpid());
        const bool written = static_cast<bool>(std::ofstream(probe) << "x" << std::flush);
        std::filesystem::remove(probe, failed);
        if (written) return true;
        why = folder_.string() + " cannot be written";
    }
    std::cerr << fmt::format("groundcheck: {}; the table is made, and not kept\n", why);
    return false;
}

std::optional<Enumeration> Cache::obtain(EnumerationOptions options) const {
    const std::filesystem::path kept = file(options.states, options.bound, options.mirror);
    if (auto found = load(options.states, options.bound, options.prove_undecided, options.mirror))
        return found;
    std::error_code ignored;
    // One that was made without proofs is sound, only not enough.
    if (std::filesystem::exists(kept, ignored) && !load(options.states, options.bound, false, options.mirror))
        disown(kept, "is damaged, or is not the table of its name");
    options.detect_loops = true;
    options.checkpoint.clear();
    const bool keeps = can_keep();
    if (keeps) {
        options.checkpoint = kept;
        options.checkpoint += options.prove_undecided ? ".prove.part" : ".part";
    }
    const bool continued = keeps && std::filesystem::exists(options.checkpoint, ignored);
    auto made = enumerate_machines(options);
    if (made && continued && acquaintance(*made) == Acquaintance::foreign) {
        disown(options.checkpoint, "held other counts than machines give");
        made = enumerate_machines(options);
    }
    if (made && acquaintance(*made) == Acquaintance::foreign)
        throw std::logic_error(
            fmt::format("the enumeration of {} states is not the table that this program knows; nothing can "
                        "be decided on it",
                        options.states));
    if (made && keeps) store(*made, options.mirror);
    return made;
}

}  // namespace groundcheck::ctm
