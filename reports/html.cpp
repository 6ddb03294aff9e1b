#include "reports/html.hpp"

#include <algorithm>

#include "reports/junit.hpp"
#include "reports/page_style.hpp"

namespace groundcheck {

std::string html_text(std::string_view text) { return xml_text(text); }

std::string html_prose(std::string_view text) {
    std::string result;
    bool code = false;
    while (!text.empty()) {
        const std::size_t tick = std::min(text.find('`'), text.size());
        result += html_text(text.substr(0, tick));
        if (tick == text.size()) break;
        result += code ? "</code>" : "<code>";
        code = !code;
        text.remove_prefix(tick + 1);
    }
    return code ? result + "</code>" : result;
}

std::string anchor(std::string_view name) {
    std::string result;
    for (const char c : name) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        result += plain ? c : '-';
    }
    return result;
}

std::string page_head(const std::string& title) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
           html_text(title) + "</title>\n<link rel=\"icon\" href=\"data:,\"/>\n<style>" + page_style +
           "</style>\n</head>\n<body>\n";
}

}  // namespace groundcheck
