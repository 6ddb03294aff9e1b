#include "cli/kept_certificates.hpp"

#include <iostream>

#include "cli/run_program.hpp"
#include "decide/continuum/verified_certificate.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        ++count;
    return count;
}

// What the verified checker says of so many certificates in the file, in a line. Whether all is well.
bool print_verified(const std::filesystem::path& file, std::size_t certificates) {
    const std::filesystem::path program = companion(verified_program, "checker");
    if (program.empty()) {
        std::cout
            << "the verified checker is not here to check them (groundcheck-checker --verified says what it "
               "needs)\n";
        return true;
    }
    const std::string asked = std::filesystem::absolute(file).string();
    const ProgramOutput said = run_program({program.string(), asked}, ".");
    // Ids and paths may spell anything, so a line counts by how it begins.
    const std::size_t proved = occurrences("\n" + said.text, "\n" + asked + ": proved: ");
    if (said.exit_code == 0 && proved == certificates) {
        std::cout << "verified certificates: all accepted by the checker that is proved in Coq\n";
        return true;
    }
    std::cout << "the verified checker accepts " << proved << " of " << certificates << ": "
              << printable(said.text) << "\n";
    return false;
}

}  // namespace

std::string KeptCertificates::keep(const Question& question, const InstanceResult& instance,
                                   const std::string& text) {
    if (format_ == 2) return file_.keep(instance, text);
    Instance fixed;
    static_cast<InstanceKey&>(fixed) = instance.key;
    fixed.domain = instance.domain;
    const Offer<std::string> verified = verified_certificate(question, fixed);
    if (verified) return file_.keep(instance, *verified);
    const std::lock_guard lock(mutex_);
    declined_[instance.key] = verified.reason();
    return {};
}

bool KeptCertificates::write(const ClaimResult& result, const std::filesystem::path& file) const {
    const std::size_t count = file_.write(file, result.instances);
    bool good = true;
    if (count == 0 && declined_.empty()) std::cout << "no certificate: nothing was proved over a continuum\n";
    if (count > 0) {
        std::cout << counted(count, "certificate", "certificates") << " in " << file.string() << "\n";
        if (format_ == 3) good = print_verified(file, count);
    }
    if (!declined_.empty())
        std::cout << "no certificate for the verified checker of "
                  << counted(declined_.size(), "instance", "instances") << ", such as "
                  << to_text(declined_.begin()->first) << ": " << declined_.begin()->second << "\n";
    return good;
}

}  // namespace groundcheck::cli
