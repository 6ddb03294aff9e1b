#include "cli/audit_verified.hpp"

#include <fmt/format.h>

#include <iostream>

#include "audit/verified_instances.hpp"
#include "cli/guard.hpp"
#include "cli/run_program.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

constexpr const char* verified_fact = "verified checker";
constexpr std::size_t most_shown = 5;

void print_refusals(const std::vector<std::string>& refusals) {
    for (std::size_t i = 0; i < refusals.size() && i < most_shown; ++i)
        std::cerr << "not accepted by the verified checker: " << printable(refusals[i]) << "\n";
    if (refusals.size() > most_shown)
        std::cerr << fmt::format("... and {} more\n", refusals.size() - most_shown);
}

}  // namespace

int verify_proofs(std::vector<ClaimResult>& results, Ledger& ledger, const CertificateFolder& certificates,
                  const VerifiedSamples& samples) {
    const std::filesystem::path program = companion(verified_program, "checker");
    if (samples.largest == 0 || program.empty()) {
        ledger.set_fact(verified_fact,
                        samples.largest == 0
                            ? "not asked: --verified-samples 0"
                            : fmt::format("none: {} is not installed beside this program", verified_program));
        return 0;
    }
    const std::stop_source stop;
    const Guard guard({}, stop, "the certificates in hand; the same command goes on from the ledger");
    VerifiedOptions options;
    options.largest_samples = samples.largest;
    options.threads = samples.threads;
    options.stop = [token = stop.get_token()] { return token.stop_requested(); };
    options.checker = [&](const std::vector<std::string>& files) {
        std::vector<std::string> command = {program.string()};
        command.insert(command.end(), files.begin(), files.end());
        try {
            return output_of(command, certificates.report());
        } catch (const ProgramFailed&) {  // then it has accepted nothing
            return std::string();
        }
    };
    const VerifiedOutcome outcome = verify_instances(results, &ledger, certificates, options);
    if (const int signal = Interrupt::signal(); signal != 0) {
        std::cout << "stopped\nRun the same command again to go on.\n";
        return signal;
    }
    print_refusals(outcome.refusals);
    ledger.set_fact(verified_fact, fmt::format("{}, for N up to {}", verified_program, samples.largest));
    return 0;
}

}  // namespace groundcheck::cli
