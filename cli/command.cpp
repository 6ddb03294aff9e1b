#include "cli/command.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "audit/formal/theorem.hpp"
#include "cli/revision.hpp"
#include "cli/run_program.hpp"
#include "reports/summary.hpp"
#include "theorems/language/error.hpp"
#include "work/pool.hpp"

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

fs::path beside_program() {
    const fs::path own = own_folder();
    return own.empty() ? own : own.parent_path() / "share" / "groundcheck" / "theorems";
}

}  // namespace

fs::path Context::catalogue() const {
    if (!theorems.empty()) return theorems;
    if (const char* folder = std::getenv("GROUNDCHECK_THEOREMS"); folder != nullptr && *folder != '\0')
        return folder;
    std::error_code ignored;
    for (const fs::path& folder : {beside_program(), fs::path(GROUNDCHECK_SOURCE_THEOREMS)})
        if (!folder.empty() && fs::is_directory(folder, ignored)) return folder;
    throw InputError("", "the catalogue of claims was not found",
                     "name its folder with --theorems DIR or in GROUNDCHECK_THEOREMS");
}

bool Context::leads() const { return groundcheck::leads(pool); }

CheckedTheorems Context::theorems_checked() const {
    const fs::path root = GROUNDCHECK_SOURCE_ROOT;
    return {proofs(), root / "build" / "proofs" / "checked.tsv"};
}

fs::path Context::proofs() const { return fs::path(GROUNDCHECK_SOURCE_ROOT) / "proofs"; }

SummaryStyle page_style() {
    SummaryStyle style;
    if (isatty(STDOUT_FILENO) == 0) return style;
    winsize size = {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
    const char* plain = std::getenv("NO_COLOR");
    style.colour = plain == nullptr || *plain == '\0';
    return style;
}

std::string program_version() { return GROUNDCHECK_VERSION; }
std::string source_revision() { return GROUNDCHECK_REVISION; }

}  // namespace groundcheck::cli
