#include "theorems/language/symbol_sets.hpp"

#include <algorithm>
#include <set>

#include "theorems/language/ranges.hpp"

namespace groundcheck {
namespace {

constexpr std::uint32_t max_symbol = 1'000'000;
constexpr const char* blanks = " \t\n\r";
constexpr const char* hint = "the symbols of a set by number, \"{1, 2}\"; several sets: \"{1}, {1, 2}\"";

std::vector<std::uint32_t> one_set(const Source& source, const Piece& inside, const std::string& name) {
    std::set<std::uint32_t> symbols;
    for (const Piece& part : inside.split()) {
        const auto fail = [&](const std::string& message) {
            throw source.error(part.begin, std::max(part.end, part.begin + 1), message, hint);
        };
        const std::optional<Rational> number = parse_rational(part.text);
        if (!number || denominator(*number) != 1)
            fail("\"" + part.text + "\" is no number of a symbol in the set " + name);
        if (*number < 1) fail("symbols are numbered from 1, this is " + to_string(*number));
        if (*number > max_symbol) fail("symbols are numbered up to " + std::to_string(max_symbol));
        if (!symbols.insert(numerator(*number).convert_to<std::uint32_t>()).second)
            fail("symbol " + part.text + " is in the set twice");
    }
    return {symbols.begin(), symbols.end()};
}

}  // namespace

bool is_symbol_sets(const toml::node& node) {
    const auto* text = node.as_string();
    const std::size_t first = text == nullptr ? std::string::npos : text->get().find_first_not_of(blanks);
    return first != std::string::npos && text->get()[first] == '{';
}

ObservableDomain read_symbol_sets(const TomlFile& file, const toml::node& node, const std::string& name) {
    const Source source = file.text(node);
    const Piece all = whole(source);
    ObservableDomain result;
    result.text = source.text();
    for (std::size_t at = 0; at != std::string::npos;) {
        const std::size_t close = all.text.find('}', at);
        if (all.text[at] != '{' || close == std::string::npos)
            throw source.error(all.begin + at, all.end, "a set of symbols is expected here", hint);
        auto set = one_set(source, all.part(at + 1, close), name);
        if (std::find(result.sets.begin(), result.sets.end(), set) != result.sets.end())
            throw source.error(all.begin + at, all.begin + close + 1, "this set is listed twice", hint);
        result.sets.push_back(std::move(set));
        const std::size_t comma = all.text.find_first_not_of(blanks, close + 1);
        if (comma == std::string::npos) break;
        at = all.text[comma] == ',' ? all.text.find_first_not_of(blanks, comma + 1) : std::string::npos;
        if (at == std::string::npos)
            throw source.error(all.begin + comma, all.end, "a comma and another set are expected here", hint);
    }
    return result;
}

}  // namespace groundcheck
