// groundcheck grounding --keep --alpha: how few samples keep a share. Also what all answers share.
#include <fmt/format.h>

#include <iostream>

#include "cli/grounding.hpp"
#include "cli/process_options.hpp"
#include "cli/written_number.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

using Json = nlohmann::ordered_json;

Integer whole_from(const std::string& option, const std::string& text, const Integer& most) {
    const auto value = written_number(text);
    if (!value || boost::multiprecision::denominator(*value) != 1 || *value < 1)
        refuse(option + ": \"" + text + "\" is no whole number from 1 on");
    if (*value > Rational(most))
        refuse(option + ": " + text + " is too large", "at most " + with_commas(most));
    return floor(*value);
}

Rational keep_of(const GroundingOptions& options) {
    const Rational keep = rational_from("--keep", options.keep, 0, 1);
    if (keep == 1) refuse("--keep: no finite sample keeps everything", "a share below 1, such as 0.99");
    if (keep == 0) refuse("--keep: a share of 0 is always kept", "a share above 0, such as 0.9");
    return keep;
}

Horizon horizon_of(const GroundingOptions& options) {
    if (options.horizon.empty()) return {};
    return static_cast<std::uint64_t>(whole_from("--horizon", options.horizon, Integer(UINT64_MAX)));
}

std::string until_text(const Horizon& horizon) {
    return horizon ? fmt::format("for {} generations", with_commas(Integer(*horizon))) : "for ever";
}

Json ends(DoubleInterval value) { return {{"low", value.lo}, {"high", value.hi}}; }

void answer_least_samples(const GroundingOptions& options) {
    if (options.measure == "entropy" || options.table || !options.plot.empty() || !options.curve.empty())
        refuse("--samples is missing",
               "without it --keep and --alpha ask for the fewest samples that keep diversity");
    const Rational keep = keep_of(options), alpha = rational_from("--alpha", options.alpha, 0, 1);
    const Horizon horizon = horizon_of(options);
    const std::optional<Integer> samples = least_samples(alpha, horizon, keep);
    const std::string least = samples ? samples->str() : "";
    if (options.format == "json") {
        Json answer = {{"keep", to_string(keep)}, {"alpha", to_string(alpha)}};
        answer["samples"] = samples ? Json(least) : Json(nullptr);
        std::cout << answer.dump(2) << "\n";
        return;
    }
    if (options.format == "csv") {
        std::cout << fmt::format("keep,alpha,samples\n{},{},{}\n", to_string(keep), to_string(alpha), least);
        return;
    }
    std::cout << fmt::format("To keep {} of the world's diversity {} with alpha = {}\n", number_text(keep),
                             until_text(horizon), number_text(alpha));
    if (!samples) {
        std::cout << "  impossible: without the world's data every number of samples loses all in the end\n";
        return;
    }
    std::cout << fmt::format("  fewest samples          {}\n", with_commas(*samples))
              << "  J models of equal weights with N samples each are one model with J*N samples\n";
}

}  // namespace groundcheck::cli
