// What the commands of `groundcheck ctm` share: their options, and the enumeration they ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ctm/cache.hpp"
#include "ctm/table.hpp"

namespace groundcheck::cli {

struct CtmOptions {
    int states = 0;           // 0: as the command decides
    std::uint32_t bound = 0;  // 0: the default of the states
    std::string blank = "both";
    std::string out;
    unsigned threads = 0;
    bool prove = false;
    std::vector<std::string> strings;
    // of `bdm`
    std::size_t block = 12;
    std::size_t step = 0;  // 0: as long as a block
    bool perturb = false;
    // of `part`
    std::string subtrees, keep;
    Pool* pool = nullptr;  // who runs machines; null: threads of this process
};

// What --blank names. Precondition: "0", "1" or "both".
ctm::Blank blank_of(const std::string& name);

// The enumeration that the options ask for, without progress or a checkpoint. `options.states` is not 0.
ctm::EnumerationOptions enumeration_of(const CtmOptions& options);

// The enumeration from the cache, built first if need be, with a bar on the terminal. No value if the user
// interrupted it. `options.states` is not 0.
std::optional<ctm::Enumeration> obtain(const CtmOptions& options);

// The same with 0 states replaced: 5 if that table has been built, else 4.
CtmOptions with_states(CtmOptions options);

// Whether the text has at least one symbol and all are 0 or 1; if not, the reason is said on standard error.
bool is_binary_or_complain(const std::string& text);

// `groundcheck ctm bdm`: returns the exit code.
int print_block_decompositions(CtmOptions options);

// `groundcheck ctm part`: returns the exit code. Throws std::invalid_argument for what is no stretch.
int work_on_part(CtmOptions options);

}  // namespace groundcheck::cli
