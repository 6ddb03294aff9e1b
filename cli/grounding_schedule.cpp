// groundcheck grounding --alpha-schedule: whether diversity survives.
#include <fmt/format.h>

#include <iostream>

#include "cli/grounding.hpp"
#include "cli/grounding_curve.hpp"
#include "cli/plot_option.hpp"
#include "cli/process_options.hpp"
#include "sim/survival.hpp"

namespace groundcheck::cli {

namespace {

using Json = nlohmann::ordered_json;

PowerSchedule alpha_schedule_of(const GroundingOptions& options) {
    if (!options.alpha_schedule.empty()) return schedule_from("--alpha-schedule", options.alpha_schedule);
    return {options.alpha.empty() ? Rational(0) : rational_from("--alpha", options.alpha, 0, 1), 0, 0};
}

PowerSchedule samples_schedule_of(const GroundingOptions& options) {
    if (!options.samples_schedule.empty())
        return schedule_from("--samples-schedule", options.samples_schedule);
    if (options.samples.empty()) refuse("--samples is missing", "or give --samples-schedule");
    return {Rational(whole_from("--samples", options.samples, Integer(1) << 200)), 0, 0};
}

}  // namespace

void answer_schedule(const GroundingOptions& options) {
    const PowerSchedule alpha = alpha_schedule_of(options);
    const PowerSchedule samples = samples_schedule_of(options);
    Survival result;
    try {
        result = survival(alpha, samples);
    } catch (const std::invalid_argument& error) {
        refuse(error.what(), "t = 1 is the first generation");
    }
    if (!options.plot.empty()) write_plot(options.plot, {survival_figure(result)});
    if (options.format == "json") {
        Json points = Json::array();
        for (const auto& point : result.points)
            points.push_back({{"generation", point.generation}, {"kept", ends(point.kept)}});
        std::cout << Json{{"alpha", to_string(alpha)},          {"samples", to_string(samples)},
                          {"survives", result.survives},        {"inequality", result.inequality},
                          {"explanation", result.explanation},  {"kept_at_least", result.floor},
                          {"from_generation", result.followed}, {"points", std::move(points)}}
                         .dump(2)
                  << "\n";
        return;
    }
    if (options.format == "csv") {
        std::cout << "generation,kept_low,kept_high\n";
        for (const auto& point : result.points)
            std::cout << fmt::format("{},{},{}\n", point.generation, low_text(point.kept, 17),
                                     high_text(point.kept, 17));
        return;
    }
    std::cout << fmt::format("alpha_t = {}, N_t = {}{}, from Q[0] = P\n", to_string(alpha),
                             to_string(samples), samples.is_constant() ? "" : " rounded up")
              << (result.survives ? "  diversity survives" : "  diversity dies out") << " ("
              << result.inequality << ")\n  " << result.explanation << "\n";
    std::cout << "  share kept after\n";
    for (const auto& point : result.points) {
        std::cout << fmt::format("    {:>8} generations  {}\n", with_commas(Integer(point.generation)),
                                 enclosure_text(point.kept, options.digits));
    }
    if (result.survives && result.floor > 0) {
        std::cout << fmt::format("  and at least {} ever after\n",
                                 low_text({result.floor, result.floor}, options.digits));
    }
}

}  // namespace groundcheck::cli
