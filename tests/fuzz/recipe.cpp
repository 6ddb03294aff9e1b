#include "tests/fuzz/recipe.hpp"

#include "theorems/language/error.hpp"

namespace groundcheck::fuzz {

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string to_toml(const Recipe& recipe) {
    std::string text = "statement = " + quoted(recipe.statement) + "\n";
    if (!recipe.equality.empty()) text += "equality  = " + quoted(recipe.equality) + "\n";
    text += "\n[domain]\n";
    for (const Entry& entry : recipe.domain)
        text += entry.key + " = " + entry.value + "\n";
    if (!recipe.where.empty()) text += "where = " + quoted(recipe.where) + "\n";
    if (!recipe.process.empty()) text += "\n[process]\n";
    for (const Entry& entry : recipe.process)
        text += entry.key + " = " + entry.value + "\n";
    return text;
}

std::unique_ptr<test::ClaimText> load(Recipe& recipe) {
    for (;;) {
        try {
            return std::make_unique<test::ClaimText>(to_toml(recipe));
        } catch (const InputError& error) {
            const auto unused = [&](const Entry& entry) {
                return error.message ==
                       "the domain declares \"" + entry.key + "\", but the statement never uses it";
            };
            if (std::erase_if(recipe.domain, unused) == 0) throw;
        }
    }
}

}  // namespace groundcheck::fuzz
