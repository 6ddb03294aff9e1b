#include "reports/plot.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "reports/csv.hpp"
#include "reports/html.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

constexpr int palette_size = 7;

// Colours that stand for the page's while gnuplot draws: the text's, the grid's, and the palette's.
constexpr const char* text_colour = "#010203";
constexpr const char* grid_colour = "#010204";
constexpr std::array<const char*, palette_size> okabe_ito = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                             "#e69f00", "#56b4e9", "#8a8400"};

std::string stand_in(int colour) {
    return colour < 1 || colour > palette_size ? text_colour : fmt::format("#0000{:02x}", 0xc0 + colour);
}

std::string page_colour(int red, int green, int blue) {
    if (red == 1 && green == 2 && blue == 4) return "var(--rule,#ccc)";
    if (red == 0 && green == 0 && blue > 0xc0 && blue <= 0xc0 + palette_size) {
        const int colour = blue - 0xc0;
        return fmt::format("var(--c{},{})", colour, okabe_ito[static_cast<std::size_t>(colour - 1)]);
    }
    return "currentColor";
}

// A string of gnuplot's language, in which nothing is expanded.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) continue;
        result += c;
        if (c == '\'') result += c;
    }
    return result + "'";
}

std::optional<double> number(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::size_t column(const Figure& figure, const std::string& name) {
    const auto place = std::find(figure.columns.begin(), figure.columns.end(), name);
    if (place == figure.columns.end())
        throw PlotFailed("the figure " + figure.id + " has no column \"" + name + "\"");
    return static_cast<std::size_t>(place - figure.columns.begin());
}

// The lines of a curve's data block: those rows that have all its numbers.
std::string curve_data(const Figure& figure, const FigureCurve& curve) {
    std::vector<std::size_t> columns = {column(figure, curve.x), column(figure, curve.low)};
    if (curve.style == CurveStyle::band || curve.style == CurveStyle::enclosure)
        columns.push_back(column(figure, curve.high));
    std::string text;
    for (const std::vector<std::string>& row : figure.rows) {
        std::string line;
        for (const std::size_t c : columns) {
            const std::optional<double> value = number(row[c]);
            if (!value) {
                line.clear();
                break;
            }
            line += fmt::format("{} ", *value);
        }
        if (!line.empty()) text += line + "\n";
    }
    return text;
}

// Halfway to the neighbours on a grid: where the cell around a value begins and ends.
std::pair<double, double> cell(const std::set<double>& grid, double value, bool logarithmic) {
    const auto place = grid.find(value);
    const auto middle = [&](double a, double b) { return logarithmic ? std::sqrt(a * b) : (a + b) / 2; };
    const auto mirrored = [&](double a, double b) {
        return logarithmic ? a * std::sqrt(a / b) : a + (a - b) / 2;
    };
    if (grid.size() == 1)
        return logarithmic ? std::pair{value / 2, value * 2} : std::pair{value - 0.5, value + 0.5};
    const bool first = place == grid.begin(), last = std::next(place) == grid.end();
    const double low = first ? mirrored(value, *std::next(place)) : middle(*std::prev(place), value);
    const double high = last ? mirrored(value, *std::prev(place)) : middle(value, *std::next(place));
    return {low, high};
}

// The cells whose entry is the curve's value, those beside each other drawn as one box.
std::string cells_data(const Figure& figure, const FigureCurve& curve) {
    const std::size_t x = column(figure, curve.x), y = column(figure, curve.low),
                      what = column(figure, curve.high);
    std::set<double> xs, ys;
    std::set<std::pair<double, double>> filled;  // (y, x)
    for (const std::vector<std::string>& row : figure.rows) {
        const std::optional<double> a = number(row[x]), b = number(row[y]);
        if (!a || !b) continue;
        xs.insert(*a);
        ys.insert(*b);
        if (row[what] == curve.value) filled.emplace(*b, *a);
    }
    std::string text;
    for (auto place = filled.begin(); place != filled.end();) {
        const double b = place->first;
        const auto [left, first_right] = cell(xs, place->second, figure.x.logarithmic);
        double right = first_right;
        auto column_place = xs.find(place->second);
        for (++place, ++column_place; place != filled.end() && place->first == b &&
                                      column_place != xs.end() && place->second == *column_place;
             ++place, ++column_place)
            right = cell(xs, place->second, figure.x.logarithmic).second;
        const auto [bottom, top] = cell(ys, b, figure.y.logarithmic);
        text += fmt::format("{} {} {} {} {} {}\n", left, bottom, left, right, bottom, top);
    }
    return text;
}

std::string axis_script(const char* name, const FigureAxis& axis) {
    std::string text = fmt::format("set {}label {} tc rgb '{}'\n", name, quoted(axis.label), text_colour);
    if (axis.logarithmic) text += fmt::format("set logscale {}\n", name);
    const auto end = [](const std::string& value) {
        const std::optional<double> parsed = number(value);
        return parsed ? fmt::format("{}", *parsed) : std::string("*");
    };
    return text + fmt::format("set {}range [{}:{}]\n", name, end(axis.low), end(axis.high));
}

std::string curve_script(const FigureCurve& curve, std::size_t index) {
    const std::string colour = stand_in(curve.colour);
    const std::string title = curve.label.empty() ? "notitle" : "title " + quoted(curve.label);
    switch (curve.style) {
        case CurveStyle::line:
            return fmt::format("$c{} using 1:2 with lines lw 2 lc rgb '{}' {}", index, colour, title);
        case CurveStyle::dashed:
            return fmt::format("$c{} using 1:2 with lines lw 1.6 dt (9,5) lc rgb '{}' {}", index, colour,
                               title);
        case CurveStyle::points:
            return fmt::format("$c{} using 1:2 with points pt 7 ps 0.45 lc rgb '{}' {}", index, colour,
                               title);
        case CurveStyle::band:
            return fmt::format(
                "$c{} using 1:2:3 with filledcurves fs transparent solid 0.34 noborder fc rgb '{}' {}", index,
                colour, title);
        case CurveStyle::enclosure:
            return fmt::format("$c{} using 1:2:3 with filledcurves fs solid border fc rgb '{}' lw 1 {}",
                               index, colour, title);
        case CurveStyle::cells:
            return fmt::format(
                "$c{} using 1:2:3:4:5:6 with boxxyerror fs transparent solid 0.75 noborder fc rgb '{}' {}",
                index, colour, title);
    }
    return "";
}

// Replaces every rgb(r,g,b) by the page's colour that it stands for.
std::string with_page_colours(const std::string& svg) {
    std::string result;
    for (std::size_t at = 0; at < svg.size();) {
        const std::size_t found = std::min(svg.find("rgb(", at), svg.size());
        result.append(svg, at, found - at);
        at = found;
        if (at == svg.size()) break;
        int red = 0, green = 0, blue = 0;
        if (std::sscanf(svg.c_str() + at, "rgb(%d ,%d ,%d", &red, &green, &blue) == 3)
            result += page_colour(red, green, blue);
        else
            result += "currentColor";
        at = std::min(svg.find(')', at), svg.size() - 1) + 1;
    }
    return result;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// Removes ` name="..."` wherever it stands.
void remove_attribute(std::string& text, const std::string& name) {
    const std::string start = " " + name + "=\"";
    for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
        const std::size_t end = text.find('"', at + start.size());
        text.erase(at, end == std::string::npos ? std::string::npos : end + 1 - at);
    }
}

// Groups that draw nothing, of which gnuplot makes many.
void remove_empty_groups(std::string& text) {
    for (std::size_t end = text.find(">\n</g>\n"); end != std::string::npos;) {
        const std::size_t begin = text.rfind('<', end);
        if (begin != std::string::npos && text.compare(begin, 3, "<g ") == 0) {
            text.erase(begin, end + 7 - begin);
            end = text.find(">\n</g>\n", begin > 8 ? begin - 8 : 0);
        } else {
            end = text.find(">\n</g>\n", end + 1);
        }
    }
}

struct TemporaryFolder {
    fs::path path;
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "groundcheck-plot-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw PlotFailed("there is no place for temporary files");
        path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

std::string shell_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

}  // namespace

std::string gnuplot_script(const Figure& figure, const std::string& output) {
    std::string text = fmt::format(
        "set encoding utf8\nset terminal svg size {},{} dynamic noenhanced font 'serif,14'\nset output {}\n"
        "set border 3 lw 0.8 lc rgb '{}'\nset tics nomirror out scale 0.6 tc rgb '{}'\n"
        "set grid lc rgb '{}' lw 0.6 dt 1\nset key outside top left horizontal Left reverse samplen 2 tc rgb "
        "'{}'\n",
        picture_width, picture_height, quoted(output), text_colour, text_colour, grid_colour, text_colour);
    text += axis_script("x", figure.x) + axis_script("y", figure.y);
    std::string plots;
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
        const FigureCurve& curve = figure.curves[i];
        const std::string data =
            curve.style == CurveStyle::cells ? cells_data(figure, curve) : curve_data(figure, curve);
        if (data.empty()) continue;
        text += fmt::format("$c{} << EOD\n{}EOD\n", i, data);
        plots += (plots.empty() ? "plot " : ", ") + curve_script(curve, i);
    }
    if (plots.empty()) throw PlotFailed("the figure " + figure.id + " has nothing to draw");
    return text + plots + "\n";
}

