#include "reports/page_figure.hpp"

#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "reports/page_paper.hpp"

namespace groundcheck {

bool is_loop_figure(const Figure& figure) { return figure.id.starts_with(loop_figure_prefix); }

std::string figure_html(const Report& report, const Figure& figure, const Pictures& pictures) {
    const auto picture = pictures.find(figure.id);
    std::string html = "<figure id=\"" + figure_anchor(figure.id) + "\">\n";
    if (picture != pictures.end()) html += picture->second;
    html += "<figcaption><b>" + html_text(figure.title) + "</b> " + html_prose(figure.caption) +
            " <span class=\"muted\">" + html_prose(figure.method) + " Numbers: <a href=\"data/" +
            html_text(figure.id) + ".csv\">" + html_text(figure.id) + ".csv</a>.";
    std::string claims;
    for (const std::string& id : figure.claims)
        claims += (claims.empty() ? "" : ", ") + link_to_claim(report, id);
    if (!claims.empty()) html += " Claims: " + claims + ".";
    return html + "</span></figcaption>\n</figure>\n";
}

std::string no_pictures_html(const std::string& no_pictures) {
    if (no_pictures.empty()) return "";
    return "<p>" + html_text(no_pictures) + " The numbers are linked below all the same.</p>\n";
}

}  // namespace groundcheck
