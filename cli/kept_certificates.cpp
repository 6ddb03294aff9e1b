#include "cli/kept_certificates.hpp"

#include <algorithm>

#include "audit/verified_instances.hpp"
#include "cli/run_program.hpp"
#include "decide/continuum/verified_certificate.hpp"
#include "decide/continuum/verified_margin.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

// What the verified checker says of the certificates in the file, which are those of these instances, one
// below the other. Where it accepts all of them they are raised.
KeptCertificates::Written verified(const std::filesystem::path& file, ClaimResult& result,
                                   const std::vector<std::size_t>& kept) {
    const std::filesystem::path program = companion(verified_program, "checker");
    if (program.empty())
        return {true,
                "the verified checker is not here to check them (groundcheck-checker --verified says what "
                "it needs)\n"};
    const std::string asked = std::filesystem::absolute(file).string();
    const ProgramOutput said = run_program({program.string(), asked}, ".");
    const std::vector<std::string> lines = lines_about(said.text, asked);
    const auto each =
        static_cast<std::ptrdiff_t>(count_relations(*Question{&result.claim, result.is_mutant}.statement()));
    std::size_t accepted = 0;
    auto line = lines.begin();
    for (std::size_t i = 0; i < kept.size() && lines.end() - line >= each; ++i, line += each)
        accepted += fault_in({line, line + each}, result, result.instances[kept[i]]).empty() ? 1 : 0;
    if (said.exit_code != 0 || line != lines.end() || accepted != kept.size())
        return {false, "the verified checker accepts " + std::to_string(accepted) + " of " +
                           std::to_string(kept.size()) + ": " + printable(said.text) + "\n"};
    for (const std::size_t i : kept)
        if (result.instances[i].assurance == Assurance::continuum)
            result.instances[i].assurance = Assurance::verified;
    conclude(result);
    return {true, "verified certificates: all accepted by the checker that is proved in Coq\n"};
}

}  // namespace

std::string KeptCertificates::keep(const Question& question, const InstanceResult& instance,
                                   const std::string& text) {
    if (format_ == 2) return file_.keep(instance, text);
    const Offer<std::string> verified =
        verified_certificate(question, instance_of(instance.domain, instance.key));
    if (verified) return file_.keep(instance, *verified);
    const std::lock_guard lock(mutex_);
    declined_[instance.key] = verified.reason();
    return {};
}

KeptCertificates::Written KeptCertificates::write(ClaimResult& result,
                                                  const std::filesystem::path& file) const {
    const std::vector<std::size_t> kept = file_.write(file, result.instances);
    Written written;
    if (kept.empty() && declined_.empty())
        written.text = "no certificate: nothing was proved over a continuum\n";
    if (!kept.empty()) {
        written.text = counted(kept.size(), "certificate", "certificates") + " in " + file.string() + "\n";
        if (format_ == 3) {
            const Written said = verified(file, result, kept);
            written.good = said.good;
            written.text += said.text;
        }
    }
    if (!declined_.empty())
        written.text += "no certificate for the verified checker of " +
                        counted(declined_.size(), "instance", "instances") + ", such as " +
                        to_text(declined_.begin()->first) + ": " + declined_.begin()->second + "\n";
    return written;
}

}  // namespace groundcheck::cli
