// What a value depends on, and the key under which it may be remembered.
//
// A value that is kept for later is found again by a key, and the key must hold all that the value depends
// on. Here, and only here, that is worked out: from the names in an expression, with what M, Q', Q[t], the
// brackets and fixtime bring with them (the process, its first model, the world), and from a process's own
// schedules. A key is a value, compared member by member; it is never a text.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "sim/process.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

// The variables of a claim that a value can depend on. More than is needed is harmless; less is not.
struct Dependencies {
    bool K = false, N = false, process = false;
    std::set<std::string> names;  // numbers, distributions, observables and strings of the domain

    void add(const Dependencies& other);
    bool operator==(const Dependencies&) const = default;
};

// Of an expression's value at a point whose process is `process` (null: the plain one). Names that the
// expression binds itself do not count.
Dependencies dependencies_of(const Expression& expression, const Process* process);

// Of the chain of models, its first model and the world apart: alpha and N or the names in their schedules,
// noise and prior. A schedule's own t, the number of the step, does not count.
Dependencies dependencies_of(const Process* process);

// What a point has of those variables.
class PointKey {
  public:
    PointKey() = default;
    PointKey(const Dependencies& dependencies, const Point& point);
    // All of the point but its distributions, observables and strings.
    static PointKey without_distributions(const Point& point);

    bool operator==(const PointKey& other) const { return !(*this < other) && !(other < *this); }
    bool operator<(const PointKey& other) const;

    std::optional<std::uint32_t> K, N;
    std::map<std::string, Rational> scalars;
    ByName<std::vector<Rational>> masses;  // distributions and observables
    std::map<std::string, std::string> strings;
    ProcessKey process;  // by structure
};

}  // namespace groundcheck
