// SHA-256, the fingerprint of a claim's text: an edited claim must not meet its old verdict in the ledger.
//
// Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2. It is written out here because none of the
// libraries that the project uses has a hash.
#pragma once

#include <string>
#include <string_view>

namespace groundcheck {

// The digest of the bytes, as 64 hexadecimal digits in small letters.
std::string sha256(std::string_view bytes);

}  // namespace groundcheck
