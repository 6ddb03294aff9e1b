// Pictures in a file of their own.
#include <fmt/format.h>

#include "reports/html.hpp"
#include "reports/plot.hpp"

namespace groundcheck {

namespace {

constexpr int width = picture_width, height = picture_height, title_height = 34;

// The page's colours as they are without a page: var(--c1,#0072b2) is #0072b2.
std::string plain_colours(const std::string& svg) {
    static const std::string own = "var(", text = "currentColor";
    std::string result;
    for (std::size_t at = 0; at < svg.size();) {
        if (svg.compare(at, own.size(), own) == 0) {
            const std::size_t comma = svg.find(',', at), end = svg.find(')', at);
            if (comma >= end || end == std::string::npos)
                throw PlotFailed("a colour has no value of its own");
            result.append(svg, comma + 1, end - comma - 1);
            at = end + 1;
        } else if (svg.compare(at, text.size(), text) == 0) {
            result += "#222";
            at += text.size();
        } else {
            result += svg[at++];
        }
    }
    return result;
}

}  // namespace

std::string svg_file(const std::vector<Figure>& figures) {
    static const std::string start = "<svg ";
    const int all = static_cast<int>(figures.size()) * (height + title_height);
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\">\n<rect width=\"{0}\" height=\"{1}\" "
        "fill=\"#fff\"/>\n",
        width, all);
    int top = 0;
    for (const Figure& figure : figures) {
        text += fmt::format(
            "<text x=\"12\" y=\"{}\" font-family=\"serif\" font-size=\"17\" fill=\"#222\">{}</text>\n",
            top + 23, html_text(figure.title));
        const std::string picture = plain_colours(svg_picture(figure));
        text += fmt::format("<svg y=\"{}\" width=\"{}\" height=\"{}\" font-family=\"serif\" {}",
                            top + title_height, width, height, picture.substr(start.size()));
        text += "\n";
        top += height + title_height;
    }
    return text + "</svg>\n";
}

}  // namespace groundcheck
