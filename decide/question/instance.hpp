// Instances: a claim's domain taken apart into the pieces that are decided one by one.
//
// An instance fixes the alphabet's size, the sample size and every scalar; the distributions and observables
// still range over their sets. Instances come in order of simplicity (K, then N, then scalars), so the first
// refuted one is the simplest.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "decide/question/instance_key.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

// What is decided: a claim's own statement, or its mutant's. A view: the claim must outlive it.
struct Question {
    const Claim* claim = nullptr;
    bool mutant = false;

    const ExpressionPtr& statement() const { return mutant ? claim->mutant->statement : claim->statement; }
    const ExpressionPtr& equality() const { return mutant ? claim->mutant->equality : claim->equality; }
    const std::vector<Domain>& domains() const { return mutant ? claim->mutant->domains : claim->domains; }
};

// The numbers that are fixed, and in which domain.
struct Instance : InstanceKey {
    std::size_t domain = 0;  // index into the question's domains

    const InstanceKey& key() const { return *this; }
};

// The instance of a domain that fixes these numbers.
Instance instance_of(std::size_t domain, const InstanceKey& key);

// All instances of the question, domain by domain, the simplest first. Scalars that range over a continuum
// are no part of an instance. Throws InputError if a data file cannot be read or the alphabet's size cannot
// be told.
std::vector<Instance> instances(const Question& question);

// Whether some variable of the domain ranges over a continuum (a simplex, an interval): then points cannot be
// listed.
bool has_continuum(const Domain& domain);

// Whether permuting the symbols leaves the statement as it is: then only sorted Q need to be looked at.
bool is_symmetric(const Expression& statement);
// The same of the domain's condition; true where there is none.
bool is_symmetric(const Domain& domain);

// A set too large to be listed; the message says how large. Deciding turns it into "undecided", with the
// reason.
struct TooLarge : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The range with the instance's N where it says "lattice(N)".
DistributionDomain at_samples(DistributionDomain range, const Instance& instance);

// The distributions with K entries that `domain` describes, each once: lattice points in falling
// lexicographic order of their entries (with `sorted`, only those whose entries do not increase), the listed
// points of length K, the vertices, the uniform one, that of the machines' outputs, or the one of the data
// file. Throws DomainError if no machine prints a string of the length, InputError for data that cannot be
// read, TooLarge for more than largest_list points. Precondition: not the simplex.
std::vector<std::vector<Rational>> distributions(const DistributionDomain& domain, std::uint32_t K,
                                                 bool sorted);

// The observables with K values that `domain` describes.
std::vector<std::vector<Rational>> observables(const ObservableDomain& domain, std::uint32_t K);

// The strings that `range` describes in an alphabet of K: those listed, of the domain's length where it has
// one, or all with K = 2^length.
std::vector<std::string> strings(const StringDomain& range, const Domain& domain, std::uint32_t K);

inline constexpr std::uint64_t largest_list = 20'000'000;

// All compositions of `total` into K parts, in falling lexicographic order; with `sorted`, those that do not
// increase. Throws TooLarge for more than largest_list.
std::vector<std::vector<std::uint32_t>> compositions(std::uint32_t total, std::uint32_t K, bool sorted);

// Every point of an instance: the product of its variables' sets, in a fixed order. Built once, read by many
// threads.
class PointSet {
  public:
    // Precondition: instance.K is set, and the domain has no continuum. `sorted` as above, applied to the
    // first distribution only, and only if the others are lattices (a list of points is not the same after a
    // permutation). It is for statements and conditions that are symmetric.
    PointSet(const Domain& domain, const Instance& instance, bool sorted);

    // How many points there are, conditions aside.
    std::uint64_t size() const { return size_; }
    Point at(std::uint64_t index) const;

  private:
    Point fixed_;
    std::vector<std::pair<std::string, std::vector<std::vector<Rational>>>> distributions_;
    std::vector<std::pair<std::string, std::vector<std::vector<Rational>>>> observables_;
    std::vector<std::pair<std::string, std::vector<std::string>>> strings_;
    std::uint64_t size_ = 1;
};

}  // namespace groundcheck
