#include "theorems/language/toml_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "theorems/language/read_file.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

constexpr std::uintmax_t max_claim_file = 1U << 20U;
// toml++ walks nested tables recursively and limits brackets, but not the parts of a dotted key.
constexpr int max_key_parts = 100;

void check_keys(const std::string& path, const std::string& content) {
    int parts = 0;
    std::size_t line = 1;
    for (const char c : content) {
        if (c == '\n') ++line;
        if (c == '.') ++parts;
        if (std::string_view("=,[]{}#\n").find(c) != std::string_view::npos) parts = 0;
        if (parts > max_key_parts)
            throw InputError(path, line, 1, 1,
                             "this line has more than " + std::to_string(max_key_parts) + " dots in a row",
                             "", line_of(content, line));
    }
}

std::string capitalised_lower(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

// The places of a piece of text that begins at `start`.
std::vector<Place> places_from(std::string_view raw, Place start) {
    std::vector<Place> places = places_of(raw);
    for (Place& place : places)
        place = {place.line + start.line - 1,
                 place.line == 1 ? place.column + start.column - 1 : place.column};
    return places;
}

// TOML readers differ in whether they keep the line ends of a multi-line string as they are in the file.
std::string with_plain_line_ends(std::string text) {
    for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at))
        text.erase(at, 1);
    return text;
}

// Reads a TOML string's spelling, keeping for each byte of its value the place it came from.
class Unquoter {
  public:
    Unquoter(std::string_view raw, Place start) : raw_(raw), places_(places_from(raw, start)) {}

