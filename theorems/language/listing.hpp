// The order in which named things are listed, tried and printed: by name, but the model Q before the world P.
//
// The simplest counterexample, the points of a domain, the variables of a proof and a point's text all go
// through the variables in this order, the model's first.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace groundcheck {

// The alphabet, with P and Q in each other's place (so Q, P, R; and K, N, Q, P, alpha).
struct ModelFirst {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return place_of(a) < place_of(b); }

  private:
    static std::string_view place_of(std::string_view name) {
        if (name == "Q") return "P";
        return name == "P" ? "Q" : name;
    }
};

template <class T>
using ByName = std::map<std::string, T, ModelFirst>;
using Names = std::set<std::string, ModelFirst>;

}  // namespace groundcheck
