#include "reports/loop_series.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/simulation_series.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

using loops::kLoopMeasureNames;
using loops::kLoopMeasures;
using loops::LoopMeasure;
using LoopJson = nlohmann::ordered_json;

constexpr int kLoopDigits = 5;
constexpr std::size_t kMostLoopRows = 40;

struct Group {
    const char* title;
    std::vector<LoopMeasure> measures;
};

const std::vector<Group>& groups() {
    static const std::vector<Group> all = {
        {"Entropy (nats) and diversity",
         {LoopMeasure::entropy, LoopMeasure::diversity, LoopMeasure::floor, LoopMeasure::perplexity,
          LoopMeasure::unseen}},
        {"What is left of the real text",
         {LoopMeasure::vocabulary, LoopMeasure::contexts, LoopMeasure::grams, LoopMeasure::grams_kept,
          LoopMeasure::trigrams, LoopMeasure::trigrams_kept}},
        {"Tail and drift",
         {LoopMeasure::tail_mass, LoopMeasure::tail_kept, LoopMeasure::tv_contexts, LoopMeasure::tv,
          LoopMeasure::kl}},
        {"Repetition",
         {LoopMeasure::repeat, LoopMeasure::repeated, LoopMeasure::restarts, LoopMeasure::kept}}};
    return all;
}

std::size_t place(LoopMeasure measure) { return static_cast<std::size_t>(measure); }

double centre(DoubleInterval value) {
    return value.lo == value.hi ? value.lo : value.lo + (value.hi - value.lo) / 2;
}

std::string average_cell(const MeasureEstimate& e, std::uint32_t replicates) {
    if (e.infinite > 0) return fmt::format("inf in {} of {}", e.infinite, replicates);
    // Below it the rounding of the sums is what is seen.
    constexpr double nothing = 1e-12;
    if (e.average.lo <= 0 && e.average.hi > 0 && e.average.hi < nothing) return "< 1e-12";
    const std::string value = fmt::format("{:.5g}", centre(e.average));
    if (e.standard_error.is_empty() || centre(e.standard_error) < nothing) return value;
    return fmt::format("{} ± {:.2g}", value, centre(e.standard_error));
}

std::string interval_cell(const MeasureEstimate& e) {
    const DoubleInterval value = e.expectation;
    if (value.lo == value.hi && value.lo == std::floor(value.lo)) return shortest(value.lo);
    return DoubleKernel().to_string(value, kLoopDigits);
}

template <class Cell>
std::string loop_table(const LoopSeries& series, const std::vector<LoopMeasure>& measures, Cell cell) {
    std::vector<Table::Column> columns = {{"t", Table::Align::right}};
    for (const LoopMeasure measure : measures)
        columns.push_back({kLoopMeasureNames[place(measure)]});
    Table table(columns);
    const std::size_t last = series.generations.size() - 1;
    for (std::size_t t = 0; t <= last; ++t) {
        if (t != last && t % (last / kMostLoopRows + 1) != 0) continue;
        std::vector<std::string> cells = {std::to_string(t)};
        for (const LoopMeasure measure : measures)
            cells.push_back(cell(series.generations[t][place(measure)]));
        table.add(cells);
    }
    std::string text;
    for (const std::string& line : table.lines(400))
        text += "  " + line + "\n";
    return text;
}

std::vector<std::string> loop_method(const LoopSeries& series) {
    const std::size_t intervals = loops::kIntervalsPerLoopGeneration * (series.generations.size() - 1);
    const std::string confidence = fmt::format("{:.12g}%", 100 * series.confidence);
    return {series.sharing == Sharing::all
                ? fmt::format("All {} intervals hold at once with a confidence of {} (union bound).",
                              intervals, confidence)
                : fmt::format("Each interval by itself holds with a confidence of {}; not all at once.",
                              confidence),
            "Expectations: the intersection of Chernoff-Hoeffding (Hoeffding 1963, theorem 1) and empirical "
            "Bernstein (Maurer and Pontil 2009, theorem 4) on the measure's known range, for every number of "
            "replicates; so few replicates give wide intervals. Averages ± standard errors come without a "
            "guarantee.",
            "Random numbers: Philox4x32-10, a stream for every replicate, generation and model."};
}

std::string law_table(const loops::LoopLaw& law, std::size_t rows) {
    std::vector<Table::Column> columns = {{"t", Table::Align::right}};
    std::vector<const std::vector<DoubleInterval>*> known;
    const auto add = [&](const char* name, const std::vector<DoubleInterval>& values) {
        if (values.empty()) return;
        columns.push_back({name});
        known.push_back(&values);
    };
    add("E[entropy]", law.entropy);
    add("E[diversity]", law.diversity);
    add("E[vocabulary]", law.vocabulary);
    if (known.empty()) return "";
    Table table(columns);
    for (std::size_t t = 0; t < rows; ++t) {
        std::vector<std::string> cells = {std::to_string(t)};
        for (const auto* values : known)
            cells.push_back(DoubleKernel().to_string((*values)[t], 8));
        table.add(cells);
    }
    std::string text = "\nThe law itself, enclosed without drawing (k = 0)\n\n";
    for (const std::string& line : table.lines(400))
        text += "  " + line + "\n";
    return text;
}