// Takes out every element of this name that has text alone in it.
void remove_elements(std::string& body, const std::string& name) {
    const std::string opens = "<" + name + ">", closes = "</" + name + ">";
    for (std::size_t from = body.find(opens); from != std::string::npos; from = body.find(opens, from)) {
        const std::size_t to = body.find(closes, from);
        if (to == std::string::npos) return;
        body.erase(from, to + closes.size() - from);
    }
}

std::string page_svg(const std::string& svg, const Figure& figure) {
    const std::size_t begin = svg.find("<svg");
    const std::size_t inside = begin == std::string::npos ? begin : svg.find('>', begin);
    if (inside == std::string::npos) throw PlotFailed("gnuplot drew no SVG");
    std::string body = svg.substr(inside + 1);
    remove_elements(body, "desc");
    remove_elements(body, "title");  // gnuplot's own numbers of the curves: a reader would see and hear them
    for (std::size_t from = body.find("<filter"); from != std::string::npos; from = body.find("<filter")) {
        const std::size_t to = body.find("</filter>", from);
        if (to == std::string::npos) break;
        body.erase(from, to + 9 - from);
    }
    body = with_page_colours(body);
    for (const char* name : {"color", "font-family"})
        remove_attribute(body, name);
    remove_empty_groups(body);
    const std::string prefix = anchor(figure.id) + "-";
    replace_all(body, "id='", "id='" + prefix);
    replace_all(body, "id=\"", "id=\"" + prefix);
    replace_all(body, "href='#", "href='#" + prefix);
    replace_all(body, "url(#", "url(#" + prefix);
    return fmt::format(
        "<svg viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" aria-label=\"{}\">{}",
        picture_width, picture_height, html_text(figure.title), body);
}

std::string svg_picture(const Figure& figure) {
    const TemporaryFolder folder;
    const fs::path output = folder.path / "picture.svg", script = folder.path / "script.gnuplot";
    std::ofstream(script, std::ios::binary) << gnuplot_script(figure, output.string());
    const std::string command = "gnuplot " + shell_quoted(script.string()) + " >/dev/null 2>" +
                                shell_quoted((folder.path / "errors").string());
    const int status =
        std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): reports are made by one thread
    if (status != 0) {
        const bool missing =
            std::system("command -v gnuplot >/dev/null 2>&1") != 0;  // NOLINT(concurrency-mt-unsafe)
        throw PlotFailed(missing ? "gnuplot is not installed (Debian: gnuplot-nox)."
                                 : "gnuplot could not draw the figure " + figure.id + ".");
    }
    std::ifstream stream(output, std::ios::binary);
    return page_svg({std::istreambuf_iterator<char>(stream), {}}, figure);
}

std::string figure_csv(const Figure& figure) {
    std::string text = csv_line(figure.columns);
    for (const std::vector<std::string>& row : figure.rows)
        text += csv_line(row);
    return text;
}

}  // namespace groundcheck
