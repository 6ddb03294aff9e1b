// Figures drawn: from the numbers in the ledger to SVG, through gnuplot.
//
// The colours of the picture are the page's (CSS variables, with Okabe and Ito's as a fallback), so one
// picture serves light, dark and print. Nothing is computed here; numbers that are no finite decimals are not
// drawn.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "ledger/figure.hpp"

namespace groundcheck {

// A picture's size in its own units, text being 14 of them high: small enough that a phone's width leaves the
// labels legible.
inline constexpr int picture_width = 620, picture_height = 400;

// gnuplot is missing or failed; the message says which.
struct PlotFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The picture, ready to stand in a page: one <svg> element that is well-formed XML. Throws PlotFailed.
std::string svg_picture(const Figure& figure);

// What gnuplot is told; it writes the picture to `output`.
std::string gnuplot_script(const Figure& figure, const std::string& output);

// gnuplot's SVG made fit for a page: no prolog, ids that no other picture has, the page's colours.
std::string page_svg(const std::string& svg, const Figure& figure);

// A file of its own: the pictures one below the other, each under its title, on white and in plain colours,
// since not every program that shows SVG knows the page's. Throws PlotFailed.
std::string svg_file(const std::vector<Figure>& figures);

// The table as CSV: a line of names, then the numbers.
std::string figure_csv(const Figure& figure);

}  // namespace groundcheck
