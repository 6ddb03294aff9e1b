// Where certificates are kept: one file for each instance in a report folder, or all in one file.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// A certificate cannot be written: no permission, no such folder, a full disk.
struct CertificateUnwritable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Files certificates/<claim>/domain<d>_<instance>.gc under a report folder, one for each claim, mutant,
// domain and instance: different ones never share a file, whatever their names are. Safe to use from many
// threads at once.
class CertificateFolder {
  public:
    explicit CertificateFolder(std::filesystem::path report) : report_(std::move(report)) {}
    // Writes the file and returns its name relative to the report folder. Throws
    // CertificateUnwritable.
    std::string keep(const Question& question, const InstanceResult& result, const std::string& text) const;
    // The same for the certificate of format 3, beside it with the ending .gc3, which the other checker's
    // *.gc leaves alone.
    std::string keep_verified(const Question& question, const InstanceResult& result,
                              const std::string& text) const;
    // Takes a file away that keep or keep_verified wrote.
    void drop(const std::string& name) const;
    // Whether the instance's certificates are in the folder, as they were written; true if it has none. Of a
    // certificate that was lost or changed, the ledger's word is all that is left, and that is no evidence.
    bool holds(const InstanceResult& result) const;
    // Of one file alone, by its name and hash.
    bool holds(const std::string& name, const std::string& hash) const;
    // Brings the instance's certificates from another report folder, unless they are here. Returns whether
    // they are here then, as they were written. Throws CertificateUnwritable.
    bool bring(const InstanceResult& result, const CertificateFolder& from) const;

    const std::filesystem::path& report() const { return report_; }

  private:
    std::string write(const Question& question, const InstanceResult& result, const std::string& text,
                      const std::string& ending) const;
    bool bring(const std::string& name, const std::string& hash, const CertificateFolder& from) const;

    std::filesystem::path report_;
};

// All certificates of one claim, for a single file: the order is that of the claim's instances, whatever the
// threads did.
class CertificateFile {
  public:
    std::string keep(const InstanceResult& result, const std::string& text);
    // Writes the certificates of these instances. Returns which of them have one; nothing is written if none
    // has. Throws CertificateUnwritable.
    std::vector<std::size_t> write(const std::filesystem::path& file,
                                   const std::vector<InstanceResult>& instances) const;

  private:
    std::mutex mutex_;
    std::map<std::pair<std::size_t, InstanceKey>, std::string> texts_;  // domain, key -> certificate
};

}  // namespace groundcheck
