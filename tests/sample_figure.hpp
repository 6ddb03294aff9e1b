// A small figure with a curve of every style.
#pragma once

#include "ledger/figure.hpp"

namespace groundcheck::test {

inline Figure sample_figure() {
    Figure figure;
    figure.id = "sample-figure";
    figure.title = "Three points & a <band>";
    figure.caption = "What `E[H(Q')]` is.";
    figure.method = "By hand.";
    figure.claims = {"entropy-decay/one-step"};
    figure.x = {"x, without unit", false, "0", "2"};
    figure.y = {"y (nats) of 'it'", false, "", ""};
    figure.columns = {"x", "low", "high", "what"};
    figure.rows = {{"0", "0.5", "0.75", "yes"}, {"1", "1", "1.25", "no"}, {"2", "", "", "yes"}};
    figure.curves = {{"band", CurveStyle::band, "x", "low", "high", "", 1},
                     {"line", CurveStyle::line, "x", "low", "", "", 2},
                     {"bound", CurveStyle::dashed, "x", "high", "", "", 0},
                     {"marks", CurveStyle::points, "x", "low", "", "", 3},
                     {"enclosure", CurveStyle::enclosure, "x", "low", "high", "", 5},
                     {"cells", CurveStyle::cells, "x", "low", "what", "yes", 4}};
    return figure;
}

}  // namespace groundcheck::test
