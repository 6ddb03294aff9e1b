#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <sstream>
#include <type_traits>

#include "cli/arguments.hpp"
#include "cli/written_number.hpp"
#include "interval/rational.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck::cli {

namespace {

// The kind of whole number that a variable is or may hold; void for others.
template <class Value>
struct Whole {
    using Kind = std::conditional_t<std::is_integral_v<Value>, Value, void>;
};
template <class Value>
struct Whole<std::optional<Value>> : Whole<Value> {};

// Writes a whole number of this kind in digits alone, 1e6 and 12/3 too, or says what is wrong with it: left
// to itself the library takes -1 for the largest number there is.
template <class Number>
std::string whole_number(std::string& text) {
    using Limits = std::numeric_limits<Number>;
    const auto value = written_number(text);
    if (!value || boost::multiprecision::denominator(*value) != 1 || *value < Rational(Limits::min()) ||
        *value > Rational(Limits::max()))
        return fmt::format("\"{}\" is no whole number from {} to {}", text, Limits::min(), Limits::max());
    text = to_string(*value);
    return "";
}

// Writes a number as the double next to it, so that fractions can be given, or says that it is none.
std::string real_number(std::string& text) {
    const auto value = written_number(text);
    if (!value) return fmt::format("\"{}\" is no number; for instance 0.9 or 9/10", text);
    text = fmt::format("{}", static_cast<double>(*value));
    return "";
}

// "{a,b}" in an option's type says which words it takes.
std::vector<std::string> choices_in(const std::string& type) {
    std::vector<std::string> choices;
    const std::size_t open = type.find('{'), close = type.find('}');
    if (open == std::string::npos || close == std::string::npos) return choices;
    std::istringstream list(type.substr(open + 1, close - open - 1));
    for (std::string word; std::getline(list, word, ',');)
        choices.push_back(word);
    return choices;
}

OptionEntry entry_of(const CLI::Option& option) {
    OptionEntry entry;
    entry.is_positional = option.get_positional();
    if (entry.is_positional) entry.names.push_back(option.get_name(true));
    for (const std::string& name : option.get_snames())
        entry.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        entry.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0) {
        entry.value = option.get_type_name();
        entry.choices = choices_in(entry.value);
        if (!option.get_default_str().empty()) entry.value += "=" + option.get_default_str();
    }
    entry.help = option.get_description();
    entry.is_required = option.get_required();
    entry.takes_several = option.get_items_expected_max() > 1;
    return entry;
}

void add_entries(const CLI::App& app, const std::string& path, std::vector<CommandEntry>& table) {
    CommandEntry entry{path, app.get_description(), app.get_footer(), {}};
    for (const CLI::Option* option : app.get_options())
        entry.options.push_back(entry_of(*option));
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
    table.push_back(std::move(entry));
    for (const CLI::App* command : commands)
        add_entries(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), table);
}

// The names of what can be run from here: commands of a command.
std::vector<std::string> commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

// The command that the words named last, and how it is called: "groundcheck ctm table".
std::pair<const CLI::App*, std::string> named_last(const CLI::App& app) {
    const CLI::App* command = &app;
    std::string path = app.get_name();
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
        path += " " + command->get_name();
    }
    return {command, path};
}

// A command that is missing, or one that nobody knows: the first word that is no option's.
// Words that a command does not know end up with the program itself.
std::string without_command(const CLI::App& app, const CLI::App& command, const std::string& path) {
    const std::vector<std::string> names = commands_of(command), rest = app.remaining(true);
    const auto word = std::find_if(rest.begin(), rest.end(),
                                   [](const std::string& text) { return !text.empty() && text[0] != '-'; });
    if (word != rest.end())
        return fmt::format("error: {} has no command \"{}\"\n  hint: {}\n", path, *word,
                           suggestion(*word, names));
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return fmt::format(
        "error: {} needs to know what to do\n  hint: the commands are {}; `{} --help` says what they do\n",
        path, list, path);
}

