// Parts of a loop's plan as people write them: on the command line, and in the files of findings.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interval/rational.hpp"
#include "sim/loops/real_text.hpp"

namespace groundcheck::loops {

inline constexpr unsigned kMostOrder = 4;

// k of "markov:k", k from 0 to kMostOrder; nothing for another text.
std::optional<unsigned> parse_order(const std::string& model);

// How many tokens a passage has where nobody says it.
std::uint64_t default_passage(unsigned order);

// Numbers that commas separate, "1/2, 1/3, 1/6": the weights of an ensemble's models, as many as there are
// models; whether they are good ones check() says. Throws std::invalid_argument for what is no number.
std::vector<Rational> parse_model_weights(const std::string& text);
inline constexpr const char* kModelWeightsForm =
    "\"1/2, 1/3, 1/6\": a positive weight for each model, together 1";

struct TextFile {
    TokenUnit unit = TokenUnit::bytes;
    std::filesystem::path path;
};
// "bytes:FILE", "characters:FILE" or "words:FILE"; nothing for another text.
std::optional<TextFile> parse_text_file(const std::string& text);

// The text of a file, its last tokens held out: the share `held_out` of all, rounded down. `vocabulary` as in
// read_tokens. Throws CorpusError as that does, and std::invalid_argument as RealText does.
std::shared_ptr<const RealText> load_real_text(const TextFile& file, unsigned order, std::size_t vocabulary,
                                               const Rational& held_out);

}  // namespace groundcheck::loops
