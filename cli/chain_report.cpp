#include "cli/chain_report.hpp"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "audit/figures/series_figure.hpp"
#include "cli/process_options.hpp"

namespace groundcheck::cli {

namespace {

using Json = nlohmann::ordered_json;

DoubleInterval enclosed(const Rational& value) { return DoubleKernel().rational(value); }

// --- Text ---

// Which generations a page shows: all of a short run, else 0, 1, 2, 5, 10, 20, 50, ... and the last.
std::vector<std::uint32_t> shown_generations(std::uint32_t last) {
    std::vector<std::uint32_t> shown;
    if (last <= 20) {
        for (std::uint32_t t = 0; t <= last; ++t)
            shown.push_back(t);
        return shown;
    }
    shown.push_back(0);
    for (std::uint64_t decade = 1; decade < last; decade *= 10)
        for (const std::uint64_t step : {1U, 2U, 5U})
            if (step * decade < last) shown.push_back(static_cast<std::uint32_t>(step * decade));
    shown.push_back(last);
    return shown;
}

std::string row(const std::string& name, DoubleInterval value, int digits) {
    return fmt::format("  {:<36}{}\n", name, enclosure_text(value, digits));
}

// "with probability 1/3, then after [...] expected generations".
std::string ending(const std::string& probability, DoubleInterval time_given, int digits) {
    const std::string text = "with probability " + probability;
    if (time_given.is_empty()) return text;
    return text + ", then after " + enclosure_text(time_given, digits) + " expected generations";
}

void print_fixation(const ChainResults& results, const ChainOptions& options) {
    const auto& fixation = results.fixation;
    const auto& selected = results.selected;
    if (!fixation && !selected) return;
    const int digits = options.digits;
    std::cout << "\nWithout the world's data the model ends at a single symbol:\n"
              << row("expected generations until then", fixation ? fixation->time : selected->time, digits)
              << row("standard deviation", fixation ? fixation->deviation : selected->deviation, digits);
    constexpr std::size_t shown = 10;
    const std::size_t symbols = fixation ? fixation->probability.size() : 2;
    for (std::size_t i = 0; i < symbols && i < shown; ++i) {
        const std::string probability = fixation ? number_text(fixation->probability[i])
                                                 : enclosure_text(selected->probability[i], digits);
        const DoubleInterval given = fixation ? fixation->time_given[i] : selected->time_given[i];
        std::cout << fmt::format("  symbol {}: {}\n", i + 1, ending(probability, given, digits));
    }
    if (symbols > shown) {
        std::cout << fmt::format("  ... and {} symbols more (--format csv has them all)\n", symbols - shown);
    }
}

// The closed bound beside it.
void print_bound(const ChainRequest& request, const ChainOptions& options) {
    const bool first = request.odds > 1;
    const DoubleInterval bound = selection_bound(first ? request.odds : Rational(1 / request.odds),
                                                 request.N(), request.start[first ? 0 : 1]);
    std::cout << fmt::format("  (1-s^(N*q))/(1-s^N) = {} with s = {}: symbol {} wins at least that often\n",
                             enclosure_text(bound, options.digits),
                             number_text(first ? Rational(1 / request.odds) : request.odds), first ? 1 : 2);
}

void print_stationary(const Stationary& s, const ChainOptions& options) {
    std::cout << "\nIn the long run (stationary law; the mean is the world):\n"
              << row("expected entropy, nats", s.entropy, options.digits)
              << row("expected diversity", enclosed(s.diversity), options.digits)
              << row("expected number of symbols", s.support, options.digits)
              << row("probability of being at a vertex", s.vertex, options.digits)
              << row("expected TV distance to the world", s.variation, options.digits)
              << row("expected L2 distance to the world", enclosed(s.distance), options.digits);
}

void print_stationary(const SelectedStationary& s, const ChainOptions& options) {
    std::cout << "\nIn the long run (stationary law):\n"
              << row("expected share of symbol 1", s.share, options.digits)
              << row("expected entropy, nats", s.entropy, options.digits)
              << row("expected diversity", s.diversity, options.digits)
              << row("expected number of symbols", s.support, options.digits)
              << row("probability of being at a vertex", s.vertex, options.digits)
              << row("expected TV distance to the world", s.variation, options.digits)
              << row("expected L2 distance to the world", s.distance, options.digits);
}

void print_generations(const std::vector<ChainGeneration>& generations, const ChainOptions& options) {
    if (generations.empty()) return;
    std::cout << "\nGeneration by generation (distances are to Q[0]):\n";
    for (const std::uint32_t t : shown_generations(static_cast<std::uint32_t>(generations.size() - 1))) {
        const ChainGeneration& g = generations[t];
        std::cout << fmt::format("  t = {}\n", t);
        const auto line = [&](const char* name, DoubleInterval value) {
            std::cout << fmt::format("    {:<24}{}\n", name, enclosure_text(value, options.digits));
        };
        line("entropy, nats", g.entropy);
        line("diversity", g.diversity);
        line("symbols present", g.support);
        line("not at a vertex", g.unsettled);
        line("TV drift", g.variation);
        line("L2 drift", g.distance);
    }
}

// Lists by count: chain_request sees to it that they are short.
void print_counts(const ChainRequest& request, const ChainResults& results, const ChainOptions& options) {
    const auto list = [&](const std::vector<DoubleInterval>& values) {
        for (std::size_t j = 0; j < values.size(); ++j)
            std::cout << row(fmt::format("count {}", j), values[j], options.digits);
    };
    if (!results.every_start.empty())
        std::cout << "\nFrom each count of symbol 1, the probability that it wins:\n";
    for (std::size_t i = 0; i < results.every_start.size(); ++i) {
        const SelectedStart& from = results.every_start[i];
        std::cout << fmt::format("  {:<36}{}; ends after {}\n", fmt::format("from {}", i + 1),
                                 enclosure_text(from.probability[0], options.digits),
                                 enclosure_text(from.time, options.digits));
    }
    if (!results.sojourn.empty()) {
        std::cout << fmt::format(
            "\nExpected generations t = 1, 2, ... at each count of symbol {}, before the end:\n",
            request.symbol + 1);
        list(results.sojourn);
    }
    if (!results.law.empty()) {
        std::cout << fmt::format("\nProbability of each count of symbol {} in generation {}:\n",
                                 request.symbol + 1, request.generations);
        list(results.law);
    }
}

void print_text(const ChainRequest& request, const ChainResults& results, const ChainOptions& options) {
    std::cout << fmt::format("{} samples per generation, {} symbols, alpha = {}\n",
                             request.samples.is_constant() ? with_commas(Integer(request.N()))
                                                           : to_string(request.samples),
                             with_commas(Integer(request.start.size())),
                             request.alpha.is_constant() ? number_text(request.alpha.factor)
                                                         : to_string(request.alpha))
              << "  start " << distribution_text(request.start) << "\n";
    if (request.alpha.factor > 0) std::cout << "  world " << distribution_text(request.world) << "\n";
    if (request.verified())
        std::cout << fmt::format("  accepted {} times as often: symbol 1\n", number_text(request.odds));
    print_fixation(results, options);
    if (results.selected) print_bound(request, options);
    if (results.stationary) print_stationary(*results.stationary, options);
    if (results.selected_stationary) print_stationary(*results.selected_stationary, options);
    print_generations(results.generations, options);
    print_counts(request, results, options);
}

// --- One flat list of quantities, for CSV and JSON ---

struct Quantity {
    std::string name;
    std::optional<std::uint32_t> generation;
    std::optional<std::size_t> symbol;
    DoubleInterval value;
    std::optional<std::size_t> count = {};
};

// Of one start, the count of symbol 1 if it is one of all.
void add_start(std::vector<Quantity>& list, const SelectedStart& start, const std::string& suffix,
               std::optional<std::size_t> count) {
    list.push_back({"fixation_time" + suffix, {}, {}, start.time, count});
    list.push_back({"fixation_time_deviation" + suffix, {}, {}, start.deviation, count});
    for (std::size_t i = 0; i < 2; ++i) {
        list.push_back({"fixation_probability" + suffix, {}, i + 1, start.probability[i], count});
        if (!start.time_given[i].is_empty())
            list.push_back({"fixation_time_given" + suffix, {}, i + 1, start.time_given[i], count});
    }
}

void add_fixation(std::vector<Quantity>& list, const ChainRequest& request, const ChainResults& results) {
    if (const auto& f = results.fixation) {
        list.push_back({"fixation_time", {}, {}, f->time});
        list.push_back({"fixation_time_deviation", {}, {}, f->deviation});
        for (std::size_t i = 0; i < f->probability.size(); ++i) {
            list.push_back({"fixation_probability", {}, i + 1, enclosed(f->probability[i])});
            if (!f->time_given[i].is_empty())
                list.push_back({"fixation_time_given", {}, i + 1, f->time_given[i]});
        }
    }
    if (!results.selected) return;
    add_start(list, *results.selected, "", {});
    const std::size_t favoured = request.odds > 1 ? 0 : 1;
    const Rational odds = favoured == 0 ? request.odds : Rational(1 / request.odds);
    list.push_back({"fixation_probability_at_least",
                    {},
                    favoured + 1,
                    selection_bound(odds, request.N(), request.start[favoured])});
}

void add_stationary(std::vector<Quantity>& list, const ChainResults& results) {
    const auto add = [&](const char* name, DoubleInterval value) { list.push_back({name, {}, {}, value}); };
    if (const auto& s = results.stationary) {
        add("stationary_entropy", s->entropy);
        add("stationary_diversity", enclosed(s->diversity));
        add("stationary_support", s->support);
        add("stationary_vertex", s->vertex);
        add("stationary_tv_to_world", s->variation);
        add("stationary_l2_to_world", enclosed(s->distance));
    }
    if (const auto& s = results.selected_stationary) {
        list.push_back({"stationary_share", {}, 1, s->share});
        add("stationary_entropy", s->entropy);
        add("stationary_diversity", s->diversity);
        add("stationary_support", s->support);
        add("stationary_vertex", s->vertex);
        add("stationary_tv_to_world", s->variation);
        add("stationary_l2_to_world", s->distance);
    }
}

std::vector<Quantity> quantities(const ChainRequest& request, const ChainResults& results) {
    std::vector<Quantity> list;
    add_fixation(list, request, results);
    add_stationary(list, results);
    for (std::uint32_t t = 0; t < results.generations.size(); ++t) {
        const ChainGeneration& g = results.generations[t];
        list.push_back({"entropy", t, {}, g.entropy});
        list.push_back({"diversity", t, {}, g.diversity});
        list.push_back({"support", t, {}, g.support});
        list.push_back({"unsettled", t, {}, g.unsettled});
        list.push_back({"tv_drift", t, {}, g.variation});
        list.push_back({"l2_drift", t, {}, g.distance});
    }
    for (std::size_t i = 0; i < results.every_start.size(); ++i)
        add_start(list, results.every_start[i], "_from", i + 1);
    for (std::size_t j = 0; j < results.sojourn.size(); ++j)
        list.push_back({"sojourn", {}, request.symbol + 1, results.sojourn[j], j});
    for (std::size_t j = 0; j < results.law.size(); ++j)
        list.push_back({"law", request.generations, request.symbol + 1, results.law[j], j});
    return list;
}

// The column `count` is there only if something is told by count.
void print_csv(const ChainRequest& request, const ChainResults& results) {
    constexpr int digits = 17;
    const auto text = [](const auto& number) { return number ? std::to_string(*number) : std::string(); };
    const bool counts = !results.every_start.empty() || !results.sojourn.empty() || !results.law.empty();
    std::cout << "quantity,generation,symbol," << (counts ? "count," : "") << "low,high\n";
    for (const Quantity& q : quantities(request, results)) {
        std::cout << fmt::format("{},{},{},{}{},{}\n", q.name, text(q.generation), text(q.symbol),
                                 counts ? text(q.count) + "," : "", low_text(q.value, digits),
                                 high_text(q.value, digits));
    }
}

void print_json(const ChainRequest& request, const ChainResults& results) {
    Json list = Json::array();
    for (const Quantity& q : quantities(request, results)) {
        Json entry = {{"quantity", q.name}};
        if (q.generation) entry["generation"] = *q.generation;
        if (q.symbol) entry["symbol"] = *q.symbol;
        if (q.count) entry["count"] = *q.count;
        entry["low"] = q.value.lo;
        entry["high"] = q.value.hi;
        list.push_back(std::move(entry));
    }
    Json document = {{"samples", to_string(request.samples)},
                     {"symbols", request.start.size()},
                     {"alpha", to_string(request.alpha)}};
    if (request.verified()) document["odds"] = to_string(request.odds);
    document["quantities"] = std::move(list);
    std::cout << document.dump(2) << "\n";
}

}  // namespace

std::vector<Figure> chain_figures(const std::vector<ChainGeneration>& generations) {
    const auto quantity = [&](const char* name, const char* label, DoubleInterval ChainGeneration::*value) {
        figures::SeriesQuantity result;
        result.name = name;
        result.label = label;
        for (const ChainGeneration& generation : generations)
            result.enclosed.push_back(generation.*value);
        return result;
    };
    return {figures::series_figure("entropy", "Expected entropy of the model", "nats",
                                   {quantity("entropy", "entropy", &ChainGeneration::entropy)}),
            figures::series_figure("diversity", "Expected diversity of the model", "probability",
                                   {quantity("diversity", "diversity", &ChainGeneration::diversity)}),
            figures::series_figure("drift", "Expected distance from the start", "distance",
                                   {quantity("tv", "total variation", &ChainGeneration::variation),
                                    quantity("l2", "L2", &ChainGeneration::distance)})};
}

void print_chain(const ChainRequest& request, const ChainResults& results, const ChainOptions& options) {
    if (options.format == "csv") return print_csv(request, results);
    if (options.format == "json") return print_json(request, results);
    print_text(request, results, options);
}

}  // namespace groundcheck::cli
