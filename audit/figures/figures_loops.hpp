// The pictures of loops of sequence models: what becomes of a text's entropy, trigrams, tail and perplexity,
// generation by generation, in a few loops from one real text.
//
// These are averages over replicates with standard errors: estimates that show what the findings about loops
// (decide/loops) are about, without a guarantee of their own.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/figure.hpp"

namespace groundcheck {

// From the characters of the text. Throws CorpusError if it cannot be read.
std::vector<Figure> make_loop_figures(const std::filesystem::path& text);

}  // namespace groundcheck
