// Where a claim for the verified checker says that equality holds (checker/FORMAT-3.md).
#pragma once

#include <string>

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

enum class MassEquality { unsaid, at_vertices, everywhere };

// What the question's equality condition comes to with the instance's numbers: "N == 1 or vertex(Q)" is
// `everywhere` for one sample and `at_vertices` for two. Declines, with the reason, where it comes to
// anything else.
Offer<MassEquality> mass_equality(const Question& question, const Instance& instance);

// The certificate's line, with its end; nothing where nothing is said.
std::string equality_line(MassEquality equality);

// What the checker says after a statement that it has proved; nothing where nothing is said.
std::string equality_words(MassEquality equality);

}  // namespace groundcheck
