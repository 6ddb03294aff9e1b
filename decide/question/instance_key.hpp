// What tells an instance from the others of its domain: the numbers that it fixes.
//
// The alphabet's size, the sample size and the scalars are kept as values, in results, in the ledger and in
// reports; they are ordered and compared as values. to_text makes a line for people of them, which nothing
// reads back.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "interval/rational.hpp"

namespace groundcheck {

struct InstanceKey {
    std::optional<std::uint32_t> K;           // none: every alphabet; 0: a claim about numbers alone
    std::optional<std::uint32_t> L;           // the symbols are the strings of this length: K = 2^L
    std::optional<std::uint32_t> N;           // samples per generation, where the domain has them
    std::map<std::string, Rational> scalars;  // alpha, t, q, ...

    bool operator==(const InstanceKey&) const = default;
};

// By K, then L, N and the scalars, numbers as numbers; every alphabet comes last.
std::weak_ordering operator<=>(const InstanceKey& a, const InstanceKey& b);

// "K=3 N=17 q=1/2", "L=4 N=2", "K=any"; "the statement itself" if nothing is fixed.
std::string to_text(const InstanceKey& key);

}  // namespace groundcheck
