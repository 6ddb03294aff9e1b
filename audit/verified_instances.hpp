// Proofs over a continuum, looked at by the checker that is proved in Coq.
//
// What is proved on the continuum has a certificate for the independent checker. Where the claim lies in the
// class of the proved one too (checker/FORMAT-3.md), a second certificate is written beside it, and that
// program is run on it: if it accepts it, as a proof of this very statement for this very N, the instance's
// assurance is raised to `verified`. Nothing else raises it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "audit/verification.hpp"
#include "ledger/certificate_store.hpp"
#include "ledger/ledger.hpp"

namespace groundcheck {

struct VerifiedOptions {
    std::uint32_t largest_samples = 256;  // the checker's work grows as N^2
    unsigned threads = 0;                 // 0: as many as there are cores
    Checker checker;                      // what the verified checker prints for these files, by their names
    std::function<bool()> stop;           // asked between batches
};

struct VerifiedOutcome {
    std::size_t raised = 0;             // by this call
    std::vector<std::string> refusals;  // certificates that the program did not accept, and what it said
};

// Raises what can be among the results, and stores it in the ledger, if there is one. Certificates that are
// not accepted are taken away again. Throws std::runtime_error if a certificate cannot be written, and what
// the checker throws.
VerifiedOutcome verify_instances(std::vector<ClaimResult>& results, Ledger* ledger,
                                 const CertificateFolder& folder, const VerifiedOptions& options);

// Whether what has this assurance has it rightly: the certificate below `folder` is the one of the audit, and
// the verified checker, run again, accepts it as a proof of this statement for this N. Without a checker all
// of them are passed over.
Verified verify_accepted(const std::vector<ClaimResult>& results, const std::filesystem::path& folder,
                         const Checker& checker);

// The lines that the checker printed for a file, "FILE: ..." with the file's name taken off. What of the
// name is no printable ASCII the checker spells.
std::vector<std::string> lines_about(const std::string& output, const std::string& file);

// What these lines say, held against the instance: nothing if the certificates are accepted as a proof of it,
// or else why not (decide/continuum/verified_certificate.hpp).
std::string fault_in(const std::vector<std::string>& said, const ClaimResult& result,
                     const InstanceResult& instance);

}  // namespace groundcheck
