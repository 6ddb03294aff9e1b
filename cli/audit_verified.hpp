// An audit's proofs over a continuum, given to the checker that is proved in Coq.
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/certificate_store.hpp"
#include "ledger/ledger.hpp"

namespace groundcheck::cli {

struct VerifiedSamples {
    std::uint32_t largest = 0;  // N; 0: the checker is not asked
    unsigned threads = 0;       // 0: one per processor
};

// Raises the assurance of what the verified checker accepts (audit/verified_instances.hpp), prints what it
// does not accept, and notes in the ledger for which N it was asked, or why it was not. Returns the signal
// that stopped it before the end, or 0.
int verify_proofs(std::vector<ClaimResult>& results, Ledger& ledger, const CertificateFolder& certificates,
                  const VerifiedSamples& samples);

}  // namespace groundcheck::cli
