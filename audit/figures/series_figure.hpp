// Quantities over the generations as a picture: simulated with their bands, enclosed, or both.
#pragma once

#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "ledger/figure.hpp"

namespace groundcheck::figures {

// One quantity; entry t of a list is about generation t, and lists may be empty.
struct SeriesQuantity {
    std::string name;                      // of the columns: "l2"
    std::string label;                     // "L2 distance"
    std::vector<double> average;           // over replicates
    std::vector<DoubleInterval> band;      // of the expectation, with a confidence
    std::vector<DoubleInterval> enclosed;  // the expectation itself
};

// The curves of an enclosed quantity, columns NAME_low and NAME_high: its two ends as lines, which look like
// one where it is narrow, and the band between.
std::vector<FigureCurve> enclosure_curves(const std::string& label, const std::string& x,
                                          const std::string& name, int colour);

// The picture of some quantities in one panel: bands, averages as lines, and what is enclosed as a dashed
// line over averages, or by enclosure_curves where there are none. Precondition: a quantity, with a list.
Figure series_figure(const std::string& id, const std::string& title, const std::string& unit,
                     const std::vector<SeriesQuantity>& quantities);

}  // namespace groundcheck::figures
