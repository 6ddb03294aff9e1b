#include "theorems/language/random_world.hpp"

#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

constexpr std::string_view word = " with ";  // the spaces may be any white space
const char* const form =
    "world = \"P with 1/2, R with 1/2\": each world that there can be, with its probability";

bool word_at(std::string_view text, std::size_t i) {
    const auto space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    const std::string_view here = text.substr(i, word.size());
    return here.size() == word.size() && space(here.front()) && space(here.back()) &&
           here.substr(1, 4) == word.substr(1, 4);
}

struct WorldPart {
    std::size_t begin, with, end;  // with: where the word begins; npos if it is not there
};

// The parts between commas that stand in no parentheses.
std::vector<WorldPart> parts_of(const std::string& text) {
    std::vector<WorldPart> parts;
    std::size_t depth = 0, begin = 0, with = std::string::npos;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ',';
        if (c == '(' || c == '[') ++depth;
        if ((c == ')' || c == ']') && depth > 0) --depth;
        if (depth == 0 && with == std::string::npos && word_at(text, i)) with = i;
        if ((c != ',' || depth > 0) && i < text.size()) continue;
        parts.push_back({begin, with, i});
        begin = i + 1;
        with = std::string::npos;
    }
    return parts;
}

}  // namespace

std::vector<World> read_worlds(const TomlFile& file, const toml::node& node, const Scope& laws,
                               const Scope& numbers) {
    file.string(node, "\"world\"");
    const Source source = file.text(node);
    std::vector<World> worlds;
    std::optional<Rational> total = Rational(0);  // nothing once a probability is no constant
    for (const WorldPart& part : parts_of(source.text())) {
        if (part.with == std::string::npos)
            throw source.error(part.begin, part.end, "a world's probability is missing here", form);
        const Source weight = source.part(part.with + word.size(), part.end);
        const World& world = worlds.emplace_back(World{
            parse_distribution(source.part(part.begin, part.with), laws), parse_expression(weight, numbers)});
        const auto value = constant_value(*world.weight);
        if (value && *value < 0)
            throw weight.error(0, weight.text().size(), "a probability is negative: " + to_string(*value),
                               form);
        if (total && value)
            *total += *value;
        else
            total.reset();
    }
    if (total && *total != 1)
        throw file.error(node, "the worlds' probabilities add up to " + to_string(*total) + ", not to 1",
                         form);
    return worlds;
}

}  // namespace groundcheck
