// A figure: the numbers behind one picture of the report, with what they are and how sure.
//
// An audit computes figures (figures.hpp) and stores them in the ledger; the report draws them and writes the
// same table as CSV. So a picture shows what the ledger holds, and can be made again without computing
// anything. Numbers are kept as text, rounded in the direction that their column needs.
#pragma once

#include <string>
#include <vector>

namespace groundcheck {

enum class CurveStyle {
    line,       // low against x
    dashed,     // the same; for bounds
    points,     // the same, as marks
    band,       // the area between low and high, lightly
    enclosure,  // the same, boldly: for a band that is almost a line
    cells       // a filled cell at (x, low) wherever the column `high` reads `value`
};
std::string to_text(CurveStyle style);

// What the ids of pictures of loops begin with (audit/figures/figures_loops.hpp): they have a page of their
// own.
inline constexpr const char* loop_figure_prefix = "loops-";

struct FigureCurve {
    std::string label;
    CurveStyle style = CurveStyle::line;
    std::string x, low, high;  // names of columns; high for areas and cells only
    std::string value = {};    // for cells: the entry of `high` that is meant
    int colour = 0;            // 1..7 of the palette; 0: the text's own
};

struct FigureAxis {
    std::string label;  // with its unit
    bool logarithmic = false;
    std::string low = {}, high = {};  // the ends, as numbers; empty: as the data need
};

struct Figure {
    std::string id;                   // "loss-sandwich": also the name of the CSV file
    std::string title;                // a sentence that says what is to be seen
    std::string caption;              // what is drawn
    std::string method;               // how the numbers were computed, and how sure they are
    std::vector<std::string> claims;  // ids of the claims that it illustrates
    FigureAxis x, y;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  // as many entries as columns; empty where there is no number
    std::vector<FigureCurve> curves;
};

}  // namespace groundcheck
