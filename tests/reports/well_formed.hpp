// Is a text well-formed XML? A strict check of what the reports write: elements that nest, quoted attributes
// that do not repeat, known entities, one root. Not a parser.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace groundcheck::test {

class WellFormed {
  public:
    explicit WellFormed(const std::string& text) : text_(text) {}

    // What is wrong, with the text around it; empty if nothing is.
    std::string complaint() {
        for (at_ = 0; at_ < text_.size() && said_.empty();) {
            if (text_[at_] == '<')
                tag();
            else if (text_[at_] == '&')
                entity();
            else
                character();
        }
        if (said_.empty() && !open_.empty()) said_ = "<" + open_.back() + "> is not closed";
        if (said_.empty() && roots_ != 1) said_ = "there is not exactly one root";
        return said_;
    }

    // The values of an attribute, in the order of the text. Precondition: complaint() was asked for.
    const std::vector<std::pair<std::string, std::string>>& attributes() const { return attributes_; }
    // The elements' names, in the order in which they begin.
    const std::vector<std::string>& elements() const { return elements_; }

  private:
    void fail(const std::string& what) {
        const std::size_t from = at_ < 60 ? 0 : at_ - 60;
        said_ = what + " near: " + text_.substr(from, 120);
    }
    void character() {
        if (open_.empty() && text_[at_] != '\n' && text_[at_] != ' ') return fail("text outside the root");
        if (text_.compare(at_, 3, "]]>") == 0) return fail("]]> in text");
        ++at_;
    }
    void entity() {
        const std::size_t end = text_.find(';', at_);
        const std::string name = end == std::string::npos ? "" : text_.substr(at_ + 1, end - at_ - 1);
        static const std::set<std::string> known = {"amp", "lt", "gt", "quot", "apos"};
        const bool numeric = name.size() > 1 && name[0] == '#';
        if (known.count(name) == 0 && !numeric) return fail("an unknown entity");
        at_ = end + 1;
    }
    static bool is_name(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == ':' || c == '_';
    }
    std::string name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_]))
            ++at_;
        return text_.substr(begin, at_ - begin);
    }
    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'))
            ++at_;
    }
    void tag() {
        for (const char* start : {"<!DOCTYPE", "<?xml"}) {
            if (text_.compare(at_, std::string(start).size(), start) != 0) continue;
            if (roots_ > 0) return fail("a prolog after the root");
            at_ = text_.find('>', at_) + 1;
            return;
        }
        ++at_;
        const bool closing = text_[at_] == '/';
        if (closing) ++at_;
        const std::string element = name();
        if (element.empty()) return fail("a stray <");
        if (closing) {
            blanks();
            if (text_[at_] != '>') return fail("a closing tag with more in it");
            ++at_;
            if (open_.empty() || open_.back() != element) return fail("</" + element + "> closes nothing");
            open_.pop_back();
            return;
        }
        begin(element);
    }
    void begin(const std::string& element) {
        if (open_.empty()) ++roots_;
        elements_.push_back(element);
        std::set<std::string> seen;
        while (said_.empty()) {
            blanks();
            if (text_[at_] == '/' && text_[at_ + 1] == '>') {
                at_ += 2;
                return;
            }
            if (text_[at_] == '>') {
                ++at_;
                open_.push_back(element);
                return;
            }
            attribute(seen);
        }
    }
    void attribute(std::set<std::string>& seen) {
        const std::string key = name();
        blanks();
        if (key.empty() || text_[at_] != '=') return fail("a malformed attribute");
        ++at_;
        blanks();
        const char quote = text_[at_];
        if (quote != '"' && quote != '\'') return fail("an unquoted attribute");
        const std::size_t end = text_.find(quote, at_ + 1);
        if (end == std::string::npos) return fail("an attribute without an end");
        const std::string value = text_.substr(at_ + 1, end - at_ - 1);
        if (value.find('<') != std::string::npos) return fail("< in an attribute");
        if (!seen.insert(key).second) return fail("the attribute " + key + " twice");
        attributes_.emplace_back(key, value);
        at_ = end + 1;
    }

    const std::string& text_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    int roots_ = 0;
    std::string said_;
    std::vector<std::pair<std::string, std::string>> attributes_;
    std::vector<std::string> elements_;
};

inline std::string xml_complaint(const std::string& text) { return WellFormed(text).complaint(); }

}  // namespace groundcheck::test