LoopJson loop_number(double value) {
    if (std::isfinite(value)) return value;
    return shortest(value);
}

LoopJson loop_interval(DoubleInterval value) {
    return LoopJson::array({loop_number(value.lo), loop_number(value.hi)});
}

using NamedLaw = std::pair<const char*, const std::vector<DoubleInterval>*>;
std::array<NamedLaw, 3> named(const loops::LoopLaw& law) {
    return {{{"entropy", &law.entropy}, {"diversity", &law.diversity}, {"vocabulary", &law.vocabulary}}};
}

bool infinite_possible(std::size_t m) {
    return loops::LoopMeasurer::may_be_infinite(static_cast<LoopMeasure>(m));
}

}  // namespace

std::string loop_text(const LoopSeries& series) {
    std::string text;
    for (const auto& [name, value] : series.parameters)
        text += fmt::format("  {:<12} {}\n", name, value);
    text += series.replicates < 2
                ? "\nThe values of the one replicate, which has no standard error\n"
                : fmt::format("\nAverages over the {} replicates ± standard errors\n", series.replicates);
    for (const Group& group : groups())
        text += fmt::format("\n {}\n", group.title) +
                loop_table(series, group.measures,
                           [&](const MeasureEstimate& e) { return average_cell(e, series.replicates); });
    text += "\nIntervals for expectations\n";
    for (const Group& group : groups())
        text += fmt::format("\n {}\n", group.title) + loop_table(series, group.measures, interval_cell);
    text += law_table(series.law, series.generations.size());
    text += "\n";
    for (const std::string& sentence : loop_method(series))
        text += "  " + indented(sentence, 2, 100) + "\n";
    for (std::size_t t = 0; t < series.texts.size(); ++t)
        text += fmt::format("\nThe text of generation {} begins\n\n  {}\n", t + 1,
                            indented(series.texts[t], 2, 100));
    return text;
}

std::string loop_csv(const LoopSeries& series) {
    std::string text = "t,alpha,samples";
    for (std::size_t m = 0; m < kLoopMeasures; ++m) {
        text += fmt::format(",{0},{0}_low,{0}_high,{0}_error", kLoopMeasureNames[m]);
        if (infinite_possible(m))
            text += fmt::format(",{0}_infinite,{0}_infinite_low,{0}_infinite_high", kLoopMeasureNames[m]);
    }
    for (const auto& [name, values] : named(series.law))
        text += fmt::format(",law_{0}_low,law_{0}_high", name);
    text += "\n";
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        const bool step = t < series.samples.size();
        text += fmt::format("{},{},{}", t, step ? to_string(series.alpha[t]) : "",
                            step ? std::to_string(series.samples[t]) : "");
        for (std::size_t m = 0; m < kLoopMeasures; ++m) {
            const MeasureEstimate& e = series.generations[t][m];
            text += fmt::format(",{},{},{},{}", shortest(centre(e.average)), shortest(e.expectation.lo),
                                shortest(e.expectation.hi),
                                e.standard_error.is_empty() ? "" : shortest(centre(e.standard_error)));
            if (infinite_possible(m))
                text += fmt::format(",{},{},{}", e.infinite, shortest(e.infinite_share.lo),
                                    shortest(e.infinite_share.hi));
        }
        for (const auto& [name, values] : named(series.law))
            text += values->empty()
                        ? ",,"
                        : fmt::format(",{},{}", shortest((*values)[t].lo), shortest((*values)[t].hi));
        text += "\n";
    }
    return text;
}

std::string loop_json(const LoopSeries& series) {
    LoopJson json;
    for (const auto& [name, value] : series.parameters)
        json["parameters"][name] = value;
    json["confidence"] = series.confidence;
    json["simultaneous"] = series.sharing == Sharing::all;
    json["method"] = loop_method(series);
    json["generations"] = LoopJson::array();
    for (std::size_t t = 0; t < series.generations.size(); ++t) {
        LoopJson row;
        row["t"] = t;
        if (t < series.samples.size()) {
            row["alpha"] = to_string(series.alpha[t]);
            row["samples"] = series.samples[t];
        }
        for (std::size_t m = 0; m < kLoopMeasures; ++m) {
            const MeasureEstimate& e = series.generations[t][m];
            LoopJson& entry = row[kLoopMeasureNames[m]];
            entry["average"] = loop_number(centre(e.average));
            if (!e.standard_error.is_empty()) entry["standard_error"] = centre(e.standard_error);
            entry["expectation"] = loop_interval(e.expectation);
            if (!infinite_possible(m)) continue;
            entry["infinite_replicates"] = e.infinite;
            entry["infinite_probability"] = loop_interval(e.infinite_share);
        }
        for (const auto& [name, values] : named(series.law))
            if (!values->empty()) row["law"][name] = loop_interval((*values)[t]);
        if (t >= 1 && t <= series.texts.size()) row["text"] = series.texts[t - 1];
        json["generations"].push_back(row);
    }
    return json.dump(2, ' ', false, LoopJson::error_handler_t::replace) + "\n";
}

}  // namespace groundcheck
