// What simulation said, as records.
#include <cmath>
#include <limits>

#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

Json record::to_json(DoubleInterval interval) {
    Json ends = Json::array();
    for (const double end : {interval.lo, interval.hi})
        ends.push_back(std::isinf(end) ? Json(nullptr) : Json(end));
    return ends;
}

DoubleInterval record::interval_from(const Json& json) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto end = [&](std::size_t i, double missing) {
        return json.at(i).is_null() ? missing : json.at(i).get<double>();
    };
    return {end(0, -infinity), end(1, infinity)};
}

Json to_json(const SimulatedClaim& simulated) {
    Json json = {{"range", simulated.range},
                 {"point", to_json(simulated.point)},
                 {"replicates", simulated.replicates},
                 {"seed", simulated.seed},
                 {"confidence", simulated.confidence},
                 {"finding", to_text(simulated.finding())},
                 {"checks", Json::array()}};
    for (const StatisticalCheck& check : simulated.checks)
        json["checks"].push_back({{"t", check.t},
                                  {"left", record::to_json(check.left)},
                                  {"right", record::to_json(check.right)},
                                  {"finding", to_text(check.finding)}});
    if (!simulated.reason.empty()) json["reason"] = simulated.reason;
    json["seconds"] = simulated.seconds;
    return json;
}

SimulatedClaim simulated_from(const Json& json) {
    return guarded("a simulation", [&] {
        SimulatedClaim simulated;
        simulated.range = member<std::size_t>(json, "range");
        simulated.point = key_from(json.at("point"));
        simulated.replicates = member<std::uint32_t>(json, "replicates");
        simulated.seed = member<std::uint64_t>(json, "seed");
        simulated.confidence = member<double>(json, "confidence");
        for (const Json& check : json.at("checks"))
            simulated.checks.push_back({member<std::uint32_t>(check, "t"), interval_from(check.at("left")),
                                        interval_from(check.at("right")),
                                        finding_from(member<std::string>(check, "finding"))});
        simulated.reason = json.value("reason", std::string());
        simulated.seconds = member<double>(json, "seconds");
        if (finding_from(member<std::string>(json, "finding")) != simulated.finding())
            throw RecordError("a simulation's finding is not that of its checks");
        return simulated;
    });
}

}  // namespace groundcheck
