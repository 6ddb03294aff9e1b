#include "reports/plot.hpp"

#include <cstdlib>

#include "tests/catch.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/sample_figure.hpp"

using namespace groundcheck;

namespace plot_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool gnuplot_is_there() { return std::system("command -v gnuplot >/dev/null 2>&1") == 0; }

}  // namespace

TEST_CASE("gnuplot is told every curve, and only numbers as data", "[plot]") {
    const std::string script = gnuplot_script(test::sample_figure(), "out.svg");
    INFO(script);
    for (const char* part : {"filledcurves", "with lines lw 2", "dt (9,5)", "with points", "boxxyerror"})
        CHECK(has(script, part));
    CHECK(has(script, "set ylabel 'y (nats) of ''it'''"));
    CHECK(has(script, "$c0 << EOD\n0 0.5 0.75 \n1 1 1.25 \nEOD"));  // the row without numbers is left out
    CHECK(has(script, "set xrange [0:2]"));
    CHECK(has(script, "set yrange [*:*]"));
}

TEST_CASE("a ledger cannot make gnuplot run anything", "[plot]") {
    Figure figure = test::sample_figure();
    figure.rows[0][1] = "0\nEOD\nsystem('touch x')";
    figure.rows[1][2] = "1; system('touch x')";
    figure.x.low = "0]; system('touch x'); set xrange [0";
    figure.curves[1].label = "'\nsystem('touch x')\n";
    const std::string script = gnuplot_script(figure, "out.svg");
    INFO(script);
    for (std::size_t at = script.find("system"); at != std::string::npos;
         at = script.find("system", at + 1)) {
        const std::size_t line =
            script.rfind('\n', at) + 1;  // only inside a quoted title, in which ' is doubled
        const std::string before = script.substr(line, at - line);
        CHECK(std::count(before.begin(), before.end(), '\'') % 2 == 1);
    }
    CHECK(has(script, "set xrange [*:2]"));
}

TEST_CASE("a figure that lacks a column, or has nothing to draw, says so", "[plot]") {
    Figure figure = test::sample_figure();
    figure.curves[0].high = "none";
    CHECK_THROWS_WITH(gnuplot_script(figure, "out.svg"), Catch::Contains("no column \"none\""));
    figure = test::sample_figure();
    figure.rows.clear();
    CHECK_THROWS_AS(gnuplot_script(figure, "out.svg"), PlotFailed);
    CHECK_THROWS_AS(page_svg("no picture", figure), PlotFailed);
}

TEST_CASE("cells beside each other become one box, and the boxes cover the grid", "[plot]") {
    Figure figure = test::sample_figure();
    figure.columns = {"x", "y", "what"};
    figure.rows.clear();
    for (const char* y : {"1", "10"})
        for (const char* x : {"0", "1", "2", "3"})
            figure.rows.push_back({x, y, std::string(x) == "2" ? "b" : "a"});
    figure.y.logarithmic = true;
    figure.curves = {{"a", CurveStyle::cells, "x", "y", "what", "a", 1}};
    const std::string script = gnuplot_script(figure, "out.svg");
    INFO(script);
    CHECK(has(script, " -0.5 1.5 "));
    CHECK(has(script, " 2.5 3.5 "));
    CHECK_FALSE(has(script, " 0.5 1.5 "));
}

TEST_CASE("the picture is made for the page", "[plot]") {
    if (!gnuplot_is_there()) return;
    Figure figure = test::sample_figure();
    const std::string svg = svg_picture(figure);
    INFO(svg);
    CHECK(test::xml_complaint(svg) == "");
    CHECK(has(svg, "var(--c1,#0072b2)"));
    CHECK(has(svg, "currentColor"));
    CHECK_FALSE(has(svg, "rgb("));
    CHECK_FALSE(has(svg, "<?xml"));
    CHECK(has(svg, "aria-label=\"Three points &amp; a &lt;band&gt;\""));
    figure.id = "another";
    const std::string other = svg_picture(figure);
    test::WellFormed first(svg), second(other);
    first.complaint();
    second.complaint();
    std::set<std::string> ids;
    for (const auto* picture : {&first, &second})
        for (const auto& [key, value] : picture->attributes())
            if (key == "id") CHECK(ids.insert(value).second);
    CHECK(ids.size() > 2);
    CHECK(svg_picture(figure) == other);  // the same numbers, the same picture
}

TEST_CASE("a file of its own has the pictures under one another, in plain colours", "[plot]") {
    if (!gnuplot_is_there()) return;
    Figure second = test::sample_figure();
    second.id = "second";
    second.title = "Another & last";
    const std::string svg = svg_file({test::sample_figure(), second});
    INFO(svg);
    REQUIRE(svg.starts_with("<?xml"));
    CHECK(test::xml_complaint(svg.substr(svg.find("<svg"))) == "");
    CHECK_FALSE(has(svg, "var("));
    CHECK_FALSE(has(svg, "currentColor"));
    CHECK(has(svg, "#0072b2"));
    CHECK(svg.find("Three points &amp; a &lt;band&gt;") < svg.find("Another &amp; last"));
    Figure empty = test::sample_figure();
    empty.rows.clear();
    CHECK_THROWS_AS(svg_file({empty}), PlotFailed);
}

TEST_CASE("the table is CSV that others read", "[plot]") {
    Figure figure = test::sample_figure();
    CHECK(figure_csv(figure) == "x,low,high,what\n0,0.5,0.75,yes\n1,1,1.25,no\n2,,,yes\n");
    figure.rows = {{"a,b", "say \"so\"", "", ""}};
    CHECK(figure_csv(figure) == "x,low,high,what\n\"a,b\",\"say \"\"so\"\"\",,\n");
}

}  // namespace plot_test
