#include "audit/figures/series_figure.hpp"

#include <algorithm>

#include "audit/figures/figure_columns.hpp"

namespace groundcheck::figures {

namespace {

// As long as the picture, with nothing where there is no number.
std::vector<DoubleInterval> filled(std::vector<DoubleInterval> values, std::size_t length) {
    values.resize(length, DoubleInterval::empty());
    return values;
}

void add_quantity(Figure& figure, const SeriesQuantity& quantity, int colour, std::size_t length) {
    const std::string& name = quantity.name;
    std::string label = quantity.label;
    const bool simulated = !quantity.average.empty();
    if (!quantity.band.empty()) {
        add_enclosures(figure, name + "_band", filled(quantity.band, length));
        figure.curves.push_back(
            {"", CurveStyle::band, "t", name + "_band_low", name + "_band_high", "", colour});
    }
    if (simulated) {
        std::vector<std::string> entries;
        for (const double value : quantity.average)
            entries.push_back(low_text(value));
        entries.resize(length);
        add_column(figure, name, entries);
        figure.curves.push_back({label + ", simulated", CurveStyle::line, "t", name, "", "", colour});
    }
    if (quantity.enclosed.empty()) return;
    add_enclosures(figure, name + "_exact", filled(quantity.enclosed, length));
    if (simulated)
        figure.curves.push_back(
            {label + ", exact law", CurveStyle::dashed, "t", name + "_exact_low", "", "", 0});
    else
        for (FigureCurve& curve : enclosure_curves(label, "t", name + "_exact", colour))
            figure.curves.push_back(std::move(curve));
}

}  // namespace

std::vector<FigureCurve> enclosure_curves(const std::string& label, const std::string& x,
                                          const std::string& name, int colour) {
    return {{"", CurveStyle::band, x, name + "_low", name + "_high", "", colour},
            {label, CurveStyle::line, x, name + "_low", "", "", colour},
            {"", CurveStyle::line, x, name + "_high", "", "", colour}};
}

Figure series_figure(const std::string& id, const std::string& title, const std::string& unit,
                     const std::vector<SeriesQuantity>& quantities) {
    std::size_t length = 0;
    for (const SeriesQuantity& quantity : quantities)
        length = std::max({length, quantity.average.size(), quantity.band.size(), quantity.enclosed.size()});
    Figure figure;
    figure.id = id;
    figure.title = title;
    figure.x = {"generation t", false, "0", std::to_string(std::max<std::size_t>(length, 2) - 1)};
    figure.y = {unit, false, "0", ""};
    std::vector<Rational> times;
    for (std::size_t t = 0; t < length; ++t)
        times.emplace_back(t);
    add_axis(figure, "t", times);
    int colour = 0;
    for (const SeriesQuantity& quantity : quantities)
        add_quantity(figure, quantity, ++colour, length);
    // Bands lie below the lines.
    std::stable_partition(figure.curves.begin(), figure.curves.end(),
                          [](const FigureCurve& curve) { return curve.style == CurveStyle::band; });
    return figure;
}

}  // namespace groundcheck::figures
