// A claim's instance as a file for Coq: a certificate that a proof assistant checks.
//
// Entropy, its expectation after a generation and the bounds on its loss are sums over symbols. So a claim
// about them is a claim about one symbol's mass p in [0,1], and holds then for every alphabet. At a fixed N
// the expectation is a sum of N+1 Bernstein polynomials. The file states that inequality with its numbers
// spelled out and proves it:
//   - size bias divides the zero at p = 0 out: the loss is p*(F(p) - log(N*p)), F(p) = E[log(1 +
//   Binomial(N-1,p))];
//   - for p <= 1/(2N) the logarithm alone decides, since F >= 0;
//   - in the middle coq-interval bounds the Bernstein sum;
//   - near p = 1 the simple zero is divided out: F(p) = log(N) - (1-p)*A(p), and -log(1-x) lies above its
//   Taylor polynomial,
//     so that an inequality without a zero is left for coq-interval.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// The sample sizes for which a file can be written. Below, the zero at p = 1 has another shape; above, the
// fixed order of the Taylor polynomial is not known to be enough.
inline constexpr std::uint32_t coq_smallest_N = 2;
inline constexpr std::uint32_t coq_largest_N = 32;

// The statements that can be exported, one to a line, in the claim language.
std::string coq_statements();

// The text of a .v file that proves the claim's statement for N samples; needs coq-interval. The claim is
// known by its statement's tree, not by its id, in a domain where Q is all there is (no exogenous data).
// Throws InputError if the statement is another one, the domain has more, or N is out of range.
std::string export_coq(const Claim& claim, std::uint32_t N);

}  // namespace groundcheck
