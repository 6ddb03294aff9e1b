// The certificates of what a command proves over a continuum, for one file.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "ledger/certificate_store.hpp"

namespace groundcheck::cli {

// In format 2, as the proofs come, or in format 3, for the verified checker, which knows fewer claims.
class KeptCertificates {
  public:
    explicit KeptCertificates(int format) : format_(format) {}

    // Keeps the instance's certificate; of format 3, writes it. Safe to use from many threads at once.
    std::string keep(const Question& question, const InstanceResult& instance, const std::string& text);
    // What became of them.
    struct Written {
        bool good = true;  // the verified checker has refused none
        std::string text;  // lines for people
    };
    // Writes the file; of format 3, has the verified checker look at it, where that program is. What it
    // accepts raises the result's assurance. Throws CertificateUnwritable.
    Written write(ClaimResult& result, const std::filesystem::path& file) const;

  private:
    int format_;
    CertificateFile file_;
    std::mutex mutex_;
    std::map<InstanceKey, std::string> declined_;  // why the verified checker has no certificate of it
};

}  // namespace groundcheck::cli
