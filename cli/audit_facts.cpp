#include "cli/audit_facts.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <ctime>
#include <thread>

#include "audit/formal/theorem.hpp"
#include "ledger/versions.hpp"

namespace groundcheck::cli {

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts = {};
    gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

void record_provenance(Ledger& ledger, unsigned threads) {
    ledger.set_fact("groundcheck", program_version());
    ledger.set_fact("revision", source_revision());
    ledger.set_fact("engine", engine_version);
    for (const auto& [library, version] : library_versions())
        ledger.set_fact(library, version);
#ifdef __clang__
    ledger.set_fact("compiler", __VERSION__);
#else
    ledger.set_fact("compiler", "GCC " __VERSION__);
#endif
    utsname machine = {};
    if (uname(&machine) == 0)
        ledger.set_fact("machine", fmt::format("{} {} {}, {} processors", machine.sysname, machine.release,
                                               machine.machine, std::thread::hardware_concurrency()));
    ledger.set_fact("threads", threads == 0 ? "one per processor" : std::to_string(threads));
    ledger.set_fact("started", utc_now());
}

void record_theorems(Ledger& ledger, const std::vector<Claim>& claims, const Context& context) {
    const CheckedTheorems theorems = context.theorems_checked();
    ledger.set_fact("theorems checked by Coq",
                    theorems.size() > 0 ? std::to_string(theorems.size()) : "none: " + theorems.reason());
    for (const Claim& claim : claims) {
        const auto theorem = theorems.find(claim.formal);
        if (theorem) {
            const auto [name, value] = theorem_fact(claim, *theorem);
            ledger.set_fact(name, value);
        } else if (!claim.formal.empty()) {
            ledger.set_fact(theorem_fact_name(claim.id), "");
        }
    }
}

}  // namespace groundcheck::cli
