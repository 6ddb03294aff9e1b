#include "audit/formal/theorem_reading.hpp"

#include <cctype>
#include <string_view>
#include <utility>

#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

constexpr std::string_view reading_mark = "(* claim";

// Where the lines directly above `at` that are readings begin. Precondition: a line begins at `at`.
std::size_t readings_above(const std::string& coq, std::size_t at) {
    while (at > 0) {
        const std::size_t line = at < 2 ? 0 : coq.rfind('\n', at - 2) + 1;  // npos + 1 is 0
        // A reading may run over several lines: the last ends with the comment.
        const std::string_view text = std::string_view(coq).substr(line, at - line);
        if (!text.ends_with("*)\n")) return at;
        const std::size_t open = coq.rfind("(*", at - 1);
        if (open == std::string::npos || coq.compare(open, reading_mark.size(), reading_mark) != 0) return at;
        at = open;
    }
    return at;
}

// One space in place of each run of white space, none at the ends.
std::string with_single_spaces(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

// Takes `word` and a space off the front, if it stands there.
bool take(std::string& text, const std::string& word) {
    if (!text.starts_with(word)) return false;
    text.erase(0, word.size());
    if (text.starts_with(' ')) text.erase(0, 1);
    return true;
}

[[noreturn]] void malformed(const std::string& text, const std::string& why) {
    throw InputError("", "the reading \"claim " + text + "\" cannot be read: " + why,
                     "(* claim [PROCESS] with a world for HYPOTHESES: STATEMENT, equal iff CONDITION *)");
}

// Whether an entry "NAME = ..." begins here, after white space.
bool begins_entry(const std::string& list, std::size_t at) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    while (at < list.size() && list[at] == ' ')
        ++at;
    const std::size_t name = at;
    while (at < list.size() && (is_letter(list[at]) || (at > name && list[at] >= '0' && list[at] <= '9')))
        ++at;
    const bool named = at > name;
    while (at < list.size() && list[at] == ' ')
        ++at;
    return named && at < list.size() && list[at] == '=' && list.compare(at, 2, "==") != 0;
}

// "N = t+2, models = 1/3, 2/3, start = P": a comma before the next name and its "=" ends an entry; others are
// the entry's own.
std::map<std::string, std::string> process_entries(const std::string& list, const std::string& whole) {
    std::map<std::string, std::string> entries;
    int depth = 0;
    for (std::size_t begin = 0, i = 0; i <= list.size(); ++i) {
        if (i < list.size() && list[i] == '(') ++depth;
        if (i < list.size() && list[i] == ')') --depth;
        if (i < list.size() && (list[i] != ',' || depth != 0 || !begins_entry(list, i + 1))) continue;
        const std::string entry = list.substr(begin, i - begin);
        const auto equals = entry.find('=');
        const std::string name = with_single_spaces(entry.substr(0, equals));
        if (equals == std::string::npos || name.empty() ||
            !entries.emplace(name, with_single_spaces(entry.substr(equals + 1))).second)
            malformed(whole, "\"" + entry + "\" is no entry of a process");
        begin = i + 1;
    }
    return entries;
}

}  // namespace

TheoremReading parse_reading(const std::string& text) {
    TheoremReading reading;
    const std::string whole = with_single_spaces(text);
    std::string rest = whole;
    if (take(rest, "[")) {
        const auto close = rest.find(']');
        if (close == std::string::npos) malformed(whole, "the process has no \"]\"");
        reading.process = process_entries(rest.substr(0, close), whole);
        rest.erase(0, close);
        take(rest, "]");
    }
    reading.world = take(rest, "with a world");
    const bool hypotheses = take(rest, "for ");
    const auto colon = rest.find(':');
    if (colon == std::string::npos) malformed(whole, "the colon before the statement is missing");
    if (hypotheses) {
        try {
            reading.hypotheses = parse_hypotheses(rest.substr(0, colon));
        } catch (const InputError& error) {
            malformed(whole, error.message);
        }
    } else if (colon != 0) {
        malformed(whole, "\"" + rest.substr(0, colon) + "\" is no part of a reading");
    }
    rest.erase(0, colon + 1);
    take(rest, " ");
    const std::string equal = ", equal iff ";
    if (const auto condition = rest.find(equal); condition != std::string::npos) {
        reading.equality = rest.substr(condition + equal.size());
        rest.erase(condition);
    }
    if (rest.empty()) malformed(whole, "there is no statement");
    reading.statement = rest;
    return reading;
}

std::string statement_in(const std::string& coq, const std::string& name) {
    const auto begin = coq.find("Definition " + name + " : Prop");
    if (begin == std::string::npos || (begin > 0 && coq[begin - 1] != '\n')) return {};
    const auto first = readings_above(coq, begin);
    // A sentence of Coq ends with a period before white space; inside one, periods stand in names only.
    for (auto end = coq.find('.', begin); end != std::string::npos; end = coq.find('.', end + 1)) {
        if (end + 1 == coq.size() || coq[end + 1] == '\n' || coq[end + 1] == ' ')
            return coq.substr(first, end + 1 - first);
    }
    return {};
}

std::vector<std::vector<TheoremReading>> readings_in(const std::string& statements) {
    std::vector<std::vector<TheoremReading>> result;
    std::vector<TheoremReading> above;
    const std::string definition = "Definition ";
    for (std::size_t at = 0; at < statements.size();) {
        if (statements.compare(at, reading_mark.size(), reading_mark) == 0) {
            const auto begin = at + reading_mark.size();
            const auto end = statements.find("*)", begin);
            if (end == std::string::npos) malformed(statements.substr(begin, 60), "it has no end");
            above.push_back(parse_reading(statements.substr(begin, end - begin)));
            at = end;
        } else if (statements.compare(at, definition.size(), definition) == 0) {
            result.push_back(std::exchange(above, {}));
        }
        at = statements.find('\n', at);
        if (at == std::string::npos) break;
        ++at;
    }
    return result;
}

}  // namespace groundcheck
