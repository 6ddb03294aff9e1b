#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <system_error>

namespace groundcheck::cli {

namespace {

// The option of a command, or of those around it, that a word such as --digits or --digits=5 names; or null.
const CLI::Option* option_named(const CLI::App* command, const std::string& word) {
    if (word.size() < 2 || word[0] != '-' || word == "--") return nullptr;
    const std::string name = word.substr(0, word.find('='));
    for (; command != nullptr; command = command->get_parent())
        if (const CLI::Option* option = command->get_option_no_throw(name)) return option;
    return nullptr;
}

// Whether the option's value is the word that follows.
bool takes_next(const CLI::Option& option, const std::string& word) {
    return option.get_items_expected_max() > 0 && word.find('=') == std::string::npos;
}

// Two dashes and a name of lower-case letters and dashes, with or without "=" and a value.
bool looks_like_an_option(const std::string& word) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (word.size() < 3 || !word.starts_with("--") || !is_letter(word[2])) return false;
    const std::string name = word.substr(2, word.find('=') - 2);
    return std::ranges::all_of(name, [&](char c) { return is_letter(c) || c == '-'; });
}

// What CLI11 would cut up.
bool is_bracketed(const std::string& word) { return word.starts_with('[') && word.ends_with(']'); }

// A blank at the end means nothing in an expression.
std::string kept_whole(const std::string& expression) {
    return is_bracketed(expression) ? expression + " " : expression;
}

// A file or folder of that name, named so that it stays whole.
std::string file_kept_whole(const std::string& word) {
    std::error_code ignored;
    return is_bracketed(word) && std::filesystem::exists(word, ignored) ? "./" + word : word;
}

}  // namespace

std::vector<std::string> ordered_arguments(const CLI::App& app, const std::vector<std::string>& words) {
    std::vector<std::string> options, expressions;
    const CLI::App* eval = nullptr;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (eval != nullptr && word == "--") {
            expressions.insert(expressions.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                               words.end());
            break;
        }
        if (const CLI::Option* option = option_named(eval == nullptr ? &app : eval, word)) {
            options.push_back(word);
            if (takes_next(*option, word) && i + 1 < words.size()) options.push_back(words[++i]);
        } else if (eval != nullptr && !looks_like_an_option(word)) {
            expressions.push_back(word);
        } else if (eval != nullptr) {
            options.push_back(word);
        } else if (word == "eval") {
            eval = app.get_subcommand("eval");
            options.push_back(word);
        } else {
            std::vector<std::string> others = words;  // another command, or none
            std::transform(others.begin(), others.end(), others.begin(), file_kept_whole);
            return others;
        }
    }
    if (expressions.empty()) return options;
    options.emplace_back("--");
    for (const std::string& expression : expressions)
        options.push_back(kept_whole(expression));
    return options;
}

}  // namespace groundcheck::cli
