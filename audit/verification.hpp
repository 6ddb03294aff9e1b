// Checking a report again, without believing the program that wrote it.
//
// A report rests on claim files, on certificates and on counterexamples. Each is looked at anew: is the
// claim's file still the one that was audited, does the independent checker accept each certificate, of this
// very claim, and is it the one that was written; does the reference evaluator, which shares nothing with the
// engine but the syntax tree and exact numbers, say that the claim fails at each counterexample. What cannot
// be looked at (a file that is not here) is passed over and counted, never taken as good.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "decide/question/verdict.hpp"

namespace groundcheck {

struct Verified {
    std::size_t good = 0;
    std::vector<std::string> passed_over;  // what could not be looked at, and why
    std::vector<std::string> faults;       // what is not as the report says, in words
};

// The claim of a result, read anew from its file; nothing if the file is not here. Throws InputError for a
// file that is no claim any more.
using ClaimReader = std::function<std::optional<Claim>(const ClaimResult&)>;
// What the independent checker prints for these files, a line or more for each: "FILE: proved: ...".
using Checker = std::function<std::string(const std::vector<std::string>&)>;

// Each claim's file (and the data that it reads) has the hash of the audit; what the results say of the claim
// and its mutant is what the file says; and the instances of a result are those that the file asks for (with
// its [[full]] domains, if the results have them): one that no file asks for is a fault, and so is one that
// is missing from what is said to be proved.
Verified verify_claims(const std::vector<ClaimResult>& results, const ClaimReader& read);

// Each certificate below `folder` has the SHA-256 of the audit, and the checker accepts it as a proof of this
// claim's statement.
Verified verify_certificates(const std::vector<ClaimResult>& results, const std::filesystem::path& folder,
                             const Checker& checker);

// The reference confirms each counterexample that the report shows: `steps` is how much it may do for one.
Verified verify_counterexamples(const std::vector<ClaimResult>& results, const ClaimReader& read,
                                std::uint64_t steps);

}  // namespace groundcheck
