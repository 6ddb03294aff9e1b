#include "audit/verified_instances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <sstream>
#include <utility>

#include "decide/continuum/verified_certificate.hpp"
#include "theorems/language/sha256.hpp"
#include "work/pool.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t in_a_batch = 32;  // certificates for one run of the program

struct Candidate {
    ClaimResult* result;
    InstanceResult* instance;
};

struct Raised {
    Candidate candidate;
    std::string name, hash;  // of the certificate; empty if it was refused
    std::string refusal;
};

// The largest N first, so that no thread is left with one at the end.
std::vector<Candidate> candidates(std::vector<ClaimResult>& results, std::uint32_t largest_samples) {
    std::vector<Candidate> found;
    for (ClaimResult& result : results)
        for (InstanceResult& instance : result.instances)
            if (instance.verdict == Verdict::proved && instance.assurance == Assurance::continuum &&
                instance.key.N && *instance.key.N <= largest_samples)
                found.push_back({&result, &instance});
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return *a.instance->key.N > *b.instance->key.N;
    });
    return found;
}

// A file's name as the checker prints it: name_of in checker/verified/main.ml.
std::string spelled(const std::string& file) {
    std::string name;
    for (const char c : file)
        name += c >= ' ' && c <= '~' && c != '\\' ? std::string(1, c)
                                                  : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    return name;
}

// What is wrong with the certificates in a file by what was printed, of this file and others: fault_in() of
// the lines about it.
std::string fault_of(const std::string& output, const std::string& file, const ClaimResult& result,
                     const InstanceResult& instance) {
    return fault_in(lines_about(output, file), result, instance);
}

// Certificates for those candidates that lie in the class, and what the checker says of them.
std::vector<Raised> raised(const std::vector<Candidate>& batch, const CertificateFolder& folder,
                           const VerifiedOptions& options) {
    std::vector<Raised> written;
    std::vector<std::string> files;
    for (const Candidate& candidate : batch) {
        const Question question{&candidate.result->claim, candidate.result->is_mutant};
        const Offer<std::string> text =
            verified_certificate(question, instance_of(candidate.instance->domain, candidate.instance->key));
        if (!text) continue;
        files.push_back(folder.keep_verified(question, *candidate.instance, *text));
        written.push_back({candidate, files.back(), sha256(*text), ""});
    }
    if (files.empty()) return written;
    const std::string output = options.checker(files);
    for (Raised& one : written) {
        one.refusal = fault_of(output, one.name, *one.candidate.result, *one.candidate.instance);
        if (one.refusal.empty()) continue;
        folder.drop(one.name);
        one.refusal = one.name + ": " + one.refusal;
    }
    return written;
}

}  // namespace

std::string fault_in(const std::vector<std::string>& said, const ClaimResult& result,
                     const InstanceResult& instance) {
    return why_not_accepted(said, {&result.claim, result.is_mutant},
                            instance_of(instance.domain, instance.key));
}

std::vector<std::string> lines_about(const std::string& output, const std::string& file) {
    std::vector<std::string> found;
    const std::string words = spelled(file) + ": ";
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(words)) found.push_back(line.substr(words.size()));
    return found;
}

VerifiedOutcome verify_instances(std::vector<ClaimResult>& results, Ledger* ledger,
                                 const CertificateFolder& folder, const VerifiedOptions& options) {
    const std::vector<Candidate> all = candidates(results, options.largest_samples);
    VerifiedOutcome outcome;
    std::mutex mutex;
    Tasks<std::vector<Raised>> job;
    job.name = "verified certificates";
    for (std::size_t i = 0; i * in_a_batch < all.size(); ++i)
        job.tasks.push_back(i);
    job.make_worker = [&] {
        return [&](std::size_t task) {
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(task * in_a_batch);
            const auto left = static_cast<std::size_t>(all.end() - begin);
            return std::any(raised({begin, begin + static_cast<std::ptrdiff_t>(std::min(left, in_a_batch))},
                                   folder, options));
        };
    };
    job.take = [&](std::size_t, const std::vector<Raised>& batch) {
        const std::lock_guard lock(mutex);
        for (const Raised& one : batch) {
            if (!one.refusal.empty()) {
                outcome.refusals.push_back(one.refusal);
                continue;
            }
            InstanceResult& instance = *one.candidate.instance;
            instance.assurance = Assurance::verified;
            instance.verified_certificate = one.name;
            instance.verified_hash = one.hash;
            if (ledger != nullptr)
                ledger->store(one.candidate.result->claim, one.candidate.result->is_mutant, instance);
            ++outcome.raised;
        }
    };
    job.stop = options.stop;
    ThreadPool pool(options.threads);
    job.run_on(pool);
    for (ClaimResult& result : results)
        conclude(result);
    std::sort(outcome.refusals.begin(), outcome.refusals.end());
    return outcome;
}

Verified verify_accepted(const std::vector<ClaimResult>& results, const std::filesystem::path& folder,
                         const Checker& checker) {
    Verified verified;
    const CertificateFolder certificates(folder);
    std::vector<std::pair<const ClaimResult*, const InstanceResult*>> all;
    for (const ClaimResult& result : results)
        for (const InstanceResult& instance : result.instances) {
            if (instance.assurance != Assurance::verified) continue;
            const std::string& file = instance.verified_certificate;
            if (!certificates.holds(file, instance.verified_hash))
                verified.faults.push_back(file + " is not here as the audit wrote it");
            else
                all.emplace_back(&result, &instance);
        }
    if (!checker && !all.empty()) {
        verified.passed_over.push_back(std::to_string(all.size()) +
                                       " of them: the verified checker is not here");
        all.clear();
    }
    for (std::size_t begin = 0; begin < all.size(); begin += in_a_batch) {
        const std::size_t end = std::min(all.size(), begin + in_a_batch);
        std::vector<std::string> files;
        for (std::size_t i = begin; i < end; ++i)
            files.push_back(all[i].second->verified_certificate);
        const std::string output = checker(files);
        for (std::size_t i = begin; i < end; ++i) {
            const std::string& file = files[i - begin];
            const std::string fault = fault_of(output, file, *all[i].first, *all[i].second);
            if (fault.empty())
                ++verified.good;
            else
                verified.faults.push_back(file + ": " + fault);
        }
    }
    return verified;
}

}  // namespace groundcheck
