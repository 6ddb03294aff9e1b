#include "theorems/language/source.hpp"

#include <algorithm>
#include <utility>

namespace groundcheck {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

Source::Source(std::string text)
    : text_(std::move(text)),
      content_(std::make_shared<const std::string>(text_)),
      places_(places_of(text_)) {}

Source::Source(std::string text, std::string file, std::shared_ptr<const std::string> content,
               std::vector<Place> places)
    : text_(std::move(text)),
      file_(std::move(file)),
      content_(std::move(content)),
      places_(std::move(places)) {
    places_.resize(text_.size() + 1, places_.empty() ? Place{} : places_.back());
}

Source Source::part(std::size_t begin, std::size_t end) const {
    const auto first = static_cast<std::ptrdiff_t>(begin), last = static_cast<std::ptrdiff_t>(end);
    return {text_.substr(begin, end - begin),
            file_,
            content_,
            {places_.begin() + first, places_.begin() + last + 1}};
}

SourceRange Source::range(std::size_t begin, std::size_t end) const {
    const Place first = places_[std::min(begin, text_.size())];
    std::size_t length = 1;
    for (std::size_t i = begin + 1;
         i < end && i < text_.size() && text_[i] != '\n' && places_[i].line == first.line; ++i)
        length = std::max(length, places_[i].column - first.column + 1);
    return {first.line, first.column, length};
}

InputError Source::error(std::size_t begin, std::size_t end, std::string message, std::string hint) const {
    return error(range(begin, end), std::move(message), std::move(hint));
}

InputError Source::error(const SourceRange& where, std::string message, std::string hint) const {
    return {file_,
            where.line,
            where.column,
            where.length,
            std::move(message),
            std::move(hint),
            line_of(*content_, where.line)};
}

std::vector<Place> places_of(std::string_view text) {
    std::vector<Place> places;
    places.reserve(text.size() + 1);
    Place here;
    for (std::size_t i = 0; i < text.size(); ++i) {
        places.push_back(here);
        if (text[i] == '\n')
            here = {here.line + 1, 1};
        else if (i + 1 == text.size() || !continues(text[i + 1]))
            ++here.column;
    }
    places.push_back(here);
    return places;
}

std::string line_of(std::string_view content, std::size_t line) {
    std::size_t begin = 0;
    for (std::size_t i = 1; i < line; ++i) {
        begin = content.find('\n', begin);
        if (begin == std::string_view::npos) return "";
        ++begin;
    }
    std::string_view rest = content.substr(begin);
    rest = rest.substr(0, rest.find('\n'));
    if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
    return std::string(rest);
}

std::size_t invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t length = byte < 0x80                   ? 1
                                   : byte >= 0xC2 && byte < 0xE0 ? 2
                                   : byte >= 0xE0 && byte < 0xF0 ? 3
                                   : byte >= 0xF0 && byte < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > text.size()) return i;
        for (std::size_t k = 1; k < length; ++k)
            if (!continues(text[i + k])) return i;
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if ((byte == 0xE0 && second < 0xA0) || (byte == 0xED && second >= 0xA0) ||
            (byte == 0xF0 && second < 0x90) || (byte == 0xF4 && second >= 0x90))
            return i;
        i += length;
    }
    return std::string_view::npos;
}

}  // namespace groundcheck
