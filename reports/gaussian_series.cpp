#include "reports/gaussian_series.hpp"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "reports/measure_text.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

constexpr std::array<const char*, kGaussianMeasures> kGaussianHeadings = {"mu", "s2", "log s2", "sqrt s2",
                                                                          "(mu - mu[0])^2"};

std::string gaussian_table(const GaussianSeries& series,
                           const std::function<std::string(const GaussianEstimate&)>& cell) {
    std::vector<Table::Column> columns = {{"t", Table::Align::right}};
    for (const char* heading : kGaussianHeadings)
        columns.push_back({heading});
    Table table(columns);
    for (const std::size_t t : rows_shown(series.generations.size() - 1)) {
        std::vector<std::string> cells = {std::to_string(t)};
        for (const GaussianEstimate& estimate : series.generations[t])
            cells.push_back(cell(estimate));
        table.add(cells);
    }
    return indented_lines(table);
}

}  // namespace

std::vector<std::string> gaussian_method(const GaussianSeries& series) {
    return {
        confidence_sentence(series.sharing, series.confidence,
                            kGaussianMeasures * (series.generations.size() - 1)),
        "Nothing here is bounded, so intervals rest on moments that are known without drawing: the mean over "
        "the replicates with Chebyshev's inequality for second and fourth moments, and Jensen's for log s2 "
        "and sqrt s2. Where no moment is known an end is infinite. None needs a number of replicates to be "
        "large.",
        "Draws and fits are in double precision; their rounding, about 10^-14 of a value, is an estimate "
        "and no proof. Random numbers: Philox4x32-10."};
}

std::string gaussian_text(const GaussianSeries& series) {
    std::string text;
    for (const auto& [name, value] : series.parameters)
        text += fmt::format("  {:<12} {}\n", name, value);
    text += "\nThe model after t generations: intervals for expectations\n\n";
    text += gaussian_table(series,
                           [](const GaussianEstimate& e) { return interval_cell(e.estimate.expectation); });
    text += "\nThe expectations themselves, without drawing\n\n";
    text += gaussian_table(series, [](const GaussianEstimate& e) {
        return e.known.exact ? interval_cell(e.known.expectation) : std::string("not known");
    });
    text += averages_title(series.replicates);
    text += gaussian_table(series, [](const GaussianEstimate& e) { return average_cell(e.estimate); }) + "\n";
    for (const std::string& sentence : gaussian_method(series))
        text += indented("  " + sentence, 2, 100) + "\n";
    return text;
}

std::string gaussian_csv(const GaussianSeries& series) {
    std::string text = "t,alpha,samples";
    for (const char* name : kGaussianMeasureNames)
        text += fmt::format(",{0},{0}_low,{0}_high,{0}_error,law_{0}_low,law_{0}_high", name);
    text += "\n";
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        const bool step = t < series.draws.size();
        text += fmt::format("{},{},{}", t, step ? to_string(series.draws[t].share) : "",
                            step ? std::to_string(series.draws[t].samples) : "");
        for (const GaussianEstimate& measure : series.generations[t]) {
            text += estimate_columns(measure.estimate.average, measure.estimate.expectation);
            text += "," + error_column(measure.estimate);
            const DoubleInterval& law = measure.known.expectation;
            text += measure.known.exact ? fmt::format(",{},{}", shortest(law.lo), shortest(law.hi)) : ",,";
        }
        text += "\n";
    }
    return text;
}

std::string gaussian_json(const GaussianSeries& series) {
    nlohmann::ordered_json json;
    for (const auto& [name, value] : series.parameters)
        json["parameters"][name] = value;
    json["confidence"] = series.confidence;
    json["simultaneous"] = series.sharing == Sharing::all;
    json["method"] = gaussian_method(series);
    json["generations"] = nlohmann::ordered_json::array();
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        nlohmann::ordered_json row;
        row["t"] = t;
        if (t < series.draws.size()) {
            row["alpha"] = to_string(series.draws[t].share);
            row["samples"] = series.draws[t].samples;
        }
        for (std::size_t m = 0; m < kGaussianMeasures; ++m) {
            const GaussianEstimate& measure = series.generations[t][m];
            nlohmann::ordered_json& entry = row[kGaussianMeasureNames[m]];
            entry = json_estimate(measure.estimate, false);
            if (measure.known.exact) entry["law"] = json_interval(measure.known.expectation);
        }
        json["generations"].push_back(row);
    }
    return json.dump(2) + "\n";
}

}  // namespace groundcheck
