// Claim files as the tests of their reading write them.
#pragma once

#include <string>

#include "tests/language_fixture.hpp"

namespace groundcheck::test {

// A claim with this statement and these lines in its [domain].
inline std::string claim_text(const std::string& statement, const std::string& domain) {
    return "statement = \"" + statement + "\"\n[domain]\n" + domain + "\n";
}

inline Claim load_text(const std::string& content) {
    const TemporaryFolder folder;
    return load_claim(folder.write("claim.toml", content));
}

inline Domain domain_of(const std::string& statement, const std::string& domain) {
    return load_text(claim_text(statement, domain)).domains.front();
}

}  // namespace groundcheck::test
