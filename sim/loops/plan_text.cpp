#include "sim/loops/plan_text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "sim/rounding.hpp"

namespace groundcheck::loops {

std::optional<unsigned> parse_order(const std::string& model) {
    for (unsigned k = 0; k <= kMostOrder; ++k)
        if (model == "markov:" + std::to_string(k)) return k;
    return std::nullopt;
}

std::uint64_t default_passage(unsigned order) { return order == 0 ? 1 : 1000; }

std::vector<Rational> parse_model_weights(const std::string& text) {
    std::vector<Rational> weights;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        const std::size_t first = std::min(text.find_first_not_of(' ', begin), comma);
        std::size_t end = comma;
        while (end > first && text[end - 1] == ' ')
            --end;
        const std::string word = text.substr(first, end - first);
        const auto weight = parse_rational(word);
        if (!weight) throw std::invalid_argument("\"" + word + "\" is no weight of a model");
        weights.push_back(*weight);
        begin = comma + 1;
    }
    return weights;
}

std::optional<TextFile> parse_text_file(const std::string& text) {
    constexpr std::array<std::pair<const char*, TokenUnit>, 3> kinds = {
        {{"bytes:", TokenUnit::bytes}, {"characters:", TokenUnit::characters}, {"words:", TokenUnit::words}}};
    for (const auto& [prefix, unit] : kinds)
        if (text.starts_with(prefix)) return TextFile{unit, text.substr(std::string(prefix).size())};
    return std::nullopt;
}

std::shared_ptr<const RealText> load_real_text(const TextFile& file, unsigned order, std::size_t vocabulary,
                                               const Rational& held_out) {
    TokenText text = read_tokens(file.path, file.unit, vocabulary);
    const Rational tokens = held_out * Rational(text.tokens.size());
    const auto last = static_cast<std::size_t>(Integer(numerator_of(tokens) / denominator_of(tokens)));
    return std::make_shared<RealText>(std::move(text), order, last);
}

}  // namespace groundcheck::loops