    // The value, with line ends as "\n", and the places; false if the spelling is not understood after all.
    bool read(std::string& value, std::vector<Place>& places) {
        const char quote = raw_.empty() ? '\0' : raw_[0];
        if (quote != '"' && quote != '\'') return false;
        const std::string_view triple = quote == '"' ? R"(""")" : "'''";
        const bool multi = raw_.size() >= 6 && raw_.starts_with(triple);
        const std::size_t width = multi ? 3 : 1;
        if (raw_.size() < 2 * width) return false;
        at_ = width;
        stop_ = raw_.size() - width;
        if (multi) skip_line_break();
        while (at_ < stop_)
            if (quote == '"' && raw_[at_] == '\\') {
                if (!escape()) return false;
            } else if (raw_.substr(at_, 2) == "\r\n") {
                ++at_;
            } else {
                keep(raw_.substr(at_, 1), at_);
                ++at_;
            }
        places_out_.push_back(places_[std::min(at_, raw_.size())]);
        value = std::move(value_);
        places = std::move(places_out_);
        return true;
    }

  private:
    void keep(std::string_view bytes, std::size_t from) {
        value_ += bytes;
        places_out_.insert(places_out_.end(), bytes.size(), places_[from]);
    }

    void skip_line_break() {
        if (at_ < stop_ && raw_[at_] == '\r') ++at_;
        if (at_ < stop_ && raw_[at_] == '\n') ++at_;
    }

    bool escape() {
        const std::size_t from = at_++;
        if (at_ >= stop_) return false;
        const char c = raw_[at_++];
        constexpr std::string_view letters = "btnfr\"\\e";
        constexpr std::string_view meanings = "\b\t\n\f\r\"\\\x1b";
        if (const std::size_t i = letters.find(c); i != std::string_view::npos) {
            keep(meanings.substr(i, 1), from);
            return true;
        }
        if (c == 'u' || c == 'U') return code_point(from, c == 'u' ? 4 : 8);
        // A backslash at the end of a line takes all white space up to the next text with it.
        --at_;
        const std::size_t text = raw_.find_first_not_of(" \t\r\n", at_);
        if (text == at_) return false;
        at_ = std::min(text, stop_);
        return true;
    }

    bool code_point(std::size_t from, std::size_t digits) {
        if (at_ + digits > stop_) return false;
        std::uint32_t point = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const auto digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(raw_[at_ + i]);
            if (digit == std::string_view::npos) return false;
            point = point * 16 + static_cast<std::uint32_t>(digit % 16);
        }
        at_ += digits;
        std::string bytes;
        const auto put = [&](std::uint32_t byte) {
            bytes += static_cast<char>(static_cast<unsigned char>(byte));
        };
        if (point < 0x80) {
            put(point);
        } else {
            const unsigned tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
            put((tails == 1 ? 0xC0U : tails == 2 ? 0xE0U : 0xF0U) | (point >> (6 * tails)));
            for (unsigned k = tails; k-- > 0;)
                put(0x80U | ((point >> (6 * k)) & 0x3FU));
        }
        keep(bytes, from);
        return true;
    }

    std::string_view raw_;
    std::vector<Place> places_;
    std::size_t at_ = 0;
    std::size_t stop_ = 0;
    std::string value_;
    std::vector<Place> places_out_;
};

}  // namespace

TomlFile TomlFile::read(const std::filesystem::path& path) {
    TomlFile file;
    file.path_ = path;
    file.content_ = std::make_shared<const std::string>(read_file(path, max_claim_file));
    const std::string& content = *file.content_;
    file.lines_.push_back(0);
    for (std::size_t i = 0; i < content.size(); ++i)
        if (content[i] == '\n') file.lines_.push_back(i + 1);
    if (content.find_first_not_of(" \t\r\n") == std::string::npos) throw file.error("the file is empty");
    const Source whole(content, path.string(), file.content_, places_of(content));
    if (const std::size_t at = content.find('\0'); at != std::string::npos)
        throw whole.error(at, at + 1, "the file has a NUL byte here: it is not a text");
    if (const std::size_t at = invalid_utf8(content); at != std::string::npos)
        throw whole.error(at, at + 1, "the file is not valid UTF-8 here", "save it as UTF-8");
    check_keys(path.string(), content);
    try {
        file.root_ = toml::parse(std::string_view(content), std::string_view(path.native()));
    } catch (const toml::parse_error& problem) {
        const Place at{problem.source().begin.line, problem.source().begin.column};
        throw InputError(path.string(), std::max<std::size_t>(at.line, 1),
                         std::max<std::size_t>(at.column, 1), 1,
                         "this is not TOML: " + capitalised_lower(std::string(problem.description())), "",
                         line_of(content, at.line));
    }
    return file;
}

TomlFile TomlFile::unwritten() {
    TomlFile file;
    file.content_ = std::make_shared<const std::string>();
    return file;
}

TomlFile TomlFile::of_texts(const std::map<std::string, std::string>& texts,
                            std::map<std::string, std::string> names) {
    TomlFile file = unwritten();
    for (const auto& [key, text] : texts) {
        file.root_.insert(key, text);
        names.emplace(key, key);
    }
    file.names_ = std::move(names);
    return file;
}

std::optional<Source> TomlFile::single_text(const toml::node& node) const {
    if (names_.empty() || !node.is_string()) return std::nullopt;
    for (const auto& [key, value] : root_) {
        if (&value != &node) continue;
        const std::string& text = node.as_string()->get();
        return Source(text, names_.at(std::string(key.str())), std::make_shared<const std::string>(text),
                      places_of(text));
    }
    return std::nullopt;
}

std::size_t TomlFile::offset(toml::source_position position) const {
    if (position.line == 0 || position.line > lines_.size()) return content_->size();
    std::size_t at = lines_[position.line - 1];
    const auto continues = [&] { return (static_cast<unsigned char>((*content_)[at]) & 0xC0U) == 0x80U; };
    for (std::size_t column = 1; column < position.column && at < content_->size(); ++column) {
        ++at;
        while (at < content_->size() && continues())
            ++at;
    }
    return at;
}

Source TomlFile::text(const toml::node& node) const {
    if (const auto single = single_text(node)) return *single;
    const std::size_t begin = offset(node.source().begin);
    const std::size_t end = std::max(begin, offset(node.source().end));
    std::string raw = content_->substr(begin, end - begin);
    const Place start{node.source().begin.line, node.source().begin.column};
    if (const auto* string = node.as_string()) {
        std::string value;
        std::vector<Place> places;
        if (Unquoter(raw, start).read(value, places) && value == with_plain_line_ends(string->get()))
            return {value, path_.string(), content_, std::move(places)};
        return {string->get(), path_.string(), content_, {start}};
    }
    std::vector<Place> places = places_from(raw, start);
    return {std::move(raw), path_.string(), content_, std::move(places)};
}

Rational TomlFile::number(const toml::node& node) const {
    if (!node.is_number() && !node.is_string())
        throw error(node, "a number is needed here", "write it as 0.25, 3 or \"3/4\"");
    std::string spelling = text(node).text();
    if (const auto* integer = node.as_integer()) return Rational(integer->get());
    std::erase(spelling, '_');
    if (node.is_floating_point() && spelling.starts_with('+')) spelling.erase(0, 1);
    const std::size_t first = spelling.find_first_not_of(" \t");
    if (first != std::string::npos)
        spelling = spelling.substr(first, spelling.find_last_not_of(" \t") - first + 1);
    const std::optional<Rational> value = parse_rational(spelling);
    if (!value)
        throw error(node, "\"" + spelling + "\" is not a finite number", "write it as 0.25, 3 or \"3/4\"");
    return *value;
}

std::string TomlFile::string(const toml::node& node, const std::string& what) const {
    const auto* value = node.as_string();
    if (value == nullptr) throw error(node, what + " is a text in quotes");
    if (value->get().find_first_not_of(" \t\r\n") == std::string::npos) throw error(node, what + " is empty");
    return value->get();
}

const toml::table& TomlFile::table(const toml::node& node, const std::string& what) const {
    const toml::table* found = node.as_table();
    if (found == nullptr) throw error(node, what + " is a table");
    return *found;
}

void TomlFile::only_keys(const toml::table& table, const std::string& what,
                         const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table)
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            throw error(key, "unknown key \"" + std::string(key.str()) + "\" in " + what,
                        suggestion(key.str(), known));
}

InputError TomlFile::error(const toml::source_region& region, const std::string& message,
                           const std::string& hint) const {
    const std::size_t line = std::max<std::size_t>(region.begin.line, 1);
    const std::size_t column = std::max<std::size_t>(region.begin.column, 1);
    const bool one_line = region.end.line == region.begin.line && region.end.column > region.begin.column;
    const std::size_t length = one_line ? region.end.column - region.begin.column : 1;
    return {path_.string(), line, column, length, message, hint, line_of(*content_, line)};
}

InputError TomlFile::error(const toml::node& node, const std::string& message,
                           const std::string& hint) const {
    if (const auto single = single_text(node)) return single->error(0, single->text().size(), message, hint);
    return error(node.source(), message, hint);
}

InputError TomlFile::error(const toml::key& key, const std::string& message, const std::string& hint) const {
    return error(key.source(), message, hint);
}

InputError TomlFile::error(const std::string& message, const std::string& hint) const {
    return {path_.string(), message, hint};
}

}  // namespace groundcheck
