#include "reports/simulation_series.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/measure_text.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

using Json = nlohmann::ordered_json;

bool may_be_infinite(std::size_t measure) {
    return measure == static_cast<std::size_t>(Measure::kl) ||
           measure == static_cast<std::size_t>(Measure::reverse_kl);
}

// The expectation, and how many replicates are infinite.
std::string cell(const MeasureEstimate& estimate) {
    const std::string interval = interval_cell(estimate.expectation);
    return estimate.infinite == 0 ? interval : fmt::format("{}, {}x inf", interval, estimate.infinite);
}

std::string table_of(const SimulationSeries& series, const std::vector<Measure>& measures,
                     const std::vector<std::string>& headings, bool variance) {
    using Align = Table::Align;
    std::vector<Table::Column> columns = {{"t", Align::right}};
    for (const std::string& heading : headings)
        columns.push_back({heading});
    Table table(columns);
    for (const std::size_t t : rows_shown(series.generations.size() - 1)) {
        const GenerationEstimate& generation = series.generations[t];
        std::vector<std::string> cells = {std::to_string(t)};
        for (const Measure measure : measures)
            cells.push_back(cell(generation.measures[static_cast<std::size_t>(measure)]));
        if (variance) cells.push_back(interval_cell(generation.variance));
        table.add(cells);
    }
    return indented_lines(table);
}

// The plain mean over the replicates and its standard error: what a practitioner plots, without a guarantee.
std::string averages_of(const SimulationSeries& series) {
    constexpr Measure shown[] = {Measure::entropy, Measure::diversity, Measure::support,
                                 Measure::mean,    Measure::l2,        Measure::tv};
    Table table({{"t", Table::Align::right},
                 {"entropy"},
                 {"diversity"},
                 {"support"},
                 {"mean of f"},
                 {"L2(Q,R)"},
                 {"TV(Q,R)"}});
    for (const std::size_t t : rows_shown(series.generations.size() - 1)) {
        std::vector<std::string> cells = {std::to_string(t)};
        for (const Measure measure : shown)
            cells.push_back(average_cell(series.generations[t].measures[static_cast<std::size_t>(measure)]));
        table.add(cells);
    }
    return averages_title(series.replicates) + indented_lines(table);
}

}  // namespace

std::vector<std::string> simulation_method(const SimulationSeries& series) {
    return {confidence_sentence(series.sharing, series.confidence,
                                kIntervalsPerGeneration * (series.generations.size() - 1)),
            "Expectations: the intersection of Chernoff-Hoeffding (Hoeffding 1963, theorem 1) and empirical "
            "Bernstein (Maurer and Pontil 2009, theorem 4) on the measure's known range, and of bounded "
            "differences "
            "(McDiarmid 1989) by what one sample can change, generations later; variance: Maurer and Pontil "
            "2009, "
            "theorem 10, and at most what the samples' changes add up to. None needs a number of replicates "
            "to be large.",
            "Each replicate's values are known within a proved rounding bound, and intervals are rounded "
            "outward. "
            "Random numbers: Philox4x32-10."};
}

std::string simulation_text(const SimulationSeries& series) {
    std::string text;
    for (const auto& [name, value] : series.parameters)
        text += fmt::format("  {:<12} {}\n", name, value);
    for (const std::string& note : series.notes)
        text += fmt::format("  note: {}\n", note);
    text += "\nThe model after t generations: intervals for expectations (nats)\n\n";
    text += table_of(series, {Measure::entropy, Measure::diversity, Measure::support, Measure::mean},
                     {"entropy", "diversity", "support", "mean of f", "its variance"}, true);
    text += "\nDrift from the reference R\n\n";
    text += table_of(series, {Measure::l2, Measure::tv, Measure::kl, Measure::reverse_kl, Measure::shift},
                     {"L2(Q,R)", "TV(Q,R)", "KL(Q,R)", "KL(R,Q)", "(mean - start's)^2"}, false);
    text += averages_of(series) + "\n";
    for (const std::string& sentence : simulation_method(series))
        text += indented("  " + sentence, 2, 100) + "\n";
    return text;
}

std::string simulation_csv(const SimulationSeries& series) {
    std::string text = "t,alpha,samples";
    for (std::size_t m = 0; m < kMeasures; ++m) {
        const std::string name = kMeasureNames[m];
        text += fmt::format(",{0},{0}_low,{0}_high", name);
        if (may_be_infinite(m)) text += fmt::format(",{0}_infinite,{0}_infinite_low,{0}_infinite_high", name);
    }
    text += ",variance_low,variance_high";
    for (const char* name : kMeasureNames)
        text += fmt::format(",{}_error", name);
    text += "\n";
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        const bool step = t < series.samples.size();
        text += fmt::format("{},{},{}", t, step ? to_string(series.alpha[t]) : "",
                            !step            ? ""
                            : series.endless ? "infinity"
                                             : std::to_string(series.samples[t]));
        const GenerationEstimate& generation = series.generations[t];
        for (std::size_t m = 0; m < kMeasures; ++m) {
            const MeasureEstimate& e = generation.measures[m];
            text += estimate_columns(e.average, e.expectation);
            if (may_be_infinite(m)) text += infinite_columns(e);
        }
        text += fmt::format(",{},{}", shortest(generation.variance.lo), shortest(generation.variance.hi));
        for (const MeasureEstimate& e : generation.measures)
            text += "," + error_column(e);
        text += "\n";
    }
    return text;
}

std::string simulation_json(const SimulationSeries& series) {
    Json json;
    for (const auto& [name, value] : series.parameters)
        json["parameters"][name] = value;
    json["notes"] = series.notes;
    json["confidence"] = series.confidence;
    json["simultaneous"] = series.sharing == Sharing::all;
    json["method"] = simulation_method(series);
    json["generations"] = Json::array();
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        Json row;
        row["t"] = t;
        if (t < series.samples.size()) {
            row["alpha"] = to_string(series.alpha[t]);
            if (series.endless)
                row["samples"] = "infinity";
            else
                row["samples"] = series.samples[t];
        }
        const GenerationEstimate& generation = series.generations[t];
        for (std::size_t m = 0; m < kMeasures; ++m)
            row[kMeasureNames[m]] = json_estimate(generation.measures[m], may_be_infinite(m));
        row["variance_of_mean"] = json_interval(generation.variance);
        json["generations"].push_back(row);
    }
    return json.dump(2) + "\n";
}

}  // namespace groundcheck
