// True and tight statements about a random number, from its values.
#pragma once

#include <optional>
#include <string>

#include "tests/fuzz/choice.hpp"
#include "tests/fuzz/recipe.hpp"

namespace groundcheck::fuzz {

struct Fitted {
    std::string statement;
    std::string equality;  // or empty
};

// A statement that compares `number` with its extremes over the recipe's domain, by the reference: as a bound
// that follows the instances (a polynomial in the domain's numbers), or as a case for each of them. In
// one case of four it is made false by a hair. `conditions` are tried for the places where a bound is
// reached. Nothing where the reference has no exact value everywhere, or where points are too many.
std::optional<Fitted> fit(Choice& choice, const Recipe& recipe, const std::string& number,
                          const std::vector<std::string>& conditions);

}  // namespace groundcheck::fuzz
