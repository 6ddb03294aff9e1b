#include "cli/command_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

// Text as roff takes it: a backslash, a minus sign, and a point or an apostrophe at a line's beginning mean
// something else there.
std::string roff(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool begins = result.empty() || result.back() == '\n';
        if (begins && (c == '.' || c == '\'')) result += "\\&";
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

std::string option_roff(const OptionEntry& option) {
    std::string head;
    for (const std::string& name : option.names)
        head += (head.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
    if (!option.value.empty() && !option.is_positional) head += " \\fI" + roff(option.value) + "\\fR";
    if (option.takes_several) head += " ...";
    return ".TP\n" + head + "\n" + roff(option.help) + (option.is_required ? " (required)" : "") + "\n";
}

// `shared` is what the whole program's help ends with; commands without words of their own repeat it.
std::string command_roff(const std::string& program, const CommandEntry& command, const std::string& shared) {
    std::string text = ".SS " + roff(program + " " + command.path) + "\n" + roff(command.help) + "\n";
    for (const OptionEntry& option : command.options)
        if (option.names.back() != "--help") text += option_roff(option);
    if (!command.footer.empty() && command.footer != shared) text += ".PP\n" + roff(command.footer) + "\n";
    return text;
}

// A word between single quotes for the shell.
std::string quoted(const std::string& word) {
    std::string result = "'";
    for (const char c : word)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

// What can follow a command: its commands, its options, and, where its arguments are claims, their ids.
std::vector<std::string> words_after(const CommandEntry& command, const std::vector<CommandEntry>& table) {
    std::vector<std::string> words;
    const std::string prefix = command.path.empty() ? "" : command.path + " ";
    for (const CommandEntry& other : table)
        if (other.path.starts_with(prefix) && other.path.size() > prefix.size() &&
            other.path.find(' ', prefix.size()) == std::string::npos)
            words.push_back(other.path.substr(prefix.size()));
    for (const OptionEntry& option : command.options)
        for (const std::string& name : option.names)
            if (name.starts_with("--")) words.push_back(name);
    return words;
}

bool names_claims(const CommandEntry& command) {
    return std::any_of(command.options.begin(), command.options.end(), [](const OptionEntry& option) {
        return option.is_positional && option.names.front().starts_with("claim");
    });
}

}  // namespace

std::string manual_page(const std::string& program, const std::string& version,
                        const std::vector<CommandEntry>& table) {
    const CommandEntry& whole = table.front();
    std::string text = ".TH " + program + " 1 \"\" \"" + roff(program + " " + version) + "\"\n.SH NAME\n" +
                       program + " \\- " + roff(whole.help) + "\n.SH SYNOPSIS\n.B " + program +
                       "\n[options] command [arguments]\n.SH OPTIONS\n";
    for (const OptionEntry& option : whole.options)
        text += option_roff(option);
    text += ".SH COMMANDS\n";
    for (const CommandEntry& command : table)
        if (!command.path.empty()) text += command_roff(program, command, whole.footer);
    return text + ".SH EXIT STATUS\n" + roff(whole.footer) + "\n";
}

std::string bash_completion(const std::string& program, const std::vector<CommandEntry>& table) {
    std::string after, choices, claims;
    for (const CommandEntry& command : table) {
        after += fmt::format("        {}) words={} ;;\n", quoted(command.path),
                             quoted(joined(words_after(command, table), " ")));
        if (names_claims(command)) claims += (claims.empty() ? "" : " | ") + quoted(command.path);
        for (const OptionEntry& option : command.options)
            if (!option.choices.empty())
                choices +=
                    fmt::format("        {}) words={} ;;\n", quoted(command.path + ":" + option.names.back()),
                                quoted(joined(option.choices, " ")));
    }
    return fmt::format(R"bash(# bash completion for {0}, made from its table of commands
_{0}() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} path="" words="" known="{1}" i
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case " $known " in *"|$path${{path:+ }}${{COMP_WORDS[i]}}|"*) path+="${{path:+ }}${{COMP_WORDS[i]}}" ;; esac
    done
    case "$path:$previous" in
{2}    esac
    if [[ -z $words ]]; then
        case "$path" in
{3}        esac
        if [[ $word != -* ]]; then
            case "$path" in
            {4}) words+=" $({0} list 2>/dev/null | sed -n 's/^\([^ ]*\/[^ ]*\) .*/\1/p')" ;;
            esac
        fi
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; [[ $word == -* ]] || compgen -f -- "$word")
}}
complete -o filenames -F _{0} {0}
)bash",
                       program,
                       [&] {
                           std::string paths = "|";
                           for (const CommandEntry& command : table)
                               if (!command.path.empty()) paths += command.path + "|";
                           return paths;
                       }(),
                       choices, after, claims.empty() ? "''" : claims);
}

}  // namespace groundcheck::cli