// What is wrong with the words, in the form of all other errors.
std::string complaint_about(const CLI::App& app, const CLI::ParseError& error) {
    const auto [command, path] = named_last(app);
    const bool is_missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
    if (is_missing && !commands_of(*command).empty()) return without_command(app, *command, path);
    const std::string where = fmt::format("`{} --help` says what it takes", path), what = error.what();
    if (is_missing)
        for (const CLI::Option* option : command->get_options())
            if (option->get_required() && option->count() == 0)
                return fmt::format("error: {}: {} {} missing\n  hint: {}; {}\n", path, option->get_name(),
                                   option->get_items_expected_max() > 1 ? "are" : "is",
                                   option->get_description(), where);
    return fmt::format("error: {}\n  hint: {}\n", what, where);
}

}  // namespace

Option Option::required() {
    option_->required();
    return *this;
}

Option Option::with_default() {
    option_->capture_default_str();
    return *this;
}

Option Option::named(const std::string& type) {
    option_->type_name(type);
    return *this;
}

Option Option::described(const std::string& help) {
    option_->description(help);
    return *this;
}

Option Option::one_of(const std::vector<std::string>& values) {
    option_->check(CLI::IsMember(values));
    return *this;
}

template <class Number>
Option Option::between(Number low, Number high) {
    option_->check(CLI::Range(low, high));
    return *this;
}

Option Option::separated_by(char delimiter) {
    option_->delimiter(delimiter);
    return *this;
}

Option Option::last_counts() {
    option_->take_last();
    return *this;
}

bool Option::is_given() const { return option_->count() > 0; }
bool Option::is_empty() const { return is_given() && option_->results().back().empty(); }

Option Option::checked(const std::function<std::string(const std::string&)>& complaint) {
    option_->check(complaint);
    return *this;
}

Command Command::add_command(const std::string& name, const std::string& help) {
    return Command(app_->add_subcommand(name, help));
}

template <class Value>
Option Command::add_option(const std::string& name, Value& value, const std::string& help) {
    CLI::Option* option = app_->add_option(name, value, help);
    using Number = typename Whole<Value>::Kind;
    if constexpr (!std::is_void_v<Number>) option->transform(CLI::Validator(whole_number<Number>, ""));
    if constexpr (std::is_same_v<Value, double>) option->transform(CLI::Validator(real_number, ""));
    return Option(option);
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& help) {
    return Option(app_->add_flag(name, value, help));
}

Option Command::option(const std::string& name) { return Option(app_->get_option(name)); }

void Command::ends_help_with(const std::string& text) { app_->footer(text); }

void Command::requires_command() { app_->require_subcommand(1); }

void Command::on_run(const std::function<void()>& action) { app_->callback(action); }

Program::Program(const std::string& name, const std::string& help, const std::string& versions,
                 const std::string& footer)
    : app_(std::make_unique<CLI::App>(help, name)) {
    app_->require_subcommand(1);
    app_->set_version_flag("--version", versions);
    app_->fallthrough();  // so that the program's own options may stand after the command, too
    app_->footer(footer);
}

Program::~Program() = default;

std::vector<CommandEntry> Program::table() const {
    std::vector<CommandEntry> entries;
    add_entries(*app_, "", entries);
    return entries;
}

Command Program::command() { return Command(app_.get()); }

void Program::run(const std::vector<std::string>& words) {
    try {
        std::vector<std::string> ordered = ordered_arguments(*app_, words);
        std::reverse(ordered.begin(), ordered.end());  // CLI11 takes them from the end
        app_->parse(std::move(ordered));
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const bool wrong = app_->exit(error, out, err) != 0;
        throw CommandLineEnd(wrong ? complaint_about(*app_, error) : out.str(), wrong);
    }
}

// The kinds of values that options have.
template Option Option::between(int, int);
template Option Option::between(unsigned, unsigned);
template Option Option::between(long, long);
template Option Option::between(std::uint64_t, std::uint64_t);
template Option Option::between(double, double);
#define GROUNDCHECK_OPTION(Value) \
    template Option Command::add_option(const std::string&, Value&, const std::string&)
GROUNDCHECK_OPTION(std::string);
GROUNDCHECK_OPTION(std::vector<std::string>);
GROUNDCHECK_OPTION(std::filesystem::path);
GROUNDCHECK_OPTION(int);
GROUNDCHECK_OPTION(unsigned);
GROUNDCHECK_OPTION(std::uint64_t);
GROUNDCHECK_OPTION(double);
GROUNDCHECK_OPTION(std::optional<long>);
GROUNDCHECK_OPTION(std::optional<std::uint32_t>);
#undef GROUNDCHECK_OPTION

}  // namespace groundcheck::cli
