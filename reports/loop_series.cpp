#include "reports/loop_series.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/measure_text.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

using loops::kLoopMeasureNames;
using loops::kLoopMeasures;
using loops::LoopMeasure;
using LoopJson = nlohmann::ordered_json;

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

std::string average_cell(const MeasureEstimate& e, std::uint32_t replicates) {
    if (e.infinite > 0) return fmt::format("inf in {} of {}", e.infinite, replicates);
    // Below it the rounding of the sums is what is seen.
    constexpr double nothing = 1e-12;
    if (e.average.lo <= 0 && e.average.hi > 0 && e.average.hi < nothing) return "< 1e-12";
    const std::string value = fmt::format("{:.5g}", middle(e.average));
    if (e.standard_error.is_empty() || middle(e.standard_error) < nothing) return value;
    return fmt::format("{} ± {:.2g}", value, middle(e.standard_error));
}

template <class Cell>
std::string loop_table(const LoopSeries& series, const std::vector<LoopMeasure>& measures, Cell cell) {
    std::vector<Table::Column> columns = {{"t", Table::Align::right}};
    for (const LoopMeasure measure : measures)
        columns.push_back({kLoopMeasureNames[place(measure)]});
    Table table(columns);
    for (const std::size_t t : rows_shown(series.generations.size() - 1)) {
        std::vector<std::string> cells = {std::to_string(t)};
        for (const LoopMeasure measure : measures)
            cells.push_back(cell(series.generations[t][place(measure)]));
        table.add(cells);
    }
    return indented_lines(table);
}

std::vector<std::string> loop_method(const LoopSeries& series) {
    return {confidence_sentence(series.sharing, series.confidence,
                                loops::kIntervalsPerLoopGeneration * (series.generations.size() - 1)),
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
    return "\nThe law itself, enclosed without drawing (k = 0)\n\n" + indented_lines(table);
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
        text += fmt::format("\n {}\n", group.title) +
                loop_table(series, group.measures,
                           [](const MeasureEstimate& e) { return interval_cell(e.expectation); });
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
            text += estimate_columns(e.average, e.expectation) + "," + error_column(e);
            if (infinite_possible(m)) text += infinite_columns(e);
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
        for (std::size_t m = 0; m < kLoopMeasures; ++m)
            row[kLoopMeasureNames[m]] = json_estimate(series.generations[t][m], infinite_possible(m));
        for (const auto& [name, values] : named(series.law))
            if (!values->empty()) row["law"][name] = json_interval((*values)[t]);
        if (t >= 1 && t <= series.texts.size()) row["text"] = series.texts[t - 1];
        json["generations"].push_back(row);
    }
    return json.dump(2, ' ', false, LoopJson::error_handler_t::replace) + "\n";
}

}  // namespace groundcheck
