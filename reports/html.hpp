// Text for HTML, written so that the page is well-formed XML too.
#pragma once

#include <string>
#include <string_view>

namespace groundcheck {

// Text inside an element or a quoted attribute: markup escaped, what is no UTF-8 replaced.
std::string html_text(std::string_view text);

// Paragraph text with `code` spans set as <code>.
std::string html_prose(std::string_view text);

// What a page begins with, its style in it, up to and with <body>. The title is text.
std::string page_head(const std::string& title);

// What may stand after # in a link: letters, digits, '-' and '_' as they are, anything else as '-'.
std::string anchor(std::string_view name);

}  // namespace groundcheck
